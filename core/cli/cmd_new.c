/*
** cmd_new.c - lunette new: a plugin, a rule, an analysis or a report that passes its tests and waits to be changed.
**
** What is written says the library (scripts/lunette/author/new.lua); here it is put in its place, never over anything, and tried: what does not pass is
** taken away again.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/stage.h"
#include "cli/commands.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "in", 0, LUN_OPTION_TEXT, AT(in), "FOLDER", "where it goes: any folder, or that of a plugin (.)" },
    { "from", 0, LUN_OPTION_TEXT, AT(from), "PLUGIN.RULE|REPORT",
      "a rule or a report that ships: copy this one, to vary it" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_common, NULL };

typedef struct wish {
    const char *kind, *name, *folder, *from;
    int joins; /* the folder is that of a plugin */
} wish;

static int usage(const lun_command *command, lun_error *err, const char *what)
{
    lun_error_set(err, LUN_EUSAGE, "new: %s", what);
    return lun_error_hint(err, "lunette new %s", command->usage);
}

static int is_plugin_folder(const char *folder)
{
    char *manifest = lun_path_join(folder, "plugin.lua");
    int found = manifest && lun_file_is_regular(manifest);
    lun_free(manifest);
    return found;
}

static int is_report(const wish *w)
{
    return strcmp(w->kind, "report") == 0;
}

/* KIND NAME [in PLUGIN] */
static int read_wish(wish *out, const lun_command *command, const lun_arguments *arguments, lun_error *err)
{
    const lun_texts *words = &arguments->words;
    *out = (wish){ words->n > 0 ? words->items[0] : NULL, words->n > 1 ? words->items[1] : NULL,
                   arguments->in ? arguments->in : ".", arguments->from, 0 };
    if (words->n < 2)
        return usage(command, err,
                     words->n ? "it needs a name" : "expects plugin, rule, analysis or report, and a name");
    int has_in = words->n == 4 && strcmp(words->items[2], "in") == 0;
    if (words->n > 2 && !has_in)
        return usage(command, err, "expects a kind, a name, and perhaps: in PLUGIN");
    if (has_in && arguments->in)
        return usage(command, err, "'in PLUGIN' and --in both say where it goes");
    if (out->from && strcmp(out->kind, "rule") != 0 && !is_report(out))
        return usage(command, err, "--from copies a rule or a report; a plugin is copied by `lunette plugin copy`");
    if (has_in)
        out->folder = words->items[3];
    out->joins = strcmp(out->kind, "plugin") != 0 && is_plugin_folder(out->folder);
    if (!has_in || out->joins)
        return LUN_OK;
    lun_error_set(err, LUN_ENOTFOUND, "'%s' is no plugin's folder: it holds no plugin.lua", out->folder);
    return lun_error_hint(err, "begin one: lunette new plugin NAME; for a single file: --in FOLDER");
}

static void add_text(lun_buf *json, const char *key, const char *value)
{
    lun_buf_addf(json, "%s\"%s\":", json->len > 1 ? "," : "", key);
    lun_json_add_string(json, value, strlen(value));
}

/* Without slashes at its end, as folders of plugins are called. */
static void add_folder(lun_buf *json, const char *folder)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    lun_buf_adds(json, ",\"folder\":");
    lun_json_add_string(json, folder, len);
}

static int load(lun_script *script, const wish *w, lun_error *err)
{
    lun_buf name = LUN_BUF_INIT;
    int rc = LUN_OK;
    if (w->from && !is_report(w)) {
        lun_buf_add(&name, w->from, strcspn(w->from, "."));
        rc = name.data ? lun_script_load_plugin(script, name.data, err)
                       : lun_error_set(err, LUN_EUSAGE, "--from expects PLUGIN.RULE, such as diplomacy.ready");
    }
    lun_buf_reset(&name);
    lun_buf_addf(&name, "%s/", w->folder); /* a folder, whatever plugins are called */
    if (rc == LUN_OK && w->joins)
        rc = lun_script_load_plugin(script, name.data ? name.data : ".", err);
    lun_buf_clear(&name);
    return rc;
}

