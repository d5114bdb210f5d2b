-- encounters.lua - calls, meetings, visits, letters that took place: the words that tell of one, then who takes part.

local parties = include "parties.lua"

local not_yet = [[ (?<! [to | will | would | should | may | can | not | could | shall | next | future] %d_adverb) (?<! to | will | would | should | may | can | not | could | shall | next | future) ]]

local function tells(form, doc, match, examples)
    rule(form) { doc = doc, match = not_yet .. match, mark = "encounter_cue", set = { form = form }, examples = examples }
end

define "d_talks" [[ [talks | meeting | meetings | consultations | dialogue | discussions | negotiations | audience | lunch | dinner | breakfast | conversation | conversations | bilateral | bilaterals
                     | interaction | engagement | tea | tête] | pull - aside ]]
tells("summit", "A summit or another meeting of many.",
    [[ [gathered | met | meeting | convened | assembled | participated | convening] (in | at | on | here | today | @date | @place | %num | %propn){0,8} (for | at | in | on the occasion of) (the | our | a | an | their) []{0,4}? summit ]], {
    { "We, the Leaders of the Harbour Council of Norway, met in Lima for the 3rd Summit.", expect = { { form = "summit" } } },
    { "They wrote about the summit.", expect = {} },
})

tells("call", "A telephone conversation: 'in a telephone conversation with', 'spoke by phone with', 'received a call from', 'a phone call took place between'.",
    [[ ([has | had | held | holds | received | in | made | during | took | conducted | placed] [!their & !his & !her]{0,2}? (phone | telephone | telephonic) (conversation | conversations | call | calls | talk | talks | discussion | discussions | exchange)
       | (telephone | phone | telephonic) (conversation | call | talks | discussion | exchange) (with | between | took place | [was | were] held) | [telephoned | phoned]
       | [spoke | talked] for (about | nearly | almost | over | some | around | roughly | more than | just | under | the | an | a){0,3} [%num | half | hour | hours | minutes]{1,3} | [spoke | talked | spoken] ([]{0,5}? (by | over | on) (the)? (telephone | phone) | (%adv | today | yesterday | this | morning | afternoon | evening | on | @date){0,4} (with | to) !(the? media | the? press | reporters))
       | [had | held] a [(%adj | %noun) & !video & !virtual & !online]{0,2}? call with | received a (%adj){0,1} call (%adv | today | yesterday | @date){0,2} from | [call | calls] received (%adv | today | yesterday | @date){0,2} (by []{1,12}?)? from | [made | placed] a (%adj){0,1} call to &(%d_honored)
       | during [their | a | the | his | her] [telephone | phone | telephonic] [conversation | call | talk] !(of | about)
       | (called | rang) &(%d_guest (today | yesterday | on %d_weekday | this | @date))) ]], {
    { "In a telephone conversation with Anna Keller, Hugo Brand thanked her.", expect = { { form = "call" } } },
    { "Anna Keller spoke today with Hugo Brand.", expect = { { form = "call" } } },
    { "A telephone conversation took place between Anna Keller and Hugo Brand.", expect = { { form = "call" } } },
    { "Anna Keller told Hugo Brand during their telephone conversation on Monday that ships may come.", expect = { { form = "call" } } },
    { "Anna Keller and Hugo Brand spoke for about half an hour.", expect = { { form = "call" } } },
    { "Anna Keller spoke highly of Hugo Brand.", expect = {} },
})

tells("video", "A conversation by video link.", [[ (video | virtual | online) (call | conference | meeting | talks) | (video-conference | videoconference | vtc) | [met | spoke | talked | conferred] ([]{0,8}? (via | by) (video | videolink | zoom) | (virtually | online)) ]], {
    { "Anna Keller held a video call with Hugo Brand.", expect = { { form = "video" } } },
    { "Anna Keller met virtually with Hugo Brand.", expect = { { form = "video" } } },
    { "They saw a video.", expect = {} },
})

