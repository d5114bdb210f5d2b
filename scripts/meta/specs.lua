---@meta
-- specs.lua - spec files: tests/NAME_spec.lua of a plugin, tests in Lua for what examples and golden files cannot say. They see what their plugin sees
-- and declare nothing but cases; a file and each of its cases may take as many steps as a rule may in one document.

---One claim. Example: `case "a pledge names who makes it" (function(t) t:equal(#t:read("Norway will help."):layer "act", 1) end)`
---@param name string what is claimed
---@return fun(run: fun(t: lunette.Test))
function case(name) end

---What a text of a test is told to be.
---@class lunette.Attributes
---@field title string|nil what it is called
---@field date string|nil ISO 8601
---@field language string|nil its code; where absent the one of the plugin, if it names one alone, else a guess
---@field source string|nil who published it
---@field country string|nil of the source, alpha-2
---@field uri string|nil where it comes from
---@field id string|nil the name that its source gave
---@field meta table<string, any>|nil other metadata

---What a case is given. Claims that do not hold are told with their line; the case goes on.
---@class lunette.Test
local Test = {}

---A text through all that is loaded. The document lives until the next one is read. Example: `local doc = t:read("Norway will help.", { date = "2026-03-05" })`
---@param text string
---@param attributes lunette.Attributes|nil
---@return lunette.Document
function Test:read(text, attributes) end

---Are two values the same? Tables item by item, spans and annotations by their words. Example: `t:equal(doc.date, "2026-03-05")`
---@param found any
---@param wanted any
---@param what string|nil stands before the message
---@return boolean
function Test:equal(found, wanted, what) end

---Neither nil nor false. Example: `t:ok(doc:find [[ joint statement ]])`
---@param value any
---@param what string|nil
---@return boolean
function Test:ok(value, what) end

---Nil, false or an empty list. Example: `t:none(doc:layer "act")`
---@param value any
---@param what string|nil
---@return boolean
function Test:none(value, what) end

---All rows of a layer, in order; fields that are not named are not compared. Example: `t:rows(doc, "act", { { kind = "pledge", actor = "Norway" } })`
---@param doc lunette.Document
---@param layer string
---@param wanted table[]
---@return boolean
function Test:rows(doc, layer, wanted) end

---A function raises, and its message holds some words. Example: `t:fails(function() doc:layer "akt" end, "akt")`
---@param call function
---@param part string|nil
---@return boolean
function Test:fails(call, part) end
