-- agentless.lua - deeds told in the passive that name whom they are done to and not who does them: "the secretariat was asked to …".
--
-- Sits on acts.lua, who.lua and weight.lua. Who does it is whoever says so, or the parties of the encounter that the text tells of; where it tells of none
-- nobody is known to.

local acts = include "acts.lua"
local borders = include "borders.lua"
local codes = include "codes.lua"
local weight = include "weight.lua"
local who = include "who.lua"
local met = include "met.lua"

local M = {}

local one, member = acts.one, acts.member

local when = pattern [[ [if | when | after | before | since | once | until | because | whether | although | while | where | as] [!, & !; & !that]{0,4}? >> ]]

-- "After Peru was asked to leave": when something was, and no news.
local function is_aside(span)
    local before = span:before(5)
    return before ~= nil and before:has(when)
end

-- One row, of words that a pattern found: what it is about, to whom and by whom.
local function row_of(kind, found, content, doc)
    local cue = found.cue
    return {
        content and found.whole:union(content) or found.whole, kind = kind, actor = #found.actor > 0 and found.actor
            or nil, target = found.target, content = content, cue = cue,
        polarity = "positive", due = weight.due(kind, content, doc), condition = weight.condition(cue, content), speaker = found.actor,
            statement = found.statement,
        encounter = met.encounter_before(cue, doc), code = codes[kind],
    }
end

--- A mark function for what `target` is asked to do, by nobody who is named: a row for each content.
function M.asked(match, doc)
    local cue, target = match.cue, one(match, "target")
    local statement = who.statement_around(cue, doc)
    local kind = one(match, "deed").entry.kind
    if who.told(kind, cue, doc) then return nil, "told already" end
    if is_aside(target) then return nil, "a clause that tells when, or on what condition" end
    local meets = #met.participants(cue, doc) > 0
    local named = who.parties(target, true)
    if #named == 0 and not meets then return nil, "no party is asked" end
    if #named > 0 and not who.can_bind(named, {}) then return nil, "who is asked is no state, body or office" end
    local part = weight.under_deed({ kind = kind, finite = true }, cue, doc, doc:at(cue, "statement")) or weight.undone_or_asked({ kind = kind }, cue)
    if part then return nil, part end
    local actor = statement and #statement.speaker > 0 and statement.speaker or meets and met.participants(cue, doc) or {}
    local found = { cue = cue, whole = target:union(cue), actor = who.without(actor, named), target = named, statement = statement }
    local rows, contents = {}, match.content
    for i, content in ipairs(getmetatable(contents) == nil and contents or { contents }) do
        content = borders.trimmed(borders.of_clause(content, cue), statement)
        if content then
            rows[#rows + 1] = row_of(kind, i == 1 and found or { cue = cue, whole = content, actor = found.actor, target = named, statement = statement },
                content, doc)
        end
    end
    return rows
end

--- A mark function for a protest that reaches an envoy: `target` is the country it goes to, `agent` the ministry that was the place of it, where one is named.
function M.protested(match, doc)
    local cue, land = match.cue, one(match, "target")
    if who.told("condemn", cue, doc) then return nil, "told already" end
    local statement = who.statement_around(cue, doc)
    local agent, content = member(match, "agent"), one(match, "content")
    local target = { land }
    local actor = agent and who.without(who.parties(agent, true), target) or statement and who.without(who.countries_of(statement.speaker, doc), target) or {}
    content = content and borders.trimmed(content, statement)
    return row_of("condemn", { cue = cue, whole = match.cue, actor = actor, target = target, statement = statement }, content, doc)
end

return M
