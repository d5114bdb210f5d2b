---@meta
-- objects.lua - what the functions of rules get: the document, spans, annotations, entities, matches. They live as long as their document.

---@class lunette.Document
---@field text string the whole text
---@field span lunette.Span the whole text as a span
---@field title string|nil what it is called
---@field date string|nil ISO 8601; nil where no more than the year is known
---@field language string|nil its code: "en"
---@field source string|nil who published it
---@field country string|nil of the source, alpha-2
---@field uri string where it comes from
---@field id string|nil the name that its source gave
---@field media_type string|nil what it was read as: "text/html"
---@field meta table<string, any> other metadata
local Document = {}

---The tokens of the document or of a span. Example: `#doc:tokens()`
---@param span lunette.Span|nil
---@return lunette.Span[]
function Document:tokens(span) end

---The sentences. Example: `local first = doc:sentences()[1]`
---@return lunette.Span[]
function Document:sentences() end

---The paragraphs. Example: `for _, p in ipairs(doc:paragraphs()) do log(p.text) end`
---@return lunette.Span[]
function Document:paragraphs() end

---The annotations of a layer, in order; a condition text or a function chooses among them. Example: `doc:layer("act", "kind = pledge")`
---@param name string
---@param condition string|(fun(annotation: lunette.Annotation): boolean)|nil
---@return lunette.Annotation[]
function Document:layer(name, condition) end

---The first byte of each annotation of a layer, in the order of doc:layer. Example: `local nearest = doc:starts "person"[1]`
---@param name string
---@return integer[]
function Document:starts(name) end

---The first match of a pattern, nil if there is none. Example: `doc:find [[ joint statement ]]`
---@param pattern string|lunette.Pattern
---@param span lunette.Span|nil where to look
---@return lunette.Match|nil
function Document:find(pattern, span) end

---All matches of a pattern. Example: `#doc:matches [[ ~thank ]]`
---@param pattern string|lunette.Pattern
---@param span lunette.Span|nil
---@return lunette.Match[]
function Document:matches(pattern, span) end

---The annotations that touch a span, of one layer or of all. Example: `doc:at(match, "country")[1]`
---@param span lunette.Span
---@param layer string|nil
---@return lunette.Annotation[]
function Document:at(span, layer) end

---The annotations of a layer inside a span. Example: `doc:within(match.sentence, "date")`
---@param span lunette.Span
---@param layer string
---@return lunette.Annotation[]
function Document:within(span, layer) end

---Where words of a set start: runs of ASCII letters, digits and bytes outside ASCII that are keys of the set; with `fold` in any case of ASCII
---letters, the keys in lower case. One pass over the text, so that names need not be looked for one by one.
---Example: `for _, byte in ipairs(doc:words { Rome = true }) do log("%d", byte) end`
---@param set table<string, any>
---@param fold boolean|nil
---@return integer[] first bytes in doc.text, counted from 1
function Document:words(set, fold) end

---The words between two bytes of doc.text, whole characters; nil if there are none. Example: `doc:slice(1, 80)`
---@param first integer
---@param last integer
---@return lunette.Span|nil
function Document:slice(first, last) end

---Makes a row, in a function whose rule declares the layer in `marks`. Example: `doc:mark("act", match, { kind = "pledge" })`
---@param layer string
---@param span lunette.Span
---@param fields table<string, any>|nil
---@return lunette.Annotation
function Document:mark(layer, span, fields) end

---The entity of that kind and identity (or name, without one); made if it is not there. Example: `doc:entity("country", "Chile", "CL")`
---@param kind string
---@param name string
---@param identity string|nil
---@return lunette.Entity
function Document:entity(kind, name, identity) end

---All entities so far, or those of a kind. Example: `for _, e in ipairs(doc:entities "person") do log(e.name) end`
---@param kind string|nil
---@return lunette.Entity[]
function Document:entities(kind) end

---Words of the document. Spans compare with == and < (by start, then the longer first).
---@class lunette.Span
---@field text string the words
---@field sentence lunette.Span that it starts in
---@field paragraph lunette.Span that it starts in
---@field pos string|nil universal tag of its first token
---@field tag string|nil the lexicon's tag of its first token
---@field lemma string|nil of its first token
---@field entry { phrase: string, id: string|nil, [string]: any }|nil of a captured lexicon phrase: the phrase and its fields
local Span = {}

