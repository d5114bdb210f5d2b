/*
** cmd_plugin.c - lunette plugin: what plugins there are, the names that one brings, what its check says. Verbs that change files are in
** plugin_files.c and plugin_lock.c.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/listing.h"
#include "cli/plugins.h"
#include "script/plugin_files.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "yes", 'y', LUN_OPTION_FLAG, AT(yes), NULL, "install: do not ask" },
    { "show", 0, LUN_OPTION_FLAG, AT(show), NULL, "install: show what it is, and do nothing else" },
    { "force", 'f', LUN_OPTION_FLAG, AT(force), NULL, "install: also when examples fail" },
    { "luals", 0, LUN_OPTION_FLAG, AT(luals), NULL, "names: as stubs for the Lua language server" },
    { "output", 'o', LUN_OPTION_TEXT, AT(output), "FILE.lua|FOLDER",
      "names --luals: where to; a folder also gets the stubs of all words" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_common, NULL };

static int print_json(const cJSON *answer)
{
    char *text = cJSON_PrintUnformatted(answer);
    const cJSON *warnings = cJSON_GetObjectItemCaseSensitive(answer, "warnings");
    printf("%s\n", text ? text : "null");
    cJSON_free(text);
    return cJSON_IsNumber(warnings) && warnings->valueint > 0 ? LUN_EXIT_NOTHING : LUN_EXIT_OK;
}

static const char *joined(const cJSON *list, lun_buf *out)
{
    const cJSON *item;
    lun_buf_reset(out);
    cJSON_ArrayForEach(item, list)
    {
        if (cJSON_IsString(item))
            lun_buf_addf(out, "%s%s", out->len ? ", " : "", item->valuestring);
    }
    return out->data ? out->data : "";
}

static int print_list(const cJSON *answer)
{
    const cJSON *plugin;
    lun_table *table = lun_table_new(5);
    lun_buf languages = LUN_BUF_INIT;
    const char *header[] = { "plugin", "version", "from", "languages", "summary" };
    if (!table)
        return LUN_EXIT_FAILED;
    lun_table_add(table, header);
    cJSON_ArrayForEach(plugin, answer)
    {
        const char *name = lun_json_string(plugin, "name");
        const char *cells[] = { name, lun_json_string(plugin, "version"),
                                lun_plugin_origin_name(lun_plugin_find(name ? name : "")),
                                joined(cJSON_GetObjectItemCaseSensitive(plugin, "languages"), &languages),
                                lun_json_string(plugin, "summary") };
        lun_table_add(table, cells);
    }
    lun_table_wrap(table);
    lun_table_print(table, stdout);
    lun_table_free(table);
    lun_buf_clear(&languages);
    return LUN_EXIT_OK;
}

/* Layers, a line each, with the plugin that declares them and what they hold. */
static void print_layers(const cJSON *about)
{
    const cJSON *layer;
    lun_buf left = LUN_BUF_INIT;
    cJSON_ArrayForEach(layer, about)
    {
        lun_buf_reset(&left);
        lun_buf_addf(&left, "%-10s %-15s %-10s", layer == about->child ? "layers" : "", lun_json_string(layer, "name"),
                     lun_json_string(layer, "plugin"));
        lun_text_print_behind(stdout, left.data ? left.data : "", lun_json_string(layer, "doc"), 38);
    }
    lun_buf_clear(&left);
}

/* { layers = { names }, patterns = { names } ..., about = { { name, plugin, doc } ... } } */
static int print_names(const cJSON *answer)
{
    const cJSON *group;
    lun_buf line = LUN_BUF_INIT;
    print_layers(cJSON_GetObjectItemCaseSensitive(answer, "about"));
    cJSON_ArrayForEach(group, answer)
    {
        if (cJSON_IsArray(group) && cJSON_GetArraySize(group) > 0 && strcmp(group->string, "layers") != 0 &&
            strcmp(group->string, "about") != 0)
            lun_text_print_behind(stdout, group->string, joined(group, &line), 11);
    }
    lun_buf_clear(&line);
    return LUN_EXIT_OK;
}

/* What the linter found, in the words of the library. Hints alone are no failure. */
static int print_check(const cJSON *answer)
{
    const cJSON *warnings = cJSON_GetObjectItemCaseSensitive(answer, "warnings");
    const char *text = lun_json_string(answer, "text");
    fputs(text ? text : "", stdout);
    return cJSON_IsNumber(warnings) && warnings->valueint > 0 ? LUN_EXIT_NOTHING : LUN_EXIT_OK;
}

