/*
** hash.h - hashes (xxHash) and the table that gives strings small numbers.
*/
#ifndef LUN_BASE_HASH_H
#define LUN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t lun_hash64(const void *data, size_t len);
uint64_t lun_hash64_seed(const void *data, size_t len, uint64_t seed);
/* The same of four and of eight bytes, for who hashes many. */
uint64_t lun_hash64_four(const void *data, uint64_t seed);
uint64_t lun_hash64_eight(const void *data, uint64_t seed);
void lun_hash128(const void *data, size_t len, uint8_t out[16]); /* canonical (big endian) bytes */
void lun_hash_hex(const uint8_t *bytes, size_t n, char *out);    /* 2n digits and a NUL */

/* Strings to dense numbers from 0, in order of first appearance. Strings may hold any bytes. */
typedef struct lun_intern lun_intern;
#define LUN_INTERN_NONE UINT32_MAX

lun_intern *lun_intern_new(void);
void lun_intern_free(lun_intern *table);
uint32_t lun_intern_add(lun_intern *table, const char *text, size_t len); /* LUN_INTERN_NONE when memory is gone */
uint32_t lun_intern_find(const lun_intern *table, const char *text, size_t len); /* LUN_INTERN_NONE when absent */
/* the same, faster, where 16 bytes can be read from text on whatever len is: a word well before the end of its text */
uint32_t lun_intern_find_inside(const lun_intern *table, const char *text, size_t len);
const char *lun_intern_get(const lun_intern *table, uint32_t id,
                           size_t *len); /* NUL-terminated; valid until truncated past it; len may be NULL */
uint32_t lun_intern_count(const lun_intern *table);
void lun_intern_truncate(lun_intern *table, uint32_t n); /* forgets all ids >= n */

#endif
