-- sources.lua - who speaks: from the words of the source, or, where a verb has no subject of its own, from the verb before it in the sentence.

local spans = include "spans.lua"
local authors = include "authors.lua"
local delegates = include "delegates.lua"
local unnamed = include "unnamed.lua"
local latter = include "latter.lua"
local meetings = include "meetings.lua"
local apposed = include "apposed.lua"
local outsiders = include "outsiders.lua"
local clauses = include "clauses.lua"
local headings = include "headings.lua"
local declared = include "declared.lua"
local NAMES = include "entities/names.lua"

local M = {}

local past = pattern [[ << %q_past ]]
local joined = pattern [[ << ((of | from) the? @country | "(" []{1,4} ")" | , %q_office_of)?
      (,? and %q_before_name{0,8} | as well as %q_before_name{0,8} | , %q_before_name{0,6}) >> ]]

--- "past" or "present": two verbs that share a subject have the same.
function M.tense(span)
    return span:has(past) and "past" or "present"
end

-- That of an attribution; "did not rule out" is told by its first word.
local function tense_of(row)
    return row.form == "second" and row:has(past) and "past" or M.tense(row.cue)
end

-- The group that a plural pronoun means, else the mention itself; and the entity.
local function group(mention, layer)
    local entity = mention.entity
    if layer ~= "anaphor" or not entity or entity.kind ~= "collective" then return mention, entity end
    local told = entity:mentions("collective", 1)[1]
    return told or mention, told and told.entity or entity
end

