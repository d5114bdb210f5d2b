/*
** utf8.h - UTF-8 and code point offsets. The one place where bytes become code points and back.
*/
#ifndef LUN_BASE_UTF8_H
#define LUN_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define LUN_UTF8_BAD UINT32_MAX

/* Decodes the code point at s[0..len), len > 0; *width gets its bytes. Malformed: LUN_UTF8_BAD with the width (1..3) of the maximal bad part. */
uint32_t lun_utf8_decode(const char *s, size_t len, unsigned *width);
unsigned lun_utf8_encode(uint32_t code_point, char out[4]); /* bytes written, 0 if not a scalar value */
int lun_utf8_valid(const char *s, size_t len);              /* 1 when well formed (no surrogates, no overlong forms) */
size_t lun_utf8_count(const char *s, size_t len);           /* code points of well-formed text */

/*
** A terminal takes control characters as orders (ESC, and U+009B, which says the same), and marks that turn the direction of what follows reach beyond
** the text that they came with: the next cell of a table stands backwards. Here both are spaces; a line keeps none of them, lines keep tabs and line feeds.
*/
typedef enum lun_plain { LUN_PLAIN_LINE, LUN_PLAIN_LINES } lun_plain;
/* Bytes of such a character at s[0..len), len > 0; 0 where there is another. */
unsigned lun_utf8_control(const char *s, size_t len, lun_plain as);
size_t lun_utf8_plain(char *text, size_t len,
                      lun_plain as); /* in place; the new length, where a NUL stands then if it is shorter */

/*
** Accents that stand apart join their letters (as Unicode's normalization form C has them), invisible characters go: soft hyphens, zero-width spaces, marks of
** direction. In place; the new length, where a NUL stands then if it is shorter.
*/
size_t lun_utf8_compose(char *text, size_t len);
int lun_utf8_is_invisible(uint32_t point); /* 1 for soft hyphens, joiners of nothing, marks of byte order */
int lun_utf8_is_unseen(uint32_t point);    /* the same, and for marks of direction: no part of a word */
int lun_utf8_composes(uint32_t point);     /* 1 for a character that it takes away or joins to the one before */

/*
** Names and labels, so that two spellings are one: composed as above; a run of white space, no-break spaces and line ends among it, becomes one blank, and U+2019 between two
** letters an apostrophe. Two line ends and more part paragraphs, and stay. In place; the new length, where a NUL stands then if it is shorter.
*/
size_t lun_utf8_flat(char *text, size_t len);

/* Maps offsets of one well-formed text both ways. Costs one entry in 64 bytes of text, nothing for ASCII. */
typedef struct lun_offsets lun_offsets;

lun_offsets *lun_offsets_new(const char *text, size_t len); /* borrows text; NULL when memory is gone */
void lun_offsets_free(lun_offsets *map);
size_t lun_offsets_to_points(const lun_offsets *map,
                             size_t byte); /* byte <= len; inside a sequence counts as its start */
size_t lun_offsets_to_bytes(const lun_offsets *map, size_t point); /* past the end gives len */

#endif
