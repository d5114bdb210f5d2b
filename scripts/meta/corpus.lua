---@meta
-- corpus.lua - what the functions of analyses and reports get: a corpus, sets of its documents or annotations, a result or a page.

---@class lunette.Corpus
---@field name string what the file is called
---@field scope table since, before, source, country, language, with, new (the last run that is not new), copies: what the command line asked for
---@field views table<string, boolean> the names of its views
local Corpus = {}

---The documents, narrowed by fields. The command line's --since, --source and so on hold already. Copies of a text count once in reports and
---analyses, unless `copies = true` or --copies asks for all. What could not be read (a PDF, an empty file) is left out, unless
---`unread = true`. Example: `local documents = corpus:documents { language = "en", copies = true }`
---@param conditions table|nil
---@return lunette.Set
function Corpus:documents(conditions) end

---How many documents of the scope could not be read: they have no text, and a problem that says why. Example: `if corpus:unread() > 0 then … end`
---@return integer
function Corpus:unread() end

---How many documents of the scope are copies of others in it, and set aside where copies count once. Example: `if corpus:copies() > 0 then … end`
---@return integer
function Corpus:copies() end

---The documents within what the command line asked for, by their ids, copies and unread ones, too; nil where it asked for all. For rows of `corpus:rows`.
---Example: `local asked = corpus:asked_for(); if not asked or asked[row.document] then … end`
---@return table|nil
function Corpus:asked_for() end

---The annotations of a layer, narrowed by fields and `copies` as documents are; a list of values means any of them.
---A field that there is not, a value that an enum never has, a country that is none are errors; countries may go by name.
---The columns of list views can be asked for too
---(docs/store.md). Example: `corpus:annotations("act", { kind = { "pledge", "urge" }, actor_country = "CN" })`
---@param layer string
---@param conditions table|nil
---@return lunette.Set
function Corpus:annotations(layer, conditions) end

---The rows of a query, each a table of its columns: one that is empty is nil, a name that is nearly that of a column is an error. SQL sees the whole
---corpus: the command line's scope is not applied.
---Example: `for row in corpus:rows("SELECT kind FROM act WHERE actor = ?", { "China" }) do log(row.kind) end`
---@param sql string
---@param parameters table|nil by position or by name
---@return fun(): table
function Corpus:rows(sql, parameters) end

---The value of a query that has one. Example: `local n = corpus:value "SELECT count(*) FROM problem"`
---@param sql string
---@param parameters table|nil
---@return any
function Corpus:value(sql, parameters) end

---Ends a report or an analysis with an error that names no place in its file: what was asked for cannot be answered. `message` says what is wrong
---with it, `hint` what to ask for instead.
---Example: `if options.share > 1 then corpus:refuse(("--share: %g is too much"):format(options.share), "at most 1") end`
---@param message string
---@param hint string|nil
function Corpus:refuse(message, hint) end

---Refuses options that are less than they can be. Example: `corpus:at_least(options, { rows = 1 })`
---@param options table as the report got them
---@param least table<string, integer>
function Corpus:at_least(options, least) end

---Ends a report: there is nothing of what was asked for. No page is written, the message is shown, and the exit code is 1.
---Example: `if #rows == 0 then corpus:nothing("no act is by 'Chine'", corpus:suggest("Chine", { "China" })) end`
---@param message string
---@param hint string|nil
function Corpus:nothing(message, hint) end

---A hint for a name that is not there: the nearest of the names there are, or all where they are few; nil where none is near.
---Example: `corpus:refuse("there is no phrase 'ftiendly'", corpus:suggest("ftiendly", { "friendly" }))`
---@param name string
---@param names string[]
---@return string|nil
function Corpus:suggest(name, names) end

---Has the corpus a view of this name? Example: `if corpus:has "act" then … end`
---@param name string
---@return boolean
function Corpus:has(name) end

---Names that count as others by hand (`lunette same`). Example: `for _, one in ipairs(corpus:same()) do log(one.name .. " is " .. one.stands) end`
---@return { kind: string, name: string, stands: string }[]
function Corpus:same() end

