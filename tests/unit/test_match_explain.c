/*
** test_match_explain.c - which element of a pattern took which words: what was tried in vain is not told.
*/
#include "match/explain.h"
#include "unit/match_world.h"

/* "element=words; element=words" of the match that starts at a token; "-" where none does. */
static char *path_at(world *w, const char *pattern, uint32_t token)
{
    lun_program *program = world_compile(w, pattern);
    lun_explanations path = { 0 };
    lun_buf out = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    lun_range all = { 0, w->document->n_tokens };
    world_finish(w);
    int rc = lun_matcher_explain(w->matcher, program, w->set, all, token, &path, &err);
    if (rc < 0)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < path.n; i++) {
        lun_span span = lun_document_span(w->document, path.items[i].tokens);
        lun_buf_addf(&out, "%s%.*s=%.*s", i ? "; " : "", (int)path.items[i].width, pattern + path.items[i].at,
                     (int)(span.stop - span.start), w->document->text + span.start);
    }
    if (rc == 0)
        lun_buf_addc(&out, '-');
    lun_vec_clear(&path);
    lun_program_free(program);
    return out.data;
}

static void check_path(world *w, const char *pattern, uint32_t token, const char *expected)
{
    char *path = path_at(w, pattern, token);
    assert_string_equal(path ? path : "", expected);
    lun_free(path);
}

static void test_path__has_each_element_beside_its_words(void **state)
{
    world *w = *state;
    world_text(w, "two deep blue lakes froze");
    check_path(w, "deep blue lakes", 1, "deep=deep; blue=blue; lakes=lakes");
    check_path(w, "deep [] lakes", 1, "deep=deep; []=blue; lakes=lakes");
    check_path(w, "blue lakes", 1, "-");
}

static void test_path__joins_what_an_element_took_again_and_again(void **state)
{
    world *w = *state;
    world_text(w, "go go go stop");
    check_path(w, "go+ stop", 0, "go=go go go; stop=stop");
    check_path(w, "go ... stop", 0, "go=go; ...=go go; stop=stop");
}

static void test_path__leaves_out_what_was_tried_in_vain(void **state)
{
    world *w = *state;
    world_text(w, "snow fell hard today");
    check_path(w, "snow (fell softly)?", 0, "snow=snow");
    check_path(w, "snow (fell softly | fell hard)", 0, "snow=snow; fell=fell; hard=hard");
    check_path(w, "snow fell? fell", 0, "snow=snow; fell=fell");
    check_path(w, "snow (fell hard now)? fell", 0, "snow=snow; fell=fell");
}

static void test_path__leaves_lookarounds_out(void **state)
{
    world *w = *state;
    world_text(w, "snow fell hard");
    check_path(w, "snow &(fell hard) fell", 0, "snow=snow; fell=fell");
    check_path(w, "(?<! rain) snow !rain fell &hard", 0, "snow=snow; fell=fell");
}

static void test_path__has_an_annotation_with_all_its_words(void **state)
{
    world *w = *state;
    world_text(w, "Ada Lovelace met Charles Babbage in London");
    world_mark(w, LAYER_PERSON, "Ada Lovelace", NULL);
    world_mark(w, LAYER_PERSON, "Charles Babbage", NULL);
    check_path(w, "who:@person met @person", 0, "@person=Ada Lovelace; met=met; @person=Charles Babbage");
}

static void test_path__takes_the_shorter_of_two_annotations_where_only_that_will_do(void **state)
{
    world *w = *state;
    world_text(w, "Ada Lovelace met him");
    world_mark(w, LAYER_PERSON, "Ada Lovelace met", NULL);
    world_mark(w, LAYER_PERSON, "Ada Lovelace", NULL);
    check_path(w, "@person met him", 0, "@person=Ada Lovelace; met=met; him=him");
}

static void test_path__does_not_depend_on_searches_before(void **state)
{
    world *w = *state;
    world_text(w, "snow fell hard");
    lun_program *program = world_compile(w, "snow fell hard");
    world_finish(w);
    for (int i = 0; i < 100; i++) { /* often enough to become an automaton, were it not watched */
        lun_range all = { 0, w->document->n_tokens };
        lun_explanations path = { 0 };
        lun_error err = LUN_ERROR_INIT;
        assert_int_equal(lun_matcher_explain(w->matcher, program, w->set, all, 0, &path, &err), 1);
        assert_int_equal(path.n, 3);
        lun_vec_clear(&path);
    }
    lun_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_path__has_each_element_beside_its_words, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_path__joins_what_an_element_took_again_and_again, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_path__leaves_out_what_was_tried_in_vain, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_path__leaves_lookarounds_out, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_path__has_an_annotation_with_all_its_words, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_path__takes_the_shorter_of_two_annotations_where_only_that_will_do,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(test_path__does_not_depend_on_searches_before, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match explain", tests, NULL, NULL);
}
