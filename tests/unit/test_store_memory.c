/* label: fault */
/*
** test_store_memory.c - every allocation of opening, running, storing, reading and asking fails once: an error each
** time, no leak, a sound corpus.
*/
#include "store_samples.h"

static lun_schema *schema;

static int make_schema(void **state)
{
    schema = sample_schema();
    return make_test_folder(state);
}

static int free_schema(void **state)
{
    lun_schema_free(schema);
    return remove_test_folder(state);
}

/* Calls step(n) with the n-th allocation failing until it succeeds; says how often it failed. */
static size_t walk(int (*step)(lun_error *err))
{
    for (size_t n = 1; n < 5000; n++) {
        lun_error err = LUN_ERROR_INIT;
        lun_mem_fail_after(n);
        int rc = step(&err);
        lun_mem_fail_after(0);
        if (rc == LUN_OK)
            return n - 1;
        if (rc != LUN_ENOMEM || err.code != LUN_ENOMEM || !err.message[0])
            fail_msg("allocation %zu: %d %s", n, rc, err.message);
    }
    fail_msg("never succeeded");
    return 0;
}

static int open_read(lun_error *err)
{
    lun_store *store;
    int rc = lun_store_open(&store, in_folder("m.db"), LUN_STORE_READ, err);
    lun_store_close(store);
    return rc;
}

static int get_it(lun_error *err)
{
    lun_document *document = NULL;
    lun_annotations *rows;
    lun_store *store;
    int rc = lun_store_open(&store, in_folder("m.db"), LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = lun_store_get(store, 1, &document, &rows, err);
    lun_document_free(document);
    lun_store_close(store);
    return rc;
}

static int ask_it(lun_error *err)
{
    lun_cell value = { .type = LUN_CELL_INTEGER, .integer = 1 };
    const char *const name = "n";
    lun_rows *rows = NULL;
    lun_store *store;
    int rc = lun_store_open(&store, in_folder("m.db"), LUN_STORE_READ, err);
    if (rc == LUN_OK)
        rc = lun_store_query(&rows, store, "SELECT actor FROM act WHERE document = :n", &name, &value, 1, err);
    lun_rows_close(rows);
    lun_store_close(store);
    return rc;
}

static lun_store *writer;
static lun_document *document;
static lun_annotations *rows_to_put;

static int begin_run(lun_error *err)
{
    lun_run_info info = sample_run(1);
    return lun_store_run_begin(writer, &info, schema, &sample_rules, err);
}

static int put_it(lun_error *err)
{
    return lun_store_put(writer, rows_to_put, NULL, err);
}

static void test_memory__opening_reading_asking(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("m.db"), schema, 1);
    assert_true(walk(open_read) > 20);
    assert_true(walk(get_it) > 40);
    assert_true(walk(ask_it) > 20);
}

static void test_memory__running_and_storing(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    writer = open_corpus(in_folder("w.db"), LUN_STORE_WRITE);
    document = sample_document("papers/one.txt", SAMPLE_TEXT);
    rows_to_put = sample_rows(document, schema);
    assert_true(walk(begin_run) > 100);
    assert_true(walk(put_it) > 5);
    assert_true(walk(put_it) > 3);
    must(lun_store_run_end(writer, "done", &err), &err);
    expect_query(
        writer,
        "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM annotation), (SELECT count(*) FROM entity)",
        "1|7|5");
    expect_query(writer, "SELECT count(*) FROM run", "1");
    expect_query(writer, "PRAGMA integrity_check", "ok");
    lun_store_close(writer);
    lun_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory__opening_reading_asking),
        cmocka_unit_test(test_memory__running_and_storing),
    };
    return cmocka_run_group_tests(tests, make_schema, free_schema);
}
