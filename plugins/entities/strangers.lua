-- strangers.lua - names of which no list knows a word: read off the text before a word for what people do, or behind one for dealing with them.
--
-- Sits on words.lua, told.lua, headlines.lua. A pattern finds the few places; here the words are read one by one, back or on, so that no list is
-- looked into for a word that has no capital.

local reading = include "words.lua"
local told = include "told.lua"
local headlines = include "headlines.lua"

local particles, given, honorifics, titles = lexicon "particles", lexicon "given", lexicon "honorifics", lexicon "titles"

local M = {}

local MOST_WORDS, MOST_NAMES, MOST_BYTES = 7, 4, 120
local WORD = "[%w\128-\255'\u{2019}%-%.]+"

local NO_NAMES = { "function_words", "calendar_words", "not_names" }
local is_no_name = memo(function(word)
    for _, name in ipairs(NO_NAMES) do
        if lexicon(name):lookup(word) then return true end
    end
    return false
end)

local INITIALS = { ["St."] = true, ["Ma."] = true, ["Md."] = true, ["Mohd."] = true, ["Ts."] = true, ["Kh."] = true, ["Dz."] = true }

-- What a word can be in a name: "capital", "initial", "small"; nil where it is none. A full stop ends a name but for an initial.
local kind_of = memo(function(word)
    if word:find("[^%w\128-\255'%-%.]") or word:find("\u{A0}", 1, true) or word:find("\u{201C}", 1, true) or word:find("\u{201D}", 1, true) then
        return false
    end
    if word:find("^%u%.%u?%.?%u?%.?$") or INITIALS[word] then return "initial" end
    word = word:gsub("^'([AEIOU])", "%1")
    if word:find("%.") or word:find("['\u{2019}]s$") then return false end
    if word:find("^[%u\xC3-\xD0]") then return (not word:find("^%u%u") or word:find("%l")) and "capital" end
    return (particles:lookup(word) or word == "und" or word == "uulu" or word:find("^d['\u{2019}]+%u")) and "small"
end)

