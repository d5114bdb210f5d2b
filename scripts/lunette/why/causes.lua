-- causes.lua - why there is no row although a pattern matched, or none was tried: rows that lost, filters, `where`, functions, languages, errors.
--
-- Sits on show.lua, units.lua and core_why.c, which notes what rules refused while the document was analysed.

local core = require "lunette.core"

local condition = require "lunette.declare.condition"
local elsewhere = require "lunette.declare.elsewhere"
local failure = require "lunette.base.failure"
local pattern = require "lunette.pattern"

local show = require "lunette.why.show"
local units = require "lunette.why.units"

local M = {}

local shorten = show.shorten

-- ---- which rules, which rows are meant ----

local function marks(rule, layer)
    for _, decl in ipairs(rule.marked) do
        if decl.name == layer then return decl end
    end
end

-- What a rule's examples expect of a field: "sure" where one has the value, "maybe" where none tells.
local function examples_say(rule, expected)
    local told = false
    for _, example in ipairs(rule.examples) do
        for _, row in ipairs(example.expect or {}) do
            local value = row[expected.field]
            if value ~= nil and show.holds(expected.value, value) then return "sure" end
            told = told or value ~= nil
        end
    end
    return not told and "maybe"
end

local function has_pattern(state, name)
    for _, rule in ipairs(state.rules) do
        if rule.program and not rule.is_try and not rule.body.veto and marks(rule, name) then return true end
    end
end

-- The layers of the same plugin that functions make the rows of a layer of: those that they are called for, and all that they read where no pattern
-- writes the layer. What is not there may be missing one step earlier.
local function steps_to(state, name)
    local steps, owner, all = {}, state.layers[name].owner, not has_pattern(state, name)
    for _, rule in ipairs(state.rules) do
        local is_function = not rule.program and not rule.is_try and not rule.body.veto and marks(rule, name)
        local each = is_function and rule.kind == "each" and rule.body.each:match "^[a-z_0-9]+"
        for _, decl in ipairs(is_function and rule.reads_all or {}) do
            if decl.owner == owner and decl.name ~= name and not decl.any and (all or decl.name == each) then steps[decl.name] = true end
        end
    end
    return next(steps) and steps, all
end

local function marks_step(rule, steps)
    for _, decl in ipairs(steps and rule.marked or {}) do
        if steps[decl.name] then return decl end
    end
end

-- Does a rule of such an earlier step leave the field open, or give it the value?
local function step_fits(rule, decl, expected)
    local constant = expected.field and decl.fields[expected.field] and rule.body.set and rule.body.set[expected.field]
    return type(constant) ~= "string" and type(constant) ~= "number" or tostring(constant) == expected.value
end

-- Constants of `set`, else what the rule's own examples expect, say whether a rule could make such a row.
local function could_make(rule, expected, steps)
    if rule.body.veto then return false end -- it takes rows away
    if not expected then return "maybe" end
    local decl = marks(rule, expected.layer)
    local step = not decl and marks_step(rule, steps)
    if step then return step_fits(rule, step, expected) and "maybe" end
    if not decl then return false end
    if not expected.field then return "maybe" end
    local constant = rule.body.set and rule.body.set[expected.field]
    if type(constant) == "string" or type(constant) == "number" then return tostring(constant) == expected.value and "sure" end
    -- what examples expect tells of fields with a few values only
    if decl.fields[expected.field].type.kind ~= "enum" then return "maybe" end
    return examples_say(rule, expected)
end

--- Is it asked about this rule? "sure", "maybe" (it could make such a row, for all that is known) or false.
function M.wanted(question, rule)
    if question.rule then return (rule.id == question.rule or rule.name == question.rule) and "sure" end
    return could_make(rule, question.expect, question.steps)
end

local function is_of_rule(question, row)
    local asked = question.rule
    return row.rule ~= "core" and (not asked or row.rule == asked or row.rule:match "[^.]*$" == asked)
end

local function is_meant(question, row)
    local expected = question.expect
    return is_of_rule(question, row) and (not expected or not expected.field or show.holds(expected.value, row[expected.field]))
end

