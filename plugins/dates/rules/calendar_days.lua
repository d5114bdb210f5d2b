-- calendar_days.lua - days, months and years written out: "9 June 2019", "Oct. 3 to 7", "mid-May", "the autumn of 2006", "the 1990s".

local time = include "time.lua"
local numbers = include "numbers.lua"

local function year_near(match, doc, month)
    return time.year_of(time.reference(doc), month, time.tense(match))
end

local function said_year(match, doc, month)
    if match.year then return tonumber(match.year.text) end
    local reference = time.reference(doc)
    if not match.which then return year_near(match, doc, month) end
    if not reference then return nil end
    local which = match.which.text:lower()
    if which:find("last") or which:find("previous") then return reference.year - 1 end
    return which:find("next") and reference.year + 1 or reference.year
end

local WEEKDAYS = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }

-- The year in which the day is the weekday that stands before it: the one that was reckoned if it fits, else the one before or after, where one does.
local function year_with(weekday, year, month, day)
    for _, shift in ipairs { 0, -1, 1 } do
        local number = calendar.day(time.date(year + shift, month, day))
        if number and calendar.weekday(number) == weekday then return year + shift end
    end
    return year
end

-- What is wrong with a day as it is written: there is none of this number, or it is another weekday. Nothing is mended.
local function note_on(value, weekday)
    if value:find("X") then                                   -- in no year, where there is none in a leap year
        return not calendar.day(value:gsub("^XXXX", "2024") .. "") and "there is no such day" or nil
    end
    local number = calendar.day(value)
    if not number then return "there is no such day" end
    local is = calendar.weekday(number)
    if weekday and is ~= weekday then return ("written %s, but %s is a %s"):format(WEEKDAYS[weekday], value, WEEKDAYS[is]) end
end

-- "last Oct. 23": the year in which that day was last.
local function last_year_of(reference, month, day)
    return reference and (time.date(reference.year, month, day) < reference.iso and reference.year or reference.year - 1)
end

local function day_value(match, doc)
    local month = time.entry(match.month, "months").number
    local year = said_year(match, doc, month)
    local first = numbers.ordinal(match.first.text) or numbers.value(match.first.text)
    local weekday = match.weekday and time.entry(match.weekday, "weekdays").number
    if weekday and year and not match.year then year = year_with(weekday, year, month, first) end
    if match.gone then year = last_year_of(time.reference(doc), month, first) or year end
    local value = time.date(year, month, first)
    local note = note_on(value, weekday)
    if not match.last then return time.fields("DATE", value, { note = note }) end
    local last = time.date(year, month, numbers.ordinal(match.last.text))
    return time.fields("DATE", value .. "/" .. last, { note = note or note_on(last) })
end

