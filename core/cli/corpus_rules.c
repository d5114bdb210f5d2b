/*
** corpus_rules.c - from the names of plugins in view `run` and the files in view `rule` to what has to be loaded again.
**
** A shipped plugin's files lie below "plugins/NAME/"; of a folder with plugin.lua the folder is what stands before "rules/", also of one that is gone; a plugin
** that is one file is called after it.
*/
#include "cli/corpus_rules.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"

static int add(lun_texts *to, const char *text, lun_error *err)
{
    if (!text)
        return lun_error_set(err, LUN_ENOMEM, "no memory for the names of plugins");
    if (to->n == LUN_TEXTS_MAX)
        return lun_error_set(err, LUN_ELIMIT, "the corpus was made with more than %d plugins", LUN_TEXTS_MAX);
    to->items[to->n++] = text;
    to->items[to->n] = NULL;
    return LUN_OK;
}

static int is_of_names(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Names it as scripts/lunette/declare/plugin.lua names a plugin that is one file: "07 My Rules.lua" is my-rules. */
static int is_named_after(const char *file, const char *plugin)
{
    const char *name = lun_path_name(file);
    size_t len = strlen(name), n = 0, i = 0;
    char made[256];
    if (len < 4 || len >= sizeof made || strcmp(name + len - 4, ".lua") != 0)
        return 0;
    for (; i < len - 4; i++) {
        int c = name[i] >= 'A' && name[i] <= 'Z' ? name[i] + ('a' - 'A') : name[i];
        if (n == 0 && !(c >= 'a' && c <= 'z'))
            continue;
        if (is_of_names(c))
            made[n++] = (char)c;
        else if (i == 0 || is_of_names(name[i - 1]) || (name[i - 1] >= 'A' && name[i - 1] <= 'Z'))
            made[n++] = '-';
    }
    made[n] = '\0';
    return strcmp(n ? made : "rules", plugin) == 0;
}

/* The folder of the plugin that the file is one of the rules of, its length; 0 where there is none, or none is there now. */
static size_t folder_there(const char *file, lun_arena *arena)
{
    const char *rules = strstr(file, "/rules/");
    for (const char *next = rules; next && (next = strstr(next + 1, "/rules/"));)
        rules = next;
    char *folder = rules ? lun_arena_strndup(arena, file, (size_t)(rules - file)) : NULL;
    char *manifest = folder ? lun_path_join(folder, "plugin.lua") : NULL;
    int is_there = manifest && lun_file_is_regular(manifest);
    lun_free(manifest);
    return is_there ? strlen(folder) : 0;
}

int lun_cli_plugin_source(lun_texts *plugins, lun_texts *rules, const char *plugin, const char *file, lun_arena *arena,
                          lun_error *err)
{
    size_t len = strlen(plugin), there;
    const char *folder;
    if (strncmp(file, "plugins/", 8) == 0 && strncmp(file + 8, plugin, len) == 0 && file[8 + len] == '/')
        return add(plugins, lun_arena_strdup(arena, plugin), err);
    if ((there = folder_there(file, arena)))
        return add(plugins, lun_arena_strndup(arena, file, there), err);
    if (is_named_after(file, plugin))
        return add(rules, lun_arena_strdup(arena, file), err);
    folder = strstr(file, "/rules/");
    if (folder)
        return add(plugins, lun_arena_strndup(arena, file, (size_t)(folder - file)), err);
    lun_error_set(err, LUN_ENOTFOUND, "the corpus was made with a plugin '%s' of which only '%s' is known", plugin,
                  file);
    return lun_error_hint(err, "name it: -p FOLDER, or -r FILE");
}

/* ---- where they are now ---- */

static int is_present(const char *path)
{
    return lun_file_is_regular(path) || lun_file_is_folder(path);
}

static int is_same(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/*
** A name that the run was given, from wherever this is: by the way from the corpus's folder that the run noted, else from here, else beside the corpus.
** NULL where it is nowhere.
*/
static int find_now(const char **out, const char *name, lun_store *store, lun_arena *arena, lun_error *err)
{
    const char *corpus = lun_store_path(store);
    char *way, *noted = NULL;
    lun_buf path = LUN_BUF_INIT;
    int rc = lun_store_rules_way(&way, store, name, err);
    if (rc < 0)
        return rc;
    lun_buf_addf(&path, "%.*s%s", (int)(lun_path_name(corpus) - corpus), corpus, way ? way : name);
    if (!path.failed && (way || *name != '/') && is_present(path.data))
        noted = lun_arena_strdup(arena, path.data);
    *out = is_present(name) && (!way || !noted || is_same(name, noted)) ? name : noted;
    rc = path.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for the names of rule files") : LUN_OK;
    lun_buf_clear(&path);
    lun_free(way);
    return rc;
}

static int find_all(lun_texts *names, size_t first, const char *option, lun_store *store, lun_arena *arena,
                    lun_error *err)
{
    int is_rules = strcmp(option, "-r") == 0;
    for (size_t i = first; i < names->n; i++) {
        const char *now, *name = names->items[i];
        if (!is_rules && !strchr(name, '/')) /* a plugin by its name is found anywhere */
            continue;
        int rc = find_now(&now, name, store, arena, err);
        if (rc < 0)
            return rc;
        if (!now) {
            lun_error_set(err, LUN_ENOTFOUND, "the corpus '%s' was made with the %s '%s', which is not there now",
                          lun_store_path(store), is_rules ? "rule file" : "plugin folder", name);
            return lun_error_hint(err, "say where it is: %s %s", option, is_rules ? "FILE" : "FOLDER");
        }
        names->items[i] = now;
    }
    return LUN_OK;
}

#define LOADED \
    "', ' || (SELECT plugins FROM run WHERE plugins <> '' ORDER BY id DESC LIMIT 1) LIKE '%, ' || plugin || ' %'"

static const char QUERY[] =
    "SELECT plugin, max(file) FROM rule WHERE file IS NOT NULL AND plugin IS NOT NULL AND plugin <> 'core' AND " LOADED
    " GROUP BY plugin ORDER BY min(number)";

int lun_cli_corpus_rules(lun_texts *plugins, lun_texts *rules, lun_store *store, lun_arena *arena, lun_error *err)
{
    lun_rows *rows;
    size_t n_plugins = plugins->n, n_rules = rules->n;
    int rc = lun_store_query(&rows, store, QUERY, NULL, NULL, 0, err);
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0) {
        lun_cell plugin, file;
        lun_rows_cell(rows, 0, &plugin);
        lun_rows_cell(rows, 1, &file);
        if (plugin.type == LUN_CELL_TEXT && file.type == LUN_CELL_TEXT && *file.text)
            rc = lun_cli_plugin_source(plugins, rules, plugin.text, file.text, arena, err);
    }
    if (rc >= 0 || rows)
        lun_rows_close(rows);
    if (rc < 0 || (rc = find_all(plugins, n_plugins, "-p", store, arena, err)) < 0)
        return rc;
    return find_all(rules, n_rules, "-r", store, arena, err);
}

/* The plugin of a rule, and a file of it, where the last run did not load it: 1, 0, or a code. */
static int find_other(const char **plugin, const char **file, lun_store *store, const char *rule, lun_arena *arena,
                      lun_error *err)
{
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, rule, strlen(rule) };
    lun_cell cells[2];
    lun_rows *rows;
    int rc = lun_store_query(&rows, store,
                             "SELECT plugin, file FROM rule WHERE id = ?1 AND plugin <> 'core' AND NOT (" LOADED
                             ") ORDER BY number DESC LIMIT 1",
                             NULL, &value, 1, err);
    if (rc < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cells[0]);
        lun_rows_cell(rows, 1, &cells[1]);
        *plugin = cells[0].type == LUN_CELL_TEXT ? lun_arena_strdup(arena, cells[0].text) : NULL;
        *file = cells[1].type == LUN_CELL_TEXT ? lun_arena_strdup(arena, cells[1].text) : NULL;
        rc = *plugin && *file;
    }
    lun_rows_close(rows);
    return rc;
}

