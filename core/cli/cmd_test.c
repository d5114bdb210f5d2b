/*
** cmd_test.c - lunette test: the examples that stand beside the rules.
*/
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "shuffle", 0, LUN_OPTION_FLAG, AT(shuffle), NULL,
      "also run the examples in another order: answers must not change" },
    { "seed", 0, LUN_OPTION_NUMBER, AT(seed), "N", "of the shuffle" },
    { "verbose", 'v', LUN_OPTION_FLAG, AT(verbose), NULL, "name the examples that pass, too" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules, own, lun_options_common, NULL };

static const char *text_of(const cJSON *object, const char *key)
{
    const char *text = lun_json_string(object, key);
    return text ? text : "";
}

static void print_result(const cJSON *result, int verbose)
{
    int ok = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(result, "ok"));
    const cJSON *line = cJSON_GetObjectItemCaseSensitive(result, "line");
    if (ok && !verbose)
        return;
    printf("%s %s (%s:%d)\n", ok ? "pass" : "FAIL", text_of(result, "rule"), text_of(result, "file"),
           cJSON_IsNumber(line) ? line->valueint : 0);
    if (!ok)
        printf("%s\n", text_of(result, "message"));
}

static int print_results(const cJSON *answer, const lun_arguments *arguments)
{
    const cJSON *result, *results = cJSON_GetObjectItemCaseSensitive(answer, "results");
    const cJSON *total = cJSON_GetObjectItemCaseSensitive(answer, "total"),
                *failed = cJSON_GetObjectItemCaseSensitive(answer, "failed");
    if (arguments->json) {
        char *text = cJSON_PrintUnformatted(answer);
        printf("%s\n", text ? text : "{}");
        cJSON_free(text);
    } else {
        cJSON_ArrayForEach(result, results) print_result(result, arguments->verbose);
        printf("%d examples, %d failed\n", cJSON_IsNumber(total) ? total->valueint : 0,
               cJSON_IsNumber(failed) ? failed->valueint : 0);
    }
    return cJSON_IsNumber(failed) && failed->valueint == 0 ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

/* Words are plugins or rule files: what ends in .lua is a file. */
static void sort_words(const lun_arguments *arguments, lun_texts *plugins, lun_texts *rules)
{
    *plugins = arguments->plugins;
    *rules = arguments->rules;
    for (size_t i = 0; i < arguments->words.n; i++) {
        const char *word = arguments->words.items[i], *dot = strrchr(word, '.');
        lun_texts *to = dot && strcmp(dot, ".lua") == 0 ? rules : plugins;
        if (to->n < LUN_TEXTS_MAX)
            to->items[to->n++] = word;
        to->items[to->n] = NULL;
    }
}

static int command_test(const lun_command *command, const lun_arguments *arguments)
{
    lun_texts plugins, rules;
    lun_error err = LUN_ERROR_INIT;
    lun_script *script;
    cJSON *answer;
    char options[96];
    sort_words(arguments, &plugins, &rules);
    if (!plugins.n && !rules.n) {
        lun_error_set(&err, LUN_EUSAGE, "test: no plugin and no rule file was named");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
        return lun_options_fail(&err);
    }
    lun_session_options session = { plugins.items, rules.items, NULL, NULL, 0, 0 };
    snprintf(options, sizeof options, "{\"shuffle\":%s,\"seed\":%ld}", arguments->shuffle ? "true" : "false",
             arguments->seed);
    if (lun_session_open(&script, &session, &err) < 0)
        return lun_options_fail(&err);
    int rc = lun_listing_ask(&answer, script, "test", options, &err);
    int code = rc < 0 ? lun_options_fail(&err) : print_results(answer, arguments);
    cJSON_Delete(answer);
    lun_script_free(script);
    return code;
}

const lun_command lun_command_test = {
    "test",
    "run the examples beside the rules",
    "[OPTIONS] PLUGIN|FILE.lua...",
    NULL,
    "  lunette test diplomacy mine.lua",
    tables,
    command_test,
    0,
};
