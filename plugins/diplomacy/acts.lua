-- acts.lua - what the rules of acts share: who acts, and who says so (on whom: targets.lua).
--
-- A rule finds the words of the deed (cue) and what it is about (content). Who does it: the speaker of the attribution that the cue is part of, else the
-- subject of its clause (who.lua). What the deed is about ends where what its speaker says ends.

local spans = include "quotes/spans.lua"
local sources = include "quotes/sources.lua"
local borders = include "borders.lua"
local measures = include "measures.lua"
local medium = include "quotes/medium.lua"
local codes = include "codes.lua"
local who = include "who.lua"
local reach = include "reach.lua"
local targets = include "targets.lua"
local weight = include "weight.lua"
local forecast = include "forecast.lua"
local partners_in = include "partners.lua"
local announced_before = include "announced.lua"

local M = {}

local first = spans.first
local expanded, entity_of, layer_of, members, names = who.expanded, who.entity_of, who.layer_of, who.members, who.names
local first_joined = targets.first_joined
local without, encounter_before, participants, countries_of, own_voice, last_speaker, NO_PARTY, FIRST_PERSON = who.without, who.encounter_before,
    who.participants, who.countries_of, who.own_voice, who.last_speaker, who.NO_PARTY, who.FIRST_PERSON

local governs, leads_on = reach.governs, reach.leads_on

local us = pattern [[ we | i ]]
local REACH_OF_WE = 16               -- tokens: "we decided last year, and will decide again"
local decide = pattern [[ ~decide | ~resolve ]]
local DECIDED = 5                    -- the firmest of the grades: what is decided binds more than what is promised
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
-- "Would decide when Peru should open its ports".
local asked_which = pattern [[ [~decide | ~consider | ~discuss | ~determine | ~know | ~ask | ~explain | ~clarify | ~see | ~debate | ~examine | ~review
      | question | issue | decision | discussion | debate | on | about] (which | when | where | who) [!, & !; & !%q_finite]{0,6} >> ]]
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

