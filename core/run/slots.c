/*
** slots.c - workers as the supervisor sees them: started, given tasks, heard, watched, buried. Sits on zygote.c, tasks.c.
**
**     FREE → STARTING → READY → ENDING → FREE
**
** A slot is ENDING from the moment that its worker is killed, or its socket or its process was found to have ended; it is
** buried when both have: then all that the worker had said was heard, and the zygote has said how it ended. Whoever is to
** blame is the member after the last one answered.
*/
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "run/tasks.h"

#define STARTS_MAX 5 /* workers in a row that end before their first answer: something else is wrong */
#define LOOK 0.1     /* seconds between two looks at how much memory workers have */
#define MB (1024 * 1024)

double lun_pool__now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int lun_slot__spawn(lun_pool *pool, uint32_t number, lun_error *err)
{
    lun_slot *slot = &pool->slots[number];
    int fd, rc = lun_zygote_spawn(pool->zygote, number, &fd, err);
    if (rc < 0)
        return rc;
    memset(slot, 0, sizeof *slot);
    lun_channel_open(&slot->channel, fd, LUN_CHANNEL_NOW, pool->options.frame_max);
    slot->state = LUN_SLOT_STARTING;
    slot->since = lun_pool__now();
    return LUN_OK;
}

int lun_slot__give(lun_pool *pool, lun_slot *slot, lun_task *task, lun_error *err)
{
    int fd, rc = lun_task__open(pool, task, &fd, err);
    if (rc < 0)
        return rc;
    if (slot->n_tasks == 0)
        slot->since = lun_pool__now();
    slot->tasks[slot->n_tasks++] = task;
    task->state = LUN_TASK_SENT;
    lun_task__set_start(task);
    if (fd >= 0)
        lun_channel_pass(&slot->channel, fd);
    lun_buf_add(&slot->channel.out, task->frame.data, task->frame.len);
    rc = lun_channel_flush(&slot->channel, err);
    if (rc == LUN_EIO) /* it has gone: that is seen when its socket is read */
        rc = LUN_OK;
    return rc;
}

/* ---- ending ---- */

static int end(lun_pool *pool, lun_slot *slot, const char *code, lun_error *err)
{
    uint32_t number = (uint32_t)(slot - pool->slots);
    if (slot->state == LUN_SLOT_ENDING)
        return LUN_OK;
    slot->state = LUN_SLOT_ENDING;
    slot->code = code;
    return lun_zygote_kill(pool->zygote, number, err);
}

static void say_end(lun_slot *slot)
{
    if (slot->code)
        return;
    slot->code = "crash";
    if (WIFSIGNALED(slot->status))
        snprintf(slot->reason, sizeof slot->reason, "the worker that analysed it crashed (signal %d, %s)",
                 WTERMSIG(slot->status), strsignal(WTERMSIG(slot->status)));
    else
        snprintf(slot->reason, sizeof slot->reason, "the worker that analysed it ended (status %d)",
                 WEXITSTATUS(slot->status));
}

/* The uri that the worker noted, if it makes sense: it is a hostile text. */
static void name_member(const lun_note *note, const lun_task *task, lun_buf *out)
{
    char uri[sizeof note->uri];
    memcpy(uri, note->uri, sizeof uri);
    uri[sizeof uri - 1] = '\0';
    size_t len = strlen(uri);
    int fits = atomic_load(&note->analysing) && atomic_load(&note->member) == task->done && len > 0 &&
               lun_utf8_valid(uri, len);
    for (size_t i = 0; i < len && fits; i++)
        fits = (unsigned char)uri[i] >= 0x20;
    if (fits)
        lun_buf_adds(out, uri);
    else
        lun_task__name_next(task, out);
}

/* The rule that was at work, as far as a worker's note can be believed. */
static void say_rule(const lun_pool *pool, lun_slot *slot, const lun_note *note)
{
    uint32_t rule = atomic_load(&note->rule);
    size_t len = strlen(slot->reason);
    if (rule && pool->options.rules && rule < pool->options.rules->n && atomic_load(&note->analysing))
        snprintf(slot->reason + len, sizeof slot->reason - len, ", in rule '%.200s'",
                 pool->options.rules->items[rule].id);
}