static int ask(cJSON **out, const wish *w, lun_error *err)
{
    lun_script *script;
    lun_buf json = LUN_BUF_INIT;
    int rc = lun_script_new(&script, NULL, err);
    *out = NULL;
    if (rc < 0)
        return rc;
    lun_buf_addc(&json, '{');
    add_text(&json, "kind", w->kind);
    add_text(&json, "name", w->name);
    if (w->from)
        add_text(&json, "from", w->from);
    add_folder(&json, w->folder);
    lun_buf_adds(&json, w->joins ? ",\"joins\":true}" : "}");
    rc = load(script, w, err);
    if (rc == LUN_OK)
        rc = lun_listing_ask(out, script, "new", json.data, err);
    lun_buf_clear(&json);
    lun_script_free(script);
    return rc;
}

/* ---- writing ---- */

static const char *target_of(const cJSON *answer)
{
    const char *root = lun_json_string(answer, "root");
    const cJSON *first = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(answer, "files"), 0);
    return root ? root : lun_json_string(first, "path");
}

static int write_files(const cJSON *answer, const wish *w, lun_error *err)
{
    const cJSON *file, *files = cJSON_GetObjectItemCaseSensitive(answer, "files");
    lun_stage *stage;
    lun_buf path = LUN_BUF_INIT;
    int rc = lun_stage_open(&stage, w->folder, err);
    if (rc < 0)
        return rc;
    cJSON_ArrayForEach(file, files)
    {
        const char *name = lun_json_string(file, "path"), *text = lun_json_string(file, "text");
        lun_buf_reset(&path);
        lun_buf_addf(&path, "made%s%s", lun_json_string(answer, "root") ? "/" : "",
                     lun_json_string(answer, "root") && name ? name : "");
        if (rc == LUN_OK && (!name || !text || path.failed))
            rc = lun_error_set(err, LUN_ENOMEM, "no memory for a file");
        if (rc == LUN_OK)
            rc = lun_stage_add(stage, path.data, text, strlen(text), err);
    }
    if (rc == LUN_OK)
        rc = lun_stage_place(stage, "made", target_of(answer), LUN_STAGE_NEW, err);
    if (rc == LUN_EUSAGE)
        lun_error_hint(err, "choose another name, or another folder with --in");
    lun_stage_close(stage);
    lun_buf_clear(&path);
    return rc;
}

/* ---- trying ---- */

static int failed_examples(lun_script *script, const char *plugin, lun_error *err)
{
    cJSON *answer;
    const cJSON *result;
    lun_buf json = LUN_BUF_INIT;
    lun_buf_addc(&json, '{');
    add_text(&json, "plugin", plugin);
    lun_buf_addc(&json, '}');
    int rc = lun_listing_ask(&answer, script, "test", json.data, err);
    lun_buf_clear(&json);
    if (rc < 0)
        return rc;
    cJSON_ArrayForEach(result, cJSON_GetObjectItemCaseSensitive(answer, "results"))
    {
        if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(result, "ok")) && rc == LUN_OK)
            rc = lun_error_set(err, LUN_EFORMAT, "an example of %s fails: %s", lun_json_string(result, "rule"),
                               lun_json_string(result, "message"));
    }
    cJSON_Delete(answer);
    return rc;
}

