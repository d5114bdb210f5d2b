-- readouts.lua - which two "the two sides" are where a text tells of a meeting: those who met, or the two that it names together.
--
-- Sits on the persons of rank and the mentions that parties.lua has surveyed.

local named = include "named.lua"
local assemblies = include "assemblies.lua"
local joined = include "joined.lua"

local M = {}

local get, sentence_of, before = named.get, named.sentence_of, named.before
local collector = assemblies.collector

local NEARBY = 1500                  -- bytes back in a paragraph
local UNION = { ["European Union"] = true, EU = true }

--- The European Union of a text, for who holds an office of it: "HR/VP Kallas met Foreign Minister Brand of Peru. Both sides …".
function M.union_of(found, person)
    local holds = false
    for _, title in ipairs(person.titles) do holds = holds or title:find("High Representative", 1, true) or title:find("European Co", 1, true) end
    for _, body in ipairs(holds and found.bodies or {}) do
        local entity = get(body, "entity")
        if entity and UNION[entity.name] then return entity end
    end
end

local readout = pattern [[ << ([%adv | also | then | further | jointly | both]{0,2}
        [~agree | ~discuss | ~exchange | ~review | ~express | ~note | ~reaffirm | ~reiterate | ~stress | ~emphasize | ~emphasise | ~underline
        | ~underscore | ~welcome | ~sign | ~hold | ~commend | ~praise | ~condemn | ~pledge | ~touch | ~highlight]) ]]

--- Do verbs stand behind "the two sides" that tell who meets? Of two that were just named in passing they would not be said.
function M.is_of_readout(mention)
    local from = sentence_of(mention)
    local lead = mention.start - from < 60 and mention.row.sentence.text:sub(1, mention.start - from)
    if not lead or not (lead == "" or lead:find "^%u[%l ]+, $") then return false end          -- "At the end of the meeting, the two sides"
    local words = mention.row:after(4)
    return words ~= nil and words:has(readout)
end

M.OPENING = 1000                     -- bytes in which a readout tells who met: "the two sides" of its first paragraphs
local DIALOGUE = "^%u[%w .]-: "       -- how a paragraph of a press conference begins: "Q: What is", "Brand: We hope"

-- The countries and bodies of the persons of rank who are named before a place.
local function of_rank_before(found, start)
    local list, add = collector()
    for _, person in ipairs(found.ranked) do
        local body = not person.country and (found.of_body[person.name] or M.union_of(found, person))
        if person.start < start and person.country then add(person.country, person.country) elseif person.start < start and body then add(body.name, body) end
    end
    return list
end

--- The two that the text names together last, where those of rank do not tell: "the talks between Peru and Chile" in the words of a third.
function M.told_together(found, mention)
    local pair = joined.countries_of_text(found, mention.start, found.asks)
    if not pair then return nil end
    if #of_rank_before(found, mention.start) < 2 or found.text:find(DIALOGUE, mention.paragraph) then return pair end
    if pair.start < mention.paragraph then return nil end
    local n, of_pair = 0, {}
    for i = 1, before(found.persons, mention.start) do
        local iso = found.persons[i].row.country
        if iso then of_pair[iso] = true end
    end
    for _ in pairs(of_pair) do n = n + 1 end
    local of_persons = of_pair[pair[1].row.iso] and of_pair[pair[2].row.iso]                     -- "hosted Peru's minister Brand and Chile's minister Roth"
    return n > 2 and (of_persons or not M.is_of_readout(mention)) and pair or nil
end

--- "The two countries" of whom the paragraph has just spoken as such.
function M.told_again(found, mention)
    local last = found.last_two
    if not last or last.start < mention.paragraph or mention.start - last.start > NEARBY then return nil end
    local pair = joined.countries(found, mention.start)
    return not (pair and pair.start > last.start) and last.members or nil
end

--- "The parties" of talks with a body.
function M.at_talks(found, mention)
    local text = mention.row.text:lower()
    if not (text:find("part", 1, true) or text:find("side", 1, true) or text:find("delegation", 1, true)) then return nil end
    local talks, from = joined.with_body(found, mention.start)
    -- "Brand said Peru and the Harbour League should agree." and, of him and his host: "The two sides discussed"
    local of_others = talks and from < mention.paragraph and #of_rank_before(found, mention.start) == 2 and M.is_of_readout(mention)
    return not of_others and talks or nil
end

return M
