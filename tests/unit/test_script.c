/*
** test_script.c - core/script: the objects of a document in Lua, what is refused, what a broken rule costs, no memory.
*/
/* label: full */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/json.h"
#include "base/file.h"
#include "cmocka_all.h"
#include "script/script.h"

static char rule_path[] = "/tmp/lunette-script-XXXXXX.lua";

static void write_rules(const char *lua)
{
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
}

static int load(lun_script **script, const char *lua, lun_error *err)
{
    int rc;
    write_rules(lua);
    if ((rc = lun_script_new(script, NULL, err)) < 0)
        return rc;
    if ((rc = lun_script_load_file(*script, rule_path, err)) == LUN_OK)
        rc = lun_script_finish(*script, err);
    if (rc < 0) {
        lun_script_free(*script);
        *script = NULL;
    }
    return rc;
}

static lun_script *load_ok(const char *lua)
{
    lun_script *script = NULL;
    lun_error err = LUN_ERROR_INIT;
    if (load(&script, lua, &err) < 0)
        fail_msg("%s:%u: %s", err.file, err.line, err.message);
    return script;
}

static lun_document *document_of(const char *text)
{
    lun_document *document = lun_document_new();
    lun_error err = LUN_ERROR_INIT;
    assert_int_equal(lun_document_set_text(document, text, strlen(text), &err), LUN_OK);
    return document;
}

/* Runs the rules over the text; returns the rows of layer "found" as "value|value", and the problems' number. */
static char *run(lun_script *script, const char *text, unsigned *problems)
{
    lun_document *document = document_of(text);
    lun_error err = LUN_ERROR_INIT;
    lun_annotations *set;
    lun_buf out = LUN_BUF_INIT;
    uint32_t n;
    assert_int_equal(lun_script_analyse(script, &set, document, &err), LUN_OK);
    uint16_t layer = lun_schema_find(lun_script_schema(script), "found");
    lun_annotation *const *rows = lun_annotations_rows(set, layer, &n);
    for (uint32_t i = 0; i < n; i++) {
        const lun_value *value = &rows[i]->values[0];
        lun_buf_adds(&out, i ? "|" : "");
        lun_buf_add(&out, value->type == LUN_TYPE_TEXT ? value->as.text : "", value->n);
    }
    *problems = 0;
    for (const lun_problem *problem = document->problems; problem; problem = problem->next)
        (*problems)++;
    lun_script_release(script, document);
    lun_document_free(document);
    return lun_buf_take(&out);
}

static void assert_found(const char *lua, const char *text, const char *expected)
{
    unsigned problems;
    lun_script *script = load_ok(lua);
    char *found = run(script, text, &problems);
    assert_string_equal(found, expected);
    assert_int_equal(problems, 0);
    lun_free(found);
    lun_script_free(script);
}

static void test_declarative__captures_constants_and_each_fill_rows(void **state)
{
    (void)state;
    assert_found(
        "layer 'found' { what = text, kind = text }\n"
        "rule 'r' { match = [[ buy what:%noun (and what:%noun)* ]], mark = 'found', set = { kind = 'x' }, each = 'what' }",
        "They buy bread and milk.", "bread|milk");
}

static void test_function__gets_the_match_and_may_refuse_with_a_reason(void **state)
{
    (void)state;
    assert_found("layer 'found' { what = text }\n"
                 "rule 'r' { match = [[ who:%cap ]], marks = 'found', mark = function(match)\n"
                 "  if match.who.text == 'They' then return nil, 'a pronoun' end\n"
                 "  return { what = match.who.text .. '/' .. match.text } end }",
                 "They met Ana.", "Ana/Ana");
}

static void test_spans__answer_what_the_manual_promises(void **state)
{
    (void)state;
    assert_found(
        "layer 'found' { what = text }\n"
        "rule 'r' { match = [[ two ]], marks = 'found', mark = function(match, doc)\n"
        "  local s = match.sentence\n"
        "  local first, last = match:bytes()\n"
        "  return { what = table.concat({ s.text, match:before(1).text, match:after(9).text, first, last, #match:tokens(),\n"
        "    tostring(s:has 'three'), tostring(s:has 'nine'), s:find('three four').text, #s:matches '%num', match:sub(1, 2).text,\n"
        "    tostring(s:contains(match)), tostring(match == doc:find 'two'), match:union(match:after(1)).text }, ';') } end }",
        "One two three four. Five.",
        "One two three four.;One;three four.;5;7;1;true;false;three four;4;tw;true;true;two three");
}

static void test_resolve__fills_late_fields_in_order_and_others_stay(void **state)
{
    (void)state;
    assert_found("layer 'found' { what = late(text) }\n"
                 "rule 'r' { match = [[ %cap ]], mark = 'found' }\n"
                 "local n = 0\n"
                 "resolve 'found' { run = function(row, doc) row:set { what = row.text .. #doc:layer 'found' } end }",
                 "Ana met Bea.", "Ana2|Bea2");
}

static void test_entities__are_made_by_mentions_and_shared_by_identity(void **state)
{
    (void)state;
    assert_found(
        "layer 'land' { mention = true, name = text, iso = text }\n"
        "layer 'found' { what = text }\n"
        "rule 'a' { match = [[ (peru | peruvian) ]], mark = 'land', set = { name = 'Peru', iso = 'PE' } }\n"
        "rule 'b' { each_document = function(doc) local e = doc:entities 'land'\n"
        "  doc:mark('found', doc.span, { what = #e .. e[1].name .. #e[1]:mentions() }) end, reads = 'land', marks = 'found' }",
        "Peru met a Peruvian.", "1Peru2");
}

