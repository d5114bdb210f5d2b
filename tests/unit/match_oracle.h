/*
** match_oracle.h - the meaning of patterns, said as simply as possible: what the matcher must agree with.
**
** Recursion on the tree with continuations; no program, no memo, no filter. It shares nothing with core/match but the
** tree and works on its own picture of the document (oracle_world), in which words, rows and phrases are compared one
** by one. A lookbehind is any start from which its inside matches up to the boundary. It takes exponential time, so
** it counts its steps and gives up.
*/
#ifndef LUN_TESTS_MATCH_ORACLE_H
#define LUN_TESTS_MATCH_ORACLE_H

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "match/tree.h"

#define ORACLE_TOKENS 24
#define ORACLE_ROWS 16
#define ORACLE_EVENTS 512
#define ORACLE_CAPTURES 64
#define ORACLE_STEPS 400000

enum { ORACLE_X, ORACLE_Y, ORACLE_LAYERS }; /* layers; "u" is x or y without a mark */
enum { MARK_NONE, MARK_P, MARK_Q };         /* values of the field "mark" */

typedef struct oracle_row {
    int layer, start, stop, mark; /* tokens of the document; the row's id is its index + 1 */
} oracle_row;

typedef struct oracle_world {
    const char *words[ORACLE_TOKENS];
    const char *bases[ORACLE_TOKENS]; /* lemma of the word */
    int sentence[ORACLE_TOKENS];      /* number of the sentence a token lies in */
    uint8_t upos[ORACLE_TOKENS];
    int n_tokens;
    oracle_row rows[ORACLE_ROWS];
    int n_rows;
    const char *const *phrases; /* of the lexicon: words joined by one space, entry by index */
    int n_phrases;
    int unit[ORACLE_TOKENS];       /* tokens of the unit by position */
    int piece_stop[ORACLE_TOKENS]; /* position where the piece of a position stops */
    int n;                         /* tokens of the unit */
} oracle_world;

typedef struct oracle_event {
    char kind; /* '(' ')' or 'e' */
    const char *name;
    int start, stop, row, entry; /* row: id or 0; entry: index or -1 */
} oracle_event;

typedef struct oracle_capture {
    const char *name;
    int start, stop, row, entry; /* positions */
} oracle_capture;

typedef struct oracle_match {
    int start, stop;
    oracle_capture captures[ORACLE_CAPTURES];
    int n_captures;
} oracle_match;

typedef struct oracle {
    const oracle_world *world;
    oracle_event events[ORACLE_EVENTS];
    int n_events;
    int stop; /* where the match found stops */
    long steps;
    int gave_up;
} oracle;

typedef struct oracle_rest oracle_rest; /* what must follow */
struct oracle_rest {
    int (*go)(oracle *, const oracle_rest *, int position);
    const lun_node *node;
    int count; /* child of a sequence; turns of a repetition */
    const oracle_rest *next;
};

static int oracle__match(oracle *o, const lun_node *node, int position, const oracle_rest *rest);

static int oracle__go(oracle *o, const oracle_rest *rest, int position)
{
    return rest->go(o, rest, position);
}

static int oracle__accept(oracle *o, const oracle_rest *rest, int position)
{
    if (rest->count >= 0 && rest->count != position) /* count: where it must stop, -1 = anywhere */
        return 0;
    o->stop = position;
    return 1;
}

static void oracle__log(oracle *o, oracle_event event)
{
    if (o->n_events == ORACLE_EVENTS)
        o->gave_up = 1;
    else
        o->events[o->n_events++] = event;
}

/* ---- one token ---- */

