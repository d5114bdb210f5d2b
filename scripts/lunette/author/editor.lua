-- editor.lua - what editors are told: a .luarc.json, and for the Lua language server the layers, fields, lexicons and patterns of what is loaded.
--
-- Sits on the registry and declare/environment.lua. The words themselves are described in scripts/meta, which go along; what is written here adds
-- the project's names to their classes: a method or a table's key that takes a layer's name offers those that there are.

local core = require "lunette.core"

local environment = require "lunette.declare.environment"
local failure = require "lunette.base.failure"
local listing = require "lunette.author.listing"
local namespace = require "lunette.declare.namespace"

local M = {}

M.LIBRARY = ".luals"                 -- the folder that .luarc.json names

local META = { "corpus", "libraries", "objects", "rules", "specs", "types" }
local LIST_MAX = 400                 -- names in one type: servers get slow

-- ---- .luarc.json ----

local function json_list(names, indent)
    for i, name in ipairs(names) do names[i] = ('%s"%s"'):format(indent, name) end
    return table.concat(names, ",\n")
end

--- The text of a .luarc.json for a folder of rules.
function M.luarc()
    local words = environment.words()
    words[#words + 1] = "case"         -- of spec files
    table.sort(words)
    return '{\n  "runtime.version": "Lua 5.4",\n  "workspace.library": ["' .. M.LIBRARY .. '"],\n  "workspace.checkThirdParty": false,\n'
        .. '  "diagnostics.globals": [\n' .. json_list(words, "    ") .. "\n  ]\n}\n"
end

-- ---- names of a project ----

local function class_of(layer) return "lunette.layer." .. layer end

local function quoted(names)
    local made = {}
    for i = 1, math.min(#names, LIST_MAX) do made[i] = ("%q"):format(names[i]) end
    return #made > 0 and table.concat(made, "|") or "string"
end

local simple = { text = "string", integer = "integer", number = "number", boolean = "boolean", date = "string", country = "string", span = "lunette.Span",
    entity = "lunette.Annotation|lunette.Entity" }

local function type_of(t)
    local made = simple[t.kind] or (t.kind == "enum" and quoted(t.options)) or (t.kind == "annotation" and class_of(t.target)) or "any"
    if t.list then return made:find("|", 1, true) and "(" .. made .. ")[]" or made .. "[]" end
    return t.required and made or made .. "|nil"
end

local function one_line(text) return (text:gsub("%s+", " ")) end

local function add_layer(lines, decl)
    lines[#lines + 1] = ""
    if decl.doc then lines[#lines + 1] = "---" .. one_line(decl.doc) end
    lines[#lines + 1] = ("---@class %s: lunette.Annotation"):format(class_of(decl.name))
    for _, name in ipairs(decl.field_order) do lines[#lines + 1] = ("---@field %s %s"):format(name, type_of(decl.fields[name].type)) end
end

-- A union's rows are those of its members.
local function row_type(decl)
    if not decl.any then return class_of(decl.name) end
    local members = {}
    for i, member in ipairs(decl.members) do members[i] = class_of(member.name) end
    return #members > 0 and "(" .. table.concat(members, "|") .. ")" or "lunette.Annotation"
end

-- The methods that take a layer's name: what they are called with, the name being LAYER, and what they return, ROW being a row of that layer.
local METHODS = {
    { class = "Document", name = "layer", given = "LAYER, condition?: string|function", returned = "ROW[]" },
    { class = "Document", name = "at", given = "span: lunette.Span, LAYER", returned = "ROW[]" },
    { class = "Document", name = "within", given = "span: lunette.Span, LAYER", returned = "ROW[]" },
    { class = "Span", name = "first", given = "LAYER, test?: function", returned = "ROW|nil" },
    { class = "Span", name = "last", given = "LAYER, test?: function", returned = "ROW|nil" },
    { class = "Span", name = "all", given = "LAYER, test?: function", returned = "ROW[]" },
    { class = "Corpus", name = "annotations", given = "LAYER, conditions?: table", returned = "lunette.Set" },
}

-- The overloads of a method, one a layer: a server chooses by the name. Fields of one name would do for some servers, and are one type that
-- cannot be called for others.
local function overloads_of(method, decls)
    local lines = {}
    for i, decl in ipairs(decls) do
        lines[i] = ("---@overload fun(self: lunette.%s, %s): %s\n"):format(method.class,
            (method.given:gsub("LAYER", ("name: %q"):format(decl.name))), (method.returned:gsub("ROW", function() return row_type(decl) end)))
    end
    return table.concat(lines)
end

-- The text of a file of stubs, its methods with their overloads.
local function with_overloads(text, decls)
    for _, method in ipairs(METHODS) do
        local head = ("function %s:%s("):format(method.class, method.name)
        local at = text:find("\n" .. head, 1, true)
        if at then text = text:sub(1, at) .. overloads_of(method, decls) .. text:sub(at + 1) end
    end
    return text
end

local function declared_of(state)
    local decls = {}
    for _, decl in ipairs(state.layer_order) do
        if decl.owner ~= "try" then decls[#decls + 1] = decl end
    end
    return decls
end

-- The names that are offered. Any other is fine: a layer or lexicon declared since is no mistake.
local function add_alias(lines, name, words, names)
    lines[#lines + 1] = ""
    lines[#lines + 1] = "---" .. words
    lines[#lines + 1] = ("---@alias lunette.%s %s"):format(name, #names > 0 and quoted(names) .. "|string" or "string")
end

--- The stubs of what is loaded: layers with their fields, names of lexicons, patterns and rules.
-- @param plugin_name text|nil whose lexicons and patterns are told: those it sees; all without one
function M.names(state, plugin_name)
    local plugin = plugin_name and listing.plugin(state, plugin_name) or { sees = state.plugin_order }
    local decls = declared_of(state)
    local names = {}
    for i, decl in ipairs(decls) do names[i] = decl.name end
    table.sort(names)
    local lines = { "---@meta", "-- Written by `lunette plugin names --luals`: the names of this project, for the Lua language server." }
    for _, decl in ipairs(decls) do
        if not decl.any then add_layer(lines, decl) end
    end
    add_alias(lines, "LayerName", "A layer.", names)
    add_alias(lines, "LexiconName", "A lexicon: $name in patterns.", failure.keys(namespace.all(plugin, "lexicons")))
    add_alias(lines, "PatternName", "A pattern: %name in patterns.", failure.keys(namespace.all(plugin, "definitions")))
    for _, text in ipairs {
        "", "---@class lunette.Rule", "---@field mark lunette.LayerName|lunette.Mark|nil", "---@field marks lunette.LayerName|lunette.LayerName[]|nil",
        "---@field reads lunette.LayerName|lunette.LayerName[]|nil", "---@field within lunette.LayerName|string|string[]|nil", "",
        "---@param name lunette.LexiconName", "---@return lunette.Lexicon", "function lexicon(name) end", "", "---@param name lunette.LayerName",
        "---@return fun(fields: table<string, lunette.Type>)", "function extend(name) end",
    } do lines[#lines + 1] = text end
    return table.concat(lines, "\n") .. "\n"
end

-- The methods that take a layer's name, declared anew for those who have the names without the other stubs.
local function methods(decls)
    local parts, class = {}, nil
    for _, method in ipairs(METHODS) do
        if method.class ~= class then
            class = method.class
            parts[#parts + 1] = ("\n---@class lunette.%s\nlocal %s = {}\n"):format(class, class)
        end
        local words = method.given:gsub("LAYER", "name"):gsub("%??: [^,]*", "")
        parts[#parts + 1] = ("\n%sfunction %s:%s(%s) end\n"):format(overloads_of(method, decls), class, method.name, words)
    end
    return table.concat(parts)
end

--- The files of a library folder: the stubs of all words, whose methods know the layers, and the names of what is loaded.
-- @return table { names = text that stands alone, files = { { name =, text = } } }
function M.library(state, plugin_name)
    local names, decls = M.names(state, plugin_name), declared_of(state)
    local files = { { name = "names.lua", text = names } }
    for _, name in ipairs(META) do
        files[#files + 1] = { name = name .. ".lua", text = with_overloads((core.read("scripts/meta/" .. name .. ".lua")), decls) }
    end
    return { names = names .. methods(decls), files = files }
end

return M
