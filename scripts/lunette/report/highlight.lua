-- highlight.lua - a document's text with marks over its annotations, and the words around one of them.
--
-- Sits on html.lua and, for where a sentence ends, compare/likeness.lua. Spans are code points from 0, half open. Marks may overlap in any way: the text is cut
-- wherever one starts or stops, and a piece carries the classes of all that cover it. Each annotation's first piece has its anchor, "d3-a17" (document 3,
-- annotation 17); where several start at one piece, the others have an element around it. A mark's `pieces` is set to the number of pieces it covers, from
-- its anchor on: so a page knows what lies over a piece without a list of annotations in every one. Classes are one letter: a page has ten thousand of
-- them.

local html = require "lunette.report.html"
local likeness = require "lunette.compare.likeness"

local M = {}

-- The classes of the layers that pages show; others are called by their name.
M.classes = { encounter = "E", act = "A", statement = "S", set_phrase = "F", person = "p", organization = "o", country = "c", place = "l", date = "t" }

local ID_SPREAD = 100000000          -- annotation ids: document × this + number (docs/store.md)
local SHORT_LINE = 60                -- a shorter line inside a paragraph was broken on purpose
local NEWLINE = ("\n"):byte()
local ENOUGH = 640                   -- code points of a long paragraph that are shown with an annotation, at the least: whole sentences
local AROUND = 640                   -- on each side of it at the most, where no sentence ends

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

local function boundaries(marks, pages, length)
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
    for _, offset in ipairs(pages) do add(offset) end
    table.sort(list)
    return list
end

-- ---- paragraphs ----

-- Line breaks as a page shows them: two or more start a paragraph; where a text has no empty lines, each one does.
local function breaks_of(text)
    local single = not text:find("\n%s*\n")
    return function(at, blank)
        if blank or single then return "</p><p>" end
        local start = at        -- looked for backwards and no further than it matters: speeches have a thousand lines
        while start > 1 and at - start < SHORT_LINE and text:byte(start - 1) ~= NEWLINE do start = start - 1 end
        return at - start < SHORT_LINE and "<br>" or "\n"
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

-- A paragraph cannot end inside a mark: marks are closed before it and opened after. The first mark takes the attributes of an anchor. Returns the
-- number of marks, too.
local function wrapped(parts, classes, anchor)
    local out, n = {}, 0
    for i, part in ipairs(parts) do
        if part == "</p><p>" or part == "<br>" or part == "" or classes == "" then
            out[i] = part
        else
            n = n + 1
            out[i] = ("<mark%s class=%s>%s</mark>"):format(n == 1 and anchor or "", classes, part)
        end
    end
    return table.concat(out), n
end

-- ---- the whole text ----

--- The class of a layer's marks.
function M.class(layer)
    return M.classes[layer] or "m-" .. layer:gsub("_", "-")
end

