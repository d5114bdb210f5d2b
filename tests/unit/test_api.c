/*
** test_api.c - include/lunette: an engine, its rules, results and their errors, as a program that embeds Lunette sees
** them.
*/
/* label: full */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <lunette/lunette.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmocka_all.h"

static char rule_path[] = "/tmp/lunette-api-XXXXXX.lua";

static const char good_rules[] =
    "layer 'trip' { who = text, where_to = list(span), days = integer }\n"
    "rule 'went' { match = [[ who:%cap went to where_to:%cap (and where_to:%cap)? ]], mark = 'trip', set = { days = 3 } }";

static void write_rules(const char *lua)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
}

static lun_engine *open_engine(const char *lua)
{
    lun_engine *engine;
    lun_error err = LUN_ERROR_INIT;
    write_rules(lua);
    assert_int_equal(lun_engine_new(&engine, &err), LUN_OK);
    if (lun_engine_load_rules(engine, rule_path, &err) < 0)
        fail_msg("%s", err.message);
    return engine;
}

static lun_input input_of(const char *text)
{
    lun_input input = { .text = text, .len = strlen(text) };
    return input;
}

static lun_result *analyse(lun_engine *engine, lun_input input)
{
    lun_result *result;
    lun_error err = LUN_ERROR_INIT;
    if (lun_engine_analyse(&result, engine, &input, &err) < 0)
        fail_msg("%s", err.message);
    return result;
}

static void test_result__rows_come_in_order_with_code_points_words_and_fields(void **state)
{
    lun_engine *engine = open_engine(good_rules);
    lun_result *result = analyse(engine, input_of("\xC3\x89t\xC3\xA9. Ana went to Lima and Oslo. Bea went to Rome."));
    (void)state;
    assert_int_equal(lun_result_count(result), 2);
    const lun_found *first = lun_result_get(result, 0), *second = lun_result_get(result, 1);
    assert_string_equal(first->layer, "trip");
    assert_non_null(strstr(first->rule, ".went"));
    assert_string_equal(first->text, "Ana went to Lima and Oslo");
    assert_int_equal(first->start, 5); /* bytes would be 7 */
    assert_int_equal(first->stop, 30);
    assert_non_null(strstr(first->fields, "\"who\":\"Ana\""));
    assert_non_null(strstr(first->fields, "\"days\":3"));
    assert_non_null(strstr(first->fields, "\"text\":\"Oslo\""));
    assert_string_equal(second->text, "Bea went to Rome");
    assert_true(second->id != first->id);
    assert_null(lun_result_get(result, 2));
    assert_null(lun_result_get(result, SIZE_MAX));
    assert_int_equal(lun_result_problems(result), 0);
    lun_result_free(result);
    lun_engine_free(engine);
}

static void test_result__json_is_the_line_of_pipe_with_what_was_given(void **state)
{
    lun_engine *engine = open_engine(good_rules);
    lun_input input = input_of("Ana went to Lima.");
    cJSON *tree;
    size_t len;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    input.id = "a \"quoted\" id";
    input.title = "Title";
    input.date = "2024-05-06";
    input.language = "en";
    input.source = "The Gazette";
    input.country = "PE";
    lun_result *result = analyse(engine, input);
    const char *json = lun_result_json(result, &len);
    assert_int_equal(strlen(json), len);
    assert_ptr_equal(lun_result_json(result, NULL), json);
    assert_int_equal(lun_json_parse(&tree, json, len, NULL, &err), LUN_OK);
    assert_string_equal(lun_json_string(tree, "id"), input.id);
    assert_string_equal(lun_json_string(tree, "title"), input.title);
    assert_string_equal(lun_json_string(tree, "date"), input.date);
    assert_string_equal(lun_json_string(tree, "source"), input.source);
    assert_string_equal(lun_json_string(tree, "country"), input.country);
    assert_string_equal(lun_json_string(tree, "text"), input.text);
    cJSON_Delete(tree);
    lun_result_free(result);
    lun_engine_free(engine);
}

static void test_texts__that_are_odd_are_analysed_or_have_a_problem(void **state)
{
    lun_engine *engine = open_engine(good_rules);
    lun_input inputs[] = { { .text = "Ana went to Lima.\xFF\xFE", .len = 19 },
                           { .text = "", .len = 0 },
                           { .text = NULL, .len = 0 },
                           { .text = "A\0B went to Lima.", .len = 17 },
                           { .text = "\r\n\r\n", .len = 4 } };
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        lun_result *result = analyse(engine, inputs[i]);
        const char *json = lun_result_json(result, NULL);
        assert_true(lun_utf8_valid(json, strlen(json)));
        if (i == 0)
            assert_string_equal(lun_result_get(result, 0)->text, "Ana went to Lima");
        if (i == 1 || i == 2)
            assert_int_equal(lun_result_problems(result), 1);
        lun_result_free(result);
    }
    lun_engine_free(engine);
}

