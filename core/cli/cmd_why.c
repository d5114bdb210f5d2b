/*
** cmd_why.c - lunette why: why a rule made a row, or why none did.
**
** The document is found (why_ask.c) and handed to the library (scripts/lunette/why.lua), which answers; what the corpus knows is added (why_tell.c). Nothing is
** written.
*/
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/listing.h"
#include "cli/why.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "expect", 'e', LUN_OPTION_TEXT, AT(by), "LAYER.FIELD=VALUE",
      "only rules that could make such a row: act.kind=urge, person" },
    { "rule", 0, LUN_OPTION_TEXT, AT(where), "ID", "only this rule" },
    { "number", 'n', LUN_OPTION_COUNT, AT(n), "N", "show N near misses (3)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_rules, lun_options_load, lun_options_common, NULL };

static int usage(const lun_why *w, lun_error *err)
{
    lun_error_set(err, LUN_EUSAGE,
                  "why: expects a corpus and a key; a corpus, a document and words of it; or a file and words of it");
    return lun_error_hint(err, "%s", w->command->example + strspn(w->command->example, " "));
}

/* Does the layer depend on something else now than when the corpus last got its rows? */
static int compare_layer(lun_why *w, lun_error *err)
{
    static const char sql[] =
        "SELECT lower(hex(fingerprint)) FROM _run_layer WHERE layer = ?1 ORDER BY run DESC LIMIT 1";
    cJSON *row = cJSON_GetObjectItemCaseSensitive(w->question, "row");
    const char *name = lun_json_string(row, "layer");
    uint16_t layer = name ? lun_schema_find(lun_script_schema(w->script), name) : LUN_LAYER_NONE;
    lun_dependencies now;
    lun_rows *rows;
    lun_cell cell;
    char hex[33];
    int rc;
    if (layer == LUN_LAYER_NONE)
        return LUN_OK;
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, name, strlen(name) };
    if ((rc = lun_script_dependencies(&now, w->script, err)) < 0)
        return rc;
    for (size_t i = 0; i < 16; i++)
        snprintf(hex + 2 * i, 3, "%02x", now.fingerprints[layer][i]);
    lun_dependencies_clear(&now);
    if ((rc = lun_store_query(&rows, w->store, sql, NULL, &value, 1, err)) < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        cJSON_AddBoolToObject(row, "changed", cell.type != LUN_CELL_TEXT || strcmp(cell.text, hex) != 0);
    }
    lun_rows_close(rows);
    return rc < 0 ? rc : LUN_OK;
}

static int answer(lun_why *w, lun_error *err)
{
    lun_session_options session = { .plugins = w->plugins.items, .rules = w->rules.items };
    int rc = lun_session_open_as(&w->script, &session, LUN_SESSION_TIMED, err);
    if (rc == LUN_OK && w->store && cJSON_GetObjectItemCaseSensitive(w->question, "row"))
        rc = compare_layer(w, err);
    if (rc < 0)
        return rc;
    char *json = cJSON_PrintUnformatted(w->question);
    rc = json ? lun_listing_ask(&w->answer, w->script, "why", json, err)
              : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_free(json);
    if (rc < 0)
        return rc;
    return lun_why__complete(w, err);
}

static int command_why(const lun_command *command, const lun_arguments *arguments)
{
    lun_why w = {
        .command = command, .arguments = arguments, .plugins = arguments->plugins, .rules = arguments->rules
    };
    lun_error err = LUN_ERROR_INIT;
    const lun_texts *words = &arguments->words;
    int rc;
    w.arena = lun_arena_new();
    if (!w.arena)
        rc = lun_error_set(&err, LUN_ENOMEM, "no memory for a question");
    else if (words->n < 2 || words->n > 3)
        rc = usage(&w, &err);
    else if (words->n == 3 || (strcmp(words->items[0], "-") != 0 &&
                               (lun_store_is_corpus(words->items[0]) || access(words->items[0], F_OK) != 0)))
        rc = lun_why__ask_corpus(&w, &err);
    else
        rc = lun_why__ask_file(&w, &err);
    if (rc >= 0)
        rc = answer(&w, &err);
    int code = rc < 0 ? lun_options_fail(&err) : lun_why__give(&w);
    cJSON_Delete(w.answer);
    cJSON_Delete(w.question);
    lun_script_free(w.script);
    lun_document_free(w.document);
    lun_store_close(w.store);
    lun_arena_free(w.arena);
    return code;
}

const lun_command lun_command_why = {
    "why",
    "why a rule fired here, or why nothing did",
    "[OPTIONS] CORPUS KEY | CORPUS DOCUMENT \"WORDS\" | FILE \"WORDS\"",
    "With the key of a row: its rule, the pattern beside the words, what it used and what it overrode. With words of a document: the rules that\n"
    "nearly matched there, where they stop, and the smallest change that would do. The first line is the diagnosis. FILE may be -, standard\n"
    "input. Rules are those the corpus was made with, unless -p or -r names others.",
    "  lunette why readouts.db note.txt \"ready to protect\" --expect act.kind=pledge",
    tables,
    command_why,
    0,
};
