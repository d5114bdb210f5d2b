-- parties.lua - who "the two sides" and "he" are.
--
-- Sits on the finished layers person, country, organization. What a document is about is read from its first sentences: the persons of
-- rank with their countries, else the countries and bodies named first.

local NAMES = include "names.lua"
local people = include "people.lua"

local M = {}

--- A row for an expression that captured its `kind`.
function M.row(match)
    local word = match.kind
    local entry = word.entry or lexicon "parties":lookup(word.text:lower())
    return { match, kind = entry and entry.kind or "country" }
end

function M.persons_row(match)
    return { match, kind = "person" }
end

local function add_once(list, seen, key, entity)
    if key and not seen[key] then
        seen[key] = true
        list[#list + 1] = entity
    end
end

-- What is named up to a place, each entity once, in order: { { entity, at }, … } and where first.
local function named_before(doc, layer, start, test)
    local list, seen = {}, {}
    for _, row in ipairs(doc:layer(layer)) do
        if row:bytes() >= start then break end
        if row.entity and (not test or test(row)) then add_once(list, seen, row.entity.name, row) end
    end
    return list
end

local OUTSIDE = { media = true }

local function ranked(doc, start)
    local rows = {}
    for _, row in ipairs(doc:layer("person")) do
        if row:bytes() >= start then break end
        rows[#rows + 1] = row
    end
    local found = {}
    for _, person in ipairs((people.people(rows))) do
        if people.is_principal(person) then found[#found + 1] = person end
    end
    return found
end

local function country_entity(doc, iso)
    return doc:entity("country", NAMES[iso] or iso, iso)
end

-- The countries that meet: of the persons of rank, then those named first that are no adjective, then bodies.
local function sides(doc, start)
    local list, seen = {}, {}
    for _, person in ipairs(ranked(doc, start)) do
        if person.country then add_once(list, seen, person.country, country_entity(doc, person.country)) end
    end
    for _, row in ipairs(named_before(doc, "country", start)) do
        if #list >= 2 then break end
        if row.iso then add_once(list, seen, row.iso, row.entity) end
    end
    for _, row in ipairs(named_before(doc, "organization", start, function(row) return not OUTSIDE[row.kind] end)) do
        if #list >= 2 then break end
        add_once(list, seen, row.entity.name, row.entity)
    end
    return list
end

local function first_two(list)
    return { list[1], list[2] }
end

local function persons(doc, start)
    local list, seen = {}, {}
    for _, person in ipairs(ranked(doc, start)) do
        add_once(list, seen, person.name, doc:entity("person", person.name))
    end
    for _, row in ipairs(named_before(doc, "person", start)) do
        if #list >= 2 then break end
        add_once(list, seen, row.entity.name, row.entity)
    end
    return list
end

--- Fills the members of an expression for several parties.
function M.resolve(row, doc)
    local start = row:bytes()
    local list
    if row.kind == "person" then
        list = persons(doc, start)
    elseif row.kind == "organization" then
        list = {}
        for _, body in ipairs(named_before(doc, "organization", start, function(r) return not OUTSIDE[r.kind] end)) do list[#list + 1] = body.entity end
    else
        list = sides(doc, start)
    end
    local members = row.text:lower():find("three") and { list[1], list[2], list[3] } or first_two(list)
    if #members >= 2 then row:set { members = members } end
end

-- ---- pronouns ----

local GENDER = { he = "m", him = "m", his = "m", himself = "m", she = "f", her = "f", herself = "f" }
local THING = { it = true, its = true }

-- The person a pronoun means: of the sentences before, the subject (the first of a sentence) named last whose gender does not speak against it.
local function person_before(doc, row, gender)
    local start = row:bytes()
    local sentence = row.sentence
    local best, best_score
    local rows = doc:within(doc.span:sub(math.max(1, start - 2000), start - 1), "person")
    local first_of = {}
    for i = #rows, 1, -1 do
        local other = rows[i]
        local in_sentence = other.sentence and other.sentence:bytes() or 0
        first_of[in_sentence] = other
    end
    for i = #rows, 1, -1 do
        local other = rows[i]
        if other.entity and (not other.gender or other.gender == gender) then
            local at = other:bytes()
            local in_sentence = other.sentence and other.sentence:bytes() or 0
            local score = at - start
            if first_of[in_sentence] == other then score = score + 400 end
            if other.gender == gender then score = score + 150 end
            if sentence and in_sentence == sentence:bytes() and first_of[in_sentence] ~= other then score = score - 100 end
            if not best_score or score > best_score then best, best_score = other, score end
        end
    end
    return best
end

local function thing_before(doc, row)
    local start = row:bytes()
    local sentence = row.sentence
    local from = sentence and sentence:bytes() or math.max(1, start - 400)
    local best
    for _, layer in ipairs { "country", "organization" } do
        local rows = doc:within(doc.span:sub(math.max(1, from - 300), start - 1), layer)
        for _, other in ipairs(rows) do
            local usable = other.entity and not (layer == "country" and other.adjective)
            if usable and other:bytes() >= from and (not best or best:bytes() < from or other:bytes() < best:bytes()) then best = other end
        end
    end
    return best
end

--- Says whom a pronoun means, where the document tells.
function M.resolve_pronoun(row, doc)
    local word = row.text:lower()
    local start = row:bytes()
    if start <= 1 then
        row:refer(nil)
        return
    end
    local found
    if GENDER[word] then
        found = person_before(doc, row, GENDER[word])
    elseif THING[word] then
        found = thing_before(doc, row)
    else
        local before = doc:within(doc.span:sub(math.max(1, start - 600), start - 1), "collective")
        found = before[#before]
    end
    row:refer(found and found.entity or nil)
end

return M
