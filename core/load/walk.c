/*
** walk.c - walks folders with a stack of its own: input depth never becomes C stack.
**
** Sits on base/file (sorted names) and glob. Invariants:
**  1. the order is that of names, byte by byte, a folder's contents standing where its name stands;
**  2. nothing but folders and ignore files is opened here: what a path is comes from stat alone;
**  3. a link to a folder on the way down to it is recorded and not followed;
**  4. a file that several of the named paths lead to is given once, where it comes first.
*/
#include "load/walk.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "load/glob.h"
#include "load/reader.h"

#define DEPTH_MAX 512 /* folders inside one another; paths longer than the system takes come first */

typedef struct entry {
    char *name;  /* borrowed from the frame's names */
    mode_t mode; /* as of stat, which follows links */
    dev_t device;
    ino_t inode;
    int error; /* errno of stat; 0 = fine */
} entry;

typedef struct frame {
    char **names;
    size_t n_names, at;
    entry *entries;
    size_t n_entries;
    size_t path_len; /* of walk->path at this folder */
    dev_t device;
    ino_t inode;
    lun_ignore *ignore;
} frame;

struct lun_walk {
    char **paths; /* as named */
    size_t n_paths, at;
    const lun_load_options *options;
    LUN_VEC(frame) frames;
    lun_buf path; /* of the current folder or file */
    size_t below; /* where the part below the named folder begins */
    lun_buf uri;  /* of a path that is not UTF-8 */
    lun_buf message;
    uint64_t files, bytes;
    int has_stdin;
    lun_buf root, key;         /* the real path of the named folder, or of the folder of the named file; of the item */
    lun_intern *named, *given; /* real paths: named as files, given so far. NULL where one path is named */
};

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "out of memory while folders were walked");
}

static const char *special_of(mode_t mode)
{
    if (S_ISFIFO(mode))
        return "a FIFO";
    if (S_ISSOCK(mode))
        return "a socket";
    return S_ISREG(mode) || S_ISDIR(mode) ? NULL : "a device";
}

/* ---- what several named paths lead to ---- */

/* Sets walk->root for a path: of a file, that of its folder. What cannot be resolved counts as it is written. */
static int set_root(lun_walk *walk, const char *path, size_t len)
{
    char real[PATH_MAX];
    lun_buf_reset(&walk->root);
    lun_buf_add(&walk->root, len ? path : ".", len ? len : 1);
    if (!walk->root.failed && realpath(walk->root.data, real)) {
        lun_buf_reset(&walk->root);
        lun_buf_adds(&walk->root, real);
    }
    return walk->root.failed ? -1 : 0;
}

static int set_key(lun_walk *walk, const char *below)
{
    lun_buf_reset(&walk->key);
    lun_buf_addf(&walk->key, "%s/%s", walk->root.data, below);
    return walk->key.failed ? -1 : 0;
}

static int note_named(lun_walk *walk, const char *path)
{
    size_t folder = (size_t)(lun_path_name(path) - path);
    if (walk->named == NULL || lun_file_is_folder(path))
        return 0;
    return set_root(walk, path, folder) < 0 || set_key(walk, path + folder) < 0 ||
                   lun_intern_add(walk->named, walk->key.data, walk->key.len) == LUN_INTERN_NONE
               ? -1
               : 0;
}

/* 1 where another named path has led to the item before. One that is named as a file is read whatever made it. */
static int is_given(lun_walk *walk, lun_walk_item *item, lun_error *err)
{
    struct stat about;
    if (walk->given == NULL)
        return 0;
    uint32_t n = lun_intern_count(walk->given);
    if (set_key(walk, item->path + item->named) < 0)
        return no_memory(err);
    uint32_t id = lun_intern_add(walk->given, walk->key.data, walk->key.len);
    if (id == LUN_INTERN_NONE)
        return no_memory(err);
    if (lun_intern_find(walk->named, walk->key.data, walk->key.len) != LUN_INTERN_NONE)
        item->own = LUN_OWN_TAKEN;
    if (id == n)
        return 0;
    walk->files--;
    if (stat(item->path, &about) == 0 && S_ISREG(about.st_mode))
        walk->bytes -= (uint64_t)about.st_size;
    return 1;
}

/* ---- walking ---- */

