/*
** match_pattern.h - reads patterns into trees for the tests of core/match, so that they are written as in a rule file.
**
** A small reader of well-formed patterns, without the checks and messages of the grammar in
** scripts/lunette/pattern.lua; named patterns are not read. What it cannot read gives NULL.
*/
#ifndef LUN_TESTS_MATCH_PATTERN_H
#define LUN_TESTS_MATCH_PATTERN_H

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "match/tree.h"

#define PATTERN_DEPTH_MAX 100
#define PATTERN_ITEMS_MAX 256

typedef struct pattern_reader {
    lun_arena *arena;
    const char *start, *at;
    int depth;
} pattern_reader;

static lun_node *pattern__choice(pattern_reader *r);
static lun_node *pattern__test_or(pattern_reader *r);
static lun_node *pattern__condition_or(pattern_reader *r);

static void pattern__blanks(pattern_reader *r)
{
    while (*r->at == ' ' || *r->at == '\n' || *r->at == '#') {
        if (*r->at == '#')
            r->at += strcspn(r->at, "\n");
        else
            r->at++;
    }
}

static int pattern__closed(pattern_reader *r, char mark)
{
    pattern__blanks(r);
    if (*r->at != mark)
        return 0;
    r->at++;
    return 1;
}

static lun_node *pattern__node(pattern_reader *r, lun_node_kind kind, const char *from, uint32_t n_children)
{
    lun_node *node = lun_node_new(r->arena, kind, n_children);
    if (node) {
        node->at = (uint32_t)(from - r->start);
        node->width = (uint32_t)(r->at - from);
    }
    return node;
}

static lun_node *pattern__text(pattern_reader *r, lun_node_kind kind, const char *from, const char *text, size_t len)
{
    lun_node *node = pattern__node(r, kind, from, 0);
    if (node)
        node->text = lun_arena_strndup(r->arena, text, len);
    return node && node->text ? node : NULL;
}

static size_t pattern__name_len(const char *text)
{
    size_t len = 0;
    while (islower((unsigned char)text[len]) ||
           (len > 0 && (isdigit((unsigned char)text[len]) || text[len] == '_' || text[len] == '.')))
        len++;
    return len;
}

static int pattern__in_word(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80);
}

/* A run of letters and digits with single marks inside. */
static size_t pattern__word_len(const char *text)
{
    size_t len = text[0] == '\'' && pattern__in_word(text[1]) ? 1 : 0;
    while (pattern__in_word(text[len]) ||
           (len > 0 && strchr(".'-&/,", text[len]) && text[len] && pattern__in_word(text[len + 1])))
        len++;
    if (len > 0 && text[len] == '.' && text[len + 1] != '.')
        len++;
    return len;
}

static lun_node *pattern__quoted(pattern_reader *r, char mark, lun_node_kind kind)
{
    const char *from = r->at++;
    char *text = lun_arena_calloc(r->arena, strlen(from) + 1, 1);
    size_t n = 0;
    if (!text)
        return NULL;
    while (*r->at && *r->at != mark) {
        if (r->at[0] == '\\' && r->at[1] && (kind == LUN_NODE_EXACT || r->at[1] == mark))
            r->at++;
        text[n++] = *r->at++;
    }
    if (*r->at != mark)
        return NULL;
    r->at++;
    lun_node *node = pattern__text(r, kind, from, text, n);
    if (node && kind == LUN_NODE_REGEX) {
        node->flags = *r->at == 'i' ? "i" : "";
        r->at += *r->at == 'i';
    }
    return node;
}

/* A value of a condition: a bare word or quoted. */
static const char *pattern__value(pattern_reader *r)
{
    pattern__blanks(r);
    if (*r->at == '"') {
        lun_node *node = pattern__quoted(r, '"', LUN_NODE_EXACT);
        return node ? node->text : NULL;
    }
    size_t len = strcspn(r->at, " ,]&|()");
    const char *text = lun_arena_strndup(r->arena, r->at, len);
    r->at += len;
    return len ? text : NULL;
}

