-- likeness.lua - how alike two texts are by their words, and the sentence of some documents that is nearest to a text.
--
-- Sits on concepts.lua. Words are folded, without endings of English inflection, function words left out; to compare texts, endings that make a noun of
-- a verb go, too, words of one notion are one, countries are known by their code, and rare words weigh more (inverse frequency among the
-- sentences of the pool). The score is made of the cosine and of how much of the shorter text is in the longer: 0 without a word in common, 1 for
-- the same words. Chinese and Japanese, which have no blanks, are compared by pairs of characters. Offsets are code points from 0, half open.

local concepts = require "lunette.compare.concepts"

local M = {}

local KEPT = 400                     -- documents whose sentences are remembered at the least
local SHORTEST = 2                   -- letters of a word that counts
local ROOT = 4                       -- letters that stay of a word when its ending goes
local FRAME = 0.3                    -- what a word counts that stands in every readout
local COSINE = 0.5                   -- the cosine's part of the score
local RARE = 1                       -- rare words that a text is taken to have at the least where its part in another is measured

local function_words = {}
for word in ([[a an the of to in on at by for from with and or but as is are was were be been being it its this that these those he she they his
    her their them him we our us i you your who which what when where will would shall should can could may might must has have had do does did
    than then there here also both all any such more most other some into over under between during about through after before while so if
    said say says stated noted added stressed side sides mr mrs ms dr minister president foreign]]):gmatch "%S+" do function_words[word] = true end

local abbreviations = {}
for word in ("Mr Mrs Ms Dr Prof H.E St No Gen Sen Rep Col Lt Gov Amb Hon vs etc Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec"):gmatch "%S+" do
    abbreviations[word] = true
end

-- ---- words ----

-- "expanding", "expands", "expanded" → "expand": enough to compare by, no word of a dictionary.
local function stem(word)
    local n = #word
    if n >= 5 and word:find "ies$" then word = word:sub(1, -4) .. "y"
    elseif n >= 6 and word:find "ing$" then word = word:sub(1, -4)
    elseif n >= 5 and word:find "ed$" then word = word:sub(1, -3)
    elseif n >= 4 and word:find "[^su]s$" then word = word:sub(1, -2) end
    if #word >= 4 and word:find "e$" then word = word:sub(1, -2) end
    if #word >= 4 and word:find "([^aeious%d])%1$" then word = word:sub(1, -2) end
    return word
end

-- A table that works out the value of a word once.
local function remembered(work_out)
    return setmetatable({}, { __index = function(known, word)
        known[word] = work_out(word)
        return known[word]
    end })
end

local irregular = {}
for line in concepts.irregular:gmatch "[^\n]+" do
    local base, forms = line:match "^(%S+) (.+)$"
    for form in forms:gmatch "%S+" do irregular[form] = base end
end

local stems = remembered(function(word) return stem(irregular[word] or word) end)

-- "5,000" → "5000"; "5 %", "5 per cent" → "5 percent"; "$2bn" → "$2 billion"; "sixty" is in concepts.lua.
local function with_plain_numbers(text)
    local n = 1
    text = text:gsub("(%d)\xC2\xA0(%d%d%d)%f[%D]", "%1,%2"):gsub("(%d)\xE2\x80\xAF(%d%d%d)%f[%D]", "%1,%2")
    while n > 0 do text, n = text:gsub("(%d),(%d%d%d)%f[%D]", "%1%2") end
    return (text:gsub("(%d)%s?%%", "%1 percent"):gsub("per cent", "percent"):gsub("(%d)%s?bn%f[%W]", "%1 billion"):gsub("(%d)%s?mn%f[%W]", "%1 million"))
end

