-- companies.lua - what tells a company: the words after its name and what its name is called by in short; the words that only companies have beside them.
--
-- Sits on words.lua and lexicon org_suffixes. Many companies bear the name of a person ("Anton Kosala and Sons") or of a place: such a form is a
-- company's only where the text deals with it as with one.

local reading = include "words.lua"

local org_suffixes, given, well_known = lexicon "org_suffixes", lexicon "given", lexicon "well_known"

local M = {}

local JOINTS = { ["and"] = true, ["&"] = true, of = true, ["for"] = true, the = true }
local PLACES = { "cities", "capitals", "geography", "states", "regions", "country_names", "countries" }

-- "Kosala Steel Works" of "Kosala Steel Works Co Ltd", nil where no suffix ends the name.
local function without_suffixes(name)
    local core = name
    while true do
        local rest, last = core:match("^(.-),?%s+(%S+)$")
        if not rest or not (org_suffixes:lookup(last) or core ~= name and JOINTS[last]) then break end
        core = rest
    end
    return core ~= name and core or nil
end

local is_place = memo(function(words)
    for _, name in ipairs(PLACES) do
        if lexicon(name):lookup(words) then return true end
    end
    return false
end)

-- Would these words name somebody, were they not a company's?
local function is_personal(words)
    return given:lookup(words:match("^%S+")) ~= nil or well_known:lookup(words) ~= nil
end

--- By what a company is called later: "Kosala Steel Works" and "Kosala Steel" for "Kosala Steel Works Ltd", "Kosala" where that is nothing else.
-- @return list of { text, doubtful }; a doubtful form may be a person
M.short_forms = memo(function(name)
    local core, forms = without_suffixes(name), {}
    if not core then return forms end
    local first, second = core:match("^([%w\128-\255'\u{2019}%-]+)%s+(%S+)")
    if first and not is_place(core) then forms[1] = { text = core, doubtful = is_personal(core) } end
    local two = first and first .. " " .. second:gsub("['\u{2019}]s$", "")
    if two and two ~= core and not JOINTS[second] and second:find("^%u") and not is_place(two) then
        forms[#forms + 1] = { text = two, doubtful = is_personal(two) }
    end
    local one = name:match("^([%w\128-\255]+) ")
    if one and #one > 3 and reading.is_unknown(one) then forms[#forms + 1] = { text = one } end
    return forms
end)

local BEFORE = { "shares of ", "unit of ", "subsidiary of ", "stake in ", "division of ", "affiliate of ", "merger with ", "shareholders of " }
local BEHIND = { " shares", " stock", " shareholders", " unit", " subsidiary", " said it ", " said its ", " analyst", " International", " and Co",
    "'s shares", "'s board" }

--- Does the text deal with this name as with a company?
function M.deals(text, name)
    for _, words in ipairs(BEFORE) do
        if text:find(words .. name, 1, true) then return true end
    end
    for _, words in ipairs(BEHIND) do
        if text:find(name .. words, 1, true) then return true end
    end
    return false
end

--- May a name that stands where companies stand be one: words that are neither a place nor somebody known; a single one that is nothing else, and begins no
-- sentence?
function M.is_likely(match)
    local name = match.what.text
    if is_place(name) or well_known:lookup(name) then return false end
    if name:find("[%s%-]") then return true end
    return match:before(1) ~= nil and reading.is_unknown(name)
end

return M
