/*
** test_store_results.c - results of analyses in a corpus: their views, what is refused, what stays when it fails.
*/
#include "store_samples.h"

static lun_store *open_sample(lun_schema **schema)
{
    *schema = sample_schema();
    make_sample_corpus(in_folder("results.db"), *schema, 1);
    return open_corpus(in_folder("results.db"), LUN_STORE_WRITE);
}

static void close_sample(lun_store *store, lun_schema *schema)
{
    lun_store_close(store);
    lun_schema_free(schema);
    unlink(in_folder("results.db"));
}

static void keep(lun_store *store, const char *analysis, const char *rows)
{
    lun_error err = LUN_ERROR_INIT;
    must(lun_store_save(store, analysis, "{\"by\":\"year\"}", rows, &err), &err);
}

static void refuse(lun_store *store, const char *analysis, const char *rows, int code, const char *part)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_store_save(store, analysis, "{}", rows, &err), code);
    if (!strstr(err.message, part))
        fail_msg("'%s' is not in: %s", part, err.message);
}

static void test_save__columns_stand_in_first_seen_order_and_cells_keep_their_types(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    (void)state;
    keep(store, "river-levels",
         "[{\"year\":2019,\"level\":1.5},{\"gauges\":[\"Alm\",\"Enns\",3],\"year\":2020,\"dry\":true,\"level\":null}]");
    expect_query(store, "SELECT group_concat(name, ',') FROM pragma_table_info('river_levels')",
                 "year,level,gauges,dry");
    expect_query(store, "SELECT year, level, gauges, dry FROM river_levels ORDER BY year",
                 "2019|1.5||\n2020||Alm; Enns; 3|1");
    expect_query(store, "SELECT typeof(year), typeof(level), typeof(dry) FROM river_levels WHERE year = 2019",
                 "integer|real|null");
    close_sample(store, schema);
}

static void test_save__a_column_called_like_a_word_of_sql_is_read_in_brackets(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    static const char *const queries[] = { "SELECT to FROM flows", "SELECT f.to FROM flows f",
                                           "SELECT sum(Using) FROM flows" };
    static const char *const hints[] = { "to is a word of SQL; the column of flows is written [to]",
                                         "to is a word of SQL; the column of flows is written [to]",
                                         "Using is a word of SQL; the column of flows is written [Using]" };
    lun_error err = LUN_ERROR_INIT;
    lun_rows *rows;
    (void)state;
    keep(store, "flows", "[{\"to\":\"Lima\",\"using\":3}]");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(lun_store_query(&rows, store, queries[i], NULL, NULL, 0, &err), LUN_ESTORE);
        assert_string_equal(err.hint, hints[i]);
    }
    expect_query(store, "SELECT [to], [Using] FROM flows", "Lima|3");
    assert_int_equal(lun_store_query(&rows, store, "SELECT to FROM document", NULL, NULL, 0, &err), LUN_ESTORE);
    assert_null(strstr(err.hint, "["));
    close_sample(store, schema);
}

static void test_save__columns_named_beforehand_are_there_without_rows(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    (void)state;
    keep(store, "levels", "{\"columns\":[\"place\",\"level\",\"dry\"],\"rows\":[{\"level\":2,\"place\":\"Alm\"}]}");
    expect_query(store, "SELECT * FROM levels", "Alm|2|");
    expect_query(store, "SELECT group_concat(name, ',') FROM pragma_table_info('levels')", "place,level,dry");
    keep(store, "levels", "{\"columns\":[\"place\"],\"rows\":[]}");
    expect_query(store, "SELECT count(place) FROM levels", "0");
    refuse(store, "levels", "{\"columns\":[\"a b\"],\"rows\":[]}", LUN_EUSAGE, "column 'a b'");
    refuse(store, "levels", "{\"columns\":[7],\"rows\":[]}", LUN_EUSAGE, "column ''");
    refuse(store, "levels", "{\"columns\":[\"place\"]}", LUN_EUSAGE, "no list of rows");
    expect_query(store, "SELECT count(place) FROM levels", "0");
    close_sample(store, schema);
}

static void test_save__a_second_run_replaces_the_first_and_the_record_tells_how(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    (void)state;
    keep(store, "river-levels", "[{\"year\":2019}]");
    keep(store, "river-levels", "[{\"place\":\"Alm\"},{\"place\":\"Enns\"}]");
    expect_query(store, "SELECT place FROM river_levels", "Alm\nEnns");
    expect_query(store, "SELECT name, view, run, options, rows FROM analysis",
                 "river-levels|river_levels|1|{\"by\":\"year\"}|2");
    expect_query(store, "SELECT count(*) FROM analysis WHERE version <> '' AND saved LIKE '20%Z'", "1");
    keep(store, "river-levels", "[]");
    expect_query(store, "SELECT count(*) FROM river_levels", "0");
    close_sample(store, schema);
}

