/*
** why_ask.c - `lunette why`: from words of the command line to a question that the library answers: which document, which row, which words of it.
*/
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/shell.h"
#include "cli/corpus_rules.h"
#include "cli/listing.h"
#include "cli/why.h"
#include "match/complain.h"

#define NAMES_SHOWN 4

#define KEY_LEAST 6
#define KEY_DIGITS 16

static int is_key(const char *word)
{
    size_t len = strlen(word);
    return len >= KEY_LEAST && len <= KEY_DIGITS && strspn(word, "0123456789abcdef") == len;
}

/* ---- which document ---- */

static int one_number(lun_store *store, const char *sql, const char *text, int64_t *out, int *n, lun_error *err)
{
    lun_rows *rows;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, text, strlen(text) }, cell;
    int rc = lun_store_query(&rows, store, sql, NULL, &value, 1, err);
    *n = 0;
    if (rc < 0)
        return rc;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (++*n == 1)
            *out = cell.integer;
    }
    lun_rows_close(rows);
    return rc;
}

/* "did you mean …?" of the names, or of what stands in them behind the last slash; else where they are listed. */
static int no_document(const lun_why *w, const char *name, lun_error *err)
{
    static const char query[] = "SELECT name FROM document WHERE name IS NOT NULL ORDER BY id LIMIT 20000";
    lun_error ignored = LUN_ERROR_INIT;
    lun_rows *rows = NULL;
    lun_cell cell;
    char near[300] = ""; /* what `nearest` names lasts no longer than the row */
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    int rc = lun_store_query(&rows, w->store, query, NULL, NULL, 0, &ignored);
    while (rc >= 0 && (rc = lun_rows_next(rows, &ignored)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        const char *last = nearest.name;
        lun_nearest_offer(&nearest, lun_path_name(cell.text));
        lun_nearest_offer(&nearest, cell.text);
        if (nearest.name != last) {
            snprintf(near, sizeof near, "%s", cell.text);
            nearest.name = near;
        }
    }
    lun_rows_close(rows);
    lun_error_set(err, LUN_ENOTFOUND, "the corpus holds no document '%s'", name);
    if (*near)
        return lun_error_hint(err, "did you mean '%s'? lunette sql %s \"SELECT id, name, uri FROM document\" lists all",
                              near, LUN_SHELL(w->corpus));
    return lun_error_hint(err, "lunette sql %s \"SELECT id, name, uri FROM document\" lists them",
                          LUN_SHELL(w->corpus));
}

/* The first few of those that are meant. */
static int many_documents(const lun_why *w, const char *name, lun_error *err)
{
    lun_error ignored = LUN_ERROR_INIT;
    lun_buf names = LUN_BUF_INIT;
    lun_cell value = { LUN_CELL_TEXT, 0, 0, name, strlen(name) }, cell;
    lun_rows *rows = NULL;
    int n = 0, rc = lun_store_query(
                   &rows, w->store,
                   "SELECT coalesce(uri, name) FROM document WHERE name = ?1 OR instr(uri, ?1) > 0 ORDER BY id", NULL,
                   &value, 1, &ignored);
    while (rc >= 0 && (rc = lun_rows_next(rows, &ignored)) > 0) {
        lun_rows_cell(rows, 0, &cell);
        if (n++ < NAMES_SHOWN)
            lun_buf_addf(&names, "%s%s", names.len ? ", " : "", cell.text);
    }
    lun_rows_close(rows);
    lun_error_set(err, LUN_ENOTFOUND, "more than one document is called '%s'", name);
    lun_error_hint(err, "say more of its address: %s%s", names.data ? names.data : "", n > NAMES_SHOWN ? ", …" : "");
    lun_buf_clear(&names);
    return err->code;
}

/* By number, name, uri, or a part of the uri that no other has. */
static int find_document(lun_why *w, const char *name, lun_error *err)
{
    static const char *const queries[] = {
        "SELECT id FROM document WHERE name = ?1 OR uri = ?1 OR CAST(id AS TEXT) = ?1 LIMIT 2",
        "SELECT id FROM document WHERE instr(uri, ?1) > 0 LIMIT 2",
    };
    int n = 0, rc = LUN_OK;
    for (size_t i = 0; i < sizeof queries / sizeof *queries && n == 0 && rc >= 0; i++)
        rc = one_number(w->store, queries[i], name, &w->number, &n, err);
    if (rc < 0)
        return rc;
    if (n == 1)
        return lun_store_get(w->store, w->number, &w->document, NULL, err);
    return n ? many_documents(w, name, err) : no_document(w, name, err);
}

/* Of a file of several documents the first in which the words stand is asked about; else the first one. */
static int is_meant(const lun_why *w, const lun_document *document)
{
    if (!w->question)
        return 1;
    const char *words = w->arguments->words.items[1], *first = lun_json_string(w->question, "text");
    return !w->store && document->text && strstr(document->text, words) && first && !strstr(first, words);
}

static int take_document(void *context, lun_document *document, lun_error *err)
{
    lun_why *w = context;
    cJSON *text;
    if (!is_meant(w, document))
        return 0;
    cJSON_Delete(w->question);
    w->question = cJSON_CreateObject();
    cJSON *attributes = cJSON_AddObjectToObject(w->question, "document");
    const struct {
        const char *key, *value;
    } known[] = {
        { "title", document->title },   { "date", document->date },       { "language", document->language },
        { "source", document->source }, { "country", document->country }, { "id", document->id },
        { "uri", document->uri },
    };
    if (w->corpus)
        cJSON_AddStringToObject(w->question, "corpus", w->corpus);
    text = cJSON_AddStringToObject(w->question, "text", document->text ? document->text : "");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].value && !cJSON_AddStringToObject(attributes, known[i].key, known[i].value))
            text = NULL;
    }
    return text ? 0 : lun_error_set(err, LUN_ENOMEM, "no memory for a document");
}

