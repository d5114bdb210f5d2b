/*
** results.c - results of analyses, kept in the corpus: a table of their rows, a view of the analysis's name, and a
** record of how they came about (view `analysis`). Sits on sql.c and base/json.h.
**
** The table of analysis phrase-drift is "result.phrase_drift": a dot, so that no layer's table can bear that name. Its
** columns have no type: a cell keeps the type that the analysis gave it. All is made in one transaction, in place of
** what the same analysis left before. Columns that are named beforehand are there also where no row fills them.
*/
#include <string.h>
#include <time.h>

#include <lunette/version.h>

#include "base/json.h"
#include "store/inside.h"

#define COLUMNS_MAX 500 /* SQLite's own limit is 2,000, with as many parameters */

typedef struct saving {
    lun_store *store;
    const char *analysis;
    char view[65];
    cJSON *rows;
    lun_intern *columns; /* in first-seen order */
    lun_error *err;
} saving;

/* ---- names ---- */

static int name_view(saving *s)
{
    size_t len = strlen(s->analysis);
    for (size_t i = 0; i < len && i < sizeof s->view - 1; i++)
        s->view[i] = s->analysis[i] == '-' ? '_' : s->analysis[i];
    if (len < sizeof s->view && lun_store__name_ok(s->view))
        return LUN_OK;
    lun_error_set(
        s->err, LUN_EUSAGE,
        "analysis '%s': its name becomes a view's: lower-case letters, digits and -, at most 64, from a letter",
        s->analysis);
    return lun_error_hint(s->err, "for example \"phrase-drift\"");
}

