-- align.lua - the rows of a meeting's two tellings side by side, and what both or one of them speaks of.
--
-- Sits on likeness.lua by way of the tellings of pairing.lua. Two rows are the same point when they agree in what was asked for (kind, country of
-- the target) and share some words, or when their words are so alike that a difference in kind is a difference of wording. Best pairs first,
-- each row once; a row that says again what is paired already is `again` of that pair and no row of its own.

local wording = require "lunette.wording"

local M = {}

local SOME, ALIKE, AGAIN = 0.15, 0.45, 0.5          -- scores of likeness.lua; see docs/reports.md
local AGREED = 0.3                                  -- what agreement in all fields is worth beside the words

-- ---- fields ----

local function value_of(side, layer, row, field)
    if row[field] ~= nil then return tostring(row[field]) end
    local list = field:match "^(.+)_country$"
    local corpus = side.corpus
    if not list or not corpus:has(layer .. "_" .. list) then return "" end
    local codes, seen = {}, {}
    for item in corpus:rows(("SELECT %s AS code FROM %s_%s WHERE id = ?"):format(field, layer, list), { row.id }) do
        if item.code and not seen[item.code] then seen[item.code], codes[#codes + 1] = true, item.code end
    end
    table.sort(codes)
    return table.concat(codes, ", ")
end

local function prepared(telling, layer, by)
    local rows = telling:rows(layer)
    for _, row in ipairs(rows) do
        row.words = layer == "statement" and wording.said(row) or row.content or row.text
        row.by = {}
        for i, field in ipairs(by) do row.by[i] = value_of(telling, layer, row, field) end
        row.who = value_of(telling, layer, row, "actor_country")
    end
    return rows
end

-- ---- pairs ----

local function agreement(a, b)
    local n = 0
    for i, value in ipairs(a.by) do
        if value == b.by[i] then n = n + 1 end
    end
    return #a.by > 0 and n / #a.by or 0
end

local function same_point(pool, a, b)
    if a.who ~= "" and b.who ~= "" and a.who ~= b.who then return nil end
    local agreed, words = agreement(a, b), pool:score(a.words, b.words)
    if words < (agreed == 1 and SOME or ALIKE) then return nil end
    return { a = a, b = b, score = words, agreed = agreed, rank = words + AGREED * agreed }
end

local function candidates(pool, first, second)
    local found = {}
    for i, a in ipairs(first) do
        for j, b in ipairs(second) do
            local match = same_point(pool, a, b)
            if match then
                match.order = i * #second + j
                found[#found + 1] = match
            end
        end
    end
    table.sort(found, function(x, y)
        if x.rank ~= y.rank then return x.rank > y.rank end
        return x.order < y.order
    end)
    return found
end

local function named(by, row, match)
    for i, field in ipairs(by) do row[field] = (match.a or match.b).by[i] end
    if match.a and match.b and by[1] and match.a.by[1] ~= match.b.by[1] then row[by[1]] = match.a.by[1] .. " / " .. match.b.by[1] end
    return row
end

--- Rows of a layer side by side: the method `align` of a meeting.
-- @param meeting table
-- @param layer text
-- @param given table { by = fields; "target_country" is the country of a list's elements }
-- @return table array of { a = row|nil, b = row|nil, score = of the words, and the fields of `by` }; in the order of a's text, then what only b has
function M.rows(meeting, layer, given)
    local by, pool = given.by or { "kind", "target_country" }, meeting.a.pool
    local first, second = prepared(meeting.a, layer, by), prepared(meeting.b, layer, by)
    local taken, of_a, rows = {}, {}, {}
    for _, match in ipairs(candidates(pool, first, second)) do
        local old = taken[match.a] or taken[match.b]
        if not old then
            match.again = {}
            taken[match.a], taken[match.b], of_a[match.a] = match, match, match
        elseif not (taken[match.a] and taken[match.b]) and match.score >= AGAIN then
            local row = taken[match.a] and match.b or match.a
            taken[row], old.again[#old.again + 1] = old, row
        end
    end
    local function add(match) rows[#rows + 1] = named(by, { a = match.a, b = match.b, score = match.score, again = match.again or {} }, match) end
    for _, a in ipairs(first) do
        if of_a[a] then add(of_a[a]) elseif not taken[a] then add { a = a } end
    end
    for _, b in ipairs(second) do
        if not taken[b] then add { b = b } end
    end
    return rows
end

-- ---- topics ----

local function note(topics, order, kind, name, side)
    local key = kind .. "\0" .. name:lower()
    if not topics[key] then
        topics[key] = { kind = kind, name = name }
        order[#order + 1] = topics[key]
    end
    topics[key][side] = (topics[key][side] or 0) + 1
end

local function is_party(meeting, name, country)
    for _, telling in ipairs { meeting.a, meeting.b } do
        if country and country == telling.side.code then return true end
        for _, party in ipairs(telling.parties) do
            if party.name == name then return true end
        end
    end
    return false
end

local function add_side(meeting, side, topics, order)
    local telling, corpus = meeting[side], meeting[side].corpus
    for _, document in ipairs(telling.documents) do
        for row in corpus:rows([[SELECT DISTINCT kind, name, country FROM entity
            WHERE document = ? AND kind IN ('country', 'organization') AND name IS NOT NULL ORDER BY number]], { document.id }) do
            if row.name ~= document.source and not is_party(meeting, row.name, row.country) then note(topics, order, row.kind, row.name, side) end
        end
        if corpus:has "set_phrase" then
            for row in corpus:rows("SELECT DISTINCT phrase FROM set_phrase WHERE document = ? AND phrase IS NOT NULL", { document.id }) do
                note(topics, order, "set phrase", row.phrase, side)
            end
        end
    end
end

-- Before a side is said to leave a name out, its words are searched for it.
local function in_words(telling, name)
    local wanted = name:lower()
    for _, document in ipairs(telling.held) do
        if document.text:lower():find(wanted, 1, true) then return document end
    end
end

--- What both sides, or one of them, name: the method `topics` of a meeting.
-- @return table array of { kind = "country" | "organization" | "set phrase", name =, a =, b = (in how many texts), unmarked = document|nil }
function M.topics(meeting)
    local topics, order = {}, {}
    add_side(meeting, "a", topics, order)
    add_side(meeting, "b", topics, order)
    for _, topic in ipairs(order) do
        local other = not topic.a and meeting.a or not topic.b and meeting.b
        topic.unmarked = other and in_words(other, topic.name) or nil
    end
    return order
end

return M
