/*
** match_random.h - random documents and patterns for the property tests of core/match, the same for the same seed.
**
** Few words and short texts, so that most patterns nearly match in many ways. The document is built twice from one
** description: as lun_document with rows, and as the oracle's picture.
*/
#ifndef LUN_TESTS_MATCH_RANDOM_H
#define LUN_TESTS_MATCH_RANDOM_H

#include "match/matcher.h"
#include "text/text.h"
#include "unit/match_oracle.h"

typedef struct dice {
    uint64_t state;
} dice;

static inline uint32_t dice_roll(dice *d, uint32_t n) /* 0 .. n - 1 */
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((d->state >> 33) % n);
}

/* ---- patterns ---- */

typedef struct random_pattern {
    lun_arena *arena;
    dice *dice;
    int captures; /* 0 inside lookarounds */
} random_pattern;

static lun_node *random__node(random_pattern *p, int depth);

static lun_node *random__leaf(random_pattern *p, lun_node_kind kind, const char *text)
{
    lun_node *node = lun_node_new(p->arena, kind, 0);
    node->text = text;
    return node;
}

static lun_node *random__over(random_pattern *p, lun_node_kind kind, lun_node *child)
{
    lun_node *node = lun_node_new(p->arena, kind, 1);
    node->children[0] = child;
    return node;
}

static lun_node *random__condition(random_pattern *p, int depth)
{
    static const char *const marks[] = { "p", "q" };
    uint32_t roll = dice_roll(p->dice, depth > 0 ? 6 : 4);
    lun_node *node;
    if (roll == 0)
        return random__leaf(p, LUN_NODE_COND_FILLED, "mark");
    if (roll == 1)
        return random__over(p, LUN_NODE_COND_NOT, random__leaf(p, LUN_NODE_COND_FILLED, "mark"));
    if (roll <= 3) {
        node = random__leaf(p, LUN_NODE_COND_COMPARE, "mark");
        node->flags = roll == 2 ? "=" : "!=";
        node->n_values = 1 + dice_roll(p->dice, 2);
        node->values = lun_arena_calloc(p->arena, 2, sizeof *node->values);
        node->values[0] = marks[dice_roll(p->dice, 2)];
        node->values[1] = marks[dice_roll(p->dice, 2)];
        return node;
    }
    node = lun_node_new(p->arena, roll == 4 ? LUN_NODE_COND_AND : LUN_NODE_COND_OR, 2);
    node->children[0] = random__condition(p, depth - 1);
    node->children[1] = random__condition(p, depth - 1);
    return node;
}

static lun_node *random__layer(random_pattern *p)
{
    static const char *const layers[] = { "x", "y", "u", "u" };
    lun_node *node = random__leaf(p, LUN_NODE_LAYER, layers[dice_roll(p->dice, 4)]);
    if (dice_roll(p->dice, 3) == 0)
        node->condition = random__condition(p, 1);
    if (dice_roll(p->dice, 12) == 0) {
        node->text = "nowhere";
        node->optional = 1;
        node->condition = NULL;
    }
    return node;
}

static lun_node *random__word(random_pattern *p)
{
    static const char *const words[] = { "a", "b", "c", "a", "b" }, *const exact[] = { "A", "a", "B" },
                             *const regexes[] = { "a", "^b", "s" };
    static const char *const classes[] = { "cap", "adj" };
    lun_node *node;
    switch (dice_roll(p->dice, 9)) {
    case 0:
        return random__leaf(p, LUN_NODE_EXACT, exact[dice_roll(p->dice, 3)]);
    case 1:
        return random__leaf(p, LUN_NODE_LEMMA, "say");
    case 2:
        node = random__leaf(p, LUN_NODE_REGEX, regexes[dice_roll(p->dice, 3)]);
        node->flags = dice_roll(p->dice, 2) ? "i" : "";
        return node;
    case 3:
        return random__leaf(p, LUN_NODE_CLASS, classes[dice_roll(p->dice, 2)]);
    default:
        return random__leaf(p, LUN_NODE_WORD, words[dice_roll(p->dice, 5)]);
    }
}

static lun_node *random__test(random_pattern *p, int depth)
{
    uint32_t roll = dice_roll(p->dice, depth > 0 ? 9 : 5);
    lun_node *node;
    if (roll == 3)
        return random__layer(p);
    if (roll == 4)
        return random__leaf(p, LUN_NODE_LEXICON, "lex");
    if (roll < 5)
        return random__word(p);
    if (roll <= 6)
        return random__over(p, LUN_NODE_TEST_NOT, random__test(p, depth - 1));
    node = lun_node_new(p->arena, roll == 7 ? LUN_NODE_TEST_AND : LUN_NODE_TEST_OR, 2);
    node->children[0] = random__test(p, depth - 1);
    node->children[1] = random__test(p, depth - 1);
    return node;
}

static lun_node *random__element(random_pattern *p)
{
    switch (dice_roll(p->dice, 10)) {
    case 0:
        return lun_node_new(p->arena, LUN_NODE_ANY, 0);
    case 1:
    case 2:
        return random__layer(p);
    case 3:
        return random__leaf(p, LUN_NODE_LEXICON, "lex");
    case 4:
        return random__over(p, LUN_NODE_TOKEN, random__test(p, 2));
    default:
        return random__word(p);
    }
}

