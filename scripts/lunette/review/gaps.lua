-- gaps.lua - what rules and lexicons do not cover: by frequency, each with a sentence and with the line to add.
--
-- Sits on corpus/ask.lua, base/command.lua, corpus/corpus.lua, names_in.lua. It reads what the corpus holds: rows by SQL, and each text once for names that
-- no annotation covers. Nothing is analysed again, so that it takes seconds where a run takes minutes. What is listed is a candidate: capitals are no proof
-- of a name.

local ask = require "lunette.corpus.ask"
local command = require "lunette.base.command"
local corpus_module = require "lunette.corpus.corpus"
local failure = require "lunette.base.failure"
local names_in = require "lunette.review.names_in"

local M = {}

local AROUND = 60                        -- characters of the text on each side of an example
local TEXTS = 50                         -- that are asked whether words are common ones
local ASKED = 50                         -- words of a section of which that is asked, however few are shown: the count must not hang on it
local RULES = "in a file of rules that begins with requires \"entities\" (lunette run CORPUS -p PLUGIN -r FILE)"

-- ---- rows of one section ----

local Tally = {}
Tally.__index = Tally

local function new_tally()
    return setmetatable({ rows = {}, by_name = {}, n = 0, documents = {} }, Tally)
end

function Tally:add(name, document, example)
    local row = self.by_name[name]
    if not row then
        row = { name = name, n = 0, documents = 0 }
        self.by_name[name], self.rows[#self.rows + 1] = row, row
    end
    self.n, row.n = self.n + 1, row.n + 1
    if row.last ~= document then row.documents, row.last = row.documents + 1, document end
    if not row.example then row.example = example() end
    return row
end

function Tally:sorted(most)
    table.sort(self.rows, function(a, b)
        if a.documents ~= b.documents then return a.documents > b.documents end
        if a.n ~= b.n then return a.n > b.n end
        return a.name < b.name
    end)
    local kept = table.move(self.rows, 1, math.min(#self.rows, most), 1, {})
    return kept
end

local function section(name, title, tally, most, line, where)
    local rows = tally:sorted(most)
    for _, row in ipairs(rows) do row.add, row.last = line(row), nil end
    if tally.n == 1 then title = title:gsub("^documents", "document"):gsub("^statements", "statement") end
    return { name = name, title = title, n = tally.n, distinct = #tally.rows, rows = rows, where = where }
end

-- ---- lines to add ----

local function slug(name)
    local made = name:lower():gsub("[^a-z0-9]+", "-"):gsub("^[^a-z]+", ""):gsub("%-+$", "")
    return made == "" and "name" or made
end

local function pattern_of(name)
    return '"' .. name:gsub('[\\"]', "\\%0") .. '"'
end

local function name_line(layer)
    return function(row)
        local fields = row.layer == "country" and ', set = { name = "COUNTRY", iso = "XX", country = "XX" }' or ""
        return ('rule "%s" { match = [[ %s ]], mark = "%s"%s }'):format(slug(row.name), pattern_of(row.name), row.layer or layer, fields)
    end
end

local function demonym_line(row)
    return ('rule "%s" { match = [[ %s ]], mark = "country", set = { name = "COUNTRY", iso = "XX", country = "XX", adjective = true } }')
        :format(slug(row.name), pattern_of(row.name))
end

-- ---- by SQL ----

-- The documents of the scope, without their texts: by number, and in order.
local function scoped_documents(corpus)
    local within, by_id, list = {}, {}, {}
    for _, id in ipairs(corpus:documents():ids()) do within[id] = true end
    for row in corpus:rows "SELECT id, uri, date, language, source, country FROM document ORDER BY id" do
        if within[row.id] then by_id[row.id], list[#list + 1] = row, row end
    end
    return by_id, list
end

local function excerpt(corpus, document, start, stop)
    local made
    for row in corpus:rows([[SELECT substr(text, max(?2 - ?4, 0) + 1, min(?2, ?4)) AS before, substr(text, ?2 + 1, ?3 - ?2) AS words,
        substr(text, ?3 + 1, ?4) AS after, uri FROM document WHERE id = ?1]], { document, start, stop, AROUND }) do
        local function flat(text) return (text or ""):gsub("%s+", " ") end
        made = { before = flat(row.before):gsub("^%S*%s", ""), text = flat(row.words), after = flat(row.after):gsub("%s%S*$", ""), uri = row.uri }
    end
    return made
end

-- Rows of a layer, by their words in lower case.
local function tally_rows(corpus, documents, sql)
    local tally, rows = new_tally(), {}
    for row in corpus:rows(sql) do rows[#rows + 1] = row end
    for _, row in ipairs(rows) do
        if documents[row.document] then
            tally:add((row.exact or (row.name or row.text):lower()):gsub("%s+", " "), row.document,
                function() return excerpt(corpus, row.document, row.start, row.stop) end)
        end
    end
    return tally
end

local function why_line(file)
    return function(row)
        local example = row.example or {}
        local words = (example.text or row.name):match("^%S+ %S+ %S+ %S+ %S+ %S+") or example.text or row.name
        return ("lunette why %s %s %s"):format(command.word(file), command.word(example.uri or "DOCUMENT"), command.word(words))
    end
end

local function speakers(corpus, file, documents, sections, most)
    if corpus:has "statement" and corpus:has "statement_speaker" then
        -- "support for the port" is a view that may be anybody's: only what is reported has a speaker to be found
        local reported = corpus:annotations("statement").columns.stance and "AND coalesce(stance, '') NOT IN ('deed', 'belief')" or ""
        local tally = tally_rows(corpus, documents, ([[SELECT document, start, stop, text, coalesce(cue, rule) AS name FROM statement
            WHERE id NOT IN (SELECT id FROM statement_speaker) AND coalesce(named, '') NOT IN ('anonymous', 'document') %s]]):format(reported))
        sections[#sections + 1] = section("speakers", "statements without a speaker, by their cue", tally, most, why_line(file))
    end
    if corpus:has "anaphor" then
        local tally = tally_rows(corpus, documents,
            "SELECT document, start, stop, text FROM anaphor WHERE entity_id IS NULL AND lower(text) NOT IN ('it', 'its')")
        sections[#sections + 1] = section("pronouns", "pronouns of which it is not known whom they mean", tally, most, why_line(file))
    end
    if not corpus:has "person" then return end
    if not corpus:annotations("person").columns.described then return end
    local tally = tally_rows(corpus, documents,
        "SELECT document, start, stop, text FROM person WHERE described AND lower(name) = lower(text)")
    sections[#sections + 1] = section("roles", "offices and roles whose holder no text names", tally, most, function(row)
        return ('lunette same %s %s "NAME OF THE HOLDER"'):format(command.word(file), command.word(row.example and row.example.text or row.name))
    end)
end

-- Dates that cannot be right as they are written, and years that anniversaries tell of documents without a date.
local function dates(corpus, file, documents, sections, most)
    if corpus:has "date" and corpus:annotations("date").columns.note then
        local tally = tally_rows(corpus, documents,
            "SELECT document, start, stop, text, note AS exact FROM date WHERE note IS NOT NULL AND note NOT LIKE 'or %'")
        sections[#sections + 1] = section("contradictions", "dates that cannot be right as they are written", tally, most, why_line(file))
    end
    if corpus:has "dating" then
        local tally = tally_rows(corpus, documents, [[SELECT document, start, stop, text, CAST(year AS INTEGER) || ', by the ' || reason AS exact FROM dating]])
        sections[#sections + 1] = section("dating", "years of documents without a date, as an anniversary tells them", tally, most, function(row)
            return ("a table for lunette run SOURCES --meta table.csv: uri,date and then %s,%s-MM-DD"):format(row.example and row.example.uri or "URI",
                row.name:match "^%d+" or "YYYY")
        end)
    end
end

local function languages(corpus, list, sections, most)
    local known, tally = corpus:languages(), new_tally()
    if not known then return end
    for _, document in ipairs(list) do
        local language = document.language
        if not (language and known[language]) then tally:add(language or "not known", document.id, function() return { uri = document.uri } end) end
    end
    sections[#sections + 1] = section("languages", "documents in languages without rules", tally, most, function(row)
        return row.name == "not known" and "lunette run SOURCES --language-is CODE"
            or ('plugin.lua of your own rules: languages = { "%s" }; if it was guessed wrong: lunette run SOURCES --language-is CODE'):format(row.name)
    end)
end

-- "2026-03-04" or "20260304" in a path as {date}; what is before it in the name stays open.
local function date_template(uri)
    local name = (uri or ""):gsub("#.*$", ""):match "([^/]*)$"
    local before, after = name:match "^(.-)%d%d%d%d%-%d%d%-%d%d(.*)$"
    if not before then before, after = name:match "^(.-)%f[%d]%d%d%d%d%d%d%d%d%f[%D](.*)$" end
    if not before then return nil end
    return ("--path '%s{date}%s'"):format(before ~= "" and "*" or "", after ~= "" and "*" or "")
end

-- The folder that is a country ("cn", "kenya") as {country}, what lies below it as *.
local function country_template(uri)
    local below = ""
    for folder in (uri or ""):gsub("#.*$", ""):gsub("[^/]*$", ""):reverse():gmatch "[^/]+" do
        below = below .. "/*"
        if ask.country_code(folder:reverse()) then return ("--path '{country}%s'"):format(below) end
    end
end

local function source_template(uri)
    if (uri or ""):find "/[^/]+/" and not country_template(uri:match "([^/]+/[^/]*)$") then return "--path '{source}/*'" end
end

local templates = { date = date_template, source = source_template, country = country_template }

-- Where the last run had a template, these documents are exceptions to it, and another template would take from the others what it told.
local function undocumented(corpus, list, sections)
    local has_template = (corpus:value "SELECT command FROM run ORDER BY id DESC LIMIT 1" or ""):find(" --path ", 1, true)
    for _, field in ipairs { "date", "source", "country" } do
        local tally = new_tally()
        for _, document in ipairs(list) do
            if document[field] == nil then
                tally:add(("without a %s"):format(field), document.id, function() return { uri = document.uri } end)
            end
        end
        sections[#sections + 1] = section(field, ("documents without a %s"):format(field), tally, 1, function(row)
            local uri = row.example.uri
            local template = not has_template and templates[field](uri)
            if template then return "lunette run SOURCES " .. template end
            return ("a table for lunette run SOURCES --meta table.csv: uri,%s and then %s,%s"):format(field, uri,
                field == "date" and "2026-01-31" or field == "country" and "XX" or "NAME")
        end)
    end
end

-- ---- names in texts ----

local function covering(corpus)
    local layers = {}
    for _, layer in ipairs { "person", "organization", "country", "place", "collective", "date", "set_phrase" } do
        if corpus:has(layer) then layers[#layers + 1] = ("SELECT start, stop FROM %s WHERE document = ?1"):format(layer) end
    end
    return #layers > 0 and table.concat(layers, " UNION ALL ") .. " ORDER BY 1" or nil
end

-- Offices of a country in a document that no person covers: neither the text nor the lists of offices know the holder.
local function offices_of(corpus, document, text, tally)
    local adjectives, persons = {}, {}
    for row in corpus:rows("SELECT start, stop, text, name, iso FROM country WHERE document = ? AND adjective ORDER BY start", { document.id }) do
        adjectives[#adjectives + 1] = row
    end
    for row in corpus:rows("SELECT start, stop FROM person WHERE document = ? ORDER BY start", { document.id }) do persons[#persons + 1] = row end
    names_in.each_office(text, adjectives, persons, function(office, country, first, last)
        local name = ("%s: %s, %s"):format(country.name or country.text, office, document.date and document.date:sub(1, 7) or "no date")
        local row = tally:add(name, document.id, function() return names_in.example(text, first, last, AROUND, document.uri) end)
        row.words, row.iso = ("the %s %s"):format(country.text, office), country.iso
    end)
end

local function office_line(row)
    return ('rule "%s" { match = [[ %s ]], mark = "person", set = { name = "NAME", country = "%s", described = true } }')
        :format(slug(row.words), row.words, row.iso or "XX")
end

local function has_offices(corpus)
    if not (corpus:has "country" and corpus:has "person") then return false end
    local columns = corpus:annotations("country").columns
    return columns.adjective ~= nil and columns.iso ~= nil and columns.name ~= nil
end

local function names_of(corpus, document, sql, tallies)
    local covered, text = {}, ""
    for row in corpus:rows(sql, { document.id }) do covered[#covered + 1] = row end
    for row in corpus:rows("SELECT text FROM document WHERE id = ?", { document.id }) do text = row.text end
    names_in.each(text, covered, function(kind, name, first, last, layer)
        local row = tallies[kind]:add(name, document.id, function() return names_in.example(text, first, last, AROUND, document.uri) end)
        row.layer = row.layer or layer
    end)
    if tallies.office then offices_of(corpus, document, text, tallies.office) end
end

-- Does a text have these words in lower case? Then a capital does not make them a name.
local function is_common(corpus, name)
    local words, common = name:lower(), false
    local query = '"' .. words:gsub('"', '""') .. '"'
    for row in corpus:rows("SELECT text FROM document WHERE id IN (SELECT rowid FROM document_text WHERE document_text MATCH ? LIMIT ?)", { query, TEXTS }) do
        common = common or names_in.has(row.text, words)
    end
    return common
end

-- Of the rows the first ones that no text has in lower case.
local function without_common(corpus, tally, most)
    tally:sorted(0)
    local kept, n = {}, 0
    for i, row in ipairs(tally.rows) do
        if #kept >= math.max(most, ASKED) then
            table.move(tally.rows, i, #tally.rows, #kept + 1, kept)
            break
        end
        if not is_common(corpus, row.name) then kept[#kept + 1] = row end
    end
    for _, row in ipairs(kept) do n = n + row.n end
    tally.rows, tally.n = kept, n
    return tally
end

local function names(corpus, list, sections, most)
    local sql = covering(corpus)
    if not sql then return end
    local tallies = { subject = new_tally(), demonym = new_tally(), name = new_tally(), office = has_offices(corpus) and new_tally() or nil }
    for _, document in ipairs(list) do
        if document.language == "en" then names_of(corpus, document, sql, tallies) end
    end
    if tallies.office then
        sections[#sections + 1] = section("offices", "offices whose holder at that date is not known", tallies.office, most, office_line, RULES)
    end
    sections[#sections + 1] = section("subjects",
        "subjects of speech verbs that no entity covers", without_common(corpus, tallies.subject, most), most, name_line "person", RULES)
    sections[#sections + 1] = section("demonyms", "words for what belongs to a country that no lexicon has", tallies.demonym, most, demonym_line, RULES)
    sections[#sections + 1] = section("names",
        "capitalised words that no entity covers", without_common(corpus, tallies.name, most), most, name_line "organization", RULES)
end

--- What rules and lexicons do not cover.
-- @param state table the registry
-- @param question table { corpus =, path =, scope =, n = rows a section }
-- @return table { documents =, gaps =, sections = { { name =, title =, n =, distinct =, where =, rows = { … } } } }; a row is
-- { name =, n =, documents =, example =, add = }
function M.list(state, question)
    local corpus = corpus_module.new(state, question.corpus, ask.scope(question.scope))
    local most = question.n == nil and 5 or math.tointeger(question.n)
    if not most or most < 0 then failure.raise(nil, "gaps: --n is no whole number", "lunette gaps readouts.db --n 20") end
    local documents, list = scoped_documents(corpus)
    local file, sections, gaps = question.path or question.corpus, {}, 0
    speakers(corpus, file, documents, sections, most)
    dates(corpus, file, documents, sections, most)
    names(corpus, list, sections, most)
    languages(corpus, list, sections, most)
    undocumented(corpus, list, sections)
    corpus_module.finish(corpus)
    local kept = {}
    for _, one in ipairs(sections) do
        if one.n > 0 then kept[#kept + 1] = one end
        gaps = gaps + one.n
    end
    return { documents = #list, gaps = gaps, sections = kept }
end

return M
