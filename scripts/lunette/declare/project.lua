-- project.lua - the project file of a folder, lunette.lua: what the daily run reads, by which rules, into which corpus.
--
-- Sits on base/failure.lua and base/source.lua. The file returns one table, and sees no function of ours or of Lua.

local core = require "lunette.core"

local failure = require "lunette.base.failure"
local source = require "lunette.base.source"

local M = {}

local keys = {
    sources = "list", plugins = "list", rules = "list", layers = "list", glob = "list",
    corpus = "text", path = "text", meta = "text", text_column = "text", language = "text", options = "table",
}
local example = 'return { sources = "readouts", plugins = { "diplomacy" }, corpus = "readouts.db" }'

local function is_text(value)
    return type(value) == "string" and value ~= "" and not value:find("%c")
end

local function list_of(place, key, value)
    if type(value) == "string" then value = { value } end
    if not failure.is_plain(value) then
        failure.raise(place, ("%s is %s, not a text or a list of texts"):format(key, failure.kind(value)), ('for example %s = { "a", "b" }'):format(key))
    end
    local n = 0
    for index in pairs(value) do
        n = n + 1
        if math.type(index) ~= "integer" then
            failure.raise(place, ("%s has a key '%s', and is a list"):format(key, tostring(index)), ('for example %s = { "a", "b" }'):format(key))
        end
    end
    for i = 1, n do
        if not is_text(value[i]) then failure.raise(place, ("%s, item %d is %s, not a text"):format(key, i, failure.kind(value[i]))) end
    end
    return value
end

-- Paths of the file are those of its folder.
local function located(folder, path)
    if not folder or path:find("^/") or path == "-" then return path end
    return folder .. "/" .. path
end

local function all_located(folder, paths)
    local made = {}
    for i, path in ipairs(paths or {}) do made[i] = located(folder, path) end
    return made
end

-- "name[key=value;key=value]", as -p takes it.
local function with_options(place, name, values)
    if not failure.is_plain(values) then
        failure.raise(place, ("options.%s is %s, not a table"):format(name, failure.kind(values)),
            ('for example options = { %s = { level = 2 } }'):format(name))
    end
    local parts = {}
    for _, key in ipairs(failure.keys(values)) do
        local value = tostring(values[key])
        if type(values[key]) == "table" or type(values[key]) == "function" or value:find("[%];%c]") then
            failure.raise(place, ("options.%s.%s: a value is a text, a number or a boolean, without ; and ]"):format(name, key))
        end
        parts[#parts + 1] = key .. "=" .. value
    end
    return #parts > 0 and ("%s[%s]"):format(name, table.concat(parts, ";")) or name
end

-- Plugins as -p takes them: those that only have options come first, since others may require them.
local function plugins_of(place, folder, plugins, options)
    local made, known = {}, {}
    for _, name in ipairs(plugins) do known[name] = true end
    for _, name in ipairs(failure.keys(options)) do
        if not known[name] then made[#made + 1] = with_options(place, name, options[name]) end
    end
    for _, name in ipairs(plugins) do
        local shown = name:find("/", 1, true) and located(folder, name) or name
        made[#made + 1] = options[name] and with_options(place, shown, options[name]) or shown
    end
    return made
end

local function run(file)
    local text, message = core.read(file)
    if not text then failure.raise({ file = file, line = 1 }, message) end
    text = source.without_mark(text)
    local sources = source.new()
    source.add(sources, file, text)
    local function place_of(key) return source.find_key(sources, { file = file, line = 1 }, key) end
    local env = setmetatable({}, {
        __index = function(_, name)
            failure.raise(source.caller(sources), ("there is no '%s'"):format(tostring(name)), "a project file is a table of texts: " .. example)
        end,
    })
    local chunk, wrong = load(text, "@" .. file, "t", env)
    local fine, given = chunk ~= nil, wrong
    if chunk then fine, given = pcall(chunk) end
    if not fine then error(source.with_line(sources, failure.from(given, { file = file, line = 1 })), 0) end
    return given, place_of
end

--- Reads a project file.
-- @param question table { file = path }
-- @return table sources, plugins, rules, layers, glob (lists of text), corpus, path, meta, text_column, language (text)
function M.read(question)
    local file = question.file
    local given, place_of = run(file)
    local top = { file = file, line = 1 }
    if not failure.is_plain(given) then
        failure.raise(top, ("the project file returns %s, not a table"):format(failure.kind(given)), example)
    end
    for key in pairs(given) do
        if type(key) ~= "string" then failure.raise(top, "project: an item without a name", example) end
    end
    if given.output ~= nil then failure.raise(place_of "output", "project: there is no key 'output'", "what -o names is called corpus") end
    failure.check_keys(place_of, "project", given, keys)
    failure.check_plain(top, "project", given)
    local made = {}
    for key, value in pairs(given) do
        if keys[key] == "list" then
            made[key] = list_of(place_of(key), key, value)
        elseif keys[key] == "text" then
            if not is_text(value) then failure.raise(place_of(key), ("%s is %s, not a text"):format(key, failure.kind(value)), example) end
            made[key] = value
        elseif not failure.is_plain(value) then
            failure.raise(place_of(key), ("%s is %s, not a table"):format(key, failure.kind(value)), 'for example options = { mine = { level = 2 } }')
        end
    end
    local folder = file:match("^(.*)/[^/]*$")
    made.plugins = plugins_of(place_of "options", folder, made.plugins or {}, given.options or {})
    made.sources, made.rules = all_located(folder, made.sources), all_located(folder, made.rules)
    made.corpus, made.meta = made.corpus and located(folder, made.corpus), made.meta and located(folder, made.meta)
    return made
end

return M
