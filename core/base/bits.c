/*
** bits.c - sets of numbers, a bit each.
*/
#include "base/bits.h"

#include <string.h>

#include <lunette/error.h>

#include "base/mem.h"

static size_t count(const lun_bits *bits)
{
    return bits->n / 64 + 1;
}

int lun_bits_init(lun_bits *bits, size_t n)
{
    bits->n = n;
    bits->words = lun_calloc(count(bits), sizeof *bits->words);
    return bits->words ? LUN_OK : LUN_ENOMEM;
}

void lun_bits_clear(lun_bits *bits)
{
    lun_free(bits->words);
    *bits = (lun_bits){ NULL, 0 };
}

void lun_bits_add(lun_bits *bits, uint64_t number)
{
    if (number < bits->n)
        bits->words[number / 64] |= (uint64_t)1 << (number % 64);
}

int lun_bits_has(const lun_bits *bits, uint64_t number)
{
    return number < bits->n && (bits->words[number / 64] >> (number % 64) & 1);
}

void lun_bits_unite(lun_bits *bits, const lun_bits *other)
{
    for (size_t i = 0; i < count(bits); i++)
        bits->words[i] |= other->words[i];
}

void lun_bits_intersect(lun_bits *bits, const lun_bits *other)
{
    for (size_t i = 0; i < count(bits); i++)
        bits->words[i] &= other->words[i];
}

void lun_bits_fill(lun_bits *bits)
{
    memset(bits->words, 0xFF, count(bits) * sizeof *bits->words);
}
