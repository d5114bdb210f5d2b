/*
** html.h - inside the HTML reader: tokens, then a flat list of blocks, then what is main text.
**
** The lexer is our own and not libxml2's: that one keeps the open elements in a list which every unmatched end tag
** searches, so that a megabyte of <span> followed by </div> takes eleven seconds; its tree drops what lies deeper
** than 256. Here no element is remembered that says nothing about its text, and nothing is searched twice. The names
** of entities are libxml2's.
*/
#ifndef LUN_LOAD_HTML_H
#define LUN_LOAD_HTML_H

#include "load/reader.h"

/* ---- tokens (html_token.c) ---- */

#define LUN_HTML_ATTRIBUTES 32 /* later attributes of one tag are not looked at */

typedef enum lun_html_kind { LUN_HTML_TEXT, LUN_HTML_START, LUN_HTML_STOP, LUN_HTML_RAW } lun_html_kind;

typedef struct lun_html_attribute {
    const char *name, *value;
    size_t name_len, value_len; /* value with its entities */
} lun_html_attribute;

typedef struct lun_html_token {
    lun_html_kind kind;
    char name[16];    /* of a tag, lower case; of RAW the element it is in; "" where longer */
    const char *text; /* of TEXT and RAW */
    size_t len;
    lun_html_attribute attributes[LUN_HTML_ATTRIBUTES];
    size_t n_attributes;
} lun_html_token;

typedef struct lun_html_lexer {
    const char *data;
    size_t len, at;
    char raw[16];  /* element whose content is not markup, "" outside */
    unsigned gone; /* signs that do not occur any more, see html_token.c */
} lun_html_lexer;

/* 1 with the next token, 0 at the end. Total time is linear in the length. */
int lun_html_next(lun_html_lexer *lexer, lun_html_token *out);
const lun_html_attribute *lun_html_attribute_find(const lun_html_token *token, const char *name);
int lun_html_attribute_is(const lun_html_token *token, const char *name, const char *value);

/* Appends text with its entities decoded. */
void lun_html_decode(lun_buf *out, const char *text, size_t len);

/* ---- blocks (html_blocks.c) ---- */

enum {
    LUN_BLOCK_BOILERPLATE = 1, /* in nav, header, footer, aside, menu ... */
    LUN_BLOCK_FORM = 2,
    LUN_BLOCK_HIDDEN = 4,
    LUN_BLOCK_ARTICLE = 8,
    LUN_BLOCK_MAIN = 16,
    LUN_BLOCK_BODY = 32, /* itemprop=articleBody */
    LUN_BLOCK_HEADING = 64
};

typedef struct lun_html_block {
    size_t start, stop; /* in the text of the list */
    size_t link;        /* bytes of it that are link text */
    unsigned flags;
    uint32_t article; /* number of the outermost article, from 1 */
} lun_html_block;

typedef struct lun_html_open { /* an open element that says something about its text */
    int tag;
    int previous; /* place of the next outer one with this tag, -1 = none */
    int landmark; /* place of the innermost landmark at or outside it, -1 = none */
    unsigned flags;
    uint32_t article;
} lun_html_open;

#define LUN_HTML_TAGS 96

typedef struct lun_html_blocks {
    lun_buf text;
    LUN_VEC(lun_html_block) items;
    LUN_VEC(lun_html_open) open;
    int last[LUN_HTML_TAGS]; /* place in open of the innermost element with the tag, -1 = none */
    lun_html_block current;
    uint32_t articles;
    int in_link, in_pre, heading;
    int breaks, tab, space; /* what is owed before the next character */
    int failed;
} lun_html_blocks;

void lun_html_blocks_init(lun_html_blocks *blocks);
void lun_html_blocks_clear(lun_html_blocks *blocks);
void lun_html_blocks_take(lun_html_blocks *blocks, const lun_html_token *token);
void lun_html_blocks_finish(lun_html_blocks *blocks);

/* ---- head (html_head.c) ---- */

typedef struct lun_html_head {
    lun_buf title, og_title, h1, site, url, language;
    int32_t day;  /* LUN_DAY_NONE = none found */
    int day_rank; /* how good the place was that gave it; 0 = none */
    int in_h1;
} lun_html_head;

void lun_html_head_init(lun_html_head *head);
void lun_html_head_clear(lun_html_head *head);
void lun_html_head_take(lun_html_head *head, const lun_html_token *token);

/* Settles title, date, url, language and source of the document. */
int lun_html_head_settle(lun_html_head *head, const lun_html_blocks *blocks, lun_document *document, const char *place,
                         lun_error *err);

/* ---- main text (html_main.c) ---- */

/* Marks the blocks that are main text: keep[i] is 1 or 0. */
void lun_html_main(const lun_html_blocks *blocks, unsigned char *keep);

#endif
