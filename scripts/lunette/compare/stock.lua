-- stock.lua - the stock phrases of some texts: set phrases that rules marked, and runs of words that keep coming back.
--
-- Sits on likeness.lua (function words, stems are not used: a stock phrase is exact). A recurring run has four words or more within one sentence,
-- stands in half of the texts, or in three of the last eight and none before, and holds two words that say something, one of them without a capital (a name
-- is no phrase). Runs are grown word by word (Agrawal and Srikant, 1994: what is frequent has frequent parts) and only the longest are kept.

local likeness = require "lunette.compare.likeness"

local M = {}

local SHORTEST, LONGEST = 4, 24      -- words of a recurring run
local LATE, LATE_LEAST = 8, 3        -- texts at the end in which a new run is looked for; in so many of them, and in none before
local TEXTS_MAX = 400                -- the latest are read: what was stock before is not what is missed now
local NEARLY = 0.9                   -- a longer run in so many of a shorter one's texts stands for it
local PHRASES_MAX = 40

-- ---- words with their places ----

-- The words of a text, each with its bytes; a false stands where a sentence or line ends.
local function words_of(text)
    local words, at = {}, 1
    while true do
        local start, stop = text:find("[%w\128-\255'-]+", at)
        if not start then break end
        if text:sub(at, start - 1):find "[.!?:;\n]" then words[#words + 1] = false end
        local word = text:sub(start, stop):gsub("^\xE2\x80[\x9C-\x9F]", ""):gsub("\xE2\x80[\x9C-\x9F]$", "")
        words[#words + 1] = { same = word:lower(), start = start, stop = stop, low = not word:find "^%u", number = word:find "%d" ~= nil,
            says = likeness.says(word) }
        at = stop + 1
    end
    return words
end

-- ---- growing ----

-- The words of all texts as numbers, at their places; nothing where a sentence ends or a number stands.
local function numbered(texts)
    local numbers, n, places = {}, 0, {}
    for d, words in ipairs(texts) do
        places[d] = {}
        for i, word in ipairs(words) do
            if word and not word.number then
                if not numbers[word.same] then n, numbers[word.same] = n + 1, n + 1 end
                places[d][i] = numbers[word.same]
            end
        end
    end
    return places
end

-- Runs that are a word longer: where two runs of the level below stand one after the other. A run is told by the numbers of these two.
local function count(texts, below)
    local found = {}
    for d, words in ipairs(texts) do
        local places = below[d]
        for i = 1, #words - 1 do
            local left, right = places[i], places[i + 1]
            if left and right then
                local key = left << 32 | right
                local item = found[key]
                if not item then
                    item = { texts = 0, late = 0, left = left, right = right, d = d, at = i, last = 0 }
                    found[key] = item
                end
                if item.last ~= d then item.last, item.texts, item.late = d, item.texts + 1, item.late + (#texts - d < LATE and 1 or 0) end
            end
        end
    end
    return found
end

-- The frequent ones with new numbers: { number → item }, and where each stands.
local function frequent(texts, below, found, enough)
    local kept, places = {}, {}
    for d, words in ipairs(texts) do
        local own, old = {}, below[d]
        for i = 1, #words - 1 do
            local item = old[i] and old[i + 1] and found[old[i] << 32 | old[i + 1]]
            if item and enough(item) then
                if not item.number then item.number, kept[#kept + 1] = #kept + 1, item end
                own[i] = item.number
            end
        end
        places[d] = own
    end
    return kept, places
end

local function says_something(texts, item, n)
    local says, low = 0, 0
    for j = item.at, item.at + n - 1 do
        local word = texts[item.d][j]
        if word.says then says, low = says + 1, low + (word.low and 1 or 0) end
    end
    return says >= 2 and low >= 1
end

local function key_of(words, at, n)
    local parts = {}
    for j = at, at + n - 1 do
        if not words[j] then return nil end
        parts[#parts + 1] = words[j].same
    end
    return table.concat(parts, " ")
end

-- A run that a longer one holds nearly always is not kept beside it.
local function drop_parts(longer, shorter)
    for _, item in ipairs(longer) do
        for _, number in ipairs { item.left, item.right } do
            local old = shorter[number]
            if old and item.texts >= NEARLY * old.texts then old.part = true end
        end
    end
end

local function overlap(a, b)
    if (" " .. a .. " "):find(" " .. b .. " ", 1, true) or (" " .. b .. " "):find(" " .. a .. " ", 1, true) then return true end
    for _, pair in ipairs { { a, b }, { b, a } } do
        local words = 0
        for at in (pair[1] .. " "):gmatch "() " do
            words = words + 1
            local head = pair[1]:sub(1, at - 1)
            if words >= SHORTEST - 1 and pair[2]:sub(-#head) == head then return true end
        end
    end
    return false
end

local function choose(found)
    table.sort(found, function(a, b)
        if a.n * a.texts ~= b.n * b.texts then return a.n * a.texts > b.n * b.texts end
        return a.key < b.key
    end)
    local kept = {}
    for _, item in ipairs(found) do
        local free = #kept < PHRASES_MAX
        for _, other in ipairs(kept) do free = free and not overlap(item.key, other.key) end
        if free then kept[#kept + 1] = item end
    end
    return kept
end

local function recurring(texts, share)
    local least = math.max(SHORTEST, math.ceil(share * #texts))
    local function enough(item) return item.texts >= least or (item.late >= LATE_LEAST and item.late == item.texts) end
    local found, n, level, places = {}, 1, {}, numbered(texts)
    repeat
        local longer, further = frequent(texts, places, count(texts, places), enough)
        if n > 1 then drop_parts(longer, level) end
        for _, item in ipairs(n >= SHORTEST and level or {}) do
            if not item.part and says_something(texts, item, n) then
                found[#found + 1] = { key = key_of(texts[item.d], item.at, n), n = n, texts = item.texts }
            end
        end
        level, places, n = longer, further, n + 1
    until #level == 0 or n > LONGEST
    return choose(found)
end

-- ---- uses ----

local function code_points(text, byte)
    return utf8.len(text, 1, byte - 1, true) or byte - 1
end

local function use_of(document, words, run)
    local first = run.key:match "^[^ ]+"
    for i = 1, #words - run.n + 1 do
        if words[i] and words[i].same == first and key_of(words, i, run.n) == run.key then
            local start, stop = words[i].start, words[i + run.n - 1].stop
            return { document = document.id, start = code_points(document.text, start), stop = code_points(document.text, stop + 1),
                text = document.text:sub(start, stop) }
        end
    end
end

local function add_set_phrases(corpus, documents, found)
    if not corpus:has "set_phrase" then return end
    local by_name = {}
    for _, document in ipairs(documents) do
        for row in corpus:rows("SELECT id, phrase, start, stop, text FROM set_phrase WHERE document = ? AND phrase IS NOT NULL ORDER BY start",
            { document.id }) do
            local item = by_name[row.phrase]
            if not item then
                item = { phrase = row.phrase, kind = "set phrase", uses = {} }
                by_name[row.phrase], found[#found + 1] = item, item
            end
            item.uses[document.id] = item.uses[document.id] or { id = row.id, document = document.id, start = row.start, stop = row.stop, text = row.text }
        end
    end
end

local function covered(phrase, marked)
    for _, item in ipairs(marked) do
        if item.kind == "set phrase" and phrase:find(item.phrase:lower(), 1, true) and #item.phrase * 2 > #phrase then return true end
    end
    return false
end

--- The stock phrases of texts; the method `stock` of a corpus.
-- @param corpus corpus
-- @param documents table array of rows of documents, in the order in which they are to be read
-- @param given table|nil { share = 0.5: in how many of the texts a run of words must stand }
-- @return table array of { phrase =, kind = "set phrase" | "wording", uses = { [document.id] = { document =, start =, stop =, text = } } }
function M.phrases(corpus, documents, given)
    local found, texts = {}, {}
    documents = table.move(documents, math.max(1, #documents - TEXTS_MAX + 1), #documents, 1, {})
    add_set_phrases(corpus, documents, found)
    for i, document in ipairs(documents) do texts[i] = words_of(document.text) end
    for _, run in ipairs(recurring(texts, given and given.share or 0.5)) do
        local item = { kind = "wording", uses = {} }
        for i, document in ipairs(documents) do
            local use = use_of(document, texts[i], run)
            item.phrase = item.phrase or use and (use.text:gsub("%s+", " "))
            item.uses[document.id] = use
        end
        if not covered(run.key, found) then found[#found + 1] = item end
    end
    return found
end

-- ---- wording over time ----

local function note_use(of, row)
    local date = row.document_date
    of.n = of.n + 1
    if date and date < (of.first or "9999") then of.first, of.first_row = date, row end
    if date and date >= (of.last or "") then of.last, of.last_row = date, row end
end

local function note_wording(by_phrase, order, row)
    local item, words = by_phrase[row.phrase], row.text:gsub("%s+", " "):lower()
    if not item then
        item = { name = row.phrase, meaning = row.meaning, n = 0, texts = {}, documents = 0, list = {}, by_words = {} }
        by_phrase[row.phrase], order[#order + 1] = item, item
    end
    if not item.texts[row.document] then item.texts[row.document], item.documents = true, item.documents + 1 end
    local way = item.by_words[words] or { words = words, n = 0, row = row }
    if not item.by_words[words] then item.by_words[words], item.list[#item.list + 1] = way, way end
    note_use(item, row)
    note_use(way, row)
end

--- Each phrase with the ways in which it is written, by first use; the method `wordings` of a corpus.
-- @param set set of annotations with a field `phrase`
-- @return table array of { name =, meaning =, n =, documents =, first =, last = (dates), first_row =, last_row =, list = { { words =, n =, row =, … } } }
function M.wordings(set)
    local by_phrase, order = {}, {}
    for row in set:each() do
        if row.phrase then note_wording(by_phrase, order, row) end
    end
    for _, item in ipairs(order) do
        table.sort(item.list, function(a, b)
            if (a.first or "9999") ~= (b.first or "9999") then return (a.first or "9999") < (b.first or "9999") end
            return a.words < b.words
        end)
    end
    table.sort(order, function(a, b)
        if a.documents ~= b.documents then return a.documents > b.documents end
        return a.name < b.name
    end)
    return order
end

return M
