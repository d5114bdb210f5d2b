-- errors.lua - what a pattern's author sees: the message, the place, the line, an underline, what to do.
--
-- Sits on nothing. An error is a table { code, message, file, line, column, width, source, hint }; code is "format" (the pattern is
-- not well formed) or "limit" (it is too large). Lines and columns count from 1, columns and widths are code points. A context is what
-- parse was given: { text =, file =, line =, column = }.

local M = {}

local meta = {
    __tostring = function(err) return ("%s:%d:%d: %s"):format(err.file, err.line, err.column, err.message) end,
    __metatable = "error",
}

-- Bytes that are not UTF-8 and control characters stand as "?", a byte each; tabs stay in source lines.
local function printable(line)
    if not utf8.len(line) then line = line:gsub("[\x80-\xFF]", "?") end
    return (line:gsub("[\0-\8\10-\31\127]", "?"))
end

local function points(line, first, last)
    if last < first then return 0 end
    return utf8.len(line) and utf8.len(line, first, last) or last - first + 1
end

local function line_around(text, at)
    local start = 1
    while true do
        local stop = text:find("\n", start, true)
        if not stop or stop >= at then return start, (stop or #text + 1) - 1 end
        start = stop + 1
    end
end

local function line_number(text, start)
    local _, breaks = text:sub(1, start - 1):gsub("\n", "")
    return breaks + 1
end

--- Makes an error at a place of the pattern.
-- @param context table { text =, file =, line =, column = }
-- @param at integer byte offset from 0
-- @param width integer bytes; what lies beyond the line's end is not underlined
-- @param message text
-- @param hint text|nil
-- @return table
function M.new(context, at, width, message, hint)
    local text = context.text
    local position = math.min(at, #text) + 1
    local start, stop = line_around(text, position)
    local line, source = line_number(text, start), text:sub(start, stop):gsub("\r$", "")
    local first = math.min(position - start, #source) + 1
    local column = points(source, 1, first - 1) + 1
    local marked = points(source, first, math.min(first + math.max(width, 1) - 1, #source))
    source = printable(source)
    if line == 1 and context.column and context.column > 1 then
        source = (" "):rep(context.column - 1) .. source
        column = column + context.column - 1
    end
    return setmetatable({
        code = "format", message = printable(message), hint = hint and printable(hint),
        file = context.file or "pattern", line = (context.line or 1) + line - 1, column = column,
        width = math.max(marked, 1), source = source,
    }, meta)
end

--- Raises such an error; parse and resolve catch it.
function M.raise(context, at, width, message, hint)
    error(M.new(context, at, width, message, hint), 0)
end

--- Raises an error about a node of a tree.
function M.raise_node(context, node, message, hint)
    M.raise(context, node.at or 0, node.width or 0, message, hint)
end

--- Raises an error of code "limit".
function M.raise_limit(context, at, width, message, hint)
    local err = M.new(context, at, width, message, hint)
    err.code = "limit"
    error(err, 0)
end

--- Is this an error made here? (Anything else that a protected call caught is a defect and is raised again.)
function M.is(value)
    return type(value) == "table" and getmetatable(value) == "error" and value.source ~= nil
end

-- Tabs stay tabs, so that the underline stands below what it underlines.
local function indent(source, column)
    local spaces = {}
    for position in utf8.codes(source) do
        if #spaces == column - 1 then break end
        spaces[#spaces + 1] = source:sub(position, position) == "\t" and "\t" or " "
    end
    return table.concat(spaces) .. (" "):rep(column - 1 - #spaces)
end

--- The whole diagnostic as the program prints it.
-- @param err table
-- @return text of two to four lines
function M.render(err)
    local lines = { ("%s:%d:%d: %s"):format(err.file, err.line, err.column, err.message) }
    lines[2] = "  " .. err.source
    lines[3] = "  " .. indent(err.source, err.column) .. ("^"):rep(err.width)
    if err.hint then lines[4] = "hint: " .. err.hint end
    return table.concat(lines, "\n")
end

return M
