/*
** markdown.c - the Markdown reader: front matter to fields, lines to blocks, one blank line between blocks in the text.
**
** Words stay, marks go. Lines of a paragraph are joined by a space; a line that ends in two spaces or a backslash
** keeps its end. Headings, list items, table rows and code are blocks of their own; a heading of the first level that
** comes first is the title.
*/
#include "load/markdown.h"

#include <ctype.h>
#include <string.h>

typedef struct line {
    size_t start, stop; /* without the line end */
} line;

typedef struct reader {
    lun_markdown m;
    lun_document *document;
    const char *place;
    size_t at;  /* the next line */
    char fence; /* sign of the open code fence, '\0' outside */
    size_t fence_len;
    int is_first; /* no block was written yet */
    lun_error *err;
    int rc;
} reader;

static const char *text_of(const reader *r)
{
    return r->m.decoded->text;
}

static int next_line(reader *r, line *out)
{
    if (r->at >= r->m.decoded->len)
        return 0;
    const char *p = text_of(r) + r->at, *stop = memchr(p, '\n', r->m.decoded->len - r->at);
    out->start = r->at;
    out->stop = stop == NULL ? r->m.decoded->len : (size_t)(stop - text_of(r));
    r->at = out->stop + 1;
    return 1;
}

static line trimmed(const reader *r, line l)
{
    const char *text = text_of(r);
    while (l.start < l.stop && isspace((unsigned char)text[l.start]))
        l.start++;
    while (l.stop > l.start && isspace((unsigned char)text[l.stop - 1]))
        l.stop--;
    return l;
}

static int line_is(const reader *r, line l, const char *what)
{
    l = trimmed(r, l);
    return l.stop - l.start == strlen(what) && memcmp(text_of(r) + l.start, what, l.stop - l.start) == 0;
}

/* ---- front matter ---- */

static int set_key(reader *r, line key, line value)
{
    char name[64] = "";
    key = trimmed(r, key);
    value = trimmed(r, value);
    size_t n = key.stop - key.start, len = value.stop - value.start;
    const char *text = text_of(r) + value.start;
    if (n == 0 || n >= sizeof name)
        return 0;
    memcpy(name, text_of(r) + key.start, n);
    if (len >= 2 && (text[0] == '"' || text[0] == '\'') && text[len - 1] == text[0]) {
        text++;
        len -= 2;
    }
    lun_field field = lun_load__field(name);
    if (len == 0)
        return 0;
    if (field == LUN_FIELD_NONE || field == LUN_FIELD_TEXT)
        return lun_load__meta_string(r->document, name, text, len, r->err);
    return lun_load__set(r->document, field, text, len, r->place, r->err);
}

/* Reads "---" up to "---" or "..."; without the closing line it is no front matter. */
static void read_front_matter(reader *r)
{
    line l;
    size_t start = r->at;
    if (!next_line(r, &l) || !line_is(r, l, "---")) {
        r->at = start;
        return;
    }
    size_t body = r->at, after = 0;
    while (after == 0 && next_line(r, &l)) {
        if (line_is(r, l, "---") || line_is(r, l, "..."))
            after = r->at;
    }
    r->at = after == 0 ? start : body;
    while (after != 0 && r->rc == 0 && next_line(r, &l) && r->at < after) {
        const char *colon = memchr(text_of(r) + l.start, ':', l.stop - l.start);
        char first = l.start < l.stop ? text_of(r)[l.start] : '#';
        if (colon == NULL || isspace((unsigned char)first) || first == '#' || first == '-')
            continue;
        size_t at = (size_t)(colon - text_of(r));
        r->rc = set_key(r, (line){ l.start, at }, (line){ at + 1, l.stop });
    }
    if (after != 0)
        r->at = after;
}

/* ---- blocks ---- */

static void flush(reader *r, lun_markdown_style style)
{
    if (r->m.block.len == 0)
        return;
    r->is_first = 0;
    lun_markdown_flush(&r->m, style);
}

