-- met.lua - "her interlocutors", "his guests": whom the one that leads a sentence is told to have met in it, where these are several.
--
-- Read off the nearest sentence before that names three persons or more; "she" is whom the words name before, else the first of them.

local M = {}

local REACH = 1500                   -- bytes back to the sentence that tells who met
local MOST = 8                       -- more are a list of somebody else's
local OTHERS = { interlocutors = true, counterparts = true, guests = true, hosts = true, colleagues = true, peers = true }

local meets = pattern [[ met | ~meet | hosted | received | welcomed | joined | talks | meeting | ~hold | spoke | call | conversation ]]

--- Is it such an expression: a possessive, and the plural of who is met?
function M.is_theirs(text)
    local lead, word = text:match "^(%a+)%s.-(%a+)$"
    lead = lead and lead:lower()
    return lead ~= nil and (lead == "his" or lead == "her") and OTHERS[word:lower()] == true
end

-- The persons of a sentence, each once, in their order.
local function persons_of(sentence)
    local list, seen = {}, {}
    for _, person in ipairs(sentence:all "person") do
        local entity = person.entity
        if entity and not seen[entity.name] then
            seen[entity.name] = true
            list[#list + 1] = entity
        end
    end
    return list
end

-- Those of a list but for whom "her" means: who is named before in the sentence, else the first.
local function without_owner(list, row)
    local owner = 1
    for _, person in ipairs(row.sentence:all "person") do
        if row < person then break end
        for i, entity in ipairs(list) do
            if entity == person.entity then owner = i end
        end
    end
    table.remove(list, owner)
    return list
end

--- Those who are meant, as entities: the persons of that sentence but for one; nil where no sentence tells.
-- @param wanted number|nil how many the words say that they are
function M.members(doc, row, wanted)
    local start = row:bytes()
    local words = start > 1 and doc:slice(math.max(1, start - REACH), start - 1)
    local people = words and doc:within(words, "person") or {}
    local sentence
    for i = #people, 1, -1 do
        local its = people[i].sentence
        if its and its ~= sentence and its ~= row.sentence then
            sentence = its
            local list = its:has(meets) and persons_of(its) or {}
            if #list > 2 and #list <= MOST and (not wanted or #list == wanted + 1) then return without_owner(list, row) end
        end
    end
end

return M
