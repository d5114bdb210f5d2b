/*
** test_store_open.c - opening what is no corpus, is damaged, is newer, is elsewhere in use: each its message and
** remedy.
*/
#include <sys/stat.h>
#include <sys/wait.h>

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

static void refused_(const char *path, lun_store_mode mode, int code, const char *message, const char *hint, int line)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    int rc = lun_store_open(&store, path, mode, &err);
    assert_null(store);
    if (rc != code || !strstr(err.message, message) || !strstr(err.hint, hint) || strchr(err.message, '\n'))
        fail_msg("line %d: %d %s (hint: %s)\nexpected %d ... %s (hint: ... %s)", line, rc, err.message, err.hint, code,
                 message, hint);
}
#define refused(path, mode, code, message, hint) refused_((path), (mode), (code), (message), (hint), __LINE__)

static const char *file_with(const char *name, const char *data, size_t len)
{
    lun_error err = LUN_ERROR_INIT;
    const char *path = in_folder(name);
    must(lun_file_write(path, data, len, &err), &err);
    return path;
}

/* A copy of a good corpus, changed in place: `len` bytes at `at`; cut off at `cut` when that is not 0. */
static const char *damaged_copy(const char *name, size_t at, const void *bytes, size_t len, size_t cut)
{
    char *data;
    size_t size;
    lun_error err = LUN_ERROR_INIT;
    if (!lun_store_is_corpus(in_folder("good.db")))
        make_sample_corpus(in_folder("good.db"), schema, 1);
    must(lun_file_read(&data, &size, in_folder("good.db"), 0, &err), &err);
    if (len)
        memcpy(data + at, bytes, len);
    const char *path = file_with(name, data, cut ? cut : size);
    lun_free(data);
    return path;
}

static void test_open__a_missing_file(void **state)
{
    (void)state;
    refused(in_folder("none.db"), LUN_STORE_READ, LUN_ENOTFOUND, "none.db' does not exist", "lunette run");
    assert_int_equal(access(in_folder("none.db"), F_OK), -1);
}

static void test_open__a_folder_that_is_missing(void **state)
{
    (void)state;
    refused(in_folder("no/such/c.db"), LUN_STORE_WRITE, LUN_ENOTFOUND, "there is no folder", "make the folder");
}

static void test_open__a_folder(void **state)
{
    (void)state;
    refused(test_folder, LUN_STORE_READ, LUN_EFORMAT, "is not a Lunette corpus but a folder", "one of the sources");
    refused(test_folder, LUN_STORE_WRITE, LUN_EFORMAT, "is not a Lunette corpus but a folder", "one of the sources");
}

static void test_open__a_pipe(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    refused(in_folder("pipe"), LUN_STORE_READ, LUN_EFORMAT, "but a device or pipe", "one of the sources");
}

static void test_open__other_kinds_of_file(void **state)
{
    (void)state;
    refused(file_with("a.txt", "Norland thanks Ostia.\n", 22), LUN_STORE_READ, LUN_EFORMAT, "a text file",
            "lunette run");
    refused(file_with("a.html", "<html></html>", 13), LUN_STORE_WRITE, LUN_EFORMAT, "an HTML or XML document",
            "lunette run");
    refused(file_with("a.zip", "PK\003\004....", 8), LUN_STORE_READ, LUN_EFORMAT, "a ZIP archive", "lunette run");
    refused(file_with("a.bin", "\1\2\0\3", 4), LUN_STORE_READ, LUN_EFORMAT, "a file of another kind", "lunette run");
    refused(file_with("a.empty", "", 0), LUN_STORE_READ, LUN_EFORMAT, "an empty file", "lunette run");
    char *data;
    size_t len;
    assert_int_equal(lun_file_read(&data, &len, in_folder("a.txt"), 0, NULL), 0);
    assert_int_equal(len, 22);
    lun_free(data);
}

static void test_open__a_database_of_another_program(void **state)
{
    (void)state;
    const unsigned char other[4] = { 0, 0, 0, 0 };
    refused(damaged_copy("other.db", 68, other, 4, 0), LUN_STORE_WRITE, LUN_EFORMAT,
            "an SQLite database of another program", "lunette run");
    assert_int_equal(lun_store_is_corpus(in_folder("other.db")), 0);
}

