/*
** stop.c - SIGINT and SIGTERM set a flag.
*/
#include "run/stop.h"

static volatile sig_atomic_t stopped; /* a handler has no other place to write to */

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
}

const volatile sig_atomic_t *lun_stop_listen(lun_stop *stop)
{
    const struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
    stopped = 0;
    sigaction(SIGINT, &action, &stop->old_int);
    sigaction(SIGTERM, &action, &stop->old_term);
    return &stopped;
}

void lun_stop_end(const lun_stop *stop)
{
    sigaction(SIGINT, &stop->old_int, NULL);
    sigaction(SIGTERM, &stop->old_term, NULL);
}
