/*
** zygote.c - loading, then forking on demand. Sits on worker.c, sandbox.c, channel.c, session.c, zygote_asks.c.
**
** In the zygote after loading: no Lua of plugins runs, only this loop. It alone is the parent of the workers, so it alone can say how
** one ended, and a pid that it signals cannot be another's: it is reaped in the same loop.
*/
#include "run/zygote.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/log.h"
#include "run/messages.h"
#include "run/sandbox.h"
#include "run/zygote_asks.h"

#define FILES_MOST 65536 /* descriptors that are closed one by one where the kernel cannot close all at once */
#define MEMORY_ROOM \
    ((size_t)1 << 30)    /* the supervisor watches what is resident; this is for what grows between two looks */
#define GRACE 5.0        /* seconds that the zygote has to end by itself */
#define REST 1.0         /* seconds of these that workers at rest have */
#define WANTS_SECONDS 60 /* to say what rules want: some milliseconds */
#define FRAME_MAX ((size_t)256 << 20) /* of what the zygote says: its rules and layers */

struct lun_zygote {
    lun_channel channel;
    pid_t pid;
    lun_note *notes; /* LUN_WORKERS_MAX of them, shared with the workers */
};

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

/* Standard streams lead nowhere, everything else but `keep` is closed. Standard error stays where it leads, for crashes to be seen. */
static void close_all_but(int keep)
{
    lun_sandbox_lose_streams();
    if ((keep == 3 || syscall(SYS_close_range, 3U, (unsigned)keep - 1, 0U) == 0) &&
        syscall(SYS_close_range, (unsigned)keep + 1, ~0U, 0U) == 0)
        return;
    for (int fd = 3; fd < FILES_MOST; fd++) { /* kernels before 5.9, valgrind */
        if (fd != keep)
            close(fd);
    }
}

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
    close_all_but(fd);
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

static int count_workers(const nursery *n)
{
    int count = 0;
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++)
        count += n->workers[slot] > 0;
    return count;
}

static void forget(nursery *n, pid_t pid)
{
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++) {
        if (n->workers[slot] == pid)
            n->workers[slot] = 0;
    }
}

/*
** The supervisor is gone, or done: the workers end first, so that what they took is counted as ours. A worker at rest
** sees its socket closed and ends by itself, as tools that watch a process want it to; one at work is not waited for.
*/
static _Noreturn void close_down(nursery *n)
{
    const struct timespec moment = { 0, 1000000 };
    double until = now() + REST;
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++) {
        if (atomic_load(&n->notes[slot].analysing))
            kill_worker(n, slot);
    }
    while (count_workers(n) && now() < until) {
        pid_t pid = waitpid(-1, NULL, WNOHANG);
        if (pid > 0)
            forget(n, pid);
        else
            nanosleep(&moment, NULL);
    }
    for (uint32_t slot = 0; slot < LUN_WORKERS_MAX; slot++)
        kill_worker(n, slot);
    while (waitpid(-1, NULL, 0) > 0)
        ;
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

