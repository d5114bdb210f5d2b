-- patterns.lua - from pattern texts of a plugin to programs of the core: parsed, names put in, compiled, with places in the plugin's file.
--
-- Sits on pattern.lua (grammar, trees), declare/namespace.lua, declare/lexicon.lua and the core. A filter is a layer with a condition: "act[kind=pledge]".

local elsewhere = require "lunette.declare.elsewhere"
local failure = require "lunette.base.failure"
local layer = require "lunette.declare.layer"
local lazy = require "lunette.base.lazy"
local lexicon = require "lunette.declare.lexicon"
local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local source = require "lunette.base.source"

local M = {}

local KEPT = 5000                    -- patterns and conditions that functions made up while they ran; then they are compiled again

local function options_of(place, later)
    return { file = place.file, line = place.line, column = place.column, later = later }
end

-- Calls what may fail on a text that stands at a place: what it raises, or returns after nil, gets the place it lacks and, where the text
-- stands in the file as it is (the place has a column), the file's own line.
local function checked(state, place, call, ...)
    local fine, value, extra = pcall(call, ...)
    if fine and value ~= nil then return value, extra end
    local err = failure.from(fine and extra or value, place)
    local file = place.column and state.sources[err.file]
    if file and file.lines[err.line] then err.source = file.lines[err.line] end
    error(err, 0)
end

--- Parses a pattern text that is written at or after a place.
-- @param later boolean|nil names are put in next, which checks the tree
-- @return table tree, table hints, table the place where the text stands
function M.parse(state, place, text, later)
    local at = source.find_text(state.sources, place, text) or {}
    local tree, hints = checked(state, at, pattern.parse, text, options_of(at, later))
    return tree, hints or {}, at
end

-- Is nothing wrong with a text, whatever its names stand for? The core reads it then, ten times as fast as the grammar.
local function is_plain(state, text)
    return type(text) == "string" and state.core.reads and state.core.reads(text)
end

local keys_of_definition = { tree = true, hints = true, at = true }

--- A definition whose text is written at or after a place.
-- @return table { place =, text =, tree =, hints =, at = the place where the text stands }
function M.definition(state, place, text)
    local function make(item) item.tree, item.hints, item.at = M.parse(state, place, text) end
    local item = { place = place, text = text }
    if is_plain(state, text) then return lazy(item, keys_of_definition, make) end
    make(item)
    return item
end

local function lookup_in(plugin)
    return function(name)
        local found = namespace.find(plugin, "definitions", name)
        if not found then return nil end
        found.used = true
        return found.tree
    end
end

local function note_lexicons(plugin, tree)
    for _, name in ipairs(pattern.names(tree).lexicons) do
        local found = namespace.find(plugin, "lexicons", name)
        if found then found.used = true end
    end
end

--- Says of each lexicon and definition whether a pattern of a rule, or an object that a plugin made, names it; for the linter, since nobody else asks.
function M.note_names(state)
    for _, rule in ipairs(state.rules) do
        if rule.pattern then note_lexicons(rule.plugin, rule.pattern.tree) end
    end
    for _, item in ipairs(state.objects) do note_lexicons(item.plugin, (pattern.resolve(pattern.tree(item.object), lookup_in(item.plugin)))) end
end

local function environment_of(plugin, place, text)
    return { file = place.file, line = place.line, column = place.column, source = text, lexicons = lexicon.visible(plugin),
        known = plugin.put_in and plugin.put_in.built }
end

-- The compiler knows lexicons by name alone, and the layers that are loaded: what else may be meant is told here.
local function tell_more(state, plugin, place, err)
    local message = type(err) == "table" and err.message or ""
    local lexicon_name, layer_name = message:match "there is no lexicon '(.-)'", message:match "there is no layer '(.-)'"
    local near = lexicon_name and failure.nearest(lexicon_name, failure.keys(namespace.all(plugin, "lexicons"))) or {}
    if #near > 0 then
        err.hint = ("did you mean $%s?"):format(table.concat(near, " or $"))
    elseif layer_name then
        err.hint = elsewhere.hint(state, place, layer_name, (err.hint or ""):find "^did you mean" ~= nil) or err.hint
    end
end

local function compiled(state, plugin, place, resolved, text)
    local fine, program = pcall(checked, state, place, state.core.compile, resolved, environment_of(plugin, place, text))
    if fine then return program end
    tell_more(state, plugin, place, program)
    error(program, 0)
