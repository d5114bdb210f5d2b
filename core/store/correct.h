/*
** correct.h - corrections in the corpus: the file beside it is the truth (annotate/corrections.h), the corpus mirrors it, so that views, reports
** and exports agree. And what people judged of a sample (audit).
*/
#ifndef LUN_STORE_CORRECT_H
#define LUN_STORE_CORRECT_H

#include "annotate/corrections.h"
#include "store/store.h"

typedef struct lun_correct_report {
    uint64_t accepted, rejected, same; /* that are in force */
    uint64_t lost;                     /* whose annotation is not there */
    uint64_t faults;                   /* lines that could not be taken */
    int restored;                      /* 1 = the file was missing, and was written again from what the corpus keeps */
} lun_correct_report;

/*
** Reads the file beside the corpus, finds what each line is about, and mirrors it: rejected rows leave the views, names are joined. Commits. Each damaged line
** is told to `say` (may be NULL) as a diagnostic; the others hold. Costs nothing where there is no file and never was one. A file that is missing while the
** corpus mirrors one is written again first (lun_store_correct_restore).
*/
int lun_store_correct(lun_store *store, lun_correct_report *out, void (*say)(void *context, const lun_error *fault),
                      void *context, lun_error *err);
/* The same for who holds the file's lock (lun_corrections_lock_take). */
int lun_store_correct_held(lun_store *store, lun_correct_report *out,
                           void (*say)(void *context, const lun_error *fault), void *context, lun_error *err);
/* 1 where the file is not the one that the corpus mirrors, else 0. Only looks. */
int lun_store_correct_due(lun_store *store);
/* What the file held that the corpus mirrors, where it is missing; else NULL. The caller's to lun_free. Only looks. */
int lun_store_correct_kept(char **out, lun_store *store, lun_error *err);
/* Writes that file again: a corpus was copied or renamed without it. 1 where it did, 0 where there was no need, or negative. The caller holds the lock. */
int lun_store_correct_restore(lun_store *store, lun_error *err);

/* An annotation of the corpus as a correction, texts in the arena; verdict, reason and at are the caller's. LUN_ENOTFOUND. */
int lun_store_judged(lun_correction *out, lun_store *store, uint64_t key, lun_arena *arena, lun_error *err);
/* The same of many: what was read of a document stays for the next one. The corpus must not change meanwhile; free takes NULL. */
typedef struct lun_locating lun_judging;
int lun_store_judging_new(lun_judging **out, lun_store *store, lun_arena *arena, lun_error *err); /* LUN_ENOMEM */
int lun_store_judging_next(lun_correction *out, lun_judging *judging, uint64_t key, lun_error *err);
void lun_store_judging_free(lun_judging *judging);
/* The key of an annotation by its id in the corpus. LUN_ENOTFOUND. */
int lun_store_key_of(uint64_t *out, lun_store *store, int64_t id, lun_error *err);

/* One answer to an audit; commits. verdict: LUN_VERDICT_ACCEPT is yes, REJECT is no. */
typedef struct lun_audit {
    lun_correction what;
    const char *asked; /* "act.kind=pledge" */
    int64_t seed;
} lun_audit;
int lun_store_audit(lun_store *store, const lun_audit *answer, lun_error *err);
int lun_store_audit_undo(lun_store *store, uint64_t key, lun_error *err); /* takes the answer back; commits */

#endif
