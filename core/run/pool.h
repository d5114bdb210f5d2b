/*
** pool.h - tasks to workers, answers back in the order of the tasks.
**
** Invariants:
**  1. answers reach the sink in the order of the tasks, members within a task in theirs, each exactly once, whichever
**     workers gave them and however often one died;
**  2. what a worker failed at is tried once more, by a new one; then it is a problem, and its neighbours are not touched;
**  3. what waits in memory (tasks not done, answers that are early) is bounded.
*/
#ifndef LUN_RUN_POOL_H
#define LUN_RUN_POOL_H

#include <signal.h>

#include "run/lines.h"
#include "run/zygote.h"

typedef struct lun_pool lun_pool;

typedef struct lun_pool_options {
    uint32_t workers;  /* 0 = as many as there are cores */
    unsigned deadline; /* seconds for a document, and a quarter of it for each MB; 0 = LUN_DEADLINE */
    size_t memory;     /* bytes that a worker may have resident; 0 = LUN_WORKER_MEMORY */
    size_t frame_max;  /* largest answer */
    size_t line_limit; /* bytes: a longer line of a file is cut, for a worker to refuse it */
    const volatile sig_atomic_t *interrupted;
    const lun_rules *rules; /* for messages; may be NULL */
} lun_pool_options;

#define LUN_DEADLINE 60u
#define LUN_WORKER_MEMORY ((size_t)2 << 30)

typedef struct lun_pool_sink {
    void *context;
    /* An answer (messages.h) about a member of a source (its path; NULL for a stored document). LUN_EFORMAT: it makes no sense. */
    int (*take)(void *context, const char *path, unsigned kind, lun_wire *body, lun_error *err);
    /* A file that was said to be known, at its turn: 1 when nothing of it need be read, 0 = it is read now; NULL where none is added. */
    int (*known)(void *context, const char *path, lun_error *err);
    /* A member that is left out. */
    int (*fail)(void *context, const char *path, const char *uri, const lun_problem *problem, lun_error *err);
    /* A task is done: the path of its source (the uri of a stored document), bytes of it; `last` is 0 for pieces of a file that go on. */
    int (*done)(void *context, const char *path, uint64_t bytes, int last, lun_error *err);
    /* Some twenty times a second, whether anything was answered or not; may be NULL. */
    int (*tick)(void *context, lun_error *err);
    /* Asked for more tasks (lun_pool_add_...): 1 = some were added, 0 = there are no more. */
    int (*more)(void *context, lun_pool *pool, lun_error *err);
} lun_pool_sink;

/* The zygote stays the caller's. */
int lun_pool_run(lun_zygote *zygote, const lun_pool_options *options, const lun_pool_sink *sink, lun_error *err);

/* ---- for `more` ---- */
typedef struct lun_pool_file {
    const char *at;           /* the path to open, any bytes */
    const char *path, *below; /* what it is called, in UTF-8; the part of it below the named folder */
    uint64_t bytes;           /* its size */
    lun_own own;              /* taken where the file itself was named */
} lun_pool_file;

/* A file, opened when a worker is free. */
int lun_pool_add_file(lun_pool *pool, const lun_pool_file *file, lun_error *err);
/* A file of which everything is known already as it seems: the sink is asked at its turn. */
int lun_pool_add_known(lun_pool *pool, const lun_pool_file *file, lun_error *err);
int lun_pool_add_problem(lun_pool *pool, const char *path, const char *below, const char *code, const char *message,
                         lun_error *err);
/* Lines of a file or stream, given to workers in pieces; takes what `lines` holds. */
int lun_pool_add_lines(lun_pool *pool, const char *path, const char *below, lun_lines *take_lines, unsigned flags,
                       lun_error *err);
/* Standard input of any kind: lines as they come where it is JSON lines, else a file once it has ended. */
int lun_pool_add_stdin(lun_pool *pool, lun_error *err);
/* The body of a LUN_TASK_STORED, without its first four bytes. */
int lun_pool_add_stored(lun_pool *pool, const char *uri, const lun_buf *body, lun_error *err);

#endif
