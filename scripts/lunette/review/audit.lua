-- audit.lua - a sample of annotations for people to judge, and what their answers say of a rule: precision with its interval.
--
-- Sits on corpus/ask.lua, corpus/corpus.lua, report/highlight.lua, base/picks.lua, base/stats.lua. Rows of the layer are numbered in the order of documents
-- and places, and base/picks.lua says which of them are the sample.

local ask = require "lunette.corpus.ask"
local corpus_module = require "lunette.corpus.corpus"
local failure = require "lunette.base.failure"
local highlight = require "lunette.report.highlight"
local picks = require "lunette.base.picks"
local stats = require "lunette.base.stats"

local M = {}

local standard = { id = true, key = true, document = true, start = true, stop = true, text = true, rule = true, run = true, entity_id = true }
local FIELD_LENGTH = 48                         -- characters shown of a field
local EXAMPLE = "lunette audit readouts.db act.kind=pledge --n 50"

-- ---- what is asked for ----

-- "act", "act.kind=pledge,offer": the layer, and conditions as sets take them.
local function read_asked(words)
    local layer, conditions
    for _, word in ipairs(words) do
        local name, rest = word:match "^([a-z][a-z0-9_]*)(.*)$"
        if not name or (layer and name ~= layer) then
            failure.raise(nil, ("audit: '%s' is not a layer with a field"):format(word), "for example " .. EXAMPLE)
        end
        layer, conditions = name, conditions or {}
        if rest ~= "" then
            local field, values = rest:match "^%.([a-z][a-z0-9_]*)=(.+)$"
            if not field then
                failure.raise(nil, ("audit: '%s': after the layer stands .field=value"):format(word), "for example " .. EXAMPLE)
            end
            local list = {}
            for value in values:gmatch "[^,]+" do list[#list + 1] = value end
            conditions[field] = list
        end
    end
    if not layer then failure.raise(nil, "audit: no layer is named", EXAMPLE) end
    return layer, conditions
end

local function population(corpus, layer, conditions)
    local set = corpus:annotations(layer, conditions)
    if layer == "actor" or not set.columns.key then failure.raise(nil, ("audit: '%s' is no layer with rows of its own"):format(layer), EXAMPLE) end
    return set
end

-- ---- the sample ----

local function answers(corpus, layer)
    local by_key = {}
    if not corpus:has "audit" then return by_key end
    for row in corpus:rows("SELECT key, verdict, asked, seed, id, rule, fields FROM audit WHERE layer = ? AND present", { layer }) do by_key[row.key] = row end
    return by_key
end

-- The paragraph shows the words; a field only tells which.
local function short(text)
    text = text:gsub("%s+", " ")
    if (utf8.len(text) or #text) <= FIELD_LENGTH then return text end
    return text:sub(1, utf8.offset(text, FIELD_LENGTH) - 1) .. "…"
end

local function fields_of(set, row)
    local fields = {}
    for _, name in ipairs(failure.keys(set.columns)) do
        local base = name:match "^(.+)_start$" or name:match "^(.+)_stop$" or name:match "^(.+)_id$" or name:match "^(.+)_mention$"
        if not standard[name] and not (base and set.columns[base]) and row[name] ~= nil then
            fields[#fields + 1] = { name = name, value = short(tostring(row[name])) }
        end
    end
    return fields
end

local function item_of(corpus, set, id)
    local found
    for row in corpus:rows(("SELECT * FROM %s WHERE id = ?"):format(set.layer), { id }) do found = row end
    local about
    for row in corpus:rows("SELECT uri, title, date, source, country, text FROM document WHERE id = ?", { found.document }) do about = row end
    local before, words, after = highlight.around(about.text, found.start, found.stop)
    return {
        key = found.key, id = found.id, rule = found.rule, layer = set.layer, before = before, text = words, after = after,
        fields = fields_of(set, found), uri = about.uri, title = about.title, date = about.date, source = about.source,
        country = about.country and ask.country_name(about.country),
    }
end

local function check_number(value, what, fallback)
    local number = value == nil and fallback or math.tointeger(value)
    if not number or number < 0 or number > 1000000 then failure.raise(nil, ("audit: %s is no whole number up to a million"):format(what), EXAMPLE) end
    return number
end

--- What is to be judged: { asked =, seed =, population =, judged =, items = { … } } in the order of the sample; judged rows are left out.
-- @param state table the registry
-- @param question table { corpus =, words =, n =, seed =, scope = }
function M.sample(state, question)
    local corpus = corpus_module.new(state, question.corpus, ask.scope(question.scope))
    local layer, conditions = read_asked(question.words)
    local set = population(corpus, layer, conditions)
    local n, seed = check_number(question.n, "--n", 50), check_number(question.seed, "--seed", 1)
    local asked, by_key, here = table.concat(question.words, " "), answers(corpus, layer), {}
    local ids, keys = set:ids(), {}
    if next(by_key) then
        for row in corpus:rows(("SELECT a.id AS id, a.key AS key FROM audit u JOIN %s a ON a.id = u.id WHERE u.layer = ?"):format(layer), { layer }) do
            keys[row.id], here[row.key] = row.key, true
        end
    end
    -- Rows that were judged in this sample and rejected since are no longer in the layer; they count towards n.
    local gone = 0
    for key, answer in pairs(by_key) do
        if not here[key] and answer.asked == asked and answer.seed == seed then gone = gone + 1 end
    end
    local items, judged = {}, gone
    for _, at in ipairs(picks.of(#ids, math.max(n - gone, 0), seed)) do
        local id = ids[at + 1]
        if keys[id] then judged = judged + 1 else items[#items + 1] = item_of(corpus, set, id) end
    end
    corpus_module.finish(corpus)
    return { asked = asked, seed = seed, population = #ids + gone, judged = judged, items = items }
end

-- ---- what the answers say ----

local function tally(groups, order, name, verdict)
    local group = groups[name]
    if not group then
        group = { name = name, yes = 0, judged = 0 }
        groups[name], order[#order + 1] = group, group
    end
    group.judged = group.judged + 1
    if verdict == "yes" then group.yes = group.yes + 1 end
end

local function finish(order)
    for _, group in ipairs(order) do
        group.precision = group.yes / group.judged
        group.low, group.high = stats.wilson(group.yes, group.judged)
    end
    table.sort(order, function(a, b)
        if a.judged ~= b.judged then return a.judged > b.judged end
        return a.name < b.name
    end)
    return order
end

--- The value of a field in what an answer kept of its row: "kind=pledge; polarity=positive".
local function field_in(fields, name)
    for key, value in (fields or ""):gmatch "([a-z0-9_]+)=([^;]+)" do
        if key == name then return value end
    end
end

--- Answers on the documents that are asked for, by a group: { { name =, yes =, judged =, precision =, low =, high = } }, most judged first.
-- @param corpus table
-- @param by text "rule", "asked", or a field of the layer
-- @param layer text|nil of this layer alone
-- @param asked text|nil of this question alone
function M.groups(corpus, by, layer, asked)
    local groups, order, within = {}, {}, corpus:asked_for()
    if not corpus:has "audit" then return order end
    for row in corpus:rows([[SELECT document, rule, fields, verdict, asked FROM audit WHERE present AND (?1 IS NULL OR layer = ?1)
        AND (?2 IS NULL OR asked = ?2)]], { layer, asked }) do
        local name = by == "rule" and row.rule or by == "asked" and row.asked or field_in(row.fields, by)
        if name and (not within or within[row.document]) then tally(groups, order, name, row.verdict) end
    end
    return finish(order)
end

--- "0.92 [0.81, 0.97], 50 judged": how a figure is qualified.
function M.words(group)
    if not group then return nil end
    return ("%.2f [%.2f, %.2f], %d judged"):format(group.precision, group.low, group.high, group.judged)
end

--- The answers as a table for people: { rows = { { name =, …, words = } } }.
-- @param question table { corpus =, words =, by = }
function M.summary(state, question)
    local corpus = corpus_module.new(state, question.corpus, ask.scope(nil))
    local asked = question.words and #question.words > 0 and table.concat(question.words, " ") or nil
    local by = question.by or "asked"
    local rows = M.groups(corpus, by, nil, asked)
    if question.by and by ~= "asked" and by ~= "rule" and #rows == 0 and #M.groups(corpus, "asked", nil, asked) > 0 then
        failure.raise(nil, ("audit: no answer is of a row with '%s'"):format(by), "--by rule, or a field of the layer that is an enum, such as kind")
    end
    for _, row in ipairs(rows) do row.words = M.words(row) end
    corpus_module.finish(corpus)
    return { rows = rows }
end

return M
