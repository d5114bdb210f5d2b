-- relative.lua - times told from the document's day: "Tuesday", "yesterday", "next month", "two years ago", "the end of the week".

local time = include "time.lua"
local numbers = include "numbers.lua"
local narrative = include "told.lua"
local founded = include "founded.lua"

-- First and last day of a year, seen from the inferred year of a document without a date; nothing where none is inferred.
local function inferred_range(doc, shift, slack)
    local year = founded.year(doc)
    if not year then return nil end
    local first, last = calendar.day(time.date(year + shift, 1, 1)), calendar.day(time.date(year + shift, 12, 31))
    return calendar.date(first - slack), calendar.date(last + slack)
end

local function with_inferred(fields, doc, shift, slack)
    if not fields.earliest and not time.reference(doc) then fields.earliest, fields.latest = inferred_range(doc, shift, slack) end
    return fields
end

local WEEK = 6                       -- days that the nearest weekday may lie in another year

-- "Bloody Sunday", "USA Today".
local NAMES = { Good = true, Bloody = true, Black = true, Super = true, Cyber = true, USA = true }
local function is_named(match)
    local before = match.text:find("^%u") and match:before(1)
    return before and NAMES[before.text]
end

-- "10 March 2025 (Monday)", "Monday (10 March 2025)": the day beside it, if it is that weekday.
local function in_brackets(match, weekday, doc)
    local first, stop = match:bytes()
    local day
    if doc.text:sub(first - 1, first - 1) == "(" then
        day = narrative.day_in_sentence(match, doc)
    elseif doc.text:sub(stop + 1, stop + 2) == " (" then
        day = narrative.day_of(doc.text:match("^[^)]*", stop + 3), doc)
    end
    return day and calendar.weekday(day) == weekday and day or nil
end

-- "a Friday in May", "on a Tuesday.": no certain one.
local function is_any_one(match, doc)
    local before = match:before(2)
    local lead = before and before.text:lower()
    if not lead or not (lead:find("%f[%a]an?$") or lead:find("%f[%a]one$") or lead:find("%f[%a]some$")) then return false end
    local _, stop = match:bytes()
    return doc.text:find("^ in %u", stop + 1) ~= nil or lead:find("^on ") ~= nil and doc.text:find("^[.,;:]", stop + 1) ~= nil
end

local LEAD = 24                      -- bytes: "Wednesday through "
local WIDEST = 4                     -- days from one to the other
local JOINS = { ["and"] = true, to = true, through = true, ["or"] = true, till = true, ["until"] = true }

-- The number of the weekday that words join to this one: "Thursday and Friday", "from Tuesday to Thursday"; true where it stands before.
local function joined_weekday(match, doc)
    local first, stop = match:bytes()
    local word, joins = doc.text:sub(math.max(1, first - LEAD), first - 1):match "(%u%l+) (%l+) $"
    local other = joins and JOINS[joins] and lexicon "weekdays":lookup(word)
    if other then return other.number, true end
    joins, word = doc.text:match("^ (%l+) (%u%l+)", stop + 1)
    other = joins and JOINS[joins] and lexicon "weekdays":lookup(word)
    return other and other.number or nil, false
end

-- Of two weekdays that are joined, behind the document's day the second is the nearest to it, ahead of it the first; the other follows from that one.
local function joined_value(match, weekday, reference, doc)
    local other, is_second = joined_weekday(match, doc)
    local tense = other and time.tense(match)
    local gap = other and (is_second and weekday - other or other - weekday) % 7
    if not gap or gap == 0 or gap > WIDEST or is_second ~= (tense == "future") then return nil end          -- "on Friday and Thursday"
    local day = calendar.day(time.weekday(reference, other, tense))
    return calendar.date(is_second and day + gap or day - gap)
end

-- "Last week on Wednesday".
local function week_before(match, doc)
    local first = match:bytes()
    local which = doc.text:sub(math.max(1, first - LEAD), first - 1):lower():match "%f[%a](%a+ week),? on $"
    return which and (which:find "^last" or which:find "^next" or which:find "^this") and which or nil
end

