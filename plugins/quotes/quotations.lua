-- quotations.lua - words in quotation marks: how far they reach, what stands around them, and where a quotation goes on.

local spans = include "spans.lua"

local M = {}

local first, last = spans.first, spans.last

-- What is true of the document at hand as a whole: does it have marks of two apostrophes?
local known = {}

local function has_ticks(doc)
    if not rawequal(known.doc, doc) then known = { doc = doc, ticks = doc.text:find("''", 1, true) ~= nil } end
    return known.ticks
end

-- The quoted words of a sentence, all that touch it: most sentences have none.
local seen = {}

local function quoted_in(sentence, doc)
    if not rawequal(seen.sentence, sentence) then seen = { sentence = sentence, rows = doc:at(sentence, "quoted") } end
    return seen.rows
end

-- The quoted words that end right before `byte`, or start right behind it.
local function quoted_near(doc, from, upto)
    local span = doc:slice(from, upto)
    return span and doc:at(span, "quoted") or {}
end

local function outside(part, quoted)
    local words = part.text
    local inner = quoted.text
    local at = words:find(inner, 1, true)
    if not at then return words:sub(1, math.max(0, first(quoted) - first(part))) end
    return words:sub(1, at - 1) .. words:sub(at + #inner)
end

-- Marks of two apostrophes, which some agencies write: is one open before the row in its paragraph?
local function ticked(row, doc)
    if not has_ticks(doc) then return false end
    local paragraph = row.paragraph
    local text = paragraph.text
    if not text:find("''", 1, true) then return false end
    local _, n = text:sub(1, first(row) - first(paragraph)):gsub("''", "")
    return n % 2 == 1
end

local function quoted_around(row, sentence, doc)
    if ticked(row, doc) then return true end
    for _, quoted in ipairs(quoted_in(sentence, doc)) do
        if quoted:contains(row) then return true end
    end
    return false
end

local MARKS = 12                     -- bytes: a closing mark, blanks and an opening mark, of three bytes each
local MARK = "[\"'`\128-\255]"      -- a byte of any mark

local SIGNED = 2000                  -- bytes of a line that is signed

-- The words of the line that ends here, from one mark of quotation to another, whichever way these are turned.
local function line_before(byte, doc)
    local line = doc.text:sub(math.max(1, byte - SIGNED), byte):match "[^\n]*$"
    local from, upto = line:match '^["\226][\128\157\156]*()', line:match '()["\226][\128\157\156]*%s*$'
    local base = byte - #line
    return from and upto and upto > from and doc:slice(base + from, base + upto - 1) or nil
end

-- The quotation that somebody signs.
local function quotation_before(fact, doc)
    local near = quoted_near(doc, fact.first - MARKS, fact.first - 1)
    local quoted = near[#near]
    local before = quoted and last(quoted) < fact.first and last(quoted) > fact.first - MARKS and quoted
    return before or line_before(fact.first - 1, doc)
end

-- A part that is a quotation goes without its marks, and as far as they reach; one that holds a quotation is mixed.
local function unquote(part, row, sentence, doc)
    if #quoted_in(sentence, doc) == 0 and sentence:contains(part) then return part, "indirect" end
    local rows = {}
    for _, quoted in ipairs(doc:at(part, "quoted")) do
        if not quoted:contains(row) then rows[#rows + 1] = quoted end
    end
    if #rows == 0 then return part, "indirect" end
    for _, quoted in ipairs(rows) do
        if not outside(part, quoted):find "%w" or quoted:contains(part) then
            return quoted, "direct"
        end
    end
    local final = rows[#rows]
    if last(final) > last(part) then return doc:slice(first(part), last(final) + 1), "mixed" end
    if last(part) == last(final) and doc.text:sub(last(part) + 1, last(part) + 3):find '^["”]' then
        return doc:slice(first(part), last(part) + 1), "mixed"
    end
    return part, "mixed"
end

-- A quotation with its marks.
local function with_marks(quoted, doc)
    local from, upto = quoted:bytes()
    local text = doc.text
    local before = text:sub(math.max(1, from - 3), from - 1)
    local opening = before:match '"$' or before:match "“$" or before:match "''$" or before:match "``$" or ""
    local after = text:sub(upto + 1, upto + 3)
    local closing_mark = after:match '^"' or after:match "^”" or after:match "^''" or ""
    return doc:slice(from - #opening, upto + #closing_mark)
end

-- Words between marks of two apostrophes that follow a byte in its paragraph, with the marks.
local function ticked_after(doc, byte, paragraph)
    if not has_ticks(doc) then return nil end
    local text, base = paragraph.text, first(paragraph) - 1
    local from = byte > base and text:match("^%s*()''", byte - base + 1)
    local _, upto = text:find("''", (from or 0) + 2, true)
    return from and upto and doc:slice(base + from, base + upto) or nil
end

-- Sentences behind that are a quotation and nothing else go on with it; behind words of the reporter they are quoted with their marks.
-- @param says_else tells of an attribution right behind a quotation whether it reports other words
local function continued(parts, mode, sentence, doc, says_else)
    local stop = math.max(last(sentence), last(parts[#parts]) + 1)
    if not doc.text:sub(stop - 2, stop + MARKS):find(MARK) then return mode end
    local paragraph = sentence.paragraph
    while true do
        local ticks_behind = ticked_after(doc, stop, paragraph)
        local near = ticks_behind and {} or quoted_near(doc, stop + 1, stop + MARKS)
        local quoted = ticks_behind or near[#near]
        if not quoted or first(quoted) <= stop then return mode end
        if last(quoted) > last(paragraph) then
            paragraph = mode == "direct" and quoted.paragraph
            if not paragraph or not paragraph.text:find '^["“]' or outside(paragraph, quoted):find "%w" then return mode end
        end
        if doc.text:sub(stop + 1, first(quoted) - 1):find "%w" then return mode end
        local tail = doc:slice(last(quoted), math.min(last(quoted) + 1, #doc.text))
        local from = first(quoted.sentence)
        local whole = doc:slice(from, math.max(last(tail.sentence), last(quoted)))
        for _, row in ipairs(doc:within(whole, "attribution")) do
            if first(row) > last(quoted) and not says_else(row) then return mode end
        end
        if mode ~= "direct" then mode = "mixed" end
        parts[#parts + 1] = (mode == "direct" or ticks_behind) and quoted or with_marks(quoted, doc)
        stop = math.max(last(quoted) + 1, last(whole))
    end
end

-- What follows "…," she said, is said as far as it is quoted: nothing of ", but the crew left".
local function from_quotation(words, doc)
    for _, quoted in ipairs(doc:at(words, "quoted")) do
        if first(quoted) > first(words) then return with_marks(quoted, doc) end
    end
    return nil
end

-- Behind the stop of a quotation the narrator goes on: 'called it "a disgrace," but left'.
local GOES_ON = {}
for word in ("but although though when while until before during which by"):gmatch "%a+" do GOES_ON[word] = true end

-- The last byte of a quotation that a text begins with, if nothing is quoted behind it.
local function quoted_first(text)
    local opening = text:match '^"' or text:match "^“"
    local closing = opening == '"' and opening or "”"
    local at = opening and text:find(closing, #opening + 1, true)
    if not at or not text:find("^[,.?!]", at - 1) then return nil end
    local stop = at + #closing - 1
    if text:find('"', stop + 1, true) or text:find("“", stop + 1, true) then return nil end
    return stop
end

-- Where all that is said is quoted, the narrator goes on behind "and", too: 'wrote, "It is open," and shared a link'.
local function without_narration(part)
    local text = part.text
    local stop = quoted_first(text)
    if stop and text:find("^%s+and%s+%l+ed%f[%s]", stop + 1) then return part:sub(1, stop) end
    local at, word, upto = text:match "^.*[,.!?]()[\"\u{201D}]+%s+(%l+)()"
    if not at or not GOES_ON[word] or text:find("[\"\u{201C}]", upto) then return part end
    return part:sub(1, text:find("%s", at) - 1)
end

local OPENS = { '()"', "()\u{201C}", "()\u{2018}", "()''" }

-- "The mate was calmer: \"It is open,\" he said": behind the colon stands what is said, before it the narrator speaks.
-- @param words span: what stands before a source
local function behind_colon(words)
    local text = words.text
    local colon = text:find(":", 1, true)
    if not colon or not text:find("^%s+[\"'\u{201C}\u{2018}]", colon + 1) then return words end
    if not text:find "[,?!][\"'\226\128\157\153]+%s*$" then return words end
    local lead = text:sub(1, colon)
    if lead:find('"', 1, true) or lead:find("\u{201C}", 1, true) then return words end
    for _, mark in ipairs(OPENS) do
        local at = text:match("^:%s+" .. mark, colon)
        if at then return words:sub(at, -1) end
    end
    return words
end

M.behind_colon = behind_colon
M.unquote = unquote
M.quoted_around = quoted_around
M.ticked = ticked
M.quotation_before = quotation_before
M.with_marks = with_marks
M.continued = continued
M.without_narration = without_narration
M.from_quotation = from_quotation

return M
