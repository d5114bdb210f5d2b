/*
** test_run_sandbox_work.c - core/run/sandbox: what each role still can, what is said where the kernel lacks a part.
*/
#include "sandbox_world.h"

#include <dirent.h>
#include <iconv.h>
#include <poll.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "load/charset.h"
#include "load/load.h"
#include "match/regex.h"
#include "script/script.h"

static int pair[2] = { -1, -1 };
static int open_file = -1;
static lun_script *script;

static int holds(int condition)
{
    return condition ? 0 : EIO;
}

/* ---- what a worker does all day ---- */

static int read_below(void)
{
    lun_error err = LUN_ERROR_INIT;
    const char *const paths[] = { in_world("inside/file"), in_world("inside/deep/file"), one };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char *text;
        size_t len;
        if (lun_file_read(&text, &len, paths[i], 0, &err) < 0 || len != 6)
            return EIO;
        lun_free(text);
    }
    return 0;
}

static int list_below(void)
{
    lun_error err = LUN_ERROR_INIT;
    char **names;
    size_t n;
    if (lun_folder_list(&names, &n, inside, &err) < 0)
        return EIO;
    lun_names_free(names, n);
    return holds(n == 3);
}

static int read_outside_is_an_error(void)
{
    lun_error err = LUN_ERROR_INIT;
    char *text;
    size_t len;
    return holds(lun_file_read(&text, &len, in_world("outside/secret"), 0, &err) == LUN_EIO &&
                 strstr(err.message, "Permission denied"));
}

static int allocate(void)
{
    char *memory = malloc((size_t)1 << 20);
    for (size_t size = (size_t)2 << 20; memory && size <= (size_t)64 << 20; size *= 2) {
        if ((memory = realloc(memory, size)) != NULL)
            memset(memory + size / 2, 1, size / 2);
    }
    int rc = holds(memory != NULL);
    free(memory);
    return rc;
}

static int match_regex(void)
{
    lun_regex *regex;
    lun_error err = LUN_ERROR_INIT;
    size_t at;
    if (lun_regex_new(&regex, "\\b(?:harb|p)o?u?i?er?s?\\p{L}*", "i", &at, &err) < 0)
        return EIO;
    int found = lun_regex_found(regex, "at the Pier", 11);
    lun_regex_free(regex);
    return holds(found == 1);
}

static int convert_characters(void)
{
    static const struct {
        const char *charset, *bytes, *text;
    } tries[] = {
        { "windows-1252", "na\xEFve", "na\xC3\xAFve" },
        { "shift_jis", "\x93\xFA\x96\x7B", "\xE6\x97\xA5\xE6\x9C\xAC" },
        { "gb18030", "\xD6\xD0", "\xE4\xB8\xAD" },
        { "koi8-r", "\xC4\xC1", "\xD0\xB4\xD0\xB0" },
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        lun_decoded out;
        lun_error err = LUN_ERROR_INIT;
        int rc = lun_decode(&out, tries[i].bytes, strlen(tries[i].bytes), tries[i].charset, 0, LUN_DECODE_PLAIN, &err);
        if (rc < 0 || strcmp(out.text, tries[i].text) != 0)
            return EIO;
        lun_decoded_clear(&out);
    }
    return 0;
}

/* The C library loads its converters when they are asked for: refused, and said so. It must neither hang nor crash. */
static int late_converter_is_refused(void)
{
    iconv_t converter = iconv_open("SHIFT_JIS", "ISO-2022-KR");
    return holds(converter == (iconv_t)-1);
}

static int talk(void)
{
    char buffer[8] = "";
    struct iovec part = { buffer, sizeof buffer };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
    struct pollfd wait = { pair[1], POLLOUT, 0 };
    if (poll(&wait, 1, 1000) != 1 || send(pair[1], "one", 4, MSG_NOSIGNAL) != 4 || write(pair[1], "two", 4) != 4)
        return errno;
    return holds(recv(pair[0], buffer, 4, 0) == 4 && strcmp(buffer, "one") == 0 && recvmsg(pair[0], &message, 0) == 4 &&
                 strcmp(buffer, "two") == 0);
}

