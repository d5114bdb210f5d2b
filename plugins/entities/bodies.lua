-- bodies.lua - what the rules for organizations know of names: heads, kinds, whose a body is, what is none.
--
-- Sits on words.lua, home.lua, companies.lua, compounds.lua, lexicons organizations and org_heads.

local reading = include "words.lua"
local home = include "home.lua"
local companies = include "companies.lua"
local compounds = include "compounds.lua"

local countries, demonyms = lexicon "countries", lexicon "demonyms"
local org_suffixes, given, cities, capitals = lexicon "org_suffixes", lexicon "given", lexicon "cities", lexicon "capitals"
local geography, organizations, org_heads, forces = lexicon "geography", lexicon "organizations", lexicon "org_heads", lexicon "forces"
local family_first = lexicon "family_first"
local states, titles, common_bodies, honorifics = lexicon "states", lexicon "titles", lexicon "common_bodies", lexicon "honorifics"

local M = {}

local KINDS = {
    { "government", { "Ministry", "Department", "Government", "Parliament", "Congress", "Senate", "Assembly", "Cabinet", "Court", "Embassy", "Consulate",
                      "Office", "Bureau", "Secretariat", "Directorate", "Administration", "Agency", "Authority", "Tribunal", "Treasury" } },
    { "military", { "Army", "Navy", "Force", "Forces", "Guard", "Guards", "Police", "Corps", "Command", "Brigade", "Battalion", "Division", "Regiment", "Squadron", "Flotilla", "Fleet" } },
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
    if name:find("News Agency$") then return "media" end
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
        if reading.initials_fit(name, text) then return M.is_plan(name) end
        name = name:match("%s(%u.*)$")
    end
    return false
end

-- The type of a product, with which a maker's name is no maker: "A350", "787", "Su-35", "X5".
local function is_model(word)
    return word:find("^%u%l?%-?%d+%a*$") ~= nil or word:find("^%u%u%-?%d+%a*$") ~= nil or word:find("^7%d7") ~= nil
end

local company_families = lexicon "company_families"
local TITLE_WORDS = 3                -- "Secretary of State"

-- Does an office stand right before this byte of the text?
local function behind_office(text, at)
    local before, words = text:sub(math.max(1, at - 60), at - 1), ""
    for _ = 1, TITLE_WORDS do
        local rest, word = before:match("^(.-)(%S+)%s+$")
        if not rest then return false end
        words = words == "" and word or word .. " " .. words
        if titles:lookup(words) or honorifics:lookup(words) then return true end
        before = rest
    end
    return false
end

-- Words of company_families → whether the text has somebody of that name: a given name before it, or one that is unknown behind an office or before one.
local families_of = reading.once(function() return {} end)

local function is_family_of(doc, word)
    local known = families_of(doc)
    if known[word] == nil then
        known[word] = false
        for at, first, stop in doc.text:gmatch("()(%u[%w\128-\255'\u{2019}%-]*)%s+" .. word .. "()%f[^%w\128-\255]") do
            local title = doc.text:match("^, (%u[%a ]-) of ", stop) or doc.text:match("^, (%u[%a ]-),", stop)
            if given:lookup(first) or behind_office(doc.text, at) or reading.is_unknown(first) and title and titles:lookup(title) then known[word] = true end
        end
    end
    return known[word]
end

local DEALT_WITH = { at = true, by = true, of = true, ["for"] = true, a = true, an = true, the = true }

-- "Boeing" alone where the text has a Karim Boeing, and does not deal with the company.
local function is_somebody(span, doc)
    local text = span.text
    if not company_families:lookup(text) or not is_family_of(doc, text) or companies.deals(doc.text, text) then return false end
    local before = span:before(1)
    return not before or not DEALT_WITH[before.text:lower()]
end

local NO_BODY_BEFORE = { Arab = true, National = true, Party = true, World = true }

-- "The Australian government", "The Independent Commission": no paper.
local of_a_thing = pattern [[ << ("-" | [(%noun | %adj | %propn) & !%verb & !newspaper & !daily & !paper & !website & !magazine & !correspondent &
          !reporter & !journalist & !editorial & !editor & !and & !reports & !says & !writes & !notes & !claims & !quotes & !comments & !states &
          !argues & !online]) ]]

local RIVERS = { Amazon = true }            -- "the Amazon"

--- Is it a currency before a sum ("NPR 2.5 million"), the end of a country's name ("United Arab Emirates"), or part of the name of a treaty or of a product?
function M.is_something_else(span, doc)
    local text = span.text
    if text == "Emirates" or text == "Congress" or text == "Parliament" then
        local before = span:before(2)
        if before and text ~= "Emirates" and before.text:find("[Mm]embers? of$") then return true end
        before = span:before(1)
        return before ~= nil and (NO_BODY_BEFORE[before.text] or text ~= "Emirates" and reading.is_unknown(before.text))
    end
    local behind = span:after(2)
    local next_word = behind and behind.text:match("^[%w-]+")
    if next_word == "Convention" or next_word == "Palace" or next_word == "Framework" or text == "Air Force" and next_word == "One" then return true end
    if given:lookup(text) and (behind and behind.text:find("^%u%l") or doc.text:find(text .. " %u%l")) then return true end      -- "Chelsea Whitlow … Chelsea"
    local kind = span.entry and span.entry.kind
    if kind == "media" and behind and text:find("^The %a+$") and behind:has(of_a_thing) then return true end
    if kind == "company" and not text:find("[%s%-]") then
        local before = span:before(1)
        if RIVERS[text] and before and before.text == "the" then return true end
        if before and given:lookup(before.text) then return true end                -- "Shunichi Suzuki"
        if is_somebody(span, doc) then return true end
    end
    kind = next_word and kind
    if kind == "media" and (span:before(3) or span).text:find("Operation %u") then return true end
    if kind == "company" and is_model(next_word) or kind == "media" and next_word:find("^%d%d%d$") then return true end      -- "Nikkei 225", an index
    if not text:find("^%u%u%u+$") then return false end
    if #text == 3 and next_word and next_word:find("^%d") then return true end
    return in_brackets_of_plan(span, text, behind)
end

--- What the list has of a body of this name, if it has two words.
function M.find_known(name) return name:find(" ", 1, true) and organizations:lookup(name) or nil end

local SOCIETIES = { ["Red Cross"] = true, ["Red Crescent"] = true }
local UNITS_OF_COMPANIES = { "Energy", "Engineering", "Construction", "Renewables", "Airports", "Shipbuilding", "Steel", "Aerospace", "Defence", "Defense",
    "Electronics", "Mobility",
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
        if before and (demonyms:lookup(before.text) or countries:lookup(before.text)) then what = before:union(what) end
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
    local bound = text:find("^pro%-") or text:find("^anti%-")
    if not match.body and not bound then return match end
    local before = match:before(bound and 2 or 1)
    local word = before and before.text:match(bound and "^(%a+)%s+and$" or "^(%u%l+)$")
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

--- May the captured word be what a party is called: capitals, or a word of no list and no English?
function M.is_party(match)
    local name = match.what and match.what.text
    if not match.text:find("party$") then return false end
    if not name then return true end
    if name:find("^%u+$") then return #name > 1 and M.is_mixed(match) end
    return not is_english(name) and (reading.is_unknown(name) or organizations:lookup(name) ~= nil)
end

--- Do capitals tell something here, in a sentence that has small letters?
function M.is_mixed(match)
    local sentence = match.sentence
    return sentence ~= nil and sentence.text:find("%l%l%l") ~= nil
end

--- The same; a noun without the article needs a body named before whose name has it: "Council:" of a text on the River Council.
function M.is_told_before(match, doc)
    if match.text == match.who.text then
        local before = doc.text:sub(1, match:bytes() - 1)
        return before:find("%u%l+ " .. match.text .. "%f[%A]") ~= nil, "no body of that name was told before"
    end
    return M.is_mixed(match)
end

M.is_country = compounds.is_country

--- Is it a country or a region of the world ("Soviet Union", "West Bank")?
function M.is_place(name)
    return M.is_country(name) or geography:lookup(name) ~= nil
end

local COUNTED = { Two = true, Three = true, Four = true, Five = true, Six = true, Several = true, Many = true, Some = true, Most = true, Both = true }

--- Is this a head word with nothing but a capital at the start of a sentence before it ("Local Police"), or the end of "ad Hoc Committee"?
function M.is_common(match)
    local leading, head = match.text:match("^(%S+)%s+(%S+)$")
    -- "Two European Union officials"
    if COUNTED[match.text:match("^%S+")] and match.sentence and match.sentence:bytes() == match:bytes() then return true end
    if not head then return match.text:find("^Hoc ") ~= nil end
    if match.text == "Armed Forces" then                                             -- "Minister of the Armed Forces"
        local before = match:before(3)
        return before ~= nil and before.text:find("^[Mm]inister [of][fo]r? the$") ~= nil
    end
    if head == "Party" and demonyms:lookup(leading) then return true end
    local entry = org_heads:lookup(head)
    if not entry or entry.strength == "strong" then return false end
    local first = match.sentence and match.sentence:bytes()
    return first == match:bytes()
end

--- Is it a body, a city or a state, which may own another body?
function M.is_owner(name)
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
    return COMMON_OWNERS[last] or text:find("^['\u{2019}]%s", #owner + 1) ~= nil and owner:find("%s") ~= nil and not last:find("^A[pf]")
        and not org_heads:lookup(last)
end

local OF_FOLLOWERS = { Army = true, Forces = true, Militia = true, Corps = true, Party = true, party = true, League = true, Movement = true, Coalition = true,
    Front = true, Rally = true, Government = true, Cabinet = true }

-- "Abiy Ahmed's Prosperity Party": what somebody leads, of two words at least.
local function is_leader(owner, rest)
    return OF_FOLLOWERS[rest:match("%S+$")] and rest:find("%s") ~= nil and not COMMON_OWNERS[owner:match("(%S+)$")]
        and (given:lookup(owner:match("^%S+")) ~= nil and owner:find("%s") ~= nil or not is_english(owner:match("%S+$")))
end

-- May the words before "'s" own the body behind them: a country, a city, a body of the lists, or one that a head word ends?
local function may_own(owner)
    return M.is_place(owner) or M.is_owner(owner) or org_suffixes:lookup(owner:match("%S+$")) ~= nil or is_headed(owner)
end

local BONDS = { based = true, backed = true, led = true, aligned = true, supported = true, run = true, controlled = true, linked = true, allied = true,
    funded = true }

-- Who owns the body of such a name, and where the name of the body starts: "Norway's National Fish Council", "Lisbon-based Fish Council".
local function owner_of(text)
    if not text:find("['\xE2%-]") then return nil end
    for _, form in ipairs { "^(.-)\u{2019}s?()%s", "^(.-)'s()%s", "^(.-s)'()%s" } do
        local owner, from = text:match(form)
        if owner then return owner, from, false end
    end
    local owner, bond, from = text:match("^(%u[^%-]-)%-(%l+)()%s")
    if BONDS[bond] then return owner, from, true end
end

--- The name without the country, city or body that it is said to belong to: "Norway's National Fish Council"; nil if only its head word is left.
-- @return the span of the name; that of the owner if it is a body
function M.unowned(match)
    local text = match.text
    local owner, from, is_seat = owner_of(text)
    if not owner or organizations:lookup(text) then return match end
    local rest = match:sub(select(2, text:find("^%s+", from)) + 1, #text)
    local of_state = OF_STATES[rest.text]
    -- "Ana Ruiz's Senate"
    if not (is_seat or common_bodies:lookup(rest.text) or is_leader(owner, rest.text) or may_own(owner) and not is_common_owner(owner, text)) then
        return not of_state and match or nil
    end
    if not rest.text:find("%s") and not (of_state and M.is_country(owner)) then return nil end
    return rest, owner:find("%s") and is_headed(owner) and match:sub(1, #owner) or nil
end

-- The committee or the congress of a party, told by its place: "… (LRP) Central Committee", "12th National Congress".
local function is_of_party(name, head)
    if head ~= "Central Committee" and not head:find("Congress$") then return false end
    local before = name:before(1)
    return before ~= nil and (before.text == ")" or before.text:find("^%d") ~= nil or before.text:find("^['\u{2019}]s$") ~= nil)
end

local UNITS = { Division = true, Brigade = true, Battalion = true, Regiment = true, Corps = true, Army = true, Command = true, Guard = true, Squadron = true,
    Fleet = true, Flotilla = true }

local ROYAL = { King = true, Queen = true, Prince = true, Princess = true, Sultan = true, Emir = true, Emperor = true, President = true }
local NAMED_FOR = { Hospital = true, University = true, College = true, Institute = true, Foundation = true, School = true, Academy = true, Centre = true,
    Center = true }

-- "King Karim Hospital": a house that bears the name of somebody with the title.
local function with_founder(name, text)
    if not NAMED_FOR[text:match("%a+$")] then return name end
    local before = name:before(1)
    return before and ROYAL[before.text] and before:union(name) or name
end

-- A unit of armed forces with its number, and whose it is: "Danish 3rd Infantry Brigade".
local function with_number(name, text)
    text = text:match("^(.-) of ") or text
    if text:find("Task Force$") then                                                 -- "Task Force 151"
        local behind = name:after(1)
        return behind and behind.text:find("^%d+$") and name:union(behind) or name
    end
    if not UNITS[text:match("%a+$")] then return name end
    local number = name:before(1)
    if not number or not number.text:find("^%d+[snrt][tdh]$") then return name end
    local owner = number:before(1)
    return (owner and demonyms:lookup(owner.text) and owner or number):union(name)
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

-- "Ministry of Foreign Affairs of the Republic of Chile": the country is named beside the ministry, as in "Chile's Ministry of Foreign Affairs".
local STATE = { "Kingdom of ", "Republic of ", "State of ", "Sultanate of ", "Emirate of ", "Principality of ", "Hashemite ", "Islamic ",
    "Swiss Confederation", "Russian Federation", "Socialist ", "People's " }

local function beside_state(name)
    local text = name.text
    if not (text:find "^Ministry " or text:find "^Federal Department " or text:find "^Department " or text:find "^Federal Ministry ") then return name end
    for _, state in ipairs(STATE) do
        local at = text:find(" of the " .. state, 1, true)
        if at then return name:sub(1, at - 1) end
    end
    return name
end

local HOLDERS = {}
for word in ("Governor Commissioner Professor Spokesperson Spokesman Spokeswoman Chief Head Director Chairman Chair Chairwoman Chairperson President Coordinator Representative "
    .. "Rapporteur Envoy Economist Analyst Researcher Speaker Registrar Judge Prosecutor Commander Ambassador Deputy Vice Correspondent Lecturer Fellow Senior"):gmatch "%a+" do
    HOLDERS[word] = true
end
local OF_OFFICES = { Office = true, Bureau = true, Secretariat = true, Mission = true, Delegation = true, Cabinet = true, Association = true, Society = true }

-- "Ministry of Fish of Vietnam Pham Thu Hang": where the name of a country ends a name, and somebody's follows.
local function without_person(name, text)
    local from = 1
    while true do
        local _, stop = text:find(" of %f[%w]t?h?e? ?%f[%u]", from)
        if not stop then return name end
        for word_stop in text:gmatch("()%f[%s]%s%f[%u]", stop) do
            local behind = text:match("^%s(%S+)", word_stop)
            if M.is_country(text:sub(stop + 1, word_stop - 1)) and (family_first:lookup(behind) or given:lookup(behind) or reading.is_unknown(behind)
                and not is_english(behind)) then
                return name:sub(1, word_stop - 1)
            end
        end
        from = stop + 1
    end
end

local well_known = lexicon "well_known"

-- Is this somebody's name: one that lists have whole, or a surname first of which the rest is no English?
local is_name = memo(function(words)
    if well_known:lookup(words) then return true end
    local first, rest = words:match("^(%S+) (.+)$")
    if not first or not family_first:lookup(first) then return false end
    for word in rest:gmatch("%S+") do
        if is_english(word) and not word:find("ing$") or M.is_country(word) or not word:find("^%u%l") then return false end        -- "Huning"
    end
    return true
end)

-- "Conference of the People Wang Huning", "Committee and Foreign" before "Minister": who holds the office, and a second office, are no part of a body's name.
local function without_end(name, text)
    for before, at in text:gmatch("(%S+) ()") do
        local words = text:sub(at)
        if before:find("^%u") and not words:find(" .+ .+ ") and is_name(words) then return name:sub(1, at - 2) end
    end
    local behind = text:find(" and %u%l+$") and name:after(1)
    return behind and (behind.text == "Minister" or behind.text == "Secretary") and name:sub(1, text:find(" and %u%l+$") - 1) or name
end

-- "Bank of Oruva Governor", "Council of Oruva Commissioner for Fish" before a name: the office behind the name of a body is no part of it.
local function without_holder(name, text)
    if OF_OFFICES[text:match("^%S+")] then return name end
    local at, from = nil, 1
    while not at do
        local before, start, word, stop = text:match("()%f[%w\128-\255][%u\xC3][^%s]*%s+()(%u%l+)()", from)
        if not before then return name end
        if HOLDERS[word] and text:find(" ", 1, true) < start then at = start else from = start end
        if at and stop <= #text and not text:find("^ for %u", stop) and not text:find("^ %u", stop) then at, from = nil, start end
    end
    local behind = name:after(1)
    if not text:find(" %u", at) and not (behind and behind.text:find("^%u")) then return name end
    return name:sub(1, #text:sub(1, at - 1):gsub("%s+$", ""))
end

-- "Authority of Heads of State of the Economic Community of West African States": those who act for a body that lists have, each with a name of its own.
local function beside_body(name)
    local text = name.text
    local before, at = text:match("^(.+ of .+) of the ()%u")
    local known = at and organizations:lookup(text:sub(at))
    local of_persons = at and (before:find("Heads of", 1, true) or before:find("Ministers", 1, true) or before:find("Chiefs of", 1, true)
        or before:find("Ambassadors", 1, true))
    if not known or not of_persons or known.kind ~= "international" or not text:find("%s", at) then return name end
    return name:sub(1, #before), name:sub(at, #text)
end

local function rows_of(names)
    local rows = {}
    for i, name in ipairs(names) do rows[i] = { name, kind = M.kind(name.text) } end
    return rows
end

--- A row for a head word with what follows it: what is before a dash with spaces, not whose it is, not what it dealt with.
function M.head_first(match)
    local text = match.text
    local stop = text:find("%s[%-\xE2]") and text:gsub("\u{2013}", "---"):gsub("\u{2014}", "---"):find("%s%-+%s")
    local name, owner = M.unowned(stop and match:sub(1, stop - 1) or match)
    if not name then return nil, "a body's, and a head word alone" end
    name = beside_state(without_plan(name, name.text))
    name = without_holder(without_person(name, name.text), name.text)
    local parent, second
    name, parent = beside_body(compounds.whole(without_end(name, name.text)))
    name, second = compounds.first_of(name)
    owner = owner or parent or second
    text = name.text
    if not text:find("%s") then return nil, "a head word alone" end
    local row = { compounds.with_seat(with_number(name, text), text), kind = M.kind(text) }
    return owner and { row, { owner, kind = M.kind(owner.text) } } or row
end

local ELSE = {}
for _, name in ipairs { "country_names", "countries", "demonyms", "titles", "honorifics", "not_names", "given", "family_first", "states", "cities",
    "capitals", "org_suffixes",
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

-- Capitals, two words, or one that is nothing else.
local function is_medium(name)
    return organizations:lookup(name) == nil and not is_else(name) and (name:find("^%u%u+$") ~= nil or name:find("[%s%-]") ~= nil or reading.is_unknown(name))
end

--- The name before "news agency" and the like, nil if none stands there: "KRVO", "Oruva Dale", "al-Kebnat".
function M.medium(what)
    local name = what:before(1)
    for n = 2, 3 do
        local longer = what:before(n)
        if longer and longer.text:find(n == 2 and "^%u[%w\128-\255]* %u" or "^[Aa]l%-%u") then name = longer end
    end
    local first = name and name:before(1)
    if not name or first and (first.text == "a" or first.text == "an") then return nil end
    return is_medium(name.text) and name or nil
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
    local parts = compounds.parts(match, text)
    if parts then return rows_of(parts) end
    local first, second = compounds.two(match, text)
    if first and not second then return { first, kind = M.kind(first.text) } end
    if first then return rows_of { first, second } end
    local name, owner = M.unowned(second or match)
    if not name then return nil, "a country's, and a head word alone" end
    name = beside_state(name)
    name = without_end(name, name.text)
    if name.text:find(" of ", 1, true) then name = compounds.whole(name) end
    text = name.text
    if is_of_party(name, text) then return nil, "a party's own" end
    local row = { compounds.with_seat(with_number(with_founder(name, text), text), text), kind = M.kind(text) }
    return owner and { row, { owner, kind = M.kind(owner.text) } } or row
end

--- A row for capitals that speak or have people: "LHA said", "LHA fighters".
function M.acronym(match)
    local next_word = match.what:after(1)
    local entry = next_word and forces:lookup(next_word.text)
    return { entry and entry.kind == "armed" and match.what:union(next_word) or match.what }
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

return M
