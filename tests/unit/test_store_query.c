/*
** test_store_query.c - SQL from outside: parameters, what is refused, errors with their place and a near name,
** stopping.
*/
#include "store_samples.h"

static lun_schema *schema;
static lun_store *store;

static int open_sample(void **state)
{
    if (make_test_folder(state) < 0)
        return -1;
    schema = sample_schema();
    make_sample_corpus(in_folder("q.db"), schema, 1);
    store = open_corpus(in_folder("q.db"), LUN_STORE_READ);
    return 0;
}

static int close_sample(void **state)
{
    lun_store_close(store);
    lun_schema_free(schema);
    return remove_test_folder(state);
}

static void refused_(lun_store *where, const char *sql, const char *message, const char *hint, int line)
{
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    int rc = lun_store_query(&rows, where, sql, NULL, NULL, 0, &err);
    lun_rows_close(rows);
    if (rc != LUN_ESTORE || !strstr(err.message, message) || !strstr(err.hint, hint))
        fail_msg("line %d: %s\n  %d %s (hint: %s)", line, sql, rc, err.message, err.hint);
}
#define refused(sql, message, hint) refused_(store, (sql), (message), (hint), __LINE__)

static lun_cell text_cell(const char *text)
{
    lun_cell cell = { .type = LUN_CELL_TEXT, .text = text, .len = strlen(text) };
    return cell;
}

static void test_query__parameters_by_name_and_by_position(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    lun_cell cell, values[2] = { text_cell("country"), { .type = LUN_CELL_INTEGER, .integer = 46 } };
    const char *const names[2] = { "kind", "from" };
    must(lun_store_query(&rows, store, "SELECT count(*) AS n FROM annotation WHERE layer = :kind AND start >= @from",
                         names, values, 2, &err),
         &err);
    assert_int_equal(lun_rows_columns(rows), 1);
    assert_string_equal(lun_rows_name(rows, 0), "n");
    assert_int_equal(lun_rows_next(rows, &err), 1);
    lun_rows_cell(rows, 0, &cell);
    assert_int_equal(cell.integer, 2);
    assert_int_equal(lun_rows_next(rows, &err), 0);
    lun_rows_close(rows);
    must(lun_store_query(&rows, store, "SELECT ?1, ?2, 1.5, NULL", NULL, values, 2, &err), &err);
    assert_int_equal(lun_rows_next(rows, &err), 1);
    lun_rows_cell(rows, 0, &cell);
    assert_string_equal(cell.text, "country");
    lun_rows_cell(rows, 2, &cell);
    assert_int_equal(cell.type, LUN_CELL_NUMBER);
    lun_rows_cell(rows, 3, &cell);
    assert_int_equal(cell.type, LUN_CELL_NULL);
    lun_rows_close(rows);
}

static void test_query__parameters_that_are_not_there(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    lun_cell value = text_cell("x");
    const char *const name = "since";
    assert_int_equal(lun_store_query(&rows, store, "SELECT 1", &name, &value, 1, &err), LUN_EUSAGE);
    assert_string_equal(err.message, "the query has no parameter :since");
    assert_int_equal(lun_store_query(&rows, store, "SELECT 1", NULL, &value, 1, &err), LUN_EUSAGE);
    assert_string_equal(err.message, "the query has 0 parameters, and value 1 was given");
    assert_null(rows);
}

static void test_query__only_reading_is_allowed(void **state)
{
    (void)state;
    static const char *const writes[] = {
        "DELETE FROM _document",
        "UPDATE _document SET title = ''",
        "INSERT INTO _meta VALUES('a', 'b')",
        "DROP VIEW act",
        "CREATE TABLE t(x)",
        "CREATE TEMP TABLE t(x)",
        "CREATE TEMP VIEW v AS SELECT 1",
        "ATTACH '/tmp/x.db' AS x",
        "DETACH main",
        "PRAGMA user_version = 9",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = 1",
        "PRAGMA query_only = 0",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "SAVEPOINT s",
        "VACUUM",
        "VACUUM INTO '/tmp/x.db'",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('x')",
        "UPDATE sqlite_master SET sql = ''",
        "DELETE FROM sqlite_master",
        "INSERT INTO document_text(document_text) VALUES('rebuild')",
        "SELECT * FROM pragma_optimize(1048574)",
        "SELECT count(*) FROM PRAGMA_optimize",
        "WITH o AS (SELECT 1 FROM pragma_optimize(-1)) SELECT 1 WHERE EXISTS (SELECT * FROM o)",
    };
    lun_store *writer = open_corpus(in_folder("w.db"), LUN_STORE_WRITE);
    for (size_t i = 0; i < sizeof writes / sizeof *writes; i++) {
        lun_error err = LUN_ERROR_INIT;
        lun_rows *rows;
        if (lun_store_query(&rows, store, writes[i], NULL, NULL, 0, &err) != LUN_ESTORE)
            fail_msg("reading store allowed: %s (%s)", writes[i], err.message);
        if (lun_store_query(&rows, writer, writes[i], NULL, NULL, 0, &err) != LUN_ESTORE)
            fail_msg("writing store allowed: %s (%s)", writes[i], err.message);
    }
    expect_query(writer, "SELECT count(*) FROM _meta WHERE key = 'format'", "1");
    lun_store_close(writer);
}

