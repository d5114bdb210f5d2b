-- assemblies.lua - who is brought in together: the countries and the persons of rank that one sentence names, and whom "the four ministers" or
-- "both governments" may mean by that.
--
-- Sits on the mentions that named.lua surveys; parties.lua asks.

local NAMES = include "names.lua"
local offices = include "offices.lua"
local named = include "named.lua"

local M = {}

local get, sentence_of, before = named.get, named.sentence_of, named.before

local function entity_of_country(doc, iso)
    return doc:entity("country", NAMES[iso] or iso, iso)
end

-- Distinct items in order of coming: add(key, entity).
local function collector()
    local list, seen = {}, {}
    return list, function(key, entity)
        if key and entity and not seen[key] then
            seen[key] = true
            list[#list + 1] = entity
        end
    end
end

local ROLES = {
    { "foreign", { foreign = true } },
    { "prime minister", { government = true } }, { "premier", { government = true } }, { "chancellor", { government = true, foreign = true } },
    { "minister", { foreign = true, minister = true } }, { "vice president", { vice = true } },
    { "president", { state = true } }, { "state", { state = true } }, { "secretaries", { foreign = true, secretary = true } },
    { "leader", { state = true, government = true, crown = true, chair = true, general = true } },
    { "pm", { government = true } }, { "envoy", { ambassador = true } }, { "ambassador", { ambassador = true } },
}

local function roles_for(text)
    text = text:lower()
    for _, row in ipairs(ROLES) do
        if text:find(row[1], 1, true) then return row[2] end
    end
end

-- The countries of each sentence that names three or more, by their names or as those of whom it names: { start, list }.
local function assemblies(found)
    if found.assemblies then return found.assemblies end
    local all, by_sentence = {}, {}
    local function note(mention, iso)
        local sentence = sentence_of(mention)
        local entry = by_sentence[sentence]
        if not entry then
            entry = { start = sentence, isos = {} }
            by_sentence[sentence], all[#all + 1] = entry, entry
        end
        entry.isos[#entry.isos + 1] = { iso, mention.start }
    end
    for _, country in ipairs(found.countries) do note(country, country.row.iso) end
    for _, person in ipairs(found.persons) do
        if person.row.country then note(person, person.row.country) end
    end
    found.assemblies = {}
    table.sort(all, function(a, b) return a.start < b.start end)
    for _, entry in ipairs(all) do
        table.sort(entry.isos, function(a, b) return a[2] < b[2] end)
        local list, add = collector()
        for _, one in ipairs(entry.isos) do add(one[1], entity_of_country(found.doc, one[1])) end
        if #list > 2 then found.assemblies[#found.assemblies + 1] = { start = entry.start, list = list } end
    end
    return found.assemblies
end

local FURTHEST = 1500                -- bytes from a list of countries to words for them

-- "Ghana spoke for Burkina Faso, Mali and Niger. … the three countries": the last list of just as many.
local function listed(found, mention, wanted)
    local function joint(i)
        local _, stop = found.countries[i - 1].row:bytes()
        return found.text:sub(stop + 1, found.countries[i].start - 1)
    end
    for last = before(found.countries, mention.start), wanted, -1 do
        if mention.start - found.countries[last].start > FURTHEST then return nil end
        local first = last
        if joint(last):find "^,? and t?h?e? ?$" then first = last - 1 end
        while first < last and first > 1 and joint(first):find "^, t?h?e? ?$" do first = first - 1 end
        if last - first + 1 == wanted then
            local list = {}
            for i = first, last do list[#list + 1] = get(found.countries[i], "entity") end
            return list
        end
    end
end

-- "The four countries": those of the first sentence that names just as many, else of the last list.
local function assembled(found, mention, wanted)
    local best
    for _, one in ipairs(assemblies(found)) do
        if one.start < sentence_of(mention) and #one.list == wanted then best = best or one.list end
    end
    return best or listed(found, mention, wanted)
end

-- Persons of rank that one sentence brings in together, if there are three or more.
local function persons_at_once(found)
    if found.at_once == nil then
        local of_sentence
        found.at_once = false
        for _, person in ipairs(found.ranked) do
            for _, row in ipairs(person.rows) do
                local sentence = row.sentence and row.sentence:bytes()
                of_sentence = of_sentence or {}
                local list = sentence and of_sentence[sentence] or {}
                if sentence then of_sentence[sentence] = list end
                if list[#list] ~= person then list[#list + 1] = person end
            end
        end
        local first
        for sentence, list in pairs(of_sentence or {}) do
            if #list > 2 and (not first or sentence < first) then first = sentence end
        end
        if first then
            local list = of_sentence[first]
            found.at_once = { start = first, list = list }
        end
    end
    return found.at_once or nil
end

-- "Mwangi thanked both governments" where three had met: the other two.
local function other_two(found, mention)
    local together = persons_at_once(found)
    if not together or #together.list ~= 3 or together.start >= sentence_of(mention) then return nil end
    local speaker, others = nil, {}
    local sentence, here = sentence_of(mention), {}
    for i = before(found.persons, mention.start), 1, -1 do
        local other = found.persons[i]
        if sentence_of(other) ~= sentence then break end
        here[get(other, "entity").name] = true
    end
    for _, person in ipairs(together.list) do
        if here[person.entity.name] then speaker = person else others[#others + 1] = person end
    end
    return speaker and #others == 2 and others or nil
end

-- The mentions of persons of rank in the order of the text.
local function rows_of_rank(found)
    if found.rows_of_rank then return found.rows_of_rank end
    local rows = {}
    for _, person in ipairs(found.ranked) do
        for _, row in ipairs(person.rows) do rows[#rows + 1] = { start = row:bytes(), row = row, person = person } end
    end
    table.sort(rows, function(a, b) return a.start < b.start end)
    found.rows_of_rank = rows
    return rows
end

local LONGEST = 3000                 -- bytes of a paragraph that tells of one meeting

-- "President Paz also received President Borg. … The two leaders": the two of rank of the paragraph at hand, or of the one before, if it brings one of them in.
local function newly_brought(found, mention)
    local roles = roles_for(mention.row.text)
    if #found.ranked < 3 or not roles then return nil end
    local rows, paragraph = rows_of_rank(found), nil
    local list, seen, brought = {}, {}, false
    for i = before(rows, mention.start), 1, -1 do
        local one = rows[i]
        local own = one.row.paragraph
        local from = own and own:bytes() or 1
        paragraph = paragraph or from
        if from ~= paragraph then break end
        if mention.start - one.start > LONGEST then return nil end
        if not seen[one.person] then
            if not offices.holds(one.person, roles) or named.is_of_before(found, one) then return nil end
            seen[one.person] = true
            table.insert(list, 1, one.person)
            brought = brought or one.person.start >= from
            if #list > 2 then return nil end
        end
    end
    local gap = paragraph and found.text:sub(paragraph, mention.start)
    local _, breaks = (gap or ""):gsub("\n%s*\n", "")
    return brought and #list == 2 and breaks < 2 and list[1].start < paragraph and { list[1].entity, list[2].entity } or nil
end

-- Three or more of rank that the text brings in within one sentence: "the ministers" are all of them, if it is not just two who are ministers.
local function many_at_once(found, mention)
    local text = mention.row.text:lower()
    local together = persons_at_once(found)
    if not together or together.start >= mention.start or text:find("two", 1, true) or text:find("both", 1, true) or not text:find("^the ") then return nil end
    local roles, holders = roles_for(text), 0
    for _, person in ipairs(found.ranked) do
        if person.start < together.start and #person.rows > 1 then return nil end         -- others had been told of before
    end
    for _, person in ipairs(together.list) do
        if roles and offices.holds(person, roles) then holders = holders + 1 end
    end
    return holders ~= 2 and #together.list or nil
end

local HEAD = 600                     -- bytes in which a declaration names those who make it

-- "Our countries": those that the head of a declaration names together.
local function declared_together(found, mention)
    local first = mention.row.text:find "^[Oo]ur " and assemblies(found)[1]
    return first and first.start < HEAD and first.start < sentence_of(mention) and first.list or nil
end

local LEAST, LEAD = 3, 3             -- mentions of the second of the two countries that a text is about; how often the third may fit into that

-- The two countries that a text names most, where these are far ahead of all others: a text on a conflict.
local function pair_of_text(found)
    if found.pair_of_text == nil then
        local counts, of, order = {}, {}, {}
        for _, mention in ipairs(found.countries) do
            local iso = mention.row.iso
            if not counts[iso] then counts[iso], of[iso], order[#order + 1] = 0, get(mention, "entity"), iso end
            counts[iso] = counts[iso] + 1
        end
        table.sort(order, function(a, b) return counts[a] > counts[b] or counts[a] == counts[b] and a < b end)
        local one, two, three = order[1], order[2], order[3]
        local ahead = two and counts[two] >= LEAST and (not three or counts[three] * LEAD <= counts[two])
        found.pair_of_text = ahead and { one, two, of = of } or false
    end
    return found.pair_of_text
end

-- Both, in the order in which they are named, where neither is who asks.
local function pair_told(found)
    local whole = found.whole or found
    local pair, asks = pair_of_text(whole), found.asks or {}
    if not pair or asks[pair[1]] or asks[pair[2]] then return nil end
    local first
    for _, mention in ipairs(whole.countries) do
        local iso = mention.row.iso
        if iso == pair[1] or iso == pair[2] then first = iso break end
    end
    local second = first == pair[1] and pair[2] or pair[1]
    return { pair.of[first], pair.of[second] }
end

-- "In a call with Brand, the two ministers agreed": the one of its own sentence, and who led the sentence before.
local function with_leader_before(found, mention)
    local own, last = sentence_of(mention), nil
    local before_it
    local at = before(found.persons, mention.start)
    local one = found.persons[at]
    if not one or sentence_of(one) ~= own or found.persons[at - 1] and sentence_of(found.persons[at - 1]) == own then return nil end
    local lead = found.text:sub(own, one.start - 1)
    if not (lead:find "^%u%l+ " and lead:find " with [^,.;]*$") or not found.text:sub(mention.start - 2, mention.start - 1):find "^, $" then return nil end
    for i = at - 1, 1, -1 do
        local other = found.persons[i]
        if last and sentence_of(other) ~= last then break end
        last, before_it = sentence_of(other), other
    end
    if not before_it or mention.start - before_it.start > LONGEST or get(before_it, "entity") == get(one, "entity") then return nil end
    return { get(before_it, "entity"), get(one, "entity") }
end

M.entity_of_country, M.collector, M.roles_for = entity_of_country, collector, roles_for
M.assembled, M.persons_at_once, M.other_two = assembled, persons_at_once, other_two
M.newly_brought, M.many_at_once, M.declared_together, M.pair_told, M.with_leader_before = newly_brought, many_at_once, declared_together, pair_told,
    with_leader_before

return M
