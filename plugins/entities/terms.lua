-- terms.lua - offices with their time: who held which office on a day, from the lists in terms/.
--
-- Dates are texts, "2021-08-18", so that they compare as they are. A date that is a month or a year alone leaves its days in doubt, and on a day in doubt
-- nobody is named. What a list leaves open ends with KNOWN, since of later days nothing is known here.

local M = {}

local KNOWN = "2025-12-31"

local LISTS = { include "terms/g20.lua", include "terms/europe.lua", include "terms/europe_east.lua", include "terms/asia.lua", include "terms/bodies.lua" }

-- Letters with marks → plain ones, so that "Erdogan" is Erdoğan.
local PLAIN = {
    ["á"] = "a", ["à"] = "a", ["â"] = "a", ["ã"] = "a", ["ä"] = "a", ["ā"] = "a", ["ă"] = "a", ["ą"] = "a", ["å"] = "a", ["æ"] = "ae", ["ć"] = "c", ["č"] = "c",
    ["ç"] = "c", ["ď"] = "d", ["é"] = "e", ["è"] = "e", ["ê"] = "e", ["ë"] = "e", ["ē"] = "e", ["ě"] = "e", ["ę"] = "e", ["ė"] = "e", ["ğ"] = "g", ["í"] = "i",
    ["ī"] = "i", ["î"] = "i", ["ï"] = "i", ["ı"] = "i", ["ķ"] = "k", ["ł"] = "l", ["ľ"] = "l", ["ļ"] = "l", ["ń"] = "n", ["ň"] = "n", ["ñ"] = "n", ["ņ"] = "n",
    ["ó"] = "o", ["ò"] = "o", ["ô"] = "o", ["õ"] = "o", ["ö"] = "o", ["ø"] = "o", ["ő"] = "o", ["ř"] = "r", ["ś"] = "s", ["š"] = "s", ["ş"] = "s", ["ș"] = "s",
    ["ť"] = "t", ["ț"] = "t", ["ţ"] = "t", ["ú"] = "u", ["ù"] = "u", ["û"] = "u", ["ü"] = "u", ["ū"] = "u", ["ů"] = "u", ["ű"] = "u", ["ý"] = "y", ["ź"] = "z",
    ["ž"] = "z", ["ż"] = "z", ["Á"] = "a", ["Č"] = "c", ["Ç"] = "c", ["É"] = "e", ["Í"] = "i", ["İ"] = "i", ["Ľ"] = "l", ["Ł"] = "l", ["Ó"] = "o", ["Ö"] = "o",
    ["Ř"] = "r", ["Š"] = "s", ["Ś"] = "s", ["Ş"] = "s", ["Ú"] = "u", ["Ü"] = "u", ["Ž"] = "z",
}

local plain = memo(function(name)
    if not name:find("[\x80-\xFF]") then return (name:lower():gsub("[%-']", " ")) end
    local letters = name:gsub("\xCC[\x80-\xBF]", ""):gsub("\xCD[\x80-\xAF]", ""):gsub("\u{2019}", "'"):gsub("\u{2018}", "'"):gsub("\u{2BC}", "'")
    return (letters:gsub("[\xC2-\xF4][\x80-\xBF]+", PLAIN):lower():gsub("[%-']", " "))
end)

--- A name in small letters without marks, hyphens and apostrophes.
M.plain = plain

-- The first day on which it is sure that the time has come, and the first day on which it may have.
local function first_days(date)
    if #date == 10 then return date, date end
    if #date == 7 then return date .. "-32", date .. "-01" end
    return date .. "-13", date .. "-01-01"
end

local function term_of(list, from, to, name)
    local sure_from, perhaps_from = first_days(from)
    local sure_to = to and select(2, first_days(to)) or KNOWN
    return { iso = list[1] or nil, role = list[2], title = list[3], basis = list[4], name = name, from = from, to = to, sure_from = sure_from,
             perhaps_from = perhaps_from, sure_to = sure_to }
end

local function read_list(list)
    local terms = {}
    for line in list[5]:gmatch("[^\n]+") do
        local from, to, name = line:match("^%s*([%d%-]+)%.*([%d%-]*)%s+(%S.*%S)")
        if from then
            local last = terms[#terms]
            if last and not last.to then last.to, last.sure_to = from, select(2, first_days(from)) end
            terms[#terms + 1] = term_of(list, from, to ~= "" and to or nil, name)
        end
    end
    return terms
end

-- "CN foreign" → terms; plain name → terms; plain last word with its country → name.
local by_office, by_name, by_last = {}, {}, {}
-- Plain last word → the countries of those who bear it.
local countries_of_last = {}
local function add(term)
    local office = (term.iso or term.title) .. " " .. term.role
    by_office[office] = by_office[office] or {}
    table.insert(by_office[office], term)
    local name = plain(term.name)
    by_name[name] = by_name[name] or {}
    table.insert(by_name[name], term)
    if term.iso then
        local last = name:match("(%S+)$")
        local key = last .. " " .. term.iso
        if by_last[key] == nil then
            by_last[key] = name
            countries_of_last[last] = countries_of_last[last] or {}
            table.insert(countries_of_last[last], term.iso)
        elseif by_last[key] ~= name then
            by_last[key] = false
        end
    end
end
for _, lists in ipairs(LISTS) do
    for _, list in ipairs(lists) do
        for _, term in ipairs(read_list(list)) do add(term) end
    end
end

local function holds_on(term, day)
    return #day == 10 and day >= term.sure_from and day < term.sure_to
end

--- The offices that somebody held on a day.
-- @param name text as a document writes it
-- @param iso text|nil the person's country, by which a surname alone may tell
-- @param day text "2021-08-18"
-- @return list of { title, role, iso, name, from, to, basis }, empty where nothing is known
function M.offices(name, iso, day)
    local full = plain(name)
    local terms = by_name[full] or iso and by_name[by_last[full .. " " .. iso] or ""] or {}
    local found = {}
    for _, term in ipairs(terms) do
        if holds_on(term, day) and (not iso or not term.iso or term.iso == iso) then found[#found + 1] = term end
    end
    return found
end

--- All terms of whoever bears this name, as the lists write it or without its marks; nil where nobody does.
function M.of_name(name) return by_name[plain(name)] end

--- The countries of those in the lists whose name ends with this word; nil where nobody's does.
function M.countries_of_surname(word) return countries_of_last[plain(word)] end

--- Who held an office of a country on a day; nil where it is not known for sure.
-- @param role text as in lexicons/titles.tsv: "state", "government", "foreign", "vice"
function M.holder(iso, role, day)
    for _, term in ipairs(by_office[iso .. " " .. role] or {}) do
        if holds_on(term, day) then return term end
    end
end

return M