rule "day" {
    doc = "A day of a month, with or without weekday and year; several days of one month are one date.",
    match = [[ (weekday:$weekdays ,? | today ,)? ((gone:last)? month:$months first:(%day_of_month | %spelled_day | %small_day &(, | ; | . | ")" | to | %year_number)) ((%dash | to | and) last:%day_of_month)? (,? year:%year_number)? |
               the? first:%day_of_month ((%dash | to | and) the? last:%day_of_month)? of? month:$months
               (,? year:%year_number | which:((last | this | next) year))?) ]],
    mark = day_value,
    marks = "date",
    examples = {
        { "They met on 4 June 2019 in Riga.", expect = { { type = "DATE", value = "2019-06-04", earliest = "2019-06-04" } } },
        { "He stays from Oct. 3 to 7, 2020.", expect = { { value = "2020-10-03/2020-10-07" } } },
        { "The talks were held on Friday, February 12.", document = { date = "2021-03-01" }, expect = { { value = "2021-02-12" } } },
        { "The talks will be held on the 12th of January.", document = { date = "2021-03-01" }, expect = { { value = "2022-01-12" } } },
        { "It was held on Tuesday, 5 March 2024, in Riga.", expect = { { value = "2024-03-05", note = false } } },
        { "It was held on Monday, 5 March 2024, in Riga.", expect = { { value = "2024-03-05", note = "written Monday, but 2024-03-05 is a Tuesday" } } },
        { "It was held on Tuesday, 5 March.", document = { date = "2025-03-04" }, expect = { { value = "2024-03-05" } } },
        { "It was signed on 31 April 2019.", expect = { { value = "2019-04-31", note = "there is no such day" } } },
        { "It was signed on 31 June, not on 29 February.", expect = { { value = "XXXX-06-31", note = "there is no such day" }, { note = false } } },
        { "It was signed on 9 May.", expect = { { value = "XXXX-05-09" } } },
        { "He was killed last Oct. 23 at home.", document = { date = "1999-04-19" }, expect = { { value = "1998-10-23", text = "last Oct. 23" } } },
        { "They met on March eighth, 2011.", expect = { { value = "2011-03-08", text = "March eighth, 2011" } } },
        { "It is payable on Dec one, 1986, to holders of November two.", document = { date = "1986-12-20" },
            expect = { { value = "1986-12-01", text = "Dec one, 1986" }, { value = "1986-11-02", text = "November two" } } },
        { "In March three ships sank. You may 3 times ask.", expect = {} },
    },
}

-- Figures that may be read either way: the day first, as most of the world has them, or the month. The other reading is noted.
local function either_way(year, month, day, doc)
    if doc.country == "US" then month, day = day, month end
    return time.date(year, month, day), ("or %s, with the %s first"):format(time.date(year, day, month), doc.country == "US" and "day" or "month")
end

local function numeric_date(match, doc)
    local day_first = not match.text:find("^%d%d%d%d")
    local year, month, day = match.text:match("^(%d+)%D+(%d+)%D+(%d+)$")
    if #year < 4 then year, month, day = day, month, year end
    year, month, day = tonumber(year), tonumber(month), tonumber(day)
    if month > 12 then month, day = day, month end
    if month > 12 or month < 1 or day < 1 or day > 31 then return nil, "no month has this number" end
    if day_first and match.text:find("/") and day <= 12 and day ~= month and month == tonumber((match.text:match("^%d+%D+(%d+)"))) then
        local value, note = either_way(year, month, day, doc)
        return time.fields("DATE", value, { note = note })
    end
    return time.fields("DATE", time.date(year, month, day))
end

-- lint: off no-requirement figures are known by their shape alone
rule "numeric" {
    doc = "A date in figures: 2024-03-06, 06.03.2024, 6/3/2024 (day first, unless the second figure is over twelve).",
    match = [[ /^(1[0-9]|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}$/ | /^[0-9]{1,2}[.\/][0-9]{1,2}[.\/](1[0-9]|20)[0-9]{2}$/ |
               %year_number - /^[0-9]{1,2}$/ - /^[0-9]{1,2}$/ | /^[0-9]{1,2}$/ "/" /^[0-9]{1,2}$/ "/" %year_number ]],
    mark = numeric_date,
    marks = "date",
    examples = {
        { "Published 2020-02-29 in Oslo.", expect = { { value = "2020-02-29" } } },
        { "Published 03.11.2020 in Oslo.", expect = { { value = "2020-11-03" } } },
        { "Published 3/11/2020 in Oslo.", expect = { { value = "2020-11-03", note = "or 2020-03-11, with the month first" } } },
        { "Published 3/11/2020 in Ohio.", document = { country = "US" }, expect = { { value = "2020-03-11", note = "or 2020-11-03, with the day first" } } },
        { "Resolution 2020-77-99 is not a date.", expect = {} },
    },
}

