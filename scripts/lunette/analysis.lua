-- analysis.lua - runs an analysis over a corpus: options in, typed rows out, kept in the corpus as a view.
--
-- Sits on ask.lua, corpus.lua and core.save. Invariant: a row that does not fit `result` stops the analysis before anything is kept.

local core = require "lunette.core"

local ask = require "lunette.ask"
local corpus_module = require "lunette.corpus"
local failure = require "lunette.failure"
local types = require "lunette.types"

local M = {}

local formats = { table = true, csv = true, json = true }

-- ---- rows ----

-- A reference is kept as what lasts: the key of an annotation, else a name.
local function plain(value)
    if type(value) == "table" then return value.key or value.name or value.code end
    return value
end

local function fits(t, value)
    if t.kind == "entity" or t.kind == "annotation" or t.kind == "span" or t.kind == "country" then
        return type(value) == "string" or math.type(value) == "integer", types.name(t)
    end
    if t.kind == "number" then return type(value) == "number", "a number" end
    local single = t.list and { kind = t.kind, options = t.options } or t
    return types.fits(single, value)
end

local function check_one(what, name, t, value)
    value = plain(value)
    if t.kind == "integer" and math.type(value) == "float" and math.tointeger(value) then value = math.tointeger(value) end
    local fine, wanted = fits(t, value)
    if fine then return value end
    failure.raise(nil, ("%s: result.%s is %s '%s'"):format(what, name, failure.kind(value), tostring(value)), "expected " .. tostring(wanted))
end

local function check_cell(what, name, t, value)
    if not t.list then return check_one(what, name, t, value) end
    if type(value) ~= "table" or value.key or value.code then value = { value } end
    local list = {}
    for i, item in ipairs(value) do list[i] = check_one(what, name, t, item) end
    return list
end

local Result = {}
Result.__index = Result

--- Adds a row; fields that are nil stay empty.
-- @param row table name → value, typed as `result` of the analysis says
function Result:add(row)
    local made = {}
    for _, name in ipairs(failure.keys(row)) do
        local t = self.types[name]
        if not t then failure.raise(nil, ("%s: result has no '%s'"):format(self.what, name), failure.suggest(name, failure.keys(self.types))) end
        made[name] = check_cell(self.what, name, t, row[name])
    end
    for name, t in pairs(self.types) do
        if t.required and made[name] == nil then failure.raise(nil, ("%s: a row without '%s'"):format(self.what, name), "it is required") end
    end
    self.rows[#self.rows + 1] = made
end

-- ---- output ----

-- Columns as the file writes them: a table's keys have no order, its text has.
local function column_order(state, declared)
    local names, text = failure.keys(declared.result), state.sources[declared.place.file]
    local from = text and text.text:find("result%s*=%s*{", 1)
    if not from then return names end
    local at = {}
    for _, name in ipairs(names) do at[name] = text.text:find("%f[%w_]" .. name .. "%s*=%f[^=]", from + 6) or math.huge end
    table.sort(names, function(a, b)
        if at[a] ~= at[b] then return at[a] < at[b] end
        return a < b
    end)
    return names
end

-- A cell that a spreadsheet would take for a formula gets an apostrophe.
local function csv_cell(value)
    if value == nil then return "" end
    if type(value) == "table" then value = table.concat(value, "; ") end
    if type(value) ~= "string" then return tostring(value) end
    if value:match("^[=+@\t\r-]") then value = "'" .. value end
    return value:match('[",\n\r]') and '"' .. value:gsub('"', '""') .. '"' or value
end

--- Rows as CSV with a header line.
function M.csv(columns, rows)
    local lines = { table.concat(columns, ",") }
    for _, row in ipairs(rows) do
        local cells = {}
        for i, name in ipairs(columns) do cells[i] = csv_cell(row[name]) end
        lines[#lines + 1] = table.concat(cells, ",")
    end
    return table.concat(lines, "\r\n") .. "\r\n"
end

local function kept_options(options, scope)
    local kept = {}
    for _, from in ipairs { scope, options } do
        for name, value in pairs(from) do kept[name] = type(value) == "table" and plain(value) or value end
    end
    return kept
end

--- Runs an analysis and keeps its rows.
-- @param state table the registry
-- @param question table { name =, corpus =, format =, scope =, options = }
-- @return table { columns =, rows = } or { text = }
function M.run(state, question)
    local declared = ask.find(state, "analyses", question.name)
    local what = ("analysis '%s'"):format(declared.name)
    if question.format and not formats[question.format] then
        failure.raise(nil, ("%s: there is no format '%s'"):format(what, question.format), "table, csv or json")
    end
    local options, scope = ask.options(what, declared.options, question.options), ask.counting_scope(question.scope)
    local corpus = corpus_module.new(state, question.corpus, scope)
    local result = setmetatable({ what = what, types = declared.result, rows = {} }, Result)
    ask.call(state, declared.place, declared.run, corpus, options, result)
    local aside = not scope.copies and corpus:copies() or 0
    corpus_module.finish(corpus)
    core.save(declared.name, kept_options(options, scope), result.rows)
    local columns = column_order(state, declared)
    if question.format == "csv" then return { text = M.csv(columns, result.rows), aside = aside } end
    return { columns = columns, rows = result.rows, aside = aside }
end

return M
