-- identities.lua - who and what is meant across documents: entities of all documents merged into identities, each with its evidence.
--
-- Sits on identities/people.lua and identities/bodies.lua. Three views: `identities` (an identity a row, then short names that stay open), `identities_member`
-- (an entity of a document a row, with its identity), `identities_proposal` (pairs that are nearly spelled alike, for `lunette same`). An id is the
-- kind and the canonical name, so that it stays where the texts do.

local groups = include "identities/groups.lua"
local people = include "identities/people.lua"
local bodies = include "identities/bodies.lua"
local country_names = include "names.lua"

local NATIONAL = { state = true, vice = true, government = true, vice_government = true, crown = true, foreign = true, minister = true, secretary = true }

-- ---- what the documents hold ----

local function read_documents(corpus)
    local within, dates, counted = {}, {}, {}
    for _, id in ipairs(corpus:documents { copies = true }:ids()) do within[id] = true end
    for _, id in ipairs(corpus:documents():ids()) do counted[id] = true end
    for row in corpus:rows "SELECT id, date FROM document" do
        if within[row.id] then dates[row.id] = row.date end
    end
    return within, dates, counted
end

local function new_record(row, dates, counted)
    return { entity = row.entity_id, document = row.document, date = dates[row.document], counts = counted[row.document], name = row.entity, texts = {},
        mentions = 0,
             countries = {}, offices = {}, states = {}, held = {} }
end

