/*
** test_run_progress.c - how long a run still takes is told where what was done is a measure of it, and not before.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "run/run.h"

static double left(uint64_t bytes, uint64_t total, double seconds)
{
    const lun_progress now = { .bytes = bytes, .bytes_total = total };
    return lun_progress_left(&now, seconds);
}

static void test_left__follows_the_bytes(void **state)
{
    (void)state;
    assert_true(left(1000, 4000, 10) > 29.9 && left(1000, 4000, 10) < 30.1);
}

static void test_left__is_not_guessed_from_next_to_nothing(void **state)
{
    (void)state;
    assert_true(left(0, 4000, 10) < 0);
    assert_true(left(6000, 30 << 20, 10) < 0); /* small files around a large one */
    assert_true(left(1 << 20, 30 << 20, 10) > 0);
}

static void test_left__is_nothing_where_the_total_is_not_known_or_reached(void **state)
{
    (void)state;
    assert_true(left(4000, 0, 10) < 0);
    assert_true(left(4000, 4000, 10) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_left__follows_the_bytes),
        cmocka_unit_test(test_left__is_not_guessed_from_next_to_nothing),
        cmocka_unit_test(test_left__is_nothing_where_the_total_is_not_known_or_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
