/*
** worker.h - the process that loads and analyses documents: takes tasks off a socket, answers on it.
*/
#ifndef LUN_RUN_WORKER_H
#define LUN_RUN_WORKER_H

#include <stdatomic.h>

#include "load/load.h"
#include "load/scope.h"
#include "run/known.h"
#include "run/session.h"

/*
** What a worker is about to do, in memory that it shares with the supervisor, who reads it when the worker is dead or
** late: whom to blame. The worker may write anything here; the supervisor believes none of it before cleaning it.
*/
typedef struct lun_note {
    _Atomic uint32_t member;    /* of the task at hand */
    _Atomic uint32_t analysing; /* 0 while it is being loaded */
    _Atomic uint32_t rule;      /* that runs, or ran last; 0 = none */
    char uri[1024];             /* while analysing; NUL-terminated where the worker is honest */
} lun_note;

typedef struct lun_work_options {
    lun_session_options session;
    lun_load_options load;
    const lun_load_scope *scope; /* of documents that are read from sources; NULL = all */
    lun_known *known;            /* what needs no analysis; NULL = everything does */
    int as_json;                 /* 1: answers are lines of JSON (pipe), 0: documents and rows */
    size_t memory;               /* bytes that a worker may have resident */
    unsigned pretend_missing;    /* tests only: parts of the sandbox taken as not offered */
    /* Tests only: called in the worker before each document is analysed. */
    void (*hook)(void *context, const lun_document *document);
    void *hook_context;
} lun_work_options;

/* Works until the supervisor goes, then ends the process. The script is ready; `source` has no paths. */
_Noreturn void lun_worker_run(int fd, lun_script *script, lun_source *source, const uint8_t *layers,
                              const lun_work_options *options, lun_note *note);

#endif
