/*
** test_match_condition.c - conditions on fields, of every type, and of fields that are absent.
*/
#include "unit/match_world.h"

static void people(world *w)
{
    static const char *const titles[] = { "mayor", "doctor" };
    lun_value ann[7] = { { 0 } }, event[4] = { { 0 } }, other[4] = { { 0 } }, items[2], refs[2];
    world_text(w, "Ann Lee met Bob Ray about the new pier before lunch.");
    for (int i = 0; i < 2; i++)
        items[i] = text_value(titles[i], LUN_TYPE_TEXT);
    ann[PERSON_NAME] = text_value("Ann Lee", LUN_TYPE_TEXT);
    ann[PERSON_COUNTRY] = text_value("TO", LUN_TYPE_TEXT);
    ann[PERSON_CHIEF] = integer_value(1, LUN_TYPE_BOOLEAN);
    ann[PERSON_AGE] = integer_value(41, LUN_TYPE_INTEGER);
    ann[PERSON_PARTY] = text_value("red", LUN_TYPE_ENUM);
    ann[PERSON_BORN] = text_value("1984-05", LUN_TYPE_DATE);
    ann[PERSON_TITLES].type = LUN_TYPE_LIST;
    ann[PERSON_TITLES].n = 2;
    ann[PERSON_TITLES].as.items = items;
    lun_annotation *a = world_mark(w, LAYER_PERSON, "Ann Lee", ann), *b = world_mark(w, LAYER_PERSON, "Bob Ray", NULL);
    memset(refs, 0, sizeof refs);
    for (int i = 0; i < 2; i++) {
        refs[i].type = LUN_TYPE_ENTITY;
        refs[i].as.ref.entity = (i ? b : a)->entity;
        refs[i].as.ref.mention = (i ? b : a)->id;
    }
    event[EVENT_WHO].type = LUN_TYPE_LIST;
    event[EVENT_WHO].n = 2;
    event[EVENT_WHO].as.items = refs;
    event[EVENT_LEADER] = refs[0];
    event[EVENT_TOPIC].type = LUN_TYPE_SPAN;
    event[EVENT_TOPIC].as.span = (lun_span){ 30, 38 };
    lun_annotation *first = world_mark(w, LAYER_EVENT, "met", event);
    other[EVENT_BEFORE].type = LUN_TYPE_ANNOTATION;
    other[EVENT_BEFORE].as.annotation = first->id;
    world_mark(w, LAYER_EVENT, "lunch", other);
    world_finish(w);
}

static void check_people(world *w, const char *condition, const char *expected)
{
    char pattern[200];
    snprintf(pattern, sizeof pattern, "@person[%s]", condition);
    check_matches(w, pattern, expected);
}

static void check_events(world *w, const char *condition, const char *expected)
{
    char pattern[200];
    snprintf(pattern, sizeof pattern, "@event[%s]", condition);
    check_matches(w, pattern, expected);
}

static void test_condition__on_texts_and_options(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "country=TO", "Ann Lee");
    check_people(w, "country = to", "");
    check_people(w, "country=FJ,TO", "Ann Lee");
    check_people(w, "country!=TO", "Bob Ray");
    check_people(w, "country!=FJ,WS", "Ann Lee; Bob Ray");
    check_people(w, "country!=FJ,TO", "Bob Ray");
    check_people(w, "name = \"Ann Lee\"", "Ann Lee");
    check_people(w, "name < B", "Ann Lee");
    check_people(w, "party=red", "Ann Lee");
    check_people(w, "party=green,blue", "");
}

static void test_condition__on_numbers(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "age=41", "Ann Lee");
    check_people(w, "age=41.0", "Ann Lee");
    check_people(w, "age<5", "");
    check_people(w, "age>5", "Ann Lee");
    check_people(w, "age<=41", "Ann Lee");
    check_people(w, "age>=41.5", "");
    check_people(w, "age!=40", "Ann Lee; Bob Ray");
}

static void test_condition__on_booleans(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "chief", "Ann Lee");
    check_people(w, "!chief", "Bob Ray");
    check_people(w, "chief=true", "Ann Lee");
    check_people(w, "chief=false", "");
    check_people(w, "chief!=true", "Bob Ray");
}

static void test_condition__on_dates(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "born=1984-05", "Ann Lee");
    check_people(w, "born>1984", "Ann Lee");
    check_people(w, "born<1985", "Ann Lee");
    check_people(w, "born<1984-05-01", "Ann Lee");
    check_people(w, "born>=1984-06", "");
}

static void test_condition__on_lists_is_met_by_any_element(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "titles", "Ann Lee");
    check_people(w, "titles=doctor", "Ann Lee");
    check_people(w, "titles!=doctor", "Bob Ray");
    check_people(w, "titles ~ /^may/", "Ann Lee");
}

static void test_condition__on_references_compares_names(void **state)
{
    world *w = *state;
    people(w);
    check_events(w, "leader = \"Ann Lee\"", "met");
    check_events(w, "leader = \"ann lee\"", "");
    check_events(w, "who = \"Bob Ray\"", "met");
    check_events(w, "who != \"Bob Ray\"", "lunch");
    check_events(w, "before = met", "lunch");
    check_events(w, "topic = \"new pier\"", "met");
    check_events(w, "topic ~ /pier$/", "met");
}

static void test_condition__can_go_through_a_reference(void **state)
{
    world *w = *state;
    people(w);
    check_events(w, "leader.country=TO", "met");
    check_events(w, "leader.chief", "met");
    check_events(w, "who.country=TO", "met");
    check_events(w, "who.country=FJ", "");
    check_events(w, "who.kind=thing & who.name=\"Bob Ray\"", "met");
    check_events(w, "before.leader=\"Ann Lee\"", "lunch");
    check_events(w, "!leader.country", "lunch");
}

static void test_condition__of_absent_fields(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "!name", "Bob Ray");
    check_people(w, "name", "Ann Lee");
    check_people(w, "!(country=TO)", "Bob Ray");
    check_people(w, "country=TO | !country", "Ann Lee; Bob Ray");
    check_people(w, "!(country & age)", "Bob Ray");
}

static void test_condition__binds_and_before_or(void **state)
{
    world *w = *state;
    people(w);
    check_people(w, "country=TO | name & !name", "Ann Lee");
    check_people(w, "(country=TO | name) & !name", "");
}

static void test_condition__on_regular_expressions_and_lexicons(void **state)
{
    world *w = *state;
    world_lexicon(w, "staff", LUN_LEXICON_FOLD, LUN_LEXICON_INFLECT_NONE, "ann lee\nann\n");
    people(w);
    check_people(w, "name ~ /lee/i", "Ann Lee");
    check_people(w, "name ~ /lee/", "");
    check_people(w, "age ~ /4/", "");
    check_people(w, "name in $staff", "Ann Lee");
    check_people(w, "country in $staff", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_condition__on_texts_and_options, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__on_numbers, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__on_booleans, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__on_dates, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__on_lists_is_met_by_any_element, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__on_references_compares_names, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__can_go_through_a_reference, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__of_absent_fields, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__binds_and_before_or, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_condition__on_regular_expressions_and_lexicons, open_world, close_world),
    };
    return cmocka_run_group_tests_name("match condition", tests, NULL, NULL);
}
