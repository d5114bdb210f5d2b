-- letters.lua - capitals that may be the short name of a body.

local bodies = include "bodies.lua"

local NAME = 120                     -- bytes before an acronym in brackets in which what it stands for is told

-- Do the places where a text has these capitals tell of somebody's surname, a part of a name, or of a plan that they stand for?
local function tells_else(word, text)
    local at = text:find(word, 1, true)
    while at do
        local stop = at + #word - 1
        if not text:find("^[%w\128-\255]", stop + 1) then
            local before = text:sub(math.max(1, at - NAME), at - 1)
            local last = before:match("%f[%w\128-\255](%u%l[%w\128-\255]*) $")
            if last and last ~= "The" and not is_english(last) or text:find("^ %u%l", stop + 1) then return true end
            local name = text:sub(stop + 1, stop + 1) == ")" and before:match("(%u[^.(\n]*)%($")
            if name and bodies.is_plan(name:gsub("%s+$", "")) then return true end
        end
        at = text:find(word, stop + 1, true)
    end
    return false
end

local letters = {}                   -- of the document at hand: capitals → may they be a body's?

--- May the captured capitals be a body's: in a sentence with small letters, of no plan that the text spells out, nobody's surname, no part of a name?
return function(match, doc)
    local word = match.what.text
    if not bodies.is_mixed(match) or #doc:at(match.what, "organization") > 0 then return false end
    if not rawequal(letters.doc, doc) then letters = { doc = doc, of = {} } end
    if letters.of[word] == nil then letters.of[word] = not tells_else(word, doc.text) end
    return letters.of[word]
end
