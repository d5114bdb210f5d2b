/*
** analyse.c - what can be said of a pattern's tree before it is compiled: what can be empty, what captures hold, what
** is refused.
*/
#include <string.h>

#include "match/compiler.h"
#include "text/text.h"

int lun_tree__absent(const lun_node *node, const lun_schema *schema)
{
    return node->kind == LUN_NODE_LAYER && node->optional &&
           (!schema || lun_schema_find(schema, node->text) == LUN_LAYER_NONE);
}

int lun_tree__nullable(const lun_node *node)
{
    if (node->facts.known)
        return node->facts.nullable;
    switch (node->kind) {
    case LUN_NODE_EMPTY:
    case LUN_NODE_GAP:
    case LUN_NODE_SENTENCE_START:
    case LUN_NODE_SENTENCE_STOP:
    case LUN_NODE_SCOPE_START:
    case LUN_NODE_SCOPE_STOP:
    case LUN_NODE_AHEAD:
    case LUN_NODE_BEHIND:
        return 1;
    case LUN_NODE_SEQUENCE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            if (!lun_tree__nullable(node->children[i]))
                return 0;
        }
        return 1;
    case LUN_NODE_CHOICE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            if (lun_tree__nullable(node->children[i]))
                return 1;
        }
        return 0;
    case LUN_NODE_REPEAT:
        return node->min <= 0 || node->max == 0 || lun_tree__nullable(node->children[0]);
    case LUN_NODE_CAPTURE:
        return lun_tree__nullable(node->children[0]);
    default:
        return 0; /* elements take at least one token */
    }
}

/* Does every match of the node begin where the unit starts? */
int lun_tree__at_start(const lun_node *node)
{
    switch (node->kind) {
    case LUN_NODE_SCOPE_START:
        return 1;
    case LUN_NODE_CAPTURE:
        return lun_tree__at_start(node->children[0]);
    case LUN_NODE_REPEAT:
        return node->min > 0 && lun_tree__at_start(node->children[0]);
    case LUN_NODE_SEQUENCE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            const lun_node *child = node->children[i];
            if (lun_tree__at_start(child))
                return 1;
            if (child->kind < LUN_NODE_SENTENCE_START || child->kind > LUN_NODE_BEHIND)
                return 0;
        }
        return 0;
    case LUN_NODE_CHOICE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            if (!lun_tree__at_start(node->children[i]))
                return 0;
        }
        return node->n_children > 0;
    default:
        return 0;
    }
}

/* ---- what is refused ---- */

typedef enum place { /* where a node stands */
                     PLACE_OPEN,
                     PLACE_LOOK, /* inside a lookaround */
                     PLACE_GAP   /* inside what a gap must not meet */
} place;

typedef struct checker {
    const lun_compile *env;
    lun_error *err;
} checker;

static int check(const checker *c, const lun_node *node, place where, uint32_t depth);

static int check_repeat(const checker *c, const lun_node *node)
{
    if (node->max >= 0 && node->min > node->max)
        return lun_complain(c->env, node, c->err, LUN_EFORMAT, "a repetition of at least %d and at most %d", node->min,
                            node->max);
    if (node->max < 0 && lun_tree__nullable(node->children[0])) {
        lun_complain(c->env, node, c->err, LUN_EFORMAT,
                     "what is repeated can be empty, so the repetition would never end");
        return lun_error_hint(c->err, "let the inside take at least one token");
    }
    return LUN_OK;
}

static int check_exception(const checker *c, const lun_node *node)
{
    if (node->n_children == 0 || !lun_tree__nullable(node->children[0]))
        return LUN_OK;
    lun_complain(c->env, node->children[0], c->err, LUN_EFORMAT,
                 "what a gap must not meet can be empty, so the gap could take nothing");
    return lun_error_hint(c->err, "let it take at least one token");
}

