-- rule.lua - rules as they are declared: the shape of their tables, checked key by key where they stand.
--
-- Sits on base/failure.lua, base/source.lua, plan/patterns.lua, types.lua. What needs other declarations (layers, fields, captures) is checked by
-- plan/compile.lua when all is loaded. A rule here is { id, name, plugin, place, body, kind = "pattern" | "units" | "document" | "each", marks = { names },
-- examples = { { text, document, expect, place } } }. Numbers count from 1 in the order declared; the core's rule 0 is the engine.

local failure = require "lunette.base.failure"
local patterns = require "lunette.plan.patterns"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local has_core, core = pcall(require, "lunette.core")

local M = {}

local keys = {
    doc = "string", match = "pattern", lpeg = "userdata", each_document = "function", each = "string", mark = "string or function",
    marks = "names", reads = "names", set = "table", scope = "string", within = "names", not_within = "names",
    where = "string or function", overlap = "string", after = "names", examples = "table", veto = "string",
}
local key_names = failure.keys(keys)
local overlaps = { first = true, longest = true, all = true }
local resolve_keys = { reads = true, run = true }
local example_keys = { [1] = true, document = true, expect = true }
local document_keys = {
    title = "string", date = "string", language = "string", source = "string", country = "string", uri = "string", id = "string",
    meta = "table",
}

local examples_of = {
    match = "match = [[ actor:@actor ready to ]]", lpeg = 'lpeg = at("code", lpeg.R "09"^4)', each_document = "each_document = function(doc) … end",
    mark = 'mark = "act"', marks = 'marks = "act"', reads = 'reads = { "date" }', set = 'set = { kind = "pledge" }',
    scope = 'scope = "statement.content"', within = 'within = "statement"', not_within = 'not_within = "quoted"',
    where = 'where = "actor.country = CN"', after = 'after = { "other-rule" }', examples = 'examples = { { "A text.", expect = {} } }',
}

local function fits(wanted, value)
    local kind = type(value)
    if wanted == "pattern" then return kind == "string" or patterns.is(value) end
    if wanted == "string or function" then return kind == "string" or kind == "function" end
    if wanted == "table" then return failure.is_plain(value) end
    if wanted ~= "names" then return kind == wanted end
    if kind == "string" then return true end
    if not failure.is_plain(value) then return false end
    for key, item in pairs(value) do
        if type(key) ~= "number" or type(item) ~= "string" then return false end
    end
    return true
end

local function place_of(state, place, key)
    return source.find_key(state.sources, place, key)
end

local function check_shape(state, place, what, body)
    if not failure.is_plain(body) then
        failure.raise(place, ("%s needs a table, not %s"):format(what, failure.kind(body)), "for example { match = [[ ready to ]], mark = \"act\" }")
    end
    failure.check_keys(function(key) return place_of(state, place, key) end, what, body, keys)
    local misfit
    for key, value in next, body do
        if keys[key] and not fits(keys[key], value) then misfit = true end
    end
    for _, key in ipairs(misfit and key_names or {}) do
        if body[key] ~= nil and not fits(keys[key], body[key]) then
            failure.raise(place_of(state, place, key), ("%s: %s is %s"):format(what, key, failure.kind(body[key])),
                examples_of[key] and "for example " .. examples_of[key])
        end
    end
    for key in pairs(body.set or {}) do
        if type(key) ~= "string" then
            failure.raise(place_of(state, place, "set"), ("%s: set: item %s has no name"):format(what, tostring(key)), "for example " .. examples_of.set)
        end
    end
    if body[1] ~= nil then
        failure.raise(place, what .. ": an item without a name", "each key is written with its name, for example match = [[ … ]]")
    end
end

--- A text or a list of texts as a list.
function M.names(value)
    if value == nil then return {} end
    return type(value) == "string" and { value } or value
end

local function count(...)
    local n = 0
    for i = 1, select("#", ...) do
        if select(i, ...) ~= nil then n = n + 1 end
    end
    return n
end

local function kind_of(place, what, body)
    if count(body.match, body.lpeg, body.each_document) > 1 then
        failure.raise(place, what .. ": match, lpeg and each_document exclude each other", "make it two rules")
    end
    if body.match ~= nil then return "pattern" end
    if body.lpeg ~= nil then return "units" end
    if body.each_document ~= nil then return "document" end
    if body.each ~= nil then return "each" end
    failure.raise(place, what .. ": nothing to look for",
        'a rule has match = [[ … ]], lpeg = …, each_document = function(doc) … end, or each = "layer" with mark = function(annotation, doc) … end')
end

