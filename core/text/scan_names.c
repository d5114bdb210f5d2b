/*
** scan_names.c - numbers, addresses and names with signs inside: how far they reach. Nothing is emitted here.
**
** Every look ahead is bounded (LONGEST_NAME) or remembered in the scan, so that the scanner stays linear on any input.
*/
#include <string.h>

#include "text/chars.h"
#include "text/tokens.h"

#define LONGEST_NAME 256 /* a host name has at most 253 bytes, a file name 255 */
#define MOST_GROUPS 6    /* groups of digits between hyphens or slashes */

static char at_or_nul(const lun_scan *scan, uint32_t at)
{
    return at < scan->stop ? scan->text[at] : '\0';
}

static uint32_t digits(const lun_scan *scan, uint32_t at)
{
    while (lun_ascii_digit(at_or_nul(scan, at)))
        at++;
    return at;
}

/* Groups of digits between `sign`; fills the lengths and returns the end, or 0 if there are too many. */
static uint32_t groups_of(const lun_scan *scan, uint32_t at, char sign, uint32_t lens[MOST_GROUPS], uint32_t *n)
{
    *n = 0;
    for (;;) {
        uint32_t stop = digits(scan, at);
        if (*n == MOST_GROUPS || stop - at > 8)
            return 0;
        lens[(*n)++] = stop - at;
        if (at_or_nul(scan, stop) != sign || !lun_ascii_digit(at_or_nul(scan, stop + 1)))
            return stop;
        at = stop + 1;
    }
}

/* 555-0182, 202-555-0182, 2021-08-18; not the range 13-17 and not 1998-30. */
static uint32_t hyphened(const lun_scan *scan, uint32_t at)
{
    uint32_t lens[MOST_GROUPS], n;
    uint32_t stop = groups_of(scan, at, '-', lens, &n);
    if (!stop || n < 2)
        return 0;
    if (n == 3 && lens[0] == 4 && lens[1] <= 2 && lens[2] <= 2)
        return stop;
    for (uint32_t i = 0; i + 1 < n; i++)
        if (lens[i] > 3)
            return 0;
    return lens[n - 1] == 4 ? stop : 0;
}

/* 08/16/2000, 1/2, 9/11; not 24/7. */
static uint32_t slashed(const lun_scan *scan, uint32_t at)
{
    uint32_t lens[MOST_GROUPS], n;
    uint32_t stop = groups_of(scan, at, '/', lens, &n);
    if (!stop || n < 2 || n > 3)
        return 0;
    if (n == 3)
        return stop;
    uint32_t above = 0, below = 0;
    if (lens[0] > 2 || lens[1] > 2)
        return 0;
    for (uint32_t i = 0; i < lens[0]; i++)
        above = above * 10 + (uint32_t)(scan->text[at + i] - '0');
    for (uint32_t i = stop - lens[1]; i < stop; i++)
        below = below * 10 + (uint32_t)(scan->text[i] - '0');
    return above < below ? stop : 0;
}

uint32_t lun_scan__number(const lun_scan *scan, uint32_t at)
{
    uint32_t stop = digits(scan, at);
    if (stop == at)
        return 0;
    char sign = at_or_nul(scan, stop);
    uint32_t special = sign == '-' ? hyphened(scan, at) : sign == '/' ? slashed(scan, at) : 0;
    if (special)
        return special;
    while ((sign = at_or_nul(scan, stop)) == '.' || sign == ',' || sign == ':') {
        if (!lun_ascii_digit(at_or_nul(scan, stop + 1)))
            break;
        stop = digits(scan, stop + 1);
    }
    return stop;
}

/* What ends a sentence or closes a bracket does not belong to an address, except the ellipsis of a shortened one. */
static uint32_t without_tail(const lun_scan *scan, uint32_t at, uint32_t stop)
{
    int open = 0;
    for (uint32_t i = at; i < stop; i++)
        open += scan->text[i] == '(';
    while (stop > at + 1) {
        char last = scan->text[stop - 1];
        if (last == '.' && stop - at > 3 && memcmp(scan->text + stop - 3, "...", 3) == 0)
            break;
        if (last == ')' ? open > 0 : !strchr(".,;:!?'\"]}>", last))
            break;
        stop--;
    }
    return stop;
}

