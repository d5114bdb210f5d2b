/*
** versions.c - words to versions of rules. Sits on core/run/revision.h.
**
** A folder of plugins is loaded as LUNETTE_PATH would have it, so that its plugins see each other and not those that ship.
*/
#include "cli/versions.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/stage.h"
#include "run/revision.h"

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for the names of rules");
}

int lun_versions_init(lun_versions *versions, lun_error *err)
{
    *versions = (lun_versions){ .arena = lun_arena_new() };
    return versions->arena ? LUN_OK : no_memory(err);
}

void lun_versions_clear(lun_versions *versions)
{
    lun_error ignored = LUN_ERROR_INIT;
    if (versions->folder)
        lun_folder_remove(versions->folder, &ignored);
    lun_free(versions->folder);
    lun_arena_free(versions->arena);
    *versions = (lun_versions){ NULL, NULL, 0 };
}

static int make_folder(lun_versions *versions, lun_error *err)
{
    const char *parent = getenv("TMPDIR");
    if (versions->folder)
        return LUN_OK;
    versions->folder = lun_path_join(parent && *parent ? parent : "/tmp", "lunette-versions-XXXXXX");
    if (!versions->folder)
        return no_memory(err);
    if (mkdtemp(versions->folder))
        return LUN_OK;
    lun_error_set(err, LUN_EIO, "no temporary folder '%s': %s", versions->folder, strerror(errno));
    lun_free(versions->folder);
    versions->folder = NULL;
    return lun_error_hint(err, "make room there, or name another with TMPDIR");
}

/* A path in the temporary folder that is not there yet. */
static const char *new_place(lun_versions *versions, lun_error *err)
{
    lun_buf place = LUN_BUF_INIT;
    if (make_folder(versions, err) < 0)
        return NULL;
    lun_buf_addf(&place, "%s/%u", versions->folder, ++versions->n_taken);
    const char *copy = place.failed ? NULL : lun_arena_strdup(versions->arena, place.data);
    lun_buf_clear(&place);
    if (!copy)
        no_memory(err);
    return copy;
}

/* ---- what a word is ---- */

static int is_rule_file(const char *path)
{
    const char *suffix = lun_path_suffix(path);
    return strcmp(suffix, ".lua") == 0;
}

static int is_shipped(const char *word)
{
    char path[200];
    snprintf(path, sizeof path, "plugins/%.150s/plugin.lua", word);
    return !strchr(word, '/') && lun_embedded_find(path) != NULL;
}

int lun_versions_is_path(const char *word)
{
    return lun_file_is_regular(word) || lun_file_is_folder(word) || is_shipped(word);
}

static int has_file(const char *folder, const char *name)
{
    char *path = lun_path_join(folder, name);
    int has = path && lun_file_is_regular(path);
    lun_free(path);
    return has;
}

static int add_text(lun_texts *list, const char *text, lun_error *err)
{
    if (!text)
        return no_memory(err);
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->items[i], text) == 0)
            return LUN_OK;
    }
    if (list->n == LUN_TEXTS_MAX)
        return lun_error_set(err, LUN_ELIMIT, "a version of rules has more than %d plugins or files", LUN_TEXTS_MAX);
    list->items[list->n++] = text;
    list->items[list->n] = NULL;
    return LUN_OK;
}

/* ---- folders ---- */

/* LUNETTE_PATH/plugins is where plugins are looked for by name: a link of that name leads to the folder. */
static int make_library(lun_versions *versions, lun_named_version *out, const char *folder, lun_error *err)
{
    const char *place = new_place(versions, err);
    char *real = place ? realpath(folder, NULL) : NULL, *link = place ? lun_path_join(place, "plugins") : NULL;
    int rc = place ? lun_folder_make(place, err) : err->code;
    if (rc == LUN_OK && (!real || !link || symlink(real, link) != 0))
        rc = lun_error_set(err, LUN_EIO, "'%s' cannot be linked to: %s", folder, strerror(errno));
    free(real);
    lun_free(link);
    out->library = place;
    return rc;
}

static int add_entry(lun_versions *versions, lun_named_version *out, const char *folder, const char *name,
                     lun_error *err)
{
    char *path = lun_path_join(folder, name);
    int rc = path ? LUN_OK : no_memory(err);
    if (rc == LUN_OK && lun_file_is_folder(path) && has_file(path, "plugin.lua"))
        rc = add_text(&out->plugins, lun_arena_strdup(versions->arena, name), err);
    else if (rc == LUN_OK && lun_file_is_regular(path) && is_rule_file(path))
        rc = add_text(&out->rules, lun_arena_strdup(versions->arena, path), err);
    lun_free(path);
    return rc;
}

/* A plugin, or a folder with plugins and rule files. */
static int add_folder(lun_versions *versions, lun_named_version *out, const char *folder, lun_error *err)
{
    char **names;
    size_t n, plugins = out->plugins.n, rules = out->rules.n;
    if (has_file(folder, "plugin.lua")) {
        lun_buf path = LUN_BUF_INIT; /* with a slash, so that it is no name */
        lun_buf_addf(&path, "%s%s", strchr(folder, '/') ? "" : "./", folder);
        int added = add_text(&out->plugins, path.failed ? NULL : lun_arena_strdup(versions->arena, path.data), err);
        lun_buf_clear(&path);
        return added;
    }
    int rc = lun_folder_list(&names, &n, folder, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < n && rc == LUN_OK; i++)
        rc = *names[i] == '.' ? LUN_OK : add_entry(versions, out, folder, names[i], err);
    lun_names_free(names, n);
    if (rc == LUN_OK && plugins == out->plugins.n && rules == out->rules.n) {
        lun_error_set(err, LUN_ENOTFOUND, "folder '%s' holds no plugin and no rule file", folder);
        return lun_error_hint(err, "name a rule file (.lua), a folder with plugin.lua, or a folder of such folders");
    }
    return rc == LUN_OK && plugins != out->plugins.n ? make_library(versions, out, folder, err) : rc;
}

