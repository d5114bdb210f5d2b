-- test_report.lua - pieces of pages, marks in texts, sets and their counts: what needs no corpus. tests/cli/report.sh has the rest.

local highlight = require "lunette.report.highlight"
local html = require "lunette.report.html"
local sets = require "lunette.corpus.sets"

local M = {}

local ID = 300000000                 -- document 3

local function words_of(markup)
    local text = markup:gsub("<[^>]*>", " "):gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&#39;", "'"):gsub("&amp;", "&")
    return (text:gsub("%s+", ""))
end

-- ---- html ----

function M.texts_are_escaped_where_they_become_markup(check)
    local piece = html.element("p", { title = "a\"b'<" }, "<i>&", html.element("b", nil, "x"), nil, 3)
    check.equal(piece.html, '<p title="a&quot;b&#39;&lt;">&lt;i&gt;&amp;<b>x</b>3</p>')
    check.equal(tostring(piece), "<i>&x3")
    check.equal(html.escape("a\0b\27"), "a\u{FFFD}b\u{FFFD}")
end

function M.a_text_ends_the_direction_that_it_began(check)
    check.equal(html.escape "a\u{202E}b", "a\u{202E}b\u{202C}")
    check.equal(html.escape "\u{2067}a\u{202B}b", "\u{2067}a\u{202B}b\u{202C}\u{2069}")
    check.equal(html.escape "\u{2067}a\u{202B}b\u{2069}", "\u{2067}a\u{202B}b\u{2069}")
    check.equal(html.escape "a…\u{202C}\u{2069}\u{202D}b\u{202C}", "a…\u{202C}\u{2069}\u{202D}b\u{202C}")
    check.equal(html.md "a\u{202E}*b", "a\u{202E}\\*b\u{202C}")
end

function M.markdown_gives_no_orders_to_a_terminal(check)
    check.equal(html.md "a\27[31m\7b\u{9B}1m\127\n\tc\u{DB}", "a\u{FFFD}[31m\u{FFFD}b\u{FFFD}1m\u{FFFD} c\u{DB}")
    check.equal(html.md_lines "a\27\n\tb\r\u{202E}", "a\u{FFFD}\n\tb\u{FFFD}\u{202E}\u{202C}")
end

function M.a_piece_cannot_be_forged_or_changed(check)
    check.equal(html.markup { html = "<script>", plain = "" }, "")
    check.raises(function() html.element("p").html = "<script>" end)
    check.equal(getmetatable(html.element "p"), "piece")
end

function M.a_page_has_no_scripts_handlers_or_addresses(check)
    check.contains(check.raises(html.element, "script", nil, "x"), "no element")
    check.contains(check.raises(html.element, "p", { onclick = "x" }), "no attribute")
    check.contains(check.raises(html.element, "a", { href = "https://example.org" }, "x"), "places in it")
    check.contains(check.raises(html.element, "p", { src = "x" }), "loads nothing")
    check.contains(check.raises(html.element, "p", { ["a b"] = "x" }), "no attribute")
end

-- ---- marks ----

function M.marks_count_code_points(check)
    local markup = highlight.text("Łódź ärgert København.", { { id = ID + 7, layer = "place", start = 12, stop = 21 } })
    check.contains(markup, '<mark id=d3-a7 class=l>København</mark>.')
end

function M.a_text_without_marks_is_itself(check)
    check.equal(highlight.text("One & two.\n\nThree.", {}), "<p>One &amp; two.</p><p>Three.</p>")
    check.equal(highlight.text("", {}), "")
end

function M.marks_end_at_a_paragraph_and_go_on_after_it(check)
    local markup = highlight.text("ab\n\ncd", { { id = ID + 1, layer = "act", start = 1, stop = 5 } })
    check.equal(markup, "<p>a<mark id=d3-a1 class=A>b</mark></p><p><mark class=A>c</mark>d</p>")
end

