-- counts.lua - numbers by one or more dimensions, as a set counted them: a tree of tables, one level a dimension.
--
-- Sits on nothing. Keys are texts, "" where there was no value; they come sorted, periods without gaps. What was not counted is 0.

local M = {}

local PERIODS_MAX = 4000             -- of filled gaps: 300 years of months; beyond that a date is wrong

local function next_period(unit, period)
    local year, rest = tonumber(period:sub(1, 4)), tonumber(period:match("%d+$"))
    if unit == "year" then return ("%04d"):format(year + 1) end
    local last = unit == "quarter" and 4 or 12
    local form = unit == "quarter" and "%04d-Q%d" or "%04d-%02d"
    if rest >= last then return form:format(year + 1, 1) end
    return form:format(year, rest + 1)
end

--- The keys of a dimension with the periods between the first and the last.
-- @param unit text|nil "year", "quarter", "month"; other dimensions stay as they are
-- @param keys table sorted array
function M.fill(unit, keys)
    if not unit or unit == "day" or #keys == 0 then return keys end
    local all, period = {}, keys[1]
    while period < keys[#keys] and #all < PERIODS_MAX do
        all[#all + 1] = period
        period = next_period(unit, period)
    end
    all[#all + 1] = keys[#keys]
    return all
end

local Counts = {}
Counts.__index = Counts

--- The number at these keys, 0 where nothing was counted; with fewer keys than dimensions, counts of what is left.
function Counts:at(...)
    local node = self.tree
    for i = 1, select("#", ...) do
        local key = select(i, ...)
        node = type(node) == "table" and node[key == nil and "" or tostring(key)] or nil
    end
    local depth = self.depth + select("#", ...)
    if depth < #self.keys then return setmetatable({ tree = node or {}, keys = self.keys, depth = depth }, Counts) end
    return node or 0
end

--- Reads key and number, or key and counts of the next dimension. Every period between the first and the last comes, zeros included.
function Counts:each()
    local keys, i = self.keys[self.depth + 1], 0
    return function()
        i = i + 1
        if keys[i] ~= nil then return keys[i], self:at(keys[i]) end
    end
end

--- Everything counted here, added up.
function Counts:total()
    local function add(node)
        if type(node) ~= "table" then return node end
        local n = 0
        for _, item in pairs(node) do n = n + add(item) end
        return n
    end
    return add(self.tree)
end

--- The n largest of a single dimension: array of { key, number }.
function Counts:top(n)
    local found = {}
    for key, count in self:each() do found[#found + 1] = { key, type(count) == "table" and count:total() or count } end
    table.sort(found, function(a, b)
        if a[2] ~= b[2] then return a[2] > b[2] end
        return a[1] < b[1]
    end)
    return table.move(found, 1, math.min(n or #found, #found), 1, {})
end

--- Makes counts.
-- @param tree table key → number, or key → tree of the next dimension
-- @param keys table array a dimension of its sorted keys
function M.new(tree, keys)
    return setmetatable({ tree = tree, keys = keys, depth = 0 }, Counts)
end

M.class = Counts                     -- the metatable of counts

return M