static int check_capture(const checker *c, const lun_node *node, place where)
{
    if (where == PLACE_OPEN)
        return LUN_OK;
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "the capture '%s' stands inside a %s, where nothing is taken",
                 node->text, where == PLACE_LOOK ? "lookaround" : "gap's exception");
    return lun_error_hint(c->err, "leave out \"%s:\", or capture outside", node->text);
}

static int check_children(const checker *c, const lun_node *node, place where, uint32_t depth)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < node->n_children && rc == LUN_OK; i++)
        rc = check(c, node->children[i], where, depth + 1);
    return rc;
}

static int check(const checker *c, const lun_node *node, place where, uint32_t depth)
{
    int rc;
    if (node->facts.known && node->facts.sound && !(node->facts.captures && where != PLACE_OPEN) &&
        depth + node->facts.height <= LUN_TREE_DEPTH_MAX)
        return LUN_OK;
    if (depth > LUN_TREE_DEPTH_MAX)
        return lun_complain(c->env, node, c->err, LUN_ELIMIT, "the pattern is nested deeper than %d",
                            LUN_TREE_DEPTH_MAX);
    if (node->kind == LUN_NODE_AHEAD || node->kind == LUN_NODE_BEHIND)
        where = PLACE_LOOK;
    if (node->kind == LUN_NODE_GAP)
        where = PLACE_GAP;
    if (node->kind == LUN_NODE_CAPTURE && (rc = check_capture(c, node, where)) < 0)
        return rc;
    if ((rc = check_children(c, node, where, depth)) < 0)
        return rc;
    if (node->kind == LUN_NODE_REPEAT)
        return check_repeat(c, node);
    return node->kind == LUN_NODE_GAP ? check_exception(c, node) : LUN_OK;
}

int lun_tree__check(const lun_node *tree, const lun_compile *env, lun_error *err)
{
    checker c = { env, err };
    return check(&c, tree, PLACE_OPEN, 0);
}

/* ---- what is found once ---- */

static int takes_nothing(lun_node_kind kind)
{
    return kind == LUN_NODE_AHEAD || kind == LUN_NODE_BEHIND || kind == LUN_NODE_GAP;
}

/* Is there nothing in the node itself that `check` would refuse? Its children have their facts. */
static int is_sound(const lun_node *node, int captures_below)
{
    if (takes_nothing(node->kind) && captures_below)
        return 0;
    if (node->kind == LUN_NODE_GAP)
        return node->n_children == 0 || !lun_tree__nullable(node->children[0]);
    if (node->kind == LUN_NODE_REPEAT)
        return node->max < 0 ? !lun_tree__nullable(node->children[0]) : node->min <= node->max;
    return 1;
}

static void find_word(lun_node *node, lun_vocab *vocab)
{
    lun_token *tokens = NULL;
    uint32_t n = 0;
    size_t len;
    if (node->kind != LUN_NODE_WORD && node->kind != LUN_NODE_EXACT && node->kind != LUN_NODE_LEMMA)
        return;
    len = strlen(node->text);
    if (lun_text_plain_word(&node->facts.word, node->text, len, vocab) == 1) {
        node->facts.one_token = 1;
        return;
    }
    if (lun_text_tokenize(&tokens, &n, node->text, len, vocab, NULL) < 0)
        return; /* whoever needs the word meets the error again and tells it */
    node->facts.one_token = n == 1;
    node->facts.word = n == 1 ? tokens[0].word : 0;
    lun_free(tokens);
}

static int single_by_kind(const lun_node *node, int (*word)(void *context, const lun_node *node), void *context)
{
    int rc = 1;
    switch (node->kind) {
    case LUN_NODE_LEMMA:
    case LUN_NODE_REGEX:
    case LUN_NODE_CLASS:
    case LUN_NODE_TOKEN:
    case LUN_NODE_ANY:
        return 1;
    case LUN_NODE_WORD:
    case LUN_NODE_EXACT:
        return word(context, node);
    case LUN_NODE_SEQUENCE:
        return node->n_children == 1 ? lun_tree__single(node->children[0], word, context) : 0;
    case LUN_NODE_CHOICE:
        for (uint32_t i = 0; i < node->n_children && rc == 1; i++)
            rc = lun_tree__single(node->children[i], word, context);
        return node->n_children > 0 ? rc : 0;
    default:
        return 0;
    }
}

