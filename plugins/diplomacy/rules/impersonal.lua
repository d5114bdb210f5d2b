-- impersonal.lua - deeds that no party governs: what talks were about, and deeds told in the passive or by a noun.

local acts = include "acts.lua"
local met = include "met.lua"

local talks_of_all = { kind = "discuss", joint = true, event = true, event_parties = true }
local agreed_by_all = { kind = "agree", joint = true, event = true, event_parties = true }

local function by_last(kind)
    return { kind = kind, by_last = true }
end

define "d_was" [[ ([was | were | is | are] | [has | have | had] been) ]]
-- The words before a passive verb that it is about, from the start of the sentence or of what is said.
define "d_own_deed" [[ [commitment | readiness | willingness | support | gratitude | concern | intention | condolences | appreciation | solidarity
      | determination] ]]
define "d_passive_thing" [[ (< | (?<= that | and that)) !as content:(((?<= /^['’]s$/ | to | the | a | an | its | their | his | her)
          [(!%punct | -) & !that & !it & !there] | [(!%punct | "$" | "€" | "£" | -) & !that & !it & !there & !$cues]){1,24}?) ]]

acts.rule("talks-about", talks_of_all, "What talks were about: 'the talks focused on trade', 'the agenda included trade'.",
    [[ (?<! of | of the) [talks | conversation | conversations | audience | meeting | discussion | discussions | consultations | negotiations
          | exchange | exchanges | dialogue | call | agenda] ([between] [!%punct]{1,12}?)?
          cue:(also? %adv? ([tackled | reviewed | examined | explored | discussed]
            | [focused | focussed | centred | centered | concentrated | dwelt | dwelled | touched] (primarily | mainly | also | largely)?
              (on | upon | around) | revolved around | [covered | addressed | featured] | dealt with | [then | also]? turned (to | on | upon) | encompassed
            | [was | were] %adv? ([devoted | dedicated] to | [focused | focussed | centred | centered] on) | included (also)?)) content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. The talks focused on trade.", expect = { { kind = "discuss", actor = { "Anna Keller", "Hugo Brand" }, content = "trade" } } },
    { "Anna Keller met Hugo Brand. The crew focused on trade.", expect = {} },
    { "Anna Keller met Hugo Brand. The conversation then turned to trade.", expect = { { content = "trade" } } },
})

acts.rule("topic-of-talks", talks_of_all, "'The main topic of the conversation was trade', 'trade was high on the agenda'.",
    [[ cue:([topic | topics | theme | themes | subject | subjects | focus | issues | points | items] (of the? [!%punct]{0,5}? | on the? (%adj)? | for)
            [talks | conversation | conversations | meeting | discussion | discussions | consultations | negotiations | exchange | dialogue | call
            | agenda] also? (was | were | included)) content:(%d_topic) | cue:([points | issues | topics | subjects | matters | themes]
            (raised | discussed | addressed | covered) (also)? (included | were | ranged from)) content:(%d_topic)
        | cue:(at the top of the agenda ([for | of | in | during] [!%punct]{1,16}?)? (was | were | is | are)) content:(%d_topic)
        | cue:((high | prominent | also)? on the agenda %adv? (was | were | is | are)) content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. The main topic of the talks was trade.", expect = { { kind = "discuss", actor = { "Anna Keller", "Hugo Brand" }, content = "trade" } } },
    { "Anna Keller met Hugo Brand. The topic of the book was trade.", expect = {} },
    { "Anna Keller met Hugo Brand. Points raised included trade and fish.", expect = { { content = "trade and fish" } } },
})

acts.rule("were-the-topics", talks_of_all, "The topics before the word for them: 'Trade, fish and the ports were the main topics of their talks'.",
    [[ < content:([!. & !; & !that & !$cues]{1,30}?) cue:([was | were] (also)? (the | among the) %adj?
            [topics | topic | focus | themes | subjects | issues] (of | in | at | for) (the | their)
            [talks | meeting | conversation | discussions | exchange | call | visit]) ]], {
    { "Anna Keller met Hugo Brand. Trade, fish and the ports were the main topics of their talks.", expect = { { content = "Trade, fish and the ports" } } },
    { "Anna Keller met Hugo Brand. The ports were the pride of the town.", expect = {} },
})

-- Whose talks they were: "Keller's meeting with President Brand", "talks between Norway and Peru".
define "v_talks" [[ (sides:(the? @actor /^['’]s?$/ %adj{0,3} [talks | meeting | conversation | visit | call | discussions | summit | consultations]
          with %q_before_name{0,6}? @actor) | the? %adj{0,2} [talks | meeting | call | discussions | summit | consultations] between
        sides:([!%punct & !%verb]{3,12}?) &(. | , | ; | on | in | at | >)) ]]

acts.rule("on-the-agenda", talks_of_all, "What stood on the agenda: 'trade was high on the agenda'.",
    [[ %d_passive_thing cue:(([was | were] also? (high | at the top | prominent | also) (on | of) | [topped | dominated]
            | [featured | figured] (%adv | high | prominently){0,2} on | [was | were] on) the agenda ((of | at | in | during | for) %v_talks)?) ]], {
    { "Anna Keller met Hugo Brand. Trade with the islands was high on the agenda.", expect = { { content = "Trade with the islands" } } },
    { "Fish topped the agenda of talks between Norway and Peru.", expect = { { actor = { "Norway", "Peru" }, content = "Fish" } } },
    { "Anna Keller met Hugo Brand. Trade was dull.", expect = {} },
})

acts.rule("focus-of-talks", talks_of_all, "The same of talks whose parties are told: 'Trade was the focus of Keller's meeting with Brand'.",
    [[ %d_passive_thing cue:(([was | were] the (main | central)? [focus | topic | subject | theme] of | dominated) %v_talks) ]], {
    { "Trade was the focus of Anna Keller's meeting with Hugo Brand.", expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "Trade" } } },
    { "Trade was the focus of Anna Keller's book.", expect = {} },
})

acts.rule("views-exchanged", talks_of_all, "An exchange of views, told by the noun or in the passive: 'there was an exchange of views on trade'.",
    [[ cue:(there (was | were | followed | ensued) []{0,5}? exchange of (views | opinions) (on | about | regarding)
          | (exchange | exchanges) of (views | opinions) %adv? (also)? took place %adv? (on | about | regarding)
          | ((views | opinions) were (also)? exchanged | [talks | consultations | discussions | negotiations] were (also)? held)
            ([between | among] sides:([!%punct & !on & !about & !%verb]{3,14}?))? (on | about | regarding | over)
          | %adj? attention was (also)? (given | paid | devoted) to) content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. There was a thorough exchange of views on trade.", expect = { { kind = "discuss", actor = { "Anna Keller", "Hugo Brand" }, content = "trade" } } },
    { "Anna Keller met Hugo Brand. An exchange of views also took place on trade.", expect = { { content = "trade" } } },
    { "Consultations were held between Norway and Peru on fish.", expect = { { actor = { "Norway", "Peru" }, content = "fish" } } },
    { "Anna Keller met Hugo Brand. There was an exchange of gifts.", expect = {} },
})

acts.rule("discussing-too", talks_of_all, "A further topic behind what was discussed: 'in addition to discussing trade', ', paying special attention to trade'.",
    [[ (?<= , | to | while | addition) cue:((paying (special | particular | close) attention to) | (?<= in addition to) (discussing | reviewing))
          content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. They discussed the ports, paying special attention to trade.", expect = { { content = "trade" } } },
    { "Anna Keller left, paying special attention to the stairs.", expect = {} },
})

acts.rule("agreement-reached", agreed_by_all, "An agreement told by the noun or in the passive: 'agreement was reached on trade', 'there was agreement that'.",
    [[ (?<! no | without | any | no %adj) cue:(([agreement | consensus | understanding] (was | were | has been) (also)? reached
              ([between | among] sides:([!%punct & !on & !to]{1,16}?))? | there (was | were) (%adj | broad | full | an | a){0,3}
              (agreement | consensus | understanding) ([between | among] sides:([!%punct & !on & !to]{1,16}?))?
            | it was (also | further)? agreed [between | among | by] sides:([!%punct & !on & !to & !that]{1,8}?))
            (on | that | to | about | regarding | over)) content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. No agreement was reached on trade.", expect = {} },
    { "Anna Keller met Hugo Brand. Agreement was reached on trade.", expect = { { kind = "agree", actor = { "Anna Keller", "Hugo Brand" }, content = "trade" } } },
    { "Agreement was reached between Norway and Peru on the exchange of maps.", expect = { { actor = { "Norway", "Peru" }, content = "the exchange of maps" } } },
    { "It was agreed by Norway and Peru to open the port.", expect = { { actor = { "Norway", "Peru" }, content = "open the port" } } },
    { "It was agreed between Norway and Peru that the port would open.", expect = { { actor = { "Norway", "Peru" }, content = "the port would open" } } },
    { "The agreement was long.", expect = {} },
})

acts.rule("agreed-between", agreed_by_all, "What was agreed, and between whom, told in the passive: 'A truce was agreed between Norway and Peru'.",
    [[ (< | (?<= that | , and)) content:(!([agreement | consensus | it | there]) [!%punct & !that & !%q_clear]{1,16}?)
          cue:((was | were | has been | have been) (also)? [agreed | signed | concluded | negotiated | initialled | initialed | sealed | struck]
            (between | by | among)) sides:(%d_two) ]], {
    { "A truce was agreed between Norway and Peru late on Monday.", expect = { { kind = "agree", actor = { "Norway", "Peru" }, content = "A truce" } } },
    { "A memorandum on fish was signed by Norway and Peru.", expect = { { kind = "agree", actor = { "Norway", "Peru" }, content = "A memorandum on fish" } } },
    { "The bill was signed by Anna Keller.", expect = {} },
})

acts.rule("was-praised", by_last "praise", "Praise in the passive: 'Peru's efforts were highly appreciated'.",
    [[ %d_passive_thing cue:(%d_was %adv{0,2} ([appreciated | commended | praised | applauded | lauded | valued | hailed]
            | welcomed !([in | at | to | back | home | on | upon | with]))) !by ]], {
    { "Anna Keller met Hugo Brand. She said no. Peru's efforts were highly appreciated.", expect = { { kind = "praise", target = "Peru", content = "Peru's efforts" } } },
    { "Peru's efforts were late.", expect = {} },
})

rule "by-agent" {
    doc = "A deed told in the passive, with whose it is: 'the vote was welcomed by Norway', 'the tariff was rejected by Peru'.",
    match = [[ %d_passive_thing cue:(%d_was %d_aside{0,3} &[!encouraged & /(ed|en|wn|ld|ht|id|ut|ot|de)$/] deed:$deeds) %d_inset (by | between) both?
          agent:(%d_agent) ]],
    reads = acts.reads, marks = "act", mark = acts.by_agent,
    examples = {
        { "Peru's efforts were warmly welcomed by Norway.", expect = { { kind = "praise", actor = "Norway", target = "Peru", content = "Peru's efforts" } } },
        { "The new tariff has been rejected by Norway and Chile.", expect = { { kind = "reject", actor = { "Norway", "Chile" }, content = "The new tariff" } } },
        { "As was announced by Norway, the port is open.", expect = {} },
        { "Norway's promise to send ships was welcomed by Peru. Norway's decision to recall its envoy was condemned by Chile.", expect = { { actor = "Peru", target = "Norway", content = "Norway's promise to send ships" }, { actor = "Chile" } } },
        { "Norway left a meeting that was condemned by Peru. The tariff was rejected by many. Norway was helped by Peru.", expect = {} },
        { "The council is encouraged by Norway's commitment to open a school.", expect = {} },
    },
}

acts.rule("noted-with-praise", by_last "praise", "'It was noted with satisfaction that'.",
    [[ cue:(it was (also)? [noted | observed | recalled] with %adj? [satisfaction | appreciation | pleasure]) that? content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. It was noted with satisfaction that trade grew.", expect = { { kind = "praise", content = "trade grew" } } },
    { "It was noted with regret that trade fell.", expect = {} },
})

acts.rule("unacceptable", { kind = "reject", speaker_acts = true }, "What is said to be out of the question: 'outside interference is inadmissible'.",
    [[ content:([this | that] | !it [(%det | %adj | %noun | %propn | %pron) & !that | %verb & /ing$/ | of | in | on | to | for | with | between | by
            | at | against | over | from | within | without | @actor | /^['’]s$/]{1,12}) (, []{1,6} ,)?
          cue:((is | are | was | were | remains | remain | would be) ([%adj & !acceptable] and)? [%adv | totally | simply]?
            (inadmissible | unacceptable | intolerable | out of the question | not acceptable)
          | [will | would] (never | not) be [tolerated | accepted | condoned | countenanced]) ]], {
    { "Anna Keller said that outside interference was unacceptable.", expect = { { kind = "reject", actor = "Anna Keller", content = "outside interference" } } },
    { "\"This is unacceptable,\" Anna Keller said.", expect = { { content = "This" } } },
    { "\"The raid is deplorable and totally unacceptable,\" Anna Keller said.", expect = { { content = "The raid" } } },
    { "Such attacks will never be tolerated, Anna Keller said.", expect = { { actor = "Anna Keller", content = "Such attacks" } } },
    { "Talks with their envoys, Anna Keller insisted, were out of the question.", expect = { { kind = "reject", actor = "Anna Keller", content = "Talks with their envoys" } } },
    { "Outside interference was unacceptable.", expect = {} },
})

acts.rule("is-welcome", { kind = "praise", speaker_acts = true }, "What is said to be welcome: 'the announcement of a ceasefire is welcome'.",
    [[ (?<! %det | %adj | %noun | %propn | %num | of | on | and) content:(!(it | there | you | everybody | everyone | all)
            [(%det | %adj | %noun | %propn | %num) & !that | %verb & /ing$/ | of | in | on | to | for | by | with | between | @actor
            | /^['’]s$/]{1,24}) cue:([is | are | was | were] (very | most | also | therefore | particularly | especially | %adv)?
            (welcome | (to be [welcomed | commended | applauded]) | commendable | praiseworthy)) !(to | in | at | back | here | if) ]], {
    { "Anna Keller said that the announcement of a ceasefire on the eve of the talks is welcome.", expect = { { kind = "praise", actor = "Anna Keller", content = "the announcement of a ceasefire on the eve of the talks" } } },
    { "Anna Keller said that visitors are welcome to the port.", expect = {} },
    { "The rain is welcome.", expect = {} },
})

acts.rule("is-concerning", { kind = "concern", speaker_acts = true },
    "What is said to be a matter of concern: 'the reports of shelling are a matter of concern'.",
    [[ (?<! %det | %adj | %noun | %propn | %num | of | on | and) content:(!(it | there)
            [(%det | %adj | %noun | %propn | %num) & !that | %verb & /(ing|ed)$/ | and | of | in | on | to | for | by | with | between | @actor
            | /^['’]s$/]{1,24}) cue:([is | are | was | were | remains | remain] (also | %adv)?
            ((a | the)? (matter | matters | source | sources | cause | causes) (of | for) (%adj | %adv){0,2} concern | of %adj{1,2} concern
            | (deeply | very | extremely | highly | profoundly | particularly)
              [concerning | worrying | alarming | worrisome | troubling | disturbing])) ]], {
    { "Anna Keller said that reports of shelling in the north are a matter of grave concern.", expect = { { kind = "concern", actor = "Anna Keller", content = "reports of shelling in the north" } } },
    { "Anna Keller said that the vote is deeply worrying.", expect = { { content = "the vote" } } },
    { "The price is a matter of concern.", expect = {} },
})

acts.rule("it-is-regrettable", { kind = "concern", speaker_acts = true }, "What is regretted, told behind it: 'it is regrettable that …'.",
    [[ cue:(it (is | was | remains) %adv? (regrettable | unfortunate | deplorable | worrying | troubling | alarming | disappointing
            | of (%adj | %adv){0,2} concern)) that content:(%d_topic) ]], {
    { "It is deeply regrettable that the talks failed, Anna Keller said.", expect = { { kind = "concern", actor = "Anna Keller", content = "the talks failed" } } },
    { "It is regrettable that the talks failed.", expect = {} },
})

acts.rule("out-of-question", { kind = "reject", speaker_acts = true }, "What is out of the question, told behind it: 'it is unacceptable that …'.",
    [[ cue:(it (is | was | remains) %adv? (inadmissible | unacceptable | intolerable | out of the question)) (that | for | to) content:(%d_topic) ]], {
    { "Anna Keller said that it was unacceptable to close the port.", expect = { { kind = "reject", actor = "Anna Keller", content = "close the port" } } },
    { "It was unacceptable to close the port.", expect = {} },
})

acts.rule("there-will-be-no", { kind = "reject", speaker_acts = true },
    "What there will not be, of things that the speaker could grant: 'there will be no talks with the rebels'.",
    [[ cue:(there ([will | would | shall | can | could] be no (question of)? | (is | was) no question of))
          content:(!([denying | doubting | mistaking | escaping | hiding | avoiding | gainsaying | disputing | ignoring])
            &(%adj{0,2} [talks | dialogue | negotiation | negotiations | return | deal | deals | concession | concessions | compromise | compromises
              | recognition | exception | exceptions | amnesty | retreat | surrender | withdrawal | truce | normalisation | normalization | bargaining
              | extension | exemption | exemptions | apology | referendum | intervention] | /ing$/) %d_topic) ]], {
    { "\"There will be no talks with the crew,\" Anna Keller said.", expect = { { kind = "reject", actor = "Anna Keller", content = "talks with the crew" } } },
    { "There will be no talks with the crew.", expect = {} },
    { "Anna Keller said there will be no winners.", expect = {} },
})

local several = pattern [[ (they | both | two | three | and | [/(ers|ents|ors|ies|des)$/]) []{0,5} >> ]]

local function of_several(match)
    local before = match.cue:before(12)
    if not before or not before:has(several) then return nil, "no several parties stand before it" end
    return true
end

acts.rule("explores", { kind = "discuss", finite = true, joint = true, several = true, impersonal = true, check = of_several },
    "What several parties looked at together: 'they explored ways to deepen trade'.",
    [[ cue:([explored | evaluated | analysed | analyzed | surveyed | tackled | canvassed | covered] | [assessed] !that
          | [focused | focussed | concentrated | dwelt | dwelled] (on | upon) | [then | also | next]? turned to (the | their | other | developments))
          content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. The two ministers explored ways to deepen trade.", expect = { { kind = "discuss", actor = { "Anna Keller", "Hugo Brand" }, content = "ways to deepen trade" } } },
    { "Anna Keller met Hugo Brand. Anna Keller explored the town.", expect = {} },
})

local function said_by_all(match, doc)
    local speaker = met.participants(match.cue, doc)
    if #speaker == 0 then return nil, "the document tells of no encounter" end
    return { speaker = speaker, cue = match.cue, content = { match.content }, mode = "indirect", stance = "assert" }
end

rule "said-by-all" {
    doc = "What was stressed or noted, told in the passive: the parties of the encounter say it. 'The importance of trade was stressed'.",
    match = [[ !([%det | %adj]{0,3} %d_own_deed) %d_passive_thing cue:([was | were] %adv?
            [noted | stressed | emphasized | emphasised | underlined | underscored | highlighted | reaffirmed | reiterated | recalled])
          &(. | ; | , | >) ]],
    marks = "statement", reads = { "encounter" },
    mark = said_by_all,
    examples = {
        { "Anna Keller met Hugo Brand. The importance of trade was stressed.", expect = { { content = "The importance of trade", speaker = { "Anna Keller", "Hugo Brand" } } } },
        { "Anna Keller met Hugo Brand. The importance of people-to-people ties was stressed.", expect = { { content = "The importance of people-to-people ties" } } },
        { "The importance of trade was stressed.", expect = {} },
    },
}

rule "said-by-all-too" {
    doc = "The same of a later clause: ', and the need for trade was stressed'.",
    match = [[ (?<= , and | ; and) content:([the | their | its | this | these] [(!%punct | -) & !that & !it & !there & !$cues]{1,24}?)
          cue:([was | were] %adv? [noted | stressed | emphasized | emphasised | underlined | underscored | highlighted | reaffirmed | reiterated
            | recalled]) &(. | ; | , | >) ]],
    marks = "statement", reads = { "encounter" }, mark = said_by_all,
    examples = {
        { "Anna Keller met Hugo Brand. The talks were short, and the importance of trade was stressed.", expect = { { content = "the importance of trade", speaker = { "Anna Keller", "Hugo Brand" } } } },
        { "The talks were short, and the importance of trade was stressed.", expect = {} },
    },
}

rule "mentioned-by-all" {
    doc = "What was mentioned: 'Mention was made of the ports'.",
    match = [[ < cue:([mention | reference] was (also)? made [of | to]) content:(%d_topic) ]],
    marks = "statement", reads = { "encounter" }, mark = said_by_all,
    examples = {
        { "Anna Keller met Hugo Brand. Mention was made of the ports.", expect = { { content = "the ports", speaker = { "Anna Keller", "Hugo Brand" } } } },
        { "Mention was made of the ports.", expect = {} },
    },
}

acts.rule("deems", { kind = "reject", finite = true }, "What somebody calls out of the question: 'deemed the tariff unacceptable'.",
    [[ cue:[deemed | deems | considers | considered | calls | called | finds | found | termed]
          (content:([!%punct]{1,10}?) (unacceptable | inadmissible | intolerable)
          | (unacceptable | inadmissible | intolerable) content:([the | any | all | such | these | those | its | their | this | that] %d_topic)) ]], {
    { "Anna Keller deemed the tariff unacceptable.", expect = { { actor = "Anna Keller", content = "the tariff" } } },
    { "Anna Keller considered unacceptable any new tariff.", expect = { { actor = "Anna Keller", content = "any new tariff" } } },
    { "Anna Keller found the tariff high.", expect = {} },
})

acts.rule("contrary-to", { kind = "reject", speaker_acts = true },
    "A report that is denied: 'Contrary to a report in the Post, Keller did not meet Brand, the ministry said'.",
    [[ cue:(contrary to (the | a | an | some | any | these | those | recent | certain | what){0,2} [!%punct & !expectations]{0,2}?
            ([report | reports | claim | claims | rumours | rumors | rumour | rumor | allegation | allegations | assertion | assertions | suggestions]
            | was | has | is)) content:(...!(. | ;) [not | n't | no | never] (!(%d_stop) [])*) ]], {
    { "Contrary to a report in the Harbour Post, Hugo Brand did not visit Oslo, Anna Keller said.", expect = { { kind = "reject", actor = "Anna Keller" } } },
    { "Contrary to a report in the Harbour Post, Hugo Brand did not visit Oslo.", expect = {} },
})
