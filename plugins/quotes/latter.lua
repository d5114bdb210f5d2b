-- latter.lua - who "the former" and "the latter" are: of two that the words before name together.

local spans = include "spans.lua"

local M = {}

local first = spans.first
local REACH = 600                    -- bytes back to the two

-- The distinct ones of a layer among words, in the order in which they are named first.
local function distinct(words, layer)
    local list, seen = {}, {}
    for _, row in ipairs(words:all(layer)) do
        local entity = row.entity
        if entity and not seen[entity.name] then
            seen[entity.name] = true
            list[#list + 1] = row
        end
    end
    return list
end

--- The one of two persons, else of two countries, that "the former" or "the latter" means: those of its own sentence, else of one not far before.
-- @return list of it; nil for other words, or where no sentence names two
function M.parties(row, word, doc)
    local which = word == "the former" and 1 or word == "the latter" and 2
    if not which then return nil end
    local start = first(row.source)
    local from = first(row.sentence)
    while from and start - from < REACH do
        local words = spans.slice(doc, from, math.min(start, first(row.source)) - 1)
        for _, layer in ipairs(words and { "person", "country" } or {}) do
            local list = distinct(words, layer)
            if #list == 2 then return { list[which] } end
        end
        start = from
        local before = from > 1 and doc.text:sub(math.max(1, from - REACH), from - 1):match "^.*()%S"
        local at = before and math.max(1, from - REACH) + before - 1
        local sentence = at and spans.slice(doc, at, at).sentence
        from = sentence and first(sentence)
    end
end

return M
