/*
** cmd_same.c - lunette same: two names that mean one.
*/
#include <stdio.h>
#include <string.h>

#include "annotate/same.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/correct.h"
#include "cli/listing.h"

#define AT(member) offsetof(lun_arguments, member)

static const lun_option own[] = {
    { "kind", 0, LUN_OPTION_TEXT, AT(kind), "KIND", "names of this kind only: person, organization, country, place" },
    { "undo", 'u', LUN_OPTION_FLAG, AT(undo), NULL, "the name stands for itself again" },
    { "list", 'l', LUN_OPTION_FLAG, AT(list), NULL, "list names that stand for others" },
    { NULL, 0, LUN_OPTION_FLAG, 0, NULL, NULL },
};
static const lun_option *const tables[] = { own, lun_options_common, NULL };

typedef struct job {
    const lun_arguments *arguments;
    const char *corpus, *name, *to;
    lun_buf text; /* what is told once it is done */
} job;

/* In how many documents a name is, before anything is joined. */
static int64_t count(lun_store *store, const char *name)
{
    lun_rows *rows;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, name, strlen(name) }, cell = { 0 };
    if (lun_store_query(&rows, store, "SELECT count(DISTINCT document) FROM entity WHERE name = ?", NULL, &value, 1,
                        NULL) < 0)
        return 0;
    if (lun_rows_next(rows, NULL) > 0)
        lun_rows_cell(rows, 0, &cell);
    lun_rows_close(rows);
    return cell.integer;
}

static int join(void *context, lun_store *store, lun_corrections *file, lun_error *err)
{
    job *j = context;
    char today[16];
    lun_correction one = { .verdict = LUN_VERDICT_SAME, .words = j->name, .to = j->to, .kind = j->arguments->kind };
    lun_corrections_today(today);
    one.at = today;
    for (size_t i = 0; i < file->list.n; i++) {
        const lun_correction *other = &file->list.items[i];
        if (other->verdict == LUN_VERDICT_SAME && strcmp(other->words, j->to) == 0 && strcmp(other->to, j->name) == 0) {
            lun_error_set(err, LUN_EUSAGE, "same: '%s' stands for '%s' already", other->words, other->to);
            return lun_error_hint(err, "lunette same %s --undo %s takes that back", LUN_SHELL(j->corpus),
                                  LUN_SHELL(other->words));
        }
    }
    int64_t names = count(store, j->name), targets = count(store, j->to);
    int rc = lun_corrections_put(file, &one, err);
    if (rc < 0)
        return rc;
    lun_buf_addf(&j->text, "same: “%s” (%lld %s) counts as “%s” (%lld)%s\n", j->name, (long long)names,
                 names == 1 ? "document" : "documents", j->to, (long long)targets,
                 names ? "" : "; no document names it yet");
    return 1;
}

static int part(void *context, lun_store *store, lun_corrections *file, lun_error *err)
{
    job *j = context;
    (void)store;
    if (lun_corrections_drop_name(file, j->name, j->arguments->kind)) {
        lun_buf_addf(&j->text, "taken back: “%s” stands for itself again\n", j->name);
        return 1;
    }
    lun_error_set(err, LUN_ENOTFOUND, "same: '%s' stands for no other name", j->name);
    return lun_error_hint(err, "lunette same %s --list shows those that do", LUN_SHELL(j->corpus));
}

/* The file; where it is missing, what the corpus keeps of it. */
static int read_said(lun_corrections *out, const job *j, lun_error *err)
{
    char *path = lun_corrections_path(j->corpus), *kept = NULL;
    lun_store *store = NULL;
    int rc = path ? lun_store_open(&store, j->corpus, LUN_STORE_READ, err)
                  : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    if (rc == LUN_OK && (rc = lun_store_correct_kept(&kept, store, err)) == LUN_OK)
        rc = kept ? lun_corrections_parse(out, kept, strlen(kept), err) : lun_corrections_read(out, path, err);
    if (kept)
        lun_corrections_note(store, j->arguments);
    lun_store_close(store);
    lun_free(kept);
    lun_free(path);
    return rc;
}

static void add_object(cJSON *array, const lun_correction *one, const char *lost)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "name", one->words);
    cJSON_AddStringToObject(object, "to", one->to);
    if (one->kind)
        cJSON_AddStringToObject(object, "kind", one->kind);
    if (lost)
        cJSON_AddStringToObject(object, "lost", lost);
    cJSON_AddItemToArray(array, object);
}

