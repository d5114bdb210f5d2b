-- plain.lua - values of the prompt as plain tables, for JSON: what a program reads in place of what show.lua draws.
--
-- Sits on at_hand.lua and search.lua. Bounded in depth; functions are told by the word alone.

local at_hand = require "lunette.console.at_hand"
local pattern = require "lunette.pattern"
local search = require "lunette.console.search"

local M = {}

local DEEPEST = 8

local function of_span(value)
    local first, last = value:bytes()
    return { text = value.text, first = first, last = last }
end

local function of_annotation(session, value)
    local made = of_span(value)
    made.layer, made.rule, made.fields = value.layer, value.rule, {}
    for _, field in ipairs(search.fields(session.state, value)) do made.fields[field[1]] = field[2] end
    return made
end

local function of_document(value)
    local number, live = at_hand.inside(value)
    return { number = number, id = live.id, uri = live.uri, title = live.title, date = live.date, source = live.source, country = live.country,
        language = live.language, text = live.text }
end

local function of_counts(counts)
    local made = {}
    for key, n in counts:each() do made[key] = type(n) == "table" and of_counts(n) or n end
    return made
end

local function of_table(session, value, depth)
    if depth > DEEPEST then return "{…}" end
    local made = {}
    for key, item in next, value do
        made[(type(key) == "string" or math.type(key) == "integer") and key or tostring(key)] = M.of(session, item, depth + 1)
    end
    return made
end

local by_kind = {
    annotation = of_annotation,
    span = function(_, value) return of_span(value) end,
    match = function(_, value) return of_span(value) end,
    entity = function(_, value) return { kind = value.kind, name = value.name, identity = value.identity } end,
    document = function(_, value) return of_document(value) end,
    documents = function(session, value) return at_hand.list(session, 1, #value) end,
    lexicon = function(_, value) return { phrases = #value, fields = value:names() } end,
    corpus = function(session, value) return { name = value.name, documents = #session.docs } end,
    pattern = function(_, value) return pattern.source(value) or pattern.describe((pattern.tree(value))) end,
}

--- A value without objects.
function M.of(session, value, depth)
    local meta = getmetatable(value)
    if meta == require("lunette.corpus.sets").class then return value:rows() end
    if meta == require("lunette.corpus.counts").class then return of_counts(value) end
    if type(value) ~= "table" and type(value) ~= "userdata" then
        if type(value) == "function" then return "a function" end
        return value
    end
    if by_kind[meta] then return by_kind[meta](session, value) end
    if type(value) == "userdata" then return "a " .. tostring(meta) end
    return of_table(session, value, depth or 1)
end

return M
