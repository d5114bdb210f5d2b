-- namespace.lua - what a plugin can name: its own definitions and lexicons, and those of the plugins it requires.
--
-- Sits on base/failure.lua. A plugin has `definitions` and `lexicons` (name → { place, plugin, … }) and `sees`, the array of plugins it sees,
-- itself first. A name that two of them define is an error that names both places, whichever comes later; a plugin with `again` (the prompt)
-- may define its own names anew.

local failure = require "lunette.base.failure"

local M = {}

M.classes = {
    "cap", "upper", "lower", "num", "punct", "verb", "noun", "adj", "adv", "propn", "aux", "adp", "det", "pron", "part",
    "cconj", "sconj", "intj", "sym", "x",
}

local words = { definitions = "define", lexicons = "lexicon" }
local is_class = {}
for _, name in ipairs(M.classes) do is_class[name] = true end

--- What a plugin sees of one kind.
-- @param plugin table
-- @param kind text "definitions" or "lexicons"
-- @param name text
-- @return table|nil
function M.find(plugin, kind, name)
    for _, other in ipairs(plugin.sees) do
        local found = other[kind][name]
        if found then return found end
    end
end

--- All that a plugin sees of one kind, by name.
function M.all(plugin, kind)
    local all = {}
    for i = #plugin.sees, 1, -1 do
        for name, item in pairs(plugin.sees[i][kind]) do all[name] = item end
    end
    return all
end

local function place_text(item)
    local place = item.place
    if not place or not place.file then return "by " .. item.plugin end
    return ("by %s (%s:%d)"):format(item.plugin, place.file, place.line or 1)
end

local function refuse_twice(place, kind, name, old, new)
    failure.raise(place, ('%s "%s" is there twice: %s and %s'):format(words[kind], name, place_text(old), place_text(new)),
        "give one of them another name")
end

--- Adds a definition or a lexicon to a plugin.
-- @param plugin table
-- @param kind text "definitions" or "lexicons"
-- @param name text
-- @param item table { place =, … }
function M.add(plugin, kind, name, item)
    item.plugin, item.name = plugin.name, name
    if not name:match("^[a-z][a-z0-9_]*$") then
        failure.raise(item.place, ('%s "%s": a name is lower-case letters, digits and _, and starts with a letter')
            :format(words[kind], name), ('for example "%s"'):format((name:lower():gsub("[^a-z0-9_]+", "_"))))
    end
    if kind == "definitions" and is_class[name] then
        failure.raise(item.place, ('define "%s": %%%s is a word class'):format(name, name), "choose another name")
    end
    local old = M.find(plugin, kind, name)
    if old and not (plugin.again and plugin[kind][name] == old) then refuse_twice(item.place, kind, name, old, item) end
    plugin[kind][name] = item
end

local function check_no_clash(place, plugin, kind, other)
    for _, name in ipairs(failure.keys(other[kind])) do
        local old = M.find(plugin, kind, name)
        if old and old ~= other[kind][name] then refuse_twice(place, kind, name, old, other[kind][name]) end
    end
end

--- Lets a plugin see another and all that it sees.
function M.see(plugin, place, other)
    local known = {}
    for _, seen in ipairs(plugin.sees) do known[seen] = true end
    for _, seen in ipairs(other.sees) do
        if not known[seen] then
            check_no_clash(place, plugin, "definitions", seen)
            check_no_clash(place, plugin, "lexicons", seen)
            plugin.sees[#plugin.sees + 1] = seen
        end
    end
end

return M
