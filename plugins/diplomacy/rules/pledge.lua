-- pledge.lua - somebody binds himself, or the country he speaks for, to do something.

local acts = include "acts.lua"

local function pledge(id, strength, doc, cue, text, content)
    rule(id) {
        doc = doc,
        match = [[ cue:(]] .. cue .. [[) %deeds ]],
        mark = acts.marker { kind = "pledge", strength = strength },
        marks = "act",
        reads = { "statement", "encounter", "attribution", "date", "actor" },
        examples = {
            { text, expect = { { kind = "pledge", actor = "Norway", content = content, strength = strength } } },
        },
    }
end

pledge("would-like", 1, "The weakest pledge: a wish to do something.", [[ would like to ]],
    "Norway would like to open a school.", "open a school")
pledge("willing", 2, "Willingness.", [[ (is | are | was | were | be) %adverb? willing to ]],
    "Norway is willing to send two ships.", "send two ships")
pledge("ready", 3, "Readiness: 'is ready to', 'stands ready to', 'is prepared to'.",
    [[ (is | are | was | were | be | stand | stands | stood | remain | remains) (also | %adverb)? (ready | prepared) to | stands ready to ]],
    "Norway stands ready to send two ships.", "send two ships")
pledge("will", 4, "What will be done: 'will', 'would' in reported speech, 'is committed to'.",
    [[ (will | would) !(like | be ready | have to | need | never | not) ]],
    "Norway will send two ships.", "send two ships")
pledge("vows", 4, "A verb of promising with what is promised.", [[ (pledged | pledges | pledging | promised | vowed | undertook | undertakes) to ]],
    "Norway pledged to send two ships.", "send two ships")