local function add_pairs(words, run)
    local characters = {}
    for _, code in utf8.codes(run, true) do characters[#characters + 1] = utf8.char(code) end
    if #characters == 1 then words[#words + 1] = characters[1] end
    for i = 1, #characters - 1 do words[#words + 1] = characters[i] .. characters[i + 1] end
end

local function without_signs(text)
    return (text:gsub("\xE2[\x80\x81][\x80-\xBF]", " "):gsub("\xE3\x80[\x80-\xBF]", " "):gsub("\xEF\xBC[\x80-\xBF]", " "):gsub("\xC2[\xA0-\xBF]", " "))
end

--- The words of a text that say something, in their order, as they are compared.
-- @return table array
function M.words(text)
    local words = {}
    for run in without_signs(with_plain_numbers(text)):gmatch "[%w\128-\255]+" do
        if run:find "^[\xE3-\xED]" and utf8.len(run) then
            add_pairs(words, run)
        else
            run = run:lower()
            if (#run >= SHORTEST or run:find "%d") and not function_words[run] then words[#words + 1] = stems[run] end
        end
    end
    return words
end

--- Does a word say something by itself: is it no function word?
function M.says(word)
    return #word >= SHORTEST and not function_words[word:lower()]
end

local function bag_of(words)
    local bag = {}
    for _, word in ipairs(words) do bag[word] = (bag[word] or 0) + 1 end
    return bag
end

--- How many of the shorter text's words stand in the other, and how many of the longer one's in the shorter: 0 to 1; words, not notions.
-- @return number, number
function M.in_common(a, b)
    local first, second, common = M.words(a), M.words(b), 0
    local bag = bag_of(second)
    for _, word in ipairs(first) do
        if (bag[word] or 0) > 0 then bag[word], common = bag[word] - 1, common + 1 end
    end
    local least, most = math.min(#first, #second), math.max(#first, #second)
    if least == 0 then return 0, 0 end
    return common / least, common / most
end

-- ---- what words stand for ----

local ENDINGS = {}
for ending in ([[isation ization ation ition ment ness ance ence ancy ency ity ive ous ful ial ion ing al ly er or ic y e]]):gmatch "%S+" do
    ENDINGS[#ENDINGS + 1] = ending
end

-- "implementation", "implements" → "implement".
local roots = remembered(function(word)
    for _, ending in ipairs(ENDINGS) do
        if #word - #ending >= ROOT and word:sub(-#ending) == ending then return word:sub(1, -#ending - 1) end
    end
    return word
end)

local notion_of, frame = {}, {}
do
    local n = 0
    for line in concepts.groups:gmatch "[^\n]+" do
        n = n + 1
        for word in line:gmatch "%S+" do notion_of[roots[stem(word)]] = notion_of[roots[stem(word)]] or "~" .. n end
    end
    for word in concepts.frame:gmatch "%S+" do frame[roots[stem(word)]] = true end
end

local function fold_countries(text, names)
    for _, name in ipairs(names and names.long or {}) do
        if text:find(name.text, 1, true) then text = text:gsub(name.pattern, name.code) end
    end
    return text
end

-- The terms of a text and what each counts besides its rareness.
local function terms_of(text, countries, skip)
    local terms, counts = {}, {}
    for _, word in ipairs(M.words(fold_countries(text, countries))) do
        local code = countries and countries.short[word]
        if not (skip and skip[word]) then
            local base = roots[word]
            local term = code or notion_of[base] or base
            terms[#terms + 1] = term
            counts[term] = not code and frame[base] and not notion_of[base] and FRAME or counts[term] or 1
        end
    end
    return terms, counts
end

--- How many words of a text say something that does not stand in every readout.
-- @param names set|nil of words, without marks and in small letters, that are names of those who took part
function M.count(text, names)
    local n = 0
    for _, word in ipairs(M.words(text)) do
        if not frame[roots[word]] and not (names and names[word]) then n = n + 1 end
    end
    return n
end

-- ---- sentences ----

local function ends_here(text, at, after)
    if not text:find('^["\'(“‘%u%d\xC3-\xF0]', after) then return false end
    if text:sub(at, at) ~= "." then return true end
    local word = text:sub(math.max(1, at - 12), at - 1):match "([%a.]+)$"
    return not (word and (abbreviations[word] or word:find "^%u$" or word:find "%.%u$"))
end

-- Pieces of [first, last] that end where a sentence ends. The blanks behind it are trimmed by whoever takes the piece.
local function split(text, first, last, add)
    local from, at = first, first
    while true do
        local stop, close = text:find("[.!?][\"')%]]*%s+", at)
        if not stop or close >= last then break end
        if ends_here(text, stop, close + 1) then
            add(from, close)
            from = close + 1
        end
        at = close + 1
    end
    if from <= last then add(from, last) end
end

--- The sentences of a text.
-- @return table array of { start =, stop = (code points), text = }
function M.sentences(text)
    local found, code, byte = {}, 0, 1
    local plain = text:gsub("\xE2\x80[\x9C\x9D]", '"""'):gsub("\xE2\x80[\x98\x99]", "'''"):gsub("\xE3\x80\x82", ".  "):gsub("\xEF[\xBC][\x81\x9F]", "!  ")
    local blank = text:find "\n%s*\n" and "()\n%s*\n()" or "()\n()"
    local function add(from, to)
        while from <= to and text:find("^%s", from) do from = from + 1 end
        while to >= from and text:find("^%s", to) do to = to - 1 end
        if to < from then return end
        code = code + (utf8.len(text, byte, from - 1, true) or from - byte)
        local length = utf8.len(text, from, to, true) or to - from + 1
        found[#found + 1] = { start = code, stop = code + length, text = text:sub(from, to) }
        code, byte = code + length, to + 1
    end
    local at = 1
    while at <= #text do
        local stop, after = plain:match(blank, at)
        split(plain, at, (stop or #text + 1) - 1, add)
        at = after or #text + 1
    end
    return found
end

-- ---- the pool ----

local Pool = {}
Pool.__index = Pool

local function weight(pool, word)
    return math.log(1 + (pool.n + 1) / ((pool.frequency[word] or 0) + 1))
end

--- Adds a text's sentences to those by which words are weighed.
function Pool:weigh(text)
    for _, sentence in ipairs(M.sentences(text)) do
        self.n = self.n + 1
        for word in pairs(bag_of((terms_of(sentence.text, self.countries)))) do self.frequency[word] = (self.frequency[word] or 0) + 1 end
    end
end

--- The code of the country that a term of a measured text stands for, in small letters; nil for others.
function M.country_of(term)
    return term:match "^country(%l%l)0$"
end

local function add_long(known, name, code)
    local pattern = "%f[%w\128-\255]" .. name:gsub("%p", "%%%0") .. (name:find "%w$" and "%f[^%w\128-\255]" or "")
    known.long[#known.long + 1] = { text = name, pattern = pattern, code = " " .. code .. " " }
end

-- Names that differ from government to government: "East Sea" and "South China Sea".
local function add_other_names(known)
    local n = 0
    for line in concepts.names:gmatch "[^\n]+" do
        n = n + 1
        for name in line:gmatch "[^;]+" do add_long(known, name:gsub("^ ", ""), ("name%d0"):format(n)) end
    end
end

--- Names of countries, which are compared by their code, and what short names stand for. Before texts are weighed.
-- @param names table array of { text =, iso = }
-- @param acronyms table array of { text =, short = }
function Pool:know_names(names, acronyms)
    local known = { long = {}, short = {} }
    for _, name in ipairs(names) do
        local words, code = M.words(name.text), "country" .. name.iso:lower() .. "0"
        known.short[code] = code
        if #words == 1 and not name.text:find " " then
            known.short[words[1]] = code
        else
            add_long(known, name.text, code)
        end
    end
    for _, acronym in ipairs(acronyms) do add_long(known, acronym.text, acronym.short) end
    add_other_names(known)
    table.sort(known.long, function(x, y) return #x.text > #y.text or #x.text == #y.text and x.text < y.text end)
    self.countries = known
end

--- A text as it is compared.
-- @param text text
-- @param given table|nil { names = set of words to leave out, values = further terms, such as days }
function Pool:measure(text, given)
    local terms, counts = terms_of(text, self.countries, given and given.names)
    local bag, squares = bag_of(terms), 0
    for _, value in ipairs(given and given.values or {}) do bag[value] = 1 end
    for word in pairs(bag) do
        bag[word] = weight(self, word) * (counts[word] or 1)
        squares = squares + bag[word] ^ 2
    end
    return { bag = bag, size = math.sqrt(squares) }
end

--- How alike two measured texts are, from 0 to 1.
function Pool:likeness(a, b)
    if a.size == 0 or b.size == 0 then return 0 end
    local sum = 0
    for word, value in pairs(a.bag) do sum = sum + value * (b.bag[word] or 0) end
    local least = RARE * math.log(1 + (self.n + 1) / 2) ^ 2
    local cosine, part = sum / (a.size * b.size), sum / math.max(least, math.min(a.size, b.size) ^ 2)
    if cosine > 1 - 1e-9 then return 1 end
    return math.min(1, COSINE * cosine + (1 - COSINE) * math.min(1, part))
end

--- How alike two texts are, from 0 to 1.
function Pool:score(a, b)
    return self:likeness(self:measure(a), self:measure(b))
end

local function sentences_of(pool, document)
    local known = pool.known[document.id]
    if known then return known end
    if pool.remembered >= pool.kept then pool.known, pool.remembered = {}, 0 end
    known = M.sentences(document.text)
    for _, sentence in ipairs(known) do sentence.measured = pool:measure(sentence.text) end
    pool.known[document.id], pool.remembered = known, pool.remembered + 1
    return known
end

--- The sentence of these documents that is nearest to a text.
-- @param documents table array of rows of documents
-- @param text text
-- @return table|nil { document =, start =, stop =, text =, score =, document_date =, … }; nil where no word is in common
function Pool:nearest(documents, text)
    local wanted, best, of = self:measure(text), nil, nil
    for _, document in ipairs(documents) do
        for _, sentence in ipairs(sentences_of(self, document)) do
            local score = self:likeness(wanted, sentence.measured)
            if score > (best and best.score or 0) then
                best, of = { score = score, start = sentence.start, stop = sentence.stop, text = sentence.text }, document
            end
        end
    end
    if not best then return nil end
    best.document, best.document_date, best.document_source, best.document_country, best.document_title, best.document_uri =
        of.id, of.date, of.source, of.country, of.title, of.uri
    return best
end

--- A pool without sentences: all words weigh the same until `weigh` adds some.
-- @param documents integer|nil of how many the sentences are to be remembered, where it is more than usual
function M.pool(documents)
    return setmetatable({ n = 0, frequency = {}, known = {}, remembered = 0, kept = math.max(KEPT, documents or 0) }, Pool)
end

return M
