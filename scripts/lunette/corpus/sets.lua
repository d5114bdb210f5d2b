-- sets.lua - sets of documents or annotations, and counts of them: SQL over the corpus's documented views, made step by step.
--
-- Sits on counts.lua and on the `rows` function of a corpus. A set is never changed: every method that narrows one returns another. Its
-- rows are d.* of `document`, or a.* of the layer's view with the document's source, country, language, date, title and address beside it.

local counts_module = require "lunette.corpus.counts"
local failure = require "lunette.base.failure"

local M = {}

local document_fields = { date = true, language = true, source = true, country = true, title = true, uri = true, name = true, run = true,
    media_type = true }
local periods = { year = 4, month = 7, day = 10 }
local IN_MAX = 500                   -- values of one condition: SQL text stays short
local SAMPLE_MODULUS, SAMPLE_FACTOR = 2147483647, 48271      -- the minimal standard generator of Park and Miller

-- What is known of a corpus, so that slips of the pen are told: { columns = function(view), options = function(layer, field) }.
local known_of = setmetatable({}, { __mode = "k" })

local Set = {}
Set.__index = Set

local function check_name(what, name)
    if type(name) == "string" and name:match("^[a-z_][a-z0-9_]*$") then return name end
    failure.raise(nil, ("%s '%s' is not a name"):format(what, tostring(name)), "lower-case letters, digits and _")
end

-- ---- SQL of a set ----

