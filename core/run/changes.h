/*
** changes.h - the difference between the results of two versions of rules, document by document: gained, lost, changed.
*/
#ifndef LUN_RUN_CHANGES_H
#define LUN_RUN_CHANGES_H

#include "run/version.h"

typedef enum lun_change_kind { LUN_CHANGE_GAINED, LUN_CHANGE_LOST, LUN_CHANGE_CHANGED } lun_change_kind;

typedef struct lun_change {
    lun_change_kind kind;
    const lun_fact *before, *after; /* GAINED: before is NULL; LOST: after is */
    int is_accepted;                /* somebody had accepted `before` (view correction) */
} lun_change;

typedef struct lun_document_changes {
    int64_t number;
    const char *uri;
    lun_change *items; /* by place; of one place: lost, changed, gained */
    size_t n;
} lun_document_changes;

/* What people said of rows of a corpus: its view `correction`, where it has one. */
typedef struct lun_verdicts lun_verdicts;
int lun_verdicts_load(lun_verdicts **out, lun_store *store, lun_error *err);
void lun_verdicts_free(lun_verdicts *verdicts); /* takes NULL */

/*
** Calls `take` for each document in which the results differ, ascending; from, to: NULL is what the corpus holds. verdicts may be NULL. Rows that
** were rejected count on neither side. A negative answer of `take` ends it.
**
** Changed is a row of the same layer, place and rule with other fields; of the same layer, place and fields by another rule; of the same
** layer and rule whose span overlaps.
*/
int lun_changes_each(const lun_version *from, const lun_version *to, const lun_verdicts *verdicts,
                     int (*take)(void *context, const lun_document_changes *changes, lun_error *err), void *context,
                     lun_error *err);

#endif
