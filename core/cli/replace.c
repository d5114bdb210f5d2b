/*
** replace.c - what -o may write over: nothing that somebody would miss. Sits on load/own.h, which knows our own outputs.
*/
#include "cli/replace.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mark.h"
#include "load/own.h"
#include "store/store.h"

/* Tables and JSON of any columns are known by a mark alone (base/mark.h). Where the file system keeps none, nobody can tell ours from others. */
static int cannot_be_told(const char *path)
{
    static const char *const suffixes[] = { ".csv", ".json", ".ics" };
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (strcmp(lun_path_suffix(path), suffixes[i]) == 0)
            return !lun_mark_is_kept(path);
    }
    return 0;
}

/* What cannot be read is taken for somebody's. */
static int is_foreign(const char *path)
{
    struct stat about;
    lun_error ignored = LUN_ERROR_INIT;
    const char *own = NULL;
    if (stat(path, &about) < 0 || !S_ISREG(about.st_mode) || about.st_size == 0 || cannot_be_told(path))
        return 0;
    return lun_load_own_file(&own, path, &ignored) < 0 || !own;
}

int lun_replace_check(const char *path, const char *who, const lun_arguments *arguments, lun_error *err)
{
    if (lun_store_is_corpus(path)) {
        lun_error_set(err, LUN_EUSAGE, "'%s' is a corpus, which %s does not replace", path, who);
        return lun_error_hint(err, "name another file after -o");
    }
    if (arguments->force || !is_foreign(path))
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "'%s' is there, and lunette did not write it: %s does not replace it", path, who);
    return lun_error_hint(err, "name another file after -o; --force replaces it");
}
