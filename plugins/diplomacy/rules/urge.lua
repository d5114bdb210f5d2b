-- urge.lua - somebody is asked, or told, to do something.

local acts = include "acts.lua"
local asks = { kind = "urge", asks = true, finite = true }
local wants = { kind = "urge", finite = true }
local says = { kind = "urge", speaker_acts = true }

acts.rule("urges", asks, "A verb of asking, who is asked, and what to do: 'called on Peru to open its ports'.",
    [[ cue:((~call | ~appeal) (on | upon | to) | ~urge | ~encourage | ~ask | ~request | ~press | ~advise | [reminded | directed | tasked] | ~implore | ~exhort | ~instruct) target:(%d_party) ,? to %d_deeds
     | (cue:(~expect) target:([]{0,5}? @actor ("(" [] ")" | "*")? (,? and the? @actor ("(" [] ")" | "*")?)?) | (?<= we | "I") cue:expect target:(%d_party)) to !(%d_adverb? [be | become | start | begin | grow | rise | fall | remain | have | reach | complete | close | make | post | report | win | lose | face]) %d_deeds ]], {
    { "Norway called on Peru to open its ports and to cut tariffs.",
      expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" }, { content = "cut tariffs" } } },
    { "Norway called on Peruvian companies to cut their prices.", expect = { { kind = "urge", actor = "Norway", target = false } } },
    { "Norway called Peru.", expect = {} },
    { "Norway supports the vote and calls on all parties to open the ports. Norway expects trade to grow.", expect = { { actor = "Norway", content = "open the ports" } } },
    { "Norway is also calling on Peru to open its ports.", expect = { { actor = "Norway", target = "Peru" } } },
})

acts.rule("presses-for", asks, "What is pressed for, of whom: 'called for Peru to open its ports'.",
    [[ cue:((~press | ~push | ~call | ~appeal) for) target:([]{0,4}? @actor) to %d_deeds ]], {
    { "Norway pressed for Peru to open its ports.", expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Norway called for a vote.", expect = {} },
})

acts.rule("calls-for", wants, "A verb of asking and what is asked for: 'called for an early vote', 'proposed that …'.",
    [[ !((?<= by | of | very | most | some | more | with | is | are | was) encouraging) (?<! /^['’]s?$/ | the | an | a | his | her | its | their | our | this | any) cue:(~call (for | %adv for) | made an appeal for | ~advocate for? | ~solicit | (~press | ~push | ~plead) for | ~ask that !([!%punct & !%q_clear & !be]{1,10}? be) | ~demand !(that [!%punct & !%q_clear & !be]{1,10}? be) | ~propose !(that [!%punct & !%q_clear & !be]{1,10}? be) | ~request | ~suggest !(that | [it | he | she | they | there | we | this] | [!%punct]{1,6}? [is | are | was | were | would | could | will | had | has | might | may]) | ~suggest &(that ...!(; | . | ,) (should | be | could)) | suggested &(that [!%punct & !would & !will & !is & !was & !has & !had & !were & !are & !may & !might]{1,6}? %d_plain) | ~recommend | ~appeal for | ~ask for | ~join (in)? (the | his | her | their)? [call | calls | appeal] (of the? @actor | by the? @actor)? for | ~seek &(the? @actor /^['’]s?$/ | (the | their | his | her | its)? %adj{0,2} [support | assistance | help | cooperation | clarification | clarifications | backing | intervention | release | mediation | explanation]) | (~urge | ~encourage) !([us | me | them | him | her | you | it]) | ~insist on | [expect | expects | expected] &([!%punct & !that & !%q_finite]{1,8}? from)) !(%d_party to) !(to | at | in | during | on | by | last | from) that? content:(%d_topic) ]], {
    { "Norway called for an early vote.", expect = { { actor = "Norway", content = "an early vote" } } },
    { "Anna Keller suggested that Peru was late. The news encourages us. Norway was moved by encouraging news.", expect = {} },
    { "Anna Keller sent a letter in which she requests a vote.", expect = { { actor = "Anna Keller", content = "a vote" } } },
    { "Anna Keller urged Peru to vote.", expect = {} },
})

acts.rule("insists-that", wants, "A demand told by a bare verb: 'insisted that the fund be open to all and that fees be cut'.",
    [[ cue:[~insist | ~demand | ~ask | ~request | ~urge | ~require | ~recommend | ~propose | ~suggest] that content:([!%punct & !%q_clear & !be & !that]{1,10}? be ...!(%d_stop | and that)) (and that content:([!%punct & !%q_clear & !be & !that]{1,10}? be ...!(%d_stop | and that)))? &(%d_stop | and that | >) ]], {
    { "Norway insisted that the fund be open to all and that fees be cut.", expect = { { kind = "urge", actor = "Norway", content = "the fund be open to all" }, { content = "fees be cut" } } },
    { "Norway insisted that the fund is open.", expect = {} },
})

acts.rule("call-told", { kind = "urge", owned = true }, "Somebody's call or proposal, told of: 'reiterated his country's call for a vote'.",
    [[ cue:((%d_voice | (~insist | ~dwell) on | ~recall | ~make | ~present | ~submit) (the? owner:@actor /^['’]s?$/ | home:([his | her | its | their | our] (country | government | nation | side | organization) /^['’]s?$/) | [his | her | its | their | an | the | a])? %d_strong [call | calls | appeal | demand | request | proposal | plea | expectation | insistence]) ((for | of | to | that) !(%d_party to) content:(%d_topic) | (on | upon | to | for) target:(%d_party) to %d_deeds) ]], {
    { "Anna Keller reiterated Norway's call for a vote.", expect = { { kind = "urge", actor = "Norway", content = "a vote" } } },
    { "Norway's Foreign Minister Anna Keller insisted on her country's proposal to hold a vote.", expect = { { actor = "Norway" } } },
    { "Anna Keller conveyed Norway's expectation that the ports be opened.", expect = { { kind = "urge", actor = "Norway", content = "the ports be opened" } } },
    { "Anna Keller heard the call for a vote. Norway met the expectation of many.", expect = {} },
})