/* The path as it is shown. Where that is the name of another file, it is written in small letters, so that two stay two. */
static int item_here(lun_walk *walk, lun_walk_item *out, lun_error *err)
{
    const char *path = walk->path.data;
    size_t named = walk->below < walk->path.len ? walk->below : walk->path.len; /* of a named folder nothing is below */
    struct stat about;
    *out = (lun_walk_item){ .path = path,
                            .named = named,
                            .uri = path,
                            .below = path + named,
                            .own = walk->frames.n ? LUN_OWN_LEFT : LUN_OWN_TAKEN };
    if (lun_utf8_valid(path, walk->path.len))
        return 1;
    for (lun_letters letters = LUN_LETTERS_LARGE;; letters = LUN_LETTERS_SMALL) {
        lun_buf_reset(&walk->uri);
        lun_load_readable(&walk->uri, path, named, letters);
        size_t below = walk->uri.len;
        lun_load_readable(&walk->uri, path + named, walk->path.len - named, letters);
        if (walk->uri.failed)
            return no_memory(err);
        out->uri = walk->uri.data;
        out->below = walk->uri.data + below;
        if (letters == LUN_LETTERS_SMALL || lstat(out->uri, &about) < 0)
            return 1;
    }
}

static int problem(lun_walk *walk, lun_walk_item *out, const char *code, const char *text, const char *detail,
                   lun_error *err)
{
    int rc = item_here(walk, out, err);
    if (rc < 0)
        return rc;
    lun_buf_reset(&walk->message);
    lun_buf_addf(&walk->message, "%s: ", out->uri);
    lun_buf_addf(&walk->message, text, detail);
    if (walk->message.failed)
        return no_memory(err);
    out->code = code;
    out->message = walk->message.data;
    return 1;
}

static void frame_clear(frame *f)
{
    lun_names_free(f->names, f->n_names);
    lun_free(f->entries);
    lun_ignore_free(f->ignore);
}

/* The verdict of the innermost ignore file that says anything. */
static int is_ignored(const lun_walk *walk, const char *path, int is_folder)
{
    for (size_t i = walk->frames.n; i-- > 0;) {
        const frame *f = &walk->frames.items[i];
        size_t skip = f->path_len + (path[f->path_len] == '/');
        lun_verdict verdict = lun_ignore_test(f->ignore, path + skip, is_folder);
        if (verdict != LUN_VERDICT_NONE)
            return verdict == LUN_VERDICT_IGNORE;
    }
    return 0;
}

static int is_wanted(const lun_walk *walk, const char *below)
{
    const char *const *globs = walk->options->globs;
    if (globs == NULL || globs[0] == NULL)
        return 1;
    for (; *globs != NULL; globs++) {
        if (lun_glob_match_name(*globs, below))
            return 1;
    }
    return 0;
}

/* Sets walk->path to the folder's path plus a name. */
static int set_path(lun_walk *walk, size_t folder_len, const char *name)
{
    walk->path.len = folder_len;
    if (folder_len > 0 && walk->path.data[folder_len - 1] != '/')
        lun_buf_addc(&walk->path, '/');
    lun_buf_adds(&walk->path, name);
    return walk->path.failed ? -1 : 0;
}

/* Looks at every name of the folder once: drops what is not wanted, counts the rest into the totals. */
static int look_at_names(lun_walk *walk, frame *f, lun_error *err)
{
    f->entries = lun_calloc(f->n_names == 0 ? 1 : f->n_names, sizeof *f->entries);
    if (f->entries == NULL)
        return no_memory(err);
    for (size_t i = 0; i < f->n_names; i++) {
        entry e = { .name = f->names[i] };
        if (e.name[0] == '.' && !walk->options->hidden)
            continue;
        if (set_path(walk, f->path_len, e.name) < 0)
            return no_memory(err);
        struct stat about = { 0 };
        if (stat(walk->path.data, &about) < 0)
            e.error = errno;
        e.mode = about.st_mode;
        e.device = about.st_dev;
        e.inode = about.st_ino;
        int is_folder = e.error == 0 && S_ISDIR(e.mode);
        if (is_ignored(walk, walk->path.data, is_folder) ||
            (!is_folder && !is_wanted(walk, walk->path.data + walk->below)))
            continue;
        if (!is_folder) {
            walk->files++;
            walk->bytes += e.error == 0 && S_ISREG(e.mode) ? (uint64_t)about.st_size : 0;
        }
        f->entries[f->n_entries++] = e;
    }
    walk->path.len = f->path_len;
    walk->path.data[f->path_len] = '\0';
    return 0;
}

