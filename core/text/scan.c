/*
** scan.c - cuts a text at white space into chunks, and chunks into raw tokens.
**
** Sits on chars.h, tables.c and scan_names.c (how far numbers and addresses reach); scan_signs.c does what starts with a sign.
** Invariant: each step moves on, and no byte is looked at more than a bounded number of times, so that time is linear in the text.
*/
#include <string.h>

#include <lunette/error.h>

#include "text/chars.h"
#include "text/leftovers.h"
#include "text/tokens.h"

#define LONGEST_WORD 16 /* longer words are in no table */
#define MOST_LETTERS 32 /* of an acronym with full stops */

int lun_scan__grow(lun_scan *scan)
{
    if (lun_vec_reserve(&scan->raw, scan->raw.n + 1) < 0)
        scan->failed = 1;
    return !scan->failed;
}

static void emit_abbreviation(lun_scan *scan, uint32_t start, uint32_t stop, lun_abbreviation abbreviation)
{
    lun_scan__emit(scan, start, stop, LUN_RAW_ABBREVIATION);
    if (!scan->failed)
        scan->raw.items[scan->raw.n - 1].abbreviation = (uint8_t)abbreviation;
}

uint32_t lun_scan__run(const lun_scan *scan, uint32_t at)
{
    if (at < scan->stop)
        at += lun_ascii_letters(scan->text + at, scan->stop - at);
    while (at < scan->stop) {
        unsigned width;
        if (!lun_char_in_word(lun_char_at(scan->text, at, scan->stop, &width)))
            break;
        at += width;
    }
    return at;
}

int lun_scan__word_at(const lun_scan *scan, uint32_t at)
{
    unsigned width;
    return at < scan->stop && lun_char_in_word(lun_char_at(scan->text, at, scan->stop, &width));
}

