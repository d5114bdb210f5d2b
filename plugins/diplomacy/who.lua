-- who.lua - who acts: the statement around the words of a deed, the parties of the text, the subject of a clause.
--
-- Sits on the finished layers of entities, quotes and on encounters. What a deed is about and whom it meets is for acts.lua.

local spans = include "quotes/spans.lua"
local sources = include "quotes/sources.lua"

local M = {}

local first, last = spans.first, spans.last

local starts_with_us = pattern [[ < (we | i) ]]

-- A reference is a mention, or the entity itself where the text has no mention.
local function entity_of(party)
    return getmetatable(party) == "entity" and party or party.entity
end

local function layer_of(party)
    return getmetatable(party) == "annotation" and party.layer or nil
end

-- ---- the statement around ----

local function reports(statement)
    return statement.stance ~= "deed" and statement.stance ~= "belief"
end

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
    return entity:mentions "collective"[1] or mention
end

local function add(list, seen, mention)
    mention = expanded(mention)
    local entity = entity_of(mention)
    if not entity or seen[entity.name] then return end
    seen[entity.name] = true
    list[#list + 1] = mention
end

--- Parties among the words, in order, each once: names, and countries by their adjectives.
function M.parties(span)
    local list, seen = {}, {}
    if not span then return list end
    for _, mention in ipairs(span:all "actor") do add(list, seen, mention) end
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

local function encounter_before(span, doc)
    local best
    for _, row in ipairs(doc:layer "encounter") do
        if not best or row < span then best = row end
    end
    return best
end

-- The parties of the document: those of its first encounter that tells of more than one.
local function participants(_, doc)
    for _, row in ipairs(doc:layer "encounter") do
        if #row.participants > 1 then return row.participants end
    end
    return {}
end

local OPENING = 1500                 -- bytes in which a text that tells of an encounter tells of it

-- Is the text about an encounter?
local function opens_with_encounter(doc)
    local row = doc:layer("encounter")[1]
    return row ~= nil and first(row) <= OPENING
end

-- The country of a person, from any mention that tells it.
local function country_code(party)
    local entity = entity_of(party)
    if not entity or entity.kind ~= "person" then return nil end
    for _, mention in ipairs(entity:mentions "person") do
        if mention.country then return mention.country end
    end
end

local leads_country = { "minister", "president", "premier", "chancellor", "secretary of", "foreign secretary", "king", "emir", "amir", "sultan", "senator", "ambassador", "head of state" }

-- Does somebody hold an office of a country, whichever it is?
local function of_state(party)
    local entity = entity_of(party)
    for _, mention in ipairs(entity and entity.kind == "person" and entity:mentions "person" or {}) do
        local title = mention.title and mention.title:lower()
        if title and not title:find("general", 1, true) then
            for _, word in ipairs(leads_country) do
                if title:find(word, 1, true) then return true end
            end
        end
    end
    return false
end

-- The country whose text this is, where its own minister is called "the Minister": the one named most, of those that nobody else is from.
local function home_of(doc)
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
    return best and best.n >= 2 and best.n > second and best.entity or nil
end

local function countries_of(list, doc)
    local out, seen = {}, {}
    for _, mention in ipairs(list) do
        local iso = country_code(mention)
        local entity
        if iso then
            for _, other in ipairs(doc:entities "country") do
                if other.identity == iso then entity = other end
            end
        elseif #list == 1 and of_state(mention) then
            entity = home_of(doc)
        end
        add(out, seen, entity or mention)
    end
    return out
end

-- ---- the subject ----

local past = pattern [[ << %d_adverb{0,3} %q_past ]]
local noun = pattern [[ [(%noun | plans | terms | proposals | recommendations | resolutions | conditions | rules | amendments | estimates | forecasts | projects) & !@actor] [%adv | also | not | now | then | both]{0,3} >> ]]
local relative = pattern [[ (which | that | who | whom | where) %d_adverb{0,2} >> ]]
local fact = pattern [[ (?<! in) (which | whom | where) (the? [%noun | %propn | %pron | and]{1,4}) [also | will | would | jointly | has | have | had]{0,3} >>
    | [conference | summit | meeting | forum | support | assistance | aid | event | session | project | role | games | package | exhibition | talks] that (the? [%noun | %propn | %pron | and]{1,4}) [also | will | would | jointly]{0,2} >> ]]
local conditional = pattern [[ (if | unless | once | whether | provided that | [expectations | speculation | possibility | assurance | indication | suggestions | condition | doubt] that) [!, & !;]{0,6} >> ]]

local function words_before(cue, n)
    local before = cue:before(n)
    return before
end

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
    local best = agreeing or nearest
    if not best and statement and not statement.cue and cue.sentence:has(starts_with_us) then return statement.speaker, true end
    return best and best.who or {}, false
end

local own_country = pattern [[ [his | her | my | our | your] (country | government | nation | people | side | authorities | administration) (has | have | is | was | are | were | %d_adverb){0,3} >> ]]

local function country_of_speaker(statement, doc)
    return statement and countries_of(statement.speaker, doc) or {}
end

local own_subject = pattern [[ [his | her | my | our] (country | government | nation | side | administration) %d_finite ]]

-- "His government remained committed and would …": no other subject stands between.
local function own_country_before(cue, statement, doc)
    local part = statement.content[1]
    local words = part and spans.slice(doc, first(part), first(cue) - 1)
    local own = words and words:find(own_subject)
    if not own then return false end
    for _, row in ipairs(words:all "subject") do
        if own < row then return false end
    end
    return true
end

local it_starts = pattern [[ << < it >> ]]

-- "It" that starts a sentence is the body or country that was the subject of the sentence before.
local function last_body(mention, doc)
    local start = first(mention)
    local words = spans.slice(doc, math.max(1, start - 600), start - 1)
    local sentence, best
    for _, row in ipairs(words and doc:within(words, "subject") or {}) do
        local kind = #row.who == 1 and row.who[1].entity and row.who[1].entity.kind
        if row.sentence ~= sentence and (kind == "country" or kind == "organization") and row.who[1].layer ~= "anaphor" then
            sentence, best = row.sentence, row.who
        end
    end
    return best
end

local WIDEST = 3000                  -- bytes from a list's item back to the words that lead it in

local ITEM = "[-.)*\u{2022}\u{2013}]"

-- Items of a list, "- welcomed the vote;", have the subject of the line that leads it in: "The two ministers:".
local function list_subject(cue, doc)
    local text, start = doc.text, first(cue)
    local line = text:sub(math.max(1, start - 30), start - 1):match("\n([^\n]*)$")
    if not line or not (line:find("^%s*[-*]%s*%l*%s*$") or line:find("^%s*\u{2022}%s*%l*%s*$") or line:find("^%s*\u{2013}%s*%l*%s*$") or line:find("^%s*%(?%w%w?[.)]%s*%l*%s*$")) then return nil end
    local from = math.max(1, start - WIDEST)
    local head = text:sub(from, start - 1)
    if head:find("%f[%w]We, the ") then return participants(cue, doc) end
    local colon = head:match("^.*():%s*\n")
    if not colon or head:find("\n%s*\n", colon + 3) then return nil end
    local lead = spans.slice(doc, from, from + colon - 2)
    local best
    for _, mention in ipairs(lead and lead:all "actor" or {}) do
        if last(mention) > from + colon - 80 then best = mention end
    end
    return best and { expanded(best) } or nil
end

local RELATIVE = "a relative clause tells a fact"
local NO_PARTY = "who does it is no party"
local FIRST_PERSON = "we, or I"
local NEAR = 4                       -- bytes: a verb at the cue's start is its verb
local all_parties = pattern [[ << (they | both | (the | both) (two | sides | parties | leaders | ministers)) ]]
local they_before = pattern [[ (they | both | (the | both) (two | sides | parties | leaders | ministers)) [%adv | also | further | then | jointly]{0,3} >> ]]
local we_right_before = pattern [[ (we | "I") (%d_adverb | still | now | therefore | all | both | will | would | /^['’](ll|d)$/){0,3} >> ]]
local speaks_itself = pattern [[ << (we | I) >> ]]

--- Who does the deed, and whether these are the words right before the cue.
function M.subject(cue, doc, statement)
    local before = words_before(cue, 8)
    if before and before:has(conditional) then return {}, false, "a condition, no deed" end
    before = words_before(cue, 4)
    if before and before:has(fact) then return {}, false, RELATIVE end
    for _, row in ipairs(doc:at(cue, "attribution")) do
        if row.cue:overlaps(cue) and first(row.cue) - first(cue) < NEAR then
            if row.source and row.source:has(speaks_itself) and (#row.speaker == 0 or statement) then return {}, true, FIRST_PERSON end
            if #row.speaker == 0 and row.source and row.source:has(all_parties) then return participants(cue, doc), true end
            return row.speaker, true, #row.speaker == 0 and row.source and NO_PARTY or nil
        end
    end
    if before and before:has(we_right_before) then return {}, true, FIRST_PERSON end
    if before and before:has(own_country) and statement then return country_of_speaker(statement, doc), true end
    if before and before:has(relative) then return {}, false, RELATIVE end
    local lead = before and before.text:find(ITEM) and list_subject(cue, doc)
    if lead then return lead, true end
    local who, direct = subject_of(cue, statement)
    if #who == 0 and before and before:has(they_before) then return participants(cue, doc), true end
    if #who == 1 and who[1]:has(it_starts) then who = last_body(who[1], doc) or who end
    if statement and not direct and own_country_before(cue, statement, doc) then return country_of_speaker(statement, doc), false end
    if not direct and before and before:has(noun) then return {}, false, "no party is the subject" end
    return who, direct
end

-- ---- who speaks where the words do not tell ----

-- Who speaks in a text without speakers: the country or body that is its first subject, "Norway condemns …. We call on …".
local LONGEST = 8000                 -- bytes of a statement; a longer text is a speech, and who "we" are changes

local SHORT = 3000                   -- bytes of a text in which a body speaks of itself as "we"
-- Bodies that are spoken to: who says "we" before them is a member.
local WORLD = { ["United Nations"] = true, ["Security Council"] = true, ["General Assembly"] = true, ["United Nations Security Council"] = true, ["United Nations General Assembly"] = true }

local function first_subject(doc)
    local length = #doc.text
    local words = length <= LONGEST and spans.slice(doc, 1, length)
    for _, row in ipairs(words and doc:within(words, "subject") or {}) do
        local entity = #row.who > 0 and entity_of(row.who[1])
        if entity and (entity.kind == "country" or entity.kind == "organization" and length <= SHORT and not WORLD[entity.name]) then return row.who end
        if entity then return {} end
    end
    return {}
end

local own = {}                       -- of the document at hand

local function own_voice(doc)
    if not rawequal(own.doc, doc) then
        local who = sources.declared(doc)
        own = { doc = doc, who = #who > 0 and who or first_subject(doc) }
    end
    return own.who
end

local heading = pattern [[ << [!%punct]{0,8}? who:@person (, [!%q_finite]{1,14})? >> ]]
local AUTHOR = 600                   -- bytes in which a text names who writes it

-- The person whom a line at the top names, "Senator Anna Keller, Minister of Trade".
local function named_at_top(doc)
    local words = spans.slice(doc, 1, math.min(AUTHOR, #doc.text))
    for _, person in ipairs(words and doc:within(words, "person") or {}) do
        local start, stop = person:bytes()
        local line_start = doc.text:sub(1, start):match("()[^\n]*$")
        local line_stop = doc.text:find("\n", stop, true) or #doc.text
        local line = spans.slice(doc, line_start, line_stop)
        if line and line:has(heading) then return { person } end
    end
    return {}
end

local written = {}                   -- of the document at hand

-- Who "I" is outside of quotations.
local function author(doc)
    if not rawequal(written.doc, doc) then written = { doc = doc, who = named_at_top(doc) } end
    return written.who
end

-- A passive goes on with who spoke last in the paragraph.
local NEAR_SPEAKER = 700             -- bytes back

local function last_speaker(cue, doc)
    local start = first(cue)
    local paragraph = cue.paragraph
    local from = math.max(paragraph and first(paragraph) or 1, start - NEAR_SPEAKER)
    local words = from < start and spans.slice(doc, from, start - 1)
    local best
    local reporting = false
    for _, row in ipairs(words and doc:within(words, "attribution") or {}) do
        local says = reports(row)
        if #row.speaker > 0 and (says or not reporting) then best, reporting = row.speaker, says end
    end
    return best
end

M.holds = holds
M.expanded = expanded
M.entity_of = entity_of
M.layer_of = layer_of
M.members = members
M.names = names
M.without = without
M.encounter_before = encounter_before
M.participants = participants
M.opens_with_encounter = opens_with_encounter
M.countries_of = countries_of
M.own_voice = own_voice
M.author = author
M.last_speaker = last_speaker
M.NO_PARTY = NO_PARTY
M.FIRST_PERSON = FIRST_PERSON

return M
