-- passives.lua - deeds whose author need not be named: who was asked to do something, and protests that reach an envoy.

local acts = include "acts.lua"
local agentless = include "agentless.lua"

-- Bodies that a meeting gives a task.
define "v_body" [[ the %adj{0,3} [%noun & !$titles]{0,2}? [secretariat | secretariats | committee | committees | commission | commissions | council
      | councils | ministers | ministries | officials | experts | team | teams | delegations | authorities | agencies | ambassadors | embassies
      | group | groups | force | body | bodies | negotiators | envoys | commander | commanders | partners | parties | sides | institutions
      | departments | chairpersons | chair | presidency] ]]

rule "asked-to" {
    doc = "Who is asked or told to do something, by nobody who is named: 'Peru was urged to open its ports', 'the secretariat was instructed to draft a plan'.",
    match = [[ (?<! to | in | with | from | at | by | for | against | between) (?<! (to | in | with | from | at | by | for | against | between) the)
          target:(!/^(it|they|he|she|you|we|them|him|her|all|both)$/i the? @actor %d_own_side? ("(" [] ")")? (,? and the? @actor %d_own_side?)?
          | %v_body) ((has | have) been | [was | were] | [is | are] !(tasked | mandated))
          !(often | always | frequently | sometimes | increasingly | rarely | generally) (%d_aside | also | therefore){0,2} being?
          cue:(&[/(ed|en|ld)$/ & !expected & !wanted & !cautioned & !challenged] deed:$askers)
          (to %d_deeds | %d_not_to_do | with content:([/ing$/ & %verb] %d_topic)) ]],
    marks = "act", reads = acts.reads, mark = agentless.asked,
    examples = {
        { "Peru and Chile were urged to open their ports and to free the crews.", expect = { { kind = "urge", actor = false, target = { "Peru", "Chile" }, content = "open their ports" }, { content = "free the crews" } } },
        { "Anna Keller met Hugo Brand. The joint committee was instructed to draft a plan by May.", expect = { { kind = "urge", actor = { "Anna Keller", "Hugo Brand" }, content = "draft a plan by May" } } },
        { "The Harbour Council has been tasked with drafting a plan, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Harbour Council", content = "drafting a plan" } } },
        { "The crew was told to leave. After Peru was asked to leave, it rained. Peru was not asked to leave. Peru had been asked to leave.", expect = {} },
    },
}

-- The country of an ambassador: "the Peruvian ambassador", "Peru's envoy", "the chargé d'affaires of Peru".
define "v_office" [[ (acting | deputy | top)? [ambassador | envoy | consul | diplomat | minister | "chargé" | charge | attaché | representative]
      [!%punct & !%verb & !of & !to & !from & !in & !and & !over]{0,3}? ]]
define "v_envoy" [[ (the | a | an | its | their)? (target:@country[adjective] | target:@country /^['’]s?$/) %v_office
    | the %v_office (of | from) the? target:@country ]]
define "v_protest" [[ (a | an | the | its | his | her | their | our)? (%adj | %adv | and | ,){0,3} (note of | letter of | %adj)?
      [protest | protests | demarche | "démarche" | complaint | objection | objections] (note | letter)? ]]
define "v_over" [[ [over | about | against | at | for | following | after | regarding | concerning] content:(%d_topic) ]]

local protests = acts.marker { kind = "condemn", finite = true }

-- What the protest is about, or, where that is not told, the protest.
local function protested(match, doc)
    local content = acts.one(match, "content") or acts.member(match, "note")
    if not content then return nil, "no protest is lodged" end
    return protests({ cue = match.cue, target = match.target, content = content }, doc)
end

rule "protests-to-envoy" {
    doc = "An ambassador who is summoned, and a protest: 'summoned the Peruvian ambassador to lodge a protest'.",
    match = [[ cue:(([summoned | summons | summoning | convoked] | [called | calls | hauled | hauls] in) %v_envoy [!. & !;]{0,16}? (to | and)
            (%adv | also)? ([lodge | lodged | deliver | delivered | hand | handed | make | made | express | expressed | convey | conveyed | register
              | registered | file | filed | present | presented | issue | issued | voice | voiced] (him | her | them | to him | to her)?
              note:(%v_protest) | [protest | protested])) (%v_over | content:([the | its | his | her | their | this | that | these | an | a | what]
              %d_topic))? ]],
    marks = "act", reads = acts.reads, mark = protested,
    examples = {
        { "Norway summoned Peru's ambassador to lodge a strong protest over the raid.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the raid" } } },
        { "Anna Keller called in the Peruvian envoy on Monday and lodged a protest.", expect = { { kind = "condemn", actor = "Anna Keller", target = "Peru" } } },
        { "Norway summoned the Ambassador of Peru to protest the arrest of its crew.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the arrest of its crew" } } },
        { "Norway summoned the Peruvian ambassador to protest against the raid.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the raid" } } },
        { "Norway summoned Peru's ambassador to hear the news.", expect = {} },
    },
}

