/*
** match_property.h - holds the matcher against the oracle on random patterns and documents. Shared by the quick and
** the full test.
*/
#ifndef LUN_TESTS_MATCH_PROPERTY_H
#define LUN_TESTS_MATCH_PROPERTY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "match/machine.h"
#include "unit/match_random.h"

static const char *const property_phrases[] = { "a b", "b", "a b c", "said", "c a", "a b c a" };
#define PROPERTY_PHRASES 6
#define PROPERTY_DOCUMENTS 4 /* a pattern */

typedef struct property {
    lun_vocab *vocab;
    lun_schema *schema;
    lun_condition *unmarked;
    lun_lexicon *lexicon;
    lun_matcher *matcher;
    dice dice;
    long cases, refused, gave_up, matches, captures, planned_away, automata;
} property;

static const lun_lexicon *property__lexicon(void *context, const char *name)
{
    property *p = context;
    return strcmp(name, "lex") == 0 ? p->lexicon : NULL;
}

static lun_compile property__env(property *p)
{
    lun_compile env = { p->vocab, p->schema, property__lexicon, p, NULL, "pattern", NULL, 0, 0 };
    return env;
}

static void property__schema(property *p)
{
    static const char *const names[] = { "x", "y", "u" };
    lun_error err = LUN_ERROR_INIT;
    p->schema = lun_schema_new();
    for (int i = 0; i < 3; i++) {
        uint16_t number;
        lun_field field = { 0 };
        field.name = "mark";
        field.owner = "core";
        field.type = LUN_TYPE_TEXT;
        assert_int_equal(lun_schema_declare(p->schema, &number, names[i], "core", NULL, LUN_POLICY_ALL, 0, &err),
                         LUN_OK);
        if (i < 2)
            assert_int_equal(lun_schema_add_field(p->schema, number, &field, &err), LUN_OK);
    }
    lun_arena *arena = lun_arena_new();
    lun_node *not = lun_node_new(arena, LUN_NODE_COND_NOT, 1);
    not ->children[0] = lun_node_new(arena, LUN_NODE_COND_FILLED, 0);
    not ->children[0]->text = "mark";
    lun_compile env = property__env(p);
    assert_int_equal(lun_condition_compile(&p->unmarked, not, 1, &env, &err), LUN_OK);
    assert_int_equal(lun_schema_add_member(p->schema, 2, 1, p->unmarked, &err), LUN_OK);
    assert_int_equal(lun_schema_add_member(p->schema, 2, 0, NULL, &err), LUN_OK);
    lun_arena_free(arena);
}

static void property_open(property *p, uint64_t seed)
{
    lun_error err = LUN_ERROR_INIT;
    memset(p, 0, sizeof *p);
    p->dice.state = seed;
    p->vocab = lun_vocab_new();
    property__schema(p);
    p->matcher = lun_matcher_new(p->vocab);
    p->matcher->hot_after = 2; /* a search before, and all after, as an automaton where that can be */
    assert_int_equal(lun_lexicon_new(&p->lexicon, "lex", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, &err), LUN_OK);
    for (int i = 0; i < PROPERTY_PHRASES; i++) {
        const char *phrase = property_phrases[i];
        assert_int_equal(lun_lexicon_add(p->lexicon, phrase, strlen(phrase), NULL, NULL, 0, &err), LUN_OK);
    }
    assert_int_equal(lun_lexicon_finish(p->lexicon, p->vocab, &err), LUN_OK);
}

static void property_close(property *p)
{
    lun_matcher_free(p->matcher);
    lun_lexicon_free(p->lexicon);
    lun_condition_free(p->unmarked);
    lun_schema_free(p->schema);
    lun_vocab_free(p->vocab);
}

/* ---- the document twice ---- */

static void property__text(lun_document *document, const oracle_world *w)
{
    lun_buf text = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    for (int i = 0; i < w->n_tokens; i++)
        lun_buf_addf(&text, "%s%s", i ? " " : "", w->words[i]);
    assert_int_equal(lun_document_set_text(document, text.data, text.len, &err), LUN_OK);
    lun_buf_clear(&text);
}

static void property__tokens(property *p, lun_document *document, const oracle_world *w)
{
    size_t n = (size_t)w->n_tokens;
    uint32_t at = 0;
    property__text(document, w);
    document->tokens = lun_arena_calloc(document->arena, n, sizeof *document->tokens);
    document->upos = lun_arena_calloc(document->arena, n, 1);
    document->sentences = lun_arena_calloc(document->arena, n, sizeof *document->sentences);
    document->paragraphs = lun_arena_calloc(document->arena, 1, sizeof *document->paragraphs);
    for (int i = 0; i < w->n_tokens; i++) {
        size_t len = strlen(w->words[i]);
        document->tokens[i] = (lun_token){ at, at + (uint32_t)len, lun_vocab_add(p->vocab, w->words[i], len) };
        document->upos[i] = w->upos[i] == 1 ? LUN_UPOS_ADJ : LUN_UPOS_NOUN;
        at += (uint32_t)len + 1;
        if (i == 0 || w->sentence[i] != w->sentence[i - 1])
            document->sentences[document->n_sentences++].start = (uint32_t)i;
        document->sentences[document->n_sentences - 1].stop = (uint32_t)i + 1;
    }
    document->n_tokens = (uint32_t)n;
    document->paragraphs[0].stop = (uint32_t)n;
    document->n_paragraphs = 1;
}

