/*
** test_run_console.c - what the prompt offers to complete, how a call is stopped, and that what is typed joins whole or not at all.
*/
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "cmocka_all.h"
#include "run/console.h"

static const char rules[] =
    "layer \"vessel\" { doc = \"A ship.\", flag = text, kind = enum { \"ferry\", \"trawler\" }, crew = list(ref()) }\n"
    "layer \"port\" { name = text }\n"
    "layer \"thing\" { any = { \"vessel\", \"port\" } }\n"
    "lexicon \"ports\" { \"Turku\", \"Oslo\" }\n"
    "define \"boat\" [[ (boat | ship) ]]\n"
    "rule \"vessel\" { match = [[ %boat ]], mark = \"vessel\", examples = { \"A boat.\" } }\n";

static char folder[] = "/tmp/test_run_console.XXXXXX";
static char *file;
static lun_console *console;
static lun_buf said;

static void say(void *context, const char *text, size_t len)
{
    (void)context;
    lun_buf_add(&said, text, len);
}

static cJSON *call(const cJSON *question, int wanted, lun_error *err)
{
    lun_buf out = LUN_BUF_INIT;
    cJSON *answer = NULL;
    char *json = cJSON_PrintUnformatted(question);
    lun_buf_reset(&said);
    assert_int_equal(lun_console_call(console, "console", json, &out, err), wanted);
    if (wanted == LUN_OK)
        assert_int_equal(lun_json_parse(&answer, out.data, out.len, NULL, err), LUN_OK);
    cJSON_free(json);
    lun_buf_clear(&out);
    return answer;
}

static cJSON *ask_text(const char *ask, const char *text, int wanted, lun_error *err)
{
    cJSON *question = cJSON_CreateObject();
    cJSON_AddStringToObject(question, "ask", ask);
    cJSON_AddStringToObject(question, "text", text);
    cJSON *answer = call(question, wanted, err);
    cJSON_Delete(question);
    return answer;
}

static int set_up(void **state)
{
    const char *files[] = { NULL, NULL };
    lun_console_options options = { .say = say };
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    assert_non_null(mkdtemp(folder));
    file = lun_path_join(folder, "ships.lua");
    assert_int_equal(lun_file_write(file, rules, strlen(rules), &err), LUN_OK);
    files[0] = file;
    options.session.rules = files;
    assert_int_equal(lun_console_open(&console, &options, &err), LUN_OK);
    cJSON_Delete(ask_text("begin", "", LUN_OK, &err));
    cJSON *question = cJSON_CreateObject(), *document = cJSON_AddObjectToObject(question, "document");
    cJSON_AddStringToObject(question, "ask", "document");
    cJSON_AddStringToObject(document, "id", "note-1");
    cJSON_AddStringToObject(document, "text", "A boat left Turku. The ship came back.");
    cJSON_Delete(call(question, LUN_OK, &err));
    cJSON_Delete(question);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lun_console_close(console);
    lun_buf_clear(&said);
    unlink(file);
    rmdir(folder);
    lun_free(file);
    return 0;
}

/* ---- running ---- */

/* What the prompt shows of a text that runs without an error. */
static const char *shown(const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *answer = ask_text("run", text, LUN_OK, &err);
    const char *message = lun_json_string(cJSON_GetObjectItemCaseSensitive(answer, "error"), "message");
    if (message)
        fail_msg("%s: %s", text, message);
    cJSON_Delete(answer);
    return said.data ? said.data : "";
}

static void expect_error(const char *text, const char *part)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *answer = ask_text("run", text, LUN_OK, &err);
    const char *message = lun_json_string(cJSON_GetObjectItemCaseSensitive(answer, "error"), "message");
    if (!message || !strstr(message, part))
        fail_msg("%s: expected '%s', got '%s'", text, part, message ? message : "no error");
    cJSON_Delete(answer);
}

static void test_console__runs_and_shows(void **state)
{
    (void)state;
    assert_string_equal(shown("1 + 1"), "2\n");
    assert_string_equal(shown("local kept = 7"), "");
    assert_string_equal(shown("kept"), "7\n");
    assert_string_equal(shown("#doc(1):layer 'vessel'"), "2\n");
    expect_error("kept.x.y", "attempt to index");
    assert_string_equal(shown("kept"), "7\n");
}

static void test_console__asks_for_more_of_what_is_not_complete(void **state)
{
    static const char *const texts[] = { "for i = 1, 2 do", "x = {", "try [[ a", "print(", "x = 1 +", "return" };
    lun_error err = LUN_ERROR_INIT;
    (void)state;
    for (size_t i = 0; i + 1 < sizeof texts / sizeof *texts; i++) {
        cJSON *answer = ask_text("run", texts[i], LUN_OK, &err);
        if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(answer, "incomplete")))
            fail_msg("'%s' is taken for complete", texts[i]);
        cJSON_Delete(answer);
    }
}