static int ask_the_system(void)
{
    struct timespec now, moment = { 0, 1000 };
    struct rlimit files;
    char random[8];
    return holds(clock_gettime(CLOCK_MONOTONIC, &now) == 0 && nanosleep(&moment, NULL) == 0 &&
                 getrandom(random, sizeof random, 0) == sizeof random && getrlimit(RLIMIT_NOFILE, &files) == 0 &&
                 getpid() > 1 && sysconf(_SC_NPROCESSORS_ONLN) > 0);
}

static int analyse(void)
{
    static const char text[] = "The envoy walked to the old harbour. Nobody walked with the envoy.";
    lun_document *document = NULL;
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n = 0;
    if (lun_load_bytes(&document, "page.txt", text, sizeof text - 1, NULL, &err) < 0 ||
        lun_script_analyse(script, &set, document, &err) < 0)
        return EIO;
    lun_annotations_rows(set, lun_schema_find(lun_script_schema(script), "try"), &n);
    int problems = document->problems != NULL;
    lun_script_release(script, document);
    lun_document_free(document);
    return holds(n == 2 && !problems);
}

static int load_page(void)
{
    static const char page[] = "<html><head><meta charset=koi8-r><title>T</title></head><body><p>\xC4\xC1</p></body>";
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    if (lun_load_bytes(&document, "page.html", page, sizeof page - 1, NULL, &err) < 0)
        return EIO;
    int fine = strstr(document->text, "\xD0\xB4\xD0\xB0") != NULL;
    lun_document_free(document);
    return holds(fine);
}

static int leave_by_exit(void)
{
    exit(0);
}

static int abort_itself(void)
{
    signal(SIGABRT, SIG_DFL);
    abort();
}

static const struct row {
    const char *claim;
    int (*act)(void);
} rows[] = {
    { "reads below its sources", read_below },
    { "lists below its sources", list_below },
    { "allocates memory", allocate },
    { "matches by PCRE2's machine code", match_regex },
    { "converts character sets", convert_characters },
    { "loads a page", load_page },
    { "talks on its socket", talk },
    { "asks for time, chance and limits", ask_the_system },
    { "analyses a document", analyse },
    { "leaves by exit", leave_by_exit },
};

enum { N_ROWS = sizeof rows / sizeof *rows };

static void test_still_works(void **state)
{
    const struct row *row = *state;
    assert_int_equal(act_free(row->act), 0);
    assert_int_equal(act_entered(LUN_SANDBOX_ZYGOTE, 0, row->act), 0);
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, 0, row->act), 0);
    if (row->act != leave_by_exit) /* the zygote of act_nested is no place for exit's handlers */
        assert_int_equal(act_nested(row->act), 0);
}

static void test_file_outside_is_a_readable_error(void **state)
{
    (void)state;
    need_parts(LUN_SANDBOX_FILES, 1);
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, 0, read_outside_is_an_error), 0);
}

static void test_late_converter_is_refused(void **state)
{
    (void)state;
    need_parts(LUN_SANDBOX_FILES, 1);
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, 0, late_converter_is_refused), 0);
}

static void test_abort_is_abort(void **state)
{
    (void)state;
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, 0, abort_itself), -SIGABRT);
    assert_int_equal(act_entered(LUN_SANDBOX_ZYGOTE, 0, abort_itself), -SIGABRT);
    assert_int_equal(act_nested(abort_itself), -SIGABRT);
}

/* ---- what a zygote does besides ---- */

