-- figures_processes.lua - what processes, memory, bytes and second runs cost: groups of figures.lua.

local tools = require "tools"

local M = {}

local MB = 1000000
local PLUGIN = "diplomacy"

local function remove(name)
    os.remove(tools.path(name))
end

local function cpu_of(command, corpus)
    return function()
        if corpus then
            remove(corpus)
        end
        return tools.cost(command).cpu
    end
end

local function run_command(corpus, source, options)
    return tools.program(("run -q %s -o %s %s"):format(tools.quote(source), tools.quote(tools.path(corpus)), options))
end

local function add_instructions(add, source, name, one, other, target)
    local counts = {}
    for i, arguments in ipairs { one, other } do
        remove("i.db")
        local words = ("%s %s %s %s"):format(arguments, tools.quote(tools.path("i.db")), tools.quote(source), PLUGIN)
        counts[i] = tools.instructions(tools.bench(words))
    end
    add { name, counts[2] / counts[1], "x", target, ("%.2f and %.2f G"):format(counts[1] / 1e9, counts[2] / 1e9) }
end

-- ---- 1 and 2: what the processes cost ----

local function split_cpu(add)
    local source = tools.text("some.jsonl", 4 * MB)
    local alone = tools.bench(("alone %s %s %s"):format(tools.quote(tools.path("a.db")), tools.quote(source), PLUGIN))
    local value, note = tools.ratio(
        cpu_of(alone, "a.db"),
        cpu_of(run_command("b.db", source, "-p diplomacy -j 1"), "b.db")
    )
    add { "processor time of run -j 1 to one process", value, "x", 1.15, note }
    value, note = tools.ratio(
        cpu_of(run_command("a.db", source, "-p diplomacy -j 1"), "a.db"),
        cpu_of(run_command("b.db", source, "-p diplomacy -j 2"), "b.db")
    )
    add { "processor time of run -j 2 to -j 1", value, "x", 1.05, note }
end

local function split_instructions(add)
    local source = tools.text("little.jsonl", MB)
    add_instructions(add, source, "instructions of run -j 1 to one process", "alone", "split 1", 1.15)
    add_instructions(add, source, "instructions of run -j 2 to -j 1", "split 1", "split 2", 1.05)
end

-- ---- 3: memory ----

local function memory(add)
    local first, other = {}, {}
    for _, copies in ipairs { 1, 4, 16 } do
        local source = tools.text("many.jsonl", 24 * MB, copies)
        remove("m.db")
        local cost = tools.cost(run_command("m.db", source, "-r " .. tools.quote(tools.root .. "/tests/bench/cheap.lua") .. " -j 2"))
        first[copies], other[copies] = cost.first, cost.other
        add { ("peak of the supervisor, %dx"):format(copies), cost.first / 1024, "MiB", nil, "cheap rules, -j 2" }
        add { ("peak of the largest worker, %dx"):format(copies), cost.other / 1024, "MiB", nil, "" }
    end
    local function together(copies)
        return first[copies] + 2 * other[copies]
    end
    add { "peaks of the supervisor and two such workers together, 16x to 1x", together(16) / together(1), "x", 1.1, "" }
    add { "peak of the supervisor, 16x to 1x", first[16] / first[1], "x", 1.1, "" }
    add { "peak of the largest worker, 16x to 1x", other[16] / other[1], "x", nil, "" }
    remove("m.db")
    remove("many.jsonl")
end

-- ---- 4: bytes ----

local function ask(corpus, sql)
    local command = tools.program(("sql --no-header --format csv %s %s"):format(tools.quote(corpus), tools.quote(sql)))
    local pipe = assert(io.popen(command))
    local answer = tonumber(pipe:read("l"))
    pipe:close()
    return assert(answer, command)
end

