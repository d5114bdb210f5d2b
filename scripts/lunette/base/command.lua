-- command.lua - words of a command that is to be typed next, as a shell takes each for one word. The same as core/base/shell.c.
--
-- Sits on terminal.lua.

local terminal = require "lunette.base.terminal"

local M = {}

--- A word in single quotes, where a shell would take it apart or read it as something else; what gives a terminal orders becomes spaces.
-- @param text text a path, a name, words of a document
-- @return text
function M.word(text)
    text = terminal.line(text)
    if text:find "^[%w_./\x80-\xff-][%w_./:,+%%=@#\x80-\xff-]*$" then return text end
    return "'" .. text:gsub("'", "'\\''") .. "'"
end

return M
