return {
    name = "quotes",
    version = "0.1.0",
    summary = "Who is reported to say what: direct, indirect and mixed speech, with source, cue and content.",
    languages = { "en" },
    requires = { "entities", "syntax" },
}
