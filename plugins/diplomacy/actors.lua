-- actors.lua - who does the deed of an act: whom the pattern names, who says so, or the subject of its clause.
--
-- Sits on who.lua (subjects, statements, parties), reach.lua (which verbs share a subject) and partners.lua. A deed is looked at in stages, each of which
-- knows more: who says it, which subject it has, whose it is called, and at last the parties of the encounter. A stage may say why there is no act.

local spans = include "quotes/spans.lua"
local sources = include "quotes/sources.lua"
local who = include "who.lua"
local reach = include "reach.lua"
local partners_in = include "partners.lua"

local M = {}

local first = spans.first
local entity_of, layer_of, members, names = who.entity_of, who.layer_of, who.members, who.names
local participants, countries_of, own_voice, last_speaker, NO_PARTY, FIRST_PERSON = who.participants, who.countries_of, who.own_voice,
    who.last_speaker, who.NO_PARTY, who.FIRST_PERSON
local governs, leads_on = reach.governs, reach.leads_on

local us = pattern [[ we | i ]]
local REACH_OF_WE = 16               -- tokens: "we decided last year, and will decide again"
local expects = pattern [[ ~expect ]]
local first_person = pattern [[ (I | we | let me) [%adv | %aux | want | wish | like | to | have | am | are | would | remain]{0,4} >> ]]
local we = pattern [[ we | our ]]
local speaks_alone = pattern [[ "I" [%adv | %aux | also | /^['’](ll|m|d)$/]{0,3} >> ]]
local we_alone = pattern [[ we [%adv | %aux | also | hereby]{0,3} >> ]]
local speaks_for_all = pattern [[ (we | let (me | us)) [%adv | also | hereby]{0,3} >> ]]

local function index(row, name) return row[name] end

-- A member that not all have: a capture that only some rules name, what only mentions know.
local function member(row, name)
    if getmetatable(row) == nil then return row[name] end
    local known, value = pcall(index, row, name)
    return known and value or nil
end

-- A capture that a pattern may fill in two places.
local function one(row, name)
    local value = member(row, name)
    if type(value) ~= "table" or getmetatable(value) == "span" or getmetatable(value) == "annotation" then return value end
    return value[1]
end

local its_before = pattern [[ its %d_strong >> ]]
-- "The UAE's condemnation of the raid and its solidarity": the same owner.
local owner_before = pattern [[ owner:(@country | @organization) /^['’]s?$/ ...!(; | that | who | %q_finite) (and | ,) its %d_strong >> ]]
local WIDE = 22                      -- tokens: "I wish, on behalf of the Government of Norway, to thank"

-- Whose it is called: "Peru's gratitude", "his country's gratitude".
local function owner_of(match, doc, holder)
    local owner = one(match, "bearer") or one(match, "owner")
    if owner then return { owner } end
    local home = member(match, "home")
    if home then return #holder > 0 and countries_of(members(holder), doc) or nil end
    -- "Kallas reiterated the EU's support and reaffirmed its commitment": what is "its" is no person's
    local of_person = #holder == 1 and (entity_of(holder[1]) or {}).kind == "person"
    local before = of_person and match.cue:before(5)
    local its = of_person and (match.cue:first "anaphor" or before and before:has(its_before) and before:first "anaphor")
    if not its or its.text:lower() ~= "its" then return nil end
    local meant = its.entity
    if meant then return meant.kind ~= "person" and { its } or nil end
    local whose = before and match.cue:before(WIDE):find(owner_before)
    return whose and { whose.owner } or nil
end

local performs = pattern [[ %d_performing %d_adverb{0,2} >> ]]
local first_performs = pattern [[ ("I" | we | me | us) [!. & !;]{0,12}? %d_performing %d_adverb{0,2} >>
    | [let | allow | permit] me (, on behalf of [!, & !.]{1,14} ,)? (to %d_adverb?)? >>
    | it [is | gives | was] [!%punct]{0,5}? [pleasure | privilege | honour | honor | duty | satisfaction | joy] to %d_adverb? >>
    | [honour | honor | privilege | pleasure | duty] for [me | us] (, on behalf of [!, & !.]{1,14} ,)? to %d_adverb? >> ]]

local nobody = pattern [[ << (neither | none | nobody) ]]
local ours = pattern [[ << our ]]

-- Kinds of deeds that bind for whom it is spoken.
local BINDS = { pledge = true, reject = true, announce = true, support = true }

-- "Peru must open its ports", "all parties must": in a speech the country that holds it asks for it; not "we must".
local party_before = pattern [[ (?<! [which | that | whom | among | between | of | in | by | for | from | with | to]
        (the | all | major | these | those)?) (@country %q_body | !/^(it|they|he|she|we|you)$/i @actor
      | [community | creditors | donors | organizations | organisations | institutions | peoples | organs | parties | sides | states | countries
        | nations | members | governments | authorities | everyone | everybody | nobody | leaders | powers]) (%adv | also | (concerned | involved))?
      >> ]]
-- "It is discouraging that the Council should have to": what is, not what is to be.
local putative = pattern [[ it [is | was | seems] (therefore | also | %adv){0,2} [(%adj | /ing$/) & !essential & !important & !necessary & !imperative
        & !vital & !crucial & !urgent] that ...!(; | that) >> ]]
local passive_be = pattern [[ << not? [be | have | wish] ]]

local function others_must(cue)
    local before, behind = cue:before(WIDE), cue:after(2)
    return before ~= nil and before:has(party_before) and not before:has(putative) and not (behind and behind:has(passive_be))
end

-- Does the sentence have said, before the cue, that somebody says or thinks so?
local function attributed_before(cue)
    local row = cue.sentence:first "attribution"
    return row ~= nil and row.cue < cue
end

local ourselves = pattern [[ ("I" | we | us | it) %adv? >> ]]

-- "We, the ministers, condemn …. The prisoners must be released": who declares asks for it.
local function declares(cue, doc)
    local before = cue:before(2)
    return before ~= nil and not before:has(ourselves) and #sources.declared(doc) > 0
end

-- "We will": the country of who speaks, or, outside of speech, the parties; "I thank": who speaks.
local function first_person_of(spec, before, cue, doc, statement)
    local binds = BINDS[spec.kind]
    if not statement then
        local lead = cue:before(WIDE)
        if before:has(speaks_alone) or lead and not before:has(first_person) and lead:has(first_performs) then
            local author = who.turn_or_author(cue, doc)
            return #author == 0 and who.is_delegates(doc) and own_voice(doc) or author
        end
        local spokesman = not binds and before:has(we_alone) and who.spokesman(doc)
        if spokesman then return spokesman end
        local author = not binds and before:has(speaks_for_all) and who.turn_or_author(cue, doc) or {}
        if #author > 0 then return author end
        if not cue.sentence:has(we) then return who.is_delegates(doc) and own_voice(doc) or {} end
        author = binds and who.turn_or_author(cue, doc) or {}
        local home = countries_of(author, doc)
        if #home > 0 and entity_of(home[1]).kind ~= "person" then return home end
        local before_us = #sources.declared(doc) == 0 and not who.is_delegates(doc) and who.body_before(cue, doc, not who.opening_encounter(doc))
        if before_us then return before_us end
        local voice = #author > 0 and own_voice(doc) or {}
        if #voice > 0 and entity_of(voice[1]).kind == "country" then return voice end
        if #author > 0 then return author end
        local all = not who.is_delegates(doc) and #doc.text <= who.LONGEST and #sources.declared(doc) == 0 and who.we_who_met(cue, doc) or {}
        return #all > 0 and all or own_voice(doc)
    end
    -- a turn of a transcript speaks for a country
    if (binds or not statement.cue and not cue:has(expects)) and before:has(we) then return countries_of(statement.speaker, doc) end
    return statement.speaker
end

-- "Would like to thank", "took the opportunity to invite": the words do it.
local function does_by_words(cue)
    local before = cue:before(WIDE)
    return before ~= nil and before:has(performs)
end

local our = pattern [[ our ]]
local our_common = pattern [[ our (shared | common | joint | mutual) ]]
local long_ago = pattern [[ had %d_adverb{0,2} >> ]]
local would = pattern [[ << would ]]
-- "I told him that Norway would": reported, in a quotation too.
local told_that = pattern [[ [told | assured | said | informed | promised | explained | stressed | reiterated] [!%punct & !that]{0,8}? that
      [!%punct & !that]{0,6} >> ]]
local noun_like = pattern [[ << [plans | offers | promises | pledges | pledge] ]]

local thing_before = pattern [[ [%noun & !government & !governments & !people & !peoples & !authorities & !president & !presidents & !minister &
        !ministers & !ministry & !ministries & !parliament & !parliaments & !leader & !officials & !envoys & !ambassadors & !ambassador &
        !representatives & !king & !chancellor & !head & !leaders & !members & !side & !heads & !delegation & !nations & !countries & !behalf & !part
        & !name] (of | towards | in | on | for | between) (the | a | an)? (%adj | %adv){0,3} >> ]]

-- "A conference of the council will": no party is the subject.
local function of_thing(mention)
    local before = mention:before(7)
    return before ~= nil and before:has(thing_before)
end

local to_before = pattern [[ (?<! [continue | continues | continued | continuing]) to %d_adverb{0,2} >> ]]

-- "Has not failed to condemn": an infinitive that no attribution holds, and that says nothing is done by these words.
local function infinitive(cue, doc)
    local before = cue.tag == "vb" and cue:before(4)
    if not before or not before:has(to_before) or does_by_words(cue) or reach.for_that(cue) then return false end
    for _, row in ipairs(doc:at(cue, "attribution")) do
        if row.cue:overlaps(cue) then return false end
    end
    return true
end

local with_thing = pattern [[ << with [%det | his | her | its | their] [!@actor] ]]

-- Words as a reason quotes them: in one line.
local function shown(span)
    return (span.text:gsub("%s+", " "))
end

-- "Something that should cause concern", "the merger, which must be approved".
local told_of_thing = pattern [[ (which | who | (something | anything | one | things | matter | issue | way) that) %d_adverb{0,2} >> ]]
local led_by_us = pattern [[ < ((%num | "(" []) ("." | ")"))? %q_open? (we | "I") ]]

-- "We welcomed the vote and expressed our thanks": the later verbs have no other subject.
local function leads_with_us(cue)
    local sentence = cue.sentence
    if not sentence:has(led_by_us) then return false end
    for _, row in ipairs(sentence:all "subject") do
        if row < cue then return false end
    end
    return true
end

-- One party alone looks at a thing, or addresses a letter.
local looks_at = pattern [[ << ([talk | talks | talked | talking | speak | speaks | spoke | speaking] about
      | [addresses | addressed | address | addressing | dealing | deals | dealt | deal | reviews | reviewed | review | reviewing | examines | examined
        | examine | examining | considered | considering | debated | debating | mulled | mulls | mulling | explored | explores | exploring | weighed
        | surveyed]) ]]

-- "Met a number of officials and discussed": with nobody who is named.
local met_others = pattern [[ [met | meets | saw | visited] [!%punct | ,]{2,14} and >> ]]

local finite_within = pattern [[ that | %q_clear | [%verb & !/(ing|ed)$/] ]]
local stands = pattern [[ << [stands | remains | is | stand | remain | are] ]]

-- "Assures Peru of its help, and stands ready": the verb goes on from that of the statement, whose words hold no verb.
local function goes_on_from(statement, cue)
    local content, before = statement.content[1], cue:before(2)
    if not statement.cue or not cue:has(stands) or not before or not before:has(leads_on) or not (statement.cue.text:find "s$") then return false end
    return not content:sub(1, math.max(1, first(cue) - first(content))):has(finite_within)
end

-- "Said Keller, who also praised": behind a comma a relative clause goes on telling.
local who_tells = pattern [[ who:@person ("(" []{1,4} ")")? , who (%adv | also | then){0,3}
      ([%verb & %q_past] [!, & !; & !that & !who & !which]{1,14} and (%adv | also | then){0,2})? >> ]]

local ends_in_ed = pattern [[ << (/ed$/ | ["Appreciate" | "Congratulate" | "Condemn" | "Welcome" | "Commend" | "Applaud"]) ]]

-- "Met Brand. Thanked him for his help," Keller posted: a verb that begins a sentence of somebody's own words is his.
local function leads_post(cue, doc)
    if not cue:has(ends_in_ed) then return false end
    local before = cue:before(1)
    if before and not before.text:find "^[\"\u{201C}\u{2018}'`:]" and spans.first(before) >= spans.first(cue.sentence) then return false end
    return #doc:at(cue, "quoted") > 0
end

local its = pattern [[ << it >> ]]

-- "She warned of annexation, saying that it would end all hope": no country or body that could be meant leads on to it in the sentence.
local function is_it_of_nobody(mention, speaker, cue)
    local said_by = entity_of(speaker)
    if layer_of(mention) ~= "anaphor" or not mention:has(its) or not said_by or said_by.kind ~= "person" then return false end
    local sentence = cue.sentence
    for _, layer in ipairs { "country", "organization" } do
        local row = sentence:first(layer)
        if row and row < mention then return false end
    end
    return true
end

-- "Talks between Norway and Peru will resume": in a text that tells of no encounter, whom the words name.
local function named_before(match, cue)
    local content = match.content
    return content < cue and who.parties(content, true) or content:contains(cue) and who.parties(content:sub(1, first(cue) - first(content)), true) or {}
end
-- ---- the stages; deed: spec, match, cue, doc, statement, and what is known: speaker, subject (direct: it governs the cue), actor, or the reason why not ----

-- Whom the pattern names.
local function named(deed)
    local spec, match = deed.spec, deed.match
    local list = spec.inverted and members(who.parties(match.agent)) or spec.agent and sources.parties(match.agent)
        or spec.nominal and owner_of(match, deed.doc, {}) or nil
    if list and #list == 0 then return nil, "no party is known to have done it" end
    return list
end

-- Whose words they are, where they say "our", or stand before who says them.
local function whose_words(deed)
    local spec, speaker, doc = deed.spec, deed.speaker, deed.doc
    if not spec.ours and not (spec.fronted and #speaker > 0) then return nil end
    local whose = #speaker > 0 and speaker or not deed.statement and who.author(doc) or {}
    if #whose == 0 then return nil, "nobody is known to say it" end
    return spec.ours and (spec.kind == "support" or spec.kind == "pledge" or spec.kind == "reject") and countries_of(whose, doc) or whose
end

-- Of what is done by being said: who says it where no statement holds it.
local function find_speaker(deed)
    local cue, doc, statement, speaker = deed.cue, deed.doc, deed.statement, deed.speaker
    local urges = deed.spec.kind == "urge"
    if #speaker > 0 then return nil end
    if doc:layer("encounter")[1] and not who.is_delegates(doc) and #cue.sentence:all "attribution" == 0 then speaker = last_speaker(cue, doc) or speaker end
    local says_i, says_we = who.says_i_we(doc)
    if #speaker == 0 and not statement and says_i then speaker = who.author(doc) end
    if #speaker == 0 and not statement and #doc:at(cue, "quoted") == 0 and not attributed_before(cue)
        and (says_we and (not urges or declares(cue, doc)) or who.is_delegates(doc) and (not urges or others_must(cue))) then
        speaker = own_voice(doc)
    end
    deed.speaker = speaker
    return #speaker == 0 and ("nobody is known to say \"%s\": the sentence has no speaker"):format(shown(cue)) or nil
end

-- The subject of the cue's clause.
local function find_subject(deed)
    deed.subject, deed.direct, deed.reason = who.subject(deed.cue, deed.doc, deed.statement)
    if deed.reason == who.CONDITION then return deed.reason end
    if deed.reason == who.WE then
        deed.reason = nil
        if BINDS[deed.spec.kind] then deed.subject = countries_of(deed.subject, deed.doc) end
    end
    return nil
end

-- The subject of a verb before the cue that leads on to it.
local function reach_subject(deed)
    local spec, cue, statement = deed.spec, deed.cue, deed.statement
    local function is_held(row) return not statement or who.holds(statement, row) end
    local owner = spec.lexical and spec.owned and owner_of(deed.match, deed.doc, deed.subject)
    if owner and #owner > 0 and deed.reason ~= NO_PARTY then
        deed.subject, deed.reason = owner, nil
    elseif spec.lexical and deed.reason == who.RELATIVE then
        local words = cue:before(10)
        local found = words and words:find(who_tells)
        if not found or cue.tag == "vbz" then return deed.reason end
        deed.subject, deed.direct, deed.reason = { found.who }, true, nil
    elseif spec.lexical and not deed.direct then
        local reached, why = reach.subject(cue, is_held, statement)
        if reached then
            if #deed.subject == 0 then deed.subject, deed.reason = reached, nil end
            deed.direct = true
        elseif not does_by_words(cue) then
            deed.subject, deed.reason, deed.unreached = {}, who.NO_SUBJECT, why
        end
    elseif spec.finite and not deed.direct and not deed.reason then
        local reached = reach.perfect(cue, is_held)
        if reached then deed.subject, deed.direct = reached, true end
    end
    local told = not spec.lexical and not deed.direct and #deed.subject == 0 and reach.told_in(cue, is_held)
    if told then deed.subject, deed.direct, deed.reason = told, true, nil end
    return nil
end

-- Whose it is called, else the subject.
local function take_owner(deed)
    local spec, cue, doc = deed.spec, deed.cue, deed.doc
    local actor = spec.owned and owner_of(deed.match, doc, #deed.subject > 0 and deed.subject or deed.speaker) or deed.subject
    if spec.owned and spec.kind == "pledge" and #actor == 1 and cue:has(our) then actor = countries_of(members(actor), doc) end
    if spec.owned and cue:has(our_common) then
        local both = participants(cue, doc)
        if #both > 1 then actor = both end
    end
    deed.actor = actor
    return spec.several and #members(actor) < 2 and "one party alone does not discuss" or nil
end

-- Does "I" or "we" do it?
local function is_first_person(deed)
    local cue, reason = deed.cue, deed.reason
    local before = cue:before(5)
    if reason == FIRST_PERSON then return true end
    if not before then return false end
    return before:has(first_person) or cue:before(WIDE):has(first_performs)
        or (deed.unreached or reason ~= who.NO_SUBJECT) and reason ~= who.RELATIVE and before:has(leads_on) and leads_with_us(cue)
end

-- Who speaks of himself, or whose statement goes on.
local function take_own_words(deed)
    local cue, doc, statement, speaker = deed.cue, deed.doc, deed.statement, deed.speaker
    if #deed.actor == 0 and is_first_person(deed) then
        deed.actor = first_person_of(deed.spec, cue:before(5) or cue.sentence, cue, doc, statement)
        deed.direct = #deed.actor > 0
    end
    if #deed.actor == 0 and #speaker > 0 and statement.mode == "direct" and leads_post(cue, doc) then deed.actor, deed.direct = speaker, true end
    if #deed.actor == 0 and deed.unreached then return deed.unreached end
    if #deed.actor == 0 and statement and #speaker > 0 and goes_on_from(statement, cue) then deed.actor, deed.direct = speaker, true end
    return nil
end

-- Why the words tell no deed, as they stand.
local function no_deed(deed)
    local spec, cue, doc = deed.spec, deed.cue, deed.doc
    if spec.finite and not deed.direct and not governs(cue) and not does_by_words(cue) then
        return ("\"%s\" is not a verb of its own here: no subject governs it"):format(shown(cue))
    end
    if spec.kind == "agree" and not deed.statement and cue:before(4) and cue:before(4):has(long_ago) then return "what had been done is a fact" end
    if (spec.finite or spec.lexical and not deed.direct) and infinitive(cue, doc) then return ("\"%s\" is an infinitive here"):format(shown(cue)) end
    if spec.noun_like and not deed.direct and cue:has(noun_like) and not governs(cue) then return ("\"%s\" is a noun here"):format(shown(cue)) end
    if spec.by_last and not deed.statement and not doc:layer("encounter")[1] then return "the text tells of no encounter, whose parties it could be" end
    return nil
end

-- Who takes part in what happens, where the rule asks for that. True where that is all there is to know.
local function take_parties(deed)
    local spec, match, cue, doc, speaker = deed.spec, deed.match, deed.cue, deed.doc, deed.speaker
    if spec.by_last then deed.actor = #speaker > 0 and speaker or last_speaker(cue, doc) or participants(cue, doc) end
    if spec.event_parties then
        local sides = one(match, "sides")
        deed.actor = sides and who.parties(sides) or participants(cue, doc)
    elseif spec.event then
        local held = #speaker == 0 and (not spec.parties_if or spec.parties_if(match))
        deed.actor = held and countries_of(participants(cue, doc), doc) or speaker
        if held and #deed.actor == 0 then deed.actor = named_before(match, cue) end
        return not held
    end
    return false
end

-- Where nobody is known yet: who says it, who wrote the text, or both sides.
local function take_anybody(deed)
    local spec, cue, doc, speaker, reason = deed.spec, deed.cue, deed.doc, deed.speaker, deed.reason
    local actor = deed.actor
    if #actor == 0 and (reason == NO_PARTY or reason and reason ~= FIRST_PERSON and not spec.impersonal) then return reason end
    if #actor == 0 and (spec.owned or spec.by_author) and deed.statement then
        actor = spec.kind ~= "support" and cue:has(ours) and countries_of(speaker, doc) or speaker
    end
    if #actor == 0 and spec.by_author then
        actor = own_voice(doc)
        if #actor == 0 then actor = countries_of(who.author(doc), doc) end
    end
    if #actor == 0 and spec.impersonal and reason ~= NO_PARTY then actor = participants(cue, doc) end
    if #actor == 0 and spec.first_person and #speaker > 0 and cue:before(5) and cue:before(REACH_OF_WE):has(us) then actor = speaker end
    if #actor == 1 and layer_of(actor[1]) == "collective" and #actor[1].members == 0 and actor[1].kind == "person" then
        local all = participants(cue, doc)
        if #all > 1 then actor = all end
    end
    deed.actor = actor
    return nil
end

-- Of what several do together: all of them.
local function take_all(deed)
    local spec, match, cue, doc = deed.spec, deed.match, deed.cue, deed.doc
    if not spec.joint then return nil end
    local actor = deed.actor
    local partners = #members(actor) == 1 and partners_in.of(cue, one(match, "partner"), one(match, "content"), actor[1]) or {}
    if #partners > 0 then actor = { actor[1], table.unpack(partners) } end
    if (spec.lexical or cue:has(looks_at)) and #actor > 0 and #members(actor) < 2 and layer_of(actor[1]) ~= "collective" then
        return "one party alone does not discuss"
    end
    actor = members(actor)
    local before = cue:before(16)
    local meets_others = before and before:has(met_others) and #doc:at(cue, "encounter") == 0
    if #actor < 2 and not meets_others and not cue:after(3):has(with_thing) then
        local all = participants(cue, doc)
        if #actor == 0 or names(all)[entity_of(actor[1]).name] then actor = members(all) end
    end
    deed.actor = actor
    return nil
end

-- Why who was found does not do it.
local function no_actor(deed)
    local spec, cue, subject, speaker, actor, statement = deed.spec, deed.cue, deed.subject, deed.speaker, deed.actor, deed.statement
    if spec.binds and (not statement or statement.mode == "direct") and cue:has(would) and not (cue:before(20) and cue:before(20):has(told_that)) then
        return "a condition: nobody is reported to say that it will be done"
    end
    if spec.binds and #subject == 1 and #speaker == 1 and is_it_of_nobody(subject[1], speaker[1], cue) then return "\"it\" is no party of its sentence" end
    if spec.binds and #subject > 0 and layer_of(subject[1]) and of_thing(subject[1]) then return "the subject is a thing of theirs" end
    if spec.binds and not who.can_bind(members(actor), speaker) then return "who will do it is no state, body or office that binds itself" end
    if actor[1] and layer_of(actor[1]) == "collective" and actor[1]:has(nobody) then return "neither of them does it" end
    if #actor == 0 then
        return ("no actor is found for \"%s\": its subject is no country, person, organization or group that is known"):format(shown(cue))
    end
    return nil
end

--- Who does the deed of a match. spec: as for acts.row.
-- @param spec table
-- @param match table with cue, and what else the pattern captures
-- @param doc document
-- @param statement annotation or nil: the one that holds the cue
-- @return array of parties or nil, the reason why there is none, array of the parties that are its subject
function M.of(spec, match, doc, statement)
    local deed = { spec = spec, match = match, cue = match.cue, doc = doc, statement = statement, speaker = statement and statement.speaker or {} }
    local list, why = named(deed)
    if not list and not why then list, why = whose_words(deed) end
    if list or why then return list, why, {} end
    why = spec.speaker_acts and find_speaker(deed) or find_subject(deed)
    if why then return nil, why end
    local main = spec.fronted and reach.main(deed.cue)
    if main then return main.who, nil, main.who end
    why = reach_subject(deed)
    if why then return nil, why end
    if spec.speaker_acts then
        local before = deed.cue:before(4)
        if before and before:has(told_of_thing) then return nil, "a relative clause tells a fact" end
        return deed.speaker, nil, deed.subject
    end
    why = take_owner(deed) or take_own_words(deed) or no_deed(deed)
    if why then return nil, why end
    if take_parties(deed) then return deed.actor, nil, deed.subject end
    why = take_anybody(deed) or take_all(deed) or no_actor(deed)
    if why then return nil, why end
    return deed.actor, nil, deed.subject
end

M.one, M.member = one, member
M.leads_post, M.does_by_words = leads_post, does_by_words

return M
