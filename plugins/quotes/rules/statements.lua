-- statements.lua - what is said, from the attributions of a sentence and the quotation marks around it.

local extent = include "extent.lua"

rule "statement" {
    doc = "An attribution with what it attributes; words that do the deed themselves need a clause with 'that' or a quotation.",
    each = "attribution",
    reads = { "quoted", "attribution", "actor" },
    marks = "statement",
    mark = extent.statement,
    examples = {
        { "Anna Keller said on Monday that the port is open.",
          expect = { { source = "Anna Keller", cue = "said", content = "the port is open", mode = "indirect", speaker = "Anna Keller" } } },
        { "The port is open, Anna Keller said, adding that ships may come.",
          expect = { { content = "The port is open" }, { content = "ships may come", speaker = "Anna Keller" } } },
        { "The port, Anna Keller stressed, should stay open.", expect = { { content = { "The port", "should stay open" } } } },
        { "\"The port is open,\" said Anna Keller.", expect = { { content = "The port is open,", mode = "direct" } } },
        { "Anna Keller thanked the crew.", expect = {} },
    },
}

resolve "statement" {
    reads = { "actor" },
    run = extent.resolve,
}
