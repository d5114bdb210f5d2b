-- parties.lua - who "the two sides" are.
--
-- Sits on the finished layers person, country, organization. All expressions of a document are resolved in one pass, when the first one
-- comes: a table of who is named where is made once and read by position. Whom an expression means is looked for in its own sentence,
-- then in its paragraph, then among the persons of rank and their countries in the document.

local people = include "people.lua"
local reading = include "words.lua"
local offices = include "offices.lua"
local home = include "home.lua"
local named = include "named.lua"
local assemblies = include "assemblies.lua"
local gathered = include "gathered.lua"
local joined = include "joined.lua"
local bodies_meant = include "bodies_meant.lua"
local readouts = include "readouts.lua"

local M = {}

local get, sentence_of, surveyed, before = named.get, named.sentence_of, named.surveyed, named.before
local entity_of_country, collector, roles_for = assemblies.entity_of_country, assemblies.collector, assemblies.roles_for
local assembled, persons_at_once, other_two = assemblies.assembled, assemblies.persons_at_once, assemblies.other_two

-- "NATO Secretary General Brand": who holds such an office is there for the body, whatever country he comes from.
local function is_of_body(person, found)
    local general = false
    for _, title in ipairs(person.titles) do general = general or title:find "%f[%a]Secretary[ %-]General" ~= nil end
    local sentence = general and person.rows[1].sentence
    for _, body in ipairs(sentence and sentence:all "organization" or {}) do
        if body.kind == "international" then
            found.of_body[person.name] = body.entity
            return true
        end
    end
    return false
end

