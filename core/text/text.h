/*
** text.h - from bare text to tokens, sentences, paragraphs, tags and lemmas; the language guess.
*/
#ifndef LUN_TEXT_TEXT_H
#define LUN_TEXT_TEXT_H

#include "text/document.h"
#include "text/vocab.h"

/* Fills tokens, sentences, paragraphs of document->text. Fails with LUN_ENOMEM only. docs/tokens.md holds the convention. */
int lun_text_segment(lun_document *document, lun_vocab *vocab, lun_error *err);

/*
** The tokens of a piece of text by the same convention, as if a space and a lower-case word followed (patterns and lexicons use
** it). Words are added to the vocabulary; *out is the caller's to lun_free.
*/
int lun_text_tokenize(lun_token **out, uint32_t *n, const char *text, size_t len, lun_vocab *vocab, lun_error *err);

/* The same where it is seen at once that there is one token, a word of ASCII letters: 1 and its word; 0: not seen; LUN_ENOMEM. */
int lun_text_plain_word(uint32_t *word, const char *text, size_t len, lun_vocab *vocab);

/* Part-of-speech tags of the lexicon (Penn-like, as in festlex-poslex) and their universal tags. */
typedef uint8_t lun_tag;
#define LUN_TAG_NONE 0
const char *lun_tag_name(lun_tag tag); /* "nn", "vbz" ...; "" for none */
typedef enum lun_upos {
    LUN_UPOS_X,
    LUN_UPOS_ADJ,
    LUN_UPOS_ADP,
    LUN_UPOS_ADV,
    LUN_UPOS_AUX,
    LUN_UPOS_CCONJ,
    LUN_UPOS_DET,
    LUN_UPOS_INTJ,
    LUN_UPOS_NOUN,
    LUN_UPOS_NUM,
    LUN_UPOS_PART,
    LUN_UPOS_PRON,
    LUN_UPOS_PROPN,
    LUN_UPOS_PUNCT,
    LUN_UPOS_SCONJ,
    LUN_UPOS_SYM,
    LUN_UPOS_VERB
} lun_upos;
const char *lun_upos_name(lun_upos upos); /* "NOUN" */

/*
** Tags every token (document->tags, and document->upos as lun_upos): trigram Viterbi a sentence over poslex counts, unknown words by
** shape and suffix. Only English for now; other languages get LUN_TAG_NONE and LUN_UPOS_X. LUN_ENOMEM, or LUN_EFORMAT if the embedded data are damaged.
*/
int lun_text_tag(lun_document *document, lun_vocab *vocab, lun_error *err);

/* The lemma of one token in its tagged reading, as id of a folded word (proper nouns keep their case). Needs lun_text_tag. LUN_WORD_NONE when memory is gone. */
uint32_t lun_text_lemma(const lun_document *document, lun_vocab *vocab, uint32_t token);

/* Guesses the language of a text: ISO 639-1 code, or NULL where nothing can be said. By script, then by the commonest words. */
const char *lun_text_language(const char *text, size_t len);

#endif
