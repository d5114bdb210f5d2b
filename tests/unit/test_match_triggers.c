/*
** test_match_triggers.c - what many programs wait for: a unit in which a program matches is due for it, always; and
** most others are not.
*/
#include "match/triggers.h"
#include "unit/match_property.h"

#define PROGRAMS 40
#define SETS 4
#define DOCUMENTS 400 /* a set: enough words for the triggers to think over what they wait for */

typedef struct rules { /* a random set of rules */
    lun_arena *arena;
    lun_program *programs[PROGRAMS];
    lun_trigger_item items[PROGRAMS];
    lun_triggers *triggers;
} rules;

typedef struct figures {
    long units, due, matching;
} figures;

static lun_program *random_program(property *p, lun_arena *arena)
{
    lun_compile env = property__env(p);
    for (;;) { /* some random patterns are refused */
        lun_error err = LUN_ERROR_INIT;
        lun_program *program = NULL;
        if (lun_program_compile(&program, random_pattern_tree(arena, &p->dice), &env, &err) == LUN_OK)
            return program;
    }
}

static void open_rules(rules *r, property *p)
{
    r->arena = lun_arena_new();
    for (int i = 0; i < PROGRAMS; i++) {
        r->programs[i] = random_program(p, r->arena);
        r->items[i] = (lun_trigger_item){ i % 20 == 19 ? NULL : r->programs[i], i % 4 == 3, r };
    }
    lun_vocab_pin(p->vocab);
    r->triggers = lun_triggers_new(r->items, PROGRAMS, p->matcher);
    assert_non_null(r->triggers);
}

static void close_rules(rules *r)
{
    lun_triggers_free(r->triggers);
    for (int i = 0; i < PROGRAMS; i++)
        lun_program_free(r->programs[i]);
    lun_arena_free(r->arena);
}

static int matches_in(property *p, const lun_program *program, lun_annotations *set, lun_range range)
{
    lun_error err = LUN_ERROR_INIT;
    lun_match match;
    int cut;
    assert_int_equal(lun_matcher_begin(p->matcher, program, set, &range, 1, 1000, LUN_OVERLAP_FIRST, &cut, &err),
                     LUN_OK);
    return lun_matcher_next(p->matcher, &match, &err) > 0;
}

/* By item and unit: is it due? An item that is due by no unit counts as due in the first. */
static void list_due(const lun_triggers *triggers, uint8_t due[PROGRAMS][ORACLE_TOKENS])
{
    uint32_t n, unit, last = 0;
    const uint32_t *items = lun_triggers_due(triggers, &n);
    memset(due, 0, PROGRAMS * ORACLE_TOKENS);
    for (uint32_t i = 0; i < n; i++) {
        lun_due units = lun_triggers_units(triggers, items[i]);
        assert_true(i == 0 || items[i] > last);
        last = items[i];
        int before = -1;
        while ((unit = lun_due_next(&units)) != LUN_UNIT_NONE) {
            assert_true((int)unit > before);
            before = (int)unit;
            due[items[i]][unit] = 1;
        }
        assert_true(before >= 0);
    }
}

static int is_due(const uint8_t *units, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (units[i])
            return 1;
    }
    return 0;
}

static void check_item(property *p, const rules *r, int item, lun_annotations *set, const uint8_t *units, figures *f)
{
    const lun_document *document = lun_annotations_document(set);
    lun_range all = { 0, document->n_tokens };
    if (r->items[item].whole) {
        if (matches_in(p, r->programs[item], set, all) && !is_due(units, document->n_sentences))
            fail_msg("rule %d matches in the document, and is not due", item);
        return;
    }
    for (uint32_t s = 0; s < document->n_sentences; s++) {
        int matching = matches_in(p, r->programs[item], set, document->sentences[s]);
        if (matching && !units[s])
            fail_msg("rule %d matches in sentence %u, and is not due", item, s);
        f->units++;
        f->due += units[s];
        f->matching += matching;
    }
}

static void check_document(property *p, rules *r, figures *f)
{
    static uint8_t due[PROGRAMS][ORACLE_TOKENS];
    oracle_world w;
    random_document(&w, &p->dice);
    w.phrases = property_phrases;
    w.n_phrases = PROPERTY_PHRASES;
    lun_document *document = lun_document_new();
    property__tokens(p, document, &w);
    lun_annotations *set = property__rows(p, document, &w);
    assert_int_equal(lun_triggers_visit(r->triggers, set, document->sentences, document->n_sentences), LUN_OK);
    list_due(r->triggers, due);
    for (int item = 0; item < PROGRAMS; item++)
        check_item(p, r, item, set, due[item], f);
    lun_document_free(document);
}

static void test_triggers__miss_no_match(void **state)
{
    figures f = { 0, 0, 0 };
    property p;
    (void)state;
    property_open(&p, 20261128);
    for (int set = 0; set < SETS; set++) {
        rules r;
        open_rules(&r, &p);
        for (int i = 0; i < DOCUMENTS; i++) {
            check_document(&p, &r, &f);
            if (i % 100 == 99)
                lun_vocab_trim(p.vocab, 0); /* words that are met again have other numbers */
        }
        close_rules(&r);
    }
    property_close(&p);
    if (f.matching < 1000 || f.due > f.units - f.units / 10)
        fail_msg("worth nothing: %ld units, %ld due, %ld with a match", f.units, f.due, f.matching);
}

static void test_triggers__without_memory_everything_is_due(void **state)
{
    figures f = { 0, 0, 0 };
    property p;
    rules r;
    (void)state;
    property_open(&p, 7);
    open_rules(&r, &p);
    int failed = 0;
    for (size_t n = 1; n < 60; n++) {
        oracle_world w;
        uint32_t n_due;
        random_document(&w, &p.dice);
        w.phrases = property_phrases;
        w.n_phrases = PROPERTY_PHRASES;
        lun_document *document = lun_document_new();
        property__tokens(&p, document, &w);
        lun_annotations *set = property__rows(&p, document, &w);
        lun_mem_fail_after(n);
        int rc = lun_triggers_visit(r.triggers, set, document->sentences, document->n_sentences);
        lun_mem_fail_after(0);
        lun_triggers_due(r.triggers, &n_due);
        assert_true(rc == LUN_OK || (rc == LUN_ENOMEM && n_due == PROGRAMS));
        failed += rc == LUN_ENOMEM;
        lun_document_free(document);
    }
    assert_true(failed > 0);
    check_document(&p, &r, &f); /* and it goes on as before */
    close_rules(&r);
    property_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_triggers__miss_no_match),
        cmocka_unit_test(test_triggers__without_memory_everything_is_due),
    };
    return cmocka_run_group_tests_name("match triggers", tests, NULL, NULL);
}
