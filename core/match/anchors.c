/*
** anchors.c - what every match of a program comes to further on, and how far from its start: so a search passes over starts behind which
** it does not come in time. "the … minister … said": where no "said" follows, none of the nouns before it is a start.
**
** Read off the code of the pattern, where every way leads from smaller to larger addresses but for the jumps that close loops. An instruction
** that no way leads past is on all ways. A superset: of the instruction only what its first token must meet is asked.
**
** Distances tell besides how long matches are, and so where in a unit none can start.
*/

#include "match/compiler.h"
#include "match/phrases.h"

#define FAR UINT32_MAX
#define TYPICAL 16        /* tokens behind a start in a unit, where an anchor may stand anywhere */
#define WORTH 0.25        /* the share of starts that has to be passed over */
#define MANY_PHRASES 2000 /* from so many on, a lexicon is of names and terms of all kinds */

typedef struct place { /* of an instruction: tokens from the start of a match */
    uint32_t least, most;
    uint8_t reached;
} place;

static uint32_t plus(uint32_t a, uint32_t b)
{
    uint64_t sum = (uint64_t)a + b;
    return sum < FAR ? (uint32_t)sum : FAR;
}

/* ---- how often a token meets it, roughly ---- */

#define SHARE_OF_WORD 0.004
#define SHARE_OF_TAG 0.12
#define SHARE_OF_PHRASE 0.03
#define SHARE_OF_ROW 0.04 /* of those that start a row */

static double share_of_class(uint32_t bits)
{
    return bits & LUN_CLASS_PUNCT ? 0.13 : bits & LUN_CLASS_NUM ? 0.03 : 0.15;
}

static double share_of_test(const lun_program *program, uint32_t number)
{
    const lun_test *test = &program->tests.items[number];
    double share = test->kind == LUN_TEST_AND ? 1 : 0, child;
    switch ((lun_test_kind)test->kind) {
    case LUN_TEST_AND:
    case LUN_TEST_OR:
        for (uint32_t i = 0; i < test->n; i++) {
            child = share_of_test(program, program->children.items[test->first + i]);
            share = test->kind == LUN_TEST_OR ? share + child : child < share ? child : share;
        }
        return share < 1 ? share : 1;
    case LUN_TEST_NOT:
    case LUN_TEST_ANY:
        return 1;
    case LUN_TEST_WORD:
    case LUN_TEST_EXACT:
    case LUN_TEST_LEMMA:
        return SHARE_OF_WORD;
    case LUN_TEST_REGEX:
        return 0.1;
    case LUN_TEST_CLASS:
        return share_of_class(test->x);
    case LUN_TEST_POS:
        return SHARE_OF_TAG;
    case LUN_TEST_LAYER:
        return 0.1;
    case LUN_TEST_LEXICON:
        return SHARE_OF_PHRASE;
    case LUN_TEST_NEVER:
        return 0;
    }
    return 1;
}

static double share_of(const lun_program *program, const lun_instruction *instruction)
{
    uint32_t looked_for = lun_compiler__looked_for(program, instruction);
    if (looked_for != LUN_TEST_NONE)
        return share_of_test(program, looked_for);
    switch ((lun_op)instruction->op) {
    case LUN_OP_WORD:
        return SHARE_OF_WORD;
    case LUN_OP_TEST:
        return share_of_test(program, instruction->x);
    case LUN_OP_LAYER:
        return SHARE_OF_ROW;
    case LUN_OP_LEXICON:
        return lun_lexicon_count(program->lexicons.items[instruction->x]) < MANY_PHRASES ? SHARE_OF_PHRASE : 0.1;
    default:
        return 1;
    }
}

double lun_compiler__share(const lun_program *program, const lun_start *start)
{
    double share = start->n_words * SHARE_OF_WORD + start->n_edges * SHARE_OF_ROW + start->n_lexicons * SHARE_OF_PHRASE;
    if (start->any)
        return 1;
    for (uint32_t tag = 0; tag < 32; tag++)
        share += start->tags >> tag & 1 ? SHARE_OF_TAG : 0;
    if (start->classes)
        share += share_of_class(start->classes);
    for (uint32_t i = 0; i < start->n_tests; i++)
        share += share_of_test(program, start->tests[i]);
    return share < 1 ? share : 1;
}

/* The share of starts that are passed over because nothing of it stands where it could. */
static double worth(double share, place at)
{
    uint32_t wide = at.most == FAR || at.most - at.least >= TYPICAL ? TYPICAL : at.most - at.least + 1;
    double none = 1;
    for (uint32_t i = 0; i < wide; i++)
        none *= 1 - share;
    return none;
}

