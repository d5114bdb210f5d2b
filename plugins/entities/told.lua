-- told.lua - whether capitalised words are told to be somebody's name, or something else's, by what stands beside them and by what lists know.
--
-- Sits on words.lua.

local reading = include "words.lua"

local well_known, given, family_first = lexicon "well_known", lexicon "given", lexicon "family_first"
local company_families = lexicon "company_families"
local one = reading.one

local M = {}

local PLACES = { "geography", "regions", "cities", "capitals" }

--- Is it a place that is named like a person, "Diego Garcia", or for a saint, "San Pedro Sula"?
M.names_place = memo(function(text)
    for _, name in ipairs(PLACES) do
        if lexicon(name):lookup(text) then return true end
    end
    return text:find("^San[to]?a? %u") ~= nil and lexicon "places":lookup(text) ~= nil
end)

local NO_PERSON = { "cities", "capitals", "geography", "regions", "organizations", "country_names", "countries" }

--- Does a place or a body have this name, and nobody of whom lists know?
M.is_elsewhere = memo(function(text)
    if well_known:lookup(text) or given:lookup(text:match("^%S+")) then return false end
    for _, name in ipairs(NO_PERSON) do
        if lexicon(name):lookup(text) then return true end
    end
    return text:find("%f[%w]L%.?P%.?$") ~= nil
end)

local HOUSES = {}
for word in ("Hospital University College Airport Mosque Bridge Street Stadium Causeway Foundation Center Centre Institute Award Prize Avenue Road Park Port School "
    .. "Academy Tower Dam Hall City Square Stadium River Library Museum Center Island Islands Shoal Complex"):gmatch("%a+") do HOUSES[word] = true end

--- "King Karim International Airport": does a word for a house end the capitals behind the name?
function M.names_a_house(who)
    local behind = who:after(3)
    for word in (behind and behind.text:match("^%u[%u%l%s]*") or ""):gmatch("%a+") do
        if not word:find("^%u") then return false end
        if HOUSES[word] then return true end
    end
    return false
end

local SHIPS = reading.set_of("USS HMS INS BRP HMAS HMCS HMNZS HNLMS JS ROKS RFS USNS USCGC USAV RFA PNS KRI HDMS HNoMS FGS SLNS MV M/V MT M/T carrier destroyer frigate corvette cruiser battleship submarine tanker "
    .. "cutter freighter ferry vessel drillship liner yacht trawler warship flagship gunboat minesweeper icebreaker")

local SAILS = { is = true, was = true, has = true, had = true, sailed = true, sank = true, docked = true, carried = true, left = true, rescued = true,
    [","] = true }

--- "USS Harry S. Truman", "the carrier Abraham Lincoln", "The Alan Kebna is run by": does a ship bear the name?
function M.names_a_ship(who)
    local before = who:before(1)
    if not before then return false end
    if SHIPS[before.text] then return true end
    local behind = (before.text == "The" or before.text == "the") and who.text:find("%s") and who:after(1)
    return behind and (SAILS[behind.text] or behind.text == ".") or false
end

local ITSELF = { it = true, its = true }

--- May the captured words be somebody who speaks: no place, and no company, which says what "it" does?
function M.is_speaker(match)
    local text, behind = match.who.text, match:after(1)
    local before_faith = text:match("^(%S+) Islam$")
    if before_faith and is_english(before_faith) then return false end
    return not lexicon "seats":lookup(text) and not lexicon "place_words":lookup(text:match("%S+$")) and not lexicon "places":lookup(text)
        and not lexicon "cities":lookup(text) and not (behind and ITSELF[behind.text])
end

--- "Christian Kebnar", not "Christian Solidarity": behind a faith that is a given name, too, may stand no English word.
function M.is_no_faith(match)
    local behind = one(match.who).text:match("^Christian%s+([^%s%-]+)")
    return not behind or reading.may_name(behind) and not is_english(behind)
end

--- Are all words of the captured name such as no list knows?
function M.is_unknown(match)
    for word in one(match.who).text:gmatch("[^%s%-]+") do
        if not reading.is_unknown(word) then return false end
    end
    return true
end

local particles = lexicon "particles"

local INNER = { ["St."] = true, ["Ma."] = true, ["Md."] = true, ["Mohd."] = true, ["Ts."] = true, ["Kh."] = true, ["Dz."] = true, I = true, Ni = true,
    Sheikh = true, Sheik = true, Haji = true, Hajji = true, Sayyid = true, Sayed = true, uulu = true, oglu = true, ogly = true, qizi = true, kyzy = true }

