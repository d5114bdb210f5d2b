-- alone.lua - encounters by who tells of them: by one source alone, or by several.
--
-- Sits on calendar.lua and the sets of a corpus. Encounters of the same countries a day apart at most are one. Two sources of one name in two countries
-- ("foreign ministry") are two. Nobody is called silent of whom no text from the day of the encounter on is held: what was written before cannot tell of it.

local calendar = require "lunette.calendar"

local M = {}

local BEHIND = 3                     -- days from an encounter on in which texts of those who took part are looked for

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

--- Encounters whose day and countries are known, each once, with how many sources tell of it; see Corpus:tellings.
function M.tellings(corpus)
    if not corpus:has "encounter_participants" then return {} end
    local countries, by_key, order = M.countries(corpus), {}, {}
    for row in corpus:annotations("encounter", { copies = true }):each() do
        local codes, day = countries[row.id] or {}, day_of(row)
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
    return order
end

return M
