/*
** test_shell.c - words of commands that are to be typed: one word for a shell, whatever is in them. Asks a shell.
*/
#include <stdio.h>
#include <string.h>

#include "base/shell.h"
#include "unit/cmocka_all.h"

static void check(const char *word, const char *expected)
{
    assert_string_equal(LUN_SHELL(word), expected);
}

static void test_shell__quotes_what_needs_it(void **state)
{
    (void)state;
    check("notes/a-1.db", "notes/a-1.db");
    check("all.jsonl#d1", "all.jsonl#d1");
    check("Žofie.db", "Žofie.db");
    check("my notes.db", "'my notes.db'");
    check("it's.db", "'it'\\''s.db'");
    check("$HOME", "'$HOME'");
    check("~kept", "'~kept'");
    check("#x", "'#x'");
    check("", "''");
    check("a\nb", "'a b'");
    check("a\xC2\x9B]", "'a ]'"); /* an order to a terminal beyond ASCII */
}

static void test_shell__is_one_word_to_a_shell(void **state)
{
    const char *const words[] = { "a b",  "it's", "\"",        "`id`", "$(id)", "\\",    "*",
                                  "?[a]", "a;b",  "a&b|c<d>e", "!x",   "~",     "{a,b}", "(a)" };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char command[200], got[100] = "";
        snprintf(command, sizeof command, "printf '%%s' %s", LUN_SHELL(words[i]));
        FILE *out = popen(command, "r");
        assert_non_null(out);
        size_t len = fread(got, 1, sizeof got - 1, out);
        got[len] = '\0';
        assert_int_equal(pclose(out), 0);
        assert_string_equal(got, words[i]);
    }
}

static void test_shell__a_word_too_long_stays_as_it_is(void **state)
{
    char small[8];
    (void)state;
    assert_string_equal(lun_shell_word(small, sizeof small, "my notes.db"), "my notes.db");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shell__quotes_what_needs_it),
        cmocka_unit_test(test_shell__is_one_word_to_a_shell),
        cmocka_unit_test(test_shell__a_word_too_long_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