static int list(const job *j, lun_error *err)
{
    static const char *const header[] = { "name", "stands for", "kind", "since", "shown" };
    lun_corrections file;
    lun_same *names = NULL;
    lun_table *table = lun_table_new(5);
    cJSON *array = cJSON_CreateArray();
    int n = 0, rc = lun_corrections_init(&file, err);
    if (rc == LUN_OK)
        rc = table && array ? read_said(&file, j, err) : lun_error_set(err, LUN_ENOMEM, "no memory for corrections");
    if (rc == LUN_OK)
        rc = lun_same_new(&names, &file, err);
    if (rc == LUN_OK)
        lun_table_add(table, header);
    for (size_t i = 0; i < file.list.n && rc == LUN_OK; i++) {
        const lun_correction *one = &file.list.items[i];
        if (one->verdict != LUN_VERDICT_SAME)
            continue;
        const lun_correction *last = lun_same_final(names, one);
        const char *const line[] = { one->words, one->to, one->kind, one->at,
                                     last ? last->to : "lost: " LUN_SAME_CIRCLE };
        add_object(array, one, last ? NULL : LUN_SAME_CIRCLE);
        lun_table_add(table, line);
        n++;
    }
    if (rc == LUN_OK && j->arguments->json) {
        char *text = cJSON_PrintUnformatted(array);
        printf("%s\n", text ? text : "[]");
        cJSON_free(text);
    } else if (rc == LUN_OK && n) {
        lun_table_print(table, stdout);
    } else if (rc == LUN_OK && !j->arguments->quiet) {
        fprintf(stderr, "no name stands for another: lunette same %s \"Xi\" \"Xi Jinping\"\n", LUN_SHELL(j->corpus));
    }
    cJSON_Delete(array);
    lun_table_free(table);
    lun_same_free(names);
    lun_corrections_clear(&file);
    return rc < 0 ? rc : n ? LUN_EXIT_OK : LUN_EXIT_NOTHING;
}

static int read_words(job *j, const lun_command *command, const lun_texts *words, lun_error *err)
{
    size_t wanted = j->arguments->list ? 0 : j->arguments->undo ? 1 : 2;
    if (words->n != wanted) {
        lun_error_set(err, LUN_EUSAGE, "same: expects a corpus and %s, got %zu",
                      wanted == 2 ? "two names"
                      : wanted    ? "one name"
                                  : "no name",
                      words->n);
        return lun_error_hint(err, "%s", command->example + strspn(command->example, " "));
    }
    j->name = wanted ? words->items[0] : NULL;
    j->to = wanted == 2 ? words->items[1] : NULL;
    if (wanted == 2 && (strcmp(j->name, j->to) == 0 || !*j->name || !*j->to)) {
        lun_error_set(err, LUN_EUSAGE, "same: expects two different names");
        return lun_error_hint(err, "%s", command->example + strspn(command->example, " "));
    }
    return LUN_OK;
}

static int command_same(const lun_command *command, const lun_arguments *arguments)
{
    job j = { .arguments = arguments };
    lun_texts words;
    lun_correct_report report = { 0 };
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_corrections_corpus(&words, &j.corpus, command, arguments, &err);
    if (rc == LUN_OK)
        rc = read_words(&j, command, &words, &err);
    if (rc == LUN_OK && arguments->list)
        rc = list(&j, &err);
    else if (rc == LUN_OK &&
             (rc = lun_corrections_apply(j.corpus, &report, arguments->undo ? part : join, &j, &err)) == LUN_OK) {
        if (arguments->json)
            printf("{\"same\":%llu,\"lost\":%llu}\n", (unsigned long long)report.same, (unsigned long long)report.lost);
        if (!arguments->quiet && j.text.data)
            fputs(j.text.data, stderr);
        rc = report.faults ? LUN_EXIT_PROBLEMS : LUN_EXIT_OK;
    }
    lun_buf_clear(&j.text);
    return rc < 0 ? lun_options_fail(&err) : rc;
}

const lun_command lun_command_same = {
    "same",
    "say that two names mean one: views and reports show the second for both",
    "[OPTIONS] CORPUS NAME \"NAME THAT STANDS FOR IT\"",
    "Kept beside the corpus, as by `lunette accept`. Applied where a view shows the name of an entity; texts and mentions stay as they are.",
    "  lunette same readouts.db \"Xi\" \"Xi Jinping\"",
    tables,
    command_same,
    0,
};
