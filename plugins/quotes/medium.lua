-- medium.lua - where something is said, behind what is said: "called for restraint | in a statement on Thursday", "thanked the crews | on Twitter".

local spans = include "spans.lua"

local M = {}

local medium = pattern [[ (?<! %verb | $cues) (in (a | an | his | her | its | their | separate) [%adj | %noun | %propn | - | /^['’]s$/]{0,4}
        [statement | statements | interview | interviews | speech | letter | letters | tweet | tweets | post | posts | message | messages | briefing
        | article | column | email | communiqué | communique | readout | address | broadcast | memo | podcast | blog | dispatch | telegram | cable]
      | (in | at) a [%noun | %propn]{0,3} (press | news) conference | on (%q_platform | state? (television | tv | radio)))
      (((published | released | issued | posted | carried | aired)? (on | to | with | at | from | by | in) [!%punct & !%q_finite & !that]{1,9}
        | [monday | tuesday | wednesday | thursday | friday | saturday | sunday | today | yesterday | earlier | late | last | this | week | month
          | year | morning | afternoon | evening | night]{1,3}){0,2}) >> ]]

local LONGEST = 110                  -- bytes at the end in which it stands
local INDEFINITE = { a = true, an = true, his = true, her = true, its = true, their = true, separate = true, state = true, television = true, tv = true,
    radio = true, social = true }

-- Does one of the small words that lead to it stand there, with what may follow? So that most texts are not searched.
local function may_have_one(text)
    local tail = #text > LONGEST and text:sub(-LONGEST) or text
    local word, at = tail:match("%s[iao][nt]%s+(%a+)()")
    while word do
        if INDEFINITE[word] or word:find "^%u" then return true end
        word, at = tail:match("%s[iao][nt]%s+(%a+)()", at)
    end
    return false
end

local voiced = pattern [[ $cues | $attitudes | [~publish | ~apologise | ~apologize | ~explain | ~release | ~issue | ~print | ~appear | ~present
      | ~broadcast | ~describe | ~set | ~make | ~use | ~offer | ~hear | ~read] ]]

--- The words of a deed without where it is said, which is no part of what it is about. Behind another verb of saying it may be that one's.
-- @param span span or nil
function M.without(span)
    if not span or not may_have_one(span.text) then return span end
    local found = span:find(medium)
    local length = found and spans.first(found) - spans.first(span)
    if not length or length == 0 then return span end
    local lead = span:sub(1, length)
    return lead:has(voiced) and span or spans.trim(lead)
end

return M