/* ---- where instructions stand ---- */

static inline void meet(place *at, uint32_t least, uint32_t most)
{
    if (!at->reached) {
        *at = (place){ least, most, 1 };
        return;
    }
    at->least = least < at->least ? least : at->least;
    at->most = most > at->most ? most : at->most;
}

/* The same place as another one. */
static inline void reach(place *places, uint32_t to, uint32_t from)
{
    meet(&places[to], places[from].least, places[from].most);
}

/* So many tokens behind the one before it. */
static inline void reach_behind(place *places, uint32_t at, uint32_t least, uint32_t most)
{
    meet(&places[at + 1], plus(places[at].least, least), plus(places[at].most, most));
}

/* Goes on from an instruction to those that can follow. Returns the farthest of these; loops go back to heads, which are far already. */
static uint32_t follow(const lun_program *program, place *places, uint32_t at)
{
    const lun_instruction *instruction = &program->code.items[at];
    uint32_t most = 0;
    switch ((lun_op)instruction->op) {
    case LUN_OP_MATCH:
    case LUN_OP_FAIL:
        return at;
    case LUN_OP_JUMP:
        if (instruction->x > at)
            reach(places, instruction->x, at);
        return instruction->x;
    case LUN_OP_SPLIT:
        reach(places, instruction->x, at);
        reach(places, instruction->y, at);
        return instruction->x > instruction->y ? instruction->x : instruction->y;
    case LUN_OP_WORD:
    case LUN_OP_TEST:
    case LUN_OP_ANY:
        reach_behind(places, at, 1, 1);
        return at + 1;
    case LUN_OP_LEXICON:
        most = lun_lexicon__longest(program->lexicons.items[instruction->x]);
        reach_behind(places, at, 1, most ? most : FAR);
        return at + 1;
    case LUN_OP_LAYER:
        reach_behind(places, at, 1, FAR);
        return at + 1;
    default:
        reach(places, at + 1, at);
        return at + 1;
    }
}

/* Heads of loops: from there on it may be any distance. */
static void mark_loops(const lun_program *program, uint32_t n, uint8_t *heads)
{
    for (uint32_t i = 0; i < n; i++) {
        if (program->code.items[i].op == LUN_OP_JUMP && program->code.items[i].x <= i)
            heads[program->code.items[i].x] = 1;
    }
}

/* Matches are as long as their way to the end is; those that stop with the unit no longer than to where that is asked. */
static void note_bounds(lun_bounds *bounds, const lun_instruction *instruction, place at, int is_on_all_ways)
{
    if (instruction->op == LUN_OP_MATCH)
        bounds->least = at.least;
    if (instruction->op == LUN_OP_SCOPE_STOP && is_on_all_ways)
        bounds->most = at.most;
}

static void look_for_best(const lun_program *program, place *places, const uint8_t *heads, uint32_t n, lun_anchor *best,
                          uint32_t *entry, lun_bounds *bounds)
{
    double most_worth = WORTH;
    uint32_t farthest = 0;
    places[0].reached = 1;
    for (uint32_t i = 0; i < n; i++) {
        if (!places[i].reached)
            continue;
        if (heads[i])
            places[i].most = FAR;
        note_bounds(bounds, &program->code.items[i], places[i], farthest <= i);
        double share = farthest <= i && places[i].most > 0 ? share_of(program, &program->code.items[i]) : 1;
        double gain = share < 1 ? worth(share, places[i]) : 0;
        if (gain > most_worth) {
            most_worth = gain;
            *best = (lun_anchor){ .start = LUN_START_NONE, .least = places[i].least, .most = places[i].most };
            *entry = i;
        }
        uint32_t to = follow(program, places, i);
        farthest = to > farthest ? to : farthest;
    }
}

int lun_compiler__anchor(lun_compiler *c, lun_anchor *best, uint32_t *entry)
{
    lun_program *program = c->program;
    uint32_t n = program->looks.n > 0 ? program->looks.items[0].entry : (uint32_t)program->code.n;
    place *places = lun_calloc((size_t)n + 1, sizeof *places);
    uint8_t *heads = lun_calloc((size_t)n + 1, 1);
    *best = (lun_anchor){ .start = LUN_START_NONE, .most = FAR };
    *entry = UINT32_MAX;
    program->bounds.most = FAR;
    if (places && heads) {
        mark_loops(program, n, heads);
        look_for_best(program, places, heads, n, best, entry, &program->bounds);
    }
    int rc = places && heads ? LUN_OK : lun_complain_memory(c->err);
    lun_free(places);
    lun_free(heads);
    return rc;
}
