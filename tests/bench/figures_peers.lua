--[[ figures_peers.lua - what other programs make of the same text with the same rules, in turn with ours.

Ours are whole commands: all processes, starting, loading the rules, reading JSON, writing it or a corpus. Of theirs only the job
counts: texts are parsed and held in memory before the clock runs, rules are built before it runs, nothing is written. Both in
processor time. What a program does more or less than ours stands in the note, and beside each set of rules how many hits each has. ]]

local rules = require "rules"
local tools = require "tools"
local words = require "words"

local M = {}

local MB = 1000000
local RULES, PHRASES = 200, 1000
local SHIPPED = "-p syntax -p entities -p dates -p quotes"

-- ---- what is installed ----

local function folder()
    return os.getenv("LUNETTE_BENCH_PEERS") or tools.root .. "/build/peers"
end

local function script(name)
    return tools.quote(tools.root .. "/tests/bench/peers/" .. name)
end

local function exists(path)
    local file = io.open(path, "rb")
    return file ~= nil and file:close()
end

local function node(job, source, file)
    return ("sh -c %s"):format(tools.quote(("cd %s && exec node %s %s %s %s"):format(
        tools.quote(folder() .. "/js"),
        script "peer.js",
        job,
        tools.quote(source),
        file and tools.quote(file) or ""
    )))
end

local function python(job, source, file)
    local program = folder() .. "/py/bin/python"
    return ("%s %s %s %s %s"):format(
        exists(program) and tools.quote(program) or "python3",
        script "peer.py",
        job,
        tools.quote(source),
        file and tools.quote(file) or ""
    )
end

local INSTALL = "; tests/bench/peers/install.sh installs it"

local function lacks_package(name)
    return not exists(folder() .. "/js/node_modules/" .. name .. "/package.json") and name .. " is not installed" .. INSTALL or nil
end

local function lacks_spacy()
    local program = tools.quote(folder() .. "/py/bin/python")
    return not os.execute(program .. " -c 'import spacy' >/dev/null 2>&1") and "spaCy is not installed" .. INSTALL or nil
end

local function lacks_python()
    return not os.execute("python3 --version >/dev/null 2>&1") and "python3 is not installed" or nil
end

-- ---- one side and the other ----

-- A job of a peer; `last` keeps what it said of itself.
local function peer_measure(name, command, last)
    return {
        name,
        run = function()
            local out = tools.output(command)
            local seconds, matches, list = out:match('"seconds": ?([%d.e-]+).-"matches": ?(%d+), ?"rules": ?%[(.-)%]')
            assert(seconds, ("%s does not say what it took:\n%s"):format(command, out:sub(1, 1000)))
            last[name] = { matches = tonumber(matches), rules = {} }
            for count in list:gmatch("-?%d+") do
                table.insert(last[name].rules, tonumber(count))
            end
            return tonumber(seconds)
        end,
    }
end

-- Hits of our rules: by number, and together.
local function hits_of(source, path, n)
    local found, out = { matches = 0, rules = {} }, tools.path("hits.jsonl")
    for i = 1, n do
        found.rules[i] = 0
    end
    os.execute(tools.fed(source, tools.program("pipe -q -j 1 --layers hit -r " .. tools.quote(path)), out))
    for line in io.lines(out) do
        for number in line:gmatch('"layer":"hit".-"number":(%d+)') do
            found.rules[tonumber(number)] = found.rules[tonumber(number)] + 1
            found.matches = found.matches + 1
        end
    end
    os.remove(out)
    return found
end

-- Of the rules that the peer can say: "hits 601, ours 598; 3 of 200 rules differ".
local function compare_hits(ours, theirs)
    local differ, known, mine = 0, 0, 0
    for i, count in ipairs(theirs.rules) do
        if count >= 0 then
            known = known + 1
            mine = mine + ours.rules[i]
            differ = differ + (ours.rules[i] ~= count and 1 or 0)
        end
    end
    return ("hits %d, ours %d; %d of %d rules differ"):format(theirs.matches, mine, differ, known)
end

local function add_peer(add, times, peer, last, ours)
    local value, spread = tools.compare(times, peer.ours, peer.name)
    local note = peer.note .. "; " .. spread
    if ours[peer.ours] and #last[peer.name].rules > 0 then
        note = compare_hits(ours[peer.ours], last[peer.name]) .. "; " .. note
    end
    add { ("%s to ours: %s"):format(peer.name, peer.ours), value, "x", peer.target, note, least = true }
end

-- ---- the sets ----

local PIPE = ("pipe with %d rules, no tags"):format(RULES)
local LEXICON = ("pipe with a lexicon of %d phrases"):format(PHRASES)
local RUN = "whole run into a corpus"

local function write_rules(text, source)
    local plain = rules.make(text, "plain", RULES)
    tools.write(tools.path("rules.lua"), rules.as_file(text, plain, RULES))
    tools.write(tools.path("rules.json"), rules.as_json(plain, RULES))
    local phrases = rules.make(text, "phrases", PHRASES)
    tools.write(tools.path("phrases.lua"), rules.as_lexicon(phrases, PHRASES))
    tools.write(tools.path("phrases.json"), rules.as_json(phrases, PHRASES))
    return {
        [PIPE] = hits_of(source, tools.path("rules.lua"), RULES),
        [LEXICON] = hits_of(source, tools.path("phrases.lua"), PHRASES),
    }
end

