-- brat.lua - brat's standoff files: of each document a text and an .ann, and one annotation.conf that lets brat show them.
--
-- Sits on text.lua. Text-bound annotations have the number of the row; enumerated fields and booleans are attributes, references to mentions relations, all
-- other fields a note. brat counts code points, as we do.

local failure = require "lunette.base.failure"

local text = require "lunette.export.text"

local M = {}

local seen                           -- of the export at hand: layers, relations, attributes with their values

--- Begins an export.
function M.head()
    seen = { layers = {}, relations = {}, attributes = {} }
end

-- A span that runs over a line end is told in pieces, one a line: their offsets and their words. nil where nothing but white space is in it.
local function pieces_of(row)
    local pieces, words, at = {}, {}, row.start
    for line in (text.broken(row.text) .. "\n"):gmatch "([^\n]*)\n" do
        local n = utf8.len(line) or #line
        if line:find "%S" then
            pieces[#pieces + 1] = ("%d %d"):format(at, at + n)
            words[#words + 1] = line
        end
        at = at + n + 1
    end
    if #pieces > 0 then return table.concat(pieces, ";"), table.concat(words, " ") end
end

local function note_value(field, value)
    seen.attributes[field] = seen.attributes[field] or {}
    seen.attributes[field][value] = true
end

local function is_word(value)
    return type(value) == "string" and value:find "^[%w_-]+$" ~= nil
end

local Writer = {}
Writer.__index = Writer

function Writer:add(format, ...)
    self.lines[#self.lines + 1] = format:format(...)
end

function Writer:relation(row, field, target)
    if not self.there[target] then return false end
    self.n = self.n + 1
    seen.relations[field] = true
    self:add("R%d\t%s Arg1:T%d Arg2:T%d", self.n, field, row.id, target)
    return true
end

-- A field as an attribute or as relations; false where it goes into the note.
function Writer:field(row, kinds, field, value)
    if type(value) == "boolean" or (kinds[field] == "enum" and is_word(value)) then
        self.attributes = self.attributes + 1
        if value == false then return true end
        note_value(field, value == true and "" or value)
        self:add("A%d\t%s T%d%s", self.attributes, field, row.id, value == true and "" or " " .. value)
        return true
    end
    if type(value) ~= "table" then return false end
    local all = true
    for _, item in ipairs(value[1] and value or { value }) do
        all = type(item) == "table" and item.ref and self:relation(row, field, item.ref) and all
    end
    return all
end

function Writer:row(row, kinds)
    local notes, name = {}, row.layer
    seen.layers[name] = true
    self:add("T%d\t%s %s\t%s", row.id, name, pieces_of(row))
    for _, field in ipairs(failure.keys(row.fields or {})) do
        if not self:field(row, kinds, field, row.fields[field]) then
            notes[#notes + 1] = field .. " = " .. text.one_line(text.shown(row.fields[field], self.words_of))
        end
    end
    if #notes > 0 then self:add("#%d\tAnnotatorNotes T%d\t%s", row.id, row.id, table.concat(notes, "; ")) end
end

--- The two files of a document. Annotations without words have no place in brat and are left out.
-- @param question table { number =, document =, schema = { layer → { field → type } } }
function M.document(question)
    local doc = question.document
    local writer = setmetatable({ lines = {}, there = {}, n = 0, attributes = 0, words_of = text.words_of(doc) }, Writer)
    for _, row in ipairs(doc.annotations) do
        if pieces_of(row) then writer.there[row.id] = true end
    end
    for _, row in ipairs(doc.annotations) do
        if writer.there[row.id] then writer:row(row, question.schema[row.layer] or {}) end
    end
    local name = ("%06d"):format(question.number)
    local ann = #writer.lines > 0 and table.concat(writer.lines, "\n") .. "\n" or ""
    return { { name = name .. ".txt", text = doc.text }, { name = name .. ".ann", text = ann } }
end

--- What brat must know of all: which annotations, relations and attributes there are.
function M.tail()
    local lines = { "[entities]" }
    table.move(failure.keys(seen.layers), 1, #failure.keys(seen.layers), 2, lines)
    lines[#lines + 1] = "\n[relations]"
    lines[#lines + 1] = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    for _, name in ipairs(failure.keys(seen.relations)) do lines[#lines + 1] = name .. "\tArg1:<ENTITY>, Arg2:<ENTITY>" end
    lines[#lines + 1] = "\n[events]\n\n[attributes]"
    for _, name in ipairs(failure.keys(seen.attributes)) do
        local values = failure.keys(seen.attributes[name])
        if values[1] == "" then table.remove(values, 1) end
        lines[#lines + 1] = name .. "\tArg:<ENTITY>" .. (#values > 0 and ", Value:" .. table.concat(values, "|") or "")
    end
    return { { name = "annotation.conf", text = table.concat(lines, "\n") .. "\n" } }
end

return M
