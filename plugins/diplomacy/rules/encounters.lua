-- encounters.lua - calls, meetings, visits, letters that took place: the words that tell of one, then who takes part.

local parties = include "parties.lua"

local not_yet = [[ (?<! [to | will | would | should | may | can | not | could | shall | next | future] %d_adverb) (?<! to | will | would | should | may | can | not | could | shall | next | future) ]]

local function tells(form, doc, match, examples)
    rule(form) { doc = doc, match = not_yet .. match, mark = "encounter_cue", set = { form = form }, examples = examples }
end

tells("call", "A telephone conversation: 'in a telephone conversation with', 'spoke by phone with', 'received a phone call from'.",
    [[ ([has | had | held | holds | received | in | made | during | took] [!their & !his & !her]{0,2}? (phone | telephone) (conversation | call | talk | talks | discussion) | (telephone | phone) (conversation | call | talks) (with | between) | (telephoned | phoned)
       | [spoke | talked | spoken] ([]{0,5}? (by | over | on) (the)? (telephone | phone) | (%adv | today | yesterday | this | morning | afternoon | evening | on | @date){0,4} (with | to) !(the? media | the? press | reporters))
       | [had | held] a call with) ]], {
    { "In a telephone conversation with Anna Keller, Hugo Brand thanked her.", expect = { { form = "call" } } },
    { "Anna Keller spoke today with Hugo Brand.", expect = { { form = "call" } } },
    { "Anna Keller spoke highly of Hugo Brand.", expect = {} },
})

tells("video", "A conversation by video link.", [[ (video | virtual | online) (call | conference | meeting | talks) | (video-conference | videoconference) | [met | spoke | talked] []{0,8}? (via | by) (video | videolink) | video (call | conference) ]], {
    { "Anna Keller held a video call with Hugo Brand.", expect = { { form = "video" } } },
    { "They saw a video.", expect = {} },
})

tells("meeting", "A meeting: 'met with', 'held talks with', 'received', 'called on'.",
    [[ ([met | meets | meeting] (%adv | today | here | on | @date | in | , | this | morning | afternoon){0,4} (with)? &(%d_honored)
       | [met | meets] &(today | here | on | in | yesterday | @date | , | .)
       | [held | holds | holding | had | have | co-chaired | chaired] []{0,9}? (talks | meeting | meetings | consultations | dialogue | discussions) []{0,10}? (with | between)
       | [held | holds] ([]{0,4}? talks | []{0,3}? meeting)
       | [received] [!by & !from & !a & !an]{0,9}? &(%d_honored)
       | ([called | calls] on | paid a? (courtesy)? (call | visit) on | hosted a (reception | dinner | banquet) for) &(%d_honored)
       | (during | at | in) (the | their | his | her) (meeting | talks) with
       | [conference | meeting | round | session | summit | dialogue | consultations | talks] ("(" [] ")")? &((with | between) ...!(; | [met | held]) [was | were | took] (held | convened | place))
       | (its | their) []{1,3}? [meeting | session] (held | convened) on) ]], {
    { "Anna Keller met Hugo Brand in Lima on Monday.", expect = { { form = "meeting" } } },
    { "Anna Keller will meet Hugo Brand.", expect = {} },
})

tells("visit", "A visit: 'paid a visit to', 'arrived on a working visit'.",
    [[ ([paid | pays | paying] (an | a)? (%adj | %num | - | %noun){0,4}? visit to | [visited] | [arrived | arrives] []{0,6}? on (an | a | his | her)? (%adj | %num | - | %noun){0,5}? visit | (who (is | was)) on (an | a | his | her)? (%adj | %num | - | %noun){0,5}? visit) ]], {
    { "Anna Keller paid an official visit to Peru.", expect = { { form = "visit" } } },
    { "The visit is planned.", expect = {} },
})

tells("letter", "Letters and messages.", [[ [exchanged | sent] []{0,4}? (messages | letters | message | letter) | received a []{0,3}? (letter | message) from ]], {
    { "Anna Keller and Hugo Brand exchanged messages.", expect = { { form = "letter" } } },
    { "The letter came.", expect = {} },
})

rule "encounter" {
    doc = "Who takes part in an encounter, when and where; each encounter once, at its first full mention.",
    each_document = parties.encounters, marks = "encounter", reads = { "encounter_cue", "actor", "person", "date", "place", "subject" },
    examples = {
        { "In a telephone conversation with Anna Keller, Hugo Brand thanked her.", expect = { { form = "call", participants = { "Hugo Brand", "Anna Keller" } } } },
        { "Anna Keller met Hugo Brand in Lima on Monday. They had met before.", document = { date = "2024-05-08" },
          expect = { { form = "meeting", participants = { "Anna Keller", "Hugo Brand" }, date = "2024-05-06" } } },
        { "Norway and Peru held talks.", expect = { { form = "meeting", participants = { "Norway", "Peru" } } } },
        { "Anna Keller met the press.", expect = {} },
    },
}
