/*
** console.h - a script that a prompt talks to: a corpus to read, searches in it, a way to stop what runs.
*/
#ifndef LUN_RUN_CONSOLE_H
#define LUN_RUN_CONSOLE_H

#include "run/session.h"
#include "store/store.h"

typedef struct lun_console lun_console;

typedef struct lun_console_options {
    lun_session_options session; /* outlives the console */
    lun_store *store;            /* NULL = there is no corpus; outlives the console */
    void (*say)(void *context, const char *text, size_t len);
    void *context;
} lun_console_options;

/* Loads what the session names. *out is the caller's (lun_console_close). */
int lun_console_open(lun_console **out, const lun_console_options *options, lun_error *err);
void lun_console_close(lun_console *console); /* takes NULL */

/* A function of the library, as lun_script_call; a query of the corpus ends with the rest when it is stopped. */
int lun_console_call(lun_console *console, const char *name, const char *json, lun_buf *out, lun_error *err);
/* Stops the call that is under way. A signal handler may call it. */
void lun_console_stop(lun_console *console);

#endif
