-- draw.lua - what went wrong with a test, drawn below the words of its text.
--
-- Sits on base/underline.lua and expect.lua. A mark is { first, last, label }; labels have colours on a terminal.

local expect = require "lunette.test.expect"
local underline = require "lunette.base.underline"

local M = {}

M.INDENT = "    "
M.colours = { expected = 32, found = 31, ["the pattern stopped here"] = 33, ["taken"] = 36 }

--- First and last byte of an object of the engine; nothing for what is not in the text.
function M.bytes_of(value)
    local kind = expect.object(value)
    if kind and kind ~= "entity" then return value:bytes() end
end

--- Marks words where they first stand in a text.
function M.mark_text(marks, text, words, label)
    local first, last = text:find(words, 1, true)
    if first and #words > 0 then marks[#marks + 1] = { first, last, label } end
end

--- Marks what the engine found: a span, an annotation, or each of a list.
function M.mark_value(marks, value, label)
    for _, element in ipairs(type(value) == "table" and not expect.object(value) and value or { value }) do
        local first, last = M.bytes_of(element)
        if first then marks[#marks + 1] = { first, last, label } end
    end
end

--- Marks each text of what was wanted.
function M.mark_wanted(marks, text, wanted)
    for _, element in ipairs(type(wanted) == "table" and wanted or { wanted }) do
        if type(element) == "string" then M.mark_text(marks, text, element, "expected") end
    end
end

--- A message with the text and its marks below.
-- @param colour boolean|nil
function M.with_text(text, message, marks, colour)
    return message .. "\n" .. underline.draw(text, marks, M.INDENT, colour and M.colours or nil)
end

--- An error's message with its line and the place in it underlined; behind the line's end where that is the place.
function M.with_source(err)
    local text = err.source .. " "
    local start = utf8.offset(text, err.column) or #text
    local stop = utf8.offset(text, err.column + math.max(err.width or 1, 1)) or #text + 1
    start = math.min(start, #text)
    return M.with_text(text, err.message, { { start, math.max(start, math.min(stop - 1, #text)), "here" } })
end

return M
