-- near.lua - why a rule found nothing in a text: how far its pattern got, on which word it stopped, and what change would do.
--
-- Sits on draw.lua, core.nearest, core.search, and on why/near.lua for the change. One function, `miss`, which asks about the document analysed last.

local draw = require "lunette.test.draw"
local why = require "lunette.why.near"

local M = {}

local SENTENCES = 4                  -- in which a change of the pattern is tried
local TRIES = 160                    -- changed patterns in each

local function shorten(text)
    text = text:gsub("%s+", " ")
    return #text > 60 and text:sub(1, utf8.offset(text, 0, 57) - 1) .. "…" or text
end

-- A match that the rule's restrictions let through, and any match of its pattern.
local function matches_of(state, rule, doc)
    local passed, any
    state.core.search(rule.number, rule.program, function(match) passed = passed or match.text end)
    for _, sentence in ipairs(doc:sentences()) do
        local match = not any and sentence:find(rule.program)
        any = any or match and match.text
    end
    return passed, any
end

local function names_of(rule)
    local names = {}
    for _, key in ipairs { "where", "within", "not_within", "scope" } do
        if rule.body[key] ~= nil then names[#names + 1] = key end
    end
    return table.concat(names, ", ")
end

local function element_of(rule, found)
    local text = rule.pattern and rule.pattern.text
    if not text or found.width == 0 then return rule.what end
    return "`" .. shorten(text:sub(found.at + 1, found.at + found.width)) .. "`"
end

-- The smallest change of the pattern that would match in one of the first sentences, or at the words that were wanted.
local function change(state, rule, doc, span)
    local scope = rule.body.scope
    if scope ~= nil and scope ~= "sentence" then return nil end
    local best
    local kept = {}                  -- programs that matches look into
    for i, sentence in ipairs(span and { span.sentence } or doc:sentences()) do
        local search = i <= SENTENCES and why.open(state, rule, { doc = doc, span = span or sentence, units = { sentence }, kept = kept })
        local miss = search and why.of(search, TRIES)[1]
        if miss and (not best or miss.score > best.score) then best = miss end
    end
    return best and best.what and ("smallest change that matches: %s where the pattern has %s (%s)"):format(shorten(best.what), shorten(best.element), best.why)
end

local function stopped(state, rule, text, colour)
    local found = state.core.nearest(rule.number)
    if not found then return nil end
    local marks = {}
    local first, last = draw.bytes_of(found.stopped)
    if not found.taken then return ("near miss: no word of the text is what the pattern begins with, %s"):format(element_of(rule, found)) end
    draw.mark_value(marks, found.taken, "taken")
    if first then marks[#marks + 1] = { first, last, "the pattern stopped here" } end
    local wanted = ("near miss: “%s” was taken; then %s"):format(shorten(found.taken.text), element_of(rule, found))
    local met = found.stopped and (" was asked of “%s”"):format(found.stopped.text) or " was asked where the text ends"
    return draw.with_text(text, wanted .. met, marks, colour)
end

--- Analyses a text so that `miss` can be asked about it: reasons of functions are kept.
-- @return table, table document, problems
function M.analyse(state, input)
    if not state.core.listen then return state.core.analyse(input) end
    state.core.listen(true)
    local doc, problems = state.core.analyse(input)
    state.core.listen(false)
    return doc, problems
end

-- What the rule's function returned behind nil or false in the document analysed last.
local function reason_of(state, rule)
    for _, refusal in ipairs(state.core.refusals and state.core.refusals() or {}) do
        if refusal.rule == rule.id and refusal.reason then return shorten(refusal.reason) end
    end
end

--- Says in words, and under the text, why a rule made no row of the document analysed last; nil where nobody can tell.
-- @param rule table compiled
-- @param doc table that document
-- @param text text
-- @param colour boolean|nil
-- @param partly boolean|nil the rule has rows in the document: only a pattern that matches nowhere is told of
-- @param span Span|nil where a row was wanted
-- @return text|nil
function M.miss(state, rule, doc, text, colour, partly, span)
    if rule.kind ~= "pattern" then return not partly and reason_of(state, rule) and ("its function says: %s"):format(reason_of(state, rule)) or nil end
    if not state.core.nearest then return nil end
    local passed, any = matches_of(state, rule, doc)
    if passed and partly then return nil end
    if passed and type(rule.body.mark) == "function" then
        local reason = reason_of(state, rule)
        return ("the pattern matches “%s”, but the function `mark` made no row of it%s"):format(shorten(passed), reason and ": " .. reason or "")
    end
    if passed then
        local lost = rule.marked[1].policy ~= "all" and "its row lost to another one of the layer (policy)" or "no row came of it"
        return ("the pattern matches “%s”, but %s"):format(shorten(passed), lost)
    end
    local restrictions = names_of(rule)
    if any and restrictions ~= "" then
        local reason = reason_of(state, rule)
        return ("the pattern matches “%s”, but %s leaves it out%s"):format(shorten(any), restrictions, reason and ": " .. reason or "")
    end
    local message = stopped(state, rule, text, colour)
    local better = message and change(state, rule, doc, span)
    return better and message .. "\n" .. better or message
end

return M
