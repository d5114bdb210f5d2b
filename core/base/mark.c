/*
** mark.c - the mark of own outputs: an extended attribute. Sits on hash.h.
**
** Its value is the hash of the file's first bytes, so that a file that another program wrote over bears it no longer: `> file` leaves attributes where
** they are. Marks are lost where a file is copied without its attributes, and are there for no more than to spare the user a mistake.
*/
#include "base/mark.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"

#ifdef __linux__
#include <sys/xattr.h>

#define NAME "user.lunette.output"

static size_t value_of(char out[17], const char *head, size_t len)
{
    uint64_t hash = lun_hash64(head, len < LUN_MARK_BYTES ? len : LUN_MARK_BYTES);
    return (size_t)snprintf(out, 17, "%016llx", (unsigned long long)hash);
}

void lun_mark_file(const char *path)
{
    char head[LUN_MARK_BYTES], value[17];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t len = fd < 0 ? -1 : pread(fd, head, sizeof head, 0);
    if (len > 0)
        (void)fsetxattr(fd, NAME, value, value_of(value, head, (size_t)len), 0);
    if (fd >= 0)
        close(fd);
}

void lun_mark_open(int fd)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd); /* it may be open for writing only */
    lun_mark_file(path);
}

int lun_mark_is_on(int fd, const char *head, size_t len)
{
    char value[17], found[17];
    ssize_t n = fd < 0 ? -1 : fgetxattr(fd, NAME, found, sizeof found);
    return n > 0 && (size_t)n == value_of(value, head, len) && memcmp(found, value, (size_t)n) == 0;
}

int lun_mark_is_kept(const char *path)
{
    char found[17];
    return getxattr(path, NAME, found, sizeof found) >= 0 || errno != ENOTSUP;
}

#else

void lun_mark_file(const char *path)
{
    (void)path;
}

void lun_mark_open(int fd)
{
    (void)fd;
}

int lun_mark_is_on(int fd, const char *head, size_t len)
{
    (void)fd, (void)head, (void)len;
    return 0;
}

int lun_mark_is_kept(const char *path)
{
    (void)path;
    return 0;
}

#endif
