/*
** test_load_formats.c - what each format becomes, and what bad bytes become.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/json.h"
#include "load/load.h"

#define BYTES(literal) literal, sizeof literal - 1

static lun_document *load(const char *name, const char *data, size_t len)
{
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_load_bytes(&document, name, data, len, NULL, &err), 0);
    assert_non_null(document);
    assert_true(lun_utf8_valid(document->text, document->len));
    return document;
}

static const char *code_of(const lun_document *document)
{
    return document->problems == NULL ? "" : document->problems->code;
}

static const char *meta(const lun_document *document, const char *key)
{
    for (uint32_t i = 0; i < document->n_meta; i++) {
        if (strcmp(document->meta[i].key, key) == 0)
            return document->meta[i].value;
    }
    return "";
}

static void expect_text(const char *name, const char *data, size_t len, const char *text)
{
    lun_document *document = load(name, data, len);
    assert_string_equal(document->text, text);
    assert_string_equal(code_of(document), "");
    lun_document_free(document);
}

static void expect_problem(const char *name, const char *data, size_t len, const char *code, const char *part)
{
    lun_document *document = load(name, data, len);
    assert_string_equal(code_of(document), code);
    assert_non_null(strstr(document->problems->message, part));
    lun_document_free(document);
}

static void test_text__is_kept_as_it_stands(void **state)
{
    (void)state;
    expect_text("a.txt", BYTES("The ferry left.\n\nIt was late.\n"), "The ferry left.\n\nIt was late.\n");
    expect_text("a.txt", BYTES("one\r\ntwo\rthree\n"), "one\ntwo\nthree\n");
    expect_text("a.txt", BYTES("\xEF\xBB\xBFmarked"), "marked");
    expect_text("a.txt", BYTES("Text, body and soul, is a title.\nIt goes on.\n"),
                "Text, body and soul, is a title.\nIt goes on.\n");
}

static void test_sniffing__believes_content_not_suffix(void **state)
{
    (void)state;
    lun_document *document =
        load("page.txt", BYTES("<!DOCTYPE html><title>Harbour news</title><p>The harbour is open.</p>"));
    assert_string_equal(document->media_type, "text/html");
    assert_string_equal(document->text, "The harbour is open.");
    lun_document_free(document);
    document = load("object.txt", BYTES("{\"text\": \"One line.\"}\n"));
    assert_string_equal(document->media_type, "application/json");
    assert_string_equal(document->text, "One line.");
    lun_document_free(document);
    document = load("prose.csv.html", BYTES("Prices rose < 3 % and > 1 %."));
    assert_string_equal(document->media_type, "text/plain");
    lun_document_free(document);
    document = load("id3.txt", BYTES("ID3 tags are labels in recordings."));
    assert_string_equal(document->media_type, "text/plain");
    lun_document_free(document);
}

static void test_sniffing__names_what_is_not_read(void **state)
{
    (void)state;
    expect_problem("a.pdf", BYTES("%PDF-1.7\n..."), "unknown-format", "PDF");
    expect_problem("a.txt", BYTES("PK\3\4 ...."), "broken-office", "zip");
    expect_problem("a.txt", BYTES("\x89PNG\r\n\x1a\n"), "unknown-format", "PNG");
    expect_problem("a", BYTES("SQLite format 3\0...."), "unknown-format", "SQLite");
    expect_problem("a.bin", BYTES("\1\2\0\3\4\0\0\5\6\0\7\1\2\3\4\0\1\0\2\0\0\3"), "unknown-format", "binary");
    expect_problem("feed.xml", BYTES("<?xml version='1.0'?><rss><channel/></rss>"), "unknown-format", "XML");
}

static void test_bad_bytes__are_repaired_and_said(void **state)
{
    (void)state;
    lun_document *document = load("a.txt", BYTES("bad \xff\xfe here"));
    assert_string_equal(document->text, "bad \xEF\xBF\xBD\xEF\xBF\xBD here");
    assert_string_equal(code_of(document), "invalid-utf8");
    assert_non_null(strstr(document->problems->message, "2 sequences"));
    assert_non_null(strstr(document->problems->message, "byte 4"));
    lun_document_free(document);
    document = load("a.txt", BYTES("a\0b and more text"));
    assert_string_equal(document->text, "a\xEF\xBF\xBD"
                                        "b and more text");
    assert_string_equal(code_of(document), "nul");
    lun_document_free(document);
    expect_problem("a.txt", BYTES("abc\0def"), "nul", "byte 3");
    expect_problem("a.txt", "", 0, "empty", "a.txt");
    expect_problem("a.html", BYTES("<html><body></body></html>"), "empty", "a.html");
}

static void test_bad_bytes__far_from_the_start_are_seen(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT;
    for (int i = 0; i < 20000; i++)
        lun_buf_adds(&text, "plain ");
    lun_buf_adds(&text, "\xff end");
    expect_problem("a.txt", text.data, text.len, "invalid-utf8", "byte 120000");
    lun_buf_clear(&text);
}

static void test_limit__is_a_problem_with_size_and_remedy(void **state)
{
    (void)state;
    lun_document *document = NULL;
    lun_load_options options = { .limit = 10 };
    assert_int_equal(lun_load_bytes(&document, "big.txt", BYTES("more than ten bytes"), &options, NULL), 0);
    assert_string_equal(code_of(document), "too-large");
    assert_non_null(strstr(document->problems->message, "--limit"));
    assert_int_equal(document->len, 0);
    lun_document_free(document);
}

static void test_markdown__keeps_words_and_drops_marks(void **state)
{
    (void)state;
    static const char source[] =
        "---\ntitle: \"Port talks\"\ndate: 3 May 2021\ncountry: Norway\nteam: north\n---\n"
        "# Port talks\n\nThe *minister* said the **port_name** is [open](http://example.org/a_(b)) and\n`ready` \\*now\\*.\n\n"
        "- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\n```\nx = *y*\n```\n";
    lun_document *document = load("a.md", BYTES(source));
    assert_string_equal(document->title, "Port talks");
    assert_string_equal(document->date, "2021-05-03");
    assert_string_equal(document->country, "NO");
    assert_string_equal(meta(document, "team"), "\"north\"");
    assert_string_equal(
        document->text,
        "Port talks\n\nThe minister said the port_name is open and ready *now*.\n\none\n\ntwo\n\na\tb\n\n1\t2\n\nquoted\n\nx = *y*");
    lun_document_free(document);
}

/* Addresses with parentheses and no space anywhere: how far the next space is must not be asked once a link. */
static void test_markdown__is_linear_in_links(void **state)
{
    (void)state;
    lun_buf text = LUN_BUF_INIT;
    for (int i = 0; i < 30000; i++)
        lun_buf_adds(&text, "[a](b(c))");
    lun_document *document = load("a.md", text.data, text.len);
    assert_int_equal(document->len, 30000);
    lun_document_free(document);
    lun_buf_clear(&text);
}

