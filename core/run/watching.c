/*
** watching.c - inotify on folders. Sits on base.
**
** Invariant: every path that was added has its folder watched, if that is there; lun_watching_hear sees to it again whenever something
** happened, since a folder that was replaced is another one.
*/
#include "run/watching.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#define EVENTS \
    (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
#define DEEP_MOST 20       /* folders in folders */
#define FOLDERS_MOST 4096u /* a user has 8192 and more of the system's; a folder of rules has ten */

typedef struct folder {
    int number; /* of inotify */
    char *path;
    int whole; /* 1: everything in it counts */
} folder;

typedef struct entry { /* what counts in a folder that is not watched as a whole */
    int number;
    char *name;
} entry;

struct lun_watching {
    int fd;
    LUN_VEC(folder) folders;
    LUN_VEC(entry) entries;
    LUN_VEC(char *) roots; /* as they were added */
    lun_buf changed;
};

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory to watch files");
}

int lun_watching_open(lun_watching **out, lun_error *err)
{
    lun_watching *w = *out = lun_calloc(1, sizeof *w);
    if (!w)
        return no_memory(err);
    if ((w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) >= 0)
        return LUN_OK;
    int reason = errno;
    lun_free(w);
    *out = NULL;
    lun_error_set(err, LUN_EIO, "files cannot be watched: %s", strerror(reason));
    return lun_error_hint(err, "other programs may hold all of fs.inotify.max_user_instances; end some");
}

void lun_watching_close(lun_watching *w)
{
    if (!w)
        return;
    close(w->fd);
    for (size_t i = 0; i < w->folders.n; i++)
        lun_free(w->folders.items[i].path);
    for (size_t i = 0; i < w->entries.n; i++)
        lun_free(w->entries.items[i].name);
    for (size_t i = 0; i < w->roots.n; i++)
        lun_free(w->roots.items[i]);
    lun_vec_clear(&w->folders);
    lun_vec_clear(&w->entries);
    lun_vec_clear(&w->roots);
    lun_buf_clear(&w->changed);
    lun_free(w);
}

int lun_watching_fd(const lun_watching *w)
{
    return w->fd;
}

const char *lun_watching_name(const lun_watching *w)
{
    return w->changed.data ? w->changed.data : "";
}

/* ---- adding ---- */

static folder *find_folder(lun_watching *w, int number)
{
    for (size_t i = 0; i < w->folders.n; i++) {
        if (w->folders.items[i].number == number)
            return &w->folders.items[i];
    }
    return NULL;
}

/* Its number of inotify, 0 where it is not there, or a code. */
static int watch_folder(lun_watching *w, const char *path, int whole, lun_error *err)
{
    int number = inotify_add_watch(w->fd, path, EVENTS);
    if (number < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
        return 0;
    if (number < 0 || w->folders.n >= FOLDERS_MOST) {
        lun_error_set(err, LUN_EIO, "folder '%s' cannot be watched: %s", path,
                      number < 0 ? strerror(errno) : "there are too many");
        return lun_error_hint(err, "name the folder of the rules alone, or raise fs.inotify.max_user_watches");
    }
    folder *known = find_folder(w, number);
    if (known) {
        known->whole |= whole;
        return number;
    }
    folder made = { number, lun_strdup(path), whole };
    if (made.path && lun_vec_push(&w->folders, made) == 0)
        return number;
    lun_free(made.path);
    return no_memory(err);
}

static int watch_name(lun_watching *w, int number, const char *name, lun_error *err)
{
    for (size_t i = 0; i < w->entries.n; i++) {
        if (w->entries.items[i].number == number && strcmp(w->entries.items[i].name, name) == 0)
            return LUN_OK;
    }
    entry made = { number, lun_strdup(name) };
    if (made.name && lun_vec_push(&w->entries, made) == 0)
        return LUN_OK;
    lun_free(made.name);
    return no_memory(err);
}

/* The path as a name in its folder: it may be made, or replaced. */
static int watch_in_parent(lun_watching *w, const char *path, lun_error *err)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    char *copy = lun_strndup(path, len), *slash = copy ? strrchr(copy, '/') : NULL;
    if (!copy)
        return no_memory(err);
    if (slash)
        *slash = '\0';
    const char *parent = !slash ? "." : slash == copy ? "/" : copy;
    int number = watch_folder(w, parent, 0, err);
    int rc = number > 0 ? watch_name(w, number, slash ? slash + 1 : copy, err) : number;
    lun_free(copy);
    return rc;
}

