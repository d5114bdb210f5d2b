/*
** export_out.c - where an export goes. Sits on base/file.h.
**
** What is not whole is written beside its place, under a name that ends in the number of the process, and moved at the end: an export that fails, is
** stopped, or finds the disk full leaves what was there as it was. Devices and pipes are written to as they are; a link stays, and leads to what is new.
*/
#include "cli/export_out.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for an export");
}

static int cannot(const char *path, lun_error *err)
{
    int number = errno;
    lun_error_set(err, LUN_EIO, "cannot write '%s': %s", path, strerror(number));
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return lun_error_hint(err, "make room, or name a place on another disk");
    return lun_error_hint(err, "name a place in a folder that exists and that you may write to");
}

static int find_target(lun_export_out *out, lun_error *err)
{
    size_t len = strlen(out->path);
    while (len > 1 && out->path[len - 1] == '/')
        len--;
    char *plain = lun_strndup(out->path, len);
    int rc = plain ? lun_file_target(&out->target, plain, err) : no_memory(err);
    lun_free(plain);
    return rc;
}

/* ---- opening ---- */

static int open_aside(lun_export_out *out, lun_error *err)
{
    int rc = find_target(out, err);
    if (rc < 0)
        return rc;
    int fd = lun_file_aside(&out->aside, out->target);
    if (fd < 0)
        return errno == ENOMEM ? no_memory(err) : cannot(out->path, err);
    if ((out->stream = fdopen(fd, "wb")))
        return LUN_OK;
    close(fd);
    unlink(out->aside);
    return no_memory(err);
}

static int open_stream(lun_export_out *out, lun_error *err)
{
    if (!out->path) {
        out->stream = stdout;
        return LUN_OK;
    }
    if (lun_file_is_folder(out->path)) {
        lun_error_set(err, LUN_EIO, "cannot write '%s': it is a folder", out->path);
        return lun_error_hint(err, "name a file");
    }
    if (!lun_file_is_special(out->path))
        return open_aside(out, err);
    out->stream = fopen(out->path, "wb");
    return out->stream ? LUN_OK : cannot(out->path, err);
}

static int check_folder(const char *path, lun_error *err)
{
    char **names;
    size_t n;
    struct stat about;
    if (stat(path, &about) < 0)
        return LUN_OK;
    if (!S_ISDIR(about.st_mode)) {
        lun_error_set(err, LUN_EUSAGE, "'%s' is a file, and this format writes a folder of files", path);
        return lun_error_hint(err, "-o FOLDER, which is made if it is not there");
    }
    int rc = lun_folder_list(&names, &n, path, err);
    if (rc < 0)
        return rc;
    lun_names_free(names, n);
    if (n == 0)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "the folder '%s' is not empty, and nothing in it is overwritten", path);
    return lun_error_hint(err, "name another, or empty it first");
}

static void remove_folder(const char *folder)
{
    char **names;
    size_t n;
    lun_error ignored = LUN_ERROR_INIT;
    if (lun_folder_list(&names, &n, folder, &ignored) < 0)
        return;
    for (size_t i = 0; i < n; i++) {
        char *path = lun_path_join(folder, names[i]);
        if (path)
            unlink(path);
        lun_free(path);
    }
    lun_names_free(names, n);
    rmdir(folder);
}

/* A run that walks through the folder leaves it out. */
static int put_ignore_file(lun_export_out *out, lun_error *err)
{
    static const char text[] = "# Made by lunette export: no sources.\n*\n";
    char *path = lun_path_join(out->aside, ".lunetteignore");
    int rc = path ? lun_file_write(path, text, sizeof text - 1, err) : no_memory(err);
    lun_free(path);
    return rc;
}

static int open_folder(lun_export_out *out, lun_error *err)
{
    int rc = check_folder(out->path, err);
    if (rc == LUN_OK && (rc = find_target(out, err)) == LUN_OK && lun_folder_aside(&out->aside, out->target) < 0)
        rc = errno == ENOMEM ? no_memory(err) : cannot(out->path, err);
    if (rc == LUN_OK && (rc = put_ignore_file(out, err)) < 0)
        remove_folder(out->aside);
    return rc;
}

int lun_export_open(lun_export_out *out, const char *path, lun_export_kind kind, lun_error *err)
{
    memset(out, 0, sizeof *out);
    out->path = path;
    int rc = kind == LUN_EXPORT_FOLDER ? open_folder(out, err) : open_stream(out, err);
    if (rc < 0) {
        lun_free(out->aside);
        lun_free(out->target);
        out->aside = out->target = NULL;
    }
    return rc;
}