local function extended(list, item)
    local made = table.move(list, 1, #list, 1, {})
    made[#made + 1] = item
    return made
end

local function derive(set, condition)
    return setmetatable({
        corpus = set.corpus, layer = set.layer, columns = set.columns, conditions = extended(set.conditions, condition),
    }, Set)
end

local function source_of(set)
    if not set.layer then return "document d" end
    return set.layer .. " a JOIN document d ON d.id = a.document"
end

local function where_of(set, parameters)
    if #set.conditions == 0 then return "" end
    local parts = {}
    for i, condition in ipairs(set.conditions) do
        parts[i] = "(" .. condition.sql .. ")"
        for _, value in ipairs(condition) do parameters[#parameters + 1] = value end
    end
    return " WHERE " .. table.concat(parts, " AND ")
end

local function query(set, columns, rest, joins)
    local parameters = {}
    local sql = ("SELECT %s FROM %s%s%s%s"):format(columns, source_of(set), joins or "", where_of(set, parameters), rest or "")
    return sql, parameters
end

local function row_columns(set)
    if not set.layer then return "d.*" end
    local extra = {}
    for _, name in ipairs { "date", "source", "country", "language", "title", "uri" } do
        extra[#extra + 1] = ("d.%s AS document_%s"):format(name, name)
    end
    return "a.*, " .. table.concat(extra, ", ")
end

local function order(set)
    return set.layer and " ORDER BY a.document, a.start, a.stop DESC, a.id" or " ORDER BY d.id"
end

-- ---- conditions on fields ----

local function marks(n)
    return ("?"):rep(n, ", ")
end

local function one_of(column, values)
    if #values > IN_MAX then failure.raise(nil, ("%s: %d values are too many"):format(column, #values), ("at most %d"):format(IN_MAX)) end
    local condition = { sql = ("%s IN (%s)"):format(column, marks(#values)) }
    return table.move(values, 1, #values, 1, condition)
end

-- ---- values that a condition may have ----

local code_of

-- The code of a country by code or name; nil for what is none.
local function country_code(value)
    code_of = code_of or require("lunette.corpus.ask").country_code
    return code_of(value)
end

local function check_country(what, value)
    if type(value) ~= "string" or value:find "^%u%u$" then return value end
    local code, names = country_code(value)
    if code then return code end
    failure.raise(nil, ("%s: there is no country '%s'"):format(what, value), failure.suggest(value, names) or "a code such as CN, or a name")
end

local function check_language(what, value)
    if type(value) ~= "string" or value == "" or value:find "^%a%a%a?$" or value:find "^%a%a%a?[-_]%w+$" then return value end
    failure.raise(nil, ("%s: '%s' is no code of a language"):format(what, value), "en, zh, fr")
end

-- Reports that ship tell of a layer of this name whoever declared it: what is far from all of its options is not meant there.
local function ships()
    local here = failure.here and failure.here()
    return here ~= nil and here.file:find "^scripts/reports/" ~= nil
end

local function check_option(set, field, value)
    local options = known_of[set.corpus] and known_of[set.corpus].options(set.layer, field)
    if not options or type(value) ~= "string" then return value end
    for _, option in ipairs(options) do
        if option == value then return value end
    end
    local is_near = #failure.nearest(value, options) > 0
    if not is_near and ships() then return value end
    failure.raise(nil, ("%s.%s is never '%s'"):format(set.layer, field, value), is_near and failure.suggest(value, options)
        or "one of: " .. table.concat(options, ", "))
end

-- A value as the column holds it; what it can never hold is a mistake of who asks.
local function checked(set, field, value)
    if type(value) == "table" then
        if value.code then return value.code end
        local list = {}
        for i, item in ipairs(value) do list[i] = checked(set, field, item) end
        return list
    end
    local own = set.layer and set.columns[field]
    if field:find "_country$" or field == "country" and not own then return check_country(field, value) end
    if field == "language" and not own then return check_language(field, value) end
    return set.layer and check_option(set, field, value) or value
end

local function values_of(value)
    if type(value) == "table" then return value.code and { value.code } or value end
    if type(value) == "boolean" then return { value and 1 or 0 } end
    return { value }
end

-- A list field has a view of its own; "actor" and "actor_country" are both columns of act_actor.
local function list_view(set, field)
    local found
    for name in pairs(set.corpus.views) do
        local own = set.layer and name:match("^" .. set.layer .. "_(.+)$")
        if own and (field == own or field == own .. "_country" or field == own .. "_kind") then found = name end
    end
    return found
end

local function column_of(set, field)
    check_name("the field", field)
    if not set.layer then
        local known = known_of[set.corpus] and known_of[set.corpus].columns "document"
        if not known or known[field] then return "d." .. field end
        failure.raise(nil, ("documents have no field '%s'"):format(field), failure.suggest(field, failure.keys(known)))
    end
    if set.columns[field] then return "a." .. field end
    if document_fields[field] then return "d." .. field end
    local names, main = failure.keys(set.columns), {}
    for _, name in ipairs(names) do             -- the columns that go with another are left out of a list
        if not (set.columns[name:match "^(.+)_%l+$"] and name:match "_%l+$") then main[#main + 1] = name end
    end
    failure.raise(nil, ("layer '%s' has no field '%s'"):format(set.layer, field), failure.suggest(field, #failure.nearest(field, names) > 0 and names or main))
end

local function condition_on(set, field, value)
    local view = set.layer and list_view(set, check_name("the field", field))
    local column = view and field or column_of(set, field)
    local inner = one_of(column, values_of(checked(set, field, value)))
    if not view then return inner end
    inner.sql = ("a.id IN (SELECT id FROM %s WHERE %s)"):format(view, inner.sql)
    return inner
end

-- ---- narrowing ----

--- Keeps the rows whose fields have these values; a list of values means any of them.
-- @param conditions table field = value | { values }
-- @return set
function Set:where(conditions)
    local made = self
    if conditions ~= nil and type(conditions) ~= "table" then
        failure.raise(nil, ("where takes a table of fields and values, not %s"):format(failure.kind(conditions)), 'for example set:where { kind = "pledge" }')
    end
    for _, field in ipairs(failure.keys(conditions or {})) do made = derive(made, condition_on(self, field, conditions[field])) end
    return made
end

--- Keeps the rows that lie in another set: in its documents, or inside its annotations.
-- @param other set
-- @return set
function Set:within(other)
    if getmetatable(other) ~= Set then
        failure.raise(nil, "within takes a set", "for example corpus:documents { language = \"en\" }; :where { document = row.id } keeps those of one document")
    end
    local condition = {}
    if not other.layer then
        local sql, parameters = query(other, "d.id")
        condition.sql = ("d.id IN (%s)"):format(sql)
        return derive(self, table.move(parameters, 1, #parameters, 1, condition))
    end
    if not self.layer then failure.raise(nil, "documents do not lie within annotations", "corpus:documents():having(set) keeps those with such annotations") end
    local sql, parameters = query(other, "a.document AS document, a.start AS start, a.stop AS stop")
    condition.sql = ("EXISTS (SELECT 1 FROM (%s) h WHERE h.document = a.document AND h.start <= a.start AND h.stop >= a.stop)"):format(sql)
    return derive(self, table.move(parameters, 1, #parameters, 1, condition))
end

--- Keeps the documents in which another set has annotations.
function Set:having(other)
    if getmetatable(other) ~= Set or not other.layer then failure.raise(nil, "having takes a set of annotations") end
    local sql, parameters = query(other, "d.id")
    return derive(self, table.move(parameters, 1, #parameters, 1, { sql = ("d.id IN (%s)"):format(sql) }))
end

--- Keeps the documents in whose text or title these words stand one behind the other, in any case: by the full text, also where no rule marked them.
-- @param words text
-- @return set
function Set:saying(words)
    if self.layer then failure.raise(nil, "saying is for documents", "corpus:documents():saying(words)") end
    if not tostring(words):find "[%w\128-\255]" then failure.raise(nil, ("saying: '%s' has no word"):format(tostring(words))) end
    return derive(self, { sql = "d.id IN (SELECT rowid FROM document_text WHERE document_text MATCH ?)", '"' .. tostring(words):gsub('"', " ") .. '"' })
end

--- Of documents that are copies of one text keeps the first of those that are in the set.
-- @return set
function Set:independent()
    if self.layer then failure.raise(nil, "independent is for documents", "corpus:annotations(layer, { copies = false }) are those of independent texts") end
    if #self.conditions == 0 then return derive(self, { sql = "d.copy_of IS NULL" }) end
    local sql, parameters = query(self, "min(d.id)", " GROUP BY coalesce(d.copy_of, d.id)")
    return derive(self, table.move(parameters, 1, #parameters, 1, { sql = ("d.id IN (%s)"):format(sql) }))
end

--- Keeps the documents that have a text.
-- @return set
function Set:read()
    if self.layer then failure.raise(nil, "read is for documents", "annotations stand in texts that were read") end
    return derive(self, { sql = "d.characters > 0" })
end

--- Narrows by since, before, source, country, language, with, as the command line does; what it said holds already.
function Set:scoped(options)
    local made = self
    for _, condition in ipairs(M.scope_conditions(require("lunette.corpus.ask").scope_given(options or {}))) do made = derive(made, condition) end
    return made
end

--- The conditions of a scope, for documents `d`.
-- @param scope table since, before, source, country, language, with, new (the last run that is not new); other keys are left alone
-- @return table array of { sql =, values … }
function M.scope_conditions(scope)
    local made = {}
    local function add(value, sql)
        if type(value) == "table" then value = value.code end
        if value ~= nil then made[#made + 1] = { sql = sql, value } end
    end
    add(scope.since, "d.date >= ?")
    add(scope.before, "d.date < ?")
    add(scope.source, "d.source = ? COLLATE NOCASE")
    add(scope.country, "d.country = ?")
    add(scope.language, "d.language = ? COLLATE NOCASE")
    add(scope.with, "d.id IN (SELECT document FROM entity WHERE kind = 'country' AND country = ?)")
    add(scope.new, "d.arrived > ?")
    return made
end

-- ---- reading ----

--- Reads the rows one after the other, in the order of the corpus: `for row in set:each() do … end`
function Set:each()
    local sql, parameters = query(self, row_columns(self), order(self))
    return self.corpus:rows(sql, parameters)
end

local function gather(iterator)
    local rows = {}
    for row in iterator do rows[#rows + 1] = row end
    return rows
end

--- All rows, as an array.
function Set:rows()
    return gather(self:each())
end

--- The first n rows.
-- @return table array
function Set:take(n)
    local sql, parameters = query(self, row_columns(self), order(self) .. (" LIMIT %d"):format(math.max(0, n)))
    return gather(self.corpus:rows(sql, parameters))
end

--- The ids of the rows, as an array.
function Set:ids()
    local ids, sql, parameters = {}, query(self, (self.layer and "a" or "d") .. ".id AS id", order(self))
    for row in self.corpus:rows(sql, parameters) do ids[#ids + 1] = row.id end
    return ids
end

--- n rows by chance; the same seed gives the same rows of the same corpus.
-- @param n integer
-- @param seed integer|nil
-- @return set
function Set:sample(n, seed)
    local ids = self:ids()
    local state = (seed or 1) % (SAMPLE_MODULUS - 1) + 1
    for i = 1, math.min(n, #ids) do
        state = state * SAMPLE_FACTOR % SAMPLE_MODULUS
        local j = i + state % (#ids - i + 1)
        ids[i], ids[j] = ids[j], ids[i]
    end
    local kept = table.concat(ids, ",", 1, math.min(n, #ids))
    return derive(self, { sql = ("%s.id IN (%s)"):format(self.layer and "a" or "d", kept) })
end

function Set:__len()
    local sql, parameters = query(self, "count(*) AS n")
    return self.corpus:value(sql, parameters)
end

--- How many rows: the same as #set.
function Set:size() return #self end

--- Keeps the rows that have nothing in a field.
function Set:without(field)
    local view = self.layer and list_view(self, check_name("the field", field))
    local sql = view and ("a.id NOT IN (SELECT id FROM %s)"):format(view) or column_of(self, field) .. " IS NULL"
    return derive(self, { sql = sql })
end

-- ---- counting ----

-- What to count by: its SQL; `view`: the elements of a list ("actor_country"), joined as v1, v2 …
local function dimension(set, by, i)
    local unit = by:match("^date:(%l+)$")
    if unit == "quarter" then
        return { unit = unit, sql = "substr(d.date, 1, 4) || '-Q' || ((CAST(substr(d.date, 6, 2) AS INTEGER) + 2) / 3)" ,
            check = "length(d.date) >= 7" }
    end
    if unit and periods[unit] then
        return { unit = unit, sql = ("substr(d.date, 1, %d)"):format(periods[unit]), check = ("length(d.date) >= %d"):format(periods[unit]) }
    end
    if unit then failure.raise(nil, ("there is no period '%s'"):format(unit), "date:year, date:quarter, date:month or date:day") end
    local own = by:match("^row%.(.+)$")
    if own then return { sql = column_of(set, own) } end
    if document_fields[by] then return { sql = "d." .. by } end
    local view = set.layer and not set.columns[by] and list_view(set, check_name("the field", by))
    if view then return { sql = ("v%d.%s"):format(i, by), view = view, field = by } end
    return { sql = column_of(set, by) }
end

local function note(tree, seen, keys, n)
    for i, key in ipairs(keys) do
        seen[i][key] = true
        if i == #keys then
            tree[key] = (tree[key] or 0) + n
        else
            tree[key] = tree[key] or {}
            tree = tree[key]
        end
    end
end

local function counted(set, what, by)
    local dimensions, columns, groups, narrowed, joins = {}, {}, {}, set, {}
    for i, name in ipairs(by) do
        dimensions[i] = dimension(set, name, i)
        if dimensions[i].view then joins[#joins + 1] = (" JOIN %s v%d ON v%d.id = a.id"):format(dimensions[i].view, i, i) end
        columns[i] = ("%s AS k%d"):format(dimensions[i].sql, i)
        groups[i] = tostring(i)
        if dimensions[i].check then narrowed = derive(narrowed, { sql = dimensions[i].check }) end
    end
    if #joins > 0 and what == "count(*)" then what = "count(DISTINCT a.id)" end
    local sql, parameters = query(narrowed, ("%s, %s AS n"):format(table.concat(columns, ", "), what), " GROUP BY " .. table.concat(groups, ", "),
        table.concat(joins))
    local tree, seen, keys = {}, {}, {}
    for i in ipairs(by) do seen[i] = {} end
    for row in set.corpus:rows(sql, parameters) do
        local path = {}
        for i in ipairs(by) do path[i] = tostring(row["k" .. i] == nil and "" or row["k" .. i]) end
        note(tree, seen, path, row.n)
    end
    for i, d in ipairs(dimensions) do keys[i] = counts_module.fill(d.unit, failure.keys(seen[i])) end
    return counts_module.new(tree, keys)
end

local function check_by(by)
    if #by == 0 then failure.raise(nil, "count takes what to count by", 'for example set:count("country", "date:year"); #set is the number of rows') end
    return by
end

--- Counts rows by fields ("kind"), by what the document says ("country", "source", "language") or by period ("date:quarter"). A field of the
--- row that is named like one of the document is "row.country". By the country or kind of a list's elements ("actor_country") a row counts once for each.
-- @return counts
function Set:count(...)
    local counts = counted(self, "count(*)", check_by { ... })
    self.by = { ... }
    return counts
end

--- Counts documents in the same way: those in which the set has rows.
function Set:count_documents(...)
    local counts = counted(self, "count(DISTINCT d.id)", check_by { ... })
    self.by = { ... }
    return counts
end

--- The rows at these keys: of the dimensions last counted, or of a table { country = "CN", ["date:year"] = "2026" }.
-- @return set
function Set:at(...)
    local wanted, first = {}, ...
    if type(first) == "table" then
        for _, name in ipairs(failure.keys(first)) do
            local is_field = name:find "^[a-z_0-9]+$" and first[name] ~= ""
            wanted[#wanted + 1] = { name, is_field and checked(self, name, first[name]) or first[name] }
        end
    else
        if not self.by then failure.raise(nil, "at(…) without a count before it", 'name the dimensions: set:at { country = "CN" }') end
        for i, name in ipairs(self.by) do wanted[i] = { name, (select(i, ...)) } end
    end
    local made = self
    for _, pair in ipairs(wanted) do
        local by, value = dimension(self, pair[1], 1), tostring(pair[2] or "")
        local sql = ("ifnull(CAST(%s AS TEXT), '') = ?"):format(by.sql)
        if by.view then sql = ("a.id IN (SELECT v1.id FROM %s v1 WHERE %s)"):format(by.view, sql) end
        made = derive(made, { sql = sql, value })
    end
    return made
end

--- Notes what is known of a corpus; for corpus.lua.
function M.know(corpus, known)
    known_of[corpus] = known
end

--- Makes a set; for corpus.lua.
-- @param corpus table with `rows` and `views`
-- @param layer text|nil none: documents
-- @param columns table|nil set of the layer's columns
-- @param conditions table array
function M.new(corpus, layer, columns, conditions)
    return setmetatable({ corpus = corpus, layer = layer, columns = columns, conditions = conditions }, Set)
end

M.class = Set                        -- the metatable of sets, for those who ask what a value is

return M
