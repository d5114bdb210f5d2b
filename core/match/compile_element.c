/*
** compile_element.c - compiles one element: words, token tests, annotations, lexicon phrases. Sits on core/text for
** tokens.
**
** A test that only the word decides (lemma, spelling, regular expression) gets a key that tells its content, so that
** the matcher keeps one memo for it whatever program it stands in.
*/
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "match/compiler.h"
#include "match/phrases.h"
#include "text/text.h"

static int add_test(lun_compiler *c, const lun_node *node, uint32_t *out);

/* ---- layers ---- */

static int unknown_layer(lun_compiler *c, const lun_node *node)
{
    const lun_schema *schema = c->env->schema;
    lun_nearest nearest;
    lun_nearest_start(&nearest, node->text);
    for (uint32_t i = 0; schema && i < lun_schema_count(schema); i++)
        lun_nearest_offer(&nearest, lun_schema_layer(schema, i)->name);
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "there is no layer '%s'", node->text);
    if (!nearest.name)
        return lun_error_hint(c->err, "a plugin must declare it; @?%s never matches where none does", node->text);
    return lun_nearest_hint(&nearest, "@", c->err);
}

static int by_layer(const void *left, const void *right)
{
    const lun_edge_member *a = left, *b = right;
    return (a->layer > b->layer) - (a->layer < b->layer);
}

