-- lexicons.lua - what the linter says of lexicons: phrases that stand there twice, with other data, or in two cases.
--
-- Sits on place.lua. Entries are read from the file or the table they were made from; what they mean is the engine's affair.

local place_of = require "lunette.lint.place"
local source = require "lunette.base.source"

local M = {}

local function trim(text)
    return text:match("^%s*(.-)%s*$")
end

local function columns_of(line)
    local cells = {}
    for cell in (line .. "\t"):gmatch("(.-)\t") do cells[#cells + 1] = trim(cell) end
    return cells
end

-- Entries of a file's text: { phrase, data, line }; the data of a table are its other columns.
local function entries_of_text(data, is_table)
    local entries, number, headed = {}, 0, not is_table
    for line in (data:gsub("\r\n", "\n") .. "\n"):gmatch("(.-)\n") do
        number = number + 1
        if line:find("%S") and not line:match("^%s*#") then
            local cells = is_table and columns_of(line) or { trim(line) }
            if headed then entries[#entries + 1] = { phrase = cells[1], data = table.concat(cells, " · ", 2), line = number } end
            headed = true
        end
    end
    return entries
end

local function entries_of_table(body)
    local entries = {}
    for i, item in ipairs(body) do
        local phrase, parts = item, {}
        if type(item) == "table" then
            phrase = item[1]
            for key, value in pairs(item) do
                if type(key) == "string" then parts[#parts + 1] = key .. " = " .. tostring(value) end
            end
            table.sort(parts)
        end
        entries[i] = { phrase = phrase, data = table.concat(parts, " · ") }
    end
    return entries
end

-- Of two entries of a table the second is looked for below the first.
local function place_of_entry(state, item, entry, before)
    if entry.line then
        return { file = item.path, line = entry.line, column = 1, width = utf8.len(entry.phrase), source = entry.phrase }
    end
    local from = before and before.line and { file = before.file, line = before.line + 1 } or item.place
    local at, found = source.find_text(state.sources, from, '"' .. entry.phrase .. '"')
    return found and at or before or item.place
end

local function line_of(place)
    return place and place.line and ("line %d"):format(place.line) or "above"
end

local function compare(say, old, entry, old_place)
    local other_case, where = old.phrase ~= entry.phrase, line_of(old_place)
    if old.data ~= entry.data then
        say("contradictory-entry", ("“%s” stands there twice: %s here, %s in %s"):format(entry.phrase, entry.data == "" and "nothing" or entry.data,
            old.data == "" and "nothing" or old.data, where), "the first one is preferred: leave one out")
    elseif other_case then
        say("same-in-two-cases", ("“%s” and “%s” (%s) are the same: case does not count in this lexicon"):format(entry.phrase, old.phrase, where),
            "leave one out, or say case: exact")
    else
        say("duplicate-entry", ("“%s” stands there twice, in %s and here"):format(entry.phrase, where), "leave one out")
    end
end

local function check_lexicon(add, state, plugin, name, item)
    local is_table = item.path ~= nil and item.path:match("%.tsv$") ~= nil
    local entries = item.data and entries_of_text(item.data, is_table) or entries_of_table(item.entries or {})
    local folds, seen = item.case ~= "exact", {}
    for _, entry in ipairs(entries) do
        local key = entry.phrase:gsub("%s+", " ")
        if folds then key = key:lower() end
        local old = seen[key]
        seen[key] = old or entry
        if old then
            local first = place_of_entry(state, item, old)
            compare(function(id, message, hint)
                add { id = id, kind = "entries", level = "warning", place = place_of_entry(state, item, entry, first), plugin = plugin.name,
                    message = ("lexicon '%s': %s"):format(name, message), hint = hint }
            end, old, entry, first)
        end
    end
end

--- Checks the lexicons of a plugin.
-- @param accept function takes the comments of a lexicon's file
function M.check(add, state, plugin, accept)
    for name, item in pairs(plugin.lexicons) do
        if item.path then
            item.data = state.core.read(item.path)
            for _, comment in ipairs(item.data and place_of.accepted_in_lexicon(item.path, item.data) or {}) do accept(comment) end
        end
        check_lexicon(add, state, plugin, name, item)
        item.data = item.path and nil
    end
end

return M
