/*
** sandbox_calls.c - seccomp: the system calls that a role may make, each group with its reason.
**
** Sits on libseccomp. Invariants:
**
** 1. What is not listed fails with EPERM, so that a program which only tries goes on without. What no honest code of
**    ours ever calls, and a hostile document would, ends the process at once: see `deadly`.
** 2. The filter sees numbers and not what pointers lead to: names of files are Landlock's matter. clone3 and openat2
**    hide their flags behind a pointer and are therefore refused; the C library then takes clone and openat.
** 3. A worker's filter stands on top of the zygote's: of two answers the kernel takes the stricter one.
*/
#include "run/sandbox_parts.h"

#ifdef LUN_HAVE_SECCOMP

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif

/* Calls by name: what an architecture or an older libseccomp does not know is passed over. */
static const char *const everyone[] = {
    /* memory: malloc, arenas, stacks. mmap and mprotect may make memory executable: PCRE2 compiles patterns to machine code */
    "brk", "mmap", "mmap2", "mprotect", "munmap", "mremap", "madvise", "mincore",
    /* reading what is open; opening has conditions, below */
    "read", "readv", "pread64", "preadv", "preadv2", "lseek", "_llseek", "close", "close_range", "fadvise64",
    "readahead", "getdents", "getdents64",
    /* writing to what is open: the socket and standard error. No regular file is open for writing */
    "write", "writev", "dup", "dup2", "dup3",
    /* asking about files; Landlock cannot refuse that, and fstat is one of them in today's C library */
    "fstat", "stat", "lstat", "newfstatat", "fstat64", "stat64", "lstat64", "fstatat64", "statx", "statfs", "fstatfs",
    "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd", "fgetxattr",
    /* the socket that is open, waiting for it, closing it; sendto has a condition */
    "recvmsg", "recvfrom", "sendmsg", "shutdown", "getsockopt", "getsockname", "getpeername", "poll", "ppoll", "select",
    "_newselect", "pselect6",
    /* time */
    "clock_gettime", "clock_gettime64", "clock_getres", "clock_nanosleep", "clock_nanosleep_time64", "nanosleep",
    "gettimeofday", "time", "times", "getrusage",
    /* locks; what the C library does for a thread and after a fork */
    "futex", "futex_time64", "futex_waitv", "set_robust_list", "set_tid_address", "rseq", "membarrier", "arch_prctl",
    "sched_yield",
    /* signals that the process gets: crash handlers, the sanitizers', SIGTERM's */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "rt_sigpending", "rt_sigsuspend", "rt_sigtimedwait",
    "sigaltstack", "restart_syscall", "pause",
    /* the ticks by which a worker tells long rules from short ones; timers are the process's own */
    "setitimer",
    /* who and where am I: hash seeds, the number of cores, the sanitizers at start and in reports */
    "getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups",
    "getpgrp", "getpgid", "getsid", "uname", "sysinfo", "getrandom", "getcpu", "sched_getaffinity", "sched_getparam",
    "sched_getscheduler", "getrlimit", "ugetrlimit", "capget", "getpriority",
    /* leaving */
    "exit", "exit_group"
};

static const char *const zygote[] = {
    /* making workers, waiting for them; clone, kill and tgkill have conditions */
    "fork", "vfork", "wait4", "waitid", "pipe", "pipe2", "kill", "tgkill",
    /* what a worker needs to give more rights up: these only ever take away */
    "seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "capset", "setrlimit",
    /* a worker's session and group, so that a signal to a group misses its neighbours */
    "setsid", "setpgid"
};

static const char *const loader[] = {
    /* a file of the cache is written aside, then takes its name; Landlock says where */
    "rename", "renameat", "renameat2", "unlink", "unlinkat"
};

/* Each is the way out of some sandbox, or into the kernel. */
static const char *const deadly[] = {
    /* another program; a converter starts one, below */
    "execveat", "uselib",
    /* other processes' memory and descriptors */
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp",
    /* code in the kernel, or what has the size of it */
    "bpf", "init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load",
    "perf_event_open", "userfaultfd", "iopl", "ioperm", "modify_ldt", "vm86", "vm86old",
    /* another view of the file system, or past its permissions */
    "mount", "umount", "umount2", "move_mount", "open_tree", "fsopen", "fsmount", "fsconfig", "fspick", "mount_setattr",
    "pivot_root", "chroot", "open_by_handle_at", "unshare", "setns",
    /* the machine, its keys */
    "reboot", "swapon", "swapoff", "acct", "settimeofday", "clock_settime", "sethostname", "setdomainname", "syslog",
    "quotactl", "add_key", "request_key", "keyctl"
};

#define ANY_WRITING (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))
#define UNUSUAL_CHILDREN \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | \
     CLONE_PTRACE | CLONE_PARENT)

