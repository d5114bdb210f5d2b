-- groups.lua - names of a corpus that may become one: what was seen of each, which go together, and why.
--
-- Sits on spelling.lua. A group is all documents' entities with one written name that nothing keeps apart. Groups are joined to sets; a set is an
-- identity. Joins carry their reason, and whether it is certain.

local spelling = include "identities/spelling.lua"

local M = {}

local SAME_TIME = 4                  -- years within which an office seen twice may be one term

--- Notes that a group has something in a document: one more, and between which days.
function M.note(seen, key, date)
    local one = seen[key]
    if not one then
        one = { n = 0 }
        seen[key] = one
    end
    one.n = one.n + 1
    if date then
        if not one.first or date < one.first then one.first = date end
        if not one.last or date > one.last then one.last = date end
    end
end

function M.new(kind, name)
    return { kind = kind, name = name, records = {}, countries = {}, offices = {}, n = 0 }
end

--- Adds an entity of a document.
-- @param record table { entity, document, date, name, countries = set, offices = set, texts = { text = n } }
function M.add(group, record)
    group.records[#group.records + 1] = record
    if record.counts then group.n = group.n + 1 end
    for iso in pairs(record.countries) do M.note(group.countries, iso, record.date) end
    for office in pairs(record.offices) do M.note(group.offices, office, record.date) end
end

local function year_of(date) return date and tonumber(date:match("^%d%d%d%d")) end

--- May these two be of one time? What has no date may.
function M.near_in_time(a, b)
    local a_first, a_last, b_first, b_last = year_of(a.first), year_of(a.last), year_of(b.first), year_of(b.last)
    if not a_first or not b_first then return true end
    return a_first - SAME_TIME <= b_last and b_first - SAME_TIME <= a_last
end

local function names(seen)
    local list = {}
    for key in pairs(seen) do list[#list + 1] = key end
    table.sort(list)
    return list
end
M.names = names

--- The first office that both have had at about one time.
function M.shared_office(a, b)
    for _, office in ipairs(names(a.offices)) do
        local other = b.offices[office]
        if other and M.near_in_time(a.offices[office], other) then return office end
    end
end

--- The country that stands with a name most often, if hardly another does, and not by chance in one of many documents.
function M.main_country(group)
    local best, n, all = nil, 0, 0
    for _, iso in ipairs(names(group.countries)) do
        local here = group.countries[iso].n
        all = all + here
        if here > n then best, n = iso, here end
    end
    return best and 2 * n > all and 10 * n >= (group.size or #group.records) and best or nil
end

function M.shared_country(a, b)
    local one = M.main_country(a)
    return one and one == M.main_country(b) and one or nil
end

-- ---- joining ----

--- The group that stands for the set in which this one is.
function M.top(group)
    while group.above do
        if group.above.above then group.above = group.above.above end
        group = group.above
    end
    return group
end

--- Joins the sets of two groups, unless two known persons would be one.
-- @return boolean are they one now?
function M.join(a, b, reason, certain)
    local one, other = M.top(a), M.top(b)
    if one == other then return true end
    if one.known and other.known and one.known ~= other.known then return false end
    one.known = one.known or other.known
    one.forced = one.forced or other.forced
    other.above = one
    local less = a.n < b.n and a or b
    one.size = (one.size or #one.records) + (other.size or #other.records)
    less.reason, less.certain = less.reason or reason, less.certain or certain
    for _, what in ipairs { "countries", "offices" } do
        for key, seen in pairs(other[what]) do
            local mine = one[what][key]
            if not mine then one[what][key] = { n = seen.n, first = seen.first, last = seen.last }
            else
                mine.n = mine.n + seen.n
                if seen.first and (not mine.first or seen.first < mine.first) then mine.first = seen.first end
                if seen.last and (not mine.last or seen.last > mine.last) then mine.last = seen.last end
            end
        end
    end
    return true
end

--- Puts something into lists by a key.
function M.file(index, key, item)
    local list = index[key]
    if list then list[#list + 1] = item else index[key] = { item } end
end

-- ---- proposals ----

local MOST = 60                      -- in a block that are compared with one another
local LEAST = 0.85

local function pair_of(a, b)
    local one, other = a.name .. "\0" .. (a.apart or ""), b.name .. "\0" .. (b.apart or "")
    return one < other and one .. "\0" .. other or other .. "\0" .. one
end

--- Pairs of sets whose names are nearly spelled alike: score(a, b) tells how nearly, or nothing.
-- @param blocks table key → list of groups
-- @return list of { a, b, score, reason, names = the two that were compared }
function M.proposals(blocks, score)
    local found, told = {}, {}
    for _, key in ipairs(names(blocks)) do
        local block = blocks[key]
        for i = 1, math.min(#block, MOST) do
            for k = i + 1, math.min(#block, MOST) do
                local a, b = M.top(block[i]), M.top(block[k])
                local pair = pair_of(a, b)
                local value, reason = 0, nil
                if a ~= b and not told[pair] then value, reason = score(block[i], block[k]) end
                if value and value >= LEAST then
                    told[pair] = true
                    found[#found + 1] = { a = a, b = b, score = value, reason = reason, names = { block[i].name, block[k].name } }
                end
            end
        end
    end
    return found
end

M.plain = spelling.plain

return M
