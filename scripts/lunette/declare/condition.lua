-- condition.lua - conditions over the captures of a finished match: `where = "actor.country = CN & !target"`.
--
-- Sits on base/failure.lua. The language is that of conditions on fields, over paths that start at a capture.
-- A value that is absent passes `!path` and `path != value` only. Lists: any element. References compare by name, spans by text, dates
-- as text.

local failure = require "lunette.base.failure"

local M = {}

-- ---- testing ----

local function text_of(value)
    local kind = getmetatable(value)
    if kind == "annotation" then return value.text end
    if kind == "entity" then return value.name end
    if kind == "span" or kind == "match" then return value.text end
    return tostring(value)
end

-- What a value may be compared as: a reference is known by its entity's name; a captured annotation also by its words.
local function texts_of(value)
    if getmetatable(value) == "annotation" and value.entity then return { value.entity.name, value.text } end
    return { text_of(value) }
end

local relations = {
    ["="] = function(a, b) return a == b end,
    ["<"] = function(a, b) return a < b end,
    ["<="] = function(a, b) return a <= b end,
    [">"] = function(a, b) return a > b end,
    [">="] = function(a, b) return a >= b end,
}

local function holds(relation, value, wanted)
    if type(value) == "number" then
        local number = tonumber(wanted)
        return number ~= nil and relation(value, number)
    end
    for _, text in ipairs(texts_of(value)) do
        if relation(text, wanted) then return true end
    end
    return false
end

local function elements(value)
    if value == nil then return {} end
    if type(value) == "table" and not getmetatable(value) then return value end
    return { value }
end

local function split(path)
    return path:match("^([^.]*)%.?(.*)$")
end

local function get(object, key) return object[key] end

-- A field of what was captured, be it of a row or of a lexicon's phrase; nil where this one has no such field: members of a union differ, and words
-- have none.
local function field_of(object, key)
    local found, value = pcall(get, object, key)
    if found and value ~= nil then return value end
    local is_phrase, entry = pcall(get, object, "entry")
    if is_phrase and entry then return entry[key] end
end

-- What a path leads to, as an array.
local function read(path, match)
    local first, member = split(path)
    local value = elements(match[first])
    if member == "" then return value end
    local found = {}
    for _, element in ipairs(value) do
        for _, inner in ipairs(elements(field_of(element, member))) do found[#found + 1] = inner end
    end
    return found
end

local evaluate = {}

local function eval(node, match) return evaluate[node.tag](node, match) end

evaluate["and"] = function(node, match)
    for _, item in ipairs(node) do
        if not eval(item, match) then return false end
    end
    return true
end

evaluate["or"] = function(node, match)
    for _, item in ipairs(node) do
        if eval(item, match) then return true end
    end
    return false
end

evaluate["not"] = function(node, match) return not eval(node[1], match) end

function evaluate.filled(node, match)
    local values = read(node[1], match)
    return #values > 0 and not (#values == 1 and values[1] == false)
end

function evaluate.compare(node, match)
    local relation = relations[node.op == "!=" and "=" or node.op]
    local found = false
    for _, value in ipairs(read(node[1], match)) do
        for _, wanted in ipairs(node.values) do found = found or holds(relation, value, wanted) end
    end
    return found ~= (node.op == "!=")
end

evaluate["in"] = function(node, match)
    for _, value in ipairs(read(node[1], match)) do
        for _, text in ipairs(texts_of(value)) do
            if node.lexicon:lookup(text) then return true end
        end
    end
    return false
end

-- Notes the paths, puts lexicons in, refuses what cannot be tested here.
local function prepare(place, what, node, lexicons, paths)
    if node.tag == "match" then
        failure.raise(place, ("%s: %s ~ /%s/: no regular expressions over captures"):format(what, node[1], node[2]),
            "write where = function(match) … end, or the expression into the pattern")
    end
    if node.tag == "in" then
        node.lexicon = lexicons[node[2]]
        if not node.lexicon then
            failure.raise(place, ("%s: there is no lexicon '%s'"):format(what, node[2]), failure.suggest(node[2], failure.keys(lexicons)))
        end
    end
    if type(node[1]) == "string" then
        local first, member = split(node[1])
        paths[#paths + 1] = { first = first, member = member ~= "" and member or nil }
    end
    for _, child in ipairs(node) do
        if type(child) == "table" then prepare(place, what, child, lexicons, paths) end
    end
end

M.field_of = field_of

--- Makes a predicate of a condition's tree.
-- @param place table where it stands
-- @param what text "rule 'x', where"
-- @param tree table from patterns.parse_condition
-- @param lexicons table name → lexicon
-- @return function(match) → boolean, table the paths it reads: { first =, member = }
function M.compile(place, what, tree, lexicons)
    local paths = {}
    prepare(place, what, tree, lexicons, paths)
    return function(match) return eval(tree, match) end, paths
end

return M