/* A plugin that does not load is said, and left out of the list: then the others are loaded once more, by themselves. */
static int load_all(lun_script **script, lun_error *err)
{
    char **names;
    size_t n, left;
    int rc = lun_plugin_names(&names, &n, err);
    if (rc < 0)
        return rc;
    left = n;
    for (size_t i = 0; i < n && rc == LUN_OK; i++) {
        if (!*names[i])
            continue;
        rc = lun_script_load_plugin(*script, names[i], err);
        if (rc == LUN_OK || lun_plugin_find(names[i]) == LUN_PLUGIN_SHIPPED || !left--)
            continue;
        lun_log(LUN_LEVEL_WARNING, "plugin '%s' does not load: lunette plugin check %s", names[i], LUN_SHELL(names[i]));
        *names[i] = '\0';
        lun_script_free(*script);
        rc = lun_script_new(script, NULL, err);
        i = (size_t)-1;
    }
    lun_names_free(names, n);
    return rc;
}

static int open_script(lun_script **script, const char *plugin, lun_error *err)
{
    int rc = lun_script_new(script, NULL, err);
    if (rc < 0)
        return rc;
    rc = !plugin                                        ? load_all(script, err)
         : strcmp(lun_path_suffix(plugin), ".lua") == 0 ? lun_script_load_file(*script, plugin, err)
                                                        : lun_script_load_plugin(*script, plugin, err);
    if (rc == LUN_OK)
        rc = lun_script_finish(*script, err);
    if (rc < 0) {
        lun_script_free(*script);
        *script = NULL;
    }
    return rc;
}

static const struct verb {
    const char *name, *function;
    int (*print)(const cJSON *answer);
    int wants_plugin;
    int (*run)(const lun_arguments *arguments); /* in place of a question to the library */
} verbs[] = {
    { "list", "plugins", print_list, 0, NULL },        { "names", "names", print_names, 1, NULL },
    { "check", "lint", print_check, 1, NULL },         { "copy", NULL, NULL, 0, lun_plugins_copy },
    { "install", NULL, NULL, 0, lun_plugins_install }, { "remove", NULL, NULL, 0, lun_plugins_remove },
    { "lock", NULL, NULL, 0, lun_plugins_lock },
};

static const struct verb *find_verb(const char *name)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (name && strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    }
    return NULL;
}

static int command_plugin(const lun_command *command, const lun_arguments *arguments)
{
    const struct verb *verb = find_verb(arguments->words.items[0]);
    const char *plugin = arguments->words.n > 1 ? arguments->words.items[1] : NULL;
    lun_error err = LUN_ERROR_INIT;
    lun_script *script;
    lun_buf question = LUN_BUF_INIT;
    cJSON *answer;
    int luals = verb && arguments->luals && strcmp(verb->name, "names") == 0;
    if (!verb || (verb->wants_plugin && !plugin && !luals)) {
        lun_error_set(&err, LUN_EUSAGE,
                      verb ? "plugin %s: expects the name or folder of a plugin"
                           : "plugin: expects list, names, check, copy, install, remove or lock",
                      verb ? verb->name : "");
        lun_error_hint(&err, "lunette plugin %s", command->usage);
        return lun_options_fail(&err);
    }
    if (verb->run)
        return verb->run(arguments);
    if (open_script(&script, plugin, &err) < 0)
        return lun_options_fail(&err);
    lun_buf_addc(&question, '{');
    if (plugin) {
        lun_buf_adds(&question, "\"plugin\":");
        lun_json_add_string(&question, plugin, strlen(plugin));
    }
    if (!arguments->json && lun_log_colour(1))
        lun_buf_adds(&question, plugin ? ",\"colour\":true" : "\"colour\":true");
    lun_buf_addc(&question, '}');
    int rc = lun_listing_ask(&answer, script, luals ? "luals" : verb->function, question.data, &err);
    int code = rc < 0            ? lun_options_fail(&err)
               : arguments->json ? print_json(answer)
               : luals           ? lun_plugins_luals(answer, arguments)
                                 : verb->print(answer);
    cJSON_Delete(answer);
    lun_buf_clear(&question);
    lun_script_free(script);
    return code;
}

const lun_command lun_command_plugin = {
    "plugin",
    "list, names, check, copy, install, remove, lock",
    "list | names PLUGIN | names --luals [PLUGIN] [-o FOLDER] | check PLUGIN|FOLDER|FILE | copy PLUGIN [FOLDER] | install FOLDER|ARCHIVE | remove PLUGIN | lock [PLUGIN|FILE.lua...]",
    "install shows what a plugin (a folder, .tar.gz or .zip) is and asks for, tries it in a process without rights, asks, and puts it into\n"
    "~/.local/share/lunette/plugins. copy makes a folder of one to change. lock writes lunette.lock, which `run` looks at.",
    "  lunette plugin names diplomacy",
    tables,
    command_plugin,
    0,
};
