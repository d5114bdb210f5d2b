/*
** ticks.c - the timer and its handler. Sits on budget.c of core/script, which says what a tick does.
*/
#include "run/ticks.h"

#include <signal.h>
#include <sys/time.h>

#define TICK 10000 /* microseconds: a rule that takes longer is rare, and a hundred signals a second cost nothing */

static lun_script *_Atomic counted; /* a handler has no other place to look */

static void on_tick(int number)
{
    (void)number;
    if (counted)
        lun_script_tick(counted);
}

static int set_timer(long microseconds)
{
    const struct itimerval every = { { 0, microseconds }, { 0, microseconds } };
    return setitimer(ITIMER_VIRTUAL, &every, NULL);
}

void lun_ticks_start(lun_script *script)
{
    const struct sigaction action = { .sa_handler = on_tick, .sa_flags = SA_RESTART };
    sigset_t tick;
    sigemptyset(&tick);
    sigaddset(&tick, SIGVTALRM);
    counted = script;
    if (sigaction(SIGVTALRM, &action, NULL) == 0 && sigprocmask(SIG_UNBLOCK, &tick, NULL) == 0 && set_timer(TICK) == 0)
        lun_script_count(script, LUN_COUNT_AFTER_TICKS);
}

void lun_ticks_stop(lun_script *script)
{
    lun_script_count(script, LUN_COUNT_ALL);
    set_timer(0);
    counted = NULL;
}
