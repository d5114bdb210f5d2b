/*
** shapes.h - the shapes of words, names and values in the text of a pattern, as scripts/lunette/pattern/chars.lua has them.
**
** Each function takes a place in a text that ends with NUL, and gives how many bytes there have the shape: 0 where it does not begin, or where
** only more tables of Unicode than are here could tell. Whoever then finds a byte that nothing takes is not sure.
*/
#ifndef LUN_MATCH_SHAPES_H
#define LUN_MATCH_SHAPES_H

#include <stddef.h>

typedef enum lun_shape {
    LUN_SHAPE_WORD,
    LUN_SHAPE_TEST_WORD,
    LUN_SHAPE_LEMMA,
    LUN_SHAPE_TEST_LEMMA,
    LUN_SHAPE_VALUE
} lun_shape;

int lun_shape_is_blank(char c);
size_t lun_shape_blanks(const char *s); /* white space and comments */
size_t lun_shape_letter(const char *s); /* one letter or digit */
size_t lun_shape_solid(const char *s);  /* one character that is no white space */
size_t lun_shape_name(const char *s);   /* actor   set_phrase */
size_t lun_shape_field(const char *s);  /* country   actor.country */
size_t lun_shape_sign(const char *s);   /* , ; - – and a dot by itself */
size_t lun_shape_of(lun_shape shape, const char *s);
int lun_shape_is_glued(const char *s); /* signs that stand between what was read and a letter, as in a*b */

#endif