local function rank(doc, found)
    local rows = doc:layer("person")
    local first_of = {}                  -- where each is meant first, by an office too: "The President of the Republic received … Emmanuel Macron said"
    for _, row in ipairs(rows) do
        if row.name and not first_of[row.name] then first_of[row.name] = row:bytes() end
    end
    for _, person in ipairs((people.people(rows, doc))) do
        if offices.is_principal(person) then
            person.start = first_of[person.name] or person.rows[1]:bytes()
            person.country = not is_of_body(person, found) and person.rows[1].country or nil
            person.entity = person.rows[1].entity
            found.ranked[#found.ranked + 1] = person
        end
    end
    table.sort(found.ranked, function(a, b) return a.start < b.start end)
end

-- ---- several parties ----

local MOST_MEMBERS = 3
local NUMBERS = { three = 3, trio = 3, troika = 3, four = 4, quartet = 4, five = 5, six = 6, seven = 7, eight = 8, nine = 9, ten = 10 }

local NEARBY = 1500                  -- bytes back in a paragraph

-- The countries of the persons of rank in the last sentences, if there are just two.
local function pair_nearby(found, start, from)
    local list, add = collector()
    for i = before(found.persons, start), 1, -1 do
        local mention = found.persons[i]
        if mention.start < from or start - mention.start > NEARBY then break end
        local iso = not found.of_body[get(mention, "entity").name] and mention.row.country
        if iso then add(iso, entity_of_country(found.doc, iso)) end
    end
    if #list == 2 then return { list[2], list[1] } end
end

local OFTEN = 3                      -- mentions of somebody whom a text is about, not of a host or a mediator

-- In a text about persons of three or more countries: those of the two that were named last before.
local function pair_of_rank(found, start)
    local of_person = {}
    local every, add_country = collector()
    for _, person in ipairs(found.ranked) do
        if person.country then
            add_country(person.country, person.country)
            of_person[person.entity.name] = #person.rows >= OFTEN and person.country or nil
        end
    end
    if #every < 3 then return nil end
    local countries, add = collector()
    for i = before(found.persons, start), 1, -1 do
        local iso = of_person[get(found.persons[i], "entity").name]
        if iso then add(iso, entity_of_country(found.doc, iso)) end
        if #countries == 2 then return { countries[2], countries[1] } end
    end
end

local NO_BODIES = { "countr", "nation", "kingdom", "armies", "militar", "republic", "states", "neighbo", "people", "capital", "government", "democra" }

-- Not what its own sentence says of them: "the two countries support Peru".
local function parties_in_order(found, wanted, mention)
    local list, add = collector()
    local countries, bodies, text = found.countries, found.bodies, mention.row.text:lower()
    local own, start = sentence_of(mention), mention.start
    for _, word in ipairs(NO_BODIES) do
        if text:find(word, 1, true) then bodies = {} end
    end
    local frame = home.dateline_stop(found.doc.text)
    local c, b = before(countries, frame) + 1, 1
    while #list < math.max(wanted, MOST_MEMBERS) and (c <= #countries or b <= #bodies) do
        if c <= #countries and (b > #bodies or countries[c].start < bodies[b].start) then
            if countries[c].start < start or sentence_of(countries[c]) ~= own then add(countries[c].row.iso, get(countries[c], "entity")) end
            c = c + 1
        else
            local body = bodies[b]
            local entity = get(body, "kind") == "international" and get(body, "entity")
            local iso = not entity and get(body, "kind") == "government" and get(body, "country")          -- "the Foreign Ministry of Peru"
            if entity then add(entity.name, entity) elseif iso then add(iso, entity_of_country(found.doc, iso)) end
            b = b + 1
        end
    end
    return list
end

-- The last two capitals named before, as those of their countries: "Baku and Yerevan … neither capital".
local function of_capitals(found, start)
    local list, add = collector()
    local rows = found.doc:layer "place"
    for i = #rows, 1, -1 do
        local capital = rows[i]:bytes() < start and lexicon "capitals":lookup(rows[i].name)
        if capital and #list < 2 then add(capital.iso, entity_of_country(found.doc, capital.iso)) end
    end
    return #list == 2 and { list[2], list[1] } or nil
end

local OWNERS = 300                   -- bytes back to those whose countries are "theirs"

-- "The ministers reaffirmed the commitment of their governments": the countries of the persons in the expression before.
-- @param from the first byte at which that expression may start
local function of_owners(found, start, from)
    local owners
    for _, other in ipairs(found.doc:layer "collective") do
        local at = other:bytes()
        if at >= start then break end
        if at >= from and start - at < OWNERS and other.kind == "person" and #other.members > 1 then owners = other.members end
    end
    local list, add = collector()
    for _, member in ipairs(owners or {}) do
        for _, person in ipairs(found.ranked) do
            if person.entity == member and person.country then add(person.country, entity_of_country(found.doc, person.country)) end
        end
    end
    return #list > 1 and #list == #owners and list or nil
end

local function sides(found, mention, wanted)
    local start = mention.start
    local text = mention.row.text:lower()
    -- "the two leaders praised the ties between the two countries"
    local leaders = not text:find("part", 1, true) and of_owners(found, start, sentence_of(mention))
    if leaders and #leaders == wanted then return leaders end
    local event, of_body = joined.by_event(found)
    if wanted > 2 then event = nil end
    if wanted > 2 then
        local together = assembled(found, mention, wanted)
        if together then return together end
    elseif not (event and of_body) and text:find("^both") then
        local others = other_two(found, mention)
        if others and others[1].country and others[2].country then
            return { entity_of_country(found.doc, others[1].country), entity_of_country(found.doc, others[2].country) }
        end
    end
    local capitals = text:find("capital", 1, true) and of_capitals(found, start)
    if capitals then return capitals end
    local talks = readouts.at_talks(found, mention)
    if talks then return talks end
    local near = joined.named_behind(found, found.countries, mention.row, wanted) or joined.in_sentence(found, start, sentence_of(mention))
        or joined.by_hyphen(found, start, sentence_of(mention)) or wanted == 2 and joined.here(found, mention) or pair_nearby(found, start, mention.paragraph)
            or pair_of_rank(found, start) or wanted == 2 and assemblies.pair_told(found)
    near = near or event
    if near then return near end
    local together = wanted == 2 and readouts.told_together(found, mention)
    local met = together and together.start < mention.paragraph and found.readout_of
    if met and readouts.is_of_readout(mention) then return met end
    if together then return joined.entities(together) end
    local list, add = collector()
    for _, person in ipairs(found.ranked) do
        if #list >= math.max(wanted, MOST_MEMBERS) then break end
        local union = not person.country and (found.of_body[person.name] or readouts.union_of(found, person))
        if person.country then add(person.country, entity_of_country(found.doc, person.country)) elseif union then add(union.name, union) end
    end
    if #list == 0 and (text:find("countr", 1, true) or text:find("nations", 1, true) or text:find("side", 1, true)) then
        local pair = joined.in_paragraph(found, mention)
        if pair then return pair end
    end
    if #list < wanted then
        local same = wanted == 2 and readouts.told_again(found, mention)
        if same or text:find "^our %a+$" then return same or list end     -- whose it is, nobody tells
        local in_order = parties_in_order(found, wanted, mention)
        if #list == 0 then return in_order end
        for _, entity in ipairs(in_order) do add(entity.identity or entity.name, entity) end
    end
    return list
end

local HEADS = { state = true, crown = true, pope = true, chair = true }

-- Does everybody of rank hold another office? "The two heads of state" of a text about two ministers are named nowhere.
local function held_by_others(found)
    for _, person in ipairs(found.ranked) do
        if offices.holds(person, HEADS) then return false end
    end
    return #found.ranked > 0
end

local HEADS_OF_GOVERNMENT = { government = true }

-- Of more persons than are wanted, those named last before, if more than once in all; not who leads the sentence, since nobody is one of "the two" that he
-- speaks of.
local function latest(found, mention, wanted, fits)
    local here, names, chosen = {}, {}, {}
    local at = before(found.persons, mention.start)
    for i = at, 1, -1 do
        local other = found.persons[i]
        local name = get(other, "entity").name
        if sentence_of(other) == sentence_of(mention) then here[name] = true end
        if fits[name] and not here[name] and not names[name] and #chosen < wanted then
            names[name] = true
            chosen[#chosen + 1] = fits[name]
        end
    end
    if #chosen < wanted then return nil end
    table.sort(chosen, function(a, b) return a.start < b.start end)
    return chosen
end

local function with_roles(found, mention, roles, wanted)
    local list, fits, n_before = {}, {}, 0
    for _, early in ipairs { true, false } do
        for _, person in ipairs(found.ranked) do
            if (person.start < mention.start) == early and (not roles or offices.holds(person, roles)) then
                list[#list + 1] = person
                if #person.rows > 1 then fits[person.name] = person end
                if early then n_before = n_before + 1 end
            end
        end
    end
    if roles and roles.general and n_before < wanted then
        local early = {}
        for _, person in ipairs(found.ranked) do
            if person.start < mention.start then early[#early + 1] = person end
        end
        if #early >= wanted then return early end                     -- "the two leaders" of a text about two ministers
    end
    local many = roles and not roles.state and n_before > wanted       -- ministers are many; a text of leaders is about its first two
    return many and latest(found, mention, wanted, fits) or list
end

-- Guests: the last named before who do not stand in the sentence, which tells of their host.
local function guests(found, mention)
    local list, add = collector()
    local here = {}
    for i = before(found.persons, mention.start), 1, -1 do
        local other = found.persons[i]
        local entity = get(other, "entity")
        if sentence_of(other) == sentence_of(mention) then here[entity.name] = true
        elseif not here[entity.name] then add(entity.name, entity) end
        if #list == 2 then break end
    end
    return #list == 2 and { list[2], list[1] } or list
end

local meets = pattern [[ [met | meets] (with)? | [held | had | holds] [%det | %adj | %noun | -]{0,5} [talks | conversation | call | meeting] with
    | [spoke | talked | speaks] (by [phone | telephone])? with | received | hosted ]]

-- "Separately, Keller held a call with Brand. The two leaders": the two of the sentence before, which tells that they met.
local function just_met(found, mention)
    local two = joined.of_sentence_before(found, mention, 2)
    local words = two and found.doc:slice(mention.paragraph, mention.start - 1)
    return words and words:has(meets) and two or nil
end

local PAIR = { both = true, ["the two"] = true, ["the pair"] = true, ["the duo"] = true, neither = true, ["neither of them"] = true,
    ["neither of the two"] = true,
    ["the three"] = true, ["the trio"] = true, ["all three"] = true }

local function is_of_rank(found, mention)
    for _, person in ipairs(found.ranked) do
        if person.entity == get(mention, "entity") then return true end
    end
    return false
end

-- "He spoke to Presidents Brand and Roth. He said both leaders would come": the two of the sentence before, none of whom is he.
local function two_spoken_of(found, mention)
    local own = sentence_of(mention)
    if own == mention.start then return nil end
    local others = named.without_askers(found, mention.start, own)
    local pair = others and next(others.askers) and joined.persons(found, mention.start, others.askers)
    local last = pair and others.persons[before(others.persons, own)]
    return last and sentence_of(last) == sentence_of(pair[1]) and pair.start >= mention.paragraph and is_of_rank(found, pair[1])
        and is_of_rank(found, pair[2]) and pair or nil
end

-- "Vladimir Putin and Donald Trump spoke. The two presidents": known without an office, and nobody else before is told to hold one.
local function without_office(found, mention)
    local pair = joined.persons(found, mention.start)
    if not pair or is_of_rank(found, pair[1]) or is_of_rank(found, pair[2]) then return nil end
    local n = 0
    for _, person in ipairs(found.ranked) do
        if person.start < mention.start then n = n + 1 end
    end
    return n < 2 and pair or nil
end

-- "The two Presidents" of a text about two presidents and a king: whose titles have the words, if these are just two.
local function by_title(found, mention)
    local word = mention.row.text:lower():match "(prime minister)s$" or mention.row.text:lower():match "(%a+)s$"
    local list = {}
    for _, person in ipairs(found.ranked) do
        local bears = false
        for _, title in ipairs(person.start < mention.start and person.titles or {}) do bears = bears or title:lower():find(word, 1, true) ~= nil end
        if bears then list[#list + 1] = person.entity end
    end
    return #list == 2 and list or nil
end

-- Persons that hold such an office, before those named later; then persons of rank; then any.
local function persons(found, mention, wanted)
    local behind = joined.named_behind(found, found.persons, mention.row, wanted)
    if behind then return behind end
    if mention.row.text:lower():find("guests", 1, true) then return guests(found, mention) end
    local pair = wanted == 2 and just_met(found, mention) or PAIR[mention.row.text:lower()]
        and (joined.of_sentence_before(found, mention, wanted) or wanted == 2 and joined.parties_of_sentence_before(found, mention))
    if pair then return pair end
    local told = wanted == 2 and mention.row.text:find("^the two ") and assemblies.with_leader_before(found, mention)
    if told then return told end
    local newly = wanted == 2 and assemblies.newly_brought(found, mention)
    if newly then return newly end
    local others = wanted == 2 and mention.row.text:lower():find("^both") and other_two(found, mention)
    if others then return { others[1].entity, others[2].entity } end
    local titled = wanted == 2 and (mention.row.text:lower():find "presidents$" or mention.row.text:lower():find "prime ministers$")
        and by_title(found, mention)
    if titled then return titled end
    local two = wanted == 2 and (two_spoken_of(found, mention) or without_office(found, mention))
    if two then return joined.entities(two) end
    local together = persons_at_once(found)
    if wanted > 2 and together and #together.list == wanted and together.start < mention.start then
        local all = {}
        for i, person in ipairs(together.list) do all[i] = person.entity end
        return all
    end
    local list, add = collector()
    local roles = roles_for(mention.row.text)
    two = wanted == 2 and not roles and #found.ranked > 2 and joined.persons(found, mention.start)
    if two and two.start >= mention.paragraph then return joined.entities(two) end
    if roles and roles.state and not roles.general and held_by_others(found) then return list end
    for _, person in ipairs(with_roles(found, mention, roles, wanted)) do add(person.name, person.entity) end
    if wanted > 2 and #list < wanted and roles and roles.minister then        -- a prime minister is one of "the three ministers"
        for _, person in ipairs(with_roles(found, mention, HEADS_OF_GOVERNMENT, wanted)) do add(person.name, person.entity) end
    end
    if #list < 2 then
        for _, person in ipairs(with_roles(found, mention, nil, wanted)) do add(person.name, person.entity) end
    end
    if wanted > 2 and #list < wanted then return joined.of_sentence_before(found, mention, wanted) or list end
    for i = 1, before(found.persons, mention.start) do
        if #list >= 2 then break end
        local entity = get(found.persons[i], "entity")
        add(entity.name, entity)
    end
    return list
end

-- "The leaders of Kenya and Laos": for each country the person of rank from there, if all are named; else the countries.
local function leaders_of(found, mention)
    local roles = roles_for(mention.row.text)
    local list, of_country = {}, {}
    for _, person in ipairs(found.ranked) do
        local iso = person.country
        if iso and not of_country[iso] and (not roles or offices.holds(person, roles)) then of_country[iso] = person.entity end
    end
    local countries = mention.row:all "country"
    for _, country in ipairs(countries) do list[#list + 1] = of_country[country.iso] end
    if #list == #countries then return list end
    list = {}
    for i, country in ipairs(countries) do list[i] = country.entity end
    return list
end

local FIXED = { Koreas = { "KP", "KR" }, Congos = { "CG", "CD" }, Sudans = { "SD", "SS" }, ["three baltic"] = { "EE", "LV", "LT" } }

-- "Norway, Peru and Chile will vote, their leaders said": whoever leads each of the countries that the sentence names before, if all are named.
local function leaders_of_sentence(found, mention)
    local list, add = collector()
    local roles, own = roles_for(mention.row.text), sentence_of(mention)
    for i = 1, before(found.countries, mention.start) do
        local country = found.countries[i]
        if sentence_of(country) == own and not get(country, "adjective") then
            local leader
            for _, person in ipairs(found.ranked) do
                if not leader and person.country == country.row.iso and (not roles or offices.holds(person, roles)) then leader = person end
            end
            if not leader then return nil end
            add(leader.name, leader.entity)
        end
    end
    return #list > 1 and list or nil
end

-- "Neither the Army nor the Front can win, and he urged both": the bodies of its own sentence.
local function parties_of_sentence(others, mention)
    local text = mention.row.text:lower()
    if not text:find "^both" then return nil end
    if text:find "men$" or text:find "leaders$" then return joined.last_two_persons(others, mention) end
    local list, add = collector()
    for i = before(others.bodies, mention.start), 1, -1 do
        if sentence_of(others.bodies[i]) ~= sentence_of(mention) then break end
        add(get(others.bodies[i], "entity").name, get(others.bodies[i], "entity"))
    end
    return #list == 2 and { list[2], list[1] } or nil
end

local asked = pattern [[ ([~tell | ~inform | ~assure | ~warn | ~thank | ~invite | ~brief | ~congratulate | ~implore | ~beg | ~order | ~reassure
        | ~sound | ~notify | ~urge | ~exhort | ~encourage | ~ask | ~press | ~remind | ~request | ~advise | ~caution | ~help | ~assist | ~commend
        | ~support | ~praise | ~applaud | ~criticize | ~criticise | ~condemn | ~accuse | ~blame] | (~call | ~prevail) [on | upon]
      | (~talk | ~speak | ~listen | ~work | ~engage | ~consult | ~meet) (to | with) | [~appeal | ~mediate] (to | between)) >> ]]
local officials_of = pattern [[ [ministers | leaders | presidents | counterparts | envoys | ambassadors | officials | representatives] (of | from) >> ]]
-- "Facilitate dialogue between", "help restore peace between": whoever does so is none of the two.
local mediated = pattern [[ [~facilitate | ~mediate | ~broker | ~promote | ~encourage | ~foster | ~host | ~revive | ~support | ~back | ~welcome
      | ~convene | ~sponsor | ~restore | ~resume | ~help | ~advance] [!%punct & !between]{0,7}?
      [dialogue | talks | negotiations | negotiation | contacts | contact | reconciliation | peace | understanding | rapprochement | normalization
      | normalisation | de-escalation | ceasefire | truce | mediation | settlement | messages | agreement] [!%punct & !between]{0,3}? between >>
    | (~convey | ~carry | ~pass | ~relay) [!%punct & !between]{0,3}? [messages | message | proposals] [!%punct]{0,3}? between >>
    | [~bring | ~bridge | ~narrow] [!%punct]{0,7}? (of | between) >> | [~act | ~serve | ~play] [!%punct & !between]{0,9}?
      (talks | dialogue | negotiations | contacts)? between >> | [relations | ties | contacts | contact | friendship | friends] with >> ]]
-- What there is between those at odds, whoever speaks.
local at_odds = pattern [[ [tensions | tension | conflict | war | fighting | clashes | hostilities | ceasefire | truce | escalation | de-escalation
      | mediation | mediator | mediators] [!%punct & !%verb]{0,2}? between >> ]]

-- The two countries, or those of the two persons, that the text names together last and of which nobody is who asks.
local function pair_apart(found, mention, others)
    local pair, two = joined.countries(found, mention.start, others.asks), joined.persons(found, mention.start, others.askers)
    if two and not (pair and pair.start >= two.start) then
        local one, other, asks = get(two[1], "country"), get(two[2], "country"), others.asks or {}
        if one and other and one ~= other and not asks[one] and not asks[other] then
            return { entity_of_country(found.doc, one), entity_of_country(found.doc, other) }
        end
    end
    -- a treaty "between Britain and Germany" in a text on two others
    local told = pair and sentence_of(pair[1]) ~= sentence_of(mention) and joined.is_in_passing(found.whole or found, pair, mention.start)
        and assemblies.pair_told(found)
    return told or pair and joined.entities(pair)
end

local within_one = pattern [[ [conflict | war | crisis | fighting | violence | situation | hostilities | unrest | ceasefire | truce] in the? @country ]]

-- "The two discussed the war in Sudan. Keller urged both sides to": parties inside of one country, whom the text need not name.
local function of_one_country(found, mention)
    local text = mention.row.text:lower()
    if not (text:find "sides$" or text:find "parties$") then return false end
    local words = found.doc:slice(mention.paragraph, mention.start - 1)
    return words ~= nil and words:has(within_one)
end

-- Of whom something is asked by others in the sentence.
local function sides_asked(found, mention, wanted)
    local words = mention.row:before(12)
    if not words then return nil end
    local kind, own = mention.row.kind, sentence_of(mention)
    local asks = words:has(asked)
    if not asks and not (kind == "country" and wanted == 2 and (words:has(mediated) or words:has(at_odds))) then
        if not words:has(officials_of) then return nil end
        local same = kind == "country" and wanted == 2 and readouts.told_again(found, mention)
        if same then return same end
        asks = true
    end
    local others = named.without_askers(found, mention.start, own)
    local pair = kind == "country" and wanted == 2 and (asks and readouts.at_talks(others or found, mention)
        or pair_apart(found, mention, others or { asks = named.they_ask(found, own) }))
    if pair then return pair end
    if asks and kind == "country" and of_one_country(found, mention) then return {} end
    if not others or not asks then return nil end
    local two = kind == "person" and wanted == 2 and joined.persons(found, mention.start, others.askers)
    if two and not mention.row.text:find "men$" then return joined.entities(two) end
    local list = kind == "person" and (parties_of_sentence(others, mention) or joined.last_two_persons(others, mention)) or kind == "country"
        and sides(others, mention, wanted)
    return list and #list == wanted and list or nil
end

local function members_of(found, mention)
    local theirs = mention.row.kind == "person" and mention.row.text:find("^[Tt]heir ") and leaders_of_sentence(found, mention)
    if theirs then return theirs end
    local fixed = FIXED[mention.row.text:match "%a+$"] or FIXED[mention.row.text:lower():match "three %a+" or ""]
    if fixed then
        local members = {}
        for i, iso in ipairs(fixed) do members[i] = entity_of_country(found.doc, iso) end
        return members
    end
    local kind = mention.row.kind
    if kind == "person" and #mention.row:all "country" > 1 then return leaders_of(found, mention) end
    theirs = kind == "country" and mention.row.text:find("^[Tt]heir ") and of_owners(found, mention.start, 0)
    if theirs then return theirs end
    local wanted
    for word in mention.row.text:lower():gmatch "%a+" do wanted = wanted or NUMBERS[word] end
    local met = kind == "person" and gathered.members(found.doc, mention.row, wanted, function(row) return row.entity end)
    if met then return met end
    local three = not wanted and kind == "person" and joined.named_behind(found, found.persons, mention.row, 3)
    if three then return three end
    local together = not wanted and kind == "country" and not mention.row.text:find(" two ", 1, true) and assemblies.declared_together(found, mention)
    if together then return together end
    wanted = wanted or kind == "person" and assemblies.many_at_once(found, mention) or 2
    local list = sides_asked(found, mention, wanted) or kind == "person" and persons(found, mention, wanted) or kind == "organization"
        and bodies_meant(found, mention) or sides(found, mention, wanted)
    if #list < wanted then return nil end
    return { table.unpack(list, 1, wanted) }
end

local AS_MANY = 800                  -- bytes behind "the three countries" in which "the parties" are as many
local AGAIN = { ["the parties"] = true, ["the sides"] = true, ["the ministers"] = true, ["the leaders"] = true, ["the presidents"] = true }

local function fill_members(doc)
    local found = surveyed(doc)
    rank(doc, found)
    local last, last_at, last_kind = nil, 0, nil
    for _, other in ipairs(doc:layer("collective")) do
        local paragraph, start, text = other.paragraph, other:bytes(), other.text:lower()
        local several = last and #last > 2 and start - last_at < AS_MANY and last_kind == other.kind and AGAIN[text] and last
        local members = several or members_of(found, { row = other, start = start, paragraph = paragraph and paragraph:bytes() or 1 })
        if members then
            other:set { members = members }
            last, last_at, last_kind = members, start, other.kind
            if other.kind == "country" and #members == 2 then
                found.last_two = { members = members, start = start }
                if start < readouts.OPENING and not found.readout_of and readouts.is_of_readout { row = other, start = start } then found.readout_of = members end
            end
        end
    end
    return true
end

local filled = reading.once(fill_members)

--- Fills the members of all expressions for several parties, when the first one comes.
function M.resolve(_, doc) filled(doc) end

return M
