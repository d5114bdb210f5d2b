/*
** tags.h - the tags of the lexicon, as numbers that the code can name. Shared by the files of core/text only.
**
** The order is the order of the compiled data; lun_english_open's caller in tagger.c checks the names against it.
*/
#ifndef LUN_TEXT_TAGS_H
#define LUN_TEXT_TAGS_H

#include "text/english.h"
#include "text/text.h"
#include "text/words.h"

enum {
    TAG_NN = 1,
    TAG_PUNC,
    TAG_NNP,
    TAG_DT,
    TAG_IN,
    TAG_JJ,
    TAG_NNS,
    TAG_CD,
    TAG_RB,
    TAG_VBD,
    TAG_VB,
    TAG_PRP,
    TAG_CC,
    TAG_OF,
    TAG_TO,
    TAG_VBZ,
    TAG_VBN,
    TAG_VBG,
    TAG_VBP,
    TAG_MD,
    TAG_POS,
    TAG_WDT,
    TAG_JJR,
    TAG_WP,
    TAG_NNPS,
    TAG_WRB,
    TAG_JJS,
    TAG_RBR,
    TAG_RP,
    TAG_EX,
    TAG_RBS,
    TAG_PDT,
    TAG_FW,
    TAG_ONE,
    TAG_UH,
    TAG_SYM,
    TAG_LS,
    TAG_TWO,
    TAG_COUNT
};

/* 0 when the data's tags are the ones above, else LUN_EFORMAT. */
int lun_tags_check(const lun_english *english, lun_error *err);

/* The readings the tagger weighs for a word, from the vocabulary's cache; at least one. NULL when memory is gone. Borrowed until the next call. */
const uint32_t *lun_readings_of(lun_vocab *vocab, const lun_english *english, uint32_t word, uint32_t *n);

static inline lun_reading lun_reading_unpack(uint32_t packed)
{
    lun_reading reading = { (uint8_t)(packed & 255), (int16_t)((int)(packed >> 8) - 32768) };
    return reading;
}

/* Universal tags of the tokens of one sentence from their tags and words. */
void lun_upos_sentence(lun_document *document, const lun_vocab *vocab, lun_range sentence);

#endif
