-- words_of_deeds.lua - verbs that do the deed themselves: thank, congratulate, praise, support, condemn ...

local acts = include "acts.lua"

local perfect = pattern [[ (has | have | had) (%d_adverb | and | ,){0,4} >> ]]
local governed = pattern [[ ([will | would | should | must | can | could | may | might | shall] | (?<! continues | continued) to) %d_adverb{0,3} >> ]]
local opening = pattern [[ < /ing$/ ]]

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

local talks_before = pattern [[ [talks | conversation | meeting | discussion | discussions | consultations | negotiations | exchange | exchanges | dialogue | call | agenda] (also | %adv){0,2} >> ]]

local modal = pattern [[ [will | would | should | must | can | could | may | might | shall] %d_adverb{0,3} >> ]]

local passive = pattern [[ [is | are | was | were | be | been] [also | %adv]? >> ]]

local ahead_to = pattern [[ (opportunity | chance | able | how | going | need | needs | needed | want | wants | wanted | plan | plans | try | ways | way | continue | have | has | had | like | hope | hopes) to %d_adverb? >> ]]

local function by_parties(match)
    local before = match.cue:before(4)
    if before and before:has(ahead_to) then return nil, "it is not told to have been discussed" end
    if before and match.cue.text:find "^dealt" and before:has(passive) then return nil, "a passive: who deals with it is not told" end
    if before and before:has(modal) then return nil, "another verb says what kind of act it is" end
    if before and before:has(talks_before) then return nil, "the talks are its subject, another rule reads them" end
    return not_opening(match)
end

local owned = pattern [[ (his | her | its | their | your | our | the | a) >> ]]

-- "His valued efforts" praises nothing.
local function no_adjective(match)
    local before = match.cue.text:find "^valued" and match.cue:before(1)
    if before and before:has(owned) then return nil, "an adjective" end
    return true
end

acts.rule("holds-responsible", { kind = "condemn", finite = true }, "Whose fault it is said to be: 'held Peru responsible for', 'took Peru to task over'.",
    [[ cue:[holds | held | holding | takes | took | taking] target:(%d_party) (responsible | accountable | liable | to task) (for | over) content:(%d_topic) ]], {
    { "Norway held Peru responsible for the attack.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the attack" } } },
    { "Norway held a vote. Peru was held responsible.", expect = {} },
})

