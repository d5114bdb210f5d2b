-- clock.lua - times of the clock and parts of the day: "14:20", "5 p.m. on Friday", "half past eight", "this morning", "the evening of 9 June".

local time = include "time.lua"
local numbers = include "numbers.lua"
local narrative = include "told.lua"

define "zone" [[ ("GMT" | "UTC") (("+" | -) /^[0-9]{1,2}$/)? | "EST" | "EDT" | "ET" | "CST" | "CDT" | "PST" | "PDT" | "CET" | "CEST" | "EET" | "EEST" |
                 "BST" | "IST" |
                 "MSK" | "JST" | "KST" | "HKT" | "PKT" | "AEST" | "AEDT" | hours !of | hrs | (local | %cap) (Standard | Daylight | Summer)? time ]]
define "half_day" [[ /^[ap]\.?m\.?$/i ]]
-- "1400", "14.30" are times only with a zone or a day behind them.
define "clock_figures" [[ /^([01]?[0-9]|2[0-4])[:h][0-5][0-9](:[0-5][0-9])?$/ %half_day? | /^(1[0-2]|0?[1-9])([:.][0-5][0-9])?$/ %half_day |
                          /^(1[0-2]|[1-9])([:.][0-5][0-9])?[ap]\.?m\.?$/i | /^([01][0-9]|2[0-3])[.]?[0-5][0-9]$/ &("GMT" | "UTC" | "CET" | "EST" | "EDT" |
                          hours !of | hrs | local time) |
                          /^(1[0-2]|0?[1-9])([:.][0-5][0-9])?$/ &((%dash | to | and | until) /^(1[0-2]|0?[1-9])([:.][0-5][0-9])?$/ %half_day) |
                          (?<= at) /^([01][0-9]|2[0-3])[.]?[0-5][0-9]$/ &(on ($weekdays | $months | the? %day_of_month of? $months)) ]]
define "day_and_month" [[ (month:$months day:%day_of_month | the? day:%day_of_month of? month:$months) (,? year:%year_number)? ]]
-- The same after a part of the day; of two days the first: "the night of 9-10 November".
define "day_and_night" [[ (month:$months day:%day_of_month ((%dash | to) %day_of_month)? | the? day:%day_of_month ((%dash |
                          to) the? %day_of_month)? of? month:$months) (,? year:%year_number)? ]]
-- The day of a time, behind it.
define "clock_day" [[ ,? on? (weekday:$weekdays part:$dayparts? !(,? ($months %day_of_month | %day_of_month $months))
      | near:(today | yesterday | tomorrow | tonight) part:$dayparts? | near:(this | last) part:(morning | afternoon | evening | night)
      | told:(the (next | following | same | previous) (day | morning | evening)) | ($weekdays ,?)? %day_and_month) ]]

local WORDS = { noon = { 12, 0 }, midday = { 12, 0 }, midnight = { 24, 0 } }
local PAST = { half = 30, quarter = 15 }

-- "half past eight", "a quarter to ten", "ten o'clock".
local function spoken_hour(text)
    local part, side, hour = text:match("(%a+)[%s-]+(%a+)%s+(%w+)$")
    hour = numbers.value(hour or text:match("^[%w.:]+"):match("^%w+"))
    if not hour then return nil end
    if not PAST[part] or (side ~= "past" and side ~= "to") then return hour, tonumber(text:match("^%d+[:.](%d%d)")) or 0 end
    return side == "to" and (hour - 2) % 12 + 1 or hour, side == "to" and 60 - PAST[part] or PAST[part]
end

-- Hour and minute, and whether the words say which half of the day.
local function clock_hour(text)
    local joined = text:lower():gsub("%s", "")
    joined = joined:gsub("^12(%a%a%a+)", "%1")
    if WORDS[joined] then return WORDS[joined][1], WORDS[joined][2], true end
    if text:find("^%a") or text:find("clock", 1, true) then return spoken_hour(text:lower()) end
    local hour, minute = joined:match("^(%d%d)(%d%d)$")
    if not hour then hour, minute = joined:match("^(%d+)[:.h]?(%d*)") end
    hour, minute = tonumber(hour), tonumber(minute ~= "" and minute or 0)
    if joined:find("p") and hour < 12 then hour = hour + 12 end
    if joined:find("a%.?m") and hour == 12 then hour = 0 end
    return hour, minute, joined:find("[ap]") ~= nil
