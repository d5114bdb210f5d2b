/*
** aside.c - fork, give rights up, work, answer through a pipe. Sits on sandbox.c, channel.c, parcel.h.
*/
#include "run/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "run/channel.h"
#include "run/parcel.h"

enum { ANSWER = 1, FAILURE = 2 }; /* the kinds of frames */
#define STEP 65536
#define MEMORY ((size_t)3 << 30) /* as a worker has: Lua's 1 GiB, and what rules and lexicons take beside it */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- in the process aside ---- */

static _Noreturn void do_work(int fd, pid_t parent, lun_aside_work *work, void *context,
                              const lun_aside_options *options)
{
    lun_sandbox_options sandbox = { .role = options->role, .memory = MEMORY };
    lun_buf answer = LUN_BUF_INIT, frame = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the whole group; who asked decides */
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    lun_sandbox_lose_streams();
    int rc = lun_sandbox_enter(NULL, &sandbox, &err);
    if (rc == LUN_OK)
        rc = work(context, &answer, &err);
    if (rc == LUN_OK && (answer.failed || answer.len > options->limit))
        rc = lun_error_set(&err, answer.failed ? LUN_ENOMEM : LUN_ELIMIT, "%s gives more than %zu bytes", options->what,
                           options->limit);
    size_t at = lun_wire_begin(&frame, rc == LUN_OK ? ANSWER : FAILURE);
    if (rc < 0)
        lun_parcel_error(&frame, &err);
    else
        lun_buf_add(&frame, answer.data ? answer.data : "", answer.len);
    lun_wire_end(&frame, at);
    if (!frame.failed)
        lun_file_write_all(fd, frame.data, frame.len);
    _exit(0);
}

/* ---- in the process that asked ---- */

/* 1 at the end of what comes. */
static int receive(lun_buf *in, int fd, lun_error *err)
{
    char step[STEP];
    ssize_t n = read(fd, step, sizeof step);
    if (n < 0 && errno == EINTR)
        return 0;
    if (n > 0)
        lun_buf_add(in, step, (size_t)n);
    if (n < 0 || in->failed)
        return lun_error_set(err, n < 0 ? LUN_EIO : LUN_ENOMEM, "an answer cannot be read: %s",
                             n < 0 ? strerror(errno) : "no memory");
    return n == 0;
}

static int collect(lun_buf *in, int fd, const lun_aside_options *options, lun_error *err)
{
    double until = now() + options->seconds;
    int rc = 0;
    while (rc == 0) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        double left = until - now();
        if (left <= 0)
            return lun_error_set(err, LUN_ELIMIT, "%s takes more than %u seconds", options->what, options->seconds);
        int n = poll(&ready, 1, (int)(left * 1000) + 1);
        if (n < 0 && errno == EINTR)
            return lun_error_set(err, LUN_ELIMIT, "stopped; nothing was changed");
        if (n > 0)
            rc = receive(in, fd, err);
        if (rc == 0 && in->len > options->limit + STEP)
            return lun_error_set(err, LUN_ELIMIT, "%s gives more than %zu bytes", options->what, options->limit);
    }
    return rc < 0 ? rc : LUN_OK;
}

static int died(int status, const char *what, lun_error *err)
{
    if (WIFSIGNALED(status))
        lun_error_set(err, LUN_EIO, "%s ended by signal %d (%s)", what, WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        lun_error_set(err, LUN_EIO, "%s ended without an answer", what);
    return lun_error_hint(err, "what it was made from is damaged, or means harm: use it nowhere");
}

/* One frame with all of the rest as its body: its length need not be believed. */
static int read_answer(lun_buf *out, lun_buf *in, int status, const lun_aside_options *options, lun_error *err)
{
    if (in->len < LUN_FRAME_HEAD || (in->data[4] != ANSWER && in->data[4] != FAILURE))
        return died(status, options->what, err);
    if (in->data[4] == FAILURE) {
        lun_wire body = lun_wire_open(in->data + LUN_FRAME_HEAD, in->len - LUN_FRAME_HEAD);
        lun_parcel_take_error(&body, err);
        return err->code;
    }
    if (!WIFEXITED(status))
        return died(status, options->what, err);
    lun_buf_add(out, in->data + LUN_FRAME_HEAD, in->len - LUN_FRAME_HEAD);
    return out->failed ? lun_error_set(err, LUN_ENOMEM, "no memory for an answer") : LUN_OK;
}

/* 0, or -1 with errno. The end to write into is above the standard streams, which the process aside loses. */
static int open_pipe(int pair[2])
{
    if (pipe2(pair, O_CLOEXEC) < 0)
        return -1;
    pair[1] = lun_channel_above(pair[1]);
    int reason = errno;
    if (pair[1] < 0)
        close(pair[0]);
    errno = reason;
    return pair[1] < 0 ? -1 : 0;
}

int lun_aside(lun_buf *out, lun_aside_work *work, void *context, const lun_aside_options *options, lun_error *err)
{
    lun_buf in = LUN_BUF_INIT;
    int pair[2], status = 0;
    pid_t self = getpid(), pid;
    if (open_pipe(pair) < 0)
        return lun_error_set(err, LUN_EIO, "%s: no pipe: %s", options->what, strerror(errno));
    pid = fork();
    if (pid == 0) {
        close(pair[0]);
        do_work(pair[1], self, work, context, options);
    }
    int reason = errno;
    close(pair[1]);
    int rc = pid < 0 ? lun_error_set(err, LUN_EIO, "%s: no process: %s", options->what, strerror(reason))
                     : collect(&in, pair[0], options, err);
    close(pair[0]);
    if (pid > 0) {
        if (rc < 0)
            kill(pid, SIGKILL);
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    if (rc == LUN_OK)
        rc = read_answer(out, &in, status, options, err);
    lun_buf_clear(&in);
    return rc;
}
