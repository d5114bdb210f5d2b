-- run.lua - runs the Lua tests: lua5.4 tests/lua/run.lua [--update] [NAME ...]
--
-- Finds tests/lua/test_*.lua (or those whose name holds a NAME). Each returns a table of functions named for what they claim; they get
-- the helpers of tests/lua/check.lua. --update rewrites golden files in place of comparing. Exit code: 0 all passed, 1 some failed, 2 no tests.

local root = (arg[0]:match "^(.*)/tests/lua/run%.lua$" or ".")
package.path = ("%s/scripts/?.lua;%s/scripts/?/init.lua;%s/tests/lua/?.lua;"):format(root, root, root) .. package.path

local check = require "check"

local function matches(name, wanted)
    for _, part in ipairs(wanted) do
        if name:find(part, 1, true) then return true end
    end
    return #wanted == 0
end

local function find_tests(wanted)
    local names = {}
    local listing = assert(io.popen(("ls '%s/tests/lua'"):format(root)))
    for name in listing:lines() do
        if name:find "^test_.*%.lua$" and matches(name, wanted) then names[#names + 1] = name end
    end
    listing:close()
    return names
end

local function sorted_keys(tests)
    local keys = {}
    for key in pairs(tests) do keys[#keys + 1] = key end
    table.sort(keys)
    return keys
end

local function describe(err)
    if type(err) == "table" then return tostring(err.message or err) end
    return debug.traceback(tostring(err), 2)
end

local function run_file(name, totals)
    local tests = dofile(("%s/tests/lua/%s"):format(root, name))
    for _, key in ipairs(sorted_keys(tests)) do
        local good, message = xpcall(tests[key], describe, check)
        totals.total = totals.total + 1
        if not good then
            totals.failed = totals.failed + 1
            io.stderr:write(("FAIL %s: %s\n     %s\n"):format(name, key, message))
        end
    end
end

local wanted = {}
for _, argument in ipairs(arg) do
    if argument == "--update" then
        check.update = true
    else
        wanted[#wanted + 1] = argument
    end
end
check.root = root

local totals = { total = 0, failed = 0 }
for _, name in ipairs(find_tests(wanted)) do run_file(name, totals) end
print(("%d tests, %d failed"):format(totals.total, totals.failed))
os.exit(totals.total == 0 and 2 or totals.failed == 0 and 0 or 1)
