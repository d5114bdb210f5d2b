/*
** compile.c - compiles trees to instructions: sequences, choices, repetition, gaps, lookarounds, captures.
**
** Counts are unrolled, so that a state is an instruction and a boundary and nothing else. A lookbehind is compiled
** back to front. The code of lookarounds follows that of the pattern; each ends with MATCH.
*/
#include <stdlib.h>

#include "match/automaton.h"
#include "match/compiler.h"

#define FEW 8   /* times that something is repeated: most are one */
#define ROOM 64 /* tests, and a fourth of the instructions, that most programs have */

static int compile(lun_compiler *c, const lun_node *node, int back);

int lun_compiler__emit(lun_compiler *c, const lun_node *node, lun_op op, uint32_t x, uint32_t y, int back)
{
    lun_instruction instruction = { .op = (uint8_t)op,
                                    .back = (uint8_t)back,
                                    .logged = c->captured > 0,
                                    .x = x,
                                    .y = y,
                                    .memo = LUN_MEMO_NONE,
                                    .guard = LUN_START_NONE,
                                    .at = c->placed->at,
                                    .width = c->placed->width };
    if (c->program->code.n >= LUN_PROGRAM_MAX) {
        lun_complain(c->env, node, c->err, LUN_ELIMIT, "the pattern needs more than %d instructions", LUN_PROGRAM_MAX);
        return lun_error_hint(
            c->err, "counts are written out: make {m,n} smaller, or put long lists of phrases into a lexicon");
    }
    return lun_vec_push(&c->program->code, instruction) < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

static uint32_t here(const lun_compiler *c)
{
    return (uint32_t)c->program->code.n;
}

/*
** A split whose two ways are the next instruction and one that is not known yet (y, or x where the next one is not
** the preferred).
*/
static int emit_split(lun_compiler *c, const lun_node *node, int lazy)
{
    uint32_t next = here(c) + 1;
    return lun_compiler__emit(c, node, LUN_OP_SPLIT, lazy ? UINT32_MAX : next, lazy ? next : UINT32_MAX, 0);
}

static void land(lun_compiler *c, uint32_t split, uint32_t target)
{
    lun_instruction *instruction = &c->program->code.items[split];
    if (instruction->x == UINT32_MAX)
        instruction->x = target;
    else
        instruction->y = target;
}

static int compile_sequence(lun_compiler *c, const lun_node *node, int back)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < node->n_children && rc == LUN_OK; i++)
        rc = compile(c, node->children[back ? node->n_children - 1 - i : i], back);
    return rc;
}

/* Lands every jump of a chain; each holds in x the one before it. */
static void land_chain(lun_compiler *c, uint32_t last, uint32_t target)
{
    while (last != UINT32_MAX) {
        uint32_t before = c->program->code.items[last].x;
        c->program->code.items[last].x = target;
        last = before;
    }
}

/* How many ways the choice has when neighbours of one token each are one way. */
static int count_ways(lun_compiler *c, const lun_node *node)
{
    int ways = 0;
    for (uint32_t i = 0; i < node->n_children; ways++) {
        int n = lun_compiler__singles(c, node, i);
        if (n < 0)
            return n;
        i += n > 1 ? (uint32_t)n : 1;
    }
    return ways;
}

/* One way of a choice, which may be several of its children; *at goes on to the next way. */
static int compile_way(lun_compiler *c, const lun_node *node, uint32_t *at, int back)
{
    uint32_t first = *at;
    int n = lun_compiler__singles(c, node, first);
    *at += n > 1 ? (uint32_t)n : 1;
    if (n > 1)
        return lun_compiler__union(c, node, first, (uint32_t)n, back);
    return n < 0 ? n : compile(c, node->children[first], back);
}

static int compile_choice(lun_compiler *c, const lun_node *node, int back)
{
    uint32_t chain = UINT32_MAX, at = 0;
    int ways = count_ways(c, node), rc = ways < 0 ? ways : LUN_OK;
    if (rc < 0)
        return rc;
    for (int i = 0; i + 1 < ways; i++) {
        uint32_t split = here(c);
        if ((rc = emit_split(c, node, 0)) < 0 || (rc = compile_way(c, node, &at, back)) < 0)
            return rc;
        if ((rc = lun_compiler__emit(c, node, LUN_OP_JUMP, chain, 0, 0)) < 0)
            return rc;
        chain = here(c) - 1;
        land(c, split, here(c));
    }
    if (ways > 0)
        rc = compile_way(c, node, &at, back);
    else
        rc = lun_compiler__emit(c, node, LUN_OP_FAIL, 0, 0, 0);
    land_chain(c, chain, here(c));
    return rc;
}

