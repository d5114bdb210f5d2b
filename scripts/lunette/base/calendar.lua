-- calendar.lua - days and dates: arithmetic on the proleptic Gregorian calendar, weeks as in ISO 8601.
--
-- Sits on nothing; the same days as core/base/date.h. A day is the number of days since 1970-01-01; a date is "2021-08-18", years 1 to
-- 9999. Nothing here knows what day it is today: what a rule answers depends on the document alone.

local M = {}

local DAYS_OF_ERA = 146097           -- 400 years
local EPOCH = 719468                 -- days from 0000-03-01 to 1970-01-01
local FIRST_YEAR, LAST_YEAR = 1, 9999
local THURSDAY = 4                   -- of 1970-01-01; also the weekday that decides to which year an ISO week belongs

local month_days = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

--- Is it a leap year?
-- @param year integer
-- @return boolean
function M.leap(year)
    return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

--- The days of a month: `calendar.days_in(2024, 2)` is 29.
-- @param year integer
-- @param month integer
-- @return integer
function M.days_in(year, month)
    return month == 2 and M.leap(year) and 29 or month_days[month]
end

-- Years start in March, so that the leap day is the last of its year; eras of 400 years are alike.
local function to_day(year, month, day)
    if month <= 2 then year = year - 1 end
    local era = year // 400
    local year_of_era = year - era * 400
    local day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    local day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * DAYS_OF_ERA + day_of_era - EPOCH
end

local function valid(year, month, day)
    return year >= FIRST_YEAR and year <= LAST_YEAR and month >= 1 and month <= 12 and day >= 1 and day <= M.days_in(year, month)
end

--- The day of a date, nil if there is none: `calendar.day "1970-01-02"` and `calendar.day(1970, 1, 2)` are 1; a time may follow the text.
-- @param date text|integer "2021-08-18", or the year
-- @param month integer|nil
-- @param day integer|nil
-- @return integer|nil
function M.day(date, month, day)
    local year = date
    if type(date) == "string" then
        local y, m, d, rest = date:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)(.?)"
        if not y or rest:find "%w" and rest ~= "T" then return nil end
        year, month, day = math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d))
    end
    year, month, day = math.tointeger(year), math.tointeger(month), math.tointeger(day)
    if not (year and month and day) or not valid(year, month, day) then return nil end
    return to_day(year, month, day)
end

--- Year, month and day of month of a day: `calendar.parts(0)` is 1970, 1, 1.
-- @param day integer
-- @return integer, integer, integer
function M.parts(day)
    local shifted = day + EPOCH
    local era = shifted // DAYS_OF_ERA
    local day_of_era = shifted - era * DAYS_OF_ERA
    local year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    local day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    local shifted_month = (5 * day_of_year + 2) // 153
    local month = (shifted_month + 2) % 12 + 1
    local year = year_of_era + era * 400 + (month <= 2 and 1 or 0)
    return year, month, day_of_year - (153 * shifted_month + 2) // 5 + 1
end

--- The date of a day, nil outside the years 1 to 9999: `calendar.date(18857)` is "2021-08-18".
-- @param day integer
-- @return text|nil
function M.date(day)
    local year, month, day_of_month = M.parts(day)
    if year < FIRST_YEAR or year > LAST_YEAR then return nil end
    return ("%04d-%02d-%02d"):format(year, month, day_of_month)
end

--- The weekday of a day, 1 = Monday to 7 = Sunday: `calendar.weekday(0)` is 4.
-- @param day integer
-- @return integer
function M.weekday(day)
    return (day + THURSDAY - 1) % 7 + 1
end

--- The ISO week of a day: `calendar.week(calendar.day "2021-01-01")` is 2020, 53.
-- @param day integer
-- @return integer, integer the year the week belongs to, and its number
function M.week(day)
    local thursday = day - M.weekday(day) + THURSDAY
    local year = M.parts(thursday)
    return year, (thursday - to_day(year, 1, 1)) // 7 + 1
end

--- The Monday of an ISO week, nil if the year has no such week: `calendar.monday(2020, 53)` is the day of 2020-12-28.
-- @param year integer
-- @param week integer
-- @return integer|nil
function M.monday(year, week)
    local fourth = to_day(year, 1, 4)                   -- always in week 1
    local monday = fourth - M.weekday(fourth) + 1 + (week - 1) * 7
    local found_year, found_week = M.week(monday)
    if found_year ~= year or found_week ~= week then return nil end
    return monday
end

-- One key more or a misspelled one would silently be no shift at all.
local units = { years = true, months = true, weeks = true, days = true }

