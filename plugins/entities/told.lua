-- told.lua - whether capitalised words of which no list knows anything are told to be somebody's name by what stands beside them.
--
-- Sits on words.lua.

local reading = include "words.lua"

local well_known = lexicon "well_known"
local one = reading.one

local M = {}

local ITSELF = { it = true, its = true }

--- May the captured words be somebody who speaks: no place, and no company, which says what "it" does?
function M.is_speaker(match)
    local text, behind = match.who.text, match:after(1)
    return not lexicon "places":lookup(text) and not lexicon "cities":lookup(text) and not (behind and ITSELF[behind.text])
end

--- Are all words of the captured name such as no list knows?
function M.is_unknown(match)
    for word in one(match.who).text:gmatch("[^%s%-]+") do
        if not reading.is_unknown(word) then return false end
    end
    return true
end

local speaks = pattern [[ << (~say | ~tell | ~add | ~warn | ~write | ~reply | ~meet | ~speak | ~deny | who | , %num , | , %office) ]]

--- Is somebody of this name told by an unknown last word that speaks, or that stands alone elsewhere in the text?
function M.is_told(match, doc)
    local who = one(match.who)
    local last = who.text:match("(%S+)$")
    if not reading.is_unknown(last) and not well_known:lookup(last) then return false end
    local behind = who:after(4)
    if behind and behind:has(speaks) then return true end
    for before, found in doc.text:gmatch("(%S+)%s+(" .. last:gsub("%p", "%%%0") .. ")%f[%W]") do
        if found and not before:find("^%u") then return true end
    end
    return false
end

return M
