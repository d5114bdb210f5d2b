/*
** intern.c - strings to dense numbers.
**
** Sits on mem.c and hash.c (long strings). An open-addressed table of slots over an array of entries; the bytes live in chunks that
** never move. Invariants:
** 1. entries stand in the slots as if they had been inserted in the order of their numbers, none ever removed. So the
**    newest entry can be taken out by emptying its slot: nothing was ever probed past it;
** 2. the bytes of entry i + 1 lie behind those of entry i, in the same chunk or in a later one;
** 3. at most half of the slots are full.
*/
#include <string.h>

#include <lunette/error.h>

#include "base/hash.h"
#include "base/mem.h"

enum { SLOTS_FIRST = 64, CHUNK_FIRST = 4096, CHUNK_MOST = 1024 * 1024 };

typedef struct intern_slot {
    uint32_t hash;
    uint32_t number; /* id + 1; 0 = empty */
} intern_slot;

typedef struct intern_entry {
    uint64_t first, second; /* of its intern_key */
    char *text;
    uint32_t len;
    uint32_t chunk;
} intern_entry;

typedef struct intern_chunk {
    char *data;
    size_t used, capacity;
} intern_chunk;

struct lun_intern {
    intern_slot *slots;
    size_t n_slots; /* a power of two */
    LUN_VEC(intern_entry) entries;
    LUN_VEC(intern_chunk) chunks;
};

/* A string as the table sees it: its first 16 bytes, zeros after its end. Short ones, which nearly all are, are all there. */
typedef struct intern_key {
    const char *text;
    size_t len;
    uint64_t first, second;
} intern_key;

enum { SHORT = 16 };

static uint64_t load(const char *text, size_t n)
{
    uint64_t value = 0;

    memcpy(&value, text, n);
    return value;
}

