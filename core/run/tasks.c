/*
** tasks.c - tasks in their order: made, opened, cut from lines, answered, delivered. Sits on lines.c, channel.c.
**
** The list is the order in which documents were enumerated. Only the first task's answers go to the sink; those of others
** are held. So the corpus grows in that order, whoever was quickest.
*/
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "load/input.h"
#include "load/load.h"
#include "run/tasks.h"

#define FAIL 200u  /* kind of a held answer that we made: uri, class, code, message */
#define HEAD 65536 /* bytes of standard input that decide what it is */

/* ---- making ---- */

static lun_task *make_task(const char *path, const char *below)
{
    lun_task *task = lun_calloc(1, sizeof *task);
    if (!task)
        return NULL;
    task->fd = task->pipe = task->lines.fd = -1;
    task->path = lun_strdup(path);
    task->below = lun_strdup(below);
    if (task->path && task->below)
        return task;
    lun_free(task->path);
    lun_free(task->below);
    lun_free(task);
    return NULL;
}

static void free_task(lun_task *task)
{
    lun_task__close(task);
    lun_lines_close(&task->lines);
    lun_buf_clear(&task->frame);
    lun_buf_clear(&task->held);
    lun_free(task->path);
    lun_free(task->below);
    lun_free(task->at);
    lun_free(task);
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the tasks of a run");
}

/* Before another, or at the end of the list. */
static void link_task(lun_pool *pool, lun_task *task, lun_task *before)
{
    task->next = before;
    task->before = before ? before->before : pool->last;
    *(task->before ? &task->before->next : &pool->first) = task;
    *(before ? &before->before : &pool->last) = task;
    pool->n_tasks++;
    task->counted = task->frame.len;
    pool->held_bytes += task->counted;
}

static void unlink_task(lun_pool *pool, lun_task *task)
{
    *(task->before ? &task->before->next : &pool->first) = task->next;
    *(task->next ? &task->next->before : &pool->last) = task->before;
    pool->n_tasks--;
    pool->held_bytes -= task->counted + task->held.len;
}

static size_t begin_frame(lun_task *task, unsigned kind)
{
    size_t frame = lun_wire_begin(&task->frame, kind);
    lun_buf_add(&task->frame, "\0\0\0\0", LUN_TASK_START);
    return frame;
}

static void begin_file_frame(lun_task *task, unsigned flags)
{
    lun_buf_reset(&task->frame);
    size_t frame = begin_frame(task, LUN_TASK_FILE);
    lun_wire_text(&task->frame, task->path);
    lun_wire_text(&task->frame, task->below);
    lun_wire_number(&task->frame, flags);
    lun_wire_end(&task->frame, frame);
}

void lun_task__set_start(lun_task *task)
{
    for (int i = 0; i < 4; i++)
        task->frame.data[LUN_FRAME_HEAD + i] = (char)(task->done >> (8 * i));
    task->frame.data[LUN_FRAME_HEAD + 4] = (char)task->is_careful;
}

static int add(lun_pool *pool, lun_task *task, lun_error *err)
{
    if (!task)
        return no_memory(err);
    if (task->frame.failed) {
        free_task(task);
        return no_memory(err);
    }
    link_task(pool, task, NULL);
    return LUN_OK;
}

static lun_task *make_file_task(const lun_pool_file *file)
{
    lun_task *task = make_task(file->path, file->below);
    if (!task)
        return NULL;
    task->bytes = file->bytes;
    task->flags = LUN_TASK_MAY_SPLIT | (file->own == LUN_OWN_TAKEN ? LUN_TASK_CHOSEN : 0);
    if (strcmp(file->at, file->path) != 0 && !(task->at = lun_strdup(file->at))) {
        free_task(task);
        return NULL;
    }
    return task;
}

int lun_pool_add_file(lun_pool *pool, const lun_pool_file *file, lun_error *err)
{
    lun_task *task = make_file_task(file);
    if (task) {
        task->input = LUN_INPUT_FILE;
        begin_file_frame(task, task->flags);
    }
    return add(pool, task, err);
}

