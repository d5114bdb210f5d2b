-- briefing.lua - the report that ships: what was done with words, by whom, to whom; who met; who said what; the documents themselves.
--
-- Every row leads to its words in the documents below. Parts that a corpus has no layer for say so; so does everything left out.

local PARTIES = 12                   -- shown of each kind under "Most named"
local MATRIX = 32                    -- countries a side of the matrix: more does not fit a page
local MISSING = 50                   -- documents named in a note, the rest counted
local PROBLEMS = 200                 -- listed
local WITHOUT = 6                    -- parties without a country that are named below the matrix
local CELL = 24                      -- acts that a cell of the matrix opens to
local WORDINGS = 6                   -- of a set phrase
local SOFT = { hope = true, affirm = true }        -- kinds that do no deed: counted when asked for

local function plural(n, one, many) return ("%d %s"):format(n, n == 1 and one or many or one .. "s") end

-- What several parts ask: the documents by id, and which kinds of act are soft and not counted.
local function facts_of(corpus, options)
    local facts = { ids = {}, soft = 0 }
    function facts.is_soft(kind) return SOFT[kind] and not options.soft end
    if corpus:has "act" and not options.soft then
        for kind in pairs(SOFT) do facts.soft = facts.soft + #corpus:annotations("act", { kind = kind }) end
    end
    return facts
end

-- ---- the head ----

local function period_of(corpus)
    local first, last, undated = nil, nil, 0
    for date, n in corpus:documents():count("date"):each() do
        if date == "" then undated = n else first, last = first or date, date end
    end
    return first, last, undated
end

local function number_of(counts)
    local n = 0
    for key in counts:each() do n = n + (key ~= "" and 1 or 0) end
    return n
end

-- Two ministries of one name in two countries are two.
local function number_of_sources(corpus, facts)
    local n, seen = 0, {}
    for row in corpus:rows "SELECT id, source, country FROM document WHERE source <> ''" do
        local key = row.source .. "\0" .. (row.country or "")
        if facts.ids[row.id] and not seen[key] then n, seen[key] = n + 1, true end
    end
    return n
end

