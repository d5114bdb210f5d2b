-- failure.lua - errors as the user sees them: what is wrong, in which file and line, and what to do.
--
-- Sits on the core where there is one; asks console/help.lua where a method is not there. An error is a table
-- { code, message, file, line, column, width, source, hint } that prints as its place and message; the bindings raise and read the same form. A place is
-- { file =, line =, column =, width =, source = }, or a function that finds one.

local has_core, core = pcall(require, "lunette.core")

local M = {}

local USAGE = -4                     -- LUN_EUSAGE: the code of every mistake in a plugin
local SUGGESTIONS = 3

local meta = {
    __tostring = function(err)
        if not err.file then return err.message end
        return ("%s:%d: %s"):format(err.file, err.line or 0, err.message)
    end,
    __metatable = "error",
}

--- Makes an error without raising it.
-- @param place table|function|nil where the user can mend it
-- @param message text one line: the thing, what was found, what was expected
-- @param hint text|nil what to do
-- @return table
function M.new(place, message, hint)
    if type(place) == "function" then place = place() end
    place = place or {}
    return setmetatable({
        code = USAGE, message = message, hint = hint,
        file = place.file, line = place.line, column = place.column, width = place.width, source = place.source,
    }, meta)
end

--- Where errors without a place stand, while functions of plugins run that the library calls (corpus/ask.lua): a function that returns the
-- plugin's line; else nil.
M.here = nil

--- Raises an error with its place: `failure.raise(place, "there is no layer 'acts'", "did you mean 'act'?")`
function M.raise(place, message, hint)
    error(M.new(place or M.here and M.here(), message, hint), 0)
end

--- Raises an error that has no place: what was asked for cannot be answered, and no file is to be mended. Who calls a report or an analysis says whose it is.
function M.refuse(message, hint)
    local err = M.new(nil, message, hint)
    err.refused = true
    error(err, 0)
end

--- The same where there is nothing of what was asked for: a report is not written, and the program ends with exit code 1.
function M.nothing(message, hint)
    local err = M.new(nil, message, hint)
    err.refused, err.nothing = true, true
    error(err, 0)
end