static void test_query__what_tells_is_allowed(void **state)
{
    (void)state;
    expect_query(store, "PRAGMA user_version", "5");
    expect_query(store, "PRAGMA page_size", "8192");
    expect_query(store,
                 "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i) FROM n",
                 "10");
    expect_query(store, "SELECT count(*) FROM json_each('[1,2]')", "2");
    expect_query(store, "SELECT name FROM pragma_table_info('entity') LIMIT 1", "id");
    expect_query(store, "SELECT page_size FROM Pragma_page_size", "8192");
    char *plan = query(store, "EXPLAIN QUERY PLAN SELECT * FROM act");
    assert_non_null(strstr(plan, "SEARCH d"));
    lun_free(plan);
}

static void test_query__one_statement(void **state)
{
    (void)state;
    refused("SELECT 1; SELECT 2", "a query is one statement", "one after the other");
    refused("SELECT 1; nonsense", "a query is one statement", "one after the other");
    refused("", "the query is empty", "");
    expect_query(store, "SELECT 1; -- the end\n ", "1");
}

static void test_query__near_names_are_suggested(void **state)
{
    (void)state;
    refused("SELECT * FROM acts", "no such table: acts", "is it 'act'?");
    refused("SELECT * FROM persno", "no such table: persno", "is it 'person'?");
    refused("SELECT * FROM quarterly", "no such table: quarterly", "every layer is a view of its name");
    refused("SELECT knid FROM act", "no such column: knid", "is it 'kind'?");
    refused("SELECT a.targt FROM act a", "no such column: a.targt", "is it 'target'?");
    refused("SELECT actor FROM act WHERE kind = \"offer_of_help_and_more\"", "no such column: offer_of_help_and_more",
            "text stands in single quotes: 'offer_of_help_and_more'");
    refused("SELECT country FROM act", "no such column: country", "there is no 'country' in act, but in document, ");
    refused("SELECT country FROM act", "no such column: country", "; columns: act (id, ");
    refused("SELECT date FROM act", "no such column: date", "there is no 'date' in act, but in document");
    refused("SELECT text FROM act WHERE kind = pledge", "no such column: pledge",
            "text stands in single quotes: 'pledge'");
    refused("SELECT code, text FROM problem", "no such column: text", "there is no 'text' in problem, but in ");
}

static void test_query__errors_have_their_place(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    assert_int_equal(lun_store_query(&rows, store, "SELECT actor\nFROM act\nWHERE 'Ø' = knid", NULL, NULL, 0, &err),
                     LUN_ESTORE);
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 13);
    assert_int_equal(err.width, 4);
    assert_string_equal(err.source, "WHERE 'Ø' = knid");
    assert_int_equal(lun_store_query(&rows, store, "SELECT kind FROM act GRUOP BY 1", NULL, NULL, 0, &err), LUN_ESTORE);
    assert_string_equal(err.message, "near \"BY\": syntax error");
    assert_int_equal(err.column, 28);
}

static void test_query__an_error_in_the_middle_is_not_the_end(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    must(lun_store_query(&rows, store, "SELECT json_extract('{', '$') FROM act", NULL, NULL, 0, &err), &err);
    assert_int_equal(lun_rows_next(rows, &err), LUN_ESTORE);
    assert_string_equal(err.message, "malformed JSON");
    lun_rows_close(rows);
}

static int stop_after(void *context)
{
    int *left = context;
    return --*left < 0;
}

static void test_query__what_runs_long_can_be_stopped(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    int left = 5;
    must(lun_store_query(&rows, store,
                         "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", NULL,
                         NULL, 0, &err),
         &err);
    lun_store_stop_when(store, stop_after, &left);
    assert_int_equal(lun_rows_next(rows, &err), LUN_ESTORE);
    assert_string_equal(err.message, "the query was stopped");
    lun_store_stop_when(store, NULL, NULL);
    lun_rows_close(rows);
    expect_query(store, "SELECT count(*) FROM act", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query__parameters_by_name_and_by_position),
        cmocka_unit_test(test_query__parameters_that_are_not_there),
        cmocka_unit_test(test_query__only_reading_is_allowed),
        cmocka_unit_test(test_query__what_tells_is_allowed),
        cmocka_unit_test(test_query__one_statement),
        cmocka_unit_test(test_query__near_names_are_suggested),
        cmocka_unit_test(test_query__errors_have_their_place),
        cmocka_unit_test(test_query__an_error_in_the_middle_is_not_the_end),
        cmocka_unit_test(test_query__what_runs_long_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
