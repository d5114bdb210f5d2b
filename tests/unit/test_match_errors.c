/*
** test_match_errors.c - what is wrong with a pattern is said with its place, its line and, where one is near, the
** name that was meant.
*/
#include "unit/match_world.h"

static void compile_badly(world *w, const char *pattern, unsigned line, unsigned column, lun_error *err)
{
    lun_program *program = NULL;
    lun_compile env = world_env(w, pattern);
    env.file = "rules/tide.lua";
    env.line = line;
    env.column = column;
    lun_node *tree = pattern_read(w->arena, pattern);
    if (!tree)
        fail_msg("the test's pattern cannot be read: %s", pattern);
    memset(err, 0, sizeof *err);
    if (lun_program_compile(&program, tree, &env, err) == LUN_OK)
        fail_msg("%s: compiled", pattern);
    assert_null(program);
}

static void check_error(world *w, const char *pattern, unsigned column, unsigned width, const char *message,
                        const char *hint)
{
    lun_error err;
    compile_badly(w, pattern, 0, 0, &err);
    assert_string_equal(err.message, message);
    assert_string_equal(err.hint, hint);
    assert_string_equal(err.source, pattern);
    assert_int_equal(err.line, 1);
    assert_int_equal(err.column, column);
    assert_int_equal(err.width, width);
    assert_int_equal(err.code, strstr(message, "more than") ? LUN_ELIMIT : LUN_EFORMAT);
}

static void test_error__names_the_nearest_layer(void **state)
{
    world *w = *state;
    check_error(w, "said @persn", 6, 6, "there is no layer 'persn'", "did you mean \"@person\"?");
    check_error(w, "@contry", 1, 7, "there is no layer 'contry'", "did you mean \"@country\"?");
    check_error(w, "[!@palce]", 3, 6, "there is no layer 'palce'", "did you mean \"@place\"?");
    check_error(w, "@zzz", 1, 4, "there is no layer 'zzz'",
                "a plugin must declare it; @?zzz never matches where none does");
}

static void test_error__names_the_nearest_field_or_option(void **state)
{
    world *w = *state;
    check_error(w, "@person[nmae=Ann]", 9, 4, "layer 'person' has no field 'nmae'", "did you mean \"name\"?");
    check_error(w, "@person[party=gren]", 9, 5, "layer 'person': 'gren' is not an option of field 'party'",
                "did you mean \"green\"?");
    check_error(w, "@actor[is=TO]", 8, 2, "layer 'actor' has no field 'is'", "did you mean \"iso\"?");
    check_error(w, "@person[age>old]", 9, 3, "layer 'person': field 'age' is a number, and 'old' is none", "");
    check_error(w, "@person[chief=yes]", 9, 5,
                "layer 'person': field 'chief' is a boolean: expected true or false, not 'yes'", "");
    check_error(w, "@person[name.first=Ann]", 9, 10,
                "layer 'person': field 'name' is no reference, so 'name.first' says nothing", "");
    check_error(w, "@event[leader.contry=TO]", 8, 13,
                "layer 'event': what field 'leader' refers to has no field 'contry'", "did you mean \"country\"?");
    check_error(w, "@event[before.wh=x]", 8, 9, "layer 'event': what field 'before' refers to has no field 'wh'",
                "did you mean \"who\"?");
    check_error(w, "@person[name in $nowhere]", 9, 4, "there is no lexicon 'nowhere'", "");
}

static void test_error__names_the_nearest_class(void **state)
{
    world *w = *state;
    check_error(w, "%capp", 1, 5, "there is no word class 'capp'", "did you mean \"%cap\"?");
    check_error(w, "[%vreb]", 2, 5, "there is no word class 'vreb'", "did you mean \"%verb\"?");
}

static void test_error__of_a_lexicon(void **state)
{
    world *w = *state;
    check_error(w, "a $praise", 3, 7, "there is no lexicon 'praise'",
                "a lexicon is lexicons/praise.txt or .tsv of the plugin, or lexicon \"praise\" { ... } in a rule file");
}

static void test_error__of_a_loop_that_can_be_empty(void **state)
{
    world *w = *state;
    const char *message = "what is repeated can be empty, so the repetition would never end",
               *hint = "let the inside take at least one token";
    check_error(w, "(a*)*", 1, 5, message, hint);
    check_error(w, "b (a?)+", 3, 5, message, hint);
    check_error(w, "(a | &b){2,}", 1, 12, message, hint);
    check_error(w, "(...)*?", 1, 7, message, hint);
    check_error(w, "((a | ) b?)*", 1, 12, message, hint);
    check_error(w, "... !x ...!(a?)", 13, 2, "what a gap must not meet can be empty, so the gap could take nothing",
                "let it take at least one token");
}

