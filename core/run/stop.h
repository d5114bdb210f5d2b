/*
** stop.h - the ear of a run for SIGINT, SIGTERM and SIGHUP. Sits on the system's calls. One at a time: signals are the process's.
*/
#ifndef LUN_RUN_STOP_H
#define LUN_RUN_STOP_H

#include <signal.h>

typedef struct lun_stop { /* what the caller had set before */
    struct sigaction before[3];
} lun_stop;

/* As sigaction; but a hang-up that the caller wants to do nothing, as nohup does, stays unheard. `before` may be NULL. */
void lun_stop_hear(int number, const struct sigaction *action, struct sigaction *before);

/* The first signal sets what is returned; a second one ends the process at once, even while it writes. */
const volatile sig_atomic_t *lun_stop_listen(lun_stop *stop);

void lun_stop_end(const lun_stop *stop);

#endif
