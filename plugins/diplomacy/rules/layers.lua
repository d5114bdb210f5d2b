-- layers.lua - what the plugin marks.

layer "encounter_cue" {
    doc = "The words that tell of an encounter. A step towards encounters.",
    policy = "order",
    form = enum { "call", "meeting", "visit", "video", "summit", "letter" },
    bond = enum { "either", "object", "during", "told", "between", "body", "visitor", "heading" },
}

layer "encounter" {
    doc = "A call, meeting, visit, summit, letter that took place and is told in a clause of its own.",
    policy = "longest",
    form = required(enum { "call", "meeting", "visit", "video", "summit", "letter" }),
    participants = list(ref()),
    date = date,
    place = text,
}

layer "act" {
    doc = "What is done with words: a pledge, a call, thanks. One row an independent deed.",
    kind = required(enum { "pledge", "urge", "support", "praise", "thank", "congratulate", "agree", "discuss", "condole", "concern", "condemn",
                           "warn", "reject", "invite", "announce", "hope", "affirm" }),
    actor = list(ref()),
    target = list(ref()),
    addressee = span,                    -- the words for the target where they name nobody: "all parties", "donors"
    content = list(span),
    cue = span,
    strength = integer,
    polarity = enum { "positive", "negative" },
    condition = span,
    due = date,
    speaker = list(ref()),
    statement = ref "statement",
    encounter = ref "encounter",
    code = text,
}

layer "set_phrase" {
    doc = "A formula of diplomatic language, with what it signals.",
    policy = "longest",
    phrase = required(text),
    meaning = text,
}