-- The words before a byte, split at spaces: { text, first byte }.
local function words_before(text, stop)
    local from = math.max(1, stop - MOST_BYTES)
    local words = {}
    for at, word in text:sub(from, stop - 1):gmatch("()(%S+)") do words[#words + 1] = { word, from + at - 1 } end
    return words
end

-- The words of the name that stops with the i-th, the last first, and which one goes before them.
local function read_back(list, i)
    local words = {}
    while i > 0 and #words < MOST_WORDS do
        local word, at = list[i][1], list[i][2]
        if #words == 0 then word = word:gsub(",$", "") end
        local opening = word:match("^[%(\"]+") or ""
        local bare = word:sub(#opening + 1)
        local kind = kind_of(bare)
        if not kind then break end
        words[#words + 1] = { bare, at + #opening, kind = kind }
        i = i - 1
        if opening ~= "" then break end
    end
    return words, i
end

-- The words of a name that starts at this byte, in their order.
local function read_on(text, start)
    local words, at = {}, start
    for _ = 1, MOST_WORDS do
        local word = text:match("^" .. WORD, at)
        local bare = word and kind_of(word) ~= "initial" and word:gsub("[%.%-]+$", "") or word
        bare = bare and bare:gsub("['\u{2019}]s$", "")
        local kind = bare and bare ~= "" and kind_of(bare)
        if not kind then break end
        words[#words + 1] = { bare, at, kind = kind }
        at = at + #word
        if word ~= bare or text:sub(at, at) ~= " " then break end
        at = at + 1
    end
    while #words > 0 and words[#words].kind == "small" and words[#words][1] ~= "uulu" do words[#words] = nil end
    return words
end

local ARTICLES = {}
for word in ("La Le Les El Los Las Il Das Der Die"):gmatch("%a+") do ARTICLES[word] = true end

local CLOSED = {}
for word in ("the a an this that its their his her our your my of"):gmatch("%a+") do CLOSED[word] = true end

-- May a name start here: behind no article, no "of", nothing that a hyphen or a quotation mark joins to it?
local function may_start(text, start)
    local before = text:sub(math.max(1, start - 24), start - 1)
    if before == "" then return true end
    if not before:find("%s$") and not before:find("%($") then return false end
    if before:find("['\u{2019}]s%s$") then return false end
    local word = before:match("(%a+)%s$")
    return not (word and CLOSED[word:lower()])
end

-- What is read is a sentence: its text, and where it starts in the document.
local function slice(place, first, last)
    return place.doc:slice(place.offset + first, place.offset + last)
end

-- "Chief Executive": does an office of two words stop with the i-th?
local function ends_title(words, i)
    return i > 1 and titles:lookup(words[i - 1][1] .. " " .. words[i][1]) ~= nil
end

-- The name among words in their order: without words that are in no name, nor what is a calling at the start of a sentence ("Puppeteer Oruva Kebna").
local function name_of(place, words)
    local last = words[#words]
    if last.kind == "capital" and not last[1]:find("-", 1, true) and not reading.may_name(last[1]) then return nil end
    local stop = last[2] + #last[1] - 1
    for i = 1, math.min(3, #words) do
        local word = words[i]
        if ARTICLES[word[1]] then return nil end
        local office = ends_title(words, i)
        local span = word.kind ~= "small" and not office and not honorifics:lookup(word[1]) and may_start(place.text, word[2]) and slice(place, word[2], stop)
        if span and told.is_stranger(span.text:gsub("%s+", " ")) then
            local rest = words[i + 1] and words[i + 1].kind ~= "small" and slice(place, words[i + 1][2], stop)
            if word[2] == 1 and is_english(word[1]) and not given:lookup(word[1]) and rest and told.is_stranger(rest.text) then return rest end
            return span
        end
        if word.kind == "capital" and not office and not is_no_name(word[1]) then return nil end
    end
end

local function turned(words)
    local list = {}
    for i = #words, 1, -1 do list[#list + 1] = words[i] end
    return list
end

-- "St Vincent and the Grenadines".
local function begins_country(span)
    if not span.text:find "^St%.? " and not span.text:find "^Saint " then return false end
    for n = 2, 3 do
        local behind = span:after(n)
        if behind and lexicon "country_names":lookup(span:union(behind).text) then return true end
    end
    return false
end

local function add(doc, rows, span)
    if begins_country(span) or lexicon "seats":lookup(span.text) then return end           -- "Aso Rock", a house
    for _, row in ipairs(doc:at(span, "organization")) do
        if not row.described then return end
    end
    local name = headlines.name(span, doc)
    if name and not headlines.is_headline(name.sentence and name.sentence.text or "") then rows[#rows + 1] = { name, gender = reading.gender_of(name.text) } end
end

-- The names before a word for a deed, "X, Y and Z met": one that is known is found elsewhere.
local function names_back(place, deed)
    local rows, list = {}, words_before(place.text, deed)
    local i = #list
    while i > 0 and list[i][1] ~= "uulu" and list[i][1]:find("^%l+$") do i = i - 1 end              -- "also", "has"
    for _ = 1, MOST_NAMES do
        local words
        words, i = read_back(list, i)
        if #words == 0 then break end
        local article = i > 0 and CLOSED[list[i][1]:lower()]                 -- nothing is looked up for "the General Assembly", nor for one word
        local name = #words > 1 and not article and name_of(place, turned(words))
        if name then add(place.doc, rows, name) end
        local before = i > 0 and list[i][1]
        if before == "and" then i = i - 1
        elseif not before or not before:find(",$") then break end
    end
    return rows
end

local function names_on(place, start)
    local rows, text = {}, place.text
    for _ = 1, MOST_NAMES do
        local words = read_on(text, start)
        if #words == 0 then break end
        local last = words[#words]
        local stop = last[2] + #last[1]
        local name = #words > 1 and name_of(place, words)
        if name and not text:find("^%-?%u", stop) and not text:find("^ [%u&]", stop) then add(place.doc, rows, name) end
        local joint = text:match("^,? and ", stop) or text:match("^, ", stop)
        if not joint then break end
        start = stop + #joint
    end
    return rows
end

--- Rows for the names before the match, where it captured `deed`, or behind it.
function M.rows(match, doc)
    local sentence = match.sentence
    if not sentence then return nil, "no sentence" end
    local place = { doc = doc, text = sentence.text, offset = sentence:bytes() - 1 }
    local _, last = match:bytes()
    local rows = match.deed and names_back(place, match.deed:bytes() - place.offset) or names_on(place, last + 2 - place.offset)
    if #rows == 0 then return nil, "no name of which nothing is known" end
    return rows
end

return M
