/*
** cmd_plugin.c - lunette plugin: what plugins there are, the names that one brings, what its check says.
*/
#include <stdio.h>
#include <string.h>

#include "base/embed.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/listing.h"

static const lun_option *const tables[] = { lun_options_common, NULL };

static int print_json(const cJSON *answer)
{
    char *text = cJSON_PrintUnformatted(answer);
    printf("%s\n", text ? text : "null");
    cJSON_free(text);
    return LUN_EXIT_OK;
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
    lun_table *table = lun_table_new(4);
    lun_buf languages = LUN_BUF_INIT;
    const char *header[] = { "plugin", "version", "languages", "summary" };
    if (!table)
        return LUN_EXIT_FAILED;
    lun_table_add(table, header);
    cJSON_ArrayForEach(plugin, answer)
    {
        const char *cells[] = { lun_json_string(plugin, "name"), lun_json_string(plugin, "version"),
                                joined(cJSON_GetObjectItemCaseSensitive(plugin, "languages"), &languages),
                                lun_json_string(plugin, "summary") };
        lun_table_add(table, cells);
    }
    lun_table_print(table, stdout);
    lun_table_free(table);
    lun_buf_clear(&languages);
    return LUN_EXIT_OK;
}

/* { layers = { names }, patterns = { names } ... } */
static int print_names(const cJSON *answer)
{
    const cJSON *group;
    lun_buf line = LUN_BUF_INIT;
    cJSON_ArrayForEach(group, answer)
    {
        if (cJSON_IsArray(group) && cJSON_GetArraySize(group) > 0)
            printf("%-10s %s\n", group->string, joined(group, &line));
    }
    lun_buf_clear(&line);
    return LUN_EXIT_OK;
}

static int print_check(const cJSON *answer)
{
    const cJSON *problem;
    int n = 0;
    cJSON_ArrayForEach(problem, answer)
    {
        const cJSON *line = cJSON_GetObjectItemCaseSensitive(problem, "line");
        const char *file = lun_json_string(problem, "file"), *message = lun_json_string(problem, "message");
        printf("%s:%d: %s\n", file ? file : "?", cJSON_IsNumber(line) ? line->valueint : 0, message ? message : "?");
        if (lun_json_string(problem, "hint"))
            printf("  hint: %s\n", lun_json_string(problem, "hint"));
        n++;
    }
    if (!n)
        printf("nothing to mend\n");
    return n ? LUN_EXIT_NOTHING : LUN_EXIT_OK;
}

/* Every shipped plugin, to list them: names off the embedded files. */
static int load_all(lun_script *script, lun_error *err)
{
    const char *last = "";
    size_t last_len = 0;
    for (size_t i = 0; i < lun_embedded_count(); i++) {
        const char *path = lun_embedded_at(i)->path;
        if (strncmp(path, "plugins/", 8) != 0)
            continue;
        size_t len = strcspn(path + 8, "/");
        char name[128];
        if (len >= sizeof name || strcmp(path + 8 + len, "/plugin.lua") != 0 ||
            (len == last_len && memcmp(last, path + 8, len) == 0))
            continue;
        last = path + 8;
        last_len = len;
        memcpy(name, last, len);
        name[len] = '\0';
        int rc = lun_script_load_plugin(script, name, err);
        if (rc < 0)
            return rc;
    }
    return LUN_OK;
}

static int open_script(lun_script **script, const char *plugin, lun_error *err)
{
    int rc = lun_script_new(script, NULL, err);
    if (rc < 0)
        return rc;
    rc = !plugin                                        ? load_all(*script, err)
         : strcmp(lun_path_suffix(plugin), ".lua") == 0 ? lun_script_load_file(*script, plugin, err)
                                                        : lun_script_load_plugin(*script, plugin, err);
    if (rc == LUN_OK)
        rc = lun_script_finish(*script, err);
    if (rc < 0)
        lun_script_free(*script);
    return rc;
}

/* A rule file's plugin is named by the library; what it requires was loaded, and so named its rules, before it. */
static const char *last_plugin(const lun_script *script)
{
    const lun_rules *rules = lun_script_rules(script);
    return rules->n > 1 ? rules->items[rules->n - 1].plugin : "";
}

static const struct verb {
    const char *name, *function;
    int (*print)(const cJSON *answer);
    int wants_plugin;
} verbs[] = {
    { "list", "plugins", print_list, 0 },
    { "names", "names", print_names, 1 },
    { "check", "check", print_check, 1 },
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
    if (!verb || (verb->wants_plugin && !plugin)) {
        lun_error_set(&err, LUN_EUSAGE,
                      verb ? "plugin %s: expects the name or folder of a plugin"
                           : "plugin: expects list, names or check",
                      verb ? verb->name : "");
        lun_error_hint(&err, "lunette plugin %s", command->usage);
        return lun_options_fail(&err);
    }
    if (open_script(&script, plugin, &err) < 0)
        return lun_options_fail(&err);
    lun_buf_addc(&question, '{');
    if (plugin) {
        const char *name = strcmp(lun_path_suffix(plugin), ".lua") == 0 ? last_plugin(script) : plugin;
        lun_buf_adds(&question, "\"plugin\":");
        lun_json_add_string(&question, name, strlen(name));
    }
    lun_buf_addc(&question, '}');
    int rc = lun_listing_ask(&answer, script, verb->function, question.data, &err);
    int code = rc < 0 ? lun_options_fail(&err) : arguments->json ? print_json(answer) : verb->print(answer);
    cJSON_Delete(answer);
    lun_buf_clear(&question);
    lun_script_free(script);
    return code;
}

const lun_command lun_command_plugin = {
    "plugin",
    "what plugins there are, the names one brings, what its check says",
    "list | names PLUGIN | check PLUGIN",
    NULL,
    "  lunette plugin names diplomacy",
    tables,
    command_plugin,
    0,
};
