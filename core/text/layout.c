/*
** layout.c - paragraphs: which line ends are breaks and which are only where an editor wrapped the line.
**
** Sits on the raw tokens of scan.c. A blank line breaks, but for one at the foot of a page, behind a word such as "the". A
** single line end is judged by the shape of the document: in wrapped text most lines go on in lower case and a line ends where
** the next word would not have fitted; elsewhere a line is a paragraph (readouts, lists, headlines). In either, a line that ends
** in "of the" or "Mr.", or in the month before a year or a day, goes on.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tokens.h"

#define SHORT_LINE 40   /* no editor wraps at less; shorter lines say nothing about wrapping */
#define NARROW_LINE 16  /* the same of a column of a newspaper or a page of two */
#define NARROW_MOST 52  /* no column is wider */
#define NARROW_FEWEST 6 /* lines: fewer say nothing of a column */
#define FILLED_LEAST 55 /* letters of a line of a short text that is full, */
#define FILLED_MOST 100 /* and of its longest, at the most */
#define RAGGED 6        /* letters of a printed page differ in width: a line may be shorter by a sixth of the widest */
#define MOST_DIGITS 3   /* of the number of an item of a list */
#define MOST_WIDTH 512  /* lines longer than this are paragraphs */

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
    if (raw->stop - raw->start > MOST_DIGITS || i + 2 >= scan->raw.n || raw[2].newlines)
        return 0; /* "since March | 2022. The port": a year; "… of | 12." with nothing behind it: the end of a sentence */
    return raw[1].start == raw->stop && strchr(".)", scan->text[raw[1].start]) != NULL;
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

/* How a text is wrapped. */
typedef struct shape {
    uint32_t width;      /* of its lines; 0: it is not wrapped */
    uint32_t short_line; /* shorter lines say nothing about wrapping */
} shape;

/* Bytes of what an editor would have had to fit behind a line: the word before token i up to white space, with the blank. */
static uint32_t next_word(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    uint32_t word = raw->start;
    while (word < scan->len && word - raw->start < MOST_WIDTH && (unsigned char)scan->text[word] > ' ')
        word++;
    return 1 + (word - raw->start);
}

/* What the lines of at least so many bytes that end before another one say of a width. full: those that go on and had no room for a word more. */
typedef struct tally {
    uint32_t counts[MOST_WIDTH + 1], n_long, n_flow, n_full;
} tally;

static void count_lines(tally *t, const lun_scan *scan, uint32_t shortest, uint32_t width)
{
    uint32_t line = scan->raw.n ? scan->raw.items[0].start : 0;
    memset(t, 0, sizeof *t);
    for (size_t i = next_line(scan, 1); i < scan->raw.n; i = next_line(scan, i + 1)) {
        const lun_raw *raw = &scan->raw.items[i];
        uint32_t len = raw[-1].stop - line;
        line = raw->start;
        if (len < shortest || raw->newlines > 1)
            continue;
        t->counts[len < MOST_WIDTH ? len : MOST_WIDTH]++;
        t->n_long++;
        if (!flows(scan, i))
            continue;
        t->n_flow++;
        t->n_full += len + next_word(scan, i) >= width;
    }
}

/* The longest line; 0 where one is longer than any that is wrapped by hand. */
static uint32_t longest_line(const lun_scan *scan)
{
    uint32_t longest = 0, line = scan->raw.n ? scan->raw.items[0].start : 0;
    for (size_t i = next_line(scan, 1); i <= scan->raw.n; i = next_line(scan, i + 1)) {
        uint32_t len = scan->raw.items[i - 1].stop - line;
        longest = len > longest ? len : longest;
        if (i == scan->raw.n)
            break;
        line = scan->raw.items[i].start;
    }
    return longest <= FILLED_MOST ? longest : 0;
}

/*
** The width of a text of few lines, none of which need go on in lower case ("the hospital in El | Fasher"): each that ends before another without
** a stop is long and had no room for the next word, and they are not all of one length, as the rows of a table. 0 where it is not so.
*/
static uint32_t filled_width(const lun_scan *scan)
{
    uint32_t width = longest_line(scan), line = scan->raw.n ? scan->raw.items[0].start : 0, n = 0, shorter = 0;
    for (size_t i = next_line(scan, 1); width && i < scan->raw.n; i = next_line(scan, i + 1)) {
        const lun_raw *raw = &scan->raw.items[i];
        uint32_t len = raw[-1].stop - line;
        line = raw->start;
        if (raw->newlines > 1 || raw[-1].kind == LUN_RAW_STOP)
            continue;
        if (len < FILLED_LEAST || is_bullet(scan, i) || len + next_word(scan, i) <= width)
            return 0;
        shorter += len < width;
        n++;
    }
    return n > 1 && shorter ? width : 0;
}

