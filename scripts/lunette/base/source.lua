-- source.lua - the text of loaded files: which line called, where a pattern or an example stands in it, the whole text of a declaration.
--
-- Sits on LPeg and, for the line of a caller, on the core: plugins run without the debug library, and so does this. Places of keys and texts are
-- found by looking for them from the line of the declaration on.

local lpeg = require "lpeg"
local has_core, core = pcall(require, "lunette.core")

local C, P, S, V = lpeg.C, lpeg.P, lpeg.S, lpeg.V

local M = {}

local DEEPEST = 40                   -- levels of calls between a plugin's line and the library
local RETURN = 13                    -- a byte that belongs to the end of a line
local BLANK = 4                      -- levels in a row that are functions of C; where there are more, the stack has ended
local TAIL = 56                      -- Lua shows the last 57 bytes of a long file name

--- A register of loaded files.
-- @return table with file → { text =, lines = {...} }
function M.new()
    return {}
end

-- Where each line of a text starts.
local starts_of = has_core and core.line_starts or function(text)
    local starts, at = { 1 }, text:find("\n", 1, true)
    while at do
        starts[#starts + 1] = at + 1
        at = text:find("\n", at + 1, true)
    end
    return starts
end

-- Lines are cut out when somebody looks at them: an error shows one, and most files have none.
local of_lines = {
    __index = function(lines, number)
        local starts, text = lines.starts, lines.text
        local start = math.type(number) == "integer" and starts[number]
        if not start then return nil end
        local stop = (starts[number + 1] or #text + 2) - 2
        if text:byte(stop) == RETURN and stop >= start then stop = stop - 1 end
        return text:sub(start, stop)
    end,
}

--- What Lua reads of a file: some editors begin it with a mark of byte order.
-- @param data text the file's bytes
-- @return text
function M.without_mark(data)
    return (data:gsub("^\u{FEFF}", ""))
end

--- Notes a file's text, so that errors can show its lines.
function M.add(sources, file, text)
    local starts = starts_of(text)
    sources[file] = { text = text, starts = starts, lines = setmetatable({ text = text, starts = starts }, of_lines) }
end

local function file_of(sources, shown)
    if sources[shown] then return shown end
    local tail = shown:match("^%.%.%.(.+)$")
    if not tail or #tail > TAIL then return nil end
    for file in pairs(sources) do
        if file:sub(-#tail) == tail then return file end
    end
end

local function line_of(sources, file, line)
    return sources[file] and sources[file].lines[line]
end

--- A place in a file, with the line's text.
function M.place(sources, file, line, column, width)
    return { file = file, line = line, column = column, width = width, source = line_of(sources, file, line) }
end

--- Is the function at a level of the stack, counted as `error` does for who calls this, written in a plugin's file?
function M.is_in(sources, level)
    local _, text = pcall(error, "", level + 1)
    local shown = tostring(text):match("^(.*):%d+: $")
    return shown ~= nil and file_of(sources, shown) ~= nil
end

--- A text up to the end of its first line.
function M.first_line(text)
    local stop = text:find("\n", 1, true)
    return stop and text:sub(1, stop - 1) or text
end

-- File and line of the function so many calls up, 1 being who asks; nothing for functions of C. Without an engine the place comes from the position
-- that `error` puts before its message.
local position = has_core and core.position or function(level)
    local _, text = pcall(error, "", level + 2)
    return tostring(text):match("^(.*):(%d+): $")
end

--- The nearest line of a plugin's file that led here.
-- @return table|nil a place
function M.caller(sources)
    for level = 2, DEEPEST do
        local shown, line = position(level)
        local file = shown and file_of(sources, shown)
        if file then return M.place(sources, file, tonumber(line)) end
    end
end

--- The lines of plugins' files that led here, the nearest file first; of each file the outermost line: where its helper was called, not where it stands.
-- @return table array of places
function M.callers(sources)
    local places, known, blank = {}, {}, 0
    for level = 2, DEEPEST do
        local shown, line = position(level)
        blank = shown and 0 or blank + 1
        if blank > BLANK then break end
        local file = shown and file_of(sources, shown)
        if file then
            known[file] = known[file] or #places + 1
            places[known[file]] = M.place(sources, file, tonumber(line))
        end
    end
    return places
end

local function offset_of_line(file, line)
    return file.starts[line] or #file.text + 1
end

-- The number of the line that holds a byte, which is mostly near one that stands before it.
local function line_at(file, offset, near)
    local starts, low, step = file.starts, near, 1
    if not starts[low] or starts[low] > offset then low = 1 end
    while starts[low + step] and starts[low + step] <= offset do low, step = low + step, 2 * step end
    local high = math.min(low + step - 1, #starts)
    while low < high do
        local middle = (low + high + 1) // 2
        if starts[middle] <= offset then low = middle else high = middle - 1 end
    end
    return low
end

local function place_at(sources, name, offset, width, near)
    local file = sources[name]
    local line = line_at(file, offset, near)
    local start = offset_of_line(file, line)
    local column = (utf8.len(file.text, start, offset - 1, true) or offset - start) + 1
    return M.place(sources, name, line, column, width)
end

--- Where a text (a pattern, an example) is written, from a place on; the place itself if it is not written there as it stands.
-- @return table a place, and true if it was found
function M.find_text(sources, place, text)
    local file = place and sources[place.file]
    if not file or #text == 0 then return place, false end
    local offset = file.text:find(text, offset_of_line(file, place.line), true)
    if not offset then return place, false end
    return place_at(sources, place.file, offset, utf8.len(M.first_line(text)), place.line), true
end

--- The same from the first of several places on at which it is found; the first place itself if it is found from none.
function M.find_from(sources, places, text)
    for _, place in ipairs(places) do
        local at, found = M.find_text(sources, place, text)
        if found then return at, true end
    end
    return places[1], false
end

--- Where a part of a text (bytes from 0) stands, if the text itself was found; else the text's place.
function M.inside(sources, place, text, at, width)
    local file = place and place.column and sources[place.file]
    if not file or not at or not width then return place end
    local offset = file.text:find(text, offset_of_line(file, place.line), true)
    if not offset then return place end
    return place_at(sources, place.file, offset + at, utf8.len(M.first_line(text:sub(at + 1, at + width))), place.line)
end

--- Gives an error the line of its file, where it has none.
function M.with_line(sources, err)
    if err.file and err.line and not err.source then err.source = line_of(sources, err.file, err.line) end
    return err
end

-- What brackets a declaration, without what hides brackets: strings, comments, long brackets. Where one is not closed, the text ends.
local long = lpeg.Cmt(P "[" * C(P "=" ^ 0) * "[", function(text, at, level)
    local _, stop = text:find("]" .. level .. "]", at, true)
    return (stop or #text) + 1
end)
local function string_in(quote)
    return P(quote) * ("\\" * (P(1) + -1) + (P(1) - S(quote .. "\\\n"))) ^ 0 * (P(1) + -1)
end
local plain = (P(1) - S "{}()[\"'-") ^ 1
local other = plain + long / 0 + "--" * (long / 0 + (P(1) - "\n") ^ 0) + string_in '"' + string_in "'"
local balanced = P { S "{(" * (other + V(1) + (P(1) - S "{}()")) ^ 0 * (S "})" + -1) }
local declaration = (other + (P(1) - S "{(")) ^ 0 * balanced * lpeg.Cp()

--- Behind the bracket that closes the declaration which starts at a byte; nil where there is none. What the core finds without a grammar.
function M.stop_by_grammar(text, start) return declaration:match(text, start) end

local stop_of = has_core and core.declaration_stop or M.stop_by_grammar

local function read_declaration(file, line)
    local start = offset_of_line(file, line)
    local stop = stop_of(file.text, start)
    return file.text:sub(start, stop and stop - 1)
end

--- The text of the declaration that starts on a place's line: up to the bracket that closes its first `{` or `(`. Kept: each of its keys is looked up in it.
function M.declaration(sources, place)
    local file = place and sources[place.file]
    if not file then return "" end
    file.declarations = file.declarations or {}
    local text = file.declarations[place.line] or read_declaration(file, place.line)
    file.declarations[place.line] = text
    return text
end

--- Where `key =` is written in the declaration that starts on a place's line; the place itself if it is not found.
function M.find_key(sources, place, key)
    local file = place and sources[place.file]
    if not file then return place end
    local text = M.declaration(sources, place)
    local whole = "^%f[%w_]" .. key:gsub("%p", "%%%0") .. "%f[^%w_]%s*=%f[^=]"
    local offset = text:find(key, 1, true)
    while offset and not text:find(whole, offset) do offset = text:find(key, offset + 1, true) end
    if not offset then return place end
    return place_at(sources, place.file, offset_of_line(file, place.line) + offset - 1, utf8.len(key), place.line)
end

return M
