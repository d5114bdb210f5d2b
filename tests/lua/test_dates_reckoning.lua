-- test_dates_reckoning.lua - the reckoning of the plugin dates: first and last days of values, feasts, years of months, numbers in words.

local calendar = require "lunette.base.calendar"
local memo = require "lunette.base.memo"

local tests = {}

-- A lexicon as the plugin sees it, read from its file.
local function lexicon_reader(root)
    local loaded = {}
    return function(name)
        if loaded[name] then return loaded[name] end
        local entries, columns = {}, nil
        for line in io.lines(("%s/plugins/dates/lexicons/%s.tsv"):format(root, name)) do
            if not line:find("^#") and line ~= "" then
                local cells = {}
                for cell in (line .. "\t"):gmatch("(.-)\t") do cells[#cells + 1] = cell end
                if not columns then
                    columns = cells
                else
                    local entry = {}
                    for i, column in ipairs(columns) do entry[column] = tonumber(cells[i]) or cells[i] end
                    entries[cells[1]:lower()] = entry
                end
            end
        end
        loaded[name] = { lookup = function(_, text) return entries[text:lower()] end }
        return loaded[name]
    end
end

local function load_part(check, file)
    local env = setmetatable({ calendar = calendar, memo = memo, lexicon = lexicon_reader(check.root) }, { __index = _G })
    return assert(loadfile(("%s/plugins/dates/%s"):format(check.root, file), "t", env))()
end

function tests.a_value_knows_its_days(check)
    local time = load_part(check, "time.lua")
    local cases = {
        ["2024-02"] = { "2024-02-01", "2024-02-29" }, ["1999"] = { "1999-01-01", "1999-12-31" }, ["2020-W53"] = { "2020-12-28", "2021-01-03" },
        ["2024-W10-WE"] = { "2024-03-09", "2024-03-10" }, ["2023-Q4"] = { "2023-10-01", "2023-12-31" }, ["2023-H1"] = { "2023-01-01", "2023-06-30" },
        ["2023-WI"] = { "2023-12-01", "2024-02-29" }, ["198"] = { "1980-01-01", "1989-12-31" }, ["18"] = { "1800-01-01", "1899-12-31" },
        ["2021/2024"] = { "2021-01-01", "2024-12-31" }, ["2024-03-06T14:20"] = { "2024-03-06", "2024-03-06" },
    }
    for value, expected in pairs(cases) do check.equal({ time.range(value) }, expected, value) end
    for _, value in ipairs { "XXXX-WXX-2", "2023-02-30", "2021-W53", "2024-13", "FY2024", "P2D", "" } do
        check.equal(#{ time.range(value) }, 0, value)
    end
end

function tests.a_part_is_a_third(check)
    local time = load_part(check, "time.lua")
    local fields = time.fields("DATE", "2023-06", { mod = "END" })
    check.equal({ fields.earliest, fields.latest }, { "2023-06-21", "2023-06-30" })
    fields = time.fields("DATE", "2023-06", { mod = "START" })
    check.equal({ fields.earliest, fields.latest }, { "2023-06-01", "2023-06-10" })
    check.equal(time.fields("DURATION", "P2D").earliest, nil)
end

function tests.feasts_fall_on_their_days(check)
    local time = load_part(check, "time.lua")
    local easters = { [1818] = "1818-03-22", [1961] = "1961-04-02", [2000] = "2000-04-23", [2024] = "2024-03-31", [2038] = "2038-04-25" }
    for year, expected in pairs(easters) do check.equal(time.feast("E+0", year), expected) end
    check.equal(time.feast("E-2", 2024), "2024-03-29")
    check.equal(time.feast("X-11-W4-4", 2023), "2023-11-23")
    check.equal(time.feast("X-05-WL-1", 2021), "2021-05-31")
    check.equal(time.feast("X-11-T1-2", 2016), "2016-11-08")
    check.equal(time.feast("12-24", 2001), "2001-12-24")
    check.equal(time.feast("nonsense", 2001), nil)
end

function tests.weekdays_and_months_lie_near(check)
    local time = load_part(check, "time.lua")
    local reference = time.reference { date = "2024-03-06" }
    check.equal(time.weekday(reference, 3, "past"), "2024-03-06")
    check.equal(time.weekday(reference, 4, "past"), "2024-02-29")
    check.equal(time.weekday(reference, 4, "future"), "2024-03-07")
    check.equal(time.weekday(nil, 4), "XXXX-WXX-4")
    check.equal({ time.year_of(reference, 4, "past"), time.year_of(reference, 6, "past"), time.year_of(reference, 2, "future"),
                  time.year_of(reference, 12), time.year_of(reference, 9) }, { 2024, 2023, 2025, 2023, 2024 })
    check.equal({ time.shift_months(2024, 1, -1) }, { 2023, 12 })
    check.equal(time.reference { date = "2024-02-31" }, nil)
    check.equal(time.reference {}, nil)
end

function tests.numbers_in_words_and_digits(check)
    local numbers = load_part(check, "numbers.lua")
    local cases = {
        ["twenty-five"] = 25, ["two hundred and six"] = 206, ["1,100"] = 1100, ["2.5 million"] = 2500000, ["a dozen"] = 12, ["a couple of"] = 2,
        ["several"] = "X", ["two and a half"] = 2.5, ["a"] = 1, ["ninety thousand"] = 90000, ["5 1/2"] = 5.5,
    }
    for text, expected in pairs(cases) do check.equal(numbers.value(text), expected, text) end
    check.equal(numbers.value("heron"), nil)
    check.equal({ numbers.ordinal("21st"), numbers.ordinal("third"), numbers.ordinal("heron") or "nil" }, { 21, 3, "nil" })
end

function tests.durations_in_timex3(check)
    local numbers = load_part(check, "numbers.lua")
    local units = lexicon_reader(check.root)("units")
    local cases = {
        { 2, "days", "P2D" }, { 2.5, "years", "P2Y6M" }, { 5.5, "hours", "PT5H30M" }, { 0.5, "hour", "PT30M" }, { "X", "weeks", "PXW" },
        { "X", "decades", "PXDE" }, { 2, "decades", "P20Y" }, { 1, "fortnight", "P2W" }, { 90, "minutes", "PT90M" },
    }
    for _, case in ipairs(cases) do check.equal(numbers.duration(case[1], units:lookup(case[2])), case[3], case[2]) end
end

return tests