local function weekday_value(match, doc)
    local reference = time.reference(doc)
    if is_named(match) then return nil, "a name" end
    local weekday = time.entry(match.weekday, "weekdays").number
    local which = match.which and match.which.text:lower() or ""
    local value
    if not reference or is_any_one(match, doc) then
        value = time.weekday(nil, weekday)
    elseif in_brackets(match, weekday, doc) then
        value = calendar.date(in_brackets(match, weekday, doc))
    elseif week_before(match, doc) then
        local day = reference.number + 7 * time.shift_of(week_before(match, doc))
        value = calendar.date(day - calendar.weekday(day) + weekday)
    elseif match.week then
        local day = match.week.text:lower():find("^that") and narrative.day(match, doc) or reference.number + 7 * time.shift_of(match.week.text:lower())
        value = calendar.date(day - calendar.weekday(day) + weekday)
    elseif which:find("last") or which:find("past") or which:find("previous") then
        local from = which:find("previous") and narrative.day(match, doc) or reference.number
        value = calendar.date(from - ((calendar.weekday(from) - weekday - 1) % 7 + 1))
    elseif which:find("next") or which:find("coming") or which:find("following") then
        local from = which:find("following") and narrative.day(match, doc) or reference.number
        value = calendar.date(from + (weekday - calendar.weekday(from) - 1) % 7 + 1)
    elseif which:find("this") then
        value = calendar.date(reference.number + weekday - reference.weekday)
    else
        value = joined_value(match, weekday, reference, doc) or time.weekday(reference, weekday, time.tense(match))
    end
    if not value then return nil, "beyond the calendar" end
    local part = time.part_of_day(match)
    return with_inferred(time.fields(part == "" and "DATE" or "TIME", value .. part, { mod = time.mod(match.mod) }), doc, 0, WEEK)
end

rule "weekday" {
    doc = "A weekday: the nearest one, behind in reports and ahead in plans; 'last', 'next', 'this' say which.",
    match = [[ (mod:(early | earlier | late | later))? (which:((the)? (last | next | this | past | coming | previous) (past | coming)? | the following))?
               weekday:$weekdays (%dash? daypart:$dayparts)? (of? week:((last | next | this | the (following | previous | coming)) week) |
               of week:(that week))? !(,? $months %day_of_month | "Times" | "Club" | "Telegraph" | "Express" | "Night" ("Live" | "Football") | school |
               schools) ]],
    mark = weekday_value,
    marks = "date",
    examples = {
        { "She said on Thursday that rain fell.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-02" } } },
        { "The council will meet on Thursday.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-09" } } },
        { "They arrived on Wednesday.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-08" } } },
        { "She is expected to meet Hugo Brand, head of the bank, in Lima on Thursday. She met Ana Ruiz, head of the mint, in Lima on Thursday.", document = { date = "2022-06-08" },
          expect = { { value = "2022-06-09" }, { value = "2022-06-02" } } },
        { "Ships took part in drills that end on Friday.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-10" } } },
        { "The vote is on Thursday; talks set for Friday could end on Sunday.", document = { date = "2022-06-08" },
            expect = { { value = "2022-06-09" }, { value = "2022-06-10" }, { value = "2022-06-12" } } },
        { "The fair opens on Thursday and takes place in Oslo; the talks resume Monday.", document = { date = "2022-06-08" },
            expect = { { value = "2022-06-09" }, { value = "2022-06-13" } } },
        { "They will answer Monday's attack, and began in May, he said on Sunday.", document = { date = "2022-06-08" },
            expect = { { value = "2022-06-06" }, { value = "2022-06-05" } } },
        { "\"It may rain,\" he told them on Thursday.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-02" } } },
        { "They met on Thursday and Friday. They will meet from Tuesday to Thursday. They met last week on Wednesday.", document = { date = "2026-03-12" },
            expect = { { value = "2026-03-05" }, { value = "2026-03-06" }, { value = "2026-03-17" }, { value = "2026-03-19" }, { value = "2026-03-04" } } },
        { "They meet next Sunday.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-12" } } },
        { "He called on Friday evening.", document = { date = "2022-06-08" }, expect = { { type = "TIME", value = "2022-06-03TEV" } } },
        { "He called on Friday.", expect = { { value = "XXXX-WXX-5" } } },
        { "The Monday-Friday week.", expect = { { text = "Monday" }, { text = "Friday" } } },
        { "He called on Friday. This year marks the 20th anniversary of the founding of the African Union.",
            expect = { { value = "XXXX-WXX-5", earliest = "2021-12-26", latest = "2023-01-06" } } },
        { "He was shot on 3 March 2015; the following Friday he died. Following Monday's vote it rained.", document = { date = "2022-06-10" },
          expect = { { value = "2015-03-06" }, { text = "Monday" } } },
        { "They met on 10 March 2025 (Monday), on Tuesday (11 March 2025).", document = { date = "2025-06-10" },
            expect = { { value = "2025-03-10" }, { value = "2025-03-11" } } },
        { "They met on Wednesday of last week and will meet on Tuesday next week.", document = { date = "2022-06-10" },
            expect = { { value = "2022-06-01", text = "Wednesday of last week" }, { value = "2022-06-14" } } },
        { "It fell on a Friday in May.", document = { date = "2022-06-10" }, expect = { { value = "XXXX-WXX-5" } } },
        { "It fell at a Friday rally.", document = { date = "2022-06-10" }, expect = { { value = "2022-06-10" } } },
        { "The friday market. The Sunday Times told of Bloody Sunday and a Sunday school.", expect = {} },
    },
}