local function refuse(state, place, what, body, refused, why)
    for _, key in ipairs(refused) do
        if body[key] ~= nil then failure.raise(place_of(state, place, key), ("%s: %s %s"):format(what, key, why)) end
    end
end

-- A rule that takes rows away has a pattern, and makes none.
local function check_veto(state, place, what, body)
    if body.match == nil then
        failure.raise(place_of(state, place, "veto"), what .. ": veto goes with match", 'for example veto = "act[kind=pledge]", match = [[ if asked ]]')
    end
    refuse(state, place, what, body, { "mark", "marks", "set", "each", "after" }, "does not go with veto: the rule takes rows away and makes none")
    local layer = body.veto:match "^%s*([a-z][a-z0-9_]*)"
    if layer then return { layer } end
    failure.raise(place_of(state, place, "veto"), ("%s: veto = '%s' names no layer"):format(what, body.veto), 'for example veto = "act[kind=pledge]"')
end

local function check_kind(state, place, what, body, kind)
    if kind == "document" then
        refuse(state, place, what, body, { "each", "mark", "set", "scope", "within", "not_within", "where", "overlap" },
            "does not go with each_document: the function looks at the whole document")
    elseif kind == "each" then
        if type(body.mark) ~= "function" then
            failure.raise(place, ('%s: each = "%s" needs a function'):format(what, body.each),
                "mark = function(annotation, doc) … end, marks = \"layer\"; to repeat rows by a capture, give it match = [[ … ]]")
        end
        refuse(state, place, what, body, { "set", "scope", "overlap" }, "does not go with each without match: the function makes the row")
    elseif kind == "units" then
        refuse(state, place, what, body, { "each", "overlap" }, "does not go with lpeg: each match makes a row")
    end
end

