-- words_of_lexicons.lua - the words of deeds in the constructions of English: a rule for each construction, for all words of a lexicon.
--
-- The words stand in lexicons: deeds.tsv (verbs), askers.tsv (verbs of asking somebody to do something), deed_nouns.tsv ("opposition"), feelings.tsv ("is
-- opposed to"). Whose deed it is, reach.lua finds. These rules come after all others: a deed that one of those has found is told already.

local acts = include "acts.lua"
local deeds = include "deeds.lua"

define "d_object" [[ (the? @actor %d_own_side? (,? and the? @actor %d_own_side?)? | them | him | her | it) ]]
define "d_objects" [[ (%d_named %d_further) ]]
define "d_receiver" [[ (the? (!/^(its|his|her|their|our|my)$/i @actor) %d_own_side? | them | him | us | you | her &[%det | %adj]) ]]
-- A second receiver with a reason of his own: "thanked Norway for hosting | and Peru for mediating".
define "d_gap" [[ ,? and to? (the? @actor %d_own_side? ((, | and | , and) the? @actor %d_own_side?){0,3} ("(" [] ")")?) (for | on | upon)
      [%det | %adj | %noun | %propn | /ing$/ | /^(its|their|his|her)$/i] ]]
define "d_gapped" [[ [(!%punct | "$" | "€" | "£" | -) & !that & !%q_clear]{1,14}? &(%d_gap) ]]
-- When and where something is said, never what about: "in a letter to", "at the conference".
define "d_occasion" [[ [a | an | the | his | her | its | their | this | that]? (%adj | news | press | phone | telephone | joint){0,2}
      [conference | letter | speech | address | statement | interview | comments | remarks | talks | briefing | meeting | call | summit | forum
      | rally | ceremony | dinner | hearing | session | visit | note | message | filing | email] ]]
-- Nouns behind which "of" says whose they are, not what they are about.
define "d_held" [[ [commitment | support | solidarity | backing | readiness | willingness | determination | gratitude | appreciation | condolences
      | congratulations | thanks | sympathy | intention | offer | interest] ]]
define "d_aim" [[ for | over | on | upon | about | (at | in) !(the? (@organization | @place) | %d_occasion) | following | after | regarding
    | because of | with | against | from | of ]]
define "d_light" [[ ~indicate | ~point out | ~express | ~voice | ~convey | ~extend | ~offer | ~reaffirm | ~reiterate | ~confirm | ~affirm
    | ~underscore | ~underline | ~stress | ~emphasize | ~emphasise | ~renew | ~send | ~declare | ~restate | ~register | ~raise | ~communicate
    | ~repeat | ~signal | ~transmit | ~give | ~lend | ~make | ~issue | ~launch | ~heap | ~lavish | ~shower | ~pay | ~sound | ~state | ~deliver | ~add
    | ~lodge | ~file | ~note | ~publish | ~present | ~submit | ~recall | [spoke | speaks | speaking] of
    | (~insist | ~dwell | [doubled | doubles] down) on | [did | does | do] (not | /^n['’]t$/) [hide | conceal | disguise]
    | [made | makes | make] (no secret of | clear | plain | known) ]]

-- What stands behind the words of a deed: whom it is done to and what about, by its kind.
local on_somebody = pattern [[ << %q_for_whom? (target:(%d_party) (for | on !%q_platform | upon) content:(%d_gapped)
      | target:(%d_party | [] ...!(%q_finite | ;)) (on %q_platform)? (for | on !(behalf of) | upon) content:(%d_topic)
      | (for | on !(behalf of) | upon)? content:(%d_topic)) ]]
define "d_of_what" [[ (that | of | against | [not | never] to | over | about) ]]
local to_somebody = pattern [[ << %d_inset ((target:(!/^(it|he|she|they|we)$/i ((the? @actor /^['’]s$/
                [(%adj | %noun | %propn | @person) & !%punct]{1,6} | %q_before_name{1,5}? @person (of the? @country)?) &(%d_of_what)
            | the? @actor !/^['’]s?$/ (%d_further &(%d_of_what))?)))? !(, /ing$/) (that | against | of | to | over | about | ,)? content:(%d_topic)) ]]
local topic_alone = pattern [[ << (%d_inset) !(on? (%d_weekday | @date)) (that | on | about | of)? content:(%d_topic) ]]
-- What may stand before what a deed is about: ", in a letter,", "in the strongest terms", "as baseless".
define "d_before_topic" [[ (, in ...!(,) , | %q_open? in the strongest (possible)? terms %q_close?
      | as %q_open? [%adj | %adv | and]{1,4} %q_close? &[%det | its | their | his | her | all | any | such | suggestions | claims | reports
        | accusations | allegations] | %d_inset) ]]
local about = {
    urge = pattern [[ << %d_before_topic (target:(the? @actor %d_own_side? %d_further?) (to %d_deeds | %d_not_to_do)
          | !(on? (%d_weekday | @date) !/^['’]s?$/ | anonymity) (target:(%d_objects | %d_object | the? @country (%q_body | %q_people)
              | %q_before_name{1,6}? @person) (%d_aim) content:(%d_topic) | that? content:(%d_topic))) ]],
    thank = on_somebody, congratulate = on_somebody, warn = to_somebody, discuss = topic_alone, agree = topic_alone,
    any = pattern [[ << (%d_before_topic !(on? (%d_weekday | @date) !/^['’]s?$/ | anonymity)
            (target:(%d_objects | %d_object | the? @country (%q_body | %q_people) | %q_before_name{1,6}? @person) (%d_aim)
              content:(%d_gapped | %d_topic) | that? content:(%d_topic))) ]],
}
local felt = { that = pattern [[ << content:(%d_topic) ]], concern = pattern [[ << !(you | him | her | them | @person) (target:(%d_object) (for | over | that) content:(%d_topic)
      | (for | of | with | that)? content:(%d_topic)) ]], thank = pattern [[ <<
      !(you | him | her | them) (target:(%d_addressee | %d_party) (for | that) content:(%d_topic) | (for | that)? !@person content:(%d_topic)) ]],
    any = pattern [[ <<
            !(you | him | her | them | @person) ((target:(%d_object) (for | over | that) | target:(%d_party) (for | over)) content:(%d_topic)
            | (for | of | with | that)? content:(%d_topic)) ]] }
-- Another who is asked to do something else: "urged Peru to wait | and Chile to leave".
define "d_and_another" [[ (?<! @actor) ,? and (for)? (the? @actor %d_own_side?) to %d_plain ]]
local to_do = { any = pattern [[ << %d_inset (target:(%d_party) to content:([!%punct & !%q_clear & !that]{1,16}?) &%d_and_another
      | for? target:(%d_party | all of you | you (all | both)? | (all | both) the? [parties | sides] to the
          [conflict | agreement | dispute | convention | treaty | talks | war | accord]) ((that | who | which) [has | have | had | are | can | could | did | do]
          [!%punct & !to]{1,8} | who [!%punct & !to & !want & !wish & !seek & !need & !try & !refuse & !continue]{1,14})?
        (, [!%punct & !to & !%verb & !%aux]{1,7}){0,2} (on %d_weekday | on? @date | today | yesterday)? ,? (to %d_deeds | %d_not_to_do)
      | target:(%d_addressee | [donors | lenders | creditors | partners | allies | lawmakers | members | parliament | congress])
        ((for | on | over) !(%d_weekday | @date | the (margins | sidelines | phone)) content:(%d_topic) | content:((against | from) %d_topic))) ]] }
local to_do_only = { any = pattern [[ << (to %d_deeds | %d_not_to_do) ]] }
local to_them = [[ (to | toward | towards | on | upon | with | against) target:(%d_addressee) ((of | from) the? @country)? (%d_aim) content:(%d_gapped | %d_topic)
    | !from (%d_aim | to | toward | towards | that) content:(%d_topic) ]]
local asked_of = pattern([[ << ((to | on | upon | for) target:(%d_party) to %d_deeds | ]] .. to_them .. ")")
local of_noun = { pledge = pattern [[ << (to %d_deeds | (%d_aim | to | that) content:(%d_topic)) ]], urge = asked_of, invite = asked_of, support = pattern [[ <<
      (%d_aim | to | toward | towards | with | that) content:(%d_topic) ]], any = pattern("<< (" .. to_them .. ")") }
local of_clause = { urge = pattern [[ << ((for | on | upon | to) target:(%d_party) to content:(%d_plain [!%punct & !%q_clear & !that]{0,14}?)
        &(%q_finite !to | . | , | >) | [of | for | to | on] content:([!%punct & !%q_clear & !that & !which & !who]{1,14}?) &(%q_finite !to)) ]],
    any = pattern [[ << [of | for | to | over | about | on | at | with | in] content:([(!%punct | "$" | "€" | "£") & !%q_clear & !that & !which &
              !who]{1,14}?) &(%q_finite !to) ]] }

-- What stands right before a noun of a deed: a verb that carries it; an owner behind "and"; an owner, or "our", at the start of a clause.
local carried = pattern [[ head:([~end | ~close | ~conclude | ~open | ~begin | ~wind | ~wrap] [(!%punct | -) & !with]{0,12} with %d_owner
      | %d_message of | (~draw attention to | [~set | ~spell | ~lay] out) %d_owner
      | &[%verb | did | does | do] %d_light ((?<! [~reiterate | ~reaffirm | ~express | ~voice | ~renew | ~stress | ~underscore | ~affirm]) to?
          target:(%d_receiver) ((, | and | , and) to [!%punct & !%q_finite]{1,8}){0,3}
        | to (target:(%d_receiver) | (his | her | the) %adj? @country? %adj? [guest | host | counterpart | colleague | interlocutor | visitor]))?
        %q_for_whom? %d_owner ([greetings | regards | thanks | respects] and)?) (("\"" | "“") %d_strong ("\"" | "”") | ("\"" | "“")? %d_strong) >> ]]
-- "Please accept my condolences": it is given by being said.
local accepted = pattern [[ (please | kindly | [ask | beg] you to | may you | allow me to ask you to) accept head:((once again)? [my | our | the])
      %d_strong >> ]]
local second = pattern [[ (and | as well as | ,) head:(the? owner:@actor /^['’]s?$/ | home:([its | their | his | her | our] %d_own_side /^['’]s?$/)
      | [its | their | his | her | our]) %d_strong >> ]]
local whose = pattern [[ (<< | (?<= that | , | and | but)) head:(the? owner:@actor /^['’]s?$/) %d_strong >> ]]
local our_own = pattern [[ (<< | (?<= %q_open)) head:[my | our] %d_strong >> ]]
-- Before a feeling: "is deeply", or nothing.
local copula = pattern [[ head:[~be | ~remain | ~feel | ~stand | ~seem | /^['’](s|re|m)$/] (%d_aside | very | more | most | now){0,2}
      ([%adj | /ed$/] and %adv?)? >> ]]
local opening = pattern [[ (<< | %q_open) head:(%adv | and | %q_open) >> ]]

-- All other rules of acts: a deed that one of them has found is told already.
local after = {
    "announces", "announced-before", "travels", "decision-told", "underway", "sanctions", "being-done", "scheduled", "talks-about", "topic-of-talks",
    "were-the-topics", "on-the-agenda", "views-exchanged", "discussing-too", "agreement-reached", "was-praised", "by-agent",
    "noted-with-praise", "unacceptable", "is-welcome", "is-concerning", "it-is-regrettable", "out-of-question", "explores",
    "deems", "contrary-to", "would-like", "willing", "ready", "will", "vows", "bound", "committed", "stands", "promised", "promises-to", "readiness-of", "assured", "promises-that", "promised-by", "ready-for", "invited-by-letter", "concern-in-marks", "thank-in-marks", "praise-in-marks",
    "offered", "suggests", "insists-that", "insists-on-them", "proposes-to", "should", "needs-to", "should-be", "need-for", "necessary", "holds-responsible",
    "stands-by", "assured-support", "recognizes", "agrees", "discusses", "discussed", "condoles", "learns-with", "rejects", "invites", "affirms",
    "hopes", "would-do-well", "time-that", "up-to", "commands", "decides-list", "agrees-list", "pledges-list", "asks-list", "asked-to", "is-promised", "thing-promised", "protests-to-envoy", "envoy-protested", "tasks-with", "ultimatum", "decides-items", "puts-on-notice", "has-undertaken", "supporter-of", "in-agreement", "spends-discussing", "focus-of-talks", "talks-ahead", "is-to", "agreed-between", "signs", "neither-accepts", "never-will", "never-will-do",
}
local earlier = deeds.order(after)

local function lexical(id, spec, doc, match, examples)
    rule(id) { doc = doc, match = match, mark = deeds.lexical(spec), marks = "act", reads = acts.reads, after = earlier(id), examples = examples }
end

lexical("asks-of", { asks = true, behind = to_do }, "A verb of asking, who is asked, and what to do: 'Norway begged Peru to open its ports'.",
    [[ (?<! [%det & !all & !both & !those] | [%adj & !former & !latter] | of | /^['’]s$/ | /^(his|her|its|their|our|my)$/i | in | with | for | from | on)
       cue:((&[%verb | /[^s]s$/] | &@attribution[form=second]) deed:$askers) !(by | to | . | ,) ]], {
    { "Norway begged Peru to open its ports and to cut tariffs.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" }, { content = "cut tariffs" } } },
    { "Norway is late. Anna Keller of Norway thanked Peru and begged it to open the port.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru" } } },
    { "Norway begged Peru's President Hugo Brand not to close its ports and to cut tariffs.", expect = { { target = "Hugo Brand", content = "not to close its ports" }, { content = "cut tariffs" } } },
    { "Norway begged Peru's government never to close its ports.", expect = { { target = "Peru", content = "never to close its ports" } } },
    { "Norway begged all parties to the conflict to stop.", expect = { { addressee = "all parties to the conflict", content = "stop" } } },
    { "Norway begged all parties to stop.", expect = { { kind = "urge", actor = "Norway", target = false, addressee = "all parties", content = "stop" } } },
    { "Norway wants Peru to open its ports.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Norway begged Peru, Chile and the government of Oman to open their ports.", expect = { { kind = "urge", actor = "Norway", target = { "Peru", "Chile", "Oman" }, content = "open their ports" } } },
    { "Norway expects Peru to attack the port.", expect = {} },
    { "Norway wants the storm to end. Norway may beg Peru to open its ports.", expect = {} },
})

lexical("asked-by", { cue = true, agent = true, captures = { "agent", "target" }, asks = true, behind = to_do_only },
    "Who is asked, by whom, told in the passive: 'Peru was begged by Norway to open its ports'.",
    [[ target:(%d_object | the? @country %q_body) (has | have | had)? (is | are | was | were | been) %d_aside? being?
          cue:(&[/(ed|en|ld|ht)$/] (deed:$askers)) %d_inset by agent:(%d_agent) (on? @date)? &([not | never]? to) ]], {
    { "Peru was begged by Norway on Monday to open its ports, but refused.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Peru was told to open its ports.", expect = {} },
})

lexical("invited-by", { cue = true, agent = true, captures = { "agent", "target" }, about_before = true },
    "Where to somebody is invited, and by whom: 'Keller was invited to Lima by Brand'.",
    [[ target:(%d_object) (, [!,]{1,6} ,)? (has | have | had)? (is | are | was | were | been) (%d_aside | at once)? cue:(&invited deed:$askers)
          (to | for) content:([!%punct & !by]{1,8}) by agent:(%d_agent) ]], {
    { "Anna Keller was invited to Lima by Hugo Brand.", expect = { { kind = "invite", actor = "Hugo Brand", target = "Anna Keller", content = "Lima" } } },
    { "Anna Keller was invited to Lima.", expect = {} },
})

lexical("feels", { ways = {
        { before = copula, with_head = true, behind = felt },
        { before = opening, opens = true, fronted = true, behind = felt } } },
    "What somebody is or feels towards a thing: 'Norway is opposed to the plan', 'Alarmed by the attack, Norway …', '\"Grateful to Peru for its help,\" Keller wrote'.",
    [[ deed:$feelings ]], {
    { "Anna Keller said she was grateful to Hugo Brand for his help and to Peru.", expect = { { kind = "thank", actor = "Anna Keller", target = "Hugo Brand", content = "his help and to Peru" } } },
    { "Norway is uneasy about the plan.", expect = { { kind = "concern", actor = "Norway", content = "the plan" } } },
    { "Norway was deeply shocked by Peru's attack.", expect = { { kind = "concern", actor = "Norway", target = "Peru" } } },
    { "Norway was alarmed by the lack of funds for the mission.", expect = { { kind = "concern", content = "the lack of funds for the mission" } } },
    { "Anna Keller said that she had been impressed by the port.", expect = {} },
    { "Norway was shocked and saddened by the storm.", expect = { { kind = "concern", actor = "Norway", content = "the storm" } } },
    { "Norway is not uneasy about the plan.", expect = {} },
    { "Norway is encouraged that the President of Peru has opened a port.", expect = { { kind = "praise", content = "the President of Peru has opened a port" } } },
    { "Alarmed by the attack, Norway closed its ports.", expect = { { kind = "concern", actor = "Norway", content = "the attack" } } },
    { "\"Grateful to Peru for taking in our crews,\" Norway's Foreign Minister Anna Keller wrote.", expect = { { kind = "thank", actor = "Anna Keller", target = "Peru" } } },
    { "The ministers of Norway and Peru were unanimous in opening the port. The vote was unanimous.", expect = { { kind = "agree" } } },
    { "Alarmed by the attack, the crews left.", expect = {} },
})

lexical("voices", { captures = { "bearer" }, ways = {
        { before = carried, with_head = true, captures = { "owner", "home", "target" }, owned = true, behind = of_noun },
        { before = second, captures = { "owner", "home" }, owned = true, loose = true, behind = of_noun },
        { before = whose, with_head = true, captures = { "owner" }, owned = true, nominal = true, behind = of_clause },
        { before = our_own, with_head = true, ours = true, behind = of_noun },
        { before = accepted, with_head = true, ours = true, behind = of_noun } } },
    "The noun of a deed behind a verb that carries it ('issued an appeal for calm'), behind another such noun ('and its support for'), as a subject ('Norway's support for … is firm') or alone ('My condolences to').",
    [[ &([!%verb] | (?<= %adj) []) !(assurances of [my | our | his | her | its] %adj{0,3} [consideration | esteem | regard | respect | friendship])
          deed:$deed_nouns (((?<= %d_held) of | (?<= [invitation | appeal | request | congratulations | condolences | thanks]) from) (the | both)?
            (bearer:@actor | bearer:@country[adjective] (%q_body | %d_own_side) | [government | people] of the? bearer:@country
            | !@actor %q_before_name{1,6}? bearer:@person | @country %q_before_name{1,6}? bearer:@person) (and the? @country %q_body)?
          | (and | or) %adj{0,2} $deed_nouns)? ("\"" | "”")? %d_inset &(to | %d_aim | toward | towards | that) ]], {
    { "Anna Keller conveyed the condolences of King Ole Lund to Hugo Brand over the storm.", expect = { { kind = "condole", actor = "Ole Lund", target = "Hugo Brand", content = "the storm" } } },
    { "Anna Keller conveyed Prime Minister Ole Lund's gratitude to Peru for its help.", expect = { { kind = "thank", actor = "Ole Lund", target = "Peru" } } },
    { "Anna Keller conveyed an invitation from Prime Minister Ole Lund to Hugo Brand to visit Oslo.", expect = { { kind = "invite", actor = "Ole Lund", target = "Hugo Brand" } } },
    { "Anna Keller did not hide her concern at the storm. Norway made no secret of its displeasure at the vote.", expect = { { kind = "concern", actor = "Anna Keller", content = "the storm" }, { kind = "concern", actor = "Norway" } } },
    { "Anna Keller drew attention to the unacceptability of raids. Hugo Brand set out his concerns about famine.", expect = { { kind = "reject", actor = "Anna Keller", content = "raids" }, { kind = "concern", actor = "Hugo Brand", content = "famine" } } },
    { "Norway extended to Peru and to the families of the crew its condolences over the storm.", expect = { { kind = "condole", actor = "Norway", content = "the storm" } } },
    { "\"Please accept the assurances of my highest consideration,\" Anna Keller wrote.", expect = {} },
    { "Norway made the pledge at a conference in Lima. Peru made its request in a letter to the council.", expect = {} },
    { "Norway issued an urgent appeal for calm.", expect = { { kind = "urge", actor = "Norway", content = "calm" } } },
    { "Norway expressed its solidarity with Peru following the storm.", expect = { { kind = "support", target = "Peru", content = "Peru following the storm" } } },
    { "Norway lent its support to the plan.", expect = { { kind = "support", actor = "Norway", content = "the plan" } } },
    { "Norway sent Peru its congratulations on the vote.", expect = { { kind = "congratulate", actor = "Norway", target = "Peru", content = "the vote" } } },
    { "Norway made a commitment to lower its tariffs.", expect = { { kind = "pledge", actor = "Norway", content = "lower its tariffs" } } },
    { "Norway voiced \"deep alarm\" at the fighting.", expect = { { kind = "concern", actor = "Norway", content = "the fighting" } } },
    { "Norway reiterated its iron-clad support for Peru.", expect = { { kind = "support", actor = "Norway", target = "Peru" } } },
    { "Norway issued an appeal to Peru to open its ports.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Norway expressed deep worry about the fighting. Norway wound up the talks in Lima with a pledge to open its ports.", expect = { { kind = "concern", content = "the fighting" }, { kind = "pledge", actor = "Norway", content = "open its ports" } } },
    { "Anna Keller of Norway said that Norway had lodged a protest with Peru over the raid.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the raid" } } },
    { "Anna Keller called Hugo Brand to offer Norway's condolences over the storm. Hugo Brand of Peru spoke of his country's determination to open its ports.",
      expect = { { kind = "condole", actor = "Norway", content = "the storm" }, { kind = "pledge", actor = "Peru", content = "open its ports" } } },
    { "Norway's pledge of $5 million to Peru was late.", expect = { { kind = "pledge", actor = "Norway", target = "Peru", content = "$5 million to Peru" } } },
    { "Norway put up its supports. Norway may issue an appeal for calm.", expect = {} },
    { "Norway expressed its support for the vote and its concern about the storm.", expect = { { kind = "support" }, { kind = "concern", actor = "Norway", content = "the storm" } } },
    { "Anna Keller stressed the need for a vote and Norway's rejection of the tariff.", expect = { { kind = "reject", actor = "Norway", content = "the tariff" } } },
    { "Norway sent ships and its support was strong.", expect = {} },
    { "Norway's condemnation of the attack was swift.", expect = { { kind = "condemn", actor = "Norway", content = "the attack" } } },
    { "Norway's call for Peru to open its ports was heard.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "The crews know of Norway's condemnation of the attack.", expect = {} },
    { "\"My condolences to the families of the crew,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "condole", actor = "Anna Keller", content = "the families of the crew" } } },
    { "\"Our solidarity with Peru is unbroken,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "support", actor = "Norway", target = "Peru" } } },
    { "\"Please accept my condolences on the death of the captain,\" Norway's Foreign Minister Anna Keller wrote to Brand.", expect = { { kind = "condole", actor = "Anna Keller", content = "the death of the captain" } } },
    { "My condolences to the families were late. Norway sounded the alarm over famine.", expect = {} },
})

-- Where and when: "in the council on Thursday".
define "d_where" [[ ((in | at | during) [!%punct & !by]{1,6})? (on %d_weekday | today | yesterday | @date)? ]]
define "d_carried" [[ [expressed | voiced | conveyed | extended | offered | issued | made | given | launched | sent | raised | lodged | delivered
      | reaffirmed | reiterated | renewed | stated | registered | underlined | underscored | stressed | noted | handed | presented] ]]

local to_do_it = pattern [[ << %d_inset (to | that | for | of) content:(%d_topic) ]]
local behind_agent = { pledge = to_do_it, urge = to_do_it, any = pattern [[ << %d_inset (following | after | over | for | on | about | at) content:(%d_topic) ]] }

lexical("voiced", { by_last = true, about_before = "maybe", behind = of_noun, captures = { "agent", "target" },
    by_agent = { agent = true, about_before = "maybe", behind = behind_agent } },
    "The noun of a deed in the passive: by whom ('An invitation to visit Oslo was extended to Brand by Keller'), or by whoever spoke last, or the parties ('Satisfaction was expressed at the vote').",
    [[ (?<! no | without | little | any | no %adj) deed:$deed_nouns ((%d_aim | to) content:([!%punct & !%q_clear & !that]{1,14}?))?
          (was | were | is | has been | have been) %d_aside? %d_carried ((to target:(%d_party))? %d_where by agent:(%d_agent)
          | !by !((in | on | at | during) @date) &(to | %d_aim)) | (?<! no | without | little | any | no %adj) deed:$deed_nouns
          (for | over | about | with | to | on) content:([!%punct & !%q_clear & !that]{1,14}?) (was | were | is | has been | have been) %d_aside?
          %d_carried &(. | , | ;) ]], {
    { "An invitation to visit Oslo was extended to Hugo Brand by Anna Keller.", expect = { { kind = "invite", actor = "Anna Keller", target = "Hugo Brand", content = "visit Oslo" } } },
    { "Concern about the fighting was voiced by Norway and Chile.", expect = { { kind = "concern", actor = { "Norway", "Chile" }, content = "the fighting" } } },
    { "Unease at the vote was voiced in the council on Friday by Anna Keller.", expect = { { kind = "concern", actor = "Anna Keller", content = "the vote" } } },
    { "Sympathy was offered to Peru on Sunday by Anna Keller after the storm.", expect = { { kind = "condole", actor = "Anna Keller", target = "Peru", content = "the storm" } } },
    { "An invitation was found by Anna Keller.", expect = {} },
    { "Anna Keller met Hugo Brand. Great satisfaction was expressed at the vote.", expect = { { kind = "praise", content = "the vote" } } },
    { "Anna Keller met Hugo Brand. Deep concern was voiced over the fighting.", expect = { { kind = "concern", content = "the fighting" } } },
    { "Anna Keller met Hugo Brand. Gratitude was expressed for the help.", expect = { { kind = "thank", content = "the help" } } },
    { "Anna Keller met Hugo Brand. Support was voiced for the vote.", expect = { { kind = "support", content = "the vote" } } },
    { "The Holy Father received President Hugo Brand of Peru. Appreciation was expressed for the good relations between the Holy See and Peru.", expect = { { actor = { "Holy See", "Peru" } } } },
    { "Anna Keller met Hugo Brand. Support for the vote was reiterated.", expect = { { kind = "support", actor = { "Anna Keller", "Hugo Brand" }, content = "the vote" } } },
    { "Readiness was expressed by Norway to open its ports.", expect = { { kind = "pledge", actor = "Norway", content = "open its ports" } } },
    { "Anna Keller met Hugo Brand. Satisfaction was rare. Concern was voiced. No invitation was sent to Brand.", expect = {} },
})

rule "draws" {
    doc = "A deed that a thing draws, and from whom: 'the decision drew praise from Norway'.",
    match = [[ (?<! would | could | might | may | will | should | can | to | not | never) cue:((~draw | ~win | ~gain | ~earn | ~attract | ~provoke | ~prompt | ~spark | ~receive | ~secure | ~garner | ~obtain
            | ~accept &((an | the)? %adj? invitation) | [has | have | had]
              &(the? %adj{0,2} [support | backing | approval | blessing | consent | sympathy | solidarity]) | ~enjoy | met with)
            (the | an &(%adj? invitation) | a &(%adj invitation) | %adj){0,2} (and %adj)? deed:$deed_nouns)
          (to content:([!%punct & !%verb & !from]{1,8}))? (from | of) agent:(%d_agent)
          ((for | over) content:(%d_topic) | to content:([visit | attend | join | take | pay | come | speak | address | hold | participate]
              (!(%d_stop) [])*))? ]],
    reads = acts.reads, marks = "act", after = earlier "draws", mark = acts.given,
    examples = {
        { "The decision drew praise from Norway.", expect = { { kind = "praise", actor = "Norway", content = "The decision" } } },
        { "The plan has met with stiff opposition from Norway and Chile.", expect = { { kind = "reject", actor = { "Norway", "Chile" } } } },
        { "Anna Keller won the backing of Peru and received support from Chile.", expect = { { kind = "support", actor = "Peru", target = "Anna Keller" }, { kind = "support", actor = "Chile" } } },
        { "Anna Keller received an invitation to the fair in Lima from Hugo Brand.", expect = { { kind = "invite", actor = "Hugo Brand", target = "Anna Keller", content = "the fair in Lima" } } },
        { "Peru has the full backing of Norway in its dispute with Chile.", expect = { { kind = "support", actor = "Norway", target = "Peru" } } },
        { "Peru won praise from Norway for its patience.", expect = { { kind = "praise", actor = "Norway", target = "Peru", content = "its patience" } } },
        { "Anna Keller accepted an invitation from Hugo Brand to visit Lima.", expect = { { kind = "invite", actor = "Hugo Brand", target = "Anna Keller", content = "visit Lima" } } },
        { "The decision drew a crowd from Norway. The plan would win support from Peru.", expect = {} },
    },
}

lexical("does", { behind = about, alike = true }, "A verb of a deed and what it is done about: 'Norway extolled the crews', 'Norway blasted Peru for the delay'.",
    [[ (?<! [%det & !all & !both & !those] | [%adj & !former & !latter] | of | /^['’]s$/ | /^(his|her|its|their|our|my)$/i | in | with | for | from
          | on) cue:((&[%verb | %aux | /[^s]s$/ | congratulating] | < &[/ing$/] | &@attribution[form=second]) deed:$deeds)
          !(to %d_plain | by | out | down | off | away | . | ;) | (?<= in) cue:(&[/ing$/] deed:$deeds) !(. | ;) ]], {
    { "A Norwegian newspaper blasted Peru. A Norwegian court condemned the man to death. Norway extols neither the plan nor the vote.", expect = {} },
    { "Norway condemns and denounces the raid.", expect = { { kind = "condemn", content = "the raid" } } },
    { "Norway had condemned the raid.", expect = {} },
    { "Norway welcomed Peru last week.", expect = { { kind = "praise", content = "Peru" } } },
    { "We condemn the raid on our consulate.\n\nNorway will continue its struggle.", expect = { { kind = "condemn", actor = "Norway" } } },
    { "I thank Peru for its help.\n\nMinister of Trade Anna Keller", expect = { { kind = "thank", actor = "Anna Keller", target = "Peru" } } },
    { "\"I've been criticised for this,\" Anna Keller said.", expect = {} },
    { "Lao Prime Minister Kham Souk said: \"Peru has a port. We continue to back the vote.\"", expect = { { kind = "support", actor = "Laos", content = "the vote" } } },
    { "Norway joined Chile in thanking Peru for its help. Norway is slow in thanking Peru for its ships.", expect = { { kind = "thank", actor = "Norway", target = "Peru", content = "its help" } } },
    { "Norway asks Peru for tools for protecting and defending its crews. President Brand of Peru, backed in arms and in words by Norway, slept.", expect = {} },
    { "He was held after the deadly Norway embassy blasts in Peru. Norway extended its previously announced offer for the port.", expect = {} },
    { "Let me begin by congratulating Peru on the vote, Norway's Prime Minister Anna Keller said.", expect = { { kind = "congratulate", actor = "Anna Keller", target = "Peru" } } },
    { "Norway has been among those condemning the attack. Peru is one of the countries opposing the plan.", expect = { { kind = "condemn", actor = "Norway" }, { kind = "reject", actor = "Peru" } } },
    { "Anna Keller, who commended Peru for hosting the crews, said the port was closed.", expect = { { kind = "praise", actor = "Anna Keller", target = "Peru", content = "hosting the crews" } } },
    { "Anna Keller of Norway welcomed the Prime Minister of Peru. She welcomed the Prime Minister's restraint.", expect = { { kind = "praise", content = "the Prime Minister's restraint" } } },
    { "Norway welcomed 3,000 refugees. Norway welcomed thousands of Peruvians. Anna Keller welcomed the visiting delegation at the airport. Norway welcomed a record number of tourists.", expect = {} },
    { "Norway welcomed the return of refugees. Anna Keller welcomed the delegation's efforts.", expect = { { kind = "praise", content = "the return of refugees" }, { content = "the delegation's efforts" } } },
    { "Norway extolled the crews of Peru.", expect = { { kind = "praise", actor = "Norway", target = "Peru", content = "the crews of Peru" } } },
    { "Norway called for Peru to open its ports. Norway praised Peru for its restraint and Chile for its ships.",
      expect = { { kind = "urge", target = "Peru", content = "open its ports" }, { kind = "praise", target = "Peru", content = "its restraint" } } },
    { "Anna Keller, who on Monday condemned the raid, left. With Norway condemning the raid, Peru left.", expect = { { actor = "Anna Keller", content = "the raid" }, { actor = "Norway", content = "the raid" } } },
    { "Norway, together with Chile and Peru, condemned the raid.", expect = { { actor = { "Norway", "Chile", "Peru" }, content = "the raid" } } },
    { "Norway opposes any new tariff.", expect = { { kind = "reject", actor = "Norway", content = "any new tariff" } } },
    { "Norway denied, in answer to a question, that the port was closed.", expect = { { kind = "reject", actor = "Norway", content = "the port was closed" } } },
    { "Anna Keller cautioned, however, that the money was gone.", expect = { { kind = "warn", content = "the money was gone" } } },
    { "Praising Peru for its restraint, Anna Keller left.", expect = { { kind = "praise", actor = "Anna Keller", target = "Peru", content = "its restraint" } } },
    { "Norway has sharply rebuked Peru for closing its ports.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "closing its ports" } } },
    { "Norway handed a note of protest to Peru over the arrests.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the arrests" } } },
    { "Anna Keller dismissed as \"baseless\" the claim that Norway had spied on Peru.", expect = { { kind = "reject", actor = "Anna Keller", content = "the claim that Norway had spied on Peru" } } },
    { "Norway protested to Peru over the delay.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the delay" } } },
    { "Anna Keller spoke for an hour, castigating Peru for the delay.", expect = { { kind = "condemn", actor = "Anna Keller", target = "Peru", content = "the delay" } } },
    { "Anna Keller took the floor to castigate the council.", expect = { { kind = "condemn", actor = "Anna Keller" } } },
    { "Norway saw them extol the crews. Norway explored the coast.", expect = {} },
    { "Norway and Peru condemn the attack, urge restraint and thank Chile for its help.", expect = { { kind = "condemn", actor = { "Norway", "Peru" } }, { kind = "urge" }, { kind = "thank", actor = { "Norway", "Peru" }, target = "Chile" } } },
    { "Norway no longer supports the plan. Norway never urged Peru to leave. Neither Norway nor Peru condemned the attack. Norway would have condemned it.", expect = {} },
    { "Critics of Norway condemned the attack; Peru's opposition and Chile's allies did, too.", expect = {} },
    { "It is not true that Norway condemned Peru; nobody in Chile supports the plan.", expect = {} },
    { "\"Good talk with Peru. Congratulated them on the vote,\" Norway's Foreign Minister Anna Keller posted.", expect = { { kind = "congratulate", actor = "Anna Keller" } } },
    { "The crews were extolled. Norway may extol the crews. The port was rebuked by the sea.", expect = {} },
    { "Norway warned Peru and Chile that it would close the port.", expect = { { kind = "warn", target = { "Peru", "Chile" }, content = "it would close the port" } } },
    { "Norway warned Peru's President Hugo Brand of a storm. Norway warned Peru's government over the raid. Norway warned Peru's army was near.",
      expect = { { kind = "warn", target = "Hugo Brand", content = "a storm" }, { target = "Peru", content = "the raid" }, { content = "Peru's army was near" } } },
    { "Norway accused Prime Minister Hugo Brand of spying.", expect = { { kind = "condemn", actor = "Norway", target = "Hugo Brand", content = "spying" } } },
    { "Norway commends the Peruvian government and President Ana Cruz of Chile for the vote.", expect = { { kind = "praise", target = { "Peru", "Ana Cruz" }, content = "the vote" } } },
    { "Norway rejected the claims of Peru, Chile and Oman. Norway denied that Peru was behind the raid.", expect = { { kind = "reject", target = { "Peru", "Chile", "Oman" } }, { kind = "reject", target = false } } },
    { "Norway condemned the raid on Chile by Peruvian ships.", expect = { { kind = "condemn", actor = "Norway", target = "Peru" } } },
    { "Norway blamed the Peruvian side.", expect = { { kind = "condemn", actor = "Norway", target = "Peru" } } },
    { "Hugo Brand met Anna Keller in Lima. \"I thank you for your help in Chile,\" Hugo Brand said.", expect = { { kind = "thank", actor = "Hugo Brand", target = "Anna Keller" } } },
    { "\"Minister Brand, I congratulate you on the vote,\" Norway's Foreign Minister Anna Keller said. Hugo Brand of Peru left.", expect = { { kind = "congratulate", actor = "Anna Keller", target = "Hugo Brand" } } },
    { "Norway praised the crews at a press conference in Oslo. Norway thanked Peru on Twitter for its help.", expect = { { kind = "praise", content = "the crews" }, { kind = "thank", target = "Peru", content = "its help" } } },
    { "\"I congratulate you on your election as President of the General Assembly,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "congratulate", target = false } } },
    { "Norwegian Foreign Minister Anna Keller warned that Norway would close the port unless Peru pays. Anna Keller warned that Chile would lose.",
      expect = { { kind = "warn", target = false, content = "Norway would close the port", condition = "unless Peru pays" }, { kind = "warn", target = "Chile" } } },
    { "Norway thanked Peru for what Anna Keller called \"a great help\".", expect = { { kind = "thank", target = "Peru", content = "what Anna Keller called \"a great help\"" } } },
    { "Norway charged that the port is old.", expect = {} },
})

lexical("gapped", { second = true, captures = { "target", "content" }, about_before = true },
    "A second receiver of thanks or praise, with a reason of its own: 'thanked Peru for hosting and Chile for mediating'.",
    [[ (&[~thank | ~congratulate | ~praise | ~commend | ~salute | ~applaud | ~credit | ~criticise | ~criticize | ~condemn | ~blame | ~denounce
            | ~accuse] deed:$deeds) %d_party (for | on | upon) %d_gapped ,? and
          target:(the? @actor %d_own_side? ((, | and | , and) the? @actor %d_own_side?){0,3}) ("(" [] ")")? (for | on | upon) content:(%d_topic) ]], {
    { "Norway thanked Peru for hosting the talks and Chile for mediating.", expect = { { kind = "thank", actor = "Norway", target = "Chile", content = "mediating" } } },
    { "Norway thanked Peru for its work with Chile and for its help. Norway carried Peru for an hour and Chile for two.", expect = {} },
})

lexical("gapped-asked", { asks = true, second = true, captures = { "target", "content" }, about_before = true },
    "Another who is asked to do something else: 'urged Peru to wait and Chile to leave'.",
    [[ (?<! %det | of | /^['’]s$/ | by) (&[%verb | /[^s]s$/] deed:$askers) %d_party to [!%punct & !%q_clear & !that]{1,16}? (?<! @actor) ,? and (for)?
          target:(the? @actor %d_own_side?) to content:(%d_deed) ]], {
    { "Norway urged Peru to show restraint and Chile to withdraw its ships.", expect = { { kind = "urge", actor = "Norway", target = "Chile", content = "withdraw its ships" } } },
    { "Norway urged Peru to meet Chile and to withdraw its ships. Norway urged Peru to help Kenya and Chile to rebuild.", expect = {} },
})

lexical("gapped-noun", { cue = true, second = true, owned = true, captures = { "target", "content", "owner", "home" }, about_before = true },
    "The same behind a noun: 'expressed its gratitude to Peru for hosting and to Chile for mediating'.",
    [[ cue:(&[%verb] %d_light %d_owner %d_strong (&[gratitude | thanks | appreciation | congratulations | condolences | sympathy | praise]
              deed:$deed_nouns)) to %d_addressee (for | on | over) %d_gapped ,? and to target:(the? @actor %d_own_side?) (for | on | over)
          content:(%d_topic) ]], {
    { "Norway expressed its gratitude to Peru for hosting the talks and to Chile for mediating.", expect = { { kind = "thank", actor = "Norway", target = "Chile", content = "mediating" } } },
    { "Norway expressed its gratitude to Peru for its help and to Chile.", expect = {} },
})
