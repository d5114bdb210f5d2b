-- bodies_meant.lua - which bodies "both parliaments", "the three agencies" are: those named before whose names say that kind.

local joined = include "joined.lua"
local named = include "named.lua"
local assemblies = include "assemblies.lua"

local get, before, collector = named.get, named.before, assemblies.collector

local MOST_MEMBERS = 3

-- What the names of such bodies say.
local KINDS_OF_BODIES = {
    legislatures = { "Parliament", "Congress", "Assembly", "Senate", "Duma", "Diet", "Knesset", "Bundestag", "Majlis", "Seimas", "Saeima", "Storting",
        "Riksdag" },
    companies = { "Company", "Corporation", "Inc", "Ltd", "Group", "Airlines" }, banks = { "Bank" }, ministries = { "Ministry", "Department" },
    universities = { "University" }, agencies = { "Agency" }, commissions = { "Commission" }, unions = { "Union" },
}
KINDS_OF_BODIES.parliaments = KINDS_OF_BODIES.legislatures
KINDS_OF_BODIES["central banks"] = KINDS_OF_BODIES.banks

-- Is it a body of this kind itself, not a committee of it?
local function is_of_kind(name, words)
    if not words then return true end
    if name:find("Committee", 1, true) then return false end
    for _, word in ipairs(words) do
        if name:find(word, 1, true) then return true end
    end
    return false
end

--- The bodies that an expression for several means, in the order of the text.
-- @return array of entities
return function(found, mention)
    local behind = joined.named_behind(found, found.bodies, mention.row, 2)
    if behind then return behind end
    local list, add = collector()
    local words
    for kind, heads in pairs(KINDS_OF_BODIES) do
        if mention.row.text:lower():sub(-#kind) == kind then words = heads end
    end
    for i = 1, before(found.bodies, mention.start) do
        if #list >= MOST_MEMBERS then break end
        local entity = get(found.bodies[i], "entity")
        if is_of_kind(entity.name, words) then add(entity.name, entity) end
    end
    return list
end