static void test_engine__without_rules_finds_nothing(void **state)
{
    lun_engine *engine;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    assert_int_equal(lun_engine_new(&engine, &err), LUN_OK);
    lun_result *result = analyse(engine, input_of("Ana went to Lima."));
    assert_int_equal(lun_result_count(result), 0);
    lun_result_free(result);
    lun_engine_free(engine);
    lun_engine_free(NULL);
    lun_result_free(NULL);
}

static void test_engine__a_broken_rule_is_a_problem_of_the_result(void **state)
{
    lun_engine *engine =
        open_engine("layer 'trip' { who = text }\nrule 'a' { match = [[ who:ana ]], mark = 'trip' }\n"
                    "rule 'b' { match = [[ ana ]], marks = 'trip', mark = function() error 'no' end }");
    lun_result *result = analyse(engine, input_of("Ana."));
    (void)state;
    assert_int_equal(lun_result_count(result), 1);
    assert_int_equal(lun_result_problems(result), 1);
    lun_result_free(result);
    lun_engine_free(engine);
}

static void test_engine__loads_shipped_plugins_and_no_others(void **state)
{
    lun_engine *engine;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    assert_int_equal(lun_engine_new(&engine, &err), LUN_OK);
    assert_int_equal(lun_engine_load_plugin(engine, "dates", &err), LUN_OK);
    assert_true(lun_engine_load_plugin(engine, "nosuch", &err) < 0);
    assert_non_null(strstr(err.message, "nosuch"));
    assert_true(lun_engine_load_rules(engine, "/nonexistent/x.lua", &err) < 0);
    assert_non_null(strstr(err.message, "/nonexistent/x.lua"));
    lun_engine_free(engine);
}

static void test_engine__nothing_is_loaded_after_the_first_analysis(void **state)
{
    lun_engine *engine = open_engine(good_rules);
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    lun_result_free(analyse(engine, input_of("Ana.")));
    assert_int_equal(lun_engine_load_plugin(engine, "dates", &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "dates"));
    assert_true(err.hint[0]);
    assert_int_equal(lun_engine_load_rules(engine, rule_path, &err), LUN_EUSAGE);
    lun_engine_free(engine);
}

static void test_engine__rules_that_cannot_be_finished_fail_each_time(void **state)
{
    lun_engine *engine = open_engine("layer 'trip' { who = text }\nrule 'a' { match = [[ @nosuch ]], mark = 'trip' }");
    lun_input input = input_of("Ana.");
    lun_result *result;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    assert_int_equal(lun_engine_analyse(&result, engine, &input, &err), LUN_EUSAGE);
    assert_int_equal(err.code, LUN_EUSAGE);
    assert_null(result);
    assert_non_null(strstr(err.message, "nosuch"));
    assert_int_equal(err.line, 2);
    assert_int_equal(lun_engine_analyse(&result, engine, &input, &err), LUN_EUSAGE);
    assert_null(result);
    assert_int_equal(lun_engine_load_plugin(engine, "dates", &err), LUN_EUSAGE);
    assert_int_equal(lun_engine_load_rules(engine, rule_path, NULL), LUN_EUSAGE);
    lun_engine_free(engine);
}

static void test_engine__refuses_what_is_not_there(void **state)
{
    lun_engine *engine = open_engine(good_rules);
    lun_input lost = { .text = NULL, .len = 5 };
    lun_result *result = (void *)1;
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    assert_int_equal(lun_engine_load_plugin(engine, NULL, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "NULL"));
    assert_int_equal(lun_engine_load_rules(engine, NULL, NULL), LUN_EUSAGE);
    assert_int_equal(lun_engine_load_plugin(engine, "", &err), LUN_EUSAGE);
    assert_string_equal(err.message, "nothing to load: the name is empty");
    assert_int_equal(lun_engine_analyse(&result, engine, &lost, &err), LUN_EUSAGE);
    assert_non_null(strstr(err.message, "5 bytes"));
    assert_null(result);
    assert_int_equal(lun_engine_analyse(&result, engine, NULL, &err), LUN_EUSAGE);
    lun_engine_free(engine);
}

/* Options of the command line are nothing that a program could set. */
static void test_engine__messages_are_for_programs(void **state)
{
    lun_engine *engine;
    lun_error err = LUN_ERROR_INIT;
    lun_input french = input_of(
        "Le ministre a dit que la France est pr\xC3\xAAte \xC3\xA0 aider. Il l'a r\xC3\xA9p\xC3\xA9t\xC3\xA9 hier.");
    lun_input inputs[] = { french, { .text = NULL, .len = 0 } };
    (void)state;
    inputs[0].language = "fr";
    assert_int_equal(lun_engine_new(&engine, &err), LUN_OK);
    assert_int_equal(lun_engine_load_plugin(engine, "dates", &err), LUN_OK);
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        lun_result *result = analyse(engine, inputs[i]);
        const char *json = lun_result_json(result, NULL);
        assert_int_equal(lun_result_problems(result), 1);
        assert_null(strstr(json, "--language-is"));
        assert_null(strstr(json, "rename the key"));
        assert_non_null(strstr(json, i == 0 ? "the input's language says otherwise" : "the text is empty"));
        lun_result_free(result);
    }
    lun_engine_free(engine);
}

