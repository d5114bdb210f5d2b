-- codes.lua - quarters, halves and fiscal years in short: "Q1 2024", "3Q23", "FY2025".

local time = include "time.lua"
local signs = include "signs.lua"

local ASKS = { ["in"] = true, ["for"] = true, during = true, since = true }
local LETTERS = { "FY", "Q", "H1", "H2", "1H", "2H" }

local codes = pattern [[ code:/^(FY([0-9]{2}|20[0-9]{2})?|Q[1-4](['’][0-9]{2})?|H[12]|[1-4]Q([0-9]{2}|20[0-9]{2})?|[12]H([0-9]{2}|20[0-9]{2})?)$/
                         ((of | ,)? year:%year_number | short:/^[0-9]{2}$/)? ((%dash | "/") last:/^(20)?[0-9]{2}$/)? ]]

local function full_year(digits)
    if not digits or digits == "" then return nil end
    return #digits == 2 and 2000 + tonumber(digits) or tonumber(digits)
end

-- "Q1-Q3 2024", "H1 and H2 2024".
local function joined_year(match, doc)
    local _, stop = match:bytes()
    local behind = doc.text:sub(stop + 1, stop + 24):gsub("^ and ", "-"):gsub("^\u{2013}", "-"):gsub("^ to ", "-")
    return tonumber(behind:match("^[-/][QH]%d (%d%d%d%d)%f[%D]"))
end

local function code_value(match, doc)
    local code = match.code.text
    local kind, year = code:match("^(FY)(%d*)$")
    if not kind then
        local number, letter
        number, letter, year = code:match("^(%d)(%u)(%d*)$")
        kind = letter and letter .. number or code:match("^Q%d") or code
        year = year or code:match("^Q%d%D+(%d%d)$")
    end
    year = full_year(year) or match.year and tonumber(match.year.text) or match.short and full_year(match.short.text) or joined_year(match, doc)
    if match.last and (kind ~= "FY" or not year or tonumber(match.last.text) % 100 ~= (year + 1) % 100) then return nil end
    if kind == "FY" then
        return year and time.fields("DATE", match.last and ("%d/%d"):format(year, year + 1) or "FY" .. year)
    end
    local reference, before = time.reference(doc), match:before(1)
    if not year and not (reference and before and ASKS[before.text:lower()]) then return nil end
    return time.fields("DATE", ("%s-%s"):format(time.year(year or reference.year), kind))
end

rule "part-code" {
    doc = "A quarter, half or fiscal year in short: 'Q1 2024', 'H2 of 2023', '3Q23', 'FY2025', 'FY 2024-25'; which months a fiscal year has only the text knows.",
    each_document = function(doc)
        return signs.rows(doc, LETTERS, "[%d%s,]", codes, code_value)
    end,
    marks = "date",
    examples = {
        { "Sales rose in H2 2023, in Q1 of 2024 and in 3Q23.",
            expect = { { value = "2023-H2", latest = "2023-12-31" }, { value = "2024-Q1" }, { value = "2023-Q3" } } },
        { "Sales rose in Q2 again.", document = { date = "2021-09-01" }, expect = { { value = "2021-Q2" } } },
        { "The budget of FY2025, FY24 and FY 2023-24 holds.",
            expect = { { value = "FY2025" }, { value = "FY2024" }, { value = "2023/2024", text = "FY 2023-24" } } },
        { "It grew in Q1-Q3 2024, Q2'23 and 1H 2022.",
            expect = { { value = "2024-Q1" }, { value = "2024-Q3" }, { value = "2023-Q2" }, { value = "2022-H1" } } },
        { "Q3: who pays? The H4 2020 is no half.", expect = {} },
    },
}
