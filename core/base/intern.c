/*
** intern.c - strings to dense numbers: an open-addressing table of ids over strings that lie in chunks.
**
** Invariants: slots is a power of two, at most three quarters full; a string's bytes never move while it is known. Truncating removes the ids from
** the table and gives the chunks behind them back.
*/
#include "base/hash.h"

#include <string.h>

#include "base/mem.h"

#define CHUNK ((size_t)64 << 10)

typedef struct entry {
    const char *text;
    uint32_t len, hash;              /* the low half: enough to refuse most others without looking */
} entry;

typedef struct chunk {
    char *data;
    size_t size, used;
    uint32_t first;                  /* id of the first string in it */
} chunk;

struct lun_intern {
    LUN_VEC(entry) entries;
    LUN_VEC(chunk) chunks;
    uint32_t *slots;                 /* id + 1; 0 = free */
    uint32_t mask;
};

lun_intern *lun_intern_new(void)
{
    lun_intern *table = lun_calloc(1, sizeof *table);
    if (!table)
        return NULL;
    table->mask = 255;
    table->slots = lun_calloc((size_t)table->mask + 1, sizeof *table->slots);
    if (!table->slots) {
        lun_free(table);
        return NULL;
    }
    return table;
}

void lun_intern_free(lun_intern *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->chunks.n; i++)
        lun_free(table->chunks.items[i].data);
    lun_vec_clear(&table->chunks);
    lun_vec_clear(&table->entries);
    lun_free(table->slots);
    lun_free(table);
}

static uint32_t find_slot(const lun_intern *table, const char *text, size_t len, uint32_t hash)
{
    uint32_t slot = hash & table->mask;
    for (; table->slots[slot]; slot = (slot + 1) & table->mask) {
        const entry *e = &table->entries.items[table->slots[slot] - 1];
        if (e->hash == hash && e->len == len && memcmp(e->text, text, len) == 0)
            break;
    }
    return slot;
}

static void fill(lun_intern *table)
{
    for (size_t i = 0; i < table->entries.n; i++) {
        uint32_t slot = table->entries.items[i].hash & table->mask;
        while (table->slots[slot])
            slot = (slot + 1) & table->mask;
        table->slots[slot] = (uint32_t)i + 1;
    }
}

static int grow(lun_intern *table)
{
    uint32_t mask = table->mask * 2 + 1;
    uint32_t *slots = lun_calloc((size_t)mask + 1, sizeof *slots);
    if (!slots)
        return -1;
    lun_free(table->slots);
    table->slots = slots;
    table->mask = mask;
    fill(table);
    return 0;
}

static const char *store(lun_intern *table, const char *text, size_t len)
{
    chunk *last = table->chunks.n ? &table->chunks.items[table->chunks.n - 1] : NULL;
    if (!last || last->size - last->used < len + 1) {
        size_t size = len + 1 > CHUNK ? len + 1 : CHUNK;
        chunk fresh = { lun_malloc(size), size, 0, (uint32_t)table->entries.n };
        if (!fresh.data)
            return NULL;
        if (lun_vec_push(&table->chunks, fresh) < 0) {
            lun_free(fresh.data);
            return NULL;
        }
        last = &table->chunks.items[table->chunks.n - 1];
    }
    char *copy = last->data + last->used;
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    last->used += len + 1;
    return copy;
}

uint32_t lun_intern_add(lun_intern *table, const char *text, size_t len)
{
    uint32_t hash = (uint32_t)lun_hash64(text, len), slot = find_slot(table, text, len, hash);
    if (table->slots[slot])
        return table->slots[slot] - 1;
    if (len >= UINT32_MAX || table->entries.n >= LUN_INTERN_NONE - 1)
        return LUN_INTERN_NONE;
    if ((table->entries.n + 1) * 4 > ((size_t)table->mask + 1) * 3) {
        if (grow(table) < 0)
            return LUN_INTERN_NONE;
        slot = find_slot(table, text, len, hash);
    }
    if (lun_vec_reserve(&table->entries, table->entries.n + 1) < 0)
        return LUN_INTERN_NONE;
    const char *copy = store(table, text, len);
    if (!copy)
        return LUN_INTERN_NONE;
    table->entries.items[table->entries.n++] = (entry){ copy, (uint32_t)len, hash };
    table->slots[slot] = (uint32_t)table->entries.n;
    return (uint32_t)table->entries.n - 1;
}

uint32_t lun_intern_find(const lun_intern *table, const char *text, size_t len)
{
    uint32_t slot = find_slot(table, text, len, (uint32_t)lun_hash64(text, len));
    return table->slots[slot] ? table->slots[slot] - 1 : LUN_INTERN_NONE;
}

const char *lun_intern_get(const lun_intern *table, uint32_t id, size_t *len)
{
    if (id >= table->entries.n)
        return NULL;
    if (len)
        *len = table->entries.items[id].len;
    return table->entries.items[id].text;
}

uint32_t lun_intern_count(const lun_intern *table)
{
    return (uint32_t)table->entries.n;
}

void lun_intern_truncate(lun_intern *table, uint32_t n)
{
    if (n >= table->entries.n)
        return;
    while (table->chunks.n && table->chunks.items[table->chunks.n - 1].first >= n)
        lun_free(table->chunks.items[--table->chunks.n].data);
    if (table->chunks.n) {
        chunk *last = &table->chunks.items[table->chunks.n - 1];
        last->used = (size_t)(table->entries.items[n].text - last->data);
    }
    table->entries.n = n;
    memset(table->slots, 0, ((size_t)table->mask + 1) * sizeof *table->slots);
    fill(table);
}