local function actors_of(spec, match, doc, statement)
    local cue = match.cue
    local speaker = statement and statement.speaker or {}
    local named = spec.inverted and members(who.parties(match.agent)) or spec.agent and sources.parties(match.agent) or spec.nominal
        and owner_of(match, doc, {})
    if named then
        if #named == 0 then return nil, "no party is known to have done it" end
        return named, nil, {}
    end
    if spec.ours or spec.fronted and #speaker > 0 then
        local whose = #speaker > 0 and speaker or not statement and who.author(doc) or {}
        if #whose == 0 then return nil, "nobody is known to say it" end
        return spec.ours and (spec.kind == "support" or spec.kind == "pledge" or spec.kind == "reject") and countries_of(whose, doc) or whose, nil, {}
    end
    if spec.speaker_acts and #speaker == 0 then
        if doc:layer("encounter")[1] and not who.is_delegates(doc) and #cue.sentence:all "attribution" == 0 then speaker = last_speaker(cue, doc) or speaker end
        local says_i, says_we = who.says_i_we(doc)
        if #speaker == 0 and not statement and says_i then speaker = who.author(doc) end
        if #speaker == 0 and not statement and (spec.kind ~= "urge" or declares(cue, doc)) and says_we and #doc:at(cue, "quoted") == 0
            and not attributed_before(cue) then
            speaker = own_voice(doc)
        end
        if #speaker == 0 and not statement and who.is_delegates(doc) and (spec.kind ~= "urge" or others_must(cue)) and #doc:at(cue, "quoted") == 0
            and not attributed_before(cue) then
            speaker = own_voice(doc)
        end
        if #speaker == 0 then return nil, ("nobody is known to say \"%s\": the sentence has no speaker"):format(shown(cue)) end
    end
    local subject, direct, reason = who.subject(cue, doc, statement)
    if reason == who.CONDITION then return nil, reason end
    if reason == who.WE then subject, reason = BINDS[spec.kind] and countries_of(subject, doc) or subject, nil end
    local main = spec.fronted and reach.main(cue)
    if main then return main.who, nil, main.who end
    local unreached
    local owner = spec.lexical and spec.owned and owner_of(match, doc, subject)
    if owner and #owner > 0 and reason ~= NO_PARTY then subject, reason = owner, nil
    elseif spec.lexical and reason == who.RELATIVE then
        local words = cue:before(10)
        local found = words and words:find(who_tells)
        if not found or cue.tag == "vbz" then return nil, reason end
        subject, direct, reason = { found.who }, true, nil
    elseif spec.lexical and not direct then
        local reached, why = reach.subject(cue, function(row) return not statement or who.holds(statement, row) end, statement)
        if reached then
            if #subject == 0 then subject, reason = reached, nil end
            direct = true
        elseif not does_by_words(cue) then subject, reason, unreached = {}, who.NO_SUBJECT, why end
    elseif spec.finite and not direct and not reason then
        local reached = reach.perfect(cue, function(row) return not statement or who.holds(statement, row) end)
        if reached then subject, direct = reached, true end
    end
    local told = not spec.lexical and not direct and #subject == 0 and reach.told_in(cue, function(row) return not statement or who.holds(statement, row) end)
    if told then subject, direct, reason = told, true, nil end
    if spec.speaker_acts and cue:before(4) and cue:before(4):has(told_of_thing) then return nil, "a relative clause tells a fact" end
    if spec.speaker_acts and cue:before(12) and cue:before(12):has(asked_which) then return nil, "a question is told of" end
    if spec.speaker_acts then return speaker, nil, subject end
    local actor = spec.owned and owner_of(match, doc, #subject > 0 and subject or speaker) or subject
    if spec.owned and spec.kind == "pledge" and #actor == 1 and cue:has(our) then actor = countries_of(members(actor), doc) end
    if spec.owned and cue:has(our_common) then
        local both = participants(cue, doc)
        if #both > 1 then actor = both end
    end
    if spec.several and #members(actor) < 2 then return nil, "one party alone does not discuss" end
    local before = cue:before(5)
    if #actor == 0 and (reason == FIRST_PERSON or before and (before:has(first_person) or cue:before(WIDE):has(first_performs))
        or (unreached or reason ~= who.NO_SUBJECT) and reason ~= who.RELATIVE and before and before:has(leads_on) and leads_with_us(cue)) then
        actor = first_person_of(spec, before or cue.sentence, cue, doc, statement)
        direct = #actor > 0
    end
    if #actor == 0 and #speaker > 0 and statement.mode == "direct" and leads_post(cue, doc) then actor, direct = speaker, true end
    if #actor == 0 and unreached then return nil, unreached end
    if #actor == 0 and statement and #speaker > 0 and goes_on_from(statement, cue) then actor, direct = speaker, true end
    if spec.finite and not direct and not governs(cue) and not does_by_words(cue) then
        return nil, ("\"%s\" is not a verb of its own here: no subject governs it"):format(shown(cue))
    end
    if spec.kind == "agree" and not statement and cue:before(4) and cue:before(4):has(long_ago) then return nil, "what had been done is a fact" end
    if (spec.finite or spec.lexical and not direct) and infinitive(cue, doc) then return nil, ("\"%s\" is an infinitive here"):format(shown(cue)) end
    if spec.noun_like and not direct and cue:has(noun_like) and not governs(cue) then return nil, ("\"%s\" is a noun here"):format(shown(cue)) end
    if spec.by_last and not statement and not doc:layer("encounter")[1] then return nil, "the text tells of no encounter, whose parties it could be" end
    if spec.by_last then actor = #speaker > 0 and speaker or last_speaker(cue, doc) or participants(cue, doc) end
    if spec.event_parties then
        local sides = one(match, "sides")
        actor = sides and who.parties(sides) or participants(cue, doc)
    elseif spec.event then
        local held = #speaker == 0 and (not spec.parties_if or spec.parties_if(match))
        actor = held and countries_of(participants(cue, doc), doc) or speaker
        if held and #actor == 0 then actor = named_before(match, cue) end
        if not held then return actor, nil, subject end
    end
    if #actor == 0 and reason == NO_PARTY or #actor == 0 and reason and reason ~= FIRST_PERSON and not spec.impersonal then return nil, reason end
    if #actor == 0 and (spec.owned or spec.by_author) and statement then
        actor = spec.kind ~= "support" and cue:has(ours) and countries_of(speaker, doc) or speaker
    end
    if #actor == 0 and spec.by_author then
        actor = own_voice(doc)
        if #actor == 0 then actor = countries_of(who.author(doc), doc) end
    end
    if #actor == 0 and spec.impersonal and reason ~= NO_PARTY then actor = participants(cue, doc) end

    if #actor == 0 and spec.first_person and #speaker > 0 and before and cue:before(REACH_OF_WE):has(us) then actor = speaker end
    if #actor == 1 and layer_of(actor[1]) == "collective" and #actor[1].members == 0 and actor[1].kind == "person" then
        local all = participants(cue, doc)
        if #all > 1 then actor = all end
    end
    local partners = spec.joint and #members(actor) == 1 and partners_in.of(match.cue, one(match, "partner"), one(match, "content"), actor[1]) or {}
    if #partners > 0 then actor = { actor[1], table.unpack(partners) } end
    if spec.joint and (spec.lexical or cue:has(looks_at)) and #actor > 0 and #members(actor) < 2 and layer_of(actor[1]) ~= "collective" then
        return nil, "one party alone does not discuss"
    end
    if spec.joint then
        actor = members(actor)
        local before_cue = cue:before(16)
        local meets_others = before_cue and before_cue:has(met_others) and #doc:at(cue, "encounter") == 0
        if #actor < 2 and not meets_others and not cue:after(3):has(with_thing) then
            local all = participants(cue, doc)
            local known = names(all)
            if #actor == 0 or known[entity_of(actor[1]).name] then actor = members(all) end
        end
    end
    if spec.binds and (not statement or statement.mode == "direct") and cue:has(would) and not (cue:before(20) and cue:before(20):has(told_that)) then
        return nil, "a condition: nobody is reported to say that it will be done"
    end
    if spec.binds and #subject == 1 and #speaker == 1 and is_it_of_nobody(subject[1], speaker[1], cue) then return nil, "\"it\" is no party of its sentence" end
    if spec.binds and #subject > 0 and layer_of(subject[1]) and of_thing(subject[1]) then return nil, "the subject is a thing of theirs" end
    if spec.binds and not who.can_bind(members(actor), speaker) then return nil, "who will do it is no state, body or office that binds itself" end
    if actor[1] and layer_of(actor[1]) == "collective" and actor[1]:has(nobody) then return nil, "neither of them does it" end
    if #actor == 0 then
        return nil, ("no actor is found for \"%s\": its subject is no country, person, organization or group that is known"):format(shown(cue))
    end
    return actor, nil, subject
