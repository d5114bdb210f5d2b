-- calendar_days.lua - days, months and seasons written out: "9 June 2019", "Oct. 3 to 7", "mid-May", "the autumn of 2006".
local time = include "time.lua"
local numbers = include "numbers.lua"
local narrative = include "told.lua"
local signs = include "signs.lua"

local AHEAD = 10                     -- years that a year of two figures may lie ahead

local JOINS = { to = true, ["until"] = true, through = true, ["and"] = true, ["or"] = true, ["/"] = true, ["-"] = true, ["–"] = true, ["—"] = true }
local JOINED = 9                     -- tokens
local ahead = pattern [[ << .? (%dash | "/" | "—" | to | until | through | and | or) (early | mid | late)? %dash? (the? (%day_of_month (%dash | to |
                         and) the?)? %day_of_month of? other:$months |
                         other:$months (%day_of_month ((%dash | to | and) %day_of_month)?)?) (,? | of) year:%year_number ]]
local behind = pattern [[ other:$months (%day_of_month ((%dash | to | and) %day_of_month)?)? (,? | of) year:%year_number ,? (%dash | "—" | to | until |
                          through | and | or) (the | early | mid | late)? %dash? >> ]]

-- The year of a date without one that is joined with a date that has it: "28 June to 2 July 2020", "from December 2019 to 3 March".
local function joined_year(match, doc, month)
    local first, stop = match:bytes()
    local sign = doc.text:match("^%.?%s?([-/\u{2013}\u{2014}a-z]+)", stop + 1)
    if sign and (JOINS[sign] or JOINS[sign:sub(1, 3)]) then
        local after = match:after(JOINED)
        local found = after and after:find(ahead)
        if found then return tonumber(found.year.text) - (time.entry(found.other, "months").number < month and 1 or 0) end
    end
    if not doc.text:sub(math.max(1, first - 14), first - 1):find("%d%d%d%d") then return nil end
    local before = match:before(JOINED)
    local found = before and before:find(behind)
    return found and tonumber(found.year.text) + (month < time.entry(found.other, "months").number and 1 or 0)
end

local function year_near(match, doc, month, alone)
    local year = joined_year(match, doc, month)
    if year then return year end
    local tense, weak = time.tense(match)
    return narrative.year_of(match, doc, month, tense) or time.year_of(time.reference(doc), month, tense, weak, alone)
end

local function said_year(match, doc, month, alone)
    if match.year then return tonumber(match.year.text) end
    local reference = time.reference(doc)
    if not match.which then return year_near(match, doc, month, alone) end
    if not reference and not match.which.text:find("at year$") and not match.which.text:find("same year$") then return nil end
    local which = match.which.text:lower()
    if which:find("that") or which:find("same") then return narrative.year(match, doc) end
    if which:find("last") or which:find("previous") then return reference.year - 1 end
    local told = which:find("following") and narrative.year(match, doc)
    if told then return told + 1 end
    return which:find("next") and reference.year + 1 or reference.year
end

-- The year that two figures say.
local function full_year(digits, doc)
    local reference = time.reference(doc)
    local number = tonumber(digits)
    return number <= ((reference and reference.year or 2030) % 100) + AHEAD and 2000 + number or 1900 + number
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

-- "The October 7 attacks": days that are named without their year, once they have been.
local KNOWN = { ["09-11"] = 2001, ["10-07"] = 2023, ["01-06"] = 2021 }
local KNOWN_BY = pattern [[ << (terrorist | terror | Hamas | Capitol)? (attack | attacks | atrocities | massacre | hijackings | insurrection | riot |
                            rioters | assault) ]]
local function known_year(match, doc, month, day)
    local year = KNOWN[("%02d-%02d"):format(month, day or 0)]
    local behind_it = year and match:after(2)
    return behind_it and (doc.date or "9999") > ("%d-%02d"):format(year, month) and behind_it:has(KNOWN_BY) and year or nil
end

