/*
** test_load_sources.c - folders, containers and standard input: order, what is left out, what is said of what cannot be read.
*/
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "load/glob.h"
#include "load/load.h"

/* ---- a temporary folder, the current one while a test runs ---- */

typedef struct place {
    char path[64];
    int before;
} place;

static int enter(void **state)
{
    place *here = calloc(1, sizeof *here);
    assert_non_null(here);
    strcpy(here->path, "/tmp/lun-load-XXXXXX");
    here->before = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(here->before >= 0);
    assert_non_null(mkdtemp(here->path));
    assert_int_equal(chdir(here->path), 0);
    *state = here;
    return 0;
}

static int leave(void **state)
{
    place *here = *state;
    char command[128];
    assert_int_equal(fchdir(here->before), 0);
    close(here->before);
    snprintf(command, sizeof command, "rm -rf %s", here->path);
    int rc = system(command);
    free(here);
    return rc;
}

static void put(const char *path, const char *text)
{
    assert_int_equal(lun_file_write(path, text, strlen(text), NULL), 0);
}

/* ---- what a source yields, as one text: "uri|problem|text" a document ---- */

typedef enum shown { SHOW_URI = 1, SHOW_CODE = 2, SHOW_TEXT = 4, SHOW_KEYS = 8 } shown;

static char *yields_of(const char *const *paths, size_t n, const lun_load_options *options, int what)
{
    lun_source *source = NULL;
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    lun_buf out = LUN_BUF_INIT;
    int rc;
    assert_int_equal(lun_source_open(&source, paths, n, options, &err), 0);
    lun_buf_add(&out, "", 0);
    while ((rc = lun_source_next(source, &document, &err)) > 0) {
        if ((what & SHOW_URI) != 0)
            lun_buf_adds(&out, document->uri);
        if ((what & SHOW_CODE) != 0)
            lun_buf_addf(&out, "!%s", document->problems == NULL ? "" : document->problems->code);
        if ((what & SHOW_TEXT) != 0)
            lun_buf_addf(&out, "=%s", document->text);
        for (uint32_t i = 0; i < document->n_meta && (what & SHOW_KEYS) != 0; i++)
            lun_buf_addf(&out, " %s", document->meta[i].key);
        lun_buf_addc(&out, '\n');
        lun_document_free(document);
    }
    assert_int_equal(rc, 0);
    lun_source_close(source);
    char *text = lun_buf_take(&out);
    assert_non_null(text);
    return text;
}

static char *yields(const char *path, const lun_load_options *options, int what)
{
    return yields_of(&path, 1, options, what);
}

static void expect(const char *path, const lun_load_options *options, int what, const char *wanted)
{
    char *got = yields(path, options, what);
    assert_string_equal(got, wanted);
    lun_free(got);
}

/* ---- tests ---- */

