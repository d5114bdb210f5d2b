/*
** read.c - the reader of patterns: elements and what is made of them, up to a whole text.
**
** Sits on reader.c, read_token.c and read_condition.c.
*/
#include "match/read.h"

#include <string.h>

#include "base/utf8.h"
#include "match/reader.h"

#define NAMES 12   /* names inside names */
#define COUNT 4096 /* of a quantifier or a gap, as in the library */
#define DIGITS 6   /* of a count; the library takes what has more for a million */
#define LONGEST ((size_t)1 << 20)

static lun_node *choice(lun_reader *r);
static lun_node *item(lun_reader *r);
static lun_node *element(lun_reader *r);

static int is_quantifier(char c)
{
    return c == '?' || c == '*' || c == '+' || c == '{';
}

static int is_capture(const char *s)
{
    size_t n = lun_shape_name(s);
    return n > 0 && s[n] == ':';
}

/* ---- elements ---- */

/* A number that is not too large for a count; -1. */
static int32_t number(lun_reader *r)
{
    int32_t n = 0;
    const char *from = r->at;
    while (*r->at >= '0' && *r->at <= '9' && n <= COUNT)
        n = 10 * n + (*r->at++ - '0');
    return r->at == from || r->at - from > DIGITS || n > COUNT ? -1 : n;
}

/* {2}   {2,}   {2,5} */
static int braces(lun_reader *r, lun_node *node)
{
    r->at++;
    lun_reader__blanks(r);
    if ((node->min = node->max = number(r)) < 0)
        return 0;
    lun_reader__blanks(r);
    if (lun_reader__take(r, ",")) {
        lun_reader__blanks(r);
        node->max = *r->at == '}' ? -1 : number(r);
        if (node->max < 0 && *r->at != '}')
            return 0;
        lun_reader__blanks(r);
    }
    return lun_reader__take(r, "}") && node->max != 0 && (node->max < 0 || node->min <= node->max);
}

/* ?   *   +   {2,5}, lazy with one ? more */
static lun_node *quantified(lun_reader *r, lun_node *child, const char *from)
{
    lun_node *node = lun_reader__around(r, LUN_NODE_REPEAT, child);
    if (!node)
        return NULL;
    if (lun_reader__take(r, "?"))
        node->max = 1;
    else if (lun_reader__take(r, "+"))
        node->min = 1;
    else if (!lun_reader__take(r, "*") && !braces(r, node))
        return NULL;
    node->lazy = (uint8_t)lun_reader__take(r, "?");
    return is_quantifier(*r->at) ? NULL : lun_reader__finish(r, node, from);
}

static lun_node *postfix(lun_reader *r)
{
    const char *from = r->at;
    lun_node *node = element(r);
    return node && is_quantifier(*r->at) ? quantified(r, node, from) : node;
}

/* What a gap must not meet, behind the sign. */
static lun_node *exception(lun_reader *r)
{
    if (lun_reader__is_loose(r->at) || is_quantifier(*r->at) || is_capture(r->at))
        return NULL;
    lun_node *node = element(r);
    return node && !node->facts.captures ? node : NULL;
}

/* ...   ..5   ...!@actor   ..5!(a | b) */
static lun_node *gap(lun_reader *r)
{
    const char *from = r->at;
    int32_t max = -1;
    if (lun_reader__take(r, "...")) {
        if (*r->at == '.' || (*r->at >= '0' && *r->at <= '9'))
            return NULL;
    } else {
        r->at += 2;
        if ((max = number(r)) <= 0 || lun_shape_letter(r->at) > 0)
            return NULL;
    }
    lun_node *except = NULL;
    if (lun_reader__take(r, "!") && !(except = exception(r)))
        return NULL;
    lun_node *node =
        except ? lun_reader__around(r, LUN_NODE_GAP, except) : lun_node_new(r->how->arena, LUN_NODE_GAP, 0);
    if (!node)
        return lun_reader__no_memory(r);
    node->max = max;
    return is_quantifier(*r->at) ? NULL : lun_reader__finish(r, node, from);
}

/* (?<= a b)   (?<! a b) */
static lun_node *behind(lun_reader *r, const char *from, uint8_t negative)
{
    lun_node *node = lun_reader__around(r, LUN_NODE_BEHIND, lun_reader__inside(r, choice, ')'));
    if (!node || node->children[0]->facts.captures)
        return NULL;
    node->negative = negative;
    return lun_reader__finish(r, node, from);
}