static int start_and_end_child(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    if (child < 0 || kill(child, SIGKILL) < 0 || waitpid(child, &status, 0) != child)
        return errno;
    return holds(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static int make_pair(void)
{
    int made[2];
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, made) < 0 ? errno : 0;
}

static int read_anything(void)
{
    int a = open("/etc/passwd", O_RDONLY), b = open(in_world("outside/secret"), O_RDONLY);
    return a < 0 || b < 0 ? errno : 0;
}

static void test_zygote_has_children(void **state)
{
    (void)state;
    assert_int_equal(act_entered(LUN_SANDBOX_ZYGOTE, 0, start_and_end_child), 0);
    assert_int_equal(act_entered(LUN_SANDBOX_ZYGOTE, 0, make_pair), 0);
}

static void test_zygote_reads_anything(void **state)
{
    (void)state;
    assert_int_equal(act_entered(LUN_SANDBOX_ZYGOTE, 0, read_anything), 0);
}

/* ---- what is no matter of one wall ---- */

static int write_to_open_file(void)
{
    return write(open_file, "x", 1) < 0 ? errno : 0;
}

static void test_open_file_cannot_grow(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    print_message("skipped: no limit on files under AddressSanitizer\n");
    skip();
#endif
    open_file = open(in_world("inside/file"), O_WRONLY | O_APPEND);
    assert_int_equal(act_free(write_to_open_file), 0);
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, 0, write_to_open_file), EFBIG);
    close(open_file);
}

static int has_capabilities(void)
{
    char line[256], *found = NULL;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status)) {
        if ((found = strstr(line, "CapEff:")) != NULL)
            break;
    }
    /* 4 is the one that is kept: reading what root may read */
    return found ? (strtoull(found + 7, NULL, 16) & ~4ull ? 0 : EPERM) : EIO;
}

static void test_root_gives_its_capabilities_up(void **state)
{
    (void)state;
    if (act_free(has_capabilities) != 0) {
        print_message("skipped: this user has no capabilities\n");
        skip();
    }
    assert_int_equal(act_entered(LUN_SANDBOX_ZYGOTE, 0, has_capabilities), EPERM);
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, LUN_SANDBOX_FILES, has_capabilities), EPERM);
}

static int open_many(void)
{
    int n = 0;
    while (n < 4096 && open(one, O_RDONLY) >= 0)
        n++;
    return n > 8 && n <= 64 && errno == EMFILE ? 0 : EIO;
}

static void test_worker_opens_few_files(void **state)
{
    (void)state;
    assert_int_equal(act_entered(LUN_SANDBOX_WORKER, 0, open_many), 0);
}

static int take_too_much(void)
{
    lun_sandbox_options options = options_of(LUN_SANDBOX_WORKER, 0);
    lun_error err = LUN_ERROR_INIT;
    options.memory = (size_t)256 << 20;
    if (lun_sandbox_enter(NULL, &options, &err) < 0)
        return NOT_ENTERED;
    void *little = malloc((size_t)16 << 20), *much = malloc((size_t)512 << 20);
    return holds(little && !much);
}

static void test_memory_has_an_end(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    print_message("skipped: no limit on memory under AddressSanitizer\n");
    skip();
#endif
    assert_int_equal(act_free(take_too_much), 0);
}

static void *wait_for_ever(void *nothing)
{
    pause();
    return nothing;
}

static int enter_with_thread(void)
{
    lun_sandbox_options options = options_of(LUN_SANDBOX_WORKER, 0);
    lun_error err = LUN_ERROR_INIT;
    pthread_t thread;
    if (pthread_create(&thread, NULL, wait_for_ever, NULL) != 0)
        return EAGAIN;
    return lun_sandbox_enter(NULL, &options, &err) == LUN_EUSAGE && strstr(err.message, "thread") ? 0 : EIO;
}

static void test_threads_are_refused(void **state)
{
    (void)state;
    assert_int_equal(act_free(enter_with_thread), 0);
}

/* ---- what is seen from outside ---- */

