/*
** sketch.h - what a text looks like in 256 bytes: two texts that share many runs of words have sketches that agree in many places.
**
** One permutation hashing (Li, Owen, Zhang 2012) of the min-wise sketches of Broder (1997), over runs of three words: each run falls into one of 256
** bins by its hash and the least one of each bin counts, of which one byte is kept (b-bit minwise hashing, Li and König 2010). Empty bins take the
** value of another by a walk that depends on the bin alone (Shrivastava 2017). Equal bytes, less those equal by chance, tell the resemblance: runs
** that both texts have, of those that either has.
**
** Words are compared as they are folded; what has no letter and no digit does not count. The same text has the same sketch on every machine.
*/
#ifndef LUN_TEXT_SKETCH_H
#define LUN_TEXT_SKETCH_H

#include "text/document.h"
#include "text/vocab.h"

#define LUN_SKETCH_BINS 256
#define LUN_SKETCH_RUN 3 /* words */

typedef struct lun_sketch {
    uint32_t words; /* that count; below LUN_SKETCH_RUN all bins are 0, and nothing resembles it */
    uint8_t bins[LUN_SKETCH_BINS];
} lun_sketch;

/* Of a document that has its tokens. */
void lun_sketch_make(lun_sketch *out, const lun_document *document, const lun_vocab *vocab);

/* From 0 to 1: an estimate, off by 0.03 where half is shared (one standard deviation); 1 only where all bytes agree. */
double lun_sketch_resemblance(const lun_sketch *a, const lun_sketch *b);

#endif
