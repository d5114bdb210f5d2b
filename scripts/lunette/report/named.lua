-- named.lua - who is named in how many documents, so that one party stands once.
--
-- Sits on compare/parties.lua. A person is one in whatever case, marks and order of words the name is written ("MOTEGI Toshimitsu", "Motegi Toshimitsu"); a
-- family name alone is the one person of that name, where there is one and their countries do not differ. A body whose name every state has one of ("Ministry
-- of Foreign Affairs") is one with its country, and nobody without.

local parties = require "lunette.compare.parties"

local M = {}

-- Names made of these words alone are no name without a country: "Ministry of Foreign Affairs", "Office of the President".
local GENERIC = {}
for word in ([[a the of and for in its ministry ministries department foreign affairs external internal interior relations cooperation international
    defence defense trade economy economic finance justice development national state federal office secretariat president prime minister
    presidential cabinet government parliament assembly senate house congress council commission committee court supreme constitutional central bank
    embassy consulate mission army navy police armed forces military authority agency administration chamber people party university delegation
    representatives lower upper]]):gmatch "%S+" do
    GENERIC[word] = true
end

local function is_generic(name)
    for word in name:lower():gmatch "[%w\128-\255']+" do
        if not GENERIC[word] then return false end
    end
    return true
end

-- ---- persons ----

local function words_of(name)
    local words = {}
    for word in parties.plain(name):gmatch "[%w\128-\255]+" do words[#words + 1] = word end
    table.sort(words)
    return words
end

-- The persons by the words of their names: { [words] = { words =, names = { [name] = documents }, countries =, documents = { [id] = true } } }.
local function persons_of(rows)
    local found, order = {}, {}
    for _, row in ipairs(rows) do
        local words = words_of(row.name)
        local key = #words > 0 and table.concat(words, " ") or row.name
        local person = found[key] or { words = words, names = {}, countries = {}, documents = {} }
        if not found[key] then found[key], order[#order + 1] = person, person end
        person.names[row.name] = (person.names[row.name] or 0) + 1
        if row.country then person.countries[row.country] = true end
        person.documents[row.document] = true
    end
    return order
end

local function may_be_one(a, b)
    if not next(a.countries) or not next(b.countries) then return true end
    for code in pairs(a.countries) do
        if b.countries[code] then return true end
    end
    return false
end

-- A single word goes to the one person whose name has it.
local function with_family_names(persons)
    local by_word, kept = {}, {}
    for _, person in ipairs(persons) do
        for _, word in ipairs(#person.words > 1 and person.words or {}) do
            by_word[word] = by_word[word] or {}
            table.insert(by_word[word], person)
        end
    end
    for _, person in ipairs(persons) do
        local same = #person.words == 1 and by_word[person.words[1]] or {}
        if #same == 1 and may_be_one(person, same[1]) then
            for document in pairs(person.documents) do same[1].documents[document] = true end
        else
            kept[#kept + 1] = person
        end
    end
    return kept
end

-- The spelling of most documents; of as many, one that is not in capitals.
local function usual(names)
    local best
    for name, n in pairs(names) do
        local capitals = name:find "%u%u%u" and 1 or 0
        local item = { name = name, n = n, capitals = capitals }
        if not best or n > best.n or n == best.n and (capitals < best.capitals or capitals == best.capitals and name < best.name) then best = item end
    end
    return best.name
end

local function size(set)
    local n = 0
    for _ in pairs(set) do n = n + 1 end
    return n
end

local function persons(rows)
    local found = with_family_names(persons_of(rows))
    for i, person in ipairs(found) do found[i] = { name = usual(person.names), documents = size(person.documents) } end
    return found, 0
end

-- ---- countries and bodies ----

local function name_of(page, kind, row)
    if kind == "country" then return row.identity and page.country(row.identity) or row.name end
    if not is_generic(row.name) then return page.body(row.name) end
    return row.country and ("%s (%s)"):format(row.name, page.country(row.country)) or nil
end

local function others(page, kind, rows)
    local by_name, found, nameless = {}, {}, {}
    for _, row in ipairs(rows) do
        local name = name_of(page, kind, row)
        local key = name and parties.plain(name)
        if not key then nameless[row.name:lower()] = true end
        if key and not by_name[key] then
            by_name[key] = { names = {}, documents = {} }
            found[#found + 1] = by_name[key]
        end
        if key then
            by_name[key].names[name] = (by_name[key].names[name] or 0) + 1
            by_name[key].documents[row.document] = true
        end
    end
    for i, item in ipairs(found) do found[i] = { name = usual(item.names), documents = size(item.documents) } end
    return found, size(nameless)
end

--- Adds what this file holds to the methods of pages.
function M.extend(Page)
    --- Those of a kind ("person", "organization", "country") that the documents name, with the number of documents, most first; and how many names are left out
    -- because every state has such a body and no country is told.
    -- @return table array of { name =, documents = }, integer
    function Page:most_named(kind)
        local within, rows = {}, {}
        for _, id in ipairs(self.corpus:documents():ids()) do within[id] = true end
        for row in self.corpus:rows("SELECT DISTINCT name, identity, country, document FROM entity WHERE kind = ? AND name IS NOT NULL", { kind }) do
            if within[row.document] then rows[#rows + 1] = row end
        end
        local found, nameless
        if kind == "person" then found, nameless = persons(rows) else found, nameless = others(self, kind, rows) end
        table.sort(found, function(a, b)
            if a.documents ~= b.documents then return a.documents > b.documents end
            return a.name < b.name
        end)
        return found, nameless
    end
end

return M