local function add_office(record, row)
    record.general = record.general or row.title:lower():find("^secretary.general$") ~= nil
    local office, role = people.office(row.title, row.country)
    if not office or record.offices[office] then return end
    record.offices[office] = true
    record.held[#record.held + 1] = { iso = row.country, role = role }
    if NATIONAL[role or ""] then record.states[row.country] = true end
end

-- The entities of a layer of mentions, in the order of the corpus. What describes ("the minister") tells no name.
local function read_layer(corpus, layer, documents, by_hand)
    local list, by_id = {}, {}
    local known = corpus:annotations(layer).columns
    if not known.entity_id then return list end
    local columns = { "entity_id", "entity", "document", "text" }
    for _, name in ipairs { "name", "country", "described", "title", "kind" } do columns[#columns + 1] = known[name] and name or "NULL AS " .. name end
    local sql = ("SELECT %s FROM %s ORDER BY id"):format(table.concat(columns, ", "), layer)
    for row in corpus:rows(sql) do
        if row.entity_id and row.entity and documents.within[row.document] then
            local record = by_id[row.entity_id]
            if not record then
                record = new_record(row, documents.dates, documents.counted)
                by_id[row.entity_id], list[#list + 1] = record, record
            end
            record.mentions, record.kind = record.mentions + 1, record.kind or row.kind
            if row.country then record.countries[row.country] = true end
            if row.described ~= 1 then
                record.named = true
                record.texts[row.text] = (record.texts[row.text] or 0) + 1
                if row.title then add_office(record, row) end
            end
            if by_hand[row.name] == row.entity and row.name ~= row.entity then
                record.own, record.why, record.certain = row.name, "said by hand (same): " .. row.name, true
            end
        end
    end
    return list
end

-- How often each entity of a layer is mentioned, by its number.
local function mentions_of(corpus, layer)
    local found = {}
    if not corpus:has(layer) or not corpus:annotations(layer).columns.entity_id then return found end
    for row in corpus:rows(("SELECT entity_id AS entity, count(*) AS n FROM %s WHERE entity_id IS NOT NULL GROUP BY 1"):format(layer)) do found[row.entity] = row.n end
    return found
end

local function read_countries(corpus, documents)
    local list, named, mentions = {}, {}, mentions_of(corpus, "country")
    for row in corpus:rows "SELECT id, document, name, identity FROM entity WHERE kind = 'country' ORDER BY id" do
        if documents.within[row.document] then
            list[#list + 1] = { entity = row.id, document = row.document, date = documents.dates[row.document], counts = documents.counted[row.document],
                                name = row.name, iso = row.identity, mentions = mentions[row.id] or 0, countries = {}, offices = {}, texts = {} }
            named[row.document .. " " .. (row.identity or "")] = true
        end
    end
    return list, named
end

-- Bodies that have a secretary-general → how the lists of offices call the office; false where they do not know it.
local GENERALS = {
    ["United Nations"] = "Secretary-General of the United Nations", ["NATO"] = "Secretary General of NATO",
        ["North Atlantic Treaty Organization"] = "Secretary General of NATO",
    ["ASEAN"] = "Secretary-General of ASEAN", ["Association of Southeast Asian Nations"] = "Secretary-General of ASEAN",
    ["Shanghai Cooperation Organization"] = "Secretary-General of the Shanghai Cooperation Organization",
        ["SCO"] = "Secretary-General of the Shanghai Cooperation Organization",
    ["Gulf Cooperation Council"] = "Secretary General of the Gulf Cooperation Council", ["GCC"] = "Secretary General of the Gulf Cooperation Council",
    ["League of Arab States"] = "Secretary-General of the Arab League", ["Arab League"] = "Secretary-General of the Arab League",
    ["Organization of African Unity"] = false, ["OAU"] = false, ["Commonwealth"] = false, ["Organization of American States"] = false, ["OAS"] = false,
        ["OECD"] = false,
    ["Council of Europe"] = false, ["Organization for Security and Cooperation in Europe"] = false, ["OSCE"] = false,
        ["Organization of the Islamic Conference"] = false,
    ["Organization of Islamic Cooperation"] = false, ["Interpol"] = false, ["Amnesty International"] = false, ["UNCTAD"] = false,
    ["United Nations Conference on Trade and Development"] = false,
}

-- A function of a document: the office of the only body with a secretary-general that it names, nil where it names several or none.
local function read_generals(corpus)
    local found = {}
    for row in corpus:rows "SELECT document, name FROM entity WHERE kind = 'organization'" do
        local office = GENERALS[row.name]
        if office ~= nil and found[row.document] == nil then found[row.document] = office
        elseif office ~= nil and found[row.document] ~= office then found[row.document] = false end
    end
    return function(document) return found[document] or nil end
end

local function merge_countries(records)
    local all, by_key = {}, {}
    for _, record in ipairs(records) do
        local key = record.iso or record.name
        local group = by_key[key]
        if not group then
            group = groups.new("country", record.iso and country_names[record.iso] or record.name)
            group.forced, by_key[key], all[#all + 1] = group.name, group, group
        end
        record.why, record.certain = record.iso and "code " .. record.iso or "same name", true
        if record.iso then record.countries[record.iso] = true end
        groups.add(group, record)
    end
    return all, {}
end

-- ---- what is told of a set ----

local function tally(list)
    local counts = {}
    for _, item in ipairs(list) do counts[item] = (counts[item] or 0) + 1 end
    local sorted = groups.names(counts)
    table.sort(sorted, function(a, b)
        if counts[a] ~= counts[b] then return counts[a] > counts[b] end
        return a < b
    end)
    return sorted, counts
end

local function with_counts(list, most)
    local sorted, counts = tally(list)
    local made = {}
    for i = 1, math.min(#sorted, most) do made[i] = ("%s (%d)"):format(sorted[i], counts[sorted[i]]) end
    return made
end

-- The sets of groups, in the order of their first.
local function sets_of(all)
    local list, by_top = {}, {}
    for _, group in ipairs(all) do
        local top = groups.top(group)
        local set = by_top[top]
        if not set then
            set = { kind = top.kind, top = top, groups = {} }
            by_top[top], list[#list + 1] = set, set
        end
        set.groups[#set.groups + 1] = group
    end
    return list, by_top
end

-- The name that stands for a set: the one said by hand, the one in the lists of offices, the one in most documents, the longest.
local function canonical(set)
    local best, best_n
    for _, group in ipairs(set.groups) do
        if group.forced then return group.name end
        if group.known then best, best_n = group.known, math.huge end
        if not best or group.n > best_n or group.n == best_n and (#group.name > #best or #group.name == #best and group.name < best) then
            best, best_n = group.name, group.n
        end
    end
    return best
end

-- Ids are one a set: what several sets are called is told apart by country, then by number.
local function name_sets(sets)
    local taken = {}
    table.sort(sets, function(a, b) return a.first_entity < b.first_entity end)
    for _, set in ipairs(sets) do
        local id = set.kind .. ":" .. set.name
        local apart = set.top.apart or groups.main_country(set.top)
        if taken[id] and apart or set.top.apart then id = ("%s (%s)"):format(id, set.top.apart or apart) end
        local base, n = id, 1
        while taken[id] do
            n = n + 1
            id = ("%s #%d"):format(base, n)
        end
        taken[id], set.id = true, id
    end
end

local function describe(set)
    set.name = canonical(set)
    set.members, set.variants, set.why, set.countries, set.offices = {}, {}, {}, {}, {}
    set.documents, set.mentions, set.certain = 0, 0, true
    local seen = {}
    for _, group in ipairs(set.groups) do
        if group.reason then set.certain = set.certain and group.certain end
        for _, record in ipairs(group.records) do
            set.members[#set.members + 1] = { record = record, why = group.reason and group.reason .. "; " .. record.why or record.why,
                                              certain = record.certain and (not group.reason or group.certain) or false }
            set.variants[#set.variants + 1] = record.own or record.name
            set.why[#set.why + 1] = record.why:match("^[^:]+")
            if group.reason then set.why[#set.why + 1] = group.reason:match("^[^:]+") end
            set.certain = set.certain and record.certain or false
            set.mentions = set.mentions + record.mentions
            set.first_entity = math.min(set.first_entity or math.huge, record.entity)
            for iso in pairs(record.countries) do set.countries[#set.countries + 1] = iso end
            for office in pairs(record.offices) do set.offices[#set.offices + 1] = office end
            if record.date and (not set.first or record.date < set.first) then set.first = record.date end
            if record.date and (not set.last or record.date > set.last) then set.last = record.date end
            if record.counts and not seen[record.document] then seen[record.document], set.documents = true, set.documents + 1 end
        end
    end
end

local function by_documents(a, b)
    if a.documents ~= b.documents then return a.documents > b.documents end
    if a.mentions ~= b.mentions then return a.mentions > b.mentions end
    return a.id < b.id
end

-- ---- rows ----

local MOST = 12                      -- variants, offices, countries, reasons that a row lists

local function add_set(result, set, least)
    local single = #set.members == 1
    if set.documents >= least then
        result:add {
            identity = set.id, kind = set.kind, name = set.name, variants = with_counts(set.variants, MOST), documents = set.documents, mentions = set.mentions,
            first = set.first, last = set.last, offices = with_counts(set.offices, MOST), countries = with_counts(set.countries, MOST),
            evidence = not single and with_counts(set.why, MOST) or nil, certainty = single and "single" or set.certain and "certain" or "probable",
        }
    end
    for _, member in ipairs(set.members) do
        result:add_to("member", { entity = member.record.entity, document = member.record.document, identity = set.id,
            evidence = single and "alone" or member.why,
                                  certainty = single and "single" or member.certain and "certain" or "probable" })
    end
end

-- Short names that are joined with nobody: a row for each name with the same candidates.
local function add_open(result, open, by_top, least)
    local rows, by_key = {}, {}
    for _, one in ipairs(open) do
        local ids = {}
        for i, group in ipairs(one.candidates) do ids[i] = by_top[groups.top(group)].id end
        table.sort(ids)
        local key = table.concat({ one.kind, one.record.name, one.reason, table.unpack(ids, 1, math.min(#ids, MOST)) }, "\0")
        local row = by_key[key]
        if not row then
            row = { kind = one.kind, name = one.record.name, documents = 0, mentions = 0, candidates = table.move(ids, 1, math.min(#ids, MOST), 1, {}),
                reason = one.reason }
            by_key[key], rows[#rows + 1] = row, row
            row.id = key
        end
        row.documents, row.mentions = row.documents + (one.record.counts and 1 or 0), row.mentions + one.record.mentions
        local date = one.record.date
        if date and (not row.first or date < row.first) then row.first = date end
        if date and (not row.last or date > row.last) then row.last = date end
        result:add_to("member", { entity = one.record.entity, document = one.record.document, evidence = one.reason, certainty = "open" })
    end
    table.sort(rows, by_documents)
    for _, row in ipairs(rows) do
        if row.documents >= least then
            result:add { kind = row.kind, name = row.name, documents = row.documents, mentions = row.mentions, first = row.first, last = row.last,
                         candidates = row.candidates, evidence = row.reason, certainty = "open" }
        end
    end
    return #rows
end

-- What was compared is told where the identities go by other names.
local function reason_of(one, a, b)
    local first, second = one.names[1], one.names[2]
    if first == a.name and second == b.name or first == b.name and second == a.name then return one.reason end
    return ("%s: %s, %s"):format(one.reason, first, second)
end

local function add_proposals(result, proposals, by_top)
    local n = 0
    table.sort(proposals, function(a, b)
        if a.score ~= b.score then return a.score > b.score end
        return by_top[a.a].id .. by_top[a.b].id < by_top[b.a].id .. by_top[b.b].id
    end)
    for _, one in ipairs(proposals) do
        local a, b = by_top[groups.top(one.a)], by_top[groups.top(one.b)]
        if a and b and a ~= b then
            if b.documents > a.documents then a, b = b, a end
            n = n + 1
            result:add_to("proposal", { identity = b.id, name = b.name, other = a.id, other_name = a.name, score = math.floor(one.score * 1000 + 0.5) / 1000,
                reason = reason_of(one, a, b) })
        end
    end
    return n
end

-- ---- the analysis ----

local function by_hand(corpus, kind)
    local stands, forced = {}, {}
    for _, row in ipairs(corpus:same()) do
        if row.kind == kind then stands[row.name], forced[row.stands] = row.stands, true end
    end
    return stands, forced
end

local function merge(corpus, kinds, documents)
    local all, proposals, open = {}, {}, {}
    local countries, named = read_countries(corpus, documents)
    local function take(kind, made, proposed)
        if not kinds[kind] then return end
        table.move(made, 1, #made, #all + 1, all)
        table.move(proposed, 1, #proposed, #proposals + 1, proposals)
    end
    local only_body = read_generals(corpus)
    local merges = { { "person", people.merge }, { "organization", bodies.merge } }
    for _, one in ipairs(merges) do
        local kind = one[1]
        local stands, forced = by_hand(corpus, kind)
        local context = { forced = forced, names_country = function(document, iso) return named[document .. " " .. iso] end, only_body = only_body,
                          open = function(record, candidates, reason)
                              open[#open + 1] = { kind = kind, record = record, candidates = candidates, reason = reason }
                          end }
        if kinds[kind] then take(kind, one[2](read_layer(corpus, kind, documents, stands), context)) end
    end
    take("country", merge_countries(countries))
    return all, proposals, open
end

analysis "identities" {
    doc = "Persons, organizations and countries of all documents merged into identities, with the evidence for each; short names that may mean several stay open.",
    reads = { "person", "organization", "country" },
    options = {
        kind = enum { "all", "person", "organization", "country", default = "all", doc = "merge only these" },
        least = integer { default = 1, doc = "identities and open names in fewer documents are left out; members are all there" },
    },
    shows = 40,
    result = {
        identity = text, kind = text, name = text, documents = integer, certainty = enum { "certain", "probable", "single", "open" }, variants = list(text),
        mentions = integer, first = date, last = date, offices = list(text), countries = list(text), evidence = list(text), candidates = list(text),
    },
    views = {
        member = { entity = integer, document = integer, identity = text, evidence = text, certainty = text },
        proposal = { identity = text, name = text, other = text, other_name = text, score = number, reason = text },
    },
    run = function(corpus, options, result)
        local kinds = {}
        for _, kind in ipairs { "person", "organization", "country" } do
            kinds[kind] = options.kind == "all" or options.kind == kind
            if kinds[kind] and not corpus:has(kind) then
                corpus:refuse(("this corpus has no layer '%s'"):format(kind), "the plugin entities marks it: lunette run … -p entities")
            end
        end
        local within, dates, counted = read_documents(corpus)
        local all, proposals, open = merge(corpus, kinds, { within = within, dates = dates, counted = counted })
        local sets, by_top = sets_of(all)
        for _, set in ipairs(sets) do describe(set) end
        name_sets(sets)
        table.sort(sets, by_documents)
        local n_entities = #open
        for _, set in ipairs(sets) do
            add_set(result, set, options.least)
            n_entities = n_entities + #set.members
        end
        local n_open = add_open(result, open, by_top, options.least)
        local n_near = add_proposals(result, proposals, by_top)
        log("%d %s from %d entities; %d short or common %s open; %d %s nearly spelled alike (view identities_proposal; lunette same joins them)",
            #sets, #sets == 1 and "identity" or "identities", n_entities, n_open, n_open == 1 and "name stays" or "names stay", n_near, n_near == 1
                and "pair is" or "pairs are")
    end,
}
