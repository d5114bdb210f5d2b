---@meta
-- rules.lua - the words by which a plugin declares things.

---Declares a layer: field names with types, and the keys doc, policy ("all", "longest", "order"), mention (rows name entities), any (a union:
---the layers or "layer[condition]" that it stands for). Example: `layer "act" { kind = enum { "pledge" }, actor = list(ref()), cue = span }`
---@param name string
---@return fun(body: table<string, lunette.Type|string|boolean|string[]>)
function layer(name) end

---Adds fields, or options of an enum (required and late are its owner's to say), to another plugin's layer.
---Example: `extend "act" { grade = integer, kind = enum { "fund" } }`
---@param name string
---@return fun(fields: table<string, lunette.Type>)
function extend(name) end

---Names a pattern, for use as %name. Example: `define "ready" [[ (is | are) (ready | willing) to ]]`
---@param name string
---@return fun(pattern: string|lunette.Pattern)
function define(name) end

---Makes a pattern for use in functions; the operators are `*` (then), `+` (or), `^n` (repeated), `-p` (not followed by), `#p` (followed by) and
---p:capture "name". Example: `local hedge = pattern [[ if | unless ]]`
---@param text string
---@return lunette.Pattern
function pattern(text) end

---@class lunette.Pattern
---@operator mul(lunette.Pattern|string): lunette.Pattern
---@operator add(lunette.Pattern|string): lunette.Pattern
---@operator sub(lunette.Pattern|string): lunette.Pattern
---@operator pow(integer): lunette.Pattern
---@operator unm: lunette.Pattern
---@operator len: lunette.Pattern
local Pattern = {}

---What this pattern matches fills the field or variable of that name. Example: `pattern "@actor":capture "who"`
---@param name string
---@return lunette.Pattern
function Pattern:capture(name) end

---Finds a lexicon by its name, or, called with a table, makes one: phrases as texts or tables with fields, case ("fold", "exact"), inflect
---("none", "first", "last", "all"), file (in place of phrases). Example: `lexicon "praise" { "speaks highly of", { "backs", kind = "support" } }`
---@param name string
---@return lunette.Lexicon
function lexicon(name) end

---@class lunette.Lexicon
---@overload fun(body: table): lunette.Lexicon
local Lexicon = {}

---The phrase that this text is, with id and fields; nil if there is none. Example: `lexicon "crops":lookup("pears").tree`
---@param text string
---@return { phrase: string, id: string|nil, [string]: any }|nil
function Lexicon:lookup(text) end

---The names of its fields. Example: `for _, name in ipairs(lexicon "crops":names()) do log(name) end`
---@return string[]
function Lexicon:names() end

---Returns a row's fields, a list of rows, or nil and a reason; [1] is the row's span, by default the match.
---@alias lunette.Mark fun(match: lunette.Match|lunette.Annotation|table, doc: lunette.Document): table|nil, string|nil

---@class lunette.Rule
---@field doc string|nil what it finds, in a sentence
---@field match string|lunette.Pattern|nil the pattern
---@field lpeg lunette.LPeg|nil an LPeg pattern, searched in the text of each unit
---@field each_document (fun(doc: lunette.Document): table|nil, string|nil)|nil called once a document
---@field each string|nil with match: a repeated capture whose elements make a row each; without: "layer[condition]", called once an annotation
---@field mark string|lunette.Mark|nil the layer, or a function that makes the rows
---@field marks string|string[]|nil which layers a function fills
---@field reads string|string[]|nil layers that a function looks at
---@field set table<string, any>|nil constants and `from` for fields that no capture fills
---@field scope string|nil "sentence", "paragraph", "document", "layer", "layer.field[condition]"
---@field within string|string[]|nil only inside annotations of these: "layer[condition]"
---@field not_within string|string[]|nil only outside of them
---@field where string|(fun(match: lunette.Match, doc: lunette.Document): boolean)|nil a condition over captures, or a function
---@field overlap "first"|"longest"|"all"|nil which of its matches stay where they overlap
---@field veto string|nil with match: "layer[condition]"; rows of it that a match touches are taken away, before the layer's policy
---@field after string|string[]|nil rules whose rows it sees of the layer that it marks itself
---@field examples (string|table)[]|nil texts, or { text, document = { … }, expect = { rows } }

---Declares a rule; its id is plugin.name. Example: `rule "ready" { match = [[ actor:@actor cue:%ready content:@vp ]], mark = "act" }`
---@param name string
---@return fun(body: lunette.Rule)
function rule(name) end

---Fills late fields of a layer, row by row in the order of the document, when all its rules have run.
---Example: `resolve "stage" { reads = "date", run = function(row, doc) row:set { day = row:first "date" } end }`
---@param layer string
---@return fun(body: { reads: string|string[]|nil, run: fun(row: lunette.Annotation, doc: lunette.Document) })
function resolve(layer) end

---In `set`: a capture, a field of what was captured, or a field of the scope's row. Examples: `from "cue.class"`, `from "host.speaker"`
---@param path string
---@return table
function from(path) end

---In `lpeg`: a pattern whose match becomes the span `name`. Example: `at("number", lpeg.R "09" ^ 1)`
---@param name string
---@param p lunette.LPeg
---@return lunette.LPeg
function at(name, p) end

---Loads another plugin and lets this one see its layers, definitions and lexicons. Example: `requires "entities"`
---@param name string
function requires(name) end

---Takes a rule of a required plugin out: a rule of this file, declared below, stands in its place. Example: `replaces "diplomacy.ready"`
---@param id string plugin.rule
function replaces(id) end

---Loads a file of the plugin's folder, or of a plugin that it requires, once, and returns its value.
---Examples: `local helpers = include "helpers.lua"`, `local spans = include "quotes/spans.lua"`
---@param file string
---@return any
function include(file) end

---The plugin's options, by name, as the manifest declares them and the user sets them. Example: `if n < option.least then return nil end`
---@type table<string, any>
option = nil

---Writes a line to the log. Example: `log("%d rows in %s", n, doc.uri)`
---@param format string
---@param ... any
function log(format, ...) end

---A function of one text that remembers up to 5,000 of its answers. They may depend on the text and on lexicons alone; nobody may change a table that
---is one. Example: `local words_of = memo(function(name) local t = {} for w in name:gmatch "%a+" do t[#t + 1] = w end return t end)`
---@param f fun(text: string): any
---@return fun(text: string): any
function memo(f) end

---Is this word, or one that it may be an inflection of, in the dictionary of English that is built in (WordNet: nouns, verbs, adjectives, adverbs,
---some names among them)? Example: `is_english "harbours"`
---@param word string
---@return boolean
function is_english(word) end

---Is this word, or one that it may be an inflection of, in the same dictionary with a small letter, so that it is more than a name?
---Example: `is_common "fathers"`, and not `is_common "morton"`
---@param word string
---@return boolean
function is_common(word) end

---What an analysis is declared with. `views` are further views of its own (`result:add_to`); `shows` is how many rows a terminal gets.
---@class lunette.Analysis
---@field doc string|nil what it tells, a sentence
---@field options table<string, lunette.Type>|nil what is asked for on the command line
---@field result table<string, lunette.Type>|nil columns of its view
---@field views table<string, table<string, lunette.Type>>|nil columns of further views, by name
---@field shows integer|nil rows that a terminal gets; all where absent
---@field reads string[]|nil layers that it needs
---@field run fun(corpus: lunette.Corpus, options: table, result: lunette.Result) fills the result

---Declares an analysis over a whole corpus. Example: `analysis "drift" { options = { phrase = text }, result = { uses = integer }, run = run }`
---@param name string
---@return fun(body: lunette.Analysis)
function analysis(name) end

---What a report is declared with.
---@class lunette.Report
---@field doc string|nil what it tells, a sentence
---@field options table<string, lunette.Type>|nil what is asked for on the command line
---@field formats string[]|nil what it can be written in: "html", "md" (these two where absent), and forms of its own, such as "csv"
---@field write fun(corpus: lunette.Corpus, options: table, page: lunette.Page) fills the page

---Declares a report. Example: `report "sheet" { options = { days = integer { default = 7 } }, write = function(corpus, options, page) … end }`
---@param name string
---@return fun(body: lunette.Report)
function report(name) end
