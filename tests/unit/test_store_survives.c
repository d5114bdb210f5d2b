/* label: fault */
/*
** test_store_survives.c - whatever happens to a run, the corpus holds whole documents, SQLite finds nothing wrong with it,
** and the next run ends where an undisturbed one does: a disk that is full or broken at each write in turn, and a process
** that is killed at any moment, while documents are new and while they are replaced.
*/
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "store/inside.h"
#include "store_samples.h"
#include "store_shim.h"

#define OTHER_TEXT "Café news, and more. " SAMPLE_TEXT

static lun_schema *schema;

static int make_schema(void **state)
{
    schema = sample_schema();
    shim_install();
    return make_test_folder(state);
}

static int free_schema(void **state)
{
    lun_schema_free(schema);
    return remove_test_folder(state);
}

/* ---- a run, and what it should leave ---- */

/* Stores n documents that are not there yet as this generation has them; every document is a commit. */
static int run_over(const char *path, int n, int generation, lun_error *err)
{
    lun_run_info info = sample_run((uint8_t)generation);
    lun_store *store;
    char uri[32];
    int rc = lun_store_open(&store, path, LUN_STORE_WRITE, err);
    if (rc < 0)
        return rc;
    store->patience = 0;
    rc = lun_store_run_begin(store, &info, schema, &sample_rules, err);
    for (int i = 0; i < n && rc == LUN_OK; i++) {
        snprintf(uri, sizeof uri, "papers/%d.txt", i);
        lun_document *document = sample_document(uri, (generation + i) % 2 ? OTHER_TEXT : SAMPLE_TEXT);
        if ((rc = sample_fresh(store, uri, document->hash, err)) == 0)
            rc = lun_store_put(store, sample_rows(document, schema), NULL, err);
        lun_document_free(document);
        rc = rc > 0 ? LUN_OK : rc;
    }
    if (rc == LUN_OK)
        rc = lun_store_run_end(store, "done", err);
    lun_store_close(store);
    return rc;
}

/* Everything that the views show but runs, which differ. */
static char *contents(const char *path)
{
    static const char *const queries[] = {
        "SELECT id, uri, name, title, date, language, text, hash, characters, key FROM document ORDER BY id",
        "SELECT id, key, layer, document, start, stop, text, rule, entity FROM annotation ORDER BY id",
        "SELECT id, kind, actor, target, content, cue, strength, weight, due, codes, statement FROM act ORDER BY id",
        "SELECT id, actor, actor_country, actor_mention FROM act_actor ORDER BY id, position, actor",
        "SELECT id, members FROM collective ORDER BY id",
        "SELECT id, kind, name, identity, country FROM entity ORDER BY id",
        "SELECT * FROM metadata ORDER BY document, key",
        "SELECT document, uri, class, code, message FROM problem ORDER BY id",
        "SELECT rowid, snippet(document_text, 1, '[', ']', '', 5) FROM document_text WHERE document_text MATCH "
        "'\"ada brandt\"'",
        "SELECT rowid FROM document_text WHERE document_text MATCH 'news'",
        "SELECT group_concat(value) FROM (SELECT value FROM _meta WHERE key IN ('index', 'text_index'))",
        "SELECT count(*) FROM _unindexed",
    };
    lun_buf all = LUN_BUF_INIT;
    lun_store *store = open_corpus(path, LUN_STORE_READ);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        char *part = query(store, queries[i]);
        lun_buf_addf(&all, "%s\n\n", part);
        lun_free(part);
    }
    lun_store_close(store);
    return lun_buf_take(&all);
}

static void remove_corpus(const char *path)
{
    static const char *const more[] = { "", "-wal", "-shm", "-journal", ".lock" };
    char name[600];
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        snprintf(name, sizeof name, "%s%s", path, more[i]);
        unlink(name);
    }
}

static char *undisturbed(int n, int generation)
{
    lun_error err = LUN_ERROR_INIT;
    char path[512];
    snprintf(path, sizeof path, "%s", in_folder("undisturbed.db"));
    remove_corpus(path);
    must(run_over(path, n, generation, &err), &err);
    return contents(path);
}

