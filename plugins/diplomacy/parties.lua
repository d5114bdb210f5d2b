-- parties.lua - who takes part in an encounter, when and where: read off the sentence that tells it.

local M = {}

local function persons(sentence)
    local out, seen = {}, {}
    for _, actor in ipairs(sentence:all "actor") do
        local entity = actor.entity
        if entity and entity.kind == "person" and not seen[entity.name] then
            seen[entity.name] = true
            out[#out + 1] = actor
        end
    end
    return out
end

function M.encounter(form)
    return function(match, doc)
        local sentence = match.sentence
        local who = persons(sentence)
        if #who < 2 then return nil, "fewer than two persons in: " .. sentence.text end
        local date = sentence:first("date", function(row) return row.type == "DATE" end)
        local place = sentence:first "place"
        return { sentence, form = form, participants = who, date = date and date.value or nil, place = place and place.name or nil }
    end
end

return M
