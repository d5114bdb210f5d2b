-- time.lua - the reckoning behind the rules: reference day, values of TIMEX3, first and last day of a value.
--
-- Sits on `calendar`. A reference is { year, month, day, number, weekday, iso } of the document's date, or nil; without it values keep
-- their known parts and write X for the others (XXXX-WXX-2).

local M = {}

--- The entry of a lexicon that a captured word is: of the capture itself, or looked up where it was found by a test on a token.
function M.entry(span, name)
    return span.entry or lexicon(name):lookup(span.text)
end

local reference_of = memo(function(date)
    local iso = date:match("^%d%d%d%d%-%d%d%-%d%d")
    local number = iso and calendar.day(iso)
    if not number then return nil end
    local year, month, day = calendar.parts(number)
    return { iso = iso, number = number, weekday = calendar.weekday(number), year = year, month = month, day = day }
end)

--- The document's day, nil where it has none: a table that must not be changed.
function M.reference(doc)
    local date = doc.date
    return date and reference_of(date)
end

--- The same of a day's number.
function M.reference_at(number)
    return reference_of(calendar.date(number))
end

function M.year(year)
    return year and ("%04d"):format(year) or "XXXX"
end

function M.month(year, month)
    return ("%s-%02d"):format(M.year(year), month)
end

function M.date(year, month, day)
    return ("%s-%02d-%02d"):format(M.year(year), month, day)
end

--- The ISO week of a day's number: 2024-W07.
function M.week(number)
    return ("%04d-W%02d"):format(calendar.week(number))
end

--- Months moved by n: year, month.
function M.shift_months(year, month, n)
    local months = year * 12 + month - 1 + n
    return months // 12, months % 12 + 1
end

function M.quarter(month)
    return (month - 1) // 3 + 1
end

local SEASON_MONTHS = { SP = { 3, 5 }, SU = { 6, 8 }, FA = { 9, 11 }, WI = { 12, 14 } }

local function months_range(year, first, last)
    local last_year, last_month = M.shift_months(year, last, 0)
    return M.date(year, first, 1), M.date(last_year, last_month, calendar.days_in(last_year, last_month))
end

-- One form of value each, tried in order: pattern, and a function of its captures that gives first and last day.
local forms = {
    { "^(%d%d%d%d%-%d%d%-%d%d)", function(day)
        if calendar.day(day) then return day, day end
    end },
    { "^(%d%d%d%d)%-(%d%d)$", function(year, month)
        if month >= 1 and month <= 12 then return months_range(year, month, month) end
    end },
    { "^(%d%d%d%d)$", function(year) return M.date(year, 1, 1), M.date(year, 12, 31) end },
    { "^(%d%d%d%d)%-W(%d%d)$", function(year, week)
        local monday = calendar.monday(year, week)
        if monday then return calendar.date(monday), calendar.date(monday + 6) end
    end },
    { "^(%d%d%d%d)%-W(%d%d)%-WE$", function(year, week)
        local monday = calendar.monday(year, week)
        if monday then return calendar.date(monday + 5), calendar.date(monday + 6) end
    end },
    { "^(%d%d%d%d)%-Q(%d)$", function(year, n) return months_range(year, 3 * n - 2, 3 * n) end },
    { "^(%d%d%d%d)%-H(%d)$", function(year, n) return months_range(year, 6 * n - 5, 6 * n) end },
    { "^(%d%d%d%d)%-(%u%u)$", function(year, season)
        local months = SEASON_MONTHS[season]
        if months then return months_range(year, months[1], months[2]) end
    end },
    { "^(%d%d%d)$", function(decade) return M.date(decade * 10, 1, 1), M.date(decade * 10 + 9, 12, 31) end },
    { "^(%d%d)$", function(century) return M.date(century * 100, 1, 1), M.date(century * 100 + 99, 12, 31) end },
}

