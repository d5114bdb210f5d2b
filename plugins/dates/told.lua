-- told.lua - the narrative's own time: the year, month and day that a text told last, from which "the following day" and "two years later" count.

local time = include "time.lua"
local numbers = include "numbers.lua"

local M = {}

local NARRATIVE = 400                -- bytes

local NEAR = { today = 0, tonight = 0, yesterday = -1, tomorrow = 1 }
local VERBS = { May = true, March = true }           -- at the start of a sentence, or as names, no months
local ASKS = { ["in"] = true, of = true, since = true, ["until"] = true, by = true, from = true, last = true, next = true, this = true, early = true,
               late = true }

-- What stands before a match in its paragraph, and in the one before where it begins its own: at most NARRATIVE bytes; nothing before byte `first`.
local function before(match, doc, first)
    local stop = match:bytes() - 1
    local text = doc.text:sub(math.max(first or 1, stop - NARRATIVE), stop)
    local paragraph = text:find("\n", 1, true) and text:match("^.*\n%s*\n(.*)$")
    if not paragraph then return text end
    if paragraph:find("[.!?:]") then return paragraph end
    local lead = text:sub(1, #text - #paragraph):gsub("%s+$", "")
    return (lead:match("^.*\n%s*\n(.*)$") or lead) .. "\n" .. paragraph
end

local DEICTIC = pattern [[ $weekdays | today | yesterday | tomorrow | tonight | ago | anniversary | anniversaries | credentials | excellency |
                           noted | stressed | reiterated | reaffirmed | underlined | underscored | emphasized | emphasised | recalled |
                           (last | this | next | past | coming) (week | weekend | month | year | $months | quarter | summer | winter | spring | autumn) ]]
local YEARS = 3                      -- that a history tells at least
local OLD = 2                        -- years that lie behind a history at least
local NEAR_MONTHS = 3

local last_doc, is_told_plainly, is_history, is_of_now          -- the dates of a document ask one after the other

local YEAR = pattern [[ %year_number ]]

-- Whether a document has no word that is told from the day of its writer ("Tuesday", "last week"); whether it then tells history: old years; and whether it
-- names the year of its writer or the one before, too.
local function kind_of(doc)
    if last_doc == doc then return is_told_plainly, is_history, is_of_now end
    last_doc, is_told_plainly, is_history, is_of_now = doc, not doc:find(DEICTIC), false, false
    if not is_told_plainly then return false, false, false end
    local reference, count = time.reference(doc), 0
    local newest = reference and reference.year - OLD or 9999
    for _, year in ipairs(doc:matches(YEAR)) do
        if tonumber(year.text) <= newest then count = count + 1 elseif reference then is_of_now = true end
    end
    is_history = count >= YEARS
    return true, is_history, is_of_now
end

-- The year of a month that is told without one: in a history that of the date told before it, or the next where the month has come round; elsewhere only
-- where few months lie between the two ("It began on 16 October 1962. On 22 October …"), or the year began its sentence ("In 1998, it rose. In March …").
local function year_after(told, month, doc, tense)
    local reference = time.reference(doc)
    if not told.year or told.guessed or tense == "future" or reference and told.year > reference.year - OLD then return nil end
    local plain, history, of_now = kind_of(doc)
    local apart = reference and (month - reference.month + 6) % 12 - 6
    if apart and math.abs(apart) <= 1 and (of_now or not history) then return nil end            -- of these days, as a press release tells them
    local near = told.month and (month - told.month) % 12 <= NEAR_MONTHS
    if not (history or plain and (near or told.heads)) then return nil end
    return told.month and month < told.month and told.year + 1 or told.year
end

local LEAD = 24                      -- bytes before a month's name in which its day may stand

-- What a month's name at `from` to `to` in a text tells: "May 4, 2019", "4 May 2019", "4th of May", "in May"; nil where it is no month there.
local function month_told(text, from, to, month, told, doc)
    local lead, behind = text:sub(math.max(1, from - LEAD), from - 1), to + 1
    local day, year, stop = text:match("^%.? (%d%d?)%l*,? ([12]%d%d%d)%f[%D]()", behind)
    if not day then day, stop = text:match("^%.? (%d%d?)%f[%D]()", behind) end
    if not day then
        day = lead:match("%f[%d](%d%d?)%l* $") or lead:match("%f[%d](%d%d?)%l* of $") or numbers.ordinal(lead:match("([%a-]+) of $") or "")
        year, stop = text:match("^%.?,? ([12]%d%d%d)%f[%D]()", behind)
        if not year then year, stop = text:match("^ of ([12]%d%d%d)%f[%D]()", behind) end
    end
    if not day and not year and VERBS[text:sub(from, to)] and not ASKS[(lead:match("(%a+) $") or ""):lower()] then return nil end
    local reference = time.reference(doc)
    local found = { month = month, year = tonumber(year) or year_after(told, month, doc) }
    found.heads = not year and told.heads
    if not found.year then found.year, found.guessed = time.year_of(reference, month, "past"), true end
    found.day = day and found.year and calendar.day(time.date(found.year, month, tonumber(day))) or nil
    return found, stop
end

-- What a day's number tells.
local function day_told(number)
    local year, month = calendar.parts(number)
    return { year = year, month = month, day = number, guessed = true }
end

local UNITS = { day = 1, days = 1, week = 7, weeks = 7, month = "M", months = "M", year = "Y", years = "Y" }

-- "The following year", "two days later" move what was told: its day, month or year.
local function moved(text, from, at, word, told)
    local lead = text:sub(math.max(1, from - 20), from - 1)
    local shift = (lead:find("[Tt]he following $") or lead:find("The next $") or lead:find("[Aa]nd the next $") or lead:find("the very next $")) and 1
    if not shift then
        shift = text:find("^ later", at) and numbers.value(lead:match("([%w-]+) $") or "")
        if math.type(shift) ~= "integer" then return nil end
    end
    local unit = UNITS[word]
    if unit == "Y" then return { year = told.year + shift, guessed = told.guessed, heads = told.heads } end
    if unit == "M" then
        if not told.month then return nil end
        local year, month = time.shift_months(told.year, told.month, shift)
        return { year = year, month = month, guessed = told.guessed }
    end
    if not told.day then return nil end
    local year, month = calendar.parts(told.day + unit * shift)
    return { year = year, month = month, day = told.day + unit * shift, guessed = told.guessed }
end

-- Does the year at this byte begin a sentence or a line: "In 1998,", "1998:", "The year 1998"?
local function begins_sentence(text, from)
    local lead = text:sub(1, from - 1):gsub("In $", ""):gsub("The year $", "")
    return lead == "" or lead:find "[.!?:\n][\"\u{201D}]?%s*$" ~= nil
end

-- What a text tells last: { year, month, day (a number) }, each nil where it is not told; `guessed` where its year stands nowhere, `heads` where its year
-- begins a sentence.
local function told_in(text, doc)
    local reference, told, at = time.reference(doc), {}, 1
    for from, word, to in text:gmatch("()(%w[%w-]*)()") do
        local first = word:byte()
        if from < at or first > 90 and not UNITS[word] and not NEAR[word] then
            goto continue                                     -- a word in small letters, as most are
        elseif first > 90 then
            if NEAR[word] then
                told = reference and day_told(reference.number + NEAR[word]) or told
            elseif told.year then
                told = moved(text, from, to, word, told) or told
            end
        elseif first > 57 then
            local month, weekday = lexicon "months":lookup(word), reference and lexicon "weekdays":lookup(word)
            if month then
                local found, stop = month_told(text, from, to - 1, month.number, told, doc)
                told, at = found or told, stop or at
            elseif weekday then
                told = day_told(calendar.day(time.weekday(reference, weekday.number, "past")))
            elseif NEAR[word:lower()] then
                told = reference and day_told(reference.number + NEAR[word:lower()]) or told
            end
        elseif text:find("^%d%d?[./]%d%d?[./][12]%d%d%d%f[%D]", from) then
            local day, month, year, stop = text:match("^(%d+).(%d+).(%d+)()", from)
            if doc.country == "US" and tonumber(day) <= 12 or tonumber(month) > 12 then day, month = month, day end
            local number = calendar.day(time.date(tonumber(year), tonumber(month), tonumber(day)))
            told, at = number and day_told(number) or told, stop
        elseif word:find("^[12]%d%d%d$") then
            local lead = text:sub(math.max(1, from - 12), from - 1):match("(%a+) $")
            local named = lead and lead ~= "year" and not ASKS[lead:lower()] or nil          -- "the 1982 accord"
            if not text:find("^[-/%%,]%d", to) then told = { year = tonumber(word), guessed = named, heads = begins_sentence(text, from) } end
        elseif word:find("^[12]%d%d%d%-%d%d%-%d%d$") then
            local number = calendar.day(word)
            told = number and day_told(number) or told
        elseif told.month and told.year and word:find("^%d%d?%l%l$") and text:find("^the ", from - 4) and text:find("^[,.;:)]", to) then
            local number = calendar.day(time.date(told.year, told.month, tonumber(word:match("%d+"))))
            told = { year = told.year, month = told.month, guessed = told.guessed, day = number }
        end
        ::continue::
    end
    return told
end

--- The year in figures that stands last before a match, in the same paragraph; nil if none.
function M.year(match, doc)
    local told
    local text = before(match, doc)
    for at, year in text:gmatch("()([12]%d%d%d)%f[%W]") do
        if not text:find("^%w", at - 1) or at == 1 then told = { at = at, year = tonumber(year) } end
    end
    if not told then return nil end
    local _, lines = text:sub(told.at):gsub("\n", "")
    return lines <= 1 and told.year or nil
end

--- The year that a history told last before a match; nil in other documents.
function M.year_of_history(match, doc)
    return kind_of(doc) and M.year(match, doc) or nil
end

--- The number of the day that was told last before a match, not beyond a blank line; nil if none.
function M.day(match, doc)
    return told_in(before(match, doc), doc).day
end

--- The number of the day that a text tells last; nil if none.
function M.day_of(text, doc)
    return told_in(text, doc).day
end

--- The same in the match's own sentence.
function M.day_in_sentence(match, doc)
    local sentence = match.sentence
    return sentence and told_in(before(match, doc, (sentence:bytes())), doc).day
end

--- Year and month that were told last before a match; nil if the last date has no month.
function M.month(match, doc)
    local told = told_in(before(match, doc), doc)
    return told.month and told.year, told.month
end

--- The year of a month without one in a history; nil elsewhere.
function M.year_of(match, doc, month, tense)
    if tense == "future" or not kind_of(doc) then return nil end
    local text = before(match, doc)
    return text:find("[12]%d%d%d") and year_after(told_in(text, doc), month, doc, tense) or nil
end

local QUARTERS = { first = 1, second = 2, third = 3, fourth = 4 }

--- Year and number of the quarter that the sentence of a match tells before it: "in Q1", "in the third quarter".
function M.quarter_in_sentence(match, doc)
    local reference, sentence = time.reference(doc), match.sentence
    if not reference or not sentence then return nil end
    local text, number, year = before(match, doc, (sentence:bytes())), nil, nil
    for quarter, said in text:gmatch("%f[%w]Q([1-4])%f[%D]%s?(%d*)") do number, year = tonumber(quarter), tonumber(said) end
    for word in text:gmatch("(%a+)[%- ]quarter%f[%A]") do number = QUARTERS[word:lower()] or number end
    if not number then return nil end
    return year and year > 1000 and year or reference.year - (number > time.quarter(reference.month) and 1 or 0), number
end

local FIGURES = pattern [[ million | billion | "%" | percent | cents | profit | profits | earnings | income | revenue | sales | loss | losses | net |
                           prices | costs | margins | shipments ]]
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
