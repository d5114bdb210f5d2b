/*
** cache.c - the cache's folder and its files. Sits on the system's calls and file.h.
*/
#include "base/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define DIGITS 32
#define SUFFIX ".lexicon"
#define STAMP ".seen"
#define PART ".new"

#define SECOND ((int64_t)1000000000)
#define DAY ((int64_t)24 * 60 * 60)
#define SETTLED (120 * SECOND) /* age of a file that is on the disk: the system writes what is older than 30 seconds */
#define STAMP_AGE DAY /* a stamp older than this is written anew by who uses it, so that its time tells the last use */
#define UNUSED (30 * DAY)

/* ---- the folder ---- */

static char *join(const char *folder, const char *name, const char *more)
{
    size_t len = strlen(folder) + strlen(name) + strlen(more) + 2;
    char *path = lun_malloc(len);
    if (path)
        snprintf(path, len, "%s/%s%s", folder, name, more);
    return path;
}

char *lun_cache_folder(void)
{
    const char *own = getenv("LUNETTE_CACHE"), *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (own)
        return *own ? lun_strdup(own) : NULL;
    if (xdg && *xdg == '/')
        return join(xdg, "lunette", "");
    return home && *home == '/' ? join(home, ".cache/lunette", "") : NULL;
}

int lun_cache_prepare(const char *folder, lun_error *err)
{
    char *path = lun_strdup(folder);
    if (!path)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the cache");
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(path, 0700);
        *at = '/';
    }
    int made = mkdir(path, 0700) == 0 || errno == EEXIST;
    int reason = errno;
    lun_free(path);
    if (made && lun_file_is_folder(folder))
        return LUN_OK;
    return lun_error_set(err, LUN_EIO, "the cache's folder '%s' cannot be made: %s", folder,
                         made ? "there is a file of that name" : strerror(reason));
}

/* ---- files ---- */

static int64_t changed(const struct stat *info)
{
    return (int64_t)info->st_mtim.tv_sec * SECOND + info->st_mtim.tv_nsec;
}

static int open_file(const char *folder, const char *name, const char *more, struct stat *info)
{
    char *path = join(folder, name, more);
    int fd = path ? open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC) : -1;
    lun_free(path);
    if (fd >= 0 && (fstat(fd, info) < 0 || !S_ISREG(info->st_mode))) {
        close(fd);
        fd = -1;
    }
    return fd;
}

int lun_cache_map(lun_mapping *out, const char *folder, const char *name)
{
    struct stat info;
    int fd = open_file(folder, name, "", &info);
    memset(out, 0, sizeof *out);
    if (fd < 0)
        return 0;
    void *data = info.st_size > 0 ? mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (data == MAP_FAILED)
        return 0;
    *out = (lun_mapping){ data, (size_t)info.st_size, info.st_dev, info.st_ino, changed(&info) };
    return 1;
}

void lun_cache_unmap(lun_mapping *mapping)
{
    if (mapping->data)
        munmap((void *)(uintptr_t)mapping->data, mapping->len);
    memset(mapping, 0, sizeof *mapping);
}

/* Aside first: readers see the old file or the whole new one. It is not forced to the disk, see stamps. */
int lun_cache_write(const char *folder, const char *name, const void *data, size_t len, lun_error *err)
{
    struct timespec now;
    char more[64];
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(more, sizeof more, ".%ld-%lx" PART, (long)getpid(), (unsigned long)now.tv_nsec);
    char *aside = join(folder, name, more), *path = join(folder, name, "");
    int rc = LUN_OK, fd = aside && path ? open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
    if (!aside || !path) {
        rc = lun_error_set(err, LUN_ENOMEM, "no memory to write into the cache");
    } else if (fd < 0 || lun_file_write_all(fd, data, len) < 0 || rename(aside, path) < 0) {
        rc = lun_error_set(err, LUN_EIO, "'%s' cannot be written: %s", path, strerror(errno));
        if (fd >= 0)
            unlink(aside);
    }
    if (fd >= 0)
        close(fd);
    lun_free(aside);
    lun_free(path);
    return rc;
}