/* The first heading becomes the title, without its marks, and leaves the text. */
static void flush_heading(reader *r, int level)
{
    int is_title = level == 1 && r->is_first && r->document->title == NULL && r->m.text.len == 0;
    flush(r, LUN_MARKDOWN_PROSE);
    if (!is_title || r->m.text.len == 0 || r->rc < 0)
        return;
    r->rc = lun_load__set(r->document, LUN_FIELD_TITLE, r->m.text.data, r->m.text.len, r->place, r->err);
    lun_buf_reset(&r->m.text);
}

static size_t run_of(const reader *r, line l, char sign)
{
    size_t n = 0;
    while (l.start + n < l.stop && text_of(r)[l.start + n] == sign)
        n++;
    return n;
}

/* A line of nothing but `sign` and spaces, three at least. */
static int is_rule(const reader *r, line l, const char *signs)
{
    size_t n = 0;
    l = trimmed(r, l);
    char sign = l.start < l.stop ? text_of(r)[l.start] : '\0';
    if (sign == '\0' || strchr(signs, sign) == NULL)
        return 0;
    for (size_t i = l.start; i < l.stop; i++) {
        if (text_of(r)[i] == sign)
            n++;
        else if (text_of(r)[i] != ' ')
            return 0;
    }
    return n >= 3;
}

/* "- ", "* ", "+ ", "12. ", "3) ": bytes of the marker, 0 if there is none. */
static size_t marker_length(const reader *r, line l)
{
    const char *p = text_of(r) + l.start;
    size_t n = l.stop - l.start, digits = 0;
    if (n >= 2 && strchr("-*+", p[0]) != NULL && (p[1] == ' ' || p[1] == '\t'))
        return 2;
    while (digits < n && digits < 9 && isdigit((unsigned char)p[digits]))
        digits++;
    return digits > 0 && digits + 1 < n && (p[digits] == '.' || p[digits] == ')') && p[digits + 1] == ' ' ? digits + 2
                                                                                                          : 0;
}

/* Opens or closes a fence; 1 if the line was one. */
static int take_fence(reader *r, line l)
{
    for (const char *sign = "`~"; *sign != '\0'; sign++) {
        size_t n = run_of(r, l, *sign);
        if (n < 3 || (r->fence != '\0' && (r->fence != *sign || n < r->fence_len || n != l.stop - l.start)))
            continue;
        if (*sign == '`' && r->fence == '\0' && memchr(text_of(r) + l.start + n, '`', l.stop - l.start - n) != NULL)
            continue;
        flush(r, r->fence == '\0' ? LUN_MARKDOWN_PROSE : LUN_MARKDOWN_CODE);
        r->fence = r->fence == '\0' ? *sign : '\0';
        r->fence_len = n;
        return 1;
    }
    return 0;
}

/* "| a | b |": cells with tabs between them; the row of dashes goes. */
static void take_row(reader *r, line l)
{
    const char *text = text_of(r);
    flush(r, LUN_MARKDOWN_PROSE);
    if (strspn(text + l.start, "|-: \t") >= l.stop - l.start)
        return;
    size_t cell = l.start + 1;
    while (cell < l.stop) {
        const char *bar = memchr(text + cell, '|', l.stop - cell);
        size_t stop = bar == NULL ? l.stop : (size_t)(bar - text);
        line c = trimmed(r, (line){ cell, stop });
        if (c.stop > c.start) {
            if (r->m.block.len > 0) {
                lun_markdown_collect(&r->m, c.start - 1, 1);
                if (!r->m.block.failed)
                    r->m.block.data[r->m.block.len - 1] = '\t';
            }
            lun_markdown_collect(&r->m, c.start, c.stop - c.start);
        }
        cell = stop + 1;
    }
    flush(r, LUN_MARKDOWN_PROSE);
}

/* A definition "[label]: address" or a comment on a line of its own says nothing to readers. */
static int is_definition(const reader *r, line l)
{
    const char *p = text_of(r) + l.start;
    size_t n = l.stop - l.start;
    const char *close = n > 3 && p[0] == '[' && p[1] != '^' ? memchr(p, ']', n - 1) : NULL;
    return close != NULL && close[1] == ':' &&
           (memchr(close, '/', n - (size_t)(close - p)) != NULL || memchr(close, '#', n - (size_t)(close - p)) != NULL);
}

