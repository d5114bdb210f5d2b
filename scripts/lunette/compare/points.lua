-- points.lua - what a telling says, point by point: the acts that rules marked, and the sentences, or what is left of them, that none marked.
--
-- Sits on likeness.lua and force.lua by way of a telling. What no rule marked is a point, too: else the other side's act finds nothing to stand beside and
-- reads as "only". The sentence that tells of the encounter itself is none, nor is what stands around the text: headlines, who is behind it. Names
-- of those who took part are left out of the words that are compared: they stand everywhere.

local likeness = require "lunette.compare.likeness"
local parties = require "lunette.compare.parties"

local M = {}

local TITLE = 0.8                    -- of a title's words: a sentence that has them and no others is the title
local MONTH = 7                      -- letters of a month: that both name a year is no point in common
local DATELINE = 45                  -- bytes of the longest one
local LEAST = 3                      -- words that say something, for a rest of a sentence to be a point
local WORDS_OF_SPEAKER, WORDS_OF_ATTRIBUTION = 6, 14       -- that say who said something, and where: more say what

-- ---- what is known of a place in a document ----

local function dates_of(corpus, document)
    local dates = {}
    if not corpus:has "date" then return dates end
    for row in corpus:rows("SELECT start, stop, value FROM date WHERE document = ? AND value IS NOT NULL AND type = 'DATE' ORDER BY start", { document }) do
        dates[#dates + 1] = row
    end
    return dates
end

local function values_in(dates, start, stop)
    local values = {}
    for _, date in ipairs(dates) do
        if date.start >= start and date.stop <= stop and #date.value >= MONTH then values[#values + 1] = "#" .. date.value end
    end
    return values
end

local function add_names(set, telling)
    for _, list in ipairs { telling.parties, telling.beside } do
        for _, party in ipairs(list) do
            for word in parties.plain(party.kind == "person" and party.name or ""):gmatch "[%w\128-\255]+" do set[word] = true end
        end
    end
end

--- The words of the names of all who took part in meetings, by either telling.
-- @param meetings table array
-- @return table set
function M.names(meetings)
    local set = {}
    for _, meeting in ipairs(meetings) do
        add_names(set, meeting.a)
        add_names(set, meeting.b)
    end
    return set
end

-- ---- rests ----

local function overlaps(row, start, stop)
    return row.start < stop and row.stop > start
end

local JOINS = { ["and"] = true, ["or"] = true, but = true, ["while"] = true, ["whereas"] = true }

-- `open`: it goes on into what stands behind it.
local function cut(sentence, start, stop)
    local text = sentence.text
    local first = utf8.offset(text, start - sentence.start + 1)
    local last = utf8.offset(text, stop - sentence.start + 1) - 1
    local from, to = text:find("[%w\128-\255]", first), last
    if not from or from > last then return nil end
    local open = text:sub(from, to):match "([%w\128-\255]+)%s*$"
    while to > from and text:find("^[%s,;:]", to) do to = to - 1 end
    return { text = text:sub(from, to), start = start + utf8.len(text, first, from - 1), stop = start + utf8.len(text, first, to),
        open = open ~= nil and not JOINS[open] }
end

-- Where acts and their conditions stand: "pledged to sign | if Peru does" is one point.
local function stretches_of(sentence, acts)
    local found = {}
    for _, act in ipairs(acts) do
        if overlaps(act, sentence.start, sentence.stop) then
            found[#found + 1] = act
            if act.condition_start then found[#found + 1] = { start = act.condition_start, stop = act.condition_stop } end
        end
    end
    table.sort(found, function(x, y) return x.start < y.start end)
    return found
end

local function rests_of(sentence, acts)
    local rests, from = {}, sentence.start
    local function add(to)
        if to > from then rests[#rests + 1] = cut(sentence, from, to) end
    end
    for _, stretch in ipairs(stretches_of(sentence, acts)) do
        add(math.min(stretch.start, sentence.stop))
        from = math.max(from, math.min(stretch.stop, sentence.stop))
    end
    add(sentence.stop)
    return rests
end

-- ---- the points ----

local function as_row(rest, document)
    rest.document, rest.document_source, rest.document_country, rest.document_date = document.id, document.source, document.country, document.date
    rest.document_title, rest.document_uri, rest.unmarked = document.title, document.uri, true
    return rest
end

-- "On the gas hub, the two sides": of what the acts behind it in the sentence speak, by the words that open it.
local OPENINGS = { "on ", "regarding ", "concerning ", "as for ", "as regards ", "as to ", "with regard to ", "with respect to ", "turning to ",
    "in the field of ", "in the area of ", "on the subject of ", "with reference to ", "touching on " }

local function topic_of(rest)
    local text = rest.text:lower()
    for _, opening in ipairs(OPENINGS) do
        if text:sub(1, #opening) == opening then return rest.text:match "^(.-)," or rest.text end
    end
end

-- Gives the acts of a sentence the topic that opens it. Is the rest before them no more than that, and who speaks?
local function take_topic(sentence, rest, acts)
    local topic, first = rest.start == sentence.start and topic_of(rest), nil
    for _, act in ipairs(topic and acts or {}) do
        if overlaps(act, sentence.start, sentence.stop) and act.start >= rest.stop then act.about, first = topic, first or act end
    end
    return first ~= nil
end

-- Gives an act the words that go on into it, "A new link from Lima to": they are no point without it.
local function take_frame(sentence, rest, acts)
    for _, act in ipairs(rest.open and acts or {}) do
        if overlaps(act, sentence.start, sentence.stop) and act.start >= rest.stop then
            act.about = (act.about and act.about .. ". " or "") .. rest.text
            return true
        end
    end
    return false
end

local function is_of_encounter(telling, document, sentence)
    for _, mark in ipairs(telling.marks) do
        if mark.document == document.id and overlaps(mark, sentence.start, sentence.stop) then return true end
    end
    return false
end

-- ---- what is no point ----

-- What stands around a text, as its sentences say it.
local FURNITURE = { "below is attributable to", "following is attributable to", "attributable to spokes", "attributable to the spokes",
    "for immediate release", "following is a readout", "following is the text", "following is a transcript", "following statement was",
    "following readout was", "unofficial translation", "check against delivery", "for further information", "for more information", "media contact",
    "press contact", "media enquiries", "media inquiries", "all rights reserved", "photo credit" }

-- Ends it like a sentence, a closing quotation mark (bytes of U+2019, U+201D) aside?
local function is_finished(text)
    return text:find "[.!?][\"')%]\x80-\xBF\xE2]*$" ~= nil or text:find "\xE2\x80\xA6$" ~= nil or text:find "\xE3\x80\x82$" ~= nil
end

-- "Oslo, 4 March 2026.": where and when a text was written.
local function is_dateline(text)
    return text:find "^%u[^.!?%d]*,%s+%d%d?%.?%s+%u%l+%s+%d%d%d%d%.?$" ~= nil or text:find "^%u[^.!?%d]*,%s+%u%l+%s+%d%d?,%s+%d%d%d%d%.?$" ~= nil
end

-- Is it the title again, who is behind the text, or an opening of what follows ("The minister said:")?
local function is_furniture(text, title)
    if text:find ":$" or #text <= DATELINE and is_dateline(text) then return true end
    local words = text:lower()
    for _, phrase in ipairs(FURNITURE) do
        if words:find(phrase, 1, true) then return true end
    end
    local shorter, longer = likeness.in_common(text, title or "")
    return shorter == 1 and longer >= TITLE
end

-- "Minister Keller said at a joint press conference": who said it and where, behind a quotation that is a point of its own.
local SAID = { "said", "says", "told", "added", "stressed", "emphasized", "emphasised", "stated", "noted", "underlined", "underscored", "declared", "explained",
    "concluded", "remarked" }
local WHERE = { at = true, during = true, ["in"] = true, on = true, after = true, following = true, before = true, to = true, reporters = true,
    journalists = true, [""] = true }

local function is_attribution(text)
    local line, n = " " .. text:lower():gsub("[.\"\x80-\xBF\xE2]*$", "") .. " ", select(2, text:gsub("%S+", ""))
    if n > WORDS_OF_ATTRIBUTION or line:find(" that ", 1, true) then return false end
    for _, verb in ipairs(SAID) do
        local start, stop = line:find(" " .. verb .. " ", 1, true)
        if start then return not line:sub(1, start):find "[,;:]" and select(2, line:sub(1, start):gsub("%S+", "")) <= WORDS_OF_SPEAKER
            and WHERE[line:match("^%w*", stop + 1)] or false end
    end
    return false
end

-- The sentences without lines above the first one that ends like a sentence: headlines, places, dates.
local function sentences_of(document)
    local found, first = {}, nil
    local all = likeness.sentences(document.text)
    for i, sentence in ipairs(all) do first = first or is_finished(sentence.text) and i or nil end
    for i = first or 1, #all do
        if not is_furniture(all[i].text, document.title) then found[#found + 1] = all[i] end
    end
    return found
end

--- The sentences and rests of sentences of a telling's documents that no act stands in, as rows with `unmarked`.
-- @param telling table
-- @param acts table array of its rows of acts
-- @param names set of words that say nothing here
function M.unmarked(telling, acts, names)
    local found = {}
    for _, document in ipairs(telling.documents) do
        local own = {}
        for _, act in ipairs(acts) do
            if act.document == document.id then own[#own + 1] = act end
        end
        table.sort(own, function(x, y) return x.start < y.start end)
        for _, sentence in ipairs(telling.first_of[document.id] == telling and sentences_of(document) or {}) do
            for _, rest in ipairs(is_of_encounter(telling, document, sentence) and {} or rests_of(sentence, own)) do
                local says_much = not take_topic(sentence, rest, own) and likeness.count(rest.text, names) >= LEAST
                if says_much and not take_frame(sentence, rest, own) and not is_attribution(rest.text) then found[#found + 1] = as_row(rest, document) end
            end
        end
    end
    return found
end

--- Measures rows for comparison: `row.measured`.
function M.measure(telling, rows, names)
    local dates = {}
    for _, row in ipairs(rows) do
        dates[row.document] = dates[row.document] or dates_of(telling.corpus, row.document)
        local words = row.about and row.about .. ". " .. row.words or row.words
        row.measured = telling.pool:measure(words, { names = names, values = values_in(dates[row.document], row.start, row.stop) })
    end
end

return M