static lun_node *group(lun_reader *r)
{
    const char *from = r->at;
    if (lun_reader__take(r, "(?<="))
        return behind(r, from, 0);
    if (lun_reader__take(r, "(?<!"))
        return behind(r, from, 1);
    r->at++;
    return *r->at == '?' ? NULL : lun_reader__inside(r, choice, ')');
}

/* <   >   <<   >> */
static lun_node *edge(lun_reader *r)
{
    const char *from = r->at;
    int is_double = from[1] == from[0], is_start = *from == '<';
    lun_node_kind scope = is_start ? LUN_NODE_SCOPE_START : LUN_NODE_SCOPE_STOP;
    lun_node_kind sentence = is_start ? LUN_NODE_SENTENCE_START : LUN_NODE_SENTENCE_STOP;
    r->at += 1 + is_double;
    return lun_reader__finish(r, lun_node_new(r->how->arena, is_double ? scope : sentence, 0), from);
}

static lun_node *element(lun_reader *r)
{
    switch (*r->at) {
    case '[':
        return lun_reader__token(r);
    case '(':
        return group(r);
    case '<':
    case '>':
        return edge(r);
    default:
        return lun_reader__test_leaf(r);
    }
}

/* who:a */
static lun_node *capture(lun_reader *r)
{
    const char *from = r->at;
    size_t n = lun_shape_name(from);
    r->at += n + 1;
    if (lun_reader__is_loose(r->at))
        return NULL;
    lun_node *node = lun_reader__around(r, LUN_NODE_CAPTURE, lun_reader__deeper(r, item));
    if (!node)
        return NULL;
    node->text = lun_arena_strndup(r->how->arena, from, n);
    return node->text ? lun_reader__finish(r, node, from) : lun_reader__no_memory(r);
}

/* &a   !a */
static lun_node *ahead(lun_reader *r)
{
    const char *from = r->at++;
    if (lun_reader__is_loose(r->at) || is_capture(r->at))
        return NULL;
    lun_node *node = lun_reader__around(r, LUN_NODE_AHEAD, lun_reader__deeper(r, item));
    if (!node || node->children[0]->facts.captures)
        return NULL;
    node->negative = *from == '!';
    return lun_reader__finish(r, node, from);
}

static lun_node *item(lun_reader *r)
{
    if (*r->at == '!' || *r->at == '&')
        return ahead(r);
    if (is_capture(r->at))
        return capture(r);
    return r->at[0] == '.' && r->at[1] == '.' ? gap(r) : postfix(r);
}

static lun_node *sequence(lun_reader *r)
{
    return lun_reader__list(r, LUN_NODE_SEQUENCE, item, '\0');
}

static lun_node *choice(lun_reader *r)
{
    return lun_reader__list(r, LUN_NODE_CHOICE, sequence, '|');
}

/* ---- a text ---- */

/* A definition that is used inside [ ]: a test of one token, or a choice of such. */
static lun_node *as_test(lun_reader *r, lun_node *node)
{
    switch (node->kind) {
    case LUN_NODE_TOKEN:
        return node->children[0];
    case LUN_NODE_WORD:
    case LUN_NODE_EXACT:
    case LUN_NODE_LEMMA:
    case LUN_NODE_REGEX:
    case LUN_NODE_CLASS:
        return node;
    case LUN_NODE_CHOICE:
        break;
    default:
        return NULL;
    }
    lun_node *all = lun_node_new(r->how->arena, LUN_NODE_TEST_OR, node->n_children);
    if (!all)
        return lun_reader__no_memory(r);
    for (uint32_t i = 0; i < node->n_children; i++) {
        if (!(all->children[i] = as_test(r, node->children[i])))
            return NULL;
    }
    return lun_reader__finish(r, all, r->text);
}

int lun_pattern_read(lun_definition *out, const char *text, size_t len, const lun_reading *how)
{
    lun_reader r = { .how = how, .text = text, .at = text };
    if (len > LONGEST || strlen(text) != len || !lun_utf8_valid(text, len))
        return 0;
    lun_reader__blanks(&r);
    lun_node *tree = choice(&r);
    if (tree)
        lun_reader__blanks(&r);
    if (tree && *r.at == '\0' && how->what == LUN_READING_TEST)
        tree = as_test(&r, tree);
    if (r.no_memory)
        return LUN_ENOMEM;
    *out = (lun_definition){ tree, r.size, r.names + 1 };
    return tree && *r.at == '\0' && out->names <= NAMES;
}
