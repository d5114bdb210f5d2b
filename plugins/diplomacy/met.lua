-- met.lua - who met: the encounters of a text, as the words of a deed refer to them.
--
-- Sits on the layer encounter.

local spans = include "quotes/spans.lua"
local holy_see_and = include "holy_see.lua"
local voice = include "voice.lua"

local M = {}

local first, entity_of = spans.first, voice.entity_of

--- The encounter that is told last before a place, else the first of the text.
function M.encounter_before(span, doc)
    local best
    for _, row in ipairs(doc:layer "encounter") do
        if not best or row < span then best = row end
    end
    return best
end

--- The parties that words without a subject are about: those of the encounter that their paragraph told last, else of the document's first that tells of
-- more than one.
function M.participants(cue, doc)
    local earliest, near
    local paragraph = cue.paragraph
    for _, row in ipairs(doc:layer "encounter") do
        if #row.participants > 1 or row.form == "summit" and entity_of(row.participants[1]).kind == "organization" then
            earliest = earliest or row
            if paragraph and paragraph:contains(row) and first(row) <= first(cue) then near = row end
        end
    end
    local row = near or not voice.is_delegates(doc) and earliest or nil         -- a speech tells of many, and is about none
    return row and (holy_see_and(doc) or row.participants) or {}
end

local OPENING = 1500                 -- bytes in which a text that tells of an encounter tells of it

--- The encounter that the text is about, nil where it is about none.
function M.opening_encounter(doc)
    for _, row in ipairs(doc:layer "encounter") do
        if first(row) > OPENING then return nil end
        if #doc:at(row, "quoted") == 0 then return row end           -- "I spoke with Brand this morning," says Keller, whose text it is
    end
end

--- Who "we" are where the text is about an encounter: those who met, unless the text says "we" of itself before it tells of that.
function M.we_who_met(cue, doc)
    local encounter = M.opening_encounter(doc)
    if not encounter then return {} end
    local at = doc.text:find("%f[%w][Ww]e%f[%W]")
    local is_before = at and at < first(encounter.sentence or encounter) and #doc:at(doc:slice(at, at + 1), "quoted") == 0
    return is_before and {} or M.participants(cue, doc)
end

return M
