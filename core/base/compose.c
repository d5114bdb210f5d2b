/*
** compose.c - one spelling for what readers see as one: letters with their accents as single characters (Unicode's composed form), invisible characters gone.
**
** Composition of a pair is ICU's. Text that holds nothing of the kind, which is nearly all text, is only looked at.
*/
#include "base/utf8.h"

#include <string.h>

#include <unicode/unorm2.h>

int lun_utf8_is_invisible(uint32_t point)
{
    return point == 0xAD || point == 0x200B || point == 0x2060 || point == 0xFEFF;
}

/* Marks of direction, too, are no part of a word. The two joiners of emoji and Persian stay. */
int lun_utf8_is_unseen(uint32_t point)
{
    return lun_utf8_is_invisible(point) || point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

/* Marks that join the letter before them: accents, the sound marks of kana, the vowels and finals of Hangul. */
static int is_mark(uint32_t point)
{
    return (point >= 0x300 && point <= 0x36F) || (point >= 0x653 && point <= 0x655) ||
           (point >= 0x1161 && point <= 0x11C2) || point == 0x3099 || point == 0x309A;
}

int lun_utf8_composes(uint32_t point)
{
    return lun_utf8_is_unseen(point) || is_mark(point);
}

size_t lun_utf8_compose(char *text, size_t len)
{
    size_t at = 0, out = 0, last = 0;
    uint32_t before = 0; /* the character at `last`, 0 where there is none */
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = NULL;

    while (at < len && (unsigned char)text[at] < 0x80)
        at++;
    if (at == len)
        return len;
    if (at > 0) {
        last = at - 1;
        before = (unsigned char)text[last];
    }
    out = at;
    while (at < len) {
        unsigned width = 1, composed_width;
        uint32_t point =
            (unsigned char)text[at] < 0x80 ? (unsigned char)text[at] : lun_utf8_decode(text + at, len - at, &width);
        UChar32 composed = U_SENTINEL;
        char bytes[4];

        if (point != LUN_UTF8_BAD && lun_utf8_is_unseen(point)) {
            at += width;
            continue;
        }
        if (before != 0 && point != LUN_UTF8_BAD && is_mark(point)) {
            if (nfc == NULL)
                nfc = unorm2_getNFCInstance(&status);
            if (U_SUCCESS(status))
                composed = unorm2_composePair(nfc, (UChar32)before, (UChar32)point);
        }
        composed_width = composed >= 0 ? lun_utf8_encode((uint32_t)composed, bytes) : 0;
        if (composed_width > 0 && last + composed_width <= at + width) {
            memcpy(text + last, bytes, composed_width);
            out = last + composed_width;
            before = (uint32_t)composed;
        } else {
            memmove(text + out, text + at, width);
            last = out;
            out += width;
            before = point == LUN_UTF8_BAD ? 0 : point;
        }
        at += width;
    }
    if (out < len)
        text[out] = '\0';
    return out;
}
