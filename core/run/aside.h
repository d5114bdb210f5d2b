/*
** aside.h - work on what strangers made, in a process of its own that has given its rights up first.
**
** The process answers with bytes, or with an error; it is ended when it takes too long. What it answers is a stranger's word, too: whoever asked checks it.
*/
#ifndef LUN_RUN_ASIDE_H
#define LUN_RUN_ASIDE_H

#include "base/buf.h"
#include "run/sandbox.h"

/* Appends the answer to out, or fails with *err filled. */
typedef int lun_aside_work(void *context, lun_buf *out, lun_error *err);

typedef struct lun_aside_options {
    lun_sandbox_role role; /* LUN_SANDBOX_WORKER: opens nothing; LUN_SANDBOX_ZYGOTE: reads files */
    const char *what;      /* "reading the archive": for messages */
    unsigned seconds;      /* that it may take */
    size_t limit;          /* bytes of an answer */
} lun_aside_options;

/* *out, the caller's to clear, gets the answer. LUN_ELIMIT: time, size, or a signal; LUN_EIO: the process died. The caller has one thread. */
int lun_aside(lun_buf *out, lun_aside_work *work, void *context, const lun_aside_options *options, lun_error *err);

#endif