end

local LATE = { AF = true, EV = true }
local NIGHT = 6                      -- "at 2 in the night", "at 9 at night"

local function later_half(hour, code)
    return LATE[code] and hour < 12 or code == "NI" and hour >= NIGHT and hour < 12
end

local joined_day = pattern [[ << (%dash | to | until | and) %clock_figures %zone? %clock_day ]]
local REACH = 14                     -- tokens

-- A line of a timetable.
local function begins_line(match, doc)
    local first = match:bytes()
    return doc.text:find("^\n[%s*\u{2022}-]*", math.max(1, first - 3)) ~= nil or first > 1 and doc.text:sub(first - 1, first - 1) == "\n"
end

-- The day that a clause says of a time: behind it, behind the time it lasts to ("from 9 a.m. to 5 p.m. on Friday"), else the one told before it in its
-- sentence.
local function clock_day(match, doc)
    local reference = time.reference(doc)
    if match.told then
        local from, word = narrative.day(match, doc) or reference and reference.number, match.told.text:lower()
        return from and calendar.date(from + (word:find("same") and 0 or word:find("previous") and -1 or 1)) or "XXXX-XX-XX"
    end
    if not (match.month or match.weekday or match.near) then
        local after = match:after(REACH)
        local behind = after and after:find(joined_day)
        if not behind then
            local told = narrative.day_in_sentence(match, doc) or begins_line(match, doc) and narrative.day(match, doc)
            return told and calendar.date(told) or reference and reference.iso or "XXXX-XX-XX"
        end
        match = behind
    end
    if match.month then
        local month = time.entry(match.month, "months").number
        local year = match.year and tonumber(match.year.text) or time.year_of(reference, month, time.tense(match))
        return time.date(year, month, numbers.ordinal(match.day.text))
    end
    if match.weekday then return time.weekday(reference, time.entry(match.weekday, "weekdays").number, time.tense(match)) end
    local near = match.near.text:lower()
    local shift = (near == "yesterday" or near == "last") and -1 or near == "tomorrow" and 1 or 0
    return reference and calendar.date(reference.number + shift) or "XXXX-XX-XX"
end

-- "from 9 to 11 a.m.", "between 11 and 1 p.m.": the half of the day that the second time says, or the other where the hours would run backwards.
local function joined_half(hour, match, doc)
    local _, stop = match.clock:bytes()
    local until_hour, half = doc.text:match("^%s*[^%d%s]+%s*(%d%d?)[:.]?%d*%s*([apAP])%.?[mM]", stop + 1)
    if not half then return hour end
    local late = half:lower() == "p"
    local stops = tonumber(until_hour) % 12 + (late and 12 or 0)
    return late and hour < 12 and hour + 12 <= stops and hour + 12 or hour
end

-- "about" may stand before a time, which is looked for first.
local led = pattern [[ mod:%approximately >> ]]
local LED = 4                        -- tokens

local function clock_value(match, doc)
    local hour, minute, sure = clock_hour(match.clock.text)
    if not hour or hour > 24 or minute > 59 then return nil, "no time of the clock" end
    if not sure then hour = joined_half(hour, match, doc) end
    local part = match.of_day or match.part or match.near
    local code = part and (part.text:lower() == "tonight" and "NI" or (lexicon "dayparts":lookup(part.text:lower()) or {}).code)
    if not sure and code and later_half(hour, code) then hour = hour + 12 end
    local before = match:before(LED)
    local lead = before and before:find(led)
    local fields = time.fields("TIME", ("%sT%02d:%02d"):format(clock_day(match, doc), hour, minute), { mod = lead and time.mod(lead.mod) })
    if lead then fields[1] = lead:union(match) end
    return fields
end

