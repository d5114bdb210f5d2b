/*
** automaton.c - states and transitions, both made at first need and kept by the matcher. Sits on machine.h.
**
** Where instructions of a state ask something of the boundary (a sentence starts, a lookaround holds), these are asked
** first, and lead to a state in which all wait for a token; lookarounds themselves are searched, and remembered.
**
** What a state asks of a token are the distinct tests of its instructions, in order; the answers, as bits, and the state
** lead to the next one. Tests are answered from memos (tests.c), so a state knows nothing of words, documents or rows,
** and stays true when the vocabulary is trimmed. Where the kind of a token (text/kinds.h) decides all that a state asks,
** the step is kept by kind in a small cache, which forgets what it must make room for.
*/
#include "match/automaton.h"

#include <string.h>

#include "match/machine.h"

#define ASKED_MAX 32    /* tests of one state: they are bits */
#define STATES_MAX 1000 /* a program with more is searched */
#define DEAD 0          /* the state in which nothing waits */

typedef struct state {
    uint32_t first, n;           /* instructions that wait: a run in `waiting` */
    uint32_t first_asked, asked; /* the instructions that ask each test first: a run in `questions` */
    uint8_t ends;                /* the end was met on the way here */
    uint8_t bounded;             /* some wait for the boundary: they are asked first, and no token is taken */
} state;

#define CACHED 256 /* steps; a power of two */

typedef struct cached { /* from a state over a token of a kind */
    uint32_t from, kind, to;
} cached;

typedef struct transition {
    uint64_t key; /* state, then the answers; + 1, so that 0 is free */
    uint32_t to;
} transition;

struct lun_automaton {
    const lun_program *program;
    lun_intern *lists; /* of waiting instructions, and whether the end was met, to the state's number */
    LUN_VEC(state) states;
    LUN_VEC(uint32_t) waiting;
    LUN_VEC(uint32_t) questions;
    LUN_VEC(uint8_t) answers; /* by waiting: which answer of its state decides */
    transition *transitions;  /* a hash table of `capacity`, a power of two */
    size_t n_transitions, capacity;
    cached cache[CACHED]; /* from DEAD: empty */
    uint32_t generation;  /* of the vocabulary whose kinds they are */
    uint32_t start;
    uint8_t full;
    uint8_t *seen;          /* by instruction, while a list is made */
    LUN_VEC(uint32_t) list; /* being made: instructions, then whether the end was met */
    LUN_VEC(uint32_t) open; /* instructions to be followed, the next on top */
};

int lun_automaton_fits(const lun_program *program)
{
    uint32_t stop = program->looks.n > 0 ? program->looks.items[0].entry : (uint32_t)program->code.n;
    for (uint32_t i = 0; i < stop; i++) {
        if (program->code.items[i].op == LUN_OP_LAYER || program->code.items[i].op == LUN_OP_LEXICON)
            return 0;
    }
    return 1;
}

static int asks_boundary(const lun_instruction *instruction)
{
    return instruction->op >= LUN_OP_INNER && instruction->op <= LUN_OP_LOOK;
}

void lun_automaton_free(lun_automaton *a)
{
    if (!a)
        return;
    lun_intern_free(a->lists);
    lun_vec_clear(&a->states);
    lun_vec_clear(&a->waiting);
    lun_vec_clear(&a->questions);
    lun_vec_clear(&a->answers);
    lun_vec_clear(&a->list);
    lun_vec_clear(&a->open);
    lun_free(a->transitions);
    lun_free(a->seen);
    lun_free(a);
}

/* ---- lists of waiting instructions ---- */

