/*
** mem.c - the allocator, arenas and the growth of arrays.
**
** Sits on malloc alone. Invariants:
** 1. every block of an arena starts at a multiple of ALIGN and is handed out in multiples of ALIGN;
** 2. the first block of an arena's list is the one that is being filled;
** 3. the counters that let tests fail an allocation belong to one thread and change nothing unless set.
*/
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#include <lunette/error.h>

enum {
    ALIGN = 16,
    BLOCK_FIRST = 4096,       /* most arenas hold one short document or one pattern */
    BLOCK_MOST = 1024 * 1024, /* beyond this a larger block saves nothing */
    VEC_FIRST = 8
};

typedef struct arena_block {
    struct arena_block *next;
    size_t capacity; /* bytes behind the header */
    size_t used;
    size_t pad; /* keeps the header a multiple of ALIGN */
} arena_block;

struct lun_arena {
    arena_block *blocks;
    size_t bytes;
};

static _Thread_local size_t fail_at;
static _Thread_local size_t asked;

static int must_fail(void)
{
    asked++;
    return fail_at != 0 && asked >= fail_at;
}

void *lun_malloc(size_t size)
{
    if (must_fail())
        return NULL;
    return malloc(size != 0 ? size : 1);
}

void *lun_calloc(size_t n, size_t size)
{
    if (must_fail())
        return NULL;
    return n != 0 && size != 0 ? calloc(n, size) : calloc(1, 1);
}

void *lun_realloc(void *memory, size_t size)
{
    if (must_fail())
        return NULL;
    return realloc(memory, size != 0 ? size : 1);
}

void lun_free(void *memory)
{
    free(memory);
}

char *lun_strndup(const char *text, size_t len)
{
    char *copy;

    if (len == SIZE_MAX)
        return NULL;
    copy = lun_malloc(len + 1);
    if (copy == NULL)
        return NULL;
    if (len != 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *lun_strdup(const char *text)
{
    return text != NULL ? lun_strndup(text, strlen(text)) : NULL;
}

void lun_mem_fail_after(size_t n)
{
    fail_at = n;
    asked = 0;
}

size_t lun_mem_count(void)
{
    return asked;
}

static char *block_data(arena_block *block)
{
    return (char *)(block + 1);
}

static arena_block *arena_grow(lun_arena *arena, size_t size)
{
    size_t capacity = BLOCK_FIRST - sizeof(arena_block);
    arena_block *block;

    if (arena->blocks != NULL)
        capacity = arena->blocks->capacity < BLOCK_MOST / 2 ? arena->blocks->capacity * 2 : BLOCK_MOST;
    if (capacity < size)
        capacity = size;
    if (capacity > SIZE_MAX - sizeof *block)
        return NULL;
    block = lun_malloc(sizeof *block + capacity);
    if (block == NULL)
        return NULL;
    block->capacity = capacity;
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->bytes += sizeof *block + capacity;
    return block;
}

lun_arena *lun_arena_new(void)
{
    return lun_calloc(1, sizeof(lun_arena));
}

void lun_arena_free(lun_arena *arena)
{
    arena_block *next;

    if (arena == NULL)
        return;
    for (arena_block *block = arena->blocks; block != NULL; block = next) {
        next = block->next;
        lun_free(block);
    }
    lun_free(arena);
}

void lun_arena_reset(lun_arena *arena)
{
    arena_block *keep = arena->blocks;
    arena_block *next;

    if (keep == NULL)
        return;
    for (arena_block *block = keep->next; block != NULL; block = next) {
        next = block->next;
        lun_free(block);
    }
    keep->next = NULL;
    keep->used = 0;
    arena->bytes = sizeof *keep + keep->capacity;
}

void *lun_arena_alloc(lun_arena *arena, size_t size)
{
    arena_block *block = arena->blocks;
    void *memory;

    if (size > SIZE_MAX - ALIGN)
        return NULL;
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (size == 0)
        size = ALIGN;
    if (block == NULL || block->capacity - block->used < size)
        block = arena_grow(arena, size);
    if (block == NULL)
        return NULL;
    memory = block_data(block) + block->used;
    block->used += size;
    return memory;
}

void *lun_arena_calloc(lun_arena *arena, size_t n, size_t size)
{
    void *memory;

    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    memory = lun_arena_alloc(arena, n * size);
    if (memory != NULL)
        memset(memory, 0, n * size);
    return memory;
}

char *lun_arena_strndup(lun_arena *arena, const char *text, size_t len)
{
    char *copy;

    if (len == SIZE_MAX)
        return NULL;
    copy = lun_arena_alloc(arena, len + 1);
    if (copy == NULL)
        return NULL;
    if (len != 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *lun_arena_strdup(lun_arena *arena, const char *text)
{
    return text != NULL ? lun_arena_strndup(arena, text, strlen(text)) : NULL;
}

size_t lun_arena_bytes(const lun_arena *arena)
{
    return sizeof *arena + arena->bytes;
}

int lun_vec__reserve(void **items, size_t *capacity, size_t n, size_t size)
{
    size_t most = SIZE_MAX / size;
    size_t want = *capacity != 0 ? *capacity : VEC_FIRST;
    void *old;
    void *grown;

    if (n <= *capacity)
        return 0;
    if (n > most)
        return LUN_ENOMEM;
    while (want < n)
        want = want <= most / 2 ? want * 2 : most;
    if (want > most)
        want = n;
    /* `items` points at a pointer of another type: copied, since it must not be read as a void pointer. */
    memcpy(&old, items, sizeof old);
    grown = lun_realloc(old, want * size);
    if (grown == NULL)
        return LUN_ENOMEM;
    memcpy(items, &grown, sizeof grown);
    *capacity = want;
    return 0;
}