local function bytes(add)
    local source = tools.text("some.jsonl", 4 * MB)
    local corpus = tools.path("s.db")
    remove("s.db")
    tools.cost(run_command("s.db", source, "-p diplomacy"))
    local text = ask(corpus, "SELECT sum(length(CAST(text AS BLOB))) FROM document")
    local rows = ask(corpus, "SELECT count(*) FROM annotation")
    local size = tools.size(corpus)
    add { "bytes of the corpus to 1.65 a byte of text and 60 a row", size / (1.65 * text + 60 * rows), "x", 1, "" }
    add { "bytes of the corpus a byte of text", size / text, "", nil, ("%.1f rows a kB of text"):format(rows / text * 1000) }
    add { "bytes of the corpus a row, above 1.65 a byte of text", (size - 1.65 * text) / rows, "B", 60, "" }
end

-- ---- 5: again ----

local function copy_plugins()
    os.execute(("rm -rf %s && mkdir -p %s && cp -r %s/plugins %s"):format(
        tools.quote(tools.path("path")),
        tools.quote(tools.path("path")),
        tools.quote(tools.root),
        tools.quote(tools.path("path"))
    ))
end

local MINE = [[
layer "eager" { who = text, what = span }
rule "eager" {
  doc = "Somebody is ready.",
  match = "@country []{0,3} what:(ready to)",
  mark = "eager",
  examples = { { "a", expect = {} } },
}
]]

-- The first run, then the same command after a change: median of their ratio, and what loading alone takes of both.
local function again(add)
    local source, lines = tools.short_documents("short.jsonl", 1000)
    local mine, last = tools.path("mine.lua"), tools.path("path/plugins/diplomacy/rules/urge.lua")
    local whole = table.concat(lines, "\n") .. "\n"
    local command = "env LUNETTE_PATH=" .. tools.quote(tools.path("path")) .. " "
        .. run_command("g.db", source, "-p diplomacy -r " .. tools.quote(mine) .. " -j 1")
    copy_plugins()
    local rules = tools.read(last)
    local edit = 0
    local changes = {
        { "nothing changed", function() end },
        {
            "one of 1,000 documents changed",
            function()
                edit = edit + 1
                tools.write(source, (whole:gsub('"text": "', '"text": "Edition ' .. edit .. ". ", 1)))
            end,
        },
        {
            "a rule file changed that uses the plugins",
            function()
                edit = edit + 1
                tools.write(mine, MINE .. "-- " .. edit .. "\n")
            end,
        },
        {
            "a rule of the last plugin changed",
            function()
                edit = edit + 1
                tools.write(last, rules .. "-- " .. edit .. "\n")
            end,
        },
    }
    local costs = {}
    for round = 1, tools.rounds do
        remove("g.db")
        tools.write(mine, MINE)
        tools.write(last, rules)
        tools.write(source, lines[1] .. "\n")
        local load = tools.cost(command).cpu
        remove("g.db")
        tools.write(source, whole)
        local first = tools.cost(command).cpu
        for i, change in ipairs(changes) do
            change[2]()
            costs[i] = costs[i] or { all = {}, work = {} }
            local cpu = tools.cost(command).cpu
            costs[i].all[round] = cpu / first
            costs[i].work[round] = (cpu - load) / (first - load)
        end
    end
    for i, change in ipairs(changes) do
        add { "again, " .. change[1] .. ": to the first run", tools.median(costs[i].all), "x", nil, "1,000 short documents" }
        add { "the same without loading rules", tools.median(costs[i].work), "x", nil, "" }
    end
end

-- ---- 6: pipe ----

local function pipe(add)
    local source = tools.text("some.jsonl", 4 * MB)
    local value, note = tools.ratio(
        cpu_of(tools.fed(source, tools.bench("pipe " .. PLUGIN))),
        cpu_of(tools.fed(source, tools.program("pipe -p " .. PLUGIN .. " -j 1")))
    )
    add { "processor time of pipe -j 1 to one process", value, "x", 1.15, note }
end

M.groups = {
    { name = "split", run = split_cpu },
    { name = "instructions", run = split_instructions, slow = true, lacks = tools.lacks_valgrind },
    { name = "memory", run = memory, slow = true },
    { name = "bytes", run = bytes },
    { name = "again", run = again },
    { name = "pipe", run = pipe },
}

return M