static void test_markdown__takes_the_first_heading_as_title(void **state)
{
    (void)state;
    lun_document *document = load("a.md", BYTES("# A *new* bridge\n\nIt is long.\n"));
    assert_string_equal(document->title, "A new bridge");
    assert_string_equal(document->text, "It is long.");
    lun_document_free(document);
    document = load("a.md", BYTES("A bridge\n========\n\nIt is long.\n"));
    assert_string_equal(document->title, "A bridge");
    lun_document_free(document);
}

static void test_json__reads_fields_aliases_and_metadata(void **state)
{
    (void)state;
    lun_document *document = NULL;
    static const char line[] =
        "{\"id\": 7, \"headline\": \"T\", \"published\": \"2020-02-03T10:00:00Z\", \"lang\": \"en-GB\", \"country\": \"FRA\","
        " \"body\": \"Two\\r\\nlines\", \"tags\": [\"a\", 1], \"note\": null, \"desk\": \"south\"}";
    assert_int_equal(lun_load_json(&document, "in.jsonl", 3, BYTES(line), NULL, NULL), 0);
    assert_string_equal(document->id, "7");
    assert_string_equal(document->uri, "in.jsonl#7");
    assert_string_equal(document->title, "T");
    assert_string_equal(document->date, "2020-02-03");
    assert_string_equal(document->language, "en");
    assert_string_equal(document->country, "FR");
    assert_string_equal(document->text, "Two\nlines");
    assert_string_equal(meta(document, "tags"), "[\"a\",1]");
    assert_string_equal(meta(document, "desk"), "\"south\"");
    assert_string_equal(meta(document, "note"), "");
    assert_null(document->problems);
    lun_document_free(document);
}

