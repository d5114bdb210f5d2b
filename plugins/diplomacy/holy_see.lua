-- holy_see.lua - bulletins of the Holy See, which tell of audiences without a subject: whom what was said there is of.

local curia = pattern [[ between (the? one:@country and the? other:@country) ]]
local HOLY_SEE = "VA"

-- The bulletins of the Holy See tell of audiences, and what was said there as of two sides: "the good relations between the Holy See and Peru".
local see = {}                       -- of the document at hand

--- The two sides of which a bulletin of the Holy See tells, mentions of countries; nil of other texts.
return function(doc)
    if rawequal(see.doc, doc) then return see.who end
    local found
    for _, mention in ipairs(doc:layer "country") do
        if mention.iso == HOLY_SEE then
            local sentence = mention.sentence
            found = found or sentence and sentence:find(curia)
        end
    end
    see = { doc = doc, who = found and (found.one.iso == HOLY_SEE or found.other.iso == HOLY_SEE) and { found.one, found.other } or nil }
    return see.who
end
