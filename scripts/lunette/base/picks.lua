-- picks.lua - a sample of rows by their numbers: random by a seed, spread over all, and nested.
--
-- The j-th pick of N rows is row floor(N × frac(shift + v(j))), where v is van der Corput's sequence (the bits of j read backwards) and the shift
-- comes from the seed. Every row has the same chance; neighbours (rows of one document) get picks in proportion to their number; and the first n
-- picks are always a part of the first n + 1, so that a greater sample goes on where a smaller one ended.

local M = {}

local MODULUS, FACTOR = 2147483647, 48271       -- the minimal standard generator of Park and Miller
local ROUNDS = 64                               -- picks for each row before the walk ends: all were met long before

local function shift_of(seed)
    local state = seed % (MODULUS - 1) + 1
    for _ = 1, 5 do state = state * FACTOR % MODULUS end
    return state / MODULUS
end

local function reversed(j)
    local value, half = 0.0, 0.5
    while j > 0 do
        if j & 1 == 1 then value = value + half end
        j, half = j >> 1, half / 2
    end
    return value
end

--- The numbers of the first n picks of N, each once.
function M.of(total, n, seed)
    local picked, seen, shift = {}, {}, shift_of(seed)
    for j = 0, ROUNDS * math.max(total, 1) - 1 do
        if #picked >= math.min(n, total) then break end
        local at = math.min(math.floor((shift + reversed(j)) % 1 * total), total - 1)
        if not seen[at] then
            seen[at] = true
            picked[#picked + 1] = at
        end
    end
    return picked
end

return M
