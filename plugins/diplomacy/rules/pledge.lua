-- pledge.lua - somebody binds himself, or the country he speaks for, to do something. `strength` grows from a wish (1) to a decision taken (5).

local acts = include "acts.lua"

local function pledge(id, strength, doc, cue, examples)
    acts.rule(id, { kind = "pledge", strength = strength, first_person = true, binds = id == "will" or id == "bound", noun_like = id == "vows" }, doc, [[ cue:(]] .. cue .. [[) %d_deeds ]], examples)
end

-- Verbs that do the deed by being said: "would like to thank" thanks.
define "d_saying" [[ (also | once | again | %adv){0,2} (take (this | the) (opportunity | occasion)
      | [thank | greet | congratulate | express | commend | praise | welcome | stress | emphasize | emphasise | underline | underscore | reiterate | reaffirm
        | invite | note | recall | say | convey | extend | highlight | point | assure | announce | condemn | urge | call | remind | acknowledge | add
        | see | hear | meet | reject | deny | refute | ask | tell | request | propose | support | recommend | suggest | appeal | state | reveal | pay
        | join | associate | affirm | observe | inform | applaud | salute | offer | renew | place | put | draw | recognize | recognise | conclude
        | begin | refer | touch | dwell | focus | reflect | speak | talk | mention | believe | think | avail | devote | share | confine | limit
        | elaborate | enumerate | list | quote | cite | repeat | outline | explain | comment | raise | seize | use | dedicate | digress | end | close
        | start | register | voice | declare] | give (due | full | special)? [credit | thanks | praise | tribute | recognition]
      | turn (now | next)? to !(the? @actor) | address (my | our) | make (a | an | the | %num) %adj{0,2}
        [appeal | call | plea | request | statement | remark | announcement | announcements | remarks | points | comments | observations]) ]]

local function named(id, strength, doc, cue, examples)
    acts.rule(id, { kind = "pledge", strength = strength, owned = true, impersonal = id ~= "promised", finite = id == "promised" }, doc, cue, examples)
end

