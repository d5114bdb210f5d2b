/*
** trie.h - the inside of a lexicon: a trie whose steps are words, shared by lexicon.c and trie.c.
**
** A step from node to node bears a label: the folded word, or, for a word that matches in any inflection, the set of
** its lemmas. Both are numbers; the lowest bit tells them apart. All steps of all nodes lie in one hash table (node,
** label) -> node.
*/
#ifndef LUN_MATCH_TRIE_H
#define LUN_MATCH_TRIE_H

#include "base/hash.h"
#include "base/mem.h"
#include "match/lexicon.h"

typedef struct lun_step {
    uint32_t node, label; /* label 0 and node 0: free */
    uint32_t child;       /* nodes count from 0, the root; no step leads to the root */
} lun_step;

typedef struct lun_node_entries { /* phrases that stop at a node */
    uint32_t first, last;         /* entries; LUN_LEXICON_NONE where there are none */
} lun_node_entries;

typedef struct lun_lemma_link { /* a set of lemmas that holds a lemma; chained */
    uint32_t set, next;
} lun_lemma_link;

typedef struct lun_trie {
    lun_step *steps;
    uint32_t n_steps, capacity; /* capacity: a power of two */
    LUN_VEC(lun_node_entries) nodes;
    lun_intern *sets;              /* sorted lists of lemmas, as bytes */
    lun_intern *lemmas;            /* word ids, as bytes, that are in a set */
    LUN_VEC(uint32_t) lemma_links; /* by number in `lemmas`: first link */
    LUN_VEC(lun_lemma_link) links;
} lun_trie;

#define LUN_TRIE_FRONT \
    64 /* nodes followed at once: more than one only where a word can be read as several inflected words */

typedef struct lun_front {
    uint32_t nodes[LUN_TRIE_FRONT];
    uint32_t n;
} lun_front;

int lun_trie_init(lun_trie *trie); /* LUN_ENOMEM; clear it in any case */
void lun_trie_clear(lun_trie *trie);
/* The label of a word as it stands, and of a word in any inflection; 0 when memory is gone. */
uint32_t lun_trie_word_label(uint32_t fold);
uint32_t lun_trie_lemma_label(lun_trie *trie, lun_vocab *vocab, uint32_t word);
/* The node that this step leads to, made if it is not there; UINT32_MAX when memory is gone. */
uint32_t lun_trie_grow(lun_trie *trie, uint32_t node, uint32_t label);
/* All nodes that a word leads to from those in `front`. */
void lun_trie_follow(const lun_trie *trie, lun_vocab *vocab, const lun_front *front, uint32_t word, lun_front *out);

#endif
