-- compare.lua - what two countries' texts tell of the same encounters: told by both, worded differently, told by one alone, and not told.
--
-- "Only" is never claimed from marks alone: all words of the other side's texts are searched first, and the nearest sentence is shown.

local SIMILAR, SOME = 0.45, 0.15      -- from here on a sentence that no rule marked says much the same; below, nothing of it
local COLUMNS = { "part", "meeting", "date", "form", "participants", "what", "kind", "target_country", "score", "reason", "a_source", "a_document", "a_date",
    "a_words", "a_key", "b_source", "b_document", "b_date", "b_words", "b_key", "nearest", "nearest_score", "nearest_document", "firmer", "contrary",
    "a_condition", "b_condition" }

local NAMED = 12                      -- countries whose texts are held that a message names
local TRIED = 6                       -- pairs of countries that an empty report names

-- Why a point that stands on one side is not claimed for that side alone.
local DOUBTS = {
    talk = "merely talked of here",
    joint = "said of both sides",
    alike = "something like it is left there",
    kin = "the same kind of act, or the same third country, is left there",
}

local function plural(n, one, many)
    return ("%d %s"):format(n, n == 1 and one or many or one .. "s")
end

local function dash(value)
    if value ~= "" then return value end
end

-- ---- what is compared ----

local function plain(text)
    return (text:lower():gsub("[%s%p]+", " "))
end

-- A row of the other side as the nearest sentence.
local function as_near(telling, doubt)
    local row = doubt.row
    local document = telling.side.by_id[row.document]
    return { id = row.id, score = doubt.score, start = row.start, stop = row.stop, text = row.text, document = row.document, document_source = document.source,
        document_country = document.country, document_date = document.date, document_title = document.title, document_uri = document.uri }
end

-- How a row stands: told by both in the same words or other ones, or by one, the other having something similar, or nothing.
local function judge(meeting, row)
    if row.a and row.b then
        local unmarked = row.a.unmarked or row.b.unmarked
        if row.contrary then row.state = "worded differently"
        elseif plain(row.a.text) == plain(row.b.text) then row.state, row.firmer = "same words", nil
        elseif row.nearly then row.state = "nearly the same words"
        else row.state = unmarked and "similar, unmarked" or "worded differently" end
        return
    end
    local silent, mutual = row.a and meeting.b or meeting.a, row.doubt and row.doubt.mutual
    row.near = silent:nearest((row.a or row.b).words)
    if row.near and row.near.score >= SIMILAR and not mutual then row.state = "similar, unmarked"
    elseif row.doubt then row.state, row.near = row.a and "perhaps told by b" or "perhaps told by a", row.doubt.row and as_near(silent, row.doubt) or row.near
    else row.state = row.a and "only a" or "only b" end
end

local function counted_as(row)
    if row.state == "similar, unmarked" then return "similar" end
    if row.a and row.b then return "both" end
    local perhaps = row.state:find "^perhaps" ~= nil
    if row.kind == "" then return perhaps and "unmarked_perhaps" or "unmarked" end
    return perhaps and "perhaps" or row.a and "a" or "b"
end

local function examine(pairing)
    local n, firmer = { both = 0, same = 0, a = 0, b = 0, similar = 0, perhaps = 0, unmarked = 0, unmarked_perhaps = 0 }, { a = 0, b = 0 }
    for _, meeting in ipairs(pairing.both) do
        meeting.rows = meeting:align("act", { by = { "kind", "target_country" }, sentences = true })
        meeting.n = { both = 0, same = 0, a = 0, b = 0, similar = 0, perhaps = 0, unmarked = 0, unmarked_perhaps = 0 }
        for _, row in ipairs(meeting.rows) do
            judge(meeting, row)
            local what = counted_as(row)
            meeting.n[what] = meeting.n[what] + 1
            if row.state == "same words" then meeting.n.same = meeting.n.same + 1 end
            if row.firmer then firmer[row.firmer] = firmer[row.firmer] + 1 end
        end
        for what in pairs(n) do n[what] = n[what] + meeting.n[what] end
    end
    n.firmer = firmer
    return n
