/*
** report_files.c - the folder of files beside a report, for documents that are too many for its page.
**
** Sits on base/file.h. Files are named by numbers (1.html, 2.html, ...). Each is written whole or not at all; those of an earlier, longer report that
** this one has no use for are taken away, other files of the folder are left alone. The page that links to them is written last.
*/
#include "cli/report_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"

/* The number of "12.html"; 0 for another name. */
static long number_of(const char *name)
{
    char *rest;
    long n = *name >= '1' && *name <= '9' ? strtol(name, &rest, 10) : 0;
    return n > 0 && strcmp(rest, ".html") == 0 ? n : 0;
}

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the files of a report");
}

static int write_one(const char *folder, const cJSON *file, lun_error *err)
{
    const char *name = lun_json_string(file, "name"), *text = lun_json_string(file, "text");
    if (!name || !text || !number_of(name))
        return lun_error_set(err, LUN_ESCRIPT, "a report wrote a file of a name that is none");
    char *path = lun_path_join(folder, name);
    int rc = path ? lun_file_write(path, text, strlen(text), err) : no_memory(err);
    lun_free(path);
    return rc;
}

/* Files with numbers above n: what an earlier report left that had more files. What cannot be removed stays: nothing links to it. */
static void remove_others(const char *folder, long n)
{
    char **names;
    size_t count;
    lun_error err = LUN_ERROR_INIT;
    if (lun_folder_list(&names, &count, folder, &err) < 0)
        return;
    for (size_t i = 0; i < count; i++) {
        char *path = number_of(names[i]) > n ? lun_path_join(folder, names[i]) : NULL;
        if (path)
            unlink(path);
        lun_free(path);
    }
    lun_names_free(names, count);
}

int lun_report_files(const char *page, const cJSON *answer, lun_error *err)
{
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(answer, "files"), *file;
    const char *name = lun_json_string(answer, "folder");
    int n = cJSON_GetArraySize(files), rc = LUN_OK, is_new = 0;
    if (!name || n == 0)
        return LUN_OK;
    if (!*name || *name == '.' || strchr(name, '/'))
        return lun_error_set(err, LUN_ESCRIPT, "'%s' is no name for a folder of a report", name);
    lun_buf folder = LUN_BUF_INIT;
    lun_buf_addf(&folder, "%.*s%s", (int)(lun_path_name(page) - page), page, name);
    if (folder.failed)
        rc = no_memory(err);
    else if (!(is_new = mkdir(folder.data, 0777) == 0) && (errno != EEXIST || !lun_file_is_folder(folder.data)))
        rc = lun_file_fail("make the folder", folder.data, err);
    cJSON_ArrayForEach(file, files)
    {
        if (rc == LUN_OK)
            rc = write_one(folder.data, file, err);
    }
    if (rc == LUN_OK)
        remove_others(folder.data, n);
    else if (is_new) {
        remove_others(folder.data, 0);
        rmdir(folder.data);
    }
    lun_buf_clear(&folder);
    return rc;
}
