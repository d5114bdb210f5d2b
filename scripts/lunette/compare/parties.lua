-- parties.lua - who took part: are two names one person's, and how well the parties of two tellings fit.
--
-- Sits on nothing. Two capitals spell one name in two ways (marks, transliteration, part of a name, family name alone), so names are compared by
-- words without marks, by their consonants and with one letter's difference. A spelling apart counts only where the countries do not disagree;
-- tellings of the same days alone are compared with it, so that a namesake is rare.

local M = {}

M.NAME, M.PART_OF_NAME = 1, 0.9
local OTHER_SPELLING, FAMILY_NAME, COUNTRY, OTHER_OF_COUNTRY = 0.95, 0.8, 0.6, 0.3
local BESIDE = 0.8                   -- somebody whom the head of the text names, and its encounter does not
local BOTH_HEADS, PEOPLE = 0.75, 2   -- what it is worth that both heads name the same people, and how many they must be
local ONE_LETTER, SHORTEST_FAMILY = 5, 4           -- letters of words that may differ in one; of a family name that counts by itself

-- ---- letters ----

-- Letters from a code point on, and how many code points in a row have that plain letter.
local RUNS = {
    [0xC0] = "a7 c1 e4 i4 d1 n1 o5 x1 o1 u4 y1 t1 s1 a7 c1 e4 i4 d1 n1 o5 x1 o1 u4 y1 t1 y1",
    [0x100] = "a6 c8 d4 e10 g8 h4 i12 j2 k3 l10 n9 o8 r6 s8 t6 u12 w2 y3 z6 s1",
    [0x218] = "s2 t2", [0x1A0] = "o2", [0x1AF] = "u2", [0x1EA0] = "a24 e16 i4 o24 u14 y8",
}

local plain_letters = {}
for first, runs in pairs(RUNS) do
    local code = first
    for letter, n in runs:gmatch "(%l)(%d+)" do
        for _ = 1, tonumber(n) do
            plain_letters[utf8.char(code)] = letter
            code = code + 1
        end
    end
end

--- A text in small letters without marks: "nguyen" for "Nguyễn".
function M.plain(text)
    return (text:gsub("\xCC[\x80-\xBF]", ""):gsub("\xCD[\x80-\xAF]", ""):gsub("[\xC3-\xE1][\x80-\xBF]+", plain_letters):lower())
end

-- What transliterations write in several ways → one: "aleksandros" and "alexandros", "khalid" and "halid".
local WAYS = { { "sch", "s" }, { "tch", "c" }, { "kh", "h" }, { "gh", "g" }, { "ph", "f" }, { "sh", "s" }, { "zh", "z" }, { "ck", "k" }, { "q", "k" },
               { "w", "v" }, { "j", "z" }, { "x", "ks" } }

local function consonants(word)
    for _, way in ipairs(WAYS) do word = word:gsub(way[1], way[2]) end
    word = word:gsub("^[aeiouy]", "a")
    word = word:sub(1, 1) .. word:sub(2):gsub("[aeiouyh]", "")
    return (word:gsub("(.)%1+", "%1"))
end

