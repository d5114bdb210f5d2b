/*
** run.h - documents through rules: into a corpus (`run`), or as JSON lines (`pipe`).
*/
#ifndef LUN_RUN_RUN_H
#define LUN_RUN_RUN_H

#include <signal.h>
#include <stdio.h>

#include "load/load.h"
#include "load/scope.h"
#include "run/session.h"
#include "store/store.h"

typedef struct lun_progress {
    uint64_t documents, skipped, annotations, problems;
    uint64_t left_out; /* of which nothing could be found now: what works or reads ended over them */
    uint64_t unread;   /* stored with a problem in place of a text: none of the documents */
    uint64_t fresh,
        partly; /* of the documents: new to the corpus; with some layers found again, the others as they were */
    uint64_t accepted, rejected, lost; /* corrections in force; those whose annotation is not there any more */
    uint64_t faults;                   /* lines of corrections that could not be taken; said one by one */
    int restored;                      /* 1 = the file of corrections was missing, and was written again */
    uint64_t passed;                   /* documents that are not in scope */
    uint64_t kept, kept_documents;     /* rows of plugins that are not loaded, in documents that were done again */
    uint64_t others_lost;              /* such rows that went, since their documents are not the same any more */
    uint64_t others_dropped;     /* rows of plugins that are not loaded, where only those of loaded ones are wanted */
    uint64_t others_gone;        /* rows of rules that had the place of one which is loaded now */
    uint64_t bare;               /* documents that have lost their date, source or country */
    uint64_t own;                /* files that this program wrote, and that were left out */
    uint64_t files_known;        /* files that were not read, since they are what they were */
    uint64_t gone;               /* documents of the corpus that the sources no longer hold */
    uint64_t bytes, bytes_total; /* of the sources; total 0 = unknown */
} lun_progress;

/* Seconds that the rest will take, going by what was done in `seconds`; -1 where that is too little to go by. */
double lun_progress_left(const lun_progress *now, double seconds);

typedef struct lun_work_limits { /* of the processes of a run; 0 = the default of each */
    uint32_t workers;            /* cores of the machine */
    unsigned deadline;           /* seconds a document, and a quarter of it for each MB: LUN_DEADLINE */
    size_t memory;               /* bytes a worker may have resident: LUN_WORKER_MEMORY; Lua gets half */
    int require_sandbox;         /* 1 = fail where the kernel lacks a part of it */
} lun_work_limits;

typedef struct lun_run_options {
    lun_session_options session;
    lun_load_options load;
    lun_work_limits limits;
    const char *const *paths; /* sources */
    size_t n_paths;
    const char *corpus;          /* the file; its stored documents are analysed again where n_paths is 0 */
    const char *command;         /* command line, for the record */
    const lun_load_scope *scope; /* of documents that are read from sources: the others are not looked at; NULL = all */
    const lun_bits *
        within; /* of stored documents that are analysed again, by number; NULL = all. With either nothing counts as gone */
    int force; /* 1 = analyse unchanged documents too */
    int only;  /* 1 = rows of plugins that are not loaded are taken out */
    int prune; /* 1 = take documents out that the sources no longer hold */
    void (*progress)(void *context, const lun_progress *now); /* called often; may be NULL */
    /* a line for the user: what the rules wrote with log, what the kernel does not offer; may be NULL */
    void (*say)(void *context, const char *line);
    void *context;
    /* at the end, for each plugin of which rows stayed; may be NULL */
    void (*kept)(void *kept_context, const lun_kept *kept);
    void *kept_context;
    /* for each file that this program wrote and that was left out; may be NULL */
    void (*own)(void *own_context, const char *path);
    void *own_context;
    const volatile sig_atomic_t
        *interrupted; /* of a caller with its own ear for signals: not 0 ends the run; NULL: the run listens */
    /* Tests only: called in a worker before it analyses a document. */
    void (*hook)(void *context, const lun_document *document);
    void *hook_context;
    unsigned pretend_missing; /* tests only: parts of the sandbox taken as not offered */
} lun_run_options;

/*
** Runs. 0 when done: figures in *out tell of problems. Negative: could not start or could not go on; what was finished until then is in the corpus.
** SIGINT, SIGTERM and SIGHUP end the run at once: LUN_ELIMIT with "stopped"; documents at hand are not stored, the next run does them. A second one ends the
** process, as a kill would: the corpus holds what was committed. With `interrupted` signals are the caller's.
**
** The calling process never runs Lua and never reads a document's bytes but to find ends of lines; it forks the processes that do (zygote.h), so it must
** have no other threads. The calling process alone writes.
*/
int lun_run(lun_progress *out, const lun_run_options *options, lun_error *err);

typedef struct lun_pipe_options {
    lun_session_options session;
    lun_load_options load;
    lun_work_limits limits;
    void (*say)(void *context, const char *line); /* as above */
    void *context;
} lun_pipe_options;

/* JSON lines from standard input to `out`, in order; a line that cannot be read or analysed gives an object with its problem. Figures as above. */
int lun_pipe(lun_progress *figures, const lun_pipe_options *options, FILE *out, lun_error *err);
/* Bytes that a line of JSON may have, so that its text is within the limit. */
size_t lun_pipe_line_limit(const lun_load_options *load);

/* A store as the corpus of analyses and reports. The store must outlive the script's use of it. */
void lun_run_give_corpus(lun_script *script, lun_store *store);

#endif