function M.a_mark_knows_how_many_pieces_it_covers(check)
    local marks = {
        { id = ID + 1, layer = "act", start = 0, stop = 9 }, { id = ID + 2, layer = "person", start = 0, stop = 1 },
        { id = ID + 3, layer = "odd", start = 4, stop = 4 },
    }
    local markup = highlight.text("ab\n\ncdefg", marks)
    check.equal(markup, "<p><span id=d3-a1><mark id=d3-a2 class=\"A p\">a</mark></span><mark class=A>b</mark></p><p><mark id=d3-a3 class=A>cdefg</mark></p>")
    check.equal({ marks[1].pieces, marks[2].pieces, marks[3].pieces }, { 3, 1, 0 })
end

local function random_marks(random, length)
    local marks, layers = {}, { "act", "person", "date" }
    for i = 1, random(0, 12) do
        local start = random(0, length)
        marks[i] = { id = ID + i, layer = layers[random(1, 3)], start = start, stop = random(start, length) }
    end
    return marks
end

function M.any_marks_keep_every_word_and_give_every_row_one_place(check)
    local random, text = math.random, 'Ä "b" <c>\nd & e’s\n\nfür 中文 x\n \ny'
    math.randomseed(7)
    local length = utf8.len(text)
    for _ = 1, 400 do
        local marks = random_marks(random, length)
        local markup = highlight.text(text, marks)
        check.equal(words_of(markup), words_of(html.escape(text)))
        for _, mark in ipairs(marks) do
            local _, places = markup:gsub("id=" .. highlight.anchor(mark.id):gsub("%-", "%%-") .. "%f[ >]", "")
            check.equal(places, 1, "places of a row")
        end
        for _, tag in ipairs { "p", "span", "mark" } do
            local _, opened = markup:gsub("<" .. tag .. "[ >]", "")
            local _, closed = markup:gsub("</" .. tag .. ">", "")
            check.equal(opened, closed, tag)
        end
        check.truthy(not markup:find "<mark[^>]*>[^<]*</p>", "a mark crosses a paragraph")
    end
end

