/*
** phrases.h - what core/match itself asks of lexicons, beyond lexicon.h.
*/
#ifndef LUN_MATCH_PHRASES_H
#define LUN_MATCH_PHRASES_H

#include "match/lexicon.h"

/* As lun_lexicon_at, but one hit a stop (the preferred entry): what a pattern needs. */
uint32_t lun_lexicon__stops(const lun_lexicon *lexicon, const lun_document *document, lun_vocab *vocab, uint32_t start,
                            uint32_t stop, lun_lexicon_hit hits[LUN_LEXICON_HITS]);
/* 0 if no phrase starts with this word; 1 if one may. */
int lun_lexicon__starts(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word);
/*
** 0 if the lexicon holds neither a word, folded, nor one of its n lemmas: then no phrase starts with it. For who asks many lexicons about one word.
*/
int lun_lexicon__holds(const lun_lexicon *lexicon, const lun_vocab *vocab, uint32_t fold, const uint32_t *lemmas,
                       uint32_t n);
/* What the word alone says of whether a token of it lies in a phrase: 1, 0, or -1 where its neighbours decide. */
int lun_lexicon__covers(const lun_lexicon *lexicon, lun_vocab *vocab, uint32_t word);
uint32_t lun_lexicon__longest(const lun_lexicon *lexicon); /* tokens of the longest phrase */
uint64_t lun_lexicon__hash(const lun_lexicon *lexicon);    /* of its name, options and all its phrases */

#endif
