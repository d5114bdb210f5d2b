/*
** tests.c - token tests, and the memos that let a test of a word run at most once a word. Sits on regex.h and the
** vocabulary.
**
** A memo belongs to the content of a test, not to a program: two rules that ask for ~say share it. The start filter
** of a program has a memo of its own: whether a token of this word can start a match as far as the word decides.
*/
#include <string.h>

#include "match/machine.h"
#include "match/phrases.h"
#include "match/spelled.h"
#include "text/text.h"

#define MEMOS_MAX 20000 /* more (patterns made up while documents run) are forgotten together */
#define UNKNOWN 2       /* a test that the word alone does not decide */

/* ---- memos ---- */

static void forget_memos(lun_matcher *m)
{
    for (size_t i = 0; i < m->all_memos.n; i++) {
        if (m->all_memos.items[i].capacity)
            memset(m->all_memos.items[i].bits, 0, m->all_memos.items[i].capacity * sizeof(uint64_t));
    }
}

/* What is known of a word: 0, 1 or UNKNOWN as it was remembered, -1 where nothing was. */
static int recall(const lun_memo *memo, uint32_t word)
{
    size_t at = word / 32;
    return at < memo->capacity ? (int)(memo->bits[at] >> (word % 32 * 2) & 3) - 1 : -1;
}

static int remember(lun_matcher *m, lun_memo *memo, uint32_t word, int value)
{
    size_t at = word / 32;
    if (at >= memo->capacity) {
        size_t capacity = memo->capacity ? memo->capacity * 2 : 32;
        while (capacity <= at)
            capacity *= 2;
        uint64_t *bits = lun_realloc(memo->bits, capacity * sizeof *bits);
        if (!bits)
            return lun_matcher__no_memory(m);
        memset(bits + memo->capacity, 0, (capacity - memo->capacity) * sizeof *bits);
        memo->bits = bits;
        memo->capacity = capacity;
    }
    memo->bits[at] |= (uint64_t)(value + 1) << (word % 32 * 2);
    return value;
}

/* ---- binding a program to its memos ---- */

static int add_memo(lun_matcher *m, uint32_t *out)
{
    lun_memo none = { NULL, 0 };
    *out = (uint32_t)m->all_memos.n;
    return lun_vec_push(&m->all_memos, none) < 0 ? LUN_ENOMEM : LUN_OK;
}

static int memo_of_key(lun_matcher *m, const char *key, size_t len, uint32_t *out)
{
    uint32_t known = lun_intern_find(m->keys, key, len);
    if (known != LUN_INTERN_NONE) {
        *out = m->key_memos.items[known];
        return LUN_OK;
    }
    if (lun_vec_reserve(&m->key_memos, m->key_memos.n + 1) < 0 || add_memo(m, out) < 0)
        return LUN_ENOMEM;
    known = lun_intern_add(m->keys, key, len);
    if (known == LUN_INTERN_NONE)
        return LUN_ENOMEM;
    m->key_memos.items[m->key_memos.n++] = *out;
    return LUN_OK;
}

static int list_memos(lun_matcher *m, const lun_program *program)
{
    uint32_t memo, first = (uint32_t)m->memo_lists.n, n = (uint32_t)program->starts.n;
    if (lun_vec_reserve(&m->memo_lists, (size_t)first + n + program->keys.n) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < n; i++) {
        if (add_memo(m, &memo) < 0)
            return LUN_ENOMEM;
        m->memo_lists.items[first + i] = memo;
    }
    for (size_t i = 0; i < program->keys.n; i++) {
        if (memo_of_key(m, program->keys.items[i], strlen(program->keys.items[i]), &memo) < 0)
            return LUN_ENOMEM;
        m->memo_lists.items[first + n + i] = memo;
    }
    return LUN_OK;
}

