/*
** test_match_linear.c - the cost of a search is bounded by program × tokens, counted in steps; and it is the memory
** of failures that bounds it.
*/
#include "match/machine.h"
#include "unit/match_world.h"

#define LONG_TEXT 20000

/* n times the words and a last one, all one sentence. */
static void repeat_words(world *w, const char *words, uint32_t n, const char *last)
{
    lun_buf text = LUN_BUF_INIT;
    for (uint32_t i = 0; i < n; i++)
        lun_buf_addf(&text, "%s ", words);
    lun_buf_adds(&text, last);
    world_text(w, text.data);
    w->document->n_sentences = 1;
    w->document->sentences[0] = (lun_range){ 0, w->document->n_tokens };
    lun_buf_clear(&text);
}

typedef struct cost {
    uint64_t steps, matches, length;
    uint32_t instructions;
} cost;

static cost run_anchored(world *w, const char *pattern, lun_overlap overlap, int anchored)
{
    cost result = { 0, 0, 0, 0 };
    lun_error err = LUN_ERROR_INIT;
    lun_range all = { 0, w->document->n_tokens };
    lun_match match;
    lun_program *program = world_compile(w, pattern);
    lun_buf text = LUN_BUF_INIT;
    int cut, rc = 1;
    if (!anchored) /* "c" is not there: no start would be tried */
        program->anchor.start = LUN_START_NONE;
    lun_program_print(program, &text);
    for (size_t i = 0; i < text.len; i++)
        result.instructions += text.data[i] == '\n';
    lun_buf_clear(&text);
    uint64_t before = lun_matcher_steps(w->matcher);
    assert_int_equal(
        lun_matcher_begin(w->matcher, program, w->set, &all, 1, LUN_UNIT_MAX_DOCUMENT, overlap, &cut, &err), LUN_OK);
    while (rc > 0) {
        rc = lun_matcher_next(w->matcher, &match, &err);
        result.steps = lun_matcher_steps(w->matcher) - before;
        result.matches += rc > 0;
        result.length += rc > 0 ? match.tokens.stop - match.tokens.start : 0;
    }
    assert_true(rc >= 0);
    lun_program_free(program);
    return result;
}

static cost run(world *w, const char *pattern, lun_overlap overlap)
{
    return run_anchored(w, pattern, overlap, 0);
}

/* Once patience is at an end each state is entered at most once from each of the at most two ways that lead to it. */
static uint64_t bound_of(const world *w, const cost *c)
{
    return (2 * (uint64_t)c->instructions + LUN_PATIENCE) * (w->document->n_tokens + 1);
}

/* States on the way to a match may be entered again. */
static void check_linear(world *w, const char *pattern, lun_overlap overlap)
{
    cost c = run(w, pattern, overlap);
    uint64_t bound = bound_of(w, &c) + 2 * (uint64_t)c.instructions * c.length;
    if (c.steps > bound)
        fail_msg("%s: %llu steps, bound %llu", pattern, (unsigned long long)c.steps, (unsigned long long)bound);
}

static void test_steps__of_counts_that_overlap_are_linear(void **state)
{
    world *w = *state;
    repeat_words(w, "a", 2000, "b");
    check_linear(w, "a{0,30}a{30} c", LUN_OVERLAP_FIRST);
    check_linear(w, "(a? a? a? a? a? a? a? a?){8} c", LUN_OVERLAP_FIRST);
    check_linear(w, "(a | a a | a a a){20} c", LUN_OVERLAP_ALL);
    check_linear(w, "(a+ a+)+ c", LUN_OVERLAP_FIRST);
    check_linear(w, "((a+)+)+ a* c", LUN_OVERLAP_LONGEST);
}

static void test_steps__of_gaps_are_linear(void **state)
{
    world *w = *state;
    repeat_words(w, "a", LONG_TEXT, "b");
    check_linear(w, "... c", LUN_OVERLAP_FIRST);
    check_linear(w, "a ... a ... a ... c", LUN_OVERLAP_FIRST);
    check_linear(w, "(a ...)? (a ...)? (a ...)? c", LUN_OVERLAP_ALL);
    check_linear(w, "a ..50 a ..50 c", LUN_OVERLAP_ALL);
    check_linear(w, "a ...!(a ... c) c", LUN_OVERLAP_FIRST);
}

static void test_steps__of_alternatives_with_a_common_start_are_linear(void **state)
{
    world *w = *state;
    repeat_words(w, "a a b", 3000, "c");
    check_linear(w, "(a a b | a a c | a a d)+ e", LUN_OVERLAP_FIRST);
    check_linear(w, "(a a b | a b | b)* (a a b | a b | b)* e", LUN_OVERLAP_ALL);
}

static void test_steps__of_lookarounds_are_linear(void **state)
{
    world *w = *state;
    repeat_words(w, "a", 5000, "b");
    check_linear(w, "a !(a* c) &(a* b) a c", LUN_OVERLAP_FIRST);
    check_linear(w, "(?<! c a*) (?<= a+) a c", LUN_OVERLAP_ALL);
    check_linear(w, "(?<! (?<= c a*) a+) a c", LUN_OVERLAP_FIRST);
}

