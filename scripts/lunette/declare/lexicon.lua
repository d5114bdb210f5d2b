-- lexicon.lua - lexicons: phrases with data, from Lua tables and from files.
--
-- Sits on namespace.lua and the core. `lexicon "praise" { … }` makes one; `lexicon "praise"` alone is a handle by which functions look
-- phrases up. Files lexicons/NAME.txt and NAME.tsv of a plugin become lexicons by themselves.

local failure = require "lunette.base.failure"
local namespace = require "lunette.declare.namespace"

local M = {}

local cases = { fold = true, exact = true }
local inflections = { none = true, first = true, last = true, all = true }
local options = { case = cases, inflect = inflections }

local function check_option(place, what, key, value)
    if value == nil or options[key][value] then return value end
    failure.raise(place, ("%s: %s is %s"):format(what, key, type(value) == "string" and "'" .. value .. "'" or failure.kind(value)),
        "one of: " .. table.concat(failure.keys(options[key]), ", "))
end

local function check_entry(place, what, i, entry)
    if type(entry) == "string" then return { entry } end
    if not failure.is_plain(entry) or type(entry[1]) ~= "string" then
        failure.raise(place, ("%s: item %d is no phrase"):format(what, i), 'an item is "text" or { "text", field = value }')
    end
    if entry.id ~= nil and type(entry.id) ~= "string" then
        failure.raise(place, ('%s: "%s": id is %s, not a text'):format(what, entry[1], failure.kind(entry.id)))
    end
    for key, value in pairs(entry) do
        local kind = type(value)
        if type(key) == "string" and kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
            failure.raise(place, ('%s: "%s": field %s is %s'):format(what, entry[1], key, failure.kind(value)),
                "fields are text, numbers or booleans")
        end
    end
    return entry
end

local function read_entries(place, what, body)
    local entries, fields = {}, {}
    for i, item in ipairs(body) do
        local entry = check_entry(place, what, i, item)
        entries[i] = entry
        for key in pairs(entry) do
            if type(key) == "string" and key ~= "id" then fields[key] = true end
        end
    end
    return entries, failure.keys(fields)
end

local function from_table(state, place, name, what, body)
    local entries, fields = read_entries(place, what, body)
    local made = state.core.lexicon(name, { case = body.case, inflect = body.inflect, fields = fields })
    for _, entry in ipairs(entries) do
        local values = {}
        for _, field in ipairs(fields) do values[field] = entry[field] end
        made:add(entry[1], entry.id, values, place and place.line)
    end
    return made
end

-- "# case: exact" in the comments on top of a file
local function read_header(place, what, data)
    local found = {}
    for line in data:gmatch("([^\n]*)\n?") do
        if not line:match("^#") then break end
        local key, value = line:match("^#%s*(%w+)%s*:%s*(%w+)%s*$")
        if options[key] then found[key] = check_option(place, what, key, value) end
    end
    return found
end

-- Of a table the first line names the columns: without that, each line with all its tabs would be a phrase, which no text holds.
local function check_heading(file, what, line, at)
    if not file:find "%.tsv$" or line == "" or line == "phrase" or line:find "^phrase\t" then return end
    failure.raise({ file = file, line = at, source = line }, what .. ": the first line names the columns, and the first of them is phrase",
        line:find "\t" and "call its first column phrase, or write a line above it: phrase, id, … with a tab between the names" or
        "a line phrase, id, … with a tab between the names; a list of phrases without columns is saved as .txt, a phrase a line")
end

-- Columns stand apart by tabs: a table that has none would be a list of phrases with commas in them.
local function check_columns(file, what, data)
    local line, at = "", 0
    for text in data:gsub("^\239\187\191", ""):gmatch "([^\n]*)\n?" do
        line, at = text:gsub("\r$", ""), at + 1
        if line:find "%S" and not line:find "^%s*#" then break end
    end
    local heading = line:find "^\"?phrase\"?%s*[,;]" and not line:find("\t", 1, true)
    if not heading and not file:find "%.csv$" then return check_heading(file, what, line, at) end
    failure.raise({ file = file, line = at, source = line }, what .. ": columns of a lexicon are separated by tabs",
        "save it as .tsv: a line phrase, id, … with a tab between the names, then a phrase a line")
end

local function from_data(state, file, name, what, data, given)
    local place = { file = file, line = 1 }
    check_columns(file, what, data)
    local header = read_header(place, what, data)
    local made = state.core.lexicon(name, { case = given.case or header.case, inflect = given.inflect or header.inflect })
    failure.at(place, made.read, made, file, data) -- compiled from the text, or mapped from the cache
    return made, { path = file, case = given.case or header.case, body = given }
end

local function from_file(state, plugin, place, name, what, body)
    if type(body.file) ~= "string" then
        failure.raise(place, ("%s: file is %s, not a path"):format(what, failure.kind(body.file)))
    end
    if #body > 0 then failure.raise(place, what .. ": phrases and a file", "write the phrases into the file, or make two lexicons") end
    if body.file:match "^/" or ("/" .. body.file .. "/"):find("/../", 1, true) then
        failure.raise(place, ("%s: '%s' leads out of the plugin's folder"):format(what, body.file),
            "a file beside or below the rules, for example \"lexicons/praise.tsv\"")
    end
    local is_data = body.file:match "^data/"
    local path = (is_data or plugin.folder == ".") and body.file or plugin.folder .. "/" .. body.file
    local data, message = state.core.read(path, is_data and "data" or plugin.folder)
    if not data then failure.raise(place, ("%s: %s"):format(what, message), "the path starts at the plugin's folder, or with data/") end
    return from_data(state, path, name, what, data, body)
