/*
** starts.c - what the first token taken from an instruction on must meet, read off the program: so the matcher passes
** over tokens where no match starts, over lookarounds, and over choices (several optional parts in a row are choices, too)
** of which the next token rules out all ways.
**
** A superset: lookarounds and boundaries before the first element are taken to hold. Where nothing need be taken, there
** is no filter.
*/
#include <string.h>

#include "match/compiler.h"

#define WAYS 3       /* a guard of so many ways costs less than trying each */
#define PLAIN_MOST 8 /* alternatives of a test that are asked for one by one: a longer one is remembered by itself */
#define WORDS_ASKED \
    16 /* so many words are compared one by one, where a bit does not tell: a memo would not be quicker */

typedef enum empty_end { EMPTY_IS_NO_MATCH, EMPTY_IS_A_MATCH } empty_end;

typedef LUN_VEC(uint32_t) numbers;

typedef struct walk { /* one after the other through the program */
    lun_compiler *c;
    empty_end end; /* what it means to come to the end without a token */
    uint8_t back;  /* from right to left, through a lookbehind */
    uint8_t any;
    uint32_t least;         /* ways that make the filter worth it; 0 = any number */
    numbers ways;           /* instructions that take the first token: several may ask for the same */
    uint32_t turn, *seen;   /* by instruction: the last walk that came by */
    LUN_VEC(uint32_t) open; /* instructions still to be looked at */
    uint64_t bits;          /* of the words */
    uint32_t tags;
    uint16_t classes;
    numbers words, tests, edges, lexicons;
} walk;

