/*
** ctrl_c.c - one message in place of a silent death.
**
** Most commands only read, or put what they made in its place by one renaming: they may end anywhere. Those that hold a corpus open for writing, a
** terminal or files that are not yet in their place (run, watch, audit, export, new, ...) set handlers of their own, and set these again when done.
*/
#include "cli/ctrl_c.h"

#include <signal.h>
#include <unistd.h>

#include "cli/options.h"

static const int signals[] = { SIGINT, SIGTERM };
static pid_t own; /* a handler has no other place to read from; children inherit it with the handler */

static void on_signal(int number)
{
    static const char message[] = "lunette: error: stopped; nothing was changed\n";
    (void)number;
    if (getpid() == own && write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(LUN_EXIT_FAILED);
    _exit(LUN_EXIT_FAILED);
}

void lun_ctrl_c_listen(void)
{
    const struct sigaction action = { .sa_handler = on_signal };
    struct sigaction before;
    own = getpid();
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

void lun_ctrl_c_hold(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&set, signals[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
}