static void test_steps__of_annotations_are_linear(void **state)
{
    world *w = *state;
    repeat_words(w, "a", 300, "b");
    for (uint32_t start = 0; start + 12 < 300; start++) {
        for (uint32_t len = 1; len <= 10; len++) {
            lun_annotation *row;
            lun_error err = LUN_ERROR_INIT;
            lun_span span = lun_document_span(w->document, (lun_range){ start, start + len });
            assert_int_equal(lun_annotations_add(w->set, &row, LAYER_PLACE, span, 0, 0, NULL, &err), LUN_OK);
        }
    }
    world_finish(w);
    static const char *const patterns[] = { "@place+ @place+ c", "@place @place @place @place c" };
    for (size_t i = 0; i < 2; i++) {
        cost c = run(w, patterns[i], LUN_OVERLAP_FIRST);
        assert_int_equal(c.matches, 0);
        uint64_t bound = 2 * (uint64_t)c.instructions * (300 * 10 + 300);
        if (c.steps > bound)
            fail_msg("%s: %llu steps, bound %llu", patterns[i], (unsigned long long)c.steps, (unsigned long long)bound);
    }
}

static void test_steps__of_all_matches_add_their_length(void **state)
{
    world *w = *state;
    repeat_words(w, "a", 400, "b");
    check_linear(w, "a+ b", LUN_OVERLAP_ALL);
    check_linear(w, "(a | a a)+ b", LUN_OVERLAP_ALL);
    check_linear(w, "(a | a a)+ b", LUN_OVERLAP_FIRST);
}

static void test_steps__that_failed_before_a_match_are_not_made_again(void **state)
{
    world *w = *state;
    repeat_words(w, "a", 3000, "b");
    check_linear(w, "a ... c | a", LUN_OVERLAP_FIRST);
    check_linear(w, "a (a | a a)* c | a", LUN_OVERLAP_ALL);
}

/* The texts are short: without memory the longer ones would take for ever. */
static void check_memory_matters(world *w, const char *pattern)
{
    cost with = run(w, pattern, LUN_OVERLAP_FIRST);
    lun_matcher__set_memory(w->matcher, LUN_MEMORY_NONE);
    cost without = run(w, pattern, LUN_OVERLAP_FIRST);
    lun_matcher__set_memory(w->matcher, LUN_MEMORY_LATE);
    uint64_t bound = bound_of(w, &with);
    assert_int_equal(with.matches, 0);
    assert_int_equal(without.matches, 0);
    if (with.steps > bound || without.steps <= bound)
        fail_msg("%s: bound %llu, %llu steps, without memory %llu", pattern, (unsigned long long)bound,
                 (unsigned long long)with.steps, (unsigned long long)without.steps);
}

static void test_steps__pass_the_bound_without_the_memory_of_failures(void **state)
{
    world *w = *state;
    repeat_words(w, "a", 60, "b");
    check_memory_matters(w, "a{0,8}a{0,8}a{8} c");
    check_memory_matters(w, "(a | a a | a a a){5} c");
    check_memory_matters(w, "a ... a ... a ... c");
    check_memory_matters(w, "(a ...)? (a ...)? (a ...)? c");
    repeat_words(w, "a", 14, "b");
    check_memory_matters(w, "(a+ a+)+ c");
    repeat_words(w, "a", 2000, "b");
    check_memory_matters(w, "a !(a* c) &(a* b) a c");
}

/* How many steps, and as many matches as without. */
static uint64_t steps_with_anchor(world *w, const char *pattern, uint64_t matches, uint64_t *without)
{
    cost plain = run_anchored(w, pattern, LUN_OVERLAP_ALL, 0), anchored = run_anchored(w, pattern, LUN_OVERLAP_ALL, 1);
    assert_int_equal(plain.matches, matches);
    assert_int_equal(anchored.matches, matches);
    assert_int_equal(anchored.length, plain.length);
    *without = plain.steps;
    return anchored.steps;
}

static void test_anchors__pass_over_starts(void **state)
{
    world *w = *state;
    uint64_t without;
    repeat_words(w, "a b", 500, "c a b a b");
    assert_int_equal(steps_with_anchor(w, "a ... d", 0, &without), 0); /* nowhere */
    assert_true(without > 1000);
    assert_true(steps_with_anchor(w, "a b{0,2} [a | b]{0,3} c", 2, &without) < 100); /* near */
    assert_true(without > 2000);
    repeat_words(w, "b", 500, "c");
    uint64_t few = steps_with_anchor(w, "b? b? (c | b c b)", 3, &without); /* a choice, no anchor: as many */
    assert_int_equal(few, without);
    repeat_words(w, "a c", 3, "b a b b b b");
    assert_true(steps_with_anchor(w, "a b* c", 3, &without) < without); /* none behind the last */
}

