-- passives.lua - deeds whose author need not be named: who was asked to do something, and protests that reach an envoy.

local acts = include "acts.lua"
local agentless = include "agentless.lua"

-- Bodies that a meeting gives a task.
define "v_body" [[ the %adj{0,3} [%noun & !$titles]{0,2}? [secretariat | secretariats | committee | committees | commission | commissions | council | councils | ministers | ministries | officials | experts | team | teams | delegations | authorities | agencies | ambassadors | embassies
                 | group | groups | force | body | bodies | negotiators | envoys | commander | commanders | partners | parties | sides | institutions | departments | chairpersons | chair | presidency] ]]

rule "asked-to" {
    doc = "Who is asked or told to do something, by nobody who is named: 'Peru was urged to open its ports', 'the secretariat was instructed to draft a plan'.",
    match = [[ target:(!/^(it|they|he|she|you|we|them|him|her|all|both)$/i the? @actor %d_own_side? ("(" [] ")")? (,? and the? @actor %d_own_side?)? | %v_body) ((has | have) been | [was | were] | [is | are] !(tasked | mandated)) !(often | always | frequently | sometimes | increasingly | rarely | generally) (%d_aside | also | therefore){0,2} being?
               cue:(&[/(ed|en|ld)$/ & !expected & !wanted & !cautioned & !challenged] deed:$askers) (to %d_deeds | %d_not_to_do | with content:([/ing$/ & %verb] %d_topic)) ]],
    marks = "act", reads = acts.reads, mark = agentless.asked,
    examples = {
        { "Peru and Chile were urged to open their ports and to free the crews.", expect = { { kind = "urge", actor = false, target = { "Peru", "Chile" }, content = "open their ports" }, { content = "free the crews" } } },
        { "Anna Keller met Hugo Brand. The joint committee was instructed to draft a plan by May.", expect = { { kind = "urge", actor = { "Anna Keller", "Hugo Brand" }, content = "draft a plan by May" } } },
        { "The Harbour Council has been tasked with drafting a plan, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Harbour Council", content = "drafting a plan" } } },
        { "The crew was told to leave. After Peru was asked to leave, it rained. Peru was not asked to leave. Peru had been asked to leave.", expect = {} },
    },
}

-- The country of an ambassador: "the Peruvian ambassador", "Peru's envoy", "the chargé d'affaires of Peru".
define "v_office" [[ (acting | deputy | top)? [ambassador | envoy | consul | diplomat | minister | "chargé" | charge | attaché | representative] [!%punct & !%verb & !of & !to & !from & !in & !and & !over]{0,3}? ]]
define "v_envoy" [[ (the | a | an | its | their)? (target:@country[adjective] | target:@country /^['’]s?$/) %v_office | the %v_office (of | from) the? target:@country ]]
define "v_protest" [[ (a | an | the | its | his | her | their | our)? (%adj | %adv | and | ,){0,3} (note of | letter of | %adj)? [protest | protests | demarche | "démarche" | complaint | objection | objections] (note | letter)? ]]
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
    match = [[ cue:(([summoned | summons | summoning | convoked] | [called | calls | hauled | hauls] in) %v_envoy [!. & !;]{0,16}? (to | and) (%adv | also)?
               ([lodge | lodged | deliver | delivered | hand | handed | make | made | express | expressed | convey | conveyed | register | registered | file | filed | present | presented | issue | issued | voice | voiced] (him | her | them | to him | to her)? note:(%v_protest) | [protest | protested])) (%v_over | content:([the | its | his | her | their | this | that | these | an | a | what] %d_topic))? ]],
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
    match = [[ (%v_envoy [!%punct & !%verb]{0,6}? (was | were | has been) (summoned | called in | convoked | called | hauled in) ((to | at | by | in | into) agent:(%d_agent))? [!. & !;]{0,10}? cue:((handed | given | presented with) %v_protest | %v_protest (was | were | has been) (lodged | made | delivered | handed | expressed | voiced))
             | cue:(%v_protest (was | were | has been) (lodged | made | delivered | handed | sent | presented | filed | conveyed)) over? (to | with) (%v_envoy | the? (target:@country[adjective]) embassy | the embassy of the? target:@country)) %v_over? ]],
    marks = "act", reads = acts.reads, mark = agentless.protested,
    examples = {
        { "The Peruvian ambassador was summoned and handed a note of protest.", expect = { { kind = "condemn", actor = false, target = "Peru" } } },
        { "A strong protest was lodged with the Peruvian embassy over the raid, Norway's Foreign Minister Anna Keller said.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the raid" } } },
        { "The Peruvian ambassador was summoned and handed a letter.", expect = {} },
    },
}
