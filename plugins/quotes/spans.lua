-- spans.lua - cutting words out of a document by bytes.

local M = {}

--- First byte, last byte, from 1.
function M.first(span) return (span:bytes()) end
function M.last(span) return (select(2, span:bytes())) end

-- Is this byte of UTF-8 not the first of its character?
local function continues(text, at)
    local byte = text:byte(at)
    return byte ~= nil and byte >= 0x80 and byte < 0xC0
end

--- The words between two positions of a document, whole characters, nil if there are none.
function M.slice(doc, first, last)
    local text = doc.text
    first, last = math.max(first, 1), math.min(last, #text)
    while first > 1 and continues(text, first) do first = first - 1 end
    while last < #text and continues(text, last + 1) do last = last + 1 end
    if last < first then return nil end
    return doc.span:sub(first, last)
end

--- What stands between two spans of one sentence, nil if nothing does.
function M.between(a, b)
    local sentence = a.sentence
    local base = M.first(sentence)
    local from, upto = M.last(a) + 1, M.first(b) - 1
    if upto < from or upto > M.last(sentence) then return nil end
    return sentence:sub(from - base + 1, upto - base + 1)
end

--- Without blanks and joining signs at both ends.
function M.trim(span)
    if not span then return nil end
    local text = span.text
    local from = text:find "[^%s,;:]"
    if not from then return nil end
    local upto = #text
    while upto >= from and text:sub(upto, upto):find "[%s,;]" do upto = upto - 1 end
    return span:sub(from, upto)
end

--- Without the full stop of its sentence; that of an abbreviation or inside quotation marks stays.
function M.without_stop(span)
    if not span then return nil end
    local text = span.text
    if text:find "[%.!%?]%s*$" and not text:find "%a%.%a%.%s*$" then
        local upto = #text:match "^(.-)[%.!%?]%s*$"
        if upto > 0 then return M.trim(span:sub(1, upto)) end
    end
    return M.trim(span)
end

return M
