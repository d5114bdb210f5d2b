/*
** blocks.h - small blocks for a state of Lua: from chunks, by size, so that the next block of a size is the one freed last. Larger ones are
** lun_realloc's.
*/
#ifndef LUN_BASE_BLOCKS_H
#define LUN_BASE_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#define LUN_BLOCK_UNIT 16 /* sizes are multiples of it */
#define LUN_BLOCK_MAX 256 /* bytes; what is larger is no small block */

typedef struct lun_blocks {
    void *freed[LUN_BLOCK_MAX / LUN_BLOCK_UNIT + 1]; /* by size in units: each block holds the address of the next */
    char *next, *end;                                /* what is left of the last chunk */
    void *chunks;                                    /* each begins with the address of the one before */
} lun_blocks;

/*
** As realloc, and like it told the size that a block has: `old` bytes, 0 where block is NULL. NULL where memory is gone, the block then stays; never
** when it shrinks: it is then left where it is. `size` 0 frees.
*/
void *lun_blocks_resize(lun_blocks *blocks, void *block, size_t old, size_t size);

/* Gives all chunks back; larger blocks must have been freed one by one. */
void lun_blocks_clear(lun_blocks *blocks);

#endif
