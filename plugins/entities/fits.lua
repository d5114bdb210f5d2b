-- fits.lua - which of the persons named in a document an office, or its country, fits: "the Kenyan president", "the minister".
--
-- Sits on offices.lua. A person is { name, country, titles, rows }, in the order of the text.

local offices = include "offices.lua"

local M = {}

-- Where the person is named last before a place; nil if nowhere.
local function last_before(person, start)
    if not person.starts then
        person.starts = {}
        for i, row in ipairs(person.rows) do person.starts[i] = row:bytes() end
    end
    local starts = person.starts
    local low, high = 1, #starts + 1
    while low < high do
        local middle = (low + high) // 2
        if starts[middle] < start then low = middle + 1 else high = middle end
    end
    return starts[low - 1]
end

local COUNTERPART = { counterpart = true }

local of_body = pattern [[ $titles of the? @organization ("(" [] ")")? ,? %honors? >> ]]

-- "The President of the Salt Commission, Dr. Brand": of a body, not of the state whose text it is.
local function leads_body(person)
    if person.leads_body == nil then
        local before = person.rows[1]:before(12)
        person.leads_body = before ~= nil and before:has(of_body)
    end
    return person.leads_body
end

-- Is an office told of a person? A doctor's or an engineer's title is none.
local function has_office(person)
    for _, title in ipairs(person.titles) do
        if offices.role_of(title) ~= "academic" then return true end
    end
    return false
end

-- Of the persons named before, the one that fits best; of equals one whose country the text does not tell, since so it speaks of its own side,
-- then the first of the document; of ambassadors, who call one after the other, the last. "Our Minister" (`own`) is nobody's counterpart.
-- @param home the country whose text it is, or nil
local function best_fit(everybody, start, title, country, own, home)
    local best, best_grade, best_at
    local takes_last = not country and offices.role_of(title) == "ambassador"
    for _, person in ipairs(everybody) do
        local other = country and person.country and person.country ~= country or own and offices.holds(person, COUNTERPART)
        local at = not other and last_before(person, start)
        if at then
            local grade = offices.fit(person, title)
            if grade > 0 and country and person.country == country then grade = grade + 3 end
            if grade > 0 and not country and not takes_last and (not person.country or person.by_lists and person.country == home) and not own
                and not leads_body(person) then
                grade = grade + 0.5
            end
            if grade > 0 and (not best_grade or grade > best_grade or takes_last and grade == best_grade and at > best_at) then
                best, best_grade, best_at = person, grade, at
            end
        end
    end
    return best, best_grade
end

-- Is a person named in two places? Two rules may have seen the same words.
local function is_named_again(person)
    local start = person.rows[1]:bytes()
    for i = 2, #person.rows do
        if person.rows[i]:bytes() ~= start then return true end
    end
    return false
end

local LONG = 8000                    -- bytes: a text as long as that is about more persons than two

