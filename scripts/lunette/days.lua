-- days.lua - days between dates as documents have them: 2026-03-09, 2026-03 or 2026.
--
-- Sits on nothing. The proleptic Gregorian calendar.

local M = {}

--- The number of a day, counted from a day long ago; nil for what is no full date.
function M.number(date)
    local year, month, day = tostring(date):match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
    if not year then return nil end
    year, month, day = tonumber(year), tonumber(month), tonumber(day)
    if month <= 2 then year, month = year - 1, month + 12 end
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day
end

--- How many days two dates are apart; 0 where one is a year or a month that holds the other; nil where that cannot be said.
-- @return integer|nil
function M.apart(a, b)
    local first, second = M.number(a), M.number(b)
    if first and second then return math.abs(first - second) end
    local n = math.min(#a, #b)
    return n >= 7 and a:sub(1, n) == b:sub(1, n) and 0 or nil
end

return M