static int blame(lun_pool *pool, lun_slot *slot, lun_error *err)
{
    lun_task *task = slot->tasks[0];
    const lun_note *note = lun_zygote_note(pool->zygote, (uint32_t)(slot - pool->slots));
    lun_buf uri = LUN_BUF_INIT;
    int rc = LUN_OK;
    task->is_careful = 1;
    if (++task->tries < 2)
        return LUN_OK;
    int is_loading = !atomic_load(&note->analysing);
    say_end(slot);
    say_rule(pool, slot, note);
    name_member(note, task, &uri);
    rc = uri.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a problem")
                    : lun_task__fail(pool, task, uri.data, slot->code, slot->reason, err);
    lun_buf_clear(&uri);
    if (is_loading && task->input != LUN_INPUT_NONE) /* who comes behind cannot be reached but by the same way */
        task->state = LUN_TASK_DONE;
    return rc;
}

static int bury(lun_pool *pool, lun_slot *slot, lun_error *err)
{
    int rc = LUN_OK;
    if (slot->n_tasks && !slot->is_spoiled)
        rc = blame(pool, slot, err);
    else if (!slot->n_tasks && !slot->is_spoiled && ++pool->failed_starts >= STARTS_MAX) {
        say_end(slot);
        lun_error_set(err, LUN_EIO, "workers end as soon as they start: %s", slot->reason);
        rc = lun_error_hint(err, "`lunette doctor` says what this machine offers");
    }
    for (unsigned i = 0; i < slot->n_tasks; i++) {
        if (slot->tasks[i]->state == LUN_TASK_SENT)
            slot->tasks[i]->state = LUN_TASK_WAITING;
    }
    lun_channel_close(&slot->channel);
    memset(slot, 0, sizeof *slot);
    slot->channel.fd = -1;
    return rc;
}

static int bury_if_over(lun_pool *pool, lun_slot *slot, lun_error *err)
{
    return slot->is_gone && slot->has_ended ? bury(pool, slot, err) : LUN_OK;
}

int lun_slot__event(lun_pool *pool, const lun_zygote_event *event, lun_error *err)
{
    lun_slot *slot = &pool->slots[event->slot];
    if (slot->state == LUN_SLOT_FREE)
        return LUN_OK;
    if (event->exited) {
        slot->has_ended = 1;
        slot->status = event->status;
        slot->state = LUN_SLOT_ENDING;
        return bury_if_over(pool, slot, err);
    }
    if (event->pid <= 0)
        return lun_error_set(err, LUN_EIO, "no worker can be started: %s", strerror(event->status));
    slot->pid = event->pid;
    if (slot->state == LUN_SLOT_STARTING)
        slot->state = LUN_SLOT_READY;
    return LUN_OK;
}

/* ---- answers ---- */

static void drop_first(lun_slot *slot)
{
    slot->n_tasks--;
    memmove(slot->tasks, slot->tasks + 1, slot->n_tasks * sizeof *slot->tasks);
}

static int malformed(lun_pool *pool, lun_slot *slot, const char *what, lun_error *err)
{
    snprintf(slot->reason, sizeof slot->reason,
             "the worker that analysed it gave an answer that makes no sense (%.300s)", what);
    return end(pool, slot, "crash", err);
}

static int take_failure(lun_pool *pool, lun_slot *slot, lun_wire *body, lun_error *err)
{
    lun_error error;
    lun_wire_take_u32(body);
    lun_parcel_take_error(body, &error);
    if (body->bad)
        return malformed(pool, slot, "failure", err);
    snprintf(slot->reason, sizeof slot->reason, "%.300s", error.message);
    return end(pool, slot, error.code == LUN_ENOMEM ? "memory" : "crash", err);
}

/* The sink may find the body malformed: then nothing of it was taken, and the worker is to blame. */
static int take_member(lun_pool *pool, lun_slot *slot, unsigned kind, lun_wire *body, lun_error *err)
{
    lun_task *task = slot->tasks[0];
    lun_wire whole = *body;
    uint32_t member = lun_wire_take_u32(body);
    uint64_t flags = lun_wire_take_number(body);
    if (body->bad || member != task->done)
        return malformed(pool, slot, "member", err);
    int rc = lun_task__answer(pool, task, kind, whole, err);
    if (rc > 0) { /* hostile: the answer was dealt with, whoever gave it goes */
        slot->is_spoiled = 1;
        return malformed(pool, slot, "content", err);
    }
    if (rc == LUN_OK && (flags & LUN_ANSWER_SPOILED)) {
        slot->is_spoiled = 1;
        return end(pool, slot, NULL, err); /* it ends by itself, if it is honest */
    }
    return rc;
}

