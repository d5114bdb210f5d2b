-- run_manual.lua - runs the examples of docs/patterns.md with the program: lua5.4 run_manual.lua PROGRAM ROOT FOLDER
--
-- FOLDER is an empty folder for the texts and rules. Every example is `lunette try --json`; the rules' own examples are `lunette test`.

local program, root, folder = arg[1], arg[2], arg[3]
package.path = root .. "/tests/lua/?.lua;" .. package.path

local manual = require "manual"

local function quote(text)
    return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function write(name, data)
    local path = folder .. "/" .. name
    local file = assert(io.open(path, "wb"))
    file:write(data)
    file:close()
    return path
end

local function read(path)
    local file = assert(io.open(path, "rb"))
    local data = file:read "a"
    file:close()
    return data
end

local escapes = { n = "\n", t = "\t", r = "\r", b = "\b", f = "\f" }

local function json_text(line)
    local text = assert(line:match '"text":"(.*)"}$', "a line without text: " .. line)
    text = text:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end)
    return (text:gsub("\\(.)", function(c) return escapes[c] or c end))
end

local function run(command)
    local output = assert(io.popen(command .. " 2>&1"))
    local data = output:read "a"
    local _, _, code = output:close()
    return data, code
end

local function find(rules, pattern, text)
    local path = write("text.txt", text .. "\n")
    local data, code = run(("%s try --json -r %s -- %s %s"):format(quote(program), quote(rules), quote(pattern), quote(path)))
    local found = {}
    for line in data:gmatch "[^\n]+" do
        if line:find "^{" then found[#found + 1] = json_text(line) end
    end
    if code > 1 then found[#found + 1] = ("exit code %d: %s"):format(code, data) end
    return found
end

local page = root .. "/docs/patterns.md"
local examples = manual.read(read(page))
local rules = write("rules.lua", examples.rules)
local total, failed = 0, 0

local function report(line, message)
    failed = failed + 1
    io.stderr:write(("%s:%d: %s\n"):format(page, line, message))
end

local data, code = run(("%s test -r %s"):format(quote(program), quote(rules)))
if code ~= 0 then report(1, "lunette test of the page's rules: " .. data) end
if code > 1 then os.exit(1) end

for _, example in ipairs(examples.tries) do
    for _, case in ipairs(example.cases) do
        local found = table.concat(find(rules, example.pattern, case.text), " | ")
        local expected = table.concat(case.finds, " | ")
        total = total + 1
        if found ~= expected then
            report(example.line, ("%s\n  text      %s\n  expected  %s\n  found     %s"):format(example.pattern, case.text, expected, found))
        end
    end
end

print(("%d examples, %d failed"):format(total + 1, failed))
os.exit(failed == 0 and total > 0)