static void forget_programs(lun_matcher *m)
{
    for (size_t i = 0; i < m->all_memos.n; i++)
        lun_free(m->all_memos.items[i].bits);
    m->all_memos.n = m->key_memos.n = m->memo_lists.n = m->memo_first.n = 0;
    lun_intern_truncate(m->keys, 0);
    lun_intern_truncate(m->programs, 0);
    m->phrase_lexicon = NULL;
}

void lun_matcher__keep_up(lun_matcher *m)
{
    if (m->generation == lun_vocab_generation(m->vocab))
        return;
    forget_memos(m);
    m->generation = lun_vocab_generation(m->vocab);
}

int lun_matcher__bind(lun_matcher *m, const lun_program *program)
{
    lun_matcher__keep_up(m);
    const char *name = (const char *)&program->ticket;
    uint32_t known = lun_intern_find(m->programs, name, sizeof program->ticket);
    if (known == LUN_INTERN_NONE) {
        if (m->all_memos.n > MEMOS_MAX)
            forget_programs(m);
        uint32_t first = (uint32_t)m->memo_lists.n;
        if (lun_vec_reserve(&m->memo_first, m->memo_first.n + 1) < 0 || list_memos(m, program) < 0)
            return lun_matcher__no_memory(m);
        known = lun_intern_add(m->programs, name, sizeof program->ticket);
        if (known == LUN_INTERN_NONE)
            return lun_matcher__no_memory(m);
        m->memo_first.items[m->memo_first.n++] = first;
        m->memo_lists.n = first + program->starts.n + program->keys.n;
    }
    m->memos = m->memo_lists.items + m->memo_first.items[known];
    return LUN_OK;
}

/* The memo of a lexicon's first words; the one asked last is at hand. LUN_INTERN_NONE without memory. */
static uint32_t phrase_memo(lun_matcher *m, const lun_lexicon *lexicon)
{
    struct {
        const lun_lexicon *lexicon;
        uint64_t hash;
    } key;
    if (m->phrase_lexicon == lexicon)
        return m->phrase_memo;
    memset(&key, 0, sizeof key);
    key.lexicon = lexicon;
    key.hash = lun_lexicon__hash(lexicon);
    if (memo_of_key(m, (const char *)&key, sizeof key, &m->phrase_memo) < 0)
        return LUN_INTERN_NONE;
    m->phrase_lexicon = lexicon;
    return m->phrase_memo;
}

int lun_matcher__starts_phrase(lun_matcher *m, const lun_lexicon *lexicon, uint32_t word)
{
    lun_matcher__keep_up(m);
    uint32_t number = phrase_memo(m, lexicon);
    if (number == LUN_INTERN_NONE)
        return 1;
    int known = recall(&m->all_memos.items[number], word);
    if (known < 0)
        known = remember(m, &m->all_memos.items[number], word, lun_lexicon__starts(lexicon, m->vocab, word));
    return known != 0;
}

/* ---- tests that only the word decides ---- */

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

static int ask_word(lun_matcher *m, const lun_test *test, uint32_t word)
{
    lun_memo *memo = &m->all_memos.items[m->memos[m->program->starts.n + test->memo]];
    int known = recall(memo, word);
    if (known >= 0)
        return known;
    if (test->kind == LUN_TEST_EXACT)
        known = lun_spelled_alike(m->vocab, test->x, word);
    else
        known = test->kind == LUN_TEST_LEMMA ? has_lemma(m, word, test->x) : is_found(m, test->x, word);
    return known < 0 ? known : remember(m, memo, word, known);
}

/* ---- tests ---- */

static int ask(lun_matcher *m, uint32_t number, uint32_t word, uint32_t position);

/* AND with `wanted` 0, OR with 1: the first child that decides, else unknown if one was. */
static int ask_children(lun_matcher *m, const lun_test *test, uint32_t word, uint32_t position, int wanted)
{
    int result = !wanted;
    for (uint32_t i = 0; i < test->n; i++) {
        int rc = ask(m, m->program->children.items[test->first + i], word, position);
        if (rc == wanted || rc < 0)
            return rc;
        if (rc == UNKNOWN)
            result = UNKNOWN;
    }
    return result;
}

