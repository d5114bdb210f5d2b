-- encounters.lua - calls, meetings, visits, letters that took place: the words that tell of one, then who takes part.
--
-- The words stand in lexicons: encounter_nouns, encounter_verbs ("met with"), encounter_objects ("received"), encounter_holds ("held … talks"), visit_holds,
-- visit_verbs. A rule here is a construction that any of them can stand in; its `bond` says where the parties stand, and parties.lua reads them off.

local parties = include "parties.lua"

local not_yet = [[ (?<! [to | will | would | should | may | can | not | could | shall | might | must | never | next | future] %d_adverb) (?<! to | will | would | should | may | can | not | could | shall | might | must | never | next | future) ]]

-- A verb that tells what happened, or a headline's present; no "has", which is an auxiliary or tells what lies ahead.
define "d_happened" [[ [(/ed$/ | /s$/ | %q_irregular | sat | rang | flew | got | caught | shook | broke | spoken | taken | given | begun | come | toured) & !has & !is & !does & !talks & !/^['’]s$/] ]]
-- Where and when, between the words of an encounter and its parties.
define "d_place_time" [[ (,? (today | yesterday | here | separately | again | together | privately | virtually | online | [%adv & !@date] | @date | on? this? %d_weekday | this (morning | afternoon | evening | week | month)) ,?
                          | ,? (in | at | on | over | for | during | via | by | inside) [!%punct & !@person & (!%verb | /(ed|ing)$/) & !with & !between & !that & !when & !while & !who & !which & !where & !conference & !briefing & !event & !rally & !interview & !podium & !reporters]{1,9}? ,?) ]]
-- What stands between a verb of holding and the noun.
define "d_of_talks" [[ (face-to-face | one-on-one | [(!%punct | - | –) & !with & !to & !that & !who & !which & !by & !about & !for & (!%verb | /(ed|ing)$/) & !@person & !next & !upcoming & !planned & !forthcoming & !scheduled & !possible & !no]) ]]
define "d_correspondence" [[ (?<= call | calls | letter | letters | message | messages | telegram | telegrams | cable | cables | note) ]]
-- A delegation or body that is met where nobody is named.
define "d_met_body" [[ [%det | %adj | %num | his | her | its | their]{0,4}? ([delegation | delegations | representatives | representative | members | member | officials | leaders | leadership | lawmakers | executives | delegates] (of | from) the? (@organization | @country[!adjective])
                       | @country [delegation | delegations | delegates | officials | government | side | negotiators | lawmakers | authorities | representatives | leaders] | @organization [delegation | officials | leaders | representatives | leadership]
                       | @organization ("(" [] ")")? (, | . | in | on | at | to | and | > | @date | today | yesterday | via | by)) ]]
-- Who is met: somebody by the name, or who leads those that are met; not what is somebody's.
define "d_met" [[ (%d_guest | [%det | %adj | %noun | %propn]{1,6}? (led | headed) by %d_honored) ]]

local function tells(name, spec, doc, match, examples)
    rule(name) { doc = doc, match = not_yet .. match, mark = "encounter_cue", set = spec, examples = examples }
end

tells("summit", { form = "summit", bond = "body" }, "A summit or another meeting of many.",
    [[ [gathered | met | meeting | convened | assembled | participated | convening] (in | at | on | here | today | @date | @place | %num | %propn){0,8} (for | at | in | on the occasion of) (the | our | a | an | their) []{0,4}? summit ]], {
    { "We, the Leaders of the Harbour Council of Norway, met in Lima for the 3rd Summit.", expect = { { form = "summit" } } },
    { "They wrote about the summit.", expect = {} },
})

define "d_held_noun" [[ &%d_happened !([had | have] [/ed$/ | %q_irregular]) $encounter_holds !%hyphen %d_of_talks{0,10}? ]]

tells("holds-with", { form = from "noun.form", bond = "with" }, "A verb of holding and a noun, with the other party: 'held talks with', 'received a call from', 'sent a letter to'.",
    [[ %d_held_noun (noun:$encounter_nouns ([(!%verb | /ed$/) & !; & !with & !between]{0,16}? [with | between]) | noun:$encounter_nouns %d_correspondence ([of | about | on] [!%punct & !%verb]{1,4}?)? (addressed | sent)? %d_place_time{0,2}? [to | from]) &(%d_honored) ]], {
    { "Anna Keller held a video call with Hugo Brand.", expect = { { form = "video", text = "held a video call with" } } },
    { "Anna Keller received a phone call from Hugo Brand and sent a letter to Emil Roth.", expect = { { form = "call" }, { form = "letter" } } },
    { "Anna Keller wrapped up face-to-face talks in Lima with Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller cancelled talks with Hugo Brand. She has to hold talks with Emil Roth.", expect = {} },
})

tells("holds-with-body", { form = from "noun.form", bond = "bodies" }, "The same with a delegation or a body.",
    [[ %d_held_noun noun:$encounter_nouns %d_place_time{0,2}? [with | between] &(%d_met_body) ]], {
    { "Anna Keller held talks with the Harbour Council of Peru.", expect = { { form = "meeting" } } },
    { "Anna Keller held talks with the press.", expect = {} },
})

tells("holds", { form = from "noun.form", bond = "both" }, "Several hold what the noun names: 'held talks', 'exchanged letters', 'co-chaired the session'.",
    [[ ![~send | ~receive | ~attend | ~take | ~make | ~get | ~place | ~field | ~host | ~address | ~lead | ~join | ~dispatch | ~return] %d_held_noun noun:$encounter_nouns !(for | to) ]], {
    { "Anna Keller and Hugo Brand held talks in Lima. They exchanged letters.", expect = { { form = "meeting" }, { form = "letter" } } },
    { "The ministers co-chaired the third session of the commission.", expect = { { form = "meeting" } } },
    { "The ministers sent letters. They will hold talks.", expect = {} },
})

tells("verb-with", { form = from "cue.form", bond = "with" }, "A verb and the other party behind 'with' or 'to': 'met with', 'spoke by phone with', 'sat down with', 'wrote to'.",
    [[ &%d_happened cue:$encounter_verbs %d_place_time{0,3}? (with | to) !(the? (media | press) | reporters | journalists) &(%d_honored) ]], {
    { "Anna Keller spoke today with Hugo Brand.", expect = { { form = "call" } } },
    { "Anna Keller sat down in Lima with Hugo Brand. She wrote to Emil Roth.", expect = { { form = "meeting" }, { form = "letter" } } },
    { "Anna Keller spoke highly of Hugo Brand. She will meet with him.", expect = {} },
})

tells("verb-with-body", { form = from "cue.form", bond = "bodies" }, "The same with a delegation or a body.",
    [[ &%d_happened !(~speak | ~talk | ~write) cue:$encounter_verbs %d_place_time{0,2}? with &(%d_met_body) ]], {
    { "Anna Keller met with representatives of Peru.", expect = { { form = "meeting" } } },
    { "Anna Keller met with success.", expect = {} },
})

tells("object", { form = from "cue.form", bond = "with" }, "A verb whose object is the other party: 'received', 'phoned', 'called on', 'hosted'.",
    [[ !(meeting | calling) &%d_happened cue:$encounter_objects %d_place_time{0,3}? (?<! on) &(%d_met) | !(meeting | calling) &%d_happened cue:$encounter_objects (?<= on | upon) &(%d_met) !(...!(, | . | ; | in | at | on | during | discuss | present | brief | exchange | convey | deliver | pay | bid) to [!%det & !%propn & !@actor]) ]], {
    { "Anna Keller received today in Lima her counterpart, Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller phoned Hugo Brand. Ambassador Emil Roth called on Anna Keller in Lima.", expect = { { form = "call" }, { form = "meeting" } } },
    { "Anna Keller met Norway's Prime Minister Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller welcomed the appointment of Hugo Brand and called on Emil Roth to resign. She received Hugo Brand's thanks.", expect = {} },
})

tells("gives", { form = "meeting", bond = "with" }, "A meal for a guest: 'hosted a dinner for', 'gave a banquet in honour of'.",
    [[ [hosted | gave | offered | held] a []{0,2}? (reception | dinner | banquet | lunch | luncheon | breakfast | iftar) [!%punct & !for & !with]{0,7}? (for | in (honour | honor) of) !(the guests) &(%d_honored) ]], {
    { "Anna Keller gave a banquet in honour of Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller gave a concert for Hugo Brand.", expect = {} },
})

tells("talked-over", { form = "meeting", bond = "with" }, "What two talked about, with the other one named: 'discussed the port with'.",
    [[ ([discussed] [!%punct & !with]{1,9} | exchanged []{0,2}? [views | opinions]) with &(%d_honored) | exchanged []{0,2}? [views | opinions] [!%punct & !with & !%verb]{0,9} with &(%d_honored) ]], {
    { "Anna Keller discussed the port with Hugo Brand. She exchanged views with Emil Roth.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller discussed the port.", expect = {} },
})

tells("called", { form = "call", bond = "with" }, "'Called' with a name and a day, or 'reached by phone': a telephone call.",
    [[ called &(%d_guest (today | yesterday | on %d_weekday | this | @date)) | reached &(%d_guest by (phone | telephone)) ]], {
    { "Anna Keller called Hugo Brand on Monday.", expect = { { form = "call" } } },
    { "Anna Keller called Hugo Brand a friend.", expect = {} },
})

tells("passive", { form = "meeting", bond = "with" }, "Somebody is received: 'was received by', 'was welcomed at the airport by', 'was granted an audience by'.",
    [[ [was | were | been] [%adv | also | then | later]{0,2} ([received | hosted | welcomed | greeted | met | entertained] (in audience)? | (granted | given) an audience) %d_place_time{0,2}? by &(%d_honored) ]], {
    { "Hugo Brand was then received by Emil Roth.", expect = { { text = "was then received by" } } },
    { "The news was received with joy by all.", expect = {} },
})

tells("doing", { form = from "cue.form", bond = "with" }, "A participle: 'Meeting Hugo Brand in Lima, she said', 'after speaking by phone with'.",
    [[ (< | , | after | following | while | when | by | upon | from) (again | also)? &[/ing$/] (cue:$encounter_objects %d_place_time{0,3}? &(%d_met) | cue:$encounter_verbs %d_place_time{0,2}? (with | to) &(%d_honored)) ]], {
    { "Meeting Hugo Brand in Lima, Anna Keller thanked him.", expect = { { form = "meeting" } } },
    { "Anna Keller denied meeting Hugo Brand. Before meeting him she slept.", expect = {} },
})

tells("doing-holds", { form = from "noun.form", bond = "with" }, "A participle and a noun: 'after holding talks with'.",
    [[ (< | , | after | following | while | when | by | upon | from) (again | also)? &[/ing$/] $encounter_holds %d_of_talks{0,10}? noun:$encounter_nouns %d_place_time{0,2}? [with | from | to] &(%d_honored) ]], {
    { "After holding talks with Hugo Brand in Lima, Anna Keller thanked him.", expect = { { form = "meeting" } } },
    { "Before holding talks with Hugo Brand, Anna Keller slept.", expect = {} },
})

tells("during", { form = from "noun.form", bond = "with" }, "What is told of an encounter in passing: 'during a call with', 'following talks in Lima with', 'in a letter to'.",
    [[ (?<! is | are | was | were | been | be) (during | in | at | after | following) %d_of_talks{0,6}? noun:$encounter_nouns (%d_place_time{0,3}? [with | between] | %d_correspondence (addressed | sent)? %d_place_time{0,2}? [to | from]) &(%d_honored) ]], {
    { "Anna Keller spoke in Lima, following a meeting with Hugo Brand.", expect = { { form = "meeting" } } },
    { "In a letter to Hugo Brand, Anna Keller thanked him.", expect = { { form = "letter" } } },
    { "Anna Keller slept before a meeting with Hugo Brand.", expect = {} },
})

tells("theirs", { form = from "noun.form", bond = "told" }, "The same with those who meet before the noun: 'after her talks with', 'told Hugo Brand during a call', 'joined Hugo Brand for lunch'.",
    [[ ((during | in | at | after | following | on | (readout | summary | transcript) of) (the | %propn | %noun | %adj | of | and){0,8}? (@person /^['’]s?$/ | [his | her]) %d_of_talks{0,5}? noun:$encounter_nouns %d_place_time{0,2}? [with | to] &(%d_honored)
       | < (the | %propn | %noun | %adj | of | and){0,8}? @person /^['’]s?$/ %d_of_talks{0,4}? noun:$encounter_nouns %d_place_time{0,2}? with &(%d_honored) !(...!(;) [will | would | may | could | should | scheduled | postponed | cancelled | planned | expected | due | depends])
       | [told | thanked | assured | informed | briefed | urged | asked | warned | reminded | reassured | congratulated] [!%punct | ,]{0,14}? @person (during | in | at | over) (a | an | the | their) %d_of_talks{0,4}? noun:$encounter_nouns !(of | about | with | between | to)
       | joined (%d_guest) (for | on | in | at) %d_of_talks{0,4}? noun:$encounter_nouns) ]], {
    { "Readout of President Anna Keller's call with Hugo Brand", expect = { { form = "call" } } },
    { "Anna Keller told Hugo Brand in a phone call on Monday that the port is open.", expect = { { form = "call" } } },
    { "Anna Keller told Hugo Brand of the port.", expect = {} },
})

tells("during-their", { form = from "noun.form", bond = "with" }, "What two did while they met: 'during their telephone conversation', 'In their talks, the two ministers'.",
    [[ (during | in | at | after | following) (their | a | an) %d_of_talks{0,5}? noun:$encounter_nouns %d_place_time{0,3}? !(of | about | with | between | to) ]], {
    { "During their telephone conversation, Anna Keller and Hugo Brand spoke of ships.", expect = { { form = "call" } } },
    { "Anna Keller slept before their meeting.", expect = {} },
})

tells("took-place", { form = from "noun.form", bond = "between" }, "The encounter is the subject: 'a call between … took place', 'talks between … were held', 'the meeting between … lasted'.",
    [[ (?<! no) noun:$encounter_nouns ("(" [] ")")? (of [!%verb & !%punct & !with & !between]{1,9}?)? &((with | between) ...!(; | [met | held | will | would | who | which]) ([was | were] [held | convened | organized | organised | hosted | focused | dominated] | took place | [lasted | focused | covered | ended | concluded | centred | centered | touched | produced | marked | addressed]))
       | noun:$encounter_nouns %d_place_time{0,2}? ([was | were] %adv? [held | convened] | took place) ((here | today | yesterday | @date | on %d_weekday){0,2} between)?
       | noun:$encounter_nouns %d_place_time{0,2}? (brought together | bringing together) ]], {
    { "A telephone conversation took place between Anna Keller and Hugo Brand.", expect = { { form = "call" } } },
    { "The meeting between Anna Keller and Hugo Brand lasted an hour.", expect = { { form = "meeting" } } },
    { "No meeting between Anna Keller and Hugo Brand took place. Talks with Hugo Brand will be held.", expect = {} },
})

tells("bodies", { form = "meeting", bond = "body" }, "A meeting of bodies: 'the third round of consultations was held', 'at its 12th meeting held on'.",
    [[ ([held | holds] the? []{1,2} (round | session | meeting | edition) of [!%punct]{0,6}? [talks | consultations | dialogue | commission | committee | council]
       | [conference | round | session] ("(" [] ")")? &((with | between) ...!(; | [met | held]) [was | were | took] (held | convened | place))
       | [session | commission | committee | conference] ("(" [] ")")? ([was | were] %adv? (held | convened) | took place) ((here | today | yesterday | @date | on %d_weekday){0,2} between)?
       | (its | their) []{1,3}? [meeting | session] (held | convened) on) ]], {
    { "The conference with Peru was convened in Lima.", expect = { { form = "meeting" } } },
    { "The conference is planned.", expect = {} },
})

tells("met", { form = from "cue.form", bond = "both" }, "A verb of those who meet: 'they met in Lima', 'gathered on Monday'.",
    [[ &%d_happened !(~speak | ~talk | ~write | ~consult | ~sit | ~lunch | ~dine | ~converse) cue:$encounter_verbs &(%d_place_time | %adp | face | behind | , | . | and) ]], {
    { "Anna Keller and Hugo Brand met in Lima. They huddled for an hour.", expect = { { form = "meeting" }, { form = "meeting" } } },
    { "Anna Keller and Hugo Brand met expectations. They spoke of ships.", expect = {} },
})

tells("spoke", { form = "call", bond = "both" }, "Those who spoke, with a day, a time or a telephone: 'they spoke for about half an hour'.",
    [[ [spoke | talked | spoken | conversed] (%adv | today | yesterday | again | briefly){0,2} (by (phone | telephone | video) | (over | on) the (phone | telephone) | for (about | nearly | almost | over | some | around | roughly | more than | just | under | the | an | a){0,3} [%num | half | hour | hours | minutes]{1,3}
       | (twice | again | today | yesterday | late)? (%d_weekday | on %d_weekday | @date | on @date | this (morning | afternoon | evening))) !(to | with | at | in | about) ]], {
    { "Anna Keller and Hugo Brand spoke for about half an hour.", expect = { { form = "call" } } },
    { "Anna Keller and Hugo Brand spoke on Monday at a conference.", expect = {} },
})

tells("visits", { form = "visit", bond = "visitor" }, "A visit that is paid: 'paid an official visit to', 'wrapped up a tour of', 'visited Lima'.",
    [[ (&[%d_happened | /ing$/] !cancelled $visit_holds (an | a | his | her | their | the)? [(!%punct | -) & !courtesy & (!%verb | /ing$/) & !to]{0,6}? [visit | tour | trip] (to | in | of) &(the? ([%adj | %noun | %propn | of]{0,6}? (@country | @place | @organization | %propn)))
       | [visited | toured] &([!%punct & !%verb]{0,8}? (@country | @place | @organization | %propn))
       | (who (is | was)) on (an | a | his | her)? (%adj | %num | - | %noun){0,5}? visit
       | (?<! who) [was | were] in []{1,4}? on (an | a) [!%punct | -]{0,4}? visit ) ]], {
    { "Anna Keller paid an official visit to Peru.", expect = { { form = "visit" } } },
    { "Anna Keller concluded a two-day visit to Peru. Hugo Brand toured Peru.", expect = { { form = "visit" }, { form = "visit" } } },
    { "The visit is planned. Anna Keller visited the zoo.", expect = {} },
})

tells("comes", { form = "visit", bond = "visitor" }, "Somebody comes to a place: 'arrived in Lima', 'flew to Peru', 'was in Lima for talks'.",
    [[ ((?<! who | which | that) &%d_happened $visit_verbs (%adv | today | yesterday | @date | on %d_weekday){0,2} (in | to | at | for) [%det | %adj | %noun | %propn | of]{0,3}? (@country | @place)
       | [arrived | arrives] []{0,6}? (on | for) (an | a | his | her)? [!%punct | -]{0,5}? visit
       | (?<! who) [was | were] in @place %d_place_time{0,2}? for (a | an | his | her)? %d_of_talks{0,3}? $encounter_nouns) ]], {
    { "Anna Keller arrived in Lima on Monday. She was in Lima for talks.", expect = { { form = "visit" }, { form = "visit" } } },
    { "Anna Keller arrived late. She will fly to Peru.", expect = {} },
})

rule "heading" {
    doc = "A headline in the present: 'Keller, Brand hold talks in Lima', 'Leaders of Norway and Peru meet'.",
    match = [[ (@actor | @collective | ministers | leaders | presidents | officials) (hold %d_of_talks{0,3}? $encounter_nouns | meet) ]],
    where = parties.is_heading, mark = "encounter_cue", set = { form = "meeting", bond = "both" },
    examples = {
        { "Anna Keller, Hugo Brand meet in Lima\n\nThe port was on the agenda.", expect = { { form = "meeting" } } },
        { "Anna Keller and Hugo Brand meet in Lima in May.", expect = {} },
    },
}

rule "encounter" {
    doc = "Who takes part in an encounter, when and where; each encounter once, at its first full mention.",
    each_document = parties.encounters, marks = "encounter", reads = { "encounter_cue", "actor", "person", "date", "place", "subject" },
    examples = {
        { "In a telephone conversation with Anna Keller, Hugo Brand thanked her.", expect = { { form = "call", participants = { "Hugo Brand", "Anna Keller" } } } },
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
        { "Anna Keller said on Tuesday that the port is open. She had last met Hugo Brand in Lima.", expect = { { form = "meeting", date = false } } },
        { "We, the Leaders of the African Union (AU), gathered in Lima for the Third Summit.", expect = { { form = "summit", participants = { "African Union" } } } },
        { "Norway and Peru held talks.", expect = { { form = "meeting", participants = { "Norway", "Peru" } } } },
        { "Dear colleague,\n\nI last met Hugo Brand in Lima.\n\nYours sincerely,\nAnna Keller", expect = { { form = "meeting", participants = { "Anna Keller", "Hugo Brand" } } } },
        { "I have spoken today to Norwegian Foreign Minister Hugo Brand and to the special envoy Carlos Ruiz.", document = { title = "Statement by Minister Anna Keller on the port" },
          expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand", "Carlos Ruiz" } } } },
        { "Anna Keller met the press.", expect = {} },
    },
}
