/*
** markdown.h - inside the Markdown reader: a block is collected from lines, then written without its inline marks.
*/
#ifndef LUN_LOAD_MARKDOWN_H
#define LUN_LOAD_MARKDOWN_H

#include "load/reader.h"

typedef struct lun_markdown_skip { /* bytes of the block that are marks of a link */
    size_t start, stop;
} lun_markdown_skip;

typedef struct lun_markdown {
    const lun_decoded *decoded;
    lun_buf block;                    /* its text, inline marks and all */
    LUN_VEC(size_t) brackets;         /* open ones */
    LUN_VEC(lun_markdown_skip) skips; /* ascending once sorted */
    lun_buf text;
    int is_owed; /* a blank line before the next character */
    int failed;
} lun_markdown;

typedef enum lun_markdown_style { LUN_MARKDOWN_PROSE, LUN_MARKDOWN_CODE } lun_markdown_style;

/* Adds bytes of the decoded text to the block. */
void lun_markdown_collect(lun_markdown *m, size_t start, size_t len);

/* Writes the block as a paragraph of its own and empties it. */
void lun_markdown_flush(lun_markdown *m, lun_markdown_style style);

#endif
