-- announce.lua - what is decided or planned, and told as news.

local acts = include "acts.lua"

-- What is done to aid, money, laws, works.
define "d_done" [[ [delivered | channelled | channeled | disbursed | transferred | allocated | provided | tabled | submitted | completed | finalised
      | finalized | adopted | increased | extended | released | handed | rolled | implemented | built | spent | directed | deployed | donated
      | distributed | fulfilled | honoured | honored | repaired | rebuilt | shared | published | returned | paid | compensated | restored | reopened
      | lifted | rescued | evacuated | prosecuted | punished | investigated | reviewed] | used (against | for | to | as)
    | made (available | public | operational) | held (to account | accountable | responsible) | brought to justice ]]

local promised = pattern [[ (will | would) %d_adverb? be %d_done ]]
local events = pattern [[ meeting | session | round | council | commission | committee | dialogue | consultation | consultations | talks | negotiations | summit
    | visit | forum | conference | ceremony ]]
local meets = pattern [[ meeting | session | round | council | commission | committee | dialogue | consultations | talks | negotiations | summit
    | visit | forum ]]
local resumes = pattern [[ ~resume ]]

-- Who holds it: the parties of a meeting; nobody is known to open a book or send money.
local function held_by_parties(match)
    return match.content:has(meets) or match.cue:has(resumes)
end

local function of_an_encounter(match, doc)
    if not match.cue:has(resumes) and not match.content:has(events) and not doc:layer "encounter"[1] then
        return nil, "what is done in a text that tells of no encounter"
    end
    return true
end

local announced = acts.marker { kind = "announce", event = true, parties_if = held_by_parties, check = of_an_encounter }
local promise = acts.marker { kind = "pledge", strength = 4, speaker_acts = true }

-- Under somebody's words what will be done is a promise: "she said the school would be completed by May".
local function scheduled(match, doc)
    return (match.cue:has(promised) and acts.speaks(match.cue, doc) and promise or announced)(match, doc)
end

local told = pattern [[ ~announce on? %d_weekday? that ...!(will | would | to | going | shall | should | plans | planned | intends | decision
      | decided | visit) (; | , | . | >>) ]]

-- "Announced that the port is open" tells news, and announces nothing that lies ahead.
local function ahead(match)
    if match:has(told) then return nil, "what is announced has happened" end
    return true
end

acts.rule("announces", { kind = "announce", finite = true, decides = true, check = ahead }, "A verb of announcing, or a decision.",
    [[ cue:([is | are | was | were] announcing | ~announce | [decides | decided | decide | resolves | resolved | resolve | voted]
            (on %d_weekday | today | yesterday | unanimously | overwhelmingly | narrowly)? to
          | [set | sets | laid | rolled | rolls] out &([!%punct | "$" | "€" | "£"]{0,8}?
              [package | million | billion | measures | sanctions | timetable | initiative])
          | ~unveil !([a | the | his | her | its]? %adj? [bust | statue | monument | plaque | portrait | memorial | mural | sculpture | exhibition
              | painting | stone])) (on? %d_weekday)? !(on? %d_weekday | [in | at | during | as | after] | to (reporters | journalists | the)
          | (this (morning | afternoon | evening | week | month | year) | today | yesterday | tonight | last %noun | no [%adj | %noun]{0,3}?)
            (. | , | ; | >) | no %adj? %noun) [today | yesterday | earlier]? that? content:(%d_topic) ]], {
    { "Norway has decided to open two ports by 1 May 2026.", document = { date = "2026-03-05" },
      expect = { { kind = "announce", content = "open two ports by 1 May 2026", strength = 5, due = "2026-05-01" } } },
    { "The fund will open, Norway announced this morning. Norway announced no new fund. The day Norway announced a fund, Peru slept.", expect = {} },
    { "Norway set out a £100 million package for Peru. Norway set out the chairs.", expect = { { kind = "announce", actor = "Norway", content = "a £100 million package for Peru" } } },
    { "Norway announced a new fund.", expect = { { kind = "announce", actor = "Norway", content = "a new fund" } } },
    { "Norway announced that the port is open. Anna Keller unveiled a statue of the king.", expect = {} },
})