static lun_annotations *property__rows(property *p, lun_document *document, const oracle_world *w)
{
    static const char *const marks[] = { NULL, "p", "q" };
    lun_annotations *set = lun_annotations_new(document, p->schema);
    lun_error err = LUN_ERROR_INIT;
    for (int i = 0; i < w->n_rows; i++) {
        const oracle_row *row = &w->rows[i];
        lun_annotation *made;
        lun_value value = { 0 };
        lun_span span = { document->tokens[row->start].start, document->tokens[row->stop - 1].stop };
        if (row->mark) {
            value.type = LUN_TYPE_TEXT;
            value.n = 1;
            value.as.text = marks[row->mark];
        }
        assert_int_equal(lun_annotations_add(set, &made, (uint16_t)row->layer, span, 0, 0, &value, &err), LUN_OK);
        assert_int_equal(made->id, i + 1);
    }
    uint32_t rule = 0;
    for (uint16_t layer = 0; layer < 2; layer++)
        assert_int_equal(lun_annotations_show(set, layer, &rule, 1, &err), LUN_OK);
    return set;
}

/* ---- comparing ---- */

static void property__fail(property *p, const lun_node *tree, const oracle_world *w, const char *what)
{
    lun_buf out = LUN_BUF_INIT;
    lun_node_print(tree, &out);
    lun_buf_adds(&out, "\nwords:");
    for (int i = 0; i < w->n_tokens; i++)
        lun_buf_addf(&out, "%s %s", i && w->sentence[i] != w->sentence[i - 1] ? " ." : "", w->words[i]);
    lun_buf_adds(&out, "\nunit:");
    for (int i = 0; i < w->n; i++)
        lun_buf_addf(&out, " %d", w->unit[i]);
    for (int i = 0; i < w->n_rows; i++)
        lun_buf_addf(&out, "\nrow %d: %s %d..%d mark %d", i + 1, w->rows[i].layer ? "y" : "x", w->rows[i].start,
                     w->rows[i].stop, w->rows[i].mark);
    print_message("case %ld: %s\n%s\n", p->cases, what, out.data);
    lun_buf_clear(&out);
    fail_msg("the matcher and the oracle disagree: %s", what);
}

static uint32_t property__boundary(const oracle_world *w, int position)
{
    return (uint32_t)(position < w->n ? w->unit[position] : w->unit[w->n - 1] + 1);
}

static const char *property__capture(const lun_program *program, const oracle_world *w, const lun_capture *found,
                                     const oracle_capture *wanted)
{
    uint32_t n;
    const lun_capture_info *infos = lun_program_captures(program, &n);
    uint32_t stop =
        wanted->stop > wanted->start ? (uint32_t)w->unit[wanted->stop - 1] + 1 : property__boundary(w, wanted->start);
    if (strcmp(infos[found->slot].name, wanted->name) != 0)
        return "a capture has another name";
    if (found->tokens.start != property__boundary(w, wanted->start) || found->tokens.stop != stop)
        return "a capture has other tokens";
    if (found->annotation != (uint32_t)wanted->row)
        return "a capture is another annotation";
    if ((found->lexicon != NULL) != (wanted->entry >= 0) || (found->lexicon && found->entry != (uint32_t)wanted->entry))
        return "a capture is another phrase";
    if (infos[found->slot].layer != LUN_LAYER_NONE && !found->annotation)
        return "a capture said to be an annotation is none";
    return NULL;
}

static const char *property__match(const lun_program *program, const oracle_world *w, const lun_match *found,
                                   const oracle_match *wanted)
{
    uint32_t n;
    const lun_capture_info *infos = lun_program_captures(program, &n);
    uint8_t filled[UINT16_MAX + 1] = { 0 };
    if (found->tokens.start != (uint32_t)w->unit[wanted->start] ||
        found->tokens.stop != (uint32_t)w->unit[wanted->stop - 1] + 1)
        return "a match has other tokens";
    if (found->n_captures != (uint32_t)wanted->n_captures)
        return "another number of captures";
    for (int i = 0; i < wanted->n_captures; i++) {
        const char *wrong = property__capture(program, w, &found->captures[i], &wanted->captures[i]);
        if (wrong)
            return wrong;
        if (filled[found->captures[i].slot]++ && !infos[found->captures[i].slot].list)
            return "a capture was filled twice and is not a list";
    }
    return NULL;
}

