/*
** test_error.c - filling errors and what the user sees of them.
*/
#include <string.h>

#include <lunette/error.h>

#include "unit/cmocka_all.h"

static void assert_shown(const lun_error *err, const char *expected)
{
    char text[4096];

    assert_int_equal(lun_error_format(err, text, sizeof text), strlen(expected));
    assert_string_equal(text, expected);
}

static void test_error__set_clears_what_was_there(void **state)
{
    lun_error err = LUN_ERROR_INIT;

    (void)state;
    lun_error_set(&err, LUN_EIO, "first");
    lun_error_place(&err, "a.lua", 3, 4, 5);
    lun_error_hint(&err, "try again");
    assert_int_equal(lun_error_set(&err, LUN_ELIMIT, "%d of %d", 9, 8), LUN_ELIMIT);
    assert_int_equal(err.code, LUN_ELIMIT);
    assert_string_equal(err.file, "");
    assert_int_equal(err.line, 0);
    assert_shown(&err, "9 of 8");
}

static void test_error__takes_null(void **state)
{
    (void)state;
    assert_int_equal(lun_error_set(NULL, LUN_EIO, "nobody hears"), LUN_EIO);
    assert_true(lun_error_wrap(NULL, "x") < 0);
    assert_true(lun_error_place(NULL, "x", 1, 1, 1) < 0);
    assert_true(lun_error_source(NULL, "x", 1) < 0);
    assert_true(lun_error_hint(NULL, "x") < 0);
}

static void test_error__wrap_keeps_code_and_place(void **state)
{
    lun_error err = LUN_ERROR_INIT;

    (void)state;
    lun_error_set(&err, LUN_EFORMAT, "no such word");
    lun_error_place(&err, "b.lua", 2, 1, 0);
    assert_int_equal(lun_error_wrap(&err, "plugin '%s'", "tides"), LUN_EFORMAT);
    assert_shown(&err, "b.lua:2:1: plugin 'tides': no such word");
}

static void test_error__shows_source_underline_and_hint(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    const char *line = "@harbor said %nope\r\nnext";

    (void)state;
    lun_error_set(&err, LUN_EFORMAT, "unknown class '%%nope'");
    lun_error_place(&err, "pattern", 1, 14, 5);
    lun_error_source(&err, line, strlen(line));
    lun_error_hint(&err, "did you mean %%noun?");
    assert_shown(&err, "pattern:1:14: unknown class '%nope'\n"
                       "  @harbor said %nope\n"
                       "               ^^^^^\n"
                       "hint: did you mean %noun?");
}

static void test_error__underline_counts_code_points_tabs_and_wide_characters(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    const char *line = "\té\xE6\xB8\xAF\xE5\x8F\xA3 x";

    (void)state;
    lun_error_set(&err, LUN_EFORMAT, "here");
    lun_error_place(&err, "p", 1, 4, 3);
    lun_error_source(&err, line, strlen(line));
    assert_shown(&err, "p:1:4: here\n  \té\xE6\xB8\xAF\xE5\x8F\xA3 x\n  \t   ^^^^");
}

static void test_error__underline_may_stand_behind_the_line_but_not_beyond(void **state)
{
    lun_error err = LUN_ERROR_INIT;

    (void)state;
    lun_error_set(&err, LUN_EFORMAT, "ends too early");
    lun_error_source(&err, "abc", 3);
    lun_error_place(&err, NULL, 1, 4, 9);
    assert_shown(&err, "ends too early\n  abc\n     ^");
    lun_error_place(&err, NULL, 1, 6, 1);
    assert_shown(&err, "ends too early\n  abc");
}

static void test_error__leaves_out_the_line_or_column_that_is_unknown(void **state)
{
    lun_error err = LUN_ERROR_INIT;

    (void)state;
    lun_error_set(&err, LUN_EIO, "gone");
    lun_error_place(&err, "c.txt", 0, 7, 0);
    assert_shown(&err, "c.txt: gone");
    lun_error_place(&err, "c.txt", 12, 0, 0);
    assert_shown(&err, "c.txt:12: gone");
}

static void test_error__shows_no_control_characters(void **state)
{
    lun_error err = LUN_ERROR_INIT;

    (void)state;
    lun_error_set(&err, LUN_EIO,
                  "a\033[2Jb\xC2\x9B"
                  "c\x7F"
                  "d\xC2\xA9");
    assert_shown(&err, "a?[2Jb?c?d\xC2\xA9");
}

static void test_error__cuts_between_code_points(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    char line[700];

    (void)state;
    for (size_t i = 0; i < 699; i += 3)
        memcpy(line + i, "\xE6\xB8\xAF", 3);
    line[699] = '\0';
    lun_error_source(&err, line, 699);
    assert_int_equal(strlen(err.source), 510);
    lun_error_set(&err, LUN_EIO, "x%s%s", line, line);
    assert_int_equal(strlen(err.message), 1 + 1020);
    lun_error_wrap(&err, "%s", line);
    assert_int_equal(strlen(err.message), 699 + 2 + 1 + 107 * 3);
    lun_error_wrap(&err, "z");
    assert_int_equal(strlen(err.message), 3 + 699 + 2 + 1 + 106 * 3);
    lun_error_place(&err, line, 1, 1, 1);
    assert_int_equal(strlen(err.file), 510);
}

static void test_error__format_cuts_and_tells_the_length_wanted(void **state)
{
    lun_error err = LUN_ERROR_INIT;
    char text[6];

    (void)state;
    lun_error_set(&err, LUN_EIO, "long message");
    assert_int_equal(lun_error_format(&err, text, sizeof text), 12);
    assert_string_equal(text, "long ");
    assert_int_equal(lun_error_format(&err, NULL, 0), 12);
}

static void test_error__may_be_made_from_itself(void **state)
{
    lun_error err = LUN_ERROR_INIT;

    (void)state;
    lun_error_set(&err, LUN_EIO, "inner");
    lun_error_set(&err, LUN_EFORMAT, "outer (%s)", err.message);
    assert_string_equal(err.message, "outer (inner)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_error__set_clears_what_was_there),
        cmocka_unit_test(test_error__takes_null),
        cmocka_unit_test(test_error__wrap_keeps_code_and_place),
        cmocka_unit_test(test_error__shows_source_underline_and_hint),
        cmocka_unit_test(test_error__underline_counts_code_points_tabs_and_wide_characters),
        cmocka_unit_test(test_error__underline_may_stand_behind_the_line_but_not_beyond),
        cmocka_unit_test(test_error__leaves_out_the_line_or_column_that_is_unknown),
        cmocka_unit_test(test_error__shows_no_control_characters),
        cmocka_unit_test(test_error__cuts_between_code_points),
        cmocka_unit_test(test_error__format_cuts_and_tells_the_length_wanted),
        cmocka_unit_test(test_error__may_be_made_from_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
