-- feasts.lua - feast days: "Christmas Eve", "Easter Monday 2012", "Ramadan", and days of the Islamic calendar: "Shawwal 24, 1446".

local time = include "time.lua"
local numbers = include "numbers.lua"
local moon = include "moon.lua"
local narrative = include "told.lua"

-- "Ukraine's Independence Day", "Independence Day" in a text from elsewhere than the United States: another day than theirs.
local function is_of_others(match, doc)
    if match.feast.text ~= "Independence Day" then return false end
    local before = match:before(2)
    local owner = before and before.text:match("(%u[%a.]+)['\u{2019}s%s]*$")
    if owner then return owner ~= "U.S." and owner ~= "US" and owner ~= "American" and owner ~= "On" and owner ~= "States" end
    return doc.country ~= nil and doc.country ~= "US"
end

-- "Tariq Ramadan", "Eid Abdullah": names of persons.
local NAMES = { Ramadan = true, Ramadhan = true, Eid = true, Tet = true, Epiphany = true }
local LEADS = {}
for word in ([[ In During After Before Since This Last Next Holy The On Until By For At Muslim Islamic Of ]]):gmatch("%a+") do LEADS[word] = true end
local function is_name(match)
    if match.year or match.week or match.month_of or not NAMES[match.feast.text] then return false end
    local before, after = match:before(1), match:after(1)
    local lead = before and before.text:match("^%u[%a'-]+$")
    return lead and not LEADS[lead] or after and after.text:find("^%u") ~= nil
end

local EID = { "I-10-01", "I-12-10" }

