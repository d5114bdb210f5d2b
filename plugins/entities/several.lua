-- several.lua - rows of layer `collective`: what is an expression for several parties, and whether it counts countries, persons or bodies.
--
-- Sits on lexicons/parties.tsv. Who is meant is read in parties.lua once all rows are there.

local M = {}

-- "Two Israeli officials", "three deputy ministers": some of many, where no article says that they are known.
local SOME, MANY = { two = true, three = true }, { officials = true, diplomats = true, ministers = true, envoys = true, ambassadors = true,
    delegations = true, secretaries = true, interlocutors = true, guests = true, principals = true }

--- A row for an expression that captured its `kind`; a title ("Two Countries, Twin Parks") is none.
function M.row(match)
    local word = match.kind
    if match.text:find("Two %u") and word.text:find("^%u") then return nil, "capitals throughout: a title" end
    local lead = word.text == "sides" and not match.text:lower():find "^%a* ?two" and not match.text:lower():find "^both" and match:before(1)
    if lead and (lead.text == "on" or lead.text == "from") and not match.text:lower():find "^the" then return nil, "a direction: \"on three sides\"" end
    if SOME[match.text:lower():match "^%a+"] and MANY[word.text:lower():match "%a+$"] then return nil, "some of many" end
    local entry = word.entry or lexicon "parties":lookup(word.text:lower())
    return { match, kind = entry and entry.kind or "country" }
end

local PERSONS = { leader = true, minister = true, president = true, diplomat = true, official = true, premier = true, chancellor = true }

--- A row for one of two that is not named: "neither leader".
function M.either_row(match)
    return { match, kind = PERSONS[match.kind.text:lower()] and "person" or "country" }
end

function M.persons_row(match)
    return { match, kind = "person" }
end

--- A row for the leaders of countries of whom the text names at least two; where it does not, the countries are named and nothing else.
function M.leaders_row(match, doc)
    local known, count = {}, 0
    for _, person in ipairs(doc:layer "person") do
        if person.country then known[person.country] = true end
    end
    for _, country in ipairs(match:all "country") do
        if known[country.iso] then count = count + 1 end
    end
    if count < 2 then return nil, "the text does not name them" end
    return M.row(match)
end

--- A row for two countries of one name: "the two Koreas".
function M.namesakes_row(match) return { match, kind = "country" } end

return M
