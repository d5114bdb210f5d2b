-- people.lua - which persons of different documents are one: by office and day, by full name, by a short form with an office or a country.
--
-- Sits on groups.lua, spelling.lua, terms.lua, offices.lua and lexicon well_known. Invariants: nobody is joined by likeness of spelling alone; a name of one
-- word is joined only where office, country or the lexicon leave one bearer; two known holders of offices are never one.

local groups = include "identities/groups.lua"
local spelling = include "identities/spelling.lua"
local offices = include "offices.lua"
local terms = include "terms.lua"

local well_known = lexicon "well_known"

local M = {}

local MANY = { minister = true, secretary = true, general = true, chair = true, military = true, academic = true, business = true, legislator = true,
    justice = true,
               ambassador = true, spokesperson = true, religious = true, speaker = true }
local NEAR_GIVEN, NEAR_FAMILY = 0.85, 0.93           -- spelling of a name that holds the office on the day
local MOST_BEARERS = 200                            -- of a short name that are looked at

--- An office as a key, "RU foreign", and its role; nil for what is none of a country's. Ministers share a role, so their title tells.
function M.office(title, iso)
    local role = offices.role_of(title)
    if not role or not iso or role == "counterpart" then return nil end
    local rank = offices.rank_of(title)
    if rank then return ("%s %s %s"):format(iso, rank, title:lower()), nil end
    return MANY[role] and ("%s %s: %s"):format(iso, role, title:lower()) or iso .. " " .. role, role
end

-- ---- known holders ----

local function told(term)
    return ("held the office on the day: %s%s, from %s"):format(term.title, term.iso and " " .. term.iso or "", term.from)
end

-- Does somebody with this name fit the holder's: the family name, and a given name if there is one?
local function fits(parts, name, holder)
    local other = spelling.person(holder)
    if parts.numeral ~= other.numeral then return false end
    if not parts.full then
        return spelling.short_forms(other)[name] or table.concat(other, " ") == name or spelling.near(name, other.last) >= NEAR_FAMILY
    end
    if spelling.near(parts.last, other.last) < NEAR_FAMILY then return false end
    for _, word in ipairs(other.core) do
        if word == parts.first then return true end
    end
    return spelling.near(parts.first, other.first) >= NEAR_GIVEN
end

local function by_office(record)
    for _, held in ipairs(record.held) do
        local term = held.role and terms.holder(held.iso, held.role, record.date)
        if term and fits(record.parts, record.plain, term.name) then return term end
    end
end

local function by_name(record, context)
    for _, term in ipairs(terms.offices(record.name, nil, record.date)) do
        if not term.iso or record.countries[term.iso] or context.names_country(record.document, term.iso) then return term end
    end
end

-- "The Secretary-General" where no body that has one is named but this.
local function by_body(record, context)
    local alone = not record.named and record.name:find "^[Ss]ecretary.[Gg]eneral$"
    local body = (alone or record.general) and context.only_body(record.document)
    local term = body and terms.holder(body, "general", record.date)
    return term and (alone or fits(record.parts, record.plain, term.name)) and term or nil
end

local function note_known(record, context)
    if not record.date or #record.date < 10 then return end
    local term = by_office(record) or record.parts.full and by_name(record, context) or by_body(record, context)
    if term then record.known, record.why = term.name, told(term) end
end

-- ---- one written name, several bearers ----

