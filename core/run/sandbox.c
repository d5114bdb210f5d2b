/*
** sandbox.c - enters the sandbox, says what there is of it.
**
** Sits on sandbox_files.c and sandbox_calls.c. Order: privileges first, since Landlock and seccomp ask for
** no_new_privs; the filter of system calls last, since it refuses what the others need.
*/
#include "run/sandbox_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum {
    WORKER_FILES_MAX = 64,   /* the socket, the document, a container or two; the rest is room */
    ZYGOTE_FILES_MAX = 1024, /* a socket a worker */
    FILES_MOST = 65536,      /* descriptors that are closed one by one where the kernel cannot close all at once */
};

void lun_sandbox_lose_streams(void)
{
    int null = open("/dev/null", O_RDWR);
    if (null < 0)
        return;
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (fcntl(STDERR_FILENO, F_GETFD) < 0)
        dup2(null, STDERR_FILENO);
    if (null > STDERR_FILENO)
        close(null);
}

void lun_sandbox_lose_all_but(int keep)
{
    lun_sandbox_lose_streams();
#ifdef SYS_close_range
    if ((keep == 3 || syscall(SYS_close_range, 3U, (unsigned)keep - 1, 0U) == 0) &&
        syscall(SYS_close_range, (unsigned)keep + 1, ~0U, 0U) == 0)
        return;
#endif
    for (int fd = 3; fd < FILES_MOST; fd++) { /* kernels before 5.9, valgrind */
        if (fd != keep)
            close(fd);
    }
}

static int refused(const char *what, lun_error *err)
{
    return lun_error_set(err, LUN_EIO, "sandbox: cannot %s: %s", what, strerror(errno));
}

#ifdef __linux__

/*
** Root gives its capabilities up, but for reading what it may read: sources are chosen by who started the run.
** Without the capability beforehand this takes nothing and gives nothing.
*/
static int drop_capabilities(lun_error *err)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
    memset(sets, 0, sizeof sets);
    if (syscall(SYS_capget, &header, sets) < 0)
        return refused("read the capabilities", err);
    for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++) {
        sets[i].permitted &= i == 0 ? 1u << CAP_DAC_READ_SEARCH : 0;
        sets[i].effective &= sets[i].permitted;
        sets[i].inheritable = 0;
    }
    return syscall(SYS_capset, &header, sets) < 0 ? refused("drop capabilities", err) : LUN_OK;
}

/*
** Not dumpable: a crash on a hostile document must not hand the text of other documents to a collector of cores, which
** a core limit of 0 does not prevent where cores go into a pipe. /proc/PID/statm stays readable for the supervisor.
*/
static int enter_privileges(lun_error *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return refused("set no_new_privs", err);
    int rc = drop_capabilities(err);
    if (rc == LUN_OK && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
        rc = refused("forbid core dumps", err);
    return rc;
}

static unsigned offered_privileges(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) < 0 ? 0 : LUN_SANDBOX_PRIVILEGES;
}

/* Threads besides the caller would keep all rights. /proc tells their number as links of a folder. */
static int has_threads(void)
{
    struct stat about;
    return stat("/proc/self/task", &about) == 0 && about.st_nlink > 3;
}

#else

static int enter_privileges(lun_error *err)
{
    errno = ENOSYS;
    return refused("set no_new_privs", err);
}

static unsigned offered_privileges(void)
{
    return 0;
}

static int has_threads(void)
{
    return 0;
}

#endif

/* valgrind keeps the hard limit of open files for itself: there the soft one has to do. */
static int limit(unsigned resource, const char *what, rlim_t most, lun_error *err)
{
    struct rlimit wanted, now;
    if (getrlimit(resource, &now) < 0)
        return refused(what, err);
    wanted.rlim_max = now.rlim_max < most ? now.rlim_max : most;
    wanted.rlim_cur = now.rlim_cur < most ? now.rlim_cur : most;
    if (setrlimit(resource, &wanted) == 0)
        return LUN_OK;
    wanted.rlim_max = now.rlim_max;
    return setrlimit(resource, &wanted) < 0 ? refused(what, err) : LUN_OK;
}

/*
** AddressSanitizer reserves terabytes, and writes its report to whatever standard error is. Elsewhere a write to an
** open regular file fails with EFBIG rather than ending the process.
*/
static int enter_limits(const lun_sandbox_options *options, lun_error *err)
{
    int worker = options->role == LUN_SANDBOX_WORKER || options->role == LUN_SANDBOX_CONVERTER;
    int rc = limit(RLIMIT_CORE, "limit core dumps", 0, err);
    if (rc == LUN_OK)
        rc = limit(RLIMIT_NOFILE, "limit open files", worker ? WORKER_FILES_MAX : ZYGOTE_FILES_MAX, err);
    if (rc == LUN_OK && worker)
        rc = limit(RLIMIT_NPROC, "limit processes", 0, err);
    if (rc == LUN_OK && !SANITIZED && options->role != LUN_SANDBOX_LOADER) {
        signal(SIGXFSZ, SIG_IGN);
        rc = limit(RLIMIT_FSIZE, "limit the size of files", 0, err);
    }
    if (rc == LUN_OK && !SANITIZED && options->memory > 0)
        rc = limit(RLIMIT_DATA, "limit memory", options->memory, err);
    return rc;
}

