/*
** read_condition.c - the reader of patterns: conditions on fields, as in @actor[country=CN & !adjective]. Sits on reader.c and read_token.c.
*/
#include <string.h>

#include "match/reader.h"

static const char *value(lun_reader *r)
{
    const char *from = r->at;
    if (*from == '"')
        return lun_reader__quoted(r);
    size_t n = lun_shape_of(LUN_SHAPE_VALUE, from);
    const char *text = n ? lun_arena_strndup(r->how->arena, from, n) : NULL;
    r->at += n;
    return n && !text ? lun_reader__no_memory(r) : text;
}

static lun_node *add_value(lun_reader *r, lun_node *node, const char *text)
{
    const char **values = text ? lun_arena_alloc(r->how->arena, (node->n_values + 1) * sizeof *values) : NULL;
    if (!text)
        return NULL;
    if (!values)
        return lun_reader__no_memory(r);
    if (node->n_values)
        memcpy(values, node->values, node->n_values * sizeof *values);
    values[node->n_values++] = text;
    node->values = values;
    return node;
}

/* = != < <= > >= with what stands behind it */
static lun_node *compare(lun_reader *r, lun_node *node)
{
    const char *stop;
    node->kind = LUN_NODE_COND_COMPARE;
    do {
        lun_reader__blanks(r);
        if (!add_value(r, node, value(r)))
            return NULL;
        stop = r->at;
        lun_reader__blanks(r);
    } while (lun_reader__take(r, ","));
    r->at = stop;
    return node;
}

/* ~ /re/ */
static lun_node *matches(lun_reader *r, lun_node *node)
{
    const char *text;
    size_t len;
    lun_reader__blanks(r);
    if (*r->at != '/' || !(node->flags = lun_reader__regex(r, &text, &len)))
        return NULL;
    node->kind = LUN_NODE_COND_REGEX;
    text = lun_arena_strndup(r->how->arena, text, len);
    return text ? add_value(r, node, text) : lun_reader__no_memory(r);
}

/* in $lexicon */
static lun_node *in_lexicon(lun_reader *r, lun_node *node)
{
    r->at += 2;
    lun_reader__blanks(r);
    if (!lun_reader__take(r, "$"))
        return NULL;
    const char *text = r->at;
    size_t n = lun_reader__name(r);
    if (!n)
        return NULL;
    node->kind = LUN_NODE_COND_LEXICON;
    text = lun_arena_strndup(r->how->arena, text, n);
    return text ? add_value(r, node, text) : lun_reader__no_memory(r);
}

static int is_in(const char *s)
{
    return strncmp(s, "in", 2) == 0 && s[2] != '_' && lun_shape_letter(s + 2) == 0;
}

static lun_node *condition_leaf(lun_reader *r)
{
    static const char *const operators[] = { "!=", "<=", ">=", "=", "<", ">" };
    const char *from = r->at;
    size_t n = lun_shape_field(from);
    if (!n || lun_shape_letter(from + n) > 0 || from[n] == '_')
        return NULL;
    lun_node *node = lun_reader__leaf_begin(r, LUN_NODE_COND_FILLED, from, n);
    if (!node)
        return NULL;
    const char *stop = r->at = from + n;
    lun_reader__blanks(r);
    for (size_t i = 0; i < sizeof operators / sizeof *operators && !node->flags; i++)
        node->flags = lun_reader__take(r, operators[i]) ? operators[i] : NULL;
    if (node->flags)
        node = strchr("=~<>", *r->at) ? NULL : compare(r, node); /* == and its kin are mistakes */
    else if (lun_reader__take(r, "~"))
        node = *r->at == '=' ? NULL : matches(r, node);
    else if (is_in(r->at))
        node = in_lexicon(r, node);
    else if (*r->at == ':' || *r->at == '!')
        node = NULL;
    else
        r->at = stop;
    return node ? lun_reader__finish(r, node, from) : NULL;
}

static lun_node *condition_not(lun_reader *r)
{
    if (*r->at == '!')
        return lun_reader__negated(r, LUN_NODE_COND_NOT, condition_not);
    if (*r->at != '(')
        return condition_leaf(r);
    r->at++;
    return lun_reader__inside(r, lun_reader__condition, ')');
}

static lun_node *condition_and(lun_reader *r)
{
    return lun_reader__list(r, LUN_NODE_COND_AND, condition_not, '&');
}

lun_node *lun_reader__condition(lun_reader *r)
{
    return lun_reader__list(r, LUN_NODE_COND_OR, condition_and, '|');
}
