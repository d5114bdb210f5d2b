/*
** test_match_meaning.c - what combining means: preference, repetition, gaps, boundaries, lookarounds, captures,
** overlap, units.
*/
#include "unit/match_world.h"

static void test_choice__prefers_the_first_alternative(void **state)
{
    world *w = *state;
    world_text(w, "deep blue sea");
    check_matches(w, "deep | deep blue", "deep");
    check_matches(w, "deep blue | deep", "deep blue");
    check_matches(w, "(deep | deep blue) sea", "deep blue sea");
    check_matches(w, "(sea | | deep) blue", "deep blue");
}

static void test_repeat__is_greedy_unless_it_is_lazy(void **state)
{
    world *w = *state;
    world_text(w, "go go go stop");
    check_matches(w, "go*", "go go go");
    check_matches(w, "go+?", "go; go; go");
    check_matches(w, "go? stop", "go stop");
    check_matches(w, "go{2}", "go go");
    check_matches(w, "go{2,}", "go go go");
    check_matches(w, "go{1,2}", "go go; go");
    check_matches(w, "go{1,2}?", "go; go; go");
    check_matches(w, "go{0,5}? stop", "go go go stop");
    check_matches(w, "go?? go", "go; go; go");
}

static void test_repeat__gives_back_what_the_rest_needs(void **state)
{
    world *w = *state;
    world_text(w, "la la la la");
    check_matches(w, "la* la la", "la la la la");
    check_matches(w, "(la la)* la", "la la la; la");
}

static void test_match__that_is_empty_is_not_reported(void **state)
{
    world *w = *state;
    world_text(w, "one two");
    check_matches(w, "two*", "two");
    check_matches(w, "one??", "");
    check_matches(w, "| one", "");
    check_matches(w, "<<", "");
}

static void test_gap__takes_as_few_tokens_as_it_can(void **state)
{
    world *w = *state;
    world_text(w, "she said, today, that he said that it rained");
    check_matches(w, "said ... that", "said, today, that; said that");
    check_matches(w, "said ..1 that", "said that");
    check_matches(w, "said ..3 that", "said, today, that; said that");
    check_matches(w, "said ...", "said; said");
    check_matches(w, "..2 rained", "that it rained");
}

static void test_gap__does_not_take_where_its_exception_starts(void **state)
{
    world *w = *state;
    world_text(w, "Ann told Bob that Cid told Dan nothing");
    world_mark(w, LAYER_PERSON, "Ann", NULL);
    world_mark(w, LAYER_PERSON, "Bob", NULL);
    world_mark(w, LAYER_PERSON, "Cid", NULL);
    world_mark(w, LAYER_PERSON, "Dan nothing", NULL);
    world_finish(w);
    check_matches(w, "@person ...!@person nothing", "");
    check_matches(w, "@person ...!(Bob | Dan) nothing", "");
    check_matches(w, "@person ...!Bob nothing", "Bob that Cid told Dan nothing");
    check_all(w, "[@person] ..2!that Cid", "");
    check_all(w, "[@person] ..2!(that Dan) Cid", "Bob that Cid");
}

static void test_gap__stays_in_the_sentence_of_its_first_token(void **state)
{
    world *w = *state;
    world_text(w, "The mayor left. The harbour opened late.");
    check_matches(w, "mayor ... left", "mayor left");
    check_matches(w, "mayor ... opened", "");
    check_matches(w, "mayor left . ... opened", "mayor left. The harbour opened");
    check_matches(w, "mayor ... the harbour", "mayor left. The harbour");
    check_matches(w, "(?<= mayor ... ) opened", "");
    check_matches(w, "mayor ..9 late", "");
}

static void test_boundary__of_sentence_and_scope(void **state)
{
    world *w = *state;
    world_text(w, "Trade grew. Trade fell.");
    check_matches(w, "< trade []", "Trade grew; Trade fell");
    check_matches(w, "<< trade []", "Trade grew");
    check_matches(w, "[] . >", "grew.; fell.");
    check_matches(w, "[] . >>", "fell.");
    check_matches(w, ". < trade", ". Trade");
    check_matches(w, ". > trade", ". Trade");
    check_matches(w, "trade > []", "");
}

static void test_ahead__takes_nothing(void **state)
{
    world *w = *state;
    world_text(w, "red fox, red deer, fox");
    check_matches(w, "red &fox", "red");
    check_matches(w, "red !fox []", "red deer");
    check_matches(w, "&(red deer) [] []", "red deer");
    check_matches(w, "!red [] >>", "fox");
    check_matches(w, "!(red []) fox", "fox; fox");
}

static void test_behind__looks_back_from_the_boundary(void **state)
{
    world *w = *state;
    world_text(w, "the red fox saw a fox, red red fox");
    check_matches(w, "(?<= red) fox", "fox; fox");
    check_matches(w, "(?<! red) fox", "fox");
    check_matches(w, "(?<= a | red{2}) fox", "fox; fox");
    check_matches(w, "(?<= the ...) fox", "fox; fox; fox");
    check_matches(w, "(?<= the ..1) fox", "fox");
    check_matches(w, "(?<= the ...!a) fox", "fox");
}

