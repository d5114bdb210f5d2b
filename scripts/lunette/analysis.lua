-- analysis.lua - runs an analysis over a corpus: options in, typed rows out, kept in the corpus as a view.
--
-- Sits on corpus/ask.lua, base/command.lua, corpus/corpus.lua and core.save. Invariant: a row that does not fit `result` stops the analysis before
-- anything is kept.

local core = require "lunette.core"

local ask = require "lunette.corpus.ask"
local command = require "lunette.base.command"
local corpus_module = require "lunette.corpus.corpus"
local failure = require "lunette.base.failure"
local types = require "lunette.declare.types"

local M = {}

local corpus_of = {}                                    -- result → the corpus that its references point into
setmetatable(corpus_of, { __mode = "k" })

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

local function is_set(value)
    return type(value) == "table" and rawget(value, "corpus") ~= nil and rawget(value, "conditions") ~= nil
end

local function check_one(what, result, name, t, value)
    local given = value
    value = plain(value)
    if value == nil then                                    -- a table of Lua, a set, a function: nothing of it lasts
        failure.raise(nil, ("%s: %s.%s is %s, not a value"):format(what, result, name, is_set(given) and "a set" or failure.kind(given)),
            is_set(given) and "set:count() is its size; of its rows each is a value: for row in set:each() do … end" or "expected " .. types.name(t))
    end
    if t.kind == "integer" and math.type(value) == "float" and math.tointeger(value) then value = math.tointeger(value) end
    local fine, wanted = fits(t, value)
    if fine then return value end
    failure.raise(nil, ("%s: %s.%s is %s '%s'"):format(what, result, name, failure.kind(value), tostring(value)), "expected " .. tostring(wanted))
end

-- A row that is given for a reference is one of the layer that the reference names: its key would be looked for there.
local function check_target(corpus, what, result, name, t, row)
    if t.kind ~= "annotation" or type(row) ~= "table" or not row.id or not corpus:has(t.target) then return end
    if corpus:value(('SELECT 1 FROM "%s" WHERE id = ?'):format(t.target), { row.id }) then return end
    failure.raise(nil, ("%s: %s.%s is a row of another layer than '%s'"):format(what, result, name, t.target),
        ("%s = ref \"%s\" takes rows of corpus:annotations \"%s\""):format(name, t.target, t.target))
end

local function check_cell(corpus, what, result, name, t, value)
    for _, item in ipairs(t.list and type(value) == "table" and not value.key and value or { value }) do
        check_target(corpus, what, result, name, t, item)
    end
    if not t.list then return check_one(what, result, name, t, value) end
    if type(value) ~= "table" or value.key or value.code then value = { value } end
    local list = {}
    for i, item in ipairs(value) do list[i] = check_one(what, result, name, t, item) end
    return list
end

local function checked_row(self, result, declared, row)
    local made, what = {}, self.what
    if type(row) ~= "table" then
        local call = result == "result" and "result:add" or ('result:add_to("%s",'):format(result:match "[^.]*$")
        failure.raise(nil, ("%s: a row of %s is a table, not %s"):format(what, result, failure.kind(row)),
            ("%s { %s = … }%s"):format(call, failure.keys(declared)[1] or "name", result == "result" and "" or ")"))
    end
    for name, value in pairs(row) do
        local t = declared[name]
        if not t then
            failure.raise(nil, ("%s: %s has no '%s'"):format(what, result, tostring(name)), failure.suggest(tostring(name), failure.keys(declared)))
        end
        made[name] = check_cell(corpus_of[self], what, result, name, t, value)
    end
    for name, t in pairs(declared) do
        if t.required and made[name] == nil then failure.raise(nil, ("%s: a row without '%s'"):format(what, name), "it is required") end
    end
    return made
end

local Result = {}
Result.__index = Result

local function check_method(self, name, example)
    if getmetatable(self) ~= Result then failure.raise(nil, ("result.%s is called with a colon"):format(name), example) end
end

