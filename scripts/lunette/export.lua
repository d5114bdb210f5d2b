-- export.lua - the forms in which `lunette export` writes: CSV, W3C Web Annotations, brat, and networks of actors and targets.
--
-- Sits on nothing but the JSON of an analysed document. One document at a time; networks come from counted pairs. Offsets are Unicode code points, 0-based,
-- half open, as in the JSON; W3C selectors and brat count the same way.

local failure = require "lunette.failure"

local M = {}

-- ---- values as text ----

local function shown(value)
    if type(value) ~= "table" then return value == nil and "" or tostring(value) end
    if value.name ~= nil then return tostring(value.name) end
    if value.text ~= nil then return tostring(value.text) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = shown(item) end
    return table.concat(parts, "; ")
end

-- ---- CSV ----

-- A spreadsheet takes what begins so for a formula; an apostrophe before it makes it text.
local function harmless(text)
    return text:find "^[=+%-@\t\r]" and not tonumber(text) and "'" .. text or text
end

local function cell(value)
    local text = harmless(shown(value))
    return text:find '[",\r\n]' and '"' .. text:gsub('"', '""') .. '"' or text
end

local function csv_line(values)
    for i, value in ipairs(values) do values[i] = cell(value) end
    return table.concat(values, ",") .. "\r\n"
end

local of_document = { "document", "title", "date", "language", "source", "country" }
local of_row = { "start", "stop", "text", "rule" }

