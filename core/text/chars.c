/*
** chars.c - character classes. Sits on ICU's general categories; the ASCII table is written out, since nine bytes in ten are ASCII.
*/
#include "text/chars.h"

#include <unicode/uchar.h>

#define S LUN_CHAR_SPACE
#define L LUN_CHAR_LETTER
#define D LUN_CHAR_DIGIT
#define P LUN_CHAR_SIGN
const uint8_t lun_char__ascii[128] = {
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    S, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P,
    P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, P, P, P, P,
    P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, P, P, P, S,
};
#undef S
#undef L
#undef D
#undef P

/* Han, its extensions, and the marks that stand for a character of it. */
static int is_ideograph(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x3005 && c <= 0x3007);
}

static int is_kana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x309D && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FA) ||
           (c >= 0x30FC && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9D);
}

/* Unicode's line breaking class for scripts whose words take a dictionary: Thai, Lao, Burmese, Khmer, Tai Lue and others. */
static int is_complex(uint32_t c)
{
    return c >= 0x0E00 && c <= 0xAADF && u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

lun_char lun_char_of(uint32_t c)
{
    if (c < 128)
        return (lun_char)lun_char__ascii[c];
    if (c >= 0x0E00 && (is_ideograph(c) || is_kana(c) || is_complex(c)))
        return LUN_CHAR_UNSPACED;
    if (c == 0x200B || c == 0xFEFF || u_isUWhiteSpace((UChar32)c))
        return LUN_CHAR_SPACE;
    switch (u_charType((UChar32)c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return LUN_CHAR_LETTER;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
        return LUN_CHAR_DIGIT;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
        return LUN_CHAR_MARK;
    case U_CONTROL_CHAR:
        return LUN_CHAR_SPACE;
    default:
        return LUN_CHAR_SIGN;
    }
}

lun_case lun_char_case(const char *text, uint32_t len)
{
    unsigned width;
    UChar32 c = (UChar32)lun_utf8_decode(text, len, &width);
    if (u_isupper(c) || u_istitle(c))
        return LUN_CASE_UPPER;
    return u_islower(c) ? LUN_CASE_LOWER : LUN_CASE_NONE;
}

lun_char lun_char__wide(const char *text, uint32_t at, uint32_t len, unsigned *width)
{
    uint32_t code_point = lun_utf8_decode(text + at, len - at, width);
    return lun_char_of(code_point);
}