static void take_heading(reader *r, line l, size_t level)
{
    const char *text = text_of(r);
    flush(r, LUN_MARKDOWN_PROSE);
    l = trimmed(r, (line){ l.start + level, l.stop });
    size_t stop = l.stop;
    while (stop > l.start && text[stop - 1] == '#')
        stop--;
    if (stop == l.start || text[stop - 1] == ' ')
        l.stop = stop;
    lun_markdown_collect(&r->m, l.start, l.stop - l.start);
    flush_heading(r, (int)level);
}

/* Adds a line to the paragraph; a hard break keeps its line end through a backslash. */
static void take_prose(reader *r, line whole, line l)
{
    const char *text = text_of(r);
    if (r->m.block.len > 0) {
        size_t at = r->m.block.len;
        int is_hard = at >= 2 && r->m.block.data[at - 1] == ' ' && r->m.block.data[at - 2] == ' ';
        while (is_hard && r->m.block.len > 1 && r->m.block.data[r->m.block.len - 2] == ' ')
            r->m.block.data[--r->m.block.len] = '\0';
        if (is_hard)
            r->m.block.data[r->m.block.len - 1] = '\\';
        lun_markdown_collect(&r->m, whole.start - 1, 1);
        if (!r->m.block.failed)
            r->m.block.data[r->m.block.len - 1] = '\n';
    }
    size_t stop = l.stop;
    while (stop < whole.stop && text[stop] == ' ')
        stop++;
    lun_markdown_collect(&r->m, l.start, stop - l.start);
}

static void take_line(reader *r, line whole)
{
    const char *text = text_of(r);
    line l = trimmed(r, whole);
    while (r->fence == '\0' && l.start < l.stop && text[l.start] == '>')
        l = trimmed(r, (line){ l.start + 1, l.stop });
    if (take_fence(r, l))
        return;
    if (r->fence != '\0') {
        lun_markdown_collect(&r->m, whole.start, whole.stop + (whole.stop < r->m.decoded->len) - whole.start);
        return;
    }
    size_t hashes = run_of(r, l, '#'), marker = marker_length(r, l);
    int is_heading = hashes > 0 && hashes <= 6 && (l.start + hashes == l.stop || text[l.start + hashes] == ' ');
    if (l.start == l.stop)
        flush(r, LUN_MARKDOWN_PROSE);
    else if (is_heading)
        take_heading(r, l, hashes);
    else if (r->m.block.len > 0 && is_rule(r, l, "=-") && memchr(r->m.block.data, '\n', r->m.block.len) == NULL)
        flush_heading(r, text[l.start] == '=' ? 1 : 2);
    else if (is_rule(r, l, "*-_="))
        flush(r, LUN_MARKDOWN_PROSE);
    else if (text[l.start] == '|')
        take_row(r, l);
    else if (is_definition(r, l))
        flush(r, LUN_MARKDOWN_PROSE);
    else if (marker > 0) {
        flush(r, LUN_MARKDOWN_PROSE);
        take_prose(r, whole, trimmed(r, (line){ l.start + marker, l.stop }));
    } else
        take_prose(r, whole, l);
}

static int settle(reader *r)
{
    if (r->m.failed || r->m.text.failed || r->m.block.failed)
        return lun_load__no_memory(r->err);
    static char nothing[] = "";
    const lun_decoded text = { .text = r->m.text.data == NULL ? nothing : r->m.text.data, .len = r->m.text.len };
    return lun_load__take_text(r->document, &text, r->err);
}

int lun_read_markdown(lun_document *document, const lun_decoded *decoded, const char *place, lun_error *err)
{
    reader r = { .m = { .decoded = decoded }, .document = document, .place = place, .is_first = 1, .err = err };
    line l;
    read_front_matter(&r);
    while (r.rc == 0 && !r.m.failed && next_line(&r, &l))
        take_line(&r, l);
    flush(&r, r.fence == '\0' ? LUN_MARKDOWN_PROSE : LUN_MARKDOWN_CODE);
    if (r.rc == 0)
        r.rc = settle(&r);
    lun_buf_clear(&r.m.block);
    lun_buf_clear(&r.m.text);
    lun_vec_clear(&r.m.brackets);
    lun_vec_clear(&r.m.skips);
    return r.rc;
}