static lun_node *pattern__compare(pattern_reader *r, lun_node *node, size_t op_len)
{
    const char **values = lun_arena_calloc(r->arena, PATTERN_ITEMS_MAX, sizeof *values);
    node->kind = LUN_NODE_COND_COMPARE;
    node->flags = lun_arena_strndup(r->arena, r->at, op_len);
    r->at += op_len;
    if (!values || !node->flags)
        return NULL;
    node->values = values;
    do {
        if (*r->at == ',')
            r->at++;
        if (node->n_values == PATTERN_ITEMS_MAX || !(values[node->n_values++] = pattern__value(r)))
            return NULL;
    } while (*r->at == ',');
    return node;
}

static lun_node *pattern__second(pattern_reader *r, lun_node *node, lun_node_kind kind)
{
    node->kind = kind;
    node->values = lun_arena_calloc(r->arena, 1, sizeof *node->values);
    node->n_values = 1;
    if (!node->values)
        return NULL;
    if (kind == LUN_NODE_COND_REGEX) {
        lun_node *regex = pattern__quoted(r, '/', LUN_NODE_REGEX);
        if (!regex)
            return NULL;
        node->values[0] = regex->text;
        node->flags = regex->flags;
        return node;
    }
    size_t len = pattern__name_len(r->at);
    node->values[0] = lun_arena_strndup(r->arena, r->at, len);
    r->at += len;
    return node->values[0] ? node : NULL;
}

static lun_node *pattern__condition(pattern_reader *r)
{
    const char *from;
    pattern__blanks(r);
    from = r->at;
    if (*r->at == '!') {
        r->at++;
        lun_node *inner = pattern__condition(r), *node = pattern__node(r, LUN_NODE_COND_NOT, from, 1);
        if (!inner || !node)
            return NULL;
        node->children[0] = inner;
        return node;
    }
    if (*r->at == '(') {
        r->at++;
        lun_node *inner = pattern__condition_or(r);
        return inner && pattern__closed(r, ')') ? inner : NULL;
    }
    size_t len = pattern__name_len(r->at);
    r->at += len;
    lun_node *node = len ? pattern__text(r, LUN_NODE_COND_FILLED, from, from, len) : NULL;
    if (!node)
        return NULL;
    pattern__blanks(r);
    if (*r->at == '~') {
        r->at++;
        pattern__blanks(r);
        return *r->at == '/' ? pattern__second(r, node, LUN_NODE_COND_REGEX) : NULL;
    }
    if (strncmp(r->at, "in $", 4) == 0) {
        r->at += 4;
        return pattern__second(r, node, LUN_NODE_COND_LEXICON);
    }
    size_t op_len = strspn(r->at, "=<>!");
    return op_len ? pattern__compare(r, node, op_len) : node;
}

/* Items joined by a mark, as one node of `kind`; a single item is itself. */
static lun_node *pattern__joined(pattern_reader *r, char mark, lun_node_kind kind, lun_node *(*item)(pattern_reader *))
{
    lun_node *items[PATTERN_ITEMS_MAX];
    uint32_t n = 0;
    const char *from = r->at;
    if (++r->depth > PATTERN_DEPTH_MAX)
        return NULL;
    do {
        if (n > 0)
            r->at++;
        if (n == PATTERN_ITEMS_MAX || !(items[n++] = item(r)))
            return NULL;
        pattern__blanks(r);
    } while (*r->at == mark);
    r->depth--;
    if (n == 1)
        return items[0];
    lun_node *node = pattern__node(r, kind, from, n);
    if (node)
        memcpy(node->children, items, n * sizeof *items);
    return node;
}

static lun_node *pattern__condition_and(pattern_reader *r)
{
    return pattern__joined(r, '&', LUN_NODE_COND_AND, pattern__condition);
}

static lun_node *pattern__condition_or(pattern_reader *r)
{
    return pattern__joined(r, '|', LUN_NODE_COND_OR, pattern__condition_and);
}

static lun_node *pattern__layer(pattern_reader *r)
{
    const char *from = r->at++;
    int optional = *r->at == '?';
    r->at += optional;
    size_t len = pattern__name_len(r->at);
    const char *name = r->at;
    r->at += len;
    lun_node *node = len ? pattern__text(r, LUN_NODE_LAYER, from, name, len) : NULL;
    if (!node)
        return NULL;
    node->optional = optional != 0;
    if (*r->at != '[')
        return node;
    r->at++;
    node->condition = pattern__condition_or(r);
    return node->condition && pattern__closed(r, ']') ? node : NULL;
}