/* Adds what an instruction leads to without a token, preferred first. 1 if that includes the end, 0, or LUN_ENOMEM. */
static int follow(lun_automaton *a, uint32_t from)
{
    const lun_instruction *code = a->program->code.items;
    a->open.n = 0;
    if (lun_vec_push(&a->open, from) < 0)
        return LUN_ENOMEM;
    while (a->open.n > 0) {
        uint32_t pc = a->open.items[--a->open.n];
        if (a->seen[pc])
            continue; /* met on a way that is preferred */
        a->seen[pc] = 1;
        switch ((lun_op)code[pc].op) {
        case LUN_OP_MATCH:
            return 1;
        case LUN_OP_FAIL:
            break;
        case LUN_OP_SPLIT:
            if (lun_vec_push(&a->open, code[pc].y) < 0 || lun_vec_push(&a->open, code[pc].x) < 0)
                return LUN_ENOMEM;
            break;
        case LUN_OP_JUMP:
            if (lun_vec_push(&a->open, code[pc].x) < 0)
                return LUN_ENOMEM;
            break;
        case LUN_OP_OPEN:
        case LUN_OP_CLOSE:
            if (lun_vec_push(&a->open, pc + 1) < 0)
                return LUN_ENOMEM;
            break;
        default:
            if (lun_vec_push(&a->list, pc) < 0)
                return LUN_ENOMEM;
        }
    }
    return 0;
}

static int same_question(const lun_instruction *a, const lun_instruction *b)
{
    return a->op == b->op && a->x == b->x && a->y == b->y;
}

/* Which question of the state, whose questions begin at `first`, an instruction asks; a new one if it is the first to ask it. */
static int question_of(lun_automaton *a, uint32_t first, uint32_t pc)
{
    const lun_instruction *code = a->program->code.items;
    size_t at = first;
    while (at < a->questions.n && !same_question(&code[a->questions.items[at]], &code[pc]))
        at++;
    if (at == a->questions.n && lun_vec_push(&a->questions, pc) < 0)
        return LUN_ENOMEM;
    return (int)(at - first);
}

/* Numbers the list at hand, whose last item says whether the end was met. The state, or LUN_AUTOMATON_FULL in *full. */
static int add_state(lun_automaton *a, uint32_t *out)
{
    state new = { .first = (uint32_t)a->waiting.n,
                  .n = (uint32_t)a->list.n - 1,
                  .first_asked = (uint32_t)a->questions.n };
    const char *name = (const char *)a->list.items;
    size_t len = a->list.n * sizeof *a->list.items;
    *out = lun_intern_find(a->lists, name, len);
    if (*out != LUN_INTERN_NONE)
        return LUN_OK;
    if (a->states.n >= STATES_MAX)
        return LUN_AUTOMATON_FULL;
    for (uint32_t i = 0; i < new.n; i++)
        new.bounded |= (uint8_t)asks_boundary(&a->program->code.items[a->list.items[i]]);
    for (uint32_t i = 0; i < new.n; i++) {
        uint32_t pc = a->list.items[i];
        int question =
            new.bounded && !asks_boundary(&a->program->code.items[pc]) ? 0 : question_of(a, new.first_asked, pc);
        if (question < 0 || lun_vec_push(&a->waiting, a->list.items[i]) < 0 ||
            lun_vec_push(&a->answers, (uint8_t)question) < 0)
            return LUN_ENOMEM;
        if (question >= ASKED_MAX)
            return LUN_AUTOMATON_FULL;
    }
    new.asked = (uint32_t)a->questions.n - new.first_asked;
    new.ends = a->list.items[new.n] != 0;
    if (lun_vec_reserve(&a->states, a->states.n + 1) < 0)
        return LUN_ENOMEM;
    *out = lun_intern_add(a->lists, name, len);
    if (*out == LUN_INTERN_NONE)
        return LUN_ENOMEM;
    a->states.items[a->states.n++] = new;
    return LUN_OK;
}