static const char endless_rules[] =
    "layer 'trip' { who = text }\nrule 'a' { match = [[ who:ana ]], mark = 'trip' }\n"
    "for i = 1, 60 do rule('b' .. i, { match = [[ ana ]], marks = 'trip', mark = function() while true do end end }) end";

static void test_engine__an_analysis_that_takes_too_long_fails_and_the_next_one_does_not(void **state)
{
    lun_engine *engine = open_engine(endless_rules);
    lun_input endless = input_of("Ana."), other = input_of("Bea.");
    lun_result *result;
    lun_error err = LUN_ERROR_INIT;
    time_t start = time(NULL);
    (void)state;
    lun_engine_limit_time(engine, 0.05);
    assert_int_equal(lun_engine_analyse(&result, engine, &endless, &err), LUN_ELIMIT);
    assert_null(result);
    assert_non_null(strstr(err.message, "stopped"));
    assert_true(time(NULL) - start < 20); /* sixty rules take two minutes before their steps are used up */
    lun_engine_limit_time(engine, 0);
    lun_result_free(analyse(engine, other));
    lun_engine_free(engine);
}

static lun_engine *at_work;

static void on_alarm(int signal)
{
    (void)signal;
    lun_engine_interrupt(at_work);
}

static void test_engine__an_interrupt_stops_what_is_under_way_and_nothing_else(void **state)
{
    lun_engine *engine = at_work = open_engine(endless_rules);
    lun_input endless = input_of("Ana.");
    lun_result *result;
    lun_error err = LUN_ERROR_INIT;
    struct itimerval soon = { .it_value = { .tv_usec = 100000 } };
    (void)state;
    lun_engine_interrupt(engine);
    lun_result_free(analyse(engine, input_of("Bea.")));
    signal(SIGALRM, on_alarm);
    assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    assert_int_equal(lun_engine_analyse(&result, engine, &endless, &err), LUN_ELIMIT);
    signal(SIGALRM, SIG_DFL);
    assert_null(result);
    lun_result_free(analyse(engine, input_of("Bea.")));
    lun_engine_free(engine);
}

static int whole_way(void)
{
    lun_engine *engine = NULL;
    lun_result *result = NULL;
    lun_input input = input_of("Ana went to Lima.");
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_engine_new(&engine, &err);
    if (rc == LUN_OK && (rc = lun_engine_load_rules(engine, rule_path, &err)) == LUN_OK)
        rc = lun_engine_analyse(&result, engine, &input, &err);
    lun_result_free(result);
    lun_engine_free(engine);
    return rc;
}

static void test_no_memory__anywhere_on_the_way_leaks_nothing(void **state)
{
    (void)state;
    write_rules(good_rules);
    lun_mem_fail_after(0);
    assert_int_equal(whole_way(), LUN_OK);
    size_t all = lun_mem_count(), stride = all / 100 + 1;
    for (size_t n = 1; n <= all; n += n < 20 || n + 60 > all ? 1 : stride) { /* closely where the result is made */
        lun_mem_fail_after(n);
        int rc = whole_way();
        lun_mem_fail_after(0);
        assert_true(rc <= 0);
    }
}

static int set_up(void **state)
{
    (void)state;
    int fd = mkstemps(rule_path, 4);
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(rule_path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_result__rows_come_in_order_with_code_points_words_and_fields),
        cmocka_unit_test(test_result__json_is_the_line_of_pipe_with_what_was_given),
        cmocka_unit_test(test_texts__that_are_odd_are_analysed_or_have_a_problem),
        cmocka_unit_test(test_engine__without_rules_finds_nothing),
        cmocka_unit_test(test_engine__a_broken_rule_is_a_problem_of_the_result),
        cmocka_unit_test(test_engine__loads_shipped_plugins_and_no_others),
        cmocka_unit_test(test_engine__nothing_is_loaded_after_the_first_analysis),
        cmocka_unit_test(test_engine__rules_that_cannot_be_finished_fail_each_time),
        cmocka_unit_test(test_engine__refuses_what_is_not_there),
        cmocka_unit_test(test_engine__messages_are_for_programs),
        cmocka_unit_test(test_engine__an_analysis_that_takes_too_long_fails_and_the_next_one_does_not),
        cmocka_unit_test(test_engine__an_interrupt_stops_what_is_under_way_and_nothing_else),
        cmocka_unit_test(test_no_memory__anywhere_on_the_way_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