local function check_units(shift)
    for key, amount in pairs(shift) do
        if not units[key] then error(("calendar.add: there is no unit '%s'; years, months, weeks, days are"):format(tostring(key)), 3) end
        if not math.tointeger(amount) then error(("calendar.add: %s is not an integer"):format(key), 3) end
    end
end

--- A date moved by years, months, weeks and days, in this order; a day that the month does not have becomes its last:
-- `calendar.add("2024-01-31", { months = 1 })` is "2024-02-29". Nil if the text is no date or the result lies outside the years 1 to 9999.
-- @param date text
-- @param shift table { years =, months =, weeks =, days = }, negative to go back
-- @return text|nil
function M.add(date, shift)
    check_units(shift)
    local day = M.day(date)
    if not day then return nil end
    local year, month, day_of_month = M.parts(day)
    local months = (year + (shift.years or 0)) * 12 + month - 1 + (shift.months or 0)
    year, month = months // 12, months % 12 + 1
    day_of_month = math.min(day_of_month, M.days_in(year, month))
    return M.date(to_day(year, month, day_of_month) + (shift.weeks or 0) * 7 + (shift.days or 0))
end

--- Does a TIMEX3 value leave open which day it was: "XXXX-WXX-2", some Tuesday?
-- @param date text|nil
-- @return boolean
function M.is_open(date)
    return date ~= nil and date:find("X", 1, true) ~= nil
end

local function one_stretch(date)
    local day = M.day(date)
    if day then return day, day end
    local year, week = date:match "^(%d%d%d%d)%-W(%d%d)$"
    local monday = year and M.monday(tonumber(year), tonumber(week))
    if monday then return monday, monday + 6 end
    local month
    year, month = (date .. "-"):match "^(%d%d%d%d)%-(%d?%d?)%-?$"
    year, month = tonumber(year), tonumber(month)
    if year and valid(year, month or 1, 1) then return to_day(year, month or 1, 1), to_day(year, month or 12, M.days_in(year, month or 12)) end
end

--- The first and the last day of a day, week, month, year or stretch: those of "2024-02" are the days of 2024-02-01 and 2024-02-29. Nil where
-- the text is none of these.
-- @param date text
-- @return integer|nil, integer|nil
function M.stretch(date)
    local from, to = date:match "^([^/]+)/([^/]+)$"
    local first, last = one_stretch(from or date)
    if to then last = select(2, one_stretch(to)) end
    if first and last and first <= last then return first, last end
end

local weekdays = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }

local month_names = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" }

local season_names = { SP = "spring", SU = "summer", FA = "autumn", WI = "winter" }

-- One end of a stretch: "the week of 2014-08-04", "summer 2014", "2014, quarter 3".
local function words_of(date)
    local year, week = date:match "^(%d%d%d%d)%-W(%d%d)$"
    local monday = year and M.monday(tonumber(year), tonumber(week))
    if monday then return "the week of " .. M.date(monday) end
    if date:find "^%d%d%d$" then return ("the %s0s"):format(date) end
    local part
    year, part = date:match "^(%d%d%d%d)%-(%u%w)$"
    if season_names[part] then return ("%s %s"):format(season_names[part], year) end
    if part and part:find "^Q[1-4]$" then return ("%s, quarter %s"):format(year, part:sub(2)) end
    return date
end

--- A date as a reader wants it: "a Tuesday" for XXXX-WXX-2, "a 17 April" for XXXX-04-17, "the week of 2014-08-04" for 2014-W32, "summer 2014" for 2014-SU,
-- "2025-05-13 to 2025-05-18" for a stretch, "not known" where it says nothing of the day, every other as it is.
-- @param date text a TIMEX3 value
-- @return text
function M.words(date)
    local weekday = weekdays[tonumber(date:match "^XXXX%-WXX%-([1-7])$")]
    if weekday then return "a " .. weekday end
    local month, day = date:match "^XXXX%-(%d%d)%-?(%d?%d?)$"
    local name = month_names[tonumber(month)]
    if name and day == "" then return (name:find "^A" and "an " or "a ") .. name end
    if name then return ("a %d %s"):format(tonumber(day), name) end
    if date:find "^X" and not date:gsub("T.*", ""):find "%d" then return "not known" end
    local from, to = date:match "^([^/]+)/([^/]+)$"
    return from and ("%s to %s"):format(words_of(from), words_of(to)) or words_of(date)
end

--- Days from one date to another: `calendar.between("2024-02-28", "2024-03-01")` is 2; nil if one is no date.
-- @return integer|nil
function M.between(from, to)
    local first, last = M.day(from), M.day(to)
    return first and last and last - first
end

return M
