-- test_library_examples.lua - how examples are run and compared, over an engine whose answers the test gives.

local fake_core = require "fake_core"

local RULES = [==[
layer "pact" { kind = enum { "trade", "arms" }, side = list(ref()), cue = span, words = list(span), year = integer, due = date, sure = boolean,
               late = late(text) }
rule "pact" { match = [[ pact ]], mark = "pact", set = { kind = "trade" }, examples = { %s } }
]==]
local TEXT = "Été: Ruritania and Borduria signed a pact in 1931."

-- Stands for an object of the engine: its kind shows in its locked metatable.
local function object(kind, text, words, fields)
    local first, last = text:find(words, 1, true)
    local made = { text = words, bytes = function() return first, last end }
    for key, value in pairs(fields or {}) do made[key] = value end
    return setmetatable(made, { __metatable = kind })
end

local function span(text, words)
    return object("span", text, words)
end

local function mention(text, words, name)
    return object("annotation", text, words, { entity = setmetatable({ name = name }, { __metatable = "entity" }) })
end

local function row(text, words, fields)
    fields.layer, fields.rule = "pact", "mine.pact"
    return object("annotation", text, words, fields)
end

-- The engine's answer to a text: rows of layer "pact".
local function rows_of(text)
    if not text:find("pact", 1, true) then return {} end
    return { row(text, text:match "signed a pact", {
        kind = "trade", side = { mention(text, "Ruritania", "Ruritania"), mention(text, "Borduria", "Borduria") }, cue = span(text, "signed"),
        words = { span(text, "pact") }, year = 1931, due = "1931-05", sure = false,
    }) }
end

local function run(examples, options, analyse)
    local library, kept = fake_core.load { ["mine.lua"] = RULES:format(examples) }
    local core = package.loaded["lunette.core"]
    local inputs = {}
    core.analyse = analyse or function(input)
        inputs[#inputs + 1] = input
        return { layer = function() return rows_of(input.text) end }, {}
    end
    library.load_file "mine.lua"
    library.finish()
    return library.test(options), inputs, kept
end

local function message(expectation)
    return run(("{ %q, expect = %s }"):format(TEXT, expectation)).results[1].message
end

local tests = {}

function tests.an_example_passes_when_every_field_it_names_agrees(check)
    for _, expectation in ipairs {
        "{ {} }", '{ { kind = "trade" } }', '{ { side = { "Ruritania", "Borduria" }, cue = "signed", words = "pact" } }', '{ { words = { "pact" } } }',
        '{ { year = 1931, due = "1931-05", sure = false, late = false } }', '{ { "signed a pact" } }', '{ { text = "signed a pact", layer = "pact" } }',
    } do
        check.equal(message(expectation), nil, expectation)
    end
end

function tests.an_example_fails_for_each_kind_of_difference(check)
    for expectation, part in pairs {
        ['{ { kind = "arms" } }'] = 'row 1, kind: expected "arms", found "trade"',
        ['{ { side = "Ruritania" } }'] = 'row 1, side: expected "Ruritania", found { "Ruritania", "Borduria" }',
        ['{ { side = { "Borduria", "Ruritania" } } }'] = "row 1, side",
        ['{ { year = 1932 } }'] = "row 1, year: expected 1932, found 1931",
        ['{ { sure = true } }'] = "row 1, sure: expected true, found false",
        ['{ { cue = false } }'] = 'row 1, cue: expected false, found "signed"',
        ['{ { late = "x" } }'] = 'row 1, late: expected "x", found nothing',
        ["{}"] = "row 1 was not expected: ",
        ['{ {}, { year = 1931 } }'] = "row 2 is missing: { year = 1931 }",
        ['{ { text = "a pact" } }'] = 'row 1, text: expected "a pact", found "signed a pact"',
    } do
        check.contains(message(expectation), part)
    end
end

function tests.a_failure_underlines_what_was_expected_and_what_was_found(check)
    check.equal(message '{ { cue = "signed a" } }', table.concat({
        'row 1, cue: expected "signed a", found "signed"',
        "    " .. TEXT,
        "                                ^^^^^^^^ expected",
        "                                ^^^^^^ found",
    }, "\n"))
end

function tests.a_text_alone_must_be_found(check)
    local result = run(('%q, "Nothing was signed."'):format(TEXT))
    check.equal({ result.total, result.failed, result.results[1].ok, result.results[2].ok }, { 2, 1, true, false })
    check.contains(result.results[2].message, "finds nothing")
    check.equal({ result.results[2].rule, result.results[2].file, result.results[2].line }, { "mine.pact", "mine.lua", 3 })
end

function tests.the_document_of_an_example_reaches_the_engine(check)
    local _, inputs = run(('{ %q, document = { date = "1931-02-03", meta = { desk = "west" } } }'):format(TEXT))
    check.equal(inputs[1], { text = TEXT, date = "1931-02-03", meta = { desk = "west" } })
end

function tests.an_error_in_a_rule_fails_its_own_examples_and_is_told_once_under_others(check)
    local result = run(("%q"):format(TEXT), nil, function()
        return { layer = function() return rows_of(TEXT) end }, { { code = "rule-error", message = "rule 'mine.other': no" }, { code = "cut", message = "x" } }
    end)
    check.equal({ result.failed, result.results[1].message, result.results[2].rule }, { 1, nil, "mine.other" })
    check.contains(result.results[2].message, "rule 'mine.other': no")
    result = run(("%q, %q"):format(TEXT, TEXT .. " "), nil, function()
        return { layer = function() return rows_of(TEXT) end }, { { code = "rule-error", message = "rule 'mine.pact': no" } }
    end)
    check.equal({ result.failed, result.total, result.results[1].message }, { 2, 2, "rule 'mine.pact': no" })
    result = run(("%q"):format(TEXT), nil, function() error({ message = "no memory" }, 0) end)
    check.contains(result.results[1].message, "no memory")
end

function tests.shuffle_finds_answers_that_depend_on_what_ran_before(check)
    local examples = ('%q, %q, "One pact: Ruritania and Borduria signed a pact."'):format(TEXT, TEXT .. " ")
    check.equal(run(examples, { shuffle = true, seed = 3 }).failed, 0)
    local calls = 0
    local result = run(examples, { shuffle = true }, function(input)
        calls = calls + 1
        return { layer = function() return calls > 3 and calls < 5 and {} or rows_of(input.text) end }, {}
    end)
    check.equal({ calls, result.failed }, { 6, 1 })
end

function tests.rules_can_be_chosen(check)
    check.equal(run(("%q"):format(TEXT), { rule = "mine.other" }).total, 0)
    check.equal(run(("%q"):format(TEXT), { plugin = "mine" }).total, 1)
    check.contains(check.raises(run, ("%q"):format(TEXT), { shufle = true }).message, "there is no key 'shufle'")
end

return tests