/* Goes on from one that waits, given the answer to its question: 1 if that leads to the end, 0, or LUN_ENOMEM. */
static int go_on(lun_automaton *a, const state *s, uint32_t pc, int holds)
{
    if (s->bounded && !asks_boundary(&a->program->code.items[pc])) { /* it goes on waiting for a token */
        if (a->seen[pc])
            return 0;
        a->seen[pc] = 1;
        return lun_vec_push(&a->list, pc) < 0 ? LUN_ENOMEM : 0;
    }
    return holds ? follow(a, pc + 1) : 0;
}

/* The state after a token, or a boundary, for which the instructions of a state had these answers. */
static int make_next(lun_automaton *a, uint32_t from, uint32_t answers, uint32_t *out)
{
    state s = a->states.items[from];
    int ended = 0;
    a->list.n = 0;
    memset(a->seen, 0, a->program->code.n);
    for (uint32_t i = 0; i < s.n && ended == 0; i++)
        ended = go_on(a, &s, a->waiting.items[s.first + i], answers >> a->answers.items[s.first + i] & 1);
    if (ended < 0 || lun_vec_push(&a->list, (uint32_t)ended) < 0)
        return LUN_ENOMEM;
    return add_state(a, out);
}

/* ---- transitions ---- */

static size_t slot_of(const lun_automaton *a, uint64_t key)
{
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (a->capacity - 1);
    while (a->transitions[at].key && a->transitions[at].key != key)
        at = (at + 1) & (a->capacity - 1);
    return at;
}

static int grow(lun_automaton *a)
{
    transition *old = a->transitions;
    size_t n = a->capacity;
    transition *grown = lun_calloc(n * 2, sizeof *grown);
    if (!grown)
        return LUN_ENOMEM;
    a->transitions = grown;
    a->capacity = n * 2;
    for (size_t i = 0; i < n; i++) {
        if (old[i].key)
            a->transitions[slot_of(a, old[i].key)] = old[i];
    }
    lun_free(old);
    return LUN_OK;
}

static int find_next(lun_automaton *a, uint32_t from, uint32_t answers, uint32_t *out)
{
    uint64_t key = ((uint64_t)from << 32 | answers) + 1;
    size_t at = slot_of(a, key);
    int rc;
    if (a->transitions[at].key) {
        *out = a->transitions[at].to;
        return LUN_OK;
    }
    if ((rc = make_next(a, from, answers, out)) != LUN_OK)
        return rc;
    if (a->n_transitions * 2 >= a->capacity && grow(a) < 0)
        return LUN_ENOMEM;
    a->transitions[slot_of(a, key)] = (transition){ key, *out };
    a->n_transitions++;
    return LUN_OK;
}

/* ---- running ---- */

/* Does the place of a token matter for the answer, and not its kind alone? */
static int asks_place(const lun_matcher *m, const lun_instruction *question, uint32_t position)
{
    if (question->op != LUN_OP_TEST)
        return 0;
    const lun_test *test = &m->program->tests.items[question->x];
    if (test->placed == LUN_PLACED_NOT || test->n == 0 || test->memo == LUN_MEMO_NONE)
        return test->placed != LUN_PLACED_NOT;
    const lun_memo *memo = &m->all_memos.items[m->memos[m->program->starts.n + test->memo]];
    return lun_memo_recall(memo, m->kinds[position]) == LUN_UNKNOWN;
}

static int answer(lun_matcher *m, const lun_instruction *question, uint32_t position)
{
    if (asks_boundary(question))
        return lun_matcher__holds(m, question, position);
    if (question->op == LUN_OP_WORD)
        return m->facts[m->kinds[position]].fold == question->x;
    return question->op == LUN_OP_ANY ? 1 : lun_matcher__test(m, question->x, position);
}

/* What a token, or a boundary, answers to the questions of a state, as bits; negative: the matcher's error. */
static int64_t ask_all(const lun_automaton *a, lun_matcher *m, const state *s, uint32_t position)
{
    const lun_instruction *code = a->program->code.items;
    uint32_t answers = 0;
    for (uint32_t i = 0; i < s->asked; i++) {
        int rc = answer(m, &code[a->questions.items[s->first_asked + i]], position);
        if (rc < 0)
            return rc;
        answers |= (uint32_t)rc << i;
    }
    return answers;
}

