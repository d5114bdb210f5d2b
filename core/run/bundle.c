/*
** bundle.c - files of strangers, checked one by one. Sits on unpack.c and script/plugin_files.h.
*/
#include "run/bundle.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "script/plugin_files.h"

#define MANIFEST "plugin.lua"

static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ";

void lun_bundle_clear(lun_bundle *bundle)
{
    lun_vec_clear(&bundle->files);
    lun_arena_free(bundle->arena);
    memset(bundle, 0, sizeof *bundle);
}

/* What a message may show of a path from anywhere. */
static void show(char *out, size_t size, const char *path)
{
    size_t n = 0;
    for (; path[n] && n + 1 < size && n < 120; n++)
        out[n] = (unsigned char)path[n] < 0x20 || (unsigned char)path[n] >= 0x7F ? '?' : path[n];
    out[n] = '\0';
}

static int refuse(int code, const char *path, const char *why, lun_error *err)
{
    char shown[128];
    show(shown, sizeof shown, path);
    lun_error_set(err, code, "'%s' is refused: %s", shown, why);
    return lun_error_hint(err, "nothing was installed; an honest plugin holds plain files below one folder");
}

/* 1: to be passed over; 0: fine; negative: refused. */
static int check_path(const char *path, lun_error *err)
{
    int hidden = 0;
    if (strlen(path) > LUN_BUNDLE_PATH)
        return refuse(LUN_ELIMIT, path, "a path of more than 200 bytes", err);
    if (*path == '/')
        return refuse(LUN_EFORMAT, path, "a path from the root", err);
    for (const char *part = path;; part++) {
        size_t len = strcspn(part, "/");
        if (len == 2 && memcmp(part, "..", 2) == 0)
            return refuse(LUN_EFORMAT, path, "the path leads out of its folder", err);
        if (len == 0)
            return refuse(LUN_EFORMAT, path, "an empty name in the path", err);
        if (strspn(part, plain) < len)
            return refuse(LUN_EFORMAT, path, "a name with other signs than letters, digits, '_', '-', '.' and spaces",
                          err);
        hidden |= *part == '.';
        part += len;
        if (!*part)
            return hidden;
    }
}

int lun_bundle_add(lun_bundle *bundle, const char *path, const char *data, size_t len, lun_error *err)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    int rc = check_path(path, err);
    if (rc != 0)
        return rc < 0 ? rc : LUN_OK;
    if (bundle->files.n >= LUN_BUNDLE_FILES)
        return refuse(LUN_ELIMIT, path, "more than 2000 files", err);
    if (len > LUN_BUNDLE_BYTES - bundle->bytes)
        return refuse(LUN_ELIMIT, path, "more than 128 MB of files", err);
    for (size_t i = 0; i < bundle->files.n; i++) {
        if (strcasecmp(bundle->files.items[i].path, path) == 0)
            return refuse(LUN_EFORMAT, path, "it is there twice", err);
    }
    if (!bundle->arena)
        bundle->arena = lun_arena_new();
    const char *name = bundle->arena ? lun_arena_strdup(bundle->arena, path) : NULL;
    const char *copy = name ? lun_arena_strndup(bundle->arena, data, len) : NULL;
    if (!copy || lun_vec_push(&bundle->files, (lun_bundle_file){ name, copy, len }) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the files of a plugin");
    bundle->bytes += len;
    return LUN_OK;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const lun_bundle_file *)a)->path, ((const lun_bundle_file *)b)->path);
}

/* "harbour-0.2.0/plugin.lua": the length of the folder with its slash; 0 at the top; -1 where there is none. */
static int find_top(const lun_bundle *bundle)
{
    int top = -1;
    for (size_t i = 0; i < bundle->files.n; i++) {
        const char *path = bundle->files.items[i].path, *slash = strchr(path, '/');
        if (strcmp(path, MANIFEST) == 0)
            return 0;
        if (slash && strcmp(slash + 1, MANIFEST) == 0)
            top = (int)(slash + 1 - path);
    }
    return top;
}

static int settle(lun_bundle *bundle, const char *from, lun_error *err)
{
    int top = find_top(bundle);
    if (top < 0) {
        lun_error_set(err, LUN_EFORMAT, "'%s' holds no plugin: there is no plugin.lua in it", from);
        return lun_error_hint(err,
                              "a plugin is a folder with plugin.lua, rules/ and lexicons/: lunette new plugin NAME");
    }
    for (size_t i = 0; i < bundle->files.n && top > 0; i++) {
        lun_bundle_file *file = &bundle->files.items[i];
        if (strncmp(file->path, bundle->files.items[0].path, (size_t)top) != 0)
            return refuse(LUN_EFORMAT, file->path, "it lies beside the plugin's folder", err);
    }
    for (size_t i = 0; i < bundle->files.n; i++)
        bundle->files.items[i].path += top;
    qsort(bundle->files.items, bundle->files.n, sizeof *bundle->files.items, compare);
    return LUN_OK;
}

static int add_file(void *context, const char *path, const char *data, size_t len, lun_error *err)
{
    return lun_bundle_add(context, path, data, len, err);
}

int lun_bundle_open(lun_bundle *out, const char *from, lun_error *err)
{
    int rc;
    memset(out, 0, sizeof *out);
    if (lun_file_is_folder(from))
        rc = lun_folder_files(from, LUN_LINKS_REFUSED, add_file, out, err);
    else
        rc = lun_unpack(out, from, err);
    return rc == LUN_OK ? settle(out, from, err) : rc;
}
