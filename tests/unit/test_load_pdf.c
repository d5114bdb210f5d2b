/*
** test_load_pdf.c - from what pdftotext writes to a document: paragraphs, heads and feet, notes, the title; what it writes is not believed.
*/
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "load/pdf.h"

#define HEAD "<!DOCTYPE html><html><head><title>%s</title>\n%s</head>\n<body>\n<doc>\n"
#define TAIL "</doc>\n</body>\n</html>\n"
#define SIZE 10 /* of letters, in points */

static lun_buf paper; /* the XHTML that is being made */

/* ---- making papers ---- */

static void begin(const char *title, const char *metas)
{
    lun_buf_clear(&paper);
    lun_buf_addf(&paper, HEAD, title, metas);
}

static void page(void)
{
    lun_buf_adds(&paper, "  <page width=\"595.000000\" height=\"842.000000\">\n    <flow>\n");
}

static void end_page(void)
{
    lun_buf_adds(&paper, "    </flow>\n  </page>\n");
}

/* A line from point x on, y below the top: letters half as wide as high, blanks a quarter. */
static void sized(int size, double x, double y, const char *text)
{
    double half = size / 2.0;
    lun_buf_adds(&paper, "<line>\n");
    while (*text) {
        size_t len = strcspn(text, " ");
        lun_buf_addf(&paper, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%.*s</word>\n", x, y,
                     x + half * (double)len, y + size, (int)len, text);
        x += half * (double)len;
        for (text += len; *text == ' '; text++)
            x += half / 2;
    }
    lun_buf_adds(&paper, "</line>\n");
}

static void line(double x, double y, const char *text)
{
    sized(SIZE, x, y, text);
}

static void block(void)
{
    lun_buf_adds(&paper, "<block>\n");
}

static void end_block(void)
{
    lun_buf_adds(&paper, "</block>\n");
}

/* A block of lines, 12 points apart; NULL ends them. */
static void lines(double x, double y, const char *const *texts)
{
    block();
    for (; *texts; texts++, y += 12)
        line(x, y, *texts);
    end_block();
}
#define LINES(x, y, ...) lines(x, y, (const char *const[]){ __VA_ARGS__, NULL })

static void one(int size, double y, const char *text)
{
    block();
    sized(size, 72, y, text);
    end_block();
}

/* ---- reading them ---- */

static lun_document *read_bytes(const char *data, size_t len, size_t limit)
{
    lun_input input;
    lun_document *document = NULL;
    lun_error err = LUN_ERROR_INIT;
    char *copy = lun_malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, data, len);
    lun_input_take_memory(&input, copy, len);
    assert_int_equal(lun_load__pdf(&document, &input, "a.pdf", "a", limit, &err), LUN_OK);
    assert_true(lun_utf8_valid(document->text, document->len));
    assert_int_equal(strlen(document->text), document->len);
    assert_string_equal(document->media_type, "application/pdf");
    return document;
}

static lun_document *finish(lun_pdf_end end, const char *why)
{
    char trailer[LUN_PDF_TRAILER] = { (char)end };
    strncpy(trailer + 1, why, sizeof trailer - 2);
    lun_buf_adds(&paper, TAIL);
    lun_buf_add(&paper, trailer, sizeof trailer);
    lun_document *document = read_bytes(paper.data, paper.len, LUN_TEXT_MAX);
    lun_buf_clear(&paper);
    return document;
}

static const char *code_of(const lun_document *document)
{
    return document->problems ? document->problems->code : "";
}

static void expect(const char *text)
{
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_string_equal(document->text, text);
    assert_string_equal(code_of(document), "");
    lun_document_free(document);
}

/* ---- paragraphs ---- */

#define FULL "The two sides went on to speak of the ferries that cross the strait by"

static void test_pdf__lines_become_paragraphs(void **state)
{
    (void)state;
    begin("", "");
    page();
    LINES(72, 200, FULL, "night.", FULL, "day and of all that they carry.");
    LINES(72, 300, "Peru left.");
    end_page();
    expect(FULL " night.\n\n" FULL " day and of all that they carry.\n\nPeru left.");
    begin("", "");
    page();
    LINES(72, 200, FULL, "night, and were of one mind on what they had to do about all of it now.", "Peru left.");
    end_page();
    expect(FULL " night, and were of one mind on what they had to do about all of it now. Peru left.");
}

