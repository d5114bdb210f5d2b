-- offices.lua - what offices mean for one another: the role of a title, which description fits which office, who is of rank.
--
-- Sits on lexicons/titles.tsv. A person here is what people.people makes: { titles = { texts }, … }.

local titles = lexicon "titles"

local M = {}

-- The role of an office by its longest part that the lexicon knows: the whole, the part before "and", "of" or a slash, its last words.
M.role_of = memo(function(title)
    title = title:gsub("%s+", " ")
    local parts = { title, title:match("^(.-), ") or title, title:match("^(.-) and "), title:match("^(.-)/"), title:match("^(.-) of "),
        title:match("^(.-) for ") }
    for i = 1, 6 do
        local part = parts[i]
        while part and part ~= "" do
            local entry = titles:lookup(part)
            if entry then return entry.role end
            part = part:match("^%S+%s+(.+)$")
        end
    end
end)

local GENERAL = { leader = { state = true, government = true, chair = true, counterpart = true }, ["head of state"] = { state = true }, ["supreme leader"] = { chair = true } }

local SEVERAL = { minister = true, secretary = true, general = true, chair = true, military = true, academic = true, business = true }

local function title_fits(described, title)
    title = title:gsub("(%a)%-[Gg]eneral", "%1 general")
    local wanted = described:lower():gsub("(%a)%-general", "%1 general")
    local general = GENERAL[wanted]
    local role = M.role_of(title)
    if general and role and general[role] then return true end
    title = title:lower()
    if title == wanted then return true end
    if role and not SEVERAL[role] and role == M.role_of(described) then return true end
    local last = wanted:match("([%a\128-\255%-]+)$")
    if wanted:find(" ") then return title:find(wanted, 1, true) ~= nil end
    for word in title:gmatch("[%a\128-\255%-]+") do
        if word == last then return true end
    end
    return false
end

local LOWER = { "vice", "deputy", "assistant", "under", "former", "undersecretary" }

--- The word for a deputy in an office, nil if it has none.
M.rank_of = memo(function(title)
    title = title:lower()
    for _, word in ipairs(LOWER) do
        if title:find(word, 1, true) then return word end
    end
end)

-- A description and an office, with \0 between → how well they fit: 3 the same words, 2 the same office with more words, 1 an office of the same kind.
local grade_of = memo(function(pair)
    local title, held = pair:match("^(.-)\0(.*)$")
    if M.rank_of(held) ~= M.rank_of(title) or not title_fits(title, held) then return 0 end
    local wanted, has_title = title:lower(), held:lower()
    has_title = has_title:gsub(" of the republic$", "")              -- "President of the Republic" is what "the President" is
    if wanted == "minister" and has_title:find("prime minister", 1, true) then return 1 end          -- any other minister rather
    return has_title == wanted and 3 or has_title:find(wanted, 1, true) and 2 or 1
end)

-- The offices in one title: "Deputy Prime Minister and Minister of Trade" is two, "Minister of Trade and Industry" one.
M.parts_of = memo(function(title)
    local parts = {}
    for _, joint in ipairs { " and ", "/", " & ", ", ", " \u{2013} ", " - ", "-" } do
        local from = 1
        while true do
            local at, stop = title:find(joint, from, true)
            if not at then break end
            local rest = title:sub(stop + 1):gsub("^%s+", "")
            local head = rest:match("^(.-) of ") or rest:match("^(.-) for ") or rest
            local is_deputy = joint == "-" and M.rank_of(title:sub(from, at - 1)) ~= nil          -- nor an under-secretary-general a secretary-general
            if joint == "-" and rest:lower() == "general" or is_deputy then head = "" end      -- a secretary-general is no general
            if titles:lookup(head) or titles:lookup(head:match("%S+ %S+$") or head) then
                parts[#parts + 1] = title:sub(1, at - 1)
                parts[#parts + 1] = rest
            end
            from = stop + 1
        end
    end
    return parts
end)

--- How well a description fits what a person is called, 0 if it does not.
function M.fit(person, title)
    person.fits = person.fits or {}
    local known = person.fits[title]
    if known then return known end
    local best = 0
    for _, held in ipairs(person.titles) do
        local grade = grade_of(title .. "\0" .. held)
        if grade > best then best = grade end
        for _, part in ipairs(M.parts_of(held)) do
            grade = grade_of(title .. "\0" .. part)
            if grade > best then best = grade end
        end
    end
    person.fits[title] = best
    return best
end

local PRINCIPAL = { state = true, pope = true, vice = true, government = true, vice_government = true, crown = true, foreign = true, minister = true,
    secretary = true,
                    general = true, chair = true, speaker = true, ambassador = true, first_lady = true, counterpart = true }

-- The roles of a person's offices, those of deputies apart; kept until the person gets another office.
local function roles_of(person)
    if person.n_roles == #person.titles then return person.roles end
    person.roles, person.n_roles = { full = {}, any = {} }, #person.titles
    for _, title in ipairs(person.titles) do
        local role = M.role_of(title)
        if role then
            person.roles.any[role] = true
            if not M.rank_of(title) then person.roles.full[role] = true end
        end
        for _, part in ipairs(M.parts_of(title)) do
            role = M.role_of(part)
            if role then person.roles.any[role] = true end
            if role and not M.rank_of(part) then person.roles.full[role] = true end
        end
    end
    return person.roles
end

--- Is this somebody of rank, for whom a text is written?
function M.is_principal(person)
    for role in pairs(roles_of(person).any) do
        if PRINCIPAL[role] then return true end
    end
    return false
end

--- Does the person hold an office of one of these roles, not as a deputy?
function M.holds(person, roles)
    local held = roles_of(person)
    if held.any.counterpart then return true end
    for role in pairs(held.full) do
        if roles[role] then return true end
    end
    return false
end

return M
