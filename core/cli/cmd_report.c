/*
** cmd_report.c - lunette report and lunette analyze: Lua over a whole corpus.
*/
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/mark.h"
#include "cli/commands.h"
#include "cli/corpus_rules.h"
#include "cli/correct.h"
#include "cli/ctrl_c.h"
#include "cli/listing.h"
#include "cli/progress.h"
#include "cli/replace.h"
#include "cli/report_files.h"
#include "cli/scope.h"
#include "base/log.h"
#include "run/stop.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option report_options[] = {
    { "output", 'o', LUN_OPTION_TEXT, AT(output), "FILE",
      "where to write (default: NAME.html beside the corpus, NAME-with-JP.html of --with JP, compare-CN-JP.html of --a CN --b JP; - for standard output)" },
    { "format", 0, LUN_OPTION_TEXT, AT(format), "NAME",
      "html, md, csv, json or ics, as far as the report knows it (default: by the name behind -o, else html)" },
    { "force", 'f', LUN_OPTION_FLAG, AT(force), NULL, "replace what -o names also where lunette did not write it" },
    { "copies", 0, LUN_OPTION_FLAG, AT(copies), NULL, "count copies of a text, too (default: each text once)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option analyze_options[] = {
    { "format", 0, LUN_OPTION_TEXT, AT(format), "NAME", "table (default), csv or json" },
    { "copies", 0, LUN_OPTION_FLAG, AT(copies), NULL, "count copies of a text, too (default: each text once)" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const report_tables[] = { report_options, lun_options_rules, lun_options_scope,
                                                   lun_options_common, NULL };
static const lun_option *const analyze_tables[] = { analyze_options, lun_options_rules, lun_options_scope,
                                                    lun_options_common, NULL };

typedef struct job {
    const lun_arguments *arguments;
    const char *sort;          /* "reports", "analyses" */
    const char *name, *corpus; /* of the report or analysis; of the file */
    lun_script *script;
    lun_store *store;
    lun_scope scope;
    cJSON *answer;
    char *asked;  /* of a report: what the next --new is compared with */
    char *path;   /* of a report: where its page goes; NULL: standard output, or an analysis */
    int64_t runs; /* it tells of so many */
    lun_progress_line line;
} job;

static void add_options(const job *j, cJSON *to)
{
    const lun_texts *sets = &j->arguments->sets;
    cJSON *options = cJSON_AddObjectToObject(to, "options");
    for (size_t i = 0; i + 1 < sets->n; i += 2)
        cJSON_AddStringToObject(options, sets->items[i], sets->items[i + 1]);
}

/* What was asked for besides --new: reports that ask the same count what is new from each other. The caller's to cJSON_free. */
static char *asked(const job *j)
{
    const lun_scope scope = { .of = j->scope.of, .new_after = -1 };
    cJSON *object = cJSON_CreateObject();
    lun_scope_question(&scope, j->arguments, object);
    if (*j->scope.with)
        cJSON_AddStringToObject(object, "with", j->scope.with);
    add_options(j, object);
    char *text = cJSON_PrintUnformatted(object);
    cJSON_Delete(object);
    return text;
}

/* An option that stands alone is no text: what takes none says so. */
static void mark_switches(const job *j, cJSON *options)
{
    const lun_texts *sets = &j->arguments->sets;
    for (size_t i = 0; i + 1 < sets->n; i += 2) {
        if (lun_options_is_switch(sets->items[i + 1]))
            cJSON_ReplaceItemInObjectCaseSensitive(options, sets->items[i], cJSON_CreateTrue());
    }
}

/* The format that is asked for, else that of the name behind -o ("plan.md"), else NULL. A name that promises what no report writes is refused by the library. */
static const char *format_of(const lun_arguments *a)
{
    static const char *const known[] = { "md",  "csv",  "json", "ics", "pdf", "xlsx", "xls", "ods",
                                         "doc", "docx", "odt",  "rtf", "tsv", "txt",  "xml" };
    const char *dot = a->output ? strrchr(lun_path_name(a->output), '.') : NULL;
    if (a->json || a->format)
        return a->json ? "json" : a->format;
    for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++) {
        if (strcmp(dot + 1, known[i]) == 0)
            return known[i];
    }
    return NULL;
}

/* {"name":…,"format":…,"corpus":…,"file":…,"scope":{…},"options":{…}} */
static char *question(const job *j)
{
    const lun_arguments *a = j->arguments;
    const char *format = format_of(a);
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "name", j->name);
    cJSON_AddStringToObject(object, "corpus", lun_path_name(j->corpus));
    cJSON_AddStringToObject(object, "path", j->corpus);
    if (format)
        cJSON_AddStringToObject(object, "format", format);
    if (j->path && !lun_file_is_special(j->path)) /* beside a device nothing can lie */
        cJSON_AddStringToObject(object, "file", lun_path_name(j->path));
    lun_scope_question(&j->scope, a, object);
    add_options(j, object);
    mark_switches(j, cJSON_GetObjectItemCaseSensitive(object, "options"));
    char *text = cJSON_PrintUnformatted(object);
    cJSON_Delete(object);
    return text;
}

