/*
** scan_signs.c - raw tokens that start with a sign: stops, brackets, quotation marks, emoticons, arrows, handles and tags.
**
** Sits on chars.h; called by scan.c with a character that is neither white space nor part of a word.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tokens.h"

static char at_or_nul(const lun_scan *scan, uint32_t at)
{
    return at < scan->stop ? scan->text[at] : '\0';
}

static uint32_t run_of(const lun_scan *scan, uint32_t at, const char *set)
{
    char c;
    while ((c = at_or_nul(scan, at)) != '\0' && strchr(set, c))
        at++;
    return at;
}

/* 1 if a number may start with its full stop here: "$.50", but neither "end.5" nor the note in "(1987).5". */
static int may_start_number(const lun_scan *scan, uint32_t at)
{
    return at == scan->chunk || strchr("$<>=~+-:/(", scan->text[at - 1]) != NULL;
}

/* 1 if a word stands right before. */
static int after_word(const lun_scan *scan, uint32_t at)
{
    if (at == scan->chunk)
        return 0;
    char before = scan->text[at - 1];
    return lun_ascii_letter(before) || lun_ascii_digit(before) || (unsigned char)before >= 128;
}

/* :-) ;) :( :P =D: eyes, perhaps a nose, a mouth; a mouth that is a letter or a slash needs a space before and after. */
static uint32_t emoticon(const lun_scan *scan, uint32_t at)
{
    char eyes = scan->text[at];
    if (eyes != ':' && eyes != ';' && eyes != '=')
        return 0;
    uint32_t i = at + 1;
    if (at_or_nul(scan, i) == '-' || at_or_nul(scan, i) == '\'' || at_or_nul(scan, i) == 'o')
        i++;
    char mouth = at_or_nul(scan, i);
    if (mouth == '\0' || (eyes == '=' && !strchr(")(", mouth)))
        return 0;
    if (strchr(")(", mouth)) {
        while (at_or_nul(scan, i) == mouth)
            i++;
        return i;
    }
    return strchr("DPpO/\\|*", mouth) && at == scan->chunk && i + 1 >= scan->stop ? i + 1 : 0;
}

static uint32_t arrow(const lun_scan *scan, uint32_t at)
{
    uint32_t shaft = run_of(scan, at + (scan->text[at] == '<'), "-=");
    if (scan->text[at] == '<')
        return shaft > at + 1 ? shaft : 0;
    return shaft > at && at_or_nul(scan, shaft) == '>' ? shaft + 1 : 0;
}

static uint32_t full_stop(lun_scan *scan, uint32_t at)
{
    uint32_t stop = run_of(scan, at, ".?!");
    if (stop == at + 1 && scan->text[at] == '.' && !after_word(scan, at) && lun_scan__word_at(scan, stop)) {
        uint32_t run = lun_scan__run(scan, stop);
        uint32_t number = may_start_number(scan, at) ? lun_scan__number(scan, stop) : 0;
        if (number || (run - stop <= 5 && lun_table_extension(scan->text + stop, run - stop))) {
            stop = number ? number : run;
            lun_scan__emit(scan, at, stop, number ? LUN_RAW_NUMBER : LUN_RAW_WORD);
            return stop;
        }
    }
    lun_scan__emit(scan, at, stop, LUN_RAW_STOP);
    return stop;
}

/* 'em 'til '90s: an apostrophe that stands for what is left out. 0 if it is a quotation mark. */
static uint32_t elision(const lun_scan *scan, uint32_t at, uint32_t width)
{
    static const char *const WORDS[] = { "em", "til", "cause", "bout", "tis", "twas", "n" };
    uint32_t word = at + width, stop = lun_scan__run(scan, word), len = stop - word;
    const char *text = scan->text + word;
    if (after_word(scan, at))
        return 0;
    if (len >= 2 && len <= 3 && lun_ascii_digit(text[0]) && lun_ascii_digit(text[1]) && (len == 2 || text[2] == 's'))
        return stop;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (len == strlen(WORDS[i]) && strncasecmp(text, WORDS[i], len) == 0)
            return stop;
    return 0;
}

static uint32_t apostrophe(lun_scan *scan, uint32_t at, uint32_t width)
{
    uint32_t stop = elision(scan, at, width);
    if (stop) {
        lun_scan__emit(scan, at, stop, LUN_RAW_WORD);
        return stop;
    }
    stop = at + width;
    if (width == 1 && at_or_nul(scan, stop) == '\'')
        stop++; /* '' as typists of old wrote a double one */
    lun_scan__emit(scan, at, stop, width == 1 ? LUN_RAW_QUOTE : LUN_RAW_CLOSE);
    return stop;
}