-- "mine.lua:3: words", as Lua says it; of a file with another suffix that is known to be the place, too.
local function split_text(text, place)
    local file, line, message = text:match("^(.-%.lua):(%d+): (.*)$")
    if not file and place and place.file and text:sub(1, #place.file + 1) == place.file .. ":" then
        file = place.file
        line, message = text:sub(#file + 2):match("^(%d+): (.*)$")
    end
    if not message then return nil, nil, text end
    return file, tonumber(line), message
end

-- What to do about an error of Lua itself.
local function remedy(message)
    local sort, name = message:match "attempt to call a nil value %((%a+) '([%w_]+)'%)"
    if sort == "method" or sort == "field" then
        local fine, near = pcall(function() return require "lunette.console.help".near(sort, name) end)
        if fine and #near > 0 then return ("did you mean %s?"):format(table.concat(near, " or ")) end
        if sort == "method" then return "there is no method of this name: docs/lua.md has them all, `?Set` at the prompt those of a class" end
    end
    if message:find("attempt to index a nil value", 1, true) then return "what is not filled is nil: ask before, with `if` or `and`" end
end

--- Turns whatever was raised into an error table; a place it lacks is the one given.
-- @param err any what pcall returned
-- @param place table|nil
-- @return table
function M.from(err, place)
    if type(err) == "string" then
        local file, line, message = split_text(err, place)
        return M.new(file and { file = file, line = line } or place, message, remedy(message))
    end
    if type(err) ~= "table" or type(rawget(err, "message")) ~= "string" then
        return M.new(place, ("a plugin raised a %s in place of a message"):format(type(err)), 'raise text: error("what went wrong")')
    end
    local hint = err.hint or remedy(err.message)
    if (err.file or not place) and hint == err.hint then return err end
    if err.file or not place then place = err end
    local placed = M.new(place, err.message, hint)
    placed.code = err.code
    return placed
end

--- Calls a function; what it raises gets the place, unless it has one.
-- @return any what the function returns
function M.at(place, call, ...)
    local results = table.pack(pcall(call, ...))
    if results[1] then return table.unpack(results, 2, results.n) end
    error(M.from(results[2], place), 0)
end

-- Insertions, deletions, changes, and neighbours that changed places.
local function distance(a, b)
    local before, row = nil, {}
    for j = 0, #b do row[j] = j end
    for i = 1, #a do
        local current = { [0] = i }
        for j = 1, #b do
            local best = math.min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (a:byte(i) == b:byte(j) and 0 or 1))
            if before and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
                best = math.min(best, before[j - 2] + 1)
            end
            current[j] = best
        end
        before, row = row, current
    end
    return row[#b]
end

--- The names that look like what was written, best first.
-- @param name text
-- @param names table array of texts
-- @return table array
function M.nearest(name, names)
    local found = {}
    local owner, own = name:match "^(.*%.)([^.]*)$"      -- of two rules of one plugin what is behind the dot is compared
    for _, candidate in ipairs(names) do
        local is_others = not owner or candidate:sub(1, #owner) ~= owner
        local limit = math.max(1, (is_others and #name or #own) // 3)
        local d = #candidate < 60 and #name < 60 and distance(name, candidate) or math.huge
        if #name >= 3 and candidate:sub(1, #name) == name then d = math.min(d, 1) end
        if d <= limit then found[#found + 1] = { d, candidate } end
    end
    table.sort(found, function(a, b)
        if a[1] ~= b[1] then return a[1] < b[1] end
        return a[2] < b[2]
    end)
    local result = {}
    for i = 1, math.min(#found, SUGGESTIONS) do result[i] = found[i][2] end
    return result
end

--- "did you mean 'a' or 'b'?", or the names there are, or nil.
function M.suggest(name, names)
    local near = M.nearest(name, names)
    if #near > 0 then return "did you mean '" .. table.concat(near, "' or '") .. "'?" end
    if #names == 0 or #names > 24 then return nil end
    local sorted = table.move(names, 1, #names, 1, {})
    table.sort(sorted)
    return "there are: " .. table.concat(sorted, ", ")
end

--- The keys of a table that are text, sorted.
function M.keys(set)
    local names = {}
    for key in pairs(set) do
        if type(key) == "string" then names[#names + 1] = key end
    end
    table.sort(names)
    return names
end

--- Refuses keys that a table may not have.
-- @param place function|table where; a function is called with the key
-- @param what text "rule 'pledge'"
-- @param given table
-- @param allowed table set of keys
function M.check_keys(place, what, given, allowed)
    local refused
    for key in next, given do
        if allowed[key] == nil and type(key) == "string" then refused = true end
    end
    for _, key in ipairs(refused and M.keys(given) or {}) do
        if allowed[key] == nil then
            M.raise(type(place) == "function" and place(key) or place, ("%s: there is no key '%s'"):format(what, key),
                M.suggest(key, M.keys(allowed)))
        end
    end
end

local DEEPEST = 20
local objects = { type = true, from = true, pattern = true, lexicon = true, row = true }      -- what may stand in a declaration, by its locked metatable

-- Without an engine all is looked at here.
local is_known_plain = has_core and core.is_plain or function() return false end

--- Refuses tables that are not what they look like: with a metatable of their own, or nested without end.
function M.check_plain(place, what, value, depth)
    if type(value) ~= "table" or not depth and is_known_plain(value, objects, DEEPEST) then return end
    local lock = getmetatable(value)
    if lock ~= nil and objects[lock] then return end
    if lock ~= nil then M.raise(place, what .. ": a table with a metatable", "declarations are plain tables") end
    depth = depth or 1
    if depth > DEEPEST then M.raise(place, ("%s: tables inside tables, deeper than %d"):format(what, DEEPEST)) end
    for _, item in next, value do
        if type(item) == "table" then M.check_plain(place, what, item, depth + 1) end
    end
end

--- Is this a table that says what it shows: without a metatable, or a row of a query?
function M.is_plain(value)
    local lock = type(value) == "table" and getmetatable(value)
    return lock == nil or lock == "row"
end

local articles = { integer = "an integer", ["nil"] = "nothing" }

--- "a table", "nothing": a value's type in a sentence.
function M.kind(value)
    local kind = type(value)
    return articles[kind] or "a " .. kind
end

return M
