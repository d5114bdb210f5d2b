/*
** words.h - what a vocabulary is made of: shared between the files of core/text that keep facts about words, no one else's business.
**
** A list of lemmas is a run in `lists`: its length, then its items; the tags of a word are a run of `candidates`. Position 0 means:
** not computed yet.
*/
#ifndef LUN_TEXT_WORDS_H
#define LUN_TEXT_WORDS_H

#include "base/hash.h"
#include "base/mem.h"
#include "text/english.h"
#include "text/kinds.h"
#include "text/vocab.h"

typedef struct lun_word {
    uint32_t fold;        /* id of the lower-case form with straight quotes */
    uint32_t class : 8;   /* LUN_CLASS bits */
    uint32_t traits : 24; /* LUN_TRAIT bits (tags.h); filled with the candidates */
    uint32_t lemmas;      /* position in lists, 0 = unknown */
    uint32_t candidates;  /* position of the first, 0 = unknown */
} lun_word;

typedef struct lun_candidate { /* a tag that the tagger weighs for a word */
    uint8_t tag;
    uint8_t n;      /* of the word's candidates, in the first of them */
    int16_t log;    /* of P(word | tag), times 256, up to a factor that is the same for all tags of a word */
    int16_t casing; /* what the word's capital, or its lack, adds where that says something */
} lun_candidate;

typedef struct lun_lemma { /* a token's lemma that was worked out before */
    uint32_t word;
    uint16_t tags; /* its tag and its universal tag; 0 = empty */
    uint32_t lemma;
} lun_lemma;

#define LUN_LEMMAS_KEPT 4096 /* a power of two */

struct lun_vocab {
    lun_intern *forms;
    LUN_VEC(lun_word) words;
    LUN_VEC(uint32_t) lists;
    LUN_VEC(struct lun_kind) kinds;
    LUN_VEC(uint32_t) first_kinds; /* by word: its newest kind, 0 = none */
    LUN_VEC(lun_candidate) candidates;
    lun_lemma *lemmas;   /* LUN_LEMMAS_KEPT of them, each in the place its hash says; NULL until one is asked for */
    lun_english english; /* opened at first need; its data are NULL before */
    uint32_t pinned;
    uint32_t generation;  /* how often words were forgotten */
    uint64_t tickets;     /* given so far */
    uint64_t kinds_made;  /* documents whose kinds were numbered */
    uint8_t tells_lemmas; /* in the bits of kinds */
};

/* The English data, opened and checked once. NULL, with err set, where they are damaged. tags.c */
const lun_english *lun_vocab__english(lun_vocab *vocab, lun_error *err);

/* Stores a list and returns its position, 0 when memory is gone. */
uint32_t lun_vocab__store(lun_vocab *vocab, const uint32_t *items, uint32_t n);

/* The class bits of a form, and its folded form (out holds 2 * len + 8 bytes; the length is returned). spelling.c */
uint32_t lun_spelling_class(const char *form, size_t len);
size_t lun_spelling_fold(const char *form, size_t len, char *out);

#endif