/* One of the words is the corpus, wherever it stands; the other is the name. */
static int read_words(job *j, const lun_command *command, lun_error *err)
{
    const lun_texts *words = &j->arguments->words;
    if (words->n != 2) {
        lun_error_set(err, LUN_EUSAGE, "%s: expects a name and a corpus, got %zu word%s", command->name, words->n,
                      words->n == 1 ? "" : "s");
        return lun_error_hint(err, "%s", command->example + strspn(command->example, " "));
    }
    size_t corpus = lun_store_is_corpus(words->items[0]) && !lun_store_is_corpus(words->items[1]) ? 0 : 1;
    j->corpus = words->items[corpus];
    j->name = words->items[1 - corpus];
    return LUN_OK;
}

static int load(job *j, const lun_texts *plugins, const lun_texts *rules, lun_error *err)
{
    int rc = LUN_OK;
    for (size_t i = 0; i < plugins->n && rc == LUN_OK; i++)
        rc = lun_script_offer_plugin(j->script, plugins->items[i], err);
    for (size_t i = 0; i < plugins->n && rc == LUN_OK; i++)
        rc = lun_script_load_plugin(j->script, plugins->items[i], err);
    for (size_t i = 0; i < rules->n && rc == LUN_OK; i++)
        rc = lun_script_load_file(j->script, rules->items[i], err);
    return rc;
}

static int load_named(job *j, lun_error *err)
{
    int rc = lun_script_new(&j->script, NULL, err);
    return rc < 0 ? rc : load(j, &j->arguments->plugins, &j->arguments->rules, err);
}

/* 1 if one of this name is loaded or ships. */
static int is_known(job *j, lun_error *err)
{
    const cJSON *one;
    cJSON *names;
    char question[40];
    int known = 0;
    snprintf(question, sizeof question, "{\"what\":\"%s\"}", j->sort);
    int rc = lun_listing_ask(&names, j->script, "words", question, err);
    if (rc < 0)
        return rc;
    cJSON_ArrayForEach(one, names) known |= cJSON_IsString(one) && strcmp(one->valuestring, j->name) == 0;
    cJSON_Delete(names);
    return known;
}

/* What does not ship, and for which no rules are named, is looked for in those that the corpus was made with, where these are still there. */
static int load_corpus_rules(job *j, lun_error *err)
{
    lun_error ignored = LUN_ERROR_INIT;
    lun_arena *arena = lun_arena_new();
    lun_texts *found = arena ? lun_arena_calloc(arena, 2, sizeof *found) : NULL;
    int rc = found ? LUN_OK : lun_error_set(err, LUN_ENOMEM, "no memory for the names of plugins");
    if (found && lun_cli_corpus_rules(&found[0], &found[1], j->store, arena, &ignored) == LUN_OK)
        rc = load(j, &found[0], &found[1], err);
    lun_arena_free(arena);
    return rc;
}

