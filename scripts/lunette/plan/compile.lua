-- compile.lua - from declared rules to the core's: programs, scopes, filters, functions; what each rule reads and marks.
--
-- Sits on declare/assign.lua, declare/condition.lua, patterns.lua, units.lua and the core. Runs once, when everything is loaded. After it each rule has
-- `marked` and `read` (layer declarations) and `after` (rules); its `number`, by which the core knows it, is its place in state.rules.

local assign = require "lunette.declare.assign"
local condition = require "lunette.declare.condition"
local expect = require "lunette.test.expect"
local failure = require "lunette.base.failure"
local layer = require "lunette.declare.layer"
local lexicon = require "lunette.declare.lexicon"
local patterns = require "lunette.plan.patterns"
local rule_module = require "lunette.declare.rule"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"
local units = require "lunette.plan.units"

local OWN_LAYER = 'a layer of one\'s own is declared above the rule: layer "%s" { who = list(ref()), what = span }; ' ..
    "`lunette plugin list` has those of others"

local M = {}

local plain_scopes = { sentence = true, paragraph = true, document = true }

-- ---- layers ----

-- Adds a layer that is read: the members of a union in its place, nothing for what the engine makes.
local function add_read(rule, seen, decl)
    if decl.any then
        for _, member in ipairs(decl.members) do add_read(rule, seen, member) end
        return
    end
    if seen[decl] or layer.made_by_core(decl.name) then return end
    seen[decl] = true
    table.insert(rule.read, decl)
end

local function marked_layers(state, rule)
    local marked = {}
    for i, name in ipairs(rule.marks) do
        local key = rule.body.veto and "veto" or type(rule.body.mark) == "string" and "mark" or "marks"
        local function place() return source.find_key(state.sources, rule.place, key) end
        local decl = layer.get(state, place, rule.what .. ", " .. key, name, OWN_LAYER:format(name))
        if decl.any then
            failure.raise(place, ("%s: layer '%s' is a union and has no rows of its own"):format(rule.what, name),
                "mark one of its members: " .. table.concat(decl.any, ", "))
        end
        if layer.made_by_core(name) then
            failure.raise(place, ("%s: the rows of layer '%s' are made by the engine"):format(rule.what, name), "mark a layer of your own")
        end
        marked[i] = decl
    end
    return marked
end