int lun_pool_add_known(lun_pool *pool, const lun_pool_file *file, lun_error *err)
{
    lun_task *task = make_file_task(file);
    if (task) {
        task->state = LUN_TASK_DONE;
        task->is_known = 1;
    }
    return add(pool, task, err);
}

/* Asks the sink: 1 when the task is done, 0 when it waits for a worker like any file. */
static int ask_known(lun_pool *pool, lun_task *task, lun_error *err)
{
    int rc = pool->sink->known(pool->sink->context, task->path, err);
    if (rc != 0)
        return rc;
    task->is_known = 0;
    task->input = LUN_INPUT_FILE;
    task->state = LUN_TASK_WAITING;
    begin_file_frame(task, task->flags);
    pool->held_bytes += task->frame.len - task->counted;
    task->counted = task->frame.len;
    return task->frame.failed ? no_memory(err) : 0;
}

static void make_problem(lun_task *task, const char *code, const char *message)
{
    lun_buf_reset(&task->frame);
    size_t frame = begin_frame(task, LUN_TASK_PROBLEM);
    lun_wire_text(&task->frame, task->path);
    lun_wire_text(&task->frame, task->below);
    lun_wire_text(&task->frame, code);
    lun_wire_text(&task->frame, message);
    lun_wire_end(&task->frame, frame);
    task->input = LUN_INPUT_NONE;
}

int lun_pool_add_problem(lun_pool *pool, const char *path, const char *below, const char *code, const char *message,
                         lun_error *err)
{
    lun_task *task = make_task(path, below);
    if (task)
        make_problem(task, code, message);
    return add(pool, task, err);
}

int lun_pool_add_lines(lun_pool *pool, const char *path, const char *below, lun_lines *take_lines, unsigned flags,
                       lun_error *err)
{
    lun_task *task = make_task(path, below);
    if (!task) {
        lun_lines_close(take_lines);
        return no_memory(err);
    }
    task->state = LUN_TASK_CUTTING;
    task->lines = *take_lines;
    task->flags = flags;
    link_task(pool, task, NULL);
    return LUN_OK;
}

int lun_pool_add_stored(lun_pool *pool, const char *uri, const lun_buf *body, lun_error *err)
{
    lun_task *task = make_task(uri, "");
    if (task) {
        size_t frame = begin_frame(task, LUN_TASK_STORED);
        lun_buf_add(&task->frame, body->data, body->len);
        lun_wire_end(&task->frame, frame);
        task->bytes = body->len;
        task->is_stored = 1;
    }
    return add(pool, task, err);
}

/* ---- standard input ---- */

/* It may have been made non-blocking by whoever shares it. */
static void wait_for_input(void)
{
    struct pollfd ready = { .fd = STDIN_FILENO, .events = POLLIN };
    poll(&ready, 1, 100);
}

/* Copies up to `most` bytes of standard input into the spool: 1 at its end, 0 when there is more, a code. */
static int spool(const lun_pool *pool, int fd, size_t most, lun_error *err)
{
    char data[HEAD];
    size_t done = 0;
    while (done < most) {
        size_t want = most - done < sizeof data ? most - done : sizeof data;
        ssize_t n = read(STDIN_FILENO, data, want);
        if (pool->options.interrupted && *pool->options.interrupted)
            return lun_error_set(err, LUN_ELIMIT, "stopped");
        if (n == 0)
            return 1;
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
            wait_for_input();
            continue;
        }
        if (n < 0)
            return lun_error_set(err, LUN_EIO, "standard input cannot be read: %s", strerror(errno));
        if (lun_file_write_all(fd, data, (size_t)n) < 0) {
            lun_error_set(err, LUN_EIO, "standard input cannot be kept while it is read: %s", strerror(errno));
            return lun_error_hint(err, "make room in the temporary folder, or name another with TMPDIR");
        }
        done += (size_t)n;
    }
    return 0;
}

