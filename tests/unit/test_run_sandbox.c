/*
** test_run_sandbox.c - core/run/sandbox: each right that is given up, one test each.
**
** A row is tried without a sandbox first, where it must work: a row that cannot fail proves nothing. Then it is tried
** behind each wall alone, in each role, and in a worker below a zygote.
*/
#include "sandbox_world.h"

#include <arpa/inet.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

static int tcp = -1, tcp_unbound = -1, unix_stream = -1; /* open before the sandbox is entered */
static struct sockaddr_in tcp_listener;
static struct sockaddr_un unix_listener;

static int done(int rc)
{
    return rc < 0 ? errno : 0;
}

static int open_as(const char *path, int flags)
{
    return done(open(in_world(path), flags, 0644));
}

/* ---- network ---- */

static int open_tcp(void)
{
    return done(socket(AF_INET, SOCK_STREAM, 0));
}

static int open_unix(void)
{
    return done(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int connect_tcp(void)
{
    return done(connect(tcp, (struct sockaddr *)&tcp_listener, sizeof tcp_listener));
}

static int connect_unix(void)
{
    return done(connect(unix_stream, (struct sockaddr *)&unix_listener, sizeof unix_listener));
}

static int bind_tcp(void)
{
    struct sockaddr_in any = { .sin_family = AF_INET };
    return done(bind(tcp_unbound, (struct sockaddr *)&any, sizeof any));
}

/* ---- writing ---- */

static int create_file(void)
{
    return open_as("inside/new", O_WRONLY | O_CREAT | O_EXCL);
}

static int write_file(void)
{
    return open_as("inside/file", O_WRONLY);
}

static int write_and_read_file(void)
{
    return open_as("one/file", O_RDWR);
}

static int append_file(void)
{
    return open_as("inside/file", O_WRONLY | O_APPEND);
}

static int truncate_by_opening(void)
{
    return open_as("inside/file", O_RDONLY | O_TRUNC);
}

static int open_nameless_file(void)
{
    return open_as("inside", O_TMPFILE | O_WRONLY);
}

static int truncate_file(void)
{
    return done(truncate(in_world("inside/file"), 6));
}

static int rename_file(void)
{
    return done(rename(in_world("inside/file"), in_world("inside/file2")));
}

static int move_file(void)
{
    return done(rename(in_world("inside/file"), in_world("inside/deep/file2")));
}

static int link_file(void)
{
    return done(link(in_world("inside/file"), in_world("inside/file3")));
}

static int link_symbolically(void)
{
    return done(symlink("file", in_world("inside/file4")));
}

static int remove_file(void)
{
    return done(unlink(in_world("inside/file")));
}

static int make_folder(void)
{
    return done(mkdir(in_world("inside/folder"), 0755));
}

static int remove_folder(void)
{
    return done(rmdir(in_world("outside/empty")));
}

static int make_fifo(void)
{
    return done(mkfifo(in_world("inside/fifo"), 0644));
}

static int change_mode(void)
{
    return done(chmod(in_world("inside/file"), 0600));
}

static int change_owner(void)
{
    return done(chown(in_world("inside/file"), geteuid(), getegid()));
}

static int change_time(void)
{
    return done(utimensat(AT_FDCWD, in_world("inside/file"), NULL, 0));
}

static int make_memory_file(void)
{
    return done((int)syscall(SYS_memfd_create, "words", 0));
}

/* ---- other programs and processes ---- */

static int start_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return errno;
}

static int wait_for(pid_t child)
{
    int status = 0;
    if (child < 0)
        return errno;
    waitpid(child, &status, 0);
    return status ? ECHILD : 0;
}

static int fork_child(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return wait_for(child);
}

static int vfork_child(void)
{
    pid_t child = vfork();
    if (child == 0)
        _exit(0);
    return wait_for(child);
}

static int new_clone(void)
{
    struct clone_args args = { .exit_signal = SIGCHLD };
    pid_t child = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (child == 0)
        _exit(0);
    return wait_for(child);
}

static void *no_work(void *nothing)
{
    return nothing;
}

static int start_thread(void)
{
    pthread_t thread;
    int rc = pthread_create(&thread, NULL, no_work, NULL);
    return rc ? rc : pthread_join(thread, NULL);
}

static int trace_me(void)
{
    return done((int)ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int signal_parent(void)
{
    return done(kill(getppid(), 0));
}

static int signal_thread_of_parent(void)
{
    return done((int)syscall(SYS_tgkill, getppid(), getppid(), 0));
}

static int signal_group(void)
{
    return done(kill(0, 0));
}

static int signal_all(void)
{
    return done(kill(-getpgrp(), 0));
}

static int queue_signal(void)
{
    union sigval value = { 0 };
    return done(sigqueue(getppid(), 0, value));
}

static int read_memory_of_process(void)
{
    char from = 'a', to = 0;
    struct iovec local = { &to, 1 }, remote = { &from, 1 };
    return done((int)syscall(SYS_process_vm_readv, getpid(), &local, 1L, &remote, 1L, 0L));
}

static int own_namespace(void)
{
    return done((int)syscall(SYS_unshare, CLONE_NEWUSER));
}

static int clone_with_namespace(void)
{
    pid_t child = (pid_t)syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0)
        _exit(0);
    return wait_for(child);
}

static int clone_for_parent(void)
{
    pid_t child = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0)
        _exit(0);
    return child < 0 ? errno : 0;
}

static int mount_something(void)
{
    return done((int)syscall(SYS_mount, "none", in_world("outside"), "tmpfs", 0L, NULL));
}

static int change_root(void)
{
    return done((int)syscall(SYS_chroot, "/"));
}

static int load_kernel_code(void)
{
    return done((int)syscall(SYS_bpf, 0, NULL, 0));
}

static int ring_of_calls(void)
{
    return done((int)syscall(SYS_io_uring_setup, 1, NULL)) == EFAULT ? 0 : errno;
}

static int open_in_the_new_way(void)
{
    struct {
        uint64_t flags, mode, resolve;
    } how = { O_RDONLY, 0, 0 };
    return done((int)syscall(437, AT_FDCWD, inside, &how, sizeof how));
}

static int raise_limit(void)
{
    struct rlimit now;
    getrlimit(RLIMIT_STACK, &now);
    return done(setrlimit(RLIMIT_STACK, &now));
}

static int type_into_terminal(void)
{
    return done(ioctl(STDERR_FILENO, TIOCSTI, "x"));
}

static int own_descriptor(void)
{
    return done(fcntl(tcp, F_SETOWN, getppid()));
}

/* ---- reading what is none of its business ---- */

static int read_one(const char *path)
{
    char c;
    int fd = open(path, O_RDONLY);
    return fd < 0 ? errno : done((int)read(fd, &c, 1));
}

static int read_passwd(void)
{
    return read_one("/etc/passwd");
}

static int read_neighbour(void)
{
    return read_one(in_world("outside/secret"));
}

static int read_sibling(void)
{
    return read_one(in_world("one/sibling"));
}

static int read_by_link(void)
{
    return read_one(in_world("inside/link"));
}

static int read_by_dots(void)
{
    return read_one(in_world("inside/../outside/secret"));
}

static int read_by_root(void)
{
    char path[512];
    snprintf(path, sizeof path, "/proc/self/root%s", in_world("outside/secret"));
    return read_one(path);
}

static int read_process(void)
{
    return read_one("/proc/1/status");
}

static int read_own_memory(void)
{
    return done(open("/proc/self/mem", O_RDONLY));
}

static int list_neighbours(void)
{
    return done(open(in_world("outside"), O_RDONLY | O_DIRECTORY));
}

enum { ANY_ROLE = 0, WORKER_ONLY = 1, /* and a converter, not a zygote */ ENDS = 2, INSIDE_ONLY = 4 };
enum { FILES = LUN_SANDBOX_FILES, CALLS = LUN_SANDBOX_CALLS };

/* What each alone refuses: INSIDE_ONLY is not tried without a sandbox, since a machine may refuse it anyway. */
static const struct row {
    const char *claim;
    int (*act)(void);
    unsigned walls;
    int abi; /* from which Landlock refuses it */
    int flags;
} rows[] = {
    { "open a TCP socket", open_tcp, CALLS, 0, ANY_ROLE },
    { "open a Unix socket", open_unix, CALLS, 0, ANY_ROLE },
    { "connect an open TCP socket", connect_tcp, FILES | CALLS, 4, ANY_ROLE },
    { "bind an open TCP socket", bind_tcp, FILES | CALLS, 4, ANY_ROLE },
    { "connect an open Unix socket", connect_unix, CALLS, 0, ANY_ROLE },
    { "create a file", create_file, FILES | CALLS, 1, ANY_ROLE },
    { "open a file for writing", write_file, FILES | CALLS, 1, ANY_ROLE },
    { "open a file for reading and writing", write_and_read_file, FILES | CALLS, 1, ANY_ROLE },
    { "open a file for appending", append_file, FILES | CALLS, 1, ANY_ROLE },
    { "truncate a file by opening it", truncate_by_opening, FILES | CALLS, 3, ANY_ROLE },
    { "open a file without a name", open_nameless_file, FILES | CALLS, 1, ANY_ROLE },
    { "truncate a file", truncate_file, FILES | CALLS, 3, ANY_ROLE },
    { "rename a file", rename_file, FILES | CALLS, 1, ANY_ROLE },
    { "move a file to another folder", move_file, FILES | CALLS, 1, ANY_ROLE },
    { "link a file", link_file, FILES | CALLS, 1, ANY_ROLE },
    { "make a symbolic link", link_symbolically, FILES | CALLS, 1, ANY_ROLE },
    { "remove a file", remove_file, FILES | CALLS, 1, ANY_ROLE },
    { "make a folder", make_folder, FILES | CALLS, 1, ANY_ROLE },
    { "remove a folder", remove_folder, FILES | CALLS, 1, ANY_ROLE },
    { "make a FIFO", make_fifo, FILES | CALLS, 1, ANY_ROLE },
    { "change the mode of a file", change_mode, CALLS, 0, ANY_ROLE },
    { "change the owner of a file", change_owner, CALLS, 0, ANY_ROLE },
    { "change the time of a file", change_time, CALLS, 0, ANY_ROLE },
    { "make a file in memory", make_memory_file, CALLS, 0, ANY_ROLE },
    { "start a program", start_program, CALLS, 0, ENDS },
    { "start a program behind Landlock", start_program, FILES, 1, ANY_ROLE },
    { "fork", fork_child, CALLS, 0, WORKER_ONLY },
    { "vfork", vfork_child, CALLS, 0, WORKER_ONLY },
    { "clone3", new_clone, CALLS, 0, ANY_ROLE },
    { "start a thread", start_thread, CALLS, 0, WORKER_ONLY },
    { "be traced", trace_me, CALLS, 0, ENDS },
    { "signal its parent", signal_parent, FILES | CALLS, 6, ANY_ROLE },
    { "signal a thread of its parent", signal_thread_of_parent, FILES | CALLS, 6, ANY_ROLE },
    { "signal its group", signal_group, CALLS, 0, ANY_ROLE },
    { "signal a group by number", signal_all, CALLS, 0, ANY_ROLE },
    { "queue a signal for its parent", queue_signal, FILES | CALLS, 6, ANY_ROLE },
    { "read the memory of a process", read_memory_of_process, CALLS, 0, ENDS },
    { "make a namespace", own_namespace, CALLS, 0, ENDS | INSIDE_ONLY },
    { "clone into a namespace", clone_with_namespace, CALLS, 0, INSIDE_ONLY },
    { "make a child of its parent's", clone_for_parent, CALLS, 0, INSIDE_ONLY },
    { "mount", mount_something, CALLS, 0, ENDS | INSIDE_ONLY },
    { "change its root", change_root, CALLS, 0, ENDS | INSIDE_ONLY },
    { "load code into the kernel", load_kernel_code, CALLS, 0, ENDS | INSIDE_ONLY },
    { "have an io_uring", ring_of_calls, CALLS, 0, INSIDE_ONLY },
    { "open by openat2", open_in_the_new_way, CALLS, 0, ANY_ROLE },
    { "set its limits", raise_limit, CALLS, 0, WORKER_ONLY },
    { "type into a terminal", type_into_terminal, CALLS, 0, INSIDE_ONLY },
    { "own a descriptor's signals", own_descriptor, CALLS, 0, ANY_ROLE },
    { "read /etc/passwd", read_passwd, FILES, 1, WORKER_ONLY },
    { "read a file beside its folder", read_neighbour, FILES, 1, WORKER_ONLY },
    { "read a file beside its file", read_sibling, FILES, 1, WORKER_ONLY },
    { "read through a symbolic link", read_by_link, FILES, 1, WORKER_ONLY },
    { "read through ..", read_by_dots, FILES, 1, WORKER_ONLY },
    { "read through /proc/self/root", read_by_root, FILES, 1, WORKER_ONLY },
    { "read about another process", read_process, FILES, 1, WORKER_ONLY },
    { "read its own memory as a file", read_own_memory, FILES, 1, WORKER_ONLY },
    { "list a folder beside its folder", list_neighbours, FILES, 1, WORKER_ONLY },
};

enum { N_ROWS = sizeof rows / sizeof *rows };

/* The world as it was, whatever the last act did to it. */
static void mend_world(void)
{
    static const char *const extra[] = { "inside/new",   "inside/file2", "inside/deep/file2",
                                         "inside/file3", "inside/file4", "inside/fifo" };
    for (size_t i = 0; i < sizeof extra / sizeof *extra; i++)
        unlink(in_world(extra[i]));
    rmdir(in_world("inside/folder"));
    mkdir(in_world("outside/empty"), 0755);
    make_file("inside/file");
}

static void expect_refused(const struct row *row, int outcome, const char *where)
{
    int fine = row->flags & ENDS                       ? outcome == -SIGSYS
               : strncmp(row->claim, "clone3", 6) == 0 ? outcome == ENOSYS
               : row->act == move_file || row->act == rename_file
                   ? outcome == EXDEV || outcome == EACCES || outcome == EPERM
                   : outcome == EACCES || outcome == EPERM;
    if (!fine)
        fail_msg("%s may %s (outcome %d: %s)", where, row->claim, outcome, outcome > 0 ? strerror(outcome) : "");
}

static void test_right_is_gone(void **state)
{
    static const struct {
        lun_sandbox_role role;
        const char *name;
    } roles[] = { { LUN_SANDBOX_ZYGOTE, "a zygote" },
                  { LUN_SANDBOX_WORKER, "a worker" },
                  { LUN_SANDBOX_CONVERTER, "a converter" } };
    const struct row *row = *state;
    unsigned rest = FILES | CALLS;
    need_parts(row->walls & ~(unsigned)FILES, 0);
    mend_world();
    if (!(row->flags & INSIDE_ONLY))
        assert_int_equal(act_free(row->act), 0);
    for (unsigned wall = FILES; wall <= CALLS; wall <<= 1) {
        if (!(row->walls & wall))
            continue;
        need_parts(wall, row->abi);
        for (size_t i = row->flags & WORKER_ONLY; i < sizeof roles / sizeof *roles; i++) {
            if (roles[i].role == LUN_SANDBOX_CONVERTER && row->act == start_program && wall == CALLS)
                continue; /* it is there to start one */
            mend_world();
            expect_refused(row, act_entered(roles[i].role, rest & ~wall, row->act), roles[i].name);
        }
    }
    mend_world();
    if (row->walls & CALLS)
        expect_refused(row, act_nested(row->act), "a worker below a zygote");
}

static int open_listeners(void)
{
    socklen_t len = sizeof tcp_listener;
    int in = socket(AF_INET, SOCK_STREAM, 0), un = socket(AF_UNIX, SOCK_STREAM, 0);
    tcp_listener.sin_family = AF_INET;
    tcp_listener.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    unix_listener.sun_family = AF_UNIX;
    snprintf(unix_listener.sun_path, sizeof unix_listener.sun_path, "%s", in_world("listener"));
    tcp = socket(AF_INET, SOCK_STREAM, 0);
    tcp_unbound = socket(AF_INET, SOCK_STREAM, 0);
    unix_stream = socket(AF_UNIX, SOCK_STREAM, 0);
    return bind(in, (struct sockaddr *)&tcp_listener, sizeof tcp_listener) < 0 || listen(in, 64) < 0 ||
           getsockname(in, (struct sockaddr *)&tcp_listener, &len) < 0 ||
           bind(un, (struct sockaddr *)&unix_listener, sizeof unix_listener) < 0 || listen(un, 64) < 0;
}

static int set_up(void **state)
{
    return make_world(state) < 0 || open_listeners();
}

int main(void)
{
    static struct CMUnitTest tests[N_ROWS];
    static char names[N_ROWS][64];
    for (size_t i = 0; i < N_ROWS; i++) {
        snprintf(names[i], sizeof names[i], "test_sandbox__cannot %s", rows[i].claim);
        tests[i].name = names[i];
        tests[i].test_func = test_right_is_gone;
        tests[i].initial_state = (void *)(uintptr_t)&rows[i];
    }
    return cmocka_run_group_tests_name("sandbox", tests, set_up, remove_world);
}