local function filters(state, rule, key, reads)
    local list = {}
    local function place() return source.find_key(state.sources, rule.place, key) end
    for i, text in ipairs(rule_module.names(rule.body[key])) do
        list[i] = patterns.plain_filter(state, rule.plugin, place, rule.what .. ", " .. key, text)
        reads[#reads + 1] = list[i].decl
    end
    return list
end

local function for_core(list)
    local result = {}
    for i, filter in ipairs(list) do result[i] = { layer = filter.decl.number, condition = filter.condition } end
    return #result > 0 and result or nil
end

-- "statement", "statement.content", "statement.content[mode=direct]"
local function read_scope(state, rule, reads)
    local text = rule.body.scope
    if text == nil or plain_scopes[text] then return text or "sentence" end
    local function place() return source.find_key(state.sources, rule.place, "scope") end
    local what = rule.what .. ", scope"
    local host = patterns.filter(state, rule.plugin, place, what, text)
    reads[#reads + 1] = host.decl
    rule.host = host
    if host.field then
        local declared = assign.field_of(state, rule, host.decl, host.field)
        if declared.type.kind ~= "span" then
            failure.raise(host.place, ("%s: the field '%s.%s' is %s, not a span"):format(what, host.decl.name, host.field,
                types.name(declared.type)))
        end
    end
    return { layer = host.decl.number, field = host.field, condition = host.condition }
end

-- The rules that stand in for one that `replaces` took out, as far as they mark what the waiting rule marks.
local function add_stand_ins(state, rule, id, earlier)
    local plugins = rule_module.stand_ins(state, id)
    for _, other in ipairs(state.rules) do
        if plugins[other.plugin] and other ~= rule and rule_module.share_layer(other, rule) then earlier[#earlier + 1] = other end
    end
    return next(plugins) ~= nil
end

-- All that mark the layer: what a veto takes away must be there.
local function makers_of(state, rule)
    local earlier = {}
    local wanted = rule.marks[1]
    for _, other in ipairs(state.rules) do
        local marks = other.body.veto and {} or other.marks
        for i = 1, #marks do
            if marks[i] == wanted then earlier[#earlier + 1] = other end
        end
    end
    if #earlier == 0 then
        failure.raise(source.find_key(state.sources, rule.place, "veto"), ("%s: no rule marks the layer '%s'"):format(rule.what, rule.marks[1]),
            "name the plugin that does: requires \"diplomacy\", or -p diplomacy")
    end
    return earlier
end

local function after_rules(state, rule)
    if rule.body.veto then return makers_of(state, rule) end
    local earlier = {}
    for _, name in ipairs(rule_module.names(rule.body.after)) do
        local own = rule.plugin.name .. "." .. name
        local found = state.rule_by_id[name] or state.rule_by_id[own]
        local stood_in = not found and (add_stand_ins(state, rule, name, earlier) or add_stand_ins(state, rule, own, earlier))
        if not stood_in and (not found or found == rule) then
            failure.raise(source.find_key(state.sources, rule.place, "after"),
                ("%s: after names %s"):format(rule.what, found and "the rule itself" or ("the rule '%s', which is not there"):format(name)),
                not found and failure.suggest(name, failure.keys(state.rule_by_id)) or nil)
        end
        earlier[#earlier + 1] = found
    end
    return earlier
end

-- ---- functions ----

-- What every annotation answers besides its fields, as far as it can be compared.
local of_annotations = { text = true, layer = true, rule = true, entity = true, pos = true, tag = true, lemma = true }

-- A phrase has the fields of its lexicon, other words have none.
local function check_words(rule, place, path, capture)
    local phrases = capture.lexicon and rule.lexicons[capture.lexicon]
    if phrases then
        local names = phrases:names()
        names[#names + 1], names[#names + 2] = "id", "phrase"
        for _, name in ipairs(names) do
            if name == path.member then return end
        end
        failure.raise(place, ("%s, where: lexicon '%s' has no field '%s'"):format(rule.what, capture.lexicon, path.member), failure.suggest(path.member, names))
    end
    if capture.may_be_row or not capture.is_element then return end
    failure.raise(place, ("%s, where: the capture '%s' is words, which have no '%s'"):format(rule.what, path.first, path.member),
        ("of words: %s.text, %s.lemma, %s.pos; fields have phrases and annotations: %s:$lexicon, %s:@layer"):format(path.first, path.first, path.first,
            path.first, path.first))
end

local function check_path(state, rule, place, path)
    local capture = assign.find_capture(rule, path.first)
    if path.first == "host" and rule.host and not capture then
        failure.raise(place, rule.what .. ", where: `host` is not part of the match",
            ("put the condition into the scope: \"%s[…]\""):format(rule.host.decl.name))
    end
    local decl = capture and capture.layer and state.layers[capture.layer]
    if rule.kind == "pattern" and not decl and not capture then
        failure.raise(place, ("%s, where: the pattern has no capture '%s'"):format(rule.what, path.first),
            failure.suggest(path.first, assign.capture_names(rule)))
    end
    if not path.member or of_annotations[path.member] then return end
    if not decl then return capture and check_words(rule, place, path, capture) end
    local names = {}
    for _, one in ipairs(decl.any and decl.members or { decl }) do
        if one.fields[path.member] then return end
        table.move(one.field_order, 1, #one.field_order, #names + 1, names)
    end
    failure.raise(place, ("%s, where: layer '%s' has no field '%s'"):format(rule.what, decl.name, path.member), failure.suggest(path.member, names))
end

-- `where` as a function; a condition text may name captures and the host.
local function where_function(state, rule)
    local given = rule.body.where
    if type(given) ~= "string" then return given end
    local tree, place = patterns.parse_condition(state, source.find_key(state.sources, rule.place, "where"), given)
    local test, paths = condition.compile(place, rule.what .. ", where", tree, rule.lexicons)
    for _, path in ipairs(paths) do
        check_path(state, rule, place, path)
        rule.used[path.first] = true
    end
    return test
end

-- What an LPeg pattern captures is seen when it matches, so that a group which fills nothing is told then.
local function refuse_group(state, rule, name)
    local decl = rule.marked[1]
    failure.raise(source.find_key(state.sources, rule.place, "lpeg"), ("%s: the group '%s' fills no field of layer '%s'"):format(rule.what, name, decl.name),
        failure.suggest(name, failure.keys(decl.fields)) or ("take it out, or use it: set = { … = from \"%s\" }"):format(name))
end

local function unit_fields(state, rule, captures)
    local fields = { captures[1] }
    for _, name in ipairs(failure.keys(captures)) do
        if rule.marked[1].fields[name] then
            fields[name] = captures[name]
        elseif not rule.uses_all_captures and not rule.used[name] then
            refuse_group(state, rule, name)
        end
    end
    for name, value in pairs(rule.body.set or {}) do
        if rule_module.is_from(value) then value = captures[value.first] end
        fields[name] = value
    end
    return fields
end

local function check_unit_set(state, rule)
    for name, value in pairs(rule.body.set or {}) do
        assign.field_of(state, rule, rule.marked[1], name)
        if rule_module.is_from(value) then rule.used[value.first] = true end
        if rule_module.is_from(value) and (value.member or value.first == "host") then
            failure.raise(source.find_key(state.sources, rule.place, name), ("%s: set.%s = from \"%s\": an lpeg rule's captures have no fields")
                :format(rule.what, name, value.path), "from \"name\" takes a group or an `at` capture")
        end
    end
end

local function lies_in(list, span, doc)
    for _, filter in ipairs(list) do
        local rows = filter.condition and doc:layer(filter.decl.name, filter.condition) or doc:at(span, filter.decl.name)
        for _, row in ipairs(rows) do
            if row:contains(span) then return true end
        end
    end
    return false
end

-- The engine tests filters on matches of patterns and on annotations; LPeg's matches it does not know.
local function passes_filters(rule, span, doc)
    if lies_in(rule.not_within, span, doc) then return false end
    return #rule.within == 0 or lies_in(rule.within, span, doc)
end

local function unit_function(state, rule)
    local mark, where = rule.body.mark, where_function(state, rule)
    local search = failure.at(source.find_key(state.sources, rule.place, "lpeg"), units.searcher, rule.body.lpeg)
    if type(mark) ~= "function" then
        check_unit_set(state, rule)
        mark = function(captures) return unit_fields(state, rule, captures) end
    end
    return function(unit, doc)
        local rows = {}
        for _, captures in ipairs(search(unit)) do
            local wanted = passes_filters(rule, captures[1], doc) and (not where or where(captures, doc))
            local row = wanted and mark(captures, doc)
            if row and row[1] == nil then row[1] = captures[1] end
            if row then rows[#rows + 1] = row end
        end
        return #rows > 0 and rows or nil
    end
end

-- An empty list of rows is no row; the engine would read it as one row without fields.
local function document_function(call)
    return function(doc)
        local rows, reason = call(doc)
        if type(rows) == "table" and next(rows) == nil then return nil, reason end
        return rows, reason
    end
end

-- ---- one rule ----

local function add_program(state, rule, reads)
    local function place() return source.find_key(state.sources, rule.place, "match") end
    local program, pattern = patterns.compile(state, rule.plugin, place, rule.body.match)
    rule.program, rule.pattern, rule.captures = program, pattern, program:captures()
    for _, name in ipairs(program:layers()) do reads[#reads + 1] = state.layers[name] end
end

local function each_filter(state, rule, reads)
    local function place() return source.find_key(state.sources, rule.place, "each") end
    local each = patterns.plain_filter(state, rule.plugin, place, rule.what .. ", each", rule.body.each)
    if each.decl.any then
        failure.raise(place, ("%s: each names '%s', a union"):format(rule.what, each.decl.name),
            "make a rule for each member: " .. table.concat(each.decl.any, ", "))
    end
    reads[#reads + 1] = each.decl
    return each
end

local function collect_reads(state, rule, reads)
    local names = rule_module.names(rule.body.reads)
    local function place() return source.find_key(state.sources, rule.place, "reads") end
    for _, name in ipairs(names) do
        reads[#reads + 1] = layer.get(state, place, rule.what .. ", reads", name)
    end
    local seen = {}
    rule.read, rule.reads_all = {}, reads
    for _, decl in ipairs(reads) do add_read(rule, seen, decl) end
end

local function try_fields(state, rule)
    if not rule.is_try or rule.is_counted then return end
    local decl = rule.marked[1]
    for _, capture in ipairs(rule.captures) do
        local field = { name = capture.name, owner = "try", type = "span", list = capture.list }
        if pcall(state.core.field, decl.number, field) then
            decl.fields[capture.name] = { type = types.span, owner = "try" }
            if capture.list then decl.fields[capture.name].type = types.list(types.span) end
        else
            rule.used[capture.name] = true
        end
    end
end

-- An annotation for which `where` holds: the engine tests it on matches only.
local function each_function(where, mark)
    if not where then return mark end
    return function(annotation, doc)
        if not where(annotation, doc) then return nil, "where does not hold" end
        return mark(annotation, doc)
    end
end

local function add_functions(state, rule, spec)
    local mark = type(rule.body.mark) == "function" and rule.body.mark or nil
    if rule.kind == "units" then
        spec.call = unit_function(state, rule)
    elseif rule.kind == "document" then
        spec.call = document_function(rule.body.each_document)
    elseif rule.kind == "each" then
        spec.call = each_function(where_function(state, rule), mark)
    else
        spec.where, spec.call = where_function(state, rule), mark
    end
end

-- Where people look for a rule: on the line that names it, also where a helper of the plugin declares it.
local function named_at(rule)
    for _, place in ipairs(rule.outer or {}) do
        local line = place.source
        if line and (line:find('"' .. rule.name .. '"', 1, true) or line:find("'" .. rule.name .. "'", 1, true)) then return place end
    end
    return rule.place
end

--- Checks a rule against everything else, compiles it. Adds `spec`, the table for core.rule, to which numbers of other rules are still missing.
function M.rule(state, rule)
    local body, reads, at = rule.body, {}, named_at(rule)
    local spec = { id = rule.id, plugin = rule.plugin.name, version = rule.plugin.version, file = at and at.file,
        line = at and at.line, doc = rule.doc, text = rule.text, kind = rule.kind, replaces = rule.replaces and table.concat(rule.replaces, " ") }
    rule.captures, rule.lexicons = {}, lexicon.visible(rule.plugin)
    rule.marked = marked_layers(state, rule)
    if rule.kind == "pattern" then add_program(state, rule, reads) end
    assign.prepare(rule)
    spec.program, spec.overlap = rule.program, body.overlap
    if rule.kind == "pattern" or rule.kind == "units" then spec.scope = read_scope(state, rule, reads) end
    if rule.kind == "each" then
        local each = each_filter(state, rule, reads)
        spec.each_layer, spec.each_condition = each.decl.number, each.condition
    end
    rule.within, rule.not_within = filters(state, rule, "within", reads), filters(state, rule, "not_within", reads)
    spec.within, spec.not_within = for_core(rule.within), for_core(rule.not_within)
    if body.veto then
        local function place() return source.find_key(state.sources, rule.place, "veto") end
        spec.veto = for_core { patterns.plain_filter(state, rule.plugin, place, rule.what .. ", veto", body.veto) }
    end
    collect_reads(state, rule, reads)
    add_functions(state, rule, spec)
    if rule.kind == "pattern" then
        try_fields(state, rule)
        if not spec.call and not body.veto then spec.assign = assign.of(state, rule, rule.marked[1]) end
        spec.each = body.each
    end
    expect.check(rule, state.checked_fields)
    rule.spec, rule.after = spec, after_rules(state, rule)
end

local function numbers(decls)
    local list = {}
    for i = 1, #decls do list[i] = decls[i].number end
    return list
end

--- Gives a compiled rule to the core. Rules are numbered in the order declared, so that `after` may name later ones.
function M.give(state, rule)
    local spec = rule.spec
    spec.marks, spec.reads, spec.after = numbers(rule.marked), numbers(rule.reads_all), numbers(rule.after)
    spec.mark = not rule.body.veto and #rule.marked == 1 and rule.marked[1].number or nil
    local number = failure.at(rule.place, state.core.rule, spec)
    if number ~= rule.number then
        failure.raise(rule.place, ("%s has the number %s where %d was due"):format(rule.what, tostring(number), rule.number))
    end
end

--- What a resolve function reads, as layer declarations.
function M.resolve(state, resolve)
    resolve.decl = layer.get(state, resolve.place, resolve.what, resolve.layer)
    if resolve.decl.any or layer.made_by_core(resolve.layer) then
        failure.raise(resolve.place, ("%s: the layer has no rows of its own to fill"):format(resolve.what))
    end
    local seen = {}
    resolve.read, resolve.id = {}, resolve.what
    for _, name in ipairs(resolve.reads) do add_read(resolve, seen, layer.get(state, resolve.place, resolve.what .. ", reads", name)) end
end

return M
