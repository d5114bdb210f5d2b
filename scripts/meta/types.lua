---@meta
-- types.lua - the types of fields and options.

---A type of a field, or of an option of a plugin, analysis or report. Called with a table it gets a default: `integer { default = 8 }`.
---@class lunette.Type
---@field kind string its name, "entity" and "annotation" for references
---@field list boolean|nil several values
---@field required boolean|nil every row fills it
---@field late boolean|nil filled by a resolve function
---@field options string[]|nil of an enum
---@field target string|nil layer of a reference to an annotation
---@field default any of an option that is not given
---@overload fun(options: { default: any, doc: string|nil }): lunette.Type

---Text, such as a name or a label: white space within it, line ends too, is kept as one blank, and U+2019 between letters as an apostrophe, so that two
---spellings are one. The words as they stand are a `span`. Example: `layer "village" { name = text }`
---@type lunette.Type
text = nil

---A whole number. Example: `options = { least = integer { default = 8 } }`
---@type lunette.Type
integer = nil

---A number. Example: `layer "price" { amount = number }`
---@type lunette.Type
number = nil

---True or false. Example: `layer "country" { adjective = boolean }`
---@type lunette.Type
boolean = nil

---A date as text of ISO 8601, possibly without day or month: "2021-08-18", "2021-08", "2021". Example: `layer "act" { due = date }`
---@type lunette.Type
date = nil

---Words of the document. Example: `layer "act" { cue = span }`
---@type lunette.Type
span = nil

---A country by its ISO 3166 alpha-2 code; an option takes its name as well. Example: `options = { a = country }`
---@type lunette.Type
country = nil

---One of some texts. Example: `enum { "year", "month", default = "year" }`
---@param options string[]|{ default: string|nil, doc: string|nil }
---@return lunette.Type
function enum(options) end

---A reference: to an entity, or to an annotation of a layer. Examples: `list(ref())`, `ref "statement"`
---@param layer string|nil
---@return lunette.Type
function ref(layer) end

---Several values of a type. Example: `list(span)`
---@param type lunette.Type
---@return lunette.Type
function list(type) end

---A field that every row fills. Example: `form = required(enum { "meeting", "call" })`
---@param type lunette.Type
---@return lunette.Type
function required(type) end

---A field that a `resolve` function fills after the layer's rules. Example: `outer = late(ref "statement")`
---@param type lunette.Type
---@return lunette.Type
function late(type) end
