/*
** reader.c - what all forms of a pattern's text need: nodes with their places, lists, brackets, prefixes. Sits on shapes.c.
*/
#include "match/reader.h"

#include <string.h>

/* Far below the limits of the library, which tell the author. */
#define BRACKETS 60 /* and prefixes inside each other */
#define HEIGHT 90   /* nodes inside each other */

typedef struct part { /* of a list that is being read */
    lun_node *node;
    struct part *before;
} part;

/* ---- signs ---- */

void lun_reader__blanks(lun_reader *r)
{
    r->at += lun_shape_blanks(r->at);
}

int lun_reader__take(lun_reader *r, const char *sign)
{
    size_t n = strlen(sign);
    if (strncmp(r->at, sign, n) != 0)
        return 0;
    r->at += n;
    return 1;
}

size_t lun_reader__name(lun_reader *r)
{
    size_t n = lun_shape_name(r->at);
    r->at += n;
    return lun_shape_letter(r->at) > 0 || lun_shape_is_glued(r->at) ? 0 : n;
}

int lun_reader__is_loose(const char *s)
{
    return lun_shape_is_blank(*s) || strchr(")|]#", *s) != NULL;
}

/* ---- nodes ---- */

void *lun_reader__no_memory(lun_reader *r)
{
    r->no_memory = 1;
    return NULL;
}

/* What the reader asks of a node: lun_node_finish finds it where there is a vocabulary. */
static void look_at(lun_node *node)
{
    node->facts.height = 1;
    node->facts.captures = node->kind == LUN_NODE_CAPTURE;
    for (uint32_t i = 0; i < node->n_children; i++) {
        const lun_node_facts *child = &node->children[i]->facts;
        node->facts.height = child->height + 1 > node->facts.height ? child->height + 1 : node->facts.height;
        node->facts.captures |= child->captures;
    }
}

lun_node *lun_reader__finish(lun_reader *r, lun_node *node, const char *from)
{
    if (!node)
        return lun_reader__no_memory(r);
    if (r->how->what == LUN_READING_PATTERN) {
        node->at = (uint32_t)(from - r->text);
        node->width = (uint32_t)(r->at - from);
    }
    if (r->how->vocab)
        lun_node_finish(node, r->how->vocab, r->how->what == LUN_READING_PATTERN ? NULL : r->how->arena);
    else
        look_at(node);
    return ++r->size > LUN_READER_SIZE || node->facts.height > HEIGHT ? NULL : node;
}

lun_node *lun_reader__leaf_begin(lun_reader *r, lun_node_kind kind, const char *text, size_t len)
{
    lun_node *node = lun_node_new(r->how->arena, kind, 0);
    if (!node || !(node->text = lun_arena_strndup(r->how->arena, text, len)))
        return lun_reader__no_memory(r);
    return node;
}

lun_node *lun_reader__leaf(lun_reader *r, lun_node_kind kind, const char *from, const char *text, size_t len)
{
    lun_node *node = lun_reader__leaf_begin(r, kind, text, len);
    return node ? lun_reader__finish(r, node, from) : NULL;
}

lun_node *lun_reader__around(lun_reader *r, lun_node_kind kind, lun_node *child)
{
    lun_node *node = child ? lun_node_new(r->how->arena, kind, 1) : NULL;
    if (child && !node)
        return lun_reader__no_memory(r);
    if (node)
        node->children[0] = child;
    return node;
}

/* ---- what holds others ---- */

lun_node *lun_reader__deeper(lun_reader *r, lun_read_part *read)
{
    if (r->depth == BRACKETS)
        return NULL;
    r->depth++;
    lun_node *node = read(r);
    r->depth--;
    return node;
}

lun_node *lun_reader__negated(lun_reader *r, lun_node_kind kind, lun_read_part *read)
{
    const char *from = r->at++;
    if (lun_reader__is_loose(r->at))
        return NULL;
    lun_node *node = lun_reader__around(r, kind, lun_reader__deeper(r, read));
    return node ? lun_reader__finish(r, node, from) : NULL;
}

lun_node *lun_reader__inside(lun_reader *r, lun_read_part *read, char closing)
{
    lun_reader__blanks(r);
    lun_node *node = lun_reader__deeper(r, read);
    if (!node)
        return NULL;
    lun_reader__blanks(r);
    if (*r->at != closing)
        return NULL;
    r->at++;
    return node;
}

/* One part stands for itself, several become a node. */
static lun_node *join(lun_reader *r, lun_node_kind kind, const part *last, uint32_t n, const char *from)
{
    if (n == 1)
        return last->node;
    lun_node *node = lun_node_new(r->how->arena, kind, n);
    if (!node)
        return lun_reader__no_memory(r);
    for (const part *p = last; p; p = p->before)
        node->children[--n] = p->node;
    return lun_reader__finish(r, node, from);
}

lun_node *lun_reader__list(lun_reader *r, lun_node_kind kind, lun_read_part *read, char sign)
{
    const char *from = r->at, *stop;
    part *last = NULL;
    for (uint32_t n = 1;; n++) {
        part *next = lun_arena_alloc(r->how->arena, sizeof *next);
        if (!next)
            return lun_reader__no_memory(r);
        if (!(next->node = read(r)))
            return NULL;
        next->before = last;
        last = next;
        stop = r->at;
        lun_reader__blanks(r);
        if (sign ? *r->at != sign : strchr(")|]", *r->at) != NULL) {
            r->at = stop;
            return join(r, kind, last, n, from);
        }
        r->at += sign != '\0';
        lun_reader__blanks(r);
    }
}
