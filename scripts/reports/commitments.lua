-- commitments.lua - who bound themselves, to whom, to what, how firmly and by when, each with its words: a page, a table, a calendar.
--
-- What binds are pledges, agreements, and announcements that have a strength: decisions (5), what will be done and money (4). How firm a pledge is, its
-- words say. An agreement binds all who made it.

local DECIDED = 5
local BOUND = [[SELECT b.actor AS name, a.document AS document FROM act_actor b JOIN act a USING (id) WHERE a.kind IN ('pledge', 'agree')
    AND b.actor IS NOT NULL ORDER BY name]]
local MOST_BOUND = 8                 -- names that an empty table suggests
local COLUMNS = { "who", "to_whom", "what", "kind", "strength", "how_firm", "polarity", "condition", "due", "said_by", "date", "source", "country",
    "document", "start", "stop", "key", "rule", "words" }

local function firmness(page, row)
    local agreed = row.kind == "agree"
    return not agreed and page.firmness(row) or (agreed and "agreed" or "pledged") .. (page.is_negative(row) and " not to" or "")
end

local function matches(row, options)
    if options.least > 0 and row.kind ~= "agree" and (row.strength or 0) < options.least then return false end
    if options.due and not row.due then return false end
    return true
end

-- By the day they are due, those without one behind; then by the day of the document.
local function in_order(a, b)
    local first, second = a.due or "9999", b.due or "9999"
    if first ~= second then return first < second end
    first, second = a.document_date or "", b.document_date or ""
    if first ~= second then return first > second end
    return a.id < b.id
end

local function is_country(corpus, name)
    return (pcall(function() return corpus:documents { country = name } end))
end

-- The acts with a party of this name, or, for a country (by name or code), with anybody of it: { [id] = true }; nil where nobody is asked for.
local function with_party(corpus, page, field, asked)
    if not asked then return nil end
    local found, name, body = {}, asked:lower(), page.body(asked)
    for row in corpus:rows(("SELECT id, %s AS name, %s_country AS code FROM act_%s"):format(field, field, field)) do
        local own, code = row.name or "", row.code or ""
        if own:lower() == name or code:lower() == name or page.body(own) == body or page.country(code):lower() == name then
            found[row.id] = true
        end
    end
    local theirs = is_country(corpus, asked) and corpus:annotations("act", { [field .. "_country"] = asked, copies = true })
    for _, id in ipairs(theirs and theirs:ids() or {}) do found[id] = true end
    return found
end

