/*
** trie.h - the trie of a lexicon while it is compiled: steps from node to node that bear labels.
**
** Nodes are numbered as they come: the root, the starts, then one a step. In the block a node's number is its step's
** place in the table instead (lexicon_image.h); lun_trie_place moves all there.
*/
#ifndef LUN_MATCH_TRIE_H
#define LUN_MATCH_TRIE_H

#include "base/mem.h"
#include "match/lexicon_image.h"

typedef struct lun_trie_step {
    uint32_t node, label;
} lun_trie_step;

typedef struct lun_trie {
    LUN_VEC(lun_trie_step) steps; /* but those that leave the root; step i leads to node 1 + starts + i */
    uint32_t *slots;              /* hash table of (node, label): number of the step + 1, 0 = free */
    uint32_t n_slots;             /* a power of two */
    uint32_t n_starts;            /* with the root */
    uint32_t
        n_start_words; /* nodes 1 .. n_start_words are those of the words that start a phrase; then come the sets */
} lun_trie;

/* LUN_ENOMEM; clear it in any case */
int lun_trie_init(lun_trie *trie, uint32_t n_start_words, uint32_t n_start_sets);
void lun_trie_clear(lun_trie *trie);
/* The node of a label at the root: known beforehand. */
static inline uint32_t lun_trie_start(const lun_trie *trie, uint32_t label)
{
    return 1 + (label >> 1) + (label & 1 ? trie->n_start_words : 0);
}
/* Asks memory for what lun_trie_grow will look at. */
static inline void lun_trie_ask(const lun_trie *trie, uint32_t node, uint32_t label)
{
    __builtin_prefetch(&trie->slots[lun_image_mix(node, label) & (trie->n_slots - 1)]);
}
/* The node that this step leads to, made if it is not there; 0 when memory is gone. */
uint32_t lun_trie_grow(lun_trie *trie, uint32_t node, uint32_t label);
uint32_t lun_trie_count(const lun_trie *trie);       /* nodes */
uint32_t lun_trie_table_size(const lun_trie *trie);  /* of the block, in steps */
uint32_t lun_trie_filter_size(const lun_trie *trie); /* in bytes */
/*
** Fills table and filter, both cleared, and the masks of all nodes; a step's entry stays open. places: by node, gets its
** number in the block.
*/
void lun_trie_place(const lun_trie *trie, lun_image_step *table, uint8_t *filter, lun_image_node *starts,
                    uint32_t *places);

#endif
