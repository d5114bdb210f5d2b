-- spelling.lua - is a word another one, misspelt?
--
-- Sits on nothing.

local M = {}

-- Edit distance, bounded: more than `most` is most + 1. Exchanged neighbours count as one (Damerau).
local function distance(a, b, most)
    if math.abs(#a - #b) > most then return most + 1 end
    local before, last = {}, {}
    for j = 0, #b do last[j] = j end
    for i = 1, #a do
        local row = { [0] = i }
        for j = 1, #b do
            local same = a:byte(i) == b:byte(j) and 0 or 1
            row[j] = math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same)
            if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then row[j] = math.min(row[j], before[j - 2] + 1) end
        end
        before, last = last, row
    end
    return math.min(last[#b], most + 1)
end

--- Is one word hardly anything but the other, misspelt?
function M.misspelt(a, b)
    if math.abs(#a - #b) > 2 or #a < 4 or #b < 4 or (a:byte() | 0x20) ~= (b:byte() | 0x20) and (a:byte(2) | 0x20) ~= (b:byte() | 0x20) then return false end
    a, b = a:lower(), b:lower()
    if select(2, a:gsub("[^%w\x80-\xff]+", "")) ~= select(2, b:gsub("[^%w\x80-\xff]+", "")) then return false end -- a word against a word
    if a:byte() ~= b:byte() and a:sub(1, 2) ~= b:sub(2, 2) .. b:sub(1, 1) then return false end   -- "putting" and "cutting" are two words
    return a ~= b and distance(a, b, 2) <= (math.min(#a, #b) > 6 and 2 or 1)
end

--- What a word and a slip of it have in common, as a number.
function M.letters(word)
    local sum = #word
    for i = 1, #word do sum = sum + (word:byte(i) | 0x20) * 64 end
    return sum
end

--- Two neighbouring letters changed places: hardly any two words differ so.
function M.is_slip(a, b)
    a, b = a:lower(), b:lower()
    for i = 1, #a == #b and #a - 1 or 0 do
        if a:byte(i) ~= b:byte(i) then return a:sub(1, i - 1) .. a:sub(i + 1, i + 1) .. a:sub(i, i) .. a:sub(i + 2) == b end
    end
    return false
end

return M
