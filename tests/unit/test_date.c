/*
** test_date.c - days and civil dates, there and back, and the written forms of a date.
*/
#include "base/date.h"
#include "unit/cmocka_all.h"

static void test_day__walks_through_the_calendar(void **state)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year = 1, month = 1, day_of_month = 1;
    int32_t day = lun_day_from_civil(1, 1, 1);

    (void)state;
    for (int i = 0; i < 1000000; i++, day++) { /* into the year 2738, one day after another */
        int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        int y, m, d;

        lun_day_to_civil(day, &y, &m, &d);
        if (y != year || m != month || d != day_of_month || lun_day_from_civil(y, m, d) != day)
            fail_msg("day %d is %d-%d-%d, expected %d-%d-%d", (int)day, y, m, d, year, month, day_of_month);
        if (++day_of_month > lengths[month - 1] + (month == 2 && leap)) {
            day_of_month = 1;
            year += ++month > 12;
            month = month > 12 ? 1 : month;
        }
    }
}

static void test_day__knows_some_days(void **state)
{
    (void)state;
    assert_int_equal(lun_day_from_civil(1970, 1, 1), 0);
    assert_int_equal(lun_day_from_civil(2000, 3, 1), 11017);
    assert_int_equal(lun_day_from_civil(1969, 12, 31), -1);
}

static void test_day__refuses_what_is_no_day(void **state)
{
    (void)state;
    assert_int_equal(lun_day_from_civil(2023, 2, 29), LUN_DAY_NONE);
    assert_int_equal(lun_day_from_civil(1900, 2, 29), LUN_DAY_NONE);
    assert_int_equal(lun_day_from_civil(2023, 0, 1), LUN_DAY_NONE);
    assert_int_equal(lun_day_from_civil(2023, 13, 1), LUN_DAY_NONE);
    assert_int_equal(lun_day_from_civil(2023, 4, 31), LUN_DAY_NONE);
    assert_int_equal(lun_day_from_civil(2023, 4, 0), LUN_DAY_NONE);
    assert_int_equal(lun_day_from_civil(2000000000, 4, 1), LUN_DAY_NONE);
}

static void test_day__formats_and_parses_back(void **state)
{
    char text[16];

    (void)state;
    for (int32_t day = lun_day_from_civil(0, 1, 1); day < lun_day_from_civil(9999, 12, 31); day += 97) {
        lun_day_format(day, text);
        assert_int_equal(lun_day_parse(text), day);
        assert_int_equal(lun_day_parse_loose(text), day);
    }
    lun_day_format(INT32_MAX, text);
    assert_string_equal(text, "5881580-07-11");
    lun_day_format(lun_day_from_civil(-44, 3, 15), text);
    assert_string_equal(text, "-0044-03-15");
}

static void test_day__parses_iso_at_the_start(void **state)
{
    int32_t day = lun_day_from_civil(2023, 7, 9);

    (void)state;
    assert_int_equal(lun_day_parse("2023-07-09"), day);
    assert_int_equal(lun_day_parse("2023-07-09T10:30:00Z"), day);
    assert_int_equal(lun_day_parse("2023-07-09 10:30"), day);
    assert_int_equal(lun_day_parse("2023-07-091"), LUN_DAY_NONE);
    assert_int_equal(lun_day_parse("2023-07-09th"), day); /* only what could be more of the date is refused */
    assert_int_equal(lun_day_parse("2023-7-9"), LUN_DAY_NONE);
    assert_int_equal(lun_day_parse("2023-07"), LUN_DAY_NONE);
    assert_int_equal(lun_day_parse("2023-02-30"), LUN_DAY_NONE);
    assert_int_equal(lun_day_parse(""), LUN_DAY_NONE);
}

static void test_day__parses_written_forms(void **state)
{
    static const char *const forms[] = {
        "2023-07-19",
        "2023-07-19T10:30:00Z",
        "2023-07-19T10:30:00.125+02:00",
        "2023-07-19 10:30",
        "2023/07/19",
        "2023.7.19",
        "20230719",
        "19.07.2023",
        "19/07/2023",
        "07/19/2023",
        "19-7-2023",
        "19 July 2023",
        "19 Jul 2023",
        "19-Jul-2023",
        "July 19, 2023",
        "Jul. 19, 2023",
        "July 19th, 2023",
        "19th of July, 2023",
        "the 19th of July 2023",
        "Wednesday, 19 July 2023",
        "Wed, 19 Jul 2023 08:05:59 +0100",
        "Wed., 19 Jul 2023 08:05:59 GMT",
        "Wed, 19 Jul 2023 08:05:59 -0700 (PDT)",
        "  JULY 19 2023 ",
        "July 19, 2023 at 4:05 pm",
        "2023\xE5\xB9\xB4"
        "7\xE6\x9C\x88"
        "19\xE6\x97\xA5",
    };

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (lun_day_parse_loose(forms[i]) != lun_day_from_civil(2023, 7, 19))
            fail_msg("'%s' is not read", forms[i]);
    assert_int_equal(lun_day_parse_loose("Sept. 3, 2022"), lun_day_from_civil(2022, 9, 3));
    assert_int_equal(lun_day_parse_loose("05/05/2022"), lun_day_from_civil(2022, 5, 5));
    assert_int_equal(lun_day_parse_loose("03.04.2022"), lun_day_from_civil(2022, 4, 3));
}

static void test_day__refuses_doubt_and_nonsense(void **state)
{
    static const char *const forms[] = {
        "",
        "03/04/2022", /* the third or the fourth month */
        "3-4-2022",
        "19 July",
        "July 2023",
        "19 July 23",
        "19.07.23",
        "31 June 2023",
        "2023-07-19 and more",
        "on 19 July 2023",
        "19 Ju 2023",
        "19 Julienne 2023",
        "2023-07-19T25:00",
        "2023-07/19",
        "10:30",
        "99999999999999999999",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26",
        "July 19, 2023 2024",
    };

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (lun_day_parse_loose(forms[i]) != LUN_DAY_NONE)
            fail_msg("'%s' is read", forms[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day__walks_through_the_calendar), cmocka_unit_test(test_day__knows_some_days),
        cmocka_unit_test(test_day__refuses_what_is_no_day),     cmocka_unit_test(test_day__formats_and_parses_back),
        cmocka_unit_test(test_day__parses_iso_at_the_start),    cmocka_unit_test(test_day__parses_written_forms),
        cmocka_unit_test(test_day__refuses_doubt_and_nonsense),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
