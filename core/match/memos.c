/*
** memos.c - what a matcher remembers of words and kinds: binding a program to its memos, and the phrases of lexicons
** found in the document at hand.
**
** Invariant: memos are by content (lun_program.keys; a lexicon with the hash of its phrases), are forgotten when the
** vocabulary has forgotten words, and together when they have grown too large.
*/
#include <string.h>

#include "match/automaton.h"
#include "match/machine.h"
#include "match/phrases.h"

#define MEMOS_MAX 200000 /* more (patterns made up while documents run) are forgotten together */
#define MEMO_BYTES_MAX (64u << 20)

/* ---- memos ---- */

static void forget_memos(lun_matcher *m)
{
    for (size_t i = 0; i < m->all_memos.n; i++) {
        lun_memo *memo = &m->all_memos.items[i];
        if (memo->capacity)
            memset(memo->bits, 0, memo->capacity * sizeof *memo->bits);
        if (memo->few)
            memset(memo->few, 0, LUN_FEW * sizeof *memo->few);
        memo->n_few = 0;
    }
}

/* Room for the bits of a word. */
static int make_bits(lun_matcher *m, lun_memo *memo, uint32_t word)
{
    size_t capacity = memo->capacity ? memo->capacity * 2 : 32, at = word / 32;
    while (capacity <= at)
        capacity *= 2;
    uint64_t *bits = lun_realloc(memo->bits, capacity * sizeof *bits);
    if (!bits)
        return lun_matcher__no_memory(m);
    memset(bits + memo->capacity, 0, (capacity - memo->capacity) * sizeof *bits);
    m->memo_bytes += (capacity - memo->capacity) * sizeof *bits;
    memo->bits = bits;
    memo->capacity = capacity;
    return LUN_OK;
}

static void set_bits(lun_memo *memo, uint32_t word, uint32_t known)
{
    memo->bits[word / 32] |= (uint64_t)known << (word % 32 * 2);
}

/* There are no longer few: they become bits. */
static int become_many(lun_matcher *m, lun_memo *memo)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < LUN_FEW; i++)
        most = memo->few[i] >> 2 > most ? memo->few[i] >> 2 : most;
    if (make_bits(m, memo, most) < 0)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < LUN_FEW; i++) {
        if (memo->few[i])
            set_bits(memo, memo->few[i] >> 2, memo->few[i] & 3);
    }
    lun_free(memo->few);
    memo->few = NULL;
    m->memo_bytes -= LUN_FEW * sizeof *memo->few;
    return LUN_OK;
}

static int remember_few(lun_matcher *m, lun_memo *memo, uint32_t word, uint32_t known)
{
    if (!memo->few) {
        memo->few = lun_calloc(LUN_FEW, sizeof *memo->few);
        if (!memo->few)
            return lun_matcher__no_memory(m);
        m->memo_bytes += LUN_FEW * sizeof *memo->few;
    }
    *lun_memo_place(memo, word) = word << 2 | known;
    return ++memo->n_few < LUN_FEW / 4 * 3 ? LUN_OK : become_many(m, memo);
}

int lun_matcher__remember(lun_matcher *m, uint32_t number, uint32_t word, int value)
{
    lun_memo *memo = &m->all_memos.items[number];
    uint32_t known = (uint32_t)value + 1;
    if (!memo->capacity)
        return remember_few(m, memo, word, known) < 0 ? LUN_ENOMEM : value;
    if (word / 32 >= memo->capacity && make_bits(m, memo, word) < 0)
        return LUN_ENOMEM;
    set_bits(memo, word, known);
    return value;
}

static int add_memo(lun_matcher *m, uint32_t *out)
{
    lun_memo none = { 0 };
    *out = (uint32_t)m->all_memos.n;
    return lun_vec_push(&m->all_memos, none) < 0 ? LUN_ENOMEM : LUN_OK;
}

