/*
** naming.c - one name for one folder. Sits on load/walk.h, store/store.h.
**
** Paths are compared without links (realpath), in their readable form. A folder that the corpus knows and that is not there any more names nothing. Of a
** corpus made before folders were noted, those of its files are looked for from here and from the corpus's own folder.
**
** Invariants:
**  1. a folder that the corpus does not know, nor one above or below it, is called what the run calls it;
**  2. where several names of one folder are known, the one that the run uses is taken, else the shortest;
**  3. what the corpus calls another folder that is there ("docs", run in two places) names none else: the way from the corpus's folder does.
*/
#include "run/naming.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the names of folders");
}

int lun_naming_is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    return strncmp(path, folder, len) == 0 &&
           (path[len] == '\0' || path[len] == '/' || (len > 0 && folder[len - 1] == '/'));
}

/* What follows the folder in a path below it, without the slash. */
static const char *rest_of(const char *path, const char *folder)
{
    const char *rest = path + strlen(folder);
    return *rest == '/' ? rest + 1 : rest;
}

static void add_joined(lun_buf *out, const char *folder, const char *rest)
{
    size_t len = strlen(folder);
    lun_buf_adds(out, folder);
    if (len && *rest && folder[len - 1] != '/')
        lun_buf_addc(out, '/');
    lun_buf_adds(out, rest);
}

/* ---- real paths ---- */

/* 1 with the readable real path, 0 where there is no such folder. "" is the working folder. */
static int add_real(lun_buf *out, const char *path)
{
    char *real = realpath(*path ? path : ".", NULL);
    if (real)
        lun_load_readable(out, real, strlen(real), LUN_LETTERS_LARGE);
    int found = real != NULL;
    free(real);
    return found;
}