local function add(list, seen, mention, layer)
    local entity
    mention, entity = group(apposed.holder(mention) or mention, layer)
    if not entity then return end
    local name = entity.name
    if seen[name] then return end
    seen[name] = true
    list[#list + 1] = mention
end

local function owns(mention, source)
    local after = mention:after(1)
    local text = after and after.text
    return (text == "'s" or text == "’s") and source:contains(after)
end

-- "A spokesman for President Keller said": nobody else is named, and it is for her that he speaks.
local speaks_for_person = pattern [[ << (a | an | the) %adj? [spokesman | spokeswoman | spokesperson] for %q_before_name{0,5}? who:@person >> ]]

-- "Norway and its allies", "Keller and her Peruvian counterpart": who belongs to the first.
local partner = pattern [[ ,? (and | as well as | along with) [his | her | its | their]
      (%adj? who:@country %adj? ([counterpart | counterparts | colleague | host | guest] | opposite number)
      | [%adj | %num | %propn]{0,3} [%noun & !@actor]) >> ]]

-- "The Peruvian president and Anna Keller": an office without a name beside somebody named.
local office_first = pattern [[ << the? who:@country /^['’]s?$/? %q_high_office ,? and rest:([]+) >> ]]
local office_last = pattern [[ << rest:([]+?) ,? and the? who:@country /^['’]s?$/? %q_high_office >> ]]

-- "Peru's UN envoy": the country sends him.
local sent_to = pattern [[ << the? who:@country /^['’]s?$/? %adj? @organization [envoy | ambassador | representative | delegate | mission | delegation
      | diplomat] >> ]]

--- The parties that words name: persons before bodies and countries; further ones only if they are joined to the first.
function M.parties(source)
    local text = source.text
    if source:has(outsiders.their_own) then return { source:first "collective" or source:first "country" } end
    if outsiders.names_nobody(source) then return {} end
    local body, other = outsiders.named_body(source), outsiders.relation(source)
    if body or other then return other or { body } end
    local beside = (text:find(" and ", 1, true) or text:find(" with ", 1, true) or text:find(" as ", 1, true)) and source:find(partner)
    if beside and spans.first(beside) > spans.first(source) then
        local list = M.parties(source:sub(1, spans.first(beside) - spans.first(source)))
        if beside.who and #list > 0 then list[#list + 1] = beside.who:first "country" end
        return list
    end
    local holder = text:find(" and ", 1, true) and (source:find(office_last) or source:find(office_first))
    if holder and not apposed.holds_both(source) then
        local list = M.parties(holder.rest)
        if #list > 0 then list[#list + 1] = holder.who:first "country" end
        return list
    end
    local sent = source:find(sent_to)
    if sent then return { sent.who:first "country" } end
    local spoken_for = text:find(" for ", 1, true) and source:find(speaks_for_person)
    if spoken_for then return { spoken_for.who:first "person" } end
    local named = source:all "actor"
    local persons, layers = {}, {}
    for i, mention in ipairs(named) do
        layers[i] = mention.layer
        if layers[i] == "person" and not owns(mention, source) and not outsiders.is_spoken_for(mention) then persons[#persons + 1] = mention end
    end
    local all_persons = #persons > 0
    if not all_persons and (source:has(outsiders.own_office) or source:has(outsiders.events_in)) then return {} end                   -- "his office said"
    -- "the High Commissioner for Refugees"
    local ends = named[#named] and spans.last(named[#named]) == spans.last(source) and layers[#named] == "organization"
    if all_persons then named = persons elseif not ends and source:has(outsiders.private) then return {} end
    local list, seen, nobody = {}, {}, false
    local several = layers[1] == "collective" and named[1]          -- its members stand inside it: "the leaders of Norway and Peru"
    for i, mention in ipairs(named) do
        local between = i > 1 and spans.between(named[i - 1], mention)
        local inside = i > 1 and several and several:contains(mention)
        local its_own = i < #named and (layers[i] == "country" or layers[i] == "organization") and owns(mention, source) and layers[i + 1] == "organization"
            and (spans.between(mention, named[i + 1]) or mention).text:find "^['\u{2019}]?s?%s*%a*%s*$"
        local others_own = its_own or not all_persons and (layers[i] == "person" and outsiders.is_spoken_for(mention) or layers[i] ~= "person"
            and outsiders.is_fought_for(mention, source))
        local private = not all_persons and layers[i] == "country" and outsiders.is_private(mention, source)
        nobody = nobody or private
        if its_own then several = nil end
        if not inside and not others_own and not private and (i == 1 or #list == 0 or between and between:has(joined)) then
            add(list, seen, mention, all_persons and "person" or layers[i])
        end
    end
    if #list == 0 and not nobody then
        local country = source:first "country"
        if country then add(list, seen, country, "country") end
    end
    return list
end

local main_clause = pattern [[ , %q_before_name{0,5} >> ]]

local reports = { assert = true, deny = true, ask = true }

-- "Peru proposed a fund; Chile backed it and thanked": a semicolon, and a subject behind it.
local function starts_anew(other, row)
    local between = spans.between(other.cue, row)
    local semicolon = between and between.text:find(";", 1, true)
    if not semicolon then return false end
    for _, subject in ipairs(between:all "subject") do
        if spans.first(subject) > spans.first(between) + semicolon then return true end
    end
    return false
end

local function text_between(one, other)
    local span = spans.between(one, other)
    return span and span.text or ","
end

local did = pattern [[ did (not | n't | %adv){0,2} >> ]]

--- "Did not | rule out" is told as past by another word.
function M.denied(cue)
    local before = cue.tag == "vb" and cue:before(3)
    return before and before:has(did) or false
end

-- The verb whose subject a participle or a second verb shares: the last one before it, of the same tense, if possible one of saying.
local function leader(row, rows)
    local tense = row.form == "second" and tense_of(row)
    local best
    for _, other in ipairs(rows) do
        if other == row or row < other then break end
        -- "said Norway recognises the vote, adding"
        local nested = best and reports[best.stance] and best.form == "subject" and best.cue < other
            and not text_between(best.cue, other):find("[,;:\"\u{201C}]")
        -- "asked by the crew whether"
        local asked = nested or other.form == "participle" and other.stance == "ask" and other.source ~= nil and other.source > other.cue
        if not asked and (#other.speaker > 0 or other.source and (reports[other.stance] or tense)) and other.form ~= "according"
            and not (tense and starts_anew(other, row))
            and (not tense or M.tense(other.cue) == tense or tense == "past" and (other.form == "participle" or M.denied(other.cue))) then
            if not best or reports[other.stance] or not reports[best.stance] or tense then best = other end
        end
    end
    return best
end

-- The first subject behind a participle that opens the sentence, or, for other verbs, the nearest before it of the same tense.
local function subject_near(row, sentence)
    local fronted = row.form == "participle" and not row:before(2)
    local tense = tense_of(row)
    local best
    for _, other in ipairs(sentence:all "subject") do
        if fronted then
            local before = other:before(6)
            if before and before:has(main_clause) then return other.who end
        elseif other < row then
            if not best or row.form == "participle" or other.tense == tense then best = other end
        end
    end
    return best and best.who
end

-- The subject that a verb has to itself, behind an insertion: "Norway, she added, supported Peru", "Norway, she said, has always supported Peru".
local function own_subject(row, sentence)
    for _, other in ipairs(sentence:all "subject") do
        if other.verb:overlaps(row) then return other.who end
    end
end

local in_perfect = pattern [[ << (%adv | then | also | later){0,2} had ]]

-- "Keller said Brand had seen the port and had praised it": the perfect goes on from that of what is said.
local function inner_subject(row, outer, sentence)
    if not reports[outer.stance] or outer.form ~= "subject" or not row:has(in_perfect) or outer:has(in_perfect) then return nil end
    local best
    for _, subject in ipairs(sentence:all "subject") do
        if outer < subject and subject < row then best = subject.verb.text == "had" and #subject.who > 0 and subject or nil end
    end
    return best and best.who
end

local by_means = pattern [[ (by | without) %adv? >> ]]

-- "After Brand claimed that it was late, Keller won by promising a port": whose means it is.
local function means_of(row, outer, sentence)
    local before = row:before(2)
    if not before or not before:has(by_means) then return nil end
    local best
    for _, subject in ipairs(sentence:all "subject") do
        if outer.cue < subject and subject < row then best = subject end
    end
    return best and #best.who > 0 and best.who or nil
end

local main_subject = pattern [[ , source:%q_parties %q_before_verb{0,3} %q_finite ]]

-- Whose participle opens the sentence: the source of the attribution that its main clause is, or the noun phrase that the clause begins with.
local function behind_participle(row, sentence)
    if row:before(2) then return nil end
    for _, other in ipairs(sentence:all "attribution") do
        local comma = other > row and other.form == "subject" and other.source and other:before(1)
        if comma and comma.text == "," then return other.source end
    end
    local rest = sentence:sub(spans.last(row) - spans.first(sentence) + 2, -1)
    local found = rest and rest:find(main_subject)
    return found and found.source
end

local HE = { he = true, she = true }
local REACH = 1500                   -- bytes back in which the last speaker is looked for

-- Does the row end its sentence, "…, it noted."?
local function closes(row)
    local rest = row:after(1)
    return not rest or rest.text == "."
end

local envoy = pattern [[ [representative | delegate | ambassador | envoy | minister | president | diplomat | official | spokesman | spokeswoman
      | spokesperson] ]]

-- "He" who goes on speaking is the person who spoke last, also one without a name who spoke for a country, unless the sentence names somebody in between.
local function last_speaker(row, doc)
    local start = spans.first(row.source)
    local from = math.max(1, start - REACH)
    local sentence = row.sentence
    local ends = closes(row)                                   -- "…, she said.": those named before are told of
    local named = not ends and sentence:first("person", function(person) return person < row end)
    local meant = row.source:first "anaphor"
    if named or meant and meant.entity and meant.entity.kind ~= "person" then return nil end
    local best, origin
    local words = spans.slice(doc, from, start - 1)
    for _, other in ipairs(words and doc:within(words, "attribution") or {}) do
        local who = other.speaker
        local entity = #who == 1 and spans.entity_of(who[1])
        local nested = best and other.stance == "deed" and origin.sentence == other.sentence and reports[origin.stance]
            and (spans.between(origin.cue, other.cue) or other).text:find "%f[%a]that%f[%A]"
        if entity and (entity.kind == "person" or entity.kind == "country" and other.source and other.source:has(envoy)) and other.stance ~= "belief"
            and not nested then
            best, origin = who[1], other
        end
    end
    if not best then return nil end
    local upto = ends and spans.first(sentence) or start
    local between = spans.last(origin.sentence) + 1 < upto and spans.slice(doc, spans.last(origin.sentence) + 1, upto - 1)
    if between and #doc:within(between, "person") > 0 then return nil end
    local entity = spans.entity_of(best)
    local gender = best ~= entity and best.layer == "person" and best.gender
    local wanted = row.source.text:lower():find "^she" and "f" or "m"
    if gender and gender ~= wanted then return nil end
    local other = meant and meant.entity and meant.entity:mentions(nil, 1)[1]
    if not gender and other and other.layer == "person" and other.gender == wanted then return nil end
    if meant and meant.entity == entity then return nil end
    return { best }
end

-- "Foreign ministers from the Gulf Cooperation Council".
local people_of_body = pattern [[ (ministers | leaders | ambassadors | envoys | members | officials | diplomats) (of | from) the? @organization
    | @organization [%adj | %noun]{0,2} (ministers | leaders | ambassadors | envoys | members | officials | diplomats | allies) ]]

-- "They" are the group that was the subject last.
local function last_group(row, doc)
    local start = spans.first(row.source or row)
    local words = spans.slice(doc, math.max(1, start - REACH), start - 1)
    local best
    for _, subject in ipairs(words and doc:within(words, "subject") or {}) do
        local who = subject.who
        if #who > 1 or #who == 1 and (who[1].layer == "collective" or who[1].layer == "organization" and subject:has(people_of_body)) then best = who end
    end
    return best
end

local SPOKESPERSON = {}
for _, word in ipairs { "spokesman", "spokeswoman", "spokesperson", "press secretary", "statement", "communiqué", "communique",
    "press release", "readout", "source", "same source", "same statement" } do
    SPOKESPERSON["the " .. word] = true
end
for _, word in ipairs { "spokesman", "spokeswoman", "spokesperson" } do SPOKESPERSON["a " .. word] = true end

-- "The spokesperson" without a name goes on for the body that was spoken for last; else for the one person who has spoken.
local function last_body(row, doc)
    local start = spans.first(row.source)
    local words = spans.slice(doc, math.max(1, start - REACH), start - 1)
    local best, person, several
    for _, other in ipairs(words and doc:within(words, "attribution") or {}) do
        local entity = #other.speaker == 1 and spans.entity_of(other.speaker[1])
        if entity and (entity.kind == "organization" or entity.kind == "country") then best = other.speaker end
        if entity and entity.kind == "person" and reports[other.stance] then
            several = several or person ~= nil and spans.entity_of(person[1]) ~= entity
            person = other.speaker
        end
    end
    local speaks = person and not several and row.source.text:lower():find("spokes", 1, true)
    return best or speaks and person or nil
end

-- "Her office added": the country of whose office it is.
local function country_of_office(source, doc)
    local owner = source:has(outsiders.own_office) and source:first "anaphor"
    for _, mention in ipairs(owner and owner.entity and owner.entity.kind == "person" and owner.entity:mentions "person" or {}) do
        local iso = mention.country
        if iso and NAMES[iso] then return { doc:entity("country", NAMES[iso], iso) } end
    end
end

-- Bodies told by a noun alone, and the words that their names have; those of `true` may have any name, those with a kind any of that kind.
local NOUNS_OF_BODIES = {
    institute = { "Institute" }, institution = { "Institut" }, bank = { "Bank" }, agency = { "Agency" }, ministry = { "Ministry", "Department" },
        department = { "Department" }, council = { "Council" },
    commission = { "Commission" }, committee = { "Committee" }, court = { "Court", "Tribunal" }, embassy = { "Embassy" }, fund = { "Fund" },
        board = { "Board" }, foundation = { "Foundation" }, union = { "Union" },
    secretariat = { "Secretariat" }, mission = { "Mission" }, parliament = { "Parliament", "Assembly", "Duma", "Knesset", "Majlis", "Congress" },
        federation = { "Federation" }, alliance = true, bloc = true, organization = true,
    organisation = true, company = "company", firm = "company", watchdog = true, charity = true, ngo = true, body = true, group = true, grouping = true,
}
local NOT_BODIES = { media = true, company = true }

-- "The institute suggests that": the last body named before whose name has that word.
local function body_of_noun(row, doc)
    local words_of_name = NOUNS_OF_BODIES[row.source.text:match "^[Tt]he (%l+)$" or ""]
    local start = spans.first(row.source)
    local words = words_of_name and spans.slice(doc, math.max(1, start - REACH), start - 1)
    local best
    for _, body in ipairs(words and doc:within(words, "organization") or {}) do
        local fits = words_of_name == true and not NOT_BODIES[body.kind or ""] or words_of_name == body.kind
        for _, word in ipairs(type(words_of_name) == "table" and words_of_name or {}) do fits = fits or body.name:find(word, 1, true) ~= nil end
        if fits then best = { body } end
    end
    return best
end

local STATE_BODY = { administration = true, ministry = true, government = true, presidency = true, army = true, military = true, cabinet = true }

-- The country of a subject: itself, or that of a person who is told to be of one.
local function country_of_subject(subject, doc)
    local who = #subject.who == 1 and subject.who[1]
    local entity = who and spans.entity_of(who)
    if entity and entity.kind == "country" then return who end
    local iso = entity and entity.kind == "person" and who.layer == "person" and who.country
    return iso and NAMES[iso] and doc:entity("country", NAMES[iso], iso) or nil
end

-- "France will not vote, the foreign ministry said": that of whom its own words tell, else of the country that was the subject last.
local function country_of_body(row, doc)
    local source = row.source
    local word, seat = source.text:match "^[Tt]he [%l ]-(%l+) in (%u[%a\128-\255]+)$"
    local capital = STATE_BODY[word or ""] and lexicon "capitals":lookup(seat)
    if capital then return { doc:entity("country", NAMES[capital.iso], capital.iso) } end           -- "the foreign ministry in Oslo"
    word = source.text:match "^[Tt]he [%l ]-(%l+)$"
    if not STATE_BODY[word or ""] then return nil end
    local start = spans.first(source)
    for _, subject in ipairs(row.sentence:all "subject") do
        local country = subject < row and country_of_subject(subject, doc)
        if country then return { country } end
    end
    local words = spans.slice(doc, math.max(1, start - REACH), start - 1)
    local best = words and unnamed.whose_body(words, word)
    for _, subject in ipairs(not best and words and doc:within(words, "subject") or {}) do best = country_of_subject(subject, doc) or best end
    return best and { best }
end

--- Who "we" are in a text that begins "We, the Leaders of …", or is spoken "on behalf of Peru and Chile" (declared.lua).
function M.declared(doc) return declared.who(doc, M.parties) end

local NOBODY = {}

local on_behalf, we_in = pattern [[ %q_behalf ]], pattern [[ << (in | of | from) the? who:@country[!adjective] ]]

-- Who "I" and "we" are outside of quotations.
local function first_person(row, word, doc)
    local who = word == "we" and M.declared(doc) or NOBODY
    if #who > 0 then return who end
    local behind = word == "we" and row.source:after(4)
    local home = behind and behind:find(we_in)
    if home then return { home.who } end
    local behalf = row.sentence.text:find("n behalf of", 1, true) and #doc:at(row, "quoted") == 0 and row.sentence:find(on_behalf)
    if behalf then return { behalf.who } end
    if word ~= "we" or #doc.text <= declared.STATEMENT then
        who = authors.of_turn(doc, row) or authors.author(doc)
        if #who == 0 then who = authors.of_block(doc, row) or NOBODY end
    end
    if #who == 0 then who = delegates.country(doc) end
    if #who == 0 and word == "we" then who = delegates.declaring(doc) end
    return #who > 0 and #doc:at(row, "quoted") == 0 and who or NOBODY
end

local accredited = pattern [[ (who:@organization | [mission | delegation | embassy | representation | representative | ambassador] of the? who:@actor
      | who:@country /^['’]s?$/? %q_before_name{0,3}? [mission | delegation | embassy | representative | ambassador | envoy | delegate]) to the? >> ]]

-- Whom the source names; where it is the end of a longer subject ("The Embassy of Peru in Oslo said"), whom that names.
local function named(row, source, doc)
    local we = row.sentence.text:find "^%W*We, the " and M.declared(doc) or NOBODY
    if #we > 0 then return we end
    local who = M.parties(source)
    local lead = #who > 0 and source:before(1)
    local sender = lead and lead.text == "to" and source:before(8):find(accredited)
    if sender then return { sender.who } end                                   -- "The Mission of Peru to the Council said"
    if #who == 1 then                                                           -- "Norway, Peru slam tariff"
        for _, subject in ipairs(row.sentence:all "subject") do
            local both = #subject.who == 2 and subject.verb:overlaps(row.cue) and subject.text:find "^[^,]+, " and subject.sentence ~= nil
                and spans.entity_of(subject.who[2]) == spans.entity_of(who[1])
            local counterpart = #subject.who == 2 and subject.text:find ", and h" and subject.verb:overlaps(row.cue)
                and spans.entity_of(subject.who[1]) == spans.entity_of(who[1])
            local and_he = #subject.who == 2 and subject.text:find "^%a+ and " and subject.who[1].layer == "anaphor" and subject.verb:overlaps(row.cue)
                and spans.entity_of(subject.who[2]) == spans.entity_of(who[1])
            if both or counterpart or and_he then return subject.who end
        end
    end
    if #who > 0 then return who end
    for _, subject in ipairs(row.sentence:all "subject") do
        if subject.verb:overlaps(row.cue) and not (subject.who[1] and source:contains(subject.who[1])) then return subject.who end
    end
    return who
end

-- "Hugo Brand of Peru, who", "Hugo Brand, Minister of Trade of Peru, who".
local somebody_told_of = pattern [[ who:@person ("(" [] ")")? ((of | from) the? [@country | @organization]{1,4})? ,
      ([!, & !%q_finite & !@person]{1,14} ,)? >> ]]
local AWAY = 24                      -- tokens in which whom "who" means stands before it

--- Whom "who" means: the party right before it, the person where an office or a country is told behind the name.
function M.antecedent(pronoun)
    local told = pronoun.text:lower() == "who" and pronoun:before(AWAY)
    local found = told and told:find(somebody_told_of)
    if found then return { found.who } end
    local words = pronoun:before(10)
    local parties = words and words:all "actor" or {}
    local party = parties[#parties]
    local between = party and spans.between(party, pronoun)
    return between and (not between.text:find "%w" or between.text:find "^,%s+the [^,]+,%s*$") and { party } or {}
end

local named_before, an_office = pattern [[ who:@person , >> ]], pattern [[ << [%adj | %noun | %propn | - | deputy | former]{0,5}? %q_office ]]

-- "Anna Keller, Minister of Trade welcomes": an office told behind a name, without the comma that closes it.
local function holder_of(source)
    local words = source:has(an_office) and source:before(8) or nil
    local found = words and words:find(named_before)
    return found and { found.who }                 -- not "…, the ministry said"
end

local PRONOUN = { he = true, she = true, it = true, they = true, we = true }

-- "Two companies it accused": a clause without "that" begins behind the noun.
local function last_pronoun(row, source)
    local before, word = source.text:match "(%a+)%s+(%l+)$"
    if not PRONOUN[word or ""] or before == "and" or before == "or" then return source end
    local pronoun = source:sub(-#word, -1)
    row:set { source = pronoun }
    return pronoun
end

local any_party = pattern [[ @actor | @country ]]
local governed = pattern [[ ([%verb & !/ing$/ & !$cues] | to | with | of | from | for | at | on | against | in | into | by | over)
      (the | its | their | his | her)? >> ]]

-- "Norway promised aid to | Sudan and Denmark | offered": the clause begins with the second.
local function last_of_pair(row, source)
    local lead, rest = source.text:match "^([^,]-) and ([^,]+)$"
    local before = lead and not lead:find " and " and source:before(2)
    if not before or not before:has(governed) or before.text:find "etween" then return source end
    local second = source:sub(-#rest, -1)
    if not second or not (second:has(any_party)) then return source end
    row:set { source = second }
    return second
end

--- Fills source and speaker of an attribution that has no source of its own; else finds whom the source names.
function M.resolve(row, doc)
    local source = row.source
    if source then
        source = last_of_pair(row, last_pronoun(row, source))
        if source.text:find "^tanks?$" and source:before(1) and source:before(1).text == "think" then              -- "a British think tank said"
            row:set { source = source:before(2):union(source), speaker = {} }
            return
        end
        local word = source.text ~= "WHO" and source.text:lower() or ""                     -- the World Health Organization
        if row.form == "according" and (word == "which" or word == "whom") then
            row:set { speaker = subject_near(row, row.sentence) or {} }
            return
        end
        row:set { speaker = HE[word] and last_speaker(row, doc) or (word == "they" or word:find "^neither ") and last_group(row, doc)
            or (word == "we" or word == "i") and first_person(row, word, doc) or word == "it" and closes(row) and last_body(row, doc) or word == "who"
            and M.antecedent(source) or SPOKESPERSON[word] and not source:first "person" and last_body(row, doc) or authors.of_letter(row, word, doc)
            or latter.parties(row, word, doc) or unnamed.told_again(row, word, doc) or named(row, source, doc) }
        if #row.speaker == 0 then row:set { speaker = delegates.of_subject(row, source, doc) } end
        if #row.speaker == 0 then
            row:set { speaker = country_of_office(source, doc) or body_of_noun(row, doc) or country_of_body(row, doc) or holder_of(source) }
        end
        return
    end
    local form = row.form
    if form == "passive" then
        local both = last_group(row, doc) or meetings.parties(row, doc)
        if both then row:set { speaker = both } end
        return
    end
    local sentence = row.sentence
    local own = form == "second" and own_subject(row, sentence) or {}
    if #own > 0 then
        row:set { source = own[1], speaker = own }
        return
    end
    local other = leader(row, sentence:all "attribution")
    local inner = other and (form == "second" and inner_subject(row, other, sentence) or form == "participle" and means_of(row, other, sentence))
    if inner then
        row:set { source = inner[1], speaker = inner }
        return
    end
    if other then
        row:set { source = other.source, speaker = other.speaker }
        return
    end
    local who = subject_near(row, sentence)
    local words
    if (not who or #who == 0) and (form == "second" or form == "participle") then who = headings.subject(row, doc) end
    if (not who or #who == 0) and form == "second" then
        who, words = headings.of_list(row, doc, M.parties)
        if not who and not row:before(2) then who = authors.author(doc) end
    end
    if who and #who > 0 then
        row:set { source = words or who[1], speaker = who }
    elseif words then
        row:set { source = words }
    elseif form == "participle" or form == "second" then
        local subject = form == "participle" and behind_participle(row, sentence) or (form == "participle" or not clauses.opens(row.cue))
            and clauses.subject(row.cue, doc, form == "second" and tense_of(row), M.tense)
        if subject then row:set { source = subject, speaker = M.parties(subject) } end
    end
end

M.tense_of = tense_of

return M
