/*
** spelling.c - what the letters of a word say: class bits and the folded form. Sits on chars.h and ICU's case mappings.
**
** Folding is idempotent: simple lower case, straight quotes for curly ones; it never depends on the locale.
*/
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/chars.h"
#include "text/words.h"

#define LONGEST_NUMBER_WORD 11

static const char *const NUMBER_WORDS[] = {
    /* sorted: searched by halves */
    "billion",  "billions", "dozen",     "eight",  "eighteen", "eighty",  "eleven",    "fifteen",
    "fifty",    "five",     "forty",     "four",   "fourteen", "hundred", "hundreds",  "million",
    "millions", "nine",     "nineteen",  "ninety", "one",      "seven",   "seventeen", "seventy",
    "six",      "sixteen",  "sixty",     "ten",    "thirteen", "thirty",  "thousand",  "thousands",
    "three",    "trillion", "trillions", "twelve", "twenty",   "two",     "zero",
};

/* By first letter: a bit for each length of a number word. Few words are as long and begin as one of them. */
static const uint16_t NUMBER_WORD_LENGTHS[26] = {
    ['b' - 'a'] = 1 << 7 | 1 << 8,
    ['d' - 'a'] = 1 << 5,
    ['e' - 'a'] = 1 << 5 | 1 << 6 | 1 << 8,
    ['f' - 'a'] = 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8,
    ['h' - 'a'] = 1 << 7 | 1 << 8,
    ['m' - 'a'] = 1 << 7 | 1 << 8,
    ['n' - 'a'] = 1 << 4 | 1 << 6 | 1 << 8,
    ['o' - 'a'] = 1 << 3,
    ['s' - 'a'] = 1 << 3 | 1 << 5 | 1 << 7 | 1 << 9,
    ['t' - 'a'] = 1 << 3 | 1 << 5 | 1 << 6 | 1 << 8 | 1 << 9,
    ['z' - 'a'] = 1 << 4,
};

static uint32_t fold_point(uint32_t c)
{
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    if (c == 0x201C || c == 0x201D)
        return '"';
    return (uint32_t)u_tolower((UChar32)c);
}

size_t lun_spelling_fold(const char *form, size_t len, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < len;) {
        if ((unsigned char)form[i] < 128) {
            out[n++] = lun_ascii_fold(form[i++]);
            continue;
        }
        unsigned width;
        uint32_t c = lun_utf8_decode(form + i, len - i, &width);
        if (c == LUN_UTF8_BAD) {
            memcpy(out + n, form + i, width);
            n += width;
        } else {
            n += lun_utf8_encode(fold_point(c), out + n);
        }
        i += width;
    }
    return n;
}

static int compare_words(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

static int is_number_word(const char *form, size_t len)
{
    char folded[LONGEST_NUMBER_WORD];
    if (len < 3 || len >= sizeof folded || !lun_ascii_letter(form[0]) ||
        !(NUMBER_WORD_LENGTHS[lun_ascii_fold(form[0]) - 'a'] >> len & 1))
        return 0;
    for (size_t i = 0; i < len; i++)
        folded[i] = lun_ascii_fold(form[i]);
    folded[len] = '\0';
    return bsearch(folded, NUMBER_WORDS, sizeof NUMBER_WORDS / sizeof *NUMBER_WORDS, sizeof *NUMBER_WORDS,
                   compare_words) != NULL;
}

static int is_ordinal_ending(const char *text, size_t len)
{
    if (len != 2)
        return 0;
    char a = lun_ascii_fold(text[0]), b = lun_ascii_fold(text[1]);
    return (a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h');
}

/* Digits, single . , / : - inside, a leading point, an ordinal ending. */
static int is_number(const char *form, size_t len)
{
    size_t i = 0;
    int digit = 0;
    if (len > 1 && (form[0] == '.' || form[0] == '+'))
        i = 1;
    while (i < len) {
        unsigned width;
        lun_char class = lun_char_at(form, (uint32_t)i, (uint32_t)len, &width);
        if (class == LUN_CHAR_DIGIT)
            digit = 1;
        else if (!digit || !strchr(".,/:-", form[i]) || i + 1 == len)
            return digit && is_ordinal_ending(form + i, len - i);
        else
            digit = 0;
        i += width;
    }
    return digit;
}

/*
** What one character adds: LUN_CLASS_UPPER, _LOWER, _DIGIT; _ALPHA for any letter; _PUNCT, for now, for a letter or a digit.
** ASCII is answered by ranges, which ICU would answer in the same way (tests/unit/test_text_paths.c compares them).
*/
static uint32_t bits_of(const char *form, size_t len, unsigned *width)
{
    *width = 1;
    if (lun_ascii_lower(form[0]))
        return LUN_CLASS_LOWER | LUN_CLASS_ALPHA | LUN_CLASS_PUNCT;
    if (lun_ascii_upper(form[0]))
        return LUN_CLASS_UPPER | LUN_CLASS_ALPHA | LUN_CLASS_PUNCT;
    if ((unsigned char)form[0] < 128)
        return lun_ascii_digit(form[0]) ? LUN_CLASS_DIGIT | LUN_CLASS_PUNCT : 0;
    uint32_t c = lun_utf8_decode(form, len, width);
    lun_char class = lun_char_of(c);
    if (class == LUN_CHAR_DIGIT)
        return LUN_CLASS_DIGIT | LUN_CLASS_PUNCT;
    if (class != LUN_CHAR_LETTER && class != LUN_CHAR_UNSPACED)
        return 0;
    return LUN_CLASS_ALPHA | LUN_CLASS_PUNCT | (u_isupper((UChar32)c) || u_istitle((UChar32)c) ? LUN_CLASS_UPPER : 0u) |
           (u_islower((UChar32)c) ? LUN_CLASS_LOWER : 0u);
}

uint32_t lun_spelling_class(const char *form, size_t len)
{
    unsigned width;
    if (len && lun_ascii_small_letters(form, len)) /* as most are */
        return LUN_CLASS_LOWER | LUN_CLASS_ALPHA | (is_number_word(form, len) ? LUN_CLASS_NUM : 0u);
    uint32_t bits = 0, first = len ? bits_of(form, len, &width) : 0;
    for (size_t i = 0; i < len; i += width)
        bits |= bits_of(form + i, len - i, &width);
    bits = (bits & ~(uint32_t)LUN_CLASS_ALPHA) | (first & LUN_CLASS_ALPHA) |
           (first & LUN_CLASS_UPPER ? LUN_CLASS_CAP : 0u);
    if ((bits & LUN_CLASS_UPPER) && (bits & LUN_CLASS_LOWER))
        bits &= ~(uint32_t)(LUN_CLASS_UPPER | LUN_CLASS_LOWER);
    bits ^= LUN_CLASS_PUNCT;
    if (((bits & LUN_CLASS_DIGIT) && is_number(form, len)) || ((bits & LUN_CLASS_ALPHA) && is_number_word(form, len)))
        bits |= LUN_CLASS_NUM;
    return bits;
}