/* The width of an apostrophe, straight or curly, or 0. */
static uint32_t apostrophe_at(const lun_scan *scan, uint32_t at)
{
    if (at < scan->stop && scan->text[at] == '\'')
        return 1;
    return at + 2 < scan->stop && memcmp(scan->text + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static int is_clitic(const char *word, uint32_t len)
{
    char a = lun_ascii_fold(word[0]);
    if (len == 1)
        return a == 's' || a == 'm' || a == 'd';
    char b = lun_ascii_fold(word[1]);
    return len == 2 && ((a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l'));
}

/* What stands after the white space that follows: the byte, 0 at the end of the text (where a lower-case word is imagined). */
static char byte_after(const lun_scan *scan, uint32_t at)
{
    while (at < scan->len && (scan->text[at] == ' ' || scan->text[at] == '\n' || scan->text[at] == '\t'))
        at++;
    return at < scan->len ? scan->text[at] : '\0';
}

static lun_abbreviation abbreviation_of(const lun_scan *scan, uint32_t at, uint32_t stop)
{
    uint32_t len = stop - at;
    int capital = lun_ascii_upper(scan->text[at]);
    if (len == 1 && capital)
        return LUN_ABBREVIATION_INITIAL;
    lun_abbreviation kind = lun_table_abbreviation(scan->text + at, len);
    if (kind == LUN_ABBREVIATION_NONE)
        return kind;
    char after = byte_after(scan, stop + 1);
    if ((kind == LUN_ABBREVIATION_MONTH || kind == LUN_ABBREVIATION_PLACE) && !capital)
        return LUN_ABBREVIATION_NONE;
    if (kind == LUN_ABBREVIATION_TITLE && !capital && len > 2)
        return LUN_ABBREVIATION_NONE;
    if (kind == LUN_ABBREVIATION_NUMBERED && !lun_ascii_digit(after) && !lun_ascii_lower(after) && after != '\0')
        return LUN_ABBREVIATION_NONE;
    return kind;
}

/* U.S., a.m., J.M.: single letters with full stops between; the last full stop is taken along. 0 if it is none. */
static uint32_t acronym_stop(const lun_scan *scan, uint32_t at)
{
    uint32_t i = at, letters = 0;
    while (letters <= MOST_LETTERS && i + 1 < scan->stop && lun_ascii_letter(scan->text[i]) &&
           scan->text[i + 1] == '.') {
        letters++;
        i += 2;
    }
    if (i < scan->stop && lun_ascii_letter(scan->text[i]) && !lun_scan__word_at(scan, i + 1)) {
        letters++; /* U.S without the last one */
        i++;
    } else if (lun_scan__word_at(scan, i)) {
        return 0; /* J.Smith, or a chain that goes on in words */
    }
    if (letters < 2 || letters > MOST_LETTERS)
        return 0;
    /* an ellipsis follows: its first full stop is not ours */
    return i < scan->stop && scan->text[i] == '.' ? i - 1 : i;
}

/* Ph.D. and its kin: degrees whose first part has two or three letters. */
static uint32_t degree_stop(const lun_scan *scan, uint32_t at)
{
    static const char *const DEGREES[] = { "Ph.D.", "M.Sc.",   "B.Sc.", "D.Phil.", "LL.M.",
                                           "LL.B.", "M.Phil.", "Ed.D.", "Ph.D" };
    for (size_t i = 0; i < sizeof DEGREES / sizeof *DEGREES; i++) {
        size_t len = strlen(DEGREES[i]);
        if (scan->stop - at >= len && strncasecmp(scan->text + at, DEGREES[i], len) == 0 &&
            !lun_scan__word_at(scan, at + (uint32_t)len))
            return at + (uint32_t)len;
    }
    return 0;
}

/* A word before a full stop: an acronym, an abbreviation, or just a word. */
static uint32_t finish_before_stop(lun_scan *scan, uint32_t at, uint32_t stop)
{
    uint32_t acronym = stop - at == 1 ? acronym_stop(scan, at) : 0;
    if (!acronym && stop - at <= 3)
        acronym = degree_stop(scan, at);
    if (acronym && scan->text[acronym - 1] == '.') {
        emit_abbreviation(scan, at, acronym, LUN_ABBREVIATION_ACRONYM);
        return acronym;
    }
    if (acronym) {
        lun_scan__emit(scan, at, acronym, LUN_RAW_WORD);
        return acronym;
    }
    int single = stop + 1 >= scan->stop || scan->text[stop + 1] != '.';
    lun_abbreviation kind = single ? abbreviation_of(scan, at, stop) : LUN_ABBREVIATION_NONE;
    if (kind != LUN_ABBREVIATION_NONE) {
        emit_abbreviation(scan, at, stop + 1, kind);
        return stop + 1;
    }
    lun_scan__emit(scan, at, stop, LUN_RAW_WORD);
    return stop;
}

/* can|not: the one word whose clitic has no apostrophe. */
static uint32_t finish_word(lun_scan *scan, uint32_t at, uint32_t stop)
{
    if (stop - at == 6 && (scan->text[at] | 0x20) == 'c' && strncasecmp(scan->text + at, "cannot", 6) == 0) {
        lun_scan__emit(scan, at, at + 3, LUN_RAW_WORD);
        at += 3;
    }
    lun_scan__emit(scan, at, stop, LUN_RAW_WORD);
    return stop;
}

/* A run at `at` that ends before an apostrophe: emits word and clitic and returns where to go on, or 0 if the word goes on (O'Neill). */
static uint32_t clitic_after(lun_scan *scan, uint32_t at, uint32_t stop, uint32_t apostrophe)
{
    uint32_t tail = stop + apostrophe, after = lun_scan__run(scan, tail);
    if (after == tail)
        return finish_word(scan, at, stop);
    if (is_clitic(scan->text + tail, after - tail)) {
        lun_scan__emit(scan, at, stop, LUN_RAW_WORD);
        lun_scan__emit(scan, stop, after, LUN_RAW_WORD);
        return after;
    }
    if (after - tail == 1 && lun_ascii_fold(scan->text[tail]) == 't' && stop - at > 1 &&
        lun_ascii_fold(scan->text[stop - 1]) == 'n') {
        lun_scan__emit(scan, at, stop - 1, LUN_RAW_WORD);
        lun_scan__emit(scan, stop - 1, after, LUN_RAW_WORD);
        return after;
    }
    return 0;
}

static int all_upper(const lun_scan *scan, uint32_t at, uint32_t stop)
{
    for (uint32_t i = at; i < stop; i++)
        if (!lun_ascii_upper(scan->text[i]))
            return 0;
    return stop > at;
}

/* 1 if the sign at `stop` joins what surrounds it: non-stop, R&D, snake_case, v2.0. */
static int sign_joins(const lun_scan *scan, uint32_t at, uint32_t stop)
{
    uint32_t next = stop + 1;
    if (scan->text[stop] == '-' && next >= scan->stop)
        /* pre- and post-war */
        return stop - at == 1 || (stop - at <= LONGEST_WORD && lun_table_prefix(scan->text + at, stop - at));
    if (!lun_scan__word_at(scan, next))
        return 0;
    switch (scan->text[stop]) {
    case '_':
        return 1;
    case '-':
        return stop - at <= LONGEST_WORD && !lun_ascii_digit(scan->text[next]) &&
               lun_table_prefix(scan->text + at, stop - at);
    case '&':
        return stop - at <= 3 && all_upper(scan, at, stop) && lun_scan__run(scan, next) - next <= 3 &&
               all_upper(scan, next, lun_scan__run(scan, next));
    case '.':
        return lun_ascii_digit(scan->text[stop - 1]) && lun_ascii_digit(scan->text[next]);
    default:
        return 0;
    }
}

static uint32_t slashed_stop(const lun_scan *scan, uint32_t at, uint32_t stop)
{
    uint32_t after = lun_scan__run(scan, stop + 1);
    return after - at <= 3 && lun_table_slashed(scan->text + at, after - at) ? after : 0;
}

/* A run of letters (with digits) at `at`, and what its signs join to it. */
static uint32_t scan_letters(lun_scan *scan, uint32_t at, uint32_t stop)
{
    for (uint32_t apostrophe, next;; stop = lun_scan__run(scan, stop)) {
        if (stop >= scan->stop)
            return finish_word(scan, at, stop);
        if ((apostrophe = apostrophe_at(scan, stop)) > 0) {
            if ((next = clitic_after(scan, at, stop, apostrophe)) > 0)
                return next;
            stop += apostrophe;
        } else if (sign_joins(scan, at, stop)) {
            stop++;
        } else {
            break;
        }
    }
    if (scan->text[stop] == '.')
        return finish_before_stop(scan, at, stop);
    uint32_t slashed = scan->text[stop] == '/' ? slashed_stop(scan, at, stop) : 0;
    if (slashed)
        stop = slashed;
    else if (scan->text[stop] == '$' && stop - at <= 3 && all_upper(scan, at, stop) && stop + 1 < scan->stop &&
             lun_ascii_digit(scan->text[stop + 1]))
        stop++; /* US$5: the letters belong to the sign */
    return finish_word(scan, at, stop);
}

/* A number, and what follows it without a space: an ending (30th, 1990s) or a unit, which is a token of its own. */
static uint32_t scan_number(lun_scan *scan, uint32_t at)
{
    uint32_t stop = lun_scan__number(scan, at);
    uint32_t after = lun_scan__run(scan, stop);
    uint32_t apostrophe = after == stop ? apostrophe_at(scan, stop) : 0;
    if (apostrophe && lun_scan__word_at(scan, stop + apostrophe))
        return scan_letters(scan, at, stop);
    if (after == stop || (after - stop <= LONGEST_WORD && lun_table_unit(scan->text + stop, after - stop))) {
        lun_scan__emit(scan, at, stop, LUN_RAW_NUMBER);
        return stop;
    }
    return scan_letters(scan, at, after);
}

/* The stop of the address that starts with the run at..stop, or 0. What follows the run rules most of them out at once. */
static uint32_t address_from(lun_scan *scan, uint32_t at, uint32_t stop)
{
    uint32_t address = 0;
    switch (scan->text[stop]) {
    case ':':
        return lun_scan__url(scan, at);
    case '.':
        if ((address = lun_scan__url(scan, at)) > 0)
            return address;
        /* fall through */
    case '-':
    case '_':
        if ((address = lun_scan__mail(scan, at)) > 0)
            return address;
        return lun_scan__name(scan, at);
    case '@':
    case '+':
        return lun_scan__mail(scan, at);
    default:
        return 0;
    }
}

/* Emits what begins with a word at `at` and returns where to go on. */
static uint32_t take_word(lun_scan *scan, uint32_t at)
{
    uint32_t stop = lun_scan__run(scan, at);
    if (stop == scan->stop && !lun_ascii_digit(scan->text[at]))
        return finish_word(scan, at, stop);
    uint32_t address = stop < scan->stop ? address_from(scan, at, stop) : 0;
    if (address) {
        lun_scan__emit(scan, at, address, LUN_RAW_ADDRESS);
        return address;
    }
    return lun_ascii_digit(scan->text[at]) ? scan_number(scan, at) : scan_letters(scan, at, stop);
}

static uint32_t chunk_stop(const lun_scan *scan, uint32_t at)
{
    unsigned width;
    while (at < scan->len && lun_char_at(scan->text, at, scan->len, &width) != LUN_CHAR_SPACE)
        at += width;
    return at;
}

/* Past a leftover at `at` if there is one; what stands behind it is the chunk then. */
static uint32_t pass_leftover(lun_scan *scan, uint32_t at)
{
    int line = at == scan->chunk && (scan->newlines || !scan->raw.n);
    uint32_t stop = lun_leftover(scan->text, scan->len, at, line, &scan->newlines);
    if (!stop)
        return at;
    scan->chunk = stop;
    if (stop > scan->stop) /* it had a space inside */
        scan->stop = chunk_stop(scan, stop);
    scan->no_mail_before = scan->no_name_before = stop;
    return stop;
}

/* A clitic by itself: what a pattern says ('s), and texts in which somebody has cut the words apart. */
static int is_clitic_chunk(const lun_scan *scan)
{
    uint32_t tail = scan->chunk + apostrophe_at(scan, scan->chunk);
    return tail > scan->chunk && tail < scan->stop && scan->stop - tail <= 2 &&
           is_clitic(scan->text + tail, scan->stop - tail);
}

static void scan_chunk(lun_scan *scan)
{
    uint32_t at = scan->chunk;
    if (is_clitic_chunk(scan)) {
        lun_scan__emit(scan, at, scan->stop, LUN_RAW_WORD);
        return;
    }
    scan->no_mail_before = scan->no_name_before = at;
    while (at < scan->stop && !scan->failed) {
        unsigned width;
        lun_char class = lun_char_at(scan->text, at, scan->stop, &width);
        uint32_t past = class == LUN_CHAR_SIGN && !scan->phrase ? pass_leftover(scan, at) : at;
        if (past > at) {
            at = past;
        } else if (class == LUN_CHAR_UNSPACED) {
            at = lun_scan__unspaced(scan, at);
        } else {
            at = lun_char_in_word(class) ? take_word(scan, at) : lun_scan__sign(scan, at);
        }
    }
}

/* 1 where the text or, by an ASCII space, the chunk stops. */
static inline int is_stop(const char *text, uint32_t at, uint32_t len)
{
    return at >= len || text[at] == ' ' ||
           ((unsigned char)text[at] < 128 && lun_char__ascii[(unsigned char)text[at]] == LUN_CHAR_SPACE);
}

/*
** Most chunks are a word of ASCII letters, alone, or before a comma, or before a full stop and too long for an abbreviation. A run of
** those is cut here as scan_chunk would cut them, without its questions. Returns where another kind of chunk or a line starts.
*/
static uint32_t plain_chunks(lun_scan *scan, uint32_t at)
{
    const char *text = scan->text;
    uint32_t len = scan->len;
    for (uint32_t stop; at < len; at = stop) {
        stop = at + lun_ascii_letters(text + at, len - at);
        char sign = stop < len ? text[stop] : ' ';
        if (stop == at)
            break;
        if (!is_stop(text, stop, len) &&
            ((sign != ',' && (sign != '.' || stop - at <= LUN_ABBREVIATION_LONGEST)) || !is_stop(text, stop + 1, len)))
            break;
        if (stop - at == 6)
            finish_word(scan, at, stop);
        else
            lun_scan__emit(scan, at, stop, LUN_RAW_WORD);
        if (sign == ',' || sign == '.') {
            lun_scan__emit(scan, stop, stop + 1, sign == ',' ? LUN_RAW_SIGN : LUN_RAW_STOP);
            stop++;
        }
        while (stop < len && text[stop] == ' ')
            stop++;
    }
    return at;
}

int lun_scan_run(lun_scan *scan)
{
    uint32_t at = 0, plain;
    if (lun_vec_reserve(&scan->raw, scan->len / 5 + 16) < 0)
        return LUN_ENOMEM;
    while (at < scan->len && !scan->failed) {
        unsigned width;
        if (lun_char_at(scan->text, at, scan->len, &width) == LUN_CHAR_SPACE) {
            scan->newlines += scan->text[at] == '\n' ||
                              (scan->text[at] == '\r' && (at + 1 == scan->len || scan->text[at + 1] != '\n'));
            at += width;
        } else if ((plain = plain_chunks(scan, at)) > at) {
            at = plain;
        } else {
            scan->chunk = at;
            scan->stop = chunk_stop(scan, at);
            scan_chunk(scan);
            at = scan->stop;
        }
    }
    return scan->failed ? LUN_ENOMEM : 0;
}
