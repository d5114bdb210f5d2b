-- unattributed.lua - paragraphs of press releases that are a quotation and nothing else: who is quoted.
--
-- Either the line above says so ("Quotes attributable to Minister Keller:"), or who was quoted last goes on. Sits on finished attributions and statements.

local spans = include "spans.lua"
local sources = include "sources.lua"

local M = {}

local first, last, slice = spans.first, spans.last, spans.slice

local LONGEST = 8000                 -- bytes of a press release; in a speech a quoted paragraph is somebody else's
local REACH = 1500                   -- bytes back to who was quoted last
local LINE = 160                     -- bytes of a line that names who is quoted
local SHORT = 25                     -- bytes: fewer are a heading or a title in quotation marks

local attributable = pattern [[ (quote | quotes | statement | comment | comments | remarks | attributable | said | says | states | stated)
      ...!(; | ".") ":" >> ]]

-- "Prime Minister Keller:", "Keller, at the start of the meeting:": nothing but who speaks, and where.
local alone = pattern [[ << the? %q_before_name{0,6}? @person (,? [at | in | on | during | following | after | before | upon | ahead] [!%punct]{1,9})? ":" >> ]]

-- Whom the paragraph right above names.
local function named_above(paragraph, doc)
    local start = first(paragraph)
    local head = doc.text:sub(math.max(1, start - LINE), start - 1)
    local line = head:match("([^\n]+:)%s*$")
    if not line then return nil end
    local at = start - #head + head:find(line, 1, true) - 1
    local words = slice(doc, at, at + #line - 1)
    return words and (words:has(attributable) or words:has(alone)) and sources.parties(words) or nil
end

-- Who was quoted last, if it was in whole sentences.
local function quoted_last(paragraph, doc)
    local start = first(paragraph)
    local words = slice(doc, math.max(1, start - REACH), start - 1)
    local best
    for _, row in ipairs(words and doc:within(words, "statement") or {}) do
        if row.mode == "direct" and #row.speaker > 0 then best = row.speaker end
    end
    return best
end

-- A paragraph without its quotation marks, and whether a mark closes it.
local function bare(paragraph)
    local text = paragraph.text
    local upto = spans.length(text)
    local from = text:match("^\"()") or text:match("^\u{201C}()") or text:match("^''()") or text:match("^``()") or text:match("^\u{2018}()") or 1
    local stop = text:sub(1, upto):match("()\"$") or text:sub(1, upto):match("()\u{201D}$") or text:sub(1, upto):match("()''$")
        or text:sub(1, upto):match("()\u{2019}$")
    if (stop or upto + 1) <= from then return nil end
    return paragraph:sub(from, (stop or upto + 1) - 1), stop ~= nil
end

-- Does a sentence of the paragraph say whose words they are?
local function told(paragraph, doc)
    for _, row in ipairs(doc:within(paragraph, "attribution")) do
        if #doc:at(row, "quoted") == 0 then return true end
    end
    for _, row in ipairs(doc:at(paragraph, "statement")) do
        if row.mode == "direct" and last(row) >= first(paragraph) + SHORT then return true end
    end
    return false
end

local function opens(paragraph)
    return paragraph.text:find("^[\"\u{201C}`\u{2018}']") ~= nil
end

--- The statement that such a paragraph makes, with the paragraphs that go on with it.
function M.statement(match, doc)
    local paragraph = match
    if #doc.text > LONGEST then return nil, "longer than a press release" end
    local above = named_above(paragraph, doc)
    if not above and #paragraph.text < SHORT then return nil, "too short to be more than a name" end
    local part, closed = bare(paragraph)
    if not closed and not above then return nil, "the quotation does not end with the paragraph" end
    if told(paragraph, doc) then return nil, "a sentence says whose words these are" end
    local speaker = above or quoted_last(paragraph, doc)
    if not speaker or #speaker == 0 then return nil, "nobody was quoted before" end
    local text, parts = doc.text, {}
    while part do
        parts[#parts + 1] = part
        if closed then break end
        local start = text:find("%S", last(paragraph) + 1)
        local following = start and slice(doc, start, start).paragraph
        if not following or not opens(following) or told(following, doc) then break end
        paragraph = following
        part, closed = bare(paragraph)
    end
    if #parts == 0 then return nil, "nothing is quoted" end
    return { parts[1]:union(parts[#parts]), source = speaker[1], speaker = speaker, content = parts, mode = "direct", stance = "assert", named = "named" }
end

return M
