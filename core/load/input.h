/*
** input.h - the bytes of one file or of standard input, with a window that readers look ahead in.
*/
#ifndef LUN_LOAD_INPUT_H
#define LUN_LOAD_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include <lunette/error.h>

typedef struct lun_input {
    int fd; /* -1: everything is in the window */
    char *data;
    size_t start, stop; /* the window: read and not yet taken */
    size_t capacity;
    int at_end;          /* nothing follows the window */
    uint64_t bytes_read; /* from fd */
    uint64_t size;       /* of the file; 0 for standard input */
} lun_input;

/*
** Opens a regular file, or standard input for "-". Never waits for a FIFO or device: LUN_EIO says what the path is
** instead.
*/
int lun_input_open(lun_input *input, const char *path, lun_error *err);

/* An input over an open file, from its first byte; takes the descriptor. */
void lun_input_take_file(lun_input *input, int take_fd);

/* What is said of a path that lun_input_open refused, after "path: ". */
#define LUN_UNREADABLE "%s; check its permissions"

/* An input over memory; takes data (of lun_malloc). */
void lun_input_take_memory(lun_input *input, char *data, size_t len);

/*
** Widens the window to n bytes if there are so many. Fails with LUN_EIO or LUN_ENOMEM; what was read stays in the
** window.
*/
int lun_input_want(lun_input *input, size_t n, lun_error *err);

static inline const char *lun_input_at(const lun_input *input)
{
    return input->data == NULL ? "" : input->data + input->start;
}

static inline size_t lun_input_len(const lun_input *input)
{
    return input->stop - input->start;
}

void lun_input_skip(lun_input *input, size_t n); /* n <= length of the window */
void lun_input_close(lun_input *input);          /* twice does no harm */

#endif
