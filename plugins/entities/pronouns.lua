-- pronouns.lua - whom "he", "it" and "they" mean.
--
-- Sits on the finished layers person, country, organization and collective; all pronouns of a document are resolved when the first one comes.

local reading = include "words.lua"
local named = include "named.lua"

local M = {}

local mentions_of, get, sentence_of, surveyed, before = named.mentions_of, named.get, named.sentence_of, named.surveyed, named.before

local GENDER = { he = "m", him = "m", his = "m", himself = "m", she = "f", her = "f", herself = "f" }
local THING = { it = true, its = true }
local REACH = 3000                   -- bytes back in which a pronoun's person is looked for
-- In bytes of nearness: what weighs for a person beside how near the last mention is.
local WEIGHT = { lead = 250, gender = 100, object = -300, echo = 200 }
local MOST = WEIGHT.lead + WEIGHT.gender        -- what lies further back than this from the best cannot become better
local LEADS_SENTENCE = 120                      -- the same for a country or body that leads a sentence
local LEADS_IT = 300                            -- the same where "It" begins a sentence: the subject goes on
local SUBJECT = { he = true, she = true }
local OBJECT = { him = true, her = true, them = true }

local OF_OBJECTS = {}
for word in ("to in on at as for by with and into from"):gmatch "%a+" do OF_OBJECTS[word] = true end

-- Does "he" or "she" start the words before a person? Then the person named is not the subject.
local function behind_pronoun(text, from)
    local word = text:match("^(%a+)", from)
    word = word and word:lower()
    return word == "he" or word == "she"
end

local FRONTED = {}
for word in ("In At During After Following On Before With To For Upon Through By"):gmatch "%a+" do FRONTED[word] = true end

-- "In a call to Brand on Tuesday, Keller said": the person before the comma is no subject, the next one is.
local function is_fronted(found, list, at)
    local mention, next_one = list[at], list[at + 1]
    local from = math.max(1, sentence_of(mention))
    if not next_one or sentence_of(next_one) ~= from or at > 1 and sentence_of(list[at - 1]) == from or not FRONTED[found.text:match("^%a+", from) or ""] then
        return false
    end
    local _, stop = mention.row:bytes()
    local _, next_stop = next_one.row:bytes()
    local between = found.text:sub(stop + 1, next_one.start - 1)
    return between:find "^[^,]*,%s[^,]*$" ~= nil and not found.text:find("^%s*,", next_stop + 1) and not found.text:find("^ and ", next_stop + 1)
end

-- Is this the first person of its sentence? Such a one is likely its subject.
local function leads(found, list, at)
    local mention = list[at]
    if mention.leads == nil then
        local is_first = at == 1 or sentence_of(list[at - 1]) ~= sentence_of(mention)
        if list ~= found.persons then mention.leads = is_first
        elseif is_first then mention.leads = not behind_pronoun(found.text, math.max(1, sentence_of(mention))) and not is_fronted(found, list, at)
        else mention.leads = is_fronted(found, list, at - 1) end
    end
    return mention.leads
end

-- A name tells the gender of most, not of all, who bear it: where nobody else is named, the pronoun knows better.
local function only_one(list, upto)
    local entity = get(list[upto], "entity")
    for i = 1, upto - 1 do
        if get(list[i], "entity") ~= entity then return nil end
    end
    return list[upto]
end

-- "The president thanked her": does one word, or two, stand between a person and the object of what the person does?
local function governs(found, mention, start)
    local _, stop = mention.row:bytes()
    local between = start - stop < 30 and found.text:sub(stop + 1, start - 1)
    return between and (between:find("^ %l+ $") or between:find("^ %l+ %l+ $")) ~= nil and not between:find(" that ", 1, true)
        and not between:find(" and ", 1, true)
end

-- "Keller met Brand and invited him": who leads the sentence does the second thing, too, and is not meant by its object.
local function leads_on(found, list, from, mention)
    local lead = found.text:sub(math.max(1, mention.start - 24), mention.start - 1)
    if not (lead:find " and %l+ $" or lead:find " and %l+ %l+ $") then return nil end
    local leader
    for i = from, 1, -1 do
        if sentence_of(list[i]) ~= sentence_of(mention) then break end
        leader = leads(found, list, i) and list[i] or leader
    end
    return leader and leader ~= list[from] and get(leader, "entity") or nil
end

-- Does its sentence begin with it, behind the number of a paragraph perhaps: "3. It condemned"?
local function opens_sentence(found, mention)
    local from = sentence_of(mention)
    return mention.start == from or mention.start - from < 8 and found.text:sub(from, mention.start - 1):find("^%(?%w+[.)] $") ~= nil
end

local OFFICES = { "minister", "president", "premier", "chancellor", "king", "queen", "leader", "ambassador", "envoy", "spokes", "secretary", "chair", "chief",
    "head", "commissioner", "director" }