end

-- `from` says where its entries are written, for the linter: { path = file } or { entries = table }; body is the declaration, for plan/prints.lua.
local function add(plugin, place, name, made, from)
    made:finish()
    namespace.add(plugin, "lexicons", name, { place = place, lexicon = made, path = from.path, entries = from.entries, case = from.case, body = from.body })
end

--- Makes a lexicon from a table: `lexicon "praise" { "speaks highly of", { "back", kind = "support" }, case = "exact" }`.
function M.declare(state, plugin, place, name, body)
    local what = ("lexicon '%s'"):format(name)
    failure.check_plain(place, what, body)
    if not failure.is_plain(body) then failure.raise(place, ("%s needs a table of phrases, not %s"):format(what, failure.kind(body))) end
    local allowed = { case = true, inflect = true, file = true, doc = true }
    failure.check_keys(place, what, body, allowed)
    check_option(place, what, "case", body.case)
    check_option(place, what, "inflect", body.inflect)
    if body.file == nil and #body == 0 then
        failure.raise(place, what .. " has no phrases", 'for example lexicon "praise" { "speaks highly of", "commends" }')
    end
    local made, from
    if body.file ~= nil then
        made, from = from_file(state, plugin, place, name, what, body)
    else
        made, from = failure.at(place, from_table, state, place, name, what, body), { entries = body, case = body.case, body = body }
    end
    failure.at(place, add, plugin, place, name, made, from)
end

--- Loads the files of a plugin's folder `lexicons`.
function M.load_folder(state, plugin)
    local folder = plugin.folder .. "/lexicons"
    for _, file in ipairs(state.core.list(folder) or {}) do
        local name, extension = file:match("^([^.]+)%.(%w+)$")
        local path = folder .. "/" .. file
        local place = { file = path, line = 1 }
        if extension == "csv" then check_columns(path, ("lexicon '%s'"):format(name), state.core.read(path, plugin.folder) or "") end
        if extension == "txt" or extension == "tsv" then
            local data, message = state.core.read(path, plugin.folder)
            if not data then failure.raise(place, message) end
            local made, from = from_data(state, path, name, ("lexicon '%s'"):format(name), data, {})
            failure.at(place, add, plugin, place, name, made, from)
        end
    end
end

-- The lexicon behind a handle; it may be defined after the handle was made.
local function behind(reference)
    local plugin, name = reference.plugin, reference.name
    if reference.lexicon then return reference.lexicon end
    local found = namespace.find(plugin, "lexicons", name)
    if not found then
        failure.raise(reference.place, ("there is no lexicon '%s'"):format(name),
            failure.suggest(name, failure.keys(namespace.all(plugin, "lexicons"))))
    end
    found.used = true
    reference.lexicon = plugin.sealed and found.lexicon or nil
    return found.lexicon
end

--- The handle: called with a table it makes the lexicon, else it finds it. One a name and plugin, since functions ask for it often.
-- @param where function() → place of the caller
-- @return table with lookup, names and the length of the lexicon
function M.handle(state, plugin, where, name)
    if plugin.handles[name] then return plugin.handles[name] end
    if type(name) ~= "string" then
        failure.raise(where(), ("lexicon takes a name, not %s"):format(failure.kind(name)), 'for example lexicon "praise" { … }')
    end
    local reference = { place = where(), name = name, plugin = plugin }
    local methods = {
        lookup = function(_, text) return (reference.lexicon or behind(reference)):lookup(text) end,
        names = function() return behind(reference):names() end,
    }
    local handle = setmetatable({}, {
        __index = methods,
        __newindex = function() failure.raise(where(), ("lexicon '%s' cannot be changed"):format(name)) end,
        __len = function() return #behind(reference) end,
        __call = function(self, body)
            M.declare(state, plugin, where(), name, body)
            reference.made = true
            return self
        end,
        __metatable = "lexicon",
    })
    plugin.handles[name] = handle
    table.insert(state.lexicon_references, reference)
    return handle
end

--- The core's lexicon behind a plugin's handle, or the lexicon itself.
function M.of_handle(plugin, handle)
    if type(handle) == "userdata" then return handle end
    for name, one in pairs(plugin.handles) do
        if one == handle then return namespace.find(plugin, "lexicons", name).lexicon end
    end
end

--- Says which handles name nothing, and notes what they use.
function M.finish(state)
    for _, reference in ipairs(state.lexicon_references) do
        if not reference.made then behind(reference) end
    end
end

--- Name → lexicon, as the core's compiler takes them.
function M.visible(plugin)
    if plugin.visible then return plugin.visible end
    local lexicons = {}
    for name, item in pairs(namespace.all(plugin, "lexicons")) do lexicons[name] = item.lexicon end
    plugin.visible = plugin.sealed and lexicons or nil      -- nothing is added to what a sealed plugin sees
    return lexicons
end

return M
