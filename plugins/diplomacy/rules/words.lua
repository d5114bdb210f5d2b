-- words.lua - what the patterns of acts share: where the words of a deed stop, and how deeds are joined.

define "d_adverb" [[ [%adv | also | fully | firmly | strongly | deeply | always | again | further | jointly | resolutely | not | never | together
      | /^n['’]t$/] ]]
-- The same without those that deny.
define "d_aside" [[ [(%adv | also | fully | firmly | strongly | deeply | always | again | further | jointly | resolutely | together) & !not & !never &
        !/^n['’]t$/] ]]
-- A verb in its plain form.
define "d_plain" [[ [(%verb | be | have | do) & !agreed & !/(ing|[^e]ed|[^us]s)$/ & !%q_irregular] | bring
    | (?<= ")") [/^\p{Ll}{3,}$/ & !%det & !%pron & !the & !and & !for & !with & !was & !were & !has & !had & !who & !will & !would]
    | (?<= to | will | would | shall) ([$plain_behind_to] | [fast | kick | jump | front | open | cross | green | double] %hyphen [%verb | %noun]
      | [(%adj | %noun) & !%cap & !/(ing|ed|s)$/] &[the | a | an | /^(his|her|its|their|our|my)$/i | them | him]) | (?<= , | and | to)
      ([$plain_behind_and] | [$plain_before_object] &[%det | %propn | %adj | %num | %noun & /s$/
        | /^(his|her|its|their|all|each|those|these|any|more|further)$/i]) ]]
-- A verb of the main clause, as it stands behind a shared subject.
define "d_finite" [[ [$finite_words | (%verb & /([^us]s|[^e]ed)$/ )] ]]

-- Nouns for what is voiced: a second one behind "and" is a deed of its own.
define "d_whose" [[ (the? @actor /^['’]s?$/ | [its | their | his | her | our] (%d_own_side /^['’]s?$/)?) ]]
define "d_voiced" [[ ([gratitude | thanks | appreciation] (to | for) | [condolences | sympathy | sympathies] (to | over | for)
      | [condemnation | rejection] of | [support | solidarity | backing] (for | to | with) | [opposition | objection] to
      | concern (over | about | at | regarding) | [readiness | willingness | commitment | determination] to) ]]

-- "Their determined and sustained efforts", "the attack that killed and injured": words of one noun or of one relative clause.
define "d_epithets" [[ (?<= (that | who | which) %verb) and %verb | (?<! ,) (?<= [/^(its|their|his|her|our|your|the|a|an)$/i] [most | more]?
        [%adj | /(ed|ing)$/]) and [/(ed|ing)$/] %adj{0,2} %noun ]]
-- "Since it assumed the presidency": a verb of saying or thinking with a thing in the place of what is thought.
define "d_wordless" [[ (?<= since | when | after | before | until) @attribution[takes=clause & stance=belief]
      [the | a | an | its | his | her | their | office | power] ]]
-- What ends a deed: an attribution, a new clause, the sentence.
define "d_stop" [[
    # another point of a list, or what is denied beside it
    ; !(and? %d_item) | ,? nor | ,? and [does | do | did] (not | n't) | "&" [%verb & !/ing$/]
    # what somebody says or does: an attribution, a subject with its verb
    | ,? (and | but | or | while | then | ,)? to? !%d_wordless (?<! what | by | without | through | over | from | with | of | at | against | on | for
      | into | [$claims] that | soon as | long as | in case | should | when | once | unless) @attribution
    | , (and | but | while | as | so | with) @subject | , and that !of | and @subject | , (and | but) [%pron & !/^(its|their|his|her)$/] %d_finite
    # a second verb of the one who acts
    | ,? and ((we | "I") [%adv | also]{0,2} [%verb | %aux] | %d_whose %d_strong %d_voiced
      | [%adv | also]? ([look | looks | looked] forward | ([$next_deeds]
            ([%det | %propn | him | her | them | all | both | our | its | their | his | you] | %noun{1,2} to))))
    | , and [the | this | that] %adj{0,2} %noun{1,2} [was | were] | , [has | have | had | will | would] [%adv | also]{0,2} %verb
    | ,? and [$cues & /s$/ & !means] | , [$deeds & /[^s]s$/] [the | a | an | its | his | her | their | @actor]
    | , and (also | further | jointly)? (agree (to | that | on) | call (on | upon | for)
      | [regret | deplore | condemn | note | support | welcome | stress | hope | believe] that | [$next_verbs] !(by | out | aside | up | down))
    | !%d_epithets ,? (and | but) (also | then | %adv){0,2} %d_finite | ,? and the %adj{0,2} [need | necessity] (for | to | of)
    # a remark on what was told: ", a move that critics"
    | , (a | an) %adj? [move | charge | claim | step | accusation | allegation | demand | decision | description | idea]
      (that | which | the? @actor | he | she | they | critics | officials)
    # a verb in the past behind a comma or "and"
    | ,? and (%adv | also)? [encouraged | urged | invited | asked | advised | reminded | instructed | directed | ordered] %adj? %noun{1,2} to %verb
    | , and (%adv | also | then)? (dealt with | touched (on | upon)) | and , [!, & !; & !"."]{1,8} , %d_finite
    | , (%adv | also)? ([promised | pledged | vowed | offered | condemned | praised | welcomed | thanked | announced | rejected | urged | warned]
        ([the | a | an | its | their | his | her | another | "$" | that | all | both] | %num | @actor) | called (for | on))
    | &(and (%adv | also)? [froze | withdrew | sent | gave | held | met | began | paid | sought | told | made | took])
      (?<! (that | which | who) []{1,9}) and (%adv | also)? [] [the | a | an | its | their | his | her | %num]
    # a clause of its own, or a participle
    | (, | – | "—" | "--") (he | she | it | they | we | "I") (%adv? [%verb | %aux] | /^['’](s|re|ll|d|ve|m)$/)
    | , %adv? [/ing$/ & %verb & !including & !excluding & !according & !following & !regarding & !concerning & !pending]
      [%det | such | that | it | them | him | /^(his|her|its|their)$/ | @actor] | , with (the? @actor | %q_before_name{1,6}? @person) [/ing$/ & %verb]
    # others beside or against it
    | , (joined | backed | followed | echoed | seconded) by | , (while | whereas | although | though | but)
    | , as (did | does | do | has | have | had | will | would | was | were) the? @actor
    # an insertion that a verb follows: "the tax Keller vowed to veto--was put"
    | "--" %q_finite
    # the end of the sentence, or of the words that are quoted
    | . | "?" | "!" | "\"" | "”" ]]
-- Deeds of one clause: "open the port and widen the road", "to meet and to talk".
define "d_item" [[ "(" [/^([ivx]+|[a-h1-9])$/i] ")" ]]
define "d_join" [[ (; and? | [; | ,] and? %d_item | , @attribution , and | ,? (and | or | as well as) | ,) (also | further | jointly)? to?
      &(%d_adverb{0,2} !(call [on | upon | for]) %d_plain [!%punct & !of]) ]]
define "d_join_to" [[ (; and? | ,? and | ,) (also | further | jointly)? to &(%d_adverb{0,2} %d_plain) ]]
-- "continue to", "strive to": the verb that follows is the deed, no purpose.
define "d_begin" [[ [continue | begin | start | strive | seek | help | try | choose | endeavour | endeavor | keep | go | come] (to | on)? ]]
define "d_head" [[ %d_adverb{0,3} (%d_begin %d_adverb{0,2} &%d_plain)? %d_plain (and %d_plain)? ]]
-- One deed with all it governs; what follows a purpose ("to …") belongs to the purpose.
define "d_deed" [[ %d_head (!(%d_stop | %d_join | to %d_plain) [])* (to %d_plain (!(%d_stop | %d_join_to) [])*)? ]]
define "d_deeds" [[ %q_open? (":"? %d_item | ":")? content:(%d_deed) (%d_join content:(%d_deed))* ]]
-- What somebody is asked not to do: "not to close the port and to free the crew".
define "d_not_to_do" [[ content:([not | never] to %d_deed) (%d_join_to content:(%d_deed))* ]]
-- What a deed is about, as a noun phrase with all that belongs to it.
define "d_topic" [[ ("\"" [!"\""]{0,7}? [!%punct] "\"" | "“" [!"”"]{0,7}? [!%punct] "”" | [!%punct | "\"" | "“" | "$" | "€" | "£" | "¥"]) (!(%d_stop) [])* ]]
-- Further parties of a list: ", Chile and the government of Oman".
define "d_named" [[ the? (@actor ("(" [] ")")? (%d_own_side | (of | from) the? @country)? | @country %q_body
      | [government | governments | people | peoples | authorities] of the? @country | %q_before_name{1,5}? @person ((of | from) the? @country)?) ]]
define "d_further" [[ ((, %d_named){0,6} ,? (and | or | as well as) %d_named) ]]
-- A party that is asked, thanked, invited: a name, or a few words.
define "d_party" [[ ((both | the)? @actor ("(" [] ")")? %d_further (,? and (other | all its | its other) %adj?
          [partners | countries | members | donors | friends | states | parties | nations])?
      | (!(and [%verb & !@actor]) []){0,5}? @actor ("(" [] ")" | "*")? ((of | from) the? @country)?
        (,? and the? @actor ("(" [] ")" | "*")? | ,? and the? @country %q_body | ,? and (his | her | their | its) %noun{1,2})?
        (/^['’]s$/ [!%verb & !not & !never | /ing$/]{1,5})? | [%det | %adj | %noun | %propn | %num | all | both | those | everyone | everybody
        | developed | developing | industrialized | industrialised | warring | interested | /^['’]s$/ | of | and | concerned | in | the | its | their
        | his | her | our]{1,10}?) ([living | residing | staying | based | stranded | travelling | traveling] [!%punct & !to]{1,5})? ]]
-- Talks that are to begin on a day.
define "d_talks_ahead" [[ [resume | begin | start | open | launch | restart | reopen] [!%punct & !%verb]{0,4}?
      [talks | negotiations | dialogue | consultations | discussions] [!. & !; & !%verb]{0,12}? (@date | %d_weekday | tomorrow) ]]
-- Several parties by their names.
define "d_two" [[ (the? @actor %d_own_side? ((, | and | , and | as well as) the? @actor %d_own_side?){1,5}) ]]
-- Whom one speaks to: a name behind what belongs to it, or a pronoun.
define "d_addressee" [[ ([%det | %adj | %noun | %propn | %num | all | both | of | its | their | his | her]{0,5}? @actor ("(" [] ")")? %d_own_side?
        %d_further? | them | him | her | you) ]]
define "d_weekday" [[ [monday | tuesday | wednesday | thursday | friday | saturday | sunday] ]]
-- What may stand between the words of a deed and what it is about: ", however,", "on Friday".
define "d_inset" [[ (, [!, & !%punct & !that]{1,6} , | on %d_weekday | (on | in)? @date ("(" [!%punct]{1,3} ")")? ,? !/^['’]s?$/)? ]]
-- When, where and how something is agreed or promised, before "to" and what is: "in May", "on Tuesday, after hours of talks,", "in principle".
define "d_meantime" [[ (,? ([late | early | earlier]? on %d_weekday [morning | afternoon | evening | night]?
        | (on | in | since)? @date ("(" [!%punct]{1,3} ")")? !/^['’]s?$/ | today | yesterday | again | in (principle | part | full | general)
        | unanimously | [%adv & !not & !never & !only & !n't] | (in | at | during | after | following) (a | an | the | their | its | his | her)?
          [(%adj | %noun | %propn | %num | of) & !%aux]{1,5}? (with the? @actor)?? &(to | , | that | in | on | at | with | @date | "$" | "€" | "£"))
        ,? | , [!, & !; & !that & !which & !who & !to & !%q_finite & !/ing$/]{1,10} ,) ]]
-- By whom: a party, perhaps with its name in apposition.
define "d_agent" [[ @country /^['’]s$/ %q_before_name{0,6}? @person | the? (@country | @organization) %q_before_name{1,6}? @person
    | the? (@country | @organization) /^['’]s$/ [(%adj | %noun) & !@actor]{1,4} ![%propn | @actor]
    | [%det | %adj | %noun | %propn | /^(its|his|her|their)$/i | of]{1,7} , @person | %d_party ]]
-- A government that needs no name at home.
define "d_the_government" [[ the ("Federal" | "Union" | "Royal" | "National" | "Transitional" | "Transition" | "Central")? "Government" | < "Government" ]]
-- Somebody who is met: a title or an honour and a name.
define "d_honored" [[ (- [in | at | de] - | d ["'" | "’"] | ad interim | [in | at] &(the? [%propn | @organization])
        | [$before_guests | %det | %adj | %noun | %propn | @country | /^d['’]/ | "(" | ")" | - | , | "&" | "/" | /^['’]s?$/])*?
      (@person | @collective[kind=person]) ]]
-- A guest who is received: a person by the name, with whatever office stands before it; not something of his or hers.
define "d_guest" [[ (!(a | an | [%det | his | her | their | my | our | %adj]{0,3}
          [%noun & !%cap & !$titles & !$met_words]) | &([(!%punct | -) & !@person & !%verb & !of & !from]{0,6}? $titles (- elect)? ,? @person)) %d_honored
      !/^['’]s?$/ ]]
define "d_day" [[ (on? (monday | tuesday | wednesday | thursday | friday | saturday | sunday) | today | yesterday | also | further)? ]]
-- What somebody does that others object to.
define "d_conduct" [[ [steps | step | actions | action | attempts | attempt | moves | move | claims | claim | accusations | accusation | allegations
      | allegation | demands | demand | position | statements | remarks | plans | measures | policy | policies | interference | aggression | threats
      | provocations | conduct | behaviour | behavior] ]]
-- What is somebody's own doing: "the refusal of Peru".
define "d_own_doing" [[ [silence | paralysis | inaction | failure | inability | refusal | reluctance | obstinacy | intransigence | stubbornness
      | unwillingness | complicity | conduct | policy | policies | decision | decisions | intention | intentions | attempt | attempts | stance
      | rhetoric | ambitions | practices | actions | regime | government | leadership] ]]
-- Whose deeds are nobody's but their own.
define "d_outlaw" [[ (~cartel | ~gang | ~militant | ~terrorist | ~extremist | ~trafficker | ~smuggler | ~hacker | ~pirate | ~criminal
      | [rebel | terrorist | terror | militant | criminal | armed | extremist] ~group) ]]
-- Whoever and whatever is from a country and does not speak for it.
define "d_private" [[ (~company | ~enterprise | ~firm | ~business | ~investor | ~airline | ~bank | ~national | ~citizen | ~student | ~tourist
      | personnel | ~employee | ~worker | diaspora | ~community | media | television | ~newspaper | ~product | goods | ~export | ~import | ~market | %d_outlaw) ]]
define "d_own_side" [[ [country | government | nation | side | people | administration | ministry | organization | organisation] ]]
define "d_owner" [[ (the? owner:@actor /^['’]s?$/ | the? %q_before_name{1,5}? owner:@person /^['’]s?$/
      | the owner:@country [(government | side | people) & !%num] /^['’]s?$/
      | the? owner:(@country | @organization) &([%adj | %noun | firm | full | continued] | >>)
      | home:(([his | her | its | their | my | our] %d_own_side | the [(kingdom | government | sultanate | emirate | republic | state) & %cap &
              !@actor] | the country) /^['’]s?$/) | [/^(his|her|its|their|our|my|the|a|an)$/i] @actor? /^['’]s?$/?)? ]]
define "d_strong" [[ (%adj | %adv | shared | joint | mutual | full | deep | strong | firm | continued | continuing | unwavering | sincere | profound
      | heartfelt | serious | grave | warm | warmest | and | , | (iron | rock | long | whole | full) %hyphen []){0,4} ]]
define "d_message" [[ [sent | sends | addressed | cabled | dispatched | conveyed] (today | yesterday | on? %d_weekday | also)? (a | an | his | her)?
      %adj{0,2} (cable | message | letter | telegram | note | cables | messages | telegrams) ]]
define "d_voice" [[ [~express | ~voice | ~convey | ~extend | ~offer | ~reaffirm | ~reiterate | ~confirm | ~affirm | ~underscore | ~underline | ~stress
      | ~emphasize | ~emphasise | ~renew | ~send | ~declare | ~restate | ~register | ~raise | ~communicate | ~repeat | ~signal | ~indicate
      | ~transmit] (to (the | his | her)? [(%noun | %propn | %adj) & !/^['’]s$/]{1,5}? (in %propn)?
        &(the? @actor /^['’]s?$/ | [his | her | its | their]) | (on (that | this) occasion | in this regard | once again)
        &([his | her | its | their | the] | %adj | @actor))? | (~place | ~put) on record ]]
-- What somebody will not have, behind "will not".
define "d_refused" [[ (go along with | stand for | put up with | [bow | yield | bend | submit | surrender | capitulate | subscribe] to
      | [cave | give] in to | knuckle under to | sign (up to | off on)
      | be ((a)? party to | [drawn | dragged | bullied] into | [bullied | blackmailed | cowed | intimidated | swayed] by | dictated to by) | brook
      | countenance | budge (on | from) | give ground on | back down (on | over) | hear of | lend (its | his | her | their) name to | fall for
      | sit down with | talk (to | with) | back off
      | give up &(any | one | an | a | the | its | their | our | his | her | %num)) ]]
-- The same of verbs that are a part of what is refused: "will not | withdraw from the islands".
define "d_refused_to" [[ [withdraw | apologise | apologize | retreat | resign | reopen | relinquish | concede | cede | extradite | lift | provide
      | establish | sign | attend | participate | return | bet] | take part
    | (hold | have | engage in) [further | any | more | new | direct | such]{0,2} [talks | negotiations | meetings | dialogue] with | comment on ]]
-- What stands before a verb that does the deed by being said: "would like to thank", "take this opportunity to thank", "allow me to thank".
define "d_performing" [[ ([wish | wishes | wished | want | wants | wanted | like | opportunity | occasion | honour | honor | privilege | pleasure
        | duty | chance | pleased | glad | happy | honoured | honored | keen] (, on behalf of [!, & !.]{1,14} ,)? (for me)? to
      | [allow | permit] me to | let me | pleasure in | (?<! to) [join | joins | joined | joining] [!%punct & !%verb]{0,8} in | [goes | went] on to
      | proceeded to | (?<! [will | would | shall | to | should | must | can | could | may | might | not | and | ,])
        (?<! [will | would | shall | to | should | must] [also | %adv]) ~continue to | remiss not to
      | (?<= [we | "I"] []{0,2}) (can not | cannot) (fail to | but) | [could | can] not but | did (not | /^n['’]t$/) (fail | omit | forget) to
      | not hesitate to | saw fit to | [wrote | written | writes | writing] (to | on | in) []{1,3}? to
      | [~conclude | ~begin | ~end | ~close | ~start] by) ]]
-- What no country promises by the mouth of another: "Keller of Norway said Peru would attack".
define "d_arms" [[ [bomb | bombs | weapon | weapons | warhead | warheads | missile | missiles | device | army | armies | military | arsenal | forces] ]]
define "d_raid" [[ [attack | attacks | offensive | war | strike | strikes | invasion | assault | aggression | provocation | provocations | raid | raids
                      | incursion | bombing | shelling | missiles] ]]
define "d_hostile" [[ ([attack | invade | bomb | shell | bombard | annex | seize | occupy | blackmail | bully | regroup | rearm | escalate | cheat | meddle
                         | interfere | cede | surrender | capitulate]
    | strike !(a | an | the) | exploit (the | this | any)? | stop (at | there | with | short)
    | ([launch | mount | stage | start | wage | conduct | unleash | prepare] | carry out) [!%punct]{0,5}? %d_raid
    | [continue | resume | pursue | intensify] (with)? (its | their | his | the) %adj{0,2} %d_raid
    | [continue | keep | persist | go] (on | in)? to? [attack | attacking | shell | shelling | bomb | bombing | kill | killing]
    | [rebuild | replenish | reconstitute | build | develop | acquire | obtain | produce | test] ([!%punct]{0,3}? %d_arms !%noun)
    | test []{0,3}? [alliance | resolve | unity | defences | defenses | patience]
    | use ([the | this | any | every] %adj? [pause | truce | ceasefire | lull | respite | break | veto | crisis] | force | [nuclear | chemical | biological])
    | (keep | continue)? [try | trying | attempt | attempting | seek | seeking] to? ([divide | split | undermine | destabilise | destabilize | sow | sway
                         | seize | attack | exploit | provoke | weaken | dominate] | take (over | control))) ]]
-- What is itself with somebody: "discussed ties with Peru" does not tell with whom.
define "d_mutual" [[ [relations | relation | relationship | relationships | ties | cooperation | co-operation | collaboration | partnership
      | partnerships | talks | negotiations | dialogue | engagement | treaty | treaties | agreement | agreements | deal | deals | pact | accord
      | contract | contracts | war | conflict | dispute | disputes | tension | tensions | clashes | border | borders | alliance | friendship | link
      | links | contacts | contact | association | problem | problems | integration | exchanges] ]]
define "d_one_body" [[ the? (@country[!adjective] | @organization) ]]
-- Between the meetings that one sentence tells of.
define "d_later" [[ [separately | later | then | also | subsequently | afterwards | earlier]{0,2} ]]
-- Who comes somewhere: "welcomed 3,000 refugees", "greeted the delegation"; not "welcomed the return of refugees".
define "d_comers" [[ [refugees | refugee | migrants | evacuees | returnees | newcomers | arrivals | guest | guests | visitors | tourists
      | holidaymakers | passengers | pilgrims | participants | attendees | delegates | delegation | delegations | envoys | dignitaries | ministers
      | ambassadors | diplomats | officials | representatives | leaders | lawmakers | parliamentarians | experts | inspectors | observers | monitors
      | negotiators | mediators | team | teams | athletes | players | fans | students | pupils | scholars | journalists | volunteers | investors
      | entrepreneurs | businessmen | executives | troops | soldiers | sailors | crews | peacekeepers | families | children | people | workers
      | trainees | patients | survivors | seekers | citizens | nationals | recruits]
    | [thousands | hundreds | dozens | tens | scores | millions] of @country[adjective] ]]
define "d_party_of_comers" [[ (the? @actor /^['’]s$/)? ([the | a | an | some | another | its | his | her | their | our | over | about | nearly
        | almost | around | many | several | all] | more than | up to | at least | %num
      | [thousands | hundreds | dozens | tens | scores | millions] of |
        [group | groups | batch | number | wave | contingent | plane | party | members | heads | leaders] of | visiting | arriving | returning | %adj
      | %noun | @country[adjective] | - | ,){0,7}? %d_comers !(/^['’]s?$/ | and (its | their | the) | - | %hyphen | [%noun & !%adj & !%cap]) ]]
