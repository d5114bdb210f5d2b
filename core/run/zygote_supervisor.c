/*
** zygote_supervisor.c - the zygote as the supervisor sees it: forked, asked, given orders, heard, stopped. Sits on channel.c, converter.c.
**
** Nothing that it says is believed unchecked.
*/
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "run/converter.h"
#include "run/messages.h"
#include "run/zygote_inside.h"

#define GRACE 5.0        /* seconds that the zygote has to end by itself */
#define WANTS_SECONDS 60 /* to say what rules want: some milliseconds */

struct lun_zygote {
    lun_channel channel;
    int converter; /* where files to be converted go; -1: there is none */
    pid_t pid;
    lun_note *notes; /* LUN_WORKERS_MAX of them, shared with the workers */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Both ends, or -1 twice: without pdftotext, or sockets, PDF files are a problem each. */
static void find_converter(int pair[2], char *program, size_t size)
{
    if (!lun_converter_find(program, size) || lun_converter_pair(pair) < 0)
        pair[0] = pair[1] = -1;
}

static void close_if(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void give_birth(lun_zygote *zygote, int fd, const lun_work_options *options)
{
    char program[PATH_MAX];
    int converter[2];
    pid_t self = getpid();
    find_converter(converter, program, sizeof program);
    zygote->pid = fork();
    if (zygote->pid == 0) {
        const lun_zygote_birth birth = { fd, converter[1], program, options, zygote->notes, self };
        close_if(converter[0]);
        close(zygote->channel.fd);
        lun_zygote__run(&birth);
    }
    int reason = errno;
    close_if(converter[1]);
    zygote->converter = converter[0];
    errno = reason;
}

int lun_zygote_start(lun_zygote **out, const lun_work_options *options, lun_error *err)
{
    int pair[2];
    lun_zygote *zygote = *out = lun_calloc(1, sizeof *zygote);
    if (!zygote)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a run");
    zygote->channel.fd = zygote->converter = -1;
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
    lun_channel_open(&zygote->channel, pair[0], LUN_CHANNEL_WAIT, LUN_ZYGOTE_FRAME_MAX);
    give_birth(zygote, pair[1], options);
    int reason = errno;
    close(pair[1]);
    if (zygote->pid > 0)
        return LUN_OK;
    lun_zygote_stop(zygote);
    *out = NULL;
    return lun_error_set(err, LUN_EIO, "the process that loads rules cannot be made: %s", strerror(reason));
}

int lun_zygote_converts(const lun_zygote *zygote)
{
    return zygote->converter >= 0;
}

int lun_zygote_convert(const lun_zygote *zygote, int pdf, unsigned seconds, int *out, lun_error *err)
{
    return lun_converter_start(zygote->converter, pdf, seconds, out, err);
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
    close_if(zygote->converter);
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
