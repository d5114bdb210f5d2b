-- signs.lua - matches of patterns that no certain word begins: the text is searched for letters that all of them have, and the pattern tried there alone.

local M = {}

local BACK, REACH = 2, 40            -- bytes before and behind the letters that a match may have

-- The matches of a pattern around the places where a text has one of some letters and, behind them, what a second pattern says.
-- @param doc document
-- @param signs table texts, found as they are
-- @param behind text a Lua pattern for what stands behind the letters
-- @param wanted pattern
-- @return list of matches, without those that begin behind their letters
local function around(doc, signs, behind, wanted)
    local text, found = doc.text, {}
    for _, sign in ipairs(signs) do
        local at = text:find(sign, 1, true)
        while at do
            if text:find("^" .. behind, at + #sign) then
                for _, match in ipairs(doc:slice(math.max(1, at - BACK), at + REACH):matches(wanted)) do
                    local first, last = match:bytes()
                    if first <= at and last > at then found[#found + 1] = match end
                end
            end
            at = text:find(sign, at + #sign, true)
        end
    end
    return found
end

--- Rows of the matches around letters, for a rule's each_document.
-- @param value_of function(match, doc) the fields of its row, or nil
-- @return list of rows, or nil where there is none
function M.rows(doc, signs, behind, wanted, value_of)
    local rows = {}
    for _, match in ipairs(around(doc, signs, behind, wanted)) do
        local row = value_of(match, doc)
        if row then
            row[1] = match
            rows[#rows + 1] = row
        end
    end
    return #rows > 0 and rows or nil
end

return M
