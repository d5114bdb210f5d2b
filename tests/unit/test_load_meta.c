/*
** test_load_meta.c - countries, hosts, path templates, sidecar tables, and which of them wins.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "load/load.h"
#include "load/meta.h"
#include "load/reader.h"

#define BYTES(literal) literal, sizeof literal - 1

static int add_pair(void *context, const char *name, size_t name_len, const char *value, size_t value_len)
{
    lun_buf_addf(context, "%.*s=%.*s;", (int)name_len, name, (int)value_len, value);
    return 0;
}

static void expect_match(const char *path_template, const char *path, const char *wanted)
{
    lun_buf got = LUN_BUF_INIT;
    lun_buf_add(&got, "", 0);
    if (lun_template_match(path_template, path, add_pair, &got) == 0)
        lun_buf_adds(&got, "no");
    assert_string_equal(got.data, wanted);
    lun_buf_clear(&got);
}

static void test_country__is_found_by_code_number_and_name(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code;
    } cases[] = {
        { "CN", "CN" },
        { "chn", "CN" },
        { "156", "CN" },
        { "China", "CN" },
        { " the  Netherlands ", "NL" },
        { "UK", "GB" },
        { "U.S.A.", "US" },
        { "T\xC3\xBCrkiye", "TR" },
        { "Viet Nam", "VN" },
        { "DPRK", "KP" },
        { "C\xC3\xB4te d\xE2\x80\x99Ivoire", "CI" },
        { "EU", "EU" },
        { "Bosnia & Herzegovina", "BA" },
        { "YUG", "YU" },
        { "008", "AL" },
        { "Republic of Korea", "KR" },
    };
    char code[3];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(lun_load_country(cases[i].text, code), 1);
        assert_string_equal(code, cases[i].code);
    }
    static const char *const none[] = { "", "the", "Atlantis", "ZZ", "0", "99999999999", "\xff", "ABC" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(lun_load_country(none[i], code), 0);
}

static void test_host__covers_its_subdomains_only(void **state)
{
    (void)state;
    const char *source, *country;
    assert_int_equal(lun_load__host("https://www.mid.ru/en/press/", &source, &country), 1);
    assert_string_equal(country, "RU");
    assert_int_equal(lun_load__host("http://user@MID.RU:8080", &source, &country), 1);
    assert_int_equal(lun_load__host("https://www.state.gov?x", &source, &country), 1);
    assert_string_equal(country, "US");
    assert_int_equal(lun_load__host("https://notmid.ru/", &source, &country), 0);
    assert_int_equal(lun_load__host("https://mid.ru.example.org/", &source, &country), 0);
    assert_int_equal(lun_load__host("mid.ru/file.txt", &source, &country), 0);
    assert_int_equal(lun_load__source("united states Department of State", &country), 1);
    assert_string_equal(country, "US");
    assert_int_equal(lun_load__source("White House", &country), 1);
    assert_int_equal(lun_load__source("The desk", &country), 0);
}

static void test_template__takes_fields_from_the_end_of_the_path(void **state)
{
    (void)state;
    expect_match("{country}/{source}/{date}-*", "no/coast/2021-08-18-ferry.txt",
                 "country=no;source=coast;date=2021-08-18;");
    expect_match("{country}/{source}/{date}-*", "all/no/coast/2021-08-18-ferry.txt",
                 "country=no;source=coast;date=2021-08-18;");
    expect_match("{country}/{source}/{date}-*", "coast/2021-08-18-ferry.txt", "no");
    expect_match("{date}_{id}", "20210818_a_b.txt", "date=20210818;id=a_b;");
    expect_match("{source}-{title}.{*}", "coast-two-words.txt", "source=coast;title=two-words;");
    expect_match("{date}-*", "later-ferry.txt", "no");
    expect_match("{country}-?"
                 "?-{id}",
                 "no-ab-7", "country=no;id=7;");
    expect_match("{id}", "a.b.txt", "id=a.b;");
}

static void test_template__stays_fast(void **state)
{
    (void)state;
    char path[1001];
    memset(path, 'a', 1000);
    path[1000] = '\0';
    expect_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*b", path, "no");
}

static void test_template__refuses_unknown_fields(void **state)
{
    (void)state;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_template_check("{country}/{place}", &err), LUN_EFORMAT);
    assert_int_equal(err.column, 12);
    assert_non_null(strstr(err.message, "place"));
    assert_int_equal(lun_template_check("{country", &err), LUN_EFORMAT);
    assert_int_equal(lun_template_check("", &err), LUN_EFORMAT);
    assert_int_equal(lun_template_check("{country}/{*}-x", &err), 0);
}

typedef struct table {
    char path[32];
} table;

static void write_table(table *t, const char *text)
{
    strcpy(t->path, "/tmp/lun-meta-XXXXXX");
    int fd = mkstemp(t->path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void test_sidecar__beats_template_and_document(void **state)
{
    (void)state;
    table t;
    lun_document *document = NULL;
    write_table(&t, "path,country,source,desk\nin/no-2021-08-18.md,Sweden,,north\n");
    lun_load_options options = { .sidecar = t.path, .path_template = "{country}-{date}" };
    static const char text[] = "---\ncountry: Finland\ndate: 2001-01-01\nsource: Own\n---\nThe ferry left.\n";
    assert_int_equal(lun_load_bytes(&document, "in/no-2021-08-18.md", BYTES(text), &options, NULL), 0);
    assert_string_equal(document->country, "SE");
    assert_string_equal(document->date, "2021-08-18");
    assert_string_equal(document->source, "Own");
    assert_int_equal(document->n_meta, 1);
    assert_string_equal(document->meta[0].value, "\"north\"");
    assert_null(document->problems);
    lun_document_free(document);
    unlink(t.path);
}

static void test_sidecar__tells_what_a_folder_cannot(void **state)
{
    (void)state;
    table t;
    lun_document *told = NULL, *untold = NULL;
    write_table(&t, "path,country\njoint/a.txt,Kazakhstan\n");
    lun_load_options options = { .sidecar = t.path, .path_template = "{country}/*" };
    assert_int_equal(lun_load_bytes(&told, "joint/a.txt", BYTES("The ferry left.\n"), &options, NULL), 0);
    assert_string_equal(told->country, "KZ");
    assert_null(told->problems);
    assert_int_equal(told->n_meta, 0);
    assert_int_equal(lun_load_bytes(&untold, "joint/b.txt", BYTES("The ferry left.\n"), &options, NULL), 0);
    assert_null(untold->country);
    assert_string_equal(untold->problems->code, "unknown-country");
    lun_document_free(told);
    lun_document_free(untold);
    unlink(t.path);
}

static void test_sidecar__says_the_line_that_is_broken(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned line;
    } cases[] = {
        { "name,country\nx,NO\n", 1 },
        { "id,country\nx,NO\ny\n", 3 },
        { "id,country\nx,NO\nx,SE\n", 3 },
        { "id,country\nx,\"NO\n", 2 },
        { "", 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        table t;
        lun_load_meta *meta = NULL;
        lun_error err = LUN_ERROR_INIT;
        write_table(&t, cases[i].text);
        lun_load_options options = { .sidecar = t.path };
        assert_int_equal(lun_load_meta_open(&meta, &options, &err), LUN_EFORMAT);
        assert_int_equal(err.line, cases[i].line);
        assert_true(err.hint[0] != '\0');
        unlink(t.path);
    }
}

static void test_host__fills_what_nobody_else_says(void **state)
{
    (void)state;
    lun_document *document = NULL;
    static const char line[] =
        "{\"id\":\"a\",\"url\":\"https://www.mofa.go.jp/x.html\",\"text\":\"x\",\"source\":\"The desk\"}";
    lun_load_options options = { .language = "ja" };
    assert_int_equal(lun_load_json(&document, "in", 1, BYTES(line), &options, NULL), 0);
    assert_string_equal(document->country, "JP");
    assert_string_equal(document->source, "The desk");
    assert_string_equal(document->language, "ja");
    lun_document_free(document);
    static const char named[] = "{\"id\":\"a\",\"text\":\"x\",\"source\":\"Ministry of Foreign Affairs of Japan\"}";
    assert_int_equal(lun_load_json(&document, "in", 1, BYTES(named), NULL, NULL), 0);
    assert_string_equal(document->country, "JP");
    lun_document_free(document);
}

static void test_template__that_does_not_match_is_said(void **state)
{
    (void)state;
    lun_document *document = NULL;
    lun_load_options options = { .path_template = "{country}/{date}" };
    assert_int_equal(lun_load_bytes(&document, "alone.txt", BYTES("x"), &options, NULL), 0);
    assert_string_equal(document->problems->code, "path-template");
    lun_document_free(document);
}

static void test_template__folders_tell_where_the_name_does_not_fit(void **state)
{
    (void)state;
    lun_document *document = NULL;
    lun_load_options options = { .path_template = "{country}/{source}/{date}-*" };
    assert_int_equal(lun_load_bytes(&document, "gr/mfa.gov/call.txt", BYTES("x"), &options, NULL), 0);
    assert_string_equal(document->country, "GR");
    assert_string_equal(document->source, "mfa.gov");
    assert_null(document->date);
    assert_string_equal(document->problems->code, "path-template");
    assert_non_null(strstr(document->problems->message, "what the folders tell is taken"));
    lun_document_free(document);
    static const char line[] = "{\"id\":\"a\",\"date\":\"2026-03-04\",\"text\":\"x\"}";
    assert_int_equal(lun_load_json(&document, "gr/mfa/releases.jsonl", 1, BYTES(line), &options, NULL), 0);
    assert_string_equal(document->country, "GR");
    assert_string_equal(document->date, "2026-03-04");
    assert_null(document->problems);
    lun_document_free(document);
}

static void test_template__a_day_that_is_none_costs_the_date_alone(void **state)
{
    (void)state;
    static const char *const paths[] = { "gr/mfa/2026-02-30-call.txt", "gr/mfa/20260230-call.txt" };
    lun_load_options options = { .path_template = "{country}/{source}/{date}-*" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        lun_document *document = NULL;
        assert_int_equal(lun_load_bytes(&document, paths[i], BYTES("x"), &options, NULL), 0);
        assert_string_equal(document->country, "GR");
        assert_string_equal(document->source, "mfa");
        assert_null(document->date);
        assert_string_not_equal(document->problems->code, "path-template");
        assert_non_null(strstr(document->problems->message, "2026-02-30"));
        assert_null(document->problems->next);
        lun_document_free(document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_country__is_found_by_code_number_and_name),
        cmocka_unit_test(test_host__covers_its_subdomains_only),
        cmocka_unit_test(test_template__takes_fields_from_the_end_of_the_path),
        cmocka_unit_test(test_template__stays_fast),
        cmocka_unit_test(test_template__folders_tell_where_the_name_does_not_fit),
        cmocka_unit_test(test_template__a_day_that_is_none_costs_the_date_alone),
        cmocka_unit_test(test_template__refuses_unknown_fields),
        cmocka_unit_test(test_sidecar__beats_template_and_document),
        cmocka_unit_test(test_sidecar__tells_what_a_folder_cannot),
        cmocka_unit_test(test_sidecar__says_the_line_that_is_broken),
        cmocka_unit_test(test_host__fills_what_nobody_else_says),
        cmocka_unit_test(test_template__that_does_not_match_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
