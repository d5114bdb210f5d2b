/*
** file.c - regular files and folders, through the system's calls.
*/
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static int io_error(lun_error *err, const char *what, const char *path)
{
    return lun_error_set(err, errno == ENOMEM ? LUN_ENOMEM : LUN_EIO, "cannot %s '%s': %s", what, path, strerror(errno));
}

/* Reads until the end or one byte past `room`; the file may have changed its size since it was opened. */
static int read_all(char **out, size_t *out_len, int fd, size_t guess, const char *path, size_t limit, lun_error *err)
{
    size_t capacity = guess + 1, len = 0;
    char *data = lun_malloc(capacity + 1);
    if (!data)
        return lun_error_set(err, LUN_ENOMEM, "no memory to read '%s' (%zu bytes)", path, guess);
    for (;;) {
        if (len == capacity) {
            char *more = capacity < SIZE_MAX / 2 - 1 ? lun_realloc(data, capacity * 2 + 1) : NULL;
            if (!more) {
                lun_free(data);
                return lun_error_set(err, LUN_ENOMEM, "no memory to read '%s'", path);
            }
            data = more;
            capacity *= 2;
        }
        ssize_t n = read(fd, data + len, capacity - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            lun_free(data);
            return io_error(err, "read", path);
        }
        if (n == 0)
            break;
        len += (size_t)n;
        if (limit && len > limit) {
            lun_free(data);
            return lun_error_set(err, LUN_ELIMIT, "'%s' is larger than %zu bytes", path, limit);
        }
    }
    data[len] = '\0';
    *out = data;
    *out_len = len;
    return LUN_OK;
}

int lun_file_read(char **out, size_t *out_len, const char *path, size_t limit, lun_error *err)
{
    struct stat info;
    int rc, fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    *out = NULL;
    *out_len = 0;
    if (fd < 0)
        return io_error(err, "open", path);
    if (fstat(fd, &info) < 0)
        rc = io_error(err, "read", path);
    else if (!S_ISREG(info.st_mode))
        rc = lun_error_set(err, LUN_EIO, "'%s' is not a regular file", path);
    else if (limit && (uintmax_t)info.st_size > limit)
        rc = lun_error_set(err, LUN_ELIMIT, "'%s' is larger than %zu bytes", path, limit);
    else
        rc = read_all(out, out_len, fd, (size_t)info.st_size, path, limit, err);
    close(fd);
    return rc;
}

static int write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

int lun_file_write(const char *path, const char *data, size_t len, lun_error *err)
{
    size_t size = strlen(path) + 16;
    char *temporary = lun_malloc(size);
    int rc = LUN_OK;
    if (!temporary)
        return lun_error_set(err, LUN_ENOMEM, "no memory to write '%s'", path);
    snprintf(temporary, size, "%s.XXXXXX", path);
    int fd = mkstemp(temporary);
    if (fd < 0) {
        rc = io_error(err, "write", path);
        lun_free(temporary);
        return rc;
    }
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(fd, 0666 & ~mask) < 0 || write_all(fd, data, len) < 0)
        rc = io_error(err, "write", path);
    if (close(fd) < 0 && rc == LUN_OK)
        rc = io_error(err, "write", path);
    if (rc == LUN_OK && rename(temporary, path) < 0)
        rc = io_error(err, "write", path);
    if (rc < 0)
        unlink(temporary);
    lun_free(temporary);
    return rc;
}

int lun_file_is_regular(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

int lun_file_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

char *lun_path_join(const char *folder, const char *name)
{
    size_t n = strlen(folder), m = strlen(name);
    char *path = lun_malloc(n + m + 2);
    if (!path)
        return NULL;
    memcpy(path, folder, n);
    if (n && folder[n - 1] != '/')
        path[n++] = '/';
    memcpy(path + n, name, m + 1);
    return path;
}

const char *lun_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *lun_path_suffix(const char *path)
{
    const char *name = lun_path_name(path), *dot = strrchr(name, '.');
    return dot && dot != name ? dot : name + strlen(name);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int lun_folder_list(char ***names, size_t *n, const char *path, lun_error *err)
{
    LUN_VEC(char *) list = { 0 };
    DIR *folder = opendir(path);
    struct dirent *entry;
    int rc = LUN_OK;
    *names = NULL;
    *n = 0;
    if (!folder)
        return io_error(err, "open the folder", path);
    while (rc == LUN_OK && (errno = 0, entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *copy = lun_strdup(entry->d_name);
        if (!copy || lun_vec_push(&list, copy) < 0) {
            lun_free(copy);
            rc = lun_error_set(err, LUN_ENOMEM, "no memory to list '%s'", path);
        }
    }
    if (rc == LUN_OK && errno)
        rc = io_error(err, "list", path);
    closedir(folder);
    if (rc < 0) {
        lun_names_free(list.items, list.n);
        return rc;
    }
    if (list.n)
        qsort(list.items, list.n, sizeof *list.items, by_bytes);
    *names = list.items;
    *n = list.n;
    return LUN_OK;
}

void lun_names_free(char **names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        lun_free(names[i]);
    lun_free(names);
}
