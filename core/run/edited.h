/*
** edited.h - runs of a corpus from which the rules that are loaded now differ in some rules and in nothing else, and the documents that these concern.
*/
#ifndef LUN_RUN_EDITED_H
#define LUN_RUN_EDITED_H

#include "run/zygote.h"
#include "store/store.h"

typedef struct lun_edit { /* since one run */
    int64_t run;
    uint32_t *now; /* numbers of rules that are new or differ */
    uint32_t n_now;
    lun_wanted_rule *was; /* what those that are gone or differ wanted */
    const char **looks;   /* and looked for, NULL: not told */
    uint32_t n_was;
} lun_edit;

typedef struct lun_edits {
    lun_store *store;
    const lun_plan *plan;
    lun_arena *arena;       /* the caller's */
    LUN_VEC(lun_edit) runs; /* of which it can be told */
    uint32_t *asked;        /* by rule: its place among the wants, from 1; 0 = not asked */
    lun_layer_wants *wants; /* of all rules in `now`, as asked */
} lun_edits;

/* Notes what differs since each run that is the same but for rules; asks the zygote, before the first worker is forked. */
int lun_edits_open(lun_edits *edits, lun_store *store, const lun_plan *plan, lun_zygote *zygote, lun_arena *arena,
                   lun_error *err);
void lun_edits_clear(lun_edits *edits);

/* NULL: since that run something else differs, or its rules are not known one by one. */
const lun_edit *lun_edits_since(const lun_edits *edits, int64_t run);
/*
** Adds the documents in which a rule can match that differs, as it was or as it is; perhaps others, among them those of other runs. Documents of whose text
** nothing is told (lun_store_add_untold) are not all among them.
*/
int lun_edits_add(const lun_edits *edits, const lun_edit *edit, lun_bits *out, lun_error *err);

/*
** Has workers told which rules are to be looked for in documents of these runs, by tasks with LUN_TASK_CHECK: 1 with flags of the layers that must come
** along, 0 where that cannot be done. Once, before the first worker is forked.
*/
int lun_edits_check(const lun_edits *edits, lun_zygote *zygote, const uint8_t **layers, lun_error *err);

/* Records the rules of the run that has begun, for later ones. */
int lun_edits_record(lun_store *store, const lun_plan *plan, lun_zygote *zygote, lun_error *err);

#endif