/* ---- repetition ---- */

typedef struct piece { /* the code of what is repeated, once it is written */
    uint32_t start, stop;
    int is_there;
} piece;

/* A spelling is a test of its own wherever it stands: what holds one is compiled again. */
static int can_be_copied(const lun_program *program, const piece *of)
{
    for (uint32_t i = of->start; i < of->stop; i++) {
        const lun_instruction *one = &program->code.items[i];
        if (one->op == LUN_OP_TEST && program->tests.items[one->x].kind == LUN_TEST_EXACT)
            return 0;
    }
    return of->is_there;
}

/* Its jumps lead to places inside of it, and to its end. */
static void copy(lun_compiler *c, const piece *of)
{
    lun_program *program = c->program;
    uint32_t n = of->stop - of->start, by = here(c) - of->start;
    for (uint32_t i = 0; i < n; i++) {
        lun_instruction one = program->code.items[of->start + i];
        one.x += one.op == LUN_OP_SPLIT || one.op == LUN_OP_JUMP ? by : 0;
        one.y += one.op == LUN_OP_SPLIT ? by : 0;
        program->code.items[program->code.n++] = one;
    }
}

/* One time of what is repeated, as it was compiled the first time: all that it asks for has its number. */
static int compile_time(lun_compiler *c, const lun_node *node, piece *first, int back)
{
    uint32_t start = here(c), n = first->stop - first->start;
    if (can_be_copied(c->program, first) && start + n <= LUN_PROGRAM_MAX) {
        if (lun_vec_reserve(&c->program->code, (size_t)start + n) < 0)
            return lun_complain_memory(c->err);
        copy(c, first);
        return LUN_OK;
    }
    int rc = compile(c, node->children[0], back);
    if (!first->is_there)
        *first = (piece){ start, here(c), 1 };
    return rc;
}

/* One more time or on, without end. */
static int compile_loop(lun_compiler *c, const lun_node *node, piece *first, int back)
{
    uint32_t start = here(c);
    int rc;
    if ((rc = emit_split(c, node, node->lazy)) < 0 || (rc = compile_time(c, node, first, back)) < 0)
        return rc;
    if ((rc = lun_compiler__emit(c, node, LUN_OP_JUMP, start, 0, 0)) < 0)
        return rc;
    land(c, start, here(c));
    return LUN_OK;
}

/* Up to n times: each time may be the last, so the other way of every split leads to the end. */
static int compile_options(lun_compiler *c, const lun_node *node, int32_t n, piece *first, int back)
{
    uint32_t few[FEW], *splits = few, n_splits = 0;
    int rc = LUN_OK;
    if (n > FEW)
        splits = lun_malloc((size_t)(n < LUN_PROGRAM_MAX ? n : LUN_PROGRAM_MAX) * sizeof *splits);
    if (!splits)
        return lun_complain_memory(c->err);
    for (int32_t i = 0; i < n && rc == LUN_OK; i++) {
        uint32_t split = here(c);
        if ((rc = emit_split(c, node, node->lazy)) == LUN_OK) {
            splits[n_splits++] = split; /* each took an instruction, so there are at most LUN_PROGRAM_MAX */
            rc = compile_time(c, node, first, back);
        }
    }
    for (uint32_t i = 0; i < n_splits; i++)
        land(c, splits[i], here(c));
    if (splits != few)
        lun_free(splits);
    return rc;
}

static int compile_repeat(lun_compiler *c, const lun_node *node, int back)
{
    int32_t min = node->min < 0 ? 0 : node->min;
    piece first = { 0 };
    for (int32_t i = 0; i < min; i++) {
        uint32_t before = here(c);
        int rc = compile_time(c, node, &first, back);
        if (rc < 0 || here(c) == before)
            return rc; /* what takes no instruction is the same however often it is said */
    }
    if (node->max < 0)
        return compile_loop(c, node, &first, back);
    return node->max > min ? compile_options(c, node, node->max - min, &first, back) : LUN_OK;
}

/* ---- lookarounds and gaps ---- */

/* The number of a lookaround that asks the same in the same direction, as `...!(x) &(x)` does; UINT32_MAX where there is none. */
static uint32_t find_look(const lun_compiler *c, const lun_pending *look)
{
    for (uint32_t i = 0; i < c->pending.n; i++) {
        const lun_pending *other = &c->pending.items[i];
        if (other->hash == look->hash && other->back == look->back && lun_node_same(other->body, look->body))
            return i;
    }
    return UINT32_MAX;
}

