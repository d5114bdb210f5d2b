-- tools.lua - what the figures of bench.lua share: texts, commands measured, ratios of interleaved runs.

local M = { folder = nil, lunette = nil, programs = nil, rounds = 5 }

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

local NAMES = { "France", "Germany", "Japan", "Brazil", "India", "Kenya", "Norway", "Mexico" }
local SAID = {
    "The foreign minister of %s said on Tuesday that his country is ready to expand imports from %s.",
    "%s thanked %s for its support and urged all parties to return to negotiations.",
    "The delegation of %s warned %s that further delay would have consequences.",
    "In 2015 the president of %s met the prime minister of %s and promised to sign the treaty.",
    "We have seen the river rise since spring, and neither %s nor %s has built a new bridge.",
}

-- Made-up speeches, where no file was named: the same at each call.
local function make_line(number)
    local state = number * 7919 + 17
    local function below(n)
        state = (state * 1103515245 + 12345) % 2147483648
        return state // 65536 % n + 1
    end
    local text = {}
    for i = 1, 150 do
        text[i] = SAID[below(#SAID)]:format(NAMES[below(#NAMES)], NAMES[below(#NAMES)])
    end
    return ('{"id": "made-%d", "year": 2016, "text": "%s"}'):format(number, table.concat(text, " "))
end

local function lines_of_text()
    local path = os.getenv("LUNETTE_BENCH_TEXT")
    if path then
        return io.lines(path)
    end
    local n = 0
    return function()
        n = n + 1
        return n <= 1300 and make_line(n) or nil
    end
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
    if not status or tonumber(status) % 128 > 2 then -- 2: some documents had problems
        fail(command, log)
    end
    return { cpu = user + system, clock = tonumber(clock), first = tonumber(first), other = tonumber(other) }
end

--[[ Instructions of all processes of a command, by callgrind. A process that forks gives its child what it has counted: the
second process is the zygote, and every other one began with what that had counted when it was ready. ]]
function M.instructions(command)
    local log, counts = M.path("log"), {}
    local ok = os.execute(
        ("LUNETTE_JIT=0 valgrind --tool=callgrind --vgdb=no --callgrind-out-file=/dev/null %s >%s 2>&1"):format(
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

function M.has_valgrind()
    return os.execute("valgrind --version >/dev/null 2>&1") == true
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

--[[ Runs `one` and `other` in turn and returns the median of the ratios other / one of the rounds, with the least and the
greatest: what disturbs the machine for longer than a round disturbs both. ]]
function M.ratio(one, other)
    local ratios = {}
    for round = 1, M.rounds do
        local first, second
        if round % 2 == 1 then
            first = one()
            second = other()
        else
            second = other()
            first = one()
        end
        ratios[round] = second / first
    end
    return M.median(ratios), ("%.3f to %.3f in %d rounds"):format(
        math.min(table.unpack(ratios)),
        math.max(table.unpack(ratios)),
        M.rounds
    )
end

return M
