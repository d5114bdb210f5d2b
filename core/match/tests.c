/*
** tests.c - token tests and start filters, and the memos that let each be found out once a kind (text/kinds.h), a
** regular expression once a word. Sits on regex.h and the vocabulary.
**
** A memo belongs to the content of a test, not to a program: two rules that ask for [~say & !%cap] share it. The start
** filter of a program has a memo of its own: whether a token of this kind can start a match as far as the kind decides.
*/

#include "match/machine.h"
#include "match/phrases.h"
#include "match/spelled.h"

/* ---- tests that only the word and its tag decide ---- */

static int has_lemma(lun_matcher *m, uint32_t word, uint32_t lemma)
{
    uint32_t n = 0;
    const uint32_t *lemmas = lun_vocab_lemmas(m->vocab, word, &n);
    if (!lemmas)
        return lun_matcher__no_memory(m);
    for (uint32_t i = 0; i < n; i++) {
        if (lemmas[i] == lemma)
            return 1;
    }
    return 0;
}

static int is_found(lun_matcher *m, uint32_t regex, uint32_t word)
{
    size_t len;
    const char *form = lun_vocab_form(m->vocab, word, &len);
    m->regex_tests++;
    int rc = lun_regex_found(m->program->regexes.items[regex], form, len);
    if (rc == LUN_ENOMEM)
        return lun_matcher__no_memory(m);
    if (rc < 0) {
        lun_error_set(&m->error, rc, "the regular expression '%s' gave up on a word of %zu bytes",
                      m->program->regex_texts.items[regex], len);
        return lun_error_hint(&m->error, "nested repetition such as (a+)+ takes for ever: make it simpler");
    }
    return rc;
}

static int ask_regex(lun_matcher *m, const lun_test *test, uint32_t word)
{
    uint32_t memo = m->memos[m->program->starts.n + test->memo];
    int known = lun_memo_recall(&m->all_memos.items[memo], word);
    if (known < 0 && (known = is_found(m, test->x, word)) >= 0)
        known = lun_matcher__remember(m, memo, word, known);
    return known;
}

/* ---- tests ---- */

static int ask(lun_matcher *m, const lun_test *test, const lun_kind *kind, uint32_t position);

/* What a plain test says. */
static int shows(const lun_program *program, const lun_test *test, const lun_kind *kind)
{
    int yes = 1;
    for (; test->kind == LUN_TEST_NOT; yes = !yes)
        test = &program->tests.items[program->children.items[test->first]];
    if (test->kind == LUN_TEST_WORD)
        return (kind->fold == test->x) == yes;
    return (test->kind == LUN_TEST_POS ? kind->upos == test->x : (kind->class & test->x) != 0) == yes;
}

/* AND with `wanted` 0, OR with 1: a child that decides, plain ones first, else unknown if one was. */
static int ask_children(lun_matcher *m, const lun_test *test, const lun_kind *kind, uint32_t position, int wanted)
{
    const lun_test *tests = m->program->tests.items;
    const uint32_t *children = m->program->children.items + test->first;
    uint32_t first = lun_test_has_word(test, kind->fold) ? 0 : test->n_words;
    int result = !wanted;
    for (uint32_t i = first; i < test->n; i++) {
        if (tests[children[i]].plain && shows(m->program, &tests[children[i]], kind) == wanted)
            return wanted;
    }
    for (uint32_t i = first; i < test->n; i++) {
        int rc = tests[children[i]].plain ? !wanted : ask(m, &tests[children[i]], kind, position);
        if (rc == wanted || rc < 0)
            return rc;
        if (rc == LUN_UNKNOWN)
            result = LUN_UNKNOWN;
    }
    return result;
}

/* 1, 0, negative, and where no position is given LUN_UNKNOWN if the kind does not decide. */
static int ask(lun_matcher *m, const lun_test *test, const lun_kind *kind, uint32_t position)
{
    int rc;
    if (!lun_hints_allow(&test->hints, kind))
        return 0;
    switch ((lun_test_kind)test->kind) {
    case LUN_TEST_AND:
        return ask_children(m, test, kind, position, 0);
    case LUN_TEST_OR:
        return ask_children(m, test, kind, position, 1);
    case LUN_TEST_NOT:
        rc = ask(m, &m->program->tests.items[m->program->children.items[test->first]], kind, position);
        return rc < 0 || rc == LUN_UNKNOWN ? rc : !rc;
    case LUN_TEST_WORD:
        return kind->fold == test->x;
    case LUN_TEST_EXACT:
        return lun_spelled_alike(m->vocab, test->x, kind->word);
    case LUN_TEST_LEMMA:
        return has_lemma(m, kind->word, test->x);
    case LUN_TEST_REGEX:
        return ask_regex(m, test, kind->word);
    case LUN_TEST_CLASS:
        return (kind->class & test->x) != 0;
    case LUN_TEST_POS:
        return kind->upos == test->x;
    case LUN_TEST_LEXICON:
        rc = lun_lexicon__covers(m->program->lexicons.items[test->x], m->vocab, kind->word);
        if (rc >= 0)
            return rc;
        return position == LUN_POSITION_NONE ? LUN_UNKNOWN : lun_matcher__covered(m, test, position);
    case LUN_TEST_LAYER:
        return position == LUN_POSITION_NONE ? LUN_UNKNOWN : lun_matcher__covered(m, test, position);
    case LUN_TEST_ANY:
        return 1;
    case LUN_TEST_NEVER:
        return 0;
    }
    return 0;
}

