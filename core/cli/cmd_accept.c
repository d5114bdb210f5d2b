/*
** cmd_accept.c - lunette accept and lunette reject: what people say of single annotations, and the list of it.
*/
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)
#define WORDS_SHOWN 200 /* bytes of the words of an annotation */

static const lun_option own[] = {
    { "undo", 'u', LUN_OPTION_FLAG, AT(undo), NULL, "take back what was said of these annotations" },
    { "list", 'l', LUN_OPTION_FLAG, AT(list), NULL, "list what was said, lost ones first" },
    { "sync", 0, LUN_OPTION_FLAG, AT(sync), NULL,
      "take the file over into the corpus, and write the places that annotations have now into the file" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_common, NULL };

typedef struct job {
    const lun_command *command;
    const lun_arguments *arguments;
    const char *corpus, *reason;
    lun_verdict verdict;
    lun_texts keys;
    lun_arena *arena;
    cJSON *said;  /* one object an annotation, for --json */
    lun_buf text; /* what is told once it is done */
    size_t done;
} job;

/* ---- judging ---- */

/* So many bytes of the words are shown that no line runs on; none of a character alone. */
static int shown(const char *words)
{
    size_t len = strnlen(words, WORDS_SHOWN);
    while (len > 0 && ((unsigned char)words[len] & 0xC0) == 0x80)
        len--;
    return (int)len;
}

static void note_judged(job *j, const lun_correction *one, const char *verb)
{
    int len = shown(one->words);
    lun_buf_addf(&j->text, "%s: %s “%.*s%s”%s%s  (%s%s%s)\n", verb, one->layer, len, one->words,
                 one->words[len] ? "…" : "", one->reason ? ": " : "", one->reason ? one->reason : "", one->uri,
                 one->fields ? ", " : "", one->fields ? one->fields : "");
}

static void note_json(job *j, const lun_correction *one, const char *verdict)
{
    char key[17];
    cJSON *object = cJSON_CreateObject();
    snprintf(key, sizeof key, "%016llx", (unsigned long long)one->key);
    cJSON_AddStringToObject(object, "key", key);
    cJSON_AddStringToObject(object, "verdict", verdict);
    if (one->layer)
        cJSON_AddStringToObject(object, "layer", one->layer);
    if (one->uri)
        cJSON_AddStringToObject(object, "uri", one->uri);
    if (one->words)
        cJSON_AddStringToObject(object, "text", one->words);
    if (one->reason)
        cJSON_AddStringToObject(object, "reason", one->reason);
    if (!cJSON_AddItemToArray(j->said, object))
        cJSON_Delete(object);
}

static int judge_one(job *j, lun_store *store, lun_judging *judging, const char *word, lun_corrections *file,
                     lun_error *err)
{
    char today[16];
    lun_correction one;
    uint64_t key;
    int rc = lun_corrections_find(&key, store, word, err);
    if (rc < 0 || (rc = lun_store_judging_next(&one, judging, key, err)) < 0)
        return rc;
    lun_corrections_today(today);
    one.verdict = j->verdict;
    one.reason = j->reason;
    one.at = today;
    if ((rc = lun_corrections_put(file, &one, err)) < 0)
        return rc;
    note_judged(j, &one, j->verdict == LUN_VERDICT_ACCEPT ? "accepted" : "rejected");
    note_json(j, &one, j->command->name);
    j->done++;
    return LUN_OK;
}

static int judge(void *context, lun_store *store, lun_corrections *file, lun_error *err)
{
    job *j = context;
    lun_judging *judging;
    int rc = lun_store_judging_new(&judging, store, j->arena, err);
    for (size_t i = 0; i < j->keys.n && rc >= 0; i++)
        rc = judge_one(j, store, judging, j->keys.items[i], file, err);
    lun_store_judging_free(judging);
    return rc < 0 ? rc : 1;
}

/* The key may be the one of the file, or the one that its annotation has now. */
static int was_key(uint64_t *out, lun_store *store, uint64_t key, lun_error *err)
{
    char text[17];
    lun_rows *rows;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, text, 16 }, cell;
    snprintf(text, sizeof text, "%016llx", (unsigned long long)key);
    *out = key;
    if (lun_store_query(&rows, store, "SELECT was FROM correction WHERE key = ? AND was <> key", NULL, &value, 1,
                        NULL) < 0)
        return LUN_OK; /* nothing was corrected yet */
    int rc = lun_rows_next(rows, err);
    if (rc > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (cell.type == LUN_CELL_TEXT)
            lun_corrections_key(out, cell.text, cell.len);
    }
    lun_rows_close(rows);
    return rc < 0 ? rc : LUN_OK;
}

static int take_back(void *context, lun_store *store, lun_corrections *file, lun_error *err)
{
    job *j = context;
    for (size_t i = 0; i < j->keys.n; i++) {
        lun_correction one = { .has_key = 1 };
        uint64_t was;
        int rc = lun_corrections_find(&one.key, store, j->keys.items[i], err);
        if (rc < 0 || (rc = was_key(&was, store, one.key, err)) < 0)
            return rc;
        if (!lun_corrections_drop_key(file, was)) {
            lun_error_set(err, LUN_ENOTFOUND, "nothing was said of annotation %016llx", (unsigned long long)was);
            return lun_error_hint(err, "lunette accept %s --list shows what was", LUN_SHELL(j->corpus));
        }
        lun_buf_addf(&j->text, "taken back: what was said of %016llx\n", (unsigned long long)was);
        note_json(j, &one, "none");
        j->done++;
    }
    return 1;
}