local function captured(value, pattern)
    local found = { value:match(pattern) }
    for i, text in ipairs(found) do
        if text:find("^%d+$") then found[i] = tonumber(text) end
    end
    return found
end

local function range_of(value)
    local from, to = value:match("^(.-)/(.+)$")
    if from then
        local earliest = M.range(from)
        local _, latest = M.range(to)
        return earliest, latest
    end
    for _, form in ipairs(forms) do
        local found = captured(value, form[1])
        if #found > 0 then return form[2](table.unpack(found)) end
    end
end

local ranges = memo(function(value) return { range_of(value) } end)

--- First and last day that a value stands for, nil where it does not say.
function M.range(value)
    local range = ranges(value)
    return range[1], range[2]
end

-- A part of a range, where `mod` names one: a third of it, or its `share`-th part.
local function narrowed(earliest, latest, mod, share)
    local first, last = calendar.day(earliest), calendar.day(latest)
    if not first or not last then return earliest, latest end                -- before the calendar begins
    local third = (last - first + 1) // (share or 3)
    if mod == "START" then last = first + third - 1 + (third == 0 and 1 or 0) end
    if mod == "END" then first = last - third + 1 - (third == 0 and 1 or 0) end
    if mod == "MID" then first, last = first + third, last - third end
    return calendar.date(first), calendar.date(last)
end

--- The fields of a row of layer `date`. `share`: into how many parts `mod` divides what the value stands for.
function M.fields(kind, value, more, share)
    if not value then return nil, "no value can be said" end
    local fields = { type = kind, value = value }
    for key, extra in pairs(more or {}) do fields[key] = extra end
    if kind ~= "DATE" and kind ~= "TIME" then return fields end
    local earliest, latest = M.range(value)
    if earliest and latest and (fields.mod == "START" or fields.mod == "END" or fields.mod == "MID") then
        earliest, latest = narrowed(earliest, latest, fields.mod, share)
    end
    fields.earliest, fields.latest = earliest, latest
    return fields
end

local function set_of(words)
    local set = {}
    for word in words:gmatch("%S+") do set[word] = true end
    return set
end

local is_future = set_of [[ will shall 'll plans plan planned scheduled payable upcoming due until expected expects expect forthcoming slated tomorrow
      preparations prepare intends hopes starting invited faces ahead next effective starts begins opens expires ends closes resumes meets convenes
      departs arrives travels hosts lasts runs flies ]]
local is_past = set_of [[ was were had ago since did ]]
-- These forms are past only where nothing ahead of them speaks of what is to come ("will be held").
local is_participle = set_of [[ held met visited took began arrived been recalled last signed launched reached ]]
local is_saying = set_of [[ said told announced reported added wrote noted stated confirmed ]]
-- After "to" these tell a goal, not a purpose.
local is_object = set_of [[ the a an his her its their our this that these those all both each some any be ]]

local JOINT, BLANK = { [44] = true, [58] = true, [59] = true }, 32     -- , : ;
local NEAR = 40                      -- tokens of the sentence that are looked at, on each side

local function around(match)
    local before, after = match:before(NEAR), match:after(NEAR)
    return before and before.text or "", after and after.text or ""
end

-- What stands behind the last comma, semicolon or colon with a blank, a mark of quotation between them or not; the whole where there is none.
local function last_clause(text)
    local at = #text
    while at > 0 do
        if JOINT[text:byte(at)] then
            local behind = text:match('^"?()', at + 1)
            behind = text:match("^\u{201D}()", at + 1) or behind
            if text:byte(behind) == BLANK then return text:sub(behind + 1) end
            if not text:find("^%d", at + 1) then return text end              -- "7,000" goes on
        end
        at = at - 1
    end
    return text
end

local is_place = set_of [[ in at on near ]]
local LONGEST_INSERTED = 80          -- bytes of an apposition between two commas