-- The countries in which a name has held offices of the state at about one time, in two documents or more each.
local function at_odds(records)
    local seen, isos = {}, {}
    for _, record in ipairs(records) do
        for iso in pairs(record.states) do groups.note(seen, iso, record.date) end
    end
    for _, iso in ipairs(groups.names(seen)) do
        if seen[iso].n >= 2 then isos[#isos + 1] = iso end
    end
    for i = 1, #isos do
        for k = i + 1, #isos do
            if groups.near_in_time(seen[isos[i]], seen[isos[k]]) then return isos end
        end
    end
end

-- Years without the name after which somebody else may bear it, where no country tells.
local GENERATION = 15

-- Sets the era of records, the year in which it begins, where the name is not in any text for long and nothing but the name goes on.
local function note_eras(name, records)
    if terms.of_name(name) or #spelling.person(name) > 3 then return false end
    local dated, seen = {}, groups.new("person", name)
    for _, record in ipairs(records) do
        groups.add(seen, record)
        if record.date then dated[#dated + 1] = record end
    end
    if groups.main_country(seen) or #dated < 2 then return false end
    table.sort(dated, function(a, b)
        if a.date ~= b.date then return a.date < b.date end
        return a.entity < b.entity
    end)
    local era, last, parted = dated[1].date:sub(1, 4), dated[1], false
    for _, record in ipairs(dated) do
        if tonumber(record.date:sub(1, 4)) - tonumber(last.date:sub(1, 4)) > GENERATION then era, parted = record.date:sub(1, 4), true end
        record.era, last = era, record
    end
    return parted
end

local function label_of(record, knowns, isos, eras)
    if eras then return record.era end
    if #knowns > 1 then return record.known end
    for _, iso in ipairs(isos or {}) do
        if record.states[iso] then return iso end
    end
end

-- From when to when a name is that of a known holder.
local function days_of(records)
    local seen = {}
    for _, record in ipairs(records) do
        if record.known then groups.note(seen, true, record.date) end
    end
    return seen[true]
end

-- One group, or several where somebody else bears the name, too; who of them is meant without an office stays open.
local function divided(kind, name, records, forced, open)
    local knowns = {}
    for _, record in ipairs(records) do
        if record.known then knowns[record.known] = true end
    end
    knowns = groups.names(knowns)
    local isos = not forced and at_odds(records)
    local eras = not forced and #knowns == 0 and not isos and note_eras(name, records)
    if forced or #knowns < 2 and not isos and not eras then
        local group = groups.new(kind, name)
        group.known, group.forced = not forced and knowns[1] or nil, forced
        local days = not forced and group.known and spelling.plain(name) ~= spelling.plain(group.known) and days_of(records)
        for _, record in ipairs(records) do
            if not days or record.known or groups.near_in_time(days, { first = record.date, last = record.date }) then groups.add(group, record)
            else open(record, { group }, "of another time than the holder of the office") end
        end
        return { group }
    end
    local made, by_label = {}, {}
    for _, record in ipairs(records) do
        local label = label_of(record, knowns, isos, eras)
        if label then
            local group = by_label[label]
            if not group then
                group = groups.new(kind, name)
                group.apart, group.era = label, eras and label or nil
                by_label[label], made[#made + 1] = group, group
            end
            group.known = group.known or record.known
            groups.add(group, record)
        end
    end
    for _, record in ipairs(records) do
        if not label_of(record, knowns, isos, eras) then open(record, made, "several bear the name") end
    end
    return made
end

-- ---- full names ----

local function join_known(all)
    local by_known = {}
    for _, group in ipairs(all) do
        if group.known then
            local first = by_known[group.known]
            if first then groups.join(first, group, "held the same office: " .. group.known, true) else by_known[group.known] = group end
        end
    end
    local by_whole = {}
    for known, holder in pairs(by_known) do by_whole[M.parts(known).whole] = holder end
    for _, group in ipairs(all) do                                         -- and who bears the name as the lists write it
        local holder = not group.apart and not group.known and by_whole[group.parts.whole]
        if holder then groups.join(holder, group, "the name of the holder: " .. holder.known, false) end
    end
    return by_known
end

-- What tells that two with like names are one: an office, a country; and not two countries.
local function bond(a, b)
    local one, other = groups.top(a), groups.top(b)
    if one.apart or other.apart then return nil end
    local office = groups.shared_office(one, other)
    if office then return "same office: " .. office end
    local iso = groups.shared_country(one, other)
    return iso and "same country: " .. iso
end

local function join_spellings(all)
    local by_plain = {}
    for _, group in ipairs(all) do groups.file(by_plain, group.parts.whole, group) end
    for _, key in ipairs(groups.names(by_plain)) do
        local block = by_plain[key]
        for i = 2, #block do
            local why = bond(block[1], block[i])
            if why then groups.join(block[1], block[i], "the same letters but for marks and capitals; " .. why, true) end
        end
    end
end

-- "Donald Trump" and "Donald J. Trump": one, if only one longer name has the office or the country.
local function join_longer(all)
    local by_ends = {}
    for _, group in ipairs(all) do
        local parts = group.parts
        if not parts.family_first and not parts.numeral then groups.file(by_ends, parts[1] .. " " .. parts[#parts], group) end
    end
    for _, key in ipairs(groups.names(by_ends)) do
        local short, long = {}, {}
        for _, group in ipairs(by_ends[key]) do
            local list = #group.parts == 2 and short or long
            list[#list + 1] = group
        end
        for _, group in ipairs(short) do
            local found, why
            for _, other in ipairs(long) do
                local reason = bond(group, other)
                if reason and found and groups.top(found) ~= groups.top(other) then found = false break end
                if reason then found, why = other, reason end
            end
            if found then groups.join(found, group, "a middle name less; " .. why, false) end
        end
    end
end

-- ---- short names ----

local function index_forms(all)
    local index = {}
    for _, group in ipairs(all) do
        for form in pairs(spelling.short_forms(group.parts)) do groups.file(index, form, group) end
    end
    return index
end

local NOBODY = {}

-- The sets of an index's list, made once: no more are joined when short names are looked up.
local function distinct(list)
    if not list then return NOBODY end
    if list.sets then return list.sets end
    local made, seen = {}, {}
    for _, group in ipairs(list) do
        local top = groups.top(group)
        if not seen[top] and #made < MOST_BEARERS then
            seen[top] = true
            made[#made + 1] = top
        end
    end
    list.sets = made
    return made
end

local function only(list, test)
    local found, n = nil, 0
    for _, top in ipairs(list) do
        if test(top) then found, n = top, n + 1 end
    end
    return n == 1 and found or nil
end

local function has_country(iso)
    return function(top) return groups.main_country(top) == iso end
end

-- May somebody of this country be meant, whose offices are others?
local function contradicts(record, top)
    for office in pairs(record.offices) do
        local iso = office:sub(1, 2)
        for other in pairs(top.offices) do
            if other:sub(1, 2) == iso then return not groups.shared_office(record.as_group, top) end
        end
    end
    return false
end

-- Is the text older than the first office that the lists know of somebody?
local function before_office(record, top)
    local known = top.known and terms.of_name(top.known)
    return known ~= nil and record.date ~= nil and record.date < known[1].from
end

-- Whom a short name means, and why; nil where that is not told.
local function bearer(record, candidates)
    local entry = well_known:lookup(record.name)
    if entry then
        local found = only(candidates, has_country(entry.iso)) or #candidates == 1 and candidates[1]
        if found and not before_office(record, found) then return found, "short form that hardly anybody else bears", true end
        return nil
    end
    local found = only(candidates, function(top) return groups.shared_office(record.as_group, top) ~= nil end)
    if found then return found, "short form, same office: " .. groups.shared_office(record.as_group, found), true end
    if #candidates ~= 1 or candidates[1].parts and candidates[1].parts.family_first then return nil end
    local iso = groups.main_country(record.as_group)
    if iso and groups.main_country(candidates[1]) == iso and not contradicts(record, candidates[1]) then
        return candidates[1], "short form, same country: " .. iso, false
    end
end

-- Short names whose bearer no text names in full: one, where the lexicon or an office says so.
local function lone(record, loners)
    local entry = well_known:lookup(record.name)
    local label = entry and entry.iso
    local office = groups.names(record.offices)[1]
    if not label and not office then return nil end
    local mine = loners[record.plain] or {}
    loners[record.plain] = mine
    for _, group in ipairs(mine) do
        if label and group.label == label then return group, "name that hardly anybody else bears" end
        if not label and groups.shared_office(record.as_group, group) then
            return group, "same short name, same office: " .. groups.shared_office(record.as_group, group)
        end
    end
    local group = groups.new("person", record.name)
    group.label, group.apart = label, not label and office:sub(1, 2) or nil
    group.parts = record.parts
    mine[#mine + 1] = group
    return group, label and "name that hardly anybody else bears" or "same short name, same office: " .. office
end

local function place(record, found, why, certain)
    record.why, record.certain = record.why or why, certain
    groups.add(found, record)
end

local function place_short(record, index, by_known, all, loners, open)
    if record.known then
        local group = by_known[record.known]
        if not group then
            group = groups.new("person", record.known)
            group.known, group.parts = record.known, M.parts(record.known)
            by_known[record.known], all[#all + 1] = group, group
        end
        return place(record, groups.top(group), record.why, true)
    end
    record.as_group = groups.new("person", record.name)
    groups.add(record.as_group, record)
    local candidates = distinct(index[record.plain])
    local found, why, certain
    if #candidates < MOST_BEARERS then found, why, certain = bearer(record, candidates) end
    if found then return place(record, found, why, certain) end
    if #candidates > 0 then return open(record, candidates, #candidates > 1 and "several may be meant" or "neither office nor country tells") end
    local group
    group, why = lone(record, loners)
    if not group then return open(record, {}, "no full name, office or country") end
    if #group.records == 0 then all[#all + 1] = group end
    place(record, group, why, false)
end

-- ---- all together ----

--- The parts of a name, with it as a whole without marks.
function M.parts(name)
    local parts = spelling.person(name)
    return setmetatable({ whole = table.concat(parts, " ") }, { __index = parts, __len = function() return #parts end })
end

local function is_known_name(name)
    return terms.of_name(name) ~= nil
end

local function tell(group)
    local main = groups.main_country(group)
    for _, record in ipairs(group.records) do
        if not record.why then
            local with = main and record.countries[main]
            local listed = group.known == group.name
            record.why = group.forced and "said by hand (same)" or with and "same full name, same country: " .. main
                or listed and "full name of a known holder of an office" or "same full name"
            record.certain = group.forced or with or listed or #group.parts >= 3 or false
        end
        if record.known then record.certain = true end
    end
end

-- The first letter of what stands between the given and the family name.
local function middle(parts)
    return #parts >= 3 and not parts.family_first and parts[2]:match(utf8.charpattern) or nil
end

local function score(a, b)
    local one, other = groups.top(a), groups.top(b)
    local parts, others = a.parts, b.parts
    if not parts.full or not others.full or parts.numeral ~= others.numeral or one.known and other.known then return nil end
    local iso, iso_other = groups.main_country(one), groups.main_country(other)
    if iso and iso_other and iso ~= iso_other then return nil end
    if parts.whole == others.whole and a.name ~= b.name then return 1, "the same letters but for marks and capitals" end
    if middle(parts) and middle(others) and middle(parts) ~= middle(others) then return nil end
    local last, first = spelling.near(parts.last, others.last), spelling.near(parts.first, others.first)
    if a.era and b.era and a.name == b.name then return 0.9, ("the same name, %s and %s"):format(a.era, b.era) end
    if last == 1 and first == 1 then return spelling.near(parts.whole, others.whole), "a name more" end
    return math.min(last, first), "nearly the same spelling"
end

--- Merges the persons of a corpus.
-- @param records list of { entity, document, date, name, own, texts, countries, offices, held, states, named }
-- @param context { forced = set of names, names_country = function(document, iso), only_body = function(document),
-- open = function(record, candidates, reason) }
-- @return list of groups (groups.top tells their sets), list of proposals
function M.merge(records, context)
    local by_written, written, shorts, all = {}, {}, {}, {}
    for _, record in ipairs(records) do
        record.parts, record.plain = spelling.person(record.name), table.concat(spelling.person(record.name), " ")
        note_known(record, context)
        local tells = record.named or record.known or is_known_name(record.name)
        if not tells then
            context.open(record, {}, "an office without a name")
        elseif record.parts.full and record.name ~= "Secretary-General" or context.forced[record.name] then
            if not by_written[record.name] then written[#written + 1] = record.name end
            groups.file(by_written, record.name, record)
        else
            shorts[#shorts + 1] = record
        end
    end
    for _, name in ipairs(written) do
        for _, group in ipairs(divided("person", name, by_written[name], context.forced[name], context.open)) do
            group.parts = M.parts(name)
            all[#all + 1] = group
        end
    end
    local by_known = join_known(all)
    join_spellings(all)
    join_longer(all)
    for _, group in ipairs(all) do tell(group) end
    local index, loners = index_forms(all), {}
    for _, record in ipairs(shorts) do place_short(record, index, by_known, all, loners, context.open) end
    local blocks = {}
    for _, group in ipairs(all) do
        if group.parts.full then groups.file(blocks, spelling.skeleton(group.parts.last) .. " " .. spelling.skeleton(group.parts.first):sub(1, 1), group) end
    end
    return all, groups.proposals(blocks, score)
end

return M
