/*
** test_run_sandbox_converter.c - core/run/converter: what the program may do that is started there, which files of somebody's home it may read.
*/
#include "sandbox_world.h"

#include <limits.h>
#include <time.h>

#include "load/pdf.h"
#include "run/converter.h"

static int start(const char *program)
{
    execl(program, program, (char *)NULL);
    return errno;
}

static int start_below(void)
{
    return start(in_world("inside/program"));
}

static int start_beside(void)
{
    return start(in_world("outside/program"));
}

static void copy_true(const char *path)
{
    char command[400];
    snprintf(command, sizeof command, "cp /bin/true '%s'", in_world(path));
    assert_int_equal(system(command), 0);
}

/* A program below its folders, with the libraries that it has there. */
static int act_with_libraries(int (*act)(void))
{
    const char *const all[] = { "/usr", "/lib", "/lib64", "/etc/ld.so.cache", inside };
    const lun_sandbox_options options = { .role = LUN_SANDBOX_CONVERTER, .readable = all, .n_readable = 5 };
    lun_error err = LUN_ERROR_INIT;
    pid_t child = fork();
    if (child == 0) {
        if (lun_sandbox_enter(NULL, &options, &err) < 0)
            _exit(NOT_ENTERED);
        _exit(act());
    }
    return outcome_of(child);
}

static void test_converter_starts_what_is_below_its_folders(void **state)
{
    lun_sandbox_support support;
    (void)state;
    copy_true("inside/program");
    copy_true("outside/program");
    lun_sandbox_probe(&support);
    assert_int_equal(act_free(start_beside), 0);
    assert_int_equal(act_with_libraries(start_below), 0);
    if (support.parts & LUN_SANDBOX_FILES)
        assert_int_equal(act_with_libraries(start_beside), EACCES);
}

/* ---- a whole conversion ---- */

typedef struct conversion {
    pid_t converter;
    int way, pipe;
} conversion;

/* Begins to run a script as pdftotext. */
static conversion begin(const char *script)
{
    char program[200];
    int pair[2], pdf = open(in_world("inside/file"), O_RDONLY);
    conversion c = { .pipe = -1 };
    lun_error err = LUN_ERROR_INIT;
    snprintf(program, sizeof program, "%s", in_world("inside/bin/pdftotext"));
    FILE *to = fopen(program, "w");
    assert_true(to && pdf >= 0 && fprintf(to, "#!/bin/sh\n%s\n", script) > 0 && fclose(to) == 0);
    assert_int_equal(chmod(program, 0755), 0);
    assert_int_equal(lun_converter_pair(pair), 0);
    c.converter = fork();
    if (c.converter == 0) {
        close(pair[0]);
        lun_converter_run(pair[1], program);
    }
    close(pair[1]);
    c.way = pair[0];
    assert_int_equal(lun_converter_start(c.way, pdf, 20, &c.pipe, &err), LUN_OK);
    close(pdf);
    return c;
}

/* Runs it to its end: its trailer's first byte, and what stands before it in out, or else what it complained of. */
static char convert(const char *script, char *out, size_t size)
{
    size_t len = 0;
    ssize_t n;
    conversion c = begin(script);
    while (len + 1 < size && (n = read(c.pipe, out + len, size - 1 - len)) > 0)
        len += (size_t)n;
    close(c.pipe);
    close(c.way);
    assert_int_equal(outcome_of(c.converter), 0);
    assert_true(len >= LUN_PDF_TRAILER);
    char end = out[len - LUN_PDF_TRAILER];
    if (len == LUN_PDF_TRAILER)
        memmove(out, out + 1, strlen(out));
    else
        out[len - LUN_PDF_TRAILER] = '\0';
    return end;
}

static void set_home(const char *folder)
{
    assert_int_equal(setenv("HOME", folder, 1), 0);
}

static void test_pdftotext_reads_the_file_and_writes_to_the_pipe(void **state)
{
    char out[2000];
    (void)state;
    set_home("/nowhere");
    assert_int_equal(convert("exec cat", out, sizeof out), LUN_PDF_DONE);
    assert_string_equal(out, "words\n");
    assert_int_equal(convert("echo what >&2; echo else >&2; exit 3", out, sizeof out), LUN_PDF_FAILED);
    assert_string_equal(out, "what");
    assert_int_equal(convert("kill -ABRT $$", out, sizeof out), LUN_PDF_CRASHED);
}

