-- meetings.lua - for whom "it was stressed that" speaks where the text tells of two who met: "Keller received Brand. It was stressed that ships may come."
--
-- Sits on layer `subject` and the finished layers of entities.

local spans = include "spans.lua"

local M = {}

local REACH = 1500                   -- bytes back to the sentence that tells of the meeting

local MEETS = {}
for word in ("met received hosted welcomed spoke talked held had called telephoned visited"):gmatch "%a+" do MEETS[word] = true end

-- With these verbs "with" or "to" stands before whom one deals with.
local SPEAKS = { spoke = true, talked = true, held = true, had = true }

-- The one other person whom the sentence of this subject names.
local function partner(subject, who, doc)
    local found
    for _, person in ipairs(subject.sentence:all "person") do
        local entity = person.entity
        if entity and entity ~= who then
            if found and found.entity ~= entity then return nil end
            found = found or person
        end
    end
    local between = found and found > subject and doc.text:sub(spans.last(subject) + 1, spans.first(found) - 1)
    return between and (not SPEAKS[subject.verb.text] or between:find " with " or between:find " to ") and found or nil
end

--- Both persons of the meeting told of last before a row, nil where none is told of.
function M.parties(row, doc)
    local start = spans.first(row)
    local words = spans.slice(doc, math.max(1, start - REACH), start - 1)
    local best
    for _, subject in ipairs(words and doc:within(words, "subject") or {}) do
        local who = MEETS[subject.verb.text] and #subject.who == 1 and subject.who[1]
        local entity = who and spans.entity_of(who)
        local other = entity and entity.kind == "person" and partner(subject, entity, doc)
        if other then best = { who, other } end
    end
    return best
end

return M