end

-- A plugin sees the same definitions for good once it is sealed.
local function cache_of(plugin)
    if not plugin.sealed then return nil end
    plugin.put_in = plugin.put_in or pattern.new_cache()
    return plugin.put_in
end

--- What names stand for is kept by the core while the patterns of plugins are compiled; those that functions make up later are few.
function M.let_go(state)
    for _, plugin in pairs(state.plugins) do
        if plugin.put_in then plugin.put_in.built = nil end
    end
end

-- Name → text of all definitions that a plugin sees and that have one.
local function texts_of(plugin)
    local texts = {}
    for name, item in pairs(namespace.all(plugin, "definitions")) do texts[name] = pattern.is(item.text) and pattern.source(item.text) or item.text end
    return texts
end

-- The program of a text with which nothing is wrong; nil where that is not sure.
local function compile_plain(state, plugin, text)
    local cache = cache_of(plugin)
    if not cache or not cache.built or type(text) ~= "string" or not state.core.compile_text then return nil end
    cache.texts = cache.texts or texts_of(plugin)
    return state.core.compile_text(text, { lexicons = lexicon.visible(plugin), known = cache.built, definitions = cache.texts })
end

-- Tree with names put in, hints, place, text.
local function read_whole(state, plugin, place, given)
    local tree, hints, at, text
    if type(place) == "function" then place = place() end
    if pattern.is(given) then
        at, hints = state.pattern_places[given] or place or {}, {}
        tree, text = pattern.tree(given)
    else
        tree, hints, at = M.parse(state, place, given, true)
        text = given
    end
    local names = function() return failure.keys(namespace.all(plugin, "definitions")) end
    local resolved, more = checked(state, at, pattern.resolve, tree, lookup_in(plugin),
        { names = names, cache = cache_of(plugin), text = text, file = at.file, line = at.line, column = at.column })
    return resolved, more or hints, at, text
end

local keys_of_pattern = { tree = true, hints = true, place = true }

--- Compiles a pattern: a text, or an object made by `pattern`.
-- @param place table|function|nil where the text stands, or behind it; a function finds it
-- @return userdata program, table { tree =, hints =, place =, text = }
function M.compile(state, plugin, place, given)
    local made = { text = given }
    if pattern.is(given) then made.text = pattern.source(given) end
    local function make() made.tree, made.hints, made.place, made.text = read_whole(state, plugin, place, given) end
    local program = compile_plain(state, plugin, made.text)
    if program then return program, lazy(made, keys_of_pattern, make) end
    make()
    return compiled(state, plugin, made.place, made.tree, made.text), made
end

--- Compiles a tree that was put together, with the names of a plugin.
-- @return userdata program
function M.compile_tree(state, plugin, place, tree)
    local names = function() return failure.keys(namespace.all(plugin, "definitions")) end
    local resolved = checked(state, place, pattern.resolve, tree, lookup_in(plugin), { names = names, cache = cache_of(plugin), text = "" })
    return compiled(state, plugin, place, resolved, "")
end

--- The tree of a pattern object that stands where a text may stand.
function M.tree_of(place, what, given)
    if pattern.is(given) then return (pattern.tree(given)) end
    failure.raise(place, ("%s takes a pattern, not %s"):format(what, failure.kind(given)), "for example [[ ready to ]]")
end

--- Is this a pattern object?
M.is = pattern.is

local keys_of_place = { file = true, line = true, column = true, width = true, source = true }

local function resolved_place(place)
    if type(place) == "function" then return place() end
    return place
end

-- Where a text is written, from a place on, looked up when somebody asks.
local function later_place(state, place, text)
    return lazy({}, keys_of_place, function(made)
        for key, value in pairs(source.find_text(state.sources, resolved_place(place), text) or {}) do made[key] = value end
    end)
end

--- Makes the object for `pattern [[ … ]]` in a plugin; it is compiled with the rest, so that a mistake shows before any document is read.
function M.object(state, plugin, place, text)
    local made, at
    if is_plain(state, text) then
        at = later_place(state, place, text)
        made = pattern.later(text, at)
    else
        at = type(text) == "string" and source.find_text(state.sources, place, text) or place or {}
        made = checked(state, at, pattern.new, text, options_of(at))
    end
    state.pattern_places[made] = at
    if not plugin.sealed then table.insert(state.objects, { object = made, plugin = plugin, place = at }) end
    return made
