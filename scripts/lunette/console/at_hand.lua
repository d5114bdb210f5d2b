-- at_hand.lua - the documents of a prompt: of a corpus or of files, analysed when they are asked for, with the rules as they are then.
--
-- Sits on corpus/corpus.lua and core.analyse. The engine has one document at hand. What `doc(3)` returns is a table that stands for the document for
-- good: whoever asks it for something makes it the one at hand, so that it can be kept, and asked again after rules were added. Spans and rows
-- cannot: they belong to the analysis that found them, and say so. What could not be read is stored in a corpus, and is none of its documents here.

local core = require "lunette.core"

local ask = require "lunette.corpus.ask"
local corpus_module = require "lunette.corpus.corpus"
local failure = require "lunette.base.failure"

local M = {}

local COLUMNS = "name, uri, title, date, language, source, country, text"

local inside = setmetatable({}, { __mode = "k" })     -- of a document's table: { session =, number =, given = }
local Document, Documents = {}, {}

-- ---- reading ----

local function of_corpus(session, number)
    local row = session.corpus:rows("SELECT " .. COLUMNS .. " FROM document WHERE id = ?", { number })()
    return row and { text = row.text, id = row.name, title = row.title, date = row.date, language = row.language, source = row.source,
        country = row.country, uri = row.uri }
end

local function meta_of(session, number)
    local meta = {}
    for row in session.corpus:rows("SELECT key, value FROM metadata WHERE document = ?", { number }) do meta[row.key] = row.value end
    return next(meta) and meta or nil
end

-- What core.analyse takes.
local function given_of(session, number)
    if not session.corpus then return session.documents[number] end
    local given = of_corpus(session, number)
    if given then given.meta = meta_of(session, number) end
    return given
end

--- The document's live object.
local function live_of(stand_in)
    local own = inside[stand_in]
    local session = own.session
    session.join()
    if session.live ~= own.number then
        session.live = nil
        session.object, session.problems = core.analyse(given_of(session, own.number))
        session.live, session.last = own.number, own.number
    end
    return session.object
end

function Document.__index(stand_in, key)
    local live = live_of(stand_in)
    local value = live[key]
    if type(value) ~= "function" then return value end
    return function(self, ...)
        if self == stand_in then self = live_of(stand_in) end
        return value(self, ...)
    end
end

function Document.__newindex() failure.raise(nil, "a document cannot be changed") end
function Document.__eq(a, b) return inside[a].number == inside[b].number end
Document.__metatable = "document"

local function stand_in_for(session, number)
    local made = session.stand_ins[number]
    if not made then
        made = setmetatable({}, Document)
        inside[made] = { session = session, number = number }
        session.stand_ins[number] = made
    end
    return made
end

-- ---- finding ----

local function count(session)
    return session.corpus and session.corpus:value "SELECT count(*) FROM document WHERE characters > 0" or #session.documents
end