/* What can be said of a corpus at any moment; how many documents it has. */
static int check_whole(const char *path, const char *when)
{
    static const char *const none[] = {
        /* documents without all their seven rows, five entities, two actors, their text */
        "SELECT count(*) FROM document d WHERE (SELECT count(*) FROM annotation a WHERE a.document = d.id) <> 7",
        "SELECT count(*) FROM document d WHERE (SELECT count(*) FROM entity e WHERE e.document = d.id) <> 5",
        "SELECT count(*) FROM document d WHERE (SELECT count(*) FROM act_actor a WHERE a.document = d.id) <> 2",
        "SELECT count(*) FROM document WHERE length(text) <> characters",
        "SELECT count(*) FROM annotation WHERE document NOT IN (SELECT id FROM document)",
        "SELECT count(*) FROM act WHERE cue IS NOT 'offer' OR content IS NOT 'the harbour' OR target IS NOT 'Ostia'",
    };
    lun_store *store = open_corpus(path, LUN_STORE_READ);
    char *found = query(store, "PRAGMA integrity_check");
    if (strcmp(found, "ok") != 0)
        fail_msg("%s: %s", when, found);
    lun_free(found);
    char *layers = query(store, "SELECT count(*) FROM _layer");
    char *n = query(store, "SELECT count(*) FROM document");
    for (size_t i = 0; i < sizeof none / sizeof *none && strcmp(layers, "0") != 0; i++) {
        found = query(store, none[i]);
        if (strcmp(found, "0") != 0)
            fail_msg("%s: %s of %s documents: %s", when, found, n, none[i]);
        lun_free(found);
    }
    int count = atoi(n);
    lun_free(layers);
    lun_free(n);
    lun_store_close(store);
    return count;
}

/* 0 where a corpus was not yet: no file, or one of nothing after what was begun has been taken back. */
static int is_made(const char *path)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    int rc = lun_store_open(&store, path, LUN_STORE_READ, &err);
    lun_store_close(store);
    if (rc < 0 && rc != LUN_ENOTFOUND && !strstr(err.message, "an empty file"))
        fail_msg("%s (hint: %s)", err.message, err.hint);
    return rc == LUN_OK;
}

/* FTS5 compares its index with the documents that are in it: those of _unindexed must not be. */
static void check_text_index(const char *path, const char *when)
{
    lun_store *store = open_corpus(path, LUN_STORE_WRITE);
    if (sqlite3_exec(store->db, "INSERT INTO document_text(document_text, rank) VALUES('integrity-check', 1)", NULL,
                     NULL, NULL) != SQLITE_OK)
        fail_msg("%s: full text: %s", when, sqlite3_errmsg(store->db));
    lun_store_close(store);
}

/* ---- a disk that fails ---- */

static void check_message(const lun_error *err, int rc, const char *path, unsigned long n)
{
    if (rc != err->code || !strstr(err->message, path) || strchr(err->message, '\n') || !err->hint[0])
        fail_msg("failure %lu: %d, %d %s (hint: %s)", n, rc, err->code, err->message, err->hint);
}

/* What a failure at the n-th write leaves; 0 when the run did not get that far. */
static int fail_at(unsigned long n, int forever, int code, int generations, const char *expected)
{
    lun_error err = LUN_ERROR_INIT;
    char path[512], when[64];
    int rc = LUN_OK;
    snprintf(path, sizeof path, "%s", in_folder("fails.db"));
    snprintf(when, sizeof when, "write %lu fails%s", n, forever ? ", and all after it" : "");
    remove_corpus(path);
    if (generations > 1)
        must(run_over(path, 3, 1, &err), &err);
    shim.count = 0;
    shim.failed = 0;
    shim.forever = forever;
    shim.code = code;
    shim.fail_at = n;
    rc = run_over(path, 3, generations, &err);
    int failed = shim.failed;
    shim.fail_at = 0;
    if (rc < 0)
        check_message(&err, rc, path, n);
    if (is_made(path))
        check_whole(path, when);
    err = (lun_error)LUN_ERROR_INIT;
    must(run_over(path, 3, generations, &err), &err);
    check_whole(path, when);
    check_text_index(path, when);
    char *found = contents(path);
    if (strcmp(found, expected) != 0)
        fail_msg("%s: the corpus after the next run differs\n%s\nexpected:\n%s", when, found, expected);
    lun_free(found);
    return failed;
}

