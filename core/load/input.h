/*
** input.h - the bytes of one file, of standard input or of what unpacks them, with a window that readers look ahead in.
*/
#ifndef LUN_LOAD_INPUT_H
#define LUN_LOAD_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include <lunette/error.h>

/* What fills a window in place of a descriptor. */
typedef struct lun_input_source {
    int64_t (*read)(void *context, char *data, size_t n,
                    lun_error *err); /* up to n bytes; 0 at the end, or a code, also from then on */
    void (*close)(void *context);
} lun_input_source;

typedef struct lun_input {
    int fd;                         /* -1: everything is in the window, or comes from the source */
    const lun_input_source *source; /* NULL: there is none */
    void *context;                  /* its own */
    char *data;
    size_t start, stop; /* the window: read and not yet taken */
    size_t capacity;
    int at_end;          /* nothing follows the window */
    uint64_t bytes_read; /* from fd, or the source */
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

/* An input over what a source gives; takes the context. */
void lun_input_take_source(lun_input *input, const lun_input_source *source, void *take_context);

/*
** Goes to a byte: of a file from its first one, of memory that no window was widened over. LUN_EIO where there is none, or the input is a stream.
*/
int lun_input_seek(lun_input *input, uint64_t byte, lun_error *err);
int lun_input_can_seek(const lun_input *input);
uint64_t lun_input_total(const lun_input *input); /* bytes of an input that can seek */

/*
** Widens the window to n bytes if there are so many. Fails with LUN_EIO or LUN_ENOMEM, or as its source does; what was read
** stays in the window.
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