/* 1 if the statement, with the texts bound to ?1 and ?2, gives a row. */
static int exists(lun_store *store, const char *sql, const char *first, const char *second, lun_error *err)
{
    sqlite3_stmt *stmt;
    int rc = lun_store__prepare(store, &stmt, err, "%s", sql);
    if (rc < 0)
        return rc;
    lun_store__bind_text(stmt, 1, first);
    lun_store__bind_text(stmt, 2, second);
    rc = lun_store__step(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

static int taken(const saving *s)
{
    lun_error_set(s->err, LUN_EUSAGE, "analysis '%s': its view '%s' cannot be made: the corpus has one of that name",
                  s->analysis, s->view);
    return lun_error_hint(s->err,
                          "name the analysis differently: layers, their lists and Lunette's own views come first");
}

static int make_record(const saving *s)
{
    int rc =
        exists(s->store, "SELECT 1 FROM sqlite_schema WHERE name = ?1 AND type = 'table'", "_analysis", NULL, s->err);
    if (rc != 0)
        return rc < 0 ? rc : LUN_OK;
    if ((rc = exists(s->store, "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE", "analysis", NULL,
                     s->err)) < 0)
        return rc;
    if (rc > 0)
        return lun_error_set(s->err, LUN_EUSAGE,
                             "the corpus has a layer or view 'analysis' of its own: no results kept");
    return lun_store__exec(
        s->store, s->err,
        "CREATE TABLE _analysis(name TEXT PRIMARY KEY, view TEXT NOT NULL UNIQUE, run INTEGER,"
        " version TEXT, options TEXT, saved TEXT, rows INTEGER) WITHOUT ROWID;"
        "CREATE VIEW analysis AS SELECT name, view, run, version, options, saved, rows FROM _analysis");
}

/* The view's name is free, or it is this analysis's own from before. */
static int check_name(const saving *s)
{
    int rc = exists(s->store, "SELECT 1 FROM _analysis WHERE name = ?1 AND view = ?2", s->analysis, s->view, s->err);
    if (rc != 0)
        return rc < 0 ? rc : LUN_OK;
    if (strcmp(s->view, "analysis") == 0 || lun_store__is_fixed_view(s->view) ||
        lun_schema_find(s->store->schema, s->view) != LUN_LAYER_NONE)
        return taken(s);
    rc = exists(s->store, "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE", s->view, NULL, s->err);
    return rc > 0 ? taken(s) : rc;
}

/* ---- columns ---- */

static int note_column(saving *s, const char *name)
{
    if (lun_intern_find(s->columns, name, strlen(name)) != LUN_INTERN_NONE)
        return LUN_OK;
    if (!lun_store__name_ok(name)) {
        lun_error_set(s->err, LUN_EUSAGE, "analysis '%s': column '%.100s': a name is lower-case letters, digits and _",
                      s->analysis, name);
        return lun_error_hint(s->err, "for example \"per_million\"");
    }
    if (lun_intern_count(s->columns) >= COLUMNS_MAX)
        return lun_error_set(s->err, LUN_ELIMIT, "analysis '%s': more than %d columns", s->analysis, COLUMNS_MAX);
    if (lun_intern_add(s->columns, name, strlen(name)) == LUN_INTERN_NONE)
        return lun_error_set(s->err, LUN_ENOMEM, "no memory for the results of an analysis");
    return LUN_OK;
}

/* A list of rows, or { columns, rows }. */
static int take_columns(saving *s, cJSON *given)
{
    const cJSON *name;
    int rc;
    s->rows = given;
    if (!cJSON_IsObject(given))
        return LUN_OK;
    s->rows = cJSON_GetObjectItemCaseSensitive(given, "rows");
    cJSON_ArrayForEach(name, cJSON_GetObjectItemCaseSensitive(given, "columns"))
    {
        if ((rc = note_column(s, cJSON_IsString(name) ? name->valuestring : "")) < 0)
            return rc;
    }
    return LUN_OK;
}

static int read_columns(saving *s)
{
    const cJSON *row, *cell;
    int rc, n = 0;
    if (!cJSON_IsArray(s->rows))
        return lun_error_set(s->err, LUN_EUSAGE, "analysis '%s': its result is no list of rows", s->analysis);
    cJSON_ArrayForEach(row, s->rows)
    {
        n++;
        if (!cJSON_IsObject(row) && !(cJSON_IsArray(row) && !row->child))
            return lun_error_set(s->err, LUN_EUSAGE, "analysis '%s', row %d: expected a table of named values",
                                 s->analysis, n);
        cJSON_ArrayForEach(cell, row)
        {
            if ((rc = note_column(s, cell->string)) < 0)
                return rc;
        }
    }
    return LUN_OK;
}

static void add_columns(const saving *s, lun_buf *sql)
{
    for (uint32_t i = 0; i < lun_intern_count(s->columns); i++)
        lun_buf_addf(sql, "%s\"%s\"", i ? ", " : "", lun_intern_get(s->columns, i, NULL));
}

static int make_table(const saving *s)
{
    lun_buf sql = LUN_BUF_INIT;
    int rc;
    lun_buf_addf(&sql, "DROP VIEW IF EXISTS \"%s\"; DROP TABLE IF EXISTS \"result.%s\";", s->view, s->view);
    if (!lun_intern_count(s->columns)) /* a table has a column at least, a view of no rows needs no table */
        lun_buf_addf(&sql, "CREATE VIEW \"%s\" AS SELECT NULL AS \"nothing\" WHERE 0", s->view);
    else {
        lun_buf_addf(&sql, "CREATE TABLE \"result.%s\"(", s->view);
        add_columns(s, &sql);
        lun_buf_addf(&sql, "); CREATE VIEW \"%s\" AS SELECT ", s->view);
        add_columns(s, &sql);
        lun_buf_addf(&sql, " FROM \"result.%s\"", s->view);
    }
    rc = sql.failed ? lun_error_set(s->err, LUN_ENOMEM, "no memory for the results of an analysis")
                    : lun_store__exec(s->store, s->err, "%s", sql.data);
    lun_buf_clear(&sql);
    return rc;
}

/* ---- rows ---- */

/* Whole numbers of JSON stay whole as far as a double tells. */
static void bind_number(sqlite3_stmt *stmt, int index, double number)
{
    if (number >= -9007199254740992.0 && number <= 9007199254740992.0 && number == (double)(int64_t)number)
        sqlite3_bind_int64(stmt, index, (int64_t)number);
    else
        sqlite3_bind_double(stmt, index, number);
}

static int join_items(const cJSON *list, lun_buf *out)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        if (item != list->child)
            lun_buf_adds(out, "; ");
        if (cJSON_IsString(item))
            lun_buf_adds(out, item->valuestring);
        else if (cJSON_IsNumber(item))
            lun_json_add_number(out, item->valuedouble);
        else if (cJSON_IsBool(item))
            lun_buf_adds(out, cJSON_IsTrue(item) ? "true" : "false");
        else if (!cJSON_IsNull(item))
            return 0;
    }
    return 1;
}

/* 1 bound, 0 not a value for a cell, negative without memory; text must outlive the step. */
static int bind_cell(sqlite3_stmt *stmt, int index, const cJSON *cell)
{
    lun_buf joined = LUN_BUF_INIT;
    int rc = 1;
    if (!cell || cJSON_IsNull(cell))
        sqlite3_bind_null(stmt, index);
    else if (cJSON_IsString(cell))
        rc = sqlite3_bind_text(stmt, index, cell->valuestring, -1, SQLITE_STATIC) == SQLITE_OK ? 1 : LUN_ENOMEM;
    else if (cJSON_IsNumber(cell))
        bind_number(stmt, index, cell->valuedouble);
    else if (cJSON_IsBool(cell))
        sqlite3_bind_int(stmt, index, cJSON_IsTrue(cell));
    else if (cJSON_IsArray(cell) && (rc = join_items(cell, &joined)) > 0)
        rc = !joined.failed && sqlite3_bind_text(stmt, index, joined.data ? joined.data : "", (int)joined.len,
                                                 SQLITE_TRANSIENT) == SQLITE_OK
                 ? 1
                 : LUN_ENOMEM;
    else
        rc = 0;
    lun_buf_clear(&joined);
    return rc;
}

