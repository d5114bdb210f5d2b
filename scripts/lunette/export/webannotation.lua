-- webannotation.lua - W3C Web Annotations, one a line. Positions are code points, as the model wants them.
--
-- Sits on text.lua.

local failure = require "lunette.base.failure"

local text = require "lunette.export.text"

local M = {}

local CONTEXT = 32                   -- code points before and after the words, as TextQuoteSelector wants

--- The annotations of a document, a line each.
function M.document(question)
    local doc, lines = question.document, {}
    local slice, length = text.slicer(doc.text)
    local urn = (doc.uri or doc.id or ""):gsub('[%s"<>]', "_")
    local function id_of(number) return ("urn:lunette:%s#%d"):format(urn, number) end
    for _, row in ipairs(doc.annotations) do
        local bodies = { ('{"type":"TextualBody","purpose":"classifying","value":%s}'):format(text.json(row.layer)) }
        for _, name in ipairs(failure.keys(row.fields or {})) do
            local value = name .. " = " .. text.shown(row.fields[name], id_of)
            bodies[#bodies + 1] = ('{"type":"TextualBody","purpose":"describing","value":%s}'):format(text.json(value))
        end
        lines[#lines + 1] = ('{"@context":"http://www.w3.org/ns/anno.jsonld","id":%s,"type":"Annotation","generator":{"type":"Software","name":%s},"body":[%s],'
            .. '"target":{"source":%s,"selector":[{"type":"TextPositionSelector","start":%d,"end":%d},'
            .. '{"type":"TextQuoteSelector","exact":%s,"prefix":%s,"suffix":%s}]}}\n'):format(
            text.json(id_of(row.id)), text.json("lunette " .. (row.rule or "core")), table.concat(bodies, ","),
            text.json(doc.uri or doc.id or ""), row.start, row.stop, text.json(row.text),
            text.json(slice(math.max(0, row.start - CONTEXT), row.start)),
            text.json(slice(row.stop, math.min(length, row.stop + CONTEXT))))
    end
    return table.concat(lines)
end

return M