local function find_in_corpus(session, which)
    if math.type(which) == "integer" then
        local id = session.corpus:value("SELECT id FROM document WHERE id = ?", { which })
        return id, id and 1 or 0
    end
    local queries = {
        "SELECT id FROM document WHERE name = ?1 OR uri = ?1 OR CAST(id AS TEXT) = ?1 LIMIT 2",
        "SELECT id FROM document WHERE instr(uri, ?1) > 0 OR instr(title, ?1) > 0 LIMIT 2",
    }
    for _, query in ipairs(queries) do
        local found = {}
        for row in session.corpus:rows(query, { tostring(which) }) do found[#found + 1] = row.id end
        if #found > 0 then return found[1], #found end
    end
    return nil, 0
end

local function find_in_files(session, which)
    if math.type(which) == "integer" then return session.documents[which] and which, 1 end
    local first, n = nil, 0
    for i, given in ipairs(session.documents) do
        if given.id == which or given.uri == which then return i, 1 end
        if (given.uri or ""):find(which, 1, true) or (given.title or ""):find(which, 1, true) then first, n = first or i, n + 1 end
    end
    return first, n
end

--- The document of a number, a name, a part of its address or its title; without one the last that was asked for.
function M.document(session, which)
    if which == nil then
        which = session.last or (count(session) > 0 and M.first(session)) or nil
        if not which then failure.raise(nil, "there is no document here") end
    end
    if type(which) ~= "string" and math.type(which) ~= "integer" then
        failure.raise(nil, ("doc takes a number or a name, not %s"):format(failure.kind(which)), 'for example doc(1), or doc "cn-0312"')
    end
    local number, n = (session.corpus and find_in_corpus or find_in_files)(session, which)
    if n == 0 or not number then
        failure.raise(nil, ("there is no document '%s'"):format(which), ("docs shows the %d there are"):format(count(session)))
    end
    if n > 1 then failure.raise(nil, ("more than one document is called '%s'"):format(which), "write more of its address or title; docs lists numbers") end
    return stand_in_for(session, number)
end

function M.first(session)
    if not session.corpus then return 1 end
    return session.corpus:value "SELECT min(id) FROM document WHERE characters > 0"
end

--- What a list shows of some documents: { number, name, date, source, title }.
function M.list(session, from, n)
    local rows = {}
    if session.corpus then
        local query = "SELECT id AS number, coalesce(name, uri) AS name, date, coalesce(source, country) AS source, title FROM document "
            .. "WHERE characters > 0 ORDER BY id LIMIT ? OFFSET ?"
        for row in session.corpus:rows(query, { n, from - 1 }) do rows[#rows + 1] = row end
        return rows
    end
    for i = from, math.min(from + n - 1, #session.documents) do
        local given = session.documents[i]
        rows[#rows + 1] = { number = i, name = given.id or given.uri, date = given.date, source = given.source or given.country, title = given.title }
    end
    return rows
end

--- Names that complete `doc "`.
function M.names(session, prefix, most)
    local names = {}
    if session.corpus then
        local query = "SELECT coalesce(name, uri) AS name FROM document WHERE substr(coalesce(name, uri), 1, ?2) = ?1 ORDER BY id LIMIT ?3"
        for row in session.corpus:rows(query, { prefix, utf8.len(prefix) or #prefix, most }) do names[#names + 1] = row.name end
        return names
    end
    for _, given in ipairs(session.documents) do
        local name = given.id or given.uri
        if name and name:sub(1, #prefix) == prefix and #names < most then names[#names + 1] = name end
    end
    return names
end

-- ---- all of them ----

function Documents.__len(docs) return count(inside[docs].session) end
Documents.__metatable = "documents"
function Documents.__newindex() failure.raise(nil, "docs cannot be changed") end

function Documents.__index(docs, key)
    local session = inside[docs].session
    if math.type(key) ~= "integer" then
        if type(key) ~= "string" then return nil end
        failure.raise(nil, ("docs has no '%s'"):format(key), "docs[1] is a document; corpus:documents() is a set that can be narrowed")
    end
    if not session.corpus then return session.documents[key] and stand_in_for(session, key) end
    local id = session.corpus:value("SELECT id FROM document WHERE characters > 0 ORDER BY id LIMIT 1 OFFSET ?", { key - 1 })
    return key > 0 and id and stand_in_for(session, id) or nil
end

--- The number and what is known of a document, and its problems; makes it the one at hand.
-- @return integer number, userdata live object, table problems
function M.inside(stand_in)
    local own = inside[stand_in]
    local live = live_of(stand_in)
    return own.number, live, own.session.problems
end

--- Is this a document's table?
function M.is(value) return type(value) == "table" and inside[value] ~= nil and getmetatable(value) == "document" end

--- Opens corpus and documents of a session.
function M.open(session, question)
    session.stand_ins = setmetatable({}, { __mode = "v" })
    if question.corpus then session.corpus = corpus_module.new(session.state, question.corpus, ask.scope(question.scope)) end
    session.docs = setmetatable({}, Documents)
    inside[session.docs] = { session = session }
end

return M
