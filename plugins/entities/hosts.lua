-- hosts.lua - who "the host" is: of the first two of a text, the one whose capital it is where they met, or who received the other.

local M = {}

local comes = pattern [[ visited | visits | paid | arrived | arrives | travelled | traveled | flew | called on | pays | (is | was) visiting ]]

--- The host among persons in the order of the text, nil where there are none.
-- @param iso string|nil the country in whose capital the first two met
function M.host(everybody, iso)
    for i = 1, iso and 2 or 0 do
        if everybody[i].country == iso then return everybody[i] end
    end
    local sentence = everybody[2] and everybody[1].rows[1].sentence
    return sentence and sentence:has(comes) and everybody[2] or everybody[1]
end

return M
