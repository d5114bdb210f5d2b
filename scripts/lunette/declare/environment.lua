-- environment.lua - what a plugin's Lua sees: its own copies of the libraries, and the words by which it declares things.
--
-- Sits on all that declares. An environment is read-only once its plugin is loaded, and no plugin can reach what another sees: library
-- tables are copies, their metatables are locked. `load` takes text; there is no `require`, but `include` for files of the plugin.

local lpeg = require "lpeg"

local failure = require "lunette.base.failure"
local layer = require "lunette.declare.layer"
local lexicon = require "lunette.declare.lexicon"
local memo = require "lunette.base.memo"
local namespace = require "lunette.declare.namespace"
local patterns = require "lunette.plan.patterns"
local registry = require "lunette.declare.registry"
local rule = require "lunette.declare.rule"
local types = require "lunette.declare.types"
local units = require "lunette.plan.units"

local M = {}

-- What a plugin gets, by name; what is not here is not there. core/script/libraries.c says what is left out of every state, and why.
-- Of what is in the state, plugins do not get
--   require                 shows the library's inside; `include` reads files of the plugin
--   collectgarbage          what a rule answers must not depend on memory
--   math.random, randomseed nor on chance; and one generator serves all plugins
--   setmetatable, rawset    as they are: without __gc, and not on locked tables
--   load                    as it is: in the plugin's environment
-- pcall, xpcall and coroutines are those of core/script/budget.c, which end with the rule's budget.
local base = {
    "assert", "error", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen", "select", "tonumber", "tostring",
    "type", "xpcall", "_VERSION",
}
local libraries = {
    string = {
        "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep", "reverse", "sub", "unpack", "upper",
    },
    table = { "concat", "insert", "move", "pack", "remove", "sort", "unpack" },
    math = {
        "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max", "maxinteger", "min", "mininteger",
        "modf", "pi", "rad", "sin", "sqrt", "tan", "tointeger", "type", "ult",
    },
    utf8 = { "char", "charpattern", "codepoint", "codes", "len", "offset" },
    coroutine = { "close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield" },
}
local of_lpeg = {
    "B", "C", "Carg", "Cb", "Cc", "Cf", "Cg", "Cmt", "Cp", "Cs", "Ct", "P", "R", "S", "V", "locale", "match", "type", "version",
}
local type_words = { "text", "integer", "number", "boolean", "date", "span", "country", "enum", "list", "ref", "required", "late" }

local function pick(library, names)
    local made = {}
    for _, name in ipairs(names) do made[name] = library[name] end
    return made
end

-- A copy all the way down: what a plugin writes into a table of a module is its own.
local function copy(value)
    if type(value) ~= "table" or getmetatable(value) ~= nil then return value end
    local made = {}
    for key, item in pairs(value) do made[key] = copy(item) end
    return made
end

--- Locks the metatables that all plugins share.
function M.lock_shared()
    for name, shared in pairs { string = getmetatable(""), ["lpeg pattern"] = getmetatable(lpeg.P(1)) } do
        if type(shared) == "table" then shared.__metatable = name end
    end
end

local function safe_rawset(t, key, value)
    local meta = getmetatable(t)
    if meta ~= nil and type(meta) ~= "table" then error("rawset: this table is locked", 2) end
    return rawset(t, key, value)
end

local function safe_setmetatable(t, meta)
    if type(meta) == "table" and rawget(meta, "__gc") ~= nil then
        error("setmetatable: __gc is not available: it would run at a time that nobody chose", 2)
    end
    return setmetatable(t, meta)
end

local function add_standard(env, proxy)
    for _, name in ipairs(base) do env[name] = _G[name] end
    for name, names in pairs(libraries) do env[name] = pick(_G[name], names) end
    env.rawset, env.setmetatable, env.getmetatable = safe_rawset, safe_setmetatable, getmetatable
    env.lpeg = pick(lpeg, of_lpeg)
    env.load = function(text, name, _, own)
        if type(text) ~= "string" then error("load takes a text", 2) end
        return load(text, name or "=load", "t", own or proxy)
    end
end

local function optional(name)
    local found, module = pcall(require, name)
    return found and copy(module) or nil
end

local MOST_DECLARED = 100000

-- Much of what a declaration makes is C memory, which the limit of Lua's does not count.
local function count(state, place, word)
    state.declared = state.declared + 1
    if state.declared > MOST_DECLARED then
        failure.raise(place, ("%s: more than %d declarations in all"):format(word, MOST_DECLARED), "many phrases are a lexicon")
    end
end

-- Words that are followed by a name and then by a table: `rule "x" { … }`.
local function with_body(state, where, word, declare)
    return function(name, ...)
        local place = where()
        count(state, place, word)
        if type(name) ~= "string" then
            failure.raise(place, ("%s takes a name, not %s"):format(word, failure.kind(name)), ('for example %s "name" { … }'):format(word))
        end
        if select("#", ...) > 0 then
            failure.check_plain(place, ('%s "%s"'):format(word, name), (...))
            return declare(place, name, (...))
        end
        local pending = { place = place, word = word, name = name }
        state.pending[pending] = true
        return function(body)
            state.pending[pending] = nil
            failure.check_plain(place, ('%s "%s"'):format(word, name), body)
            return declare(place, name, body)
        end
    end