-- How the words of a name look: how many there are that no list knows (of these, English words), that are given names, that are small places; false if
-- one cannot be of a name.
local looks = memo(function(text)
    local found = { unknown = 0, given = 0, places = 0, well_known = 0, words = 0, english = 0 }
    for word in text:gsub("%-%l+", ""):gmatch("[^%s%-]+") do
        local bare = word:gsub("^[dl]['\u{2019}]+", ""):gsub("^['\u{2018}\u{2019}\u{2BB}]+", ""):gsub("['\u{2018}\u{2019}]+$", "")
        if not (word:find("^%u%.%u?%.?%u?%.?$") or word:find("^%p+$") or particles:lookup(word) or INNER[word]) then
            local kind = reading.may_name(bare) or company_families:lookup(bare) and "places"
            if not kind then return false end
            found[kind], found.words = found[kind] + 1, found.words + 1
            if kind == "unknown" and is_english(bare) then found.english = found.english + 1 end
        end
    end
    return found
end)

--- May the captured words be somebody's name where a country stands before them: none that says otherwise, one that no list of places knows?
function M.is_likely(match)
    local who = one(match.who).text
    local found = looks(who)
    return found and found.unknown + found.given > 0 and found.english < found.words and not lexicon "places":lookup(who) and not M.names_place(who)
end

-- Small words that stand in the names of banks and harbours as well.
local OF_PLACES = { de = true, del = true, della = true, di = true, da = true, ["do"] = true, dos = true, das = true, du = true, des = true, la = true,
    le = true, las = true, los = true, y = true, e = true, i = true }

--- May these words be somebody's name where only their place in the sentence tells: two that are no English, or one beside a given name, initials or
-- the small word of a name?
M.is_stranger = memo(function(text)
    local found = looks(text)
    if not found or found.unknown == found.english or found.places > 1 or found.english > 1 then return false end
    local telling = found.unknown - found.english + found.given
    local first, small = text:match("^%S+"), text:match("%s(%l+)[%s%-]%u")
    if text:find("^%u%l?%.") or small and not OF_PLACES[small] or family_first:lookup(first) and not particles:lookup(first) then telling = telling + 1 end
    if telling == 1 and text:find("%u%l+%-%u%l+$") then telling = 2 end
    return telling > 1 and text:find("%s") ~= nil and not lexicon "places":lookup(text) and not M.is_elsewhere(text)
end)

local KIN = { father = true, mother = true, brother = true, sister = true }

--- Is what the match captured as `alone`, if it did, a word that may be all of a name?
function M.may_be_alone(match)
    local alone = match.alone and one(match.alone)
    local before = alone and alone:before(1)
    if before and before.text:find("^%u") and not lexicon "honorifics":lookup(before.text) then return false end
    alone = alone and alone.text
    if alone and match.title and KIN[one(match.title).text:lower()] then return false end
    return not alone or reading.is_unknown(alone) or given:lookup(alone) ~= nil or (alone:find("-", 1, true) ~= nil and looks(alone))
end

local fronted = pattern [[ < "\""? [in | during | at | after | following | on | before | while | speaking | meeting | when | asked | receiving | addressing] ]]
local does = pattern [[ << %adv{0,2} [%verb & !/ing$/] ]]

--- "In a call with President Brand, the Secretary-General thanked": the office begins the main clause. Else it is told of the name before it, if that may be
-- one.
function M.is_of_name(match)
    local behind = match.text:find(",%s+[Tt]he%s") and match:after(3)
    if behind and match.sentence and behind:has(does) and match.sentence:has(fronted) then return false end
    return M.may_be_alone(match)
end

local REACH = 30                     -- bytes back in which the word before begins

-- Does the word stand somewhere behind one in small letters?
local function stands_alone(text, word)
    local start, stop = text:find(word, 1, true)
    while start do
        local before = text:sub(math.max(1, start - REACH), start - 1):match("(%S+)%s+$")
        if before and not before:find("^%u") and not text:find("^%w", stop + 1) then return true end
        start, stop = text:find(word, stop + 1, true)
    end
    return false
end

local speaks = pattern [[ << (~say | ~tell | ~add | ~warn | ~write | ~reply | ~meet | ~speak | ~deny | who | , %num , | , %office) ]]

--- Is somebody of this name told by an unknown last word that speaks, or that stands alone elsewhere in the text?
function M.is_told(match, doc)
    local who = one(match.who)
    local last = who.text:match("(%S+)$")
    if not reading.is_unknown(last) and not well_known:lookup(last) then return false end
    local behind = who:after(4)
    if behind and behind:has(speaks) then return true end
    return stands_alone(doc.text, last)
end

return M
