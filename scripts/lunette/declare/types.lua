-- types.lua - the types of fields and options, as constructors that plugins call.
--
-- Sits on base/failure.lua. A type reads as a table and cannot be changed (plugins share them):
--   kind = "text" | "integer" | "number" | "boolean" | "date" | "enum" | "span" | "entity" | "annotation" | "country"
--   list, required, late = true | nil;  options = { ... } of an enum;  target = layer name of an annotation;  default, doc
-- `integer`, `text` … are types themselves and, called with a table, types with options: `integer { default = 8 }`.

local failure = require "lunette.base.failure"

local M = {}

local contents = setmetatable({}, { __mode = "k" })      -- type → what it says
local simple = { "text", "integer", "number", "boolean", "date", "span", "country" }

local type_meta = {
    __metatable = "type",
    __index = function(t, key) return contents[t][key] end,
    __newindex = function() failure.raise(nil, "a type cannot be changed") end,
}

local function make(content)
    local t = setmetatable({}, type_meta)
    contents[t] = content
    return t
end

local function derive(base, changes)
    local content = {}
    for key, value in pairs(contents[base]) do content[key] = value end
    for key, value in pairs(changes) do content[key] = value end
    return make(content)
end

local function is_date(value)
    if type(value) ~= "string" then return false end
    local month, day = value:match("^%d%d%d%d%-(%d%d)%-?(%d*)$")
    if not month then return value:match("^%d%d%d%d$") ~= nil end
    if tonumber(month) < 1 or tonumber(month) > 12 then return false end
    return day == "" and #value == 7 or #day == 2 and tonumber(day) >= 1 and tonumber(day) <= 31
end

local tests = {
    text = function(v) return type(v) == "string" end,
    integer = function(v) return math.type(v) == "integer" end,
    number = function(v) return type(v) == "number" end,
    boolean = function(v) return type(v) == "boolean" end,
    date = is_date,
    country = function(v) return type(v) == "string" end,
}

--- Is this a type made here?
function M.is(value)
    return type(value) == "table" and contents[value] ~= nil
end

local function wrong(message, hint)
    failure.raise(nil, message, hint)
end

local function name_of_kind(t)
    if t.kind == "entity" then return "ref()" end
    if t.kind == "annotation" then return ('ref "%s"'):format(t.target) end
    if t.kind == "enum" then return ('enum { "%s" }'):format(table.concat(t.options, '", "')) end
    return t.kind
end

--- A type's name in a sentence: "list(ref())".
function M.name(t)
    local name = name_of_kind(t)
    if t.list then name = ("list(%s)"):format(name) end
    if t.late then name = ("late(%s)"):format(name) end
    if t.required then name = ("required(%s)"):format(name) end
    return name
end

local sets = setmetatable({}, { __mode = "k" })          -- enum → the set of its texts

--- The texts of an enum as a set, nil for other types. Kept: nobody changes it.
function M.texts(t)
    if t.kind ~= "enum" then return nil end
    if not sets[t] then
        local set = {}
        for _, option in ipairs(t.options) do set[option] = true end
        sets[t] = set
    end
    return sets[t]
end

local function fits_one(t, value)
    if t.kind == "enum" then
        for _, option in ipairs(t.options) do
            if option == value then return true end
        end
        return false, "one of: " .. table.concat(t.options, ", ")
    end
    local test = tests[t.kind]
    if not test then return false, ("no constant stands for %s"):format(name_of_kind(t)) end
    return test(value), (t.kind == "integer" and "an " or "a ") .. t.kind
end

--- Does a Lua value fit the type (of an option, of a constant in `set`)? A list of one may be written bare.
-- @return boolean, text|nil what would fit
function M.fits(t, value)
    if not t.list or type(value) ~= "table" then return fits_one(t, value) end
    for _, element in ipairs(value) do
        local ok, wanted = fits_one(t, element)
        if not ok then return false, wanted end
    end
    return true
end