local OFFICE_REACH = 40              -- bytes behind a country or body in which such an office stands

-- The first mention of a list at or behind a place and before another.
local function first_from(list, from, upto)
    local found
    for i = before(list, upto), 1, -1 do
        if list[i].start < from then break end
        found = list[i]
    end
    return found
end

-- "The Indian Prime Minister announced a loan. He urged …": the country or body of whoever led the sentence before by an office alone, where nobody
-- was named there.
local function nameless_leader(found, mention)
    if not SUBJECT[mention.word] or not opens_sentence(found, mention) then return nil end
    local last = reading.sentence_before(found.doc, found.text, mention.start)
    local from = last and last:bytes()
    if not from or found.text:sub(from, from + 3) ~= "The " and not found.text:find("^%u[%a ]-['\u{2019}]+s ", from) then return nil end
    local owner = first_from(found.countries, from, mention.start) or first_from(found.bodies, from, mention.start)
    local body = first_from(found.bodies, from, mention.start)
    if body and owner and body.start < owner.start then owner = body end
    if not owner or owner.start - from > #"The " or first_from(found.persons, from, mention.start) then return nil end
    local _, stop = owner.row:bytes()
    local words = found.text:sub(stop + 1, stop + OFFICE_REACH):match("^['\u{2019}s]* (%a[%a ]*)")
    for _, office in ipairs(words and OFFICES or {}) do
        if words:lower():find(office, 1, true) then return owner end
    end
end

local LETTERS = { letter = true, message = true, telegram = true, cable = true, note = true, reply = true, post = true }

-- "Keller wrote to Brand. In her letter she thanked": who leads the sentence before.
local function writer(found, mention)
    local own = sentence_of(mention)
    local what = found.text:sub(own, own + 40):match("^In h[ie][sr] (%l+)")
    if not LETTERS[what or ""] then return nil end
    local last = reading.sentence_before(found.doc, found.text, own)
    return last and first_from(found.persons, last:bytes(), own)
end

local TO_OTHERS = {}
for word in ("thanked asked urged praised commended congratulated assured applauded saluted invited"):gmatch "%a+" do TO_OTHERS[word] = true end

-- "He thanked Norway": nobody thanks his own country. Its code, or nil.
local function thanked_country(found, mention)
    if not SUBJECT[mention.word] then return nil end
    local verb, upto = found.text:match("^%a+ (%l+) ()", mention.start)
    if verb == "also" or verb == "then" then verb, upto = found.text:match("^(%l+) ()", upto) end
    if not TO_OTHERS[verb or ""] then return nil end
    local country = first_from(found.countries, upto, upto + 5)
    return country and country.row.iso
end

-- The nearer the better; the subject of a sentence and a name of the pronoun's gender weigh more; another gender excludes.
local function person_for(found, mention, gender)
    local best, best_score
    local told = nameless_leader(found, mention) or writer(found, mention)
    if told then return told end
    local list, start, is_object = found.persons, mention.start, OBJECT[mention.word]
    local from = before(list, start)
    -- "received Roth, who handed her": not Roth
    if is_object and list[from] and found.text:sub(math.max(1, start - 24), start - 1):find(", who %l+ $") then
        from, is_object = from - 1, false
    end
    local echo = found.echo[gender]
    local subject = is_object and from > 0 and governs(found, list[from], start) and get(list[from], "entity")
    local owns = mention.word == "her" and not found.text:find("^er[.,;]", start + 1) and not OF_OBJECTS[found.text:match("^er (%l+)", start + 1) or ""]
    subject = subject or is_object and not owns and leads_on(found, list, from, mention)
    if is_object and echo and start - echo.start < 30 and found.text:sub(echo.start, start - 1):find("^%a+ [%l ]+$") then           -- "He told him"
        subject, echo = echo.entity, nil
    end
    local thanked = thanked_country(found, mention)
    for i = from, 1, -1 do
        local other = list[i]
        local score = other.start - start
        if -score > REACH or best_score and score + MOST <= best_score then break end
        local its_gender = get(other, "gender")
        if (not its_gender or its_gender == gender) and not (subject and get(other, "entity") == subject) and not (thanked and other.row.country == thanked) then
            if leads(found, list, i) then score = score + WEIGHT.lead end
            if its_gender then score = score + WEIGHT.gender end
            if is_object and sentence_of(other) == sentence_of(mention) then score = score + WEIGHT.object end
            if not best_score or score > best_score then best, best_score = other, score end
        end
    end
    if not best and thanked then best = list[from] end
    if not best and from > 0 and -REACH < list[from].start - start then best = only_one(list, from) end
    -- Who was meant by the same pronoun before counts like the subject of a sentence there.
    if echo and mention.start - echo.start < REACH and not (best_score and best_score > echo.start - mention.start + WEIGHT.echo) then return echo end
    return best
