-- joined.lua - the parties that a text names together as two: "talks between Peru and Chile", "Peru and Chile signed", "the Chilean-Peruvian border".
--
-- Sits on the mentions that named.lua surveys; parties.lua asks which of them "the two sides" are.

local named = include "named.lua"
local assemblies = include "assemblies.lua"

local M = {}

local get, sentence_of, before = named.get, named.sentence_of, named.before
local collector = assemblies.collector

local NEARBY = 1500                  -- bytes back in a paragraph

local function key_of(mention) return mention.row.layer == "country" and mention.row.iso or get(mention, "entity") end

-- "The departure of the crews from Lebanon": where something is, no party.
local function is_place(text, mention)
    local word = text:sub(math.max(1, mention.start - 16), mention.start - 1):match "(%l+) t?h?e? ?$"
    return word == "from" or word == "in" or word == "across" or word == "through" or word == "inside" or word == "outside" or word == "near"
end

--- Exactly two countries named, by their names, before it in its own sentence.
function M.in_sentence(found, start, sentence)
    local list, add = collector()
    for i = before(found.countries, start), 1, -1 do
        local mention = found.countries[i]
        if sentence_of(mention) ~= sentence then break end
        if not get(mention, "adjective") and not is_place(found.doc.text, mention) then add(mention.row.iso, get(mention, "entity")) end
    end
    if #list == 2 then return { list[2], list[1] } end
end

local HYPHENS = { ["-"] = true, ["\u{2013}"] = true }

--- Two parties joined by a hyphen before it in its own sentence: "the Chilean-Peruvian border", "the EU-Peru agreement".
function M.by_hyphen(found, start, sentence)
    local list, bodies, text = found.countries, found.bodies, found.doc.text
    for i = before(list, start), 1, -1 do
        local mention, body = list[i], bodies[before(bodies, list[i].start)]
        if sentence_of(mention) ~= sentence then return nil end
        for _, other in ipairs { list[i - 1] or body, body } do
            local _, stop = other.row:bytes()
            if HYPHENS[text:sub(stop + 1, mention.start - 1)] and key_of(other) ~= key_of(mention) then
                return { get(other, "entity"), get(mention, "entity") }
            end
        end
    end
end

