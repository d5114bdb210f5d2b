-- called.lua - by which name a page calls a country or a body, however each text calls it.
--
-- Sits on corpus/ask.lua, compare/parties.lua and the list of bodies of plugin entities. A country goes by the name that it has in the corpus, where `lunette
-- same` may have changed it, else by its usual one. Names are one body's where they are the same with acronyms written out; the one in most documents stands
-- for all.

local core = require "lunette.core"

local ask = require "lunette.corpus.ask"
local parties = require "lunette.compare.parties"

local M = {}

local acronyms, listed

local function letters(name)
    return (parties.plain(name):gsub("[^%w\128-\255]", ""))
end

-- Lines of the list: phrase, full name, kind, "true" where the phrase is an acronym.
local function read_bodies()
    acronyms, listed = {}, {}
    for line in (core.read "plugins/entities/lexicons/organizations.tsv" or ""):gmatch "[^\n]+" do
        local phrase, name, acronym = line:match "^([^#\t][^\t]*)\t([^\t]+)\t[^\t]*\t?(%l*)"
        if acronym == "true" then acronyms[phrase] = name end
        if name then listed[letters(name)] = true end
    end
end

-- What is the same for all names of one body: "ECOWAS Commission", "Commission of the Economic Community of West African States".
local function key_of(name)
    local full = (name .. " "):gsub("(%u[%u%.]+)(%f[%s'])", function(word, rest) return acronyms[word] and acronyms[word] .. rest end)
    local part, whole = full:match "^(.-) of (.+)$"
    whole = whole and whole:gsub("^the ", "")
    if whole and listed[letters(whole)] then full = whole .. part end
    return letters(full)
end

local function country_names(corpus)
    local names = {}
    if not corpus:has "entity" then return names end
    for row in corpus:rows [[SELECT identity, name FROM entity WHERE kind = 'country' AND identity IS NOT NULL AND name IS NOT NULL
        GROUP BY 1, 2 ORDER BY count(*) DESC, 2]] do
        names[row.identity] = names[row.identity] or row.name
    end
    return names
end

local function body_names(corpus)
    local names = {}
    if not corpus:has "entity" then return names end
    for row in corpus:rows [[SELECT name FROM entity WHERE kind = 'organization' AND name IS NOT NULL
        GROUP BY 1 ORDER BY count(DISTINCT document) DESC, length(name) DESC, 1]] do
        local key = key_of(row.name)
        names[key] = names[key] or row.name
    end
    return names
end

--- The names of a corpus: { country = function(code), body = function(name) }.
function M.new(corpus)
    local countries, bodies
    local called = {}

    function called.country(code)
        countries = countries or country_names(corpus)
        return countries[code] or ask.country_name(code)
    end

    function called.body(name)
        if not acronyms then read_bodies() end
        bodies = bodies or body_names(corpus)
        return bodies[key_of(name)] or name
    end

    return called
end

return M