-- What stands before the first document: a byte order mark, without which spreadsheets take UTF-8 for something else, and the header.
local function csv_head(question)
    local names = {}
    for _, list in ipairs { of_document, of_row, question.fields } do
        for _, name in ipairs(list) do names[#names + 1] = name end
    end
    return "\u{FEFF}" .. csv_line(names)
end

local function csv(question)
    local doc, lines = question.document, {}
    for _, row in ipairs(doc.annotations) do
        if row.layer == question.layer then
            local values = { doc.uri or doc.id, doc.title or "", doc.date or "", doc.language or "", doc.source or "", doc.country or "",
                row.start, row.stop, row.text, row.rule or "" }
            for _, name in ipairs(question.fields) do values[#values + 1] = row.fields and row.fields[name] or "" end
            for i, value in ipairs(values) do values[i] = shown(value) end
            lines[#lines + 1] = csv_line(values)
        end
    end
    return table.concat(lines)
end

-- ---- JSON, for W3C Web Annotations ----

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function json_text(text)
    return '"' .. tostring(text):gsub('[%c"\\\127]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
end

local CONTEXT = 32                   -- code points before and after the words, as TextQuoteSelector wants

local function slice(text, start, stop)
    local from, to = utf8.offset(text, start + 1), utf8.offset(text, stop + 1)
    return from and text:sub(from, (to or #text + 1) - 1) or ""
end

local function webannotation(question)
    local doc, lines = question.document, {}
    local length = utf8.len(doc.text) or 0
    local urn = (doc.uri or doc.id or ""):gsub('[%s"<>]', "_")
    for _, row in ipairs(doc.annotations) do
        local bodies = { ('{"type":"TextualBody","purpose":"classifying","value":%s}'):format(json_text(row.layer)) }
        for _, name in ipairs(failure.keys(row.fields or {})) do
            bodies[#bodies + 1] = ('{"type":"TextualBody","purpose":"describing","value":%s}'):format(json_text(name .. " = " .. shown(row.fields[name])))
        end
        lines[#lines + 1] = ('{"@context":"http://www.w3.org/ns/anno.jsonld","id":%s,"type":"Annotation","generator":%s,"body":[%s],'
            .. '"target":{"source":%s,"selector":[{"type":"TextPositionSelector","start":%d,"end":%d},'
            .. '{"type":"TextQuoteSelector","exact":%s,"prefix":%s,"suffix":%s}]}}\n'):format(
            json_text("urn:lunette:" .. urn .. "#" .. row.id), json_text(row.rule or "core"), table.concat(bodies, ","),
            json_text(doc.uri or doc.id or ""), row.start, row.stop, json_text(row.text),
            json_text(slice(doc.text, math.max(0, row.start - CONTEXT), row.start)),
            json_text(slice(doc.text, row.stop, math.min(length, row.stop + CONTEXT))))
    end
    return table.concat(lines)
end

-- ---- brat: text-bound annotations and what they say, as notes ----

local function brat(question)
    local doc, lines = question.document, {}
    for _, row in ipairs(doc.annotations) do
        if row.stop > row.start then
            -- a span that runs over a line end is told in pieces, one a line
            local pieces, at = {}, row.start
            for line in (row.text .. "\n"):gmatch "([^\n]*)\n" do
                local n = utf8.len(line) or #line
                if n > 0 then pieces[#pieces + 1] = ("%d %d"):format(at, at + n) end
                at = at + n + 1
            end
            lines[#lines + 1] = ("T%d\t%s %s\t%s"):format(row.id, row.layer, table.concat(pieces, ";"), (row.text:gsub("\n+", " ")))
            local notes = {}
            for _, name in ipairs(failure.keys(row.fields or {})) do notes[#notes + 1] = name .. " = " .. (shown(row.fields[name]):gsub("%s+", " ")) end
            if #notes > 0 then lines[#lines + 1] = ("#%d\tAnnotatorNotes T%d\t%s"):format(row.id, row.id, table.concat(notes, "; ")) end
        end
    end
    return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

local writers = { csv = csv, webannotation = webannotation, brat = brat }
local heads = { csv = csv_head }

--- One document in a form.
-- @param question table { format =, document = of the JSON form, layer =, fields = { names } }
-- @return text
function M.document(question)
    local writer = writers[question.format]
    if not writer then failure.raise(nil, ("there is no form '%s'"):format(tostring(question.format))) end
    return writer(question)
end

--- What stands before the first document.
function M.head(question)
    return heads[question.format] and heads[question.format](question) or ""
end

-- ---- networks ----

local marks = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

-- XML 1.0 has no way to write control characters.
local function xml(text)
    return (tostring(text):gsub("[%z\1-\8\11\12\14-\31]", " "):gsub('[&<>"]', marks))
end

-- pairs: { from, from_kind, from_country, to, to_kind, to_country, kind, n }
local function network_of(rows)
    local nodes, number, edges = {}, {}, {}
    local function node(name, kind, country)
        local key = kind .. "\0" .. name
        if not number[key] then
            number[key] = #nodes
            nodes[#nodes + 1] = { name = name, kind = kind, country = country }
        end
        return number[key]
    end
    for _, row in ipairs(rows) do
        edges[#edges + 1] = { from = node(row[1], row[2], row[3]), to = node(row[4], row[5], row[6]), kind = row[7], n = row[8] }
    end
    return nodes, edges
end

local function graphml(nodes, edges)
    local lines = { '<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="name" for="node" attr.name="name" attr.type="string"/>', '<key id="type" for="node" attr.name="type" attr.type="string"/>',
        '<key id="country" for="node" attr.name="country" attr.type="string"/>', '<key id="kind" for="edge" attr.name="kind" attr.type="string"/>',
        '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>', '<graph id="acts" edgedefault="directed">' }
    for i, node in ipairs(nodes) do
        lines[#lines + 1] = ('<node id="n%d"><data key="name">%s</data><data key="type">%s</data><data key="country">%s</data></node>'):format(i - 1,
            xml(node.name), xml(node.kind), xml(node.country))
    end
    for i, edge in ipairs(edges) do
        lines[#lines + 1] = ('<edge id="e%d" source="n%d" target="n%d"><data key="kind">%s</data><data key="weight">%d</data></edge>'):format(i - 1,
            edge.from, edge.to, xml(edge.kind), edge.n)
    end
    lines[#lines + 1] = "</graph>\n</graphml>\n"
    return table.concat(lines, "\n")
end

local function gexf(nodes, edges)
    local lines = { '<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        '<graph defaultedgetype="directed" mode="static">',
        '<attributes class="node"><attribute id="0" title="type" type="string"/><attribute id="1" title="country" type="string"/></attributes>',
        '<attributes class="edge"><attribute id="0" title="act" type="string"/></attributes>', "<nodes>" }
    for i, node in ipairs(nodes) do
        lines[#lines + 1] = ('<node id="%d" label="%s"><attvalues><attvalue for="0" value="%s"/><attvalue for="1" value="%s"/></attvalues></node>')
            :format(i - 1, xml(node.name), xml(node.kind), xml(node.country))
    end
    lines[#lines + 1] = "</nodes>\n<edges>"
    for i, edge in ipairs(edges) do
        lines[#lines + 1] = ('<edge id="%d" source="%d" target="%d" weight="%d"><attvalues><attvalue for="0" value="%s"/></attvalues></edge>'):format(i - 1,
            edge.from, edge.to, edge.n, xml(edge.kind))
    end
    lines[#lines + 1] = "</edges>\n</graph>\n</gexf>\n"
    return table.concat(lines, "\n")
end

local networks = { graphml = graphml, gexf = gexf }

--- A network of who does what to whom.
-- @param question table { format =, rows = { { actor, its kind, its country, target, its kind, its country, kind of act, how often } } }
-- @return text
function M.network(question)
    return networks[question.format](network_of(question.rows))
end

return M
