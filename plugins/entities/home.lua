-- home.lua - where a text was written, as far as its own frame tells: the city before the first dash or behind the last line, the agency.
--
-- Sits on words.lua, lexicons capitals, cities, places, agencies and organizations. An office without a country ("the Minister of Trade") is most likely one
-- of that country.

local reading = include "words.lua"

local capitals, agencies, organizations = lexicon "capitals", lexicon "agencies", lexicon "organizations"
local cities, places = lexicon "cities", lexicon "places"

local M = {}

local FRAME = 160                    -- bytes of the beginning in which a dateline ends

--- Where the dateline of a text stops ("LIMA, May 3 (ANDINA) -- "), 0 if it has none.
function M.dateline_stop(text)
    local head = text:sub(1, FRAME)
    local line = head:match("^[^\n]*")
    local stop = select(2, line:find("^.- %-%-? ")) or select(2, line:find("^.- \u{2013} ")) or select(2, line:find("^.- \u{2014} "))
    if stop then return stop end
    return select(2, line:find("^[^.]- %(%u[%w .]+%) ")) or select(2, line:find("^[^.]-%d%d%d%d, %u%u%u+ ?%-")) or 0
end

local function of_capital(name)
    local entry = capitals:lookup(name) or capitals:lookup((name:lower():gsub("%f[%a]%a", string.upper)))
    return entry and entry.iso
end

-- "Paris, 24 October 2022": a capital and a day that fill one of the first lines, or stand in brackets before the text.
local function from_day_line(text)
    for line in text:sub(1, FRAME):gmatch("[^\n]+") do
        local place, day = line:match("^%(?(%u[%a\128-\255 .'-]*), ([^()]+)%)?%s*$")
        if not place then place, day = line:match("^%((%u[%a\128-\255 .'-]*), ([^()]+)%)") end
        if place and #place + #day < 44 and day:find("%d%d%d%d$") then return of_capital(place) end
    end
end

-- "Ministry of Trade, Lima, 3 May 2026" above the text.
local function from_ministry_line(text)
    local place, day = text:sub(1, FRAME):match("^[^\n.]*%f[%a]%u%l+ of %u[^\n.]*, (%u[%a\128-\255 .'-]*), ([^\n(),]+)\n")
    return place and day:find("%d%d%d%d%s*$") and of_capital(place) or nil
end

-- The capital that begins the dateline, or that stands alone on one of the last lines.
local function from_frame(text)
    local stop = M.dateline_stop(text)
    local iso = stop > 0 and of_capital(text:match("^([%a\128-\255][%a\128-\255 .'-]*)") or "") or from_day_line(text)
    if iso then return iso end
    local tail = text:sub(-120)
    for line in tail:gmatch("[^\n]+") do
        local found = #line < 40 and of_capital((line:match("^%s*(.-)[%s.,]*$")))
        if found then iso = found end
    end
    return iso or nil
end

local well_known = lexicon "well_known"
local LETTERHEAD = 4                 -- lines at the top in which a name alone tells whose paper it is

-- "Rt Hon Winston Peters" on a line of its own above the text: a member of that government.
local function from_name_line(text)
    local n = 0
    for line in text:sub(1, FRAME):gmatch("[^\n]+") do
        n = n + 1
        if n > LETTERHEAD then return nil end
        local name = line:gsub("^%s*", ""):gsub("^Rt%.? ", ""):gsub("^Hon%.? ", ""):gsub("^Dr%.? ", ""):gsub("^Sir ", ""):gsub("%s+$", "")
        local entry = #name < 40 and well_known:lookup(name)
        if entry and entry.iso ~= "" then return entry.iso end
    end
end

local HEADLINES = 2                  -- lines that may stand above a dateline
local LONGEST = 60                   -- bytes of place and day
local NEAR = 90                      -- bytes of a line in which an agency is looked for

-- "DAR ES SALAAM" as lists have it.
local function in_small_letters(name)
    return (name:lower():gsub("%f[%a]%a", string.upper):gsub(" E([ls] )", " e%1"):gsub(" D([aeo]l? )", " d%1"))
end

local function is_city(name)
    local small = name:find("^%u[%u .'-]+$") and in_small_letters(name)
    if small and small ~= name and is_city(small) then return true end
    return capitals:lookup(name) ~= nil or cities:lookup(name) ~= nil or places:lookup(name) ~= nil
end

-- Does this begin a dateline: a city, or a name in capitals with a day ("KEBNAT, Nov 3", "Lima", "Jordan News Agency")?
local function is_origin(words)
    if #words > LONGEST or words:find("%l%l%l%l+ %l%l%l") then return false end
    local city = words:match("^(%u[%a\128-\255 .'-]*)")
    if not city then return false end
    city = city:gsub("[%s.-]+$", "")
    if city:find("^%u%u%u") and words:find("%d") or city:find("%u%l+ Agency$") then return true end
    return is_city(city) or is_city(city:match("^%S+")) or is_city(city:match("^%S+ %S+") or "")
end