end

-- "They" as the expression for several that it means.
local function plain_parties(list)
    local out = {}
    for i, party in ipairs(list) do out[i] = expanded(party) end
    return out
end

-- "A fight we must win", "the next step we will take".
local of_noun = pattern [[ %noun (we | "I" | they | he | she | you) >> ]]

-- "We have promised nothing", not "nothing less than victory".
local of_nothing, PROMISED = pattern [[ << nothing !(less | short | but | more) ]], { pledge = true, agree = true }

local a_hope = pattern [[ << (a | the | this | our | its | their)? %adj{0,2} [hope | hopes | wish | belief | conviction] (that | of) ]]
local of_nobody, it_alone, hears = pattern [[ << (no one | nobody | none) >> ]], pattern [[ << (it | that | this | so) >> ]], pattern [[ hear | hearing | see ]]
-- "I thank you." "Thank you for your attention."
local closing = pattern [[ << (you (, [Mr | "Mr." | Madam | Sir | Mrs | "Mrs."] []{0,2})? >> | (you for)? your kind? attention) ]]

-- Why the words that were told are nothing that a deed is about; nil where they are.
local of_neither = pattern [[ << (neither | be drawn | and [%verb & /ed$/] | (the | %adj)? (%noun | %propn){1,3} to
        (death | prison | jail | %num (years | months))) ]]      -- "condemned the man to death"

-- "The pact that Norway called for at the summit".
local when_or_where, ends_in_preposition = pattern [[ << (@date | (at | in | on | during) !least | [last | this] [week | month | year]) ]], pattern [[ (for | on | to | against | with | upon) >> ]]

local function no_content_of(kind, cue, told, content)
    if not content then return told and kind == "pledge" and "nothing is left of what it is about" or nil end
    if PROMISED[kind] and content:has(of_nothing) then return "it is about nothing" end
    if content:has(of_neither) then return "it is said of neither" end
    if content:has(when_or_where) and cue:has(ends_in_preposition) then return "a relative clause: what it is about stands before" end
    if kind == "praise" and content:has(a_hope) then return "a hope" end
    if kind == "thank" and content:has(closing) then return "how a speech ends" end
    if content:has(of_nobody) or content:has(it_alone) and cue:has(hears) then return "it is about nobody, or about what is not named" end
    local before = (kind == "pledge" or kind == "urge") and not content.text:find "%s" and cue:before(3)
    return before and before:has(of_noun) and "a relative clause without 'that'" or nil
end

-- "Hit back on Friday": a day is not what a deed is about.
local function is_date(content, doc)
    for _, date in ipairs(doc:at(content, "date")) do
        if date:contains(content) then return true end
    end
    return false
end

