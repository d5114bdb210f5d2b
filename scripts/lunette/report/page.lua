-- page.lua - the page that a report writes: titles, tables, charts, quotes, documents with their marks; as HTML or Markdown.
--
-- Sits on html.lua, called.lua, highlight.lua, acts.lua, documents.lua, named.lua, pairs.lua, cards.lua, chart.lua. Everything that
-- comes from a corpus is text until html.lua makes markup of it. Links lead to places of the page itself or of files beside it; a link whose place is
-- nowhere (a document left out) is shown as words.

local core = require "lunette.core"

local audit = require "lunette.review.audit"
local called = require "lunette.report.called"
local cards = require "lunette.report.cards"
local chart = require "lunette.report.chart"
local csv = require "lunette.export.csv"
local failure = require "lunette.base.failure"
local highlight = require "lunette.report.highlight"
local html = require "lunette.report.html"
local page_acts = require "lunette.report.acts"
local page_documents = require "lunette.report.documents"
local page_named = require "lunette.report.named"
local page_pairs = require "lunette.report.pairs"
local wording = require "lunette.report.wording"

local M = {}

M.formats = { "html", "md" }

local CONTEXT = 400                  -- code points of the paragraph behind a row, at the least; whole sentences

local language_names = {
    ar = "Arabic", cs = "Czech", de = "German", el = "Greek", en = "English", es = "Spanish", fa = "Persian", fi = "Finnish", fr = "French",
    he = "Hebrew", hi = "Hindi", hu = "Hungarian", id = "Indonesian", it = "Italian", ja = "Japanese", ko = "Korean", nl = "Dutch",
    no = "Norwegian", pl = "Polish", pt = "Portuguese", ro = "Romanian", ru = "Russian", sv = "Swedish", tr = "Turkish", uk = "Ukrainian",
    ur = "Urdu", vi = "Vietnamese", zh = "Chinese",
}

local Page = {}
Page.__index = Page

-- ---- what is written ----

--- An element of the page; see html.lua. `page.element("b", nil, "three")`
Page.element = html.element

--- Texts and elements as one.
Page.join = html.join

--- The name of a language, or its code.
function Page.language(code)
    return language_names[code] or code
end

local function formatted(format, ...)
    if select("#", ...) == 0 or html.is(format) then return format end
    local fine, text = pcall(string.format, tostring(format), ...)
    if fine then return text end
    failure.raise(nil, ("%q: %s"):format(tostring(format), (tostring(text):gsub("^.-: ", "")):gsub(" to 'format'", "")))
end

