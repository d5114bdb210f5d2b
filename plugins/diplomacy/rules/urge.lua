-- urge.lua - somebody is asked, or told, to do something.

local acts = include "acts.lua"
local wants = { kind = "urge", finite = true }
local says = { kind = "urge", speaker_acts = true }

define "u_asked" [[ both? the? [@country | @organization | @person | @collective]{1,6} %d_own_side?
      (and the? [@country | @organization | @person]{1,6} %d_own_side?)? ]]
-- "Suggested that Peru back the vote": words that are seldom tagged as verbs.
define "u_back" [[ [$plain_behind_to] &[%det | %adj | %propn | its | their | his | her | our] (!(%d_stop) [])* ]]

acts.rule("suggests", wants, "What is suggested, sought or expected of somebody: 'suggested a pause', 'sought Peru's help'.",
    [[ (?<! /^['’]s?$/ | the | an | a | his | her | its | their | our | this | any)
          cue:(~suggest !(that? %u_asked %d_aside? (%d_plain | $plain_behind_to)) !(that | [it | he | she | they | there | we | this]
            | [!%punct]{1,6}? [is | are | was | were | would | could | will | had | has | have | do | does | did | might | may])
          | ~suggest &(that ...!(; | . | ,) (should | be | could)) | suggested !(that %u_asked %d_aside? (%d_plain | $plain_behind_to))
            &(that [!%punct & !would & !will & !is & !was & !has & !had & !were & !are & !may & !might]{1,6}? %d_plain)
          | (?<! would | will | to | shall) ~seek &((the? @actor /^['’]s?$/ | the | their | his | her | its | an | a)? %adj{0,2}
              [support | assistance | help | cooperation | clarification | clarifications | backing | intervention | release | mediation | explanation
              | apology | guarantees | assurances]) | [expect | expects] &([a | an | the | its | their]? %adj{0,2}
              [apology | explanation | clarification | compensation | accountability | restraint | compliance | answer | reply])
          | [expect | expects | expected] &([!%punct & !that & !%q_finite]{1,8}? from)) !(to | at | in | during | on | by | last | from | after | before | when | while) that?
          content:(%d_topic) ]], {
    { "Norway suggested a pause in the talks.", expect = { { kind = "urge", actor = "Norway", content = "a pause in the talks" } } },
    { "\"We expect an apology,\" said Norwegian Foreign Minister Anna Keller. Norway expects rain.", expect = { { kind = "urge", actor = "Anna Keller", content = "an apology" } } },
    { "Norway sought an explanation from Peru.", expect = { { kind = "urge", actor = "Norway", target = "Peru" } } },
    { "Anna Keller suggested that Peru was late. Norway sought shelter. Anna Keller suggested sailors do not sleep.", expect = {} },
})

acts.rule("insists-that", wants, "A demand told by a bare verb: 'insisted that the fund be open to all and that fees be cut'.",
    [[ cue:[~insist | ~demand | ~ask | ~request | ~urge | ~require | ~recommend | ~propose | ~suggest] [only | simply | merely | just]? that
          content:((he | she | it | they | we | [!%punct & !%q_clear & !be & !that]{1,10}?) be ...!(%d_stop | and that))
          (and that content:([!%punct & !%q_clear & !be & !that]{1,10}? be ...!(%d_stop | and that)))? &(%d_stop | and that | >) ]], {
    { "Norway insisted that the fund be open to all and that fees be cut.", expect = { { kind = "urge", actor = "Norway", content = "the fund be open to all" }, { content = "fees be cut" } } },
    { "Anna Keller asked that he be given access to a doctor.", expect = { { kind = "urge", actor = "Anna Keller", content = "he be given access to a doctor" } } },
    { "Norway insisted that the fund is open.", expect = {} },
})

acts.rule("insists-on-them", wants, "The same of a party and any verb: 'insisted that Peru pay', 'proposed the two sides meet'.",
    [[ cue:([~insist | ~demand | ~ask | ~request | ~urge | ~require | ~recommend | ~propose | suggested | suggesting] [only | simply | merely | just]? that
            | [~demand | ~recommend | ~propose | suggested | suggesting])
          content:(target:%u_asked %d_aside? !be (%d_deed | %u_back)) (%d_join (?<! to) content:(%d_deed))* ]], {
    { "Norway requested that the Peruvian side withdraw the ship, refrain from any raid, and pay for the damage.",
      expect = { { target = "Peru", content = "the Peruvian side withdraw the ship" }, { target = "Peru", content = "refrain from any raid" }, { target = "Peru", content = "pay for the damage" } } },
    { "Norway insisted that Peru pay for the damage.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "Peru pay for the damage" } } },
    { "Norway asked that Peru release the crew. Anna Keller suggested that Peru back Norway's bid.", expect = { { target = "Peru" }, { actor = "Anna Keller", content = "Peru back Norway's bid" } } },
    { "Anna Keller of Norway met Hugo Brand of Peru. Keller proposed the two countries open their markets and increase the exchange of crews.",
      expect = { { actor = "Anna Keller", content = "the two countries open their markets" }, { content = "increase the exchange of crews" } } },
    { "Norway insisted that Peru paid. Norway suggested Peru paid. Anna Keller proposed Peru as host.", expect = {} },
})

acts.rule("wants-done", { kind = "urge", finite = true }, "What somebody wants to be done: 'wants the permits issued'.",
    [[ cue:[want | wants | wanted] content:((the | its | their | his | her | all | those | @actor /^['’]s?$/) [(%noun | %adj | %propn | %num) & !%verb]{1,4}
          ([/ed$/ & %verb] | back [in | at | on]) (!(%d_stop) [])*) ]], {
    { "Norway wants the permits issued at once.", expect = { { kind = "urge", actor = "Norway", content = "the permits issued at once" } } },
    { "Norway wants the port. Anna Keller wanted the crew.", expect = {} },
})

acts.rule("ultimatum", { kind = "urge", finite = true, asks = true },
    "A time that somebody is given to do something: 'gave Peru until March to repeal the law', 'gave them 48 hours to leave'.",
    [[ cue:([gave | gives | given | giving] target:(the? @actor %d_own_side? | them | him | her)
            (until [!%punct & !to]{1,6} | (%num | a | two | three) (more)? [hours | days | weeks | months | year | years])) to %d_deeds ]], {
    { "Norway gave Peru until March to repeal the law.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "repeal the law" } } },
    { "Anna Keller gave Peru 48 hours to free the crew and to withdraw its ships.", expect = { { target = "Peru", content = "free the crew" }, { content = "withdraw its ships" } } },
    { "Norway gave Peru a ship to sail.", expect = {} },
})

acts.rule("tasks-with", wants, "A task that is given: 'tasked its envoys with drafting a plan'.",
    [[ cue:[~task | mandated] target:(%d_party) with content:([/ing$/ & %verb] %d_topic) ]], {
    { "Norway tasked Peru with drafting a plan.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "drafting a plan" } } },
    { "Norway came with ships.", expect = {} },
})

acts.rule("proposes-to", wants, "A proposal to do something: 'proposed to open a school'.",
    [[ cue:(~propose | ~suggest) to %d_deeds ]], {
    { "Norway proposed to open a school.", expect = { { actor = "Norway", content = "open a school" } } },
    { "Norway proposed a school.", expect = {} },
})

acts.rule("should", says, "What a party should do: the one who says so urges, the party is the target.",
    [[ (?<! "I") (?<! this | there | one) cue:[should | must | ought] to?
          !(%d_adverb{0,2} have %adv? [%verb | been | had | never] | %d_adverb{0,2} be
          | %d_adverb{0,2} have (%det | %adj){0,3} [impact | effect | effects | bearing | influence | consequences | repercussions | implications]
          | (?<= should) %d_adverb{0,2} [become | attract | report | outstrip | outperform | underperform | outweigh | endanger | jeopardize
            | jeopardise | affect | hurt | harm | hamper | impede | distort | delay | cause | rise | grow | fall | improve | average | exceed
            | recover | rebound | benefit | suffice | matter | cost | last | total]
          | (?<= should) %d_adverb{0,2} ([result | end] in | get (a | due | some | full)? [boost | lift | credit] | lead to | bring about | translate into | come as | pay off | prove)) %d_aside{0,2}
          %d_deeds ]], {
    { "Peru should open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "Peru should not close its ports, Anna Keller said.", expect = { { target = "Peru", content = "not close its ports" } } },
    { "Anna Keller said she did not think that Peru should close its ports.", expect = { { target = "Peru", content = "close its ports", polarity = "negative" } } },
    { "Peru should have opened its ports, Anna Keller said.", expect = {} },
    { "The visit should result in more trade, Anna Keller said. The port should prove useful, she said. A delay should not endanger the port, she said.", expect = {} },
    { "We, the Foreign Ministers of the Salt Union, condemn the raid. The army must show restraint. We must act.", expect = { { actor = "Salt Union", content = "show restraint" } } },
    { "Peru should open its ports. Anna Keller said that there should stand a port.", expect = {} },
    { "Anna Keller said the vote should not have a major impact on Peru. Anna Keller said she had not decided when Peru should open its ports.", expect = {} },
})

local of_party = pattern [[ (@actor | we | they | both | all | everyone | everybody | nobody
      | [community | parties | sides | states | countries | nations | members | government | governments | authorities | leaders | leadership
        | partners | donors | world | people | powers | economies | emitters | polluters | businesses | companies | firms | banks | institutions
        | employers | producers | platforms | lawmakers | politicians | forces | rebels | council | commission | ministers | side | regime | others])
      (/^['’]s?$/ [!%punct]{1,2})? (, ...!(,) ,)? ("(" [] ")")? [%adv | also | now | first | all | both | %cap]{0,3} >> ]]

local he_needs = pattern [[ [he | she | it | they] %adv? >> ]]
local it_says = pattern [[ (say | says | said) that? (it | they) %adv? >> ]]

-- "She said she had to wait": who says so asks nobody.
local function of_speaker(match, doc)
    local before = match.cue:before(4)
    if before and before:has(it_says) then return true end
    before = match.cue:before(2)
    local who = before and before:has(he_needs) and before:first "anaphor"
    local statement = who and doc:at(match.cue, "statement")[1]
    local speaker = statement and statement.speaker[1]
    return speaker and (speaker.entity or speaker) == who.entity or false
end

-- Who needs to do it is told: a party, "we", a community; "the votes needed to win" ask nobody.
local function needed_of_party(match, doc)
    if of_speaker(match, doc) then return nil, "who says so needs it" end
    local content = match.content
    local done = type(content) == "table" and getmetatable(content) ~= "span" and content[1] or content
    if done.text:find "^be %l+ed%f[%A]" then return true end
    local before = match.cue:before(9)
    if not before or not before:has(of_party) then return nil, "no party is told to need it" end
    return true
end

acts.rule("needs-to", { kind = "urge", speaker_acts = true, check = needed_of_party }, "'needs to', 'has to', and what a party must do.",
    [[ (?<! you | "I" | what | that | which | who | not | funds | money | resources | steps | measures | time | support | investment | capital | tools
          | reforms | efforts | work | conditions | would | will | may | might | could | can | n't | to | do | does | did | only | /^['’](ll|d)$/)
          cue:([(need | needs | needed) & %verb] to | has to | have to | had to)
          !([say | admit | confess | wonder | ask | tell | remember | acknowledge] | do [is | was]) %d_deeds ]], {
    { "\"Large emitters need to do much more,\" Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", content = "do much more" } } },
    { "Anna Keller said that Peru needs to open its ports.", expect = { { actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "Peru needs ports. Anna Keller said she had to wait for the ship.", expect = {} },
    { "The United Nations said it needs to cut its costs. The crews met on Monday. They have to leave, they said.", expect = {} },
    { "Anna Keller told the crew what needs to be done, and that the funds needed to build it are there.", expect = {} },
})

acts.rule("should-be", says, "What should be done, by whomever: the whole clause is asked for.",
    [[ cue:([should | must] | (?<! we | "I" | you | not) [have | has] to &(be [/(ed|en|ld|pt|id|de|ut|et)$/]))
          !(not? be /ing$/ | not? be [about | around | approximately | roughly] %num
          | be (%adv? enough | plenty of | ample) (?<= there [should | must] be []{1,2}) | be no %adj? [concern | surprise | problem | trouble | harm | difficulty | doubt | mistake | mistaking | misunderstanding]
          | not? be [honoured | honored | pleased | glad | grateful | obliged | delighted | happy] (to | if)
          | not? be [nice | good | fine | easy | expected | noted | remembered | recalled | emphasized | emphasised | stressed | mentioned | pointed
            | said]) content:((not | never)? be (!(%d_stop | and that) [])*) ]], {
    { "\"We don't think there should be a vote,\" Anna Keller said. \"There should be no problem with that.\"", expect = { { content = "be a vote", polarity = "negative" } } },
    { "Aid convoys have to be let in, Anna Keller said.", expect = { { actor = "Anna Keller", content = "Aid convoys have to be let in" } } },
    { "The ports should be opened, Anna Keller said.", expect = { { actor = "Anna Keller", content = "The ports should be opened" } } },
    { "Anna Keller said that talks should be resumed and that the ports of Peru must be opened.", expect = { { content = "talks should be resumed" }, { content = "the ports of Peru must be opened" } } },
    { "Peru must be heard, Anna Keller said.", expect = { { actor = "Anna Keller", target = false, content = "Peru must be heard" } } },
    { "The ports are open, Anna Keller said.", expect = {} },
    { "\"I should be honoured to greet the crew,\" Anna Keller said.", expect = {} },
    { "Anna Keller said that a new effort to cut costs will have to be made. She said that all the shares it issued should be returned.",
        expect = { { content = "a new effort to cut costs will have to be made" }, { content = "all the shares it issued should be returned" } } },
    { "Anna Keller said that there should be plenty of time and enough ships.", expect = {} },
    { "It should be noted that the ports are open, and Anna Keller said how much should be paid.", expect = {} },
    { "Anna Keller said the port should be about 300 metres long, and that she had discussed when ports should be opened.", expect = {} },
})

acts.rule("need-for", wants, "The need for a thing, told of: 'stressed the need for a vote'.",
    [[ cue:([~stress | ~emphasize | ~emphasise | ~underline | ~underscore | ~highlight | ~note | ~reiterate | ~reaffirm | ~affirm | ~recall | ~express
            | ~mention | ~recognise | ~recognize | ~point | ~acknowledge | ~insist | ~articulate] (on | upon | to | out)? [the | an | a]
            %q_open? (%adj | %adv){0,2} (need | necessity | urgency | imperative) %q_close?) (((for | of) target:(%d_party))? to %d_deeds
          | (for | of) content:(%d_topic)) ]], {
    { "Norway stressed the urgent need for a vote.", expect = { { actor = "Norway", content = "a vote" } } },
    { "Anna Keller stressed the \"urgent need\" for a vote.", expect = { { actor = "Anna Keller", content = "a vote" } } },
    { "Norway stressed the need for Peru to open its ports.", expect = { { actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Norway stressed the need to open the ports and to cut tariffs.", expect = { { content = "open the ports" }, { content = "cut tariffs" } } },
    { "The need grew.", expect = {} },
})

local stressed = pattern [[ [~stress | ~emphasize | ~emphasise | ~underline | ~underscore | ~highlight | ~reiterate | ~reaffirm | ~affirm | ~note]
      ...!(; | .) >> ]]

acts.rule("and-need", { kind = "urge", speaker_acts = true, check = function(match)
    local before = match:before(40)
    return before ~= nil and before:has(stressed), "nobody stresses it"
end }, "A need behind another thing that is stressed: 'stressed Norway's rejection of the tariff and the need for talks'.",
    [[ (?<= and) cue:(the %adj{0,2} [need | necessity | urgency]) (((for | of) target:(%d_party))? to %d_deeds | (for | of) content:(%d_topic)) ]], {
    { "Norway stressed its rejection of the tariff and the need for Peru to open its ports.", expect = { { actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Norway stressed the role of trade and the urgent need for a vote.", expect = { { actor = "Norway", content = "a vote" } } },
    { "Norway saw the storm and the need for ports.", expect = {} },
})

local was = pattern [[ was ]]

-- "It was necessary to close the port" tells what was done; said of by others it asks.
local function is_asked(match, doc)
    local statement = match.cue:has(was) and doc:at(match.cue, "statement")[1]
    return not statement or statement.mode ~= "direct", "what was necessary is told"
end

acts.rule("necessary", { kind = "urge", speaker_acts = true, check = is_asked }, "What is said to be necessary: 'it is necessary to open the ports'.",
    [[ cue:(it (is | was | remains | would be | will be) (%adv | high | absolutely)?
            (necessary | imperative | urgent | essential | indispensable | vital | crucial | critical | time | incumbent (on | upon)? &for))
          (to %d_deeds | (for target:(%d_party) to %d_deeds) | that content:(%d_topic)) ]], {
    { "Anna Keller said that it was urgent to open the ports.", expect = { { content = "open the ports" } } },
    { "Anna Keller said that it was necessary to open the ports.", expect = { { kind = "urge", actor = "Anna Keller", content = "open the ports" } } },
    { "It is time for Peru to open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "It was necessary to open the ports. \"It was necessary to open the ports,\" Anna Keller said.", expect = {} },
})

