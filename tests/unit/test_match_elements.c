/*
** test_match_elements.c - every element of the pattern language matches what the language's table says, and nothing
** else.
*/
#include "unit/match_world.h"

static void test_word__is_met_in_any_case(void **state)
{
    world *w = *state;
    world_text(w, "Said she: he SAID so.");
    check_matches(w, "said", "Said; SAID");
    check_matches(w, "Said", "Said; SAID");
}

static void test_word__may_be_several_tokens(void **state)
{
    world *w = *state;
    world_text(w, "We don\xE2\x80\x99t like the counter-terrorism budget of 3.5 million.");
    check_matches(w, "don't", "don\xE2\x80\x99t");
    check_matches(w, "counter-terrorism", "counter-terrorism");
    check_matches(w, "3.5", "3.5");
    check_matches(w, "do", "do");
}

static void test_exact__keeps_case_and_spelling(void **state)
{
    world *w = *state;
    world_text(w, "In  a statement, SCO members spoke of \xE2\x80\x9Csco\xE2\x80\x9D and Sco.");
    check_matches(w, "\"SCO\"", "SCO");
    check_matches(w, "\"sco\"", "sco");
    check_matches(w, "\"In a statement\"", "In  a statement");
    check_matches(w, "\"in a statement\"", "");
    check_matches(w, "\"\\\"sco\\\"\"", "\xE2\x80\x9Csco\xE2\x80\x9D");
}

static void test_exact__takes_curly_and_straight_marks_as_one(void **state)
{
    world *w = *state;
    world_text(w, "O\xE2\x80\x99Hara met O'Hara.");
    check_matches(w, "\"O'Hara\"", "O\xE2\x80\x99Hara; O'Hara");
    check_matches(w, "\"O\xE2\x80\x99Hara\"", "O\xE2\x80\x99Hara; O'Hara");
    check_matches(w, "\"o'hara\"", "");
}

static void test_sign__is_that_sign(void **state)
{
    world *w = *state;
    world_text(w, "Rain, wind; no sun.");
    check_matches(w, ",", ",");
    check_matches(w, ";", ";");
    check_matches(w, "rain , wind", "Rain, wind");
    check_matches(w, "sun .", "sun.");
}

static void test_any__is_any_token(void **state)
{
    world *w = *state;
    world_text(w, "one, two");
    check_matches(w, "[]", "one; ,; two");
    check_matches(w, "one [] two", "one, two");
}

static void test_lemma__is_any_inflection(void **state)
{
    world *w = *state;
    world_text(w, "She says he said what they say, saying sayings.");
    check_matches(w, "~say", "says; said; say; saying");
    check_matches(w, "~Say", "says; said; say; saying");
}

static void test_regex__is_found_in_a_word(void **state)
{
    world *w = *state;
    world_text(w, "Abended 12ab word WORD \xC3\x89t\xC3\xA9");
    check_matches(w, "/ed$/", "Abended");
    check_matches(w, "/^\\d+/", "12ab");
    check_matches(w, "/^word$/", "word");
    check_matches(w, "/^word$/i", "word; WORD");
    check_matches(w, "/^\\w{3}$/", "\xC3\x89t\xC3\xA9");
}

static void test_class__follows_the_spelling(void **state)
{
    world *w = *state;
    world_text(w, "Ann ate TWO or 3 plums!");
    check_matches(w, "%cap", "Ann; TWO");
    check_matches(w, "%upper", "TWO");
    check_matches(w, "%lower", "ate; or; plums");
    check_matches(w, "%num", "TWO; 3");
    check_matches(w, "%punct", "!");
}

static void test_class__follows_the_tags(void **state)
{
    world *w = *state;
    world_text(w, "green parrots sing");
    check_matches(w, "%noun", "");
    w->document->upos = lun_arena_calloc(w->document->arena, 3, 1);
    w->document->upos[0] = LUN_UPOS_ADJ;
    w->document->upos[1] = LUN_UPOS_NOUN;
    w->document->upos[2] = LUN_UPOS_VERB;
    check_matches(w, "%adj %noun", "green parrots");
    check_matches(w, "%verb", "sing");
    lun_program *program = world_compile(w, "[%cap | %noun]");
    assert_true(lun_program_needs_tags(program));
    lun_program_free(program);
    program = world_compile(w, "[%cap | %num]");
    assert_false(lun_program_needs_tags(program));
    lun_program_free(program);
}

static void test_lexicon__prefers_the_longest_phrase(void **state)
{
    world *w = *state;
    world_lexicon(w, "ties", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "good ties\ngood ties and trade\ntrade\n");
    world_text(w, "Good ties and trade matter; good ties and hope.");
    check_matches(w, "t:$ties", "Good ties and trade {t=Good ties and trade$ties}; good ties {t=good ties$ties}");
    check_matches(w, "$ties and", "Good ties and; good ties and");
}

static void test_lexicon__can_be_of_one_token(void **state)
{
    world *w = *state;
    world_lexicon(w, "ties", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "good ties\n");
    world_text(w, "Good ties, bad ties.");
    check_matches(w, "[$ties]", "Good; ties");
    check_matches(w, "[ties & !$ties]", "ties");
    check_all(w, "[!$ties & ties]", "ties");
}

