-- phrases.lua - how near a lexicon's phrases are to words that it lacks.
--
-- Sits on spelling.lua and on lexicons of the core. A large lexicon is read once for each question: what its phrases are made of is kept.

local core = require "lunette.core"

local spelling = require "lunette.why.spelling"

local M = {}

local SAMPLE = 40                    -- phrases of a lexicon that words are compared with
local OFTEN = 4                      -- one phrase in so many ends in a letter that is common among them
local READ = 4000                    -- phrases at the most that are searched for one that shares a word
local SHARED = 4                     -- letters that such a word has at least

local function count_words(text)
    return select(2, text:gsub("%S+", ""))
end

--- How much like these words a lexicon's phrases are, from 0 to 1: as many words, a capital or none at the start, the last letter. "October" is more
-- like the names of months than like "spring", "Lima" more like capitals than like "Peruvian".
-- @return number, boolean have all a capital? boolean has none as many words?
function M.likeness(lexicon, text)
    local n = lexicon and #lexicon or 0
    if n == 0 then return 0, false, false end
    local words, capital, last = count_words(text), text:find "^%u" ~= nil, text:sub(-1)
    local looked_at, as_long, as_large, ends, most = math.min(n, SAMPLE), 0, 0, 0, 0
    for i = 1, looked_at do
        local phrase = lexicon:entry((i - 1) * n // looked_at + 1).phrase
        local n_words = count_words(phrase)
        most = math.max(most, n_words)
        if n_words == words then as_long = as_long + 1 end
        if (phrase:find "^%u" ~= nil) == capital then as_large = as_large + 1 end
        if phrase:sub(-1) == last then ends = ends + 1 end
    end
    return (0.5 * as_long + 0.3 * as_large + 0.2 * math.min(looked_at, OFTEN * ends)) / looked_at,
        (capital and as_large or looked_at - as_large) == looked_at, words > most
end

-- A word without the endings that inflection gives it.
local function stem(word)
    local cut = word:gsub("ies$", "y"):gsub("ing$", ""):gsub("e?[sd]$", ""):gsub("e$", "")
    return #cut > 2 and cut or word
end

local function stems_of(phrase)
    return (phrase:lower():gsub("%S+", stem))
end

-- Stem of a phrase → the phrase; each longer word → the first phrase that holds it. A word that many phrases hold says nothing.
local function index_of(lexicon)
    local index = { phrase = {}, word = {}, n = {} }
    for i = 1, math.min(#lexicon, READ) do
        local phrase = lexicon:entry(i).phrase
        local stems = stems_of(phrase)
        index.phrase[stems] = index.phrase[stems] or phrase
        for word in stems:gmatch "%S+" do
            index.n[word] = (index.n[word] or 0) + 1
            index.word[word] = index.word[word] or phrase
        end
    end
    return index
end

--- The phrase of a lexicon that is nearest to words that it lacks: another form of them ("form"), one of which they are
-- a misspelling ("slip": they are no English word), or one that shares a word with them ("word").
-- @param kept table what was read of lexicons before
-- @return text|nil, text|nil
function M.nearest(lexicon, span, kept)
    if not lexicon or not kept then return nil end
    local key = lexicon
    kept[key] = kept[key] or index_of(lexicon)
    local index = kept[key]
    local stems = stems_of(span.text)
    local found = index.phrase[stems] or (span.lemma and index.phrase[stems_of(span.lemma)])
    if found then return found, "form" end
    for stemmed, phrase in pairs(index.phrase) do
        if spelling.misspelt(stemmed, stems) and (not found or phrase < found) then found = phrase end
    end
    if found then return found, core.is_english(span.text:lower()) and "word" or "slip" end
    local rarest
    for word in stems:gmatch "%S+" do
        if #word >= SHARED and index.word[word] and (not rarest or index.n[word] < index.n[rarest]) then rarest = word end
    end
    if rarest then return index.word[rarest], "word" end
end

--- What stands between the words of a phrase that the words are, but for that: ", as it is," in "Red, as it is, Cross".
-- @return text|nil
function M.aside(phrase, text)
    local plain = text:gsub("%s+", " ")
    local low = plain:lower()
    for at in phrase:gmatch "() " do
        local before, behind = phrase:sub(1, at - 1):lower(), phrase:sub(at + 1):lower()
        if low:sub(1, #before) == before and low:sub(-#behind) == behind and #low > #phrase then
            return plain:sub(#before + 1, -#behind - 1):match "^%s*(.-)%s*$"
        end
    end
end

return M
