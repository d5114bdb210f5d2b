-- command.lua - words of a command that is to be typed next, as a shell takes each for one word. The same as core/base/shell.c.
--
-- Sits on nothing.

local M = {}

--- A word in single quotes, where a shell would take it apart or read it as something else; control characters become spaces.
-- @param text text a path, a name, words of a document
-- @return text
function M.word(text)
    text = text:gsub("%c", " "):gsub("\xC2[\x80-\x9F]", " ")
    if text:find "^[%w_./\x80-\xff-][%w_./:,+%%=@#\x80-\xff-]*$" then return text end
    return "'" .. text:gsub("'", "'\\''") .. "'"
end

return M
