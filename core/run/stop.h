/*
** stop.h - the ear of a run for SIGINT and SIGTERM. Sits on the system's calls. One at a time: signals are the process's.
*/
#ifndef LUN_RUN_STOP_H
#define LUN_RUN_STOP_H

#include <signal.h>

typedef struct lun_stop { /* what the caller had set before */
    struct sigaction old_int, old_term;
} lun_stop;

/* The first signal sets what is returned; a second one ends the process at once, even while it writes. */
const volatile sig_atomic_t *lun_stop_listen(lun_stop *stop);

void lun_stop_end(const lun_stop *stop);

#endif