/* What was written is no good in this place if it does not load and pass: then it goes. */
static int try_it(const cJSON *answer, const wish *w, lun_error *err)
{
    const char *test = lun_json_string(answer, "test");
    int is_file = strcmp(lun_path_suffix(test), ".lua") == 0;
    lun_buf folder = LUN_BUF_INIT;
    lun_script *script;
    lun_error ignored = LUN_ERROR_INIT;
    lun_buf_addf(&folder, "%s%s", test, is_file ? "" : "/");
    const char *const list[] = { folder.data, NULL };
    lun_session_options session = { .plugins = is_file ? NULL : list, .rules = is_file ? list : NULL };
    int rc = folder.failed ? lun_error_set(err, LUN_ENOMEM, "no memory for a path")
                           : lun_session_open_as(&script, &session, LUN_SESSION_TIMED, err);
    if (rc == LUN_OK) {
        rc = failed_examples(script, lun_json_string(answer, "plugin"), err);
        lun_script_free(script);
    }
    lun_buf_clear(&folder);
    if (rc == LUN_OK)
        return LUN_OK;
    lun_folder_remove(target_of(answer), &ignored);
    if (w->from && !is_report(w)) {
        lun_error_wrap(err, "rule '%s' cannot be copied alone", w->from);
        return lun_error_hint(err, "copy its plugin, and change the rule there: lunette plugin copy %.*s",
                              (int)strcspn(w->from, "."), w->from);
    }
    return lun_error_wrap(err, "'%s' does not work here and was taken away again", target_of(answer));
}

/* ---- what is said ---- */

static void print_pairs(const cJSON *list, const char *first, const char *second, const char *folder)
{
    const cJSON *item;
    int widest = 0;
    cJSON_ArrayForEach(item, list)
    {
        const char *text = first ? lun_json_string(item, first) : cJSON_GetStringValue(cJSON_GetArrayItem(item, 0));
        int width = text ? (int)(strlen(folder) + strlen(text)) : 0;
        widest = width > widest ? width : widest;
    }
    cJSON_ArrayForEach(item, list)
    {
        const char *text = first ? lun_json_string(item, first) : cJSON_GetStringValue(cJSON_GetArrayItem(item, 0));
        const char *what = second ? lun_json_string(item, second) : cJSON_GetStringValue(cJSON_GetArrayItem(item, 1));
        printf("  %s%-*s  %s\n", folder, widest - (int)strlen(folder), text ? text : "", what ? what : "");
    }
}

static void print_answer(const cJSON *answer, const wish *w)
{
    const char *root = lun_json_string(answer, "root");
    lun_buf folder = LUN_BUF_INIT;
    if (root)
        lun_buf_addf(&folder, "%s/", root);
    printf("new %s %s:\n", w->kind, w->name);
    print_pairs(cJSON_GetObjectItemCaseSensitive(answer, "files"), "path", "what", folder.data ? folder.data : "");
    printf("next:\n");
    print_pairs(cJSON_GetObjectItemCaseSensitive(answer, "next"), NULL, NULL, "");
    lun_buf_clear(&folder);
}

static void print_json(cJSON *answer)
{
    cJSON *file;
    cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(answer, "files"))
        cJSON_DeleteItemFromObjectCaseSensitive(file, "text");
    char *text = cJSON_PrintUnformatted(answer);
    printf("%s\n", text ? text : "null");
    cJSON_free(text);
}

static int command_new(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    wish w;
    cJSON *answer = NULL;
    int rc = read_wish(&w, command, arguments, &err);
    if (rc == LUN_OK)
        rc = ask(&answer, &w, &err);
    if (rc == LUN_OK)
        rc = write_files(answer, &w, &err);
    if (rc == LUN_OK)
        rc = try_it(answer, &w, &err);
    if (rc == LUN_OK && arguments->json)
        print_json(answer);
    else if (rc == LUN_OK && !arguments->quiet)
        print_answer(answer, &w);
    cJSON_Delete(answer);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}

const lun_command lun_command_new = {
    "new",
    "start a plugin, a rule, an analysis or a report",
    "plugin | rule | analysis | report NAME [in PLUGIN] [--in FOLDER] [--from RULE|REPORT]",
    "What it writes loads, has an example that hits and one that misses, and passes `lunette test` at once; its comments say what to change.\n"
    "'in PLUGIN' adds to the folder of a plugin; else a rule, an analysis or a report is a file that works by itself. `--from briefing`\n"
    "copies a report that ships. Nothing is overwritten.",
    "  lunette new rule promises --from diplomacy.ready",
    tables,
    command_new,
    0,
};
