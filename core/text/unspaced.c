/*
** unspaced.c - words of scripts that write without spaces (chars.h: LUN_CHAR_UNSPACED), cut by the dictionaries of ICU's word breaker:
** Chinese and Japanese, Thai, Lao, Khmer, Burmese. Unicode Standard Annex 29 leaves these to such dictionaries.
**
** A dictionary's cut hangs on what stands around. A phrase of a rule is cut by itself, so that it is not found where the text around makes another cut.
*/
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/chars.h"
#include "text/tokens.h"

#define PIECE 4096 /* bytes that ICU looks at together: it keeps a table of them */

static lun_char class_at(const lun_scan *scan, uint32_t at, unsigned *width)
{
    return lun_char_at(scan->text, at, scan->stop, width);
}

/* The run at `at`, as far as a piece goes; marks stay with what they stand on. */
static uint32_t run_stop(const lun_scan *scan, uint32_t at)
{
    uint32_t from = at;
    unsigned width;
    while (at < scan->stop) {
        lun_char class = class_at(scan, at, &width);
        if (class != LUN_CHAR_MARK && (class != LUN_CHAR_UNSPACED || at - from >= PIECE))
            break;
        at += width;
    }
    return at;
}

/* Without a dictionary each character is a token. */
static void emit_characters(lun_scan *scan, uint32_t at, uint32_t stop)
{
    while (at < stop && !scan->failed) {
        unsigned width;
        uint32_t from = at;
        class_at(scan, at, &width);
        for (at += width; at < stop && class_at(scan, at, &width) == LUN_CHAR_MARK; at += width)
            continue;
        lun_scan__emit(scan, from, at, LUN_RAW_WORD);
    }
}

/* 1 when all is emitted. */
static int emit_words(lun_scan *scan, uint32_t at, uint32_t stop)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!scan->breaker)
        scan->breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    UText *text = U_SUCCESS(status) ? utext_openUTF8(NULL, scan->text + at, stop - at, &status) : NULL;
    if (text)
        ubrk_setUText(scan->breaker, text, &status);
    uint32_t from = at;
    for (int32_t next; U_SUCCESS(status) && (next = ubrk_next(scan->breaker)) != UBRK_DONE && !scan->failed;) {
        if (at + (uint32_t)next > from)
            lun_scan__emit(scan, from, at + (uint32_t)next, LUN_RAW_WORD);
        from = at + (uint32_t)next;
    }
    utext_close(text);
    return from == stop;
}

uint32_t lun_scan__unspaced(lun_scan *scan, uint32_t at)
{
    uint32_t stop = run_stop(scan, at);
    size_t before = scan->raw.n;
    if (!emit_words(scan, at, stop) && !scan->failed) {
        scan->raw.n = before;
        emit_characters(scan, at, stop);
    }
    return stop;
}

void lun_scan_clear(lun_scan *scan)
{
    lun_vec_clear(&scan->raw);
    ubrk_close(scan->breaker);
    scan->breaker = NULL;
}