static void test_open__a_newer_and_an_older_format(void **state)
{
    (void)state;
    const unsigned char version[4] = { 0, 0, 0, 7 }, old[4] = { 0, 0, 0, 1 };
    refused(damaged_copy("newer.db", 60, version, 4, 0), LUN_STORE_READ, LUN_EVERSION,
            "has format 7, this program reads format 5", "newer Lunette");
    refused(in_folder("newer.db"), LUN_STORE_WRITE, LUN_EVERSION, "has format 7", "newer Lunette");
    refused(damaged_copy("older.db", 60, old, 4, 0), LUN_STORE_READ, LUN_EVERSION,
            "has format 1, this program reads format 5", "older Lunette: run over the sources again");
    refused(in_folder("older.db"), LUN_STORE_WRITE, LUN_EVERSION, "has format 1", "into a new corpus");
}

static void test_open__a_file_that_was_cut_off(void **state)
{
    (void)state;
    refused(damaged_copy("cut.db", 0, NULL, 0, 3 * 8192 + 100), LUN_STORE_READ, LUN_EFORMAT,
            "is cut off: 24676 bytes are there", "copy it again");
    refused(damaged_copy("stub.db", 0, NULL, 0, 60), LUN_STORE_READ, LUN_EFORMAT, "is not a Lunette corpus",
            "lunette run");
}

static void test_open__a_damaged_page(void **state)
{
    (void)state;
    char noise[4096];
    memset(noise, 0xA5, sizeof noise);
    refused(damaged_copy("page.db", 100, noise, sizeof noise, 0), LUN_STORE_READ, LUN_EFORMAT, "malformed",
            "the file is damaged");
    refused(in_folder("page.db"), LUN_STORE_WRITE, LUN_EFORMAT, "malformed", "the file is damaged");
}

static void test_open__what_would_run_by_itself(void **state)
{
    char command[1024];
    (void)state;
    if (system("command -v sqlite3 >/dev/null 2>&1") != 0)
        skip();
    damaged_copy("trigger.db", 0, NULL, 0, 0);
    snprintf(command, sizeof command,
             "sqlite3 '%s' 'CREATE TRIGGER t AFTER INSERT ON _run BEGIN DELETE FROM _document; END'",
             in_folder("trigger.db"));
    assert_int_equal(system(command), 0);
    refused(in_folder("trigger.db"), LUN_STORE_WRITE, LUN_EFORMAT, "triggers or views that Lunette does not make",
            "do not trust it");
    damaged_copy("view.db", 0, NULL, 0, 0);
    snprintf(command, sizeof command, "sqlite3 '%s' 'DROP TABLE _rule; CREATE VIEW _rule AS SELECT 1 AS id'",
             in_folder("view.db"));
    assert_int_equal(system(command), 0);
    refused(in_folder("view.db"), LUN_STORE_READ, LUN_EFORMAT, "triggers or views", "do not trust it");
    damaged_copy("own.db", 0, NULL, 0, 0);
    snprintf(command, sizeof command, "sqlite3 '%s' 'CREATE VIEW offers AS SELECT * FROM act'", in_folder("own.db"));
    assert_int_equal(system(command), 0);
    lun_store *store = open_corpus(in_folder("own.db"), LUN_STORE_READ);
    expect_query(store, "SELECT kind FROM offers", "offer");
    lun_store_close(store);
}

static void test_open__a_second_writer(void **state)
{
    (void)state;
    char who[64];
    lun_store *first = open_corpus(in_folder("two.db"), LUN_STORE_WRITE);
    snprintf(who, sizeof who, "is being written by another run (process %ld)", (long)getpid());
    refused(in_folder("two.db"), LUN_STORE_WRITE, LUN_ESTORE, who, "wait until it has ended");
    lun_store *reader = open_corpus(in_folder("two.db"), LUN_STORE_READ);
    expect_query(reader, "SELECT count(*) FROM document", "0");
    lun_store_close(reader);
    lun_store_close(first);
    lun_store_close(open_corpus(in_folder("two.db"), LUN_STORE_WRITE));
    assert_int_equal(access(in_folder("two.db.lock"), F_OK), -1);
}

