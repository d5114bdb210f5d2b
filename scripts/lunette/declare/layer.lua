-- layer.lua - layers: declared once, by their owner, with typed fields; extended by others.
--
-- Sits on types.lua and the core. A layer is known to the core as soon as it is declared; fields and members follow when everything is
-- loaded, since they may name layers that come later. state.layers[name] is
--   { name, owner, number, place, doc, mention, any = { texts } | nil, members = { decls }, fields = { name → { type, owner, place } } }

local elsewhere = require "lunette.declare.elsewhere"
local failure = require "lunette.base.failure"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local M = {}

local reserved = { policy = true, mention = true, any = true, doc = true }
local policies = { all = true, longest = true, order = true }
local core_layers = {
    { name = "token", doc = "A word, sign or number.", fields = { "pos", "tag", "lemma" } },
    { name = "sentence", doc = "A sentence." },
    { name = "paragraph", doc = "A paragraph." },
    { name = "quoted", doc = "The text inside quotation marks." },
    { name = "anaphor", doc = "A pronoun that stands for an entity.", mention = true },
}

-- Rows of these are there before any rule runs.
local made_by_core = { token = true, sentence = true, paragraph = true, quoted = true }

--- Are the layer's rows made by the engine alone?
function M.made_by_core(name)
    return made_by_core[name] == true
end

local function check_reserved(place_of, what, body)
    if body.policy ~= nil and not policies[body.policy] then
        failure.raise(place_of "policy", ("%s: policy is %s"):format(what, tostring(body.policy)),
            'one of "all", "longest", "order"')
    end
    if body.mention ~= nil and type(body.mention) ~= "boolean" then
        failure.raise(place_of "mention", ("%s: mention is %s, not true or false"):format(what, failure.kind(body.mention)),
            "mention = true says that rows of the layer mention entities")
    end
    if body.doc ~= nil and type(body.doc) ~= "string" then
        failure.raise(place_of "doc", ("%s: doc is %s, not a text"):format(what, failure.kind(body.doc)))
    end
end

local function read_any(place_of, what, any)
    if any == nil then return nil end
    if not failure.is_plain(any) or #any == 0 then
        failure.raise(place_of "any", ("%s: any lists layers"):format(what), 'for example any = { "person", "country[!adjective]" }')
    end
    for i, member in ipairs(any) do
        if type(member) ~= "string" then
            failure.raise(place_of "any", ("%s: any, item %d is %s, not the name of a layer"):format(what, i, failure.kind(member)))
        end
    end
    return any
end

-- Fields in the order in which the file writes them: tables do not keep it.
local function in_written_order(names, place_of)
    local places = {}
    for _, name in ipairs(names) do places[name] = place_of(name) or {} end
    table.sort(names, function(a, b)
        local p, q = places[a], places[b]
        if (p.line or 0) ~= (q.line or 0) then return (p.line or 0) < (q.line or 0) end
        if (p.column or 0) ~= (q.column or 0) then return (p.column or 0) < (q.column or 0) end
        return a < b
    end)
    return names
end

