/*
** keys.c - the terminal in a state where each key is read at once.
**
** The state is the terminal's, not ours: whatever ends or stops the process must put it back. So the handlers of the signals that do so put it back
** first (tcsetattr may be called there). SIGINT and SIGTERM only interrupt the reading, once: what was answered is committed, and the caller closes.
*/
#include "cli/keys.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios before, keys;
static volatile sig_atomic_t is_open, interrupted;
static struct sigaction old_actions[4];
static const int signals[4] = { SIGINT, SIGTERM, SIGHUP, SIGTSTP };

static void put_back(void)
{
    if (is_open)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

static void on_end(int number)
{
    (void)number;
    interrupted = 1;
}

/* Ctrl-Z: the shell gets its terminal, and we ours again when we go on. */
static void on_stop(int number)
{
    int saved = errno;
    sigset_t mask, old;
    put_back();
    signal(number, SIG_DFL);
    raise(number);
    sigemptyset(&mask);
    sigaddset(&mask, number);
    sigprocmask(SIG_UNBLOCK, &mask, &old); /* stops here */
    sigprocmask(SIG_SETMASK, &old, NULL);
    signal(number, on_stop);
    if (is_open)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &keys);
    errno = saved;
}

void lun_keys_open(void)
{
    interrupted = 0;
    for (int i = 0; i < 4; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_handler = signals[i] == SIGTSTP ? on_stop : on_end;
        action.sa_flags = signals[i] == SIGTSTP ? 0 : (int)SA_RESETHAND;
        sigaction(signals[i], &action, &old_actions[i]);
    }
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before) < 0)
        return;
    keys = before;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    is_open = tcsetattr(STDIN_FILENO, TCSADRAIN, &keys) == 0;
}

void lun_keys_close(void)
{
    put_back();
    is_open = 0;
    for (int i = 0; i < 4; i++)
        sigaction(signals[i], &old_actions[i], NULL);
}

/* One byte; -1 at the end, or where a signal came. */
static int next_byte(void)
{
    unsigned char byte;
    while (!interrupted) {
        ssize_t n = read(STDIN_FILENO, &byte, 1);
        if (n == 1)
            return byte;
        if (n == 0 || errno != EINTR)
            return -1;
    }
    return -1;
}

int lun_keys_next(void)
{
    int first = next_byte();
    if (is_open)
        return first < 0 || first == 4 ? LUN_KEY_END : tolower(first); /* 4: Ctrl-D */
    while (first == ' ' || first == '\t' || first == '\r')
        first = next_byte();
    for (int c = first; c >= 0 && c != '\n';)
        c = next_byte();
    return first < 0 ? LUN_KEY_END : tolower(first);
}
