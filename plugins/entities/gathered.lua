-- gathered.lua - "Leaders", "Ministers" in a communiqué: three or more whom its first sentences bring together, the persons or else their countries.
--
-- Sits on words.lua and met.lua.

local reading = include "words.lua"
local met = include "met.lua"

local M = {}

local HEAD = 1500                    -- bytes in which a communiqué says who met
local LEAST = 3

local meets = pattern [[ met | convened | gathered | assembled | ~hold | ~attend | ~participate | took part | < we , | chaired | meeting ]]
local sends = pattern [[ [ministers | leaders | presidents | secretaries | representatives | chiefs | heads | governors] %cap{0,4}
      (of (state | government | state and government) )? (from | of | and) ]]

-- The rows of a layer by the sentence they stand in, from the head of the text; distinct ones alone.
local function by_sentence(rows, key)
    local groups, of = {}, {}
    for _, row in ipairs(rows) do
        local start = row.sentence and row.sentence:bytes()
        if start and start <= HEAD then
            local group = of[start]
            if not group then
                group = { start = start, sentence = row.sentence, seen = {} }
                of[start], groups[#groups + 1] = group, group
            end
            local name = key(row)
            if name and not group.seen[name] then
                group.seen[name] = true
                group[#group + 1] = row
            end
        end
    end
    table.sort(groups, function(a, b) return a.start < b.start end)
    return groups
end

local function first_with(groups, holds)
    for _, group in ipairs(groups) do
        if #group >= LEAST and group.sentence:has(meets) and holds(group) then return group end
    end
end

local function are_titled(group)
    local n = 0
    for _, row in ipairs(group) do n = n + (row.title and 1 or 0) end
    return n * 2 > #group
end

-- Who gathered: { start =, stop =, the rows }, false where nobody is told to have.
local gathering = reading.once(function(doc)
    local persons = first_with(by_sentence(doc:layer "person", function(row) return not row.described and reading.clean(row.text) end), are_titled)
    local countries = first_with(by_sentence(doc:layer "country", function(row) return row.iso end), function(group) return group.sentence:has(sends) end)
    local found = persons and (not countries or persons.start <= countries.start) and persons or countries
    if found then found.stop = select(2, found.sentence:bytes()) end
    return found or false
end)

--- A row for "Leaders", "Ministers" behind the sentence that tells who met.
function M.row(match, doc)
    local found = gathering(doc)
    if not found or match:bytes() < found.stop then return nil, "the text does not tell who met" end
    return { match, kind = "person" }
end

local IS_ONE = { Leaders = true, Ministers = true, Heads = true }

--- Those who gathered, as entities, where such a word or "the Leaders" stands behind them; nil for all else.
-- @param wanted number|nil how many the words say that they are
-- @param of the entity of a row
function M.members(doc, row, wanted, of)
    if met.is_theirs(row.text) then return met.members(doc, row, wanted) end
    if wanted then return nil end
    local known = row.text:match("^[Tt]he (%u%l+)$")
    local word = known or row.text:match("^%u%l+")
    local found = word and IS_ONE[word] and gathering(doc)
    if not found or row:bytes() < found.stop then return nil end
    if known and found[1].layer == "person" and #found == LEAST then return nil end        -- "the Ministers" of a president and two ministers
    local members = {}
    for i, one in ipairs(found) do members[i] = of(one) end
    return members
end

return M
