/*
** test_file.c - files, folders, paths, the lines of the log, and the files inside the binary.
*/
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/log.h"
#include "unit/walk.h"

static char *in_folder(void **state, const char *name)
{
    return lun_path_join(*state, name);
}

static int make_folder(void **state)
{
    char name[] = "/tmp/lunette-test-XXXXXX";

    if (mkdtemp(name) == NULL)
        return -1;
    *state = lun_strdup(name);
    return *state != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    char **names;
    size_t n;

    if (lun_folder_list(&names, &n, *state, NULL) == 0) {
        for (size_t i = 0; i < n; i++) {
            char *path = in_folder(state, names[i]);

            remove(path);
            lun_free(path);
        }
        lun_names_free(names, n);
    }
    rmdir(*state);
    lun_free(*state);
    return 0;
}

static void test_file__written_bytes_come_back(void **state)
{
    char *path = in_folder(state, "bytes");
    static char data[300000];
    lun_error err = LUN_ERROR_INIT;
    char *back;
    size_t len;

    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (char)(i * 7);
    assert_int_equal(lun_file_write(path, data, sizeof data, &err), 0);
    assert_int_equal(lun_file_read(&back, &len, path, 0, &err), 0);
    assert_int_equal(len, sizeof data);
    assert_memory_equal(back, data, len);
    assert_int_equal(back[len], 0);
    lun_free(back);
    assert_int_equal(lun_file_write(path, "", 0, &err), 0);
    assert_int_equal(lun_file_read(&back, &len, path, 0, &err), 0);
    assert_int_equal(len, 0);
    assert_string_equal(back, "");
    lun_free(back);
    lun_free(path);
}

static void test_file__write_leaves_nothing_beside_it(void **state)
{
    char *path = in_folder(state, "alone");
    char *nowhere = in_folder(state, "absent/file");
    lun_error err = LUN_ERROR_INIT;
    char **names;
    size_t n;

    assert_int_equal(lun_file_write(path, "x", 1, &err), 0);
    assert_int_equal(lun_file_write(nowhere, "x", 1, &err), LUN_EIO);
    assert_non_null(strstr(err.message, nowhere));
    assert_int_equal(lun_file_write(*state, "x", 1, &err), LUN_EIO); /* a folder cannot be replaced */
    assert_int_equal(lun_folder_list(&names, &n, *state, &err), 0);
    assert_int_equal(n, 1);
    assert_string_equal(names[0], "alone");
    lun_names_free(names, n);
    lun_free(nowhere);
    lun_free(path);
}

/* A process that was killed, or one of another container, may have had the same number; a link may lie in wait. */
static void test_file__names_beside_it_that_are_taken_stay_what_they_are(void **state)
{
    char *path = in_folder(state, "taken"), *far = in_folder(state, "far");
    lun_error err = LUN_ERROR_INIT;
    char first[300], second[300], word[4] = "";
    struct stat info;

    snprintf(first, sizeof first, "%s.%ld.new", path, (long)getpid());
    snprintf(second, sizeof second, "%s.%ld-1.new", path, (long)getpid());
    assert_int_equal(symlink(far, first), 0);
    assert_int_equal(mkdir(second, 0700), 0);
    assert_int_equal(lun_file_write(path, "x", 1, &err), 0);
    assert_int_equal(access(far, F_OK), -1);
    assert_int_equal(readlink(first, word, 1), 1);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 1);
    assert_true(unlink(first) == 0 && rmdir(second) == 0 && unlink(path) == 0);
    lun_free(far);
    lun_free(path);
}

static void test_file__keeps_its_mode(void **state)
{
    static const mode_t modes[] = { 0600, 0444, 0664 };
    char *path = in_folder(state, "private");
    lun_error err = LUN_ERROR_INIT;
    struct stat info;
    mode_t before = umask(022);

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_int_equal(lun_file_write(path, "x", 1, &err), 0);
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_int_equal(lun_file_write(path, "y", 1, &err), 0);
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 07777, modes[i]);
    }
    umask(before);
    unlink(path);
    lun_free(path);
}

static void test_file__read_keeps_the_limit(void **state)
{
    char *path = in_folder(state, "ten");
    lun_error err = LUN_ERROR_INIT;
    char *back;
    size_t len;

    assert_int_equal(lun_file_write(path, "0123456789", 10, &err), 0);
    assert_int_equal(lun_file_read(&back, &len, path, 10, &err), 0);
    lun_free(back);
    assert_int_equal(lun_file_read(&back, &len, path, 9, &err), LUN_ELIMIT);
    assert_null(back);
    assert_non_null(strstr(err.message, "9 bytes"));
    lun_free(path);
}

