/*
** words.h - what a vocabulary is made of: shared between the files of core/text that keep facts about words, no one else's business.
**
** A list (lemmas, candidate tags) is a run in `lists`: its length, then its items. Position 0 means: not computed yet.
*/
#ifndef LUN_TEXT_WORDS_H
#define LUN_TEXT_WORDS_H

#include "base/hash.h"
#include "base/mem.h"
#include "text/kinds.h"
#include "text/vocab.h"

typedef struct lun_word {
    uint32_t fold;       /* id of the lower-case form with straight quotes */
    uint32_t class;      /* LUN_CLASS bits */
    uint32_t lemmas;     /* position in lists, 0 = unknown */
    uint32_t candidates; /* position in lists of the tags the tagger weighs, 0 = unknown */
} lun_word;

struct lun_vocab {
    lun_intern *forms;
    LUN_VEC(lun_word) words;
    LUN_VEC(uint32_t) lists;
    LUN_VEC(struct lun_kind) kinds;
    LUN_VEC(uint32_t) first_kinds; /* by word: its newest kind, 0 = none */
    uint32_t pinned;
    uint32_t generation; /* how often words were forgotten */
    uint64_t tickets;    /* given so far */
    uint64_t kinds_made; /* documents whose kinds were numbered */
};

/* Stores a list and returns its position, 0 when memory is gone. */
uint32_t lun_vocab__store(lun_vocab *vocab, const uint32_t *items, uint32_t n);

/* The class bits of a form, and its folded form (out holds 2 * len + 8 bytes; the length is returned). spelling.c */
uint32_t lun_spelling_class(const char *form, size_t len);
size_t lun_spelling_fold(const char *form, size_t len, char *out);

#endif
