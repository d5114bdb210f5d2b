/*
** tree.c - nodes of pattern trees in an arena, and their printed form.
**
** The printed form is also the content key of word tests (see compile_element.c): it holds all that a test depends on
** and no places.
*/
#include "match/tree.h"

#include <string.h>

#include "base/buf.h"
#include "base/hash.h"

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
    while (*text) {
        size_t n = strcspn(text, "\"\\");
        lun_buf_add(out, text, n);
        text += n;
        if (*text) {
            lun_buf_addc(out, '\\');
            lun_buf_addc(out, *text++);
        }
    }
    lun_buf_addc(out, '"');
}

static void print_facts(const lun_node *node, lun_buf *out)
{
    if (node->text) {
        lun_buf_addc(out, ' ');
        print_text(node->text, out);
    }
    if (node->flags && *node->flags) {
        lun_buf_addc(out, ' ');
        lun_buf_adds(out, node->flags);
    }
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
    if (node->facts.print) {
        lun_buf_add(out, node->facts.print, node->facts.print_len);
        return;
    }
    lun_buf_addc(out, '(');
    lun_buf_adds(out, kind_names[node->kind]);
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

/* ---- the same ---- */

static int same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

int lun_node_same(const lun_node *a, const lun_node *b)
{
    if (a == b || !a || !b)
        return a == b;
    if (a->facts.known && b->facts.known && a->facts.hash != b->facts.hash)
        return 0;
    if (a->kind != b->kind || a->min != b->min || a->max != b->max || a->lazy != b->lazy ||
        a->negative != b->negative || a->optional != b->optional || a->n_values != b->n_values ||
        a->n_children != b->n_children || !same_text(a->text, b->text) || !same_text(a->flags, b->flags) ||
        !lun_node_same(a->condition, b->condition))
        return 0;
    for (uint32_t i = 0; i < a->n_values; i++) {
        if (!same_text(a->values[i], b->values[i]))
            return 0;
    }
    for (uint32_t i = 0; i < a->n_children; i++) {
        if (!lun_node_same(a->children[i], b->children[i]))
            return 0;
    }
    return 1;
}

static uint64_t hash_text(const char *text, uint64_t seed)
{
    return text ? lun_hash64_seed(text, strlen(text), seed) : seed + 1;
}

static uint64_t hash_of(const lun_node *node)
{
    if (!node)
        return 1;
    if (node->facts.known)
        return node->facts.hash;
    int32_t numbers[] = { (int32_t)node->kind, node->min,      node->max,
                          node->lazy,          node->negative, (int32_t)node->n_children };
    uint64_t hash = lun_hash64_seed(numbers, sizeof numbers, 0);
    hash = hash_text(node->flags, hash_text(node->text, hash));
    hash = node->condition ? hash ^ hash_of(node->condition) : hash;
    for (uint32_t i = 0; i < node->n_values; i++)
        hash = hash_text(node->values[i], hash);
    for (uint32_t i = 0; i < node->n_children; i++) {
        uint64_t child = hash_of(node->children[i]);
        hash = lun_hash64_eight(&child, hash);
    }
    return hash;
}

uint64_t lun_node_hash(const lun_node *node, uint64_t seed)
{
    return hash_of(node) ^ (seed * UINT64_C(0x9E3779B97F4A7C15));
}
