-- actors.lua - who does the deed that a rule has found: the speaker of the words, the subject of their clause, or whose words the text is.
--
-- A rule says in its `spec` how its actor is found. Each step below knows one way; the first that tells who acts, or why nobody does, ends the search.

local spans = include "quotes/spans.lua"
local sources = include "quotes/sources.lua"
local who = include "who.lua"
local met = include "met.lua"
local reach = include "reach.lua"
local partners_in = include "partners.lua"

local M = {}

local first = spans.first
local entity_of, layer_of, members, names = who.entity_of, who.layer_of, who.members, who.names
local participants, countries_of, own_voice, last_speaker, NO_PARTY, FIRST_PERSON = met.participants, who.countries_of, who.own_voice, who.last_speaker,
    who.NO_PARTY, who.FIRST_PERSON
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
        local before_us = #sources.declared(doc) == 0 and not who.is_delegates(doc) and who.body_before(cue, doc, not met.opening_encounter(doc))
        if before_us then return before_us end
        local voice = #author > 0 and own_voice(doc) or {}
        if #voice > 0 and entity_of(voice[1]).kind == "country" then return voice end
        if #author > 0 then return author end
        local all = not who.is_delegates(doc) and #doc.text <= who.LONGEST and #sources.declared(doc) == 0 and met.we_who_met(cue, doc) or {}
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

-- "Would decide when Peru should open its ports".
local asked_which = pattern [[ ([~decide | ~consider | ~discuss | ~determine | ~know | ~ask | ~explain | ~clarify | ~see | ~debate | ~examine | ~review
        | question | issue | decision | discussion | debate] (which | when | where | who) | [on | about] (when | where | who))
      [!, & !; & !%q_finite]{0,6} >> ]]
-- "Urged that Peru should open its ports", "her call that it must".
local asked_already = pattern [[ [~urge | call | calls | appeal | appeals | demand | demands | plea] that [!, & !; & !%q_finite]{0,8} >> ]]
-- "Something that should cause concern", "the merger, which must be approved".
local told_of_thing = pattern [[ (which | who | (something | anything | one | things | matter | issue | way) that) [would | will | may | might]?
      %d_adverb{0,2} >> ]]
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

-- ---- the steps ----
--
-- A step is asked with what is known: spec, match, cue, doc, statement, speaker, and what earlier steps have found (subject, direct, reason, unreached,
-- actor). It returns who acts, or nil and why nobody does, or nothing where the next step is to be asked.

-- The words name who acts: "was welcomed by Norway", "Norway's welcome".
local function named_in_words(at)
    local spec, match = at.spec, at.match
    local named = spec.inverted and members(who.parties(match.agent)) or spec.agent and sources.parties(match.agent) or spec.nominal
        and owner_of(match, at.doc, {})
    if not named then return end
    if #named == 0 then return nil, "no party is known to have done it" end
    return named, nil, {}
end