static int note(lun_compiler *c, int pushed)
{
    return pushed < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

/* Ways that begin alike ask for one thing. */
static int add_once(walk *w, numbers *to, uint32_t number)
{
    for (size_t i = 0; i < to->n; i++) {
        if (to->items[i] == number)
            return LUN_OK;
    }
    return note(w->c, lun_vec_push(to, number));
}

static int add_word(walk *w, uint32_t word)
{
    uint64_t bit = (uint64_t)1 << (word % 64);
    if (w->bits & bit)
        return add_once(w, &w->words, word);
    w->bits |= bit;
    return note(w->c, lun_vec_push(&w->words, word));
}

/* Does a test ask only for what a word and its tag show at once, and little of that? */
static int is_plain(const lun_program *program, const lun_test *test)
{
    if (test->kind != LUN_TEST_OR)
        return test->kind == LUN_TEST_WORD || test->kind == LUN_TEST_CLASS || test->kind == LUN_TEST_POS;
    int plain = test->n <= PLAIN_MOST;
    for (uint32_t i = 0; i < test->n && plain; i++)
        plain = is_plain(program, &program->tests.items[program->children.items[test->first + i]]);
    return plain;
}

static int add_plain(walk *w, const lun_test *test)
{
    const lun_program *program = w->c->program;
    int rc = LUN_OK;
    if (test->kind == LUN_TEST_WORD)
        rc = add_word(w, test->x);
    else if (test->kind == LUN_TEST_CLASS)
        w->classes |= (uint16_t)test->x;
    else if (test->kind == LUN_TEST_POS)
        w->tags |= (uint32_t)1 << test->x;
    for (uint32_t i = 0; i < test->n && rc == LUN_OK; i++)
        rc = add_plain(w, &program->tests.items[program->children.items[test->first + i]]);
    return rc;
}

/* Copies of a test, which an inlined definition brings along, have one key. */
static int add_test(walk *w, uint32_t number)
{
    const lun_test *tests = w->c->program->tests.items, *test = &tests[number];
    if (is_plain(w->c->program, test))
        return add_plain(w, test);
    for (size_t i = 0; i < w->tests.n && test->memo != LUN_MEMO_NONE; i++) {
        const lun_test *other = &tests[w->tests.items[i]];
        if (other->kind == test->kind && other->memo == test->memo)
            return LUN_OK;
    }
    return add_once(w, &w->tests, number);
}

static int asks_for_phrase(const lun_program *program, const lun_test *test)
{
    for (uint32_t i = 0; test->kind == LUN_TEST_AND && i < test->n; i++) {
        if (program->tests.items[program->children.items[test->first + i]].kind == LUN_TEST_LEXICON)
            return 1;
    }
    return 0;
}

uint32_t lun_compiler__looked_for(const lun_program *program, const lun_instruction *instruction)
{
    if (instruction->op != LUN_OP_LOOK || instruction->y)
        return LUN_TEST_NONE;
    const lun_instruction *inside = &program->code.items[program->looks.items[instruction->x].entry];
    if (inside->op != LUN_OP_TEST || inside->back || inside[1].op != LUN_OP_MATCH ||
        !asks_for_phrase(program, &program->tests.items[inside->x]))
        return LUN_TEST_NONE;
    return inside->x;
}

/* Is the token that the filter is asked about the one that an instruction takes? Of annotations and phrases only the first is known. */
static int takes_first(const walk *w, const lun_instruction *instruction)
{
    return instruction->back == w->back && (!w->back || instruction->op <= LUN_OP_ANY);
}

static int visit(walk *w, uint32_t at)
{
    const lun_instruction *instruction = &w->c->program->code.items[at];
    if (!w->back && lun_compiler__looked_for(w->c->program, instruction) != LUN_TEST_NONE)
        return note(w->c, lun_vec_push(&w->ways, at));
    switch ((lun_op)instruction->op) {
    case LUN_OP_MATCH:
        w->any |= w->end == EMPTY_IS_A_MATCH;
        return LUN_OK;
    case LUN_OP_FAIL:
        return LUN_OK;
    case LUN_OP_WORD:
    case LUN_OP_TEST:
    case LUN_OP_LAYER:
    case LUN_OP_LEXICON:
        if (takes_first(w, instruction))
            return note(w->c, lun_vec_push(&w->ways, at));
        w->any = 1;
        return LUN_OK;
    case LUN_OP_ANY:
        w->any = 1;
        return LUN_OK;
    case LUN_OP_SPLIT:
        return note(w->c, lun_vec_push(&w->open, instruction->y) < 0 ? -1 : lun_vec_push(&w->open, instruction->x));
    case LUN_OP_JUMP:
        return note(w->c, lun_vec_push(&w->open, instruction->x));
    case LUN_OP_INNER:
    case LUN_OP_SENTENCE_START:
    case LUN_OP_SENTENCE_STOP:
    case LUN_OP_SCOPE_START:
    case LUN_OP_SCOPE_STOP:
    case LUN_OP_LOOK:
    case LUN_OP_OPEN:
    case LUN_OP_CLOSE:
        return note(w->c, lun_vec_push(&w->open, at + 1));
    }
    return LUN_OK;
}

/* What one way asks of the first token. */
static int take_way(walk *w, uint32_t at)
{
    const lun_instruction *instruction = &w->c->program->code.items[at];
    switch ((lun_op)instruction->op) {
    case LUN_OP_WORD:
        return add_word(w, instruction->x);
    case LUN_OP_TEST:
        return add_test(w, instruction->x);
    case LUN_OP_LAYER:
        return add_once(w, &w->edges, instruction->x);
    case LUN_OP_LEXICON:
        return add_once(w, &w->lexicons, instruction->x);
    default:
        return add_test(w, lun_compiler__looked_for(w->c->program, instruction));
    }
}

static int walk_all(walk *w, uint32_t entry)
{
    int rc = note(w->c, lun_vec_push(&w->open, entry));
    while (rc == LUN_OK && w->open.n > 0 && !(w->any && w->least)) {
        uint32_t at = w->open.items[--w->open.n];
        if (w->seen[at] == w->turn)
            continue;
        w->seen[at] = w->turn;
        rc = visit(w, at);
    }
    return rc;
}

static int keep(walk *w, uint32_t **out, uint32_t *n, const uint32_t *items, size_t count)
{
    *out = lun_arena_calloc(w->c->program->arena, count + 1, sizeof **out);
    if (!*out)
        return lun_complain_memory(w->c->err);
    for (size_t i = 0; i < count; i++)
        (*out)[i] = items[i];
    *n = (uint32_t)count;
    return LUN_OK;
}

static int same_items(const uint32_t *a, uint32_t n_a, const uint32_t *b, size_t n_b)
{
    return n_a == n_b && (n_a == 0 || memcmp(a, b, n_a * sizeof *a) == 0);
}

/* Copies of a choice in an unrolled repetition have one filter. */
static uint32_t find_equal(const walk *w)
{
    for (size_t i = 0; i < w->c->program->starts.n; i++) {
        const lun_start *start = &w->c->program->starts.items[i];
        if (start->any == w->any && start->bits == w->bits && start->tags == w->tags && start->classes == w->classes &&
            same_items(start->words, start->n_words, w->words.items, w->words.n) &&
            same_items(start->tests, start->n_tests, w->tests.items, w->tests.n) &&
            same_items(start->edges, start->n_edges, w->edges.items, w->edges.n) &&
            same_items(start->lexicons, start->n_lexicons, w->lexicons.items, w->lexicons.n))
            return (uint32_t)i;
    }
    return LUN_START_NONE;
}

static int keep_all(walk *w, uint32_t *out)
{
    lun_start start = { 0 };
    int rc;
    start.any = w->any;
    start.classes = w->classes;
    start.tags = w->tags;
    start.bits = w->bits;
    start.has_memo = w->tests.n > 0 || w->lexicons.n > 0 || w->words.n > WORDS_ASKED;
    *out = find_equal(w);
    if (*out != LUN_START_NONE)
        return LUN_OK;
    rc = keep(w, &start.words, &start.n_words, w->words.items, w->words.n);
    if (rc == LUN_OK)
        rc = keep(w, &start.tests, &start.n_tests, w->tests.items, w->tests.n);
    if (rc == LUN_OK)
        rc = keep(w, &start.edges, &start.n_edges, w->edges.items, w->edges.n);
    if (rc == LUN_OK)
        rc = keep(w, &start.lexicons, &start.n_lexicons, w->lexicons.items, w->lexicons.n);
    *out = (uint32_t)w->c->program->starts.n;
    return rc == LUN_OK ? note(w->c, lun_vec_push(&w->c->program->starts, start)) : rc;
}

/* A guard is of use where it tells of several ways at once that none goes on. */
static int is_worth_it(const walk *w)
{
    return w->least == 0 || (!w->any && w->ways.n >= w->least);
}

static int open_walk(walk *w, lun_compiler *c)
{
    memset(w, 0, sizeof *w);
    w->c = c;
    w->seen = lun_calloc(c->program->code.n + 1, sizeof *w->seen);
    return w->seen ? LUN_OK : lun_complain_memory(c->err);
}

static void close_walk(walk *w)
{
    lun_free(w->seen);
    lun_vec_clear(&w->open);
    lun_vec_clear(&w->ways);
    lun_vec_clear(&w->words);
    lun_vec_clear(&w->tests);
    lun_vec_clear(&w->edges);
    lun_vec_clear(&w->lexicons);
}

/* The filter of what starts at an instruction; LUN_START_NONE where it is of no use, which least = 0 does not ask. */
static int filter(walk *w, uint32_t entry, uint32_t least, empty_end end, uint32_t *out)
{
    w->end = end;
    w->least = least;
    w->any = 0;
    w->tags = w->classes = 0;
    w->bits = 0;
    w->open.n = w->ways.n = 0;
    w->turn++;
    w->words.n = w->tests.n = w->edges.n = w->lexicons.n = 0;
    int rc = walk_all(w, entry);
    *out = LUN_START_NONE;
    if (rc < 0 || !is_worth_it(w))
        return rc;
    for (size_t i = 0; i < w->ways.n && !w->any && rc == LUN_OK; i++)
        rc = take_way(w, w->ways.items[i]);
    return rc == LUN_OK ? keep_all(w, out) : rc;
}

static int add_anchor(walk *w)
{
    lun_program *program = w->c->program;
    uint32_t entry, number;
    int rc = lun_compiler__anchor(w->c, &program->anchor, &entry);
    if (rc < 0 || entry == UINT32_MAX || (rc = filter(w, entry, 0, EMPTY_IS_A_MATCH, &number)) < 0)
        return rc;
    program->anchor.start = program->starts.items[number].any ? LUN_START_NONE : number;
    return LUN_OK;
}

static int add_filters(walk *w)
{
    lun_program *program = w->c->program;
    uint32_t first;
    int rc = filter(w, 0, 0, EMPTY_IS_NO_MATCH, &first);
    for (size_t i = 0; i < program->looks.n && rc == LUN_OK; i++) {
        lun_look *look = &program->looks.items[i];
        w->back = look->back;
        rc = filter(w, look->entry, 0, EMPTY_IS_A_MATCH, &look->start);
    }
    w->back = 0;
    for (uint32_t i = 0; i < program->code.n && rc == LUN_OK; i++) {
        if (program->code.items[i].op == LUN_OP_SPLIT)
            rc = filter(w, i, WAYS, EMPTY_IS_A_MATCH, &program->code.items[i].guard);
    }
    return rc == LUN_OK ? add_anchor(w) : rc;
}

int lun_compiler__starts(lun_compiler *c)
{
    walk w;
    int rc = open_walk(&w, c);
    if (rc == LUN_OK)
        rc = add_filters(&w);
    close_walk(&w);
    return rc;
}
