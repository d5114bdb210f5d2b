/*
** running.h - a run while it goes on, for the files that share it: run.c gives tasks out, answers.c takes what comes back.
*/
#ifndef LUN_RUN_RUNNING_H
#define LUN_RUN_RUNNING_H

#include "load/walk.h"
#include "run/apart.h"
#include "run/files.h"
#include "run/naming.h"
#include "run/pool.h"
#include "run/run.h"
#include "run/stored.h"

typedef struct
    lun_again { /* a task that waits to be made: a stored document, or one that a worker loaded and left alone */
    int64_t number;
    char *uri; /* NULL: the stored one; else `body` is the task's */
    lun_buf body;
} lun_again;

typedef struct lun_running {
    const lun_run_options *options;
    const volatile sig_atomic_t *interrupted; /* the one that the caller's or this run's ear sets */
    lun_work_options work;
    lun_zygote *zygote;
    lun_plan plan;
    lun_store *store;
    lun_walk *walk; /* of sources; NULL where stored documents are analysed again */
    lun_files files;
    lun_naming naming;
    lun_stored_index stored;
    LUN_VEC(lun_again) again;
    size_t at;
    lun_apart apart;
    lun_bits others;        /* documents with rows that are to go: options->only */
    LUN_VEC(char *) broken; /* paths of sources of which not all could be read */
    int lost;               /* documents left out one after the other */
    lun_progress now;
} lun_running;

/* ---- answers.c: the pool's sink ---- */
int lun_running__take(void *running, const char *path, unsigned kind, lun_wire *body, lun_error *err);
int lun_running__known(void *running, const char *path, lun_error *err);
int lun_running__fail(void *running, const char *path, const char *uri, const lun_problem *problem, lun_error *err);
int lun_running__done(void *running, const char *path, uint64_t bytes, int last, lun_error *err);

int lun_running__add_again(lun_running *r, lun_again one,
                           lun_error *err); /* takes what it holds, also where it fails */
void lun_running__report(lun_running *r);

#endif