---The first match of a pattern inside it. Example: `act.sentence:find [[ (if | once) []{1,12} ]]`
---@param pattern string|lunette.Pattern
---@return lunette.Match|nil
function Span:find(pattern) end

---All matches inside it. Example: `#row:matches "%propn"`
---@param pattern string|lunette.Pattern
---@return lunette.Match[]
function Span:matches(pattern) end

---Does a pattern match inside it? Example: `if act:has [[ willing to ]] then … end`
---@param pattern string|lunette.Pattern
---@return boolean
function Span:has(pattern) end

---The first annotation of a layer inside it that passes the test. Example: `row:first("date", function(d) return d.earliest end)`
---@param layer string
---@param test (fun(annotation: lunette.Annotation): boolean)|nil
---@return lunette.Annotation|nil
function Span:first(layer, test) end

---The last one. Example: `match:before(20):last "person"`
---@param layer string
---@param test (fun(annotation: lunette.Annotation): boolean)|nil
---@return lunette.Annotation|nil
function Span:last(layer, test) end

---All of them. Example: `#match.sentence:all "country"`
---@param layer string
---@param test (fun(annotation: lunette.Annotation): boolean)|nil
---@return lunette.Annotation[]
function Span:all(layer, test) end

---From the start of the first to the stop of the last. Example: `name:union(title)`
---@param other lunette.Span
---@return lunette.Span
function Span:union(other) end

---Do they share a character? Example: `if a:overlaps(b) then return nil end`
---@param other lunette.Span
---@return boolean
function Span:overlaps(other) end

---Does the other lie inside? Example: `statement:contains(act)`
---@param other lunette.Span
---@return boolean
function Span:contains(other) end

---The n tokens before it in its sentence, or fewer; nil if it starts the sentence. Example: `match:before(3)`
---@param n integer
---@return lunette.Span|nil
function Span:before(n) end

---The n tokens after it in its sentence. Example: `match:after(1)`
---@param n integer
---@return lunette.Span|nil
function Span:after(n) end

---Its tokens. Example: `match:tokens()[1].lemma`
---@return lunette.Span[]
function Span:tokens() end

---Its first and last byte in doc.text, counted from 1. Example: `local first, last = match:bytes()`
---@return integer, integer
function Span:bytes() end

---A part of it, by bytes of its text as string.sub counts. Example: `match:sub(1, 4)`
---@param i integer
---@param j integer|nil
---@return lunette.Span
function Span:sub(i, j) end

---Without the characters of two sets at its ends, by default white space; nil if nothing is left. Example: `span:trim(" ,;", " .")`
---@param front string|nil ASCII characters
---@param back string|nil the same as in front where not given
---@return lunette.Span|nil
function Span:trim(front, back) end

---A row of a layer; its fields are members: a single one that is absent is nil, a list that is absent is empty and never nil (`#act.actor == 0`); lists
---are arrays (those of spans and annotations answer find, first and has by their first item that has an answer), a reference is the annotation of the
---mention (or the entity, where there is no mention).
---@class lunette.Annotation: lunette.Span
---@field layer string the layer's name
---@field id integer its number in the document
---@field rule string id of the rule that made it
---@field entity lunette.Entity|nil which entity it mentions
---@field [string] any
local Annotation = {}

---Fills late fields, in a resolve function. Example: `row:set { previous = rows[i - 1] }`
---@param fields table<string, any>
function Annotation:set(fields) end

---Says which entity it mentions, in a resolve function. Example: `row:refer(person.entity)`
---@param entity lunette.Entity|lunette.Annotation|nil
function Annotation:refer(entity) end

---What mentions of one document refer to.
---@class lunette.Entity
---@field kind string the layer of its mentions: "person"
---@field name string its fullest name
---@field identity string|nil what tells it apart, such as a country's code
local Entity = {}

---Its mentions in the order of the text, those of one layer if it is named, the first few if it is said how many. Example: `#entity:mentions()`,
---`entity:mentions("collective", 1)[1]`
---@param layer string|nil
---@param most integer|nil how many at most; all where it is not said
---@return lunette.Annotation[]
function Entity:mentions(layer, most) end

---A match of a pattern: a span whose captures are members; a span, an annotation, or an array where the capture can be filled twice.
---@class lunette.Match: lunette.Span
---@field [string] any what a capture took; nil where it took nothing
