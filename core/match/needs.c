/*
** needs.c - what a unit must hold for a pattern to match in it, read off the tree.
**
** A requirement is a list of things of which one must be there; a program keeps the few requirements that promise to
** be rare. Nothing that is optional, negated, or inside a lookaround or a gap's exception is a requirement.
** Invariant: lazy, never wrong.
*/
#include <string.h>

#include "match/compiler.h"
#include "text/text.h"

#define KEPT 4      /* requirements a program keeps */
#define LONGEST 128 /* things in one requirement: a longer one promises little */

typedef struct needs { /* all of these */
    lun_needs sets[KEPT];
    uint32_t weights[KEPT]; /* of each; 0: not weighed yet */
    uint32_t n;
    const lun_vocab *vocab;
} needs;

static int gather(lun_compiler *c, const lun_node *node, needs *out);

/* Words and signs of which one sentence in ten or more has each, the commonest first: "in the fall" wants a fall. */
static const char *const common[] = { ",",    ".",     "the",  "of",  "and",  "to",   "in",    "a",   "'s",
                                      "-",    "\"",    "that", "for", "is",   "on",   "with",  "as",  "by",
                                      "an",   "be",    "are",  "it",  "this", "from", "at",    "was", "has",
                                      "have", "which", "its",  "we",  "not",  "or",   "their", "our", "will",
                                      "were", "been",  "also", "he",  "his",  "i",    "who",   "but", "they" };
#define N_COMMONEST 11   /* of these: one sentence in three */
#define LONGEST_COMMON 5 /* bytes of the longest */

static uint32_t weight_of_word(const lun_vocab *vocab, uint32_t word)
{
    size_t len;
    const char *text = lun_vocab_form(vocab, word, &len);
    for (size_t i = 0; len <= LONGEST_COMMON && i < sizeof common / sizeof *common; i++) {
        if (*common[i] == *text && strcmp(common[i], text) == 0)
            return i < N_COMMONEST ? 300 : 100;
    }
    return 2;
}

/*
** Smaller is rarer. Words are rare but for the common ones; names of a layer are in every other sentence; words that start a phrase may be
** common.
*/
static uint32_t weight(const lun_vocab *vocab, const lun_needs *set)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < set->n; i++) {
        switch ((lun_need_kind)set->items[i].kind) {
        case LUN_NEED_WORD:
            sum += weight_of_word(vocab, set->items[i].x);
            break;
        case LUN_NEED_LEMMA:
            sum += weight_of_word(vocab, set->items[i].x) + 1;
            break;
        case LUN_NEED_LAYER:
            sum += 40;
            break;
        case LUN_NEED_LEXICON:
            sum += 60;
            break;
        }
    }
    return sum;
}

static uint32_t weight_at(needs *of, uint32_t at)
{
    if (!of->weights[at])
        of->weights[at] = weight(of->vocab, &of->sets[at]);
    return of->weights[at];
}

/* Adds a requirement, rarest first; the least promising falls off. */
static void keep(needs *out, lun_needs set)
{
    uint32_t at = out->n, own = at ? weight(out->vocab, &set) : 0;
    while (at > 0 && weight_at(out, at - 1) > own)
        at--;
    if (at == KEPT)
        return;
    uint32_t last = out->n < KEPT ? out->n++ : KEPT - 1;
    memmove(&out->sets[at + 1], &out->sets[at], (last - at) * sizeof *out->sets);
    memmove(&out->weights[at + 1], &out->weights[at], (last - at) * sizeof *out->weights);
    out->sets[at] = set;
    out->weights[at] = own;
}

static int keep_one(lun_compiler *c, needs *out, lun_need_kind kind, uint32_t x)
{
    lun_need *item = lun_arena_calloc(c->program->scratch, 1, sizeof *item);
    if (!item)
        return lun_complain_memory(c->err);
    *item = (lun_need){ (uint8_t)kind, x };
    keep(out, (lun_needs){ item, 1 });
    return LUN_OK;
}

static int keep_words(lun_compiler *c, const lun_node *node, lun_need_kind kind, needs *out)
{
    lun_token *tokens = NULL;
    uint32_t n = 0, word;
    int rc = lun_compiler__single(c, node, &word);
    if (rc)
        return rc < 0 ? rc : keep_one(c, out, kind, lun_vocab_fold(c->env->vocab, word));
    rc = lun_text_tokenize(&tokens, &n, node->text, strlen(node->text), c->env->vocab, c->err);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        rc = keep_one(c, out, kind, lun_vocab_fold(c->env->vocab, tokens[i].word));
    lun_free(tokens);
    return rc;
}

