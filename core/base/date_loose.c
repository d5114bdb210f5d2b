/*
** date_loose.c - the written forms of a date.
**
** Sits on date.c. The text is cut into parts (numbers, words, signs), a weekday in front and a time behind are taken
** off, and what is left must be one of the forms below. Where the order of day and month cannot be told, there is no
** date: a wrong date is worse than none.
*/
#include "base/date.h"

#include <stddef.h>
#include <string.h>

enum { PARTS_MOST = 24, WORD_MOST = 15 };

typedef enum part_kind { PART_NUMBER, PART_WORD, PART_SIGN } part_kind;

typedef struct part {
    part_kind kind;
    int value;                /* PART_NUMBER */
    size_t digits;            /* PART_NUMBER */
    char word[WORD_MOST + 1]; /* PART_WORD: lower case; PART_SIGN: the sign */
} part;

typedef struct parts {
    part items[PARTS_MOST];
    size_t n;
} parts;

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static size_t take_number(part *out, const char *text)
{
    size_t n = 0;

    out->kind = PART_NUMBER;
    out->value = 0;
    for (; is_digit(text[n]); n++)
        if (n < 9)
            out->value = out->value * 10 + (text[n] - '0');
    out->digits = n;
    return n;
}

static size_t take_word(part *out, const char *text)
{
    size_t n = 0;

    out->kind = PART_WORD;
    for (; is_letter(text[n]); n++)
        if (n < WORD_MOST)
            out->word[n] = (char)(text[n] >= 'A' && text[n] <= 'Z' ? text[n] + 32 : text[n]);
    out->word[n < WORD_MOST ? n : WORD_MOST] = '\0';
    return n;
}

/* Cuts the text into parts; white space only separates. -1 when there are too many. */
static int cut(parts *out, const char *text)
{
    out->n = 0;
    while (*text != '\0') {
        part *next = &out->items[out->n];

        if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r') {
            text++;
            continue;
        }
        if (out->n == PARTS_MOST)
            return -1;
        memset(next, 0, sizeof *next);
        out->n++;
        if (is_digit(*text)) {
            text += take_number(next, text);
        } else if (is_letter(*text)) {
            text += take_word(next, text);
        } else {
            next->kind = PART_SIGN;
            next->word[0] = *text++;
        }
    }
    return 0;
}

static void drop(parts *p, size_t at, size_t n)
{
    memmove(&p->items[at], &p->items[at + n], (p->n - at - n) * sizeof p->items[0]);
    p->n -= n;
}

static int is_word(const parts *p, size_t at, const char *word)
{
    return at < p->n && p->items[at].kind != PART_NUMBER && strcmp(p->items[at].word, word) == 0;
}

static int is_number(const parts *p, size_t at, size_t least, size_t most)
{
    return at < p->n && p->items[at].kind == PART_NUMBER && p->items[at].digits >= least && p->items[at].digits <= most;
}

/* 1 + the index of the name that the word is, or is the beginning of (three letters at least); 0 for none. */
static int name_index(const char *word, const char *const *names, int n)
{
    size_t len = strlen(word);

    if (len < 3)
        return 0;
    for (int i = 0; i < n; i++)
        if (strcmp(word, names[i]) == 0 || (len <= 5 && strncmp(word, names[i], len) == 0))
            return i + 1;
    return 0;
}

static int month_of(const parts *p, size_t at)
{
    static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december" };

    if (at >= p->n || p->items[at].kind != PART_WORD)
        return 0;
    return name_index(p->items[at].word, months, 12);
}

static int is_weekday(const parts *p, size_t at)
{
    static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

    return at < p->n && p->items[at].kind == PART_WORD && name_index(p->items[at].word, days, 7) != 0;
}

static void drop_weekday(parts *p)
{
    if (!is_weekday(p, 0))
        return;
    drop(p, 0, 1);
    while (is_word(p, 0, ",") || is_word(p, 0, "."))
        drop(p, 0, 1);
}

/* The zone behind a time: Z, GMT, UTC, +0800, +08:00, -5. Returns the part after it. */
static size_t skip_zone(const parts *p, size_t at)
{
    if (is_word(p, at, "z") || is_word(p, at, "gmt") || is_word(p, at, "utc"))
        at++;
    if ((is_word(p, at, "+") || is_word(p, at, "-")) && is_number(p, at + 1, 1, 4)) {
        at += 2;
        if (is_word(p, at, ":") && is_number(p, at + 1, 2, 2))
            at += 2;
    }
    if (is_word(p, at, "(") && at + 2 < p->n && p->items[at + 1].kind == PART_WORD && is_word(p, at + 2, ")"))
        at += 3;
    return at;
}

