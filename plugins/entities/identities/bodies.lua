-- bodies.lua - which organizations of different documents are one: by name, by acronym and name seen together, by name but for the legal form.
--
-- Sits on groups.lua, spelling.lua and the lexicons organizations, org_suffixes, common_bodies. Invariant: a body that every state has ("Finance Ministry")
-- is joined only with one of the same country, and an acronym only where it stands for one name.

local groups = include "identities/groups.lua"
local spelling = include "identities/spelling.lua"

local organizations, org_suffixes, common_bodies = lexicon "organizations", lexicon "org_suffixes", lexicon "common_bodies"
local org_heads, portfolios = lexicon "org_heads", lexicon "portfolios"

local initials_fit = include("words.lua").initials_fit

local M = {}

local function is_acronym(name)
    return #name <= 10 and name:find("^%u[%u%d&%.%-]*%u[%u%d%.]*$") ~= nil
end

local TOLD = { ["State Department"] = true, ["Foreign Office"] = true, ["White House"] = true }

-- Organs of the United Nations that go by these names where no country stands with them.
local ORGANS = { ["Security Council"] = true, ["General Assembly"] = true, ["Economic and Social Council"] = true, ["Human Rights Council"] = true,
                 ["Trusteeship Council"] = true }

-- The name without what companies write behind it; nil where nothing stands there.
local core_of = memo(function(name)
    local core, last = name:match("^(.-),?%s+(%S+)$")
    local cut
    while core and core ~= "" and org_suffixes:lookup(last) do
        cut = core
        core, last = core:match("^(.-),?%s+(%S+)$")
    end
    return cut
end)

--- Has every state a body of this name? All its words say what a body does, none whose it is.
M.is_common = memo(function(name)
    if common_bodies:lookup(name) or org_suffixes:lookup(core_of(name) or "") then return true end
    if TOLD[name] or ORGANS[name] or organizations:lookup(name) or organizations:lookup(name:match("^(.*%S)%s+%S+$") or name) then return false end
    for word in name:gmatch("[^%s,]+") do
        if not (common_bodies:lookup(word) or portfolios:lookup(word) or org_heads:lookup(word) or org_suffixes:lookup(word)) then return false end
    end
    return true
end)

-- The name with the acronyms in it spelled out, and the organs of the United Nations in one form: "UN Security Council", "United Nations Security Council",
-- "Security Council of the United Nations".
local spelled = memo(function(name)
    if ORGANS[name] then return "united nations " .. spelling.plain(name) end
    local whole = name:find("^%u%l+$") and organizations:lookup(name)         -- "Nato"
    if whole and whole.acronym then return spelling.plain(whole.name) end
    local changed = name:gsub("[%u][%u%.]+%f[%s%z]", function(word)
        local entry = organizations:lookup(word)
        return entry and entry.acronym and entry.name or nil
    end)
    local plain = spelling.plain(changed)
    local organ = plain:match("^(.+) of the united nations$")
    return organ and "united nations " .. organ or plain
end)

local ORGAN_NAMES = {}
for name in pairs(ORGANS) do ORGAN_NAMES[spelled(name)] = "United Nations " .. name end

