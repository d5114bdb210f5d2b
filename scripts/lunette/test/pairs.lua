-- pairs.lua - the rows that a golden text expects beside those that were found: which belong together, and what differs.
--
-- Sits on expect.lua. Rows belong together that lie on the same words of the same layer; where there are several, those that differ least.

local draw = require "lunette.test.draw"
local expect = require "lunette.test.expect"

local M = {}

local function squeeze(text)
    return (tostring(text):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

--- A field's value as the texts that a golden file writes: an empty list where nothing fills it.
function M.values(decl, row, name)
    local t = decl.fields[name].type
    local value = expect.plain(t, row[name])
    if value == nil or (value == false and t.kind ~= "boolean") then return {} end
    if type(value) ~= "table" then value = { value } end
    local texts = {}
    for i, item in ipairs(value) do texts[i] = squeeze(item) end
    return texts
end

--- All rows of the layers that a golden text compares, in the order of the text.
function M.found(state, golden, doc)
    local found = {}
    for _, item in ipairs(golden.layers) do
        local decl = state.layers[item.name]
        for _, row in ipairs(doc:layer(item.name)) do
            local first, last = row:bytes()
            found[#found + 1] = { row = row, decl = decl, layer = item.name, first = first, last = last, order = #found }
        end
    end
    table.sort(found, function(a, b)
        if a.first ~= b.first then return a.first < b.first end
        if a.last ~= b.last then return a.last > b.last end
        return a.order < b.order
    end)
    return found
end

local function same_text(wanted, found)
    if wanted == found then return true end
    local a, b = tonumber(wanted), tonumber(found)
    if a and a == b then return true end
    local head, tail = wanted:match("^(.-)%s*…%s*(.-)$")
    if not head or #found < #head + #tail then return false end
    return found:sub(1, #head) == head and (tail == "" or found:sub(-#tail) == tail)
end

local function same_values(wanted, found)
    if wanted == false then return #found == 0 or (#found == 1 and found[1] == "false") end
    if #wanted ~= #found then return false end
    for i, value in ipairs(wanted) do
        if not same_text(squeeze(value), found[i]) then return false end
    end
    return true
end

--- The fields in which a found row is not what a row of the file says: { name =, wanted =, found =, value = }.
function M.differences(wanted, found)
    local list = {}
    for _, name in ipairs(wanted.order) do
        local values = M.values(found.decl, found.row, name)
        if not same_values(wanted.fields[name], values) then
            list[#list + 1] = { name = name, wanted = wanted.fields[name], found = values, value = found.row[name] }
        end
    end
    return list
end

local function key_of(row)
    return ("%s:%d:%d"):format(row.layer, row.first, row.last)
end

-- Of the rows on these words the one that differs least and has no partner yet.
local function nearest(wanted, candidates)
    local best, least
    for _, found in ipairs(candidates or {}) do
        local n = not found.partner and #M.differences(wanted, found)
        if n and (not least or n < least) then best, least = found, n end
    end
    return best, least
end

--- Gives each row of the file its partner among the found ones, and the other way round. Exact partners go first.
function M.join(rows, found)
    local by_key = {}
    for _, one in ipairs(found) do
        local key = key_of(one)
        by_key[key] = by_key[key] or {}
        table.insert(by_key[key], one)
    end
    for _, exact in ipairs { true, false } do
        for _, wanted in ipairs(rows) do
            local best, least = nearest(wanted, by_key[key_of(wanted)])
            if best and not wanted.partner and (least == 0 or not exact) then wanted.partner, best.partner = best, wanted end
        end
    end
end

local function show(values)
    if not values then return "nothing" end
    if #values == 0 then return "nothing" end
    local quoted = {}
    for i, value in ipairs(values) do quoted[i] = "“" .. value .. "”" end
    return table.concat(quoted, ", ")
end

local function describe_difference(golden, wanted, difference, colour)
    local marks = { { wanted.first, wanted.last, wanted.layer } }
    for _, value in ipairs(difference.wanted or {}) do
        local at, stop = golden.text:find(value, wanted.first, true)
        if at then marks[#marks + 1] = { at, stop, "expected" } end
    end
    draw.mark_value(marks, difference.value, "found")
    local message = ("%s:%d: %s, %s: expected %s, found %s"):format(golden.file, wanted.number, wanted.layer, difference.name, show(difference.wanted),
        show(difference.found))
    return draw.with_text(golden.text, message, marks, colour)
end

--- What is wrong, in words: rows that are missing, rows that nobody expects, fields that differ. Call `join` first.
-- @param write function(found) → the line that would expect a row
-- @param why function(wanted) → why it may be missing, or nil
-- @return table array of messages, in the order of the text
function M.messages(golden, found, write, why, colour)
    local list = {}
    local function add(at, message) list[#list + 1] = { at = at, n = #list, message = message } end
    for _, wanted in ipairs(golden.rows) do
        if not wanted.partner then
            local message = ("%s:%d: missing: %s"):format(golden.file, wanted.number, wanted.line:match("^%s*(.-)%s*$"))
            local reason = why(wanted)
            message = draw.with_text(golden.text, message, { { wanted.first, wanted.last, "expected" } }, colour)
            add(wanted.first, reason and message .. "\n" .. reason or message)
        else
            for _, difference in ipairs(M.differences(wanted, wanted.partner)) do
                add(wanted.first, describe_difference(golden, wanted, difference, colour))
            end
        end
    end
    for _, one in ipairs(found) do
        if not one.partner then
            add(one.first, draw.with_text(golden.text, ("not expected: %s (%s)"):format(write(one), one.row.rule or "core"),
                { { one.first, one.last, "found" } }, colour))
        end
    end
    table.sort(list, function(a, b)
        if a.at ~= b.at then return a.at < b.at end
        return a.n < b.n
    end)
    for i, item in ipairs(list) do list[i] = item.message end
    return list
end

return M
