/*
** cmd_test.c - lunette test: examples beside rules, golden files and specs; golden files written anew when asked for.
**
** What is tested are the words of the command line. The library runs the tests and says what people, TAP and JUnit read (scripts/lunette/test.lua);
** here words become plugins and files, and files are written: by a temporary file and rename, so that an interrupt leaves them whole.
*/
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/ctrl_c.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "name", 'k', LUN_OPTION_TEXT, AT(name), "PART", "only tests with this in their name, rule or file" },
    { "verbose", 'v', LUN_OPTION_FLAG, AT(verbose), NULL, "name the tests that pass, too" },
    { "update", 0, LUN_OPTION_FLAG, AT(update), NULL, "write golden files anew; shows what changes and asks first" },
    { "yes", 'y', LUN_OPTION_FLAG, AT(yes), NULL, "with --update: do not ask" },
    { "coverage", 0, LUN_OPTION_FLAG, AT(coverage), NULL, "say which rules and alternatives no test reaches" },
    { "tap", 0, LUN_OPTION_FLAG, AT(tap), NULL, "write TAP" },
    { "junit", 0, LUN_OPTION_TEXT, AT(junit), "FILE", "write JUnit's XML to a file, besides" },
    { "shuffle", 0, LUN_OPTION_FLAG, AT(shuffle), NULL,
      "also run the tests in another order: answers must not change" },
    { "seed", 0, LUN_OPTION_NUMBER, AT(seed), "N", "of the shuffle" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { lun_options_rules, own, lun_options_common, NULL };

typedef struct named { /* what the words of the command line came to */
    lun_texts plugins; /* loaded */
    lun_texts rules;   /* rule files that stand alone */
    lun_texts tested;  /* plugins whose tests run */
    lun_texts only;    /* files in folders of plugins: no other tests run */
    lun_texts tests;   /* golden files and specs that stand alone */
    char *folders[LUN_TEXTS_MAX];
    size_t n_folders;
} named;

static void add(lun_texts *list, const char *text)
{
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->items[i], text) == 0)
            return;
    }
    if (list->n < LUN_TEXTS_MAX)
        list->items[list->n++] = text;
    list->items[list->n] = NULL;
}

static int ends_in(const char *word, const char *end)
{
    size_t len = strlen(word), n = strlen(end);
    return len > n && strcmp(word + len - n, end) == 0;
}

static int is_test_file(const char *word)
{
    return ends_in(word, ".golden") || ends_in(word, ".txt") || ends_in(word, "_spec.lua");
}

/* The plugin's folder that holds a file of it (rules/x.lua, tests/y.golden, plugin.lua): kept in `out`; NULL where there is none. */
static const char *folder_of(named *out, const char *word)
{
    char *path = lun_strdup(word);
    for (int level = 0; path && level < 2 && out->n_folders < LUN_TEXTS_MAX; level++) {
        char *slash = strrchr(path, '/');
        if (!slash)
            break;
        *slash = '\0';
        char *manifest = lun_path_join(path, "plugin.lua");
        int found = manifest && lun_file_is_regular(manifest);
        lun_free(manifest);
        if (found)
            return out->folders[out->n_folders++] = path;
    }
    lun_free(path);
    return NULL;
}

static void sort_word(named *out, const char *word)
{
    int is_test = is_test_file(word), is_file = is_test || ends_in(word, ".lua");
    const char *folder = is_file && lun_file_is_regular(word) ? folder_of(out, word) : NULL;
    if (!is_file || folder) {
        add(&out->plugins, folder ? folder : word);
        add(&out->tested, folder ? folder : word);
    }
    if (folder && strcmp(lun_path_name(word), "plugin.lua") != 0)
        add(&out->only, word);
    else if (is_test && !folder)
        add(&out->tests, word);
    else if (is_file && !folder)
        add(&out->rules, word);
}

/* With words or rule files, plugins named by -p are loaded only: what is tested is said by the words. */
static void sort_words(named *out, const lun_arguments *arguments)
{
    out->plugins = arguments->plugins;
    out->rules = arguments->rules;
    if (!arguments->words.n && !arguments->rules.n)
        out->tested = arguments->plugins;
    for (size_t i = 0; i < arguments->words.n; i++)
        sort_word(out, arguments->words.items[i]);
}

/* ---- the question ---- */

static void add_text(cJSON *object, const char *key, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, key, text);
}

static void add_flag(cJSON *object, const char *key, int flag)
{
    if (flag)
        cJSON_AddTrueToObject(object, key);
}