/* ---- what is asked ---- */

static void add_cell(cJSON *to, const char *name, const lun_rows *rows, uint32_t column)
{
    lun_cell cell;
    lun_rows_cell(rows, column, &cell);
    if (cell.type == LUN_CELL_TEXT && cell.len)
        cJSON_AddStringToObject(to, name, cell.text);
}

/* The row as the corpus has it, and its rule as it was then. */
static int add_row(lun_why *w, const lun_rows *rows, lun_error *err)
{
    static const char *const names[] = { "layer", "rule", "text", "key", "rule_text", "version", "started" };
    lun_cell id, start, stop;
    lun_rows_cell(rows, 7, &id);
    lun_rows_cell(rows, 8, &start);
    lun_rows_cell(rows, 9, &stop);
    w->number = id.integer;
    int rc = lun_store_get(w->store, w->number, &w->document, NULL, err);
    if (rc < 0 || (rc = take_document(w, w->document, err)) < 0)
        return rc;
    const lun_offsets *offsets = lun_document_offsets(w->document);
    cJSON *row = cJSON_AddObjectToObject(w->question, "row");
    if (!offsets || !row)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a row");
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        add_cell(row, names[i], rows, i);
    cJSON_AddNumberToObject(row, "first", (double)lun_offsets_to_bytes(offsets, (size_t)start.integer) + 1);
    cJSON_AddNumberToObject(row, "last", (double)lun_offsets_to_bytes(offsets, (size_t)stop.integer));
    return LUN_OK;
}

int lun_why__has_view(const lun_why *w, const char *name, lun_error *err)
{
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, name, strlen(name) };
    lun_rows *rows;
    int rc = lun_store_query(&rows, w->store, "SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ?1", NULL,
                             &value, 1, err);
    if (rc < 0)
        return rc;
    rc = lun_rows_next(rows, err);
    lun_rows_close(rows);
    return rc;
}

