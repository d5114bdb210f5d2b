-- csv.lua - one layer as a table for spreadsheets: RFC 4180, with a byte order mark, and no cell is a formula.
--
-- Sits on text.lua.

local text = require "lunette.export.text"

local M = { mark = "\u{FEFF}" }

-- A spreadsheet takes what begins so for a formula, in the wide signs of East Asian keyboards too; an apostrophe before it makes it text.
local wide = { ["＝"] = true, ["＋"] = true, ["－"] = true, ["＠"] = true }

local function harmless(value)
    local risky = value:find "^[=+%-@\t\r\n]" and not tonumber(value) or wide[value:sub(1, 3)]
    return risky and "'" .. value or value
end

local function cell(value)
    local made = harmless(text.shown(value))
    return made:find '[",\r\n]' and '"' .. made:gsub('"', '""') .. '"' or made
end

--- A line of cells.
function M.line(values)
    for i, value in ipairs(values) do values[i] = cell(value) end
    return table.concat(values, ",") .. "\r\n"
end

local of_document = { "document", "title", "date", "language", "source", "country" }
local of_row = { "start", "stop", "text", "rule", "key" }

local taken = {}
for _, list in ipairs { of_document, of_row } do
    for _, name in ipairs(list) do taken[name] = true end
end

-- The column of a field: its name, behind that of the layer where a column of the document has it: statement_source, encounter_date.
local function column_of(question, field)
    return taken[field] and question.layer .. "_" .. field or field
end

-- What stands before the first document: a byte order mark, without which spreadsheets take UTF-8 for something else, and the header.
function M.head(question)
    local names = {}
    for _, list in ipairs { of_document, of_row } do
        for _, name in ipairs(list) do names[#names + 1] = name end
    end
    for _, field in ipairs(question.fields) do names[#names + 1] = column_of(question, field) end
    return M.mark .. M.line(names)
end

--- The rows of a document.
function M.document(question)
    local doc, keys, lines = question.document, question.keys, {}
    local words_of = text.words_of(doc)
    for _, row in ipairs(doc.annotations) do
        if row.layer == question.layer then
            local values = { doc.uri or doc.id, doc.title or "", doc.date or "", doc.language or "", doc.source or "", doc.country or "",
                row.start, row.stop, row.text, row.rule or "", keys[tostring(row.id)] or "" }
            for _, name in ipairs(question.fields) do values[#values + 1] = row.fields and row.fields[name] or "" end
            for i, value in ipairs(values) do values[i] = text.shown(value, words_of) end
            lines[#lines + 1] = M.line(values)
        end
    end
    return table.concat(lines)
end

return M