static int open_job(job *j, lun_error *err)
{
    int rc = lun_store_open(&j->store, j->corpus, LUN_STORE_READ, err);
    if (rc < 0 || (rc = load_named(j, err)) < 0)
        return rc;
    if (!j->arguments->plugins.n && !j->arguments->rules.n &&
        ((rc = is_known(j, err)) < 0 || (rc == 0 && (rc = load_corpus_rules(j, err)) < 0)))
        return rc;
    lun_run_give_corpus(j->script, j->store);
    return LUN_OK;
}

static int ask(job *j, const char *function, lun_error *err)
{
    char *json = question(j);
    int rc = json ? lun_listing_ask(&j->answer, j->script, function, json, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_free(json);
    return rc;
}

static void tell_part(void *context, const char *part)
{
    job *j = context;
    lun_progress_part(&j->line, j->name, part);
}

/* The same for what may take long: the part of the page that is being written stands on the terminal meanwhile. */
static int ask_long(job *j, const char *function, lun_error *err)
{
    const lun_script_stage stage = { tell_part, j };
    lun_progress_start(&j->line, j->arguments->quiet);
    lun_script_on_stage(j->script, &stage);
    tell_part(j, "reading the corpus");
    int rc = ask(j, function, err);
    lun_progress_stop(&j->line);
    return rc;
}

static void close_job(job *j)
{
    cJSON_Delete(j->answer);
    cJSON_free(j->asked);
    lun_free(j->path);
    lun_script_free(j->script);
    lun_store_close(j->store);
}

/* Each text counted once; what that set aside is said. */
static void say_aside(const job *j)
{
    const cJSON *aside = cJSON_GetObjectItemCaseSensitive(j->answer, "aside");
    if (cJSON_IsNumber(aside) && aside->valueint > 0 && !j->arguments->quiet)
        fprintf(stderr, "%d %s set aside; --copies counts all\n", aside->valueint,
                aside->valueint == 1 ? "document is a copy of another and was"
                                     : "documents are copies of others and were");
}

/* What the report or analysis wrote with `log`. */
static void say_log(const job *j)
{
    lun_buf text = LUN_BUF_INIT;
    lun_script_take_log(j->script, &text);
    if (text.len && !j->arguments->quiet)
        fwrite(text.data, 1, text.len, stderr);
    lun_buf_clear(&text);
}

/* ---- report ---- */

/* NAME.FORMAT beside the corpus. What narrows a report is part of its name: it does not take the place of that of the whole corpus. */
static void add_own_path(const job *j, lun_buf *path)
{
    const char *format = format_of(j->arguments);
    lun_buf_addf(path, "%.*s%s", (int)(lun_path_name(j->corpus) - j->corpus), j->corpus, j->name);
    lun_scope_add_words(&j->arguments->sets, path);
    lun_scope_add_name(&j->scope, path);
    lun_buf_addf(path, ".%s", format ? format : "html");
}

/* Where the page goes: what -o names, else a name of its own. */
static int find_path(job *j, lun_error *err)
{
    const lun_arguments *a = j->arguments;
    lun_buf path = LUN_BUF_INIT;
    if (lun_options_is_stdout(a->output))
        return LUN_OK;
    if (a->output)
        lun_buf_adds(&path, a->output);
    else
        add_own_path(j, &path);
    j->path = lun_buf_take(&path);
    if (!j->path)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a path");
    return lun_replace_check(j->path, "a report", a, err);
}

/* 1 where there is nothing of what was asked for, and *err says so. */
static int found_nothing(const job *j, lun_error *err)
{
    const char *nothing = lun_json_string(j->answer, "nothing"), *hint = lun_json_string(j->answer, "hint");
    if (!nothing)
        return 0;
    lun_error_set(err, LUN_ENOTFOUND, "%s", nothing);
    if (hint)
        lun_error_hint(err, "%s", hint);
    return 1;
}

static int write_report(const job *j, lun_error *err)
{
    const char *text = lun_json_string(j->answer, "text");
    if (!text)
        return lun_error_set(err, LUN_ESCRIPT, "report '%s' wrote nothing", j->name);
    if (!j->path) {
        if (fputs(text, stdout) < 0 || fflush(stdout) != 0)
            return lun_file_fail_output(err);
        return LUN_OK;
    }
    if (!lun_file_is_special(j->path)) /* a FIFO may wait for its reader */
        lun_ctrl_c_hold();             /* files, the page, and what the corpus remembers of it */
    int rc = lun_report_files(j->path, j->answer, err);
    if (rc == LUN_OK)
        rc = lun_file_write(j->path, text, strlen(text), err);
    if (rc == LUN_OK && !lun_file_is_special(j->path))
        lun_mark_file(j->path);
    if (rc == LUN_OK && !j->arguments->quiet)
        fprintf(stderr, "report: %s\n", j->path);
    return rc;
}

/* The scope of --new: since this report was last written with the same options. */
static int read_scope(job *j, lun_error *err)
{
    lun_arguments plain = *j->arguments;
    plain.only_new = 0;
    int rc = lun_scope_read(&j->scope, &plain, j->store, NULL, NULL, err);
    if (rc == LUN_OK && !(j->asked = asked(j)))
        rc = lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    if (rc == LUN_OK && (j->runs = lun_store_last_run(j->store, err)) < 0)
        rc = (int)j->runs;
    return rc == LUN_OK ? lun_scope_read(&j->scope, j->arguments, j->store, j->name, j->asked, err) : rc;
}

/* The corpus remembers the report once it is there. Where it cannot be written, the report stands, and the next --new tells more than it need. */
static void remember(job *j)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store = NULL;
    lun_script_free(j->script); /* a query that a report left before its end keeps the corpus open */
    j->script = NULL;
    lun_store_close(j->store);
    j->store = NULL;
    if ((lun_store_open(&store, j->corpus, LUN_STORE_WRITE, &err) < 0 ||
         lun_store_report_written(store, j->name, j->asked, j->runs, &err) < 0) &&
        !j->arguments->quiet)
        lun_log(LUN_LEVEL_NOTE, "the corpus does not remember this report, so --new will not count from it: %s",
                err.message);
    lun_store_close(store);
}

