-- cropped.lua - a person's name without what the capitals around it add: the office before it, words of English, the show or town that bears it.
--
-- "Virginia Gov. Terry Whitlow", "Senators Ana Ruiz and", "Mason County", "director of the Ohio Fuels Association": a run of capitals is often more
-- than a name. What is left off or refused here is known by its words, wherever it stands; headlines.lua sees to lines of capitals.

local given, titles, well_known = lexicon "given", lexicon "titles", lexicon "well_known"
local org_heads, given_doubtful, country_names = lexicon "org_heads", lexicon "given_doubtful", lexicon "country_names"

local set = include("words.lua").set_of

local M = {}

-- The last words of what is named for somebody, or sounds so.
local PLACES = set "Base Airfield County City Township Parish Village Island Islands Beach Valley Mountains Street Avenue Boulevard"
local TERRITORIES = set "province district region county governorate oblast prefecture state island islands peninsula river strait airport"
local WORKS = set [[
    Show File Files Reports Hour Library Museum Association Institution Institute Foundation Caucus Weekly Network PAC Project Fund Union
    Classic Invitational Committee Campaign Administration Award Prize Scholarship Memorial Stadium Center Centre College Hospital Airport
    School Academy Watch Teachers Workers Nurses Retailers Farmers Veterans ]]
-- Titles that are common adjectives and nouns: "a Major Win", "the Head Start programme".
local WEAK = set "major private head speaker general chief lead junior"

local is_common = memo(function(word)
    return #word > 3 and word:find("^%u%l+$") ~= nil and is_common(word:lower())
        and not (given:lookup(word) or given_doubtful:lookup(word) or well_known:lookup(word) or country_names:lookup(word))
end)

local is_title = memo(function(word)
    return titles:lookup(word) ~= nil or word:find("%.$") ~= nil and titles:lookup(word:sub(1, -2)) ~= nil
end)

local function begins_full_name(text, with_initial)
    local first = text:match("^(%S+)%s+%S")
    return first and (given:lookup(first) ~= nil or with_initial and first:find("^%u%.$") ~= nil)
end

-- "Virginia Gov. Terry Whitlow", "Senators Ana Ruiz", "Draft Ana Ruiz": where the name begins behind what is none.
local function start_of(text)
    local best = 1
    for start, word, behind in text:gmatch("()(%S+)%s+()") do
        local rest = text:sub(behind)
        local no_name = is_title(word) and not given:lookup(word)
        if start == 1 then no_name = #word > 4 and word ~= "Young" and (is_common(word) or word:find("s$") and is_title(word:sub(1, -2))) end
        if no_name and begins_full_name(rest, start > 1) then best = behind end
    end
    return best
end

-- "Clinton Ally": a surname that the text binds to a given name, with a word behind it that nobody is called.
local function is_surname_with_noun(text, doc)
    local first, second = text:match("^(%S+)%s+(%S+)$")
    return first and well_known:lookup(first) and is_common(second) and doc.text:find("%u%l+ " .. first:gsub("%p", "%%%0") .. "%f[%W]") ~= nil and first
end

--- The name alone; one with an office before it may end as towns and shows do.
-- @return the span, or nil and why it names nobody
function M.name(who, doc, has_office)
    local text = who.text
    if not text:find("%s") then return who end
    local last = not has_office and text:match("%S+$")
    local behind = not has_office and who:after(1)
    if PLACES[last] or behind and TERRITORIES[behind.text] then return nil, "a place has this name" end
    if WORKS[last] then return nil, "something bears the name" end
    local first = is_surname_with_noun(text, doc)
    if first then return who:sub(1, #first) end
    local start = start_of(text)
    return start > 1 and who:sub(start, #text) or who
end

-- Are all of these words English, and none a given name?
local function are_common(text)
    for word in text:gmatch("%S+") do
        if not is_common(word) then return false end
    end
    return true
end

--- Are the words behind an office rather the rest of a body's name: "director of the Ohio Fuels Association", "CNN Worldwide"?
function M.is_rest_of_body(who, title)
    local text = who.text
    if text:find("%s") and WORKS[text:match("%S+$")] then return true end
    if not are_common(text) then return false end
    if org_heads:lookup(text:match("%S+$")) or WEAK[(title or ""):lower()] then return true end
    local before = who:before(1)
    return before ~= nil and before.text:find("^%u") ~= nil and not is_title(before.text) and not lexicon "honorifics":lookup(before.text)
end

--- Does no word say that somebody is meant: "Founding Fathers", "Assistant Managing Editor"?
function M.names_nobody(who)
    local last = who.text:match("%s(%S+)$")
    return last ~= nil and (last:find("s$") ~= nil or is_title(last)) and are_common(who.text)
end

return M
