-- set_phrases.lua - formulas of diplomatic language, from lexicons/formulas.tsv.

rule "formula" {
    doc = "A formula with what it signals: 'core interests', 'frank and constructive'.",
    match = [[ what:$formulas ]],
    mark = "set_phrase", set = { phrase = from "what.phrase", meaning = from "what.meaning" },
    examples = {
        { "They had a frank and constructive exchange.", expect = { { phrase = "frank and constructive" } } },
        { "They had a frank and noisy exchange.", expect = {} },
    },
}
