-- plugin.lua - plugins: folders with a manifest, or single rule files; loaded once, what they require first.
--
-- Sits on environment.lua. A plugin is { name, version, summary, languages, requires, capabilities, options, values, folder, place,
-- definitions, lexicons, sees, env, sealed }. state.loading is the chain of plugins that are being loaded, for cycles.

local command = require "lunette.base.command"
local environment = require "lunette.declare.environment"
local failure = require "lunette.base.failure"
local lexicon = require "lunette.declare.lexicon"
local namespace = require "lunette.declare.namespace"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local M = {}

local manifest_keys = {
    name = "string", version = "string", summary = "string", languages = "list", requires = "list", capabilities = "list", options = "table",
}
local needed = { "name", "version", "summary" }
local example = 'return { name = "mine", version = "0.1.0", summary = "What it finds.", languages = { "en" }, requires = { "entities" } }'
local folders = { "rules", "analyses", "reports" }

-- ---- files ----

-- What Lua says of a file that ends too early names its last line; what is open is meant.
local function end_hint(message)
    if not message:find "near <eof>$" then return nil end
    local wanted = message:match "^'([^']+)' expected"
    local opener, line = message:match "%(to close '([^']+)' at line (%d+)%)"
    if opener then return ("'%s' in line %s is not closed: write '%s' where it ends, at the latest here"):format(opener, line, wanted) end
    if wanted then return ("the file ends before '%s': write it here"):format(wanted) end
    return "the file ends in the middle of something: is its last part missing?"
end

local declaring = { rule = true, layer = true, lexicon = true, define = true, requires = true, replaces = true, extend = true, analysis = true, report = true }

-- Lua ends [[ ... ]] at the first ]]: what follows on the line is then not what may follow a text.
local function syntax_hint(err)
    local line = err.message:match "unfinished long string %(starting at line (%d+)%)" or err.message:match "unfinished long comment %(starting at line (%d+)%)"
    if line then
        return ("the [[ in line %s is not closed: write ]] where the text ends; [=[ ends with ]=], and --[[ begins a comment of many lines"):format(line)
    end
    local name = err.message:match "^'}' expected .-near '([%a_][%w_]*)'$"
    if name and err.source and err.source:find("%f[%w_]" .. name .. "%s*=") or err.message:find "^'}' expected .-near '[\"%[{]" then
        return "is a comma missing before it?"
    end
    local word, bare = (err.source or ""):match "^%s*(%l+)%s+([%a_][%w_-]*)"
    if declaring[word] and bare then return ('a name stands in quotes: %s "%s"'):format(word, bare) end
    if err.message:find "^unfinished string" then return "a text in quotes ends on its line: is the second quotation mark missing?" end
    if err.message:find "^invalid escape sequence" then return "in quotes \\ begins an escape of Lua: put the pattern in [[ ... ]], where it does not" end
    if err.source and err.source:find("%]%][ \t]*[^%s,;%)}%.]") then
        return "inside [[ ... ]] a ']]' ends the Lua text: write '] ]', or put the pattern in [=[ ... ]=]"
    end
    return end_hint(err.message)
end

local function compile(state, text, path, env)
    if state.core.load then return state.core.load(text, path, env) end
    return load(text, "@" .. path, "t", env)
end

local CONTROL = "[%z\1-\8\14-\31]"
local NO_LUA = "a rule file is Lua, and this one is not called .lua: was it meant as a source, a text to be read?"
local NO_TEXT = "a rule file is Lua that people write; `lunette new rule NAME` makes one"

local function unreadable_hint(path, message)
    if message:find "Permission denied" then
        return ("who may read it is shown by: ls -l %s; its owner allows others by: chmod a+r %s"):format(path, path)
    end
    return "expected a file of Lua that can be read, in this place"
end

