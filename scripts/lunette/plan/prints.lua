-- prints.lua - what the rows of a rule depend on besides the rows of others, as a text for the engine's fingerprints (core/script/fingerprint.c).
--
-- Sits on declare/namespace.lua, pattern.lua and core.deep (core/script/deep.c). A rule's print holds its declaration without doc and examples, the
-- definitions and lexicons that its texts name, by content, and its functions with all that they reach. Files that are not Lua and options count whole, for
-- every rule of the plugin and of those that require it: functions may ask for them by name. So do all files where a function reaches something whose content
-- cannot be told (LPeg patterns, coroutines): then the print is `whole`.
--
-- A text inside a function becomes a pattern while the function runs, by the names that its plugin sees. So of each text with a sigil the names
-- behind it count; of one that ends in a sigil, or in the beginning of a name, all names that may follow.

local failure = require "lunette.base.failure"
local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local rule_module = require "lunette.declare.rule"

local M = {}

local DEEPEST = 20                   -- tables in tables of a plain value
local kinds = { ["%"] = "definitions", ["$"] = "lexicons" }
local texts_of_rules = { "each", "scope", "where", "veto", "within", "not_within" }

-- ---- plain values ----

local function key_order(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) < type(b)
end

-- The keys of a table, sorted; nil where one is neither text nor number.
local function sorted_keys(value)
    local keys = {}
    for key in pairs(value) do
        if type(key) ~= "string" and type(key) ~= "number" then return nil end
        keys[#keys + 1] = key
    end
    table.sort(keys, key_order)
    return keys
end

local function add_plain(out, value, depth)
    if type(value) == "string" then
        out[#out + 1] = ("%d:%s"):format(#value, value)
    elseif rule_module.is_from(value) then
        out[#out + 1] = "from " .. value.path
    elseif type(value) ~= "table" then
        out[#out + 1] = math.type(value) == "float" and ("%a"):format(value) or tostring(value)
    else
        local keys = depth < DEEPEST and sorted_keys(value)
        if not keys then
            out.whole = true
            return
        end
        out[#out + 1] = "{"
        for _, key in ipairs(keys) do
            add_plain(out, key, depth + 1)
            out[#out + 1] = "="
            add_plain(out, value[key], depth + 1)
        end
        out[#out + 1] = "}"
    end
end

-- ---- names ----

--- The text of a pattern that stands as a text or as an object.
function M.text_of(given)
    return pattern.is(given) and (pattern.source(given) or pattern.describe((pattern.tree(given)))) or given
end

local Prints = {}
Prints.__index = Prints

-- What a plugin sees: { definitions =, lexicons =, known = prints by kind and name, begun = prints by kind and how names begin, texts = prints by text }.
function Prints:seen(plugin)
    local seen = self.plugins[plugin]
    if not seen then
        seen = { definitions = namespace.all(plugin, "definitions"), lexicons = namespace.all(plugin, "lexicons"), begun = {}, texts = {},
            known = { definitions = {}, lexicons = {} } }
        self.plugins[plugin] = seen
    end
    return seen
end

function Prints:of_item(plugin, kind, name)
    local seen = self:seen(plugin)
    local known = seen.known[kind]
    if known[name] then return known[name] end
    known[name] = ""                 -- one that nobody uses may name itself
    local item, out = seen[kind][name], { kind .. "." .. name }
    if kind == "definitions" then
        out[2] = self:of_pattern(plugin, item.text)
    else
        add_plain(out, item.body, 1)
    end
    known[name] = self.core.digest(table.concat(out, "\n")) .. (out.whole and "whole" or "")
    return known[name]
end

-- All names of a kind that begin so. Kept: many texts of functions end in the same sigil.
function Prints:of_names(plugin, kind, start)
    local seen = self:seen(plugin)
    local key = kind .. "." .. start
    if seen.begun[key] then return seen.begun[key] end
    local out = {}
    for _, name in ipairs(failure.keys(seen[kind])) do
        if name:sub(1, #start) == start then out[#out + 1] = self:of_item(plugin, kind, name) end
    end
    seen.begun[key] = self.core.digest(table.concat(out, "\n"))
    return seen.begun[key]
end

-- What the names in a text stand for.
function Prints:add_names(out, plugin, text)
    local seen, core = self:seen(plugin), self.core
    if core.add_prints(out, text, seen.known.definitions, seen.known.lexicons, seen.definitions, seen.lexicons) then return end
    local names = core.names_in(text)
    for i = 1, #names, 2 do
        local kind, name = kinds[names[i]], names[i + 1]
        local print = seen.known[kind][name] or seen[kind][name] and self:of_item(plugin, kind, name)
        if print then out[#out + 1] = print end
    end
end

--- A text of the pattern language: itself, and what its names stand for.
function Prints:of_text(plugin, text)
    local seen = self:seen(plugin)
    if seen.texts[text] then return seen.texts[text] end
    local out = { text }
    self:add_names(out, plugin, text)
    seen.texts[text] = table.concat(out, "\n")
    return seen.texts[text]
end

--- A pattern as it stands in a rule or a definition: a text or an object.
function Prints:of_pattern(plugin, given)
    return self:of_text(plugin, M.text_of(given))
end

-- A text that a function reaches, as far as it can name something.
function Prints:of_word(plugin, number)
    local seen = self:seen(plugin)
    if seen[number] then return seen[number] end
    local text = self.core.deep_text(number)
    local out = {}
    if text == "lexicon" then out[1] = self:of_names(plugin, "lexicons", "") end
    self:add_names(out, plugin, text)
    -- the text may go on elsewhere; "$" alone ends many patterns of Lua
    local before, sigil, start = text:match "^(.-)([%%$])([a-z0-9_]*)$"
    if sigil and (sigil == "%" or before == "" or before:find "[%s%(%[!&|=:<>]$") then
        out[#out + 1] = self:of_names(plugin, kinds[sigil], start)
    end
    if text:find("%%", 1, true) then
        out[#out + 1] = self:of_names(plugin, "definitions", "")
    end
    seen[number] = table.concat(out, "\n")
    return seen[number]
end

-- ---- functions ----

function Prints:describe(object)
    local kind = getmetatable(object)
    if kind == "pattern" then return "pattern\n" .. self:of_pattern(self.object_owner[object] or self.plugin, object) end
    if kind == "option" then return "option" end
    if kind == "from" then return "from " .. object.path end
    local handle = kind == "lexicon" and self.handles[object]
    return handle and "lexicon\n" .. self:of_item(handle.plugin, "lexicons", handle.name) or nil
end

-- Functions of Lua and the words of the environment, by name.
local function add_named(named, plugin)
    for name, value in pairs(plugin.words) do
        if plugin.globals[name] == nil then
            if type(value) == "function" then named[value] = name end
            for inner, item in next, type(value) == "table" and getmetatable(value) == nil and name ~= "_G" and value or {} do
                if type(item) == "function" and not named[item] and (_G[name] or name == "lpeg") then named[item] = name .. "." .. inner end
            end
        end
    end
end

function Prints:open(state)
    local files, named, globals = {}, {}, {}
    for path in pairs(state.sources) do files[path] = true end
    for _, plugin in pairs(state.plugins) do
        add_named(named, plugin)
        globals[plugin.env] = plugin.globals
        for name, handle in pairs(plugin.handles) do self.handles[handle] = { plugin = plugin, name = name } end
    end
    for _, item in ipairs(state.objects) do self.object_owner[item.object] = item.plugin end
    self.core.deep_open { files = files, named = named, globals = globals, describe = function(object) return self:describe(object) end }
end

-- Adds what functions do, or that nobody can tell.
function Prints:add_functions(out, plugin, functions)
    if next(functions) == nil then return end
    self.plugin = plugin
    local seen = self:seen(plugin)
    local hash, words = self.core.deep(functions, seen)
    if not hash then
        out.whole = true
        return
    end
    out[#out + 1] = hash
    local found, named = {}, {}
    for _, number in ipairs(words) do
        local print = seen[number] or self:of_word(plugin, number)
        if print ~= "" and not found[print] then
            found[print] = true
            named[#named + 1] = print
        end
    end
    table.sort(named)                -- numbers are given as things are met
    out[#out + 1] = table.concat(named, "\n")
end

-- ---- rules ----

local function names_of(list, key)
    local names = {}
    for i = 1, #list do names[i] = list[i][key] end
    return table.concat(names, " ")
end

local function functions_of(body)
    local functions = {}
    for _, key in ipairs { "mark", "where", "each_document" } do
        if type(body[key]) == "function" then functions[key] = body[key] end
    end
    return functions
end

function Prints:of_rule(one)
    local body, plugin = one.body, one.plugin
    local out = { one.id, one.kind, body.overlap or "", names_of(one.marked, "name"), names_of(one.reads_all, "name"), names_of(one.after, "id") }
    if body.match ~= nil then out[#out + 1] = self:of_pattern(plugin, body.match) end
    for _, key in ipairs(texts_of_rules) do
        local given = body[key]
        if given ~= nil and type(given) ~= "function" then
            for _, text in ipairs(rule_module.names(given)) do out[#out + 1] = key .. " " .. self:of_text(plugin, text) end
        end
    end
    add_plain(out, body.set or {}, 1)
    self:add_functions(out, plugin, functions_of(body))
    return table.concat(out, "\n"), out.whole or body.lpeg ~= nil
end

function Prints:of_resolve(resolve)
    local out = { resolve.layer, resolve.plugin.name, names_of(resolve.read, "name") }
    self:add_functions(out, resolve.plugin, { run = resolve.run })
    return table.concat(out, "\n"), out.whole
end

--- Prints of names, for who asks for some of them.
function M.new(state)
    return setmetatable({ core = state.core, plugins = {}, handles = {}, object_owner = {} }, Prints)
end

--- Says the prints of all rules, resolve functions and unions to the core. When all are compiled and the rules have their numbers.
function M.say(state)
    local self = M.new(state)
    self:open(state)
    for _, one in ipairs(state.rules) do state.core.rule_print(one.number, self:of_rule(one)) end
    for _, resolve in ipairs(state.resolves) do resolve.print, resolve.whole = self:of_resolve(resolve) end
    for _, decl in ipairs(state.layer_order) do
        local owner = state.plugins[decl.owner]
        if decl.any and owner then
            local out = {}
            for i, text in ipairs(decl.any) do out[i] = self:of_text(owner, text) end
            state.core.layer_print(decl.number, table.concat(out, "\n"))
        end
    end
    state.core.deep_close()
end

return M