---The languages for which the plugins of its runs have rules; nil where no plugin says. Example: `if not corpus:languages().fr then … end`
---@return table<string, boolean>|nil
function Corpus:languages() end

---What two sides' documents (by the country of their source) tell of the same thing: annotations with a list of participants, a date and perhaps
---a form. `same` names that list, `days` how far the dates may be apart. Both sides' raw words are at hand: `telling:nearest(words)`.
---Example: `local met = corpus:pair("encounter", { a = "CN", b = "JP", same = "participants", days = 1 })`
---@param layer string
---@param given { a: string|table, b: string|table, same: string|nil, days: integer|nil }
---@return lunette.Pairing
function Corpus:pair(layer, given) end

---The stock phrases of some documents: set phrases that rules marked (layer set_phrase), and runs of four words or more that stand in `share` of
---them, or in three of the last eight and none before. `uses` has the place of each by the document's id.
---Example: `for _, phrase in ipairs(corpus:stock(corpus:documents():rows())) do log(phrase.phrase) end`
---@param documents table[] rows of documents, oldest first
---@param given { share: number|nil }|nil 0.5 if not given
---@return { phrase: string, kind: "set phrase"|"wording", uses: table<integer, table> }[]
function Corpus:stock(documents, given) end

---The countries of who took part in encounters (layer encounter), by the id of the encounter; one without a known country has no entry.
---Example: `for id, codes in pairs(corpus:encounter_countries()) do log(id, #codes) end`
---@return table<integer, string[]>
function Corpus:encounter_countries() end

---Encounters (layer encounter) whose day and countries are known, each once: those of the same countries a day apart at most are one. `codes` are the
---countries, `day` a number of calendar.day, `row` the first that tells of it, `sources` how many sources do; of one that a single source tells, `others` has
---each other country that took part and `n`, how many of its texts are held from that day and the three after it.
---Example: `for _, told in ipairs(corpus:tellings()) do log(told.sources) end`
---@return { codes: string[], day: integer, row: table, sources: integer, others: { code: string, n: integer }[] }[]
function Corpus:tellings() end

---Each phrase of annotations that have a field `phrase`, most used first, with the ways in which it is written by first use; `first` and `last` are dates,
---`row`, `first_row` and `last_row` rows to quote. Example: `for _, item in ipairs(corpus:wordings(corpus:annotations "set_phrase")) do log(item.name) end`
---@param set lunette.Set
---@return { name: string, meaning: string|nil, n: integer, documents: integer, first: string|nil, last: string|nil, list: table[] }[]
function Corpus:wordings(set) end

---The sentence of some documents that is nearest to a text by its words, rare words weighing more; the score is from 0 (no word in common) to 1.
---Of a table that is passed again what was measured is kept: keep `rows()` in a variable where many texts are looked for.
---Example: `local near = corpus:nearest(corpus:documents():rows(), "ready to open the port")`
---@param documents table[] rows of documents
---@param words string
---@return lunette.Nearest|nil
function Corpus:nearest(documents, words) end

---A sentence that no rule need have marked; `page:quote` takes it.
---@class lunette.Nearest
---@field document integer the id of its document
---@field start integer code points from 0
---@field stop integer the first code point behind it
---@field text string its words
---@field score number how near, from 0 to 1

---@class lunette.Pairing
---@field both lunette.Meeting[] told by both sides, each telling in one meeting
---@field only_a lunette.Telling[] told by a, and naming b
---@field only_b lunette.Telling[] told by b, and naming a
---@field a { code: string, documents: table[], set: lunette.Set } one side
---@field b { code: string, documents: table[], set: lunette.Set } the other side

local Pairing = {}

---The pairing itself: the scope of the command line (`--since`, `--country` …) holds in it already.
---Example: `corpus:pair("encounter", { a = o.a, b = o.b }):scoped(o)`
---@param options table the options of the report
---@return lunette.Pairing
function Pairing:scoped(options) end

---@class lunette.Meeting
---@field a lunette.Telling of one side
---@field b lunette.Telling of the other side
---@field date string of both, or "2026-03-04 / 2026-03-05"
---@field form string of both, or "meeting / call"
---@field participants string the longer list of the two
---@field score number how well date, participants and form fit, from 0 to 1
---@field reason string the same in words
local Meeting = {}