/* As a user without rights of its own, since root reads everything. */
static int measure_worker(void)
{
    char path[64], *text = NULL;
    size_t len;
    lun_error err = LUN_ERROR_INIT;
    if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
        return errno;
    pid_t worker = fork();
    if (worker == 0) {
        enter_or_end(LUN_SANDBOX_WORKER, 0);
        if (write(pair[1], "in", 3) == 3)
            pause();
        _exit(0);
    }
    char said[4];
    if (worker < 0 || read(pair[0], said, 3) != 3)
        return EIO;
    snprintf(path, sizeof path, "/proc/%d/statm", (int)worker);
    int rc = lun_file_read(&text, &len, path, 0, &err);
    int fine = rc == LUN_OK && strtol(text, NULL, 10) > 0;
    lun_free(text);
    kill(worker, SIGKILL);
    waitpid(worker, NULL, 0);
    return holds(fine);
}

static void test_memory_of_a_worker_is_seen(void **state)
{
    (void)state;
    assert_int_equal(act_free(measure_worker), 0);
}

/* Runs in a child: a zygote with a worker, which leaves it alone. */
static void be_zygote(int said, int say)
{
    char word[4];
    enter_or_end(LUN_SANDBOX_ZYGOTE, 0);
    if (fork() == 0) {
        close(said);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        enter_or_end(LUN_SANDBOX_WORKER, 0);
        if (write(say, "in", 3) == 3)
            pause();
        _exit(0);
    }
    _exit(read(said, word, 3) == 3 ? 0 : EIO);
}

static void test_worker_dies_with_its_zygote(void **state)
{
    int ends[2];
    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    pid_t zygote = fork();
    if (zygote == 0)
        be_zygote(ends[0], ends[1]);
    close(ends[1]);
    assert_int_equal(outcome_of(zygote), 0);
    struct pollfd gone = { ends[0], POLLIN, 0 };
    assert_int_equal(poll(&gone, 1, 10000), 1);
    assert_true(gone.revents & POLLHUP);
    close(ends[0]);
}

/* ---- what the kernel offers ---- */

static int missing_is_as_expected(unsigned pretend)
{
    unsigned missing = 0;
    lun_sandbox_support support;
    lun_sandbox_options options = options_of(LUN_SANDBOX_WORKER, pretend);
    lun_error err = LUN_ERROR_INIT;
    lun_sandbox_probe(&support);
    if (lun_sandbox_enter(&missing, &options, &err) < 0)
        return NOT_ENTERED;
    return holds(missing == ((LUN_SANDBOX_ALL & ~support.parts) | pretend));
}

static int missing_nothing(void)
{
    return missing_is_as_expected(0);
}

static int missing_files(void)
{
    return missing_is_as_expected(LUN_SANDBOX_FILES);
}

static int missing_calls_and_limits(void)
{
    return missing_is_as_expected(LUN_SANDBOX_CALLS | LUN_SANDBOX_LIMITS);
}

/* Without no_new_privs the kernel gives neither of the others. */
static int missing_privileges(void)
{
    unsigned missing = 0;
    lun_sandbox_options options = options_of(LUN_SANDBOX_WORKER, LUN_SANDBOX_PRIVILEGES);
    lun_error err = LUN_ERROR_INIT;
    return holds(lun_sandbox_enter(&missing, &options, &err) == LUN_OK && (missing & 7) == 7);
}

static void test_enter_reports_what_the_probe_says(void **state)
{
    (void)state;
    assert_int_equal(act_free(missing_nothing), 0);
    assert_int_equal(act_free(missing_files), 0);
    assert_int_equal(act_free(missing_calls_and_limits), 0);
    assert_int_equal(act_free(missing_privileges), 0);
}

static int probe_twice(void)
{
    lun_sandbox_support first, second;
    lun_sandbox_probe(&first);
    lun_sandbox_probe(&second);
    int fd = open(in_world("inside/probe"), O_WRONLY | O_CREAT, 0644);
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    unlink(in_world("inside/probe"));
    return holds(first.parts == second.parts && first.landlock == second.landlock && fd >= 0 && child > 0);
}

