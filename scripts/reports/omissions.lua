-- omissions.lua - what a source always says, and where it did not: stock phrases that are missing, new or in another place.
--
-- Texts are compared with others of the same form and counterpart first, then of the same form, then with all of the source. Never from
-- fewer than eight texts, and what a smaller group could have told is said to be unknown. A sentence near to what is missing is shown with it.

local LEAST = 8                      -- texts of a group
local SHOWN = 8                      -- sources that a message names
local USUAL, NEARLY_ALWAYS = 0.8, 0.9
local MOVED, STEADY = 0.35, 0.15     -- of a text's length: away from the usual place; around it
local RECENT = 0.25                  -- of a group: a phrase that came before is not new
local BEFORE = 5                     -- texts without it before a phrase is new
local SOME = 0.15                    -- of a score: below, no sentence is near
local COLUMNS = { "state", "phrase", "kind", "counterpart", "form", "used", "texts", "since", "on", "last_absent", "in_a_row", "document", "key", "nearest",
    "nearest_score" }
local NO_SOURCE = "lunette run … --path '{country}/{source}/{date}-*' tells sources, or a column of --meta"
local ORDER = { missing = 1, new = 2, moved = 3 }

local function plural(n, one, many)
    return ("%d %s"):format(n, n == 1 and one or many or one .. "s")
end

-- ---- groups ----