static int add_look(lun_compiler *c, const lun_pending *pending)
{
    lun_look look = { 0, LUN_START_NONE, (uint8_t)pending->back };
    return lun_vec_push(&c->program->looks, look) < 0 || lun_vec_push(&c->pending, *pending) < 0
               ? lun_complain_memory(c->err)
               : LUN_OK;
}

static int emit_look(lun_compiler *c, const lun_node *node, const lun_node *body, uint32_t negative)
{
    lun_known known = { node, 0, 0 };
    lun_pending pending = { body, c->placed, node->kind == LUN_NODE_BEHIND, 0 };
    int rc;
    for (size_t i = 0; i < c->looks.n; i++) {
        if (c->looks.items[i].node == node)
            return lun_compiler__emit(c, node, LUN_OP_LOOK, c->looks.items[i].number, negative, 0);
    }
    pending.hash = lun_node_hash(body, (uint64_t)pending.back);
    known.number = find_look(c, &pending);
    if (known.number == UINT32_MAX) {
        known.number = (uint32_t)c->program->looks.n;
        if ((rc = add_look(c, &pending)) < 0)
            return rc;
    }
    if (lun_vec_push(&c->looks, known) < 0)
        return lun_complain_memory(c->err);
    return lun_compiler__emit(c, node, LUN_OP_LOOK, known.number, negative, 0);
}

/*
** One token of a gap. Forwards the exception is asked before the token is taken; backwards it stands at the boundary
** reached by taking it. In both directions the second token and all after it must lie in the sentence of the one
** taken before.
*/
static int gap_step(lun_compiler *c, const lun_node *node, int first, int back)
{
    const lun_node *except = node->n_children > 0 ? node->children[0] : NULL;
    int rc = first ? LUN_OK : lun_compiler__emit(c, node, LUN_OP_INNER, 0, 0, 0);
    if (rc == LUN_OK && except && !back)
        rc = emit_look(c, node, except, 1);
    if (rc == LUN_OK)
        rc = lun_compiler__emit(c, node, LUN_OP_ANY, 0, 0, back);
    if (rc == LUN_OK && except && back)
        rc = emit_look(c, node, except, 1);
    return rc;
}

/* As few as possible: each time the way on is preferred to one more token. */
static int compile_gap(lun_compiler *c, const lun_node *node, int back)
{
    LUN_VEC(uint32_t) splits = { 0 };
    int32_t most = node->max < 0 ? 1 : node->max;
    int rc = LUN_OK;
    for (int32_t i = 0; i < most && rc == LUN_OK; i++) {
        if (lun_vec_push(&splits, here(c)) < 0)
            rc = lun_complain_memory(c->err);
        else if ((rc = emit_split(c, node, 1)) == LUN_OK)
            rc = gap_step(c, node, i == 0, back);
    }
    uint32_t again = here(c);
    if (rc == LUN_OK && node->max < 0 && (rc = emit_split(c, node, 1)) == LUN_OK &&
        (rc = gap_step(c, node, 0, back)) == LUN_OK) {
        rc = lun_compiler__emit(c, node, LUN_OP_JUMP, again, 0, 0);
        if (rc == LUN_OK)
            land(c, again, here(c));
    }
    for (size_t i = 0; i < splits.n && rc == LUN_OK; i++)
        land(c, splits.items[i], here(c));
    lun_vec_clear(&splits);
    return rc;
}

static int compile_capture(lun_compiler *c, const lun_node *node, int back)
{
    uint32_t slot = lun_compiler__slot(c, node->text);
    int rc = lun_compiler__emit(c, node, LUN_OP_OPEN, slot, 0, 0);
    c->captured++;
    if (rc == LUN_OK)
        rc = compile(c, node->children[0], back);
    c->captured--;
    return rc == LUN_OK ? lun_compiler__emit(c, node, LUN_OP_CLOSE, slot, 0, 0) : rc;
}

static int compile_kind(lun_compiler *c, const lun_node *node, int back)
{
    switch (node->kind) {
    case LUN_NODE_EMPTY:
        return LUN_OK;
    case LUN_NODE_SEQUENCE:
        return compile_sequence(c, node, back);
    case LUN_NODE_CHOICE:
        return compile_choice(c, node, back);
    case LUN_NODE_REPEAT:
        return compile_repeat(c, node, back);
    case LUN_NODE_GAP:
        return compile_gap(c, node, back);
    case LUN_NODE_CAPTURE:
        return compile_capture(c, node, back);
    case LUN_NODE_SENTENCE_START:
        return lun_compiler__emit(c, node, LUN_OP_SENTENCE_START, 0, 0, 0);
    case LUN_NODE_SENTENCE_STOP:
        return lun_compiler__emit(c, node, LUN_OP_SENTENCE_STOP, 0, 0, 0);
    case LUN_NODE_SCOPE_START:
        return lun_compiler__emit(c, node, LUN_OP_SCOPE_START, 0, 0, 0);
    case LUN_NODE_SCOPE_STOP:
        return lun_compiler__emit(c, node, LUN_OP_SCOPE_STOP, 0, 0, 0);
    case LUN_NODE_AHEAD:
    case LUN_NODE_BEHIND:
        return emit_look(c, node, node->children[0], node->negative);
    default:
        return lun_compiler__element(c, node, back);
    }
}

