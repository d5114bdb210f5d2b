/*
** test_run_sandbox_loader.c - core/run/sandbox: the process that loads plugins writes into the cache's folder while it
** loads, nowhere else, and nowhere at all from then on.
*/
#include "unit/sandbox_world.h"

#include "base/cache.h"

static char name[] = "0123456789abcdef0123456789abcdef.lexicon";

static int fails(int code)
{
    return code < 0 ? errno : 0;
}

static int write_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    if (fd < 0)
        return errno;
    close(fd);
    return 0;
}

/* 0, or the line that did not hold. */
#define HOLD(claim) \
    do { \
        if (!(claim)) { \
            fprintf(stderr, "line %d: %s\n", __LINE__, #claim); \
            _exit(1); \
        } \
    } while (0)

static void enter(lun_sandbox_role role, unsigned pretend_missing)
{
    lun_sandbox_options options = { .role = role, .writable = inside, .pretend_missing = pretend_missing };
    lun_error err = LUN_ERROR_INIT;
    HOLD(lun_sandbox_enter(NULL, &options, &err) == LUN_OK);
}

static int write_cache(void)
{
    lun_error err = LUN_ERROR_INIT;
    return lun_cache_write(inside, name, "words", 5, &err);
}

static int load_then_work(void)
{
    enter(LUN_SANDBOX_LOADER, 0);
    HOLD(write_cache() == LUN_OK && write_cache() == LUN_OK);
    HOLD(unlink(in_world("inside/file")) == 0);
    HOLD(write_file(in_world("outside/new")) != 0);
    HOLD(write_file(in_world("outside/secret")) != 0);
    HOLD(fails(unlink(in_world("outside/secret"))) != 0);
    HOLD(fails(rename(in_world("inside/deep/file"), in_world("outside/file"))) != 0);
    HOLD(fails(mkdir(in_world("inside/folder"), 0700)) != 0);
    HOLD(fails(symlink("/etc", in_world("inside/etc"))) != 0);
    HOLD(fails(open(in_world("inside/deep/file"), O_RDWR)) != 0);

    enter(LUN_SANDBOX_ZYGOTE, 0);
    HOLD(write_cache() == LUN_EIO);
    HOLD(fails(unlink(in_world("inside/deep/file"))) != 0);
    HOLD(fails(open(in_world("outside/secret"), O_RDONLY)) == 0);
    pid_t worker = fork();
    HOLD(worker >= 0);
    if (worker == 0) {
        enter_or_end(LUN_SANDBOX_WORKER, 0);
        HOLD(fails(open(in_world("outside/secret"), O_RDONLY)) != 0);
        HOLD(write_cache() == LUN_EIO);
        _exit(0);
    }
    HOLD(outcome_of(worker) == 0);
    return 0;
}

static void test_loader_writes_into_one_folder_until_it_has_loaded(void **state)
{
    (void)state;
    need_parts(LUN_SANDBOX_PRIVILEGES | LUN_SANDBOX_FILES | LUN_SANDBOX_CALLS, 1);
    assert_int_equal(act_free(load_then_work), 0);
}

/* seccomp alone does not see names: without Landlock a loader may write nowhere. */
static int load_without_landlock(void)
{
    enter(LUN_SANDBOX_LOADER, LUN_SANDBOX_FILES);
    HOLD(write_cache() == LUN_EIO);
    HOLD(fails(open(in_world("outside/secret"), O_RDONLY)) == 0);
    return 0;
}

static void test_loader_without_landlock_is_a_zygote(void **state)
{
    (void)state;
    need_parts(LUN_SANDBOX_PRIVILEGES | LUN_SANDBOX_CALLS, 0);
    assert_int_equal(act_free(load_without_landlock), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loader_writes_into_one_folder_until_it_has_loaded),
        cmocka_unit_test(test_loader_without_landlock_is_a_zygote),
    };
    (void)readable;
    (void)act_entered;
    (void)act_nested;
    return cmocka_run_group_tests_name("sandbox of the loader", tests, make_world, remove_world);
}