static void test_disk__each_write_of_a_run_fails(void **state)
{
    static const struct {
        int forever, code, generation;
    } ways[] = {
        { 1, SQLITE_FULL, 1 }, { 0, SQLITE_FULL, 1 }, { 1, SQLITE_IOERR_WRITE, 2 }, { 0, SQLITE_IOERR_WRITE, 2 }
    };
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char *expected = undisturbed(3, ways[i].generation);
        unsigned long n = 1 + i; /* every fourth write: each comes by in one of the ways */
        while (fail_at(n, ways[i].forever, ways[i].code, ways[i].generation, expected))
            n += 4;
        assert_true(n > 60);
        lun_free(expected);
    }
}

static void test_disk__full_says_what_to_do_and_nothing_more_is_stored(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_run_info info = sample_run(1);
    (void)state;
    lun_store *store = open_corpus(in_folder("full.db"), LUN_STORE_WRITE);
    store->patience = 0;
    must(lun_store_run_begin(store, &info, schema, &sample_rules, &err), &err);
    put_sample(store, schema, "papers/1.txt", SAMPLE_TEXT);
    lun_document *document = sample_document("papers/2.txt", SAMPLE_TEXT);
    lun_annotations *rows = sample_rows(document, schema);
    shim.count = 0;
    shim.forever = 1;
    shim.code = SQLITE_FULL;
    shim.fail_at = 1;
    assert_int_equal(lun_store_put(store, rows, NULL, &err), LUN_EIO);
    assert_non_null(strstr(err.message, "full.db"));
    assert_non_null(strstr(err.message, "full"));
    assert_string_equal(err.hint, "make room on the disk and run again: what was stored so far stays");
    shim.fail_at = 0;
    assert_int_equal(lun_store_put(store, rows, NULL, &err), LUN_ESTORE);
    assert_non_null(strstr(err.message, "storing has failed"));
    lun_document_free(document);
    lun_store_close(store);
    assert_int_equal(check_whole(in_folder("full.db"), "the disk was full"), 1);
}

/* ---- a process that is killed ---- */

#define KILLS 60
#define DOCUMENTS 40

static uint64_t seed = 20240502;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

/* Runs in a process of its own that dies after so many microseconds; 1 if it was done before. */
static int run_and_kill(const char *path, int generation, uint32_t microseconds)
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        lun_error err = LUN_ERROR_INIT;
        int rc = run_over(path, DOCUMENTS, generation, &err);
        if (rc < 0)
            fprintf(stderr, "the run: %s\n", err.message);
        _exit(rc < 0 ? 1 : 0);
    }
    usleep(microseconds);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        fail_msg("the run failed by itself");
    return WIFEXITED(status);
}

static void check_equal(const char *path, int generation, const char *when)
{
    char *expected = undisturbed(DOCUMENTS, generation), *found = contents(path);
    check_text_index(path, when);
    if (strcmp(found, expected) != 0)
        fail_msg("generation %d, killed often, differs from an undisturbed run", generation);
    lun_free(found);
    lun_free(expected);
}

/* How long a run takes nobody knows: where none of many has come to its end, the next ones get more time. */
static void test_killed__at_any_moment_and_the_next_run_goes_on(void **state)
{
    char path[512], when[64];
    int generation = 1, kills = 0, before = 0, in_a_row = 0;
    uint32_t longest = 400000;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    snprintf(path, sizeof path, "%s", in_folder("killed.db"));
    while (kills < KILLS) {
        snprintf(when, sizeof when, "after kill %d in generation %d", kills, generation);
        if (!run_and_kill(path, generation, below(longest))) {
            kills++;
            longest += ++in_a_row % 15 == 0 ? longest : 0;
            int n = is_made(path) ? check_whole(path, when) : 0;
            assert_true(n >= before);
            before = n;
            continue;
        }
        check_equal(path, generation++, when);
        in_a_row = 0;
    }
    must(run_over(path, DOCUMENTS, generation, &err), &err);
    check_equal(path, generation, "at the end");
}

/* ---- what a killed run left, beside another corpus ---- */

static void copy(const char *from, const char *to)
{
    lun_error err = LUN_ERROR_INIT;
    char *data, source[512];
    size_t len;
    snprintf(source, sizeof source, "%s", in_folder(from));
    must(lun_file_read(&data, &len, source, 0, &err), &err);
    must(lun_file_write(in_folder(to), data, len, &err), &err);
    lun_free(data);
}

