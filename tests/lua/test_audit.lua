-- test_audit.lua - the sample of an audit: its picks are each row once, nested, spread, and fair; names in texts that nobody covers.

local names_in = require "lunette.review.names_in"
local picks_module = require "lunette.base.picks"

local M = {}

function M.picks_are_each_row_once_and_all_of_them_in_the_end(check)
    for _, total in ipairs { 0, 1, 2, 3, 7, 40, 128, 1000 } do
        local seen, picks = {}, picks_module.of(total, total + 5, 3)
        for _, at in ipairs(picks) do
            check.equal(at >= 0 and at < total and not seen[at] and math.type(at), "integer")
            seen[at] = true
        end
        check.equal(#picks, total)
    end
end

function M.a_greater_sample_begins_with_the_smaller_one(check)
    local small, great = picks_module.of(997, 20, 8), picks_module.of(997, 60, 8)
    check.equal(table.move(great, 1, 20, 1, {}), small)
    check.equal(picks_module.of(997, 20, 8), small)
    check.equal(table.concat(picks_module.of(997, 20, 9), " ") ~= table.concat(small, " "), true)
end

-- 32 picks of 3,200 rows: one in each hundred, since that is how the sequence fills the interval.
function M.picks_are_spread_over_the_rows(check)
    for seed = 1, 20 do
        local hundreds = {}
        for _, at in ipairs(picks_module.of(3200, 32, seed)) do hundreds[at // 100] = (hundreds[at // 100] or 0) + 1 end
        local most, n = 0, 0
        for _, count in pairs(hundreds) do most, n = math.max(most, count), n + 1 end
        check.equal(most <= 2 and n >= 31, true)
    end
end

function M.every_row_has_the_same_chance(check)
    local counts, rounds = {}, 4000
    for seed = 1, rounds do
        for _, at in ipairs(picks_module.of(10, 2, seed)) do counts[at] = (counts[at] or 0) + 1 end
    end
    for at = 0, 9 do check.near(counts[at] / rounds, 0.2, 0.03) end
end

local function found(text, rows)
    local list = {}
    names_in.each(text, rows or {}, function(kind, name, first, last) list[#list + 1] = ("%s %s=%s"):format(kind, name, text:sub(first, last)) end)
    return list
end

function M.names_that_nothing_covers_are_told_by_their_sort(check)
    check.equal(found "At noon Orvale said it.", { "subject Orvale=Orvale" })
    check.equal(found "It was the Trundish side.", { "demonym Trundish=Trundish" })
    check.equal(found "We met Orvale\nMoor in the Élan Hall.", { "name Orvale Moor=Orvale\nMoor", "name Élan Hall=Élan Hall" })
end

function M.what_is_covered_or_common_is_no_gap(check)
    check.equal(found("At noon Orvale said it.", { { start = 8, stop = 14 } }), {})
    check.equal(found("Für Élise kam Orvale dann.", { { start = 4, stop = 9 } }), { "name Orvale=Orvale" })
    check.equal(found "Boats left. The Boats were old, and boats they are.", {})
    check.equal(found "On Monday we met in March.", {})
    check.equal(found "", {})
    check.equal(found "\255\254 Orvale said", {})
end

function M.words_count_only_whole(check)
    check.equal({ names_in.has("a ropewalk", "rope"), names_in.has("the rope.", "rope"), names_in.has("europe rope", "rope"), names_in.has("", "x") },
        { false, true, true, false })
end

return M