-- "29 February": the last year that had one, or the next.
local function leap_year(year, match)
    local step = time.tense(match) == "future" and 1 or -1
    for _ = 1, 8 do
        if calendar.days_in(year, 2) == 29 then break end
        year = year + step
    end
    return year
end

-- "8/9 November".
local function pair_value(text, year, month)
    local first, last = text:match("^(%d+)/(%d+)$")
    if tonumber(last) ~= tonumber(first) + 1 then return nil, "no two days after each other" end
    return time.fields("DATE", time.date(year, month, tonumber(first)) .. "/" .. time.date(year, month, tonumber(last)))
end

local function day_value(match, doc)
    local month = time.entry(match.month, "months").number
    local year = match.short and full_year(match.short.text:sub(-2), doc) or said_year(match, doc, month)
    if match.pair then return pair_value(match.pair.text, year, month) end
    local first = numbers.ordinal(match.first.text) or numbers.value(match.first.text)
    local weekday = match.weekday and time.entry(match.weekday, "weekdays").number
    year = (match.year or match.short) and year or known_year(match, doc, month, first) or year
    if weekday and year and not match.year and not match.short then year = year_with(weekday, year, month, first) end
    if match.gone then year = last_year_of(time.reference(doc), month, first) or year end
    if first == 29 and month == 2 and year and not match.year and not match.short then year = leap_year(year, match) end
    local value = time.date(year, month, first)
    local note = note_on(value, weekday)
    if not match.last then return time.fields("DATE", value, { note = note }) end
    local ending = numbers.ordinal(match.last.text)
    if ending <= first then                                                   -- "On May 12 and 5 …": the second figure is of something else
        local fields = time.fields("DATE", value, { note = note })
        fields[1] = match.month:bytes() < match.first:bytes() and match.month:union(match.first) or match.last:union(match.month)
        if fields[1]:bytes() == match.last:bytes() then return nil, "no two days after each other" end
        return fields
    end
    local last = time.date(year, month, ending)
    return time.fields("DATE", value .. "/" .. last, { note = note or note_on(last) })
end

