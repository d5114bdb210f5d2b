/*
** stage.c - made aside, then renamed. Sits on the system's calls and file.h.
*/
#include "base/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define PREFIX ".lunette-new-" /* and the number of the process */
#define FOLDERS_OPEN 16        /* that removing keeps open at a time */

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
#define N_SIGNALS (sizeof signals / sizeof *signals)

struct lun_stage {
    char *folder;
    struct sigaction before[N_SIGNALS];
};

static volatile sig_atomic_t stopped; /* a handler has no other place to write to */

static void stop(int number)
{
    stopped = number;
}

/* ---- folders ---- */

int lun_folder_make(const char *path, lun_error *err)
{
    char *copy = lun_strdup(path);
    if (!copy)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    for (char *at = copy + 1; *copy && *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(copy, 0777); /* what is wrong with it, the last one tells */
        *at = '/';
    }
    int made = mkdir(path, 0777) == 0 || (errno == EEXIST && lun_file_is_folder(path));
    lun_free(copy);
    return made ? LUN_OK : lun_file_fail("make the folder", path, err);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

int lun_folder_remove(const char *path, lun_error *err)
{
    if (nftw(path, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
        return LUN_OK;
    return lun_file_fail("remove", path, err);
}

/* A stage whose process is gone was killed in the middle. */
static void remove_leftovers(const char *parent)
{
    char **names;
    size_t n;
    lun_error ignored = LUN_ERROR_INIT;
    if (lun_folder_list(&names, &n, parent, &ignored) < 0)
        return;
    for (size_t i = 0; i < n; i++) {
        if (strncmp(names[i], PREFIX, strlen(PREFIX)) != 0)
            continue;
        long pid = strtol(names[i] + strlen(PREFIX), NULL, 10);
        char *path = pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH ? lun_path_join(parent, names[i]) : NULL;
        if (path)
            lun_folder_remove(path, &ignored);
        lun_free(path);
    }
    lun_names_free(names, n);
}

/* ---- the stage ---- */

static char *name_folder(const char *parent)
{
    char name[64];
    snprintf(name, sizeof name, PREFIX "%ld", (long)getpid());
    return lun_path_join(parent, name);
}

static void catch_signals(lun_stage *stage)
{
    struct sigaction action = { 0 };
    action.sa_handler = stop;
    stopped = 0;
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &action, &stage->before[i]);
}

int lun_stage_open(lun_stage **out, const char *parent, lun_error *err)
{
    lun_stage *stage;
    int rc;
    *out = NULL;
    if ((rc = lun_folder_make(parent, err)) < 0)
        return rc;
    remove_leftovers(parent);
    stage = lun_calloc(1, sizeof *stage);
    if (!stage || !(stage->folder = name_folder(parent))) {
        lun_free(stage);
        return lun_error_set(err, LUN_ENOMEM, "no memory for a folder");
    }
    if (mkdir(stage->folder, 0777) < 0) {
        rc = lun_file_fail("make a folder in", parent, err);
        lun_free(stage->folder);
        lun_free(stage);
        return rc;
    }
    catch_signals(stage);
    *out = stage;
    return LUN_OK;
}

void lun_stage_close(lun_stage *stage)
{
    lun_error ignored = LUN_ERROR_INIT;
    if (!stage)
        return;
    lun_folder_remove(stage->folder, &ignored);
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &stage->before[i], NULL);
    lun_free(stage->folder);
    lun_free(stage);
}

const char *lun_stage_folder(const lun_stage *stage)
{
    return stage->folder;
}

int lun_stage_check(const lun_stage *stage, lun_error *err)
{
    (void)stage;
    return stopped ? lun_error_set(err, LUN_ELIMIT, "stopped; nothing was changed") : LUN_OK;
}

static int make_folders_of(const char *path, lun_error *err)
{
    char *folder = lun_strdup(path);
    if (!folder)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    *strrchr(folder, '/') = '\0';
    int rc = lun_folder_make(folder, err);
    lun_free(folder);
    return rc;
}

static int write_new(const char *path, const void *data, size_t len, lun_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return lun_file_fail("write", path, err);
    int rc = lun_file_write_all(fd, data, len) < 0 || fsync(fd) < 0 ? lun_file_fail("write", path, err) : LUN_OK;
    close(fd);
    return rc;
}

int lun_stage_add(lun_stage *stage, const char *path, const void *data, size_t len, lun_error *err)
{
    char *full = lun_path_join(stage->folder, path);
    int rc = full ? lun_stage_check(stage, err) : lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    if (rc == LUN_OK)
        rc = make_folders_of(full, err);
    if (rc == LUN_OK)
        rc = write_new(full, data, len, err);
    lun_free(full);
    return rc;
}

/* Where the file system knows no renaming with conditions, the look before has to do. */
static int rename_new(const char *from, const char *target, lun_error *err)
{
    struct stat info;
    int there = renameat2(AT_FDCWD, from, AT_FDCWD, target, RENAME_NOREPLACE) < 0;
    if (!there)
        return LUN_OK;
    if (errno == EINVAL || errno == ENOSYS) {
        there = lstat(target, &info) == 0;
        if (!there && rename(from, target) == 0)
            return LUN_OK;
        errno = there ? EEXIST : errno;
    }
    if (errno == EEXIST)
        return lun_error_set(err, LUN_EUSAGE, "'%s' is there already, and is left as it is", target);
    return lun_file_fail("write", target, err);
}

/* The old one stays under the stage's name and goes with the stage. */
static int rename_over(const lun_stage *stage, const char *from, const char *target, lun_error *err)
{
    struct stat info;
    if (lstat(target, &info) < 0)
        return rename_new(from, target, err);
    if (renameat2(AT_FDCWD, from, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return LUN_OK;
    char *aside = lun_path_join(stage->folder, ".replaced");
    if (!aside)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    int rc = rename(target, aside) < 0 ? lun_file_fail("replace", target, err) : LUN_OK;
    if (rc == LUN_OK && rename(from, target) < 0) {
        rc = lun_file_fail("replace", target, err);
        rename(aside, target);
    }
    lun_free(aside);
    return rc;
}

int lun_stage_place(lun_stage *stage, const char *name, const char *target, lun_stage_manner manner, lun_error *err)
{
    char *from = lun_path_join(stage->folder, name);
    int rc = from ? lun_stage_check(stage, err) : lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    if (rc == LUN_OK && strchr(target, '/') && strrchr(target, '/') != target)
        rc = make_folders_of(target, err);
    if (rc == LUN_OK)
        rc = manner == LUN_STAGE_NEW ? rename_new(from, target, err) : rename_over(stage, from, target, err);
    lun_free(from);
    return rc;
}
