/*
** read_token.c - the reader of patterns: words, quotations, what a sigil begins, and [ tests of one token ].
**
** Sits on shapes.c and reader.c; a definition that a name stands for comes from whoever reads.
*/
#include <string.h>

#include "match/compiler.h"
#include "match/reader.h"

static lun_node *test(lun_reader *r);

/* Does a mistake follow what was read: a*b in a pattern, a&b in [ ]? */
static int is_cut(const lun_reader *r)
{
    return r->in_brackets ? *r->at == '&' && lun_shape_letter(r->at + 1) > 0 : lun_shape_is_glued(r->at);
}

/* ---- one token ---- */

/* said   U.S.   don't   , */
static lun_node *word(lun_reader *r)
{
    const char *from = r->at;
    size_t n = lun_shape_of(r->in_brackets ? LUN_SHAPE_TEST_WORD : LUN_SHAPE_WORD, from);
    if (n) {
        r->at += n;
        return is_cut(r) ? NULL : lun_reader__leaf(r, LUN_NODE_WORD, from, from, n);
    }
    n = lun_shape_sign(from);
    r->at += n;
    return n ? lun_reader__leaf(r, LUN_NODE_WORD, from, from, n) : NULL;
}

/* ~say */
static lun_node *lemma(lun_reader *r)
{
    const char *from = r->at++;
    size_t n = lun_shape_of(r->in_brackets ? LUN_SHAPE_TEST_LEMMA : LUN_SHAPE_LEMMA, r->at);
    r->at += n;
    return !n || is_cut(r) ? NULL : lun_reader__leaf(r, LUN_NODE_LEMMA, from, from + 1, n);
}

/* \" and \\ are its escapes. */
const char *lun_reader__quoted(lun_reader *r)
{
    const char *stop = ++r->at;
    while (*stop && *stop != '"')
        stop += *stop == '\\' && stop[1] ? 2 : 1;
    char *text = lun_arena_alloc(r->how->arena, (size_t)(stop - r->at) + 1), *to = text;
    if (!text)
        return lun_reader__no_memory(r);
    for (; r->at < stop; r->at++) {
        if (*r->at == '\\' && *++r->at != '"' && *r->at != '\\')
            return NULL;
        *to++ = *r->at;
    }
    *to = '\0';
    return lun_reader__take(r, "\"") ? text : NULL;
}

/* "In a statement" */
static lun_node *exact(lun_reader *r)
{
    const char *from = r->at, *text = lun_reader__quoted(r);
    if (!text || text[strspn(text, " \t\r\n")] == '\0')
        return NULL;
    return lun_reader__leaf(r, LUN_NODE_EXACT, from, text, strlen(text));
}

/* /and\/or/i */
const char *lun_reader__regex(lun_reader *r, const char **text, size_t *len)
{
    *text = ++r->at;
    while (*r->at != '/') {
        r->at += *r->at == '\\';
        size_t n = lun_shape_solid(r->at);
        if (!n)
            return NULL;
        r->at += n;
    }
    *len = (size_t)(r->at++ - *text);
    const char *flags = lun_reader__take(r, "i") ? "i" : "";
    return *len == 0 || lun_shape_letter(r->at) > 0 ? NULL : flags;
}

static lun_node *regex(lun_reader *r)
{
    const char *from = r->at, *text;
    size_t len;
    const char *flags = lun_reader__regex(r, &text, &len);
    if (!flags)
        return NULL;
    lun_node *node = lun_reader__leaf_begin(r, LUN_NODE_REGEX, text, len);
    if (!node)
        return NULL;
    node->flags = flags;
    return lun_reader__finish(r, node, from);
}

/* What a name stands for, at the place of the name. */
static lun_node *use(lun_reader *r, const char *from, const char *called)
{
    int as_test = r->in_brackets || r->how->what == LUN_READING_TEST;
    const lun_definition *known = r->how->definition(r->how->context, called, as_test);
    if (!known)
        return NULL;
    lun_node *node = lun_arena_alloc(r->how->arena, sizeof *node);
    if (!node)
        return lun_reader__no_memory(r);
    *node = *known->tree;
    if (r->how->what == LUN_READING_PATTERN) {
        node->at = (uint32_t)(from - r->text);
        node->width = (uint32_t)(r->at - from);
    }
    r->size += known->size + 1;
    r->names = known->names > r->names ? known->names : r->names;
    return r->size > LUN_READER_SIZE ? NULL : node;
}

/* %cap   %ready */
static lun_node *named(lun_reader *r)
{
    const char *from = r->at++;
    size_t n = lun_reader__name(r);
    char called[64];
    if (!n || n >= sizeof called)
        return NULL;
    memcpy(called, from + 1, n);
    called[n] = '\0';
    if (lun_compiler__is_class(called) || !r->how->vocab)
        return lun_reader__leaf(r, LUN_NODE_CLASS, from, called, n);
    return use(r, from, called);
}

/* $praise */
static lun_node *lexicon(lun_reader *r)
{
    const char *from = r->at++;
    size_t n = lun_reader__name(r);
    return n ? lun_reader__leaf(r, LUN_NODE_LEXICON, from, from + 1, n) : NULL;
}

/* @person   @?weapon   @actor[country=CN] */
static lun_node *layer(lun_reader *r)
{
    const char *from = r->at++;
    int optional = lun_reader__take(r, "?");
    const char *text = r->at;
    size_t n = lun_reader__name(r);
    lun_node *node = n ? lun_reader__leaf_begin(r, LUN_NODE_LAYER, text, n) : NULL;
    if (!node)
        return NULL;
    node->optional = (uint8_t)optional;
    if (lun_reader__take(r, "[") && !(node->condition = lun_reader__inside(r, lun_reader__condition, ']')))
        return NULL;
    return lun_reader__finish(r, node, from);
}

/* ---- [ tests of one token ] ---- */

lun_node *lun_reader__test_leaf(lun_reader *r)
{
    switch (*r->at) {
    case '"':
        return exact(r);
    case '/':
        return regex(r);
    case '~':
        return lemma(r);
    case '%':
        return named(r);
    case '$':
        return lexicon(r);
    case '@':
        return layer(r);
    case '(':
        r->at++;
        return lun_reader__inside(r, test, ')');
    default:
        return word(r);
    }
}

static lun_node *test_not(lun_reader *r)
{
    return *r->at == '!' ? lun_reader__negated(r, LUN_NODE_TEST_NOT, test_not) : lun_reader__test_leaf(r);
}

static lun_node *test_and(lun_reader *r)
{
    return lun_reader__list(r, LUN_NODE_TEST_AND, test_not, '&');
}

static lun_node *test(lun_reader *r)
{
    return lun_reader__list(r, LUN_NODE_TEST_OR, test_and, '|');
}

/* []   [~support & %cap & !/ed$/] */
lun_node *lun_reader__token(lun_reader *r)
{
    const char *from = r->at++;
    const char *stop = r->at + lun_shape_blanks(r->at);
    if (*stop == ']') {
        r->at = stop + 1;
        return lun_reader__finish(r, lun_node_new(r->how->arena, LUN_NODE_ANY, 0), from);
    }
    r->in_brackets = 1;
    lun_node *node = lun_reader__around(r, LUN_NODE_TOKEN, lun_reader__inside(r, test, ']'));
    r->in_brackets = 0;
    return node ? lun_reader__finish(r, node, from) : NULL;
}
