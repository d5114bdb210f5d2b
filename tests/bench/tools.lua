-- tools.lua - what the figures of bench.lua share: texts, commands measured, ratios of interleaved runs.

local made_up = require "made_up"
local words = require "words"

local M = { folder = nil, lunette = nil, programs = nil, root = nil, rounds = 5, quick = false }

-- ---- files ----

function M.path(name)
    return M.folder .. "/" .. name
end

function M.write(path, text)
    local file = assert(io.open(path, "wb"))
    assert(file:write(text))
    assert(file:close())
end

function M.read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("a")
    file:close()
    return text
end

function M.size(path)
    local file = assert(io.open(path, "rb"))
    local size = file:seek("end")
    file:close()
    return size
end

function M.quote(word)
    return "'" .. word:gsub("'", "'\\''") .. "'"
end

-- ---- texts ----

-- The files of JSON lines that are measured on; none: the text is made up.
local function sources()
    local named = os.getenv("LUNETTE_BENCH_TEXT")
    if named then
        local file, message = io.open(named, "rb")
        if not file then
            error("LUNETTE_BENCH_TEXT: " .. message .. "; it wants a file of JSON lines", 0)
        end
        file:close()
        return { named }
    end
    local list, pipe = {}, assert(io.popen(("ls %s/../shared/samples/*.jsonl 2>/dev/null"):format(M.quote(M.root))))
    for path in pipe:lines() do
        list[#list + 1] = path
    end
    pipe:close()
    return list
end

local function lines_of_files(paths)
    local at, lines = 1, io.lines(paths[1])
    return function()
        local line = lines()
        while not line and paths[at + 1] do
            at = at + 1
            lines = io.lines(paths[at])
            line = lines()
        end
        return line
    end
end

local function lines_of_text()
    local paths = sources()
    return #paths > 0 and lines_of_files(paths) or made_up.lines()
end

--- Whether the text is made up: where no file was named and none lies at hand.
function M.is_made_up()
    return #sources() == 0
end

-- A file of whole documents, at least so many bytes where there are so many; `copies` times, with other ids.
function M.text(name, bytes, copies)
    local path, size, lines = M.path(name), 0, {}
    for line in lines_of_text() do
        if size >= bytes then
            break
        end
        lines[#lines + 1] = line
        size = size + #line + 1
    end
    local file = assert(io.open(path, "wb"))
    for copy = 1, copies or 1 do
        for _, line in ipairs(lines) do
            assert(file:write((line:gsub('"id": "', '"id": "' .. copy .. "-", 1)), "\n"))
        end
    end
    assert(file:close())
    return path, #lines * (copies or 1)
end

-- The texts of a file of JSON lines, one after the other without the JSON; the path and the bytes.
function M.plain(source)
    local path, size = source .. ".txt", 0
    local file = assert(io.open(path, "wb"))
    for line in io.lines(source) do
        local text = words.text_of(line) or ""
        size = size + #text + 1
        assert(file:write(text, "\n"))
    end
    assert(file:close())
    return path, size
end

-- So many short documents: paragraphs of the speeches.
function M.short_documents(name, n)
    local lines = {}
    for line in lines_of_text() do
        local text = line:match('"text": "(.*)"}%s*$') or ""
        for paragraph in text:gsub("\\n", "\n"):gsub("(" .. ("."):rep(900) .. "[^.]*%.) ", "%1\n"):gmatch("[^\n]+") do
            if #lines < n and #paragraph > 200 and not paragraph:find("\\", 1, true) then
                lines[#lines + 1] = ('{"id": "p%d", "text": "%s"}'):format(#lines + 1, paragraph)
            end
        end
    end
    M.write(M.path(name), table.concat(lines, "\n") .. "\n")
    return M.path(name), lines
end

-- ---- commands ----

local function fail(command, log)
    error(("%s\nfailed:\n%s"):format(command, M.read(log):sub(-2000)), 0)
end

-- Runs a command under bench_cost: { cpu, clock, first, other }.
function M.cost(command)
    local log = M.path("log")
    os.execute(("%s/bench_cost %s 2>%s"):format(M.quote(M.programs), command, M.quote(log)))
    local user, system, clock, first, other, status = M.read(log):match(
        '{"user":([%d.]+),"system":([%d.]+),"clock":([%d.]+),"first":(%d+),"other":(%d+),"status":(%d+)}'
    )
    if not status or tonumber(status) % 128 > 2 then -- 1: nothing found; 2: some documents had problems
        fail(command, log)
    end
    return { cpu = user + system, clock = tonumber(clock), first = tonumber(first), other = tonumber(other) }
end

-- What a command prints on standard output and error together.
function M.output(command)
    local log = M.path("log")
    local ok = os.execute(("%s >%s 2>&1"):format(command, M.quote(log)))
    if not ok then
        fail(command, log)
    end
    return M.read(log)
end

-- A command with a file as its standard input and, where no other is named, nothing as its output.
function M.fed(source, command, output)
    return ("sh -c %s"):format(M.quote(("exec %s <%s >%s"):format(command, M.quote(source), M.quote(output or "/dev/null"))))
end

--[[ Instructions of all processes of a command, by callgrind. A process that forks gives its child what it has counted: the
second process is the zygote, and every other one began with what that had counted when it was ready. With `inside` only what
happens in that function is counted. ]]
function M.instructions(command, inside)
    local log, counts = M.path("log"), {}
    local ok = os.execute(
        ("LUNETTE_JIT=0 valgrind --tool=callgrind --vgdb=no --callgrind-out-file=/dev/null %s %s >/dev/null 2>%s"):format(
            inside and "--toggle-collect=" .. inside or "",
            command,
            M.quote(log)
        )
    )
    for pid, count in M.read(log):gmatch("==(%d+)== Collected : (%d+)") do
        counts[#counts + 1] = { pid = tonumber(pid), count = tonumber(count) }
    end
    if not ok or #counts == 0 then
        fail(command, log)
    end
    table.sort(counts, function(a, b)
        return a.pid < b.pid
    end)
    local sum = counts[1].count + (counts[2] and counts[2].count or 0)
    for i = 3, #counts do
        sum = sum + counts[i].count - counts[2].count
    end
    return sum
end

-- Why instructions cannot be counted; nothing where they can.
function M.lacks_valgrind()
    return not os.execute("valgrind --version >/dev/null 2>&1") and "valgrind is not installed" or nil
end

function M.bench(arguments)
    return M.quote(M.programs .. "/bench_run") .. " " .. arguments
end

function M.program(arguments)
    return M.quote(M.lunette) .. " " .. arguments
end

-- ---- numbers ----

function M.median(numbers)
    local sorted = table.move(numbers, 1, #numbers, 1, {})
    table.sort(sorted)
    local middle = #sorted // 2
    return #sorted % 2 == 1 and sorted[middle + 1] or (sorted[middle] + sorted[middle + 1]) / 2
end

local function spread(ratios)
    return M.median(ratios), ("%.3f to %.3f in %d rounds"):format(
        math.min(table.unpack(ratios)),
        math.max(table.unpack(ratios)),
        #ratios
    )
end

--[[ Runs measures in turn, every second round in the other direction: what disturbs the machine for longer than a round
disturbs all. A measure is { name, run = function that returns seconds }. Returns { name = { seconds by round } }. ]]
function M.interleave(measures, rounds)
    local times = {}
    for _, measure in ipairs(measures) do
        times[measure[1]] = {}
    end
    for round = 1, rounds or M.rounds do
        for i = 1, #measures do
            local measure = measures[round % 2 == 1 and i or #measures + 1 - i]
            times[measure[1]][round] = measure.run()
        end
    end
    return times
end

-- The median of other / one over the rounds; how far the rounds lie apart.
function M.compare(times, one, other)
    local ratios = {}
    for round, seconds in ipairs(times[one]) do
        ratios[round] = times[other][round] / seconds
    end
    return spread(ratios)
end

-- Runs `one` and `other` in turn; the median of other / one.
function M.ratio(one, other)
    return M.compare(M.interleave { { "one", run = one }, { "other", run = other } }, "one", "other")
end

-- ---- references ----

local TIMES = 10 -- a few MB are counted in milliseconds

--[[ Adds two measures to a list, named "loop" and "wc": seconds that a plain loop in C, and wc -w, take for the plain text of a
source, once. Returns the text's bytes. ]]
function M.add_references(measures, source)
    local plain, bytes = M.plain(source)
    local again = (" " .. M.quote(plain)):rep(TIMES)
    measures[#measures + 1] = {
        "loop",
        run = function()
            local out = M.output(("%s/bench_words %s %d"):format(M.quote(M.programs), M.quote(plain), TIMES))
            return tonumber(out:match('"seconds":([%d.]+)')) / TIMES
        end,
    }
    measures[#measures + 1] = {
        "wc",
        run = function()
            return math.max(M.cost("wc -w" .. again .. " >" .. M.quote(M.path("wc"))).cpu, 0.001) / TIMES
        end,
    }
    return bytes
end

-- A row's columns: the speed of a measure over the references' (below 1: slower than they are).
function M.beside(times, name)
    return { loop = M.compare(times, name, "loop"), wc = M.compare(times, name, "wc") }
end

return M
