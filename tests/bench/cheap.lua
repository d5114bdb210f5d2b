-- cheap.lua - rules that find rows and cost little, to measure what is not analysis.

layer "topic" { name = text, what = span }

lexicon "topics" { "peace", "security", "development", "human rights", "climate change", "trade" }

rule "topic" {
    doc = "A topic of the list.",
    match = [[ what:$topics ]],
    mark = "topic",
    examples = { { "We want peace.", expect = { { what = "peace" } } } },
}
