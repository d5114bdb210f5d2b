-- spec.lua - spec files: tests in Lua, for what examples and golden files cannot say.
--
--     case "a pledge names who makes it" (function(t)
--         local doc = t:read("Norway is ready to open its ports.", { date = "2026-03-05" })
--         t:equal(#doc:layer "act", 1)
--         t:rows(doc, "act", { { kind = "pledge", actor = "Norway" } })
--     end)
--
-- A file sees what its plugin sees and declares nothing but cases. The file and each of its cases may take as many steps as a rule may in one
-- document. A document lives until the next `t:read`.

local draw = require "lunette.test.draw"
local expect = require "lunette.test.expect"
local failure = require "lunette.base.failure"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local M = {}

local declaring = { "rule", "layer", "extend", "define", "resolve", "analysis", "report", "requires" }
local attributes = { title = true, date = true, language = true, source = true, country = true, uri = true, id = true, meta = true }

local function show(value)
    local kind = expect.object(value)
    if kind == "entity" then return expect.show(value.name) end
    if kind then return ("%s “%s”"):format(kind, value.text) end
    if type(value) ~= "table" or #value > 0 or next(value) == nil then return expect.show(value) end
    return expect.describe_wanted(value)
end

local function same(a, b)
    if type(a) ~= "table" or type(b) ~= "table" or expect.object(a) or expect.object(b) then return a == b end
    for key, value in pairs(a) do
        if not same(value, b[key]) then return false end
    end
    for key in pairs(b) do
        if a[key] == nil then return false end
    end
    return true
end

-- Engine objects as the texts that they stand for.
local function plain(value)
    if expect.object(value) or type(value) ~= "table" then return expect.plain(nil, value) end
    local list = {}
    for key, item in pairs(value) do list[key] = plain(item) end
    return list
end

local methods = {}

--- What a case is given, by name.
M.methods = methods

local function fail(t, message)
    local place = source.caller(t.state.sources)
    t.messages[#t.messages + 1] = place and ("%s:%d: %s"):format(place.file, place.line, message) or message
    return false
end

local function with_note(what, message)
    return what and ("%s: %s"):format(tostring(what), message) or message
end

--- t:read(text, { date = … }): the text through all that is loaded; a document. Rules that fail in it fail the test.
function methods.read(t, text, given)
    if type(text) ~= "string" then error("t:read takes a text: t:read(\"Norway is ready to help.\", { date = \"2026-03-05\" })", 2) end
    local input = {}
    for key, value in pairs(given or {}) do
        if not attributes[key] then
            error(("t:read: a document has no '%s'; it has %s"):format(tostring(key), table.concat(failure.keys(attributes), ", ")), 2)
        end
        if key == "date" and not types.fits(types.date, value) then
            error(("t:read: the date is '%s', which is no date: for example \"2026-03-05\""):format(tostring(value)), 2)
        end
        input[key] = value
    end
    input.text = text
    if not input.language and #t.plugin.languages == 1 then input.language = t.plugin.languages[1] end
    local doc, problems = t.state.core.analyse(input)
    t.problems(problems)
    t.seen(doc)
    return doc
end

--- t:equal(found, wanted, what): lists and tables item by item, spans and rows by their words.
function methods.equal(t, found, wanted, what)
    found, wanted = plain(found), plain(wanted)
    return same(found, wanted) or fail(t, with_note(what, ("expected %s, found %s"):format(show(wanted), show(found))))
end

--- t:ok(value, what): neither nil nor false.
function methods.ok(t, value, what)
    return value and true or fail(t, with_note(what, ("expected a value, found %s"):format(show(value))))
end

--- t:none(value, what): nil, false or an empty list.
function methods.none(t, value, what)
    if not value or (type(value) == "table" and not expect.object(value) and #value == 0) then return true end
    local first = type(value) == "table" and not expect.object(value) and value[1] or value
    return fail(t, with_note(what, ("expected nothing, found %s"):format(show(first))))
end

--- t:rows(doc, layer, { { kind = "pledge" }, … }): all rows of a layer, in order; fields that are not named are not compared.
function methods.rows(t, doc, layer, wanted)
    local decl = t.state.layers[layer]
    local here = source.caller(t.state.sources)
    if getmetatable(doc) ~= "document" then
        failure.raise(here, ("t:rows takes a document, not %s"):format(failure.kind(doc)), 't:rows(t:read("A text."), "act", { … })')
    end
    if type(wanted) ~= "table" then
        failure.raise(here, ("t:rows: the rows are %s, not a list"):format(failure.kind(wanted)), 'for example { { kind = "pledge" } }')
    end
    if not decl then
        failure.raise(here, ("t:rows: there is no layer '%s'"):format(tostring(layer)), failure.suggest(tostring(layer), failure.keys(t.state.layers)))
    end
    for i, row in ipairs(wanted) do
        local field, hint = expect.unknown_field(decl, row)
        if field then failure.raise(here, ("t:rows: row %d: layer '%s' has no field '%s'"):format(i, layer, field), hint) end
    end
    local view, rows, fine = { marked = { decl } }, doc:layer(layer), true
    if #rows ~= #wanted then fine = fail(t, ("layer '%s': expected %d %s, found %d"):format(layer, #wanted, #wanted == 1 and "row" or "rows", #rows)) end
    for i = 1, math.min(#rows, #wanted) do
        for _, difference in ipairs(expect.differences(view, wanted[i], rows[i])) do
            fine = fail(t, ("layer '%s', row %d, %s: expected %s, found %s"):format(layer, i, tostring(difference.key), expect.show(difference.wanted),
                expect.show(difference.found)))
        end
    end
    for i = #wanted + 1, #rows do
        fail(t, ("layer '%s', row %d was not expected: %s"):format(layer, i, expect.describe(view, rows[i])))
    end
    return fine
end

--- t:fails(call, part): the function raises, and its message holds the words.
function methods.fails(t, call, part)
    local fine, err = pcall(call)
    if fine then return fail(t, "expected an error, and there was none") end
    local message = type(err) == "table" and err.message or tostring(err)
    return not part or message:find(part, 1, true) ~= nil or fail(t, ("expected an error with “%s”, found “%s”"):format(part, message))
end

-- ---- the file ----

local function environment_of(state, plugin, cases)
    local env = {}
    for _, word in ipairs(declaring) do
        env[word] = function() failure.raise(source.caller(state.sources), ("a spec declares no %s"):format(word), "rules stand in rules/, tests in tests/") end
    end
    env.case = function(name, call)
        local place = source.caller(state.sources)
        if type(name) ~= "string" then failure.raise(place, "case takes a name", 'case "what is claimed" (function(t) … end)') end
        local function add(run)
            if type(run) ~= "function" then
                failure.raise(place, ('case "%s" takes a function, not %s'):format(name, failure.kind(run)), 'case "…" (function(t) … end)')
            end
            cases[#cases + 1] = { name = name, place = place, run = run }
        end
        if call ~= nil then return add(call) end
        return add
    end
    env._G = env
    return setmetatable(env, { __index = plugin.env, __metatable = "environment" })
end

-- With a budget where the engine gives one.
local function bounded(state, call)
    if state.core.bounded then return state.core.bounded(call) end
    call()
end

local function load_file(state, plugin, path, data)
    source.add(state.sources, path, data)
    state.file_owner[path] = plugin
    local cases = {}
    local chunk, wrong = load(data, "@" .. path, "t", environment_of(state, plugin, cases))
    if not chunk then error(source.with_line(state.sources, failure.from(wrong, { file = path, line = 1 })), 0) end
    local fine, err = pcall(bounded, state, chunk)
    if not fine then error(source.with_line(state.sources, failure.from(err, { file = path, line = 1 })), 0) end
    if #cases == 0 then failure.raise({ file = path, line = 1 }, "the spec has no case", 'case "what is claimed" (function(t) … end)') end
    return cases
end

local function run(state, plugin, case)
    local problems, last = {}, nil
    local t = setmetatable({
        state = state, plugin = plugin, messages = {},
        problems = function(list) table.move(list, 1, #list, #problems + 1, problems) end,
        seen = function(doc)
            last = doc
            if case.seen then case.seen(doc) end
        end,
    }, { __index = methods, __metatable = "test" })
    local fine, err = pcall(bounded, state, function() case.run(t) end)
    if not fine then
        err = source.with_line(state.sources, failure.from(err, case.place))
        t.messages[#t.messages + 1] = tostring(err) .. (err.hint and "\n" .. draw.INDENT .. "hint: " .. err.hint or "")
    end
    return t.messages, table.concat(t.messages, "\n"), problems, last
end

--- The tests of a spec file. Raises where it cannot be loaded.
function M.of(state, plugin, path, data)
    local tests = {}
    for i, case in ipairs(load_file(state, plugin, path, data)) do
        tests[i] = {
            kind = "spec", id = plugin.name .. ": " .. case.name, name = case.name, number = i, place = case.place,
            run = function(options)
                case.seen = options.seen
                return run(state, plugin, case)
            end,
        }
    end
    return tests
end

return M