-- lint: off no-requirement figures are known by their shape alone
rule "clock" {
    doc = "A time of the clock, with its zone and day: '14:20', '5 p.m. on Friday', 'noon Tuesday'.",
    match = [[ clock:(%clock_figures | 12? (?<! high) noon | midday | 12? midnight) %zone? ("(" (/^[0-9]/ [] | %zone) ")")?
               (in the of_day:(morning | afternoon | evening) | at of_day:night)? %clock_day? ]],
    mark = clock_value,
    marks = "date",
    examples = {
        { "The train left at 14:20.", document = { date = "2015-05-05" }, expect = { { type = "TIME", value = "2015-05-05T14:20" } } },
        { "It struck at 5 p.m. on Monday.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-04T17:00" } } },
        { "It struck at 10:35 a.m. (0735 GMT) Monday.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-04T10:35" } } },
        { "At 0619 GMT on Tuesday the ship sank.", document = { date = "2015-05-05" },
            expect = { { value = "2015-05-05T06:19", text = "0619 GMT on Tuesday" } } },
        { "On Tuesday, May 6, at 10:30 a.m. Eastern Time, the hearing opens.", document = { date = "2025-05-01" },
            expect = { { value = "2025-05-06T10:30", text = "10:30 a.m. Eastern Time" } } },
        { "It failed at noon on 28 April and was back by 7 a.m. the next day.", document = { date = "2015-05-05" },
            expect = { { value = "2015-04-28T12:00" }, { value = "2015-04-29T07:00", text = "7 a.m. the next day" } } },
        { "It ran from 9 a.m. to 5 p.m. on Monday.", document = { date = "2015-05-05" },
            expect = { { value = "2015-05-04T09:00" }, { value = "2015-05-04T17:00" } } },
        { "At 0630 on 6 June 1944 they landed, at 14:00 hrs they ate, at 9:30 in the evening they slept.", document = { date = "2015-05-05" },
            expect = { { value = "1944-06-06T06:30" }, { value = "1944-06-06T14:00", text = "14:00 hrs" }, { value = "1944-06-06T21:30" } } },
        { "It ran from 9 to 11 a.m., 2-4 p.m. and between 11 and 1 p.m.", document = { date = "2015-05-05" },
            expect = { { value = "2015-05-05T09:00", text = "9" }, { value = "2015-05-05T11:00" }, { value = "2015-05-05T14:00" },
                { value = "2015-05-05T16:00" },
                { value = "2015-05-05T11:00" }, { value = "2015-05-05T13:00" } } },
        { "At 15h30 and 17:00 (Beijing time), not at 12 noon.", document = { date = "2015-05-05" },
            expect = { { value = "2015-05-05T15:30" }, { value = "2015-05-05T17:00", text = "17:00 (Beijing time)" },
                { value = "2015-05-05T12:00", text = "12 noon" } } },
        { "The score was 14-20. It took 1400 hours of work.", expect = {} },
    },
}

define "hour_figure" [[ /^(1[0-2]|0?[1-9])([:.][0-5][0-9])?$/ ]]
define "hour_word" [[ one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve ]]

rule "spoken-clock" {
    doc = "A time of the clock in words, or an hour with its part of the day: 'half past eight', 'ten o'clock on Friday morning', '11 this morning'.",
    match = [[ (clock:((half %dash? past | a? quarter past | (?<= at | by | until | till | about | around | before |
               after) a? quarter to) (%hour_word | %hour_figure) !(%num | $units | $measures) |
                                             (%hour_word | %hour_figure) o'clock) %zone? (in the of_day:(morning | afternoon | evening) |
               at of_day:night)? %clock_day?
               | (?<= at | by | until | till | about | around | before | after | to | from) clock:(%hour_word | %hour_figure)
                   (in the of_day:(morning | afternoon | evening) | at of_day:night | near:this part:(morning | afternoon | evening) |
               near:last part:night | near:tonight | near:(yesterday | tomorrow) part:$dayparts)) ]],
    mark = clock_value,
    marks = "date",
    examples = {
        { "At half past eight this morning it struck.", document = { date = "2015-05-05" },
            expect = { { value = "2015-05-05T08:30", text = "half past eight this morning" } } },
        { "They met at a quarter to ten in the evening.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-05T21:45" } } },
        { "It began at 10 o'clock on Monday morning.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-04T10:00" } } },
        { "He speaks at 11 this morning and at six tonight.", document = { date = "2015-05-05" },
            expect = { { value = "2015-05-05T11:00", text = "11 this morning" }, { value = "2015-05-05T18:00", text = "six tonight" } } },
        { "They talked until 2 in the morning.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-05T02:00" } } },
        { "He gave a quarter to five poor men, and they left at ten percent.", expect = {} },
    },
}