static void test_error__of_a_capture_where_nothing_is_taken(void **state)
{
    world *w = *state;
    const char *hint = "leave out \"who:\", or capture outside";
    check_error(w, "&(who:a b) a", 3, 5, "the capture 'who' stands inside a lookaround, where nothing is taken", hint);
    check_error(w, "(?<! who:a) a", 6, 5, "the capture 'who' stands inside a lookaround, where nothing is taken", hint);
    check_error(w, "a ...!(who:b | c) d", 8, 5,
                "the capture 'who' stands inside a gap's exception, where nothing is taken", hint);
}

static void test_error__of_a_token_test_of_several_tokens(void **state)
{
    world *w = *state;
    const char *hint = "write the tokens one after the other, outside of ~ and [ ]";
    check_error(w, "[don't]", 2, 5, "'don't' is 2 tokens, and what stands in [ ] is one", hint);
    check_error(w, "[%cap & \"SCO members\"]", 9, 13, "'SCO members' is 2 tokens, and what stands in [ ] is one", hint);
    check_error(w, "~cannot", 1, 7, "'cannot' is 2 tokens, and a lemma is one", hint);
    check_error(w, "\" \"", 1, 3, "nothing to match: \" \" holds no word and no sign", "");
}

static void test_error__of_a_regular_expression(void **state)
{
    world *w = *state;
    check_error(w, "a /b(c/", 7, 1, "the regular expression 'b(c': missing closing parenthesis", "");
    check_error(w, "@person[name ~ /[/]", 9, 4, "the regular expression '[': missing terminating ] for character class",
                "");
}

static void test_error__of_a_program_that_is_too_long(void **state)
{
    world *w = *state;
    check_error(w, "a{4095} b c", 11, 1, "the pattern needs more than 4096 instructions",
                "counts are written out: make {m,n} smaller, or put long lists of phrases into a lexicon");
    lun_error err;
    compile_badly(w, "((a{1000}){1000}){1000}", 0, 0, &err);
    assert_int_equal(err.code, LUN_ELIMIT);
    lun_program_free(world_compile(w, "a{4095}"));
    lun_program_free(world_compile(w, "((){1000000}){1000000}"));
}

static void test_error__of_a_count_that_cannot_be(void **state)
{
    world *w = *state;
    check_error(w, "a{3,2}", 1, 6, "a repetition of at least 3 and at most 2", "");
}

static void test_error__of_a_tree_that_is_too_deep(void **state)
{
    world *w = *state;
    lun_compile env = world_env(w, "deep");
    lun_error err = LUN_ERROR_INIT;
    lun_program *program = NULL;
    lun_node *tree = lun_node_new(w->arena, LUN_NODE_ANY, 0);
    for (int i = 0; i < 5000; i++) {
        lun_node *outer = lun_node_new(w->arena, LUN_NODE_SEQUENCE, 1);
        outer->children[0] = tree;
        tree = outer;
    }
    assert_int_equal(lun_program_compile(&program, tree, &env, &err), LUN_ELIMIT);
    assert_string_equal(err.message, "the pattern is nested deeper than 500");
}

static void test_error__counts_lines_and_columns_in_the_file(void **state)
{
    world *w = *state;
    lun_error err;
    char text[400];
    compile_badly(w, "caf\xC3\xA9 @persn", 12, 13, &err);
    assert_int_equal(err.line, 12);
    assert_int_equal(err.column, 18);
    lun_error_format(&err, text, sizeof text);
    assert_string_equal(text, "rules/tide.lua:12:18: there is no layer 'persn'\n"
                              "              caf\xC3\xA9 @persn\n"
                              "                   ^^^^^^\n"
                              "hint: did you mean \"@person\"?");
    compile_badly(w, "a b\n  @persn c\nd", 12, 13, &err);
    assert_int_equal(err.line, 13);
    assert_int_equal(err.column, 3);
    assert_int_equal(err.width, 6);
    assert_string_equal(err.source, "  @persn c");
    assert_string_equal(err.file, "rules/tide.lua");
}

static void test_error__without_source_has_the_line_of_the_rule(void **state)
{
    world *w = *state;
    lun_program *program = NULL;
    lun_error err = LUN_ERROR_INIT;
    lun_compile env = world_env(w, NULL);
    env.line = 7;
    assert_int_equal(lun_program_compile(&program, pattern_read(w->arena, "@persn"), &env, &err), LUN_EFORMAT);
    assert_int_equal(err.line, 7);
    assert_string_equal(err.source, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_error__names_the_nearest_layer, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__names_the_nearest_field_or_option, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__names_the_nearest_class, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_lexicon, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_loop_that_can_be_empty, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_capture_where_nothing_is_taken, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_token_test_of_several_tokens, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_regular_expression, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_program_that_is_too_long, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_count_that_cannot_be, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__of_a_tree_that_is_too_deep, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__counts_lines_and_columns_in_the_file, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_error__without_source_has_the_line_of_the_rule, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match errors", tests, NULL, NULL);
}
