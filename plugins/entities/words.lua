-- words.lua - small readings of captures and names that the parts of this plugin share.

local M = {}

local demonyms, country_names, countries = lexicon "demonyms", lexicon "country_names", lexicon "countries"
local given, given_doubtful = lexicon "given", lexicon "given_doubtful"

local iso_by_name = memo(function(text)
    local entry = demonyms:lookup(text) or country_names:lookup(text) or countries:lookup(text)
    return entry and entry.iso
end)

--- The words of a text, white space between them, as a set: { word = true }.
function M.set_of(words)
    local set = {}
    for word in words:gmatch "%S+" do set[word] = true end
    return set
end

--- The ISO code of the country that a captured name or adjective tells, nil if none.
function M.iso_of(span)
    if type(span) == "table" then span = span[1] end
    if not span then return nil end
    if span.entry then return span.entry.iso end
    return iso_by_name(span.text)
end

--- The last of a capture that may be a list.
function M.one(capture)
    if type(capture) == "table" then return capture[#capture] end
    return capture
end

local gender_of_given = memo(function(first)
    local entry = given:lookup(first) or given_doubtful:lookup(first)
    return entry and entry.gender
end)

--- The gender that the given name of a name tells, nil if it does not.
function M.gender_of(name)
    local first = name:match("^[%a\128-\255]+")
    return first and gender_of_given(first)
end

-- Capitals and small letters stand by turns from U+0100 on: where capitals have odd numbers.
local function is_odd_capital(point) return point >= 0x139 and point <= 0x148 or point >= 0x179 and point <= 0x17E end

local function small_letter(letter)
    local point = utf8.codepoint(letter)
    if point >= 0xC0 and point <= 0xDE and point ~= 0xD7 then return utf8.char(point + 32) end
    local in_pairs = point >= 0x100 and point <= 0x17E and point ~= 0x130 and point ~= 0x138 and point ~= 0x178 or point >= 0x1E00 and point <= 0x1EFF
        or point >= 0x218 and point <= 0x21B
    if in_pairs and (point % 2 == 1) == is_odd_capital(point) then return utf8.char(point + 1) end
    return nil
end

-- In small letters, those of Latin with accents, too: "radosław" for "RADOSŁAW".
local lower = memo(function(words)
    if not words:find "[\xC3-\xE1]" then return words:lower() end
    return (words:lower():gsub(utf8.charpattern, function(letter) return #letter > 1 and #letter < 4 and small_letter(letter) or nil end))
end)

local PARTICLES = {}
for word in ("bin bint ibn von van der den de da dos del di du y of the and"):gmatch "%a+" do PARTICLES[word] = true end

local SHOUTED = 4                    -- letters of a name in capitals, at the least; fewer may be initials

--- A name that is printed in capitals throughout as others print it, "Mohammed bin Salman"; every other as it is.
M.calm = memo(function(name)
    local _, capitals = name:gsub("%u", "")
    if capitals < SHOUTED or name:find "%l" or name:find "%d" or lower(name) == name:lower() and name:find "[\xC3-\xE1]" then return name end
    local first = true
    return (name:gsub("[%a\128-\255]+", function(word)
        local small = lower(word)
        local head = word:match("^" .. utf8.charpattern)
        local calm = not first and PARTICLES[small] and small or head .. lower(word:sub(#head + 1))
        first = false
        return calm
    end))
end)

--- Name → its words in lower case, as `bare` the same without a full stop, as `plain` as they are: lists that must not be changed.
M.words_of = memo(function(name)
    local words = { bare = {}, plain = {} }
    for word in name:gmatch("[%w\128-\255][%w\128-\255'’.]*") do
        if word:find("^\u{2018}") then word = word:sub(#"\u{2018}" + 1) end
        words.plain[#words + 1] = word
        words[#words + 1] = word:lower()
        words.bare[#words] = words[#words]:gsub("%.$", "")
    end
    return words
end)

--- A name on one line, hyphens closed up.
M.clean = memo(function(name)
    return (name:gsub("%s+", " "):gsub("%s*%-%s+", "-"):gsub(" ([JS]r)$", " %1."))
end)

local GAP = 40                       -- bytes of blank lines and marks between two sentences

--- The sentence that ends before a place, nil where the text begins or blank lines lie between.
-- @param text the document's text, @param start first byte of a sentence
function M.sentence_before(doc, text, start)
    local from = math.max(1, start - GAP)
    local at = text:sub(from, start - 1):find("%S%s*$")
    local last = at and doc:slice(from + at - 1, from + at - 1)
    return last and last.sentence
end

--- A function that finds something in a document and keeps it as long as that document is at hand.
function M.once(find)
    local last, kept
    return function(doc)
        if not rawequal(last, doc) then last, kept = doc, find(doc) end
        return kept
    end
end

--- Words → their first run of letters and digits, as doc:words finds it: "o" for "o'neil"; nil for what starts otherwise.
function M.run_of(word)
    return word:match("^[%w\128-\255]+")
end

--- Words of a text may go on over a joint: "AT&T", "O'Neil". Tells whether a word of such a run is the one that the run is read by, the first
-- that looks like `word`.
-- @param text text
-- @param joint text the character
-- @param word text a pattern
-- @return function(start) → boolean; asked in the order of the text
function M.leader(text, joint, word)
    local part, wanted = "^[%w\128-\255" .. joint .. "]*", "%f[%w\128-\255]" .. word
    local stop, first = 0, nil
    return function(start)
        if text:sub(start - 1, start - 1) ~= joint then return true end
        if start > stop then
            local from = start
            while from > 1 and text:find("^[%w\128-\255" .. joint .. "]", from - 1) do from = from - 1 end
            stop = select(2, text:find(part, start))
            first = text:find(wanted, from)
        end
        return first == start
    end
end

local SMALL = { of = true, the = true, ["and"] = true, ["for"] = true, on = true, ["in"] = true, de = true, la = true, to = true }

local function initials(name, small)
    local letters = {}
    for word in name:gmatch("[%w\128-\255]+") do
        if small or not SMALL[word:lower()] then letters[#letters + 1] = word:match("^[%z\1-\127\194-\244][\128-\191]*"):upper() end
    end
    return table.concat(letters)
end

--- Are the acronym's letters the first letters of the name's words, with or without small words?
function M.initials_fit(name, acronym)
    local plain = acronym:gsub("[^%a\128-\255]", ""):upper()
    if #plain < 2 then return false end
    return initials(name, false) == plain or initials(name, true) == plain
end

local EXCLUDE = { "not_names", "demonyms", "country_names", "org_heads", "org_suffixes", "organizations", "honorifics", "portfolios", "titles", "given",
    "places",
                  "cities", "geography", "function_words", "calendar_words", "capitals",
                  "well_known", "regions", "states", "countries" }

local NAMES_TOO = { given = true, places = true, well_known = true }

-- The list that knows a word, of several one that does not hold names; nil for none.
local known_by = memo(function(word)
    local found = false
    for _, name in ipairs(EXCLUDE) do
        if lexicon(name):lookup(word) then
            found = name
            if not NAMES_TOO[name] then return name end
        end
    end
    return found
end)

local function is_word(word)
    return word:find("^[%u\xC3-\xD0\xE1]") ~= nil and not word:find("^%u+$") and not word:find("%.$")
end

--- Is this a capitalised word of which nothing is known?
function M.is_unknown(word)
    return is_word(word) and not known_by(word)
end

--- May this be a word of somebody's name: nothing is known of it, or that it is a given name or one of the many small places of the world?
-- @return "unknown", the list that knows it, or false
function M.may_name(word)
    if not is_word(word) then return false end
    local found = known_by(word)
    return not found and "unknown" or NAMES_TOO[found] and found
end

return M
