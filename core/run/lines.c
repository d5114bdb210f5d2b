/*
** lines.c - pieces of whole lines. Sits on base.
*/
#include "run/lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define PIECE \
    65536 /* some lines: enough that a worker is not asked too often, few enough that all workers end together */
#define TURN ((size_t)32 << 20) /* bytes of one line, read without a stop */

void lun_lines_open(lun_lines *lines, int take_fd, lun_lines_kind kind, off_t from, size_t limit)
{
    memset(lines, 0, sizeof *lines);
    lines->fd = take_fd;
    lines->kind = kind;
    lines->from = from;
    lines->line = 1;
    lines->limit = limit;
}

void lun_lines_close(lun_lines *lines)
{
    if (lines->fd > STDIN_FILENO)
        close(lines->fd);
    lines->fd = -1;
    lun_buf_clear(&lines->buf);
}

void lun_lines_unread(lun_lines *lines, const char *data, size_t len)
{
    lun_buf_add(&lines->buf, data, len);
}

static int has_input(const lun_lines *lines)
{
    struct pollfd ready = { .fd = lines->fd, .events = POLLIN };
    return lines->kind == LUN_LINES_FILE || poll(&ready, 1, 0) > 0;
}

/* 1 read, 0 at the end, 2 nothing there now. */
static int read_more(lun_lines *lines, lun_error *err)
{
    char data[PIECE];
    ssize_t n;
    if (lines->at_end)
        return 0;
    if (!has_input(lines))
        return 2;
    if (lines->at > 0) {
        memmove(lines->buf.data, lines->buf.data + lines->at, lines->buf.len - lines->at);
        lines->buf.len -= lines->at;
        lines->at = 0;
    }
    n = lines->kind == LUN_LINES_FILE ? pread(lines->fd, data, sizeof data, lines->from)
                                      : read(lines->fd, data, sizeof data);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return 2;
    if (n < 0)
        return lun_error_set(err, LUN_EIO, "the input could not be read after line %zu: %s", lines->line - 1,
                             strerror(errno));
    lines->at_end = n == 0;
    lines->from += n;
    lun_buf_add(&lines->buf, data, (size_t)n);
    return lines->buf.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for line %zu", lines->line) : n > 0;
}

static size_t count_ends(const char *data, size_t len)
{
    size_t n = 0;
    const char *stop = data + len;
    while (data < stop && (data = memchr(data, '\n', (size_t)(stop - data)))) {
        data++;
        n++;
    }
    return n;
}

static int give(lun_lines *lines, size_t len, lun_piece *out)
{
    *out = (lun_piece){ lines->buf.data + lines->at, len, lines->line };
    lines->line += count_ends(out->data, len);
    lines->at += len;
    lines->clear = 0;
    return 1;
}

/* What is left of a line that was given cut. */
static void drop(lun_lines *lines)
{
    const char *from = lines->buf.data + lines->at, *end = memchr(from, '\n', lines->buf.len - lines->at);
    lines->at = end ? (size_t)(end + 1 - lines->buf.data) : lines->buf.len;
    lines->dropping = !end;
    lines->line += end != NULL;
}

/* The length of the piece that can be given now; 0 = none yet. No byte is looked at twice for the end of a long line. */
static size_t cut(lun_lines *lines)
{
    const char *from = lines->buf.data + lines->at;
    size_t have = lines->buf.len - lines->at, most = have < PIECE ? have : PIECE;
    int greedy = lines->kind == LUN_LINES_STREAM || lines->at_end || have > lines->limit;
    if (have < PIECE && !greedy)
        return 0;
    const char *end = most > lines->clear ? memrchr(from + lines->clear, '\n', most - lines->clear) : NULL;
    if (!end) {
        size_t seen = most > lines->clear ? most : lines->clear;
        end = memchr(from + seen, '\n', have - seen);
        lines->clear = have;
    }
    size_t len = end ? (size_t)(end + 1 - from) : 0, line = end && len > PIECE ? len - 1 : end ? 0 : have;
    if (line > lines->limit)
        return lines->limit + 1;
    return end ? len : lines->at_end ? have : 0;
}

int lun_lines_next(lun_lines *lines, lun_piece *out, lun_error *err)
{
    size_t read = 0;
    for (;;) {
        size_t have = lines->buf.len - lines->at;
        if (have && lines->dropping) {
            drop(lines);
            continue;
        }
        size_t len = have ? cut(lines) : 0;
        if (len) {
            lines->dropping = lines->buf.data[lines->at + len - 1] != '\n'; /* at the end there is nothing to drop */
            return give(lines, len, out);
        }
        if (lines->at_end)
            return 0;
        int rc = read >= TURN ? 2 : read_more(lines, err);
        if (rc < 0 || rc == 2)
            return rc;
        read += PIECE;
    }
}

static int is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!strchr(" \t\r\n", line[i]) || line[i] == '\0')
            return 0;
    }
    return 1;
}

int lun_lines_step(const char **at, const char *stop, size_t *line, const char **start, size_t *len)
{
    while (*at < stop) {
        const char *end = memchr(*at, '\n', (size_t)(stop - *at));
        *start = *at;
        *len = (size_t)((end ? end : stop) - *at);
        *at = end ? end + 1 : stop;
        (*line)++;
        if (!is_blank(*start, *len))
            return 1;
    }
    return 0;
}

size_t lun_lines_count(const char *data, size_t len)
{
    const char *at = data, *start;
    size_t line = 0, start_len, n = 0;
    while (lun_lines_step(&at, data + len, &line, &start, &start_len))
        n++;
    return n;
}

size_t lun_lines_number(const char *data, size_t len, size_t line, size_t n)
{
    const char *at = data, *stop = data + len, *start;
    size_t start_len;
    while (lun_lines_step(&at, stop, &line, &start, &start_len)) {
        if (n-- == 0)
            break;
    }
    return line - 1;
}
