/*
** concerned.h - the documents of a corpus in which a version of rules could find something else than is stored.
*/
#ifndef LUN_RUN_CONCERNED_H
#define LUN_RUN_CONCERNED_H

#include "run/zygote.h"
#include "store/store.h"

/* Documents of which a worker can say at once whether the rules that differ do anything in them: by tasks with LUN_TASK_CHECK. */
typedef struct lun_told {
    lun_bits documents;
    uint8_t *layers; /* flags of those whose rows must come along, in the arena; NULL: of no document */
} lun_told;

/*
** *out and *told, the caller's to clear (also after a failure): documents in which a rule that differs can match, as it was or as it is, or, where more differs
** than rules, that hold rows of a layer which has changed, or in which the layer's rules, as they are now, can match; *n: how many the corpus has. After
** lun_store_expect, before the first worker is forked.
*/
int lun_concerned(lun_bits *out, lun_told *told, uint64_t *n, lun_store *store, const lun_plan *plan,
                  lun_zygote *zygote, lun_arena *arena, lun_error *err);
void lun_told_clear(lun_told *told);

#endif
