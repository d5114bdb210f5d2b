-- alone.lua - encounters by who tells of them: by one source alone, or by several.
--
-- Sits on base/calendar.lua, parties.lua and the sets of a corpus. Encounters of the same countries a day apart at most are one. A copy tells of the
-- encounter that its original tells of: "Foreign Minister Keller" would be the minister of whoever reprints it. Two sources of
-- one name in two countries ("foreign ministry") are two. Nobody is called silent of whom no text from the day of the encounter on is held: what was
-- written before cannot tell of it. Nor is a country whose texts the report compare would pair with it, by who took part or by names in raw words: rules
-- may not know whose minister "her colleague" is. Pairing all countries as compare does would take minutes.

local calendar = require "lunette.base.calendar"
local parties = require "lunette.compare.parties"

local M = {}

local BEHIND = 3                     -- days from an encounter on in which texts of those who took part are looked for
local TWO = 2                        -- people whom a text must name to tell of their encounter, as in pairing.lua
local ALIKE = 0.55                   -- of the participants' score, as in pairing.lua

--- The countries that took part, by the id of the encounter; see Corpus:encounter_countries.
function M.countries(corpus)
    local found = {}
    if not corpus:has "encounter_participants" then return found end
    for row in corpus:rows "SELECT DISTINCT id, participants_country AS code FROM encounter_participants WHERE participants_country IS NOT NULL" do
        found[row.id] = found[row.id] or {}
        table.insert(found[row.id], row.code)
    end
    return found
end

local function day_of(row)
    return calendar.day(not calendar.is_open(row.date) and row.date or row.document_date or "")
end

local function source_of(row) return (row.document_source or "") .. "\0" .. (row.document_country or "") end

-- The encounters of originals, by the document and its words: id and countries.
local function originals_of(corpus, rows, countries)
    local original, told = {}, {}
    for copy in corpus:rows "SELECT id, copy_of FROM document WHERE copy_of IS NOT NULL" do original[copy.id] = copy.copy_of end
    for _, row in ipairs(rows) do
        if not original[row.document] then told[row.document .. " " .. row.text] = countries[row.id] end
    end
    return function(row) return original[row.document] and told[original[row.document] .. " " .. row.text] end
end

-- The days of the documents of each country, with their numbers.
local function days_of_countries(corpus)
    local found = {}
    for document in corpus:documents():each() do
        local day = document.date and document.country and calendar.day(document.date)
        if day then
            found[document.country] = found[document.country] or {}
            table.insert(found[document.country], { day = day, id = document.id })
        end
    end
    return found
end

-- Documents of the other countries that took part, of those days: { code =, n =, documents = their numbers }.
local function others_around(days, item)
    local found = {}
    for _, code in ipairs(item.codes) do
        local held = {}
        for _, one in ipairs(code ~= item.row.document_country and days[code] or {}) do
            if one.day >= item.day and one.day <= item.day + BEHIND then held[#held + 1] = one.id end
        end
        if #held > 0 then found[#found + 1] = { code = code, n = #held, documents = held } end
    end
    return found
end

-- ---- told by others in other words ----

local function parties_of(corpus, known, id)
    if known[id] then return known[id] end
    local list = {}
    local sql = "SELECT DISTINCT participants AS name, participants_country AS country, participants_kind AS kind FROM encounter_participants WHERE id = ?"
    for party in corpus:rows(sql, { id }) do list[#list + 1] = party end
    known[id] = { parties = list }
    return known[id]
end

-- Does an encounter that a text of the country tells fit, as in pairing.lua, by who took part and the day?
local function has_its_like(corpus, known, item, code, rows)
    for _, row in ipairs(rows[code] or {}) do
        local day = day_of(row)
        if day and math.abs(day - item.day) <= 1 and parties.score(parties_of(corpus, known, item.row.id), parties_of(corpus, known, row.id)) >= ALIKE then
            return true
        end
    end
    return false
end

-- Do the raw words of a text name two who met? Then it tells of them, in whatever words.
local function names_two(corpus, known, item, documents)
    local people = {}
    for _, party in ipairs(parties_of(corpus, known, item.row.id).parties) do
        if party.kind == "person" and party.name then people[#people + 1] = party.name end
    end
    for _, id in ipairs(#people >= TWO and documents or {}) do
        local text, n = "", 0
        for document in corpus:rows("SELECT title, text FROM document WHERE id = ?", { id }) do text = (document.title or "") .. "\n" .. document.text end
        for _, name in ipairs(people) do n = n + (parties.stands_in(name, text) and 1 or 0) end
        if n >= TWO then return true end
    end
    return false
end

-- Of the countries whose texts are held, those of which none tells of it; the others are sources that do.
local function leave_out_who_tells(corpus, items, rows)
    local known, by_country = {}, {}
    for _, row in ipairs(rows) do
        local code = row.document_country or ""
        by_country[code] = by_country[code] or {}
        table.insert(by_country[code], row)
    end
    for _, item in ipairs(items) do
        local silent = {}
        for _, other in ipairs(item.others) do
            if has_its_like(corpus, known, item, other.code, by_country) or names_two(corpus, known, item, other.documents) then
                item.sources = item.sources + 1
            else
                silent[#silent + 1] = other
            end
        end
        item.others = item.sources == 1 and silent or {}
    end
end

--- Encounters whose day and countries are known, each once, with how many sources tell of it; see Corpus:tellings.
function M.tellings(corpus)
    if not corpus:has "encounter_participants" then return {} end
    local countries, by_key, order, rows = M.countries(corpus), {}, {}, corpus:annotations("encounter", { copies = true }):rows()
    local of_original = originals_of(corpus, rows, countries)
    for _, row in ipairs(rows) do
        local codes, day = of_original(row) or countries[row.id] or {}, day_of(row)
        if day and #codes > 1 then
            table.sort(codes)
            local key = table.concat(codes, " ")
            local item = by_key[key .. day] or by_key[key .. day - 1] or by_key[key .. day + 1]
            if not item then
                item = { codes = codes, day = day, row = row, sources = 0, told = {} }
                by_key[key .. day], order[#order + 1] = item, item
            end
            local source = source_of(row)
            if not item.told[source] then item.told[source], item.sources = true, item.sources + 1 end
        end
    end
    local days = days_of_countries(corpus)
    for _, item in ipairs(order) do
        item.told = nil
        item.others = item.sources == 1 and others_around(days, item) or {}
    end
    leave_out_who_tells(corpus, order, rows)
    return order
end

return M
