-- parts.lua - parts of a year or month: "the third quarter", "the second half of 2016", "year-end", "the second week of June".

local time = include "time.lua"
local numbers = include "numbers.lua"
local narrative = include "told.lua"

-- The month by whose end a quarter is told: that of the quarter in which its middle month lies ("the quarter ended July 31" is the second).
local function ended_month(match)
    local behind = match:after(2)
    local name = behind and behind.text:match("^end%a+%s+(%u%a+)")
    local month = name and lexicon "months":lookup(name)
    return month and (month.number - 2) % 12 + 1
end

local function quarter_value(match, doc)
    local reference = time.reference(doc)
    if not reference then return time.fields("DATE", "XXXX-QX") end
    local year, month = time.shift_months(reference.year, reference.month, -3)
    local ended = ended_month(match)
    if ended then year, month = ended > reference.month and reference.year - 1 or reference.year, ended end
    if match.back then year = year - 1 end
    return time.fields("DATE", ("%04d-Q%d"):format(year, time.quarter(month)))
end

rule "year-end" {
    doc = "The last day of the year in one word: 'year-end', 'year's end'; after 'since' that of the year before.",
    match = [[ (the)? year (%dash | /^['’]s$/)? end (said:%year_number | !%noun) ]],
    mark = function(match, doc)
        local reference, before = time.reference(doc), match:before(1)
        if match.said then return time.fields("DATE", match.said.text .. "-12-31") end
        local year = reference and reference.year - (before and before.text == "since" and 1 or 0)
        return time.fields("DATE", time.year(year) .. "-12-31")
    end,
    marks = "date",
    examples = {
        { "The pier opens by year-end.", document = { date = "2003-11-02" }, expect = { { value = "2003-12-31", earliest = "2003-12-31" } } },
        { "The index fell since year-end.", document = { date = "2003-11-02" }, expect = { { value = "2002-12-31", text = "year-end" } } },
        { "Debt fell at year-end 2003.", expect = { { value = "2003-12-31", text = "year-end 2003" } } },
        { "The year ends well.", expect = {} },
    },
}

rule "quarter" {
    doc = "The quarter that reports speak of, the last that ended; 'the year-earlier quarter' is the one a year before.",
    match = [[ the (fiscal)? quarter back:(a year (ago | earlier)) | the (corresponding | comparable | same) (fiscal)? (quarter |
               period) (of)? back:(last year | a year (ago | earlier))
               | back:last year /^['’]s$/ (fiscal)? quarter | the (fiscal)? quarter !(of | %dash | %year_number | century) | the (latest |
               most recent) (fiscal)? (quarter | period)
               | the (corresponding | comparable)? back:((year | year %dash) (earlier | ago)) (fiscal)? (quarter | period) ]],
    mark = quarter_value,
    marks = "date",
    examples = {
        { "Sales fell in the quarter.", document = { date = "2003-11-02" }, expect = { { value = "2003-Q3" } } },
        { "Sales fell from the year-earlier quarter.", document = { date = "2003-11-02" }, expect = { { value = "2002-Q3" } } },
        { "It earned more in the quarter a year ago.", document = { date = "2003-11-02" },
            expect = { { value = "2002-Q3", text = "the quarter a year ago" } } },
        { "Sales fell in the quarter ended July 31.", document = { date = "2003-11-02" }, expect = { { value = "2003-Q2" } } },
        { "Sales fell from the same period last year.", document = { date = "2003-11-02" },
            expect = { { value = "2002-Q3", text = "the same period last year" } } },
        { "The old quarter of the town.", expect = {} },
    },
}

local function year_period_value(match, doc)
    local year, reference = tonumber(match.year.text), time.reference(doc)
    local quarter = reference and narrative.quarter(match, reference, doc)
    return time.fields("DATE", quarter and ("%04d-Q%d"):format(year, quarter) or time.year(year))
end

rule "year-period" {
    doc = "The part of a year that figures are told of: 'the 1988 period', 'the 2011 quarter'; its quarter where one was told before.",
    match = [[ the year:%year_number (period | quarter) !%noun ]],
    mark = year_period_value,
    marks = "date",
    examples = {
        { "Profit fell in the third quarter. The 2011 period had a gain of 3 million.", document = { date = "2012-11-02" },
          expect = { { value = "2011-Q3", text = "The 2011 period" } } },
        { "The 2011 period was quiet.", expect = { { value = "2011" } } },
        { "The 2011 peace.", expect = {} },
    },
}

local function ordinal_part_value(match, doc)
    local reference = time.reference(doc)
    local word = match.nth.text:lower()
    local nth = word == "last" and "L" or word == "latter" and 2 or numbers.ordinal(match.nth.text)
    local unit = match.unit.text:lower()
    local told = match.year or match.first_year
    local year = told and tonumber(told.text)
    if not year and reference then
        local which = match.which or match.whose
        year = reference.year + (match.back and -1 or which and time.shift_of(which.text:lower()) or 0)
        local quarter = unit:find("quarter") and not which and not match.back and tonumber(nth)
        if quarter and quarter > time.quarter(reference.month) + 1 and time.tense(match) ~= "future" then year = year - 1 end
    end
    if nth == "L" then nth = unit:find("quarter") and 4 or unit == "half" and 2 or nth end
    if nth == "L" or not nth then return nil, "which one is not told" end
    if unit:find("quarter") and nth <= 4 then return time.fields("DATE", ("%s-Q%d"):format(time.year(year), nth)) end
    if unit == "half" and nth <= 2 then return time.fields("DATE", ("%s-H%d"):format(time.year(year), nth)) end
    return nil, "no such part"
end

local function quarter_of_month_value(match, doc)
    local month = time.entry(match.month, "months").number
    local tense, weak = time.tense(match)
    local year = match.year and tonumber(match.year.text) or narrative.year_of(match, doc, month, tense)
        or time.year_of(time.reference(doc), month, tense, weak)
    return time.fields("DATE", ("%s-Q%d"):format(time.year(year), time.quarter(month)))
end

rule "quarter-of-month" {
    doc = "A quarter told by its last month: 'the September quarter'.",
    match = [[ the month:$months quarter (of? year:%year_number)? ]],
    mark = quarter_of_month_value,
    marks = "date",
    examples = {
        { "Output fell in the September quarter.", document = { date = "2003-11-02" }, expect = { { value = "2003-Q3", text = "the September quarter" } } },
        { "It fell in the old quarter in May.", expect = {} },
    },
}

rule "first-quarter" {
    doc = "The first of two quarters: 'the third or fourth quarter of 2025', 'the first and second quarters'.",
    match = [[ first:(the? nth:$ordinals) (or | and | to | -) $ordinals %dash? (quarter | quarters) (of year:%year_number | of which:((this | last |
               next) year))? ]],
    mark = function(match, doc)
        local nth, reference = numbers.ordinal(match.nth.text), time.reference(doc)
        local year = match.year and tonumber(match.year.text) or reference and reference.year + (match.which and time.shift_of(match.which.text:lower()) or 0)
        if not nth or nth > 4 then return nil, "no quarter" end
        local fields = time.fields("DATE", ("%s-Q%d"):format(time.year(year), nth))
        fields[1] = match.first
        return fields
    end,
    marks = "date",
    examples = {
        { "It will close in the third or fourth quarter of 2025.", expect = { { value = "2025-Q3", text = "the third" } } },
        { "The first and second men of the old quarter.", expect = {} },
    },
}

rule "part-of-year" {
    doc = "A quarter or half of a year: 'the first quarter of 2006', 'the second half of this year', 'third-quarter'.",
    match = [[ (whose:((this | next | last) year) /^['’]s$/ | the first_year:%year_number | the back:(year %dash? (earlier | ago)) | the)? (fiscal | latest)?
               nth:($ordinals | /^[1-4](st|nd|rd|th)$/ | last | latter) %dash? unit:(quarter | quarters | half)
               ((of | ,)? (fiscal)? year:%year_number | of which:((the)? (current | this | next | last | previous | coming)? year))?
               !(of %noun | of the [!year] | %dash final) ]],
    where = function(match)
        if match.year or match.first_year or match.which or match.whose then return true end
        return match.unit.text:lower() ~= "half" and match.nth.text:lower() ~= "last"
    end,
    mark = ordinal_part_value,
    marks = "date",
    examples = {
        { "Sales grew in the third quarter of 2016.", expect = { { value = "2016-Q3", earliest = "2016-07-01", latest = "2016-09-30" } } },
        { "Sales grew in the 2016 third quarter.", expect = { { value = "2016-Q3", text = "the 2016 third quarter" } } },
        { "It opens in next year's first quarter.", document = { date = "2019-10-10" }, expect = { { value = "2020-Q1" } } },
        { "Profit fell in the fourth quarter.", document = { date = "2020-01-26" }, expect = { { value = "2019-Q4" } } },
        { "It opens in the first half of next year.", document = { date = "2019-10-10" }, expect = { { value = "2020-H1" } } },
        { "The first half was dull.", expect = {} },
    },
}

-- The n-th of a weekday in a month, "L" the last; nil where it has not so many.
local function nth_weekday(year, month, weekday, nth)
    local first, days = calendar.day(time.date(year, month, 1)), calendar.days_in(year, month)
    local number = first + (weekday - calendar.weekday(first)) % 7
    if nth == "L" then return number + (first + days - 1 - number) // 7 * 7 end
    number = number + 7 * (nth - 1)
    return number < first + days and number or nil
end

local THURSDAY, SATURDAY = 4, 6      -- a week belongs to the month of its Thursday

local function in_month_value(match, doc)
    local word = match.nth.text:lower()
    local nth = (word == "last" or word == "final") and "L" or word == "opening" and 1 or numbers.ordinal(word)
    local month = match.month and time.entry(match.month, "months").number
    local tense = time.tense(match)
    local reference = time.reference(doc)
    local year = match.year and tonumber(match.year.text) or match.which and reference and reference.year + time.shift_of(match.which.text:lower())
        or month and (narrative.year_of(match, doc, month, tense) or time.year_of(reference, month, tense))
    if match.this_month and reference then
        year, month = time.shift_months(reference.year, reference.month, time.shift_of(match.this_month.text:lower()))
    end
    if not year or not month or not nth then return nil, "no year" end
    if match.day then return time.fields("DATE", time.date(year, month, nth == "L" and calendar.days_in(year, month) or nth)) end
    local weekday = match.weekday and time.entry(match.weekday, "weekdays").number or match.weekend and SATURDAY or THURSDAY
    local number = nth_weekday(year, month, weekday, nth)
    if not number then return nil, "there is none" end
    if match.weekday then return time.fields("DATE", calendar.date(number)) end
    return time.fields("DATE", time.week(number) .. (match.weekend and "-WE" or ""))
end

rule "week-of-month" {
    doc = "A week, weekday or day of a month by its number: 'the second week of June', 'the last Friday in May', 'the first day of July'.",
    match = [[ (the | this) very? nth:($ordinals | %day_ordinal | last | final | opening) (week | weekend:weekend | weekday:$weekdays | day:day) (of |
               in) (month:$months
               ((,? | of) year:%year_number | of? which:((last | this | next) year))? | this_month:(this | next | last) month) ]],
    mark = in_month_value,
    marks = "date",
    examples = {
        { "It sits in the second week of June 2021.", expect = { { value = "2021-W23" } } },
        { "The vote is due on the first Sunday in October. They left on the last day of February 2024, after the last weekend of January 2024.",
            document = { date = "2025-05-08" },
            expect = { { value = "2025-10-05", text = "the first Sunday in October" }, { value = "2024-02-29" }, { value = "2024-W04-WE" } } },
        { "They meet on the last Friday of this month.", document = { date = "2025-05-08" }, expect = { { value = "2025-05-30" } } },
        { "Done this fourteenth day of April 1994.", expect = { { value = "1994-04-14", text = "this fourteenth day of April 1994" } } },
        { "The second week was cold.", expect = {} },
    },
}

local function week_of_day_value(match, doc)
    local month = time.entry(match.month, "months").number
    local year = match.year and tonumber(match.year.text) or time.year_of(time.reference(doc), month, time.tense(match))
    local number = year and calendar.day(time.date(year, month, numbers.ordinal(match.day.text)))
    local part = match.weekend and "-WE" or ""
    return time.fields("DATE", (number and time.week(number) or "XXXX-WXX") .. part)
end

rule "week-of-day" {
    doc = "A week that a day stands for: 'the week of March 6', 'the week ending 12 May 2023'.",
    match = [[ the (week (of | beginning | starting | ending | ended) ($weekdays ,?)? | weekend:weekend of) (month:$months day:%day_of_month ((%dash |
               to) %day_of_month)? |
               the? day:%day_of_month ((%dash | to) %day_of_month)? of? month:$months) (,? year:%year_number)? ]],
    mark = week_of_day_value,
    marks = "date",
    examples = {
        { "The hearing is in the week of March 6, 2000.", expect = { { value = "2000-W10", earliest = "2000-03-06", text = "the week of March 6, 2000" } } },
        { "Prices fell in the week ending 12 May.", document = { date = "2023-05-20" }, expect = { { value = "2023-W19" } } },
        { "They met over the weekend of 13-14 May 2023.", expect = { { value = "2023-W19-WE", text = "the weekend of 13-14 May 2023" } } },
        { "The week of rain ended.", expect = {} },
    },
}

local UNIT_DAYS = { D = 1, W = 7 }

-- First and last day of `number` units at the beginning or end of a time that lasts from one day to another.
local function units_at(first, last, number, code, from_end)
    local days = UNIT_DAYS[code]
    if days then
        if from_end then return calendar.date(last - days * number + 1), calendar.date(last) end
        return calendar.date(first), calendar.date(first + days * number - 1)
    end
    local year, month = calendar.parts(from_end and last or first)
    local other_year, other_month = time.shift_months(year, month, from_end and 1 - number or number - 1)
    if from_end then return time.month(other_year, other_month), time.month(year, month) end
    return time.month(year, month), time.month(other_year, other_month)
end

local function units_of_value(match, doc)
    local number = match.number and numbers.value(match.number.text)
    local reference = time.reference(doc)
    local which = match.which and match.which.text:lower() or ""
    local year = match.year and tonumber(match.year.text)
    local month = match.month and time.entry(match.month, "months").number
    if not year and month and which == "" then
        local tense, weak = time.tense(match)
        year = narrative.year_of(match, doc, month, tense) or time.year_of(reference, month, tense, weak)
    end
    year = year or reference and reference.year + time.shift_of(which)
    local value = month and time.month(year, month) or time.year(year)
    local from_end = match.side.text:lower() ~= "first"
    local code = time.entry(match.unit, "units").code
    if not number or number == "X" or not year or month and code == "M" or code == "M" and number > 12 then
        return time.fields("DATE", value, { mod = from_end and "END" or "START" })
    end
    local first, last = time.range(value)
    return time.fields("DATE", table.concat({ units_at(calendar.day(first), calendar.day(last), number, code, from_end) }, "/"))
end

rule "months-of-year" {
    doc = "The first or last months, weeks or days of a year or month: 'the first four months of this year', 'the last three days of May'.",
    match = [[ the side:(first | last | final) (number:(%number | few | several))? unit:(months | weeks | days)
               of (year:%year_number | which:((the)? (current | this | last | next) year | the year) | month:$months (,? year:%year_number |
               of? which:((this | last | next) year))?) ]],
    mark = units_of_value,
    marks = "date",
    examples = {
        { "Trade rose in the first four months of this year.", document = { date = "2018-06-01" }, expect = { { value = "2018-01/2018-04" } } },
        { "It rained in the last three days of May 2019 and the first 100 days of 2020.",
            expect = { { value = "2019-05-29/2019-05-31" }, { value = "2020-01-01/2020-04-09" } } },
        { "The first four months were hard.", expect = {} },
    },
}

rule "whole-year" {
    doc = "A year of accounts, told by the day on which it ends or as a whole: 'the year ended March 31', 'sales for the full year'.",
    match = [[ the (fiscal | financial)? unit:year &(ended | ending) | the full:(full year) !%noun ]],
    mark = function(match, doc)
        local reference = match.full and time.reference(doc)
        if reference then return time.fields("DATE", time.year(reference.year)) end
        return time.fields("DURATION", "P1Y")
    end,
    marks = "date",
    examples = {
        { "Sales rose in the year ended March 31.", document = { date = "2003-06-02" }, expect = { { type = "DURATION", value = "P1Y", text = "the year" } } },
        { "The year ended well.", expect = { { text = "The year" } } },
        { "Sales for the full year rose.", document = { date = "2003-06-02" }, expect = { { type = "DATE", value = "2003", text = "the full year" } } },
        { "That year they ended the war.", expect = {} },
    },
}
