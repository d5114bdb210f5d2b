/*
** pool.c - the supervisor's loop: tasks out, answers in, until there are none. Sits on slots.c, tasks.c.
**
** Nothing here waits for a worker: sockets are polled. The sink (the corpus, standard output) is the only thing that may
** take its time; meanwhile workers fill their sockets and wait.
*/
#include "run/pool.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "run/tasks.h"

#define HELD_MOST ((size_t)64 << 20) /* bytes of tasks and early answers before no new task is given out */
#define TICK 50                      /* milliseconds between two looks at the clock */

/* ---- giving ---- */

static int is_full(const lun_pool *pool)
{
    return pool->n_tasks > 1 &&
           (pool->held_bytes >= HELD_MOST || pool->n_tasks >= 64 + 16 * (size_t)pool->options.workers);
}

/*
** Pieces are cut all the same where few tasks stand before them: what waits behind a file of lines cannot leave before
** the file is done, however much it is.
*/
static int may_cut(const lun_pool *pool, const lun_task *lines)
{
    size_t n = LUN_SLOT_TASKS * (size_t)pool->options.workers;
    for (const lun_task *task = lines->before; task && n; task = task->before)
        n--;
    return n || !is_full(pool);
}

/*
** A task for a worker: 1, 0 when there is none now. Lines are cut, and the sink is asked, only when somebody has nothing
** else to do. What failed once is given out even when much is held: all the others may be waiting for it.
*/
static int find_task(lun_pool *pool, lun_task **out, lun_error *err)
{
    int rc;
    for (;;) {
        lun_task *task = *out = lun_task__first_waiting(pool);
        if (task && task->state == LUN_TASK_WAITING)
            return 1;
        if (task ? !may_cut(pool, task) : is_full(pool))
            return 0;
        if (task) {
            if ((rc = lun_task__cut(pool, task, err)) < 0 || rc == 2)
                return rc < 0 ? rc : 0;
            continue;
        }
        if ((rc = pool->sink->more(pool->sink->context, pool, err)) < 0) /* an answer may have brought some */
            return rc;
        pool->has_more = rc > 0;
        if (!rc)
            return 0;
    }
}

static lun_slot *find_slot(lun_pool *pool, unsigned most)
{
    lun_slot *best = NULL;
    for (uint32_t i = 0; i < pool->options.workers; i++) {
        lun_slot *slot = &pool->slots[i];
        if (slot->state == LUN_SLOT_READY && slot->n_tasks < most && !lun_channel_pending(&slot->channel) &&
            (!best || slot->n_tasks < best->n_tasks))
            best = slot;
    }
    return best;
}

static int count_slots(const lun_pool *pool, lun_slot_state state)
{
    int n = 0;
    for (uint32_t i = 0; i < pool->options.workers; i++)
        n += pool->slots[i].state == state;
    return n;
}

static int give_tasks(lun_pool *pool, lun_error *err)
{
    lun_slot *slot;
    lun_task *task;
    int rc = LUN_OK;
    while (rc >= 0 && (slot = find_slot(pool, LUN_SLOT_TASKS)) && (rc = find_task(pool, &task, err)) > 0)
        rc = lun_slot__give(pool, slot, task, err);
    return rc < 0 ? rc : LUN_OK;
}

/* Workers are started when there is work for one more. */
static int start_workers(lun_pool *pool, lun_error *err)
{
    lun_task *task;
    int rc;
    if (count_slots(pool, LUN_SLOT_STARTING) || find_slot(pool, 1))
        return LUN_OK;
    for (uint32_t i = 0; i < pool->options.workers; i++) {
        if (pool->slots[i].state != LUN_SLOT_FREE)
            continue;
        rc = find_task(pool, &task, err);
        return rc <= 0 ? rc : lun_slot__spawn(pool, i, err);
    }
    return LUN_OK;
}

/* ---- hearing ---- */

/* The time in which we did not listen, since the corpus was written or input was read, is nobody's but ours. */
static void forgive(lun_pool *pool)
{
    double now = lun_pool__now(), gap = now - pool->heard;
    for (uint32_t i = 0; i < pool->options.workers && pool->heard > 0; i++) {
        double since = pool->slots[i].since + gap;
        pool->slots[i].since = since < now ? since : now;
    }
}

typedef struct polled {
    struct pollfd fds[LUN_WORKERS_MAX + 2];
    uint32_t slots[LUN_WORKERS_MAX + 2];
    nfds_t n;
} polled;

static void watch_fd(polled *p, int fd, short events, uint32_t slot)
{
    p->slots[p->n] = slot;
    p->fds[p->n++] = (struct pollfd){ .fd = fd, .events = events };
}

static const lun_task *waiting_stream(const lun_pool *pool)
{
    const lun_task *task = lun_task__first_waiting(pool);
    return task && task->state == LUN_TASK_CUTTING && task->lines.kind == LUN_LINES_STREAM && may_cut(pool, task)
               ? task
               : NULL;
}