int lun_cli_rule_rules(lun_texts *plugins, lun_texts *rules, lun_store *store, const char *rule, lun_arena *arena,
                       lun_error *err)
{
    lun_texts own_plugins = { .n = 0 }, own_rules = { .n = 0 };
    lun_error ignored = LUN_ERROR_INIT;
    const char *plugin, *file;
    int rc = find_other(&plugin, &file, store, rule, arena, err);
    if (rc <= 0 || lun_cli_plugin_source(&own_plugins, &own_rules, plugin, file, arena, &ignored) < 0 ||
        find_all(&own_rules, 0, "-r", store, arena, &ignored) < 0)
        return rc < 0 ? rc : LUN_OK;
    *plugins = own_plugins;
    *rules = own_rules;
    return LUN_OK;
}

int lun_cli_own_rules(lun_arguments *arguments, lun_arena *arena, lun_error *err)
{
    lun_store *store;
    if (arguments->words.n != 1 || arguments->plugins.n || arguments->rules.n ||
        !lun_store_is_corpus(arguments->words.items[0]))
        return LUN_OK;
    int rc = lun_store_open(&store, arguments->words.items[0], LUN_STORE_READ, err);
    if (rc < 0)
        return rc;
    rc = lun_cli_corpus_rules(&arguments->plugins, &arguments->rules, store, arena, err);
    lun_store_close(store);
    return rc;
}