static int oracle__same_fold(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

static int oracle__regex(const char *source, const char *flags, const char *word)
{
    char first = *word;
    if (flags && *flags == 'i' && first >= 'A' && first <= 'Z')
        first = (char)(first + 32);
    if (source[0] == '^')
        return first == source[1];
    for (const char *c = word; *c; c++) {
        if (*c == source[0] || (flags && *flags == 'i' && (*c | 32) == source[0]))
            return 1;
    }
    return 0;
}

static int oracle__condition(const lun_node *c, const oracle_row *row)
{
    static const char *const marks[] = { NULL, "p", "q" };
    int any = 0;
    switch (c->kind) {
    case LUN_NODE_COND_NOT:
        return !oracle__condition(c->children[0], row);
    case LUN_NODE_COND_AND:
        return oracle__condition(c->children[0], row) && oracle__condition(c->children[1], row);
    case LUN_NODE_COND_OR:
        return oracle__condition(c->children[0], row) || oracle__condition(c->children[1], row);
    case LUN_NODE_COND_FILLED:
        return row->mark != MARK_NONE;
    default:
        for (uint32_t i = 0; i < c->n_values; i++)
            any |= row->mark != MARK_NONE && strcmp(marks[row->mark], c->values[i]) == 0;
        return c->flags[0] == '!' ? !any : any;
    }
}

static int oracle__is_row(const lun_node *layer, const oracle_row *row)
{
    if (strcmp(layer->text, "u") == 0) {
        if (row->layer == ORACLE_Y && row->mark != MARK_NONE)
            return 0;
    } else if (strcmp(layer->text, row->layer == ORACLE_X ? "x" : "y") != 0) {
        return 0;
    }
    return !layer->condition || oracle__condition(layer->condition, row);
}

/* The stop of a phrase at a position if it lies inside the piece, else -1. */
static int oracle__phrase(const oracle_world *w, const char *phrase, int position)
{
    int limit = position < w->n ? w->piece_stop[position] : 0;
    while (*phrase) {
        size_t len = strcspn(phrase, " ");
        if (position >= limit || strlen(w->words[w->unit[position]]) != len ||
            strncasecmp(w->words[w->unit[position]], phrase, len) != 0)
            return -1;
        phrase += len + (phrase[len] == ' ');
        position++;
    }
    return position;
}

static int oracle__inside(const oracle_world *w, const lun_node *node, int position)
{
    if (node->kind == LUN_NODE_LAYER) {
        for (int i = 0; i < w->n_rows; i++) {
            if (w->rows[i].start <= w->unit[position] && w->unit[position] < w->rows[i].stop &&
                oracle__is_row(node, &w->rows[i]))
                return 1;
        }
        return 0;
    }
    for (int start = 0; start <= position; start++) {
        for (int i = 0; i < w->n_phrases; i++) {
            if (oracle__phrase(w, w->phrases[i], start) > position)
                return 1;
        }
    }
    return 0;
}

static int oracle__test(const oracle_world *w, const lun_node *node, int position)
{
    int token = w->unit[position];
    const char *word = w->words[token];
    switch (node->kind) {
    case LUN_NODE_TEST_AND:
        return oracle__test(w, node->children[0], position) && oracle__test(w, node->children[1], position);
    case LUN_NODE_TEST_OR:
        return oracle__test(w, node->children[0], position) || oracle__test(w, node->children[1], position);
    case LUN_NODE_TEST_NOT:
        return !oracle__test(w, node->children[0], position);
    case LUN_NODE_WORD:
        return oracle__same_fold(word, node->text);
    case LUN_NODE_EXACT:
        return strcmp(word, node->text) == 0;
    case LUN_NODE_LEMMA:
        return strcmp(w->bases[token], node->text) == 0;
    case LUN_NODE_REGEX:
        return oracle__regex(node->text, node->flags, word);
    case LUN_NODE_CLASS:
        return strcmp(node->text, "cap") == 0 ? word[0] >= 'A' && word[0] <= 'Z' : w->upos[token] == 1; /* 1: adj */
    case LUN_NODE_ANY:
        return 1;
    case LUN_NODE_LAYER:
    case LUN_NODE_LEXICON:
        return oracle__inside(w, node, position);
    default:
        return oracle__test(w, node->children[0], position);
    }
}

/* ---- edges ---- */

static int oracle__take(oracle *o, oracle_event event, const oracle_rest *rest)
{
    int before = o->n_events;
    oracle__log(o, event);
    if (oracle__go(o, rest, event.stop))
        return 1;
    o->n_events = before;
    return 0;
}

/* Longest first, then layer, then id. */
static int oracle__rows(oracle *o, const lun_node *node, int position, const oracle_rest *rest)
{
    const oracle_world *w = o->world;
    if (position == w->n)
        return 0;
    for (int len = w->piece_stop[position] - position; len > 0; len--) {
        for (int layer = 0; layer < ORACLE_LAYERS; layer++) {
            for (int i = 0; i < w->n_rows; i++) {
                const oracle_row *row = &w->rows[i];
                oracle_event event = { 'e', NULL, position, position + len, i + 1, -1 };
                if (row->layer != layer || row->start != w->unit[position] || row->stop != row->start + len)
                    continue;
                if (oracle__is_row(node, row) && oracle__take(o, event, rest))
                    return 1;
            }
        }
    }
    return 0;
}

static int oracle__phrases(oracle *o, int position, const oracle_rest *rest)
{
    const oracle_world *w = o->world;
    for (int stop = w->n; stop > position; stop--) {
        for (int i = 0; i < w->n_phrases; i++) {
            oracle_event event = { 'e', NULL, position, stop, 0, i };
            if (oracle__phrase(w, w->phrases[i], position) != stop)
                continue;
            if (oracle__take(o, event, rest))
                return 1;
        }
    }
    return 0;
}

/* ---- combining ---- */

static int oracle__next_child(oracle *o, const oracle_rest *rest, int position)
{
    if (rest->count == (int)rest->node->n_children)
        return oracle__go(o, rest->next, position);
    oracle_rest more = { oracle__next_child, rest->node, rest->count + 1, rest->next };
    return oracle__match(o, rest->node->children[rest->count], position, &more);
}

static int oracle__turn(oracle *o, const oracle_rest *rest, int position)
{
    const lun_node *node = rest->node;
    oracle_rest more = { oracle__turn, node, rest->count + 1, rest->next };
    int may_go_on = node->max < 0 || rest->count < node->max, may_stop = rest->count >= node->min;
    if (node->lazy && may_stop && oracle__go(o, rest->next, position))
        return 1;
    if (may_go_on && oracle__match(o, node->children[0], position, &more))
        return 1;
    return !node->lazy && may_stop && oracle__go(o, rest->next, position);
}

static int oracle__found(oracle *o, const lun_node *node, int position, int stop)
{
    oracle inner;
    oracle_rest accept = { oracle__accept, NULL, stop, NULL };
    inner.world = o->world;
    inner.n_events = inner.gave_up = 0;
    inner.steps = o->steps;
    int found = oracle__match(&inner, node, position, &accept);
    o->steps = inner.steps;
    o->gave_up |= inner.gave_up;
    return found;
}

static int oracle__gap(oracle *o, const lun_node *node, int position, int taken, const oracle_rest *rest)
{
    const oracle_world *w = o->world;
    if (++o->steps > ORACLE_STEPS)
        o->gave_up = 1;
    if (o->gave_up)
        return 0;
    if (oracle__go(o, rest, position))
        return 1;
    if (position == w->n || (node->max >= 0 && taken == node->max))
        return 0;
    if (taken > 0 && w->sentence[w->unit[position]] != w->sentence[w->unit[position - 1]])
        return 0;
    if (node->n_children > 0 && oracle__found(o, node->children[0], position, -1))
        return 0;
    return oracle__gap(o, node, position + 1, taken + 1, rest);
}

static int oracle__behind(oracle *o, const lun_node *node, int position)
{
    for (int start = 0; start <= position; start++) {
        if (oracle__found(o, node, start, position))
            return 1;
    }
    return 0;
}

static int oracle__close(oracle *o, const oracle_rest *rest, int position)
{
    oracle_event event = { ')', rest->node->text, position, position, 0, -1 };
    return oracle__take(o, event, rest->next);
}

static int oracle__capture(oracle *o, const lun_node *node, int position, const oracle_rest *rest)
{
    oracle_event event = { '(', node->text, position, position, 0, -1 };
    oracle_rest close = { oracle__close, node, 0, rest };
    int before = o->n_events;
    oracle__log(o, event);
    if (oracle__match(o, node->children[0], position, &close))
        return 1;
    o->n_events = before;
    return 0;
}

static int oracle__boundary(const oracle_world *w, lun_node_kind kind, int position)
{
    int token;
    switch (kind) {
    case LUN_NODE_SCOPE_START:
        return position == 0;
    case LUN_NODE_SCOPE_STOP:
        return position == w->n;
    case LUN_NODE_SENTENCE_START:
        if (position == w->n)
            return 0;
        token = w->unit[position];
        return token == 0 || w->sentence[token] != w->sentence[token - 1];
    default:
        if (position == 0)
            return 0;
        token = w->unit[position - 1];
        return token + 1 == w->n_tokens || w->sentence[token] != w->sentence[token + 1];
    }
}

static int oracle__match(oracle *o, const lun_node *node, int position, const oracle_rest *rest)
{
    oracle_rest more = { oracle__next_child, node, 0, rest };
    if (++o->steps > ORACLE_STEPS)
        o->gave_up = 1;
    if (o->gave_up)
        return 0;
    switch (node->kind) {
    case LUN_NODE_EMPTY:
        return oracle__go(o, rest, position);
    case LUN_NODE_SEQUENCE:
        return oracle__next_child(o, &more, position);
    case LUN_NODE_CHOICE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            if (oracle__match(o, node->children[i], position, rest))
                return 1;
        }
        return 0;
    case LUN_NODE_REPEAT:
        return oracle__turn(o, &more, position);
    case LUN_NODE_GAP:
        return oracle__gap(o, node, position, 0, rest);
    case LUN_NODE_CAPTURE:
        return oracle__capture(o, node, position, rest);
    case LUN_NODE_AHEAD:
        return oracle__found(o, node->children[0], position, -1) != node->negative && oracle__go(o, rest, position);
    case LUN_NODE_BEHIND:
        return oracle__behind(o, node->children[0], position) != node->negative && oracle__go(o, rest, position);
    case LUN_NODE_SENTENCE_START:
    case LUN_NODE_SENTENCE_STOP:
    case LUN_NODE_SCOPE_START:
    case LUN_NODE_SCOPE_STOP:
        return oracle__boundary(o->world, node->kind, position) && oracle__go(o, rest, position);
    case LUN_NODE_LAYER:
        return oracle__rows(o, node, position, rest);
    case LUN_NODE_LEXICON:
        return oracle__phrases(o, position, rest);
    default:
        return position < o->world->n && oracle__test(o->world, node, position) && oracle__go(o, rest, position + 1);
    }
}

