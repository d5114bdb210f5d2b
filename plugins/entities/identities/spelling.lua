-- spelling.lua - how names are compared: their words, the forms by which they come back, and how near two spellings are.
--
-- Sits on words.lua, terms.lua (letters without marks) and the lexicons family_first, given, particles, honorifics.
--
-- Nearness is the similarity of Jaro and Winkler (W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of
-- Record Linkage, Proceedings of the Section on Survey Research Methods, American Statistical Association 1990, pages 354 to 359): 0 to 1, with a
-- tenth for each of up to four first letters that agree.

local terms = include "terms.lua"
local orders = include "orders.lua"

local family_first, given, particles, honorifics = lexicon "family_first", lexicon "given", lexicon "particles", lexicon "honorifics"

local M = {}

M.plain = terms.plain

local NUMERALS = { ii = true, iii = true, iv = true, v = true, vi = true, vii = true, viii = true, ix = true, x = true, xi = true, xii = true, xiii = true,
                   xiv = true, xv = true, xvi = true, jr = true, sr = true }

local function split(text)
    local words = {}
    for word in text:gmatch("[^%s%.,\"()/]+") do words[#words + 1] = word end
    return words
end

local function is_family_first(name, words)
    local first = name:match("^[%a\128-\255]+")
    if not first or #words < 2 then return false end
    if #first > 1 and first == first:upper() and name ~= name:upper() then return true end
    return family_first:lookup(first) ~= nil and given:lookup(first) == nil and #words <= 4
end

-- What a name is without forms of address before it.
local function undressed(name)
    local rest = name
    while true do
        local first, behind = rest:match("^(%S+)%s+(.+)$")
        if not first or not honorifics:lookup(first) then return rest end
        rest = behind
    end
end

--- A person's name → { words without marks, core = those that tell (no particles, initials, numerals), full = has it two of them?, tail = the
-- family's part as text, first = the given name }: tables that must not be changed.
M.person = memo(function(name)
    local bare = undressed(name)
    local words = split(M.plain(bare))
    if #words == 2 and orders.stands_last(bare) then words = { words[2], words[1] } end        -- "Orbán Viktor"
    local made = { core = {}, family_first = is_family_first(bare, words) }
    for i, word in ipairs(words) do
        made[i] = word
        local numeral = NUMERALS[word] and i > 1 and i == #words
        made.numeral = numeral and word or made.numeral
        if not numeral and utf8.len(word) ~= 1 and not (particles:lookup(word) and i < #words) then made.core[#made.core + 1] = word end
    end
    made.full = #made.core >= 2
    local core = made.core
    made.first = made.family_first and core[2] or core[1]
    made.last = made.family_first and core[1] or core[#core]
    return made
end)

--- The short forms by which somebody with this name may be called: the last words of it, or a family name that stands first.
function M.short_forms(parts)
    local forms = {}
    if parts.family_first then forms[parts[1]] = true end
    for from = 2, #parts do
        local form = table.concat(parts, " ", from)
        if not (from == #parts and parts.numeral) and not (parts.family_first and from == #parts) then forms[form] = true end
    end
    return forms
end

-- Letters that other alphabets are written with in several ways → one.
local WAYS = { { "sch", "s" }, { "tch", "c" }, { "kh", "h" }, { "gh", "g" }, { "ph", "f" }, { "sh", "s" }, { "zh", "z" }, { "ch", "c" }, { "ck", "k" },
    { "q", "k" },
               { "w", "v" }, { "j", "z" }, { "dz", "z" }, { "ts", "c" }, { "x", "ks" } }

--- What is left of a word when letters that differ between transliterations are made one, and vowels behind the first letter go: "zlnsk".
M.skeleton = memo(function(word)
    for _, way in ipairs(WAYS) do word = word:gsub(way[1], way[2]) end
    word = word:gsub("^[aeiouy]", "a")
    word = word:sub(1, 1) .. word:sub(2):gsub("[aeiouyh]", "")
    return (word:gsub("(.)%1+", "%1"))
end)

local LONGEST = 64                   -- letters that are compared

local function letters(text)
    local list = { utf8.codepoint(text, 1, -1) }
    return #list <= LONGEST and list or table.move(list, 1, LONGEST, 1, {})
end

-- Letters of a that stand near enough in b, each of b taken once; and how many of both are in another order.
local function common(a, b)
    local reach = math.max(0, math.max(#a, #b) // 2 - 1)
    local taken, left, n = {}, {}, 0
    for i = 1, #a do
        for k = math.max(1, i - reach), math.min(#b, i + reach) do
            if not taken[k] and a[i] == b[k] then
                taken[k], n = true, n + 1
                left[n] = a[i]
                break
            end
        end
    end
    local swapped, at = 0, 0
    for k = 1, #b do
        if taken[k] then
            at = at + 1
            if left[at] ~= b[k] then swapped = swapped + 1 end
        end
    end
    return n, swapped / 2
end

--- How near two texts are, 0 to 1.
function M.near(one, other)
    if one == other then return 1 end
    if #one > 4 * LONGEST or #other > 4 * LONGEST then return 0 end
    local a, b = letters(one), letters(other)
    local n, swapped = common(a, b)
    if n == 0 then return 0 end
    local jaro = (n / #a + n / #b + (n - swapped) / n) / 3
    local same = 0
    while same < 4 and a[same + 1] and a[same + 1] == b[same + 1] do same = same + 1 end
    return jaro + same * 0.1 * (1 - jaro)
end

return M
