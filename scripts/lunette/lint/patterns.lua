-- patterns.lua - what the linter says of patterns: alternatives never taken, gaps that walk over another actor, names of countries where codes stand, hints of
-- the language.
--
-- Sits on reach.lua, place.lua and corpus/ask.lua.

local ask = require "lunette.corpus.ask"
local pattern = require "lunette.pattern"
local place_of = require "lunette.lint.place"
local reach = require "lunette.lint.reach"

local M = {}

local levels = { capitals = "hint", parts = "warning", ["gap-at-end"] = "warning" }
local ids = { capitals = "bare-capitals", parts = "parts", ["gap-at-end"] = "gap-at-end" }
local WIDE_GAP = 8                   -- tokens from which on a gap may well hold a whole clause

local function shorten(text)
    text = text:gsub("%s+", " ")
    return #text > 50 and text:sub(1, utf8.offset(text, 0, 47) - 1) .. "…" or text
end

local function words_of(text, node)
    if text and node.at then return shorten(text:sub(node.at + 1, node.at + node.width)) end
    local fine, described = pcall(pattern.describe, node)
    return fine and shorten(described) or "?"
end

local remedies = {
    same = "leave it out, or put it before the other if it shall be preferred",
    prefix = "nothing follows the choice, so the shorter one always comes first: put the longer one before it",
    test = "leave it out",
}

local function check_reach(add, one)
    for _, found in ipairs(reach.unreachable(one.tree, one.last)) do
        local place = place_of.of_node(one.state, one.places, one.text, found.node)
        add { id = "unreachable-alternative", kind = "pattern", level = "warning", rule = one.rule, place = place,
            message = ("`%s` is never taken: `%s` before it takes all that it matches"):format(words_of(one.text, found.node), words_of(one.text, found.by)),
            hint = remedies[found.why] }
    end
end

-- ---- gaps ----

local function is_mention(state, name)
    local decl = state.layers[name]
    if not decl then return false end
    for _, member in ipairs(decl.any and decl.members or { decl }) do
        if member.mention then return true end
    end
    return false
end

local function holds_mention(state, node)
    if node.tag == "layer" then return is_mention(state, node[1]) end
    if node.tag ~= "capture" and node.tag ~= "choice" and node.tag ~= "seq" then return false end
    for _, child in ipairs(node) do
        if type(child) == "table" and holds_mention(state, child) then return true end
    end
    return false
end

local function check_gaps(add, one, node)
    local named
    for _, child in ipairs(node.tag == "seq" and node or {}) do
        if child.tag == "gap" and named and not child.except and (child.max == -1 or child.max >= WIDE_GAP) then
            add { id = "gap-over-actor", kind = "gap", level = "hint", rule = one.rule, place = place_of.of_node(one.state, one.places, one.text, child),
                message = ("`%s` may walk from %s over another name to what follows"):format(words_of(one.text, child), words_of(one.text, named)),
                hint = ("...!@actor stops at the next one: “Norway said that Peru supports it” is not Norway's support") }
        end
        if holds_mention(one.state, child) then named = child end
    end
    for _, child in ipairs(node) do
        if type(child) == "table" and not child.origin then check_gaps(add, one, child) end
    end
end

-- ---- conditions on countries ----

local function is_country(decl, name)
    local field = decl and decl.fields[name]
    return field and field.type.kind == "country" or false
end

-- Does the path of a condition ("country", "actor.country") lead to a field that holds codes?
local function holds_codes(state, decl, path)
    local first, rest = path:match "^([^.]+)%.?(.*)$"
    local field = decl.fields[first]
    if rest == "" or not field then return is_country(decl, first) end
    if field.type.kind == "annotation" then return is_country(state.layers[field.type.target], rest) end
    for _, other in pairs(field.type.kind == "entity" and state.layers or {}) do
        if other.mention and is_country(other, rest) then return true end
    end
    return false
end

local function check_value(add, one, node, value)
    local code = not value:find "^%u%u$" and ask.country_code(value)
    if not code then return end
    add { id = "country-name", kind = "pattern", level = "warning", rule = one.rule, place = place_of.of_node(one.state, one.places, one.text, node),
        message = ("`%s` holds codes of countries, and is never %s"):format(node[1], value), hint = ("write %s = %s"):format(node[1], code) }
end

local function check_condition(add, one, decl, node)
    if node.tag == "compare" and (node.op == "=" or node.op == "!=") then
        local coded = false
        for _, member in ipairs(decl.any and decl.members or { decl }) do coded = coded or holds_codes(one.state, member, node[1]) end
        for _, value in ipairs(coded and node.values or {}) do check_value(add, one, node, value) end
    end
    for _, child in ipairs(node) do
        if type(child) == "table" then check_condition(add, one, decl, child) end
    end
end

local function check_countries(add, one, node)
    local decl = node.tag == "layer" and node.where and one.state.layers[node[1] ]
    if decl then check_condition(add, one, decl, node.where) end
    for _, child in ipairs(node) do
        if type(child) == "table" and not child.origin then check_countries(add, one, child) end
    end
end

local function check_hints(add, one)
    for _, hint in ipairs(one.hints or {}) do
        local place = place_of.of_node(one.state, one.places, one.text, { at = hint.at, width = hint.width_bytes })
        add { id = ids[hint.code] or "pattern", kind = "pattern", level = levels[hint.code] or "hint", rule = one.rule, place = place,
            message = hint.message, hint = hint.hint }
    end
end

--- Checks one pattern.
-- @param add function takes a finding
-- @param one table { state =, tree =, text =, places =, hints =, last = whether nothing follows it, rule = }
function M.check(add, one)
    check_hints(add, one)
    check_reach(add, one)
    check_gaps(add, one, one.tree)
    check_countries(add, one, one.tree)
end

return M
