-- documents.lua - the documents of a page: how they are called and cited, their texts with marks and cards, and the files beside a page whose
-- documents are too many for it.
--
-- Sits on html.lua, highlight.lua, cards.lua. Adds methods to the class of pages. A place of the page is an anchor: "d3" a document, "d3-a17" an
-- annotation. `anchors` are those of the page itself; `places` those in files beside it, each with the name of its file.

local cards = require "lunette.report.cards"
local core = require "lunette.core"
local highlight = require "lunette.report.highlight"
local html = require "lunette.report.html"

local ON_PAGE = 200                  -- documents; more go to files beside the page
local A_FILE = 50                    -- documents of such a file
local LONGEST = 120                  -- characters of a first line that is shown as a heading
local NO_HEADINGS = { ["press release"] = true, ["for immediate release"] = true, ["press statement"] = true, ["media release"] = true,
    ["check against delivery"] = true, ["unofficial translation"] = true }
local TOLD = 10                      -- documents after which those who wait are told how far it is

local marked = { "encounter", "act", "statement", "set_phrase", "person", "organization", "country", "place", "date" }
local M = { marked = marked }

local function numbered(document)
    return ("[%d]"):format(document.id)
end

-- ---- names ----

local function end_of_address(document)
    return document.uri and document.uri:match "([^/]+)/*$" or ("document %d"):format(document.id)
end

