-- templates.lua - the texts that `lunette new` writes: first rules, analyses and reports that load and pass, and teach in one reading.
--
-- {{name}} and its kin are filled in by new.lua. Each text is for people who have never written a rule; what it says must hold.

local M = {}

M.manifest = [==[
-- plugin.lua - what this plugin is and what it needs. Its rules stand in rules/, its lists of phrases in lexicons/.

return {
    name = "{{name}}",
    version = "0.1.0",
    summary = "Who will open or close what: replace this sentence with yours.",
    languages = { "en" },               -- of the texts that the rules understand; others are said to be without rules
    requires = { "entities" },          -- brings @person, @organization, @country, @place, and @actor for any of them
}
]==]

local head = [==[
-- {{file}} - who will open or close what: a first rule, made to be changed.
--
{{try}}
]==]

local layer = [==[
-- A layer is a table of results. Each field is a column of the view "{{layer}}" in the corpus.
layer "{{layer}}" {
    doc = "Somebody will open or close something.",
    who = list(ref()),                  -- names: whom the words mention, several where the text names several
    cue = span,                         -- words, as they stand in the text
    what = span,
}
]==]

local lexicon = [==[
-- A lexicon is a list of phrases; a pattern names it with $. inflect = "last" lets the last word take its plural.
lexicon "{{layer}}_things" { "port", "embassy", "border crossing", inflect = "last" }

]==]

local rule = [==[
rule "{{name}}" {
    doc = "Somebody says that something will be opened or closed.",
    -- Read it from left to right: somebody (captured as who); one of these words; any form of "open" or "close" (captured as cue);
    -- perhaps an article or a number, and adjectives; a phrase of the lexicon (captured, with them, as what). A capture fills the field of its name.
    match = [[ who:@actor (will | plans to | is to) cue:(~open | ~close) what:((%det | %num)? %adj{0,2} ${{layer}}_things) ]],
    mark = "{{layer}}",
    -- Examples are tests: `lunette test` runs them. One that hits, with the rows that it makes; one that must not.
    examples = {
        { "Norway will open a new embassy in Peru.", expect = { { who = "Norway", cue = "open", what = "a new embassy" } } },
        { "Norway will open the talks.", expect = {} },
    },
}
]==]

M.rule = head .. "{{requires}}\n" .. layer .. "\n" .. lexicon .. rule
M.rule_of_plugin = head .. "\n" .. layer .. "\n" .. rule

M.phrases = [==[
# A phrase a line. A pattern names this list by the file's name: ${{layer}}_things
# inflect: last
port
embassy
border crossing
]==]

M.sample = [==[
---
title: A first text
date: 2026-03-02
country: NO
---

Norway will open a new embassy in Peru next year, the ministry said on Monday.

Chile plans to close two border crossings in May. Chile will open the talks on Tuesday.
]==]

M.readme = [==[
# {{name}}

What it finds, in a sentence or two, and in which texts.

| layer | fields |
| --- | --- |
| {{layer}} | who (entities), cue, what (words) |

    lunette test {{folder}}                                       # its examples
    lunette plugin check {{folder}}                               # what looks odd
    lunette run {{folder}}/samples -p {{folder}} -o {{name}}.db
    lunette sql {{name}}.db "SELECT who, what FROM {{layer}}"

What it misses, and what it takes for what it is not: say it here as you learn it.
]==]

local counted = [==[
{{requires}}
-- What is counted: a layer of its own, so that this file works by itself. Point the option `layer` below at any other.
]==] .. layer .. "\n" .. lexicon .. (rule:gsub('rule "{{name}}"', 'rule "{{rule}}"')) .. "\n"

local analysis = [==[
analysis "{{name}}" {
    doc = "How often a layer has rows, by country of the source and year.",
    options = {                         -- on the command line: --layer act --least 2
        layer = text { default = "{{layer}}", doc = "what is counted" },
        least = integer { default = 1, doc = "years with fewer rows are left out" },
    },
    result = { country = text, year = text, documents = integer, rows = integer },      -- a row of the result, typed
    run = function(corpus, options, result)
        if not corpus:has(options.layer) then corpus:refuse(("there is no layer '%s' in this corpus"):format(options.layer), "--layer names another") end
        local documents = corpus:documents { copies = false }                           -- narrowed by --since, --country and the like
        local found = corpus:annotations(options.layer):within(documents)
        local all = documents:count("country", "date:year")
        for country, years in found:count("country", "date:year"):each() do             -- years between come with zeros
            for year, n in years:each() do
                if n >= options.least then result:add { country = country, year = year, documents = all:at(country, year), rows = n } end
            end
        end
    end,
}
]==]

local report = [==[
report "{{name}}" {
    doc = "What a layer holds: figures, a table with the words, the documents.",
    options = {                         -- on the command line: --layer act --rows 50
        layer = text { default = "{{layer}}", doc = "what is shown" },
        rows = integer { default = 200, doc = "rows of the table" },
    },
    write = function(corpus, options, page)
        if not corpus:has(options.layer) then corpus:refuse(("there is no layer '%s' in this corpus"):format(options.layer), "--layer names another") end
        local documents = corpus:documents()                                            -- narrowed by --since, --country and the like
        local found = corpus:annotations(options.layer):within(documents)
        page:title("What was found: %s", options.layer)
        page:figures { { "documents", #documents }, { "rows", #found } }
        if #found > options.rows then page:notice("%d rows are shown of %d: --rows shows more.", options.rows, #found) end
        page:table {
            columns = { "date", "document", "words" }, rows = found:take(options.rows), filter = true, empty = "Nothing was found.",
            row = function(row) return row.document_date, row.document_title, page:quote(row) end,      -- each quote leads to its place
        }
        for document in documents:having(found):each() do page:highlight(document) end
        page:method()                   -- rules and versions, so that a reader can check
    end,
}
]==]

local analysis_head = [==[
-- {{file}} - an analysis: Lua over a whole corpus, whose result is kept in it as a view.
--
{{try}}
]==]
local report_head = [==[
-- {{file}} - a report: Lua that turns a corpus into a page.
--
{{try}}
]==]

M.analysis, M.analysis_of_plugin = analysis_head .. counted .. analysis, analysis_head .. "\n" .. analysis
M.report, M.report_of_plugin = report_head .. counted .. report, report_head .. "\n" .. report

M.varied = [==[
-- {{file}} - {{id}} of version {{version}}, copied to be varied.
-- It runs in the place of {{id}}: without the line `replaces` both run, and of two equal rows the first stays.
--
{{try}}

]==]

return M
