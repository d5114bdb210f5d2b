return {
    name = "dates",
    version = "0.1.0",
    summary = "Dates, times, durations, sets of dates (TIMEX3) and quantities in English text.",
    languages = { "en" },
}
