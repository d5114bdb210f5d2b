/*
** tree.h - a pattern as a tree: what the text form and the Lua form both become, and what the compiler reads.
**
** Nodes belong to an arena. Named patterns are already inlined (scripts/lunette/pattern.lua does it), so the tree is
** finite and without names. What a name stands for is the same nodes wherever it is used: a tree may be a graph without
** cycles. Such nodes have no place (width 0); they stand where the node around them does.
*/
#ifndef LUN_MATCH_TREE_H
#define LUN_MATCH_TREE_H

#include <stdint.h>

#include "base/mem.h"

typedef enum lun_node_kind {
    LUN_NODE_EMPTY, /* the empty sequence */
    /* one or more tokens */
    LUN_NODE_WORD,  /* text: these words in any case; may be several tokens (the tokenizer decides) */
    LUN_NODE_EXACT, /* text: these tokens in exactly this spelling (straight and curly marks are one) */
    LUN_NODE_LEMMA, /* text: any inflection of this lemma */
    LUN_NODE_REGEX, /* text, flags: a word in which PCRE2 finds this; flags may be "i" */
    LUN_NODE_CLASS, /* text: cap upper num punct, verb noun adj adv propn and the other universal tags in lower case */
    LUN_NODE_ANY,   /* any token */
    LUN_NODE_LEXICON, /* text: name of a lexicon; a phrase of it, longest first */
    LUN_NODE_LAYER,   /* text: layer; condition; optional (@?): never matches where the layer is not declared */
    LUN_NODE_TOKEN, /* children[0]: a test, of the kinds TEST_* and of WORD EXACT LEMMA REGEX CLASS LEXICON LAYER as leaves */
    LUN_NODE_TEST_AND,
    LUN_NODE_TEST_OR,
    LUN_NODE_TEST_NOT,
    /* combining */
    LUN_NODE_SEQUENCE,
    LUN_NODE_CHOICE,
    LUN_NODE_REPEAT, /* children[0], min, max (-1 = no limit), lazy */
    LUN_NODE_GAP, /* max tokens (-1 = no limit), as few as possible, not leaving the sentence; children[0], if any: must not start at a token taken */
    /* of no length */
    LUN_NODE_SENTENCE_START,
    LUN_NODE_SENTENCE_STOP,
    LUN_NODE_SCOPE_START,
    LUN_NODE_SCOPE_STOP,
    LUN_NODE_AHEAD,   /* children[0]; negative */
    LUN_NODE_BEHIND,  /* children[0]; negative */
    LUN_NODE_CAPTURE, /* text: name; children[0] */
    /* conditions on fields, only below LUN_NODE_LAYER.condition and in where conditions */
    LUN_NODE_COND_AND,
    LUN_NODE_COND_OR,
    LUN_NODE_COND_NOT,
    LUN_NODE_COND_FILLED,  /* text: field */
    LUN_NODE_COND_COMPARE, /* text: field (may be dotted: "actor.country"), flags: = != < <= > >=, values */
    LUN_NODE_COND_REGEX,   /* text: field, values[0]: the regular expression, flags */
    LUN_NODE_COND_LEXICON  /* text: field, values[0]: name of the lexicon */
} lun_node_kind;

/* What is found once of a node and all below it (lun_node_finish); where `known` is 0 all below is gone over each time. */
typedef struct lun_node_facts {
    uint64_t hash;   /* of what it says, wherever it stands */
    uint32_t word;   /* words that are one token: that token's */
    uint32_t height; /* nodes inside each other, this one among them */
    uint8_t known, one_token;
    uint8_t nullable; /* it can match the empty sequence */
    uint8_t captures; /* it holds captures */
    uint8_t sound;    /* lun_tree__check finds nothing, outside of lookarounds */
    uint8_t single;   /* it takes exactly one token and captures nothing */
    uint8_t lexicons; /* it asks for phrases of lexicons */
    uint32_t print_len;
    const char *print; /* of tests that stand in many patterns: what lun_node_print adds; else NULL */
} lun_node_facts;

typedef struct lun_node lun_node;
struct lun_node {
    lun_node_kind kind;
    uint32_t at, width; /* place in the pattern's source: byte offset from 0, bytes; for errors and for why */
    const char *text;   /* see the kinds; NUL-terminated */
    const char *flags;
    int32_t min, max;
    uint8_t lazy, negative, optional;
    lun_node *condition; /* LUN_NODE_LAYER */
    const char **values; /* conditions */
    uint32_t n_values;
    lun_node **children;
    uint32_t n_children;
    lun_node_facts facts;
};

lun_node *lun_node_new(lun_arena *arena, lun_node_kind kind,
                       uint32_t n_children); /* children NULL, max -1; NULL when memory is gone */

/* Do two trees say the same, wherever they stand? What is the same has the same hash. NULL is a tree, too. */
int lun_node_same(const lun_node *a, const lun_node *b);
uint64_t lun_node_hash(const lun_node *node, uint64_t seed);

/*
** Fills in the facts of a node whose children have theirs and that will not change any more; analyse.c. `prints` is the arena for what a
** node of a definition prints, NULL for nodes that stand in one pattern.
*/
struct lun_vocab;
void lun_node_finish(lun_node *node, struct lun_vocab *vocab, lun_arena *prints);

struct lun_buf;
void lun_node_print(const lun_node *node, struct lun_buf *out); /* as an S-expression, for tests and `why` */

#endif