/* The matches that an overlap keeps, in order: their numbers. */
static int property__kept(const oracle_match *matches, int n, lun_overlap overlap, int *kept)
{
    uint8_t longest[ORACLE_TOKENS];
    int n_kept = 0, stop = 0;
    oracle_longest(matches, n, longest);
    for (int i = 0; i < n; i++) {
        if (overlap == LUN_OVERLAP_ALL || (overlap == LUN_OVERLAP_LONGEST && longest[i]) ||
            (overlap == LUN_OVERLAP_FIRST && matches[i].start >= stop)) {
            kept[n_kept++] = i;
            stop = matches[i].stop;
        }
    }
    return n_kept;
}

static void property__ignore(void *context, const lun_trace_step *step)
{
    (void)step;
    ++*(long *)context;
}

static void property__search(property *p, const lun_node *tree, const lun_program *program, const oracle_world *w,
                             lun_annotations *set, const lun_range *ranges, uint32_t n_ranges,
                             const oracle_match *matches, int n)
{
    lun_error err = LUN_ERROR_INIT;
    lun_match match;
    int kept[ORACLE_TOKENS], cut, rc;
    long traced = 0;
    int may = lun_matcher_may_match(p->matcher, program, set, ranges, n_ranges);
    if (!may && n > 0)
        property__fail(p, tree, w, "the planner said there is no match");
    if (n > 0 && (!lun_matcher_look_at(p->matcher, set, ranges, n_ranges) ||
                  !lun_matcher_words_allow(p->matcher, program, set) ||
                  !lun_matcher_rows_allow(p->matcher, program, set, ranges, n_ranges)))
        property__fail(p, tree, w, "a half of the planner said there is no match");
    p->planned_away += !may;
    p->automata += program->tokens_only;
    for (int overlap = LUN_OVERLAP_FIRST; overlap <= LUN_OVERLAP_ALL; overlap++) {
        int n_kept = property__kept(matches, n, (lun_overlap)overlap, kept), at = 0;
        lun_matcher__set_memory(p->matcher, (lun_memory)(p->cases / 5 % 3));
        lun_matcher_trace(p->matcher, p->cases % 5 == 0 ? property__ignore : NULL, &traced);
        assert_int_equal(
            lun_matcher_begin(p->matcher, program, set, ranges, n_ranges, 1000, (lun_overlap)overlap, &cut, &err),
            LUN_OK);
        while ((rc = lun_matcher_next(p->matcher, &match, &err)) > 0) {
            const char *wrong =
                at < n_kept ? property__match(program, w, &match, &matches[kept[at]]) : "a match too many";
            if (wrong)
                property__fail(p, tree, w, wrong);
            p->matches++;
            p->captures += match.n_captures;
            at++;
        }
        if (rc < 0)
            property__fail(p, tree, w, err.message);
        if (at < n_kept)
            property__fail(p, tree, w, "a match too few");
    }
}

static void property__document(property *p, const lun_node *tree, const lun_program *program)
{
    static oracle_match matches[ORACLE_TOKENS];
    oracle_world w;
    lun_range ranges[ORACLE_TOKENS];
    int n = 0;
    random_document(&w, &p->dice);
    w.phrases = property_phrases;
    w.n_phrases = PROPERTY_PHRASES;
    uint32_t n_ranges = random_unit(&w, &p->dice, ranges);
    p->cases++;
    for (int start = 0; start < w.n; start++) {
        int found = oracle_match_at(&w, tree, start, &matches[n]);
        if (found < 0) {
            p->gave_up++;
            return;
        }
        n += found;
    }
    lun_document *document = lun_document_new();
    property__tokens(p, document, &w);
    lun_annotations *set = property__rows(p, document, &w);
    property__search(p, tree, program, &w, set, ranges, n_ranges, matches, n);
    lun_document_free(document);
}

static inline void property_pattern(property *p)
{
    lun_arena *arena = lun_arena_new();
    lun_node *tree = random_pattern_tree(arena, &p->dice);
    lun_compile env = property__env(p);
    lun_error err = LUN_ERROR_INIT;
    lun_program *program = NULL;
    if (lun_program_compile(&program, tree, &env, &err) < 0) {
        if (!strstr(err.message, "can be empty"))
            fail_msg("a random pattern was refused: %s", err.message);
        p->refused++;
    }
    for (int i = 0; program && i < PROPERTY_DOCUMENTS; i++)
        property__document(p, tree, program);
    lun_program_free(program);
    lun_arena_free(arena);
}

/* At least so many cases; fails where the cases are not worth the name. */
static inline void property_run(uint64_t seed, long cases)
{
    property p;
    property_open(&p, seed);
    while (p.cases < cases)
        property_pattern(&p);
    print_message(
        "%ld cases, %ld patterns refused, %ld cases too long for the oracle, %ld matches, %ld captures, %ld planned away, %ld as automata\n",
        p.cases, p.refused, p.gave_up, p.matches, p.captures, p.planned_away, p.automata);
    assert_true(p.matches > p.cases / 2);
    assert_true(p.captures > p.cases / 20);
    assert_true(p.gave_up < p.cases / 20);
    assert_true(p.planned_away > p.cases / 20);
    assert_true(p.automata > p.cases / 20);
    property_close(&p);
}

#endif
