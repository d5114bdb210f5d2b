-- test_library_plugins.lua - what plugins see of Lunette and of each other: environments, names, includes; conditions and LPeg rules.

local fake_core = require "fake_core"
local condition = require "lunette.declare.condition"
local lpeg = require "lpeg"
local pattern = require "lunette.pattern"
local underline = require "lunette.base.underline"
local units = require "lunette.plan.units"

local function run(text, more)
    local files = { ["mine.lua"] = 'layer "a" { n = text }\n' .. text }
    for path, content in pairs(more or {}) do files[path] = content end
    local library, kept = fake_core.load(files)
    library.load_file "mine.lua"
    library.finish()
    return kept
end

-- The answer of a function of a plugin, called after loading.
local function answer(body, more)
    local kept = run(('rule "r" { each_document = function() %s end, marks = "a" }'):format(body), more)
    return kept.rules[1].call()
end

local function refused(body)
    local fine, err = pcall(answer, body)
    assert(not fine, "expected an error: " .. body)
    return tostring(err)
end

local tests = {}

function tests.a_plugin_reaches_nothing_outside(check)
    for _, name in ipairs { "io", "os", "package", "debug", "require", "dofile", "loadfile", "collectgarbage", "print" } do
        check.contains(refused("return " .. name), ("there is no '%s'"):format(name))
    end
end

function tests.globals_are_read_only_after_loading(check)
    check.equal(run "shared = 1\nlocal x = shared" ~= nil, true)
    check.contains(refused "x = 1", "writes the global 'x' after loading")
    check.contains(refused "_G.x = 1", "writes the global 'x' after loading")
    check.contains(refused "rawset(_G, 'x', 1)", "locked")
    check.contains(refused "option.x = 1", "set by the user")
end

function tests.no_plugin_changes_what_another_sees(check)
    local upper = string.upper
    answer "string.upper = function() return 'evil' end; lpeg.P = nil; table.concat = nil; return {}"
    check.equal({ string.upper == upper, ("a"):upper(), type(lpeg.P), type(table.concat) }, { true, "A", "function", "function" })
    check.equal(answer "return getmetatable('')", "string")
    check.equal(answer "return type(getmetatable(lpeg.P(1)))", "string")
    check.contains(refused "setmetatable({}, { __gc = function() end })", "__gc")
    check.contains(refused "text.kind = 'integer'", "cannot be changed")
    check.contains(refused "rawset(text, 'kind', 'integer')", "locked")
end

function tests.memo_asks_once_and_forgets_before_it_grows_too_large(check)
    local counting = "local n = 0; local f = memo(function(text) n = n + 1; if text ~= 'none' then return text .. n end end);"
    check.equal(answer(counting .. "return { f 'a', f 'b', f 'a', f 'none' == nil, f 'none' == nil, n }"), { "a1", "b2", "a1", true, true, 3 })
    check.equal(answer(counting .. "for i = 1, 5001 do f('x' .. i) end f 'x5001' f 'x1' return { n }"), { 5002 })
    check.contains(refused "memo 'text'", "memo takes a function")
end

function tests.load_takes_text_in_the_plugins_environment(check)
    check.equal(answer "return load('return type(rule)')()", "function")
    check.contains(refused "return load('return io')()", "there is no 'io'")
    check.contains(refused "return load(string.char(27) .. 'Lua')()", "attempt to call")
    check.contains(refused "return load(function() end)", "load takes a text")
end

function tests.an_included_file_is_loaded_once_and_returns_its_value(check)
    local more = { ["helpers.lua"] = "count = (rawequal(1, 2) and 0 or 1); return { two = function() return 2 end }" }
    check.equal(run('local h = include "helpers.lua"\nlocal g = include "helpers.lua"\nassert(h == g and h.two() == 2 and count == 1)', more) ~= nil, true)
    for _, path in ipairs { "../x.lua", "/etc/x.lua", "x.txt" } do
        check.contains(tostring(check.raises(run, ("include %q"):format(path))), "include takes a Lua file")
    end
end

function tests.an_included_file_may_be_of_a_required_plugin(check)
    local more = {
        ["plugins/water/plugin.lua"] = 'return { name = "water", version = "1.0", summary = "S." }',
        ["plugins/water/depth.lua"] = "return { of = function() return 7 end }",
    }
    check.equal(run('requires "water"\nassert(include "water/depth.lua".of() == 7)', more) ~= nil, true)
    check.contains(tostring(check.raises(run, 'include "water/depth.lua"', more)), "there is no file")
end

function tests.a_plugin_sees_what_it_requires_and_what_that_requires(check)
    local more = {
        ["plugins/water/plugin.lua"] = 'return { name = "water", version = "1.0", summary = "S.", requires = { "rain" } }',
        ["plugins/water/rules/a.lua"] = 'define "wet" [[ %damp | wet ]]',
        ["plugins/rain/plugin.lua"] = 'return { name = "rain", version = "1.0", summary = "S." }',
        ["plugins/rain/rules/a.lua"] = 'define "damp" [[ damp | $drops ]]',
        ["plugins/rain/lexicons/drops.txt"] = "# case: exact\ndrizzle\n",
        ["plugins/dry/plugin.lua"] = 'return { name = "dry", version = "1.0", summary = "S." }',
        ["plugins/dry/rules/a.lua"] = 'define "arid" [[ arid ]]',
    }
    local kept = run('requires "water"\nrule "r" { match = [[ %wet $drops ]], mark = "a" }', more)
    check.equal(kept.rules[1].program.tree.tag, "seq")
    check.contains(tostring(check.raises(run, 'rule "r" { match = [[ %arid ]], mark = "a" }', more)), "%arid")
