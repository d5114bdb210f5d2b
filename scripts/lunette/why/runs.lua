-- runs.lua - of a pattern that lacks two things or more at certain words: the longest run of its elements that matches there.
--
-- Sits on tree.lua and plan/patterns.lua. Where near.lua finds no single change, this says at least how far a rule gets, and what it wants before and behind.

local core = require "lunette.core"

local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local patterns = require "lunette.plan.patterns"

local tree = require "lunette.why.tree"

local M = {}

local PLACE = { file = "pattern", line = 1 }
local LEAST = 2                      -- weight of a run that is worth telling: a word, or more

-- Elements i to j of a sequence; nil where there are none.
local function part(sequence, i, j)
    if j < i then return nil end
    local copy = { tag = "seq" }
    for k = i, j do copy[#copy + 1] = sequence[k] end
    return tree.build(copy, {})
end

local function text(sequence, i, j)
    local built = part(sequence, i, j)
    return built and pattern.describe(built)
end

-- The match that shares the most with the words asked about.
local function match_of(state, rule, built, question)
    local fine, program = pcall(patterns.compile_tree, state, rule.plugin, PLACE, built)
    if not fine or not program then return nil end
    question.kept[#question.kept + 1] = program
    local best, most = nil, 0
    local first, last = question.span:bytes()
    for _, unit in ipairs(question.units) do
        for _, match in ipairs(core.every(program, unit)) do
            local a, b = match:bytes()
            local shared = math.min(b, last) - math.max(a, first) + 1
            if shared > most then best, most = match, shared end
        end
    end
    return best
end

-- Every run of a sequence with what it says, those that say the most first, of these the shortest: an element that may be absent adds nothing.
local function runs_of(sequence)
    local runs = {}
    for i = 1, #sequence do
        local weight = 0
        for j = i, #sequence do
            weight = weight + tree.weight(sequence[j])
            if weight >= LEAST and j - i + 1 < #sequence then runs[#runs + 1] = { i = i, j = j, weight = weight } end
        end
    end
    table.sort(runs, function(a, b)
        if a.weight ~= b.weight then return a.weight > b.weight end
        if a.j - a.i ~= b.j - b.i then return a.j - a.i < b.j - b.i end
        return a.i < b.i
    end)
    return runs
end

local function longest_in(state, rule, sequence, question)
    local tries = question.tries
    local whole = tree.weight(sequence)
    for _, run in ipairs(runs_of(sequence)) do
        if tries.left <= 0 then return nil end
        tries.left = tries.left - 1
        local match = match_of(state, rule, part(sequence, run.i, run.j), question)
        if match then
            return { rule = rule.id, share = run.weight / whole, match = match, matched = text(sequence, run.i, run.j),
                before = text(sequence, 1, run.i - 1), behind = text(sequence, run.j + 1, #sequence) }
        end
    end
end

--- The longest run of elements of a rule's pattern that matches at the words; of alternatives, in the one of which most is there.
-- @param question table { span =, units = { Span }, kept = table that keeps what matches look into, tries = { left = runs that may be tried } }
-- @return table|nil { rule =, share = of what the pattern asks for, match =, matched =, before =, behind = texts of patterns }
function M.longest(state, rule, question)
    local parsed = patterns.is(rule.body.match) and pattern.tree(rule.body.match) or pattern.parse(rule.body.match)
    if not parsed then return nil end
    local top = tree.inner(tree.open(parsed, function(name)
        local found = namespace.find(rule.plugin, "definitions", name)
        return found and found.tree
    end))
    local best
    for _, way in ipairs(top.tag == "choice" and top or { top }) do
        local sequence = tree.inner(way)
        local run = sequence.tag == "seq" and longest_in(state, rule, sequence, question)
        if run and (not best or run.share > best.share) then best = run end
    end
    return best
end

return M