static void test_behind__sees_edges_that_stop_there(void **state)
{
    world *w = *state;
    world_lexicon(w, "places", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "east bay\nbay\n");
    world_text(w, "Ann Lee left East Bay today. Lee stayed.");
    world_mark(w, LAYER_PERSON, "Ann Lee", NULL);
    world_finish(w);
    check_matches(w, "(?<= @person) left", "left");
    check_matches(w, "(?<! @person) stayed", "stayed");
    check_matches(w, "(?<= left $places) today", "today");
    check_matches(w, "(?<= @person left) east", "East");
}

static void test_lookaround__can_stand_in_another(void **state)
{
    world *w = *state;
    world_text(w, "x a b y a c");
    check_matches(w, "&(a !b) [] []", "a c");
    check_matches(w, "&(a &b) []", "a");
    check_matches(w, "(?<= (?<= x) a) b", "b");
    check_matches(w, "!(a (?<= x a) b) a []", "a c");
}

static void test_capture__comes_in_the_order_it_was_filled(void **state)
{
    world *w = *state;
    world_text(w, "open and build and mend");
    check_matches(w, "all:( what:[] (and what:[])* )",
                  "open and build and mend {what=open, what=build, what=mend, all=open and build and mend}");
    check_matches(w, "a:[] b:( []?? ) and", "open and {a=open, b=}; build and {a=build, b=}");
}

static void test_capture__is_undone_where_the_search_turns_back(void **state)
{
    world *w = *state;
    world_text(w, "one two three");
    check_matches(w, "(a:one b:two four | a:one c:[])", "one two {a=one, c=two}");
    check_matches(w, "(x:[])* three", "one two three {x=one, x=two}");
    check_matches(w, "x:[]* three", "one two three {x=one two}");
}

static void test_capture__of_one_annotation_is_that_annotation(void **state)
{
    world *w = *state;
    world_text(w, "Ann Lee left home");
    world_mark(w, LAYER_PERSON, "Ann Lee", NULL);
    world_finish(w);
    check_matches(w, "who:(@person | home)", "Ann Lee {who=Ann Lee@person}; home {who=home}");
    check_matches(w, "who:(@person left)", "Ann Lee left {who=Ann Lee left}");
    check_matches(w, "who:(@person &left) left", "Ann Lee left {who=Ann Lee@person}");
}

static void check_info(world *w, const char *pattern, uint16_t layer, int list)
{
    uint32_t n;
    lun_program *program = world_compile(w, pattern);
    const lun_capture_info *infos = lun_program_captures(program, &n);
    assert_int_equal(n, 1);
    assert_string_equal(infos[0].name, "f");
    assert_int_equal(infos[0].layer, layer);
    assert_int_equal(infos[0].list, list);
    lun_program_free(program);
}

static void test_program__knows_its_captures(void **state)
{
    world *w = *state;
    check_info(w, "f:@person", LAYER_PERSON, 0);
    check_info(w, "f:@actor said", LAYER_ACTOR, 0);
    check_info(w, "f:(@person | @person[chief])", LAYER_PERSON, 0);
    check_info(w, "f:(@person | @country)", LUN_LAYER_NONE, 0);
    check_info(w, "f:(@person said)", LUN_LAYER_NONE, 0);
    check_info(w, "f:@person | f:@country", LUN_LAYER_NONE, 0);
    check_info(w, "f:@person | f:@person a", LAYER_PERSON, 0);
    check_info(w, "(f:@person and)* so", LAYER_PERSON, 1);
    check_info(w, "f:@person and f:@person", LAYER_PERSON, 1);
    check_info(w, "(f:a)?", LUN_LAYER_NONE, 0);
    check_info(w, "f:@?nothing", LUN_LAYER_NONE, 0);
}

static void test_program__knows_its_layers(void **state)
{
    world *w = *state;
    uint32_t n;
    lun_program *program = world_compile(w, "[!@place] (?<= @actor) a @?nothing?");
    const uint16_t *layers = lun_program_layers(program, &n);
    assert_int_equal(n, 4);
    assert_int_equal(layers[0], LAYER_PERSON);
    assert_int_equal(layers[1], LAYER_COUNTRY);
    assert_int_equal(layers[2], LAYER_PLACE);
    assert_int_equal(layers[3], LAYER_ACTOR);
    assert_false(lun_program_is_empty(program));
    lun_program_free(program);
    program = world_compile(w, "a? (b | &c)");
    assert_true(lun_program_is_empty(program));
    lun_program_free(program);
}

static void test_overlap__first_all_and_longest(void **state)
{
    world *w = *state;
    world_text(w, "up up and up up up away");
    check_matches(w, "up up", "up up; up up");
    check_all(w, "up up", "up up; up up; up up");
    check_matches(w, "up (up and)?", "up up and; up; up; up");
    check_all(w, "up (and up up)?", "up; up and up up; up; up; up");
    check_matches(w, "up (and up up)?", "up; up and up up; up");
    check_longest(w, "up (and up up)?", "up; up and up up; up");
    check_longest(w, "up up | up and | and up up up", "up up; and up up up");
}