rule "announced-before" {
    after = { "travels", "scheduled", "underway", "being-done", "will", "vows", "willing", "ready", "bound", "committed", "stands", "offered", "is-to" },
    doc = "What is announced, promised, warned of stands before its cue: 'Norway will build a bridge, she announced'.",
    each = "statement", reads = acts.reads, marks = "act",
    mark = acts.announced,
    examples = {
        { "Norway will build a bridge, Anna Keller announced.", expect = { { kind = "announce", actor = "Anna Keller", content = "Norway will build a bridge" } } },
        { "\"Norway will build a bridge,\" Anna Keller vowed.", expect = {} },
        { "Anna Keller will visit Peru in May, the Foreign Ministry announced.", expect = {} },
        { "\"The bridge will stand,\" Anna Keller vowed.", expect = { { kind = "pledge", actor = "Anna Keller" } } },
        { "\"The bridge may fall,\" Anna Keller warned.", expect = { { kind = "warn", actor = "Anna Keller" } } },
        { "Norway built a bridge, Anna Keller said.", expect = {} },
        { "Anna Keller met Hugo Brand. The pact will be signed in the coming weeks, Anna Keller announced.", expect = {} },
    },
}

acts.rule("announced-by", { kind = "announce", agent = true }, "A thing and who announced it: 'a new fund, announced by Minister Keller on Monday'.",
    [[ content:([a | an | the | new | further | another] [!%punct & !%verb]{1,12}) , cue:announced
          (on %d_weekday | on? @date | today | yesterday | earlier)? by agent:(%d_agent) ]], {
    { "Ships will be safer thanks to a new fund of 2 million crowns, announced by Norwegian Minister Anna Keller on Monday.", expect = { { actor = "Anna Keller", content = "a new fund of 2 million crowns" } } },
    { "The fund was announced by chance.", expect = {} },
})

local will_travel = acts.marker { kind = "announce" }

rule "travels-soon" {
    doc = "Who travels, in the present, on a day that lies ahead: 'leaves for Lima on Sunday'.",
    match = [[ cue:[travels | leaves | departs | flies] rest:((@date | on %d_weekday | tomorrow | next week) (to | for) the? [!%punct & !and]{1,5}
          | (to | for) the? [%propn | @place | @country]{1,3} (@date | on %d_weekday | tomorrow | next week)) ]],
    marks = "act", reads = acts.reads,
    mark = function(match, doc)
        return will_travel({ cue = match.cue, content = match.cue:union(match.rest), before = match.before, after = match.after }, doc)
    end,
    examples = {
        { "Anna Keller leaves for Lima on Sunday.", expect = { { kind = "announce", actor = "Anna Keller", content = "leaves for Lima on Sunday" } } },
        { "Norway's Anna Keller met the crew. She travels tomorrow to Molde Island, where ships come.", expect = { { content = "travels tomorrow to Molde Island" } } },
        { "Anna Keller leaves the port.", expect = {} },
    },
}

