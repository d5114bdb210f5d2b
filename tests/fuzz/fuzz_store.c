/*
** fuzz_store.c - whatever stands in a corpus file, opening, reading and asking end in rows or an error; whatever SQL is
** asked, a corpus open for reading stays as it is.
**
** Input: a letter, then for 'S' the text of a query; for any other letter, four bytes a change of a good corpus (three of
** place, one of value), and with 'C' the first two of them say where the file is cut off. 'T': SQL that somebody else runs on
** the corpus before we open it. Corpora are opened unchecked, as large ones are, and a run goes over them too.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/json.h"
#include "base/file.h"
#include "store/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PATIENCE 200 /* askings of lun_store_stop_when: some milliseconds */

static void must(int rc, const lun_error *err)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "fuzz_store: %s\n", err->message);
    abort();
}

static const char *path_of(const char *name)
{
    static char path[256];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/lunette-fuzz-store-%ld-%s", folder ? folder : "/tmp", (long)getpid(), name);
    return path;
}

/* ---- the good corpus, made once ---- */

static void fill(lun_schema *schema, lun_store *store)
{
    static const lun_rule_info items[] = { { .id = "core", .plugin = "core", .text = "" } };
    const lun_rules rules = { items, 1 };
    const lun_run_info info = { .command = "fuzz", .version = "0", .plugins = "fuzz 1", .fingerprint = { 1 } };
    const char *text = "Ø Norland thanks Ostia.";
    lun_error err = LUN_ERROR_INIT;
    lun_annotation *row;
    must(lun_store_run_begin(store, &info, schema, &rules, &err), &err);
    lun_document *document = lun_document_new();
    document->uri = document->id = "a.txt";
    must(lun_document_set_text(document, text, strlen(text), &err), &err);
    lun_annotations *set = lun_annotations_new(document, schema);
    lun_value name = { .type = LUN_TYPE_TEXT, .n = 7 }, who = { .type = LUN_TYPE_ENTITY },
              list = { .type = LUN_TYPE_LIST, .n = 1 };
    lun_span span = { 3, 10 };
    name.as.text = "Norland";
    who.as.ref.entity = lun_annotations_entity(set, "country", "Norland", "NL");
    must(lun_annotations_add(set, &row, 0, span, 0, who.as.ref.entity, &name, &err), &err);
    who.as.ref.mention = row->id;
    list.as.items = &who;
    must(lun_annotations_add(set, &row, 1, span, 0, 0, &list, &err), &err);
    must(lun_store_put(store, set, NULL, &err), &err);
    must(lun_store_run_end(store, "done", &err), &err);
    lun_document_free(document);
}

static lun_schema *make_schema(void)
{
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = lun_schema_new();
    lun_field name = { .name = "name", .owner = "fuzz", .type = LUN_TYPE_TEXT };
    lun_field actor = { .name = "actor", .owner = "fuzz", .type = LUN_TYPE_ENTITY, .list = 1 };
    uint16_t layer;
    must(lun_schema_declare(schema, &layer, "country", "fuzz", NULL, LUN_POLICY_ALL, 1, &err), &err);
    must(lun_schema_add_field(schema, layer, &name, &err), &err);
    must(lun_schema_declare(schema, &layer, "act", "fuzz", NULL, LUN_POLICY_ALL, 0, &err), &err);
    must(lun_schema_add_field(schema, layer, &actor, &err), &err);
    return schema;
}

static char *make_corpus(size_t *len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = make_schema();
    lun_store *store;
    char *data;
    must(lun_store_open(&store, path_of("good.db"), LUN_STORE_WRITE, &err), &err);
    fill(schema, store);
    lun_store_close(store);
    must(lun_file_read(&data, len, path_of("good.db"), 0, &err), &err);
    unlink(path_of("good.db"));
    lun_schema_free(schema);
    return data;
}

static const char *good_corpus(size_t *len)
{
    static char *data; /* a fuzzer's only state: what every input starts from */
    static size_t size;
    if (!data)
        data = make_corpus(&size);
    *len = size;
    return data;
}

/* ---- what is done with it ---- */

static int out_of_patience(void *context)
{
    int *left = context;
    return --*left < 0;
}

static void ask(lun_store *store, const char *sql)
{
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    lun_cell cell;
    int left = PATIENCE;
    if (lun_store_query(&rows, store, sql, NULL, NULL, 0, &err) < 0) {
        if (!err.message[0])
            abort();
        return;
    }
    lun_store_stop_when(store, out_of_patience, &left);
    for (int n = 0; n < 1000 && lun_rows_next(rows, &err) > 0; n++) {
        for (uint32_t i = 0; i < lun_rows_columns(rows); i++)
            lun_rows_cell(rows, i, &cell);
    }
    lun_store_stop_when(store, NULL, NULL);
    lun_rows_close(rows);
}

static void read_document(lun_store *store)
{
    lun_error err = LUN_ERROR_INIT;
    lun_document *document;
    lun_annotations *rows;
    lun_buf json = LUN_BUF_INIT;
    if (lun_store_get(store, 1, &document, &rows, &err) < 0)
        return;
    if (lun_annotations_write_json(rows, lun_store_rules(store), NULL, &json, &err) < 0)
        abort();
    lun_buf_clear(&json);
    lun_document_free(document);
}

