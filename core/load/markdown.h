/*
** markdown.h - inside the Markdown reader: a block is collected from lines, then written without its inline marks.
*/
#ifndef LUN_LOAD_MARKDOWN_H
#define LUN_LOAD_MARKDOWN_H

#include "load/reader.h"

typedef struct lun_markdown_segment { /* where bytes of the block come from */
    size_t block, source;             /* byte of the block, byte of the decoded text */
} lun_markdown_segment;

typedef struct lun_markdown_skip { /* bytes of the block that are marks of a link */
    size_t start, stop;
} lun_markdown_skip;

typedef struct lun_markdown {
    const lun_decoded *decoded;
    size_t map_at; /* pair of decoded->map that the last piece lay in */
    lun_buf block; /* text of the block, inline marks and all */
    LUN_VEC(lun_markdown_segment) segments;
    size_t segment_at;
    LUN_VEC(size_t) brackets;         /* open ones */
    LUN_VEC(lun_markdown_skip) skips; /* ascending once sorted */
    lun_decoded out;                  /* the map; the text while it grows is in text */
    lun_buf text;
    size_t distance;
    size_t decoded_stop; /* byte of the decoded text after the last one written */
    int is_owed;         /* a blank line before the next character */
    int failed;
} lun_markdown;

typedef enum lun_markdown_style { LUN_MARKDOWN_PROSE, LUN_MARKDOWN_CODE } lun_markdown_style;

/* Adds source bytes to the block. */
void lun_markdown_collect(lun_markdown *m, size_t source, size_t len);

/* Writes the block as a paragraph of its own and empties it. */
void lun_markdown_flush(lun_markdown *m, lun_markdown_style style);

#endif