tells("meeting", "A meeting: 'met with', 'held talks with', 'received', 'called on', 'hosted', 'was received by', 'a meeting took place between'.",
    [[ ([discussed] [!%punct & !with]{1,9} with &(%d_honored)
       | ([met | meets] | (?<! a | an | the | his | her | their | its | our | %adj | %noun | %propn | -) meeting) (%adv | today | here | on | @date | in | at | , | this | morning | afternoon){0,4} (with)? &(%d_honored)
       | [met | meets] &(today | here | on | in | at | again | for | yesterday | @date | , | .) | [convened | gathered] &(today | here | on | in | at | for | yesterday | @date)
       | ([held | holds | holding | had | have | co-chaired | chaired | attended | conducted | joined] | (took part | participated) in) []{0,9}? %d_talks []{0,10}? (with | between)
       | [held | holds] ([]{0,4}? [talks | consultations | negotiations | bilateral | dialogue] | []{0,3}? meeting | the? []{1,2} (round | session | meeting | edition) of [!%punct]{0,6}? [talks | consultations | dialogue | commission | committee | council])
       | [co-chaired | cochaired | co-hosted]
       | [received | receiving] [!by & !from & !a & !an]{0,17}? &(!from %d_honored) | [received | receiving] (a | the | an) []{0,3}? delegation []{0,8}? (led | headed) by
       | [hosted | welcomed | greeted | entertained] (today | yesterday | on %d_weekday | here | @date){0,2} &(%d_guest)
       | [was | were] (also | then | later | %adv){0,2} [received | hosted | welcomed | greeted] (in audience)? (today | yesterday | here | on %d_weekday | @date | %adv){0,2} by &(%d_honored)
       | received a courtesy (call | visit) (from | by) | joined &(%d_guest (for | at) []{0,3}? %d_talks) | (sat | sit) down (with | for) | [conferred] with &(%d_honored)
       | ([called | calls] on | [paid | made] a? (call | visit) on | [paid | made] a? courtesy (call | visit) (on | upon | to)
          | [hosted | gave | offered] a []{0,2}? (reception | dinner | banquet | lunch | luncheon | breakfast | iftar) [!%punct & !for]{0,7}? (for | in (honour | honor) of) !(the guests) | [granted | gave] an audience to) &(%d_honored)
       | (during | at | in | following | after) (a | the | their | his | her)? %adj? (meeting | talks | conversation) with &(%d_honored)
       | [conference | meeting | round | session | summit | dialogue | consultations | talks] ("(" [] ")")? &((with | between) ...!(; | [met | held]) [was | were | took] (held | convened | place))
       | [meeting | session | consultations | dialogue | talks | commission | committee] ("(" [] ")")? ([was | were] %adv? (held | convened) | took place) ((here | today | yesterday | @date | on %d_weekday){0,2} between)?
       | (its | their) []{1,3}? [meeting | session] (held | convened) on) ]], {
    { "Anna Keller met Hugo Brand in Lima on Monday.", expect = { { form = "meeting" } } },
    { "Anna Keller met Norway's Prime Minister Hugo Brand.", expect = { { form = "meeting" } } },
    { "Anna Keller hosted Hugo Brand for talks. Hugo Brand was then received by Emil Roth.", expect = { { text = "hosted" }, { text = "was then received by" } } },
    { "Anna Keller welcomed the appointment of Hugo Brand.", expect = {} },
    { "Anna Keller will meet Hugo Brand.", expect = {} },
    { "Anna Keller spoke in Lima, following a meeting with Hugo Brand.", expect = { { form = "meeting" } } },
})

tells("visit", "A visit: 'paid a visit to', 'arrived on a working visit', 'began an official visit to'.",
    [[ ([paid | pays | paying | made | makes | making | undertook | undertaking | began | begins | started | concluded | completed | conducted] (an | a | his | her | their)? [!%punct & !courtesy | -]{0,5}? visit (to | in) | [visited]
       | [arrived | arrives] []{0,6}? (on | for) (an | a | his | her)? [!%punct | -]{0,5}? visit | (who (is | was)) on (an | a | his | her)? (%adj | %num | - | %noun){0,5}? visit
       | (?<! who) [was | were] in []{1,4}? on (an | a) [!%punct | -]{0,4}? visit | [travelled | traveled] to &(@country | @place)) ]], {
    { "Anna Keller paid an official visit to Peru.", expect = { { form = "visit" } } },
    { "Anna Keller concluded a two-day visit to Peru.", expect = { { form = "visit" } } },
    { "The visit is planned.", expect = {} },
})

tells("letter", "Letters and messages.", [[ [exchanged | sent] []{0,4}? (messages | letters | message | letter | telegram | telegrams | cable | cables) | received a []{0,3}? (letter | message | telegram | cable) from | (wrote | written) to &(%d_honored) ]], {
    { "Anna Keller and Hugo Brand exchanged messages.", expect = { { form = "letter" } } },
    { "Anna Keller sent a telegram of condolences to Hugo Brand.", expect = { { form = "letter" } } },
    { "The letter came.", expect = {} },
})

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
