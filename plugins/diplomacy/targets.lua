-- targets.lua - on whom a deed is done: whose conduct, gain or answer its words are about.
--
-- Each kind of deed names it in another way: a complaint is about whoever did the thing, a promise goes to whoever gains by it, a request to whoever is asked.

local spans = include "quotes/spans.lua"
local who = include "who.lua"

local M = {}

local first, last = spans.first, spans.last
local layer_of, members, without = who.layer_of, who.members, who.without

local authored = pattern [[ %d_conduct (of | by) (the? party:(@actor) | %q_before_name{1,4}? party:@person)
    | << [%det | %adj]{0,3} [%noun & !detention & !arrest & !imprisonment & !abduction & !killing & !expulsion & !deportation & !persecution & !death
        & !loss & !treatment] of the? %adj? party:@country[adjective] [%noun & /s$/]
    | << the? party:(@country[!adjective] | @organization | @person | @collective) %d_further? >> | party:@actor /^['’]s?$/ | by the? party:@actor
    | by %adj{0,2} party:@country[adjective] %adj{0,2} !%d_private %noun
    | << the? party:@country (%d_conduct | [decision | sale | sales | strike | strikes | attack | attacks | raid | raids | tariff | tariffs
        | sanctions | law | blockade | invasion]) | << (the | any | all | a | an | this | that | these | those | its | recent | further | %num)?
      %adj{0,2} party:@country[adjective] [%noun | %adj] | << ([last | this | yesterday] [%noun | %propn]? /^['’]s$/ | %adj | the | any | all){1,4}
      party:@country[adjective] %adj? %d_conduct | %d_own_doing of the? (party:@actor | %adj? party:@country[adjective] %adj{0,2} !%d_private %noun) ]]
local refused = pattern [[ by the? party:@actor | << to? [grant | give | offer | sell | lend | lease | extend]
      (the? party:@actor | %q_before_name{1,4}? party:@person) [!/^['’]s?$/]
    | << (a | an | the)? party:@organization [report | reports | article | story | stories | allegation | allegations]
    | %d_conduct of the? party:(@actor) | << the? party:@country !%q_finite
    | [recognise | recognize | relations | talks | negotiations | negotiate | deal | meeting | meet] with? the? party:@actor ]]
local benefits = pattern [[ (?<! travel | travels | travelling | traveling | fly | flies | heads | head | leaves | leave | departs | visit | trip
      | return | depart | go) (to | for | help) the? party:@actor | (in [support | aid] of | << [suspend | expel | sanction | blacklist | readmit])
      the? party:(@country[!adjective] | @organization) | [give | grant | lend | offer | send | hand | giving | granting | lending] the?
      party:(@country[!adjective] | @organization) [a | an | the | %num | some | more | further | additional | another | "$" | "€" | "£"]
    | [sanctions | suspension | tariffs | restrictions | embargo | ban | bans | measures | duties | curbs]
      (of [!%punct | "$" | "€" | "£" | "%"]{1,4}? | worth []{1,4}?)? (on | against | of | for) [%det | %adj | %num]{0,2}? party:@actor
    | [sanctions | suspension | tariffs | restrictions | embargo | ban | bans | measures | duties | curbs] (on | against | of | for)
      [%det | %adj | %num | several | more | further]{0,4}? party:@country[adjective] [%noun | %adj]
    | [ambassador | envoy | diplomats | embassy | consulate | mission] (from | to | in) the? party:@country[!adjective]
    | [ties | relations | cooperation | talks | negotiations | dialogue | contacts | treaty | agreement | pact | accord] with
      [%det | %adj | %num]{0,2}? party:@actor | ([talks | meeting | consultations | meet | confer] with | host | hosts | hosting | receive | receives
      | receiving | meet | meets) %q_before_name{0,7}? party:@person !/^['’]s?$/ ]]
-- "Severed ties with" and a party, "imposed tariffs on".
local aims, aimed = pattern [[ (with | on | against | to | from) >> ]], pattern [[ << [%det | %adj | %num]{0,2} party:@actor ]]
-- "Expelled three Peruvian envoys", "froze the assets of two Peruvian judges".
local expels, expelled = pattern [[ /^(expel|sanction|designat|blacklist|freez|froze|bann?|barr?|revoke|declare)/ ]], pattern [[ << (the? [assets
        | accounts | property | visas | visa | accreditation] of)? [%det | %adj | %num]{0,3} party:@country[adjective] [%noun | %adj] ]]
local TOWARDS = { against = true, with = true, to = true }
local function is_aimed(kind, cue, content)
    if kind == "announce" then return cue:has(aims) end
    local before = kind == "condemn" and content:before(1)
    return before and TOWARDS[before.text]
end

local author_of = { condemn = authored, concern = authored, announce = benefits, reject = refused }

-- "Chinese companies", "Peruvian goods": the country is where they are from, and is not spoken to.
local private = pattern [[ %adj{0,2} %d_private ]]
local beneficiary = pattern [[ (with | to | for | help | assist | support | and | between | [development | growth | unity | cohesion] of)
      (the | its | their)? >> ]]

-- What is done with a partner, named or not.
local together = pattern [[ [work | strengthen | strengthening | deepen | deepening | expand | expanding | enhance | enhancing | promote | develop
      | developing | boost | advance | elevate | cooperate | cooperation | coordination | collaboration | exchanges | share | jointly | partnership
      | ties | relations | together | learn | import | friend | gateway | invest | investment | provide | offer | help | assist | assistance
      | support] ]]
local state = pattern [[ (side | ~government | leadership | people | ~authority | ~leader) ]]
-- Behind a country's adjective: whoever can be asked for it.
local askable = pattern [[ %adj{0,2} ((side | ~government | leadership | people | ~authority | ~leader | forces | army | military | navy | troops
        | police | parliament | ~party | ~official | ~diplomat | ~negotiator | ~counterpart | ~colleague | ~friend | ~brother | ~ally | ~soldier | rebels | %q_people
        | regime | administration | occupation) | $titles) ]]
local attribute = pattern [[ << [%noun & !%cap] ]]

-- Does a country's adjective stand before such words?
local function stands_before(mention, words)
    if layer_of(mention) ~= "country" or not mention.adjective then return false end
    local after = mention:after(4)
    local found = after and after:find(words)
    return found ~= nil and first(found) == first(after)
end

local SPOKEN_TO = { urge = true, invite = true }

-- Who is asked or invited speaks for the country; for thanks and praise of its own doing no trade or crime must stand behind its name.
local function public(list, kind)
    local out = {}
    for _, mention in ipairs(list) do
        local other = stands_before(mention, private) or SPOKEN_TO[kind] and stands_before(mention, attribute) and not stands_before(mention, askable)
        if not other then out[#out + 1] = mention end
    end
    return out
end

-- What stands before a country where something happens, and before a prisoner.
local inside = pattern [[ (?<! [administration | government | governments | authorities | leadership | leaders | regime])
      (in | across | inside | throughout) (the | %adj){0,2} >> ]]
local freed = pattern [[ [release | arrest | extradition | freedom | liberation | trial | prosecution | death | killing] (of | for)
      [%det | %adj | %noun | %propn]{0,5} >> ]]

-- "A meeting of the council", "the reform of the bank": the body is not asked.
local held = pattern [[ [meeting | session | summit | conference | assembly | reform | reforms | enlargement | expansion | membership | accession
      | resolution | resolutions | charter] (of | by | in | to) the? >> ]]

local conditional = pattern [[ (if | unless | should | once | whether) the? (%adj | %noun){0,2} >> ]]

-- "Praised the ties between Norway and Peru": both have them. "A plan that would help Peru" does not tell who is asked or praised.
local shared = pattern [[ [cooperation | relations | relationship | ties | exchanges | partnership | friendship | contacts | trade | links | bonds]
      between (the? @actor ,? and)? the? >> ]]
local in_clause = pattern [[ ([that | which] [%adv | also]? %q_finite []{0,2} | , as did the?) >> ]]

-- "Your election as President of the council": the council is not congratulated.
local as_head = pattern [[ (as | to | of | assumed | assuming) (the | a)? [%adj | %noun | %propn]{1,4} of the? >> ]]

-- "A UN centre", "the German example", "a meeting of the council" ask nobody.
local function is_thing(mention, lead)
    if layer_of(mention) == "country" and mention.adjective then return not stands_before(mention, askable) end
    if layer_of(mention) ~= "organization" then return false end
    local behind = mention:after(1)
    return behind and behind:has(attribute) or lead and lead:has(held) or false
end

-- Do the words before tell that somebody else is meant?
local function is_aside(mention, kind)
    local layer = layer_of(mention)
    local lead = layer ~= "collective" and mention:before(4)
    if kind == "congratulate" and layer == "organization" then
        local before = mention:before(7)
        if before and before:has(as_head) then return true end
    end
    if lead and (lead:has(conditional) or lead:has(in_clause) or kind == "praise" and lead:has(shared)) then return true end
    return kind == "urge" and is_thing(mention, lead)
end

-- "A ceasefire in Mali" is asked of nobody there, nor the release of a prisoner of him; nobody is warned of a response "if Mali is attacked". (What is
-- pledged in a country is pledged to it.)
local function elsewhere(list, kind)
    local out = {}
    for _, mention in ipairs(list) do
        local layer = layer_of(mention)
        local before = (layer == "person" or layer == "country" and not mention.adjective) and mention:before(7)
        local is_place = before and before:has(layer == "person" and freed or inside)
        if not is_place and not is_aside(mention, kind) then out[#out + 1] = mention end
    end
    return out
end

local mourned = pattern [[ [passing | death | demise | loss | murder | assassination | killing] (away)? of [%det | %adj | %noun | %propn]{0,6} >> ]]

-- Condolences "over the passing of the former president" go to others.
local function alive(list)
    local out = {}
    for _, mention in ipairs(list) do
        local before = layer_of(mention) == "person" and mention:before(9)
        if not before or not before:has(mourned) then out[#out + 1] = mention end
    end
    return out
end

-- "Revenge for the killing of": nobody gains.
local victim = pattern [[ [killing | killings | death | deaths | murder | assassination | attack | attacks | strike | strikes | bombing | arrest
      | detention | abduction | loss] (of | on | against | in) [%det | %adj | %noun | %propn | @organization]{0,5} >> ]]
-- "Combat the trafficking of people to Peru", "stop the flow of arms": nobody gains there.
local flow = pattern [[ [trafficking | smuggling | migration | flow | flows | influx | crossings | departures | infiltration]
      (of [!%punct & !%verb]{1,6}?)? (to | into | toward | towards | from | across | through | via) the? >> ]]
local OPPONENT = { regime = true, junta = true, terrorists = true }

local owned = pattern [[ << /^['’]s?$/ !(%adj{0,2} (people | ~person | ~citizen | ~farmer | ~worker | ~family | ~child | youth | women | ~pensioner
        | ~soldier | ~voter | ~victim | ~fisherman)) ]]
-- Is somebody who acts of this country?
local function is_home(iso, actor)
    for _, party in ipairs(actor) do
        local entity = who.entity_of(party)
        for _, named in ipairs(entity and entity:mentions "person" or {}) do
            if named.country == iso then return true end
        end
    end
    return false
end

-- "Argentina's embassy", which Argentina's president promises to move: what is one's own country's gains nothing, its people do.
local function is_own(mention, actor)
    if layer_of(mention) ~= "country" or mention.adjective then return false end
    local behind = mention:after(5)
    return behind and behind:has(owned) and is_home(mention.iso, actor) or false
end

-- "Cooperate closely on Peru": what it is about.
local about = pattern [[ (?<! [sanctions | tariffs | restrictions | duties | pressure | embargo | ban | bans | curbs | measures | levies | taxes
        | fees | quotas | hold]) (on | regarding | concerning | about) the? >> ]]

-- "A delegation led by Brand" is not sent to him; "assurances that Norway is ready" are not given to it; "Norway will match it", a thing.
local led_by = pattern [[ [led | headed | chaired | signed | proposed | drafted | backed | mediated | brokered | hosted | run | adopted] by
      [%det | %adj | %noun | %propn]{0,6} >> ]]
local leads_clause = pattern [[ << the? who:@country [%adv | also]{0,2} [%verb | %aux] ]]
local of_thing = pattern [[ << %adv{0,2} [%verb & !help & !assist & !support & !aid & !defend & !protect & !back & !join] it ]]

local function gains_nothing(mention, content, lead)
    if lead and lead:has(led_by) then return true end
    if mention.layer == "anaphor" and mention.text == "it" then return content:has(of_thing) end
    return mention.layer == "country" and first(mention) - first(content) < 5 and content:has(leads_clause)
end

-- An organization that a pledge names is whom it is given to only where the words say so: "with the council", not "through the council".
local function beneficiaries(list, actor, content)
    local out = {}
    for _, mention in ipairs(list) do
        local before = layer_of(mention) == "organization" and mention:before(3)
        local lead = getmetatable(mention) == "annotation" and mention:before(7)
        local topic = layer_of(mention) == "country" and not mention.adjective and lead and lead:has(about)
        local gains = layer_of(mention) ~= "organization" or before and before:has(beneficiary) and not OPPONENT[mention.text:lower():match "%a+$"]
        if lead and content and gains_nothing(mention, content, lead) then gains = false end
        if gains and not topic and not (lead and (lead:has(victim) or lead:has(flow))) and not is_own(mention, actor) then out[#out + 1] = mention end
    end
    return out
end

local further_party = pattern [[ << ("(" [] ")")? (, | ,? and) the? >> ]]

-- The first, and those that are joined to it: "between Norway and Peru".
local function first_joined(list)
    local out = { list[1] }
    for i = 2, #list do
        local between = getmetatable(list[i]) == "annotation" and getmetatable(list[i - 1]) == "annotation" and spans.between(list[i - 1], list[i])
        if not between or not between:has(further_party) then break end
        out[i] = list[i]
    end
    return out
end

-- The party that the words single out, and those that are joined to it: "sanctions against Norway and Peru".
local function joined_to(party, content)
    local list = {}
    for _, mention in ipairs(content:all "actor") do
        if first(mention) >= first(party) then list[#list + 1] = mention end
    end
    if not list[1] or not list[1]:contains(party) then return { party } end
    return first_joined(list)
end

local outlaws = pattern [[ << /^['’]s?$/? %adj{0,2} %d_outlaw ]]

-- "Peru's cartels", "Peruvian gangs": what they do is no deed of Peru.
local function of_outlaws(party)
    local behind = party:after(5)
    return behind and behind:has(outlaws) or false
end

-- Whose conduct or gain it is, where the words tell; for a pledge of something done together, else the first country of the sentence that is not bound itself.
local function told_target(spec, match, content, actor)
    local told = author_of[spec.kind]
    if told then
        local found = content and (content:find(told) or is_aimed(spec.kind, match.cue, content) and content:find(aimed)
            or spec.kind == "announce" and match.cue:has(expels) and content:find(expelled))
        return found and not of_outlaws(found.party) and joined_to(found.party, content) or {}
    end
    local found = public(who.parties(content, spec.kind == "urge"))              -- "his release" is not asked of him
    if spec.kind == "condole" then return alive(found) end
    if spec.kind ~= "pledge" then return elsewhere(found, spec.kind) end
    found = beneficiaries(without(members(found), actor), actor, content)
    if #found > 0 or not (content and content:has(together)) then return found end
    local others = {}
    for _, mention in ipairs(match.cue.sentence:all "country") do
        local lead = mention:before(4)
        if (not mention.adjective or stands_before(mention, state)) and not (lead and lead:has(about)) then others[#others + 1] = mention end
    end
    return others
end

local joined = pattern [[ << /^['’]s?$/? (%q_body | %d_own_side)? (and | , | or | with | to) ]]

local of_country = pattern [[ << of the? [%noun | %propn | of]{0,3} >> ]]

-- Is the country part of what tells a person: "Peru's President Hugo Brand", "his Peruvian counterpart", "President Hugo Brand of Peru"?
local function of_a_person(mention, previous, following)
    local layer = layer_of(mention)
    if layer ~= "country" and layer ~= "organization" then return false end
    if following and layer_of(following) == "person" then
        if following:contains(mention) then return true end
        local between = following > mention and spans.between(mention, following)
        if between and not between:has(joined) then return true end
    end
    if layer ~= "country" or not previous or layer_of(previous) ~= "person" then return false end
    local between = previous < mention and spans.between(previous, mention)
    return previous:contains(mention) or between and between:has(of_country) or false
end

local function office_holders(list)
    local out = {}
    for i, mention in ipairs(list) do
        if not of_a_person(mention, list[i - 1], list[i + 1]) then out[#out + 1] = mention end
    end
    return out
end

local starts_clause = pattern [[ << that? the? who:(@country | @anaphor) %q_finite ]]
-- "Any attempt to displace Palestinians": they are not warned.
local undergoes = pattern [[ [attempt | attempts | plan | plans | move | moves | bid | bids | effort | efforts | conspiracy | pressure] to %verb
      [%det | %adj | %noun | its | their]{0,3} >> ]]

-- "Keller warned that Norway would close its ports": a minister of Norway does not warn it.
local function of_others(list, content, actor)
    local found = content:find(starts_clause)
    local out = {}
    for _, mention in ipairs(list) do
        local own = found and found.who:overlaps(mention) and (layer_of(mention) == "anaphor" or layer_of(mention) == "country" and is_home(mention.iso, actor))
        local before = mention:before(7)
        if not own and not (before and before:has(undergoes)) then out[#out + 1] = mention end
    end
    return out
end

local TO_SOMEBODY = { thank = true, congratulate = true, condole = true }

-- "Telephoned President Brand and offered condolences": whom the sentence tells to be met or called.
local function whom_met(cue, actor)
    local sentence = cue.sentence
    local met = sentence:first "encounter_cue"
    if not met or cue < met then return {} end
    local list = {}
    for _, person in ipairs(sentence:all "person") do
        if person < cue then list[#list + 1] = person end
    end
    local others = without(list, actor)
    return #others == 1 and #list > 1 and others or {}
end

-- "Brand, to whom she conveyed": who was named before.
local whom_before = pattern [[ who:(@person | @country | @organization) ("(" [] ")")? , (to | with | for | from)? whom
      (he | she | they | it | @actor | the? [%noun | %propn]){0,3}? (also | then | %adv){0,2} >> ]]

--- Whom a relative clause with "whom" before a cue is about: a list of one, or of nothing.
function M.whom(cue)
    local before = cue:before(14)
    local found = before and before.text:find(" whom ", 1, true) and before:find(whom_before)
    return found and { found.who } or {}
end

local by_name = pattern [[ (<< | %q_open) %q_before_name{0,4}? party:@person , ("I" | we | let | allow | may) ]]
local YOU = { you = true, your = true }

-- "I thank you for the ships": whom somebody speaks to, by name in the sentence, by the words of saying, or at the encounter that the text tells of.
local function spoken_to(cue, words, actor, statement, encounter)
    local behind = cue:after(1)
    if not (behind and YOU[behind.text:lower()] or words and YOU[words.text:lower()]) then return {} end
    local called = cue.sentence:find(by_name)
    if called and last(called) < first(cue) then return without({ called.party }, actor) end
    local listeners = without(statement and statement.addressee or {}, actor)
    if #listeners > 0 then return listeners end
    local met = encounter and encounter.participants or {}
    local others = without(met, actor)
    return #met == 2 and #others == 1 and others or {}
end

local promising = pattern [[ << [~assure | ~reassure | ~promise | ~guarantee] ]]

-- "Said he had assured President Brand that Peru would open the port".
local assured_whom = pattern [[ [~assure | ~reassure | ~promise] (%q_before_name{0,6}? whom:@person | the? whom:@actor) that?
      [!%punct & !that & !%verb]{1,6} >> ]]

-- "Assured Peru that it would open the port": to whom it is promised.
local function promised_to(statement, actor, promise)
    local before = promise:before(18)
    local found = before and before:find(assured_whom)
    if found then return without({ found.whom }, actor) end
    local cue = statement and statement.cue
    return cue and cue:has(promising) and without(statement.addressee, actor) or {}
end

-- "The talks should be held", "Peru must be heard": who is to do it is not told.
local undergone = pattern [[ << (not | never)? be %d_adverb{0,2} [%verb & !/ing$/ & !prepared & !committed & !engaged & !united & !guided &
        !determined & !involved & !interested] ]]

-- "Called for ending the raids on Peru".
local doing = pattern [[ << %d_adverb? [/ing$/ & %verb] ]]

--- Whom the deed is done to: a list of parties, empty where the words name nobody.
-- @param spec what the rule says of the deed
-- @param match what the rule found: its cue tells where to look
-- @param asked the capture that names who is asked or met, or nil
-- @param content what it is about, @param actor who does it, @param subject whose clause it is, @param statement the one around it, or nil
-- @param encounter the one that the text told last, or nil
function M.of(spec, match, asked, content, actor, subject, statement, encounter)
    if spec.joint or spec.event then return {} end
    if spec.kind == "urge" and not spec.asks and content and (content:has(undergone) or not asked and content:has(doing)) then return {} end
    if spec.speaker_acts then
        local bound = without(members(asked and who.parties(asked, true) or subject), {})
        return #without(bound, actor) > 0 and bound or {}                      -- nobody asks himself
    end
    local whom = without(M.whom(match.cue), actor)
    if #whom > 0 and not asked then return whom end
    local told = TO_SOMEBODY[spec.kind] and spoken_to(match.cue, asked or content, actor, statement, encounter) or {}
    if #told > 0 then return told end
    local found = asked and office_holders(public(who.parties(asked, spec.kind == "urge"), spec.kind)) or {}
    if #found == 0 and not (asked and spec.asks) then found = told_target(spec, match, content, actor) end
    found = without(found, actor)
    if spec.kind == "warn" and not asked and content then found = of_others(found, content, actor) end
    if #found == 0 and TO_SOMEBODY[spec.kind] then return whom_met(match.cue, actor) end
    if #found == 0 and spec.kind == "pledge" then return promised_to(statement, actor, match.cue) end
    return asked and found or first_joined(found)
end

M.benefits = benefits
M.office_holders = office_holders
M.first_joined = first_joined

return M