static const lun_kind *kind_at(const lun_matcher *m, uint32_t position)
{
    return &m->facts[m->kinds[position]];
}

/* What the place of a token says, where its kind has left a test open: only children that look at places are asked. */
static int ask_place(lun_matcher *m, const lun_test *test, uint32_t position)
{
    int wanted = test->kind == LUN_TEST_OR;
    if (test->kind == LUN_TEST_NOT)
        return ask(m, test, kind_at(m, position), position);
    for (uint32_t i = 0; i < test->n; i++) {
        const lun_test *child = &m->program->tests.items[m->program->children.items[test->first + i]];
        int rc = child->placed ? ask(m, child, kind_at(m, position), position) : !wanted;
        if (rc == wanted || rc < 0)
            return rc;
    }
    return !wanted;
}

/* Asks, and remembers it. */
static int learn_place(lun_matcher *m, const lun_test *test, uint32_t memo, uint32_t position)
{
    int rc = lun_matcher__recall_place(m, test, memo, position);
    uint32_t *known = rc < 0 ? lun_matcher__placed(m, memo) : NULL;
    if (rc >= 0 || !known)
        return rc >= 0 ? rc : LUN_ENOMEM;
    rc = ask_place(m, test, position);
    if (rc >= 0)
        known[lun_matcher__token(m, position)] = lun_matcher__holds_for(m, test) << 2 | (uint32_t)(rc + 1);
    return rc;
}

/* What the kind says of a test: 1, 0, LUN_UNKNOWN or negative. */
static int ask_kind(lun_matcher *m, const lun_test *test, uint32_t kind)
{
    if (test->n == 0 || test->memo == LUN_MEMO_NONE)
        return ask(m, test, &m->facts[kind], LUN_POSITION_NONE);
    uint32_t memo = m->memos[m->program->starts.n + test->memo];
    int known = lun_memo_recall(&m->all_memos.items[memo], kind);
    if (known < 0 && (known = ask(m, test, &m->facts[kind], LUN_POSITION_NONE)) >= 0)
        known = lun_matcher__remember(m, memo, kind, known);
    return known;
}

int lun_matcher__ask(lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_test *test = &m->program->tests.items[number];
    int known = ask_kind(m, test, m->kinds[position]);
    if (known != LUN_UNKNOWN)
        return known;
    if (test->n == 0 || test->memo == LUN_MEMO_NONE)
        return ask(m, test, kind_at(m, position), position);
    return learn_place(m, test, m->memos[m->program->starts.n + test->memo], position);
}

/* ---- start filters ---- */

/* 1, 0, LUN_UNKNOWN where a test wants to see the token's place, or negative. */
static int kind_may_start(lun_matcher *m, const lun_start *start, uint32_t kind)
{
    int result = lun_start_takes(start, &m->facts[kind]);
    if (!lun_hints_allow(&start->hints, &m->facts[kind]))
        return 0;
    for (uint32_t i = 0; i < start->n_lexicons && !result; i++)
        result = lun_matcher__starts_phrase(m, lun_matcher__finds(m, start->lexicons[i]), m->facts[kind].word);
    for (uint32_t i = 0; i < start->n_tests && result != 1; i++) {
        int rc = ask_kind(m, &m->program->tests.items[start->tests[i]], kind);
        if (rc != 0)
            result = rc;
        if (rc < 0)
            break;
    }
    return result;
}

static int place_may_start(lun_matcher *m, const lun_start *start, uint32_t position)
{
    for (uint32_t i = 0; i < start->n_tests; i++) {
        int rc = lun_matcher__test(m, start->tests[i], position);
        if (rc != 0)
            return rc;
    }
    return 0;
}

int lun_matcher__find_start(lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_start *start = &m->program->starts.items[number];
    int known;
    if (start->any || position == m->n)
        return start->any;
    if (start->has_memo) {
        uint32_t kind = m->kinds[position], memo = m->memos[number];
        known = lun_memo_recall(&m->all_memos.items[memo], kind);
        if (known < 0 && (known = kind_may_start(m, start, kind)) >= 0)
            known = lun_matcher__remember(m, memo, kind, known);
        if (known == LUN_UNKNOWN)
            known = place_may_start(m, start, position);
    } else
        known = lun_start_takes(start, &m->facts[m->kinds[position]]);
    for (uint32_t i = 0; i < start->n_edges && known == 0; i++)
        known = lun_matcher__edge_starts(m, start->edges[i], position);
    return known;
}
