-- where.lua - where an encounter was: the place that its own clause names; days.lua says when.

local spans = include "quotes/spans.lua"

local M = {}

local at_place = pattern [[ (in | at | near | outside | inside | from) (the | downtown | central | nearby)? >> ]]
-- "Met Brand and condemned the attack on Lima", "met Brand to prepare the summit in Oslo": from here on something else is told.
M.other_verb = pattern [[ (and | , | ; | but | who | which | that | to) [also | later | then | %adv]{0,2} [(%verb | %aux) & !/ing$/]
    | (before | after | ahead of) [/ing$/ & %verb] | (before | after | since | as | when | while) [!%punct & !%verb]{1,6} [(%verb | %aux) & !/ing$/] ]]
-- What has a place of its own: "the war in Gaza"; not what people do where they meet.
local of_its_own = pattern [[ [the | a | an | its | their | his | her | this | that | current | latest | recent] [%adj | %noun | %propn | -]{0,3}
      [%noun & !agreement & !agreements & !treaty & !memorandum & !declaration & !statement & !communiqué & !communique & !talks & !meeting &
        !conversation & !conference & !ceremony & !document & !documents & !contract & !contracts & !deal & !accord & !protocol & !session & !visit &
        !dinner & !lunch & !sidelines & !capital & !city & !morning & !afternoon & !evening] in >> ]]

local in_relative = pattern [[ , (who | which | whom | where | when) [!, & !;]{0,14} >> | < (before | after | following) [!, & !;]{1,14} >> ]]

--- "Keller, who visited Lima last month, met Brand": does a place or a day stand in a relative clause that has ended before the cue?
function M.is_aside(row, cue)
    if cue < row then return false end
    local before, between = row:before(16), spans.between(row, cue)
    return before ~= nil and between ~= nil and between.text:find(",", 1, true) ~= nil and before:has(in_relative)
end

local opens_after = pattern [[ < (before | after | following) ]]

-- "After meeting Brand, Keller held talks with Roth in Lima": the subject of the main clause stands between.
local function is_of_main_clause(cue, place)
    local before, between = cue:union(cue:before(6) or cue), spans.between(cue, place)
    return before ~= nil and between ~= nil and before:has(opens_after) and between:first "subject" ~= nil
end

local moves_on = pattern [[ (before | after | ahead of) [/ing$/ & %verb] | (who | which) [(%verb | %aux)]
    | (before | after | since) [!%punct & !%verb]{1,6} [(%verb | %aux) & !/ing$/] ]]

-- Does a place behind the words belong to what is told next?
local function is_of_another(cue, place)
    local between = spans.between(cue, place)
    if not between or not between:has(M.other_verb) then return false end
    return not between:has(at_place) or between:has(of_its_own) or between:has(moves_on)
end

--- The place named next behind the words, else the last before them.
-- @param at the words that tell of the encounter where these are not the cue's own
-- @param part the bytes `from` which and up to which (`upto`) the words tell of it and not of another, where they tell of several
function M.of(cue, sentence, at, part)
    local best
    at = at or cue
    for _, place in ipairs(sentence:all "place") do
        local beyond = part and (part.upto and spans.first(place) >= part.upto or part.from and spans.first(place) < part.from)
        if (not best or best < at) and not beyond and not (at < place and (is_of_another(at, place) or is_of_main_clause(at, place)))
            and not M.is_aside(place, at) then
            best = place
        end
    end
    return best and best.name or nil
end

return M
