/*
** date.c - calendar days.
**
** Sits on nothing. The calendar is the proleptic Gregorian one; days and civil dates are turned into one another by
** eras of 400 years, which all have the same number of days, counted from the first of March so that the leap day is
** the last of its year.
*/
#include "base/date.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum {
    DAYS_PER_ERA = 146097,
    DAYS_TO_EPOCH = 719468, /* from 0000-03-01 to 1970-01-01 */
    YEAR_MOST = 5000000     /* keeps days within 32 bits */
};

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

int32_t lun_day_from_civil(int year, int month, int day)
{
    int era, year_of_era, day_of_year, day_of_era;

    if (year < -YEAR_MOST || year > YEAR_MOST || month < 1 || month > 12)
        return LUN_DAY_NONE;
    if (day < 1 || day > days_in_month(year, month))
        return LUN_DAY_NONE;
    year -= month <= 2;
    era = (year >= 0 ? year : year - 399) / 400;
    year_of_era = year - era * 400;
    day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)(era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH);
}

void lun_day_to_civil(int32_t day, int *year, int *month, int *day_of_month)
{
    int64_t shifted = (int64_t)day + DAYS_TO_EPOCH;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t day_of_era = shifted - era * DAYS_PER_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;

    *day_of_month = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* Exactly n digits at text, or -1. */
static int fixed_digits(const char *text, size_t n)
{
    int value = 0;

    for (size_t i = 0; i < n; i++) {
        if (!is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

int32_t lun_day_parse(const char *text)
{
    int year = fixed_digits(text, 4);
    int month, day;
    char next;

    if (year < 0 || text[4] != '-')
        return LUN_DAY_NONE;
    month = fixed_digits(text + 5, 2);
    if (month < 0 || text[7] != '-')
        return LUN_DAY_NONE;
    day = fixed_digits(text + 8, 2);
    if (day < 0)
        return LUN_DAY_NONE;
    next = text[10];
    if (is_digit(next) || (next >= 'a' && next <= 'z' && next != 't') || (next >= 'A' && next <= 'Z' && next != 'T'))
        return LUN_DAY_NONE;
    return lun_day_from_civil(year, month, day);
}

void lun_day_format(int32_t day, char out[16])
{
    char text[48]; /* the compiler cannot know that a year has seven digits at most */
    int year, month, day_of_month;

    lun_day_to_civil(day, &year, &month, &day_of_month);
    snprintf(text, sizeof text, "%s%04d-%02d-%02d", year < 0 ? "-" : "", year < 0 ? -year : year, month, day_of_month);
    memcpy(out, text, 15);
    out[15] = '\0';
}