local DAYS = { today = 0, tonight = 0, yesterday = -1, tomorrow = 1 }

local function near_day_value(match, doc)
    local reference = time.reference(doc)
    if is_named(match) then return nil, "a name" end
    local word = match.word.text:lower()
    local part = word == "tonight" and "TNI" or time.part_of_day(match)
    local shift = DAYS[word]
    if match.beyond then shift = shift + (shift > 0 and 1 or -1) end
    local value = reference and calendar.date(reference.number + shift) or "XXXX-XX-XX"
    return with_inferred(time.fields(part == "" and "DATE" or "TIME", value .. part, { mod = time.mod(match.mod) }), doc, 0, math.abs(shift))
end

rule "near-day" {
    doc = "Today, yesterday, tomorrow, tonight, with their parts: 'late yesterday', 'tomorrow morning', 'the day after tomorrow'.",
    match = [[ (mod:(early | earlier | late | later))? (beyond:(the day (before | after)))? word:(today | tonight | yesterday |
               tomorrow) (daypart:$dayparts)? !(programme | show) ]],
    mark = near_day_value,
    marks = "date",
    examples = {
        { "The envoy left yesterday.", document = { date = "2022-03-01" }, expect = { { value = "2022-02-28" } } },
        { "The envoy leaves tomorrow morning.", document = { date = "2022-03-01" }, expect = { { type = "TIME", value = "2022-03-02TMO" } } },
        { "The envoy leaves today.", expect = { { value = "XXXX-XX-XX" } } },
        { "The yesterdays of men. He spoke on the Today programme.", expect = {} },
    },
}

