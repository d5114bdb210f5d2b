/*
** test_run_pool.c - the order of tasks and the blame for what fails: files of lines behind documents that hang, documents
** that were skipped before one that crashes, workers that lie about their end, a corpus that takes its time.
*/
/* label: full */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cmocka_all.h"
#include "run/messages.h"
#include "run/run.h"
#include "run/wire.h"
#include "run/zygote.h"

static char folder[] = "/tmp/lunette-pool-XXXXXX";
static char papers[100], rules[100], corpus[100];

static const char rule[] =
    "layer \"gratitude\" { whom = text }\n"
    "rule \"thanks\" { doc = \"Thanks.\", match = [[ thanks whom:%cap ]], marks = \"gratitude\",\n"
    "  mark = function(match) return { whom = match.whom.text } end }\n";

static void write_text(const char *path, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    if (lun_file_write(path, text, strlen(text), &err) < 0)
        fail_msg("%s", err.message);
}

static void write_paper(const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", papers, name);
    write_text(path, text);
}

static void write_lines(const char *name, int n, const char *last)
{
    lun_buf lines = LUN_BUF_INIT;
    for (int i = 0; i < n; i++)
        lun_buf_addf(&lines, "{\"id\":\"p%d\",\"text\":\"Norland thanks Ostia for harbour %d.%s\"}\n", i, i,
                     i == n - 1 ? last : "");
    write_paper(name, lines.data);
    lun_buf_clear(&lines);
}

typedef void trick(void *context, const lun_document *document);

static int run_with(lun_progress *figures, uint32_t workers, unsigned deadline, trick *hook,
                    void (*progress)(void *, const lun_progress *), lun_error *err)
{
    const char *const paths[] = { papers }, *const files[] = { rules, NULL };
    lun_run_options options = { .session = { .rules = files },
                                .paths = paths,
                                .n_paths = 1,
                                .corpus = corpus,
                                .command = "test",
                                .hook = hook,
                                .progress = progress,
                                .limits = { .workers = workers, .deadline = deadline } };
    return lun_run(figures, &options, err);
}

static void run_ok(lun_progress *figures, uint32_t workers, unsigned deadline, trick *hook)
{
    lun_error err = LUN_ERROR_INIT;
    alarm(100); /* what never ends is to fail here */
    if (run_with(figures, workers, deadline, hook, NULL, &err) < 0)
        fail_msg("%s", err.message);
    alarm(0);
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

/* ---- hooks ---- */

static void misbehave(void *context, const lun_document *document)
{
    (void)context;
    if (strstr(document->text, "Crash"))
        abort();
    while (strstr(document->text, "Hang"))
        pause();
}

/* The member at hand, answered with a flag that ends the worker; but it does not end. */
static void feign_end(void *context, const lun_document *document)
{
    (void)context;
    if (!strstr(document->text, "Feign"))
        return;
    lun_buf out = LUN_BUF_INIT;
    size_t frame = lun_wire_begin(&out, LUN_ANSWER_FRESH);
    lun_wire_number(&out, 0);
    lun_wire_number(&out, LUN_ANSWER_SPOILED);
    lun_wire_number(&out, 1);
    lun_wire_number(&out, 0);
    lun_wire_end(&out, frame);
    for (int fd = 3; fd < 64; fd++)
        send(fd, out.data, out.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    for (;;)
        pause();
}

static void close_socket(void *context, const lun_document *document)
{
    (void)context;
    if (!strstr(document->text, "Feign"))
        return;
    for (int fd = 3; fd < 64; fd++)
        close(fd);
    for (;;)
        pause();
}

static void say_lines(void *context, const lun_document *document)
{
    (void)context;
    if (!strstr(document->text, "Feign"))
        return;
    lun_buf out = LUN_BUF_INIT;
    size_t frame = lun_wire_begin(&out, LUN_ANSWER_LINES);
    lun_wire_number(&out, UINT64_MAX - 5);
    lun_wire_end(&out, frame);
    for (int fd = 3; fd < 64; fd++)
        send(fd, out.data, out.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    for (;;)
        pause();
}

/* ---- tests ---- */

/* So much waits behind the lines that no new task is taken: the lines must be cut all the same. */
static void test_lines__behind_a_document_that_hangs_are_cut_whatever_waits(void **state)
{
    lun_progress figures;
    char name[32];
    (void)state;
    write_paper("a0.txt", "Hang on.\n");
    write_lines("a1.jsonl", 3000, "");
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "b%03d.txt", i);
        write_paper(name, "Mira thanks Norland.\n");
    }
    run_ok(&figures, 2, 1, misbehave);
    assert_int_equal(figures.documents, 3300);
    assert_int_equal(figures.problems, 1);
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE code = 'deadline' AND uri LIKE '%/a0.txt'"), 1);
    assert_int_equal(ask("SELECT max(id) FROM document WHERE uri LIKE '%/a1.jsonl%'"), 3000); /* in their order */
}

static void test_blame__is_for_the_document_at_hand_not_for_those_skipped_before_it(void **state)
{
    lun_progress figures;
    (void)state;
    write_lines("a.jsonl", 400, "");
    run_ok(&figures, 1, 2, NULL);
    assert_int_equal(figures.documents, 400);
    write_lines("a.jsonl", 400, " Crash.");
    run_ok(&figures, 1, 2, misbehave);
    assert_int_equal(figures.skipped, 399);
    assert_int_equal(figures.problems, 1);
    assert_int_equal(ask("SELECT count(*) FROM problem WHERE code = 'crash' AND uri LIKE '%#p399'"), 1);
    assert_int_equal(ask("SELECT count(*) FROM document"), 400); /* what was found in it before stays */
}

/* As many as end a run when they follow each other; here others stand between them, unchanged. */
static void test_documents__that_fail_run_after_run_do_not_end_it(void **state)
{
    lun_progress figures;
    lun_buf lines = LUN_BUF_INIT;
    (void)state;
    for (int i = 0; i < 60; i++)
        lun_buf_addf(&lines, "{\"id\":\"p%d\",\"text\":\"Norland thanks Ostia %d. %s\"}\n", i, i,
                     i % 2 ? "Crash." : "");
    write_paper("a.jsonl", lines.data);
    lun_buf_clear(&lines);
    for (int round = 0; round < 2; round++) {
        run_ok(&figures, 2, 5, misbehave);
        assert_int_equal(figures.documents, round ? 0 : 30);
        assert_int_equal(figures.skipped, round ? 30 : 0);
        assert_int_equal(figures.problems, 30);
    }
}

static void test_workers__that_only_say_they_end_are_ended(void **state)
{
    static trick *const hooks[] = { feign_end, close_socket, say_lines };
    lun_progress figures;
    (void)state;
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++) {
        write_paper("a.txt", "Norland thanks Ostia.\n");
        write_paper("b.txt", "Feign it.\n");
        write_paper("c.txt", "Ostia thanks Norland.\n");
        run_ok(&figures, 1, 20, hooks[i]);
        assert_int_equal(ask("SELECT count(*) FROM document WHERE id IN (SELECT document FROM gratitude)"), 2);
        unlink(corpus);
    }
}

