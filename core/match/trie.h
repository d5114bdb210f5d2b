/*
** trie.h - the trie of a lexicon while it is compiled: steps from node to node that bear labels (lexicon_image.h).
*/
#ifndef LUN_MATCH_TRIE_H
#define LUN_MATCH_TRIE_H

#include "base/mem.h"
#include "match/lexicon_image.h"

typedef struct lun_trie {
    LUN_VEC(lun_image_step) steps; /* but those that leave the root */
    uint32_t *slots;               /* hash table of (node, label): number of the step + 1, 0 = free */
    uint32_t n_slots;              /* a power of two */
    uint32_t n_nodes;
    uint32_t n_start_words; /* nodes 1 .. n_start_words are those of the words that start a phrase; then come the sets */
} lun_trie;

/* LUN_ENOMEM; clear it in any case */
int lun_trie_init(lun_trie *trie, uint32_t n_start_words, uint32_t n_start_sets);
void lun_trie_clear(lun_trie *trie);
/* The node that this step leads to, made if it is not there; 0 when memory is gone. */
uint32_t lun_trie_grow(lun_trie *trie, uint32_t node, uint32_t label);
/* How large a table of all steps must be, and the steps in it. */
uint32_t lun_trie_table_size(const lun_trie *trie);
void lun_trie_fill_table(const lun_trie *trie, lun_image_step *table, uint32_t n);

#endif