static void test_pdf__indents_gaps_and_signs_begin_paragraphs(void **state)
{
    (void)state;
    begin("", "");
    page();
    block();
    line(72, 200, FULL " night, and so on it went with them on the ship.");
    line(72, 212, FULL " night, and so on it went with them on the boat.");
    line(90, 224, FULL " day, and so on it went with them on the old");
    line(72, 236, FULL " night, and so on it went with them in the port.");
    line(72, 266, FULL " night, and so on it went with them in the town.");
    line(72, 278, "(a) a ferry;");
    line(72, 290, "(b) a port.");
    end_block();
    end_page();
    expect(FULL " night, and so on it went with them on the ship. " FULL
                " night, and so on it went with them on the boat.\n\n" FULL
                " day, and so on it went with them on the old " FULL
                " night, and so on it went with them in the port.\n\n" FULL
                " night, and so on it went with them in the town.\n\n(a) a ferry;\n\n(b) a port.");
}

static void test_pdf__words_that_a_line_cut_are_joined(void **state)
{
    (void)state;
    begin("", "");
    page();
    LINES(72, 200, "They spoke of the coop-", "eration of both of the two states in the wide Asia-",
          "Pacific, of vice-", "ministers and of well-known, re-", "elected and long-term plans, and of their long-",
          "term ones.");
    end_page();
    expect(
        "They spoke of the cooperation of both of the two states in the wide Asia-Pacific, of vice-ministers and of well-known, reelected and long-term "
        "plans, and of their long-term ones.");
}

static void test_pdf__sentences_go_on_over_columns_and_pages(void **state)
{
    (void)state;
    begin("", "");
    page();
    LINES(72, 200, "The minister said that the", "two states have long been");
    LINES(320, 200, "friends. Both will meet", "again in the spring of this");
    end_page();
    page();
    LINES(72, 200, "year, in Oslo.");
    LINES(72, 240, "Peru left.");
    end_page();
    expect(
        "The minister said that the two states have long been friends. Both will meet again in the spring of this year, in Oslo.\n\n"
        "Peru left.");
}

static void test_pdf__cells_of_a_row_stay_beside_each_other(void **state)
{
    (void)state;
    begin("", "");
    page();
    LINES(72, 200, "Peru");
    LINES(200, 200, "yes");
    LINES(72, 230, "Chile");
    LINES(200, 230, "no");
    LINES(72, 300, "Trade . . . . . . . 12", "Fish . . . . . . . 30");
    end_page();
    expect("Peru\tyes\n\nChile\tno\n\nTrade . . . . . . . 12\n\nFish . . . . . . . 30");
}

static void test_pdf__words_are_joined_where_nothing_is_between(void **state)
{
    (void)state;
    begin("", "");
    page();
    lun_buf_adds(&paper,
                 "<block><line><word xMin=\"72\" yMin=\"200\" xMax=\"90\" yMax=\"210\">Pe</word>"
                 "<word xMin=\"90.5\" yMin=\"200\" xMax=\"99\" yMax=\"210\">ru</word>"
                 "<word xMin=\"104\" yMin=\"200\" xMax=\"120\" yMax=\"210\">&amp;&#62;left</word></line></block>");
    end_page();
    expect("Peru &>left");
}

/* ---- notes ---- */

static void test_pdf__notes_stand_behind_their_paragraph(void **state)
{
    (void)state;
    begin("", "");
    page();
    LINES(72, 200, "The minister said that both", "states have long been close");
    block();
    sized(7, 72, 700, "1 See the note of March, in which");
    sized(7, 72, 709, "the same was said.");
    end_block();
    end_page();
    page();
    LINES(72, 200, "friends of the sea.");
    LINES(72, 240, "Peru left and that was all that was said of it.");
    LINES(72, 280, "Chile left and that was all that was said of it.");
    end_page();
    expect(
        "The minister said that both states have long been close friends of the sea.\n\n1 See the note of March, in which the same was "
        "said.\n\nPeru left and that was all that was said of it.\n\nChile left and that was all that was said of it.");
}

