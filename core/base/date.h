/*
** date.h - calendar days, proleptic Gregorian. A day is the number of days since 1970-01-01.
*/
#ifndef LUN_BASE_DATE_H
#define LUN_BASE_DATE_H

#include <stdint.h>

#define LUN_DAY_NONE INT32_MIN

int32_t lun_day_from_civil(int year, int month, int day); /* LUN_DAY_NONE if there is no such day */
void lun_day_to_civil(int32_t day, int *year, int *month, int *day_of_month);
int32_t lun_day_parse(const char *text);        /* "2021-08-18" at its start (a time may follow), else LUN_DAY_NONE */
void lun_day_format(int32_t day, char out[16]); /* "2021-08-18" */

/*
** Reads the usual written forms of a date (ISO with or without time, RFC 2822, "18 August 2021", "Aug. 18, 2021",
** "18.08.2021", "2021/08/18") that fill the text; month-first and day-first numbers that leave a doubt are refused.
*/
int32_t lun_day_parse_loose(const char *text);

#endif
