---@meta
-- console.lua - what the prompt adds: the documents at hand, searches, SQL. `lunette console` has the words of rule files as well.

---@type lunette.Corpus
---The corpus that was named, as reports have it; nil where files were. Example: `corpus:annotations("act", { kind = "pledge" }):count "actor"`
corpus = nil

---The documents: `#docs`, `docs[1]`. Example: `for i = 1, #docs do print(docs[i].title) end`
---@type lunette.Document[]
docs = nil

---A document by its number, its name or a part of its address, analysed with the rules as they are now. Without an argument: the last one.
---Example: `doc(3):layer "act"`
---@param which integer|string|nil
---@return lunette.Document
function doc(which) end

---What a pattern matches, in the corpus or in the files. Example: `try [[ @actor ~hope to ]]`
---@param pattern string|lunette.Pattern
---@param options { n: integer|nil }|nil at most n hits (1,000)
---@return lunette.Hits
function try(pattern, options) end

---The rows of a layer that the rules find now: of layers typed at the prompt too. Example: `hits "act"`
---@param layer string
---@param options { n: integer|nil }|nil at most n hits (1,000)
---@return lunette.Hits
function hits(layer, options) end

---The rows of a query; the corpus is open for reading only. Example: `sql "SELECT country, count(*) FROM document GROUP BY country"`
---@param query string
---@param parameters table|nil by position or by name
---@return table[]
function sql(query, parameters) end

---Writes values as the prompt shows them. Example: `print(#docs, doc(1).title)`
---@param ... any
function print(...) end

---Help on a word, a method, a layer, a rule, a plugin or a command: at the prompt also `?act`. Example: `help "act"`
---@param name string|nil
function help(name) end

---What a search found: an array; the prompt shows its first rows.
---@class lunette.Hits
---@field documents integer in how many documents
---@field more boolean there are more than were asked for
local Hits = {}

---@class lunette.Hit
---@field text string the words
---@field left string what stands before them in the text
---@field right string what stands behind them
---@field document string the document's name or address
---@field number integer the document's number, for doc(number)
---@field first integer its first byte in the document's text, counted from 1
---@field fields table<string, string> captures of the pattern, or fields of the row, as text
local Hit = {}
