-- corpus.lua - the corpus as analyses and reports see it: documents, annotations, and SQL where these do not reach.
--
-- Sits on sets.lua, compare/pairing.lua, compare/stock.lua and core.rows. The scope of the command line (--since, --source …) narrows documents and annotations
-- from the start; `corpus:rows` is plain SQL and sees everything. The conditions of the scope are in corpus.scope.

local core = require "lunette.core"

local alone = require "lunette.compare.alone"
local environment = require "lunette.declare.environment"
local failure = require "lunette.base.failure"
local likeness = require "lunette.compare.likeness"
local pairing = require "lunette.compare.pairing"
local sets = require "lunette.corpus.sets"
local source = require "lunette.base.source"
local stock = require "lunette.compare.stock"

local M = {}

local Corpus = {}
Corpus.__index = Corpus
Corpus.__metatable = "corpus"

-- What analyses and reports do not see of a corpus: { state =, open = queries that are not read to their end }.
local inside = setmetatable({}, { __mode = "k" })

-- What rows of a query are: a column that is empty is nil, and so is what a report keeps in them and has not yet put there; what looks like a column
-- and is none is a slip of the pen in a plugin's file. The library tells of many layers with one function, and may ask for what a layer does not have.
local function row_class(sources, columns)
    return {
        __index = function(_, key)
            if columns[key] or type(key) ~= "string" then return nil end
            if not source.is_in(sources, 3) then return nil end
            local names = failure.keys(columns)
            if #failure.nearest(key, names) == 0 then return nil end
            failure.raise(nil, ("rows of this query have no '%s'"):format(key), failure.suggest(key, names))
        end,
        __metatable = "row",
    }
end

-- What is wrong with a query stands at the line that asks; the place that the store tells is one of the query.
local function raise_of_query(wrong)
    local place = failure.here and failure.here()
    if not place or type(wrong) ~= "table" then error(wrong, 0) end
    local where = (wrong.line or 0) > 1 and (", in line %d of the query"):format(wrong.line) or ""
    local made = failure.new(place, wrong.message .. where, wrong.hint)
    made.code = wrong.code
    error(made, 0)
end

--- Reads the rows of a query, each a table of its columns: `for row in corpus:rows("SELECT kind FROM act WHERE actor = ?", { "China" }) do … end`
-- @param sql text one statement that reads
-- @param parameters table|nil values by position, or by name
function Corpus:rows(sql, parameters)
    local open, fine, read, query, columns = inside[self].open, pcall(core.rows, sql, parameters)
    if not fine then raise_of_query(read) end
    open[read] = query
    local class = columns and row_class(inside[self].state.sources, columns)
    return function()
        local row = read()
        if row == nil then
            open[read] = nil
            return nil
        end
        return class and setmetatable(row, class) or row
    end
end

--- Closes what a `break` left open: a query that is open locks the corpus. Its rows end there.
function M.finish(corpus)
    local open = inside[corpus].open
    for read, query in pairs(open) do
        local _ <close> = query
        open[read] = nil
    end
end

--- The first value of the first row: `corpus:value "SELECT count(*) FROM document"`; the column is any one where there are several.
function Corpus:value(sql, parameters)
    local first
    for row in self:rows(sql, parameters) do first = first or row end
    if first then return (select(2, next(first))) end
end

--- Ends a report or an analysis: what was asked for cannot be answered. `corpus:refuse("--share: 2 is no part of the texts", "more than 0, at most 1")`
-- @param message text what is wrong with what was asked for
-- @param hint text|nil what to ask for instead
function Corpus.refuse(_, message, hint)
    failure.refuse(tostring(message), hint and tostring(hint))
end

--- Refuses options that are less than they can be: `corpus:at_least(options, { rows = 1, documents = 0 })`
-- @param options table as the report got them
-- @param least table name → number
function Corpus:at_least(options, least)
    for _, name in ipairs(failure.keys(least)) do
        if options[name] < least[name] then self:refuse(("--%s: %d is too few"):format(name, options[name]), ("%d or more"):format(least[name])) end
    end
end

--- Ends a report: there is nothing of what was asked for. No page is written, and the exit code is 1.
-- @param message text
-- @param hint text|nil
function Corpus.nothing(_, message, hint)
    failure.nothing(tostring(message), hint and tostring(hint))
end

--- A hint for a name that is not there: "did you mean 'a' or 'b'?", the names where they are few, else nil.
-- @param name text
-- @param names table array of texts
function Corpus.suggest(_, name, names)
    return failure.suggest(tostring(name), names)
