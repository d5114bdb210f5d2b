/*
** census.h - how often the words of the documents so far met what programs require: for the choice of what to wait for.
*/
#ifndef LUN_MATCH_CENSUS_H
#define LUN_MATCH_CENSUS_H

#include "match/machine.h"

typedef struct lun_counted { /* how often a phrase of a lexicon may have begun */
    const lun_lexicon *lexicon;
    uint64_t times;
} lun_counted;

typedef struct lun_census {
    lun_matcher *matcher;
    const uint32_t *words; /* how often, by word; the caller's */
    uint32_t *folds, *lemmas;
    size_t n;
    LUN_VEC(uint32_t) met; /* words that were there at all: a small part of those that the vocabulary holds for rules */
    LUN_VEC(lun_counted) lexicons; /* those asked for */
} lun_census;

/* Counts by fold and by lemma what was counted by word. 0 or LUN_ENOMEM; *out is to be cleared in either case. */
int lun_census_take(lun_census *out, lun_matcher *matcher, const uint32_t *words, size_t n);
void lun_census_clear(lun_census *census);

/* How often one of the alternatives was there; of lexicons, how often a word with which a phrase can start. */
uint64_t lun_census_times(lun_census *census, const lun_program *program, const lun_needs *needs);

#endif
