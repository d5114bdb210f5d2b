/*
** bits.h - sets of small numbers: documents of a corpus.
*/
#ifndef LUN_BASE_BITS_H
#define LUN_BASE_BITS_H

#include <stddef.h>
#include <stdint.h>

typedef struct lun_bits { /* numbers below n; all zeros is an empty set that holds nothing yet */
    uint64_t *words;
    size_t n;
} lun_bits;

int lun_bits_init(lun_bits *bits, size_t n); /* empty, for numbers below n; LUN_ENOMEM */
void lun_bits_clear(lun_bits *bits);
void lun_bits_add(lun_bits *bits, uint64_t number); /* nothing happens for numbers past n */
int lun_bits_has(const lun_bits *bits, uint64_t number);
void lun_bits_unite(lun_bits *bits, const lun_bits *other); /* of the same n, as the next */
void lun_bits_intersect(lun_bits *bits, const lun_bits *other);
void lun_bits_fill(lun_bits *bits); /* all below n */

#endif