/* Without no_new_privs neither Landlock nor seccomp may be had. */
static void take_away(lun_sandbox_support *support, unsigned parts)
{
    support->parts &= ~parts;
    if (!(support->parts & LUN_SANDBOX_PRIVILEGES))
        support->parts &= ~(unsigned)(LUN_SANDBOX_FILES | LUN_SANDBOX_CALLS);
    if (!(support->parts & LUN_SANDBOX_FILES))
        support->landlock = 0;
}

void lun_sandbox_probe(lun_sandbox_support *out)
{
    out->landlock = lun_sandbox__landlock();
    out->parts = LUN_SANDBOX_LIMITS | offered_privileges();
    if (out->landlock > 0)
        out->parts |= LUN_SANDBOX_FILES;
    if (lun_sandbox__seccomp())
        out->parts |= LUN_SANDBOX_CALLS;
    take_away(out, 0);
}

/* Without Landlock a loader could write anywhere. */
static lun_sandbox_options settle_role(const lun_sandbox_options *wanted, const lun_sandbox_support *support)
{
    lun_sandbox_options options = *wanted;
    if (options.role == LUN_SANDBOX_LOADER && (!options.writable || !(support->parts & LUN_SANDBOX_FILES)))
        options.role = LUN_SANDBOX_ZYGOTE;
    return options;
}

int lun_sandbox_enter(unsigned *missing, const lun_sandbox_options *wanted, lun_error *err)
{
    lun_sandbox_support support;
    int rc = LUN_OK;
    if (has_threads())
        return lun_error_set(err, LUN_EUSAGE, "sandbox: the process has several threads, expected one");
    lun_sandbox_probe(&support);
    take_away(&support, wanted->pretend_missing);
    const lun_sandbox_options settled = settle_role(wanted, &support), *options = &settled;
    if (support.parts & LUN_SANDBOX_PRIVILEGES)
        rc = enter_privileges(err);
    if (rc == LUN_OK && (support.parts & LUN_SANDBOX_FILES))
        rc = lun_sandbox__files(options, support.landlock, err);
    if (rc == LUN_OK && (support.parts & LUN_SANDBOX_LIMITS))
        rc = enter_limits(options, err);
    if (rc == LUN_OK && (support.parts & LUN_SANDBOX_CALLS))
        rc = lun_sandbox__calls(options->role, err);
    if (missing)
        *missing = LUN_SANDBOX_ALL & ~support.parts;
    return rc;
}

static const char *missing_names(unsigned missing)
{
    if (missing & LUN_SANDBOX_PRIVILEGES)
        return "no no_new_privs, no Landlock, no seccomp";
    switch (missing & (LUN_SANDBOX_FILES | LUN_SANDBOX_CALLS)) {
    case LUN_SANDBOX_FILES:
        return "no Landlock";
    case LUN_SANDBOX_CALLS:
        return "no seccomp";
    case LUN_SANDBOX_FILES | LUN_SANDBOX_CALLS:
        return "no Landlock, no seccomp";
    }
    return missing ? "no limits" : "";
}

void lun_sandbox_describe(const lun_sandbox_support *support, char *out, size_t size)
{
    unsigned missing = LUN_SANDBOX_ALL & ~support->parts;
    const char *names = missing_names(missing);
    if (!(missing & (LUN_SANDBOX_FILES | LUN_SANDBOX_CALLS)))
        snprintf(out, size, "Landlock ABI %d, seccomp: workers open no file; no network, writing, exec or fork",
                 support->landlock);
    else if (!(missing & LUN_SANDBOX_CALLS))
        snprintf(out, size,
                 "%s: workers have no network, writing, exec or fork, but may read every file that you may read",
                 names);
    else if (!(missing & LUN_SANDBOX_FILES))
        snprintf(out, size, "%s, Landlock ABI %d: workers open no file, no writing or exec, but may fork and use %s",
                 names, support->landlock, support->landlock >= 4 ? "sockets other than TCP" : "the network");
    else
        snprintf(out, size, "%s: workers may do whatever you may do", names);
}

int lun_sandbox_require(unsigned missing, lun_error *err)
{
    if (!missing)
        return LUN_OK;
    lun_error_set(err, LUN_ENOTFOUND, "sandbox: %s on this machine, and the run asks for the whole sandbox",
                  missing_names(missing));
    return lun_error_hint(err,
                          "Landlock needs Linux 5.13 with landlock among its security modules; seccomp needs Linux "
                          "4.14 and a build with libseccomp; `lunette doctor` shows what is there");
}

#if SANITIZED

/* LeakSanitizer stops the process by ptrace, which ends who calls it here: a process with a filter looks for no leaks. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
#ifdef __linux__
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2;
#else
    return 0;
#endif
}

#endif