static uint32_t address_stop(const lun_scan *scan, uint32_t at)
{
    uint32_t stop = at;
    while (stop < scan->stop) {
        unsigned char c = (unsigned char)scan->text[stop];
        if (c == '<' || c == '>' || c == '"' ||
            (c == 0xE2 && stop + 1 < scan->stop && (unsigned char)scan->text[stop + 1] == 0x80))
            break; /* E2 80: dashes and curly quotation marks */
        stop++;
    }
    return without_tail(scan, at, stop);
}

uint32_t lun_scan__url(const lun_scan *scan, uint32_t at)
{
    static const char *const SCHEMES[] = { "http://", "https://", "ftp://", "mailto:", "file://" };
    uint32_t left = scan->stop - at;
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++) {
        size_t len = strlen(SCHEMES[i]);
        if (left > len && strncasecmp(scan->text + at, SCHEMES[i], len) == 0)
            return address_stop(scan, at);
    }
    if (left > 4 && strncasecmp(scan->text + at, "www.", 4) == 0 && lun_scan__word_at(scan, at + 4))
        return address_stop(scan, at);
    return 0;
}

static int in_mail(char c)
{
    return lun_ascii_letter(c) || lun_ascii_digit(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

uint32_t lun_scan__mail(lun_scan *scan, uint32_t at)
{
    if (at < scan->no_mail_before)
        return 0;
    uint32_t sign = at;
    while (in_mail(at_or_nul(scan, sign)))
        sign++;
    uint32_t stop = sign + 1;
    if (at_or_nul(scan, sign) == '@')
        while (in_mail(at_or_nul(scan, stop)))
            stop++;
    while (stop > sign + 1 && !lun_ascii_letter(scan->text[stop - 1]) && !lun_ascii_digit(scan->text[stop - 1]))
        stop--;
    if (stop > sign + 1)
        return stop;
    scan->no_mail_before = sign;
    return 0;
}

typedef struct dotted { /* a run of letters, digits, single . _ - between them */
    uint32_t stop;
    uint32_t last; /* start of what follows the last full stop */
    uint32_t parts;
    int plain; /* every part lower-case letters and hyphens, at least two */
} dotted;

static void read_dotted(const lun_scan *scan, uint32_t at, dotted *out)
{
    uint32_t limit = scan->stop - at > LONGEST_NAME ? at + LONGEST_NAME : scan->stop;
    uint32_t part = at, i = at;
    out->parts = 1;
    out->plain = 1;
    out->last = at;
    for (; i < limit; i++) {
        char c = scan->text[i];
        if (lun_ascii_lower(c))
            continue;
        if (lun_ascii_letter(c) || lun_ascii_digit(c)) {
            out->plain = 0;
        } else if ((c == '.' || c == '-' || c == '_') && i + 1 < limit &&
                   (lun_ascii_letter(scan->text[i + 1]) || lun_ascii_digit(scan->text[i + 1]))) {
            if (c == '.') {
                out->plain &= i - part >= 2;
                part = out->last = i + 1;
                out->parts++;
            }
        } else {
            break;
        }
    }
    out->plain &= i - part >= 2;
    out->stop = i;
}

uint32_t lun_scan__name(lun_scan *scan, uint32_t at)
{
    if (at < scan->no_name_before)
        return 0;
    dotted name;
    read_dotted(scan, at, &name);
    const char *last = scan->text + name.last;
    uint32_t len = name.stop - name.last;
    if (name.stop < scan->stop && (unsigned char)scan->text[name.stop] >= 128 && lun_scan__word_at(scan, name.stop))
        name.parts = 0; /* a letter beyond ASCII follows: no host, no file */
    if (name.parts >= 2 && lun_table_domain(last, len, name.parts))
        return at_or_nul(scan, name.stop) == '/' ? address_stop(scan, at) : name.stop;
    if (name.parts >= 2 && (lun_table_extension(last, len) || (name.parts >= 3 && name.plain)))
        return name.stop;
    scan->no_name_before = name.stop;
    return 0;
}
