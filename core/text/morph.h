/*
** morph.h - base forms of English words, from WordNet's exceptions and the regular endings.
*/
#ifndef LUN_TEXT_MORPH_H
#define LUN_TEXT_MORPH_H

#include "text/english.h"

#define LUN_MORPH_LONGEST 48 /* longer words are their own base form */
#define LUN_MORPH_MOST 8

typedef struct lun_base {
    uint32_t bit; /* LUN_POS of this reading */
    uint32_t len;
    char text[LUN_MORPH_LONGEST + 4];
} lun_base;

/* Base forms that WordNet knows of a folded word, for the parts of speech in `bits`; at most LUN_MORPH_MOST, without duplicates. */
uint32_t lun_morph_bases(const lun_english *english, const char *fold, size_t len, uint32_t bits,
                         lun_base out[LUN_MORPH_MOST]);

/* The same for a word that WordNet does not know: what its ending says. 0 or 1. */
uint32_t lun_morph_guess(const char *fold, size_t len, uint32_t bit, lun_base *out);

/* The regular endings, for who goes the other way: 0 past the last. */
int lun_morph_ending(size_t i, const char **ending, const char **instead);
/* The forms of the closed classes that have another lemma than themselves (lemma.c): 0 past the last. */
int lun_lemma_closed(size_t i, const char **form, const char **lemma);

/* The parts of speech a folded word can have by way of its base forms. */
uint32_t lun_morph_bits(const lun_english *english, const char *fold, size_t len);

#endif