/* ---- --sync ---- */

/* Writes where annotations are now over where they were when they were judged; what is lost stays as it is. */
static int refresh(void *context, lun_store *store, lun_corrections *file, lun_error *err)
{
    job *j = context;
    lun_rows *rows;
    lun_judging *judging;
    int rc = lun_store_query(&rows, store, "SELECT was, key FROM correction WHERE state = 'anchored' AND was <> key",
                             NULL, NULL, 0, NULL);
    if (rc < 0)
        return 0;
    rc = lun_store_judging_new(&judging, store, j->arena, err);
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0) {
        lun_cell was, now;
        uint64_t old, key;
        lun_correction one;
        lun_rows_cell(rows, 0, &was);
        lun_rows_cell(rows, 1, &now);
        if (!lun_corrections_key(&old, was.text, was.len) || !lun_corrections_key(&key, now.text, now.len))
            continue;
        if ((rc = lun_store_judging_next(&one, judging, key, err)) < 0)
            break;
        for (size_t i = 0; i < file->list.n; i++) {
            lun_correction *line = &file->list.items[i];
            if (line->verdict == LUN_VERDICT_SAME || !line->has_key || line->key != old)
                continue;
            one.verdict = line->verdict;
            one.reason = line->reason;
            one.at = line->at;
            one.head = line->head;
            one.line = line->line;
            *line = one;
            j->done++;
        }
    }
    lun_store_judging_free(judging);
    lun_rows_close(rows);
    return rc < 0 ? rc : j->done > 0;
}

static int sync_all(job *j, lun_correct_report *report, lun_error *err)
{
    int rc = lun_corrections_apply(j->corpus, report, NULL, NULL, err);
    if (rc == LUN_OK)
        rc = lun_corrections_apply(j->corpus, report, refresh, j, err);
    if (rc < 0 || j->arguments->quiet)
        return rc;
    if (j->done)
        fprintf(stderr, "%zu %s where the annotations are now\n", j->done, j->done == 1 ? "line says" : "lines say");
    lun_corrections_say(report->accepted, report->rejected, report->lost, j->corpus);
    return rc;
}

/* ---- --list ---- */

static const char list_sql[] =
    "SELECT verdict, state, key, layer, text, uri, reason, note, at FROM (SELECT verdict, state, key, layer, text, uri, reason, note, at, start "
    "FROM correction UNION ALL SELECT 'same', 'lost', NULL, NULL, text, NULL, NULL, lost, at, NULL FROM _correction "
    "WHERE verdict = 2 AND lost IS NOT NULL) WHERE ?1 IS NULL OR verdict = ?1 OR state = 'lost' ORDER BY state DESC, verdict, uri, start";

static int print_list(const job *j, lun_rows *rows, lun_error *err)
{
    static const char *const header[] = { "verdict", "key", "layer", "words", "document", "why" };
    lun_table *table = lun_table_new(6);
    cJSON *array = cJSON_CreateArray();
    int rc, n = 0;
    if (table)
        lun_table_add(table, header);
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_cell cells[9];
        cJSON *object = cJSON_CreateObject();
        for (uint32_t i = 0; i < 9; i++) {
            lun_rows_cell(rows, i, &cells[i]);
            if (cells[i].type == LUN_CELL_TEXT)
                cJSON_AddStringToObject(object, lun_rows_name(rows, i), cells[i].text);
        }
        if (!cJSON_AddItemToArray(array, object))
            cJSON_Delete(object);
        const char *lost = cells[7].type == LUN_CELL_TEXT ? cells[7].text : NULL;
        char verdict[24];
        snprintf(verdict, sizeof verdict, "%s%s", cells[0].text, lost ? ", lost" : "");
        const char *const line[] = { verdict,       cells[2].text, cells[3].text,
                                     cells[4].text, cells[5].text, lost ? lost : cells[6].text };
        if (table)
            lun_table_add(table, line);
        n++;
    }
    if (rc == LUN_OK && j->arguments->json) {
        char *text = cJSON_PrintUnformatted(array);
        printf("%s\n", text ? text : "[]");
        cJSON_free(text);
    } else if (rc == LUN_OK && n && table) {
        lun_table_print(table, stdout);
    }
    cJSON_Delete(array);
    lun_table_free(table);
    return rc < 0 ? rc : n;
}

