-- search.lua - `try` and `hits` at the prompt: what a pattern matches, what the rules mark, in the corpus or in the files.
--
-- Sits on declare/extend.lua, at_hand.lua and core.search_corpus, which reads of a corpus the documents that can hold something. A pattern is a rule `try` of
-- the prompt, declared anew each time, whose captures are fields.

local core = require "lunette.core"

local extend = require "lunette.declare.extend"
local failure = require "lunette.base.failure"
local layer = require "lunette.declare.layer"
local patterns = require "lunette.plan.patterns"
local rule = require "lunette.declare.rule"

local M = {}

local MOST = 1000                    -- hits that are kept, unless more are asked for
local CONTEXT = 60                   -- bytes of text on either side

local Hits = { __metatable = "hits" }

local function options_of(what, options)
    if options == nil then return { n = MOST } end
    if not failure.is_plain(options) then failure.raise(nil, what .. ": options are a table", "for example { n = 50 }") end
    failure.check_keys(nil, what, options, { n = true })
    if math.type(options.n) ~= "integer" or options.n < 1 then
        failure.raise(nil, ("%s: n is %s"):format(what, tostring(options.n)), "a whole number from 1 on")
    end
    return options
end

local function whole(text, from, to)
    while from > 1 and from <= #text and (text:byte(from) & 0xC0) == 0x80 do from = from - 1 end
    while to < #text and (text:byte(to + 1) & 0xC0) == 0x80 do to = to + 1 end
    return text:sub(from, to)
end

-- A row or span by its words, an entity by its name.
local function text_of(value)
    if type(value) ~= "userdata" then return tostring(value) end
    return getmetatable(value) == "entity" and value.name or value.text
end

--- The fields of a row as text: an array of { name, text }.
function M.fields(state, row)
    local made = {}
    for _, name in ipairs(state.layers[row.layer].field_order) do
        local value = row[name]
        if type(value) == "table" and not getmetatable(value) then -- lists show `false`
            local parts = {}
            for i = 1, #value do parts[i] = text_of(value[i]) end
            if #parts > 0 then made[#made + 1] = { name, table.concat(parts, "; ") } end
        elseif value ~= nil then
            made[#made + 1] = { name, text_of(value) }
        end
    end
    return made
end

local function hit_of(session, doc, row, number)
    local text = doc.text
    local first, last = row:bytes()
    local hit = {
        text = row.text, left = whole(text, math.max(1, first - CONTEXT), first - 1), right = whole(text, last + 1, last + CONTEXT), first = first,
        document = doc.id or doc.uri, number = number, fields = {},
    }
    for _, field in ipairs(M.fields(session.state, row)) do hit.fields[field[1]] = field[2] end
    return hit
end

-- Documents one by one: a live object and its number.
local function each_document(session, decl)
    if session.corpus then
        local read = core.search_corpus(decl.number)
        return function()
            local doc = read()
            if doc then return doc, nil end
        end
    end
    local i = 0
    return function()
        i = i + 1
        if session.documents[i] then return (core.analyse(session.documents[i])), i end
    end
end

local function number_of(session, numbers, uri)
    if numbers[uri] == nil then numbers[uri] = session.corpus:value("SELECT id FROM document WHERE uri = ?", { uri }) or false end
    return numbers[uri] or nil
end

local function collect(session, decl, most)
    local hits = setmetatable({ documents = 0, searched = #session.docs, more = false, layer = decl.name }, Hits)
    local numbers = {}
    session.live = nil                                   -- the engine's document is another from here on
    for doc, number in each_document(session, decl) do
        local rows = doc:layer(decl.name)
        if #rows > 0 then hits.documents = hits.documents + 1 end
        for _, row in ipairs(rows) do
            if #hits == most then
                hits.more = true
                return hits
            end
            hits[#hits + 1] = hit_of(session, doc, row, number or number_of(session, numbers, doc.uri))
        end
    end
    return hits
end

--- What a pattern matches.
-- @param pattern text or pattern object
function M.try(session, place, pattern, options)
    local state = session.state
    options = options_of("try", options)
    if type(pattern) ~= "string" and not patterns.is(pattern) then
        failure.raise(nil, ("try takes a pattern, not %s"):format(failure.kind(pattern)), "for example try [[ @actor ~hope to ]]")
    end
    session.join()                                       -- what is typed before it in the same line
    extend.take_rule_out(state, "console.try")
    local made = rule.declare(state, session.plugin, place, "try", { match = pattern, mark = "try" })
    made.is_try, made.text = true, type(pattern) == "string" and pattern or made.text
    session.plugin.dirty = true
    session.join()
    return collect(session, state.layers.try, options.n)
end

--- The rows of a layer, as the rules find them now.
-- @param name text
-- @param options table|nil { n = most }
function M.hits(session, name, options)
    options = options_of("hits", options)
    session.join()
    local decl = layer.get(session.state, nil, "hits", tostring(name))
    if decl.any then
        failure.raise(nil, ("hits: '%s' stands for several layers"):format(name), "ask for one of them: " .. table.concat(decl.any, ", "))
    end
    return collect(session, decl, options.n)
end

return M
