-- show.lua - how answers of `lunette why` show things: sentences with marks, values, places, names of layers.
--
-- Sits on base/underline.lua, test/expect.lua and base/source.lua.

local expect = require "lunette.test.expect"
local failure = require "lunette.base.failure"
local source = require "lunette.base.source"
local underline = require "lunette.base.underline"

local M = {}

M.INDENT = "    "

--- A text in one line of at most `most` characters.
function M.shorten(text, most)
    text = text:gsub("%s+", " ")
    if (utf8.len(text) or #text) <= most then return text end
    return text:sub(1, (utf8.offset(text, most) or most) - 1) .. "…"
end

--- A sentence with words of it underlined; what lies outside of it is left out.
-- @param sentence Span
-- @param marks table array of { span, label }
function M.drawn(sentence, marks)
    local first, last = sentence:bytes()
    local placed = {}
    for _, mark in ipairs(marks) do
        local a, b = mark[1]:bytes()
        if a <= last and b >= first then placed[#placed + 1] = { math.max(a, first) - first + 1, math.min(b, last) - first + 1, mark[2] } end
    end
    return underline.draw(sentence.text, placed, M.INDENT)
end

--- A field's value for people.
function M.value(value)
    local kind = expect.object(value)
    if kind == "entity" then return value.name end
    if kind == "annotation" and value.entity then return value.entity.name end
    if kind then return '"' .. M.shorten(value.text, 60) .. '"' end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = M.value(item) end
    return table.concat(parts, "; ")
end

--- Does a field hold what was written on the command line?
function M.holds(wanted, value)
    if wanted == nil then return true end
    if type(value) == "table" and not expect.object(value) then
        for _, item in ipairs(value) do
            if M.holds(wanted, item) then return true end
        end
        return false
    end
    if value == nil then return false end
    return tostring(value) == wanted or M.value(value) == wanted or (expect.object(value) and value.text == wanted) or false
end

-- A plugin's helper may declare rules that are written in other files: the file that holds the pattern is the rule's.
local function written_elsewhere(state, rule)
    local text = rule.pattern and rule.pattern.text
    if not text or text == "" then return nil end
    for _, file in ipairs(failure.keys(state.sources)) do
        if state.file_owner[file] == rule.plugin and state.sources[file].text:find('"' .. rule.name .. '"', 1, true) then
            local place, found = source.find_text(state.sources, { file = file, line = 1 }, text)
            if found then return place end
        end
    end
end

--- Where a rule is written.
-- @return table a place with file and line
function M.place(state, rule)
    local at = rule.pattern and rule.pattern.place
    if at and at.file and at.column then return rule.place.file == at.file and rule.place or at end
    return written_elsewhere(state, rule) or rule.place
end

function M.place_text(state, rule)
    local at = M.place(state, rule)
    return ("%s:%d"):format(at.file, at.line)
end

--- A name with the count of it where it is not one: "3 documents".
function M.count(n, one, more)
    return ("%d %s"):format(n, n == 1 and one or more or one .. "s")
end

return M
