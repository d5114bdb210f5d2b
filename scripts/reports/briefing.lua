-- briefing.lua - the report that ships: what was done with words, by whom, to whom; who met; who said what; the documents themselves.
--
-- Every row leads to its words in the documents below. Parts that a corpus has no layer for say so; so does everything left out.

local PARTIES = 12                   -- shown of each kind under "Most named"
local NAMED, MISSING = 6, 50         -- documents named in a note, and with those behind it where it is opened; the rest counted
local PROBLEMS = 200                 -- listed
local WORDINGS = 6                   -- of a set phrase
local SOFT = { hope = true, affirm = true }        -- kinds that do no deed: counted when asked for

local function plural(n, one, many) return ("%d %s"):format(n, n == 1 and one or many or one .. "s") end

-- What is typed as it stands; it does not break at its hyphens.
local function typed(page, words) return page.element("code", { class = "typed" }, words) end

-- What is true on a screen alone.
local function live(page, words) return page.element("span", { class = "live" }, words) end

-- "1200 acts: the first 1000 are listed here (--acts 1200 lists all)."
local function say_listed(page, what, total, n)
    page:notice(page.join(("%d %s: the first %d are listed here ("):format(total, what, n), typed(page, ("--%s %d"):format(what, total)), " lists all)."))
end

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
    facts.countries = number_of(documents:count "country")
    for _, id in ipairs(documents:ids()) do facts.ids[id] = true end
    facts.problems, facts.elsewhere = problems_of(corpus)
    facts.sources = number_of_sources(corpus, facts)
    page:title("Briefing: %s", (corpus.name:gsub("%.[^.]+$", "")))
    local figures = {
        { "documents", facts.documents }, { "period", first and (first == last and first or first .. " – " .. last) or "no dates" },
        { "source countries", facts.countries }, { "sources", facts.sources },
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
    if n > 0 then page:notice(page.join(copies, " set aside: each text counts once (", typed(page, "--copies"), " counts all).")) end
end

-- ---- what must not look like silence ----

-- A note with the documents that it is of: the first, and the others where it is opened.
local function note_of_documents(page, words, list)
    local links = {}
    for i = 1, math.min(#list, MISSING) do links[i] = page:document_link(list[i]) end
    local function joined(from, to)
        local parts = {}
        for i = from, to do parts[#parts + 1] = page.join(i > from and "; " or "", links[i]) end
        return parts
    end
    local beyond = #list > MISSING and (" and %d more."):format(#list - MISSING) or "."
    if page.format ~= "html" or #links <= NAMED + 1 then return page:notice(page.join(words, ": ", joined(1, #links), beyond)) end
    page:add(page.element("div", { class = "notice" }, words, ": ", joined(1, NAMED), ".",
        page.element("details", nil, page.element("summary", nil, ("%d more"):format(#list - NAMED)), joined(NAMED + 1, #links), beyond)))
end

-- The documents of a condition that are asked for.
local function documents_where(corpus, facts, condition)
    local list = {}
    for document in corpus:rows("SELECT id, uri, title, date, source, country FROM document WHERE " .. condition .. " ORDER BY id") do
        if facts.ids[document.id] then list[#list + 1] = document end
    end
    return list
end

local function language_notes(corpus, page, facts)
    local known = corpus:languages()
    if not known then
        page:notice "None of the rules says for which languages it was written: no finding in a text may mean no rule for its language."
        return
    end
    for language, n in corpus:documents():count("language"):each() do
        if language == "" then
            note_of_documents(page, plural(n, "document") .. " in a language that was not recognised",
                documents_where(corpus, facts, "coalesce(language, '') = ''"))
        elseif not known[language] then
            page:notice("%s in %s: no rules for that language.", plural(n, "document"), page.language(language))
        end
    end
end

local function silent_documents(corpus, page, facts)
    if not corpus:has "act" then return end
    local list = documents_where(corpus, facts, "id NOT IN (SELECT document FROM act)")
    if #list > 0 then note_of_documents(page, plural(#list, "document") .. " without any act", list) end
end

-- Other reports must know whose a text is.
local function note_of_sources(page, facts)
    if facts.documents == 0 or facts.countries > 0 and facts.sources > 0 then return end
    local lack = facts.countries > 0 and "a source" or facts.sources > 0 and "a source country" or "a source or a source country"
    local closed = facts.countries > 0 and "which office tells what is not known" or "compare and omissions have nothing to set against each other"
    page:notice(page.join(("No document has %s: %s. "):format(lack, closed), typed(page, "lunette run FOLDER --path '{country}/{source}/{date}-*'"),
        " takes them from the names of folders and files, ", typed(page, "--meta table.csv"), " from a table."))
end

local function notes(corpus, page, options, facts)
    page:scope()
    copies_line(corpus, page)
    local held = corpus:value "SELECT 1 FROM document WHERE characters > 0 LIMIT 1" and "No document of the corpus is within what was asked for."
    if facts.documents == 0 then page:notice(held or "This corpus has no documents yet: lunette run FOLDER -p diplomacy brings some.") end
    if facts.unread > 0 then page:notice("%s could not be read and count nowhere here.", plural(facts.unread, "file or record", "files or records")) end
    note_of_sources(page, facts)
    language_notes(corpus, page, facts)
    if facts.undated > 0 then page:notice("%s without a date.", plural(facts.undated, "document")) end
    if #facts.problems > 0 then
        page:notice(page.join(plural(#facts.problems, "problem"), " on the way: ", page.element("a", { href = "#s-problems" }, "see below"), "."))
    end
    local unfinished = corpus:value "SELECT count(*) FROM run WHERE status <> 'done'" or 0
    if unfinished > 0 then page:notice("%s did not finish: documents may be missing.", plural(unfinished, "run")) end
    silent_documents(corpus, page, facts)
    if facts.documents > options.documents then
        page:notice(page.join(("%d documents: the texts of the first %d are on this page ("):format(facts.documents, options.documents),
            typed(page, ("--documents %d"):format(facts.documents)), " shows all). Tables and figures count all of them."))
    end
end

local function has_layer(corpus, page, layer, what)
    if corpus:has(layer) then return true end
    page:notice("%s were not looked for: this corpus has no layer '%s'. The plugin diplomacy marks it: lunette run … -p diplomacy", what, layer)
    return false
end

-- ---- parts ----

local function said_in(page, row)
    return page:told_by({ id = row.document, source = row.document_source, country = row.document_country, date = row.document_date,
        title = row.document_title, uri = row.document_uri })
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
            title = page.join("Encounters by the countries that took part; hollow points have no day", live(page, "; each leads to its words")) }
    end
    if drawn < #rows then
        local causes = {}
        if dated < #rows then causes[1] = ("%d without a day, month or year"):format(#rows - dated) end
        if drawn < dated then causes[#causes + 1] = ("%d without a country"):format(dated - drawn) end
        page:notice("Not on a timeline: %d of %s (%s).", #rows - drawn, plural(#rows, "encounter"), table.concat(causes, ", "))
    end
end

local function encounters(corpus, page, options)
    page:heading "Encounters"
    if not has_layer(corpus, page, "encounter", "Encounters") then return end
    local set = corpus:annotations "encounter"
    local total, rows, has_place = #set, set:take(options.encounters), set.columns.place ~= nil
    timeline(page, set:rows(), corpus:encounter_countries())
    if total > #rows then say_listed(page, "encounters", total, #rows) end
    table.sort(rows, function(a, b)
        local first, second = day_of(a) or "9999", day_of(b) or "9999"      -- undated last
        if first ~= second then return first < second end
        return a.id < b.id
    end)
    page:table {
        columns = { "date", has_place and "form, place" or "form", "participants", "told by", "in the words" }, rows = rows, class = "cards encounters",
        empty = "No encounter was found in these documents.",
        row = function(r)
            local day = day_of(r)
            local words = calendar.words(day or r.date or "not known")
            local note = not day and words ~= "not known" and " (which one is not told)" or day and day ~= r.date and " (of the document)"
            local date = page.join(page.element("span", { class = "date" }, words), note and page.element("small", nil, note) or "")
            local place = has_place and r.place
            local form = place and page.join(r.form or "", page.element("small", nil, (r.form and ", " or "") .. place)) or r.form
            return date, form, page:parties(r, "encounter", "participants"), said_in(page, r), page:quote(r)
        end,
    }
end

local function act_cells(page)
    return function(r)
        local what = r.content or r.text
        if page.format == "html" then what = page.element("details", nil, page.element("summary", nil, what), page:context(r)) end
        local kind = page.is_negative(r) and page.join(r.kind, page.element("small", nil, " not to")) or r.kind
        return kind, page:parties(r, "act", "actor"), page:to_whom(r), page.join(what, page:qualified(r) or ""), said_in(page, r)
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

-- The parts of a kind's bar by grade, what is not graded in grey; and the numbers.
local function graded_parts(page, counts, kind, n)
    local parts, by, rest = {}, {}, n
    for grade, words in ipairs(page.grades) do
        by[grade] = counts:at(kind, tostring(grade))
        rest = rest - by[grade]
        if by[grade] > 0 then parts[#parts + 1] = { words, by[grade], "s" .. grade } end
    end
    if rest > 0 then parts[#parts + 1] = { "not graded", rest, "s0" } end
    return parts, by, rest
end

-- What the colours of the bars mean.
local function key_of(page, values)
    local key, seen = {}, {}
    for _, value in ipairs(values) do
        for _, part in ipairs(value.parts) do seen[part[3]] = true end
    end
    for grade, words in ipairs(page.grades) do key[#key + 1] = seen["s" .. grade] and { "s" .. grade, words } or nil end
    if seen.s0 then key[#key + 1] = { "s0", "not graded" } end
    return key
end

-- The grades that some kind has, and how they are called: a column without a number says nothing.
local function used_grades(page, graded)
    local used, names = {}, {}
    for grade, words in ipairs(page.grades) do
        for _, row in ipairs(graded) do
            if row.by[grade] > 0 and used[#used] ~= grade then used[#used + 1], names[#names + 1] = grade, words end
        end
    end
    return used, names
end

-- Kinds as bars; where their words are graded, the bar is made of the grades, and a table has the numbers.
local function kinds(page, set, facts)
    local counts, values, graded = set.columns.strength and set:count("kind", "strength"), {}, {}
    for _, pair in ipairs(set:count("kind"):top(30)) do
        if not facts.is_soft(pair[1]) then
            local value = { pair[1], pair[2] }
            values[#values + 1] = value
            if counts then
                local parts, by, rest = graded_parts(page, counts, pair[1], pair[2])
                value.parts = parts
                if rest < pair[2] then graded[#graded + 1] = { kind = pair[1], n = pair[2], by = by, rest = rest } end
            end
        end
    end
    if #graded == 0 then
        for _, value in ipairs(values) do value.parts = nil end
        return page:chart { title = "Acts by kind", values = values }
    end
    page:chart { title = "Acts by kind, and how firm their words are", values = values, key = key_of(page, values) }
    local used, names = used_grades(page, graded)
    page:table {
        columns = { "kind", "all", "not graded", table.unpack(names) }, rows = graded, class = "matrix",
        row = function(r)
            local cells = { r.kind, r.n, r.rest > 0 and r.rest or "" }
            for i, grade in ipairs(used) do cells[3 + i] = r.by[grade] > 0 and r.by[grade] or "" end
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
        local one = facts.soft == 1
        page:line(page.join(plural(facts.soft, "hope or affirmation", "hopes and affirmations"), one and ", which does no deed, stands"
            or ", which do no deed, stand", " at the end of the list and ", one and "is" or "are", " not counted (", typed(page, "--soft"),
            one and " counts it)." or " counts them)."))
    end
    judged_kinds(page, set)
    if total > 0 and not facts.judged then
        page:line(page.join("How many of these are right nobody has judged: ",
            page.element("code", nil, "lunette audit " .. corpus.name .. " act"), " shows a sample and keeps the answers."))
    end
    if total > #rows then say_listed(page, "acts", total, #rows) end
    by_kind(set, rows, facts)
    page:table {
        columns = { "act", "who", "to whom", "what", "told by" }, rows = rows, filter = true, class = "cards acts deeds",
        empty = "No act was found in these documents.", row = act_cells(page),
    }
    local silent = #set:without "actor"
    if silent > 0 then page:notice("%s without an actor: the text does not say, or the rules did not see, whose they are.", plural(silent, "act")) end
end

local function matrix(corpus, page, facts)
    if not (corpus:has "act_actor" and corpus:has "act_target") then return end
    page:heading "Who to whom, by country"
    page:who_to_whom(facts.is_soft)
end

-- By which words it was said comes first: most statements are told in others' words, and no quotation marks stand around them.
local function statement_item(page, row)
    local cue = row.cue and row.cue:find "%w" and row.cue or nil                   -- a turn of a transcript has a colon
    local told = page:names(row, "statement", "addressee")
    if told then cue = ("%s → %s"):format(row.cue or "", told) end
    if row.negated == 1 then cue = "did not say" .. (cue and (" (%s)"):format(cue) or "") end
    local outer = row.outer_id and " · within another statement" or ""
    return page.element("li", nil, cue and page.element("i", nil, cue, ": ") or "", page:said(row), " ",
        page.element("small", nil, page.format == "md" and "· " or "", said_in(page, row), outer))
end

-- The same speakers in another order or in capitals are the same.
local function speaker_key(name)
    local names = {}
    for part in (name .. "; "):gmatch "(.-); " do names[#names + 1] = part:lower() end
    table.sort(names)
    return table.concat(names, "; ")
end

local function statements(corpus, page, options)
    page:heading "Statements by speaker"
    if not has_layer(corpus, page, "statement", "Statements") then return end
    local set = corpus:annotations "statement"
    local total, by_speaker, order = #set, {}, {}
    for i, row in ipairs(set:take(options.statements)) do
        local name = page:speaker(row)
        local key = speaker_key(name)
        if not by_speaker[key] then
            by_speaker[key] = { name = name, first = i, known = row.speaker ~= nil }
            order[#order + 1] = by_speaker[key]
        end
        table.insert(by_speaker[key], statement_item(page, row))
    end
    table.sort(order, function(a, b)
        if a.known ~= b.known then return a.known end
        if #a ~= #b then return #a > #b end
        return a.first < b.first
    end)
    if total == 0 then page:notice "No statement was found in these documents." end
    if total > options.statements then say_listed(page, "statements", total, options.statements) end
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
        parts[#parts + 1] = page.element("div", nil, page:quote(way.row, way.words), page.element("small", nil, (" %d×, "):format(way.n),
            page.element("time", nil, days)))
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
    page:line("%s by one source, %s by several: of those whose date and countries are known; the same countries a day apart at most are one.",
        plural(single, "encounter is told", "encounters are told"), #told > single and #told - single or "none")
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
            -- A joint statement is of no side: two of those who signed it are compared.
            local first = item.row.document_country or item.others[2] and item.others[2].code
            local next_step = first and page.element("code", nil, ("lunette report compare %s --a %s --b %s"):format(corpus.name, first, item.others[1].code))
            return page.element("span", { class = "date" }, day_of(item.row)),
                page:link(item.row, page:names(item.row, "encounter", "participants") or item.row.text), said_in(page, item.row),
                page.join(table.concat(names, ", ") .. " ", next_step or "")
        end,
    }
end

-- Who is named in several documents; where there is but one document, who is named at all.
local function most_named(corpus, page, facts)
    page:heading "Most named"
    local rows, once, least, nameless = {}, {}, facts.documents > 1 and 2 or 1, 0
    for _, kind in ipairs { "country", "person", "organization" } do
        local found, without_country = page:most_named(kind)
        local n = 0
        for i, item in ipairs(found) do
            if item.documents < least then
                n = n + 1
            elseif i <= PARTIES then
                rows[i] = rows[i] or {}
                rows[i][kind] = ("%s (%d)"):format(item.name, item.documents)
            end
        end
        if n > 0 then once[#once + 1] = plural(n, kind, kind == "country" and "countries" or nil) end
        nameless = nameless + without_country
    end
    if #rows > 0 then page:line "In brackets: in how many documents." end
    if #once > 0 then page:line("Named in a single document and not listed: %s.", table.concat(once, ", ")) end
    if nameless > 0 then
        page:line("Not listed either: %s that every state has, such as a foreign ministry, where the text does not say whose it is.",
            plural(nameless, "name of a body", "names of bodies"))
    end
    page:table {
        columns = { "countries", "persons", "organizations" }, rows = rows,
        empty = #once > 0 and "Nobody is named in more than one of these documents." or corpus:has "person" and "Nobody is named in these documents."
            or "No party was looked for: lunette run … -p entities",
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
    page:table { columns = { "document", "class", "code", "message" }, rows = rows, class = "cards",
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
