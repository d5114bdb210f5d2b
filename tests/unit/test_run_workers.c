/*
** test_run_workers.c - run over workers that crash, hang, eat memory, lie, or have no rights: what they cost is the one
** document they had, and nothing depends on who did what.
*/
/* label: full */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "annotate/json.h"
#include "base/file.h"
#include "cmocka_all.h"
#include "run/run.h"
#include "run/sandbox.h"

static char folder[] = "/tmp/lunette-workers-XXXXXX";
static char papers[100], rules[100], corpus[100];

static const char rule[] =
    "layer \"gratitude\" { cue = span, whom = text }\n"
    "rule \"thanks\" { doc = \"Thanks.\", match = [[ cue:~thank whom:%cap ]], marks = \"gratitude\",\n"
    "  mark = function(match) return { cue = match.cue, whom = match.whom.text } end }\n";

static void write_file(const char *path, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    if (lun_file_write(path, text, strlen(text), &err) < 0)
        fail_msg("%s", err.message);
}

/* n lines of JSON, and a few files beside them. */
static void make_papers(int n)
{
    unlink(corpus);
    lun_buf lines = LUN_BUF_INIT;
    char path[160];
    for (int i = 0; i < n; i++)
        lun_buf_addf(&lines,
                     "{\"id\":\"p%d\",\"text\":\"Norland thanks Ostia for harbour %d. Word%d thanks Mira.\"}\n%s", i, i,
                     i, i % 7 ? "" : "\n");
    snprintf(path, sizeof path, "%s/b.jsonl", papers);
    write_file(path, lines.data);
    lun_buf_clear(&lines);
    for (int i = 0; i < 5; i++) {
        char text[100];
        snprintf(path, sizeof path, "%s/%c%d.txt", papers, i % 2 ? 'a' : 'c', i);
        snprintf(text, sizeof text, "Mira thanks Norland for paper %d.\n", i);
        write_file(path, text);
    }
}

static int run_with(lun_progress *figures, uint32_t workers, void (*hook)(void *, const lun_document *), lun_error *err)
{
    const char *const paths[] = { papers }, *const files[] = { rules, NULL };
    lun_run_options options = { .session = { .rules = files },
                                .paths = paths,
                                .n_paths = 1,
                                .corpus = corpus,
                                .command = "test",
                                .hook = hook,
                                .limits = { .workers = workers, .deadline = 5, .memory = (size_t)700 << 20 } };
    return lun_run(figures, &options, err);
}

static void run_ok(lun_progress *figures, uint32_t workers, void (*hook)(void *, const lun_document *))
{
    lun_error err = LUN_ERROR_INIT;
    if (run_with(figures, workers, hook, &err) < 0)
        fail_msg("%s", err.message);
}

/* Everything that the corpus holds, as export would write it. */
static char *content(void)
{
    lun_store *store;
    lun_error err = LUN_ERROR_INIT;
    lun_buf all = LUN_BUF_INIT;
    assert_int_equal(lun_store_open(&store, corpus, LUN_STORE_READ, &err), LUN_OK);
    for (int64_t number = 1;; number++) {
        lun_document *document;
        lun_annotations *set;
        int rc = lun_store_get(store, number, &document, &set, &err);
        if (rc == LUN_ENOTFOUND)
            break;
        assert_int_equal(rc, LUN_OK);
        assert_int_equal(lun_annotations_write_json(set, lun_store_rules(store), NULL, &all, &err), LUN_OK);
        lun_buf_addc(&all, '\n');
        lun_document_free(document);
    }
    lun_store_close(store);
    return lun_buf_take(&all);
}

static int64_t ask(const char *sql)
{
    lun_store *store;
    lun_rows *rows;
    lun_cell cell;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_store_open(&store, corpus, LUN_STORE_READ, &err), LUN_OK);
    if (lun_store_query(&rows, store, sql, NULL, NULL, 0, &err) < 0)
        fail_msg("%s", err.message);
    assert_int_equal(lun_rows_next(rows, &err), 1);
    lun_rows_cell(rows, 0, &cell);
    int64_t answer = cell.integer;
    lun_rows_close(rows);
    lun_store_close(store);
    return answer;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- hooks: run in a worker, before a document is analysed ---- */

static void misbehave(void *context, const lun_document *document)
{
    (void)context;
    if (strstr(document->text, "harbour 100."))
        abort();
    if (strstr(document->text, "harbour 500.")) {
        for (volatile unsigned i = 0;; i++)
            ;
    }
    if (strstr(document->text, "harbour 900.")) {
        for (;;) {
            char *more = malloc(1 << 20);
            if (more)
                memset(more, 7, 1 << 20);
        }
    }
}

static void crash_at_once(void *context, const lun_document *document)
{
    (void)context;
    (void)document;
    abort();
}

