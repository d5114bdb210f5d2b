-- partners.lua - with whom one party discusses or agrees, where its words tell: "discussed trade with President Brand", "discussed oil with Peru".
--
-- Sits on targets.lua and on the sources of plugin quotes.

local spans = include "quotes/spans.lua"
local sources = include "quotes/sources.lua"
local targets = include "targets.lua"

local M = {}

local entity_of = spans.entity_of

local owns = pattern [[ /^['’]s?$/ ]]
local partner_named = pattern [[ with who:(%d_honored) ("(" []{1,4} ")")? %d_place_time{0,3} >> ]]
local partner_unnamed = pattern [[ with %d_met_office %d_place_time{0,3} >> ]]
-- A country or body at the end, with which another one does it: "discussed oil with Peru", "agreed a truce with Peru and Chile in Oslo".
local partner_body = pattern [[ (?<! %d_mutual) with who:(%d_one_body ((, | ,? and) %d_one_body){0,3}) !/^['’]s?$/ %d_place_time{0,3} >> ]]
local clause = pattern [[ %q_clear | that ]]
local trade = pattern [[ (trade | business | commerce) with ]]

--- With whom one party discusses or agrees: who is named by the capture `told`, by "with whom", or at the end of what it is about.
function M.of(cue, told, content, actor)
    local named = told and not told:has(owns) and sources.parties(told) or {}         -- "agreed with Peru's view"
    if #named > 0 then return named end
    local whom = targets.whom(cue)
    if #whom > 0 or not content then return whom end
    local found = content:find(partner_named)
    if found then return { found.who:first "person" } end
    found = content:find(partner_unnamed)
    if found then return { found:first "country" } end
    local entity = actor and entity_of(actor)
    local lead = content:before(1)
    if not entity or content:has(clause) or lead and lead.text == "to" or entity.kind == "person" and content:has(trade) then return {} end
    found = content:find(partner_body)
    if not found then return {} end
    return targets.first_joined(found.who:all "actor")
end

return M