static int add_path(lun_versions *versions, lun_named_version *out, const char *path, lun_error *err)
{
    if (lun_file_is_folder(path))
        return add_folder(versions, out, path, err);
    if (!lun_file_is_regular(path) && is_shipped(path))
        return add_text(&out->plugins, path, err);
    if (is_rule_file(path))
        return add_text(&out->rules, path, err);
    lun_error_set(err, LUN_EUSAGE, "'%s' is no rule file and no folder of rules", path);
    return lun_error_hint(err, "rule files end in .lua");
}

/* ---- revisions ---- */

static int add_revision(lun_versions *versions, lun_named_version *out, const char *revision, const char *path,
                        lun_error *err)
{
    const char *place = new_place(versions, err);
    char *taken = NULL;
    int rc = place ? lun_revision_take(&taken, revision, path, place, err) : err->code;
    const char *copy = taken ? lun_arena_strdup(versions->arena, taken) : NULL;
    lun_free(taken);
    if (rc == LUN_OK && !copy)
        rc = no_memory(err);
    return rc < 0 ? rc : add_path(versions, out, copy, err);
}

/* A path of the file system: relative ones count from the working folder. */
static int add_then(lun_versions *versions, lun_named_version *out, const char *revision, const char *path,
                    lun_error *err)
{
    lun_buf relative = LUN_BUF_INIT;
    if (!lun_file_is_regular(path) && !lun_file_is_folder(path)) /* a shipped plugin is the same in each revision */
        return add_path(versions, out, path, err);
    lun_buf_addf(&relative, "%s%s", *path == '/' ? "" : "./", path);
    int rc = relative.failed ? no_memory(err) : add_revision(versions, out, revision, relative.data, err);
    lun_buf_clear(&relative);
    return rc;
}

static int add_others_then(lun_versions *versions, lun_named_version *out, const char *revision,
                           const lun_named_version *others, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < others->plugins.n && rc == LUN_OK; i++)
        rc = add_then(versions, out, revision, others->plugins.items[i], err);
    for (size_t i = 0; i < others->rules.n && rc == LUN_OK; i++)
        rc = add_then(versions, out, revision, others->rules.items[i], err);
    return rc == LUN_OK && !others->plugins.n && !others->rules.n ? add_revision(versions, out, revision, "./", err)
                                                                  : rc;
}

static int add_others(lun_named_version *out, const lun_named_version *others, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < others->plugins.n && rc == LUN_OK; i++)
        rc = add_text(&out->plugins, others->plugins.items[i], err);
    for (size_t i = 0; i < others->rules.n && rc == LUN_OK; i++)
        rc = add_text(&out->rules, others->rules.items[i], err);
    return rc;
}

static int unknown(const char *word, lun_error *err)
{
    lun_error_set(err, LUN_ENOTFOUND, "there is no file, folder, plugin or git revision '%s'", word);
    return lun_error_hint(
        err,
        "a version is FILE.lua, a folder of rules, REV or REV:PATH; `lunette plugin list` and `git log` show names");
}

int lun_versions_name(lun_versions *versions, lun_named_version *out, const char *word, const lun_named_version *others,
                      const char *path, lun_error *err)
{
    const char *colon = strchr(word, ':');
    *out = (lun_named_version){ .name = word };
    if (lun_versions_is_path(word)) {
        int rc = add_others(out, others, err);
        return rc < 0 ? rc : add_path(versions, out, word, err);
    }
    if (colon) {
        char *revision = lun_strndup(word, (size_t)(colon - word));
        int rc = revision ? add_others(out, others, err) : no_memory(err);
        if (rc == LUN_OK)
            rc = add_revision(versions, out, revision, colon + 1, err);
        lun_free(revision);
        return rc;
    }
    if (!lun_revision_is(word))
        return unknown(word, err);
    if (!path)
        return add_others_then(versions, out, word, others, err);
    int rc = add_others(out, others, err);
    return rc < 0 ? rc : add_then(versions, out, word, path, err);
}

/* ---- loading ---- */

int lun_versions_open(lun_version *out, const lun_named_version *named, const lun_arguments *arguments,
                      const lun_work_limits *limits, lun_error *err)
{
    const lun_session_options session = { named->plugins.items,
                                          named->rules.items,
                                          arguments->layers.n ? arguments->layers.items : NULL,
                                          NULL,
                                          arguments->limit,
                                          0 };
    const char *now = getenv("LUNETTE_PATH");
    char *before = lun_strdup(now);
    lun_buf path = LUN_BUF_INIT;
    if (named->library) {
        lun_buf_addf(&path, "%s%s%s", named->library, now ? ":" : "", now ? now : "");
        if (path.failed || (now && !before) || setenv("LUNETTE_PATH", path.data, 1) != 0) {
            lun_buf_clear(&path);
            lun_free(before);
            memset(out, 0, sizeof *out);
            return no_memory(err);
        }
    }
    int rc = lun_version_open(out, &session, limits, err);
    if (named->library && before)
        setenv("LUNETTE_PATH", before, 1);
    else if (named->library)
        unsetenv("LUNETTE_PATH");
    lun_buf_clear(&path);
    lun_free(before);
    return rc;
}
