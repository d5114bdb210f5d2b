-- test_likeness.lua - words, sentences, nearest sentences and wording: what compare and omissions rest on. tests/cli/compare.sh has the rest.

local likeness = require "lunette.compare.likeness"
local wording = require "lunette.report.wording"

local M = {}

local function texts_of(sentences)
    local list = {}
    for i, sentence in ipairs(sentences) do list[i] = sentence.text end
    return list
end

-- ---- words and sentences ----

function M.words_are_folded_and_lose_their_endings(check)
    check.equal(likeness.words "The ports were Expanding; expanded, expands!", { "port", "expand", "expand", "expand" })
    check.equal(likeness.words "tariffs and a tariff, parties and the party", { "tarif", "tarif", "party", "party" })
    check.equal(likeness.words "China’s “port” – 港口开放", { "china", "port", "港口", "口开", "开放" })
end

function M.sentences_end_where_they_end(check)
    check.equal(texts_of(likeness.sentences "Mr. Rojas met H.E. Keller. They spoke.\n\nNo stop here\n\n“Yes.” He left! 1 more?"),
        { "Mr. Rojas met H.E. Keller.", "They spoke.", "No stop here", "“Yes.”", "He left!", "1 more?" })
    check.equal(texts_of(likeness.sentences "Grain rose 3.5 per cent in the U.S. Senate. "), { "Grain rose 3.5 per cent in the U.S. Senate." })
    check.equal(likeness.sentences "", {})
    check.equal(likeness.sentences " \n\n ", {})
end

function M.sentences_have_their_place_in_code_points(check)
    local random, pieces = math.random, { "Łódź stood. ", "Über uns! ", "x\n\n", "中文。", "a ", "“Q.” ", "\n", "Dr. No " }
    math.randomseed(11)
    for _ = 1, 300 do
        local parts = {}
        for i = 1, random(0, 9) do parts[i] = pieces[random(#pieces)] end
        local text, last, joined = table.concat(parts), 0, {}
        for i, sentence in ipairs(likeness.sentences(text)) do
            local first, stop = utf8.offset(text, sentence.start + 1), utf8.offset(text, sentence.stop + 1)
            check.equal(text:sub(first, stop - 1), sentence.text)
            check.truthy(sentence.start >= last, "sentences follow each other")
            last, joined[i] = sentence.stop, sentence.text
        end
        check.equal((table.concat(joined):gsub("%s", "")), (text:gsub("%s", "")), "no word is lost")
    end
end

-- ---- likeness ----

function M.scores_lie_between_nothing_and_the_same(check)
    local pool = likeness.pool()
    pool:weigh "Norway will open two ports. Norway thanked Peru. Norway spoke of wool."
    check.equal(pool:score("open two ports", "two ports opened"), 1)
    check.equal(pool:score("open two ports", "wool"), 0.0)
    check.equal(pool:score("", "wool"), 0)
    check.truthy(pool:score("Norway opens ports", "ports of Norway") > pool:score("Norway opens ports", "Norway and wool"), "rare words weigh more")
end

function M.the_nearest_sentence_is_found_among_documents(check)
    local pool = likeness.pool()
    local first, second = { id = 1, text = "Rain fell. Wool was dear." }, { id = 2, text = "Snow fell.\n\nThe crew of the trawler was named. Wool." }
    local near = pool:nearest({ first, second }, "release the trawler's crew")
    check.equal({ near.document, near.text, near.start, near.stop }, { 2, "The crew of the trawler was named.", 12, 46 })
    check.equal(pool:nearest({ first, second }, "zinc"), nil)
    check.equal(pool:nearest({}, "wool"), nil)
end

-- ---- wording ----

local function said(a, b)
    local parts, signs = {}, { both = "%s", a = "-%s-", b = "+%s+" }
    for i, piece in ipairs((wording.pieces(a, b))) do parts[i] = signs[piece.kind]:format(piece.text) end
    return table.concat(parts, " ")
end

function M.what_a_statement_says_goes_without_that_before_it(check)
    check.equal(wording.said { content = "that the port is open" }, "the port is open")
    check.equal(wording.said { content = "That, he said, is all" }, "That, he said, is all")
    check.equal(wording.said { content = "that", text = "said that" }, "that")
    check.equal(wording.said { text = "Keller said no" }, "Keller said no")
end

function M.wording_shows_what_each_has_alone(check)
    check.equal(said("is ready to open two ports.", "is willing to open two harbours"), "is -ready- +willing+ to open two -ports.- +harbours+")
    check.equal(said("Open the port", "open, the port now"), "open, the port +now+")
    check.equal(said("a b c", "b c"), "-a- b c")
    check.equal(said("wool", "zinc"), "-wool- +zinc+")
    check.equal(said("", ""), "")
end

function M.wording_gives_back_both_texts(check)
    local random, words = math.random, { "a", "b", "c", "d" }
    math.randomseed(5)
    local function text()
        local parts = {}
        for i = 1, random(1, 12) do parts[i] = words[random(#words)] end
        return table.concat(parts, " ")
    end
    for _ = 1, 500 do
        local a, b = text(), text()
        local first, second = {}, {}
        for _, piece in ipairs((wording.pieces(a, b))) do
            if piece.kind ~= "b" then first[#first + 1] = piece.text end
            if piece.kind ~= "a" then second[#second + 1] = piece.text end
        end
        check.equal({ table.concat(first, " "), table.concat(second, " ") }, { a, b })
    end
end

return M