static void test_glob__matches_components_and_folders(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *path;
        int yes;
    } cases[] = {
        { "*.txt", "a.txt", 1 },
        { "*.txt", "d/a.txt", 0 },
        { "a?c", "abc", 1 },
        { "a?c", "a/c", 0 },
        { "[a-c]*", "bee", 1 },
        { "[!a-c]*", "bee", 0 },
        { "**/x", "x", 1 },
        { "**/x", "a/b/x", 1 },
        { "a/**", "a/b/c", 1 },
        { "a/**/c", "a/c", 1 },
        { "a/**/c", "a/b/b/c", 1 },
        { "a/**/c", "ab/c", 0 },
        { "*a*b*c", "xxaxxbxxc", 1 },
        { "*a*b*c", "xxaxxcxxb", 0 },
        { "\\*", "*", 1 },
        { "\\*", "x", 0 },
        { "[", "[", 1 },
        { "**/a*/b", "x/ab/c/aa/b", 1 },
        { "", "", 1 },
        { "*", "", 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(lun_glob_match(cases[i].pattern, cases[i].path), cases[i].yes);
}

static void test_glob__stays_fast_on_many_stars(void **state)
{
    (void)state;
    char pattern[2001], path[4001];
    for (size_t i = 0; i < 2000; i += 2)
        memcpy(pattern + i, "*a", 2);
    memset(path, 'a', 4000);
    pattern[1998] = '*';
    pattern[1999] = 'b';
    pattern[2000] = path[4000] = '\0';
    assert_int_equal(lun_glob_match(pattern, path), 0);
}

static void test_ignore__last_match_decides(void **state)
{
    (void)state;
    static const char rules[] = "# drafts\n*.tmp\n!keep.tmp\n/build\nlogs/\ndocs/*.html\n";
    lun_ignore *ignore = NULL;
    assert_int_equal(lun_ignore_parse(&ignore, rules, sizeof rules - 1, NULL), 0);
    assert_int_equal(lun_ignore_test(ignore, "a/b.tmp", 0), LUN_VERDICT_IGNORE);
    assert_int_equal(lun_ignore_test(ignore, "keep.tmp", 0), LUN_VERDICT_KEEP);
    assert_int_equal(lun_ignore_test(ignore, "build", 1), LUN_VERDICT_IGNORE);
    assert_int_equal(lun_ignore_test(ignore, "a/build", 1), LUN_VERDICT_NONE);
    assert_int_equal(lun_ignore_test(ignore, "a/logs", 1), LUN_VERDICT_IGNORE);
    assert_int_equal(lun_ignore_test(ignore, "a/logs", 0), LUN_VERDICT_NONE);
    assert_int_equal(lun_ignore_test(ignore, "docs/a.html", 0), LUN_VERDICT_IGNORE);
    assert_int_equal(lun_ignore_test(ignore, "x/docs/a.html", 0), LUN_VERDICT_NONE);
    lun_ignore_free(ignore);
}

static void test_folder__is_walked_in_byte_order(void **state)
{
    (void)state;
    put("b.txt", "b");
    put("a.txt", "a");
    put("Z.txt", "z");
    assert_int_equal(mkdir("aa", 0700), 0);
    put("aa/2.txt", "2");
    put("aa/10.txt", "10");
    put(".hidden.txt", "hidden");
    expect(".", NULL, SHOW_URI, "./Z.txt\n./a.txt\n./aa/10.txt\n./aa/2.txt\n./b.txt\n");
    lun_load_options all = { .hidden = 1 };
    char *got = yields(".", &all, SHOW_URI);
    assert_non_null(strstr(got, "./.hidden.txt"));
    lun_free(got);
}

static void test_folder__obeys_globs_and_ignore_files(void **state)
{
    (void)state;
    assert_int_equal(mkdir("in", 0700), 0);
    assert_int_equal(mkdir("in/old", 0700), 0);
    put("in/a.txt", "a");
    put("in/b.md", "b");
    put("in/draft-1.txt", "c");
    put("in/old/d.txt", "d");
    put("in/old/e.txt", "e");
    put("in/.lunetteignore", "draft-*\n");
    put("in/old/.gitignore", "e.txt\n");
    expect("in", NULL, SHOW_URI, "in/a.txt\nin/b.md\nin/old/d.txt\n");
    const char *const globs[] = { "*.txt", NULL };
    lun_load_options options = { .globs = globs };
    expect("in/", &options, SHOW_URI, "in/a.txt\nin/old/d.txt\n");
    const char *const anchored[] = { "old/*", NULL };
    options.globs = anchored;
    expect("in", &options, SHOW_URI, "in/old/d.txt\n");
}

static void test_folder__without_files_yields_nothing(void **state)
{
    (void)state;
    assert_int_equal(mkdir("none", 0700), 0);
    expect("none", NULL, SHOW_URI, "");
}

static void test_named_path__is_checked_first(void **state)
{
    (void)state;
    lun_source *source = NULL;
    lun_error err = LUN_ERROR_INIT;
    const char *missing[] = { ".", "not-there" }, *fifo[] = { "pipe" };
    assert_int_equal(lun_source_open(&source, missing, 2, NULL, &err), LUN_ENOTFOUND);
    assert_non_null(strstr(err.message, "not-there"));
    assert_true(err.hint[0] != '\0');
    assert_null(source);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(lun_source_open(&source, fifo, 1, NULL, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "FIFO"));
}

static void test_folder__records_what_is_no_file_and_never_waits(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("a-pipe", 0600), 0);
    assert_int_equal(symlink("/dev/zero", "b-zero"), 0);
    assert_int_equal(symlink("nowhere", "c-broken"), 0);
    assert_int_equal(symlink("d-self", "d-self"), 0);
    assert_int_equal(symlink(".", "e-loop"), 0);
    assert_int_equal(mkdir("f", 0700), 0);
    assert_int_equal(symlink("..", "f/up"), 0);
    put("g.txt", "still read");
    alarm(20);
    expect(
        ".", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT,
        "./a-pipe!not-a-file=\n./b-zero!not-a-file=\n./c-broken!unreadable=\n./d-self!link-loop=\n./e-loop!link-loop=\n./f/up!link-loop=\n./g.txt!=still read\n");
    alarm(0);
}

