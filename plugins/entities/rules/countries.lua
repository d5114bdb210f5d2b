-- countries.lua - countries: names, adjectives and peoples, "the Chilean side", capitals that stand for a government.

local countries = include "countries.lua"
local shouted = include "shouted.lua"

rule "country" {
    doc = "A country by its name: 'Uruguay', 'Kyrgyz Republic', 'PRC'; not inside 'South China Sea', nor in a body's or person's name.",
    match = [[ &[!$regions & !$namesakes] what:%nation !("$" %num) ]],
    not_within = { "organization[!described]", "person[!described]" },
    mark = countries.named,
    marks = "country",
    examples = {
        { "A ship left Uruguay for the Kyrgyz Republic.",
          expect = { { name = "Uruguay", iso = "UY" }, { name = "Kyrgyzstan", iso = "KG", text = "Kyrgyz Republic" } } },
        { "Ships crossed the South China Sea with a turkey from Atlanta, Georgia. Georgia's governor slept.", expect = {} },
        { "Senators of Ohio, Florida and Georgia met the Prince of Wales.", expect = {} },
        { "The Republic of the Congo and Peru spoke. Ships left the Congo.", expect = { { iso = "CG" }, { iso = "PE" }, { text = "Congo", iso = "CG" } } },
        { "Ships left the Congo.", expect = { { iso = "CD" } } },
        { "Trade totaled US$ 78 million.", expect = {} },
        { "Ships left Türkiye for Turkey.", expect = { { name = "Türkiye", iso = "TR" }, { name = "Türkiye", iso = "TR" } } },
    },
}

rule "demonym" {
    doc = "An adjective or people's name: 'Chilean', 'Danes'.",
    match = [[ &[!$regions & !$namesakes] what:$demonyms !("$" %num) ]],
    not_within = { "organization[!described]", "person[!described]" },
    mark = countries.demonym,
    marks = "country",
    examples = {
        { "A Chilean sailor met two Danes.",
          expect = { { text = "Chilean", iso = "CL", adjective = true }, { text = "Danes", iso = "DK", adjective = true } } },
        { "African Americans will polish the boat.", expect = {} },
        { "She spoke in Spanish. He wrote in Chilean papers.", expect = { { text = "Chilean" } } },
    },
}

rule "first-of-two" {
    doc = "The short form of an adjective before another: '[Franco]-German', '[Anglo]-Norwegian'.",
    match = [[ what:("Franco" | "Anglo" | "Greco" | "Indo" | "Italo" | "Hispano" | "Luso" | "Nippo" | "Turco") &(%hyphen [$demonyms]) ]],
    not_within = { "organization[!described]", "person[!described]" },
    mark = countries.first_of_two,
    marks = "country",
    examples = {
        { "The Franco-German ship met an Anglo-Norwegian one.", expect = { { text = "Franco", name = "France", iso = "FR", adjective = true }, { text = "Anglo", iso = "GB" } } },
        { "The Indo-Pacific is wide, and Franco slept.", expect = {} },
    },
}

