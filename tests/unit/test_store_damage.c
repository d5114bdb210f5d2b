/* label: fault */
/*
** test_store_damage.c - a corpus with a damaged page: opening, asking, reading back and running over it again end in an
** error of one line or an answer. An answer that differs from the good one is excused only where SQLite itself finds
** nothing wrong with the file.
*/
#include "store/inside.h"
#include "store_samples.h"

static lun_schema *schema;
static char *good;
static size_t good_len;

#define PAGE 8192

static const char *const queries[] = {
    "SELECT id, uri, title, text FROM document ORDER BY id",
    "SELECT id, key, layer, start, stop, text, rule, entity FROM annotation ORDER BY id",
    "SELECT id, kind, actor, target, content, statement FROM act ORDER BY id",
    "SELECT id, actor, actor_country FROM act_actor ORDER BY id, actor",
    "SELECT id, kind, name, country FROM entity ORDER BY id",
    "SELECT annotation, rule, rule_text FROM provenance ORDER BY annotation",
    "SELECT rowid, snippet(document_text, 1, '[', ']', '', 5) FROM document_text WHERE document_text MATCH 'harbour'",
    "SELECT document FROM entity WHERE name = 'Norland' ORDER BY document",
};
#define QUERIES (sizeof queries / sizeof *queries)

static char *answers[QUERIES];

/* The rows as text, or NULL with the error. */
static char *try_query(lun_store *store, const char *sql, lun_error *err)
{
    lun_buf out = LUN_BUF_INIT;
    lun_rows *rows;
    lun_cell cell;
    int rc = lun_store_query(&rows, store, sql, NULL, NULL, 0, err);
    lun_buf_adds(&out, "");
    while (rc >= 0 && (rc = lun_rows_next(rows, err)) > 0) {
        for (uint32_t i = 0; i < lun_rows_columns(rows); i++) {
            lun_rows_cell(rows, i, &cell);
            if (cell.type == LUN_CELL_INTEGER)
                lun_buf_addf(&out, "%lld|", (long long)cell.integer);
            else
                lun_buf_add(&out, cell.text ? cell.text : "", cell.text ? cell.len : 0);
        }
        lun_buf_addc(&out, '\n');
    }
    lun_rows_close(rows);
    if (rc >= 0)
        return lun_buf_take(&out);
    lun_buf_clear(&out);
    return NULL;
}

static int make_good(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(1);
    char uri[32];
    schema = sample_schema();
    if (make_test_folder(state) < 0)
        return -1;
    lun_store *store = open_corpus(in_folder("good.db"), LUN_STORE_WRITE);
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    for (int i = 0; i < 300; i++) {
        snprintf(uri, sizeof uri, "papers/%d.txt", i);
        put_sample(store, schema, uri, SAMPLE_TEXT);
    }
    must(lun_store_run_end(store, "done", &err), &err);
    lun_store_close(store);
    store = open_corpus(in_folder("good.db"), LUN_STORE_READ);
    for (size_t i = 0; i < QUERIES; i++)
        answers[i] = try_query(store, queries[i], &err);
    lun_store_close(store);
    must(lun_file_read(&good, &good_len, in_folder("good.db"), 0, &err), &err);
    return 0;
}

static int free_good(void **state)
{
    for (size_t i = 0; i < QUERIES; i++)
        lun_free(answers[i]);
    lun_free(good);
    lun_schema_free(schema);
    return remove_test_folder(state);
}

/* ---- one damaged file ---- */

static void check_error(const lun_error *err, const char *what)
{
    if (!err->message[0] || strchr(err->message, '\n'))
        fail_msg("%s: an error without a message of one line: '%s'", what, err->message);
}

static int sqlite_finds_damage(lun_store *store)
{
    lun_error err = LUN_ERROR_INIT;
    char *found = try_query(store, "PRAGMA integrity_check", &err);
    int damaged = !found || strcmp(found, "ok\n") != 0;
    lun_free(found);
    return damaged;
}

static void read_all(lun_store *store, const char *what)
{
    for (int64_t number = 1; number <= 300; number += 23) {
        lun_error err = LUN_ERROR_INIT;
        lun_document *document;
        lun_annotations *rows;
        lun_buf json = LUN_BUF_INIT;
        if (lun_store_get(store, number, &document, &rows, &err) < 0) {
            check_error(&err, what);
            continue;
        }
        must(lun_annotations_write_json(rows, lun_store_rules(store), NULL, &json, &err), &err);
        lun_buf_clear(&json);
        lun_document_free(document);
    }
}

typedef struct tally {
    unsigned refused, failed, same, undetectable, silent;
} tally;

static tally unchecked; /* of corpora too large to be checked when they are opened */

static void ask_all(lun_store *store, const char *what, tally *t)
{
    for (size_t i = 0; i < QUERIES; i++) {
        lun_error err = LUN_ERROR_INIT;
        char *found = try_query(store, queries[i], &err);
        if (!found) {
            check_error(&err, what);
            t->failed++;
        } else if (strcmp(found, answers[i]) == 0)
            t->same++;
        else if (!sqlite_finds_damage(store))
            t->undetectable++;
        else
            t->silent++;
        lun_free(found);
    }
}

