/*
** query.c - SQL from outside: one statement, reading only, values bound, errors with their place. Sits on sql.c and
** suggest.c.
**
** Three doors, each enough by itself: a store opened for reading is read-only to SQLite; while a query is prepared
** the authorizer refuses what is not reading; a statement that SQLite does not call read-only is refused. What runs
** long can be stopped (lun_store_stop_when).
*/
#include <string.h>

#include "base/utf8.h"
#include "store/inside.h"

#define STEPS_BETWEEN_ASKING 20000 /* virtual instructions: some tenths of a millisecond */

struct lun_rows {
    lun_store *store;
    sqlite3_stmt *stmt;
};

/* Pragmas that only tell, with what they need as argument. */
static int pragma_tells(const char *name, const char *value)
{
    static const char *const with_name[] = {
        "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo",
        "integrity_check",   "quick_check",      "table_info", "table_list", "table_xinfo",
    };
    static const char *const alone[] = {
        "application_id", "collation_list", "compile_options", "database_list",  "data_version",
        "encoding",       "freelist_count", "function_list",   "journal_mode",   "module_list",
        "page_count",     "page_size",      "pragma_list",     "schema_version", "user_version",
    };
    for (size_t i = 0; i < sizeof with_name / sizeof *with_name; i++) {
        if (sqlite3_stricmp(name, with_name[i]) == 0)
            return 1;
    }
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        if (sqlite3_stricmp(name, alone[i]) == 0)
            return value == NULL;
    }
    return 0;
}

/* pragma_table_info(…) is a table to a query, and a pragma that SQLite prepares while the query runs: no authorizer is asked then. */
static int may_read(const char *table)
{
    static const char pragma[] = "pragma_";
    size_t len = sizeof pragma - 1;
    return !table || sqlite3_strnicmp(table, pragma, (int)len) != 0 || pragma_tells(table + len, NULL);
}