static void leave_a_log(const char *name)
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        lun_error err = LUN_ERROR_INIT;
        lun_run_info info = sample_run(1);
        lun_store *store;
        if (lun_store_open(&store, in_folder(name), LUN_STORE_WRITE, &err) < 0)
            _exit(1);
        store->patience = 0;
        if (lun_store_run_begin(store, &info, schema, &sample_rules, &err) < 0)
            _exit(1);
        put_sample(store, schema, "papers/1.txt", SAMPLE_TEXT);
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void expect_refused(const char *name, const char *beside)
{
    lun_store *store;
    for (int mode = LUN_STORE_READ; mode <= LUN_STORE_WRITE; mode++) {
        lun_error err = LUN_ERROR_INIT;
        assert_int_equal(lun_store_open(&store, in_folder(name), (lun_store_mode)mode, &err), LUN_EFORMAT);
        assert_non_null(strstr(err.message, name));
        if (!strstr(err.message, "another file's"))
            fail_msg("%s", err.message);
        assert_non_null(strstr(err.hint, beside));
    }
}

static void test_left__the_log_of_another_corpus_is_refused(void **state)
{
    (void)state;
    leave_a_log("left.db");
    make_sample_corpus(in_folder("other.db"), schema, 1);
    copy("left.db", "moved.db");
    copy("left.db-wal", "moved.db-wal");
    copy("left.db-wal", "other.db-wal");
    assert_int_equal(check_whole(in_folder("moved.db"), "moved with its log"), 1);
    expect_refused("other.db", "other.db-wal");
    assert_int_equal(unlink(in_folder("other.db-wal")), 0);
    assert_int_equal(check_whole(in_folder("other.db"), "its log was moved away"), 1);
    assert_int_equal(unlink(in_folder("left.db")), 0);
    lun_store_close(open_corpus(in_folder("left.db"), LUN_STORE_WRITE));
    assert_int_equal(check_whole(in_folder("left.db"), "a log without its file"), 0);
}

/* A journal that was left while a file was made says: cut the file to nothing. */
static void test_left__the_journal_of_another_corpus_is_refused(void **state)
{
    unsigned char journal[8192 + 512 + 8] = { 0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0, 0, 1 };
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    journal[19] = 20; /* pages before */
    journal[22] = 2;  /* 512 bytes a sector */
    journal[26] = 32; /* 8,192 a page */
    make_sample_corpus(in_folder("journal.db"), schema, 1);
    journal[512 + 3] = 1; /* page 1, whose count of changes is 0 */
    must(lun_file_write(in_folder("journal.db-journal"), (const char *)journal, sizeof journal, &err), &err);
    expect_refused("journal.db", "journal.db-journal");
    assert_int_equal(unlink(in_folder("journal.db-journal")), 0);
    assert_int_equal(check_whole(in_folder("journal.db"), "its journal was moved away"), 1);
}

/* ---- another program in the way ---- */

static void test_in_use__by_another_program_is_said_after_some_patience(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    sqlite3 *other;
    (void)state;
    make_sample_corpus(in_folder("used.db"), schema, 1);
    assert_int_equal(sqlite3_open(in_folder("used.db"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(lun_store_open(&store, in_folder("used.db"), LUN_STORE_WRITE, &err), LUN_ESTORE);
    assert_non_null(strstr(err.message, "used.db' is in use by another program"));
    assert_non_null(strstr(err.hint, "wait until it has finished"));
    assert_int_equal(access(in_folder("used.db.lock"), F_OK), -1);
    assert_int_equal(lun_store_open(&store, in_folder("used.db"), LUN_STORE_READ, &err), LUN_ESTORE);
    assert_non_null(strstr(err.message, "used.db' is in use by another program: database is locked"));
    assert_non_null(strstr(err.hint, "wait until the other program has finished"));
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_int_equal(check_whole(in_folder("used.db"), "another program used it"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_disk__full_says_what_to_do_and_nothing_more_is_stored),
        cmocka_unit_test(test_disk__each_write_of_a_run_fails),
        cmocka_unit_test(test_in_use__by_another_program_is_said_after_some_patience),
        cmocka_unit_test(test_left__the_log_of_another_corpus_is_refused),
        cmocka_unit_test(test_left__the_journal_of_another_corpus_is_refused),
        cmocka_unit_test(test_killed__at_any_moment_and_the_next_run_goes_on),
    };
    return cmocka_run_group_tests(tests, make_schema, free_schema);
}
