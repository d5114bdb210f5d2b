--[[ figures_rules.lua - how the time of analysis grows with the number of rules: sets of rules.lua from 20 to 20,000.

JSON lines in, annotations out, in one process (bench_run analyse), which times the lines apart from the loading of the rules. In
instructions only what happens with the lines is counted. ]]

local rules = require "rules"
local tools = require "tools"
local words = require "words"

local M = {}

local MB = 1000000

-- The most that a set of so many rules may take of the time of the first set.
local TARGETS = { rare = { [2000] = 1.3, [20000] = 2 } }
local SETS = {
    { "rare", "rare triggers" },
    { "plain", "rare triggers, no tags" },
    { "frequent", "frequent triggers" },
}

local function sizes()
    local list = {}
    for _, n in ipairs(rules.sizes) do
        if not (tools.quick and n > 2000) then
            list[#list + 1] = n
        end
    end
    return list
end

local function file_of(set, n)
    return tools.path(("%s%d.lua"):format(set, n))
end

local function analyse(source, path)
    return tools.fed(source, tools.bench("analyse " .. tools.quote(path)))
end

-- One run: what it says of itself.
local function measure(source, path)
    local out = tools.output(analyse(source, path))
    local load, work, annotations = out:match('"load":([%d.]+),"work":([%d.]+),"documents":%d+,"annotations":(%d+)')
    assert(work, "bench_run analyse does not say what it took: " .. out:sub(1, 500))
    return { load = tonumber(load), work = tonumber(work), annotations = tonumber(annotations) }
end

-- How many rows of layer hit there are, of how many rules.
local function hits_of(source, path)
    local hits, seen, n = 0, {}, 0
    local out = tools.path("hits.jsonl")
    os.execute(tools.fed(source, tools.program("pipe -q -j 1 --layers hit -r " .. tools.quote(path)), out))
    for line in io.lines(out) do
        for rule in line:gmatch('"layer":"hit".-"rule":"([^"]*)"') do
            hits = hits + 1
            n = n + (seen[rule] and 0 or 1)
            seen[rule] = true
        end
    end
    os.remove(out)
    return hits, n
end

local function set_of(add, text, source, set)
    local list, last = sizes(), {}
    local made = rules.make(text, set[1], list[#list])
    local measures = {}
    local bytes = tools.add_references(measures, source)
    for _, n in ipairs(list) do
        tools.write(file_of(set[1], n), rules.as_file(text, made, n))
        measures[#measures + 1] = {
            tostring(n),
            run = function()
                last[n] = measure(source, file_of(set[1], n))
                return last[n].work
            end,
        }
    end
    local times = tools.interleave(measures)
    for _, n in ipairs(list) do
        local hits, matching = hits_of(source, file_of(set[1], n))
        local beside = tools.beside(times, tostring(n))
        local seconds = tools.median(times[tostring(n)])
        add {
            ("analysis, %s, %d rules"):format(set[2], n),
            bytes / MB / seconds,
            "MB/s",
            nil,
            ("%.4f rules a sentence have their word in it; %.1f hits in 1,000 sentences, of %d rules; loading takes %.2f of the time"):format(
                rules.triggered(text, made, n),
                hits / text.n * 1000,
                matching,
                last[n].load / last[n].work
            ),
            loop = beside.loop,
            wc = beside.wc,
        }
    end
    for i = 2, #list do
        local value, note = tools.compare(times, tostring(list[1]), tostring(list[i]))
        local target = TARGETS[set[1]] and TARGETS[set[1]][list[i]]
        add { ("time of %d rules to that of %d, %s"):format(list[i], list[1], set[2]), value, "x", target, note }
    end
end

-- The text is the same for all sizes, so a short one serves: what is rare is rare in it. Frequent triggers find so much that less will do.
local function run(add)
    for i, set in ipairs(SETS) do
        if not (tools.quick and i == 2) then
            local size = (set[1] == "frequent" and 1 or 4) * (tools.quick and 0.5 or 1)
            local source = tools.text("rules.jsonl", size * MB)
            set_of(add, words.learn(source), source, set)
        end
    end
end

local function run_instructions(add)
    local source = tools.text("few.jsonl", MB)
    local text = words.learn(source)
    for _, set in ipairs(SETS) do
        local made, first = rules.make(text, set[1], 2000), nil
        for _, n in ipairs { 20, 200, 2000 } do
            tools.write(file_of(set[1], n), rules.as_file(text, made, n))
            local command = tools.bench("analyse " .. tools.quote(file_of(set[1], n))) .. " <" .. tools.quote(source)
            local count = tools.instructions(command, "bench_run_lines")
            first = first or count
            if n > 20 then
                local target = TARGETS[set[1]] and TARGETS[set[1]][n]
                local note = ("%.3f and %.3f G, without the loading"):format(first / 1e9, count / 1e9)
                add { ("instructions of %d rules to those of 20, %s"):format(n, set[2]), count / first, "x", target, note }
            end
        end
    end
end

M.groups = {
    { name = "rules", run = run },
    { name = "rules-instructions", run = run_instructions, slow = true, lacks = tools.lacks_valgrind },
}

return M