static int guard(void *context, int action, const char *a, const char *b, const char *database, const char *trigger)
{
    (void)context;
    (void)database;
    (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return may_read(a) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        return b && (sqlite3_stricmp(b, "load_extension") == 0 || sqlite3_stricmp(b, "fts3_tokenizer") == 0)
                   ? SQLITE_DENY
                   : SQLITE_OK;
    case SQLITE_PRAGMA:
        return a && pragma_tells(a, b) ? SQLITE_OK : SQLITE_DENY;
    /* what SQLite asks when it connects a virtual table such as document_text; a real one is not read-only */
    case SQLITE_UPDATE:
        return a && strcmp(a, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/* ---- errors ---- */

static int place_error(lun_error *err, const char *sql, int offset)
{
    unsigned line = 1;
    const char *start = sql;
    if (offset < 0 || (size_t)offset > strlen(sql))
        return err ? err->code : LUN_ESTORE;
    for (const char *c = sql; c < sql + offset; c++) {
        if (*c == '\n') {
            line++;
            start = c + 1;
        }
    }
    const char *at = sql + offset;
    unsigned width = 0;
    while (at[width] &&
           (sqlite3_strnicmp(at + width, "_", 1) == 0 || strchr(" \t\r\n,;()=<>!+-*/|'\".", at[width]) == NULL))
        width++;
    lun_error_place(err, "sql", line, (unsigned)lun_utf8_count(start, (size_t)(at - start)) + 1,
                    width ? (unsigned)lun_utf8_count(at, width) : 1);
    return lun_error_source(err, start, strcspn(start, "\n"));
}

static int refuse_sql(lun_store *store, const char *sql, lun_error *err)
{
    int sqlite = sqlite3_errcode(store->db), offset = sqlite3_error_offset(store->db);
    if ((sqlite & 0xFF) == SQLITE_AUTH) {
        lun_error_set(err, LUN_ESTORE, "%s: a query may only read", sqlite3_errmsg(store->db));
        return lun_error_hint(
            err,
            "SELECT, WITH, VALUES and EXPLAIN are allowed; take a copy of the corpus to change it with another tool");
    }
    if ((sqlite & 0xFF) != SQLITE_ERROR)
        return lun_store__fail(store, err, "query");
    lun_error_set(err, LUN_ESTORE, "%s", sqlite3_errmsg(store->db));
    lun_store__flatten(err);
    place_error(err, sql, offset);
    lun_store__suggest(store, sql, err);
    return LUN_ESTORE;
}

/* ---- preparing ---- */

static int prepare_guarded(lun_store *store, sqlite3_stmt **out, const char *sql, const char **tail)
{
    sqlite3_set_authorizer(store->db, guard, NULL);
    int sqlite = sqlite3_prepare_v2(store->db, sql, -1, out, tail);
    sqlite3_set_authorizer(store->db, NULL, NULL);
    return sqlite;
}

static int check_alone(lun_store *store, const char *tail, lun_error *err)
{
    sqlite3_stmt *second = NULL;
    int sqlite = prepare_guarded(store, &second, tail, NULL);
    sqlite3_finalize(second);
    if (sqlite == SQLITE_OK && !second)
        return LUN_OK;
    lun_error_set(err, LUN_ESTORE, "a query is one statement, and more text follows its semicolon");
    return lun_error_hint(err, "send the statements one after the other");
}

static int prepare(lun_store *store, sqlite3_stmt **out, const char *sql, lun_error *err)
{
    const char *tail = NULL;
    int rc;
    *out = NULL;
    if (prepare_guarded(store, out, sql, &tail) != SQLITE_OK)
        return refuse_sql(store, sql, err);
    if (!*out)
        return lun_error_set(err, LUN_ESTORE, "the query is empty");
    if (!sqlite3_stmt_readonly(*out)) {
        lun_error_set(err, LUN_ESTORE, "a query may only read");
        return lun_error_hint(err, "SELECT, WITH, VALUES and EXPLAIN are allowed");
    }
    return (rc = check_alone(store, tail, err)) < 0 ? rc : LUN_OK;
}

/* The index of a parameter, 0 where there is none, -1 without memory. */
static int parameter(sqlite3_stmt *stmt, const char *name, uint32_t position)
{
    static const char sigils[] = ":@$";
    lun_buf full = LUN_BUF_INIT;
    int index = 0;
    if (!name)
        return (int)position <= sqlite3_bind_parameter_count(stmt) ? (int)position : 0;
    for (const char *sigil = sigils; *sigil && !index; sigil++) {
        lun_buf_reset(&full);
        lun_buf_addc(&full, *sigil);
        lun_buf_adds(&full, name);
        index = full.failed ? 0 : sqlite3_bind_parameter_index(stmt, full.data);
    }
    int failed = full.failed;
    lun_buf_clear(&full);
    return failed ? -1 : index;
}

static int bind(sqlite3_stmt *stmt, int index, const lun_cell *value)
{
    switch (value->type) {
    case LUN_CELL_NULL:
        return sqlite3_bind_null(stmt, index);
    case LUN_CELL_INTEGER:
        return sqlite3_bind_int64(stmt, index, value->integer);
    case LUN_CELL_NUMBER:
        return sqlite3_bind_double(stmt, index, value->number);
    case LUN_CELL_TEXT:
        return sqlite3_bind_text64(stmt, index, value->text, value->len, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    return SQLITE_MISUSE;
}

static int bind_all(lun_store *store, sqlite3_stmt *stmt, const char *const *names, const lun_cell *values, uint32_t n,
                    lun_error *err)
{
    for (uint32_t i = 0; i < n; i++) {
        const char *name = names ? names[i] : NULL;
        int index = parameter(stmt, name, i + 1);
        if (index < 0)
            return lun_error_set(err, LUN_ENOMEM, "no memory for a query");
        if (!index && name)
            return lun_error_set(err, LUN_EUSAGE, "the query has no parameter :%s", name);
        if (!index)
            return lun_error_set(err, LUN_EUSAGE, "the query has %d parameters, and value %u was given",
                                 sqlite3_bind_parameter_count(stmt), i + 1);
        if (bind(stmt, index, &values[i]) != SQLITE_OK)
            return lun_store__fail(store, err, "query");
    }
    return LUN_OK;
}

/* ---- the interface ---- */

int lun_store_query(lun_rows **out, lun_store *store, const char *sql, const char *const *names, const lun_cell *values,
                    uint32_t n, lun_error *err)
{
    lun_rows *rows = lun_calloc(1, sizeof *rows);
    *out = NULL;
    if (!rows)
        return lun_error_set(err, LUN_ENOMEM, "no memory for a query");
    rows->store = store;
    int rc = prepare(store, &rows->stmt, sql, err);
    if (rc == LUN_OK)
        rc = bind_all(store, rows->stmt, names, values, n, err);
    if (rc < 0) {
        lun_rows_close(rows);
        return rc;
    }
    *out = rows;
    return LUN_OK;
}

int lun_rows_next(lun_rows *rows, lun_error *err)
{
    int sqlite = sqlite3_step(rows->stmt);
    if (sqlite == SQLITE_ROW)
        return 1;
    if (sqlite == SQLITE_DONE)
        return 0;
    if ((sqlite & 0xFF) == SQLITE_INTERRUPT)
        return lun_error_set(err, LUN_ESTORE, "the query was stopped");
    if ((sqlite & 0xFF) == SQLITE_ERROR) {
        lun_error_set(err, LUN_ESTORE, "%s", sqlite3_errmsg(rows->store->db));
        lun_store__flatten(err);
        return LUN_ESTORE;
    }
    return lun_store__fail(rows->store, err, "query");
}

uint32_t lun_rows_columns(const lun_rows *rows)
{
    return (uint32_t)sqlite3_column_count(rows->stmt);
}

const char *lun_rows_name(const lun_rows *rows, uint32_t column)
{
    const char *name = sqlite3_column_name(rows->stmt, (int)column);
    return name ? name : "";
}

void lun_rows_cell(const lun_rows *rows, uint32_t column, lun_cell *out)
{
    int at = (int)column;
    memset(out, 0, sizeof *out);
    switch (sqlite3_column_type(rows->stmt, at)) {
    case SQLITE_INTEGER:
        out->type = LUN_CELL_INTEGER;
        out->integer = sqlite3_column_int64(rows->stmt, at);
        return;
    case SQLITE_FLOAT:
        out->type = LUN_CELL_NUMBER;
        out->number = sqlite3_column_double(rows->stmt, at);
        return;
    case SQLITE_NULL:
        return;
    default:
        out->text = (const char *)sqlite3_column_text(rows->stmt, at);
        out->len = (size_t)sqlite3_column_bytes(rows->stmt, at);
        out->type = out->text ? LUN_CELL_TEXT : LUN_CELL_NULL;
    }
}

void lun_rows_close(lun_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->stmt);
    lun_free(rows);
}

static int ask(void *context)
{
    const lun_store *store = context;
    return store->stop(store->stop_context);
}

void lun_store_stop_when(lun_store *store, int (*stop)(void *context), void *context)
{
    store->stop = stop;
    store->stop_context = context;
    sqlite3_progress_handler(store->db, stop ? STEPS_BETWEEN_ASKING : 0, stop ? ask : NULL, store);
}
