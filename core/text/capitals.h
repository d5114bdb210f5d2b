/*
** capitals.h - what the files that read paragraphs of capitals share: the pieces of a text, and how each is written in ordinary case.
*/
#ifndef LUN_TEXT_CAPITALS_H
#define LUN_TEXT_CAPITALS_H

#include "base/mem.h"
#include "text/english.h"
#include "text/words.h"

typedef enum lun_piece_kind {
    LUN_PIECE_WORD,
    LUN_PIECE_NUMBER, /* starts with a digit */
    LUN_PIECE_SIGN    /* one character */
} lun_piece_kind;

typedef enum lun_piece_role {
    LUN_ROLE_NONE,
    LUN_ROLE_NAME,
    LUN_ROLE_LETTER, /* one letter: an initial, part of "U.S." */
    LUN_ROLE_TITLE
} lun_piece_role;

typedef struct lun_piece { /* of a paragraph in capitals */
    uint32_t start, stop;  /* bytes */
    uint8_t kind, role;
    uint8_t bits;  /* LUN_NAME of the word by itself */
    uint8_t fresh; /* a paragraph or a line that is no continuation starts here */
} lun_piece;

typedef struct lun_capitals {
    const char *text; /* as printed */
    char *low;        /* in small letters, as long */
    char *out;        /* as ordinary texts have it */
    uint32_t len;
    LUN_VEC(lun_piece) pieces;
    const lun_english *english;
} lun_capitals;

/* Decides each piece, by itself and by its neighbours. capitals_words.c, capitals_names.c */
void lun_capitals__words(lun_capitals *c);
void lun_capitals__names(lun_capitals *c);
void lun_capitals__starts(lun_capitals *c);

/* How a piece is written: as printed, in small letters, with one capital. */
void lun_capitals__keep(lun_capitals *c, size_t i);
void lun_capitals__lower(lun_capitals *c, size_t i);
void lun_capitals__raise(lun_capitals *c, size_t i);

/* The bits of n pieces from i on as one name, 0 where no list has them; `printed` holds them with a blank between two. */
uint32_t lun_capitals__name(const lun_capitals *c, size_t i, size_t n, const char **printed);
int lun_capitals__is_ordinary(const lun_capitals *c, size_t i); /* 1: a word in small letters, 0: a name, -1: unknown */
/* The word's most likely tag in the lexicon; LUN_TAG_NONE where it has none. */
uint8_t lun_capitals__tag(const lun_capitals *c, size_t i);
int lun_capitals__is_small(const lun_capitals *c, size_t i); /* of, the, and: 1 for what names have in small letters */

static inline uint32_t lun_piece_len(const lun_piece *piece)
{
    return piece->stop - piece->start;
}

static inline const char *lun_piece_low(const lun_capitals *c, size_t i)
{
    return c->low + c->pieces.items[i].start;
}

/* Is the i-th piece this sign or word, in small letters? 0 past the last. */
int lun_capitals__is(const lun_capitals *c, size_t i, const char *word);
/* Does the i-th piece stand right behind the one before? */
int lun_capitals__touches(const lun_capitals *c, size_t i);

#endif
