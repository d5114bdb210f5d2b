-- words_of_phrases.lua - idioms, verbs that stand apart from their particle, deeds that a noun or a thing tells: a rule for each construction.
--
-- As in words_of_lexicons.lua the words stand in lexicons: apart_verbs.tsv ("came out firmly against", "turned the offer down"), owned_verbs.tsv
-- ("came to Peru's aid"), drawn_nouns.tsv ("came under fire from"), moving_verbs.tsv ("the plan worries us"), hails.tsv ("Hats off to"), verdicts.tsv.
-- These rules come after all others.

local acts = include "acts.lua"
local deeds = include "deeds.lua"

define "p_when" [[ (on | this | last | next)? (%d_weekday | morning | afternoon | evening | week | month) | today | yesterday | @date ]]
define "p_inside" [[ (%d_aside | %p_when | once (more | again) | in (public | turn | private | parliament | return) | at length | also){1,3} ]]
-- A thing that stands between a verb and its particle.
define "p_thing" [[ (it | them | this | (the? @actor /^['’]s?$/ | %det | [its | their | his | her | our | any | all | such] )
        [(%noun | %adj | %propn | %num | for | of | to | in) & !%punct]{1,6}?) ]]
-- All that stands in the columns tails and around of apart_verbs.tsv: a particle of two words, or a new one, is named here as well.
define "p_tail" [[ (out for special praise | of the courage of | on the side of | out for credit | out for praise | out for thanks | over the coals
      | in support of | in favour of | in favor of | out of hand | [about | against | around | aside | at | away | back | behind | down | for | from
        | into | of | off | on | out | over | round | through | to | upon | with]) ]]
define "p_someone" [[ (the? @actor %d_own_side? | the [people | peoples | government | governments | families] of the? @actor | [%cap & !@actor]{1,4}? @person | the? @country %noun{1,2} | [them | him | her | us]
      | [his | her | its | their] %adj{0,2} [guest | host | counterpart | colleague | neighbour | neighbor | ally | partner | visitor | interlocutor
        | opposite] number?) ]]
-- Whose deed it is, behind "from" and "by".
define "p_agent" [[ (the? (@country | @organization) /^['’]s$/ (%q_before_name{0,6}? @person | [%adj | %noun]{1,4}?)
      | [(%det | %adj | %noun | %propn | of | both) & !that]{0,7}? (@person of the? @country | @actor))
      ((, | and | , and) (the)? [%adj | %noun | %propn]{0,3}? @actor){0,4} ]]
define "p_aim" [[ for | over | on | upon | about | at | following | after | in | regarding | against ]]
define "p_noun_head" [[ (a | an | the | some | further | fresh | new | more | %num | %adj | %adv | and | ,){0,5} ]]

local on_somebody = pattern [[ << (target:(%d_party) (for | on | upon) content:(%d_topic) | (for | on | upon)? content:(%d_topic)) ]]
local about = {
    thank = on_somebody, congratulate = on_somebody,
    urge = pattern [[ << (target:(%d_party) ,? (to %d_deeds | %d_not_to_do) | content:(%d_topic)) ]], invite = pattern [[ << target:(%d_party)
          (to | for) content:(%d_topic) ]],
    any = pattern [[ << (, [!, & !%punct]{1,6} ,)? (target:(%d_object | the? @country %noun{1,2}) %p_aim content:(%d_topic) | that? content:(%d_topic)) ]],
}

-- "for=urge; against=reject": the act that a particle makes with its verb.
local kinds = memo(function(tails)
    local out = {}
    for tail, kind in tails:gmatch "([^=;]+)=(%a+)" do out[tail:match "^%s*(.-)$"] = kind end
    return out
end)

local function kind_of(match)
    local entry = match.deed.entry
    local tails
    if match.content then tails = entry.around else tails = entry.tails end
    return tails and kinds(tails)[match.tail.text:lower()]
end

-- The rules of words_of_lexicons.lua, which come behind all other rules of acts: a deed that one of them has found is told already.
local after = { "asks-of", "asked-by", "invited-by", "feels", "voices", "voiced", "draws", "does" }
local earlier = deeds.order(after)

local function lexical(id, spec, doc, match, examples)
    rule(id) { doc = doc, match = match, mark = deeds.lexical(spec), marks = "act", reads = acts.reads, after = earlier(id), examples = examples }
end

-- `before`: what has to stand before the cue, if anything does.
local function told(id, doc, match, examples, before)
    local function mark(row, document)
        local words = before and row.cue:before(7)
        if words and not words:has(before) then return nil, "other words stand before it" end
        return acts.told_of(row, document)
    end
    rule(id) { doc = doc, match = match, mark = mark, marks = "act", reads = acts.reads, after = earlier(id), examples = examples }
end

lexical("does-apart", { kind_of = kind_of, captures = { "content" }, about_before = "maybe", behind = about },
    "A verb and its particle, with an adverb, a day or what it is about between: 'came out firmly against the plan', 'called on Monday for a vote', 'turned the offer down'.",
    [[ (?<! [%det & !all & !both] | of | /^['’]s$/ | /^(his|her|its|their|our|my)$/i)
          !([called | calls | calling] on (%d_weekday | @date) on [!%punct & !to]{0,8}? @person [!%punct & !to & !for]{0,12} (. | , | ;))
          deed:$apart_verbs (%p_inside | content:(%p_thing)) tail:%p_tail ]], {
    { "Norway spoke out sharply against the plan.", expect = { { kind = "condemn", actor = "Norway", content = "the plan" } } },
    { "Norway called on Monday for a vote.", expect = { { kind = "urge", actor = "Norway", content = "a vote" } } },
    { "Norway's Foreign Minister Anna Keller called on Monday on President Hugo Brand of Peru.", expect = {} },
    { "Norway turned the offer down.", expect = { { kind = "reject", actor = "Norway", content = "the offer" } } },
    { "Norway came out slowly of the storm. Norway may call again for a vote. Norway turned the lamp up. Norway turned down the road.", expect = {} },
})

-- All that stands in the column tails of owned_verbs.tsv.
define "p_owned" [[ [aid | anguish | anniversary | assistance | battles | case | cause | celebration | corner | courage | dead | death |
      deaths | defence | defense | door | election | face | families | feet | grief | help | joy | loss | memory | mourning |
      pain | part | passing | praises | rescue | sacrifice | side | sorrow | success | triumph | victims | victory] ]]

lexical("does-of-theirs", { kind_of = function(match) return kinds(match.deed.entry.tails)[match.tail.text:lower()] end, about_before = true },
    "A verb and something of somebody's that make a deed together: 'came to Peru's aid', 'shares Peru's grief'.",
    [[ (?<! [%det & !all & !both & !those] | of | /^['’]s$/ | /^(his|her|its|their|our|my)$/i)
          deed:$owned_verbs content:((%d_party /^['’]s?$/ | [its | their | his | her | our]) %adj{0,2} tail:%p_owned) !%noun ]], {
    { "Norway came to Peru's aid. Anna Keller took Chile's side.", expect = { { kind = "support", actor = "Norway", target = "Peru", content = "Peru's aid" }, { target = "Chile" } } },
    { "Norway shares Peru's grief.", expect = { { kind = "condole", actor = "Norway", target = "Peru" } } },
    { "Norway toasted Peru's success, and Anna Keller laid the blame at Chile's door.", expect = { { kind = "congratulate", target = "Peru" }, { kind = "condemn", actor = "Anna Keller", target = "Chile" } } },
    { "Norway came to Peru's port. Norway took Peru's ship. Norway might come to Peru's aid. The team came to a victory.", expect = {} },
})

local about_it = { urge = pattern [[ << ((on | upon | to | for) target:(%d_party) to %d_deeds
      | (%p_aim | to | that) !(%d_weekday | @date) content:(%d_topic)) ]], any = pattern [[ <<
      (%p_aim | to | that) !(%d_weekday | @date) content:(%d_topic) ]] }

lexical("gives-somebody", { cue = true, captures = { "target", "owner", "home" }, owned = true, behind = about_it },
    "The noun of a deed, and who gets it ('offered his guest congratulations on the vote'), or behind a verb that seldom carries one ('put out an appeal for calm', 'reacted with dismay to the plan').",
    [[ cue:(([~offer | ~send | ~cable | ~wire | ~tender | ~accord | ~owe | ~hand] target:(%p_someone) | [~cable | ~wire | ~tender | ~air | ~echo]
            | [~put | ~send | ~give] out | ~put (in | forward) | ~come out with | [~close | ~end | ~respond | ~react | ~reply | ~conclude] with)
            %d_owner %d_strong (deed:$deed_nouns | deed:$drawn_nouns)) &(%d_aim | to | that) ]], {
    { "Anna Keller offered her guest congratulations on the vote.", expect = { { kind = "congratulate", actor = "Anna Keller", content = "the vote" } } },
    { "Anna Keller offered President Hugo Brand her best wishes on the vote.", expect = { { kind = "congratulate", actor = "Anna Keller", target = "Hugo Brand" } } },
    { "\"I offer the people of Peru our deepest condolences for the lives lost,\" Anna Keller said.", expect = { { kind = "condole", actor = "Anna Keller", target = "Peru" } } },
    { "Norway put out an urgent appeal for calm.", expect = { { kind = "urge", actor = "Norway", content = "calm" } } },
    { "Norway reacted with dismay to the plan.", expect = { { kind = "concern", actor = "Norway", content = "the plan" } } },
    { "Anna Keller offered her guest bread. Anna Keller saw an appeal for calm.", expect = {} },
})

told("drawn", "What a party or a thing draws, from whom, and for what: 'the plan drew a sharp rebuke from Norway', 'Peru came under fire from Norway over the delay'.",
    [[ (< | (?<= that | , and)) content:([!%punct & !that & !it & !there & !%q_clear]{1,16}?)
          cue:((has | have | had | was | were)? ([~draw | ~win | ~gain | ~earn | ~attract | ~provoke | ~prompt | ~spark | ~receive | ~secure | ~garner
              | ~get | ~face] | met (with | by) | ~come (in for | under) | ~run into | on the receiving end of) %p_noun_head
            (deed:$drawn_nouns | deed:$deed_nouns)) from agent:(%p_agent) (%p_when? (for | over | about | on) !%p_when content:(%d_topic))? ]], {
    { "The plan drew a sharp rebuke from Norway.", expect = { { kind = "condemn", actor = "Norway", content = "The plan" } } },
    { "Peru came under fire from Norway over the delay.", expect = { { kind = "condemn", actor = "Norway", target = "Peru", content = "the delay" } } },
    { "The plan drew a map from Norway.", expect = {} },
})

told("comes-from", "A deed as a thing that there is, or that comes: 'There was praise from Norway for the crews', 'Backing for the plan came from Norway', 'Condolences poured in from Norway'.",
    [[ cue:(&[!/ed$/] (deed:$deed_nouns | deed:$drawn_nouns)) ((from | by | in) agent:(%p_agent) %p_when? (%d_aim | to | that) !%p_when
            content:([!%punct & !that & !it & !there & !%q_clear]{1,16}?) &(%d_stop | [%q_past] | %q_clear | >)
          | ((%d_aim | to) content:([!%punct & !that & !it & !there & !%q_clear]{1,16}?))?
            ([came | comes | arrived] (also | too | in)? | (was | were) (also)? (received | sent)
            | [poured | flowed | went | rained] (in | out | down)) ..3 from agent:(%p_agent)) ]], {
    { "There was praise from Norway for the crews.", expect = { { kind = "praise", actor = "Norway", content = "the crews" } } },
    { "Backing for the plan came from Norway and Chile.", expect = { { kind = "support", actor = { "Norway", "Chile" }, content = "the plan" } } },
    { "Condolences over the flood poured in from Norway.", expect = { { kind = "condole", actor = "Norway", content = "the flood" } } },
    { "There was a letter from Norway for the crews. The crews came from Norway.", expect = {} },
}, pattern [[ (there (was | were | is | has been) | <) %p_noun_head >> ]])

told("which-they", "A thing and, behind it, who does a deed about it: 'a charge that Norway denied', 'Those remarks, which Norway rejects,'.",
    [[ ((?<= , | "—" | –) content:([a | an] %adj{0,2} [charge | claim | allegation | accusation | figure | move | plan | proposal | idea | decision
              | step | demand | call | offer | deal | suggestion | request | notion | bid | view | project | measure | policy]) (that | which)?
          | (?<! in) content:([%det | %adj | %num | /^(its|their|his|her)$/i]{0,4} [%noun | %propn]{1,3}
              (of [%det | %adj | %noun | %propn | @actor]{1,4}?)?) , which) agent:((the? @actor [%noun]{0,2} | %d_the_government)) (has | had | have)?
          [%adv & !not & !never]{0,2} cue:(&[/ed$/ | rejects | denies | opposes | supports | condemns | backs | disputes | welcomes | deplores]
            deed:$deeds) (in (the strongest | its entirety | their entirety) []{0,2})? &(. | ; | , | and | "—" | – | >) ]], {
    { "Peru called it a plot, a charge that Norway flatly denied.", expect = { { kind = "reject", actor = "Norway", content = "a charge" } } },
    { "Those remarks, which Norway rejects in the strongest terms, were made in Lima.", expect = { { kind = "reject", actor = "Norway", content = "Those remarks" } } },
    { "The mission reported serious shortcomings, which Peru disputes.", expect = { { kind = "reject", actor = "Peru", content = "serious shortcomings" } } },
    { "Peru sold a ship that Norway painted. The plan, which Norway will reject, is late.", expect = {} },
})

lexical("has-our", { captures = { "content" }, about_before = true, ways = {
        { before = pattern [[ [our | my] [%adj & !former]{0,3} >> ]], ours = true },
        { before = pattern [[ the? owner:@actor /^['’]s?$/ [%adj & !former]{0,3} >> ]], captures = { "owner" }, owned = true, nominal = true } } },
    "Whom or what somebody supports: 'Peru has our full support', 'The plan enjoys Norway's backing'.",
    [[ content:(you | the? @actor | [%det | %adj | %noun | %propn]{1,6}?) (also | %adv)? [have | has | enjoys | enjoy] (also | %adv)?
          ([our | my] | the? @actor /^['’]s?$/) [%adj]{0,3} (&[support | backing | solidarity | sympathy | sympathies | condolences | gratitude
            | thanks | appreciation] deed:$deed_nouns) &([, | . | ; | in | on | for | as | and] | %q_close | >) ]], {
    { "Peru has our full support, Anna Keller of Norway said.", expect = { { kind = "support", target = "Peru" } } },
    { "The plan enjoys Norway's backing.", expect = { { kind = "support", actor = "Norway", content = "The plan" } } },
    { "Peru had our support in May, Anna Keller said.", expect = {} },
})

-- What moves somebody.
define "p_mover" [[ !what content:([!%punct & !that & !it & !there & !%q_clear]{1,16}?) %adv? ]]

lexical("moves-us", { captures = { "content" }, about_before = true, ways = { { before = pattern [[ [] >> ]], ours = true, opens = true } } }, "What worries, pleases, angers who speaks: 'The plan worries us'.",
    [[ (< | (?<= that | , and | %q_open)) %p_mover %q_open? (&[/^\p{Ll}+(s|ed)$/] deed:$moving_verbs) (us | me) ]], {
    { "\"The plan worries us deeply,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "concern", actor = "Anna Keller", content = "The plan" } } },
    { "\"The plan reached us,\" Norway's Foreign Minister Anna Keller said.", expect = {} },
})

local hailed = { any = pattern [[ << (, %adj? target:(@actor) , for content:(%d_topic)
      | (target:(%d_party) (for | on | upon | over) content:(%d_topic) | ,? content:(%d_topic))) ]] }

lexical("hails", { behind = hailed, ways = { { before = pattern [[ (<< | %q_open) %q_open? >> ]], ours = true, opens = true, behind = hailed } } }, "Words that are spoken and do the deed: '\"Hats off to Peru,\" Keller said'.",
    [[ !(< thanks to ...!(. | ;) ,) deed:$hails ]], {
    { "\"Hats off to Peru for its patience,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "praise", actor = "Anna Keller", target = "Peru", content = "its patience" } } },
    { "\"Thank you, Peru, for the crews,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "thank", target = "Peru", content = "the crews" } } },
    { "Thanks to Peru, the crews were freed, Norway's Foreign Minister Anna Keller said.", expect = {} },
    { "\"The hats are off to Peru,\" Norway's Foreign Minister Anna Keller said.", expect = {} },
})

local go_to = { any = pattern [[ << (go | goes | are due | is due | went) (out | also | above all)? to
      (target:(%d_party) for content:(%d_topic) | content:(%d_topic)) ]] }

lexical("goes-to", { behind = go_to, ways = { { before = pattern [[ (<< | %q_open) %q_open? (and | our | my | the | all | a | an | %adj | %num
      | special | also | first | ,){0,5} >> ]], ours = true, opens = true, behind = go_to },
        { before = pattern [[ (<< | (?<= that | , | and)) the? owner:@actor /^['’]s?$/ [%adj | %num]{0,3} >> ]], captures = { "owner" }, owned = true, nominal = true, behind = go_to } } }, "Thanks, thoughts, congratulations that go to somebody: '\"Our thanks go to Peru for its help,\" Keller said'.",
    [[ &[thanks | gratitude | appreciation | admiration | applause | congratulations | condolences | sympathy | sympathies | credit | praise
          | recognition | tribute] deed:$deed_nouns &([go | goes | went] | [are | is] due) ]], {
    { "\"Our heartfelt thanks go to Peru for its help,\" Norway's Foreign Minister Anna Keller said.", expect = { { kind = "thank", actor = "Anna Keller", target = "Peru", content = "its help" } } },
    { "Norway's deep condolences go to Peru.", expect = { { kind = "condole", actor = "Norway", target = "Peru" } } },
    { "\"The crews go to Peru, and a request of ours goes with them,\" Norway's Foreign Minister Anna Keller said.", expect = {} },
})

told("done-to", "To whom a deed is done, by whom, and what for: 'Peru was praised by Norway for its patience'.",
    [[ (< | (?<= that | , | and)) ([the | %noun | %propn | %adj | of]{0,6}? target:@actor | the? target:@country %q_body) [%noun | %propn | %adj]{0,2}
          (, []{1,6}? ,)? (was | were | is | has been | have been) %d_adverb{0,2} cue:(&[/(ed|en|ld|put|taken|hauled|called)$/] deed:$deeds)
          (%p_when)? by agent:(%p_agent) %p_when? (for | over | on | about | of | against | that | in) !%p_when content:(%d_topic) ]], {
    { "Peru was praised by Norway for its patience.", expect = { { kind = "praise", actor = "Norway", target = "Peru", content = "its patience" } } },
    { "Minister Anna Keller was thanked by Peru for her patience.", expect = { { kind = "thank", actor = "Peru", target = "Anna Keller", content = "her patience" } } },
    { "Peru was thanked by Norway's President Anna Keller for its patience, and Chile was praised by President Anna Keller of Norway for its ships.",
      expect = { { actor = "Anna Keller", target = "Peru", content = "its patience" }, { actor = "Anna Keller", target = "Chile", content = "its ships" } } },
    { "Peru was condemned by Norway's foreign ministry for the raid.", expect = { { actor = "Norway", target = "Peru", content = "the raid" } } },
    { "Peru was put on notice by Norway that the port would close.", expect = { { kind = "warn", actor = "Norway", target = "Peru" } } },
    { "Peru was taken by Norway for a friend.", expect = {} },
})

lexical("calls-it", { cue = true, alone = true, captures = { "content" }, about_before = true },
    "A verdict on a thing: 'called the attack cowardly', 'branded the claim a lie', 'described the truce as a triumph'.",
    [[ (cue:(~call | ~brand | ~label | ~term | ~dub | ~deem | ~pronounce) content:(%p_thing)
          | cue:(~describe | ~characterise | ~characterize | ~slam | ~blast | ~hail | ~denounce | ~dismiss | ~reject | ~condemn | ~decry | ~brand
            | ~label | ~write off) content:(%p_thing) (on? %d_weekday)? as) %q_open?
          (a | an | the | %adv | both | nothing (but | less than | more than) | %adj){0,3}? &[!%cap] deed:$verdicts ]], {
    { "Norway called the attack cowardly.", expect = { { kind = "condemn", actor = "Norway", content = "the attack" } } },
    { "Norway described the truce as a true triumph.", expect = { { kind = "praise", actor = "Norway", content = "the truce" } } },
    { "Norway called the vote in Peru neither free nor fair.", expect = { { kind = "condemn", actor = "Norway", content = "the vote in Peru" } } },
    { "Norway called the claim baseless.", expect = { { kind = "reject", actor = "Norway", content = "the claim" } } },
    { "Norway called the ship Shameful Triumph. Norway called the crews.", expect = {} },
})

-- "To you, Mr. President, I offer my congratulations": to whom it is done stands first.
local function offered(id, kind, noun, nouns)
    acts.rule(id, { kind = kind, finite = true, first_person = true }, "To whom it is done stands before 'we extend our " .. noun .. "'.",
        [[ (< | %q_open) to target:(you (, %q_before_name{0,3}? @person)? | the? [(%adj | %noun) & !@actor]{0,4}? (of the?)? @actor) (, [!.]{1,18}? ,)? (we | "I") %adv? ((wish | would like) to)? cue:([offer | extend | express | convey | send | give | pay] (my | our) %adv? %adj{0,2} [ ]] .. nouns .. [[ ] (and %adj? [thanks | gratitude | appreciation | congratulations | felicitations | condolences | sympathy | wishes])?) (for | on)? content:(%d_topic)? ]], {
        { ("\"To the people of Peru we extend our heartfelt %s,\" said Norway's Prime Minister Anna Keller."):format(noun), expect = { { kind = kind, target = "Peru" } } },
        { ("\"We extend our %s to the people,\" said Norway's Prime Minister Anna Keller."):format(noun), expect = {} },
    })
end

offered("to-them-congratulate", "congratulate", "congratulations", "congratulations | felicitations")
offered("to-them-condole", "condole", "condolences", "condolences | sympathy | sympathies")
offered("to-them-thank", "thank", "thanks", "thanks | gratitude | appreciation")
offered("to-them-support", "support", "support", "support | solidarity")

acts.rule("would-receive-you", { kind = "invite", finite = true, first_person = true },
    "An invitation in a letter: 'I would be delighted to welcome you to Oslo'.",
    [[ (we | "I") (would | should | shall | will) %adv? be %adv? cue:([honoured | honored | delighted | pleased | glad | happy | privileged] to
            [welcome | receive | host | have]) target:(you) content:([to | in | at | here | as | for | again | soon] (!(%d_stop) [])*) ]], {
    { "\"I would be delighted to welcome you to Oslo in May,\" said Norway's Prime Minister Anna Keller.", expect = { { kind = "invite", actor = "Anna Keller" } } },
    { "\"I was delighted to welcome you to Oslo in May,\" said Norway's Prime Minister Anna Keller.", expect = {} },
})