-- All days of a feast by the moon from the year before to the year after one, in their order; nil of other feasts.
local function moon_days(rule_text, year)
    local days = {}
    for near = year - 1, year + 1 do
        for _, kind in ipairs(rule_text == "EID" and EID or { rule_text }) do
            local found = moon.feast(kind, near)
            if not found then return nil end
            table.move(found, 1, #found, #days + 1, days)
        end
    end
    table.sort(days, function(a, b) return a[1] < b[1] end)
    return days
end

local function is_before(day, reference) return day[2] < reference.number end
local function is_after(day, reference) return day[1] > reference.number end

local BESIDE = 2                     -- days that a feast is told of whatever the tense

-- Of the days of a feast that of a year, or else the one that fits the words: "last", "next", the tense of the clause, the nearest.
local function moon_day(days, year, which, reference, tense)
    local best
    for _, day in ipairs(days) do
        if year then
            if calendar.parts(day[1]) == year then return day end
        elseif not which and math.abs(day[1] - reference.number) <= BESIDE then
            return day
        elseif which == "last" or tense == "past" and which ~= "next" and which ~= "this" then
            if is_before(day, reference) or which ~= "last" and not is_after(day, reference) then best = day end
        elseif which == "next" or tense == "future" and which ~= "this" then
            if is_after(day, reference) or which ~= "next" and not is_before(day, reference) then return day end
        elseif which == "this" then
            if calendar.parts(day[1]) == reference.year then return day end
        elseif not best or math.abs(day[1] - reference.number) < math.abs(best[1] - reference.number) then
            best = day
        end
    end
    return best
end

local RECKONED = "reckoned; by the sight of the moon it may differ by a day"

local ISLAMIC = 1600                  -- years before it are Islamic ones beside a feast of Islam

-- The year that is told beside a feast.
local function year_said(match, doc)
    local reference = time.reference(doc)
    if match.of_year then return reference and reference.year + time.shift_of(match.of_year.text:lower()) end
    return match.year and tonumber(match.year.text)
end

local LAST_YEAR = 9990                -- the calendar ends with 9999

local function moon_value(match, doc, rule_text)
    local reference, year = time.reference(doc), year_said(match, doc)
    if year and year < ISLAMIC and rule_text:find("^I") then
        local month, day = rule_text:match("^I%-(%d%d)%-?(%d*)$")
        local first = moon.islamic(year, tonumber(month), tonumber(day) or 1)
        local last = day ~= "" and first or moon.islamic(year, tonumber(month) + 1, 1) - 1
        return time.fields("DATE", calendar.date(first) .. (last > first and "/" .. calendar.date(last) or ""), { note = RECKONED })
    end
    if (year or reference and reference.year or 0) > LAST_YEAR then return nil, "beyond the calendar" end
    if not year and not reference then return moon.feast(rule_text, 2000) and time.fields("DATE", "XXXX-XX-XX") end
    local days = moon_days(rule_text, year or reference.year)
    local day = days and moon_day(days, year, match.which and match.which.text:lower(), reference, time.tense(match))
    if not day then return nil end
    local value = calendar.date(day[1]) .. (day[2] > day[1] and "/" .. calendar.date(day[2]) or "")
    return time.fields("DATE", value, { note = rule_text:find("^[IE]") and RECKONED or nil })
end

local TUESDAY = 2

local function feast_value(match, doc)
    if is_of_others(match, doc) then return nil, "the day of another country" end
    if is_name(match) then return nil, "a name" end
    local rule_text = time.entry(match.feast, "holidays").rule
    if rule_text == "EID" or moon.feast(rule_text, 2000) then return moon_value(match, doc, rule_text) end
    local reference = time.reference(doc)
    local year = year_said(match, doc)
    if not year and not reference then
        local day = rule_text:match("^%d%d%-%d%d$")
        return day and time.fields("DATE", "XXXX-" .. day)
    end
    local month = tonumber(rule_text:match("^X?%-?(%d%d)%-")) or 4
    local tense, weak = time.tense(match)
    if (year or reference.year) > LAST_YEAR then return nil, "beyond the calendar" end
    local value = time.feast(rule_text, year or not match.which and narrative.year_of(match, doc, month, tense) or time.year_of(reference, month, tense, weak))
    if match.week and value then
        local day, weekend = calendar.day(value), match.week.text:lower() == "weekend"
        if weekend and calendar.weekday(day) <= TUESDAY then day = day - 7 end           -- the weekend before a Monday off
        return time.fields("DATE", time.week(day) .. (weekend and "-WE" or ""))
    end
    local which = match.which and match.which.text:lower()
    if not year and which and value then
        if which == "last" and value >= reference.iso then value = time.feast(rule_text, reference.year - 1) end
        if which == "next" and value <= reference.iso then value = time.feast(rule_text, reference.year + 1) end
    end
    return time.fields("DATE", value)
end

rule "feast" {
    doc = "A feast day: 'New Year's Day', 'last Christmas', 'Easter Monday 2012'.",
    match = [[ (the (holy | Muslim | Islamic | sacred | blessed | fasting){0,3} month_of:(month of) | which:(last | this | next))? feast:$holidays ((of |
               ,)? year:%year_number | (of | in)? of_year:((last | this | next) year))? (week:(week | weekend))?
               !(tree | trees | card | cards | cake | carols | "Island" | "War" | "Offensive" | "Agreement" | "Accord" | "Accords") ]],
    mark = feast_value,
    marks = "date",
    examples = {
        { "Shops close on Christmas Eve.", document = { date = "2020-11-02" }, expect = { { value = "2020-12-24" } } },
        { "They met on Easter Monday 2012.", expect = { { value = "2012-04-09" } } },
        { "Shops close in Christmas week.", document = { date = "2020-11-02" }, expect = { { value = "2020-W52", text = "Christmas week" } } },
        { "They met over Memorial Day weekend.", document = { date = "2025-06-02" }, expect = { { value = "2025-W21-WE", latest = "2025-05-25" } } },
        { "They met on India's Independence Day.", expect = {} },
        { "They met on Independence Day.", document = { date = "2020-11-02" }, expect = { { value = "2020-07-04" } } },
        { "The crossing opens longer during the holy month of Ramadan and after Eid al-Fitr.", document = { date = "2025-03-05" },
            expect = { { value = "2025-03-01/2025-03-29", text = "the holy month of Ramadan" }, { value = "2025-03-30" } } },
        { "Markets were shut for the Lunar New Year and on Orthodox Easter 2024; Yom Kippur 2023 was quiet.", document = { date = "2025-03-05" },
            expect = { { value = "2025-01-29", text = "Lunar New Year" }, { value = "2024-05-05" }, { value = "2023-09-25" } } },
        { "Christmas of 2024, Yom Kippur, 1973, Ramadan 1446 and Christmas Day last year.", document = { date = "2025-05-08" },
            expect = { { value = "2024-12-25" }, { value = "1973-10-06" }, { value = "2025-03-01/2025-03-29" },
                { value = "2024-12-25", text = "Christmas Day last year" } } },
        { "Passover 2024, Hanukkah 2024 and Diwali 2023.",
            expect = { { value = "2024-04-23" }, { value = "2024-12-26/2025-01-02" }, { value = "2023-11-12" } } },
        { "They will meet after Eid; Tariq Ramadan, a veteran of the Yom Kippur War and the Good Friday Agreement, will not.",
            document = { date = "2025-03-05" },
            expect = { { value = "2025-03-30" } } },
        { "She eats easterly under Christmas trees.", expect = {} },
    },
}

local function islamic_value(match)
    local month = time.entry(match.month, "islamic_months").number
    local number = moon.islamic(tonumber(match.year.text), month, numbers.ordinal(match.day.text))
    return time.fields("DATE", calendar.date(number), { note = RECKONED })
end

rule "islamic-day" {
    doc = "A day of the Islamic calendar, with its year: 'Shawwal 24, 1446', '10 Muharram 1447 AH'.",
    match = [[ (month:$islamic_months day:%day_of_month ,? | day:%day_of_month (of)? month:$islamic_months ,?) year:/^1[34][0-9]{2}$/ ("AH" | "H" | "A.H.")? ]],
    mark = islamic_value,
    marks = "date",
    examples = {
        { "Riyadh, Shawwal 24, 1446.", expect = { { value = "2025-04-22", text = "Shawwal 24, 1446" } } },
        { "It was dated 10 Muharram 1447 AH.", expect = { { value = "2025-07-05" } } },
        { "The Safar 30 guests.", expect = {} },
    },
}