static int command_report(const lun_command *command, const lun_arguments *arguments)
{
    job j = { .arguments = arguments, .sort = "reports" };
    lun_error err = LUN_ERROR_INIT;
    int rc = read_words(&j, command, &err);
    if (rc == LUN_OK && (rc = open_job(&j, &err)) == LUN_OK)
        lun_corrections_note(j.store, arguments);
    if (rc == LUN_OK && (rc = read_scope(&j, &err)) == LUN_OK &&
        (rc = lun_scope_is_empty(&j.scope, arguments, j.store, &err)) == LUN_OK &&
        (rc = find_path(&j, &err)) == LUN_OK && (rc = ask_long(&j, "write_report", &err)) == LUN_OK &&
        (rc = found_nothing(&j, &err)) == LUN_OK && (rc = write_report(&j, &err)) == LUN_OK) {
        say_log(&j);
        say_aside(&j);
        remember(&j);
    }
    close_job(&j);
    if (rc > 0)
        lun_log_error(&err);
    return rc < 0 ? lun_options_fail(&err) : rc ? LUN_EXIT_NOTHING : LUN_EXIT_OK;
}

/* ---- analyze ---- */

/* For people: four digits of what is less than one, four decimals of the rest. csv and json have all. */
static void add_number(lun_buf *out, double value)
{
    char text[64];
    if (value == floor(value) || fabs(value) >= 1e15) {
        lun_json_add_number(out, value);
        return;
    }
    int len = snprintf(text, sizeof text, fabs(value) < 1 ? "%.4g" : "%.4f", value);
    while (fabs(value) >= 1 && len > 0 && text[len - 1] == '0')
        len--;
    lun_buf_add(out, text, (size_t)(len - (len > 0 && text[len - 1] == '.')));
}

