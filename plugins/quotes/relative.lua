-- relative.lua - where a clause between two commas about who speaks or acts stops: "Keller, who thanked Peru for its help, left on Monday", "Keller,
-- thanking Peru for its help, left".

local M = {}

local LEAD = { "^, who%s", "^, which%s", "^, whose%s" }
local NEAR = 40                      -- bytes between the pronoun and the verb, adverbs and auxiliaries

local main_verb = pattern [[ , [%adv | also]{0,2} (%q_past | flew | became | rose | fell | won | lost | grew | stood | drove | arrived | chose | fled
      | is | are | has | have | will | would | can | may | must | [%verb & /[^s]s$/]) ]]

-- Does ", who" stand before the word, with nothing but small words in between, or a comma before an "-ing"?
local function is_relative(cue)
    local sentence = cue.sentence
    local upto = cue:bytes() - sentence:bytes()
    if upto < 5 then return false end
    local text = sentence.text
    local from = math.max(1, upto - NEAR)
    local lead = text:sub(from, upto)
    local at = lead:find(", wh%l+%s[%l%s]*$")
    if not at then return lead:find ",%s+$" ~= nil and cue.text:find "^%S+ing" ~= nil end
    for _, form in ipairs(LEAD) do
        if lead:find(form, at) then return true end
    end
    return false
end

--- The words behind a verb, without those of the main clause that goes on behind its relative clause.
-- @param words span or nil
-- @param cue the verb
-- @param alone true if that is told only where the words have one comma: what is said has verbs of its own
function M.cut(words, cue, alone)
    if not words then return nil end
    local text = words.text
    local comma = text:find(",", 2, true)
    if not comma or alone and text:find(",", comma + 1, true) or not is_relative(cue) then return words end
    local found = words:find(main_verb)
    local length = found and found:bytes() - words:bytes()
    return length and length > 0 and words:sub(1, length) or words
end

return M
