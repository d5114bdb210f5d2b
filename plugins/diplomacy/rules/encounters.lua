-- encounters.lua - calls, meetings, visits that took place.

local parties = include "parties.lua"
local reads = { "actor", "person", "date" }

rule "call" {
    doc = "A telephone conversation: 'in a telephone conversation with', 'held a phone call with', 'spoke by phone with'.",
    match = [[ cue:((telephone | phone) (conversation | call | talk | talks) with? | (spoke | talked | speaks) (today | []{0,2})? (by | over | on) (the)? (telephone | phone) | (spoke | talked) []{0,2} with | call with) ]],
    mark = parties.encounter "call", marks = "encounter", reads = reads,
    examples = {
        { "In a telephone conversation with Anna Keller, Hugo Brand thanked her.",
          expect = { { form = "call", participants = { "Anna Keller", "Hugo Brand" } } } },
    },
}

rule "meeting" {
    doc = "A meeting: 'met with', 'held talks with', 'received'.",
    match = [[ cue:((met | meets) (with)? | (held | holds) (%adj)? (talks | a meeting | consultations) (with)? | received) &(@actor | []{1,4} @actor) ]],
    mark = parties.encounter "meeting", marks = "encounter", reads = reads,
    examples = {
        { "Anna Keller met Hugo Brand in Lima on Monday.", expect = { { form = "meeting", participants = { "Anna Keller", "Hugo Brand" } } } },
    },
}