static void world_people(world *w)
{
    lun_value ann[7] = { { 0 } }, bob[7] = { { 0 } }, tonga[2] = { { 0 } }, tongan[2] = { { 0 } };
    world_text(w, "Ann Lee of Tonga met Tongan teacher Bob Ray at Port Vila.");
    ann[PERSON_NAME] = text_value("Ann Lee", LUN_TYPE_TEXT);
    ann[PERSON_COUNTRY] = text_value("TO", LUN_TYPE_TEXT);
    ann[PERSON_CHIEF] = integer_value(1, LUN_TYPE_BOOLEAN);
    ann[PERSON_AGE] = integer_value(41, LUN_TYPE_INTEGER);
    ann[PERSON_PARTY] = text_value("red", LUN_TYPE_ENUM);
    ann[PERSON_BORN] = text_value("1984-05", LUN_TYPE_DATE);
    bob[PERSON_NAME] = text_value("Bob Ray", LUN_TYPE_TEXT);
    bob[PERSON_CHIEF] = integer_value(0, LUN_TYPE_BOOLEAN);
    tonga[COUNTRY_ISO] = text_value("TO", LUN_TYPE_TEXT);
    tongan[COUNTRY_ISO] = text_value("TO", LUN_TYPE_TEXT);
    tongan[COUNTRY_ADJECTIVE] = integer_value(1, LUN_TYPE_BOOLEAN);
    world_mark(w, LAYER_PERSON, "Ann Lee", ann);
    world_mark(w, LAYER_PERSON, "Bob Ray", bob);
    world_mark(w, LAYER_COUNTRY, "Tonga", tonga);
    world_mark(w, LAYER_COUNTRY, "Tongan", tongan);
    world_mark(w, LAYER_PLACE, "Port Vila", NULL);
    world_mark(w, LAYER_PLACE, "Vila", NULL);
    world_finish(w);
}

static void test_layer__is_an_annotation(void **state)
{
    world *w = *state;
    world_people(w);
    check_matches(w, "who:@person", "Ann Lee {who=Ann Lee@person}; Bob Ray {who=Bob Ray@person}");
    check_matches(w, "@person of @country", "Ann Lee of Tonga");
    check_matches(w, "@country", "Tonga; Tongan");
    check_matches(w, "@place", "Port Vila");
    check_all(w, "@place", "Port Vila; Vila");
}

static void test_layer__of_a_union_has_the_members_that_meet_its_conditions(void **state)
{
    world *w = *state;
    world_people(w);
    check_matches(w, "a:@actor", "Ann Lee {a=Ann Lee@person}; Tonga {a=Tonga@country}; Bob Ray {a=Bob Ray@person}");
    check_matches(w, "@actor[iso=TO]", "Tonga");
    check_matches(w, "@actor[country=TO | iso=TO]", "Ann Lee; Tonga");
}

static void test_layer__can_have_conditions(void **state)
{
    world *w = *state;
    world_people(w);
    check_matches(w, "@person[country=TO]", "Ann Lee");
    check_matches(w, "@person[!country]", "Bob Ray");
    check_matches(w, "@country[!adjective]", "Tonga");
    check_matches(w, "@person[chief & age >= 41]", "Ann Lee");
    check_matches(w, "@person[age > 41]", "");
    check_matches(w, "@person[party = red,green]", "Ann Lee");
    check_matches(w, "@person[name ~ /^b/i]", "Bob Ray");
}

static void test_layer__that_nobody_declares_never_matches_where_it_is_optional(void **state)
{
    world *w = *state;
    world_people(w);
    check_matches(w, "@?weapon", "");
    check_matches(w, "@?weapon | met", "met");
    check_matches(w, "met @?weapon*", "met");
    check_matches(w, "[@?weapon | met]", "met");
    check_matches(w, "[met & !@?weapon]", "met");
    check_matches(w, "@?person met", "");
    check_matches(w, "x:@?person of", "Ann Lee of {x=Ann Lee@person}");
}

static void test_layer__of_a_token_is_a_row_that_it_lies_in(void **state)
{
    world *w = *state;
    world_people(w);
    check_matches(w, "[@person]", "Ann; Lee; Bob; Ray");
    check_matches(w, "[@person & !@person[chief]]", "Bob; Ray");
    check_matches(w, "[@actor & %cap]", "Ann; Lee; Tonga; Bob; Ray");
}

static void test_layer__that_cuts_a_token_is_no_edge(void **state)
{
    world *w = *state;
    world_text(w, "overland roads");
    world_mark(w, LAYER_PLACE, "land roads", NULL);
    world_finish(w);
    check_matches(w, "@place", "");
    check_matches(w, "[@place]", "roads");
}

static void test_token__joins_tests(void **state)
{
    world *w = *state;
    world_text(w, "Anna backs plans, Backers supported them.");
    check_matches(w, "[~back & !%cap]", "backs");
    check_matches(w, "[~back | ~support & /ed$/]", "backs; supported");
    check_matches(w, "[(~back | ~support) & /ed$/]", "supported");
    check_matches(w, "[!(%cap | %punct)]", "backs; plans; supported; them");
    check_matches(w, "[\"Backers\" | them]", "Backers; them");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_word__is_met_in_any_case, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_word__may_be_several_tokens, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_exact__keeps_case_and_spelling, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_exact__takes_curly_and_straight_marks_as_one, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_sign__is_that_sign, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_any__is_any_token, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lemma__is_any_inflection, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_regex__is_found_in_a_word, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_class__follows_the_spelling, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_class__follows_the_tags, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__prefers_the_longest_phrase, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lexicon__can_be_of_one_token, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_layer__is_an_annotation, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_layer__of_a_union_has_the_members_that_meet_its_conditions, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_layer__can_have_conditions, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_layer__that_nobody_declares_never_matches_where_it_is_optional, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(test_layer__of_a_token_is_a_row_that_it_lies_in, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_layer__that_cuts_a_token_is_no_edge, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_token__joins_tests, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match elements", tests, NULL, NULL);
}
