-- clock.lua - times of the clock and parts of the day: "14:20", "5 p.m. on Friday", "this morning", "the evening of 9 June".

local time = include "time.lua"
local numbers = include "numbers.lua"
local narrative = include "told.lua"

local function clock_hour(match)
    local text = match.clock.text:lower():gsub("%s", "")
    if text == "noon" or text == "midday" then return 12, 0 end
    if text == "midnight" then return 24, 0 end
    local hour, minute = text:match("^(%d%d)(%d%d)$")
    if not hour then hour, minute = text:match("^(%d+)[:.]?(%d*)") end
    hour, minute = tonumber(hour), tonumber(minute ~= "" and minute or 0)
    if text:find("p") and hour < 12 then hour = hour + 12 end
    if text:find("a%.?m") and hour == 12 then hour = 0 end
    return hour, minute
end

local function clock_day(match, doc)
    local reference = time.reference(doc)
    if match.month then
        local month = time.entry(match.month, "months").number
        local year = match.year and tonumber(match.year.text) or time.year_of(reference, month, time.tense(match))
        return time.date(year, month, numbers.ordinal(match.day.text))
    end
    if match.weekday then return time.weekday(reference, time.entry(match.weekday, "weekdays").number, time.tense(match)) end
    local shift = match.near and ({ yesterday = -1, tomorrow = 1 })[match.near.text:lower()] or 0
    return reference and calendar.date(reference.number + shift) or "XXXX-XX-XX"
end

local function clock_value(match, doc)
    local hour, minute = clock_hour(match)
    if hour > 24 or minute > 59 then return nil, "no time of the clock" end
    return time.fields("TIME", ("%sT%02d:%02d"):format(clock_day(match, doc), hour, minute), { mod = time.mod(match.mod) })
end

-- lint: off no-requirement figures are known by their shape alone
rule "clock" {
    doc = "A time of the clock, with its zone and day: '14:20', '5 p.m. on Friday', 'noon Tuesday'.",
    match = [[ (mod:%approximately)? clock:( /^([01]?[0-9]|2[0-4]):[0-5][0-9]$/ (/^[ap]\.?m\.?$/i)? | /^(1[0-2]|0?[1-9])([:.][0-5][0-9])?$/ /^[ap]\.?m\.?$/i |
                        /^([01][0-9]|2[0-3])[0-5][0-9]$/ &("GMT" | "UTC" | "CET" | "EST" | "EDT" | hours | local time) |
                        /^(1[0-2]|[1-9])([:.][0-5][0-9])?[ap]\.?m\.?$/i | (?<! high) noon | midday | midnight )
               ("EST" | "EDT" | "GMT" | "UTC" | "CET" | "CEST" | "PST" | "PDT" | "BST" | "IST" | hours | local time | Moscow time | Beijing time)?
               ("(" /^[0-9]/ [] ")")? (,? (on)? (weekday:$weekdays !(,? $months %day_of_month) | near:(today | yesterday | tomorrow) |
                   ($weekdays ,?)? (month:$months day:%day_of_month | the? day:%day_of_month of? month:$months) (,? year:%year_number)?))? ]],
    mark = clock_value,
    marks = "date",
    examples = {
        { "The train left at 14:20.", document = { date = "2015-05-05" }, expect = { { type = "TIME", value = "2015-05-05T14:20" } } },
        { "It struck at 5 p.m. on Monday.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-04T17:00" } } },
        { "It struck at 10:35 a.m. (0735 GMT) Monday.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-04T10:35" } } },
        { "At 0619 GMT on Tuesday the ship sank.", document = { date = "2015-05-05" }, expect = { { value = "2015-05-05T06:19", text = "0619 GMT on Tuesday" } } },
        { "The score was 14-20.", expect = {} },
    },
}

local function daypart_value(match, doc)
    local reference = time.reference(doc)
    local which = match.which.text:lower()
    local shift = which:find("last") and -1 or (which:find("next") or which:find("following")) and 1 or 0
    local from = (which:find("^the") or which:find("^that")) and narrative.day(match, doc) or reference and reference.number
    local day = from and calendar.date(from + shift) or "XXXX-XX-XX"
    if match.day then
        local month = time.entry(match.month, "months").number
        local year = match.year and tonumber(match.year.text) or time.year_of(reference, month, time.tense(match))
        day = time.date(year, month, numbers.ordinal(match.day.text))
    end
    return time.fields("TIME", day .. time.part_of_day(match), { mod = time.mod(match.mod) })
end

rule "daypart" {
    doc = "A part of a day: 'this morning', 'last night', 'the evening', 'the morning of June 9'.",
    match = [[ ((mod:(early | earlier | late | later))? which:(this | last | that same? | the (next | following | same) | next) daypart:[$dayparts & !/s$/] |
               which:the (mod:(early | late))? daypart:(morning | afternoon | evening | night)
                   of ((the same day | (month:$months day:%day_of_month | the? day:%day_of_month of? month:$months) (,? year:%year_number)?)) |
               (?<= in | during | for) which:the daypart:(morning | afternoon | evening)) ]],
    mark = daypart_value,
    marks = "date",
    examples = {
        { "The ships left this morning.", document = { date = "2020-05-05" }, expect = { { type = "TIME", value = "2020-05-05TMO" } } },
        { "The ships left last night.", document = { date = "2020-05-05" }, expect = { { value = "2020-05-04TNI" } } },
        { "They arrived on the afternoon of May 2.", document = { date = "2020-05-05" }, expect = { { value = "2020-05-02TAF" } } },
        { "They met on 4 May and left the next morning.", document = { date = "2020-05-08" }, expect = { { value = "2020-05-05TMO", text = "the next morning" } } },
        { "A night of stars.", expect = {} },
    },
}
