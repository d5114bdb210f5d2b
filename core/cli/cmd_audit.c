/*
** cmd_audit.c - lunette audit: a sample is shown one by one, each is answered with a key, and the answers are kept in the corpus.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/keys.h"
#include "cli/listing.h"
#include "cli/scope.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "n", 'n', LUN_OPTION_COUNT, AT(n), "N", "rows of the sample (50)" },
    { "seed", 0, LUN_OPTION_NUMBER, AT(seed), "N", "of the sample (1); the same seed goes on where it was left" },
    { "by", 0, LUN_OPTION_TEXT, AT(by), "WHAT", "state precision by rule, or by a field such as kind" },
    { "reject", 0, LUN_OPTION_FLAG, AT(reject), NULL, "a no is also a rejection (lunette reject)" },
    { "accept", 0, LUN_OPTION_FLAG, AT(accept), NULL, "a yes is also an acceptance (lunette accept)" },
    { "list", 'l', LUN_OPTION_FLAG, AT(list), NULL, "state what was found until now, and ask nothing" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_scope, lun_options_common, NULL };

typedef struct job {
    const lun_arguments *arguments;
    const char *corpus;
    lun_texts words;
    lun_script *script;
    lun_store *store;
    lun_arena *arena;
    lun_scope scope;
    cJSON *sample;
    const char *asked;
    int64_t seed;
    uint64_t *given; /* keys answered in this session, for `back`; 0 = skipped */
    int colour;
} job;

/* ---- asking the library ---- */

static cJSON *question_of(const job *j)
{
    const lun_arguments *a = j->arguments;
    cJSON *question = cJSON_CreateObject(), *words = cJSON_AddArrayToObject(question, "words");
    cJSON_AddStringToObject(question, "corpus", lun_path_name(j->corpus));
    for (size_t i = 0; i < j->words.n; i++)
        cJSON_AddItemToArray(words, cJSON_CreateString(j->words.items[i]));
    if (a->n)
        cJSON_AddNumberToObject(question, "n", (double)a->n);
    if (a->seed)
        cJSON_AddNumberToObject(question, "seed", (double)a->seed);
    if (a->by)
        cJSON_AddStringToObject(question, "by", a->by);
    lun_scope_question(&j->scope, a, question);
    return question;
}

static int ask(const job *j, cJSON **answer, const char *function, lun_error *err)
{
    cJSON *question = question_of(j);
    char *json = cJSON_PrintUnformatted(question);
    int rc = json ? lun_listing_ask(answer, j->script, function, json, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_free(json);
    cJSON_Delete(question);
    return rc;
}

/* ---- showing ---- */

static const char *text_of(const cJSON *item, const char *key)
{
    const char *text = lun_json_string(item, key);
    return text ? text : "";
}

static void add(lun_buf *out, const char *text)
{
    lun_plain_add(out, text, strlen(text));
}

static void show_fields(const cJSON *item)
{
    const cJSON *field;
    lun_buf line = LUN_BUF_INIT;
    cJSON_ArrayForEach(field, cJSON_GetObjectItemCaseSensitive(item, "fields"))
    {
        lun_buf_addf(&line, "%s%s=", line.len ? "  " : "", text_of(field, "name"));
        add(&line, text_of(field, "value"));
    }
    if (line.len)
        lun_text_print(stderr, line.data, 4);
    lun_buf_clear(&line);
}

/* Where it stands, the words in their paragraph, the fields: what is needed to judge. */
static void show(const job *j, const cJSON *item, int at, int of)
{
    const char *const parts[] = { text_of(item, "date"), text_of(item, "source"), text_of(item, "country"),
                                  text_of(item, "title") };
    lun_buf words = LUN_BUF_INIT;
    lun_buf_addf(&words, "%s%d of %d%s  ", j->colour ? "\033[2m" : "", at + 1, of, j->colour ? "\033[0m" : "");
    add(&words, text_of(item, "uri"));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        lun_buf_adds(&words, *parts[i] ? ", " : "");
        add(&words, parts[i]);
    }
    fputs("\n", stderr);
    lun_text_print(stderr, words.data ? words.data : "", 0);
    lun_buf_reset(&words);
    add(&words, text_of(item, "before"));
    lun_buf_adds(&words, j->colour ? "\033[1;32m" : "[");
    add(&words, text_of(item, "text"));
    lun_buf_adds(&words, j->colour ? "\033[0m" : "]");
    add(&words, text_of(item, "after"));
    lun_text_print(stderr, words.data ? words.data : "", 4);
    lun_buf_clear(&words);
    show_fields(item);
    fprintf(stderr, "    rule %s, key %s\n", text_of(item, "rule"), text_of(item, "key"));
}

static int ask_key(void)
{
    fputs("right? [y]es [n]o [s]kip [b]ack [q]uit ", stderr);
    fflush(stderr);
    int key = lun_keys_next();
    fprintf(stderr, "%s\n", key == 'y' ? "yes" : key == 'n' ? "no" : key == 's' ? "skip" : key == 'b' ? "back" : "");
    return key;
}