acts.rule("stands-by", { kind = "support", owned = true, check = told_now }, "Whose side somebody is on: 'stands firmly by Peru', 'on the side of Peru'.",
    [[ cue:([stands | stand | stood | sided] %d_adverb? (with | by | behind | alongside | on the side of | at &(the? @actor /^['’]s?$/ side)) | [is | are | was | were | remains | remain | remained | stands | stand | stood] %d_aside? %adj? in [its | their | our | his | her]? %d_strong (support (of | for) | solidarity with)) content:(%d_topic) ]], {
    { "Norway stands firmly on the side of Peru.", expect = { { kind = "support", actor = "Norway", target = "Peru" } } },
    { "Norway remains steadfast in its support of Peru. Norway stands in full solidarity with Chile.", expect = { { actor = "Norway", target = "Peru" }, { target = "Chile" } } },
    { "Norway stands tall. The ship stood by the pier.", expect = {} },
})

rule "support-gained" {
    doc = "Support that somebody is given: 'gained support from Peru', 'won the backing of Peru'.",
    match = [[ cue:([gained | gains | received | receives | won | wins | obtained | secured | enjoys] (the | %adj){0,2} [support | backing | endorsement] (from | of)) agent:(%d_party) ]],
    reads = acts.reads, marks = "act",
    mark = acts.given "support",
    examples = {
        { "Anna Keller asked for a vote and gained support from Peru.", expect = { { kind = "support", actor = "Peru" } } },
        { "Anna Keller gained time. Norway received support from home.", expect = {} },
    },
}

acts.rule("assured-support", { kind = "support", owned = true }, "Somebody is assured of support: 'assured Peru of Norway's full support'.",
    [[ cue:(~assure target:(%d_party) of) %d_owner %d_strong content:([support | solidarity | backing] ...!(%d_stop)) &(%d_stop | >) ]], {
    { "Anna Keller assured Hugo Brand of Norway's full support.", expect = { { actor = "Norway", target = "Hugo Brand" } } },
    { "Anna Keller assured Hugo Brand that the port is open.", expect = {} },
})

acts.rule("recognizes", { kind = "praise", finite = true }, "Recognition of what somebody does: 'recognized the contribution of Peru'.",
    [[ cue:[recognised | recognized | acknowledged | recognises | recognizes | acknowledges | recognising | recognizing | acknowledging]
       content:((the | @actor /^['’]s?$/ | [its | their | his | her]) %adj{0,2} [contribution | contributions | efforts | role | leadership | work | achievements | progress] &[of | in | by | made | to | that] %d_topic?) ]], {
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
    [[ cue:(~agree | ~concur | [consented | consents] | ~share (the | a | an) [%adj]? (view | opinion | assessment | conviction | position | belief | understanding)
              | [was | were] (of (the | a) (%adj)? (view | opinion) | united in (the | their) (view | conviction | belief) | in agreement) | [~reach | ~come] []{0,6}? (consensus | agreement | understanding)) %d_day (with %d_party)? (to %d_deeds | (on | upon | that | in | with regard to)? content:(%d_topic)) ]], {
    { "Norway and Peru agreed to meet again and to open a port.",
      expect = { { kind = "agree", actor = { "Norway", "Peru" }, content = "meet again" }, { kind = "agree", content = "open a port" } } },
    { "Norway and Peru agreed that they will not raise fees.", expect = { { content = "they will not raise fees", polarity = "negative" } } },
    { "They liked the agreement.", expect = {} },
    { "We agree with Peru when it says so. We could not agree more.", expect = {} },
})

acts.rule("discusses", { kind = "discuss", finite = true, joint = true, impersonal = true, check = by_parties }, "What was talked about.",
    [[ cue:([~exchange | ~have] []{0,9}? (views | opinions | exchanges | exchange | discussions | discussion | "exchange of views") (and [views | opinions | ideas | assessments | perspectives | information])? (on | about | regarding | over | with !(the? %d_honored)) | ~discuss | [followed] up on | ~review | ~examine | [deliberated] (on | upon | over)? | [conferred] (on | about) | took up | went over (the | their) | [debated] | ~exchange on | ~exchange (perspectives | assessments | notes | ideas | information) (on | about | regarding) | ~touch (on | upon) | ~deal with
              | ~take stock of | ~compare notes on | ~consult (on | about) | ~address | [considered] | [~speak | ~talk] about | ~pay (special | particular | close | considerable) attention to | [~hold | ~have] []{0,4}? (talks | discussions | consultations) ((on | about | over) !(%d_weekday | the? (sidelines | margins | occasion | fringes)))) content:(%d_topic) ]], {
    { "Norway and Peru exchanged in-depth views on trade.", expect = { { kind = "discuss", actor = { "Norway", "Peru" }, content = "trade" } } },
    { "Norway and Peru held talks on Tuesday in Lima.", expect = {} },
    { "Norway had a first exchange with Foreign Minister Hugo Brand.", expect = {} },
    { "The discussion ended.", expect = {} },
})

acts.rule("discussed", { kind = "discuss", joint = true, event = true, event_parties = true }, "What was talked about, told in the passive.",
    [[ (?<! %det | %adj | %noun | %propn | of | on | and) content:([%det | %adj | %noun | %propn | of | on | and | @actor | /^['’]s$/]{1,16}) cue:(([was | were] | [has | have | had] been) (also | %adv){0,2} (discussed | reviewed | examined | addressed | touched (on | upon) | considered &(. | , | ; | in | during | at | as | >)) | [was | were] among the [topics | issues | subjects | questions | matters] ([discussed | raised | covered | addressed | reviewed | broached] | touched (on | upon)))
     | cue:(among the [topics | issues | subjects | points | questions] [discussed | raised | covered] (was | were)) content:(%d_topic) ]], {
    { "Anna Keller met Hugo Brand. The state of the ports was discussed.", expect = { { actor = { "Anna Keller", "Hugo Brand" }, content = "The state of the ports" } } },
    { "The ports were closed.", expect = {} },
})

acts.rule("condoles", { kind = "condole", owned = true, by_author = true }, "Condolences and sympathy.",
    [[ cue:(%d_message of (condolences | sympathy | condolence) (and (sympathy | solidarity | condolences))? to) target:(%d_party) (over | for | on | after | following | in) content:(%d_topic) | cue:(%d_voice) content:(the %d_strong condolences of %d_topic)
     | cue:(%d_voice %d_owner %d_strong %d_sorrow ) (to target:(%d_party))? (over | for | on | after | following | with) content:(%d_topic)
     | cue:(~condole) with target:(%d_party) (over | on | for) content:(%d_topic)
     | cue:(%d_voice %d_owner %d_strong %d_sorrow) to content:(%d_topic) | cue:(~condole) !with content:(%d_topic)
     | cue:((the? owner:@actor /^['’]s?$/ | home:([his | her | its | their | our] %d_own_side /^['’]s?$/) | [our | my | its | their | his | her]) %adj{0,2} [thoughts | prayers | hearts | heart] (and %adj? [thoughts | prayers | hearts])? [are | is | go | goes | remain | were] %adv? out? [with | to]) content:(%d_topic) ]], {
    { "Anna Keller expressed her condolences to Peru over the flood.", expect = { { kind = "condole", actor = "Anna Keller", target = "Peru", content = "the flood" } } },
    { "Anna Keller sent a message of condolences to Hugo Brand over the flood.", expect = { { kind = "condole", target = "Hugo Brand", content = "the flood" } } },
    { "Anna Keller expressed her deepest sympathy and condolences to Peru over the flood.", expect = { { target = "Peru", content = "the flood" } } },
    { "\"Our thoughts and prayers are with the people of Peru,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "condole", actor = "Norway", target = "Peru" } } },
    { "Norway's thoughts are with the families of the crew.", expect = { { actor = "Norway", content = "the families of the crew" } } },
    { "The condolences came late. Our thoughts are our own.", expect = {} },
})

-- Nouns for what is voiced, and what kind of deed it is.
local VOICED = { gratitude = "thank", thanks = "thank", appreciation = "praise", admiration = "praise", support = "support", solidarity = "support", backing = "support",
                 condolences = "condole", sympathy = "condole", sympathies = "condole", concern = "concern", concerns = "concern", regret = "concern",
                 condemnation = "condemn", rejection = "reject", opposition = "reject", objection = "reject" }

local function markers_of(kinds)
    local made = {}
    for _, kind in pairs(kinds) do made[kind] = made[kind] or acts.marker { kind = kind, owned = true } end
    return made
end

local voiced = markers_of(VOICED)

local thing = pattern [[ [crisis | war | conflict | violence | strike | storm | inflation | situation | move | decision | row | scandal | attack] (has | had | also | %adv){0,2} >> ]]

-- "The crisis threatened the vote": no party warns.
local function by_somebody(match)
    local before = match.cue:before(4)
    if before and before:has(thing) then return nil, "no party is the subject" end
    return true
end

acts.rule("rejects", { kind = "reject", finite = true }, "Refusal and opposition.",
    [[ cue:([am | are | is | /^['’](m|re|s)$/] not going to !(be | have | need | happen | win | lose) | [remain | remains | remained | is | are | was | were | /^['’](m|re|s)$/] %adv? (opposed to | against !(the (law | rules | odds | clock | background | backdrop))) | ~oppose !([forces | views | sides | parties | camps | teams | factions | groups | fans | players]) | ~reject | ~rebuff | ~object to | [ruled | rules] out | [refuted | refutes | rebutted] | [turned | turns] down | [disagreed | disagrees] with | ~deny (, [!that]{1,8}? , &that)? | ~refuse | ~decline !(to (say | comment | discuss | answer | confirm)) | ~dismiss | ~dispute | ([can | could] not | cannot) accept | (~see no | (do | does | did) not see (a | any | the)) (%adj)? (need | reason | grounds | justification | possibility | point) (for | to | in) | [will | would | wo] (not | never | n't) %d_refused | [will | would] (have (no (truck | dealings) with | no part in | none of) | brook no) | (do | does | did) not (recognise | recognize | approve of | accept | support | commit to) | [will | would] (not | never) (accept | tolerate | negotiate | recognise | recognize | provide | establish | sign | bet | agree | attend | yield | compromise | return)) to? content:(%d_topic) ]], {
    { "Norway opposes any new tariff. Norway is against it.", expect = { { kind = "reject", actor = "Norway", content = "any new tariff" }, { kind = "reject", actor = "Norway" } } },
    { "Norway will not accept a new tariff.", expect = { { actor = "Norway", content = "a new tariff", polarity = "positive" } } },
    { "Norway denied, in answer to a question, that the port was closed.", expect = { { actor = "Norway", content = "that the port was closed" } } },
    { "Norway will not go along with the plan. Norway won't bow to pressure from Peru.", expect = { { actor = "Norway", content = "the plan" }, { content = "pressure from Peru" } } },
    { "Norway sees no need for a new tariff.", expect = { { actor = "Norway", content = "a new tariff" } } },
    { "\"We are not going to walk away,\" Norway's Prime Minister Anna Keller said.", expect = { { actor = "Norway", content = "walk away" } } },
    { "The new tariff is low. The port is not going to open, Anna Keller said. Norway sees no end of it.", expect = {} },
})

acts.rule("invites", { kind = "invite", finite = true, owned = true }, "An invitation.",
    [[ cue:(~invite | %d_voice %d_owner %d_strong invitation ((extended | issued) by the? (owner:@country %noun? | owner:@actor) | of [!%punct & !to]{1,8})? (to | for) !(visit | attend | pay | participate | join | take | come) | ~hand over an invitation to | ~convey []{1,4}? invitation to) target:(%d_party) (, which ...!(,) ,)? (to | for) content:(%d_topic)
     | cue:(%d_voice %d_owner %d_strong invitation) to content:([visit | attend | pay | participate | join | take | come] %d_topic) ]], {
    { "Anna Keller invited Peru to send a team.", expect = { { kind = "invite", actor = "Anna Keller", target = "Peru", content = "send a team" } } },
    { "Anna Keller extended an invitation to visit Oslo.", expect = { { actor = "Anna Keller", content = "visit Oslo" } } },
    { "The invitation was late.", expect = {} },
})

acts.rule("affirms", { kind = "affirm", finite = true }, "What a party holds to; left out of counts unless asked for.",
    [[ cue:(~adhere to | ~abide by | ~uphold | ~attach []{0,3}? importance to | ~reaffirm the importance of) content:(%d_topic) ]], {
    { "Norway attaches great importance to the vote.", expect = { { kind = "affirm", actor = "Norway", content = "the vote" } } },
    { "The importance of the vote grew.", expect = {} },
})

acts.rule("hopes", { kind = "hope" }, "A hope; left out of counts unless asked for.",
    [[ cue:(hopes | hoped | looks forward to | looked forward to | %d_voice the? hope) that? content:(%d_topic) ]], {
    { "Norway hopes that the port opens.", expect = { { kind = "hope", actor = "Norway" } } },
    { "The hope was small.", expect = {} },
})