-- Where an agency stands in a dateline whose dashes are all "-": what is before it, where it starts, itself. Behind a dash or in brackets a name
-- tells itself, elsewhere it must be one that lists have.
local FORMS = {
    { "^(%u[^()/]-)%(()(%u[^()]+)%)%s*[-:]" },
    { "^(%u[^()/]-)%(()(%u[^()]+)%)%s*$" },
    { "^(%u[^()/]-%d[^()/]-)%(()(%u%u+)%)%s+%u" },
    { "^(%u[^()/]-)/()(%u[%w-]+)/" },
    { "^(%u[^()/]-)%s%-+%s()(%u%u[%w]+)%s*[-:]" },
    { "^(%u[^()/]-)%(()(%u[^()]+)%)", listed = true },
    { "^(%u[^()/]-)%s%-+%s()(%u%w+)%s*[-:]", listed = true },
    { "^(%u[^()/]-)%s%-+%s()(%u%w+)%s*$", listed = true },
    { "^(%u[^()/]-)[,.:]%s+()(%u%w+)%s*[-:]", listed = true },
}

local function is_listed(name)
    local entry = organizations:lookup(name)
    return agencies:lookup(name) ~= nil or entry ~= nil and entry.kind == "media"
end

local NO_AGENCY = { "country_names", "countries", "demonyms", "states", "capitals", "calendar_words", "not_names", "function_words", "titles" }

-- May it be the name of an agency: up to three words with capitals, nothing else that the lists know?
local may_be = memo(function(name)
    if is_listed(name) then return true end
    if name:find("%d") or #name < 2 or select(2, name:gsub("%S+", "")) > 3 or name:find("%f[%w]%l") then return false end
    for _, list in ipairs(NO_AGENCY) do
        if lexicon(list):lookup(name) or lexicon(list):lookup(in_small_letters(name)) then return false end
    end
    return true
end)

-- The agencies of one line, or nil: { first byte, name } each.
local function agencies_of_line(line, offset)
    for _, form in ipairs(FORMS) do
        local before, at, names = line:match(form[1])
        if before and is_origin(before) then
            local found = {}
            for from, name in names:gmatch("()([^/,;]+)") do
                local blank = #name:match("^%s*")
                name = name:match("^%s*(.-)%s*$")
                if is_listed(name) or not form.listed and may_be(name) then found[#found + 1] = { offset + at + from + blank - 2, name } end
            end
            if #found > 0 then return found end
        end
    end
end

--- The agencies that a text's dateline names ("LIMA, May 3 (ANDINA) --"), or the one in brackets that ends it: a list of { first byte, name }.
M.agency_in_dateline = reading.once(function(doc)
    local text, from = doc.text, 1
    for _ = 0, HEADLINES do
        local stop = text:find("\n", from, true) or #text + 1
        local line = text:sub(from, math.min(stop - 1, from + NEAR))
        local before = line:match("^(%u.-)[(/]") or line:match("^(%u.-) [%-\xE2]") or line:match("^(%u.-): %u")
        if before and #before <= LONGEST and is_origin(before:match("^(.-) [%-\xE2]") or before) then
            line = line:gsub("\u{2013}", "---"):gsub("\u{2014}", "---")
            local found = agencies_of_line(line, from)
            if found then return found end
        end
        from = text:find("[^\n]", stop)
        if not from or #line > NEAR then break end
    end
    local at, name
    if text:find("%)%s*$", -3) then at, name = text:sub(-40):match("%(()(%u%w+)%)%s*$") end
    if name and agencies:lookup(name) then return { { #text - math.min(#text, 40) + at, name } } end
    return {}
end)

local function from_agency(doc)
    for _, found in ipairs(M.agency_in_dateline(doc)) do
        local entry = agencies:lookup(found[2])
        if entry then return entry.iso end
    end
end

local HEAD = 300                     -- bytes in which a letterhead stands
local letterhead = pattern [[ what:$national_bodies ]]

local of_state = pattern [[ << the? ((seat:$demonyms (%adj | federal | royal)? | seat:%nation /^['’]s?$/)
        ["Ministry" | "Government" | "Embassy" | "Presidency" | "Cabinet" | "Mission"]
      | ["Ministry" | "Government" | "Embassy" | "Presidency" | "Cabinet" | "Mission"] [!%punct & !%verb]{0,9}? of the? seat:%nation)
      [!%punct & !%verb & !in & !to]{0,6}? (. | > | ,) ]]

-- Whose ministry stands above the text, where its name tells the country: "From: Foreign, Commonwealth & Development Office", "Embassy of Chile, Lima".
local function from_letterhead(doc)
    local text = doc.text
    local head = doc:slice(1, math.min(HEAD, #text))
    local first_line = text:match("^[^\n]+")
    local of_first = first_line and #first_line < FRAME and doc:slice(1, #first_line):find(of_state)
    if of_first then return reading.iso_of(of_first.seat) end
    for _, found in ipairs(head and head:matches(letterhead) or {}) do
        local line = text:sub(1, found.what:bytes() - 1):match("([^\n]*)$")
        if line == "" or line:find("^From:?%s*$") then return found.what.entry.iso end
    end
end

--- The country that a text's own frame tells, or its metadata, and whether a state agency of it wrote the text; `own`: the country whose paper it is (a
-- minister's text may be written abroad).
M.of = reading.once(function(doc)
    local text = doc.text
    local agency = from_agency(doc)
    local own = from_letterhead(doc) or from_ministry_line(text) or doc.country or from_name_line(text) or nil
    return { iso = agency or from_frame(text) or own, agency = agency ~= nil, own = own }
end)

return M
