-- show.lua - results of tests as text for people, as TAP and as JUnit's XML.
--
-- Sits on base/underline.lua. A result is { kind, id, rule, name, file, line, ok, message }.

local underline = require "lunette.base.underline"

local M = {}

local suites = { example = "examples", golden = "golden", spec = "specs", rule = "rules", file = "files" }

local function place(result)
    return ("%s:%d"):format(result.file or "?", result.line or 0)
end

local function label(result)
    return result.kind == "example" and result.id or result.name
end

--- "3 examples, 2 golden texts, 1 failed"
function M.summary(answer)
    local counts = answer.counts
    local parts = {}
    local function add(n, one, many)
        if n > 0 then parts[#parts + 1] = ("%d %s"):format(n, n == 1 and one or many) end
    end
    parts[1] = ("%d %s"):format(counts.example, counts.example == 1 and "example" or "examples")
    add(counts.golden, "golden text", "golden texts")
    add(counts.spec, "spec case", "spec cases")
    add(counts.file, "file that did not load", "files that did not load")
    add(counts.rule, "rule that failed", "rules that failed")
    if counts.example == 0 and #parts > 1 then table.remove(parts, 1) end
    parts[#parts + 1] = ("%d failed"):format(answer.failed)
    return table.concat(parts, ", ")
end

local UNTESTED_SHOWN = 8

-- "no test: rules mine.a, mine.b"
local function untested_line(names)
    local shown = table.concat(names, ", ", 1, math.min(#names, UNTESTED_SHOWN))
    if #names > UNTESTED_SHOWN then shown = ("%s and %d more"):format(shown, #names - UNTESTED_SHOWN) end
    return ('no example: %s %s; examples = { { "A text.", expect = { { … } } } } is one'):format(#names == 1 and "rule" or "rules", shown)
end

--- What people read: failures, with `verbose` all; rules that no test reaches; then the sum.
function M.text(answer, options)
    local lines = {}
    for _, result in ipairs(answer.results) do
        if not result.ok or options.verbose then
            local word = underline.paint(result.ok and "pass" or "FAIL", options.colour and (result.ok and 32 or 31))
            lines[#lines + 1] = ("%s %s (%s)"):format(word, label(result), place(result))
            lines[#lines + 1] = result.message
        end
    end
    if answer.untested and #answer.untested > 0 then lines[#lines + 1] = untested_line(answer.untested) end
    if answer.empty then lines[#lines + 1] = ("no rule and no test in %s"):format(answer.empty) end
    lines[#lines + 1] = M.summary(answer)
    return table.concat(lines, "\n") .. "\n"
end

local function one_line(text)
    return (text:gsub("%s+", " "):gsub("#", "\\#"))
end

local function indented(text, indent)
    return indent .. text:gsub("\n", "\n" .. indent)
end

local function yaml_block(result)
    return ("  ---\n  at: '%s'\n  message: |\n%s\n  ..."):format(place(result):gsub("'", "''"), indented(result.message, "    "))
end

--- TAP, version 13.
function M.tap(answer)
    local lines = { "TAP version 13", ("1..%d"):format(#answer.results) }
    for i, result in ipairs(answer.results) do
        lines[#lines + 1] = ("%s %d - %s"):format(result.ok and "ok" or "not ok", i, one_line(result.name))
        if not result.ok then lines[#lines + 1] = yaml_block(result) end
    end
    return table.concat(lines, "\n") .. "\n"
end

local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["\n"] = "&#10;", ["\t"] = "&#9;" }

-- XML 1.0 has no place for most control characters.
local function escape(text, keep_lines)
    text = text:gsub("[\1-\8\11\12\14-\31\127]", "?"):gsub("\239\191[\190\191]", "?")
    return (text:gsub(keep_lines and '[&<>"]' or '[&<>"\n\t]', entities))
end

local function test_case(result)
    local head = ('    <testcase name="%s" classname="%s" file="%s" line="%d"'):format(escape(result.name), escape(result.class), escape(result.file or "?"),
        result.line or 0)
    if result.ok then return head .. "/>" end
    return ('%s>\n      <failure message="%s">%s</failure>\n    </testcase>'):format(head, escape(result.message:match "^[^\n]*"), escape(result.message, true))
end

local function test_suite(kind, results)
    local failed, lines = 0, {}
    for i, result in ipairs(results) do
        lines[i] = test_case(result)
        if not result.ok then failed = failed + 1 end
    end
    return ('  <testsuite name="%s" tests="%d" failures="%d" errors="0" skipped="0">\n%s\n  </testsuite>'):format(suites[kind], #results, failed,
        table.concat(lines, "\n"))
end

--- JUnit's XML: a suite a kind of tests, a class a plugin.
function M.junit(answer)
    local by_kind, order, lines = {}, {}, {}
    for _, result in ipairs(answer.results) do
        if not by_kind[result.kind] then
            by_kind[result.kind] = {}
            order[#order + 1] = result.kind
        end
        table.insert(by_kind[result.kind], result)
    end
    for i, kind in ipairs(order) do lines[i] = test_suite(kind, by_kind[kind]) end
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lunette test" tests="%d" failures="%d" errors="0">\n%s\n</testsuites>\n')
        :format(#answer.results, answer.failed, table.concat(lines, "\n"))
end

return M