static int watch_below(lun_watching *w, const char *path, int depth, lun_error *err)
{
    char **names;
    size_t n;
    int rc = watch_folder(w, path, 1, err);
    if (rc <= 0 || depth == DEEP_MOST || lun_folder_list(&names, &n, path, NULL) < 0)
        return rc < 0 ? rc : LUN_OK;
    rc = LUN_OK;
    for (size_t i = 0; i < n && rc == LUN_OK; i++) {
        char *inner = *names[i] == '.' ? NULL : lun_path_join(path, names[i]);
        if (inner && lun_file_is_folder(inner))
            rc = watch_below(w, inner, depth + 1, err);
        lun_free(inner);
    }
    lun_names_free(names, n);
    return rc;
}

/* A link is watched where it stands and where it leads. */
static int watch(lun_watching *w, const char *path, lun_error *err)
{
    char real[PATH_MAX];
    int rc = watch_in_parent(w, path, err);
    if (rc == LUN_OK && lun_file_is_folder(path))
        rc = watch_below(w, path, 0, err);
    else if (rc == LUN_OK && realpath(path, real))
        rc = watch_in_parent(w, real, err);
    return rc;
}

int lun_watching_add(lun_watching *w, const char *path, lun_error *err)
{
    for (size_t i = 0; i < w->roots.n; i++) {
        if (strcmp(w->roots.items[i], path) == 0)
            return LUN_OK;
    }
    char *copy = lun_strdup(path);
    if (!copy || lun_vec_push(&w->roots, copy) < 0) {
        lun_free(copy);
        return no_memory(err);
    }
    return watch(w, path, err);
}

/* ---- hearing ---- */

/* Files that editors keep beside the one at work. */
static int is_aside(const char *name)
{
    size_t len = strlen(name);
    const char *suffix = lun_path_suffix(name);
    return *name == '.' || *name == '#' || (len && name[len - 1] == '~') || strcmp(name, "4913") == 0 ||
           strcmp(suffix, ".swp") == 0 || strcmp(suffix, ".swx") == 0 || strcmp(suffix, ".bak") == 0;
}

static int counts(lun_watching *w, const struct inotify_event *event, const folder *in)
{
    if (event->mask & IN_Q_OVERFLOW)
        return 1;
    if (!in || !event->len)
        return in && in->whole && (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0;
    /* a file that was only made is empty yet: what closes it is told too; a link is never closed, but counts when it is renamed */
    if ((event->mask & IN_CREATE) && !(event->mask & IN_ISDIR) && in->whole)
        return 0;
    for (size_t i = 0; i < w->entries.n; i++) {
        if (w->entries.items[i].number == event->wd && strcmp(w->entries.items[i].name, event->name) == 0)
            return !(event->mask & IN_CREATE) || (event->mask & IN_ISDIR);
    }
    return in->whole && !is_aside(event->name);
}

static void forget_folder(lun_watching *w, int number)
{
    for (size_t i = 0; i < w->folders.n; i++) {
        if (w->folders.items[i].number != number)
            continue;
        lun_free(w->folders.items[i].path);
        w->folders.items[i] = w->folders.items[--w->folders.n];
    }
    for (size_t i = w->entries.n; i-- > 0;) {
        if (w->entries.items[i].number != number)
            continue;
        lun_free(w->entries.items[i].name);
        w->entries.items[i] = w->entries.items[--w->entries.n];
    }
}

static int hear_one(lun_watching *w, const struct inotify_event *event)
{
    const folder *in = find_folder(w, event->wd);
    int changed = counts(w, event, in);
    if (changed && in) {
        lun_buf_reset(&w->changed);
        if (event->len && strcmp(in->path, ".") != 0)
            lun_buf_addf(&w->changed, "%s/%s", in->path, event->name);
        else
            lun_buf_adds(&w->changed, event->len ? event->name : in->path);
    }
    if (event->mask & IN_IGNORED)
        forget_folder(w, event->wd);
    return changed;
}

int lun_watching_hear(lun_watching *w, lun_error *err)
{
    _Alignas(struct inotify_event) char data[16384];
    int changed = 0, heard = 0, rc = LUN_OK;
    ssize_t n;
    while ((n = read(w->fd, data, sizeof data)) > 0) {
        for (const char *at = data; at < data + n;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            changed |= hear_one(w, event);
            at += sizeof *event + event->len;
        }
        heard = 1;
    }
    for (size_t i = 0; i < w->roots.n && heard && rc == LUN_OK; i++)
        rc = watch(w, w->roots.items[i], err);
    return rc < 0 ? rc : changed;
}
