/*
** english.c - reads the compiled English data in place. Sits on base/embed.h.
**
** The file comes from our own build, but a table that is read without checks is a crash waiting for a damaged binary: positions and counts are
** held against the size before they are followed. Searching is by hash: one or two slots, and one record where the key is there.
*/
#include "text/english.h"

#include <string.h>

#include "base/embed.h"

#define PATH "data/english.bin"
#define MAGIC "LUNENG3" /* with its NUL */
#define NAME_SIZE 8
#define PROPER 16u         /* of a lemma's bits */
#define POSITION 0xFFFFFFu /* of a slot; the rest is of the key's hash */
#define HEADER (8 + 4 * (2 + 2 * (3 + LUN_ENGLISH_TABLES)))

static uint32_t u32_at(const unsigned char *data)
{
    return (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
}

static int i16_at(const unsigned char *data)
{
    int value = data[0] | data[1] << 8;
    return value < 32768 ? value : value - 65536;
}

static int holds(const lun_english *english, uint32_t position, uint64_t size)
{
    return position >= HEADER && position <= english->size && size <= english->size - position;
}

static int read_header(lun_english *out)
{
    const unsigned char *directory = out->data + 16;
    uint64_t tags = out->n_tags = u32_at(out->data + 12);
    if (u32_at(out->data + 8) != out->size || tags == 0 || tags >= LUN_ENGLISH_MOST_TAGS)
        return -1;
    out->names = u32_at(directory);
    out->trigrams = u32_at(directory + 8);
    out->hope = u32_at(directory + 16);
    if (!holds(out, out->names, tags * NAME_SIZE) || !holds(out, out->trigrams, tags * tags * tags * 2) ||
        !holds(out, out->hope, tags * tags * tags * 2))
        return -1;
    for (int table = 0; table < LUN_ENGLISH_TABLES; table++) {
        const unsigned char *entry = directory + 8 * (3 + table);
        uint32_t n = out->n[table] = u32_at(entry + 4);
        out->slots[table] = u32_at(entry);
        if (n == 0 || (n & (n - 1)) != 0 || !holds(out, out->slots[table], (uint64_t)n * 4))
            return -1;
    }
    return 0;
}

int lun_english_open(lun_english *out, lun_error *err)
{
    memset(out, 0, sizeof *out);
    const lun_embedded *file = lun_embedded_find(PATH);
    if (!file)
        return lun_error_set(err, LUN_EFORMAT, "the English data (%s) are missing from this build", PATH);
    out->data = file->data;
    out->size = file->len > UINT32_MAX ? 0 : (uint32_t)file->len;
    if (out->size < HEADER || memcmp(out->data, MAGIC, sizeof MAGIC) != 0 || read_header(out) < 0)
        return lun_error_set(err, LUN_EFORMAT, "the English data (%s) in this build are damaged; build again", PATH);
    return 0;
}

/* FNV-1a, as in make_english.lua. */
static uint32_t hash_of(const char *key, size_t len)
{
    uint32_t hash = 0x811C9DC5u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)key[i]) * 0x01000193u;
    return hash;
}

/* 1 if the record at a position is the key's; a record outside the file is nobody's. */
static int is_record_of(const lun_english *english, uint32_t position, const char *key, size_t len)
{
    return holds(english, position, 1) && english->data[position] == len && holds(english, position + 1, len) &&
           memcmp(english->data + position + 1, key, len) == 0;
}

const unsigned char *lun_english_find(const lun_english *english, lun_english_table table, const char *key, size_t len,
                                      size_t *left)
{
    const unsigned char *slots = english->data + english->slots[table];
    uint32_t n = english->n[table], hash = hash_of(key, len);
    for (uint32_t tried = 0, at = hash & (n - 1); tried < n; tried++, at = (at + 1) & (n - 1)) {
        uint32_t slot = u32_at(slots + (size_t)at * 4), position = slot & POSITION;
        if (slot == 0)
            return NULL;
        if (((slot ^ hash) & ~POSITION) == 0 && is_record_of(english, position, key, len)) {
            uint32_t payload = position + 1 + (uint32_t)len;
            *left = english->size - payload;
            return english->data + payload;
        }
    }
    return NULL;
}

const char *lun_english_key(const lun_english *english, lun_english_table table, uint32_t i, size_t *len,
                            const unsigned char **payload, size_t *left)
{
    uint32_t position = u32_at(english->data + english->slots[table] + (size_t)i * 4) & POSITION;
    if (!holds(english, position, 1) || !holds(english, position + 1, english->data[position]))
        return NULL;
    *len = english->data[position];
    *payload = english->data + position + 1 + *len;
    *left = english->size - (position + 1 + *len);
    return (const char *)english->data + position + 1;
}

uint32_t lun_english_readings(const lun_english *english, lun_english_table table, const char *key, size_t len,
                              lun_reading out[LUN_ENGLISH_MOST_READINGS])
{
    size_t left;
    const unsigned char *payload = lun_english_find(english, table, key, len, &left);
    if (!payload || left < 1)
        return 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < payload[0] && n < LUN_ENGLISH_MOST_READINGS && 1 + (i + 1) * 3 <= left; i++) {
        const unsigned char *reading = payload + 1 + (size_t)i * 3;
        if (reading[0] == 0 || reading[0] > english->n_tags)
            continue;
        out[n].tag = reading[0];
        out[n++].log = (int16_t)i16_at(reading + 1);
    }
    return n;
}

uint32_t lun_english_word(const lun_english *english, const char *lemma, size_t len)
{
    size_t left;
    const unsigned char *payload = lun_english_find(english, LUN_ENGLISH_WORDS, lemma, len, &left);
    return payload && left > 0 ? payload[0] & (PROPER - 1u) : 0;
}

int lun_english_is_proper(const lun_english *english, const char *lemma, size_t len)
{
    size_t left;
    const unsigned char *payload = lun_english_find(english, LUN_ENGLISH_WORDS, lemma, len, &left);
    return payload && left > 0 && (payload[0] & PROPER) != 0;
}

uint32_t lun_english_name(const lun_english *english, const char *key, size_t len, const char **printed)
{
    size_t left;
    const unsigned char *payload = lun_english_find(english, LUN_ENGLISH_NAMES, key, len, &left);
    if (!payload || left < 1 + len)
        return 0;
    *printed = (const char *)payload + 1;
    return payload[0];
}
