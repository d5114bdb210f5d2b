-- test_pattern_manual.lua - the examples of docs/patterns.md as far as they need no engine; tests/cli/patterns-doc.sh runs the others.

local manual = require "manual"
local pattern = require "lunette.pattern"

local function read(check)
    return manual.read(check.truthy(check.read "docs/patterns.md", "docs/patterns.md is missing"))
end

local tests = {}

function tests.patterns_of_the_manual_are_well_formed_and_print_back(check)
    local found = read(check)
    check.truthy(#found.tries >= 100 and #found.rows >= 55, "examples are missing")
    for _, example in ipairs(found.tries) do
        local tree, err = pattern.parse(example.pattern, { file = "docs/patterns.md", line = example.line + 1 })
        if not tree then error(pattern.render(err), 0) end
        check.truthy(pattern.parse(pattern.describe(tree)))
        check.truthy(#example.cases > 0, "an example without text")
    end
end

function tests.mistakes_say_what_the_manual_says(check)
    local found = read(check)
    check.truthy(#found.errors >= 5 and #found.hints >= 2)
    for _, example in ipairs(found.errors) do
        local tree, err = pattern.parse(example.pattern)
        check.equal(tree, nil)
        check.equal(err.message, example.says)
    end
    for _, example in ipairs(found.hints) do
        local _, hints = pattern.parse(example.pattern)
        check.equal({ #hints, hints[1] and hints[1].message }, { 1, example.says })
    end
end

function tests.operators_make_the_text_that_the_manual_shows(check)
    local found = read(check)
    check.truthy(#found.operators >= 6)
    for _, example in ipairs(found.operators) do
        local expression = assert(load("return " .. example.code, "=docs/patterns.md", "t", { pattern = pattern.new }))
        check.equal(tostring(expression()), example.text, example.code)
    end
end

function tests.all_classes_are_in_the_manual(check)
    local text = check.read "docs/patterns.md"
    for name in pairs(pattern.classes) do check.contains(text, "%" .. name) end
end

return tests
