-- alone.lua - encounters by who tells of them: by one source alone, or by several.
--
-- Sits on calendar.lua, parties.lua, the pairing of a corpus and its sets. Encounters of the same countries a day apart at most are one. Two sources of
-- one name in two countries ("foreign ministry") are two. Nobody is called silent of whom no text from the day of the encounter on is held: what was
-- written before cannot tell of it. Nor is a country whose texts the report compare pairs with it: rules may not know whose minister "her colleague" is.

local calendar = require "lunette.calendar"
local parties = require "lunette.parties"

local M = {}

local BEHIND = 3                     -- days from an encounter on in which texts of those who took part are looked for
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

-- The days of the documents of each country.
local function days_of_countries(corpus)
    local found = {}
    for document in corpus:documents():each() do
        local day = document.date and document.country and calendar.day(document.date)
        if day then
            found[document.country] = found[document.country] or {}
            table.insert(found[document.country], day)
        end
    end
    return found
end

-- Documents of the other countries that took part, of those days: { code =, n = }.
local function others_around(days, item)
    local found = {}
    for _, code in ipairs(item.codes) do
        local n = 0
        for _, day in ipairs(code ~= item.row.document_country and days[code] or {}) do
            if day >= item.day and day <= item.day + BEHIND then n = n + 1 end
        end
        if n > 0 then found[#found + 1] = { code = code, n = n } end
    end
    return found
end

-- ---- told by others in other words ----

-- Of two countries, which encounters (by id) only one tells of, by the pairing that the report compare makes.
local function only_one_tells(corpus, known, a, b)
    if a > b then a, b = b, a end
    local key = a .. b
    if known[key] then return known[key] end
    local pairing, only = corpus:pair("encounter", { a = a, b = b }), { told = {}, alone = {} }
    for _, list in ipairs { pairing.only_a, pairing.only_b } do
        for _, telling in ipairs(list) do
            for _, mark in ipairs(telling.marks) do only.alone[mark.id] = true end
        end
    end
    for _, meeting in ipairs(pairing.both) do
        for _, side in ipairs { "a", "b" } do
            for _, mark in ipairs(meeting[side].marks) do only.told[mark.id] = true end
        end
    end
    known[key] = only
    return only
end

local function parties_of(corpus, known, id)
    if known[id] then return known[id] end
    local list = {}
    local sql = "SELECT DISTINCT participants AS name, participants_country AS country, participants_kind AS kind FROM encounter_participants WHERE id = ?"
    for party in corpus:rows(sql, { id }) do list[#list + 1] = party end
    known[id] = { parties = list }
    return known[id]
end

-- A text without a country is no side of a pairing: does a text of that country tell of an encounter of the same people?
local function names_the_same(corpus, known, item, code, rows)
    for _, row in ipairs(rows) do
        local day = row.document_country == code and day_of(row)
        if day and math.abs(day - item.day) <= 1 then
            local score, named = parties.score(parties_of(corpus, known, item.row.id), parties_of(corpus, known, row.id))
            if score >= ALIKE and #named > 0 then return true end
        end
    end
    return false
end

-- Of the countries whose texts are held, those of which none tells of it; the others are sources that do.
local function leave_out_who_tells(corpus, items, rows)
    local pairings, known = {}, {}
    for _, item in ipairs(items) do
        local home, silent = item.row.document_country, {}
        for _, other in ipairs(item.others) do
            local tells
            if home then
                local only = only_one_tells(corpus, pairings, home, other.code)
                local told, alone = false, false
                for _, id in ipairs(item.ids) do told, alone = told or only.told[id], alone or only.alone[id] end
                tells = told or not alone
            else
                tells = names_the_same(corpus, known, item, other.code, rows)
            end
            if tells then item.sources = item.sources + 1 else silent[#silent + 1] = other end
        end
        item.others = item.sources == 1 and silent or {}
    end
end

--- Encounters whose day and countries are known, each once, with how many sources tell of it; see Corpus:tellings.
function M.tellings(corpus)
    if not corpus:has "encounter_participants" then return {} end
    local countries, by_key, order, rows = M.countries(corpus), {}, {}, corpus:annotations("encounter", { copies = true }):rows()
    for _, row in ipairs(rows) do
        local codes, day = countries[row.id] or {}, day_of(row)
        if day and #codes > 1 then
            table.sort(codes)
            local key = table.concat(codes, " ")
            local item = by_key[key .. day] or by_key[key .. day - 1] or by_key[key .. day + 1]
            if not item then
                item = { codes = codes, day = day, row = row, ids = {}, sources = 0, told = {} }
                by_key[key .. day], order[#order + 1] = item, item
            end
            item.ids[#item.ids + 1] = row.id
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