acts.rule("proposes-to", wants, "A proposal to do something: 'proposed to open a school'.",
    [[ cue:(~propose | ~suggest) to %d_deeds ]], {
    { "Norway proposed to open a school.", expect = { { actor = "Norway", content = "open a school" } } },
    { "Norway proposed a school.", expect = {} },
})

acts.rule("should", says, "What a party should do: the one who says so urges, the party is the target.",
    [[ (?<! "I") (?<! this | there | one) cue:[should | must | ought] to? !(%d_adverb{0,2} be | (?<= should) %d_adverb{0,2} [become | report | outstrip | rise | grow | fall | improve | average | exceed]) %d_aside{0,2} %d_deeds ]], {
    { "Peru should open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "Peru should not close its ports, Anna Keller said.", expect = { { target = "Peru", content = "not close its ports" } } },
    { "Peru should open its ports. Anna Keller said that there should stand a port.", expect = {} },
})

acts.rule("needs-to", says, "'needs to', 'has to', and what a party must do.",
    [[ (?<! you | "I" | what | that | which | who | not | funds | money | resources | steps | measures | time | support | investment | capital | tools | reforms | efforts | work | conditions) cue:([(need | needs | needed) & %verb] to | has to | have to | had to) !([say | admit | confess | wonder | ask | tell | remember | acknowledge] | do [is | was]) %d_deeds ]], {
    { "Anna Keller said that Peru needs to open its ports.", expect = { { actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    { "Peru needs ports.", expect = {} },
    { "Anna Keller told the crew what needs to be done, and that the funds needed to build it are there.", expect = {} },
})

acts.rule("should-be", says, "What should be done, by whomever: the whole clause is asked for.",
    [[ cue:[should | must] !(not? be /ing$/ | not? be [nice | good | fine | easy | expected | noted | remembered | recalled | emphasized | emphasised | stressed | mentioned | pointed | said]) content:(not? be ...!(%d_stop)) &(%d_stop | >) ]], {
    { "The ports should be opened, Anna Keller said.", expect = { { actor = "Anna Keller", content = "be opened" } } },
    { "The ports are open, Anna Keller said.", expect = {} },
    { "It should be noted that the ports are open, and Anna Keller said how much should be paid.", expect = {} },
})

acts.rule("need-for", wants, "The need for a thing, told of: 'stressed the need for a vote'.",
    [[ cue:([~stress | ~emphasize | ~emphasise | ~underline | ~underscore | ~highlight | ~note | ~reiterate | ~reaffirm | ~affirm | ~recall | ~express | ~mention | ~recognise | ~recognize | ~point | ~acknowledge | ~insist | ~articulate] (on | upon | to | out)? [the | an | a] (%adj | %adv){0,2} (need | necessity | urgency | imperative)) (to %d_deeds | (for | of) (target:(%d_party) to %d_deeds | content:(%d_topic))) ]], {
    { "Norway stressed the urgent need for a vote.", expect = { { actor = "Norway", content = "a vote" } } },
    { "Norway stressed the need for Peru to open its ports.", expect = { { actor = "Norway", target = "Peru", content = "open its ports" } } },
    { "Norway stressed the need to open the ports and to cut tariffs.", expect = { { content = "open the ports" }, { content = "cut tariffs" } } },
    { "The need grew.", expect = {} },
})

acts.rule("necessary", says, "What is said to be necessary: 'it is necessary to open the ports'.",
    [[ cue:(it (is | was | remains | would be | will be) %adv? (necessary | imperative | essential | indispensable)) (to %d_deeds | (for target:(%d_party) to %d_deeds) | that content:(%d_topic)) ]], {
    { "Anna Keller said that it was necessary to open the ports.", expect = { { kind = "urge", actor = "Anna Keller", content = "open the ports" } } },
    { "It was necessary to open the ports.", expect = {} },
})

acts.rule("asks-for", asks, "Who is asked for what: 'asked Peru for support'.",
    [[ cue:[asked | asks | requested | approached | petitioned] !([!%punct & !for]{0,6}? /^['’]s$/) target:(%d_party) for content:(%d_topic) | cue:[tasked | entrusted] target:(%d_party) with content:(%d_topic) ]], {
    { "Norway asked Peru for support.", expect = { { actor = "Norway", target = "Peru", content = "support" } } },
    { "Norway asked for support.", expect = {} },
})
