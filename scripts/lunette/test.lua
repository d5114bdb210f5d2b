-- test.lua - runs the examples that stand beside the rules.
--
-- Sits on expect.lua, underline.lua and core.analyse. Each example goes through the whole plan; what is compared are the rows that its own
-- rule made. With `shuffle` all run a second time in another order, and every answer must be the same.

local expect = require "lunette.expect"
local failure = require "lunette.failure"
local underline = require "lunette.underline"

local M = {}

local option_keys = { rule = true, plugin = true, shuffle = true, seed = true }
local INDENT = "    "

-- ---- running ----

local function analyse(state, rule, example)
    local input = { text = example.text }
    for key, value in pairs(example.document or {}) do input[key] = value end
    if not input.language and #rule.plugin.languages == 1 then input.language = rule.plugin.languages[1] end
    return state.core.analyse(input)
end

local function rows_of(rule, doc)
    local rows = {}
    for _, decl in ipairs(rule.marked) do
        for _, row in ipairs(doc:layer(decl.name)) do
            if row.rule == rule.id then rows[#rows + 1] = row end
        end
    end
    return rows
end

local function bytes_of(value)
    local kind = expect.object(value)
    if kind and kind ~= "entity" then return value:bytes() end
end

-- ---- what went wrong, in words ----

local function mark_text(marks, text, words, label)
    local first, last = text:find(words, 1, true)
    if first and #words > 0 then marks[#marks + 1] = { first, last, label } end
end

local function mark_value(marks, value, label)
    for _, element in ipairs(type(value) == "table" and not expect.object(value) and value or { value }) do
        local first, last = bytes_of(element)
        if first then marks[#marks + 1] = { first, last, label } end
    end
end

local function mark_wanted(marks, text, wanted)
    for _, element in ipairs(type(wanted) == "table" and wanted or { wanted }) do
        if type(element) == "string" then mark_text(marks, text, element, "expected") end
    end
end

local function with_text(example, message, marks)
    return message .. "\n" .. underline.draw(example.text, marks, INDENT)
end

local function describe_difference(example, i, difference)
    local marks = {}
    mark_wanted(marks, example.text, difference.wanted)
    local before = #marks
    mark_value(marks, difference.value, "found")
    if #marks == before then mark_value(marks, difference.row, "found") end
    local key = difference.key == 1 and "text" or difference.key
    return with_text(example, ("row %d, %s: expected %s, found %s"):format(i, key, expect.show(difference.wanted), expect.show(difference.found)), marks)
end

local function describe_missing(example, i, wanted)
    local marks = {}
    for _, value in pairs(wanted) do mark_wanted(marks, example.text, value) end
    table.sort(marks, function(a, b) return a[1] < b[1] end)
    return with_text(example, ("row %d is missing: %s"):format(i, expect.describe_wanted(wanted)), marks)
end

local function describe_extra(rule, example, i, row)
    local marks = {}
    mark_value(marks, row, "found")
    return with_text(example, ("row %d was not expected: %s"):format(i, expect.describe(rule, row)), marks)
end

-- Without `expect` one match is enough.
local function compare(rule, example, rows)
    if not example.expect then
        if #rows > 0 then return {} end
        return { with_text(example, "the rule finds nothing in this text", {}) }
    end
    local messages = {}
    for i = 1, math.max(#rows, #example.expect) do
        local wanted, row = example.expect[i], rows[i]
        if not row then
            messages[#messages + 1] = describe_missing(example, i, wanted)
        elseif not wanted then
            messages[#messages + 1] = describe_extra(rule, example, i, row)
        else
            for _, difference in ipairs(expect.differences(rule, wanted, row)) do
                messages[#messages + 1] = describe_difference(example, i, difference)
            end
        end
    end
    if #rows ~= #example.expect then
        table.insert(messages, 1, ("expected %d rows, found %d"):format(#example.expect, #rows))
    end
    return messages
end

local function rule_errors(problems)
    local messages = {}
    for _, problem in ipairs(problems or {}) do
        if problem.code == "rule-error" then messages[#messages + 1] = problem.message end
    end
    return messages
end

-- ---- all of them ----

-- Everything about a rule's rows, as one text: equal texts are equal answers.
local function fingerprint(rule, rows)
    local parts = {}
    for i, row in ipairs(rows) do
        local first, last = row:bytes()
        parts[i] = ("%s %d-%d %s"):format(row.layer, first, last, expect.describe(rule, row))
    end
    return table.concat(parts, "\n")
end

local function run_one(state, case)
    local rule, example = case.rule, case.example
    local fine, doc, problems = pcall(analyse, state, rule, example)
    if not fine then return { tostring(failure.from(doc, example.place)) }, "" end
    local messages = rule_errors(problems)
    local rows = rows_of(rule, doc)
    for _, message in ipairs(compare(rule, example, rows)) do messages[#messages + 1] = message end
    return messages, fingerprint(rule, rows)
end

local function wanted_rule(rule, options)
    if options.rule and rule.id ~= options.rule then return false end
    return not options.plugin or rule.plugin.name == options.plugin
end

local function collect(state, options)
    local cases = {}
    for _, rule in ipairs(state.rules) do
        if wanted_rule(rule, options) then
            for i, example in ipairs(rule.examples) do cases[#cases + 1] = { rule = rule, example = example, number = i } end
        end
    end
    return cases
end

-- Numbers in an order that the seed alone decides (a linear congruential generator: the same everywhere).
local function shuffled(n, seed)
    local order, x = {}, seed % 0x7FFFFFFF
    for i = 1, n do order[i] = i end
    for i = n, 2, -1 do
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        local j = (x >> 8) % i + 1
        order[i], order[j] = order[j], order[i]
    end
    return order
end

local function run_shuffled(state, cases, answers, seed)
    for _, i in ipairs(shuffled(#cases, seed)) do
        local case = cases[i]
        local _, again = run_one(state, case)
        if again ~= answers[i].print then
            table.insert(answers[i].messages, ("another answer when the examples run in another order (seed %d)\n%sfirst: %s\n%sthen: %s")
                :format(seed, INDENT, answers[i].print, INDENT, again))
        end
    end
end

local function result_of(case, messages)
    return {
        rule = case.rule.id, number = case.number, text = case.example.text, ok = #messages == 0,
        file = case.example.place and case.example.place.file, line = case.example.place and case.example.place.line,
        message = #messages > 0 and table.concat(messages, "\n") or nil,
    }
end

--- Runs the examples of the loaded rules.
-- @param state table
-- @param options table { rule = id, plugin = name, shuffle = true, seed = integer }
-- @return table { total =, failed =, results = { { rule =, number =, file =, line =, text =, ok =, message = } } }
function M.run(state, options)
    failure.check_keys(nil, "test", options, option_keys)
    if not state.finished then failure.raise(nil, "examples run when everything is loaded and finished") end
    local cases, answers, failed, results = collect(state, options), {}, 0, {}
    for i, case in ipairs(cases) do
        local messages, print = run_one(state, case)
        answers[i] = { messages = messages, print = print }
    end
    if options.shuffle then run_shuffled(state, cases, answers, math.tointeger(options.seed) or 1) end
    for i, case in ipairs(cases) do
        results[i] = result_of(case, answers[i].messages)
        if not results[i].ok then failed = failed + 1 end
    end
    return { total = #cases, failed = failed, results = results }
end

return M
