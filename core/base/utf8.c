/*
** utf8.c - UTF-8 and code point offsets.
**
** Sits on mem.c. Well-formed means table 3-7 of the Unicode standard: no surrogates, no overlong forms, nothing above
** U+10FFFF. Invariant of a map: before[i] is the number of code points that start in the first 64 * i bytes; a text of
** ASCII alone has no table, since both offsets are the same.
*/
#include "base/utf8.h"

#include <string.h>

#include "base/mem.h"

enum { STRIDE = 64 };

struct lun_offsets {
    const char *text;
    size_t len;
    size_t points;
    size_t n;       /* entries of before */
    size_t *before; /* NULL when all is ASCII */
};

static int is_inner(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes of the sequence that `lead` opens, with the range its second byte must lie in; 0 when it opens none. */
static unsigned sequence(unsigned char lead, unsigned char *least, unsigned char *most)
{
    *least = 0x80;
    *most = 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    if (lead < 0xE0)
        return 2;
    if (lead == 0xE0)
        *least = 0xA0;
    if (lead == 0xED)
        *most = 0x9F;
    if (lead < 0xF0)
        return 3;
    if (lead == 0xF0)
        *least = 0x90;
    if (lead == 0xF4)
        *most = 0x8F;
    return 4;
}

uint32_t lun_utf8_decode(const char *s, size_t len, unsigned *width)
{
    static const unsigned char lead_bits[5] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    unsigned char least, most;
    unsigned char lead = (unsigned char)s[0];
    unsigned n = sequence(lead, &least, &most);
    uint32_t point;

    *width = 1;
    if (n == 0)
        return LUN_UTF8_BAD;
    point = lead & lead_bits[n];
    for (unsigned i = 1; i < n; i++) {
        unsigned char c = i < len ? (unsigned char)s[i] : 0;

        if (i >= len || c < least || c > most)
            return LUN_UTF8_BAD;
        least = 0x80;
        most = 0xBF;
        point = point << 6 | (c & 0x3Fu);
        *width = i + 1;
    }
    return point;
}

unsigned lun_utf8_encode(uint32_t code_point, char out[4])
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

/* Bytes at the front of s[0..len) that are ASCII, counted in steps of eight. */
static size_t ascii_run(const char *s, size_t len)
{
    size_t i = 0;

    for (; i + 8 <= len; i += 8) {
        uint64_t eight;

        memcpy(&eight, s + i, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    return i;
}

int lun_utf8_valid(const char *s, size_t len)
{
    size_t i = 0;
    unsigned width;

    while (i < len) {
        i += ascii_run(s + i, len - i);
        for (unsigned n = 0; n < 8 && i < len; n++) {
            if (lun_utf8_decode(s + i, len - i, &width) == LUN_UTF8_BAD)
                return 0;
            i += width;
        }
    }
    return 1;
}

/* Eight at a time: an inner byte has its highest bit and lacks the next. */
size_t lun_utf8_count(const char *s, size_t len)
{
    size_t inner = 0, i = 0;

    for (; i + 8 <= len; i += 8) {
        uint64_t bytes;

        memcpy(&bytes, s + i, sizeof bytes);
        bytes = (bytes & ~(bytes << 1)) >> 7 & UINT64_C(0x0101010101010101);
        inner += (size_t)(bytes * UINT64_C(0x0101010101010101) >> 56);
    }
    for (; i < len; i++)
        inner += (size_t)is_inner(s[i]);
    return len - inner;
}

/* The last two bytes of U+202A to U+202E, U+2066 to U+2069. */
static int turns_direction(unsigned char second, unsigned char third)
{
    return (second == 0x80 && third >= 0xAA && third <= 0xAE) || (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

unsigned lun_utf8_control(const char *s, size_t len, lun_plain as)
{
    unsigned char c = (unsigned char)s[0];

    if (c < 0x20)
        return as == LUN_PLAIN_LINE || (c != '\t' && c != '\n');
    if (c == 0x7F)
        return 1;
    if (c == 0xC2)
        return len > 1 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0 ? 2 : 0;
    return c == 0xE2 && len > 2 && turns_direction((unsigned char)s[1], (unsigned char)s[2]) ? 3 : 0;
}

size_t lun_utf8_plain(char *text, size_t len, lun_plain as)
{
    size_t to = 0;
    unsigned width;

    for (size_t at = 0; at < len; at += width ? width : 1) {
        width = lun_utf8_control(text + at, len - at, as);
        text[to++] = width ? ' ' : text[at];
    }
    if (to < len)
        text[to] = '\0';
    return to;
}

/* Bytes of the white space at s[0..len), len > 0; 0 where there is something else. */
static unsigned blank_at(const char *s, size_t len)
{
    unsigned char c = (unsigned char)s[0];
    unsigned width;
    uint32_t point;

    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3) /* the lead bytes of all that follow */
        return 0;
    point = lun_utf8_decode(s, len, &width);
    if (point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
        point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000)
        return width;
    return 0;
}

static int is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "O'Neil" as print has it: U+2019 between two letters. */
static int is_apostrophe(const char *text, size_t len, size_t at)
{
    return at > 0 && at + 3 < len && memcmp(text + at, "\xE2\x80\x99", 3) == 0 && is_letter_byte(text[at - 1]) &&
           is_letter_byte(text[at + 3]);
}

size_t lun_utf8_flat(char *text, size_t len)
{
    size_t out = 0, at = 0, given = len;

    len = lun_utf8_compose(text, len);
    while (at < len) {
        size_t start = at;
        unsigned width, lines = 0;

        while (at < len && (width = blank_at(text + at, len - at)) > 0) {
            lines += text[at] == '\n';
            at += width;
        }
        if (at == start && is_apostrophe(text, len, at)) {
            text[out++] = '\'';
            at += 3;
        } else if (at == start)
            text[out++] = text[at++];
        else if (lines < 2)
            text[out++] = ' ';
        else {
            memmove(text + out, text + start, at - start);
            out += at - start;
        }
    }
    if (out < given)
        text[out] = '\0';
    return out;
}

static int fill_table(lun_offsets *map)
{
    size_t points = 0;

    map->n = map->len / STRIDE + 1;
    map->before = lun_calloc(map->n, sizeof *map->before);
    if (map->before == NULL)
        return -1;
    for (size_t i = 0; i < map->n; i++) {
        size_t at = i * STRIDE;

        map->before[i] = points;
        points += lun_utf8_count(map->text + at, map->len - at < STRIDE ? map->len - at : STRIDE);
    }
    return 0;
}

lun_offsets *lun_offsets_new(const char *text, size_t len)
{
    lun_offsets *map = lun_calloc(1, sizeof *map);

    if (map == NULL)
        return NULL;
    map->text = text;
    map->len = len;
    map->points = lun_utf8_count(text, len);
    if (map->points != len && fill_table(map) < 0) {
        lun_free(map);
        return NULL;
    }
    return map;
}

void lun_offsets_free(lun_offsets *map)
{
    if (map == NULL)
        return;
    lun_free(map->before);
    lun_free(map);
}

size_t lun_offsets_to_points(const lun_offsets *map, size_t byte)
{
    size_t block;

    if (byte >= map->len)
        return map->points;
    if (map->before == NULL)
        return byte;
    while (byte > 0 && is_inner(map->text[byte]))
        byte--;
    block = byte / STRIDE;
    return map->before[block] + lun_utf8_count(map->text + block * STRIDE, byte - block * STRIDE);
}

size_t lun_offsets_to_bytes(const lun_offsets *map, size_t point)
{
    size_t low = 0;
    size_t high;
    size_t at, left;

    if (point >= map->points)
        return map->len;
    if (map->before == NULL)
        return point;
    high = map->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (map->before[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    at = low * STRIDE;
    for (left = point - map->before[low];; at++) {
        if (is_inner(map->text[at]))
            continue;
        if (left == 0)
            return at;
        left--;
    }
}
