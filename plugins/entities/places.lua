-- places.lua - what the rules for places know of names, and their later mentions.
--
-- Sits on words.lua. Names that a text introduced as places ("near Kebnat") are places wherever they come back.

local reading = include "words.lua"

local organizations, given, well_known = lexicon "organizations", lexicon "given", lexicon "well_known"
local demonyms, states, titles = lexicon "demonyms", lexicon "states", lexicon "titles"
local cities, capitals, geography = lexicon "cities", lexicon "capitals", lexicon "geography"

local M = {}

--- Is this known to be something else than a place?
function M.is_none(span)
    local text = span.text
    return organizations:lookup(text) ~= nil or given:lookup(text:match("^%S+")) ~= nil or well_known:lookup(text) ~= nil
end

--- A row for each captured name all of whose words are unknown.
function M.unknown(match)
    local rows = {}
    local what = match.what
    for _, span in ipairs(what.text and { what } or what) do
        local unknown = true
        for word in span.text:gmatch("[^%s%-]+") do unknown = unknown and (reading.is_unknown(word) or word:find("^%l%l%l?$") ~= nil) end
        if unknown then rows[#rows + 1] = { span, name = span.text } end
    end
    if #rows == 0 then return nil, "something else is known of these words" end
    return rows
end

local COMMON = { falls = true, city = true, suburb = true, church = true, station = true, highway = true, hall = true, gate = true, street = true,
    road = true, hill = true,
                 park = true, tower = true }
local ADJECTIVAL = { territory = true, region = true, coast = true, peninsula = true, desert = true, islands = true, island = true, plateau = true,
    highlands = true }
local GENERAL = { Small = true, Forum = true, Whole = true, Entire = true }

-- The word in small letters that says what it is, nil where it has a capital, or more is told behind it: "city of Kebnat".
local function small_head(name)
    return not name:find(" of ", 1, true) and name:match("%s(%l+)$") or nil
end

local SURNAMES = { Hall = true, Park = true, Street = true, Hill = true, Field = true, Lake = true, Rivers = true }
local WHERE = { ["in"] = true, at = true, near = true, to = true, from = true, outside = true, of = true, the = true, around = true }

-- "Jerry Hall", "South Korea President Park": somebody, unless words ask for a place.
local function is_somebody(name, span)
    local lead, head = name:match("^(.*) (%u%l+)$")
    if not SURNAMES[head] then return false end
    if titles:lookup(lead:match("%S+$")) then return true end
    local before = given:lookup(lead) and span:before(1)
    return before and not WHERE[before.text:lower()] or false
end

--- Do capitalised words with a word for a place name one: not "TV station", "Syrian city", "Small Island".
function M.is_named(match)
    local name = match.name.text
    local first = name:match("^%S+")
    if is_somebody(name, match.name) then return false end
    if GENERAL[first] or titles:lookup(first) and given:lookup(name:match("^%S+%s+(%S+)%s%S+$") or "") then return false end       -- "Mayor Andy Street"
    local head = small_head(name)
    if not head then return true end
    if COMMON[head] or first:find("^%u[%u.]+$") and head ~= "region" then return false end
    return not demonyms:lookup(name:match("^(.*)%s")) or ADJECTIVAL[head] == true
end

--- A row for each captured name that is nobody's, no body's and no country's.
function M.each_free(match, doc)
    local rows = {}
    for _, span in ipairs(match.what.text and { match.what } or match.what) do
        local is_sure = cities:lookup(span.text) or states:lookup(span.text)
        if (is_sure or #doc:at(span, "person") == 0) and #doc:at(span, "organization") == 0 and #doc:at(span, "country") == 0 then
            rows[#rows + 1] = { span, name = span.text }
        end
    end
    if #rows == 0 then return nil, "these are names of something else" end
    return rows
end

--- Is it a city with its state, and not two states of a list ("New York, New Jersey"), nor somebody whose office follows ("Evo Morales, Bolivia's …")?
function M.is_city(match, doc)
    local first, second = match.name.text:match("^(.-), (.+)$")
    return not first or not (states:lookup(first) and states:lookup(second)) and #doc:at(match.name:sub(1, #first), "person") == 0
end

--- A row over the words that tell and the name, named by the name alone.
function M.told(match)
    return { match, name = match.what.text }
end

-- Is it a name that rules do not find by itself?
local needs_telling = memo(function(name)
    return #name > 3 and not name:find(",", 1, true) and name:find("^[%u\xC3-\xD0]") ~= nil and not cities:lookup(name) and not capitals:lookup(name)
        and not geography:lookup(name)
end)

-- Name → true, and the words with which the names begin.
local function introduced(doc)
    local names, runs = {}, {}
    for _, row in ipairs(doc:layer("place")) do
        local name = row.name or row.text
        local run = needs_telling(name) and reading.run_of(name:lower())
        if run then
            names[name] = true
            runs[run] = true
        end
    end
    return names, runs
end

-- The longest of these names that stands in the text from `start` on: where it stops.
local function stop_of(text, start, names)
    local best, stop = nil, start - 1
    for _ = 1, 4 do
        local _, last = text:find("^[%s%-]*[%w\128-\255'\u{2019}]+", stop + 1)
        if not last then break end
        stop = last
        local words = text:sub(start, stop)
        if names[words] then best = stop
        elseif names[words:gsub("['\u{2019}]s$", "")] then best = stop - #words:match("['\128-\255]+s$") end
    end
    return best
end

local function is_free(doc, span)
    return #doc:at(span, "place") == 0 and #doc:at(span, "person") == 0 and #doc:at(span, "organization") == 0 and #doc:at(span, "country") == 0
end

--- Rows for later mentions of what the text introduced as places.
function M.again(doc)
    local names, runs = introduced(doc)
    if not next(names) then return nil end
    local text, whole = doc.text, doc.span
    local made, free = {}, 1
    for _, start in ipairs(doc:words(runs, true)) do
        local stop = start >= free and text:find("^[%u\xC3-\xD0]", start) and stop_of(text, start, names)
        if stop then
            local span = whole:sub(start, stop)
            if is_free(doc, span) then made[#made + 1] = { span, name = text:sub(start, stop) } end
            free = stop + 1
        end
    end
    return #made > 0 and made or nil
end

-- ---- "the city" ----

local TOWNS = { city = true, town = true, village = true }
local REACH = 3000                   -- bytes back in which the place that is meant is looked for
local MANY = 60                      -- and places: a gazette must not take them all for each

local is_town = memo(function(name)
    return cities:lookup(name) ~= nil or capitals:lookup(name) ~= nil or needs_telling(name) and not name:find("%s%u?%l+$")
end)

-- Does the place's own text tell that it is of this kind?
local function says_kind(text, kind)
    return (text:lower() .. " "):find("%f[%a]" .. kind .. "%f[^%a]") ~= nil
end

local BUILDINGS = { hospital = true, museum = true, university = true, church = true, palace = true }

-- The last row of a layer before a place in the text that says itself to be of this kind; and the last that is a town.
local function named_before(doc, layer, start, kind)
    local rows, starts = doc:layer(layer), doc:starts(layer)
    local at, town = #rows, nil
    while at > 0 and starts[at] >= start do at = at - 1 end
    for i = at, math.max(1, at - MANY), -1 do
        local row = rows[i]
        if start - starts[i] > REACH then break end
        if not row.described then
            if says_kind(row.text, kind) then return row.name or row.text end
            if not town and TOWNS[kind] and is_town(row.name or row.text) then town = row.name or row.text end
        end
    end
    return nil, town
end

--- A row for "the city" where one has been named before: the last that says so itself, else for towns the last that is one.
function M.described(match, doc)
    local kind = match.what.text:gsub("s$", "")
    local start = match:bytes()
    local name, town = named_before(doc, "place", start, kind)
    name = name or BUILDINGS[kind] and named_before(doc, "organization", start, kind) or town
    if not name then return nil, "no place of that kind is named before" end
    return { match, name = name, described = true }
end

return M