/* The number kept for a key, given by `add` where the key is new. */
static int number_of_key(lun_matcher *m, const void *key, size_t len, uint32_t *out,
                         int (*add)(lun_matcher *, uint32_t *))
{
    uint32_t known = lun_intern_find(m->keys, key, len);
    if (known != LUN_INTERN_NONE) {
        *out = m->key_numbers.items[known];
        return LUN_OK;
    }
    if (lun_vec_reserve(&m->key_numbers, m->key_numbers.n + 1) < 0 || add(m, out) < 0)
        return LUN_ENOMEM;
    known = lun_intern_add(m->keys, key, len);
    if (known == LUN_INTERN_NONE)
        return LUN_ENOMEM;
    m->key_numbers.items[m->key_numbers.n++] = *out;
    return LUN_OK;
}

/* ---- lexicons ---- */

static int add_finds(lun_matcher *m, uint32_t *out)
{
    lun_finds none = { 0 };
    *out = (uint32_t)m->finds.n;
    return add_memo(m, &none.memo) < 0 || lun_vec_push(&m->finds, none) < 0 ? LUN_ENOMEM : LUN_OK;
}

static int finds_of(lun_matcher *m, const lun_lexicon *lexicon, uint32_t *out)
{
    struct {
        uint64_t zero; /* other keys begin with something else */
        const lun_lexicon *lexicon;
        uint64_t hash;
    } key;
    memset(&key, 0, sizeof key);
    key.lexicon = lexicon;
    key.hash = lun_lexicon__hash(lexicon);
    if (number_of_key(m, &key, sizeof key, out, add_finds) < 0)
        return LUN_ENOMEM;
    m->finds.items[*out].lexicon = lexicon;
    return LUN_OK;
}

int lun_matcher__learn_start(lun_matcher *m, uint32_t number, uint32_t word)
{
    const lun_finds *finds = &m->finds.items[number];
    return lun_matcher__remember(m, finds->memo, word, lun_lexicon__starts(finds->lexicon, m->vocab, word)) != 0;
}

/* Looks for phrases that start at a token, whatever unit they are asked for. Negative: m->error. */
static int look_up(lun_matcher *m, lun_finds *finds, uint32_t number, uint32_t token)
{
    lun_lexicon_hit hits[LUN_LEXICON_HITS];
    uint32_t n = 0, at = (uint32_t)finds->hits.n;
    if (lun_matcher__starts_phrase(m, number, m->document->tokens[token].word))
        n = lun_lexicon__stops(finds->lexicon, m->document, m->vocab, token, m->document->n_tokens, hits);
    for (uint32_t i = 0; i < n; i++) {
        if (lun_vec_push(&finds->hits, hits[i]) < 0)
            return lun_matcher__no_memory(m);
    }
    finds->at.items[token] = (lun_found){ (uint16_t)n, finds->turn, at };
    return LUN_OK;
}

/* Room for n cells, new ones empty. */
#define make_cells(m, cells, n) (make_room(m, (void **)&(cells)->items, &(cells)->capacity, n, sizeof *(cells)->items))

static int make_room(lun_matcher *m, void **cells, size_t *capacity, size_t n, size_t size)
{
    size_t before = *capacity;
    if (n <= before)
        return LUN_OK;
    if (lun_vec__reserve(cells, capacity, n, size) < 0)
        return lun_matcher__no_memory(m);
    memset((char *)*cells + before * size, 0, (*capacity - before) * size);
    return LUN_OK;
}

uint32_t *lun_matcher__placed(lun_matcher *m, uint32_t memo)
{
    if (memo >= m->placed.n) {
        if (make_cells(m, &m->placed, (size_t)memo + 1) < 0)
            return NULL;
        m->placed.n = m->placed.capacity;
    }
    lun_placed *placed = &m->placed.items[memo];
    return make_cells(m, placed, (size_t)m->document->n_tokens + 1) < 0 ? NULL : placed->items;
}

/* Another document: what was found in the last is of an earlier turn. */
static int take_turn(lun_matcher *m, lun_finds *finds)
{
    if (make_cells(m, &finds->at, (size_t)m->document->n_tokens + 1) < 0)
        return LUN_ENOMEM;
    if (++finds->turn == 0) {
        memset(finds->at.items, 0, finds->at.capacity * sizeof *finds->at.items);
        finds->turn = 1;
    }
    finds->hits.n = 0;
    finds->serial = m->document->kinds_serial;
    return LUN_OK;
}

