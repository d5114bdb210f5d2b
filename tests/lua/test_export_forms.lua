-- test_export_forms.lua - what the forms of `export` rest on, over random text of hostile characters: offsets in other units, pieces of a text, cells, lines.

local cas = require "lunette.export.cas"
local csv = require "lunette.export.csv"
local fake_core = require "fake_core"
local text = require "lunette.export.text"

local tests = {}

local hostile = { "a", "B", " ", "\n", "\r", "\t", '"', ",", "=", "+", "-", "@", "'", "＝", "é",
    "\u{2028}", "\u{85}", "中", "𝔞", "🚢", "\u{FEFF}", "\v", "<", "&", "\\" }

local function words(random, most)
    local parts = {}
    for i = 1, random(most + 1) - 1 do parts[i] = hostile[random(#hostile)] end
    return table.concat(parts), parts
end

function tests.utf16_units_are_counted_as_a_walk_counts_them(check)
    local random = check.random(1)
    for _ = 1, 60 do
        local all, parts = words(random, 300)
        local units, n = cas.units(all), 0
        for point = 0, #parts do
            check.equal(units(point), n, ("code point %d of %q"):format(point, all))
            n = n + (parts[point + 1] and #parts[point + 1] == 4 and 2 or 1)
        end
    end
end

function tests.slices_are_the_characters_between(check)
    local random = check.random(2)
    for _ = 1, 60 do
        local all, parts = words(random, 900)
        local slice, length = text.slicer(all)
        check.equal(length, #parts)
        for _ = 1, 20 do
            local start = random(#parts + 1) - 1
            local stop = start + random(#parts - start + 1) - 1
            check.equal(slice(start, stop), table.concat(parts, "", start + 1, stop))
        end
    end
end

-- RFC 4180, as plainly as it can be read.
local function read_line(line)
    local cells, at = {}, 1
    while true do
        local cell
        if line:sub(at, at) == '"' then
            local stop = line:find('"', at + 1, true)
            while line:sub(stop + 1, stop + 1) == '"' do stop = line:find('"', stop + 2, true) end
            cell, at = line:sub(at + 1, stop - 1):gsub('""', '"'), stop + 1
        else
            cell = line:match('^[^,\r]*', at)
            at = at + #cell
        end
        cells[#cells + 1] = cell
        if line:sub(at, at) ~= "," then return cells, line:sub(at) end
        at = at + 1
    end
end

function tests.cells_are_read_back_and_none_is_a_formula(check)
    local random = check.random(3)
    for _ = 1, 2000 do
        local values, told = {}, {}
        for i = 1, random(5) do values[i] = words(random, 6) end
        for i, value in ipairs(values) do told[i] = value end
        local cells, rest = read_line(csv.line(values))
        check.equal(rest, "\r\n")
        check.equal(#cells, #told)
        for i, cell in ipairs(cells) do
            check.truthy(cell == told[i] or cell == "'" .. told[i], ("%q became %q"):format(told[i], cell))
            check.truthy(not cell:find "^[=+%-@\t\r\n]" and cell:sub(1, 3) ~= "＝", ("%q is computed"):format(cell))
        end
    end
end

function tests.numbers_stay_numbers(check)
    check.equal(csv.line { -3, "-2.5", "+1", "-x", 0.5 }, "-3,-2.5,+1,'-x,0.5\r\n")
end

function tests.a_line_has_no_line_end_of_any_reader(check)
    local random = check.random(4)
    for _ = 1, 500 do
        local line = text.one_line((words(random, 40)))
        check.truthy(not line:find "%c" and not line:find("\u{2028}", 1, true) and not line:find("\u{85}", 1, true), ("%q"):format(line))
    end
    check.equal(text.broken "a\u{2028}b\u{85}c\td", "a\nb\nc\nd")
end

function tests.json_is_that_of_others(check)
    check.equal(text.json 'a"\\\n\r\t\v\127é🚢', [["a\"\\\n\r\t\u000b\u007fé🚢"]])
end

function tests.values_are_told_as_people_read_them(check)
    local words_of = text.words_of { annotations = { { id = 7, text = "the visit" } } }
    check.equal(text.shown({ { name = "China", ref = 3 }, { name = "Japan" } }), "China; Japan")
    check.equal(text.shown({ text = "tariffs", start = 3, stop = 10 }), "tariffs")
    check.equal({ text.shown { ref = 7 }, text.shown({ ref = 7 }, words_of), text.shown({ ref = 8 }, words_of) }, { "7", "the visit", "8" })
    check.equal({ text.shown(true), text.shown(nil), text.shown {} }, { "true", "", "" })
end

-- ---- networks ----

local function network(form, rows)
    fake_core.load {}
    return require("lunette.export.network").write({ format = form, rows = rows }).text
end

local function act(to, n, date, polarity) return { "Norway", "country", "NO", to, "country", "", "pledge", n, date, polarity } end

function tests.edges_of_a_network_tell_when(check)
    local rows = { act("Peru", 2, "2026-03-04"), act("Peru", 1, "2026-03"), act("Peru", 1, "2024"), act("Peru", 1, "2026-03-04"), act("Peru", 1, ""),
        act("Chile", 1) }
    local gexf = network("gexf", rows)
    check.contains(gexf, '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">')
    check.contains(gexf, 'weight="6" label="pledge"><attvalues><attvalue for="0" value="pledge"/></attvalues><spells>'
        .. '<spell start="2024-01-01" end="2024-12-31"/><spell start="2026-03-01" end="2026-03-31"/>'
        .. '<spell start="2026-03-04" end="2026-03-04"/></spells></edge>')
    check.contains(gexf, 'weight="1" label="pledge"><attvalues><attvalue for="0" value="pledge"/></attvalues></edge>')
    local graphml = network("graphml", rows)
    check.contains(graphml, '<data key="weight">6</data><data key="first">2024-01-01</data><data key="last">2026-03-31</data></edge>')
    check.contains(graphml, '<data key="weight">1</data></edge>')
end

function tests.a_network_without_dates_is_static(check)
    check.contains(network("gexf", { act("Peru", 2) }), '<graph defaultedgetype="directed" mode="static">')
end

function tests.what_is_denied_is_an_edge_of_its_own(check)
    local rows = { act("Peru", 2, "", "positive"), act("Peru", 1, "", "negative"), act("Peru", 1, "", "positive") }
    local gexf = network("gexf", rows)
    check.contains(gexf, 'weight="3" label="pledge"><attvalues><attvalue for="0" value="pledge"/><attvalue for="1" value="positive"/></attvalues></edge>')
    check.contains(gexf, 'weight="1" label="pledge"><attvalues><attvalue for="0" value="pledge"/><attvalue for="1" value="negative"/></attvalues></edge>')
    local graphml = network("graphml", rows)
    check.contains(graphml, '<data key="kind">pledge</data><data key="polarity">negative</data><data key="weight">1</data></edge>')
end

return tests
