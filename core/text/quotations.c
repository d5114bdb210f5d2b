/*
** quotations.c - sentences inside quotations: a quotation that opens in the middle of a sentence belongs to it until it closes.
**
** Sits on the raw tokens of scan.c with the sentences already marked. `She asked, "Who are you? Where do you come from?"` is one sentence, and what is
** added to it in brackets goes with it; so does what stands in brackets inside a sentence. Quotations that begin with a sentence are cut as other
** text is. Where a mark has no partner in its paragraph nothing is changed.
*/
#include <string.h>

#include "text/tokens.h"

#define MOST_TOKENS 150 /* a longer quotation is text of its own */

typedef enum mark { MARK_NONE, MARK_STRAIGHT, MARK_APOSTROPHE, MARK_CURLY, MARK_SINGLE, MARK_ROUND, MARK_SQUARE } mark;

typedef struct quotation {
    mark open;
    size_t at;
} quotation;

static int touches_next(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    return i + 1 < scan->raw.n && raw[1].start == raw->stop;
}

static int touches_last(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    return i > 0 && raw->start == raw[-1].stop;
}

static int is_text(const lun_scan *scan, const lun_raw *raw, const char *text)
{
    return raw->stop - raw->start == strlen(text) && memcmp(scan->text + raw->start, text, strlen(text)) == 0;
}

/* What opens at token i, if anything: a mark that is joined to what follows and not to what stands before. */
static mark opens(const lun_scan *scan, size_t i)
{
    const lun_raw *raw = &scan->raw.items[i];
    if (!touches_next(scan, i) || touches_last(scan, i))
        return MARK_NONE;
    return is_text(scan, raw, "\"")             ? MARK_STRAIGHT
           : is_text(scan, raw, "'")            ? MARK_APOSTROPHE
           : is_text(scan, raw, "\xE2\x80\x9C") ? MARK_CURLY
           : is_text(scan, raw, "\xE2\x80\x98") ? MARK_SINGLE
           : is_text(scan, raw, "(")            ? MARK_ROUND
           : is_text(scan, raw, "[")            ? MARK_SQUARE
                                                : MARK_NONE;
}

/* A straight apostrophe closes only behind a stop or comma: elsewhere it may be a genitive's. One that looks like a closing mark and stands at the end
** of a word does: the worst that a genitive plural does is to end the quotation early. */
static int closes(const lun_scan *scan, size_t i, mark open)
{
    static const char *const MARKS[] = { "", "\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99", ")", "]" };
    const lun_raw *raw = &scan->raw.items[i];
    if (!is_text(scan, raw, MARKS[open]) || !touches_last(scan, i))
        return 0;
    return open != MARK_APOSTROPHE || raw[-1].kind == LUN_RAW_STOP || scan->text[raw[-1].start] == ',';
}

/* Is token i a bracket that opens, with a sentence, behind what was quoted? */
static int is_aside(const lun_scan *scan, size_t i)
{
    return i < scan->raw.n && is_text(scan, &scan->raw.items[i], "(");
}

static void join(lun_scan *scan, size_t first, size_t stop)
{
    for (size_t i = first; i < stop; i++)
        if (scan->raw.items[i].breaks == LUN_BREAK_SENTENCE)
            scan->raw.items[i].breaks = LUN_BREAK_NONE;
}

void lun_quotations_run(lun_scan *scan)
{
    quotation q = { MARK_NONE, 0 };
    int inside = 0; /* the sentence at hand has begun with a word */
    for (size_t i = 0; i < scan->raw.n; i++) {
        const lun_raw *raw = &scan->raw.items[i];
        if (raw->breaks == LUN_BREAK_PARAGRAPH)
            q.open = MARK_NONE;
        if (raw->breaks != LUN_BREAK_NONE && (q.open == MARK_NONE || raw->breaks == LUN_BREAK_PARAGRAPH))
            inside = 0;
        if (q.open != MARK_NONE && i - q.at > MOST_TOKENS)
            q.open = MARK_NONE;
        if (q.open != MARK_NONE && closes(scan, i, q.open)) {
            join(scan, q.at + 1, i + 1 + (size_t)is_aside(scan, i + 1));
            q.open = MARK_NONE;
            continue;
        }
        mark found = raw->kind == LUN_RAW_WORD || raw->kind == LUN_RAW_NUMBER ? MARK_NONE : opens(scan, i);
        if (found != MARK_NONE && (q.open == MARK_NONE || q.open == found))
            q = (quotation){ inside ? found : MARK_NONE, i };
        inside |= raw->kind == LUN_RAW_WORD || raw->kind == LUN_RAW_NUMBER;
    }
}
