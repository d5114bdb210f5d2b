-- example.lua - the examples beside rules as tests: each goes through the whole plan; what is compared are the rows that its own rule made.
--
-- Sits on expect.lua, draw.lua and near.lua. A test is { kind, id, name, place, text, run }; `run` returns messages (none: it passes), a text
-- that is the same whenever the answer is, and the problems of the analysis.

local draw = require "lunette.test.draw"
local expect = require "lunette.test.expect"
local near = require "lunette.test.near"

local M = {}

local function analyse(state, rule, example)
    local input = { text = example.text, vetoes_of = state.vetoes and rule.plugin.name or nil }
    for key, value in pairs(example.document or {}) do input[key] = value end
    if not input.language and #rule.plugin.languages == 1 then input.language = rule.plugin.languages[1] end
    return near.analyse(state, input)
end

-- The rows that a rule made; of a veto those that it took away.
local function rows_of(state, rule, doc)
    if rule.body.veto then return state.core.withheld(rule.number) end
    local rows = {}
    for _, decl in ipairs(rule.marked) do
        for _, row in ipairs(doc:layer(decl.name)) do
            if row.rule == rule.id then rows[#rows + 1] = row end
        end
    end
    return rows
end

local function describe_difference(text, i, difference, colour)
    local marks = {}
    draw.mark_wanted(marks, text, difference.wanted)
    local before = #marks
    draw.mark_value(marks, difference.value, "found")
    if #marks == before then draw.mark_value(marks, difference.row, "found") end
    local key = difference.key == 1 and "text" or difference.key
    local message = ("row %d, %s: expected %s, found %s"):format(i, key, expect.show(difference.wanted), expect.show(difference.found))
    return draw.with_text(text, message, marks, colour)
end

local function describe_missing(text, i, wanted, colour)
    local marks = {}
    for _, value in pairs(wanted) do draw.mark_wanted(marks, text, value) end
    table.sort(marks, function(a, b) return a[1] < b[1] end)
    return draw.with_text(text, ("row %d is missing: %s"):format(i, expect.describe_wanted(wanted)), marks, colour)
end

local function describe_extra(rule, text, i, row, colour)
    local marks = {}
    draw.mark_value(marks, row, "found")
    return draw.with_text(text, ("row %d was not expected: %s"):format(i, expect.describe(rule, row)), marks, colour)
end

local function add_near(messages, state, rule, doc, text, colour, partly)
    messages[#messages + 1] = near.miss(state, rule, doc, text, colour, partly)
end

local function compare_row(messages, rule, text, i, wanted, row, colour)
    if not row then
        messages[#messages + 1] = describe_missing(text, i, wanted, colour)
    elseif not wanted then
        messages[#messages + 1] = describe_extra(rule, text, i, row, colour)
    else
        for _, difference in ipairs(expect.differences(rule, wanted, row)) do
            messages[#messages + 1] = describe_difference(text, i, difference, colour)
        end
    end
end

-- Without `expect` one match is enough.
local function compare(state, rule, example, doc, rows, colour)
    local text, messages = example.text, {}
    if not example.expect then
        if #rows > 0 then return messages end
        messages[1] = draw.with_text(text, rule.body.veto and "the veto takes nothing away in this text" or "the rule finds nothing in this text", {}, colour)
        add_near(messages, state, rule, doc, text, colour)
        return messages
    end
    for i = 1, math.max(#rows, #example.expect) do compare_row(messages, rule, text, i, example.expect[i], rows[i], colour) end
    if #rows < #example.expect then add_near(messages, state, rule, doc, text, colour, #rows > 0) end
    if #rows ~= #example.expect then
        table.insert(messages, 1, ("expected %d %s, found %d"):format(#example.expect, #example.expect == 1 and "row" or "rows", #rows))
    end
    return messages
end

-- Everything about a rule's rows, as one text: equal texts are equal answers.
local function fingerprint(rule, rows)
    local parts = {}
    for i, row in ipairs(rows) do
        local first, last = row:bytes()
        parts[i] = ("%s %d-%d %s"):format(row.layer, first, last, expect.describe(rule, row))
    end
    return table.concat(parts, "\n")
end

local function run(state, rule, example, options)
    local doc, problems = analyse(state, rule, example)
    local rows = rows_of(state, rule, doc)
    return compare(state, rule, example, doc, rows, options.colour), fingerprint(rule, rows), problems, doc
end

--- The tests of a rule's examples.
function M.of(state, rule)
    local tests = {}
    for i, example in ipairs(rule.examples) do
        tests[i] = {
            kind = "example", id = rule.id, rule = rule, number = i, name = ("%s, example %d"):format(rule.id, i), place = example.place or rule.place,
            text = example.text, run = function(options) return run(state, rule, example, options) end,
        }
    end
    return tests
end

return M
