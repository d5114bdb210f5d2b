/*
** file.c - files and paths.
**
** Sits on the system's calls and mem.c. Invariant: no open for reading can block. A file is opened without blocking and
** looked at before the first byte is read, so that a FIFO or a device never holds a run up. Writing to a FIFO waits for
** its reader, as a shell does.
*/
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

enum { READ_STEP = 64 * 1024, LINKS_MOST = 40, NAMES_MOST = 100 };

static int too_large(const char *path, size_t limit, lun_error *err)
{
    lun_error_set(err, LUN_ELIMIT, "'%s' is larger than the limit of %zu bytes", path, limit);
    return lun_error_hint(err, "raise the limit, or split the file");
}

/* What a person can do about a reason that the system gives; NULL where that is not known. */
static const char *remedy(int reason)
{
    switch (reason) {
    case EACCES:
    case EPERM:
        return "check the permissions of the path and of the folders above it";
    case ENOENT:
        return "check the name; folders above it must exist";
    case EEXIST:
    case ENOTDIR:
        return "a file stands where a folder is wanted: name another place";
    case EISDIR:
        return "that is a folder: name a file";
    case ENOSPC:
    case EDQUOT:
        return "make room on the disk, or name another place";
    case EFBIG:
        return "no file may become so large here (`ulimit -f`): raise the limit";
    case EROFS:
        return "nothing can be written there: name another place";
    default:
        return NULL;
    }
}

int lun_file_fail(const char *what, const char *path, lun_error *err)
{
    int reason = errno;
    lun_error_set(err, LUN_EIO, "cannot %s '%s': %s", what, path, strerror(reason));
    return remedy(reason) ? lun_error_hint(err, "%s", remedy(reason)) : LUN_EIO;
}

int lun_file_fail_output(lun_error *err)
{
    int reason = errno;
    lun_error_set(err, LUN_EIO, "standard output could not be written%s%s", reason ? ": " : "",
                  reason ? strerror(reason) : "");
    return remedy(reason) ? lun_error_hint(err, "%s", remedy(reason)) : LUN_EIO;
}

static int not_regular(const char *path, int is_folder, lun_error *err)
{
    lun_error_set(err, LUN_EIO, "'%s' is %s, expected a regular file", path,
                  is_folder ? "a folder" : "not a regular file");
    return lun_error_hint(err, is_folder ? "name a file in it" : "copy what it holds into a file, and name that");
}

/* Opens a regular file and tells its size as it stands now. */
static int open_regular(int *fd, size_t *size, const char *path, size_t limit, lun_error *err)
{
    struct stat info;

    *fd = -1;
    if (stat(path, &info) < 0)
        return lun_file_fail("read", path, err);
    if (!S_ISREG(info.st_mode))
        return not_regular(path, S_ISDIR(info.st_mode), err);
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0 || fstat(*fd, &info) < 0)
        return lun_file_fail("read", path, err);
    if (!S_ISREG(info.st_mode))
        return lun_error_set(err, LUN_EIO, "'%s' is no longer a regular file", path);
    if (limit != 0 && (uintmax_t)info.st_size > limit)
        return too_large(path, limit, err);
    *size = (size_t)info.st_size;
    return 0;
}