-- Of the documents that are asked for, and how many of others.
local function problems_of(corpus)
    local found, within, elsewhere = {}, corpus:asked_for(), 0
    for row in corpus:rows "SELECT document, uri, class, code, message FROM problem ORDER BY id" do
        if not within or within[row.document] then found[#found + 1] = row else elsewhere = elsewhere + 1 end
    end
    return found, elsewhere
end

local function head(corpus, page, facts)
    local documents = corpus:documents()
    local first, last, undated = period_of(corpus)
    facts.documents, facts.undated, facts.unread = #documents, undated, corpus:unread()
    for _, id in ipairs(documents:ids()) do facts.ids[id] = true end
    facts.problems, facts.elsewhere = problems_of(corpus)
    page:title("Briefing: %s", (corpus.name:gsub("%.[^.]+$", "")))
    local figures = {
        { "documents", facts.documents }, { "period", first and (first == last and first or first .. " – " .. last) or "no dates" },
        { "source countries", number_of(documents:count "country") }, { "sources", number_of_sources(corpus, facts) },
        { "languages", number_of(documents:count "language") },
    }
    for _, pair in ipairs { { "encounter", "encounters" }, { "act", "acts" }, { "statement", "statements" } } do
        facts[pair[1]] = corpus:has(pair[1]) and #corpus:annotations(pair[1]) or nil
        if pair[1] == "act" and facts.act then facts.act = facts.act - facts.soft end
        figures[#figures + 1] = { pair[2], facts[pair[1]] or "not looked for" }
    end
    if facts.act then table.insert(figures, 8, { "texts with acts", #documents:having(corpus:annotations "act") }) end
    if facts.unread > 0 then table.insert(figures, 2, { "not read", facts.unread }) end
    for _, group in ipairs(facts.act and page:judged_groups("rule", "act") or {}) do
        facts.judged, facts.right = (facts.judged or 0) + group.judged, (facts.right or 0) + group.yes
    end
    if facts.judged then figures[#figures + 1] = { "right, of acts judged", ("%d of %d"):format(facts.right, facts.judged) } end
    figures[#figures + 1] = { "problems", #facts.problems }
    page:figures(figures)
end

local function copies_line(corpus, page)
    local n = corpus.scope.copies == false and corpus:copies() or 0
    local copies = plural(n, "copy of another document", "copies of other documents")
    if n > 0 then page:notice("%s set aside: each text counts once (--copies counts all).", copies) end
end

-- ---- what must not look like silence ----

local function language_notes(corpus, page)
    local known = corpus:languages()
    if not known then
        page:notice "None of the rules says for which languages it was written: no finding in a text may mean no rule for its language."
        return
    end
    for language, n in corpus:documents():count("language"):each() do
        if language == "" then
            page:notice("%s in a language that was not recognised.", plural(n, "document"))
        elseif not known[language] then
            page:notice("%s in %s: no rules for that language.", plural(n, "document"), page.language(language))
        end
    end
end

local function silent_documents(corpus, page, facts)
    if not corpus:has "act" then return end
    local names, n = {}, 0
    for document in corpus:rows "SELECT id, uri, title, date, source, country FROM document WHERE id NOT IN (SELECT document FROM act) ORDER BY id" do
        n = n + (facts.ids[document.id] and 1 or 0)
        if facts.ids[document.id] and n <= MISSING then names[n] = page.join(n > 1 and "; " or "", page:document_link(document)) end
    end
    if n == 0 then return end
    page:notice(page.join(plural(n, "document"), " without any act: ", names, n > #names and (" and %d more."):format(n - #names) or "."))
end

local function notes(corpus, page, options, facts)
    page:scope()
    copies_line(corpus, page)
    local held = corpus:value "SELECT 1 FROM document WHERE characters > 0 LIMIT 1" and "No document of the corpus is within what was asked for."
    if facts.documents == 0 then page:notice(held or "This corpus has no documents yet: lunette run FOLDER -p diplomacy brings some.") end
    if facts.unread > 0 then page:notice("%s could not be read and count nowhere here.", plural(facts.unread, "file or record", "files or records")) end
    language_notes(corpus, page)
    if facts.undated > 0 then page:notice("%s without a date.", plural(facts.undated, "document")) end
    if #facts.problems > 0 then
        page:notice(page.join(plural(#facts.problems, "problem"), " on the way: ", page.element("a", { href = "#s-problems" }, "see below"), "."))
    end
    local unfinished = corpus:value "SELECT count(*) FROM run WHERE status <> 'done'" or 0
    if unfinished > 0 then page:notice("%s did not finish: documents may be missing.", plural(unfinished, "run")) end
    silent_documents(corpus, page, facts)
    if facts.documents > options.documents then
        page:notice("%d documents: the texts of the first %d are on this page (--documents %d shows all). Tables and figures count all of them.",
            facts.documents, options.documents, facts.documents)
    end
end

local function has_layer(corpus, page, layer, what)
    if corpus:has(layer) then return true end
    page:notice("%s were not looked for: this corpus has no layer '%s'. The plugin diplomacy marks it: lunette run … -p diplomacy", what, layer)
    return false
end

-- ---- parts ----

local function said_in(page, row)
    return page:told_by { id = row.document, source = row.document_source, country = row.document_country, date = row.document_date,
        title = row.document_title, uri = row.document_uri }
end

-- Its day as the text tells it, else that of the document.
local function day_of(row)
    return not calendar.is_open(row.date) and row.date or row.document_date
end

-- A lane for each country that took part; what is not in it is said.
local function timeline(page, rows, countries)
    local lanes, by_code, dated, drawn = {}, {}, 0, 0
    for _, row in ipairs(rows) do
        local date = calendar.stretch(day_of(row) or "") and day_of(row)
        local codes = date and countries[row.id] or {}
        for _, code in ipairs(codes) do
            if not by_code[code] then
                by_code[code] = { page.country(code), {} }
                lanes[#lanes + 1] = by_code[code]
            end
            local label = ("%s, %s: %s"):format(date, row.form or "encounter", page:names(row, "encounter", "participants") or "not named")
            table.insert(by_code[code][2], { date, label, ("d%d-a%d"):format(row.document, row.id % 100000000) })
        end
        dated, drawn = dated + (date and 1 or 0), drawn + (#codes > 0 and 1 or 0)
    end
    table.sort(lanes, function(a, b)
        if #a[2] ~= #b[2] then return #a[2] > #b[2] end
        return a[1] < b[1]
    end)
    if drawn > 1 then
        page:chart { kind = "timeline", values = lanes, rest = "other countries",
            title = "Encounters by the countries that took part; each point leads to its words; hollow ones have no day" }
    end
    if drawn < #rows then
        page:notice("On no timeline: %d of %s; of %d no day, month or year is known, of %d no country.", #rows - drawn, plural(#rows, "encounter"),
            #rows - dated, dated - drawn)
    end
end

local function encounters(corpus, page, options)
    page:heading "Encounters"
    if not has_layer(corpus, page, "encounter", "Encounters") then return end
    local set = corpus:annotations "encounter"
    local total, rows = #set, set:take(options.encounters)
    timeline(page, set:rows(), corpus:encounter_countries())
    if total > #rows then page:notice("%d encounters: the first %d are listed here (--encounters %d lists all).", total, #rows, total) end
    table.sort(rows, function(a, b)
        local first, second = day_of(a) or "9999", day_of(b) or "9999"      -- undated last
        if first ~= second then return first < second end
        return a.id < b.id
    end)
    page:table {
        columns = { "date", "form", "participants", "told by", "in the words" }, rows = rows, class = "cards",
        empty = "No encounter was found in these documents.",
        row = function(r)
            local day = day_of(r)
            local words = calendar.words(day or r.date or "not known")
            local note = not day and words ~= "not known" and " (which one is not told)" or day and day ~= r.date and " (of the document)"
            local date = page.join(page.element("span", { class = "date" }, words), note and page.element("small", nil, note) or "")
            return date, r.form, page:parties(r, "encounter", "participants"), said_in(page, r), page:quote(r)
        end,
    }
end

local function act_cells(page)
    return function(r)
        local what = r.content or r.text
        if page.format == "html" then what = page.element("details", nil, page.element("summary", nil, what), page:context(r)) end
        local kind = page.is_negative(r) and page.join(r.kind, page.element("small", nil, " not to")) or r.kind
        return kind, page:parties(r, "act", "actor"), page:parties(r, "act", "target"), page.join(what, page:qualified(r) or ""), said_in(page, r)
    end
end

-- The kinds found most often first, soft ones last; of a kind the firmest words, then the order of the texts.
local function by_kind(set, rows, facts)
    local place = {}
    for i, pair in ipairs(set:count("kind"):top(100)) do place[pair[1]] = i + (facts.is_soft(pair[1]) and 1000 or 0) end
    table.sort(rows, function(a, b)
        if a.kind ~= b.kind then return (place[a.kind] or 999) < (place[b.kind] or 999) end
        local first, second = a.strength or 0, b.strength or 0
        if first ~= second then return first > second end
        return a.id < b.id
    end)
end

-- Kinds as bars; where their words are graded, the bar is made of the grades, and a table has the numbers.
local function kinds(page, set, facts)
    local GRADES, has_grades = page.grades, set.columns.strength ~= nil
    local counts, values, graded = has_grades and set:count("kind", "strength"), {}, {}
    for _, pair in ipairs(set:count("kind"):top(30)) do
        local parts, by, i = {}, {}, #values + 1
        if facts.is_soft(pair[1]) then goto next_kind end
        for grade = 1, #GRADES do
            by[grade] = counts and counts:at(pair[1], tostring(grade)) or 0
            if by[grade] > 0 then parts[#parts + 1] = { GRADES[grade], by[grade], "s" .. grade } end
        end
        values[i] = { pair[1], pair[2] }
        if #parts > 0 then
            local rest = counts:at(pair[1], "")
            if rest > 0 then parts[#parts + 1] = { "not graded", rest, "s3" } end
            values[i].parts, graded[#graded + 1] = parts, { kind = pair[1], n = pair[2], by = by, rest = rest }
        end
        ::next_kind::
    end
    local title = #graded > 0 and "Acts by kind; shades of one bar: how firm the words are, from 'would like to' to 'will'" or "Acts by kind"
    page:chart { title = title, values = values }
    if #graded == 0 then return end
    page:table {
        columns = { "kind", "all", "not graded", table.unpack(GRADES) }, rows = graded, class = "matrix",
        row = function(r)
            local cells = { r.kind, r.n, r.rest > 0 and r.rest or "" }
            for i, n in ipairs(r.by) do cells[3 + i] = n > 0 and n or "" end
            return table.unpack(cells)
        end,
    }
end

-- How often people agreed with a kind, where they judged a sample of it.
local function judged_kinds(page, set)
    local judged, rows = page:judged("kind", "act"), {}
    for kind, n in set:count("kind"):each() do
        if judged[kind] then rows[#rows + 1] = { kind = kind, n = n, precision = judged[kind] } end
    end
    if #rows == 0 then return end
    page:table { columns = { "act", "found", "right, of a sample (95 % interval)" }, rows = rows,
        row = function(r) return r.kind, r.n, r.precision end }
end

local function acts(corpus, page, options, facts)
    page:heading "Acts"
    if not has_layer(corpus, page, "act", "Acts") then return end
    local set = corpus:annotations "act"
    local total, rows = #set, set:take(options.acts)
    kinds(page, set, facts)
    if facts.soft > 0 then
        page:line("%s, which do no deed, stand at the end of the list and are not counted (--soft counts them).",
            plural(facts.soft, "hope or affirmation", "hopes and affirmations"))
    end
    judged_kinds(page, set)
    if total > 0 and not facts.judged then
        page:line(page.join("How many of these are right nobody has judged: ",
            page.element("code", nil, "lunette audit " .. corpus.name .. " act"), " shows a sample and keeps the answers."))
    end
    if total > #rows then page:notice("%d acts: the first %d are listed here (--acts %d lists all).", total, #rows, total) end
    by_kind(set, rows, facts)
    page:table {
        columns = { "act", "who", "to whom", "what", "told by" }, rows = rows, filter = true, class = "cards acts",
        empty = "No act was found in these documents.", row = act_cells(page),
    }
    local silent = #set:without "actor"
    if silent > 0 then page:notice("%s without an actor: the text does not say, or the rules did not see, whose they are.", plural(silent, "act")) end
end

-- Acts not to do what their content says, by id.
local function negative_acts(corpus, page)
    local found = {}
    if not corpus:annotations("act").columns.polarity then return found end
    for row in corpus:rows "SELECT * FROM act WHERE polarity = 'negative'" do found[row.id] = page.is_negative(row) end
    return found
end

-- Pairs of countries with their acts; an act with several actors or targets counts once for each pair. Parties without a country are named, and how many
-- acts have them.
local function pairs_of_countries(corpus, page, facts)
    local found = { cells = {}, actors = {}, targets = {}, without = {}, acts_without = 0 }
    local cells, actors, targets, seen = found.cells, found.actors, found.targets, {}
    for row in corpus:rows [[
        SELECT a.id AS id, a.document AS document, a.actor_country AS actor, t.target_country AS target, min(a.actor) AS who, min(t.target) AS whom,
               (SELECT kind FROM act WHERE act.id = a.id) AS kind
          FROM act_actor a JOIN act_target t USING (id)
         GROUP BY a.id, a.document, a.actor_country, t.target_country ORDER BY a.id]] do
        local counts = facts.ids[row.document] and not facts.is_soft(row.kind)
        if counts and row.actor and row.target then
            cells[row.actor] = cells[row.actor] or {}
            cells[row.actor][row.target] = cells[row.actor][row.target] or {}
            table.insert(cells[row.actor][row.target], row)
            actors[row.actor] = (actors[row.actor] or 0) + 1
            targets[row.target] = (targets[row.target] or 0) + 1
        elseif counts then
            if not seen[row.id] then seen[row.id], found.acts_without = true, found.acts_without + 1 end
            for _, name in ipairs { not row.actor and row.who or false, not row.target and row.whom or false } do
                name = name and page.body(name)                                    -- "EU" and "European Union" are one
                if name then found.without[name] = (found.without[name] or 0) + 1 end
            end
        end
    end
    return found
end

-- A cell: a number that opens to who did what to whom, each act a link to its words.
local function matrix_cell(page, rows, negative)
    if not rows then return "" end
    if page.format ~= "html" then return #rows end
    local order, by_pair = {}, {}
    for i = 1, math.min(#rows, CELL) do
        local row = rows[i]
        local name = ("%s → %s: "):format(page.body(row.who), page.body(row.whom))
        if not by_pair[name] then
            by_pair[name] = {}
            order[#order + 1] = name
        end
        table.insert(by_pair[name], page:link(row, row.kind .. (negative[row.id] and " not to" or "")))
    end
    local items = {}
    for i, name in ipairs(order) do
        local links = { name }
        for j, link in ipairs(by_pair[name]) do
            links[#links + 1] = j > 1 and ", " or ""
            links[#links + 1] = link
        end
        items[i] = page.element("div", nil, links)
    end
    if #rows > CELL then items[#items + 1] = page.element("div", nil, ("and %d more"):format(#rows - CELL)) end
    return page.element("details", nil, page.element("summary", nil, tostring(#rows)), items)
end

local function most_first(totals, most)
    local keys = {}
    for key in pairs(totals) do keys[#keys + 1] = key end
    table.sort(keys, function(a, b)
        if totals[a] ~= totals[b] then return totals[a] > totals[b] end
        return a < b
    end)
    return table.move(keys, 1, math.min(#keys, most), 1, {}), #keys
end

local function matrix(corpus, page, facts)
    if not (corpus:has "act_actor" and corpus:has "act_target") then return end
    page:heading "Who to whom, by country"
    local found = pairs_of_countries(corpus, page, facts)
    local negative = negative_acts(corpus, page)
    local rows, n_actors = most_first(found.actors, MATRIX)
    local columns, n_targets = most_first(found.targets, MATRIX)
    local names = { "acts of … to …" }
    for i, code in ipairs(columns) do names[i + 1] = page.country(code) end
    if #rows == 0 then return page:notice "No act has both an actor and a target whose country is known." end
    page:line("Acts whose actor and target belong to a country, persons and bodies counted with theirs; an act of several parties counts once for each pair. "
        .. "A number opens to who did what to whom.")
    if found.acts_without > 0 then
        local parties, n = most_first(found.without, WITHOUT)
        page:notice("Not in the table: %s of or to parties without a country, such as unions of states: %s%s.", plural(found.acts_without, "act"),
            table.concat(parties, ", "), n > #parties and (" and %d more"):format(n - #parties) or "")
    end
    if n_actors > #rows or n_targets > #columns then
        page:notice("The most frequent: %d of %d actors, %d of %d targets.", #rows, n_actors, #columns, n_targets)
    end
    page:table {
        columns = names, rows = rows, class = "matrix pairs",
        row = function(code)
            local row = { page.country(code) }
            for i, target in ipairs(columns) do row[i + 1] = matrix_cell(page, found.cells[code][target], negative) end
            return table.unpack(row, 1, #columns + 1)
        end,
    }
end

local function statement_item(page, row)
    local negated = row.negated == 1 and "did not say: " or ""
    local cue = row.cue and row.cue:find "%w" and row.cue .. " · " or ""           -- a turn of a transcript has a colon
    local told = page:names(row, "statement", "addressee")
    if told then cue = ("%s → %s · "):format(row.cue or "", told) end
    local items = { negated, page:said(row), " ", page.element("small", nil, cue, said_in(page, row)) }
    if row.outer_id then table.insert(items, page.element("small", nil, " · within another statement")) end
    return page.element("li", nil, table.unpack(items))
end

local function statements(corpus, page, options)
    page:heading "Statements by speaker"
    if not has_layer(corpus, page, "statement", "Statements") then return end
    local set = corpus:annotations "statement"
    local total, by_speaker, order = #set, {}, {}
    for i, row in ipairs(set:take(options.statements)) do
        local name = page:speaker(row)
        if not by_speaker[name] then
            by_speaker[name] = { name = name, first = i, known = row.speaker ~= nil }
            order[#order + 1] = by_speaker[name]
        end
        table.insert(by_speaker[name], statement_item(page, row))
    end
    table.sort(order, function(a, b)
        if a.known ~= b.known then return a.known end
        if #a ~= #b then return #a > #b end
        return a.first < b.first
    end)
    if total == 0 then page:notice "No statement was found in these documents." end
    if total > options.statements then
        page:notice("%d statements: the first %d are listed here (--statements %d lists all).", total, options.statements, total)
    end
    for _, speaker in ipairs(order) do
        local summary = page.element("summary", nil, speaker.name, page.element("small", nil, "  ", plural(#speaker, "statement")))
        page:add(page.element("details", { class = "speaker" }, summary, page.element("ul", nil, page.join(speaker))))
    end
end

-- ---- wording ----

local function wording_cell(page, item)
    local parts = {}
    for i = 1, math.min(#item.list, WORDINGS) do
        local way = item.list[i]
        local days = way.first and (way.first == way.last and way.first or way.first .. " – " .. way.last) or "no date"
        parts[#parts + 1] = page.element("div", nil, page:quote(way.row, way.words), page.element("small", nil, (" %d×, %s"):format(way.n, days)))
    end
    if #item.list > WORDINGS then parts[#parts + 1] = page.element("small", nil, ("and %d ways more"):format(#item.list - WORDINGS)) end
    return page.join(table.unpack(parts))
end

local function set_phrases(corpus, page)
    page:heading "Set phrases"
    if not has_layer(corpus, page, "set_phrase", "Set phrases") then return end
    page:table {
        columns = { "phrase", "in texts", "first use", "last use", "wording, by first use" }, rows = corpus:wordings(corpus:annotations "set_phrase"),
        class = "cards phrases", empty = "No set phrase was found in these documents.",
        row = function(item)
            return page.join(item.name, item.meaning and page.element("small", nil, " ", item.meaning) or ""), item.documents,
                item.first_row and page:link(item.first_row, item.first), item.last_row and page:link(item.last_row, item.last), wording_cell(page, item)
        end,
    }
end

-- ---- one source alone ----

local function one_source_alone(corpus, page)
    local told, rows, single = corpus:tellings(), {}, 0
    if #told == 0 then return end
    page:heading "Told by one source alone"
    for _, item in ipairs(told) do
        if item.sources == 1 then single = single + 1 end
        if #item.others > 0 then rows[#rows + 1] = item end
    end
    page:line("%s by one source, %d by several: of those whose date and countries are known; the same countries a day apart at most are one.",
        plural(single, "encounter is told", "encounters are told"), #told - single)
    if single == 0 then return end
    if #rows == 0 then
        return page:line "Of none told by one source are texts of another country that took part held from those days: nobody's silence can be read from that."
    end
    page:line("Of %d told by one source, texts of another country that took part are held from that day or the three after it, and none of them tells of it.",
        #rows)
    page:table {
        columns = { "date", "encounter", "told by", "texts held of" }, rows = rows, class = "cards",
        row = function(item)
            local names = {}
            for i, other in ipairs(item.others) do names[i] = ("%s (%d)"):format(page.country(other.code), other.n) end
            local next_step = ("lunette report compare --a %s --b %s"):format(item.row.document_country or item.codes[1], item.others[1].code)
            return page.element("span", { class = "date" }, day_of(item.row)),
                page:link(item.row, page:names(item.row, "encounter", "participants") or item.row.text), said_in(page, item.row),
                page.join(table.concat(names, ", ") .. " ", page.element("code", nil, next_step))
        end,
    }
end

local function most_named(corpus, page, facts)
    page:heading "Most named"
    local rows = {}
    for _, kind in ipairs { "country", "person", "organization" } do
        local totals, seen = {}, {}
        for row in corpus:rows("SELECT DISTINCT name, identity, document FROM entity WHERE kind = ? AND name IS NOT NULL", { kind }) do
            local name = kind == "country" and row.identity and page.country(row.identity) or kind == "organization" and page.body(row.name) or row.name
            local place = name .. "\0" .. row.document
            if facts.ids[row.document] and not seen[place] then seen[place], totals[name] = true, (totals[name] or 0) + 1 end
        end
        for i, name in ipairs(most_first(totals, PARTIES)) do
            rows[i] = rows[i] or {}
            rows[i][kind] = ("%s (%d)"):format(name, totals[name])
        end
    end
    if #rows > 0 then page:line "In brackets: in how many documents." end
    page:table {
        columns = { "countries", "persons", "organizations" }, rows = rows,
        empty = corpus:has "person" and "Nobody is named in these documents." or "No party was looked for: lunette run … -p entities",
        row = function(r) return r.country, r.person, r.organization end,
    }
end

local function documents(corpus, page, options)
    page:heading "Documents"
    page:legend()
    page:documents(corpus:documents(), options.documents)
end

local function problems(page, facts)
    page:heading "Problems"
    local rows = table.move(facts.problems, 1, math.min(#facts.problems, PROBLEMS), 1, {})
    if facts.elsewhere > 0 then page:line("%s of other documents of the corpus left out.", plural(facts.elsewhere, "problem")) end
    if #rows == 0 then return page:line "None: every document was read." end
    if #facts.problems > #rows then page:notice("%d problems: the first %d.", #facts.problems, #rows) end
    page:table { columns = { "document", "class", "code", "message" }, rows = rows,
        row = function(r) return r.uri, r.class, r.code, r.message end }
end

report "briefing" {
    doc = "Encounters, acts, statements and the documents with their marks, on one page.",
    options = {
        documents = integer { default = 2000, doc = "documents whose text is shown; from 201 on they are in files beside the page" },
        encounters = integer { default = 1000, doc = "encounters listed" },
        acts = integer { default = 2000, doc = "acts listed" },
        soft = boolean { default = false, doc = "count hopes and affirmations among the acts" },
        statements = integer { default = 1000, doc = "statements listed" },
    },
    write = function(corpus, options, page)
        corpus:at_least(options, { documents = 0, encounters = 1, acts = 1, statements = 1 })
        local facts = facts_of(corpus, options)
        head(corpus, page, facts)
        notes(corpus, page, options, facts)
        page:contents_here()
        encounters(corpus, page, options)
        acts(corpus, page, options, facts)
        matrix(corpus, page, facts)
        statements(corpus, page, options)
        set_phrases(corpus, page)
        one_source_alone(corpus, page)
        most_named(corpus, page, facts)
        documents(corpus, page, options)
        problems(page, facts)
        page:heading "How this page was made"
        page:method()
    end,
}
