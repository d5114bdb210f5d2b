-- extend.lua - declarations that come after everything is finished: what is typed at the prompt joins the plan, whole or not at all.
--
-- Sits on plan/compile.lua, plan/graph.lua and all that declares. A rule, definition or lexicon that is typed again takes the place of the old one; a layer
-- that is typed again gets more fields. The core keeps every layer and rule that it was given: rules are left out of the plan, layers stay empty.
-- Whenever a definition or a lexicon changes, all rules of the prompt are compiled again, since they hold what it was.

local compile = require "lunette.plan.compile"
local failure = require "lunette.base.failure"
local graph = require "lunette.plan.graph"
local layer = require "lunette.declare.layer"
local patterns = require "lunette.plan.patterns"
local registry = require "lunette.declare.registry"

local M = {}

local lists = { "rules", "resolves", "extensions", "objects" }

local function copy(t)
    local made = {}
    for key, value in pairs(t) do made[key] = value end
    return made
end

--- Notes what is there, before something is declared.
-- @param plugin table the prompt's
function M.begin(state, plugin)
    local mark = { plugin = plugin, layers = #state.layer_order, lists = {}, definitions = copy(plugin.definitions), lexicons = copy(plugin.lexicons),
        by_id = copy(state.rule_by_id), references = #state.lexicon_references, handles = copy(plugin.handles) }
    for _, name in ipairs(lists) do mark.lists[name] = table.move(state[name], 1, #state[name], 1, {}) end
    return mark
end

-- A layer that failed stays declared, with the fields that the core knows: the next attempt adds to it.
local function undo(state, mark)
    local plugin = mark.plugin
    for _, name in ipairs(lists) do state[name] = mark.lists[name] end
    state.rule_by_id, state.pending = mark.by_id, {}
    plugin.definitions, plugin.lexicons, plugin.handles = mark.definitions, mark.lexicons, mark.handles
    for i = #state.lexicon_references, mark.references + 1, -1 do state.lexicon_references[i] = nil end
    for i = mark.layers + 1, #state.layer_order do
        local decl = state.layer_order[i]
        local known = {}
        for _, field in ipairs(state.core.layer_info(decl.number).fields) do known[field.name] = true end
        for j = #decl.field_order, 1, -1 do
            local name = decl.field_order[j]
            if not known[name] then
                table.remove(decl.field_order, j)
                decl.fields[name] = nil
            end
        end
        if decl.any then decl.any, decl.members = nil, {} end
    end
end

local function same(a, b)
    for key, value in pairs(a) do
        if b[key] ~= value then return false end
    end
    for key in pairs(b) do
        if a[key] == nil then return false end
    end
    return true
end

-- The rules to compile, in the order declared: the new ones, or all of the prompt.
local function fresh_rules(state, mark, all)
    local old, fresh = {}, {}
    for _, one in ipairs(mark.lists.rules) do old[one] = true end
    for _, one in ipairs(state.rules) do
        if not old[one] or (all and one.plugin == mark.plugin) then fresh[#fresh + 1] = one end
    end
    return fresh
end

local function is_planned(decl)
    return not decl.any and not layer.made_by_core(decl.name)
end

--- The stages of a plan as the core takes them.
function M.for_core(stages)
    local result = {}
    for i, stage in ipairs(stages) do
        local made = { layers = {}, rules = {}, resolves = {} }
        for j, decl in ipairs(stage.layers) do made.layers[j] = decl.number end
        for j, one in ipairs(stage.rules) do made.rules[j] = one.number end
        for j, resolve in ipairs(stage.resolves) do
            made.resolves[j] = { layer = resolve.decl.number, call = resolve.run, plugin = resolve.plugin.name, print = resolve.print, whole = resolve.whole }
        end
        result[i] = made
    end
    return result
end

--- Orders all rules into stages.
function M.plan(state)
    return graph.plan(state, state.rules, state.resolves, is_planned)
end

-- Numbers only grow: one that the core has given is never given again.
local function give_rules(state, fresh)
    local retired, next_number = {}, state.core.rule_count()
    for i, one in ipairs(fresh) do
        retired[i] = one.given and one.number
        one.number = next_number + i - 1
    end
    for i, one in ipairs(fresh) do
        compile.give(state, one)
        if retired[i] then state.core.retire(retired[i]) end
        one.given = true
    end
    table.sort(state.rules, function(a, b) return a.number < b.number end)
end

local function retire_replaced(state, mark)
    local still = {}
    for _, one in ipairs(state.rules) do still[one] = true end
    for _, one in ipairs(mark.lists.rules) do
        if not still[one] and one.given then state.core.retire(one.number) end
    end
end

local function join(state, mark, owner_filter)
    local plugin = mark.plugin
    local renamed = not same(mark.definitions, plugin.definitions) or not same(mark.lexicons, plugin.lexicons)
    if renamed then plugin.made_programs, plugin.made_conditions, plugin.programs = {}, {}, {} end
    layer.finish(state, owner_filter, { layers = mark.layers, extensions = #mark.lists.extensions })
    for i = #mark.lists.objects + 1, #state.objects do
        local item = state.objects[i]
        patterns.compile(state, item.plugin, item.place, item.object)
    end
    local fresh = fresh_rules(state, mark, renamed)
    for _, one in ipairs(fresh) do failure.at(one.place, compile.rule, state, one) end
    for i = #mark.lists.resolves + 1, #state.resolves do failure.at(state.resolves[i].place, compile.resolve, state, state.resolves[i]) end
    local changed = #fresh > 0 or #state.resolves ~= #mark.lists.resolves or #state.rules ~= #mark.lists.rules or
        #state.layer_order ~= mark.layers or #state.extensions ~= #mark.lists.extensions
    if not changed then return fresh, renamed end
    M.plan(state)                                       -- whoever is in the way says so before the core is given anything
    give_rules(state, fresh)
    retire_replaced(state, mark)
    state.core.plan(M.for_core(M.plan(state)))
    state.core.settle()
    return fresh, true
end

--- Lets what was declared since `begin` join. When that fails, nothing of it is there.
-- @param owner_filter function as layer.finish takes it
-- @return table the rules that are new, or were compiled again; boolean did anything change
function M.finish(state, mark, owner_filter)
    local fine, result, changed = pcall(function()
        registry.check_pending(state)
        return join(state, mark, owner_filter)
    end)
    if fine then return result, changed end
    undo(state, mark)
    for _, one in ipairs(mark.lists.rules) do
        -- what the failed attempt compiled anew is compiled as it was
        if one.plugin == mark.plugin and one.given then pcall(compile.rule, state, one) end
    end
    error(result, 0)
end

--- Forgets what was declared since `begin`.
M.undo = undo

-- ---- the words, for what is typed again ----

--- Takes a rule out, for one that is typed again.
function M.take_rule_out(state, id)
    local old = state.rule_by_id[id]
    if not old then return end
    local kept = {}
    for _, one in ipairs(state.rules) do
        if one ~= old then kept[#kept + 1] = one end
    end
    state.rules, state.rule_by_id[id] = kept, nil
end

local function take_resolve_out(state, plugin, name)
    local kept = {}
    for _, one in ipairs(state.resolves) do
        if one.plugin ~= plugin or one.layer ~= name then kept[#kept + 1] = one end
    end
    state.resolves = kept
end

local function before(word, call)
    return function(name, ...)
        if type(name) == "string" then call(name) end
        return word(name, ...)
    end
end

-- The fields of a layer that is there: what it says of itself it may say again, but for its doc it may not change it.
local function more_fields(state, plugin, place, old, body)
    if not failure.is_plain(body) then return layer.extend(state, plugin.name, place, old.name, body) end
    local fields = {}
    for key, value in pairs(body) do
        local said = (key == "policy" and value == old.policy) or (key == "mention" and value == (old.mention or false))
        if key == "doc" then old.doc = value elseif not said then fields[key] = value end
    end
    return layer.extend(state, plugin.name, place, old.name, fields)
end

local function layer_word(state, plugin, word, where)
    return function(name, ...)
        local old = state.layers[name]
        if not old or old.owner ~= plugin.name or old.any then return word(name, ...) end
        local place = where()
        local function more(body)
            failure.check_plain(place, ('layer "%s"'):format(name), body)
            return more_fields(state, plugin, place, old, body)
        end
        if select("#", ...) > 0 then return more((...)) end
        return more
    end
end

--- Changes the words of the prompt's environment: what is there already is declared again in place of an error; plugin.dirty says that something was.
function M.words(state, plugin, env, where)
    env.layer = layer_word(state, plugin, env.layer, where)
    env.rule = before(env.rule, function(name) M.take_rule_out(state, plugin.name .. "." .. name) end)
    env.resolve = before(env.resolve, function(name) take_resolve_out(state, plugin, name) end)
    for _, word in ipairs { "layer", "extend", "define", "lexicon", "pattern", "rule", "resolve" } do
        local declare = env[word]
        env[word] = function(...)
            plugin.dirty = true
            return declare(...)
        end
    end
    for _, word in ipairs { "requires", "replaces" } do
        env[word] = function(name)
            failure.raise(where(), ('%s "%s" is for rule files'):format(word, tostring(name)), "leave, and start the console with -p NAME or -r FILE")
        end
    end
end

return M
