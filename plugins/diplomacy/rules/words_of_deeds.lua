-- words_of_deeds.lua - deeds whose words are more than a line of a lexicon: agreeing, discussing, refusing, inviting ...

local acts = include "acts.lua"

local perfect = pattern [[ (has | have | had) (%d_adverb | and | ,){0,4} >> ]]
local governed = pattern [[ ([will | would | should | must | can | could | may | might | shall] | (?<! continues | continued) to) %d_adverb{0,3} >> ]]
local opening = pattern [[ < /ing$/ ]]
local long_ago = pattern [[ had (%d_adverb | also){0,3} >> ]]

-- Told as news, in the past or the perfect; not "had signed".
local function told_now_or_had(match)
    local before = match.cue:before(4)
    if before and before:has(long_ago) then return nil, "what had been done is a fact" end
    if before and before:has(governed) then return nil, "another verb says what kind of act it is" end
    return true
end

local function told_now(match)
    local before = match.cue:before(4)
    if before and before:has(perfect) then return nil, "the perfect tells a fact" end
    if before and before:has(governed) then return nil, "another verb says what kind of act it is" end
    return true
end

local function not_opening(match)
    if match:has(opening) then return nil, "a participle that opens the sentence sets the scene" end
    return true
end

local talks_before = pattern [[ [talks | conversation | meeting | discussion | discussions | consultations | negotiations | exchange | exchanges
      | dialogue | call | agenda] (also | %adv){0,2} >> ]]

local modal = pattern [[ [will | would | should | must | can | could | may | might | shall] %d_adverb{0,3} >> ]]

local passive = pattern [[ [is | are | was | were | be | been] [also | %adv]? >> ]]

local ahead_to = pattern [[ (opportunity | chance | able | how | going | need | needs | needed | want | wants | wanted | plan | plans | try | ways
      | way | continue | have | has | had | like | hope | hopes) to %d_adverb? >> ]]

local function by_parties(match)
    local before = match.cue:before(4)
    if before and before:has(ahead_to) then return nil, "it is not told to have been discussed" end
    if before and match.cue.text:find "^dealt" and before:has(passive) then return nil, "a passive: who deals with it is not told" end
    if before and before:has(modal) then return nil, "another verb says what kind of act it is" end
    if before and before:has(talks_before) then return nil, "the talks are its subject, another rule reads them" end
    return not_opening(match)
end

-- "Signed an agreement with her husband": with a party that has a name.
local function told_of_two(match)
    local partner = acts.one(match, "partner")
    if partner and not partner:first "actor" then return nil, "with whom is not told" end
    return told_now_or_had(match)
end

acts.rule("holds-responsible", { kind = "condemn", finite = true }, "Whose fault it is said to be: 'held Peru responsible for', 'took Peru to task over'.",
    [[ cue:[holds | held | holding | takes | took | taking] target:(%d_party) (responsible | accountable | liable | to task) (for | over) content:(%d_topic) ]], {
    { "Norway held Peru responsible for the attack.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the attack" } } },
    { "Norway held a vote. Peru was held responsible.", expect = {} },
})

acts.rule("puts-on-notice", { kind = "warn", finite = true }, "Who is put on notice, and of what: 'put Peru on notice that the port would close'.",
    [[ cue:([puts | put | putting] target:(%d_party) on notice) (that | of | over | about) content:(%d_topic) ]], {
    { "Norway put Peru on notice that the port would close.", expect = { { kind = "warn", actor = "Norway", target = "Peru", content = "the port would close" } } },
    { "Norway put Peru on the list.", expect = {} },
})