-- A page's title, lines and tables are no part of forms other than pages.
local function put(page, markup, markdown)
    if page.format ~= "html" and page.format ~= "md" then return end
    page.blocks[#page.blocks + 1] = page.format == "md" and markdown or markup
end

local function slug(text)
    local name = html.plain(text):lower():gsub("[^a-z0-9]+", "-"):gsub("^%-+", ""):gsub("%-+$", "")
    return "s-" .. (name == "" and "part" or name)
end

-- No link comes of words that happen to stand beside each other.
local function without_links(markdown)
    return (markdown:gsub("%](%s*[%(%[:])", "\\]%1"))
end

-- Markdown of a text: no emphasis, markup, link or image comes of it. Lines stay lines.
local function md_lines(text)
    return without_links(html.md_lines(text))
end

-- A value as blocks and items, each on lines of its own.
local function md_blocks(value)
    return (without_links(html.md(value)):gsub("[ \t]*\n%s*", "\n"):gsub("^%s+", ""):gsub("%s+$", ""):gsub("\n%- ", "\n\n- ", 1):gsub("  +", " "))
end

-- A value in one line: a cell, a heading. What would be lines is set apart by dots.
local function md_text(value)
    return (without_links(html.md(value)):gsub("^%s+", ""):gsub("%s+$", ""):gsub("%s*\n%s*%-? ?", " · "):gsub("%s+", " "))
end

--- The page's title, with what stands under it.
function Page:title(format, ...)
    local text = formatted(format, ...)
    self.name = html.plain(text)
    put(self, html.element("h1", nil, text).html, "# " .. md_text(text))
end

-- A place of the page that no other has; tables that follow are called by it.
local function new_place(page, text)
    local id, n = slug(text), 1
    while page.anchors[id] do
        n = n + 1
        id = slug(text) .. "-" .. n
    end
    page.anchors[id], page.section = true, id
    return id
end

--- A heading; it joins the page's contents.
function Page:heading(format, ...)
    local text = formatted(format, ...)
    local id = new_place(self, text)
    self.contents[#self.contents + 1] = { id = id, text = html.plain(text) }
    core.stage(html.plain(text))
    put(self, html.element("h2", { id = id }, text).html, "## " .. md_text(text))
end

--- A heading of a part of a part; it does not join the contents. Links of the form `page.element("a", { href = "#" .. place }, words)` lead to it.
-- @param place text|nil its name on the page, such as "meeting-3"
function Page:subheading(place, format, ...)
    local text = formatted(format, ...)
    if place then self.anchors[place], self.section = true, place end
    put(self, html.element("h3", { id = place or new_place(self, text) }, text).html, "### " .. md_text(text))
end

--- A line of text: `page:line("%d meetings, %d calls", 12, 30)`
function Page:line(format, ...)
    local text = formatted(format, ...)
    put(self, html.element("p", nil, text).html, md_text(text))
end

--- A line that says what is missing or uncertain.
function Page:notice(format, ...)
    local text = formatted(format, ...)
    put(self, html.element("p", { class = "notice" }, text).html, "> " .. md_text(text))
end

--- Adds an element.
function Page:add(piece)
    put(self, html.markup(piece), md_blocks(piece))
end

--- The contents of the page stand here.
function Page:contents_here()
    self.contents_at = #self.blocks + 1
    put(self, "", "")
end

-- What figures are called, and a single one of it.
local ONE = { documents = "document", texts = "text", countries = "country", sources = "source", languages = "language", encounters = "encounter", acts = "act",
    statements = "statement", problems = "problem", commitments = "commitment", points = "point", parties = "party" }

-- "1 source country": known words alone, since labels of others' reports may be of any language.
local function label_of(figure)
    if figure[2] ~= 1 or type(figure[1]) ~= "string" then return figure[1] end
    local done = false
    return (figure[1]:gsub("%a+", function(word)
        if done or not ONE[word] then return nil end
        done = true
        return ONE[word]
    end))
end

--- Figures beside each other: `page:figures { { "documents", 21 }, { "period", "2025–2026" } }`
function Page:figures(figures)
    local items, lines = {}, {}
    for i, figure in ipairs(figures) do
        items[i] = html.element("div", nil, html.element("dt", nil, label_of(figure)), html.element("dd", nil, figure[2]))
        lines[i] = ("- %s: %s"):format(md_text(figure[1]), md_text(figure[2]))
    end
    put(self, html.element("dl", { class = "figures" }, items).html, table.concat(lines, "\n"))
end

-- ---- tables ----

local function cells_of(given, source)
    if given.row then return table.pack(given.row(source)) end
    local cells = { n = #given.columns }
    for i, column in ipairs(given.columns) do
        cells[i] = source[i]
        if cells[i] == nil then cells[i] = source[column] end
    end
    return cells
end

-- On a narrow window rows of the class "cards" become cards, each cell with its column's name: said once for the table, as variables of its style.
local function column_names(columns)
    local names = {}
    for i, column in ipairs(columns) do names[i] = ('--c%d:"%s"'):format(i, (html.plain(column):gsub('[%c"\\;{}<>]', " "))) end
    return table.concat(names, ";")
end

-- HTML asks for no end of cells and rows, and for no marks around a word.
local function cell_markup(value)
    local attributes = { class = type(value) == "number" and "n" or value == nil and "none" or nil }
    return (html.element("td", attributes, value == nil and "" or value).html:gsub("</td>$", ""):gsub('^<td class="(%l+)"', "<td class=%1"))
end

-- In a matrix the first cell is the heading of its row.
local function table_row(given, cells, is_matrix)
    local parts, words = {}, {}
    for i in ipairs(given.columns) do
        local value = cells[i]
        parts[i] = is_matrix and i == 1 and "<th scope=row>" .. html.markup(value) or cell_markup(value)
        words[i] = md_text(value)
    end
    return "<tr>" .. table.concat(parts), "| " .. table.concat(words, " | ") .. " |"
end

--- A table: `page:table { columns = { "actor", "n" }, rows = rows, row = function(r) return r.actor, r.n end }`
-- @param given table columns, rows, row (a function that returns the cells), empty (what to say without rows), filter (true: a field to search by)
function Page:table(given)
    if not given.columns or not given.rows then failure.raise(nil, "page:table needs columns and rows", "page:table { columns = { … }, rows = { … } }") end
    if #given.rows == 0 then return self:notice(given.empty or "Nothing to show here.") end
    local head, body, lines, dashes = {}, {}, {}, {}
    for i, column in ipairs(given.columns) do
        head[i] = html.element("th", { scope = "col" }, column)
        dashes[i] = "---"
    end
    lines[1] = "| " .. md_text(table.concat(given.columns, " ¦ ")):gsub(" ¦ ", " | ") .. " |"
    lines[2] = "| " .. table.concat(dashes, " | ") .. " |"
    local class = "scroll" .. (given.filter and " filter" or "") .. (given.class and " " .. given.class or "")
    local is_matrix = class:find "%f[%w]matrix%f[%W]" ~= nil
    for i, source in ipairs(given.rows) do body[i], lines[i + 2] = table_row(given, cells_of(given, source), is_matrix) end
    local style = class:find "%f[%w]cards%f[%W]" and (' style="%s"'):format(html.escape(column_names(given.columns))) or ""
    local called_by = self.section and (' aria-labelledby="%s"'):format(html.escape(self.section)) or ""
    put(self, ('<div class="%s"%s><table%s><thead>%s</thead><tbody>%s</tbody></table></div>'):format(html.escape(class), style, called_by,
        html.element("tr", nil, head).html, table.concat(body, "\n")), table.concat(lines, "\n"))
end

--- A chart: bars, or lines over periods; see chart.lua.
function Page:chart(given)
    local markup, rows = chart.draw(given)
    local lines = {}
    for i, row in ipairs(rows) do lines[i] = ("- %s: %s"):format(md_text(row[1]), md_text(row[2])) end
    put(self, markup, table.concat(lines, "\n"))
end

-- ---- places ----

-- The text of the document last asked for: rows come document by document.
local function text_of(page, document)
    if page.text_id ~= document then
        page.text_id, page.text = document, page.corpus:value("SELECT text FROM document WHERE id = ?", { document }) or ""
    end
    return page.text
end

--- A link to an annotation's place in its document; of what no rule marked, to the document.
function Page.link(_, row, words)
    return html.element("a", { href = "#" .. (row.id and highlight.anchor(row.id) or ("d%d"):format(row.document)) }, words)
end

--- The words of an annotation, with a link to their place.
-- @param row table of a set
-- @param words text|nil in place of the annotation's own
function Page:quote(row, words)
    return self:link(row, html.element("q", nil, words or row.text))
end

--- What a statement says, without a "that" before it, with a link to its place: between quotation marks only where they are the speaker's own words. What
-- is told partly in them has their marks in its text.
-- @param row table of layer statement
function Page:said(row)
    if row.mode == "direct" then return self:quote(row, wording.said(row)) end
    return self:link(row, wording.said(row))
end

local wording_tags = { a = "del", b = "ins" }

-- Where there are no colours: `two [ports / harbours] for`.
local function bracketed(pieces)
    local parts, i = {}, 1
    while pieces[i] do
        local piece, following = pieces[i], pieces[i + 1]
        if piece.kind == "both" then
            parts[#parts + 1] = piece.text
        elseif piece.kind == "a" then
            local other = following and following.kind == "b" and following.text
            parts[#parts + 1] = ("[%s / %s]"):format(piece.text, other or "–")
            i = other and i + 1 or i
        else
            parts[#parts + 1] = ("[– / %s]"):format(piece.text)
        end
        i = i + 1
    end
    return table.concat(parts, " ")
end

--- Two texts as one, word by word: what only the first has is struck, what only the second has is underlined; `[… / …]` where there are no colours.
-- Texts with little in common are not mixed: it says so.
-- @param a text
-- @param b text
function Page:wording(a, b)
    local pieces, share = wording.pieces(a, b)
    if share < wording.least then return html.element("small", nil, "worded otherwise throughout") end
    if self.format ~= "html" then return bracketed(pieces) end
    local parts = {}
    for i, piece in ipairs(pieces) do
        local tag = wording_tags[piece.kind]
        if i > 1 then parts[#parts + 1] = " " end
        parts[#parts + 1] = tag and html.element(tag, nil, piece.text) or piece.text
    end
    return html.element("span", { class = "wording" }, parts)
end

--- The paragraph around an annotation, its own words marked and a link to the place.
function Page:context(row)
    local before, words, after = highlight.around(text_of(self, row.document), row.start, row.stop, CONTEXT)
    return html.element("span", { class = "context" }, before, self:link(row, words), after)
end

--- The same as plain text: for forms other than pages.
-- @return string
function Page:paragraph(row)
    local before, words, after = highlight.around(text_of(self, row.document), row.start, row.stop)
    return before .. words .. after
end

-- ---- other forms ----

--- Rows as CSV (with a byte order mark, no cell a formula) or, in the format json, as an array of objects; for reports that name these formats.
-- @param given table columns (names), rows (tables by these names)
function Page:records(given)
    if not given.columns or not given.rows then failure.raise(nil, "page:records needs columns and rows", "page:records { columns = { … }, rows = { … } }") end
    if self.format == "json" then
        local list = {}
        for i, row in ipairs(given.rows) do
            local object = {}
            for _, name in ipairs(given.columns) do object[name] = row[name] end
            list[i] = object
        end
        return self:raw((#list == 0 and "[]" or core.json(list)) .. "\n")
    end
    local lines = { csv.mark .. csv.line { table.unpack(given.columns) } }
    for i, row in ipairs(given.rows) do
        local cells = {}
        for j, name in ipairs(given.columns) do cells[j] = row[name] == nil and "" or row[name] end
        lines[i + 1] = csv.line(cells)
    end
    self:raw(table.concat(lines))
end

--- Text of a form of the report's own, as it is: `page:raw "BEGIN:VCALENDAR\r\n"`. Refused on pages, where nothing is markup that the library did not make.
function Page:raw(text)
    if self.format == "html" or self.format == "md" then
        failure.raise(nil, "page:raw on a page", "it is for the report's own formats: if page.format == \"csv\" then … end")
    end
    self.blocks[#self.blocks + 1] = text
end

page_documents.extend(Page, put, md_text, md_lines)
page_acts.extend(Page)
page_named.extend(Page)
page_pairs.extend(Page)

-- ---- what was asked for ----

local scope_words = { { "new", "that came or changed since the last report" }, { "since", "since %s" }, { "before", "before %s" }, { "source", "from %s" },
    { "country", "of sources of %s" }, { "language", "in %s" }, { "with", "that name %s" } }

--- Says how the command line narrowed the documents (--since, --source …); nothing where it did not.
function Page:scope()
    local parts, corpus = {}, self.corpus
    for _, pair in ipairs(scope_words) do
        local value = corpus.scope[pair[1]]
        if value then parts[#parts + 1] = pair[2]:format(type(value) == "table" and self.country(value.code) or value) end
    end
    if #parts == 0 then return end
    self:notice("Only documents %s: %d of %d in the corpus. Documents without a date or country fall out where one is asked for.",
        table.concat(parts, ", "), #corpus:documents { copies = true }, corpus:value "SELECT count(*) FROM document WHERE characters > 0")
end

-- ---- how it was made ----

local function rules_table(page)
    local rows = {}
    for row in page.corpus:rows [[
        SELECT r.id AS id, r.plugin AS plugin, r.version AS version, r.doc AS doc, count(*) AS n
          FROM provenance p JOIN rule r ON r.id = p.rule AND r.text = p.rule_text GROUP BY r.id, r.plugin, r.version, r.doc ORDER BY n DESC, r.id]] do
        rows[#rows + 1] = row
    end
    local judged = page:judged "rule"
    local columns = { "rule", page.corpus:asked_for() and "rows in the whole corpus" or "rows", "plugin", "what it finds" }
    if next(judged) then table.insert(columns, 3, "precision") end
    page:table {
        columns = columns, rows = rows, class = "cards rules", empty = "No rule has found anything in this corpus.",
        row = function(r)
            local plugin = ("%s %s"):format(r.plugin or "", r.version or "")
            if next(judged) then return html.element("code", nil, r.id), r.n, judged[r.id] or "", plugin, r.doc end
            return html.element("code", nil, r.id), r.n, plugin, r.doc
        end,
    }
end

-- What people said of single annotations and names, since it changes what is counted.
local function corrections_line(page)
    if not page.corpus:has "correction" then return end
    local n = { accept = 0, reject = 0, lost = 0 }
    for row in page.corpus:rows "SELECT CASE state WHEN 'lost' THEN state ELSE verdict END AS what, count(*) AS n FROM correction GROUP BY 1" do
        n[row.what] = row.n
    end
    if n.accept + n.reject + n.lost == 0 then return end
    page:line("Corrections by hand%s: %d annotations rejected and left out here, %d accepted%s.", page.corpus:asked_for() and " in the whole corpus" or "",
        n.reject, n.accept, n.lost > 0 and (", %d about annotations that are no longer found"):format(n.lost) or "")
end

--- What people judged of samples (`lunette audit`), by "rule" or by a field such as "kind": { pledge = "0.92 [0.81, 0.97], 50 judged" }.
-- @param by text
-- @param layer text|nil of this layer alone
-- @return table name → words
function Page:judged(by, layer)
    local words = {}
    for _, group in ipairs(audit.groups(self.corpus, by, layer)) do words[group.name] = audit.words(group) end
    return words
end

--- The same as numbers: { { name =, yes =, judged =, precision =, low =, high = } }, most judged first.
-- @return table array
function Page:judged_groups(by, layer)
    return audit.groups(self.corpus, by, layer)
end

--- How the page was made: runs, plugins, rules with their versions and counts.
function Page:method()
    for run in self.corpus:rows "SELECT * FROM run ORDER BY id DESC LIMIT 5" do
        local unfinished = run.status ~= "done" and "; it did not finish: " .. tostring(run.status) or ""
        self:line(html.join("Run ", tostring(run.id), ", ", run.started or "", ": ", html.element("code", nil, run.command or ""), ", Lunette ",
            run.version or "", ", ", (run.plugins or ""):gsub(" %f[,\0]", ""), unfinished, "."))
    end
    corrections_line(self)
    rules_table(self)
end

-- ---- the whole ----

local function contents_markup(page)
    local items = {}
    for i, entry in ipairs(page.contents) do items[i] = html.element("a", { href = "#" .. entry.id }, entry.text) end
    return html.element("nav", { ["aria-label"] = "Contents" }, items).html
end

-- Where a place is: on this page, in a file beside it, or, for an annotation that is not shown, its document. nil: nowhere.
local function address_of(page, place)
    local main = page.main or page
    if page.anchors[place] then return "#" .. place end
    local file = main.places[place]
    if file and page.main then return file .. "#" .. place end
    if file then return ("%s/%s#%s"):format(main.beside.folder, file, place) end
    if page.main and (main.anchors[place] or place == "top") then return ("../%s#%s"):format(main.beside.file, place) end
    local document = place:match "^(d%d+)%-a%d+$"
    return document and address_of(page, document) or nil
end

-- No text of a document can look like this: quotation marks in it are escaped.
local function settle_links(page, markup)
    return (markup:gsub('<a( ?[^<>]-) href="#([^"]*)"([^<>]*)>', function(before, place, behind)
        local address = address_of(page, place)
        return address and ('<a%s href="%s"%s>'):format(before, html.escape(address), behind) or '<a class="none">'
    end))
end

-- The page's script without its comments and the blanks before its lines.
local function script()
    return (("\n" .. (core.read "scripts/reports/page.js" or "")):gsub("\n%s*//[^\n]*", ""):gsub("\n%s+", "\n"))
end

local function whole(page)
    local head = ([[<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="generator" content="Lunette %s">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<main>
]]):format(html.escape(core.version or ""), html.escape(page.name), core.read "scripts/reports/page.css" or "")
    local body = settle_links(page, table.concat(page.blocks, "\n"))
    return table.concat { head, body, "\n</main>\n", page_documents.cards_markup(page), "<script>", script(),
        "</script>\n</body>\n</html>\n" }
end

--- The page as text, and the files of the folder beside it: { { name =, text = } … }. nil where nothing was written of a form that is no page.
function M.finish(page)
    if page.contents_at and page.format == "html" then page.blocks[page.contents_at] = contents_markup(page) end
    if page.format == "md" then return ("<!-- Lunette %s -->\n\n%s\n"):format(core.version or "", table.concat(page.blocks, "\n\n")), {} end
    if page.format ~= "html" then
        if #page.blocks == 0 then return nil end
        return table.concat(page.blocks), {}
    end
    local files = {}
    for i, file in ipairs(page.files) do files[i] = { name = file.file_name, text = whole(file) } end
    return whole(page), files
end

-- ---- what plugins call ----

-- Functions of the class that take no page: page.element("b"). All others are called with a colon.
local plain_functions = { element = true, join = true, language = true, firmness = true, is_negative = true, condition = true }
-- Methods whose first argument is a row of a set.
local of_rows = {}
for name in ([[quote said context paragraph link highlight document_link document_name date_link told_by citation names speaker parties
    qualified]]):gmatch "[%l_]+" do
    of_rows[name] = true
end

local function checked(name, method)
    return function(page, row, ...)
        if getmetatable(page) ~= Page then
            failure.raise(nil, ("page.%s: a method of the page is called with a colon"):format(name), ("page:%s( … )"):format(name))
        end
        if of_rows[name] and type(row) ~= "table" then
            failure.raise(nil, ("page:%s takes a row of a set, not %s"):format(name, failure.kind(row)),
                ("for row in set:each() do page:%s(row) end"):format(name))
        end
        return method(page, row, ...)
    end
end

for name, method in pairs(Page) do
    if type(method) == "function" and not plain_functions[name] then Page[name] = checked(name, method) end
end

--- An empty page.
-- @param beside table|nil { file = the page's own name, folder = the name of the folder for documents beside it }, where it is written to a file
function M.new(corpus, format, name, beside)
    local names = called.new(corpus)
    return setmetatable({ corpus = corpus, country = names.country, body = names.body,
        format = format, name = name, blocks = {}, anchors = {}, contents = {}, cards = cards.new(corpus), aside = false,
        beside = beside or false, places = {}, files = {} }, Page)
end

return M
