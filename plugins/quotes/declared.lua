-- declared.lua - who "we" are in a text that says it at its head: "We, the ministers of Peru and Chile, met", "I speak on behalf of Peru and Chile".

local spans = include "spans.lua"
local delegates = include "delegates.lua"

local STATEMENT = 10000              -- bytes of a statement; in a speech "we" are many

local M = { STATEMENT = STATEMENT }

local declaring = pattern [[ << we , the? ([!%punct & !@country & !@organization & !@person]{0,9}
        who:((@country | @organization | @person) ((,? and | ,) the? @actor){0,20})
      | [!%punct & !@actor]{0,9} who:(@actor ((,? and | ,) the? @actor){0,20})) ]]
local by_name = pattern [[ << , %honors? all:(@person ((,? and | ,) %honors? @person){1,9}) ]]
local MOST_NAMED = 60                -- tokens of names
local HEAD = 2500                    -- bytes in which a declaration says who "we" are
local declared = {}                  -- of the document at hand: { doc, who }

-- "We, the Ministers of Peru and Chile, Mr Hugo Brand and Ms Ana Ruiz, met": those by name, where they are as many as their countries.
local function those_by_name(who)
    local behind = who:after(MOST_NAMED)
    local match = behind and behind:find(by_name)
    local persons = match and match.all:all "person" or {}
    return #persons > 1 and #persons == #who:all "country" and persons or nil
end

-- "We, the Prime Minister of Fiji, Semi Naivalu, and the Prime Minister of Tuvalu, Teimana Lafita, met".
local by_office = pattern [[ << we , all:(the [!, & !%q_finite]{1,9} , the? %honors? @person (,? and the [!, & !%q_finite]{1,9} , the? %honors? @person){1,5}) ]]
-- "I speak on behalf of Estonia, Latvia and my own country, Lithuania".
local for_several = pattern [[ ("I" | we) [!. & !;]{1,12}? on behalf of [!, & !. & !@country]{0,6}? ,? ":"? the?
      all:(@country ((, | and | , and) (the | my | own | country | , )* @country){1,20}) ]]

-- For which countries a statement is made, where it is for several.
local function spoken_for_all(doc)
    local at = doc.text:sub(1, HEAD):find("on behalf of ", 1, true)
    local words = at and spans.slice(doc, 1, math.min(at + HEAD, #doc.text))
    local found = words and words:find(for_several)
    local all = found and #doc:at(found, "quoted") == 0 and found.all:all "country" or {}
    return #all > 1 and all or nil
end

--- Who "we" are in a text that begins "We, the Leaders of …", or is spoken "on behalf of Peru and Chile": the bodies, countries or persons named there;
-- empty in other texts.
-- @param parties the function that finds the parties in a span
function M.who(doc, parties)
    if not rawequal(declared.doc, doc) then
        local head = doc.text:sub(1, HEAD)
        local at = head:find("We, ", 1, true) and head:find("%f[%w]We, ")
        local words = at and spans.slice(doc, at, math.min(at + HEAD, #doc.text))
        local found = words and words:find(declaring)
        if found and #doc.text > STATEMENT and #delegates.country(doc) > 0 then found = nil end          -- "We, the United Nations, are young", says a delegate
        local holders = found and words:find(by_office)
        declared = { doc = doc, who = holders and holders.all:all "person" or found and (those_by_name(found.who) or parties(found.who))
            or spoken_for_all(doc) or {} }
    end
    return declared.who
end

return M
