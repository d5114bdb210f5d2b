-- words.lua - finds words that somebody typed in a document: any case, any white space, any quotation marks.
--
-- Sits on the document's spans. Where the words are not there, the sentence that shares most of them is told.

local M = {}

local function folded(text)
    return (text:lower():gsub("[\u{2018}\u{2019}]", "'"):gsub("[\u{201C}\u{201D}]", '"'))
end

-- The words as a Lua pattern: white space of any kind and length between them.
local function pattern_of(asked)
    local parts = {}
    for word in asked:gmatch "%S+" do parts[#parts + 1] = (folded(word):gsub("%p", "%%%0")) end
    return table.concat(parts, "%s+")
end

local function typographic(text)
    return (text:gsub("\u{2019}", "'"):gsub("\u{2018}", "'"):gsub("\u{201C}", '"'):gsub("\u{201D}", '"'))
end

-- Quotation marks of three bytes become one, so places have to be found again in the text itself.
local function exact_place(text, first, last)
    local function back(stop)
        local at, plain = 1, 0
        while plain < stop do
            plain = plain + 1
            local three = text:sub(at, at + 2)
            at = at + ((three == "\u{2018}" or three == "\u{2019}" or three == "\u{201C}" or three == "\u{201D}") and 3 or 1)
        end
        return at
    end
    return back(first - 1), back(last) - 1
end

local function shared(words, sentence)
    local n = 0
    local low = folded(sentence)
    for word in words:gmatch "%S+" do
        if low:find(folded(word), 1, true) then n = n + #word end
    end
    return n
end

--- The first place of the words.
-- @return Span|nil, text|nil the words; or nil and the sentence that is most like them
function M.find(doc, asked)
    if not asked:find("%S") then return nil end
    local plain = typographic(doc.text):lower()
    local first, last = plain:find(pattern_of(asked))
    if first then
        local span = doc:slice(exact_place(doc.text, first, last))
        if span then return span end
    end
    local best, most = nil, 0
    for _, sentence in ipairs(doc:sentences()) do
        local n = shared(asked, sentence.text)
        if n > most then best, most = sentence.text, n end
    end
    return nil, best
end

return M
