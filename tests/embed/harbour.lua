-- harbour.lua - the rules of the embedding program: who opened or closed which gate.

layer "gate" { who = text, what = span, state = enum { "opened", "closed" } }

rule "opened" {
    doc = "Somebody opened something.",
    match = [[ (The harbour master | "Ines") opened what:( the [] gate ) ]],
    mark = "gate",
    set = { state = "opened" },
    examples = {
        { "Ines opened the north gate.", expect = { { what = "the north gate", state = "opened" } } },
        { "The north gate stayed as it was.", expect = {} },
    },
}
