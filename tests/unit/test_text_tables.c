/*
** test_text_tables.c - every entry of the sorted tables is found where it is looked for.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "text/language.h"
#include "text/tokens.h"

static void test_tables__every_abbreviation_is_found(void **state)
{
    (void)state;
    const char *word;
    size_t n = 0;
    for (; (word = lun_table_abbreviation_at(n)) != NULL; n++)
        if (lun_table_abbreviation(word, (uint32_t)strlen(word)) == LUN_ABBREVIATION_NONE)
            fail_msg("'%s' is not found: the table is not sorted there", word);
    assert_true(n > 100);
    assert_int_equal(lun_table_abbreviation("harbour", 7), LUN_ABBREVIATION_NONE);
    assert_int_equal(lun_table_abbreviation("MR", 2), LUN_ABBREVIATION_TITLE);
}

static void test_tables__every_small_word_is_found(void **state)
{
    (void)state;
    const char *word;
    size_t n = 0;
    for (; (word = lun_language__word_at(n)) != NULL; n++)
        if (lun_language__of_word(word, strlen(word)) == 0)
            fail_msg("'%s' is not found: the table is not sorted there", word);
    assert_true(n > 300);
    assert_int_equal(lun_language__of_word("harbour", 7), 0);
}

static void test_tables__lists_hold_whole_words_only(void **state)
{
    (void)state;
    assert_true(lun_table_prefix("Non", 3));
    assert_false(lun_table_prefix("on", 2));
    assert_false(lun_table_prefix("non over", 8));
    assert_false(lun_table_prefix("", 0));
    assert_true(lun_table_extension("PDF", 3));
    assert_true(lun_table_domain("org", 3, 2));
    assert_false(lun_table_domain("no", 2, 2)); /* "yes.no" is two words; "www.fjord.no" is a host */
    assert_true(lun_table_domain("no", 2, 3));
    assert_true(lun_table_reporting("said", 4));
    assert_true(lun_table_unfinished("of", 2));
    assert_true(lun_table_month("May", 3));
    assert_false(lun_table_month("Mayor", 5));
    assert_false(lun_table_reporting("averyveryverylongword", 21));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables__every_abbreviation_is_found),
        cmocka_unit_test(test_tables__every_small_word_is_found),
        cmocka_unit_test(test_tables__lists_hold_whole_words_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
