-- further.lua - is a verb a further one of its sentence, whose subject stands before another: "Keller thanked them and said", "we condemn … and reiterate"?

local spans = include "spans.lua"

local M = {}

local past = pattern [[ << %q_past ]]
local plural_says = pattern [[ << [] %q_before_verb{0,3} [%verb & $cues & !/(ed|ing)$/] !(and | or | ,)
      ...!(; | that | who | which | to %verb | %q_clear) and? [then | also | further | again | ,]{0,2} >> ]]
local denied = pattern [[ << (did | would) [not | n't] ]]
local PLURAL = {}
for word in ("We we They they I Ministers ministers Leaders leaders Sides sides Parties parties Participants participants Members members Countries countries States states Delegations delegations"):gmatch "%a+" do PLURAL[word] = true end

-- The words from the last plural subject before the row on.
local function from_plural(match, doc)
    local start = spans.first(match)
    local head = doc.text:sub(spans.first(match.sentence), start - 1)
    local best
    for at, word in head:gmatch "()(%a+)" do
        if PLURAL[word] then best = at end
    end
    return best and spans.slice(doc, start - #head + best - 1, start - 1)
end

local goes_on_so = pattern [[ << [%verb & $cues & !/(ed|ing)$/] !(and | or | ,) ...!(; | that | who | which | to %verb | %q_clear) and?
      [then | also | further | again | ,]{0,2} >> ]]

-- "Norway and Peru welcome the vote and urge": from the verb of the last subject on, if that is several in the present.
local function of_several(match, doc)
    local best
    for _, row in ipairs(match.sentence:all "subject") do
        if row < match then best = row end
    end
    if not best or best.tense ~= "present" or #best.who < 2 and not (best.who[1] and best.who[1].layer == "collective") then return false end
    local words = spans.slice(doc, spans.first(best.verb), spans.first(match) - 1)
    return words ~= nil and words:has(goes_on_so)
end

-- "Safe and recognized borders", "a just and agreed solution".
local adjective_and, bare_noun = pattern [[ (?<! %aux | be | is | are | was | were) %adj (and | or | ,) >> ]], pattern [[ << (%adj? [%noun & !%propn]) ]]
local participle = pattern [[ << /ed$/ >> ]]

--- Is it a further verb of a sentence? One in its base form is that behind "did not", and behind a plural subject: "We condemn … and reiterate".
function M.is_further(match, doc)
    local cue = match.cue
    local before, after = match:before(3), cue:after(2)
    if before and after and before:has(adjective_and) and after:has(bare_noun) and cue:has(participle) then return false, "an adjective before a noun" end
    if cue:has(past) or cue.text:find "^%S*ed%f[%A]" or cue.text:find "^%S*[^s%s]s%f[%A]" then return true end
    if match.text ~= cue.text and match:has(denied) then return true end
    if of_several(match, doc) then return true end
    local words = from_plural(match, doc)
    return words ~= nil and words:has(plural_says), "no plural subject before it says so"
end

return M
