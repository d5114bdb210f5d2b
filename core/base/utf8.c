/*
** utf8.c - decoding, validation, offset maps.
*/
#include "base/utf8.h"

#include <string.h>

#include "base/mem.h"

static unsigned char byte_at(const char *s, size_t i)
{
    return (unsigned char)s[i];
}

/* The least second byte and the greatest, which refuse overlong forms, surrogates and what lies above U+10FFFF. */
static int second_fits(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

uint32_t lun_utf8_decode(const char *s, size_t len, unsigned *width)
{
    unsigned char first = byte_at(s, 0);
    unsigned n = first < 0x80 ? 1 : first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
    *width = 1;
    if (n == 0)
        return LUN_UTF8_BAD;
    if (n == 1)
        return first;
    uint32_t point = first & (0x7Fu >> n);
    for (unsigned i = 1; i < n; i++) {
        if (i >= len || (byte_at(s, i) & 0xC0) != 0x80 || (i == 1 && !second_fits(first, byte_at(s, 1))))
            return LUN_UTF8_BAD;
        point = point << 6 | (byte_at(s, i) & 0x3F);
        *width = i + 1;
    }
    return point;
}

unsigned lun_utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Eight bytes at once while they are ASCII: most text is. */
static size_t skip_ascii(const char *s, size_t i, size_t len)
{
    uint64_t word;
    while (i + sizeof word <= len) {
        memcpy(&word, s + i, sizeof word);
        if (word & 0x8080808080808080u)
            break;
        i += sizeof word;
    }
    while (i < len && byte_at(s, i) < 0x80)
        i++;
    return i;
}

int lun_utf8_valid(const char *s, size_t len)
{
    unsigned width;
    for (size_t i = skip_ascii(s, 0, len); i < len; i = skip_ascii(s, i + width, len)) {
        if (lun_utf8_decode(s + i, len - i, &width) == LUN_UTF8_BAD)
            return 0;
    }
    return 1;
}

size_t lun_utf8_count(const char *s, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += (byte_at(s, i) & 0xC0) != 0x80;
    return n;
}

/* ---- offset maps ---- */

#define BLOCK 64u

struct lun_offsets {
    const char *text;
    size_t len;
    uint32_t *points;                /* code points before each block of 64 bytes; NULL where the text is ASCII */
    size_t n_blocks;
};

lun_offsets *lun_offsets_new(const char *text, size_t len)
{
    lun_offsets *map = lun_calloc(1, sizeof *map);
    if (!map)
        return NULL;
    map->text = text;
    map->len = len;
    if (skip_ascii(text, 0, len) == len)
        return map;
    map->n_blocks = len / BLOCK + 1;
    map->points = lun_calloc(map->n_blocks, sizeof *map->points);
    if (!map->points) {
        lun_free(map);
        return NULL;
    }
    uint32_t n = 0;
    for (size_t b = 0; b < map->n_blocks; b++) {
        size_t from = b * BLOCK, to = from + BLOCK < len ? from + BLOCK : len;
        map->points[b] = n;
        n += (uint32_t)lun_utf8_count(text + from, to - from);
    }
    return map;
}

void lun_offsets_free(lun_offsets *map)
{
    if (!map)
        return;
    lun_free(map->points);
    lun_free(map);
}

size_t lun_offsets_to_points(const lun_offsets *map, size_t byte)
{
    if (byte > map->len)
        byte = map->len;
    if (!map->points)
        return byte;
    while (byte > 0 && byte < map->len && (byte_at(map->text, byte) & 0xC0) == 0x80)
        byte--;
    size_t from = byte / BLOCK * BLOCK;
    return map->points[byte / BLOCK] + lun_utf8_count(map->text + from, byte - from);
}

size_t lun_offsets_to_bytes(const lun_offsets *map, size_t point)
{
    if (!map->points)
        return point < map->len ? point : map->len;
    size_t low = 0, high = map->n_blocks;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (map->points[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    size_t byte = low * BLOCK, n = map->points[low];
    while (byte < map->len && (byte_at(map->text, byte) & 0xC0) == 0x80)
        byte++;
    for (; byte < map->len; n++) {
        if (n == point)
            return byte;
        do
            byte++;
        while (byte < map->len && (byte_at(map->text, byte) & 0xC0) == 0x80);
    }
    return map->len;
}
