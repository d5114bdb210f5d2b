/*
** test_run_lock.c - lunette.lock is written and read back, what is wrong in it is said with its line; bundles refuse what leads out, with and without memory;
** a stage leaves nothing behind.
*/
#include "cmocka_all.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/stage.h"
#include "run/bundle.h"
#include "run/lock.h"

static char folder[] = "/tmp/lunette-lock-XXXXXX";

static int enter(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    return chdir("/") == 0 && lun_folder_remove(folder, &err) == LUN_OK ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_file_write(path, text, strlen(text), &err), LUN_OK);
}

/* The vectors of FIPS 180-4. */
static void test_digest__is_sha_256(void **state)
{
    char hex[LUN_DIGEST_HEX];
    lun_digest *digest = lun_digest_new();
    (void)state;
    lun_digest_add(digest, "abc", 3);
    lun_digest_hex(digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    lun_digest_hex(digest, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    lun_digest_free(digest);
}

static void test_lock__is_read_as_it_was_written(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_lock lock = { 0 }, back;
    lun_lock_state now;
    (void)state;
    put("a b.lua", "layer \"a\" {}\n");
    assert_int_equal(lun_lock_add(&lock, "dates", "0.1.0", "plugins/dates", &err), LUN_OK);
    assert_int_equal(lun_lock_add(&lock, "a-b", "", "a b.lua", &err), LUN_OK);
    assert_int_equal(lun_lock_write(&lock, "one.lock", &err), LUN_OK);
    assert_int_equal(lun_lock_read(&back, "one.lock", &err), LUN_OK);
    assert_int_equal(back.entries.n, 2);
    assert_string_equal(back.entries.items[0].source, "shipped");
    assert_string_equal(back.entries.items[1].source, "file a b.lua");
    assert_string_equal(back.entries.items[1].version, "");
    assert_string_equal(back.entries.items[1].digest, lock.entries.items[1].digest);
    assert_ptr_equal(lun_lock_find(&back, "./a b.lua"), &back.entries.items[1]);
    assert_ptr_equal(lun_lock_find(&back, "dates"), &back.entries.items[0]);
    assert_null(lun_lock_find(&back, "quotes"));
    assert_int_equal(lun_lock_compare(&now, &back.entries.items[1], &err), LUN_OK);
    assert_int_equal(now, LUN_LOCK_SAME);
    put("a b.lua", "layer \"b\" {}\n");
    assert_int_equal(lun_lock_compare(&now, &back.entries.items[1], &err), LUN_OK);
    assert_int_equal(now, LUN_LOCK_OTHER);
    unlink("a b.lua");
    assert_int_equal(lun_lock_compare(&now, &back.entries.items[1], &err), LUN_OK);
    assert_int_equal(now, LUN_LOCK_GONE);
    lun_lock_clear(&lock);
    lun_lock_clear(&back);
}

static void test_lock__says_which_line_is_wrong(void **state)
{
    static const char digest[] = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    static const char *const bad[] = { "dates",
                                       "dates 0.1.0",
                                       "dates 0.1.0 md5:00 shipped",
                                       "dates 0.1.0 %s",
                                       "dates 0.1.0 %s elsewhere",
                                       "dates 0.1.0 %s folder " };
    char text[512];
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lun_error err = LUN_ERROR_INIT;
        lun_lock lock;
        int n = snprintf(text, sizeof text, "# a lock\n\n");
        snprintf(text + n, sizeof text - (size_t)n, strchr(bad[i], '%') ? "dates 0.1.0 %s%s\n" : "%.0s%s\n", digest,
                 strchr(bad[i], '%') ? strchr(bad[i], '%') + 2 : bad[i]);
        put("bad.lock", text);
        assert_int_equal(lun_lock_read(&lock, "bad.lock", &err), LUN_EFORMAT);
        assert_int_equal(err.line, 3);
        lun_lock_clear(&lock);
    }
}

static void test_bundle__takes_plain_names_alone(void **state)
{
    static const char *const bad[] = { "../a", "a/../../b", "/a", "a//b", "", "a/", "a\\b", "a\nb", "\xC3\xA4.lua" };
    static const char *const passed_over[] = { ".git/config", "a/.luarc.json", "./.x" };
    lun_bundle bundle = { 0 };
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(lun_bundle_add(&bundle, bad[i], "x", 1, &err), LUN_EFORMAT);
    for (size_t i = 0; i < sizeof passed_over / sizeof *passed_over; i++)
        assert_int_equal(lun_bundle_add(&bundle, passed_over[i], "x", 1, &err), LUN_OK);
    assert_int_equal(bundle.files.n, 0);
    assert_int_equal(lun_bundle_add(&bundle, "./rules/a b-c_1.lua", "x", 1, &err), LUN_OK);
    assert_string_equal(bundle.files.items[0].path, "rules/a b-c_1.lua");
    assert_int_equal(lun_bundle_add(&bundle, "Rules/A b-c_1.lua", "x", 1, &err), LUN_EFORMAT);
    assert_int_equal(lun_bundle_add(&bundle, "big", "", LUN_BUNDLE_BYTES, &err), LUN_ELIMIT);
    lun_bundle_clear(&bundle);
}

static void test_bundle__survives_without_memory(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    int rc = LUN_ENOMEM;
    (void)state;
    assert_int_equal(lun_folder_make("tree/rules", &err), LUN_OK);
    put("tree/plugin.lua", "return {}");
    put("tree/rules/a.lua", "x");
    for (size_t n = 1; rc != LUN_OK && n < 500; n++) {
        lun_bundle bundle;
        lun_mem_fail_after(n);
        rc = lun_bundle_open(&bundle, "tree", &err);
        lun_mem_fail_after(0);
        assert_true(rc == LUN_OK || rc == LUN_ENOMEM);
        if (rc == LUN_OK)
            assert_int_equal(bundle.files.n, 2);
        lun_bundle_clear(&bundle);
    }
    assert_int_equal(rc, LUN_OK);
}

static void test_stage__puts_a_folder_in_its_place_or_nowhere(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_stage *stage;
    (void)state;
    assert_int_equal(lun_stage_open(&stage, "place", &err), LUN_OK);
    assert_int_equal(lun_stage_add(stage, "made/a/b", "new", 3, &err), LUN_OK);
    assert_int_equal(lun_stage_place(stage, "made", "place/it", LUN_STAGE_NEW, &err), LUN_OK);
    assert_int_equal(lun_stage_add(stage, "made/a/c", "newer", 5, &err), LUN_OK);
    assert_int_equal(lun_stage_place(stage, "made", "place/it", LUN_STAGE_NEW, &err), LUN_EUSAGE);
    assert_true(lun_file_is_regular("place/it/a/b"));
    assert_int_equal(lun_stage_place(stage, "made", "place/it", LUN_STAGE_REPLACE, &err), LUN_OK);
    assert_true(lun_file_is_regular("place/it/a/c"));
    assert_false(lun_file_is_regular("place/it/a/b"));
    assert_int_equal(lun_stage_add(stage, "half/x", "x", 1, &err), LUN_OK);
    raise(SIGINT);
    assert_int_equal(lun_stage_add(stage, "half/y", "y", 1, &err), LUN_ELIMIT);
    assert_int_equal(lun_stage_place(stage, "half", "place/half", LUN_STAGE_NEW, &err), LUN_ELIMIT);
    lun_stage_close(stage);
    char **names;
    size_t n;
    assert_int_equal(lun_folder_list(&names, &n, "place", &err), LUN_OK);
    assert_int_equal(n, 1);
    lun_names_free(names, n);
}

static void test_stage__takes_away_what_a_killed_process_left(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    lun_stage *stage;
    char mine[64];
    (void)state;
    snprintf(mine, sizeof mine, "left/.lunette-new-%ld", (long)getppid());
    assert_int_equal(lun_folder_make("left/.lunette-new-999999999/deep", &err), LUN_OK);
    assert_int_equal(lun_folder_make(mine, &err), LUN_OK);
    assert_int_equal(lun_stage_open(&stage, "left", &err), LUN_OK);
    assert_false(lun_file_is_folder("left/.lunette-new-999999999"));
    assert_true(lun_file_is_folder(mine));
    lun_stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest__is_sha_256),
        cmocka_unit_test(test_lock__is_read_as_it_was_written),
        cmocka_unit_test(test_lock__says_which_line_is_wrong),
        cmocka_unit_test(test_bundle__takes_plain_names_alone),
        cmocka_unit_test(test_bundle__survives_without_memory),
        cmocka_unit_test(test_stage__puts_a_folder_in_its_place_or_nowhere),
        cmocka_unit_test(test_stage__takes_away_what_a_killed_process_left),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
