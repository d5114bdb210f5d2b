-- matchmaking.lua - who goes with whom, each once, so that the total is the best.
--
-- Sits on nothing. The assignment problem by shortest augmenting paths (H. W. Kuhn, The Hungarian Method for the Assignment Problem, Naval Research
-- Logistics Quarterly 2, 1955): cost n² · m. Many at once are taken best first instead, which is near enough.

local M = {}

local MANY = 120                     -- of one side: more are taken best first

-- Rows 1..n and columns 1..m, n <= m; cost(i, j). Returns the column of each row.
local function assign(n, m, cost)
    local u, v, row_of, way = { [0] = 0 }, { [0] = 0 }, { [0] = 0 }, {}
    for i = 1, n do u[i] = 0 end
    for j = 1, m do v[j], row_of[j] = 0, 0 end
    for i = 1, n do
        row_of[0] = i
        local at, least, used = 0, {}, {}
        for j = 0, m do least[j], used[j] = math.huge, false end
        repeat
            used[at] = true
            local row, delta, to = row_of[at], math.huge, 0
            for j = 1, m do
                if not used[j] then
                    local here = cost(row, j) - u[row] - v[j]
                    if here < least[j] then least[j], way[j] = here, at end
                    if least[j] < delta then delta, to = least[j], j end
                end
            end
            for j = 0, m do
                if used[j] then u[row_of[j]], v[j] = u[row_of[j]] + delta, v[j] - delta else least[j] = least[j] - delta end
            end
            at = to
        until row_of[at] == 0
        repeat
            local before = way[at]
            row_of[at], at = row_of[before], before
        until at == 0
    end
    return row_of
end

local function best_first(matches)
    local chosen, first, second = {}, {}, {}
    for _, match in ipairs(matches) do
        if not first[match.a] and not second[match.b] then
            first[match.a], second[match.b], chosen[#chosen + 1] = true, true, match
        end
    end
    return chosen
end

local function numbered(matches, side)
    local list, number = {}, {}
    for _, match in ipairs(matches) do
        local it = match[side]
        if not number[it] then
            list[#list + 1] = it
            number[it] = #list
        end
    end
    return list, number
end

--- Chooses of matches those whose ranks have the greatest sum, each `a` and each `b` once.
-- @param matches table array of { a =, b =, rank = more than 0 }, the best first
-- @return table array, those chosen, in the order in which they came
function M.best(matches)
    local first, number = numbered(matches, "a")
    local second, other = numbered(matches, "b")
    if #first > MANY or #second > MANY then return best_first(matches) end
    local rank, m = {}, math.max(#first, #second)
    for i = 1, #first do rank[i] = {} end
    for _, match in ipairs(matches) do rank[number[match.a]][other[match.b]] = match.rank end
    local row_of = assign(#first, m, function(i, j) return -(rank[i][j] or 0) end)
    local chosen = {}
    for _, match in ipairs(matches) do
        if row_of[other[match.b]] == number[match.a] then chosen[#chosen + 1] = match end
    end
    return chosen
end

return M
