-- nested.lua - statements inside what somebody else says.

local spans = include "spans.lua"

--- Sets `outer` to the innermost statement that a statement stands in.
return function(row, doc)
    local near = doc:at(row, "statement")
    local cue = #near > 1 and row.cue
    if not cue then return end
    local best, best_length
    for _, other in ipairs(near) do
        if other ~= row then
            local stance, length = other.stance, spans.last(other) - spans.first(other)
            if stance ~= "deed" and stance ~= "belief" and (not best or length < best_length) then
                for _, part in ipairs(other.content) do
                    if part:contains(cue) then best, best_length = other, length end
                end
            end
        end
    end
    if best then row:set { outer = best } end
end
