/*
** zygote.c - loading, then forking on demand. Sits on worker.c, sandbox.c, channel.c, session.c, converter.c, zygote_asks.c.
**
** In the zygote after loading: no Lua of plugins runs, only this loop. It alone is the parent of the workers, so it alone can say how
** one ended, and a pid that it signals cannot be another's: it is reaped in the same loop.
*/
#include "run/zygote.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/log.h"
#include "run/converter.h"
#include "run/messages.h"
#include "run/sandbox.h"
#include "run/zygote_asks.h"
#include "run/zygote_inside.h"

#define MEMORY_ROOM \
    ((size_t)1 << 30) /* the supervisor watches what is resident; this is for what grows between two looks */
#define REST 1.0      /* seconds that workers at rest have to end by themselves */

typedef struct nursery { /* the zygote's own side */
    lun_channel channel;
    const lun_work_options *options;
    lun_script *script;
    lun_source *source;
    uint8_t *layers;
    lun_note *notes;
    pid_t workers[LUN_WORKERS_MAX];
    int children; /* signalfd of SIGCHLD */
} nursery;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- in the zygote ---- */

static void die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
}

static void say(nursery *n, unsigned kind, uint64_t a, uint64_t b, uint64_t c)
{
    lun_error ignored = LUN_ERROR_INIT;
    size_t frame = lun_wire_begin(&n->channel.out, kind);
    lun_wire_number(&n->channel.out, a);
    lun_wire_number(&n->channel.out, b);
    lun_wire_number(&n->channel.out, c);
    lun_wire_end(&n->channel.out, frame);
    if (lun_channel_flush(&n->channel, &ignored) < 0)
        _exit(0);
}

static size_t memory_of(const nursery *n)
{
    return n->options->memory ? n->options->memory + MEMORY_ROOM : 0;
}

static _Noreturn void become_worker(nursery *n, uint32_t slot, int fd, pid_t parent)
{
    const lun_sandbox_options sandbox = { .role = LUN_SANDBOX_WORKER,
                                          .memory = memory_of(n),
                                          .pretend_missing = n->options->pretend_missing };
    lun_error err = LUN_ERROR_INIT;
    sigset_t none;
    die_with(parent);
    lun_sandbox_lose_all_but(fd);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (lun_sandbox_enter(NULL, &sandbox, &err) < 0) {
        lun_log_error(&err);
        _exit(1);
    }
    lun_worker_run(fd, n->script, n->source, n->layers, n->options, &n->notes[slot]);
}

static void spawn(nursery *n, uint32_t slot)
{
    int fd = n->channel.passed;
    pid_t parent = getpid(), pid = 0;
    n->channel.passed = -1;
    if (fd >= 0 && slot < LUN_WORKERS_MAX && !n->workers[slot]) {
        memset(&n->notes[slot], 0, sizeof *n->notes);
        pid = fork();
        if (pid == 0)
            become_worker(n, slot, fd, parent);
    }
    int reason = pid < 0 ? errno : 0;
    if (pid > 0)
        n->workers[slot] = pid;
    if (fd >= 0)
        close(fd);
    say(n, LUN_SPAWNED, slot, pid > 0 ? (uint64_t)pid : 0, (uint64_t)reason);
}

static void kill_worker(const nursery *n, uint32_t slot)
{
    if (slot < LUN_WORKERS_MAX && n->workers[slot] > 0)
        kill(n->workers[slot], SIGKILL);
}

static void reap(nursery *n)
{
    struct signalfd_siginfo info;
    int status;
    pid_t pid;
    while (read(n->children, &info, sizeof info) > 0)
        ;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++) {
            if (n->workers[slot] != pid)
                continue;
            n->workers[slot] = 0;
            say(n, LUN_EXITED, slot, (uint64_t)(unsigned)status, 0);
        }
    }
}

static void forget(nursery *n, pid_t pid)
{
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++) {
        if (n->workers[slot] == pid)
            n->workers[slot] = 0;
    }
}

/*
** The supervisor is gone, or done, or not to be understood, and may wait for an answer: it sees at once that none comes. The children end first, so that
** what they took is counted as ours. A worker at rest sees its socket closed and ends by itself, as tools that watch a process want it to; one at work is
** not waited for, nor is a converter whose socket the supervisor still holds: it dies with us.
*/
static _Noreturn void close_down(nursery *n)
{
    const struct timespec moment = { 0, 1000000 };
    double until = now() + REST;
    pid_t pid;
    shutdown(n->channel.fd, SHUT_RDWR);
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++) {
        if (atomic_load(&n->notes[slot].analysing))
            kill_worker(n, slot);
    }
    while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0 && now() < until) {
        if (pid > 0)
            forget(n, pid);
        else
            nanosleep(&moment, NULL);
    }
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++) {
        kill_worker(n, slot);
        if (n->workers[slot] > 0)
            waitpid(n->workers[slot], NULL, 0);
    }
    _exit(0);
}

