-- told.lua - the narrative's own time: the year and the day that a text told last, from which "the following day" and "two years later" count.

local time = include "time.lua"

local M = {}

local NARRATIVE = 400                -- bytes

-- What stands before a match, at most NARRATIVE bytes of it.
local function before(match, doc)
    local stop = match:bytes() - 1
    return doc.text:sub(math.max(1, stop - NARRATIVE), stop)
end

--- The year in figures that stands last before a match, in the same paragraph; nil if none.
function M.year(match, doc)
    local told
    for year in before(match, doc):match("[^\n]*$"):gmatch("%f[%w][12]%d%d%d%f[%W]") do told = tonumber(year) end
    return told
end

-- The number of the day of a month's name that ends before `at` in a text: "May 4, 2019", "4 May 2019", "4th of May".
local function day_at(text, name, at, month, reference)
    local day = text:match("^%.? (%d%d?)%f[%D]", at) or text:sub(1, at - 1 - #name):match("(%d%d?)%l* $") or text:sub(1, at - 1 - #name):match("(%d%d?)%l* of $")
    local year = text:match("^%.? %d%d?,? (%d%d%d%d)%f[%D]", at) or text:match("^,? (%d%d%d%d)%f[%D]", at)
    year = year and tonumber(year) or time.year_of(reference, month, "past")
    return day and year and calendar.day(time.date(year, month, tonumber(day)))
end

--- The number of the day that was told last before a match, not beyond a blank line; nil if none.
function M.day(match, doc)
    local reference, told = time.reference(doc), nil
    local text = before(match, doc)
    text = text:gsub("^.*\n\n", "")
    for name, at in text:gmatch("%f[%a](%u%l%l+)%f[%A]()") do
        local month, weekday = lexicon "months":lookup(name), lexicon "weekdays":lookup(name)
        if month then
            told = day_at(text, name, at, month.number, reference) or told
        elseif weekday and reference then
            told = calendar.day(time.weekday(reference, weekday.number, "past"))
        end
    end
    return told
end

local QUARTERS = { first = 1, second = 2, third = 3, fourth = 4 }
local FIGURES = pattern [[ million | billion | "%" | percent | cents | profit | profits | earnings | income | revenue | sales | loss | losses | net | prices | costs | margins | shipments ]]
local TOLD_BEFORE = 1200             -- bytes

--- "Net rose to 40 million in the third quarter from 30 million a year earlier": the quarter that is told of a year ago, else nil.
function M.quarter(match, reference, doc)
    local sentence = match.sentence
    if not sentence or not sentence:has(FIGURES) then return nil end
    local stop = match:bytes() - 1
    local text, told = doc.text:sub(math.max(1, stop - TOLD_BEFORE), stop), nil
    for word, at in text:gmatch("(%a+)[%- ]quarter%f[%A]()") do
        local month = text:match("^ ended (%u%a%a)", at)
        local ended = month and lexicon "months":lookup(month)
        local nth = QUARTERS[word:lower()]
        if nth then
            told = nth
        elseif ended then
            told = time.quarter(ended.number)
        elseif word == "latest" or word == "recent" then
            told = (time.quarter(reference.month) - 2) % 4 + 1
        end
    end
    return told and told <= time.quarter(reference.month) and told or nil
end

return M