-- "Our support for Peru": whoever speaks, or whose text it is.
local function says_our(at)
    local spec, speaker = at.spec, at.speaker
    if not (spec.ours or spec.fronted and #speaker > 0) then return end
    local whose = #speaker > 0 and speaker or not at.statement and who.author(at.doc) or {}
    if #whose == 0 then return nil, "nobody is known to say it" end
    local binds = spec.ours and (spec.kind == "support" or spec.kind == "pledge" or spec.kind == "reject")
    return binds and countries_of(whose, at.doc) or whose, nil, {}
end

-- Who says what has to be done, where no attribution tells.
local function find_speaker(at)
    local spec, cue, doc = at.spec, at.cue, at.doc
    if not spec.speaker_acts or #at.speaker > 0 then return end
    if doc:layer("encounter")[1] and not who.is_delegates(doc) and #cue.sentence:all "attribution" == 0 then
        at.speaker = last_speaker(cue, doc) or at.speaker
    end
    local says_i, says_we = who.says_i_we(doc)
    if #at.speaker == 0 and not at.statement and says_i then at.speaker = who.author(doc) end
    if #at.speaker == 0 and not at.statement and #doc:at(cue, "quoted") == 0 and not attributed_before(cue) then
        local own = says_we and (spec.kind ~= "urge" or declares(cue, doc)) or who.is_delegates(doc) and (spec.kind ~= "urge" or others_must(cue))
        if own then at.speaker = own_voice(doc) end
    end
    if #at.speaker == 0 then return nil, ("nobody is known to say \"%s\": the sentence has no speaker"):format(shown(cue)) end
end

-- The subject of the clause as the sentence has it.
local function find_subject(at)
    local spec, cue, doc = at.spec, at.cue, at.doc
    at.subject, at.direct, at.reason = who.subject(cue, doc, at.statement)
    if at.reason == who.CONDITION then return nil, at.reason end
    if at.reason == who.WE then at.subject, at.reason = BINDS[spec.kind] and countries_of(at.subject, doc) or at.subject, nil end
    local main = spec.fronted and reach.main(cue)
    if main then return main.who, nil, main.who end
end

-- The subject of a verb further from it, or whose deed its owner or a relative clause tells.
local function reach_subject(at)
    local spec, cue, statement = at.spec, at.cue, at.statement
    local function inside(row) return not statement or who.holds(statement, row) end
    local owner = spec.lexical and spec.owned and owner_of(at.match, at.doc, at.subject)
    if owner and #owner > 0 and at.reason ~= NO_PARTY then
        at.subject, at.reason = owner, nil
    elseif spec.lexical and at.reason == who.RELATIVE then
        local words = cue:before(10)
        local found = words and words:find(who_tells)
        if not found or cue.tag == "vbz" then return nil, at.reason end
        at.subject, at.direct, at.reason = { found.who }, true, nil
    elseif spec.lexical and not at.direct then
        local reached, why = reach.subject(cue, inside, statement)
        if reached then
            if #at.subject == 0 then at.subject, at.reason = reached, nil end
            at.direct = true
        elseif not does_by_words(cue) then
            at.subject, at.reason, at.unreached = {}, who.NO_SUBJECT, why
        end
    elseif spec.finite and not at.direct and not at.reason then
        local reached = reach.perfect(cue, inside)
        if reached then at.subject, at.direct = reached, true end
    end
    local told = not spec.lexical and not at.direct and #at.subject == 0 and reach.told_in(cue, inside)
    if told then at.subject, at.direct, at.reason = told, true, nil end
end

-- What has to be done is asked by whoever says so.
local function speaker_asks(at)
    if not at.spec.speaker_acts then return end
    local before, far = at.cue:before(4), at.cue:before(12)
    if before and before:has(told_of_thing) then return nil, "a relative clause tells a fact" end
    if far and far:has(asked_which) then return nil, "a question is told of" end
    if far and far:has(asked_already) then return nil, "the word for asking tells it" end
    return at.speaker, nil, at.subject
end

-- The subject, or whose deed it is called.
local function subject_acts(at)
    local spec, cue, doc, subject = at.spec, at.cue, at.doc, at.subject
    local actor = spec.owned and owner_of(at.match, doc, #subject > 0 and subject or at.speaker) or subject
    if spec.owned and spec.kind == "pledge" and #actor == 1 and cue:has(our) then actor = countries_of(members(actor), doc) end
    if spec.owned and cue:has(our_common) then
        local both = participants(cue, doc)
        if #both > 1 then actor = both end
    end
    at.actor = actor
    if spec.several and #members(actor) < 2 then return nil, "one party alone does not discuss" end
end

-- "We", "I", and a verb without a subject in somebody's own words.
local function first_person_acts(at)
    local cue, doc, statement, reason = at.cue, at.doc, at.statement, at.reason
    local before = cue:before(5)
    if #at.actor == 0 and (reason == FIRST_PERSON or before and (before:has(first_person) or cue:before(WIDE):has(first_performs))
        or (at.unreached or reason ~= who.NO_SUBJECT) and reason ~= who.RELATIVE and before and before:has(leads_on) and leads_with_us(cue)) then
        at.actor = first_person_of(at.spec, before or cue.sentence, cue, doc, statement)
        at.direct = #at.actor > 0
    end
    if #at.actor == 0 and #at.speaker > 0 and statement.mode == "direct" and leads_post(cue, doc) then at.actor, at.direct = at.speaker, true end
    if #at.actor == 0 and at.unreached then return nil, at.unreached end
    if #at.actor == 0 and statement and #at.speaker > 0 and goes_on_from(statement, cue) then at.actor, at.direct = at.speaker, true end
end

-- Is it no verb that does something here?
local function is_no_deed(at)
    local spec, cue, direct = at.spec, at.cue, at.direct
    if spec.finite and not direct and not governs(cue) and not does_by_words(cue) then
        return nil, ("\"%s\" is not a verb of its own here: no subject governs it"):format(shown(cue))
    end
    if spec.kind == "agree" and not at.statement and cue:before(4) and cue:before(4):has(long_ago) then return nil, "what had been done is a fact" end
    if (spec.finite or spec.lexical and not direct) and infinitive(cue, at.doc) then return nil, ("\"%s\" is an infinitive here"):format(shown(cue)) end
    if spec.noun_like and not direct and cue:has(noun_like) and not governs(cue) then return nil, ("\"%s\" is a noun here"):format(shown(cue)) end
end

-- Who spoke last, or those who met; "our next meeting" is that of those whose text it is.
local function those_of_event(at)
    local spec, match, cue, doc = at.spec, at.match, at.cue, at.doc
    if spec.by_last then
        if not at.statement and not doc:layer("encounter")[1] then return nil, "the text tells of no encounter, whose parties it could be" end
        at.actor = #at.speaker > 0 and at.speaker or last_speaker(cue, doc) or participants(cue, doc)
    end
    if spec.event_parties then
        local sides = one(match, "sides")
        at.actor = sides and who.parties(sides) or participants(cue, doc)
    elseif spec.event then
        local held = #at.speaker == 0 and (not spec.parties_if or spec.parties_if(match))
        at.actor = held and countries_of(participants(cue, doc), doc) or at.speaker
        if held and #at.actor == 0 then at.actor = named_before(match, cue) end
        if held and #at.actor == 0 and one(match, "content"):has(ours) then at.actor = own_voice(doc) end
        if not held then return at.actor, nil, at.subject end
    end
end

-- Nobody is the subject: who speaks, whose text it is, those who met.
local function without_subject(at)
    local spec, cue, doc, reason = at.spec, at.cue, at.doc, at.reason
    if #at.actor > 0 then return end
    if reason == NO_PARTY or reason and reason ~= FIRST_PERSON and not spec.impersonal then return nil, reason end
    if (spec.owned or spec.by_author) and at.statement then
        at.actor = spec.kind ~= "support" and cue:has(ours) and countries_of(at.speaker, doc) or at.speaker
    end
    if #at.actor == 0 and spec.by_author then
        at.actor = own_voice(doc)
        if #at.actor == 0 then at.actor = countries_of(who.author(doc), doc) end
    end
    if #at.actor == 0 and spec.impersonal then at.actor = participants(cue, doc) end
    local before = cue:before(REACH_OF_WE)
    if #at.actor == 0 and spec.first_person and #at.speaker > 0 and before and before:has(us) then at.actor = at.speaker end
end

-- Several act together: all that an expression for them means, and the partners that the words name.
local function those_together(at)
    local spec, match, cue, doc = at.spec, at.match, at.cue, at.doc
    local actor = at.actor
    if #actor == 1 and layer_of(actor[1]) == "collective" and #actor[1].members == 0 and actor[1].kind == "person" then
        local all = participants(cue, doc)
        if #all > 1 then actor = all end
    end
    if spec.joint then
        local partners = #members(actor) == 1 and partners_in.of(cue, one(match, "partner"), one(match, "content"), actor[1]) or {}
        if #partners > 0 then actor = { actor[1], table.unpack(partners) } end
        if (spec.lexical or cue:has(looks_at)) and #actor > 0 and #members(actor) < 2 and layer_of(actor[1]) ~= "collective" then
            return nil, "one party alone does not discuss"
        end
        actor = members(actor)
        local before = cue:before(16)
        local meets_others = before and before:has(met_others) and #doc:at(cue, "encounter") == 0
        if #actor < 2 and not meets_others and not cue:after(3):has(with_thing) then
            local all = participants(cue, doc)
            local known = names(all)
            if #actor == 0 or known[entity_of(actor[1]).name] then actor = members(all) end
        end
    end
    at.actor = actor
end

-- Can who was found do it?
local function can_do(at)
    local spec, cue, subject, actor, statement = at.spec, at.cue, at.subject, at.actor, at.statement
    if spec.binds then
        if (not statement or statement.mode == "direct") and cue:has(would) and not (cue:before(20) and cue:before(20):has(told_that)) then
            return nil, "a condition: nobody is reported to say that it will be done"
        end
        if #subject == 1 and #at.speaker == 1 and is_it_of_nobody(subject[1], at.speaker[1], cue) then return nil, "\"it\" is no party of its sentence" end
        if #subject > 0 and layer_of(subject[1]) and of_thing(subject[1]) then return nil, "the subject is a thing of theirs" end
        if not who.can_bind(members(actor), at.speaker) then return nil, "who will do it is no state, body or office that binds itself" end
    end
    if actor[1] and layer_of(actor[1]) == "collective" and actor[1]:has(nobody) then return nil, "neither of them does it" end
    if #actor == 0 then
        return nil, ("no actor is found for \"%s\": its subject is no country, person, organization or group that is known"):format(shown(cue))
    end
end

local STEPS = { named_in_words, says_our, find_speaker, find_subject, reach_subject, speaker_asks, subject_acts, first_person_acts, is_no_deed,
    those_of_event, without_subject, those_together, can_do }

--- Who does it.
-- @param spec what the rule says of the deed, @param match what it found, @param statement the one around the cue, or nil
-- @return array|nil mentions, text|nil why nobody is found, array|nil the subject of the clause
function M.of(spec, match, doc, statement)
    local at = { spec = spec, match = match, cue = match.cue, doc = doc, statement = statement, speaker = statement and statement.speaker or {} }
    for _, step in ipairs(STEPS) do
        local actor, why, subject = step(at)
        if actor or why then return actor, why, subject end
    end
    return at.actor, nil, at.subject
end

M.one, M.member, M.leads_post, M.does_by_words = one, member, leads_post, does_by_words

return M
