-- units.lua - rules whose pattern is LPeg's: the text of each unit is searched, named groups and `at` captures fill fields.
--
-- Sits on LPeg. Text between matches is skipped by whole characters. A match of no length makes no row.

local lpeg = require "lpeg"

local failure = require "lunette.base.failure"

local M = {}

local Capture = {}                   -- the metatable that tells the markers of `at` from other captures
local character = lpeg.P(1) * lpeg.R("\x80\xBF") ^ 0

--- A pattern that captures where p matches, as the span `name`: `at("number", lpeg.R "09"^1)`. Captures inside p are dropped.
function M.at(place, name, p)
    if type(name) ~= "string" or not name:match("^[a-z][a-z0-9_]*$") then
        failure.raise(place, "at takes a name and an LPeg pattern", 'for example at("number", lpeg.R "09"^1)')
    end
    local fine, inner = pcall(lpeg.P, p)
    if not fine then failure.raise(place, ("at: %s is no LPeg pattern"):format(failure.kind(p)), 'for example at("number", lpeg.R "09"^1)') end
    return lpeg.Cp() * (inner / 0) * lpeg.Cp() / function(start, stop)
        return setmetatable({ name = name, start = start, stop = stop }, Capture)
    end
end

local function add(captures, name, value)
    local old = captures[name]
    if old == nil then
        captures[name] = value
    elseif type(old) == "table" and getmetatable(old) == nil then
        old[#old + 1] = value
    else
        captures[name] = { old, value }
    end
end

-- What one match captured: [1] its span, spans and texts by name; a name captured twice is a list.
local function collect(unit, start, stop, found)
    local captures = { unit:sub(start, stop - 1) }
    for _, item in ipairs(found) do
        if type(item) == "table" and getmetatable(item) == Capture and item.stop > item.start then
            add(captures, item.name, unit:sub(item.start, item.stop - 1))
        end
    end
    for name, value in pairs(found) do
        if type(name) == "string" then captures[name] = value end
    end
    return captures
end

--- A function that finds all matches in a unit.
-- @param p userdata an LPeg pattern
-- @return function(unit) → array of captures
function M.searcher(p)
    local one = lpeg.Cp() * lpeg.Ct(p) * lpeg.Cp()
    local search = lpeg.P { one + character * lpeg.V(1) }
    return function(unit)
        local text, at, all = unit.text, 1, {}
        while at <= #text do
            local start, found, stop = search:match(text, at)
            if not start then break end
            if stop > start then all[#all + 1] = collect(unit, start, stop, found) end
            at = stop > start and stop or character:match(text, stop) or #text + 1
        end
        return all
    end
end

return M
