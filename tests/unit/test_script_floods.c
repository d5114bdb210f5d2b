/*
** test_script_floods.c - one Lua state against rules that flood a document, the log or the problems, and against plugins that reach for what others see.
*/
/* label: full */
#include "script_sandbox.h"

/* ---- floods ---- */

static void test_floods__of_rows_and_entities_end_with_the_rule(void **state)
{
    lun_script_options options = { .memory = (size_t)256 << 20 };
    static const char *const bodies[][2] = {
        { "while true do pcall(doc.mark, doc, 'other', doc.span, {}) end", "rules marked 1000000 rows" },
        { "local n = 0 while true do n = n + 1 pcall(doc.entity, doc, 'x', 'n' .. n) end",
          "rules made 1000000 entities" },
        { "local t = {} for i = 1, 1e6 do t[i] = 'x' end while true do pcall(doc.mark, doc, 'other', doc.span, { many = t }) end",
          "512 MiB" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char lua[2000];
        outcome got;
        lun_script *script = NULL;
        lun_error err = LUN_ERROR_INIT;
        snprintf(lua, sizeof lua, frame, "", bodies[i][0]);
        assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
        assert_int_equal(lun_script_new(&script, &options, &err), LUN_OK);
        assert_int_equal(lun_script_load_file(script, rule_path, &err), LUN_OK);
        assert_int_equal(lun_script_finish(script, &err), LUN_OK);
        run(&got, script);
        assert_string_equal(got.found, "Ana|Bea");
        assert_int_equal(got.n_other, 0);
        if (got.n_problems != 1 || !strstr(got.problems, bodies[i][1]))
            fail_msg("%s\n  problems: %s", bodies[i][0], got.problems);
        assert_int_equal(lun_script_spoiled(script), 0);
        lun_script_free(script);
    }
}

/* A rule that is stopped takes its rows, entities and mentions with it; the entities that were there keep theirs. */
static void test_stopped_rules__leave_no_mentions(void **state)
{
    outcome got;
    lun_script *script = load_ok(
        "layer 'name' { mention = true }\nlayer 'other' { mention = true }\nlayer 'found' { what = text }\n"
        "rule 'a' { match = [[ %cap ]], mark = 'name' }\n"
        "rule 'bad' { each = 'name', marks = 'other', mark = function(row, doc)\n"
        "  doc:mark('other', row, { entity = row.entity }) doc:mark('other', row, { entity = doc:entity('x', row.text) })\n"
        "  if row.text == 'Bea' then while true do end end end }\n"
        "rule 'c' { each_document = function(doc) local e, n = doc:entities(), 0\n"
        "  for _, one in ipairs(e) do n = n + #one:mentions() end\n"
        "  return { what = #e .. ' ' .. n .. ' ' .. #doc:layer 'other' .. ' ' .. #doc:entity('x', 'Ana'):mentions() } end,\n"
        "  marks = 'found', reads = { 'name', 'other' } }\n");
    (void)state;
    run(&got, script);
    assert_non_null(strstr(got.problems, "million steps"));
    assert_string_equal(got.found, "2 2 0 0");
    assert_int_equal(got.n_other, 0);
    lun_script_free(script);
}

static void test_floods__of_problems_are_counted(void **state)
{
    outcome got;
    lun_script *script = load_ok(
        "layer 'found' { what = text }\nrule 'good' { match = [[ what:ana ]], mark = 'found' }\n"
        "for i = 1, 150 do rule('bad-' .. i) { each_document = function() error('no ' .. i) end, marks = 'found' } end");
    (void)state;
    run(&got, script);
    assert_string_equal(got.found, "Ana");
    assert_int_equal(got.n_problems, 101);
    assert_non_null(strstr(got.problems, "no 7"));
    run(&got, script);
    assert_int_equal(got.n_problems, 101);
    lun_script_free(script);
    script = load_ok(
        "layer 'found' { what = text }\nrule 'bad' { each_document = function() error('no') end, marks = 'found' }");
    run(&got, script);
    assert_int_equal(got.n_problems, 1);
    lun_script_free(script);
}

static void test_log__is_clean_bounded_and_taken_once(void **state)
{
    char lua[2000];
    outcome got;
    lun_buf log = LUN_BUF_INIT;
    (void)state;
    snprintf(lua, sizeof lua, frame, "", "log('a\\n\\27[31m%s \\xff', 'b') log('100%') log(nil) log(('y'):rep(5000))");
    lun_script *script = load_ok(lua);
    run(&got, script);
    lun_script_take_log(script, &log);
    assert_non_null(strstr(log.data, ": a  [31mb \xEF\xBF\xBD\nlunette-sandbox-"));
    assert_non_null(strstr(log.data, ": 100%\n"));
    assert_non_null(strstr(log.data, ": nil\n"));
    assert_non_null(strstr(log.data, "yyy ...\n"));
    assert_true(log.len < 1400);
    lun_buf_reset(&log);
    lun_script_take_log(script, &log);
    assert_int_equal(log.len, 0);
    lun_script_free(script);
    snprintf(lua, sizeof lua, frame, "", "for i = 1, 5000 do log('line %d', i) end");
    script = load_ok(lua);
    run(&got, script);
    lun_script_take_log(script, &log);
    assert_non_null(strstr(log.data, "line 1000\nlog: 4000 more lines were left out; 1000 are kept\n"));
    assert_true(lun_utf8_valid(log.data, log.len));
    lun_buf_clear(&log);
    lun_script_free(script);
    assert_too_long("while true do log('x') end");
}

/* ---- plugins apart ---- */

/* What one file does at its top and in its rule; a second file then asserts that nothing has changed. */
static void assert_apart(const char *bad, const char *check)
{
    char lua[2000], second[] = "/tmp/lunette-second-XXXXXX.lua";
    outcome got;
    lun_script *script = NULL;
    lun_error err = LUN_ERROR_INIT;
    int fd = mkstemps(second, 4);
    assert_true(fd >= 0);
    close(fd);
    snprintf(lua, sizeof lua,
             "local function bad() %s end pcall(bad)\nlayer 'other' { a = text }\n"
             "rule 'bad' { each_document = function(doc) pcall(bad) end, marks = 'other' }",
             bad);
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
    snprintf(
        lua, sizeof lua,
        "layer 'found' { what = text }\nlocal function check() %s end check()\n"
        "rule 'r' { match = [[ what:ana ]], marks = 'found', reads = 'other', mark = function(m) check() return { what = m.what.text } end }",
        check);
    assert_int_equal(lun_file_write(second, lua, strlen(lua), &err), LUN_OK);
    assert_int_equal(lun_script_new(&script, &limits, &err), LUN_OK);
    if (lun_script_load_file(script, rule_path, &err) < 0 || lun_script_load_file(script, second, &err) < 0 ||
        lun_script_finish(script, &err) < 0)
        fail_msg("%s\n  %s:%u: %s", bad, err.file, err.line, err.message);
    run(&got, script);
    if (strcmp(got.found, "Ana") != 0 || got.n_problems)
        fail_msg("%s\n  %s", bad, got.problems);
    lun_script_free(script);
    unlink(second);
}

static void test_plugins__cannot_change_what_another_sees(void **state)
{
    (void)state;
    assert_apart("string.format = error string.rep = nil",
                 "assert(string.format('%d', 1) == '1' and ('x'):rep(2) == 'xx')");
    assert_apart("getmetatable('').__index = { rep = error }",
                 "assert(('x'):rep(2) == 'xx' and getmetatable('') == 'string')");
    assert_apart("getmetatable('').__add = error", "assert('1' + 1 == 2)");
    assert_apart("setmetatable('', {})", "assert(('x'):upper() == 'X')");
    assert_apart("rawset(getmetatable(lpeg.P(1)), '__mul', error)", "assert((lpeg.P 'a' * 'b'):match 'ab' == 3)");
    assert_apart("lpeg.match = error lpeg.P = nil", "assert(lpeg.P(1):match 'x' == 2 and lpeg.match(1, 'x') == 2)");
    assert_apart("getmetatable(lpeg.P(1)).__index.match = error", "assert(lpeg.P(1):match 'x' == 2)");
    assert_apart("_G.own = 1 _G.assert = error",
                 "assert(rawget(_G, 'own') == nil and not pcall(function() return own end))");
    assert_apart("rawset(_G, 'assert', error) rawset(_G, '_G', 1)", "assert(_G.assert == assert)");
    assert_apart("setmetatable(_G, { __index = error })", "assert(getmetatable(_G) == 'environment')");
    assert_apart("table.insert(table, 1) table.sort = error math.pi = 3 utf8.char = nil coroutine.wrap = nil",
                 "assert(#table == 0 and table.sort and math.pi > 3.1 and utf8.char(65) == 'A' and coroutine.wrap)");
    assert_apart(
        "calendar.leap = error for _, v in pairs(calendar) do if type(v) == 'table' then for k in pairs(v) do v[k] = false end end end",
        "assert(calendar.leap(2000))");
    assert_apart(
        "local function spoil(t, seen) if seen[t] then return end seen[t] = true for k, v in pairs(t) do\n"
        "  if type(v) == 'table' then spoil(v, seen) else t[k] = nil end end end spoil(stats, {}) spoil(calendar, {})",
        "assert(next(stats) and calendar.day('1970-01-02') == 1)");
    assert_apart("text.kind = 'x' rawset(text, 'kind', 'x') setmetatable(text, {}) table.insert(text, 1)",
                 "assert(text.kind == 'text')");
    assert_apart("text = error", "assert(type(text) == 'table')");
    assert_apart("local p = pattern 'x' getmetatable(p).__mul = error", "assert(pattern 'x' * pattern 'y')");
    assert_apart("local p = pattern 'x' setmetatable(p, nil) rawset(p, 'parse', error)",
                 "assert(getmetatable(pattern 'x') == 'pattern')");
    assert_apart("getmetatable(from 'a.b').__index = error local f = from 'a.b' f.path = 1",
                 "assert(getmetatable(from 'a.b') == 'from')");
    assert_apart("error = nil pcall = nil type = nil", "assert(error and pcall and type)");
    assert_apart(
        "local e = select(2, pcall(rule, 7)) setmetatable(e, nil) getmetatable(e).__tostring = error e.message = error",
        "assert(tostring(select(2, pcall(rule, 7))):find 'takes a name')");
    assert_apart("load('string.format = nil assert = nil', 'x', 't', _G)()", "assert(string.format('%d', 1) == '1')");
}

static void test_libraries__hold_what_the_list_allows(void **state)
{
    (void)state;
    assert_raises(
        "",
        "for _, name in ipairs { 'io', 'os', 'package', 'debug', 'require', 'dofile', 'loadfile', 'print', 'warn', 'collectgarbage' } do\n"
        "  assert(not pcall(function() return _G[name] end), name) end",
        NULL);
    assert_raises("",
                  "assert(not string.dump and not ('x').dump and not math.random and not math.randomseed)\n"
                  "assert(not pcall(function() return ('x'):dump() end))",
                  NULL);
    assert_raises("", "error(select(2, pcall(load, '\\27Lua')))", "byte code");
    assert_raises("",
                  "assert(load('return ...', 'x', 'bt')(7) == 7 and not load('x ='))\n"
                  "local own = {} load('a = 1', 'x', 't', own)() assert(own.a == 1)",
                  NULL);
    assert_raises("", "error(select(2, load(function() return nil end)))", "load takes a text");
    assert_raises("", "load('later = 1')()", "after loading");
}

/* A rule that makes up patterns without end costs time, not memory that stays. */
static void test_patterns__made_while_running_are_forgotten(void **state)
{
    char lua[2000];
    outcome got;
    lun_error err = LUN_ERROR_INIT;
    lun_script *script = NULL;
    lun_script_options options = { .memory = (size_t)48 << 20 };
    (void)state;
    snprintf(lua, sizeof lua, frame, "local n = 0", "for i = 1, 6000 do n = n + 1 doc:find('x' .. n) end");
    assert_int_equal(lun_file_write(rule_path, lua, strlen(lua), &err), LUN_OK);
    assert_int_equal(lun_script_new(&script, &options, &err), LUN_OK);
    assert_int_equal(lun_script_load_file(script, rule_path, &err), LUN_OK);
    assert_int_equal(lun_script_finish(script, &err), LUN_OK);
    for (int i = 0; i < 3; i++) {
        run(&got, script);
        assert_string_equal(got.problems, "");
    }
    lun_script_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_floods__of_rows_and_entities_end_with_the_rule, set_limits),
        cmocka_unit_test_setup(test_stopped_rules__leave_no_mentions, set_limits),
        cmocka_unit_test_setup(test_floods__of_problems_are_counted, set_limits),
        cmocka_unit_test_setup(test_log__is_clean_bounded_and_taken_once, set_limits),
        cmocka_unit_test_setup(test_plugins__cannot_change_what_another_sees, set_limits),
        cmocka_unit_test_setup(test_libraries__hold_what_the_list_allows, set_limits),
        cmocka_unit_test_setup(test_patterns__made_while_running_are_forgotten, set_limits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