local function run_file(state, path, env, plugin)
    local text, message = state.core.read(path)
    if not text then failure.raise(nil, message, unreadable_hint(path, message)) end
    text = source.without_mark(text)
    source.add(state.sources, path, text)
    state.file_owner[path] = plugin
    local outer, before = state.core.loading and state.core.loading(path), failure.here
    failure.here = function() return source.caller(state.sources) end          -- what is refused without a place, a type say, is on the line that asked
    local chunk, wrong = compile(state, text, path, env)
    local fine, result = chunk ~= nil, wrong
    if not chunk and text:find(CONTROL) then failure.raise({ file = path, line = 1 }, "the file is no text: it holds bytes that no rule file has", NO_TEXT) end
    if chunk then fine, result = pcall(chunk) end
    failure.here = before
    if state.core.loading then state.core.loading(outer) end
    if fine then return result end
    local err = source.with_line(state.sources, failure.from(result, { file = path, line = 1 }))
    if not chunk then err.hint = err.hint or not path:find "%.lua$" and NO_LUA or syntax_hint(err) end
    error(err, 0)
end

local function join(folder, file)
    return folder == "." and file or folder .. "/" .. file
end

-- A file of another plugin that this one includes finds those beside it.
local function beside(state, plugin, place, file)
    for _, other in ipairs(plugin.sees) do
        local path = join(other.folder, file)
        local is_its = place and other ~= plugin and place.file:sub(1, #other.folder + 1) == other.folder .. "/"
        if is_its and state.core.kind(path) == "file" then return path end
    end
end

-- A file of the plugin's own folder, else of a plugin that it requires, whose name then comes first. A folder of that name that is a plugin itself is no
-- part of this one: beside a rule file lies a copy, say, and the required plugin is meant, wherever it was loaded from.
local function included_path(state, plugin, place, file)
    local foreign = beside(state, plugin, place, file)
    if foreign then return foreign end
    local own = join(plugin.folder, file)
    local owner, rest = file:match("^([^/]+)/(.+)$")
    if not owner then return own end
    local is_part = state.core.kind(join(plugin.folder, owner .. "/plugin.lua")) ~= "file"
    if is_part and state.core.kind(own) == "file" then return own end
    for _, other in ipairs(plugin.sees) do
        if other.name == owner then return join(other.folder, rest) end
    end
    return own
end

local function include(state, plugin, file)
    local place = source.caller(state.sources)
    if type(file) ~= "string" or file:match("^/") or file:match("%.%.") or not file:match("%.lua$") then
        failure.raise(place, "include takes a Lua file of the plugin's folder", 'for example include "helpers.lua"')
    end
    local path = included_path(state, plugin, place, file)
    local known = plugin.included[path]
    if known and known.loading then
        failure.raise(place, ("include: '%s' includes itself, by way of this line"):format(path), "move what both files need to a third one")
    end
    if known then return known.value end
    if state.core.kind(path) ~= "file" then
        failure.raise(place, ("include: there is no file '%s'"):format(path),
            "the path starts at the plugin's folder, or at that of a plugin it requires: \"quotes/spans.lua\"")
    end
    local slot = { loading = true }
    plugin.included[path] = slot
    slot.value = run_file(state, path, plugin.env, plugin)
    slot.loading = nil
    return slot.value
end

local function log(state, plugin, format, ...)
    local fine, text = pcall(string.format, tostring(format), ...)
    if not fine then text = tostring(format) end
    state.core.log(plugin.name .. ": " .. text)
end

-- ---- the manifest ----

local function is_list_of_texts(value)
    if type(value) ~= "table" or types.is(value) then return false end
    for key, item in pairs(value) do
        if math.type(key) ~= "integer" or type(item) ~= "string" then return false end
    end
    return true
end

local wanted_form = { string = "a text", list = "a list of texts", table = "a table of names and types" }

local function check_manifest(state, path, given)
    local top = { file = path, line = 1 }
    local function place_of(key) return source.find_key(state.sources, top, key) end
    if type(given) ~= "table" then
        failure.raise(top, ("the manifest returns %s, not a table"):format(failure.kind(given)), example)
    end
    for key in pairs(given) do
        if type(key) ~= "string" then
            failure.raise(top, "manifest: an item without a name", "each key is written with its name and one =, for example version = \"0.1.0\"")
        end
    end
    failure.check_keys(place_of, "manifest", given, manifest_keys)
    for _, key in ipairs(needed) do
        if given[key] == nil then failure.raise(top, ("the manifest has no '%s'"):format(key), example) end
    end
    for key, value in pairs(given) do
        local form = manifest_keys[key]
        local fine = form == "list" and is_list_of_texts(value) or form ~= "list" and type(value) == form and not types.is(value)
        if not fine then failure.raise(place_of(key), ("manifest: %s is %s, not %s"):format(key, failure.kind(value), wanted_form[form])) end
    end
    for name, t in pairs(given.options or {}) do
        if type(name) ~= "string" or not types.is(t) then
            failure.raise(place_of(tostring(name)), ("manifest: options.%s is %s, not a type"):format(tostring(name), failure.kind(t)), types.explain(t))
        end
    end
    if not given.name:match("^[a-z][a-z0-9_-]*$") then
        failure.raise(place_of "name", ("manifest: the name '%s' is not lower-case letters, digits, - and _"):format(given.name))
    end
    if not given.version:match("^%d+%.%d+") then
        failure.raise(place_of "version", ("manifest: the version '%s' is not numbers and dots"):format(given.version), 'for example "0.1.0"')
    end
end

-- What was typed, as the declared type wants it; what does not fit stays text, and is refused with the others.
local function read_value(declared, text)
    if not declared then return text end
    if declared.kind == "integer" then return math.tointeger(tonumber(text)) or text end
    if declared.kind == "number" then return tonumber(text) or text end
    if declared.kind == "boolean" and (text == "true" or text == "false") then return text == "true" end
    return text
end

local function set_options(state, place, plugin, values)
    for name, declared in pairs(plugin.options) do plugin.values[name] = declared.default end
    for _, name in ipairs(failure.keys(values or {})) do
        local declared = plugin.options[name]
        if not declared then
            failure.raise(place, ("plugin '%s' has no option '%s'"):format(plugin.name, name), failure.suggest(name, failure.keys(plugin.options)))
        end
        if type(values[name]) == "string" then values[name] = read_value(declared, values[name]) end
        local fits, wanted = types.fits(declared, values[name])
        if not fits then
            failure.raise(place, ("plugin '%s', option '%s': '%s' does not fit"):format(plugin.name, name, tostring(values[name])),
                "expected " .. (wanted or types.name(declared)))
        end
        plugin.values[name] = values[name]
        if state.core.hash then state.core.hash(("%s.%s=%s"):format(plugin.name, name, tostring(values[name]))) end
    end
end

-- ---- plugins ----

local function new_plugin(state, given, folder, place, words)
    local plugin = {
        name = given.name, version = given.version or "", summary = given.summary or "", languages = given.languages or {},
        requires = {}, capabilities = given.capabilities or {}, options = given.options or {}, values = {},
        folder = folder, place = place, definitions = {}, lexicons = {}, handles = {}, included = {}, programs = {}, made_programs = {}, made_conditions = {},
    }
    plugin.sees = { plugin }
    plugin.env = environment.new(state, plugin, {
        where = function() return source.caller(state.sources) end,
        requires = function(owner, ...) M.requires(state, owner, ...) end,
        include = function(owner, file) return include(state, owner, file) end,
        log = function(...) log(state, plugin, ...) end,
        words = words and function(env) words(plugin, env, function() return source.caller(state.sources) end) end,
    })
    return plugin
end

local function register(state, plugin)
    state.plugins[plugin.name] = plugin
    state.plugin_order[#state.plugin_order + 1] = plugin
end

local function chain_text(state, name)
    local names, from = {}, 1
    for i, plugin_name in ipairs(state.loading) do
        names[i] = plugin_name
        if plugin_name == name then from = i end
    end
    names[#names + 1] = name
    return table.concat(names, " → ", from)
end

local function check_not_loading(state, place, name)
    for _, other in ipairs(state.loading) do
        if other == name then
            failure.raise(place, "plugins require each other: " .. chain_text(state, name), "take one `requires` out, or move what both need to a third plugin")
        end
    end
end

local function find_folder(state, place, name)
    local inside = "plugins/" .. name
    if state.core.kind(inside) == "folder" then return inside end
    local near = failure.nearest(name, state.core.list "plugins" or {})
    if #state.loading > 0 then
        failure.raise(place, ("plugin '%s' is not installed (needed: %s)"):format(name, chain_text(state, name)),
            near[1] and failure.suggest(name, near) or ("lunette plugin install, or put the folder %s into plugins/ of a folder on LUNETTE_PATH"):format(name))
    end
    failure.raise(place, ("there is no plugin '%s'"):format(name), name:find "%.lua$" and ("a rule file is given by -r: -r %s"):format(command.word(name))
        or failure.suggest(name, state.core.list("plugins") or {}))
end

local function load_rules(state, plugin)
    lexicon.load_folder(state, plugin)
    for _, folder in ipairs(folders) do
        for _, file in ipairs(state.core.list(plugin.folder .. "/" .. folder) or {}) do
            if file:match("%.lua$") then run_file(state, ("%s/%s/%s"):format(plugin.folder, folder, file), plugin.env, plugin) end
        end
    end
end

local function while_loading(state, name, call)
    table.insert(state.loading, name)
    local fine, err = pcall(call)
    table.remove(state.loading)
    if not fine then error(err, 0) end
end

-- A folder that was named, and is none: a slip of the path, or the name of a plugin with ./ before it.
local function check_folder(state, folder)
    local kind = state.core.kind(folder)
    if kind == "file" then failure.raise(nil, ("'%s' is a file, expected a plugin's folder"):format(folder), "-r takes a rule file") end
    if kind then return end
    local names = state.core.list("plugins") or {}
    local near = failure.nearest(folder:match "[^/]*$", names)
    failure.raise(nil, ("there is no plugin folder '%s'"):format(folder), near[1] and ("did you mean '%s', by its name alone?"):format(near[1])
        or ("plugins by name: %s; `lunette new plugin NAME` begins a folder"):format(table.concat(names, ", ")))
end

local function load_folder(state, place, folder, values)
    local path = folder .. "/plugin.lua"
    check_folder(state, folder)
    if state.core.kind(path) ~= "file" then
        failure.raise({ file = path, line = 1 }, ("the plugin folder '%s' has no plugin.lua"):format(folder), example)
    end
    local given = run_file(state, path, environment.for_manifest())
    check_manifest(state, path, given)
    if state.plugins[given.name] then return state.plugins[given.name] end
    check_not_loading(state, place, given.name)
    local manifest_place = { file = path, line = 1 }
    local plugin = new_plugin(state, given, folder, manifest_place)
    set_options(state, manifest_place, plugin, values)
    while_loading(state, plugin.name, function()
        for _, name in ipairs(given.requires or {}) do
            M.requires(state, plugin, name, source.find_text(state.sources, source.find_key(state.sources, manifest_place, "requires"), name))
        end
        load_rules(state, plugin)
        register(state, plugin)
    end)
    return plugin
end

-- What to write where several are named at once.
local function line_each(names)
    local lines = {}
    for _, name in ipairs(names) do
        if type(name) == "string" then lines[#lines + 1] = ('requires "%s"'):format(name) end
    end
    return #lines > 1 and "a line each: " .. table.concat(lines, ", ") or 'for example requires "diplomacy"'
end

-- `requires "entities" "dates"` calls what the first part of it returned.
local function refuse_second(state, plugin, first)
    return setmetatable({}, { __metatable = "requires", __call = function(_, second)
        failure.raise(source.caller(state.sources) or plugin.place, "requires names one plugin, and two are named", line_each { first, second })
    end })
end

--- Lets a plugin see another, which is loaded first where it is not yet: `requires "diplomacy"`.
function M.requires(state, plugin, name, place, ...)
    if type(place) == "string" then name = { name, place, ... } end
    place = type(place) == "table" and place or source.caller(state.sources) or plugin.place
    if type(name) ~= "string" then
        local names = type(name) == "table" and not getmetatable(name) and name or {}
        local got = #names > 1 and #names .. " of them" or failure.kind(name)
        failure.raise(place, ("requires takes the name of one plugin, not %s"):format(got), line_each(names))
    end
    if plugin.sealed then failure.raise(place, ("requires \"%s\" stands inside a function"):format(name), "write it at the top of the file") end
    check_not_loading(state, place, name)
    local other = state.plugins[name] or load_folder(state, place, state.offered[name] or find_folder(state, place, name))
    namespace.see(plugin, place, other)
    table.insert(plugin.requires, name)
    return refuse_second(state, plugin, name)
end

-- "name[key=value;key=value]": the options as they are typed.
local function split_options(text)
    local name, inside = text:match("^(.-)%[(.*)%]$")
    if not name and text:find("[", 1, true) then
        failure.raise(nil, ("'%s': the options of a plugin end with ]"):format(text), "typed as NAME[key=value;key=value], in quotes for the shell")
    end
    if not name then return text, nil end
    local values = {}
    for part in inside:gmatch("[^;]+") do
        local key, value = part:match("^%s*([%w_]+)%s*=%s*(.-)%s*$")
        if not key then failure.raise(nil, ("plugin '%s': '%s' is no option"):format(name, part), "options are typed as NAME[key=value;key=value]") end
        values[key] = value
    end
    return name, values
end

-- Is it a folder, not the name of a plugin?
local function is_folder(state, name_or_folder)
    return name_or_folder:find("/", 1, true) or
        (state.core.kind("plugins/" .. name_or_folder) ~= "folder" and state.core.kind(name_or_folder) == "folder")
end

--- Tells of a folder that will be loaded: a plugin loaded before it takes what it requires from there, not what ships under that name.
-- What is no plugin's folder is passed over; loading it says why.
-- @param name_or_folder text as for load
function M.offer(state, name_or_folder)
    local folder = (name_or_folder:match "^(.-)%[.*%]$" or name_or_folder):gsub("/+$", "")
    local path = folder .. "/plugin.lua"
    if not is_folder(state, name_or_folder) or state.core.kind(path) ~= "file" then return end
    local text = state.core.peek(path)
    local chunk = text and compile(state, text, path, environment.for_manifest())
    local fine, given = pcall(chunk or error)
    if fine and type(given) == "table" and type(given.name) == "string" then state.offered[given.name] = state.offered[given.name] or folder end
end

--- Loads a plugin by its name, or from a folder; options may stand behind it: "dates[order=day]".
-- @param state table
-- @param name_or_folder text
-- @param values table|nil options
-- @return table the plugin
function M.load(state, name_or_folder, values)
    local typed
    name_or_folder, typed = split_options(name_or_folder)
    values = values or typed
    if state.plugins[name_or_folder] then return state.plugins[name_or_folder] end
    local folder = is_folder(state, name_or_folder) and name_or_folder:gsub("/+$", "") or find_folder(state, nil, name_or_folder)
    return load_folder(state, nil, folder, values)
end

--- Loads a single rule file as a plugin named after it.
function M.load_file(state, path)
    local folder, file = path:match("^(.*)/([^/]+)$")
    folder, file = folder or ".", file or path
    local name = file:gsub("%.lua$", ""):lower():gsub("[^a-z0-9_-]+", "-"):gsub("^[^a-z]+", "")
    if name == "" then name = "rules" end
    local place = { file = path, line = 1 }
    if state.core.kind(path) == "folder" then
        failure.raise(nil, ("'%s' is a folder, expected a rule file"):format(path), ("-p %s loads a plugin's folder; -r takes a file of it"):format(path))
    end
    if state.core.kind(path) ~= "file" then
        failure.raise(nil, ("there is no rule file '%s'"):format(path), "a rule file is Lua; a plugin's folder or name goes with -p")
    end
    if state.plugins[name] then
        failure.raise(place, ("a plugin named '%s' is loaded already"):format(name), "give the file another name: its plugin is named after it")
    end
    local plugin = new_plugin(state, { name = name, version = "" }, folder, place)
    state.plugins[name] = plugin
    while_loading(state, name, function() run_file(state, path, plugin.env, plugin) end)
    table.insert(state.plugin_order, plugin)
    return plugin
end

--- A plugin without files, for patterns typed by a user: it sees all that is loaded.
-- @param words function(plugin, env, where)|nil changes the words it has
function M.make_empty(state, name, words)
    local plugin = new_plugin(state, { name = name }, ".", { file = "pattern", line = 1 }, words)
    for _, other in ipairs(state.plugin_order) do plugin.sees[#plugin.sees + 1] = other end
    register(state, plugin)
    return plugin
end

--- From here on no plugin writes its globals.
function M.seal(state)
    for _, plugin in pairs(state.plugins) do plugin.sealed = true end
end

return M
