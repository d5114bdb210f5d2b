/*
** vocab.h - the vocabulary: every distinct word gets a number and its facts once, so that nothing is computed a token at a time.
**
** A worker has one. What rules and lexicons mention is added first and pinned; what documents add is forgotten by lun_vocab_trim between
** documents when numbers and addresses have filled it. Ids below the pin never change.
*/
#ifndef LUN_TEXT_VOCAB_H
#define LUN_TEXT_VOCAB_H

#include <stdint.h>

#include <lunette/error.h>

typedef struct lun_vocab lun_vocab;
#define LUN_WORD_NONE UINT32_MAX

/* classes of a word's spelling, bits */
enum {
    LUN_CLASS_CAP = 1 << 0,   /* starts with an upper or title case letter (%cap) */
    LUN_CLASS_UPPER = 1 << 1, /* has an upper case letter, and no lower case one (%upper) */
    LUN_CLASS_LOWER = 1 << 2, /* has a lower case letter, and no upper case one */
    LUN_CLASS_NUM = 1 << 3,   /* a number: digits with inner . , / : - marks; "30th"; a number word, "twelve" (%num) */
    LUN_CLASS_PUNCT = 1 << 4, /* no letter and no digit (%punct) */
    LUN_CLASS_ALPHA = 1 << 5, /* starts with a letter */
    LUN_CLASS_DIGIT = 1 << 6  /* holds a digit */
};

lun_vocab *lun_vocab_new(void); /* NULL when memory is gone */
void lun_vocab_free(lun_vocab *vocab);
uint32_t lun_vocab_add(lun_vocab *vocab, const char *form, size_t len);        /* LUN_WORD_NONE when memory is gone */
uint32_t lun_vocab_find(const lun_vocab *vocab, const char *form, size_t len); /* LUN_WORD_NONE when absent */
/* NUL-terminated, valid until the word is trimmed */
const char *lun_vocab_form(const lun_vocab *vocab, uint32_t word, size_t *len);
uint32_t lun_vocab_count(const lun_vocab *vocab);

/* Facts of a word; computed when the word is added. fold: the id of its lower-case form with straight quotes (a word folded is its own fold). */
uint32_t lun_vocab_fold(const lun_vocab *vocab, uint32_t word);
uint32_t lun_vocab_class(const lun_vocab *vocab, uint32_t word);

/*
** Lemmas of a word over all its readings, as ids of folded words, computed at first need; *n of them, the word's own fold among
** them when it can be its own base form. Borrowed until the next call that adds words. NULL with *n = 0 only when memory is gone.
*/
const uint32_t *lun_vocab_lemmas(lun_vocab *vocab, uint32_t word, uint32_t *n);

void lun_vocab_pin(lun_vocab *vocab); /* what is there now stays for ever */
/* forgets unpinned words if more than `most`; 1 if it did. Ids >= pin are void then */
int lun_vocab_trim(lun_vocab *vocab, uint32_t most);
uint32_t lun_vocab_pinned(const lun_vocab *vocab);
/* changes with every trim that forgot something: what others keep by word id is void then */
uint32_t lun_vocab_generation(const lun_vocab *vocab);
/* A number never given before by this vocabulary: what is compiled over it is told from what was compiled before. */
uint64_t lun_vocab_ticket(lun_vocab *vocab);

#endif
