/*
** test_script_prints.c - what changes the fingerprint of a rule and what does not: its declaration and its functions count by content, not by place.
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmocka_all.h"
#include "script/script.h"

static char folder[] = "/tmp/lunette-prints-XXXXXX";

/* The fingerprint of the first rule of a file. */
static uint64_t print_of(const char *text)
{
    char path[100];
    lun_script *script;
    lun_dependencies dependencies;
    lun_error err = LUN_ERROR_INIT;
    snprintf(path, sizeof path, "%s/own.lua", folder);
    assert_int_equal(lun_file_write(path, text, strlen(text), &err), LUN_OK);
    assert_int_equal(lun_script_new(&script, NULL, &err), LUN_OK);
    if (lun_script_load_file(script, path, &err) < 0 || lun_script_finish(script, &err) < 0)
        fail_msg("%s:%u: %s\n%s", err.file, err.line, err.message, text);
    assert_int_equal(lun_script_dependencies(&dependencies, script, &err), LUN_OK);
    assert_true(dependencies.n_rules >= 2);
    uint64_t hash = dependencies.rules[1].hash;
    lun_dependencies_clear(&dependencies);
    lun_script_free(script);
    return hash;
}

/* A file with what stands before the rule, its pattern, and the body of its function. */
static uint64_t print_of_parts(const char *before, const char *match, const char *body)
{
    char text[2000];
    snprintf(
        text, sizeof text,
        "%s\nlayer \"deed\" { what = text }\n"
        "rule \"first\" { doc = \"d\", match = [[ %s ]], marks = \"deed\",\n  mark = function(match, doc) %s end }\n",
        before, match, body);
    return print_of(text);
}

typedef struct edit {
    const char *before, *after; /* what stands before the rule */
    const char *body;           /* of its function */
    int changes;                /* 1: the rule is another one */
} edit;

static const edit edits[] = {
    { "", "-- a comment\n\n\n", "return {}", 0 },
    { "local a = 1", "local a = 2", "return {}", 0 },
    { "local a = 1", "local a = 2", "return { what = tostring(a) }", 1 },
    { "local a = 1", "local a = 1.0", "return { what = tostring(a) }", 1 },
    { "local a = true", "local a = false", "return { what = tostring(a) }", 1 },
    { "local t = { x = { 1, 2, { y = 3 } } }", "local t = { x = { 1, 2, { y = 4 } } }",
      "return { what = t.x[1] .. \"\" }", 1 },
    { "local t = { x = 1, y = 2, z = 3 }", "local t = { z = 3, y = 2, x = 1 }", "return { what = t.x .. \"\" }", 0 },
    { "local function f() return 1 end\nlocal function g() return f() end",
      "local function f() return 2 end\nlocal function g() return f() end", "return { what = g() .. \"\" }", 1 },
    { "local function f()\n  return 1\nend", "local function f() return 1 end", "return { what = f() .. \"\" }", 0 },
    { "local f, g\nfunction f(n) return n > 1 and g(n - 1) or 1 end\nfunction g(n) return f(n) end",
      "local f, g\nfunction f(n) return n > 1 and g(n - 1) or 1 end\nfunction g(n) return f(n) + 1 end",
      "return { what = f(3) .. \"\" }", 1 },
    { "local M = {}\nM.own = M\nM.n = 1", "local M = {}\nM.own = M\nM.n = 2", "return { what = M.own.n .. \"\" }", 1 },
    { "local f = memo(function(text) return text .. 1 end)", "local f = memo(function(text) return text .. 2 end)",
      "return { what = f(\"x\") }", 1 },
    { "local t = setmetatable({}, { __index = { a = 1 } })", "local t = setmetatable({}, { __index = { a = 2 } })",
      "return { what = t.a .. \"\" }", 1 },
    { "function shout() return 1 end", "function shout() return 2 end", "return { what = shout() .. \"\" }", 1 },
    { "function shout() return 1 end", "function shout() return 2 end", "return { what = \"\" }", 0 },
    { "function shout() return 1 end", "function shout() return 2 end",
      "return { what = _G[\"sh\" .. \"out\"]() .. \"\" }", 1 },
    { "function shout() return 1 end", "function shout() return 2 end",
      "local all = _ENV return { what = all.shout() .. \"\" }", 1 },
    { "define \"one\" [[ a ]]", "define \"one\" [[ b ]]", "return { what = \"\" }", 0 },
    { "define \"one\" [[ a ]]", "define \"one\" [[ b ]]", "return doc:find [[ %one ]] and {}", 1 },
    { "define \"one\" [[ a ]]\ndefine \"two\" [[ %one ]]", "define \"one\" [[ b ]]\ndefine \"two\" [[ %one ]]",
      "return doc:find [[ %two ]] and {}", 1 },
    { "define \"one\" [[ a ]]", "define \"one\" [[ b ]]", "return doc:find(\"%\" .. \"o\" .. \"ne\") and {}", 1 },
    { "define \"one\" [[ a ]]", "define \"one\" [[ b ]]", "return doc:find((\"%%%s\"):format(\"one\")) and {}", 1 },
    { "local p = pattern [[ a ]]", "local p = pattern [[ b ]]", "return doc:find(p) and {}", 1 },
    { "define \"one\" [[ a ]]\nlocal p = pattern [[ x ]] * pattern [[ %one ]]",
      "define \"one\" [[ b ]]\nlocal p = pattern [[ x ]] * pattern [[ %one ]]", "return doc:find(p) and {}", 1 },
    { "local l = lexicon \"l\" { \"a\" }", "local l = lexicon \"l\" { \"b\" }", "return l:lookup(\"a\") and {}", 1 },
    { "local l = lexicon \"l\" { \"a\" }", "local l = lexicon \"l\" { \"a\", case = \"exact\" }",
      "return l:lookup(\"a\") and {}", 1 },
    { "lexicon \"l\" { \"a\" }", "lexicon \"l\" { \"b\" }", "return lexicon(\"l\"):lookup(\"a\") and {}", 1 },
    { "lexicon \"l\" { \"a\" }", "lexicon \"l\" { \"b\" }", "return {}", 0 },
    { "lexicon \"l\" { \"a\" }", "lexicon \"l\" { \"b\" }", "return doc:find [[ $l ]] and {}", 1 },
    /* what nobody can look into: every file of the plugin counts */
    { "local c = coroutine.wrap(function() end)", "-- a comment\nlocal c = coroutine.wrap(function() end)",
      "c() return {}", 1 },
    { "local p = lpeg.P \"a\"", "-- a comment\nlocal p = lpeg.P \"a\"", "return p:match(\"a\") and {}", 1 },
};