--- Adds a row; fields that are nil stay empty.
-- @param row table name → value, typed as `result` of the analysis says
function Result:add(row)
    check_method(self, "add", "result:add { … }")
    self.rows[#self.rows + 1] = checked_row(self, "result", self.types, row)
end

--- Adds a row to one of the analysis's other views.
-- @param view text as in `views` of the analysis
-- @param row table name → value, typed as the view says
function Result:add_to(view, row)
    check_method(self, "add_to", 'result:add_to("view", { … })')
    if type(view) ~= "string" then
        failure.raise(nil, ("%s: add_to takes the name of a view and a row, not %s"):format(self.what, failure.kind(view)),
            ('result:add_to("%s", { … }); result:add { … } adds to the analysis itself'):format(failure.keys(self.views)[1] or "view"))
    end
    local declared = self.views[view]
    if not declared then
        failure.raise(nil, ("%s has no view '%s'"):format(self.what, tostring(view)), failure.suggest(tostring(view), failure.keys(self.views)))
    end
    local rows = self.others[view]
    rows[#rows + 1] = checked_row(self, "views." .. view, declared, row)
end

-- ---- output ----

-- Columns as the file writes them, behind "result = {" or a view's name: a table's keys have no order, its text has.
local function column_order(state, declared, view)
    local names, text = failure.keys(view and declared.views[view] or declared.result), state.sources[declared.place.file]
    local from = text and (view and text.text:find("%f[%w_]views%s*=%s*{") or 1)
    from = from and text.text:find(("%%f[%%w_]%s%%s*=%%s*{"):format(view or "result"), from)
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

local function new_result(what, declared, corpus)
    local result = setmetatable({ what = what, types = declared.result, views = declared.views, rows = {}, others = {} }, Result)
    for view in pairs(declared.views) do result.others[view] = {} end
    corpus_of[result] = corpus
    return result
end

-- The analysis's own view last: where it is there, all are.
local function save(state, declared, options, columns, result)
    for _, view in ipairs(failure.keys(declared.views)) do
        core.save(("%s-%s"):format(declared.name, view), options, { columns = column_order(state, declared, view), rows = result.others[view] })
    end
    core.save(declared.name, options, { columns = columns, rows = result.rows })
end

-- The rows that a terminal shows, and a word on those that it does not.
local function shown(declared, file, rows)
    if not declared.shows or #rows <= declared.shows then return rows end
    local view = declared.name:gsub("-", "_")
    core.log(("%d of %d rows are shown; all: lunette sql %s \"SELECT * FROM %s\""):format(declared.shows, #rows, command.word(file), view))
    return table.move(rows, 1, declared.shows, 1, {})
end

-- The analysis that is meant, with its options and the scope; what cannot be meant raises.
local function read_question(state, question)
    local declared = ask.find(state, "analyses", question.name)
    local what = ("analysis '%s'"):format(declared.name)
    if question.format and not formats[question.format] then
        failure.raise(nil, ("%s: there is no format '%s'"):format(what, question.format), "table, csv or json")
    end
    return declared, what, ask.options(what, declared.options, question.options, "analyze"), ask.counting_scope(question.scope)
end

--- Raises what `run` would raise before it looks at the corpus.
-- @param question table as for run
-- @return table { name = text }
function M.check(state, question)
    local declared = read_question(state, question)
    return { name = declared.name }
end

--- Runs an analysis and keeps its rows.
-- @param state table the registry
-- @param question table { name =, corpus =, path =, format =, scope =, options = }
-- @return table { columns =, rows = } or { text = }
function M.run(state, question)
    local declared, what, options, scope = read_question(state, question)
    ask.note_hidden("analyses", declared)
    local corpus = corpus_module.new(state, question.corpus, scope)
    local result = new_result(what, declared, corpus)
    local fine, wrong = pcall(ask.call, state, what, declared.place, function()
        declared.run(corpus, options, result)                   -- which may know better what to do about a layer that is not there
        for _, name in ipairs(declared.reads) do corpus:annotations(name) end
    end)
    if not fine then
        if type(wrong) == "table" and rawget(wrong, "nothing") then failure.raise(nil, ("%s: %s"):format(what, wrong.message), wrong.hint) end
        error(wrong, 0)
    end
    local aside = not scope.copies and corpus:copies() or 0
    corpus_module.finish(corpus)
    local columns = column_order(state, declared)
    save(state, declared, kept_options(options, scope), columns, result)
    if question.format == "csv" then return { text = M.csv(columns, result.rows), aside = aside } end
    local rows = question.format == "json" and result.rows or shown(declared, question.path or question.corpus, result.rows)
    return { columns = columns, rows = rows, aside = aside }
end

return M