/* Enters the folder at walk->path. 0, or 1 with a problem in *out. */
static int enter(lun_walk *walk, dev_t device, ino_t inode, lun_walk_item *out, lun_error *err)
{
    walk->files++; /* counts as one until it is known that it can be entered */
    for (size_t i = 0; i < walk->frames.n; i++) {
        if (walk->frames.items[i].device == device && walk->frames.items[i].inode == inode)
            return problem(walk, out, "link-loop",
                           "the link leads back to a folder above it; remove the link or ignore it in .lunetteignore%s",
                           "", err);
    }
    if (walk->frames.n >= DEPTH_MAX)
        return problem(walk, out, "too-deep", "folders lie more than 512 deep%s; name a folder further down", "", err);
    frame f = { .path_len = walk->path.len, .device = device, .inode = inode };
    lun_error inner = LUN_ERROR_INIT;
    int rc = lun_folder_list(&f.names, &f.n_names, walk->path.data, &inner);
    if (rc == LUN_ENOMEM)
        return no_memory(err);
    if (rc < 0)
        return problem(walk, out, "unreadable", "%s; check its permissions", inner.message, err);
    if ((rc = lun_ignore_load(&f.ignore, walk->path.data, err)) < 0 || lun_vec_push(&walk->frames, f) < 0) {
        frame_clear(&f);
        return rc < 0 ? rc : no_memory(err);
    }
    walk->files--;
    return look_at_names(walk, &walk->frames.items[walk->frames.n - 1], err);
}

/* The next name of the innermost folder: 1 with *out, 0 when it was a folder or the folder is done. */
static int step(lun_walk *walk, lun_walk_item *out, lun_error *err)
{
    frame *f = &walk->frames.items[walk->frames.n - 1];
    if (f->at == f->n_entries) {
        frame_clear(f);
        walk->frames.n--;
        return 0;
    }
    const entry *e = &f->entries[f->at++];
    if (set_path(walk, f->path_len, e->name) < 0)
        return no_memory(err);
    if (e->error == ELOOP)
        return problem(walk, out, "link-loop", "links lead to one another in a circle; remove one%s", "", err);
    if (e->error != 0)
        return problem(walk, out, "unreadable", "cannot be looked at (%s); remove it or check its permissions",
                       strerror(e->error), err);
    if (S_ISDIR(e->mode))
        return enter(walk, e->device, e->inode, out, err);
    const char *special = special_of(e->mode);
    if (special != NULL)
        return problem(walk, out, "not-a-file", "is %s and was skipped; only files and folders are read", special, err);
    return item_here(walk, out, err);
}

/* Begins with the next named path: 1 with *out, 0 when it was a folder, or nothing is left (walk->at says). */
static int begin_path(lun_walk *walk, lun_walk_item *out, lun_error *err)
{
    const char *named = walk->paths[walk->at++];
    struct stat about;
    lun_buf_reset(&walk->path);
    lun_buf_adds(&walk->path, named);
    if (walk->path.failed)
        return no_memory(err);
    walk->below = 0;
    if (strcmp(named, "-") == 0) {
        lun_buf_reset(&walk->root);
        lun_buf_adds(&walk->root, "-");
        return item_here(walk, out, err);
    }
    int is_file = !lun_file_is_folder(named);
    if (walk->given && set_root(walk, named, is_file ? (size_t)(lun_path_name(named) - named) : strlen(named)) < 0)
        return no_memory(err);
    if (stat(named, &about) < 0)
        return problem(walk, out, "unreadable", "went away (%s); run again", strerror(errno), err);
    if (!S_ISDIR(about.st_mode)) {
        walk->below = (size_t)(lun_path_name(walk->path.data) - walk->path.data);
        return item_here(walk, out, err);
    }
    while (walk->path.len > 1 && walk->path.data[walk->path.len - 1] == '/')
        walk->path.data[--walk->path.len] = '\0';
    walk->below = walk->path.len + (walk->path.data[walk->path.len - 1] != '/');
    return enter(walk, about.st_dev, about.st_ino, out, err);
}

