-- attributions.lua - where words of saying meet who says it. What is said is found by statements.lua, when all attributions of a sentence are known.

-- Who can be a source: a name, or a noun phrase.
define "source" [[ @actor | @np ]]
define "sources" [[ %source (and %source){0,2} ]]

-- What may stand between the source and the verb: "also", "has repeatedly", "did not", an apposition between commas.
define "auxiliary" [[ [%aux | has | have | had | was | is | were | are | did | do | does | would | could | should | will] ]]
define "before_verb" [[ [%adv | also | again | once | not | n't | never | been | both] | %auxiliary ]]
define "aside" [[ , []{1,14} , | "(" []{1,6} ")" ]]

-- The verb in a finite form, and as a participle.
define "saying" [[ &[!/ing$/i] $cues ]]
define "participle" [[ &[/ing$/i] $cues ]]

rule "subject" {
    doc = "The source, then the verb: 'Keller said', 'The minister, on a visit to Oslo, has repeatedly stressed'.",
    match = [[ !(it (was | is | has been | had been)) source:%sources %aside? %before_verb{0,4} cue:%saying ]],
    mark = "attribution", set = { form = "subject", stance = from "cue.stance" },
    examples = {
        { "Anna Keller said that the port is open.", expect = { { source = "Anna Keller", cue = "said", stance = "assert" } } },
        { "The minister, on a visit to Oslo, has repeatedly stressed the point.", expect = { { cue = "stressed" } } },
        { "The port is open.", expect = {} },
    },
}

rule "inverted" {
    doc = "The verb, then the source, behind what is said: '…, said Keller'.",
    match = [[ (?<= , | "\"" | "”" | "''") cue:%saying source:%sources ]],
    mark = "attribution", set = { form = "inverted", stance = from "cue.stance" },
    examples = {
        { "The port is open, said Anna Keller.", expect = { { source = "Anna Keller", cue = "said" } } },
        { "They said Anna Keller left.", expect = {} },
    },
}

rule "participle" {
    doc = "A participle that goes on with the last speaker: ', adding that …', ', noting …'.",
    match = [[ (?<= , | and | while | by) %before_verb? cue:%participle ]],
    mark = "attribution", set = { form = "participle", stance = from "cue.stance" },
    examples = {
        { "Keller said the port is open, adding that ships may come.", expect = { { cue = "adding" } } },
        { "A missing ship came.", expect = {} },
    },
}

rule "second" {
    doc = "A further verb of the same subject: 'Keller thanked them and said that …'.",
    match = [[ (and | ,) (then | also | later | further | again | %adv)? cue:%saying &(that | "\"" | "“" | "``") ]],
    mark = "attribution", set = { form = "second", stance = from "cue.stance" },
    examples = {
        { "Keller thanked the crew and said that the port is open.", expect = { { cue = "said" } } },
        { "Keller came and went.", expect = {} },
    },
}

rule "according" {
    doc = "'according to Keller', 'in the words of Keller'.",
    match = [[ cue:(according to | in the words of) source:%sources ]],
    mark = "attribution", set = { form = "according", stance = "assert" },
    examples = {
        { "According to Anna Keller, the port is open.", expect = { { source = "Anna Keller", cue = "According to" } } },
    },
}

rule "passive" {
    doc = "Nobody is named: 'it was stressed that'.",
    match = [[ it (was | is | has been | had been) %adv? cue:%saying &(that) ]],
    mark = "attribution", set = { form = "passive", stance = from "cue.stance" },
    examples = {
        { "It was stressed that the port is open.", expect = { { cue = "stressed" } } },
    },
}
