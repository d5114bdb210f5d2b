/*
** pdf.c - the output of pdftotext to lines, page by page; then fields.
**
** The output is XHTML whose text is escaped, so that the HTML lexer, which no input holds up, reads it as well. Invariant: no more than one page
** is in memory as XHTML.
*/
#include "load/pdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "load/html.h"
#include "load/open.h"
#include "load/properties.h"

#define STEP 65536
#define PAGE_MOST ((size_t)64 << 20) /* bytes of XHTML that one page may take: some hundred thousand words */
#define GAP 0.1f     /* of the height of letters: less is no space between words (poppler's minWordBreakSpace) */
#define RAISED 0.75f /* the height of a mark of a note, at most, to that of its line */
#define MARK_MOST 3  /* bytes of such a mark */

static const char page_end[] = "</page>";

typedef struct box {
    float x0, y0, x1, y1;
} box;

typedef struct reader {
    lun_pdf_lines lines;
    lun_pdf_line line; /* the one at hand */
    box word, last;
    int in_word, n_words;
    lun_buf letters; /* of the word at hand */
    uint32_t pages, blocks;
    uint8_t hash[16]; /* of all that was read */
    lun_buf title, author, created;
    size_t limit;
    int is_too_large, failed;
} reader;

static float number(const lun_html_token *token, const char *name)
{
    char text[32];
    const lun_html_attribute *a = lun_html_attribute_find(token, name);
    if (!a || a->value_len >= sizeof text)
        return 0;
    memcpy(text, a->value, a->value_len);
    text[a->value_len] = '\0';
    double value = strtod(text, NULL);
    return isfinite(value) && fabs(value) < 1e6 ? (float)value : 0;
}

static box box_of(const lun_html_token *token)
{
    return (box){ number(token, "xMin"), number(token, "yMin"), number(token, "xMax"), number(token, "yMax") };
}

/* "agreement¹": the number of a note, smaller and higher than the word that it hangs on. */
static int is_mark(const reader *r)
{
    const lun_buf *w = &r->letters;
    float height = r->word.y1 - r->word.y0, before = r->last.y1 - r->last.y0;
    if (r->n_words == 0 || w->len > MARK_MOST || height > RAISED * before || r->word.y1 >= r->last.y1 ||
        r->word.x0 - r->last.x1 > GAP * before)
        return 0;
    for (size_t i = 0; i < w->len; i++) {
        if (!strchr("0123456789*", w->data[i]))
            return 0;
    }
    return 1;
}

static void begin_line(reader *r)
{
    r->line = (lun_pdf_line){ .start = r->lines.text.len, .page = r->pages, .block = r->blocks };
    r->n_words = 0;
}

static void end_word(reader *r)
{
    r->in_word = 0;
    if (r->letters.len == 0 || is_mark(r))
        return;
    if (r->lines.text.len + r->letters.len > r->limit) {
        r->is_too_large = 1;
        return;
    }
    int joins = r->n_words > 0 && r->word.x0 - r->last.x1 < GAP * (r->last.y1 - r->last.y0) && r->word.x0 >= r->last.x0;
    if (r->n_words > 0 && !joins)
        lun_buf_addc(&r->lines.text, ' ');
    lun_buf_add(&r->lines.text, r->letters.data, r->letters.len);
    lun_pdf_line *line = &r->line;
    if (r->n_words++ == 0) {
        line->x0 = r->word.x0;
        line->y0 = r->word.y0;
        line->x1 = r->word.x1;
        line->y1 = r->word.y1;
    }
    if (line->first == 0 || (joins && r->last.x1 - line->x0 <= line->first))
        line->first = r->word.x1 - line->x0;
    line->x0 = fminf(line->x0, r->word.x0);
    line->x1 = fmaxf(line->x1, r->word.x1);
    line->y0 = fminf(line->y0, r->word.y0);
    line->y1 = fmaxf(line->y1, r->word.y1);
    r->last = r->word;
}