local function month_value(match, doc)
    local month = time.entry(match.month, "months").number
    local reference = time.reference(doc)
    local year = said_year(match, doc, month)
    local relative = match.relative and match.relative.text:lower()
    if relative and reference then
        year = reference.year
        if relative:find("last") and month >= reference.month then year = year - 1 end
        if relative:find("next") or relative:find("coming") then year = month <= reference.month and year + 1 or year end
    end
    local value = time.month(year, month)
    if match.last_month then value = value .. "/" .. time.month(year, time.entry(match.last_month, "months").number) end
    return time.fields("DATE", value, { mod = time.mod(match.mod) })
end

rule "month" {
    doc = "A month, alone or with its year, part or order. 'May' and 'March' alone need a word before them that asks for a time.",
    match = [[ (mod:%time_part)? (the month of)? (relative:((the)? (last | next | this | coming)))?
               (month:[$months & !may & !march & !mar & !sun & !jan] | month:jan !%propn | month:$months &(,? %year_number | (last | this | next) year) |
                (?<= in | of | since | until | by | from | last | next | this | early | late | mid | during | and | to | between | before | after | - | through) month:[$months & !jan])
               ((%dash | to) last_month:$months)?
               (,? year:%year_number | of? which:((last | this | next | the previous | the following) year))? ]],
    mark = month_value,
    marks = "date",
    examples = {
        { "The fair opens at the end of October 2022.", expect = { { value = "2022-10", mod = "END", text = "the end of October 2022" } } },
        { "Jan Novak and Jan Kos came in Jan 2001.", expect = { { value = "2001-01" } } },
        { "They last met in May.", document = { date = "2023-02-01" }, expect = { { value = "2022-05" } } },
        { "It was opened in December last year.", document = { date = "2023-02-01" }, expect = { { value = "2022-12" } } },
        { "He arrived last November.", document = { date = "2023-02-01" }, expect = { { value = "2022-11", text = "last November" } } },
        { "They may march.", expect = {} },
    },
}

local function season_value(match, doc)
    local reference = time.reference(doc)
    local season = time.entry(match.season, "seasons").code
    local which = match.which and match.which.text:lower() or ""
    local year = match.year and tonumber(match.year.text)
    if not year and reference then
        local starts = ({ SP = 3, SU = 6, FA = 9, WI = 12 })[season]
        year = reference.year
        local begun = season == "WI" and reference.month <= 2 and 1 or 0        -- the winter of that month began the year before
        if which:find("this") then year = year - (season == "WI" and reference.month <= 3 and 1 or 0) end
        if which:find("last") or which:find("past") then year = starts + 2 >= reference.month and year - 1 - begun or year end
        if which:find("next") or which:find("coming") then year = starts <= reference.month and year + 1 or year end
        if which == "" or which == "the" then year = time.year_of(reference, starts, time.tense(match)) end
    end
    return time.fields("DATE", time.year(year) .. "-" .. season, { mod = time.mod(match.mod or match.part) })
end

-- lint: off no-requirement the word is known by its shape alone
rule "mid-month" {
    doc = "The middle of a month in one word: 'mid-November', 'mid-November 1998'.",
    match = [[ month:/^mid-[A-Z]/ (,? year:%year_number)? ]],
    mark = function(match, doc)
        local entry = lexicon "months":lookup(match.month.text:sub(5))
        if not entry then return nil, "no month" end
        return time.fields("DATE", time.month(match.year and tonumber(match.year.text) or year_near(match, doc, entry.number), entry.number), { mod = "MID" })
    end,
    marks = "date",
    examples = {
        { "They met in mid-November 1998.", expect = { { value = "1998-11", mod = "MID", text = "mid-November 1998" } } },
        { "They met in mid-air.", expect = {} },
    },
}