static cached *cell_of(lun_automaton *a, uint32_t from, uint32_t kind)
{
    return &a->cache[(from * 0x9E3779B9u + kind * 0x85EBCA6Bu) >> 24];
}

/* Does the token's kind alone lead from the state on? */
static int is_by_kind(const lun_automaton *a, const lun_matcher *m, const state *s, uint32_t position)
{
    for (uint32_t i = 0; i < s->asked; i++) {
        if (asks_place(m, &a->program->code.items[a->questions.items[s->first_asked + i]], position))
            return 0;
    }
    return 1;
}

/* One step from a state that waits for something: the next state, LUN_AUTOMATON_FULL, or negative. */
static int step(lun_automaton *a, lun_matcher *m, uint32_t *at, uint32_t position)
{
    const state *s = &a->states.items[*at];
    uint32_t from = *at, kind = s->bounded ? 0 : m->kinds[position];
    cached *cell = s->bounded ? NULL : cell_of(a, from, kind);
    if (cell && cell->from == from && cell->kind == kind) {
        *at = cell->to;
        return LUN_OK;
    }
    int64_t answers = ask_all(a, m, s, position);
    if (answers < 0)
        return (int)answers;
    int by_kind = cell && is_by_kind(a, m, s, position);
    if (find_next(a, from, (uint32_t)answers, at) != LUN_OK) {
        a->full = 1; /* memory or room: the search needs neither */
        return LUN_AUTOMATON_FULL;
    }
    if (by_kind)
        *cell = (cached){ from, kind, *at };
    return LUN_OK;
}

static void keep_up(lun_automaton *a, const lun_matcher *m)
{
    if (a->generation == m->generation)
        return;
    memset(a->cache, 0, sizeof a->cache);
    a->generation = m->generation;
}

int lun_automaton_run(lun_automaton *a, lun_matcher *m, uint32_t position, uint32_t *stop)
{
    uint32_t at = a->start;
    int found = 0;
    if (a->full)
        return LUN_AUTOMATON_FULL;
    keep_up(a, m);
    while (at != DEAD) {
        const state *s = &a->states.items[at];
        int takes = !s->bounded;
        m->steps++;
        if (s->ends) {
            *stop = position;
            found = 1;
        }
        if (s->n == 0 || (position == m->n && takes))
            break;
        int rc = step(a, m, &at, position);
        if (rc != LUN_OK)
            return rc;
        position += (uint32_t)takes;
    }
    return found;
}

/* State 0 is the dead one, state 1 that before the first token. */
static int make_first(lun_automaton *a)
{
    uint32_t dead;
    int rc = lun_vec_push(&a->list, 0) < 0 ? LUN_ENOMEM : add_state(a, &dead), ended;
    if (rc != LUN_OK)
        return rc;
    a->list.n = 0;
    ended = follow(a, 0);
    if (ended < 0 || lun_vec_push(&a->list, (uint32_t)ended) < 0)
        return LUN_ENOMEM;
    return add_state(a, &a->start);
}

lun_automaton *lun_automaton_new(const lun_program *program)
{
    lun_automaton *a = lun_calloc(1, sizeof *a);
    if (!a)
        return NULL;
    a->program = program;
    a->capacity = 64;
    a->lists = lun_intern_new();
    a->seen = lun_calloc(program->code.n + 1, 1);
    a->transitions = lun_calloc(a->capacity, sizeof *a->transitions);
    int rc = a->lists && a->seen && a->transitions ? make_first(a) : LUN_ENOMEM;
    if (rc == LUN_ENOMEM) {
        lun_automaton_free(a);
        return NULL;
    }
    a->full = rc == LUN_AUTOMATON_FULL;
    return a;
}