static void test_regex__runs_at_most_once_a_word(void **state)
{
    world *w = *state;
    repeat_words(w, "ash bay cob", 500, "dun");
    uint64_t before = lun_matcher_regex_tests(w->matcher);
    check_matches(w, "/^z/ [/^z/ | /q$/]", "");
    check_matches(w, "[ash & /^z/ | cob & /q$/]", "");
    check_matches(w, "dun /^z/", "");
    uint64_t tests = lun_matcher_regex_tests(w->matcher) - before;
    assert_true(tests <= 2 * 4);
    assert_true(tests >= 4);
}

static uint32_t search_sentences(world *w, const lun_program *program, lun_overlap overlap)
{
    lun_error err = LUN_ERROR_INIT;
    lun_match match;
    uint32_t n = 0;
    int cut;
    for (uint32_t s = 0; s < w->document->n_sentences; s++) {
        assert_int_equal(
            lun_matcher_begin(w->matcher, program, w->set, &w->document->sentences[s], 1, 1000, overlap, &cut, &err),
            LUN_OK);
        while (lun_matcher_next(w->matcher, &match, &err) > 0)
            n += match.n_captures;
    }
    return n;
}

static void test_search__allocates_nothing_once_it_has_seen_a_document(void **state)
{
    static const char *const patterns[] = {
        "who:%cap ... what:(~sign | [%cap & !/ia$/])+ &[]",
        "a:(Norland | Ostia | $places)? b:[!%cap & !$places]{1,3}? (?<! the) c:[]"
    };
    world *w = *state;
    world_lexicon(w, "places", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "Ostia\nthe bay\n");
    world_text(w, "Norland signed the treaty of Ostia Bay. Ostia did not sign it at the bay. Norland left.");
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        lun_program *program = world_compile(w, patterns[i]);
        for (int overlap = LUN_OVERLAP_FIRST; overlap <= LUN_OVERLAP_ALL; overlap++) {
            uint32_t n = 0;
            for (uint32_t times = 0; times <= w->matcher->hot_after; times++) /* it may become an automaton meanwhile */
                n = search_sentences(w, program, (lun_overlap)overlap);
            lun_mem_fail_after(0);
            assert_int_equal(search_sentences(w, program, (lun_overlap)overlap), n);
            assert_int_equal(lun_mem_count(), 0);
            assert_true(n > 0);
        }
        lun_program_free(program);
    }
}

static void test_regex__that_runs_wild_is_an_error(void **state)
{
    world *w = *state;
    lun_buf text = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    lun_match match;
    int cut;
    for (int i = 0; i < 60; i++)
        lun_buf_addc(&text, i < 59 ? 'a' : 'b');
    world_text(w, text.data);
    lun_buf_clear(&text);
    lun_range all = { 0, 1 };
    lun_program *program = world_compile(w, "/^(a|a?)+$/");
    assert_int_equal(lun_matcher_begin(w->matcher, program, w->set, &all, 1, 10, LUN_OVERLAP_FIRST, &cut, &err),
                     LUN_OK);
    assert_int_equal(lun_matcher_next(w->matcher, &match, &err), LUN_ELIMIT);
    assert_string_equal(err.message, "the regular expression '^(a|a?)+$' gave up on a word of 60 bytes");
    assert_int_equal(lun_matcher_next(w->matcher, &match, &err), 0);
    lun_program_free(program);
}

static void test_memo__is_forgotten_when_the_vocabulary_was_trimmed(void **state)
{
    world *w = *state;
    lun_program *program = world_compile(w, "x:[/^p/ | ~go] [/^p/ | ~go]");
    lun_vocab_pin(w->vocab);
    lun_range two = { 0, 2 };
    world_text(w, "pear goes");
    char *found = world_matches_in(w, program, &two, 1, LUN_OVERLAP_FIRST);
    assert_string_equal(found, "pear goes {x=pear}");
    lun_free(found);
    assert_int_equal(lun_vocab_trim(w->vocab, 0), 1);
    world_text(w, "kiwi buys"); /* words that get the numbers of those forgotten */
    found = world_matches_in(w, program, &two, 1, LUN_OVERLAP_FIRST);
    assert_string_equal(found, "");
    lun_free(found);
    assert_int_equal(lun_vocab_trim(w->vocab, 0), 1);
    world_text(w, "plum went");
    found = world_matches_in(w, program, &two, 1, LUN_OVERLAP_FIRST);
    assert_string_equal(found, "plum went {x=plum}");
    lun_free(found);
    lun_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_anchors__pass_over_starts, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_steps__of_counts_that_overlap_are_linear, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_steps__of_gaps_are_linear, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_steps__of_alternatives_with_a_common_start_are_linear, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_steps__of_lookarounds_are_linear, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_steps__of_annotations_are_linear, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_steps__of_all_matches_add_their_length, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_steps__that_failed_before_a_match_are_not_made_again, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_steps__pass_the_bound_without_the_memory_of_failures, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_regex__runs_at_most_once_a_word, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_search__allocates_nothing_once_it_has_seen_a_document, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_regex__that_runs_wild_is_an_error, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_memo__is_forgotten_when_the_vocabulary_was_trimmed, open_world,
                                        close_world),
    };
    return cmocka_run_group_tests_name("match linear", tests, NULL, NULL);
}