/* What an analyst said of the row. */
static int add_verdict(lun_why *w, lun_error *err)
{
    cJSON *row = cJSON_GetObjectItemCaseSensitive(w->question, "row");
    const char *key = lun_json_string(row, "key");
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, key, key ? strlen(key) : 0 };
    lun_rows *rows;
    int rc = lun_why__has_view(w, "correction", err);
    if (rc <= 0 || !key)
        return rc;
    rc = lun_store_query(&rows, w->store, "SELECT verdict, reason, at FROM correction WHERE key = ?1", NULL, &value, 1,
                         err);
    if (rc < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0) {
        add_cell(row, "verdict", rows, 0);
        add_cell(row, "reason", rows, 1);
        add_cell(row, "judged", rows, 2);
    }
    lun_rows_close(rows);
    return rc;
}

/* The row with a key that starts so, from a view of rows: 1, or 0 where there is none. */
static int find_row(lun_why *w, const char *view, const char *key, lun_error *err)
{
    const lun_cell value = { LUN_CELL_TEXT, 0, 0, key, strlen(key) };
    lun_buf sql = LUN_BUF_INIT;
    lun_rows *rows;
    lun_buf_addf(
        &sql,
        "SELECT a.layer, ifnull(p.rule, a.rule), a.text, a.key, p.rule_text, p.version, n.started, a.document, a.start, a.stop "
        "FROM %s a LEFT JOIN provenance p ON p.id = a.id AND p.layer = a.layer LEFT JOIN run n ON n.id = a.run "
        "WHERE a.document IN (SELECT id FROM document WHERE key = substr(?1, 1, 4)) AND substr(a.key, 1, length(?1)) = ?1 "
        "LIMIT 2",
        view);
    int rc = sql.data ? lun_store_query(&rows, w->store, sql.data, NULL, &value, 1, err)
                      : lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    lun_buf_clear(&sql);
    if (rc < 0)
        return rc;
    if ((rc = lun_rows_next(rows, err)) > 0 && (rc = add_row(w, rows, err)) == LUN_OK &&
        (rc = lun_rows_next(rows, err)) > 0) {
        lun_error_set(err, LUN_EUSAGE, "more than one key starts with '%s'", key);
        rc = lun_error_hint(err, "give more of its 16 digits");
    }
    lun_rows_close(rows);
    return rc < 0 ? rc : w->question != NULL;
}

static int ask_row(lun_why *w, const char *key, lun_error *err)
{
    int rc = find_row(w, "annotation", key, err);
    if (rc == 0 && (rc = lun_why__has_view(w, "rejected", err)) > 0)
        rc = find_row(w, "rejected", key, err);
    if (rc > 0)
        return add_verdict(w, err);
    if (rc == 0) {
        lun_error_set(err, LUN_ENOTFOUND, "the corpus has no row with the key '%s'", key);
        rc = lun_error_hint(err, "keys are in column `key` of each layer: lunette sql %s \"SELECT key, text FROM act\"",
                            LUN_SHELL(w->corpus));
    }
    return rc;
}

/* "act.kind=urge", "person" */
static int add_expect(const lun_why *w, lun_error *err)
{
    const char *text = w->arguments->by, *dot = text ? strchr(text, '.') : NULL, *equal = dot ? strchr(dot, '=') : NULL;
    if (!text)
        return LUN_OK;
    if (!*text || (dot && (!equal || equal == dot + 1 || !equal[1])) || (!dot && strchr(text, '='))) {
        lun_error_set(err, LUN_EUSAGE, "--expect: '%s' is no layer, and no LAYER.FIELD=VALUE", text);
        return lun_error_hint(err, "for example --expect act.kind=urge, or --expect person");
    }
    cJSON *expect = cJSON_AddObjectToObject(w->question, "expect");
    const char *layer = lun_arena_strndup(w->arena, text, dot ? (size_t)(dot - text) : strlen(text));
    const char *field = dot ? lun_arena_strndup(w->arena, dot + 1, (size_t)(equal - dot - 1)) : NULL;
    if (!layer || (dot && !field))
        return lun_error_set(err, LUN_ENOMEM, "no memory for a question");
    cJSON_AddStringToObject(expect, "layer", layer);
    if (dot) {
        cJSON_AddStringToObject(expect, "field", field);
        cJSON_AddStringToObject(expect, "value", equal + 1);
    }
    return LUN_OK;
}

