-- compounds.lua - two bodies in what a pattern took for one name, and the rest of a name behind what it took.
--
-- Sits on lexicons organizations and org_heads.

local country_names, countries, demonyms, given = lexicon "country_names", lexicon "countries", lexicon "demonyms", lexicon "given"
local organizations, org_heads = lexicon "organizations", lexicon "org_heads"

local M = {}

-- Is it the name of a country?
local function is_country(name)
    return country_names:lookup(name) ~= nil or countries:lookup(name) ~= nil
end

-- "National Security and Defence Council": words that end a name more seldom than they stand in one.
local INNER_HEADS = { Security = true, Insurance = true, Media = true }

--- "Popular Forces and Quds Force", "WHO and Health Ministry" are two bodies: what is before "and", where it ends with a head word or an acronym.
function M.two(match, text)
    if not text:find("%sand%s") then return nil end
    local before, behind = text:match("^(.*%S)%s+and%s+()")
    local last = before and before:match("(%S+)$")
    if not last then return nil end
    local headed = false
    for word in text:sub(behind):gmatch("[^%s%-]+") do headed = headed or org_heads:lookup(word) ~= nil end
    if organizations:lookup(text:sub(behind)) then
        local both = organizations:lookup(before) ~= nil or before:find("%s") and org_heads:lookup(last) ~= nil
        return both and match:sub(1, #before) or nil, match:sub(behind, #text)                   -- "Ana Ruiz and Fox News", "Fish Board and Fox News"
    end
    if not headed then return demonyms:lookup(text:sub(behind)) and match:sub(1, #before) or nil end       -- "… Committee and Chinese president"
    -- found by itself
    if organizations:lookup(before) or is_country(before) or before:find("^%S+ %S+$") and given:lookup(before:match("^%S+")) then
        return nil, match:sub(behind, #text)
    end
    if not (last:find("^%u%u%u+$") or before:find("%s") and org_heads:lookup(last) and not INNER_HEADS[last]) then return nil end
    return match:sub(1, #before), match:sub(behind, #text)
end

--- "Oruva Port Authority – Harbour Police Union" are two names: those on both sides of a dash with spaces, as far as a head word ends them.
function M.parts(match, text)
    if not text:find("%s[%-\xE2]") then return nil end
    local names, from = {}, 1
    local even = text:gsub("\u{2013}", "---"):gsub("\u{2014}", "---")
    if not even:find("%s%-+%s") then return nil end
    for start, stop in (even .. " - "):gmatch("()%s+%-+%s+()") do
        local part = match:sub(from, start - 1)
        if part.text:find("%S%s+%S") and org_heads:lookup(part.text:match("(%S+)$")) then names[#names + 1] = part end
        from = stop
    end
    return names
end

--- "University of Oruva and World Bank": the name before "and" where a body that lists have stands behind, and that one. A newspaper may be called
-- like what a ministry does ("Foreign Affairs").
function M.first_of(name)
    local text = name.text
    local before, behind = text:match("^(.*%S)%s+and%s+()")
    local second = behind and text:sub(behind)
    local entry = second and (second:find("%u.*%u") or not is_english(second)) and organizations:lookup(second)
    if not entry or entry.kind == "media" or not before:find("%s") then return name end
    return name:sub(1, #before), name:sub(behind, #text)
end

local JOINS = { ["in"] = true, ["for"] = true, on = true, against = true, ["and"] = true, of = true }
local LONGEST = 6                    -- tokens that may be missing

--- "Bureau of the Organization for Tuna" before "in Europe": with what is missing of the name of a body that lists have, at its end.
function M.whole(name)
    local behind = name:after(1)
    if not behind or not JOINS[behind.text] then return name end
    for n = 2, LONGEST do
        local rest = name:after(n)
        local longer = rest and name:union(rest)
        for at in (longer and name.text or ""):gmatch("%s()%u") do
            if organizations:lookup(longer.text:sub(at)) then return longer end
        end
    end
    return name
end

local sent_to = pattern [[ << to:(to the? ($organizations | %nation)) !%cap ]]
local sent_in = pattern [[ << to:((to | in) the? ($organizations | %nation)) !%cap ]]
local seated_in = pattern [[ << to:(in the? ($capitals | $cities | %nation)) !%cap ]]

--- "Mission of Chile to the United Nations", "OSCE Mission to Moldova", "Embassy of Chile in Lima": with where it is sent.
function M.with_seat(name, text)
    if text:find("Embassy", 1, true) or text:find("Consulate", 1, true) or text:find("Liaison Office", 1, true) then       -- "Embassy of Chile in Lima"
        local behind = name:after(5)
        local found = behind and behind:find(seated_in)
        return found and name:union(found.to) or name
    end
    if not text:find("Mission", 1, true) and not text:find("Delegation", 1, true) then return name end
    local head = text:match("(%a+ion) of ") or text:match("(%a+ion)$")
    if head ~= "Mission" and head ~= "Delegation" then return name end
    local behind = name:after(6)
    local found = behind and behind:find(head == "Mission" and not text:find(" of ", 1, true) and sent_in or sent_to)
    return found and name:union(found.to) or name
end

M.is_country = is_country

return M
