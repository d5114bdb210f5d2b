-- countries.lua - rows of layer `country` from phrases of the lexicons, with the usual English name of each.
--
-- Sits on names.lua, home.lua, words.lua.

local NAMES = include "names.lua"
local home = include "home.lua"
local reading = include "words.lua"

local M = {}

local function entry_of(span)
    return span.entry or lexicon "country_names":lookup(span.text) or lexicon "countries":lookup(span.text) or lexicon "demonyms":lookup(span.text)
        or lexicon "capitals":lookup(span.text)
end

local OF_BRAZZAVILLE = { "Brazzaville", "People's Republic of the Congo", "Sassou" }
local OF_KINSHASA = { "Kinshasa", "Democratic Republic of", "DRC", "DR Congo", "L\u{00E9}opoldville", "Leopoldville", "Tshisekedi", "Kabila", "Mobutu",
    "Lumumba", "Goma", "Kivu" }

-- Does a text that says "the Congo" mean the one whose capital is Brazzaville?
local is_of_brazzaville = reading.once(function(doc)
    if doc.country == "CG" then return true end
    local text = doc.text
    for _, word in ipairs(OF_KINSHASA) do
        if text:find(word, 1, true) then return false end
    end
    for _, word in ipairs(OF_BRAZZAVILLE) do
        if text:find(word, 1, true) then return true end
    end
    return text:find("%f[%a]Republic of t?h?e? ?Congo") ~= nil
end)

--- A row over a phrase of the lexicons.
-- @param doc its document, where it is at hand: it tells which Congo is meant
function M.row(span, doc)
    local entry = entry_of(span)
    if not entry then return nil end
    local iso = entry.iso
    if iso == "CD" and doc and (span.text == "Congo" or span.text == "Congolese") and is_of_brazzaville(doc) then iso = "CG" end
    return { span, name = NAMES[iso] or span.text, iso = iso, country = iso }
end

local GEORGIAN = { Tbilisi = true, Batumi = true, Kutaisi = true, Gori = true, Sukhumi = true, Tskhinvali = true, Poti = true, Zugdidi = true, Rustavi = true }

-- "Atlanta, Georgia": behind a city that is not of the country, the state; also with a governor, or where it is called one.
local function is_state(span)
    local before, behind = span:before(2), span:after(3)
    if before and (before.text:find("state of$") or before.text:find("County%s*,$") or before.text:find("District of$")) or behind
        and behind.text:lower():find("^['\u{2019}s%s]*governor") then
        return true
    end
    if behind and behind.text:find("^Secretary of State") then return true end
    local city = before and before.text:match("^(%u[%a\128-\255]+)%s*,$")
    return city ~= nil and not GEORGIAN[city] and (lexicon "cities":lookup(city) ~= nil or lexicon "places":lookup(city) ~= nil)
end

local CAUCASIAN = { "Georgian", "Tbilisi", "Batumi", "Abkhaz", "Ossetia", "Caucasus", "Saakashvili", "Shevardnadze", "Ivanishvili", "Armenia", "Azerbaijan" }
local AMERICAN = { "South Carolina", "Florida", "Alabama", "Tennessee", "Atlanta", "Texas", "Ohio", "Iowa", "Virginia", "Sen. ", "Sens. ", "Rep. ", "Gov. ",
    "GOP" }

local function names_of(text, words)
    local n = 0
    for _, word in ipairs(words) do
        if text:find(word, 1, true) then n = n + 1 end
    end
    return n
end

-- Does a text that names Georgia speak of the United States, and of nothing in the Caucasus?
local is_about_states = reading.once(function(doc)
    return names_of(doc.text, AMERICAN) > 1 and names_of(doc.text, CAUCASIAN) == 0
end)

--- Is this Georgia the state?
function M.is_georgia(match, doc)
    return is_state(match.what) or is_about_states(doc)
end

local TITLES = { ["Prince of"] = true, ["Princess of"] = true }
local AMERICANS = { African = true, Native = true, Asian = true, Hispanic = true, Latino = true }

--- A row for a match that captured `what`: over the capture, or over the match where it says "side".
function M.named(match, doc)
    local what = match.what
    local row = M.row(what, doc)
    if not row then return nil, "no country has this name" end
    if row.iso == "US" and what.text == "US" and (match:after(1) or match).text == "$" then return nil, "a currency" end
    if what.text == "Georgia" and doc and M.is_georgia(match, doc) then return nil, "the state" end
    local before = what.text == "Wales" and what:before(2)
    if before and TITLES[before.text] then return nil, "part of a title" end
    if match.text:find(" side$") then row[1] = match end
    return row
end

local AROUND = { between = true, ["in"] = true, from = true, near = true, of = true, to = true, at = true, through = true, ["and"] = true }

local JOINED = { ["and"] = true, nor = true, [","] = true }

