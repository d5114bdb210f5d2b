-- called.lua - by what a body is called after its name: acronym, short form, head word alone; and which mention names which body.
--
-- Sits on words.lua, bodies.lua, companies.lua, lexicon organizations. A document is looked at once, in one pass over its text.

local reading = include "words.lua"
local bodies = include "bodies.lua"
local companies = include "companies.lua"

local country_names, countries, demonyms = lexicon "country_names", lexicon "countries", lexicon "demonyms"
local organizations, forces = lexicon "organizations", lexicon "forces"
local common_bodies, titles = lexicon "common_bodies", lexicon "titles"

local M = {}

local clean = memo(function(text)
    return (text:gsub("^[Tt]he ", ""):gsub(" side$", ""):gsub("%s+", " "))
end)

local full_name = memo(function(text)
    local entry = organizations:lookup(text)
    return entry and entry.name
end)

-- Is it what tells whose a body is: another body, a country, a people, a city?
local owns
owns = memo(function(words)
    local first, second = words:match("^(%u[%a ]+)%-(%u[%a ]+)$")
    if first then return owns(first) and owns(second) end
    return words:find("^%u%u+$") ~= nil or bodies.is_owner(words) or demonyms:lookup(words) ~= nil or bodies.is_country(words)
end)

-- The part of a name that an acronym behind it stands for: "Budget Committee of the Upper River Council (URC)".
local function meant(name, acronym)
    local known = full_name(acronym)
    local at = known and name:gsub("\u{2019}", "'"):find(known:gsub("\u{2019}", "'"), 1, true)
    if at then return at > 1 and at + #known > #name and owns(name:sub(1, at - 2)) and name or known end
    local from = 1
    while from do
        local rest = name:sub(from)
        if not rest:find("^%l") and reading.initials_fit(rest, acronym) then
            -- "Peruvian Fish Board (FB)": whose it is belongs to the name
            return from > 1 and owns(name:sub(1, from - 1):gsub("%s+$", "")) and name or rest
        end
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
    if apposed and reading.initials_fit(name, apposed) then return apposed end
    if text:find("^%s*%(", stop + 1) then
        acronym = text:sub(stop + 1, stop + 16):match("^%s*%((%u[%a\128-\255&%-]+)%)")
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
    return letters:find("^%u%u%u%u?%u?%u?$") ~= nil and not organizations:lookup(letters) and not bodies.is_country(letters) and letters
end)

