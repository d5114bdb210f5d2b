/*
** input.c - reading, without ever waiting for anything but a disk or standard input.
**
** A path is opened non-blocking and looked at through its descriptor, so that a FIFO put in place of a file between
** the walk and the opening cannot hold the run up.
*/
#include "load/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define STEP 65536

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a FIFO";
    if (S_ISSOCK(mode))
        return "a socket";
    return "a device";
}

/* Room for n more bytes after the window. */
static int make_room(lun_input *input, size_t n, lun_error *err)
{
    size_t len = input->stop - input->start;
    if (input->capacity - input->stop >= n)
        return 0;
    if (input->start > 0) {
        memmove(input->data, input->data + input->start, len);
        input->start = 0;
        input->stop = len;
    }
    if (input->capacity - len >= n)
        return 0;
    size_t capacity = input->capacity < STEP ? STEP : input->capacity;
    while (capacity - len < n) {
        if (capacity > SIZE_MAX / 2)
            return lun_error_set(err, LUN_ENOMEM, "out of memory while reading");
        capacity *= 2;
    }
    char *larger = lun_realloc(input->data, capacity);
    if (larger == NULL)
        return lun_error_set(err, LUN_ENOMEM, "out of memory while reading");
    input->data = larger;
    input->capacity = capacity;
    return 0;
}

/* Standard input may have been made non-blocking by whoever shares it. */
static int wait_for(int fd)
{
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    return poll(&ready, 1, -1) > 0 || errno == EINTR;
}

int lun_input_open(lun_input *input, const char *path, lun_error *err)
{
    memset(input, 0, sizeof *input);
    input->fd = STDIN_FILENO;
    if (strcmp(path, "-") == 0)
        return 0;
    struct stat about;
    input->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (input->fd < 0)
        return lun_error_set(err, LUN_EIO, "cannot open it: %s", strerror(errno));
    if (fstat(input->fd, &about) < 0 || !S_ISREG(about.st_mode)) {
        lun_input_close(input);
        return lun_error_set(err, LUN_EIO, "it is %s, not a file", kind_of(about.st_mode));
    }
    input->size = about.st_size > 0 ? (uint64_t)about.st_size : 0;
    return 0;
}

void lun_input_take_file(lun_input *input, int take_fd)
{
    struct stat about;
    memset(input, 0, sizeof *input);
    input->fd = take_fd;
    lseek(take_fd, 0, SEEK_SET); /* whoever had it before may have read; a pipe cannot go back, and need not */
    if (fstat(take_fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
        input->size = (uint64_t)about.st_size;
}

void lun_input_take_memory(lun_input *input, char *data, size_t len)
{
    memset(input, 0, sizeof *input);
    input->fd = -1;
    input->data = data;
    input->stop = input->capacity = len;
    input->at_end = 1;
}

void lun_input_take_source(lun_input *input, const lun_input_source *source, void *take_context)
{
    memset(input, 0, sizeof *input);
    input->fd = -1;
    input->source = source;
    input->context = take_context;
}

int lun_input_can_seek(const lun_input *input)
{
    return input->source == NULL && (input->fd < 0 || input->size > 0);
}

uint64_t lun_input_total(const lun_input *input)
{
    return input->fd < 0 ? input->stop : input->size;
}

int lun_input_seek(lun_input *input, uint64_t byte, lun_error *err)
{
    if (!lun_input_can_seek(input) || byte > lun_input_total(input) ||
        (input->fd >= 0 && lseek(input->fd, (off_t)byte, SEEK_SET) < 0))
        return lun_error_set(err, LUN_EIO, "there is no such place in it");
    if (input->fd < 0) {
        input->start = (size_t)byte;
        return LUN_OK;
    }
    input->start = input->stop = 0;
    input->at_end = 0;
    return LUN_OK;
}

/* Up to n bytes behind the window: how many, 0 at the end, or a code. */
static int64_t read_more(lun_input *input, size_t n, lun_error *err)
{
    if (input->source != NULL)
        return input->source->read(input->context, input->data + input->stop, n, err);
    for (;;) {
        ssize_t got = read(input->fd, input->data + input->stop, n);
        if (got >= 0)
            return got;
        if (errno != EINTR && (errno != EAGAIN || !wait_for(input->fd)))
            return lun_error_set(err, LUN_EIO, "cannot read it: %s", strerror(errno));
    }
}

int lun_input_want(lun_input *input, size_t n, lun_error *err)
{
    while (!input->at_end && lun_input_len(input) < n) {
        size_t missing = n - lun_input_len(input);
        int rc = make_room(input, missing < STEP ? missing : STEP, err);
        if (rc < 0)
            return rc;
        int64_t got = read_more(input, input->capacity - input->stop, err);
        if (got < 0)
            return (int)got;
        if (got == 0)
            input->at_end = 1;
        input->stop += (size_t)got;
        input->bytes_read += (uint64_t)got;
    }
    return 0;
}

void lun_input_skip(lun_input *input, size_t n)
{
    input->start += n;
}

void lun_input_close(lun_input *input)
{
    if (input->source != NULL)
        input->source->close(input->context);
    if (input->fd > STDIN_FILENO)
        close(input->fd);
    lun_free(input->data);
    memset(input, 0, sizeof *input);
    input->fd = -1;
    input->at_end = 1;
}
