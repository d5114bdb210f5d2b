-- test_calendar.lua - days and dates agree with each other, with the C library's calendar, and with what is known of weeks.

local calendar = require "lunette.base.calendar"

local tests = {}

function tests.days_count_from_1970(check)
    check.equal({ calendar.day "1970-01-01", calendar.day "1970-01-02", calendar.day "1969-12-31" }, { 0, 1, -1 })
    check.equal(calendar.day "2000-02-29", 11016)
    check.equal(calendar.date(18857), "2021-08-18")
    check.equal(calendar.day(2021, 8, 18), 18857)
    check.equal(calendar.day "2021-08-18T10:00:00Z", 18857)
end

function tests.what_is_no_date_has_no_day(check)
    for _, text in ipairs { "2021-02-29", "2021-13-01", "2021-00-10", "2021-01-32", "21-01-01", "2021-1-1", "", "0000-01-01", "2021-08-181" } do
        check.equal(calendar.day(text), nil, text)
    end
    check.equal(calendar.day(2021, 4, 31), nil)
    check.equal(calendar.day(2021, 4), nil)
    check.equal(calendar.date(calendar.day "9999-12-31" + 1), nil)
end

function tests.a_date_is_a_stretch_of_days(check)
    local function of(text)
        local first, last = calendar.stretch(text)
        return first and calendar.date(first) .. " " .. calendar.date(last)
    end
    check.equal(of "2024-02-29", "2024-02-29 2024-02-29")
    check.equal(of "2024-02", "2024-02-01 2024-02-29")
    check.equal(of "2023", "2023-01-01 2023-12-31")
    check.equal(of "2020-W53", "2020-12-28 2021-01-03")
    check.equal(of "2024-02-27/2024-03-01", "2024-02-27 2024-03-01")
    check.equal(of "1987/1988", "1987-01-01 1988-12-31")
    for _, text in ipairs { "", "2024-13", "2024-02-30", "2021-W53", "XXXX-02", "202", "2024-Q1", "2024-03-01/2024-02-27", "2024-03/", "soon" } do
        check.equal(calendar.stretch(text), nil, text)
    end
end

function tests.dates_and_days_are_inverse_and_as_the_c_library_counts(check)
    local previous = calendar.day "1583-01-01" - 1
    for day = previous + 1, previous + 400000, 37 do
        check.equal(calendar.day(calendar.date(day)), day)
    end
    for _, date in ipairs { "1970-01-01", "1999-12-31", "2000-02-29", "2024-02-29", "2037-06-30" } do
        local day = calendar.day(date)
        check.equal(os.date("!%Y-%m-%d", day * 86400), date)
        check.equal(tonumber(os.date("!%u", day * 86400)), calendar.weekday(day))
        local year, week = calendar.week(day)
        check.equal(("%d-%02d"):format(year, week), os.date("!%G-%V", day * 86400))
    end
end

function tests.each_day_follows_the_one_before(check)
    local year, month, day_of_month = 1896, 2, 1
    for day = calendar.day "1896-02-01", calendar.day "1904-12-31" do
        check.equal({ calendar.parts(day) }, { year, month, day_of_month })
        day_of_month = day_of_month + 1
        if day_of_month > calendar.days_in(year, month) then month, day_of_month = month + 1, 1 end
        if month > 12 then year, month = year + 1, 1 end
    end
end

function tests.weeks_follow_iso_8601(check)
    check.equal({ calendar.week(calendar.day "2021-01-01") }, { 2020, 53 })
    check.equal({ calendar.week(calendar.day "2018-12-31") }, { 2019, 1 })
    check.equal(calendar.date(calendar.monday(2020, 53)), "2020-12-28")
    check.equal(calendar.monday(2021, 53), nil)
    check.equal(calendar.weekday(calendar.day "2024-03-04"), 1)
    check.equal(calendar.weekday(calendar.day "2024-03-10"), 7)
end

function tests.adding_clamps_to_the_end_of_the_month(check)
    check.equal(calendar.add("2024-01-31", { months = 1 }), "2024-02-29")
    check.equal(calendar.add("2023-01-31", { months = 1 }), "2023-02-28")
    check.equal(calendar.add("2024-02-29", { years = 1 }), "2025-02-28")
    check.equal(calendar.add("2024-01-15", { months = -13 }), "2022-12-15")
    check.equal(calendar.add("2024-12-31", { days = 1 }), "2025-01-01")
    check.equal(calendar.add("2024-03-01", { weeks = -1, days = -1 }), "2024-02-22")
    check.equal(calendar.add("9999-12-31", { days = 1 }), nil)
    check.equal(calendar.add("soon", { days = 1 }), nil)
    check.contains(check.raises(calendar.add, "2024-01-01", { month = 1 }), "no unit 'month'")
    check.contains(check.raises(calendar.add, "2024-01-01", { days = 1.5 }), "not an integer")
end

function tests.days_between_dates(check)
    check.equal(calendar.between("2024-02-28", "2024-03-01"), 2)
    check.equal(calendar.between("2024-03-01", "2024-02-28"), -2)
    check.equal(calendar.between("2024-03-01", "x"), nil)
end

function tests.values_that_leave_the_day_open(check)
    check.equal(calendar.is_open "XXXX-WXX-2", true)
    check.equal(calendar.is_open "2024-03-05", false)
    check.equal(calendar.is_open(nil), false)
    check.equal(calendar.words "XXXX-WXX-2", "a Tuesday")
    check.equal(calendar.words "XXXX-04-17", "a 17 April")
    check.equal(calendar.words "XXXX-04", "an April")
    check.equal(calendar.words "XXXX-XX-XX", "not known")
    check.equal(calendar.words "XXXX-XX-XXT17:00", "not known")
    check.equal(calendar.words "2025-05-13/2025-05-18", "2025-05-13 to 2025-05-18")
    check.equal(calendar.words "2014-W32", "the week of 2014-08-04")
    check.equal(calendar.words "2014-W60", "2014-W60")
    check.equal(calendar.words "2014-SU", "summer 2014")
    check.equal(calendar.words "2014-Q3/2015-FA", "2014, quarter 3 to autumn 2015")
    check.equal(calendar.words "201", "the 2010s")
    check.equal(calendar.words "2024-03-05", "2024-03-05")
end

return tests
