/*
** test_match_oracle_full.c - as test_match_oracle.c, with other seeds and many more cases.
** label: full
*/
#include "unit/match_property.h"

static void test_matcher__agrees_with_the_oracle_on_many_cases(void **state)
{
    (void)state;
    for (uint64_t seed = 100; seed < 105; seed++)
        property_run(seed, 40000);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_matcher__agrees_with_the_oracle_on_many_cases) };
    return cmocka_run_group_tests_name("match oracle, full", tests, NULL, NULL);
}
