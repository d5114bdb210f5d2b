-- test_golden.lua - golden files: what a line says, what is refused where, and that a line written for a row reads back as that row.

local golden = require "lunette.test.golden"
local types = require "lunette.declare.types"
local update = require "lunette.test.update"

local tests = {}

local DECL = {
    field_order = { "kind", "words", "n", "sure" },
    fields = { kind = { type = types.text }, words = { type = types.list(types.text) }, n = { type = types.integer }, sure = { type = types.boolean } },
}

function tests.a_line_names_layer_words_and_fields(check)
    local row = golden.parse_row("a.golden", 7, [[ act  "open the \"port\"" #12  kind = pledge actor="Anna Keller",Norway  !target n=3 # why]])
    check.equal({ row.layer, row.words, row.nth, row.number }, { "act", 'open the "port"', 12, 7 })
    check.equal(row.fields, { kind = { "pledge" }, actor = { "Anna Keller", "Norway" }, target = false, n = { "3" } })
    check.equal(row.order, { "kind", "actor", "target", "n" })
end

function tests.what_a_line_cannot_say_is_refused_with_its_column(check)
    for line, column in pairs {
        ['"x"'] = 1, ["act x"] = 5, ['act "x'] = 5, ['act "x" #0'] = 11, ['act "x" #99999999'] = 18, ['act "x" kind'] = 13, ['act "x" kind='] = 14,
        ['act "x" kind=a,'] = 16, ['act "x" k=a k=b'] = 14, ['act "x" ! '] = 10, ['act "é" ='] = 9,
    } do
        local err = check.raises(golden.parse_row, "a.golden", 3, line)
        check.equal({ err.file, err.line, err.column }, { "a.golden", 3, column }, line .. ": " .. err.message)
        check.truthy(err.hint, line)
    end
end

function tests.words_are_found_across_white_space_and_by_their_ends(check)
    local text = "The old port (a+b) opened.\n The  old\nport closed: 50% … of it."
    local function at(words, nth)
        local first, last = golden.find(text, words, nth or 1)
        return first and text:sub(first, last)
    end
    check.equal(at "old port", "old port")
    check.equal(at("old port", 2), "old\nport")
    check.equal(at("old port", 3), nil)
    check.equal(at "(a+b)", "(a+b)")
    check.equal(at "50% … of", "50% … of")
    check.equal(at "The … opened", "The old port (a+b) opened")
    check.equal(at("The ... port", 2), "The  old\nport")
    check.equal(at "nothing … port", nil)
end

function tests.texts_and_their_parts(check)
    local texts, lines = golden.parse("a.golden", "\239\187\191# c\r\ntitle: T\r\nlayers: x (a, b), y\r\nmeta.desk: west\r\n\r\n"
        .. "One.\r\n\\---\r\nTwo.\r\n---\r\nx \"One\"\r\n===\r\nlayers: x\r\n\r\nThree.\r\n")
    check.equal({ #texts, #lines, texts[1].text, texts[2].text }, { 2, 14, "One.\n---\nTwo.", "Three." })
    check.equal(texts[1].document, { title = "T", meta = { desk = "west" } })
    check.equal({ texts[1].layers[1].fields, texts[1].rows[1].number, texts[2].rows }, { { "a", "b" }, 10 })
    for data, line in pairs {
        ["layers: x\n\n"] = 2, ["title: x\n\nT."] = 1, ["layers: x y(\n\nT."] = 1, ["tite: x\nlayers: x\n\nT."] = 1, ["layers: x\nword\n\nT."] = 2,
        ["layers: x\n\nT.\n---\nx"] = 5, ["layers: x\n\nT\255."] = 3,
    } do
        check.equal(check.raises(golden.parse, "a.golden", data).line, line, data)
    end
end

-- Stands for a row of the engine.
local function found(text, first, last, values)
    values.text = text:sub(first, last)
    return { layer = "x", decl = DECL, first = first, last = last, row = values }
end

function tests.a_line_written_for_a_row_reads_back_as_that_row(check)
    local state = 7
    local function random(n)
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        return (state >> 8) % n + 1
    end
    local vocabulary = { "the", "port", "old", 'a"b', "c\\d", "é", "50%", "…", "#2", "x=y", "so,", "(no)", "-" }
    local written = { short = 0, abbreviated = 0, later = 0 }
    for _ = 1, 1000 do
        local words, starts, stops, text = {}, {}, {}, ""
        for i = 1, random(40) + 2 do
            local gap = text == "" and "" or ({ " ", "\n", "  " })[random(3)]
            words[i] = vocabulary[random(#vocabulary)]
            text = text .. gap
            starts[i] = #text + 1
            text = text .. words[i]
            stops[i] = #text
        end
        local a = random(#words)
        local b = math.min(#words, a + random(30) - 1)
        local values = { kind = vocabulary[random(#vocabulary)], words = { vocabulary[random(#vocabulary)], "b c" }, n = random(9) }
        local one = found(text, starts[a], stops[b], values)
        local line = update.line({ text = text, by_name = { x = {} } }, one)
        local row = golden.parse_row("a.golden", 1, line)
        local first, last = golden.find(text, row.words, row.nth)
        check.equal({ first, last }, { starts[a], stops[b] }, line .. " in " .. text)
        check.equal(row.fields, { kind = { values.kind }, words = values.words, n = { tostring(values.n) } }, line)
        local kind = row.words:find(" … ", 1, true) and not one.row.text:find("…", 1, true) and "abbreviated" or row.nth > 1 and "later" or "short"
        written[kind] = written[kind] + 1
    end
    check.truthy(written.short > 50 and written.later > 50 and written.abbreviated > 10, check.show(written))
end

function tests.a_diff_shows_what_changes_and_nothing_else(check)
    check.equal(update.diff("a", { "1", "2", "3", "4" }, { "1", "3", "x", "4" }), "a:2\n- 2\n  3\n+ x")
    check.equal(update.diff("a", { "1" }, { "1", "2" }), "a:2\n+ 2")
end

return tests
