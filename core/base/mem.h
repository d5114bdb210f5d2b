/*
** mem.h - memory: the one allocator of the core, arenas, growing arrays.
**
** Every allocation of the core goes through lun_malloc and its kin, so that the tests can make the n-th one fail.
** An arena holds what lives and dies together: the memory of one document, of one compiled program.
*/
#ifndef LUN_BASE_MEM_H
#define LUN_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

void *lun_malloc(size_t size);                   /* NULL when memory is gone; size 0 gives a valid pointer */
void *lun_calloc(size_t n, size_t size);         /* checks n * size for overflow */
void *lun_realloc(void *memory, size_t size);    /* as realloc; the old block stays when it fails */
void lun_free(void *memory);                     /* takes NULL */
char *lun_strdup(const char *text);              /* NULL gives NULL */
char *lun_strndup(const char *text, size_t len); /* NUL-terminated copy */

/* Tests only: the n-th allocation from now (1 = the next) and all after it fail; 0 switches this off. */
void lun_mem_fail_after(size_t n);
/* Tests only: how many allocations were asked for since the last lun_mem_fail_after. */
size_t lun_mem_count(void);

typedef struct lun_arena lun_arena;

lun_arena *lun_arena_new(void);                       /* NULL when memory is gone */
void lun_arena_free(lun_arena *arena);                /* takes NULL */
void lun_arena_reset(lun_arena *arena);               /* forgets everything, keeps one block */
void *lun_arena_alloc(lun_arena *arena, size_t size); /* aligned to 16, not cleared; NULL when memory is gone */
void *lun_arena_calloc(lun_arena *arena, size_t n, size_t size); /* cleared; checks for overflow */
char *lun_arena_strndup(lun_arena *arena, const char *text, size_t len);
char *lun_arena_strdup(lun_arena *arena, const char *text); /* NULL gives NULL */
size_t lun_arena_bytes(const lun_arena *arena);             /* bytes held from the system */

/* A growing array of T: LUN_VEC(uint32_t) ids = { 0 }; ... if (lun_vec_push(&ids, 7) < 0) no memory; lun_vec_clear(&ids). */
#define LUN_VEC(T) \
    struct { \
        T *items; \
        size_t n, capacity; \
    }

/* Makes room for n items of `size` bytes; 0, or LUN_ENOMEM with everything unchanged. */
int lun_vec__reserve(void **items, size_t *capacity, size_t n, size_t size);

#define lun_vec_reserve(vec, want) \
    ((want) <= (vec)->capacity \
         ? 0 \
         : lun_vec__reserve((void **)&(vec)->items, &(vec)->capacity, (want), sizeof *(vec)->items))
#define lun_vec_push(vec, ...) \
    (lun_vec_reserve(vec, (vec)->n + 1) < 0 ? -1 : ((vec)->items[(vec)->n++] = (__VA_ARGS__), 0))
#define lun_vec_clear(vec) (lun_free((vec)->items), (vec)->items = NULL, (vec)->n = 0, (vec)->capacity = 0)

#endif