/* clang-format off */
static lun_raw_kind kind_of_point(uint32_t c)
{
    switch (c) {
    case 0x2018: case 0x201A: case 0x201C: case 0x201E: case 0xAB: case 0x300C: case 0x300E: case 0xFF08: case 0x2039: case 0x300A:
    case 0xA1: case 0xBF:
        return LUN_RAW_OPEN;
    case 0x2019: case 0x201D: case 0xBB: case 0x300D: case 0x300F: case 0xFF09: case 0x203A: case 0x300B:
        return LUN_RAW_CLOSE;
    case 0x2026: case 0x3002: case 0xFF01: case 0xFF0E: case 0xFF1F: case 0xFF61: case 0x964: case 0x965: case 0x61F: case 0x6D4:
    case 0x203C: case 0x203D: case 0x2047: case 0x2048: case 0x2049: case 0x589: case 0x1362:
        return LUN_RAW_STOP;
    default:
        return LUN_RAW_SIGN;
    }
}
/* clang-format on */

/* A sign beyond ASCII, with the marks that go with it. */
static uint32_t wide(lun_scan *scan, uint32_t at)
{
    unsigned width;
    uint32_t c = lun_utf8_decode(scan->text + at, scan->stop - at, &width);
    if (c == 0x2019)
        return apostrophe(scan, at, width);
    uint32_t stop = at + width;
    while (stop < scan->stop && lun_char_at(scan->text, stop, scan->stop, &width) == LUN_CHAR_MARK)
        stop += width;
    while (c == 0x2026 && stop + 2 < scan->stop && memcmp(scan->text + stop, "\xE2\x80\xA6", 3) == 0)
        stop += 3;
    lun_scan__emit(scan, at, stop, kind_of_point(c));
    return stop;
}

/* @handle and #tag, +1: a sign that belongs to the word after it, where none stands before. */
static uint32_t prefixed(const lun_scan *scan, uint32_t at)
{
    char next = at_or_nul(scan, at + 1);
    if (after_word(scan, at) || next == '\0')
        return 0;
    if (scan->text[at] == '+')
        return lun_scan__number(scan, at + 1);
    if (!lun_ascii_letter(next))
        return 0;
    uint32_t stop = at + 1;
    for (char c = next; lun_ascii_letter(c) || lun_ascii_digit(c) || c == '_' ||
                        (c == '.' && scan->text[at] == '@' && lun_scan__word_at(scan, stop + 1));
         c = at_or_nul(scan, stop))
        stop++;
    return stop;
}

static uint32_t simple(lun_scan *scan, uint32_t at, uint32_t stop, lun_raw_kind kind)
{
    lun_scan__emit(scan, at, stop, kind);
    return stop;
}

uint32_t lun_scan__sign(lun_scan *scan, uint32_t at)
{
    char c = scan->text[at];
    char self[2] = { c, '\0' };
    uint32_t stop;
    switch (c) {
    case '.':
    case '?':
    case '!':
        return full_stop(scan, at);
    case '\'':
        return apostrophe(scan, at, 1);
    case '"':
        return simple(scan, at, at + 1, LUN_RAW_QUOTE);
    case '(':
    case '[':
    case '{':
        return simple(scan, at, at + 1, LUN_RAW_OPEN);
    case ')':
    case ']':
    case '}':
        return simple(scan, at, at + 1, LUN_RAW_CLOSE);
    case ':':
    case ';':
        stop = emoticon(scan, at);
        return simple(scan, at, stop ? stop : at + 1, LUN_RAW_SIGN);
    case '-':
    case '=':
        if ((stop = arrow(scan, at)) == 0 && (stop = emoticon(scan, at)) == 0)
            stop = run_of(scan, at, "-=");
        return simple(scan, at, stop, LUN_RAW_SIGN);
    case '<':
        stop = arrow(scan, at);
        return simple(scan, at, stop ? stop : run_of(scan, at, self), LUN_RAW_SIGN);
    case '@':
    case '#':
    case '+':
        if ((stop = prefixed(scan, at)) > 0)
            return simple(scan, at, stop, c == '+' ? LUN_RAW_NUMBER : LUN_RAW_WORD);
        return simple(scan, at, run_of(scan, at, self), LUN_RAW_SIGN);
    case '*':
    case '_':
    case '~':
    case '>':
    case '$':
    case '/':
    case '\\':
    case '|':
    case '^':
        return simple(scan, at, run_of(scan, at, self), LUN_RAW_SIGN);
    default:
        return (unsigned char)c >= 128 ? wide(scan, at) : simple(scan, at, at + 1, LUN_RAW_SIGN);
    }
}
