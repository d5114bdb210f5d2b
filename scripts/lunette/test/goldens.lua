-- goldens.lua - golden files as tests: the texts of a file, each run and compared, and the file as it should be.
--
-- Sits on golden.lua (the format), pairs.lua (the comparison) and update.lua (writing).

local draw = require "lunette.test.draw"
local golden_file = require "lunette.test.golden"
local near = require "lunette.test.near"
local pairing = require "lunette.test.pairs"
local update = require "lunette.test.update"

local M = {}

local function analyse(state, plugin, golden)
    local input = { text = golden.text, vetoes_of = state.vetoes and plugin.name or nil }
    for key, value in pairs(golden.document) do input[key] = value end
    if not input.language and #plugin.languages == 1 then input.language = plugin.languages[1] end
    return near.analyse(state, input)
end

local function fingerprint(golden, found)
    local parts = {}
    for i, one in ipairs(found) do
        parts[i] = ("%d-%d %s"):format(one.first, one.last, update.line(golden, one, one.decl.field_order))
    end
    return table.concat(parts, "\n")
end

-- Of the rules that could have marked the row the one whose pattern got furthest is not known: the first of the kind wanted speaks, once a text.
local function why_missing(state, golden, doc, colour)
    local told = {}
    return function(wanted)
        for _, rule in ipairs(state.rules) do
            local marks = rule.marked and rule.marked[1]
            local kind = wanted.fields.kind
            local fits = marks and marks.name == wanted.layer and (not kind or rule.body.set and rule.body.set.kind == kind[1])
            if fits and rule.kind == "pattern" then
                if told[rule] then return nil end
                told[rule] = true
                local reason = near.miss(state, rule, doc, golden.text, colour, true, doc:slice(wanted.first, wanted.last))
                return reason and ("rule %s: %s"):format(rule.id, reason)
            end
        end
    end
end

local function forget_partners(golden)
    for _, row in ipairs(golden.rows or {}) do row.partner = nil end
end

local function run(state, plugin, golden, options)
    local doc, problems = analyse(state, plugin, golden)
    local found = pairing.found(state, golden, doc)
    forget_partners(golden)
    pairing.join(golden.rows or {}, found)
    golden.found = found
    local print = fingerprint(golden, found)
    golden.wanted_lines = update.rewrite(golden, golden.lines, found)
    if not golden.rows then
        return { "nothing is expected of this text yet: there is no line ---\n" .. draw.INDENT .. "--update writes what is found" }, print, problems, doc
    end
    local function write(one) return update.line(golden, one) end
    return pairing.messages(golden, found, write, why_missing(state, golden, doc, options.colour), options.colour), print, problems, doc
end

--- The tests of a golden file. Raises where it cannot be read, or names what is not there.
function M.of(state, plugin, path, data)
    local texts, lines = golden_file.parse(path, data)
    local tests = {}
    for i, golden in ipairs(texts) do
        golden_file.check(state, golden)
        golden.lines = lines
        local title = golden.document.title
        tests[i] = {
            kind = "golden", id = path, number = i, golden = golden, path = path, data = data, text = golden.text,
            name = title and ("%s: %s"):format(path, title) or #texts > 1 and ("%s, text %d"):format(path, i) or path,
            place = { file = path, line = golden.first }, run = function(options) return run(state, plugin, golden, options) end,
        }
    end
    return tests
end

--- The files of which all texts ran: { path, data, lines, texts }. Call it after they did.
function M.files(cases)
    local files, by_path = {}, {}
    for _, test in ipairs(cases) do
        if test.kind == "golden" then
            if not by_path[test.path] then
                by_path[test.path] = { path = test.path, data = test.data, lines = test.golden.lines, texts = {} }
                files[#files + 1] = by_path[test.path]
            end
            by_path[test.path].texts[test.golden.number] = test.golden
        end
    end
    return files
end

-- Texts that did not run (another name was asked for) stay as they are.
local function new_lines(file)
    local result, at = {}, 1
    local numbers = {}
    for number in pairs(file.texts) do numbers[#numbers + 1] = number end
    table.sort(numbers)
    for _, number in ipairs(numbers) do
        local golden = file.texts[number]
        table.move(file.lines, at, golden.head - 1, #result + 1, result)
        table.move(golden.wanted_lines, 1, #golden.wanted_lines, #result + 1, result)
        at = golden.stop + 1
    end
    return table.move(file.lines, at, #file.lines, #result + 1, result)
end

--- The change that would make a file hold: { path =, old =, text =, diff = }, or nil.
function M.change(file, colour)
    local lines = new_lines(file)
    local text = table.concat(lines, "\n") .. "\n"
    if text == table.concat(file.lines, "\n") .. "\n" then return nil end
    return { path = file.path, old = file.data, text = text, diff = update.diff(file.path, file.lines, lines, colour) }
end

return M
