-- second_meeting.lua - whom somebody is told to have met besides in one sentence: "met Brand in Lima on Monday and Minister Roth in Cusco on Tuesday".
--
-- Sits on the cues of encounters and on their parties, which parties.lua reads.

local spans = include "quotes/spans.lua"

local M = {}

local first, entity_of = spans.first, spans.entity_of

local with_at_end = pattern [[ (with | between | to | from | by | for | of | on | upon) >> ]]
local and_with = pattern [[ (, | and | ,? then) %d_later with again:%d_guest ]]
-- Each has a place or a day.
local and_there = pattern [[ (, | and | ,? then){1,2} %d_later (
    again:(%d_guest (of the? @country)? | %d_met_office) &(,? %d_place_time{1,3} (. | , | ; | and | >))
    | ,? (on %d_weekday | @date | in %propn{1,2}) ,? with? again:(%d_guest (of the? @country)?) !(,? [%adv | also]? (%verb | %aux | who))) ]]

local MOST = 4                       -- meetings that one verb tells of
local REACH = 40                     -- tokens behind the cue in which the next is told

-- Is the second party one that stands behind the words: "Keller met Brand", not "Keller and Brand met Roth"?
local function is_behind(cue, party)
    return getmetatable(party) == "annotation" and cue < party
end

--- Further ones whom the first party met, each with the byte from which the words tell of it; `who`: the parties of the encounter that the cue tells.
function M.further(cue, sentence, who)
    local list, seen, reach = {}, {}, cue
    if #who < 2 or not is_behind(cue, who[2]) or not sentence.text:find "%f[%a]and%f[%A]" then return list end
    for _, party in ipairs(who) do seen[(entity_of(party) or party).name] = true end
    local with = cue:has(with_at_end) and sentence.text:find " with .* with "
    for _ = 1, MOST do
        local words = reach:after(REACH)
        local found = words and (with and words:find(and_with) or words:find(and_there))
        local other = found and (found.again:last "person" or found.again:first "country")
        local entity = other and other.sentence == sentence and entity_of(other)
        if not entity then break end
        if not seen[entity.name] then list[#list + 1] = { party = other, from = first(found) } end
        seen[entity.name], reach = true, found.again
    end
    return list
end

return M