enum { EVERYONE = -1 };

/* A call that is allowed where an argument masked gives a value. The kernel cuts int arguments to 32 bits, as LOW does. */
#define LOW 0xffffffffu
typedef struct condition {
    const char *call;
    int role; /* EVERYONE or a lun_sandbox_role */
    unsigned argument;
    scmp_datum_t mask, value;
} condition;

static const condition conditions[] = {
    /* reading only: the second wall behind Landlock, and the only one where it lacks */
    { "open", EVERYONE, 1, ANY_WRITING, 0 },
    { "openat", EVERYONE, 2, ANY_WRITING, 0 },
    /* a loader makes files of the cache */
    { "open", LUN_SANDBOX_LOADER, 1, ANY_WRITING, O_WRONLY | O_CREAT },
    { "openat", LUN_SANDBOX_LOADER, 2, ANY_WRITING, O_WRONLY | O_CREAT },
    /* is it a terminal, how much is there to read; nothing that changes a device or types into a terminal */
    { "ioctl", EVERYONE, 1, LOW, TCGETS },
    { "ioctl", EVERYONE, 1, LOW, FIONREAD },
    /* no owner of signals, no locks */
    { "fcntl", EVERYONE, 1, LOW, F_GETFD },
    { "fcntl", EVERYONE, 1, LOW, F_SETFD },
    { "fcntl", EVERYONE, 1, LOW, F_GETFL },
    { "fcntl", EVERYONE, 1, LOW, F_SETFL },
    { "fcntl", EVERYONE, 1, LOW, F_DUPFD_CLOEXEC },
    { "fcntl64", EVERYONE, 1, LOW, F_GETFD },
    { "fcntl64", EVERYONE, 1, LOW, F_SETFD },
    { "fcntl64", EVERYONE, 1, LOW, F_GETFL },
    { "fcntl64", EVERYONE, 1, LOW, F_SETFL },
    { "fcntl64", EVERYONE, 1, LOW, F_DUPFD_CLOEXEC },
    /* a shell that reads a script moves its descriptor: pdftotext may be a script that starts the true one */
    { "fcntl", LUN_SANDBOX_CONVERTER, 1, LOW, F_DUPFD },
    { "fcntl64", LUN_SANDBOX_CONVERTER, 1, LOW, F_DUPFD },
    /* send(2), which names no address */
    { "sendto", EVERYONE, 4, ~(scmp_datum_t)0, 0 },
    /* limits: a worker reads them, a zygote lowers those of a worker that it has just forked */
    { "prlimit64", LUN_SANDBOX_WORKER, 2, ~(scmp_datum_t)0, 0 },
    { "prlimit64", LUN_SANDBOX_CONVERTER, 2, ~(scmp_datum_t)0, 0 },
    { "prlimit64", LUN_SANDBOX_ZYGOTE, 0, LOW, 0 },
    /* names of threads and of memory (sanitizers), am I in a sandbox */
    { "prctl", EVERYONE, 0, LOW, PR_SET_NAME },
    { "prctl", EVERYONE, 0, LOW, PR_GET_NAME },
    { "prctl", EVERYONE, 0, LOW, PR_SET_VMA },
    { "prctl", EVERYONE, 0, LOW, PR_GET_SECCOMP },
    { "prctl", EVERYONE, 0, LOW, PR_GET_NO_NEW_PRIVS },
    { "prctl", EVERYONE, 0, LOW, PR_GET_DUMPABLE },
    /* a worker dies with its zygote; the rest is what entering the sandbox calls */
    { "prctl", LUN_SANDBOX_ZYGOTE, 0, LOW, PR_SET_PDEATHSIG },
    { "prctl", LUN_SANDBOX_ZYGOTE, 0, LOW, PR_SET_NO_NEW_PRIVS },
    { "prctl", LUN_SANDBOX_ZYGOTE, 0, LOW, PR_SET_DUMPABLE },
    { "prctl", LUN_SANDBOX_ZYGOTE, 0, LOW, PR_SET_SECCOMP },
    /* a pair of sockets that know only each other */
    { "socketpair", LUN_SANDBOX_ZYGOTE, 0, LOW, AF_UNIX },
    /* fork, threads; no new namespace, in which the process would be its own root, and no child for the supervisor */
    { "clone", LUN_SANDBOX_ZYGOTE, 0, UNUSUAL_CHILDREN, 0 },
};

static int allow(scmp_filter_ctx filter, uint32_t action, const char *call)
{
    int number = seccomp_syscall_resolve_name(call);
    return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, action, number, 0);
}