static void test_probe_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(act_free(probe_twice), 0);
}

static void expect_words(unsigned parts, int abi, const char *expected)
{
    lun_sandbox_support support = { parts, abi };
    char words[256];
    lun_sandbox_describe(&support, words, sizeof words);
    assert_string_equal(words, expected);
}

static void test_words_for_what_is_there(void **state)
{
    (void)state;
    expect_words(15, 7, "Landlock ABI 7, seccomp: workers open no file; no network, writing, exec or fork");
    expect_words(
        13, 0,
        "no Landlock: workers have no network, writing, exec or fork, but may read every file that you may read");
    expect_words(11, 3,
                 "no seccomp, Landlock ABI 3: workers open no file, no writing or exec, but may fork and "
                 "use the network");
    expect_words(11, 6,
                 "no seccomp, Landlock ABI 6: workers open no file, no writing or exec, but may fork and "
                 "use sockets other than TCP");
    expect_words(9, 0, "no Landlock, no seccomp: workers may do whatever you may do");
    expect_words(8, 0, "no no_new_privs, no Landlock, no seccomp: workers may do whatever you may do");
}

static void test_require_names_what_is_missing(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    assert_int_equal(lun_sandbox_require(0, &err), LUN_OK);
    assert_int_equal(lun_sandbox_require(LUN_SANDBOX_FILES, &err), LUN_ENOTFOUND);
    assert_string_equal(err.message, "sandbox: no Landlock on this machine, and the run asks for the whole sandbox");
    assert_non_null(strstr(err.hint, "lunette doctor"));
}

static int load_script(void)
{
    lun_error err = LUN_ERROR_INIT;
    return lun_script_new(&script, NULL, &err) < 0 || lun_script_load_plugin(script, "entities", &err) < 0 ||
           lun_script_load_pattern(script, "<walk> | /walk\\w+/", &err) < 0 || lun_script_finish(script, &err) < 0;
}

static int set_up(void **state)
{
    return make_world(state) < 0 || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) < 0 || load_script();
}

static int tear_down(void **state)
{
    lun_script_free(script);
    return remove_world(state);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(test_file_outside_is_a_readable_error),
        cmocka_unit_test(test_late_converter_is_refused),
        cmocka_unit_test(test_abort_is_abort),
        cmocka_unit_test(test_zygote_has_children),
        cmocka_unit_test(test_zygote_reads_anything),
        cmocka_unit_test(test_open_file_cannot_grow),
        cmocka_unit_test(test_root_gives_its_capabilities_up),
        cmocka_unit_test(test_worker_opens_few_files),
        cmocka_unit_test(test_threads_are_refused),
        cmocka_unit_test(test_memory_has_an_end),
        cmocka_unit_test(test_memory_of_a_worker_is_seen),
        cmocka_unit_test(test_worker_dies_with_its_zygote),
        cmocka_unit_test(test_enter_reports_what_the_probe_says),
        cmocka_unit_test(test_probe_changes_nothing),
        cmocka_unit_test(test_words_for_what_is_there),
        cmocka_unit_test(test_require_names_what_is_missing),
    };
    enum { N_OTHERS = sizeof others / sizeof *others };
    static struct CMUnitTest tests[N_ROWS + N_OTHERS];
    static char names[N_ROWS][64];
    for (size_t i = 0; i < N_ROWS; i++) {
        snprintf(names[i], sizeof names[i], "test_sandbox__role still %s", rows[i].claim);
        tests[i].name = names[i];
        tests[i].test_func = test_still_works;
        tests[i].initial_state = (void *)(uintptr_t)&rows[i];
    }
    memcpy(tests + N_ROWS, others, sizeof others);
    return cmocka_run_group_tests_name("sandbox at work", tests, set_up, tear_down);
}