-- Somebody whose office is not told, of that country or of none that is told, where nobody else of the country has an office. In a long text anybody may be
-- meant, and who is named in passing.
local function without_country(everybody, start, country, doc)
    local found
    if #doc.text > LONG then return nil end
    for _, person in ipairs(everybody) do
        if person.country == country and has_office(person) then return nil end
        if (not person.country or person.country == country) and not has_office(person) and last_before(person, start)
            and (not found or #person.rows > #found.rows) then
            found = person
        end
    end
    return found and (#everybody <= 4 or found.country or is_named_again(found)) and found or nil
end

-- The one person that fits, where there are not two.
local function the_only(everybody, fits)
    local found
    for _, person in ipairs(everybody) do
        if fits(person) then
            if found then return nil end
            found = person
        end
    end
    return found
end

-- The one person of the document without office and country, or of another country than the one to avoid, for an office that nobody is said to hold.
local function only_other(everybody, avoid)
    local found = the_only(everybody, function(person) return not has_office(person) and (not person.country or avoid and person.country ~= avoid) end)
    return found and (#found.rows >= 2 or #everybody <= 4) and found or nil
end

local well_known = lexicon "well_known"
local RULES = { president = true, ["prime minister"] = true, chancellor = true, premier = true }

-- The only one named before a place, of those of whom no office is told, whom lists know: "the president" in a text on Salva Kiir and his deputy.
local function only_famous(everybody, start)
    return the_only(everybody, function(person) return not has_office(person) and last_before(person, start) and well_known:lookup(person.name) end)
end

-- The only one named before a place, of whom no office is told, nor anything else in brackets or behind a comma.
local function only_before(everybody, start)
    local found = the_only(everybody, function(person) return last_before(person, start) end)
    local behind = found and found.rows[1]:after(1)
    return found and not has_office(found) and not (behind and behind.text:find("^[,(:]")) and found or nil
end

-- Acronyms and words that stand for offices.
local SPELLED = { EAM = "External Affairs Minister", PM = "Prime Minister", FM = "Foreign Minister", DPM = "Deputy Prime Minister",
    ["Deputy PM"] = "Deputy Prime Minister", ["Vice PM"] = "Vice Prime Minister", HRH = "Crown Prince",
                  ["DPM/FM"] = "Deputy Prime Minister", CS = "Cabinet Secretary", PS = "Principal Secretary", PCS = "Prime Cabinet Secretary",
                      ["Prime CS"] = "Prime Cabinet Secretary", diplomacy = "Foreign Minister", government = "Head of Government",
                      diplomat = "Foreign Minister", negotiator = "Foreign Minister", mediator = "Foreign Minister", monarch = "King",
                      official = "Foreign Minister",
                  Majesty = "King", Highness = "Crown Prince", Excellency = "Minister", ["UN chief"] = "Secretary-General",
                      ["U.N. chief"] = "Secretary-General", ["NATO chief"] = "Secretary-General" }

local HEADS = { state = true, pope = true, government = true, crown = true }
local LEADS = { state = true, pope = true, government = true, foreign = true, crown = true, counterpart = true }

local DIPLOMATS = { foreign = true, secretary = true, counterpart = true }

-- The only one of a country who leads it or its ministry.
local function only_of(everybody, country, title)
    local role, any = offices.role_of(SPELLED[title] or title), title == "official"
    if not LEADS[role or ""] and role ~= "minister" then return nil end
    return the_only(everybody, function(person)
        if person.country ~= country then return false end
        local leads = false
        for _, held in ipairs(person.titles) do leads = leads or LEADS[offices.role_of(held) or ""] or false end
        if any and offices.is_principal(person) or role == "minister" and offices.fit(person, "Minister") > 0 then leads = true end
        if title == "diplomat" then leads = offices.holds(person, DIPLOMATS) end
        if role == "foreign" and not any and title ~= "diplomat" and offices.holds(person, HEADS) then leads = offices.holds(person, DIPLOMATS) end
        if (role == "state" or role == "government") and not title:lower():find("chancellor") then leads = offices.holds(person, HEADS) end
        return leads
    end)
end

-- The only one who leads a country or its ministry of whom no country is told, where nobody else is of that country.
local function only_homeless(everybody, country, start)
    for _, person in ipairs(everybody) do
        if person.country == country then return nil end
    end
    return the_only(everybody, function(person) return not person.country and last_before(person, start) and offices.holds(person, LEADS) end)
end

local presides = pattern [[ (President | Chairman | Chairwoman | Chairperson | Chair) of the? house:@organization ("(" [] ")")? ,? %honors? >> ]]
local HOUSES = { "Assembly", "Parliament", "Senate", "Congress", "House", "Duma", "Majlis", "Seimas", "Riigikogu", "Diet", "Council of Federation",
    "Federation Council", "Chamber", "Rada", "Khural" }

-- "The Speaker" where the text calls him President of the National Assembly: the only one named before a place who presides over a house.
local function only_presiding(everybody, start)
    return the_only(everybody, function(person)
        local before = last_before(person, start) and person.rows[1]:before(16)
        local match = before and before:find(presides)
        for _, house in ipairs(match and HOUSES or {}) do
            if match.text:find(house, 1, true) then return true end
        end
        return false
    end)
end

local function nearest(everybody, start, test)
    local best, best_at
    for _, person in ipairs(everybody) do
        if test(person) then
            local at = last_before(person, start)
            if at and (not best_at or at > best_at) then best, best_at = person, at end
        end
    end
    return best
end

M.SPELLED, M.LEADS, M.COUNTERPART, M.RULES = SPELLED, LEADS, COUNTERPART, RULES
M.last_before, M.best_fit, M.without_country, M.nearest = last_before, best_fit, without_country, nearest
M.only_other, M.only_famous, M.only_before, M.only_of, M.only_homeless, M.only_presiding = only_other, only_famous, only_before, only_of, only_homeless,
    only_presiding

return M