static void test_json__says_what_is_wrong_with_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *line, *code;
    } cases[] = {
        { "{\"id\": \"a\", \"text\": \"cut of", "bad-json" },
        { "[1, 2]", "bad-json" },
        { "{\"text\": \"a \\ud800 b\"}", "invalid-escape" },
        { "{\"id\": \"a\"}", "no-text" },
        { "{\"text\": \"x\", \"date\": \"soon\"}", "unknown-date" },
        { "{\"text\": \"x\", \"country\": \"Atlantis\"}", "unknown-country" },
        { "{\"text\": \"\"}", "empty" },
        { "{\"text\": \"a\xff\"}", "invalid-utf8" },
        { "{\"text\": \"They left for Ke\xffnya.\"}", "invalid-utf8" },
        { "{\"text\": \"Norway said Kenya\xe2\x80\"}", "invalid-utf8" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lun_document *document = NULL;
        assert_int_equal(lun_load_json(&document, "in.jsonl", 12, cases[i].line, strlen(cases[i].line), NULL, NULL), 0);
        assert_string_equal(code_of(document), cases[i].code);
        assert_non_null(strstr(document->problems->message, "in.jsonl:12"));
        lun_document_free(document);
    }
}

static void test_json__keeps_a_bounded_number_of_keys(void **state)
{
    (void)state;
    lun_buf line = LUN_BUF_INIT;
    lun_document *document = NULL;
    lun_buf_adds(&line, "{\"text\":\"x\"");
    for (int i = 0; i < 5000; i++)
        lun_buf_addf(&line, ",\"k%d\":%d", i, i);
    lun_buf_adds(&line, "}");
    assert_int_equal(lun_load_json(&document, "in.jsonl", 1, line.data, line.len, NULL, NULL), 0);
    assert_int_equal(document->n_meta, 4096);
    assert_string_equal(code_of(document), "too-many-keys");
    lun_document_free(document);
    lun_buf_clear(&line);
}

static void test_charsets__are_found_and_converted(void **state)
{
    (void)state;
    expect_text("a.txt", BYTES("\xFF\xFET\0w\0o\0 \0w\0o\0r\0d\0s\0"), "Two words");
    expect_text("a.txt", BYTES("\xFE\xFF\0T\0w\0o\0\r\0\n\0x"), "Two\nx");
    expect_text("a.txt", BYTES("T\0w\0o\0 \0w\0o\0r\0d\0s\0"), "Two words");
    expect_text("a.txt", BYTES("\0T\0w\0o\0 \0w\0o\0r\0d\0s"), "Two words");
    expect_text("a.txt", BYTES("T\0\0\0w\0\0\0o\0\0\0"), "Two");
    expect_text("a.txt", BYTES("\0\0\xFE\xFF\0\0\0T\0\0\0w\0\1\xF6\x00"), "Tw\xF0\x9F\x98\x80");
    expect_text("a.txt", BYTES("The caf\xe9 \x93na\xefve\x94 \x96 it is."),
                "The caf\xC3\xA9 \xE2\x80\x9Cna\xC3\xAFve\xE2\x80\x9D \xE2\x80\x93 it is.");
    expect_text("a.txt", BYTES("They met in the caf\xe9"), "They met in the caf\xC3\xA9");
    expect_text("a.html", BYTES("<html><meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>"),
                "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82");
    expect_text(
        "a.html",
        BYTES("<html><meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>\x93\xfa\x96\x7b</p>"),
        "\xE6\x97\xA5\xE6\x9C\xAC");
    expect_text("a.txt", BYTES("Mr\xa0Smith met Dr\xa0Jones in the caf\xe9, and don\xb4t ask."),
                "Mr Smith met Dr Jones in the caf\xC3\xA9, and don\xC2\xB4t ask.");
    lun_document *document = load("a.txt", BYTES("T\0w\0o\0 \0w\0o\0r\0d\0s\0"));
    assert_string_equal(meta(document, "charset"), "\"utf-16le\"");
    lun_document_free(document);
}

/* A guess that gives no writing is none: U+FFFD and a problem show what was lost. */
static void test_charsets__are_not_guessed_from_damage(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text;
    } cases[] = {
        { "They left for Ke\xffnya.", "They left for Ke\xEF\xBF\xBDnya." },
        { "Norway said Kenya\xe2\x80", "Norway said Kenya\xEF\xBF\xBD" },
        { "Norway said Kenya\xe2\x80s side", "Norway said Kenya\xEF\xBF\xBDs side" },
        { "They cheered \xf0\x9f\x98", "They cheered \xEF\xBF\xBD" },
        { "Pay\xa4roll", "Pay\xEF\xBF\xBDroll" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lun_document *document = load("a.txt", cases[i].bytes, strlen(cases[i].bytes));
        assert_string_equal(document->text, cases[i].text);
        assert_string_equal(code_of(document), "invalid-utf8");
        lun_document_free(document);
    }
}

