/*
** test_store_manual.c - every `sql` block of docs/store.md runs, and names only columns that are there.
*/
#include "store_samples.h"

static char *next_block(const char **at)
{
    const char *start = strstr(*at, "```sql\n");
    const char *stop = start ? strstr(start + 7, "```") : NULL;
    if (!stop)
        return NULL;
    *at = stop + 3;
    return lun_strndup(start + 7, (size_t)(stop - start - 7));
}

/* Runs the statements of a block; returns how many there were. */
static int run_block(lun_store *store, char *block)
{
    int n = 0;
    for (char *statement = block, *end; (end = strchr(statement, ';')) != NULL; statement = end + 1, n++) {
        *end = '\0';
        lun_free(query(store, statement));
    }
    return n;
}

static void test_manual__every_query_runs(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    const char *root = getenv("LUNETTE_ROOT"), *at;
    char *page, *block, *path = lun_path_join(root ? root : ".", "docs/store.md");
    size_t len;
    int n = 0;
    (void)state;
    lun_schema *schema = sample_schema();
    make_sample_corpus(in_folder("manual.db"), schema, 1);
    lun_store *store = open_corpus(in_folder("manual.db"), LUN_STORE_READ);
    must(lun_file_read(&page, &len, path, 0, &err), &err);
    for (at = page; (block = next_block(&at)) != NULL; lun_free(block))
        n += run_block(store, block);
    assert_true(n >= 8);
    lun_free(page);
    lun_free(path);
    lun_store_close(store);
    lun_schema_free(schema);
}

/* | `view` | `column`, `column` (words) | : each column that the tables name exists. */
static void test_manual__views_have_the_columns_that_it_lists(void **state)
{
    static const char *const views[] = { "document",   "metadata", "entity", "annotation",
                                         "provenance", "rule",     "run",    "problem" };
    lun_error err = LUN_ERROR_INIT;
    const char *root = getenv("LUNETTE_ROOT");
    char *page, *path = lun_path_join(root ? root : ".", "docs/store.md"), row[64], name[64];
    size_t len;
    (void)state;
    lun_schema *schema = sample_schema();
    make_sample_corpus(in_folder("columns.db"), schema, 1);
    lun_store *store = open_corpus(in_folder("columns.db"), LUN_STORE_READ);
    must(lun_file_read(&page, &len, path, 0, &err), &err);
    const char *tables = strstr(page, "## Views that every corpus has");
    assert_non_null(tables);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        char sql[160];
        snprintf(sql, sizeof sql, "SELECT group_concat(name, ' ') FROM pragma_table_info('%s')", views[i]);
        char *columns = query(store, sql);
        snprintf(row, sizeof row, "\n| `%s` | ", views[i]);
        const char *at = strstr(tables, row);
        assert_non_null(at);
        at += strlen(row);
        const char *end = strchr(at, '\n');
        for (char *column = strtok(columns, " "); column; column = strtok(NULL, " ")) {
            snprintf(name, sizeof name, "`%s`", column);
            const char *found = strstr(at, name);
            if (!found || found > end)
                fail_msg("docs/store.md does not list %s.%s", views[i], column);
        }
        lun_free(columns);
    }
    lun_free(page);
    lun_free(path);
    lun_store_close(store);
    lun_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_manual__every_query_runs),
        cmocka_unit_test(test_manual__views_have_the_columns_that_it_lists),
    };
    return cmocka_run_group_tests(tests, make_test_folder, remove_test_folder);
}