static void test_overlap__longest_is_of_the_preferred_match_of_each_start(void **state)
{
    world *w = *state;
    world_text(w, "a b c");
    check_longest(w, "a | a b | b c", "a; b c");
}

static void test_unit__with_holes_is_one_sequence(void **state)
{
    world *w = *state;
    const lun_range parts[] = { { 0, 2 }, { 4, 5 }, { 5, 7 } };
    world_text(w, "we build ships in new port towns");
    world_mark(w, LAYER_PLACE, "new port", NULL);
    world_mark(w, LAYER_PLACE, "build ships", NULL);
    world_finish(w);
    lun_program *program = world_compile(w, "build x:@place");
    char *found = world_matches_in(w, program, parts, 3, LUN_OVERLAP_FIRST);
    assert_string_equal(found, "build ships in new port {x=new port@place}");
    lun_free(found);
    lun_program_free(program);
    program = world_compile(w, "@place | << we | towns >>");
    found = world_matches_in(w, program, parts, 3, LUN_OVERLAP_FIRST);
    assert_string_equal(found, "we; new port; towns");
    lun_free(found);
    lun_program_free(program);
}

static void test_unit__is_cut_where_it_is_too_long(void **state)
{
    world *w = *state;
    lun_match match;
    lun_error err = LUN_ERROR_INIT;
    lun_range all = { 0, 5 };
    int cut = 0, n = 0;
    world_text(w, "ha ha ha ha ha");
    lun_program *program = world_compile(w, "ha");
    assert_int_equal(lun_matcher_begin(w->matcher, program, w->set, &all, 1, 3, LUN_OVERLAP_FIRST, &cut, &err), LUN_OK);
    assert_int_equal(cut, 1);
    while (lun_matcher_next(w->matcher, &match, &err) > 0)
        n++;
    assert_int_equal(n, 3);
    assert_int_equal(lun_matcher_begin(w->matcher, program, w->set, &all, 1, 5, LUN_OVERLAP_FIRST, &cut, &err), LUN_OK);
    assert_int_equal(cut, 0);
    lun_program_free(program);
}

static void note_step(void *context, const lun_trace_step *step)
{
    char *log = context;
    size_t len = strlen(log);
    snprintf(log + len, 400 - len, "%u:%u+%u%s ", step->token, step->at, step->width, step->matched ? "" : "!");
}

static void test_trace__tells_what_was_tried(void **state)
{
    world *w = *state;
    char log[400] = "";
    world_text(w, "snow fell hard");
    lun_matcher_trace(w->matcher, note_step, log);
    check_matches(w, "snow fell softly", "");
    lun_matcher_trace(w->matcher, NULL, NULL);
    assert_string_equal(log, "0:0+4 1:5+4 2:10+6! 1:0+4! 2:0+4! ");
}

static void test_program__prints_one_instruction_a_line(void **state)
{
    world *w = *state;
    lun_buf out = LUN_BUF_INIT;
    lun_program *program = world_compile(w, "x:@person[chief] said+ (?<! \"X\") ...!, [~go & !%cap]");
    lun_program_print(program, &out);
    assert_string_equal(out.data, "   0  open x\n"
                                  "   1  layer @0 [...]\n"
                                  "   2* close x\n"
                                  "   3  word said\n"
                                  "   4* split 5, 7\n"
                                  "   5  word said\n"
                                  "   6  jump 4\n"
                                  "   7  look !18\n"
                                  "   8  split 16, 9\n"
                                  "   9  look !20\n"
                                  "  10  any\n"
                                  "  11* split 16, 12\n"
                                  "  12  inner\n"
                                  "  13  look !20\n"
                                  "  14  any\n"
                                  "  15  jump 11\n"
                                  "  16* test (and (lemma \"go\") (not class:1))\n"
                                  "  17  match\n"
                                  "  18  back test (exact \"X\")\n"
                                  "  19  match\n"
                                  "  20  word ,\n"
                                  "  21  match\n");
    lun_buf_clear(&out);
    lun_program_free(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_choice__prefers_the_first_alternative, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_repeat__is_greedy_unless_it_is_lazy, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_repeat__gives_back_what_the_rest_needs, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_match__that_is_empty_is_not_reported, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_gap__takes_as_few_tokens_as_it_can, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_gap__does_not_take_where_its_exception_starts, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_gap__stays_in_the_sentence_of_its_first_token, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_boundary__of_sentence_and_scope, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_ahead__takes_nothing, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_behind__looks_back_from_the_boundary, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_behind__sees_edges_that_stop_there, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lookaround__can_stand_in_another, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_capture__comes_in_the_order_it_was_filled, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_capture__is_undone_where_the_search_turns_back, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_capture__of_one_annotation_is_that_annotation, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_program__knows_its_captures, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_program__knows_its_layers, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_overlap__first_all_and_longest, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_overlap__longest_is_of_the_preferred_match_of_each_start, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_unit__with_holes_is_one_sequence, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_unit__is_cut_where_it_is_too_long, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_trace__tells_what_was_tried, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_program__prints_one_instruction_a_line, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match meaning", tests, NULL, NULL);
}
