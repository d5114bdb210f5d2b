/*
** chars.h - what kind of character this is, for words and for white space. ASCII by a table, the rest by ICU's properties.
*/
#ifndef LUN_TEXT_CHARS_H
#define LUN_TEXT_CHARS_H

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

typedef enum lun_char {
    LUN_CHAR_SIGN,  /* punctuation, symbols, everything without a better home */
    LUN_CHAR_SPACE, /* white space, control characters, zero width space, byte order mark: never inside a token */
    LUN_CHAR_LETTER,
    LUN_CHAR_DIGIT,   /* any number character */
    LUN_CHAR_MARK,    /* combining marks, joiners, soft hyphens: go with what precedes */
    LUN_CHAR_UNSPACED /* of scripts that write without spaces: Han, kana, Thai, Lao, Khmer, Burmese and their like */
} lun_char;

extern const uint8_t lun_char__ascii[128];

lun_char lun_char_of(uint32_t code_point);

/* The class of the character at text[at] (at < len, well-formed UTF-8); *width gets its bytes. */
lun_char lun_char__wide(const char *text, uint32_t at, uint32_t len, unsigned *width);

typedef enum lun_case {
    LUN_CASE_NONE,
    LUN_CASE_UPPER, /* upper or title case */
    LUN_CASE_LOWER
} lun_case;

lun_case lun_char_case(const char *text, uint32_t len); /* of the first character; len > 0 */

static inline lun_char lun_char_at(const char *text, uint32_t at, uint32_t len, unsigned *width)
{
    unsigned char byte = (unsigned char)text[at];
    if (byte < 128) {
        *width = 1;
        return (lun_char)lun_char__ascii[byte];
    }
    return lun_char__wide(text, at, len, width);
}

static inline int lun_char_in_word(lun_char class)
{
    return class == LUN_CHAR_LETTER || class == LUN_CHAR_DIGIT || class == LUN_CHAR_MARK;
}

static inline int lun_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline int lun_ascii_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline int lun_ascii_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline int lun_ascii_letter(char c)
{
    return lun_ascii_lower((char)(c | 0x20));
}

static inline char lun_ascii_fold(char c)
{
    return lun_ascii_upper(c) ? (char)(c + 32) : c;
}

/*
** How many ASCII letters stand at the front of text[0..len). Eight bytes at a time: a sum carries into the highest bit of each byte that is
** at least 'a', another into that of each beyond 'z'; a word of up to seven letters costs no branch for each of them.
*/
static inline uint32_t lun_ascii_letters(const char *text, uint32_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint32_t n = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; len - n >= 8; n += 8) {
        uint64_t bytes, low, others;
        memcpy(&bytes, text + n, sizeof bytes);
        low = (bytes | ones * 0x20) & ~high;
        others = ~((low + ones * (0x80 - 'a')) & ~(low + ones * (0x7F - 'z')) & ~bytes) & high;
        if (others)
            return n + (uint32_t)__builtin_ctzll(others) / 8;
    }
#endif
    while (n < len && lun_ascii_letter(text[n]))
        n++;
    return n;
}

/* Up to eight bytes of a text at once, small letters behind its end. */
static inline uint64_t lun_ascii__eight(const char *text, size_t len)
{
    uint64_t bytes = UINT64_C(0x6161616161616161);
    if (len >= 8)
        memcpy(&bytes, text, 8);
    else
        memcpy(&bytes, text, len);
    return bytes;
}

/* Is a text ASCII without capitals? Folding leaves it as it is. */
static inline int lun_ascii_small(const char *text, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t others = 0;
    for (size_t i = 0; i < len; i += 8) {
        uint64_t bytes = lun_ascii__eight(text + i, len - i), low = bytes & ~high;
        others |= bytes | ((low + ones * (0x80 - 'A')) & ~(low + ones * (0x7F - 'Z')));
    }
    return (others & high) == 0;
}

/* Is all of a text small ASCII letters? */
static inline int lun_ascii_small_letters(const char *text, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t others = 0;
    for (size_t i = 0; i < len; i += 8) {
        uint64_t bytes = lun_ascii__eight(text + i, len - i), low = bytes & ~high;
        others |= bytes | ~((low + ones * (0x80 - 'a')) & ~(low + ones * (0x7F - 'z')));
    }
    return (others & high) == 0;
}

#endif