---The rows of a layer that belong to the meeting, side by side where their words are alike, each once. A row of one side alone has no `a` or no `b`.
---With `sentences` what no row of the layer stands in is there, too (`unmarked`); `doubt` says why a row of one side may be told by both.
---Example: `meeting:align("act", { by = { "kind", "target_country" } })`
---@param layer string
---@param given { by: string[]|nil, sentences: boolean|nil }
---@return { a: table|nil, b: table|nil, score: number|nil, firmer: "a"|"b"|nil, contrary: string|nil, nearly: boolean|nil, again: table[], doubt: table|nil }[]
function Meeting:align(layer, given) end

---Third countries, bodies and set phrases that one side's texts or both name; before a side is said to leave a name out, its words are searched
---(`unmarked` is the document that holds it). Example: `for _, topic in ipairs(meeting:topics()) do log(topic.name) end`
---@return { kind: string, name: string, a: integer|nil, b: integer|nil, unmarked: table|nil }[]
function Meeting:topics() end

---What one side tells of one thing, in all its texts.
---@class lunette.Telling
---@field date string|nil its day, else that of the document
---@field form string|nil call, meeting, visit …
---@field participants string their names
---@field documents table[] rows of documents
---@field marks table[] its rows
---@field state string|nil of those told by one side: "silent", "perhaps silent", "no texts held" or "undated"
local Telling = {}

---The sentence of this side's texts that is nearest to the words: of the texts that tell of it and of those held around its day.
---Example: `local near = meeting.b:nearest("ready to expand imports")`
---@param words string
---@return lunette.Nearest|nil
function Telling:nearest(words) end

---Its rows of a layer. Example: `for _, act in ipairs(meeting.a:rows "act") do log(act.text) end`
---@param layer string
---@return table[]
function Telling:rows(layer) end

---A set is never changed: what narrows it returns another. Rows of annotations also have document_date, document_source, document_country,
---document_language, document_title and document_uri.
---@class lunette.Set
---@operator len: integer
local Set = {}

---Narrows by fields. Example: `acts:where { kind = "pledge" }`
---@param conditions table
---@return lunette.Set
function Set:where(conditions) end

---Keeps what lies in the documents, or inside the annotations, of another set. Example: `corpus:annotations "act":within(documents)`
---@param other lunette.Set
---@return lunette.Set
function Set:within(other) end

---Keeps the documents that have annotations of another set. Example: `corpus:documents():having(corpus:annotations "encounter")`
---@param other lunette.Set
---@return lunette.Set
function Set:having(other) end

---Keeps the documents in whose title or text these words stand one behind the other, in any case: by the full text, also where no rule marked them.
---Example: `#corpus:documents():saying "human rights"`
---@param words string
---@return lunette.Set
function Set:saying(words) end

---How many rows it has; the same as #set. Example: `acts:size()`
---@return integer
function Set:size() end

---Keeps the rows with nothing in a field. Example: `#acts:without "actor"`
---@param field string
---@return lunette.Set
function Set:without(field) end

---Keeps the documents that have a text. Example: `corpus:documents({ unread = true }):read()`
---@return lunette.Set
function Set:read() end

---Of documents that are copies of one text keeps the first of those that are in the set.
---Example: `local texts = corpus:documents({ copies = true }):independent()`
---@return lunette.Set
function Set:independent() end

---Narrows by since, before, source, country, language, with; of the options of a report or an analysis, by those among them.
---The day of since is within, that of before is not. Example: `corpus:documents():scoped { since = "2026-01-01" }`
---@param options table
---@return lunette.Set
function Set:scoped(options) end

---Some rows by chance, n of them, the same for the same seed. Example: `for row in acts:sample(50, 1):each() do … end`
---@param n integer
---@param seed integer|nil
---@return lunette.Set
function Set:sample(n, seed) end

---Reads the rows one after the other, in the order of the documents. Example: `for act in acts:each() do … end`
---@return fun(): table
function Set:each() end

---All rows. Example: `local rows = acts:rows()`
---@return table[]
function Set:rows() end

