/*
** version.h - a version of rules, and what a run with it would change in a corpus: found in the documents that it can concern,
** by workers as a run has them, with the corpus only read.
**
** The result of a version is what the corpus would hold after a run with it: rows of layers that it does not know stay, and those of plugins that
** neither it nor the version beside it loads.
*/
#ifndef LUN_RUN_VERSION_H
#define LUN_RUN_VERSION_H

#include <signal.h>

#include "run/facts.h"
#include "run/run.h"
#include "run/zygote.h"

typedef struct lun_delta { /* of one document that differs */
    int64_t number;        /* of the document */
    const char *uri;
    lun_facts lost, gained; /* against what the corpus holds; nothing is in both */
} lun_delta;

typedef struct lun_trouble {          /* a problem that the rules gave to documents, or that left some out */
    const char *code, *message, *uri; /* uri: of the first of them */
    uint64_t n;
    int is_left_out; /* 1: nothing is known of these documents */
} lun_trouble;

typedef struct lun_version {
    lun_work_options work;
    lun_work_limits limits;
    lun_zygote *zygote; /* NULL once the work is done */
    lun_plan plan;
    unsigned missing; /* parts of the sandbox that the kernel lacks */
    lun_arena *arena;
    LUN_VEC(lun_delta) deltas; /* by number, ascending */
    LUN_VEC(lun_trouble) troubles;
    const lun_bits *within;           /* the documents that are compared, by number; NULL = all; the caller's */
    const struct lun_version *beside; /* the version that it is compared with; NULL = the corpus */
    uint64_t documents, looked;       /* of the corpus; of these, in which anything could differ */
} lun_version;

/*
** Loads the rules; before a corpus is opened (zygote.h). The session must outlive lun_version_close. Errors are the rules' own.
** 0: the caller's to lun_version_close, as after a failure.
*/
int lun_version_open(lun_version *version, const lun_session_options *session, const lun_work_limits *limits,
                     lun_error *err);
void lun_version_close(lun_version *version); /* twice does no harm */

typedef struct lun_version_watch { /* all may be NULL */
    const volatile sig_atomic_t *interrupted;
    /* some twenty times a second: done of all documents that are looked into; a negative code ends the work with it */
    int (*tick)(void *context, uint64_t done, uint64_t all, lun_error *err);
    void (*say)(void *context, const char *line); /* what rules write with log */
    void *context;
} lun_version_watch;

/* Finds the deltas; once. The store is open to read. */
int lun_version_compare(lun_version *version, lun_store *store, const lun_version_watch *watch, lun_error *err);

#endif
