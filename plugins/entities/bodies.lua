-- bodies.lua - what the rules for organizations know of names: heads, initials, short forms, which mention names which body.
--
-- Sits on words.lua, companies.lua, home.lua, lexicons organizations and org_heads. A document is looked at once, in one pass over its text.

local reading = include "words.lua"
local companies = include "companies.lua"
local home = include "home.lua"

local country_names, countries, demonyms = lexicon "country_names", lexicon "countries", lexicon "demonyms"
local org_suffixes, given, cities, capitals = lexicon "org_suffixes", lexicon "given", lexicon "cities", lexicon "capitals"
local geography, organizations, org_heads, forces = lexicon "geography", lexicon "organizations", lexicon "org_heads", lexicon "forces"
local common_bodies, states, titles = lexicon "common_bodies", lexicon "states", lexicon "titles"

local M = {}

local KINDS = {
    { "government", { "Ministry", "Department", "Government", "Parliament", "Congress", "Senate", "Assembly", "Cabinet", "Court", "Embassy", "Consulate",
                      "Office", "Bureau", "Secretariat", "Directorate", "Administration", "Agency", "Authority", "Tribunal", "Treasury" } },
    { "military", { "Army", "Navy", "Force", "Forces", "Guard", "Guards", "Police", "Corps", "Command", "Brigade", "Battalion", "Division", "Regiment" } },
    { "party", { "Party" } },
    { "education", { "University", "College", "Institute", "School", "Academy" } },
    { "media", { "News", "Times", "Herald", "Tribune", "Gazette", "Television", "Radio", "Broadcasting", "Press" } },
    { "company", { "Bank", "Corporation", "Company", "Holdings", "Group", "Airlines", "Airways", "Motors", "Industries", "Technologies", "Systems" } },
    { "international", { "Union", "Organization", "Organisation", "Alliance", "Community", "League" } },
}
local kind_of = {}
for _, row in ipairs(KINDS) do
    for _, word in ipairs(row[2]) do kind_of[word] = row[1] end
end

--- The kind of a body by the head word in its name, nil where it does not tell.
M.kind = memo(function(name)
    local found
    for word in name:gmatch("[%a\128-\255]+") do
        if word == "of" or word == "for" or word == "on" then break end
        found = kind_of[word] or found
    end
    return found
end)

local PLANS = { "Agreement", "Treaty", "Plan", "Initiative", "Strategy", "Agenda", "Partnership", "Programme", "Program", "Protocol", "Convention",
                "Memorandum", "Framework", "Declaration", "Charter", "Summit", "Conference", "Meeting", "Outlook", "Understanding", "Dialogue",
                "Accord", "Project", "Goals", "Forum", "Mechanism", "Act", "Law", "Resolution", "Exercise", "Kit", "Software", "Device", "Disc", "Card",
                "Interface", "Language", "Format", "Standard", "Protocol", "Index", "Average", "Rate", "Product", "Income", "Disease", "Syndrome", "Virus",
                "Process", "Road", "Corridor", "Zone", "Event", "Award", "Prize", "Championship", "Cup", "Games", "Festival", "Expo", "Exhibition", "Awards",
                "Countries", "Contributions", "Contribution", "Player", "Television", "Display", "Phone", "Aircraft", "Vehicle", "Missile", "Engine", "Store", "Keynote" }
local is_plan = {}
for _, word in ipairs(PLANS) do is_plan[word] = true end

-- "Economic Partnership Agreement (EPA)": the capitals stand for what is before the bracket, which is no body.
local function in_brackets_of_plan(span, text, behind)
    local before = behind and behind.text:find("^%)") and span:before(10)
    local name = before and before.text:match("(%u.-)%s*%($")
    while name do
        if M.initials_fit(name, text) then return M.is_plan(name) end
        name = name:match("%s(%u.*)$")
    end
    return false
end

-- The type of a product, with which a maker's name is no maker: "A350", "787", "Su-35", "X5".
local function is_model(word)
    return word:find("^%u%l?%-?%d+%a*$") ~= nil or word:find("^%u%u%-?%d+%a*$") ~= nil or word:find("^7%d7") ~= nil
end

local NO_BODY_BEFORE = { Arab = true, National = true, Party = true, World = true }