/* /proc/self/mem is a regular file that opens and cannot be read at its start, even by root. */
static void test_file__that_cannot_be_read_is_a_problem(void **state)
{
    (void)state;
    if (access("/proc/self/mem", F_OK) != 0)
        skip();
    assert_int_equal(symlink("/proc/self/mem", "a.txt"), 0);
    put("b.txt", "fine");
    expect(".", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, "./a.txt!unreadable=\n./b.txt!=fine\n");
}

/* A FIFO that takes the place of a file between the listing and the opening. */
static void test_file__replaced_by_a_fifo_does_not_hold_up(void **state)
{
    (void)state;
    const char *path = ".";
    lun_source *source = NULL;
    lun_document *document = NULL;
    put("a.txt", "first");
    put("b.txt", "second");
    assert_int_equal(lun_source_open(&source, &path, 1, NULL, NULL), 0);
    assert_int_equal(lun_source_next(source, &document, NULL), 1);
    lun_document_free(document);
    assert_int_equal(unlink("b.txt"), 0);
    assert_int_equal(mkfifo("b.txt", 0600), 0);
    alarm(20);
    assert_int_equal(lun_source_next(source, &document, NULL), 1);
    alarm(0);
    assert_string_equal(document->problems->code, "unreadable");
    assert_non_null(strstr(document->problems->message, "FIFO"));
    lun_document_free(document);
    assert_int_equal(lun_source_next(source, &document, NULL), 0);
    lun_source_close(source);
}

/* Names that are no UTF-8, which older archives are full of, must not spoil what is written about the documents. */
static void test_file__may_have_a_name_of_any_bytes(void **state)
{
    (void)state;
    lun_load_options options = { .path_template = "{country}_{title}" };
    lun_source *source = NULL;
    lun_document *document = NULL;
    const char *folder = "in";
    assert_int_equal(mkdir(folder, 0777), 0);
    put("in/fr_caf\xE9.txt", "one");
    put("in/odd\xE8.txt", "two");
    put("in/odd\xE8.jsonl", "{\"id\":\"m\",\"text\":\"three\"}");
    expect(folder, NULL, SHOW_URI, "in/fr_caf%E9.txt\nin/odd%E8.jsonl#m\nin/odd%E8.txt\n");
    assert_int_equal(lun_source_open(&source, &folder, 1, &options, NULL), 0);
    assert_int_equal(lun_source_next(source, &document, NULL), 1);
    assert_string_equal(document->id, "fr_caf%E9");
    assert_string_equal(document->title, "caf%E9");
    assert_string_equal(document->country, "FR");
    lun_document_free(document);
    assert_int_equal(lun_source_next(source, &document, NULL), 1);
    assert_non_null(document->problems);
    assert_true(lun_utf8_valid(document->problems->message, strlen(document->problems->message)));
    lun_document_free(document);
    lun_source_close(source);
}

static void test_file__empty_or_too_large_is_a_problem(void **state)
{
    (void)state;
    put("a.txt", "");
    put("b.txt", "longer than twelve bytes");
    put("c.txt", "short");
    lun_load_options options = { .limit = 12 };
    expect(".", &options, SHOW_URI | SHOW_CODE | SHOW_TEXT, "./a.txt!empty=\n./b.txt!too-large=\n./c.txt!=short\n");
}

static void test_json_lines__lose_only_the_broken_line(void **state)
{
    (void)state;
    put("a.jsonl",
        "{\"id\":\"x\",\"text\":\"one\"}\n\n{\"id\":\"y\",\"text\":\"cut o\n{\"id\":\"x\",\"text\":\"three\"}\r\n{\"text\":\"four\"}");
    expect("a.jsonl", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT,
           "a.jsonl#x!=one\na.jsonl#L3!bad-json=\na.jsonl#x:4!duplicate-id=three\na.jsonl#L5!=four\n");
}

/* The table of ids grows several times in between. */
static void test_json_lines__tell_an_id_that_came_long_before(void **state)
{
    (void)state;
    enum { LINES = 5000 };
    lun_buf text = LUN_BUF_INIT;
    for (int i = 0; i < LINES; i++)
        lun_buf_addf(&text, "{\"id\":\"d%d\",\"text\":\"one\"}\n", i);
    for (int i = 0; i < LINES; i += LINES / 10)
        lun_buf_addf(&text, "{\"id\":\"d%d\",\"text\":\"two\"}\n", i);
    put("a.jsonl", text.data);
    lun_buf_clear(&text);
    const char *path = "a.jsonl";
    lun_source *source;
    lun_document *document;
    int n = 0;
    assert_int_equal(lun_source_open(&source, &path, 1, NULL, NULL), 0);
    while (lun_source_next(source, &document, NULL) > 0) {
        assert_int_equal(lun_load_has_problem(document, "duplicate-id"), n++ >= LINES);
        lun_document_free(document);
    }
    assert_int_equal(n, LINES + 10);
    lun_source_close(source);
}