static void cell_of(const cJSON *value, lun_buf *out)
{
    const cJSON *item;
    if (cJSON_IsString(value))
        lun_buf_adds(out, value->valuestring);
    else if (cJSON_IsNumber(value))
        add_number(out, value->valuedouble);
    else if (cJSON_IsBool(value))
        lun_buf_adds(out, cJSON_IsTrue(value) ? "true" : "false");
    else if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(item, value)
        {
            if (item != value->child)
                lun_buf_adds(out, "; ");
            cell_of(item, out);
        }
    }
}

/* { columns = { names }, rows = { { ... } } } */
static int print_rows(const cJSON *answer, int quiet)
{
    const cJSON *columns = cJSON_GetObjectItemCaseSensitive(answer, "columns"),
                *rows = cJSON_GetObjectItemCaseSensitive(answer, "rows");
    const cJSON *row, *column;
    uint32_t n = (uint32_t)cJSON_GetArraySize(columns), c;
    lun_table *table = lun_table_new(n);
    const char **cells = lun_calloc(n + 1, sizeof *cells);
    lun_buf *texts = lun_calloc(n + 1, sizeof *texts);
    int printed = 0;
    if (!table || !cells || !texts)
        goto cleanup;
    c = 0;
    cJSON_ArrayForEach(column, columns) cells[c++] = column->valuestring;
    lun_table_add(table, cells);
    cJSON_ArrayForEach(row, rows)
    {
        c = 0;
        cJSON_ArrayForEach(column, columns)
        {
            lun_buf_reset(&texts[c]);
            cell_of(cJSON_GetObjectItemCaseSensitive(row, column->valuestring), &texts[c]);
            cells[c] = texts[c].data;
            c++;
        }
        lun_table_add(table, cells);
        printed++;
    }
    uint32_t shown = lun_table_print(table, stdout);
    if (!quiet)
        lun_table_say_cut(table, shown, "--format csv has all");
cleanup:
    for (c = 0; texts && c < n; c++)
        lun_buf_clear(&texts[c]);
    lun_free(texts);
    lun_free(cells);
    lun_table_free(table);
    return printed;
}

static int print_analysis(const job *j)
{
    const char *text = lun_json_string(j->answer, "text");
    if (text) { /* csv: the library has made it */
        fputs(text, stdout);
        return LUN_EXIT_OK;
    }
    if (j->arguments->json || (j->arguments->format && strcmp(j->arguments->format, "json") == 0)) {
        char *json = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(j->answer, "rows"));
        printf("%s\n", json ? json : "[]");
        cJSON_free(json);
        return LUN_EXIT_OK;
    }
    return print_rows(j->answer, j->arguments->quiet) ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

/* A corpus is open for writing: the first signal ends the work, so that it is closed as it was. A second one ends the process. */
static volatile sig_atomic_t stopped;
static lun_script *volatile at_work;

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
    if (at_work)
        lun_script_interrupt(at_work);
}

static void listen_for_stop(void)
{
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    lun_stop_hear(SIGHUP, &action, NULL);
}

static int run_analysis(job *j, lun_error *err)
{
    at_work = j->script;
    int rc = stopped ? LUN_ELIMIT : ask_long(j, "run_analysis", err);
    at_work = NULL;
    if (rc == LUN_OK || !stopped)
        return rc;
    lun_error_set(err, LUN_ELIMIT, "stopped: '%s' holds what it held before", j->corpus);
    return lun_error_hint(err, "the same command begins anew");
}

/*
** The question is put to the corpus while it is only read: what the analysis does not know is told before the file is touched. Then the corpus is
** opened for the result.
*/
static int check_analysis(job *j, lun_error *err)
{
    int rc = open_job(j, err);
    if (rc < 0 || (rc = lun_scope_read(&j->scope, j->arguments, j->store, NULL, NULL, err)) < 0 ||
        (rc = ask(j, "check_analysis", err)) < 0 ||
        (rc = lun_scope_is_empty(&j->scope, j->arguments, j->store, err)) != 0)
        return rc;
    cJSON_Delete(j->answer);
    j->answer = NULL;
    lun_store_close(j->store);
    j->store = NULL;
    return LUN_OK;
}