function M.the_words_around_are_those_of_the_paragraph(check)
    local before, words, after = highlight.around("First.\n\nÜber uns\nsteht das Zelt.\n\nLast.", 13, 16)
    check.equal({ before, words, after }, { "Über ", "uns", " steht das Zelt." })
    before, words, after = highlight.around(("x "):rep(900) .. "here" .. (" y"):rep(900), 1800, 1804)
    check.equal(words, "here")
    check.truthy(#before < 700 and #after < 700, "a long paragraph is cut")
    check.contains(before, "… ")
    check.contains(after, " …")
end

function M.a_long_paragraph_is_cut_where_sentences_end(check)
    local text = "One.\n\n" .. ("Dr. Zoë came at 3.5 knots. "):rep(40) .. "Norway will train 200 Mongolian engineers by May. " .. ("Ships left. "):rep(90)
    local start = utf8.len(text:sub(1, text:find "train" - 1))
    local function around(least)
        local before, words, after = highlight.around(text, start, start + 9, least)
        check.equal(words, "train 200")
        return before, after
    end
    local before, after = around(10)
    check.equal({ before, after }, { "… Norway will ", " Mongolian engineers by May. …" })
    before, after = around(400)
    local length = utf8.len(before) + utf8.len(after)
    check.truthy(length >= 390 and length < 440, "as much as was asked for, and to the end of a sentence")
    check.truthy(before:find "^… Dr%. Zoë" and after:find "left%. …$", "whole sentences on both sides")
    local short = table.pack(highlight.around("It rains. Norway will train 200 engineers. It snows.", 22, 27))
    check.equal({ short[1], short[3] }, { "It rains. Norway will ", " 200 engineers. It snows." })
    local chinese = table.pack(highlight.around("李明表示。" .. ("他同意。"):rep(300), 0, 2, 20))
    check.truthy(chinese[1] == "" and utf8.len(chinese[3]) < 40, "a sentence of Chinese ends with its own stop")
end

-- ---- sets ----

-- A corpus that keeps the query and answers with given rows.
local function fake(rows)
    local corpus = { views = { act = true, act_actor = true }, asked = {} }
    function corpus.rows(self, sql, parameters)
        self.asked[#self.asked + 1] = { sql = sql, parameters = parameters }
        local i = 0
        return function()
            i = i + 1
            return rows and rows[i]
        end
    end
    return corpus
end

local columns = { id = true, kind = true, actor = true, text = true }

function M.values_are_parameters_never_sql(check)
    local corpus = fake()
    local set = sets.new(corpus, "act", columns, {}):where { kind = { "offer", "x' OR 1" }, actor_country = "CN", source = "s" }
    set:rows()
    local asked = corpus.asked[1]
    check.truthy(not asked.sql:find("OR 1", 1, true))
    check.contains(asked.sql, "a.id IN (SELECT id FROM act_actor WHERE actor_country IN (?))")
    check.contains(asked.sql, "(a.kind IN (?, ?))")
    check.contains(asked.sql, "(d.source IN (?))")
    check.equal(asked.parameters, { "CN", "offer", "x' OR 1", "s" })
end

function M.fields_that_are_not_there_are_refused(check)
    local set = sets.new(fake(), "act", columns, {})
    local err = check.raises(set.where, set, { knid = "offer" })
    check.contains(err.message, "layer 'act' has no field 'knid'")
    check.contains(err.hint, "kind")
    check.contains(check.raises(set.where, set, { ["kind) --"] = 1 }).message, "not a name")
    check.contains(check.raises(set.count, set, "date:week").message, "no period 'week'")
    check.contains(check.raises(set.at, set, "CN").message, "without a count")
    check.contains(check.raises(set.count, set).message, "what to count by")
end

function M.counts_fill_the_periods_between(check)
    local set = sets.new(fake {
        { k1 = "CN", k2 = "2024-Q3", n = 2 }, { k1 = "CN", k2 = "2025-Q1", n = 5 }, { k1 = "JP", k2 = "2024-Q4", n = 1 }, { k2 = "2024-Q4", n = 9 },
    }, "act", columns, {})
    local found = {}
    local counts = set:count("country", "date:quarter")
    for country, periods in counts:each() do
        for period, n in periods:each() do found[#found + 1] = ("%s %s %d"):format(country, period, n) end
    end
    check.equal(found, { " 2024-Q3 0", " 2024-Q4 9", " 2025-Q1 0", "CN 2024-Q3 2", "CN 2024-Q4 0", "CN 2025-Q1 5", "JP 2024-Q3 0", "JP 2024-Q4 1",
        "JP 2025-Q1 0" })
    check.equal(counts:at("CN", "2025-Q1"), 5)
    check.equal(counts:at("FR", "2025-Q1"), 0)
    check.equal(counts:at("CN"):total(), 7)
    check.equal(counts:top(1), { { "", 9 } })
end

function M.narrowing_leaves_the_set_as_it_was(check)
    local corpus = fake()
    local documents, acts = sets.new(corpus, nil, nil, {}), sets.new(corpus, "act", columns, {})
    local inside = acts:within(documents:scoped { since = "2025", with = { code = "JP", name = "Japan" } })
    acts:rows()
    check.equal(corpus.asked[1].parameters, {})
    inside:rows()
    check.equal(corpus.asked[2].parameters, { "2025", "JP" })
    check.raises(documents.within, documents, acts)
    check.raises(acts.within, acts, "act")
end

function M.samples_are_the_same_for_the_same_seed(check)
    local rows = {}
    for i = 1, 100 do rows[i] = { id = i } end
    local function ids(seed)
        local corpus = fake(rows)
        sets.new(corpus, "act", columns, {}):sample(5, seed):rows()
        return corpus.asked[2].sql:match "a%.id IN %(([%d,]+)%)"
    end
    check.equal(ids(3), ids(3))
    check.truthy(ids(3) ~= ids(4), "another seed, another sample")
    check.equal(select(2, ids(3):gsub("%d+", "")), 5)
end

return M