int lun_pool_add_stdin(lun_pool *pool, lun_error *err)
{
    lun_task *task = make_task("-", "-");
    if (!task)
        return no_memory(err);
    task->fd = lun_file_nameless();
    int rc = task->fd < 0 ? lun_error_set(err, LUN_EIO, "no temporary file for standard input: %s", strerror(errno))
                          : spool(pool, task->fd, HEAD, err);
    if (rc < 0) {
        free_task(task);
        return rc;
    }
    task->input = rc == 1 ? LUN_INPUT_SPOOL : LUN_INPUT_HEAD;
    begin_file_frame(task, task->input == LUN_INPUT_HEAD ? LUN_TASK_MAY_SPLIT | LUN_TASK_HEAD : 0);
    return add(pool, task, err);
}

static int is_to_convert(const lun_pool *pool, const lun_task *task)
{
    return lun_zygote_converts(pool->zygote) && lun_load_is_pdf(task->fd);
}

/*
** The rest of standard input, which is no JSON lines: it is read as far as it matters, then it is a file. Of a PDF file all matters: its text is
** what is limited.
*/
static int spool_rest(const lun_pool *pool, lun_task *task, uint64_t what, lun_error *err)
{
    size_t limit = pool->options.line_limit, most = limit < HEAD ? 0 : limit - HEAD + 1;
    int is_within = what == LUN_SOURCE_WITHIN && !is_to_convert(pool, task);
    int rc = spool(pool, task->fd, is_within ? most : SIZE_MAX, err);
    if (rc < 0)
        return rc;
    off_t size = lseek(task->fd, 0, SEEK_END);
    task->bytes = size > 0 ? (uint64_t)size : 0;
    task->input = LUN_INPUT_SPOOL;
    begin_file_frame(task, 0);
    return task->frame.failed ? no_memory(err) : LUN_OK;
}

/* ---- opening ---- */

static void close_pipe(lun_task *task)
{
    if (task->pipe >= 0)
        close(task->pipe);
    task->pipe = -1;
}

void lun_task__close(lun_task *task)
{
    close_pipe(task);
    if (task->fd >= 0)
        close(task->fd);
    task->fd = -1;
}

static int become_problem(lun_task *task, const char *code, const char *why, lun_error *err)
{
    lun_buf message = LUN_BUF_INIT;
    lun_buf_addf(&message, "%s: %s", task->path, why);
    make_problem(task, code, message.data ? message.data : "");
    lun_buf_clear(&message);
    return task->frame.failed ? no_memory(err) : LUN_OK;
}

static int open_file(lun_task *task, lun_error *err)
{
    lun_input input;
    lun_error inner = LUN_ERROR_INIT;
    char why[sizeof inner.message + sizeof LUN_UNREADABLE];
    if (task->input != LUN_INPUT_FILE || task->fd >= 0)
        return LUN_OK;
    if (lun_input_open(&input, task->at ? task->at : task->path, &inner) < 0) {
        snprintf(why, sizeof why, LUN_UNREADABLE, inner.message);
        return become_problem(task, "unreadable", why, err);
    }
    task->fd = input.fd;
    return LUN_OK;
}

/* Less than the worker has that waits for it, so that it hears what went wrong. */
static unsigned convert_seconds(const lun_pool *pool)
{
    unsigned seconds = pool->options.deadline ? pool->options.deadline : LUN_DEADLINE;
    return seconds - seconds / 4;
}

static int convert(const lun_pool *pool, lun_task *task, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    close_pipe(task);
    if (lun_zygote_convert(pool->zygote, task->fd, convert_seconds(pool), &task->pipe, &inner) < 0)
        return become_problem(task, "unreadable", inner.message, err);
    return LUN_OK;
}

int lun_task__open(const lun_pool *pool, lun_task *task, int *fd, lun_error *err)
{
    *fd = -1;
    int is_new = task->fd < 0 || task->input == LUN_INPUT_SPOOL, rc = open_file(task, err);
    if (rc == LUN_OK && is_new && task->fd >= 0 && task->input != LUN_INPUT_HEAD && is_to_convert(pool, task)) {
        task->is_pdf = 1;
        begin_file_frame(task, LUN_TASK_PDF);
        rc = task->frame.failed ? no_memory(err) : LUN_OK;
    }
    if (rc == LUN_OK && task->is_pdf)
        rc = convert(pool, task, err);
    if (rc == LUN_OK && task->input != LUN_INPUT_NONE)
        *fd = task->is_pdf ? task->pipe : task->fd;
    return rc;
}