static lun_node *random__repeat(random_pattern *p, int depth)
{
    lun_node *node = random__over(p, LUN_NODE_REPEAT, random__node(p, depth - 1));
    node->min = (int32_t)dice_roll(p->dice, 3);
    node->max = dice_roll(p->dice, 2) ? -1 : node->min + (int32_t)dice_roll(p->dice, 3);
    node->lazy = dice_roll(p->dice, 3) == 0;
    return node;
}

static lun_node *random__inside(random_pattern *p, lun_node_kind kind, int depth)
{
    int captures = p->captures;
    p->captures = 0;
    lun_node *node = random__over(p, kind, random__node(p, depth - 1));
    p->captures = captures;
    return node;
}

static lun_node *random__gap(random_pattern *p, int depth)
{
    lun_node *node = dice_roll(p->dice, 2) ? lun_node_new(p->arena, LUN_NODE_GAP, 0)
                                           : random__inside(p, LUN_NODE_GAP, depth > 2 ? 2 : depth);
    node->max = dice_roll(p->dice, 2) ? -1 : 1 + (int32_t)dice_roll(p->dice, 3);
    return node;
}

static lun_node *random__several(random_pattern *p, lun_node_kind kind, int depth)
{
    uint32_t n = 2 + dice_roll(p->dice, 2);
    lun_node *node = lun_node_new(p->arena, kind, n);
    for (uint32_t i = 0; i < n; i++)
        node->children[i] = random__node(p, depth - 1);
    return node;
}

static lun_node *random__node(random_pattern *p, int depth)
{
    static const char *const names[] = { "f", "g" };
    static const lun_node_kind boundaries[] = { LUN_NODE_SENTENCE_START, LUN_NODE_SENTENCE_STOP, LUN_NODE_SCOPE_START,
                                                LUN_NODE_SCOPE_STOP };
    lun_node *node;
    if (depth <= 0)
        return random__element(p);
    switch (dice_roll(p->dice, 20)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
        return random__several(p, LUN_NODE_SEQUENCE, depth);
    case 6:
    case 7:
        return random__several(p, LUN_NODE_CHOICE, depth);
    case 8:
    case 9:
    case 10:
        return random__repeat(p, depth);
    case 11:
    case 12:
        return random__gap(p, depth);
    case 13:
    case 14:
        node = random__inside(p, dice_roll(p->dice, 2) ? LUN_NODE_AHEAD : LUN_NODE_BEHIND, depth);
        node->negative = (uint8_t)dice_roll(p->dice, 2);
        return node;
    case 15:
        return lun_node_new(p->arena, dice_roll(p->dice, 3) ? boundaries[dice_roll(p->dice, 4)] : LUN_NODE_EMPTY, 0);
    case 16:
    case 17:
        node = random__node(p, depth - 1);
        if (!p->captures)
            return node;
        node = random__over(p, LUN_NODE_CAPTURE, node);
        node->text = names[dice_roll(p->dice, 2)];
        return node;
    default:
        return random__element(p);
    }
}

static inline lun_node *random_pattern_tree(lun_arena *arena, dice *d)
{
    random_pattern p = { arena, d, 1 };
    return random__several(&p, LUN_NODE_SEQUENCE, 1 + (int)dice_roll(d, 4));
}

/* ---- documents ---- */

static inline void random_document(oracle_world *out, dice *d)
{
    static const char *const words[] = { "a", "b", "c", "A", "B", "a", "b", "says", "said", "C" };
    memset(out, 0, sizeof *out);
    out->n_tokens = 1 + (int)dice_roll(d, 12);
    for (int i = 0; i < out->n_tokens; i++) {
        out->words[i] = words[dice_roll(d, 10)];
        out->bases[i] = out->words[i][0] == 's' ? "say" : out->words[i];
        out->upos[i] = dice_roll(d, 3) == 0 ? 1 : 8; /* adj, noun */
        if (i > 0)
            out->sentence[i] = out->sentence[i - 1] + (dice_roll(d, 5) == 0);
    }
    out->n_rows = (int)dice_roll(d, 7);
    for (int i = 0; i < out->n_rows; i++) {
        oracle_row *row = &out->rows[i];
        row->layer = (int)dice_roll(d, ORACLE_LAYERS);
        row->start = (int)dice_roll(d, (uint32_t)out->n_tokens);
        row->stop = row->start + 1 + (int)dice_roll(d, 3);
        if (row->stop > out->n_tokens)
            row->stop = out->n_tokens;
        row->mark = (int)dice_roll(d, 3);
    }
}

/*
** Chooses the unit: all, or a part with holes. ranges: as the matcher gets them, at times two that touch. Returns how
** many there are.
*/
static inline uint32_t random_unit(oracle_world *w, dice *d, lun_range ranges[ORACLE_TOKENS])
{
    uint32_t n = 0, hole = dice_roll(d, 3) == 0 ? 4 : 1000;
    int last = -2;
    w->n = 0;
    for (int token = 0; token < w->n_tokens; token++) {
        if (dice_roll(d, hole) == 0)
            continue;
        if (token != last + 1 || dice_roll(d, 10) == 0)
            ranges[n++] = (lun_range){ (uint32_t)token, (uint32_t)token };
        ranges[n - 1].stop = (uint32_t)token + 1;
        w->unit[w->n++] = token;
        last = token;
    }
    for (int i = w->n - 1; i >= 0; i--)
        w->piece_stop[i] = i + 1 < w->n && w->unit[i + 1] == w->unit[i] + 1 ? w->piece_stop[i + 1] : i + 1;
    return n;
}

#endif