static int allow_where(scmp_filter_ctx filter, uint32_t action, const condition *c)
{
    int number = seccomp_syscall_resolve_name(c->call);
    if (number == __NR_SCMP_ERROR)
        return 0;
    return seccomp_rule_add(filter, action, number, 1, SCMP_CMP(c->argument, SCMP_CMP_MASKED_EQ, c->mask, c->value));
}

static int add_calls(scmp_filter_ctx filter, uint32_t action, const char *const *calls, size_t n)
{
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = allow(filter, action, calls[i]);
    return rc;
}

#define ADD_CALLS(filter, action, calls) add_calls(filter, action, calls, sizeof(calls) / sizeof *(calls))

/* A worker signals itself alone, as abort does. */
static int add_self(scmp_filter_ctx filter, pid_t self)
{
    static const char *const calls[] = { "kill", "tgkill" };
    int rc = 0;
    for (size_t i = 0; i < sizeof calls / sizeof *calls && rc == 0; i++) {
        condition own = { calls[i], EVERYONE, 0, LOW, (scmp_datum_t)self };
        rc = allow_where(filter, SCMP_ACT_ALLOW, &own);
    }
    return rc;
}

static int is_zygote(lun_sandbox_role role)
{
    return role == LUN_SANDBOX_ZYGOTE || role == LUN_SANDBOX_LOADER;
}

static int add_rules(scmp_filter_ctx filter, lun_sandbox_role role)
{
    int rc = ADD_CALLS(filter, SCMP_ACT_ALLOW, everyone);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions && rc == 0; i++) {
        const condition *c = &conditions[i];
        if (c->role == EVERYONE || c->role == (int)role || (c->role == LUN_SANDBOX_ZYGOTE && is_zygote(role)))
            rc = allow_where(filter, SCMP_ACT_ALLOW, c);
    }
    if (rc == 0)
        rc = allow(filter, SCMP_ACT_ERRNO(ENOSYS), "clone3");
    if (rc == 0)
        rc = ADD_CALLS(filter, SCMP_ACT_KILL_PROCESS, deadly);
    if (rc == 0)
        rc = allow(filter, role == LUN_SANDBOX_CONVERTER ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS, "execve");
    if (rc == 0)
        rc = is_zygote(role) ? ADD_CALLS(filter, SCMP_ACT_ALLOW, zygote) : add_self(filter, getpid());
    if (rc == 0 && role == LUN_SANDBOX_LOADER)
        rc = ADD_CALLS(filter, SCMP_ACT_ALLOW, loader);
    return rc;
}

/*
** The zygote signals its children, whose numbers nobody knows beforehand: all but its parent, and no group. Where
** Landlock has scopes (ABI 6) nothing but children is left. A filter of its own, since libseccomp takes no exceptions.
*/
static int add_exceptions(scmp_filter_ctx filter)
{
    condition exceptions[] = {
        { "kill", EVERYONE, 0, LOW, (scmp_datum_t)getppid() },
        { "tgkill", EVERYONE, 0, LOW, (scmp_datum_t)getppid() },
        { "kill", EVERYONE, 0, LOW, 0 },
        { "kill", EVERYONE, 0, 0x80000000u, 0x80000000u },
    };
    int rc = 0;
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions && rc == 0; i++)
        rc = allow_where(filter, SCMP_ACT_ERRNO(EPERM), &exceptions[i]);
    return rc;
}

/* Makes a filter that answers `otherwise` where no rule fits, and loads it. Gives a negative errno. */
static int load_exceptions(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int rc = filter ? add_exceptions(filter) : -ENOMEM;
    if (rc == 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    return rc;
}

static int load_rules(lun_sandbox_role role)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int rc = filter ? seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) : -ENOMEM;
    if (rc == 0)
        rc = add_rules(filter, role);
    if (rc == 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    return rc;
}

int lun_sandbox__seccomp(void)
{
    uint32_t kill = SECCOMP_RET_KILL_PROCESS, fail = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &kill) == 0 &&
           syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &fail) == 0;
}

int lun_sandbox__calls(lun_sandbox_role role, lun_error *err)
{
    int rc = is_zygote(role) ? load_exceptions() : 0;
    if (rc == 0)
        rc = load_rules(role);
    if (rc == -ENOMEM)
        return lun_error_set(err, LUN_ENOMEM, "sandbox: memory is gone while making the filter of system calls");
    return rc == 0 ? LUN_OK
                   : lun_error_set(err, LUN_EIO, "sandbox: the filter of system calls is refused: %s", strerror(-rc));
}

#else

int lun_sandbox__seccomp(void)
{
    return 0;
}

int lun_sandbox__calls(lun_sandbox_role role, lun_error *err)
{
    (void)role;
    return lun_error_set(err, LUN_EIO, "sandbox: this build has no seccomp");
}

#endif
