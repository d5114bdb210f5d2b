-- underline.lua - a text with marks under it, as failed examples show it.
--
-- Sits on nothing. A mark is { first, last, label }: 1-based bytes of the text. Columns are code points; a long text is cut around its marks, with an ellipsis
-- in place of the last sign before what is left out.

local M = {}

local WIDTH = 120                    -- code points shown
local BEFORE = 30                    -- of them before the first mark, where the text is cut

local function column_of(text, byte)
    local count = utf8.len(text, 1, byte - 1, true)
    return (count or byte - 1) + 1
end

-- White space of any kind as one space, so that columns stay.
local function clean(text)
    return (text:gsub("[\n\r\t]", " "))
end

local function window(text, marks)
    local length = utf8.len(text) or #text
    if length <= WIDTH then return 1, length end
    local first = length
    for _, mark in ipairs(marks) do first = math.min(first, mark.start) end
    if #marks == 0 then first = 1 end
    local start = math.max(1, math.min(first - BEFORE, length - WIDTH + 1))
    return start, math.min(length, start + WIDTH - 1)
end

local function slice(text, start, stop)
    local from = utf8.offset(text, start)
    local to = utf8.offset(text, stop + 1)
    if not from then return text:sub(start, stop) end
    return text:sub(from, (to or #text + 1) - 1)
end

--- A text as a terminal shows it in a colour; as it is without one.
function M.paint(text, colour)
    return colour and ("\27[%dm%s\27[0m"):format(colour, text) or text
end

--- Draws a text and its marks.
-- @param text text
-- @param marks table array of { first, last, label }
-- @param indent text before each line
-- @param colours table|nil label → how a terminal shows it: the number of a colour
-- @return text lines
function M.draw(text, marks, indent, colours)
    local placed = {}
    for _, mark in ipairs(marks) do
        local start = column_of(text, mark[1])
        placed[#placed + 1] = { start = start, stop = math.max(start, column_of(text, mark[2] + 1) - 1), label = mark[3] }
    end
    local first, last = window(text, placed)
    local is_cut = slice(text, last + 1, last + 1) ~= ""
    local shown = clean(slice(text, first > 1 and first + 1 or first, is_cut and last - 1 or last))
    local lines = { indent .. (first > 1 and "…" or "") .. shown .. (is_cut and "…" or "") }
    for _, mark in ipairs(placed) do
        local from, to = math.max(mark.start, first), math.min(mark.stop, last)
        if from <= to then
            local line = ("^"):rep(to - from + 1) .. " " .. mark.label
            lines[#lines + 1] = indent .. (" "):rep(from - first) .. M.paint(line, colours and colours[mark.label])
        end
    end
    return table.concat(lines, "\n")
end

return M
