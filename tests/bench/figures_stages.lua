--[[ figures_stages.lua - single stages without Lua, processes or a corpus: tokens, and phrases of lexicons.

Both are programs of their own, which keep the text in memory and time what they do by themselves; each says which rate it has.
Beside them run the references. ]]

local tools = require "tools"

local M = {}

local MB = 1000000
local SPEECHES = 24.05 -- MB of un-speeches.jsonl, in which the target of compiling is said

local function lacks(program)
    return function()
        local file = io.open(tools.programs .. "/" .. program, "rb")
        if not file then
            return program .. " is not there"
        end
        file:close()
    end
end

--[[ Runs a command among the references, once a round. Returns the times of the references, the text's bytes, and what `parse`
made of each round's output. ]]
local function run_beside(source, command, parse)
    local measures, rounds = {}, {}
    local bytes = tools.add_references(measures, source)
    measures[#measures + 1] = {
        "program",
        run = function()
            rounds[#rounds + 1] = parse(tools.output(command))
            return 0
        end,
    }
    return tools.interleave(measures), bytes, rounds
end

local function add_rate(add, times, name, bytes, figure, target)
    local beside = tools.beside(times, name)
    add { figure, bytes / MB / tools.median(times[name]), "MB/s", nil, "", loop = beside.loop, wc = beside.wc }
    if target then
        local value, note = tools.compare(times, name, "wc")
        add { figure .. ": speed over wc -w", value, "x", target, note, least = true }
    end
end

local function text_of_stage()
    return tools.text("text.jsonl", (tools.quick and 4 or 24) * MB)
end

-- ---- tokens and vocabulary ----

local STEPS = {
    { "segment", "segmentation and vocabulary", 0.6 },
    { "language", "guess of the language" },
    { "tag", "tags, without segmentation" },
    { "lemma", "lemma of each token, without tags" },
}

-- bench_text prints "NAME 123.4 MB/s" for each step.
local function parse_steps(out)
    local rates = {}
    for name, rate in out:gmatch("(%l+)%s+([%d.]+) MB/s") do
        rates[name] = tonumber(rate)
    end
    return rates
end

local function segment(add)
    local source = text_of_stage()
    local command = ("%s/bench_text %s segment,language,tag,lemma 1"):format(tools.quote(tools.programs), tools.quote(source))
    local times, bytes, rounds = run_beside(source, command, parse_steps)
    add_rate(add, times, "loop", bytes, "the loop itself")
    add_rate(add, times, "wc", bytes, "wc -w itself")
    for _, step in ipairs(STEPS) do
        times[step[1]] = {}
        for i, rates in ipairs(rounds) do
            times[step[1]][i] = bytes / MB / assert(rates[step[1]], "bench_text does not say how fast '" .. step[1] .. "' is")
        end
        add_rate(add, times, step[1], bytes, step[2], step[3])
    end
end

-- ---- lexicons ----

local SIZES = { { 1000, "1k" }, { 100000, "100k" }, { 1000000, "1M" } }

--[[ bench_lexicon TEXT all FOLDER prints for each size "names N"; a line of seconds for each time that the lexicon is made, the first
from its source; and "scan" with rates, of which the last, "with segmentation", is that of tokens and phrases together. ]]
local function parse_lexicons(out)
    local found, size = {}, {}
    for line in out:gmatch("[^\n]+") do
        local n, took = line:match("^names (%d+)"), line:match("^%l+%s+([%d.]+) s")
        if n then
            size = {}
            found[tonumber(n)] = size
        elseif line:find("^scan") then
            size.both = tonumber(line:match("with segmentation ([%d.]+) MB/s"))
            size.scan = tonumber(line:match("warm [%d.]+ s ([%d.]+) MB/s"))
        else
            size.compile = size.compile or tonumber(took)
        end
    end
    return found
end

local function lexicon(add)
    local source, folder = text_of_stage(), tools.path("lexicons")
    local command = ("rm -rf %s && mkdir -p %s && %s/bench_lexicon %s all %s"):format(
        tools.quote(folder),
        tools.quote(folder),
        tools.quote(tools.programs),
        tools.quote(source),
        tools.quote(folder)
    )
    local times, bytes, rounds = run_beside(source, "sh -c " .. tools.quote(command), parse_lexicons)
    local function take(name, size, key, from)
        times[name] = {}
        for i, found in ipairs(rounds) do
            local value = found[size] and found[size][key]
            times[name][i] = from(assert(value, ("bench_lexicon does not say '%s' of %d phrases"):format(key, size)))
        end
    end
    local function seconds_of_rate(rate)
        return bytes / MB / rate
    end
    for _, size in ipairs(SIZES) do
        take("scan", size[1], "scan", seconds_of_rate)
        add_rate(add, times, "scan", bytes, ("scan of %s phrases alone"):format(size[2]))
        take("both", size[1], "both", seconds_of_rate)
        add_rate(add, times, "both", bytes, ("segmentation and scan of %s phrases"):format(size[2]), size[1] == 1000000 and 0.4 or nil)
    end
    take("compile", 1000000, "compile", function(seconds)
        return seconds / (SPEECHES * MB) * bytes -- so that it can be held against wc -w of the text at hand
    end)
    local value, note = tools.compare(times, "wc", "compile")
    add { "compiling a million phrases to wc -w of un-speeches.jsonl", value, "x", 15, note }
end

M.groups = {
    { name = "segment", run = segment, lacks = lacks "bench_text" },
    { name = "lexicon", run = lexicon, lacks = lacks "bench_lexicon" },
}

return M