static void end_line(reader *r)
{
    r->line.stop = r->lines.text.len;
    if (r->n_words > 0 && lun_vec_push(&r->lines.items, r->line) < 0)
        r->failed = 1;
    r->n_words = 0;
}

/* Blocks are numbered as they have lines: what is kept of a block would else be given to any number of empty ones. */
static void end_block(reader *r)
{
    size_t n = r->lines.items.n;
    if (n > 0 && r->lines.items.items[n - 1].block == r->blocks)
        r->blocks++;
}

static int is_tag(const lun_html_token *token, const char *name)
{
    return strcmp(token->name, name) == 0;
}

static void take_start(reader *r, const lun_html_token *token)
{
    if (is_tag(token, "page")) {
        if (lun_vec_push(&r->lines.heights, number(token, "height")) < 0)
            r->failed = 1;
    } else if (is_tag(token, "line")) {
        begin_line(r);
    } else if (is_tag(token, "word")) {
        r->in_word = 1;
        r->word = box_of(token);
        lun_buf_reset(&r->letters);
    }
}

static void take_stop(reader *r, const lun_html_token *token)
{
    if (is_tag(token, "word") && r->in_word)
        end_word(r);
    else if (is_tag(token, "line"))
        end_line(r);
    else if (is_tag(token, "block"))
        end_block(r);
    else if (is_tag(token, "page"))
        r->pages = (uint32_t)r->lines.heights.n;
}

static void take_page(reader *r, const char *data, size_t len)
{
    lun_html_lexer lexer = { .data = data, .len = len };
    lun_html_token token;
    while (lun_html_next(&lexer, &token) && !r->is_too_large) {
        if (token.kind == LUN_HTML_START)
            take_start(r, &token);
        else if (token.kind == LUN_HTML_STOP)
            take_stop(r, &token);
        else if (token.kind == LUN_HTML_TEXT && r->in_word)
            lun_html_decode(&r->letters, token.text, token.len);
    }
    r->in_word = 0;
}

/* What stands before the first page: what the file says of itself. */
static void take_head(reader *r, const char *data, size_t len)
{
    lun_html_lexer lexer = { .data = data, .len = len };
    lun_html_token token;
    while (lun_html_next(&lexer, &token)) {
        const lun_html_attribute *content = lun_html_attribute_find(&token, "content");
        if (token.kind == LUN_HTML_START && is_tag(&token, "page"))
            return;
        if (token.kind == LUN_HTML_RAW && is_tag(&token, "title"))
            lun_html_decode(&r->title, token.text, token.len);
        else if (token.kind == LUN_HTML_START && content && lun_html_attribute_is(&token, "name", "Author"))
            lun_html_decode(&r->author, content->value, content->value_len);
        else if (token.kind == LUN_HTML_START && content && lun_html_attribute_is(&token, "name", "CreationDate"))
            lun_html_decode(&r->created, content->value, content->value_len);
    }
}

/* Bytes up to the end of the next page, or 0: there is none. A code. */
static int find_page(lun_input *input, size_t *len, lun_error *err)
{
    size_t looked = 0, n = sizeof page_end - 1;
    for (;;) {
        const char *data = lun_input_at(input);
        size_t have = lun_input_len(input);
        const char *found = have > looked ? memmem(data + looked, have - looked, page_end, n) : NULL;
        if (found) {
            *len = (size_t)(found - data) + n;
            return LUN_OK;
        }
        *len = 0;
        if (input->at_end || have > PAGE_MOST)
            return LUN_OK;
        looked = have > n ? have - n : 0;
        int rc = lun_input_want(input, have + STEP, err);
        if (rc < 0)
            return rc;
    }
}

static void add_hash(reader *r, const char *data, size_t len)
{
    uint8_t both[2 * sizeof r->hash];
    memcpy(both, r->hash, sizeof r->hash);
    lun_hash128(data, len, both + sizeof r->hash);
    lun_hash128(both, sizeof both, r->hash);
}

