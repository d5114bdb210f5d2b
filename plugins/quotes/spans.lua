-- spans.lua - cutting words out of a document by bytes.

local M = {}

--- The entity that a speaker is: a reference is a mention, or the entity itself where the text has none (whom only its title names).
function M.entity_of(party)
    return getmetatable(party) == "entity" and party or party.entity
end

--- First byte, last byte, from 1.
function M.first(span) return (span:bytes()) end
function M.last(span)
    local _, last = span:bytes()
    return last
end

--- The words between two positions of a document, whole characters, nil if there are none.
function M.slice(doc, first, last) return doc:slice(first, last) end

--- The first paragraph of a document, nil if there is none.
function M.first_line(doc)
    local at = doc.text:find "%S"
    return at and doc:slice(at, at).paragraph
end

--- What stands between two spans of one sentence, nil if nothing does.
function M.between(a, b)
    local sentence = a.sentence
    local base, stop = sentence:bytes()
    local from, upto = M.last(a) + 1, M.first(b) - 1
    if upto < from or upto > stop then return nil end
    return sentence:sub(from - base + 1, upto - base + 1)
end

local FRONT, BACK = " \t\n\v\f\r,;:", " \t\n\v\f\r,;"

--- Without blanks and joining signs at both ends.
function M.trim(span)
    return span and span:trim(FRONT, BACK)
end

local SPACE = { [9] = true, [10] = true, [11] = true, [12] = true, [13] = true, [32] = true }
local STOP = { [46] = true, [33] = true, [63] = true }       -- . ! ?

local byte, find = string.byte, string.find
local COMMA = byte ","

--- Bytes of a text without white space at its end; of its first n bytes.
function M.length(text, n)
    n = n or #text
    while n > 0 and SPACE[byte(text, n)] do n = n - 1 end
    return n
end

--- Without the full stop of its sentence; that of an abbreviation or inside quotation marks stays.
-- @param text its text, where it is at hand; then `count` may say that only its first bytes are meant
function M.without_stop(span, text, count)
    if not span then return nil end
    text = text or span.text
    local n = M.length(text, count)
    if n > 1 and STOP[byte(text, n)] and not (n >= 4 and find(text, "^%a%.%a%.", n - 3)) then return span:sub(1, n - 1):trim(FRONT, BACK) end
    return (count and count < #text and span:sub(1, count) or span):trim(FRONT, BACK)
end

local AUXILIARY = {}
for word in ("has have had is are was were will would should must may might can could be been being also not"):gmatch "%a+" do AUXILIARY[word] = true end
local RELATIVE = { which = true, who = true, that = true }

local WORD = 13                      -- bytes of the longest of these words, and a space

-- Bytes without ", which has been" at the end: what a passive behind it is about stands before that.
local function without_relative(text)
    local stop = #text
    for _ = 1, 4 do
        local base = math.max(1, stop - WORD)
        local from, word = text:sub(base, stop):match "^.*()%f[%a](%l+)%s*$"
        if not word then return #text end
        from = from + base - 1
        if RELATIVE[word] then
            local before = M.length(text, from - 1)
            return byte(text, before) == COMMA and before - 1 or #text
        end
        if not AUXILIARY[word] then return #text end
        stop = from - 1
    end
    return #text
end

local QUOTE, CURLY = byte '"', byte("\u{201D}", -1)

local OPENING, CLOSING = byte "(", byte ")"

-- Without a bracket at its start or its end that it has no other half of: "(The port is open, Keller said.)".
local function unbracketed(span, text)
    if byte(text) == OPENING and not find(text, ")", 2, true) then return M.trim(span:sub(2, -1)) or span end
    if byte(text, -1) == CLOSING and not find(text, "(", 1, true) then return M.without_stop(span:sub(1, -2)) or span end
    return span
end

--- What is said, without a closing mark or a bracket that it has no other half of, and without the relative clause that only its verb belongs to.
function M.tidied(span)
    local text = span.text
    local final, stop = byte(text, -1), #text
    if final == QUOTE then
        if find(text, '"', 1, true) == stop then stop = stop - 1 end
    elseif final == CURLY and text:sub(-3) == "\u{201D}" then
        if not find(text, "\u{201C}", 1, true) then stop = stop - 3 end
    else
        stop = without_relative(text)
    end
    if stop < #text then return M.trim(span:sub(1, stop)) end
    return (byte(text) == OPENING or final == CLOSING) and unbracketed(span, text) or span
end

return M