-- Is one word made from the other by changing, adding or leaving out a single letter?
local function one_letter_apart(a, b)
    if #a > #b then a, b = b, a end
    if #b - #a > 1 then return false end
    local i = 1
    while i <= #a and a:byte(i) == b:byte(i) do i = i + 1 end
    return a:sub(#a == #b and i + 1 or i) == b:sub(i + 1)
end

local function words_alike(a, b)
    if a == b then return 1 end
    local shorter = math.min(#a, #b)
    if shorter >= 4 and consonants(a) == consonants(b) and #consonants(a) > 2 then return OTHER_SPELLING end
    return shorter >= ONE_LETTER and one_letter_apart(a, b) and OTHER_SPELLING or 0
end

-- ---- names ----

local function name_words(name)
    local words = {}
    for word in M.plain(name):gmatch "[%w\128-\255]+" do
        if #word > 1 then words[#words + 1] = word end
    end
    return words
end

-- How well the words of the first are found in the second, each once: how many, and the worst of their likeness.
local function words_in_common(first, second)
    local taken, n, worst = {}, 0, 1
    for _, word in ipairs(first) do
        local best, at = 0, nil
        for i, other in ipairs(second) do
            local score = not taken[i] and words_alike(word, other) or 0
            if score > best then best, at = score, i end
        end
        if at then taken[at], n, worst = true, n + 1, math.min(worst, best) end
    end
    return n, worst
end

--- How alike two names are, from 0 to 1: the same, another spelling, a part, the family name alone.
function M.names_alike(a, b)
    if a == b then return M.NAME end
    local first, second = name_words(a), name_words(b)
    local n, worst = words_in_common(first, second)
    if n == 0 then return 0 end
    if n == #first and n == #second then return worst end
    if n == math.min(#first, #second) then return M.PART_OF_NAME * worst end
    local x, y = first[#first], second[#second]
    return #x >= SHORTEST_FAMILY and words_alike(x, y) > 0 and FAMILY_NAME or 0
end

--- Does a text name somebody: by the family name, or by all words of the name, in any spelling that is taken for the same?
function M.stands_in(name, text)
    local words, found, all = name_words(name), {}, true
    for word in M.plain(text):gmatch "[%w\128-\255]+" do
        for i, wanted in ipairs(words) do found[i] = found[i] or words_alike(wanted, word) > 0 end
    end
    for i in ipairs(words) do all = all and found[i] end
    return #words > 0 and (all or #words[#words] >= SHORTEST_FAMILY and found[#words]) or false
end

-- A whole name is whose it is even where a rule put one of the two into the wrong country; less than that needs countries that do not differ.
local function parties_alike(a, b)
    local score = a.name and b.name and M.names_alike(a.name, b.name) or 0
    local differ = a.country and b.country and a.country ~= b.country
    local whole = score >= OTHER_SPELLING and a.kind == "person" and b.kind == "person" and a.name:find " "
    if whole or score >= M.PART_OF_NAME * OTHER_SPELLING and not differ then return score end
    if not a.country or a.country ~= b.country then return 0 end
    return score > 0 and score or a.kind == "person" and b.kind == "person" and OTHER_OF_COUNTRY or COUNTRY
end

local function best_of(party, others, beside)
    local best, whose = 0, nil
    for _, other in ipairs(others) do
        local score = parties_alike(party, other)
        if score > best then best, whose = score, other end
    end
    for _, other in ipairs(best < FAMILY_NAME and beside or {}) do
        local score = parties_alike(party, other) * BESIDE
        if score > best and score >= FAMILY_NAME * BESIDE then best, whose = score, other end
    end
    return best, whose
end

-- The sum over the parties of one side of the best that the other has for each, and how many they are; into `named`, the names that both have.
local function side_score(parties, others, beside, named)
    local sum = 0
    for _, party in ipairs(parties) do
        local score, other = best_of(party, others, beside)
        sum = sum + score
        if named and party.name and other and other.name and score >= FAMILY_NAME * BESIDE then
            named[#named + 1] = #party.name >= #other.name and party.name or other.name
        end
    end
    return sum, #parties
end

-- The names that both heads have.
local function in_both_heads(a, b)
    local named = {}
    for _, person in ipairs(a or {}) do
        local best = 0
        for _, other in ipairs(b or {}) do best = math.max(best, parties_alike(person, other)) end
        if best >= M.PART_OF_NAME * OTHER_SPELLING then named[#named + 1] = person.name end
    end
    return named
end

--- The mean, over the parties of both, of the best that the other side has for each; and the names that both have. Where the parties of one are only
-- those whom the head of a text names (`by_head`), who is too many there does not count.
-- @param a telling { parties =, beside = persons whom the head names, by_head = }
-- @return number, table array of names
function M.score(a, b)
    local named, again = {}, {}
    local sum, n = side_score(a.parties, b.parties, b.beside, named)
    local other, m = side_score(b.parties, a.parties, a.beside, again)
    if #again > #named then named = again end
    if a.by_head and (not b.by_head or m < n) then return m > 0 and other / m or 0, named end
    if b.by_head then return n > 0 and sum / n or 0, named end
    local mean = n + m > 0 and (sum + other) / (n + m) or 0
    local heads = mean < BOTH_HEADS and in_both_heads(a.beside, b.beside) or named
    if mean < BOTH_HEADS and #heads >= PEOPLE then return BOTH_HEADS, heads end
    return mean, named
end

return M