static void take_chunk(reader *r, const char *data, size_t len, int is_first)
{
    if (is_first)
        take_head(r, data, len);
    take_page(r, data, len);
}

static int read_pages(reader *r, lun_input *input, lun_error *err)
{
    size_t len;
    int rc, is_first = 1;
    while ((rc = find_page(input, &len, err)) == LUN_OK && len > 0 && !r->is_too_large) {
        const char *data = lun_input_at(input);
        lun_decoded decoded = { 0 };
        add_hash(r, data, len);
        int is_valid = lun_utf8_valid(data, len);
        if (!is_valid && (rc = lun_decode(&decoded, data, len, "utf-8", 0, LUN_DECODE_PLAIN, err)) < 0)
            return rc;
        take_chunk(r, is_valid ? data : decoded.text, is_valid ? len : decoded.len, is_first);
        lun_decoded_clear(&decoded);
        is_first = 0;
        lun_input_skip(input, len);
    }
    return rc;
}

/* The trailer is what stands last, and no page end is in it. Where a page was too large, what stands last was not reached. */
static lun_pdf_end read_end(lun_input *input, char line[LUN_PDF_TRAILER])
{
    size_t len = lun_input_len(input);
    if (!input->at_end)
        return LUN_PDF_CRASHED;
    if (len < LUN_PDF_TRAILER || lun_input_at(input)[len - 1] != '\0')
        return LUN_PDF_LOST;
    memcpy(line, lun_input_at(input) + len - LUN_PDF_TRAILER, LUN_PDF_TRAILER);
    return (lun_pdf_end)line[0];
}

/* What may go better another time. */
static int may_change(lun_pdf_end end)
{
    return end == LUN_PDF_LATE || end == LUN_PDF_UNSTARTED || end == LUN_PDF_LOST;
}

static void problem(lun_document *document, const char *code, const char *what)
{
    lun_document_problem(document, LUN_PROBLEM_DOCUMENT, code, "%s: %s", document->uri, what);
}

/* "unreadable" is tried again by the next run. */
static void say_end(lun_document *document, lun_pdf_end end, const char *line)
{
    char text[LUN_PDF_TRAILER + 120];
    if (end == LUN_PDF_DONE)
        return;
    if (end == LUN_PDF_FAILED && strstr(line, "Incorrect password")) {
        problem(document, "locked", "the PDF file is locked with a password; save it without one");
        return;
    }
    if (end == LUN_PDF_FAILED)
        snprintf(text, sizeof text, "pdftotext cannot read the PDF file (%s); fetch it again, or print it anew",
                 line[0] ? line : "it does not say why");
    else if (end == LUN_PDF_LATE)
        snprintf(text, sizeof text,
                 "pdftotext took longer than the deadline over the PDF file; --deadline allows more");
    else if (end == LUN_PDF_UNSTARTED)
        snprintf(text, sizeof text, "pdftotext cannot be started (%s)", line);
    else if (end == LUN_PDF_LOST)
        snprintf(text, sizeof text, "pdftotext was ended over the PDF file by somebody else; what follows is not read");
    else
        snprintf(text, sizeof text, "pdftotext crashed over the PDF file; what follows is not read");
    problem(document, may_change(end) ? "unreadable" : "broken-pdf", text);
}

/* Of several pages: [0,1830,…]. */
static int set_pages(lun_document *document, const lun_pdf_text *read, lun_error *err)
{
    lun_buf json = LUN_BUF_INIT;
    for (size_t i = 0; i < read->pages.n; i++)
        lun_buf_addf(&json, "%c%u", i == 0 ? '[' : ',', read->pages.items[i]);
    lun_buf_adds(&json, "]");
    int rc = json.failed         ? lun_load__no_memory(err)
             : read->pages.n < 2 ? LUN_OK
                                 : lun_load__meta(document, "page_starts", json.data, err);
    lun_buf_clear(&json);
    return rc;
}