---The first n rows. Example: `acts:take(3)`
---@param n integer
---@return table[]
function Set:take(n) end

---The ids of the rows. Example: `#acts:ids()`
---@return integer[]
function Set:ids() end

---Counts rows by fields, by what the document says ("country", "source", "language"), by "date:year", "date:quarter", "date:month",
---"date:day". A field of the row that is named like one of the document is "row.country". By the country or kind of a list's elements
---("actor_country") a row counts once for each. Example: `acts:count("kind", "date:year")`
---@param ... string
---@return lunette.Counts
function Set:count(...) end

---Counts the documents in which it has rows. Example: `uses:count_documents("country", "date:month")`
---@param ... string
---@return lunette.Counts
function Set:count_documents(...) end

---The rows at these keys of what was last counted, or of a table of dimensions. Example: `acts:at { country = "CN", ["date:year"] = "2026" }`
---@param ... any
---@return lunette.Set
function Set:at(...) end

---@class lunette.Counts
local Counts = {}

---Key and number, or key and counts of the next dimension; periods between the first and the last come with zeros. What has no value has the
---key "". Example: `for country, years in counts:each() do for year, n in years:each() do … end end`
---@return fun(): string, any
function Counts:each() end

---The number at these keys, 0 where there is none; with fewer keys than dimensions, the counts below them. Example: `counts:at("CN", "2026")`
---@param ... string
---@return any
function Counts:at(...) end

---All of it. Example: `counts:total()`
---@return integer
function Counts:total() end

---The n largest, as { key, number }. Example: `page:chart { values = acts:count("kind"):top(10) }`
---@param n integer|nil
---@return table[]
function Counts:top(n) end

---@class lunette.Result
local Result = {}

---Adds a row, typed as `result` of the analysis says; a `ref` takes a row of a set and keeps its key.
---Example: `result:add { country = "CN", uses = 3 }`
---@param row table
function Result:add(row) end

---Adds a row to a further view of the analysis, typed as `views` says; the view is named after both: `drift_part`.
---Example: `result:add_to("part", { entity = 300000007 })`
---@param view string
---@param row table
function Result:add_to(view, row) end

---@class lunette.Page
---@field corpus lunette.Corpus
---@field format string "html" or "md"
---@field name string of the report
---@field grades string[] the words of the grades of a pledge, weakest first
---@field aside integer|false documents that the report sets aside as copies, where it counts them in its own way
local Page = {}

---The title. Example: `page:title("Pledges of %s", options.country.name)`
---@param format string
---@param ... any
function Page:title(format, ...) end

---A heading, which joins the contents. Example: `page:heading "Who met"`
---@param format string
---@param ... any
function Page:heading(format, ...) end

---A heading of a part of a part, which does not join the contents; links lead to its place. Example: `page:subheading("meeting-3", "On %s", "2026-03-04")`
---@param place string|nil its name on the page, for `page.element("a", { href = "#meeting-3" }, "3")`
---@param format string
---@param ... any
function Page:subheading(place, format, ...) end

---A paragraph. Example: `page:line("%d meetings", 12)`
---@param format string
---@param ... any
function Page:line(format, ...) end

---A paragraph that says what is missing or uncertain. Example: `page:notice("%d documents without a date", n)`
---@param format string
---@param ... any
function Page:notice(format, ...) end

---The page's contents stand here. Example: `page:contents_here()`
function Page:contents_here() end

---Figures side by side. Example: `page:figures { { "documents", 21 }, { "acts", 9 } }`
---@param figures table[]
function Page:figures(figures) end

---A table; without rows it says `empty`. Example: `page:table { columns = { "who", "what" }, rows = acts:rows(), filter = true,
---row = function(r) return r.actor, page:quote(r) end }`
---@param given { columns: string[], rows: table[], row: function|nil, empty: string|nil, filter: boolean|nil, class: string|nil }
function Page:table(given) end