--- Rows for a capital that acts, and for those that stand with it in a list: "Oslo, Quito and Lima signed".
function M.acting(match)
    local row, why = M.named(match)
    if not row then return nil, why end
    local rows = { row }
    local joint = match.what:before(1)
    while joint and JOINED[joint.text] do
        local name, word = joint:before(2), joint:before(1)
        local entry = name and lexicon "capitals":lookup(name.text)
        if not entry then name, entry = word, word and lexicon "capitals":lookup(word.text) end
        if not entry or entry.kind ~= "seat" then break end
        rows[#rows + 1] = M.row(name)
        joint = name:before(1)
    end
    local opener = joint and JOINED[joint.text] and joint:before(2) or #rows > 1 and joint       -- "in Baghdad, Kebnat and Lima, which"
    if opener and AROUND[opener.text:match("^%S+"):lower()] then return nil, "places of a list" end
    return rows
end

--- Rows for a match that captured several of `what`.
function M.each_row(match)
    local rows = {}
    for _, what in ipairs(match.what) do
        if what.text ~= "Brussels" then rows[#rows + 1] = M.row(what) end            -- the Union, if anything
    end
    return rows
end

local function is_named(doc, iso)
    for _, other in ipairs(doc:layer("country")) do
        if other.iso == iso then return true end
    end
    return false
end

--- The same for words that a party must be behind: seats of government, and cities of which the document names the country ("Kingston").
function M.each_party(match, doc)
    local rows = {}
    for _, what in ipairs(match.what) do
        local entry = entry_of(what)
        if entry and (entry.kind == "seat" or what.text ~= "Brussels" and is_named(doc, entry.iso)) then rows[#rows + 1] = M.row(what) end
    end
    if #rows == 0 then return nil, "no seat of a government" end
    return rows
end

local REALMS = { ["Islamic Republic"] = "IR", Kingdom = "SA", Sultanate = "OM", Emirates = "AE" }
local RULED_FROM = { Kingdom = "%f[%a]Riyadh%f[%A]", Sultanate = "%f[%a]Muscat%f[%A]" }
local KINGDOMS = { JO = true, BH = true, MA = true, TH = true, KH = true, BT = true, TO = true, LS = true, SZ = true }

--- A row for "the Kingdom": that of the agency that wrote it, the country that the document calls a kingdom in full, else the one that is
-- usually meant if it is named, or its capital in a text without another.
function M.realm(match, doc)
    local what = match.what
    local usual, other, several, frame = nil, nil, false, home.of(doc)
    if frame.iso and frame.iso == REALMS[what.text] then return { what, name = NAMES[frame.iso], iso = frame.iso, country = frame.iso } end
    if what.text:find "Kingdom$" and KINGDOMS[frame.iso] then return { what, name = NAMES[frame.iso], iso = frame.iso, country = frame.iso } end
    for _, row in ipairs(doc:layer("country")) do
        if row.text:find(what.text .. " of ", 1, true) then return { what, name = row.name, iso = row.iso, country = row.iso } end
        if row.iso == REALMS[what.text] then usual = row end
        if KINGDOMS[row.iso] then
            several = several or other and other ~= row.iso
            other = row.iso
        end
    end
    local seat, iso = RULED_FROM[what.text], REALMS[what.text]
    if not usual and not other and seat and doc.text:find(seat) then return { what, name = NAMES[iso], iso = iso, country = iso } end
    if not usual and other and not several and what.text:find "Kingdom$" then return { what, name = NAMES[other], iso = other, country = other } end
    if not usual then return nil, "no such realm is named" end
    return { what, name = usual.name, iso = usual.iso, country = usual.iso }
end

local HALVES = { North = "KP", South = "KR" }

--- A row for "the North" and "the South" in a document that names North Korea.
function M.half(match, doc)
    local what = match.what
    if not what.text:find("^%u") then return nil, "a direction" end
    for _, row in ipairs(doc:layer("country")) do
        if row.iso == "KP" then
            local iso = HALVES[what.text]
            return { what, name = NAMES[iso], iso = iso, country = iso }
        end
    end
    return nil, "the document does not name North Korea"
end

local SHORT = { Franco = "FR", Anglo = "GB", Greco = "GR", Indo = "IN", Italo = "IT", Hispano = "ES", Luso = "PT", Nippo = "JP", Turco = "TR" }

--- A row for the short form of an adjective: "Franco" of "Franco-German".
function M.first_of_two(match)
    local iso = SHORT[match.what.text]
    return { match.what, name = NAMES[iso], iso = iso, country = iso, adjective = true }
end

--- What the lists have of a country of this name, or of its adjective.
function M.find(name)
    return lexicon "country_names":lookup(name) or lexicon "countries":lookup(name) or lexicon "demonyms":lookup(name)
end

--- A row over words in capitals for what the lists have in small letters.
function M.shouted(span, entry, name)
    return { span, name = NAMES[entry.iso] or name, iso = entry.iso, country = entry.iso, adjective = entry.kind ~= nil or nil }
end

local tongue = pattern [[ (~speak | ~say | ~write | ~talk | ~publish | ~translate | ~broadcast | ~deliver | ~address | ~respond | ~reply | fluent
      | available | language | version | remarks | statement | speech | "(") %adv? in >> ]]
local closes_tongue = pattern [[ << (")" | "." | "," | ";" | ":" | and | or | only | at | to | from | before | for | %num) ]]

-- "Spoke in Spanish": the language.
local function is_tongue(what, before)
    if before.text ~= "in" then return false end
    local lead, behind = what:before(4), what:after(1)
    return lead ~= nil and lead:has(tongue) and (not behind or behind:has(closes_tongue))
end

--- A row for an adjective or the name of a people.
function M.demonym(match, doc)
    local row = M.row(match.what, doc)
    local before = row and match.what:before(1)
    if before and is_tongue(match.what, before) then return nil, "a language" end
    if before and row.iso == "US" and AMERICANS[before.text] then return nil, "people of the country by their descent" end
    if row then row.adjective = true end
    return row
end

--- Does the capital stand for a government, by its lexicon?
function M.is_seat(match)
    local entry = entry_of(match.what)
    return entry ~= nil and entry.kind == "seat"
end

--- A row for a capital that may be a place or a government, in a document that names its country elsewhere.
function M.told_elsewhere(match, doc)
    local row, why = M.named(match)
    if not row then return nil, why end
    if is_named(doc, row.iso) then return row end
    return nil, "the document does not name its country"
end

return M