int lun_tree__single(const lun_node *node, int (*word)(void *context, const lun_node *node), void *context)
{
    return node->facts.known ? node->facts.single : single_by_kind(node, word, context);
}

static int found_word(void *context, const lun_node *node)
{
    (void)context;
    return node->facts.one_token;
}

/* The key of a test (compile_element.c) is what it prints: a definition is printed once, whatever patterns name it. */
static void keep_print(lun_node *node, lun_arena *prints)
{
    lun_buf out = LUN_BUF_INIT;
    int is_test = node->kind == LUN_NODE_TEST_AND || node->kind == LUN_NODE_TEST_OR || node->kind == LUN_NODE_TEST_NOT;
    if (!is_test && !(node->kind == LUN_NODE_CHOICE && node->facts.single))
        return;
    lun_node_print(node, &out);
    if (!out.failed && out.len < UINT32_MAX && (node->facts.print = lun_arena_strndup(prints, out.data, out.len)))
        node->facts.print_len = (uint32_t)out.len;
    lun_buf_clear(&out);
}

void lun_node_finish(lun_node *node, lun_vocab *vocab, lun_arena *prints)
{
    lun_node_facts *facts = &node->facts;
    facts->lexicons = node->kind == LUN_NODE_LEXICON;
    int captures_below = 0, sound = 1;
    facts->height = 1;
    for (uint32_t i = 0; i < node->n_children; i++) {
        const lun_node_facts *child = &node->children[i]->facts;
        facts->height = child->height + 1 > facts->height ? child->height + 1 : facts->height;
        captures_below |= child->captures;
        sound &= child->sound;
        facts->lexicons |= child->lexicons;
    }
    facts->captures = (uint8_t)(captures_below || node->kind == LUN_NODE_CAPTURE);
    facts->sound = (uint8_t)(sound && is_sound(node, captures_below));
    facts->nullable = (uint8_t)lun_tree__nullable(node);
    facts->hash = lun_node_hash(node, 0);
    find_word(node, vocab);
    facts->single = (uint8_t)single_by_kind(node, found_word, NULL);
    facts->known = 1;
    if (prints)
        keep_print(node, prints);
}

/* ---- captures ---- */

/* The layer of which every match of the node is exactly one annotation, else LUN_LAYER_NONE. */
static uint16_t one_layer(const lun_node *node, const lun_schema *schema)
{
    uint16_t layer = LUN_LAYER_NONE, found;
    switch (node->kind) {
    case LUN_NODE_LAYER:
        return schema ? lun_schema_find(schema, node->text) : LUN_LAYER_NONE;
    case LUN_NODE_CAPTURE:
        return one_layer(node->children[0], schema);
    case LUN_NODE_REPEAT:
        return node->min == 1 && node->max == 1 ? one_layer(node->children[0], schema) : LUN_LAYER_NONE;
    case LUN_NODE_SEQUENCE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            lun_node_kind kind = node->children[i]->kind;
            if (kind == LUN_NODE_AHEAD || kind == LUN_NODE_BEHIND || kind == LUN_NODE_EMPTY)
                continue;
            found = one_layer(node->children[i], schema);
            if (found == LUN_LAYER_NONE || layer != LUN_LAYER_NONE)
                return LUN_LAYER_NONE;
            layer = found;
        }
        return layer;
    case LUN_NODE_CHOICE:
        for (uint32_t i = 0; i < node->n_children; i++) {
            found = one_layer(node->children[i], schema);
            if (found == LUN_LAYER_NONE || (i > 0 && found != layer))
                return LUN_LAYER_NONE;
            layer = found;
        }
        return layer;
    default:
        return LUN_LAYER_NONE;
    }
}

