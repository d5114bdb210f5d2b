/*
** plugin_files.c - a plugin's files: listed, read, digested. Sits on files.c, which decides where each one comes from.
*/
#include "script/plugin_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/mem.h"
#include "script/engine.h"

#define INSIDE "plugins/"
#define FILE_LIMIT ((size_t)256 << 20)
#define DEEPEST 16 /* folders in folders */

typedef LUN_VEC(char *) name_list;

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the files of a plugin");
}

static void clear_names(name_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        lun_free(list->items[i]);
    lun_vec_clear(list);
}

static int add_name(name_list *list, const char *name, size_t len, lun_error *err)
{
    char *copy = lun_strndup(name, len);
    if (copy && lun_vec_push(list, copy) == 0)
        return LUN_OK;
    lun_free(copy);
    return no_memory(err);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_once(name_list *list)
{
    size_t kept = 0;
    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, compare);
    for (size_t i = 0; i < list->n; i++) {
        if (kept && strcmp(list->items[kept - 1], list->items[i]) == 0)
            lun_free(list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    list->n = kept;
}

/* ---- where plugins are ---- */

char *lun_plugins_home(void)
{
    char *data = lun_script__data_folder();
    char *home = data ? lun_path_join(data, "plugins") : NULL;
    lun_free(data);
    return home;
}

static int is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/');
}

static int has_manifest(const char *folder, const char *name)
{
    char path[1024];
    int n = snprintf(path, sizeof path, "%s/%s/plugin.lua", folder, name);
    return n > 0 && (size_t)n < sizeof path && lun_file_is_regular(path);
}

static int is_embedded(const char *name)
{
    char path[512];
    int n = snprintf(path, sizeof path, INSIDE "%s/plugin.lua", name);
    return n > 0 && (size_t)n < sizeof path && lun_embedded_find(path) != NULL;
}

lun_plugin_origin lun_plugin_find(const char *name)
{
    char *folder;
    if (!is_name(name))
        return LUN_PLUGIN_NOWHERE;
    for (size_t i = 0; (folder = lun_script__path_folder("plugins", i)); i++) {
        int has = 0;
        char *own = lun_path_join(folder, name);
        has = own && lun_file_is_folder(own);
        lun_free(own);
        lun_free(folder);
        if (has)
            return LUN_PLUGIN_PATH;
    }
    if (is_embedded(name))
        return LUN_PLUGIN_SHIPPED;
    char *home = lun_plugins_home();
    int installed = home && has_manifest(home, name);
    lun_free(home);
    return installed ? LUN_PLUGIN_INSTALLED : LUN_PLUGIN_NOWHERE;
}

const char *lun_plugin_origin_name(lun_plugin_origin origin)
{
    switch (origin) {
    case LUN_PLUGIN_PATH:
        return "path";
    case LUN_PLUGIN_SHIPPED:
        return "shipped";
    case LUN_PLUGIN_INSTALLED:
        return "installed";
    case LUN_PLUGIN_NOWHERE:
        break;
    }
    return "";
}

static int add_plugins_of(name_list *list, const char *folder, lun_error *err)
{
    char **names;
    size_t n;
    int rc = LUN_OK;
    if (!lun_file_is_folder(folder) || lun_folder_list(&names, &n, folder, NULL) < 0)
        return LUN_OK;
    for (size_t i = 0; i < n && rc == LUN_OK; i++) {
        if (is_name(names[i]) && has_manifest(folder, names[i]))
            rc = add_name(list, names[i], strlen(names[i]), err);
    }
    lun_names_free(names, n);
    return rc;
}

int lun_plugin_names(char ***names, size_t *n, lun_error *err)
{
    name_list list = { 0 };
    char *folder, *home = lun_plugins_home();
    int rc = LUN_OK;
    for (size_t i = 0; rc == LUN_OK && (folder = lun_script__path_folder("plugins", i)); i++) {
        rc = add_plugins_of(&list, folder, err);
        lun_free(folder);
    }
    for (size_t i = 0; i < lun_embedded_count() && rc == LUN_OK; i++) {
        const char *path = lun_embedded_at(i)->path, *name = path + strlen(INSIDE);
        size_t len = strncmp(path, INSIDE, strlen(INSIDE)) == 0 ? strcspn(name, "/") : 0;
        if (len && strcmp(name + len, "/plugin.lua") == 0)
            rc = add_name(&list, name, len, err);
    }
    if (rc == LUN_OK && home)
        rc = add_plugins_of(&list, home, err);
    lun_free(home);
    sort_once(&list);
    *names = list.items;
    *n = list.n;
    if (rc < 0)
        clear_names(&list);
    return rc;
}

/* ---- the files of a folder ---- */

typedef struct walk {
    const char *root;
    lun_plugin_links links;
    name_list *out;
} walk;

static int odd(const char *path, const struct stat *info, lun_error *err)
{
    const char *what = S_ISLNK(info->st_mode)    ? "a link"
                       : S_ISFIFO(info->st_mode) ? "a FIFO"
                       : S_ISSOCK(info->st_mode) ? "a socket"
                                                 : "a device";
    lun_error_set(err, LUN_EFORMAT, "'%s' is %s: a plugin holds files and folders only", path, what);
    return lun_error_hint(err, "put a copy of the file in its place, or take it out");
}

static int walk_folder(const walk *w, const char *below, int depth, lun_error *err);

static int walk_one(const walk *w, const char *path, int depth, lun_error *err)
{
    struct stat info;
    char *full = lun_path_join(w->root, path);
    int rc = LUN_OK;
    if (!full)
        return no_memory(err);
    if ((w->links == LUN_LINKS_REFUSED ? lstat(full, &info) : stat(full, &info)) < 0)
        rc = lun_error_set(err, LUN_EIO, "cannot read '%s': %s", full, strerror(errno));
    else if (S_ISDIR(info.st_mode))
        rc = walk_folder(w, path, depth + 1, err);
    else if (S_ISREG(info.st_mode))
        rc = add_name(w->out, path, strlen(path), err);
    else if (w->links == LUN_LINKS_REFUSED)
        rc = odd(full, &info, err);
    lun_free(full);
    return rc;
}

static int walk_folder(const walk *w, const char *below, int depth, lun_error *err)
{
    char **names, *folder = lun_path_join(w->root, below);
    size_t n;
    int rc = folder ? LUN_OK : no_memory(err);
    if (rc == LUN_OK && depth > DEEPEST)
        rc = lun_error_set(err, LUN_ELIMIT, "'%s' lies more than %d folders deep", folder, DEEPEST);
    if (rc < 0 || (rc = lun_folder_list(&names, &n, folder, err)) < 0) {
        lun_free(folder);
        return rc;
    }
    for (size_t i = 0; i < n && rc == LUN_OK; i++) {
        char *path = *below ? lun_path_join(below, names[i]) : lun_strdup(names[i]);
        rc = !path ? no_memory(err) : names[i][0] == '.' ? LUN_OK : walk_one(w, path, depth, err);
        lun_free(path);
    }
    lun_names_free(names, n);
    lun_free(folder);
    return rc;
}

int lun_folder_files(const char *folder, lun_plugin_links links, lun_plugin_visit *visit, void *context, lun_error *err)
{
    name_list list = { 0 };
    const walk w = { folder, links, &list };
    int rc = walk_folder(&w, "", 0, err);
    sort_once(&list);
    for (size_t i = 0; i < list.n && rc == LUN_OK; i++) {
        char *full = lun_path_join(folder, list.items[i]), *data;
        size_t len;
        rc = full ? lun_file_read(&data, &len, full, FILE_LIMIT, err) : no_memory(err);
        if (rc == LUN_OK) {
            rc = visit(context, list.items[i], data, len, err);
            lun_free(data);
        }
        lun_free(full);
    }
    clear_names(&list);
    return rc;
}

/* ---- the files of a plugin by name ---- */

static int add_from_path(name_list *list, const char *name, lun_error *err)
{
    char *plugins;
    int rc = LUN_OK;
    for (size_t i = 0; rc == LUN_OK && (plugins = lun_script__path_folder("plugins", i)); i++) {
        char *folder = lun_path_join(plugins, name);
        const walk w = { folder, LUN_LINKS_FOLLOWED, list };
        rc = !folder ? no_memory(err) : lun_file_is_folder(folder) ? walk_folder(&w, "", 0, err) : LUN_OK;
        lun_free(folder);
        lun_free(plugins);
    }
    return rc;
}

static int add_embedded(name_list *list, const char *name, lun_error *err)
{
    int rc = LUN_OK;
    size_t len = strlen(INSIDE) + strlen(name);
    for (size_t i = 0; i < lun_embedded_count() && rc == LUN_OK; i++) {
        const char *path = lun_embedded_at(i)->path;
        if (strncmp(path, INSIDE, strlen(INSIDE)) == 0 && strlen(path) > len &&
            memcmp(path + strlen(INSIDE), name, strlen(name)) == 0 && path[len] == '/')
            rc = add_name(list, path + len + 1, strlen(path + len + 1), err);
    }
    return rc;
}

static int visit_inside(const char *name, const char *path, lun_plugin_visit *visit, void *context, lun_error *err)
{
    lun_buf full = LUN_BUF_INIT;
    const char *data;
    char *owned = NULL;
    size_t len;
    lun_buf_addf(&full, INSIDE "%s/%s", name, path);
    int rc = full.failed ? no_memory(err) : lun_script__read(full.data, &data, &len, &owned, err);
    if (rc == LUN_OK)
        rc = visit(context, path, data, len, err);
    lun_free(owned);
    lun_buf_clear(&full);
    return rc;
}

int lun_plugin_files(const char *name, lun_plugin_visit *visit, void *context, lun_error *err)
{
    name_list list = { 0 };
    lun_plugin_origin origin = lun_plugin_find(name);
    char *home = origin == LUN_PLUGIN_INSTALLED ? lun_plugins_home() : NULL;
    char *folder = home ? lun_path_join(home, name) : NULL;
    int rc;
    if (origin == LUN_PLUGIN_NOWHERE) {
        lun_error_set(err, LUN_ENOTFOUND, "there is no plugin '%s'", name);
        return lun_error_hint(err, "`lunette plugin list` shows what there is");
    }
    if (origin == LUN_PLUGIN_INSTALLED) {
        rc = folder ? lun_folder_files(folder, LUN_LINKS_FOLLOWED, visit, context, err) : no_memory(err);
    } else {
        rc = add_from_path(&list, name, err);
        if (rc == LUN_OK)
            rc = add_embedded(&list, name, err);
        sort_once(&list);
        for (size_t i = 0; i < list.n && rc == LUN_OK; i++)
            rc = visit_inside(name, list.items[i], visit, context, err);
    }
    clear_names(&list);
    lun_free(folder);
    lun_free(home);
    return rc;
}

/* ---- digests ---- */

/* The path, a NUL, the length, the bytes: no two lists of files give the same text. */
static int add_to_digest(void *context, const char *path, const char *data, size_t len, lun_error *err)
{
    char size[32];
    (void)err;
    int n = snprintf(size, sizeof size, "%zu:", len);
    lun_digest_add(context, path, strlen(path) + 1);
    lun_digest_add(context, size, (size_t)n);
    lun_digest_add(context, data, len);
    return LUN_OK;
}

static int digest(char out[LUN_DIGEST_HEX], const char *what, int is_folder, lun_error *err)
{
    lun_digest *all = lun_digest_new();
    if (!all)
        return no_memory(err);
    int rc = is_folder ? lun_folder_files(what, LUN_LINKS_FOLLOWED, add_to_digest, all, err)
                       : lun_plugin_files(what, add_to_digest, all, err);
    lun_digest_hex(all, out);
    lun_digest_free(all);
    return rc;
}

int lun_plugin_digest(char out[LUN_DIGEST_HEX], const char *name, lun_error *err)
{
    return digest(out, name, 0, err);
}

int lun_folder_digest(char out[LUN_DIGEST_HEX], const char *folder, lun_error *err)
{
    return digest(out, folder, 1, err);
}