/* Frames of rubbish on every descriptor: some with a length that fits, some not. */
static void lie(void *context, const lun_document *document)
{
    (void)context;
    int which;
    if (sscanf(document->text, "Norland thanks Ostia for harbour %d.", &which) != 1 || which % 50 != 3)
        return;
    char rubbish[300];
    for (size_t i = 0; i < sizeof rubbish; i++)
        rubbish[i] = (char)((i * 31 + (size_t)which * 7) ^ (i >> 3));
    rubbish[0] = (char)(which % 100 == 3 ? 200 : rubbish[0]);
    rubbish[1] = rubbish[2] = rubbish[3] = 0;
    rubbish[4] = (char)(64 + which % 6);
    for (int fd = 3; fd < 64; fd++)
        send(fd, rubbish, sizeof rubbish, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void try_rights(void *context, const lun_document *document)
{
    lun_document *to = (lun_document *)(uintptr_t)document;
    char path[200];
    (void)context;
    if (!strstr(document->text, "harbour 3."))
        return;
    snprintf(path, sizeof path, "%s/new.txt", papers);
#define RIGHT(name, call) \
    if ((call) >= 0) \
    lun_document_problem(to, LUN_PROBLEM_DOCUMENT, "right", "%s", name)
    RIGHT("network", socket(AF_INET, SOCK_STREAM, 0));
    RIGHT("local socket", socket(AF_UNIX, SOCK_STREAM, 0));
    RIGHT("writing", open(path, O_WRONLY | O_CREAT, 0600));
    RIGHT("writing in place", open("/tmp", O_TMPFILE | O_RDWR, 0600));
    RIGHT("unlinking", unlink(rules));
    RIGHT("renaming", rename(rules, path));
    RIGHT("reading elsewhere", open("/etc/passwd", O_RDONLY));
    RIGHT("the corpus", open(corpus, O_RDONLY));
    RIGHT("fork", fork());
    RIGHT("signal to the parent", kill(getppid(), SIGTERM));
#undef RIGHT
    lun_document_problem(to, LUN_PROBLEM_DOCUMENT, "asked", "all rights were asked for");
}

static void try_exec(void *context, const lun_document *document)
{
    (void)context;
    if (strstr(document->text, "harbour 3."))
        execl("/bin/sh", "sh", "-c", "exit 0", NULL);
}

/* ---- tests ---- */

static void test_documents__that_crash_hang_or_eat_memory_cost_themselves_alone(void **state)
{
    lun_progress figures;
    (void)state;
    make_papers(1000);
    run_ok(&figures, 2, NULL);
    char *undisturbed = content();
    assert_int_equal(figures.documents, 1005);
    unlink(corpus);

    double start = seconds();
    run_ok(&figures, 2, misbehave);
    /* the deadline of 5 s holds, for both tries; the rest is room for slow machines */
    assert_true(seconds() - start < 2 * (5 + 1) + 60);
    assert_int_equal(figures.documents, 1002);
    assert_int_equal(figures.problems, 3);
    assert_int_equal(ask("SELECT count(*) FROM document"), 1002);
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE class = 'environment'"), 3);
    assert_int_equal(
        ask("SELECT count(*) FROM problem WHERE code = 'crash' AND uri LIKE '%b.jsonl#p100' AND message LIKE "
            "'%b.jsonl#p100: the worker that analysed it crashed (signal 6%twice%'"),
        1);
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE code = 'deadline' AND uri LIKE '%#p500' AND message LIKE "
                         "'%longer than 5 s (--deadline%'"),
                     1);
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE code = 'memory' AND uri LIKE '%#p900' AND message LIKE "
                         "'%more than 700 MB of memory (--memory%'"),
                     1);

    run_ok(&figures, 2, NULL); /* the next run tries them again, and nothing else */
    assert_int_equal(figures.documents, 3);
    assert_int_equal(figures.skipped, 1002);
    assert_int_equal(figures.problems, 0);
    assert_int_equal(ask("SELECT count(*) FROM problem"), 0);
    assert_int_equal(ask("SELECT count(*) FROM document"), 1005);
    assert_int_equal(ask("SELECT count(DISTINCT uri) FROM document"), 1005);
    lun_free(undisturbed);
    unlink(corpus);
}

static void test_content__does_not_depend_on_the_number_of_workers(void **state)
{
    lun_progress figures;
    char *first = NULL;
    (void)state;
    make_papers(3000);
    for (uint32_t workers = 1; workers <= 5; workers += 2) {
        run_ok(&figures, workers, NULL);
        char *now = content();
        assert_int_equal(figures.documents, 3005);
        if (first)
            assert_string_equal(first, now);
        else
            first = lun_strdup(now);
        lun_free(now);
        run_ok(&figures, workers, NULL);
        assert_int_equal(figures.documents, 0);
        assert_int_equal(figures.skipped, 3005);
        unlink(corpus);
    }
    lun_free(first);
}

static void test_answers__that_are_rubbish_cost_their_document_alone(void **state)
{
    lun_progress figures;
    (void)state;
    make_papers(400);
    run_ok(&figures, 2, NULL);
    char *undisturbed = content();
    unlink(corpus);
    run_ok(&figures, 2, lie);
    assert_in_range(figures.problems, 1, 8);
    assert_int_equal(figures.documents + figures.problems, 405);
    assert_int_equal(ask("SELECT count(*) FROM document WHERE id NOT IN (SELECT document FROM gratitude)"), 0);
    run_ok(&figures, 2, NULL);
    assert_int_equal(ask("SELECT count(*) FROM document"), 405);
    assert_int_equal(ask("SELECT count(*) FROM problem"), 0);
    lun_free(undisturbed);
    unlink(corpus);
}