-- A pattern without a function makes a row of each match, and that is a row of one layer.
local function check_several(state, place, what, marks)
    if #marks < 2 then return end
    failure.raise(place_of(state, place, "marks"), ("%s: marks names %d layers, and no function says which of them a match is a row of"):format(what, #marks),
        ('mark = "%s" makes a row of each match; rows of several layers: mark = function(match, doc) doc:mark("%s", match) end'):format(marks[1], marks[1]))
end

-- The layers that a rule marks: its mark if that is a name, else what `marks` lists. Without a function `marks` with one name is the same as `mark`.
local function marks_of(state, place, what, body)
    if type(body.mark) == "string" then
        refuse(state, place, what, body, { "marks" }, "goes with a function; mark names the layer already")
        return { body.mark }
    end
    local marks, has_function = M.names(body.marks), body.mark ~= nil or body.each_document ~= nil
    if body.set ~= nil and has_function then
        refuse(state, place, what, body, { "set" }, "goes with mark = \"layer\"; a function returns the fields itself")
    end
    if #marks > 0 then
        if not has_function then check_several(state, place, what, marks) end
        return marks
    end
    if not has_function then
        failure.raise(place, what .. ": mark is missing", 'mark = "layer" says where the rows go')
    end
    failure.raise(place, what .. ": its function marks rows, but marks does not say of which layer", 'for example marks = "act"')
end

-- ---- examples ----

local function check_document(place, what, document)
    if document == nil then return end
    if not failure.is_plain(document) then failure.raise(place, what .. ": document is a table", 'for example document = { date = "2026-03-01" }') end
    failure.check_keys(place, what .. ", document", document, document_keys)
    for key, value in pairs(document) do
        if type(value) ~= document_keys[key] then
            failure.raise(place, ("%s: document.%s is %s"):format(what, key, failure.kind(value)))
        end
    end
end

-- A document whose date is none has no date, and what is reckoned from it is not found.
local function check_date(place, what, document)
    local date = failure.is_plain(document) and document.date
    if type(date) == "string" and not types.fits(types.date, date) then
        failure.raise(place, ("%s: document.date is '%s', which is no date"):format(what, date), 'for example "2026-03-01"')
    end
end

local function check_expect(place, what, expect)
    if expect == nil then return end
    if not failure.is_plain(expect) then
        failure.raise(place, ("%s: expect is %s, not a list of rows"):format(what, failure.kind(expect)), 'for example expect = { { actor = "China" } }')
    end
    for key, row in pairs(expect) do
        if type(key) ~= "number" then
            failure.raise(place, ("%s: expect lists rows, and '%s' is a field"):format(what, tostring(key)),
                ("write expect = { { %s = … } }"):format(tostring(key)))
        end
        if not failure.is_plain(row) then
            failure.raise(place, ("%s: row %s of expect is %s, not a table"):format(what, tostring(key), failure.kind(row)), 'for example { actor = "China" }')
        end
    end
end

-- Where an example's first line is written: as it is, or with its quotation marks escaped.
local function place_of_text(state, outer, text)
    local line = source.first_line(text)
    local at, found = source.find_from(state.sources, outer, line)
    if not found and line:find('"', 1, true) then at = source.find_from(state.sources, outer, (line:gsub('"', '\\"'))) end
    return at
end

-- Is it seen at a glance that nothing is wrong with an example? Without an engine all is looked at.
local is_fine = has_core and core.is_example or function() return false end

local function check_example(place, what, example, at)
    if type(example) == "string" then return end
    if not failure.is_plain(example) or type(example[1]) ~= "string" then
        failure.raise(place, what .. " has no text", 'an example is "A text." or { "A text.", expect = { … } }')
    end
    failure.check_keys(at, what, example, example_keys)
    if #example > 1 then failure.raise(at, what .. " has two texts", "an example is one text; make it two examples") end
    check_document(at, what, example.document)
    check_expect(at, what, example.expect)
end

-- A rule may be made by a function of another file: then its texts stand where that function was called. The place is found when somebody asks.
local function read_examples(state, place, outer, what, list)
    local examples, meta = {}, {}
    function meta.__index(made, key)
        if key ~= "place" then return nil end
        setmetatable(made, nil)
        made.place = place_of_text(state, outer, made.text) or place
        return made.place
    end
    for i, example in ipairs(list or {}) do
        if not is_fine(example) then
            check_example(place, ("%s, example %d"):format(what, i), example, function() return place_of_text(state, outer, example[1]) or place end)
        end
        local is_text = type(example) == "string"
        if not is_text and example.document then
            check_date(function() return place_of_text(state, outer, example[1]) or place end, ("%s, example %d"):format(what, i), example.document)
        end
        local made = { text = is_text and example or example[1] }
        if not is_text then made.document, made.expect = example.document, example.expect end
        examples[i] = setmetatable(made, meta)
    end
    for key in next, list or {} do
        if type(key) ~= "number" then
            failure.raise(place, ("%s: examples is a list, and '%s' is a key"):format(what, tostring(key)), "examples = { { \"A text.\", expect = { … } } }")
        end
    end
    return examples
end

-- ---- declarations ----

local function check_id(state, plugin, place, name)
    local id = plugin.name .. "." .. name
    if not name:match("^[a-z][a-z0-9_-]*$") then
        failure.raise(place, ("rule '%s': a name is lower-case letters, digits, - and _, and starts with a letter"):format(name),
            ('for example "%s"'):format((name:lower():gsub("[^a-z0-9_-]+", "-"):gsub("^[^a-z]+", ""))))
    end
    local old = state.rule_by_id[id]
    if old then
        failure.raise(place, ("rule '%s' is there twice: %s:%d and here"):format(id, old.place.file, old.place.line), "give one of them another name")
    end
    return id
end

-- Where to look for the texts of a rule: at its place, if it is named there; else a function made it, and they stand where that was called.
local function callers_of(state, place, name)
    local line = place and place.source
    if not line or line:find('"' .. name .. '"', 1, true) or line:find("'" .. name .. "'", 1, true) then return { place } end
    local places = source.callers(state.sources)
    return #places > 0 and places or { place }
end

--- Declares a rule: `rule "ready-to" { match = [[ … ]], mark = "act", … }`.
function M.declare(state, plugin, place, name, body)
    local what = ("rule '%s'"):format(name)
    local id = check_id(state, plugin, place, name)
    check_shape(state, place, what, body)
    local kind = kind_of(place, what, body)
    check_kind(state, place, what, body, kind)
    if body.overlap and not overlaps[body.overlap] then
        failure.raise(place_of(state, place, "overlap"), ("%s: overlap is '%s'"):format(what, body.overlap), 'one of "first", "longest", "all"')
    end
    local outer = callers_of(state, place, name)
    local made = {
        id = id, name = name, what = what, plugin = plugin, place = place, outer = outer, body = body, kind = kind, doc = body.doc,
        marks = body.veto and check_veto(state, place, what, body) or marks_of(state, place, what, body),
        examples = read_examples(state, place, outer, what, body.examples),
        text = source.declaration(state.sources, place),
    }
    made.number = #state.rules + 1
    state.rules[made.number] = made
    state.rule_by_id[id] = made
    state.vetoes = state.vetoes or body.veto ~= nil
    return made
end

--- Notes a function that fills late fields: `resolve "statement" { reads = { … }, run = function(row, doc) … end }`.
function M.resolve(state, plugin, place, layer, body)
    local what = ('resolve "%s"'):format(layer)
    if not failure.is_plain(body) then failure.raise(place, ("%s needs a table, not %s"):format(what, failure.kind(body))) end
    failure.check_keys(function(key) return place_of(state, place, key) end, what, body, resolve_keys)
    if type(body.run) ~= "function" then
        failure.raise(place, ("%s: run is %s, not a function"):format(what, failure.kind(body.run)), "run = function(row, doc) … end")
    end
    if body.reads ~= nil and not fits("names", body.reads) then
        failure.raise(place_of(state, place, "reads"), what .. ": reads lists layers", "for example " .. examples_of.reads)
    end
    table.insert(state.resolves, { layer = layer, plugin = plugin, place = place, what = what, reads = M.names(body.reads), run = body.run })
end

--- Notes that a rule of another plugin does not run: `replaces "diplomacy.ready"`.
function M.replace(state, plugin, place, id)
    if type(id) ~= "string" or not id:find(".", 1, true) then
        failure.raise(place, ("replaces takes the id of a rule, not %s"):format(type(id) == "string" and "'" .. id .. "'" or failure.kind(id)),
            'for example replaces "diplomacy.ready"')
    end
    if plugin.sealed then failure.raise(place, ('replaces "%s" stands inside a function'):format(id), "write it at the top of the file") end
    state.replaced[#state.replaced + 1] = { id = id, plugin = plugin, place = place, rules_before = #state.rules }
end

local function check_replaced(state, given)
    local found = state.rule_by_id[given.id]
    if not found then
        failure.raise(given.place, ("replaces names the rule '%s', which is not there"):format(given.id),
            failure.suggest(given.id, failure.keys(state.rule_by_id)))
    end
    for _, other in ipairs(given.plugin.sees) do
        if other == found.plugin and other ~= given.plugin then return found end
    end
    local own = found.plugin == given.plugin
    failure.raise(given.place,
        ("replaces names '%s', a rule of %s"):format(given.id, own and "this plugin itself" or "a plugin that this one does not require"),
        own and "take the rule out" or ('write requires "%s" first'):format(found.plugin.name))
end

--- Do two rules mark a layer in common?
function M.share_layer(a, b)
    for _, name in ipairs(a.marks) do
        for _, other in ipairs(b.marks) do
            if name == other then return true end
        end
    end
    return false
end

-- The first rule that the replacing plugin declares behind `replaces` and that marks the same: where order decides, it has the other's place. It and the
-- others that mark the same are told whom they replace.
local function heir_of(state, given, old)
    local heir
    for i = given.rules_before + 1, #state.rules do
        local one = state.rules[i]
        if one.plugin == given.plugin and M.share_layer(one, old) then
            heir, one.replaces = heir or one, one.replaces or {}
            table.insert(one.replaces, old.id)
        end
    end
    return heir
end

--- Takes the rules out that others stand in for, and numbers the rest anew. Before anything is compiled.
function M.drop_replaced(state)
    if #state.replaced == 0 then return end
    local gone, heirs, kept = {}, {}, {}
    for _, given in ipairs(state.replaced) do
        local old = check_replaced(state, given)
        gone[old] = heir_of(state, given, old) or true
        heirs[gone[old]] = true
    end
    for _, one in ipairs(state.rules) do
        local heir = gone[one]
        if heir then state.rule_by_id[one.id] = nil end
        if heirs[heir] and heir ~= true then
            kept[#kept + 1], heirs[heir] = heir, false         -- once, in the first place that it inherits
        elseif not heir and heirs[one] == nil then
            kept[#kept + 1] = one
        end
    end
    for i, one in ipairs(kept) do one.number = i end
    state.rules = kept
end

--- The plugins that take the place of a rule, as a set.
function M.stand_ins(state, id)
    local plugins = {}
    for _, given in ipairs(state.replaced) do
        if given.id == id then plugins[given.plugin] = true end
    end
    return plugins
end

local from_meta = { __metatable = "from" }

--- `from "cue.class"`: a field of what was captured, or of the host; `from "actor"`: the capture itself.
function M.from(place, path)
    local first, member = tostring(path):match("^([a-z][a-z0-9_]*)%.?([a-z0-9_]*)$")
    if type(path) ~= "string" or not first or path:match("%.$") then
        failure.raise(place, ("from takes a capture and a field, not %s"):format(type(path) == "string" and "'" .. path .. "'" or failure.kind(path)),
            'for example from "cue.class", from "host.speaker"')
    end
    return setmetatable({ first = first, member = member ~= "" and member or nil, path = path }, from_meta)
end

--- Is this made by `from`?
function M.is_from(value)
    return type(value) == "table" and getmetatable(value) == "from"
end

return M
