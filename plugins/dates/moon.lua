-- moon.lua - feasts that go by the moon or an older calendar: Islamic and Jewish days, Orthodox Easter, the Lunar New Year, Diwali.
--
-- Reckoned, not observed: where people wait for the sight of the moon the day may differ by one. All functions give numbers of days as `calendar.day` does.

local M = {}

local Y2000 = calendar.day("2000-01-01")
local JULIAN, FIXED = 2451545, 730120          -- the same day as a Julian day's number, and counted from 1 January of the year 1

-- Islamic years that may touch a year of ours: each is 354 or 355 days long.
local function islamic_years(year)
    local first = (year - 622) * 33 // 32
    return first, first + 2
end

-- Days from the beginning of the Jewish count to the new year, before its two last rules of postponement.
local function elapsed(year)
    local months = (235 * year - 234) // 19
    local day = 29 * months + (12084 + 13753 * months) // 25920
    return (3 * (day + 1)) % 7 < 3 and day + 1 or day
end

-- Rosh Hashanah of a Jewish year.
local function jewish_new_year(year)
    local before, own, behind = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    local delay = behind - own == 356 and 2 or own - before == 382 and 1 or 0
    return Y2000 - FIXED - 1373427 + own + delay
end

--- Easter by the Julian calendar (Meeus).
local function orthodox_easter(year)
    local d = (19 * (year % 19) + 15) % 30
    local e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    local month, day = (d + e + 114) // 31, (d + e + 114) % 31 + 1
    return calendar.day(("%04d-%02d-%02d"):format(year, month, day)) + year // 100 - year // 400 - 2
end

local LUNATION = 29.530588861

-- The first new moon at or after a day at some hours east of Greenwich, as a number of days with its fraction (Meeus, the largest terms).
local function new_moon(from, hours)
    local k = math.floor((from - Y2000 - 5.6) / LUNATION) - 1
    while true do
        local anomaly, sun = math.rad(201.5643 + 385.81693528 * k), math.rad(2.5534 + 29.10535669 * k)
        local node = math.rad(160.7108 + 390.67050274 * k)
        local at = 5.09766 + LUNATION * k - 0.4072 * math.sin(anomaly) + 0.17241 * math.sin(sun) + 0.01608 * math.sin(2 * anomaly)
            + 0.01039 * math.sin(2 * node) + 0.00739 * math.sin(anomaly - sun) - 0.00514 * math.sin(anomaly + sun) + 0.5 + hours / 24
        if Y2000 + at >= from then return Y2000 + at end
        k = k + 1
    end
end

local CHINA, INDIA, MECCA = 8, 5.5, 3          -- hours east of Greenwich
local SUNSET, SEARCH = 6, 8                    -- hours before midnight; days before the tabular date

--- The day of a month of the Islamic calendar as Mecca reckons it: a month begins on the day after the new moon, where that comes before sunset.
function M.islamic(year, month, day)
    local tabular = Y2000 - JULIAN + (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + 1948441 - 385
    return math.floor(new_moon(tabular - SEARCH, MECCA + SUNSET)) + day
end

-- First and last day of a feast in a year, by the kind of its rule in lexicons/holidays.tsv.
local kinds = {}

-- I-10-01: the day of an Islamic month; I-09: the month.
function kinds.I(year, rest)
    local month, day = rest:match("^%-(%d%d)%-?(%d*)$")
    month, day = tonumber(month), tonumber(day)
    local first, last = islamic_years(year)
    local days = {}
    for islamic = first, last do
        local from = M.islamic(islamic, month, day or 1)
        if calendar.parts(from) == year then
            days[#days + 1] = { from, day and from or M.islamic(islamic, month + 1, 1) - 1 }
        end
    end
    return days
end

-- J+9: days from Rosh Hashanah; H: Hanukkah; P+0: from Passover.
function kinds.J(year, rest)
    local day = jewish_new_year(year + 3761) + tonumber(rest)
    return { { day, day } }
end

function kinds.H(year)
    local own, following = jewish_new_year(year + 3761), jewish_new_year(year + 3762)
    local first = own + ((following - own) % 10 == 5 and 84 or 83)
    return { { first, first + 7 } }
end

function kinds.P(year, rest)
    local day = jewish_new_year(year + 3761) - 163 + tonumber(rest)
    return { { day, day } }
end

function kinds.O(year, rest)
    local day = orthodox_easter(year) + tonumber(rest)
    return { { day, day } }
end

function kinds.L(year)
    local day = math.floor(new_moon(calendar.day(("%04d-01-21"):format(year)), CHINA))
    return { { day, day } }
end

-- The evening before the new moon.
function kinds.D(year)
    local day = math.floor(new_moon(calendar.day(("%04d-10-18"):format(year)), INDIA)) - 1
    return { { day, day } }
end

--- The days of a feast in a year: a list of { first, last }; nil where its rule is of another kind.
function M.feast(rule, year)
    local kind = kinds[rule:sub(1, 1)]
    return kind and kind(year, rule:sub(2))
end

return M
