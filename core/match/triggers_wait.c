/*
** triggers_wait.c - which of its requirements an item waits for, and the lists by word, lemma and lexicon of those that
** wait.
**
** Sits on needs.c and census.c. Invariant: what is waited for changes no result, only how often items are asked about.
*/
#include "match/triggers_inside.h"

#include <string.h>

/* ---- waiting ---- */

/* Can it be waited for? Not for rows of layers, nor for words that the vocabulary may forget. */
static int can_wait(const lun_triggers *t, const lun_needs *needs)
{
    for (uint32_t i = 0; i < needs->n; i++) {
        const lun_need *need = &needs->items[i];
        if (need->kind == LUN_NEED_LAYER || (need->kind != LUN_NEED_LEXICON && need->x >= t->pinned))
            return 0;
    }
    return 1;
}

static lun_needs needs_at(const lun_triggers *t, uint32_t number)
{
    lun_need_run of = t->needs.items[number];
    return (lun_needs){ t->alternatives.items + of.first, of.n };
}

static int wait_in(lun_triggers *t, uint32_t *list, uint32_t item)
{
    lun_waiting one = { { item, t->watches[item].with }, *list };
    if (lun_vec_push(&t->waiting, one) < 0)
        return LUN_ENOMEM;
    *list = (uint32_t)t->waiting.n - 1;
    return LUN_OK;
}

static int wait_for_lexicon(lun_triggers *t, const lun_program *program, uint32_t number, uint32_t item)
{
    lun_asked one = { program->lexicons.items[number], program, number, LUN_TRIGGER_NONE, 0, 0 };
    size_t at = 0;
    while (at < t->lexicons.n && t->lexicons.items[at].lexicon != one.lexicon)
        at++;
    if (at == t->lexicons.n && lun_vec_push(&t->lexicons, one) < 0)
        return LUN_ENOMEM;
    return wait_in(t, &t->lexicons.items[at].first, item);
}

static int wait_for(lun_triggers *t, uint32_t item, const lun_needs *needs)
{
    int rc = LUN_OK;
    for (uint32_t i = 0; i < needs->n && rc == LUN_OK; i++) {
        const lun_need *need = &needs->items[i];
        t->lemmas_wanted |= need->kind == LUN_NEED_LEMMA;
        if (need->kind == LUN_NEED_LEXICON)
            rc = wait_for_lexicon(t, t->watches[item].program, need->x, item);
        else
            rc = wait_in(t, need->kind == LUN_NEED_WORD ? &t->by_word[need->x] : &t->by_lemma[need->x], item);
    }
    return rc;
}

void lun_triggers__clear_lists(lun_triggers *t)
{
    for (uint32_t i = 0; i < t->pinned; i++)
        t->by_word[i] = t->by_lemma[i] = LUN_TRIGGER_NONE;
    t->waiting.n = t->lexicons.n = t->of_word.n = t->lists.n = 0;
    t->settled = t->lemmas_wanted = 0;
}

/* ---- what was seen ---- */

/* The requirement that was met most seldom; of those alike the first, which promises most. */
static uint32_t rarest(lun_triggers *t, lun_census *all, const lun_waiter *one)
{
    uint32_t best = one->needs.first;
    uint64_t fewest = UINT64_MAX;
    for (uint32_t i = one->needs.first; all && i < one->needs.first + one->needs.n; i++) {
        lun_needs needs = needs_at(t, i);
        uint64_t seen = lun_census_times(all, one->program, &needs);
        if (seen < fewest) {
            best = i;
            fewest = seen;
        }
    }
    return best;
}

/* A word that is needed beside what is waited for. */
static uint32_t word_beside(const lun_triggers *t, const lun_waiter *one, uint32_t waited)
{
    for (uint32_t i = one->needs.first; i < one->needs.first + one->needs.n; i++) {
        lun_needs needs = needs_at(t, i);
        if (i != waited && needs.n == 1 && needs.items[0].kind == LUN_NEED_WORD)
            return needs.items[0].x;
    }
    return LUN_TRIGGER_NONE;
}

static int settle_one(lun_triggers *t, lun_census *all, uint32_t item)
{
    lun_waiter *one = &t->watches[item];
    uint32_t waited = rarest(t, all, one);
    lun_needs needs = needs_at(t, waited);
    one->with = one->whole ? LUN_TRIGGER_NONE : word_beside(t, one, waited);
    one->waits = one->n_words > 1 + (one->with != LUN_TRIGGER_NONE) ? LUN_WAITS_WITH : LUN_WAITS_ALONE;
    return wait_for(t, item, &needs);
}

int lun_triggers__settle(lun_triggers *t, lun_census *all)
{
    int rc = LUN_OK;
    lun_triggers__clear_lists(t);
    for (uint32_t i = 0; i < t->n_items && rc == LUN_OK; i++) {
        if (t->watches[i].waits)
            rc = settle_one(t, all, i);
    }
    t->settled = rc == LUN_OK;
    return rc;
}

int lun_triggers__learn(lun_triggers *t)
{
    lun_census all;
    t->lesson *= 10;
    int rc =
        lun_census_take(&all, t->matcher, t->seen.items, t->seen.n) == LUN_OK ? lun_triggers__settle(t, &all) : LUN_OK;
    lun_census_clear(&all);
    return rc;
}

int lun_triggers__note_needs(lun_triggers *t, lun_waiter *one)
{
    one->needs.first = (uint32_t)t->needs.n;
    for (size_t i = 0; one->program && i < one->program->needs.n; i++) {
        const lun_needs *needs = &one->program->needs.items[i];
        lun_need_run of = { (uint32_t)t->alternatives.n, needs->n };
        one->n_words += lun_needs__words_alone(needs) != 0;
        if (!can_wait(t, needs))
            continue;
        if (lun_vec_push(&t->needs, of) < 0 || lun_vec_reserve(&t->alternatives, of.first + (size_t)needs->n) < 0)
            return LUN_ENOMEM;
        if (needs->n)
            memcpy(t->alternatives.items + of.first, needs->items, needs->n * sizeof *needs->items);
        t->alternatives.n += needs->n;
    }
    one->needs.n = (uint32_t)t->needs.n - one->needs.first;
    one->waits = one->needs.n ? LUN_WAITS_ALONE : LUN_WAITS_NOT;
    return LUN_OK;
}