static int compile(lun_compiler *c, const lun_node *node, int back)
{
    const lun_node *around = c->placed;
    c->placed = node->width ? node : around;
    int rc = compile_kind(c, node, back);
    c->placed = around;
    return rc;
}

/* ---- the whole ---- */

static int compile_all(lun_compiler *c, const lun_node *tree)
{
    c->placed = tree;
    int rc = compile(c, tree, 0);
    if (rc == LUN_OK)
        rc = lun_compiler__emit(c, tree, LUN_OP_MATCH, 0, 0, 0);
    for (size_t i = 0; i < c->pending.n && rc == LUN_OK; i++) { /* grows while lookarounds inside lookarounds are met */
        lun_pending look = c->pending.items[i];
        c->program->looks.items[i].entry = here(c);
        c->placed = look.body->width ? look.body : look.placed;
        rc = compile(c, look.body, look.back);
        if (rc == LUN_OK)
            rc = lun_compiler__emit(c, look.body, LUN_OP_MATCH, 0, 0, 0);
    }
    return rc;
}

/* Numbers the instructions that several ways lead to (code.h, invariant 3). */
static int number_memos(lun_compiler *c)
{
    lun_program *program = c->program;
    uint32_t n = here(c), *ways = lun_calloc(n + 1, sizeof *ways);
    if (!ways)
        return lun_complain_memory(c->err);
    ways[0] = 1;
    for (uint32_t i = 0; i < program->looks.n; i++)
        ways[program->looks.items[i].entry]++;
    for (uint32_t i = 0; i < n; i++) {
        const lun_instruction *instruction = &program->code.items[i];
        switch ((lun_op)instruction->op) {
        case LUN_OP_MATCH:
        case LUN_OP_FAIL:
            break;
        case LUN_OP_SPLIT:
            ways[instruction->y]++;
            ways[instruction->x]++;
            break;
        case LUN_OP_JUMP:
            ways[instruction->x]++;
            break;
        case LUN_OP_LAYER:
        case LUN_OP_LEXICON: /* edges of different length meet behind it */
            ways[i + 1] += 2;
            break;
        default:
            ways[i + 1]++;
        }
    }
    uint32_t first_look = program->looks.n > 0 ? program->looks.items[0].entry : n;
    for (uint32_t i = 0; i < n; i++) {
        if (ways[i] < 2 || program->code.items[i].op == LUN_OP_MATCH)
            continue;
        program->code.items[i].memo = program->n_memos;
        program->n_memos += i < first_look ? 1 : 2;
    }
    lun_free(ways);
    return LUN_OK;
}

static int by_number(const void *left, const void *right)
{
    uint16_t a = *(const uint16_t *)left, b = *(const uint16_t *)right;
    return (a > b) - (a < b);
}

static void sort_layers(lun_program *program)
{
    size_t n = 0;
    if (program->layers.n)
        qsort(program->layers.items, program->layers.n, sizeof *program->layers.items, by_number);
    for (size_t i = 0; i < program->layers.n; i++) {
        if (n == 0 || program->layers.items[n - 1] != program->layers.items[i])
            program->layers.items[n++] = program->layers.items[i];
    }
    program->layers.n = n;
}

/* A choice begins with words or spellings, mostly: from one bit of a word it is seen that it is none of them. */
static void note_words(const lun_program *program, lun_test *test)
{
    test->words = 0;
    for (test->n_words = 0; test->kind == LUN_TEST_OR && test->n_words < test->n; test->n_words++) {
        const lun_test *child = &program->tests.items[program->children.items[test->first + test->n_words]];
        if (child->kind != LUN_TEST_WORD && child->kind != LUN_TEST_EXACT)
            return;
        uint32_t fold = child->kind == LUN_TEST_WORD ? child->x : lun_vocab_fold(program->vocab, child->x);
        test->words |= (uint64_t)1 << (fold % 64);
    }
}