end

--- Compiles all objects that plugins made while they loaded.
function M.finish(state)
    for _, item in ipairs(state.objects) do
        item.plugin.programs[item.object] = M.compile(state, item.plugin, item.place, item.object)
    end
end

-- The plugin whose function runs. No rule runs while a resolve function does; then the calling file tells.
local function running_plugin(state, name)
    if state.plugins[name] then return state.plugins[name] end
    local place = source.caller(state.sources)
    local plugin = place and state.file_owner[place.file]
    if plugin then return plugin end
    failure.raise(place, "a text becomes a pattern or a condition inside a plugin's function only")
end

-- A function may make up patterns without end.
local function keep(state, plugin, cache, key, made)
    if state.kept >= KEPT then
        for _, one in pairs(state.plugins) do one.made_programs, one.made_conditions = {}, {} end
        state.kept = 0
    end
    state.kept = state.kept + 1
    plugin[cache][key] = made
end

--- A program for a pattern that a function passes to the bindings; each is compiled once a plugin.
-- @return userdata program, true|nil whether it stays the program of this pattern, so that nobody has to ask again
function M.on_demand(state, given, plugin_name)
    local plugin = running_plugin(state, plugin_name)
    local lasting = plugin.programs[given]
    if lasting then return lasting, state.finished and state.plugins[plugin_name] and true or nil end
    local cached = plugin.made_programs[given]
    if cached then return cached end
    local place = source.caller(state.sources) or { file = "plugin " .. plugin.name, line = 1 }
    if type(given) ~= "string" and not pattern.is(given) then
        failure.raise(place, ("a pattern is a text or pattern [[ … ]], not %s"):format(failure.kind(given)))
    end
    local program = M.compile(state, plugin, place, given)
    keep(state, plugin, "made_programs", given, program)
    return program
end

--- Parses a condition without brackets that is written at or after a place.
-- @return table tree, table the place where it stands
function M.parse_condition(state, place, text)
    local at = source.find_text(state.sources, place, text) or {}
    return (checked(state, at, pattern.parse_condition, text, options_of(at))), at
end

--- A condition on rows of a layer that a function passes as text: doc:layer("act", "kind = pledge").
function M.condition_on_demand(state, text, number, plugin_name)
    local plugin = running_plugin(state, plugin_name)
    local key = number .. ":" .. text
    if plugin.made_conditions[key] then return plugin.made_conditions[key] end
    local place = source.caller(state.sources) or {}
    local tree = checked(state, place, pattern.parse_condition, text, options_of(place))
    local condition = checked(state, place, state.core.condition, tree, number, environment_of(plugin, place, text))
    keep(state, plugin, "made_conditions", key, condition)
    return condition
end

--- Reads "layer", "layer[condition]" or "layer.field[condition]".
-- @param place table|function where the text stands, or behind it; a function finds it
-- @param what text what says so: "rule 'x', within"
-- @return table { decl = layer, field = name|nil, condition = condition|nil, text = text }
function M.filter(state, plugin, place, what, text)
    if type(text) ~= "string" then
        failure.raise(place, ("%s names a layer; this is %s"):format(what, failure.kind(text)), 'for example "act[kind=pledge]"')
    end
    local whole = state.layers[text]
    if whole then return { decl = whole, text = text, place = later_place(state, place, text) } end
    local at = source.find_text(state.sources, resolved_place(place), text) or {}
    local host = checked(state, at, pattern.parse_host, text, options_of(at))
    local decl = layer.get(state, at, what, host.layer)
    local condition = host.where and
        checked(state, at, state.core.condition, host.where, decl.number, environment_of(plugin, at, text)) or nil
    return { decl = decl, field = host.field, condition = condition, text = text, place = at }
end

--- A filter where a field makes no sense.
function M.plain_filter(state, plugin, place, what, text)
    local filter = M.filter(state, plugin, place, what, text)
    if filter.field then
        failure.raise(filter.place, ("%s: '%s' names a field; a layer is expected"):format(what, text),
            ("write '%s'; a condition on a field is written %s[%s]"):format(filter.decl.name, filter.decl.name, filter.field))
    end
    return filter
end

return M