-- Kinds whose condition is no part of what is done; whoever urges or warns says the whole.
local CONDITIONED = { pledge = true, announce = true, agree = true, reject = true, support = true, invite = true, warn = true }

local pronoun = pattern [[ << [him | her | them | us | me | you | it] >> ]]

--- One row of layer act. spec: kind, strength, and how the actor is found: speaker_acts (the one who says so), owned (whose it is called), joint (all
-- parties), impersonal (both sides, if nobody is named).
function M.row(spec, match, content, doc, later, near)
    local cue = match.cue
    local known = spec.lexical ~= nil and match.known
    local statement = known and known.statement or not known and who.statement_around(cue, doc, near) or nil
    local actor, reason, subject
    if known then actor, subject = known.actor, known.subject else actor, reason, subject = actors_of(spec, match, doc, statement) end
    if not actor then return nil, reason end
    actor = plain_parties(actor)
    local told = content
    content = borders.with_nobody(spec.kind, cue, medium.without(borders.trimmed(borders.of_clause(content, cue), statement, spec.bounded)))
    if content and is_date(content, doc) then content = nil end
    reason = no_content_of(spec.kind, cue, told, content)
    if reason then return nil, reason end
    local condition = weight.condition(cue, content)
    if CONDITIONED[spec.kind] then content = borders.without_condition(content, condition) end
    local speaker = statement and statement.speaker or {}
    if #speaker == 0 then speaker = not spec.speaker_acts and subject and #subject > 0 and subject or actor end
    local encounter = encounter_before(cue, doc)
    local measure = spec.kind == "announce" and (spec.measure or spec.lexical) and measures.code(cue, content)
    local told_of = content and (measure or spec.measure) and cue:union(content) or spec.speaker_acts and borders.with_subject(content, cue) or content
    local asked = one(match, "target")
    local target = targets.of(spec, match, asked, content, actor, subject or {}, statement, encounter)
    return {
        content and (later and content or cue:union(told_of)) or cue,
        kind = spec.kind, actor = #actor > 0 and actor or nil, target = target, addressee = #target == 0 and asked and not asked:has(pronoun) and asked
            or nil, content = told_of, cue = cue,
        strength = weight.strength(spec, cue, content), polarity = weight.polarity(spec.kind, cue, content),
        condition = condition, due = weight.due(spec.kind, content, doc),
        speaker = speaker, statement = statement, encounter = encounter, code = measure or codes[spec.kind],
    }
end

-- Kinds whose verbs stand in the passive with whose deed it is: "was welcomed by Norway".
local OF_ANOTHER = { praise = true, reject = true, condemn = true, support = true }

