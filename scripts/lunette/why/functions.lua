-- functions.lua - what rules without a pattern (`each_document`, `each`, `lpeg`) did at certain words: the reason that their function returned.
--
-- Sits on causes.lua, show.lua and core_why.c, which notes what functions refused while the document was analysed. A reason of `each` has the row that
-- was looked at as its place; one of `each_document` is of the whole document.

local core = require "lunette.core"

local causes = require "lunette.why.causes"
local show = require "lunette.why.show"

local M = {}

local function touches(row, span)
    return row:overlaps(span)
end

-- Rows that a rule made: at the words, and in the whole document.
local function rows_of(rule, doc, span)
    local there, all = 0, 0
    for _, decl in ipairs(rule.marked) do
        for _, row in ipairs(doc:layer(decl.name)) do
            if row.rule == rule.id then
                all = all + 1
                if touches(row, span) then there = there + 1 end
            end
        end
    end
    return there, all
end

local function refusals_of(rule, span)
    local list = {}
    for _, refusal in ipairs(core.refusals()) do
        if refusal.rule == rule.id and refusal.kind ~= "error" and touches(refusal.span, span) then list[#list + 1] = refusal end
    end
    return list
end

local looked_at = {
    each = function(rule, refusal)
        return ("%s looked at \"%s\", a row of '%s', and made no row"):format(rule.id, show.shorten(refusal.span.text, 60), rule.body.each:match "^[a-z_0-9]+")
    end,
    document = function(rule) return ("%s looked at the whole document, and made no row"):format(rule.id) end,
    units = function(rule, refusal) return ("%s looked at \"%s\", and made no row"):format(rule.id, show.shorten(refusal.span.text, 60)) end,
}

-- Why nothing came of a rule that refused nothing at the words.
local function silence(rule, all)
    if all > 0 then return ("%s made %s in this document, none at these words"):format(rule.id, show.count(all, "row")) end
    if rule.kind == "each" then
        return ("%s did not look here: it is called for each row of '%s', and none is at these words"):format(rule.id, rule.body.each)
    end
    return ("%s made no row in this document"):format(rule.id)
end

local function add(list, rule, line, reason, place)
    list[#list + 1] = { rule = rule.id, line = line, reason = reason, place = place }
end

local function ask(list, rule, doc, span)
    local there, all = rows_of(rule, doc, span)
    if there > 0 then return end
    local refusals, told = refusals_of(rule, span), {}
    for _, refusal in ipairs(refusals) do
        local line = ("%s: %s"):format(looked_at[rule.kind](rule, refusal), causes.refusal_text(rule, doc, refusal))
        if not told[line] then add(list, rule, line, refusal.reason, rule.kind ~= "document" and refusal.span or nil) end
        told[line] = true
    end
    if #refusals == 0 then add(list, rule, silence(rule, all)) end
end

local function rank(one)
    return one.reason and (one.place and 1 or 2) or one.place and 3 or 4
end

--- What the rules without a pattern that are meant say of the words: reasons with a place first, then reasons, then what has none.
-- @param rules table array of compiled rules
-- @return table array of { rule = id, line = text, reason = text|nil, place = Span|nil }
function M.told(rules, doc, span)
    local list = {}
    for _, rule in ipairs(rules) do ask(list, rule, doc, span) end
    local order = {}
    for i, one in ipairs(list) do order[one] = i end
    table.sort(list, function(a, b)
        if rank(a) ~= rank(b) then return rank(a) < rank(b) end
        return order[a] < order[b]
    end)
    return list
end

return M