end

local SPACE, LETTER_S, MARK, LAST_OF_CURLY = (" "):byte(), ("s"):byte(), ("'"):byte(), 0x99

-- "Canada's Department of Fish", "the UK's FCDO": the country before a body that it owns.
local function owns_next(found, list, at)
    local mention, next_one = list[at], list[at + 1]
    if not next_one or next_one.start - mention.start > 60 then return false end
    local text, start = found.text, next_one.start
    local mark = text:byte(start - 2)
    if text:byte(start - 1) ~= SPACE or mark ~= LETTER_S and mark ~= MARK and mark ~= LAST_OF_CURLY then return false end
    local _, stop = mention.row:bytes()
    return text:sub(stop + 1, start - 1):find("^['\u{2019}]+s? $") ~= nil and next_one.row.layer == "organization"
end

-- Does a clause of its own start with this one: behind a semicolon, or "and", "but", "while" and a comma?
local SEMICOLON = (";"):byte()
local ENDS = { [("d"):byte()] = true, [("t"):byte()] = true, [("e"):byte()] = true }           -- of those words and of "the"

local function leads_clause(found, mention)
    local text, start = found.text, mention.start
    local last = text:byte(start - 2)
    if last == SEMICOLON then return true end
    if not ENDS[last] then return false end
    local mark, word = text:sub(math.max(1, start - 9), start - 1):match("([;,]) (%a+) $")
    return mark == "," and (word == "and" or word == "but" or word == "while") or mark == ";" and word == "the"
end

-- "Anna Keller of Norway": the country tells who she is.
local function tells_person(found, mention)
    if found.text:sub(math.max(1, mention.start - 4), mention.start - 1) ~= " of " then return false end
    local person = found.persons[before(found.persons, mention.start)]
    return person ~= nil and select(2, person.row:bytes()) + 5 == mention.start
end

-- Is it what its sentence, or a clause of it, is likely about?
local function leads_thing(found, list, at)
    local mention = list[at]
    if mention.leads_thing == nil then
        local echo = found.echo_of_thing                         -- "It said the FDLR …": who leads is meant by "It"
        local is_first = leads(found, list, at) and not tells_person(found, mention) and not owns_next(found, list, at)
            and not (echo and echo.sentence == sentence_of(mention))
        local is_owned = at > 1 and leads(found, list, at - 1) and owns_next(found, list, at - 1)
        mention.leads_thing = is_first or is_owned or leads_clause(found, mention)
    end
    return mention.leads_thing
end

local ACTING = {}
for word in ("government side administration cabinet leadership regime junta parliament presidency ministry embassy army military navy delegation mission"):gmatch "%a+" do ACTING[word] = true end

-- "The Danish government", "the Danish foreign ministry": what acts for a country, behind its adjective.
local function acts_for_country(found, mention)
    local _, stop = mention.row:bytes()
    local one, two = found.text:sub(stop + 1, stop + 30):match "^ (%l+) ?(%l*)"
    return one ~= nil and (ACTING[one] or ACTING[two]) or false
end