static void add_list(cJSON *object, const char *key, const lun_texts *list)
{
    cJSON *array = list->n ? cJSON_AddArrayToObject(object, key) : NULL;
    for (size_t i = 0; array && i < list->n; i++)
        cJSON_AddItemToArray(array, cJSON_CreateString(list->items[i]));
}

static char *question(const lun_arguments *arguments, const named *words)
{
    cJSON *object = cJSON_CreateObject();
    add_list(object, "plugins", &words->tested);
    add_list(object, "files", &words->rules);
    add_list(object, "only", &words->only);
    add_list(object, "tests", &words->tests);
    add_text(object, "name", arguments->name);
    add_text(object, "format", arguments->json ? NULL : arguments->tap ? "tap" : "text");
    add_flag(object, "shuffle", arguments->shuffle);
    add_flag(object, "verbose", arguments->verbose);
    add_flag(object, "coverage", arguments->coverage);
    add_flag(object, "update", arguments->update);
    add_flag(object, "junit", arguments->junit != NULL);
    add_flag(object, "colour", !arguments->json && !arguments->tap && !arguments->junit && lun_log_colour(1));
    cJSON_AddNumberToObject(object, "seed", (double)arguments->seed);
    char *text = cJSON_PrintUnformatted(object);
    cJSON_Delete(object);
    return text;
}

/* ---- golden files ---- */

/* A plugin found by its name lies in the binary, or somewhere on LUNETTE_PATH: its files have no path of their own. */
static int check_writable(const char *path, lun_error *err)
{
    if (strncmp(path, "plugins/", 8) != 0)
        return LUN_OK;
    lun_error_set(err, LUN_EUSAGE, "'%s' belongs to a plugin that was found by its name, and is not written", path);
    return lun_error_hint(err, "name its folder by a path: lunette test ./%.*s --update",
                          (int)strcspn(path + 8, "/") + 8, path);
}

/* The file must be what the tests read: an editor may have saved it while the question was asked. */
static int write_change(const cJSON *change, lun_error *err)
{
    const char *path = lun_json_string(change, "path"), *old = lun_json_string(change, "old"),
               *text = lun_json_string(change, "text");
    char *now;
    size_t len;
    if (!path || !old || !text)
        return lun_error_set(err, LUN_EFORMAT, "the library's answer names no file");
    int rc = lun_file_read(&now, &len, path, 0, err);
    if (rc < 0)
        return rc;
    int same = strcmp(now, old) == 0;
    lun_free(now);
    if (!same) {
        lun_error_set(err, LUN_EUSAGE, "'%s' was changed meanwhile and is left as it is", path);
        return lun_error_hint(err, "run the command again");
    }
    return lun_file_write(path, text, strlen(text), err);
}

static int asked(size_t n)
{
    char answer[16];
    fprintf(stderr, "Write %zu %s anew? [y/N] ", n, n == 1 ? "file" : "files");
    fflush(stderr);
    return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

/* 1 where files were written or nothing was to be written, 0 where nobody said yes, negative. */
static int update(const cJSON *answer, const lun_arguments *arguments, lun_error *err)
{
    const cJSON *change, *changes = cJSON_GetObjectItemCaseSensitive(answer, "updates"), *refused;
    size_t n = 0, n_refused = 0;
    int rc;
    cJSON_ArrayForEach(refused, cJSON_GetObjectItemCaseSensitive(answer, "refused"))
    {
        lun_log(LUN_LEVEL_WARNING, "%s did not load and is left as it is: `lunette test` says why",
                cJSON_GetStringValue(refused));
        n_refused++;
    }
    cJSON_ArrayForEach(change, changes)
    {
        const char *diff = lun_json_string(change, "diff"), *path = lun_json_string(change, "path");
        if (path && (rc = check_writable(path, err)) < 0)
            return rc;
        if (diff && !arguments->json)
            printf("%s\n", diff);
        n++;
    }
    fflush(stdout);
    if (!n) {
        lun_log(LUN_LEVEL_NOTE, "the %sgolden files are as they should be", n_refused ? "other " : "");
        return 1;
    }
    if (!arguments->yes && !isatty(0)) {
        lun_log(LUN_LEVEL_NOTE, "nothing was written: --yes writes %zu %s", n, n == 1 ? "file" : "files");
        return 0;
    }
    if (!arguments->yes && !asked(n))
        return 0;
    lun_ctrl_c_hold();
    cJSON_ArrayForEach(change, changes)
    {
        if ((rc = write_change(change, err)) < 0)
            return rc;
    }
    lun_log(LUN_LEVEL_NOTE, "%zu %s written; run the tests again", n, n == 1 ? "file" : "files");
    return 1;
}

/* ---- the answer ---- */

static int has_golden_failure(const cJSON *results)
{
    const cJSON *result;
    cJSON_ArrayForEach(result, results)
    {
        const char *kind = lun_json_string(result, "kind");
        if (kind && strcmp(kind, "golden") == 0 && !cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(result, "ok")))
            return 1;
    }
    return 0;
}