/* ---- answering ---- */

/* One line of the file is put, or the one on `key` goes. */
static int correct(const job *j, const lun_correction *put, uint64_t key, lun_error *err)
{
    lun_corrections file;
    lun_corrections_lock lock = { 0 };
    char *path = lun_corrections_path(j->corpus);
    int changed = 0, rc = lun_corrections_init(&file, err);
    if (rc == LUN_OK)
        rc = path ? lun_corrections_lock_take(&lock, path, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    if (rc == LUN_OK && (rc = lun_corrections_read(&file, path, err)) == LUN_OK && put)
        rc = lun_corrections_put(&file, put, err);
    else if (rc == LUN_OK)
        changed = lun_corrections_drop_key(&file, key);
    if (rc >= 0 && (put || changed))
        rc = lun_corrections_write(&file, path, err);
    lun_corrections_lock_release(&lock);
    lun_corrections_clear(&file);
    lun_free(path);
    return rc;
}

static int take_answer(job *j, const cJSON *item, int is_right, uint64_t *given, lun_error *err)
{
    lun_audit answer = { .asked = j->asked, .seed = j->seed };
    char today[16];
    const char *text = text_of(item, "key");
    uint64_t key;
    int rc;
    if (!lun_corrections_key(&key, text, strlen(text)))
        return lun_error_set(err, LUN_EFORMAT, "corpus '%s': '%s' is no key", j->corpus, text);
    if ((rc = lun_store_judged(&answer.what, j->store, key, j->arena, err)) < 0)
        return rc;
    lun_corrections_today(today);
    answer.what.at = today;
    answer.what.verdict = is_right ? LUN_VERDICT_ACCEPT : LUN_VERDICT_REJECT;
    if ((rc = lun_store_audit(j->store, &answer, err)) < 0)
        return rc;
    *given = key;
    answer.what.reason = "audit";
    return (is_right ? j->arguments->accept : j->arguments->reject) ? correct(j, &answer.what, key, err) : LUN_OK;
}

static int take_back(job *j, uint64_t *given, lun_error *err)
{
    uint64_t key = *given;
    *given = 0;
    int rc = key ? lun_store_audit_undo(j->store, key, err) : LUN_OK;
    if (rc == LUN_OK && key && (j->arguments->accept || j->arguments->reject))
        rc = correct(j, NULL, key, err);
    return rc;
}

/* 1 when the user has had enough. */
static int one_step(job *j, const cJSON *item, int *at, int offset, int of, lun_error *err)
{
    show(j, item, *at + offset, of);
    switch (ask_key()) {
    case 'y':
        return take_answer(j, item, 1, &j->given[(*at)++], err);
    case 'n':
        return take_answer(j, item, 0, &j->given[(*at)++], err);
    case 's':
        j->given[(*at)++] = 0;
        return LUN_OK;
    case 'b':
        if (*at == 0)
            fputs("this is the first\n", stderr);
        return *at == 0 ? LUN_OK : take_back(j, &j->given[--*at], err);
    case 'q':
    case LUN_KEY_END:
        return 1;
    default:
        fputs("y, n, s, b or q\n", stderr);
        return LUN_OK;
    }
}

static int go_through(job *j, lun_error *err)
{
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(j->sample, "items");
    const cJSON *judged = cJSON_GetObjectItemCaseSensitive(j->sample, "judged"),
                *population = cJSON_GetObjectItemCaseSensitive(j->sample, "population");
    int n = cJSON_GetArraySize(items), before = cJSON_IsNumber(judged) ? judged->valueint : 0, at = 0, rc = LUN_OK;
    int rows = cJSON_IsNumber(population) ? population->valueint : 0;
    if (!(j->given = lun_calloc((size_t)n + 1, sizeof *j->given)))
        return lun_error_set(err, LUN_ENOMEM, "no memory for answers");
    if (!j->arguments->quiet)
        fprintf(stderr, "%s: %d row%s, a sample of %d, %d judged already\n", j->asked, rows, rows == 1 ? "" : "s",
                n + before, before);
    lun_keys_open();
    while (at < n && rc == LUN_OK)
        rc = one_step(j, cJSON_GetArrayItem(items, at), &at, before, n + before, err);
    lun_keys_close();
    if (rc < 0 || !lun_store_correct_due(j->store)) /* also what `accept` beside us left for the corpus to take over */
        return rc < 0 ? rc : LUN_OK;
    lun_correct_report report;
    return lun_store_correct(j->store, &report, lun_corrections_warn, NULL, err);
}

/* ---- what it says ---- */

static void print_summary(const cJSON *rows)
{
    static const char *const header[] = { "what", "precision" };
    lun_table *table = lun_table_new(2);
    const cJSON *row;
    if (!table)
        return;
    lun_table_add(table, header);
    cJSON_ArrayForEach(row, rows)
    {
        const char *const cells[] = { text_of(row, "name"), text_of(row, "words") };
        lun_table_add(table, cells);
    }
    lun_table_print(table, stdout);
    lun_table_free(table);
}

/* An answer counts for the question it was given to: `audit act` is another than `audit act.kind=pledge`. */
static void say_nothing(const job *j)
{
    fputs("nothing was judged yet", stderr);
    for (size_t i = 0; i < j->words.n; i++)
        fprintf(stderr, "%s%s", i ? " " : " of exactly ", j->words.items[i]);
    if (j->words.n)
        fprintf(stderr, "; all that was: lunette audit %s --list", LUN_SHELL(j->corpus));
    fputc('\n', stderr);
}

static int summarize(const job *j, lun_error *err)
{
    cJSON *answer = NULL;
    int rc = ask(j, &answer, "audit_summary", err), n = 0;
    if (rc == LUN_OK) {
        const cJSON *rows = cJSON_GetObjectItemCaseSensitive(answer, "rows");
        char *json = j->arguments->json ? cJSON_PrintUnformatted(rows) : NULL;
        n = cJSON_GetArraySize(rows);
        if (j->arguments->json)
            printf("%s\n", json && n ? json : "[]");
        else if (n)
            print_summary(rows);
        else if (!j->arguments->quiet)
            say_nothing(j);
        cJSON_free(json);
    }
    cJSON_Delete(answer);
    return rc < 0 ? rc : n;
}

/*
** The corpus is read until there is something to judge: a question that cannot be meant leaves it as it was, byte for byte. Where `accept` changes file and
** corpus at this moment, its lock is waited for.
*/
static int open_for_answers(job *j, lun_error *err)
{
    lun_corrections_lock lock = { 0 };
    char *path = lun_corrections_path(j->corpus);
    int rc = path ? lun_corrections_lock_take(&lock, path, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    lun_store_close(j->store);
    j->store = NULL;
    if (rc == LUN_OK)
        rc = lun_store_open(&j->store, j->corpus, LUN_STORE_WRITE, err);
    if (rc == LUN_OK)
        lun_run_give_corpus(j->script, j->store);
    if (rc == LUN_OK && (rc = lun_store_correct_restore(j->store, err)) > 0) {
        lun_corrections_restored(j->corpus);
        rc = LUN_OK;
    }
    lun_corrections_lock_release(&lock);
    lun_free(path);
    return rc;
}

static int run(job *j, lun_error *err)
{
    int rc;
    const cJSON *seed;
    if ((rc = lun_store_open(&j->store, j->corpus, LUN_STORE_READ, err)) < 0 ||
        (rc = lun_script_new(&j->script, NULL, err)) < 0 ||
        (rc = lun_scope_read(&j->scope, j->arguments, j->store, NULL, NULL, err)) < 0)
        return rc;
    lun_run_give_corpus(j->script, j->store);
    if (j->arguments->list) {
        lun_corrections_note(j->store, j->arguments);
        return summarize(j, err);
    }
    if ((rc = ask(j, &j->sample, "audit_sample", err)) < 0)
        return rc;
    j->asked = text_of(j->sample, "asked");
    seed = cJSON_GetObjectItemCaseSensitive(j->sample, "seed");
    j->seed = cJSON_IsNumber(seed) ? (int64_t)seed->valuedouble : 1;
    const cJSON *population = cJSON_GetObjectItemCaseSensitive(j->sample, "population");
    if (!cJSON_IsNumber(population) || population->valueint == 0) {
        if (!j->arguments->quiet)
            fprintf(stderr, "%s: no rows\n", j->asked);
        return 0;
    }
    if ((rc = open_for_answers(j, err)) < 0)
        return rc;
    rc = go_through(j, err);
    return rc < 0 || (rc = summarize(j, err)) < 0 ? rc : 1;
}

static int command_audit(const lun_command *command, const lun_arguments *arguments)
{
    job j = { .arguments = arguments, .colour = lun_log_colour(2) };
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_corrections_corpus(&j.words, &j.corpus, command, arguments, &err);
    if (rc == LUN_OK && !j.words.n && !arguments->list) {
        rc = lun_error_set(&err, LUN_EUSAGE, "audit: what is to be judged is not named");
        lun_error_hint(&err, "%s", command->example + strspn(command->example, " "));
    }
    if (rc == LUN_OK)
        rc = (j.arena = lun_arena_new()) ? run(&j, &err) : lun_error_set(&err, LUN_ENOMEM, "no memory to audit");
    cJSON_Delete(j.sample);
    lun_free(j.given);
    lun_script_free(j.script);
    lun_store_close(j.store);
    lun_arena_free(j.arena);
    return rc < 0 ? lun_options_fail(&err) : rc > 0 ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

const lun_command lun_command_audit = {
    "audit",
    "judge a random sample with single keys, state precision",
    "[OPTIONS] CORPUS LAYER[.FIELD=VALUE[,VALUE]]...",
    "Each row is shown in its paragraph; y, n, s(kip), b(ack), q(uit), from a terminal without Enter, from a pipe a line each. Answers are kept\n"
    "in the corpus (view `audit`): the same command goes on. Precision comes with its 95 % interval, and reports show it.",
    "  lunette audit readouts.db act.kind=pledge --n 50",
    tables,
    command_audit,
    0,
};