static int keep_layer(lun_compiler *c, const lun_node *node, needs *out)
{
    if (lun_tree__absent(node, c->env->schema)) {
        keep(out, (lun_needs){ NULL, 0 });
        return LUN_OK;
    }
    if (c->testing)
        return LUN_OK; /* a token can lie in a row that starts before the unit */
    uint16_t number = lun_schema_find(c->env->schema, node->text);
    const lun_layer *layer = lun_schema_layer(c->env->schema, number);
    if (layer->n_members == 0)
        return keep_one(c, out, LUN_NEED_LAYER, number);
    lun_need *items = lun_arena_calloc(c->program->scratch, layer->n_members, sizeof *items);
    if (!items)
        return lun_complain_memory(c->err);
    for (uint32_t i = 0; i < layer->n_members; i++)
        items[i] = (lun_need){ LUN_NEED_LAYER, layer->members[i].layer };
    keep(out, (lun_needs){ items, layer->n_members });
    return LUN_OK;
}

static int keep_lexicon(lun_compiler *c, const lun_node *node, needs *out)
{
    const lun_lexicon *lexicon = c->env->lexicon(c->env->context, node->text);
    for (uint32_t i = 0; i < c->program->lexicons.n; i++) {
        if (c->program->lexicons.items[i] == lexicon)
            return keep_one(c, out, LUN_NEED_LEXICON, i);
    }
    return LUN_OK;
}

static int is_in(const lun_need *items, uint32_t n, lun_need item)
{
    for (uint32_t i = 0; i < n; i++) {
        if (items[i].kind == item.kind && items[i].x == item.x)
            return 1;
    }
    return 0;
}

/* Of each alternative the rarest requirement; none where one has none. */
static int gather_choice(lun_compiler *c, const lun_node *node, needs *out)
{
    lun_need *all = lun_arena_calloc(c->program->scratch, LONGEST, sizeof *all);
    uint32_t n = 0;
    int rc;
    if (!all)
        return lun_complain_memory(c->err);
    for (uint32_t i = 0; i < node->n_children; i++) {
        needs one = { .vocab = out->vocab };
        if ((rc = gather(c, node->children[i], &one)) < 0)
            return rc;
        if (one.n == 0)
            return LUN_OK;
        for (uint32_t j = 0; j < one.sets[0].n; j++) {
            if (is_in(all, n, one.sets[0].items[j]))
                continue;
            if (n == LONGEST)
                return LUN_OK;
            all[n++] = one.sets[0].items[j];
        }
    }
    keep(out, (lun_needs){ all, n });
    return LUN_OK;
}

static int gather_all(lun_compiler *c, const lun_node *node, needs *out)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < node->n_children && rc == LUN_OK; i++)
        rc = gather(c, node->children[i], out);
    return rc;
}

static int gather(lun_compiler *c, const lun_node *node, needs *out)
{
    int rc;
    switch (node->kind) {
    case LUN_NODE_WORD:
    case LUN_NODE_EXACT:
        return keep_words(c, node, LUN_NEED_WORD, out);
    case LUN_NODE_LEMMA:
        return keep_words(c, node, LUN_NEED_LEMMA, out);
    case LUN_NODE_LAYER:
        return keep_layer(c, node, out);
    case LUN_NODE_LEXICON:
        return keep_lexicon(c, node, out);
    case LUN_NODE_CHOICE:
    case LUN_NODE_TEST_OR:
        return gather_choice(c, node, out);
    case LUN_NODE_SEQUENCE:
    case LUN_NODE_TEST_AND:
    case LUN_NODE_CAPTURE:
        return gather_all(c, node, out);
    case LUN_NODE_TOKEN:
        c->testing++;
        rc = gather_all(c, node, out);
        c->testing--;
        return rc;
    case LUN_NODE_REPEAT:
        return node->min > 0 ? gather(c, node->children[0], out) : LUN_OK;
    default:
        return LUN_OK;
    }
}

int lun_compiler__needs(lun_compiler *c, const lun_node *tree)
{
    needs found = { .vocab = c->env->vocab };
    int rc = gather(c, tree, &found);
    for (uint32_t i = 0; i < found.n && rc == LUN_OK; i++) {
        if (lun_vec_push(&c->program->needs, found.sets[i]) < 0)
            rc = lun_complain_memory(c->err);
    }
    return rc;
}
