-- roles.lua - who "his counterpart", "the host", "the visiting minister" are: persons by the part that they play in what the text tells.
--
-- Sits on descriptions.lua (rows for words that stand for persons), fits.lua and hosts.lua.

local words = include "words.lua"
local offices = include "offices.lua"
local descriptions = include "descriptions.lua"
local fits = include "fits.lua"
local hosts = include "hosts.lua"

local M = {}

local iso_of, one = words.iso_of, words.one
local COUNTERPART, last_before, nearest = fits.COUNTERPART, fits.last_before, fits.nearest
local rows_for, in_order, with_article = descriptions.rows_for, descriptions.in_order, descriptions.with_article
local is_apposed, is_envoy, told_last = descriptions.is_apposed, descriptions.is_envoy, descriptions.told_last

-- Who stands first in the sentence, before a place in it.
local function leader_of(everybody, sentence, start)
    local leader, leads_at
    for _, person in ipairs(everybody) do
        local at = last_before(person, start)
        for i = #person.starts, 1, -1 do
            local other = person.starts[i]
            if other < sentence then break end
            if other < start then at = other end
        end
        if at and at >= sentence and (not leads_at or at < leads_at) then leader, leads_at = person, at end
    end
    return leader
end

-- The counterpart of who leads the sentence: the nearest that holds the same office for another country.
local function counterpart_of(everybody, sentence, start)
    local leader = leader_of(everybody, sentence, start)
    if not leader or #leader.titles == 0 then return nil end
    return nearest(everybody, start, function(p)
        if p == leader or p.country and p.country == leader.country then return false end
        for _, held in ipairs(leader.titles) do
            if offices.fit(p, held) >= 2 then return true end
        end
        return false
    end)
end

local NO_OFFICE = { visitor = true, guest = true, dignitary = true, official = true, leader = true, diplomat = true }

local at_capital = pattern [[ in what:$capitals ]]

-- "Keller met President Brand in Lima": whose capital it is where the first two of the text met, nil where that is nobody's.
local function host_by_place(everybody)
    local sentence = everybody[2] and everybody[1].rows[1].sentence
    local found = sentence and everybody[2].rows[1].sentence == sentence and sentence:find(at_capital)
    local iso = found and iso_of(found.what)
    return iso and (everybody[1].country == iso or everybody[2].country == iso) and everybody[1].country ~= everybody[2].country and iso or nil
end

-- A guest of such an office: who holds it and is not the first of the document, since a text begins with the host; one of another country before a
-- spokesman of the host's.
local function guest_of(everybody, part, start)
    local best, foreign
    local host, at_seat = host_by_place(everybody), true
    if not host then host, at_seat = everybody[1] and everybody[1].country, false end
    if not NO_OFFICE[part:lower()] then                      -- the only one of just this office, be he named first
        for _, person in ipairs(everybody) do
            if last_before(person, start) and (offices.fit(person, part) >= 2 or offices.holds(person, COUNTERPART)) then
                if best then best = nil break end
                best = person
            end
        end
        if best then return best end
    end
    for i, person in ipairs(everybody) do
        if (i > 1 or at_seat and person.country ~= host) and last_before(person, start)
            and (offices.fit(person, part) > 0 or offices.holds(person, COUNTERPART) or NO_OFFICE[part:lower()] and offices.is_principal(person)) then
            best = person
            if host and person.country and person.country ~= host then foreign = person end
        end
    end
    return foreign or best
end

local GUEST = { guest = true, visitor = true }
local visits = pattern [[ << visiting | << guest [] | << host [] | << the (distinguished | esteemed | high) (visitor | guest) ]]

local goes_on = pattern [[ < (he | she) ]]
local fronted = pattern [[ < [/ing$/ & %verb] ]]

local function in_role(match, doc, everybody, made)
    local what = one(match.what)
    if is_apposed(what, doc) then return nil end                                -- "Asha Mwangi, the Kenyan envoy, said"
    local visiting = what:has(visits)
    if visiting then what = with_article(what) end
    local start = what:bytes()
    local country = iso_of(match.origin)
    local sentence = what.sentence and what.sentence:bytes() or 1
    local here = {}
    for _, row in ipairs(what.sentence and what.sentence:all "person" or {}) do
        if row.described and row < what then here[row.name] = true end
    end
    for _, row in ipairs(made) do
        if row[1].sentence == what.sentence then here[row.name] = true end
    end
    if what.sentence and what.sentence:has(goes_on) then                        -- "He informed his host": he led the sentence before
        local last = words.sentence_before(doc, doc.text, sentence)
        local lead = last and leader_of(everybody, last:bytes(), sentence)
        if lead then here[lead.name] = true end
    end
    if what.sentence and what.sentence:has(fronted) then                       -- "Informing his host, Brand thanked …"
        for _, row in ipairs(what.sentence:all "person") do here[row.name or ""] = true end
        for _, p in ipairs(everybody) do
            for _, row in ipairs(p.rows) do
                if row.sentence == what.sentence then here[p.name] = true end
            end
        end
    end
    local part = one(match.part).text
    local envoy = part == "envoy" and not country and told_last(what, doc, everybody, {}, is_envoy)
    if envoy then return envoy end
    local mark = doc.text:sub(math.max(1, start - 5), start - 1)
    if mark:find('"%s$') or mark:find("\u{201D}%s$") then                           -- "Brand asked …. 'We will,' his guest replied": not Brand
        local last = words.sentence_before(doc, doc.text, sentence)
        local lead = last and leader_of(everybody, last:bytes(), sentence)
        if lead then here[lead.name] = true end
    end
    local function other(p, of_a_country)
        if not offices.is_principal(p) or here[p.name] or country and p.country ~= country or of_a_country and not p.country then return false end
        local last = last_before(p, start)
        return country ~= nil or (last ~= nil and last < sentence)
    end
    local person = not country and what.text:lower():find("^the host") and hosts.host(everybody, host_by_place(everybody)) or not country and visiting
        and guest_of(everybody, part, start) or not country and part == "counterpart" and counterpart_of(everybody, sentence, start)
        or GUEST[part:lower()] and not country and host_by_place(everybody) and guest_of(everybody, part, start)
        -- no spokesman who is told of in between
        or GUEST[part:lower()] and nearest(everybody, start, function(p) return other(p, true) end)
        or nearest(everybody, start, function(p) return other(p) end)
    if not person then return nil end
    return { what, name = person.name, country = person.country, described = true, entity = doc:entity("person", person.name) }
end

--- Rows for parts in the meeting: the other one of the two persons that it is about.
-- @param parts lists of matches that captured `what` and `part`, perhaps `origin`
function M.in_role(doc, parts)
    local persons = doc:layer("person")
    if #persons == 0 then return nil end
    return rows_for(doc, persons, in_order(parts), in_role)
end

return M
