-- announce.lua - what is decided or planned, and told as news.

local acts = include "acts.lua"

acts.rule("announces", { kind = "announce" }, "A verb of announcing, or a decision.",
    [[ cue:(~announce | [decides | decided] to | ~unveil) that? content:(%d_topic) ]], {
    { "Norway announced a new fund.", expect = { { kind = "announce", actor = "Norway", content = "a new fund" } } },
})

acts.rule("travels", { kind = "announce" }, "Who will travel, visit, host.",
    [[ cue:[will | would] %d_adverb? content:([visit | travel | host] %d_topic) ]], {
    { "Anna Keller will visit Peru in May.", expect = { { actor = "Anna Keller", content = "visit Peru in May" } } },
    { "The ship will visit in May.", expect = {} },
})