rule "shouted-country" {
    doc = "A country in a line of capitals throughout: 'TALKS WITH RUSSIA END', 'UNITED STATES AND PERU SIGN PACT'.",
    each_document = function(doc)
        local rows = {}
        shouted.each(doc, countries.find, function(span, entry, name)
            local is_free = #doc:at(span, "organization") == 0 and #doc:at(span, "person") == 0
            if is_free and name ~= span.text then rows[#rows + 1] = countries.shouted(span, entry, name) end
        end)
        return #rows > 0 and rows or nil
    end,
    marks = "country", reads = { "organization", "person" },
    examples = {
        { "UNITED STATES AND PERU SIGN PACT\n\nChilean ships left.", expect = { { text = "UNITED STATES", iso = "US" }, { text = "PERU", name = "Peru" } } },
        { "CHILEAN PORT OPENS AGAIN\n\nIt rained.", expect = { { text = "CHILEAN", iso = "CL", adjective = true } } },
        { "HOLY SEE PRESS OFFICE WRITES TO PUTIN\n\nIt rained. THE PORT OF TROMSO OPENS\n\nHe said NO to TURKEY.", expect = {} },
    },
}

rule "side" {
    doc = "A country as a party: 'the Chilean side', 'Malta side'.",
    match = [[ (the what:($demonyms | %nation | [$capitals & !$not_names]) | what:%nation) side ]],
    not_within = "organization[!described]",
    mark = countries.named,
    marks = "country",
    examples = {
        { "The Chilean side agreed.", expect = { { text = "The Chilean side", name = "Chile", iso = "CL" } } },
        { "Talks with the Lima side failed.", expect = { { text = "the Lima side", name = "Peru" } } },
        { "The far side of the hill.", expect = {} },
    },
}

-- What a government does, or has: words that make its capital stand for it.
define "governs" [[ ((has | have | had | will | would | could | should | must | did | does | did not | does not | (does | did | has | would) n't)
        (not | also | never | now | always | yet | already | long | since | %adv)? | also | then | later | again | %adv)?
      ([$government_verbs & !/ing$/] | ~break off | ~close its | signaled | signalled | signals | froze | frozen | freezes | banned | bans | contends
      | contended | objected | objects | pressed | presses | requested | favors | favours | favoured | favored | granted | grants | supplied
      | supplies | dispatched | dispatches | appealed | needs | needed | voiced | voices | boycotted | upgraded | upgrades | financed | finances
      | vetoed | vetoes | lobbied | protested | declined | declines) | (will | would | must | should) (, [!,]{1,4} ,)? (not | never | also | %adv)?
      %verb | (lashed | lashes | hit | hits) out at | (came | comes | come) out (in (favour | favor | support) | against)
    | (is | was | stands | stood) (right | firmly | fully | squarely | solidly) behind
    | (has | had | sees | saw) (no (intention | plans | wish | desire | choice | reason | need | interest | doubt | comment | objection)
      | every (right | intention)) | "\"" [never | has | had | will | would | %verb]
    | (is | was | are | were | has been | have been | remains | remained) (not | also | still | now | (%adv (and %adv)?))?
      ([$government_verbs & /ing$/] | &(/ing$/ []) $government_verbs | to %verb | quick to | slow to | committed | determined | interested | prepared
      | ready | willing | unwilling | open | grateful | uneasy | concerned | worried | wary | cautious | keen | reluctant | hopeful | optimistic
      | pessimistic | sceptical | skeptical | angry | furious | unhappy | alarmed | opposed | against | adamant | convinced | confident | asked | told
      | urged | accused | informed | notified | invited | warned | criticised | criticized | blamed | expected to) ]]
define "governed" [[ %apostrophe_s [military | army | government | generals | presidency | spokesman | spokeswoman | diplomats | envoy | ambassador]
    | %apostrophe_s ("Foreign" | "Defence" | "Defense" | "Prime" | "Ministry" | "President" | "Ambassador" | "Embassy" | "Parliament")
    | %apostrophe_s !(%adj? (airport | streets | street | mayor | metro | subway | suburbs | residents | population | old | river | university | hotel
        | hotels | hospital | hospitals | mosque | zoo | museum | museums | stadium | city | outskirts | downtown | centre | center | main | largest
        | oldest | most | skyline | markets | parks | police | %cap)) ]]

rule "government" {
    doc = "A capital that stands for its government: 'Lima warned that', 'Oslo's position'.",
    match = [[ (?<! new | in | at | from | near | outside | around | of | through | central | downtown | greater | %hyphen | into | to | [] ,)
          &([!$not_names] | %cap (%cap | of %cap | %hyphen)) what:$capitals
          &(%governs | (%adjunct{1,2} | %adjunct_inserted) %governs | %governed
          | , (meanwhile | however | too | for its part | in turn | in response | instead | as (a | an | the) [!, & !; & !.]{1,9}) ,?
            (%adv | merely | only | also)? (%governs | (has | had | is | was | will | would))
          | and its (allies | ally | partners | partner | neighbours | neighbors | backers | friends) | , which %governs
          | , (he | she | it | they | %propn{1,2}) (~say | ~maintain | ~stress | ~add | ~argue | ~note | ~insist | ~explain | ~write | ~believe) ,
          | , (long | which (has | had | is | was | will)) | , (a | an | the | one) [!, & !; & !.]{1,9}
            (said | says | told [!,]{1,3} | confirmed | added) , (also | now | still | not)? [~oppose | $government_verbs]
          | , in (a | an | its) [!, & !; & !.]{1,9} , %governs | ["\"" | "“"] [does | did | will | would | has | can | could | "rejects" | "refuses"])
        | (that | until | while | whether | because | unless | if | but | although | said | what | when | as | once)
          &([!$not_names] | %cap (%cap | of %cap | %hyphen)) what:$capitals
          &((has | had | is | was | would | will)? (not | also)? (%verb | %aux | /[^s]s$/) | , which [!, & !; & !.]{1,9} , (will | would) not? %verb
          | "\"") ]],
    not_within = { "organization[!described]", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.acting,
    marks = "country",
    examples = {
        { "Lima warned that the road was closed.", expect = { { text = "Lima", iso = "PE", name = "Peru" } } },
        { "Lima, an aide said, opposes the plan. Quito, in a note, rejected it. Oslo \"does not care\".", expect = { { text = "Lima" }, { text = "Quito" }, { text = "Oslo" } } },
        { "Kuala Lumpur warned that the road was closed.", expect = { { text = "Kuala Lumpur", iso = "MY", name = "Malaysia" } } },
        { "They noted Oslo's position on fish.", expect = { { iso = "NO" } } },
        { "Lima, meanwhile, said no. Oslo and its allies left. Bonn lifted the ban. Oslo, Quito and Lima signed. Lima's Foreign Ministry wept.",
          expect = { { text = "Lima" }, { text = "Oslo" }, { text = "Bonn" }, { text = "Oslo" }, { text = "Quito" }, { text = "Lima" }, { text = "Lima" } } },
        { "Lima is right behind the plan, and Oslo came out in favour.", expect = { { text = "Lima" }, { text = "Oslo" } } },
        { "Quito and Lima signed a text.", expect = { { text = "Quito", iso = "EC" }, { text = "Lima", iso = "PE" } } },
        { "Trains between Quito and Lima will stop.", expect = {} },
        { "Lima is against the plan; Oslo flatly rejected it.", expect = { { text = "Lima" }, { text = "Oslo" } } },
        { "Lima is uneasy; Oslo also summoned the envoy; Bonn has not commented, and Quito was asked to help.", expect = { { text = "Lima" }, { text = "Oslo" }, { text = "Bonn" }, { text = "Quito" } } },
        { "He lives in Lima. The need to rebuild Lima was underlined.", expect = {} },
    },
}

rule "government-addressed" {
    doc = "A capital as a government from which something is wanted, or to which something matters: 'expects Lima to', 'the decision of Lima to', 'a priority for Lima.'.",
    match = [[ (?<= ~expect | ~want | ~persuade | ~allow | ~enable | ~convince | ~bind | ~oblige | ~commit | ~require | ~compel | ~force | ~ask
          | ~permit) what:$capitals &to | (?<= (priority | sensitive | unacceptable | acceptable | important | crucial | vital | essential | painful
            | embarrassing | setback | victory | success | challenge | concern | costly) for) what:$capitals &(. | , | ; | "\"" | >)
        | (?<= (decision | offer | refusal | proposal | request | stance | demand | call | move) (of | by | from)
          | (position | intention | readiness | willingness | initiative | consent) (by | from)) what:$capitals
          &(to | on | for | that | , | . | regarding | concerning) | (?<=
            [rejected | condemned | welcomed | denied | dismissed | criticised | criticized | supported | backed | endorsed | opposed | accused
            | blamed | denounced | refused | proposed | hailed | down] by) what:$capitals &(. | , | ; | as | over | for | >)
        | (?<= according to) what:$capitals &(, | . | >) | (?<= < "As" for) what:$capitals &,
        | (?<= (note | letter | protest | proposal | request | complaint | demarche | ultimatum | apology | warning | appeal)
            (sent | handed | delivered | addressed | presented | passed | made)? to) what:$capitals !(, | %cap | airport)
        | (?<= (~respond | ~reply | ~react | response | reply | answer | reaction | thanks) to) what:$capitals
          &(%clitic_s %adj? (letter | note | offer | request | proposal | demand | position | message | decision | call | statement | claim
            | accusation | step | gesture)) ]],
    not_within = { "organization[!described]", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.named,
    marks = "country",
    examples = {
        { "He expects Lima to keep its word.", expect = { { text = "Lima", iso = "PE" } } },
        { "They welcomed the decision of Oslo to pay.", expect = { { text = "Oslo", iso = "NO" } } },
        { "Some duties are sensitive for Kuala Lumpur.", expect = { { text = "Kuala Lumpur" } } },
        { "There was no answer to Quito's latest letter.", expect = { { text = "Quito" } } },
        { "The decision of Lima schools to close was noted.", expect = {} },
        { "According to Lima, it rained.", expect = { { text = "Lima" } } },
        { "He answered to Lima.", expect = {} },
    },
}

rule "governments" {
    doc = "Two capitals as two governments: 'ties between Quito and Lima', 'urged Lima and Quito to talk', 'Quito and Lima held talks'.",
    match = [[ (?<= (ties | relations | talks | tension | tensions | dialogue | cooperation | agreement | deal | war | communication | conflict
            | dispute | trust | accord | pact | treaty | contacts | alliance | rivalry | rift | friendship | partnership | understanding | truce
            | ceasefire | negotiations | consultations | feud | row | spat | standoff | rapprochement | hotline | friction | mistrust | trade
            | diplomacy | mediation | mediate | mediator | mediated) between | ~urge | ~call on | ~call upon | ~tell | ~ask | ~encourage | ~thank
          | ~press | ~invite | ~sound out | ~accuse | ~blame | ~warn | ~assure | ~persuade | ~convince | ~expect | both | neither
          | the two (sides | countries | governments | neighbours | neighbors | allies) ,) (what:$capitals ,){0,3} what:$capitals ,? (and | or | nor)
          what:$capitals | what:$capitals and what:$capitals &([have | has | had | will | would | are | were]{0,2} %adv?
            [held | hold | holding | resumed | resume | resuming | restored | restore | normalised | normalized | severed | cut | broke | exchanged
            | exchange | swapped | swap | traded | trade | began | begin | opened | started | concluded] (off)? [!%punct & !%verb]{0,5}?
            [talks | negotiations | consultations | contacts | dialogue | ties | relations | prisoners | ambassadors | envoys | accusations | barbs
            | agreement | agreements | deal | deals | pact | treaty | accord])
        | (?<! in | from | to | at | of | near | via | between) what:$capitals and what:$capitals
          &([have | has | had | will | would | both | also]{0,2} %adv? [discussed | discuss | agreed | agree | signed | welcomed | condemned | urged
            | called | stressed | reaffirmed | reiterated | pledged | expressed | decided | announced | disagree | disagreed | share | accused | want
            | wanted | must | should | coordinate | coordinated | cooperate | reached | rejected | insist | insisted | say | said])
        | what:$capitals %hyphen what:$capitals &(relations | ties | talks | dialogue | deal | agreement | summit | alliance | axis | row | hotline
          | partnership | tensions | rivalry | conflict | war | treaty | pact) ]],
    not_within = { "organization[!described]", "person[!described]" },
    mark = countries.each_row,
    marks = "country",
    examples = {
        { "Oslo and Quito held five rounds of talks.", expect = { { text = "Oslo" }, { text = "Quito" } } },
        { "Oslo and Quito discussed trade. Crews in Oslo and Lima agreed.", expect = { { text = "Oslo" }, { text = "Quito" } } },
        { "Ties between Quito and Lima are old.", expect = { { text = "Quito", iso = "EC" }, { text = "Lima", iso = "PE" } } },
        { "A pact between Oslo, Quito and Lima failed. Neither Oslo nor Lima wept. Quito-Lima ties are old.",
          expect = { { text = "Oslo" }, { text = "Quito" }, { text = "Lima" }, { text = "Oslo" }, { text = "Lima" }, { text = "Quito" }, { text = "Lima" } } },
        { "He flew between Quito and the sea. The Quito-Lima flight was late; trains between Oslo and Bonn were not.", expect = {} },
    },
}

rule "told-government" {
    doc = "A capital that is asked, blamed or dealt with: 'urged Lima to wait', 'talks with Lima'.",
    match = [[ (?<= ~call on | ~call upon | ~urge | ~accuse | ~blame | ~ask | ~press | ~warn | ~tell | ~thank | ~assure | ~criticise | ~criticize
          | ~encourage | ~pressure | (influence | sanctions | pressure) on | support for | against
          | (relations | ties | talks | negotiations | communication | deal | agreement | accord | pact | contacts | dialogue | alliance | rift | row
            | dispute | feud | spat | solidarity | cooperation | partnership | consultations | protest | complaint | ~negotiate | ~consult
            | ~coordinate | ~side) with | (readiness | willingness | commitment | intention | position | policy | efforts | desire | determination
            | interest | support | consent | initiative | assistance) of |
            (support | aid | assistance | weapons | ammunition | shells | missiles | deliveries | supplies | funds | gratitude | solidarity | message
            | messages) to) what:$capitals !(, (%cap | or | and) | %cap | airport | on | university)
        | (?<= (support | backing | aid | pressure | assistance | guarantees | assurances | approval | consent | permission | response | reply
            | answer | rebuke | criticism | condemnation | protest | protests | objections | demands | concessions | signals | commitment | pledge
            | pledges | recognition | weapons | loan | invitation) from) what:$capitals !(, %cap | %cap | airport | %hyphen | to)
        | (?<= ~anger | ~irk | ~alarm | ~infuriate | ~embarrass | ~upset | ~isolate | ~antagonise | ~antagonize | ~provoke | ~reassure | ~notify
          | ~inform | ~remind | ~sanction | ~punish | ~condemn | ~praise | ~congratulate | ~lobby | ~arm) what:$capitals
          !(, %cap | %cap | airport | %hyphen | %clitic_s) | what:$capitals
          &(%hyphen [backed | led | brokered | mediated | imposed | sponsored | installed | aligned | controlled | friendly | appointed | allied]
          | diplomats | negotiators | envoys) ]],
    not_within = { "organization[!described]", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.named,
    marks = "country",
    examples = {
        { "They urged Lima to wait.", expect = { { text = "Lima", iso = "PE" } } },
        { "He rejected talks with Lima, his office said, and talks with Oslo, Bonn and others.", expect = { { text = "Lima" } } },
        { "They welcomed the readiness of Abu Dhabi to wait.", expect = { { text = "Abu Dhabi", iso = "AE" } } },
        { "A protest with Lima won backing from Quito. It angered Oslo-backed groups, and informed Bonn.",
          expect = { { text = "Lima" }, { text = "Quito" }, { text = "Oslo" }, { text = "Bonn" } } },
        { "They reached Lima at night. Aid from Lima to Quito took a day; a Lima-based bank paid.", expect = {} },
    },
}

rule "seat" {
    doc = "A capital where a party could stand, in a document that names its country: 'Peru refused. Lima regarded it as a trap'.",
    match = [[ (?<= < | and | but | that | because | , | ; | "\"" | "“" | which | as | if | when | while) (?<! [%propn | in | at | from] ,)
          &([!$not_names] | %cap (%cap | of %cap | %hyphen)) what:$capitals (%adv | not | also | now | still | too | , [!, & !;]{1,5} ,)?
          [(%verb | %aux) & !/ing$/ & !hosted & !hosts & !saw & !sees & !lies & !sits & !was & !is & !woke & !hit & !fell] ]],
    not_within = { "organization[!described]", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.told_elsewhere,
    after = { "country", "demonym" },
    marks = "country",
    examples = {
        { "Peru refused. Lima, she went on, regarded it as a trap.", expect = { { text = "Lima" } } },
        { "Norway refused. Lima regarded it as a trap. Peru's ships left Lima; Lima hosted games.", expect = {} },
    },
}

rule "seat-told" {
    doc = "A capital to which something is done, or that has what a government has: 'backed Lima over', 'put forward by Oslo', 'ambassador to Quito', 'Lima's allies'.",
    match = [[ (?<= /ed$/ by | [made | taken | given | drawn | won | sent | put | set | held] (up | forward | down | out)? by
          | [~support | ~back | ~thank | ~defend | ~help | ~assist | ~oppose | ~join | ~want | ~let | ~take | ~give | ~offer | ~grant | ~deny | ~send
            | ~lend | ~owe | ~owes | ~trust | ~distrust | ~fault | ~credit | ~hold | ~see]) what:$capitals
          !(, %nation | %cap | airport | %hyphen | %clitic_s | by | again? for | in the? %num)
        | (?<= [conduct | actions | behaviour | behavior | aggression | silence | intransigence | hand] of) what:$capitals
          !(, %nation | %cap | airport | %hyphen) | (?<= (talks | relations | ties | deal | agreement | dialogue | negotiations | truce | war
            | contacts | conflict) between) what:$capitals &(and) | (?<= [unease | anger | dismay | outrage | alarm | irritation | frustration
            | disappointment | fury | displeasure | indignation | concern | alarmed | dismayed | angered | outraged | surprise]
            [at | over | about | with]) what:$capitals &%clitic_s | (?<= [apology | word | message | signal | warning | condolences | sympathy
            | congratulations | thanks | praise] (of %noun | had been received | was received | has been received | came | arrived)? from)
          what:$capitals !(, %cap | %cap | airport | %hyphen | to) | (?<= [reply | response | answer | word | apology | message] [has | had] been
            received from) what:$capitals !(, %cap | %cap | airport) | (?<=
            [is | was | call | calls | called | calling | time | reason | reasons | need | right | want | wanted | wants | hard | difficult | possible
            | impossible | better | unwise | wait | waits | waited | waiting | plea | pleas | demand | important] for) what:$capitals &(to %verb)
        | (?<= (ambassador | ambassadors | envoy | envoys | embassy | message | warning | signal | appeal | offer | aid) to) what:$capitals
          !(, %nation | airport | %hyphen) | (?<= [came | comes | come] from) what:$capitals &(, [whose | which])
        | what:$capitals %apostrophe_s [bid | corner | side | friends | allies | ally | readiness | position | stance | refusal | decision | offer
          | proposal | demand | demands | request | claim | claims | view | message | response | support | help | actions | policy | interests
          | intentions | envoy | envoys | government] ]],
    not_within = { "organization[!described]", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.named,
    after = { "country", "demonym" },
    marks = "country",
    examples = {
        { "Norway backed Lima over a plan put forward by Oslo.", expect = { { text = "Lima" }, { text = "Oslo" } } },
        { "It is time for Lima to act; she voiced alarm at Oslo's plans.", expect = { { text = "Lima" }, { text = "Oslo" } } },
        { "Peru's ships left Lima. Roads hit by Oslo and Lima traffic were closed; Lima hosted games.", expect = {} },
    },
}

rule "party-of-verb" {
    doc = "A capital that is the object of what one does to a party (lexicons/party_verbs.txt): 'cautioned Lima', 'rounding on Oslo', also two: 'saluted Lima and Oslo'.",
    match = [[ (?<= $party_verbs) (what:$capitals ,){0,3} what:$capitals ((,? and | or) what:$capitals)?
          !(, %cap | %cap | airport | streets | street | residents | police | mayor | university | %hyphen
          | %clitic_s (%adj? [streets | mayor | residents | police | university | people | fans | crowds])) ]],
    not_within = { "organization[!described]", "person[!described]" },
    mark = countries.each_party,
    after = { "country", "demonym" },
    marks = "country",
    examples = {
        { "She cautioned Lima and Oslo, rounded on Quito and tipped her hat to Bonn.", expect = { { text = "Lima" }, { text = "Oslo" }, { text = "Quito" }, { text = "Bonn" } } },
        { "Jamaica paid; the bank credited Kingston with calm.", expect = { { text = "Kingston" } } },
        { "The bank credited Kingston with calm. She loved Lima, left Oslo at noon and warned Quito residents.", expect = {} },
    },
}

rule "regime" {
    doc = "A capital before 'regime', 'authorities', 'government', 'leadership': 'the Lima government'.",
    match = [[ what:$capitals (regime | authorities | government | leadership | administration) ]],
    not_within = { "organization[!described]", "person[!described]" },
    where = function(match) return countries.is_seat(match) end,
    mark = countries.named,
    marks = "country",
    examples = {
        { "They blamed the Lima authorities.", expect = { { text = "Lima", iso = "PE" } } },
        { "They blamed the Lima carnival.", expect = {} },
    },
}

rule "half" {
    doc = "'The North' or 'the South' of Korea where the document names North Korea.",
    match = [[ the what:[North | South] !(of | in | and | or | was | %hyphen | %cap) ]],
    not_within = { "organization[!described]", "person[!described]" },
    after = { "country", "demonym" },
    mark = countries.half,
    marks = "country",
    examples = {
        { "North Korea fired. Talks with the North stopped.", expect = { { text = "North", iso = "KP" } } },
        { "The North is cold.", expect = {} },
    },
}

rule "kingdom" {
    doc = "'The Kingdom', 'the Sultanate', 'the Republic' where the document is about one: Saudi Arabia, Oman, or the one named in full.",
    match = [[ the what:("Hashemite"? "Kingdom" | "Sultanate" | "Emirates" | "Islamic" "Republic" | "Republic") !(of | %cap | %hyphen) ]],
    not_within = { "organization[!described]", "person[!described]" },
    after = { "country", "demonym" },
    mark = countries.realm,
    marks = "country",
    examples = {
        { "Ships left Riyadh. The Kingdom is large.", expect = { { text = "Kingdom", iso = "SA" } } },
        { "The Kingdom of Bahrain wrote. The Kingdom is small.", expect = { { text = "Kingdom", iso = "BH" } } },
        { "The Republic of Malta wrote. The Republic is small.", expect = { { text = "Republic", iso = "MT" } } },
        { "Moroccan ships left Chile. The Kingdom is small.", expect = { { text = "Kingdom", iso = "MA" } } },
        { "The Kingdom is small, and so is the Republic.", expect = {} },
    },
}