-- Source and country, or what is given in their place, and date.
local function origin(page, document, otherwise)
    local country = document.country and page.country(document.country)
    local parts = { document.source and document.source .. (country and (" (%s)"):format(country) or "") or country or otherwise }
    parts[#parts + 1] = document.date
    return table.concat(parts, ", ")
end

local function document_name(page, document)
    return origin(page, document, document.title or end_of_address(document))
end

local function citation(page, document)
    local country = document.country and page.country(document.country)
    local parts = {}
    if document.source then parts[1] = document.source .. (country and (" (%s)"):format(country) or "") else parts[1] = country end
    if document.title then parts[#parts + 1] = "“" .. document.title .. "”" end
    parts[#parts + 1] = document.date or "no date"
    parts[#parts + 1] = document.uri
    return table.concat(parts, ", ")
end

-- A line on top that stands alone and is no sentence, no day ("Oslo, 4 March 2026") and no sort of paper: what a text without a title is headed by. It is
-- shown alone: rules and counts know no title but that of the metadata.
local function first_line(document)
    local line = document.text and document.text:match "^%s*([^\n]+)\n%s*\n%s*%S"
    line = line and line:gsub("%s+$", "")
    if not line or (utf8.len(line) or LONGEST + 1) > LONGEST or not line:find "%S%s+%S" then return nil end
    if line:find "[%.:;,]$" or line:find "%d%d%d%d%W*$" or NO_HEADINGS[line:lower()] then return nil end
    if line:find "^%u%l+ %d+,? %d%d%d%d" or line:find "^%d+ %u%l+ %d%d%d%d" or line:find "^%d%d%d%d%-" then return nil end
    return line
end

local function heading_of(document)
    return document.title or first_line(document)
end

-- What the heading of a text, its title or else its name, does not say.
local function under_heading(page, document)
    local known = heading_of(document) and origin(page, document) or ""
    local parts = { known ~= "" and known or nil }
    if not document.date then parts[#parts + 1] = "no date" end
    parts[#parts + 1] = document.uri
    return table.concat(parts, ", ")
end

-- Whose a document is, as a link to it, with country, date and number in small letters. The date does not break, and the number stays beside it.
local function told_by(page, document)
    local country = document.country and page.country(document.country)
    local name = document.source or document.title or country or end_of_address(document)
    local place = document.source and country
    local date = document.date and html.element("time", nil, document.date)
    local blank = date and page.format == "html" and "\u{A0}" or " "
    local before = page.format ~= "html" and (place or date) and ", " or " " -- small letters part it from the name on the page
    local rest = html.element("small", nil, before, place or "", place and date and ", " or "", date or "", blank, numbered(document))
    return html.join(html.element("a", { href = ("#d%d"):format(document.id) }, name), rest)
end

-- ---- one text ----

local function marks_of(page, document, layers)
    local marks, by_layer = {}, {}
    for _, layer in ipairs(layers) do
        if page.corpus:has(layer) then
            local rows = {}
            for row in page.corpus:rows(("SELECT * FROM %s WHERE document = ?"):format(layer), { document.id }) do
                rows[#rows + 1], marks[#marks + 1] = row, { id = row.id, layer = layer, start = row.start, stop = row.stop, row = row }
                page.anchors[highlight.anchor(row.id)] = true
            end
            by_layer[layer] = rows
        end
    end
    return marks, by_layer
end

-- Where the pages of a PDF file begin in its text; empty for other files.
local function pages_of(page, document)
    local pages = {}
    for row in page.corpus:rows("SELECT value FROM metadata WHERE document = ? AND key = 'page_starts'", { document.id }) do
        for offset in tostring(row.value):gmatch "%d+" do pages[#pages + 1] = math.tointeger(offset) end
    end
    return pages
end

local function show(page, put, md, document, layers)
    local id = ("d%d"):format(document.id)
    page.anchors[id] = true
    local head = html.element("h3", nil, html.element("small", nil, numbered(document), " "), heading_of(document) or document_name(page, document))
    local language = document.language and " · " .. page.language(document.language) or ""
    local line = html.element("p", { class = "about" }, html.element("cite", nil, under_heading(page, document)), language)
    local body = ""
    if page.format == "html" then
        local marks, by_layer = marks_of(page, document, layers or marked)
        body = highlight.text(document.text, marks, pages_of(page, document))
        for _, mark in ipairs(marks) do mark.row.pieces = mark.pieces end
        for _, layer in ipairs(layers or marked) do page.cards:add(document, layer, by_layer[layer] or {}) end
    end
    put(page, ('<article id="%s"%s>%s%s<div class="text" dir="auto">%s</div></article>'):format(id,
        document.language and (' lang="%s"'):format(html.escape(document.language)) or "", head.html, line.html, body),
        ("### [%d] %s\n\n%s\n\n%s"):format(document.id, md.text(heading_of(document) or document.uri), md.text(citation(page, document)),
            md.lines(document.text)))
end

-- ---- files beside ----

local function tell(i, n)
    if i % TOLD == 1 and n > TOLD then core.stage(("document %d of %d"):format(i, n)) end
end

-- A page for the documents of one file, with what it shares with the page it belongs to.
local function sub_page(page, class, name, title)
    return setmetatable({ corpus = page.corpus, country = page.country, body = page.body,
        format = "html", name = title, blocks = {}, anchors = {}, contents = {}, cards = cards.new(page.corpus),
        aside = false, main = page, file_name = name }, class)
end

local function fill(page, class, documents, name, all)
    local file = sub_page(page, class, name, ("%s, documents %d to %d"):format(page.name, documents[1].id, documents[#documents].id))
    file:add(html.element("p", nil, html.element("a", { href = "#top" }, "← " .. page.name)))
    file:legend()
    local before = #page.files * A_FILE
    for i, document in ipairs(documents) do
        tell(before + i, all)
        file:highlight(document)
        page.places[("d%d"):format(document.id)] = name
    end
    for anchor in pairs(file.anchors) do page.places[anchor] = name end
    page.files[#page.files + 1] = file
end

local function list_item(page, document)
    local known = heading_of(document) and origin(page, document) or ""
    return html.element("li", nil, html.element("small", nil, numbered(document), " "),
        html.element("a", { href = ("#d%d"):format(document.id) }, heading_of(document) or document_name(page, document)),
        html.element("small", nil, " ", known ~= "" and known .. ", " or "", document.uri))
end

local function write_beside(page, class, set, most)
    local part, items, n = {}, {}, 0
    local function close()
        if #part > 0 then fill(page, class, part, ("%d.html"):format(#page.files + 1), most) end
        part = {}
    end
    for document in set:each() do
        if n == most then break end
        n = n + 1
        part[#part + 1], items[n] = document, list_item(page, document)
        if #part == A_FILE then close() end
    end
    close()
    if page.legend_at then page.blocks[page.legend_at] = "" end      -- each file has its own, beside the marks that it switches
    page:line("The texts of %d documents with their marks are in the folder %s beside this page.", n, page.beside.folder)
    page:add(html.element("ul", { class = "documents" }, items))
end

-- ---- the cards as data ----

local function for_script(value)
    return (core.json(value):gsub("<", "\\u003c"))
end

--- The cards of a page as an element that its script reads; "" where there are none.
function M.cards_markup(page)
    local data, ids = page.cards:data(), {}
    for id in pairs(data.rows) do ids[#ids + 1] = math.tointeger(tonumber(id)) end
    if #ids == 0 then return "" end
    table.sort(ids)
    local rows = {}
    for i, id in ipairs(ids) do rows[i] = ('"%d":%s'):format(id, #data.rows[tostring(id)] > 0 and for_script(data.rows[tostring(id)]) or "[]") end
    return ('<script type="application/json" id="cards">{"strings":%s,"layers":%s,"rules":%s,"rows":{%s}}</script>\n'):format(
        #data.strings > 0 and for_script(data.strings) or "[]", for_script(data.layers), for_script(data.rules), table.concat(rows, ",\n"))
end

--- Adds the methods.
-- @param Page table the class
-- @param put function (page, markup, markdown): adds a block
-- @param md_text function a value as Markdown in one line
-- @param md_lines function a text as Markdown, with its lines
function M.extend(Page, put, md_text, md_lines)
    local md = { text = md_text, lines = md_lines }

    --- How a document is called in a line: source and country, else its title or the end of its address; date.
    Page.document_name = document_name

    --- How a document is cited: source and country, title, date, address.
    Page.citation = citation

    --- A document's name, as a link to it, with its number.
    function Page:document_link(document)
        local link = html.element("a", { href = ("#d%d"):format(document.id) }, self:document_name(document))
        return html.join(link, html.element("small", nil, " ", numbered(document)))
    end

    --- A document's date, as a link to it.
    function Page.date_link(_, document)
        return html.element("a", { href = ("#d%d"):format(document.id), class = "date" }, document.date or "no date")
    end

    --- Whose document it is, as a link to it, with country, date and number in small letters: for a column of a table.
    Page.told_by = told_by

    --- A document's text with coloured marks over its annotations; each can be linked to and has a card.
    -- @param document table a row of corpus:documents()
    -- @param layers table|nil which; by default those that the legend shows
    function Page:highlight(document, layers)
        show(self, put, md, document, layers)
    end

    --- The texts of a set of documents: on the page, or, where they are many and the page is written to a file, in files of a folder beside it.
    -- @param set set of documents
    -- @param most integer|nil
    function Page:documents(set, most)
        local n = math.min(#set, most or ON_PAGE)
        if self.format == "html" and self.beside and n > ON_PAGE then return write_beside(self, Page, set, n) end
        for i, document in ipairs(set:take(n)) do
            tell(i, n)
            self:highlight(document)
        end
    end

    --- The colours of the marks, and what they stand for.
    function Page:legend(layers)
        local items = {}
        for _, layer in ipairs(layers or marked) do
            if self.corpus:has(layer) then
                local class = highlight.class(layer)
                items[#items + 1] = html.element("label", nil,
                    html.element("input", { type = "checkbox", checked = true, ["data-class"] = class, hidden = true }),
                    html.element("mark", { class = class }, (layer:gsub("_", " "))))
            end
        end
        put(self, html.element("p", { class = "legend" }, items).html, "")
        self.legend_at = #self.blocks
    end
end

return M
