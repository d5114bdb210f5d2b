-- years.lua - years, decades and centuries: "1987", "2021-2024", "nineteen twelve", "the early 1980s", "the 19th century".

local time = include "time.lua"
local numbers = include "numbers.lua"

local FAR = 4                        -- years
local PLANS = pattern [[ << (Agenda | Vision | Goals | Strategy | Roadmap | Targets | Framework) ]]
local function names_a_plan(match, doc)
    local reference = time.reference(doc)
    local behind = match:after(1)
    if not behind or not behind.text:find("^%u") then return false end
    if not reference then return behind:has(PLANS) end
    return tonumber(match.year.text) > reference.year + FAR
end

-- "1999-based", "2000-strong", "2023/7": a sign and what touches it belong to the figure.
local function is_joined(match, doc)
    local first, stop = match:bytes()
    local sign = doc.text:match("^[-/]%w", stop + 1) or doc.text:match("^\u{2013}%w", stop + 1)
    if sign then return true end
    local lead = doc.text:sub(math.max(1, first - 4), first - 1)
    return lead:find("%d[-/]$") ~= nil or lead:find("%d\u{2013}$") ~= nil
end

-- "World Expo 2030", "Sunshine Plan 1986": a year behind a capital that starts no sentence; "Whereas in 1980", "7. In 1980" are none.
local OPENERS = { In = true, Since = true, By = true, From = true, Until = true, During = true, Of = true, Before = true, After = true, Between = true,
                  Through = true, Whereas = true }
local function ends_a_name(match)
    if match.last or not match.text:find("^%d") then return false end
    local before = match:before(2)
    local name = before and before.text:match("%S%s+(%u%S*)$")
    return name ~= nil and not OPENERS[name]
end

-- "more than 1500 houses": a number of what stands behind it.
local COUNTS = pattern [[ (than | at least | at most | about | nearly | almost | scored | killed | killing | total of) >> ]]
local COUNTED = pattern [[ << %adj? [%noun & /s$/] ]]
local COUNTING = { than = true, least = true, most = true, about = true, nearly = true, almost = true, scored = true, killed = true, killing = true, of = true }
local function counts(match, doc)
    local first, stop = match:bytes()
    local word = doc.text:sub(math.max(1, first - 10), first - 1):match("(%a+)%s$")
    if not word or not COUNTING[word:lower()] or not doc.text:find("^%s%l", stop + 1) then return false end
    local before, after = match:before(2), match:after(2)
    return before and after and match.text:find("^%d") and before:has(COUNTS) and after:has(COUNTED)
end

-- "at 1800.", "at 1950,".
local function is_level(match, doc)
    local first, stop = match:bytes()
    return doc.text:sub(first - 3, first - 1):lower() == "at " and match.text:find("^%d%d%d%d$") ~= nil and doc.text:find("^[.,;:)]", stop + 1) ~= nil
end