local by_agent, ends_in_past = pattern [[ << by ]], pattern [[ /ed$/ >> ]]
local one_participle, attributive = pattern [[ << /ed$/ >> ]], pattern [[ [(%det & !all & !both & !each) | its | their | his | our | my | /^['’]s$/]
      %adv{1,2} >> ]]

--- "Extended its previously announced offer": is the cue a participle before a noun?
function M.is_attributive(cue)
    local before = cue:has(one_participle) and cue:before(4)
    return before and before:has(attributive) or false
end

--- A mark function: a row for each content of the match, unless `spec.check(match, doc)` says no.
function M.marker(spec)
    return function(match, doc)
        if spec.check then
            local fine, why = spec.check(match, doc)
            if not fine then return nil, why end
        end
        local cue = match.cue
        local behind = cue:after(1)
        if M.is_attributive(cue) then return nil, "a participle before a noun" end
        if OF_ANOTHER[spec.kind] and behind and behind:has(by_agent) and cue:has(ends_in_past) then return nil, "a passive: the deed of another" end
        local near = doc:at(cue, "statement")
        local part = weight.under_deed(spec, cue, doc, near)
        if part then return nil, part end
        local rows, contents = {}, match.content
        if type(contents) ~= "table" then contents = { contents } end
        for i, content in ipairs(contents) do
            local row, reason = M.row(spec, match, content, doc, i > 1, near)
            if not row then return nil, reason end
            if spec.decides and row.cue:has(decide) then row.strength, row.due = DECIDED, weight.due(spec.kind, row.content, doc) end
            if spec.decides and #members(row.actor) > 1 and row.cue:has(decide) then
                row.kind, row.code, row.target, row.actor = "agree", codes.agree, {}, members(row.actor)
            end
            rows[#rows + 1] = row
        end
        local why = rows[1] and (weight.undone_or_asked(spec, match.cue) or forecast.is_forecast(rows[1], match.cue, doc)
            and "what another country will do is a forecast")
        if why then return nil, why end
        return rows
    end
end

local of_somebody = pattern [[ /^(his|her|its|their)$/i >> ]]
local drawing = pattern [[ content:([%det | %adj | %noun | %propn | %num | of | on | for | in | to | and | @actor | /^['’]s?$/]{1,14}) (has | have | had)? >> ]]

--- A mark function for a deed that the subject is given or draws: the noun `deed` says which, `agent` by whom.
function M.given(match, doc)
    local cue, kind = match.cue, match.deed.entry.kind
    if match.agent:has(of_somebody) then return nil, "who did it is not told" end
    local actor = sources.parties(match.agent)
    if #actor == 0 then return nil, "no party is known to have given it" end
    local part = weight.under_deed({ kind = kind }, cue, doc, doc:at(cue, "statement"))
    if part then return nil, part end
    local statement = who.statement_around(cue, doc)
    local words = cue:before(16)
    local drawn_by = (words and words:find(drawing) or {}).content
    local content = one(match, "content") or drawn_by
    return { drawn_by and drawn_by:union(match.agent) or cue:union(match.agent), kind = kind, actor = actor,
        target = first_joined(without(who.parties(drawn_by), actor)), content = content, cue = cue,
        speaker = actor, statement = statement, polarity = "positive", encounter = encounter_before(cue, doc), code = codes[kind] }
end

local reason_for, bare_party = pattern [[ << (on? @date)? (for | over | that | about | against | of | on | to) ]], pattern [[ << [the | %noun | %propn
      | %adj]{0,6}? (@actor | @country %q_body) >> ]]

--- A deed told in the passive: `content`, `cue` and `agent` say on what, by which verb, by whom.
function M.by_agent(match, doc)
    local cue = match.cue
    local kind = match.deed.entry.kind
    local behind = match:after(4)
    if match.agent:has(of_somebody) then return nil, "who did it is not told" end
    if behind and behind:has(reason_for) and match.content:has(bare_party) then return nil, "what it is done for stands behind" end
    local statement = who.statement_around(cue, doc)
    local actor, content = targets.office_holders(sources.parties(match.agent)), borders.trimmed(match.content, statement)
    if #actor == 0 or not content then return nil, "no party is known to have done it" end
    local speaker = statement and #statement.speaker > 0 and statement.speaker or actor
    return { content:union(match.agent), kind = kind, actor = actor, target = first_joined(without(who.parties(content), actor)), content = content,
        cue = cue, speaker = speaker,
        statement = statement, polarity = "positive", encounter = encounter_before(cue, doc), code = codes[kind] }
end

--- A deed told by a noun, or by a verb that follows what it is about: `deed` says which, `agent` whose it is, `target` and `content` where the pattern names
-- them.
function M.told_of(match, doc)
    local cue = match.cue
    local kind = one(match, "deed").entry.kind
    if who.told(kind, cue, doc) then return nil, "told already" end
    if match.agent:has(of_somebody) then return nil, "who did it is not told" end
    local statement = who.statement_around(cue, doc)
    local actor = sources.parties(match.agent)
    if #actor == 0 then return nil, "no party is known to have done it" end
    local part = weight.under_deed({ kind = kind }, cue, doc, doc:at(cue, "statement"))
    if part then return nil, part end
    local content, target = member(match, "content"), member(match, "target")
    if type(content) == "table" and getmetatable(content) == nil then
        content, target = content[2] or content[1], content[2] and content[1] or target
    end
    content = content and borders.trimmed(content, statement)
    local speaker = statement and #statement.speaker > 0 and statement.speaker or actor
    target = target and who.parties(target) or content and first_joined(who.parties(content)) or {}
    return { content and cue:union(content):union(match.agent) or cue:union(match.agent), kind = kind, actor = actor, target = without(target, actor),
        content = content, cue = cue,
        speaker = speaker, statement = statement, polarity = "positive", encounter = encounter_before(cue, doc), code = codes[kind] }
end

M.announced = announced_before
M.reads = { "statement", "encounter", "attribution", "subject", "date", "actor" }

--- Declares a rule of layer act.
function M.rule(id, spec, doc, match, examples)
    rule(id) { doc = doc, match = match, mark = M.marker(spec), marks = "act", reads = M.reads, examples = examples }
end

--- Is somebody known to say these words?
function M.speaks(cue, doc)
    local statement = who.statement_around(cue, doc)
    return statement ~= nil and #statement.speaker > 0
end

M.members, M.one, M.member = members, one, member
M.leads_post, M.actors_of, M.does_by_words = leads_post, actors_of, does_by_words
M.countries_of, M.participants = countries_of, participants

return M
