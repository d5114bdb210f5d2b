-- reckoning_spec.lua - what dates mean depends on the day of the text.

local function value(t, text, day)
    local found = t:read(text, { date = day }):layer "date"
    return found[1] and found[1].value
end

case "the same words name another day in another text" (function(t)
    t:equal(value(t, "They met on Monday.", "2026-03-05"), "2026-03-02")
    t:equal(value(t, "They met on Monday.", "2026-03-12"), "2026-03-09")
end)

case "a year changes at its end" (function(t)
    t:equal(value(t, "They met last year.", "2026-01-01"), "2025")
    t:equal(value(t, "They met last year.", "2025-12-31"), "2024")
end)

case "a text without a date leaves a weekday open" (function(t)
    local found = t:read("They met on Monday."):layer "date"
    t:equal(#found, 1)
    t:none(found[1].earliest)
end)