/* Reads no byte but the string's: two loads that overlap where it is shorter than both. */
static intern_key key_of(const char *text, size_t len)
{
    intern_key key = { text, len, 0, 0 };
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (len >= 8) {
        key.first = load(text, 8);
        if (len > 8)
            key.second = len < SHORT ? load(text + len - 8, 8) >> (8 * (SHORT - len)) : load(text + 8, 8);
    } else if (len >= 4) {
        key.first = load(text, 4) | load(text + len - 4, 4) << (8 * (len - 4));
    } else if (len > 0) {
        key.first =
            load(text, 1) | load(text + len / 2, 1) << (8 * (len / 2)) | load(text + len - 1, 1) << (8 * (len - 1));
    }
#else
    if (len > 0)
        key.first = load(text, len < 8 ? len : 8);
    if (len > 8)
        key.second = load(text + 8, len < SHORT ? len - 8 : 8);
#endif
    return key;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* What belongs to a string of so many bytes, in the two words that are read for it. */
#define LOW(n) (UINT64_MAX >> (64 - 8 * (n)))
#define ALL UINT64_MAX
static const uint64_t MASKS[SHORT + 1][2] = {
    { 0, 0 },        { LOW(1), 0 },   { LOW(2), 0 },   { LOW(3), 0 },   { LOW(4), 0 },   { LOW(5), 0 },
    { LOW(6), 0 },   { LOW(7), 0 },   { ALL, 0 },      { ALL, LOW(1) }, { ALL, LOW(2) }, { ALL, LOW(3) },
    { ALL, LOW(4) }, { ALL, LOW(5) }, { ALL, LOW(6) }, { ALL, LOW(7) }, { ALL, ALL },
};
#undef LOW
#undef ALL

/* The same without a branch for the length, where all 16 bytes can be read: what lies behind the string is masked out. */
static intern_key key_inside(const char *text, size_t len)
{
    const uint64_t *masks = MASKS[len < SHORT ? len : SHORT];

    return (intern_key){ text, len, load(text, 8) & masks[0], load(text + 8, 8) & masks[1] };
}
#else
static intern_key key_inside(const char *text, size_t len)
{
    return key_of(text, len);
}
#endif

static intern_key key_of_entry(const intern_entry *entry)
{
    return (intern_key){ entry->text, entry->len, entry->first, entry->second };
}

/*
** Two multiplications, each followed by turning the bytes round, since the high bits of a product are the good ones. Nothing keeps
** these numbers, so they may differ between machines.
*/
static uint32_t hash_key(const intern_key *key)
{
    uint64_t mixed;

    if (key->len > SHORT)
        return (uint32_t)lun_hash64(key->text, key->len);
    mixed = __builtin_bswap64((key->first + key->len) * UINT64_C(0x9E3779B97F4A7C15));
    mixed = __builtin_bswap64((mixed ^ key->second) * UINT64_C(0xD6E8FEB86659FD93));
    return (uint32_t)mixed;
}

static int is_same(const intern_entry *entry, const intern_key *key)
{
    return entry->first == key->first && entry->second == key->second && entry->len == key->len &&
           (key->len <= SHORT || memcmp(entry->text + SHORT, key->text + SHORT, key->len - SHORT) == 0);
}

/* The slot that holds the string, or the empty one where it would go. */
static inline size_t slot_of(const lun_intern *table, const intern_key *key, uint32_t hash)
{
    size_t mask = table->n_slots - 1;
    size_t at = hash & mask;

    for (;; at = (at + 1) & mask) {
        const intern_slot *slot = &table->slots[at];

        if (slot->number == 0 || (slot->hash == hash && is_same(&table->entries.items[slot->number - 1], key)))
            return at;
    }
}

static void slot_insert(intern_slot *slots, size_t n_slots, uint32_t hash, uint32_t number)
{
    size_t at = hash & (n_slots - 1);

    while (slots[at].number != 0)
        at = (at + 1) & (n_slots - 1);
    slots[at].hash = hash;
    slots[at].number = number;
}

static int grow_slots(lun_intern *table)
{
    intern_slot *slots;
    size_t n_slots = table->n_slots * 2;

    slots = lun_calloc(n_slots, sizeof *slots);
    if (slots == NULL)
        return LUN_ENOMEM;
    for (size_t i = 0; i < table->entries.n; i++) {
        intern_key key = key_of_entry(&table->entries.items[i]);

        slot_insert(slots, n_slots, hash_key(&key), (uint32_t)i + 1);
    }
    lun_free(table->slots);
    table->slots = slots;
    table->n_slots = n_slots;
    return 0;
}

/* A chunk with room for `size` bytes, or NULL. */
static intern_chunk *chunk_for(lun_intern *table, size_t size)
{
    intern_chunk *last = table->chunks.n != 0 ? &table->chunks.items[table->chunks.n - 1] : NULL;
    size_t capacity = CHUNK_FIRST;
    char *data;

    if (last != NULL && last->capacity - last->used >= size)
        return last;
    if (last != NULL)
        capacity = last->capacity < CHUNK_MOST / 2 ? last->capacity * 2 : CHUNK_MOST;
    if (capacity < size)
        capacity = size;
    if (lun_vec_reserve(&table->chunks, table->chunks.n + 1) < 0)
        return NULL;
    data = lun_malloc(capacity);
    if (data == NULL)
        return NULL;
    last = &table->chunks.items[table->chunks.n++];
    *last = (intern_chunk){ data, 0, capacity };
    return last;
}

static char *keep_text(lun_intern *table, const char *text, size_t len)
{
    intern_chunk *chunk;
    char *copy;

    if (len == SIZE_MAX)
        return NULL;
    chunk = chunk_for(table, len + 1);
    if (chunk == NULL)
        return NULL;
    copy = chunk->data + chunk->used;
    if (len != 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    chunk->used += len + 1;
    return copy;
}

lun_intern *lun_intern_new(void)
{
    lun_intern *table = lun_calloc(1, sizeof *table);

    if (table == NULL)
        return NULL;
    table->n_slots = SLOTS_FIRST;
    table->slots = lun_calloc(table->n_slots, sizeof *table->slots);
    if (table->slots == NULL) {
        lun_free(table);
        return NULL;
    }
    return table;
}

void lun_intern_free(lun_intern *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->chunks.n; i++)
        lun_free(table->chunks.items[i].data);
    lun_vec_clear(&table->chunks);
    lun_vec_clear(&table->entries);
    lun_free(table->slots);
    lun_free(table);
}

uint32_t lun_intern_add(lun_intern *table, const char *text, size_t len)
{
    intern_key key = key_of(text, len);
    uint32_t hash = hash_key(&key);
    size_t at = slot_of(table, &key, hash);
    char *copy;

    if (table->slots[at].number != 0)
        return table->slots[at].number - 1;
    if (table->entries.n >= LUN_INTERN_NONE - 1 || len > UINT32_MAX)
        return LUN_INTERN_NONE;
    if ((table->entries.n + 1) * 2 > table->n_slots && grow_slots(table) < 0)
        return LUN_INTERN_NONE;
    if (lun_vec_reserve(&table->entries, table->entries.n + 1) < 0)
        return LUN_INTERN_NONE;
    copy = keep_text(table, text, len);
    if (copy == NULL)
        return LUN_INTERN_NONE;
    table->entries.items[table->entries.n++] =
        (intern_entry){ key.first, key.second, copy, (uint32_t)len, (uint32_t)(table->chunks.n - 1) };
    slot_insert(table->slots, table->n_slots, hash, (uint32_t)table->entries.n);
    return (uint32_t)table->entries.n - 1;
}

static inline uint32_t find(const lun_intern *table, const intern_key *key)
{
    uint32_t number = table->slots[slot_of(table, key, hash_key(key))].number;

    return number != 0 ? number - 1 : LUN_INTERN_NONE;
}

uint32_t lun_intern_find(const lun_intern *table, const char *text, size_t len)
{
    intern_key key = key_of(text, len);

    return find(table, &key);
}

uint32_t lun_intern_find_inside(const lun_intern *table, const char *text, size_t len)
{
    intern_key key = key_inside(text, len);

    return find(table, &key);
}

const char *lun_intern_get(const lun_intern *table, uint32_t id, size_t *len)
{
    const intern_entry *entry = &table->entries.items[id];

    if (len != NULL)
        *len = entry->len;
    return entry->text;
}

uint32_t lun_intern_count(const lun_intern *table)
{
    return (uint32_t)table->entries.n;
}

void lun_intern_truncate(lun_intern *table, uint32_t n)
{
    const intern_entry *cut;

    if (n >= table->entries.n)
        return;
    for (size_t i = table->entries.n; i > n; i--) {
        intern_key key = key_of_entry(&table->entries.items[i - 1]);
        size_t at = hash_key(&key) & (table->n_slots - 1);

        while (table->slots[at].number != i)
            at = (at + 1) & (table->n_slots - 1);
        table->slots[at] = (intern_slot){ 0, 0 };
    }
    cut = &table->entries.items[n];
    while (table->chunks.n > cut->chunk + 1u)
        lun_free(table->chunks.items[--table->chunks.n].data);
    table->chunks.items[cut->chunk].used = (size_t)(cut->text - table->chunks.items[cut->chunk].data);
    table->entries.n = n;
}
