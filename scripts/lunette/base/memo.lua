-- memo.lua - functions of a text that remember what they answered.
--
-- Sits on nothing. Answers are shared by all documents, so they may depend on the text and on what is loaded alone, and nobody may change a
-- table that is one. At KEPT of them all are forgotten: memory has a bound, and what a rule answers does not depend on it.

local KEPT = 5000

--- Makes such a function: `local words_of = memo(function(name) … end)`.
-- @param f function of one text; what it returns besides its first value is lost, false becomes nil
-- @return function
return function(f)
    if type(f) ~= "function" then error("memo takes a function of a text", 2) end
    local known, n = {}, 0
    return function(text)
        local answer = known[text]
        if answer == nil then
            if n >= KEPT then known, n = {}, 0 end
            answer = f(text) or false
            known[text], n = answer, n + 1
        end
        return answer or nil
    end
end
