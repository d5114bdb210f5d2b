return {
    name = "diplomacy",
    version = "0.1.0",
    summary = "Readouts: encounters, and who pledged, urged, supported, praised, thanked, agreed, warned what to whom.",
    languages = { "en" },
    requires = { "quotes", "entities", "syntax", "dates" },
}