/* Characters and ends of lines drawn at random, in UTF-8 or UTF-16; `wanted` gets what becomes of them. */
static size_t draw(unsigned *seed, char *out, int wide, lun_buf *wanted)
{
    static const uint16_t points[] = { 'a',    'b', ' ', '\n',  '\r', 0xE9,   0xFC,  0x20AC,
                                       0x4E2D, 'z', '.', 0x416, 0xA0, 0x202F, 0x2009 };
    uint16_t before = 0;
    size_t n = wide ? 2 : 0;
    memcpy(out, "\xFF\xFE", n);
    for (unsigned i = 0; i < 60; i++) {
        *seed = *seed * 1103515245u + 12345u;
        uint16_t point = points[(*seed >> 16) % (sizeof points / sizeof *points)];
        char bytes[4];
        unsigned width = lun_utf8_encode(point, bytes);
        if (point == '\r' || (point == '\n' && before != '\r'))
            lun_buf_addc(wanted, '\n');
        else if (point == 0xA0 || point == 0x202F || point == 0x2009)
            lun_buf_addc(wanted, ' ');
        else if (point != '\n')
            lun_buf_add(wanted, bytes, width);
        if (wide) {
            bytes[0] = (char)(point & 0xFF);
            bytes[1] = (char)(point >> 8);
        }
        memcpy(out + n, bytes, wide ? 2 : width);
        n += wide ? 2 : width;
        before = point;
    }
    return n;
}

static void test_text__is_the_same_in_each_coding(void **state)
{
    (void)state;
    unsigned seed = 7;
    for (int round = 0; round < 400; round++) {
        char source[300];
        lun_buf wanted = LUN_BUF_INIT;
        size_t len = draw(&seed, source, round % 2, &wanted);
        expect_text("a.txt", source, len, wanted.data);
        lun_buf_clear(&wanted);
    }
}

static void test_blanks__become_one_kind(void **state)
{
    (void)state;
    expect_text("a.txt", BYTES("Mr.\xC2\xA0Roth\xE2\x80\xAFsaid\xE2\x80\x89no.\xE2\x81\x9F\xE2\x80\x94"),
                "Mr. Roth said no. \xE2\x80\x94");
    expect_text("a.txt", BYTES("\xE6\xB8\xAF\xE3\x80\x80\xE2\x80\x99"),
                "\xE6\xB8\xAF\xE3\x80\x80\xE2\x80\x99"); /* a blank of Chinese print is one of its signs */
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    static const char json[] = "{\"text\": \"Mr.\\u00a0Roth\xC2\xA0said\"}";
    assert_int_equal(lun_load_json(&document, "a", 1, BYTES(json), NULL, &err), 0);
    assert_string_equal(document->text, "Mr. Roth said");
    lun_document_free(document);
}

static void test_markdown__is_read_in_one_byte_sets(void **state)
{
    (void)state;
    expect_text("a.md", BYTES("# T\r\n\r\nThe **caf\xe9** is [na\xefve](http://e.org).\r\nNext line.\r\n"),
                "The caf\xC3\xA9 is na\xC3\xAFve. Next line.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text__is_kept_as_it_stands),
        cmocka_unit_test(test_sniffing__believes_content_not_suffix),
        cmocka_unit_test(test_sniffing__names_what_is_not_read),
        cmocka_unit_test(test_bad_bytes__are_repaired_and_said),
        cmocka_unit_test(test_bad_bytes__far_from_the_start_are_seen),
        cmocka_unit_test(test_limit__is_a_problem_with_size_and_remedy),
        cmocka_unit_test(test_markdown__keeps_words_and_drops_marks),
        cmocka_unit_test(test_markdown__is_linear_in_links),
        cmocka_unit_test(test_markdown__takes_the_first_heading_as_title),
        cmocka_unit_test(test_json__reads_fields_aliases_and_metadata),
        cmocka_unit_test(test_json__says_what_is_wrong_with_a_line),
        cmocka_unit_test(test_json__keeps_a_bounded_number_of_keys),
        cmocka_unit_test(test_charsets__are_found_and_converted),
        cmocka_unit_test(test_charsets__are_not_guessed_from_damage),
        cmocka_unit_test(test_text__is_the_same_in_each_coding),
        cmocka_unit_test(test_blanks__become_one_kind),
        cmocka_unit_test(test_markdown__is_read_in_one_byte_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