local function daypart_value(match, doc)
    local reference = time.reference(doc)
    local which = match.which.text:lower()
    local shift = which:find("last") and -1 or (which:find("next") or which:find("following")) and 1 or which:find("previous") and -1 or 0
    local from = (which:find("^the") or which:find("^that")) and narrative.day(match, doc) or reference and reference.number
    local day = from and calendar.date(from + shift) or "XXXX-XX-XX"
    return time.fields("TIME", day .. time.part_of_day(match), { mod = time.mod(match.mod) })
end

rule "daypart" {
    doc = "A part of a day: 'this morning', 'last night', 'the next evening', 'later in the day'.",
    match = [[ ((mod:(early | earlier | late | later))? which:(this | last | that same? | the (next | following | same | previous) |
               next) daypart:[$dayparts & !/s$/] |
               (?<= in | during | for) which:the (mod:(early | late | mid))? daypart:(morning | afternoon | evening)) ]],
    mark = daypart_value,
    marks = "date",
    examples = {
        { "The ships left this morning.", document = { date = "2020-05-05" }, expect = { { type = "TIME", value = "2020-05-05TMO" } } },
        { "The ships left last night.", document = { date = "2020-05-05" }, expect = { { value = "2020-05-04TNI" } } },
        { "They met on 4 May and left the next morning.", document = { date = "2020-05-08" },
            expect = { { value = "2020-05-05TMO", text = "the next morning" } } },
        { "A night of stars.", expect = {} },
    },
}

rule "overnight" {
    doc = "The night that ends on the document's day: 'Overnight, drones attacked', 'overnight strikes'; not what lasts a night, nor 'change overnight'.",
    match = [[ (?<! almost | virtually | nearly | practically | literally | not | change | changed | happen | built | solved | appear | stay | stayed |
               an | "n't") word:overnight
               !(stay | stays | flight | flights | train | bus | ferry | trip | visit | stop | stopover | accommodation | success | sensation | delivery |
               bag | rate | rates | loan | loans | shift | camp | journey |
                 guest | guests | (on | of)? ($weekdays | %day_of_month | $months | today | yesterday)) ]],
    mark = function(match, doc)
        local reference = time.reference(doc)
        local from = narrative.day_in_sentence(match, doc) or reference and reference.number
        local before = match:before(1)
        local ahead = (before and before.text) ~= "by" and time.tense(match) == "future"              -- "by overnight losses" tells no term
        local told = from and from - (ahead and 0 or 1)
        return time.fields("TIME", (told and calendar.date(told) or "XXXX-XX-XX") .. "TNI")
    end,
    marks = "date",
    examples = {
        { "Overnight, drones attacked the port.", document = { date = "2020-05-05" }, expect = { { value = "2020-05-04TNI" } } },
        { "They said on Friday that it rained overnight.", document = { date = "2020-05-05" }, expect = { { value = "2020-04-30TNI" } } },
        { "It does not change overnight; an overnight stay was cheap.", expect = {} },
    },
}

local function daypart_of_value(match, doc)
    local reference = time.reference(doc)
    local day
    if match.month then
        local month = time.entry(match.month, "months").number
        local tense, weak = time.tense(match)
        local year = match.year and tonumber(match.year.text) or narrative.year_of(match, doc, month, tense) or time.year_of(reference, month, tense, weak)
        day = time.date(year, month, numbers.ordinal(match.day.text))
    elseif match.weekday then
        day = time.weekday(reference, time.entry(match.weekday, "weekdays").number, time.tense(match))
    elseif match.near then
        day = reference and calendar.date(reference.number + (({ yesterday = -1, tomorrow = 1 })[match.near.text:lower()] or 0)) or "XXXX-XX-XX"
    else
        local from = match.told and narrative.day(match, doc) or reference and reference.number
        day = from and calendar.date(from) or "XXXX-XX-XX"
    end
    if not day then return nil, "beyond the calendar" end
    local part = match.hours and "TMO" or time.part_of_day(match)
    return time.fields("TIME", day .. part, { mod = match.hours and "START" or time.mod(match.mod) })
