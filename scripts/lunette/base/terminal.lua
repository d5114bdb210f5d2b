-- terminal.lua - words of documents and names of files as a terminal may show them. The same as lun_utf8_plain in core/base/utf8.h.
--
-- Sits on nothing.

local M = {}

--- A line in which what gives a terminal orders, or turns the direction of what follows, is a space: control characters, U+202A to U+202E, U+2066 to U+2069.
-- @param text text
-- @return text
function M.line(text)
    return (text:gsub("%c", " "):gsub("\xC2[\x80-\x9F]", " "):gsub("\xE2\x80[\xAA-\xAE]", " "):gsub("\xE2\x81[\xA6-\xA9]", " "))
end

--- The same of several lines: tabs and line feeds stay.
function M.lines(text)
    return (text:gsub("[^\t\n]+", M.line))
end

return M