static int ask_words(lun_why *w, const char *words, lun_error *err)
{
    if (!w->question) {
        lun_error_set(err, LUN_ENOTFOUND, "there is no document in '%s'", w->arguments->words.items[0]);
        return lun_error_hint(err, "name a file that holds text");
    }
    if (!words[strspn(words, " \t\n")]) {
        lun_error_set(err, LUN_EUSAGE, "why: no words are asked about");
        return lun_error_hint(err, "give some words of the document, as they stand there");
    }
    cJSON_AddStringToObject(w->question, "words", words);
    if (w->arguments->where)
        cJSON_AddStringToObject(w->question, "rule", w->arguments->where);
    if (w->arguments->n)
        cJSON_AddNumberToObject(w->question, "n", (double)w->arguments->n);
    return add_expect(w, err);
}

int lun_why__ask_file(lun_why *w, lun_error *err)
{
    const lun_arguments *a = w->arguments;
    lun_texts sources = { .n = 1 };
    const lun_load_options load = lun_listing_options(a);
    sources.items[0] = a->words.items[0];
    if (!a->plugins.n && !a->rules.n) {
        lun_error_set(err, LUN_EUSAGE, "why: no rules are named that could be asked");
        return lun_error_hint(err, "-p diplomacy, or -r FILE; a corpus knows its own");
    }
    int rc = lun_listing_documents(&sources, 0, &load, take_document, w, err);
    return rc < 0 ? rc : ask_words(w, a->words.items[1], err);
}

/* What went wrong with the document when the corpus was made. */
static int add_problems(lun_why *w, lun_error *err)
{
    static const char sql[] = "SELECT class, code, message FROM problem WHERE document = ?1";
    const lun_cell value = { LUN_CELL_INTEGER, w->number, 0, NULL, 0 };
    cJSON *list = cJSON_AddArrayToObject(w->question, "problems");
    lun_rows *rows;
    int rc = lun_store_query(&rows, w->store, sql, NULL, &value, 1, err);
    if (rc < 0)
        return rc;
    while ((rc = lun_rows_next(rows, err)) > 0) {
        cJSON *problem = cJSON_CreateObject();
        add_cell(problem, "class", rows, 0);
        add_cell(problem, "code", rows, 1);
        add_cell(problem, "message", rows, 2);
        cJSON_AddItemToArray(list, problem);
    }
    lun_rows_close(rows);
    return rc;
}

static int take_row_rules(lun_why *w, lun_error *err)
{
    const char *rule = lun_json_string(cJSON_GetObjectItemCaseSensitive(w->question, "row"), "rule");
    return rule ? lun_cli_rule_rules(&w->plugins, &w->rules, w->store, rule, w->arena, err) : LUN_OK;
}

int lun_why__ask_corpus(lun_why *w, lun_error *err)
{
    const lun_texts *words = &w->arguments->words;
    int rc = lun_store_open(&w->store, w->corpus = words->items[0], LUN_STORE_READ, err);
    int is_own = !w->plugins.n && !w->rules.n;
    if (rc == LUN_OK && is_own)
        rc = lun_cli_corpus_rules(&w->plugins, &w->rules, w->store, w->arena, err);
    if (rc < 0)
        return rc;
    if (words->n == 2 && is_key(words->items[1])) {
        rc = ask_row(w, words->items[1], err);
        return rc < 0 || !is_own ? rc : take_row_rules(w, err);
    }
    if (words->n != 3) {
        lun_error_set(err, LUN_EUSAGE, "why: '%s' is no key of a row", words->items[1]);
        return lun_error_hint(
            err, "a key has 16 digits 0-9 a-f, of which 6 may do; for words: lunette why CORPUS DOCUMENT \"words\"");
    }
    if ((rc = find_document(w, words->items[1], err)) < 0 || (rc = take_document(w, w->document, err)) < 0 ||
        (rc = add_problems(w, err)) < 0)
        return rc;
    return ask_words(w, words->items[2], err);
}
