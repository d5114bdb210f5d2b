return {
    name = "entities",
    version = "0.1.0",
    summary = "Persons, organizations, countries and places in English text, who 'the two sides' are, and whom pronouns mean.",
    languages = { "en" },
}