---Bars, lines over periods, or a timeline; values are pairs, or counts of one dimension. A bar may have `parts` ({ label, number, class "s1" to "s5", "s0"
---for grey, or "bar" }), and `key` says what their colours mean ({ { "s1", "weak" } }). A timeline has a lane for each value, with points that lead to
---places of the page: `{ "Peru", { { "2026-03-04", "call", "d3-a1" } } }`; those whose date is a month or a year are hollow. Beyond twelve lanes the rest
---is one, called `rest` with its number.
---Example: `page:chart { kind = "lines", values = acts:count "date:month" }`
---@param given { kind: "bars"|"lines"|"timeline"|nil, title: string|nil, values: table[]|lunette.Counts, key: table[]|nil }
function Page:chart(given) end

---The words of an annotation, linked to their place in the document. Example: `page:quote(act)`
---@param row table a row of annotations
---@param words string|nil
---@return lunette.Piece
function Page:quote(row, words) end

---What a statement says, linked to its place, without the word "that" before it; between quotation marks only where its mode is direct.
---Example: `page:said(statement)`
---@param row table a row of layer statement
---@return lunette.Piece
function Page:said(row) end

---Two texts as one, word by word: what only the first has is struck, what only the second has is underlined; in Markdown `[first / second]`. Texts
---with little in common are not mixed. Example: `page:wording("is ready to open two ports", "is willing to open two harbours")`
---@param a string
---@param b string
---@return lunette.Piece|string
function Page:wording(a, b) end

---The paragraph around an annotation, its words marked. Example: `page:context(act)`
---@param row table
---@return lunette.Piece
function Page:context(row) end

---The paragraph around an annotation as plain text, for forms other than pages. Example: `page:paragraph(row)`
---@param row table a row of annotations
---@return string
function Page:paragraph(row) end

---Whom the documents name of a kind ("person", "organization", "country"), with the number of documents, most first: a person once in whatever case or
---spelling of marks, a body of which every state has one ("Ministry of Foreign Affairs") with its country; and how many names of such bodies are left
---out since no country is told. Example: `for _, item in ipairs(page:most_named "person") do page:line("%s (%d)", item.name, item.documents) end`
---@param kind string
---@return table[], integer
function Page:most_named(kind) end

---A table of acts by the countries of who did them and to whom, each number open to its acts; needs the lists `act_actor` and `act_target`.
---Example: `page:who_to_whom(function(kind) return kind == "hope" end)`
---@param left_out (fun(kind: string): boolean)|nil kinds that do not count
function Page:who_to_whom(left_out) end

---Rows as CSV, no cell a formula, or in the format json as an array of objects. Example: `page:records { columns = { "who" }, rows = { { who = "Norway" } } }`
---@param given { columns: string[], rows: table[] }
function Page:records(given) end

---Text of a form of the report's own, as it is; an error on pages. Example: `page:raw "BEGIN:VCALENDAR\r\n"`
---@param text string
function Page:raw(text) end

---A document's name as a link to its text on the page, with its number. Example: `page:document_link(document)`
---@param document table a row of documents
---@return lunette.Piece
function Page:document_link(document) end

---Words that lead to an annotation's place in its document. Example: `page:link(act, "where it stands")`
---@param row table a row of annotations
---@param words string|lunette.Piece
---@return lunette.Piece
function Page:link(row, words) end

---What a document is called in a line: source and country, else its title or the end of its address; date. Example: `page:document_name(document)`
---@param document table a row of documents
---@return string
function Page:document_name(document) end

---A document's date as a link to it. Example: `page:date_link(document)`
---@param document table a row of documents
---@return lunette.Piece
function Page:date_link(document) end

---Whose document it is, as a link to it, with country and date in small letters: for a column. Example: `page:told_by(document)`
---@param document table a row of documents
---@return lunette.Piece
function Page:told_by(document) end

---How a document is cited: source and country, title, date, address. Example: `page:line(page:citation(document))`
---@param document table a row of documents
---@return string
function Page:citation(document) end

---The texts of a set of documents, one after the other as `highlight` shows them; where they are many (more than 200) and the page is written to a
---file, in files of a folder beside it. Example: `page:documents(corpus:documents(), 1000)`
---@param set lunette.Set
---@param most integer|nil
function Page:documents(set, most) end

