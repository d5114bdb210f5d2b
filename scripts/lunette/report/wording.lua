-- wording.lua - words as reports print them: what a statement says, and two texts word by word, with what both have and what only one has.
--
-- Sits on nothing. The longest common subsequence of words (Hunt and McIlroy, 1976, in the plain quadratic form: texts are sentences), compared
-- without case and marks. Where less than a third is common a comparison word by word says nothing, and both texts are given whole.

local M = {}

local WORDS_MAX = 400                -- of a text: longer ones are compared as far as that

M.least = 0.34                       -- of the words: below, a comparison word by word says nothing

--- What a statement says, as it is printed behind who says it: its content without the word "that" at its start.
-- @param row table of layer statement
-- @return text
function M.said(row)
    local words = row.content or row.text
    return words:match "^[Tt][Hh][Aa][Tt]%s+(.+)$" or words
end

local DENY = { " not ", " no ", " never ", " nor ", " neither ", " cannot " }

--- Do words deny: "will not", "never", "won't"?
-- @param text text
-- @return boolean
function M.denies(text)
    local words = " " .. text:lower():gsub("n['\xE2\x80\x99]+t%f[%W]", " not"):gsub("[^%w\128-\255]+", " ") .. " "
    for _, word in ipairs(DENY) do
        if words:find(word, 1, true) then return true end
    end
    return false
end

local function words_of(text)
    local words = {}
    for word in text:gmatch "%S+" do
        if #words == WORDS_MAX then break end
        local bare = word:lower():gsub("^%p+", ""):gsub("%p+$", "")
        words[#words + 1] = { text = word, same = bare == "" and word or bare }
    end
    return words
end

-- lengths[i][j]: of the common subsequence of a from i on and b from j on.
local function common_lengths(a, b)
    local lengths = {}
    for i = #a + 1, 1, -1 do
        lengths[i] = {}
        for j = #b + 1, 1, -1 do
            if i > #a or j > #b then lengths[i][j] = 0
            elseif a[i].same == b[j].same then lengths[i][j] = lengths[i + 1][j + 1] + 1
            else lengths[i][j] = math.max(lengths[i + 1][j], lengths[i][j + 1]) end
        end
    end
    return lengths
end

-- Neighbours of one sort become one piece; what only a has stands before what only b has.
local function gather(pieces, kind, word)
    local last = pieces[#pieces]
    if last and last.kind == kind then
        last.text = last.text .. " " .. word
    else
        pieces[#pieces + 1] = { kind = kind, text = word }
    end
end

--- The two texts as pieces: { kind = "both" | "a" | "b", text = }, and the share of words in common (0 to 1).
-- @param a text
-- @param b text
-- @return table, number
function M.pieces(a, b)
    local first, second = words_of(a), words_of(b)
    local lengths, pieces, i, j, held = common_lengths(first, second), {}, 1, 1, nil
    local share = #first + #second > 0 and 2 * lengths[1][1] / (#first + #second) or 1
    if share < M.least then return { { kind = "a", text = a }, { kind = "b", text = b } }, share end
    local function flush()
        if held then gather(pieces, "b", held) end
        held = nil
    end
    while i <= #first or j <= #second do
        if i <= #first and j <= #second and first[i].same == second[j].same then
            flush()
            gather(pieces, "both", second[j].text)
            i, j = i + 1, j + 1
        elseif j > #second or i <= #first and lengths[i + 1][j] >= lengths[i][j + 1] then
            gather(pieces, "a", first[i].text)
            i = i + 1
        else
            held = held and held .. " " .. second[j].text or second[j].text
            j = j + 1
        end
    end
    flush()
    return pieces, share
end

return M