/* Lock and journals lie where the link leads: two names are one corpus. */
static void test_open__a_second_writer_by_a_link(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("real.db"), schema, 1);
    assert_int_equal(mkdir(in_folder("elsewhere"), 0755), 0);
    assert_int_equal(symlink("../real.db", in_folder("elsewhere/link")), 0);
    assert_int_equal(symlink("elsewhere/link", in_folder("linked.db")), 0);
    for (int by_link = 0; by_link < 2; by_link++) {
        lun_store *first = open_corpus(in_folder(by_link ? "linked.db" : "real.db"), LUN_STORE_WRITE);
        assert_string_equal(lun_path_name(lun_store_path(first)), "real.db");
        assert_int_equal(access(in_folder("real.db.lock"), F_OK), 0);
        refused(in_folder(by_link ? "real.db" : "linked.db"), LUN_STORE_WRITE, LUN_ESTORE,
                "is being written by another run", "wait until it has ended");
        lun_store_close(first);
    }
    assert_int_equal(access(in_folder("real.db.lock"), F_OK), -1);
    assert_int_equal(symlink("made.db", in_folder("ahead.db")), 0);
    refused(in_folder("ahead.db"), LUN_STORE_READ, LUN_ENOTFOUND, "made.db' does not exist", "lunette run");
    lun_store_close(open_corpus(in_folder("ahead.db"), LUN_STORE_WRITE));
    assert_int_equal(lun_store_is_corpus(in_folder("made.db")), 1);
    assert_int_equal(symlink("round.db", in_folder("round.db")), 0);
    refused(in_folder("round.db"), LUN_STORE_READ, LUN_EIO, "round.db' cannot be read", "");
}

static void test_open__the_lock_of_a_dead_process_is_free(void **state)
{
    (void)state;
    file_with("dead.db.lock", "999999\n", 7);
    lun_store_close(open_corpus(in_folder("dead.db"), LUN_STORE_WRITE));
}

static void test_open__a_closed_corpus_is_one_file(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("one.db"), schema, 1);
    assert_int_equal(access(in_folder("one.db-wal"), F_OK), -1);
    assert_int_equal(access(in_folder("one.db-shm"), F_OK), -1);
    assert_int_equal(lun_store_is_corpus(in_folder("one.db")), 1);
    assert_int_equal(lun_store_is_corpus(in_folder("nothing.db")), 0);
}

/* What a user without rights sees; as root the child becomes nobody. */
static int as_nobody(void (*body)(void))
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
            _exit(77);
        body();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void need(int yes)
{
    if (!yes)
        _exit(1);
}

static void try_where_nothing_may_be_written(void)
{
    lun_error err = LUN_ERROR_INIT;
    lun_store *store;
    lun_rows *rows;
    need(lun_store_open(&store, in_folder("fixed.db"), LUN_STORE_READ, &err) == 0);
    need(lun_store_query(&rows, store, "SELECT count(*) FROM act", NULL, NULL, 0, &err) == 0 &&
         lun_rows_next(rows, &err) == 1);
    lun_rows_close(rows);
    lun_store_close(store);
    need(lun_store_open(&store, in_folder("fixed.db"), LUN_STORE_WRITE, &err) == LUN_EIO);
    need(strstr(err.message, "cannot be written") != NULL &&
         strstr(err.hint, "in a folder where you may write") != NULL);
    need(lun_store_open(&store, in_folder("new.db"), LUN_STORE_WRITE, &err) == LUN_EIO);
    need(lun_store_open(&store, in_folder("secret.db"), LUN_STORE_READ, &err) == LUN_EIO);
    need(strstr(err.message, "Permission denied") != NULL && strstr(err.hint, "permissions") != NULL);
}

static void test_open__where_nothing_may_be_written(void **state)
{
    (void)state;
    make_sample_corpus(in_folder("fixed.db"), schema, 1);
    make_sample_corpus(in_folder("secret.db"), schema, 1);
    assert_int_equal(chmod(in_folder("fixed.db"), 0444), 0);
    assert_int_equal(chmod(in_folder("secret.db"), 0), 0);
    assert_int_equal(chmod(test_folder, 0555), 0);
    int code = as_nobody(try_where_nothing_may_be_written);
    assert_int_equal(chmod(test_folder, 0755), 0);
    if (code == 77)
        skip();
    assert_int_equal(code, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open__a_missing_file),
        cmocka_unit_test(test_open__a_folder_that_is_missing),
        cmocka_unit_test(test_open__a_folder),
        cmocka_unit_test(test_open__a_pipe),
        cmocka_unit_test(test_open__other_kinds_of_file),
        cmocka_unit_test(test_open__a_database_of_another_program),
        cmocka_unit_test(test_open__a_newer_and_an_older_format),
        cmocka_unit_test(test_open__a_file_that_was_cut_off),
        cmocka_unit_test(test_open__a_damaged_page),
        cmocka_unit_test(test_open__what_would_run_by_itself),
        cmocka_unit_test(test_open__a_second_writer),
        cmocka_unit_test(test_open__a_second_writer_by_a_link),
        cmocka_unit_test(test_open__the_lock_of_a_dead_process_is_free),
        cmocka_unit_test(test_open__a_closed_corpus_is_one_file),
        cmocka_unit_test(test_open__where_nothing_may_be_written),
    };
    return cmocka_run_group_tests(tests, make_schema, free_schema);
}