--- Is it a currency before a sum ("NPR 2.5 million"), the end of a country's name ("United Arab Emirates"), or part of the name of a treaty or of a product?
function M.is_something_else(span)
    local text = span.text
    if text == "Emirates" or text == "Congress" then
        local before = span:before(1)
        return before ~= nil and (NO_BODY_BEFORE[before.text] or text == "Congress" and reading.is_unknown(before.text))
    end
    local behind = span:after(2)
    local next_word = behind and behind.text:match("^[%w-]+")
    if next_word == "Convention" or next_word == "Palace" or next_word == "Framework" or text == "Air Force" and next_word == "One" then return true end
    local kind = span.entry and span.entry.kind
    if kind == "company" and not text:find("[%s%-]") then
        local before = span:before(1)
        if before and given:lookup(before.text) then return true end                -- "Shunichi Suzuki"
    end
    kind = next_word and kind
    if kind == "media" and (span:before(3) or span).text:find("Operation %u") then return true end
    if kind == "company" and is_model(next_word) or kind == "media" and next_word:find("^%d%d%d$") then return true end      -- "Nikkei 225", an index
    if not text:find("^%u%u%u+$") then return false end
    if #text == 3 and next_word and next_word:find("^%d") then return true end
    return in_brackets_of_plan(span, text, behind)
end

local SOCIETIES = { ["Red Cross"] = true, ["Red Crescent"] = true }
local UNITS_OF_COMPANIES = { "Energy", "Engineering", "Construction", "Renewables", "Airports", "Shipbuilding", "Steel", "Aerospace", "Defence", "Defense", "Electronics", "Mobility",
                             "Logistics", "Capital", "Ventures", "Solutions", "Helicopters", "Aircraft", "Chemicals", "Digital", "Shipping", "Foundation", "Rail", "Power", "Trucks",
                             "Europe", "Asia", "Africa", "Americas" }
local is_unit = {}
for _, word in ipairs(UNITS_OF_COMPANIES) do is_unit[word] = true end

--- A row for a body of the lists: a Red Cross with whose it is, a company with the word for a part of it.
function M.known(match)
    local what = match.what
    local kind = what.entry.kind
    if kind == "company" then
        local behind = what:after(2)
        local first, second = (behind and behind.text or ""):match("^(%u%l+)%s?(%S*)$")
        if is_unit[first] and not second:find("^%u") then what = what:union(what:after(1)) end
    elseif SOCIETIES[what.text] then
        local before = what:before(1)
        if before and demonyms:lookup(before.text) then what = before:union(what) end
    end
    return { what, kind = kind }
end

local function force_of(match)
    return match.role.entry or forces:lookup(match.role.text)
end

--- Is it no capital at the start of a sentence, where any word has one?
function M.inside(match)
    return match:before(1) ~= nil
end

local ARTICLES = { the = true, an = true, a = true }

-- The match with the article before it, as descriptions have it.
local function with_article(match)
    local first = match:before(1)
    return first and ARTICLES[first.text:lower()] and first:union(match) or match
end

local allegiances = lexicon "allegiances"

-- "Kurdish Peshmerga fighters", "government and pro-Assad forces": whose they are besides.
local function with_allegiance(match)
    local text = match.text
    local joined = text:find("^pro%-") or text:find("^anti%-")
    if not match.body and not joined then return match end
    local before = match:before(joined and 2 or 1)
    local word = before and before.text:match(joined and "^(%a+)%s+and$" or "^(%u%l+)$")
    return word and allegiances:lookup(word) and before:union(match) or match
end

--- A row for armed bodies and holders of power told by their part; a named body's fighters are the body's, and no description.
function M.forces(match)
    return { with_article(with_allegiance(match)), kind = force_of(match).kind, described = not match.body or nil }
end

--- A row for those who follow somebody.
function M.followers(match)
    return { with_article(match), kind = force_of(match).kind, described = true }
end

--- A row for a power that the text has told of.
function M.power(match)
    return { match, kind = force_of(match).kind, described = true }
end

--- Has the document no body in whose name the word is the head, and small letters besides?
function M.has_no_coalition(match, doc)
    for _, row in ipairs(doc:layer("organization")) do
        if not row.described and row.text:find("%S Coalition%f[%A]") then return false end
    end
    return M.is_mixed(match)
end

--- Does the word with an article tell enough?
function M.is_power(match)
    return force_of(match).alone == true
end

--- Does the name end with the word for a text, a plan or a thing, which is no body, by itself or before "on" and "for"?
function M.is_plan(name)
    local last = name:match("([%a\128-\255]+)%W*$")
    local head = name:match("([%a\128-\255]+) on ") or name:match("([%a\128-\255]+) for ")
    return is_plan[last] or is_plan[head] or false
end

--- Do capitals tell something here, in a sentence that has small letters?
function M.is_mixed(match)
    local sentence = match.sentence
    return sentence ~= nil and sentence.text:find("%l%l%l") ~= nil
end

--- Is it the name of a country?
function M.is_country(name)
    return country_names:lookup(name) ~= nil or countries:lookup(name) ~= nil
