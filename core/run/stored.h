/*
** stored.h - what a run finds in its corpus: which documents need nothing, which need some layers, which are gone.
*/
#ifndef LUN_RUN_STORED_H
#define LUN_RUN_STORED_H

#include "run/known.h"
#include "run/parcel.h"
#include "store/store.h"

typedef struct lun_run_state { /* of the documents that an earlier run stored */
    int64_t run;
    enum { LUN_STATE_FRESH, LUN_STATE_STALE, LUN_STATE_OLD } what; /* nothing to do; some layers; everything */
    uint8_t *taken;                                                /* STALE: flags of the layers that stay */
    int bare; /* 1: references may lose the mention that they came from, so that its layer need not stay */
} lun_run_state;

typedef struct lun_stored_index {
    lun_store *store;
    const lun_plan *plan;
    LUN_VEC(lun_run_state) states;
    uint8_t *seen;         /* a bit a document */
    size_t n_seen;         /* bytes */
    const lun_bits *whole; /* documents that are done again whatever they hold; NULL = none */
    int no_rules; /* 1: no run has begun, and rows that stay are the engine's: their rules have no number here */
} lun_stored_index;

void lun_stored_init(lun_stored_index *index, lun_store *store, const lun_plan *plan);
void lun_stored_clear(lun_stored_index *index);

/* What has to be done with a document of an earlier run; a document with problems is done whole or not at all. */
int lun_stored_state(lun_stored_index *index, const lun_stored *document, const lun_run_state **out, lun_error *err);
/* Fills what workers may see. */
int lun_stored_know(lun_stored_index *index, lun_known *known, lun_error *err);

/*
** A stored document (the caller's), and the rows that stay, settled, in its arena: NULL where none stay. Rows that cannot be taken
** over (something that they refer to is not there) are left out, and all is found again.
*/
int lun_stored_get(lun_stored_index *index, int64_t number, const lun_run_state *state, lun_document **document,
                   lun_annotations **rows, lun_error *err);
/* Takes out the problems that the analysis told, which it will tell again; what was told while loading stays. */
void lun_stored_forget_said(lun_document *document);
/*
** The body of a task for a stored document: itself, and the rows that stay where `state` says so. flags: LUN_TASK_CHECK or 0. 1 where rows come along, 0 where
** none do.
*/
int lun_stored_parcel(lun_stored_index *index, int64_t number, const lun_run_state *state, unsigned flags,
                      lun_buf *body, lun_error *err);

/* Notes that a document was met in this run: 1 when it had been already, LUN_ENOMEM. */
int lun_stored_see(lun_stored_index *index, int64_t number, lun_error *err);
int lun_stored_seen(const lun_stored_index *index, int64_t number);

#endif
