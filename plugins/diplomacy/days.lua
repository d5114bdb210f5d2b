-- days.lua - when an encounter was: read off its own sentence, else off the beginning of the text.

local spans = include "quotes/spans.lua"
local home = include "entities/home.lua"
local where = include "where.lua"

local M = {}

local LEAD = 6                       -- sentences, lines above among them, in which a text tells its day before it comes to what happened
local ANY_DAY = "XXXX-XX-XX"         -- what a time of day alone tells
local COARSE = 80                    -- bytes by which a year alone stands back behind a day
local RECENT = 7                     -- days between what is told and the day of the text

local happens = pattern [[ %verb ]]
local tells = pattern [[ %verb on? >> ]]
local long_past = pattern [[ had %adv{0,2} %verb | (had | last | previously | earlier) >> ]]
local deadline = pattern [[ (by | until | till | beyond | since) the? >> ]]
local said_of_later = pattern [[ that ...!(;) [will | would | should | must | can | could] ]]
local of_event = pattern [[ the %adj{0,2} [summit | conference | meeting | election | elections | vote | attack | war | talks | forum | anniversary
      | earthquake] (in | at | on | of) []{1,4} >> | (before | after | ahead of) [/ing$/ & %verb] []{0,6} >>
    | (who | which) [(%verb | %aux)] []{0,9} >> | (before | after | since) [!%punct & !%verb]{1,6} [(%verb | %aux) & !/ing$/] []{0,6} >> ]]
local bracket = pattern [[ << ,? "("? >> ]]

-- The day, month or year that a date names, days of a stretch with a stroke between them; a time of day is cut off. Which one it was
-- may stay open ("Tuesday" of a text without a date: XXXX-WXX-2).
local function value_of(row)
    if row.type ~= "DATE" and row.type ~= "TIME" then return nil end
    local value = (row.value or ""):gsub("T[%w:.]*$", "")
    if value:find "^[%dX-]+/[%dX-]+$" or value:find "^[%dX]+%-W?[%dX-]+$" or value:find "^%d%d%d%d$" then return value end
end

local function is_stretch(row) return row.value:find("/", 1, true) ~= nil end

-- "On Wednesday (4 March 2026)": the date behind it tells more.
local function exact(date, sentence)
    for _, other in ipairs(sentence:all "date") do
        local between = date < other and spans.between(date, other)
        if between and between:has(bracket) and other.value and other.value:find "^%d%d%d%d%-%d%d%-%d%d$" then return other end
    end
    return date
end

local function distance(row, cue)
    if row < cue then return spans.first(cue) - spans.last(row) end
    return spans.first(row) - spans.last(cue)
end

local named_by_year = pattern [[ << [%noun | %propn | %adj] ]]                 -- "the 2025 budget", "a 1987-88 price package"

-- Does the date tell when something else was or will be: "called to say that the port would open in May", "by May", "the attack of 3 March",
-- "met Brand and invited him to Oslo in June"? `today`: the day of the text.
local function is_of_another(row, cue, today)
    if where.is_aside(row, cue) then return true end
    local behind = row.value:find "^%d%d%d%d[/%d]*$" and row:after(1)
    if behind and behind:has(named_by_year) then return true end
    local before, between = row:before(2), cue < row and spans.between(cue, row)
    if before and before:has(deadline) or between and between:has(said_of_later) then return true end
    if not between or not between:has(where.other_verb) then return false end
    if between:has(of_event) then return true end
    if before and before.text:find " of$" then return true end
    local value = value_of(row)
    local day = calendar.day(#value == 7 and value .. "-01" or #value == 4 and value .. "-01-01" or value)
    return day ~= nil and today ~= nil and day > today
end

-- "After talks with Brand on Monday, Keller met Roth on Tuesday": another encounter stands before the date, or between.
local function is_of_other_cue(row, cue, at, sentence)
    for _, other in ipairs(sentence:all "encounter_cue") do
        if not other:overlaps(cue) and (other < row and row < at or at < other and other < row) then return true end
    end
    return false
end

-- Of the dates in the sentence the nearest; a stretch of days suits what lasts, and a dateline tells when the text was written.
local function in_sentence(cue, sentence, dateline, at, today, upto)
    local best, nearest
    local lasts = cue.form == "visit" or cue.form == "summit"
    for _, row in ipairs(sentence:all "date") do
        if value_of(row) and not (upto and spans.first(row) >= upto) and not is_of_another(row, at, today) then
            local far = distance(row, at)
            if spans.last(row) <= dateline then far = far + 20000 end
            if is_of_other_cue(row, cue, at, sentence) then far = far + 5000 end
            if value_of(row):find "^%d%d%d%d$" then far = far + COARSE end                 -- "for the third time this year on Monday"
            if is_stretch(row) ~= lasts and is_stretch(row) then far = far + 10000 end
            if not nearest or far < nearest then best, nearest = row, far end
        end
    end
    return best and exact(best, sentence)
end

local function is_recent(row, today)
    local day = calendar.day(value_of(row))
    today = today and calendar.day(today)
    return not (day and today) or day <= today and today - day <= RECENT
end

local function frames(row, dateline)
    if spans.last(row) <= dateline or not row.sentence:has(happens) then return true end
    local words = row:before(2)
    return words and words:has(tells)
end

-- A line that holds a date and nothing that happens, a dateline, "said on Tuesday": whichever stands last before the sentence.
local function in_lead(doc, sentence, dateline)
    local found
    for _, row in ipairs(doc:layer "date") do
        if spans.first(row) >= spans.first(sentence) then break end
        local value = value_of(row)
        if value and (value ~= ANY_DAY or not found) and is_recent(row, doc.date) and frames(row, dateline) then found = row end
    end
    return found
end

local function is_near_top(doc, sentence)
    local last = doc:sentences()[LEAD]
    return not last or spans.first(last) >= spans.first(sentence)
end

--- The value of the day of the encounter that a cue tells, nil if the text does not say it, nor anything of it ("this morning", in a text without a date).
-- @param main the first encounter of its text: what stands at the top of a text is said of it
-- @param at the words that tell of it where these are not the cue's own: "met with Brand on Monday and with Roth on Tuesday"
-- @param part the bytes `from` which and up to which (`upto`) the words tell of it and not of another, where they tell of several
function M.of(doc, cue, main, at, part)
    local sentence, dateline = cue.sentence, home.dateline_stop(doc.text)
    local row = in_sentence(cue, sentence, dateline, at or cue, doc.date and calendar.day(doc.date), part and part.upto)
    if not row and main and is_near_top(doc, sentence) then
        local words = cue:before(2)
        if not cue:has(long_past) and not (words and words:has(long_past)) then row = in_lead(doc, sentence, dateline) end
    end
    local value = row and value_of(row)
    return value and value:find "%d" and value or nil
end

return M