static void test_pdftotext_reads_no_file_of_a_home(void **state)
{
    char out[2000], script[300];
    (void)state;
    need_parts(LUN_SANDBOX_FILES, 1);
    snprintf(script, sizeof script, "exec cat '%s'", in_world("inside/deep/file"));
    set_home("/nowhere");
    assert_int_equal(convert(script, out, sizeof out),
                     LUN_PDF_DONE); /* not below a home: libraries may be anywhere there */
    set_home(inside);
    assert_int_equal(convert(script, out, sizeof out), LUN_PDF_FAILED);
    set_home(in_world("inside/deep"));
    assert_int_equal(convert(script, out, sizeof out), LUN_PDF_FAILED);
    set_home(world);
    assert_int_equal(convert(script, out, sizeof out), LUN_PDF_FAILED);
    assert_non_null(strstr(out, "Permission denied"));
    set_home("/nowhere");
    assert_int_equal(convert("exec cat /etc/passwd", out, sizeof out), LUN_PDF_FAILED);
    snprintf(script, sizeof script, "exec cat '%s'", in_world("outside/secret"));
    assert_int_equal(convert(script, out, sizeof out), LUN_PDF_FAILED);
    snprintf(script, sizeof script, "echo x >'%s'", in_world("inside/deep/new"));
    assert_int_equal(convert(script, out, sizeof out), LUN_PDF_FAILED);
}

static void test_pdftotext_has_no_children(void **state)
{
    char out[2000];
    (void)state;
    need_parts(LUN_SANDBOX_CALLS, 1);
    assert_int_equal(convert("sleep 100 & echo started", out, sizeof out), LUN_PDF_FAILED);
    assert_null(strstr(out, "started"));
}

/* 1 when so many processes sleep as this test has them sleep, within some seconds. */
static int wait_for_sleepers(int wanted)
{
    const struct timespec moment = { 0, 20000000 };
    char command[100];
    snprintf(command, sizeof command, "pgrep -fx 'sleep 60[.]%d' >/dev/null", (int)getpid());
    for (int i = 0; i < 150; i++) {
        if ((system(command) == 0) == wanted)
            return 1;
        nanosleep(&moment, NULL);
    }
    return 0;
}

static void test_pdftotext_ends_when_nobody_reads(void **state)
{
    char script[60];
    (void)state;
    snprintf(script, sizeof script, "exec sleep 60.%d", (int)getpid());
    conversion c = begin(script);
    assert_true(wait_for_sleepers(1));
    close(c.pipe);
    assert_true(wait_for_sleepers(0));
    close(c.way);
    assert_int_equal(outcome_of(c.converter), 0);
}

/* ---- where it is found ---- */

static void test_pdftotext_is_a_file_in_a_folder_with_a_whole_name(void **state)
{
    char path[PATH_MAX], folders[400], before[4000];
    (void)state;
    snprintf(before, sizeof before, "%s", getenv("PATH"));
    assert_int_equal(mkdir(in_world("inside/pdftotext"), 0755), 0);
    static const char *const nowhere[] = { "", ":", ".:inside/bin", "/nowhere:" };
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
        assert_int_equal(setenv("PATH", nowhere[i], 1), 0);
        assert_int_equal(lun_converter_find(path, sizeof path), 0);
    }
    snprintf(folders, sizeof folders, ".::%s:%s/bin", inside, inside);
    assert_int_equal(setenv("PATH", folders, 1), 0);
    assert_int_equal(lun_converter_find(path, sizeof path), 1);
    assert_string_equal(path, in_world("inside/bin/pdftotext"));
    assert_int_equal(lun_converter_find(path, 10), 0);
    assert_int_equal(setenv("PATH", before, 1), 0);
}

static int set_up(void **state)
{
    return make_world(state) < 0 || mkdir(in_world("inside/bin"), 0755) < 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_converter_starts_what_is_below_its_folders),
        cmocka_unit_test(test_pdftotext_reads_the_file_and_writes_to_the_pipe),
        cmocka_unit_test(test_pdftotext_reads_no_file_of_a_home),
        cmocka_unit_test(test_pdftotext_has_no_children),
        cmocka_unit_test(test_pdftotext_ends_when_nobody_reads),
        cmocka_unit_test(test_pdftotext_is_a_file_in_a_folder_with_a_whole_name),
    };
    (void)act_nested;
    (void)act_entered;
    return cmocka_run_group_tests_name("sandbox of a converter", tests, set_up, remove_world);
}
