/*
** converter.c - starts pdftotext, sees how it ends, says so behind its output. Sits on sandbox.c.
**
** A keeper stands beside each pdftotext: it holds the pipe open until it has written the trailer, drains what pdftotext complains of and ends it
** after its time. Invariant: whoever goes, all below go: each process dies with its parent.
*/
#include "run/converter.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "load/pdf.h"
#include "run/channel.h"
#include "run/sandbox.h"

#define MEMORY ((size_t)1 << 30) /* of a pdftotext; large files take a tenth of it */
#define UNSTARTED 127            /* its status where it could not be started */
#define SECONDS 60               /* of a pdftotext where no run says how many */
#define LOOK 200                 /* milliseconds between two looks at how far it is */

typedef struct convert_order {
    uint32_t seconds;
} convert_order;

typedef union passing { /* two descriptors with a message, aligned as the kernel wants it */
    char bytes[CMSG_SPACE(2 * sizeof(int))];
    struct cmsghdr align;
} passing;

static int is_program(const char *path)
{
    struct stat about;
    return access(path, X_OK) == 0 && stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

int lun_converter_find(char *path, size_t size)
{
    const char *folders = getenv("PATH");
    for (const char *at = folders ? folders : ""; *at; at += *at == ':') {
        size_t len = strcspn(at, ":");
        int n = snprintf(path, size, "%.*s/pdftotext", (int)len, at);
        if (len > 0 && at[0] == '/' && n > 0 && (size_t)n < size && is_program(path))
            return 1;
        at += len;
    }
    return 0;
}

int lun_converter_pair(int pair[2])
{
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
        return -1;
    for (int i = 0; i < 2; i++) {
        pair[i] = lun_channel_above(pair[i]);
        if (pair[i] < 0 && i == 0)
            close(pair[1]);
        else if (pair[i] < 0)
            close(pair[0]);
        if (pair[i] < 0)
            return -1;
    }
    return 0;
}

/* ---- pdftotext ---- */

static void die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
}

typedef struct readable {
    char paths[4][PATH_MAX];
    const char *all[12];
    size_t n;
} readable;

static void add_below(readable *r, size_t i, const char *prefix, const char *rest)
{
    int n = snprintf(r->paths[i], sizeof r->paths[i], "%s%s", prefix, rest);
    if (n > 0 && (size_t)n < sizeof r->paths[i])
        r->all[r->n++] = r->paths[i];
}

static int is_same_or_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return len > 0 && strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/*
** Of a program that is not below /usr also the folder above the one it is in, for its libraries; where that is, holds or is in somebody's home, no
** more of it than programs are made of.
*/
static void find_readable(readable *r, const char *program)
{
    static const char *const everywhere[] = { "/usr",       "/lib",       "/lib32",          "/lib64",
                                              "/nix/store", "/gnu/store", "/etc/ld.so.cache" };
    const char *home = getenv("HOME");
    char prefix[PATH_MAX];
    r->n = 0;
    for (size_t i = 0; i < sizeof everywhere / sizeof *everywhere; i++)
        r->all[r->n++] = everywhere[i];
    r->all[r->n++] = program;
    snprintf(prefix, sizeof prefix, "%s", program);
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(prefix, '/');
        if (slash)
            *slash = '\0';
    }
    if (!*prefix) /* "/bin/pdftotext": what it needs is named above */
        return;
    if (!home || (!is_same_or_below(prefix, home) && !is_same_or_below(home, prefix))) {
        add_below(r, 0, prefix, "");
        return;
    }
    add_below(r, 0, prefix, "/lib");
    add_below(r, 1, prefix, "/lib64");
    add_below(r, 2, prefix, "/share/poppler");
}

