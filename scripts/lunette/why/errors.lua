-- errors.lua - rules that ended in an error: those that this kept from marking the words that were asked about, and those that concern other words.
--
-- Sits on near.lua, show.lua, units.lua and core_why.c, which notes what a rule was looking at when it ended. An error ends the rule for the whole
-- document: what its pattern matches behind that place has no row either.

local core = require "lunette.core"

local near = require "lunette.why.near"
local show = require "lunette.why.show"
local units = require "lunette.why.units"

local M = {}

-- The document's problem names file and line, and what to do.
local function message_of(rule, refusal, problems)
    for _, problem in ipairs(problems) do
        if problem.message:find("'" .. rule.id .. "'", 1, true) then return problem.message end
    end
    return ("rule '%s': %s"):format(rule.id, refusal.reason or "it ended in an error")
end

local matched = {
    pattern = function(rule, doc, span) return near.matches(rule, { span = span, units = units.of(rule, doc, span) }) ~= nil end,
    each = function(rule, doc, span) return #doc:at(span, rule.body.each:match "^[a-z_0-9]+") > 0 end,
}

-- Of a rule that ended: why there is no row of it at the words; nil where nothing tells that there would have been one.
local function cause_of(rule, refusal, message, doc, span, is_meant)
    local is_whole = rule.kind == "document"
    if not is_whole and refusal.span:overlaps(span) then return message end
    if is_whole then return is_meant and message or nil end
    local would = matched[rule.program and "pattern" or rule.kind]
    if not would or not would(rule, doc, span) then return nil end
    return ("%s would look here, but it ended in an error at \"%s\": %s"):format(rule.id, show.shorten(refusal.span.text, 60), message)
end

--- The errors of a document's rules.
-- @param wanted function rule → is it asked about?
-- @return table, table { { rule = id, text = } … } those that are causes, and those of other words or rules
function M.sorted(state, question, span, problems, wanted)
    local here, elsewhere = {}, {}
    for _, refusal in ipairs(core.refusals()) do
        local rule = refusal.kind == "error" and state.rule_by_id[refusal.rule]
        if rule then
            local message = message_of(rule, refusal, problems)
            local cause = wanted(rule) and cause_of(rule, refusal, message, question.doc, span, question.expect or question.rule)
            table.insert(cause and here or elsewhere, { rule = rule.id, text = cause or message })
        end
    end
    return here, elsewhere
end

return M