local function with_options(base, options)
    if not failure.is_plain(options) then
        wrong(("%s { … } takes a table, not %s"):format(base.kind, failure.kind(options)))
    end
    failure.check_keys(nil, base.kind .. " { … }", options, { default = true, doc = true })
    local made = derive(base, { default = options.default, doc = options.doc })
    if options.default ~= nil then
        local ok, wanted = M.fits(made, options.default)
        if not ok then
            wrong(("%s: the default '%s' does not fit"):format(M.name(made), tostring(options.default)), "it is " .. wanted)
        end
    end
    return made
end

type_meta.__call = with_options

for _, kind in ipairs(simple) do M[kind] = make { kind = kind } end

--- One of some texts: `enum { "year", "month", default = "year" }`
function M.enum(options)
    if not failure.is_plain(options) or #options == 0 then
        wrong("enum { … } needs its texts", 'for example enum { "pledge", "urge" }')
    end
    local texts, seen, rest = {}, {}, {}
    for i, option in ipairs(options) do
        if type(option) ~= "string" or option == "" then
            wrong(("enum { … }: option %d is %s, not a text"):format(i, failure.kind(option)))
        end
        if seen[option] then wrong(("enum { … }: '%s' is listed twice"):format(option)) end
        seen[option] = true
        texts[i] = option
    end
    for key, value in pairs(options) do
        if type(key) == "string" then rest[key] = value end
    end
    return with_options(make { kind = "enum", options = texts }, rest)
end

--- A reference: `ref()` to an entity, `ref "statement"` to an annotation of that layer.
function M.ref(layer)
    if layer == nil then return make { kind = "entity" } end
    if type(layer) ~= "string" then
        wrong("ref takes the name of a layer, or nothing for an entity", 'for example ref "statement" or ref()')
    end
    return make { kind = "annotation", target = layer }
end

local function check_type(name, t)
    if M.is(t) then return end
    if t == M.ref then
        wrong(("%s(ref): ref is a function"):format(name),
            ('write %s(ref()) for an entity, or %s(ref "layer") for an annotation'):format(name, name))
    end
    wrong(("%s( … ) takes a type, not %s"):format(name, failure.kind(t)), ("for example %s(text)"):format(name))
end

--- Several values: `list(ref())`
function M.list(t)
    check_type("list", t)
    if t.list then wrong("list(list( … )): a list holds single values") end
    if t.late or t.required then wrong("list( … ) is innermost", "write late(list( … )) or required(list( … ))") end
    return derive(t, { list = true })
end

--- Always filled: `required(enum { "meeting", "call" })`
function M.required(t)
    check_type("required", t)
    return derive(t, { required = true })
end

--- Filled by a `resolve` function after the layer's rules: `late(ref "statement")`
function M.late(t)
    check_type("late", t)
    return derive(t, { late = true })
end

--- Are two types of one field the same? Enums may differ in their options: those of extensions are added.
function M.same(a, b)
    return a.kind == b.kind and a.target == b.target and not a.list == not b.list and not a.late == not b.late
        and not a.required == not b.required
end

--- Does the second type add options to the first? Whether a field is always filled, or late, its owner has said.
function M.adds_options(a, b)
    return a.kind == "enum" and b.kind == "enum" and not a.list == not b.list
end

--- An enum with the options of another one behind its own.
function M.with_more(t, more)
    local options, known = table.move(t.options, 1, #t.options, 1, {}), {}
    for _, option in ipairs(options) do known[option] = true end
    for _, option in ipairs(more.options) do
        if not known[option] then options[#options + 1] = option end
    end
    return derive(t, { options = options })
end

--- What somebody who wrote this in the place of a type may have meant.
function M.explain(value)
    if value == M.ref then return 'write ref() for an entity, or ref "layer" for an annotation' end
    if value == M.list or value == M.enum or value == M.late or value == M.required then
        return "it takes something: for example list(text), enum { \"one\", \"two\" }, late(date)"
    end
    if type(value) == "string" then return ("write the type without quotes: %s"):format(value) end
    return "types: text, integer, number, boolean, date, span, enum { … }, list( … ), ref(), required( … ), late( … )"
end

return M