static _Noreturn void become_pdftotext(const char *program, int pdf, int out, int complaints, unsigned seconds)
{
    readable may;
    find_readable(&may, program);
    const lun_sandbox_options sandbox = {
        .role = LUN_SANDBOX_CONVERTER, .readable = may.all, .n_readable = may.n, .memory = MEMORY
    };
    const struct rlimit time = { seconds, seconds + 1 }; /* at the first it is told why it ends */
    char *const arguments[] = { "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-", "-", NULL };
    char *const environment[] = { "LC_ALL=C", NULL };
    lun_error err = LUN_ERROR_INIT;
    setsid(); /* a group of its own, which ends with it */
    signal(SIGPIPE, SIG_DFL);
    lseek(pdf, 0, SEEK_SET);
    if (dup2(pdf, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(complaints, STDERR_FILENO) < 0)
        _exit(UNSTARTED);
    setrlimit(RLIMIT_CPU, &time);
    if (lun_sandbox_enter(NULL, &sandbox, &err) == LUN_OK) {
        execve(program, arguments, environment);
        lun_error_set(&err, LUN_EIO, "%s: %s", program, strerror(errno));
    }
    dprintf(STDERR_FILENO, "%s\n", err.message);
    _exit(UNSTARTED);
}

/* ---- the keeper ---- */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

typedef struct complaint {
    int fd; /* -1: its other end is closed */
    char *line;
    size_t len, size;
    int is_over; /* the first line is */
} complaint;

/* Keeps the first line of what is complained of, drops the rest. No more than a pipe holds, since there may be no end of it. */
static void hear(complaint *c)
{
    char data[4096];
    ssize_t n = 1;
    for (int looks = 0; looks < 16 && (n = read(c->fd, data, sizeof data)) > 0; looks++) {
        for (ssize_t i = 0; i < n && !c->is_over; i++) {
            c->is_over = data[i] == '\n' || c->len + 1 >= c->size;
            if (!c->is_over && data[i] >= ' ' && data[i] < 0x7F)
                c->line[c->len++] = data[i];
        }
    }
    if (n == 0)
        c->fd = -1;
}

/* POLLOUT where it takes more, POLLERR where nobody reads it any more, 0 where it is full. */
static int state_of(int pipe)
{
    struct pollfd ready = { .fd = pipe, .events = POLLOUT };
    return poll(&ready, 1, 0) > 0 ? ready.revents : 0;
}

static int has_ended(pid_t pid)
{
    siginfo_t info = { .si_pid = 0 };
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid == pid;
}

/* Until it has ended: 1; 0 after its seconds, or when nobody reads it. While its output is full it waits for who reads it, which is not its fault. */
static int watch(pid_t pid, complaint *c, int out, double seconds)
{
    for (double until = now() + seconds;;) {
        struct pollfd ready = { .fd = c->fd, .events = POLLIN };
        double before = now();
        int is_done = has_ended(pid);
        if (c->fd >= 0)
            hear(c);
        if (is_done || before > until)
            return is_done;
        poll(&ready, 1, c->fd >= 0 ? LOOK : 1);
        int state = state_of(out);
        if (state & POLLERR)
            return 0;
        if (!state)
            until += now() - before;
    }
}

static lun_pdf_end end_of(int status, int in_time)
{
    if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return LUN_PDF_LATE;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGKILL ? LUN_PDF_LOST : LUN_PDF_CRASHED;
    if (WEXITSTATUS(status) == UNSTARTED)
        return LUN_PDF_UNSTARTED;
    return WEXITSTATUS(status) == 0 ? LUN_PDF_DONE : LUN_PDF_FAILED;
}

static _Noreturn void keep(const char *program, int pdf, int out, unsigned seconds)
{
    char trailer[LUN_PDF_TRAILER] = { LUN_PDF_UNSTARTED };
    int complaints[2], status = 0;
    pid_t self = getpid(), pid = -1;
    if (pipe2(complaints, O_CLOEXEC) == 0 && (pid = fork()) == 0) {
        die_with(self);
        become_pdftotext(program, pdf, out, complaints[1], seconds);
    }
    if (pid > 0) {
        complaint c = { .fd = complaints[0], .line = trailer + 1, .size = sizeof trailer - 1 };
        close(complaints[1]);
        fcntl(c.fd, F_SETFL, O_NONBLOCK);
        int in_time = watch(pid, &c, out, seconds);
        kill(-pid, SIGKILL);
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        trailer[0] = (char)end_of(status, in_time);
    }
    lun_file_write_all(out, trailer, sizeof trailer);
    _exit(0);
}

/* ---- the converter ---- */

/* 1 with an order, 0 when the other end is closed; -1: the message makes no sense. */
static int receive(int fd, convert_order *out, int fds[2])
{
    passing control;
    struct iovec body = { out, sizeof *out };
    struct msghdr message = {
        .msg_iov = &body, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes
    };
    ssize_t n;
    while ((n = recvmsg(fd, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
        ;
    if (n <= 0)
        return 0;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (n != sizeof *out || !head || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(2 * sizeof(int)))
        return -1;
    memcpy(fds, CMSG_DATA(head), 2 * sizeof(int));
    return 1;
}

static void say_unstarted(int out, int reason)
{
    char trailer[LUN_PDF_TRAILER] = { LUN_PDF_UNSTARTED };
    snprintf(trailer + 1, sizeof trailer - 1, "%s", strerror(reason));
    lun_file_write_all(out, trailer, sizeof trailer);
}

void lun_converter_run(int fd, const char *program)
{
    convert_order order;
    int fds[2], rc;
    pid_t self = getpid();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the whole group; the supervisor decides */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGCHLD, SIG_IGN); /* keepers are not waited for */
    while ((rc = receive(fd, &order, fds)) != 0) {
        if (rc < 0)
            continue;
        pid_t pid = fork();
        if (pid == 0) {
            die_with(self);
            signal(SIGCHLD, SIG_DFL);
            close(fd);
            keep(program, fds[0], fds[1], order.seconds);
        }
        if (pid < 0)
            say_unstarted(fds[1], errno);
        close(fds[0]);
        close(fds[1]);
    }
    _exit(0);
}

/* ---- in the supervisor ---- */

static int send_order(int fd, convert_order order, const int fds[2])
{
    passing control = { .bytes = { 0 } };
    struct iovec body = { &order, sizeof order };
    struct msghdr message = {
        .msg_iov = &body, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes
    };
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(2 * sizeof(int));
    memcpy(CMSG_DATA(head), fds, 2 * sizeof(int));
    return sendmsg(fd, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}

/* What was started before over the same file may still read it: each reads from a place of its own. */
static int open_again(int fd)
{
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return open(path, O_RDONLY | O_CLOEXEC);
}

int lun_converter_start(int fd, int pdf, unsigned seconds, int *out, lun_error *err)
{
    int pipe[2];
    *out = -1;
    if (pipe2(pipe, O_CLOEXEC) < 0)
        return lun_error_set(err, LUN_EIO, "no pipe for pdftotext: %s", strerror(errno));
    int own = open_again(pdf);
    const int fds[2] = { own >= 0 ? own : pdf, pipe[1] };
    int rc = send_order(fd, (convert_order){ seconds }, fds);
    int reason = errno;
    if (own >= 0)
        close(own);
    close(pipe[1]);
    if (rc == 0) {
        *out = pipe[0];
        return LUN_OK;
    }
    close(pipe[0]);
    return lun_error_set(err, LUN_EIO, "the process that starts pdftotext does not answer: %s", strerror(reason));
}

/* ---- in a process that reads sources itself ---- */

static int open_converter(lun_converter *converter, lun_error *err)
{
    char program[PATH_MAX];
    int pair[2];
    if (converter->is_missing || !lun_converter_find(program, sizeof program)) {
        converter->is_missing = 1;
        return lun_error_set(err, LUN_ENOTFOUND, "there is no pdftotext");
    }
    if (lun_converter_pair(pair) < 0)
        return lun_error_set(err, LUN_EIO, "no socket for pdftotext: %s", strerror(errno));
    pid_t self = getpid();
    converter->pid = fork();
    if (converter->pid == 0) {
        die_with(self);
        lun_sandbox_lose_all_but(pair[1]);
        lun_converter_run(pair[1], program);
    }
    int reason = errno;
    close(pair[1]);
    converter->fd = pair[0];
    if (converter->pid > 0)
        return LUN_OK;
    lun_converter_close(converter);
    return lun_error_set(err, LUN_EIO, "no process for pdftotext: %s", strerror(reason));
}

int lun_converter_convert(void *context, int pdf, int *out, lun_error *err)
{
    lun_converter *converter = context;
    int rc = converter->fd < 0 ? open_converter(converter, err) : LUN_OK;
    return rc < 0 ? rc : lun_converter_start(converter->fd, pdf, SECONDS, out, err);
}

void lun_converter_close(lun_converter *converter)
{
    if (converter->fd >= 0)
        close(converter->fd);
    if (converter->pid > 0)
        waitpid(converter->pid, NULL, 0);
    *converter = (lun_converter)LUN_CONVERTER_NONE;
}