/* Another run over it: whatever happens, by an error or to the end. */
static void run_over(const char *path, const char *what)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(2);
    lun_store *store;
    int rc = lun_store_open(&store, path, LUN_STORE_WRITE, &err);
    if (rc == LUN_OK)
        rc = lun_store_run_begin(store, &info, schema, &sample_rules, &err);
    for (int i = 0; i < 300 && rc == LUN_OK; i += 60) {
        char uri[32];
        snprintf(uri, sizeof uri, "papers/%d.txt", i);
        lun_document *document = sample_document(uri, SAMPLE_TEXT);
        rc = lun_store_put(store, sample_rows(document, schema), NULL, &err);
        lun_document_free(document);
    }
    if (rc == LUN_OK)
        rc = lun_store_run_end(store, "done", &err);
    if (rc < 0)
        check_error(&err, what);
    lun_store_close(store);
}

static void try_damaged(const char *data, size_t len, const char *what, tally *t)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    char path[512];
    snprintf(path, sizeof path, "%s", in_folder("bad.db"));
    must(lun_file_write(path, data, len, &err), &err);
    if (lun_store_open(&store, path, LUN_STORE_READ, &err) < 0) {
        check_error(&err, what);
        t->refused++;
    } else {
        ask_all(store, what, t);
        read_all(store, what);
        lun_store_close(store);
    }
    if (lun_store__open(&store, path, LUN_STORE_READ, 0, &err) == LUN_OK) {
        ask_all(store, what, &unchecked);
        read_all(store, what);
        lun_store_close(store);
    }
    run_over(path, what);
    for (int i = 0; i < 3; i++) {
        char name[600];
        snprintf(name, sizeof name, "%s%s", path, i == 0 ? "" : i == 1 ? "-wal" : "-shm");
        unlink(name);
    }
}

/* ---- every page ---- */

static uint64_t seed = 7;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

enum damage { ZEROED, NOISE, HEADER, BYTES, SWAPPED, WAYS };

static void damage(char *page, enum damage way)
{
    switch (way) {
    case ZEROED:
        memset(page, 0, PAGE);
        return;
    case NOISE:
        for (int i = 0; i < PAGE; i++)
            page[i] = (char)below(256);
        return;
    case HEADER:
        page[below(8)] ^= (char)(1 + below(255));
        return;
    case BYTES:
        for (int i = 0; i < 20; i++)
            page[below(PAGE)] ^= (char)(1 << below(8));
        return;
    case SWAPPED:
        memcpy(page, good + (size_t)below((uint32_t)(good_len / PAGE)) * PAGE, PAGE);
        return;
    case WAYS:
        return;
    }
}

static void test_damage__no_page_can_crash_a_command(void **state)
{
    static const char *const names[] = { "zeroed", "noise", "header", "bytes", "swapped" };
    tally all = { 0 };
    char what[64], *copy = lun_malloc(good_len);
    (void)state;
    for (size_t page = 0; page < good_len / PAGE; page++) {
        for (enum damage way = ZEROED; way < WAYS; way++) {
            size_t skip = page == 0 ? 100 : 0; /* the header of the file is test_store_open.c's */
            memcpy(copy, good, good_len);
            damage(copy + page * PAGE, way);
            memcpy(copy, good, skip);
            snprintf(what, sizeof what, "page %zu, %s", page + 1, names[way]);
            try_damaged(copy, good_len, what, &all);
        }
    }
    lun_free(copy);
    print_message("refused %u, errors %u, good answers %u, beyond SQLite's checks %u, found by its checks alone %u\n",
                  all.refused, all.failed, all.same, all.undetectable, all.silent);
    print_message("unchecked: errors %u, good answers %u, silent %u\n", unchecked.failed, unchecked.same,
                  unchecked.silent);
    assert_true(all.refused > 0 && all.same > 0 && unchecked.failed > 0);
    assert_int_equal(all.silent, 0);
}

static void test_damage__no_length_can_crash_a_command(void **state)
{
    tally all = { 0 };
    char what[64];
    (void)state;
    for (size_t len = 1; len < good_len; len += 3 * PAGE + 1000) {
        snprintf(what, sizeof what, "cut off at %zu", len);
        try_damaged(good, len, what, &all);
    }
    assert_int_equal(all.failed + all.same + all.silent + all.undetectable, 0);
}

/* Where SQLite finds nothing wrong. */
static void test_damage__a_number_that_cannot_be_is_said(void **state)
{
    static const char *const wrong[] = {
        "UPDATE \"row.statement\" SET \"speaker.id\" = -1",
        "UPDATE \"row.statement\" SET \"speaker.mention\" = 1 << 40",
        "UPDATE \"list.act.actor\" SET entity = -1",
        "UPDATE \"row.act\" SET \"statement.id\" = -1",
        "UPDATE \"row.act\" SET \"cue.length\" = 1 << 40",
        "UPDATE \"row.act\" SET start = -1",
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        lun_error err = LUN_ERROR_INIT;
        lun_document *document;
        lun_annotations *rows;
        must(lun_file_write(in_folder("bad.db"), good, good_len, &err), &err);
        lun_store *store = open_corpus(in_folder("bad.db"), LUN_STORE_WRITE);
        assert_int_equal(sqlite3_exec(store->db, wrong[i], NULL, NULL, NULL), SQLITE_OK);
        assert_true(sqlite3_changes(store->db) > 0);
        assert_int_equal(lun_store_get(store, 1, &document, &rows, &err), LUN_EFORMAT);
        assert_non_null(strstr(err.message, "is damaged at document 1"));
        lun_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damage__no_page_can_crash_a_command),
        cmocka_unit_test(test_damage__no_length_can_crash_a_command),
        cmocka_unit_test(test_damage__a_number_that_cannot_be_is_said),
    };
    return cmocka_run_group_tests(tests, make_good, free_good);
}
