-- durations.lua - spans of time and sets of times.
local time = include "time.lua"
local numbers = include "numbers.lua"

-- "will one day build", "One day they will build", "one day in May": no span of time.
local MODALS = pattern [[ (will | would | could | may | might | can | to | 'll | should) >> ]]
local SOME_DAY = pattern [[ << in $months ]]
local TO_COME = pattern [[ << ,? []{1,3} (will | would | could | may | might) ]]
local function looks_ahead(match)
    if match.unit.text ~= "day" then return false end
    local before, after = match:before(1), match:after(5)
    if after and after:has(SOME_DAY) or not before then return after and (after:has(TO_COME) or after:has(SOME_DAY)) end
    return before:has(MODALS)
end

-- What may stand before a number, which is looked for first: "the past", "another", "more than", "the last nearly".
local led = pattern [[ (mod:%approximately)? ((the | this | these | its | their | his | her)? very?
        (past | (?<! will | would | to | could | may | might | should | can | must) last | next | coming | previous | following | first | final
        | recent) | another | an additional) (inner:%approximately)? >> | mod:%approximately >> ]]
local near = pattern [[ mod:%approximately >> ]]
local LED = 8                        -- tokens
local ONE = { ["1"] = true, one = true, half = true }
local UNTOLD = { several = true, many = true, few = true }
local the = pattern [[ the >> ]]

-- The words before a number that belong to its span; "the" alone before months.
local function lead_of(match)
    local before = match:before(LED)
    if not before then return nil end
    local number, many = match.number.text:lower(), match.unit.text:lower():find("s$")
    local lead = before:find((many or ONE[number:match("^%w+")]) and led or near)
    if lead and lead.text:lower() == "over" and UNTOLD[number:match("%a+$")] then return nil end          -- "over several years"
    if not lead and match.unit.text == "months" then
        local article = before:find(the)
        return article and { union = function(_, other) return article:union(other) end }
    end
    return lead
end

local function duration_value(match)
    if match.unit.text:find("^%u") and time.is_title(match) then return nil, "a title" end
    local text = match.number.text
    local number = numbers.value(text)
    if not number or number == 0 then return nil, "no number" end
    if text:lower() == "one" and looks_ahead(match) then return nil, "some day to come" end
    if text:find("^[12]%d%d%d$") and not match.unit.text:find("s$") then return nil, "a year" end
    local lead = lead_of(match)
    local fields = time.fields("DURATION", numbers.duration(number, time.entry(match.unit, "units")), { mod = lead and time.mod(lead.mod or lead.inner) })
    if lead then fields[1] = lead:union(match) end
    return fields
end

rule "duration" {
    doc = "A counted span of time: 'two days', 'the past ten years', 'more than 20 years', 'a three-day'.",
    match = [[ (number:(%number | (?<! as) %vague) (or (so | more) | (to | or | %dash) %number | (?<= between %number) and %number)?
                 (more | consecutive | straight | full | long | short | whole | additional | further | successive | working | business | trading |
               calendar | solid)? unit:[$units & /s$/]
                 (and a half)? (or so)?
               | number:(1 | one | half (a | an)) (more | full | whole | additional)? unit:[$units & !/s$/]
               | number:%number %dash? unit:[$units & !/s$/ & !second & !quarter] (%dash long)? (period | span)? )
               !(%dash? old | ago | earlier | later | hence | from now | before now | $dayparts | /^['’]s?$/? ("War" | "Wars")) ]],
    mark = duration_value,
    marks = "date",
    examples = {
        { "They talked for two hours.", expect = { { type = "DURATION", value = "PT2H" } } },
        { "He ruled for more than twenty years.", expect = { { value = "P20Y", mod = "MORE_THAN", text = "more than twenty years" } } },
        { "In the past two and a half years nothing moved.", expect = { { value = "P2Y6M" } } },
        { "A three-day visit began.", expect = { { value = "P3D" } } },
        { "It took 1-1/2 years.", expect = { { value = "P1Y6M", text = "1-1/2 years" } } },
        { "It took two-and-a-half years, 30-45 minutes, and between two and four weeks.",
            expect = { { value = "P2Y6M" }, { value = "PT30M" }, { value = "P2W", text = "two and four weeks" } } },
        { "The phase will last 42 days, the second such phase in as many months.", expect = { { value = "P42D", text = "42 days" } } },
        { "It took several weeks.", expect = { { value = "PXW" } } },
        { "He came one day in May.", expect = {} },
        { "Two men and a day. The Hundred Years' War, the Six-Day War.", expect = {} },
    },
}

rule "part-of-unit" {
    doc = "A fraction of one unit: 'three quarters of an hour', 'a quarter of a century', 'a quarter-century'.",
    match = [[ (mod:%approximately)? (number:((a | three %dash?) (quarter | quarters) | a third | two thirds | three-quarters | two-thirds) of (a |
               an) unit:(hour | day | century | decade)
               | number:(a? quarter) %dash? unit:century | number:(quarter | three %dash quarter) %dash unit:hour) ]],
    mark = function(match)
        return time.fields("DURATION", numbers.duration(numbers.value(match.number.text), time.entry(match.unit, "units")), { mod = time.mod(match.mod) })
    end,
    marks = "date",
    examples = {
        { "It took three quarters of an hour, nearly a quarter of a century.", expect = { { value = "PT45M" }, { value = "P25Y", mod = "APPROX" } } },
        { "A three-quarter-hour talk.", expect = { { value = "PT45M" } } },
        { "Three quarters of the men left.", expect = {} },
    },
}

rule "unit-ahead" {
    doc = "The unit that is to come: 'the year ahead'; not 'a week ahead of the vote'.",
    match = [[ the unit:(week | month | year | decade) ahead !of ]],
    mark = function(match) return time.fields("DURATION", numbers.duration(1, time.entry(match.unit, "units"))) end,
    marks = "date",
    examples = {
        { "He spoke of the year ahead.", expect = { { value = "P1Y", text = "the year ahead" } } },
        { "He came the week ahead of the vote.", expect = {} },
    },
}

-- "two flights a week", but not "two countries a year after the war".
local COUNTED = pattern [[ (%num | $numbers) [%noun & /s$/] >> ]]
local ANCHORS = { after = true, before = true, later = true, earlier = true, ago = true, from = true, into = true, of = true, ["in"] = true }
local function is_rate(match)
    local before, after = match:before(3), match:after(1)
    return before ~= nil and before:has(COUNTED) and not (after and ANCHORS[after.text:lower()])
end

rule "one-unit" {
    doc = "One unit as a span: 'a week', 'an hour'; not what something costs or happens 'a year'.",
    match = [[ (?<! once | twice | times | thrice | (quarter | quarters | third | thirds | half | part) of | %num | percent | million | billion | bn | mn |
               "%" | $measures)
               (mod:%approximately)? ((a | an) unit:[$units & !/s$/ & !second & !quarter & !night & !minute] (or (so | two | more) | half:(and a half) |
               %dash long)?
                   | a unit:(minute | night) (half:(and a half) | %dash long) | (another | a further | an (additional |
               extra)) unit:[$units & !/s$/ & !second & !quarter]
                   | word:(hourlong | daylong | weeklong | monthlong | yearlong | decadelong))
               !(ago | earlier | later | hence | %dash | of | when | in which | $dayparts) ]],
    mark = function(match)
        if is_rate(match) then return nil, "how often" end
        local unit = match.word and lexicon "units":lookup(match.word.text:lower():gsub("long$", "") .. "") or time.entry(match.unit, "units")
        return time.fields("DURATION", numbers.duration(match.half and 1.5 or 1, unit), { mod = time.mod(match.mod) })
    end,
    marks = "date",
    examples = {
        { "They stayed for a week.", expect = { { value = "P1W" } } },
        { "They stayed for another month after the weeklong talks, then for a year and a half.",
            expect = { { value = "P1M", text = "another month" }, { value = "P1W", text = "weeklong" }, { value = "P1Y6M", text = "a year and a half" } } },
        { "Less than a year after the storm it rained.", expect = { { value = "P1Y", text = "Less than a year" } } },
        { "They meet twice a week.", expect = {} },
    },
}

local OF_WORK = { office = true, business = true, working = true, opening = true, visiting = true, peak = true, trading = true, rush = true,
                  school = true, daylight = true, waking = true }

-- What may stand before uncounted units, which are looked for first: "the coming", "these", "the".
local many_led = pattern [[ ((the | these)? which:(past | last | next | coming | recent | few | following | early) | article:the) >> ]]
local PREPOSITIONS = { ["for"] = true, over = true, of = true, ["in"] = true, within = true, took = true, take = true, after = true }
local TAKES = { years = true, days = true }

-- Days, years and nights alone are no span; with "recent", "ahead" or a preposition before them they are.
local function is_span(match, lead, before)
    if lead and lead.which or match.ahead or match.special.text:find("%s*%-%s*long$") then return true end
    local word = before and before.text:match("(%a+)%s*$")
    return TAKES[match.special.text:lower()] and word ~= nil and PREPOSITIONS[word:lower()] ~= nil
end

local function many_value(match)
    local before = match:before(3)
    local lead = before and before:find(many_led)
    if match.special and not is_span(match, lead, before) then return nil, "no span of time" end
    local last = before and not lead and match:before(1)
    if last and OF_WORK[last.text:lower()] then return nil, "hours of opening" end
    local unit = match.unit or lexicon "units":lookup(match.special.text:lower():match("^%a+"))
    local fields = time.fields("DURATION", numbers.duration("X", match.unit and time.entry(unit, "units") or unit))
    if lead then fields[1] = lead:union(match) end
    return fields
end

rule "many-units" {
    doc = "Uncounted units: 'for decades', 'recent years', 'in the coming weeks', 'decades-long'.",
    match = [[ (unit:[$units & /s$/ & !weekends & !seconds & !minutes & !quarters & !nights & !days & !years] (%dash long)?
          | special:((days | weekends | quarters | nights | minutes) | years (%dash long)?)) ((or | and) [$units & /s$/])?
          (ahead:(ahead !of | to come))? !(of age | %dash? old | ago | later | earlier) ]],
    mark = many_value,
    marks = "date",
    examples = {
        { "He came in office hours, not at rush hour.", expect = {} },
        { "He sank within weeks or months.", expect = { { value = "PXW", text = "weeks or months" } } },
        { "The well was dry for decades.", expect = { { type = "DURATION", value = "PXDE" } } },
        { "Rain is due in the coming weeks.", expect = { { value = "PXW", text = "the coming weeks" } } },
        { "In the early days it took days and weeks; the days were long, the nights cold.", expect = { { value = "PXD", text = "the early days" }, { value = "PXD" } } },
        { "Much remains to do in the weeks and months ahead.", expect = { { value = "PXW", text = "the weeks and months ahead" } } },
        { "She is 20 years old, in a decades-old house.", expect = {} },
    },
}


-- "Weekly Standard", "the NBC Nightly News".
local function is_of_title(match)
    if not match.text:find("^%u%l") then return false end
    local before, after = match:before(1), match:after(1)
    return after ~= nil and after.text:find("^%u") ~= nil or before ~= nil and before.text:find("^%u") ~= nil
end

local function set_value(match)
    if match.word then
        if is_of_title(match) then return nil, "the name of a paper" end
        return time.fields("SET", time.entry(match.word, "frequencies").value)
    end
    if match.weekends then return time.fields("SET", "XXXX-WXX-WE") end
    if match.season then return time.fields("SET", "XXXX-" .. time.entry(match.season, "seasons").code, { quant = match.quant.text:upper() }) end
    if match.day then
        local month = time.entry(match.month, "months").number
        return time.fields("SET", ("XXXX-%02d-%02d"):format(month, numbers.ordinal(match.day.text)), { quant = match.quant.text:upper() })
    end
    if match.weekday then
        local weekday = match.weekday.entry or lexicon "weekdays":lookup(match.weekday.text) or lexicon "weekday_sets":lookup(match.weekday.text)
        return time.fields("SET", ("XXXX-WXX-%d%s"):format(weekday.number, match.daypart and "T" .. time.entry(match.daypart, "dayparts").code or ""),
            { quant = match.second and "EVERY OTHER" or nil })
    end
    if match.month then
        return time.fields("SET", ("XXXX-%02d"):format(time.entry(match.month, "months").number), { quant = match.quant.text:upper() })
    end
    if not match.unit then
        local code = match.daypart and "T" .. time.entry(match.daypart, "dayparts").code or ""
        return time.fields("SET", "XXXX-XX-XX" .. code, { quant = match.quant and match.quant.text:upper() or nil })
    end
    local number = match.number and (numbers.value(match.number.text) or numbers.ordinal(match.number.text)) or 1
    if match.second then number = 2 end
    return time.fields("SET", numbers.duration(number, time.entry(match.unit, "units")),
                       { quant = match.quant and match.quant.text:upper() or nil })
end

rule "set" {
    doc = "Times that come back: 'every day', 'each Thursday', 'twice a year', 'monthly', 'Tuesday nights', 'per month'.",
    match = [[ !quarterly word:$frequencies
               | weekends:weekends
               | word:quarterly !(%noun | %adj | %verb | of)
               | quant:(every | each) (second:(other | second) | number:(%number | few | [$ordinals & !first]))? unit:[$units & !/^seconds?$/]
               | quant:(every | each) (month:$months !%day_of_month | season:$seasons | month:$months day:%day_of_month | day:%day_of_month of? month:$months)
               | quant:every second:(other | second) weekday:$weekdays (daypart:$dayparts)? | second:alternate weekday:$weekday_sets
               | quant:(every | each) weekday:$weekdays (daypart:$dayparts)?
               | quant:(every | each) daypart:[$dayparts & !/s$/]
               | weekday:($weekday_sets | $weekdays) daypart:[$dayparts & /s$/] | weekday:$weekday_sets
               | (?<= %num | million | billion | bn | mn | percent | $measures | "%") (a | an | per | each) unit:[$units & !/s$/]
               | (?<= (%num | $numbers) [%noun & /s$/]) (a | an | per | each) unit:[$units & !/s$/] !(after | before | later | earlier | ago | from |
               into | of | in) ]],
    mark = set_value,
    marks = "date",
    examples = {
        { "They held their half-yearly talks.", expect = { { value = "P6M", text = "half-yearly" } } },
        { "The ferry runs every day.", expect = { { type = "SET", value = "P1D", quant = "EVERY" } } },
        { "It meets every other Tuesday, quarterly, and every 1 May.",
            expect = { { value = "XXXX-WXX-2", quant = "EVERY OTHER" }, { value = "P3M" }, { value = "XXXX-05-01" } } },
        { "It meets at weekends, every fourth year.", expect = { { value = "XXXX-WXX-WE" }, { value = "P4Y" } } },
        { "It meets every second day; its quarterly report came each spring.", expect = { { value = "P2D" }, { value = "XXXX-SP" } } },
        { "Two flights a week cost $1bn a day; two countries a year after the war.", expect = { { value = "P1W", text = "a week" }, { value = "P1D" } } },
        { "The board sits each Thursday.", expect = { { value = "XXXX-WXX-4" } } },
        { "A monthly paper.", expect = { { value = "P1M" } } },
        { "He read the China Daily and saw the Nightly News.", expect = {} },
        { "Every man came.", expect = {} },
    },
}

local ONCE = { once = 1, twice = 2, thrice = 3 }

-- How often: "twice", "three to four times", which is at least three; nil where no number is told.
local function times(match)
    local text = match.freq and match.freq.text:lower():gsub("%s*%f[%a]to%f[%A].*", ""):gsub("%s*%f[%a]or%f[%A].*", "")
    local number = text and (ONCE[text] or numbers.value(text))
    return math.type(number) == "integer" and number .. "X" or nil
end

rule "how-often" {
    doc = "How many times in a unit: 'twice a year', 'three to four times a week', 'twice daily'.",
    match = [[ (mod:%approximately)? freq:(once | twice | thrice | (%number ((to | or | %dash) %number)? | several | many | a few) times)
               (%dash? !hourly rate:$frequencies | (a | an | per | each | every) (number:%number)? unit:$units) ]],
    mark = function(match)
        if match.rate then return time.fields("SET", lexicon "frequencies":lookup(match.rate.text:lower()).value, { freq = times(match) }) end
        local number = match.number and numbers.value(match.number.text) or 1
        return time.fields("SET", numbers.duration(number, time.entry(match.unit, "units")), { freq = times(match) })
    end,
    marks = "date",
    examples = {
        { "They meet twice a year.", expect = { { value = "P1Y", freq = "2X", text = "twice a year" } } },
        { "They meet three to four times a week, and twice weekly.", expect = { { value = "P1W", freq = "3X" }, { value = "P1W", freq = "2X" } } },
        { "They met twice, a year apart.", expect = {} },
    },
}

rule "nth-set" {
    doc = "A day by its number in every month or year: 'the last Friday of every month'.",
    match = [[ the ($ordinals | last) ($weekdays | day | week | weekend) (of | in) quant:(every | each) unit:(month | year | week) ]],
    mark = function(match) return time.fields("SET", numbers.duration(1, time.entry(match.unit, "units")), { quant = match.quant.text:upper() }) end,
    marks = "date",
    examples = {
        { "They meet on the last Friday of every month.", expect = { { value = "P1M", quant = "EVERY", text = "the last Friday of every month" } } },
        { "The last day of each was long.", expect = {} },
    },
}

rule "rate" {
    doc = "How many units of a longer one come back: 'six days a week', '24 hours a day'.",
    match = [[ number:%number unit:(minutes | hours | days | nights | weeks | months) (a | per | each | every) whole:(day | night | week | month | year) ]],
    mark = function(match)
        local number, unit = numbers.value(match.number.text), time.entry(match.unit, "units")
        if math.type(number) ~= "integer" then return nil, "no number" end
        return time.fields("SET", numbers.duration(1, time.entry(match.whole, "units")), { freq = number .. unit.code })
    end,
    marks = "date",
    examples = {
        { "He worked six days a week, ten hours a day.",
            expect = { { value = "P1W", freq = "6D", text = "six days a week" }, { value = "P1D", freq = "10H" } } },
        { "Six days of a week.", expect = {} },
    },
}
