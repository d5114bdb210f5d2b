-- expect.lua - what an example expects of a row, against the row that was found.
--
-- Sits on declare/types.lua. References compare by the entity's name, spans by their words, dates as text; a list of one may be written bare;
-- `field = false` says that the field is absent or false. [1] and `text` are the row's own words, `layer` its layer, `entity` its entity.

local failure = require "lunette.base.failure"
local types = require "lunette.declare.types"

local has_core, core = pcall(require, "lunette.core")

local M = {}

local of_row = { text = true, layer = true, entity = true }

local plain_kinds = { string = true, number = true, boolean = true }

local function fields_of(rule)
    local fields = {}
    for _, decl in ipairs(rule.marked) do
        for name, field in pairs(decl.fields) do fields[name] = field.type end
    end
    return fields
end

-- A row of an example is { rule =, example =, i =, j = }.
local function refuse(row, message, hint)
    failure.raise(row.example.place, ("%s, example %d, row %d: %s"):format(row.rule.what, row.i, row.j, message), hint)
end

local function check_value(row, key, t, value)
    local kind = type(value)
    if not plain_kinds[kind] and kind ~= "table" then
        refuse(row, ("%s is %s"):format(tostring(key), failure.kind(value)), "a text, a number, true, false or a list of these")
    end
    if value == false or not t then return end
    if kind == "table" and not t.list then refuse(row, ("%s is a list, and the field holds one value"):format(tostring(key))) end
    if t.kind ~= "enum" then return end
    local fits, wanted = types.fits(t, value)
    if not fits then refuse(row, ("%s = '%s' can never be"):format(tostring(key), tostring(value)), wanted) end
end

--- The first name of a row that is neither a field of the layer nor one of all rows, and what was meant; nil where there is none.
function M.unknown_field(decl, expected)
    for _, key in ipairs(failure.keys(expected)) do
        if not decl.fields[key] and not of_row[key] then return key, failure.suggest(key, failure.keys(decl.fields)) end
    end
end

local function check_row(row, fields, expected)
    for key, value in pairs(expected) do
        if type(key) == "string" and not fields[key] and not of_row[key] then
            refuse(row, ("layer '%s' has no field '%s'"):format(row.rule.marks[1], key), failure.suggest(key, failure.keys(fields)))
        end
        if key ~= 1 and type(key) ~= "string" then
            refuse(row, ("item %s has no name"):format(tostring(key)), "a row is { field = value, … }")
        end
        check_value(row, key, fields[key], value)
    end
end

-- Which fields hold one of a few texts, and which, is asked of types once a rule.
local function enums_of(fields)
    local enums = {}
    for name, t in pairs(fields) do enums[name] = types.texts(t) end
    return enums
end

-- Is it seen at a glance that nothing is wrong with rows? Without an engine all is looked at.
local are_fine = has_core and core.rows_fit or function() return false end

-- What a rule's rows may have: its fields, and which of them hold one of a few texts.
local function expected_of(rule, known)
    local only = #rule.marked == 1 and rule.marked[1]
    local expected = known and only and known[only]
    if expected then return expected end
    expected = { fields = fields_of(rule) }
    expected.enums = enums_of(expected.fields)
    if known and only then known[only] = expected end
    return expected
end

--- Checks the rows that a rule's examples expect against the layers that it marks.
-- @param known table|nil what was found of layers whose fields do not change meanwhile
function M.check(rule, known)
    if #rule.examples == 0 then return end
    local of = expected_of(rule, known)
    for i, example in ipairs(rule.examples) do
        local rows = example.expect
        if rows and not are_fine(rows, of.fields, of.enums, of_row) then
            for j, expected in ipairs(rows) do check_row({ rule = rule, example = example, i = i, j = j }, of.fields, expected) end
        end
    end
end

local function name_of(value)
    if getmetatable(value) ~= "annotation" then return value.name end
    local entity = value.entity
    return entity and entity.name or value.text
end

local engine_objects = { span = true, annotation = true, match = true, entity = true }

--- Which object of the engine is this ("span", "annotation", "match", "entity")? nil for any other value.
function M.object(value)
    local kind = getmetatable(value)
    return kind ~= nil and engine_objects[kind] and kind or nil
end

-- One value as the text, number or boolean that examples write.
local function plain(t, value)
    if not M.object(value) then return value end
    if t and t.kind == "entity" then return name_of(value) end
    if M.object(value) == "entity" then return value.name end
    return value.text
end

--- A field's value as an example would write it: single, or an array.
-- @param t type|nil
-- @param value any
function M.plain(t, value)
    if type(value) ~= "table" or M.object(value) then return plain(t, value) end
    local list = {}
    for i, element in ipairs(value) do list[i] = plain(t, element) end
    return list
end

--- A value as Lua text: "China", { "China", "Japan" }, nothing.
function M.show(value)
    if value == nil or value == false then return value == nil and "nothing" or "false" end
    if type(value) == "string" then return '"' .. value .. '"' end
    if type(value) ~= "table" then return tostring(value) end
    if #value == 0 then return "nothing" end
    local parts = {}
    for i, element in ipairs(value) do parts[i] = M.show(element) end
    return "{ " .. table.concat(parts, ", ") .. " }"
end

local function read(rule, row, key)
    if key == 1 or key == "text" then return nil, row.text end
    if key == "layer" then return nil, row.layer end
    if key == "entity" then return nil, row.entity and row.entity.name end
    for _, decl in ipairs(rule.marked) do
        if decl.name == row.layer and decl.fields[key] then return decl.fields[key].type, row[key] end
    end
end

local function equal(wanted, found)
    if wanted == false then return found == nil or found == false or (type(found) == "table" and #found == 0) end
    if type(found) ~= "table" then return wanted == found or (type(wanted) == "table" and #wanted == 1 and wanted[1] == found) end
    if type(wanted) ~= "table" then return #found == 1 and found[1] == wanted end
    if #wanted ~= #found then return false end
    for i, value in ipairs(wanted) do
        if found[i] ~= value then return false end
    end
    return true
end

local function sorted_keys(row)
    local keys = {}
    for key in pairs(row) do keys[#keys + 1] = key end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    return keys
end

--- What differs between a row that was expected and the row that was found.
-- @return table array of { key =, wanted =, found =, value = as the engine gives it, row = }
function M.differences(rule, wanted, row)
    local differences = {}
    for _, key in ipairs(sorted_keys(wanted)) do
        local t, value = read(rule, row, key)
        local found = M.plain(t, value)
        if not equal(wanted[key], found) then
            differences[#differences + 1] = { key = key, wanted = wanted[key], found = found, value = value, row = row }
        end
    end
    return differences
end

--- A found row as text: { kind = "pledge", actor = "China" }.
function M.describe(rule, row)
    local parts = {}
    for _, decl in ipairs(rule.marked) do
        for _, name in ipairs(decl.name == row.layer and decl.field_order or {}) do
            local value = M.plain(decl.fields[name].type, row[name])
            if value ~= nil and not (type(value) == "table" and #value == 0) then
                if type(value) == "table" and #value == 1 then value = value[1] end
                parts[#parts + 1] = name .. " = " .. M.show(value)
            end
        end
    end
    return #parts > 0 and "{ " .. table.concat(parts, ", ") .. " }" or "{ }"
end

--- An expected row as text.
function M.describe_wanted(wanted)
    local parts = {}
    for _, key in ipairs(sorted_keys(wanted)) do
        parts[#parts + 1] = (key == 1 and "" or key .. " = ") .. M.show(wanted[key])
    end
    return #parts > 0 and "{ " .. table.concat(parts, ", ") .. " }" or "{ }"
end

return M
