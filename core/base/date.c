/*
** date.c - days and their written forms.
**
** The conversion counts days in 400-year eras that start on 1 March, so that the leap day is the last of its year.
*/
#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

int32_t lun_day_from_civil(int year, int month, int day)
{
    if (year < -9999 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return LUN_DAY_NONE;
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void lun_day_to_civil(int32_t day, int *year, int *month, int *day_of_month)
{
    int32_t shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097, of_era = shifted - era * 146097;
    int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), part = (5 * of_year + 2) / 153;
    *day_of_month = of_year - (153 * part + 2) / 5 + 1;
    *month = part < 10 ? part + 3 : part - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static int digits(const char *s, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!isdigit((unsigned char)s[i]))
            return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

int32_t lun_day_parse(const char *text)
{
    int year = digits(text, 4);
    if (year < 0 || text[4] != '-')
        return LUN_DAY_NONE;
    int month = digits(text + 5, 2);
    if (month < 0 || text[7] != '-')
        return LUN_DAY_NONE;
    int day = digits(text + 8, 2);
    if (day < 0 || isdigit((unsigned char)text[10]))
        return LUN_DAY_NONE;
    return lun_day_from_civil(year, month, day);
}

void lun_day_format(int32_t day, char out[16])
{
    int year, month, day_of_month;
    lun_day_to_civil(day, &year, &month, &day_of_month);
    snprintf(out, 16, "%04d-%02d-%02d", year % 10000, month % 100, day_of_month % 100);
}

int lun_day_weekday(int32_t day)
{
    int weekday = (int)((day % 7 + 7 + 3) % 7);
    return weekday + 1;
}

/* ---- loose forms ---- */

#define PARTS 4

typedef struct part {
    char word[16];                   /* a run of letters; empty for a number */
    int number, n_digits;
    char mark;                       /* the sign that follows: - / . or a space */
} part;

static int month_of(const char *word)
{
    static const char *const names[] = { "january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december" };
    size_t n = strlen(word);
    if (strcasecmp(word, "sept") == 0)
        return 9;
    for (int i = 0; i < 12; i++) {
        if ((n == 3 || n == strlen(names[i])) && strncasecmp(word, names[i], n) == 0)
            return i + 1;
    }
    return 0;
}

static int is_weekday(const char *word)
{
    static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
    size_t n = strlen(word);
    for (int i = 0; i < 7; i++) {
        if (n >= 3 && n <= strlen(names[i]) && strncasecmp(word, names[i], n) == 0)
            return 1;
    }
    return 0;
}

static int is_ordinal(const char *word)
{
    return strcasecmp(word, "st") == 0 || strcasecmp(word, "nd") == 0 || strcasecmp(word, "rd") == 0 || strcasecmp(word, "th") == 0;
}

/* A clock time, and what names its zone, may follow a date. */
static int is_time(const char *s)
{
    while (*s == ' ' || *s == 'T' || *s == ',')
        s++;
    if (!*s)
        return 1;
    return isdigit((unsigned char)s[0]) && (s[1] == ':' || (isdigit((unsigned char)s[1]) && s[2] == ':'));
}

static const char *read_part(const char *s, part *out)
{
    size_t n = 0;
    memset(out, 0, sizeof *out);
    if (isdigit((unsigned char)*s)) {
        for (; isdigit((unsigned char)*s) && out->n_digits < 5; s++, out->n_digits++)
            out->number = out->number * 10 + (*s - '0');
    } else {
        while (isalpha((unsigned char)*s) && n + 1 < sizeof out->word)
            out->word[n++] = *s++;
        if (n == 0)
            return NULL;
    }
    out->mark = *s && strchr("-/. ,", *s) ? (*s == ',' ? ' ' : *s) : ' ';
    return s;
}

static int32_t from_numbers(const part *p)
{
    if (p[0].n_digits == 4)
        return lun_day_from_civil(p[0].number, p[1].number, p[2].number);
    if (p[2].n_digits != 4)
        return LUN_DAY_NONE;
    int first = p[0].number, second = p[1].number;
    if (p[0].mark == '.' || first > 12 || first == second)
        return lun_day_from_civil(p[2].number, second, first);
    return second > 12 ? lun_day_from_civil(p[2].number, first, second) : LUN_DAY_NONE;
}

static int32_t from_parts(const part *p)
{
    if (!p[0].word[0] && !p[1].word[0] && !p[2].word[0])
        return from_numbers(p);
    if (month_of(p[0].word) && !p[1].word[0] && p[2].n_digits == 4)
        return lun_day_from_civil(p[2].number, month_of(p[0].word), p[1].number);
    if (month_of(p[1].word) && !p[0].word[0] && p[2].n_digits == 4)
        return lun_day_from_civil(p[2].number, month_of(p[1].word), p[0].number);
    if (month_of(p[1].word) && p[0].n_digits == 4 && !p[2].word[0])
        return lun_day_from_civil(p[0].number, month_of(p[1].word), p[2].number);
    return LUN_DAY_NONE;
}

int32_t lun_day_parse_loose(const char *text)
{
    part parts[PARTS];
    int n = 0;
    const char *s = text;
    while (isspace((unsigned char)*s))
        s++;
    while (n < 3 && *s) {
        const char *next = read_part(s, &parts[n]);
        if (!next)
            return LUN_DAY_NONE;
        s = next;
        if (!(n == 0 && is_weekday(parts[n].word)) && !is_ordinal(parts[n].word) && strcasecmp(parts[n].word, "of") != 0)
            n++;
        if (n < 3)
            s += strspn(s, " ,./-");
    }
    while (isspace((unsigned char)*s) || *s == '.')
        s++;
    return n == 3 && is_time(s) ? from_parts(parts) : LUN_DAY_NONE;
}
