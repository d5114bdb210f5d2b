/*
** trie.c - growing and following the trie of a lexicon. Sits on base/hash.h and the vocabulary's lemmas.
**
** Only words of the vocabulary's pinned part are in labels, so trimming the vocabulary never makes a label lie.
*/
#include "match/trie.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_STEPS 64

int lun_trie_init(lun_trie *trie)
{
    lun_node_entries none = { LUN_LEXICON_NONE, LUN_LEXICON_NONE };
    memset(trie, 0, sizeof *trie);
    trie->steps = lun_calloc(FIRST_STEPS, sizeof *trie->steps);
    trie->capacity = FIRST_STEPS;
    trie->sets = lun_intern_new();
    trie->lemmas = lun_intern_new();
    if (!trie->steps || !trie->sets || !trie->lemmas || lun_vec_push(&trie->nodes, none) < 0)
        return LUN_ENOMEM;
    return LUN_OK;
}

void lun_trie_clear(lun_trie *trie)
{
    lun_free(trie->steps);
    lun_vec_clear(&trie->nodes);
    lun_intern_free(trie->sets);
    lun_intern_free(trie->lemmas);
    lun_vec_clear(&trie->lemma_links);
    lun_vec_clear(&trie->links);
    memset(trie, 0, sizeof *trie);
}

uint32_t lun_trie_word_label(uint32_t fold)
{
    return (fold << 1) + 2; /* even, never 0 */
}

static uint32_t set_label(uint32_t set)
{
    return (set << 1) + 1; /* odd */
}

/* ---- sets of lemmas ---- */

static int compare_words(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* Notes that `lemma` is in `set`, so that a word with that lemma finds the set. */
static int link_lemma(lun_trie *trie, uint32_t lemma, uint32_t set)
{
    uint32_t before = lun_intern_count(trie->lemmas);
    uint32_t number = lun_intern_add(trie->lemmas, (const char *)&lemma, sizeof lemma);
    if (number == LUN_INTERN_NONE)
        return LUN_ENOMEM;
    if (number >= before && trie->lemma_links.n <= number && lun_vec_push(&trie->lemma_links, UINT32_MAX) < 0)
        return LUN_ENOMEM;
    lun_lemma_link link = { set, trie->lemma_links.items[number] };
    if (lun_vec_push(&trie->links, link) < 0)
        return LUN_ENOMEM;
    trie->lemma_links.items[number] = (uint32_t)trie->links.n - 1;
    return LUN_OK;
}

static uint32_t add_set(lun_trie *trie, const uint32_t *lemmas, uint32_t n)
{
    uint32_t before = lun_intern_count(trie->sets);
    uint32_t set = lun_intern_add(trie->sets, (const char *)lemmas, n * sizeof *lemmas);
    if (set == LUN_INTERN_NONE || set < before)
        return set;
    for (uint32_t i = 0; i < n; i++) {
        if (link_lemma(trie, lemmas[i], set) < 0)
            return LUN_INTERN_NONE;
    }
    return set;
}

uint32_t lun_trie_lemma_label(lun_trie *trie, lun_vocab *vocab, uint32_t word)
{
    uint32_t n, set;
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, word, &n);
    if (!lemmas || n == 0)
        return 0;
    uint32_t *sorted = lun_malloc(n * sizeof *sorted);
    if (!sorted)
        return 0;
    memcpy(sorted, lemmas, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, compare_words);
    set = add_set(trie, sorted, n);
    lun_free(sorted);
    return set == LUN_INTERN_NONE ? 0 : set_label(set);
}

/* ---- steps ---- */

static uint32_t slot_of(const lun_step *steps, uint32_t capacity, uint32_t node, uint32_t label)
{
    uint64_t mixed = ((uint64_t)node << 32 | label) * 0x9E3779B97F4A7C15u;
    uint32_t slot = (uint32_t)(mixed >> 32) & (capacity - 1);
    while (steps[slot].label && (steps[slot].node != node || steps[slot].label != label))
        slot = (slot + 1) & (capacity - 1);
    return slot;
}

static int widen(lun_trie *trie)
{
    uint32_t capacity = trie->capacity * 2;
    lun_step *steps = capacity > trie->capacity ? lun_calloc(capacity, sizeof *steps) : NULL;
    if (!steps)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < trie->capacity; i++) {
        const lun_step *step = &trie->steps[i];
        if (step->label)
            steps[slot_of(steps, capacity, step->node, step->label)] = *step;
    }
    lun_free(trie->steps);
    trie->steps = steps;
    trie->capacity = capacity;
    return LUN_OK;
}

uint32_t lun_trie_grow(lun_trie *trie, uint32_t node, uint32_t label)
{
    lun_node_entries none = { LUN_LEXICON_NONE, LUN_LEXICON_NONE };
    lun_step *step = &trie->steps[slot_of(trie->steps, trie->capacity, node, label)];
    if (step->label)
        return step->child;
    if (trie->n_steps >= trie->capacity / 2 + trie->capacity / 8) {
        if (widen(trie) < 0)
            return UINT32_MAX;
        step = &trie->steps[slot_of(trie->steps, trie->capacity, node, label)];
    }
    if (lun_vec_push(&trie->nodes, none) < 0)
        return UINT32_MAX;
    *step = (lun_step){ node, label, (uint32_t)trie->nodes.n - 1 };
    trie->n_steps++;
    return step->child;
}

static void visit(const lun_trie *trie, uint32_t node, uint32_t label, lun_front *out)
{
    const lun_step *step = &trie->steps[slot_of(trie->steps, trie->capacity, node, label)];
    if (!step->label || out->n == LUN_TRIE_FRONT)
        return;
    for (uint32_t i = 0; i < out->n; i++) {
        if (out->nodes[i] == step->child)
            return;
    }
    out->nodes[out->n++] = step->child;
}

static void visit_lemma(const lun_trie *trie, const lun_front *front, uint32_t lemma, lun_front *out)
{
    uint32_t number = lun_intern_find(trie->lemmas, (const char *)&lemma, sizeof lemma);
    if (number == LUN_INTERN_NONE)
        return;
    for (uint32_t link = trie->lemma_links.items[number]; link != UINT32_MAX; link = trie->links.items[link].next) {
        for (uint32_t i = 0; i < front->n; i++)
            visit(trie, front->nodes[i], set_label(trie->links.items[link].set), out);
    }
}

void lun_trie_follow(const lun_trie *trie, lun_vocab *vocab, const lun_front *front, uint32_t word, lun_front *out)
{
    uint32_t label = lun_trie_word_label(lun_vocab_fold(vocab, word)), n = 0;
    out->n = 0;
    for (uint32_t i = 0; i < front->n; i++)
        visit(trie, front->nodes[i], label, out);
    if (trie->links.n == 0)
        return;
    const uint32_t *lemmas = lun_vocab_lemmas(vocab, word, &n);
    for (uint32_t i = 0; i < n; i++)
        visit_lemma(trie, front, lemmas[i], out);
}