static void test_prints__hold_what_a_function_reaches_and_no_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        uint64_t before = print_of_parts(edits[i].before, "help", edits[i].body),
                 after = print_of_parts(edits[i].after, "help", edits[i].body);
        if ((before != after) != edits[i].changes)
            fail_msg("%s:\n%s\n--\n%s\n-- %s", edits[i].changes ? "it should differ" : "it should be the same",
                     edits[i].before, edits[i].after, edits[i].body);
        assert_true(before == print_of_parts(edits[i].before, "help", edits[i].body));
    }
}

static void test_prints__hold_patterns_with_what_they_name(void **state)
{
    const char *body = "return {}";
    (void)state;
    assert_true(print_of_parts("", "help", body) != print_of_parts("", "aid", body));
    assert_true(print_of_parts("define \"one\" [[ a ]]", "%one", body) !=
                print_of_parts("define \"one\" [[ b ]]", "%one", body));
    assert_true(print_of_parts("define \"one\" [[ a ]]", "help", body) ==
                print_of_parts("define \"one\" [[ b ]]", "help", body));
    assert_true(print_of_parts("lexicon \"l\" { \"a\" }", "$l", body) !=
                print_of_parts("lexicon \"l\" { \"a\", \"b\" }", "$l", body));
}

/* A rule without a function, with a key more or less. */
static uint64_t print_of_key(const char *key)
{
    char text[600];
    snprintf(text, sizeof text,
             "layer \"deed\" { what = span, class = text }\nlayer \"area\" { }\n"
             "rule \"first\" { match = [[ what:help ]], mark = \"deed\"%s }\n"
             "rule \"other\" { match = [[ aid ]], mark = \"area\" }\n",
             key);
    return print_of(text);
}

static void test_prints__hold_every_key_that_a_row_depends_on(void **state)
{
    static const char *const keys[] = { ", set = { class = \"a\" }",      ", set = { class = \"b\" }",
                                        ", scope = \"paragraph\"",        ", within = \"area\"",
                                        ", not_within = \"area\"",        ", overlap = \"all\"",
                                        ", where = \"what.text = help\"", ", scope = \"area\"" };
    uint64_t plain = print_of_key("");
    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        assert_true(print_of_key(keys[i]) != plain);
        for (size_t k = 0; k < i; k++)
            assert_true(print_of_key(keys[i]) != print_of_key(keys[k]));
    }
    assert_true(print_of_key(", doc = \"Another.\"") == plain);
    assert_true(print_of_key(", examples = { \"help\" }") == plain);
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    char path[100];
    (void)state;
    snprintf(path, sizeof path, "%s/own.lua", folder);
    unlink(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prints__hold_what_a_function_reaches_and_no_more),
        cmocka_unit_test(test_prints__hold_patterns_with_what_they_name),
        cmocka_unit_test(test_prints__hold_every_key_that_a_row_depends_on),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