local function read_fields(place_of, what, owner, body)
    local names, fields = {}, {}
    for key, value in pairs(body) do
        if type(key) ~= "string" then
            failure.raise(place_of(""), ("%s: a field needs a name; item %s has none"):format(what, tostring(key)),
                "for example " .. 'cue = span')
        end
        if not reserved[key] then
            if not types.is(value) then
                failure.raise(place_of(key), ("%s: field '%s' is %s, not a type"):format(what, key, failure.kind(value)),
                    types.explain(value))
            end
            if value.default ~= nil then
                failure.raise(place_of(key), ("%s: field '%s' has a default; only options have"):format(what, key))
            end
            names[#names + 1] = key
            fields[key] = { type = value, owner = owner, place = place_of(key) }
        end
    end
    return in_written_order(names, place_of), fields
end

local function finder(state, place)
    return function(key) return source.find_key(state.sources, place, key) end
end

local function check_body(place, what, body)
    if not failure.is_plain(body) then
        failure.raise(place, ("%s needs a table of fields, not %s"):format(what, failure.kind(body)))
    end
end

--- Declares a layer: `layer "act" { kind = enum { "pledge" }, actor = list(ref()) }`.
-- @param state table what is loaded
-- @param owner text the plugin
-- @param place table
-- @param name text
-- @param body table
function M.declare(state, owner, place, name, body)
    local what = ("layer '%s'"):format(name)
    check_body(place, what, body)
    local place_of = finder(state, place)
    local old = state.layers[name]
    if old then
        if old.owner == owner then
            failure.raise(place, ("%s is declared twice%s"):format(what, M.at(old.place)), ('keep one; extend "%s" { … } adds fields to it'):format(name))
        end
        failure.raise(place, ("%s is declared twice, by %s and by %s%s"):format(what, old.owner, owner, M.at(old.place)),
            ('one plugin owns a layer; others write extend "%s" { … }'):format(name))
    end
    check_reserved(place_of, what, body)
    local any = read_any(place_of, what, body.any)
    local order, fields = read_fields(place_of, what, owner, body)
    if any and (#order > 0 or body.mention) then
        failure.raise(place, ("%s is a union (any = …) and has no fields of its own"):format(what),
            "its members' fields are seen through it")
    end
    local number = failure.at(place, state.core.layer,
        { name = name, owner = owner, doc = body.doc, policy = body.policy, mention = body.mention })
    local made = {
        name = name, owner = owner, number = number, place = place, doc = body.doc, mention = body.mention, any = any,
        policy = body.policy or "all", fields = fields, field_order = order, members = {},
    }
    state.layers[name] = made
    state.layer_order[#state.layer_order + 1] = made
end

--- " (file:line)", or nothing for what the engine declares.
function M.at(place)
    return place and place.file and (" (%s:%d)"):format(place.file, place.line or 0) or ""
end

--- Notes fields for another plugin's layer: `extend "act" { due = date }`.
function M.extend(state, owner, place, name, body)
    local what = ("extend '%s'"):format(name)
    check_body(place, what, body)
    local place_of = finder(state, place)
    for key in pairs(reserved) do
        if body[key] ~= nil then
            failure.raise(place_of(key), ("%s: only the owner of the layer says %s"):format(what, key))
        end
    end
    local order, fields = read_fields(place_of, what, owner, body)
    state.extensions[#state.extensions + 1] = { layer = name, place = place, order = order, fields = fields }
end

--- The declaration of a layer; raises, naming the nearest, where there is none.
-- @param own text|nil what to do where none is near: how one of this name is made
function M.get(state, place, what, name, own)
    local found = state.layers[name]
    if found then return found end
    local names = failure.keys(state.layers)
    if type(place) == "function" then place = place() end
    local near = #failure.nearest(name, names) > 0
    failure.raise(place, ("%s: no plugin that is loaded declares the layer '%s'"):format(what, name),
        elsewhere.hint(state, place, name, near) or not near and own or failure.suggest(name, names))
end

local function merge(state, extension)
    local what = ("extend '%s'"):format(extension.layer)
    local target = M.get(state, extension.place, what, extension.layer)
    if target.any then
        failure.raise(extension.place, ("%s: the layer is a union and has no fields"):format(what),
            "extend its members: " .. table.concat(target.any, ", "))
    end
    for _, name in ipairs(extension.order) do
        local old, new = target.fields[name], extension.fields[name]
        local widens = old and types.adds_options(old.type, new.type)
        if old and not widens and not types.same(old.type, new.type) then
            failure.raise(new.place, ("field '%s.%s' is %s here, and %s in %s%s"):format(extension.layer, name,
                types.name(new.type), types.name(old.type), old.owner, M.at(old.place)),
                "use the same type, or another name")
        end
        if not old then
            target.fields[name] = new
            target.field_order[#target.field_order + 1] = name
        elseif widens then
            target.fields[name] = { type = types.with_more(old.type, new.type), owner = old.owner, place = old.place }
            target.more = target.more or {}
            table.insert(target.more, { name = name, field = new })
        end
    end
end

local function give_field(state, target, name, field)
    local t, what = field.type, ("field '%s.%s'"):format(target.name, name)
    local meant = t.target and M.get(state, field.place, what, t.target)
    if meant and meant.any then
        failure.raise(field.place, ("%s: '%s' is a union and has no rows of its own"):format(what, meant.name),
            "ref() holds who or what is meant; or name one of its members: " .. table.concat(meant.any, ", "))
    end
    local number = meant and meant.number
    failure.at(field.place, state.core.field, target.number, {
        name = name, owner = field.owner, type = t.kind == "country" and "text" or t.kind, target = number,
        options = t.options, list = t.list, required = t.required, late = t.late, country = t.kind == "country",
    })
end

local function give_members(state, union, parse_filter)
    for _, text in ipairs(union.any) do
        local what = ("layer '%s', any"):format(union.name)
        local member = parse_filter(state, union.place, what, text)
        if member.decl.any then
            failure.raise(union.place, ("%s: '%s' is a union itself"):format(what, member.decl.name),
                "list its members: " .. table.concat(member.decl.any, ", "))
        end
        failure.at(union.place, state.core.member, union.number, member.decl.number, member.condition)
        union.members[#union.members + 1] = member.decl
    end
end

--- Gives the core all fields and members. A condition may read fields, so members come last.
-- @param parse_filter function(state, place, what, text) → { decl, condition }
-- @param known table|nil { layers =, extensions = }: how many of each the core has already
function M.finish(state, parse_filter, known)
    known = known or { layers = 0, extensions = 0 }
    for i = known.extensions + 1, #state.extensions do merge(state, state.extensions[i]) end
    for _, target in ipairs(state.layer_order) do
        for _, name in ipairs(target.field_order) do give_field(state, target, name, target.fields[name]) end
        for _, more in ipairs(target.more or {}) do give_field(state, target, more.name, more.field) end
    end
    for i = known.layers + 1, #state.layer_order do
        if state.layer_order[i].any then give_members(state, state.layer_order[i], parse_filter) end
    end
end

--- Declares the layers that the engine knows by itself.
function M.declare_core(state)
    for _, known in ipairs(core_layers) do
        local number = state.core.layer { name = known.name, owner = "core", doc = known.doc, mention = known.mention }
        local made = {
            name = known.name, owner = "core", number = number, doc = known.doc, mention = known.mention, policy = "all",
            fields = {}, field_order = {}, members = {},
        }
        for _, field in ipairs(known.fields or {}) do
            made.fields[field] = { type = types.text, owner = "core" }
            made.field_order[#made.field_order + 1] = field
        end
        state.layers[known.name] = made
        state.layer_order[#state.layer_order + 1] = made
    end
end

return M