lun_task *lun_task__first_waiting(const lun_pool *pool)
{
    for (lun_task *task = pool->first; task; task = task->next) {
        if (task->state == LUN_TASK_WAITING || task->state == LUN_TASK_CUTTING)
            return task;
    }
    return NULL;
}

/* ---- lines ---- */

int lun_task__become_lines(lun_pool *pool, lun_task *task, uint64_t first_byte, lun_error *err)
{
    size_t limit = pool->options.line_limit;
    off_t at = (off_t)first_byte;
    if (first_byte >= LUN_SOURCE_ALL) {
        task->state = LUN_TASK_WAITING;
        return spool_rest(pool, task, first_byte, err);
    }
    if (task->input == LUN_INPUT_HEAD) {
        char head[HEAD];
        ssize_t n = pread(task->fd, head, sizeof head, at);
        lun_lines_open(&task->lines, STDIN_FILENO, LUN_LINES_STREAM, 0, limit);
        lun_lines_unread(&task->lines, head, n > 0 ? (size_t)n : 0);
        lun_task__close(task);
    } else {
        lun_lines_open(&task->lines, task->fd, LUN_LINES_FILE, at, limit);
        task->fd = -1;
    }
    task->bytes = 0; /* its pieces count */
    task->state = LUN_TASK_CUTTING;
    return LUN_OK;
}

int lun_task__cut(lun_pool *pool, lun_task *lines, lun_error *err)
{
    lun_piece piece;
    lun_error inner = LUN_ERROR_INIT;
    int rc = lun_lines_next(&lines->lines, &piece, &inner);
    if (rc == LUN_EIO) { /* what was read is delivered, the rest is one problem */
        lun_buf message = LUN_BUF_INIT;
        lun_buf_addf(&message, "%s: %s", lines->path, inner.message);
        make_problem(lines, "unreadable", message.data ? message.data : "");
        lun_buf_clear(&message);
        lines->state = LUN_TASK_WAITING;
        return lines->frame.failed ? no_memory(err) : 1;
    }
    if (rc == 0)
        lines->state = LUN_TASK_DONE;
    if (rc != 1)
        return rc < 0 ? no_memory(err) : rc;
    lun_task *task = make_task(lines->path, lines->below);
    if (!task)
        return no_memory(err);
    size_t frame = begin_frame(task, LUN_TASK_LINES);
    lun_wire_text(&task->frame, task->path);
    lun_wire_text(&task->frame, task->below);
    lun_wire_number(&task->frame, piece.line);
    lun_wire_number(&task->frame, lines->flags);
    lun_wire_bytes(&task->frame, piece.data, piece.len);
    lun_wire_end(&task->frame, frame);
    task->bytes = task->lines_len = piece.len;
    task->line = piece.line;
    if (task->frame.failed) {
        free_task(task);
        return no_memory(err);
    }
    link_task(pool, task, lines);
    return 1;
}

/* ---- answers ---- */

/* A member that is left out, as the sink is told of it. */
static int fail_to_sink(const lun_pool *pool, const lun_task *task, lun_wire *body, lun_error *err)
{
    lun_arena *arena = lun_arena_new();
    if (!arena)
        return no_memory(err);
    lun_problem problem = { LUN_PROBLEM_ENVIRONMENT, NULL, NULL, NULL };
    const char *uri = lun_wire_need_text(body, arena);
    problem.code = lun_wire_need_text(body, arena);
    problem.message = lun_wire_need_text(body, arena);
    int rc = body->bad ? no_memory(err) : pool->sink->fail(pool->sink->context, task->path, uri, &problem, err);
    lun_arena_free(arena);
    return rc;
}