-- A party that no act names, and that is no country, is most often a slip of the pen.
local function check_party(corpus, page, field, option, asked)
    if not asked or next(with_party(corpus, page, field, asked)) or is_country(corpus, asked) then return end
    local names, seen = {}, {}
    local function add(name)
        if name and not seen[name] then names[#names + 1], seen[name] = name, true end
    end
    for row in corpus:rows(("SELECT DISTINCT %s AS name, %s_country AS code FROM act_%s"):format(field, field, field)) do
        add(row.name and page.body(row.name))
        add(row.code and page.country(row.code))
    end
    corpus:nothing(("--%s: no act is %s '%s'"):format(option, option, asked), corpus:suggest(asked, names))
end

local function collect(corpus, page, options)
    local rows, by, to = {}, with_party(corpus, page, "actor", options.by), with_party(corpus, page, "target", options.to)
    for row in corpus:annotations("act"):each() do
        local binds = row.kind == "pledge" or row.kind == "agree" or row.kind == "announce" and row.strength
        if binds and (not by or by[row.id]) and (not to or to[row.id]) and matches(row, options) then rows[#rows + 1] = row end
    end
    table.sort(rows, in_order)
    return rows
end

-- ---- the page ----

local function document_of(row)
    return { id = row.document, source = row.document_source, country = row.document_country, date = row.document_date, title = row.document_title,
        uri = row.document_uri }
end

-- How many parties a field names: "China; Mongolia" are two.
local function parties_of(page, rows, field)
    local seen, n = {}, 0
    for _, row in ipairs(rows) do
        for name in ((page:names(row, "act", field) or "") .. "; "):gmatch "(.-); " do
            if name ~= "" and not seen[name] then seen[name], n = true, n + 1 end
        end
    end
    return n
end

local function documents_of(rows)
    local seen, n = {}, 0
    for _, row in ipairs(rows) do
        if not seen[row.document] then seen[row.document], n = true, n + 1 end
    end
    return n
end

local function figure(n, one, many)
    return { n == 1 and one or many, n }
end

local function is_due(row)
    return row.due ~= nil
end

local function number_of(rows, test)
    local n = 0
    for _, row in ipairs(rows) do n = n + (test(row) and 1 or 0) end
    return n
end

local function what_of(row)
    return row.content or row.text
end

-- An empty cell stays one: that nobody is named is said by a dash.
local function of_class(page, class, value)
    return value and page.element("div", { class = class }, value)
end

local function cells(page)
    return function(row)
        local what = what_of(row)
        if page.format == "html" then what = page.element("details", nil, page.element("summary", nil, what), page:context(row)) end
        local note = page:qualified { id = row.id, content = what_of(row), condition = row.condition, actor = row.actor, speaker = row.speaker,
            statement_id = row.statement_id }
        local due = row.due and page.element("span", { class = "date" }, row.due) or nil
        local firm = page.element("span", { class = "kind" }, firmness(page, row))
        return firm, of_class(page, "who", page:parties(row, "act", "actor")), of_class(page, "who", page:to_whom(row)),
            page.join(what, note or ""), due, of_class(page, "told-by", page:told_by(document_of(row)))
    end
end

-- What an empty table says: whom the rows were to be of, and who has some.
local function nothing_found(corpus, options)
    local asked = {}
    for _, option in ipairs { "by", "to" } do
        if options[option] then asked[#asked + 1] = ("%s %s"):format(option, options[option]) end
    end
    if #asked == 0 then return "No commitment was found in these documents." end
    local names, n, within = {}, {}, corpus:asked_for()
    for row in corpus:rows(BOUND) do
        local counts = not within or within[row.document]
        if counts and not n[row.name] then names[#names + 1] = row.name end
        n[row.name] = (n[row.name] or 0) + (counts and 1 or 0)
    end
    table.sort(names, function(a, b) return n[a] > n[b] or n[a] == n[b] and a < b end)
    return ("No commitment %s was found in these documents. Most have: %s."):format(table.concat(asked, " "),
        #names > 0 and table.concat(names, ", ", 1, math.min(#names, MOST_BOUND)) or "nobody")
end

-- The texts that the listed commitments stand in.
local function show_documents(corpus, options, page, shown)
    page:heading "Documents"
    if #shown == 0 then return page:line "None: the texts of commitments that are listed stand here." end
    local seen, n, all = {}, 0, documents_of(shown)
    if all > options.documents and options.documents > 0 then
        page:notice("%d documents: the texts of the first %d are shown here (--documents %d shows all).", all, options.documents, all)
    elseif all > options.documents then
        return page:notice(all == 1 and "1 document: its text is not shown here (--documents 1 shows it)."
            or ("%d documents: their texts are not shown here (--documents %d shows them)."):format(all, all))
    end
    page:legend()
    for _, row in ipairs(shown) do seen[row.document] = true end
    for document in corpus:documents():each() do
        if seen[document.id] and n < options.documents then
            n = n + 1
            page:highlight(document)
        end
    end
end

local function write_page(corpus, options, page, rows)
    page:title("Commitments: %s", (corpus.name:gsub("%.[^.]+$", "")))
    page:figures {
        figure(#rows, "commitment", "commitments"), { "with a day by which", number_of(rows, is_due) },
        figure(parties_of(page, rows, "actor"), "party that is bound", "parties that are bound"),
        figure(parties_of(page, rows, "target"), "party to whom", "parties to whom"), figure(documents_of(rows), "document", "documents"),
    }
    page:scope()
    page:line(page.join("What is due first stands first; how firm a commitment is, its own words say.", page.format == "html"
        and page.element("span", { class = "live" }, " Each line opens to its paragraph, of a long one to the sentences around it.")))
    page:contents_here()
    page:heading "Who, to whom, what, by when"
    local shown = table.move(rows, 1, math.min(#rows, options.rows), 1, {})
    if #shown < #rows then page:notice("%d commitments: the first %d are listed here (--rows %d lists all).", #rows, #shown, #rows) end
    page:table {
        columns = { "how firm", "who", "to whom", "what", "by when", "told by" }, rows = shown, filter = true, class = "cards acts",
        empty = #shown == 0 and nothing_found(corpus, options) or nil, row = cells(page),
    }
    show_documents(corpus, options, page, shown)
    page:heading "How this page was made"
    page:method()
end

-- ---- tables ----

local function address_of(corpus, row)
    return corpus:value("SELECT uri FROM document WHERE id = ?", { row.document })
end

local function words_of(page, row)
    return (page:paragraph(row):gsub("^%s+", ""):gsub("%s+$", ""))
end

local function record(corpus, page, row)
    return {
        who = row.actor, to_whom = row.target, what = what_of(row), kind = row.kind, strength = row.strength, how_firm = firmness(page, row),
        polarity = row.polarity, condition = row.condition, due = row.due, said_by = row.speaker, date = row.document_date, source = row.document_source,
        country = row.document_country, document = address_of(corpus, row), start = row.start, stop = row.stop, key = row.key, rule = row.rule,
        words = words_of(page, row),
    }
end

-- ---- a calendar: RFC 5545 ----

local function escaped(text)
    return (text:gsub("[\\;,]", "\\%0"):gsub("\r?\n", "\\n"))
end

-- A line of at most 75 bytes; what is longer goes on behind a line end and a blank, never inside a character.
local function folded(line)
    local parts, at, room = {}, 1, 75
    while #line - at + 1 > room do
        local stop = at + room
        while stop > at and line:byte(stop) >= 0x80 and line:byte(stop) < 0xC0 do stop = stop - 1 end
        parts[#parts + 1] = line:sub(at, stop - 1)
        at, room = stop, 74
    end
    parts[#parts + 1] = line:sub(at)
    return table.concat(parts, "\r\n ") .. "\r\n"
end

local function compact(date)
    return (date:gsub("-", ""))
end

-- A calendar shows this line alone: it has the "not" and the condition.
local function summary(page, row)
    local condition = page.condition(row)
    local line = ("%s %s: %s"):format(page:names(row, "act", "actor") or "Somebody", firmness(page, row), what_of(row))
    return ((condition and ("%s (%s)"):format(line, condition) or line):gsub("%s+", " "))
end

local function event(corpus, page, row)
    local told = row.document_date
    local stamp = compact(told and told:find "^%d%d%d%d%-%d%d%-%d%d$" and told or row.due) .. "T000000Z"
    local lines = {
        "BEGIN:VEVENT", "UID:" .. row.key .. "@lunette", "DTSTAMP:" .. stamp, "DTSTART;VALUE=DATE:" .. compact(row.due),
        "SUMMARY:" .. escaped(summary(page, row)),
        "DESCRIPTION:" .. escaped(("%s%s\n%s"):format(row.target and "to " .. page:names(row, "act", "target") .. "\n" or "", words_of(page, row),
            address_of(corpus, row))),
        "TRANSP:TRANSPARENT", "END:VEVENT",
    }
    for i, line in ipairs(lines) do lines[i] = folded(line) end
    return table.concat(lines)
end

local function write_calendar(corpus, page, rows)
    local parts = { "BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", "PRODID:-//Lunette//commitments//EN\r\n" }
    for _, row in ipairs(rows) do
        if row.due and row.due:find "^%d%d%d%d%-%d%d%-%d%d$" then parts[#parts + 1] = event(corpus, page, row) end
    end
    parts[#parts + 1] = "END:VCALENDAR\r\n"
    page:raw(table.concat(parts))
end

report "commitments" {
    doc = "Pledges, decisions and agreements: who, to whom, what, how firmly, by when; as a page, CSV, JSON or a calendar of those with a day.",
    formats = { "html", "md", "csv", "json", "ics" },
    options = {
        by = text { doc = "only of this party, by its name; of a country, also its people and bodies" },
        to = text { doc = "only to this party, by its name; of a country, also its people and bodies" },
        least = integer { default = 0, doc = "leave out weaker pledges: 1 would like to, 2 willing, 3 ready, 4 will, 5 all of them" },
        due = boolean { default = false, doc = "only those with a day by which" },
        rows = integer { default = 2000, doc = "commitments listed on the page" },
        documents = integer { default = 200, doc = "documents whose text is shown" },
    },
    write = function(corpus, options, page)
        if not corpus:has "act" then
            corpus:refuse("this corpus has no layer 'act'", "the plugin diplomacy marks it: lunette run … -p diplomacy")
        end
        corpus:at_least(options, { least = 0, rows = 1, documents = 0 })
        if options.least > DECIDED then
            corpus:refuse(("--least: there is no grade %d"):format(options.least), "1 would like to, 2 willing, 3 ready, 4 will, 5 decided")
        end
        check_party(corpus, page, "actor", "by", options.by)
        check_party(corpus, page, "target", "to", options.to)
        local rows = collect(corpus, page, options)
        if #rows == 0 then log(nothing_found(corpus, options)) end
        if page.format == "csv" or page.format == "json" then
            local records = {}
            for i, row in ipairs(rows) do records[i] = record(corpus, page, row) end
            return page:records { columns = COLUMNS, rows = records }
        end
        if page.format == "ics" then return write_calendar(corpus, page, rows) end
        write_page(corpus, options, page, rows)
    end,
}