static int hear_zygote(lun_pool *pool, lun_error *err)
{
    lun_zygote_event event;
    int rc;
    while ((rc = lun_zygote_next(pool->zygote, &event, err)) > 0) {
        if ((rc = lun_slot__event(pool, &event, err)) < 0)
            return rc;
    }
    return rc;
}

static int hear(lun_pool *pool, polled *p, lun_error *err)
{
    int rc = LUN_OK;
    for (nfds_t i = 0; i < p->n && rc == LUN_OK; i++) {
        uint32_t slot = p->slots[i];
        if (!p->fds[i].revents || slot == UINT32_MAX || pool->slots[slot].state == LUN_SLOT_FREE)
            continue;
        if (p->fds[i].revents & POLLOUT) {
            rc = lun_channel_flush(&pool->slots[slot].channel, err);
            rc = rc == LUN_EIO ? LUN_OK : rc; /* it has gone: that is seen when its socket is read */
        }
        if (rc == LUN_OK && (p->fds[i].revents & (POLLIN | POLLHUP | POLLERR)))
            rc = lun_slot__hear(pool, slot, err);
    }
    return rc == LUN_OK && p->fds[0].revents ? hear_zygote(pool, err) : rc;
}

static int wait_and_hear(lun_pool *pool, lun_error *err)
{
    polled p = { .n = 0 };
    watch_fd(&p, lun_zygote_fd(pool->zygote), POLLIN, UINT32_MAX);
    for (uint32_t i = 0; i < pool->options.workers; i++) {
        const lun_slot *slot = &pool->slots[i];
        if (slot->state != LUN_SLOT_FREE && !slot->is_gone)
            watch_fd(&p, slot->channel.fd, (short)(POLLIN | (lun_channel_pending(&slot->channel) ? POLLOUT : 0)), i);
    }
    const lun_task *stream =
        find_slot(pool, LUN_SLOT_TASKS) || count_slots(pool, LUN_SLOT_FREE) ? waiting_stream(pool) : NULL;
    if (stream)
        watch_fd(&p, stream->lines.fd, POLLIN, UINT32_MAX);
    forgive(pool);
    int n = poll(p.fds, p.n, TICK);
    pool->heard = lun_pool__now();
    if (n < 0 && errno != EINTR)
        return lun_error_set(err, LUN_EIO, "waiting for workers: %s", strerror(errno));
    return hear(pool, &p, err);
}

/* ---- the loop ---- */

/* 1 when nothing is left: the last answer may have brought a task. */
static int is_over(lun_pool *pool, lun_error *err)
{
    lun_task *task;
    if (pool->first)
        return 0;
    int rc = find_task(pool, &task, err);
    return rc < 0 ? rc : !pool->first && !pool->has_more;
}

static int step(lun_pool *pool, lun_error *err)
{
    int rc;
    if ((rc = give_tasks(pool, err)) < 0 || (rc = start_workers(pool, err)) < 0 ||
        (rc = lun_task__deliver(pool, err)) < 0)
        return rc;
    if (!pool->first)
        return LUN_OK;
    if ((rc = wait_and_hear(pool, err)) < 0 || (rc = lun_task__deliver(pool, err)) < 0)
        return rc;
    rc = lun_slot__watch(pool, err);
    if (rc < 0 || !pool->sink->tick || lun_pool__now() - pool->ticked < TICK / 1000.0)
        return rc;
    pool->ticked = lun_pool__now();
    return pool->sink->tick(pool->sink->context, err);
}

static void set_defaults(lun_pool_options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!options->workers)
        options->workers = cores > 0 ? (uint32_t)cores : 1;
    if (options->workers > LUN_WORKERS_MAX)
        options->workers = LUN_WORKERS_MAX;
    if (!options->deadline)
        options->deadline = LUN_DEADLINE;
    if (!options->memory)
        options->memory = LUN_WORKER_MEMORY;
}

int lun_pool_run(lun_zygote *zygote, const lun_pool_options *options, const lun_pool_sink *sink, lun_error *err)
{
    lun_pool *pool = lun_calloc(1, sizeof *pool);
    int rc = pool ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for a run");
    if (!pool)
        return rc;
    pool->zygote = zygote;
    pool->options = *options;
    pool->sink = sink;
    pool->has_more = 1;
    set_defaults(&pool->options);
    for (size_t i = 0; i < LUN_WORKERS_MAX; i++)
        pool->slots[i].channel.fd = -1;
    while (rc == LUN_OK && (rc = is_over(pool, err)) == 0) {
        if (options->interrupted && *options->interrupted)
            rc = lun_error_set(err, LUN_ELIMIT, "stopped");
        else
            rc = step(pool, err);
    }
    lun_task__clear_all(pool);
    for (size_t i = 0; i < LUN_WORKERS_MAX; i++)
        lun_channel_close(&pool->slots[i].channel);
    lun_free(pool);
    return rc < 0 ? rc : LUN_OK;
}