static uint8_t is_plain(const lun_program *program, const lun_test *test)
{
    if (test->kind == LUN_TEST_NOT)
        return program->tests.items[program->children.items[test->first]].plain;
    return test->kind == LUN_TEST_WORD || test->kind == LUN_TEST_CLASS || test->kind == LUN_TEST_POS;
}

/* What can be said of tests beforehand; the children of a test stand before it. */
static void note_tests(lun_program *program)
{
    for (size_t i = 0; i < program->tests.n; i++) {
        lun_test *test = &program->tests.items[i];
        test->placed = test->kind == LUN_TEST_LAYER     ? LUN_PLACED_BY_ROWS
                       : test->kind == LUN_TEST_LEXICON ? LUN_PLACED_BY_PHRASES
                                                        : LUN_PLACED_NOT;
        for (uint32_t j = 0; j < test->n; j++) {
            uint8_t child = program->tests.items[program->children.items[test->first + j]].placed;
            test->placed = child > test->placed ? child : test->placed;
        }
        test->plain = is_plain(program, test);
        note_words(program, test);
    }
}

/* Growing is dear where it happens to each of a thousand programs; what is too much goes when they are packed. */
static int make_room(lun_compiler *c)
{
    lun_program *program = c->program;
    return lun_vec_reserve(&program->code, 4 * ROOM) < 0 || lun_vec_reserve(&program->tests, ROOM) < 0 ||
                   lun_vec_reserve(&program->children, ROOM) < 0 || lun_vec_reserve(&program->keys, ROOM) < 0 ||
                   lun_vec_reserve(&c->keys, ROOM) < 0 || lun_vec_reserve(&c->tests, ROOM) < 0
               ? lun_complain_memory(c->err)
               : LUN_OK;
}

static int compile_tree(lun_compiler *c, const lun_node *tree)
{
    int rc;
    if ((rc = make_room(c)) < 0)
        return rc;
    if ((rc = lun_tree__check(tree, c->env, c->err)) < 0 || (rc = lun_compiler__captures(c, tree)) < 0 ||
        (rc = compile_all(c, tree)) < 0)
        return rc;
    if ((rc = number_memos(c)) < 0)
        return rc;
    c->program->ticket = lun_vocab_ticket(c->env->vocab);
    sort_layers(c->program);
    note_tests(c->program);
    lun_compiler__hint_tests(c->program, c->env->vocab);
    c->program->tokens_only = (uint8_t)lun_automaton_fits(c->program);
    c->program->empty = (uint8_t)lun_tree__nullable(tree);
    c->program->bounds.at_start = (uint8_t)lun_tree__at_start(tree);
    if ((rc = lun_compiler__starts(c)) < 0)
        return rc;
    lun_compiler__hint_starts(c->program);
    if ((rc = lun_compiler__needs(c, tree)) < 0)
        return rc;
    c->program->rows = (uint8_t)lun_program__rows(c->program);
    return LUN_OK;
}

int lun_program_compile(lun_program **out, const lun_node *tree, const lun_compile *env, lun_error *err)
{
    lun_error spare = LUN_ERROR_INIT;
    lun_compiler c = { 0 };
    int rc;
    c.env = env;
    c.err = err ? err : &spare;
    c.program = lun_calloc(1, sizeof *c.program);
    if (!c.program)
        return lun_complain_memory(err);
    c.program->vocab = env->vocab;
    c.program->arena = lun_arena_new();
    c.program->scratch = lun_arena_new();
    rc = c.program->arena && c.program->scratch ? compile_tree(&c, tree) : lun_complain_memory(err);
    lun_vec_clear(&c.tests);
    lun_vec_clear(&c.edges);
    lun_vec_clear(&c.looks);
    lun_vec_clear(&c.pending);
    lun_buf_clear(&c.key);
    lun_vec_clear(&c.keys);
    if (rc < 0) {
        lun_program_free(c.program);
        return rc;
    }
    *out = lun_program__pack(c.program);
    return LUN_OK;
}

const lun_capture_info *lun_program_captures(const lun_program *program, uint32_t *n)
{
    *n = (uint32_t)program->captures.n;
    return program->captures.items;
}

const uint16_t *lun_program_layers(const lun_program *program, uint32_t *n)
{
    *n = (uint32_t)program->layers.n;
    return program->layers.items;
}

uint32_t lun_program_size(const lun_program *program)
{
    return (uint32_t)program->code.n;
}

int lun_program_needs_tags(const lun_program *program)
{
    return program->needs_tags;
}

int lun_program_has_needs(const lun_program *program)
{
    return program->needs.n > 0;
}

int lun_program_is_empty(const lun_program *program)
{
    return program->empty;
}
