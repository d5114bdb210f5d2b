/*
** test_load_html.c - pages: main text, title, date; hostile markup loses no text and takes linear time.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "load/html.h"

static lun_document *load(const char *html)
{
    lun_document *document = NULL;
    assert_int_equal(lun_load_bytes(&document, "page.html", html, strlen(html), NULL, NULL), 0);
    assert_true(lun_utf8_valid(document->text, document->len));
    return document;
}

static void expect_text(const char *html, const char *text)
{
    lun_document *document = load(html);
    assert_string_equal(document->text, text);
    lun_document_free(document);
}

static void test_text__keeps_blocks_apart_and_drops_the_frame(void **state)
{
    (void)state;
    expect_text(
        "<!doctype html><html><head><title>T</title><style>p{}</style><script>var a = '<p>no</p>';</script></head><body>"
        "<nav><a href=/>Home</a></nav><header>The office</header><h2>Ferries</h2><p>One <b>ferry</b> left.<br>It was full.</p><p>Two came.</p>"
        "<ul><li>first<li>second</ul><table><tr><th>Year<th>Ships<tr><td>2020<td>12</table><aside>Also</aside>"
        "<noscript>Turn on scripts</noscript><footer>Contact</footer></body></html>",
        "Ferries\n\nOne ferry left.\nIt was full.\n\nTwo came.\n\nfirst\n\nsecond\n\nYear\tShips\n\n2020\t12");
}

static void test_text__decodes_entities_and_drops_the_invisible(void **state)
{
    (void)state;
    expect_text("<html><p>a&nbsp;b &amp; c&lt;d &#8212; &#x201C;q&#148; har&shy;bour &copy 2020 &unknown; AT&T&#0;</p>",
                "a b & c<d \xE2\x80\x94 \xE2\x80\x9Cq\xE2\x80\x9D harbour \xC2\xA9 2020 &unknown; AT&T\xEF\xBF\xBD");
}

static void test_main_text__prefers_what_the_page_marks(void **state)
{
    (void)state;
    expect_text(
        "<html><body><p>Weather: rain in the north and sun in the south.</p><article><h1>A bridge opens</h1>"
        "<p>The bridge over the sound was opened by the mayor on a cold morning, and many people crossed it on foot.</p></article>"
        "<p>Sign up for letters.</p></body></html>",
        "The bridge over the sound was opened by the mayor on a cold morning, and many people crossed it on foot.");
    lun_document *document = load(
        "<html><body><ul><li><a href=a>One</a><li><a href=b>Two</a></ul><div><p>The lock was closed for repairs until spring.</p></div></body></html>");
    assert_string_equal(document->text, "The lock was closed for repairs until spring.");
    assert_int_equal(document->n_meta, 1);
    assert_string_equal(document->meta[0].key, "dropped_characters");
    assert_string_equal(document->meta[0].value, "6");
    lun_document_free(document);
}

static void test_main_text__survives_wrong_markup(void **state)
{
    (void)state;
    expect_text(
        "<html><body><form><p>The whole page is wrapped in one form by the system that made it.</p></form></body></html>",
        "The whole page is wrapped in one form by the system that made it.");
    expect_text(
        "<html><body><nav><a href=/>Home</a><p>The nav was never closed, so all of this seems to be in it, yet it is the text.</p></body></html>",
        "The nav was never closed, so all of this seems to be in it, yet it is the text.");
    expect_text("<html><body><article><div>Inside.</div></div></div> Still inside.</article></body></html>",
                "Inside.\n\nStill inside.");
    expect_text(
        "<html><body><p><a href=x>A link that is never closed</p><p>The text after it is no link and must stay in the document.</p></body></html>",
        "The text after it is no link and must stay in the document.");
}

static void test_unclosed_markup__does_not_swallow_text(void **state)
{
    (void)state;
    expect_text("<html><p>before<!-- never closed> <p>after</p>", "before\n\nafter");
    expect_text("<html><p>before <a href=\"never closed>link</a> after</p>", "before link after");
    expect_text("<html><p>2 < 3 and 5 > 4 <b", "2 < 3 and 5 > 4 <b");
    expect_text("<html><p>one<!-- a --!>two<!-->three<!--->four</p>", "onetwothreefour");
}

static void expect_head(const char *html, const char *title, const char *date)
{
    lun_document *document = load(html);
    assert_string_equal(document->title == NULL ? "" : document->title, title);
    assert_string_equal(document->date == NULL ? "" : document->date, date);
    lun_document_free(document);
}

static void test_head__gives_title_and_date(void **state)
{
    (void)state;
    expect_head("<html><title>The lock is open - Office</title><h1>Office</h1><h2>The lock is open</h2><p>x",
                "The lock is open", "");
    expect_head("<html><title>Ferry talks end well | Harbour Office</title><p>3 May 2021</p><p>x</p>",
                "Ferry talks end well", "2021-05-03");
    expect_head(
        "<html><title>Site</title><meta property=og:title content='Ferry &amp; bridge'><h1>Other</h1><time datetime='2020-02-03T10:00:00+02:00'>x</time>",
        "Ferry & bridge", "2020-02-03");
    expect_head(
        "<html><title>Site</title><h1>The\n lock </h1><meta name=dc.date content=2019-01-02><time datetime=2020-02-03>x</time><p>x",
        "The lock", "2020-02-03");
    expect_head(
        "<html><script type='application/ld+json'>{\"@graph\":[{\"headline\":\"H\",\"datePublished\":\"2018-07-06\"}]}</script><time datetime=2020-02-03>x</time><p>x",
        "H", "2018-07-06");
    expect_head(
        "<html><meta property='article:published_time' content='2017-05-04'><h1>A</h1><p>Published: 18 August 2021 10:00</p>",
        "A", "2017-05-04");
    expect_head("<html><h1>A</h1><p>Published: 18 August 2021 10:00</p><p>x", "A", "2021-08-18");
}

static void test_head__gives_address_language_and_source(void **state)
{
    (void)state;
    lun_document *document =
        load("<html lang=en-GB><link rel=canonical href=https://www.regjeringen.no/en/x><p>The ferry left.</p>");
    assert_string_equal(document->language, "en");
    assert_string_equal(document->country, "NO");
    assert_string_equal(document->meta[0].key, "url");
    lun_document_free(document);
}

static void repeat(lun_buf *out, const char *text, int n)
{
    for (int i = 0; i < n; i++)
        lun_buf_adds(out, text);
}

static void test_depth__loses_no_text(void **state)
{
    (void)state;
    lun_buf html = LUN_BUF_INIT;
    lun_buf_adds(&html, "<html><body><p>The upper paragraph is long enough to pass for the text of the page.</p>");
    for (int i = 0; i < 100000; i++)
        lun_buf_addf(&html, "<div>w%d ", i);
    lun_buf_adds(&html, "Deepest.");
    repeat(&html, "</div>", 100000);
    lun_buf_adds(&html, "<p>Below.</p>");
    lun_document *document = load(html.data);
    size_t words = 0;
    for (const char *p = document->text; (p = strchr(p, 'w')) != NULL; p++)
        words += p[1] >= '0' && p[1] <= '9';
    assert_int_equal(words, 100000);
    assert_non_null(strstr(document->text, "w99999 Deepest."));
    assert_non_null(strstr(document->text, "Below."));
    assert_null(document->problems);
    lun_document_free(document);
    lun_buf_clear(&html);
}

/* Each of these takes a parser that searches its open elements, or a sign that never comes, hours. */
static void test_hostile_markup__takes_linear_time(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
    } cases[] = {
        { "<span>x", "</div>" },
        { "<nav><div>x", "</p></section>" },
        { "<!-- x", "" },
        { "<a b=\"", "<a b='" },
        { "<", "&" },
        { "<article>x", "</article>" },
        { "<script>", "</script" },
        { "<!--", "--" },
        { "&amp", "&#" },
        { "<div style='display:", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lun_buf html = LUN_BUF_INIT;
        struct timespec start, stop;
        lun_buf_adds(&html, "<html>");
        repeat(&html, cases[i].first, 80000);
        repeat(&html, cases[i].second, 80000);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
        lun_document_free(load(html.data));
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &stop);
        assert_true(stop.tv_sec - start.tv_sec < 6);
        lun_buf_clear(&html);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text__keeps_blocks_apart_and_drops_the_frame),
        cmocka_unit_test(test_text__decodes_entities_and_drops_the_invisible),
        cmocka_unit_test(test_main_text__prefers_what_the_page_marks),
        cmocka_unit_test(test_main_text__survives_wrong_markup),
        cmocka_unit_test(test_unclosed_markup__does_not_swallow_text),
        cmocka_unit_test(test_head__gives_title_and_date),
        cmocka_unit_test(test_head__gives_address_language_and_source),
        cmocka_unit_test(test_depth__loses_no_text),
        cmocka_unit_test(test_hostile_markup__takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