end

function tests.a_lexicon_answers_functions(check)
    local text = 'lexicon "deals" { { "treaty", kind = "arms" } }\n' ..
        'rule "r" { each_document = function() return lexicon "deals":lookup("treaty").kind end, marks = "a" }'
    check.equal(run(text).rules[1].call(), "arms")
end

function tests.a_text_becomes_a_program_once_a_plugin(check)
    local kept = run 'define "deal" [[ pact ]]'
    local first = kept.host.compile_text("%deal signed", "mine")
    check.equal(rawequal(first, kept.host.compile_text("%deal signed", "mine")), true)
    check.contains(tostring(check.raises(kept.host.compile_text, "%del signed", "mine")), "%del")
end

-- ---- conditions over captures ----

local function object(kind, fields)
    return setmetatable(fields, { __metatable = kind })
end

local function holds(text, match, lexicons)
    return (condition.compile({}, "where", pattern.parse_condition(text), lexicons or {}))(match)
end

function tests.conditions_compare_what_was_captured(check)
    local entity = object("entity", { name = "Ruritania" })
    local who = object("annotation", { text = "it", entity = entity, country = "RU", rank = 3, tags = { "a", "b" }, adjective = false })
    local match = { who = who, words = object("span", { text = "will meet" }), all = { who } }
    for text, expected in pairs {
        ["who"] = true, ["!who"] = false, ["whom"] = false, ["!whom"] = true, ["who = Ruritania"] = true, ["who = it"] = true,
        ["who.country = RU"] = true, ["who.country = FR,RU"] = true, ["who.country != FR"] = true, ["who.country != RU"] = false,
        ["who.rank > 2"] = true, ["who.rank >= 4"] = false, ["who.rank < 10"] = true, ["who.tags = b"] = true, ["who.tags = c"] = false,
        ["words = \"will meet\""] = true, ["who.adjective"] = false, ["!who.adjective"] = true, ["whom.country != RU"] = true,
        ["whom.country = RU"] = false, ["all.country = RU"] = true, ["who.country = FR | who.rank = 3"] = true,
        ["who.country = FR | who.rank = 3 & !who"] = false, ["!(who.country = FR) & words"] = true,
    } do
        check.equal(holds(text, match), expected, text)
    end
end

function tests.conditions_look_lexicons_up(check)
    local lexicons = { lands = { lookup = function(_, text) return text == "Ruritania" or nil end } }
    check.equal(holds("who in $lands", { who = object("span", { text = "Ruritania" }) }, lexicons), true)
    check.equal(holds("who in $lands", { who = object("span", { text = "Borduria" }) }, lexicons), false)
end

-- ---- LPeg rules ----

local function unit(text)
    return { text = text, sub = function(_, i, j) return object("span", { text = text:sub(i, j), first = i }) end }
end

function tests.lpeg_rules_find_every_match_of_a_unit(check)
    local number = units.at({}, "value", lpeg.R "09" ^ 1)
    local found = units.searcher(number * lpeg.P " " * lpeg.Cg(lpeg.C(lpeg.R "az" ^ 1), "unit"))(unit "é 12 km and 7 days, 3")
    check.equal({ #found, found[1].value.text, found[1].unit, found[2][1].text, found[2].value.first },
        { 2, "12", "km", "7 days", ("é 12 km and "):len() + 1 })
end

function tests.a_name_captured_twice_is_a_list(check)
    local digit = units.at({}, "digit", lpeg.R "09")
    local found = units.searcher(digit * digit * digit)(unit "x 123 y")
    check.equal({ #found[1].digit, found[1].digit[3].text }, { 3, "3" })
end

function tests.a_long_text_without_a_match_is_searched_in_one_go(check)
    check.equal(#units.searcher(lpeg.P "z")(unit(("ab"):rep(200000))), 0)
    check.equal(#units.searcher(lpeg.P "z" ^ 0)(unit "abc"), 0)
end

-- ---- failed examples ----

function tests.an_underline_counts_characters_and_cuts_long_texts(check)
    check.equal(underline.draw("Été à Zürich.", { { 10, 16, "found" } }, ""), "Été à Zürich.\n      ^^^^^^ found")
    local long = ("word "):rep(100) .. "here" .. (" word"):rep(100)
    local lines = underline.draw(long, { { 501, 504, "found" } }, "")
    local text, marks = lines:match "^(.-)\n(.*)$"
    check.equal({ utf8.len(text), text:sub(33, 36), #marks:match "^ *" }, { 120, "here", 30 })
    check.equal({ text:match "^…", text:match "…$" }, { "…", "…" })
    check.equal(underline.draw(("x"):rep(120), {}, ""), ("x"):rep(120))
end

return tests
