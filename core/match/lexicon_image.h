/*
** lexicon_image.h - the compiled form of a lexicon: one block of bytes, the same in memory and in a file of the cache.
**
** A header, then sections that follow each other, each aligned to 8 bytes. Numbers are of the machine's own byte order
** and places are counted from the start of their section, so that a file is used where it is mapped. docs/lexicons.md
** draws it.
**
** A block is not trusted. Invariants of a lun_image, whatever the bytes are:
**  1. the sections lie inside the block and are as long as the header's numbers say (lun_image_open);
**  2. every number read from a section is compared with what it counts before it is used: what points outside is taken
**     for absent. So bytes that change after they were checked make wrong answers at worst;
**  3. every loop ends: probes are counted, chains of entries ascend.
*/
#ifndef LUN_MATCH_LEXICON_IMAGE_H
#define LUN_MATCH_LEXICON_IMAGE_H

#include "match/lexicon.h"

#define LUN_IMAGE_MAGIC 0x0A584C54454E554Cu /* "LUNETLX\n" where the low byte comes first */
#define LUN_IMAGE_VERSION 1                 /* of the layout: another one is built again */

/* 1 if word i of the n words of a phrase matches in any inflection. */
static inline int lun_image_inflects(lun_lexicon_inflect inflect, uint32_t i, uint32_t n)
{
    switch (inflect) {
    case LUN_LEXICON_INFLECT_NONE:
        return 0;
    case LUN_LEXICON_INFLECT_FIRST:
        return i == 0;
    case LUN_LEXICON_INFLECT_LAST:
        return i + 1 == n;
    case LUN_LEXICON_INFLECT_ALL:
        return 1;
    }
    return 0;
}

typedef enum lun_image_section {
    LUN_IMAGE_WORDS,    /* lun_image_text a word: folded words, those that start a phrase first */
    LUN_IMAGE_SLOTS,    /* uint32: hash table of the words, number + 1, 0 = free; a power of two of them */
    LUN_IMAGE_LINKS_AT, /* uint32 a word and one more: its part of LINKS; empty where nothing is inflected */
    LUN_IMAGE_LINKS,    /* uint32: sets of lemmas that hold a word */
    LUN_IMAGE_FILTER,   /* bits by lun_image_mix of all steps, a power of two of them, so that most words end here */
    LUN_IMAGE_STEPS,    /* lun_image_step: hash table of (node, label), a power of two of them; each is a node, too */
    LUN_IMAGE_STARTS,   /* lun_image_node: the root, the first words, the first sets */
    LUN_IMAGE_ROWS,     /* uint32, `width` an entry: LUN_ROW_*, then a place in DATA a field, 0 = none */
    LUN_IMAGE_FORMS,    /* lun_image_text: spellings; of exact lexicons only */
    LUN_IMAGE_SPELLED,  /* uint32: forms of the words of phrases, entry by entry; of exact lexicons only */
    LUN_IMAGE_FIELDS,   /* lun_image_text: names of fields, a NUL behind each */
    LUN_IMAGE_DATA, /* bytes: cells (a tag, then a number, or a length, text and NUL), words, forms; a NUL at the end */
    LUN_IMAGE_SECTIONS
} lun_image_section;

typedef struct lun_image_header {
    uint64_t magic;
    uint64_t checksum; /* of all that follows in the block */
    uint8_t key[16];   /* of what it was made from; zeros where it is in no cache */
    uint32_t version;
    uint32_t fold, inflect;
    uint32_t longest; /* words of the longest phrase */
    uint32_t n_entries, width;
    uint32_t n_start_words, n_start_sets, n_sets;
    uint32_t unused;
    uint64_t at[LUN_IMAGE_SECTIONS + 1]; /* where the sections start; the last: bytes of the whole */
} lun_image_header;

typedef struct lun_image_text { /* in DATA */
    uint32_t at, len;
} lun_image_text;

typedef struct lun_image_node {
    uint32_t first; /* entry that stops here; LUN_LEXICON_NONE where none does */
    uint32_t mask;  /* lun_image_bit of the steps that leave; 0 = none does */
} lun_image_node;

/* A step and the node that it leads to, whose number is the step's place behind the starts: one look for both. */
typedef struct lun_image_step {
    uint32_t node, label; /* node 0: free, since the root's steps are not here; label: of a word or of a set */
    lun_image_node to;
} lun_image_step;

enum { LUN_ROW_NEXT, LUN_ROW_LINE, LUN_ROW_PHRASE, LUN_ROW_ID, LUN_ROW_SPELLED, LUN_ROW_FIELDS };

typedef struct lun_image { /* a block that was looked over; borrows it */
    const lun_image_header *head;
    const lun_image_text *words, *forms, *fields;
    const uint32_t *slots, *links_at, *links, *rows, *spelled;
    const uint8_t *filter;
    const lun_image_step *steps;
    const lun_image_node *starts;
    const char *data;
    uint32_t n_words, n_slots, n_links, n_filter, n_steps, n_starts, n_forms, n_spelled, n_fields, n_data;
    uint32_t n_entries, width, n_start_words, n_start_sets, n_sets, longest;
} lun_image;

static inline uint32_t lun_image_word_label(uint32_t word)
{
    return word << 1;
}

static inline uint32_t lun_image_set_label(uint32_t set)
{
    return set << 1 | 1;
}

static inline uint32_t lun_image_bit(uint32_t label)
{
    return 1u << (label * 0x9E3779B1u >> 27);
}

static inline uint32_t lun_image_mix(uint32_t node, uint32_t label)
{
    return (uint32_t)((((uint64_t)node << 32 | label) * 0x9E3779B97F4A7C15u) >> 32);
}

uint64_t lun_image_checksum(const void *bytes, size_t len); /* of a block with a whole header */
/* Looks the structure over; does not look at the checksum. LUN_EFORMAT says what is wrong. */
int lun_image_open(lun_image *out, const void *bytes, size_t len, lun_error *err);

#define LUN_IMAGE_NONE UINT32_MAX
uint32_t lun_image_find_word(const lun_image *image, const char *fold, size_t len); /* LUN_IMAGE_NONE when absent */
/* The node that this label leads to; 0 when there is none. The root is node 0. */
uint32_t lun_image_follow(const lun_image *image, uint32_t node, uint32_t label);

static inline const lun_image_node *lun_image_node_at(const lun_image *image, uint32_t node)
{
    return node < image->n_starts ? &image->starts[node] : &image->steps[node - image->n_starts].to;
}
/* A text of DATA; "" with *len 0 where it lies outside. Not NUL-terminated. */
const char *lun_image_text_at(const lun_image *image, lun_image_text text, size_t *len);
/* What a cell holds; LUN_TYPE_NONE where there is none, or none that can be read. Texts are NUL-terminated. */
void lun_image_cell(const lun_image *image, uint32_t at, lun_value *out);

#endif
