-- parties.lua - who takes part in an encounter: read off the sentence that tells it; days.lua says when, where.lua where.

local spans = include "quotes/spans.lua"
local form_of = include "forms.lua"
local authors = include "quotes/authors.lua"
local days = include "days.lua"
local where = include "where.lua"
local implied = include "implied.lua"
local second_meeting = include "second_meeting.lua"

local M = {}

local joined = pattern [[ << %q_letters? ((")" | "(" [%propn | @country | the | of]{1,4} ")" | of the? (@country | %propn{1,2})
        | , [%det | %adj | %noun | %propn | of | for | and | @actor | /^['’]s$/]{1,10} ,)? [, | ;]? and (,? [separately | later | then | also] ,?)?
        (to | with)? [%det | %adj | %noun | %propn | of | from | for | and | , | his | her | @actor | /^['’]s$/ | "(" | ")" | de | et | la | du
        | y]{0,18} | , | as well as %q_before_name{0,8} | "(") >> ]]

-- "The Minister of Peru, Mr. Brand, the Minister of Chile (CHL), Ms. Ruiz, and …": from name to name of a list that ends with "and".
local list_link = pattern [[ << %q_letters? ("(" [%propn | @country | the | of]{1,4} ")" | ")")? [, | ;]
      [%det | %adj | %noun | %propn | of | for | and | , | @actor | /^['’]s$/ | "(" | ")"]{0,18} >> ]]
local list_goes_on = pattern [[ << ((of | from) the? [%propn | @country]{1,3} | "(" [%propn | @country | the | of]{1,4} ")" | ")")? ,
      [and | %det | %adj | %noun | %propn | @country | /^['’]s$/]{0,6} (@country ,)? >> ]]

local function add(list, seen, party)
    local entity = party
    if getmetatable(party) ~= "entity" then entity = party.entity end
    if not entity or seen[entity.name] then return end
    seen[entity.name] = true
    list[#list + 1] = party
end

-- Persons behind an expression for several, a pronoun or a name.
local function add_all(list, seen, mention)
    if getmetatable(mention) == "entity" then return add(list, seen, mention) end
    local entity = mention.entity
    if mention.layer == "anaphor" and entity and entity.kind == "collective" then
        local told = entity:mentions "collective"
        mention = told[#told] or mention
    end
    if mention.layer == "collective" then
        for _, one in ipairs(mention.members) do add(list, seen, one) end
    else
        add(list, seen, mention)
    end
end

local function is_person(mention)
    if getmetatable(mention) == "entity" then return mention.kind == "person" end
    local entity = mention.entity
    if mention.text == "HE" then return false end                  -- His Excellency
    return mention.layer == "person" or mention.layer == "anaphor" and entity and entity.kind == "person" and not mention.text:lower():find "^hi[sm]$"
        and mention.text:lower() ~= "her"
        or mention.layer == "collective" and mention.kind == "person"
end

-- "Brand's lawyer, Anna Keller", "relatives of Brand": others are met.
local near_to = pattern [[ [relatives | relative | family | families | widow | wife | husband | lawyer | lawyers | parents | father | mother | son
      | daughter | brother | sister | friends | colleagues | supporters | followers | critics | aides | aide | doctor | doctors | heirs | successor
      | predecessor | victims | survivors] of [%det | %adj | %noun | %propn | former | late]{0,5} >> ]]
local their_own = pattern [[ << /^['’]s?$/ [%adj | %noun | former | late]{0,2} [relatives | relative | family | widow | wife | husband | lawyer
      | lawyers | parents | father | mother | son | daughter | brother | sister | friends | colleagues | supporters | followers | critics | aides
      | aide | doctor | doctors | heirs | successor | predecessor] ]]
local function is_only_near(mention)
    local behind = mention:after(4)
    if behind and behind.text:find "^['\u{2019}]" and behind:has(their_own) then return true end
    local words = mention:before(8)
    return words ~= nil and words.text:find " of" ~= nil and words:has(near_to)
end

local function usable(mention, bodies)
    if mention.layer == "person" and is_only_near(mention) then return false end
    if bodies then return mention.layer ~= "anaphor" or mention.entity and mention.entity.kind ~= "person" end
    return is_person(mention)
end

local with = pattern [[ with | between ]]
local with_at_end = pattern [[ (with | between | to | from | by | for | of | on | upon) >> ]]
local body_met = pattern [[ << %d_met_body ]]
local office_met = pattern [[ << %d_met_office ]]
local delegation_met = pattern [[ << %d_delegation ]]
local goes_on = pattern [[ (and | but) (also | then | later | %adv){0,2} >> ]]
-- "Spoke with Brand before meeting Roth".
local goes_on_in_ing, in_ing = pattern [[ (before | after | prior to | ahead of | without) %adv? >> ]], pattern [[ << /ing$/ ]]
local own_meeting = pattern [[ << (its | their) ]]
local invitation = pattern [[ invitation of []{0,14}? host:@person ]]

local comes_along = pattern [[ , (accompanied | joined | flanked | escorted) by [%det | %adj | %noun | %propn | @actor | and | his | her | their | of
      | for]{0,12} >> ]]

-- "Keller, accompanied by Brand, arrived".
local function is_companion(mention)
    local words = mention:before(16)
    return words ~= nil and words.text:find("ed by ", 1, true) ~= nil and words:has(comes_along)
end

local semicolon, we_then = pattern [[ ; ]], pattern [[ ; [we | "I"] ]]          -- "Not just Peru; we met Chile as well"

-- The nearest one before the cue, with those joined to it.
local function before(row, sentence, bodies)
    local list = {}
    for _, mention in ipairs(sentence:all "actor") do
        if mention < row and not mention:overlaps(row) and usable(mention, bodies) and not is_companion(mention) then list[#list + 1] = mention end
    end
    local from = #list
    local since = list[from] and spans.between(list[from], row)
    if since and since:has(we_then) then return {} end
    while from > 1 do
        local between = spans.between(list[from - 1], list[from])
        if not between or not between:has(joined) and not (from < #list and between:has(list_link)) then break end
        if between:has(semicolon) then break end
        if list[from].layer == "anaphor" and between.text:find "^%s*,%s*$" then break end             -- "After talks with Brand, she met"
        from = from - 1
    end
    if row:has(own_meeting) then return { list[1] } end
    return { table.unpack(list, from) }
end

-- Does another clause begin with it: "…, Keller said"?
local function begins_clause(mention, subjects)
    for _, subject in ipairs(subjects) do
        if subject:overlaps(mention) and spans.first(subject) == spans.first(mention) then return true end
    end
    return false
end

-- The first one behind the cue, with those joined to it.
local function behind(row, sentence, bodies, subjects)
    local list = {}
    for _, mention in ipairs(sentence:all "actor") do
        if row < mention and not mention:overlaps(row) and usable(mention, bodies) then
            local between = list[1] and spans.between(list[#list], mention)
            if list[1] and not (between and (between:has(joined) or between:has(list_goes_on))) then break end
            local needs_two = row.bond == "between" and #list == 1                -- "talks between Keller and the Minister of Peru Brand took place"
            if list[1] and subjects and not needs_two and begins_clause(mention, subjects) then break end
            list[#list + 1] = mention
        end
    end
    return list
end

local owned, hyphen = pattern [[ << [his | her] %adj? [%noun | %propn] ]], pattern [[ << (- | –) >> ]]

-- Those named inside the words of the cue: "after Keller's talks with", "told Keller during a call"; not "received at his office".
local function inside(row)
    local list = {}
    for _, mention in ipairs(row:all "actor") do
        local entity, possible = mention.layer == "anaphor" and mention.entity, mention.layer ~= "anaphor" and is_person(mention)
        if possible or entity and entity.kind == "person" and not mention:union(mention:after(2) or mention):has(owned) then list[#list + 1] = mention end
    end
    return list
end

-- "The Norway-Peru consultations were held": two countries joined by a hyphen.
local function pair_before(row, sentence)
    local list = {}
    for _, mention in ipairs(sentence:all "actor") do
        if mention.layer == "country" or mention.layer == "organization" then list[#list + 1] = mention end
    end
    for i = 2, #list do
        local between = (list[i] < row or list[i]:overlaps(row)) and spans.between(list[i - 1], list[i])
        if between and between:has(hyphen) then return { list[i - 1], list[i] } end
    end
    return {}
end

-- "The Norway-Peru Joint Commission met": the two that its name joins, where these are countries.
local function pair_of_name(party, doc)
    local entity = getmetatable(party) == "entity" and party or party.entity
    local one, other = (entity and entity.kind == "organization" and entity.name or ""):match "^(%u[%a ]-)%-(%u%a+) "
    one, other = one and lexicon "country_names":lookup(one), other and lexicon "country_names":lookup(other)
    if one and other then return { doc:entity("country", one.phrase, one.iso), doc:entity("country", other.phrase, other.iso) } end
end

-- "Keller met Brand and was received by Roth": the second verb has the subject of the first.
local function subject_before(row, subjects)
    local words = row:before(3)
    if not words or not words:has(goes_on) and not (row:has(in_ing) and words:has(goes_on_in_ing)) then return nil end
    local who
    for _, subject in ipairs(subjects) do
        if subject < row and #subject.who > 0 and is_person(subject.who[1]) then who = subject.who end
    end
    return who
end

-- "I have spoken today to the Turkish Foreign Minister".
local we_speak = pattern [[ I (have | had)? [%adv | just | also | last | first | today | yesterday]{0,3} >> ]]

-- A noun that is no party stands where the subject does: "Keller said that ships arrived in".
local other_subject = pattern [[ [%noun & !%cap & !@actor & !@date & !$titles & !counterpart & !counterparts & !delegation & !delegations & !side &
        !sides & !officials & !negotiators & !representatives & !guest & !guests & !teams & !team & !leaders & !ministers & !presidents & !diplomats &
        !envoys] [%adv | also | has | had | have | then | later]{0,3} >> ]]
local told = pattern [[ << [%verb | %aux] ]]
local conditional = pattern [[ (if | whether | unless) [!, & !;]{0,14} >> | < had [!, & !;]{1,9} >> ]]
local denied = pattern [[ [to | was | were] have [%adv]{0,2} >> | (not | n't | never | neither | cannot | without | will | would | should | could
      | might | may | shall | must) [!%verb & !, & !; & !and & !but]{0,4} >> ]]

local present = pattern [[ << [/s$/ & !was & !has] ]]
local ahead = pattern [[ [!, & !;]{0,12}? (next | tomorrow | later this | coming) ]]

-- "Keller meets Brand next week", "travels to Peru on 2 June".
local function lies_ahead(row, doc)
    if not row:has(present) then return false end
    local words = row:after(14)
    if words and words:has(ahead) then return true end
    local day = calendar.day(days.of(doc, row, false) or "")
    local today = doc.date and calendar.day(doc.date)
    return day ~= nil and today ~= nil and day > today
end

local disputed = pattern [[ [~deny | ~refute | ~propose | ~suggest | ~prepare] [!, & !;]{0,9} >> | [working | work] on (a | the)? [!, & !;]{0,4} >> ]]

local function is_told(row, doc)
    if row.sentence.text:find "%?[\"\u{201D}]?%s*$" then return false end         -- a question
    if lies_ahead(row, doc) then return false end
    local words = row:before(14)
    if not words then return true end
    local text = words.text
    if (text:find "[Ii]f " or text:find "Had " or text:find("whether ", 1, true) or text:find "[Uu]nless ") and words:has(conditional) then return false end
    if (text:find("den[iy]") or text:find("propos", 1, true) or text:find("suggest", 1, true) or text:find("work", 1, true) or text:find("prepar", 1, true))
        and words:has(disputed) then
        return false
    end
    if row:has(told) then
        if words:has(denied) then return false end
        if words:has(other_subject) and row.bond ~= "between" then return false end
    end
    return true
end

local function add_list(list, seen, mentions)
    for _, mention in ipairs(mentions) do add_all(list, seen, mention) end
end

-- Who is the subject of the cue's verb.
local function verb_subject(row, subjects)
    for _, subject in ipairs(subjects) do
        if subject.verb:overlaps(row) then return subject.who end
    end
    return {}
end

local no_subject = pattern [[ (by | with | alongside | beside | after | for | to) [%det | %adj | %noun | %propn | his | her]{0,5} >> ]]

-- Those before the verb, or who its subject is where another one stands between them: "Keller, accompanied by Brand, met".
local function all_before_verb(row, sentence, subjects)
    local list = before(row, sentence)
    local who = verb_subject(row, subjects)
    if #who > #list and is_person(who[1]) then return who end
    local words = list[1] and list[1]:before(7)
    if not words or not words:has(no_subject) then return list end
    return #who > 0 and is_person(who[1]) and who or list
end

-- Who visits, who gathers: those on one side, and who invited them.
local function on_one_side(row, sentence, subjects)
    local first = subject_before(row, subjects) or before(row, sentence)
    local who = verb_subject(row, subjects)
    if #who > #first then first = who end
    if row.form == "visit" then
        local host = sentence:find(invitation)
        if host and first[1] and first[1].entity == host.host.entity then first = behind(row, sentence) end
        return first, host and { host.host } or {}
    end
    return first, {}
end

-- Where nobody else is named behind the words, all stand before them: "they held talks in Lima".
local ONE_SIDED = { either = true, during = true }

local they_spoke = pattern [[ << [spoke | talked | spoken | conversed] ]]
-- Verbs that one alone can be the subject of: "both sent letters".
local one_does = pattern [[ << [sent | sends | sending | received | addressed | dispatched | took | made | placed | returned | got | attended | joined
      | led | hosted | hosting | attending] ]]

local led_by_one = pattern [[ << %d_led ]]
-- "The Permanent Representative of Peru, Ambassador Brand".
local representative = pattern [[ << the? %adj{0,2} representative of the? @country , %q_before_name{0,4}? @person ]]

-- "Held talks with the European Commission", "met Peru's foreign minister": nobody is named.
local function with_body(row)
    local words = row:after(24)
    if words and (words:has(led_by_one) or words:has(representative)) then return nil end
    local body = row.bond == "object" and delegation_met or row:has(with_at_end) and body_met
    local found = words and (words:find(office_met) or body and words:find(body))
    if not found then return nil end
    local organizations = found:all "organization"
    if #organizations > 0 then return organizations end
    local countries = found:all "country"
    return #countries > 0 and countries or nil
end

local office_ends = pattern [[ (?<! (of | by | with | to | from | for | as) (the | his | her | their)?) %d_met_office (,? and %d_met_office)?
      [also | later | then | has | had]{0,3} >> ]]

-- "Peru's foreign minister met", "Peru's president and Norway's met": an office without a name is its country.
local function offices_before(row)
    local words = row:before(12)
    local found = words and words:find(office_ends)
    return found and found:all "country" or {}
end

local says_to = pattern [[ [told | thanked | assured | informed | briefed | urged | asked | warned | reminded | reassured | congratulated | invited
      | tells | asks | thanks | urges | promised | offered] %d_honored
    | [recalled | said | conveyed | explained | stressed | expressed | indicated | suggested | mentioned | emphasized | emphasised | underlined
      | reiterated | reaffirmed | confirmed] [!%punct]{0,9}? to %d_honored ]]

local BETWEEN = 40                   -- bytes: "assured Brand, during their meeting"
local says_to_him = pattern [[ [told | thanked | assured | informed | briefed | urged | asked | warned | reminded | reassured | congratulated
      | invited] [him | her] !%noun ]]

-- "In a letter sent on Friday, Keller asked Brand for time": who is spoken to.
local function addressee(row, sentence)
    local found = sentence:find(says_to)
    if found and (row < found or row.bond == "during" and spans.last(found) + BETWEEN > spans.first(row)) then return found:last "person" end
    found = sentence:find(says_to_him)
    return found and row < found and found:first "anaphor" or nil
end

local from_at_end = pattern [[ (from | by) >> ]]

-- "A letter from Keller to Brand": the second one.
local function second_behind(row, sentence)
    local list = {}
    for _, mention in ipairs(sentence:all "person") do
        if row < mention then list[#list + 1] = mention end
    end
    return { list[2] }
end

-- "Keller said in her letter to Brand that Roth should go": who says so.
local function who_says(row, sentence)
    for _, attribution in ipairs(sentence:all "attribution") do
        if attribution.form == "subject" and attribution < row and spans.first(row) - spans.last(attribution) < BETWEEN then return attribution.speaker end
    end
    return {}
end

local function participants(row, sentence, doc)
    local list, seen = {}, {}
    local bond, subjects = row.bond, sentence:all "subject"
    local hyphenated = bond == "body" and row.form == "summit" and pair_before(row, sentence) or {}
    if #hyphenated > 0 then return hyphenated end
    if bond == "between" then
        add_list(list, seen, behind(row, sentence, false, subjects))
        if row.form == "visit" then return { list[1] } end
        if #list == 1 and row:has(from_at_end) then add_list(list, seen, second_behind(row, sentence)) end
        if #list < 2 then
            list, seen = {}, {}
            add_list(list, seen, behind(row, sentence, true, subjects))
        end
        if #list >= 2 then return list end
        list, seen = {}, {}
    end
    local first, second
    local one_side = not row:has(with_at_end)
    local all_before = one_side and (ONE_SIDED[bond] or row:has(they_spoke))
    if all_before and row:has(one_does) then return {} end
    if bond == "told" then
        first = inside(row)
        second = one_side and before(row, sentence) or behind(row, sentence, false, subjects)
    elseif bond == "visitor" then
        first, second = on_one_side(row, sentence, subjects)
    elseif bond == "heading" then
        first, second = before(row, sentence), {}
    else
        first = subject_before(row, subjects) or all_before_verb(row, sentence, subjects)
        local object = bond == "object" and inside(row) or {}
        second = #object > 0 and object or all_before and {} or with_body(row) or behind(row, sentence, false, subjects)
    end
    local lead = row:before(5)
    local by_me = lead and lead:has(implied.i_do)
    if #first == 0 and (bond == "during" or bond == "told") then first = who_says(row, sentence) end
    if #first == 0 and not by_me then
        for _, subject in ipairs(subjects) do
            if row < subject and #first == 0 then
                for _, who in ipairs(subject.who) do
                    if is_person(who) and not (who.layer == "collective" and #who.members == 0) then first[#first + 1] = who end
                end
            end
        end
    end
    if #first == 0 and #second > 0 and (not bond or bond == "either" or bond == "object") then first = verb_subject(row, subjects) end
    if #first == 0 then
        local offices = offices_before(row)
        if #second > 0 or #offices > 1 or row.form == "visit" then first = offices end
    end
    if #second == 0 and bond == "during" then
        second = { addressee(row, sentence) }
        if #second == 0 and row.form == "letter" then return {} end
    end
    if #second > 0 and not (first[1] and first[1] < row) then
        local says = implied.who_says(row, doc, is_person)
        if #says > 0 then first = says end
    end
    if #first == 0 and by_me and #second > 0 then first = authors.of_turn(doc, row) or authors.author(doc) end
    local words = #first == 0 and (#second > 0 or row.form == "visit") and row:before(8)
    if words and words:has(we_speak) or #first == 0 and #second > 0 and not row:before(1) then first = authors.of_turn(doc, row) or authors.author(doc) end
    if #second == 0 then second = { implied.antecedent(row) } end
    add_list(list, seen, first)
    add_list(list, seen, second)
    if #list < 2 then
        local near = row:before(4)
        if near and near.text:find "[Tt]he[yi]" and near:has(implied.they) then
            local two = implied.two_before(row, sentence, doc, is_person)
            if #two == 2 then return two end
        end
    end
    if #list < 2 and row.form == "meeting" and not (list[1] and is_person(list[1])) then
        local pair = pair_before(row, sentence)
        if #pair > 0 then return pair end
    end
    local general = false
    if #list == 0 then
        local sides = before(row, sentence, true)
        local who = verb_subject(row, subjects)
        if #who > #sides then sides = who end
        general = #sides == 1 and sides[1].layer == "collective"
        add_list(list, seen, sides)
        local following = row:after(6)
        if following and following:has(with) then add_list(list, seen, behind(row, sentence, true)) end
    end
    if #list == 0 then add_list(list, seen, row:all "organization") end
    local pair = #list == 1 and not is_person(list[1]) and pair_of_name(list[1], doc)
    return pair or list, general
end

local function key_of(form, list)
    local names = {}
    for i, party in ipairs(list) do
        names[i] = (getmetatable(party) == "entity" and party or party.entity or party).name
    end
    table.sort(names)
    return form .. "\0" .. table.concat(names, "\0")
end

local function is_headline(sentence) return not sentence.text:find "[.!?:;,][\"\u{201D}]?%s*$" end

--- Is the sentence a headline: a line without a full stop?
function M.is_heading(match)
    local sentence = match.sentence
    if sentence and is_headline(sentence) then return true end
    return false, "no headline"
end

local mission = pattern [[ delegation | mission | team | officials | experts | inspectors | envoys | council | commission | committee ]]

-- "EU foreign ministers met in Brussels", "The Security Council met on Monday": one body, and nobody else whom it meets.
local gather = pattern [[ ([leaders | ministers | ambassadors | envoys | members | heads | chiefs] (of | from) the?
      | (?<! (with | by | of | from | for) the?)) @organization ("(" [] ")")?
      ([%adj | %noun]{0,3}? [leaders | ministers | ambassadors | envoys | members | allies | heads | chiefs | negotiators | lawmakers])?
      [%adv | also | has | have]{0,2} >> ]]
local gathers_here = pattern [[ << (virtually | online | by video | via video | in | on | at | for | to | today | yesterday | here | behind | late
      | early | earlier | this | last | @date | . | ,) ]]

-- "A meeting of the EU foreign ministers was held": the body whose meeting it is.
local meeting_of = pattern [[ (meeting | session | council | gathering | consultations) of
      ([the | %adj | foreign | defence | defense | ministers | leaders | members | ambassadors | heads | envoys | of | state | and
        | government]{0,9}?) @organization [(ministers | leaders | members | ambassadors | envoys | foreign | defence | defense)]{0,3}?
      [was | were | took] ]]

local function gathers(cue, who)
    if #who ~= 1 or spans.entity_of(who[1]).kind ~= "organization" then return false end
    if cue:has(meeting_of) then return true end
    local words, following = cue:before(9), cue:after(2)
    return words ~= nil and words:has(gather) and (following == nil or following:has(gathers_here))
end

-- Can one party alone be all: who visits, a body that gathers?
local function is_whole(cue, form, who)
    if #who > 1 and (form ~= "visit" or is_person(who[1])) then return true end
    if #who == 0 then return false end
    if cue.bond == "visitor" or form == "visit" then
        local words = not is_person(who[1]) and cue:before(24)
        return is_person(who[1]) or words and (words:has(mission) or #offices_before(cue) > 0) or false
    end
    return (cue.bond == "body" and form == "summit" or cue:has(own_meeting) or form == "meeting" and gathers(cue, who)) and not is_person(who[1])
end

-- "Held talks by video", "had a telephone conversation with": the sentence tells of one encounter.
local function from_afar(cue)
    for _, other in ipairs(cue.sentence:all "encounter_cue") do
        if other ~= cue then
            local form = form_of(other)
            if form == "video" or form == "call" and other:overlaps(cue) then return true end
        end
    end
    return false
end

local FROM_AFAR = { call = true, video = true, letter = true }

-- Who calls or writes meets nowhere.
local function place_of(cue, sentence, at, part)
    if FROM_AFAR[form_of(cue)] then return nil end
    return where.of(cue, sentence, at, part)
end

-- Told again: what the first time left open is filled in; a headline gives way to the sentence that tells it in full.
local function told_again(row, cue, sentence, doc)
    row.date = row.date or days.of(doc, cue, false)
    row.place = row.place or place_of(cue, sentence)
    if is_headline(row[1]) and not is_headline(sentence) then row[1] = sentence end
end

local IN_PASSING = { told = true, during = true, between = true }

-- "In his meeting with the President": one of those whom he is told to have met. `of_party`: name → the encounters that somebody took part in.
local function among(of_party, form, who)
    local first = who[1] and of_party[spans.entity_of(who[1]).name]
    for _, one in ipairs(first or {}) do
        local all = one.row.form == form
        for _, party in ipairs(who) do all = all and one.names[spans.entity_of(party).name] end
        if all then return one.row end
    end
end

local function note_parties(of_party, row)
    local one = { row = row, names = {} }
    for _, party in ipairs(row.participants) do
        local name = spans.entity_of(party).name
        one.names[name] = true
        of_party[name] = of_party[name] or {}
        table.insert(of_party[name], one)
    end
end

local attended = pattern [[ attended by >> ]]              -- who else sat at the table of an encounter that was told

local apart = pattern [[ separate | separately ]]

-- "Held separate telephone conversations with Brand and Roth": one with each.
local function each_alone(cue, who)
    if #who < 3 or not is_person(who[1]) then return { who } end
    local words = cue:union(cue:before(3) or cue):union(cue:after(3) or cue)
    if not words:has(apart) then return { who } end
    local pairs_of = {}
    for i = 2, #who do pairs_of[i - 1] = { who[1], who[i] } end
    return pairs_of
end

-- Does a row have this party, or somebody of this country?
local function has_party(row, party)
    local iso = getmetatable(party) == "annotation" and party.layer == "country" and party.iso
    for _, other in ipairs(row.participants) do
        if spans.entity_of(other) == spans.entity_of(party) or iso and is_person(other) and other.country == iso then return true end
    end
    return false
end

-- "Keller meets Foreign Minister of Peru", "Norway, Peru hold talks": a headline whose encounter is told in full below.
local function is_told_below(row, rows)
    if #rows < 2 or not is_headline(row[1]) or not is_person(row.participants[1]) then return #rows > 1 and is_headline(row[1]) end
    for i = 2, #rows do
        local same = rows[i].form == row.form
        for _, party in ipairs(row.participants) do same = same and has_party(rows[i], party) end
        if same then return true end
    end
    return false
end

--- Every encounter once; the talks of those who are said to have spoken from afar are no meeting of their own. Read from the words that tell of one.
function M.encounters(doc)
    local rows, seen, remote, of_party = {}, {}, {}, {}
    local cues = doc:layer "encounter_cue"
    for _, cue in ipairs(cues) do
        local sentence = cue.sentence
        local who, general = {}, false
        if sentence:first "actor" and is_told(cue, doc) then who, general = participants(cue, sentence, doc) end
        if is_whole(cue, cue.form, who) and not (#rows > 0 and cue:has(attended)) then
            local form = form_of(cue)
            local meetings, further = each_alone(cue, who), is_person(who[1]) and second_meeting.further(cue, sentence, who) or {}
            for i, other in ipairs(further) do meetings[i + 1] = { who[1], other.party } end
            for i, parties in ipairs(meetings) do
                local own, following = #further > 0 and further[i - 1], further[i]
                local at, part = own and own.party or cue, { from = own and own.from, upto = following and following.from }
                local key = key_of(form, parties)
                local named = key:sub(#form + 1)
                local same_talk = form == "meeting" and (remote[named] and not sentence:first "date" or from_afar(cue))
                -- "the two sides held talks" of those who met
                local known = seen[key] or general and rows[#rows] or IN_PASSING[cue.bond] and among(of_party, form, parties)
                if known then
                    told_again(known, cue, sentence, doc)
                elseif not same_talk then
                    seen[key] = { sentence, form = form, participants = parties,
                        date = days.of(doc, cue, #rows == 0 or #rows == 1 and is_headline(rows[1][1]), at, part), place = place_of(cue, sentence, at, part) }
                    remote[named] = remote[named] or form == "call" or form == "video"
                    rows[#rows + 1] = seen[key]
                    note_parties(of_party, seen[key])
                end
            end
        end
    end
    if rows[1] and is_told_below(rows[1], rows) then table.remove(rows, 1) end
    if #rows == 0 then return nil, "no encounter is told" end
    return rows
end

return M