/* 1, 0, negative, and where no position is given UNKNOWN if the word does not decide. */
static int ask(lun_matcher *m, uint32_t number, uint32_t word, uint32_t position)
{
    const lun_test *test = &m->program->tests.items[number];
    int rc;
    switch ((lun_test_kind)test->kind) {
    case LUN_TEST_AND:
        return ask_children(m, test, word, position, 0);
    case LUN_TEST_OR:
        return ask_children(m, test, word, position, 1);
    case LUN_TEST_NOT:
        rc = ask(m, m->program->children.items[test->first], word, position);
        return rc < 0 || rc == UNKNOWN ? rc : !rc;
    case LUN_TEST_WORD:
        return lun_vocab_fold(m->vocab, word) == test->x;
    case LUN_TEST_EXACT:
    case LUN_TEST_LEMMA:
    case LUN_TEST_REGEX:
        return ask_word(m, test, word);
    case LUN_TEST_CLASS:
        return (lun_vocab_class(m->vocab, word) & test->x) != 0;
    case LUN_TEST_POS:
        if (position == LUN_POSITION_NONE)
            return UNKNOWN;
        return m->document->upos && m->document->upos[lun_matcher__token(m, position)] == test->x;
    case LUN_TEST_LAYER:
    case LUN_TEST_LEXICON:
        return position == LUN_POSITION_NONE ? UNKNOWN : lun_matcher__covered(m, test, position);
    case LUN_TEST_ANY:
        return 1;
    case LUN_TEST_NEVER:
        return 0;
    }
    return 0;
}

static uint32_t word_at(const lun_matcher *m, uint32_t position)
{
    return m->document->tokens[lun_matcher__token(m, position)].word;
}

int lun_matcher__test(lun_matcher *m, uint32_t test, uint32_t position)
{
    return ask(m, test, word_at(m, position), position);
}

/* ---- start filters ---- */

/* 1, 0, UNKNOWN where a test wants to see the token's place, or negative. */
static int word_may_start(lun_matcher *m, const lun_start *start, uint32_t word)
{
    uint32_t fold = lun_vocab_fold(m->vocab, word);
    int result = 0;
    for (uint32_t i = 0; i < start->n_words; i++) {
        if (start->words[i] == fold)
            return 1;
    }
    for (uint32_t i = 0; i < start->n_lexicons; i++) {
        if (lun_matcher__starts_phrase(m, m->program->lexicons.items[start->lexicons[i]], word))
            return 1;
    }
    for (uint32_t i = 0; i < start->n_tests; i++) {
        int rc = ask(m, start->tests[i], word, LUN_POSITION_NONE);
        if (rc == 1 || rc < 0)
            return rc;
        if (rc == UNKNOWN)
            result = UNKNOWN;
    }
    return result;
}

static int place_may_start(lun_matcher *m, const lun_start *start, uint32_t word, uint32_t position)
{
    for (uint32_t i = 0; i < start->n_tests; i++) {
        int rc = ask(m, start->tests[i], word, position);
        if (rc != 0)
            return rc;
    }
    return 0;
}

int lun_matcher__may_start(lun_matcher *m, uint32_t number, uint32_t position)
{
    const lun_start *start = &m->program->starts.items[number];
    if (start->any || position == m->n)
        return start->any;
    uint32_t word = word_at(m, position);
    int known = recall(&m->all_memos.items[m->memos[number]], word);
    if (known < 0) {
        known = word_may_start(m, start, word); /* may add a lexicon's memo, which moves all of them */
        if (known >= 0)
            known = remember(m, &m->all_memos.items[m->memos[number]], word, known);
    }
    if (known == UNKNOWN)
        known = place_may_start(m, start, word, position);
    for (uint32_t i = 0; i < start->n_edges && known == 0; i++)
        known = lun_matcher__edge_starts(m, &m->program->edges.items[start->edges[i]], position);
    return known;
}
