--[[ bench.lua - measures what figures.lua lists; prints a table, and JSON where asked. scripts/bench builds and calls it.

Options: --only NAME,NAME, --rounds N, --json FILE, --quick (less text, fewer sizes, no group that takes minutes), --check (looks at the options and
does nothing else: before anything is built). ]]

package.path = arg[0]:match("^(.*)/[^/]*$") .. "/?.lua"
local tools = require "tools"
local figures = require "figures"

local function usage(message)
    io.stderr:write("bench: ", message, "\n")
    os.exit(3)
end

local function group_names()
    local names = {}
    for i, group in ipairs(figures.groups) do
        names[i] = group.name
    end
    return names
end

local function read_groups(value)
    local known, wanted = {}, {}
    for _, name in ipairs(group_names()) do
        known[name] = true
    end
    for name in value:gmatch("[^,]+") do
        if not known[name] then
            usage(("there is no group '%s'; there are %s"):format(name, table.concat(group_names(), ", ")))
        end
        wanted[name] = true
    end
    return next(wanted) and wanted or usage("--only wants names of groups: " .. table.concat(group_names(), ", "))
end

local function read_rounds(value)
    local n = math.tointeger(tonumber(value))
    return n and n > 0 and n or usage(("--rounds wants a number from 1 on, got '%s'"):format(value))
end

-- Options that take a value: how it is read, and where it goes.
local TAKES = {
    ["--only"] = function(options, value)
        options.only = read_groups(value)
    end,
    ["--rounds"] = function(options, value)
        options.rounds = read_rounds(value)
    end,
    ["--json"] = function(options, value)
        options.json = value
    end,
}

local function parse(words)
    local options, i = { json = nil, only = nil }, 1
    while i <= #words do
        local take = TAKES[words[i]]
        if words[i] == "--quick" then
            tools.quick = true
        elseif words[i] == "--check" then
            options.check = true
        elseif not take then
            usage(("there is no option '%s'; scripts/bench --help lists them"):format(words[i]))
        else
            i = i + 1
            take(options, words[i] or usage(words[i - 1] .. " wants a value"))
        end
        i = i + 1
    end
    tools.rounds = options.rounds or tools.quick and 3 or tools.rounds
    return options
end

local function is_wanted(group, options)
    if options.only then
        return options.only[group.name]
    end
    return not group.asked and not (tools.quick and group.slow)
end

local function is_met(row)
    if row.least then
        return row[2] >= row[4]
    end
    return row[2] <= row[4]
end

local HEAD = "%-62s %10s %-6s %8s %-7s %8s %8s  %s"

local function or_blank(number)
    return number and ("%.4f"):format(number) or ""
end

local function show(row)
    local target = row[4] and ((row.least and ">=" or "<=") .. row[4]) or ""
    local verdict = row[4] and (is_met(row) and "met" or "MISSED") or ""
    print(HEAD:format(row[1], ("%.3f"):format(row[2]), row[3], target, verdict, or_blank(row.loop), or_blank(row.wc), row[5] or ""))
    io.stdout:flush()
end

local function number(value)
    return value and ("%.6g"):format(value) or "null"
end

local function as_json(rows)
    local lines = {}
    for i, row in ipairs(rows) do
        lines[i] = ('{"group":"%s","figure":"%s","value":%s,"unit":"%s","target":%s,"at":%s,"met":%s,"of_loop":%s,"of_wc":%s,"note":"%s"}'):format(
            row.group,
            row[1],
            number(row[2]),
            row[3],
            number(row[4]),
            row[4] and (row.least and '"least"' or '"most"') or "null",
            row[4] and tostring(is_met(row)) or "null",
            number(row.loop),
            number(row.wc),
            ((row[5] or ""):gsub('[\\"]', "\\%0"))
        )
    end
    return "[\n" .. table.concat(lines, ",\n") .. "\n]\n"
end

-- A group may say why it cannot be measured here; then nothing else of it is printed.
local function run_group(group, rows)
    local reason = group.lacks and group.lacks()
    if reason then
        print(("%-62s %s"):format(group.name .. ": skipped", reason))
        return
    end
    group.run(function(row)
        row.group = group.name
        rows[#rows + 1] = row
        show(row)
    end)
end

local function main()
    local options, rows = parse(arg), {}
    if options.check then
        return
    end
    tools.root = assert(os.getenv("LUNETTE_ROOT"), "LUNETTE_ROOT is not set")
    tools.programs = assert(os.getenv("LUNETTE_BENCH"), "LUNETTE_BENCH is not set")
    tools.lunette = assert(os.getenv("LUNETTE"), "LUNETTE is not set")
    tools.folder = assert(os.getenv("LUNETTE_BENCH_FOLDER"), "LUNETTE_BENCH_FOLDER is not set")
    if tools.is_made_up() then
        print("The text is made up: no file is named (LUNETTE_BENCH_TEXT) and none lies in ../shared/samples.")
    end
    print(HEAD:format("figure", "value", "", "target", "", "of loop", "of wc", "note"))
    for _, group in ipairs(figures.groups) do
        if is_wanted(group, options) then
            run_group(group, rows)
        end
    end
    if options.json then
        tools.write(options.json, as_json(rows))
    end
end

local ok, message = pcall(main)
if not ok then
    usage(tostring(message))
end
