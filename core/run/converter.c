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
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "load/pdf.h"
#include "run/channel.h"
#include "run/sandbox.h"

#define MEMORY ((size_t)1 << 30) /* of a pdftotext; large files take a tenth of it */
#define UNSTARTED 127            /* its status where it could not be started */
#define ONCE_SECONDS 45          /* that it may take where nobody says */

typedef struct convert_order {
    uint32_t seconds;
} convert_order;

typedef union passing { /* two descriptors with a message, aligned as the kernel wants it */
    char bytes[CMSG_SPACE(2 * sizeof(int))];
    struct cmsghdr align;
} passing;

int lun_converter_find(char *path, size_t size)
{
    const char *folders = getenv("PATH");
    for (const char *at = folders ? folders : ""; *at; at += *at == ':') {
        size_t len = strcspn(at, ":");
        int n = snprintf(path, size, "%.*s/pdftotext", (int)len, at);
        if (len > 0 && at[0] == '/' && n > 0 && (size_t)n < size && access(path, X_OK) == 0)
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

/* The folder above the one it is in: libraries of a program that is not below /usr. */
static void prefix_of(char *out, size_t size, const char *program)
{
    snprintf(out, size, "%s", program);
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(out, '/');
        if (slash && slash != out)
            *slash = '\0';
    }
}

static _Noreturn void become_pdftotext(const char *program, int pdf, int out, int complaints, unsigned seconds)
{
    char prefix[4096];
    prefix_of(prefix, sizeof prefix, program);
    const char *const readable[] = { "/usr", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", prefix };
    const lun_sandbox_options sandbox = { .role = LUN_SANDBOX_CONVERTER,
                                          .readable = readable,
                                          .n_readable = sizeof readable / sizeof *readable,
                                          .memory = MEMORY };
    const struct rlimit time = { seconds, seconds };
    char *const arguments[] = { "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-", "-", NULL };
    char *const environment[] = { "LC_ALL=C", NULL };
    lun_error err = LUN_ERROR_INIT;
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

/* Keeps the first line of what is complained of, until the other end is closed: 1; 0 after its time. */
static int listen_to(int fd, char *line, size_t size, double until)
{
    size_t len = 0;
    int is_over = 0;
    for (;;) {
        char data[4096];
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        double left = until - now();
        if (left <= 0)
            return 0;
        if (poll(&ready, 1, (int)(left * 1000) + 1) <= 0)
            continue;
        ssize_t n = read(fd, data, sizeof data);
        if (n <= 0)
            return 1;
        for (ssize_t i = 0; i < n && !is_over; i++) {
            is_over = data[i] == '\n' || len + 1 >= size;
            if (!is_over && data[i] >= ' ' && data[i] < 0x7F)
                line[len++] = data[i];
        }
        line[len] = '\0';
    }
}

static lun_pdf_end end_of(int status, int in_time)
{
    if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return LUN_PDF_LATE;
    if (WIFSIGNALED(status))
        return LUN_PDF_CRASHED;
    if (WEXITSTATUS(status) == UNSTARTED)
        return LUN_PDF_UNSTARTED;
    return WEXITSTATUS(status) == 0 ? LUN_PDF_DONE : LUN_PDF_FAILED;
}

static _Noreturn void keep(const char *program, int pdf, int out, unsigned seconds)
{
    char trailer[LUN_PDF_TRAILER] = { 0 };
    int complaints[2], status = 0, in_time = 0;
    pid_t self = getpid(), pid = -1;
    trailer[0] = LUN_PDF_UNSTARTED;
    if (pipe2(complaints, O_CLOEXEC) == 0 && (pid = fork()) == 0) {
        die_with(self);
        become_pdftotext(program, pdf, out, complaints[1], seconds);
    }
    if (pid > 0) {
        close(complaints[1]);
        in_time = listen_to(complaints[0], trailer + 1, sizeof trailer - 1, now() + seconds);
        if (!in_time)
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

int lun_converter_start(int fd, int pdf, unsigned seconds, int *out, lun_error *err)
{
    int pipe[2];
    *out = -1;
    if (pipe2(pipe, O_CLOEXEC) < 0)
        return lun_error_set(err, LUN_EIO, "no pipe for pdftotext: %s", strerror(errno));
    const int fds[2] = { pdf, pipe[1] };
    int rc = send_order(fd, (convert_order){ seconds }, fds);
    int reason = errno;
    close(pipe[1]);
    if (rc == 0) {
        *out = pipe[0];
        return LUN_OK;
    }
    close(pipe[0]);
    return lun_error_set(err, LUN_EIO, "the process that starts pdftotext does not answer: %s", strerror(reason));
}

/* The keeper is nobody's child, so that nobody has to wait for it. */
static int start_keeper(const char *program, int pdf, int out)
{
    pid_t pid = fork();
    if (pid == 0) {
        pid_t keeper = fork();
        if (keeper != 0)
            _exit(keeper < 0);
        signal(SIGCHLD, SIG_DFL);
        keep(program, pdf, out, ONCE_SECONDS);
    }
    int status = 1;
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? 0 : -1;
}

int lun_converter_once(int pdf, int *out, lun_error *err)
{
    char program[PATH_MAX];
    int pipe[2];
    *out = -1;
    if (!lun_converter_find(program, sizeof program))
        return 0;
    if (pipe2(pipe, O_CLOEXEC) < 0)
        return lun_error_set(err, LUN_EIO, "no pipe for pdftotext: %s", strerror(errno));
    int rc = start_keeper(program, pdf, pipe[1]);
    close(pipe[1]);
    if (rc == 0) {
        *out = pipe[0];
        return 1;
    }
    close(pipe[0]);
    return lun_error_set(err, LUN_EIO, "no process for pdftotext: %s", strerror(errno));
}