static int open_for_result(job *j, lun_error *err)
{
    lun_correct_report report;
    int rc = lun_store_open(&j->store, j->corpus, LUN_STORE_WRITE, err);
    if (rc < 0 || (rc = lun_store_correct(j->store, &report, lun_corrections_warn, NULL, err)) < 0)
        return rc;
    if (report.restored && !j->arguments->quiet)
        lun_corrections_restored(j->corpus);
    lun_corrections_note(j->store, j->arguments);
    lun_run_give_corpus(j->script, j->store);
    return LUN_OK;
}

static int command_analyze(const lun_command *command, const lun_arguments *arguments)
{
    job j = { .arguments = arguments, .sort = "analyses" };
    lun_error err = LUN_ERROR_INIT;
    listen_for_stop();
    int code, rc = read_words(&j, command, &err);
    if (rc == LUN_OK && (rc = check_analysis(&j, &err)) == LUN_OK && (rc = open_for_result(&j, &err)) == LUN_OK &&
        (rc = run_analysis(&j, &err)) == LUN_OK)
        say_aside(&j);
    if (rc > 0)
        lun_log_error(&err);
    code = rc < 0 ? lun_options_fail(&err) : rc ? LUN_EXIT_NOTHING : print_analysis(&j);
    if (rc == LUN_OK)
        say_log(&j);
    close_job(&j);
    return code;
}

/* ---- help ---- */

static void print_own(const cJSON *answer)
{
    const cJSON *one;
    lun_buf title = LUN_BUF_INIT;
    printf("\n");
    lun_buf_addf(&title, "%s: %s", lun_json_string(answer, "title"), lun_json_string(answer, "doc"));
    lun_text_print(stdout, title.data ? title.data : "", 0);
    lun_buf_clear(&title);
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(answer, "options"))
        lun_text_print_behind(stdout, lun_json_string(one, "left"), lun_json_string(one, "help"), 29);
}

int lun_report_help(const lun_command *command, const lun_arguments *arguments)
{
    lun_error err = LUN_ERROR_INIT;
    job j = { .arguments = arguments, .sort = command == &lun_command_report ? "reports" : "analyses" };
    cJSON *asked = cJSON_CreateObject();
    char *json = NULL;
    for (size_t i = 0; i < arguments->words.n && !j.name; i++)
        j.name = lun_store_is_corpus(arguments->words.items[i]) ? NULL : arguments->words.items[i];
    cJSON_AddStringToObject(asked, "sort", j.sort);
    cJSON_AddStringToObject(asked, "name", j.name ? j.name : "");
    json = cJSON_PrintUnformatted(asked);
    int rc = !j.name ? LUN_OK : load_named(&j, &err);
    if (rc == LUN_OK && j.name && json &&
        (rc = lun_listing_ask(&j.answer, j.script, "describe_options", json, &err)) == LUN_OK)
        print_own(j.answer);
    cJSON_free(json);
    cJSON_Delete(asked);
    close_job(&j);
    return rc < 0 ? lun_options_fail(&err) : LUN_EXIT_OK;
}

const lun_command lun_command_report = {
    "report",
    "write a report on a corpus (HTML, Markdown, CSV, JSON, calendar)",
    "[OPTIONS] NAME CORPUS [--option value ...]",
    "Reports that ship: briefing, commitments, compare, omissions. Others come from plugins (-p), rule files (-r) and the rules that the corpus was\n"
    "made with. What a report asks for is given as --name value.",
    "  lunette report briefing readouts.db -o briefing.html",
    report_tables,
    command_report,
    1,
};

const lun_command lun_command_analyze = {
    "analyze",
    "run an analysis over a corpus; its result is kept there as a view",
    "[OPTIONS] NAME CORPUS [--option value ...]",
    "Analyses that ship: identities, phrase-drift. Others come from plugins (-p), rule files (-r) and the rules that the corpus was\n"
    "made with. What an analysis asks for is given as --name value.",
    "  lunette analyze phrase-drift readouts.db -p diplomacy --phrase \"core interests\" --by year",
    analyze_tables,
    command_analyze,
    1,
};
