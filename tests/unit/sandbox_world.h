/*
** sandbox_world.h - for the tests of the sandbox: a folder of files, and children that enter a role and do something.
**
**   inside/file, inside/deep/file, inside/link -> ../outside/secret     inside/ is readable
**   one/file, one/sibling                                               one/file is readable
**   outside/secret
*/
#ifndef LUN_TEST_SANDBOX_WORLD_H
#define LUN_TEST_SANDBOX_WORLD_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "run/sandbox.h"

enum { NOT_ENTERED = 125 }; /* exit code of a child that could not enter */

static char world[] = "/tmp/lunette-sandbox-XXXXXX";
static char inside[64], one[64];
static const char *readable[] = { inside, one, "/nowhere/at/all" };

static const char *in_world(const char *path)
{
    static char joined[4][256];
    static unsigned next;
    char *out = joined[next++ % 4];
    snprintf(out, sizeof joined[0], "%s/%s", world, path);
    return out;
}

static void make_file(const char *path)
{
    int fd = open(in_world(path), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(fd >= 0 && write(fd, "words\n", 6) == 6);
    close(fd);
}

static int make_world(void **state)
{
    static const char *const folders[] = { "inside", "inside/deep", "outside", "one" };
    static const char *const files[] = { "inside/file", "inside/deep/file", "outside/secret", "one/file",
                                         "one/sibling" };
    (void)state;
    if (!mkdtemp(world))
        return -1;
    chmod(world, 0755);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(in_world(folders[i]), 0755);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        make_file(files[i]);
    snprintf(inside, sizeof inside, "%s/inside", world);
    snprintf(one, sizeof one, "%s/one/file", world);
    return symlink("../outside/secret", in_world("inside/link"));
}

static int remove_world(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", world);
    return system(command);
}

static lun_sandbox_options options_of(lun_sandbox_role role, unsigned pretend_missing)
{
    lun_sandbox_options options = {
        .role = role, .readable = readable, .n_readable = 3, .pretend_missing = pretend_missing
    };
    return options;
}

static void enter_or_end(lun_sandbox_role role, unsigned pretend_missing)
{
    lun_sandbox_options options = options_of(role, pretend_missing);
    lun_error err = LUN_ERROR_INIT;
    if (lun_sandbox_enter(NULL, &options, &err) < 0) {
        fprintf(stderr, "%s\n", err.message);
        _exit(NOT_ENTERED);
    }
}

/* What became of a child: its exit code, or minus the signal that ended it. */
static int outcome_of(pid_t child)
{
    int status;
    assert_true(child > 0);
    while (waitpid(child, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* An act gives 0 when it worked, else an errno; the child exits with that. */
static int act_free(int (*act)(void))
{
    pid_t child = fork();
    if (child == 0)
        _exit(act());
    return outcome_of(child);
}

static int act_entered(lun_sandbox_role role, unsigned pretend_missing, int (*act)(void))
{
    pid_t child = fork();
    if (child == 0) {
        enter_or_end(role, pretend_missing);
        _exit(act());
    }
    return outcome_of(child);
}

/* As a worker is really made: forked from a zygote that has entered. */
static int act_nested(int (*act)(void))
{
    pid_t child = fork();
    if (child == 0) {
        enter_or_end(LUN_SANDBOX_ZYGOTE, 0);
        pid_t worker = fork();
        if (worker == 0) {
            enter_or_end(LUN_SANDBOX_WORKER, 0);
            _exit(act());
        }
        int status = 0;
        if (worker < 0 || waitpid(worker, &status, 0) < 0)
            _exit(NOT_ENTERED);
        if (WIFSIGNALED(status))
            _exit(128 + WTERMSIG(status));
        _exit(WEXITSTATUS(status));
    }
    int outcome = outcome_of(child);
    return outcome > 128 ? 128 - outcome : outcome;
}

/* Skips the test by name where the kernel lacks a part. */
static void need_parts(unsigned parts, int abi)
{
    lun_sandbox_support support;
    char words[256];
    lun_sandbox_probe(&support);
    if ((support.parts & parts) == parts && (!(parts & LUN_SANDBOX_FILES) || support.landlock >= abi))
        return;
    lun_sandbox_describe(&support, words, sizeof words);
    print_message("skipped, wants parts %u and Landlock ABI %d: %s\n", parts, abi, words);
    skip();
}

#endif
