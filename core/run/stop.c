/*
** stop.c - SIGINT, SIGTERM and SIGHUP set a flag.
*/
#include "run/stop.h"

#include <stddef.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
#define N_SIGNALS (sizeof signals / sizeof *signals)

static volatile sig_atomic_t stopped; /* a handler has no other place to write to */

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
}

void lun_stop_hear(int number, const struct sigaction *action, struct sigaction *before)
{
    struct sigaction now;
    int is_unwanted = sigaction(number, NULL, &now) == 0 && number == SIGHUP && now.sa_handler == SIG_IGN;
    if (before)
        *before = now;
    if (!is_unwanted)
        sigaction(number, action, NULL);
}

const volatile sig_atomic_t *lun_stop_listen(lun_stop *stop)
{
    const struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
    stopped = 0;
    for (size_t i = 0; i < N_SIGNALS; i++)
        lun_stop_hear(signals[i], &action, &stop->before[i]);
    return &stopped;
}

void lun_stop_end(const lun_stop *stop)
{
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &stop->before[i], NULL);
}
