/*
** lexicon_build.h - collects the phrases of a lexicon and compiles them into one block (lexicon_image.h).
**
** The inside of a lexicon that is not finished. Shared by lexicon.c, lexicon_build.c and lexicon_compile.c.
*/
#ifndef LUN_MATCH_LEXICON_BUILD_H
#define LUN_MATCH_LEXICON_BUILD_H

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "match/lexicon_image.h"

#define LUN_LEXICON_FIELDS_MAX 64

typedef struct lun_builder {
    const char *name; /* of the lexicon, for messages; borrowed */
    lun_lexicon_case fold;
    lun_lexicon_inflect inflect;
    lun_vocab *words; /* of its own: a million names must not fill the vocabulary of a worker */
    lun_intern *sets; /* sorted lists of lemmas, as bytes */
    lun_buf data;     /* section DATA, but words and forms */
    uint32_t *cells;  /* hash table of places in `data`, so that equal values stand there once; 0 = free */
    uint64_t
        *known; /* hash table of entries, hash << 32 | number + 1: the same phrase with the same data is kept once */
    uint32_t n_cells, cells_size, known_size;
    size_t mark; /* of `data`: what stands behind it belongs to the phrase that is being added */
    LUN_VEC(lun_image_text) fields;
    LUN_VEC(uint32_t) rows;    /* as in the block, `next` still open */
    LUN_VEC(uint32_t) labels;  /* of all phrases: a word of `words` or a set, as lun_image_word_label and _set_label */
    LUN_VEC(uint32_t) spelled; /* beside labels: words of `words` as written; of exact lexicons only */
    LUN_VEC(uint32_t) stops;   /* by entry: where its labels stop */
} lun_builder;

/* A text with its length, which need not end with a NUL; text NULL = absent. */
typedef struct lun_piece {
    const char *text;
    size_t len;
} lun_piece;

int lun_builder_new(lun_builder **out, const char *name, lun_lexicon_case fold, lun_lexicon_inflect inflect);
void lun_builder_free(lun_builder *builder); /* takes NULL */
uint32_t lun_builder_count(const lun_builder *builder);
const char *lun_builder_field_name(const lun_builder *builder, uint32_t field);
int lun_builder_add_field(lun_builder *builder, const char *name, lun_error *err);
int lun_builder_add(lun_builder *builder, lun_piece phrase, lun_piece id, const lun_value *values, uint32_t line,
                    lun_error *err);
/* Appends to `data`; UINT32_MAX when it is full (4 GiB) or memory is gone. */
uint32_t lun_builder_write(lun_builder *builder, const void *bytes, size_t len);
int lun_builder_full(const lun_builder *builder, lun_error *err);       /* which of the two, as an error */
uint32_t lun_builder_first(const lun_builder *builder, uint32_t entry); /* where its labels start */

/* The block, the caller's to lun_free, with the key (NULL = zeros). The builder is of no use afterwards. */
int lun_builder_compile(uint8_t **out, size_t *len, lun_builder *builder, const uint8_t key[16], lun_error *err);

#endif