uint32_t lun_compiler__slot(const lun_compiler *c, const char *name)
{
    uint32_t slot = 0;
    while (slot < c->program->captures.n && strcmp(c->program->captures.items[slot].name, name) != 0)
        slot++;
    return slot;
}

static uint8_t may_be_row(const lun_node *node)
{
    if (node->kind == LUN_NODE_LAYER || node->kind == LUN_NODE_CHOICE)
        return 1;
    int holds = node->kind == LUN_NODE_SEQUENCE || node->kind == LUN_NODE_REPEAT || node->kind == LUN_NODE_CAPTURE;
    for (uint32_t i = 0; holds && i < node->n_children; i++) {
        if (may_be_row(node->children[i]))
            return 1;
    }
    return 0;
}

static int note_capture(lun_compiler *c, const lun_node *node)
{
    uint16_t layer = one_layer(node->children[0], c->env->schema);
    uint32_t slot = lun_compiler__slot(c, node->text);
    if (slot < c->program->captures.n) {
        if (c->program->captures.items[slot].layer != layer)
            c->program->captures.items[slot].layer = LUN_LAYER_NONE;
        return LUN_OK;
    }
    const lun_node *held = node->children[0];
    const char *lexicon = held->kind == LUN_NODE_LEXICON ? held->text : NULL;
    lun_capture_info info = { lun_arena_strdup(c->program->arena, node->text),
                              layer,
                              0,
                              may_be_row(held),
                              held->kind != LUN_NODE_SEQUENCE && held->kind != LUN_NODE_REPEAT,
                              lun_arena_strdup(c->program->arena, lexicon) };
    if (slot >= UINT16_MAX)
        return lun_complain(c->env, node, c->err, LUN_ELIMIT, "more than %d captures", UINT16_MAX);
    return !info.name || (lexicon && !info.lexicon) || lun_vec_push(&c->program->captures, info) < 0
               ? lun_complain_memory(c->err)
               : LUN_OK;
}

static int has_none(const lun_node *node)
{
    return node->facts.known && !node->facts.captures;
}

static int note_captures(lun_compiler *c, const lun_node *node)
{
    if (has_none(node))
        return LUN_OK;
    int rc = node->kind == LUN_NODE_CAPTURE ? note_capture(c, node) : LUN_OK;
    for (uint32_t i = 0; i < node->n_children && rc == LUN_OK; i++)
        rc = note_captures(c, node->children[i]);
    return rc;
}

/* How often a capture can be filled in one match: 0, 1, or 2 for more. */
static unsigned times_filled(const lun_node *node, const char *name)
{
    unsigned times = 0, most = 0;
    if (has_none(node) || node->kind < LUN_NODE_SEQUENCE || node->kind == LUN_NODE_AHEAD ||
        node->kind == LUN_NODE_BEHIND)
        return 0; /* what matches single tokens and what takes none hold no captures */
    for (uint32_t i = 0; i < node->n_children; i++) {
        unsigned n = times_filled(node->children[i], name);
        times += n;
        most = n > most ? n : most;
    }
    if (node->kind == LUN_NODE_CHOICE)
        times = most;
    if (node->kind == LUN_NODE_REPEAT)
        times = node->max < 0 || node->max > 1 ? 2 * times : times * (unsigned)node->max;
    if (node->kind == LUN_NODE_CAPTURE && strcmp(node->text, name) == 0)
        times++;
    return times > 2 ? 2 : times;
}

int lun_compiler__captures(lun_compiler *c, const lun_node *tree)
{
    int rc = note_captures(c, tree);
    for (uint32_t i = 0; i < c->program->captures.n && rc == LUN_OK; i++)
        c->program->captures.items[i].list = times_filled(tree, c->program->captures.items[i].name) > 1;
    return rc;
}