static void obey(nursery *n)
{
    lun_error ignored = LUN_ERROR_INIT;
    unsigned kind;
    lun_wire body;
    if (lun_channel_fill(&n->channel, &ignored) <= 0)
        close_down(n);
    while (lun_channel_next(&n->channel, &kind, &body, &ignored) > 0) {
        int asked = lun_zygote__answer(&n->channel.out, n->script, kind, &body);
        if (asked < 0)
            close_down(n);
        if (asked && lun_channel_flush(&n->channel, &ignored) < 0)
            _exit(0);
        if (asked)
            continue;
        uint32_t slot = lun_wire_take_u32(&body);
        if (body.bad)
            close_down(n);
        if (kind == LUN_SPAWN)
            spawn(n, slot);
        else if (kind == LUN_KILL)
            kill_worker(n, slot);
    }
}

static int load(nursery *n, lun_error *err)
{
    unsigned flags = LUN_SESSION_TIMED | (n->options->as_json ? LUN_SESSION_UNPRINTED : 0);
    int rc = lun_session_open_as(&n->script, &n->options->session, flags, err);
    if (rc == LUN_OK)
        rc = lun_session_layers(&n->layers, n->script, &n->options->session, err);
    return rc == LUN_OK ? lun_source_open(&n->source, NULL, 0, &n->options->load, err) : rc;
}

static _Noreturn void say_unready(nursery *n, const lun_error *error)
{
    lun_error ignored = LUN_ERROR_INIT;
    size_t frame = lun_wire_begin(&n->channel.out, LUN_UNREADY);
    lun_parcel_error(&n->channel.out, error);
    lun_wire_end(&n->channel.out, frame);
    lun_channel_flush(&n->channel, &ignored);
    _exit(0);
}

static void say_files(const nursery *n, lun_buf *out)
{
    size_t count = 0;
    while (lun_script_file(n->script, count))
        count++;
    lun_wire_number(out, count);
    for (size_t i = 0; i < count; i++)
        lun_wire_text(out, lun_script_file(n->script, i));
}

static void say_ready(nursery *n, unsigned missing)
{
    lun_error ignored = LUN_ERROR_INIT;
    uint8_t fingerprint[16];
    lun_dependencies dependencies;
    lun_buf *out = &n->channel.out;
    lun_script_fingerprint(n->script, fingerprint);
    if (lun_script_dependencies(&dependencies, n->script, &ignored) < 0)
        say_unready(n, &ignored);
    size_t frame = lun_wire_begin(out, LUN_READY);
    lun_wire_number(out, missing);
    lun_parcel_plan(out, lun_script_schema(n->script), lun_script_rules(n->script), n->layers, fingerprint,
                    &dependencies);
    lun_dependencies_clear(&dependencies);
    say_files(n, out);
    lun_wire_end(out, frame);
    if (lun_channel_flush(&n->channel, &ignored) < 0)
        _exit(0);
    lun_buf_clear(out);
}

/* While it loads, the process writes compiled lexicons into the cache and nothing elsewhere; from then on nothing at all. */
static int enter_and_load(nursery *n, unsigned *missing, lun_error *err)
{
    char *cache = lun_cache_folder();
    lun_error ignored = LUN_ERROR_INIT;
    lun_sandbox_options sandbox = { .role = LUN_SANDBOX_LOADER,
                                    .memory = memory_of(n),
                                    .pretend_missing = n->options->pretend_missing };
    if (cache && lun_cache_prepare(cache, &ignored) == LUN_OK)
        sandbox.writable = cache;
    int rc = lun_sandbox_enter(missing, &sandbox, err);
    if (rc == LUN_OK)
        rc = load(n, err);
    sandbox.role = LUN_SANDBOX_ZYGOTE;
    if (rc == LUN_OK)
        rc = lun_sandbox_enter(missing, &sandbox, err);
    lun_free(cache);
    return rc;
}

/* Forked before anything is loaded; from its end of the socket alone it knows when to go. */
static void begin_converter(int fd, const char *program)
{
    pid_t self = getpid();
    if (fd < 0 || fork() != 0)
        return;
    die_with(self);
    lun_sandbox_lose_all_but(fd);
    lun_converter_run(fd, program);
}

void lun_zygote__run(const lun_zygote_birth *birth)
{
    const lun_work_options *options = birth->options;
    int fd = birth->fd;
    nursery n = { .options = options, .notes = birth->notes };
    lun_error err = LUN_ERROR_INIT;
    unsigned missing = 0;
    sigset_t children;
    die_with(birth->parent);
    signal(SIGCHLD, SIG_DFL); /* ignored, as whoever started us may have it, it would hide how workers end */
    begin_converter(birth->converter, birth->program);
    lun_sandbox_lose_all_but(fd);
    signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the whole group; the supervisor decides */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    lun_channel_open(&n.channel, fd, LUN_CHANNEL_WAIT, LUN_ZYGOTE_FRAME_MAX);
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    n.children = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    if (n.children < 0)
        lun_error_set(&err, LUN_EIO, "the process that loads rules cannot watch its children: %s", strerror(errno));
    if (n.children < 0 || enter_and_load(&n, &missing, &err) < 0)
        say_unready(&n, &err);
    say_ready(&n, missing);
    lun_known_protect(options->known);
    for (;;) {
        struct pollfd ready[2] = { { .fd = fd, .events = POLLIN }, { .fd = n.children, .events = POLLIN } };
        if (poll(ready, 2, -1) < 0)
            continue;
        if (ready[1].revents)
            reap(&n);
        if (ready[0].revents)
            obey(&n);
    }
}
