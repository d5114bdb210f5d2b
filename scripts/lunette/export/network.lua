-- network.lua - who acts on whom, as GraphML and GEXF: a node an actor or target (or its country), an edge a pair, kind of act and polarity, weighted by
-- how often, with the days, months or years of the documents that tell of it.
--
-- Sits on base/calendar.lua. GEXF is dynamic where a date is known: https://gexf.net/dynamics.html.

local core = require "lunette.core"

local calendar = require "lunette.base.calendar"

local M = {}

-- Tabs and line ends are named by number: readers make spaces of those that stand in an attribute.
local marks = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["\t"] = "&#9;", ["\n"] = "&#10;", ["\r"] = "&#13;" }

-- XML 1.0 has no way to write control characters, nor U+FFFE and U+FFFF.
local function xml(text)
    return (tostring(text):gsub("[%z\1-\8\11\12\14-\31]", " "):gsub("\xEF\xBF[\xBE\xBF]", " "):gsub('[&<>"\t\n\r]', marks))
end

-- Notes when an edge was told: edge.dates, each once, { from =, to = } days.
local function add_date(edge, date)
    local from, to = calendar.stretch(date or "")
    local key = from and from .. " " .. to
    if not from or edge.told[key] then return end
    edge.told[key], edge.dates[#edge.dates + 1] = true, { from = from, to = to }
end

local function in_order(a, b)
    if a.from ~= b.from then return a.from < b.from end
    return a.to < b.to
end

local function first_and_last(edge)
    local first, last = math.huge, -math.huge
    for _, date in ipairs(edge.dates) do first, last = math.min(first, date.from), math.max(last, date.to) end
    if #edge.dates > 0 then return calendar.date(first), calendar.date(last) end
end

-- rows: { from, from_kind, from_country, to, to_kind, to_country, kind, n, date or none, polarity or none }; by country, what has one is that country.
local function network_of(rows, by_country)
    local nodes, number, edges, known = {}, {}, {}, {}
    local function node(name, kind, country)
        if by_country and country ~= "" then name, kind = country, "country" end
        local key = kind .. "\0" .. name
        if not number[key] then
            number[key] = #nodes
            nodes[#nodes + 1] = { name = name, kind = kind, country = country }
        end
        return number[key]
    end
    for _, row in ipairs(rows) do
        local from, to = node(row[1], row[2], row[3]), node(row[4], row[5], row[6])
        local polarity = row[10] or ""
        local key = ("%d %d %s\0%s"):format(from, to, row[7], polarity)
        if not known[key] then
            known[key] = { from = from, to = to, kind = row[7], polarity = polarity, n = 0, dates = {}, told = {} }
            edges[#edges + 1] = known[key]
        end
        known[key].n = known[key].n + row[8]
        add_date(known[key], row[9])
    end
    for _, edge in ipairs(edges) do table.sort(edge.dates, in_order) end
    return nodes, edges
end

-- The comment tells a run that this is no source.
local function prologue()
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<!-- Lunette %s -->'):format(core.version or "")
end

local function data(key, value) return ('<data key="%s">%s</data>'):format(key, xml(value)) end

local function graphml(nodes, edges)
    local lines = { prologue(), '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="name" for="node" attr.name="name" attr.type="string"/>', '<key id="type" for="node" attr.name="type" attr.type="string"/>',
        '<key id="country" for="node" attr.name="country" attr.type="string"/>', '<key id="kind" for="edge" attr.name="kind" attr.type="string"/>',
        '<key id="polarity" for="edge" attr.name="polarity" attr.type="string"/>',
        '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>', '<key id="first" for="edge" attr.name="first" attr.type="string"/>',
        '<key id="last" for="edge" attr.name="last" attr.type="string"/>', '<graph id="acts" edgedefault="directed">' }
    for i, node in ipairs(nodes) do
        lines[#lines + 1] = ('<node id="n%d"><data key="name">%s</data><data key="type">%s</data><data key="country">%s</data></node>'):format(i - 1,
            xml(node.name), xml(node.kind), xml(node.country))
    end
    for i, edge in ipairs(edges) do
        local first, last = first_and_last(edge)
        local told = first and data("first", first) .. data("last", last) or ""
        lines[#lines + 1] = ('<edge id="e%d" source="n%d" target="n%d">%s%s%s%s</edge>'):format(i - 1, edge.from, edge.to, data("kind", edge.kind),
            edge.polarity ~= "" and data("polarity", edge.polarity) or "", data("weight", edge.n), told)
    end
    lines[#lines + 1] = "</graph>\n</graphml>\n"
    return table.concat(lines, "\n")
end

-- An edge is there in each day, month or year that is told; one without any date always.
local function spells(edge)
    local parts = {}
    for i, date in ipairs(edge.dates) do parts[i] = ('<spell start="%s" end="%s"/>'):format(calendar.date(date.from), calendar.date(date.to)) end
    return #parts > 0 and "<spells>" .. table.concat(parts) .. "</spells>" or ""
end

local function gexf(nodes, edges)
    local dated = false
    for _, edge in ipairs(edges) do dated = dated or #edge.dates > 0 end
    local lines = { prologue(), '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        ('<graph defaultedgetype="directed" %s>'):format(dated and 'mode="dynamic" timeformat="date"' or 'mode="static"'),
        '<attributes class="node"><attribute id="0" title="type" type="string"/><attribute id="1" title="country" type="string"/></attributes>',
        '<attributes class="edge"><attribute id="0" title="act" type="string"/><attribute id="1" title="polarity" type="string"/></attributes>', "<nodes>" }
    for i, node in ipairs(nodes) do
        lines[#lines + 1] = ('<node id="%d" label="%s"><attvalues><attvalue for="0" value="%s"/><attvalue for="1" value="%s"/></attvalues></node>')
            :format(i - 1, xml(node.name), xml(node.kind), xml(node.country))
    end
    lines[#lines + 1] = "</nodes>\n<edges>"
    for i, edge in ipairs(edges) do
        local head = ('<edge id="%d" source="%d" target="%d" weight="%d" label="%s">'):format(i - 1, edge.from, edge.to, edge.n, xml(edge.kind))
        local polarity = edge.polarity ~= "" and ('<attvalue for="1" value="%s"/>'):format(xml(edge.polarity)) or ""
        lines[#lines + 1] = ('%s<attvalues><attvalue for="0" value="%s"/>%s</attvalues>%s</edge>'):format(head, xml(edge.kind), polarity, spells(edge))
    end
    lines[#lines + 1] = "</edges>\n</graph>\n</gexf>\n"
    return table.concat(lines, "\n")
end

local networks = { graphml = graphml, gexf = gexf }

--- A network of who does what to whom.
-- @param question table { format =, by = "country" or none, rows = { { actor, its kind, its country, target, its kind, its country, kind of act,
-- how often, date of the documents or none, polarity or none } } }
-- @return table { text =, nodes = how many, edges = how many }
function M.write(question)
    local nodes, edges = network_of(question.rows, question.by == "country")
    return { text = networks[question.format](nodes, edges), nodes = #nodes, edges = #edges }
end

return M
