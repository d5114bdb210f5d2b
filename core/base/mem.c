/*
** mem.c - the allocator with its test hook, arenas of doubling blocks, growth of arrays.
*/
#include "base/mem.h"

#include <lunette/error.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The only global state of the core: a hook for tests. 0 = off. */
static atomic_size_t fail_at, asked;

static int must_fail(void)
{
    size_t n = atomic_fetch_add_explicit(&asked, 1, memory_order_relaxed) + 1;
    size_t limit = atomic_load_explicit(&fail_at, memory_order_relaxed);
    return limit != 0 && n >= limit;
}

void lun_mem_fail_after(size_t n)
{
    atomic_store(&asked, 0);
    atomic_store(&fail_at, n);
}

size_t lun_mem_count(void)
{
    return atomic_load(&asked);
}

void *lun_malloc(size_t size)
{
    return must_fail() ? NULL : malloc(size ? size : 1);
}

void *lun_calloc(size_t n, size_t size)
{
    if (must_fail())
        return NULL;
    return n == 0 || size == 0 ? calloc(1, 1) : calloc(n, size);
}

void *lun_realloc(void *memory, size_t size)
{
    return must_fail() ? NULL : realloc(memory, size ? size : 1);
}

void lun_free(void *memory)
{
    free(memory);
}

char *lun_strndup(const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? lun_malloc(len + 1) : NULL;
    if (!copy)
        return NULL;
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *lun_strdup(const char *text)
{
    return text ? lun_strndup(text, strlen(text)) : NULL;
}

/* ---- arenas ---- */

#define ALIGNMENT 16u
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)1 << 20)      /* what is larger gets a block of its own size */

typedef struct block {
    struct block *older;
    size_t size, used;                       /* of the bytes behind this header */
} block;

#define HEADER ((sizeof(block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

struct lun_arena {
    block *newest;
    size_t bytes;
};

lun_arena *lun_arena_new(void)
{
    return lun_calloc(1, sizeof(lun_arena));
}

static void free_blocks(block *from)
{
    while (from) {
        block *older = from->older;
        lun_free(from);
        from = older;
    }
}

void lun_arena_free(lun_arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->newest);
    lun_free(arena);
}

void lun_arena_reset(lun_arena *arena)
{
    if (!arena->newest)
        return;
    free_blocks(arena->newest->older);
    arena->newest->older = NULL;
    arena->newest->used = 0;
    arena->bytes = arena->newest->size;
}

static block *new_block(lun_arena *arena, size_t size)
{
    size_t next = arena->newest ? arena->newest->size * 2 : FIRST_BLOCK;
    if (next > LARGEST_BLOCK)
        next = LARGEST_BLOCK;
    if (next < size)
        next = size;
    block *fresh = next <= SIZE_MAX - HEADER ? lun_malloc(HEADER + next) : NULL;
    if (!fresh)
        return NULL;
    fresh->size = next;
    fresh->used = 0;
    fresh->older = arena->newest;
    arena->newest = fresh;
    arena->bytes += next;
    return fresh;
}

void *lun_arena_alloc(lun_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    block *from = arena->newest;
    if (!from || from->size - from->used < size)
        from = new_block(arena, size);
    if (!from)
        return NULL;
    char *memory = (char *)from + HEADER + from->used;
    from->used += size;
    return memory;
}

void *lun_arena_calloc(lun_arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    void *memory = lun_arena_alloc(arena, n * size);
    return memory ? memset(memory, 0, n * size) : NULL;
}

char *lun_arena_strndup(lun_arena *arena, const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? lun_arena_alloc(arena, len + 1) : NULL;
    if (!copy)
        return NULL;
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *lun_arena_strdup(lun_arena *arena, const char *text)
{
    return text ? lun_arena_strndup(arena, text, strlen(text)) : NULL;
}

size_t lun_arena_bytes(const lun_arena *arena)
{
    return arena->bytes;
}

/* ---- growing arrays ---- */

int lun_vec__reserve(void **items, size_t *capacity, size_t n, size_t size)
{
    size_t want = *capacity ? *capacity : 8;
    if (n <= *capacity)
        return LUN_OK;
    while (want < n)
        want = want > SIZE_MAX / 2 ? n : want * 2;
    if (want > SIZE_MAX / size)
        return LUN_ENOMEM;
    void *fresh = lun_realloc(*items, want * size);
    if (!fresh)
        return LUN_ENOMEM;
    *items = fresh;
    *capacity = want;
    return LUN_OK;
}