int lun_matcher__find_phrases(lun_matcher *m, uint32_t number, uint32_t token, const lun_lexicon_hit **hits)
{
    lun_finds *finds = &m->finds.items[number];
    if (finds->serial != m->document->kinds_serial && take_turn(m, finds) < 0)
        return LUN_ENOMEM;
    if (finds->at.items[token].turn != finds->turn && look_up(m, finds, number, token) < 0)
        return LUN_ENOMEM;
    *hits = finds->hits.n ? finds->hits.items + finds->at.items[token].first : NULL;
    return finds->at.items[token].n;
}

/* ---- binding a program to its memos ---- */

#define START_KEY 1 /* keys of tests begin with a bracket */

/* What a test of a start filter asks of a kind, as a number that other programs have for the same, too. Those that have parts have a memo. */
static uint32_t content_of(const lun_program *program, const uint32_t *list, const lun_test *test)
{
    if (test->kind == LUN_TEST_LAYER)
        return 0; /* no kind tells */
    if (test->kind == LUN_TEST_LEXICON)
        return list[program->starts.n + program->keys.n + test->x];
    return test->memo == LUN_MEMO_NONE ? test->x : list[program->starts.n + test->memo];
}

/* Many rules begin alike: a start filter has one memo with all that ask for the same words, tests and phrases. */
static int memo_of_start(lun_matcher *m, const lun_program *program, const uint32_t *list, const lun_start *start,
                         uint32_t *out)
{
    LUN_VEC(uint32_t) key = { 0 };
    size_t room = 5 + start->n_words + 2 * (size_t)start->n_tests + start->n_lexicons;
    if (lun_vec_reserve(&key, room) < 0)
        return LUN_ENOMEM;
    key.items[key.n++] = START_KEY;
    key.items[key.n++] = start->classes;
    key.items[key.n++] = start->tags;
    key.items[key.n++] = start->n_words;
    for (uint32_t i = 0; i < start->n_words; i++)
        key.items[key.n++] = start->words[i];
    key.items[key.n++] = start->n_tests;
    for (uint32_t i = 0; i < start->n_tests; i++) {
        const lun_test *test = &program->tests.items[start->tests[i]];
        key.items[key.n++] = test->kind;
        key.items[key.n++] = content_of(program, list, test);
    }
    for (uint32_t i = 0; i < start->n_lexicons; i++)
        key.items[key.n++] = list[program->starts.n + program->keys.n + start->lexicons[i]];
    int rc = number_of_key(m, key.items, key.n * sizeof *key.items, out, add_memo);
    lun_vec_clear(&key);
    return rc;
}

static int list_memos(lun_matcher *m, const lun_program *program, uint32_t *list)
{
    uint32_t *keys = list + program->starts.n, *lexicons = keys + program->keys.n,
             *hot = lexicons + program->lexicons.n;
    int rc = LUN_OK;
    for (size_t i = 0; i < program->keys.n && rc == LUN_OK; i++)
        rc = number_of_key(m, program->keys.items[i], strlen(program->keys.items[i]), &keys[i], add_memo);
    for (size_t i = 0; i < program->lexicons.n && rc == LUN_OK; i++)
        rc = finds_of(m, program->lexicons.items[i], &lexicons[i]);
    for (size_t i = 0; i < program->starts.n && rc == LUN_OK; i++) {
        list[i] = LUN_MEMO_NONE;
        if (program->starts.items[i].has_memo)
            rc = memo_of_start(m, program, list, &program->starts.items[i], &list[i]);
    }
    if (rc == LUN_OK && program->tokens_only) {
        lun_hot none = { NULL, 0 };
        *hot = (uint32_t)m->hot.n;
        rc = lun_vec_push(&m->hot, none) < 0 ? LUN_ENOMEM : LUN_OK;
    }
    return rc;
}