static void test_json_lines__bound_a_line_not_the_file(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT;
    lun_buf_adds(&text, "{\"text\":\"one\"}\n{\"text\":\"");
    for (int i = 0; i < 300000; i++)
        lun_buf_addc(&text, 'x');
    lun_buf_adds(&text, "\"}\n{\"text\":\"three\"}\n");
    put("a.jsonl", text.data);
    lun_buf_clear(&text);
    lun_load_options options = { .limit = 1000 };
    expect("a.jsonl", &options, SHOW_URI | SHOW_CODE | SHOW_TEXT,
           "a.jsonl#L1!=one\na.jsonl#L2!too-large=\na.jsonl#L3!=three\n");
}

static void test_json__object_and_array_are_read(void **state)
{
    (void)state;
    put("a.json", "{\n  \"id\": \"x\",\n  \"text\": \"one\"\n}\n");
    expect("a.json", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, "a.json!=one\n");
    put("b.json", "[{\"text\": \"one\"},\n 5,\n {\"id\": \"z\", \"text\": \"two\"}]");
    expect("b.json", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, "b.json#E1!=one\nb.json#E2!bad-json=\nb.json#z!=two\n");
    put("c.json", "[{\"text\": \"one\"},\n");
    expect("c.json", NULL, SHOW_URI | SHOW_CODE, "c.json!bad-json\n");
}

static void test_csv__reads_records_by_line(void **state)
{
    (void)state;
    put("a.csv", "id;text;note\r\n1;\"two\nlines; \"\"so\"\"\";n\r\n2;short;\"open\r\n3;after;\r\n4;\r\n");
    expect("a.csv", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT,
           "a.csv#1!=two\nlines; \"so\"\na.csv#L4!csv-quote=\na.csv#3!=after\na.csv#4!csv-columns=\n");
    put("b.csv", "name,place\nx,y\n");
    expect("b.csv", NULL, SHOW_URI | SHOW_CODE, "b.csv#L1!no-text\n");
    put("c.data", "id\tcontent\n1\tin a tab file\n");
    expect("c.data", NULL, SHOW_URI | SHOW_TEXT, "c.data#1=in a tab file\n");
    put("d.csv", "id,text\n1,caf\xe9 society\n");
    expect("d.csv", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, "d.csv#1!=caf\xC3\xA9 society\n");
    /* a name of a column becomes a key, which a corpus and JSON take as text alone */
    put("f.csv", "id,text,caf\xC3\xA9,caf\xC3\xA8,k\xe9y,\x81\n1,so,a,b,c,d\n2,on,a,b,c,d\n");
    expect("f.csv", NULL, SHOW_CODE | SHOW_TEXT | SHOW_KEYS,
           "!invalid-utf8=so caf\xC3\xA9 caf\xC3\xA8 k\xC3\xA9y \xEF\xBF\xBD\n"
           "!=on caf\xC3\xA9 caf\xC3\xA8 k\xC3\xA9y \xEF\xBF\xBD\n");
    put("e.csv", "sep=;\r\nid;text\r\n1;after a line of Excel's\r\n;\"open\r\n");
    expect("e.csv", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, "e.csv#1!=after a line of Excel's\ne.csv#L4!csv-quote=\n");
    put("f.data", "sep=|\nid|text\n1|any sign\n");
    expect("f.data", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, "f.data#1!=any sign\n");
}

/* Each line opens a quotation mark that is closed and opened again by the next: none of these records ends. */
static void test_csv__is_linear_in_open_quotation_marks(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT, wanted = LUN_BUF_INIT;
    lun_buf_adds(&text, "text,date\n");
    for (int line = 2; line < 30000; line++) {
        lun_buf_adds(&text, "calm\",\"wind\n");
        lun_buf_addf(&wanted, "a.csv#L%d!csv-quote=\n", line);
    }
    lun_buf_adds(&text, "rain,2021-08-18\n");
    lun_buf_adds(&wanted, "a.csv#L30000!=rain\n");
    put("a.csv", text.data);
    expect("a.csv", NULL, SHOW_URI | SHOW_CODE | SHOW_TEXT, wanted.data);
    lun_load_options options = { .limit = 1000 };
    char *got = yields("a.csv", &options, SHOW_CODE | SHOW_TEXT);
    assert_memory_equal(got, "!too-large=\n!too-large=\n", 24);
    assert_string_equal(got + strlen(got) - 7, "!=rain\n");
    lun_free(got);
    lun_buf_clear(&text);
    lun_buf_clear(&wanted);
}

