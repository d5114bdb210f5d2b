/*
** english.h - the compiled English data (cmake/make_english.lua says how the file is laid out): lookups, nothing computed.
**
** The file is embedded and read where it lies; opening it costs nothing, so nobody needs to keep it. Every position is checked when it is used.
*/
#ifndef LUN_TEXT_ENGLISH_H
#define LUN_TEXT_ENGLISH_H

#include <stddef.h>
#include <stdint.h>

#include <lunette/error.h>

enum { LUN_POS_NOUN = 1, LUN_POS_VERB = 2, LUN_POS_ADJ = 4, LUN_POS_ADV = 8 };

/* bits of a name (make_english.lua says which lists have which) */
enum {
    LUN_NAME_CASED = 1,  /* printed otherwise than in small letters */
    LUN_NAME_STRONG = 2, /* even where an ordinary word looks like it */
    LUN_NAME_TITLE = 4,  /* before somebody's name: "foreign minister" */
    LUN_NAME_GIVEN = 8,
    LUN_NAME_FIELD = 16, /* what a ministry is for: "foreign affairs" */
    LUN_NAME_HEAD = 32   /* what a body is: "committee" */
};

#define LUN_ENGLISH_MOST_TAGS 64     /* a tag fits in six bits */
#define LUN_ENGLISH_MOST_READINGS 12 /* of one word; the rarest are dropped */

typedef enum lun_english_table {
    LUN_ENGLISH_LEXICON,
    LUN_ENGLISH_LOWER,      /* suffixes of words in lower case */
    LUN_ENGLISH_CAPITAL,    /* suffixes of capitalised words */
    LUN_ENGLISH_WORDS,      /* WordNet's one-word lemmas */
    LUN_ENGLISH_EXCEPTIONS, /* irregular forms */
    LUN_ENGLISH_NAMES,      /* words in small letters with a blank between two: "united states" */
    LUN_ENGLISH_TABLES
} lun_english_table;

typedef struct lun_english {
    const unsigned char *data;
    uint32_t size;
    uint32_t n_tags;
    uint32_t names, trigrams, hope;                            /* positions */
    uint32_t slots[LUN_ENGLISH_TABLES], n[LUN_ENGLISH_TABLES]; /* position; how many, a power of two */
} lun_english;

typedef struct lun_reading {
    uint8_t tag; /* from 1 */
    int16_t log; /* of P(word | tag) or what stands for it, times 256 */
} lun_reading;

/* Fails with LUN_EFORMAT where the data are missing or damaged. */
int lun_english_open(lun_english *out, lun_error *err);

/* The payload of a key in a table, NULL when absent; *left gets the bytes up to the end of the file. */
const unsigned char *lun_english_find(const lun_english *english, lun_english_table table, const char *key, size_t len,
                                      size_t *left);

/* The key in the i-th slot of a table (n of them), NULL where none is there; its payload as above. */
const char *lun_english_key(const lun_english *english, lun_english_table table, uint32_t i, size_t *len,
                            const unsigned char **payload, size_t *left);

/* The readings of a key in the lexicon or in a table of suffixes; 0 when absent. */
uint32_t lun_english_readings(const lun_english *english, lun_english_table table, const char *key, size_t len,
                              lun_reading out[LUN_ENGLISH_MOST_READINGS]);

/* LUN_POS bits of a lemma, 0 when WordNet does not know it. */
uint32_t lun_english_word(const lun_english *english, const char *lemma, size_t len);

/* 1 for a lemma that WordNet has with a capital in all its senses: "european". */
int lun_english_is_proper(const lun_english *english, const char *lemma, size_t len);

/* The bits of a name, 0 when it is in no list; *printed is as long as the key. */
uint32_t lun_english_name(const lun_english *english, const char *key, size_t len, const char **printed);

/* The row of log P(third | first, second), times 256, over the third tag; tags from 1 to n_tags. */
static inline const unsigned char *lun_english_row(const lun_english *english, unsigned first, unsigned second)
{
    size_t n = english->n_tags;
    return english->data + english->trigrams + ((first - 1) * n + second - 1) * n * 2;
}

/* By the last tag of another pair of tags, the most that it can still gain on the pair (first, second), whatever follows. */
static inline const unsigned char *lun_english_hope(const lun_english *english, unsigned first, unsigned second)
{
    size_t n = english->n_tags;
    return english->data + english->hope + ((first - 1) * n + second - 1) * n * 2;
}

static inline int lun_english_cell(const unsigned char *row, unsigned third)
{
    uint16_t bits = (uint16_t)(row[third * 2 - 2] | row[third * 2 - 1] << 8);
    return (int16_t)bits;
}

#endif