static _Noreturn void run_zygote(int fd, const lun_work_options *options, lun_note *notes, pid_t parent)
{
    nursery n = { .options = options, .notes = notes };
    lun_error err = LUN_ERROR_INIT;
    unsigned missing = 0;
    sigset_t children;
    die_with(parent);
    close_all_but(fd);
    signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the whole group; the supervisor decides */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    lun_channel_open(&n.channel, fd, LUN_CHANNEL_WAIT, FRAME_MAX);
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

/* ---- in the supervisor ---- */

int lun_zygote_start(lun_zygote **out, const lun_work_options *options, lun_error *err)
{
    int pair[2];
    pid_t self = getpid();
    lun_zygote *zygote = *out = lun_calloc(1, sizeof *zygote);
    if (!zygote)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a run");
    zygote->channel.fd = -1;
    zygote->notes =
        mmap(NULL, LUN_WORKERS_MAX * sizeof *zygote->notes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (zygote->notes == MAP_FAILED || lun_channel_pair(pair) < 0) {
        lun_error_set(err, LUN_EIO, "the processes of a run cannot be made: %s", strerror(errno));
        if (zygote->notes == MAP_FAILED)
            zygote->notes = NULL;
        lun_zygote_stop(zygote);
        *out = NULL;
        return LUN_EIO;
    }
    zygote->pid = fork();
    if (zygote->pid == 0) {
        close(pair[0]);
        run_zygote(pair[1], options, zygote->notes, self);
    }
    int reason = errno;
    close(pair[1]);
    lun_channel_open(&zygote->channel, pair[0], LUN_CHANNEL_WAIT, FRAME_MAX);
    if (zygote->pid > 0)
        return LUN_OK;
    lun_zygote_stop(zygote);
    *out = NULL;
    return lun_error_set(err, LUN_EIO, "the process that loads rules cannot be made: %s", strerror(reason));
}

static int gone(lun_zygote *zygote, lun_error *err)
{
    int status = 0;
    pid_t pid = zygote->pid > 0 ? waitpid(zygote->pid, &status, 0) : -1;
    zygote->pid = 0;
    if (pid > 0 && WIFSIGNALED(status))
        return lun_error_set(err, LUN_EIO, "the process that loads rules was ended by signal %d (%s)", WTERMSIG(status),
                             strsignal(WTERMSIG(status)));
    return lun_error_set(err, LUN_EIO, "the process that loads rules ended");
}

/* The next frame, in so many seconds: 1, or a code. */
static int wait_frame(lun_zygote *zygote, unsigned *kind, lun_wire *body, double until, lun_error *err)
{
    int rc;
    while ((rc = lun_channel_next(&zygote->channel, kind, body, err)) == 0) {
        struct pollfd ready = { .fd = zygote->channel.fd, .events = POLLIN };
        double left = until - now();
        if (left <= 0)
            return 0;
        int n = poll(&ready, 1, (int)(left * 1000) + 1);
        if (n < 0 && errno == EINTR)
            return lun_error_set(err, LUN_ELIMIT, "stopped");
        if (n > 0 && (rc = lun_channel_fill(&zygote->channel, err)) <= 0)
            return rc < 0 ? rc : gone(zygote, err);
    }
    return rc;
}

static int take_files(lun_plan *plan, lun_wire *body, lun_error *err)
{
    size_t n = lun_wire_take_count(body, 1);
    plan->files = lun_arena_calloc(plan->arena, n + 1, sizeof *plan->files);
    for (size_t i = 0; i < n && plan->files; i++)
        plan->files[i] = lun_wire_need_text(body, plan->arena);
    plan->n_files = n;
    if (!plan->files)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the names of rule files");
    return body->bad ? lun_error_set(err, LUN_EFORMAT, "the process that loads rules named files that make no sense")
                     : LUN_OK;
}

int lun_zygote_ready(lun_zygote *zygote, lun_plan *plan, unsigned *missing, unsigned seconds, lun_error *err)
{
    unsigned kind;
    lun_wire body;
    int rc = wait_frame(zygote, &kind, &body, now() + seconds, err);
    if (rc < 0)
        return rc;
    if (rc == 0) {
        lun_error_set(err, LUN_ELIMIT, "loading the rules took more than %u seconds", seconds);
        return lun_error_hint(err, "does a loop at the top of a rule file never end? --deadline allows more time");
    }
    if (kind == LUN_UNREADY) {
        lun_parcel_take_error(&body, err);
        return err->code;
    }
    *missing = lun_wire_take_u32(&body);
    if (kind != LUN_READY || body.bad)
        return lun_error_set(err, LUN_EFORMAT, "the process that loads rules said something else than asked");
    rc = lun_parcel_take_plan(plan, &body, err);
    if (rc == LUN_OK && (rc = take_files(plan, &body, err)) < 0)
        lun_plan_clear(plan);
    zygote->channel.mode = LUN_CHANNEL_NOW;
    return rc;
}

static void add_numbers(lun_zygote *zygote, const uint32_t *numbers, uint32_t n)
{
    lun_wire_number(&zygote->channel.out, n);
    for (uint32_t i = 0; i < n; i++)
        lun_wire_number(&zygote->channel.out, numbers[i]);
}

/* A question with a text, or with numbers, and the answer's body. */
static int ask(lun_zygote *zygote, unsigned answer, lun_wire *body, lun_error *err)
{
    unsigned kind;
    zygote->channel.mode = LUN_CHANNEL_WAIT;
    int rc = lun_channel_flush(&zygote->channel, err);
    if (rc == LUN_OK && (rc = wait_frame(zygote, &kind, body, now() + WANTS_SECONDS, err)) == 0)
        rc = lun_error_set(err, LUN_ELIMIT, "the process that loads rules does not say what they look for");
    zygote->channel.mode = LUN_CHANNEL_NOW;
    if (rc < 0)
        return rc == LUN_EIO ? gone(zygote, err) : rc;
    if (kind != answer)
        return lun_error_set(err, LUN_EFORMAT, "the process that loads rules said something else than asked");
    return LUN_OK;
}

int lun_zygote_wants(lun_zygote *zygote, const lun_plan *plan, const uint8_t *layers, lun_layer_wants **wants,
                     lun_arena *arena, lun_error *err)
{
    uint32_t n = lun_schema_count(plan->schema);
    lun_wire body;
    size_t frame = lun_wire_begin(&zygote->channel.out, LUN_ASK_WANTS);
    lun_wire_bytes(&zygote->channel.out, layers, n);
    lun_wire_end(&zygote->channel.out, frame);
    int rc = ask(zygote, LUN_WANTS, &body, err);
    return rc < 0 ? rc : lun_parcel_take_wants(wants, n, n, &body, arena, err);
}

int lun_zygote_rule_wants(lun_zygote *zygote, const lun_plan *plan, const uint32_t *rules, uint32_t n,
                          lun_layer_wants **wants, lun_arena *arena, lun_error *err)
{
    lun_wire body;
    size_t frame = lun_wire_begin(&zygote->channel.out, LUN_ASK_RULES);
    add_numbers(zygote, rules, n);
    lun_wire_end(&zygote->channel.out, frame);
    int rc = ask(zygote, LUN_WANTS, &body, err);
    if (rc == LUN_OK)
        rc = lun_parcel_take_wants(wants, 1, lun_schema_count(plan->schema), &body, arena, err);
    if (rc == LUN_OK && !(*wants)->anything && (*wants)->n != n)
        rc = lun_error_set(err, LUN_EFORMAT, "the process that loads rules said of other rules what they want");
    return rc;
}

int lun_zygote_looks(lun_zygote *zygote, const uint32_t *rules, uint32_t n, const char **looks, lun_arena *arena,
                     lun_error *err)
{
    lun_wire body;
    size_t frame = lun_wire_begin(&zygote->channel.out, LUN_ASK_LOOKS);
    add_numbers(zygote, rules, n);
    lun_wire_end(&zygote->channel.out, frame);
    int rc = ask(zygote, LUN_LOOKS, &body, err);
    for (uint32_t i = 0; i < n && rc == LUN_OK; i++)
        looks[i] = lun_wire_take_text(&body, arena);
    if (rc == LUN_OK && body.bad)
        rc = lun_error_set(err, LUN_EFORMAT, "what the process that loads rules says they look for is malformed");
    return rc;
}

int lun_zygote_haunt(lun_zygote *zygote, const lun_plan *plan, const char *question, const uint8_t **layers,
                     lun_arena *arena, lun_error *err)
{
    lun_wire body;
    size_t len;
    size_t frame = lun_wire_begin(&zygote->channel.out, LUN_ASK_HAUNT);
    lun_wire_text(&zygote->channel.out, question);
    lun_wire_end(&zygote->channel.out, frame);
    int rc = ask(zygote, LUN_HAUNTED, &body, err);
    if (rc < 0)
        return rc;
    uint64_t told = lun_wire_take_number(&body);
    const char *flags = lun_wire_take_bytes(&body, &len);
    if (body.bad || (told && len != lun_schema_count(plan->schema)))
        return lun_error_set(err, LUN_EFORMAT, "what the process that loads rules says of them is malformed");
    if (!told)
        return 0;
    uint8_t *own = lun_arena_calloc(arena, len + 1, 1);
    for (size_t i = 0; own && i < len; i++)
        own[i] = flags[i] != 0;
    *layers = own;
    return own ? 1 : lun_error_set(err, LUN_ENOMEM, "no memory for the layers");
}

static int order(lun_zygote *zygote, unsigned kind, uint32_t slot, int fd, lun_error *err)
{
    if (fd >= 0)
        lun_channel_pass(&zygote->channel, fd);
    size_t frame = lun_wire_begin(&zygote->channel.out, kind);
    lun_wire_number(&zygote->channel.out, slot);
    lun_wire_end(&zygote->channel.out, frame);
    zygote->channel.mode = LUN_CHANNEL_WAIT; /* it is quick to take its orders */
    int rc = lun_channel_flush(&zygote->channel, err);
    zygote->channel.mode = LUN_CHANNEL_NOW;
    return rc == LUN_EIO ? gone(zygote, err) : rc;
}

int lun_zygote_spawn(lun_zygote *zygote, uint32_t slot, int *fd, lun_error *err)
{
    int pair[2];
    *fd = -1;
    if (lun_channel_pair(pair) < 0)
        return lun_error_set(err, LUN_EIO, "no socket for a worker: %s", strerror(errno));
    int rc = order(zygote, LUN_SPAWN, slot, pair[1], err);
    close(pair[1]);
    if (rc < 0)
        close(pair[0]);
    else
        *fd = pair[0];
    return rc;
}

int lun_zygote_kill(lun_zygote *zygote, uint32_t slot, lun_error *err)
{
    return order(zygote, LUN_KILL, slot, -1, err);
}

lun_note *lun_zygote_note(const lun_zygote *zygote, uint32_t slot)
{
    return &zygote->notes[slot];
}

int lun_zygote_fd(const lun_zygote *zygote)
{
    return zygote->channel.fd;
}

int lun_zygote_next(lun_zygote *zygote, lun_zygote_event *out, lun_error *err)
{
    unsigned kind;
    lun_wire body;
    int rc = lun_channel_next(&zygote->channel, &kind, &body, err);
    if (rc == 0) {
        if ((rc = lun_channel_fill(&zygote->channel, err)) <= 0)
            return rc < 0 ? rc : gone(zygote, err);
        rc = lun_channel_next(&zygote->channel, &kind, &body, err);
    }
    if (rc <= 0)
        return rc;
    uint32_t slot = lun_wire_take_u32(&body), a = lun_wire_take_u32(&body), b = lun_wire_take_u32(&body);
    if (body.bad || slot >= LUN_WORKERS_MAX || (kind != LUN_SPAWNED && kind != LUN_EXITED))
        return lun_error_set(err, LUN_EFORMAT, "the process that loads rules said something that makes no sense");
    if (kind == LUN_EXITED)
        *out = (lun_zygote_event){ slot, 1, 0, (int)a };
    else
        *out = (lun_zygote_event){ slot, 0, (int)a, (int)b };
    return 1;
}

void lun_zygote_stop(lun_zygote *zygote)
{
    if (!zygote)
        return;
    lun_channel_close(&zygote->channel); /* it sees that, and ends */
    double until = now() + GRACE;
    while (zygote->pid > 0 && waitpid(zygote->pid, NULL, WNOHANG) == 0) {
        struct timespec moment = { 0, 1000000 };
        if (now() > until)
            kill(zygote->pid, SIGKILL);
        nanosleep(&moment, NULL);
    }
    if (zygote->notes)
        munmap(zygote->notes, LUN_WORKERS_MAX * sizeof *zygote->notes);
    lun_free(zygote);
}