end

local function of_state(list, state)
    local found = {}
    for _, telling in ipairs(list) do
        if telling.state == state then found[#found + 1] = telling end
    end
    return found
end

-- ---- cells ----

local function document_of(row)
    return { id = row.document, source = row.document_source, country = row.document_country, date = row.document_date, title = row.document_title,
        uri = row.document_uri }
end

local function near_cell(page, row)
    local near = row.near
    if not near or near.score < (row.doubt and row.doubt.row and 0 or SOME) then return page.element("small", nil, "no similar sentence") end
    local words = near.score >= SIMILAR and "similar, unmarked" or row.doubt and "perhaps told" or "nearest sentence"
    return page.join(page.element("small", nil, ("%s (%.2f): "):format(words, near.score)), page:quote(near), " ",
        page.element("small", nil, page:told_by(document_of(near))))
end

-- The row of the other side that has the same doubt: the two stand in one row.
local function with_same_doubt(row, side)
    return not row[side] and row.doubt and row.doubt.mutual and row.doubt.row or nil
end

-- What stands before the words of a side: how sure it is that they are the point, and who acts.
local function before_words(page, row, act, perhaps)
    if act.unmarked and row.a and row.b and row.kind ~= "" then return ("similar, unmarked (%.2f): "):format(row.score) end
    local who = (page:names(act, "act", "actor") or "") .. (page.is_negative(act) and " not to" or "")
    return (perhaps and ("perhaps told (%.2f): "):format(row.doubt.score) or "") .. (who ~= "" and who .. ": " or "")
end

local function side_cell(page, row, side)
    local perhaps = with_same_doubt(row, side)
    local act = row[side] or perhaps
    if not act then return near_cell(page, row) end
    local before, condition, again = before_words(page, row, act, perhaps), page.condition(act), 0
    for _, other in ipairs(row.again) do again = again + (other.document_country == act.document_country and 1 or 0) end
    local more = again > 0 and page.element("small", nil, (" (and %s)"):format(plural(again, "time", "times") .. " more")) or ""
    return page.join(before ~= "" and page.element("small", nil, before) or "", page:quote(act, act.words),
        condition and page.element("small", nil, " ", condition) or "", more)
end

local function difference_cell(page, row, names)
    if row.state == "same words" then return page.element("small", nil, "the same words") end
    if row.a and row.b or row.state == "similar, unmarked" then
        local notes = (row.firmer and "firmer: " .. names[row.firmer] .. "; " or "") .. (row.contrary and row.contrary .. "; " or "")
        return page.join(page.element("small", nil, notes), page:wording((row.a or row.near).text, (row.b or row.near).text))
    end
    if row.doubt then return page.element("small", nil, ("perhaps told by %s: %s"):format(row.a and names.b or names.a, DOUBTS[row.doubt.why])) end
    return page.element("small", nil, "only " .. (row.a and names.a or names.b))
end

local function act_cell(page, row)
    local names = {}
    for code in row.target_country:gmatch "%u%u" do names[#names + 1] = page.country(code) end
    local target = #names > 0 and page.element("small", nil, " to ", table.concat(names, ", ")) or ""
    if row.kind == "" then return page.element("small", nil, "no act marked") end
    return page.join(page.element("span", { class = "kind" }, row.kind), target)
end

local function documents_line(page, telling)
    local items = {}
    for i, document in ipairs(telling.documents) do
        if i > 1 then items[#items + 1] = "; " end
        items[#items + 1] = page:document_link(document)
    end
    return page.join(table.unpack(items))
end

-- ---- parts of the page ----

local function topics(page, meeting, names)
    local rows = meeting:topics()
    if #rows == 0 then return end
    page:table {
        columns = { "also named", names.a, names.b }, rows = rows, class = "topics",
        row = function(topic)
            local unmarked = topic.unmarked and page.join("in words: ", page:document_link(topic.unmarked)) or page.element("small", nil, "not named")
            return page.join(topic.name, topic.kind == "set phrase" and page.element("small", nil, " set phrase") or ""),
                topic.a and "named" or unmarked, topic.b and "named" or unmarked
        end,
    }
end

-- One line for each encounter, with a link to its part.
local function overview(page, pairing, first, names)
    page:heading "Told by both"
    if #pairing.both == 0 then return end
    page:line "Acts are counted; sentences in which no rule marked one stand with each encounter."
    local rows = {}
    for i = first, #pairing.both do rows[#rows + 1] = { i = i, meeting = pairing.both[i] } end
    page:table {
        columns = { "date", "form", "participants", "points of both", "worded differently", "only " .. names.a, "only " .. names.b, "perhaps both" },
        rows = rows, class = "cards overview",
        row = function(r)
            local meeting, n = r.meeting, r.meeting.n
            local date = page.element("a", { class = "date", href = "#meeting-" .. r.i }, meeting.date)
            return date, meeting.form, meeting.participants, n.both, n.both - n.same, n.a, n.b, n.perhaps + n.similar
        end,
    }
end

local function meeting_part(page, i, meeting, names)
    page:subheading("meeting-" .. i, "%s, %s: %s", meeting.date, meeting.form or "encounter", meeting.participants)
    page:line(page.join(names.a, ": ", documents_line(page, meeting.a), ". ", names.b, ": ", documents_line(page, meeting.b), "."))
    page:line(page.element("small", nil, ("Paired with a score of %.2f: %s."):format(meeting.score, meeting.reason)))
    local first, second = meeting.a.documents[1], meeting.b.documents[1]
    if first and second and first.language and second.language and first.language ~= second.language then
        page:notice("The two sides write in different languages (%s, %s): words are not compared across languages, so that 'only' says little here.",
            page.language(first.language), page.language(second.language))
    end
    page:table {
        columns = { "point", names.a, names.b, "difference" }, rows = meeting.rows, class = "cards compare",
        empty = "Neither side's text has a point that belongs to this encounter: no act, and no sentence besides the one that tells of it.",
        row = function(row)
            return act_cell(page, row), side_cell(page, row, "a"), side_cell(page, row, "b"), difference_cell(page, row, names)
        end,
    }
    topics(page, meeting, names)
end

-- Who tells of it, each on a line of its own, and below the words.
local function told_cell(page, telling)
    local parts = {}
    for i, document in ipairs(telling.documents) do parts[i] = page.element("div", { class = "told-by" }, page:told_by(document)) end
    return page.join(parts, page.element("div", nil, page:quote(telling.marks[1])))
end

local function alone_table(page, list, other, names)
    page:table {
        columns = { "date", "form", "participants", "told by", names[other] .. ", that day to a week on" }, rows = list, class = "cards",
        row = function(telling)
            local near, text = telling.near
            if telling.state == "undated" then
                text = "no date, so nothing can be looked up"
            elseif telling.state == "perhaps silent" then
                text = ("no texts of those days held; the nearest are %s before and %s after"):format(plural(telling.between.before, "day"),
                    plural(telling.between.behind, "day"))
            elseif #telling.around == 0 then
                text = "no texts held"
            else
                local n = #telling.around
                text = page.join(plural(n, "text"), " held, the encounter is ", n == 1 and "not in it. " or "in none. ", near and near.score >= SOME
                    and page.join(page.element("small", nil, ("Nearest sentence (%.2f): "):format(near.score)), page:quote(near), " ",
                        page.element("small", nil, page:told_by(document_of(near)))) or "No similar sentence.")
            end
            return page.element("span", { class = "date" }, telling.date or "not known"), telling.form, dash(telling.participants),
                told_cell(page, telling), text
        end,
    }
end

-- How far the other side can be called silent, in words.
local function silences(list, name)
    local words = {}
    for _, given in ipairs {
        { "silent", "On %s %s is silent: texts from that day to a week on are held, and do not tell of it." },
        { "perhaps silent", "On %s %s is perhaps silent: texts before and behind are held, none of those days." },
        { "no texts held", "For %s no text of %s from about then is held: that is no silence." },
        { "undated", "%s cannot be dated, so that no text of %s can be looked for." },
    } do
        local n = #of_state(list, given[1])
        if n > 0 then words[#words + 1] = given[2]:format(plural(n, "encounter"), name) end
    end
    return words
end

local function alone_part(page, pairing, key, names)
    local teller, other = key == "only_a" and "a" or "b", key == "only_a" and "b" or "a"
    local list = pairing[key]
    page:heading("Told by %s alone", names[teller])
    if #list == 0 then return page:line("None: %s tells of no encounter with %s that %s does not tell of.", names[teller], names[other], names[other]) end
    page:line(table.concat(silences(list, names[other]), " "))
    alone_table(page, list, other, names)
end

-- In how many of each side's texts a phrase stands.
local function phrases(corpus, page, pairing, names)
    if not corpus:has "set_phrase" then return end
    local rows, by_name = {}, {}
    for _, side in ipairs { "a", "b" } do
        for name, n in corpus:annotations("set_phrase"):within(pairing[side].set):count_documents("phrase"):each() do
            if not by_name[name] then
                by_name[name] = { name = name, a = 0, b = 0 }
                rows[#rows + 1] = by_name[name]
            end
            by_name[name][side] = n
        end
    end
    table.sort(rows, function(x, y)
        if x.a + x.b ~= y.a + y.b then return x.a + x.b > y.a + y.b end
        return x.name < y.name
    end)
    page:heading "Set phrases of each side"
    page:line("In how many of %s of %s and %s of %s each stands, whatever they tell of.", plural(#pairing.a.documents, "text"), names.a,
        plural(#pairing.b.documents, "text"), names.b)
    page:table { columns = { "phrase", names.a, names.b }, rows = rows, class = "matrix", empty = "No set phrase was found on either side.",
        row = function(r) return r.name, r.a, r.b end }
end

local function show_documents(page, pairing, first, most)
    if #pairing.both + #pairing.only_a + #pairing.only_b == 0 then return end
    page:heading "Documents"
    page:legend()
    local seen, n = {}, 0
    local function show(list)
        for _, document in ipairs(list) do
            if not seen[document.id] and n < most then
                seen[document.id], n = true, n + 1
                page:highlight(document)
            end
        end
    end
    for i = first, #pairing.both do
        local meeting = pairing.both[i]
        show(meeting.a.documents)
        show(meeting.b.documents)
        for _, row in ipairs(meeting.rows) do
            if row.near and row.near.score >= SOME then show { pairing.a.by_id[row.near.document] or pairing.b.by_id[row.near.document] } end
        end
    end
    for _, list in ipairs { pairing.only_a, pairing.only_b } do
        for _, telling in ipairs(list) do
            show(telling.documents)
            if telling.near then show { pairing.a.by_id[telling.near.document] or pairing.b.by_id[telling.near.document] } end
        end
    end
end

-- The countries whose texts are held, for somebody who asked for another.
local function who_is_there(corpus, page)
    local held, n = {}, 0
    for _, pair in ipairs(corpus:documents():count("country"):top()) do
        if pair[1] ~= "" then n = n + 1 end
        if pair[1] ~= "" and #held < NAMED then held[#held + 1] = ("%s (%s, %d)"):format(pair[1], page.country(pair[1]), pair[2]) end
    end
    if n > #held then held[#held + 1] = ("and of %d countries more"):format(n - #held) end
    local without = #corpus:documents():without "country"
    local remedy = "lunette run … --path '{country}/{source}/{date}-*' tells it, or a column of --meta."
    if #held == 0 then return "None of its texts has one: " .. remedy end
    local unknown = without > 0 and (" %s no country: %s"):format(without == 1 and "1 text has" or without .. " texts have", remedy) or ""
    return ("There are texts of: %s.%s"):format(table.concat(held, ", "), unknown)
end

-- The days of the encounters that texts of one country tell with another: { CN = { MN = { days } } }.
local function days_told(corpus)
    local told, countries = {}, {}
    for row in corpus:rows "SELECT DISTINCT id, participants_country AS code FROM encounter_participants WHERE participants_country IS NOT NULL" do
        countries[row.id] = countries[row.id] or {}
        table.insert(countries[row.id], row.code)
    end
    for row in corpus:annotations("encounter", { copies = true }):each() do
        local own, date = row.document_country, not calendar.is_open(row.date) and row.date or row.document_date
        local day = calendar.day(date or "")
        for _, code in ipairs(own and day and countries[row.id] or {}) do
            told[own] = told[own] or {}
            local days = told[own][code] or {}
            told[own][code] = days
            if code ~= own and days[#days] ~= day then days[#days + 1] = day end
        end
    end
    return told
end

local function days_of_both(first, second, apart)
    local n = 0
    for _, day in ipairs(first) do
        local found = false
        for _, other in ipairs(second) do found = found or math.abs(day - other) <= apart end
        n = n + (found and 1 or 0)
    end
    return n
end

-- Pairs of countries with how many encounters: those that both tell of, and those told by one whose other side has no text here.
local function pairs_to_try(corpus, apart)
    local told, both, lone = days_told(corpus), {}, {}
    local held = corpus:documents { copies = true }:count "country"
    for a, others in pairs(told) do
        for b, days in pairs(others) do
            local n = days_of_both(days, told[b] and told[b][a] or {}, apart)
            if n > 0 and a < b then both[#both + 1] = { a = a, b = b, n = n } end
            if #days > 0 and held:at(b) == 0 then lone[#lone + 1] = { a = a, b = b, n = #days } end
        end
    end
    for _, list in ipairs { both, lone } do
        table.sort(list, function(x, y)
            if x.n ~= y.n then return x.n > y.n end
            return x.a .. x.b < y.a .. y.b
        end)
    end
    return both, lone
end

-- What an empty page would show, and with whom it would have something to show.
local function what_to_try(corpus, page, apart)
    local both, lone = pairs_to_try(corpus, apart)
    local words = {}
    for i = 1, math.min(#both, TRIED) do words[i] = ("--a %s --b %s (%s told by both)"):format(both[i].a, both[i].b, plural(both[i].n, "encounter")) end
    if #words > 0 then return "Here something would be compared with " .. table.concat(words, ", ") .. "." end
    for i = 1, math.min(#lone, TRIED) do words[i] = ("%s with %s (%d)"):format(page.country(lone[i].a), page.country(lone[i].b), lone[i].n) end
    return "No two countries' texts of this corpus tell of one encounter." .. (#words > 0 and " Told by one, while no text of the other is held: "
        .. table.concat(words, ", ") .. ". With texts of the other side they can be compared." or "")
end

local function is_empty(pairing)
    return #pairing.both + #pairing.only_a + #pairing.only_b == 0
end

-- The sides of which no text is held: what a reader has to know before anything else. Nil where both have some.
local function no_texts(corpus, page, pairing, options)
    local lacking = {}
    for _, side in ipairs { "a", "b" } do
        if #pairing[side].documents == 0 then lacking[#lacking + 1] = page.country(options[side].code) end
    end
    return #lacking > 0 and ("No text whose source belongs to %s is %s (column country of the documents): nothing can be compared. %s"):format(
        table.concat(lacking, " or "), corpus:asked_for() and "within what was asked for" or "in this corpus", who_is_there(corpus, page)) or nil
end

-- What was found of encounters that both tell of, in words: what there is none of is left out.
local function summary(n, names)
    local words, firmer, unmarked = {}, {}, {}
    local function add(found, ...) words[#words + 1] = found and string.format(...) or nil end
    add(true, n.both == 0 and "No point is told by both." or "Both tell of %s, %s in the same words.", plural(n.both, "point"),
        n.same == 0 and "none" or n.same)
    add(n.similar > 0, "%s told by one side, while the other has a similar sentence that no rule marked.", plural(n.similar, "point is", "points are"))
    add(n.perhaps > 0, "%s told by one side, and perhaps by the other: the nearest of its sentences stands beside it, and the reader decides.",
        plural(n.perhaps, "point is", "points are"))
    add(n.both + n.similar > n.same, "Words that only %s has are struck, words that only %s has are underlined.", names.a, names.b)
    for _, side in ipairs { "a", "b" } do
        if n.firmer[side] > 0 then firmer[#firmer + 1] = ("%s %d"):format(names[side], n.firmer[side]) end
    end
    add(#firmer > 0, "Firmer wording: %s.", table.concat(firmer, ", "))
    unmarked[1] = n.unmarked > 0 and n.unmarked .. " told by one side alone" or nil
    unmarked[#unmarked + 1] = n.unmarked_perhaps > 0 and n.unmarked_perhaps .. " perhaps by both" or nil
    add(#unmarked > 0, "Sentences in which no rule marked an act: %s.", table.concat(unmarked, ", "))
    return words
end

local function figure(what, whose, n)
    return { ("%s %s"):format(n == 1 and what or what .. "s", whose), n }
end

local function write_page(corpus, page, pairing, options)
    local names, n = { a = page.country(options.a.code), b = page.country(options.b.code) }, examine(pairing)
    local first = math.max(1, #pairing.both - options.encounters + 1)
    page:title("%s and %s: what each side's texts say", names.a, names.b)
    page:figures {
        figure("text", "of " .. names.a, #pairing.a.documents), figure("text", "of " .. names.b, #pairing.b.documents),
        figure("encounter", "told by both", #pairing.both), figure("encounter", "only by " .. names.a, #pairing.only_a),
        figure("encounter", "only by " .. names.b, #pairing.only_b), figure("point", "told by both", n.both), figure("point", "only by " .. names.a, n.a),
        figure("point", "only by " .. names.b, n.b), figure("point", "perhaps told by both", n.perhaps + n.similar),
    }
    page:scope()
    local lacking = no_texts(corpus, page, pairing, options)
    if lacking then page:notice("%s", lacking) end
    if #pairing.both > 0 then page:line(table.concat(summary(n, names), " ")) end
    if is_empty(pairing) then
        page:notice("Nothing to compare. This report sets side by side what the texts of two countries tell of the encounters between them. %s",
            what_to_try(corpus, page, options.days))
    end
    page:contents_here()
    overview(page, pairing, first, names)
    if first > 1 then
        page:notice("%d encounters are told by both: the latest %d are listed here (--encounters %d lists all). The figures above count all.", #pairing.both,
            options.encounters, #pairing.both)
    end
    for i = first, #pairing.both do meeting_part(page, i, pairing.both[i], names) end
    if #pairing.both == 0 then page:notice("No encounter is told by both sides within %s.", plural(options.days, "day")) end
    alone_part(page, pairing, "only_a", names)
    alone_part(page, pairing, "only_b", names)
    phrases(corpus, page, pairing, names)
    show_documents(page, pairing, first, options.documents)
    page:heading "How this page was made"
    page:line("Pairs need the same participants (by name, its other spellings or country) within %s of each other. "
        .. "Scores are of words and notions in common, rare words weighing more: "
        .. "%.2f and above is called similar, below %.2f nothing is shown. 'Perhaps told' is what one side merely talks of, what both sides are said to "
        .. "have done, and what is somewhat like something that is left on the other side. 'Only' is the rest: on texts with known answers about seven of ten "
        .. "such claims were right.", plural(options.days, "day"), SIMILAR, SOME)
    page:method()
end

-- ---- tables ----

local function put_side(record, side, row, page)
    if not row then return end
    record[side .. "_source"], record[side .. "_date"] = row.document_source, row.document_date
    record[side .. "_document"] = page.corpus:value("SELECT uri FROM document WHERE id = ?", { row.document })
    record[side .. "_words"], record[side .. "_key"], record[side .. "_condition"] = row.text, row.key, row.condition
end

local function put_near(record, near)
    if not near then return end
    record.nearest, record.nearest_score, record.nearest_document = near.text, tonumber(("%.3f"):format(near.score)), near.document_uri
end

local function meeting_records(page, records, i, meeting)
    local function new(what)
        return { part = "encounter", meeting = i, date = meeting.date, form = meeting.form, participants = meeting.participants, what = what }
    end
    local head = new "told by both"
    head.score, head.reason = tonumber(("%.3f"):format(meeting.score)), meeting.reason
    put_side(head, "a", meeting.a.marks[1], page)
    put_side(head, "b", meeting.b.marks[1], page)
    records[#records + 1] = head
    for _, row in ipairs(meeting.rows) do
        local record = new(row.state)
        record.part, record.kind, record.target_country = (row.kind ~= "" and "act" or "sentence"), dash(row.kind), dash(row.target_country)
        record.firmer, record.contrary = row.firmer, row.contrary
        record.score = row.score and tonumber(("%.3f"):format(row.score))
        put_side(record, "a", row.a or with_same_doubt(row, "a"), page)
        put_side(record, "b", row.b or with_same_doubt(row, "b"), page)
        put_near(record, row.near)
        records[#records + 1] = record
    end
    for _, topic in ipairs(meeting:topics()) do
        local record = new(topic.a and topic.b and "told by both" or topic.unmarked and "similar, unmarked" or topic.a and "only a" or "only b")
        record.part, record.kind, record.a_words, record.b_words = "topic", topic.kind, topic.a and topic.name, topic.b and topic.name
        record.nearest_document = topic.unmarked and topic.unmarked.uri
        records[#records + 1] = record
    end
end

local function write_records(page, pairing)
    examine(pairing)
    local records = {}
    for i, meeting in ipairs(pairing.both) do meeting_records(page, records, i, meeting) end
    for _, side in ipairs { "a", "b" } do
        for _, telling in ipairs(pairing["only_" .. side]) do
            local record = { part = "encounter", date = telling.date, form = telling.form, participants = dash(telling.participants),
                what = "only " .. side, reason = telling.state }
            put_side(record, side, telling.marks[1], page)
            put_near(record, telling.near)
            records[#records + 1] = record
        end
    end
    page:records { columns = COLUMNS, rows = records }
end

report "compare" {
    doc = "Two countries' texts on the same encounters: told by both, worded differently, told by one alone, not told.",
    formats = { "html", "md", "csv", "json" },
    options = {
        a = required(country) { doc = "one side: the country of the sources, such as CN" },
        b = required(country) { doc = "the other side, such as JP" },
        days = integer { default = 1, doc = "how many days apart the two sides may date an encounter" },
        encounters = integer { default = 200, doc = "encounters told by both that are listed, the latest" },
        documents = integer { default = 200, doc = "documents whose text is shown" },
    },
    write = function(corpus, options, page)
        corpus:at_least(options, { days = 0, encounters = 1, documents = 0 })
        local pairing = corpus:pair("encounter", { a = options.a, b = options.b, same = "participants", days = options.days })
        local lacking = no_texts(corpus, page, pairing, options)
        if lacking then log("%s", lacking) end
        if is_empty(pairing) then log("%s", what_to_try(corpus, page, options.days)) end
        if page.format == "csv" or page.format == "json" then return write_records(page, pairing) end
        write_page(corpus, page, pairing, options)
    end,
}