rule "day" {
    doc = "A day of a month, with or without weekday and year; several days of one month are one date.",
    match = [[ (weekday:$weekdays ,? | /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)$/ ,? | today ,)?
               ((gone:last)? month:$months (the &(%day_ordinal !(%noun | %cap)))? first:(%day_of_month | %spelled_day | %small_day &(, | ; | . | ")" | to |
               %year_number)) ((, %day_of_month){0,4} (%dash | to | ,? and | or) last:%day_of_month !(people | others | more | percent | "%" |
               $measures))? (,? year:%year_number | short:/^['’][0-9]{2}$/ | of? which:((last | this | next | that same?) year))? |
               the? first:%day_of_month ((, the? %day_of_month){0,4} (%dash | to | ,? and | or) the? last:%day_of_month)? (of | ".")? month:$months
               (,? year:%year_number | short:/^['’][0-9]{2}$/ | of? which:((last | this | next | that same? | the same) year))? |
               pair:/^[0-9]{1,2}\/[0-9]{1,2}$/ month:$months (,? year:%year_number)? | first:%day_number (- month:$months - |
               "/" month:$months "/") (year:%year_number | short:/^[0-9]{2}$/))
               !%named_by_day ]],
    mark = day_value,
    marks = "date",
    examples = {
        { "They met on 4 June 2019 in Riga.", expect = { { type = "DATE", value = "2019-06-04", earliest = "2019-06-04" } } },
        { "Riga, 06. March 2018. They met on 4. June 2019 in Riga.", expect = { { text = "06. March 2018", value = "2018-03-06" }, { text = "4. June 2019", value = "2019-06-04" } } },
        { "He stays from Oct. 3 to 7, 2020.", expect = { { value = "2020-10-03/2020-10-07" } } },
        { "The talks were held on Friday, February 12.", document = { date = "2021-03-01" }, expect = { { value = "2021-02-12" } } },
        { "The talks will be held on the 12th of January.", document = { date = "2021-03-01" }, expect = { { value = "2022-01-12" } } },
        { "It was held on Tuesday, 5 March 2024, in Riga.", expect = { { value = "2024-03-05", note = false } } },
        { "It was held on Monday, 5 March 2024, in Riga.", expect = { { value = "2024-03-05", note = "written Monday, but 2024-03-05 is a Tuesday" } } },
        { "It was held on Tuesday, 5 March.", document = { date = "2025-03-04" }, expect = { { value = "2024-03-05" } } },
        { "It was signed on 31 April 2019.", expect = { { value = "2019-04-31", note = "there is no such day" } } },
        { "It was signed on 31 June, not on 29 February.", expect = { { value = "XXXX-06-31", note = "there is no such day" }, { note = false } } },
        { "It was signed on 29 February.", document = { date = "2025-05-08" }, expect = { { value = "2024-02-29", note = false } } },
        { "It was signed on 9 May.", expect = { { value = "XXXX-05-09" } } },
        { "He was killed last Oct. 23 at home.", document = { date = "1999-04-19" }, expect = { { value = "1998-10-23", text = "last Oct. 23" } } },
        { "They met on May the 8th, 2011. In May the 8th Army left.", expect = { { value = "2011-05-08", text = "May the 8th, 2011" } } },
        { "On May 12 and 5 other days they met; on May 5 and 6 people were hurt.", document = { date = "2023-08-01" },
            expect = { { value = "2023-05-12", text = "May 12" }, { value = "2023-05-05", text = "May 5" } } },
        { "They met on October 5 last year.", document = { date = "2023-08-01" }, expect = { { value = "2022-10-05", text = "October 5 last year" } } },
        { "They met on March eighth, 2011.", expect = { { value = "2011-03-08", text = "March eighth, 2011" } } },
        { "It is payable on Dec one, 1986, to holders of November two.", document = { date = "1986-12-20" },
            expect = { { value = "1986-12-01", text = "Dec one, 1986" }, { value = "1986-11-02", text = "November two" } } },
        { "They sat on May 5, 6 and 7, then on 3, 10 and 17 June.", document = { date = "2025-07-01" },
            expect = { { value = "2025-05-05/2025-05-07", text = "May 5, 6 and 7" }, { value = "2025-06-03/2025-06-17", text = "3, 10 and 17 June" } } },
        { "It ran from 28 December to 2 July 2020, then from Oct. 3, 2018 - Jan. 5.", document = { date = "2025-07-01" },
            expect = { { value = "2019-12-28" }, { value = "2020-07-02" }, { value = "2018-10-03" }, { value = "2019-01-05" } } },
        { "It burned on 8/9 November 1923 and on 30 April/1 May 1945.",
            expect = { { value = "1923-11-08/1923-11-09" }, { value = "1945-04-30" }, { value = "1945-05-01" } } },
        { "Issued on 8-May-24 and 8/May/2023.", document = { date = "2025-07-01" }, expect = { { value = "2024-05-08" }, { value = "2023-05-08" } } },
        { "Issued on 08-May-2025 and on Thu 8 May.", document = { date = "2025-07-01" },
            expect = { { value = "2025-05-08", text = "08-May-2025" }, { text = "Thu 8 May" } } },
        { "It began on 16 October 1962. On 22 October he spoke. He left on 3 May of that year.", document = { date = "2025-07-01" },
            expect = { { value = "1962-10-16" }, { value = "1962-10-22" }, { value = "1962-05-03", text = "3 May of that year" } } },
        { "Relations began on 27 April 1992. On 28 April the envoy gave a dinner.", document = { date = "2025-05-01" },
            expect = { { value = "1992-04-27" }, { value = "2025-04-28" } } },
        { "Relations began on 27 April 1992. On 28 April the envoy marked the anniversary.", document = { date = "2025-07-01" },
            expect = { { value = "1992-04-27" }, { value = "2025-04-28" } } },
        { "He moved in 1962. In 1963 he left. Back in May 1964, he died on 2 June.", document = { date = "2025-07-01" },
            expect = { { value = "1964-06-02" } } },
        { "It was founded in 1962. On 2 June the minister spoke.", document = { date = "2025-07-01" }, expect = { { value = "2025-06-02" } } },
        { "The October 7 attacks came before those of 7 October.", document = { date = "2025-07-01" },
            expect = { { value = "2023-10-07" }, { value = "2024-10-07" } } },
        { "He joined the July 14 Movement and the 26th of July Movement.", expect = {} },
        { "In March three ships sank. You may 3 times ask.", expect = {} },
    },
}

rule "spelled-day" {
    doc = "A day in words before its month: 'the eighth of May 1945'.",
    match = [[ the first:$ordinals of month:$months (,? year:%year_number | of? which:((last | this | next | that same? | the same) year))? ]],
    mark = function(match, doc)
        local month = time.entry(match.month, "months").number
        return time.fields("DATE", time.date(said_year(match, doc, month), month, numbers.ordinal(match.first.text)))
    end,
    marks = "date",
    examples = {
        { "They met on the eighth of May 1945.", expect = { { value = "1945-05-08", text = "the eighth of May 1945" } } },
        { "The second of Mayer's men.", expect = {} },
    },
}

-- Figures that may be read either way: the day first, as most of the world has them, or the month. The other reading is noted.
local function either_way(year, month, day, doc)
    if doc.country == "US" then month, day = day, month end
    return time.date(year, month, day), ("or %s, with the %s first"):format(time.date(year, day, month), doc.country == "US" and "day" or "month")
end

local function numeric_date(match, doc)
    if match.known then return (doc.date or "9999") > "2001-09" and time.fields("DATE", "2001-09-11") or nil end
    local day_first = not match.text:find("^%d%d%d%d")
    local year, month, day = match.text:match("^(%d+)%D+(%d+)%D+(%d+)$")
    if #year < 4 then year, month, day = day, month, year end
    year, month, day = #year == 2 and full_year(year, doc) or tonumber(year), tonumber(month), tonumber(day)
    if month > 12 then month, day = day, month end
    if month > 12 or month < 1 or day < 1 or day > 31 then return nil, "no month has this number" end
    if day_first and not match.text:find(".", 1, true) and day <= 12 and day ~= month and month == tonumber((match.text:match("^%d+%D+(%d+)"))) then
        local value, note = either_way(year, month, day, doc)
        return time.fields("DATE", value, { note = note })
    end
    return time.fields("DATE", time.date(year, month, day))
end

-- lint: off no-requirement figures are known by their shape alone
rule "numeric" {
    doc = "A date in figures: 2024-03-06, 06.03.2024, 6/3/2024 (day first, unless the second figure is over twelve).",
    match = [[ /^((1[0-9]|20)[0-9]{2}(-[0-9]{1,2}-|\/[0-9]{1,2}\/|\.[0-9]{1,2}\.)[0-9]{1,2}|[0-9]{1,2}[.\/-][0-9]{1,2}[.\/-](1[0-9]|20)[0-9]{2}|[0-3]?[0-9]\/[0-3]?[0-9]\/[0-9]{2})$/
        | %year_number - /^[0-9]{1,2}$/ - /^[0-9]{1,2}$/ | /^[0-9]{1,2}$/ "/" /^[0-9]{1,2}$/ "/" %year_number | known:"9/11" ]],
    mark = numeric_date,
    marks = "date",
    examples = {
        { "Published 2020-02-29 in Oslo.", expect = { { value = "2020-02-29" } } },
        { "Published 03.11.2020 in Oslo.", expect = { { value = "2020-11-03" } } },
        { "Published 3/11/2020 in Oslo.", expect = { { value = "2020-11-03", note = "or 2020-03-11, with the month first" } } },
        { "Published 3/11/2020 in Ohio.", document = { country = "US" }, expect = { { value = "2020-03-11", note = "or 2020-11-03, with the day first" } } },
        { "He came back after 9/11.", document = { date = "2011-05-02" }, expect = { { value = "2001-09-11" } } },
        { "Posted on 23/11/20 and on 3 May '21 in Oslo, on page 44/55/66.", document = { date = "2022-06-08" }, expect = { { value = "2020-11-23" } } },
        { "Posted on 8-5-2020 and 2020.11.03 in Oslo.",
            expect = { { value = "2020-05-08", note = "or 2020-08-05, with the month first" }, { value = "2020-11-03" } } },
        { "Posted on 2020/11/03 in Oslo.", expect = { { value = "2020-11-03" } } },
        { "Resolution 2020-77-99 is not a date.", expect = {} },
    },
}

local function month_value(match, doc)
    local lead = match:before(1)
    if lead and lead.text == "Black" then return nil, "a name" end
    local month = time.entry(match.month, "months").number
    local reference = time.reference(doc)
    local year = said_year(match, doc, month, not match.last_month)
    local relative = match.relative and match.relative.text:lower()
    if relative == "that" then
        year = narrative.month(match, doc) or narrative.year(match, doc) or year
    elseif relative == "the following" then
        local from, before = narrative.month(match, doc)
        from = from or narrative.year(match, doc)
        if not from and reference then from, before = reference.year, reference.month end
        year = from and ((not before or month <= before) and from + 1 or from)
    elseif relative and reference then
        year = reference.year
        if (relative:find("last") or relative:find("past")) and month >= reference.month then year = year - 1 end
        if relative:find("next") or relative:find("coming") then year = month <= reference.month and year + 1 or year end
    end
    local value = time.month(year, month)
    if match.last_month then
        local last = time.entry(match.last_month, "months").number
        value = last < month and match.year and time.month(year - 1, month) or value                       -- "December to March 2020"
        value = value .. "/" .. time.month(year and last < month and not match.year and year + 1 or year, last)
    end
    return time.fields("DATE", value, { mod = time.mod(match.mod) }, time.share(match.mod))
end

rule "month" {
    doc = "A month, alone or with its year, part or order. 'May' and 'March' alone need a word before them that asks for a time.",
    match = [[ (mod:%time_part)? (the month of)? (relative:((the)? (last | next | this (past | coming)? | coming) | the following | that))?
          (month:[$months & !may & !march & !mar & !jan & !april & !june & !august]
          | month:[$months & (april | june | august)] !(von | van | %propn{1,2} (%verb | and | , | ;)) | month:jan !%propn
          | month:$months &(,? %year_number | (last | this | next) year | %dash $months)
          | (?<= in | of | since | until | by | from | last | next | this | early | late | mid | during | and | to | between | before | after | -
            | through) month:[$months & !jan]) ((%dash | - to - | to | "/") last_month:$months)?
          ((,? | of) year:%year_number | of? which:((last | this | next | the previous | the following | that same? | the same) year))? !%named_by_day
          !(%dash /^\p{L}{2,}$/ (?<= %propn [] [] [])) ]],
    mark = month_value,
    marks = "date",
    examples = {
        { "She urged them to vote in October. He called for elections in October. They voted in October.", document = { date = "2024-02-07" },
          expect = { { value = "2024-10" }, { value = "2024-10" }, { value = "2023-10" } } },
        { "The fair opens at the end of October 2022.", expect = { { value = "2022-10", mod = "END", text = "the end of October 2022" } } },
        { "Jan Novak and Jan Kos came in Jan 2001.", expect = { { value = "2001-01" } } },
        { "The minister Lee Jun-ho met the envoy Park Jun-Seo. The June-July break of the council was over.", document = { date = "2023-05-01" }, expect = { { text = "June-July" } } },
        { "It rained in the first half of June 2020.", expect = { { value = "2020-06", mod = "START", latest = "2020-06-15" } } },
        { "They last met in May.", document = { date = "2023-02-01" }, expect = { { value = "2022-05" } } },
        { "It was opened in March. It will be shut in March. They met on March 6.", document = { date = "2023-02-20" },
            expect = { { value = "2022-03" }, { value = "2023-03" } } },
        { "In 1998 the quay rose. In March it was opened, and in May the following year it was shut. In August it sank.", document = { date = "2024-01-15" },
            expect = { { value = "1998-03" }, { value = "1999-05" }, { value = "1999-08" } } },
        { "They joined the pact in 1949. In March the port was shut.", document = { date = "2024-01-15" }, expect = { { value = "2023-03" } } },
        { "It was shut in April 2021. It opened again in May of the following year.", document = { date = "2024-02-20" },
            expect = { { value = "2021-04" }, { value = "2022-05" } } },
        { "It was opened in December last year.", document = { date = "2023-02-01" }, expect = { { value = "2022-12" } } },
        { "By 2013 a million had fled; that August gas was used.", document = { date = "2023-02-01" },
            expect = { { value = "2013-08", text = "that August" } } },
        { "MEETING IN APRIL AND ON 7 MAY.", document = { date = "2023-06-01" }, expect = { { value = "2023-04" } } },
        { "He met them in October 1962 and left the following April.", document = { date = "2023-02-01" },
            expect = { { value = "1962-10" }, { value = "1963-04" } } },
        { "It lasted from December to March 2020. It lasted from November to January.", document = { date = "2023-08-01" },
            expect = { { value = "2019-12/2020-03" }, { value = "2022-11/2023-01" } } },
        { "A May-June poll.", document = { date = "2023-08-01" }, expect = { { value = "2023-05/2023-06" } } },
        { "Trade rose in January-to-April and this past November, from end-March.", document = { date = "2023-05-01" },
            expect = { { value = "2023-01/2023-04" }, { value = "2022-11", text = "this past November" },
                { value = "2023-03", mod = "END", text = "end-March" } } },
        { "He arrived last November.", document = { date = "2023-02-01" }, expect = { { value = "2022-11", text = "last November" } } },
        { "It was built in October of 1962 and shut between March and June 2019.", document = { date = "2023-02-01" },
            expect = { { value = "1962-10", text = "October of 1962" }, { value = "2019-03" }, { value = "2019-06" } } },
        { "August Schmidt won; April Jones lost; the June Summit in August Schmidt missed.", document = { date = "2023-02-01" },
            expect = { { value = "2022-06" }, { value = "2022-08" } } },
        { "They may march. The October War and Black September are names.", expect = {} },
    },
}

-- "the spring of that year".
local function year_told(which, match, doc)
    local reference = time.reference(doc)
    local told = (which:find("that") or which:find("the")) and narrative.year(match, doc)
    if told then return told + (which:find("following") and 1 or 0) end
    return reference and reference.year + time.shift_of(which)
end

-- "in the spring and summer of 1991": the year that stands behind the second.
local function joined_season(match, doc)
    local _, stop = match:bytes()
    local year = doc.text:match("^ and %l+ of ([12]%d%d%d)%f[%D]", stop + 1)
    return year and tonumber(year)
end

local STARTS = { SP = 3, SU = 6, FA = 9, WI = 12 }

local up_to = pattern [[ (before | until | till | by | for | ahead of | prior to) (the (start | beginning | end | onset | arrival) of)? >> ]]

local function season_value(match, doc)
    local reference = time.reference(doc)
    local season = time.entry(match.season, "seasons").code
    local which = match.which and match.which.text:lower() or ""
    local year = match.year and tonumber(match.year.text) or match.of_year and year_told(match.of_year.text:lower(), match, doc) or joined_season(match, doc)
    if not year and reference then
        local starts = STARTS[season]
        year = reference.year
        local begun = season == "WI" and reference.month <= 2 and 1 or 0        -- the winter of that month began the year before
        if which:find("this") then year = year - (season == "WI" and reference.month <= 3 and 1 or 0) end
        if which:find("last") or which:find("past") then year = starts + 2 >= reference.month and year - 1 - begun or year end
        if which:find("next") or which:find("coming") then year = starts <= reference.month and year + 1 or year end
        if which == "" or which == "the" then
            local tense, weak = time.tense(match)
            local lead = tense ~= "past" and match:before(4)
            if lead and lead:has(up_to) then tense, weak = "future", nil end           -- "before the winter"
            year = narrative.year_of(match, doc, starts, tense) or time.year_of(reference, starts, tense, weak)
        end
    end
    if match.told then
        local word = match.told.text:lower()
        local from, month = narrative.month(match, doc)
        from = from or narrative.year(match, doc)
        local shift = word:find("previous") or word:find("preceding")
        if from then year = shift and from - 1 or word:find("following") and month and month > STARTS[season] - 1 and from + 1 or from end
        if not from and word:find("^that") then return nil, "none was told before" end
    end
    return time.fields("DATE", time.year(year) .. "-" .. season, { mod = time.mod(match.mod or match.part) })
end

local MID = { "mid-", "Mid-" }
local mid = pattern [[ month:/^[Mm]id-[A-Z]/ (,? year:%year_number)? ]]

local function mid_value(match, doc)
    local entry = lexicon "months":lookup(match.month.text:sub(5))
    if not entry then return nil end
    local year = match.year and tonumber(match.year.text) or year_near(match, doc, entry.number)
    return time.fields("DATE", time.month(year, entry.number), { mod = "MID" })
end

rule "mid-month" {
    doc = "The middle of a month in one word: 'mid-November', 'mid-November 1998'.",
    each_document = function(doc) return signs.rows(doc, MID, "%u", mid, mid_value) end,
    marks = "date",
    examples = {
        { "They met in mid-November 1998.", expect = { { value = "1998-11", mod = "MID", text = "mid-November 1998" } } },
        { "Mid-May 2023 was dry.", expect = { { value = "2023-05", text = "Mid-May 2023" } } },
        { "They met in mid-air, over the mid-Atlantic.", expect = {} },
    },
}

rule "season" {
    doc = "A season with an article or an order: 'this autumn', 'the autumn of 2006', 'last winter', 'summer 2020'.",
    match = [[ (mod:%time_part)? ((which:((the)? (last | this | next | coming | past) (past | coming)? | the))? (part:(early | mid |
               late) %dash?)? season:$seasons ((of | ,)? year:%year_number ((%dash | "/") /^[0-9]{2}$/)? | of of_year:((last | this | next | that same? |
               the (same | following)) year)) |
               which:((the)? (last | this | next | coming | past) (past | coming)?) season:$seasons |
               told:(that same? | the (same | following | previous | preceding)) season:$seasons |
               (?<= in | into | over | since | during | until | by | of | for | before | through) (which:the)? (part:(early |
               late))? season:[$seasons & !~fall] !(%noun | of) |
               (?<= in | by | until | since) which:the season:fall !(of | in)) ]],
    mark = season_value,
    marks = "date",
    examples = {
        { "The road opens this summer.", document = { date = "2021-04-02" }, expect = { { value = "2021-SU" } } },
        { "No deal is likely before the summer.", document = { date = "2022-12-15" }, expect = { { value = "2023-SU" } } },
        { "Floods in the spring of 2013 broke the dam.", expect = { { value = "2013-SP", text = "the spring of 2013" } } },
        { "It was cold this winter, colder than last winter.", document = { date = "2021-01-12" },
          expect = { { value = "2020-WI", earliest = "2020-12-01", latest = "2021-02-28" }, { value = "2019-WI" } } },
        { "It broke in the spring and summer of 1991; in the autumn of that year they left.",
            expect = { { value = "1991-SP" }, { value = "1991-SU" }, { value = "1991-FA" } } },
        { "He is in the autumn of his life.", document = { date = "2021-01-12" }, expect = {} },
        { "He was born in the late summer of 1938.", expect = { { value = "1938-SU", mod = "END", text = "the late summer of 1938" } } },
        { "He came to power in July 1968 and left that autumn. In the following spring he died.", document = { date = "2021-01-12" },
            expect = { { value = "1968-FA", text = "that autumn" }, { value = "1969-SP" } } },
        { "Prices will fall again.", expect = {} },
    },
}

local function day_alone_fields(match, doc)
    local reference = time.reference(doc)
    local day = numbers.ordinal(match.first.text)
    local year, month = nil, nil
    if not match.which or match.which.text == "the" then year, month = narrative.month(match, doc) end
    if match.which and not year and reference then year, month = time.shift_months(reference.year, reference.month, time.shift_of(match.which.text:lower())) end
    if not year then
        if not reference then return time.fields("DATE", ("XXXX-XX-%02d"):format(day)) end
        local tense = time.tense(match)
        local shift = tense == "future" and day < reference.day and 1 or tense == "past" and day > reference.day and -1 or 0
        year, month = time.shift_months(reference.year, reference.month, shift)
    end
    return time.fields("DATE", time.date(year, month, day))
end

-- The words before a day that is told alone: "on the", "by the".
local led = pattern [[ (on | by | until | till | since | from | before | after) article:the >> ]]

local function day_alone_value(match, doc)
    local before = match:before(2)
    local lead = before and before:find(led)
    if not lead then return nil, "no day" end
    local fields = day_alone_fields(match, doc)
    fields[1] = lead.article:union(match)
    return fields
end

local MONTHS = 6                     -- that are looked through on each side

-- The nearest day of that number which is the weekday; behind or ahead, where the clause says so.
local function ordinal_weekday_value(match, doc)
    local reference = time.reference(doc)
    local weekday, day = time.entry(match.weekday, "weekdays").number, numbers.ordinal(match.first.text)
    if not reference then return time.fields("DATE", ("XXXX-XX-%02d"):format(day)) end
    local tense, best = time.tense(match), nil
    for shift = -MONTHS, MONTHS do
        local year, month = time.shift_months(reference.year, reference.month, shift)
        local number = calendar.day(time.date(year, month, day))
        local fits = number and calendar.weekday(number) == weekday
            and not (tense == "past" and number > reference.number) and not (tense == "future" and number < reference.number)
        if fits and (not best or math.abs(number - reference.number) < math.abs(best - reference.number)) then best = number end
    end
    return best and time.fields("DATE", calendar.date(best)) or nil
end

rule "weekday-ordinal" {
    doc = "A weekday with its day of the month: 'Thursday the 8th', 'Monday, the 10th'.",
    match = [[ weekday:$weekdays ,? the first:%day_ordinal !(of | %noun | %cap) ]],
    mark = ordinal_weekday_value,
    marks = "date",
    examples = {
        { "They met on Thursday the 8th.", document = { date = "2025-05-20" }, expect = { { value = "2025-05-08", text = "Thursday the 8th" } } },
        { "On Thursday the 8th Army left.", expect = {} },
    },
}

-- lint: off no-requirement figures are known by their shape alone
rule "day-alone" {
    doc = "A day of the month that was told before, or of the document's: 'on the 15th', 'by the 20th'.",
    match = [[ first:%day_ordinal (of which:(the | this | next | last) month
                   | &(>> | [%punct & !/^['’"“\-–\/]/] | he | she | they | it | we | i | and | to | at | in | with | when | the | a)
                     !(and %day_ordinal | to the [/(st|nd|rd|th)$/] %noun | in (line | a row))) ]],
    mark = day_alone_value,
    marks = "date",
    examples = {
        { "He came on 3 May 1940 and left on the 15th.", document = { date = "2020-08-08" }, expect = { { value = "1940-05-15", text = "the 15th" } } },
        { "They will meet on the 2nd of next month.", document = { date = "2020-08-08" }, expect = { { value = "2020-09-02" } } },
        { "They will meet on the 20th.", document = { date = "2020-08-08" }, expect = { { value = "2020-08-20" } } },
        { "He lives on the 15th floor, and came in on the 3rd attempt.", expect = {} },
    },
}
