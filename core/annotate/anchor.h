/*
** anchor.h - words of a document found again by themselves and by what stands around them, after the text has changed.
*/
#ifndef LUN_ANNOTATE_ANCHOR_H
#define LUN_ANNOTATE_ANCHOR_H

#include <stddef.h>

#include <lunette/error.h>

#include "base/buf.h"

#define LUN_ANCHOR_CONTEXT 40 /* code points kept before and after the words */

typedef struct lun_anchor {
    const char *words, *before, *after; /* white space as single spaces; before and after may be NULL */
    unsigned nth, of;                   /* which occurrence of how many; 0 = not known */
} lun_anchor;

typedef struct lun_anchor_buffers {
    lun_buf words, before, after;
    unsigned nth, of;
} lun_anchor_buffers;

/* A text to find many words in: it keeps where the words stand that were looked for. The text is borrowed; free takes NULL. */
typedef struct lun_anchor_text lun_anchor_text;
int lun_anchor_text_new(lun_anchor_text **out, const char *text, size_t len, lun_error *err); /* LUN_ENOMEM */
void lun_anchor_text_free(lun_anchor_text *text);

/* What to find bytes [start, stop) of it by. Fills the buffers, the caller's to clear; LUN_ENOMEM. */
int lun_anchor_make(lun_anchor_buffers *out, lun_anchor_text *text, size_t start, size_t stop, lun_error *err);
void lun_anchor_clear(lun_anchor_buffers *buffers);

typedef enum lun_anchor_found {
    LUN_ANCHOR_ABSENT,   /* the words are not there, or nothing around them is as it was */
    LUN_ANCHOR_FOUND,    /* *start, *stop: bytes of the text */
    LUN_ANCHOR_AMBIGUOUS /* they are there several times, and no place is clearly the one */
} lun_anchor_found;
/* Where the words stand now; negative: LUN_ENOMEM. */
int lun_anchor_find(const lun_anchor *anchor, lun_anchor_text *text, size_t *start, size_t *stop, lun_error *err);
/* 1 if the two texts are the same but for white space. */
int lun_anchor_same(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
