-- numbers.lua - what number words and digits say.
--
-- Sits on lexicons/numbers.tsv. "X" stands for a number that is not told ("several").

local M = {}

local SIGNS = { ["½"] = 0.5, ["¼"] = 0.25, ["¾"] = 0.75 }
local VAGUE = { several = true, few = true, many = true, some = true, number = true, recent = true, numerous = true, hundreds = true, thousands = true,
                dozens = true, tens = true }

local function word_value(word)
    if word == "couple" then return 2 end
    if word == "half" then return 0.5 end
    local entry = lexicon "numbers":lookup(word)
    return entry and entry.value
end

local function digits(word)
    local plain = word:gsub(",", "")
    local over, under = word:match("^(%d+)/(%d+)$")
    if over then return tonumber(under) > 0 and tonumber(over) / tonumber(under) or nil end
    return SIGNS[word] or tonumber(plain)
end

-- One word after the other: a multiplier takes what is before it ("three lakh crore" twice), all else is added.
local function step(total, current, value)
    if value == 12 and current > 0 then return total, current * 12 end
    if value == 100 then return total, (current > 0 and current or 1) * 100 end
    if value >= 1000 and current == 0 and total > 0 then return total * value, 0 end
    if value >= 1000 then return total + (current > 0 and current or 1) * value, 0 end
    return total, current + value
end

local PARTS = { quarter = 0.25, quarters = 0.25, third = 1 / 3, thirds = 1 / 3 }

local function whole(number)
    return math.tointeger(number) or number
end

--- The number that a text says: an integer, a float, "X", or nil.
M.value = memo(function(text)
    local total, current, found = 0, 0, false
    local article = text:lower():match("^an?%f[%A]") ~= nil
    for word in text:lower():gmatch("[^%s%-]+") do
        if VAGUE[word] then return "X" end
        local part = PARTS[word]
        if part then current, found = (current > 0 and current or 1) * part, true end
        local value = digits(word) or word_value(word)
        if value and word ~= "a" and word ~= "an" then
            local scale = digits(word) and 0 or value
            if scale >= 100 or (scale == 12 and word == "dozen") then
                total, current = step(total, current, value)
            else
                current = current + value
            end
            found = true
        end
    end
    if not found then return article and 1 or nil end
    return whole(total + current)
end)

--- The ordinal that a text says: "21st", "third"; nil if none.
M.ordinal = memo(function(text)
    local number = text:match("^(%d+)%a*$")
    if number then return tonumber(number) end
    local entry = lexicon "ordinals":lookup(text:lower())
    return entry and entry.value
end)

-- What a fraction of a unit is told in: how many of which, and a T where they are below a day.
local SMALLER = { Y = { 12, "M", "" }, M = { 30, "D", "" }, W = { 7, "D", "" }, D = { 24, "H", "T" }, TH = { 60, "M", "" }, TM = { 60, "S", "" } }

local function with_fraction(number, letter, clock)
    local smaller = SMALLER[clock .. letter]
    if not smaller then return ("P%s%g%s"):format(clock, number, letter) end
    local base = math.floor(number)
    local rest = math.floor((number - base) * smaller[1] + 0.5)
    if base == 0 then return ("P%s%s%d%s"):format(clock, smaller[3], rest, smaller[2]) end
    return ("P%s%d%s%s%d%s"):format(clock, base, letter, smaller[3], rest, smaller[2])
end

-- Units that TIMEX3 has letters for only where they are not counted.
local UNCOUNTED = { ["10Y"] = "PXDE", ["100Y"] = "PXCE" }

--- A number times a unit of lexicons/units.tsv as a TIMEX3 duration: P2D, PT5H30M, PXY.
function M.duration(number, unit)
    local factor, letter = unit.code:match("^(%d*)(%u+)$")
    local clock = unit.clock == "T" and "T" or ""
    if number == "X" then return UNCOUNTED[unit.code] or ("P%sX%s"):format(clock, letter) end
    if factor ~= "" then number = whole(number * tonumber(factor)) end
    if math.type(number) ~= "integer" then return with_fraction(number, letter, clock) end
    return ("P%s%d%s"):format(clock, number, letter)
end

return M
