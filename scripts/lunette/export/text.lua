-- text.lua - values of fields as text, and text as JSON, for the forms of `lunette export`.

local M = {}

--- A value as people read it: the name of an entity, the words of a span, the items of a list; an annotation as `of_row` tells it, else its number.
-- @param of_row function|nil from a number to a text
function M.shown(value, of_row)
    if type(value) ~= "table" then return value == nil and "" or tostring(value) end
    if value.name ~= nil then return tostring(value.name) end
    if value.text ~= nil then return tostring(value.text) end
    if value.ref ~= nil then return of_row and of_row(value.ref) or tostring(value.ref) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = M.shown(item, of_row) end
    return table.concat(parts, "; ")
end

--- A function from the number of a row of a document to its words, for M.shown.
function M.words_of(doc)
    local by_id
    return function(id)
        if not by_id then
            by_id = {}
            for _, row in ipairs(doc.annotations) do by_id[row.id] = row.text end
        end
        return by_id[id]
    end
end

--- A text with a line end in place of each code point that ends a line or a cell for some reader: control characters, U+0085, U+2028, U+2029.
function M.broken(words)
    return (words:gsub("%c", "\n"):gsub("\xC2\x85", "\n"):gsub("\xE2\x80[\xA8\xA9]", "\n"))
end

--- A text on one line, white space as single spaces.
function M.one_line(value)
    return (M.broken(tostring(value)):gsub("%s+", " "))
end

local STEP = 256                     -- code points between two places whose bytes are remembered

--- A function that gives the code points from start to stop of a text, and the number of its code points.
function M.slicer(text)
    local places, at = { 1 }, 1
    while at do
        at = utf8.offset(text, STEP + 1, at)
        places[#places + 1] = at
    end
    local function byte_of(point)
        return utf8.offset(text, point % STEP + 1, places[point // STEP + 1])
    end
    local length = (#places - 1) * STEP + utf8.len(text, places[#places])
    return function(start, stop) return text:sub(byte_of(start), byte_of(stop) - 1) end, length
end

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

--- A text as JSON.
function M.json(text)
    return '"' .. tostring(text):gsub('[%c"\\\127]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
end

return M
