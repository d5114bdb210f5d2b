/*
** reader.h - what the parts of the reader of patterns share: read.c (a text, elements), read_token.c (what one token is), read_condition.c
** (conditions on fields), reader.c (nodes, lists, brackets).
**
** One function a form, each at the place where its form begins; it gives NULL where it is not sure, and then nobody goes on. Names, order of
** alternatives and places are those of scripts/lunette/pattern/grammar.lua. What is read lives in the arena alone: an error of Lua in `definition`
** leaves nothing behind.
*/
#ifndef LUN_MATCH_READER_H
#define LUN_MATCH_READER_H

#include <lunette/error.h>

#include "match/read.h"
#include "match/shapes.h"

#define LUN_READER_SIZE \
    20000 /* nodes when names are put in, as in the library, which counts no more than this reader */

typedef struct lun_reader {
    const lun_reading *how;
    const char *text, *at;
    uint32_t depth, size, names;
    int in_brackets; /* of a test: [ ] */
    int no_memory;
} lun_reader;

typedef lun_node *lun_read_part(lun_reader *r);

/* reader.c: nodes. A node that is finished stands from `from` to the place that is reached. */
void *lun_reader__no_memory(lun_reader *r);
lun_node *lun_reader__finish(lun_reader *r, lun_node *node, const char *from); /* takes NULL: memory is gone */
lun_node *lun_reader__leaf(lun_reader *r, lun_node_kind kind, const char *from, const char *text, size_t len);
lun_node *lun_reader__leaf_begin(lun_reader *r, lun_node_kind kind, const char *text, size_t len); /* not finished */
lun_node *lun_reader__around(lun_reader *r, lun_node_kind kind, lun_node *child); /* not finished; NULL stays NULL */
/* What a sign before something makes of it. */
lun_node *lun_reader__negated(lun_reader *r, lun_node_kind kind, lun_read_part *read);
/* Parts with a sign between them; where it is '\0' they stand side by side until something else ends them. */
lun_node *lun_reader__list(lun_reader *r, lun_node_kind kind, lun_read_part *read, char sign);
/* From behind the opening sign to behind the closing one. */
lun_node *lun_reader__inside(lun_reader *r, lun_read_part *read, char closing);
/* One level deeper, and back: NULL where that is too deep. */
lun_node *lun_reader__deeper(lun_reader *r, lun_read_part *read);

/* reader.c: signs */
void lun_reader__blanks(lun_reader *r);
int lun_reader__take(lun_reader *r, const char *sign);
size_t lun_reader__name(lun_reader *r);  /* behind a sigil; 0 where there is none */
int lun_reader__is_loose(const char *s); /* what follows a prefix is no element */

/* read_token.c */
lun_node *lun_reader__token(lun_reader *r);     /* [ … ] */
lun_node *lun_reader__test_leaf(lun_reader *r); /* a word, a sign, or what a sigil or bracket begins */
const char *lun_reader__quoted(lun_reader *r);  /* a text in quotation marks, without them */
const char *lun_reader__regex(lun_reader *r, const char **text, size_t *len); /* its bytes; NULL, or the flags */

/* read_condition.c */
lun_node *lun_reader__condition(lun_reader *r);

#endif
