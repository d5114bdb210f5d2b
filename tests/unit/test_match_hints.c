/*
** test_match_hints.c - what is seen of a token at once turns away those that cannot meet a pattern, and never one that does; where in a unit no match
** can start, none is tried. (That the search finds the same as a naive one is a property of test_match_oracle.c.)
*/
#include "match/machine.h"
#include "text/kinds.h"
#include "unit/match_world.h"

/* The words of the text whose kinds may begin a match, joined by spaces. */
static void check_allowed(world *w, const char *pattern, const char *expected)
{
    lun_buf out = LUN_BUF_INIT;
    lun_program *program = world_compile(w, pattern);
    assert_int_equal(lun_text_kinds(w->document, w->vocab), LUN_OK);
    for (uint32_t t = 0; t < w->document->n_tokens; t++) {
        const lun_kind *kind = &lun_vocab_kinds(w->vocab)[w->document->kinds[t]];
        if (lun_hints_allow(&program->starts.items[0].hints, kind))
            lun_buf_addf(&out, "%s%s", out.len ? " " : "", lun_vocab_form(w->vocab, kind->word, NULL));
    }
    lun_buf_adds(&out, "");
    if (out.failed || strcmp(out.data, expected) != 0)
        fail_msg("%s allows: %s", pattern, out.data);
    lun_buf_clear(&out);
    lun_program_free(program);
}

/* Compiled first, so that kinds tell of lemmas, and its words have numbers that differ in their last six bits. */
static void open_text(world *w, const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    lun_program_free(world_compile(w, "[~leave | ~sink]"));
    world_text(w, text);
    assert_int_equal(lun_text_tag(w->document, w->vocab, &err), LUN_OK);
}

static void test_hints__turn_away_by_word_lemma_tag_and_class(void **state)
{
    world *w = *state;
    open_text(w, "The 2 ferries left Oslo .");
    check_allowed(w, "[ferries | oslo]", "ferries Oslo");
    check_allowed(w, "[ferries & !%cap]", "ferries");
    check_allowed(w, "[~leave & !%cap]", "left");
    check_allowed(w, "[%cap & %propn]", "Oslo");
    check_allowed(w, "[!%verb & !%det & !%punct & %cap]", "Oslo");
    check_allowed(w, "[ferries & oslo]", "");
    check_allowed(w, "([~leave & !%num] | [oslo & %cap])", "left Oslo");
}

static void test_hints__tell_of_expressions_what_they_need(void **state)
{
    world *w = *state;
    open_text(w, "The ferry 's crew left in 1990 .");
    check_allowed(w, "/^['\u2019](s|re)$/", "'s");
    check_allowed(w, "[/^(crew|boat)$/i & !%cap]", "crew");
    check_allowed(w, "[/^[0-9]{4}$/ & !%cap]", "1990");
    check_allowed(w, "[/^(19|20)[0-9]+$/ | crew]", "The ferry 's crew left in 1990 .");
    check_allowed(w, "[/ew$/ & !%cap]", "The ferry 's crew left in 1990 .");
}

static void test_hints__allow_what_is_met_by_letters_of_another_case(void **state)
{
    world *w = *state;
    world_text(w, "the tide\u017F and \u212Aelp"); /* the long s, the sign of kelvin */
    check_matches(w, "[/^tides$/i & !%num]", "tide\u017F");
    check_matches(w, "[/^kelp$/i & !%num]", "\u212Aelp");
}

static void test_hints__know_no_lemmas_of_kinds_that_were_there_before(void **state)
{
    world *w = *state;
    world_text(w, "The ferry left.");
    check_allowed(w, "[ferry & !%num]", "ferry"); /* numbers the kinds */
    check_matches(w, "[~leave & !%num]", "left");
}

static void test_hints__do_not_count_on_words_that_may_be_forgotten(void **state)
{
    world *w = *state;
    world_text(w, "ferry");
    lun_vocab_pin(w->vocab);
    lun_program *program = world_compile(w, "[/^(crew|boats)$/ & !%cap]");
    for (uint32_t i = 0; i < 64; i++) {
        char text[40];
        snprintf(text, sizeof text, "w%u crew", i); /* other numbers each time */
        lun_vocab_trim(w->vocab, 0);
        world_text(w, text);
        lun_range all = { 0, w->document->n_tokens };
        char *found = world_matches_in(w, program, &all, 1, LUN_OVERLAP_FIRST);
        assert_string_equal(found, "crew");
        lun_free(found);
    }
    lun_program_free(program);
}

static uint64_t starts_of(world *w, const char *pattern, const char *expected)
{
    uint64_t before = lun_matcher_starts(w->matcher);
    check_matches(w, pattern, expected);
    return lun_matcher_starts(w->matcher) - before;
}

static void test_bounds__nothing_starts_where_it_cannot_end_or_begin(void **state)
{
    world *w = *state;
    world_text(w, "a b a b a b a b");
    assert_int_equal(starts_of(w, "<< b", ""), 0);
    assert_int_equal(starts_of(w, "<< a !b", ""), 1);
    assert_int_equal(starts_of(w, "(<< a b | &a << a) !a !b", ""), 1);
    assert_int_equal(starts_of(w, "(<< a !b | a !b)", ""), 4); /* not all alternatives begin there */
    assert_int_equal(starts_of(w, "[]{1,2} >>", "a b"), 1);
    assert_int_equal(starts_of(w, "a b >>", "a b"), 1);
    assert_int_equal(starts_of(w, "x:(a b){2,3} >>", "a b a b a b {x=a b a b a b}"), 1);
    assert_int_equal(starts_of(w, "a []+ >>", "a b a b a b a b"), 1);
    assert_int_equal(starts_of(w, "[] [] [] [] [] [] [] [] &a", ""), 1); /* too long for the second */
    assert_int_equal(starts_of(w, "[] [] [] [] [] [] [] [] []", ""), 0);
    assert_int_equal(starts_of(w, "(b | a >>) c?", "b; b; b; b"), 8);
}

static void test_bounds__hold_in_units_with_holes(void **state)
{
    world *w = *state;
    world_text(w, "a b a b a b a b");
    lun_range ranges[] = { { 1, 2 }, { 4, 6 } };
    lun_program *program = world_compile(w, "b >>");
    char *found = world_matches_in(w, program, ranges, 2, LUN_OVERLAP_ALL);
    assert_string_equal(found, "b");
    lun_free(found);
    lun_program_free(program);
    program = world_compile(w, "<< b a");
    found = world_matches_in(w, program, ranges, 2, LUN_OVERLAP_ALL);
    assert_string_equal(found, "b a b a"); /* the words from its first to its last */
    lun_free(found);
    lun_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_hints__turn_away_by_word_lemma_tag_and_class, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_hints__tell_of_expressions_what_they_need, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_hints__allow_what_is_met_by_letters_of_another_case, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_hints__know_no_lemmas_of_kinds_that_were_there_before, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_hints__do_not_count_on_words_that_may_be_forgotten, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_bounds__nothing_starts_where_it_cannot_end_or_begin, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_bounds__hold_in_units_with_holes, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match hints", tests, NULL, NULL);
}