local function years_value(match, doc)
    if counts(match, doc) then return nil, "a number of things" end
    if is_level(match, doc) then return nil, "a time of the clock or a level" end
    if names_a_plan(match, doc) then return nil, "a year inside a name" end
    if ends_a_name(match) then return nil, "the end of a name" end
    if is_joined(match, doc) then return nil, "part of a longer figure" end
    local value = match.year.text
    if match.last then
        local last = match.last.text
        if #last == 4 and tonumber(last) < tonumber(value) then return nil, "no two years after each other" end
        local base = #last == 1 and 10 or 100
        local must_follow = #last == 1 or match.text:find("/", 1, true)
        if must_follow and tonumber(last) % base ~= (tonumber(value) + 1) % base then return nil, "no two years after each other" end
        if #last == 2 and tonumber(last) < tonumber(value) % 100 then
            if match.text:find("-", 1, true) then                                           -- "2025-05"
                if tonumber(last) < 1 or tonumber(last) > 12 then return nil, "no two years after each other" end
                return time.fields("DATE", value .. "-" .. last, { mod = time.mod(match.mod) })
            end
            last = ("%d"):format(tonumber(value:sub(1, 2)) + 1) .. last                      -- "1998–02"
        end
        value = value .. "/" .. (#last < 4 and value:sub(1, 4 - #last) .. last or last)
    end
    return time.fields("DATE", value, { mod = time.mod(match.mod) })
end

-- lint: off no-requirement figures are known by their shape alone
rule "year" {
    doc = "A year in figures, or two joined by a dash; not a number before what it counts, nor a year at the end of a name.",
    match = [[ (?<! $currencies | no. | number | resolution | resolutions | res. | unscr | unsc | decision | decree | directive | section | article |
               paragraph | para | figure | table | vol. | volume | page | pages | p. | pp. |
                    chapter | room | flight | line | route | highway | box | tel. | act | "#" | (resolution | resolutions) %digits (, | and | or | "/") |
               /^[0-9]{3}$/)
               (mod:(%time_part | circa | c. | ca.))? (the? (fiscal | financial | calendar)? (year | years) of? | fiscal)? year:%year_number ((%dash |
               "/") last:(%year_number | /^[0-9]{2}$/) | %dash last:/^[0-9]$/)?
               !(, /^[0-9]{3}$/ | $measures | $units | "%" | million | billion | thousand | hundred | people | other | more !than | /^[0-9]{2,3}$/) ]],
    mark = years_value,
    marks = "date",
    examples = {
        { "The bridge was built in 1987.", expect = { { value = "1987", earliest = "1987-01-01", latest = "1987-12-31" } } },
        { "The programme for 2021-2024 was adopted.", expect = { { value = "2021/2024" } } },
        { "The budget of 2023/24 was passed, that of 2023/7 was not.", expect = { { value = "2023/2024", text = "2023/24" } } },
        { "The figures of 2025-05 and the war of 1998–02.", expect = { { value = "2025-05", latest = "2025-05-31" }, { value = "1998/2002" } } },
        { "The crisis of 1973-4 and the early part of 1975.",
            expect = { { value = "1973/1974" }, { value = "1975", mod = "START", text = "the early part of 1975" } } },
        { "It was built circa 1066.", expect = { { value = "1066", mod = "APPROX", text = "circa 1066" } } },
        { "At the end of 1999 the fort closed.", expect = { { value = "1999", mod = "END" } } },
        { "They signed the 1951 Pact.", document = { date = "1960-05-05" }, expect = { { text = "1951" } } },
        { "They adopted the 2030 Agenda.", document = { date = "2016-05-05" }, expect = {} },
        { "They adopted the 1992 Convention and the 2030 Agenda.", expect = { { value = "1992" } } },
        { "7. In 1980 it rained - in 1981 - more than in the Sunshine Programme 1986-1990, and since 1991 more than that.",
            expect = { { value = "1980" }, { value = "1981" }, { value = "1986/1990" }, { value = "1991" } } },
        { "It opens at 1800, and closed at 1950.", expect = {} },
        { "It stood at 1990 levels.", expect = { { value = "1990" } } },
        { "He counted 1987 people and more than 1500 houses.", expect = {} },
        { "See pp. 1912-1918, Law 26/2011 and Decree 2020-1310.", expect = {} },
        { "Under resolutions 1559 and 1680 they disarm; call 2025 550 199.", expect = {} },
    },
}

local DAY = pattern [[ the? day:($ordinals | %day_of_month) of? >> ]]

local function spelled_value(match)
    local century = match.century and numbers.value(match.century.text) or 20
    local rest = match.rest and numbers.value(match.rest.text) or 0
    if not rest or rest > 99 or (match.century and rest < 10) then return nil, "no year" end
    local year = century * 100 + rest
    if match.season then return time.fields("DATE", time.year(year) .. "-" .. time.entry(match.season, "seasons").code) end
    if not match.month then return time.fields("DATE", time.year(year)) end
    local month, before = time.entry(match.month, "months").number, match:before(6)
    local lead = before and before:find(DAY)
    if not lead then return time.fields("DATE", time.month(year, month)) end
    local fields = time.fields("DATE", time.date(year, month, numbers.ordinal(lead.day.text)))
    fields[1] = lead:union(match)
    return fields
end

local function era_value(match)
    local year = tonumber(match.year.text)
    local mod = match.near and "APPROX" or nil
    if match.before then
        return time.fields("DATE", ("BC%04d"):format(year) .. (match.last and ("/BC%04d"):format(tonumber(match.last.text)) or ""), { mod = mod })
    end
    return time.fields("DATE", time.year(year) .. (match.last and "/" .. time.year(tonumber(match.last.text)) or ""), { mod = mod })
end

rule "era-year" {
    doc = "A year with its era: '480 BC', 'AD 476', '79 A.D.'.",
    match = [[ (near:(circa | c. | ca. | about | around | approximately))? (year:/^[0-9]{1,4}$/ ((%dash | to) last:/^[0-9]{1,4}$/)? (before:("BC" | "BCE" |
               "B.C." | "B.C.E.") | "AD" | "CE" | "A.D." | "C.E.")
               | ("AD" | "A.D.") year:/^[0-9]{1,4}$/ ((%dash | to) last:/^[0-9]{1,4}$/)?) ]],
    mark = era_value,
    marks = "date",
    examples = {
        { "They burned Athens in 480 BC, and Rome fell in AD 476.",
            expect = { { value = "BC0480", mod = false, text = "480 BC" }, { value = "0476", earliest = "0476-01-01" } } },
        { "He ruled c. 100-44 B.C.", expect = { { value = "BC0100/BC0044", mod = "APPROX" } } },
        { "He lives in Victoria, BC, with 44 cats.", expect = {} },
    },
}

rule "spelled-year" {
    doc = "A year in words: 'nineteen ninety-six', 'the year two thousand', 'May nineteen seventy'.",
    match = [[ (month:$months (of | ,)? | the? season:$seasons of)? century:(seventeen | eighteen |
               nineteen) rest:([$numbers & !hundred & !thousand & !million] (%dash? [$numbers & !hundred & !thousand & !million])?)
                   !(%dash? $numbers)
               | the year of? two thousand (and? rest:[$numbers & !hundred & !thousand & !million])? ]],
    mark = spelled_value,
    marks = "date",
    examples = {
        { "It sank in nineteen twelve.", expect = { { value = "1912", text = "nineteen twelve" } } },
        { "It sank in the winter of nineteen twelve.", expect = { { value = "1912-WI", text = "the winter of nineteen twelve" } } },
        { "Signed on the twenty-third of August nineteen thirty-nine.",
            expect = { { value = "1939-08-23", text = "the twenty-third of August nineteen thirty-nine" } } },
        { "It sank in May nineteen seventy-two.", expect = { { value = "1972-05", text = "May nineteen seventy-two" } } },
        { "It opens in the year two thousand.", expect = { { value = "2000", text = "the year two thousand" } } },
        { "He saw nineteen ships.", expect = {} },
    },
}

local DECADES = { twenties = "192", thirties = "193", forties = "194", fifties = "195", sixties = "196", seventies = "197", eighties = "198", nineties = "199" }

rule "year-of-treaty" {
    doc = "A year as treaties write it: 'one thousand nine hundred and ninety-four'.",
    match = [[ one thousand nine hundred and? rest:([$numbers & !hundred & !thousand & !million] (%dash? [$numbers & !hundred & !thousand & !million])?)
               !(%num | %noun) ]],
    mark = function(match) return time.fields("DATE", time.year(1900 + numbers.value(match.rest.text))) end,
    marks = "date",
    examples = {
        { "Done in April, one thousand nine hundred and ninety-four.", expect = { { value = "1994", text = "one thousand nine hundred and ninety-four" } } },
        { "He paid one thousand nine hundred and four francs.", expect = {} },
    },
}

-- What may stand before a decade in figures, which is looked for first: "the", "the early", "by the end of the".
local led = pattern [[ (the? (mod:(%time_part | the last half of | early | late | mid %dash?)) the? | the) >> ]]
local LED = 6                        -- tokens

-- The decade with the words before it that belong to it, and what they say.
local function with_lead(match)
    local before = match:before(LED)
    local lead = before and before:find(led)
    return lead and lead:union(match) or match, lead and lead.mod
end

local SHORT = pattern [[ (month:$months | the? season:$seasons of | in | of | since | until | from | by | back | /^['’][0-9]{2}$/ (, | ,? and)) >> ]]

-- "in '97", "May '68", "the summer of '69".
local function short_year(match, doc)
    local before = match:before(4)
    local lead = before and before:find(SHORT)
    if not lead then return nil, "no year" end
    local reference, digits = time.reference(doc), tonumber(match.text:match("%d%d"))
    local year = (digits <= ((reference and reference.year or 2030) % 100) and 2000 or 1900) + digits
    local fields = time.fields("DATE", lead.month and time.month(year, time.entry(lead.month, "months").number)
        or time.year(year) .. (lead.season and "-" .. time.entry(lead.season, "seasons").code or ""))
    if lead.month or lead.season then fields[1] = lead:union(match) end
    return fields
end

local function decade_value(match, doc)
    local text = match.figures and match.figures.text or match.text
    if text:find("^%d+$") and match.text == text then return nil, "a year" end
    if text:find("^[^%d]+%d%d$") then return short_year(match, doc) end
    local span, mod = with_lead(match)
    if text:find("^%d+$") and span.text:find("^%d") then return nil, "what a year has" end
    if text:find("^%d%ds") and not span.text:find("^[Tt]he%s") then return nil, "an age or a number" end
    local digits = text:match("%d+")
    local decade = #digits == 4 and digits:sub(1, 3) or (tonumber(digits) > 20 and "19" or "20") .. digits:sub(1, 1)
    local fields = time.fields("DATE", decade, { mod = time.mod(mod) }, time.share(mod))
    fields[1] = span
    return fields
end

-- lint: off no-requirement figures are known by their shape alone
rule "decade" {
    doc = "A decade in figures, or a year in two: 'the 1990s', 'the early 1980s', 'the '70s', 'the 90s'; 'in '97', 'May '68', 'the summer of '69'.",
    match = [[ figures:/^((1[0-9]|20)[0-9]0('?s)?|['’][0-9]0s|[2-9]0s|['’][0-9]{2})$/ /^['’]s$/? | "'" /^[0-9]0s$/ ]],
    mark = decade_value,
    marks = "date",
    examples = {
        { "Trade grew in the late 1990s.", expect = { { value = "199", mod = "END", text = "the late 1990s" } } },
        { "By the end of the 1990s it grew, in mid-1980s Oslo it did not.",
            expect = { { value = "199", mod = "END", text = "the end of the 1990s" }, { value = "198", mod = "MID" } } },
        { "Trade grew in the 90s.", expect = { { value = "199", text = "the 90s" } } },
        { "It grew in the first half of the 1990s.",
            expect = { { value = "199", mod = "START", latest = "1994-12-31", text = "the first half of the 1990s" } } },
        { "He came in '94, '01 and '13.", document = { date = "2022-06-08" }, expect = { { value = "1994" }, { value = "2001" }, { value = "2013" } } },
        { "In '97 he left; May '68 and the summer of '69 were long past, those of '07 were not.", document = { date = "2022-06-08" },
            expect = { { value = "1997", text = "'97" }, { value = "1968-05", text = "May '68" }, { value = "1969-SU" }, { value = "2007" } } },
        { "It grew in the late 1980's, not in 1980's spring.", expect = { { value = "198", mod = "END", text = "the late 1980's" } } },
        { "She is in her 90s, the '97 was red.", expect = {} },
        { "The B90s drive.", expect = {} },
    },
}

rule "spelled-decade" {
    doc = "A decade in words: 'the late nineties', 'the sixties and seventies'.",
    match = [[ (the (mod:(early | late | mid %dash?))? | (?<= (the | early | late | -) (twenties | thirties | forties | fifties | sixties | seventies |
               eighties) (and | or | to)) (mod:(early | late))?)
               spelled:(twenties | thirties | forties | fifties | sixties | seventies | eighties | nineties) !%noun ]],
    mark = function(match) return time.fields("DATE", DECADES[match.spelled.text:lower()], { mod = time.mod(match.mod) }) end,
    marks = "date",
    examples = {
        { "Trade grew in the late nineties.", expect = { { value = "199", mod = "END", text = "the late nineties" } } },
        { "Trade grew in the sixties and seventies.", expect = { { value = "196" }, { value = "197", text = "seventies" } } },
        { "He wrote in the late twenties and early thirties.", expect = { { value = "192" }, { value = "193", mod = "START", text = "early thirties" } } },
        { "He is in his nineties.", expect = {} },
    },
}

local QUARTERS = { "START", "MID", "MID", "END" }

-- "the last decade of the 20th century": a decade; "its third quarter": the century, and which years of it.
local function part_of_century(match, century)
    local nth = match.part_nth.text:lower()
    if match.part_unit.text:lower() == "decade" then
        nth = (nth == "last" or nth == "final" or nth == "closing") and 10 or nth == "opening" and 1 or numbers.ordinal(nth)
        return nth and nth <= 10 and time.fields("DATE", ("%03d"):format((century - 1) * 10 + nth - 1)) or nil
    end
    nth = (nth == "last" or nth == "final") and 4 or numbers.ordinal(nth)
    if not nth or nth > 4 then return nil, "no such part" end
    local fields = time.fields("DATE", ("%02d"):format(century - 1))
    fields.mod = QUARTERS[nth]
    fields.earliest, fields.latest = time.date((century - 1) * 100 + 25 * (nth - 1), 1, 1), time.date((century - 1) * 100 + 25 * nth - 1, 12, 31)
    return fields
end

local function nth_century(match, part, before, mods)
    local mid = match.nth.text:lower():match("^mid%-(.+)$")
    local number = numbers.ordinal(mid or match.nth.text)
    if not number or number < 1 then return nil, "no number" end
    if part then return part_of_century(match, number) end
    local value = ("%s%02d"):format(before and "BC" or "", number - 1)
    return time.fields("DATE", value, { mod = mid and "MID" or time.mod(mods or match.side) }, time.share(mods))
end

local function century_value(match)
    return nth_century(match, match.part_nth, match.before, match.mod)
end

define "nth_century" [[ /^(mid-)?[0-9]{1,2}(st|nd|rd|th)$/i | $ordinals | /^mid-[a-z]+(st|nd|rd|th)$/i ]]

rule "century" {
    doc = "A century: 'the 19th century', 'early twentieth-century'.",
    match = [[ (the part_nth:(first | second | third | fourth | opening | closing | final | last | $ordinals) part_unit:(quarter |
               decade) of)? (mod:(the turn of | %time_part))? the? (side:(early | late | mid %dash?))?
               nth:%nth_century %dash? (century | centuries) (before:("BC" | "BCE" | "B.C." | "B.C.E.") | "AD" | "CE" | "A.D.")? ]],
    mark = century_value,
    marks = "date",
    examples = {
        { "A palace of the 18th century burned.", expect = { { value = "17", earliest = "1700-01-01" } } },
        { "A palace of the mid-nineteenth century burned.", expect = { { value = "18", mod = "MID" } } },
        { "The first century of runs.", expect = { { value = "00" } } },
        { "In the first half of the 19th century it grew.",
            expect = { { value = "18", mod = "START", latest = "1849-12-31", text = "the first half of the 19th century" } } },
        { "In the last decade of the 20th century, in the third quarter of the 18th century.",
            expect = { { value = "199", text = "the last decade of the 20th century" }, { value = "17", earliest = "1750-01-01", latest = "1774-12-31" } } },
        { "The wall was begun in the third century BC.", expect = { { value = "BC02", text = "the third century BC" } } },
        { "It was the event of the century, the first and second of its kind.", expect = {} },
    },
}

rule "centuries" {
    doc = "The first of two centuries: 'the late 19th and early 20th centuries', 'the 17th to 19th centuries'.",
    match = [[ first:(the? (side:(early | late | mid %dash?))? nth:%nth_century) (and | or | to | -) the? (early | mid |
               late)? %dash? %nth_century %dash? centuries ]],
    mark = function(match)
        local fields, why = nth_century(match)
        if fields then fields[1] = match.first end
        return fields, why
    end,
    marks = "date",
    examples = {
        { "In the late 19th and early 20th centuries many left.", expect = { { value = "18", mod = "END", text = "the late 19th" } } },
        { "The 19th and 20th regiments fought for centuries.", expect = {} },
    },
}