static size_t folder_len(const char *path)
{
    size_t len = (size_t)(lun_path_name(path) - path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return len;
}

/* The way from one real folder to another. */
static void add_way(lun_buf *out, const char *from, const char *to)
{
    size_t common = 0;
    for (size_t i = 0;; i++) {
        int from_ends = from[i] == '/' || !from[i], to_ends = to[i] == '/' || !to[i];
        if (from_ends && to_ends)
            common = i;
        if (from[i] != to[i] || !from[i])
            break;
    }
    size_t start = out->len;
    for (const char *at = from + common; *at; at++)
        if (*at == '/' && at[1])
            lun_buf_adds(out, out->len > start ? "/.." : "..");
    const char *rest = to + common + (to[common] == '/');
    if (*rest)
        lun_buf_addf(out, "%s%s", out->len > start ? "/" : "", rest);
    if (out->len == start)
        lun_buf_addc(out, '.');
}

/* ---- what the corpus knows ---- */

static int add_root(lun_naming *naming, const char *spelling, const char *real, lun_error *err)
{
    for (size_t i = 0; i < naming->roots.n; i++) {
        if (strcmp(naming->roots.items[i].spelling, spelling) == 0 && strcmp(naming->roots.items[i].real, real) == 0)
            return LUN_OK;
    }
    lun_naming_root root = { lun_arena_strdup(naming->arena, spelling), lun_arena_strdup(naming->arena, real) };
    return root.spelling && root.real && lun_vec_push(&naming->roots, root) == 0 ? LUN_OK : no_memory(err);
}

/* A folder, from the corpus's own. */
static int take_noted(void *context, const char *spelling, const char *way, lun_error *err)
{
    lun_naming *naming = context;
    lun_buf path = LUN_BUF_INIT, real = LUN_BUF_INIT;
    int rc = LUN_OK;
    add_joined(&path, naming->home, way);
    if (!path.failed && add_real(&real, path.data))
        rc = real.failed ? no_memory(err) : add_root(naming, spelling, real.data, err);
    rc = path.failed ? no_memory(err) : rc;
    lun_buf_clear(&path);
    lun_buf_clear(&real);
    return rc;
}

/* Of "docs/2024" the length of "docs", of "../docs/2024" that of "../docs"; an absolute path whole. */
static size_t top_len(const char *folder)
{
    size_t len = 0;
    if (*folder == '/')
        return strlen(folder);
    for (;;) {
        size_t n = strcspn(folder + len, "/");
        int is_dots = n <= 2 && strspn(folder + len, ".") >= n;
        if (!is_dots || !folder[len + n])
            return len + n;
        len += n + 1;
    }
}

/* A folder that was not noted: from where the example is a file, here or beside the corpus. */
static int take_unnoted(void *context, const char *folder, const char *example, lun_error *err)
{
    lun_naming *naming = context;
    lun_buf top = LUN_BUF_INIT, from = LUN_BUF_INIT, file = LUN_BUF_INIT, real = LUN_BUF_INIT;
    int rc = LUN_OK, found = 0;
    lun_buf_add(&top, folder, top_len(folder));
    for (int beside = 0; beside < (*example == '/' ? 1 : 2) && !found; beside++) {
        lun_buf_reset(&from);
        lun_buf_reset(&file);
        add_joined(&from, beside ? naming->home : "", top.failed ? "" : top.data);
        add_joined(&file, beside ? naming->home : "", example);
        found = !from.failed && !file.failed && lun_file_is_regular(file.data) && add_real(&real, from.data);
    }
    if (top.failed || from.failed || file.failed || real.failed)
        rc = no_memory(err);
    else if (found)
        rc = add_root(naming, top.data, real.data, err);
    lun_buf_clear(&top);
    lun_buf_clear(&from);
    lun_buf_clear(&file);
    lun_buf_clear(&real);
    return rc;
}

static int note(const lun_naming *naming, lun_store *store, const char *spelling, const char *real, lun_error *err)
{
    lun_buf way = LUN_BUF_INIT;
    add_way(&way, naming->home, real);
    int rc = way.failed ? no_memory(err) : lun_store_note_folder(store, spelling, way.data, err);
    lun_buf_clear(&way);
    return rc;
}

/* The real folder of the corpus; LUN_OK without it where it cannot be told. */
static int find_home(lun_naming *naming, const lun_store *store, lun_error *err)
{
    lun_buf home = LUN_BUF_INIT;
    const char *path = lun_store_path(store);
    char *folder = lun_arena_strndup(naming->arena, path, folder_len(path));
    int found = folder && add_real(&home, folder);
    naming->home = found && !home.failed ? lun_arena_strdup(naming->arena, home.data) : NULL;
    lun_buf_clear(&home);
    return naming->home || (folder && !found) ? LUN_OK : no_memory(err);
}

static int note_rules(const lun_naming *naming, lun_store *store, const char *const *names, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; naming->home && names && names[i] && rc == LUN_OK; i++) {
        lun_buf real = LUN_BUF_INIT, way = LUN_BUF_INIT;
        int is_path = lun_file_is_regular(names[i]) || (strchr(names[i], '/') && lun_file_is_folder(names[i]));
        if (is_path && lun_utf8_valid(names[i], strlen(names[i])) && add_real(&real, names[i]) && !real.failed) {
            add_way(&way, naming->home, real.data);
            rc = way.failed ? no_memory(err) : lun_store_note_rules(store, names[i], way.data, err);
        }
        lun_buf_clear(&real);
        lun_buf_clear(&way);
    }
    return rc;
}

static int read_roots(lun_naming *naming, lun_store *store, lun_error *err)
{
    if (!naming->home)
        return LUN_OK;
    int rc = lun_store_each_folder(store, take_noted, naming, err);
    if (rc <= 0) /* a code, or some were noted */
        return rc;
    if ((rc = lun_store_each_unnoted(store, take_unnoted, naming, err)) < 0)
        return rc;
    rc = LUN_OK;
    for (size_t i = 0; i < naming->roots.n && rc == LUN_OK; i++)
        rc = note(naming, store, naming->roots.items[i].spelling, naming->roots.items[i].real, err);
    return rc;
}

/* ---- names ---- */

/* The root that is nearest above a real path, or is it; of equals the one that is spelled so, else the shortest. NULL: none. */
static const lun_naming_root *nearest(const lun_naming *naming, const char *real, const char *spelling)
{
    const lun_naming_root *best = NULL;
    for (size_t i = 0; i < naming->roots.n; i++) {
        const lun_naming_root *root = &naming->roots.items[i];
        if (!lun_naming_is_below(real, root->real))
            continue;
        size_t len = strlen(root->real), most = best ? strlen(best->real) : 0;
        int is_spelled = strcmp(root->spelling, spelling) == 0;
        if (!best || len > most ||
            (len == most && strcmp(best->spelling, spelling) != 0 &&
             (is_spelled || strlen(root->spelling) < strlen(best->spelling))))
            best = root;
    }
    return best;
}