static lun_node *pattern__named(pattern_reader *r, lun_node_kind kind, size_t (*measure)(const char *))
{
    const char *from = r->at++;
    size_t len = measure(r->at);
    r->at += len;
    return len ? pattern__text(r, kind, from, from + 1, len) : NULL;
}

/* An element of one or more tokens, or one leaf of a token test. */
static lun_node *pattern__leaf(pattern_reader *r)
{
    const char *from = r->at;
    size_t len = pattern__word_len(r->at);
    if (len > 0) {
        r->at += len;
        return pattern__text(r, LUN_NODE_WORD, from, from, len);
    }
    switch (*r->at) {
    case '"':
        return pattern__quoted(r, '"', LUN_NODE_EXACT);
    case '/':
        return pattern__quoted(r, '/', LUN_NODE_REGEX);
    case '~':
        return pattern__named(r, LUN_NODE_LEMMA, pattern__word_len);
    case '%':
        return pattern__named(r, LUN_NODE_CLASS, pattern__name_len);
    case '$':
        return pattern__named(r, LUN_NODE_LEXICON, pattern__name_len);
    case '@':
        return pattern__layer(r);
    case ',':
    case ';':
    case '.':
    case '-':
        r->at++;
        return pattern__text(r, LUN_NODE_WORD, from, from, 1);
    default:
        return NULL;
    }
}

static lun_node *pattern__test_leaf(pattern_reader *r)
{
    const char *from;
    pattern__blanks(r);
    from = r->at;
    if (*r->at == '!') {
        r->at++;
        lun_node *inner = pattern__test_leaf(r), *node = pattern__node(r, LUN_NODE_TEST_NOT, from, 1);
        if (!inner || !node)
            return NULL;
        node->children[0] = inner;
        return node;
    }
    if (*r->at == '(') {
        r->at++;
        lun_node *inner = pattern__test_or(r);
        return inner && pattern__closed(r, ')') ? inner : NULL;
    }
    return pattern__leaf(r);
}

static lun_node *pattern__test_and(pattern_reader *r)
{
    return pattern__joined(r, '&', LUN_NODE_TEST_AND, pattern__test_leaf);
}

static lun_node *pattern__test_or(pattern_reader *r)
{
    return pattern__joined(r, '|', LUN_NODE_TEST_OR, pattern__test_and);
}

static lun_node *pattern__around(pattern_reader *r, const char *from, lun_node_kind kind, int negative, lun_node *inner)
{
    lun_node *node = inner ? pattern__node(r, kind, from, 1) : NULL;
    if (!node)
        return NULL;
    node->children[0] = inner;
    node->negative = negative != 0;
    return node;
}

static lun_node *pattern__element(pattern_reader *r);

static lun_node *pattern__parenthesis(pattern_reader *r)
{
    const char *from = r->at++;
    int behind = strncmp(r->at, "?<=", 3) == 0 || strncmp(r->at, "?<!", 3) == 0, negative = behind && r->at[2] == '!';
    if (behind)
        r->at += 3;
    lun_node *inner = pattern__choice(r);
    if (!inner || !pattern__closed(r, ')'))
        return NULL;
    return behind ? pattern__around(r, from, LUN_NODE_BEHIND, negative, inner) : inner;
}

static lun_node *pattern__token(pattern_reader *r)
{
    const char *from = r->at++;
    pattern__blanks(r);
    if (*r->at == ']') {
        r->at++;
        return pattern__node(r, LUN_NODE_ANY, from, 0);
    }
    lun_node *test = pattern__test_or(r);
    return test && pattern__closed(r, ']') ? pattern__around(r, from, LUN_NODE_TOKEN, 0, test) : NULL;
}

static lun_node *pattern__gap(pattern_reader *r)
{
    const char *from = r->at;
    int32_t most = -1;
    if (r->at[2] == '.') {
        r->at += 3;
    } else {
        r->at += 2;
        most = isdigit((unsigned char)*r->at) ? (int32_t)strtol(r->at, (char **)&r->at, 10) : -1;
    }
    lun_node *except = NULL;
    if (*r->at == '!') {
        r->at++;
        except = pattern__element(r);
        if (!except)
            return NULL;
    }
    lun_node *node = pattern__node(r, LUN_NODE_GAP, from, except ? 1 : 0);
    if (!node)
        return NULL;
    node->max = most;
    if (except)
        node->children[0] = except;
    return node;
}