static int insert_row(const saving *s, sqlite3_stmt *stmt, const cJSON *row, int number)
{
    for (uint32_t i = 0; i < lun_intern_count(s->columns); i++) {
        const char *column = lun_intern_get(s->columns, i, NULL);
        int rc = bind_cell(stmt, (int)i + 1, cJSON_GetObjectItemCaseSensitive(row, column));
        if (rc < 0)
            return lun_error_set(s->err, rc, "no memory for the results of an analysis");
        if (rc == 0)
            return lun_error_set(
                s->err, LUN_EUSAGE,
                "analysis '%s', row %d, column '%s': expected text, a number, a boolean or a list of them", s->analysis,
                number, column);
    }
    return lun_store__run(s->store, stmt, s->err);
}

static int insert_rows(const saving *s)
{
    lun_buf sql = LUN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    const cJSON *row;
    uint32_t n = lun_intern_count(s->columns);
    int rc, number = 0;
    if (!n)
        return LUN_OK;
    lun_buf_addf(&sql, "INSERT INTO \"result.%s\" VALUES(?1", s->view);
    for (uint32_t i = 2; i <= n; i++)
        lun_buf_addf(&sql, ",?%u", i);
    lun_buf_addc(&sql, ')');
    rc = sql.failed ? lun_error_set(s->err, LUN_ENOMEM, "no memory for the results of an analysis")
                    : lun_store__prepare(s->store, &stmt, s->err, "%s", sql.data);
    for (row = s->rows->child; row && rc == LUN_OK; row = row->next)
        rc = insert_row(s, stmt, row, ++number);
    sqlite3_finalize(stmt);
    lun_buf_clear(&sql);
    return rc;
}

/* ---- the record, and all together ---- */

static int record(const saving *s, const char *options)
{
    sqlite3_stmt *stmt;
    char saved[24];
    time_t seconds = time(NULL);
    struct tm parts;
    int rc = lun_store__prepare(s->store, &stmt, s->err,
                                "INSERT OR REPLACE INTO _analysis(name, view, run, version, options, saved, rows) "
                                "VALUES(?1, ?2, (SELECT max(id) FROM _run), ?3, ?4, ?5, ?6)");
    if (rc < 0)
        return rc;
    gmtime_r(&seconds, &parts);
    strftime(saved, sizeof saved, "%Y-%m-%dT%H:%M:%SZ", &parts);
    lun_store__bind_text(stmt, 1, s->analysis);
    lun_store__bind_text(stmt, 2, s->view);
    lun_store__bind_text(stmt, 3, LUNETTE_VERSION);
    lun_store__bind_text(stmt, 4, options ? options : "{}");
    lun_store__bind_text(stmt, 5, saved);
    sqlite3_bind_int(stmt, 6, cJSON_GetArraySize(s->rows));
    rc = lun_store__run(s->store, stmt, s->err);
    sqlite3_finalize(stmt);
    return rc;
}

static int save(saving *s, const char *options)
{
    int rc = lun_store__exec(s->store, s->err, "SAVEPOINT results");
    if (rc < 0)
        return rc;
    if ((rc = make_record(s)) < 0 || (rc = check_name(s)) < 0 || (rc = make_table(s)) < 0 ||
        (rc = insert_rows(s)) < 0 || (rc = record(s, options)) < 0 ||
        (rc = lun_store__exec(s->store, s->err, "RELEASE results")) < 0) {
        lun_store__undo(s->store, "ROLLBACK TO results; RELEASE results");
        return rc;
    }
    return lun_store__commit(s->store, s->err);
}

int lun_store_save(lun_store *store, const char *analysis, const char *options, const char *rows, lun_error *err)
{
    saving s = { store, analysis, "", NULL, NULL, err };
    cJSON *given;
    int rc;
    if (store->mode != LUN_STORE_WRITE)
        return lun_error_set(err, LUN_EUSAGE, "corpus '%s' is open for reading only", store->path);
    if ((rc = name_view(&s)) < 0)
        return rc;
    if ((rc = lun_json_parse(&given, rows, strlen(rows), NULL, err)) < 0)
        return lun_error_wrap(err, "the results of analysis '%s'", analysis);
    s.columns = lun_intern_new();
    rc = s.columns ? take_columns(&s, given)
                   : lun_error_set(err, LUN_ENOMEM, "no memory for the results of an analysis");
    if (rc == LUN_OK && (rc = read_columns(&s)) == LUN_OK)
        rc = save(&s, options);
    lun_intern_free(s.columns);
    cJSON_Delete(given);
    return rc;
}
