-- listing.lua - what is loaded as plain tables, for the commands that list and for JSON.
--
-- Sits on the registry. Every list has a stable order; nothing here holds functions or objects of the engine.

local failure = require "lunette.base.failure"
local namespace = require "lunette.declare.namespace"
local types = require "lunette.declare.types"

local M = {}

local function names_of(decls)
    local names = {}
    for i, decl in ipairs(decls or {}) do names[i] = decl.name end
    return names
end

local function file_line(place)
    return place and place.file, place and place.line
end

local function type_names(fields)
    local result = {}
    for _, name in ipairs(failure.keys(fields)) do
        local t = fields[name]
        result[#result + 1] = { name = name, type = types.name(t), default = t.default, doc = t.doc }
    end
    return result
end

--- The loaded plugins, required ones first.
function M.plugins(state)
    local result = {}
    for i, plugin in ipairs(state.plugin_order) do
        local rules = 0
        for _, rule in ipairs(state.rules) do
            if rule.plugin == plugin then rules = rules + 1 end
        end
        result[i] = {
            name = plugin.name, version = plugin.version, summary = plugin.summary, languages = plugin.languages,
            requires = plugin.requires, capabilities = plugin.capabilities, folder = plugin.folder, rules = rules,
            file = plugin.place and plugin.place.file,
            options = type_names(plugin.options),
        }
    end
    return result
end

local function with_sigil(sigil, names)
    for i, name in ipairs(names) do names[i] = sigil .. name end
    return names
end

--- A plugin by its name, its folder, or the rule file that it is made of.
function M.plugin(state, name)
    local plugin = state.plugins[name]
    for _, other in ipairs(state.plugin_order) do
        if other.place and other.place.file == name then return other end
    end
    for _, other in ipairs(state.plugin_order) do
        if other.folder:gsub("^%./", "") == name:gsub("/+$", ""):gsub("^%./", "") then plugin = plugin or other end
    end
    if plugin then return plugin end
    failure.raise(nil, ("no plugin '%s' is loaded"):format(name), failure.suggest(name, failure.keys(state.plugins)))
end

-- Layers in the order declared, those of a plugin and of what it requires before those of the core.
local function about_layers(state, plugin_name)
    local about, of = {}, { {}, {}, {} }
    for _, decl in ipairs(state.layer_order) do
        local rank = decl.owner == plugin_name and 1 or decl.owner == "core" and 3 or 2
        table.insert(of[rank], { name = "@" .. decl.name, plugin = decl.owner, doc = decl.doc or "" })
    end
    for _, some in ipairs(of) do table.move(some, 1, #some, #about + 1, about) end
    return about
end

--- What patterns of a plugin can name, of all plugins where none is given: texts in groups, and `about`, what each layer holds.
function M.names(state, plugin_name)
    local plugin = plugin_name and M.plugin(state, plugin_name) or { sees = state.plugin_order }
    return {
        about = about_layers(state, plugin.name),
        classes = with_sigil("%", table.move(namespace.classes, 1, #namespace.classes, 1, {})),
        patterns = with_sigil("%", failure.keys(namespace.all(plugin, "definitions"))),
        lexicons = with_sigil("$", failure.keys(namespace.all(plugin, "lexicons"))),
        layers = with_sigil("@", failure.keys(state.layers)),
    }
end

--- All rules in the order declared.
function M.rules(state)
    local result = {}
    for i, rule in ipairs(state.rules) do
        local file, line = file_line(rule.place)
        result[i] = {
            id = rule.id, plugin = rule.plugin.name, doc = rule.doc, file = file, line = line, kind = rule.kind, marks = rule.marks,
            reads = names_of(rule.reads_all), text = rule.text, examples = #rule.examples, number = rule.number,
        }
    end
    return result
end

--- All layers in the order declared.
function M.layers(state)
    local result = {}
    for i, decl in ipairs(state.layer_order) do
        local fields = {}
        for j, name in ipairs(decl.field_order) do
            fields[j] = { name = name, type = types.name(decl.fields[name].type), owner = decl.fields[name].owner }
        end
        result[i] = { name = decl.name, owner = decl.owner, doc = decl.doc, policy = decl.policy, mention = decl.mention or false,
            any = decl.any, fields = fields }
    end
    return result
end

--- All examples in the order of their rules.
function M.examples(state)
    local result = {}
    for _, rule in ipairs(state.rules) do
        for i, example in ipairs(rule.examples) do
            local file, line = file_line(example.place)
            result[#result + 1] = { rule = rule.id, number = i, text = example.text, file = file, line = line,
                rows = example.expect and #example.expect or nil }
        end
    end
    return result
end

local function declared(all, extra)
    local result = {}
    for _, name in ipairs(failure.keys(all)) do
        local item = all[name]
        local file, line = file_line(item.place)
        local made = { name = name, plugin = item.plugin, doc = item.doc, file = file, line = line, options = type_names(item.options) }
        if extra then made[extra] = type_names(item[extra]) end
        result[#result + 1] = made
    end
    return result
end

--- All analyses by name.
function M.analyses(state) return declared(state.analyses, "result") end

--- All reports by name.
function M.reports(state) return declared(state.reports) end

return M
