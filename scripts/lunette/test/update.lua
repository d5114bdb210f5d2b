-- update.lua - golden files written anew: lines that hold stay as they stand, the others say what was found; and the difference as a diff.
--
-- Sits on golden.lua and pairs.lua. Pure: it makes texts; the command writes them. Comments stay with the line that they precede.

local golden_file = require "lunette.test.golden"
local pairing = require "lunette.test.pairs"
local underline = require "lunette.base.underline"

local M = {}

local LONGEST = 72                   -- bytes of words that are written out
local ENDS = 4                       -- words at each end of longer ones

local function quote(text)
    return '"' .. text:gsub('["\\]', "\\%0") .. '"'
end

local function bare_or_quoted(value)
    return value:match("^[%w_.-]+$") and value or quote(value)
end

-- "the first four words … the last four", where these find the same place.
local function shorten(text, first, last)
    local words = {}
    for word in text:sub(first, last):gmatch("%S+") do words[#words + 1] = word end
    if #words <= 2 * ENDS then return nil end
    local short = table.concat(words, " ", 1, ENDS) .. " … " .. table.concat(words, " ", #words - ENDS + 1)
    for nth = 1, 9 do
        local from, to = golden_file.find(text, short, nth)
        if not from then return nil end
        if from == first and to == last then return short, nth end
    end
end

-- The words of a place in the text and which of their places it is.
local function words_of(text, first, last)
    local words = text:sub(first, last):gsub("%s+", " "):match("^%s*(.-)%s*$")
    if #words > LONGEST then
        local short, number = shorten(text, first, last)
        if short then return short, number end
    end
    local nth = 1
    while true do
        local from = golden_file.find(text, words, nth)
        if not from or from >= first then return words, nth end
        nth = nth + 1
    end
end

local function write_values(decl, row, name)
    local values = pairing.values(decl, row, name)
    if #values == 0 then return nil end
    for i, value in ipairs(values) do values[i] = bare_or_quoted(value) end
    return name .. "=" .. table.concat(values, ",")
end

--- The line that expects a found row. Fields: those named, where absent ones are written !field; else all that are filled.
function M.line(golden, found, fields, absent)
    local words, nth = words_of(golden.text, found.first, found.last)
    local parts = { found.layer, quote(words) }
    if nth > 1 then parts[#parts + 1] = "#" .. nth end
    for _, name in ipairs(fields or golden.by_name[found.layer].fields or found.decl.field_order) do
        parts[#parts + 1] = write_values(found.decl, found.row, name) or (absent and "!" .. name or nil)
    end
    return table.concat(parts, " ")
end

-- What stands below ---: { lines of comments and blank lines, row, text }.
local function entries_of(golden, lines)
    local entries, rows, before = {}, {}, {}
    for _, row in ipairs(golden.rows or {}) do rows[row.number] = row end
    for at = (golden.marks or golden.stop) + 1, golden.stop do
        before[#before + 1] = not rows[at] and lines[at] or nil
        if rows[at] then
            entries[#entries + 1] = { before = before, row = rows[at], text = lines[at] }
            before = {}
        end
    end
    return entries, before
end

-- A new row stands before the first one of its layer that comes later in the text, else after the last one of its layer, else at the end.
local function place_for(entries, found)
    local after
    for i, entry in ipairs(entries) do
        if entry.found.layer == found.layer then
            if entry.found.first > found.first then return i end
            after = i + 1
        end
    end
    return after or #entries + 1
end

local function new_lines(golden, lines, found)
    local entries, rest = entries_of(golden, lines)
    local kept, lost = {}, {}
    for _, entry in ipairs(entries) do
        local partner = entry.row.partner
        if partner then
            if #pairing.differences(entry.row, partner) > 0 then entry.text = M.line(golden, partner, entry.row.order, true) end
            entry.found = partner
            table.move(entry.before, 1, #entry.before, #lost + 1, lost)
            entry.before, lost = lost, {}
            kept[#kept + 1] = entry
        else
            table.move(entry.before, 1, #entry.before, #lost + 1, lost)      -- its comments stay, with the next row
        end
    end
    for _, one in ipairs(found) do
        if not one.partner then table.insert(kept, place_for(kept, one), { before = {}, found = one, text = M.line(golden, one) }) end
    end
    table.move(rest, 1, #rest, #lost + 1, lost)
    local result = {}
    for _, entry in ipairs(kept) do
        table.move(entry.before, 1, #entry.before, #result + 1, result)
        result[#result + 1] = entry.text
    end
    table.move(lost, 1, #lost, #result + 1, result)
    return result
end

--- The lines of one text of a golden file as they should be.
function M.rewrite(golden, lines, found)
    local result = table.move(lines, golden.head, golden.marks or golden.stop, 1, {})
    if not golden.marks then
        while result[#result] == "" do result[#result] = nil end
        result[#result + 1], result[#result + 2] = "", "---"
    end
    local rows = new_lines(golden, lines, found)
    return table.move(rows, 1, #rows, #result + 1, result)
end

-- ---- diff ----

-- Lengths of the longest common subsequences of what follows each pair of places.
local function common(a, b)
    local table_of = {}
    for i = #a + 1, 1, -1 do
        local row = {}
        for j = #b + 1, 1, -1 do
            if i > #a or j > #b then
                row[j] = 0
            elseif a[i] == b[j] then
                row[j] = table_of[i + 1][j + 1] + 1
            else
                row[j] = math.max(table_of[i + 1][j], row[j + 1])
            end
        end
        table_of[i] = row
    end
    return table_of
end

local function without_ends(a, b)
    local front, back = 0, 0
    while front < #a and front < #b and a[front + 1] == b[front + 1] do front = front + 1 end
    while back < #a - front and back < #b - front and a[#a - back] == b[#b - back] do back = back + 1 end
    return table.move(a, front + 1, #a - back, 1, {}), table.move(b, front + 1, #b - back, 1, {}), front
end

--- What changes between two lists of lines: `- old` and `+ new` lines under the file's name and line.
function M.diff(file, a, b, colour)
    local old, new, front = without_ends(a, b)
    local lengths, i, j = common(old, new), 1, 1
    local lines = { underline.paint(("%s:%d"):format(file, front + 1), colour and 1) }
    local function add(sign, line, number) lines[#lines + 1] = underline.paint(sign .. " " .. line, colour and number) end
    while i <= #old or j <= #new do
        if i <= #old and j <= #new and old[i] == new[j] then
            add(" ", old[i])
            i, j = i + 1, j + 1
        elseif i <= #old and (j > #new or lengths[i + 1][j] >= lengths[i][j + 1]) then
            add("-", old[i], 31)
            i = i + 1
        else
            add("+", new[j], 32)
            j = j + 1
        end
    end
    return table.concat(lines, "\n")
end

return M