local function group_of(by_key, all, key, name, label)
    local group = by_key[key]
    if group then return group end
    group = groups.new("organization", name)
    group.label = label
    by_key[key], all[#all + 1] = group, group
    return group
end

-- Records of one name; of a common name those of one country.
local function by_name(records, context, all)
    local by_key, lost, named = {}, {}, {}
    for _, record in ipairs(records) do
        local common = M.is_common(record.name) and not context.forced[record.name] and record.kind ~= "international"
        local iso = groups.names(record.countries)
        if not common then
            local group = group_of(by_key, all, record.name, record.name)
            group.forced = context.forced[record.name]
            group.known = not group.forced and ORGAN_NAMES[spelled(record.name)] or nil
            groups.add(group, record)
        elseif #iso == 1 then
            local group = group_of(by_key, all, record.name .. "\0" .. iso[1], record.name, iso[1])
            group.apart = iso[1]
            if #group.records == 0 then groups.file(named, record.name, group) end
            record.why, record.certain = "same name, same country: " .. iso[1], true
            groups.add(group, record)
        else
            lost[#lost + 1] = record
        end
    end
    for _, record in ipairs(lost) do context.open(record, named[record.name] or {}, "many have a body of this name") end
    return by_key
end

-- ---- acronyms and short forms that texts have beside the name ----

-- Short form → { name → in how many documents both are seen }.
local function seen_together(all)
    local pairs_of = {}
    for _, group in ipairs(all) do
        for _, record in ipairs(group.records) do
            for text in pairs(record.texts) do
                local short = text ~= group.name and (is_acronym(text) or core_of(group.name) == text) and not M.is_common(text)
                if short then
                    pairs_of[text] = pairs_of[text] or {}
                    pairs_of[text][group] = (pairs_of[text][group] or 0) + 1
                end
            end
        end
    end
    return pairs_of
end

local function tops_of(counts)
    local list, seen = {}, {}
    for group in pairs(counts) do
        local top = groups.top(group)
        if not seen[top] then list[#list + 1] = top end
        seen[top] = true
    end
    table.sort(list, function(a, b) return a.name < b.name end)
    return list
end

-- Of several names those whose first letters the acronym has, if some do.
local function fitting(short, counts)
    local kept, any = {}, false
    for group, n in pairs(counts) do
        if initials_fit(group.name, short) then kept[group], any = n, true end
    end
    return any and kept or counts
end

local function join_short(by_key, pairs_of, ambiguous)
    for _, short in ipairs(groups.names(pairs_of)) do
        local group = by_key[short]
        local tops = group and tops_of(fitting(short, pairs_of[short])) or {}
        if #tops == 1 and tops[1] ~= groups.top(group) then
            local n = 0
            for _, count in pairs(fitting(short, pairs_of[short])) do n = n + count end
            groups.join(tops[1], group, ("%s and the name together in %d %s"):format(short, n, n == 1 and "document" or "documents"), n > 1)
        elseif #tops > 1 then
            ambiguous[group] = tops
        end
    end
end

-- ---- names that differ by form alone ----

local function letters(text)
    return (text:gsub("[%s%-]", ""))
end

-- Joined are those of one spelled-out name: those that are written so first. An acronym that no list knows ("ACT") is not the word that is spelled like it.
local function join_spelled(all)
    local by_form = {}
    local function is_whole(group) return letters(spelling.plain(group.name)) == letters(spelled(group.name)) end
    for _, group in ipairs(all) do
        local form = letters(spelled(group.name)) .. "\0" .. (group.apart or "")
        if not (is_whole(group) and is_acronym(group.name)) then groups.file(by_form, form, group) end
    end
    for _, form in ipairs(groups.names(by_form)) do
        local whole, others = {}, {}
        for _, group in ipairs(by_form[form]) do table.insert(is_whole(group) and whole or others, group) end
        local head = whole[1] or others[1]
        for _, group in ipairs(whole) do groups.join(head, group, "the same name but for capitals, hyphens and marks", true) end
        for _, group in ipairs(others) do groups.join(head, group, "the same name with what is left out or short in it", true) end
    end
end

-- "Moody's Investors Service" and "Moody's Investors Service Inc"; two legal forms are two companies.
local function join_legal(all, by_key)
    local forms = {}
    for _, group in ipairs(all) do
        local core = core_of(group.name)
        if core and by_key[core] then groups.file(forms, core, group) end
    end
    for _, core in ipairs(groups.names(forms)) do
        if #forms[core] == 1 and core:find("%s") then groups.join(forms[core][1], by_key[core], "same name but for the legal form", true) end
    end
end

-- ---- all together ----

-- The name's words without small ones and marks, in the order of letters.
local function bag(group)
    local words = {}
    for word in spelled(group.name):gmatch("[^%s%.,]+") do
        if word ~= "of" and word ~= "the" and word ~= "for" and word ~= "and" and word ~= "on" then words[#words + 1] = word end
    end
    table.sort(words)
    return words
end

local function score(a, b)
    local iso, other = groups.main_country(groups.top(a)), groups.main_country(groups.top(b))
    if iso and other and iso ~= other or a.apart ~= b.apart or is_acronym(a.name) or is_acronym(b.name) then return nil end
    local x, y = table.concat(bag(a), " "), table.concat(bag(b), " ")
    if x == y then
        local same = spelled(a.name) == spelled(b.name)
        return same and 1 or 0.95, same and "the same letters but for marks and capitals" or "the same words in another order"
    end
    local worst = 1
    local ours, theirs = bag(a), bag(b)
    if #ours ~= #theirs then return nil end
    for i = 1, #ours do worst = math.min(worst, spelling.near(ours[i], theirs[i])) end
    return worst, "nearly the same spelling"
end

local function blocks_of(all)
    local blocks = {}
    for _, group in ipairs(all) do
        local words = bag(group)
        for i, word in ipairs(words) do words[i] = spelling.skeleton(word) end
        if #words > 1 then groups.file(blocks, table.concat(words, " "), group) end
    end
    return blocks
end

local function tell(group)
    local main = groups.main_country(group)
    for _, record in ipairs(group.records) do
        if not record.why then
            local with = main and record.countries[main]
            record.why = group.forced and "said by hand (same)" or with and "same name, same country: " .. main or "same name"
            record.certain = group.forced or with or group.known ~= nil or organizations:lookup(group.name) ~= nil or group.name:find("%s.*%s") ~= nil
        end
    end
end

--- Merges the organizations of a corpus; parameters and answers as those of people.merge.
function M.merge(records, context)
    local all, ambiguous, kept = {}, {}, {}
    local named = {}
    for _, record in ipairs(records) do
        if record.named then named[#named + 1] = record else context.open(record, {}, "a body without a name") end
    end
    local by_key = by_name(named, context, all)
    join_spelled(all)
    join_legal(all, by_key)
    join_short(by_key, seen_together(all), ambiguous)
    for _, group in ipairs(all) do
        if ambiguous[group] and not group.forced then
            for _, record in ipairs(group.records) do context.open(record, ambiguous[group], "the acronym stands for several") end
        else
            kept[#kept + 1] = group
            tell(group)
        end
    end
    return kept, groups.proposals(blocks_of(kept), score)
end

return M