-- The first encounter of each text says its form and with whom.
local function read_encounters(corpus, by_id)
    if not corpus:has "encounter" then return end
    for row in corpus:annotations("encounter", { copies = true }):each() do
        local document = by_id[row.document]
        if document and not document.form then
            document.form = row.form or "encounter"
            local codes, seen = {}, {}
            for party in corpus:rows("SELECT participants_country AS code FROM encounter_participants WHERE id = ?", { row.id }) do
                if party.code and party.code ~= document.country and not seen[party.code] then seen[party.code], codes[#codes + 1] = true, party.code end
            end
            document.counterpart = #codes == 1 and codes[1] or #codes > 1 and "several" or nil
        end
    end
end

local function add(groups, order, level, form, counterpart, document)
    local key = table.concat({ level, form or "", counterpart or "" }, "\0")
    if not groups[key] then
        groups[key] = { level = level, form = form, counterpart = counterpart, documents = {} }
        order[#order + 1] = groups[key]
    end
    table.insert(groups[key].documents, document)
end

local function groups_of(documents)
    local groups, order = {}, {}
    for _, document in ipairs(documents) do
        local form = document.form or "other text"
        if document.counterpart then add(groups, order, 1, form, document.counterpart, document) end
        add(groups, order, 2, form, nil, document)
        add(groups, order, 3, nil, nil, document)
    end
    table.sort(order, function(a, b)
        if a.level ~= b.level then return a.level < b.level end
        if #a.documents ~= #b.documents then return #a.documents > #b.documents end
        return (a.form or "") .. (a.counterpart or "") < (b.form or "") .. (b.counterpart or "")
    end)
    return order
end

local forms = { ["other text"] = "other texts", call = "calls", meeting = "meetings", visit = "visits", letter = "letters", encounter = "encounters" }

local function group_name(page, group)
    local form = group.form and (forms[group.form] or group.form .. " texts") or "texts"
    if not group.counterpart then return group.form and form or "all texts" end
    return ("%s with %s"):format(form, group.counterpart == "several" and "several countries" or page.country(group.counterpart))
end

-- ---- what is missing, new, moved ----

-- Runs of texts without the phrase, between its first use and the end: { first, last } by number of the text.
local function absences(documents, phrase)
    local runs, first
    for i, document in ipairs(documents) do
        if phrase.uses[document.id] then
            first, runs = first or i, runs or {}
        elseif first then
            local last = runs[#runs]
            if last and last[2] == i - 1 then last[2] = i else runs[#runs + 1] = { i, i } end
        end
    end
    return first, runs or {}
end

local function uses_between(documents, phrase, from, to)
    local n = 0
    for i = from, to do n = n + (phrase.uses[documents[i].id] and 1 or 0) end
    return n
end

local function missing(documents, phrase, first, runs)
    local run, before = runs[#runs], runs[#runs - 1]
    if not run then return nil end
    local from = before and before[2] + 1 or first
    if run[1] - from < LEAST - 1 then from = first end
    local earlier, used, all = run[1] - from, uses_between(documents, phrase, from, #documents), #documents - from + 1
    local stood = earlier >= LEAST - 1 and uses_between(documents, phrase, from, run[1] - 1) >= USUAL * earlier
    if all < LEAST or not (stood or used >= NEARLY_ALWAYS * all) then return nil end
    return { state = "missing", phrase = phrase, document = documents[run[1]], used = used, texts = all, last_absent = before and documents[before[2]].date,
        in_a_row = run[2] - run[1] + 1, open = run[2] == #documents and run[2] > run[1], since = documents[from].date }
end

local function new(documents, phrase, first)
    local before, after = first - 1, #documents - first + 1
    if before < BEFORE or after > math.max(LEAST, RECENT * #documents) then return nil end
    local used = uses_between(documents, phrase, first, #documents)
    if used * 2 < after then return nil end
    return { state = "new", phrase = phrase, document = documents[first], used = used, texts = after, before = before, since = documents[first].date }
end

local function place_of(document, use)
    return use.start / math.max(1, document.characters or utf8.len(document.text) or #document.text)
end

-- The latest use far from where nearly all others stand.
local function moved(documents, phrase)
    local places, order = {}, {}
    for _, document in ipairs(documents) do
        local use = phrase.uses[document.id]
        if use then
            places[#places + 1] = place_of(document, use)
            order[#order + 1] = document
        end
    end
    if #places < LEAST then return nil end
    local middle, near = stats.median(places), 0
    for _, place in ipairs(places) do near = near + (math.abs(place - middle) <= STEADY and 1 or 0) end
    if near < USUAL * #places then return nil end
    for i = #places, 1, -1 do
        if math.abs(places[i] - middle) >= MOVED then
            return { state = "moved", phrase = phrase, document = order[i], used = near, texts = #places, usual = middle, place = places[i],
                since = order[1].date }
        end
    end
end

local function events_of(corpus, group, phrase, known)
    local found, first, runs = {}, absences(group.documents, phrase)
    if not first then return found end
    for _, event in ipairs { missing(group.documents, phrase, first, runs) or false, new(group.documents, phrase, first) or false,
        moved(group.documents, phrase) or false } do
        local key = event and table.concat({ event.state, phrase.phrase:lower(), event.document.id }, "\0")
        if event and not known[key] then
            known[key], event.group = true, group
            if event.state == "missing" then event.near = corpus:nearest({ event.document }, phrase.phrase) end
            found[#found + 1] = event
        end
    end
    return found
end

-- What is missing, new or moved as a part of a longer phrase, in the same text, is told with that.
local function longest_only(events)
    local kept = {}
    for _, event in ipairs(events) do
        local own, inside = event.phrase.phrase:lower(), false
        for _, other in ipairs(events) do
            local longer = other.phrase.phrase:lower()
            inside = inside or other.state == event.state and other.document == event.document and #longer > #own and longer:find(own, 1, true) ~= nil
        end
        if not inside then kept[#kept + 1] = event end
    end
    return kept
end

local function examine(corpus, documents, share)
    local groups, events, small, known = groups_of(documents), {}, {}, {}
    for _, group in ipairs(groups) do
        if #group.documents < LEAST then
            small[#small + 1] = group
        else
            group.phrases = corpus:stock(group.documents, { share = share })
            for _, phrase in ipairs(group.phrases) do table.move(events_of(corpus, group, phrase, known), 1, 3, #events + 1, events) end
        end
    end
    events = longest_only(events)
    table.sort(events, function(a, b)
        if a.document.date ~= b.document.date then return a.document.date > b.document.date end
        if a.state ~= b.state then return ORDER[a.state] < ORDER[b.state] end
        if a.group.level ~= b.group.level then return a.group.level < b.group.level end
        return a.phrase.phrase < b.phrase.phrase
    end)
    return events, groups, small
end

-- ---- words ----

local THIRDS = { "the first third", "the middle", "the last third" }

local function third(place)
    return THIRDS[math.min(3, 1 + place * 3 // 1)]
end

local function event_words(page, event)
    local name = group_name(page, event.group):gsub("^all texts$", "texts")
    if event.state == "missing" then
        local absent = event.open and ("absent since %s (%d in a row)"):format(event.document.date, event.in_a_row) or "absent on " .. event.document.date
        local last = event.last_absent and "last absent " .. event.last_absent or "never absent before since its first use"
        return ("in %d of the last %d %s; %s; %s"):format(event.used, event.texts, name, absent, last)
    end
    if event.state == "new" then
        return ("first on %s, in none of the %d %s before; in %d of %d since"):format(event.document.date, event.before, name, event.used, event.texts)
    end
    return ("in %d of %d %s in %s; on %s in %s"):format(event.used, event.texts, name, third(event.usual), event.document.date, third(event.place))
end

local function nearest_cell(page, event)
    if event.state ~= "missing" then
        local use = event.phrase.uses[event.document.id]
        return page:quote({ document = event.document.id, id = use.id }, use.text)
    end
    local near = event.near
    if not near or near.score < SOME then return page.element("small", nil, "no similar sentence in that text") end
    return page.join(page.element("small", nil, ("nearest (%.2f): "):format(near.score)), page:quote(near),
        page.element("div", nil, page:wording(event.phrase.phrase, near.text)))
end

-- ---- the page ----

local function stock_part(page, groups, share)
    page:heading "Stock phrases"
    local shown = {}
    for _, group in ipairs(groups) do
        local rows = {}
        for _, phrase in ipairs(group.phrases or {}) do
            local row = { phrase = phrase, n = 0 }
            for _, document in ipairs(group.documents) do
                if phrase.uses[document.id] then row.n, row.first, row.last = row.n + 1, row.first or document, document end
            end
            if row.n >= share * #group.documents then rows[#rows + 1] = row end
        end
        table.sort(rows, function(a, b)
            if a.n ~= b.n then return a.n > b.n end
            return a.phrase.phrase < b.phrase.phrase
        end)
        -- "calls with Japan", where all calls are with Japan, is said once
        local same = shown[#group.documents]
        if group.phrases and same and same[1] == group.documents[1] and same[#same] == group.documents[#same] then
            page:line("%s: the same texts.", (group_name(page, group):gsub("^%l", string.upper)))
        elseif group.phrases then
            shown[#group.documents] = group.documents
            page:subheading(nil, "%s: %d", group_name(page, group), #group.documents)
            page:table {
                columns = { "phrase", "in texts", "first", "last" }, rows = rows, class = "cards stock",
                empty = ("No phrase stands in %g %% of them."):format(share * 100),
                row = function(r)
                    local kind = r.phrase.kind == "set phrase" and page.element("small", nil, " set phrase") or ""
                    return page.join(page.element("q", nil, r.phrase.phrase), kind), ("%d of %d"):format(r.n, #group.documents),
                        page:date_link(r.first), page:date_link(r.last)
                end,
            }
        end
    end
end

-- Two ministries of one name ("mfa") in two countries are two sources. Each: { source =, country = code or "", n = texts, dated = of these, with a date },
-- the one with the most texts first; of what the command line asked for, or of the whole corpus.
local function sources_of(documents)
    local by_key, list = {}, {}
    for document in documents do
        local source, country = document.source or "", document.country or ""
        local key = source .. "\0" .. country
        if source ~= "" and not by_key[key] then
            by_key[key] = { source = source, country = country, n = 0, dated = 0 }
            list[#list + 1] = by_key[key]
        end
        local one = by_key[key]
        if one then one.n, one.dated = one.n + 1, one.dated + (document.date and 1 or 0) end
    end
    table.sort(list, function(x, y)
        if x.n ~= y.n then return x.n > y.n end
        return x.source .. "\0" .. x.country < y.source .. "\0" .. y.country
    end)
    return list
end

local function all_sources(corpus)
    return sources_of(corpus:rows "SELECT source, country, date FROM document WHERE characters > 0 AND source IS NOT NULL")
end

-- The countries in which a source of this name is, as codes; in the list of all or of some.
local function countries_of(list, source)
    local codes, seen = {}, {}
    for _, one in ipairs(list) do
        if one.source:lower() == source:lower() and one.country ~= "" and not seen[one.country] then
            seen[one.country], codes[#codes + 1] = true, one.country
        end
    end
    return codes
end

-- "mfa of Norway" where there are others of this name.
local function name_of(page, list, source, country)
    if country == "" or #countries_of(list, source) < 2 then return source end
    return ("%s of %s"):format(source, page.country(country))
end

-- The sources of which something can be concluded, in words.
local function enough(corpus)
    local found, most, list = {}, 0, all_sources(corpus)
    for i = 1, math.min(#list, SHOWN) do
        local one = list[i]
        local country = #countries_of(list, one.source) > 1 and one.country ~= "" and " --country " .. one.country or ""
        most = math.max(most, one.dated)
        if one.dated >= LEAST then found[#found + 1] = ("--source \"%s\"%s (%d)"):format(one.source, country, one.dated) end
    end
    if #found > 0 then return ("Sources with %d texts or more: %s."):format(LEAST, table.concat(found, ", ")) end
    return ("No source of this corpus has %d texts with a date; the most that one has is %d."):format(LEAST, most)
end

local function show_documents(page, events, most)
    page:heading "Documents"
    if #events == 0 then return page:line "None: the texts in which a phrase is missing, new or moved stand here." end
    page:legend()
    local seen, n = {}, 0
    for _, event in ipairs(events) do
        if not seen[event.document.id] and n < most then
            seen[event.document.id], n = true, n + 1
            page:highlight(event.document)
        end
    end
end

local function write_page(corpus, page, source, documents, undated, options)
    local events, groups, small = examine(corpus, documents, options.share)
    page:title("What %s left out", source)
    page:figures { { #documents == 1 and "text" or "texts", #documents },
        { "period", #documents > 0 and documents[1].date .. " – " .. documents[#documents].date or "none" }, { "missing, new or moved", #events } }
    page:scope()
    if undated > 0 then
        page:notice("%s without a date: they have no place in the order and are left out. Where the date stands in the files' names, "
            .. "--path '{date}-*' reads it.", plural(undated, "text"))
    end
    if #documents < LEAST then
        page:notice("%s of this source: nothing is concluded from fewer than %d. This report shows which words a source always uses, and the text in which "
            .. "they are missing, new or in another place.", plural(#documents, "text with a date", "texts with a date"), LEAST)
        return page:line("%s", enough(corpus))
    elseif #small > 0 then
        local names = {}
        for i, group in ipairs(small) do names[i] = ("%s (%d)"):format(group_name(page, group), #group.documents) end
        page:notice("Fewer than %d texts, so nothing is concluded by them alone: %s.", LEAST, table.concat(names, "; "))
    end
    page:contents_here()
    page:heading "Missing, new, moved"
    if #events > 0 then page:line "Where a phrase is missing, words that the nearest sentence lacks are struck, words that it has instead are underlined." end
    local shown = table.move(events, 1, math.min(#events, options.rows), 1, {})
    if #shown < #events then page:notice("%d: the latest %d are listed (--rows %d lists all).", #events, #shown, #events) end
    page:table {
        columns = { "date", "what", "phrase", "how usual", "in that text" }, rows = shown, filter = true, class = "cards omissions",
        empty = "No stock phrase is missing, new or in another place.",
        row = function(event)
            return page:date_link(event.document), page.element("span", { class = "kind" }, event.state), page.element("q", nil, event.phrase.phrase),
                event_words(page, event), nearest_cell(page, event)
        end,
    }
    stock_part(page, groups, options.share)
    show_documents(page, shown, options.documents)
    page:heading "How this page was made"
    page:line("Groups: texts of one form with one country, of one form, all texts. A phrase is a set phrase that a rule marked, or four words or more "
        .. "that stand in %d %% of a group's texts, or in three of its last eight and none before. Missing: it stood in %d %% of seven texts or more "
        .. "before, or stands in %d %% of all since its first use. New: it stands in half of the texts since its first use, and %d or more "
        .. "were written before.",
        math.floor(options.share * 100 + 0.5), USUAL * 100 // 1, NEARLY_ALWAYS * 100 // 1, BEFORE)
    page:method()
end

local function write_records(corpus, page, documents, options)
    local records = {}
    for i, event in ipairs((examine(corpus, documents, options.share))) do
        local near, use = event.near, event.phrase.uses[event.document.id]
        records[i] = {
            state = event.state, phrase = event.phrase.phrase, kind = event.phrase.kind, counterpart = event.group.counterpart, form = event.group.form,
            used = event.used, texts = event.texts, since = event.since, on = event.document.date, last_absent = event.last_absent, in_a_row = event.in_a_row,
            document = event.document.uri, key = use and use.id and corpus:value("SELECT key FROM set_phrase WHERE id = ?", { use.id }),
            nearest = near and near.score >= SOME and near.text or nil,
            nearest_score = near and near.score >= SOME and tonumber(("%.3f"):format(near.score)) or nil,
        }
    end
    page:records { columns = COLUMNS, rows = records }
end

-- ---- the source ----

-- The sources with the most documents, as --source takes them; of one that is in several countries with that.
local function in_words(page, list)
    local names = {}
    for i = 1, math.min(#list, SHOWN) do
        local source, country = list[i].source, list[i].country
        local is_clear = name_of(page, list, source, country) == source
        names[i] = ("%s (%d)"):format(is_clear and source or ('"%s" --country %s'):format(source, country), list[i].n)
    end
    return table.concat(names, ", ") .. (#list > #names and " and others" or "")
end

-- The source that was asked for, or the only one there is; refused where it is two, in two countries.
local function one_source(corpus, page)
    local list, source = sources_of(corpus:documents({ copies = true }):each()), corpus.scope.source
    if not source then
        if #list == 0 then corpus:refuse("no document of this corpus has a source", NO_SOURCE) end
        source = list[1].source
        for _, one in ipairs(list) do
            if one.source ~= source then
                corpus:refuse("it looks at one source, and none is named", ('--source "NAME"; there are: %s. %s'):format(in_words(page, list), enough(corpus)))
            end
        end
    end
    local codes = countries_of(list, source)
    if #codes > 1 then
        corpus:refuse(("'%s' is a source in each of %d countries"):format(source, #codes),
            ('one of them: --source "%s" --country %s; there are: %s'):format(source, codes[1], in_words(page, list)))
    end
    return source, name_of(page, all_sources(corpus), list[1] and list[1].source or source, codes[1] or "")
end

-- Texts by their dates. What repeats a text of the same day is a copy; what repeats one of another day is what this report looks for.
local function read_documents(corpus, source)
    local documents, by_id, undated = {}, {}, 0
    local set = corpus:documents { copies = true }
    if not corpus.scope.source then set = set:where { source = source } end
    for document in set:each() do
        local original = document.copy_of and by_id[document.copy_of]
        if not document.date then
            undated = undated + 1
        elseif corpus.scope.copies or not (original and original.date == document.date) then
            documents[#documents + 1], by_id[document.id] = document, document
        end
    end
    table.sort(documents, function(a, b)
        if a.date ~= b.date then return a.date < b.date end
        return a.id < b.id
    end)
    return documents, by_id, undated
end

report "omissions" {
    doc = "A source's stock phrases by counterpart and form, and where one is missing, new or in another place.",
    formats = { "html", "md", "csv", "json" },
    options = {
        share = number { default = 0.5, doc = "in what share of a group's texts four words or more must stand to be a phrase" },
        rows = integer { default = 200, doc = "findings listed on the page" },
        documents = integer { default = 100, doc = "documents whose text is shown" },
    },
    write = function(corpus, options, page)
        if options.share <= 0 or options.share > 1 then
            corpus:refuse(("--share: %g is no part of the texts"):format(options.share), "more than 0, at most 1: 0.5 is half of them")
        end
        corpus:at_least(options, { rows = 1, documents = 0 })
        local source, name = one_source(corpus, page)
        local documents, by_id, undated = read_documents(corpus, source)
        if #documents + undated == 0 then
            local list = all_sources(corpus)
            local hint = #list > 0 and "there are: " .. in_words(page, list) or NO_SOURCE
            corpus:refuse(("no document of the source '%s' is within what was asked for"):format(source), hint)
        end
        read_encounters(corpus, by_id)
        page.aside = 0
        if page.format == "csv" or page.format == "json" then return write_records(corpus, page, documents, options) end
        write_page(corpus, page, name, documents, undated, options)
    end,
}