/* LUN_OK; 1 when the answer was hostile: a problem stands in its place. */
static int to_sink(const lun_pool *pool, const lun_task *task, unsigned kind, lun_wire *body, lun_error *err)
{
    lun_error inner = LUN_ERROR_INIT;
    if (kind == FAIL)
        return fail_to_sink(pool, task, body, err);
    int rc = pool->sink->take(pool->sink->context, task->is_stored ? NULL : task->path, kind, body, &inner);
    if (rc != LUN_EFORMAT && rc != LUN_ELIMIT) {
        if (rc < 0 && err)
            *err = inner;
        return rc;
    }
    lun_buf message = LUN_BUF_INIT;
    lun_buf_addf(&message, "%s: %s; the document was left out, the next run tries it again", task->path, inner.message);
    const lun_problem problem = { LUN_PROBLEM_ENVIRONMENT, "crash", message.data ? message.data : "", NULL };
    rc = pool->sink->fail(pool->sink->context, task->path, task->path, &problem, err);
    lun_buf_clear(&message);
    return rc < 0 ? rc : 1;
}

int lun_task__answer(lun_pool *pool, lun_task *task, unsigned kind, lun_wire body, lun_error *err)
{
    task->done++;
    task->tries = 0;
    if (task == pool->first)
        return to_sink(pool, task, kind, &body, err);
    size_t before = task->held.len, frame = lun_wire_begin(&task->held, kind);
    lun_buf_add(&task->held, (const char *)body.at, (size_t)(body.stop - body.at));
    lun_wire_end(&task->held, frame);
    pool->held_bytes += task->held.len - before;
    return task->held.failed ? no_memory(err) : LUN_OK;
}

int lun_task__fail(lun_pool *pool, lun_task *task, const char *uri, const char *code, const char *reason,
                   lun_error *err)
{
    lun_buf body = LUN_BUF_INIT, message = LUN_BUF_INIT;
    lun_buf_addf(&message, "%s: %s, twice; it was left out, the next run tries it again", uri, reason);
    lun_wire_text(&body, uri);
    lun_wire_text(&body, code);
    lun_wire_text(&body, message.data ? message.data : "");
    int rc = body.failed ? no_memory(err) : lun_task__answer(pool, task, FAIL, lun_wire_open(body.data, body.len), err);
    lun_buf_clear(&body);
    lun_buf_clear(&message);
    return rc;
}

static int give_held(lun_pool *pool, lun_task *task, lun_error *err)
{
    size_t at = 0;
    int rc = LUN_OK;
    while (rc >= 0 && at < task->held.len) {
        const unsigned char *head = (const unsigned char *)task->held.data + at;
        size_t len = (size_t)head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
        lun_wire body = lun_wire_open(head + LUN_FRAME_HEAD, len - 1);
        rc = to_sink(pool, task, head[4], &body, err);
        at += 4 + len;
    }
    pool->held_bytes -= task->held.len;
    lun_buf_clear(&task->held);
    return rc < 0 ? rc : LUN_OK;
}

int lun_task__deliver(lun_pool *pool, lun_error *err)
{
    while (pool->first) {
        lun_task *task = pool->first;
        int rc = give_held(pool, task, err);
        if (rc < 0)
            return rc;
        if (task->is_known && (rc = ask_known(pool, task, err)) < 0)
            return rc;
        if (task->state != LUN_TASK_DONE)
            return LUN_OK;
        rc = pool->sink->done(pool->sink->context, task->path, task->bytes, task->lines_len == 0, err);
        unlink_task(pool, task);
        free_task(task);
        if (rc < 0)
            return rc;
    }
    return LUN_OK;
}

const char *lun_task__lines(const lun_task *task)
{
    return task->frame.data + task->frame.len - task->lines_len;
}

void lun_task__name_next(const lun_task *task, lun_buf *out)
{
    lun_buf_adds(out, task->path);
    if (task->lines_len)
        lun_buf_addf(out, "#L%zu", lun_lines_number(lun_task__lines(task), task->lines_len, task->line, task->done));
}

void lun_task__clear_all(lun_pool *pool)
{
    while (pool->first) {
        lun_task *task = pool->first;
        unlink_task(pool, task);
        free_task(task);
    }
}
