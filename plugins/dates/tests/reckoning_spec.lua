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

case "what is to be lies ahead, what one is thanked for behind" (function(t)
    t:equal(value(t, "The fair, to be held in Lima on 20 August, was discussed.", "2025-06-11"), "2025-08-20")
    t:equal(value(t, "They had cleared the road and would open a bridge by 1 November.", "2025-09-25"), "2025-11-01")
    t:equal(value(t, "She invited him to sail and thanked Norway for having spoken in September.", "2025-10-06"), "2025-09")
    t:equal(value(t, "He expects the budget in February.", "2025-11-20"), "2026-02")
end)
