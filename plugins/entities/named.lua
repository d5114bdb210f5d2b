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
    local found = { doc = doc, text = doc.text, ranked = {}, of_body = {}, bodies = {}, persons = mentions_of(doc, "person"),
        countries = mentions_of(doc, "country") }
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

local WINDOW = 60                    -- mentions before a place that are looked at

-- The last mentions before a place that pass a test.
local function last_of(list, start, passes)
    local kept = {}
    local stop = before(list, start)
    for i = math.max(1, stop - WINDOW), stop do
        if passes(list[i]) then kept[#kept + 1] = list[i] end
    end
    return kept
end

local FRONTED = {}
for word in ("In At During After Following On Before With To For Upon Through By"):gmatch "%a+" do FRONTED[word] = true end

-- The first person of the sentence before this one; "In a call with Putin, Tokayev said": the one behind the comma.
local function leader_before(found, sentence, deep)
    local list, first, second = found.persons, nil, nil
    for i = before(list, sentence), 1, -1 do
        if first and sentence_of(list[i]) ~= sentence_of(first) then break end
        first, second = list[i], first
    end
    local from = first and sentence_of(first)
    if from and not deep and found.text:find("^[SH]h?e%s", from) then return leader_before(found, from, true) end
    if second and FRONTED[found.text:match("^%a+", from) or ""] and found.text:sub(first.start, second.start - 1):find "^[^,]+, [^,]*$" then return second end
    return first
end

-- Subjects without a name: whoever is named behind them leads nothing. "They", "The two ministers", "The minister welcomed".
local NAMELESS = { "^They%s", "^We%s", "^I%s", "^The two %a", "^Both %l", "^Both %a+s %l+ed%s", "^The %a+s? %l+ed%s", "^The %l+ %l+ %l+ed%s" }

-- Who leads a sentence, as far as that is told by a name, and those that "and" or a comma joins to it: rows by their first byte. "He" leads on from
-- who led the sentence before.
local function leaders(found, start, sentence)
    if found.text:find("^[SH]h?e%s", sentence) then return { leader_before(found, sentence) } end
    for _, words in ipairs(NAMELESS) do
        if found.text:find(words, sentence) then return {} end
    end
    local here = {}
    for _, list in ipairs { found.countries, found.persons, found.bodies } do
        for i = before(list, start), 1, -1 do
            if list[i].start < sentence then break end
            if #here > WINDOW then return {} end                    -- a list, not a sentence
            if list[i].row.layer ~= "country" or not get(list[i], "adjective") then here[#here + 1] = list[i] end
        end
    end
    table.sort(here, function(a, b) return a.start < b.start end)
    local n = math.min(1, #here)
    while here[n + 1] do
        local _, stop = here[n].row:bytes()
        local joint = found.text:sub(stop + 1, here[n + 1].start - 1)
        if not joint:find("^,? and %l?%l?%l? ?$") and not joint:find("^, %l?%l?%l? ?$") then break end
        n = n + 1
    end
    return { table.unpack(here, 1, n) }
end

--- The same survey up to a place, without those who lead its sentence: in "Brazil urges both parties" Brazil is none of the two.
-- @param start first byte of the expression
-- @param sentence first byte of its sentence
-- @return the survey, or nil where nobody leads it
function M.without_askers(found, start, sentence)
    local asks, persons, any = {}, {}, false
    for _, mention in ipairs(leaders(found, start, sentence)) do
        local layer = mention.row.layer
        if layer == "person" then persons[get(mention, "entity")] = true end
        local key = layer == "person" and get(mention, "country") or layer == "country" and mention.row.iso or layer == "organization"
            and get(mention, "entity")
        if key then asks[key] = true end
        any = true
    end
    if not any then return nil end
    local copy = { doc = found.doc, text = found.text, ranked = {}, whole = found, of_body = found.of_body, asks = asks, askers = persons }
    copy.countries = last_of(found.countries, start, function(mention) return not asks[mention.row.iso] end)
    copy.persons = last_of(found.persons, start, function(mention) return not persons[get(mention, "entity")] and not asks[get(mention, "country")]
        and mention.start < sentence end)
    copy.bodies = last_of(found.bodies, start, function(mention) return not asks[get(mention, "entity")] end)
    for _, person in ipairs(found.ranked) do
        if #copy.ranked < WINDOW and not asks[person.country or ""] then copy.ranked[#copy.ranked + 1] = person end
    end
    return copy
end

--- "They called on both sides": the two countries of whom was just spoken.
function M.they_ask(found, sentence)
    local asks = {}
    for _, entity in ipairs((found.text:find("^They%s", sentence) or found.text:find("^The two %a", sentence)) and found.last_two and found.last_two.members
        or {}) do asks[entity.identity or entity.name] = true end
    return asks
end

M.mentions_of, M.get, M.sentence_of, M.surveyed, M.before = mentions_of, get, sentence_of, surveyed, before

--- "She had told Brand so in a call on Monday": somebody of another time.
function M.is_of_before(found, mention)
    local sentence = sentence_of(mention)
    return sentence ~= nil and found.text:sub(sentence, mention.start - 1):find "%shad %l+%s" ~= nil
end

return M