/* Names of one place and its real path, of which the second lies below the first by name: does it by its path? */
static int disagree(const char *spelling, const char *real, const char *inner_spelling, const char *inner_real)
{
    lun_buf path = LUN_BUF_INIT;
    add_joined(&path, real, rest_of(inner_spelling, spelling));
    int differs = !path.failed && path.data && strcmp(path.data, inner_real) != 0;
    lun_buf_clear(&path);
    return differs;
}

/* 1 where files of this folder, called so, would bear names that are those of another folder's. */
static int is_taken(const lun_naming *naming, const char *real, const char *spelling)
{
    for (size_t i = 0; i < naming->roots.n; i++) {
        const lun_naming_root *root = &naming->roots.items[i];
        int is_same = strcmp(spelling, root->spelling) == 0;
        if ((is_same || (*root->spelling && lun_naming_is_below(spelling, root->spelling))) &&
            disagree(root->spelling, root->real, spelling, real))
            return 1;
        if (!is_same && *spelling && lun_naming_is_below(root->spelling, spelling) &&
            disagree(spelling, real, root->spelling, root->real))
            return 1;
    }
    return 0;
}

/* 1 where the name that the run uses is another folder's. */
static int add_name(const lun_naming *naming, lun_buf *out, const char *real, const char *spelling)
{
    lun_buf way = LUN_BUF_INIT;
    const lun_naming_root *root = nearest(naming, real, spelling);
    int taken = is_taken(naming, real, spelling);
    if (taken && !root)
        add_way(&way, naming->home, real);
    if (root)
        add_joined(out, root->spelling, rest_of(real, root->real));
    else if (way.data)
        lun_buf_adds(out, is_taken(naming, real, way.data) ? real : way.data);
    else
        lun_buf_adds(out, spelling);
    out->failed |= way.failed;
    lun_buf_clear(&way);
    return taken;
}

/* Makes a folder the one at hand: `path` as it is opened, spelled as the run spells it. */
static int settle_folder(lun_naming *naming, const char *path, size_t len)
{
    lun_buf spelling = LUN_BUF_INIT;
    lun_buf_reset(&naming->folder);
    lun_buf_reset(&naming->base);
    lun_buf_reset(&naming->real);
    lun_buf_add(&naming->folder, path, len);
    lun_load_readable(&spelling, path, len, LUN_LETTERS_LARGE);
    naming->is_plain = 1;
    naming->has_inner = naming->is_taken = 0;
    if (!naming->folder.failed && !spelling.failed && add_real(&naming->real, len ? naming->folder.data : "") &&
        !naming->real.failed) {
        naming->is_taken = add_name(naming, &naming->base, naming->real.data, spelling.data ? spelling.data : "");
        for (size_t i = 0; i < naming->roots.n; i++)
            naming->has_inner |= lun_naming_is_below(naming->roots.items[i].real, naming->real.data) &&
                                 strcmp(naming->roots.items[i].real, naming->real.data) != 0;
        naming->is_plain = !naming->base.failed && strcmp(naming->base.data, spelling.data) == 0;
    }
    int failed = naming->folder.failed || spelling.failed || naming->base.failed || naming->real.failed;
    lun_buf_clear(&spelling);
    return failed ? -1 : 0;
}

static int is_at_hand(const lun_naming *naming, const char *path, size_t len)
{
    return naming->folder.data && naming->folder.len == len && memcmp(naming->folder.data, path, len) == 0;
}

const char *lun_naming_of(lun_naming *naming, const lun_walk_item *item)
{
    size_t len =
        *item->below ? item->named : strlen(item->path); /* a folder that cannot be entered has nothing below */
    if (!naming->home || strcmp(item->path, "-") == 0)
        return item->uri;
    while (len > 1 && item->path[len - 1] == '/')
        len--;
    if (!is_at_hand(naming, item->path, len) && settle_folder(naming, item->path, len) < 0)
        return NULL;
    if (naming->is_plain && !naming->has_inner)
        return item->uri;
    lun_buf_reset(&naming->name);
    if (naming->has_inner && *item->below) {
        lun_buf real = LUN_BUF_INIT, plain = LUN_BUF_INIT;
        add_joined(&real, naming->real.data, item->below);
        add_joined(&plain, naming->base.data, item->below);
        const lun_naming_root *inner = real.failed ? NULL : nearest(naming, real.data, "");
        if (inner && strlen(inner->real) > naming->real.len)
            add_joined(&naming->name, inner->spelling, rest_of(real.data, inner->real));
        else
            lun_buf_adds(&naming->name, plain.failed ? "" : plain.data);
        naming->name.failed |= real.failed || plain.failed;
        lun_buf_clear(&real);
        lun_buf_clear(&plain);
    } else {
        add_joined(&naming->name, naming->base.data, item->below);
    }
    return naming->name.failed ? NULL : naming->name.data;
}