rule "season" {
    doc = "A season with an article or an order: 'this autumn', 'the autumn of 2006', 'last winter', 'summer 2020'.",
    match = [[ (mod:%time_part)? ((which:((the)? (last | this | next | coming | past) (past | coming)? | the))? season:$seasons (of | ,)? year:%year_number |
               which:((the)? (last | this | next | coming | past) (past | coming)?) season:$seasons |
               (?<= in | into | over | since | during | until | by | of | for | before | through) (which:the)? (part:(early | late))? season:[$seasons & !~fall] !%noun |
               (in which:the season:fall)) ]],
    mark = season_value,
    marks = "date",
    examples = {
        { "The road opens this summer.", document = { date = "2021-04-02" }, expect = { { value = "2021-SU" } } },
        { "Floods in the spring of 2013 broke the dam.", expect = { { value = "2013-SP", text = "the spring of 2013" } } },
        { "It was cold this winter, colder than last winter.", document = { date = "2021-01-12" },
          expect = { { value = "2020-WI", earliest = "2020-12-01", latest = "2021-02-28" }, { value = "2019-WI" } } },
        { "Prices will fall again.", expect = {} },
    },
}

-- "the 2030 Agenda": a year far ahead with a capital behind it is part of a name; in a document without a date, one before such a word.
local FAR = 4                        -- years
local PLANS = pattern [[ << (Agenda | Vision | Goals | Strategy | Roadmap | Targets | Framework) ]]
local function names_a_plan(match, doc)
    local reference = time.reference(doc)
    local behind = match:after(1)
    if not behind or not behind.text:find("^%u") then return false end
    if not reference then return behind:has(PLANS) end
    return tonumber(match.year.text) > reference.year + FAR
end

-- "1999-based", "2000-strong", "2023/7": a sign and what touches it belong to the figure.
local function is_joined(match, doc)
    local _, stop = match:bytes()
    local sign = doc.text:match("^[-/]%w", stop + 1) or doc.text:match("^\u{2013}%w", stop + 1)
    return sign ~= nil
end

-- "World Expo 2030", "Sunshine Plan 1986": a year behind a capital that starts no sentence; "Whereas in 1980", "7. In 1980" are none.
local OPENERS = { In = true, Since = true, By = true, From = true, Until = true, During = true, Of = true, Before = true, After = true, Between = true,
                  Through = true, Whereas = true }
local function ends_a_name(match)
    if match.last or not match.text:find("^%d") then return false end
    local before = match:before(2)
    local name = before and before.text:match("%S%s+(%u%S*)$")
    return name ~= nil and not OPENERS[name]
end

