-- who.lua - who there is: the statement around the words of a deed, the parties of the text, the subject of a clause.
--
-- Sits on the finished layers of entities, quotes and on encounters. Who of them does a deed is for actors.lua, what it is about for acts.lua.

local spans = include "quotes/spans.lua"
local home = include "entities/home.lua"
local voice = include "voice.lua"
local lists = include "lists.lua"
local apposed = include "quotes/apposed.lua"
local beside = include "beside.lua"
local met = include "met.lua"

local M = {}

local first, last = spans.first, spans.last
local entity_of, reports = voice.entity_of, voice.reports

local starts_with_us = pattern [[ < (we | i) ]]

local function layer_of(party)
    return getmetatable(party) == "annotation" and party.layer or nil
end

-- ---- the statement around ----

local function holds(statement, span)
    local content = statement.content
    if #content == 0 then return false end
    return content[1]:union(content[#content]):contains(span)
end

--- The innermost statement in whose content the words stand.
-- @param near list|nil doc:at(span, "statement"), where it is at hand
function M.statement_around(span, doc, near)
    local best
    for _, statement in ipairs(near or doc:at(span, "statement")) do
        if reports(statement) and holds(statement, span) and (not best or #statement.text < #best.text) then best = statement end
    end
    return best
end

-- ---- parties ----

local function expanded(mention)
    local entity = entity_of(mention)
    if layer_of(mention) ~= "anaphor" or not entity or entity.kind ~= "collective" then return mention end
    return entity:mentions("collective", 1)[1] or mention
end

local function add(list, seen, mention)
    mention = expanded(mention)
    local entity = entity_of(mention)
    if not entity or seen[entity.name] then return end
    seen[entity.name] = true
    list[#list + 1] = mention
end

local OWNER = { his = true, her = true, its = true, their = true }

-- "His release": a pronoun that only says whose something is.
local function is_owner(mention)
    return layer_of(mention) == "anaphor" and OWNER[mention.text:lower()] or false
end

local currency = pattern [[ << ("$" | [dollar | dollars | pounds | francs | crowns | kroner | kronor | pesos | rupees | rupiah | yen | yuan | rials
        | riyals | dinars | dirhams | shillings | lira | rubles | roubles | dong | baht]) ]]

-- "US$ 5 million", "10 billion Australian dollars".
local function is_money(mention)
    local after = layer_of(mention) == "country" and mention:after(1)
    return after and after:has(currency) or false
end

--- Parties among the words, in order, each once: names, and countries by their adjectives.
-- @param no_owners boolean|nil leaves out "his" and "their"
function M.parties(span, no_owners)
    local list, seen = {}, {}
    if not span then return list end
    for _, mention in ipairs(span:all "actor") do
        -- His Excellency
        if mention.text ~= "HE" and not (no_owners and is_owner(mention)) and not is_money(mention) then add(list, seen, apposed.holder(mention) or mention) end
    end
    return list
end

local function members(list)
    local out, seen = {}, {}
    for _, mention in ipairs(list) do
        mention = expanded(mention)
        if layer_of(mention) == "collective" and #mention.members > 0 then
            for _, one in ipairs(mention.members) do add(out, seen, one) end
        else
            add(out, seen, mention)
        end
    end
    return out
end

local function names(list)
    local seen = {}
    for _, mention in ipairs(members(list)) do seen[entity_of(mention).name] = true end
    return seen
end

local function without(list, others)
    local known, out = names(others), {}
    for _, mention in ipairs(list) do
        local group = layer_of(mention) == "collective" and mention.members or {}
        local all = #group > 0
        for _, one in ipairs(group) do all = all and known[entity_of(one).name] end
        local entity = entity_of(mention)          -- a pronoun may stand for nobody known
        if entity and not all and not known[entity.name] then out[#out + 1] = mention end
    end
    return out
end

-- ---- the encounter that the text tells of ----

local offices = { of = {} }          -- of the document at hand

local MOST_TELLING = 40              -- mentions of somebody that are asked what he is

-- The first mentions of a person that tell an office or a country.
local function telling(party, doc)
    local entity = entity_of(party)
    if not entity or entity.kind ~= "person" then return {} end
    if not rawequal(offices.doc, doc) then offices = { doc = doc, of = {} } end
    local known = offices.of[entity.name]
    if known then return known end
    known = {}
    for _, mention in ipairs(entity:mentions "person") do
        if #known == MOST_TELLING then break end
        if mention.title or mention.country then known[#known + 1] = mention end
    end
    offices.of[entity.name] = known
    return known
end

-- The country of a person, from any mention that tells it.
local function country_code(party, doc)
    for _, mention in ipairs(telling(party, doc)) do
        if mention.country then return mention.country end
    end
end

local leads_country = { "minister", "president", "premier", "chancellor", "secretary of", "foreign secretary", "king", "emir", "amir", "sultan", "senator",
    "ambassador", "head of state" }

local heads_body = pattern [[ [council | commission | parliament | assembly | bank | senate | chamber | committee | federation | congress | court
      | group] president >> ]]

-- Does somebody hold an office of a country, whichever it is?
local function of_state(party, doc)
    for _, mention in ipairs(telling(party, doc)) do
        local title = mention.title and mention.title:lower()
        local before = title and title:find("president", 1, true) and mention:before(3)
        if title and not title:find("general", 1, true) and not (before and before:has(heads_body)) then
            for _, word in ipairs(leads_country) do
                if title:find(word, 1, true) then return true end
            end
        end
    end
    return false
end

local PRIVATE = { company = true, media = true, sport = true, team = true }

-- Does anybody hold an office, whichever it is?
local function has_office(entity)
    for _, mention in ipairs(entity:mentions "person") do
        if mention.title then return true end
    end
    return false
end

--- Can what they "will" do be a promise? States, public bodies and holders of offices bind themselves; others where it is they who say so.
function M.can_bind(list, speaker)
    local speaking = {}
    for _, party in ipairs(speaker) do speaking[(entity_of(party) or party).name] = true end
    for _, party in ipairs(list) do
        local entity = entity_of(party)
        local kind = entity and entity.kind
        if not entity or kind ~= "person" and kind ~= "organization" or speaking[entity.name] then return true end
        if kind == "person" and has_office(entity) then return true end
        local body = kind == "organization" and entity:mentions(nil, 1)[1]
        if body and not PRIVATE[body.layer == "organization" and body.kind or ""] then return true end
    end
    return false
end

local function country_with(iso, doc)
    for _, other in ipairs(doc:entities "country") do
        if other.identity == iso then return other end
    end
end

local our_holder = pattern [[ our [%cap & !%punct]{0,4}? who:@person[country] ]]

-- The country whose text this is, where its own minister is called "the Minister": the one that speaks in it, else the one named most, of those that nobody
-- else is from.
local function home_of(doc)
    local speaks = voice.own_voice(doc)
    if #speaks == 1 and entity_of(speaks[1]).kind == "country" then return entity_of(speaks[1]) end
    local declaring = voice.declaring_country(doc)
    if declaring then return declaring end
    local own = doc.text:find("%f[%w][Oo]ur %u") and doc:matches(our_holder)[1]
    local iso = own and own.who.country
    if iso and country_with(iso, doc) then return country_with(iso, doc) end
    iso = home.of(doc).own
    if iso and country_with(iso, doc) then return country_with(iso, doc) end
    local foreign, counts, best, second = {}, {}, nil, 0
    for _, person in ipairs(doc:layer "person") do
        if person.country then foreign[person.country] = true end
    end
    for _, mention in ipairs(doc:layer "country") do
        local entity = not foreign[mention.iso] and mention.entity
        if entity then counts[entity.name] = { n = (counts[entity.name] or { n = 0 }).n + 1, entity = entity } end
    end
    for _, count in pairs(counts) do
        if not best or count.n > best.n then best, second = count, best and best.n or 0 elseif count.n > second then second = count.n end
    end
    if best and best.n >= 2 and best.n > second then return best.entity end
    local first_person = doc:layer("person")[1]                          -- a government's own text begins with one of its own
    return first_person and first_person.country and country_with(first_person.country, doc) or nil
end

local LEADS_AS = { "secretary.general", "high representative", "commissioner" }          -- whatever country they are known to be from
local LEADS_BODY = { "general", "high representative", "chairperson", "commissioner", "chairman", "chair%-in%-office" }
local body_before_title = pattern [[ who:@organization [%noun | %propn | - | of | deputy]{0,6} >> ]]

-- The body that somebody leads, where it stands before the title: "NATO Secretary General Hugo Brand".
local function body_led_by(party, doc, titles)
    for _, mention in ipairs(telling(party, doc)) do
        local title = mention.title and mention.title:lower()
        for _, word in ipairs(title and (titles or LEADS_BODY) or {}) do
            local words = title:find(word) and mention:before(6)
            local found = words and words:find(body_before_title)
            if found then return found.who end
        end
    end
end

-- Is it somebody who is told to speak for others?
local function is_spokesman(party, doc)
    for _, mention in ipairs(telling(party, doc)) do
        if mention.title and mention.title:lower():find("spokes", 1, true) then return true end
    end
    return false
end

local chair = pattern [[ who:@organization (chairman | chairperson | chair) - in - office ]]

-- The body of which somebody is told to be the chair.
local function body_chaired_by(party, doc)
    for _, mention in ipairs(telling(party, doc)) do
        local words = mention.title and mention.title:lower():find("office", 1, true) and mention:before(16)
        local found = words and words:find(chair)
        if found then return found.who end
    end
end

-- For whom somebody speaks: the body of which he is the chair ("OSCE Chairman-in-Office and Foreign Minister of Norway"), his country, the body that he leads.
local function spoken_for(mention, doc)
    local chaired = body_chaired_by(mention, doc)
    if chaired then return chaired end
    if of_state(mention, doc) then return voice.committed_by(doc)[entity_of(mention)] or home_of(doc) end
    return body_led_by(mention, doc) or is_spokesman(mention, doc) and (voice.declaring_country(doc) or home_of(doc)) or nil
end

-- The country of somebody whose speech the text is.
local function of_speech(party, doc)
    local author, entity = voice.author(doc)[1], entity_of(party)
    return author and entity and entity_of(author) == entity and voice.delegates_of(doc)[1] or nil
end

local function countries_of(list, doc)
    local out, seen = {}, {}
    for _, mention in ipairs(list) do
        local iso = country_code(mention, doc)
        local entity = #list == 1 and (iso and (body_chaired_by(mention, doc) or body_led_by(mention, doc, LEADS_AS)) or not iso
            and (of_speech(mention, doc) or spoken_for(mention, doc))) or nil
        add(out, seen, entity or iso and country_with(iso, doc) or mention)
    end
    return out
end

-- ---- the subject ----

local past = pattern [[ << %d_adverb{0,3} %q_past ]]
local noun = pattern [[ [(%noun | %propn | plans | terms | proposals | recommendations | resolutions | conditions | rules | amendments | estimates
        | forecasts | projects) & !@actor] [%adv | also | not | now | then | both]{0,3} >> ]]
local relative = pattern [[ (which | that | [who & !@organization] | whom | where) %d_adverb{0,2} >> ]]
local relative_if = pattern [[ (which | that) , (if | unless | once) [!,]{1,8} , %d_adverb? >> ]]
local fact = pattern [[ (?<! in | with | during | at | under | by) which (we | "I") [also | will | would | have | had]{0,3} >>
    | [measures | proposals | goals | steps | things | way | ideas | challenges | issues | commitments | obligations | principles | values | text
      | efforts] (that | which) (we | "I") [also | will | would | jointly | have | had]{0,3} >>
    | (?<! in | with | during | at | under | by) (which | (?<! ,) where | where !they) (the? [%noun | %propn | %pron | and]{1,4})
      [also | will | would | jointly | has | have | had]{0,3} >> | [conference | summit | meeting | forum | support | assistance | aid | event
      | session | project | role | games | package | exhibition | talks] that (the? [%noun | %propn | %pron | and]{1,4})
      [also | will | would | jointly]{0,2} >> ]]
local conditional = pattern [[ (how | what | (?<! is | was) why | if | unless | once !(again | more) | whether | provided that
      | (< | %q_open) had the? @actor | [expectations | speculation | possibility | assurance | indication | suggestions | condition | doubt] that)
      [!, & !;]{0,6} >> ]]

local government = pattern [[ %d_the_government ]]

local function words_before(cue, n)
    local before = cue:before(n)
    return before
end

-- Between a finite verb and what it leads to: "would | be willing to".
local led_to = pattern [[ << (%d_adverb | also){0,3} >> ]]
local modal = pattern [[ would | will | could | might | may | shall | /^['’](d|ll)$/ ]]

-- Subject rows that can govern the cue: those before it in the statement's content, or else in its sentence.
local function subject_of(cue, statement)
    local sentence = cue.sentence
    local tense = cue:has(past) and "past" or "present"
    local nearest, agreeing
    for _, row in ipairs(sentence:all "subject") do
        if row.verb:overlaps(cue) or first(row) <= last(cue) and last(row) >= first(cue) then return row.who, true end
        if row < cue and (not statement or holds(statement, row)) then
            nearest = row
            if row.tense == tense then agreeing = row end
        end
    end
    local between = nearest and nearest ~= agreeing and nearest.verb:has(modal) and spans.between(nearest, cue)
    if between and (between.text:find "^%s*$" or between:has(led_to)) then return nearest.who, true end
    local best = agreeing or nearest
    if not best and statement and not statement.cue and cue.sentence:has(starts_with_us) then return statement.speaker, true end
    return best and best.who or {}, false
end

local own_country = pattern [[ ([his | her | my | our | your] (country | government | nation | people | side | authorities | administration
        | delegation) (, (which | small | poor | like | along with | together with | as | despite | although | though | in | on | through | with
          | having | being) [!, & !;]{1,14} ,)? | %d_the_government) (, (for its part | too | therefore | in turn | however | likewise) ,)?
      (has | have | had | is | was | are | were | %d_adverb){0,3} %q_open? >> ]]

-- "His government, he added, was prepared to".
local own_country_told = pattern [[ [his | her | my | our] (country | government | nation | people | side | authorities | administration | delegation)
      , (he | she | the? [%noun | %propn]{1,3}) %verb , (has | have | had | is | was | are | were | %d_adverb){0,3} %q_open? >> ]]

-- "The Norwegian leader said the government will": whoever holds an office speaks of his own.
local plain_government = pattern [[ the (government | cabinet | administration) %d_adverb{0,2} >> ]]

local function governs_itself(statement)
    local speaker = statement and #statement.speaker == 1 and entity_of(statement.speaker[1])
    return speaker and speaker.kind == "person" and has_office(speaker) or false
end

-- Whose government it is that is told of without a name: that of who speaks, or else the one whose text this is.
local function country_of_speaker(statement, doc)
    local who = statement and #statement.speaker > 0 and countries_of(statement.speaker, doc) or {}
    if #who > 0 and entity_of(who[1]).kind == "country" then return who end
    for _, country in ipairs(doc.country and doc:entities "country" or {}) do
        if country.identity == doc.country then return { country } end
    end
    local seat = home_of(doc)
    return seat and { seat } or who
end

-- "My Government" of a letter is that of the country it has told of before.
local function own_country_of(cue, statement, doc)
    local own = country_of_speaker(statement, doc)
    local told = #own == 0 and voice.body_before(cue, doc)
    return told and entity_of(told[1]).kind == "country" and told or own
end

local and_again = pattern [[ (and | ,) (also | %adv){0,2} >> ]]
local ours, insertion = pattern [[ my | our ]], pattern [[ , >> ]]
local own_subject = pattern [[ ([his | her | my | our] (country | government | nation | side | administration) | %d_the_government)
      (, (he | she | the? [%noun | %propn]{1,3}) %verb ,)? %d_finite ]]

-- "His government remained committed and would …": no other subject stands between.
local function own_country_before(cue, statement, doc)
    local part = statement and statement.content[1] or not statement and cue.sentence
    local words = part and first(part) < first(cue) and spans.slice(doc, first(part), first(cue) - 1)
    local own = words and words:find(own_subject)
    if not own then return false end
    for _, row in ipairs(words:all "subject") do
        if own < row then return false end
    end
    return true
end

local it_alone = pattern [[ << it >> ]]
local joining = pattern [[ << < [and | but | so | yet | however | thus | therefore] ,? >> ]]

-- "It will", "But it will": does it lead its sentence?
local function it_starts(mention)
    if not mention:has(it_alone) then return false end
    local before = mention:before(2)
    return not before or first(before) < first(mention.sentence) or before:has(joining)
end


local it = pattern [[ << it ]]

-- A later "it" is the body or country that leads its sentence: "It will send ships for the army, and it stands ready to …".
local function body_of_sentence(mention, doc)
    local row = mention.sentence:first "subject"
    local leads = row and row < mention and #row.who == 1
    if not leads then return nil end
    if it_starts(row.who[1]) then return voice.last_body(row.who[1], doc) end
    local entity = entity_of(row.who[1])
    return entity and (entity.kind == "country" or entity.kind == "organization") and row.who or nil
end

-- Items of a list, "- welcomed the vote;", "2. Also condemns", have the subject of the line that leads it in: "The two ministers:".
local function list_subject(cue, doc)
    local lead = lists.lead(cue, doc)
    if lead and lists.opens_with_us(lead, doc) then return met.participants(cue, doc) end
    local who = lead and lists.last_party(lead)
    return who and { expanded(who) } or nil
end

local RELATIVE = "a relative clause tells a fact"
local NO_SUBJECT = "no party is the subject"
local CONDITION = "a condition, no deed"
local NO_PARTY = "who does it is no party"
local FIRST_PERSON = "we, or I"
local WE = "we, of whom is known who speaks"
local NEAR = 4                       -- bytes: a verb at the cue's start is its verb
local all_parties = pattern [[ << (they | both | (the | both) (two | sides | parties | leaders | ministers) | the ("Meeting" | "Summit" | "Conference")) ]]
local they_before = pattern [[ (they | both | (the | both) (two | sides | parties | leaders | ministers)) [%adv | also | further | then | jointly]{0,3} >> ]]
local pronoun_before = pattern [[ who:[he | she | they | it] (also | %adv){0,2} >> ]]
local you_right_before = pattern [[ you %d_adverb{0,2} >> ]]
local party_before = pattern [[ who:@actor (also | %adv)? >> ]]
local we_right_before = pattern [[ (we | "I" | our %num (countries | governments | nations | leaders))
      (%d_adverb | still | now | therefore | all | both | will | would | /^['’](ll|d)$/){0,3}
      (([continue | continued | intend | want | wish | seek | choose] | (stand | remain) ready) to)? >> ]]
-- "Norway is also calling on": what is going on has the subject of "is".
local going_on = pattern [[ [is | are | was | were | am | been | /^['’](s|re|m)$/] (%d_adverb | now | therefore){0,3} >> ]]
local ends_in_ing = pattern [[ << /ing$/ ]]
local speaks_itself = pattern [[ << (we | I) >> ]]
local we_the = pattern [[ < We , the ]]
local speaks_as_we = pattern [[ << we >> ]]

-- "Keller met Brand in Lima, and they agreed": is there an encounter in the sentence before the cue?
local function met_before(cue)
    local told = cue.sentence:first "encounter_cue"
    return told ~= nil and told < cue
end

-- Is the cue the verb of a subject that is known?
local function starts_subject(cue)
    for _, row in ipairs(cue.sentence:all "subject") do
        if row.verb:overlaps(cue) then return true end
    end
    return false
end

local LONG_NAME = 9                  -- tokens: "the Democratic Republic of the Congo requests"

-- Whom the word right before the cue names, where the cue could be a noun and no subject is known: "in which he requests", "South Africa notes with concern".
local function pronoun_or_name(cue, before)
    local found = before:find(pronoun_before)
    local pronoun = found and not starts_subject(cue) and found.who:first "anaphor"
    if pronoun or cue.tag ~= "nns" then return pronoun or nil end
    found = cue:before(LONG_NAME):find(party_before)
    return found and not is_owner(found.who) and found.who
end

local he_before = pattern [[ (he | she) [%adv | also | now]{0,2} >> ]]
local office = pattern [[ %q_high_office ]]

-- "Peru's president said he would": whoever holds the office is told for his country.
local function is_of_office(statement)
    local who = statement and #statement.speaker == 1 and entity_of(statement.speaker[1])
    return who and who.kind == "country" and statement.source ~= nil and statement.source:has(office) or false
end

-- "Norway and Peru said they would", "They will": those who say so, or who meet; not those of whom nobody is named.
local function they(cue, statement, doc)
    local speaker = statement and statement.speaker or {}
    local source = #speaker == 1 and statement.source
    local body = #speaker == 1 and (entity_of(speaker[1]) or {}).kind == "organization"
    local others = #speaker == 0 and statement and statement.source and not statement.source:has(all_parties)
    if others and statement.source.text:find "%s" then return {} end                                       -- "Leaders of the region warned that they would"
    local several = #members(speaker) > 1 or body or source and source.text:lower() == "they"
    return several and speaker or met.participants(cue, doc)
end

--- Who does the deed, and whether these are the words right before the cue.
function M.subject(cue, doc, statement)
    local before = words_before(cue, 8)
    if before and before:has(conditional) then return {}, false, CONDITION end
    local inserted = before and before:has(insertion) and before
    if statement and before and before:has(own_country_told) then return country_of_speaker(statement, doc), true end
    local far = inserted and words_before(cue, 24)
    if far and far:has(own_country) and (far:has(ours) or before.text:find ", which ") then return own_country_of(cue, statement, doc), true end
    before = words_before(cue, 4)
    if before and before:has(fact) then return {}, false, RELATIVE end
    local lead = before and lists.may_lead(before) and list_subject(cue, doc)
    local its_own = before and before:has(own_country)
    if statement and its_own then return country_of_speaker(statement, doc), true end
    if before and before:has(plain_government) and governs_itself(statement) then return country_of_speaker(statement, doc), true end
    if inserted and inserted:has(own_country) and inserted:has(ours) then return own_country_of(cue, statement, doc), true end
    for _, row in ipairs(doc:at(cue, "attribution")) do
        if row.cue:overlaps(cue) and first(row.cue) - first(cue) < NEAR then
            if row.source and row.source:has(speaks_itself) and (#row.speaker == 0 or statement) then return {}, true, FIRST_PERSON end
            if row.source and row.source:has(all_parties) and (#row.speaker == 0 or met_before(cue)) then return met.participants(cue, doc), true end
            if #row.speaker == 0 and row.source and row.source:has(government) then return country_of_speaker(statement, doc), true end
            if #row.speaker == 0 and lead then return lead, true end
            return beside.all(row, cue, statement, doc), true, #row.speaker == 0 and row.source and NO_PARTY or row.source and row.source:has(speaks_as_we)
                and WE or nil
        end
    end
    if before and before:has(we_right_before) then return {}, true, FIRST_PERSON end
    if before and before:has(you_right_before) then return {}, true, NO_PARTY end
    if its_own and (before:has(government) or before:has(ours)) then
        return own_country_of(cue, statement, doc), true
    end
    if before and (before:has(relative) or before.text:find(",", 1, true) and words_before(cue, 13):has(relative_if)) then return {}, false, RELATIVE end
    if lead then return lead, true end
    local who, direct = subject_of(cue, statement)
    if #who == 0 and not statement and cue.sentence:has(we_the) then return voice.own_voice(doc), true end
    local named = not direct and before and pronoun_or_name(cue, before)
    if named then return { named }, true end
    if #who == 0 and before and before:has(they_before) then return they(cue, statement, doc), true end
    if #who == 0 and before and before:has(he_before) and is_of_office(statement) then return statement.speaker, true end
    if #who == 1 and it_starts(who[1]) then
        who = voice.last_body(who[1], doc)
        if not who then return {}, true, NO_PARTY end
    elseif #who == 1 and layer_of(who[1]) == "anaphor" and who[1]:has(it) then
        who = body_of_sentence(who[1], doc) or who
        if voice.means_a_thing(who[1], statement, doc) then return {}, true, NO_PARTY end
    end
    if not direct and #who > 0 and before and before:has(going_on) and cue:has(ends_in_ing) then direct = true end
    if not direct and (statement or before and before:has(and_again)) and own_country_before(cue, statement, doc) then
        return own_country_of(cue, statement, doc), statement == nil
    end
    if not direct and before and before:has(noun) then return {}, false, NO_SUBJECT end
    return who, direct
end

--- Is this deed told by another rule already? The words of lexicons come last. Without a kind: is any deed told by these words?
function M.told(kind, cue, doc)
    for _, row in ipairs(doc:at(cue, "act")) do
        if (not kind or row.kind == kind) and row.cue:overlaps(cue) then return true end
    end
    return false
end

M.holds = holds
M.expanded = expanded
M.entity_of = entity_of
M.layer_of = layer_of
M.members = members
M.names = names
M.without = without
M.countries_of = countries_of
M.own_voice = voice.own_voice
M.author, M.says_i_we = voice.author, voice.says_i_we
M.last_speaker = voice.last_speaker
M.NO_PARTY, M.RELATIVE, M.NO_SUBJECT, M.CONDITION = NO_PARTY, RELATIVE, NO_SUBJECT, CONDITION
M.FIRST_PERSON, M.WE, M.LONGEST = FIRST_PERSON, WE, voice.LONGEST
M.spokesman = voice.spokesman
M.body_before = voice.body_before
M.is_delegates, M.turn_or_author = voice.is_delegates, voice.turn_or_author

return M