static void test_pdf__marks_of_notes_are_no_words(void **state)
{
    (void)state;
    static const struct {
        const char *mark, *text;
        double x, y;
        int size;
    } rows[] = { { "12", "treaty of Lima", 102.2, 198, 6 },       { "*", "treaty of Lima", 102.2, 198, 6 },
                 { "1234", "treaty1234 of Lima", 102.2, 198, 6 }, { "th", "treatyth of Lima", 102.2, 198, 6 },
                 { "12", "treaty12 of Lima", 102.2, 204, 6 },     { "12", "treaty 12 of Lima", 106, 198, 6 },
                 { "12", "treaty12 of Lima", 102.2, 198, 9 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin("", "");
        page();
        lun_buf_addf(&paper,
                     "<block><line><word xMin=\"72\" yMin=\"200\" xMax=\"102\" yMax=\"210\">treaty</word>"
                     "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s</word>"
                     "<word xMin=\"120\" yMin=\"200\" xMax=\"130\" yMax=\"210\">of</word>"
                     "<word xMin=\"134\" yMin=\"200\" xMax=\"150\" yMax=\"210\">Lima</word></line></block>",
                     rows[i].x, rows[i].y, rows[i].x + 5, rows[i].y + rows[i].size, rows[i].mark);
        end_page();
        expect(rows[i].text);
    }
}

/* ---- heads and feet ---- */

static void test_pdf__heads_stand_once_and_numbers_of_pages_never(void **state)
{
    (void)state;
    static const char *const numbers[] = { "- 1 -", "Page 2 of 4", "iii", "[4]" };
    static const char *const texts[] = { "Peru left.", "Chile left.", "Cuba left.", "Oman left." };
    begin("", "");
    for (int i = 0; i < 4; i++) {
        char foot[40];
        snprintf(foot, sizeof foot, "Note No. %d/2026", i);
        page();
        LINES(72, 30, "MINISTRY OF THE SEA");
        LINES(72, 300, texts[i]);
        LINES(72, 800, foot);
        LINES(280, 820, numbers[i]);
        end_page();
    }
    expect("MINISTRY OF THE SEA\n\nPeru left.\n\nNote No. 0/2026\n\nChile left.\n\nCuba left.\n\nOman left.");
}

static void test_pdf__lines_of_the_text_are_no_heads(void **state)
{
    (void)state;
    begin("", "");
    for (int i = 0; i < 4; i++) {
        page();
        LINES(72, 300, "Peru left.");
        LINES(72, 330, "12");
        end_page();
    }
    page();
    LINES(72, 30, "Only here.");
    LINES(72, 690, "13");
    LINES(72, 700, "14"); /* below all else, it is that of the page */
    end_page();
    expect("Peru left.\n\n12\n\nPeru left.\n\n12\n\nPeru left.\n\n12\n\nPeru left.\n\n12\n\nOnly here.\n\n13");
}

/* "é" is one code point of two bytes; the third page is empty. */
static void test_pdf__says_where_its_pages_begin(void **state)
{
    (void)state;
    begin("", "");
    page();
    LINES(72, 300, "P\xC3\xA9ru left.");
    end_page();
    page();
    LINES(72, 300, "Chile left.");
    end_page();
    page();
    end_page();
    page();
    LINES(72, 300, "Cuba left.");
    end_page();
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_int_equal(document->n_meta, 2);
    assert_string_equal(document->meta[1].key, "page_starts");
    assert_string_equal(document->meta[1].value, "[0,12,25,25]");
    lun_document_free(document);
}

/* ---- fields ---- */

static void expect_title(const char *said, int size, const char *title)
{
    begin(said,
          "<meta name=\"Author\" content=\"A. &amp; B.\"/>\n<meta name=\"CreationDate\" content=\"2026-03-05\"/>\n");
    page();
    one(size, 100, "On the fish of the sea");
    one(SIZE, 150, "Oslo, 3 March 2026");
    one(SIZE, 180, "Peru left.");
    one(SIZE, 210, "Chile left.");
    end_page();
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_string_equal(document->title ? document->title : "", title);
    assert_string_equal(document->text, "On the fish of the sea\n\nOslo, 3 March 2026\n\nPeru left.\n\nChile left.");
    assert_string_equal(document->date, "2026-03-03");
    assert_int_equal(document->n_meta, 3);
    assert_string_equal(document->meta[0].value, "\"A. & B.\"");
    assert_string_equal(document->meta[1].value, "\"2026-03-05\"");
    assert_string_equal(document->meta[2].value, "1");
    lun_document_free(document);
}

static void test_pdf__title_is_what_the_file_says_or_the_largest_words(void **state)
{
    (void)state;
    expect_title("On &lt;all&gt; ships", 16, "On <all> ships");
    expect_title("", 16, "On the fish of the sea");
    expect_title("", SIZE, "");
    static const char *const fillers[] = { "Microsoft Word - call.doc",
                                           "untitled",
                                           "Slide 1",
                                           "PowerPoint Presentation",
                                           "the call.pdf",
                                           "call",
                                           "Document 12",
                                           "No Title",
                                           "(anonymous)",
                                           "Untitled",
                                           "Microsoft Word - x y" };
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        expect_title(fillers[i], 16, "On the fish of the sea");
}

static uint64_t hash_of(const char *title, double y)
{
    uint64_t out;
    begin(title, "");
    page();
    LINES(72, 200, FULL, "night.");
    LINES(72, y, "Peru left.");
    end_page();
    lun_document *document = finish(LUN_PDF_DONE, "");
    memcpy(&out, document->hash, sizeof out);
    lun_document_free(document);
    return out;
}

static void test_pdf__hash_is_of_all_that_is_read(void **state)
{
    (void)state;
    assert_true(hash_of("One call", 300) == hash_of("One call", 300));
    assert_true(hash_of("One call", 300) != hash_of("Two calls", 300));
    assert_true(hash_of("One call", 300) != hash_of("One call", 224));
}

/* ---- how it ended ---- */

static void expect_end(lun_pdf_end end, const char *why, const char *code, const char *message)
{
    begin("", "");
    page();
    one(SIZE, 200, "Peru left.");
    end_page();
    lun_document *document = finish(end, why);
    assert_string_equal(document->text, "Peru left.");
    assert_string_equal(code_of(document), code);
    assert_true(strncmp(document->problems->message, "a.pdf: ", 7) == 0);
    if (!strstr(document->problems->message, message))
        fail_msg("%s", document->problems->message);
    lun_document_free(document);
}

static void test_pdf__says_how_pdftotext_ended(void **state)
{
    (void)state;
    expect_end(LUN_PDF_FAILED, "Syntax Error: no xref", "broken-pdf", "(Syntax Error: no xref)");
    expect_end(LUN_PDF_FAILED, "", "broken-pdf", "(it does not say why)");
    expect_end(LUN_PDF_FAILED, "Command Line Error: Incorrect password", "locked", "locked with a password");
    expect_end(LUN_PDF_CRASHED, "", "broken-pdf", "crashed");
    expect_end(LUN_PDF_LATE, "", "unreadable", "--deadline allows more");
    expect_end(LUN_PDF_UNSTARTED, "no such file", "unreadable", "cannot be started (no such file)");
    expect_end(LUN_PDF_LOST, "", "unreadable", "by somebody else");
    expect_end((lun_pdf_end)'?', "", "broken-pdf", "crashed");
}

static void test_pdf__without_a_trailer_is_tried_again(void **state)
{
    (void)state;
    static const char start[] =
        "<html><page height=\"842\"><block><line><word xMin=\"72\" yMin=\"200\" xMax=\"90\" yMax=\"210\">Peru</word>"
        "</line></block></page>";
    static const char *const ends[] = { "", "<page><word>lost", "</doc>" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        begin("", "");
        lun_buf_adds(&paper, start);
        lun_buf_adds(&paper, ends[i]);
        lun_document *document = read_bytes(paper.data, paper.len, LUN_TEXT_MAX);
        assert_string_equal(document->text, "Peru");
        assert_string_equal(code_of(document), "unreadable");
        lun_document_free(document);
    }
    begin("", "");
    lun_buf_adds(&paper, start);
    for (int i = 0; i < 3 * LUN_PDF_TRAILER; i++)
        lun_buf_addc(&paper, LUN_PDF_DONE);
    lun_document *document = read_bytes(paper.data, paper.len, LUN_TEXT_MAX);
    assert_string_equal(code_of(document), "unreadable");
    lun_document_free(document);
    document = read_bytes("", 0, LUN_TEXT_MAX);
    assert_string_equal(code_of(document), "unreadable");
    lun_document_free(document);
    lun_buf_clear(&paper);
}

static void test_pdf__of_pictures_is_empty(void **state)
{
    (void)state;
    begin("", "");
    page();
    end_page();
    page();
    block();
    lun_buf_adds(&paper, "<line><word></word></line>");
    end_block();
    end_page();
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_string_equal(code_of(document), "empty");
    assert_non_null(strstr(document->problems->message, "ocrmypdf"));
    lun_document_free(document);
}

static void test_pdf__ends_at_the_limit(void **state)
{
    (void)state;
    begin("", "");
    for (int i = 0; i < 100; i++) {
        page();
        one(SIZE, 200, "Peru left, and it rained.");
        end_page();
    }
    lun_document *document = read_bytes(paper.data, paper.len, 100);
    assert_true(document->len > 50 && document->len < 130);
    assert_string_equal(code_of(document), "too-large");
    assert_null(document->problems->next);
    lun_document_free(document);
    lun_buf_clear(&paper);
}

/* ---- what no pdftotext writes ---- */

static void test_pdf__bad_utf8_is_mended(void **state)
{
    (void)state;
    begin("", "");
    page();
    one(SIZE, 200, "Pe\xFF\xC3ru left\xE2\x80.");
    end_page();
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_non_null(strstr(document->text, "ru left"));
    lun_document_free(document);
}

static void test_pdf__numbers_that_are_none_do_no_harm(void **state)
{
    (void)state;
    static const char *const numbers[] = { "nan",    "inf",    "-inf",
                                           "1e308",  "-1e308", "99999999999999999999999999999999999999999",
                                           "",       "x",      "-0",
                                           "1e-320", "0x1p3",  "1,5" };
    begin("", "");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *n = numbers[i];
        lun_buf_addf(
            &paper,
            "<page height=\"%s\"><block><line><word xMin=\"%s\" yMin=\"%s\" xMax=\"%s\" yMax=\"%s\">Peru</word>", n, n,
            n, n, n);
        lun_buf_addf(
            &paper,
            "<word xMin=\"%s\">left.</word></line><line><word yMax=\"%s\">It</word><word>rained</word></line></block>",
            n, n);
        end_page();
    }
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_non_null(strstr(document->text, "Peru"));
    lun_document_free(document);
}

