--[[ bench.lua - measures what figures.lua lists; prints a table, and JSON where asked. scripts/bench builds and calls it.

Options: --only NAME,NAME, --rounds N, --json FILE, --quick (leaves out what takes minutes). ]]

package.path = arg[0]:match("^(.*)/[^/]*$") .. "/?.lua"
local tools = require "tools"
local figures = require "figures"

local function usage(message)
    io.stderr:write("bench: ", message, "\n")
    os.exit(3)
end

local function parse(words)
    local options, i = { json = nil, only = nil, quick = false }, 1
    while i <= #words do
        local word, value = words[i], words[i + 1]
        if word == "--quick" then
            options.quick = true
            i = i - 1
        elseif not value then
            usage("'" .. word .. "' wants a value, or is no option")
        elseif word == "--only" then
            options.only = {}
            for name in value:gmatch("[^,]+") do
                options.only[name] = true
            end
        elseif word == "--rounds" then
            tools.rounds = math.tointeger(tonumber(value)) or usage("--rounds wants a number")
        elseif word == "--json" then
            options.json = value
        else
            usage("there is no option '" .. word .. "'")
        end
        i = i + 2
    end
    return options
end

local function is_wanted(group, options)
    if options.only then
        return options.only[group.name]
    end
    return not (options.quick and group.slow)
end

local function show(row)
    local verdict = row[4] and (row[2] <= row[4] and "met" or "MISSED") or ""
    print(("%-58s %9.3f %-4s %8s %-7s %s"):format(row[1], row[2], row[3], row[4] or "", verdict, row[5]))
    io.stdout:flush()
end

local function as_json(rows)
    local lines = {}
    for i, row in ipairs(rows) do
        lines[i] = ('{"figure":"%s","value":%.4f,"unit":"%s","target":%s,"note":"%s"}'):format(
            row[1],
            row[2],
            row[3],
            row[4] or "null",
            row[5]
        )
    end
    return "[\n" .. table.concat(lines, ",\n") .. "\n]\n"
end

local function main()
    local root = assert(os.getenv("LUNETTE_ROOT"), "LUNETTE_ROOT is not set")
    tools.programs = assert(os.getenv("LUNETTE_BENCH"), "LUNETTE_BENCH is not set")
    tools.lunette = assert(os.getenv("LUNETTE"), "LUNETTE is not set")
    tools.folder = assert(os.getenv("LUNETTE_BENCH_FOLDER"), "LUNETTE_BENCH_FOLDER is not set")
    local options, rows = parse(arg), {}
    print(("%-58s %9s %-4s %8s %-7s %s"):format("figure", "value", "", "target", "", "note"))
    for _, group in ipairs(figures.groups) do
        if is_wanted(group, options) and (not group.needs or group.needs()) then
            group.run(function(row)
                rows[#rows + 1] = row
                show(row)
            end, root)
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
