-- rules.lua - what the linter says of rules: documentation, examples, what they need, whether another rule does the same.
--
-- Sits on reach.lua and patterns.lua.

local assign = require "lunette.declare.assign"
local lint_patterns = require "lunette.lint.patterns"
local place_of = require "lunette.lint.place"
local reach = require "lunette.lint.reach"
local rule_module = require "lunette.declare.rule"

local M = {}

local function check_examples(add, rule, place)
    local hit, miss
    for _, example in ipairs(rule.examples) do
        if example.expect and #example.expect == 0 then miss = true else hit = true end
    end
    local function say(level, message, hint)
        add { id = "missing-examples", kind = "examples", level = level, rule = rule, place = place, message = rule.what .. message, hint = hint }
    end
    if not hit and not miss then
        return say("warning", " has no examples", 'examples = { { "A text.", expect = { … } }, { "Another.", expect = {} } }')
    end
    if not hit then return say("warning", " has no example in which it finds something", 'for example { "A text.", expect = { { … } } }') end
    if not miss then return say("hint", " has no example in which it finds nothing", 'for example { "Another text.", expect = {} }') end
end

-- A rule whose pattern needs no certain word runs in every unit of every document.
local function check_requirement(add, rule, place)
    local program = rule.program
    if not program or not program.has_needs or program:has_needs() then return end
    add { id = "no-requirement", kind = "requirement", level = "warning", rule = rule, place = place,
        message = ("%s needs no certain word or layer, so it is tried everywhere"):format(rule.what),
        hint = "a word or a lexicon in the pattern makes it fast" }
end

-- ---- captures ----

-- Is a name written anywhere but before the colon of a capture?
local function is_mentioned(state, name)
    for _, file in pairs(state.sources) do
        local at = 1
        while true do
            local first, last = file.text:find("%f[%w_]" .. name .. "%f[^%w_]", at)
            if not first then break end
            if file.text:sub(last + 1, last + 1) ~= ":" or file.text:sub(first - 1, first - 1) == "." then return true end
            at = last + 1
        end
    end
    return false
end

local function check_captures(add, state, rule)
    if not rule.uses_all_captures then return end
    for _, capture in ipairs(rule.captures or {}) do
        local name = capture.name
        local fills = type(rule.body.mark) == "string" and rule.marked[1].fields[name]
        if not fills and not rule.used[name] and rule.body.each ~= name and not is_mentioned(state, name) then
            add { id = "unused-capture", kind = "captures", level = "warning", rule = rule,
                place = place_of.of_node(state, place_of.of_rule(rule), rule.pattern.text, assign.node_of(rule, name)),
                message = ("%s: the capture '%s' fills nothing"):format(rule.what, name), hint = ("leave `%s:` out, or use match.%s"):format(name, name) }
        end
    end
end

-- ---- the same twice ----

local function show(value)
    if rule_module.is_from(value) then return "from " .. value.path end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for key, item in pairs(value) do parts[#parts + 1] = tostring(key) .. "=" .. show(item) end
    table.sort(parts)
    return "{" .. table.concat(parts, ",") .. "}"
end

-- What a rule matches and where; and what it makes of it.
local function identity(rule)
    local where = { reach.key(rule.pattern.tree), table.concat(rule.marks, ",") }
    for _, key in ipairs { "scope", "within", "not_within", "overlap", "where" } do where[#where + 1] = show(rule.body[key]) end
    return table.concat(where, "\0")
end

local function makes(rule)
    local names = {}
    for i, capture in ipairs(rule.captures) do names[i] = capture.name end
    table.sort(names)
    return table.concat({ show(rule.body.set), show(rule.body.mark), show(rule.body.each), table.concat(names, ",") }, "\0")
end

local function check_twins(add, state, is_own)
    local seen = {}
    for _, rule in ipairs(state.rules) do
        if rule.kind == "pattern" and rule.pattern then
            local key = identity(rule)
            local old = seen[key]
            seen[key] = old or rule
            if old and is_own(rule) then
                local same, decl = makes(old) == makes(rule), rule.marked[1]
                local lost = decl.policy ~= "all" and " and always loses to it" or ""
                add { id = same and "duplicate-rule" or "shadowed-rule", kind = "twins", level = (same or lost ~= "") and "warning" or "hint", rule = rule,
                    place = place_of.of_declaration(state, rule),
                    message = ("%s matches the same words for layer '%s' as rule '%s'%s%s"):format(rule.what, decl.name, old.id,
                        old.place.file == rule.place.file and (" (line %d)"):format(old.place.line) or "", lost),
                    hint = "leave one of them out, or say in the pattern what tells them apart" }
            end
        end
    end
end

-- Who writes `china*` may mean what that is elsewhere: words that begin so.
local function remedy_of_nothing(text)
    local word = type(text) == "string" and text:match "%f[%w](%a+)%.?%*"
    return "ask for something: a+ is a at least once" .. (word and ("; words that begin with %s are /^%s/i"):format(word, word:lower()) or "")
end

local function check_rule(add, state, rule)
    local place = place_of.of_declaration(state, rule)
    if not rule.doc then
        add { id = "missing-doc", kind = "doc", level = "warning", rule = rule, place = place, message = rule.what .. " has no doc",
            hint = 'doc = "What it finds, in a sentence."' }
    end
    check_examples(add, rule, place)
    if rule.pattern then
        lint_patterns.check(add, { state = state, tree = rule.pattern.tree, text = rule.pattern.text, places = place_of.of_rule(rule),
            hints = rule.pattern.hints, last = true, rule = rule })
    end
    if rule.program and rule.program:is_empty() then
        local what = rule.is_try and "all of the pattern" or rule.what .. ": all of its pattern"
        add { id = "may-be-nothing", kind = "never", level = "warning", rule = rule, place = place,
            message = what .. " may be absent, and no match is of nothing",
            hint = remedy_of_nothing(rule.pattern.text) }
    end
    check_requirement(add, rule, place)
    check_captures(add, state, rule)
end

--- Checks the rules of the plugins for which is_own(rule) holds.
function M.check(add, state, is_own)
    for _, rule in ipairs(state.rules) do
        if is_own(rule) then check_rule(add, state, rule) end
    end
    check_twins(add, state, is_own)
end

return M