local function years_value(match, doc)
    if names_a_plan(match, doc) then return nil, "a year inside a name" end
    if ends_a_name(match) then return nil, "the end of a name" end
    if is_joined(match, doc) then return nil, "part of a longer figure" end
    local value = match.year.text
    if match.last then
        local last = match.last.text
        if match.text:find("/", 1, true) and tonumber(last) % 100 ~= (tonumber(value) + 1) % 100 then return nil, "no two years after each other" end
        value = value .. "/" .. (#last == 2 and value:sub(1, 2) .. last or last)
    end
    return time.fields("DATE", value, { mod = time.mod(match.mod) })
end

-- lint: off no-requirement figures are known by their shape alone
rule "year" {
    doc = "A year in figures, or two joined by a dash; not a number before what it counts, nor a year at the end of a name.",
    match = [[ (?<! $currencies | no. | number | resolution | resolutions | section | article | room | flight | line | act | "#")
               (mod:%time_part)? (the? (fiscal | financial | calendar)? (year | years) of? | fiscal)? year:%year_number ((%dash | "/") last:(%year_number | /^[0-9]{2}$/))?
               !(, /^[0-9]{3}$/ | $measures | $units | "%" | million | billion | thousand | hundred | people | other | more !than) ]],
    mark = years_value,
    marks = "date",
    examples = {
        { "The bridge was built in 1987.", expect = { { value = "1987", earliest = "1987-01-01", latest = "1987-12-31" } } },
        { "The programme for 2021-2024 was adopted.", expect = { { value = "2021/2024" } } },
        { "The budget of 2023/24 was passed, that of 2023/7 was not.", expect = { { value = "2023/2024", text = "2023/24" } } },
        { "At the end of 1999 the fort closed.", expect = { { value = "1999", mod = "END" } } },
        { "They signed the 1951 Pact.", document = { date = "1960-05-05" }, expect = { { text = "1951" } } },
        { "They adopted the 2030 Agenda.", document = { date = "2016-05-05" }, expect = {} },
        { "They adopted the 1992 Convention and the 2030 Agenda.", expect = { { value = "1992" } } },
        { "7. In 1980 it rained - in 1981 - more than in the Sunshine Programme 1986-1990, and since 1991 more than that.",
            expect = { { value = "1980" }, { value = "1981" }, { value = "1986/1990" }, { value = "1991" } } },
        { "He counted 1987 people.", expect = {} },
    },
}

local function spelled_value(match)
    local century = match.century and numbers.value(match.century.text) or 20
    local rest = match.rest and numbers.value(match.rest.text) or 0
    if not rest or rest > 99 or (match.century and rest < 10) then return nil, "no year" end
    local year = century * 100 + rest
    return time.fields("DATE", match.month and time.month(year, time.entry(match.month, "months").number) or time.year(year))
end

rule "spelled-year" {
    doc = "A year in words: 'nineteen ninety-six', 'the year two thousand', 'May nineteen seventy'.",
    match = [[ (month:$months (of | ,)?)? century:(seventeen | eighteen | nineteen) rest:([$numbers & !hundred & !thousand & !million] (%dash? [$numbers & !hundred & !thousand & !million])?)
                   !(%dash? $numbers)
               | the year of? two thousand (and? rest:[$numbers & !hundred & !thousand & !million])? ]],
    mark = spelled_value,
    marks = "date",
    examples = {
        { "It sank in nineteen twelve.", expect = { { value = "1912", text = "nineteen twelve" } } },
        { "It sank in May nineteen seventy-two.", expect = { { value = "1972-05", text = "May nineteen seventy-two" } } },
        { "It opens in the year two thousand.", expect = { { value = "2000", text = "the year two thousand" } } },
        { "He saw nineteen ships.", expect = {} },
    },
}

local DECADES = { twenties = "192", thirties = "193", forties = "194", fifties = "195", sixties = "196", seventies = "197", eighties = "198", nineties = "199" }

-- What may stand before a decade in figures, which is looked for first: "the", "the early", "by the end of the".
local led = pattern [[ (the? (mod:(%time_part | early | late | mid %dash?)) the? | the) >> ]]
local LED = 6                        -- tokens

-- The decade with the words before it that belong to it, and what they say.
local function with_lead(match)
    local before = match:before(LED)
    local lead = before and before:find(led)
    return lead and lead:union(match) or match, lead and time.mod(lead.mod)
end

local function decade_value(match)
    if match.spelled then return time.fields("DATE", DECADES[match.spelled.text:lower()], { mod = time.mod(match.mod) }) end
    local digits = match.text:match("(%d+)'?s$")
    local span, mod = with_lead(match)
    if match.alone and not span.text:find("^[Tt]he%s") then return nil, "an age or a number" end
    local decade = #digits == 4 and digits:sub(1, 3) or (tonumber(digits) > 20 and "19" or "20") .. digits:sub(1, 1)
    local fields = time.fields("DATE", decade, { mod = mod })
    fields[1] = span
    return fields
end

-- lint: off no-requirement figures are known by their shape alone
rule "decade" {
    doc = "A decade: 'the 1990s', 'the early 1980s', 'the '70s', 'the 90s', 'the late nineties'.",
    match = [[ /^(1[0-9]|20)[0-9]0'?s$/ | "'" /^[0-9]0s$/ | /^['’][0-9]0s$/ | alone:/^[2-9]0s$/ |
               the (mod:(early | late | mid %dash?))? spelled:(twenties | thirties | forties | fifties | sixties | seventies | eighties | nineties) !%noun ]],
    mark = decade_value,
    marks = "date",
    examples = {
        { "Trade grew in the late 1990s.", expect = { { value = "199", mod = "END", text = "the late 1990s" } } },
        { "By the end of the 1990s it grew, in mid-1980s Oslo it did not.", expect = { { value = "199", mod = "END", text = "the end of the 1990s" }, { value = "198", mod = "MID" } } },
        { "Trade grew in the late nineties.", expect = { { value = "199", mod = "END", text = "the late nineties" } } },
        { "Trade grew in the 90s.", expect = { { value = "199", text = "the 90s" } } },
        { "He is in his nineties, she in her 90s.", expect = {} },
        { "The B90s drive.", expect = {} },
    },
}

local function century_value(match)
    local mid = match.nth.text:lower():match("^mid%-(.+)$")
    local number = numbers.ordinal(mid or match.nth.text)
    if not number then return nil, "no number" end
    return time.fields("DATE", ("%02d"):format(number - 1), { mod = mid and "MID" or time.mod(match.mod) })
end

rule "century" {
    doc = "A century: 'the 19th century', 'early twentieth-century'.",
    match = [[ the? (mod:(%time_part | early | late | mid %dash?))? nth:(/^(mid-)?[0-9]{1,2}(st|nd|rd|th)$/i | $ordinals | /^mid-[a-z]+(st|nd|rd|th)$/i) %dash? (century | centuries) ]],
    mark = century_value,
    marks = "date",
    examples = {
        { "A palace of the 18th century burned.", expect = { { value = "17", earliest = "1700-01-01" } } },
        { "A palace of the mid-nineteenth century burned.", expect = { { value = "18", mod = "MID" } } },
        { "The first century of runs.", expect = { { value = "00" } } },
        { "It was the event of the century.", expect = {} },
    },
}

-- "Ukraine's Independence Day", "Independence Day" in a text from elsewhere than the United States: another day than theirs.
local function is_of_others(match, doc)
    if match.feast.text ~= "Independence Day" then return false end
    local before = match:before(2)
    local owner = before and before.text:match("(%u[%a.]+)['\u{2019}s%s]*$")
    if owner then return owner ~= "U.S." and owner ~= "US" and owner ~= "American" and owner ~= "On" and owner ~= "States" end
    return doc.country ~= nil and doc.country ~= "US"
end

local function feast_value(match, doc)
    if is_of_others(match, doc) then return nil, "the day of another country" end
    local rule_text = time.entry(match.feast, "holidays").rule
    local reference = time.reference(doc)
    local year = match.year and tonumber(match.year.text)
    if not year and not reference then
        local day = rule_text:match("^%d%d%-%d%d$")
        return day and time.fields("DATE", "XXXX-" .. day)
    end
    local month = tonumber(rule_text:match("^X?%-?(%d%d)%-")) or 4
    local value = time.feast(rule_text, year or time.year_of(reference, month, time.tense(match)))
    if match.week and value then
        return time.fields("DATE", time.week(calendar.day(value)) .. (match.week.text:lower() == "weekend" and "-WE" or ""))
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
    match = [[ (which:(last | this | next))? feast:$holidays (year:%year_number)? (week:(week | weekend))? ]],
    mark = feast_value,
    marks = "date",
    examples = {
        { "Shops close on Christmas Eve.", document = { date = "2020-11-02" }, expect = { { value = "2020-12-24" } } },
        { "They met on Easter Monday 2012.", expect = { { value = "2012-04-09" } } },
        { "Shops close in Christmas week.", document = { date = "2020-11-02" }, expect = { { value = "2020-W52", text = "Christmas week" } } },
        { "They met on India's Independence Day.", expect = {} },
        { "They met on Independence Day.", document = { date = "2020-11-02" }, expect = { { value = "2020-07-04" } } },
        { "She eats easterly.", expect = {} },
    },
}
