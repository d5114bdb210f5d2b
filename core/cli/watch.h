/*
** watch.h - the inside of lunette watch that its files share.
*/
#ifndef LUN_CLI_WATCH_H
#define LUN_CLI_WATCH_H

#include <signal.h>
#include <time.h>

#include "cli/scope.h"
#include "cli/versions.h"
#include "run/watching.h"

typedef struct lun_watch {
    const lun_command *command;
    const lun_arguments *arguments;
    lun_work_limits limits;
    lun_texts sources;  /* in place of a corpus */
    const char *corpus; /* as it was named, or the temporary one */
    char *folder;       /* of the temporary corpus; NULL = none */
    lun_arena *arena;
    lun_named_version named;
    lun_scope scope; /* where one was named */
    lun_bits within; /* the corpus's documents in it, as of the save at hand */
    lun_watching *watching;
    lun_version before;     /* of the last save that loaded */
    const lun_version *now; /* at work */
    int has_before, saves, has_explained;
    int is_owed;     /* --keep: what was shown last is not in the corpus yet */
    char state[100]; /* of the corpus that `before` was compared with */
    int terminal, is_drawn;
    struct timespec started; /* of the save at hand */
    const volatile sig_atomic_t *interrupted;
} lun_watch;

double lun_watch__seconds(const struct timespec *start);
void lun_watch__wipe(lun_watch *w); /* the line that says how far it is */
/* A save that could not be done: when, what, why. */
void lun_watch__failure(const lun_watch *w, const char *what, const lun_error *err);
/* Loads the rules as they are and prints what they change; what: that was saved. LUN_ELIMIT "saved again" where it has to be done anew. */
int lun_watch__save(lun_watch *w, const char *what, lun_error *err);

#endif
