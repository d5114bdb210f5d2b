/*
** trie.c - growing the trie of a lexicon. Sits on mem.h.
**
** One array of steps and one hash table over it: nothing is allocated a phrase. The root's steps are in no table, since
** the node that a word leads to from there is known from the word's number.
*/
#include "match/trie.h"

#include <string.h>

#define FIRST_SLOTS 64

int lun_trie_init(lun_trie *trie, uint32_t n_start_words, uint32_t n_start_sets)
{
    memset(trie, 0, sizeof *trie);
    trie->n_start_words = n_start_words;
    trie->n_starts = 1 + n_start_words + n_start_sets;
    trie->n_slots = FIRST_SLOTS;
    trie->slots = lun_calloc(FIRST_SLOTS, sizeof *trie->slots);
    return trie->slots ? LUN_OK : LUN_ENOMEM;
}

void lun_trie_clear(lun_trie *trie)
{
    lun_vec_clear(&trie->steps);
    lun_free(trie->slots);
    trie->slots = NULL;
}

static uint32_t find_slot(const lun_trie *trie, uint32_t node, uint32_t label)
{
    uint32_t slot = lun_image_mix(node, label) & (trie->n_slots - 1);
    for (; trie->slots[slot]; slot = (slot + 1) & (trie->n_slots - 1)) {
        const lun_trie_step *step = &trie->steps.items[trie->slots[slot] - 1];
        if (step->node == node && step->label == label)
            break;
    }
    return slot;
}

static int widen(lun_trie *trie)
{
    uint32_t n_slots = trie->n_slots * 2;
    uint32_t *slots = n_slots > trie->n_slots ? lun_calloc(n_slots, sizeof *slots) : NULL;
    if (!slots)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < trie->steps.n; i++) {
        uint32_t slot = lun_image_mix(trie->steps.items[i].node, trie->steps.items[i].label) & (n_slots - 1);
        while (slots[slot])
            slot = (slot + 1) & (n_slots - 1);
        slots[slot] = i + 1;
    }
    lun_free(trie->slots);
    trie->slots = slots;
    trie->n_slots = n_slots;
    return LUN_OK;
}

uint32_t lun_trie_grow(lun_trie *trie, uint32_t node, uint32_t label)
{
    if (node == 0)
        return lun_trie_start(trie, label);
    uint32_t slot = find_slot(trie, node, label);
    if (trie->slots[slot])
        return trie->n_starts + trie->slots[slot] - 1;
    if (trie->steps.n >= trie->n_slots / 2) {
        if (widen(trie) < 0)
            return 0;
        slot = find_slot(trie, node, label);
    }
    lun_trie_step step = { node, label };
    if (lun_vec_push(&trie->steps, step) < 0)
        return 0;
    trie->slots[slot] = (uint32_t)trie->steps.n;
    return lun_trie_count(trie) - 1;
}

uint32_t lun_trie_count(const lun_trie *trie)
{
    return trie->n_starts + (uint32_t)trie->steps.n;
}

/* At most five of eight are full. */
uint32_t lun_trie_table_size(const lun_trie *trie)
{
    uint32_t n = 2;
    while (n / 8 * 5 < trie->steps.n && n < UINT32_MAX / 2)
        n *= 2;
    return n;
}

/* Eight bits a step, or up to sixteen: of the words that do not go on, at most one in nine passes. */
uint32_t lun_trie_filter_size(const lun_trie *trie)
{
    uint32_t n = 8;
    while (n < trie->steps.n && n < 1u << 28)
        n *= 2;
    return n;
}

static lun_image_node *node_at(const lun_trie *trie, lun_image_step *table, lun_image_node *starts, uint32_t place)
{
    return place < trie->n_starts ? &starts[place] : &table[place - trie->n_starts].to;
}

/* A step comes after the one that led to its node, so that the place of that one is known. */
void lun_trie_place(const lun_trie *trie, lun_image_step *table, uint8_t *filter, lun_image_node *starts,
                    uint32_t *places)
{
    uint32_t mask = lun_trie_table_size(trie) - 1, bits = lun_trie_filter_size(trie) * 8 - 1;
    for (uint32_t i = 0; i < trie->n_starts; i++) {
        starts[i] = (lun_image_node){ LUN_LEXICON_NONE, 0 };
        places[i] = i;
    }
    for (uint32_t i = 0; i < trie->steps.n; i++) {
        uint32_t node = places[trie->steps.items[i].node], label = trie->steps.items[i].label;
        uint32_t mixed = lun_image_mix(node, label), slot = mixed & mask;
        while (table[slot].node)
            slot = (slot + 1) & mask;
        table[slot] = (lun_image_step){ node, label, { LUN_LEXICON_NONE, 0 } };
        filter[(mixed & bits) / 8] |= (uint8_t)(1u << (mixed & bits) % 8);
        node_at(trie, table, starts, node)->mask |= lun_image_bit(label);
        places[trie->n_starts + i] = trie->n_starts + slot;
    }
}
