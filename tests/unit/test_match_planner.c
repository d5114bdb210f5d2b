/*
** test_match_planner.c - what the planner asks of a unit: it passes over units that lack what a pattern needs, and
** never one with a match. (That it agrees with the search is also a property of test_match_oracle.c.)
*/
#include "unit/match_world.h"

static void check_may(world *w, const char *pattern, int expected)
{
    lun_program *program = world_compile(w, pattern);
    lun_range all = { 0, w->document->n_tokens };
    int may = lun_matcher_may_match(w->matcher, program, w->set, &all, 1);
    if (may != expected)
        fail_msg("%s: %d", pattern, may);
    lun_program_free(program);
}

static void test_planner__needs_words_and_lemmas(void **state)
{
    world *w = *state;
    world_text(w, "The ferry Left the pier.");
    check_may(w, "ferry left", 1);
    check_may(w, "left the ferry", 1);
    check_may(w, "ferry sank", 0);
    check_may(w, "\"left\"", 1);
    check_may(w, "~leave", 1);
    check_may(w, "~sink", 0);
    check_may(w, "[~leave & !%cap]", 1);
    check_may(w, "[~sink & !%cap]", 0);
    check_may(w, "x:(a:ferry b:train)", 0);
}

static void check_has(world *w, const char *word, int expected)
{
    uint32_t number = lun_vocab_add(w->vocab, word, strlen(word));
    assert_int_equal(lun_matcher_has_word(w->matcher, number), expected);
}

static void test_planner__knows_the_words_of_the_unit_looked_at(void **state)
{
    world *w = *state;
    world_text(w, "The Ferry left. It sank.");
    assert_int_equal(w->document->n_sentences, 2);
    assert_true(lun_matcher_look_at(w->matcher, w->set, &w->document->sentences[0], 1));
    check_has(w, "ferry", 1);
    check_has(w, "sank", 0);
    check_has(w, "train", 0);
    assert_true(lun_matcher_look_at(w->matcher, w->set, &w->document->sentences[1], 1));
    check_has(w, "ferry", 0);
    check_has(w, "sank", 1);
}

static void test_planner__needs_one_alternative(void **state)
{
    world *w = *state;
    world_text(w, "The ferry left.");
    check_may(w, "train | bus | ferry", 1);
    check_may(w, "train | bus", 0);
    check_may(w, "train | bus | []", 1);
    check_may(w, "(train | bus)? left", 1);
    check_may(w, "(train | ferry) (sank | left | rose)", 1);
    check_may(w, "(train | ferry) (sank | rose)", 0);
    check_may(w, "[train | ~go]", 0);
    check_may(w, "@?nothing | ferry", 1);
    check_may(w, "@?nothing | train", 0);
    check_may(w, "@?nothing ferry", 0);
}

static void test_planner__needs_nothing_that_is_optional_negated_or_looked_at(void **state)
{
    world *w = *state;
    world_text(w, "The ferry left.");
    check_may(w, "train* left", 1);
    check_may(w, "train{0,3} left", 1);
    check_may(w, "train{1,3} left", 0);
    check_may(w, "!train left", 1);
    check_may(w, "&train left", 1);
    check_may(w, "(?<= train) left", 1);
    check_may(w, "(?<! train) left", 1);
    check_may(w, "ferry ...!train left", 1);
    check_may(w, "[!train]", 1);
    check_may(w, "...", 1);
}

static void test_planner__needs_rows(void **state)
{
    world *w = *state;
    world_text(w, "Ann Lee left. Bob stayed.");
    world_mark(w, LAYER_PERSON, "Ann Lee", NULL);
    world_mark(w, LAYER_EVENT, "Ann Lee left. Bob", NULL);
    world_finish(w);
    check_may(w, "@person left", 1);
    check_may(w, "@place left", 0);
    check_may(w, "@actor left", 1);
    lun_range second = { 4, 7 };
    lun_program *program = world_compile(w, "@person");
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &second, 1), 0);
    lun_program_free(program);
    program = world_compile(w, "@event | bob");
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &second, 1), 1);
    lun_program_free(program);
    program = world_compile(w, "[@event & bob]");
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &second, 1), 1);
    char *found = world_matches_in(w, program, &second, 1, LUN_OVERLAP_FIRST);
    assert_string_equal(found, "Bob");
    lun_free(found);
    lun_program_free(program);
}

static void test_planner__tells_where_it_has_nothing_to_ask(void **state)
{
    world *w = *state;
    static const struct {
        const char *pattern;
        int needs;
    } cases[] = {
        { "ferry", 1 }, { "%cap+ @place", 1 }, { "%cap+", 0 }, { "/^a/ []", 0 }, { "a? b*", 0 }, { "@?nothing", 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lun_program *program = world_compile(w, cases[i].pattern);
        assert_int_equal(lun_program_has_needs(program), cases[i].needs);
        lun_program_free(program);
    }
}

static void test_planner__needs_a_word_that_starts_a_phrase(void **state)
{
    world *w = *state;
    world_lexicon(w, "boats", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_LAST, "ferry boat\nsloop\n");
    world_text(w, "A ferry left; sloops stayed.");
    check_may(w, "$boats", 1);
    world_text(w, "Ten sloops stayed.");
    check_may(w, "$boats", 1);
    world_text(w, "A boat left.");
    check_may(w, "$boats", 0);
    check_may(w, "[$boats]", 0);
}

static void test_planner__notices_that_the_unit_is_another(void **state)
{
    world *w = *state;
    lun_program *program = world_compile(w, "ferry");
    lun_range one = { 0, 1 }, two = { 1, 2 };
    world_text(w, "ferry train");
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &one, 1), 1);
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &two, 1), 0);
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &one, 1), 1);
    w->document->tokens[0].word = w->document->tokens[1].word; /* another document at the same address */
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &one, 1), 0);
    lun_vocab_pin(w->vocab);
    world_text(w, "sloop boat");
    assert_int_equal(lun_matcher_may_match(w->matcher, program, w->set, &one, 1), 0);
    lun_vocab_trim(w->vocab, 0);
    world_text(w, "Rain Rain"); /* the numbers of "sloop" and "boat" are those of "Rain" and "rain" now */
    lun_program *rain = world_compile(w, "rain");
    assert_int_equal(lun_matcher_may_match(w->matcher, rain, w->set, &one, 1), 1);
    lun_program_free(rain);
    lun_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_planner__needs_words_and_lemmas, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_planner__knows_the_words_of_the_unit_looked_at, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_planner__needs_one_alternative, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_planner__needs_nothing_that_is_optional_negated_or_looked_at, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_planner__needs_rows, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_planner__tells_where_it_has_nothing_to_ask, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_planner__needs_a_word_that_starts_a_phrase, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_planner__notices_that_the_unit_is_another, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match planner", tests, NULL, NULL);
}