acts.rule("stands-by", { kind = "support", owned = true, check = told_now }, "Whose side somebody is on: 'stands firmly by Peru', 'on the side of Peru'.",
    [[ cue:([stands | stand | stood | sided] %d_adverb? (with | by | behind | alongside | on the side of | at &(the? @actor /^['’]s?$/ side))
          | [is | are | was | were | remains | remain | remained | stands | stand | stood] %d_aside? %adj? in [its | their | our | his | her]?
            %d_strong (support (of | for) | solidarity with)) content:(%d_topic) ]], {
    { "Norway stands firmly on the side of Peru.", expect = { { kind = "support", actor = "Norway", target = "Peru" } } },
    { "Norway remains steadfast in its support of Peru. Norway stands in full solidarity with Chile.", expect = { { actor = "Norway", target = "Peru" }, { target = "Chile" } } },
    { "Norway stands tall. The ship stood by the pier.", expect = {} },
})

acts.rule("supporter-of", { kind = "support", finite = true, check = told_now }, "Who is called a supporter: 'is a strong supporter of the truce'.",
    [[ cue:([is | are | was | remains | remain] (a | an | the | among the | one of the)? (%adj | %adv | and | ,){0,4}
            [supporter | supporters | backer | backers | proponent | proponents] of) content:(%d_topic) ]], {
    { "Norway is a strong supporter of the truce.", expect = { { actor = "Norway", content = "the truce" } } },
    { "Norway is a friend of the truce.", expect = {} },
})

acts.rule("assured-support", { kind = "support", owned = true }, "Somebody is assured of support: 'assured Peru of Norway's full support'.",
    [[ cue:(~assure target:(%d_party) of) %d_owner %d_strong content:([support | solidarity | backing] (!(%d_stop) [])*) ]], {
    { "Anna Keller assured Hugo Brand of Norway's full support.", expect = { { actor = "Norway", target = "Hugo Brand" } } },
    { "Anna Keller assured Hugo Brand that the port is open.", expect = {} },
})

acts.rule("recognizes", { kind = "praise", finite = true }, "Recognition of what somebody does: 'recognized the contribution of Peru'.",
    [[ cue:[recognised | recognized | acknowledged | recognises | recognizes | acknowledges | recognising | recognizing | acknowledging]
          content:((the | @actor /^['’]s?$/ | [its | their | his | her]) %adj{0,2}
            [contribution | contributions | efforts | role | leadership | work | achievements | progress] &[of | in | by | made | to | that]
            %d_topic?) ]], {
    { "Norway recognized the important contribution of Peru.", expect = { { kind = "praise", actor = "Norway", target = "Peru", content = "the important contribution of Peru" } } },
    { "Norway recognized the state.", expect = {} },
})

local first_person = pattern [[ (we | "I") %d_adverb{0,2} >> ]]
local with = pattern [[ << with ]]

-- "We agree with the speaker who said so" is a view.
local function no_view(match)
    local before, after = match.cue:before(3), match.cue:after(1)
    if after and after:has(with) and before and before:has(first_person) then return nil, "it shares a view with somebody" end
    if before and before:has(modal) then return nil, "another verb says what kind of act it is" end
    return true
end

acts.rule("agrees", { kind = "agree", finite = true, joint = true, impersonal = true, check = no_view }, "Both sides agree.",
    [[ cue:(~agree | ~concur | [consented | consents] | ~share (the | a | an) [%adj]?
            (view | opinion | assessment | conviction | position | belief | understanding)
          | [was | were] (of (the | a) (%adj)? (view | opinion) | united in (the | their) (view | conviction | belief)) | [was | were] in agreement
          | [~reach | ~come | ~strike] []{0,6}? (consensus | agreement | understanding | deal | accord | compromise))
          (%d_meantime{0,3} (with partner:(%d_party))? %d_meantime{0,3} &(to | (?<! of) that | [on | upon] !(@date | %d_weekday))
          | ((in | during | at) (a | the | their) [%adj | %noun]{0,2} [call | meeting | talks | conversation | summit] | [early | late | also]? %d_day
            | %d_day | (on | in) @date) (with partner:(%d_party))?) !([on | upon | that | to]? the following [!%punct]{0,3}? ":"
          | [on | upon | that]? ":" | to? (the following)? ":" !%d_item)
          (to %d_deeds | (on | upon) content:([!%punct & !to & !%q_clear]{1,14}?) ,? and to %d_deeds
          | (of [(!%punct | -) & !that & !%verb]{1,8} that | on | upon | that | in | with regard to | to | (under | according to) which | whereby)?
            !(and | but | or) content:(%d_topic)) ]], {
    { "Norway shares the view of Peru that trade grew.", expect = { { kind = "agree", content = "trade grew" } } },
    { "Norway and Peru agreed to meet again and to open a port.",
      expect = { { kind = "agree", actor = { "Norway", "Peru" }, content = "meet again" }, { kind = "agree", content = "open a port" } } },
    { "Norway and Peru agreed that they will not raise fees.", expect = { { content = "they will not raise fees", polarity = "negative" } } },
    { "Norway and its allies reached a deal with Peru to open a port.", expect = { { actor = { "Norway", "Peru" }, content = "open a port" } } },
    { "The Peruvian president and Anna Keller agreed to meet again.", expect = { { actor = { "Anna Keller", "Peru" } } } },
    { "Norway and Peru agreed in May 2025 to open a port. Norway and Peru agreed on Tuesday, after hours of talks in Oslo, to meet again.", expect = { { content = "open a port" }, { content = "meet again" } } },
    { "Norway and Peru agreed on ways to open a port. Norway and Peru agreed in Oslo on a truce.", expect = { { content = "ways to open a port" }, { content = "a truce" } } },
    { "Norway and Peru agreed on the price of fish and to meet again. Norway and Peru reached a deal whereby Peru sells fish.", expect = { { content = "the price of fish" }, { content = "meet again" }, { content = "Peru sells fish" } } },
    { "Norway agreed to a truce.", expect = { { content = "a truce" } } },
    { "Norway and Peru agreed on the following:\n- to open a port;\n- to meet again.", expect = {} },
    { "President Hugo Brand of Peru said he and Prime Minister Anna Keller had agreed to meet again.", expect = { { actor = { "Hugo Brand", "Anna Keller" } } } },
    { "Prime Minister Anna Keller left Lima. Minister Hugo Brand and she agreed to meet again.", expect = { { actor = { "Hugo Brand", "Anna Keller" } } } },
    { "They liked the agreement.", expect = {} },
    { "We agree with Peru when it says so. We could not agree more.", expect = {} },
})

acts.rule("in-agreement", { kind = "agree", finite = true, joint = true, check = no_view },
    "Several who are of one mind: 'are in full agreement on the truce'.",
    [[ cue:([is | are | remain | remains | remained] %adv? in %adj? agreement) (with partner:(%d_party))?
          (on | that | about | regarding | over | as to) content:(%d_topic) ]], {
    { "Norway and Peru are in full agreement on the truce.", expect = { { actor = { "Norway", "Peru" }, content = "the truce" } } },
    { "The terms are in agreement with the plan.", expect = {} },
})

-- What states sign; a note of understanding between bodies is no deed of theirs where nobody is named with whom it was signed.
define "d_treaty" [[ (an | a | the | their | two | three | several | new | %num)?
      [(%adj | %num | %cap | %noun | /^['’]s?$/ | - | and) & !@actor]{0,5}?
      ([agreement | agreements | treaty | treaties | deal | deals | accord | accords | pact | pacts | protocol | protocols | declaration | communique
        | communiqué | convention | contract | contracts | memorandum | memoranda | memorandums | "MoU" | "MOU" | roadmap | ceasefire | truce
        | armistice] | letter of intent | road map) ]]

acts.rule("signs", { kind = "agree", finite = true, joint = true, check = told_of_two },
    "An agreement that two sign: 'signed an agreement with Peru on fish', 'Norway and Peru signed a pact'.",
    [[ cue:[signed | signs | inked | inks | initialled | initialed | concluded | concludes | sealed | seals]
          content:(%d_treaty (of understanding)? ((on | in | to | for | of) [!%punct & !with]{1,10}?)? with (partner:(%d_agent)) (%d_topic)?)
        | (?<= %d_two (on? (@date | %d_weekday))? ([have | has] (also)? | also | %adv)?)
          cue:([signed | inked | initialled | initialed] ((in | at) %propn{1,3})?
          | [concluded | completed | finalised | finalized] (their)? negotiations (on | for | over)
          | wrapped up (their)? negotiations (on | for | over)) content:((the text of)? %d_treaty %d_topic?) ]], {
    { "Norway signed an agreement with Peru on fish. Norway and Chile signed a pact on ports.", expect = { { kind = "agree", actor = { "Norway", "Peru" } }, { actor = { "Norway", "Chile" }, content = "a pact on ports" } } },
    { "Norway and Peru signed in Lima a pact on fish. Norway and Chile concluded negotiations on a trade deal.", expect = { { actor = { "Norway", "Peru" }, content = "a pact on fish" }, { actor = { "Norway", "Chile" }, content = "a trade deal" } } },
    { "Norway and Peru on Friday signed a ceasefire in Lima.", expect = { { actor = { "Norway", "Peru" }, content = "a ceasefire in Lima" } } },
    { "Norway and Peru signed a ceasefire.", expect = { { actor = { "Norway", "Peru" }, content = "a ceasefire" } } },
    { "Norway signed a letter. The two sides signed a memorandum.", expect = {} },
})

acts.rule("discusses", { kind = "discuss", finite = true, joint = true, impersonal = true, check = by_parties }, "What was talked about.",
    [[ cue:(~exchange [!%verb]{0,4}? [views | opinions | assessments | ideas | notes] with partner:(%d_agent) (on | about | regarding | over)
          | ~discuss with partner:(%d_addressee) &[%det | %adj | %noun | %num | /^(its|his|her|their)$/]
          | [~exchange | ~have] [!%verb | had]{0,9}? (views | opinions | exchanges | exchange | discussions | discussion | "exchange of views")
            (and [views | opinions | ideas | assessments | perspectives | information])? (on | about | regarding | over | with !(the? %d_honored))
          | ~discuss | [followed] up on | ~review | ~examine | [deliberated] (on | upon | over)?
          | [conferred | consulted] (%adjunct{0,2} with partner:(%d_honored) on | on | about) | took up | went over (the | their) | [debated]
          | ~exchange on | ~exchange (perspectives | assessments | notes | ideas | information) (on | about | regarding) | ~touch (on | upon)
          | ~deal with | ~take stock of | ~compare notes on | ~consult (on | about) | ~address | [considered]
          | [~speak | ~talk] (by [phone | telephone | video])? ((with | to) partner:(%d_honored | the? @country %q_body?))? (about | regarding)
          | ~pay (special | particular | close | considerable) attention to | ~share (their? views) (on | about | regarding)
          | ~look (into | at) &[ways | options | possibilities | prospects | opportunities | how]
          | [~hold | ~have] [!%verb | had]{0,4}? (talks | discussions | consultations | exchange | discussion | conversation)
            ((on | about | over) !(%d_weekday | the? (sidelines | margins | occasion | fringes)))) content:(%d_topic) ]], {    { "Anna Keller of Norway met President Hugo Brand of Peru at the port, where they discussed fish.", expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "fish" } } },

    { "Norway and Peru exchanged in-depth views on trade.", expect = { { kind = "discuss", actor = { "Norway", "Peru" }, content = "trade" } } },
    { "Anna Keller spoke with Hugo Brand about the ports.", expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "the ports" } } },
    { "Anna Keller flew to Lima. She and her host, President Hugo Brand, discussed trade. \"Minister Keller and I discussed fish,\" Hugo Brand said.",
      expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "trade" }, { actor = { "Anna Keller", "Hugo Brand" }, content = "fish" } } },
    { "Norway and Peru held an in-depth exchange on trade.", expect = { { kind = "discuss", content = "trade" } } },
    { "Norway and Peru looked at ways to expand trade. Norway and Peru shared views on ports.", expect = { { content = "ways to expand trade" }, { content = "ports" } } },
    { "Norway discussed oil with Peru and Chile on Monday. Anna Keller discussed the truce with the Harbour Council.", expect = { { actor = { "Norway", "Peru", "Chile" } }, { actor = { "Anna Keller", "Harbour Council" } } } },
    { "Norway exchanged views with Peru on the truce. Norway discussed with President Hugo Brand the opening of a port.", expect = { { actor = { "Norway", "Peru" }, content = "the truce" }, { actor = { "Norway", "Hugo Brand" }, content = "the opening of a port" } } },
    { "Anna Keller discussed relations with Peru. Anna Keller discussed trade with Chile.", expect = { { actor = "Anna Keller" }, { actor = "Anna Keller" } } },
    { "Norway and Peru held talks on Tuesday in Lima.", expect = {} },
    { "Norway had a first exchange with Foreign Minister Hugo Brand.", expect = {} },
    { "The discussion ended.", expect = {} },
})

acts.rule("spends-discussing", { kind = "discuss", finite = true, joint = true, check = by_parties },
    "What time was spent on: 'spent an hour discussing trade'.",
    [[ cue:([spent | spend | devoted] [!%punct & !%verb]{1,6}? ([discussing | reviewing | debating | examining | considering] | talking about))
          content:(%d_topic) ]], {
    { "Norway and Peru spent an hour discussing fish.", expect = { { actor = { "Norway", "Peru" }, content = "fish" } } },
    { "Norway and Peru spent an hour in port.", expect = {} },
})

acts.rule("discussed", { kind = "discuss", joint = true, event = true, event_parties = true }, "What was talked about, told in the passive.",
    [[ (?<! %det | %adj | %noun | %propn | of | on | and) !([%det | %adj]{0,3} [letter | telegram | message | cable | note] (was | were))
          content:([%det | %adj | %noun | %propn | of | on | and | @actor | /^['’]s$/]{1,16}
            (, including [!%punct]{1,8} , ([which | who] [!%punct]{1,10} ,)?)?)
          cue:(([was | were] | [has | have | had] been) (also | %adv){0,2}
            (discussed | reviewed | examined | addressed | touched (on | upon) | considered &(. | , | ; | in | during | at | as | >))
          | [was | were] among the [topics | issues | subjects | questions | matters]
            ([discussed | raised | covered | addressed | reviewed | broached] | touched (on | upon)))
        | cue:(among the [topics | issues | subjects | points | questions | matters]
            [discussed | raised | covered | examined | reviewed | considered | addressed] ([by | between] sides:([!%punct & !%verb]{1,12}?))?
            (was | were)) content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. The state of the ports was discussed.", expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "The state of the ports" } } },
    { "Among the issues examined by Norway and Peru was the state of the ports.", expect = { { actor = { "Norway", "Peru" }, content = "the state of the ports" } } },
    { "The ports were closed.", expect = {} },
})

acts.rule("condoles", { kind = "condole", owned = true, by_author = true }, "Thoughts that are with somebody: 'our thoughts are with the families'.",
    [[ cue:((the? owner:@actor /^['’]s?$/ | home:([his | her | its | their | our] %d_own_side /^['’]s?$/) | [our | my | its | their | his | her])
            %adj{0,2} [thoughts | prayers | hearts | heart] (and %adj? [thoughts | prayers | hearts])? [are | is | go | goes | remain | were] %adv?
            out? [with | to]) content:(%d_topic) ]], {
    { "\"Our thoughts and prayers are with the people of Peru,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "condole", actor = "Norway", target = "Peru" } } },
    { "Norway's thoughts are with the families of the crew.", expect = { { actor = "Norway", content = "the families of the crew" } } },
    { "Our thoughts are our own.", expect = {} },
})

acts.rule("rejects", { kind = "reject", finite = true }, "Refusal: to do a thing, to accept or see it.",
    [[ cue:(
          # what somebody will not do, or no longer does
          [will | would | wo] (not | never | n't | under no circumstances | in no way | by no means | at no time) (%d_refused | &%d_refused_to)
          | [will | would | wo] (not | never | n't) be %d_adverb? (willing | ready | prepared | inclined) to
          | no longer [supports | support | supported | recognises | recognizes | recognised | recognized | backs | accepts | accepted]
          | [will | would] no longer !(be | have | need | see | feel | exist | witness | hear | suffer | know | face | find | live | want | seem
            | stand | remain | depend | matter | apply)
          | [will | would] (have (no (truck | dealings) with | no part in | none of) | brook no)
          | [am | are | is | /^['’](m|re|s)$/] not going to !(be | have | need | happen | win | lose)
          # what somebody is against, or turns down
          | [remain | remains | remained | is | are | was | were | /^['’](m|re|s)$/] %adv?
            (opposed to | against !((the | that | this | a) (law | rules | odds | clock | background | backdrop)))
          | ~refuse !(to (say | comment | confirm | answer)) | ~decline !(to
              (say | comment | discuss | answer | confirm | be drawn | speculate | elaborate | specify | disclose | name | go into) | %adv | again
            | by | in | from | since | for | at | on | over | after | last | this | slightly)
          # what somebody cannot accept, does not recognise or want
          | ([can | could] not | cannot) (accept | support | endorse | condone | agree to)
          | (~see no | (do | does | did) not see (a | any | the)) (%adj)? (need | reason | grounds | justification | possibility | point)
            (for | to | in)
          | (do | does | did) (not | /^n['’]t$/) (recognise | recognize | approve of | accept | support | commit to
            | agree (with | to) | (plan | intend | wish | want) to !(be | have | see))
          | [will | would] (not | never) (accept | tolerate | negotiate | recognise | recognize | agree | yield | compromise))
          (, and (will | shall | would | do | does) not [recognise | recognize | accept | support] ,)? to? content:(%d_topic) ]], {
    { "Norway would not be ready to pay that price. Peru no longer supports the plan. Chile cannot support the vote.",
      expect = { { actor = "Norway", content = "pay that price" }, { actor = "Peru", content = "the plan" }, { actor = "Chile", content = "the vote" } } },
    { "Norway almost rejected the plan.", expect = {} },
    { "Norway will not take part in the mission if Peru does, Anna Keller said.", expect = { { kind = "reject", actor = "Norway", content = "take part in the mission", condition = "if Peru does" } } },
    { "Anna Keller said Norway would not give up any ports.", expect = { { kind = "reject", actor = "Norway", content = "any ports" } } },
    { "Norway will not withdraw from the islands until Peru has signed the treaty, Anna Keller said.", expect = { { kind = "reject", actor = "Norway", content = "withdraw from the islands", condition = "until Peru has signed the treaty" } } },
    { "Anna Keller said that Norway would no longer fund the port. Norway will no longer be at war.", expect = { { kind = "reject", actor = "Norway", content = "fund the port" } } },
    { "Norway refuses to sign. Norway is against it.", expect = { { kind = "reject", actor = "Norway", content = "sign" }, { kind = "reject", actor = "Norway" } } },
    { "Norway will not go along with the plan. Norway won't bow to pressure from Peru.", expect = { { actor = "Norway", content = "the plan" }, { content = "pressure from Peru" } } },
    { "Norway does not intend to send ships. Peru did not plan to send ships.", expect = { { actor = "Norway", content = "send ships" }, { actor = "Peru" } } },
    { "Norway will not reopen the port. Norway won't talk to Peru.", expect = { { actor = "Norway", content = "reopen the port" }, { actor = "Norway", target = "Peru" } } },
    { "Norway will not accept a new tariff.", expect = { { actor = "Norway", content = "a new tariff", polarity = "positive" } } },
    { "Norway does not recognise, and will not recognise, any other port.", expect = { { actor = "Norway", content = "any other port" } } },
    { "Anna Keller said Norway \"cannot accept\" the tariff.", expect = { { actor = "Norway", content = "the tariff" } } },
    { "Norway sees no need for a new tariff.", expect = { { actor = "Norway", content = "a new tariff" } } },
    { "\"We are not going to walk away,\" Norway's Prime Minister Anna Keller said.", expect = { { actor = "Norway", content = "walk away" } } },
    { "The new tariff is low. The port is not going to open, Anna Keller said. Norway sees no end of it.", expect = {} },
})

acts.rule("learns-with", { kind = "concern", finite = true },
    "News that are met with a feeling: 'learned with deep dismay of the raid', 'received with great sadness the news of'.",
    [[ cue:([~learn | ~receive | ~hear | ~follow | ~watch | ~note | ~view | ~observe] ,? with [%adj | %adv | very]{0,3}
            [dismay | concern | alarm | sorrow | sadness | regret | shock | consternation | indignation | unease | grief | horror | worry | outrage]
            (and [%adj]? [dismay | concern | alarm | sorrow | sadness | regret | shock | distress | anger | indignation | unease | grief | horror
              | pain | worry | outrage])?) ,? (of | about | that)? content:(%d_topic)
        | cue:([~learn | ~receive | ~hear] with [sorrow | sadness | consternation | indignation | grief | outrage]) (of | about)? content:(%d_topic) ]], {
    { "The Norwegian Government learned with deep dismay of the raid on Lima.", expect = { { kind = "concern", actor = "Norway", content = "the raid on Lima" } } },
    { "Norway learned, with dismay, of the raid on Lima.", expect = { { kind = "concern", content = "the raid on Lima" } } },
    { "Norway received with great sadness the news of the storm in Peru.", expect = { { kind = "concern", actor = "Norway", content = "the news of the storm in Peru" } } },
    { "Norway learned with great care. Norway learned of the raid with its deep wounds.", expect = {} },
})

acts.rule("invites", { kind = "invite", finite = true, owned = true }, "An invitation.",
    [[ cue:(~invite !([applications | bids | tenders | proposals | comments | comment | submissions | offers | nominations | entries | speculation
              | criticism] (for | to | from)) | %d_voice %d_owner %d_strong invitation
            ((extended | issued) by the? (owner:@country %noun? | owner:@actor) | of [!%punct & !to]{1,8})? (to | for)
            !(visit | attend | pay | participate | join | take | come) | ~hand over an invitation to | ~convey []{1,4}? invitation to)
          target:(%d_agent | (him | her | them) &(to | for | [in | also | back] ..2 to) (in (turn | return | response))?) (, which ...!(,) , | ,)?
          (to | for) content:(%d_topic) | cue:~invite (you all? | all of you | everyone | everybody
          | all [participants | delegates | colleagues | leaders]) to content:([%propn | the | this | our | a | an] %d_topic)
        | cue:~ask target:(%d_agent) over? to content:(@place (!(%d_stop) [])*)
        | cue:(%d_voice %d_owner %d_strong invitation) to content:([visit | attend | pay | participate | join | take | come] %d_topic) ]], {
    { "Anna Keller invited Peru to send a team.", expect = { { kind = "invite", actor = "Anna Keller", target = "Peru", content = "send a team" } } },
    { "\"I invite all of you to Oslo for the fair,\" Anna Keller said.", expect = { { kind = "invite", actor = "Anna Keller", content = "Oslo for the fair" } } },
    { "Anna Keller extended an invitation to visit Oslo.", expect = { { actor = "Anna Keller", content = "visit Oslo" } } },
    { "Norway's Foreign Minister Anna Keller invited her Peruvian opposite number, Hugo Brand, to Oslo.", expect = { { target = "Hugo Brand", content = "Oslo" } } },
    { "Anna Keller asked Hugo Brand over to Lima for the fair.", expect = { { kind = "invite", target = "Hugo Brand", content = "Lima for the fair" } } },
    { "Anna Keller met Hugo Brand and invited him in turn to Oslo.", expect = { { kind = "invite", actor = "Anna Keller", content = "Oslo" } } },
    { "The invitation was late. Norway invites applications for a post.", expect = {} },
})

acts.rule("affirms", { kind = "affirm", finite = true }, "What a party holds to; left out of counts unless asked for.",
    [[ cue:(~adhere to | ~abide by | ~uphold | ~attach []{0,3}? importance to | ~reaffirm the importance of) content:(%d_topic) ]], {
    { "Norway attaches great importance to the vote.", expect = { { kind = "affirm", actor = "Norway", content = "the vote" } } },
    { "The importance of the vote grew.", expect = {} },
})

acts.rule("hopes", { kind = "hope" }, "A hope; left out of counts unless asked for.",
    [[ cue:(hopes | hoped | looks forward to | looked forward to | %d_voice [the | its | their | his | her | our | my]? %adj? (hope | hopes)) that?
          content:(%d_topic) ]], {
    { "Norway hopes that the port opens.", expect = { { kind = "hope", actor = "Norway" } } },
    { "Norway expressed its sincere hope that Peru will sign.", expect = { { kind = "hope", actor = "Norway", content = "Peru will sign" } } },
    { "The hope was small.", expect = {} },
})

-- What somebody feels, the feeling in marks: its words stand apart from the small word that leads on, so no line of feelings.tsv finds them.
local function felt_in_marks(id, kind, adjectives, examples)
    acts.rule(id, { kind = kind, finite = true }, "A feeling that is quoted: 'was \"deeply concerned\" by the arrests'.",
        [[ cue:([~be | ~feel | ~remain] %d_aside{0,2} %q_open (%adv | very){0,2} []] .. adjectives .. [[] (and %adv? [%adj | %verb])? %q_close) (by | about | at | over | with | of | for | to | that) content:(%d_topic) ]], examples)
end

felt_in_marks("concern-in-marks", "concern", "concerned | worried | alarmed | shocked | appalled | saddened | dismayed | disappointed | disturbed | troubled | horrified | outraged | uneasy", {
    { "Norway is \"deeply concerned\" by the arrests in Peru.", expect = { { kind = "concern", actor = "Norway", content = "the arrests in Peru" } } },
    { "Norway is \"not concerned\" by the arrests in Peru.", expect = {} },
})
felt_in_marks("thank-in-marks", "thank", "grateful | thankful | indebted", {
    { "Anna Keller said Norway was \"most grateful\" for the ships.", expect = { { kind = "thank", actor = "Norway", content = "the ships" } } },
    { "Norway was \"grateful\".", expect = {} },
})
felt_in_marks("praise-in-marks", "praise", "pleased | delighted | encouraged | impressed | heartened | gratified", {
    { "Norway was \"encouraged and impressed\" by the vote.", expect = { { kind = "praise", actor = "Norway", content = "the vote" } } },
    { "Norway was \"closed\" by the storm.", expect = {} },
})