end

--- Is it a country or a region of the world ("Soviet Union", "West Bank")?
function M.is_place(name)
    return M.is_country(name) or geography:lookup(name) ~= nil
end

--- Is this a head word with nothing but a capital at the start of a sentence before it ("Local Police"), or the end of "ad Hoc Committee"?
function M.is_common(match)
    local leading, head = match.text:match("^(%S+)%s+(%S+)$")
    if not head then return match.text:find("^Hoc ") ~= nil end
    if head == "Party" and demonyms:lookup(leading) then return true end
    local entry = org_heads:lookup(head)
    if not entry or entry.strength == "strong" then return false end
    local first = match.sentence and match.sentence:bytes()
    return first == match:bytes()
end

-- A body, a city or a state that may own another body.
local function is_owner(name)
    return organizations:lookup(name) ~= nil or capitals:lookup(name) ~= nil or cities:lookup(name) ~= nil or states:lookup(name) ~= nil
end

local OF_STATES = { Navy = true, Army = true, Parliament = true, Senate = true, Treasury = true }

local function is_headed(name)
    return org_heads:lookup(name:match("(%S+) of ") or name:match("(%S+)$")) ~= nil
end

local COMMON_OWNERS = { People = true, Peoples = true, Children = true, Women = true, Men = true, Lord = true, Youth = true }

