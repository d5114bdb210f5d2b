-- acts.lua - who acts, on whom, and who says so: what the rules of acts share.
--
-- A rule finds the words of the deed (cue) and what it is about (content). Who does it: the speaker of the attribution that the cue is part of, else the
-- subject of its clause. What the deed is about ends where what its speaker says ends.

local spans = include "quotes/spans.lua"
local codes = include "codes.lua"

local M = {}

local first, last = spans.first, spans.last

local starts_with_us, us = pattern [[ < (we | i) ]], pattern [[ we | i ]]
local decide, announce = pattern [[ ~decide | ~resolve ]], pattern [[ ~announce ]]

local function index(row, name) return row[name] end

-- A member that not all have: a capture that only some rules name, what only mentions know.
local function member(row, name)
    local known, value = pcall(index, row, name)
    return known and value or nil
end

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
function M.statement_around(span, doc)
    local best
    for _, statement in ipairs(doc:at(span, "statement")) do
        if reports(statement) and holds(statement, span) and (not best or #statement.text < #best.text) then best = statement end
    end
    return best
end

-- ---- parties ----

local function expanded(mention)
    local entity = entity_of(mention)
    if layer_of(mention) == "anaphor" and entity and entity.kind == "collective" then
        for _, other in ipairs(entity:mentions()) do
            if other.layer == "collective" then return other end
        end
    end
    return mention
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

-- The country of a person, from any mention that tells it.
local function country_code(party)
    local entity = entity_of(party)
    if not entity or entity.kind ~= "person" then return nil end
    for _, mention in ipairs(entity:mentions()) do
        if mention.layer == "person" and mention.country then return mention.country end
    end
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
        end
        add(out, seen, entity or mention)
    end
    return out
end

-- ---- the subject ----

local past = pattern [[ << %d_adverb{0,3} %q_past ]]
local noun = pattern [[ [%noun & !@actor] [%adv | also | not | now | then | both]{0,3} >> ]]
local relative = pattern [[ (which | that | who | whom | where) %d_adverb{0,2} >> ]]
local fact = pattern [[ (?<! in) (which | whom | where) (the? [%noun | %propn | %pron | and]{1,4}) [also | will | would | jointly | has | have | had]{0,3} >>
    | [conference | summit | meeting | forum | support | assistance | aid | event | session | project | role | games | package | exhibition | talks] that (the? [%noun | %propn | %pron | and]{1,4}) [also | will | would | jointly]{0,2} >> ]]
local conditional = pattern [[ (if | unless | once) [!, & !;]{0,6} >> ]]
local first_person = pattern [[ (I | we | let me) [%adv | %aux | want | wish | like | to | have | am | are | would]{0,4} >> ]]
local we = pattern [[ we | our ]]
local leads_on = pattern [[ (and | , | but | or | then | also | %adv) >> ]]

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

local NO_PARTY = "who does it is no party"
local FIRST_PERSON = "we, or I"
local NEAR = 4                       -- bytes: a verb at the cue's start is its verb
local all_parties = pattern [[ << (they | both | (the | both) (two | sides | parties | leaders | ministers)) ]]
local they_before = pattern [[ (they | both | (the | both) (two | sides | parties | leaders | ministers)) [%adv | also | further | then | jointly]{0,3} >> ]]
local speaks_itself = pattern [[ << (we | I) >> ]]

--- Who does the deed, and whether these are the words right before the cue.
function M.subject(cue, doc, statement)
    local before = words_before(cue, 8)
    if before and before:has(conditional) then return {}, false, "a condition, no deed" end
    before = words_before(cue, 4)
    if before and before:has(fact) then return {}, false, "a relative clause tells a fact" end
    for _, row in ipairs(doc:at(cue, "attribution")) do
        if row.cue:overlaps(cue) and first(row.cue) - first(cue) < NEAR then
            if row.source and row.source:has(speaks_itself) then return {}, true, FIRST_PERSON end
            if #row.speaker == 0 and row.source and row.source:has(all_parties) then return participants(cue, doc), true end
            return row.speaker, true, #row.speaker == 0 and row.source and NO_PARTY or nil
        end
    end
    if before and before:has(own_country) and statement then return country_of_speaker(statement, doc), true end
    if before and before:has(relative) then return {}, false, "a relative clause tells a fact" end
    local lead = before and before.text:find(ITEM) and list_subject(cue, doc)
    if lead then return lead, true end
    local who, direct = subject_of(cue, statement)
    if #who == 0 and before and before:has(they_before) then return participants(cue, doc), true end
    if #who == 1 and who[1]:has(it_starts) then who = last_body(who[1], doc) or who end
    if statement and not direct and own_country_before(cue, statement, doc) then return country_of_speaker(statement, doc), false end
    if not direct and before and before:has(noun) then return {}, false, "no party is the subject" end
    return who, direct
end

-- ---- a row ----


local condition = pattern [[ what:((if | once !(again | more) | provided that | "on condition that" | "as long as" | unless) ...!(, | ;)) (&(, | ;) | %punct{0,3} >) ]]
local negation = pattern [[ not | n't | never | "no longer" | neither ]]

local function due_of(content, doc)
    local today = doc.date
    for _, date in ipairs(content and content:all "date" or {}) do
        if date.type == "DATE" and date.latest and (not today or date.latest > today) then return date.latest end
    end
    return nil
end

local function trimmed(content, statement)
    if not content then return nil end
    if statement then
        local parts = statement.content
        local final = parts[#parts]
        if last(content) > last(final) and first(content) <= last(final) then content = content:sub(1, last(final) - first(content) + 1) end
    end
    local text = content.text
    local upto = #text
    while upto > 0 and text:sub(upto, upto):find "[%s,;:]" do upto = upto - 1 end
    return upto > 0 and content:sub(1, upto) or nil
end

local function owner_of(match)
    local owner = member(match, "owner")
    if type(owner) == "table" then owner = owner[1] end
    return owner and { owner } or nil
end

local plain = { vb = true, nn = true, nns = true, vbg = true, jj = true }

local governing = pattern [[ should | will | would | must | can | could | may | to %d_plain ]]
local inflected = pattern [[ << (%q_past | /(s|ing)$/) ]]

-- A verb without a subject right before it goes on from an earlier one only behind "and" or a comma, in a finite form.
local function governs(cue)
    local before = cue:before(1)
    if plain[cue.tag] or not before or not before:has(leads_on) then return false end
    return cue:has(inflected) or not cue:before(25):has(governing)
end

-- Who speaks in a text without speakers: the country or body that is its first subject, "Norway condemns …. We call on …".
local LONGEST = 8000                 -- bytes of a statement; a longer text is a speech, and who "we" are changes

local function first_subject(doc)
    local length = #doc.text
    local words = length <= LONGEST and spans.slice(doc, 1, length)
    for _, row in ipairs(words and doc:within(words, "subject") or {}) do
        local entity = #row.who > 0 and entity_of(row.who[1])
        if entity and (entity.kind == "country" or entity.kind == "organization") then return row.who end
        if entity then return {} end
    end
    return {}
end

local own = {}                       -- of the document at hand

local function own_voice(doc)
    if not rawequal(own.doc, doc) then own = { doc = doc, who = first_subject(doc) } end
    return own.who
end

-- "We will": the country of who speaks, or, outside of speech, the parties; "I thank": who speaks.
local function first_person_of(spec, before, cue, doc, statement)
    local binds = spec.kind == "pledge" or spec.kind == "reject" or spec.kind == "announce"
    if not statement then
        if not cue.sentence:has(we) then return {} end
        local all = participants(cue, doc)
        return #all > 0 and all or own_voice(doc)
    end
    if binds and before:has(we) then return countries_of(statement.speaker, doc) end
    return statement.speaker
end

local performs = pattern [[ ([wish | wishes | wished | want | wants | wanted | like | opportunity | occasion | chance | pleased | glad | happy | honoured | honored | keen] to %d_adverb{0,2}) >> ]]

-- "Would like to thank", "took the opportunity to invite": the words do it.
local function does_by_words(cue)
    local before = cue:before(4)
    return before ~= nil and before:has(performs)
end

local with_thing = pattern [[ << with [%det | his | her | its | their] [!@actor] ]]

-- Words as a reason quotes them: in one line.
local function shown(span)
    return (span.text:gsub("%s+", " "))
end

-- A passive goes on with who spoke last in the paragraph.
local NEAR_SPEAKER = 700             -- bytes back

local function last_speaker(cue, doc)
    local start = first(cue)
    local paragraph = cue.paragraph
    local from = math.max(paragraph and first(paragraph) or 1, start - NEAR_SPEAKER)
    local words = from < start and spans.slice(doc, from, start - 1)
    local best
    for _, row in ipairs(words and doc:within(words, "attribution") or {}) do
        if #row.speaker > 0 then best = row.speaker end
    end
    return best
end

local own_side = pattern [[ [his | her | my | our] %d_own_side /^['’]s?$/ ]]

-- "His country's support" is that of the country of whom the sentence is about, or of the speaker.
local function of_own_side(match, subject, speaker, doc)
    if not match.cue:has(own_side) then return nil end
    local countries = countries_of(#subject > 0 and subject or speaker, doc)
    return #countries > 0 and countries or nil
end

local function actors_of(spec, match, doc, statement)
    local cue = match.cue
    local speaker = statement and statement.speaker or {}
    if spec.speaker_acts and #speaker == 0 then
        if doc:layer("encounter")[1] and #cue.sentence:all "attribution" == 0 then speaker = last_speaker(cue, doc) or speaker end
        if #speaker == 0 then return nil, ("nobody is known to say \"%s\": the sentence has no speaker"):format(shown(cue)) end
    end
    local subject, direct, reason = M.subject(cue, doc, statement)
    if spec.speaker_acts then return speaker, nil, subject end
    local actor = spec.owned and (owner_of(match) or of_own_side(match, subject, speaker, doc)) or subject
    if spec.several and #members(actor) < 2 then return nil, "one party alone does not discuss" end
    local before = cue:before(5)
    if #actor == 0 and (reason == FIRST_PERSON or before and before:has(first_person)) then
        actor = first_person_of(spec, before or cue.sentence, cue, doc, statement)
        direct = #actor > 0
    end
    if spec.finite and not direct and not governs(cue) and not does_by_words(cue) then return nil, ("\"%s\" is not a verb of its own here: no subject governs it"):format(shown(cue)) end
    if spec.by_last then actor = #speaker > 0 and speaker or last_speaker(cue, doc) or participants(cue, doc) end
    if spec.event_parties then actor = participants(cue, doc) elseif spec.event then actor = #speaker > 0 and speaker or countries_of(participants(cue, doc), doc) end
    if #actor == 0 and reason == NO_PARTY or #actor == 0 and reason and reason ~= FIRST_PERSON and not spec.impersonal then return nil, reason end
    if #actor == 0 and spec.owned and statement then actor = speaker end
    if #actor == 0 and spec.impersonal and reason ~= NO_PARTY then actor = participants(cue, doc) end

    if #actor == 0 and spec.first_person and #speaker > 0 and cue.sentence:has(us) then actor = speaker end
    if #actor == 1 and layer_of(actor[1]) == "collective" and #actor[1].members == 0 and actor[1].kind == "person" then
        local all = participants(cue, doc)
        if #all > 1 then actor = all end
    end
    if spec.joint then
        actor = members(actor)
        if #actor < 2 and not cue:after(3):has(with_thing) then
            local all = participants(cue, doc)
            local known = names(all)
            if #actor == 0 or known[entity_of(actor[1]).name] then actor = members(all) end
        end
    end
    if #actor == 0 then return nil, ("no actor is found for \"%s\": its subject is no country, person, organization or group that is known"):format(shown(cue)) end
    return actor, nil, subject
end

local authored = pattern [[ party:@actor /^['’]s?$/ | by the? party:@actor ]]
local benefits = pattern [[ (to | for | help) the? party:@actor ]]
local author_of = { condemn = authored, concern = authored, announce = benefits }

-- "Chinese companies", "Peruvian goods": the country is where they are from, and is not spoken to.
local private = pattern [[ %adj{0,2} (~company | ~enterprise | ~firm | ~business | ~investor | ~airline | ~bank | ~national | ~citizen | ~student | ~tourist | personnel |
    ~employee | ~worker | diaspora | ~community | media | television | ~newspaper | ~product | goods | ~export | ~import | ~market) ]]
local beneficiary = pattern [[ (with | to | for | help | assist | support | and | between) (the | its | their)? >> ]]

local state = pattern [[ (side | ~government | leadership | people | ~authority | ~leader) ]]

-- Does a country's adjective stand before such words?
local function stands_before(mention, words)
    if layer_of(mention) ~= "country" or not mention.adjective then return false end
    local after = mention:after(4)
    local found = after and after:find(words)
    return found ~= nil and first(found) == first(after)
end

local function public(list)
    local out = {}
    for _, mention in ipairs(list) do
        if not stands_before(mention, private) then out[#out + 1] = mention end
    end
    return out
end

-- An organization that a pledge names is whom it is given to only where the words say so: "with the council", not "through the council".
local function beneficiaries(list)
    local out = {}
    for _, mention in ipairs(list) do
        local before = layer_of(mention) == "organization" and mention:before(3)
        if layer_of(mention) ~= "organization" or before and before:has(beneficiary) then out[#out + 1] = mention end
    end
    return out
end

-- Whose conduct or gain it is, where the words tell; for a pledge, else the first country of the sentence that is not bound itself.
local function told_target(spec, match, content, actor)
    local told = author_of[spec.kind]
    if told then
        local found = content and content:find(told)
        return found and { found.party } or {}
    end
    local found = public(M.parties(content))
    if spec.kind ~= "pledge" then return found end
    found = beneficiaries(without(members(found), actor))
    if #found > 0 then return found end
    local others = {}
    for _, mention in ipairs(match.cue.sentence:all "country") do
        if not mention.adjective or stands_before(mention, state) then others[#others + 1] = mention end
    end
    return others
end

local function targets_of(spec, match, content, actor, subject)
    if spec.joint or spec.event then return {} end
    if spec.speaker_acts then return without(members(subject), {}) end
    local target = member(match, "target")
    local found = target and public(M.parties(target)) or {}
    if #found == 0 and not (target and spec.asks) then found = told_target(spec, match, content, actor) end
    found = without(found, actor)
    return { found[1], target and found[2] or nil }
end

-- "They" as the expression for several that it means.
local function plain_parties(list)
    local out = {}
    for i, party in ipairs(list) do out[i] = expanded(party) end
    return out
end

--- One row of layer act. spec: kind, strength, and how the actor is found: speaker_acts (the one who says so), owned (whose it is called), joint (all
-- parties), impersonal (both sides, if nobody is named).
function M.row(spec, match, content, doc, later)
    local cue = match.cue
    local statement = M.statement_around(cue, doc)
    local actor, reason, subject = actors_of(spec, match, doc, statement)
    if not actor then return nil, reason end
    actor = plain_parties(actor)
    content = trimmed(content, statement)
    local speaker = statement and statement.speaker or {}
    if #speaker == 0 then speaker = subject and #subject > 0 and subject or actor end
    return {
        content and (later and content or cue:union(content)) or cue,
        kind = spec.kind, actor = actor, target = targets_of(spec, match, content, actor, subject or {}), content = content, cue = cue,
        strength = spec.strength, polarity = (cue:has(negation) or content and content:has(negation)) and "negative" or "positive",
        condition = (cue.sentence:find(condition) or {}).what, due = spec.kind == "pledge" and due_of(content, doc) or nil,
        speaker = speaker, statement = statement, encounter = encounter_before(cue, doc), code = codes[spec.kind],
    }
end

-- Words under a verb that itself names a deed are part of that deed.
local names_deed = { announce = "announce", agree = "agree", concur = "agree", ["share the view"] = "agree", warn = "warn", deny = "reject", propose = "urge", suggest = "urge", threaten = "warn", demand = "urge", request = "urge" }

local hoped = pattern [[ (claim | suggestion | report | reports | allegation | accusation) that ...!(; | , and | , but) >> | (it is | it was) hoped that? ...!(;) >> | [hope | confidence | belief | trust | hopes | hoped | wish | expectation | conviction] that ...!(; | , and | , but) >> ]]

local function under_deed(spec, cue, doc)
    local best
    for _, statement in ipairs(doc:at(cue, "statement")) do
        if holds(statement, cue) and (not best or #statement.text < #best.text) then best = statement end
    end
    local promises = spec.kind == "pledge" or spec.kind == "urge" or spec.kind == "announce"
    if best and best.stance == "belief" and promises then return "part of what " .. best.cue.text .. " hopes" end
    local before = cue:before(30)
    if before and before:has(hoped) then return "part of a hope" end
    for _, row in ipairs(best and best.cue and doc:at(best.cue, "attribution") or {}) do
        local softer = promises or spec.kind == "reject" or names_deed[row.verb] == "agree"
        if names_deed[row.verb] and softer and not row.cue:overlaps(cue) then return "part of what " .. row.cue.text .. " does" end
    end
end

--- A mark function: a row for each content of the match, unless `spec.check(match, doc)` says no.
function M.marker(spec)
    return function(match, doc)
        if spec.check then
            local fine, why = spec.check(match, doc)
            if not fine then return nil, why end
        end
        local part = under_deed(spec, match.cue, doc)
        if part then return nil, part end
        local rows, contents = {}, match.content
        if type(contents) ~= "table" then contents = { contents } end
        for i, content in ipairs(contents) do
            local row, reason = M.row(spec, match, content, doc, i > 1)
            if not row then return nil, reason end
            if spec.decides and #members(row.actor) > 1 and row.cue:has(decide) then row.kind, row.code, row.target, row.actor = "agree", codes.agree, {}, members(row.actor) end
            rows[#rows + 1] = row
        end
        return rows
    end
end

local ahead_of = pattern [[ will | would | to be | going to ]]

--- A statement whose cue is "announced", behind what is announced.
function M.announced(row, doc)
    local cue, content = row.cue, row.content[1]
    if not cue or not cue:has(announce) or #row.speaker == 0 then return nil, "nobody announces it" end
    if not content or last(content) > first(cue) or not content:has(ahead_of) then return nil, "nothing that lies ahead is announced before " .. cue.text end
    return { content:union(cue), kind = "announce", actor = row.speaker, content = row.content, cue = cue, speaker = row.speaker, statement = row,
             polarity = content:has(negation) and "negative" or "positive", encounter = encounter_before(cue, doc), code = codes.announce }
end

M.reads = { "statement", "encounter", "attribution", "subject", "date", "actor" }

--- Declares a rule of layer act.
function M.rule(id, spec, doc, match, examples)
    rule(id) { doc = doc, match = match, mark = M.marker(spec), marks = "act", reads = M.reads, examples = examples }
end

M.members = members
M.countries_of = countries_of
M.participants = participants

return M
