/* label: full */
/*
** test_store_peak.c - what a writer takes of memory does not grow with the corpus, the building of the full text included.
*/
#include <sqlite3.h>

#include "store_samples.h"

static uint64_t seed = 11;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

/* Made-up words of forty thousand. */
static void fill(char *text, size_t size)
{
    size_t len = 0;
    while (len + 8 < size)
        len += (size_t)snprintf(text + len, size - len, "w%x ", below(40000));
}

/* Megabytes that SQLite had at most while so many documents of 50 kB were stored and indexed. */
static int peak_of(uint32_t n)
{
    static char text[50000];
    char uri[40];
    lun_error err = LUN_ERROR_INIT;
    lun_schema *schema = sample_schema();
    const lun_run_info info = sample_run(1);
    lun_store *store = open_corpus(in_folder("peak.db"), LUN_STORE_WRITE);
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    sqlite3_memory_highwater(1);
    for (uint32_t i = 0; i < n; i++) {
        fill(text, sizeof text);
        snprintf(uri, sizeof uri, "%u.txt", i);
        lun_document *document = sample_document(uri, text);
        must(lun_store_put(store, lun_annotations_new(document, schema), NULL, &err), &err);
        lun_document_free(document);
    }
    must(lun_store_run_end(store, "done", &err), &err);
    lun_store_close(store);
    lun_schema_free(schema);
    remove(in_folder("peak.db"));
    return (int)(sqlite3_memory_highwater(1) >> 20);
}

static void test_store_peak__does_not_grow_with_the_corpus(void **state)
{
    (void)state;
    int small = peak_of(400), large = peak_of(1200);
    if (large > small + small / 10)
        fail_msg("20 MB of text took %d MB, 60 MB took %d", small, large);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_store_peak__does_not_grow_with_the_corpus) };
    return cmocka_run_group_tests(tests, make_test_folder, remove_test_folder);
}
