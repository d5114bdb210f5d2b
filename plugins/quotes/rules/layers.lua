-- layers.lua - what the plugin marks.

layer "attribution" {
    doc = "The words that attribute: source and cue, without what is said. A step towards statements.",
    policy = "longest",
    source = span,
    cue = span,
    stance = enum { "assert", "deny", "ask", "promise", "deed", "belief" },
    form = enum { "subject", "inverted", "participle", "second", "according", "passive" },
}

layer "statement" {
    doc = "Somebody is reported to say something, in quotation marks or not.",
    speaker = late(list(ref())),
    source = late(span),
    cue = span,
    content = list(span),
    mode = enum { "direct", "indirect", "mixed" },
    stance = enum { "assert", "deny", "ask", "promise", "deed", "belief" },
    negated = boolean,
    named = late(enum { "named", "anonymous", "document" }),
    outer = late(ref "statement"),
}