--- The rows at the words that were asked about.
function M.rows_there(state, question, span)
    local rows = {}
    for _, name in ipairs(failure.keys(state.layers)) do
        local decl, expected = state.layers[name], question.expect
        if decl.number and not decl.any and (not expected or expected.layer == name) then
            for _, row in ipairs(question.doc:at(span, name)) do
                if is_meant(question, row) then rows[#rows + 1] = row end
            end
        end
    end
    return rows
end

--- A row of the layer that is expected at the words, whose field has another value; what it has is told, too.
function M.other_value(question, span)
    local expected = question.expect
    if not expected or not expected.field then return end
    for _, row in ipairs(question.doc:at(span, expected.layer)) do
        if is_of_rule(question, row) and not is_meant(question, row) then
            local value = row[expected.field] == nil and "" or show.value(row[expected.field])
            return row, ("a row of '%s' by %s is here, and its %s is %s: \"%s\""):format(row.layer, row.rule, expected.field,
                value == "" and "empty" or ("not %s but %s"):format(expected.value, value), shorten(row.text, 80))
        end
    end
end

-- ---- matches of which no row came ----

--- Matches at the words of which a rule made no row, as the engine noted them.
function M.refused_there(state, question, span)
    local list = {}
    for _, refusal in ipairs(core.refusals()) do
        local rule = state.rule_by_id[refusal.rule]
        local is_made = rule and rule.program and refusal.kind ~= "error"
        if is_made and M.wanted(question, rule) and refusal.span:overlaps(span) then list[#list + 1] = refusal end
    end
    return list
end

local function rows_of(filter, doc, span, met)
    local layer = filter.decl.name
    return met and filter.condition and doc:layer(layer, filter.condition) or doc:at(span, layer)
end

local function holder(filter, doc, span, met)
    for _, row in ipairs(rows_of(filter, doc, span, met)) do
        if row:contains(span) then return row end
    end
end

-- The fields that a filter's condition asks about, as they are in a row.
local function fields_shown(filter, row)
    local shown, seen = {}, {}
    local condition_text = filter.text:match "%[(.*)%]" or ""
    for name in condition_text:gmatch "%f[%w_][a-z][a-z0-9_]*" do
        if filter.decl.fields[name] and not seen[name] then
            seen[name] = true
            shown[#shown + 1] = ("%s = %s"):format(name, row[name] == nil and "nothing" or show.value(row[name]))
        end
    end
    return table.concat(shown, ", ")
end

local function within_text(rule, doc, span)
    for _, filter in ipairs(rule.not_within or {}) do
        local row = holder(filter, doc, span, true)
        if row then
            return ("it lies inside \"%s\", a row of '%s' by %s, and not_within = \"%s\" forbids that"):format(shorten(row.text, 50), row.layer, row.rule,
                filter.text)
        end
    end
    local texts = {}
    for i, filter in ipairs(rule.within or {}) do
        texts[i] = filter.text
        local row = holder(filter, doc, span, false)
        if row then
            return ("the row of '%s' around it has %s, and within = \"%s\" asks for another"):format(row.layer, fields_shown(filter, row), filter.text)
        end
    end
    local first = rule.within and rule.within[1]
    return ("within = \"%s\" asks for a row of '%s' around it, and there is none"):format(table.concat(texts, ", "), first and first.decl.name or "")
end

local function match_at(rule, doc, span)
    for _, unit in ipairs(units.of(rule, doc, span)) do
        for _, match in ipairs(core.every(rule.program, unit)) do
            if match.text == span.text and match:bytes() == span:bytes() then return match end
        end
    end
end

local function read(object, key)
    local fine, value = pcall(function() return object[key] end)
    return fine and value or nil
end

local function values_shown(paths, match)
    local shown = {}
    for _, path in ipairs(paths) do
        local value = read(match, path.first)
        if path.member and value ~= nil then value = condition.field_of(value, path.member) end
        shown[#shown + 1] = ("%s%s is %s"):format(path.first, path.member and "." .. path.member or "", value == nil and "absent" or show.value(value))
    end
    return table.concat(shown, ", ")
end

-- Which part of a condition text is false, and what is there.
local function where_text(rule, doc, span)
    local text = rule.body.where
    local parsed = pattern.parse_condition(text)
    local match = parsed and match_at(rule, doc, span)
    for _, part in ipairs(match and (parsed.tag == "and" and parsed or { parsed }) or {}) do
        local test, paths = condition.compile(rule.place, rule.what, part, rule.lexicons)
        if not test(match) then return ("where = \"%s\" is false at %s: %s"):format(text, pattern.describe_condition(part), values_shown(paths, match)) end
    end
    return ("where = \"%s\" is false for this match"):format(text)
end

-- A reason is a function's own words, and may quote a text of many lines.
local function in_a_line(reason)
    return (reason:gsub("%s+", " "))
end

--- Why a match became no row.
function M.refusal_text(rule, doc, refusal)
    if refusal.kind == "function" then
        if refusal.reason then return ("its function says: %s"):format(in_a_line(refusal.reason)) end
        return "its function returned nothing, without a reason (return nil, \"why\")"
    end
    if refusal.kind == "within" then return within_text(rule, doc, refusal.span) end
    if type(rule.body.where) == "string" then return where_text(rule, doc, refusal.span) end
    if refusal.reason then return ("its `where` says: %s"):format(in_a_line(refusal.reason)) end
    return "its `where` is false for this match (a function: return false, \"why\" tells more)"
end

-- ---- rows that lost; what concerns the whole document ----

local function lost_there(state, question, span)
    for _, lost in ipairs(core.lost()) do
        local rule = state.rule_by_id[lost.rule]
        if rule and M.wanted(question, rule) and lost.span:overlaps(span) and (not question.expect or question.expect.layer == lost.layer) then return lost end
    end
end

local policies = {
    longest = "policy \"longest\": the longer row stays",
    order = "policy \"order\": the rule that is declared first has its way",
}

local function lost_text(state, lost)
    if lost.veto then
        local words = shorten(lost.span.text, 60)
        return ("%s matched, but the veto %s takes its row of '%s' away (\"%s\")"):format(lost.rule, lost.veto, lost.layer, words), "veto"
    end
    local decl = state.layers[lost.layer]
    local policy = decl and policies[decl.policy] or "policy of the layer"
    return ("%s matched \"%s\", but its row of '%s' lost to that of %s, \"%s\" (%s)"):format(lost.rule, shorten(lost.span.text, 50), lost.layer,
        lost.winner or "another rule", shorten(lost.winner_span and lost.winner_span.text or "", 50), policy), "lost"
end

-- What the run that made the corpus could not do with this document.
local function recorded(question)
    for _, problem in ipairs(question.problems or {}) do
        if problem.class == "environment" then
            return ("the run did not get through this document: %s (%s); the next run tries it again"):format(problem.message, problem.code)
        end
    end
end

--- The causes that come before all near misses.
-- @param errors table of errors.lua: those that concern the words
-- @return text|nil, text|nil, table cause, its kind, rules that need no further look
function M.first(state, question, span, problems, errors)
    local there = M.rows_there(state, question, span)
    if (question.expect or question.rule) and #there > 0 then
        local row = there[1]
        return ("nothing is missing: %s made a row of '%s' of \"%s\""):format(row.rule, row.layer, shorten(row.text, 80)), "there", {}, row
    end
    local lost = lost_there(state, question, span)
    if lost then
        local text, kind = lost_text(state, lost)
        return text, kind, { [lost.rule] = true }
    end
    for _, problem in ipairs(problems) do
        if problem.code == "no-rules-for-language" then return problem.message, "language", {} end
    end
    if errors[1] then return errors[1].text, "error", {} end
    local message = recorded(question)
    if message then return message, "problem", {} end
    return nil, nil, {}
end

-- ---- questions that cannot be meant ----

-- "pledge" for act.kind=pledge: the fields that have the word among their options.
local function option_hint(state, word)
    local found = {}
    for _, name in ipairs(failure.keys(state.layers)) do
        for _, field in ipairs(failure.keys(state.layers[name].fields)) do
            for _, option in ipairs(state.layers[name].fields[field].type.options or {}) do
                if option == word then found[#found + 1] = ("--expect %s.%s=%s"):format(name, field, word) end
            end
        end
    end
    return found[1] and table.concat(found, ", or ", 1, math.min(#found, 3))
end

-- Rules mark the members of a union, and none the union.
local function check_union(decl)
    if not decl.any then return end
    local names = {}
    for i, member in ipairs(decl.members) do names[i] = member.name end
    failure.raise(nil, ("no rule marks '%s': it stands for other layers"):format(decl.name), "expect one of them: " .. table.concat(names, ", "))
end

local function check_layer(state, layer)
    if state.layers[layer] then return check_union(state.layers[layer]) end
    failure.raise(nil, ("there is no layer '%s' in the rules at hand"):format(layer),
        option_hint(state, layer) or elsewhere.hint(state, { file = "pattern" }, layer, true) or failure.suggest(layer, failure.keys(state.layers)))
end

local function check_value(decl, expected)
    local field = decl.fields[expected.field]
    if not field then
        failure.raise(nil, ("layer '%s' has no field '%s'"):format(decl.name, expected.field), failure.suggest(expected.field, failure.keys(decl.fields)))
    end
    local options = field.type.kind == "enum" and field.type.options
    for _, option in ipairs(options or {}) do
        if option == expected.value then return end
    end
    if options then
        failure.raise(nil, ("%s.%s is never '%s'"):format(decl.name, expected.field, expected.value), failure.suggest(expected.value, options)
            or "one of: " .. table.concat(options, ", "))
    end
end

--- Raises an error where the question names what is not there; notes in it the earlier `steps` towards what is expected, and whether functions alone
-- write that (`by_functions`).
function M.check(state, question)
    local expected = question.expect
    if question.rule then
        local known = false
        for _, rule in ipairs(state.rules) do known = known or rule.id == question.rule or rule.name == question.rule end
        if not known then
            failure.raise(nil, ("there is no rule '%s'"):format(question.rule), failure.suggest(question.rule, failure.keys(state.rule_by_id)))
        end
    end
    if not expected then return end
    check_layer(state, expected.layer)
    if expected.field then check_value(state.layers[expected.layer], expected) end
    if not question.rule then question.steps, question.by_functions = steps_to(state, expected.layer) end
end

--- Rows of the earlier steps that lie on the words, those that the function read and made nothing of.
function M.steps_there(question, span)
    local list = {}
    for _, name in ipairs(failure.keys(question.steps)) do
        for _, row in ipairs(question.doc:at(span, name)) do list[#list + 1] = row end
    end
    return list
end

return M
