/*
** test_match_oracle.c - the matcher finds what the naive oracle finds: same matches, same captures, for every
** overlap; and the planner never gives up a unit with a match. 6,000 random cases; test_match_oracle_full.c runs
** more.
*/
#include "unit/match_property.h"

static void test_matcher__agrees_with_the_oracle(void **state)
{
    (void)state;
    property_run(1, 6000);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_matcher__agrees_with_the_oracle) };
    return cmocka_run_group_tests_name("match oracle", tests, NULL, NULL);
}