local function classes_of(active)
    local seen, names = {}, {}
    for _, mark in ipairs(active) do
        local class = M.class(mark.layer)
        if not seen[class] then seen[class], names[#names + 1] = true, class end
    end
    table.sort(names)
    local text = html.escape(table.concat(names, " "))
    return text:find "^[%w-]*$" and text or ('"%s"'):format(text)
end

-- Leaves out what has stopped, takes in what starts here.
local function step(active, marks, next_mark, offset)
    local kept, starting = {}, {}
    for _, mark in ipairs(active) do
        if mark.stop > offset then kept[#kept + 1] = mark end
    end
    while marks[next_mark] and marks[next_mark].start <= offset do
        local mark = marks[next_mark]
        if mark.stop > offset then kept[#kept + 1] = mark end
        mark.pieces, starting[#starting + 1] = 0, mark
        next_mark = next_mark + 1
    end
    return kept, next_mark, starting
end

-- The first piece of the marks that start here: the last of them gives the mark its anchor, the others stand around it.
local function anchored(part, classes, starting)
    local around, closing = {}, {}
    for i = 1, #starting - 1 do around[i], closing[i] = ("<span id=%s>"):format(M.anchor(starting[i].id)), "</span>" end
    local own = M.anchor(starting[#starting].id)
    local body, n = wrapped({ part }, classes, " id=" .. own)
    if n == 0 then body = ("<span id=%s>%s</span>"):format(own, body) end
    return table.concat(around) .. body .. table.concat(closing), n
end

-- Which page begins at an offset: the last of those that do. The first one is not told.
local function page_signs(pages)
    local signs = {}
    for number, offset in ipairs(pages) do
        if number > 1 then signs[offset] = ("<i class=page data-page=%d></i>"):format(number) end
    end
    return signs
end

--- A text with its marks.
-- @param text text
-- @param marks table array of { id =, layer =, start =, stop = }; each gets `pieces`
-- @param pages table|nil where each page of its file begins, in code points
-- @return text HTML: paragraphs
function M.text(text, marks, pages)
    pages = pages or {}
    table.sort(marks, function(a, b)
        if a.start ~= b.start then return a.start < b.start end
        if a.stop ~= b.stop then return a.stop > b.stop end
        return a.id < b.id
    end)
    local offsets, signs = boundaries(marks, pages, utf8.len(text) or 0), page_signs(pages)
    local bytes, break_at = byte_positions(text, offsets), breaks_of(text)
    local out, active, next_mark = { "<p>" }, {}, 1
    for i, offset in ipairs(offsets) do
        local starting
        active, next_mark, starting = step(active, marks, next_mark, offset)
        local piece = offsets[i + 1] and text:sub(bytes[offset], bytes[offsets[i + 1]] - 1) or ""
        local classes = #active > 0 and classes_of(active) or ""
        out[#out + 1] = signs[offset]
        local parts, first = broken_lines(piece, bytes[offset], break_at), 0
        if #starting > 0 then
            out[#out + 1], first = anchored(parts[1], classes, starting)
            parts[1] = ""
        end
        local rest, n = wrapped(parts, classes)
        out[#out + 1] = rest
        for _, mark in ipairs(active) do mark.pieces = mark.pieces + first + n end
    end
    out[#out + 1] = "</p>"
    return (table.concat(out):gsub("<p>%s*</p>", ""))
end

-- ---- the words around ----

-- The paragraph around two bytes of a text: its first byte and its last.
local function paragraph_of(text, first, last)
    local blank = text:find("\n%s*\n") and "\n%s*\n" or "\n"
    local cut, at = 1, text:find(blank)
    while at and at < first do
        local _, stop = text:find(blank, at)
        cut = stop + 1
        at = text:find(blank, cut)
    end
    return math.min(cut, first), (text:find(blank, last) or #text + 1) - 1
end

local function clip_before(text)
    local n = utf8.len(text) or #text
    if n <= AROUND then return text, false end
    return text:sub(utf8.offset(text, n - AROUND + 1)):gsub("^%S*%s+", ""), true
end

local function clip_after(text)
    local n = utf8.len(text) or #text
    if n <= AROUND then return text, false end
    return text:sub(1, utf8.offset(text, AROUND + 1) - 1):gsub("%s+%S*$", ""), true
end

local function squeezed(text)
    return (text:gsub("%s+", " "))
end

-- Of sentences those in which [start, stop) stands, and as many around them as make `least` code points: the numbers of the first and of the last.
local function enough(sentences, start, stop, least)
    local i, j = 1, #sentences
    while i < j and sentences[i + 1].start <= start do i = i + 1 end
    while j > i and sentences[j - 1].stop >= stop do j = j - 1 end
    while sentences[j].stop - sentences[i].start < least and (i > 1 or j < #sentences) do
        local goes_on = j < #sentences and (i == 1 or sentences[j].stop - stop <= start - sentences[i].start)
        if goes_on then j = j + 1 else i = i - 1 end
    end
    return i, j
end

--- The paragraph in which a span stands, in three texts: before, the span, after. Of a long one the sentences of the span and those around them, of a
-- long sentence the words around.
-- @param least integer|nil code points that are shown of a long paragraph, at the least
function M.around(text, start, stop, least)
    local bytes = byte_positions(text, { start, stop })
    local first, last = bytes[start], bytes[stop]
    local from, to = paragraph_of(text, first, last)
    local before, is_cut = clip_before(squeezed(text:sub(from, first - 1)))
    local words, after, goes_on = squeezed(text:sub(first, last - 1)), clip_after(squeezed(text:sub(last, to)))
    local ahead, behind = utf8.len(before) or #before, utf8.len(before .. words) or #before + #words
    least = least or ENOUGH
    if is_cut or goes_on or behind + #after > least then
        local sentences = likeness.sentences(before .. words .. after)
        local i, j = enough(sentences, ahead, behind, least)
        if i > 1 then before, is_cut = before:sub(utf8.offset(before, math.min(sentences[i].start, ahead) + 1)), true end
        if j < #sentences then after, goes_on = after:sub(1, utf8.offset(after, math.max(sentences[j].stop - behind, 0) + 1) - 1), true end
    end
    return (is_cut and "… " or "") .. before, words, after .. (goes_on and " …" or "")
end

return M
