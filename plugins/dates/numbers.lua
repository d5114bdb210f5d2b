-- numbers.lua - what number words and digits say.
--
-- Sits on lexicons/numbers.tsv. "X" stands for a number that is not told ("several").

local M = {}

local FRACTIONS = { ["1/2"] = 0.5, ["1/4"] = 0.25, ["3/4"] = 0.75, ["½"] = 0.5, ["¼"] = 0.25, ["¾"] = 0.75 }
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
    return FRACTIONS[word] or tonumber(plain)
end

-- One word after the other: a multiplier takes what is before it, all else is added.
local function step(total, current, value)
    if value == 12 and current > 0 then return total, current * 12 end
    if value == 100 then return total, math.max(current, 1) * 100 end
    if value >= 1000 then return total + math.max(current, 1) * value, 0 end
    return total, current + value
end

local function whole(number)
    return math.tointeger(number) or number
end

--- The number that a text says: an integer, a float, "X", or nil.
function M.value(text)
    local total, current, found = 0, 0, false
    local article = text:lower():match("^an?%f[%A]") ~= nil
    for word in text:lower():gmatch("[^%s%-]+") do
        if VAGUE[word] then return "X" end
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
end

--- The ordinal that a text says: "21st", "third"; nil if none.
function M.ordinal(text)
    local number = text:match("^(%d+)%a*$")
    if number then return tonumber(number) end
    local entry = lexicon "ordinals":lookup(text:lower())
    return entry and entry.value
end

--- A number times a unit of lexicons/units.tsv as a TIMEX3 duration: P2D, PT5H30M, PXY.
function M.duration(number, unit)
    local factor, letter = unit.code:match("^(%d*)(%u+)$")
    if letter == "WE" then factor, letter = "", "WE" end
    if number == "X" and factor == "10" then return "PXDE" end
    if number == "X" and factor == "100" then return "PXCE" end
    if number ~= "X" and factor ~= "" then number = number * tonumber(factor) end
    local clock = unit.clock and unit.clock ~= "" and "T" or ""
    local rest = ""
    if number ~= "X" and number ~= math.floor(number) then
        local base = math.floor(number)
        local smaller = letter == "Y" and { 12, "M" } or letter == "H" and { 60, "M" } or letter == "M" and clock == "T" and { 60, "S" }
                     or letter == "D" and { 24, "H", "T" } or letter == "W" and { 7, "D" }
        if smaller and base > 0 then
            rest = (smaller[3] or "") .. math.floor((number - base) * smaller[1] + 0.5) .. smaller[2]
            number = base
        elseif smaller then
            return "P" .. (clock == "T" and "T" or smaller[3] or "") .. math.floor(number * smaller[1] + 0.5) .. smaller[2]
        end
    end
    local shown = number == "X" and "X" or math.type(number) == "integer" and tostring(number) or ("%g"):format(number)
    return "P" .. clock .. shown .. letter .. rest
end

return M