static void print_json(const cJSON *answer)
{
    char *text = cJSON_PrintUnformatted(answer);
    printf("%s\n", text ? text : "{}");
    cJSON_free(text);
}

static void print_text(const cJSON *answer, const lun_arguments *arguments)
{
    const cJSON *coverage = cJSON_GetObjectItemCaseSensitive(answer, "coverage");
    const char *shown = lun_json_string(answer, "shown"),
               *covered = coverage ? lun_json_string(coverage, "text") : NULL;
    if (covered)
        fputs(covered, arguments->tap ? stderr : stdout);
    fputs(shown ? shown : "", stdout);
    if (!arguments->tap && !arguments->update &&
        has_golden_failure(cJSON_GetObjectItemCaseSensitive(answer, "results")))
        lun_log(LUN_LEVEL_NOTE, "if what was found is right: the same command with --update shows and writes it");
}

static int give(cJSON *answer, const lun_arguments *arguments, lun_error *err)
{
    const cJSON *failed = cJSON_GetObjectItemCaseSensitive(answer, "failed");
    const char *junit = lun_json_string(answer, "junit");
    int rc = LUN_OK;
    if (arguments->junit && junit && (rc = lun_file_write(arguments->junit, junit, strlen(junit), err)) < 0)
        return rc;
    cJSON_DeleteItemFromObjectCaseSensitive(answer, "junit");
    if (arguments->update) {
        rc = update(answer, arguments, err);
        if (arguments->json && rc >= 0)
            print_json(answer);
        return rc < 0 ? rc : rc ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
    }
    if (arguments->json)
        print_json(answer);
    else
        print_text(answer, arguments);
    return cJSON_IsNumber(failed) && failed->valueint == 0 ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

static int run(const lun_arguments *arguments, const named *words, lun_error *err)
{
    lun_session_options session = { words->plugins.items, words->rules.items, NULL, NULL, 0, 0 };
    lun_script *script;
    cJSON *answer;
    char *asked_for = question(arguments, words);
    int rc = asked_for ? lun_session_open_as(&script, &session, LUN_SESSION_UNPRINTED | LUN_SESSION_TIMED, err)
                       : lun_error_set(err, LUN_ENOMEM, "no memory for the names of tests");
    if (rc == LUN_OK) {
        rc = lun_listing_ask(&answer, script, "test", asked_for, err);
        rc = rc < 0 ? rc : give(answer, arguments, err);
        cJSON_Delete(answer);
        lun_script_free(script);
    }
    cJSON_free(asked_for);
    return rc;
}

/* Test files that stand alone must be there, and need a plugin. */
static int check_words(const lun_command *command, const named *words, lun_error *err)
{
    for (size_t i = 0; i < words->tests.n; i++) {
        if (lun_file_is_regular(words->tests.items[i]))
            continue;
        lun_error_set(err, LUN_ENOTFOUND, "there is no file '%s'", words->tests.items[i]);
        return lun_error_hint(err, "golden files (.golden, .txt) and specs (_spec.lua) are named by their path");
    }
    if (words->plugins.n || words->rules.n)
        return LUN_OK;
    if (words->tests.n) {
        lun_error_set(err, LUN_EUSAGE, "test: '%s' lies in no plugin's folder, and none is named",
                      words->tests.items[0]);
        return lun_error_hint(err, "lunette test -p PLUGIN %s", LUN_SHELL(words->tests.items[0]));
    }
    lun_error_set(err, LUN_EUSAGE, "test: no plugin and no rule file was named");
    return lun_error_hint(err, "%s", command->example + strspn(command->example, " "));
}

static int command_test(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    named words;
    memset(&words, 0, sizeof words);
    sort_words(&words, arguments);
    int rc = check_words(command, &words, &err);
    rc = rc < 0 ? rc : run(arguments, &words, &err);
    for (size_t i = 0; i < words.n_folders; i++)
        lun_free(words.folders[i]);
    return rc < 0 ? lun_options_fail(&err) : rc;
}

const lun_command lun_command_test = {
    "test",
    "run the examples beside rules, golden files and specs",
    "[OPTIONS] PLUGIN|FOLDER|FILE...",
    "FILE is a rule file, a golden file (.golden, .txt) or a spec (_spec.lua). Only what is named is tested; what it\n"
    "requires, and with -p plugins besides, is loaded.",
    "  lunette test diplomacy --name agrees",
    tables,
    command_test,
    0,
};