/* A record costs what it holds, not what the header names. */
static void test_csv__is_linear_in_columns_that_records_lack(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT;
    size_t n = 0;
    lun_buf_adds(&text, "text");
    for (int i = 0; i < 30000; i++)
        lun_buf_adds(&text, ",c");
    for (int i = 0; i < 30000; i++)
        lun_buf_adds(&text, "\na");
    put("a.csv", text.data);
    char *got = yields("a.csv", NULL, SHOW_CODE | SHOW_TEXT);
    for (const char *at = got; (at = strstr(at, "!csv-columns=a\n")) != NULL; at++)
        n++;
    assert_int_equal(n, 30000);
    lun_free(got);
    lun_buf_clear(&text);
}

static void test_standard_input__is_sniffed_like_a_file(void **state)
{
    (void)state;
    int ends[2], before = dup(STDIN_FILENO);
    static const char lines[] = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n";
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], lines, sizeof lines - 1), sizeof lines - 1);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    expect("-", NULL, SHOW_URI | SHOW_TEXT, "-#L1=one\n-#L2=two\n");
    dup2(before, STDIN_FILENO);
    close(before);
}

static void expect_of(const char *const *paths, size_t n, const char *wanted)
{
    char *got = yields_of(paths, n, NULL, SHOW_URI);
    assert_string_equal(got, wanted);
    lun_free(got);
}

static void test_file__that_several_named_paths_lead_to_is_given_once(void **state)
{
    (void)state;
    char real[4096];
    put("a.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    assert_int_equal(mkdir("sub", 0755), 0);
    put("sub/b.txt", "three");
    put("sub/.c.txt", "hidden, and named");
    put("sub/d.html", "<!-- Lunette 0.1.0 -->\nwritten by this program, and named");
    assert_int_equal(symlink("sub", "to-sub"), 0);
    assert_int_equal(link("sub/b.txt", "same.txt"), 0);
    assert_non_null(realpath("sub", real));
    expect_of((const char *const[]){ "sub/", "sub", "./sub", real, "to-sub" }, 5, "sub/b.txt\nsub/d.html\n");
    expect_of((const char *const[]){ "a.jsonl", "sub/.c.txt", "sub" }, 3,
              "a.jsonl#L1\na.jsonl#L2\nsub/.c.txt\nsub/b.txt\nsub/d.html\n");
    expect_of((const char *const[]){ "a.jsonl", "./a.jsonl" }, 2, "a.jsonl#L1\na.jsonl#L2\n");
    /* Two names inside of one folder are two documents, as they are where it is named alone. */
    expect_of((const char *const[]){ ".", "sub" }, 2,
              "./a.jsonl#L1\n./a.jsonl#L2\n./same.txt\n./sub/b.txt\n./sub/d.html\n./to-sub/b.txt\n./to-sub/d.html\n");
    char *got = yields_of((const char *const[]){ "sub", "sub/d.html" }, 2, NULL, SHOW_URI | SHOW_CODE);
    assert_string_equal(got, "sub/b.txt!\nsub/d.html!\n");
    lun_free(got);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_glob__matches_components_and_folders),
        cmocka_unit_test(test_glob__stays_fast_on_many_stars),
        cmocka_unit_test(test_ignore__last_match_decides),
        IN_FOLDER(test_folder__is_walked_in_byte_order),
        IN_FOLDER(test_folder__obeys_globs_and_ignore_files),
        IN_FOLDER(test_folder__without_files_yields_nothing),
        IN_FOLDER(test_named_path__is_checked_first),
        IN_FOLDER(test_folder__records_what_is_no_file_and_never_waits),
        IN_FOLDER(test_file__that_cannot_be_read_is_a_problem),
        IN_FOLDER(test_file__replaced_by_a_fifo_does_not_hold_up),
        IN_FOLDER(test_file__may_have_a_name_of_any_bytes),
        IN_FOLDER(test_file__empty_or_too_large_is_a_problem),
        IN_FOLDER(test_json_lines__lose_only_the_broken_line),
        IN_FOLDER(test_json_lines__tell_an_id_that_came_long_before),
        IN_FOLDER(test_json_lines__bound_a_line_not_the_file),
        IN_FOLDER(test_json__object_and_array_are_read),
        IN_FOLDER(test_csv__reads_records_by_line),
        IN_FOLDER(test_csv__is_linear_in_open_quotation_marks),
        IN_FOLDER(test_csv__is_linear_in_columns_that_records_lack),
        IN_FOLDER(test_standard_input__is_sniffed_like_a_file),
        IN_FOLDER(test_file__that_several_named_paths_lead_to_is_given_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