end

local function define(state, plugin, place, name, body)
    local what = ('define "%s"'):format(name)
    local item
    if type(body) == "string" then
        item = patterns.definition(state, place, body)
    else
        item = { place = place, tree = patterns.tree_of(place, what, body), hints = {}, at = place, text = body }
    end
    namespace.add(plugin, "definitions", name, item)
end

local function add_declarations(state, plugin, env, where)
    local name = plugin.name
    local function body_word(word, declare) env[word] = with_body(state, where, word, declare) end
    body_word("layer", function(...) layer.declare(state, name, ...) end)
    body_word("extend", function(...) layer.extend(state, name, ...) end)
    body_word("define", function(...) define(state, plugin, ...) end)
    body_word("rule", function(...) rule.declare(state, plugin, ...) end)
    body_word("resolve", function(...) rule.resolve(state, plugin, ...) end)
    body_word("analysis", function(...) registry.analysis(state, plugin, ...) end)
    body_word("report", function(...) registry.report(state, plugin, ...) end)
    env.replaces = function(id) rule.replace(state, plugin, where(), id) end
    env.lexicon = function(lexicon_name, ...)
        local handle = lexicon.handle(state, plugin, where, lexicon_name)
        if select("#", ...) > 0 then return handle(...) end
        return handle
    end
    env.is_english = function(word) return state.core.is_english(word) end
    env.is_common = function(word) return state.core.is_common(word) end
    env.pattern = function(text) return patterns.object(state, plugin, where(), text) end
    env.from = function(path) return rule.from(where(), path) end
    env.at = function(capture, p) return units.at(where(), capture, p) end
end

local function add_rest(plugin, env, host)
    env.requires = function(...) return host.requires(plugin, ...) end
    env.include = function(file) return host.include(plugin, file) end
    env.log = host.log
    env.memo = memo
    env.calendar = optional "lunette.base.calendar"
    env.stats = optional "lunette.base.stats"
    env.option = setmetatable({}, {
        __index = function(_, key)
            local declared = plugin.options[key]
            if declared then return copy(plugin.values[key]) end
            failure.raise(host.where(), ("plugin '%s' has no option '%s'"):format(plugin.name, tostring(key)),
                failure.suggest(tostring(key), failure.keys(plugin.options)) or "options are declared in plugin.lua")
        end,
        __newindex = function() failure.raise(host.where(), "options are set by the user, not by the plugin") end,
        __metatable = "option",
    })
    for _, word in ipairs(type_words) do env[word] = types[word] end
end

--- The hint where nothing is like the name; the prompt has one of its own.
M.NO_NAME = 'a name stands in quotes, as in mark = "act"; a variable is declared with `local`'

-- What of Lua is not here, and what stands in its place.
local missing_words = {
    print = 'log("%d rows", n) writes a line', require = 'include "helpers.lua" loads a file of the plugin, requires "entities" another plugin',
    io = "rule files read no files: phrases stand in lexicons/", os = "rule files see no system, and no clock",
    str = "the type of a field is text", int = "the type of a field is integer",
    float = "the type of a field is number", bool = "the type of a field is boolean", datetime = "the type of a field is date",
}

-- The plugin's view: an empty table over `env`, so that every write is seen. Globals of the plugin's own join `env`; reading them costs no call.
local function make_proxy(plugin, env, host)
    local own = {}
    plugin.words, plugin.globals = env, {}                 -- for plan/prints.lua
    setmetatable(env, {
        __index = function(_, key)
            failure.raise(host.where(), ("there is no '%s'"):format(tostring(key)),
                missing_words[key] or failure.suggest(tostring(key), failure.keys(env)) or M.NO_NAME)
        end,
    })
    return setmetatable({}, {
        __index = env,
        __newindex = function(_, key, value)
            if plugin.sealed then
                failure.raise(host.where(), ("plugin '%s' writes the global '%s' after loading"):format(plugin.name, tostring(key)),
                    "what a rule answers depends on the document alone; use `local`")
            end
            if rawget(env, key) ~= nil and not own[key] then
                failure.raise(host.where(), ("the global '%s' is Lunette's"):format(tostring(key)), "use `local`, or another name")
            end
            own[key] = true
            env[key], plugin.globals[key] = value, value
        end,
        __metatable = "environment",
    })
end

--- Makes a plugin's environment.
-- @param host table { where =, requires =, include =, log = }: what the loader gives; words = function(env) changes what there is
-- @return table
function M.new(state, plugin, host)
    local env = {}
    local proxy = make_proxy(plugin, env, host)
    add_standard(env, proxy)
    add_rest(plugin, env, host)
    add_declarations(state, plugin, env, host.where)
    env._G = proxy
    if host.words then host.words(env) end
    return proxy
end

--- The words that a plugin's files have besides Lua's own, in order.
function M.words()
    local env = { lpeg = true, include = true, log = true }
    add_rest({ options = {}, values = {} }, env, { where = function() end, log = true })
    add_declarations({ pending = {} }, { name = "" }, env, function() end)
    return failure.keys(env)
end

--- The environment of plugin.lua: types, and nothing that declares.
function M.for_manifest()
    local env = { enum = types.enum, list = types.list }
    for _, word in ipairs(type_words) do env[word] = types[word] end
    return env
end

return M