static void test_save__results_outlive_the_store_and_are_read_with_the_guard_on(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    (void)state;
    keep(store, "river-levels", "[{\"year\":2019}]");
    lun_store_close(store);
    store = open_corpus(in_folder("results.db"), LUN_STORE_READ);
    expect_query(store, "SELECT year FROM river_levels", "2019");
    refuse(store, "river-levels", "[]", LUN_EUSAGE, "reading only");
    close_sample(store, schema);
}

static void test_save__names_that_are_taken_or_none_are_refused(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    static const char *const none[] = { "", "Upper", "9lives", "a b", "_x", "\"; DROP TABLE _document; --" };
    (void)state;
    refuse(store, lun_schema_layer(schema, 0)->name, "[]", LUN_EUSAGE, "cannot be made");
    refuse(store, "document", "[]", LUN_EUSAGE, "cannot be made");
    refuse(store, "document-text", "[]", LUN_EUSAGE, "cannot be made");
    refuse(store, "analysis", "[]", LUN_EUSAGE, "cannot be made");
    keep(store, "a-b", "[{\"x\":1}]");
    refuse(store, "a_b", "[]", LUN_EUSAGE, "cannot be made");
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        refuse(store, none[i], "[]", LUN_EUSAGE, "its name becomes a view's");
    expect_query(store, "SELECT x FROM a_b", "1");
    close_sample(store, schema);
}

static void test_save__what_is_no_row_is_refused_and_the_last_result_stays(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    (void)state;
    keep(store, "levels", "[{\"x\":1}]");
    refuse(store, "levels", "{\"x\":1}", LUN_EUSAGE, "no list of rows");
    refuse(store, "levels", "[{\"x\":1},7]", LUN_EUSAGE, "row 2");
    refuse(store, "levels", "[{\"x\":{\"y\":1}}]", LUN_EUSAGE, "column 'x'");
    refuse(store, "levels", "[{\"x\":[[1]]}]", LUN_EUSAGE, "column 'x'");
    refuse(store, "levels", "[{\"x y\":1}]", LUN_EUSAGE, "column 'x y'");
    refuse(store, "levels", "[", LUN_EFORMAT, "levels");
    expect_query(store, "SELECT x FROM levels", "1");
    close_sample(store, schema);
}

static void test_save__results_stay_when_the_corpus_is_run_again(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    (void)state;
    keep(store, "levels", "[{\"x\":1}]");
    lun_store_close(store);
    store = open_corpus(in_folder("results.db"), LUN_STORE_WRITE);
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(2);
    lun_rules none = { NULL, 0 };
    must(lun_store_run_begin(store, &info, schema, &none, &err), &err);
    must(lun_store_run_end(store, "done", &err), &err);
    expect_query(store, "SELECT x FROM levels", "1");
    keep(store, "levels", "[{\"x\":2}]");
    expect_query(store, "SELECT x FROM levels", "2");
    expect_query(store, "SELECT run FROM analysis", "2");
    close_sample(store, schema);
}

static void test_save__without_memory_the_last_result_stays(void **state)
{
    lun_schema *schema;
    lun_store *store = open_sample(&schema);
    lun_error err = LUN_ERROR_INIT;
    int rc = LUN_ENOMEM;
    (void)state;
    keep(store, "levels", "[{\"x\":1}]");
    for (size_t n = 1; rc < 0 && n < 2000; n++) {
        lun_mem_fail_after(n);
        rc = lun_store_save(store, "levels", "{}",
                            "{\"columns\":[\"y\",\"z\"],\"rows\":[{\"y\":[1,2]},{\"z\":\"words\"}]}", &err);
        lun_mem_fail_after(0);
        if (rc < 0)
            expect_query(store, "SELECT x FROM levels", "1");
    }
    assert_int_equal(rc, LUN_OK);
    expect_query(store, "SELECT y, z FROM levels ORDER BY z", "1; 2|\n|words");
    close_sample(store, schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_save__columns_stand_in_first_seen_order_and_cells_keep_their_types),
        cmocka_unit_test(test_save__a_column_called_like_a_word_of_sql_is_read_in_brackets),
        cmocka_unit_test(test_save__columns_named_beforehand_are_there_without_rows),
        cmocka_unit_test(test_save__a_second_run_replaces_the_first_and_the_record_tells_how),
        cmocka_unit_test(test_save__results_outlive_the_store_and_are_read_with_the_guard_on),
        cmocka_unit_test(test_save__names_that_are_taken_or_none_are_refused),
        cmocka_unit_test(test_save__what_is_no_row_is_refused_and_the_last_result_stays),
        cmocka_unit_test(test_save__results_stay_when_the_corpus_is_run_again),
        cmocka_unit_test(test_save__without_memory_the_last_result_stays),
    };
    return cmocka_run_group_tests(tests, make_test_folder, remove_test_folder);
}
