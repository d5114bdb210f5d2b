--[[ figures_run.lua - the program as its users call it: whole runs into a corpus, pipe, try, and a run after a rule was edited.

Times are processor time of all processes of a command, starting and loading included. ]]

local tools = require "tools"
local words = require "words"

local M = {}

local MB = 1000000
local SHIPPED = "-p syntax -p entities -p dates -p quotes"

local function remove(name)
    for _, tail in ipairs { "", "-journal", "-wal", "-shm" } do
        os.remove(tools.path(name) .. tail)
    end
end

local function run_command(source, corpus, options)
    return tools.program(("run -q %s -o %s %s -j 1"):format(tools.quote(source), tools.quote(tools.path(corpus)), options))
end

-- ---- whole runs ----

-- A measure that keeps the peaks of its last run in costs[name]; `corpus` is made afresh each time.
local function measure(costs, name, command, corpus)
    return {
        name,
        run = function()
            if corpus then
                remove(corpus)
            end
            costs[name] = tools.cost(command)
            return costs[name].cpu
        end,
    }
end

local function whole(add)
    local source = tools.text("run.jsonl", (tools.quick and 1 or 4) * MB)
    local measures, costs = {}, {}
    local bytes = tools.add_references(measures, source)
    local list = {
        { "run, all plugins, into a corpus", run_command(source, "all.db", "-p diplomacy"), "all.db" },
        { "run, syntax, entities, dates, quotes, into a corpus", run_command(source, "four.db", SHIPPED), "four.db" },
        { "pipe, all plugins", tools.fed(source, tools.program "pipe -q -j 1 -p diplomacy") },
        { "pipe, no plugin", tools.fed(source, tools.program "pipe -q -j 1") },
    }
    for _, item in ipairs(list) do
        measures[#measures + 1] = measure(costs, item[1], item[2], item[3])
    end
    local times = tools.interleave(measures)
    for _, item in ipairs(list) do
        local name, corpus = item[1], item[3]
        local beside, cost = tools.beside(times, name), costs[name]
        local peaks = ("peaks: first process %.0f MiB, largest other %.0f MiB"):format(cost.first / 1024, cost.other / 1024)
        add { name, bytes / MB / tools.median(times[name]), "MB/s", nil, peaks, loop = beside.loop, wc = beside.wc }
        if corpus then
            add { name .. ": bytes a byte of text", tools.size(tools.path(corpus)) / bytes, "", nil, "" }
            remove(corpus)
        end
    end
end

-- ---- a rare word: try, and a run after an edit ----

local HEAD = 'layer "found" { what = span }\nrule "found" { doc = "A rare word.", match = [[ what:(%s) ]], mark = "found" }\n'

local function pattern_of(word, edited)
    return ("(the | a)? %s %s"):format(word, edited and "[]?" or "[]")
end

local function rare_word(source)
    local word, share = words.rare_in_documents(source, 0.01)
    return word, ("'%s' is in %.2f %% of the documents"):format(word, share * 100)
end

local function add_try(add, source, word, note, bytes)
    local rule, corpus, costs = tools.path("found.lua"), tools.path("asked.db"), {}
    tools.write(rule, HEAD:format(pattern_of(word)))
    remove("asked.db")
    tools.cost(run_command(source, "asked.db", "-r " .. tools.quote(tools.root .. "/tests/bench/cheap.lua")))
    local full = run_command(source, "found.db", "-r " .. tools.quote(rule))
    local try = tools.fed("/dev/null", tools.program(("try -q %s %s"):format(tools.quote(pattern_of(word)), tools.quote(corpus))))
    local clock = { full = {}, try = {} }
    local measures = {}
    tools.add_references(measures, source)
    for _, item in ipairs { { "full", full, "found.db" }, { "try", try } } do
        local inner = measure(costs, item[1], item[2], item[3])
        measures[#measures + 1] = {
            item[1],
            run = function()
                local cpu = inner.run()
                table.insert(clock[item[1]], costs[item[1]].clock)
                return cpu
            end,
        }
    end
    local times = tools.interleave(measures)
    local value, spread = tools.compare(times, "try", "full")
    add { "full run of a rare rule to try over a corpus", value, "x", 50, spread .. "; " .. note, least = true }
    value, spread = tools.compare(clock, "try", "full")
    add { "the same by the clock", value, "x", nil, spread }
    for _, name in ipairs { "full", "try" } do
        local beside = tools.beside(times, name)
        local figure = name == "try" and "try over a corpus" or "full run of a rare rule"
        add { figure, bytes / MB / tools.median(times[name]), "MB/s", nil, "", loop = beside.loop, wc = beside.wc }
    end
end

local function try(add)
    local source = tools.text("asked.jsonl", (tools.quick and 4 or 24) * MB)
    local word, note = rare_word(source)
    local _, bytes = tools.plain(source)
    add_try(add, source, word, note, bytes)
    remove("found.db")
    remove("asked.db")
end

-- ---- after an edit, in instructions ----

local function edit(add)
    local source = tools.text("edited.jsonl", (tools.quick and 2 or 24) * MB)
    local word, note = rare_word(source)
    local rule, corpus = tools.path("edited.lua"), tools.path("edited.db")
    local function count(stored)
        local words_of = ("split 1 %s %s %s"):format(tools.quote(corpus), stored and "-" or tools.quote(source), tools.quote(rule))
        return tools.instructions(tools.bench(words_of))
    end
    local ways = {
        { "the source is as it was" },
        { "the source was touched and is read", touched = true, target = false },
        { "the corpus alone is read", stored = true },
    }
    os.execute("sleep 4") -- a file of this moment is always read
    for _, way in ipairs(ways) do
        remove("edited.db")
        tools.write(rule, HEAD:format(pattern_of(word)))
        local full = count()
        tools.write(rule, HEAD:format(pattern_of(word, true)))
        if way.touched then
            os.execute("touch " .. tools.quote(source) .. " && sleep 4")
        end
        local again = count(way.stored)
        local figure = ("instructions after an edit of a rare rule to the full run, %s"):format(way[1])
        add { figure, again / full, "x", way.target ~= false and 1 / 20 or nil, ("%.3f and %.3f G; %s"):format(full / 1e9, again / 1e9, note) }
    end
    remove("edited.db")
end

M.groups = {
    { name = "run", run = whole },
    { name = "try", run = try },
    { name = "edit", run = edit, slow = true, lacks = tools.lacks_valgrind },
}

return M