-- The same, with the clause before it where an apposition stands between: "expected to meet Marshal Haftar, head of the army, in Benghazi on".
local function last_whole_clause(text)
    local clause = last_clause(text)
    if clause == text or not is_place[clause:match("^(%l+)%s")] then return clause end
    local head = text:sub(1, #text - #clause):match("^(.*),%s*$")
    local inserted = head and last_clause(head)
    if not inserted or inserted == head or #inserted > LONGEST_INSERTED or inserted:find("^%a+ing%f[%A]") or inserted:find("^and%s")
        or inserted:find("^but%s") then
        return clause
    end
    for word in inserted:lower():gmatch("%a+") do
        if is_past[word] or is_future[word] or is_participle[word] or word == "who" or word == "which" then return clause end
    end
    local main = head:sub(1, #head - #inserted):match("^(.*),%s*$")
    return main and last_clause(main) .. " " .. clause or clause
end

-- A verb in the past by its form ("headed", "fell"); only beside the date, where little else can stand.
local is_told = set_of [[ fell rose came went made took gave left won lost led ran saw sent shot began became brought grew spoke wrote broke drew drove
                          fought flew fled sank
                          stood struck swore withdrew threw overthrew sought taught caught kept rode arose chose froze stole bore ]]
local is_told_beside = set_of [[ set put cut hit bought sold paid ]]   -- of one form in all times
-- "will answer Monday's attack": what nobody plans has been.
local is_happened = set_of [[ attack attacks raid raids ruling decision strike strikes airstrike airstrikes bombing bombings killing killings shooting
                              shootings crash earthquake quake explosion
                              explosions blast blasts announcement remarks comments violence clashes incident disaster storm flood floods fire verdict
                              massacre assault coup setback defeat victory ]]
-- "Agreed on holding it in May", "looked forward to the talks in May": what is agreed on or looked forward to is to come.
local is_agreed = set_of [[ agreed agree agrees agreeing concurred concur concurs settled decided consensus agreement accord understanding committed
      commitment ]]
local is_looking = set_of [[ look looks looked looking ]]
local is_daily = set_of [[ day morning afternoon evening night ]]
-- "Both meet separately Monday", "talks resume on Sunday": in the present these tell a plan.
local is_planned_beside = set_of [[ meet begin resume convene arrive gather expire depart ]]
local is_planned_of = set_of [[ end start open close ]]                -- "the drills that end on Friday"
local is_modal = set_of [[ would may might can could ]]
local is_given_up = set_of [[ as previously originally ]]            -- "as planned", "originally scheduled"
local is_taken = set_of [[ place effect office ]]

-- Whether a word behind "may" is a verb of what is to come: not "may have", "May said", "may Paul".
local function can_follow(word)
    return word ~= "have" and word ~= "not" and not word:find("ly$") and word:find("^%l") ~= nil
end

local clause_opener = set_of [[ after before when while because but though although ]]
local determiner = set_of [[ the a an his her its their our this that these those my your ]]
local not_told = set_of [[ need indeed proceed succeed exceed speed hundred united ]]
-- What stands between "will" or "to" and a verb that tells what is to come: "will be held", "will be formally opened", "to have signed".
local is_auxiliary = set_of [[ be been being have has had not never then and or ]]
local function leads(word)
    return word == nil or is_auxiliary[word] or word:find("ly$")
end

local function tells(word)
    return is_told[word] or is_participle[word] or (#word > 3 and word:find("ed$") and not not_told[word])
end

local is_be = set_of [[ is are was were be been being ]]

-- What the first verb of a clause behind a date tells.
local function tense_behind(clause)
    local word_before, previous
    for word in clause:gmatch("[%a'-]+") do
        if previous == "to" then
            if word_before == "is" or word_before == "are" then return "future" end
        elseif is_past[word] or is_participle[word] then
            return "past"
        elseif is_future[word] and not (word == "invited" and not is_be[previous]) then           -- "in May I invited"
            return "future"
        elseif tells(word) or is_told_beside[word] then
            return "past"
        end
        word_before, previous = previous, word
    end
end

-- "Thanked her for having spoken in": what one thanks for has been.
local function was_thanked_for(before)
    local thing = before:match("%f[%a][Tt]hank%a*%s.-%f[%a]for%s(.*)$")
    return thing ~= nil and not thing:find("%f[%a]to%s%l") and not thing:find("%f[%a]will%f[%A]") and not thing:find("%f[%a]planned%f[%A]")
end

-- "Adjourned the case to", "extended to": a day that something is put off to is to come.
local PUT_OFF = { "adjourned", "extended", "moved", "delayed", "deferred", "rescheduled", "postponed", "pushed back", "brought forward", "put off",
    "prolonged" }
local function is_put_off(before)
    local words = before:sub(-60)
    if not words:find("%f[%a]to%s*$") then return false end
    for _, verb in ipairs(PUT_OFF) do
        if words:find("%f[%a]" .. verb .. "%f[%A][^,;:]*$") then return true end
    end
    return false
end

local is_called_for = set_of [[ election elections vote referendum talks meeting summit conference session ]]
local is_asking = set_of [[ urged urges urging asked asks invited invites called calls encouraged encourages instructed agreed agrees promised
      promises pledged pledges vowed vows committed ]]

--- "future" or "past" where the words of the same clause, before the date or else after it, speak of what is to come or has been; else nil.
-- A second result `true` says that no more than an infinitive speaks of what is to come: "had to close in March"; "asked", that it stands behind a verb of
-- asking or promising: a month is one to come ("urged them to vote in October"), a weekday may be the day on which that was said ("agreed to buy the mill
-- Friday").
function M.tense(match)
    local before, after = around(match)
    before = last_whole_clause(before)
    local opens = after:find("^%s*,") and not before:find("%a%s+%a+%s+%a")        -- "In January, a week after the talks, they signed"
    after = after:lower()
    local owned = after:match("^['\u{2019}]s%s+(%a+)")
    if owned and is_happened[owned] then return "past" end
    local last, weak, planned, asked, previous, word_before, third_last, previous_spelled = nil, false, nil, nil, nil, nil, nil, nil
    for spelled in before:gmatch("[%w'-]+") do
        local word = spelled:lower()
        if clause_opener[word] then
            planned = nil
        elseif word == "to" and (previous == "begins" or previous == "starts") then
            last, planned = nil, nil                                  -- "begins to show"
        elseif previous == "next" and (word == "to" or word_before == "the" and is_daily[word]) then
            last, planned = nil, nil                                  -- "next to the embassy", "the next day, Tuesday,"
        elseif is_future[word] and previous == "been" and word_before == "had" then
            last, planned = "past", nil                               -- "had been due to expire Friday"
        elseif is_future[word] and not (determiner[previous] and word:find("^plans?$")) and not is_given_up[previous]
            or is_modal[previous_spelled] and can_follow(spelled) then
            last, weak, planned = "future", false, true
        elseif is_past[word] then
            last, planned = "past", nil
        elseif (previous == "on" or previous == "in" or previous == "to") and is_agreed[word_before] and word:find("ing$") or word == "to"
            and previous == "forward" and is_looking[word_before] then
            last, weak, planned = "future", false, true
        elseif previous == "takes" and is_taken[word] or previous == "set" and word == "for" and not determiner[word_before] then
            last, weak, planned = "future", false, true
        elseif previous == "be" and word_before == "to" and tells(word) and third_last ~= "was" and third_last ~= "were" then
            last, weak, planned = "future", false, true               -- ", to be held in Lima on"
        elseif not last and tells(word) then
            last = "past"
        end
        if previous == "to" and spelled == word and not is_object[word] and not word:find("s$") and not word:find("^%d") then
            weak, last = not (word_before == "is" or word_before == "are") and (last ~= "future" or weak), "future"
            weak = weak and asked and "asked" or weak
        end
        asked = asked or is_asking[word]
        third_last, word_before, previous, previous_spelled = word_before, previous, word, spelled
    end
    if is_put_off(before) then return "future" end
    if before:find("as soon as%s*$") or before:find("as early as%s*$") then return "future" end
    if before:find("%f[%a][Uu]ntil%s*$") and after:find("^,?[^,;:]*%f[%a]had%f[%A]") then return "past" end
    if before:find("%f[%a]through%s*$") then return "future", not (last == "future" and not weak) end
    if was_thanked_for(before) then return "past" end
    if is_called_for[before:match("%f[%a]call%a* for [%a ]-(%a+) [io]n%s*$") or ""] then return "future", "asked" end
    if before:find("%f[%a]by%s*$") then
        if last == "future" and not weak then return "future" end
        local clause = (last ~= "future" or weak) and after:match("^[^,;:]+")
        local told = clause and (clause:find("%f[%a]was%f[%A]") or clause:find("%f[%a]were%f[%A]") or clause:find("%f[%a]had%f[%A]"))
        return (told or before:find("%f[%a]had%s")) and "past" or "future"
    end
    local verb, led_by = previous, word_before
    if previous == "on" or previous and previous:find("ly$") then verb, led_by = word_before, third_last end
    if (previous == "on" or previous == "in") and (word_before == "is" or word_before == "are") then return "future" end    -- "the vote is on July 20"
    if is_planned_beside[verb] and led_by ~= "to" and last ~= "past" then return "future" end
    if is_planned_of[verb] and (led_by == "that" or led_by == "which") then return "future" end
    if verb and (is_saying[verb] or is_told_beside[verb] and not planned) then return "past" end
    if verb and tells(verb) and not (planned and (leads(led_by) or is_future[verb])) then return "past" end
    if last then return last, last == "future" and weak or nil end
    for clause in after:gmatch("[^,;:]+") do
        local told = tense_behind(clause)
        if told or not opens then return told end
    end
end

--- The day of a weekday nearest to the reference: today counts. A weak sign of what is to come counts where that day is the nearer one.
function M.weekday(reference, weekday, tense, weak)
    if not reference then return "XXXX-WXX-" .. weekday end
    local back = (reference.weekday - weekday) % 7
    if tense == "future" and back ~= 0 and not (weak and back < 4) then return calendar.date(reference.number + 7 - back) end
    return calendar.date(reference.number - back)
end

--- The year of a month (and day) without one: of the years around, the one that lies nearest and fits the tense. What is told of as past in the month
-- to come was in the last year; a day of that month is rather one that is to come.
-- @param alone boolean: the month has no day
function M.year_of(reference, month, tense, weak, alone)
    if not reference then return nil end
    local distance = month - reference.month
    if weak == "asked" then weak = nil end
    if weak and tense == "future" and distance < -6 then return reference.year + 1 end          -- the nearer one
    if weak then tense = nil end
    if tense == "future" and distance < 0 then return reference.year + 1 end
    if tense == "past" and distance > (alone and 0 or 1) then return reference.year - 1 end
    if not tense and distance > 6 then return reference.year - 1 end
    if not tense and distance < -8 then return reference.year + 1 end
    return reference.year
end

--- Easter of a year (Gauss, Gregorian): day number.
function M.easter(year)
    local a, b, c = year % 19, year // 100, year % 100
    local h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    local l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    local m = (a + 11 * h + 22 * l) // 451
    local month = (h + l - 7 * m + 114) // 31
    local day = (h + l - 7 * m + 114) % 31 + 1
    return calendar.day(M.date(year, month, day))
end

--- The day of a feast in a year by its rule (lexicons/holidays.tsv), nil if the rule says nothing.
function M.feast(rule, year)
    local month, day = rule:match("^(%d%d)%-(%d%d)$")
    if month then return M.date(year, tonumber(month), tonumber(day)) end
    local offset = rule:match("^E([+-]%d+)$")
    if offset then return calendar.date(M.easter(year) + tonumber(offset)) end
    local in_month, kind, nth, weekday = rule:match("^X%-(%d%d)%-(%a)(%w)%-(%d)$")
    if not in_month then return nil end
    in_month, weekday = tonumber(in_month), tonumber(weekday)
    local first = calendar.day(M.date(year, in_month, 1))
    if kind == "T" then return calendar.date(first + (1 - calendar.weekday(first)) % 7 + 1) end
    local number = first + (weekday - calendar.weekday(first)) % 7
    if nth ~= "L" then return calendar.date(number + 7 * (tonumber(nth) - 1)) end
    while number + 7 < first + calendar.days_in(year, in_month) do number = number + 7 end
    return calendar.date(number)
end

local RUNNING = 2                    -- words in small letters that a headline has not

--- Whether a match is a title in running text ("on ABC's This Week", "60 Minutes"): its words have capitals, the sentence around it has not.
function M.is_title(match)
    if match.text:find("%f[%a]%l") then return false end
    local sentence = match.sentence
    local count = 0
    for _ in (sentence and sentence.text or ""):gmatch("%f[%w]%l%l%l%l%l+") do count = count + 1 end
    return count >= RUNNING
end

local MODS = {
    about = "APPROX", approximately = "APPROX", around = "APPROX", roughly = "APPROX", nearly = "APPROX", almost = "APPROX", some = "APPROX",
    ["close to"] = "APPROX", ["more than"] = "MORE_THAN", over = "MORE_THAN", ["just over"] = "MORE_THAN", ["well over"] = "MORE_THAN",
    ["less than"] = "LESS_THAN", ["fewer than"] = "LESS_THAN", under = "LESS_THAN", ["just under"] = "LESS_THAN",
    ["at least"] = "EQUAL_OR_MORE", ["no less than"] = "EQUAL_OR_MORE", ["no fewer than"] = "EQUAL_OR_MORE",
    ["at most"] = "EQUAL_OR_LESS", ["up to"] = "EQUAL_OR_LESS", ["no more than"] = "EQUAL_OR_LESS", ["as many as"] = "EQUAL_OR_LESS",
    early = "START", ["the beginning of"] = "START", ["the start of"] = "START", beginning = "START", start = "START", earlier = "START",
    mid = "MID", middle = "MID", ["the middle of"] = "MID", late = "END", later = "END", ["the end of"] = "END", ["end"] = "END",
    first = "START", ["second half"] = "END", latter = "END", last = "END", final = "END", closing = "END", turn = "START",
    opening = "START", dawn = "START", close = "END", eve = "BEFORE",
    circa = "APPROX", ["c."] = "APPROX", ["ca."] = "APPROX", c = "APPROX", ca = "APPROX",
}

local mod_of = memo(function(text)
    text = text:lower():gsub("%s+", " "):gsub("^the ", "the "):gsub("%-$", "")
    return MODS[text] or MODS[text:match("^the (%a+ half)")] or MODS[text:match("^the (%a+)")] or MODS[text:match("^(%a+)")]
end)

--- Into how many parts a phrase divides what follows: two where it says "half", else nil.
function M.share(span)
    return span and (span.text:find("half", 1, true) and 2 or span.text:find("quarter", 1, true) and 4) or nil
end

--- The TIMEX3 mod of a modifying word or phrase, nil where it has none.
function M.mod(span)
    return span and mod_of(span.text)
end

--- The code of a captured part of the day: "TEV", or nothing.
function M.part_of_day(match)
    return match.daypart and "T" .. M.entry(match.daypart, "dayparts").code or ""
end

local SHIFTS = { last = -1, previous = -1, prior = -1, next = 1, coming = 1, following = 1, past = -1, upcoming = 1 }

--- How many units of the calendar a word such as "last" or "the coming" leads away from the document's.
function M.shift_of(which)
    for word in which:gmatch("%a+") do
        if SHIFTS[word] then return SHIFTS[word] end
    end
    return 0
end

return M
