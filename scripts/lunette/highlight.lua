-- highlight.lua - a document's text with marks over its annotations, and the words around one of them.
--
-- Sits on html.lua. Spans are code points from 0, half open. Marks may overlap in any way: the text is cut wherever one starts or stops, and
-- a piece carries the classes of all that cover it. Each annotation's first piece has its anchor, "d3-a17" (document 3, annotation 17).

local html = require "lunette.html"

local M = {}

local ID_SPREAD = 100000000          -- annotation ids: document × this + number (docs/store.md)
local SHORT_LINE = 60                -- a shorter line inside a paragraph was broken on purpose
local AROUND = 320                   -- code points shown on each side of an annotation in a long paragraph

--- The anchor of an annotation: "d3-a17".
function M.anchor(id)
    return ("d%d-a%d"):format(id // ID_SPREAD, id % ID_SPREAD)
end

-- ---- code points and bytes ----

-- Byte positions (from 1) of ascending code point offsets, in one pass.
local function byte_positions(text, offsets)
    local found, at, byte = {}, 0, 1
    for _, offset in ipairs(offsets) do
        byte = utf8.offset(text, offset - at + 1, byte) or #text + 1
        at = offset
        found[offset] = byte
    end
    return found
end

local function boundaries(marks, length)
    local seen, list = {}, {}
    local function add(offset)
        offset = math.max(0, math.min(length, offset))
        if not seen[offset] then
            seen[offset] = true
            list[#list + 1] = offset
        end
    end
    add(0)
    add(length)
    for _, mark in ipairs(marks) do
        add(mark.start)
        add(mark.stop)
    end
    table.sort(list)
    return list
end

-- ---- paragraphs ----

-- Line breaks as a page shows them: two or more start a paragraph; where a text has no empty lines, each one does.
local function breaks_of(text)
    local single = not text:find("\n%s*\n")
    return function(at, blank)
        if blank or single then return "</p><p>" end
        local line = text:sub(1, at - 1):match("[^\n]*$")
        return #line < SHORT_LINE and "<br>" or "\n"
    end
end

local function broken_lines(piece, first, break_at)
    local parts, at = {}, 1
    while true do
        local start, stop = piece:find("[ \t]*\n%s*", at)
        if not start then break end
        parts[#parts + 1] = html.escape(piece:sub(at, start - 1))
        local _, newlines = piece:sub(start, stop):gsub("\n", "")
        parts[#parts + 1] = break_at(first + start - 1, newlines > 1)
        at = stop + 1
    end
    parts[#parts + 1] = html.escape(piece:sub(at))
    return parts
end

-- A paragraph cannot end inside a mark: marks are closed before it and opened after.
local function wrapped(parts, opening, closing)
    local out = {}
    for i, part in ipairs(parts) do
        local is_break = part == "</p><p>" or part == "<br>"
        if is_break or part == "" or opening == "" then out[i] = part else out[i] = opening .. part .. closing end
    end
    return table.concat(out)
end

-- ---- the whole text ----

local function classes(active)
    local seen, names, labels = {}, {}, {}
    for _, mark in ipairs(active) do
        if not seen[mark.layer] then
            seen[mark.layer] = true
            names[#names + 1] = "m-" .. mark.layer:gsub("_", "-")
        end
        if mark.label then labels[#labels + 1] = mark.label end
    end
    table.sort(names)
    return table.concat(names, " "), table.concat(labels, "\n")
end

local function opening_of(active)
    if #active == 0 then return "", "" end
    local names, labels = classes(active)
    return ('<mark class="%s" title="%s">'):format(html.escape(names), html.escape(labels)), "</mark>"
end

local function step(active, marks, next_mark, offset)
    local kept = {}
    for _, mark in ipairs(active) do
        if mark.stop > offset then kept[#kept + 1] = mark end
    end
    local anchors, closing = {}, {}
    while marks[next_mark] and marks[next_mark].start <= offset do
        local mark = marks[next_mark]
        if mark.stop > offset then kept[#kept + 1] = mark end
        anchors[#anchors + 1] = ('<span id="%s" class="at">'):format(M.anchor(mark.id))
        closing[#closing + 1] = "</span>"
        next_mark = next_mark + 1
    end
    return kept, next_mark, table.concat(anchors), table.concat(closing)
end

--- A text with its marks.
-- @param text text
-- @param marks table array of { id =, layer =, start =, stop =, label = }
-- @return text HTML: paragraphs
function M.text(text, marks)
    table.sort(marks, function(a, b)
        if a.start ~= b.start then return a.start < b.start end
        if a.stop ~= b.stop then return a.stop > b.stop end
        return a.id < b.id
    end)
    local offsets = boundaries(marks, utf8.len(text) or 0)
    local bytes, break_at = byte_positions(text, offsets), breaks_of(text)
    local out, active, next_mark = { "<p>" }, {}, 1
    for i, offset in ipairs(offsets) do
        local anchors, closing, piece
        active, next_mark, anchors, closing = step(active, marks, next_mark, offset)
        piece = offsets[i + 1] and text:sub(bytes[offset], bytes[offsets[i + 1]] - 1) or ""
        local opening, ending = opening_of(active)
        local parts = broken_lines(piece, bytes[offset], break_at)
        if anchors ~= "" then
            out[#out + 1] = anchors .. wrapped({ parts[1] }, opening, ending) .. closing
            parts[1] = ""
        end
        out[#out + 1] = wrapped(parts, opening, ending)
    end
    out[#out + 1] = "</p>"
    return (table.concat(out):gsub("<p>%s*</p>", ""))
end

-- ---- the words around ----

local function clip_before(text)
    local n = utf8.len(text) or #text
    if n <= AROUND then return text end
    return "… " .. text:sub(utf8.offset(text, n - AROUND + 1)):gsub("^%S*%s+", "")
end

local function clip_after(text)
    local n = utf8.len(text) or #text
    if n <= AROUND then return text end
    return text:sub(1, utf8.offset(text, AROUND + 1) - 1):gsub("%s+%S*$", "") .. " …"
end

local function squeezed(text)
    return (text:gsub("%s+", " "))
end

--- The paragraph in which a span stands, in three texts: before, the span, after.
function M.around(text, start, stop)
    local bytes = byte_positions(text, { start, stop })
    local first, last = bytes[start], bytes[stop]
    local before, after = text:sub(1, first - 1), text:sub(last)
    local blank = text:find("\n%s*\n") and "\n%s*\n" or "\n"
    local cut, at = 1, before:find(blank)
    while at do
        local _, stop_of_break = before:find(blank, at)
        cut = stop_of_break + 1
        at = before:find(blank, cut)
    end
    before = before:sub(cut)
    after = after:sub(1, (after:find(blank) or #after + 1) - 1)
    return clip_before(squeezed(before)), squeezed(text:sub(first, last - 1)), clip_after(squeezed(after))
end

return M