/* ---- writing ---- */

static int put(FILE *file, const char *path, const char *data, size_t len, lun_error *err)
{
    if (fwrite(data, 1, len, file) == len)
        return LUN_OK;
    return path ? cannot(path, err) : lun_file_fail_output(err);
}

int lun_export_put(lun_export_out *out, const char *data, size_t len, lun_error *err)
{
    return put(out->stream, out->path, data, len, err);
}

/* Opens a file of the folder. A name that leads out of it is refused: it may come from what a corpus says. */
static FILE *open_inside(const lun_export_out *out, const char *name, lun_error *err)
{
    if (!*name || *name == '.' || strchr(name, '/')) {
        lun_error_set(err, LUN_EFORMAT, "'%s' is no name for a file of an export", name);
        return NULL;
    }
    char *path = lun_path_join(out->aside, name);
    FILE *file = path ? fopen(path, "w+b") : NULL;
    if (!path)
        no_memory(err);
    else if (!file)
        cannot(out->path, err);
    lun_free(path);
    return file;
}

int lun_export_put_file(lun_export_out *out, const char *name, const char *data, size_t len, lun_error *err)
{
    FILE *file = open_inside(out, name, err);
    if (!file)
        return err->code;
    int rc = put(file, out->path, data, len, err);
    if (fclose(file) != 0 && rc == LUN_OK)
        rc = cannot(out->path, err);
    return rc;
}

static lun_export_file *keep(lun_export_out *out, const char *name, lun_error *err)
{
    for (size_t i = 0; i < LUN_EXPORT_KEPT; i++) {
        lun_export_file *kept = &out->kept[i];
        if (kept->name && strcmp(kept->name, name) == 0)
            return kept;
        if (kept->name)
            continue;
        if (!(kept->file = open_inside(out, name, err)))
            return NULL;
        if (!(kept->name = lun_strdup(name))) {
            fclose(kept->file);
            no_memory(err);
            return NULL;
        }
        return kept;
    }
    lun_error_set(err, LUN_ELIMIT, "an export keeps at most %d files open", LUN_EXPORT_KEPT);
    return NULL;
}

int lun_export_add_file(lun_export_out *out, const char *name, int64_t at, const char *data, size_t len, lun_error *err)
{
    lun_export_file *kept = keep(out, name, err);
    if (!kept)
        return err->code;
    if (at >= 0 && fseek(kept->file, (long)at, SEEK_SET) != 0)
        return cannot(out->path, err);
    int rc = put(kept->file, out->path, data, len, err);
    if (rc == LUN_OK && at >= 0 && fseek(kept->file, 0, SEEK_END) != 0)
        rc = cannot(out->path, err);
    return rc;
}

/* ---- the end ---- */

static int close_stream(lun_export_out *out, int rc, lun_error *err)
{
    if (out->stream == stdout && rc >= 0 && fflush(stdout) != 0)
        return lun_file_fail_output(err);
    if (!out->stream || out->stream == stdout)
        return rc;
    if (rc >= 0 && (fflush(out->stream) != 0 || (out->aside && fsync(fileno(out->stream)) < 0)))
        rc = cannot(out->path, err);
    if (fclose(out->stream) != 0 && rc >= 0)
        rc = cannot(out->path, err);
    return rc;
}

static int close_kept(lun_export_out *out, int rc, lun_error *err)
{
    for (size_t i = 0; i < LUN_EXPORT_KEPT && out->kept[i].name; i++) {
        if (fclose(out->kept[i].file) != 0 && rc >= 0)
            rc = cannot(out->path, err);
        lun_free(out->kept[i].name);
    }
    return rc;
}

int lun_export_finish(lun_export_out *out, int rc, lun_error *err)
{
    int is_folder = out->aside && !out->stream;
    rc = close_kept(out, close_stream(out, rc, err), err);
    if (out->aside && rc >= 0) {
        if (is_folder)
            rmdir(out->target); /* an empty one gives way */
        if (rename(out->aside, out->target) < 0)
            rc = cannot(out->path, err);
    }
    if (out->aside && rc < 0) {
        if (is_folder)
            remove_folder(out->aside);
        else
            unlink(out->aside);
    }
    lun_free(out->aside);
    lun_free(out->target);
    memset(out, 0, sizeof *out);
    return rc;
}