/* ---- stamps ---- */

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec;
}

static void describe(const lun_mapping *mapping, uint64_t checksum, char out[160])
{
    snprintf(out, 160, "device %llx inode %llu changed %lld size %zu checksum %016llx\n",
             (unsigned long long)mapping->device, (unsigned long long)mapping->inode, (long long)mapping->changed,
             mapping->len, (unsigned long long)checksum);
}

int lun_cache_is_stamped(const char *folder, const char *name, const lun_mapping *mapping, uint64_t checksum)
{
    char wanted[160], found[160];
    struct stat info;
    int fd = open_file(folder, name, STAMP, &info);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, found, sizeof found);
    close(fd);
    describe(mapping, checksum, wanted);
    if (n != (ssize_t)strlen(wanted) || memcmp(found, wanted, (size_t)n) != 0)
        return 0;
    if (now() - changed(&info) > STAMP_AGE * SECOND)
        lun_cache_stamp(folder, name, mapping, checksum);
    return 1;
}

void lun_cache_stamp(const char *folder, const char *name, const lun_mapping *mapping, uint64_t checksum)
{
    char text[160], stamp[128];
    lun_error ignored = LUN_ERROR_INIT;
    if (now() - mapping->changed < SETTLED)
        return;
    describe(mapping, checksum, text);
    snprintf(stamp, sizeof stamp, "%s" STAMP, name);
    lun_cache_write(folder, stamp, text, strlen(text), &ignored);
}

/* ---- keeping house ---- */

/* What follows the digits and ".lexicon": "" for a file itself; NULL if it is not ours. */
static const char *rest_of(const char *name)
{
    if (strspn(name, "0123456789abcdef") != DIGITS || strncmp(name + DIGITS, SUFFIX, strlen(SUFFIX)) != 0)
        return NULL;
    return name + DIGITS + strlen(SUFFIX);
}

static int is_part(const char *rest)
{
    size_t len = strlen(rest);
    return len > strlen(PART) && strcmp(rest + len - strlen(PART), PART) == 0;
}

/* Seconds since a file was made, or used: who uses it renews its stamp. 0 where nothing can be said. */
static int64_t age_of(const char *path, const char *stamp)
{
    struct stat info;
    int64_t last = stat(path, &info) == 0 ? changed(&info) : 0;
    if (last && stat(stamp, &info) == 0 && changed(&info) > last)
        last = changed(&info);
    return last ? (now() - last) / SECOND : 0;
}

static void sweep_file(const char *folder, const char *name, const char *rest)
{
    char *path = join(folder, name, ""), *stamp = join(folder, name, STAMP);
    int64_t age = path && stamp ? age_of(path, stamp) : 0;
    if (*rest == '\0' && age > UNUSED) {
        unlink(path);
        unlink(stamp);
    } else if (is_part(rest) && age > DAY) {
        unlink(path);
    }
    lun_free(path);
    lun_free(stamp);
}

void lun_cache_sweep(const char *folder)
{
    char **names;
    size_t n;
    lun_error ignored = LUN_ERROR_INIT;
    if (lun_folder_list(&names, &n, folder, &ignored) < 0)
        return;
    for (size_t i = 0; i < n; i++) {
        const char *rest = rest_of(names[i]);
        if (rest)
            sweep_file(folder, names[i], rest);
    }
    lun_names_free(names, n);
}

void lun_cache_size(const char *folder, uint32_t *n, uint64_t *bytes)
{
    char **names;
    size_t n_names;
    lun_error ignored = LUN_ERROR_INIT;
    *n = 0;
    *bytes = 0;
    if (lun_folder_list(&names, &n_names, folder, &ignored) < 0)
        return;
    for (size_t i = 0; i < n_names; i++) {
        const char *rest = rest_of(names[i]);
        struct stat info;
        char *path = rest && *rest == '\0' ? join(folder, names[i], "") : NULL;
        if (path && stat(path, &info) == 0) {
            (*n)++;
            *bytes += (uint64_t)info.st_size;
        }
        lun_free(path);
    }
    lun_names_free(names, n_names);
}
