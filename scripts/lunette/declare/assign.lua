-- assign.lua - how the fields of a declarative rule's rows are filled: by captures of the same name, by `set`; all checked against the layer.
--
-- Sits on types.lua and rule.lua. The result is the list `assign` of core.rule.

local failure = require "lunette.base.failure"
local rule_module = require "lunette.declare.rule"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local M = {}

local function field_names(decl)
    return failure.keys(decl.fields)
end

local function field_of(state, rule, decl, name)
    local field = decl.fields[name]
    if field then return field end
    failure.raise(source.find_key(state.sources, rule.place, name), ("%s: layer '%s' has no field '%s'"):format(rule.what, decl.name, name),
        failure.suggest(name, field_names(decl)) or ("the layer has no fields; layer \"%s\" { %s = text } would declare it"):format(decl.name, name))
end

-- What can hold captures. (Most nodes cannot.)
local holds_captures = { seq = true, choice = true, ["repeat"] = true, capture = true }

-- The capture of each name with its place, the first one where a name is used twice.
local function find_captures(tree, found, at, width)
    if tree.shared and not tree.shared.captures or not holds_captures[tree.tag] then return found end
    if tree.at then at, width = tree.at, tree.width end
    if tree.tag == "capture" and not found[tree.name] then found[tree.name] = { tree[1], at = at, width = width } end
    for i = 1, #tree do
        local child = tree[i]
        if type(child) == "table" and holds_captures[child.tag] then find_captures(child, found, at, width) end
    end
    return found
end

-- A capture's node with its place; nothing where the pattern has no such capture.
local function node_of(rule, name)
    rule.nodes = rule.nodes or rule.pattern and find_captures(rule.pattern.tree, {}) or {}
    return rule.nodes[name] or {}
end

-- Where a capture is written.
local function place_of(state, rule, name)
    local node = node_of(rule, name)
    return source.inside(state.sources, rule.pattern.place, rule.pattern.text, node.at, node.width)
end

local function target_fits(state, field, capture)
    if field.type.kind ~= "annotation" or not capture.layer then return true end
    if capture.layer == field.type.target then return true end
    local decl = state.layers[capture.layer]
    for _, member in ipairs(decl and decl.members or {}) do
        if member.name == field.type.target then return true end
    end
    return false
end

local function check_capture_type(state, rule, decl, name, capture)
    local field = decl.fields[name]
    local kind = field.type.kind
    if capture.list and not field.type.list and rule.body.each ~= name and rule.is_try then
        failure.raise(place_of(state, rule, name), ("the capture '%s' can be filled twice in a match, and patterns typed before filled it once"):format(name),
            "give it another name here")
    end
    if capture.list and not field.type.list and rule.body.each ~= name then
        failure.raise(place_of(state, rule, name), ("%s: the capture '%s' can be filled twice, and the field '%s.%s' holds one value")
            :format(rule.what, name, decl.name, name), ('declare it list(%s), or make one row an element: each = "%s"'):format(types.name(field.type), name))
    end
    if (kind == "entity" or kind == "annotation") and not capture.may_be_row then
        failure.raise(place_of(state, rule, name), ("%s: the capture '%s' is words, and the field '%s.%s' is %s"):format(rule.what, name, decl.name, name,
            types.name(field.type)), ("capture an annotation, for example %s:@%s"):format(name, kind == "entity" and "actor" or field.type.target))
    end
    if not target_fits(state, field, capture) then
        failure.raise(place_of(state, rule, name), ("%s: the capture '%s' is @%s, and the field '%s.%s' is %s"):format(rule.what, name,
            capture.layer, decl.name, name, types.name(field.type)))
    end
end

local function used_by(rule, name)
    if rule.uses_all_captures or rule.body.each == name or rule.used[name] then return true end
    return false
end