static void test_console__rules_join_whole_or_not_at_all(void **state)
{
    (void)state;
    expect_error("layer 'harbour' { where = span }", "reserved word");
    shown("layer 'harbour' { place = span }");
    shown("rule 'harbour' { match = [[ place:$ports ]], mark = 'harbour' }");
    assert_string_equal(shown("#doc(1):layer 'harbour'"), "1\n");
    expect_error("rule 'harbour' { match = [[ place:left ]], mark = 'harbour' } define 'bad' [[ ( ]]", "never closed");
    assert_string_equal(shown("#hits 'harbour', hits('harbour')[1].text"), "1\n\"Turku\"\n");
    expect_error("rule 'harbour' { match = [[ place:left ]], mark = 'nowhere' }", "'nowhere'");
    assert_string_equal(shown("#hits 'harbour', hits('harbour')[1].text"), "1\n\"Turku\"\n");
    expect_error("rule 'r' { match = [[ @harbour ]], mark = 'harbour' } error 'late'", "late");
    expect_error("layer 'harbour' { place = text }", "span");
    assert_string_equal(shown("#hits 'harbour'"), "1\n");
    shown("rule 'harbour' { match = [[ place:(left | back) ]], mark = 'harbour' }");
    assert_string_equal(shown("#hits 'harbour'"), "2\n");
}

static void test_console__many_redefinitions_cost_no_more(void **state)
{
    char text[200];
    (void)state;
    shown("layer 'again' { n = span }");
    for (int i = 0; i < 60; i++) {
        snprintf(text, sizeof text, "rule 'again' { match = [[ n:%s ]], mark = 'again' }",
                 i % 2 ? "boat" : "ship | boat");
        shown(text);
        assert_string_equal(shown("#hits 'again'"), i % 2 ? "1\n" : "2\n");
    }
}

static void on_alarm(int number)
{
    (void)number;
    lun_console_stop(console);
}

static void expect_stopped(const char *text)
{
    lun_error err = LUN_ERROR_INIT;
    signal(SIGALRM, on_alarm);
    alarm(1);
    ask_text("run", text, LUN_EUSAGE, &err);
    alarm(0);
    assert_string_equal(err.message, "stopped");
}

static void test_console__a_signal_stops_what_runs_and_nothing_else(void **state)
{
    (void)state;
    shown("before = 'kept'");
    expect_stopped("while true do end");
    expect_stopped("while true do pcall(error, 'x') end");
    expect_stopped("co = coroutine.wrap(function() while true do end end) co()");
    expect_stopped(
        "layer 'never' { n = span } rule 'never' { match = [[ n:left ]], mark = 'never' } while true do end");
    expect_error("hits 'never_there'", "never_there");
    assert_string_equal(shown("before, 1 + 1"), "\"kept\"\n2\n");
    assert_string_equal(shown("#doc(1):layer 'vessel'"), "2\n");
    shown("rule 'vessel2' { match = [[ back ]], mark = 'vessel' }");
    assert_string_equal(shown("#hits 'vessel'"), "3\n");
}

/* ---- completion ---- */

static void expect_items(const char *text, const char *wanted)
{
    lun_error err = LUN_ERROR_INIT;
    cJSON *answer = ask_text("complete", text, LUN_OK, &err);
    const cJSON *item, *items = cJSON_GetObjectItemCaseSensitive(answer, "items");
    char joined[4000] = "";
    cJSON_ArrayForEach(item, items)
    {
        size_t len = strlen(joined);
        snprintf(joined + len, sizeof joined - len, "%s%s", len ? " " : "", item->valuestring);
    }
    if (strcmp(joined, wanted) != 0)
        fail_msg("%s: expected '%s', got '%s'", text, wanted, joined);
    cJSON_Delete(answer);
}

static void test_console__completes_names_in_patterns(void **state)
{
    (void)state;
    expect_items("try [[ @ves", "vessel");
    expect_items("try \"the @po", "port");
    expect_items("rule 'x' { match = [[\n  $po", "ports");
    expect_items("try [[ %boa", "boat");
    expect_items("try [[ %nou", "noun");
    expect_items("try [[ @vessel[", "crew flag kind");
    expect_items("try [[ @vessel[flag=FI & k", "kind");
    expect_items("try [[ @vessel[kind = f", "ferry");
    expect_items("try [[ @thing[na", "name");
    expect_items("try [[ bo", "");
    expect_items("-- try [[ @ves", "");
}

static void test_console__completes_names_in_code(void **state)
{
    (void)state;
    expect_items("doc(1):layer \"ve", "vessel");
    expect_items("hits 've", "vessel");
    expect_items("rule \"x\" { mark = \"po", "port");
    expect_items("rule \"x\" { reads = { \"vessel\", \"po", "port");
    expect_items("doc \"no", "note-1");
    expect_items("lexicon \"p", "ports");
    expect_items("doc(1):sent", "sentences");
    expect_items("doc(1).ti", "title");
    expect_items("string.gm", "gmatch");
    expect_items("corpus:annot", "");
    expect_items("whi", "while");
    expect_items("?Set:cou", "Set:count Set:count_documents");
    expect_items("?ships.v", "ships.vessel");
    shown("row = doc(1):layer('vessel')[1]");
    expect_items("row.fl", "flag");
    expect_items("row:bef", "before");
    shown("my_table = { alpha = 1, beta = 2 }");
    expect_items("my_table.al", "alpha");
    expect_items("my_ta", "my_table");
    expect_items("doc(1):find([[ boat ]]):uni", "union");
    expect_items("doc(1):layer(\"vessel\")[1].sentence:tok", "tokens");
    expect_items("hits(\"vessel\").mo", "more");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_console__runs_and_shows),
        cmocka_unit_test(test_console__asks_for_more_of_what_is_not_complete),
        cmocka_unit_test(test_console__rules_join_whole_or_not_at_all),
        cmocka_unit_test(test_console__many_redefinitions_cost_no_more),
        cmocka_unit_test(test_console__completes_names_in_patterns),
        cmocka_unit_test(test_console__completes_names_in_code),
        cmocka_unit_test(test_console__a_signal_stops_what_runs_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
