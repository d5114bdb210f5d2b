/*
** versions.c - words to versions of rules. Sits on core/run/revision.h.
**
** The plugins of a folder are loaded before anything else could load one of their names, so that they see each other and not those that ship.
*/
#include "cli/versions.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/stage.h"
#include "run/revision.h"

#define MANIFEST_MOST ((size_t)1 << 20) /* bytes of a plugin.lua */

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

/* 1 if the manifest of a plugin names another in quotes: it is loaded after it then, so that it sees that one and none that ships. */
static int mentions(const char *folder, const char *plugin, const char *other)
{
    char *inner = lun_path_join(folder, plugin), *path = inner ? lun_path_join(inner, "plugin.lua") : NULL,
         *text = NULL;
    size_t len, n = strlen(other);
    int found = 0;
    if (path && lun_file_read(&text, &len, path, MANIFEST_MOST, NULL) == LUN_OK) {
        for (const char *at = strstr(text, other); at && !found; at = strstr(at + 1, other))
            found = at > text && (at[-1] == '"' || at[-1] == '\'') && at[n] == at[-1];
    }
    lun_free(text);
    lun_free(path);
    lun_free(inner);
    return found;
}

static int waits(const char *folder, const lun_texts *left, size_t i)
{
    for (size_t j = 0; j < left->n; j++) {
        if (j != i && left->items[j] && left->items[i] && mentions(folder, left->items[i], left->items[j]))
            return 1;
    }
    return 0;
}

/* Those that need no other first; where each needs another, loading says so. */
static int add_in_order(lun_versions *versions, lun_named_version *out, const char *folder, lun_texts *left,
                        lun_error *err)
{
    int rc = LUN_OK;
    for (size_t added = 0; added < left->n && rc == LUN_OK; added++) {
        size_t next = 0;
        while (next < left->n && (!left->items[next] || waits(folder, left, next)))
            next++;
        for (size_t i = 0; next == left->n; i++)
            next = left->items[i] ? i : next;
        char *path = lun_path_join(folder, left->items[next]);
        rc = path ? add_text(&out->plugins, lun_arena_strdup(versions->arena, path), err) : no_memory(err);
        lun_free(path);
        left->items[next] = NULL;
    }
    return rc;
}

static int add_entry(lun_versions *versions, lun_named_version *out, lun_texts *plugins, const char *folder,
                     const char *name, lun_error *err)
{
    char *path = lun_path_join(folder, name);
    int rc = path ? LUN_OK : no_memory(err);
    if (rc == LUN_OK && lun_file_is_folder(path) && has_file(path, "plugin.lua"))
        rc = add_text(plugins, name, err);
    else if (rc == LUN_OK && lun_file_is_regular(path) && is_rule_file(path))
        rc = add_text(&out->rules, lun_arena_strdup(versions->arena, path), err);
    lun_free(path);
    return rc;
}

static int add_plugin(lun_versions *versions, lun_named_version *out, const char *folder, lun_error *err)
{
    lun_buf path = LUN_BUF_INIT; /* with a slash, so that it is no name */
    lun_buf_addf(&path, "%s%s", strchr(folder, '/') ? "" : "./", folder);
    int rc = add_text(&out->plugins, path.failed ? NULL : lun_arena_strdup(versions->arena, path.data), err);
    lun_buf_clear(&path);
    return rc;
}

/* A plugin, or a folder with plugins and rule files. */
static int add_folder(lun_versions *versions, lun_named_version *out, const char *folder, lun_error *err)
{
    char **names;
    size_t n, rules = out->rules.n;
    lun_texts plugins = { .n = 0 };
    if (has_file(folder, "plugin.lua"))
        return add_plugin(versions, out, folder, err);
    int rc = lun_folder_list(&names, &n, folder, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < n && rc == LUN_OK; i++)
        rc = *names[i] == '.' ? LUN_OK : add_entry(versions, out, &plugins, folder, names[i], err);
    size_t found = plugins.n + out->rules.n - rules;
    if (rc == LUN_OK)
        rc = add_in_order(versions, out, folder, &plugins, err);
    lun_names_free(names, n);
    if (rc < 0 || found)
        return rc;
    lun_error_set(err, LUN_ENOTFOUND, "folder '%s' holds no plugin and no rule file", folder);
    return lun_error_hint(err, "name a rule file (.lua), a folder with plugin.lua, or a folder of such folders");
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
    lun_buf_addf(&relative, "%s%s", *path == '/' || strncmp(path, "./", 2) == 0 ? "" : "./", path);
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

typedef int adder(lun_versions *versions, lun_named_version *out, const void *what, lun_error *err);

/* Rule files that go with it come before it, since it may require them; plugins after, so that theirs are not loaded in place of its own. */
static int add_between(lun_versions *versions, lun_named_version *out, const lun_named_version *others, adder *add,
                       const void *what, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < others->rules.n && rc == LUN_OK; i++)
        rc = add_text(&out->rules, others->rules.items[i], err);
    if (rc == LUN_OK)
        rc = add(versions, out, what, err);
    for (size_t i = 0; i < others->plugins.n && rc == LUN_OK; i++)
        rc = add_text(&out->plugins, others->plugins.items[i], err);
    return rc;
}

static int add_given(lun_versions *versions, lun_named_version *out, const void *what, lun_error *err)
{
    return add_path(versions, out, what, err);
}

typedef struct then { /* a path in a revision */
    const char *revision, *path;
} then;

static int add_from_top(lun_versions *versions, lun_named_version *out, const void *what, lun_error *err)
{
    const then *t = what;
    return add_revision(versions, out, t->revision, t->path, err);
}

static int add_from_here(lun_versions *versions, lun_named_version *out, const void *what, lun_error *err)
{
    const then *t = what;
    return add_then(versions, out, t->revision, t->path, err);
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
    if (lun_versions_is_path(word))
        return add_between(versions, out, others, add_given, word, err);
    if (colon) {
        char *revision = lun_strndup(word, (size_t)(colon - word));
        const then t = { revision, colon + 1 };
        int rc = revision ? add_between(versions, out, others, add_from_top, &t, err) : no_memory(err);
        lun_free(revision);
        return rc;
    }
    if (!lun_revision_is(word))
        return unknown(word, err);
    const then t = { word, path };
    return path ? add_between(versions, out, others, add_from_here, &t, err)
                : add_others_then(versions, out, word, others, err);
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
    return lun_version_open(out, &session, limits, err);
}