static int list(const job *j, lun_error *err)
{
    lun_store *store = NULL;
    lun_rows *rows = NULL;
    int rc = lun_store_open(&store, j->corpus, LUN_STORE_READ, err);
    if (rc < 0)
        return rc;
    lun_corrections_note(store, j->arguments);
    const lun_cell all = { 0 };
    if (lun_store_query(&rows, store, list_sql, NULL, &all, 1, NULL) == LUN_OK)
        rc = print_list(j, rows, err);
    else if (j->arguments->json)
        puts("[]");
    if (rc == 0 && !j->arguments->quiet && !j->arguments->json)
        fprintf(stderr, "nothing was said of any annotation yet: lunette reject %s KEY \"reason\"\n",
                LUN_SHELL(j->corpus));
    lun_rows_close(rows);
    lun_store_close(store);
    return rc;
}

/* ---- the commands ---- */

/* What is no key is the reason, and there is one of it. */
static int read_words(job *j, lun_texts *words, lun_error *err)
{
    for (size_t i = 0; i < words->n; i++) {
        if (lun_corrections_names(words->items[i])) {
            j->keys.items[j->keys.n++] = words->items[i];
            continue;
        }
        if (j->reason) {
            lun_error_set(err, LUN_EUSAGE, "%s: '%s' is neither a key nor the reason, which is '%s'", j->command->name,
                          words->items[i], j->reason);
            return lun_error_hint(err,
                                  "put the reason into quotes; a key has 16 hexadecimal digits, of which 6 may do");
        }
        j->reason = words->items[i];
    }
    int bare = j->arguments->list || j->arguments->sync;
    if (bare ? !j->keys.n && !j->reason : j->keys.n > 0 && !(j->arguments->undo && j->reason))
        return LUN_OK;
    if (bare)
        lun_error_set(err, LUN_EUSAGE, "%s: --list and --sync take a corpus and nothing else", j->command->name);
    else if (!j->keys.n)
        lun_error_set(err, LUN_EUSAGE, "%s: no annotation is named%s%s%s", j->command->name, j->reason ? ": '" : "",
                      j->reason ? j->reason : "", j->reason ? "' is no key" : "");
    else
        lun_error_set(err, LUN_EUSAGE, "%s: --undo takes keys, and '%s' is none", j->command->name, j->reason);
    return lun_error_hint(
        err,
        "an annotation is named by its key (lunette sql %s \"SELECT key, text FROM annotation LIMIT 9\"), its id, or d3-a17 as reports show it",
        LUN_SHELL(j->corpus));
}

static int finish(const job *j, const lun_correct_report *report)
{
    if (!j->arguments->quiet && j->text.data)
        lun_plain_print(stderr, j->text.data, j->text.len, LUN_PLAIN_LINES);
    if (j->arguments->json) {
        char *text = cJSON_PrintUnformatted(j->said);
        printf("%s\n", text ? text : "[]");
        cJSON_free(text);
    }
    return report->faults ? LUN_EXIT_PROBLEMS : LUN_EXIT_OK;
}

static int run(job *j, lun_error *err)
{
    lun_texts words;
    lun_correct_report report = { 0 };
    int rc = lun_corrections_corpus(&words, &j->corpus, j->command, j->arguments, err);
    if (rc < 0 || (rc = read_words(j, &words, err)) < 0)
        return rc;
    if (j->arguments->list)
        return (rc = list(j, err)) < 0 ? rc : rc > 0 ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
    if (j->arguments->sync)
        rc = sync_all(j, &report, err);
    else
        rc = lun_corrections_apply(j->corpus, &report, j->arguments->undo ? take_back : judge, j, err);
    return rc < 0 ? rc : finish(j, &report);
}

static int command(const lun_command *command, const lun_arguments *arguments, lun_verdict verdict)
{
    job j = { .command = command, .arguments = arguments, .verdict = verdict };
    lun_error err = LUN_ERROR_INIT;
    int rc;
    j.arena = lun_arena_new();
    j.said = cJSON_CreateArray();
    rc = j.arena && j.said ? run(&j, &err) : lun_error_set(&err, LUN_ENOMEM, "no memory for corrections");
    cJSON_Delete(j.said);
    lun_buf_clear(&j.text);
    lun_arena_free(j.arena);
    return rc < 0 ? lun_options_fail(&err) : rc;
}

static int command_accept(const lun_command *self, const lun_arguments *arguments)
{
    return command(self, arguments, LUN_VERDICT_ACCEPT);
}

static int command_reject(const lun_command *self, const lun_arguments *arguments)
{
    return command(self, arguments, LUN_VERDICT_REJECT);
}

const lun_command lun_command_accept = {
    "accept",
    "say that an annotation is right",
    "[OPTIONS] CORPUS KEY... [\"note\"]",
    "Kept in a file beside the corpus (readouts.corrections for readouts.db), a line each, and found again by words and context when texts or\n"
    "rules change. An accepted annotation that is lost is said by run. --list shows all, --sync takes the file over after it was edited.",
    "  lunette accept readouts.db --sync",
    tables,
    command_accept,
    0,
};

const lun_command lun_command_reject = {
    "reject",
    "say that an annotation is wrong: it leaves views, reports and exports",
    "[OPTIONS] CORPUS KEY... [\"reason\"]",
    "Kept in a file beside the corpus, as by `lunette accept`. Rejected rows stand in the view `rejected`; --undo brings them back.",
    "  lunette reject readouts.db d1-a2 \"said of a third party\"",
    tables,
    command_reject,
    0,
};