/* Reads to the end of the file, whatever size it was said to have: it may grow, and files of /proc say 0. */
static int read_all(lun_buf *text, int fd, const char *path, size_t limit, lun_error *err)
{
    for (;;) {
        size_t room = text->capacity > text->len + 1 ? text->capacity - text->len - 1 : 0;
        ssize_t got;

        if (room == 0) {
            size_t len = text->len;
            size_t want = text->capacity < READ_STEP ? READ_STEP : text->capacity * 2;
            char *grown = want > text->capacity ? lun_realloc(text->data, want) : NULL;

            if (grown == NULL)
                return lun_error_set(err, LUN_ENOMEM, "memory is gone while reading '%s'", path);
            text->data = grown;
            text->capacity = want;
            room = want - len - 1;
        }
        got = read(fd, text->data + text->len, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return lun_file_fail("read", path, err);
        text->len += (size_t)got;
        text->data[text->len] = '\0';
        if (limit != 0 && text->len > limit)
            return too_large(path, limit, err);
        if (got == 0)
            return 0;
    }
}

int lun_file_read(char **out, size_t *out_len, const char *path, size_t limit, lun_error *err)
{
    lun_buf text = LUN_BUF_INIT;
    size_t size = 0;
    int fd = -1;
    int rc;

    *out = NULL;
    *out_len = 0;
    if ((rc = open_regular(&fd, &size, path, limit, err)) < 0)
        goto cleanup;
    rc = lun_error_set(err, LUN_ENOMEM, "memory is gone while reading '%s'", path);
    if (size > SIZE_MAX - 2)
        goto cleanup;
    text.data = lun_malloc(size + 2); /* one byte to see the end of the file, one for the NUL */
    if (text.data == NULL)
        goto cleanup;
    text.capacity = size + 2;
    if ((rc = read_all(&text, fd, path, limit, err)) < 0)
        goto cleanup;
    *out = text.data;
    *out_len = text.len;
    text = (lun_buf)LUN_BUF_INIT;
cleanup:
    lun_buf_clear(&text);
    if (fd >= 0)
        close(fd);
    return rc;
}

int lun_file_write_all(int fd, const char *data, size_t len)
{
    while (len != 0) {
        ssize_t put = write(fd, data, len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        data += put;
        len -= (size_t)put;
    }
    return 0;
}

int lun_file_nameless(void)
{
    const char *folder = getenv("TMPDIR");
    int fd = open(folder && *folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return fd >= 0 ? fd : memfd_create("lunette-stdin", MFD_CLOEXEC);
}

int lun_file_is_special(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

/* One link further: 1, 0 where the path is none, -1 with errno. */
static int follow(lun_buf *path)
{
    char target[PATH_MAX];
    ssize_t len = readlink(path->data, target, sizeof target - 1);

    if (len < 0)
        return errno == EINVAL || errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
    target[len] = '\0';
    path->len = target[0] == '/' ? 0 : (size_t)(lun_path_name(path->data) - path->data);
    lun_buf_adds(path, target);
    return 1;
}

int lun_file_target(char **out, const char *path, lun_error *err)
{
    lun_buf target = LUN_BUF_INIT;
    int more = 1;

    lun_buf_adds(&target, path);
    for (int i = 0; i < LINKS_MOST && more > 0 && !target.failed; i++)
        more = follow(&target);
    *out = NULL;
    if (more != 0 && !target.failed) {
        errno = more > 0 ? ELOOP : errno;
        lun_buf_clear(&target);
        return lun_file_fail("write", path, err);
    }
    *out = lun_buf_take(&target);
    return *out != NULL ? 0 : lun_error_set(err, LUN_ENOMEM, "memory is gone while writing '%s'", path);
}

char *lun_file_real(const char *path)
{
    char *target;
    int rc = lun_file_target(&target, path, NULL);

    return rc == 0 || rc == LUN_ENOMEM ? target : lun_strdup(path);
}

/* Into a device or FIFO, which stays what it is. */
static int write_special(const char *path, const char *data, size_t len, lun_error *err)
{
    int fd;

    while ((fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)) < 0 && errno == EINTR)
        ;
    if (fd < 0)
        return lun_file_fail("write", path, err);
    int rc = lun_file_write_all(fd, data, len) < 0 ? lun_file_fail("write", path, err) : 0;
    if (close(fd) < 0 && rc == 0)
        rc = lun_file_fail("write", path, err);
    return rc;
}

/* One name after the other, until make(name, mode) has made it or fails otherwise than by EEXIST. */
static int make_aside(char **aside, const char *target, int (*make)(const char *path, mode_t mode), mode_t mode)
{
    int made = -1;

    *aside = NULL;
    for (int i = 0; i < NAMES_MOST && made < 0; i++) {
        lun_buf name = LUN_BUF_INIT;

        lun_buf_addf(&name, "%s.%ld", target, (long)getpid());
        if (i > 0)
            lun_buf_addf(&name, "-%d", i);
        lun_buf_adds(&name, ".new");
        if ((*aside = lun_buf_take(&name)) == NULL) {
            errno = ENOMEM;
            return -1;
        }
        if ((made = make(*aside, mode)) >= 0)
            return made;
        int reason = errno;
        lun_free(*aside);
        *aside = NULL;
        errno = reason;
        if (reason != EEXIST)
            return -1;
    }
    return made;
}

static int make_file(const char *path, mode_t mode)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, mode);
}

int lun_file_aside(char **aside, const char *target)
{
    struct stat info;
    int is_there = stat(target, &info) == 0 && S_ISREG(info.st_mode);
    mode_t mode = is_there ? info.st_mode & 0777 : 0666;
    int fd = make_aside(aside, target, make_file, mode);

    if (fd >= 0 && is_there)
        (void)fchmod(fd, mode); /* the umask took some of it; a file system without modes has none to keep */
    return fd;
}

int lun_folder_aside(char **aside, const char *target)
{
    return make_aside(aside, target, mkdir, 0777);
}

int lun_file_write(const char *path, const char *data, size_t len, lun_error *err)
{
    char *target, *aside = NULL;
    int fd, rc;

    if (lun_file_is_special(path))
        return write_special(path, data, len, err);
    if (lun_file_is_folder(path)) { /* "." is busy, and "folder/" no folder, to who would put a file in its place */
        errno = EISDIR;
        return lun_file_fail("write", path, err);
    }
    if ((rc = lun_file_target(&target, path, err)) < 0)
        return rc;
    if ((fd = lun_file_aside(&aside, target)) < 0) {
        rc = errno == ENOMEM ? lun_error_set(err, LUN_ENOMEM, "memory is gone while writing '%s'", path)
                             : lun_file_fail("write", path, err);
    } else {
        if (lun_file_write_all(fd, data, len) < 0 || fsync(fd) < 0 || rename(aside, target) < 0) {
            rc = lun_file_fail("write", path, err);
            unlink(aside);
        }
        close(fd);
    }
    lun_free(aside);
    lun_free(target);
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
    lun_buf path = LUN_BUF_INIT;

    lun_buf_adds(&path, folder);
    if (path.len != 0 && path.data[path.len - 1] != '/')
        lun_buf_addc(&path, '/');
    lun_buf_adds(&path, name);
    return lun_buf_take(&path);
}

const char *lun_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

const char *lun_path_suffix(const char *path)
{
    const char *name = lun_path_name(path);
    const char *dot = strrchr(name, '.');

    return dot != NULL && dot != name ? dot : name + strlen(name);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int lun_folder_list(char ***names, size_t *n, const char *path, lun_error *err)
{
    LUN_VEC(char *) list = { 0 };
    struct dirent *entry;
    DIR *folder = opendir(path);
    int rc = 0;

    *names = NULL;
    *n = 0;
    if (folder == NULL)
        return lun_file_fail("list", path, err);
    while (errno = 0, (entry = readdir(folder)) != NULL) {
        char *name;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        name = lun_strdup(entry->d_name);
        if (name == NULL || lun_vec_push(&list, name) < 0) {
            lun_free(name);
            rc = lun_error_set(err, LUN_ENOMEM, "memory is gone while listing '%s'", path);
            goto cleanup;
        }
    }
    if (errno != 0) {
        rc = lun_file_fail("list", path, err);
        goto cleanup;
    }
    if (list.n > 1)
        qsort(list.items, list.n, sizeof *list.items, by_bytes);
    *names = list.items;
    *n = list.n;
    list.items = NULL;
    list.n = 0;
cleanup:
    lun_names_free(list.items, list.n);
    closedir(folder);
    return rc;
}

void lun_names_free(char **names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        lun_free(names[i]);
    lun_free(names);
}