-- One unit of the calendar, `shift` of them from the reference.
local spans = {
    D = function(r, shift) return calendar.date(r.number + shift) end,
    W = function(r, shift) return time.week(r.number + 7 * shift) end,
    WE = function(r, shift) return time.week(r.number + 7 * shift) .. "-WE" end,
    M = function(r, shift) return time.month(time.shift_months(r.year, r.month, shift)) end,
    Q = function(r, shift)
        local year, month = time.shift_months(r.year, r.month, 3 * shift)
        return ("%04d-Q%d"):format(year, time.quarter(month))
    end,
    Y = function(r, shift) return time.year(r.year + shift) end,
    ["10Y"] = function(r, shift) return ("%03d"):format(r.year // 10 + shift) end,
    ["100Y"] = function(r, shift) return ("%02d"):format(r.year // 100 + shift) end,
}
local unknown = { D = "XXXX-XX-XX", W = "XXXX-WXX", WE = "XXXX-WXX-WE", M = "XXXX-XX", Q = "XXXX-QX", Y = "XXXX", ["10Y"] = "XXX", ["100Y"] = "XX" }

-- The unit of the calendar that lies `shift` of them from what was told last before a match; nil where nothing of that grain was.
local function told_value(code, match, doc, shift)
    if not spans[code] then return nil end
    if code == "Y" then
        local year = narrative.year(match, doc)
        return year and time.year(year + shift)
    end
    if code == "M" then
        local year, month = narrative.month(match, doc)
        return year and time.month(time.shift_months(year, month, shift))
    end
    if code == "Q" then
        local year, quarter = narrative.quarter_in_sentence(match, doc)
        if not quarter then return nil end
        local moved = 4 * year + quarter - 1 + shift
        return ("%04d-Q%d"):format(moved // 4, moved % 4 + 1)
    end
    local day = narrative.day(match, doc)
    return day and spans[code](time.reference_at(day), shift)
end

-- What "that", "the same", "the next", "the following" count from: the year or day told before. A second result says that none is.
local NARRATED = { that = 0, ["that same"] = 0, ["the same"] = 0, ["the following"] = 1, ["the next"] = 1, ["the previous"] = -1, ["the preceding"] = -1 }
local function narrated_value(which, code, match, doc)
    local shift = NARRATED[which]
    if not shift then return nil end
    if which == "the next" and code ~= "D" and (match:before(1) or time.tense(match) ~= "past") then return nil end
    local value = told_value(code, match, doc, shift)
    return value, which:find("^that") and not value
end

local SATURDAY = 6

-- "The man of the year", "the deal of the century".
local PRIZES = {
    person = true, man = true, woman = true, word = true, car = true, player = true, team = true, coach = true, book = true, film = true, game = true,
    goal = true, story = true, deal = true, event = true, crime = true, trial = true, match = true, storm = true, fight = true, upset = true,
    comeback = true, song = true, athlete = true, company = true,
}
local function is_superlative(match)
    if match.which.text:lower() ~= "the" or match.mod then return false end
    local before = match:before(2)
    local what = before and before.text:match("(%a+)%s+of$")
    return what ~= nil and PRIZES[what:lower()]
end

-- "her last year in office".
local OWNERS = { his = true, her = true, their = true, my = true, our = true, your = true }
local function is_of_a_life(match)
    local before = match:before(1)
    return before ~= nil and OWNERS[before.text:lower()] and not match.fiscal and match.unit.text ~= "quarter"
end

local function unit_value(match, doc)
    if match.unit.text:find("^%u") and time.is_title(match) then return nil, "a title" end
    if is_superlative(match) then return nil, "a superlative" end
    if is_of_a_life(match) then return nil, "somebody's last one" end
    local reference = time.reference(doc)
    local code = time.entry(match.unit, "units").code
    local which = match.which.text:lower():gsub("%s+", " "):gsub(" very ", " ")
    local narrated, untold = narrated_value(which, code, match, doc)
    if narrated then return time.fields("DATE", narrated, { mod = time.mod(match.mod) }) end
    -- "Earlier that day, she called on"
    if untold and code == "D" and match.mod and reference then return time.fields("DATE", calendar.date(reference.number)) end
    if untold then return nil, "none was told before" end
    local shift = time.shift_of(which)
    if code == "WE" and which:find("coming") and reference and reference.weekday < SATURDAY then shift = 0 end
    local more = { mod = time.mod(match.mod) or match.stop and "END" or nil }
    if which:find("^the past") or (which:find("past") and code ~= "WE") then
        return time.fields("DURATION", numbers.duration(1, time.entry(match.unit, "units")))
    end
    if not spans[code] then return nil, "no calendar unit" end
    local value = reference and spans[code](reference, shift) or unknown[code]
    if match.fiscal then value = reference and "FY" .. value or "FYXXXX" end
    local fields = time.fields("DATE", value, more)
    return code == "Y" and not match.fiscal and with_inferred(fields, doc, shift, 0) or fields
end

rule "within-day" {
    doc = "A time of the day that the text tells of: 'later in the day', 'earlier on the same day'.",
    match = [[ (earlier | later) (in the | the same | on (the | that) same?) day !(of | %dash) ]],
    mark = function(match, doc)
        local reference = time.reference(doc)
        local day = narrative.day(match, doc) or reference and reference.number
        return time.fields("DATE", day and calendar.date(day) or "XXXX-XX-XX")
    end,
    marks = "date",
    examples = {
        { "They met on 4 May 2019. Later in the day, she left.", document = { date = "2022-06-08" }, expect = { { value = "2019-05-04", text = "Later in the day" } } },
        { "She met Hugo Brand, who had come earlier in the day.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-08", text = "earlier in the day" } } },
        { "She came late in the day and left in the days of rain.", expect = {} },
    },
}

rule "unit" {
    doc = "A day, week, month, quarter, year told from the document's: 'next year', 'earlier this month', 'the end of the week', 'the same day'.",
    match = [[ (mod:(%time_part | early | earlier | later | late | sometime))?
               (which:((the)? (last | this | next | coming | previous | prior | past | upcoming | following | current) (past)? | this coming |
               the preceding | the very? same | that same? &(year | day | month | week | weekend))
                   (milestone | busy | pandemic)? (fiscal:(fiscal | financial))? unit:[$units & !/s$/] (stop:(%dash? end))? !(and age | in %year_number)
               | (?<= (beginning | start | turn | middle | end | close | half | later | earlier | rest | part | course | in | during | of | for | over |
               by | through | throughout | within) in? (of)?) which:the (fiscal:(fiscal | financial))?
                   unit:(year | week | month | century | decade) !(%dash | ended | ending | of | before | after | when | that | since | to | ahead |
               $ordinals)) ]],
    mark = unit_value,
    marks = "date",
    examples = {
        { "Prices rose last month.", document = { date = "2022-01-15" }, expect = { { value = "2021-12" } } },
        { "The road will be ready by the end of the week.", document = { date = "2022-01-15" }, expect = { { value = "2022-W02", mod = "END" } } },
        { "They meet again later this year.", document = { date = "2022-01-15" }, expect = { { value = "2022", text = "later this year" } } },
        { "They meet again next week.", expect = { { value = "XXXX-WXX" } } },
        { "By the end of the decade it will be ready, as at the turn of the century.", document = { date = "2022-01-15" },
            expect = { { value = "202", mod = "END", text = "the end of the decade" }, { value = "20", mod = "START", text = "the turn of the century" } } },
        { "In the past week it rained.", expect = { { type = "DURATION", value = "P1W" } } },
        { "He came in 1995 and left the following year.", document = { date = "2022-06-08" }, expect = { { value = "1996" } } },
        { "He came in May 1995 and left later that year.", document = { date = "2022-06-08" }, expect = { { value = "1995", text = "later that year" } } },
        { "They met on 4 May 2019 and left the following day.", document = { date = "2022-06-08" }, expect = { { value = "2019-05-05" } } },
        { "They met on Friday and dined later that day.", document = { date = "2022-06-08" }, expect = { { value = "2022-06-03", text = "later that day" } } },
        { "He died on 3 May 2001; the previous day it had rained, the following month it snowed. The next year his book appeared.",
            document = { date = "2022-06-08" },
            expect = { { value = "2001-05-02" }, { value = "2001-06" }, { value = "2002", text = "The next year" } } },
        { "Output fell in Q1 from the previous quarter.", document = { date = "2022-06-08" },
            expect = { { value = "2021-Q4", text = "the previous quarter" } } },
        { "He died in May 2001. They will fight over the next year.", document = { date = "2022-06-08" }, expect = { { value = "2023" } } },
        { "They left that day.", document = { date = "2022-06-08" }, expect = {} },
        { "He was the man of the year after the deal of the century.", document = { date = "2022-06-08" }, expect = {} },
        { "It was her last year in office.", document = { date = "2022-06-08" }, expect = {} },
        { "He left that year.", document = { date = "2022-06-08" }, expect = {} },
        { "He told viewers of This Week that prices would fall.", document = { date = "2022-06-08" }, expect = {} },
        { "Prices to Fall This Week", document = { date = "2022-06-08" }, expect = { { value = "2022-W23" } } },
        { "The weekly paper.", expect = {} },
    },
}

-- "Two years later" counts from the time of the narrative: from the year that was told before, else it is no more than a span.
local function later_value(match, doc, number, unit, mod)
    local year = unit.code == "Y" and math.type(number) == "integer" and narrative.year(match, doc)
    if year then return time.fields("DATE", time.year(year + number), { mod = mod }) end
    local value = math.type(number) == "integer" and told_value(unit.code, match, doc, number)
    if value then return time.fields("DATE", value, { mod = mod }) end
    return time.fields("DURATION", numbers.duration(number, unit), { mod = mod })
end

-- The year that stands behind "seven years earlier, in 1932", or that lies so far before the one that a history told.
local function told_beside(match, number, doc)
    local _, stop = match:bytes()
    local year = doc.text:match("^, in ([12]%d%d%d)%f[%D]", stop + 1)
    if year then return tonumber(year) end
    year = match.earlier and math.type(number) == "integer" and narrative.year_of_history(match, doc)
    return year and year - number
end

-- "A year ago today": the same day.
local function same_day(reference, code, number)
    local days = ({ D = 1, W = 7 })[code]
    if days then return calendar.date(reference.number - days * number) end
    local months = ({ M = 1, Y = 12, ["10Y"] = 120, ["100Y"] = 1200 })[code]
    if not months then return nil end
    local year, month = time.shift_months(reference.year, reference.month, -months * number)
    return time.date(year, month, math.min(reference.day, calendar.days_in(year, month)))
end

local CENTURIES = { ["10Y"] = 10, ["100Y"] = 100 }

local near = pattern [[ mod:%approximately >> ]]
local LED = 4                        -- tokens

local function ago_fields(match, doc, mod)
    local reference = time.reference(doc)
    local number = match.adjective and 1 or match.uncounted and "X" or numbers.value(match.number.text)
    local unit = time.entry(match.unit, "units")
    if not number then return nil, "no number" end
    if number ~= "X" and number > 1 and unit.grammar == "one" then return nil, "a number before one unit" end
    local code = unit.code
    if code == "2W" and math.type(number) == "integer" then code, number = "W", 2 * number end
    if match.later and number ~= "X" and unit.clock ~= "T" then return later_value(match, doc, number, unit, mod) end
    local told = match.earlier and code ~= "Y" and math.type(number) == "integer" and told_value(code, match, doc, -number)
    if told then return time.fields("DATE", told, { mod = mod }) end
    local year = code == "Y" and told_beside(match, number, doc)
    if year then return time.fields("DATE", time.year(year), { mod = mod }) end
    if number == "X" or not reference or not spans[code] or unit.clock == "T" then
        return time.fields("DURATION", numbers.duration(number, code == "W" and { code = "W" } or unit), { mod = mod })
    end
    local back = match.ahead and 1 or -1
    if match.to_day and math.type(number) == "integer" then return time.fields("DATE", same_day(reference, code, number), { mod = mod }) end
    if math.type(number) == "float" and CENTURIES[code] then code, number = "Y", math.tointeger(number * CENTURIES[code]) or number end
    if math.type(number) ~= "integer" then return time.fields("DURATION", numbers.duration(number, unit), { mod = mod }) end
    if CENTURIES[code] then return time.fields("DATE", time.year(reference.year + back * number * CENTURIES[code]), { mod = mod }) end
    local quarter = unit.code == "Y" and number == 1 and back == -1 and narrative.quarter(match, reference, doc)
    if quarter then return time.fields("DATE", ("%04d-Q%d"):format(reference.year - 1, quarter), { mod = mod }) end
    return time.fields("DATE", spans[code](reference, back * number), { mod = mod })
end

local UNITS = { night = "D", morning = "D", evening = "D", day = "D", week = "W", month = "M", year = "Y" }

local function day_before_value(match, doc)
    local word, shift = match.unit.text:lower(), match.side.text:lower() == "before" and -1 or 1
    local value = told_value(UNITS[word], match, doc, shift)
    if not value then return nil, "none was told before" end
    local part = lexicon "dayparts":lookup(word)
    return time.fields(part and "TIME" or "DATE", value .. (part and "T" .. part.code or ""))
end

rule "in-time" {
    doc = "A time counted ahead: 'in three years' time', 'a year's time'.",
    match = [[ (mod:%approximately)? number:(%number | %vague | a | an) unit:$units /^['’]s?$/ time ]],
    mark = function(match, doc)
        local reference, unit = time.reference(doc), time.entry(match.unit, "units")
        local number, code, mod = numbers.value(match.number.text), unit.code, time.mod(match.mod)
        if not number then return nil, "no number" end
        if code == "2W" and math.type(number) == "integer" then code, number = "W", 2 * number end
        if not reference or not spans[code] or unit.clock == "T" or math.type(number) ~= "integer" then
            return time.fields("DURATION", numbers.duration(number, code == "W" and { code = "W" } or unit), { mod = mod })
        end
        if CENTURIES[code] then return time.fields("DATE", time.year(reference.year + number * CENTURIES[code]), { mod = mod }) end
        return time.fields("DATE", spans[code](reference, number), { mod = mod })
    end,
    marks = "date",
    examples = {
        { "He steps down in three years' time, she in a year's time.", document = { date = "2020-08-08" },
            expect = { { type = "DATE", value = "2023", text = "three years' time" }, { value = "2021" } } },
        { "Three years of time.", expect = {} },
    },
}

rule "day-before" {
    doc = "A day, week, month or year told by the one before: 'the day before', 'the night before', 'the year after'; not 'the day before the vote'.",
    match = [[ the unit:(day | night | morning | evening | week | month | year) side:(before | after) &(>> | [%punct & !/^['’"“]/] | at | in | from | by |
               on | with | he | she | they | it) ]],
    mark = day_before_value,
    marks = "date",
    examples = {
        { "He died on 4 June 1989. The day before, troops had moved in; he had fled in 1980 and come back the year after.", document = { date = "2020-08-08" },
            expect = { { value = "1989-06-03", text = "The day before" }, { value = "1981" } } },
        { "He called on Friday. The day before the vote he left.", document = { date = "2020-08-08" }, expect = {} },
    },
}

local function before_last_value(match, doc)
    local reference, shift = time.reference(doc), match.side.text:lower():find("^before") and -2 or 2
    if match.weekday then
        local weekday = time.entry(match.weekday, "weekdays").number
        if not reference then return time.fields("DATE", time.weekday(nil, weekday)) end
        local back = (reference.weekday - weekday - 1) % 7 + 1
        return time.fields("DATE", calendar.date(reference.number - back + (shift < 0 and -7 or 14)))
    end
    if match.night then return time.fields("TIME", (reference and calendar.date(reference.number + shift) or "XXXX-XX-XX") .. "TNI") end
    local code = time.entry(match.unit, "units").code
    if not spans[code] then return nil, "no calendar unit" end
    return time.fields("DATE", reference and spans[code](reference, shift) or unknown[code])
end

rule "before-last" {
    doc = "The unit before the last or after the next: 'the week before last', 'the month after next', 'the Saturday before last'.",
    match = [[ the (night:night | unit:[$units & !/s$/] | weekday:$weekdays) side:(before last | after next) !(%noun | $weekdays | $months | %num) ]],
    mark = before_last_value,
    marks = "date",
    examples = {
        { "They met the week before last and the Saturday before last; they will meet the month after next.", document = { date = "2022-06-08" },
            expect = { { value = "2022-W21", text = "the week before last" }, { value = "2022-05-28" }, { value = "2022-08" } } },
        { "The week before last Monday was cold.", expect = {} },
    },
}

local function weekend_value(match, doc)
    local reference = time.reference(doc)
    if not reference then return time.fields("DATE", "XXXX-WXX-WE") end
    local shift = (reference.weekday >= 6 or time.tense(match) == "future") and 0 or -1
    return time.fields("DATE", time.week(reference.number + 7 * shift) .. "-WE")
end

rule "weekend" {
    doc = "The weekend: the last one, the coming one where the words speak of what is to come.",
    match = [[ the weekend !(of | %dash) ]],
    mark = weekend_value,
    marks = "date",
    examples = {
        { "They met over the weekend.", document = { date = "2022-06-08" }, expect = { { value = "2022-W22-WE", earliest = "2022-06-04" } } },
        { "A weekend of rain.", expect = {} },
    },
}

-- With the words before it that say how near it is, which are looked for first.
local function ago_value(match, doc)
    local before = match.number and match:before(LED)
    local lead = before and before:find(near)
    local fields, why = ago_fields(match, doc, lead and time.mod(lead.mod))
    if fields and lead then fields[1] = lead:union(match) end
    return fields, why
end

rule "ago" {
    doc = "A time counted back or ahead: 'two years ago', 'a week earlier', '12 years ago', 'the year-ago results'; 'two years later' from the year told before.",
    match = [[ uncounted:(unit:[$units & /s$/]) (ago | later | earlier) | number:(%number | %vague | a | an) unit:$units (or (so | two))?
                   (ago (to_day:today)? | earlier:earlier | before now | ahead:(from (now | today) | hence) | later:later)
               | adjective:(unit:year %dash (ago | earlier)) !(fiscal? [$ordinals]? %dash? (quarter | period | half)) ]],
    mark = ago_value,
    marks = "date",
    examples = {
        { "The two towns were joined 12 years ago.", document = { date = "2020-08-08" }, expect = { { type = "DATE", value = "2008" } } },
        { "He called a week ago.", document = { date = "2020-08-08" }, expect = { { value = "2020-W31" } } },
        { "He left three days ago.", document = { date = "2020-08-08" }, expect = { { value = "2020-08-05" } } },
        { "He left a fortnight ago.", document = { date = "2020-08-08" }, expect = { { type = "DATE", value = "2020-W30" } } },
        { "The loss was smaller than the year-earlier loss.", document = { date = "2020-08-08" }, expect = { { value = "2019", text = "year-earlier" } } },
        { "He came in 1995 and left two years later.", document = { date = "2020-08-08" }, expect = { { type = "DATE", value = "1997" } } },
        { "Three days later he left.", document = { date = "2020-08-08" }, expect = { { type = "DURATION", value = "P3D" } } },
        { "They met on 4 June 1989. A week earlier, it had rained, and three days later it snowed. Two months later he left.",
            document = { date = "2020-08-08" },
            expect = { { value = "1989-W21", text = "A week earlier" }, { value = "1989-06-07" }, { value = "1989-08" } } },
        { "Seven years earlier, in 1932, he came.", document = { date = "2020-08-08" }, expect = { { type = "DATE", value = "1932" } } },
        { "He died in 1940. Two years earlier he had come.", document = { date = "2020-08-08" }, expect = { { value = "1938" } } },
        { "It began a year ago today, or a year or two ago.", document = { date = "2020-08-08" },
            expect = { { value = "2019-08-08", text = "a year ago today" }, { value = "2019" } } },
        { "Half a century ago it was built, a decade and a half ago it burned.", document = { date = "2020-08-08" },
            expect = { { type = "DATE", value = "1970", text = "Half a century ago" } } },
        { "Years later she left.", expect = { { type = "DURATION", value = "PXY", text = "Years later" } } },
        { "He left years ago.", document = { date = "2020-08-08" }, expect = { { type = "DURATION", value = "PXY", text = "years ago" } } },
        { "Some 283,000 week ago.", document = { date = "2020-08-08" }, expect = {} },
        { "Three years of ago.", expect = {} },
    },
}

local VAGUE = { now = "PRESENT_REF", currently = "PRESENT_REF", current = "PRESENT_REF", days = "PRESENT_REF", recently = "PAST_REF", past = "PAST_REF",
    future = "FUTURE_REF", term = "FUTURE_REF", ["one day"] = "FUTURE_REF" }

-- What stands before "past", "future" and "term", which are looked for first: "in the past", "the near future", "over the long term".
local vague_led = {
    past = pattern [[ in lead:the >> ]],
    future = pattern [[ lead:(the near?) >> ]],
    term = pattern [[ lead:(the near) >> | (in | over) lead:(the (short | long)) >> ]],
}

local function vague_value(match)
    local word = match.word.text:lower()
    local led = vague_led[word]
    if not led then return time.fields("DATE", VAGUE[word]) end
    local before = match:before(3)
    local found = before and before:find(led)
    if not found then return nil, "no time" end
    local fields = time.fields("DATE", VAGUE[word])
    fields[1] = found.lead:union(match)
    return fields
end

rule "vague" {
    doc = "A time that is only told as past, present or to come: 'now', 'currently', 'recently', 'in the past', 'the near future'; without a day.",
    match = [[ word:(now | currently) | these word:days !(of | when) | (?<! $months | more) word:recently
        | word:past !(%number | %vague | %noun | %adj | $units) | word:future !(of | %noun) | word:term !%noun
        | < word:(one day) &(,? []{1,3} (will | would | could | may | might))
        | (?<= will | would | could | may | might | can | to | %dash | 'll | should) word:(one day)
          !(of | in | at | after | before | %num | ,? a week) | word:current !(quarter | period | year | fiscal | week | month | century) ]],
    mark = vague_value,
    marks = "date",
    examples = {
        { "The bridge is now closed.", expect = { { type = "DATE", value = "PRESENT_REF", text = "now" } } },
        { "They think of the future.", expect = { { value = "FUTURE_REF", text = "the future" } } },
        { "They failed in the past.", expect = { { value = "PAST_REF", text = "the past" } } },
        { "They may fail in the near future.", expect = { { value = "FUTURE_REF", text = "the near future" } } },
        { "They will one day build a bridge.", expect = { { value = "FUTURE_REF", text = "one day" } } },
        { "One day they will meet.", expect = { { value = "FUTURE_REF", text = "One day" } } },
        { "Future rains.", expect = {} },
    },
}

rule "long-ago" {
    doc = "A time that lies some or many units back: 'long ago', 'some time ago', 'a long time ago'.",
    match = [[ (some time | a (long | very long) time | (?<! how | as | not | that | so | very | too) long) ago ]],
    mark = function() return time.fields("DATE", "PAST_REF") end,
    marks = "date",
    examples = {
        { "They met long ago; some time ago they met again.", expect = { { value = "PAST_REF", text = "long ago" }, { text = "some time ago" } } },
        { "How long ago was it? Not that long ago.", expect = {} },
    },
}

rule "anniversary" {
    doc = "An anniversary of a known year tells in which year a document without a date was written: 'next year marks the 30th anniversary of ...'.",
    match = founded.said,
    where = function(_, doc) return not doc.date end,
    mark = function(match, doc)
        local found, why = founded.inferred(match, doc)
        if not found then return nil, why end
        return { year = found.year, founded = found.founded, nth = found.nth,
            reason = ("%s: %d, and %s year is number %d"):format(found.what, found.founded, match.which.text:lower(), found.nth) }
    end,
    marks = "dating",
    examples = {
        { "Next year marks the 30th anniversary of diplomatic ties between China and Tajikistan.", expect = { { year = 2021, founded = 1992 } } },
        { "The 60th anniversary of the founding of ASEAN falls in this year.", expect = { { year = 2027 } } },
        { "Next year marks the 30th anniversary of the founding of the club.", expect = {} },
        { "Next year marks the 30th anniversary of independence of Ukraine.", document = { date = "2020-05-05" }, expect = {} },
    },
}
