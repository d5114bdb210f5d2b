/*
** kinds.h - a kind is a word as it was tagged: "hopes" the verb and "hopes" the noun are two. Whatever depends on a token's word and tag alone
** is found out once a kind, not once a token.
**
** Kinds are numbered by the vocabulary, and forgotten together when it forgets words (lun_vocab_generation).
*/
#ifndef LUN_TEXT_KINDS_H
#define LUN_TEXT_KINDS_H

#include "text/document.h"
#include "text/vocab.h"

#define LUN_KIND_UNTAGGED UINT8_MAX

typedef struct lun_kind {
    uint32_t word, fold;
    uint32_t next;  /* another kind of the same word, 0 = none; number 0 is nobody's */
    uint16_t class; /* LUN_CLASS bits */
    uint8_t upos;   /* lun_upos, LUN_KIND_UNTAGGED where the document has no tags */
    uint64_t
        bits; /* of its fold, and of its lemmas where these are told: each by the last six bits of its number; all of them
                       for a word with letters that are met in any case, but not folded */
} lun_kind;

/* From now on the bits of kinds tell of lemmas, too: 1, or 0 where there are kinds already whose bits do not. */
int lun_vocab_tell_lemmas(lun_vocab *vocab);

/* Fills document->kinds if they are not there, or are of another time. 0, or LUN_ENOMEM. */
int lun_text_kinds(lun_document *document, lun_vocab *vocab);
/* By number; moves when kinds are added. */
const lun_kind *lun_vocab_kinds(const lun_vocab *vocab);

#endif