/* ---- matches ---- */

static void oracle__captures(const oracle *o, oracle_match *out)
{
    int open[ORACLE_EVENTS], n = 0;
    out->n_captures = 0;
    for (int i = 0; i < o->n_events; i++) {
        const oracle_event *event = &o->events[i];
        if (event->kind == '(')
            open[n++] = i;
        if (event->kind != ')' || out->n_captures == ORACLE_CAPTURES)
            continue;
        int from = open[--n];
        oracle_capture capture = { event->name, o->events[from].start, event->start, 0, -1 };
        for (int e = from; e < i; e++) {
            const oracle_event *edge = &o->events[e];
            if (edge->kind == 'e' && edge->start == capture.start && edge->stop == capture.stop) {
                capture.row = edge->row;
                capture.entry = edge->entry;
            }
        }
        out->captures[out->n_captures++] = capture;
    }
}

/* The first match by preference at a start: 1, 0, or -1 where the oracle gave up. Empty ones are none. */
static inline int oracle_match_at(const oracle_world *world, const lun_node *tree, int start, oracle_match *out)
{
    oracle o;
    oracle_rest accept = { oracle__accept, NULL, -1, NULL };
    o.world = world;
    o.n_events = o.gave_up = 0;
    o.steps = 0;
    int found = oracle__match(&o, tree, start, &accept);
    if (o.gave_up)
        return -1;
    if (!found || o.stop == start)
        return 0;
    out->start = start;
    out->stop = o.stop;
    oracle__captures(&o, out);
    return 1;
}

static inline int oracle_overlaps(const oracle_match *a, const oracle_match *b)
{
    return a->start < b->stop && b->start < a->stop;
}

/*
** Of matches sorted by start, marks those that "longest" keeps: again and again the longest, then the leftmost, that
** touches none kept.
*/
static inline void oracle_longest(const oracle_match *matches, int n, uint8_t *kept)
{
    memset(kept, 0, (size_t)n);
    for (;;) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            int free_of_others = !kept[i];
            for (int j = 0; j < n && free_of_others; j++)
                free_of_others = !kept[j] || !oracle_overlaps(&matches[i], &matches[j]);
            if (free_of_others &&
                (best < 0 || matches[i].stop - matches[i].start > matches[best].stop - matches[best].start))
                best = i;
        }
        if (best < 0)
            return;
        kept[best] = 1;
    }
}

#endif