-- Countries and bodies in the order of the text; "Danish" alone is none.
local function things_of(found)
    local list = {}
    local countries, bodies = found.countries, found.bodies
    local c, b = 1, 1
    while countries[c] or bodies[b] do
        local one
        if not bodies[b] or countries[c] and countries[c].start < bodies[b].start then one, c = countries[c], c + 1 else one, b = bodies[b], b + 1 end
        if one.row.layer ~= "country" or not get(one, "adjective") or acts_for_country(found, one) then list[#list + 1] = one end
    end
    return list
end

-- "took note of it", "denied it": no subject, as what stands behind it tells; not "said it was late".
local function is_object(found, mention)
    if mention.word ~= "it" then return false end
    local behind = found.text:sub(mention.start + 2, mention.start + 8)
    return behind:find("^[.,;:]") ~= nil or OF_OBJECTS[behind:match("^ (%l+) ")] == true
end

-- Is it the subject of what is done to "it"?
local function is_subject_of(text, other, mention)
    if mention.start - other.start > 80 then return false end
    local _, stop = other.row:bytes()
    local between = mention.start - stop < 40 and text:sub(stop + 1, mention.start - 1)
    return between and between:find("^ [%l ]+$") ~= nil and not between:find("^ and ")            -- "thanked Peru and pressed it"
end

-- The country or body that leads the sentence, else the one named last before.
local function thing_for(found, mention)
    found.things = found.things or things_of(found)
    local best, best_score
    local leading = mention.word == "it" and opens_sentence(found, mention) and LEADS_IT or LEADS_SENTENCE
    local object = is_object(found, mention)
    -- "met Peru and urged it": not who leads
    local second = object and found.text:sub(math.max(1, mention.start - 24), mention.start - 1):find(" and %l+ $") ~= nil
    local nearest = before(found.things, mention.start)
    for i = nearest, 1, -1 do
        local other = found.things[i]
        if second and i == nearest and found.text:sub(select(2, other.row:bytes()) + 1, mention.start - 1):find "^ and %l+ $" then return other end
        local score = other.start - mention.start
        if -score > 500 or best_score and score + leading <= best_score then break end
        if leads_thing(found, found.things, i) then score = score + leading end
        local subject = object and (is_subject_of(found.text, other, mention) or second and leads(found, found.things, i)
            and sentence_of(other) == sentence_of(mention))
        if (not best_score or score > best_score) and not subject then best, best_score = other, score end
    end
    -- "It said the FDLR was a threat to its security": what "It" at the start of the sentence meant.
    local echo = found.echo_of_thing
    if echo and mention.word == "its" and echo.sentence == sentence_of(mention)
        and not (best_score and best_score > echo.start - mention.start + LEADS_SENTENCE) then
        return echo
    end
    return best
end

local function group_for(found, mention)
    local at = before(found.groups, mention.start)
    local group = found.groups[at]
    if group and mention.start - group.start < 800 then return group end
end

-- "The members of the Council … They": the body whose members led the sentences before.
local MEMBERS_REACH = 2500

-- Do these words before a body say that its members act?
local function tells_of_members(lead)
    return lead:find("embers of ", 1, true) and (lead:find("%f[%w]The members of the $") or lead:find("%f[%w]The members of $")
        or lead:find("^Members of the $") or lead:find("[.\n]%s*Members of the $")) ~= nil
end

-- The bodies of a document whose members lead a sentence, in the order of the text.
local function bodies_of_members(found)
    local list, text = {}, found.doc.text
    if not text:find("embers of ", 1, true) then return list end
    for _, body in ipairs(found.bodies) do
        if tells_of_members(text:sub(math.max(1, body.start - 24), body.start - 1)) then list[#list + 1] = body end
    end
    return list
end

local function body_of_members(found, mention, behind)
    found.of_members = found.of_members or bodies_of_members(found)
    local body = found.of_members[before(found.of_members, mention.start)]
    return body and mention.start - body.start <= MEMBERS_REACH and body.start >= behind and body or nil
end

-- "Trust among member states, deepen their cooperation": those named in the plural just before, of whom there is no row, are meant.
local PLURAL = {}
for word in ("states countries nations peoples people citizens companies firms members partners governments ministers leaders workers families soldiers troops refugees children women students"):gmatch "%a+" do
    PLURAL[word] = true
end

local function means_others(found, mention, group)
    local _, stop = group.row:bytes()
    local from = mention.row.sentence:bytes()
    if stop >= from then from = stop + 1 end
    for word in found.doc.text:sub(from, mention.start - 1):gmatch "%f[%a]%l+%f[%A]" do
        if PLURAL[word] then return true end
    end
    return false
end

-- "They discussed the ties between the two countries. They also": who led the sentence before, be it nobody known, not what it spoke of.
local function led_before(found, mention, group)
    local they = found.echo_of_they
    return mention.word == "they" and they and they.start < group.start and they.sentence == sentence_of(group) and sentence_of(mention) ~= they.sentence
        and they or nil
end

local function several_for(found, mention)
    local group = group_for(found, mention)
    local same = group and led_before(found, mention, group)
    if same then return same.meant end
    if group and mention.word == "their" and means_others(found, mention, group) then group = nil end
    return body_of_members(found, mention, group and group.start or 1) or group
end

local function refer_pronouns(doc)
    local found = surveyed(doc)
    found.groups, found.echo = mentions_of(doc, "collective"), {}
    for _, other in ipairs(doc:layer("anaphor")) do
        local mention = { row = other, start = other:bytes(), word = other.text:lower() }
        local gender = GENDER[mention.word]
        local meant = gender and person_for(found, mention, gender) or THING[mention.word] and thing_for(found, mention)
            or not gender and not THING[mention.word] and several_for(found, mention)
        other:refer(meant and get(meant, "entity") or nil)
        if gender and meant and SUBJECT[mention.word] then found.echo[gender] = { entity = meant.entity, start = mention.start } end
        if mention.word == "they" then found.echo_of_they = { meant = meant or nil, start = mention.start, sentence = sentence_of(mention) } end
        if meant and mention.word == "it" and sentence_of(mention) == mention.start then
            found.echo_of_thing = { entity = get(meant, "entity"), start = mention.start, sentence = mention.start }
        end
    end
    return true
end

local referred = reading.once(refer_pronouns)

--- Says whom each pronoun means, where the document tells; all of them when the first one comes.
function M.resolve(_, doc) referred(doc) end

return M
