/*
** plain.h - what an index of runs of letters and digits (FTS5's unicode61) can say of our tokens.
**
** Such an index cuts a text at everything that is no letter and no digit, and folds case and diacritics. Ours are cut otherwise:
** a word may hold several of its runs (U.S., O'Hara, e-mail), a run several of our words (don|'t, can|not, 40|km). A text is plain
** where the second happens in those three ways alone, and where both agree on what a letter is and on its case. In a plain text a
** word is found by looking for its runs, side by side, in one of the spellings that are told here. Nothing is promised of a
** text that is not plain: it may hold anything.
*/
#ifndef LUN_TEXT_PLAIN_H
#define LUN_TEXT_PLAIN_H

#include "text/document.h"

/* 1 if both agree on this character, its kind and its case. A test asks FTS5 about every one. */
int lun_plain_point(uint32_t point);

/* 1 if the document, which has its tokens, is plain. */
int lun_plain_is(const lun_document *document);

enum {
    LUN_PLAIN_NT = 1,     /* also where n't follows: the run then ends in n, and t stands beside it */
    LUN_PLAIN_CANNOT = 2, /* also in cannot */
    LUN_PLAIN_UNIT = 4    /* also where a unit follows: the last run may go on */
};

typedef enum lun_plain_answer {
    LUN_PLAIN_ANYWHERE, /* the index cannot say: the word has no run of its own (a sign), or may stand inside others (a unit) */
    LUN_PLAIN_NOWHERE, /* in no plain text */
    LUN_PLAIN_RUNS     /* where the runs of `text` stand side by side */
} lun_plain_answer;

typedef struct lun_plain_word {
    const char *text; /* of the word, or of literals: borrowed */
    size_t len;
    unsigned also;
} lun_plain_word;

/* word: folded. */
lun_plain_answer lun_plain_ask(const char *word, size_t len, lun_plain_word *out);

#endif