/* A run of the same plugins over whatever this is. */
static void run_over(void)
{
    static const lun_rule_info items[] = { { .id = "core", .plugin = "core", .text = "" } };
    const lun_rules rules = { items, 1 };
    const lun_run_info info = { .command = "fuzz", .version = "0", .plugins = "fuzz 1", .fingerprint = { 2 } };
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = make_schema();
    lun_store *store;
    lun_document *document = lun_document_new();
    document->uri = document->id = "a.txt";
    must(lun_document_set_text(document, "Norland.", 8, &err), &err);
    int rc = lun_store__open(&store, path_of("bad.db"), LUN_STORE_WRITE, 0, &err);
    if (rc == LUN_OK)
        rc = lun_store_run_begin(store, &info, schema, &rules, &err);
    if (rc == LUN_OK)
        rc = lun_store_put(store, lun_annotations_new(document, schema), NULL, &err);
    if (rc == LUN_OK)
        rc = lun_store_run_end(store, "done", &err);
    if (rc < 0 && (!err.message[0] || strchr(err.message, '\n')))
        abort();
    lun_store_close(store);
    lun_document_free(document);
    lun_schema_free(schema);
}

static void try_corpus(const char *data, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    must(lun_file_write(path_of("bad.db"), data, len, &err), &err);
    if (lun_store__open(&store, path_of("bad.db"), LUN_STORE_READ, 0, &err) < 0) {
        if (!err.message[0] || strchr(err.message, '\n'))
            abort();
    } else {
        read_document(store);
        ask(store, "SELECT * FROM annotation");
        ask(store, "SELECT * FROM act JOIN act_actor USING (id)");
        ask(store, "SELECT * FROM document d LEFT JOIN metadata m ON m.document = d.id");
        ask(store, "SELECT * FROM provenance");
        ask(store, "SELECT * FROM entity JOIN country ON country.entity_id = entity.id");
        ask(store, "SELECT snippet(document_text, 1, '[', ']', '', 5) FROM document_text WHERE document_text MATCH "
                   "'\"norland thanks\"'");
        ask(store, "SELECT rowid FROM document_text WHERE document_text MATCH 'norland'");
        lun_store_close(store);
    }
    run_over();
    unlink(path_of("bad.db"));
}

/* SQL of somebody else, who may write what he likes into his file. */
static void try_hostile(const uint8_t *data, size_t size)
{
    lun_error err = LUN_ERROR_INIT;
    size_t len;
    int left = PATIENCE;
    const char *good = good_corpus(&len);
    char *sql = lun_strndup((const char *)data, size);
    sqlite3 *db;
    if (!sql)
        return;
    must(lun_file_write(path_of("hostile.db"), good, len, &err), &err);
    if (sqlite3_open(path_of("hostile.db"), &db) != SQLITE_OK)
        abort();
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000000);
    sqlite3_progress_handler(db, 20000, out_of_patience, &left);
    sqlite3_exec(db, "PRAGMA writable_schema = ON; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", NULL, NULL,
                 NULL);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    lun_free(sql);
    char *changed;
    must(lun_file_read(&changed, &len, path_of("hostile.db"), 0, &err), &err);
    unlink(path_of("hostile.db"));
    try_corpus(changed, len);
    lun_free(changed);
}

static void try_changes(const uint8_t *data, size_t size, int cut)
{
    size_t len, at = cut ? 2 : 0;
    const char *good = good_corpus(&len);
    char *copy = lun_malloc(len);
    if (!copy)
        return;
    memcpy(copy, good, len);
    for (; at + 4 <= size; at += 4) {
        size_t place = ((size_t)data[at] << 16 | (size_t)data[at + 1] << 8 | data[at + 2]) % len;
        copy[place] = (char)data[at + 3];
    }
    try_corpus(copy, cut && size >= 2 ? len * ((size_t)data[0] << 8 | data[1]) / 65536 : len);
    lun_free(copy);
}

static void try_sql(const uint8_t *data, size_t size)
{
    lun_error err = LUN_ERROR_INIT;
    size_t len, len_after;
    char *sql = lun_strndup((const char *)data, size), *after;
    const char *good = good_corpus(&len);
    lun_store *store;
    if (!sql)
        return;
    must(lun_file_write(path_of("sql.db"), good, len, &err), &err);
    must(lun_store_open(&store, path_of("sql.db"), LUN_STORE_READ, &err), &err);
    ask(store, sql);
    lun_store_close(store);
    must(lun_file_read(&after, &len_after, path_of("sql.db"), 0, &err), &err);
    if (len_after != len || memcmp(after, good, len) != 0)
        abort();
    lun_free(after);
    lun_free(sql);
    unlink(path_of("sql.db"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (data[0] == 'S')
        try_sql(data + 1, size - 1);
    else if (data[0] == 'T')
        try_hostile(data + 1, size - 1);
    else
        try_changes(data + 1, size - 1, data[0] == 'C');
    return 0;
}
