-- page.lua - the page that a report writes: titles, tables, charts, quotes, documents with their marks; as HTML or Markdown.
--
-- Sits on html.lua, highlight.lua, chart.lua. Everything that comes from a corpus is text until html.lua makes markup of it. Links lead to
-- places of the page itself; a link whose place is not on the page (a document left out) is shown as words.

local core = require "lunette.core"

local ask = require "lunette.ask"
local audit = require "lunette.audit"
local chart = require "lunette.chart"
local csv = require "lunette.export.csv"
local failure = require "lunette.failure"
local highlight = require "lunette.highlight"
local html = require "lunette.html"
local wording = require "lunette.wording"

local M = {}

M.formats = { "html", "md" }

local marked = { "encounter", "act", "statement", "set_phrase", "person", "organization", "country", "place", "date" }
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

--- The name of a country, or its code.
function Page.country(code)
    return ask.country_name(code)
end

local function formatted(format, ...)
    if select("#", ...) == 0 or html.is(format) then return format end
    return tostring(format):format(...)
end

local function put(page, markup, markdown)
    page.blocks[#page.blocks + 1] = page.format == "md" and markdown or markup
end

local function slug(text)
    local name = html.plain(text):lower():gsub("[^a-z0-9]+", "-"):gsub("^%-+", ""):gsub("%-+$", "")
    return "s-" .. (name == "" and "part" or name)
end

local function md_text(value)
    return (html.plain(value):gsub("[\\`*_<>|#]", "\\%0"):gsub("%s+", " "))
end

--- The page's title, with what stands under it.
function Page:title(format, ...)
    local text = formatted(format, ...)
    self.name = html.plain(text)
    put(self, html.element("h1", nil, text).html, "# " .. md_text(text))
end

--- A heading; it joins the page's contents.
function Page:heading(format, ...)
    local text = formatted(format, ...)
    local id, n = slug(text), 1
    while self.anchors[id] do
        n = n + 1
        id = slug(text) .. "-" .. n
    end
    self.anchors[id] = true
    self.contents[#self.contents + 1] = { id = id, text = html.plain(text) }
    put(self, html.element("h2", { id = id }, text).html, "## " .. md_text(text))
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
    put(self, html.markup(piece), md_text(piece))
end

--- The contents of the page stand here.
function Page:contents_here()
    self.contents_at = #self.blocks + 1
    put(self, "", "")
end

--- Figures beside each other: `page:figures { { "documents", 21 }, { "period", "2025–2026" } }`
function Page:figures(figures)
    local items, lines = {}, {}
    for i, figure in ipairs(figures) do
        items[i] = html.element("div", nil, html.element("dt", nil, figure[1]), html.element("dd", nil, figure[2]))
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

local function table_row(given, cells)
    local parts, words = {}, {}
    for i, column in ipairs(given.columns) do
        local value = cells[i]
        local attributes = { ["data-column"] = column, class = type(value) == "number" and "n" or value == nil and "none" or nil }
        parts[i] = html.element("td", attributes, value == nil and "" or value)
        words[i] = md_text(value)
    end
    return html.element("tr", nil, parts).html, "| " .. table.concat(words, " | ") .. " |"
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
    for i, source in ipairs(given.rows) do body[i], lines[i + 2] = table_row(given, cells_of(given, source)) end
    local class = "scroll" .. (given.filter and " filter" or "") .. (given.class and " " .. given.class or "")
    put(self, ('<div class="%s"><table><thead>%s</thead><tbody>%s</tbody></table></div>'):format(html.escape(class),
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
    if share < wording.least then return html.element("small", nil, "no wording in common") end
    if self.format ~= "html" then return bracketed(pieces) end
    local parts = {}
    for i, piece in ipairs(pieces) do
        local tag = wording_tags[piece.kind]
        if i > 1 then parts[#parts + 1] = " " end
        parts[#parts + 1] = tag and html.element(tag, nil, piece.text) or piece.text
    end
    return html.element("span", { class = "wording" }, parts)
end

--- The paragraph around an annotation, its own words marked, with a link to the place.
function Page:context(row)
    local before, words, after = highlight.around(text_of(self, row.document), row.start, row.stop)
    return html.element("span", { class = "context" }, before, html.element("strong", nil, words), after, " ", self:link(row, "→ in the text"))
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

-- ---- documents ----

local function label_of(page, layer, row)
    local kind = row.kind or row.form or row.stance or row.phrase
    local words = layer .. (kind and " (" .. kind .. ")" or "")
    local who = row.actor or row.speaker or row.participants or row.name or row.date
    if who then words = words .. ": " .. who end
    if row.target then words = words .. " → " .. row.target end
    return words .. (row.rule and page.format == "html" and " · " .. row.rule or "")
end

local function marks_of(page, document, layers)
    local marks = {}
    for _, layer in ipairs(layers) do
        if page.corpus:has(layer) then
            page.used_layers[layer] = true
            for row in page.corpus:rows(("SELECT * FROM %s WHERE document = ?"):format(layer), { document }) do
                marks[#marks + 1] = { id = row.id, layer = layer, start = row.start, stop = row.stop, label = label_of(page, layer, row) }
                page.anchors[highlight.anchor(row.id)] = true
            end
        end
    end
    return marks
end

--- How a document is called in a line: source and country, date, else its title or the end of its address.
function Page:document_name(document)
    local parts = {}
    local country = document.country and self.country(document.country)
    if document.source then parts[1] = document.source .. (country and (" (%s)"):format(country) or "") end
    if not document.source and country then parts[1] = country end
    if document.date then parts[#parts + 1] = document.date end
    if #parts == 0 then parts[1] = document.title or document.uri:match("[^/]+$") or ("document %d"):format(document.id) end
    return table.concat(parts, ", ")
end

--- A document's name, as a link to it.
function Page:document_link(document)
    return html.element("a", { href = ("#d%d"):format(document.id) }, self:document_name(document))
end

--- A document's date, as a link to it.
function Page.date_link(_, document)
    return html.element("a", { href = ("#d%d"):format(document.id), class = "date" }, document.date or "no date")
end

--- Whose document it is, as a link to it, with country and date in small letters: for a column of a table.
function Page:told_by(document)
    local country = document.country and self.country(document.country)
    local name = document.source or document.title or country or ("document %d"):format(document.id)
    local place = document.source and country
    local date = document.date and html.element("span", { class = "date" }, document.date)
    local rest = (place or date) and html.element("small", { class = "rest" }, " ", place or "", place and date and ", " or "", date or "")
    return html.join(html.element("a", { href = ("#d%d"):format(document.id) }, name), rest or "")
end

--- A document's text with coloured marks over its annotations; each can be linked to.
-- @param document table a row of corpus:documents()
-- @param layers table|nil which; by default those that the legend shows
function Page:highlight(document, layers)
    local id = ("d%d"):format(document.id)
    self.anchors[id] = true
    local head = html.element("h3", nil, document.title or self:document_name(document))
    local language = document.language and (document.title and " · " or "") .. self.language(document.language) or ""
    local name = document.title and self:document_name(document) or ""
    local line = html.element("p", { class = "about" }, name, language, html.element("span", { class = "uri" }, document.uri))
    local body = highlight.text(document.text, marks_of(self, document.id, layers or marked))
    put(self, ('<article id="%s"%s>%s%s<div class="text" dir="auto">%s</div></article>'):format(id,
        document.language and (' lang="%s"'):format(html.escape(document.language)) or "", head.html, line.html, body),
        ("### %s\n\n%s\n\n%s"):format(md_text(document.title or document.uri), md_text(self:document_name(document)), document.text))
end

--- The colours of the marks, and what they stand for.
function Page:legend(layers)
    local items = {}
    for _, layer in ipairs(layers or marked) do
        if self.corpus:has(layer) then
            local name = layer:gsub("_", "-")
            items[#items + 1] = html.element("label", nil,
                html.element("input", { type = "checkbox", checked = true, ["data-layer"] = name, hidden = true }),
                html.element("mark", { class = "m-" .. name }, (layer:gsub("_", " "))))
        end
    end
    put(self, html.element("p", { class = "legend" }, items).html, "")
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
    local columns = { "rule", "rows", "plugin", "what it finds" }
    if next(judged) then table.insert(columns, 3, "precision") end
    page:table {
        columns = columns, rows = rows, empty = "No rule has found anything in this corpus.",
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
    page:line("Corrections by hand: %d annotations rejected and left out here, %d accepted%s.", n.reject, n.accept,
        n.lost > 0 and (", %d about annotations that are no longer found"):format(n.lost) or "")
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

--- How the page was made: runs, plugins, rules with their versions and counts.
function Page:method()
    for run in self.corpus:rows "SELECT * FROM run ORDER BY id DESC LIMIT 5" do
        local unfinished = run.status ~= "done" and "; it did not finish: " .. tostring(run.status) or ""
        self:line(html.join("Run ", tostring(run.id), ", ", run.started or "", ": ", html.element("code", nil, run.command or ""), ", Lunette ",
            run.version or "", ", ", run.plugins or "", unfinished, "."))
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

-- No text of a document can look like this: quotation marks in it are escaped.
local function settle_links(page, markup)
    return (markup:gsub('<a( ?[^>]-) href="#([^"]*)">', function(class, place)
        if page.anchors[place] then return nil end
        local document = place:match("^(d%d+)%-a%d+$")
        if document and page.anchors[document] then return ('<a%s href="#%s">'):format(class, document) end
        return '<a class="none">'
    end))
end

--- The page as text.
function M.finish(page)
    if page.contents_at and page.format == "html" then page.blocks[page.contents_at] = contents_markup(page) end
    if page.format == "md" then return table.concat(page.blocks, "\n\n") .. "\n" end
    if page.format ~= "html" then return table.concat(page.blocks) end
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
    return head .. body .. "\n</main>\n<script>\n" .. (core.read "scripts/reports/page.js" or "") .. "</script>\n</body>\n</html>\n"
end

--- An empty page.
function M.new(corpus, format, name)
    return setmetatable({ corpus = corpus, format = format, name = name, blocks = {}, anchors = {}, contents = {}, used_layers = {},
        aside = false }, Page)
end

return M