local TOP = 300                      -- bytes in which a text tells what met
local event = pattern [[ << [%adj | %noun | %propn | /^['’]s?$/]{0,5}? [consultations | consultation | dialogue | meeting | summit | commission
      | committee | council | forum | round | talks | session] ]]

--- The two that the name of what met joins by a hyphen, at the top of a text: "the second Norway-Peru Consultations", "the ASEAN-Norway Leaders' Meeting".
-- @return array|nil the two, boolean|nil whether one is a body
function M.by_event(found)
    local list, bodies, text = found.countries, found.bodies, found.doc.text
    for i, mention in ipairs(list) do
        if mention.start > TOP then return nil end
        for _, other in ipairs { list[i - 1], bodies[before(bodies, mention.start)] } do
            local _, stop = other.row:bytes()
            local behind = HYPHENS[text:sub(stop + 1, mention.start - 1)] and key_of(other) ~= key_of(mention) and mention.row:after(8)
            if behind and behind:has(event) then return { get(other, "entity"), get(mention, "entity") }, other.row.layer == "organization" end
        end
    end
end

--- Whom it names at once: "the two countries, Peru and Uruguay,", "the three ministers, Keller, Brand and Roth,".
function M.named_behind(found, list, row, wanted)
    local text = found.doc.text
    local _, stop = row:bytes()
    local first = before(list, stop) + 1
    local members = {}
    for i = first, first + wanted - 1 do
        local one = list[i]
        local joint = one and text:sub(stop + 1, one.start - 1)
        if not joint then return nil end
        if i > first then joint = joint:gsub("^ of %l*%s?%u[%a ]-(,? ?a?n?d? ?)$", "%1") end                   -- "Paz of Chile and Dahl of Norway"
        local fits = i == first and (joint:find "^,? $" or joint:find "^ of the %l+, $") or i == first + wanted - 1
            and joint:find "^ ?%(?%u*%)?,? ?and %l?%l?%l? ?$" or i < first + wanted - 1 and joint:find "^, %l?%l?%l? ?$"
        if not fits then return nil end
        members[#members + 1] = get(one, "entity")
        _, stop = one.row:bytes()
    end
    return members
end

--- The two countries that the sentences before name in its paragraph, if there are just two: "Peru thanked Chile. … both countries".
function M.in_paragraph(found, mention)
    local list, add = collector()
    for i = before(found.countries, mention.start), 1, -1 do
        local country = found.countries[i]
        if country.start < mention.paragraph or mention.start - country.start > NEARBY then break end
        if not get(country, "adjective") then add(country.row.iso, get(country, "entity")) end
    end
    if #list == 2 then return { list[2], list[1] } end
end

local FORMAL = { Government = true, Republic = true, State = true, Kingdom = true }

-- What of a country stands for it beside a body: "Norway's army and the Harbour Front".
local ARMS = { government = true, army = true, military = true, junta = true, authorities = true, forces = true, leadership = true }

-- Do two parties stand together with these words between them: "and", ") and the Government of the"?
local function are_joined(between)
    local acting = between:match "^['\u{2019}]*s? (%l+) and "
    if acting and ARMS[acting] then between = between:gsub("^['\u{2019}]*s? %l+ ", " ") end
    local behind = #between < 40 and between:match("^ ?%(?%w*%)? and (.*)$")
    if not behind then return false end
    for word in behind:gmatch("%S+") do
        if not word:find("^%l+$") and not FORMAL[word] then return false end
    end
    return true
end

-- A ministry stands for its country.
local function party_of(found, one)
    local iso = one.row.layer == "organization" and get(one, "kind") == "government" and get(one, "country")
    return iso and assemblies.entity_of_country(found.doc, iso) or get(one, "entity")
end

-- "The agreement between the Harbour League and the Salt Union" is signed; the two of a text are those who speak of it.
local OF_PAPERS = { agreement = true, treaty = true, accord = true, pact = true, deal = true, convention = true, memorandum = true, protocol = true }

--- The parties of talks or of a conflict that are told last, one of them a body, and where: "mediation between Norway and the Harbour Front",
-- "The Harbour League and Norway resolve".
function M.with_body(found, start)
    local text = found.doc.text
    local c, b = before(found.countries, start), before(found.bodies, start)
    local later
    while c > 0 or b > 0 do
        local one
        if b == 0 or c > 0 and found.countries[c].start > found.bodies[b].start then one, c = found.countries[c], c - 1 else one, b = found.bodies[b], b - 1 end
        if start - one.start > NEARBY then return nil end
        local _, stop = one.row:bytes()
        local joint = later and text:sub(stop + 1, later.start - 1)
        if joint and are_joined(joint) then
            local from = one.start
            local spelled = b > 0 and text:sub(from - 1, from - 1) == "(" and found.bodies[b]                 -- "The Harbour Front (HF) and"
            if spelled and get(spelled, "entity") == get(one, "entity") then from = spelled.start end
            local lead = text:sub(math.max(1, from - 90), from - 1):lower():gsub("%a+['\u{2019}]+s $", "")
            local between = lead:find("%f[%a]between [%a ]*$") and not OF_PAPERS[lead:match("(%l+) between [%a ]*$") or ""]
            local body = one.row.layer == "organization" or later.row.layer == "organization"
            if body and (between or (lead:find("envoys of %l?%l?%l? ?$") or lead:find("delegat%l+ of %l?%l?%l? ?$")
                or lead:find("representatives of %l?%l?%l? ?$") or lead:find("negotiators of %l?%l?%l? ?$")) or lead:find("^%a?%a?%a? ?$")
                or lead:find("%f[%a]said [that e]*government of [the ]*$") or lead:find("%f[%a]said [that e]*$")
                or lead:find("[.:\n\"\u{201D}\u{2014}-] ?\"?%a?%a?%a? ?$")) then
                return { party_of(found, one), party_of(found, later) }, one.start
            end
        end
        later = one
    end
end

-- Words in small letters that may stand between two that "and" joins: "Peru's President Brand and the foreign minister of".
local OFFICES = {}
for word in ("the of its his her their s for president prime minister foreign deputy defence defense army chief king emir amir sultan crown prince leader commander head general secretary chancellor premier counterpart colleague then acting visiting new former ambassador envoy government with al el bin bint ibn abu ben van von der den de da di dos du la le"):gmatch "%a+" do
    OFFICES[word] = true
end

local LONGEST_JOINT = 90             -- bytes

-- Do these words hold nothing but names, offices and one "and" (or none, in a list)?
local function is_joint(words, ands)
    if #words > LONGEST_JOINT or words:find "[;:\n\"]" then return false end
    local n = 0
    for word in words:gmatch "[%a\128-\255]+" do
        if word == "and" then n = n + 1
        elseif word:find "^%l" and not OFFICES[word] then return false end
    end
    return n == ands
end

-- Whom "Peruvian and Chilean" may be said of, so that the two are parties.
local ACTING = {}
for word in ("delegations delegates negotiators troops forces soldiers armies officials ministers governments sides representatives teams leaders presidents envoys diplomats foreign militaries authorities counterparts prime heads"):gmatch "%a+" do
    ACTING[word] = true
end

-- "Peruvian and Chilean delegations", "Peruvian President Brand and Chilean Prime Minister Roth".
local function names_parties(text, one, two, joint)
    local described = one.row.layer == "country" and (get(one, "adjective") or get(two, "adjective"))
    if not described or joint:gsub("^ and ", ""):find "%a" then return true end
    local _, stop = two.row:bytes()
    return ACTING[text:match("^ (%l+)", stop + 1) or ""] == true
end

local function between(text, one, two)
    local _, stop = one.row:bytes()
    return text:sub(stop + 1, two.start - 1)
end

-- Is a third one in the list: "Norway, Peru and Chile", "Peru and Chile and Norway"?
local function in_longer_list(text, list, at)
    local first, last = list[at - 1], list[at + 2]
    local lead = first and key_of(first) ~= key_of(list[at]) and between(text, first, list[at])
    if lead and lead:find(", ", 1, true) and is_joint(lead, 0) then return true end
    local rest = last and key_of(last) ~= key_of(list[at]) and between(text, list[at + 1], last)
    return rest and rest:find "^ and " and is_joint(rest, 1) or false
end

-- Every two of a list that "and" joins, in the order of the text.
local function pairs_of(found, list)
    local text, all = found.doc.text, {}
    for at = 1, #list - 1 do
        local one, two = list[at], list[at + 1]
        local joint = two.start - one.start < 2 * LONGEST_JOINT and between(text, one, two)
        if joint and joint:find("and ", 1, true) and key_of(one) ~= key_of(two) and is_joint(joint, 1) and sentence_of(one) == sentence_of(two)
            and names_parties(text, one, two, joint) and not in_longer_list(text, list, at) then
            all[#all + 1] = { one, two, start = one.start }
        end
    end
    return all
end

-- The last pair before a place of which nobody is in `without`.
local function last_of(all, start, without)
    for i = before(all, start), 1, -1 do
        local pair = all[i]
        if start - pair.start > NEARBY then return nil end
        if not without[key_of(pair[1])] and not without[key_of(pair[2])] then return pair end
    end
end

--- The members of a pair.
function M.entities(pair) return { get(pair[1], "entity"), get(pair[2], "entity") } end

--- The two countries that "and" joins last before a place: mentions, and `start`.
-- @param without countries that are none of them
function M.countries(found, start, without)
    local whole = found.whole or found
    whole.joined_countries = whole.joined_countries or pairs_of(whole, whole.countries)
    return last_of(whole.joined_countries, start, without or {})
end

--- The two countries that "and" joins in its own sentence before an expression: "Peru thanked Norway and Chile; both countries".
function M.here(found, mention)
    local pair = M.countries(found, mention.start, found.asks)
    return pair and sentence_of(pair[1]) == sentence_of(mention) and M.entities(pair) or nil
end

-- Are both of a pair named before a place less often than two others? "Latvia and Poland saw balloons, too" in a text on two neighbours of theirs.
local function is_in_passing(found, pair, start)
    local counts, more = {}, 0
    for i = 1, before(found.countries, start) do
        local iso = found.countries[i].row.iso
        counts[iso] = (counts[iso] or 0) + 1
    end
    local most = math.max(counts[pair[1].row.iso], counts[pair[2].row.iso])
    for _, n in pairs(counts) do
        if n > most then more = more + 1 end
    end
    return more > 1
end

M.is_in_passing = is_in_passing

--- The same unless two others are named more often by then, and no "between" stands before the pair.
function M.countries_of_text(found, start, without)
    local pair = M.countries(found, start, without)
    if not pair or found.doc.text:sub(math.max(1, pair.start - 30), pair.start - 1):find "between [%a ]*$" then return pair end
    return not is_in_passing(found.whole or found, pair, start) and pair or nil
end

--- The two persons that "and" joins last before a place: mentions, and `start`.
-- @param without entities that are none of them
function M.persons(found, start, without)
    local whole = found.whole or found
    whole.joined_persons = whole.joined_persons or pairs_of(whole, whole.persons)
    return last_of(whole.joined_persons, start, without or {})
end

--- The persons named in the sentence before, if there are just as many as are wanted.
function M.of_sentence_before(found, mention, wanted)
    local list, add = collector()
    local own, last = sentence_of(mention), nil
    for i = before(found.persons, mention.start), 1, -1 do
        local other = found.persons[i]
        local sentence = sentence_of(other)
        if other.start < mention.paragraph or last and sentence ~= last then break end
        if sentence ~= own then
            last = sentence
            if named.is_of_before(found, other) then return nil end
            local entity = get(other, "entity")
            add(entity.name, entity)
        end
    end
    if #list ~= wanted then return nil end
    local ordered = {}
    for i = #list, 1, -1 do ordered[#ordered + 1] = list[i] end
    return ordered
end

--- The two countries or bodies of the sentence before, where it names no person: "Kenya and Laos signed a treaty. The two …".
function M.parties_of_sentence_before(found, mention)
    local own, last
    local list, add = collector()
    own = sentence_of(mention)
    local c, b = before(found.countries, mention.start), before(found.bodies, mention.start)
    while c > 0 or b > 0 do
        local one
        if b == 0 or c > 0 and found.countries[c].start > found.bodies[b].start then one, c = found.countries[c], c - 1 else one, b = found.bodies[b], b - 1 end
        local sentence = sentence_of(one)
        if one.start < mention.paragraph or last and sentence ~= last then break end
        if sentence ~= own and not (one.row.layer == "country" and get(one, "adjective")) then
            last = sentence
            add(get(one, "entity").name, get(one, "entity"))
        end
    end
    local person = found.persons[before(found.persons, mention.start)]
    if #list == 2 and not (person and sentence_of(person) == last) then return { list[2], list[1] } end
end

--- "She spoke to Brand and Kebna. She urged both men": those named last, where these are just two; in two sentences, if the last names but one.
function M.last_two_persons(others, mention)
    local list, add = collector()
    local last
    for i = before(others.persons, mention.start), 1, -1 do
        if last and #list ~= 1 and sentence_of(others.persons[i]) ~= last then break end
        last = sentence_of(others.persons[i])
        add(get(others.persons[i], "entity").name, get(others.persons[i], "entity"))
    end
    return #list == 2 and { list[2], list[1] } or nil
end

return M