static int naps;
static void take_a_nap(void *context, const lun_progress *now)
{
    (void)context, (void)now;
    if (naps++ < 3)
        sleep(2);
}

static void test_deadlines__do_not_count_what_the_corpus_takes(void **state)
{
    lun_progress figures;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    write_lines("a.jsonl", 4000, "");
    naps = 0;
    if (run_with(&figures, 2, 1, NULL, take_a_nap, &err) < 0)
        fail_msg("%s", err.message);
    assert_int_equal(figures.problems, 0);
    assert_int_equal(figures.documents, 4000);
}

static void run_line(const char *command)
{
    assert_int_equal(system(command), 0);
}

static int set_up(void **state)
{
    char command[300];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s; rm -f %s", papers, corpus);
    run_line(command);
    return mkdir(papers, 0700);
}

/* It gives up where it is asked what makes no sense, and is waited for by a supervisor that holds the way to the converter. */
static void test_a_zygote__that_gives_up_does_not_wait_for_its_converter(void **state)
{
    const lun_work_options options = { .memory = 0 };
    const uint32_t no_rule = UINT32_MAX;
    lun_zygote *zygote;
    lun_layer_wants *wants;
    lun_plan plan = { 0 };
    lun_error err = LUN_ERROR_INIT;
    lun_arena *arena = lun_arena_new();
    unsigned missing;
    char before[4000], program[200];
    (void)state;
    snprintf(program, sizeof program, "%s/pdftotext", folder);
    write_text(program, "#!/bin/sh\n");
    assert_int_equal(chmod(program, 0755), 0);
    snprintf(before, sizeof before, "%s", getenv("PATH"));
    assert_int_equal(setenv("PATH", folder, 1), 0);
    assert_int_equal(lun_zygote_start(&zygote, &options, &err), LUN_OK);
    assert_int_equal(setenv("PATH", before, 1), 0);
    assert_true(lun_zygote_converts(zygote));
    assert_int_equal(lun_zygote_ready(zygote, &plan, &missing, 60, &err), LUN_OK);
    time_t started = time(NULL);
    assert_int_equal(lun_zygote_rule_wants(zygote, &plan, &no_rule, 1, &wants, arena, &err), LUN_EIO);
    assert_true(time(NULL) - started < 20);
    lun_zygote_stop(zygote);
    lun_plan_clear(&plan);
    lun_arena_free(arena);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(papers, sizeof papers, "%s/papers", folder);
    snprintf(rules, sizeof rules, "%s/rules.lua", folder);
    snprintf(corpus, sizeof corpus, "%s/corpus.db", folder);
    write_text(rules, rule);
    return 0;
}

static int drop_folder(void **state)
{
    char command[300];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_lines__behind_a_document_that_hangs_are_cut_whatever_waits, set_up),
        cmocka_unit_test_setup(test_blame__is_for_the_document_at_hand_not_for_those_skipped_before_it, set_up),
        cmocka_unit_test_setup(test_documents__that_fail_run_after_run_do_not_end_it, set_up),
        cmocka_unit_test_setup(test_workers__that_only_say_they_end_are_ended, set_up),
        cmocka_unit_test_setup(test_deadlines__do_not_count_what_the_corpus_takes, set_up),
        cmocka_unit_test(test_a_zygote__that_gives_up_does_not_wait_for_its_converter),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