rule "envoy-protested" {
    doc = "The same in the passive: 'the Peruvian ambassador was summoned and handed a note of protest', 'a protest was lodged with the Peruvian embassy'.",
    match = [[ (%v_envoy [!%punct & !%verb]{0,6}? (was | were | has been) (summoned | called in | convoked | called | hauled in)
            ((to | at | by | in | into) agent:(%d_agent))? [!. & !;]{0,10}?
            cue:((handed | given | presented with) %v_protest | %v_protest (was | were | has been)
              (lodged | made | delivered | handed | expressed | voiced)) | cue:(%v_protest (was | were | has been)
              (lodged | made | delivered | handed | sent | presented | filed | conveyed)) over? (to | with)
            (%v_envoy | the? (target:@country[adjective]) embassy | the embassy of the? target:@country)) %v_over? ]],
    marks = "act", reads = acts.reads, mark = agentless.protested,
    examples = {
        { "The Peruvian ambassador was summoned and handed a note of protest.", expect = { { kind = "condemn", actor = false, target = "Peru" } } },
        { "A strong protest was lodged with the Peruvian embassy over the raid, Norway's Foreign Minister Anna Keller said.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the raid" } } },
        { "The Peruvian ambassador was summoned and handed a letter.", expect = {} },
    },
}

-- A thing that is promised: money, help, ships; no post and no seat.
define "v_thing" [[ !(the? [post | posts | job | seat | role | position | chair | chairmanship | place | contract | bribe | apology])
      [(%det | %adj | %noun | %propn | %num | "$" | "€" | "£" | "¥" | %hyphen | of | in | for | worth | up | to | over | and | more | than | its
        | their | /^['’]s?$/) & !by & !@person] ]]
define "v_given" [[ [offered | promised | pledged | guaranteed] ]]
define "v_done" [[ ((was | were | is | are | being) | (has | have) been | had been) ]]

local long_ago = pattern [[ had been %d_aside{0,2} >> ]]
local an_office = pattern [[ << (the | a | an)? %adj{0,2} [post | posts | job | seat | role | position | chair | chairmanship | place | contract
      | bribe | apology | chance | opportunity] ]]

-- "Peru had been promised ships by Norway", in a text that nobody is said to speak in, is a fact.
local function as_news(match, doc)
    local before, content = match.cue:before(4), acts.one(match, "content")
    if before and before:has(long_ago) and not acts.speaks(match.cue, doc) then return nil, "what had been promised is a fact" end
    if content:has(an_office) then return nil, "an office is offered" end
    return true
end

acts.rule("is-promised", { kind = "pledge", strength = 4, agent = true, check = as_news },
    "Who is promised a thing, and by whom: 'Peru was offered two ships by Norway'.",
    [[ target:(!/^(it|he|she|they|we|you|which|that)$/i (the? @country (/^['’]s?$/)? (%q_body | %q_people) | the? @actor
            | the %adj? [%noun & !%cap & !@actor]{1,2})) ("(" [] ")")? %v_done %d_aside{0,2} cue:(%v_given) %d_inset
          (content:(%v_thing{1,12}?) by agent:(%d_agent) | by agent:(%d_agent)
            content:([%num | "$" | "€" | a | an | the | its | more | further] (!(%d_stop) [])*)) ]], {
    { "Peru was offered $100m by Norway. The Peruvian government has been promised two more ships by Anna Keller.",
      expect = { { kind = "pledge", actor = "Norway", target = "Peru", content = "$100m", strength = 3 }, { actor = "Anna Keller", target = "Peru", content = "two more ships", strength = 4 } } },
    { "Anna Keller said that Peru had been offered help by Norway and Chile in opening its ports.", expect = { { actor = { "Norway", "Chile" }, target = "Peru", content = "help" } } },
    { "Peru was offered by Norway the use of a port.", expect = { { actor = "Norway", target = "Peru", content = "the use of a port" } } },
    { "Peru was offered help. Anna Keller was offered the post by the Harbour Council. Peru was not offered aid by Norway. Peru had been promised ships by Norway.", expect = {} },
})

acts.rule("thing-promised", { kind = "pledge", strength = 4, agent = true, check = as_news },
    "What is promised, by whom and to whom: 'Two ships were promised to Peru by Norway'.",
    [[ (< | (?<= that | , | and | ;)) content:(!(the? @actor) %v_thing{1,14}?) %v_done %d_aside{0,2} cue:[offered | promised | pledged]
          ((to | for) target:(%d_addressee) %d_inset by agent:(%d_agent) | %d_inset by agent:(%d_agent) ((to | for) target:(%d_addressee))?) ]], {
    { "Two ships were promised to Peru by Norway.", expect = { { kind = "pledge", actor = "Norway", target = "Peru", content = "Two ships" } } },
    { "Some $50 million in aid was pledged by Norway for Peru. New loans have been offered by Anna Keller.", expect = { { actor = "Norway", target = "Peru", content = "Some $50 million in aid" }, { actor = "Anna Keller", content = "New loans" } } },
    { "Two ships were promised to Peru. Two ships were painted by Norway.", expect = {} },
})
