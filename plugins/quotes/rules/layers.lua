-- layers.lua - what the plugin marks.

layer "subject" {
    doc = "A party and the finite verb that it is the subject of: a step towards attributions, of use for other rules.",
    policy = "longest",
    who = list(ref()),
    verb = span,
    tense = enum { "past", "present" },
}

layer "attribution" {
    doc = "The words that attribute: source and cue, without what is said. A step towards statements.",
    policy = "longest",
    source = late(span),
    cue = span,
    verb = text,
    speaker = late(list(ref())),
    stance = enum { "assert", "deny", "ask", "promise", "deed", "belief" },
    takes = enum { "clause", "any", "around" },
    form = enum { "subject", "inverted", "participle", "second", "according", "passive", "infinitive", "signed" },
}

layer "attitude" {
    doc = "The words that attribute in the wide sense (attacked, is calling for, support for), apart from attributions. A step towards statements.",
    policy = "longest",
    source = span,
    cue = span,
    speaker = list(ref()),
    stance = enum { "deed", "belief", "assert" },
    form = enum { "active", "passive", "agent", "noun" },
}

layer "statement" {
    doc = "Somebody is reported to say something, in quotation marks or not.",
    speaker = list(ref()),
    addressee = list(ref()),
    source = span,
    cue = span,
    content = list(span),
    mode = enum { "direct", "indirect", "mixed" },
    stance = enum { "assert", "deny", "ask", "promise", "deed", "belief" },
    negated = boolean,
    named = enum { "named", "anonymous", "document" },
    outer = late(ref "statement"),
}