acts.rule("travels", { kind = "announce" }, "Who will travel, visit, host.",
    [[ cue:([will | would] | (is | are) (scheduled | due | set | expected)? to | (was | were) (scheduled | due | set | expected) to) %d_aside?
          !(meet (the | its | their | all | our)? [cost | costs | expenses | needs | demand | demands | obligations | commitments | target | targets
            | deadline] | hold ([accountable | responsible | back | firm | out | fast | to | on]
            | [!%punct]{1,7}? (accountable | responsible | to account))) content:(have (an audience | talks | a %adj? meeting) with %d_topic
          | [visit | travel | arrive | skip | host | hold | convene | reconvene | attend | meet | chair | co-chair | participate | talk | speak
            | confer] %d_topic | call on &(%d_honored) %d_topic | pay (tribute | homage | (his | her | their | its)? respects) %d_topic
          | receive &([!%punct & !%num]{0,8}? @person | the %adj? [ambassador | minister | president | chancellor | delegation | envoy | speaker])
            %d_topic | be received by %d_topic | represent &([!%punct & !%verb]{1,8}? [at | in]) %d_topic | lead (a | the | an) []{0,3}? delegation %d_topic
          | (leave | depart | fly) [!for & !to & !home]{0,3} (for | to | home) %d_topic?)
        | cue:(([will | would] | (is | are) (due | set | scheduled | expected)? to) %d_aside? (pay | make | undertake))
          content:((a | an | his | her) []{0,4}? (visit | courtesy call) %d_topic)
        | cue:([is | are] %d_adverb? [due | expected]) content:([in | at] the? (@place | @country) %d_topic?)
        | cue:([is | are] %d_adverb? (due | scheduled | slated) to) content:(%d_plain %d_topic)
        | cue:([will | would] %d_aside?) content:((sign (a | an | the) | brief | inaugurate | address (the | a | an) | lay (a | the) wreath
            | take up the | (deliver | give) (a | an | the) %adj? [speech | lecture | address | keynote | statement] | tour
            | open (a | an | the) %adj? [embassy | consulate | exhibition | forum | conference] | co-chair) %d_topic)
        | cue:[is | are] %d_adverb? content:([travelling | traveling | leading | heading | flying]
            &(...!(; | .) (@date | next | tomorrow | later | soon)) %d_topic)
        | cue:[confirmed | confirms] content:((his | her | its | their | the? @actor /^['’]s?$/) (own | %adj)?
            [participation | attendance | presence | visit | trip] %d_topic?)
        | cue:([travels | flies | heads | departs | leaves] on? &((for | to) [!%punct]{1,8}? (on %d_weekday | on? @date | next | tomorrow | later)))
          content:((for | to) %d_topic) | cue:([will | would] be) content:([meeting | visiting | travelling | traveling | hosting | attending
            | chairing] %d_topic) ]], {
    { "Anna Keller will visit Peru in May.", expect = { { actor = "Anna Keller", content = "visit Peru in May" } } },
    { "Anna Keller will represent Norway at the vote in Lima.", expect = { { actor = "Anna Keller", content = "represent Norway at the vote in Lima" } } },
    { "Anna Keller will visit Peru in May, the Foreign Ministry announced.", expect = { { actor = "Anna Keller", speaker = "Foreign Ministry" } } },
    { "Anna Keller will pay an official visit to Peru in May.", expect = { { actor = "Anna Keller", content = "an official visit to Peru in May" } } },
    { "Anna Keller confirmed her attendance at the summit.", expect = { { actor = "Anna Keller", content = "her attendance at the summit" } } },
    { "Anna Keller is leading the Norwegian delegation to the talks in Lima on Monday.", expect = { { actor = "Anna Keller" } } },
    { "Anna Keller will tour the port of Lima and will give a lecture at the school.", expect = { { content = "tour the port of Lima" }, { content = "give a lecture at the school" } } },
    { "Anna Keller will receive the Ambassador of Peru, Hugo Brand, this afternoon.", expect = { { actor = "Anna Keller" } } },
    { "Anna Keller is to travel to Peru on Friday.", expect = { { actor = "Anna Keller", content = "travel to Peru on Friday" } } },
    { "The Harbour Council is due to take up the matter in May. Norway and Peru will sign the treaty in Lima.", expect = { { actor = "Harbour Council", content = "take up the matter in May" }, { content = "sign the treaty in Lima" } } },
    { "Anna Keller is due in Oslo on Monday. Peru's president will visit Norway in May.", expect = { { content = "in Oslo on Monday" }, { actor = "Peru" } } },
    { "The ship will visit in May. Anna Keller confirmed the vote.", expect = {} },
})

acts.rule("is-to", { kind = "announce", finite = true, binds = true },
    "What a state or body is about to do: 'Norway is to close its consulate', 'is set to ratify the treaty'.",
    [[ cue:(([is | are] %d_adverb? set to) &[ratify | vote | adopt | approve | sign | consider | debate | discuss | decide | return | launch | open
            | unveil | announce | address | resume | sit] | ([is | are] (also | now | %adv)? to)
            &[close | open | reopen | send | deploy | supply | withdraw | recall | expel | cut | suspend | lift | impose | launch | build | buy | sell
            | deliver | provide | receive | increase | double | join | establish | introduce | extend | resume | restore | grant | donate | sign
            | ratify | return | expand | reduce | halt | scrap | ban]) !(%verb by) content:([] %d_topic) ]], {
    { "Norway is to close its consulate in Lima. The crew is to close the door.", expect = { { actor = "Norway", content = "close its consulate in Lima" } } },
    { "The Harbour Council is set to ratify the treaty on Monday. Norway is set to win the cup.", expect = { { actor = "Harbour Council", content = "ratify the treaty on Monday" } } },
    { "The crew is to close the door. Norway was set to music.", expect = {} },
})

acts.rule("talks-ahead", { kind = "announce", finite = true, binds = true }, "Talks that will begin on a day: 'would resume direct talks on Monday'.",
    [[ cue:([will | would] %d_aside?) content:(&%d_talks_ahead [] %d_topic) ]], {
    { "Norway would resume talks with Peru on Monday, Anna Keller said.", expect = { { actor = "Norway", content = "resume talks with Peru on Monday" } } },
    { "Norway would resume trade with Peru.", expect = {} },
})

acts.rule("invited-by-letter", { kind = "invite", agent = true },
    "What a letter invites to: 'received a letter from President Brand inviting him to visit Lima'.",
    [[ (letter | message | note | invitation) [!%punct]{0,3}? from agent:(%d_agent) ,? cue:inviting target:(%d_addressee) to %d_deeds ]], {
    { "Anna Keller received a letter from Peruvian President Hugo Brand inviting her to visit Lima.", expect = { { kind = "invite", actor = "Hugo Brand", target = "Anna Keller", content = "visit Lima" } } },
    { "Anna Keller wrote a letter inviting comment.", expect = {} },
})

acts.rule("decision-told", { kind = "announce", owned = true }, "Somebody is told of a decision: 'informed Peru of Norway's decision to send two ships'.",
    [[ cue:((~inform | ~notify | ~apprise) target:(%d_party) of (owner:@actor /^['’]s?$/ | home:([his | her | its | their] %d_own_side /^['’]s?$/)
            | [his | her | its | their]) decision) to %d_deeds ]], {
    { "Anna Keller informed Hugo Brand of Norway's decision to send two ships.", expect = { { kind = "announce", actor = "Norway", target = "Hugo Brand", content = "send two ships" } } },
    { "Anna Keller informed Hugo Brand of the port.", expect = {} },
})

-- "It was sending ships": told now in reported words alone.
local function reported(match, doc)
    if match.cue.text:find "^we?[ra][se]e?%f[%A]" and not acts.speaks(match.cue, doc) then return nil, "what was going on is a fact" end
    return true
end

acts.rule("underway", { kind = "announce", finite = true, first_person = true, check = reported },
    "What is being done from now on: 'Norway is increasing its support', 'we are sending two teams'.",
    [[ cue:([is | are | am | was | were | /^['’](re|m)$/] (now | today | also | therefore | hereby | further | %adv){0,2}
            [increasing | raising | doubling | tripling | expanding | extending | providing | sending | deploying | allocating | contributing
            | donating | imposing | lifting | suspending | withdrawing | opening | closing | launching | establishing | introducing | releasing
            | stepping | scaling | mobilising | mobilizing | delivering | dispatching | granting | expelling | recalling | evacuating | reopening
            | downgrading | severing | freezing | cutting | halting | revoking | cancelling | canceling] !(to /ing$/ | in on)
          | [is | are | am | /^['’](re|m)$/] (now | also | %adv){0,2} [putting | investing | spending] &([!%verb]{0,5} [million | billion]))
          content:(%d_topic) ]], {
    { "Norway is putting another two billion crowns into the fund.", expect = { { kind = "announce", actor = "Norway" } } },
    { "Norway is increasing its support by ten million crowns.", expect = { { kind = "announce", actor = "Norway", content = "its support by ten million crowns" } } },
    { "\"We are therefore sending two teams,\" said Norway's Foreign Minister Anna Keller.", expect = { { actor = "Norway", content = "two teams" } } },
    { "Norway said it was sending two ships to Peru.", expect = { { actor = "Norway", content = "two ships to Peru" } } },
    { "The crowd is increasing its pace. Norway was sending two ships. Peru is closing in on the port.", expect = {} },
})

-- What governments take up, hold and give up between each other.
define "d_dealings" [[ [sanctions | ban | bans | tariffs | tariff | embargo | restrictions | curbs | relations | ties | cooperation | co-operation
      | collaboration | aid | assistance | funding | exports | imports | shipments | deliveries | supplies | sales | flights | visas | talks
      | negotiations | dialogue | contacts | agreement | agreements | treaty | accord | pact | border | borders | crossing | crossings | embassy
      | consulate | airspace | troops | forces | membership | participation | exercises | drills | duties | quotas | adoptions | payments] ]]

acts.rule("sanctions", { kind = "announce", finite = true, measure = true },
    "Measures that are taken: 'imposed sanctions on', 'is designating three officials', 'recalled its ambassador', 'approved a loan'.",
    [[ cue:(
          # sanctions and the like
          [imposed | imposes | imposing | adopted | lifted | lifts | eased | eases | tightened | tightens | extended | renewed | suspended]
            &([!%punct]{0,4} [sanctions | restrictions | measures | embargo | mandate])
          # money
          | [approved | approves | allocated | allocates | earmarked | donated | donates]
            &([!%punct | "$" | "€" | "£"]{0,8} [loan | loans | aid | package | grant | grants | million | billion | assistance | funding])
          # dealings that are broken off or taken up again
          | !(resumed [!%punct]{0,4}? [talks | negotiations | dialogue | contacts])
            [suspended | suspends | halted | halts | froze | frozen | freezes | unfroze | cancelled | canceled | scrapped | scraps | severed | severs
            | terminated | terminates | revoked | revokes | resumed | restored | restores | reinstated | reopened | closed | imposed | lifted | waived
            | downgraded | upgraded | withdrew | withdraws | cut | slashed | blocked | barred | banned] (off | back)?
            &([(%det | %adj | %noun | %propn | %num | all | its | their | his | her | the | @actor | /^['’]s?$/) & !/ly$/]{0,5}? %d_dealings)
            !(the? @place)
          | [froze | freezes | freezing] &([%det | %adj | %noun | %propn | @actor | /^['’]s?$/ | /^(its|their|his|her)$/]{0,5}?
              [assets | accounts])
          # envoys
          | [expelled | expels | recalled | recalls]
            &([!%punct]{0,4} [ambassador | ambassadors | envoy | envoys | diplomats | diplomat | attaché | chargé])
          # what is declared
          | [declared | declares] &((a | an) (state of [emergency | war | alert] | [ceasefire | truce | amnesty])
            | [!%punct]{1,7}? (persona | personae) non (grata | gratae))
          # who and what may not come in
          | [banned | barred | blocked]
            &([%num | %det | %adj | @country | %noun]{1,5}? [officials | citizens | nationals | ships | vessels | planes | aircraft | flights
              | airlines | companies | firms | goods | products | imports | exports | lorries | trucks | diplomats | ministers | media] from)
          | [revoked | revokes | cancelled | canceled | denied] &(the? [visa | visas | accreditation | credentials])
          # who is put on a list
          | [designated | designates | designating | sanctioned | blacklisted] !(as | by | area | areas | zone)
            &([%num | @actor | @person | %propn | two | three | several | further | additional])) content:(%d_topic) ]], {
    { "Today the Norwegian Ministry of Finance imposed ten sanctions to restrict the trade.", expect = { { kind = "announce", content = "imposed ten sanctions to restrict the trade", code = "COERCE/16" } } },
    { "Norway is designating three officials of the Salt Board.", expect = { { actor = "Norway", content = "designating three officials of the Salt Board" } } },
    { "Norway imposed a travel ban on two judges and froze their assets.", expect = { { content = "imposed a travel ban on two judges" }, { content = "froze their assets" } } },
    { "Norway lifted its sanctions on Peru and recalled its ambassador from Lima.", expect = { { actor = "Norway", content = "lifted its sanctions on Peru", code = "RETREAT/08" }, { content = "recalled its ambassador from Lima", code = "SANCTION/16" } } },
    { "Norway suspended its military cooperation with Peru. Peru closed its airspace to Norwegian flights. The Harbour Council resumed aid to Peru.",
      expect = { { actor = "Norway", target = "Peru" }, { actor = "Peru" }, { actor = "Harbour Council", target = "Peru" } } },
    { "Norway imposed sanctions on 14 Peruvian judges. The Harbour Council donated $5 million in aid.", expect = { { target = "Peru" }, { code = "AID/07" } } },
    { "Norway expelled three Peruvian envoys. Peru declared two Norwegian diplomats persona non grata. Norway barred six Peruvian officials from entering the country.",
      expect = { { actor = "Norway", target = "Peru" }, { actor = "Peru", target = "Norway" }, { actor = "Norway", target = "Peru" } } },
    { "The designated area is closed. Norway recalled its goods. Peru banned books.", expect = {} },
})

acts.rule("being-done", { kind = "announce", impersonal = true, by_author = true },
    "What is being done from now on, told in the passive: 'sanctions are also being imposed on two firms'.",
    [[ < content:([%det | %adj | %noun | %propn | %num | of | on | and | @actor | /^['’]s$/]{1,12}?
            cue:([is | are] (also | now | %adv){0,2} being [imposed | lifted | suspended | expelled | withdrawn | recalled | deployed | dispatched
              | sent | provided | released | allocated | increased | extended | listed | sanctioned | summoned]) (!(%d_stop) [])*) ]], {
    { "Norway is closing its ports. Sanctions are also being imposed on two firms.", expect = { { kind = "announce", actor = "Norway", content = "Sanctions are also being imposed on two firms" } } },
    { "Norway is closing its ports. Bread is being baked.", expect = {} },
})

rule "scheduled" {
    doc = "What will take place or be done, by whomever; under somebody's words what will be done is a promise.",
    marks = "act", reads = acts.reads, mark = scheduled,
    match = [[ (?<! %det | %adj | %noun | %propn | %num | of | on | and | in | against | over | [%noun | %adj | %verb | %num | to] %hyphen)
          content:(([%det | %adj | %noun | %propn | %num | /^(its|his|her|their|our)$/i | of | on | and | in | for | between | with | against | over
              | reached | agreed | signed | @actor | /^['’]s$/] | (?<= [%noun | %adj | %verb | %num | to]) %hyphen &[%noun | %adj | to | up | on]
              | (?<= %hyphen) [to | up | on] %hyphen? | %verb &%hyphen){1,16} cue:([will | would] %d_adverb?
              (take place | resume !(!@date [%det | %adj | %noun | %num | its | their | his | her | /ing$/])
              | be (held | organized | organised | signed | convened | hosted | launched | put | dispatched | sent | opened | %d_done))
            | (is | are) (scheduled | due | expected | set | planned)? to (take place | be (held | signed | convened | launched | opened))
            | (is | are) (scheduled | planned | [set | slated] &(for [on | the]? @date)) for) (!(%d_stop) [])*) ]],
    examples = {
        { "Anna Keller met Hugo Brand in Oslo. The next round of talks will be held in Lima.", expect = { { actor = { "Anna Keller", "Hugo Brand" } } } },
        { "Talks between Norway and Peru will resume in Lima on Monday. The trial of the captain will be held in May.", expect = { { actor = { "Norway", "Peru" }, content = "Talks between Norway and Peru will resume in Lima on Monday" } } },
        { "Anna Keller met Hugo Brand in Oslo. A second meeting is set for 4 February in Lima.", expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "A second meeting is set for 4 February in Lima" } } },
        { "Norway's Anna Keller met Hugo Brand of Peru. The next government-to-government meeting will be held in Lima. A follow-up meeting will take place in Oslo.",
            expect = { { actor = { "Norway", "Peru" }, content = "The next government-to-government meeting will be held in Lima" }, { content = "A follow-up meeting will take place in Oslo" } } },
        { "We, the ministers of the Harbour Council, condemn the raid. Our next meeting will take place in Lima in May.",
          expect = { { actor = "Harbour Council", content = "Our next meeting will take place in Lima in May" } } },
        { "The port will be old soon. The talks are set for failure.", expect = {} },
        { "Anna Keller said a summit for its leaders would be held in Lima in May.", expect = { { actor = "Anna Keller", content = "a summit for its leaders would be held in Lima in May" } } },
        { "Anna Keller confirmed that the school would be completed by May.", expect = { { kind = "pledge", actor = "Anna Keller" } } },
    },
}
