-- named.lua - who is named where: the mentions of a document in its order, read once and asked by position.

local reading = include "words.lua"

local M = {}

-- Mentions are { row, start }, and what was asked of them. A text has many, of which few matter.
local function mentions_of(doc, layer)
    local list, starts = {}, doc:starts(layer)
    for i, row in ipairs(doc:layer(layer)) do list[i] = { row = row, start = starts[i] } end
    return list
end

-- A member of the mention's row, false if it has none.
local function get(mention, key)
    local value = mention[key]
    if value == nil then
        value = mention.row[key] or false
        mention[key] = value
    end
    return value
end

-- The first byte of the sentence that a mention stands in.
local function sentence_of(mention)
    local start = mention.sentence_start
    if not start then
        local words = mention.row.sentence
        start = words and words:bytes() or 0
        mention.sentence_start = start
    end
    return start
end

local NOT_PARTIES = { media = true, company = true }

local function survey(doc)
    local found = { doc = doc, text = doc.text, ranked = {}, bodies = {}, persons = mentions_of(doc, "person"), countries = mentions_of(doc, "country") }
    for _, mention in ipairs(mentions_of(doc, "organization")) do
        if not NOT_PARTIES[get(mention, "kind")] then found.bodies[#found.bodies + 1] = mention end
    end
    return found
end

local surveyed = reading.once(survey)

-- Rows before the first that starts at or after `start`. Expressions come in the order of the text: it is near where the last one was.
local function before(list, start)
    local at = list.at or 0
    while list[at + 1] and list[at + 1].start < start do at = at + 1 end
    while at > 0 and list[at].start >= start do at = at - 1 end
    list.at = at
    return at
end

M.mentions_of, M.get, M.sentence_of, M.surveyed, M.before = mentions_of, get, sentence_of, surveyed, before

return M
