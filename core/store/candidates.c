/*
** candidates.c - which documents can hold a word or rows of a layer, told without reading them. Sits on known.c, index.c.
**
** Of words the full text tells, as far as it cuts texts as core/text does (text/plain.h): documents for which that does not hold, and
** those that it lacks yet, are told apart as such. Rows of a layer lie in the order of their documents, so a document costs one
** search, however many rows it has.
*/
#include <string.h>

#include "store/inside.h"
#include "text/plain.h"

#define SPREAD LUN_STORE_SPREAD_SQL

static int no_memory(lun_error *err)
{
    return lun_error_set(err, LUN_ENOMEM, "no memory for a list of documents");
}

int lun_store_set(lun_bits *out, lun_store *store, lun_error *err)
{
    int64_t last = 0;
    int rc = lun_store__integer(store, &last, err, "SELECT ifnull(max(id), 0) FROM _document");
    if (rc < 0)
        return rc;
    return lun_bits_init(out, (size_t)(last < 0 ? 0 : last) + 1) < 0 ? no_memory(err) : LUN_OK;
}

/* Adds what the first column of a statement says, and is done with it. */
static int add_numbers(lun_store *store, sqlite3_stmt *stmt, lun_bits *out, lun_error *err)
{
    int rc;
    while ((rc = lun_store__step(store, stmt, err)) > 0) {
        int64_t number = sqlite3_column_int64(stmt, 0);
        if (number > 0)
            lun_bits_add(out, (uint64_t)number);
    }
    return rc;
}

static int add_by(lun_store *store, lun_bits *out, lun_error *err, const char *sql, const char *text)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, sql, text);
    if (rc == LUN_OK)
        rc = add_numbers(store, stmt, out, err);
    sqlite3_finalize(stmt);
    return rc;
}

/* ---- words ---- */

static void add_string(lun_buf *query, const char *text, size_t len, const char *more)
{
    lun_buf_adds(query, "\"");
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            lun_buf_addc(query, '"');
        lun_buf_addc(query, text[i]);
    }
    lun_buf_addf(query, "%s\"", more);
}

static void write_query(lun_buf *query, const lun_plain_word *word)
{
    lun_buf_adds(query, "text : (");
    add_string(query, word->text, word->len, "");
    if (word->also & LUN_PLAIN_UNIT)
        lun_buf_adds(query, " *");
    if (word->also & LUN_PLAIN_NT) {
        lun_buf_adds(query, " OR ");
        add_string(query, word->text, word->len, "n't");
    }
    if (word->also & LUN_PLAIN_CANNOT)
        lun_buf_adds(query, " OR cannot");
    lun_buf_addc(query, ')');
}

static int ask_index(lun_store *store, lun_bits *out, const lun_plain_word *word, lun_error *err)
{
    sqlite3_stmt *stmt;
    lun_buf query = LUN_BUF_INIT;
    int rc = lun_store__fixed(store, &stmt, LUN_FIXED_WORD, err);
    write_query(&query, word);
    if (rc == LUN_OK && query.failed)
        rc = no_memory(err);
    if (rc == LUN_OK) {
        sqlite3_bind_text64(stmt, 1, query.data, query.len, SQLITE_STATIC, SQLITE_UTF8);
        rc = add_numbers(store, stmt, out, err);
        sqlite3_clear_bindings(stmt);
    }
    lun_buf_clear(&query);
    return rc;
}

int lun_store_add_word(lun_store *store, lun_bits *out, const char *word, lun_error *err)
{
    lun_plain_word asked;
    int rc = LUN_OK;
    switch (lun_plain_ask(word, strlen(word), &asked)) {
    case LUN_PLAIN_ANYWHERE:
        return 0;
    case LUN_PLAIN_NOWHERE:
        return 1;
    case LUN_PLAIN_RUNS:
        rc = ask_index(store, out, &asked, err);
    }
    return rc < 0 ? rc : 1;
}

int lun_store_add_untold(lun_store *store, lun_bits *out, lun_error *err)
{
    return add_by(store, out, err,
                  "SELECT id FROM _document WHERE plain = 0 UNION ALL SELECT document FROM _unindexed%s", "");
}

/* ---- rows ---- */

int lun_store_add_layer(lun_store *store, lun_bits *out, const char *layer, lun_error *err)
{
    uint16_t number = lun_schema_find(store->schema, layer);
    if (number == LUN_LAYER_NONE || lun_schema_layer(store->schema, number)->n_members)
        return LUN_OK;
    return add_by(store, out, err,
                  "WITH RECURSIVE d(n) AS (SELECT (SELECT min(id) FROM \"row.%1$s\") / " SPREAD
                  " UNION ALL SELECT (SELECT min(id) FROM \"row.%1$s\" WHERE id >= (d.n + 1) * " SPREAD ") / " SPREAD
                  " FROM d WHERE d.n IS NOT NULL) SELECT n FROM d WHERE n IS NOT NULL",
                  layer);
}

/* ---- documents by run ---- */

int lun_store_add_all(lun_store *store, lun_bits *out, lun_error *err)
{
    return add_by(store, out, err, "SELECT id FROM _document%s", "");
}

int lun_store_add_run(lun_store *store, lun_bits *out, int64_t run, lun_error *err)
{
    char number[24];
    sqlite3_snprintf(sizeof number, number, "%lld", (long long)run);
    return add_by(store, out, err, "SELECT id FROM _document WHERE run = %s", number);
}

int lun_store_next_run(lun_store *store, int64_t *run, lun_error *err)
{
    char sql[80];
    int64_t next = 0;
    sqlite3_snprintf(sizeof sql, sql, "SELECT min(run) FROM _document WHERE run > %lld", (long long)*run);
    int rc = lun_store__integer(store, &next, err, sql);
    if (rc < 0 || next <= *run)
        return rc;
    *run = next;
    return 1;
}

static void is_excepted(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    sqlite3_result_int(context, lun_bits_has(sqlite3_user_data(context), (uint64_t)sqlite3_value_int64(values[0])));
}

int lun_store_adopt(lun_store *store, int64_t run, const lun_bits *except, lun_error *err)
{
    int rc = lun_store__need_run(store, err);
    if (rc < 0)
        return rc;
    if (sqlite3_create_function(store->db, "lun_excepted", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                (void *)(uintptr_t)except, is_excepted, NULL, NULL) != SQLITE_OK)
        return lun_store__fail(store, err, "its documents cannot be told apart");
    rc = lun_store__exec(store, err,
                         "UPDATE _document SET run = %lld WHERE run = %lld AND NOT lun_excepted(id) AND "
                         "NOT EXISTS (SELECT 1 FROM _problem p WHERE p.uri = _document.uri)",
                         (long long)store->run, (long long)run);
    sqlite3_create_function(store->db, "lun_excepted", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL);
    if (rc == LUN_OK)
        lun_store__waits(store);
    return rc;
}
