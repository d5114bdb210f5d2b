--[[ figures.lua - what is measured: the groups, in the order in which they run.

A group is { name, run = function(add) }. `slow = true`: takes minutes, and --quick leaves it out. `asked = true`: only where --only
names it. `lacks` returns why it cannot be measured here, or nothing.

add { figure, value, unit, target (nil where there is none), note, least = true where the target is the least and not the most,
loop = and wc = the speed over that of the two references }. Ratios are of interleaved runs; instructions repeat within a
thousandth. ]]

local M = { groups = {} }

for _, name in ipairs { "stages", "rules", "run", "processes", "peers" } do
    local groups = require("figures_" .. name).groups
    table.move(groups, 1, #groups, #M.groups + 1, M.groups)
end

return M