static void test_a_worker__has_none_of_the_rights_that_documents_do_not_need(void **state)
{
    lun_progress figures;
    lun_sandbox_support support;
    (void)state;
    lun_sandbox_probe(&support);
    if (support.parts != LUN_SANDBOX_ALL) {
        print_message("[  SKIPPED ] this kernel offers parts %x of the sandbox\n", support.parts);
        return;
    }
    make_papers(10);
    run_ok(&figures, 1, try_rights);
    if (ask("SELECT count(*) FROM problem WHERE code = 'right'"))
        fail_msg("%lld rights are left", (long long)ask("SELECT count(*) FROM problem WHERE code = 'right'"));
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE code = 'asked'"), 1);
    unlink(corpus);

    run_ok(&figures, 1, try_exec); /* starting a program ends the worker */
    assert_int_equal(figures.documents, 14);
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE code = 'crash' AND uri LIKE '%#p3'"), 1);
    unlink(corpus);
}

static int said;
static void hear(void *context, const char *line)
{
    (void)context;
    said += strstr(line, "Landlock") && strstr(line, "doctor");
}

static void test_a_kernel_without_sandbox__is_said_or_refused(void **state)
{
    const char *const paths[] = { papers }, *const files[] = { rules, NULL };
    lun_run_options options = { .session = { .rules = files },
                                .paths = paths,
                                .n_paths = 1,
                                .corpus = corpus,
                                .command = "test",
                                .say = hear,
                                .pretend_missing = LUN_SANDBOX_FILES };
    lun_progress figures;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    make_papers(10);
    assert_int_equal(lun_run(&figures, &options, &err), LUN_OK);
    assert_int_equal(said, 1);
    unlink(corpus);
    options.limits.require_sandbox = 1;
    assert_int_equal(lun_run(&figures, &options, &err), LUN_ENOTFOUND);
    assert_non_null(strstr(err.message, "Landlock"));
    assert_int_equal(access(corpus, F_OK), -1);
}

static void test_rules__that_never_end_loading_are_ended(void **state)
{
    lun_progress figures;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    write_file(rules, "local s = ('a'):rep(4000) while true do pcall(string.find, s, 'a*a*a*a*b') end");
    double start = seconds();
    assert_true(run_with(&figures, 1, NULL, &err) < 0);
    assert_true(seconds() - start < 30);
    assert_int_equal(access(corpus, F_OK), -1);
    write_file(rules, rule);
}

/* A host may have closed its streams: the sockets of a run do not take their numbers, in no process of it. */
static void test_closed_streams__are_no_numbers_for_sockets(void **state)
{
    int status;
    (void)state;
    make_papers(3);
    pid_t pid = fork();
    if (pid == 0) {
        lun_progress figures;
        lun_error err = LUN_ERROR_INIT;
        for (int fd = 0; fd <= 2; fd++)
            close(fd);
        int rc = run_with(&figures, 2, NULL, &err);
        _exit(rc < 0 ? 1 : figures.documents == 8 ? 0 : 2);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(ask("SELECT count(*) FROM gratitude"), 11);
}

/* Nor does a run need what a host does with signals: how a worker ended is seen where the host ignores its children. */
static void test_ignored_signals__hide_no_crash(void **state)
{
    int status;
    (void)state;
    make_papers(3);
    write_file(rules, rule);
    pid_t pid = fork();
    if (pid == 0) {
        lun_progress figures;
        lun_error err = LUN_ERROR_INIT;
        signal(SIGCHLD, SIG_IGN);
        signal(SIGPIPE, SIG_IGN);
        alarm(60);
        int rc = run_with(&figures, 1, crash_at_once, &err);
        _exit(rc < 0 ? 1 : figures.problems > 0 ? 0 : 2);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(papers, sizeof papers, "%s/papers", folder);
    snprintf(rules, sizeof rules, "%s/rules.lua", folder);
    snprintf(corpus, sizeof corpus, "%s/corpus.db", folder);
    write_file(rules, rule);
    return mkdir(papers, 0700);
}

static int tear_down(void **state)
{
    char command[200];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents__that_crash_hang_or_eat_memory_cost_themselves_alone),
        cmocka_unit_test(test_content__does_not_depend_on_the_number_of_workers),
        cmocka_unit_test(test_answers__that_are_rubbish_cost_their_document_alone),
        cmocka_unit_test(test_a_worker__has_none_of_the_rights_that_documents_do_not_need),
        cmocka_unit_test(test_a_kernel_without_sandbox__is_said_or_refused),
        cmocka_unit_test(test_rules__that_never_end_loading_are_ended),
        cmocka_unit_test(test_closed_streams__are_no_numbers_for_sockets),
        cmocka_unit_test(test_ignored_signals__hide_no_crash),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
