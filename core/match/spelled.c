/*
** spelled.c - comparing spellings. The quotation marks that are one here are those that folding makes one (core/text).
*/
#include "match/spelled.h"

#include <string.h>

#include "base/utf8.h"

static uint32_t straight(uint32_t c)
{
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    return c == 0x201C || c == 0x201D ? '"' : c;
}

/* The next code point, or the byte itself where the text is no UTF-8. */
static uint32_t next_point(const char *text, size_t len, size_t *at)
{
    unsigned width;
    uint32_t c = lun_utf8_decode(text + *at, len - *at, &width);
    if (c == LUN_UTF8_BAD) {
        c = 0x110000u + (unsigned char)text[*at];
        width = 1;
    }
    *at += width;
    return straight(c);
}

int lun_spelled_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t i = 0, j = 0;
    if (a_len == b_len && memcmp(a, b, a_len) == 0)
        return 1;
    while (i < a_len && j < b_len) {
        if (next_point(a, a_len, &i) != next_point(b, b_len, &j))
            return 0;
    }
    return i == a_len && j == b_len;
}

int lun_spelled_alike(const lun_vocab *vocab, uint32_t a, uint32_t b)
{
    size_t a_len, b_len;
    if (a == b)
        return 1;
    if (lun_vocab_fold(vocab, a) != lun_vocab_fold(vocab, b))
        return 0;
    const char *a_form = lun_vocab_form(vocab, a, &a_len), *b_form = lun_vocab_form(vocab, b, &b_len);
    return lun_spelled_same(a_form, a_len, b_form, b_len);
}