pledge("would-like", 1, "The weakest pledge: a wish to do something.", [[ ((would | will | should) %d_adverb? like to | [wishes | wish | wished] to)
      !%d_saying ]], {
    { "Norway would like to open a school.", expect = { { actor = "Norway", content = "open a school", strength = 1 } } },
    { "Norway would like to open a school if the vote is free.", expect = { { actor = "Norway", condition = "if the vote is free" } } },
    { "Norway and Peru met. The two sides spoke. Norway would like to build trust among companies and deepen their cooperation.", expect = { { actor = "Norway" }, { content = "deepen their cooperation", target = false } } },
    { "Norway would like to promote the development of the African Union.", expect = { { actor = "Norway", target = "African Union" } } },
    { "Norway would like to open a school once again.", expect = { { actor = "Norway" } } },
    { "Norway would like a school.", expect = {} },
})
pledge("willing", 2, "Willingness: 'is willing to', 'is open to'.", [[ ([is | are | was | were | be | remains | remain | /^['’](re|s)$/] %d_adverb?
        (willing | glad | happy | keen) | [am | /^['’]m$/] %d_adverb? willing) to !%d_saying ]], {
    { "\"We're willing to send two ships,\" Norway's Foreign Minister Anna Keller said.", expect = { { actor = "Norway", content = "send two ships" } } },
    { "Norway is willing to send two ships and to train the crews.",
      expect = { { kind = "pledge", actor = "Norway", content = "send two ships", strength = 2 }, { content = "train the crews" } } },
    { "If Peru withdraws its ships, Norway would be willing to open talks.", expect = { { actor = "Norway", content = "open talks", condition = "If Peru withdraws its ships" } } },
    { "Should Peru withdraw its ships, Norway would be glad to open talks.", expect = { { actor = "Norway", condition = "Should Peru withdraw its ships" } } },
    { "Norway is willing.", expect = {} },
})
pledge("ready", 3, "Readiness: 'is ready to', 'stands ready to', 'is prepared to'.",
    [[ (?<! should | must | can | could | may | might | to) [is | are | was | were | be | am | /^['’](re|s|m)$/ | stand | stands | stood | remain
          | remains | remained] %d_adverb{0,2} (ready | prepared) (, ...!(,) , | in principle | at any time | if (necessary | needed | asked)
          | once (again | more))? to ]], {
    { "Norway stands ready to send two ships, Anna Keller said.", expect = { { actor = "Norway", content = "send two ships", strength = 3, speaker = "Anna Keller" } } },
    { "Norway assures the people of Peru of its solidarity, and stands ready to send ships.", expect = { { actor = "Norway", content = "send ships" } } },
    { "Norway is ready in principle to send ships.", expect = { { actor = "Norway", content = "send ships" } } },
    { "The soup is ready to eat.", expect = {} },
})
acts.rule("ready-for", { kind = "pledge", strength = 3, finite = true, first_person = true }, "Readiness for a thing that takes two: 'is ready for talks'.",
    [[ (?<! should | must | can | could | may | might | to) cue:([is | are | was | were | am | /^['’](re|s|m)$/ | remain | remains] %d_adverb{0,2}
            (ready | prepared | open) (for | to)) &([!%punct & !%verb]{0,4}?
            [talks | dialogue | negotiations | discussions | cooperation | consultations | contacts | compromise | mediation | meeting])
          content:(%d_topic) ]], {
    { "Anna Keller said Norway was ready for talks with Peru.", expect = { { kind = "pledge", actor = "Norway", content = "talks with Peru" } } },
    { "Norway is ready for the storm. Norway should be open to talks.", expect = {} },
})
-- What "will" tells and is no pledge: a definition for each reason.

-- What somebody will not have or do is refused: rule `rejects`.
define "d_will_refuse" [[ ([not | never | /^n['’]t$/] (%d_refused | %d_refused_to)) ]]
-- What "would" makes softer is said or wished: "I would suggest", "you would do well to".
define "d_would_say" [[ do well to | [suggest | hope | express | recommend | urge | argue | ask | encourage | request | add | note]
      (?<= would [] | would %d_adverb []) | go !(on | ahead | along | further) (?<= would [] | would %d_adverb [])
    | propose (?<= [we | "I"] would [] | [we | "I"] would %d_adverb []) ]]
-- What happens to somebody, is felt, or is as it is: nobody has it in his hands.
define "d_befalls" [[ [like | have | need | welcome | benefit | face | see | suffer | mean | depend | become | lose | win | beat | defeat | cost
      | occur | fall | get | gain | rise | grow | drop | earn | total | exceed | expire | require | result | know | feel | seem | appear | happen | enjoy
      | stabilise | stabilize | eclipse | hit | top | dominate | threaten | trigger | spark | cause | enable | play | involve | understand
      | jeopardize | jeopardise | undermine | harm | damage | destabilize | destabilise | score | reveal | feature | account | retire | celebrate
      | fail | struggle | prevail | survive | die | vary | differ | affect | hurt | succeed | surpass | outlast | deepen | appreciate] ]]
-- How sure somebody is that it comes: a forecast.
define "d_how_sure" [[ [probably | likely | certainly | almost | surely | presumably | inevitably | undoubtedly | perhaps] ]]
-- Journeys, receptions and ceremonies are announced: rules/announce.lua.
define "d_on_the_way" [[ [debut | star | compete | visit | travel | arrive | skip | mark | commemorate | chair | co-chair | participate | tour
      | inaugurate | represent | embark | depart | host | convene | reconvene | attend] | receive !(%num | more | refugees | migrants | people | them)
    | fly !(in | out | home | back) | sign (a | an | the) | (deliver | give) (a | an | the) %adj? [speech | lecture | address | keynote | statement]
    | open (a | an | the) %adj? [embassy | consulate | exhibition | forum | conference] | lay (a | the) wreath
    | leave (today | tomorrow | @date | on %d_weekday | later){0,2} (for | home) | take (place | part)
    | (pay | make | undertake) (a | an | his | her) []{0,4}? visit | lead (a | the | an) []{0,3}? delegation ]]
-- What a speaker will do in the speech at hand.
define "d_in_this_speech" [[ [refer | mention | quote | cite | remember | forget | say | comment | confirm | elaborate | disclose | speculate]
    | [show | see | explain | demonstrate | indicate | argue] (?<= as (we | "I" | you) [] %adv? []) | turn (now | next)? to !(the? @actor)
    | return to [the | this | that | these] [subject | question | issue | matter | topic | point | points | theme]
    | (end | close | conclude | begin | start) [my | our | with | by] | touch [on | upon] | dwell on | (confine | limit) (my | our)
    | speak (about | of | on) | deal with (each | these | this | those) | call on &(%d_honored) ]]
-- Verbs that promise something with one object and nothing with another: "bring aid" does, "bring us closer" does not.
define "d_with_its_object" [[ bring !([the | this | these | those | its | his | her | our | their | all] | @actor | back | home | forward | in | ships
      | troops | %num) | be !((a | an | the | its | their | your)? (%adj | %adv | and | ,){1,4}
        [partner | friend | ally | neighbour | neighbor | supporter | contributor | advocate])
    | make [!%punct]{0,3}? [difference | sense | mistake | mistakes | headlines | history]
    | hold !([!%punct]{0,7}? (accountable | responsible | to account)) | pay (dearly | (a | the | its | their) [!%punct]{0,2} price)
    | meet !((the | its | their | all | our | his | her)? [cost | costs | expenses | needs | demand | demands | obligation | obligations | commitment
        | commitments | target | targets | deadline]) | recall !([!%punct]{0,3}?
        [ambassador | ambassadors | envoy | envoys | diplomats | troops | forces | parliament])
    | resume !(!@date [%det | %adj | %noun | %num | its | their | his | her | /ing$/])
    | lead [to | us | them | him | her | it | nowhere | towards | toward | into]
    | [only | merely | simply | just] [contribute | lead | serve | increase | add | make | worsen | strengthen | weaken | bring | help | aggravate
      | fuel | encourage | delay | prolong | perpetuate | exacerbate | complicate | heighten | raise]
    | take (%num | more | time | longer | years | months | weeks | days) | make [us | it | them | him | her | you | people]
    | run ([out | short | late] | (all | the | a | an | some){0,2} %adj? [risk | risks | danger | dangers])
    | remain (on | (our | my | their | his | her) %adj? [hope | belief | conviction | dream | wish | view]
      | [%adj & !engaged & !steadfast & !seized & !vigilant & !active & !faithful & !true & !open & !supportive & !loyal & !attentive & !firm &
          !close] | %d_adverb? (committed | determined | resolved | ready | prepared | willing)
      | (a | an | the) %adj{0,2} [issue | problem | threat | challenge | source | question | matter | concern | obstacle | risk | danger]) ]]

-- lint: off no-requirement its words are among the commonest: some are in nearly every sentence
pledge("will", 4, "What will be done: 'will', 'would' in reported speech.",
    [[ ([will | would | shall | /^['’]ll$/] (not | /^n['’]t$/) hesitate to | [will | would | shall | /^['’]ll$/] | wo &/^n['’]t$/)
          (%d_adverb? , [!, & !%verb & !"\""]{1,5} ,)? !(%d_aside{0,2} %d_talks_ahead)
          !(%d_adverb{0,2} %q_open? (%d_will_refuse | %d_would_say | %d_befalls | %d_how_sure | %d_on_the_way | %d_in_this_speech
            | %d_with_its_object) | (not | never) [accept | tolerate | negotiate | recognise | recognize | provide | establish | sign | bet | agree
            | attend | yield | compromise | return]) %d_adverb{0,2} ]], {
    { "Anna Keller said that Norway will not send two ships.", expect = { { actor = "Norway", content = "send two ships", strength = 4, polarity = "negative" } } },
    { "Norway assured Peru that it would open the port.", expect = { { actor = "Norway", target = "Peru", content = "open the port" } } },
    { "Anna Keller said Norway would respond \"harshly\" to any strike and that it will be \"a friend,\" she told them.", expect = { { content = "respond \"harshly\" to any strike" } } },
    { "Norway will not hesitate to close the port, Anna Keller said.", expect = { { content = "close the port", polarity = "positive" } } },
    { "Norway will combat the trafficking of people to Peru.", expect = { { actor = "Norway", target = false } } },
    { "The port will open soon, Anna Keller said.", expect = {} },
    { "It is possible Norway will lower its tariff, Anna Keller said. Norway would not make a difference, she said.", expect = {} },
    { "Anna Keller said that Norway would always be a reliable partner of Peru and would recall its ambassador. Norway will be the next host.",
      expect = { { actor = "Norway", target = "Peru", content = "be a reliable partner of Peru" }, { content = "recall its ambassador" } } },
    { "Anna Keller said Norway would send ships before May 2026 and would keep the port open as long as Peru wishes.", document = { date = "2026-03-02" },
      expect = { { due = "2026-04-30", condition = false }, { content = "keep the port open", condition = "as long as Peru wishes" } } },
    { "Anna Keller said Norway would open a port after 1 May 2026 and would not leave until 2030.", document = { date = "2026-03-02" }, expect = { { due = false }, { due = false } } },
    { "Norway will, however, not send ships. Peru won't send ships. Chile will not, under any circumstances, send ships.",
      expect = { { actor = "Norway", polarity = "negative" }, { actor = "Peru", polarity = "negative" }, { actor = "Chile", polarity = "negative" } } },
    { "\"We are told of plans which, if not stopped, will empty our ports,\" Anna Keller said.", expect = {} },
    { "\"It is not fair to say that we will leave the port. If it burns, we shall run all the risks of war,\" Anna Keller said.", expect = {} },
    { "Norway will hold the crew to account. Norway will hold a fair.", expect = { { content = "hold the crew to account" } } },
    { "Norway will probably win the cup and will cost the bank a lot. Anna Keller said Norway will \"need a lot of help\" and will only lead us into war.", expect = {} },
    { "Norway met Peru. Trade is a chance, but it will fail to open ports. And it will open doors.", expect = {} },
    { "Anna Keller met Hugo Brand and said that she hoped Norway would send two ships.", expect = {} },
    { "Anna Keller said Norway would return to the matter, and will mention two points.", expect = {} },
    { "Anna Keller thinks that Norway will send two ships. You will send two ships. Norway would send two ships.", expect = {} },
    { "Norwegian Foreign Minister Anna Keller said Peru would send two ships. She said Norway would not stop at Lima.", expect = { { actor = "Peru", content = "send two ships" }, { actor = "Norway" } } },
    { "Norwegian Foreign Minister Anna Keller said Peru would launch an offensive in May. \"Peru will attack again,\" Anna Keller said. She said Peru would eventually leave the port. An analyst said Peru would open the port.", expect = {} },
    { "Peru's Foreign Minister Hugo Brand said Peru would eventually leave the port.", expect = { { actor = "Peru" } } },
    { "Norway and Peru signed a deal under which Norway will send two ships.", expect = {} },
    { "A conference of the Norwegian Council will open the debate. Teresa Whitlow will open the race.", expect = {} },
    { "Foreign Minister Anna Keller will fly to Peru. \"Norway is committed to peace,\" Keller said. \"We will open a school.\"", expect = { { actor = "Norway", content = "open a school" } } },
    { "NATO Secretary General Hugo Brand met Anna Keller. \"We will open a school,\" Brand said.", expect = { { actor = "NATO", content = "open a school" } } },
})
define "d_we_do" [[ (?<= (we | they | "I" | [countries | governments | ministers | leaders | sides]) (hereby | also | %adv)?) ]]
pledge("vows", 4, "A verb of promising with what is promised.",
    [[ (?<! [is | are | was | were | been | be | being] %d_adverb) (?<! is | are | was | were | been | be | being | had)
          [pledged | pledges | pledge | pledging | promised | promises | promising | vowed | vows | vowing | undertook | undertakes | undertaking
          | offered | offers | offering | plans | planned | intends | intended | intend | volunteered | volunteers | swore | swears | aims]
          (itself | himself | herself | themselves | ourselves)? %d_meantime{0,3} [not | never]? to
        | [is | are | was | were | /^['’](re|s|m)$/] %d_aside? [offering | pledging | promising | vowing | volunteering | planning] not? to
        | (?<! [is | are | was | were | been | be | being] %d_adverb) (?<! is | are | was | were | been | be | being)
          [committed | commits | committing] (itself | himself | herself | themselves | ourselves)? [not | never]? to
        | %d_we_do [promise | vow | undertake | volunteer | swear | commit] (ourselves | themselves | myself)? [not | never]? to ]], {
    { "Norway pledged to send two ships.", expect = { { actor = "Norway", content = "send two ships", strength = 4 } } },
    { "Norway and Peru agreed to share the map, with both sides committing to reopen their ports.", expect = { { content = "reopen their ports" } } },
    { "Anna Keller vowed never to sell the port.", expect = { { polarity = "negative", content = "sell the port" } } },
    { "Norway pledged to send two ships within six months.", document = { date = "2026-03-05" }, expect = { { due = "2026-09-05" } } },
    { "Norwegian Prime Minister Anna Keller pledged to move Norway's ships, and to help Norway's farmers. She vowed to help Peru's army.",
      expect = { { actor = "Anna Keller", content = "move Norway's ships" }, { target = "Norway", content = "help Norway's farmers" }, { target = "Peru" } } },
    { "\"We undertake to send two ships. We commit ourselves to help,\" Norway's Foreign Minister Anna Keller said.", expect = { { actor = "Norway", content = "send two ships" }, { actor = "Norway", content = "help" } } },
    { "Anna Keller said Norway was offering to host the talks.", expect = { { actor = "Norway", content = "host the talks" } } },
    { "Norway promised in May 2025 to send two ships. Norway pledged on Tuesday, after hours of talks, not to close the port.", expect = { { content = "send two ships" }, { content = "close the port", polarity = "negative" } } },
    { "Norway volunteered to host the talks.", expect = { { actor = "Norway", content = "host the talks" } } },
    { "Norway pledged support.", expect = {} },
    { "Anna Keller spoke of Norway's plans to build a port. Norway had planned to build it.", expect = {} },
})
pledge("has-undertaken", 4, "A promise in the perfect: 'has undertaken to', 'have sworn to'.",
    [[ [has | have | /^['’]ve$/] %d_aside? [undertaken | sworn] not? to ]], {
    { "Norway has undertaken not to close the port.", expect = { { actor = "Norway", content = "close the port", polarity = "negative" } } },
    { "Work was undertaken to close the port.", expect = {} },
})
pledge("bound", 4, "'is committed to' with a verb, 'is going to'.",
    [[ (?<! not | it | that | this | there | what) [am | are | is | /^['’](m|re|s)$/] [also | now | therefore]? going to !%d_saying
          !([be | have | need | see | happen | win | lose | find] | take (%num | time | longer | years | months | place))
        | [is | are | was | were | am | /^['’](re|s|m)$/ | remains | remain | remained] %d_adverb{0,2} (committed | determined | resolved) to ]], {
    { "Norway remains committed to send two ships.", expect = { { actor = "Norway", content = "send two ships" } } },
    { "\"We are going to send two ships,\" Norway's Prime Minister Anna Keller said.", expect = { { actor = "Norway", content = "send two ships" } } },
    { "Norway is determined. Norway is going to Peru. \"We are going to be late,\" Anna Keller said.", expect = {} },
})
acts.rule("plans", { kind = "pledge", strength = 4, finite = true, owned = true },
    "Plans that somebody tells of: 'set out his plans to build a port', 'presented the company's plan to invest'.",
    [[ cue:((~set out | ~lay out | ~present | ~outline | ~unveil | ~detail | ~announce)
            (owner:@actor /^['’]s?$/ | [the | a] %noun /^['’]s?$/ | his | her | its | their | a | the)? [%adj | ambitious | new]{0,2} [plan | plans]
            to) %d_deeds ]], {
    { "Anna Keller set out her plans to build a port by 2030.", expect = { { kind = "pledge", actor = "Anna Keller", content = "build a port by 2030" } } },
    { "Hugo Brand presented Peru's plan to open the port.", expect = { { actor = "Peru", content = "open the port" } } },
    { "Anna Keller set out her plans.", expect = {} },
})
named("committed", 4, "'remains committed to' a thing.",
    [[ cue:([is | are | was | were | am | /^['’](re|s|m)$/ | remains | remain | remained] %d_adverb{0,2} committed to) !(%d_head) content:(%d_topic) ]], {
    { "Norway remains committed to the ceasefire.", expect = { { actor = "Norway", content = "the ceasefire" } } },
    { "Norway remains neutral.", expect = {} },
})
named("stands", 4, "A commitment that is said to stand: 'Norway's commitment to the ceasefire remains firm'.",
    [[ cue:((owner:@actor /^['’]s?$/ | [our | its | their | his | her]) %d_strong commitment) to content:([!%punct]{1,12}?)
          (remains | is | remained | was) %adv? ([firm | unwavering | steadfast | ironclad | strong | unchanged | unshakeable | unshakable | absolute
            | enduring | total | clear | unequivocal | undiminished] | long-term | rock-solid) ]], {
    { "Norway's commitment to the ceasefire remains firm, Anna Keller said.", expect = { { actor = "Norway", content = "the ceasefire" } } },
    { "\"Our commitment to the ceasefire is unequivocal,\" Norway's Foreign Minister Anna Keller said.", expect = { { actor = "Norway" } } },
    { "Norway's commitment to the ceasefire was short.", expect = {} },
})
acts.rule("promises-to", { kind = "pledge", strength = 4, first_person = true }, "A promise to somebody: 'promised Peru never to sell coal'.",
    [[ (?<! [is | are | was | were | been | be | being] %d_adverb) (?<! is | are | was | were | been | be | being | had)
          cue:([promised | promises | pledged | pledges | vowed | swore | guaranteed] to? target:(%d_addressee) %d_meantime{0,2} [not | never]? to)
          %d_deeds ]], {
    { "Norway promised Peru never to sell coal.", expect = { { kind = "pledge", actor = "Norway", target = "Peru", content = "sell coal", polarity = "negative" } } },
    { "Anna Keller pledged to Peru to open the port.", expect = { { actor = "Anna Keller", target = "Peru", content = "open the port", polarity = "positive" } } },
    { "Norway promised Peru on Monday to open the port.", expect = { { target = "Peru", content = "open the port" } } },
    { "Norway was promised to Peru.", expect = {} },
})

-- What is committed, and is no promise.
define "p_wrong" [[ [act | acts | crime | crimes | error | errors | offence | offences | offense | offenses | atrocity | atrocities | assault
      | assaults | attack | attacks | outrage | injustice | abuse | abuses | murder | murders | violation | violations | aggression | mistake
      | mistakes | massacre | massacres] ]]

named("promised", 4, "A verb of promising with the thing promised: 'pledged 40 million crowns'.",
    [[ cue:(([pledged | pledges | promised | promises] | (?<= , | by | with the? @actor) [promising | pledging])
            !([are | is | was | were | have | had | has | will | would | made | by | and])
          | (?<! is | are | was | were | been | be | being) committed !((an | %num) %adj{0,3} %p_wrong)
            &(["$" | "€" | "£" | up | another | additional | further | more | an] | %num | /^(US|USD|EUR|GBP|NOK|CAD|AUD)/))
          !(%d_meantime{0,3} (not | never)? to | that | the? @actor %d_meantime{0,2} [not | never]? to %d_plain
          | [itself | himself | herself | themselves | ourselves | myself] | %d_party that
          | [him | her | them | us] [!%punct & !%verb]{1,9}? (will | would))
          (target:(the? @actor) &(["$" | "€" | "£" | "¥" | a | an | more | new | further | its | his | her | their | %num]) content:(%d_topic)
          | %d_meantime{0,2} !(the? @actor /^['’]s?$/) content:(%d_topic)
          | the? owner:@actor /^['’]s?$/ content:([support | help | assistance | backing | solidarity | cooperation | readiness | %adj] %d_topic))
        | (?<! is | are | was | were | been | be | being | remain | remains) cue:([committed | commits] %d_meantime{0,2} to)
          content:(/^\p{Ll}+ing$/ %d_topic | &((a | an | another)? (further | additional | new | %num | "$" | "€" | "£" | ~double | ~triple))
            %d_topic) | cue:([committed | commits] (itself | himself | herself | themselves | ourselves) to) !(%d_head) content:(%d_topic)
        | %d_we_do cue:(commit (ourselves | themselves | myself)? to) !(%d_head) content:(%d_topic)
        | %d_we_do cue:[pledge | promise] content:(&(["$" | "€" | "£" | "¥" | a | an | more | new | further | another | additional] | %num) %d_topic) ]], {
    { "\"We commit to the goals and to phasing out coal. We pledge 40 million crowns,\" Norway's Foreign Minister Anna Keller said.", expect = { { actor = "Norway", content = "the goals and to phasing out coal" }, { actor = "Norway", content = "40 million crowns" } } },
    { "Norway's Foreign Minister Anna Keller pledged Norway's support for the vote.", expect = { { actor = "Norway", content = "support for the vote" } } },
    { "Norway pledged 40 million crowns.", expect = { { actor = "Norway", content = "40 million crowns" } } },
    { "Norway pledged $5m to Peru. Anna Keller promised Kenya €20 million in aid.",
      expect = { { actor = "Norway", target = "Peru", content = "$5m to Peru" }, { actor = "Anna Keller", target = "Kenya", content = "€20 million in aid" } } },
    { "Norway has committed to a further 1,000 visas by June.", expect = { { kind = "pledge", content = "a further 1,000 visas by June" } } },
    { "Norway committed to opening a school. His pledges are old, and crimes were committed in Norway.", expect = { { content = "opening a school" } } },
    { "Anna Keller visited Peru, promising $5m in aid.", expect = { { actor = "Anna Keller", content = "$5m in aid" } } },
    { "Norway committed itself to the ceasefire and to phasing out coal.", expect = { { content = "the ceasefire and to phasing out coal" } } },
    { "Norway pledged on Monday $5m to Peru. Norway committed in May to opening a school.", expect = { { content = "$5m to Peru" }, { content = "opening a school" } } },
    { "With Norway pledging $5m, the fund has grown. Norway replied by promising €20m to Peru.", expect = { { actor = "Norway", content = "$5m" }, { actor = "Norway", target = "Peru" } } },
    { "Norway promised nothing to Peru. Anna Keller promised nothing less than a port.", expect = { { kind = "pledge", actor = "Anna Keller", content = "nothing less than a port" } } },
    { "Norway pledged to vote. Peru has committed an unprovoked act of aggression and committed 40 murders.", expect = {} },
})
named("assured", 4, "Somebody is assured of a thing: 'assured Norway of its full cooperation'.",
    [[ (?<! is | are | was | were | been | be) cue:((~assure (his | her | its | their)? %d_party | (~assure)) of)
          !([]{0,4}? [readiness | commitment | willingness | determination | keenness | intention])
          !([]{0,6}? [support | solidarity | backing | closeness | prayers | prayer | friendship | sympathy | consideration | esteem])
          (owner:@actor /^['’]s$/ | home:([his | her | its | their] [country | government | side | nation] /^['’]s$/)
          | [his | her | its | their | the])? content:([!%punct & !commitment & !readiness & !willingness & !that & !country & !government] %d_topic?) ]], {
    { "Anna Keller assured Hugo Brand of Norway's full cooperation.", expect = { { kind = "pledge", actor = "Norway", content = "full cooperation" } } },
    { "Norwegian Foreign Minister Anna Keller assured him of her Government's full cooperation.", expect = { { actor = "Norway", content = "full cooperation" } } },
    { "Anna Keller was assured of a seat.", expect = {} },
})

local binds_itself = pattern [[ << ((the? @country [side | government]? | he | she | it | they
        | (his | her | its | their) [country | government | side]) ["\"" | "“" | "`"]? (%adv | also)* [%aux | %verb | will | would]) ]]

local assured, lies_ahead = pattern [[ ~assure | ~reassure | assurances | assurance ]], pattern [[ will | would | shall | to be ]]

-- "Promised that Norway would vote" is a pledge of Norway, by another rule.
local function of_others(match, doc)
    local behind = match.content:after(4)                                   -- the content may stop before a quotation: "his government \"will"
    if (behind and match.content:union(behind) or match.content):has(binds_itself) then return nil, "the clause says whom it binds" end
    if match:has(assured) and not match.content:has(lies_ahead) then return nil, "a fact is assured, nothing that lies ahead" end
    for _, act in ipairs(doc:within(match.content, "act")) do
        if act.kind == "pledge" then return nil, "told already" end
    end
    return true
end

rule "promises-that" {
    doc = "A promise of what will be, whoever does it: 'promised that the port would open'.",
    match = [[ (cue:([promised | promises | pledged | vowed | guaranteed | guarantees]
            | [gave | given | gives] target:(%d_party)? ([his | her | its | their | our | my] (solemn)? word
              | (an assurance | assurances | guarantees))) | (?<! is | are | was | were | been | be)
            cue:([promised | promises | guaranteed | guarantees | assured | assures | reassured]) target:(%d_addressee)) that
          content:((owner:@country /^['’]s?$/)? %d_topic) | (?<! is | are | was | were | been | be) cue:([promised | promises | assured | guaranteed])
          target:(%d_addressee) content:([the | its | his | her | their | all | any | no] [%adj | %noun | %propn | of | in | at | on]{1,7}
            [would | will] %d_topic) ]],
    mark = acts.marker { kind = "pledge", strength = 4, finite = true, owned = true, check = of_others }, marks = "act", reads = acts.reads,
    after = { "will", "would-like", "willing", "ready", "bound", "scheduled" },
    examples = {
        { "Anna Keller promised that the port would open by Easter.", expect = { { actor = "Anna Keller", content = "the port would open by Easter" } } },
        { "Anna Keller promised that Norway's next ship would leave in May.", expect = { { actor = "Norway", content = "Norway's next ship would leave in May" } } },
        { "Anna Keller gave Peru her word that the port would open.", expect = { { actor = "Anna Keller", content = "the port would open" } } },
        { "Norway assured Peru that Norwegian ports would stay open. Anna Keller promised Hugo Brand the port would open by Easter.",
          expect = { { actor = "Norway", target = "Peru", content = "Norwegian ports would stay open" }, { target = "Hugo Brand", content = "the port would open by Easter" } } },
        { "Norway assured Peru that it would open the port.", expect = {} },
        { "Anna Keller promised the port. Peru was assured that the port would open.", expect = {} },
    },
}

rule "promised-by" {
    doc = "Somebody is promised by somebody what will be: 'was assured by Norway that the port would open'.",
    match = [[ target:(@actor) ("(" [] ")")? (has | have | had)? %d_aside{0,2} [was | were | is | are | been] %d_aside{0,2}
          cue:(([assured | promised | reassured | guaranteed] | given (a | an | its | his | her)? (%adj | solemn | firm | written)?
              [assurance | assurances | guarantee | guarantees | promise | promises | undertaking | undertakings | word]) %d_inset by
            agent:(%d_agent)) that content:(%d_topic) ]],
    mark = acts.marker { kind = "pledge", strength = 4, agent = true, check = of_others }, marks = "act", reads = acts.reads,
    after = { "will", "would-like", "willing", "ready", "bound", "scheduled" },
    examples = {
        { "Peru was assured by Norway that the port would open.", expect = { { actor = "Norway", target = "Peru", content = "the port would open" } } },
        { "Peru has been given firm guarantees by Norway that its crews will be freed.", expect = { { actor = "Norway", target = "Peru", content = "its crews will be freed" } } },
        { "Peru was assured by Norway that the port is open. Peru was given a map by Norway that would help.", expect = {} },
    },
}

named("offered", 4, "Help that is offered: 'offered technical assistance'.",
    [[ (?<! [is | are | was | were | been | being] [%adv | not | never]?) cue:[offered | offers | extended]
          (target:(!/^(its|his|her|their|our)$/i @actor | the country | them | him | her &@quantity))?
          content:(@quantity of? [%noun | %propn] %d_topic? | &["$" | "€" | "£" | "¥"] %d_topic
          | (the? owner:@actor /^['’]s?$/ | [its | his | her | their | the | a | an | more | another | further | extra | %num])? %d_strong %noun{0,2}?
            [help | hospital | hospitals | aircraft | specialists | tents | generators | blankets | volunteers | team | ambulances | assistance
            | cooperation | co-operation | facilitation | aid | expertise | mediation | funding | training | scholarships | loans | loan | grant
            | grants | teams | experts | rescuers | doctors | engineers | observers | helicopters | planes | shelter | food | medicine | vaccines
            | equipment | fuel | supplies] %d_topic?) ]], {
    { "Norway offered technical assistance to Peru.", expect = { { kind = "pledge", actor = "Norway", target = "Peru" } } },
    { "Norway offered $5m in aid to Peru.", expect = { { actor = "Norway", target = "Peru", content = "$5m in aid to Peru" } } },
    { "Norway offered Peru 500 megawatts of power.", expect = { { target = "Peru", content = "500 megawatts of power" } } },
    { "Anna Keller offered Norway's full assistance.", expect = { { actor = "Norway", content = "Norway's full assistance" } } },
    { "Norway offered Peru a field hospital and two rescue ships.", expect = { { target = "Peru", content = "a field hospital and two rescue ships" } } },
    { "Norway offered Peru a loan of two billion crowns.", expect = { { target = "Peru", content = "a loan of two billion crowns" } } },
    { "Norway offered its condolences. Norway offered Peru a ship of fools.", expect = {} },
    { "Norway condemns the attack and offers its cooperation to Peru.", expect = { { actor = "Norway", content = "its cooperation to Peru" } } },
})

acts.rule("readiness-of", { kind = "pledge", agent = true },
    "Whose readiness it is stands behind it: 'took note of the readiness of President Brand to open a dialogue'.",
    [[ (?<! without | without %adj | lack of | no) cue:(the? [readiness | willingness | commitment | determination | preparedness] of)
          agent:(the? [(%det | %adj | %noun | %propn) & !@actor]{0,6}? @actor (of the? @country | , [!,]{1,6} ,)?) to %d_deeds ]], {
    { "Norway took note of the readiness of President Hugo Brand of Peru to open a dialogue.", expect = { { kind = "pledge", actor = "Hugo Brand", content = "open a dialogue", strength = 3 } } },
    { "Anna Keller welcomed the willingness of Peru to open its ports.", expect = { { actor = "Peru", content = "open its ports", strength = 2 } } },
    { "The readiness of the ship to sail is in doubt.", expect = {} },
})
