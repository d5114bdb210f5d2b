-- units.lua - where a rule looks: the scope units that hold certain words.
--
-- Sits on the document's spans. A field of spans is looked at one by one here; the rule reads a list as one sequence.

local M = {}

local function sentences(doc, span)
    local units, last = { span.sentence }, select(2, span:bytes())
    for _, sentence in ipairs(doc:sentences()) do
        local a = sentence:bytes()
        if a > select(2, units[#units]:bytes()) and a <= last then units[#units + 1] = sentence end
    end
    return units
end

local function add_field(units, row, field, span)
    local value = row[field]
    local one = value and pcall(function() return value:bytes() end)
    for _, part in ipairs(one and { value } or value or {}) do
        if part:overlaps(span) then units[#units + 1] = part end
    end
end

local function hosts(rule, doc, span)
    local layer, field = rule.body.scope:match "^([a-z_0-9]+)%.?([a-z_0-9]*)"
    local units = {}
    for _, row in ipairs(rule.host and rule.host.condition and doc:layer(layer, rule.host.condition) or doc:at(span, layer)) do
        if field ~= "" then
            add_field(units, row, field, span)
        elseif row:overlaps(span) then
            units[#units + 1] = row
        end
    end
    return units, layer
end

--- The units of a rule at some words.
-- @return table array of spans; and the layer's name where the scope is one
function M.of(rule, doc, span)
    local scope = rule.body.scope or "sentence"
    if scope == "document" then return { doc.span } end
    if scope == "paragraph" then return { span.paragraph } end
    if scope == "sentence" then return sentences(doc, span) end
    return hosts(rule, doc, span)
end

return M
