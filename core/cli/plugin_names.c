/*
** plugin_names.c - lunette plugin names --luals: the names of a project as stubs for the Lua language server.
**
** -o FILE.lua takes the names alone, -o FOLDER a library: those and the stubs of all words. A file that was not written by this command stays.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/stage.h"
#include "cli/ctrl_c.h"
#include "cli/listing.h"
#include "cli/plugins.h"

#define META "---@meta" /* what each stub begins with */

static int check_ours(const char *path, lun_error *err)
{
    char *text;
    size_t len;
    if (!lun_file_is_regular(path))
        return LUN_OK;
    int rc = lun_file_read(&text, &len, path, (size_t)16 << 20, err);
    if (rc < 0)
        return rc;
    int ours = len >= strlen(META) && memcmp(text, META, strlen(META)) == 0;
    lun_free(text);
    if (ours)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "'%s' is there, and is no file of stubs", path);
    return lun_error_hint(err, "name another file or folder: -o .luals");
}

typedef int each_file(const char *path, const char *text, lun_error *err);

static int check_file(const char *path, const char *text, lun_error *err)
{
    (void)text;
    return check_ours(path, err);
}

static int write_file(const char *path, const char *text, lun_error *err)
{
    return lun_file_write(path, text, strlen(text), err);
}

static int visit(const cJSON *files, const char *folder, each_file *call, lun_error *err)
{
    const cJSON *file;
    int rc = LUN_OK;
    cJSON_ArrayForEach(file, files)
    {
        const char *name = lun_json_string(file, "name"), *text = lun_json_string(file, "text");
        char *path = name && text ? lun_path_join(folder, name) : NULL;
        if (rc == LUN_OK)
            rc = path ? call(path, text, err) : lun_error_set(err, LUN_ENOMEM, "no memory for a path");
        lun_free(path);
    }
    return rc;
}

static int write_library(const cJSON *files, const char *folder, lun_error *err)
{
    lun_error ignored = LUN_ERROR_INIT;
    int rc = visit(files, folder, check_file, err), fresh = !lun_file_is_folder(folder);
    lun_ctrl_c_hold();
    if (rc == LUN_OK)
        rc = lun_folder_make(folder, err);
    if (rc == LUN_OK && (rc = visit(files, folder, write_file, err)) < 0 && fresh)
        lun_folder_remove(folder, &ignored); /* no half of a library */
    return rc;
}

static int write_names(const char *names, const char *path, lun_error *err)
{
    int rc = check_ours(path, err);
    return rc < 0 ? rc : write_file(path, names, err);
}

int lun_plugins_luals(const cJSON *answer, const lun_arguments *arguments)
{
    const char *names = lun_json_string(answer, "names"), *output = arguments->output;
    lun_error err = LUN_ERROR_INIT;
    if (!output || lun_options_is_stdout(output)) {
        fputs(names ? names : "", stdout);
        return LUN_EXIT_OK;
    }
    int one = strcmp(lun_path_suffix(output), ".lua") == 0;
    int rc = one ? write_names(names ? names : "", output, &err)
                 : write_library(cJSON_GetObjectItemCaseSensitive(answer, "files"), output, &err);
    if (rc < 0)
        return lun_options_fail(&err);
    if (!arguments->quiet)
        fprintf(
            stderr,
            "written: %s\nnext: open the folder that it lies in; a .luarc.json there says \"workspace.library\": [\"%s\"]\n",
            output, lun_path_name(output));
    return LUN_EXIT_OK;
}
