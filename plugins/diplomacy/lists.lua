-- lists.lua - lists of a communiqué: the words that lead one in ("The Council decides:"), and its items ("a) to extend the mandate;").
--
-- Reads the text by lines: sentences may be cut at the mark of an item, or hold a whole list.

local spans = include "quotes/spans.lua"

local M = {}

local first, last = spans.first, spans.last

local WIDEST = 3000                  -- bytes from a list's item back to the words that lead it in
local NEAR = 80                      -- bytes before the colon in which the party stands that leads the list
local LONGEST = 900                  -- bytes of one item
local MOST = 24                      -- items of one list

local IN_MARK = "[-.)*\u{2022}\u{2013}]"
local MARKS = { "^%s*[-*]%s*", "^%s*\u{2022}%s*", "^%s*\u{2013}%s*", "^%s*%(?%d%d?[.)]%s*", "^%s*%(?%l[.)]%s*", "^%s*%(?[ivx]+[.)]%s*" }

local SIGNS = 3                      -- of these marks, the first, are signs; one is a number, the others are letters

-- Where the words of an item begin, behind its mark: "- ", "2. ", "(iii) "; nil of a line that is none. And what kind of mark it is.
local function behind_mark(line)
    for i, mark in ipairs(MARKS) do
        local _, stop = line:find(mark)
        if stop then return stop + 1, i <= SIGNS and "sign" or i == SIGNS + 1 and "number" or "letter" end
    end
end

-- Blank lines may stand between the items of a list, but no paragraph of other words.
local function is_one_list(text)
    for paragraph in text:gsub("\n%s*\n", "\0"):gmatch "[^%z]+" do
        if paragraph:find "%S" and not behind_mark(paragraph) then return false end
    end
    return true
end

--- Could the words before a verb be the mark of an item?
function M.may_lead(words) return words.text:find(IN_MARK) ~= nil end

--- The words that lead in the list in which the cue begins an item; nil where it begins none.
function M.lead(cue, doc)
    local text, start = doc.text, first(cue)
    local line = text:sub(math.max(1, start - 30), start - 1):match("\n([^\n]*)$")
    local words = line and behind_mark(line)
    if not words or not line:find("^%a?%l*%s*$", words) then return nil end
    local from = math.max(1, start - WIDEST)
    local head = text:sub(from, start - 1)
    local colon = head:match("^.*():%s*\n")
    if not colon or not is_one_list(head:sub(colon + 1)) then return nil end
    return spans.slice(doc, from, from + colon - 2)
end

--- Does a text that says "we" stand before the list?
function M.opens_with_us(lead) return lead.text:find "%f[%w]We, the " ~= nil end

--- The party that leads a list in: the last that stands near its colon.
function M.last_party(lead)
    local best
    for _, mention in ipairs(lead:all "actor") do
        if last(mention) > last(lead) - NEAR then best = mention end
    end
    return best
end

-- The words of an item without its mark, "to", "and" and the sign behind it.
local function trimmed(doc, item)
    local text = doc.text:sub(item.start, item.stop)
    local start = behind_mark(text)
    local _, to = text:find("^[Tt]o%s+", start)
    start = to and to + 1 or start
    text = text:gsub("[%s;,.]+$", ""):gsub("[;,]%s+and$", "")
    return #text > start and #text < LONGEST and spans.slice(doc, item.start + start - 1, item.start + #text - 1) or nil
end

--- The items of the list that begins in the line behind the colon at a byte, as spans; none where no list begins there.
function M.items(doc, colon)
    local text, items, blank = doc.text, {}, true
    local start, least, kind = text:match("^[ \t]*\n()", colon + 1), nil, nil
    while start and start <= #text and #items < MOST do
        local stop = text:find("\n", start, true) or #text + 1
        local line = text:sub(start, stop - 1)
        local empty = not line:find "%S"
        local indent = #line:match "^[ \t]*"
        local words, its_kind = behind_mark(line)
        if words and kind and its_kind ~= kind then break end                                          -- "(c) …", and the next paragraph, "4. …"
        kind = kind or its_kind
        if least and indent < least and not empty and words then break end                -- the next paragraph of a numbered text
        if words then
            items[#items + 1] = { start = start, stop = stop - 1 }
            least = least or indent
        elseif not empty and (blank or #items == 0) then
            break
        elseif not empty then
            items[#items].stop = stop - 1
        end
        blank, start = empty, stop + 1
    end
    local out = {}
    for _, item in ipairs(items) do out[#out + 1] = trimmed(doc, item) end
    return out
end

return M
