-- heads.lua - whom the head of a text names: its first paragraph, where readouts say who met whom, when and where.
--
-- Sits on the layers person, country and date of a corpus. Rules do not know every way to say that two people met. A text in which none marked an
-- encounter is not passed over: where its title or head has a word of meeting and its head names people and the other side's country, the head
-- stands for the encounter. Who is named there besides the participants helps to pair, too.

local calendar = require "lunette.base.calendar"

local M = {}

local SHORT, LONGEST = 60, 900       -- characters: of a first paragraph that is no head by itself (a dateline), of a head
local NEAR = 10                      -- days between a head's date and the document's

local words_of_meeting = {}
for word in ([[met meet meets meeting meetings talk talks talked call calls called phone telephone phoned conversation conferred confer consultations
    consulted dialogue dialog received receives receive reception visit visits visited visiting summoned summons summon session sessions council
    held holds hosted hosts host co chaired chaired audience bilateral trilateral spoke conversed welcomed travelled traveled travels
    summit encounter courtesy delegation]]):gmatch "%S+" do words_of_meeting[word] = true end

local function has_word_of_meeting(text)
    for word in text:lower():gmatch "%a+" do
        if words_of_meeting[word] then return true end
    end
    return false
end

local function code_points(text, bytes)
    return utf8.len(text, 1, bytes, true) or bytes
end

-- The last byte of the first paragraph; of the second where the first is a dateline, a heading or a line of names ("The Hon … MP, Minister for …").
local function head_of(text)
    local stop = text:find("\n%s*\n", 1) or #text + 1
    if stop <= SHORT or not has_word_of_meeting(text:sub(1, stop)) then stop = text:find("\n%s*\n", text:find("%S", stop) or #text) or #text + 1 end
    stop = math.min(stop - 1, LONGEST)
    return stop, text:sub(1, stop)
end

local function persons_of(corpus, document, last)
    local found, seen = {}, {}
    for row in corpus:rows("SELECT name, country FROM person WHERE document = ? AND start < ? AND name IS NOT NULL ORDER BY start", { document.id, last }) do
        local old = seen[row.name]
        if old then
            old.country = old.country or row.country
        else
            seen[row.name] = { name = row.name, country = row.country, kind = "person" }
            found[#found + 1] = seen[row.name]
        end
    end
    return found
end

local function countries_of(corpus, document, last)
    local found = {}
    for row in corpus:rows("SELECT DISTINCT iso FROM country WHERE document = ? AND start < ? AND iso IS NOT NULL", { document.id, last }) do
        found[row.iso] = true
    end
    return found
end

--- All words by which the texts of two sides name countries: names and adjectives, as rules marked them.
-- @return table array of { text =, iso = }
function M.countries_in(corpus, a, b)
    local found = {}
    if not corpus:has "country" then return found end
    for row in corpus:rows([[SELECT DISTINCT text, iso FROM country WHERE iso IS NOT NULL
        AND document IN (SELECT id FROM document WHERE country IN (?, ?)) ORDER BY text, iso]], { a, b }) do found[#found + 1] = row end
    return found
end

local function date_of(corpus, document, last)
    local day = document.date and calendar.day(document.date)
    if not day or not corpus:has "date" then return nil end
    local date
    for row in corpus:rows("SELECT value FROM date WHERE document = ? AND start < ? AND length(value) = 10 ORDER BY start", { document.id, last }) do
        local other = not date and calendar.day(row.value)
        if other and math.abs(other - day) <= NEAR then date = row.value end
    end
    return date
end

--- The head of a document: whom and which countries it names, its date, its words.
-- @param corpus corpus
-- @param document table row of a document
-- @return table { persons =, countries, of_text = sets of codes, date = text|nil, stop = code points, text = }
function M.read(corpus, document)
    local bytes, text = head_of(document.text)
    local last = code_points(document.text, bytes)
    return { persons = corpus:has "person" and persons_of(corpus, document, last) or {}, text = text, stop = last,
        countries = corpus:has "country" and countries_of(corpus, document, last) or {},
        of_text = corpus:has "country" and countries_of(corpus, document, math.maxinteger) or {}, date = date_of(corpus, document, last) }
end

--- The title and the head of a document as they stand.
function M.words(document)
    local _, text = head_of(document.text)
    return (document.title or "") .. "\n" .. text
end

--- Has the head of a document, or its title, a word of meeting?
function M.meets(document)
    local _, text = head_of(document.text)
    return has_word_of_meeting(text) or has_word_of_meeting(document.title or "")
end

local function stands_in(word, text)
    local from, to = text:find(word, 1, true)
    while from do
        if not text:find("^[%a\128-\255]", to + 1) and not text:sub(1, from - 1):find "[%a\128-\255]$" then return true end
        from, to = text:find(word, to + 1, true)
    end
    return false
end

--- Of all words for countries those for the two sides, which are looked for besides what rules marked (titles, names of bodies).
function M.names_of_sides(countries, a, b)
    local names = { [a] = {}, [b] = {} }
    for _, name in ipairs(countries) do
        local list = names[name.iso]
        if list then list[#list + 1] = name.text end
    end
    return names
end

--- Adds to a head's countries those of the two sides whose names stand in the title or in a longer name: "the Norway-Peru Commission".
function M.add_countries(head, document, names)
    local text = (document.title or "") .. "\n" .. head.text
    for code, words in pairs(names) do
        for _, word in ipairs(words) do head.countries[code] = head.countries[code] or stands_in(word, text) or nil end
    end
end

--- Does a head that has a word of meeting tell of an encounter with a country: two people, and the country or one of its people?
-- @return "sure" where one of them is of that country or no third one is named; "perhaps": enough where the other side tells of it, too; nil
function M.tells_of(head, own, other)
    if #head.persons < 2 then return nil end
    local theirs, ours = M.only_of(head, own, other), false
    for _, person in ipairs(head.persons) do
        theirs = theirs or person.country == other
        ours = ours or person.country == own or not person.country
    end
    return ours and (theirs and "sure" or head.countries[other] and "perhaps") or nil
end

--- Is the other country the only foreign one that a head names, or the whole text where the head names none?
function M.only_of(head, own, other)
    local countries = next(head.countries) == nil and head.of_text or head.countries
    if countries[own] and next(countries) == own and next(countries, own) == nil then countries = head.of_text end
    if not countries[other] then return false end
    for code in pairs(countries) do
        if code ~= own and code ~= other then return false end
    end
    return true
end

return M