static void test_pdf__things_out_of_place_do_no_harm(void **state)
{
    (void)state;
    begin("", "");
    lun_buf_adds(
        &paper,
        "<word>before</word></line></block></page></page><line><page><line><word>in<word>side</word></line></page>"
        "<word xMin=\"1\">open<page><block></page></word></line>");
    lun_document *document = finish(LUN_PDF_DONE, "");
    lun_document_free(document);
    begin("", "");
    page();
    one(SIZE, 200, "Never ended.");
    document = finish(LUN_PDF_DONE, "");
    assert_string_equal(document->text, "");
    assert_string_equal(code_of(document), "empty");
    lun_document_free(document);
}

/* A page of one block of many lines, none of which has a blank: what joins them must not look back over all that it has joined. */
static void test_pdf__many_lines_take_time_in_proportion(void **state)
{
    (void)state;
    begin("", "");
    page();
    block();
    for (int i = 0; i < 100000; i++)
        line(72, 200, "coop-");
    end_block();
    for (int i = 0; i < 100000; i++)
        lun_buf_adds(&paper, "<block></block>");
    one(SIZE, 300, "Peru left.");
    end_page();
    lun_document *document = finish(LUN_PDF_DONE, "");
    assert_true(document->len > 400000);
    lun_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pdf__lines_become_paragraphs),
        cmocka_unit_test(test_pdf__indents_gaps_and_signs_begin_paragraphs),
        cmocka_unit_test(test_pdf__words_that_a_line_cut_are_joined),
        cmocka_unit_test(test_pdf__sentences_go_on_over_columns_and_pages),
        cmocka_unit_test(test_pdf__cells_of_a_row_stay_beside_each_other),
        cmocka_unit_test(test_pdf__words_are_joined_where_nothing_is_between),
        cmocka_unit_test(test_pdf__notes_stand_behind_their_paragraph),
        cmocka_unit_test(test_pdf__marks_of_notes_are_no_words),
        cmocka_unit_test(test_pdf__heads_stand_once_and_numbers_of_pages_never),
        cmocka_unit_test(test_pdf__lines_of_the_text_are_no_heads),
        cmocka_unit_test(test_pdf__says_where_its_pages_begin),
        cmocka_unit_test(test_pdf__title_is_what_the_file_says_or_the_largest_words),
        cmocka_unit_test(test_pdf__hash_is_of_all_that_is_read),
        cmocka_unit_test(test_pdf__says_how_pdftotext_ended),
        cmocka_unit_test(test_pdf__without_a_trailer_is_tried_again),
        cmocka_unit_test(test_pdf__of_pictures_is_empty),
        cmocka_unit_test(test_pdf__ends_at_the_limit),
        cmocka_unit_test(test_pdf__bad_utf8_is_mended),
        cmocka_unit_test(test_pdf__numbers_that_are_none_do_no_harm),
        cmocka_unit_test(test_pdf__things_out_of_place_do_no_harm),
        cmocka_unit_test(test_pdf__many_lines_take_time_in_proportion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