/* ---- the paths of a run ---- */

static int cover(lun_naming *naming, const char *name, lun_error *err)
{
    const char *copy = lun_arena_strdup(naming->arena, name);
    return copy && lun_vec_push(&naming->covered, copy) == 0 ? LUN_OK : no_memory(err);
}

/* All names that a real path has in the corpus, and those of folders in it. */
static int cover_real(lun_naming *naming, const char *real, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < naming->roots.n && rc == LUN_OK; i++) {
        const lun_naming_root *root = &naming->roots.items[i];
        lun_buf name = LUN_BUF_INIT;
        if (lun_naming_is_below(real, root->real))
            add_joined(&name, root->spelling, rest_of(real, root->real));
        else if (lun_naming_is_below(root->real, real))
            lun_buf_adds(&name, root->spelling);
        rc = name.failed ? no_memory(err) : name.len ? cover(naming, name.data, err) : LUN_OK;
        lun_buf_clear(&name);
    }
    return rc;
}

/* A named path: its folder, which is itself where it is one, is noted, and what the corpus calls the path is covered. */
static int take_path(lun_naming *naming, lun_store *store, const char *path, lun_error *err)
{
    lun_buf real = LUN_BUF_INIT;
    size_t len = strlen(path);
    int is_folder = lun_file_is_folder(path), rc = LUN_OK;
    while (len > 1 && path[len - 1] == '/')
        len--;
    if (settle_folder(naming, path, is_folder ? len : folder_len(path)) < 0)
        return no_memory(err);
    if (naming->real.len) {
        add_joined(&real, naming->real.data, "");
        if (!is_folder) {
            lun_buf name = LUN_BUF_INIT;
            const char *last = lun_path_name(path);
            lun_load_readable(&name, last, strlen(last), LUN_LETTERS_LARGE);
            lun_buf_addf(&real, "/%s", name.failed ? "" : name.data);
            lun_buf_clear(&name);
        }
        rc = note(naming, store, naming->base.data, naming->real.data, err);
        if (rc == LUN_OK)
            rc = add_root(naming, naming->base.data, naming->real.data, err);
        if (rc == LUN_OK)
            rc = real.failed ? no_memory(err) : cover_real(naming, real.data, err);
    }
    lun_buf_clear(&real);
    lun_buf_reset(&naming->folder);
    return rc;
}

int lun_naming_open(lun_naming *naming, lun_store *store, const lun_session_options *session, lun_error *err)
{
    memset(naming, 0, sizeof *naming);
    naming->arena = lun_arena_new();
    int rc = naming->arena ? find_home(naming, store, err) : no_memory(err);
    if (rc == LUN_OK && (rc = note_rules(naming, store, session->rules, err)) == LUN_OK)
        rc = note_rules(naming, store, session->plugins, err);
    return rc;
}

int lun_naming_sources(lun_naming *naming, lun_store *store, const char *const *paths, size_t n, lun_error *err)
{
    int rc = read_roots(naming, store, err);
    for (size_t i = 0; i < n && rc == LUN_OK; i++) {
        if (strcmp(paths[i], "-") == 0) {
            rc = cover(naming, paths[i], err);
            continue;
        }
        naming->is_taken = 0;
        if (naming->home && (rc = take_path(naming, store, paths[i], err)) < 0)
            return rc;
        if (naming->is_taken)
            continue;
        lun_buf name = LUN_BUF_INIT;
        lun_load_readable(&name, paths[i], strlen(paths[i]), LUN_LETTERS_LARGE);
        rc = name.failed ? no_memory(err) : cover(naming, name.data, err);
        lun_buf_clear(&name);
    }
    return rc;
}

void lun_naming_clear(lun_naming *naming)
{
    lun_vec_clear(&naming->roots);
    lun_vec_clear(&naming->covered);
    lun_buf_clear(&naming->folder);
    lun_buf_clear(&naming->base);
    lun_buf_clear(&naming->real);
    lun_buf_clear(&naming->name);
    if (naming->arena)
        lun_arena_free(naming->arena);
    naming->arena = NULL;
}
