-- urge.lua - somebody is asked, or told, to do something.

local acts = include "acts.lua"
local reads = { "statement", "encounter", "attribution", "date", "actor" }

rule "urges" {
    doc = "A verb of asking, who is asked, and what to do: 'called on Peru to open its ports'.",
    match = [[ cue:((~call | ~appeal) (on | upon | to) | ~urge | ~encourage | ~ask | ~request | ~press) target:@actor to %deeds ]],
    mark = acts.marker { kind = "urge", own = true }, marks = "act", reads = reads,
    examples = {
        { "Norway called on Peru to open its ports and to cut tariffs.",
          expect = { { kind = "urge", actor = "Norway", target = "Peru", content = "open its ports" }, { content = "cut tariffs" } } },
        { "Norway called Peru.", expect = {} },
    },
}

rule "should" {
    doc = "What a party should do: the one who says so urges, the party is the target.",
    match = [[ cue:(should | must | need to | needs to | ought to) %deeds ]],
    mark = acts.marker { kind = "urge", speaker_acts = true }, marks = "act", reads = reads,
    examples = {
        { "Peru should open its ports, Anna Keller said.", expect = { { kind = "urge", actor = "Anna Keller", target = "Peru", content = "open its ports" } } },
    },
}
