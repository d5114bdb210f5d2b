-- encounters.lua - calls, meetings, visits, letters that took place: the words that tell of one, then who takes part.
--
-- The words stand in lexicons/encounter_nouns.tsv and encounter_verbs.tsv, each with the form of the encounter, and in the definitions below. A rule is a
-- construction that any of them can stand in; `bond` says where the parties stand where that is not on both sides of it, and parties.lua reads them off.

local parties = include "parties.lua"

local not_yet = [[ (?<! [to | will | would | should | may | can | not | could | shall | might | must | never | next | future] %d_adverb)
      (?<! to | will | would | should | may | can | not | could | shall | might | must | never | next | future) ]]

-- A verb that tells what happened, or a headline's present; no "has", which is an auxiliary or tells what lies ahead.
define "d_happened" [[ [(/ed$/ | /s$/ | %q_irregular | sat | rang | flew | got | caught | shook | broke | spoken | taken | given | begun | come
        | toured | written | been) & !has & !is & !does & !talks & !/^['’]s$/] ]]
-- Where and when, between the words of an encounter and its parties.
define "d_place_time" [[ (,? (face to face | face-to-face | one on one | one-on-one | here | separately | again | together | privately | virtually
        | online | [%adv & !@date] | (today | yesterday | [late | early | earlier | later]? [on | in]? this? @date) ("(" ...!(")") ")")?
        | on? this? %d_weekday | this (morning | afternoon | evening | week | month)) ,? | ,? in [%propn]{1,3} , [%propn]{1,2} ,
      | ,? (in | at | on | over | for | during | via | by | inside) [(!%punct | - | /^['’]s$/) & !@person[!described] & (!%verb | /(ed|ing)$/) & !with & !between & !about &
          !that & !when & !while & !who & !which & !where & !conference & !briefing & !event & !rally & !interview & !podium & !reporters]{1,9}?
        (?<! the | a | an | his | her | its | their | of | and | this | that | at | in | on) ,?) ]]
-- What stands between a verb of holding and the noun.
define "d_of_talks" [[ (face-to-face | written | handwritten | one-on-one | [(!%punct | - | – | /^['’]$/) & !with & !to & !on & !that & !who & !which
          & !by & !about & !for & (!%verb | /(ed|ing)$/) & !@person & !next & !upcoming & !planned & !forthcoming & !scheduled & !possible & !no]) ]]
define "d_correspondence" [[ (?<= call | calls | letter | letters | message | messages | telegram | telegrams | cable | cables | note) ]]
-- A delegation or body that is met where nobody is named.
define "d_delegation" [[ [%det | %adj | %num | his | her | its | their]{0,4}? ([delegation | delegations | representatives | representative | members
        | member | officials | leaders | leadership | lawmakers | executives | delegates] (of | from) the?
        (@organization ((, | ,? and) the? @organization){0,4} | @country[!adjective])
      | @country [delegation | delegations | delegates | officials | government | side | negotiators | lawmakers | authorities | representatives
        | leaders] | @organization [delegation | officials | leaders | representatives | leadership]) !/^['’]s?$/ ]]
define "d_met_body" [[ !([%det | %adj | %noun | %propn | of | from]{1,9}? ,? (led | headed) by)
      (%d_delegation | [%det | %adj | %num | his | her | its | their]{0,4}? @organization ("(" [] ")")?
        (, | . | in | on | at | to | and | > | @date | today | yesterday | via | by)) ]]
-- An office without a name, met for its country: "his Indian counterpart", "Peru's foreign minister".
define "d_office" [[ [(%adj & !@country) | foreign | prime | defence | defense | trade | finance | energy | interior | deputy | vice | parliament
      | parliamentary | army | military | security | intelligence | spy | navy | police]{0,3}
      ([counterpart | counterparts | president | presidents | minister | ministers | premier | premiers | chancellor | king | emir | amir | sultan
        | leader | leaders | ambassador | ambassadors | envoy | envoys | official | officials | speaker | chief | commander | negotiators | diplomats
        | representatives | colleagues] | opposite (number | numbers) | crown (prince | princess)) ]]
define "d_met_office" [[ !(@person) (the | his | her | their | its | a senior | %num)? [visiting | new | then]?
      (@country /^['’]s$/? (,? and the? @country /^['’]s$/? | (, the? @country){1,8} ,? and the? @country)? %d_office
      | %d_office (of | from) the? @country (,? and the? @country | (, the? @country){1,8} ,? and the? @country)?
        !(%noun | %adj | /^['’]s?$/ | [to | in | at] the? [%propn | %noun | %adj]{1,5}? ,? %d_honored))
      !(([in | at | to] the? %propn{1,2} ,?)? [elect | (!%verb & !in & !on & !at & !; & !to & !with)]{0,12}? @person) ]]
-- Verbs that tell that what the noun behind them names took place, and those whose object is who is met.
define "d_holds" [[ [held | holds | holding | had | having | chaired | chairs | chairing | attended | attends | attending | conducted | conducts
      | conducting | concluded | concludes | concluding | completed | completes | completing | opened | opens | opening | began | begins | beginning
      | started | starts | starting | resumed | resumes | resuming | continued | continues | continuing | ended | ends | ending | finished | finishes
      | finishing | closed | closes | closing | joined | joins | joining | hosted | hosts | hosting | led | leads | leading | received | receives
      | receiving | took | takes | taking | made | makes | making | placed | places | placing | got | gets | getting | fielded | fields | fielding
      | returned | returns | returning | exchanged | exchanges | exchanging | swapped | swaps | swapping | sent | sends | sending | addressed
      | addresses | addressing | dispatched | dispatches | dispatching | wrote | writes | writing | convened | convenes | convening | launched
      | launches | launching | shared | shares | sharing] | co-chaired | co-chairs | co-chairing | cochaired | co-hosted | co-hosting
    | [wrapped | wraps | wrapping] up | [kicked | kicks | kicking] off | [took | takes | taking] part in
    | [participated | participates | participating | engaged | engages | engaging] in | broke off | [flew | flies] in for | [replied | responded] to
    | [emerged | emerges | emerging] from | [came | comes | coming | come] out of | ([sat | sits | sitting] down | [met | meets | meeting]) for
    | [went | goes | going | got | came] (straight | right | back)? into ]]
define "d_receives" [[ [met | meets | meeting | received | receives | receiving | hosted | hosting | welcomed | welcomes | welcoming | greeted
      | greets | greeting | entertained | entertains | entertaining] | (?<= @person) hosts | [dropped | drops | dropping] in on
    | [paid | pays | paying | made | makes | making] %d_place_time{0,2}? a %adj? (courtesy | farewell | protocol)? (call | visit) (on | upon | to)
    | [granted | grants | granting | gave | gives | giving] an? audience to | [played | plays | playing] host to ]]
define "d_pays" [[ [paid | pays | paying | made | makes | making | undertook | undertakes | undertaking | began | begins | beginning | started
      | starts | starting | concluded | concludes | concluding | completed | completes | completing | conducted | conducts | conducting | ended | ends
      | ending | finished | finishes | finishing | took | takes | taking | opened | opens | opening | launched | launches | launching]
    | [wrapped | wraps | wrapping] up | [kicked | kicks | kicking] off
    | ([embarked | embarks | embarking | left | leaves | leaving | departed | departs | departing] | [set | sets | setting] (off | out)) on
    | [carried | carries | carrying] out | [returned | returns | returning] %d_place_time{0,1} from ]]
define "d_comes" [[ [went | flown | arrived | arrives | arriving | landed | lands | landing | traveled | travels | traveling | flew | flys | flying
      | journeyed | journeys | journeying | travelled | travelling] | [touched | touches | touching] down | stopped over ]]
-- Who is met: somebody by the name, or who leads those that are met; not what is somebody's.
define "d_led" [[ [%det | %adj | %noun | %propn | of | from]{1,12}? ("(" [] ")")? ,? (led | headed) by %d_honored
    | [%det | %adj | %noun | %propn | of | to | his | her | its | their]{1,7}? [$titles | counterpart | colleague | homologue] (of @country)?
      (in | at) the? %propn{1,2} , [%propn | %noun | %adj | his | her | .]{0,4}? @person ]]
define "d_met" [[ (%d_guest | %d_met_office | %d_led) ]]

-- What an encounter that took place does as the subject.
define "d_passed_off" [[ ([ended | began | concluded | opened | started | lasted | closed | convened] | [wound | wrapped | broke] up
      | drew to (a close | an end) | came to (a close | an end) | got (under way | underway) | kicked off | took place | was held) ]]

-- A verb that tells what happened, or says in passing what one did: "Meeting him in Lima, she said", "after holding talks with".
define "d_told_verb" [[ (&[!/ing$/] | (?<= , | after | following | while | when | upon | from | before) &[/ing$/] | (?<! []) &[/ing$/]) ]]

local function tells(name, spec, doc, match, examples)
    rule(name) { doc = doc, match = not_yet .. match, mark = "encounter_cue", set = spec, examples = examples }
end

tells("summit", { form = "summit", bond = "body" }, "A summit or another meeting of many.",
    [[ [gathered | met | meeting | convened | assembled | participated | convening]
          (in | at | on | here | today | @date | @place | %num | %propn){0,8} (for | at | in | on the occasion of) (the | our | a | an | their)
          []{0,4}? summit | %d_told_verb %d_holds [a | an | the | their | its | our] [%adj | %noun | %num | %propn | - | "'s"]{0,5}?
          (summit | summits) !(%noun | %hyphen | with | for | on | between)
        | (@organization | @country) [!%punct & !%verb]{0,5}? summit %d_place_time{0,2}? %d_passed_off ]], {
    { "We, the Leaders of the Harbour Council of Norway, met in Lima for the 3rd Summit.", expect = { { form = "summit" } } },
    { "The second Harbour Council summit got under way in Lima.", expect = { { form = "summit" } } },
    { "Leaders of the Harbour Council held an emergency summit in Lima. They will hold a summit in May.", expect = { { form = "summit" } } },
    { "They wrote about the summit.", expect = {} },
})

tells("cabled", { form = "letter" }, "'Cabled', 'messaged' with whom it went to: a letter.",
    [[ [cabled | cables | telegraphed | messaged | emailed] &(%d_met) ]], {
    { "Anna Keller cabled Hugo Brand to thank him.", expect = { { form = "letter" } } },
    { "Anna Keller cabled the news home.", expect = {} },
})

tells("ceremony", { form = "meeting" }, "An occasion at which two meet: 'presented his credentials to', 'bade farewell to'.",
    [[ ([received | receives | receiving | accepted | accepts | accepting] the?
            (credentials | letters of (credence | credentials) | letter of credence) (of | from)
          | [presented | presents | presenting | handed] (over)? (his | her | their)?
            (credentials | letters of (credence | credentials) | letter of credence) to | [bade | bid | bids | bidding] farewell to) &(%d_guest) ]], {
    { "Ambassador Hugo Brand presented his credentials to President Anna Keller, who bade farewell to Emil Roth.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "President Anna Keller received the credentials of the new Ambassador of Peru, Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller bade farewell to the port.", expect = {} },
})

tells("passive", { form = "meeting" }, "Somebody is received: 'was received by', 'was welcomed at the airport by', 'was granted an audience by'.",
    [[ [was | were | been] [%adv | also | then | later]{0,2} ([received | hosted | welcomed | greeted | met | entertained] (in audience)?
          | (granted | given) an audience) %d_place_time{0,2}? (with [!%punct & !by & !with]{1,6}?)? by &(%d_honored) ]], {
    { "Hugo Brand was then received by Emil Roth.", expect = { { text = "was then received by" } } },
    { "The news was received with joy by all.", expect = {} },
})

tells("holds", { form = from "noun.form", bond = "either" },
    "A verb of holding and a noun, with the other party behind or all before: 'held talks with', 'received a call from', 'exchanged letters'.",
    [[ %d_told_verb !(had [/ed$/ | %q_irregular]) !(~receive (in audience | for (a | an) | over (a | an)))
          !([~make | ~pay] a %adj? (courtesy | farewell | protocol) (call | visit)) %d_holds !%hyphen %d_place_time{0,2}? %d_of_talks{0,10}?
          (noun:$encounter_nouns ([(!%verb | /ed$/) & !; & !with & !between]{0,16}? [with | between]) &(%d_honored | %d_met_body | %d_met_office)
          | noun:$encounter_nouns %d_correspondence ([of | about | on] [!%punct & !%verb]{1,4}?)? (addressed | sent)? %d_place_time{0,2}? [to | from]
            &(%d_honored | %d_met_office) | noun:$encounter_nouns !(%d_place_time{0,3}? (for | in [honour | honor] of) &(%d_honored) | for | to !%verb
            | in [honour | honor] of)) ]], {
    { "Anna Keller held a video call with Hugo Brand.", expect = { { form = "video", text = "held a video call with" } } },
    { "Anna Keller received a phone call from Hugo Brand and sent a letter to Emil Roth.", expect = { { form = "call" }, { form = "letter" } } },
    { "Anna Keller wrapped up face-to-face talks in Lima with Hugo Brand.", expect = { { form = "meeting" } } },
    { "After holding talks with the Harbour Council of Peru, Anna Keller slept.", expect = { { form = "meeting" } } },
    { "Anna Keller and Hugo Brand held talks in Lima. They exchanged letters. They co-chaired the third meeting of the commission.", expect = { { form = "meeting" }, { form = "letter" }, { form = "meeting" } } },
    { "Anna Keller cancelled talks with Hugo Brand. She has to hold talks with Emil Roth. The ministers will hold talks.", expect = {} },
})

tells("verb", { form = from "cue.form", bond = "either" },
    "A verb, and the other party behind 'with' or 'to', or all before: 'spoke by phone with', 'sat down with', 'wrote to', 'they met in Lima'.",
    [[ (%d_told_verb &[%d_happened | /ing$/] | (?<= did (%adv | , | however | indeed | manage to){0,4})) cue:$encounter_verbs
          (((?<! wrote | written | writing | writes) %d_place_time{0,3}? with
            | (?<= spoke | spoken | speaks | speaking | talked | talking | wrote | written | writes | writing | phone | telephone | line)
              %d_place_time{0,3}? to) !(the? (media | press) | reporters | journalists
            | [!%punct & !%verb & !@person]{0,4}? [committee | parliament | congress | assembly | senate | commission | house | lawmakers | conference
              | forum]) &(%d_honored | %d_met_office | %d_led) | (?<! [~speak | ~talk | ~write]) %d_place_time{0,2}? with &(%d_met_body)
          | (?<! [~speak | ~talk | ~write | ~consult | ~sit | ~lunch | ~dine | ~converse] | /ing$/)
            !(%d_place_time{1,2}? (?<! ,) &(the | his | her | its | their | @person | @country | $titles) %d_guest) !(under secretary)
            &(%d_place_time | [%adp & !with] | face | behind | , | . | and) | (?<= dined | lunched) together) ]], {
    { "Anna Keller spoke today with Hugo Brand.", expect = { { form = "call" } } },
    { "Anna Keller spoke by phone on Sunday, April 21, with Hugo Brand. She met in Lima, Peru, on May 3 (Friday) with Emil Roth.", expect = { { form = "call" }, { form = "meeting" } } },
    { "Anna Keller did, however, sit down with Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller sat down in Lima with Hugo Brand. She wrote to Emil Roth.", expect = { { form = "meeting" }, { form = "letter" } } },
    { "Anna Keller met with representatives of Peru. Speaking by phone with Hugo Brand, she thanked him.", expect = { { form = "meeting" }, { form = "call" } } },
    { "Anna Keller and Hugo Brand met in Lima. They huddled for an hour.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller spoke highly of Hugo Brand. She will meet with him. They met expectations. Peru met with success in the council.", expect = {} },
})

tells("object", { form = "meeting", bond = "object" }, "A verb whose object is the other party: 'received', 'called on', 'hosted'.",
    [[ (?<= whom (@person | he | she | they)) [received | hosted | welcomed | greeted]
        | %d_told_verb (%d_receives (him | her | them) &(, | . | and | [%adp & !of] | today | yesterday | @date)
          | %d_receives (&(%d_met | %d_delegation !([!, & !%verb]{0,6}? ,? (led | headed) by))
            | %d_place_time{1,3}? (&([!, & !to]{0,12}? @person) | &([the | his | her | its | their | @country] [!,]{1,14} (, [!, & !%verb]{1,6})? ,
                  [!,]{0,4}? @person)) &(%d_met)) | [had | has] &(%d_guest (over | round) for
              [lunch | dinner | talks | tea | breakfast | coffee | drinks]) | saw &(%d_guest (one-on-one | privately | separately))
          | [called | calls | calling] (on | upon) [him | her | them] &(in | at | today | yesterday | here | %d_weekday | @date
            | on (%d_weekday | @date)) !([!. & !;]{0,14}? to [%verb & !/(ed|ing|s)$/ & !discuss & !present & !brief & !exchange & !convey & !deliver &
                !pay & !bid]) | [called | calls | calling] (on (%d_weekday | @date))? (on | upon) &(%d_met)
            !(...!(, | . | ; | in | at | on | during | discuss | present | brief | exchange | convey | deliver | pay | bid) to
              [!%det & !%propn & !@actor]) !([!. & !;]{0,14}? @person ("(" []{1,4} ")")? (, [!, & !;]{1,10})? , to
              [%verb & !/(ed|ing|s)$/ & !discuss & !present & !brief & !exchange & !convey & !deliver & !pay & !bid])) ]], {
    { "Anna Keller received for a working lunch this Tuesday at the palace the President of Peru, Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller received at his office in Lima Hugo Brand. Anna Keller received at her office this morning a Peruvian delegation led by Hugo Brand.", expect = { { text = "received at his office" }, { text = "received at her office" } } },
    { "Anna Keller received today in Lima her counterpart, Hugo Brand. Ambassador Emil Roth called on Anna Keller in Lima.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Emil Roth called on Monday on President Anna Keller.", expect = { { form = "meeting" } } },
    { "Emil Roth paid on Sunday, April 21, a courtesy call on Anna Keller.", expect = { { form = "meeting" } } },
    { "Hugo Brand came to Lima. Emil Roth called on him at the palace on Friday. Carlos Ruiz called on him on Monday to resign.", expect = { { form = "meeting" } } },
    { "Anna Keller received, on Wednesday in Lima, Peru's Minister of Trade and Ports, Mr. Hugo Brand. Emil Roth granted audience to a delegation of the Economic Community of the Harbours (ECH) led by Hugo Brand.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller received, this Friday, the 12th of March 2021, at the palace, Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller received a delegation from the Fish Chamber, led by its head, Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller received a Peruvian delegation in Lima.", expect = { { form = "meeting" } } },
    { "Meeting Hugo Brand in Lima, Anna Keller thanked him. She met Norway's Prime Minister Emil Roth.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller received the newly appointed Head of the Harbour Council Office in Lima, Ambassador Emil Roth.", expect = { { form = "meeting" } } },
    { "Anna Keller received in audience the President of the Republic of Peru, His Excellency Mr. Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller had Hugo Brand over for dinner.", expect = { { form = "meeting" } } },
    { "Anna Keller called on Peru's president, Hugo Brand, to open the port, and on Emil Roth, the King of Chad, to resign.", expect = {} },
    { "Anna Keller welcomed the appointment of Hugo Brand and called on Emil Roth to resign. She received Hugo Brand's thanks and denied meeting him.", expect = {} },
})

define "d_written" [[ [a | an | the | his | her] %adj? [written | personal | handwritten]? (message | letter) from ]]

tells("handed", { form = "letter", bond = "told" }, "Somebody is handed another's letter: 'handed him a written message from Brand'.",
    [[ [handed | handing | gave | giving | brought | bringing | presented | presenting | passed | passing] (him | her | %d_honored with?) %d_written
          &(%d_honored) ]], {
    { "Anna Keller received Emil Roth, who handed her a written message from Hugo Brand.", expect = { { form = "letter" } } },
    { "Emil Roth handed her a gift from Hugo Brand.", expect = {} },
})

tells("summons", { form = "meeting", bond = "object" }, "Somebody summons an envoy by name: 'Keller summoned the Ambassador of Peru, Hugo Brand'.",
    [[ (?<= @person ,?) (on? %d_weekday | today | yesterday)? [summoned | summons] (on? %d_weekday | today | yesterday | on @date)? &(%d_guest) ]], {
    { "Anna Keller summoned on Sunday the Peruvian charge d'affaires, Hugo Brand, and handed him a note.", expect = { { text = "summoned on Sunday" } } },
    { "Anna Keller summoned Peru's Ambassador, Hugo Brand, to the ministry on Monday.", expect = { { text = "summoned" } } },
    { "Norway summoned Ambassador Emil Roth. Anna Keller summoned the courage of Hugo Brand.", expect = {} },
})

tells("sent-letter", { form = "letter", bond = "told" }, "A letter, whose receiver stands before it: 'sent Brand a letter of condolence'.",
    [[ [sent | sends | wrote | writes] %d_honored (a | an | his | her) %adj{0,2} (letter | message | telegram | note | cable) ]], {
    { "Anna Keller sent her Peruvian colleague Hugo Brand a letter of condolence.", expect = { { form = "letter" } } },
    { "Anna Keller sent Hugo Brand a gift.", expect = {} },
})

tells("delivered", { form = "letter", bond = "between" }, "A letter is brought from one to the other: 'delivered a written message from Brand to Keller'.",
    [[ ([delivered | delivering | conveyed | conveying | carried | carrying | handed] over? | passed on) %d_written &(%d_honored to %d_honored) ]], {
    { "Emil Roth delivered a written message from Hugo Brand to Anna Keller.", expect = { { form = "letter" } } },
    { "Emil Roth delivered milk from Lima to Oslo.", expect = {} },
})

tells("meeting-aside", { form = "meeting", bond = "either" },
    "Between two commas, who met is told to have done more: 'Norway and Peru, meeting in Lima, agreed'.",
    [[ (?<= [@actor | %propn | ")"] ,) meeting &(in | at | on | via | by | today | yesterday) ]], {
    { "Norway and Peru, meeting in Lima on Thursday, condemned the attack.", expect = { { form = "meeting" } } },
    { "Norway, the meeting was told, slept.", expect = {} },
})

-- What shows that two talked by telephone, before or behind what they discussed.
define "d_by_phone" [[ (by | over the | on the) (tele)? (phone | telephone) !%noun
    | (in | during | over | via) (a | their | the) %adj? (phone | telephone | telephonic) (call | conversation | talk | talks) ]]
define "d_discussed" [[ (discussed [!%punct & !with & !call & !calls & !phone & !telephone & !telephonic & !conversation & !video &
          !videoconference]{1,9} | exchanged []{0,2}? [views | opinions] [!%punct & !with & !%verb & !phone & !telephone]{0,9}) ]]

tells("discussed-by-phone", { form = "call" }, "What two discussed by telephone: 'discussed the port by telephone with', 'By phone, Keller discussed … with'.",
    [[ (discussed | exchanged []{0,2}? [views | opinions]) [!%punct & !with & !%verb]{0,9}? (by | over the | on the) (phone | telephone) with
          &(%d_honored) | (?<= < By (phone | telephone) , [!%punct & !%verb]{1,9}
          | < (In | During) a (phone | telephone) (call | conversation) , [!%punct & !%verb]{1,9}) %d_discussed with &(%d_honored)
        | %d_discussed with &(%d_honored %d_by_phone) ]], {
    { "Anna Keller discussed the port by telephone with Hugo Brand.", expect = { { form = "call" } } },
    { "By phone, Anna Keller discussed the port with Hugo Brand. She exchanged views with Emil Roth in a phone call.", expect = { { form = "call" }, { form = "call" } } },
    { "Anna Keller discussed the phone tax with Hugo Brand.", expect = {} },
})

tells("in-passing", { form = "meeting" }, "A meal for a guest, or what two talked about: 'hosted a dinner for', 'gave a banquet in honour of', 'discussed the port with'.",
    [[ [hosted | gave | offered | held] a []{0,2}? (reception | dinner | banquet | lunch | luncheon | breakfast | iftar)
          [!%punct & !for & !with]{0,7}? (for | in (honour | honor) of) !(the guests) &(%d_honored)
        | ((co-chaired | co-hosted | cochaired) ((together | jointly)? | the? [%adj | %noun | %propn | of | %num]{1,8}) (with | alongside)
          | (?<! , | be | been | is | was) negotiated with) &(%d_honored) | spent [!%punct & !%verb]{1,4}? [hour | hours | minutes] with &(%d_honored)
        | (?<! < By (phone | telephone) , [!%punct & !%verb]{1,9}) %d_discussed with &(%d_honored) !(%d_honored %d_by_phone) ]], {
    { "Anna Keller gave a banquet in honour of Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller hosted a reception in Oslo on 12 March for Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller discussed the port in a phone call with Hugo Brand.", expect = {} },
    { "Anna Keller discussed the port with Hugo Brand. She exchanged views on ships with Emil Roth.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller co-chaired with Hugo Brand the fourth session of the commission.", expect = { { form = "meeting" } } },
    { "Anna Keller co-chaired the joint commission with Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller negotiated with Hugo Brand in Lima.", expect = { { form = "meeting" } } },
    { "Anna Keller gave a concert for Hugo Brand and discussed the port. She wants a peace, negotiated with Emil Roth.", expect = {} },
})

tells("called", { form = "call" }, "'Phoned', 'called' with a name and a day, 'reached by phone', 'spoke for an hour': a telephone call.",
    [[ called &(%d_guest (of the? @country)? ,? ((today | yesterday | on %d_weekday | this | @date)
            | to [congratulate | discuss | thank | express | offer | inform | brief | convey | wish | assure | apologise | apologize | condole]))
        | [rang | phoned | phones | telephoned | telephones | dialled | dialed] up? (to %verb)? &(%d_met)
        | reached &(%d_honored by (phone | telephone)) | picked up the (phone | telephone) [!%punct & !%verb]{0,4}? to &(%d_honored)
        | spent [!%punct & !with]{1,6}? (on | over) the (line | phone | telephone) with &(%d_honored)
        | [spoke | talked | spoken | conversed] (%adv | today | yesterday | again | briefly){0,2}
          (by %adj? (phone | telephone | video) | (over | on) the (phone | telephone)
          | for (about | nearly | almost | over | some | around | roughly | more than | just | under | the | an | a){0,3}
            [%num | half | hour | hours | minutes]{1,3} | (twice | again | today | yesterday | late)?
            (%d_weekday | on %d_weekday | @date | on @date | this (morning | afternoon | evening))) !(to | with | at | in | about) ]], {
    { "Anna Keller called Hugo Brand on Monday. She phoned Emil Roth. They spoke for about half an hour.", expect = { { form = "call" }, { form = "call" }, { form = "call" } } },
    { "President Emil Roth of Norway called President Hugo Brand of Peru on Tuesday.", expect = { { form = "call" } } },
    { "Anna Keller had spent an hour on the line with Hugo Brand.", expect = { { form = "call" } } },
    { "Anna Keller picked up the phone on Tuesday to Hugo Brand.", expect = { { form = "call" } } },
    { "Hugo Brand called Anna Keller to congratulate her. Hugo Brand called Anna Keller to order.", expect = { { form = "call" } } },
    { "Anna Keller called Hugo Brand a friend. They spoke on Monday at a conference.", expect = {} },
})

tells("its-party", { form = from "noun.form", bond = "told" },
    "Who takes part stands before the noun: 'after Keller's talks with', 'Readout of her call with'.",
    [[ (during | in | at | after | following | on | (readout | summary | transcript) of) (the | %propn | %noun | %adj | of | and){0,8}?
          (@person /^['’]s?$/ | [his | her]) %d_of_talks{0,5}? noun:$encounter_nouns %d_place_time{0,2}? [with | to] &(%d_honored) ]], {
    { "Readout of President Anna Keller's call with Hugo Brand", expect = { { form = "call" } } },
    { "Anna Keller spoke of ships before her talks with Hugo Brand.", expect = {} },
})

tells("told", { form = from "noun.form", bond = "told" },
    "Something is done to somebody at an encounter: 'told Hugo Brand during a call', 'gave a book to Hugo Brand at a lunch', 'joined Hugo Brand for lunch'.",
    [[ ([told | thanked | assured | informed | briefed | urged | asked | warned | reminded | reassured | congratulated | joined] [!%punct | ,]{0,14}?
          | (to | with) [%det | %adj | %noun | %propn | his | her | their | ,]{0,8}?) @person ,? (during | in | at | over | for | on)
          (a | an | the | their)? (!(and | but) %d_of_talks){0,4}? noun:$encounter_nouns !(of | about | with | between | to | for) ]], {
    { "Anna Keller told Hugo Brand in a phone call on Monday that the port is open.", expect = { { form = "call" } } },
    { "Anna Keller joined Hugo Brand for lunch. She gave a book to Emil Roth at a lunch in Lima.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller conveyed the same wishes to her Peruvian counterpart, Hugo Brand, in a telephone conversation this morning.", expect = { { form = "call" } } },
    { "Anna Keller told Hugo Brand of the port. She thanked Emil Roth for his help and joined calls for a truce.", expect = {} },
})

tells("told-by-phone", { form = "call", bond = "told" },
    "Something is said to somebody, or settled, by telephone: 'briefed Hugo Brand by phone', 'agreed by phone on a truce'.",
    [[ ([agreed | discussed | decided | reviewed | considered | debated | pledged | vowed | consulted] [!%punct & !%verb]{0,9}?
          | [told | thanked | assured | informed | briefed | urged | asked | warned | reminded | reassured | congratulated] [!%punct | ,]{0,14}?
            @person ,?) (over the | by | on the) (phone | telephone) !%noun ]], {
    { "Anna Keller briefed Hugo Brand by phone on Monday.", expect = { { form = "call" } } },
    { "Anna Keller told her Peruvian colleague, Hugo Brand, by telephone that the port is open.", expect = { { form = "call" } } },
    { "Anna Keller and Hugo Brand agreed by phone on Monday to open the port.", expect = { { form = "call" } } },
    { "Anna Keller briefed Hugo Brand on the phone tax.", expect = {} },
})

tells("its-party-first", { form = from "noun.form", bond = "told" }, "A headline or a sentence that begins with it: 'Keller's Meeting with Brand'.",
    [[ < (the | %propn | %noun | %adj | of | and){0,8}? @person /^['’]s?$/ %d_of_talks{0,4}? noun:$encounter_nouns %d_place_time{0,2}? [with | to]
          &(%d_honored) !(...!(;) [will | would | may | could | should | scheduled | postponed | cancelled | planned | expected | due | depends]) ]], {
    { "Anna Keller's Meeting with Hugo Brand", expect = { { form = "meeting" } } },
    { "Anna Keller's meeting with Hugo Brand is planned for May.", expect = {} },
})

-- What is said of an encounter that took place.
define "d_covered" [[ [covered | addressed | discussed | reviewed | yielded | produced] [%noun | %adj | %det] ]]
define "d_passed" [[ ([was | were] %adv? [held | convened | organized | organised | hosted | focused | dominated | devoted] | took place
      | [(/ed$/ | ran | broke | began | saw | went | drew | brought | came) & !postponed & !cancelled & !canceled & !planned & !scheduled & !delayed &
          !proposed & !called & !loomed & !needed & !based & !aimed & !intended] !%noun) ]]

tells("took-place", { form = from "noun.form", bond = "between" },
    "The encounter is the subject: 'a call between … took place', 'talks between … were held', 'their meeting lasted'.",
    [[ (?<! no | planned | possible) (?<! [(%verb & !$cues) | %adp | to]
          | [(%verb & !$cues) | %adp | to | be] [(%det | %adj | %noun | his | her | their) & !@date]{1,3}) noun:$encounter_nouns ("(" [] ")")?
          (of [!%verb & (!%punct | -) & !with & !between]{1,9}?)? (%d_place_time{0,2}?
            &((with | between) ...!(; | %verb | %aux | will | would | %d_covered) (%d_passed | %d_covered))
          | %d_correspondence from &(%d_honored to %d_honored) | (?<= their %adj{0,2} $encounter_nouns) %d_place_time{0,2}?
            ([lasted | focused | covered | ended | followed] | took place | was held)
          | %d_place_time{0,2}? ([was | were] %adv? [held | convened] | took place) ((here | today | yesterday | @date | on %d_weekday){0,2} between)?
          | (, [!,]{1,8} ,)? %d_place_time{0,2}? (brought together | bringing together | [was | were] attended by | , attended by)) ]], {
    { "A telephone conversation took place between Anna Keller and Hugo Brand. Their meeting lasted an hour.", expect = { { form = "call" }, { form = "meeting" } } },
    { "The meeting between Anna Keller and Hugo Brand lasted an hour. A letter from Anna Keller to Emil Roth came.", expect = { { form = "meeting" }, { form = "letter" } } },
    { "No meeting between Anna Keller and Hugo Brand took place. Talks with Hugo Brand will be held.", expect = {} },
})

tells("pair-ended", { form = from "noun.form", bond = "body" }, "Talks of two joined by a hyphen are the subject: 'the Norway-Peru talks ended'.",
    [[ (@country | @organization) %hyphen (@country | @organization) [%adj | %noun | %propn]{0,4}? noun:$encounter_nouns %d_place_time{0,2}? %d_passed_off ]], {
    { "The Norway-Peru talks in Lima ended on Monday.", expect = { { form = "meeting" } } },
    { "The Norway-Peru talks will end in May.", expect = {} },
})

tells("addressed-by", { form = "letter", bond = "between" }, "A letter in the passive: 'a telegram was addressed by Keller to Brand'.",
    [[ [letter | telegram | message | cable] (was | were) (also | today | yesterday)? (addressed | sent | dispatched)
          (today | yesterday | on? %d_weekday)? by &(%d_honored) ]], {
    { "A telegram was addressed by Anna Keller to Hugo Brand.", expect = { { form = "letter" } } },
    { "The letter was sent by sea.", expect = {} },
})
tells("there-was", { form = from "noun.form", bond = "between" }, "'There was a meeting between Keller and Brand'.",
    [[ there [was | were] (also | then | later)? (a | an)? [(%adj | %noun | %num | -) & !talk]{0,4}? noun:$encounter_nouns %d_place_time{0,2}? between
          &(%d_honored and %d_honored | the? @country and the? @country) ]], {
    { "There was also a bilateral meeting between Anna Keller and Hugo Brand.", expect = { { form = "meeting" } } },
    { "There were talks between Norway and Peru.", expect = { { form = "meeting" } } },
    { "There was no meeting between Anna Keller and Hugo Brand. There must be talks between Norway and Peru, based on the map. There was talk of a meeting between Anna Keller and Emil Roth.", expect = {} },
})

tells("bodies", { form = "meeting", bond = "body" }, "A meeting of bodies: 'held the third round of', 'the conference with … was convened', 'at its 12th meeting held on'.",
    [[ (co-chaired | co-hosted) the? [(!%punct | -) & !%verb]{0,5}? [session | commission | committee | meeting | consultations | dialogue
          | conference | summit | round] | [held | holds] the? []{1,2} (round | session | meeting | edition) of [!%punct]{0,6}?
          [talks | consultations | dialogue | commission | committee | council]
        | [conference | round | session | commission | committee] (of %adj{0,2} [talks | consultations | negotiations | dialogue])? ("(" [] ")")?
          (&((with | between) ...!(; | [met | held]) [was | were | took] (held | convened | place))
          | ([was | were] %adv? (held | convened) | took place) ((here | today | yesterday | @date | on %d_weekday){0,2} between)?)
        | [round | session | meeting] of the @country (- | –)? @country [!%punct & !%verb]{1,5} ([was | were] %adv? (held | convened) | took place)
        | [session | commission | committee] ("(" [] ")")? ([was | were] %adv? (held | convened) | took place)
          ((here | today | yesterday | @date | on %d_weekday){0,2} between)? | (its | their) []{1,3}? [meeting | session] (held | convened) on ]], {
    { "The conference with Peru was convened in Lima.", expect = { { form = "meeting" } } },
    { "A round of political consultations between Norway and Peru was held in Lima.", expect = { { form = "meeting" } } },
    { "The sixth round of the Peruvian-Norwegian Joint Ministerial Committee was held in Lima.", expect = { { form = "meeting" } } },
    { "The conference is planned.", expect = {} },
})

-- "The foreign ministers of Kenya, Uganda and Rwanda", "the Kenyan and Ugandan delegations": offices of several without a name.
define "d_gathered" [[ [ministers | presidents | leaders | chiefs | heads | delegations | envoys | ambassadors | officials | secretaries | negotiators
      | representatives] (of (state | government | (foreign | defence | defense) affairs) (and of? government)?)? ]]
define "d_offices" [[ (the | their)? ((prime | vice) !%hyphen | [(%adj | %noun | -) & !@actor]){0,4}?
      (%d_gathered (of | from) the? @country ((, | ,? and) the? @country){1,9}
      | @country ((, | ,? and | %hyphen) @country){1,9} [%adj | %noun | prime]{0,2}? %d_gathered) ]]

tells("of-offices", { form = from "noun.form", bond = "between" },
    "Offices of several countries meet and nobody is named: 'following a meeting of the foreign ministers of Kenya and Uganda'.",
    [[ (during | at | after | following) (a | an | the | @date /^['’]s?$/)? [(%adj | %noun | -) & !planned & !next]{0,3}? noun:$encounter_nouns
          %d_place_time{0,2}? of &(%d_offices) | (?<! no | planned | possible) noun:$encounter_nouns %d_place_time{0,2}? of
          &(%d_offices %d_place_time{0,2}? %d_passed_off) ]], {
    { "Following a meeting of the foreign ministers of Norway and Peru in Lima, Norway spoke of ships.", expect = { { form = "meeting", text = "Following a meeting of" } } },
    { "A meeting of the Peruvian, Chilean and Norwegian delegations took place in Lima.", expect = { { form = "meeting" } } },
    { "A meeting of the foreign ministers of Norway and Peru is planned.", expect = {} },
})

tells("during", { form = from "noun.form", bond = "during" },
    "What is told of an encounter in passing: 'during a call with', 'following talks in Lima with', 'in a letter to', 'In their talks, the two ministers'.",
    [[ (?<! is | are | was | were | been | be | engage | enter) !(on %d_weekday and) (during | in | on | at | after | following | followed | follows
          | (?<! ~hand | ~take | ~turn | ~bring | ~pass | ~carry) over) %d_of_talks{0,10}? noun:$encounter_nouns
          (%d_place_time{0,3}? [with | between] &(%d_honored | %d_led) | %d_correspondence
            (addressed | sent | delivered | written | handed | dispatched)? %d_place_time{0,2}? [to | from] &(%d_honored))
        | (?<! engage) (during | in | at | after | following | over &[their | a | an]) (their | a | an | %num [hours | days | rounds | weeks] of)?
          [(%adj | %noun | -) & !@date]{0,3}? noun:$encounter_nouns %d_place_time{0,3}? !(of | about | with | between | to | on | for | %hyphen) ]], {
    { "The pledge followed a two-hour meeting in Lima between Anna Keller and Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller spoke in Lima, following a meeting with Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller spoke of ships on a call with Hugo Brand.", expect = { { form = "call" } } },
    { "In a letter to Hugo Brand, Anna Keller thanked him.", expect = { { form = "letter" } } },
    { "During their telephone conversation, Anna Keller and Hugo Brand spoke of ships.", expect = { { form = "call" } } },
    { "Over a working lunch in Lima, Anna Keller and Hugo Brand spoke of ships.", expect = { { form = "meeting" } } },
    { "After talks in Lima with a Peruvian delegation led by Hugo Brand, Anna Keller slept.", expect = { { form = "meeting" } } },
    { "Anna Keller slept before a meeting with Hugo Brand. She was ready to engage in talks.", expect = {} },
})

tells("and-a-meeting", { form = from "noun.form", bond = "either" },
    "A second noun behind a verb of holding: 'held a call with Brand on Monday and a meeting with Roth'.",
    [[ (?<= %d_holds [!; & !. & !who & !which & !that]{2,16} and) (a | an | talks) %d_of_talks{0,4}? noun:$encounter_nouns %d_place_time{0,2}? with
          &(%d_honored) ]], {
    { "Anna Keller held a call with Hugo Brand on Monday and a meeting with Emil Roth on Tuesday.", expect = { { form = "meeting", text = "a meeting with" } } },
    { "Anna Keller praised a deal and a meeting with Emil Roth.", expect = {} },
})

tells("visits", { form = "visit", bond = "visitor" }, "A visit that is paid: 'paid an official visit to', 'wrapped up a tour of', 'visited Lima'.",
    [[ ((%d_told_verb | (?<= is | are | was | were) &[/ing$/]) %d_pays (an | a | his | her | their | the)?
            [(!%punct | -) & !courtesy & (!%verb | /ing$/) & !to]{0,6}? [visit | tour | trip | stop | stopover] (to | in | of)
            &(the? ([%adj | %noun | %propn | of]{0,6}? (@country | @place | @organization | %propn)))
          | (led | headed | heads | leads | leading | heading) (a | an | the | his | her | its) [!%punct & !%verb]{0,4}? delegation to
            &(the? (@country | @place)) | %d_told_verb %d_pays (an | a | his | her | their) %adj{0,2} [%propn | @country] %adj{0,1}
            [visit | tour | trip] | (?<! %hyphen) [visited | toured] &([!%punct & !%verb]{0,8}? (@country | @place | @organization | %propn))
          | [left | departed] (the? (@place | @country | %propn)) [!%punct & !%verb]{0,5}? (after | at the (end | close) of | following)
            (an | a | his | her | their) [(!%punct | -) & (!%verb | /ing$/)]{0,6}? [visit | trip | tour]
          | (who (is | was)) on (an | a | his | her)? (%adj | %num | - | %noun){0,5}? visit
          | [was | were] on (an | a) [!%punct | -]{0,4}? [visit | tour | trip] (to | of | in)
          | (?<! who) [was | were] in []{1,4}? on (an | a) [!%punct | -]{0,4}? visit
          | (spent | spends) (%num | a | several | the)? [day | days | week | weekend] in &(the? (@country | @place)) ) ]], {
    { "Anna Keller paid an official visit to Peru.", expect = { { form = "visit" } } },
    { "Anna Keller concluded a two-day visit to Peru. Hugo Brand toured Peru.", expect = { { form = "visit" }, { form = "visit" } } },
    { "Anna Keller spent two days in Peru. Hugo Brand left Oslo on Monday at the end of a 48-hour working visit.", expect = { { form = "visit" }, { form = "visit" } } },
    { "The visit is planned. Anna Keller visited the zoo.", expect = {} },
})

tells("visit-of", { form = "visit", bond = "between" }, "The visit is the subject: 'the visit of Anna Keller to Peru began'.",
    [[ [visit | tour | trip] ((by | of) &(%d_honored (to | in) ...!(; | , | %verb | %aux) %d_passed)
          | (to | in) the? (@place | @country) (by | of) &(%d_honored %d_place_time{0,2}? %d_passed)) ]], {
    { "The visit to Lima by Anna Keller ended on Monday.", expect = { { form = "visit" } } },
    { "The visit of Anna Keller to Peru began on Monday.", expect = { { form = "visit" } } },
    { "The visit of Anna Keller to Peru was postponed.", expect = {} },
})

tells("during-visit", { form = "visit", bond = "between" },
    "What is told to have happened during somebody's visit: 'signed the treaty during a visit by Keller to Peru'.",
    [[ (?<! (will | would | to | should) [!, & !;]{1,20}) (during | on | after | following) (a | an | the)
          [!%punct & !@actor & !future & !next & !planned]{0,4}? [visit | trip | tour] (by | of) &(%d_honored) ]], {
    { "Norway and Peru signed the treaty during a visit by Anna Keller to Lima.", expect = { { form = "visit" } } },
    { "Norway will sign the treaty during a visit by Anna Keller to Lima.", expect = {} },
})

tells("comes", { form = "visit", bond = "visitor" }, "Somebody comes to a place: 'arrived in Lima', 'flew to Peru', 'who arrived on a working visit'.",
    [[ !/ing$/ %d_comes ((?<! [who | which | that] [%verb]) (%adv | unannounced | today | yesterday | @date | on %d_weekday){0,2}
            (in | to | at | for | into) [%det | %adj | %noun | %propn | of]{0,3}? (@country | @place)
          | (@date | today | here | in | at | %propn | the){0,6}? (on | for) (an | a | his | her)? [!%punct | -]{0,5}? visit) ]], {
    { "Anna Keller arrived in Lima on Monday. She arrived on a working visit.", expect = { { form = "visit" }, { form = "visit" } } },
    { "Anna Keller arrived unannounced in Lima.", expect = { { form = "visit" } } },
    { "Hugo Brand, who arrived in Lima on Monday, met Anna Keller. She will fly to Peru.", expect = {} },
})

tells("visit-ended", { form = "visit", bond = "told" }, "The visit is the subject: 'Keller's two-day visit to Peru wound up'.",
    [[ (the | %propn | %noun | %adj | of | and){0,8}? @person /^['’]s?$/ %d_of_talks{0,6}? [visit | trip | tour | stay] (to | in)
          (the? [%adj | %noun | %propn]{0,5}? (@country | @place)) %d_place_time{0,2}? %d_passed_off ]], {
    { "Anna Keller's two-day state visit to Peru wound up on Tuesday.", expect = { { form = "visit" } } },
    { "Anna Keller's visit to Peru will end.", expect = {} },
})

tells("was-there", { form = "visit", bond = "visitor" }, "Somebody was in a place for talks: 'was in Lima for talks with'.",
    [[ (?<! who) [was | were] in @place %d_place_time{0,2}? for (a | an | his | her)? %d_of_talks{0,3}? $encounter_nouns ]], {
    { "Anna Keller was in Lima on Monday for talks.", expect = { { form = "visit" } } },
    { "Anna Keller was in Lima in May.", expect = {} },
})

-- "Just", "Earlier today", and no subject: a post.
define "d_post" [[ (< | (?<= %q_open | ":" | . | "!")) (just | today | earlier (today)? | this (morning | afternoon | evening) | yesterday)? ]]

tells("posted", { form = from "noun.form" }, "A post leaves out who: 'Great call today with Brand', 'Productive talks with'.",
    [[ %d_post [good | great | excellent | productive | constructive | fruitful | important | useful | wonderful | warm | frank | substantive
          | positive | timely | very | first | another] [%adj | and | , | /^(good|very)$/i]{0,3} noun:$encounter_nouns %d_place_time{0,2}? with
          &(%d_honored) ]], {
    { "Anna Keller wrote: \"Great call today with Hugo Brand.\"", expect = { { form = "call" } } },
    { "Good news came with Hugo Brand.", expect = {} },
})

tells("posted-met", { form = "meeting", bond = "object" }, "The same with a verb: 'Pleased to meet Brand', 'Honoured to host'.",
    [[ %d_post [pleased | glad | happy | great | good | honoured | honored | delighted | pleasure | privileged | privilege | wonderful | honour
          | honor] to (meet | receive | welcome | host | see | sit down) (again)? with? &(%d_honored) ]], {
    { "Anna Keller wrote: \"Pleased to meet Hugo Brand in Lima.\"", expect = { { form = "meeting" } } },
    { "Anna Keller was pleased to see ships.", expect = {} },
})

tells("posted-call", { form = "call" }, "The same of a call: 'Just got off the phone with Brand', 'Good to speak with'.",
    [[ (%d_post [pleased | glad | happy | great | good | honoured | honored | delighted | pleasure | privileged | wonderful] to (speak | talk)
          | [got | getting | came | coming] off (the phone | a call) | hung up | %d_post off the phone) %d_place_time{0,2}? with &(%d_honored) ]], {
    { "Anna Keller on X: Just got off the phone with Hugo Brand.", expect = { { form = "call" } } },
    { "It was good to speak up.", expect = {} },
})

rule "heading-between" {
    doc = "A headline without a verb: 'Phone call between Keller and Brand'.",
    match = [[ < (a | the)? %d_of_talks{0,4}? noun:$encounter_nouns ("(" [] ")")? between &(%d_honored and %d_honored) ]],
    where = parties.is_heading, mark = "encounter_cue", set = { form = from "noun.form", bond = "between" },
    examples = {
        { "Phone call between Anna Keller and Hugo Brand\n\nThe port was on the agenda.", expect = { { form = "call" } } },
        { "A call between Anna Keller and Hugo Brand is planned.", expect = {} },
    },
}

rule "heading" {
    doc = "A headline in the present: 'Keller, Brand hold talks in Lima', 'Leaders of Norway and Peru meet'.",
    match = [[ (@actor | @collective | ministers | leaders | presidents | officials) (hold %d_of_talks{0,3}? $encounter_nouns | meet) ]],
    where = parties.is_heading, mark = "encounter_cue", set = { form = "meeting", bond = "heading" },
    examples = {
        { "Anna Keller, Hugo Brand meet in Lima\n\nThe port was on the agenda.", expect = { { form = "meeting" } } },
        { "Anna Keller and Hugo Brand meet in Lima in May.", expect = {} },
    },
}

rule "encounter" {
    doc = "Who takes part in an encounter, when and where; each encounter once, at its first full mention.",
    each_document = parties.encounters, marks = "encounter",
        reads = { "encounter_cue", "actor", "person", "date", "place", "subject", "attribution", "quoted" },
    examples = {
        { "Anna Keller met her Peruvian counterpart in Oslo.", expect = { { form = "meeting", participants = { "Anna Keller", "Peru" } } } },
        { "Peru's foreign minister visited Oslo on Monday. The ship of the Norwegian president visited Lima.", expect = { { form = "visit", participants = { "Peru" } } } },
        { "The Norwegian foreign minister spoke with Peru's president.", expect = { { form = "call", participants = { "Norway", "Peru" } } } },
        { "Anna Keller met the leaders of Peru and Chile in Oslo. She received the Peruvian, Kenyan and Chilean ambassadors. Peru's president and Kenya's foreign minister met in Lima.",
          expect = { { participants = { "Anna Keller", "Peru", "Chile" } }, { participants = { "Anna Keller", "Peru", "Kenya", "Chile" } }, { participants = { "Peru", "Kenya" } } } },
        { "EU foreign ministers met in Oslo on Monday. The African Union gathered many facts. EU ministers met with protest.", expect = { { participants = { "EU" } } } },
        { "Anna Keller hosted a dinner in honour of Hugo Brand.", expect = { { participants = { "Anna Keller", "Hugo Brand" } } } },
        { "Has Anna Keller met Hugo Brand? The conversation between Emil Roth and Carlos Ruiz covered trade.", expect = { { form = "meeting" } } },
        { "Anna Keller met the Peruvian president, Hugo Brand.", expect = { { participants = { "Anna Keller", "Hugo Brand" } } } },
        { "In a telephone conversation with Anna Keller, Hugo Brand thanked her.", expect = { { form = "call", participants = { "Hugo Brand", "Anna Keller" } } } },
        { "Anna Keller met President Hugo Brand in Lima on Monday and Minister Emil Roth in Cusco on Tuesday.", document = { date = "2024-05-08" },
          expect = { { participants = { "Anna Keller", "Hugo Brand" }, date = "2024-05-06", place = "Lima" }, { participants = { "Anna Keller", "Emil Roth" }, date = "2024-05-07", place = "Cusco" } } },
        { "After talks with President Hugo Brand in Lima on Monday, Anna Keller met Minister Emil Roth in Cusco on Tuesday.", document = { date = "2024-05-08" },
          expect = { { participants = { "Anna Keller", "Hugo Brand" }, date = "2024-05-06", place = "Lima" }, { participants = { "Anna Keller", "Emil Roth" }, date = "2024-05-07", place = "Cusco" } } },
        { "Anna Keller spoke with Hugo Brand before meeting Emil Roth in Cusco.", expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand" } }, { participants = { "Anna Keller", "Emil Roth" }, place = "Cusco" } } },
        { "Anna Keller met President Hugo Brand in Lima on Monday and Minister Emil Roth said it was late.", expect = { { participants = { "Anna Keller", "Hugo Brand" } } } },
        { "Anna Keller met Hugo Brand in Lima on Monday. They had met before.", document = { date = "2024-05-08" },
          expect = { { form = "meeting", participants = { "Anna Keller", "Hugo Brand" }, date = "2024-05-06" } } },
        { "Anna Keller, who is on a visit to Lima from 6 to 9 May, met Hugo Brand on Monday.", document = { date = "2024-05-08" },
          expect = { { form = "visit", date = "2024-05-06/2024-05-09" }, { form = "meeting", date = "2024-05-06" } } },
        { "LIMA, May 8 (ANDINA) -- Anna Keller visited Cusco from May 6 to 7 and met Hugo Brand.", document = { date = "2024-05-08" },
          expect = { { form = "visit", date = "2024-05-06/2024-05-07" }, { form = "meeting", date = "2024-05-06/2024-05-07" } } },
        { "8 May 2024\n14:20\n\nAnna Keller had a telephone conversation with Hugo Brand. She met Carlos Ruiz.",
          expect = { { form = "call", date = "2024-05-08" }, { form = "meeting", date = false } } },
        { "Anna Keller said on Tuesday that the port is open. In a telephone conversation with Hugo Brand, she thanked him.",
          expect = { { form = "call", date = "XXXX-WXX-2" } } },
        { "Anna Keller told Hugo Brand in a phone call that the port would open in May.", document = { date = "2024-05-08" }, expect = { { form = "call", date = false } } },
        { "Anna Keller said on Tuesday that the port is open. She had last met Hugo Brand in Lima.", expect = { { form = "meeting", date = false } } },
        { "We, the Leaders of the African Union (AU), gathered in Lima for the Third Summit.", expect = { { form = "summit", participants = { "African Union" } } } },
        { "Prime Minister Anna Keller holds telephone call with President of Peru\n\nPrime Minister Anna Keller held a telephone call today with the President of Peru, Hugo Brand.",
          expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "The Foreign Minister of Norway, Anna Keller MP, and the Foreign Minister of Peru, Hugo Brand, met in Oslo.", expect = { { participants = { "Anna Keller", "Hugo Brand" } } } },
        { "Norway and Peru held talks.", expect = { { form = "meeting", participants = { "Norway", "Peru" } } } },
        { "Dear colleague,\n\nI last met Hugo Brand in Lima.\n\nYours sincerely,\nAnna Keller", expect = { { form = "meeting", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "I have spoken today to Norwegian Foreign Minister Hugo Brand and to the special envoy Carlos Ruiz.", document = { title = "Statement by Minister Anna Keller on the port" },
          expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand", "Carlos Ruiz" } } } },
        { "Anna Keller held talks with Hugo Brand by video link. She conferred by telephone with Emil Roth.",
          expect = { { form = "video", participants = { "Anna Keller", "Hugo Brand" } }, { form = "call", participants = { "Anna Keller", "Emil Roth" } } } },
        { "Anna Keller praised Hugo Brand, whom Emil Roth received in Lima. She praised Carlos Ruiz when they met in May.",
          expect = { { participants = { "Emil Roth", "Hugo Brand" } }, { participants = { "Anna Keller", "Carlos Ruiz" } } } },
        { "Norwegian Foreign Minister Anna Keller, accompanied by Ambassador Emil Roth, met Peruvian Foreign Minister Hugo Brand. The two sides held talks in Lima.",
          expect = { { participants = { "Anna Keller", "Hugo Brand" }, place = "Lima" } } },
        { "The Norway-Peru Joint Commission met in Lima. Anna Keller held talks with the World Bank.",
          expect = { { participants = { "Norway", "Peru" } }, { participants = { "Anna Keller", "World Bank" } } } },
        { "Anna Keller held separate telephone conversations with Hugo Brand and Emil Roth.", expect = { { participants = { "Anna Keller", "Hugo Brand" } }, { participants = { "Anna Keller", "Emil Roth" } } } },
        { "Anna Keller received in Lima Peru's Foreign Minister Emil Roth, who handed her a written message from President Hugo Brand. Emil Roth delivered a letter from Carlos Ruiz to Teresa Whitlow.",
          expect = { { form = "meeting", participants = { "Anna Keller", "Emil Roth" } }, { form = "letter", participants = { "Anna Keller", "Hugo Brand" } }, { form = "letter", participants = { "Carlos Ruiz", "Teresa Whitlow" } } } },
        { "Norway's Prime Minister Anna Keller, Peru's President Hugo Brand and Chile's President Emil Roth met in Lima.", expect = { { participants = { "Anna Keller", "Hugo Brand", "Emil Roth" } } } },
        { "Norway's Foreign Minister Anna Keller on X: Just got off the phone with Hugo Brand.", expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "\"I spoke this morning with Hugo Brand,\" said Anna Keller.", expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "\"Received a call from Hugo Brand,\" Anna Keller wrote.", expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "In a letter sent on Monday, Anna Keller asked Hugo Brand for ships.", expect = { { form = "letter", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "Anna Keller met Hugo Brand and Emil Roth in Lima. In her meeting with Emil Roth, she spoke of ships.", expect = { { participants = { "Anna Keller", "Hugo Brand", "Emil Roth" } } } },
        { "Anna Keller met with Hugo Brand in Lima on Monday and with Emil Roth on Tuesday.", document = { date = "2024-05-08" },
          expect = { { participants = { "Anna Keller", "Hugo Brand" }, date = "2024-05-06" }, { participants = { "Anna Keller", "Emil Roth" }, date = "2024-05-07" } } },
        { "A meeting of the EU foreign ministers was held in Oslo. Anna Keller held a Foreign Ministers' Meeting with Hugo Brand. The Norway-Peru summit took place in Lima.",
          expect = { { participants = { "EU" } }, { participants = { "Anna Keller", "Hugo Brand" } }, { form = "summit", participants = { "Norway", "Peru" } } } },
        { "Anna Keller meets Hugo Brand next week. If she met Emil Roth, ships would sail. She denied that she had met Teresa Whitlow and received the prize from President Karl Borg. Anna Keller was to have met Carlos Ruiz.", expect = {} },
        { "Anna Keller said in her letter to Hugo Brand that Mary Roth should go.", expect = { { form = "letter", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "Norway and Peru held talks in Lima on the 2025 budget.", document = { date = "2024-05-15" }, expect = { { form = "meeting", date = false } } },
        { "Speaking to the Trade Committee, Anna Keller said that the port is open.", expect = {} },
        { "Anna Keller met the press. Anna Keller and Hugo Brand sent letters.", expect = {} },
    },
}
