/*
** cmd_gaps.c - lunette gaps: what rules and lexicons do not cover, with the line to add.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/listing.h"
#include "cli/scope.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "n", 'n', LUN_OPTION_COUNT, AT(n), "N", "rows of each sort (5)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_scope, lun_options_common, NULL };

static const char *text_of(const cJSON *object, const char *key)
{
    const char *text = lun_json_string(object, key);
    return text ? text : "";
}

static int number_of(const cJSON *object, const char *key)
{
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(number) ? number->valueint : 0;
}

static void print_row(const cJSON *row, int colour)
{
    const cJSON *example = cJSON_GetObjectItemCaseSensitive(row, "example");
    printf("  %5d  %s\n", number_of(row, "n"), text_of(row, "name"));
    if (*text_of(example, "text"))
        printf("         %s… %s%s%s%s%s …%s  (%s)\n", colour ? "\033[2m" : "", text_of(example, "before"),
               colour ? "\033[0;1m" : "[", text_of(example, "text"), colour ? "\033[0;2m" : "]",
               text_of(example, "after"), colour ? "\033[0m" : "", text_of(example, "uri"));
    else if (*text_of(example, "uri"))
        printf("         for example %s\n", text_of(example, "uri"));
    printf("         %s\n", text_of(row, "add"));
}

static void print_section(const cJSON *section, int colour)
{
    const cJSON *row;
    int distinct = number_of(section, "distinct"),
        shown = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(section, "rows"));
    printf("%s%d %s%s", colour ? "\033[1m" : "", number_of(section, "n"), text_of(section, "title"),
           colour ? "\033[0m" : "");
    if (distinct > shown)
        printf(" (the first %d of %d; -n shows more)", shown, distinct);
    printf("\n");
    if (*text_of(section, "where"))
        printf("  the line goes %s\n", text_of(section, "where"));
    cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(section, "rows")) print_row(row, colour);
    printf("\n");
}

static void tell_number(int gaps, int documents)
{
    const char *where = documents == 1 ? "document" : "documents";
    if (gaps)
        fprintf(stderr, "%d %s in %d %s\n", gaps, gaps == 1 ? "gap" : "gaps", documents, where);
    else
        fprintf(stderr, "no gaps in %d %s\n", documents, where);
}

static int print(cJSON *answer, const lun_arguments *arguments)
{
    const cJSON *section;
    int gaps = number_of(answer, "gaps");
    if (arguments->json) {
        char *text = cJSON_PrintUnformatted(answer);
        printf("%s\n", text ? text : "null");
        cJSON_free(text);
    } else {
        lun_plain_json(answer);
        cJSON_ArrayForEach(section, cJSON_GetObjectItemCaseSensitive(answer, "sections"))
            print_section(section, lun_log_colour(1));
    }
    if (!arguments->quiet && !arguments->json)
        tell_number(gaps, number_of(answer, "documents"));
    return gaps ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

static int ask(cJSON **answer, lun_script *script, lun_store *store, const char *corpus, const lun_arguments *arguments,
               lun_error *err)
{
    lun_scope scope;
    int rc = lun_scope_read(&scope, arguments, store, NULL, NULL, err);
    if (rc < 0)
        return rc;
    cJSON *question = cJSON_CreateObject();
    cJSON_AddStringToObject(question, "corpus", lun_path_name(corpus));
    cJSON_AddStringToObject(question, "path", corpus);
    if (arguments->n)
        cJSON_AddNumberToObject(question, "n", (double)arguments->n);
    lun_scope_question(&scope, arguments, question);
    char *json = cJSON_PrintUnformatted(question);
    rc = json ? lun_listing_ask(answer, script, "gaps", json, err)
              : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_free(json);
    cJSON_Delete(question);
    return rc;
}

static int command_gaps(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store = NULL;
    lun_script *script = NULL;
    lun_texts words;
    cJSON *answer = NULL;
    const char *corpus;
    int code, rc = lun_corrections_corpus(&words, &corpus, command, arguments, &err);
    if (rc == LUN_OK && words.n) {
        rc = lun_error_set(&err, LUN_EUSAGE, "gaps: expects a corpus and nothing else, got '%s'", words.items[0]);
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
    }
    if (rc == LUN_OK && (rc = lun_store_open(&store, corpus, LUN_STORE_READ, &err)) == LUN_OK &&
        (rc = lun_script_new(&script, NULL, &err)) == LUN_OK) {
        lun_corrections_note(store, arguments);
        lun_run_give_corpus(script, store);
        rc = ask(&answer, script, store, corpus, arguments, &err);
    }
    code = rc < 0 ? lun_options_fail(&err) : print(answer, arguments);
    cJSON_Delete(answer);
    lun_script_free(script);
    lun_store_close(store);
    return code;
}

const lun_command lun_command_gaps = {
    "gaps",
    "what rules and lexicons do not cover, with the line to add",
    "[OPTIONS] CORPUS",
    "Statements without a speaker, names and words for countries that no entity covers, languages without rules, documents without date, source or\n"
    "country: by frequency, each with a sentence. It reads what the corpus holds and analyses nothing again.",
    "  lunette gaps readouts.db --since 2026-01-01",
    tables,
    command_gaps,
    0,
};
