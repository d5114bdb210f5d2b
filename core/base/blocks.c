/*
** blocks.c - lists of freed blocks, one a size. Sits on mem.h.
**
** Invariant: a block of up to LUN_BLOCK_MAX bytes lies in a chunk. The one exception is a larger block that shrank to a small one when there was
** no memory for a chunk: it joins a list when it is freed, and is given back with the process.
*/
#include "base/blocks.h"

#include <string.h>

#include "base/mem.h"

#define CHUNK ((size_t)64 << 10)

static size_t units(size_t size)
{
    return (size + LUN_BLOCK_UNIT - 1) / LUN_BLOCK_UNIT;
}

/* What is left of the last chunk goes to the list that it fits. */
static int add_chunk(lun_blocks *b)
{
    char *chunk = lun_malloc(CHUNK);
    if (!chunk)
        return -1;
    size_t left = (size_t)(b->end - b->next) / LUN_BLOCK_UNIT;
    if (left > 0) {
        memcpy(b->next, &b->freed[left], sizeof(void *));
        b->freed[left] = b->next;
    }
    memcpy(chunk, &b->chunks, sizeof(void *));
    b->chunks = chunk;
    b->next = chunk + LUN_BLOCK_UNIT;
    b->end = chunk + CHUNK;
    return 0;
}

static void *take(lun_blocks *b, size_t n)
{
    void *block = b->freed[n];
    if (block) {
        memcpy(&b->freed[n], block, sizeof(void *));
        return block;
    }
    if ((size_t)(b->end - b->next) < n * LUN_BLOCK_UNIT && add_chunk(b) < 0)
        return NULL;
    block = b->next;
    b->next += n * LUN_BLOCK_UNIT;
    return block;
}

static void give_back(lun_blocks *b, void *block, size_t size)
{
    if (size > LUN_BLOCK_MAX) {
        lun_free(block);
        return;
    }
    memcpy(block, &b->freed[units(size)], sizeof(void *));
    b->freed[units(size)] = block;
}

static void *move(lun_blocks *b, void *block, size_t old, size_t size)
{
    void *fresh = size > LUN_BLOCK_MAX ? lun_malloc(size) : take(b, units(size));
    if (!fresh)
        return size <= old ? block : NULL;
    memcpy(fresh, block, old < size ? old : size);
    give_back(b, block, old);
    return fresh;
}

void *lun_blocks_resize(lun_blocks *b, void *block, size_t old, size_t size)
{
    if (!block)
        return size == 0 ? NULL : size > LUN_BLOCK_MAX ? lun_malloc(size) : take(b, units(size));
    if (size == 0) {
        give_back(b, block, old);
        return NULL;
    }
    if (old > LUN_BLOCK_MAX && size > LUN_BLOCK_MAX) {
        void *fresh = lun_realloc(block, size);
        return !fresh && size <= old ? block : fresh;
    }
    return units(old) == units(size) ? block : move(b, block, old, size);
}

void lun_blocks_clear(lun_blocks *b)
{
    while (b->chunks) {
        void *chunk = b->chunks;
        memcpy(&b->chunks, chunk, sizeof(void *));
        lun_free(chunk);
    }
    memset(b, 0, sizeof *b);
}