/* A column is told by more than the lines of an editor: nearly all that go on are full, so that a list of short lines is none. */
static shape shape_of(const lun_scan *scan)
{
    tally t;
    shape out = { 0, SHORT_LINE };
    count_lines(&t, scan, SHORT_LINE, 0);
    if (t.n_flow > 1 && t.n_flow * 10 >= t.n_long * 4)
        out.width = width_of(t.counts, t.n_long);
    else
        out.width = filled_width(scan);
    if (out.width > NARROW_MOST)
        return out;
    count_lines(&t, scan, NARROW_LINE, 0);
    uint32_t width = width_of(t.counts, t.n_long);
    if (t.n_long < NARROW_FEWEST || t.n_flow * 10 < t.n_long * 4 || width > NARROW_MOST)
        return out;
    count_lines(&t, scan, NARROW_LINE, width);
    if (t.n_full * 10 >= t.n_flow * 9)
        out = (shape){ width, NARROW_LINE };
    return out;
}

/* One or two capitals alone on a line: part of a word that was set upright or letter by letter. */
static int is_upright(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    if (raw->stop - raw->start > 2 || (i + 1 < scan->raw.n && !raw[1].newlines) || (i > 0 && !raw->newlines))
        return 0;
    return lun_ascii_upper(scan->text[raw->start]) && lun_ascii_upper(scan->text[raw->stop - 1]);
}

/* 1 if what stands before token i cannot be the end of anything: "the President of the", "To see Mr.", "on 29 October" before 2001. */
static int breaks_off(const lun_scan *scan, size_t i)
{
    const lun_raw *last = &scan->raw.items[i - 1];
    if (last->newlines && i > 1) /* alone on its line */
        return 0;
    if (last->abbreviation == LUN_ABBREVIATION_TITLE)
        return lun_ascii_upper(scan->text[last->start]);
    if (last->kind != LUN_RAW_WORD)
        return 0;
    const char *word = scan->text + last->start;
    uint32_t len = last->stop - last->start;
    if (lun_ascii_upper(*word))
        return scan->raw.items[i].kind == LUN_RAW_NUMBER && lun_table_month(word, len);
    return lun_table_unfinished(word, len);
}

static int wrapped_here(const lun_scan *scan, size_t i, uint32_t line, shape text)
{
    const lun_raw *raw = &scan->raw.items[i];
    uint32_t len = raw[-1].stop - line;
    if (raw->kind == LUN_RAW_STOP || (is_upright(scan, i - 1) && is_upright(scan, i)))
        return 1;
    if (is_bullet(scan, i))
        return 0;
    int trailing = scan->text[raw[-1].stop] == ' ' && raw[-1].kind != LUN_RAW_STOP &&
                   (starts_lower(scan, raw) || raw->kind == LUN_RAW_OPEN);
    if (trailing || (len >= text.short_line && flows(scan, i)) || breaks_off(scan, i))
        return 1;
    if (!text.width || len < text.short_line)
        return 0;
    uint32_t slack = raw[-1].kind == LUN_RAW_STOP ? 0 : text.width / RAGGED;
    return len + next_word(scan, i) + slack > text.width;
}

/* The same across a blank line at the foot of a page: behind a long line, and only before lower case unless a noun is wanted. */
static int goes_on_below(const lun_scan *scan, size_t i, uint32_t line)
{
    static const char *const BEFORE_NOUNS[] = { "the", "a",     "an",  "of",  "and", "or",    "our",
                                                "its", "their", "his", "her", "my",  "those", "whose" };
    const lun_raw *raw = &scan->raw.items[i], *last = raw - 1;
    if (last->stop - line < SHORT_LINE || raw->kind != LUN_RAW_WORD || is_bullet(scan, i) || !breaks_off(scan, i))
        return 0;
    uint32_t len = last->stop - last->start;
    int noun = 0;
    for (size_t n = 0; n < sizeof BEFORE_NOUNS / sizeof *BEFORE_NOUNS; n++)
        noun |= strlen(BEFORE_NOUNS[n]) == len && memcmp(scan->text + last->start, BEFORE_NOUNS[n], len) == 0;
    return noun || starts_lower(scan, raw);
}

void lun_layout_run(lun_scan *scan)
{
    uint32_t line = 0;
    shape text = shape_of(scan);
    for (size_t i = 0; i < scan->raw.n; i = next_line(scan, i + 1)) {
        lun_raw *raw = &scan->raw.items[i];
        if (i == 0 || (raw->newlines > 1 && !goes_on_below(scan, i, line)) ||
            (raw->newlines == 1 && !wrapped_here(scan, i, line, text)))
            raw->breaks = LUN_BREAK_PARAGRAPH;
        line = raw->start;
    }
}