static int check_path(lun_walk *walk, const char *path, lun_error *err)
{
    struct stat about;
    if (strcmp(path, "-") == 0) {
        walk->has_stdin = 1;
        return 0;
    }
    if (stat(path, &about) < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        lun_error_set(err, LUN_ENOTFOUND, "'%s' does not exist", path);
        if (strncasecmp(path, "http://", 7) == 0 || strncasecmp(path, "https://", 8) == 0)
            lun_error_hint(err, "nothing is fetched from the net: save the page as a file, and name that");
        else
            lun_error_hint(err, "check the name: expected a file, a folder, a corpus, or - for standard input");
        return LUN_ENOTFOUND;
    }
    if (stat(path, &about) < 0) {
        lun_error_set(err, LUN_EIO, "'%s' cannot be opened: %s", path, strerror(errno));
        lun_error_hint(err, "check the permissions of the path and of the folders above it");
        return LUN_EIO;
    }
    const char *special = special_of(about.st_mode);
    if (special != NULL) {
        lun_error_set(err, LUN_EUSAGE, "'%s' is %s, expected a file or a folder", path, special);
        lun_error_hint(err, "to read a stream, name - and redirect it: - < %s", path);
        return LUN_EUSAGE;
    }
    if (access(path, R_OK) < 0) {
        lun_error_set(err, LUN_EIO, "'%s' cannot be opened: %s", path, strerror(errno));
        lun_error_hint(err, "check its permissions");
        return LUN_EIO;
    }
    if (S_ISREG(about.st_mode)) {
        walk->files++;
        walk->bytes += (uint64_t)about.st_size;
    }
    return 0;
}

int lun_walk_open(lun_walk **out, const char *const *paths, size_t n, const lun_load_options *options, lun_error *err)
{
    *out = NULL;
    lun_walk *walk = lun_calloc(1, sizeof *walk);
    if (walk == NULL)
        return no_memory(err);
    int rc = 0;
    walk->options = options;
    walk->paths = lun_calloc(n == 0 ? 1 : n, sizeof *walk->paths);
    if (n > 1) {
        walk->named = lun_intern_new();
        walk->given = lun_intern_new();
    }
    if (walk->paths == NULL || (n > 1 && (walk->named == NULL || walk->given == NULL)))
        rc = no_memory(err);
    for (size_t i = 0; i < n && rc == 0; i++) {
        rc = check_path(walk, paths[i], err);
        if (rc == 0 &&
            ((walk->paths[walk->n_paths++] = lun_strdup(paths[i])) == NULL || note_named(walk, paths[i]) < 0))
            rc = no_memory(err);
    }
    if (rc < 0) {
        lun_walk_close(walk);
        return rc;
    }
    *out = walk;
    return 0;
}

void lun_walk_close(lun_walk *walk)
{
    if (walk == NULL)
        return;
    for (size_t i = 0; i < walk->n_paths; i++)
        lun_free(walk->paths[i]);
    lun_free(walk->paths);
    for (size_t i = 0; i < walk->frames.n; i++)
        frame_clear(&walk->frames.items[i]);
    lun_vec_clear(&walk->frames);
    lun_buf_clear(&walk->path);
    lun_buf_clear(&walk->message);
    lun_buf_clear(&walk->uri);
    lun_buf_clear(&walk->root);
    lun_buf_clear(&walk->key);
    lun_intern_free(walk->named);
    lun_intern_free(walk->given);
    lun_free(walk);
}

int lun_walk_next(lun_walk *walk, lun_walk_item *out, lun_error *err)
{
    while (walk->frames.n > 0 || walk->at < walk->n_paths) {
        int rc = walk->frames.n > 0 ? step(walk, out, err) : begin_path(walk, out, err);
        int before = rc > 0 ? is_given(walk, out, err) : 0;
        if (before < 0)
            return before;
        if (rc != 0 && !before)
            return rc;
    }
    return 0;
}

void lun_walk_totals(const lun_walk *walk, uint64_t *files, uint64_t *bytes)
{
    *files = walk->files;
    *bytes = walk->has_stdin ? 0 : walk->bytes;
}