void lun_matcher__forget(lun_matcher *m)
{
    for (size_t i = 0; i < m->all_memos.n; i++) {
        lun_free(m->all_memos.items[i].bits);
        lun_free(m->all_memos.items[i].few);
    }
    for (size_t i = 0; i < m->finds.n; i++) {
        lun_vec_clear(&m->finds.items[i].at);
        lun_vec_clear(&m->finds.items[i].hits);
    }
    for (size_t i = 0; i < m->placed.n; i++)
        lun_vec_clear(&m->placed.items[i]);
    for (size_t i = 0; i < m->hot.n; i++)
        lun_automaton_free(m->hot.items[i].automaton);
    m->hot.n = m->all_memos.n = m->key_numbers.n = m->memo_lists.n = m->memo_first.n = m->finds.n = 0;
    lun_vec_clear(&m->placed);
    m->memo_bytes = 0;
    m->forgets++;
    lun_intern_truncate(m->keys, 0);
    lun_intern_truncate(m->programs, 0);
    m->by_ticket.n = 0;
}

void lun_matcher__keep_up(lun_matcher *m)
{
    if (m->all_memos.n > MEMOS_MAX || m->memo_bytes > MEMO_BYTES_MAX)
        lun_matcher__forget(m);
    if (m->generation == lun_vocab_generation(m->vocab))
        return;
    forget_memos(m);
    m->generation = lun_vocab_generation(m->vocab);
}

#define TICKETS_LISTED (1u << 18) /* later programs (made up while documents run) are found by a hash */

/* Where a program's memos are listed, + 1; 0 where it was not met yet. */
static uint32_t find_program(const lun_matcher *m, const lun_program *program)
{
    if (program->ticket < m->by_ticket.n)
        return m->by_ticket.items[program->ticket];
    if (program->ticket < TICKETS_LISTED)
        return 0;
    uint32_t known = lun_intern_find(m->programs, (const char *)&program->ticket, sizeof program->ticket);
    return known == LUN_INTERN_NONE ? 0 : m->memo_first.items[known] + 1;
}

static int note_program(lun_matcher *m, const lun_program *program, uint32_t first)
{
    size_t n = m->by_ticket.n;
    if (program->ticket >= TICKETS_LISTED) {
        if (lun_vec_reserve(&m->memo_first, m->memo_first.n + 1) < 0 ||
            lun_intern_add(m->programs, (const char *)&program->ticket, sizeof program->ticket) == LUN_INTERN_NONE)
            return LUN_ENOMEM;
        m->memo_first.items[m->memo_first.n++] = first;
        return LUN_OK;
    }
    if (program->ticket >= n) {
        if (lun_vec_reserve(&m->by_ticket, program->ticket + 1) < 0)
            return LUN_ENOMEM;
        memset(m->by_ticket.items + n, 0, (program->ticket + 1 - n) * sizeof *m->by_ticket.items);
        m->by_ticket.n = program->ticket + 1;
    }
    m->by_ticket.items[program->ticket] = first + 1;
    return LUN_OK;
}

/* Lists the memos of a program met for the first time. */
static int add_program(lun_matcher *m, const lun_program *program, uint32_t *first)
{
    size_t n = program->starts.n + program->keys.n + program->lexicons.n + 1;
    *first = (uint32_t)m->memo_lists.n;
    if (lun_vec_reserve(&m->memo_lists, (size_t)*first + n + 1) < 0 ||
        list_memos(m, program, m->memo_lists.items + *first) < 0 || note_program(m, program, *first) < 0)
        return lun_matcher__no_memory(m);
    m->memo_lists.n = *first + n;
    return LUN_OK;
}

#define AUTOMATON_BYTES 8192 /* about what one takes */

lun_automaton *lun_matcher__automaton(lun_matcher *m)
{
    const lun_program *program = m->program;
    if (!program->tokens_only || m->trace)
        return NULL;
    lun_hot *hot = &m->hot.items[m->memos[program->starts.n + program->keys.n + program->lexicons.n]];
    if (!hot->automaton && ++hot->runs >= m->hot_after) {
        hot->automaton = lun_automaton_new(program); /* without memory it is searched */
        m->memo_bytes += AUTOMATON_BYTES;
    }
    return hot->automaton;
}

int lun_matcher__bind(lun_matcher *m, const lun_program *program, const uint32_t **memos)
{
    lun_matcher__keep_up(m);
    uint32_t first = find_program(m, program);
    if (first)
        first--;
    else if (add_program(m, program, &first) < 0)
        return LUN_ENOMEM;
    *memos = m->memo_lists.items + first;
    return LUN_OK;
}
