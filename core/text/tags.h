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

/* What the rules of the tagger ask of a word, as bits of lun_word.traits. */
enum {
    LUN_TRAIT_SUBJECT = 1 << 0,    /* i he she ...: a finite verb follows */
    LUN_TRAIT_POSSESSIVE = 1 << 1, /* my our ...: a noun follows */
    LUN_TRAIT_BE = 1 << 2,         /* forms of be, and clitics that are auxiliaries */
    LUN_TRAIT_HAVE = 1 << 3,       /* have, before a participle an auxiliary */
    LUN_TRAIT_DO = 1 << 4,         /* do, before a base form an auxiliary */
    LUN_TRAIT_PLEASE = 1 << 5,     /* please pls */
    LUN_TRAIT_NOT = 1 << 6,        /* not n't nt */
    LUN_TRAIT_CLITIC_NOT = 1 << 7, /* n't */
    LUN_TRAIT_THIS = 1 << 8,       /* this that these those */
    LUN_TRAIT_NO = 1 << 9,         /* no */
    LUN_TRAIT_SCONJ = 1 << 10,     /* always a conjunction: that if because ... */
    LUN_TRAIT_CLAUSE = 1 << 11,    /* a conjunction before a clause: as after before ... */
    LUN_TRAIT_GERUND = 1 << 12,    /* a conjunction before a gerund: of for in ... */
    LUN_TRAIT_WHICH = 1 << 13,     /* before a noun a determiner: which what whatever */
    LUN_TRAIT_THING = 1 << 14,     /* a pronoun for all that it is tagged as a noun: something nobody ... */
    LUN_TRAIT_SYMBOL = 1 << 15,    /* of signs: a symbol, not punctuation */
    LUN_TRAIT_OPENS = 1 << 16,     /* after it a capital says nothing */
    LUN_TRAIT_OPENS_FREE = 1 << 17 /* the same where white space follows */
};

uint32_t lun_traits_of(const char *form, size_t len, const char *fold); /* NUL-terminated, both */
const char *lun_traits_word_at(size_t i);                               /* in order; NULL past the last */

/* Fills traits and candidates (at least one) of a word, if that was not done before. 0, or LUN_ENOMEM. Adds no words. */
int lun_readings_fill(lun_vocab *vocab, const lun_english *english, uint32_t word);

/* Universal tags of the tokens of one sentence from their tags and the traits of their words. */
void lun_upos_sentence(lun_document *document, const lun_vocab *vocab, lun_range sentence);

#endif
