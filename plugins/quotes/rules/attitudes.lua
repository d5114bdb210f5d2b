-- attitudes.lua - attributions in the wide sense: what somebody criticises, backs, plans, expects, or is about to say. They are marked apart from
-- attributions, so that the extents of plain statements, and rules that build on them, do not depend on these words.

local attitudes = include "attitudes.lua"

-- Words of attributing, of saying or not.
define "q_word" [[ !(~raise | ~continue | ~add | ~review | ~celebrate | ~invite | ~decide | ~commit | [~know & !known] | known !for | pledged | plans !to | ~determine | find | ~update | ~advise | ~respond !to | ~decline | ~welcome | ~repeat | ~read | ~counter | ~appeal | ~signal | ~maintain | ~assume) ($cues | $attitudes) ]]
-- What may stand between a subject and such a verb: auxiliaries, modals, "tried to", "is about to".
define "q_chain" [[ [%aux | %adv | will | would | can | could | may | might | must | should | shall | is | are | was | were | am | be | been | being | has | have | had | do | does | did
                      | not | never | also | n't | /^['’](s|re|ve|ll|d|m)$/ | about | going | ready | willing | set | likely | eager | unwilling | reluctant | once | later | then | again | all | both]
                    | [%verb & !/ing$/ & (~continue | ~go | ~decide | ~want | ~wish | ~like | (!$cues & !$attitudes))] on? to | to ]]
define "q_holder" [[ (@np | @actor) ([of | for | at | from] (@np | @actor))? | [/^(I|we|you|they|he|she|it|one|others|some|many)$/i] ]]
-- Words that tell of something else as often as of words or views where no subject stands right before them.
define "q_common" [[ ~find | ~read | ~attack | ~think | ~defend | ~write | ~offer | ~embrace | ~identify | ~favor | ~favour | ~share | ~advise | ~look | ~charge | ~answer | ~view | ~believe | ~echo | ~deny
                   | ~predict | ~imagine | ~await | ~mention | ~appeal | ~approve | ~post | ~shout | ~learn | ~update | ~threaten | ~project | ~extend | ~maintain | ~sue | ~love ]]
define "q_verb_word" [[ &[%verb | /(ed|ing)$/] %q_word ]]

rule "attitude-verb" {
    doc = "A party and what it does with words or holds, in any form of the verb: 'Keller is calling for', 'The crew would not say', 'Brand, who attacked'.",
    match = [[ source:%q_holder (%q_chain{1,7} cue:%q_verb_word | cue:(&[%verb | /ed$/] $attitudes | &/ing$/ %q_word)) | source:[who | which] %q_chain{0,7} cue:%q_verb_word
             | (?<= %noun) source:that cue:(&[%verb & !/ing$/] $attitudes) ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.active,
    examples = {
        { "Anna Keller is calling for a new port.", expect = { { source = "Anna Keller", cue = "calling for", stance = "deed" } } },
        { "Anna Keller attacked the plan.", expect = { { source = "Anna Keller", cue = "attacked" } } },
        { "Hugo Brand refused to discuss the port.", expect = { { source = "Hugo Brand", cue = "discuss" } } },
        { "Anna Keller said that the port is open.", expect = {} },
        { "The port is open.", expect = {} },
    },
}

rule "attitude-second" {
    doc = "A verb whose subject is looked for before it: 'Keller came and attacked the plan', 'Keller, a friend of the crew, attacked it', 'Instant polls showed'.",
    match = [[ (?<= and | but | , | then | %noun | %propn) [then | also | later | further | again | has | have | had | %adv]{0,2} cue:(&[/ed$/ | found | made | /s$/] &%verb $attitudes) ]],
    marks = "attitude", reads = { "attribution", "subject" }, mark = attitudes.second,
    examples = {
        { "Anna Keller came and attacked the plan.", expect = { { source = "Anna Keller", cue = "attacked", stance = "deed" } } },
        { "Anna Keller, a friend of the crew, attacked the plan.", expect = { { source = "Anna Keller", cue = "attacked" } } },
        { "Instant polls showed Keller at the port.", expect = { { source = "Instant polls", cue = "showed" } } },
        { "Anna Keller came and went.", expect = {} },
    },
}

rule "attitude-loose" {
    doc = "Any other verb of the two lexicons outside of quotations, far from its subject or without one: 'left after criticizing the plan', 'those in the know say'.",
    match = [[ (?<! - | of | for | from | at | on | %det) cue:(&[%verb & !@attribution & !@quoted] !%q_common %q_word) ]],
    marks = "attitude", reads = { "attribution", "subject", "quoted" }, mark = attitudes.loose,
    examples = {
        { "Anna Keller left after criticizing the plan.", expect = { { source = "Anna Keller", cue = "criticizing", stance = "deed" } } },
        { "The port was built.", expect = {} },
    },
}

rule "attitude-passive" {
    doc = "What is said or thought of something: 'was accused of', 'is expected to', 'is backed by'.",
    match = [[ [is | are | was | were | been | be | being | /^['’](s|re)$/] [%adv | not | n't | also | all]{0,3} cue:(&[/(ed|en|wn|ld|id|ght)$/i] %q_word) (by source:%q_party)? ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.passive,
    examples = {
        { "Anna Keller was accused of greed.", expect = { { cue = "accused", stance = "deed" } } },
        { "The plan was attacked by Hugo Brand.", expect = { { cue = "attacked", source = "Hugo Brand" } } },
        { "The port was built.", expect = {} },
    },
}

rule "attitude-adjective" {
    doc = "A party and what it is to a thing: 'Keller is critical of the plan', 'They are eager to leave', 'confident that'.",
    match = [[ [has | have | had | will | would | may | might | could | should | must | %adv | not | never | n't]{0,4} [~be | ~remain | ~become | ~sound | ~seem | /^['’](s|re|m)$/]
             [%adv | not | n't | more | less | also]{0,3} cue:$attitude_adjectives &[to | that | of | about | in | at | for | with | whether | over | by | on | if] ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.adjective,
    examples = {
        { "Anna Keller is critical of the plan.", expect = { { source = "Anna Keller", cue = "critical", stance = "deed" } } },
        { "Anna Keller was not eager to leave.", expect = { { source = "Anna Keller", cue = "eager", stance = "belief" } } },
        { "The crew is large.", expect = {} },
    },
}

rule "attitude-noun" {
    doc = "A noun for words or views and what they are about: 'Keller's claim that', 'criticism of'.",
    match = [[ (source:@actor /^['’]s?$/ | source:[/^(his|her|their|its|my|our)$/i])? [%adj | %noun | own | /^(a|an|the|any|some|more|no)$/]{0,3} cue:($attitude_nouns)
               [that | of | for | about | against | on | to | over | at] ]],
    marks = "attitude", reads = { "attribution" }, mark = attitudes.noun,
    examples = {
        { "Anna Keller's claim that the port is open was false.", expect = { { source = "Anna Keller", cue = "claim" } } },
        { "Criticism of the port grew.", expect = { { cue = "Criticism" } } },
        { "The port grew.", expect = {} },
    },
}
