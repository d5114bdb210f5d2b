-- ask.lua - what analyses and reports have in common: finding the one that was asked for, and reading options as their types want them.
--
-- Sits on registry, declare/plugin.lua, declare/types.lua and the core's files. Looked for: what is loaded, scripts/reports, then shipped plugins with a
-- file of that name, which are loaded when nothing else has it.

local core = require "lunette.core"

local failure = require "lunette.base.failure"
local plugin_module = require "lunette.declare.plugin"
local registry = require "lunette.declare.registry"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local M = {}

local scope_keys = { since = "date", before = "date", source = "text", country = "country", language = "text", with = "country", new = "integer" }
local are_options = setmetatable({}, { __mode = "k" })        -- tables that M.options read

-- ---- finding ----

local function stem(file)
    return (file:gsub("%.lua$", ""):gsub("_", "-"))
end

local function files_of(folder)
    local found = {}
    for _, file in ipairs(core.list(folder) or {}) do
        if file:match("%.lua$") then found[#found + 1] = file end
    end
    return found
end

-- Every shipped file of one sort: { name, plugin | path }.
local function shipped(sort)
    local found = {}
    if sort == "reports" then
        for _, file in ipairs(files_of "scripts/reports") do found[#found + 1] = { name = stem(file), path = "scripts/reports/" .. file } end
    end
    for _, plugin in ipairs(core.list "plugins" or {}) do
        for _, file in ipairs(files_of(("plugins/%s/%s"):format(plugin, sort))) do found[#found + 1] = { name = stem(file), plugin = plugin } end
    end
    return found
end

local function load_one(state, item)
    if item.plugin then
        plugin_module.load(state, item.plugin)
    elseif not state.file_owner[item.path] then
        plugin_module.load_file(state, item.path)
    end
end

--- The names of the analyses or reports that can be asked for: loaded or shipped.
-- @param sort text "analyses" or "reports"
-- @return table sorted array
function M.names(state, sort)
    local names = {}
    for key in pairs(state[sort]) do names[key] = true end
    for _, item in ipairs(shipped(sort)) do names[item.name] = true end
    return failure.keys(names)
end

--- Does one of this name ship, by a plugin other than the one that is named?
-- @param sort text "analyses" or "reports"
-- @param own table|nil { plugin = name, file = path } of the one that may be the shipped one itself
function M.ships(sort, name, own)
    for _, item in ipairs(shipped(sort)) do
        local is_own = own and (item.plugin == own.plugin or item.path ~= nil and item.path == own.file)
        if item.name == name and not is_own then return true end
    end
    return false
end

--- Says that one that was loaded stands before one that ships, so that nobody takes the one for the other.
function M.note_hidden(sort, declared)
    if not M.ships(sort, declared.name, { plugin = declared.plugin, file = declared.place.file }) then return end
    core.log(("note: %s '%s' is that of %s:%d, not the one that ships under this name"):format(sort == "reports" and "report" or "analysis", declared.name,
        declared.place.file, declared.place.line))
end

-- What to write in place of a name that nothing has. A file is loaded by -r; what it declares has a name of its own.
local function hint_of(sort, name, all)
    local command = sort == "reports" and "report" or "analyze"
    if name:match "%.lua$" then return ("-r loads a file, and the name is one that it declares: lunette %s NAME CORPUS -r %s"):format(command, name) end
    if #failure.nearest(name, all) > 0 then return failure.suggest(name, all) end
    if #all == 0 then return "none is loaded: -p NAME or -r FILE brings some" end
    return ("there are: %s; one of your own is in a plugin that -p names, or in a file that -r names: lunette %s %s CORPUS -r FILE.lua"):format(
        table.concat(all, ", "), command, name)
end

--- Finds an analysis or a report by its name, loading what is shipped where needed.
-- @param state table the registry
-- @param sort text "analyses" or "reports"
-- @param name text
-- @return table the declaration
function M.find(state, sort, name)
    for _, item in ipairs(shipped(sort)) do
        if not state[sort][name] and item.name == name then load_one(state, item) end
    end
    registry.check_pending(state)
    plugin_module.seal(state)
    if state[sort][name] then return state[sort][name] end
    local word = sort == "reports" and "report" or "analysis"
    local all = M.names(state, sort)
    failure.raise(nil, ("there is no %s '%s'"):format(word, tostring(name)), hint_of(sort, tostring(name), all))
end

-- ---- countries ----

-- The plugin knows the usual name of each country; of the others the shortest that is no abbreviation is nearest to it.
local function read_countries()
    local by_name, by_code, usual = {}, {}, { EU = "European Union", UN = "United Nations" }
    for code, name in (core.read "plugins/entities/names.lua" or ""):gmatch '(%u%u) = "([^"]+)"' do usual[code] = name end
    local function read(path, keep)
        for line in (core.read(path) or ""):gmatch("[^\n]+") do
            local name, code = line:match("^([^#\t][^\t]*)\t(%u%u)$")
            if name then
                by_name[name:lower()] = by_name[name:lower()] or code
                keep(code, name)
            end
        end
    end
    read("plugins/entities/lexicons/country_names.tsv", function() end)
    read("data/countries.tsv", function(code, name)
        local old = by_code[code]
        if #name >= 4 and name:find("%l") and (not old or #name < #old) then by_code[code] = name end
    end)
    for code, name in pairs(usual) do by_code[code], by_name[name:lower()] = name, code end
    return by_name, by_code
end

--- The name of a country by its code; the code where it is not known.
function M.country_name(code)
    if not M.names_of_countries then
        M.codes_of_countries, M.names_of_countries = read_countries()
    end
    return M.names_of_countries[code] or code
end

local country_meta = { __tostring = function(country) return country.code end }

local function read_country(value)
    M.country_name ""
    local code = core.country(value) or M.codes_of_countries[value:lower()]
    if code then return setmetatable({ code = code, name = M.country_name(code) }, country_meta) end
end

--- The code of a country by its code or name, else nil, and the names there are.
function M.country_code(value)
    local country = read_country(value)
    if country then return country.code end
    local names, seen = {}, {}
    for _, code in pairs(M.codes_of_countries) do
        if not seen[code] then names[#names + 1] = M.country_name(code) end
        seen[code] = true
    end
    return nil, names
end

-- ---- options ----

local readers = {
    text = function(value) return value end,
    integer = function(value) return math.tointeger(tonumber(value)) end,
    number = function(value) return tonumber(value) end,
    boolean = function(value)
        local lower = value:lower()
        if lower == "true" or lower == "yes" or lower == "1" or lower == "" then return true end
        if lower == "false" or lower == "no" or lower == "0" then return false end
    end,
    date = function(value) return types.fits(types.date, value) and value or nil end,
    country = read_country,
    enum = function(value, t) return types.fits(t, value) and value or nil end,
}
local expected = {
    integer = "a whole number", number = "a number", boolean = "true or false", date = "a date: 2026, 2026-03 or 2026-03-09",
    country = "a country: a code such as CN, or a name",
}

local function read_value(what, t, given)
    local reader = readers[t.kind]
    if not reader then failure.raise(nil, ("%s: an option cannot be %s"):format(what, types.name(t)), "text, integer, number, boolean, enum, country, date") end
    local value = reader(given, t)
    -- numbers that count something: none of them begins below 0
    local is_count = t.kind == "integer" and math.type(t.default) == "integer" and t.default >= 0
    if value ~= nil and not (is_count and value < 0) then return value end
    local wanted = is_count and "a whole number, 0 or more" or t.kind == "enum" and "one of: " .. table.concat(t.options, ", ") or expected[t.kind] or t.kind
    failure.raise(nil, ("%s: '%s' does not fit"):format(what, given), "expected " .. wanted)
end

local function read_list(what, t, given)
    local values = {}
    for part in (given .. ","):gmatch("%s*(.-)%s*,") do
        if part ~= "" then values[#values + 1] = read_value(what, t, part) end
    end
    return values
end

-- One that nobody declared is a slip of the pen, and would be nil for ever; one that is declared and was not given is nil.
local function told_options(what, declared)
    return {
        __index = function(_, name)
            if type(name) ~= "string" or declared[name] then return nil end
            failure.raise(nil, ("%s has no option '%s'"):format(what, name),
                failure.suggest(name, failure.keys(declared)) or "options are declared beside the function: options = { least = integer { default = 8 } }")
        end,
        __metatable = "row",
    }
end

--- Reads options as typed on the command line.
-- @param what text "report 'briefing'"
-- @param declared table name → type
-- @param given table name → text, or true where an option stands alone
-- @param command text whose help tells the options that it has itself: "report"
-- @return table name → value, defaults filled in
function M.options(what, declared, given, command)
    local values = {}
    are_options[values] = true
    for _, name in ipairs(failure.keys(given or {})) do
        local key = declared[name] and name or name:gsub("-", "_")
        local t = declared[key]
        if not t then
            local own = failure.suggest(name, failure.keys(declared)) or "it has no options"
            failure.raise(nil, ("%s has no option '%s'"):format(what, name),
                ("%s `lunette %s --help` lists those of the command"):format(own:gsub("[^?]$", "%0;"), command))
        end
        if given[name] == true and t.kind ~= "boolean" then
            failure.raise(nil, ("%s: --%s needs a value: --%s %s"):format(what, name, name, t.kind:upper()), t.doc)
        end
        values[key] = (t.list and read_list or read_value)(("%s, --%s"):format(what, name), t, tostring(given[name]))
    end
    local missing = {}
    for _, name in ipairs(failure.keys(declared)) do
        local t = declared[name]
        if values[name] == nil and t.default ~= nil then
            values[name] = t.kind == "country" and read_country(t.default) or t.default
        end
        if values[name] == nil and t.required then missing[#missing + 1] = name end
    end
    local first = declared[missing[1] ]
    if first then
        failure.raise(nil, ("%s needs --%s"):format(what, table.concat(missing, " and --")), first.doc or ("a value: %s"):format(types.name(first)))
    end
    return setmetatable(values, told_options(what, declared))
end

local function argument_of(t)
    if t.kind == "boolean" then return "" end
    if t.kind == "enum" then return " " .. table.concat(t.options, "|") end
    return " " .. t.kind:upper() .. (t.list and ",…" or "")
end

--- What a report or an analysis takes, for its help.
-- @param sort text "analyses" or "reports"
-- @return table { title =, doc =, options = { { left =, help = } … } }
function M.describe(state, sort, name)
    local declared = M.find(state, sort, name)
    local lines = {}
    for i, option in ipairs(failure.keys(declared.options)) do
        local t = declared.options[option]
        local rest = t.required and "must be given" or t.default ~= nil and t.default ~= false and ("default: %s"):format(tostring(t.default)) or nil
        local help = t.doc or ""
        if rest then help = help == "" and rest or ("%s (%s)"):format(help, rest) end
        lines[i] = { left = ("      --%s%s"):format((option:gsub("_", "-")), argument_of(t)), help = help }
    end
    return { title = ("%s '%s'"):format(sort == "reports" and "Report" or "Analysis", declared.name), doc = declared.doc or "", options = lines }
end

--- Reads the scope of the command line.
-- @return table since, before, source, country, language, with, new
function M.scope(given)
    local scope = {}
    for key, kind in pairs(scope_keys) do
        if given and given[key] then scope[key] = read_value("--" .. key, types[kind], tostring(given[key])) end
    end
    return scope
end

--- What of a table narrows. The options of a report or an analysis hold others of its own, which are none of the scope.
-- @param given table
-- @return table
function M.narrowing(given)
    if not are_options[given] then return given end
    local scope = {}
    for key, value in pairs(given) do
        if scope_keys[key] then scope[key] = value end
    end
    return scope
end

--- The same as a function of a plugin gives it: countries may be tables with a code, and a key that is none is an error.
function M.scope_given(given)
    local plain, codes = {}, {}
    given = M.narrowing(given)
    for key, value in pairs(given) do
        if key ~= "copies" and not scope_keys[key] then
            failure.raise(nil, ("a scope has no '%s'"):format(tostring(key)), failure.suggest(tostring(key), failure.keys(scope_keys)))
        end
        local text = type(value) == "table" and value.code or value
        local is_code = scope_keys[key] == "country" and tostring(text):find "^%u%u$"
        if is_code then codes[key] = text else plain[key] = text end
    end
    local scope = M.scope(plain)
    for key, code in pairs(codes) do scope[key] = code end
    return scope
end

--- The scope of what counts: copies of a text once, unless --copies asks for all.
function M.counting_scope(given)
    local scope = M.scope(given)
    scope.copies = given ~= nil and given.copies == true
    return scope
end

--- Calls a function of a plugin; an error without a place gets the file and line that were running. What it refuses (`corpus:refuse`) is the
-- user's to mend: it gets no place, but what refused it.
-- @param what text "report 'briefing'"
function M.call(state, what, place, call, ...)
    local before = failure.here
    failure.here = function() return source.caller(state.sources) end
    local results = table.pack((core.pcall or pcall)(call, ...))          -- core's notes the plugin's line where the library fails
    failure.here = before
    if results[1] then return table.unpack(results, 2, results.n) end
    local err = results[2]
    if type(err) == "table" and rawget(err, "nothing") == true then error(err, 0) end
    if type(err) == "table" and rawget(err, "refused") == true then failure.raise(nil, ("%s: %s"):format(what, err.message), err.hint) end
    local made = failure.from(err, place)
    if made.file and not state.sources[made.file] then made.file, made.line, made.source = place.file, place.line, nil end     -- the library's line
    error(source.with_line(state.sources, made), 0)
end

return M
