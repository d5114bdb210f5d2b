/*
** lines.h - a file or stream of lines, cut into pieces of whole lines for several workers.
**
** Only line ends are looked for: the supervisor reads bytes here and understands none of them.
*/
#ifndef LUN_RUN_LINES_H
#define LUN_RUN_LINES_H

#include <sys/types.h>

#include "base/buf.h"

/* A file is read from a place that is kept here: whoever else has it open cannot move it. */
typedef enum lun_lines_kind { LUN_LINES_FILE, LUN_LINES_STREAM } lun_lines_kind;

typedef struct lun_lines {
    int fd;
    lun_lines_kind kind; /* a stream is read only when it has something, and gives what it has */
    off_t from;          /* of a file: the byte to be read next */
    lun_buf buf;
    size_t at;    /* of buf: the first byte not given */
    size_t clear; /* bytes behind it that are known to hold no line end */
    size_t line;  /* its number, from 1 */
    size_t limit; /* a longer line is given cut, one byte longer than this, in a piece of its own */
    int at_end, dropping;
} lun_lines;

/* A file is read from the byte `from` on. */
void lun_lines_open(lun_lines *lines, int take_fd, lun_lines_kind kind, off_t from, size_t limit);
void lun_lines_close(lun_lines *lines); /* never closes standard input */
/* Bytes that were read before: they come first. */
void lun_lines_unread(lun_lines *lines, const char *data, size_t len);

typedef struct lun_piece {
    const char *data; /* borrowed until the next call */
    size_t len, line;
} lun_piece;

/*
** 1 with a piece, 0 at the end, 2 when there is no whole line now (a stream has nothing, or so much was read of one line
** that others should have their turn), LUN_EIO, LUN_ENOMEM.
*/
int lun_lines_next(lun_lines *lines, lun_piece *out, lun_error *err);

/* A line that is not blank: moves *at behind it and *line to the number of what follows; 1, or 0 at the end. */
int lun_lines_step(const char **at, const char *stop, size_t *line, const char **start, size_t *len);
size_t lun_lines_count(const char *data, size_t len); /* those that are not blank */
/* The number of the n-th line (from 0) that is not blank, where the first of all has number `line`. */
size_t lun_lines_number(const char *data, size_t len, size_t line, size_t n);

#endif
