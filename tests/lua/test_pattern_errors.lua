-- test_pattern_errors.lua - what the author of a wrong pattern sees, compared with golden files.
--
-- tests/lua/golden/pattern-errors/NAME.txt holds the pattern, a line ---, and the message as the program prints it. Names that start with
-- condition- are conditions, host- what rules are restricted to, name- patterns whose names are put in, hint- patterns that are fine but
-- earn a hint; all others are wrong patterns. To add a case write the pattern and the line ---, run
-- `tests/lua/run.sh --update pattern_errors`, and read what it wrote before committing.

local pattern = require "lunette.pattern"

local FOLDER = "tests/lua/golden/pattern-errors"
local FEWEST = 40

local definitions = {
    ready = assert(pattern.parse "(is | are) (ready | willing) to"),
    hope = assert(pattern.parse "~hope | ~wish"),
    speaker = assert(pattern.parse "speaker:@person"),
    here = assert(pattern.parse "%there"),
    there = assert(pattern.parse "over %here"),
    phrase = assert(pattern.parse "hand in hand"),
    double1 = assert(pattern.parse "a b a b a b a b a b"),
}
for i = 2, 12 do
    definitions["double" .. i] = assert(pattern.parse(("%%double%d %%double%d"):format(i - 1, i - 1)))
end

local function hints_of(text)
    local tree, hints = pattern.parse(text)
    if not tree then return hints end
    return hints[1]
end

local function second(call, ...)
    return (select(2, call(...)))
end

local function resolve_error(text)
    local tree, err = pattern.parse(text)
    if not tree then return err end
    local good, raised = pcall(pattern.resolve, tree, definitions)
    return not good and raised or nil
end

local kinds = {
    condition = function(text) return second(pattern.parse_condition, text) end,
    host = function(text) return second(pattern.parse_host, text) end,
    name = resolve_error,
    hint = hints_of,
}

local function message_of(name, text)
    local kind = kinds[name:match "^(%l+)%-"]
    local err
    if kind then
        err = kind(text)
    else
        local tree
        tree, err = pattern.parse(text)
        if tree then err = nil end
    end
    return err and pattern.render(err) or "no error"
end

local function compare(check, name)
    local path = FOLDER .. "/" .. name
    local text, expected = check.read(path):match "^(.-)\n%-%-%-\n(.*)$"
    check.truthy(text, name .. ": a pattern, a line ---, a message expected")
    local found = message_of(name, text) .. "\n"
    if check.update then
        check.write(path, text .. "\n---\n" .. found)
    elseif found ~= expected then
        error(("%s\n%s\nin place of\n%s"):format(name, found, expected), 0)
    end
end

local tests = {}

function tests.each_mistake_is_shown_with_its_place_and_its_fix(check)
    local names = check.list(FOLDER)
    check.truthy(#names >= FEWEST, "fewer golden files than expected: " .. #names)
    for _, name in ipairs(names) do compare(check, name) end
end

function tests.no_golden_file_holds_a_pattern_without_error(check)
    for _, name in ipairs(check.list(FOLDER)) do
        local text = check.read(FOLDER .. "/" .. name):match "^(.-)\n%-%-%-\n"
        check.truthy(message_of(name, text) ~= "no error", name)
    end
end

function tests.places_count_from_where_the_pattern_starts_in_its_file(check)
    local _, err = pattern.parse("a b\n  c )", { file = "rules/x.lua", line = 12, column = 9 })
    check.equal({ err.file, err.line, err.column, err.width, err.code }, { "rules/x.lua", 13, 5, 1, "format" })
    _, err = pattern.parse("a )", { file = "rules/x.lua", line = 12, column = 9 })
    check.equal({ err.line, err.column, err.source }, { 12, 11, "        a )" })
    check.equal(tostring(err), "rules/x.lua:12:11: ')' closes nothing: no bracket is open here")
end

function tests.columns_count_code_points(check)
    local _, err = pattern.parse "“é"
    check.equal({ err.column, err.width }, { 1, 1 })
    _, err = pattern.parse "éé €"
    check.equal({ err.column, err.width }, { 4, 1 })
end

function tests.tabs_stay_tabs_above_the_underline(check)
    local _, err = pattern.parse "\ta\t)"
    check.equal(pattern.render(err):match "\n(.-)\nhint" , "  \ta\t)\n  \t \t^")
end

return tests