static lun_node *pattern__sign(pattern_reader *r, lun_node_kind kind, int width)
{
    const char *from = r->at;
    r->at += width;
    return pattern__node(r, kind, from, 0);
}

static lun_node *pattern__element(pattern_reader *r)
{
    switch (*r->at) {
    case '(':
        return pattern__parenthesis(r);
    case '[':
        return pattern__token(r);
    case '<':
        return r->at[1] == '<' ? pattern__sign(r, LUN_NODE_SCOPE_START, 2)
                               : pattern__sign(r, LUN_NODE_SENTENCE_START, 1);
    case '>':
        return r->at[1] == '>' ? pattern__sign(r, LUN_NODE_SCOPE_STOP, 2) : pattern__sign(r, LUN_NODE_SENTENCE_STOP, 1);
    case '.':
        return r->at[1] == '.' ? pattern__gap(r) : pattern__leaf(r);
    default:
        return pattern__leaf(r);
    }
}

static void pattern__counts(pattern_reader *r, int32_t *min, int32_t *max)
{
    *min = *max = (int32_t)strtol(r->at + 1, (char **)&r->at, 10);
    if (*r->at == ',') {
        r->at++;
        *max = *r->at == '}' ? -1 : (int32_t)strtol(r->at, (char **)&r->at, 10);
    }
    r->at += *r->at == '}';
}

static lun_node *pattern__postfixed(pattern_reader *r)
{
    const char *from = r->at;
    lun_node *inner = pattern__element(r);
    int32_t min = 0, max = -1;
    if (!inner || !*r->at || !strchr("?*+{", *r->at))
        return inner;
    if (*r->at == '{') {
        pattern__counts(r, &min, &max);
    } else {
        min = *r->at == '+';
        max = *r->at == '?' ? 1 : -1;
        r->at++;
    }
    int lazy = *r->at == '?';
    r->at += lazy;
    lun_node *node = pattern__around(r, from, LUN_NODE_REPEAT, 0, inner);
    if (!node)
        return NULL;
    node->min = min;
    node->max = max;
    node->lazy = lazy != 0;
    return node;
}

static lun_node *pattern__item(pattern_reader *r)
{
    const char *from = r->at;
    size_t len = pattern__name_len(r->at);
    if (len > 0 && r->at[len] == ':') {
        r->at += len + 1;
        lun_node *node = pattern__around(r, from, LUN_NODE_CAPTURE, 0, pattern__item(r));
        if (node)
            node->text = lun_arena_strndup(r->arena, from, len);
        return node && node->text ? node : NULL;
    }
    if (*r->at == '&' || *r->at == '!') {
        int negative = *r->at++ == '!';
        return pattern__around(r, from, LUN_NODE_AHEAD, negative, pattern__item(r));
    }
    return pattern__postfixed(r);
}

static lun_node *pattern__sequence(pattern_reader *r)
{
    lun_node *items[PATTERN_ITEMS_MAX];
    uint32_t n = 0;
    pattern__blanks(r);
    const char *from = r->at;
    while (*r->at && *r->at != '|' && *r->at != ')') {
        if (n == PATTERN_ITEMS_MAX || !(items[n++] = pattern__item(r)))
            return NULL;
        pattern__blanks(r);
    }
    if (n == 1)
        return items[0];
    lun_node *node = pattern__node(r, n ? LUN_NODE_SEQUENCE : LUN_NODE_EMPTY, from, n);
    if (node && n)
        memcpy(node->children, items, n * sizeof *items);
    return node;
}

static lun_node *pattern__choice(pattern_reader *r)
{
    return pattern__joined(r, '|', LUN_NODE_CHOICE, pattern__sequence);
}

/* The tree of a pattern; NULL where it cannot be read (or memory is gone). */
static inline lun_node *pattern_read(lun_arena *arena, const char *text)
{
    pattern_reader r = { arena, text, text, 0 };
    lun_node *tree = pattern__choice(&r);
    return tree && *r.at == '\0' ? tree : NULL;
}

#endif