end

rule "daypart-of" {
    doc = "A part of a day that is told behind it: 'the morning of June 9', 'dawn on Sunday', 'the early hours of Thursday', 'overnight Tuesday'.",
    match = [[ (the (mod:(early | late))? daypart:(morning | afternoon | evening | night) of
            (the? weekday:$weekdays (to $weekdays)? !(,? ($months %day_of_month | %day_of_month $months)) | told:(the same day | that day)
            | ($weekdays ,?)? %day_and_night) | (the | (?<= in))? hours:((early | small | wee) (morning)? hours)
            (of (the? weekday:$weekdays (morning)? !(,? ($months %day_of_month | %day_of_month $months))
              | near:(today | yesterday | tomorrow) (morning)? | ($weekdays ,?)? %day_and_night | told:that day))?
          | daypart:(dawn | daybreak | sunrise | dusk | sunset | nightfall | overnight) (on | of)?
            (weekday:$weekdays !(,? ($months %day_of_month | %day_of_month $months)) | near:(today | yesterday | tomorrow)
            | ($weekdays ,?)? %day_and_night) | daypart:[$dayparts & /^mid/] near:(today | yesterday | tomorrow)
          | (?<= by | in | at | until | around) daypart:[$dayparts & /^mid-?[am]/]
          | mod:(early | late) on weekday:$weekdays daypart:[$dayparts & !/s$/]) ]],
    mark = daypart_of_value,
    marks = "date",
    examples = {
        { "On the evening of Friday, 27 February, shells fell.", document = { date = "2026-03-12" }, expect = { { text = "the evening of Friday, 27 February", value = "2026-02-27TEV" } } },
        { "They arrived on the afternoon of May 2.", document = { date = "2020-05-05" }, expect = { { value = "2020-05-02TAF" } } },
        { "It burned on the night of 9-10 November 1938.", expect = { { value = "1938-11-09TNI", text = "the night of 9-10 November 1938" } } },
        { "It began in the small hours of Monday.", document = { date = "2020-05-05" },
            expect = { { value = "2020-05-04TMO", mod = "START", text = "the small hours of Monday" } } },
        { "Before dawn on 24 February 2022 and overnight on Monday it rained.", document = { date = "2022-03-05" },
            expect = { { value = "2022-02-24TMO", text = "dawn on 24 February 2022" }, { value = "2022-02-28TNI" } } },
        { "They met late on Monday evening.", document = { date = "2020-05-05" },
            expect = { { value = "2020-05-04TEV", mod = "END", text = "late on Monday evening" } } },
        { "The dawn of a day.", expect = {} },
    },
}

rule "day-daypart" {
    doc = "A part of the day behind its day: 'May 7 afternoon'.",
    match = [[ (month:$months day:%day_of_month | day:%day_of_month month:$months) (,? year:%year_number)? daypart:(morning | afternoon | evening | night) ]],
    mark = function(match, doc)
        local month, tense, weak = time.entry(match.month, "months").number, time.tense(match)
        local year = match.year and tonumber(match.year.text) or narrative.year_of(match, doc, month, tense)
            or time.year_of(time.reference(doc), month, tense, weak)
        return time.fields("TIME", time.date(year, month, numbers.ordinal(match.day.text)) .. time.part_of_day(match))
    end,
    marks = "date",
    examples = {
        { "To Lam on May 7 afternoon met them.", document = { date = "2025-05-08" }, expect = { { value = "2025-05-07TAF", text = "May 7 afternoon" } } },
        { "On May 7 the afternoon was hot.", expect = {} },
    },
}
