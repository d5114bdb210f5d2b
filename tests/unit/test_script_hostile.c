/*
** test_script_hostile.c - core/script against rules that are wrong on purpose: what they return, what they keep, what
** they raise. Each costs itself a problem and nothing else a row.
*/
/* label: full */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "annotate/json.h"
#include "base/file.h"
#include "base/json.h"
#include "cmocka_all.h"
#include "script/script.h"

static char rule_path[] = "/tmp/lunette-hostile-XXXXXX.lua";

static lun_script *load_ok(const char *lua, const lun_script_options *options)
{
    lun_script *script = NULL;
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
    assert_int_equal(lun_script_new(&script, options, &err), LUN_OK);
    if (lun_script_load_file(script, rule_path, &err) < 0 || lun_script_finish(script, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
    return script;
}

typedef struct outcome {
    char found[2000];    /* values of the first field of layer "found", joined by | */
    char problems[2000]; /* messages, joined by a line end */
    char *json;          /* the whole document; the caller's */
} outcome;

static void read_rows(outcome *out, const lun_script *script, lun_annotations *set)
{
    uint32_t n;
    size_t used = 0;
    lun_annotation *const *rows = lun_annotations_rows(set, lun_schema_find(lun_script_schema(script), "found"), &n);
    for (uint32_t i = 0; i < n && used < sizeof out->found; i++) {
        const lun_value *value = &rows[i]->values[0];
        used += (size_t)snprintf(out->found + used, sizeof out->found - used, "%s%.*s", i ? "|" : "",
                                 value->type == LUN_TYPE_TEXT ? (int)value->n : 0,
                                 value->type == LUN_TYPE_TEXT ? value->as.text : "");
    }
}

static void run(outcome *out, lun_script *script, const char *text)
{
    lun_document *document = lun_document_new();
    lun_annotations *set;
    lun_buf json = LUN_BUF_INIT;
    lun_error err = LUN_ERROR_INIT;
    size_t used = 0;
    memset(out, 0, sizeof *out);
    assert_int_equal(lun_document_set_text(document, text, strlen(text), &err), LUN_OK);
    assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
    read_rows(out, script, set);
    for (const lun_problem *p = document->problems; p && used < sizeof out->problems; p = p->next)
        used += (size_t)snprintf(out->problems + used, sizeof out->problems - used, "%s\n", p->message);
    assert_int_equal(lun_annotations_write_json(set, lun_script_rules(script), NULL, &json, &err), LUN_OK);
    out->json = lun_buf_take(&json);
    assert_true(lun_utf8_valid(out->json, strlen(out->json)));
    lun_script_release(script, document);
    lun_document_free(document);
}

/* A good rule and a bad one whose function has this body; the bad one's message has this part. */
static void assert_costs_itself(const char *fields, const char *body, const char *part)
{
    char lua[2000];
    outcome got;
    snprintf(
        lua, sizeof lua,
        "layer 'found' { what = text }\nlayer 'other' { %s }\n"
        "rule 'good' { match = [[ what:ana ]], mark = 'found' }\n"
        "rule 'bad' { match = [[ ana ]], reads = 'sentence', marks = 'other', mark = function(match, doc)\n%s\nend }",
        fields, body);
    lun_script *script = load_ok(lua, NULL);
    run(&got, script, "Ana.");
    assert_string_equal(got.found, "Ana");
    if (!strstr(got.problems, part))
        fail_msg("%s\n  expected: %s\n  problems: %s", body, part, got.problems);
    lun_free(got.json);
    lun_script_free(script);
}

static void test_results__that_hold_themselves_end_in_a_message(void **state)
{
    (void)state;
    assert_costs_itself("a = text", "local t = {} t[1] = t return t", "[1] must be the row's span");
    assert_costs_itself("a = text", "local t = {} for i = 1, 1e6 do t = { t } end return t", "[1] must be");
    assert_costs_itself("a = text", "local t = {} t[1] = t return { a = t }", "field 'a': expected text, got table");
    assert_costs_itself("a = list(text)", "local t = {} t[1] = t return { a = t }", "field 'a'");
}

static void test_results__of_wrong_kinds_name_rule_or_field(void **state)
{
    (void)state;
    assert_costs_itself("a = text", "return 7", "its function returns a number");
    assert_costs_itself("a = text", "return { a = 'x\\0y' }", "UTF-8 without NUL");
    assert_costs_itself("a = text", "return { a = '\\xc3' }", "UTF-8 without NUL");
    assert_costs_itself("a = text", "return { a = print }", "there is no 'print'");
    assert_costs_itself("a = text", "return { a = error }", "got function");
    assert_costs_itself("a = integer", "return { a = 1.5 }", "expected integer");
    assert_costs_itself("a = number", "return { a = 0 / 0 }", "expected number, got one that is not finite");
    assert_costs_itself("a = list(number)", "return { a = { 1, -1 / 0, 2 } }", "got one that is not finite");
    assert_costs_itself("a = boolean", "return { a = 'yes' }", "expected boolean");
    assert_costs_itself("a = country", "return { a = 'China' }", "'China', which is no code of a country");
    assert_costs_itself("a = list(country)", "return { a = { 'CN', 'cn' } }", "'cn', which is no code of a country");
    assert_costs_itself("a = span", "return { a = 'words' }", "expected span, got string: a capture or a row is meant");
    assert_costs_itself("a = ref()", "return { a = 'Ana' }", "expected ref()");
    assert_costs_itself("a = date", "return { a = 'tomorrow' }", "ISO 8601");
    assert_costs_itself("a = text", "return { [2] = 'x' }", "keys are field names");
    assert_costs_itself("a = text, mention = true", "return { entity = 'Ana' }", "key 'entity'");
}

static void test_lists__whose_length_is_a_lie_or_huge_are_refused(void **state)
{
    (void)state;
    assert_costs_itself(
        "a = list(text)",
        "local t = { 'x' } local i = 1 while i > 0 do t[i], t[i + 1] = 'x', 'x' i = i * 2 end t[math.maxinteger] = 'x' return { a = t }",
        "at most 1000000 items");
    assert_costs_itself("a = list(text)", "local t = {} for i = 1, 1000001 do t[i] = 'x' end return { a = t }",
                        "at most 1000000 items");
}

static void test_messages__of_any_bytes_become_one_line_of_utf8(void **state)
{
    (void)state;
    assert_costs_itself("a = text", "error('\\xff bad \\n line', 0)", "? bad   line");
    assert_costs_itself("a = text", "error(('\\u{4E2D}'):rep(5000), 0)", "\xE4\xB8\xAD\xE4\xB8\xAD");
    assert_costs_itself("a = text", "error({ message = '\\xff\\n' })", "? ");
    assert_costs_itself("a = text", "error(setmetatable({}, { __tostring = error, __index = error }))",
                        "without a field");
    assert_costs_itself("a = text", "error(match)", "userdata in place of a message");
    assert_costs_itself("a = text", "doc:entity('\\xff', 'x')", "doc:entity, kind");
    assert_costs_itself("a = text", "doc:entity('x', 'a', '\\xe4')", "doc:entity, identity");
}

static void test_objects__have_locked_metatables_and_no_finalizer_to_call(void **state)
{
    (void)state;
    assert_costs_itself("a = text", "getmetatable(match).__index = nil", "index a string value");
    assert_costs_itself("a = text", "getmetatable(doc).x = 1", "index a string value");
    assert_costs_itself("a = text", "return match.__gc(match)", "no capture '__gc'");
    assert_costs_itself("a = text", "return match.sentence.__gc(match)", "no member '__gc'");
    assert_costs_itself("a = text", "rawset(match, 'x', 1)", "locked");
    assert_costs_itself("a = text", "doc.text = 'x'", "index a lunette.document");
    assert_costs_itself("a = text", "return match.find('text', 'x')", "span, annotation or match expected");
    assert_costs_itself("a = text", "return doc.layer(match, 'found')", "document expected");
    assert_costs_itself("a = text", "doc:find(7)", "number");
    assert_costs_itself("a = text", "doc:layer 'nosuch'", "nosuch");
    assert_costs_itself("a = text", "doc:mark('found', match, { what = 'x' })", "without declaring it");
    assert_costs_itself("a = text", "setmetatable({}, { __gc = function() end })", "__gc is not available");
    assert_costs_itself("a = text", "coroutine.wrap(function() doc:layer('sentence', coroutine.yield) end)()",
                        "yield across");
}

static void test_searches__inside_a_search_do_not_disturb_it(void **state)
{
    outcome got;
    lun_script *script = load_ok(
        "layer 'found' { what = text }\n"
        "rule 'r' { match = [[ who:%cap ]], reads = 'token', marks = 'found', mark = function(match, doc)\n"
        "  local n = 0\n"
        "  for _, outer in ipairs(doc:matches '%cap') do\n"
        "    if outer:has 'bea' then n = n + #doc:matches('%cap', match.sentence) end end\n"
        "  local named = match.sentence:all('token', function(t) return doc:find(t.text) ~= nil and t:has '%cap' end)\n"
        "  return { what = match.who.text .. n .. #named } end }",
        NULL);
    (void)state;
    run(&got, script, "Ana met Bea. Cid met Dan.");
    assert_string_equal(got.found, "Ana22|Bea22|Cid22|Dan22");
    assert_string_equal(got.problems, "");
    lun_free(got.json);
    lun_script_free(script);
}

static void test_constants__in_lists_survive_the_collector(void **state)
{
    outcome got;
    lun_script *script = load_ok("layer 'found' { what = text, every = list(text) }\n"
                                 "do local made = {}\n"
                                 "  for i = 1, 3 do made[i] = ('constant %d of the rule'):format(i) end\n"
                                 "  rule 'r' { match = [[ what:ana ]], mark = 'found', set = { every = made } } end",
                                 NULL);
    (void)state;
    for (int i = 0; i < 3; i++) {
        run(&got, script, "Ana.");
        assert_non_null(
            strstr(got.json, "[\"constant 1 of the rule\",\"constant 2 of the rule\",\"constant 3 of the rule\"]"));
        lun_free(got.json);
    }
    lun_script_free(script);
}

static void test_host_lists__are_appended_to_without_touching_the_host(void **state)
{
    outcome got;
    lun_script *script = load_ok(
        "layer 'host' { names = list(text) }\nlayer 'found' { what = text, names = list(text) }\n"
        "rule 'a' { match = [[ names:%cap , names:%cap and names:%cap met ]], mark = 'host' }\n"
        "rule 'b' { match = [[ what:met ]], mark = 'found', scope = 'host', set = { names = from 'host.names' } }",
        NULL);
    (void)state;
    run(&got, script, "Ana, Bea and Cid met.");
    assert_string_equal(got.problems, "");
    assert_string_equal(got.found, "met");
    assert_non_null(strstr(got.json, "\"what\":\"met\",\"names\":[\"Ana\",\"Bea\",\"Cid\"]"));
    lun_free(got.json);
    lun_script_free(script);
}

static void test_resolve__cannot_mark_or_change_other_layers(void **state)
{
    static const char *const bodies[][2] = {
        { "doc:mark('found', row, {})", "rules mark" },
        { "doc:layer('first')[1]:set { x = 'y' }", "only in its resolve function" },
        { "row:set { what = 'y' }", "not declared late" },
        { "row:set { [1] = 'y' }", "keys are field names" },
        { "row:set { nothing = 'y' }", "nothing" },
        { "row:refer(doc:entity('x', 'y'))", "mention = true" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char lua[700];
        outcome got;
        snprintf(lua, sizeof lua,
                 "layer 'first' { x = late(text) }\nlayer 'found' { what = text, later = late(text) }\n"
                 "rule 'a' { match = [[ ana ]], mark = 'first' }\n"
                 "rule 'b' { match = [[ what:ana ]], mark = 'found' }\n"
                 "resolve 'found' { reads = 'first', run = function(row, doc) %s end }",
                 bodies[i][0]);
        lun_script *script = load_ok(lua, NULL);
        run(&got, script, "Ana.");
        assert_string_equal(got.found, "Ana");
        if (!strstr(got.problems, bodies[i][1]))
            fail_msg("%s: %s", bodies[i][0], got.problems);
        lun_free(got.json);
        lun_script_free(script);
    }
}

/* Layers are made in the order that rules say they need: what is not finished is no answer. */
static void test_layers__that_are_looked_at_but_not_read_are_told(void **state)
{
    static const struct {
        const char *reads, *body, *problem;
    } cases[] = {
        { "", "local n = #doc:layer 'zz'", ".bad' looks at layer 'zz' without saying so" },
        { "", "local n = #doc:at(match, 'either')", "add reads = { \"zz\" }" },
        { "", "local n = #doc:within(match, 'zz')", "add reads = { \"zz\" }" },
        { "", "local n = doc:starts 'token'", "add reads = { \"token\" }" },
        { "", "local n = match:first 'zz'", "add reads = { \"zz\" }" },
        { "", "local n = #match.sentence:all 'zz'", ".bad' looks at layer 'zz' without saying so" },
        { "reads = { 'zz', 'token' },",
          "if #doc:layer 'zz' + #doc:at(match, 'either') < 2 or not doc:starts('token')[1] then error 'lost' end", "" },
        { "", "local n = #doc:layer 'nobody' + #doc:layer 'quoted' + #doc:layer 'aa'", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char lua[900];
        outcome got;
        snprintf(lua, sizeof lua,
                 "layer 'found' { what = text }\nlayer 'aa' { what = text }\nlayer 'nobody' { what = text }\n"
                 "layer 'zz' { what = text }\nlayer 'either' { any = { 'zz', 'nobody' } }\n"
                 "rule 'bad' { match = [[ ana ]], %s marks = 'aa', mark = function(match, doc) %s end }\n"
                 "rule 'good' { match = [[ what:ana ]], mark = 'found' }\n"
                 "rule 'z' { match = [[ what:ana ]], mark = 'zz' }",
                 cases[i].reads, cases[i].body);
        lun_script *script = load_ok(lua, NULL);
        run(&got, script, "Ana.");
        assert_string_equal(got.found, "Ana");
        if (cases[i].problem[0] ? !strstr(got.problems, cases[i].problem) : got.problems[0] != '\0')
            fail_msg("%s: %s", cases[i].body, got.problems);
        lun_free(got.json);
        lun_script_free(script);
    }
}

static void test_limits__of_text_and_memory_are_problems_of_the_document(void **state)
{
    outcome got;
    lun_script_options options = { .text_limit = 10 };
    lun_script *script =
        load_ok("layer 'found' { what = text }\nrule 'r' { match = [[ what:ana ]], mark = 'found' }", &options);
    (void)state;
    run(&got, script, "Ana again and again.");
    assert_string_equal(got.found, "");
    assert_non_null(strstr(got.problems, "the text has 20 bytes; at most 10"));
    lun_free(got.json);
    run(&got, script, "Ana.");
    assert_string_equal(got.found, "Ana");
    lun_free(got.json);
    lun_script_free(script);
    options = (lun_script_options){ .memory = (size_t)32 << 20 };
    script = load_ok(
        "layer 'found' { what = text }\nrule 'good' { match = [[ what:ana ]], mark = 'found' }\n"
        "rule 'r' { match = [[ ana ]], marks = 'found', mark = function() return { what = ('x'):rep(1e9) } end }",
        &options);
    run(&got, script, "Ana.");
    assert_string_equal(got.found, "Ana");
    assert_non_null(strstr(got.problems, "memory"));
    lun_free(got.json);
    lun_script_free(script);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Seconds for a document of n names; each name becomes an entity and asks for its mentions, and n rows have one span. */
static double time_names(lun_script *script, int n)
{
    lun_buf text = LUN_BUF_INIT;
    lun_document *document = lun_document_new();
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    uint32_t n_rows;
    for (int i = 0; i < n; i++)
        lun_buf_addf(&text, "Name%d came. ", i);
    assert_int_equal(lun_document_set_text(document, text.data, text.len, &err), LUN_OK);
    double start = seconds();
    assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
    double spent = seconds() - start;
    assert_null(document->problems);
    lun_annotations_rows(set, lun_schema_find(lun_script_schema(script), "whole"), &n_rows);
    assert_int_equal(n_rows, n);
    assert_int_equal(lun_annotations_entity_count(set), n);
    lun_script_release(script, document);
    lun_document_free(document);
    lun_buf_clear(&text);
    return spent;
}

static void test_entities__and_equal_rows_take_time_in_proportion(void **state)
{
    lun_script *script =
        load_ok("layer 'found' { what = text }\nlayer 'name' { mention = true }\nlayer 'whole' { n = integer }\n"
                "rule 'a' { match = [[ /^name\\d/i ]], mark = 'name' }\n"
                "rule 'b' { each = 'name', marks = 'whole', mark = function(row, doc)\n"
                "  return { doc.span, n = #row.entity:mentions() + row.id } end }",
                NULL);
    (void)state;
    time_names(script, 500);
    double small = time_names(script, 2500), large = time_names(script, 10000);
    if (large > 10 * small + 0.05) /* 4 times as much; 16 times would be quadratic */
        fail_msg("2,500 names: %.3f s, 10,000 names: %.3f s", small, large);
    lun_script_free(script);
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
        cmocka_unit_test(test_results__that_hold_themselves_end_in_a_message),
        cmocka_unit_test(test_results__of_wrong_kinds_name_rule_or_field),
        cmocka_unit_test(test_lists__whose_length_is_a_lie_or_huge_are_refused),
        cmocka_unit_test(test_messages__of_any_bytes_become_one_line_of_utf8),
        cmocka_unit_test(test_objects__have_locked_metatables_and_no_finalizer_to_call),
        cmocka_unit_test(test_searches__inside_a_search_do_not_disturb_it),
        cmocka_unit_test(test_constants__in_lists_survive_the_collector),
        cmocka_unit_test(test_host_lists__are_appended_to_without_touching_the_host),
        cmocka_unit_test(test_resolve__cannot_mark_or_change_other_layers),
        cmocka_unit_test(test_layers__that_are_looked_at_but_not_read_are_told),
        cmocka_unit_test(test_limits__of_text_and_memory_are_problems_of_the_document),
        cmocka_unit_test(test_entities__and_equal_rows_take_time_in_proportion),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