static int take(lun_pool *pool, lun_slot *slot, unsigned kind, lun_wire *body, lun_error *err)
{
    lun_task *task = slot->n_tasks ? slot->tasks[0] : NULL;
    pool->failed_starts = 0;
    slot->since = lun_pool__now();
    if (!task)
        return malformed(pool, slot, "nothing was asked", err);
    switch (kind) {
    case LUN_ANSWER_FOUND:
    case LUN_ANSWER_JSON:
    case LUN_ANSWER_FRESH:
    case LUN_ANSWER_STALE:
    case LUN_ANSWER_PASSED:
        return take_member(pool, slot, kind, body, err);
    case LUN_ANSWER_LINES: {
        uint64_t byte = lun_wire_take_number(body);
        int is_rest = task->input == LUN_INPUT_HEAD && byte >= LUN_SOURCE_ALL;
        if (body->bad || task->fd < 0 || task->done || (byte > INT64_MAX && !is_rest))
            return malformed(pool, slot, "lines", err);
        drop_first(slot);
        return lun_task__become_lines(pool, task, byte, err);
    }
    case LUN_ANSWER_DONE:
        if (task->lines_len && task->done != lun_lines_count(lun_task__lines(task), task->lines_len))
            return malformed(pool, slot, "done too early", err);
        task->state = LUN_TASK_DONE;
        lun_task__close(task);
        drop_first(slot);
        return LUN_OK;
    case LUN_ANSWER_FAILED:
        return take_failure(pool, slot, body, err);
    default:
        return malformed(pool, slot, "kind", err);
    }
}

static int take_all(lun_pool *pool, lun_slot *slot, lun_error *err)
{
    unsigned kind;
    lun_wire body;
    lun_error inner = LUN_ERROR_INIT;
    int rc = LUN_OK;
    while (rc == LUN_OK && !slot->code && !slot->is_spoiled &&
           (rc = lun_channel_next(&slot->channel, &kind, &body, &inner)) > 0)
        rc = take(pool, slot, kind, &body, err);
    if (rc < 0 && inner.code == LUN_EFORMAT)
        return malformed(pool, slot, inner.message, err);
    return rc;
}

int lun_slot__hear(lun_pool *pool, uint32_t number, lun_error *err)
{
    lun_slot *slot = &pool->slots[number];
    int rc = lun_channel_fill(&slot->channel, err);
    if (rc < 0)
        return rc;
    if (rc == 0) {
        slot->is_gone = 1; /* and if it only closed its socket it ends now */
        return slot->has_ended ? bury(pool, slot, err) : end(pool, slot, slot->code, err);
    }
    return rc == 1 ? take_all(pool, slot, err) : LUN_OK;
}

/* ---- watching ---- */

static size_t resident(int pid)
{
    char path[40], text[128] = "";
    unsigned long total = 0, pages = 0, shared = 0;
    snprintf(path, sizeof path, "/proc/%d/statm", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0 || sscanf(text, "%lu %lu %lu", &total, &pages, &shared) != 3)
        return 0;
    pages -= shared < pages ? shared : pages; /* mapped lexicons and the program itself are there once for all */
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static int watch_memory(lun_pool *pool, lun_slot *slot, lun_error *err)
{
    size_t most = pool->options.memory;
    if (resident(slot->pid) <= most)
        return LUN_OK;
    snprintf(slot->reason, sizeof slot->reason, "its analysis took more than %zu MB of memory (--memory allows more)",
             most / MB);
    return end(pool, slot, "memory", err);
}

static double allowed(const lun_pool *pool, const lun_slot *slot)
{
    double base = pool->options.deadline;
    return base + base / 4 * (double)slot->tasks[0]->bytes / MB;
}

static int watch_clock(lun_pool *pool, lun_slot *slot, double now, lun_error *err)
{
    double most = allowed(pool, slot);
    if (now - slot->since <= most)
        return LUN_OK;
    snprintf(slot->reason, sizeof slot->reason, "its analysis took longer than %.0f s (--deadline allows more)", most);
    return end(pool, slot, "deadline", err);
}

int lun_slot__watch(lun_pool *pool, lun_error *err)
{
    double now = pool->heard; /* what was said since then may not have been heard */
    int look = now - pool->memory_looked >= LOOK, rc = LUN_OK;
    if (look)
        pool->memory_looked = now;
    for (uint32_t i = 0; i < pool->options.workers && rc == LUN_OK; i++) {
        lun_slot *slot = &pool->slots[i];
        if (slot->state != LUN_SLOT_READY || !slot->n_tasks)
            continue;
        rc = watch_clock(pool, slot, now, err);
        if (rc == LUN_OK && look && slot->state == LUN_SLOT_READY)
            rc = watch_memory(pool, slot, err);
    }
    return rc;
}
