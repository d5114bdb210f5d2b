-- cas.lua - UIMA CAS JSON (0.4.0), a file a document: types lunette.<layer> with a feature a field. A field that refers to other rows is their names, and
-- beside it stand these rows themselves: actor = "China; Japan", actor_rows = [the two mentions].
--
-- Sits on text.lua. UIMA counts UTF-16 code units: each character beyond the basic plane before an offset adds one.

local failure = require "lunette.base.failure"

local text = require "lunette.export.text"

local M = {}

local ranges = { integer = "uima.cas.Long", number = "uima.cas.Double", boolean = "uima.cas.Boolean" }
local reserved = { begin = true, ["end"] = true, sofa = true, id = true }
local ROWS = "_rows"

-- The code points at which a character takes two units, ascending.
local function wide_points(words)
    local points, n = {}, 0
    if not words:find "[\xF0-\xF4]" then return points end
    for _, code in utf8.codes(words) do
        if code > 0xFFFF then points[#points + 1] = n end
        n = n + 1
    end
    return points
end

--- A function from code points of a text to UTF-16 code units.
function M.units(words)
    local points = wide_points(words)
    return function(point)
        local low, high = 0, #points
        while low < high do
            local middle = (low + high + 1) // 2
            if points[middle] < point then low = middle else high = middle - 1 end
        end
        return point + low
    end
end

local function feature_name(field)
    return reserved[field] and field .. "_" or field
end

-- Does a field refer to rows? Not where another has the name that would tell them.
local function has_rows(kinds, field)
    return (kinds[field] or ""):find "ref" ~= nil and not kinds[field .. ROWS]
end

local function declare_feature(name, range, of)
    return ('"%s":{"%%NAME":"%s","%%RANGE":"%s"%s}'):format(name, name, range, of and (',"%%ELEMENT_TYPE":"%s"'):format(of) or "")
end

local function declare(schema, layers)
    local made = {}
    for _, layer in ipairs(layers) do
        local kinds, name = schema[layer] or {}, "lunette." .. layer
        local parts = { ('"%%NAME":"%s","%%SUPER_TYPE":"uima.tcas.Annotation"'):format(name), declare_feature("rule", "uima.cas.String") }
        for _, field in ipairs(failure.keys(kinds)) do
            parts[#parts + 1] = declare_feature(feature_name(field), ranges[kinds[field]] or "uima.cas.String")
            if has_rows(kinds, field) then parts[#parts + 1] = declare_feature(field .. ROWS, "uima.cas.FSArray", "uima.tcas.Annotation") end
        end
        made[#made + 1] = ('"%s":{%s}'):format(name, table.concat(parts, ","))
    end
    return table.concat(made, ",")
end

local function value_of(kind, value, words_of)
    if kind == "number" then return ("%.17g"):format(value) end
    if ranges[kind] then return tostring(value) end
    return text.json(text.shown(value, words_of))
end

local Writer = {}
Writer.__index = Writer

function Writer:add(made)
    self.structures[#self.structures + 1] = made
end

-- The rows of this document that a value refers to, as an array of their own; its number, nil where there is none.
function Writer:array_of(value)
    local ids = {}
    for _, item in ipairs(value[1] ~= nil and value or { value }) do
        if type(item) == "table" and item.ref and self.id_of[item.ref] then ids[#ids + 1] = self.id_of[item.ref] end
    end
    if #ids == 0 then return nil end
    self.n = self.n + 1
    self:add(('{"%%ID":%d,"%%TYPE":"uima.cas.FSArray","%%ELEMENTS":[%s]}'):format(self.n, table.concat(ids, ",")))
    return self.n
end

function Writer:row(row, kinds)
    local units, words_of = self.units, self.words_of
    local parts = { ('"%%ID":%d,"%%TYPE":"lunette.%s","@sofa":1,"begin":%d,"end":%d'):format(self.id_of[row.id], row.layer, units(row.start),
        units(row.stop)) }
    if row.rule then parts[#parts + 1] = '"rule":' .. text.json(row.rule) end
    for _, field in ipairs(failure.keys(row.fields or {})) do
        local value = row.fields[field]
        local array = has_rows(kinds, field) and self:array_of(value)
        parts[#parts + 1] = ('"%s":%s'):format(feature_name(field), value_of(kinds[field], value, words_of))
        if array then parts[#parts + 1] = ('"@%s%s":%d'):format(field, ROWS, array) end
    end
    self:add("{" .. table.concat(parts, ",") .. "}")
end

local function layers_of(doc)
    local set = {}
    for _, row in ipairs(doc.annotations) do set[row.layer] = true end
    return failure.keys(set)
end

--- The file of a document.
-- @param question table { number =, document =, schema = { layer → { field → type } } }
function M.document(question)
    local doc, schema = question.document, question.schema
    local units, members, id_of = M.units(doc.text), { "2" }, {}
    for i, row in ipairs(doc.annotations) do
        id_of[row.id] = i + 2
        members[#members + 1] = tostring(i + 2)
    end
    local writer = setmetatable({ structures = {}, n = #doc.annotations + 2, id_of = id_of, units = units, words_of = text.words_of(doc) }, Writer)
    writer:add(('{"%%ID":1,"%%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text/plain","sofaString":%s}'):format(
        text.json(doc.text)))
    writer:add(('{"%%ID":2,"%%TYPE":"uima.tcas.DocumentAnnotation","@sofa":1,"begin":0,"end":%d,"language":%s}'):format(units(utf8.len(doc.text) or 0),
        text.json(doc.language or "x-unspecified")))
    for _, row in ipairs(doc.annotations) do writer:row(row, schema[row.layer] or {}) end
    local made = ('{"%%TYPES":{%s},\n"%%FEATURE_STRUCTURES":[\n%s\n],\n"%%VIEWS":{"_InitialView":{"%%SOFA":1,"%%MEMBERS":[%s]}}}\n'):format(
        declare(schema, layers_of(doc)), table.concat(writer.structures, ",\n"), table.concat(members, ","))
    return { { name = ("%06d.json"):format(question.number), text = made } }
end

return M