-- "Oruva" of "Oruva News Agency", not the country or people of another one.
local wire_of = memo(function(name)
    local wire = name:find("gency", -5, true) and (name:match("^(%S+) [Nn]ews [Aa]gency$") or name:match("^(%S+) Press Agency$"))
    return wire and (organizations:lookup(wire) ~= nil or reading.is_unknown(wire)) and wire
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
        if #name == 2 and not full_name(name) and row.kind == "media" and name:find("^%u%u$") then found[name] = found[name] or name end
        if alias then found[alias] = found[alias] or name end
        if acronym then found[acronym] = found[acronym] or meant(name, acronym) end
    end
    for _, row in ipairs(rows) do      -- in the order of the text: of two bodies with the same letters the first has them
        local name = fact_of(facts, row).name
        local letters = initials_of(name)
        if letters and not found[letters] then found[letters] = name end
    end
    for name in pairs(full) do
        local known = full_name(name)
        if known and known ~= name and full[known] and not found[name] then found[name] = known end
        if not known and #name > 2 and name:find("^%u[%u%-]+$") and not found[name] then found[name] = name end
    end
    for name in pairs(full) do                  -- "the Foreign Office" where the text has the "Federal Foreign Office"
        local longer = full["Federal " .. name] and "Federal " .. name or full["Royal " .. name] and "Royal " .. name
        if longer then found[name] = longer end
    end
    if full["Islamic State"] and not found.IS then found.IS = "Islamic State" end      -- a word in small letters: only where the text has the name
    return found, full
end

local HEADS = { "Authority", "Council", "Commission", "Committee", "Ministry", "Agency", "Union", "Organization", "Organisation", "Coalition", "Mission",
                "Bank", "Fund", "Secretariat", "Alliance", "Assembly", "Bureau", "Department", "Forum", "League", "Party", "Board", "Institute",
                "University", "Company", "Court", "Parliament", "Foundation", "Federation", "Association", "Centre", "Center" }
-- These are words of other uses, too ("in Force", "Group"): the article must stand before them.
local WITH_ARTICLE = { "Corporation", "Tribunal", "Directorate", "Community", "Society", "Academy", "Movement", "Front", "Group", "Network", "Office",
    "Service", "Force",
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
    local short = before_link(name)
    local head = short:match("(%a+)$")
    local inner = head == "Group" and short:match("(%a+) Group$")             -- "World Bank Group"
    return inner and is_head[inner] and inner or is_head[head] and head
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
    if not before:find("[Tt]h[eis]+%s$") and (needs_article[text:sub(start, stop - 1)] or before:find("%u%l*%s$") or not before:find("%l%s$")) then
        return false
    end
    local after = text:sub(stop, stop + 24)
    local next_word = after:match("^ (%u[%a-]*)")
    return (not next_word or titles:lookup(next_word) ~= nil) and not after:find("^ of ") and not after:find("^ for ") and not after:find("^%-%a")
end

-- The word there and where it stops: with what a hyphen joins to it if that is an acronym ("LHA-KD"); not in a line of capitals.
local function word_at(text, start, acronyms)
    local word, stop = text:match("^(%u[%w&\128-\255]*%-%u+)()", start)
    if not (word and acronyms[word]) then word, stop = text:match("^(%u[%w&\128-\255]*)()", start) end
    if word == "IS" and text:find("^ %u%u", stop) then return nil end
    return word, stop
end

local several_capitals = memo(function(name)
    return name:find("^%u[%w\128-\255'.&-]+ %u[%w\128-\255' .&-]*$") ~= nil and not is_head[name:match("%a+$") or ""] and not organizations:lookup(name)
end)

-- Names of several words, of which no word and no list tells that they are bodies, that the text has again further on: "the shipping company Blue Heron" and
-- later "Blue Heron".
local function named_again(rows, text, facts)
    local found = {}
    for _, row in ipairs(rows) do
        local fact = fact_of(facts, row)
        local name = fact.name
        if found[name] == nil and several_capitals(name) then
            found[name] = text:find(name, fact.last + 1, true) ~= nil
        end
    end
    for name, again in pairs(found) do found[name] = again or nil end
    return found
end

-- First word → the forms of several words that begin with it, the longest first.
local function several_words(...)
    local by_first = {}
    for _, forms in ipairs { ... } do
        for form in pairs(forms) do
            local first = form:match("^(%S+) ")
            if first then
                by_first[first] = by_first[first] or {}
                table.insert(by_first[first], form)
            end
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

--- Rows for later mentions by acronym or head word.
function M.repeated(doc)
    local rows = doc:layer("organization")
    if #rows == 0 then return nil end
    local text, whole, facts = doc.text, doc.span, facts_of(doc)
    local acronyms, full = introduced(rows, text, facts)
    local heads = first_heads(rows, facts, full)
    local again = named_again(rows, text, facts)
    local leads, longer = reading.leader(text, "&", "%u"), several_words(acronyms, again)
    local made = {}
    for _, start in ipairs(doc:words(runs_of(acronyms, heads, again))) do
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
    for at in name:gmatch(" of ()") do                                          -- "Ministry of Trade of Chile", "Parliament of the Republic of Chile"
        local last = name:sub(at):gsub("^the ", "")
        entry = entry or country_names:lookup(last) or countries:lookup(last)
    end
    return entry and entry.iso
end)

-- "Ministry of Trade of the Republic of Chile": the country that stands behind the name.
local function country_behind(row, text)
    local _, stop = row:bytes()
    local words = text:sub(stop + 1, stop + 60):match("^%s+of%s+(%l*%s?%u[%a%s'-]*)")
    words = words and words:gsub("^the%s+", ""):gsub("%s+", " "):gsub("%s+$", "")
    while words and words ~= "" do
        local entry = country_names:lookup(words) or countries:lookup(words)
        if entry then return entry.iso end
        words = words:match("^(.*) %S+$")
    end
end

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

-- What short_for found in a document, by the word; kept apart for the rule, which sees fewer rows, and for the names of all.
local asked_of = reading.once(function() return {} end)

local function short_of(asked, doc, word)
    if asked[word] == nil then asked[word] = short_for(doc, word) or false end
    return asked[word]
end

--- A row for "the Alliance" where the document names the body that is called so.
function M.short_name(match, doc)
    local word = match.what.text
    if not word:find("^%u%l") or not short_of(asked_of(doc), doc, word) then return nil, "the document names no body that is called so" end
    return { match.what, kind = "international" }
end

local SAME_SUBJECT = 1500            -- bytes behind the name of another organization in which "the Organization" is not the United Nations

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
        local known = rest and found[rest]
        if rest and (not known or #known < #name or #known == #name and name < known) then found[rest] = name end
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

-- "National Assembly" of "National Assembly of the Republic of Peru": two words and more without whose they are, false where no country is told.
local without_country = memo(function(name)
    for at, whose_it_is in name:gmatch(" ()of (.+)$") do
        local country = whose_it_is:gsub("^the ", "")
        while country do
            if bodies.is_country(country) then
                local short = name:sub(1, #name - #country):gsub(" of t?h?e? ?$", "")
                return at > 1 and short:find(" ") ~= nil and short
            end
            country = country:match(" of (.+)$")
            country = country and country:gsub("^the ", "")
        end
    end
    return false
end)

-- "Peru's Congress" is not the one named last.
local function is_anothers(row)
    local before = row:before(1)
    return before ~= nil and before.text:find("^['\u{2019}]s?$") ~= nil
end

-- Every row of the document gets its name at once: the fullest form that the document has for it.
local function name_all(doc)
    local rows, facts, whole = doc:layer("organization"), facts_of(doc), doc.text
    local acronyms, full = introduced(rows, whole, facts)
    local longer = without_owner(full)
    local latest, latest_at, first_called, shorts, first_name, goes_by = {}, {}, {}, {}, nil, {}
    for _, row in ipairs(rows) do
        local fact = fact_of(facts, row)
        local at, text = fact.first, whose(fact.name)
        local body = text:match("^(%u%u[%u%-]*)%s+%l[%l ]*$")
        if body and acronyms[body] and forces:lookup(text:match("(%l+)$")) then text = body end
        local name = acronyms[text]
        if not name and latest[text] and not is_anothers(row) then
            name = latest[text]
            goes_by[text] = goes_by[text] or name
        end
        if not name and SHORT[text] then name = short_of(shorts, doc, text) or nil end
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
        -- "the National Elections Commission (CNE)" is not called "the Commission" where the text is another's, nor is any where it has called that one so
        local yields = head and first_name and name ~= first_name and latest[head] == first_name
            and (goes_by[head] == first_name or text:find("^%u%u+$") or behind(whole, fact.last, fact.name))
        if head and head ~= name and not yields then latest[head], latest_at[head] = name, at end
        first_name = first_name or name
        local short = without_country(name)
        if short then latest[short] = name end
        local pair = pair_of(name)
        if pair and pair ~= name then latest[pair] = name end
        if name == "United Nations" or name == "UN" then
            if not latest.Organization or at - latest_at.Organization > SAME_SUBJECT then latest.Organization, latest_at.Organization = name, at end
        end
        row:set { name = name, country = country_in(name) or row.kind == "government" and country_behind(row, whole) or nil }
        row:refer(doc:entity("organization", name))
    end
    return true
end

local named = reading.once(name_all)

--- Names all rows when the first one comes.
function M.resolve(_, doc) named(doc) end

return M