local function our_measures(source, corpus)
    local function cpu_of(command)
        return function()
            os.remove(corpus)
            return tools.cost(command).cpu
        end
    end
    local function pipe(file)
        return cpu_of(tools.fed(source, tools.program("pipe -q -j 1 -r " .. tools.quote(tools.path(file)))))
    end
    local run = ("run -q %s -o %s %s -j 1"):format(tools.quote(source), tools.quote(corpus), SHIPPED)
    return {
        { PIPE, run = pipe "rules.lua" },
        { LEXICON, run = pipe "phrases.lua" },
        { RUN, run = cpu_of(tools.program(run)) },
    }
end

-- The peers: which command of ours each stands against, and what it does more or less.
local function peers(source)
    local rule_file, phrase_file = tools.path("rules.json"), tools.path("phrases.json")
    local function lacks_wink()
        return lacks_package("wink-nlp") or lacks_package("wink-eng-lite-web-model")
    end
    return {
        {
            name = "spaCy blank + sentencizer",
            ours = PIPE,
            command = python("sentences", source),
            lacks = lacks_spacy,
            note = "no rules, no JSON",
        },
        {
            name = ("spaCy blank + sentencizer + Matcher, %d rules"):format(RULES),
            ours = PIPE,
            command = python("matcher", source, rule_file),
            lacks = lacks_spacy,
            target = 15,
            note = "no JSON; matches cross sentences, words are cut at hyphens, runs of spaces are tokens",
        },
        {
            name = ("spaCy blank + sentencizer + PhraseMatcher, %d phrases"):format(PHRASES),
            ours = LEXICON,
            command = python("phrases", source, phrase_file),
            lacks = lacks_spacy,
            note = "no JSON; runs of spaces are tokens; of phrases that overlap all count, of ours the first",
        },
        {
            name = ("Python re, %d expressions one by one"):format(RULES),
            ours = PIPE,
            command = python("re", source, rule_file),
            lacks = lacks_python,
            note = "no tokens, no sentences, no JSON; a gap counts what stands between spaces, signs with it",
        },
        {
            name = "wink-nlp sbd + cer, the rules without classes and gaps",
            ours = PIPE,
            command = node("wink-rules", source, rule_file),
            lacks = lacks_wink,
            note = "cannot say classes of letters and gaps; of rules that overlap one wins; no JSON",
        },
        {
            name = ("compromise/one, a net of %d rules"):format(RULES),
            ours = PIPE,
            command = node("compromise", source, rule_file),
            lacks = function()
                return lacks_package("compromise")
            end,
            note = "words are cut at hyphens, its classes take signs and digits; no JSON",
        },
        {
            name = "wink-nlp, the whole pipe",
            ours = RUN,
            command = node("wink", source),
            lacks = lacks_wink,
            target = 3,
            note = "it adds negation and sentiment; no phrases, relative dates, quotations, speakers, offsets of rows, corpus or full text",
        },
    }
end

local function run(add)
    local source = tools.text("peers.jsonl", (tools.quick and 1 or 4) * MB)
    local ours = write_rules(words.learn(source), source)
    local measures, last, wanted = our_measures(source, tools.path("peers.db")), {}, {}
    local bytes = tools.add_references(measures, source)
    for _, peer in ipairs(peers(source)) do
        local reason = peer.lacks()
        if reason then
            print(("%-62s %s"):format(peer.name .. ": skipped", reason))
        else
            wanted[#wanted + 1] = peer
            measures[#measures + 1] = peer_measure(peer.name, peer.command, last)
        end
    end
    local times = tools.interleave(measures)
    for _, name in ipairs { PIPE, LEXICON, RUN } do
        local beside = tools.beside(times, name)
        add { "ours: " .. name, bytes / MB / tools.median(times[name]), "MB/s", nil, "", loop = beside.loop, wc = beside.wc }
    end
    for _, peer in ipairs(wanted) do
        local beside = tools.beside(times, peer.name)
        add { peer.name, bytes / MB / tools.median(times[peer.name]), "MB/s", nil, "", loop = beside.loop, wc = beside.wc }
        add_peer(add, times, peer, last, ours)
    end
    os.remove(tools.path("peers.db"))
end

-- ---- growth ----

local GROWN = {
    { "spaCy Matcher", "matcher", python, lacks_spacy },
    { "Python re, one by one", "re", python, lacks_python },
    {
        "compromise/one, a net",
        "compromise",
        node,
        function()
            return lacks_package("compromise")
        end,
    },
}

local function growth(add)
    local source = tools.text("grown.jsonl", MB)
    local text = words.learn(source)
    local made, last, measures = rules.make(text, "plain", 2000), {}, {}
    for _, n in ipairs { 20, 2000 } do
        tools.write(tools.path(n .. ".json"), rules.as_json(made, n))
        for _, item in ipairs(GROWN) do
            if not item[4]() then
                local command = item[3](item[2], source, tools.path(n .. ".json"))
                measures[#measures + 1] = peer_measure(item[1] .. n, command, last)
            end
        end
    end
    local times = tools.interleave(measures)
    for _, item in ipairs(GROWN) do
        if times[item[1] .. 20] then
            local value, note = tools.compare(times, item[1] .. 20, item[1] .. 2000)
            add { ("%s: time of 2000 rules to that of 20"):format(item[1]), value, "x", nil, note }
        else
            print(("%-62s %s"):format(item[1] .. ": skipped", item[4]()))
        end
    end
end

M.groups = {
    { name = "peers", run = run, asked = true },
    { name = "peers-growth", run = growth, asked = true },
}

return M