static void test_file__read_does_not_believe_a_size_of_zero(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    char *back;
    size_t len;

    (void)state;
    if (!lun_file_is_regular("/proc/self/status"))
        skip();
    assert_int_equal(lun_file_read(&back, &len, "/proc/self/status", 0, &err), 0);
    assert_true(len > 100);
    lun_free(back);
    assert_int_equal(lun_file_read(&back, &len, "/proc/self/status", 100, &err), LUN_ELIMIT);
}

static void test_file__read_refuses_what_is_not_a_regular_file(void **state)
{
    char *fifo = in_folder(state, "fifo");
    char *absent = in_folder(state, "absent");
    lun_error err = LUN_ERROR_INIT;
    char *back;
    size_t len;

    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(lun_file_read(&back, &len, fifo, 0, &err), LUN_EIO);
    assert_int_equal(lun_file_read(&back, &len, *state, 0, &err), LUN_EIO);
    assert_non_null(strstr(err.message, "folder"));
    assert_int_equal(lun_file_read(&back, &len, absent, 0, &err), LUN_EIO);
    assert_int_equal(lun_file_read(&back, &len, "/dev/zero", 0, &err), LUN_EIO);
    assert_null(back);
    assert_false(lun_file_is_regular(fifo));
    assert_false(lun_file_is_folder(fifo));
    assert_true(lun_file_is_folder(*state));
    assert_false(lun_file_is_folder(absent));
    lun_free(absent);
    lun_free(fifo);
}

static void test_path__join_name_suffix(void **state)
{
    char *path = lun_path_join("/a/b", "c");

    (void)state;
    assert_string_equal(path, "/a/b/c");
    lun_free(path);
    path = lun_path_join("/a/b/", "c");
    assert_string_equal(path, "/a/b/c");
    lun_free(path);
    path = lun_path_join("", "c");
    assert_string_equal(path, "c");
    lun_free(path);
    assert_string_equal(lun_path_name("/a/b.txt"), "b.txt");
    assert_string_equal(lun_path_name("b.txt"), "b.txt");
    assert_string_equal(lun_path_name("/a/"), "");
    assert_string_equal(lun_path_suffix("/a.d/b.tar.gz"), ".gz");
    assert_string_equal(lun_path_suffix("/a.d/b"), "");
    assert_string_equal(lun_path_suffix("/a/.hidden"), "");
    assert_string_equal(lun_path_suffix(""), "");
}

static void test_folder__lists_in_order_of_bytes(void **state)
{
    static const char *const made[] = { "b", "B", "a10", "a9", "\xC3\xA9", ".dot" };
    static const char *const expected[] = { ".dot", "B", "a10", "a9", "b", "\xC3\xA9" };
    char *folder = in_folder(state, "list");
    lun_error err = LUN_ERROR_INIT;
    char **names;
    size_t n;

    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(lun_folder_list(&names, &n, folder, &err), 0);
    assert_int_equal(n, 0);
    lun_names_free(names, n);
    for (size_t i = 0; i < 6; i++) {
        char *path = lun_path_join(folder, made[i]);

        assert_int_equal(lun_file_write(path, "", 0, &err), 0);
        lun_free(path);
    }
    assert_int_equal(lun_folder_list(&names, &n, folder, &err), 0);
    assert_int_equal(n, 6);
    for (size_t i = 0; i < n; i++) {
        char *path = lun_path_join(folder, names[i]);

        assert_string_equal(names[i], expected[i]);
        remove(path);
        lun_free(path);
    }
    lun_names_free(names, n);
    rmdir(folder);
    assert_int_equal(lun_folder_list(&names, &n, folder, &err), LUN_EIO);
    lun_free(folder);
}

static int build_reading(void *context)
{
    lun_error err = LUN_ERROR_INIT;
    char *back = NULL;
    char **names = NULL;
    size_t len, n = 0;
    char *path = lun_path_join(context, "walked");
    int rc = LUN_ENOMEM;

    if (path == NULL)
        return rc;
    if ((rc = lun_file_write(path, "spray", 5, &err)) < 0)
        goto cleanup;
    if ((rc = lun_file_read(&back, &len, path, 0, &err)) < 0)
        goto cleanup;
    rc = lun_folder_list(&names, &n, context, &err);
cleanup:
    lun_names_free(names, n);
    lun_free(back);
    lun_free(path);
    return rc;
}

static void test_file__survives_every_failing_allocation(void **state)
{
    walk(build_reading, *state);
}