static int set_fields(reader *r, lun_document *document, const lun_buf *head, lun_error *err)
{
    const char *said = r->title.data ? r->title.data : "";
    char pages[16];
    snprintf(pages, sizeof pages, "%u", r->pages);
    int rc = lun_load__is_title(said) ? lun_load__title_said(document, said, err)
                                      : lun_load__set(document, LUN_FIELD_TITLE, head->data ? head->data : "",
                                                      head->len, document->uri, err);
    if (rc == LUN_OK)
        rc = lun_load__made_by(document, r->author.data ? r->author.data : "", r->created.data ? r->created.data : "",
                               err);
    return rc == LUN_OK ? lun_load__meta(document, "pages", pages, err) : rc;
}

static int set_text(reader *r, lun_document *document, lun_error *err)
{
    lun_pdf_text read = { LUN_BUF_INIT, LUN_BUF_INIT, { 0 } };
    const lun_buf *text = &read.text;
    lun_decoded decoded = { 0 };
    int rc = lun_pdf__mark_heads(&r->lines, err);
    if (rc == LUN_OK)
        rc = lun_pdf__paragraphs(&read, &r->lines, err);
    if (rc == LUN_OK)
        rc = lun_decode(&decoded, text->data ? text->data : "", text->len, "utf-8", 0, LUN_DECODE_PLAIN, err);
    if (rc == LUN_OK)
        rc = lun_load__take_text(document, &decoded, err);
    if (rc == LUN_OK)
        rc = lun_load__day_of_head(document, err);
    if (rc == LUN_OK)
        rc = set_fields(r, document, &read.title, err);
    if (rc == LUN_OK)
        rc = set_pages(document, &read, err);
    lun_decoded_clear(&decoded);
    lun_buf_clear(&read.text);
    lun_buf_clear(&read.title);
    lun_vec_clear(&read.pages);
    return rc;
}

static int fill(reader *r, lun_document *document, lun_input *input, lun_error *err)
{
    char line[LUN_PDF_TRAILER] = "";
    lun_error inner = LUN_ERROR_INIT;
    int rc = read_pages(r, input, &inner);
    if (rc < 0 && rc != LUN_EIO)
        return lun_load__no_memory(err);
    lun_pdf_end end = rc < 0 ? LUN_PDF_LOST : read_end(input, line);
    if (r->failed || r->lines.text.failed || r->letters.failed || r->title.failed || r->author.failed ||
        r->created.failed)
        return lun_load__no_memory(err);
    add_hash(r, line, 1);
    memcpy(document->hash, r->hash, sizeof r->hash);
    if ((rc = set_text(r, document, err)) < 0 || (rc = lun_load__drop_blank(document, err)) < 0)
        return rc;
    if (r->is_too_large)
        problem(document, "too-large",
                "its text is larger than the limit; what follows is not read: raise it with --limit");
    else
        say_end(document, end, line + 1);
    if (document->len == 0 && !document->problems)
        problem(
            document, "empty",
            "its pages hold no text, pictures at most (a scan?); run text recognition over it first, e.g. ocrmypdf");
    return LUN_OK;
}

int lun_load_is_pdf(int fd)
{
    char start[5];
    return pread(fd, start, sizeof start, 0) == (ssize_t)sizeof start && memcmp(start, "%PDF-", sizeof start) == 0;
}

int lun_load__pdf(lun_document **out, lun_input *take_input, const char *path, const char *id, size_t limit,
                  lun_error *err)
{
    reader r = { .limit = limit };
    int rc = lun_load__document(out, path, id, err);
    if (rc == LUN_OK) {
        (*out)->media_type = "application/pdf";
        rc = fill(&r, *out, take_input, err);
    }
    lun_input_close(take_input);
    lun_buf_clear(&r.lines.text);
    lun_vec_clear(&r.lines.items);
    lun_vec_clear(&r.lines.heights);
    lun_buf *const bufs[] = { &r.letters, &r.title, &r.author, &r.created };
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        lun_buf_clear(bufs[i]);
    if (rc < 0) {
        lun_document_free(*out);
        *out = NULL;
    }
    return rc;
}
