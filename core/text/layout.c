/*
** layout.c - paragraphs: which line ends are breaks and which are only where an editor wrapped the line.
**
** Sits on the raw tokens of scan.c. A blank line breaks, but for one at the foot of a page, behind a word such as "the". A
** single line end is judged by the shape of the document: in wrapped text most lines go on in lower case and a line ends where
** the next word would not have fitted; elsewhere a line is a paragraph (readouts, lists, headlines).
*/
#include <string.h>

#include "text/chars.h"
#include "text/tokens.h"

#define SHORT_LINE 40  /* no editor wraps at less; shorter lines say nothing about wrapping */
#define MOST_WIDTH 512 /* lines longer than this are paragraphs */

static int starts_lower(const lun_scan *scan, const lun_raw *raw)
{
    return lun_ascii_lower(scan->text[raw->start]);
}

static int is_bullet(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    char c = scan->text[raw->start];
    if (raw->kind == LUN_RAW_SIGN)
        return c == '-' || c == '*' || (unsigned char)c >= 128;
    if (raw->kind != LUN_RAW_NUMBER && !(raw->kind == LUN_RAW_WORD && raw->stop - raw->start == 1))
        return 0;
    return i + 1 < scan->raw.n && raw[1].start == raw->stop && strchr(".)", scan->text[raw[1].start]) != NULL;
}

/* 1 if the line that ends before token i breaks off in the middle of something: no stop before, lower case after. */
static int flows(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    return raw[-1].kind != LUN_RAW_STOP && starts_lower(scan, raw) && !is_bullet(scan, i);
}

/* The width in which 19 of 20 long lines fit. */
static uint32_t width_of(const uint32_t counts[MOST_WIDTH + 1], uint32_t n)
{
    uint32_t seen = 0, width = 0;
    while (width < MOST_WIDTH && (uint64_t)seen * 20 < (uint64_t)n * 19)
        seen += counts[width++];
    return width;
}

/* The next token from i that starts a line; the number of tokens if there is none. */
static size_t next_line(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = scan->raw.items;
    size_t n = scan->raw.n;
    while (i < n && !raw[i].newlines)
        i++;
    return i;
}

/* The width the text is wrapped at; 0 if it is not wrapped. */
static uint32_t wrapped_at(const lun_scan *scan)
{
    uint32_t counts[MOST_WIDTH + 1] = { 0 }, n_long = 0, n_flow = 0, line = scan->raw.n ? scan->raw.items[0].start : 0;
    for (size_t i = next_line(scan, 1); i < scan->raw.n; i = next_line(scan, i + 1)) {
        const lun_raw *raw = &scan->raw.items[i];
        uint32_t len = raw[-1].stop - line;
        line = raw->start;
        if (len < SHORT_LINE || raw->newlines > 1)
            continue;
        counts[len < MOST_WIDTH ? len : MOST_WIDTH]++;
        n_long++;
        n_flow += flows(scan, i) != 0;
    }
    return n_flow * 10 >= n_long * 4 && n_flow > 1 ? width_of(counts, n_long) : 0;
}

/* One or two capitals alone on a line: part of a word that was set upright or letter by letter. */
static int is_upright(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    if (raw->stop - raw->start > 2 || (i + 1 < scan->raw.n && !raw[1].newlines) || (i > 0 && !raw->newlines))
        return 0;
    return lun_ascii_upper(scan->text[raw->start]) && lun_ascii_upper(scan->text[raw->stop - 1]);
}

static int wrapped_here(const lun_scan *scan, size_t i, uint32_t line, uint32_t width)
{
    const lun_raw *raw = &scan->raw.items[i];
    uint32_t len = raw[-1].stop - line;
    if (raw->kind == LUN_RAW_STOP || (is_upright(scan, i - 1) && is_upright(scan, i)))
        return 1;
    if (is_bullet(scan, i))
        return 0;
    int trailing = scan->text[raw[-1].stop] == ' ' && raw[-1].kind != LUN_RAW_STOP &&
                   (starts_lower(scan, raw) || raw->kind == LUN_RAW_OPEN);
    if (trailing || (len >= SHORT_LINE && flows(scan, i)))
        return 1;
    if (!width || len < SHORT_LINE)
        return 0;
    uint32_t word = raw->start; /* what an editor would have had to fit: up to the next white space */
    while (word < scan->len && word - raw->start < MOST_WIDTH && (unsigned char)scan->text[word] > ' ')
        word++;
    return len + 1 + (word - raw->start) > width;
}

/* Does the line break off behind a word that nothing ends with ("the", "of")? It goes on below, behind the foot of a page. */
static int breaks_off(const lun_scan *scan, size_t i, uint32_t line)
{
    static const char *const LEADERS[] = { "the",   "a",   "an",  "of", "and",   "or",    "our",  "its",
                                           "their", "his", "her", "my", "these", "those", "whose" };
    static const char *const BEFORE_LOWER[] = { "in", "to", "with", "by", "for", "from", "at", "into", "that" };
    const lun_raw *raw = &scan->raw.items[i], *last = raw - 1;
    if (last->kind != LUN_RAW_WORD || last->stop - line < SHORT_LINE || is_bullet(scan, i))
        return 0;
    size_t len = last->stop - last->start;
    for (size_t n = 0; n < sizeof LEADERS / sizeof *LEADERS; n++)
        if (strlen(LEADERS[n]) == len && memcmp(scan->text + last->start, LEADERS[n], len) == 0)
            return raw->kind == LUN_RAW_WORD;
    for (size_t n = 0; n < sizeof BEFORE_LOWER / sizeof *BEFORE_LOWER; n++)
        if (strlen(BEFORE_LOWER[n]) == len && memcmp(scan->text + last->start, BEFORE_LOWER[n], len) == 0)
            return starts_lower(scan, raw);
    return 0;
}

void lun_layout_run(lun_scan *scan)
{
    uint32_t line = 0, width = wrapped_at(scan);
    for (size_t i = 0; i < scan->raw.n; i = next_line(scan, i + 1)) {
        lun_raw *raw = &scan->raw.items[i];
        if (i == 0 || (raw->newlines > 1 && !breaks_off(scan, i, line)) ||
            (raw->newlines == 1 && !wrapped_here(scan, i, line, width)))
            raw->breaks = LUN_BREAK_PARAGRAPH;
        line = raw->start;
    }
}