/* Runs the three lines with standard error in a file, and gives what is there then. */
static char *logged(const char *path)
{
    lun_error err = LUN_ERROR_INIT;
    int saved = dup(STDERR_FILENO);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    char *text = NULL;
    size_t len;

    assert_true(fd >= 0 && dup2(fd, STDERR_FILENO) >= 0);
    lun_log(LUN_LEVEL_WARNING, "tide %d", 3);
    lun_log(LUN_LEVEL_NOTE, "wind");
    lun_error_set(&err, LUN_EIO, "rope");
    lun_error_hint(&err, "splice it");
    lun_log_error(&err);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(fd);
    assert_int_equal(lun_file_read(&text, &len, path, 0, NULL), 0);
    return text;
}

static void test_log__writes_a_line_and_whole_diagnostics(void **state)
{
    char *path = in_folder(state, "log");
    char *text = logged(path);

    assert_string_equal(text, "lunette: warning: tide 3\nlunette: note: wind\nlunette: error: rope\nhint: splice it\n");
    lun_free(text);
    lun_free(path);
}

static void test_log__no_colour_outside_a_terminal(void **state)
{
    char *path = in_folder(state, "plain");
    int fd = open(path, O_RDWR | O_CREAT, 0600);

    assert_true(fd >= 0);
    assert_false(lun_log_colour(fd));
    close(fd);
    lun_free(path);
}

static void test_embedded__is_sorted_and_found(void **state)
{
    const lun_embedded *entry;

    (void)state;
    assert_true(lun_embedded_count() > 1);
    for (size_t i = 0; i < lun_embedded_count(); i++) {
        entry = lun_embedded_at(i);
        assert_ptr_equal(lun_embedded_find(entry->path), entry);
        assert_int_equal(entry->data[entry->len], 0);
        if (i > 0)
            assert_true(strcmp(lun_embedded_at(i - 1)->path, entry->path) < 0);
    }
    entry = lun_embedded_find("scripts/re.lua");
    assert_non_null(entry);
    assert_true(entry->len > 1000);
    assert_null(lun_embedded_find("scripts/re.lu"));
    assert_null(lun_embedded_find(""));
    static const char *const FOLDERS[] = { "plugins", "plugins/dates", "scripts", "scripts/lunette/pattern", "nowhere",
                                           "",        "plugin",        "~" };
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        size_t len = strlen(FOLDERS[i]), below = lun_embedded_below(FOLDERS[i], len);
        for (size_t j = 0; j < lun_embedded_count(); j++) {
            const char *path = lun_embedded_at(j)->path;
            int is_below = strncmp(path, FOLDERS[i], len) == 0 && path[len] == '/';
            if (j < below)
                assert_false(is_below);
            if (j > below && is_below) /* they stand beside each other */
                assert_memory_equal(lun_embedded_at(j - 1)->path, path, len + 1);
        }
    }
    assert_null(lun_embedded_find("zzz"));
}

static void test_embedded__is_the_file(void **state)
{
    const char *root = getenv("LUNETTE_ROOT");
    const lun_embedded *entry = lun_embedded_find("plugins/dates/plugin.lua");
    lun_error err = LUN_ERROR_INIT;
    char *path, *text;
    size_t len;

    (void)state;
    if (root == NULL)
        skip();
    assert_non_null(entry);
    path = lun_path_join(root, entry->path);
    assert_int_equal(lun_file_read(&text, &len, path, 0, &err), 0);
    assert_int_equal(len, entry->len);
    assert_memory_equal(text, entry->data, len);
    lun_free(text);
    lun_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file__written_bytes_come_back),
        cmocka_unit_test(test_file__write_leaves_nothing_beside_it),
        cmocka_unit_test(test_file__names_beside_it_that_are_taken_stay_what_they_are),
        cmocka_unit_test(test_file__keeps_its_mode),
        cmocka_unit_test(test_file__read_keeps_the_limit),
        cmocka_unit_test(test_file__read_does_not_believe_a_size_of_zero),
        cmocka_unit_test(test_file__read_refuses_what_is_not_a_regular_file),
        cmocka_unit_test(test_path__join_name_suffix),
        cmocka_unit_test(test_folder__lists_in_order_of_bytes),
        cmocka_unit_test(test_file__survives_every_failing_allocation),
        cmocka_unit_test(test_log__writes_a_line_and_whole_diagnostics),
        cmocka_unit_test(test_log__no_colour_outside_a_terminal),
        cmocka_unit_test(test_embedded__is_sorted_and_found),
        cmocka_unit_test(test_embedded__is_the_file),
    };

    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        /* A folder of its own for each, so that no test sees the files of another. */
        struct CMUnitTest one = tests[i];

        one.setup_func = make_folder;
        one.teardown_func = remove_folder;
        if (_cmocka_run_group_tests(one.name, &one, 1, NULL, NULL) != 0)
            return 1;
    }
    return 0;
}
