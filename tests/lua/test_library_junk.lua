-- test_library_junk.lua - every word of rule files given values that make no sense: always an error with a place in the plugin's file,
-- never one from inside the library.

local fake_core = require "fake_core"

local JUNK = {
    "nil", "true", "7", "-1", "2.5", '""', '"x"', '"@"', '"[["', '"\\255"', "{}", "{ 1 }", '{ "x" }', "{ {} }", "{ x = 1 }", "{ [1.5] = 2 }",
    "{ [true] = {} }", "function() end", "text", "list", "enum", 'enum { "a" }', "list(text)", "ref()", 'ref "nothing"', "late(text)",
    'from "x"', 'from "x.y"', "pattern [[ x ]]", 'lexicon "words"', 'lpeg.P "x"', 'lpeg.P(true)', "_G", "option", "setmetatable({}, { __index = error })",
}
local KEYS = {
    "doc", "match", "lpeg", "each_document", "each", "mark", "marks", "reads", "set", "scope", "within", "not_within", "where", "overlap",
    "after", "examples",
}
local FRAME = 'layer "a" { n = text, s = span }\nlexicon "words" { "x" }\n'

local function load(text)
    local library = fake_core.load { ["mine.lua"] = FRAME .. text }
    library.load_file "mine.lua"
    library.finish()
end

-- Loads; what is raised must be an error with a message and a place in mine.lua.
local function try(check, text)
    local fine, err = pcall(load, text)
    if fine then return true end
    check.equal({ type(err), type(err) == "table" and type(err.message) }, { "table", "string" }, text)
    check.truthy(err.file == "mine.lua" and (err.line or 0) >= 1, ("%s\n%s: %s"):format(text, tostring(err.file), err.message))
    for _, inside in ipairs { "scripts/lunette", "bad argument", "attempt to", "field '?'", "local '" } do
        check.truthy(not err.message:find(inside, 1, true), ("%s\n%s"):format(text, err.message))
    end
    return false
end

local tests = {}

function tests.junk_in_any_key_of_a_rule_is_a_clear_error(check)
    local bases = { 'match = [[ x ]], mark = "a"', 'lpeg = lpeg.P "x", mark = "a"', 'each_document = function() end, marks = "a"',
                    'each = "a", mark = function() end, marks = "a"' }
    local accepted, refused = 0, 0
    for _, base in ipairs(bases) do
        for _, key in ipairs(KEYS) do
            for _, junk in ipairs(JUNK) do
                local kept = (base .. ","):gsub("%f[%w_]" .. key .. " = .-,%s*", "", 1)
                local fine = try(check, ('rule "r" { %s %s = %s }'):format(kept, key, junk))
                accepted, refused = accepted + (fine and 1 or 0), refused + (fine and 0 or 1)
            end
        end
    end
    check.truthy(accepted > 50 and refused > 1000, ("%d accepted, %d refused"):format(accepted, refused))
end

function tests.junk_inside_sets_and_examples_is_a_clear_error(check)
    for _, junk in ipairs(JUNK) do
        for _, form in ipairs {
            "set = { n = %s }", "set = { s = %s }", "set = { [%s] = 1 }", "examples = { %s }", "examples = { { %s } }", "examples = { { 'x', expect = %s } }",
            "examples = { { 'x', expect = { %s } } }", "examples = { { 'x', expect = { { n = %s } } } }", "examples = { { 'x', document = %s } }",
            "examples = { { 'x', document = { date = %s } } }", "after = { %s }", "within = { %s }",
        } do
            if not (form:find "[%s]" and junk == "nil") then
                try(check, ('rule "r" { match = [[ n:x ]], mark = "a", %s }'):format(form:format(junk)))
            end
        end
    end
end

function tests.junk_after_any_word_is_a_clear_error(check)
    for _, word in ipairs { "layer", "extend", "define", "rule", "resolve", "analysis", "report", "lexicon" } do
        for _, junk in ipairs(JUNK) do
            try(check, ('%s "b"(%s)'):format(word, junk))
            try(check, ("%s(%s)"):format(word, junk))
            try(check, ('%s "a"(%s)'):format(word, junk))
        end
    end
    for _, word in ipairs { "pattern", "from", "at", "requires", "include", "enum", "list", "late", "required", "integer", "load" } do
        for _, junk in ipairs(JUNK) do try(check, ("local x = %s(%s)"):format(word, junk)) end
    end
end

function tests.junk_in_layers_lexicons_and_analyses_is_a_clear_error(check)
    for _, junk in ipairs(JUNK) do
        for _, form in ipairs {
            'layer "b" { n = %s }', 'layer "b" { policy = %s }', 'layer "b" { mention = %s }', 'layer "b" { any = %s }', 'layer "b" { any = { %s } }',
            'layer "b" { doc = %s }', 'extend "a" { m = %s }', 'lexicon "b" { %s }', 'lexicon "b" { "x", case = %s }', 'lexicon "b" { file = %s }',
            'lexicon "b" { { "x", id = %s } }', 'lexicon "b" { { "x", f = %s } }', 'resolve "a" { run = %s }', 'resolve "a" { reads = %s, run = print }',
            'analysis "b" { options = %s, run = function() end }', 'analysis "b" { result = { n = %s }, run = function() end }',
            'analysis "b" { doc = %s, run = function() end }', 'report "b" { write = %s }', 'local t = integer { default = %s }',
            'local t = enum { "a", default = %s }', 'local t = enum { %s }',
        } do
            try(check, form:format(junk))
        end
    end
end

return tests