---A document's text with colours over its annotations; each has a card with its rule, its fields and the words from which a
---name was told. Example: `for document in documents:each() do page:highlight(document) end`
---@param document table
---@param layers string[]|nil
function Page:highlight(document, layers) end

---A notice of how the command line narrowed the documents (--since, --source …), where it did. Example: `page:scope()`
function Page:scope() end

---What the colours mean. Example: `page:legend()`
---@param layers string[]|nil
function Page:legend(layers) end

---Runs, plugins, rules with versions and counts. Example: `page:method()`
function Page:method() end

---What people judged of samples (`lunette audit`), by "rule" or by an enum field of a layer: `0.92 [0.81, 0.97], 50 judged`.
---Example: `page:line("pledges: %s", page:judged("kind", "act").pledge or "not judged")`
---@param by string
---@param layer string|nil of this layer alone
---@return table<string, string>
function Page:judged(by, layer) end

---The same as numbers, most judged first: { name, yes, judged, precision, low, high }.
---Example: `for _, g in ipairs(page:judged_groups("rule", "act")) do page:line("%s: %d", g.name, g.judged) end`
---@param by string
---@param layer string|nil
---@return table[]
function Page:judged_groups(by, layer) end

---The names in a list field of a row, as text, bodies as the page calls them; of "the two sides" those whom it means, if the text tells.
---Example: `page:names(act, "act", "actor")`
---@param row table a row of the layer
---@param layer string
---@param field string
---@return string|nil
function Page:names(row, layer, field) end

---Who says a statement: its speakers, "unnamed sources", or "speaker not known", also where "they" tells no more. Example: `page:speaker(statement)`
---@param row table a row of layer statement
---@return string
function Page:speaker(row) end

---The same for a cell, with the expression behind the names: "China; Mongolia (the two sides)". Example: `page:parties(act, "act", "actor")`
---@param row table a row of the layer
---@param layer string
---@param field string
---@return lunette.Piece|string|nil
function Page:parties(row, layer, field) end

---To whom an act is done: its targets or, where they name nobody, the words for them ("all parties"); nil where nothing says it. Example: `page:to_whom(act)`
---@param row table a row of layer act
---@return lunette.Piece|string|nil
function Page:to_whom(row) end

---How firm the words of a pledge are: "is ready to", "will not"; nil where they are not graded. Example: `page.firmness(act)`
---@param row table a row of layer act
---@return string|nil
function Page.firmness(row) end

---Is an act not to do what its content says ("will not" close the port)? Not where the content has the "not".
---Example: `if page.is_negative(act) then page:line "refused" end`
---@param row table a row of layer act
---@return boolean
function Page.is_negative(row) end

---On which condition, unless the content says it: "if Peru agrees". Example: `page:line("%s", page.condition(act) or "without condition")`
---@param row table a row of layer act
---@return string|nil
function Page.condition(row) end

---What qualifies an act, in one small line: how firm, on what condition, by when, and who says so where it is not who does it.
---Example: `page:add(page.join(page:quote(act), page:qualified(act) or ""))`
---@param row table a row of layer act
---@return lunette.Piece|nil
function Page:qualified(row) end

---An element; texts in it are escaped. Example: `page:add(page.element("p", nil, "three of ", page.element("b", nil, "nine")))`
---@param tag string
---@param attributes table|nil
---@param ... any
---@return lunette.Piece
function Page.element(tag, attributes, ...) end

---Texts and elements as one. Example: `page.join("three of ", page.element("b", nil, "nine"))`
---@param ... any
---@return lunette.Piece
function Page.join(...) end

---Adds an element. Example: `page:add(page.element("hr"))`
---@param piece lunette.Piece
function Page:add(piece) end

---The name of a country in this corpus, or its usual one, or its code. Example: `page.country "CN"`
---@param code string
---@return string
function Page.country(code) end

---A body's name on this page, whatever each text calls it: "European Union" for "EU". Example: `page.body "EU"`
---@param name string
---@return string
function Page.body(name) end

---The name of a language, or its code. Example: `page.language "fr"`
---@param code string
---@return string
function Page.language(code) end

---@class lunette.Piece
---@field html string the markup
---@field plain string the words alone
---@field md string the words as Markdown, blocks and items on lines of their own
