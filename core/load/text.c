/*
** text.c - plain text: kept as it is. Its day may stand at its head.
*/
#include "load/reader.h"

#include <string.h>

#include "base/date.h"

#define HEAD_LINES 6  /* with words, in which the day is looked for */
#define HEAD_WORDS 5  /* of a line before it */
#define LINE_MOST 80u /* a longer line is no line of a head */

/* "Berlin," "Date:" "Published on" */
static int may_stand_before(const char *line, size_t len)
{
    while (len > 0 && line[len - 1] == ' ')
        len--;
    if (len == 0 || strchr(",:/", line[len - 1]))
        return 1;
    return len > 3 && memcmp(line + len - 3, " on", 3) == 0;
}

/* The day that a line ends with, if nothing but a place or a word for "published" is before it. */
static int32_t day_of_line(const char *line, size_t len)
{
    char copy[LINE_MOST + 1];
    while (len > 0 && strchr(" \t.)", line[len - 1]))
        len--;
    for (size_t at = 0, words = 0; at + 8 <= len && words <= HEAD_WORDS; words++) {
        memcpy(copy, line + at, len - at);
        copy[len - at] = '\0';
        int32_t day = may_stand_before(line, at) ? lun_day_parse_loose(copy) : LUN_DAY_NONE;
        if (day != LUN_DAY_NONE)
            return day;
        while (at < len && line[at] != ' ')
            at++;
        while (at < len && line[at] == ' ')
            at++;
    }
    return LUN_DAY_NONE;
}

/* How long the dateline is that the line begins with: "Nairobi, 3 March 2026 - ", "Cairo, 23 December 2025 (SIS): ". 0 without one. */
static size_t dateline_of(const char *line, size_t len)
{
    static const char *const ENDS[] = { " - ", " -- ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "): ", ")- " };
    size_t most = len < LINE_MOST ? len : LINE_MOST, best = 0;
    if (line[0] < 'A' || line[0] > 'Z' || memcmp(line, "On ", 3) == 0 || memcmp(line, "In ", 3) == 0)
        return 0;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        size_t n = strlen(ENDS[i]);
        for (size_t at = 1; at + n <= most && (best == 0 || at < best); at++) {
            if (memcmp(line + at, ENDS[i], n) == 0)
                best = at;
        }
    }
    if (best > 0 && (line[best] == ')' || line[best - 1] == ')')) {
        while (best > 0 && line[best] != '(')
            best--;
    }
    for (size_t at = 0; at + 4 < best; at++) {
        if (memcmp(line + at, " on ", 4) == 0)
            return 0; /* "He came to Nairobi, on 3 March 2026 - and left" */
    }
    return best;
}

static int32_t day_of_head(const char *text, size_t len)
{
    int32_t day = LUN_DAY_NONE;
    for (size_t at = 0, lines = 0; at < len && lines < HEAD_LINES && day == LUN_DAY_NONE;) {
        const char *stop = memchr(text + at, '\n', len - at);
        size_t n = stop ? (size_t)(stop - text) - at : len - at, blanks = strspn(text + at, " \t");
        if (blanks < n) {
            lines++;
            const char *line = text + at + blanks;
            size_t dateline = n - blanks > 3 ? dateline_of(line, n - blanks) : 0;
            day = n - blanks <= LINE_MOST ? day_of_line(line, n - blanks) : LUN_DAY_NONE;
            if (day == LUN_DAY_NONE && dateline > 0)
                day = day_of_line(line, dateline);
        }
        at += n + 1;
    }
    return day;
}

int lun_load__day_of_head(lun_document *document, lun_error *err)
{
    char date[16];
    int32_t day = document->len > 0 && !document->date ? day_of_head(document->text, document->len) : LUN_DAY_NONE;
    if (day == LUN_DAY_NONE)
        return LUN_OK;
    lun_day_format(day, date);
    return lun_load__set(document, LUN_FIELD_DATE, date, strlen(date), document->uri, err);
}

int lun_read_text(lun_document *document, const lun_decoded *decoded, lun_error *err)
{
    int rc = lun_load__take_text(document, decoded, err);
    return rc == LUN_OK ? lun_load__day_of_head(document, err) : rc;
}