static void test_stale_objects__raise_in_place_of_reading_freed_memory(void **state)
{
    unsigned problems;
    lun_script *script =
        load_ok("layer 'found' { what = text }\nlocal kept\n"
                "rule 'r' { match = [[ ana ]], marks = 'found', mark = function(match)\n"
                "  if kept then return { what = kept.text } end\n  kept = match return { what = 'first' } end }");
    (void)state;
    char *found = run(script, "Ana.", &problems);
    assert_string_equal(found, "first");
    lun_free(found);
    found = run(script, "Ana again.", &problems);
    assert_string_equal(found, "");
    assert_int_equal(problems, 1);
    lun_free(found);
    lun_script_free(script);
}

static void test_broken_rule__costs_itself_alone(void **state)
{
    static const char *const bodies[] = {
        "error 'text'",
        "error { a = 1 }",
        "error(nil)",
        "return { what = 5 }",
        "return { nothing = 'x' }",
        "return { 7 }",
        "return { what = match.nobody }",
        "doc:mark('other', match, {})",
        "local t = nil; t.x = 1",
        "return { what = '\\xff' }",
        "while true do end",
        "while true do pcall(function() while true do end end) end",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char lua[600];
        unsigned problems;
        snprintf(lua, sizeof lua,
                 "layer 'found' { what = text }\nlayer 'other' { x = text }\n"
                 "rule 'good' { match = [[ what:ana ]], mark = 'found' }\n"
                 "rule 'bad' { match = [[ ana ]], marks = 'found', mark = function(match, doc) %s end }",
                 bodies[i]);
        lun_script *script = load_ok(lua);
        char *found = run(script, "Ana.", &problems);
        assert_string_equal(found, "Ana");
        assert_int_equal(problems, 1);
        lun_free(found);
        lun_script_free(script);
    }
}

static void test_sandbox__has_no_way_out_by_name(void **state)
{
    (void)state;
    assert_found(
        "layer 'found' { what = text }\n"
        "rule 'r' { match = [[ ana ]], marks = 'found', mark = function() local seen = {}\n"
        "  for _, name in ipairs { 'io', 'os', 'package', 'debug', 'dofile', 'loadfile', 'require', 'print' } do\n"
        "    local known, value = pcall(function() return _ENV[name] end)\n"
        "    if known and value ~= nil then seen[#seen + 1] = name end end\n"
        "  return { what = table.concat(seen, ',') .. '.' } end }",
        "Ana.", ".");
}

static void test_loading__errors_name_file_and_line(void **state)
{
    static const struct {
        const char *lua;
        unsigned line;
        const char *part;
    } cases[] = {
        { "layer 'found' { what = text }\nrule 'r' { match = [[ a ( b ]], mark = 'found' }", 2, "" },
        { "layer 'found' { what = text }\nrule 'r' { match = [[ @nosuch ]], mark = 'found' }", 2, "nosuch" },
        { "layer 'found' { what = text }\nrule 'r' { match = [[ a ]], mark = 'found', colour = 1 }", 2, "colour" },
        { "layer 'group' { what = text }", 1, "group" },
        { "x = = 1", 1, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lun_script *script = NULL;
        lun_error err = LUN_ERROR_INIT;
        assert_true(load(&script, cases[i].lua, &err) < 0);
        assert_int_equal(err.line, cases[i].line);
        assert_non_null(strstr(err.file, "lunette-script"));
        assert_non_null(strstr(err.message, cases[i].part));
    }
}

/* ---- no memory: at every n-th allocation, with a stride that keeps the walk short ---- */

static int whole_way(void)
{
    lun_script *script = NULL;
    lun_document *document = NULL;
    lun_annotations *set;
    lun_error err = LUN_ERROR_INIT;
    int rc = lun_script_new(&script, NULL, &err);
    if (rc == LUN_OK && (rc = lun_script_load_file(script, rule_path, &err)) == LUN_OK &&
        (rc = lun_script_finish(script, &err)) == LUN_OK) {
        document = lun_document_new();
        rc = document ? lun_document_set_text(document, "Ana met Bea.", 12, &err) : LUN_ENOMEM;
        if (rc == LUN_OK)
            rc = lun_script_analyse(script, &set, document, &err);
    }
    lun_script_free(script);
    lun_document_free(document);
    return rc;
}

static void test_no_memory__anywhere_on_the_way_leaks_nothing(void **state)
{
    (void)state;
    write_rules("layer 'found' { what = text }\nrule 'r' { match = [[ what:%cap met ]], mark = 'found' }");
    lun_mem_fail_after(0);
    assert_int_equal(whole_way(), LUN_OK);
    size_t all = lun_mem_count(), stride = all / 150 + 1;
    for (size_t n = 1; n <= all; n += n < 40 ? 1 : stride) {
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
        cmocka_unit_test(test_declarative__captures_constants_and_each_fill_rows),
        cmocka_unit_test(test_function__gets_the_match_and_may_refuse_with_a_reason),
        cmocka_unit_test(test_spans__answer_what_the_manual_promises),
        cmocka_unit_test(test_resolve__fills_late_fields_in_order_and_others_stay),
        cmocka_unit_test(test_entities__are_made_by_mentions_and_shared_by_identity),
        cmocka_unit_test(test_stale_objects__raise_in_place_of_reading_freed_memory),
        cmocka_unit_test(test_broken_rule__costs_itself_alone),
        cmocka_unit_test(test_sandbox__has_no_way_out_by_name),
        cmocka_unit_test(test_loading__errors_name_file_and_line),
        cmocka_unit_test(test_no_memory__anywhere_on_the_way_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
