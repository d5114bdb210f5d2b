return {
    name = "syntax",
    version = "0.1.0",
    summary = "Noun phrases, verb phrases and clauses of English text, from word tags.",
    languages = { "en" },
}