-- Of patterns that are only counted nobody reads a field, and what fills it may differ from one to the next.
local function add_captures(state, rule, decl, assign)
    if rule.is_counted then return end
    for _, capture in ipairs(rule.captures) do
        local name = capture.name
        if decl.fields[name] and not rule.set_fields[name] then
            check_capture_type(state, rule, decl, name, capture)
            assign[#assign + 1] = { field = name, capture = name }
        elseif not decl.fields[name] and not used_by(rule, name) then
            failure.raise(place_of(state, rule, name), ("%s: the capture '%s' fills no field of layer '%s'"):format(rule.what, name, decl.name),
                failure.suggest(name, field_names(decl)) or ("leave `%s:` out, or use it: set = { … = from \"%s\" }"):format(name, name))
        end
    end
end

local function find_capture(rule, name)
    for _, capture in ipairs(rule.captures) do
        if capture.name == name then return capture end
    end
end

local function capture_names(rule)
    local names = {}
    for i, capture in ipairs(rule.captures) do names[i] = capture.name end
    return names
end

local function check_member(state, rule, field, decl, member, owner)
    if decl.any or decl.fields[member] then return end
    failure.raise(source.find_key(state.sources, rule.place, field), ("%s: %s = from \"%s\": layer '%s' has no field '%s'"):format(rule.what, field,
        owner .. "." .. member, decl.name, member), failure.suggest(member, field_names(decl)))
end

local function check_entry(state, rule, field, lexicon_name, from)
    local lexicon = rule.lexicons[lexicon_name]
    if not lexicon then return end
    local names = lexicon:names()
    names[#names + 1], names[#names + 2] = "id", "phrase"
    for _, name in ipairs(names) do
        if name == from.member then return end
    end
    failure.raise(source.find_key(state.sources, rule.place, field), ("%s: %s = from \"%s\": lexicon '%s' has no field '%s'"):format(rule.what, field,
        from.path, lexicon_name, from.member), failure.suggest(from.member, names))
end

local function refuse_words(state, rule, field, from)
    failure.raise(source.find_key(state.sources, rule.place, field), ("%s: %s = from \"%s\": the capture '%s' is words, which have no fields"):format(rule.what,
        field, from.path, from.first), ("capture a phrase of a lexicon or an annotation: %s:$lexicon, %s:@layer"):format(from.first, from.first))
end

local function from_host(state, rule, field, from)
    if not rule.host then
        failure.raise(source.find_key(state.sources, rule.place, field), ("%s: %s = from \"%s\", but the scope is not a layer"):format(rule.what, field,
            from.path), 'for example scope = "statement.content"')
    end
    if not from.member then
        failure.raise(source.find_key(state.sources, rule.place, field), ("%s: %s = from \"host\" names no field"):format(rule.what, field),
            "for example from \"host.speaker\"; there are: " .. table.concat(field_names(rule.host.decl), ", "))
    end
    check_member(state, rule, field, rule.host.decl, from.member, "host")
    return { field = field, host = from.member }
end

local function from_capture(state, rule, field, from)
    local capture = find_capture(rule, from.first)
    if not capture then
        failure.raise(source.find_key(state.sources, rule.place, field), ("%s: %s = from \"%s\": the pattern has no capture '%s'"):format(rule.what,
            field, from.path, from.first), failure.suggest(from.first, capture_names(rule)))
    end
    rule.used[from.first] = true
    if from.member and capture.layer then
        check_member(state, rule, field, state.layers[capture.layer], from.member, from.first)
    elseif from.member and capture.lexicon then
        check_entry(state, rule, field, capture.lexicon, from)
    elseif from.member and not capture.may_be_row and capture.is_element then
        refuse_words(state, rule, field, from)
    end
    return { field = field, capture = from.first, member = from.member }
end

local function constant(state, rule, decl, field, value)
    local ok, wanted = types.fits(decl.fields[field].type, value)
    if ok and decl.fields[field].type.kind == "country" and type(value) == "string" and not value:find "^%u%u$" then
        ok, wanted = false, "the code of a country: two capital letters of ISO 3166, as in CN"
    end
    if not ok then
        failure.raise(source.find_key(state.sources, rule.place, field), ("%s: set.%s is %s, and '%s.%s' is %s"):format(rule.what, field,
            type(value) == "string" and "'" .. value .. "'" or failure.kind(value), decl.name, field, types.name(decl.fields[field].type)),
            wanted and "expected " .. wanted)
    end
    return { field = field, value = value }
end

local function add_set(state, rule, decl, assign)
    for _, name in ipairs(failure.keys(rule.body.set or {})) do
        local value = rule.body.set[name]
        field_of(state, rule, decl, name)
        rule.set_fields[name] = true
        if rule_module.is_from(value) then
            assign[#assign + 1] = (value.first == "host" and from_host or from_capture)(state, rule, name, value)
        else
            assign[#assign + 1] = constant(state, rule, decl, name, value)
        end
    end
end

local function check_required(rule, decl, assign)
    local filled = {}
    for _, one in ipairs(assign) do filled[one.field] = true end
    for _, name in ipairs(decl.field_order) do
        local t = decl.fields[name].type
        if t.required and not t.late and not filled[name] then
            failure.raise(rule.place, ("%s: layer '%s' requires the field '%s', and nothing fills it"):format(rule.what, decl.name, name),
                ("a capture %s:… or set = { %s = … }"):format(name, name))
        end
    end
end

local function check_each(rule)
    local name = rule.body.each
    if name == nil then return end
    local capture = find_capture(rule, name)
    if not capture then
        failure.raise(rule.place, ('%s: each = "%s": the pattern has no such capture'):format(rule.what, name), failure.suggest(name, capture_names(rule)))
    end
    if not capture.list then
        failure.raise(rule.place, ('%s: each = "%s": the capture is filled once'):format(rule.what, name),
            "leave `each` out, or repeat the capture: ( , " .. name .. ":… )*")
    end
end

--- Notes what `from` and functions use, for captures that fill no field.
function M.prepare(rule)
    rule.used, rule.set_fields = {}, {}
    rule.uses_all_captures = type(rule.body.where) == "function" or type(rule.body.mark) == "function"
end

--- The assignments of a declarative pattern rule.
-- @param decl table the layer it marks
-- @return table for core.rule
function M.of(state, rule, decl)
    local assign = {}
    check_each(rule)
    add_set(state, rule, decl, assign)
    add_captures(state, rule, decl, assign)
    check_required(rule, decl, assign)
    return assign
end

M.find_capture, M.capture_names, M.field_of, M.node_of = find_capture, capture_names, field_of, node_of

return M
