/*
** known.c - a table of open addressing over reserved shared memory, of which only touched pages exist.
**
** Keys are 128-bit hashes of uri and content, taken as equal to what they are hashes of.
*/
#include "run/known.h"

#include <string.h>
#include <sys/mman.h>

#include "base/hash.h"

#define SLOTS_MOST (1u << 27) /* 3 GiB reserved, for 33 million documents */
#define SLOTS_LEAST (1u << 20)

typedef struct slot {
    uint8_t key[16];
    int64_t number; /* 0 = free */
} slot;

struct lun_known {
    uint32_t n_slots, n;
    uint32_t
        bits; /* of the table in use: it grows within what is reserved, since a table as large would be all over it */
    size_t bytes;
    slot slots[];
};

lun_known *lun_known_new(void)
{
    for (uint32_t n = SLOTS_MOST; n >= SLOTS_LEAST; n /= 2) {
        size_t bytes = sizeof(lun_known) + n * sizeof(slot);
        lun_known *known = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (known == MAP_FAILED)
            continue;
        known->n_slots = n;
        known->bits = 10;
        known->bytes = bytes;
        return known;
    }
    return NULL;
}

void lun_known_free(lun_known *known)
{
    if (known)
        munmap(known, known->bytes);
}

void lun_known_protect(lun_known *known)
{
    if (known)
        mprotect(known, known->bytes, PROT_READ);
}

static void key_of(const char *uri, const uint8_t hash[16], uint8_t out[16])
{
    uint64_t seed, parts[2];
    memcpy(&seed, hash, sizeof seed);
    parts[0] = lun_hash64_seed(uri, strlen(uri), seed);
    memcpy(&seed, hash + 8, sizeof seed);
    parts[1] = lun_hash64_seed(uri, strlen(uri), seed ^ 0x9E3779B97F4A7C15u);
    memcpy(out, parts, 16);
}

/* Tables lie one behind the other: that of b bits begins at slot 2^b - 2^10 and ends where the next begins. */
static uint32_t first_of(const lun_known *known)
{
    return (1u << known->bits) - (1u << 10);
}

static uint32_t find_slot(const lun_known *known, const uint8_t key[16])
{
    uint32_t mask = (1u << known->bits) - 1, first = first_of(known), at;
    memcpy(&at, key, sizeof at);
    for (at &= mask; known->slots[first + at].number && memcmp(known->slots[first + at].key, key, 16) != 0;)
        at = (at + 1) & mask;
    return first + at;
}

/* 0, or -1 where no larger table fits. */
static int grow(lun_known *known)
{
    uint32_t first = first_of(known), n = 1u << known->bits;
    if ((uint64_t)first + n + 2 * (uint64_t)n > known->n_slots)
        return -1;
    known->bits++;
    for (uint32_t i = 0; i < n; i++) {
        const slot *old = &known->slots[first + i];
        if (old->number)
            known->slots[find_slot(known, old->key)] = *old;
    }
    return 0;
}

void lun_known_add(lun_known *known, const char *uri, const uint8_t hash[16], int64_t number)
{
    uint8_t key[16];
    if (!known || (known->n >= (1u << known->bits) / 2 && grow(known) < 0))
        return;
    key_of(uri, hash, key);
    slot *to = &known->slots[find_slot(known, key)];
    known->n += to->number == 0;
    memcpy(to->key, key, 16);
    to->number = number;
}

int64_t lun_known_find(const lun_known *known, const char *uri, const uint8_t hash[16])
{
    uint8_t key[16];
    if (!known || !known->n)
        return 0;
    key_of(uri, hash, key);
    return known->slots[find_slot(known, key)].number;
}
