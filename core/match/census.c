/*
** census.c - counts of words, lemmas and lexicons, made once a lesson (triggers_wait.c). Sits on machine.h and the vocabulary.
*/
#include "match/census.h"

#include <string.h>

#include "match/phrases.h"

static int count_forms(lun_census *all)
{
    lun_vocab *vocab = all->matcher->vocab;
    for (uint32_t word = 0; word < all->n; word++) {
        uint32_t n = 0;
        if (!all->words[word])
            continue;
        if (lun_vec_push(&all->met, word) < 0)
            return LUN_ENOMEM;
        uint32_t fold = lun_vocab_fold(vocab, word);
        if (fold < all->n)
            all->folds[fold] += all->words[word];
        const uint32_t *lemmas = lun_vocab_lemmas(vocab, word, &n);
        if (!lemmas)
            return LUN_ENOMEM;
        for (uint32_t i = 0; i < n; i++) {
            if (lemmas[i] < all->n)
                all->lemmas[lemmas[i]] += all->words[word];
        }
    }
    return LUN_OK;
}

int lun_census_take(lun_census *out, lun_matcher *matcher, const uint32_t *words, size_t n)
{
    memset(out, 0, sizeof *out);
    out->matcher = matcher;
    out->words = words;
    out->n = n;
    out->folds = lun_calloc(n + 1, sizeof *out->folds);
    out->lemmas = lun_calloc(n + 1, sizeof *out->lemmas);
    return out->folds && out->lemmas ? count_forms(out) : LUN_ENOMEM;
}

void lun_census_clear(lun_census *census)
{
    lun_free(census->folds);
    lun_free(census->lemmas);
    lun_vec_clear(&census->met);
    lun_vec_clear(&census->lexicons);
}

static uint64_t count_phrases(const lun_census *all, const lun_lexicon *lexicon)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < all->met.n; i++) {
        if (lun_lexicon__starts(lexicon, all->matcher->vocab, all->met.items[i]))
            sum += all->words[all->met.items[i]];
    }
    return sum;
}

static uint64_t phrases_seen(lun_census *all, const lun_program *program, uint32_t number)
{
    lun_counted one = { program->lexicons.items[number], 0 };
    for (size_t i = 0; i < all->lexicons.n; i++) {
        if (all->lexicons.items[i].lexicon == one.lexicon)
            return all->lexicons.items[i].times;
    }
    one.times = count_phrases(all, one.lexicon);
    if (lun_vec_push(&all->lexicons, one) < 0)
        return one.times; /* without memory to keep it, it is counted again */
    return one.times;
}

uint64_t lun_census_times(lun_census *census, const lun_program *program, const lun_needs *needs)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < needs->n; i++) {
        const lun_need *need = &needs->items[i];
        if (need->kind == LUN_NEED_LEXICON)
            sum += phrases_seen(census, program, need->x);
        else if (need->x < census->n)
            sum += (need->kind == LUN_NEED_WORD ? census->folds : census->lemmas)[need->x];
    }
    return sum;
}