end

--- Has the corpus a layer or view of this name?
function Corpus:has(name)
    return self.views[name] ~= nil
end

-- The set of the columns of a view.
local function columns_of(corpus, view)
    local known = inside[corpus].columns
    if not known[view] then
        known[view] = {}
        for row in corpus:rows("SELECT name FROM pragma_table_info(?)", { view }) do known[view][row.name] = true end
    end
    return known[view]
end

-- The options of an enum of a layer: those that the corpus knows, and those of the rules at hand; nil where the field is no enum.
local function options_of(corpus, layer, field)
    local options, seen = {}, {}
    local function add(value)
        if not seen[value] then options[#options + 1] = value end
        seen[value] = true
    end
    local layers = inside[corpus].state.layers
    local decl = layers and layers[layer]
    local own = decl and decl.fields and decl.fields[field]
    for row in corpus:rows("SELECT value FROM _option WHERE layer = ? AND field = ? ORDER BY position", { layer, field }) do add(row.value) end
    for _, value in ipairs(own and own.type.kind == "enum" and own.type.options or {}) do add(value) end
    return #options > 0 and options or nil
end

-- What was asked for without `copies` and `unread`; whether copies are left out: the call says it, else the scope (reports and analyses); and whether
-- documents of which no text was read are there.
local function split(corpus, conditions)
    local rest, copies, unread = {}, corpus.scope.copies, false
    for key, value in pairs(conditions or {}) do
        if key == "copies" then
            copies = value
        elseif key == "unread" then
            unread = value
        else
            rest[key] = value
        end
    end
    return rest, copies == false, unread
end

--- The documents, narrowed by fields. Reports and analyses count copies of a text once (`copies = false`), unless `copies = true` or --copies asks for all.
-- What could not be read (a PDF, an empty file, a broken line) is none, unless `unread = true` asks for it.
-- @param conditions table|nil { language = "en", source = "…", copies = true, unread = true }
-- @return set
function Corpus:documents(conditions)
    local rest, once, unread = split(self, conditions)
    local set = sets.new(self, nil, nil, sets.scope_conditions(self.scope)):where(rest)
    set = once and set:independent() or set
    return unread and set or set:read()
end

--- How many documents of the scope could not be read: they have no text, and a problem that says why.
function Corpus:unread()
    return #self:documents { copies = true, unread = true } - #self:documents { copies = true }
end

--- How many documents of the scope are copies of others in it, and are set aside where copies count once.
function Corpus:copies()
    return #self:documents { copies = true } - #self:documents { copies = false }
end

--- The documents within what the command line asked for, copies and those that could not be read, too: { [id] = true }; nil where it asked for all.
function Corpus:asked_for()
    local narrowed = false
    for key in pairs(self.scope) do narrowed = narrowed or key ~= "copies" end
    if not narrowed then return nil end
    local found = {}
    for _, id in ipairs(self:documents { copies = true, unread = true }:ids()) do found[id] = true end
    return found
end

--- The annotations of a layer, narrowed by fields, with `copies` as for documents:
-- `corpus:annotations("act", { kind = "pledge", actor_country = "CN" })`
-- @return set
function Corpus:annotations(layer, conditions)
    if not self:has(layer) then
        local message, names = ("this corpus has no layer '%s'"):format(tostring(layer)), failure.keys(self.views)
        if #failure.nearest(tostring(layer), names) > 0 then failure.raise(nil, message, failure.suggest(tostring(layer), names)) end
        for row in self:rows("SELECT layer, field FROM _option WHERE value = ? ORDER BY layer, field LIMIT 1", { tostring(layer) }) do
            self:refuse(message, ("'%s' is a %s of @%s: %s.%s=%s"):format(layer, row.field, row.layer, row.layer, row.field, layer))
        end
        self:refuse(message, "it comes with the plugin that marks it: lunette run … -p NAME")
    end
    local rest, once = split(self, conditions)
    local scoped = sets.scope_conditions(self.scope)
    local set = sets.new(self, layer, columns_of(self, layer), scoped)
    if once then set = set:within(sets.new(self, nil, nil, scoped):independent()) end
    return set:where(rest)
end

--- Names that count as others by hand (`lunette same`): each with its kind and the name that stands for it.
-- @return table list of { kind =, name =, stands =  }
function Corpus:same()
    local list = {}
    if not self:value "SELECT 1 FROM sqlite_master WHERE name = '_same'" then return list end
    for row in self:rows "SELECT n.kind AS kind, n.name AS name, s.shown AS stands FROM _same s JOIN _name n ON n.id = s.id ORDER BY 1, 2" do
        list[#list + 1] = row
    end
    return list
end

--- What two sides tell of the same thing; see compare/pairing.lua: `corpus:pair("encounter", { a = "CN", b = "JP", same = "participants", days = 1 })`
-- @param layer text
-- @param given table { a = country, b = country, same = list field, days = integer }
-- @return table { both = meetings, only_a =, only_b = tellings }
function Corpus:pair(layer, given)
    return pairing.pair(self, layer, given or {})
end

--- The stock phrases of some documents, set phrases and recurring wording; see compare/stock.lua: `corpus:stock(documents:rows())`
-- @param documents table array of rows of documents
-- @param given table|nil { share = 0.5 }
-- @return table array of { phrase =, kind =, uses = }
function Corpus:stock(documents, given)
    return stock.phrases(self, documents, given)
end

--- The countries that took part in encounters; see compare/alone.lua: `corpus:encounter_countries()[row.id]`
-- @return table of arrays of codes, by the id of the encounter
function Corpus:encounter_countries()
    return alone.countries(self)
end

--- Encounters by who tells of them; see compare/alone.lua: `corpus:tellings()`
-- @return table array of { codes =, day =, row =, sources =, others = { { code =, n = } } }
function Corpus:tellings()
    return alone.tellings(self)
end

--- Each phrase of a set of annotations with the ways in which it is written, by first use; see compare/stock.lua.
function Corpus.wordings(_, set)
    return stock.wordings(set)
end

-- The pool of a table of documents, as long as somebody has the table: weighing and measuring all their sentences takes longer than to look into them.
local pools = setmetatable({}, { __mode = "k" })

local function pool_of(documents)
    local known = pools[documents]
    if known and known.n == #documents and known.last == documents[#documents] then return known.pool end
    local pool = likeness.pool(#documents)
    for _, document in ipairs(documents) do pool:weigh(document.text) end
    pools[documents] = { pool = pool, n = #documents, last = documents[#documents] }
    return pool
end

--- The sentence of some documents that is nearest to the words; see compare/likeness.lua: `corpus:nearest({ document }, "ready to open")`. Where the same
-- table is passed again, what was measured is known.
-- @param documents table array of rows of documents
-- @param words text
-- @return table|nil { document =, start =, stop =, text =, score = 0 to 1 }
function Corpus.nearest(_, documents, words)
    return pool_of(documents):nearest(documents, words)
end

local function plugin_languages(state, name)
    local plugin = state.plugins[name]
    if plugin then return plugin.languages end
    local text = core.read("plugins/" .. name .. "/plugin.lua")
    local chunk = text and load(text, "=manifest", "t", environment.for_manifest())
    local fine, manifest = pcall(chunk or error)
    return fine and type(manifest) == "table" and manifest.languages or {}
end

--- The languages that rules were written for, by the plugins of the runs; nil where no plugin says.
-- @return table|nil set of codes
function Corpus:languages()
    local found
    for row in self:rows "SELECT DISTINCT plugins FROM run WHERE plugins IS NOT NULL" do
        for name in row.plugins:gmatch("([^%s,]+)[^,]*") do
            for _, code in ipairs(plugin_languages(inside[self].state, name)) do
                found = found or {}
                found[code] = true
            end
        end
    end
    return found
end

local function read_views(corpus)
    local views = {}
    for row in corpus:rows "SELECT name FROM sqlite_master WHERE type = 'view' AND name NOT LIKE '\\_%' ESCAPE '\\'" do views[row.name] = true end
    return views
end

-- `corpus.annotations("act")`: the dot leaves out what the function works on.
for name, method in pairs(Corpus) do
    if type(method) == "function" then
        Corpus[name] = function(self, ...)
            if inside[self] == nil then failure.raise(nil, ("corpus.%s is called with a dot"):format(name), ("a colon: corpus:%s(…)"):format(name)) end
            return method(self, ...)
        end
    end
end

--- Opens the corpus that the program gave.
-- @param state table the registry, for manifests
-- @param name text what the file is called
-- @param scope table the scope options, checked
function M.new(state, name, scope)
    local corpus = setmetatable({ name = name, scope = scope }, Corpus)
    inside[corpus] = { state = state, open = {}, columns = {} }
    corpus.views = read_views(corpus)
    sets.know(corpus, {
        columns = function(view) return columns_of(corpus, view) end,
        options = function(layer, field) return options_of(corpus, layer, field) end,
    })
    return corpus
end

return M