/* Takes a time off the end: "12:30", "T12:30:59.123Z", ", 4:05 p.m.". Whatever does not fit stays and is refused. */
static void drop_time(parts *p)
{
    size_t colon = 0;
    size_t start, at;

    while (colon < p->n && !is_word(p, colon, ":"))
        colon++;
    if (colon == 0 || colon == p->n || !is_number(p, colon - 1, 1, 2) || !is_number(p, colon + 1, 2, 2))
        return;
    if (p->items[colon - 1].value > 24 || p->items[colon + 1].value > 59)
        return;
    start = colon - 1;
    at = colon + 2;
    if (is_word(p, at, ":") && is_number(p, at + 1, 2, 2))
        at += 2;
    if ((is_word(p, at, ".") || is_word(p, at, ",")) && is_number(p, at + 1, 1, 9))
        at += 2;
    if (is_word(p, at, "am") || is_word(p, at, "pm"))
        at++;
    if (skip_zone(p, at) != p->n)
        return;
    while (start > 0 && (is_word(p, start - 1, "t") || is_word(p, start - 1, ",") || is_word(p, start - 1, "at")))
        start--;
    p->n = start;
}

static int32_t day_of(const parts *p, size_t year, size_t month, size_t day)
{
    return lun_day_from_civil(p->items[year].value, p->items[month].value, p->items[day].value);
}

/* "08/18/2021", "18-8-2021": one of the two must be above 12, or both alike; with dots the day comes first. */
static int32_t from_numbers(const parts *p)
{
    int first = p->items[0].value;
    int second = p->items[2].value;

    if (is_word(p, 1, ".") || first > 12 || first == second)
        return day_of(p, 4, 2, 0);
    return second > 12 ? day_of(p, 4, 0, 2) : LUN_DAY_NONE;
}

static int32_t from_signs(const parts *p)
{
    if (p->n == 6 && is_number(p, 0, 4, 4) && is_word(p, 1, "年") && is_number(p, 2, 1, 2) && is_word(p, 3, "月") &&
        is_number(p, 4, 1, 2) && is_word(p, 5, "日"))
        return day_of(p, 0, 2, 4);
    if (p->n != 5 || p->items[1].kind != PART_SIGN || strcmp(p->items[1].word, p->items[3].word) != 0)
        return LUN_DAY_NONE;
    if (strchr("-/.", p->items[1].word[0]) == NULL)
        return LUN_DAY_NONE;
    if (is_number(p, 0, 4, 4) && is_number(p, 2, 1, 2) && is_number(p, 4, 1, 2))
        return day_of(p, 0, 2, 4);
    if (is_number(p, 0, 1, 2) && is_number(p, 2, 1, 2) && is_number(p, 4, 4, 4))
        return from_numbers(p);
    return LUN_DAY_NONE;
}

/* Leaves only day, month and year of "18th of August, 2021", "Aug. 18, 2021", "18-Aug-2021". */
static void drop_fillers(parts *p)
{
    static const char *const fillers[] = { "st", "nd", "rd", "th", "of", "the", ",", ".", "-" };

    for (size_t i = 0; i < p->n;) {
        size_t k = 0;

        while (k < sizeof fillers / sizeof fillers[0] && !is_word(p, i, fillers[k]))
            k++;
        if (k < sizeof fillers / sizeof fillers[0])
            drop(p, i, 1);
        else
            i++;
    }
}

static int32_t from_words(parts *p)
{
    drop_fillers(p);
    if (p->n != 3 || !is_number(p, 2, 4, 4))
        return LUN_DAY_NONE;
    if (is_number(p, 0, 1, 2) && month_of(p, 1) != 0)
        return lun_day_from_civil(p->items[2].value, month_of(p, 1), p->items[0].value);
    if (month_of(p, 0) != 0 && is_number(p, 1, 1, 2))
        return lun_day_from_civil(p->items[2].value, month_of(p, 0), p->items[1].value);
    return LUN_DAY_NONE;
}

int32_t lun_day_parse_loose(const char *text)
{
    parts p;
    int32_t day;

    if (cut(&p, text) < 0)
        return LUN_DAY_NONE;
    drop_weekday(&p);
    drop_time(&p);
    if (p.n == 1 && is_number(&p, 0, 8, 8)) {
        int value = p.items[0].value;

        return lun_day_from_civil(value / 10000, value / 100 % 100, value % 100);
    }
    day = from_signs(&p);
    return day != LUN_DAY_NONE ? day : from_words(&p);
}