static int add_members(lun_compiler *c, lun_edge *edge)
{
    const lun_layer *layer = lun_schema_layer(c->env->schema, edge->layer);
    uint32_t n = layer->n_members ? layer->n_members : 1;
    edge->members = lun_arena_calloc(c->program->arena, n, sizeof *edge->members);
    if (!edge->members)
        return lun_complain_memory(c->err);
    edge->n_members = n;
    edge->members[0] = (lun_edge_member){ edge->layer, NULL };
    for (uint32_t i = 0; i < layer->n_members; i++)
        edge->members[i] = (lun_edge_member){ layer->members[i].layer, layer->members[i].condition };
    qsort(edge->members, n, sizeof *edge->members, by_layer);
    for (uint32_t i = 0; i < n; i++) {
        if (lun_vec_push(&c->program->layers, edge->members[i].layer) < 0)
            return lun_complain_memory(c->err);
    }
    return lun_vec_push(&c->program->layers, edge->layer) < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

/*
** The number of an edge; LUN_EFORMAT for an unknown layer; 1 and nothing where `@?` is of a layer that nobody
** declares.
*/
static int find_edge(lun_compiler *c, const lun_node *node, uint32_t *out)
{
    lun_edge edge = { 0 };
    lun_known known = { node, (uint32_t)c->program->edges.n, 0 };
    int rc;
    for (size_t i = 0; i < c->edges.n; i++) {
        if (c->edges.items[i].node == node) {
            *out = c->edges.items[i].number;
            return LUN_OK;
        }
    }
    if (lun_tree__absent(node, c->env->schema))
        return 1;
    edge.layer = c->env->schema ? lun_schema_find(c->env->schema, node->text) : LUN_LAYER_NONE;
    if (edge.layer == LUN_LAYER_NONE)
        return unknown_layer(c, node);
    if ((rc = add_members(c, &edge)) < 0)
        return rc;
    if (node->condition &&
        (rc = lun_condition_compile(&edge.condition, node->condition, edge.layer, c->env, c->err)) < 0)
        return rc;
    if (lun_vec_push(&c->program->edges, edge) < 0) {
        lun_condition_free(edge.condition);
        return lun_complain_memory(c->err);
    }
    *out = known.number;
    return lun_vec_push(&c->edges, known) < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

/* ---- lexicons ---- */

static int add_lexicon(lun_compiler *c, const lun_node *node, uint32_t *out)
{
    const lun_lexicon *lexicon = c->env->lexicon ? c->env->lexicon(c->env->context, node->text) : NULL;
    if (!lexicon) {
        lun_complain(c->env, node, c->err, LUN_EFORMAT, "there is no lexicon '%s'", node->text);
        return lun_error_hint(
            c->err, "a lexicon is lexicons/%s.txt or .tsv of the plugin, or lexicon \"%s\" { ... } in a rule file",
            node->text, node->text);
    }
    for (uint32_t i = 0; i < c->program->lexicons.n; i++) {
        if (c->program->lexicons.items[i] == lexicon) {
            *out = i;
            return LUN_OK;
        }
    }
    *out = (uint32_t)c->program->lexicons.n;
    return lun_vec_push(&c->program->lexicons, lexicon) < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

/* ---- words ---- */

/* The tokens of a word or quotation, at least one. */
static int tokens_of(lun_compiler *c, const lun_node *node, lun_token **tokens, uint32_t *n)
{
    int rc = lun_text_tokenize(tokens, n, node->text, strlen(node->text), c->env->vocab, c->err);
    if (rc < 0)
        return rc;
    if (*n > 0)
        return LUN_OK;
    lun_free(*tokens);
    *tokens = NULL;
    return lun_complain(c->env, node, c->err, LUN_EFORMAT, "nothing to match: \"%s\" holds no word and no sign",
                        node->text);
}

int lun_compiler__single(lun_compiler *c, const lun_node *node, uint32_t *word)
{
    lun_token *tokens = NULL;
    uint32_t n = 0;
    *word = node->facts.word;
    if (node->facts.known)
        return node->facts.one_token;
    int rc = tokens_of(c, node, &tokens, &n);
    if (rc < 0)
        return rc;
    *word = tokens[0].word;
    lun_free(tokens);
    return n == 1;
}

static int one_token_of(lun_compiler *c, const lun_node *node, const char *what, uint32_t *word)
{
    lun_token *tokens = NULL;
    uint32_t n = 0;
    int rc = lun_compiler__single(c, node, word);
    if (rc)
        return rc < 0 ? rc : LUN_OK;
    if ((rc = tokens_of(c, node, &tokens, &n)) < 0)
        return rc;
    lun_free(tokens);
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "'%s' is %u tokens, and %s is one", node->text, n, what);
    return lun_error_hint(c->err, "write the tokens one after the other, outside of ~ and [ ]");
}

/* Two lexicons may have one name: what tells them apart belongs to the content of a test. */
static void add_identities(lun_compiler *c, const lun_node *node, lun_buf *out)
{
    if (node->facts.known && !node->facts.lexicons)
        return;
    const lun_lexicon *lexicon = node->kind == LUN_NODE_LEXICON ? c->env->lexicon(c->env->context, node->text) : NULL;
    if (lexicon) {
        const uint64_t parts[] = { (uintptr_t)lexicon, lun_lexicon__hash(lexicon) };
        char digits[2 * sizeof parts + 1];
        lun_hash_hex((const uint8_t *)parts, sizeof parts, digits);
        lun_buf_adds(out, " $");
        lun_buf_adds(out, digits);
    }
    for (uint32_t i = 0; i < node->n_children; i++)
        add_identities(c, node->children[i], out);
}

/* The number of a key for tests of this content. */
static int add_key(lun_compiler *c, const lun_node *node, uint32_t *out)
{
    lun_buf_reset(&c->key);
    lun_node_print(node, &c->key);
    add_identities(c, node, &c->key);
    if (c->key.failed)
        return lun_complain_memory(c->err);
    uint64_t hash = lun_hash64(c->key.data, c->key.len);
    uint32_t *chain = &c->key_chains[hash % LUN_TEST_CHAINS];
    for (uint32_t i = *chain; i; i = c->keys.items[i - 1].before) {
        *out = i - 1;
        if (c->keys.items[*out].hash == hash && strcmp(c->program->keys.items[*out], c->key.data) == 0)
            return LUN_OK;
    }
    const char *copy = lun_arena_strndup(c->program->arena, c->key.data, c->key.len);
    if (!copy || lun_vec_push(&c->keys, (lun_key){ hash, *chain }) < 0 || lun_vec_push(&c->program->keys, copy) < 0)
        return lun_complain_memory(c->err);
    *chain = (uint32_t)c->keys.n;
    *out = *chain - 1;
    return LUN_OK;
}

static int add_regex(lun_compiler *c, const lun_node *node, lun_test *test)
{
    lun_error inner = LUN_ERROR_INIT;
    lun_regex *regex = NULL;
    size_t at = 0;
    int rc = lun_regexes_get(c->env->regexes, &regex, node->text, node->flags, &at, &inner);
    if (rc == LUN_ENOMEM)
        return lun_complain_memory(c->err);
    if (rc < 0) {
        lun_node place = *node;
        place.at += 1 + (uint32_t)at; /* past the slash */
        place.width = 1;
        return lun_complain(c->env, &place, c->err, rc, "%s", inner.message);
    }
    const char *text = lun_arena_strdup(c->program->arena, node->text);
    test->x = (uint32_t)c->program->regexes.n;
    if (lun_vec_push(&c->program->regexes, regex) < 0) {
        lun_regex_free(regex);
        return lun_complain_memory(c->err);
    }
    return !text || lun_vec_push(&c->program->regex_texts, text) < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

/* ---- classes ---- */

typedef struct class_name {
    const char *name;
    lun_test_kind kind;
    uint32_t x;
} class_name;

static const class_name classes[] = {
    { "cap", LUN_TEST_CLASS, LUN_CLASS_CAP },     { "upper", LUN_TEST_CLASS, LUN_CLASS_UPPER },
    { "lower", LUN_TEST_CLASS, LUN_CLASS_LOWER }, { "num", LUN_TEST_CLASS, LUN_CLASS_NUM },
    { "punct", LUN_TEST_CLASS, LUN_CLASS_PUNCT }, { "adj", LUN_TEST_POS, LUN_UPOS_ADJ },
    { "adp", LUN_TEST_POS, LUN_UPOS_ADP },        { "adv", LUN_TEST_POS, LUN_UPOS_ADV },
    { "aux", LUN_TEST_POS, LUN_UPOS_AUX },        { "cconj", LUN_TEST_POS, LUN_UPOS_CCONJ },
    { "det", LUN_TEST_POS, LUN_UPOS_DET },        { "intj", LUN_TEST_POS, LUN_UPOS_INTJ },
    { "noun", LUN_TEST_POS, LUN_UPOS_NOUN },      { "part", LUN_TEST_POS, LUN_UPOS_PART },
    { "pron", LUN_TEST_POS, LUN_UPOS_PRON },      { "propn", LUN_TEST_POS, LUN_UPOS_PROPN },
    { "sconj", LUN_TEST_POS, LUN_UPOS_SCONJ },    { "sym", LUN_TEST_POS, LUN_UPOS_SYM },
    { "verb", LUN_TEST_POS, LUN_UPOS_VERB },      { "x", LUN_TEST_POS, LUN_UPOS_X },
};

static int unknown_class(lun_compiler *c, const lun_node *node)
{
    lun_nearest nearest;
    lun_nearest_start(&nearest, node->text);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        lun_nearest_offer(&nearest, classes[i].name);
    lun_complain(c->env, node, c->err, LUN_EFORMAT, "there is no word class '%s'", node->text);
    return lun_nearest_hint(&nearest, "%", c->err);
}

static const class_name *find_class(const char *name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (*classes[i].name == *name && strcmp(classes[i].name, name) == 0)
            return &classes[i];
    }
    return NULL;
}

int lun_compiler__is_class(const char *name)
{
    return find_class(name) != NULL;
}

static int class_of(lun_compiler *c, const lun_node *node, lun_test *test)
{
    const class_name *found = find_class(node->text);
    if (!found)
        return unknown_class(c, node);
    test->kind = (uint8_t)found->kind;
    test->x = found->x;
    if (found->kind == LUN_TEST_POS)
        c->program->needs_tags = 1;
    return LUN_OK;
}

/* ---- token tests ---- */

static int add_children(lun_compiler *c, const lun_node *node, lun_test *test)
{
    uint32_t child, *numbers = lun_arena_calloc(c->program->scratch, node->n_children + 1, sizeof *numbers);
    int rc;
    if (!numbers)
        return lun_complain_memory(c->err);
    for (uint32_t i = 0; i < node->n_children; i++) {
        if ((rc = add_test(c, node->children[i], &child)) < 0)
            return rc;
        numbers[i] = child;
    }
    test->first = (uint32_t)c->program->children.n;
    test->n = node->n_children;
    for (uint32_t i = 0; i < node->n_children; i++) {
        if (lun_vec_push(&c->program->children, numbers[i]) < 0)
            return lun_complain_memory(c->err);
    }
    return LUN_OK;
}

static int cover_test(lun_compiler *c, const lun_node *node, lun_test *test)
{
    int rc = node->kind == LUN_NODE_LAYER ? find_edge(c, node, &test->x) : add_lexicon(c, node, &test->x);
    if (rc < 0)
        return rc;
    test->kind = rc == 1 ? LUN_TEST_NEVER : node->kind == LUN_NODE_LAYER ? LUN_TEST_LAYER : LUN_TEST_LEXICON;
    if (rc == LUN_OK && node->kind == LUN_NODE_LAYER)
        test->memo = c->program->n_covers++;
    return LUN_OK;
}

static int fill_test(lun_compiler *c, const lun_node *node, lun_test *test)
{
    uint32_t word = 0;
    int rc;
    switch (node->kind) {
    case LUN_NODE_TEST_AND:
    case LUN_NODE_TEST_OR:
    case LUN_NODE_TEST_NOT:
        test->kind = node->kind == LUN_NODE_TEST_AND  ? LUN_TEST_AND
                     : node->kind == LUN_NODE_TEST_OR ? LUN_TEST_OR
                                                      : LUN_TEST_NOT;
        return add_children(c, node, test);
    case LUN_NODE_WORD:
        test->kind = LUN_TEST_WORD;
        rc = one_token_of(c, node, "what stands in [ ]", &word);
        test->x = rc < 0 ? 0 : lun_vocab_fold(c->env->vocab, word);
        return rc;
    case LUN_NODE_EXACT:
        test->kind = LUN_TEST_EXACT;
        return one_token_of(c, node, "what stands in [ ]", &test->x);
    case LUN_NODE_LEMMA:
        test->kind = LUN_TEST_LEMMA;
        rc = one_token_of(c, node, "a lemma", &word);
        test->x = rc < 0 ? 0 : lun_vocab_fold(c->env->vocab, word);
        return rc;
    case LUN_NODE_REGEX:
        test->kind = LUN_TEST_REGEX;
        rc = add_regex(c, node, test);
        return rc < 0 ? rc : add_key(c, node, &test->memo);
    case LUN_NODE_CLASS:
        return class_of(c, node, test);
    case LUN_NODE_LAYER:
    case LUN_NODE_LEXICON:
        return cover_test(c, node, test);
    case LUN_NODE_ANY:
        test->kind = LUN_TEST_ANY;
        return LUN_OK;
    default:
        lun_complain(c->env, node, c->err, LUN_EFORMAT, "this cannot be tested of one token");
        return lun_error_hint(
            c->err, "[ ] holds words, ~lemmas, /regexes/, %%classes, @layers and $lexicons joined by & | ! ( )");
    }
}

static int add_test(lun_compiler *c, const lun_node *node, uint32_t *out)
{
    lun_test test = { .memo = LUN_MEMO_NONE };
    int rc = fill_test(c, node, &test);
    if (rc < 0)
        return rc;
    *out = (uint32_t)c->program->tests.n;
    return lun_vec_push(&c->program->tests, test) < 0 ? lun_complain_memory(c->err) : LUN_OK;
}

static int is_compound(const lun_node *test)
{
    return test->kind == LUN_NODE_TEST_AND || test->kind == LUN_NODE_TEST_OR || test->kind == LUN_NODE_TEST_NOT;
}

static uint32_t *chain_of(lun_compiler *c, const lun_node *node)
{
    return &c->test_chains[(uintptr_t)node / sizeof *node % LUN_TEST_CHAINS];
}

/* The number of the test that a node became, LUN_TEST_NONE where it is new. */
static uint32_t find_test(lun_compiler *c, const lun_node *node)
{
    for (uint32_t i = *chain_of(c, node); i; i = c->tests.items[i - 1].before) {
        if (c->tests.items[i - 1].node == node)
            return c->tests.items[i - 1].number;
    }
    return LUN_TEST_NONE;
}

static int know_test(lun_compiler *c, const lun_node *node, uint32_t number)
{
    uint32_t *chain = chain_of(c, node);
    if (lun_vec_push(&c->tests, (lun_known){ node, number, *chain }) < 0)
        return lun_complain_memory(c->err);
    *chain = (uint32_t)c->tests.n;
    return LUN_OK;
}

static int emit_test(lun_compiler *c, const lun_node *node, const lun_node *test, int back)
{
    uint32_t number = find_test(c, node);
    int rc;
    if (number != LUN_TEST_NONE)
        return lun_compiler__emit(c, node, LUN_OP_TEST, number, 0, back);
    if ((rc = add_test(c, test, &number)) < 0 ||
        (is_compound(test) && (rc = add_key(c, test, &c->program->tests.items[number].memo)) < 0) ||
        (rc = know_test(c, node, number)) < 0)
        return rc;
    return lun_compiler__emit(c, node, LUN_OP_TEST, number, 0, back);
}

/* ---- alternatives of one token each ---- */

static int is_one_token(void *context, const lun_node *node)
{
    uint32_t word;
    return lun_compiler__single(context, node, &word);
}

int lun_compiler__singles(lun_compiler *c, const lun_node *choice, uint32_t first)
{
    uint32_t at = first;
    for (; at < choice->n_children; at++) {
        int rc = lun_tree__single(choice->children[at], is_one_token, c);
        if (rc < 0)
            return rc;
        if (rc == 0)
            break;
    }
    return (int)(at - first);
}

static int add_single(lun_compiler *c, const lun_node *node, uint32_t *out);

/* A test that one of the alternatives holds. */
static int add_union(lun_compiler *c, const lun_node *choice, uint32_t first, uint32_t n, uint32_t *out)
{
    lun_test test = { .kind = LUN_TEST_OR, .n = n, .memo = LUN_MEMO_NONE };
    uint32_t *numbers = lun_arena_calloc(c->program->scratch, n, sizeof *numbers);
    int rc = numbers ? LUN_OK : lun_complain_memory(c->err);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        rc = add_single(c, choice->children[first + i], &numbers[i]);
    test.first = (uint32_t)c->program->children.n;
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++) {
        if (lun_vec_push(&c->program->children, numbers[i]) < 0)
            rc = lun_complain_memory(c->err);
    }
    *out = (uint32_t)c->program->tests.n;
    return rc == LUN_OK && lun_vec_push(&c->program->tests, test) < 0 ? lun_complain_memory(c->err) : rc;
}

static int add_single(lun_compiler *c, const lun_node *node, uint32_t *out)
{
    if (node->kind == LUN_NODE_CHOICE)
        return add_union(c, node, 0, node->n_children, out);
    if (node->kind == LUN_NODE_TOKEN || node->kind == LUN_NODE_SEQUENCE)
        return add_single(c, node->children[0], out);
    return add_test(c, node, out);
}

int lun_compiler__union(lun_compiler *c, const lun_node *choice, uint32_t first, uint32_t n, int back)
{
    lun_node part = *choice;
    uint32_t number = find_test(c, choice->children[first]);
    int rc;
    if (number != LUN_TEST_NONE)
        return lun_compiler__emit(c, choice, LUN_OP_TEST, number, 0, back);
    if (n < choice->n_children) {
        part.children = choice->children + first;
        part.n_children = n;
        part.facts.print = NULL;
    }
    if ((rc = add_union(c, choice, first, n, &number)) < 0 ||
        (rc = add_key(c, &part, &c->program->tests.items[number].memo)) < 0 ||
        (rc = know_test(c, choice->children[first], number)) < 0)
        return rc;
    return lun_compiler__emit(c, choice, LUN_OP_TEST, number, 0, back);
}

/* ---- elements ---- */

static int emit_exact_token(lun_compiler *c, const lun_node *node, uint32_t word, int back)
{
    lun_test test = { .kind = LUN_TEST_EXACT, .x = word, .memo = LUN_MEMO_NONE };
    if (lun_vec_push(&c->program->tests, test) < 0)
        return lun_complain_memory(c->err);
    return lun_compiler__emit(c, node, LUN_OP_TEST, (uint32_t)c->program->tests.n - 1, 0, back);
}

static int emit_word(lun_compiler *c, const lun_node *node, uint32_t word, int back)
{
    if (node->kind == LUN_NODE_EXACT)
        return emit_exact_token(c, node, word, back);
    return lun_compiler__emit(c, node, LUN_OP_WORD, lun_vocab_fold(c->env->vocab, word), 0, back);
}

static int emit_words(lun_compiler *c, const lun_node *node, int back)
{
    lun_token *tokens = NULL;
    uint32_t n = 0, word;
    int rc = lun_compiler__single(c, node, &word);
    if (rc)
        return rc < 0 ? rc : emit_word(c, node, word, back);
    rc = tokens_of(c, node, &tokens, &n);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        rc = emit_word(c, node, tokens[back ? n - 1 - i : i].word, back);
    lun_free(tokens);
    return rc;
}

int lun_compiler__element(lun_compiler *c, const lun_node *node, int back)
{
    uint32_t number = 0;
    int rc;
    switch (node->kind) {
    case LUN_NODE_WORD:
    case LUN_NODE_EXACT:
        return emit_words(c, node, back);
    case LUN_NODE_ANY:
        return lun_compiler__emit(c, node, LUN_OP_ANY, 0, 0, back);
    case LUN_NODE_LAYER:
        rc = find_edge(c, node, &number);
        return rc < 0 ? rc : lun_compiler__emit(c, node, rc ? LUN_OP_FAIL : LUN_OP_LAYER, number, 0, back);
    case LUN_NODE_LEXICON:
        rc = add_lexicon(c, node, &number);
        return rc < 0 ? rc : lun_compiler__emit(c, node, LUN_OP_LEXICON, number, 0, back);
    case LUN_NODE_TOKEN:
        return emit_test(c, node, node->children[0], back);
    default:
        return emit_test(c, node, node, back);
    }
}