-- "Council of the People's Republic", "Board of the Victims' Fund": the name goes on.
local function is_common_owner(owner, text)
    local last = owner:match("(%S+)$")
    return COMMON_OWNERS[last] or text:find("^['\u{2019}]%s", #owner + 1) ~= nil and owner:find("%s") ~= nil and not last:find("^A[pf]") and not org_heads:lookup(last)
end

-- May the words before "'s" own the body behind them: a country, a city, a body of the lists, or one that a head word ends?
local function may_own(owner)
    return M.is_country(owner) or is_owner(owner) or org_suffixes:lookup(owner:match("%S+$")) ~= nil or is_headed(owner)
end

-- Who owns the body of such a name, and where the name of the body starts: "Norway's National Fish Council", "Lisbon-based Fish Council".
local function owner_of(text)
    if not text:find("['\xE2%-]") then return nil end
    for _, form in ipairs { "^(.-)\u{2019}s?()%s", "^(.-)'s()%s", "^(.-s)'()%s", "^(%u[^%-]-)%-based()%s" } do
        local owner, from = text:match(form)
        if owner then return owner, from, form:find("based", 1, true) ~= nil end
    end
end

--- The name without the country, city or body that it is said to belong to: "Norway's National Fish Council"; nil if only its head word is left.
-- @return the span of the name; that of the owner if it is a body
function M.unowned(match)
    local text = match.text
    local owner, from, is_seat = owner_of(text)
    if not owner or not (is_seat or may_own(owner) and not is_common_owner(owner, text)) or organizations:lookup(text) then return match end
    local rest = match:sub(select(2, text:find("^%s+", from)) + 1, #text)
    if not rest.text:find("%s") and not (OF_STATES[rest.text] and M.is_country(owner)) then return nil end
    return rest, owner:find("%s") and is_headed(owner) and match:sub(1, #owner) or nil
end

-- The committee or the congress of a party, told by its place: "… (LRP) Central Committee", "12th National Congress".
local function is_of_party(name, head)
    if head ~= "Central Committee" and not head:find("Congress$") then return false end
    local before = name:before(1)
    return before ~= nil and (before.text == ")" or before.text:find("^%d") ~= nil or before.text:find("^['\u{2019}]s$") ~= nil)
end

local UNITS = { Division = true, Brigade = true, Battalion = true, Regiment = true, Corps = true, Army = true, Command = true, Guard = true, Squadron = true }

local ROYAL = { King = true, Queen = true, Prince = true, Princess = true, Sultan = true, Emir = true, Emperor = true, President = true }
local NAMED_FOR = { Hospital = true, University = true, College = true, Institute = true, Foundation = true, School = true, Academy = true, Centre = true, Center = true }

-- "King Karim Hospital": a house that bears the name of somebody with the title.
local function with_founder(name, text)
    if not NAMED_FOR[text:match("%a+$")] then return name end
    local before = name:before(1)
    return before and ROYAL[before.text] and before:union(name) or name
end

-- A unit of armed forces with its number, and whose it is: "Danish 3rd Infantry Brigade".
local function with_number(name, text)
    if not UNITS[text:match("%a+$")] then return name end
    local number = name:before(1)
    if not number or not number.text:find("^%d+[snrt][tdh]$") then return name end
    local owner = number:before(1)
    return (owner and demonyms:lookup(owner.text) and owner or number):union(name)
end

-- "Popular Forces and Quds Force", "WHO and Health Ministry" are two bodies: what is before "and", where it ends with a head word or an acronym.
local function two_bodies(match, text)
    if not text:find("%sand%s") then return nil end
    local before, behind = text:match("^(.*%S)%s+and%s+()")
    local last = before and before:match("(%S+)$")
    if not last then return nil end
    local headed = false
    for word in text:sub(behind):gmatch("[^%s%-]+") do headed = headed or org_heads:lookup(word) ~= nil end
    if organizations:lookup(text:sub(behind)) then
        local both = organizations:lookup(before) ~= nil or before:find("%s") and org_heads:lookup(last) ~= nil
        return both and match:sub(1, #before) or nil, match:sub(behind, #text)                   -- "Ana Ruiz and Fox News", "Fish Board and Fox News"
    end
    if not headed then return demonyms:lookup(text:sub(behind)) and match:sub(1, #before) or nil end       -- "… Committee and Chinese president"
    if organizations:lookup(before) or M.is_country(before) or before:find("^%S+ %S+$") and given:lookup(before:match("^%S+")) then return nil, match:sub(behind, #text) end       -- found by itself
    if not (last:find("^%u%u%u+$") or before:find("%s") and org_heads:lookup(last)) then return nil end
    return match:sub(1, #before), match:sub(behind, #text)
end

local sent_to = pattern [[ << to:(to the? ($organizations | %nation)) !%cap ]]
local sent_in = pattern [[ << to:((to | in) the? ($organizations | %nation)) !%cap ]]

-- "Mission of Chile to the United Nations", "OSCE Mission to Moldova": with where it is sent.
local function with_seat(name, text)
    if not text:find("Mission", 1, true) and not text:find("Delegation", 1, true) then return name end
    local head = text:match("(%a+ion) of ") or text:match("(%a+ion)$")
    if head ~= "Mission" and head ~= "Delegation" then return name end
    local behind = name:after(6)
    local found = behind and behind:find(head == "Mission" and not text:find(" of ", 1, true) and sent_in or sent_to)
    return found and name:union(found.to) or name
end

-- "Oruva Port Authority – Harbour Police Union" are two names: the rows of both sides of a dash with spaces, as far as a head word ends them.
local function parted(match, text)
    if not text:find("%s[%-\xE2]") then return nil end
    local rows, from = {}, 1
    local even = text:gsub("\u{2013}", "---"):gsub("\u{2014}", "---")
    if not even:find("%s%-+%s") then return nil end
    for start, stop in (even .. " - "):gmatch("()%s+%-+%s+()") do
        local part = match:sub(from, start - 1)
        if part.text:find("%S%s+%S") and org_heads:lookup(part.text:match("(%S+)$")) then rows[#rows + 1] = { part, kind = M.kind(part.text) } end
        from = stop
    end
    return rows
end

local DECIDES = { Assembly = true, Council = true, Parliament = true, Congress = true, Senate = true, Fund = true, Committee = true }

-- "adopted by the General Assembly of the Declaration": what such a body dealt with is no part of its name.
local function without_plan(name, text)
    local stop = text:find(" of ", 1, true)
    local head = stop and text:sub(1, stop - 1):match("(%a+)$")
    local rest = stop and text:sub(stop):gsub("^ of ", ""):gsub("^the ", "")
    if not stop or not DECIDES[head] then return name end
    local first = rest:match("^(%u%l+)")
    return (is_plan[first] or first == "Universal" or M.is_plan(rest:match("^(.-) of ") or rest)) and name:sub(1, stop - 1) or name
end

--- A row for a head word with what follows it: what is before a dash with spaces, not whose it is, not what it dealt with.
function M.head_first(match)
    local text = match.text
    local stop = text:find("%s[%-\xE2]") and text:gsub("\u{2013}", "---"):gsub("\u{2014}", "---"):find("%s%-+%s")
    local name, owner = M.unowned(stop and match:sub(1, stop - 1) or match)
    if not name then return nil, "a body's, and a head word alone" end
    name = without_plan(name, name.text)
    text = name.text
    if not text:find("%s") then return nil, "a head word alone" end
    local row = { with_seat(name, text), kind = M.kind(text) }
    return owner and { row, { owner, kind = M.kind(owner.text) } } or row
end

local ELSE = {}
for _, name in ipairs { "country_names", "countries", "demonyms", "titles", "honorifics", "not_names", "given", "family_first", "states", "cities", "capitals", "org_suffixes",
                        "function_words", "calendar_words" } do ELSE[#ELSE + 1] = lexicon(name) end

-- Is one of the words something else than a name of a body?
local is_else = memo(function(name)
    for word in name:gmatch("[^%s%-]+") do
        for _, list in ipairs(ELSE) do
            if list:lookup(word) then return true end
        end
    end
    return false
end)

--- May the words before "news agency" be its name: capitals, two words, or one that is nothing else?
function M.is_medium(name)
    return organizations:lookup(name) == nil and not is_else(name) and (name:find("^%u%u+$") ~= nil or name:find("%s") ~= nil or reading.is_unknown(name))
end

--- May capitals that somebody speaks to, or the words behind "Radio", be a body's name?
function M.is_asked(match)
    local name = match.what.text
    local rest = name:match("^%S+%s+(.+)$")
    if rest then return not org_heads:lookup(rest:match("%S+$")) and not titles:lookup(rest:match("^%S+")) end
    return M.is_mixed(match) and organizations:lookup(name) == nil and not is_else(name)
end

--- A row for a name that ends with a head word.
function M.headed(match)
    local text = match.text
    local parts = parted(match, text)
    if parts then return parts end
    local first, second = two_bodies(match, text)
    if first and not second then return { first, kind = M.kind(first.text) } end
    if first then return { { first, kind = M.kind(first.text) }, { second, kind = M.kind(second.text) } } end
    local name, owner = M.unowned(second or match)
    if not name then return nil, "a country's, and a head word alone" end
    text = name.text
    if is_of_party(name, text) then return nil, "a party's own" end
    local row = { with_seat(with_number(with_founder(name, text), text), text), kind = M.kind(text) }
    return owner and { row, { owner, kind = M.kind(owner.text) } } or row
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

local clean = memo(function(text)
    return (text:gsub("^[Tt]he ", ""):gsub(" side$", ""):gsub("%s+", " "))
end)

local full_name = memo(function(text)
    local entry = organizations:lookup(text)
    return entry and entry.name
end)

-- The part of a name that an acronym behind it stands for: "Budget Committee of the Upper River Council (URC)".
local function meant(name, acronym)
    local known = full_name(acronym)
    if known and name:find(known, 1, true) then return known end
    local from = 1
    while from do
        local rest = name:sub(from)
        if M.initials_fit(rest, acronym) then return rest end
        local _, stop = name:find("[%s]+", from)
        from = stop and stop + 1
    end
    return name
end

local COMMA = (","):byte()

-- The acronym behind a name, in brackets or between commas, and what it is "also known as".
local function behind(text, stop, name)
    local acronym, alias
    local apposed = text:byte(stop + 1) == COMMA and text:match("^, (%u[%u&]+)[,.;]", stop + 1)
    if apposed and M.initials_fit(name, apposed) then return apposed end
    if text:find("^%s*%(", stop + 1) then
        acronym = text:sub(stop + 1, stop + 16):match("^%s*%((%u[%a&%-]+)%)")
        if acronym and not acronym:find("%u.*%u") and not organizations:lookup(acronym) then acronym = nil end
        alias = text:sub(stop + 1, stop + 60):match("^%s*%(also known as ([%w%-]+)%)")
    elseif text:find("^, also known as ", stop + 1) then
        alias = text:sub(stop + 1, stop + 60):match("^, also known as ([%w%-]+)")
    end
    return acronym, alias
end

-- What of the document's rows never changes: row → { name, first byte, last byte }.
local facts_of = reading.once(function() return {} end)

local function fact_of(facts, row)
    local fact = facts[row]
    if not fact then
        fact = { name = clean(row.text) }
        fact.first, fact.last = row:bytes()
        facts[row] = fact
    end
    return fact
end

-- "OFC" of "Oruva Fish Council", false where the letters are too few or stand for something else.
local initials_of = memo(function(name)
    if not name:find(" %S+ ") then return false end
    local letters = name:gsub("(%S)%S*%s*", "%1"):gsub("%l", "")
    return letters:find("^%u%u%u%u?%u?%u?$") ~= nil and not organizations:lookup(letters) and not M.is_country(letters) and letters
end)

-- "Oruva" of "Oruva News Agency".
local wire_of = memo(function(name)
    return name:find("gency", -5, true) and (name:match("^(%S+) [Nn]ews [Aa]gency$") or name:match("^(%S+) Press Agency$"))
end)

-- Acronym or short form → the full name, from what the document's rows say.
local function introduced(rows, text, facts)
    local found, full = {}, {}
    for _, row in ipairs(rows) do
        local fact = fact_of(facts, row)
        local name = fact.name
        full[name] = true
        local acronym, alias = behind(text, fact.last, name)
        local shorts = companies.short_forms(name)
        for i = 1, #shorts do
            local short = shorts[i]
            if not found[short.text] and (not short.doubtful or companies.deals(text, short.text)) then found[short.text] = name end
        end
        local wire = wire_of(name)
        if wire then found[wire], found[wire:upper()] = name, name end
        if alias then found[alias] = found[alias] or name end
        if acronym then found[acronym] = found[acronym] or meant(name, acronym) end
    end
    for name in pairs(full) do
        local letters = initials_of(name)
        if letters and not found[letters] then found[letters] = name end
    end
    for name in pairs(full) do
        local known = full_name(name)
        if known and known ~= name and full[known] and not found[name] then found[name] = known end
        if not known and #name > 2 and name:find("^%u[%u%-]+$") and not found[name] then found[name] = name end
    end
    if full["Islamic State"] and not found.IS then found.IS = "Islamic State" end      -- a word in small letters: only where the text has the name
    return found, full
end

local HEADS = { "Authority", "Council", "Commission", "Committee", "Ministry", "Agency", "Union", "Organization", "Organisation", "Coalition", "Mission",
                "Bank", "Fund", "Secretariat", "Alliance", "Assembly", "Bureau", "Department", "Forum", "League", "Party", "Board", "Institute",
                "University", "Company", "Court", "Parliament", "Foundation", "Federation", "Association", "Centre", "Center" }
-- These are words of other uses, too ("in Force", "Group"): the article must stand before them.
local WITH_ARTICLE = { "Corporation", "Tribunal", "Directorate", "Community", "Society", "Academy", "Movement", "Front", "Group", "Network", "Office", "Service", "Force",
                       "Corps", "Team", "Chamber", "Senate", "Congress", "Consortium", "Embassy", "Command", "Treasury", "Brigade", "Facility" }
local is_head, needs_article = {}, {}
for _, head in ipairs(HEADS) do is_head[head] = true end
for _, head in ipairs(WITH_ARTICLE) do is_head[head], needs_article[head] = true, true end

local LINKS = { of = true, ["for"] = true, on = true, ["in"] = true, to = true, against = true }

-- The name up to "of", "for", "on".
local function before_link(name)
    for at, word in name:gmatch("() (%l+) ") do
        if LINKS[word] then return name:sub(1, at - 1) end
    end
    return name
end

-- The last word of that: what a body is called in short.
local head_of = memo(function(name)
    local head = before_link(name):match("(%a+)$")
    return is_head[head] and head
end)

local PAIRED = { Working = true, Task = true, Joint = true, Steering = true }

-- "Working Group", "Joint Commission": the two words that a body is called by where the last alone would not do.
local pair_of = memo(function(name)
    local first, second = before_link(name):match("(%a+) (%a+)$")
    return PAIRED[first] and is_head[second] and first .. " " .. second
end)

-- The same of what an acronym stands for: "the Fund" is the IMF. The Organization is the United Nations where the text names them.
local function called(name, full)
    local known = full_name(name)
    local head = head_of(known or name)
    local is_united = head == "Organization" or head == "Organisation"
    if is_united and known and known ~= name and (full["United Nations"] or full.UN) then return nil end
    return head
end

local function covered(doc, span)
    return #doc:at(span, "organization") > 0
end

-- Head word → where a name with it starts first.
local function first_heads(rows, facts, full)
    local heads = {}
    for _, row in ipairs(rows) do
        local fact = fact_of(facts, row)
        local head = called(fact.name, full)
        if head and head ~= fact.name and not heads[head] then heads[head] = fact.first end
    end
    return heads
end

-- What doc:words has to look for, so that the words of these tables are found.
local function runs_of(...)
    local runs = {}
    for _, words in ipairs { ... } do
        for word in pairs(words) do
            local run = reading.run_of(word)
            if run then runs[run] = true end
        end
    end
    return runs
end

-- Does the head word at start..stop stand for the body alone, not in another name? "The Council President" is its head.
local function stands_alone(text, start, stop)
    local before = text:sub(math.max(1, start - 24), start - 1)
    if not before:find("[Tt]h[eis]+%s$") and (needs_article[text:sub(start, stop - 1)] or before:find("%u%l*%s$") or not before:find("%l%s$")) then return false end
    local after = text:sub(stop, stop + 24)
    local behind = after:match("^ (%u[%a-]*)")
    return (not behind or titles:lookup(behind) ~= nil) and not after:find("^ of ") and not after:find("^ for ") and not after:find("^%-%a")
end

-- The word there and where it stops: with what a hyphen joins to it if that is an acronym ("LHA-KD"); not in a line of capitals.
local function word_at(text, start, acronyms)
    local word, stop = text:match("^(%u[%w&\128-\255]*%-%u+)()", start)
    if not (word and acronyms[word]) then word, stop = text:match("^(%u[%w&\128-\255]*)()", start) end
    if word == "IS" and text:find("^ %u%u", stop) then return nil end
    return word, stop
end

--- A row for capitals that speak or have people: "LHA said", "LHA fighters".
function M.acronym(match)
    local next_word = match.what:after(1)
    local entry = next_word and forces:lookup(next_word.text)
    return { entry and entry.kind == "armed" and match.what:union(next_word) or match.what }
end

-- First word → the forms of several words that begin with it, the longest first.
local function several_words(forms)
    local by_first = {}
    for form in pairs(forms) do
        local first = form:match("^(%S+) ")
        if first then
            by_first[first] = by_first[first] or {}
            table.insert(by_first[first], form)
        end
    end
    for _, list in pairs(by_first) do
        table.sort(list, function(a, b) return #a > #b or #a == #b and a < b end)
    end
    return by_first
end

-- Where one of these forms stops that stands there and is no part of a longer name.
local function stop_of(text, start, forms)
    for _, form in ipairs(forms) do
        local stop = start + #form
        if text:sub(start, stop - 1) == form and not text:find("^[%w\128-\191\195-\225]", stop) and not text:find("^[ -]%u%l", stop) then return stop end
    end
end

-- "IS fighters" are IS: where the word for its armed people stops, if one stands behind an acronym.
local function behind_fighters(text, stop)
    local word, last = text:match("^ (%l+)()", stop)
    local entry = word and forces:lookup(word)
    return entry and entry.kind == "armed" and last or stop
end

--- Rows for the agencies in the dateline that no list has made rows of.
function M.agencies(doc)
    local made = {}
    for _, found in ipairs(home.agency_in_dateline(doc)) do
        local span = not organizations:lookup(found[2]) and doc:slice(found[1], found[1] + #found[2] - 1)
        if span then made[#made + 1] = { span, kind = "media" } end
    end
    return #made > 0 and made or nil
end

--- Rows for later mentions by acronym or head word.
function M.repeated(doc)
    local rows = doc:layer("organization")
    if #rows == 0 then return nil end
    local text, whole, facts = doc.text, doc.span, facts_of(doc)
    local acronyms, full = introduced(rows, text, facts)
    local heads = first_heads(rows, facts, full)
    local leads, longer = reading.leader(text, "&", "%u"), several_words(acronyms)
    local made = {}
    for _, start in ipairs(doc:words(runs_of(acronyms, heads))) do
        local word, stop = word_at(text, start, acronyms)
        local forms = word and longer[word]
        local long = forms and stop_of(text, start, forms)
        if long and leads(start) then
            local span = whole:sub(start, long - 1)
            if not covered(doc, span) then made[#made + 1] = { span } end
        elseif word and leads(start) and (acronyms[word] or heads[word] and start > heads[word] and stands_alone(text, start, stop)) then
            if acronyms[word] then stop = behind_fighters(text, stop) end
            local span = whole:sub(start, stop - 1)
            if not covered(doc, span) and not (text:sub(start - 1, start - 1) == "/" and text:sub(stop, stop) == "/") then made[#made + 1] = { span } end
        end
    end
    return #made > 0 and made or nil
end

-- A body that bears a country's name or adjective at its start, or behind "of" at its end, is of that country.
local country_in = memo(function(name)
    local entry = demonyms:lookup(name:match("^(%S+)") or "") or demonyms:lookup(name:match("^(%S+ %S+)") or "")
    if entry then return entry.iso end
    local last = name:match(" of the (.+)$") or name:match(" of (.+)$")
    entry = last and (country_names:lookup(last) or countries:lookup(last))
    return entry and entry.iso
end)

-- "Hungarian National Assembly" and "National Assembly of Hungary" are one: what they are called without the country, and the country.
local turned = memo(function(name)
    local iso = country_in(name)
    if not iso then return nil end
    local rest = name:match("^%S+ (.+)$")
    if rest and demonyms:lookup(name:match("^%S+")) then return rest .. "|" .. iso end
    rest = name:match("^%S+ %S+ (.+)$")
    if rest and demonyms:lookup(name:match("^%S+ %S+")) then return rest .. "|" .. iso end
    rest = name:match("^(.-) of the [^|]+$") or name:match("^(.-) of [^|]+$")
    return rest and rest .. "|" .. iso
end)

-- "ISIL fighters" are ISIL: the name before the words for its armed people, if it is one that is known.
local whose = memo(function(text)
    local last = text:match("(%l+)$")
    if not last or not forces:lookup(last) then return text end
    local rest = text
    while rest do
        rest = rest:match("^(.-)%s+%S+$")
        if rest and organizations:lookup(rest) then return rest end
    end
    return text
end)

local SHORT = { Alliance = { "NATO" }, Organization = { "United Nations" }, Organisation = { "United Nations" }, Brussels = { "European Union" } }

-- The first of the bodies that a short form may mean which the document names, in its fullest form there.
local function short_for(doc, word)
    for _, wanted in ipairs(SHORT[word] or {}) do
        local found
        for _, row in ipairs(doc:layer("organization")) do
            local text = clean(row.text)
            if (full_name(text) or text) == (full_name(wanted) or wanted) and (not found or #text > #found) then found = text end
        end
        if found then return found end
    end
end

--- A row for "the Alliance" where the document names the body that is called so.
function M.short_name(match, doc)
    if not match.what.text:find("^%u%l") or not short_for(doc, match.what.text) then return nil, "the document names no body that is called so" end
    return { match.what, kind = "international" }
end

local SAME_SUBJECT = 1500            -- bytes behind the name of another organization in which "the Organization" is not the United Nations

-- Is it what tells whose a body is: another body, a country, a people, a city?
local owns
owns = memo(function(words)
    local first, second = words:match("^(%u[%a ]+)%-(%u[%a ]+)$")
    if first then return owns(first) and owns(second) end
    return words:find("^%u%u+$") ~= nil or is_owner(words) or demonyms:lookup(words) ~= nil or M.is_country(words)
end)

-- "Security Council" of "UN Security Council": the name without whose it is, false if it tells no owner.
local own_name = memo(function(name)
    local from = 1
    for _ = 1, 2 do
        from = name:match("^%S+%s+()", from)
        local rest = from and name:sub(from)
        if not rest or not rest:find(" %u") then return false end
        if owns(name:sub(1, from - 2)) then return not common_bodies:lookup(rest) and rest end
    end
    return false
end)

-- Names without whose they are → the longest of the document's names that are so.
local function without_owner(full)
    local found = {}
    for name in pairs(full) do
        local rest = own_name(name)
        if rest and (not found[rest] or #found[rest] < #name) then found[rest] = name end
    end
    return found
end

local acronym_before = memo(function(name) return name:match("^(%u%u+) .") or false end)

-- "AU Commission" where the text has "African Union Commission", "NPC Secretariat" for "Secretariat of the National People's Congress".
local function spelled(name, acronyms, full)
    local acronym = acronym_before(name)
    local long = acronym and acronyms[acronym]
    if not long then return nil end
    local rest = name:sub(#acronym + 2)
    for _, way in ipairs { long .. " " .. rest, rest .. " of the " .. long, rest .. " of " .. long } do
        if full[way] then return way end
    end
end

-- "Peru's Congress" is not the one named last.
local function is_anothers(row)
    local before = row:before(1)
    return before ~= nil and before.text:find("^['\u{2019}]s?$") ~= nil
end

-- Every row of the document gets its name at once: the fullest form that the document has for it.
local function name_all(doc)
    local rows, facts = doc:layer("organization"), facts_of(doc)
    local acronyms, full = introduced(rows, doc.text, facts)
    local longer = without_owner(full)
    local latest, latest_at, first_called = {}, {}, {}
    for _, row in ipairs(rows) do
        local fact = fact_of(facts, row)
        local at, text = fact.first, whose(fact.name)
        local body = text:match("^(%u%u[%u%-]*)%s+%l[%l ]*$")
        if body and acronyms[body] and forces:lookup(text:match("(%l+)$")) then text = body end
        local name = acronyms[text]
        if not name and latest[text] and not is_anothers(row) then name = latest[text] end
        if not name and SHORT[text] then name = short_for(doc, text) end
        if not name then
            local known = full_name(text)
            name = known and full[known] and known or longer[text] or spelled(text, acronyms, full) or text
        end
        local key = turned(name)
        if key then
            first_called[key] = first_called[key] or name
            name = first_called[key]
        end
        local head = called(name, full)
        if head and head ~= name then latest[head], latest_at[head] = name, at end
        local pair = pair_of(name)
        if pair and pair ~= name then latest[pair] = name end
        if name == "United Nations" or name == "UN" then
            if not latest.Organization or at - latest_at.Organization > SAME_SUBJECT then latest.Organization, latest_at.Organization = name, at end
        end
        row:set { name = name, country = country_in(name) }
        row:refer(doc:entity("organization", name))
    end
end

local named = reading.once(function(doc)
    name_all(doc)
    return true
end)

--- Names all rows when the first one comes.
function M.resolve(_, doc) named(doc) end

return M
