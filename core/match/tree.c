/*
** tree.c - nodes of pattern trees in an arena, and their printed form.
**
** The printed form is also the content key of word tests (see compile_test.c): it holds all that a test depends on
** and no places.
*/
#include "match/tree.h"

#include <string.h>

#include "base/buf.h"

static const char *const kind_names[] = {
    [LUN_NODE_EMPTY] = "empty",
    [LUN_NODE_WORD] = "word",
    [LUN_NODE_EXACT] = "exact",
    [LUN_NODE_LEMMA] = "lemma",
    [LUN_NODE_REGEX] = "regex",
    [LUN_NODE_CLASS] = "class",
    [LUN_NODE_ANY] = "any",
    [LUN_NODE_LEXICON] = "lexicon",
    [LUN_NODE_LAYER] = "layer",
    [LUN_NODE_TOKEN] = "token",
    [LUN_NODE_TEST_AND] = "and",
    [LUN_NODE_TEST_OR] = "or",
    [LUN_NODE_TEST_NOT] = "not",
    [LUN_NODE_SEQUENCE] = "seq",
    [LUN_NODE_CHOICE] = "choice",
    [LUN_NODE_REPEAT] = "repeat",
    [LUN_NODE_GAP] = "gap",
    [LUN_NODE_SENTENCE_START] = "sentence_start",
    [LUN_NODE_SENTENCE_STOP] = "sentence_stop",
    [LUN_NODE_SCOPE_START] = "scope_start",
    [LUN_NODE_SCOPE_STOP] = "scope_stop",
    [LUN_NODE_AHEAD] = "ahead",
    [LUN_NODE_BEHIND] = "behind",
    [LUN_NODE_CAPTURE] = "capture",
    [LUN_NODE_COND_AND] = "and",
    [LUN_NODE_COND_OR] = "or",
    [LUN_NODE_COND_NOT] = "not",
    [LUN_NODE_COND_FILLED] = "filled",
    [LUN_NODE_COND_COMPARE] = "compare",
    [LUN_NODE_COND_REGEX] = "match",
    [LUN_NODE_COND_LEXICON] = "in",
};

lun_node *lun_node_new(lun_arena *arena, lun_node_kind kind, uint32_t n_children)
{
    lun_node *node = lun_arena_calloc(arena, 1, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    node->max = -1;
    node->n_children = n_children;
    if (n_children == 0)
        return node;
    node->children = lun_arena_calloc(arena, n_children, sizeof *node->children);
    return node->children ? node : NULL;
}

static void print_text(const char *text, lun_buf *out)
{
    lun_buf_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            lun_buf_addc(out, '\\');
        lun_buf_addc(out, *text);
    }
    lun_buf_addc(out, '"');
}

static void print_facts(const lun_node *node, lun_buf *out)
{
    if (node->text) {
        lun_buf_addc(out, ' ');
        print_text(node->text, out);
    }
    if (node->flags && *node->flags)
        lun_buf_addf(out, " %s", node->flags);
    if (node->kind == LUN_NODE_REPEAT)
        lun_buf_addf(out, " %d %d", node->min, node->max);
    if (node->kind == LUN_NODE_GAP)
        lun_buf_addf(out, " %d", node->max);
    if (node->lazy)
        lun_buf_adds(out, " lazy");
    if (node->negative)
        lun_buf_adds(out, " negative");
    if (node->optional)
        lun_buf_adds(out, " optional");
    for (uint32_t i = 0; i < node->n_values; i++) {
        lun_buf_addc(out, ' ');
        print_text(node->values[i], out);
    }
}

void lun_node_print(const lun_node *node, lun_buf *out)
{
    lun_buf_addf(out, "(%s", kind_names[node->kind]);
    print_facts(node, out);
    if (node->condition) {
        lun_buf_addc(out, ' ');
        lun_node_print(node->condition, out);
    }
    for (uint32_t i = 0; i < node->n_children; i++) {
        lun_buf_addc(out, ' ');
        lun_node_print(node->children[i], out);
    }
    lun_buf_addc(out, ')');
}
