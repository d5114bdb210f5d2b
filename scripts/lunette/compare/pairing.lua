-- pairing.lua - what two sides tell of the same thing: encounters told by both, told by one alone, and whether the other side's texts are held.
--
-- Sits on likeness.lua, align.lua, parties.lua, heads.lua and the sets of a corpus. A side is the documents whose country is that of their source.
-- A text without such a row may stand by its head. Rows of one side that tell of the same day and the same participants are one telling, however
-- many texts and sentences it has. Two tellings are one meeting when participants and date fit; best pairs first, each telling once. Nothing is
-- called silence unless texts of that side around those days are held.

local acronyms = require "lunette.compare.acronyms"
local align = require "lunette.compare.align"
local called = require "lunette.report.called"
local calendar = require "lunette.base.calendar"
local failure = require "lunette.base.failure"
local heads = require "lunette.compare.heads"
local likeness = require "lunette.compare.likeness"
local parties_of_both = require "lunette.compare.parties"

local M = {}

local NEAR = 10                      -- days between an encounter and a text that is about it
local AROUND = 6                     -- days, besides --days, in which texts that may tell of it are looked for: a week in all
local WITHIN = 31                    -- days between a telling and the nearest text before, or behind, for its side to be publishing then
local LEAST = 0.55                   -- of the participants' score: both sides must be found, one by its name
local SAME_TELLING = 0.6
local TWO = 2                        -- names that both must have where one is known by the head of its text alone, or both name as many
local W_PARTIES, W_DATE, W_FORM = 0.7, 0.2, 0.1
local W_CONTENT = 0.15               -- of the order in which pairs are made, not of the score: two meetings of the same people in a few days
local MUCH_ALIKE = 0.25              -- of two whole texts: of texts of other days few are above 0.2
local MARKS = 100000000              -- ids of a document's annotations begin at its number times this

-- How many days two tellings are apart; 0 where the date of one is the month that holds the other's; nil where that cannot be said.
local function days_apart(a, b)
    if a.day and b.day then return math.abs(a.day - b.day) end
    if not a.date or not b.date then return nil end
    local n = math.min(#a.date, #b.date)
    return n >= 7 and a.date:sub(1, n) == b.date:sub(1, n) and 0 or nil
end

-- ---- tellings ----

local Telling = {}
Telling.__index = Telling

--- The sentence of this side's texts nearest to the words: of those that tell of it, and of all others held around its day.
function Telling:nearest(words)
    return self.pool:nearest(self.held, words)
end

--- Its rows of a layer: those that refer to it, and of its documents those that refer to nothing.
-- @return table array
function Telling:rows(layer)
    local found, ids, own = {}, {}, {}
    for i, document in ipairs(self.documents) do ids[i] = document.id end
    for _, row in ipairs(self.marks) do own[row.id] = true end
    local reference = self.layer .. "_id"
    for row in self.corpus:annotations(layer, { document = ids, copies = true }):each() do
        if row[reference] and own[row[reference]] or not row[reference] and self.first_of[row.document] == self then found[#found + 1] = row end
    end
    return found
end

local function parties_of(corpus, layer, field, row, own)
    local sql = ("SELECT DISTINCT %s AS name, %s_country AS country, %s_kind AS kind FROM %s_%s WHERE id = ?"):format(field, field, field, layer, field)
    local parties, home = {}, false
    for party in corpus:rows(sql, { row.id }) do
        parties[#parties + 1] = party
        home = home or party.country == own
    end
    if not home then parties[#parties + 1] = { country = own, kind = "country" } end      -- a readout need not name its own side
    return parties
end

local function names_of(parties)
    local names = {}
    for _, party in ipairs(parties) do names[#names + 1] = party.name end
    return table.concat(names, "; ")
end

-- A visit and a meeting in one text and of one day, with somebody in both, are one telling: the visit is how the meeting came about.
local function visit_and_meeting(telling, row, parties)
    if telling.form ~= "visit" and row.form ~= "visit" or telling.marks[1].document ~= row.document then return false end
    local _, named = parties_of_both.score(telling, { parties = parties })
    return #named > 0
end

local function people_of(telling)
    local people = {}
    for _, party in ipairs(telling.parties) do
        if party.kind == "person" and party.name then people[#people + 1] = party end
    end
    return people
end

-- Where both name two people, these must be the same: who received the minister and with whom the minister spoke are two encounters of one day.
local function same_telling(telling, row, parties)
    if telling.form and row.form and telling.form ~= row.form then return visit_and_meeting(telling, row, parties) end
    local score, named = parties_of_both.score({ parties = telling.parties }, { parties = parties })
    if #people_of(telling) >= TWO and #people_of { parties = parties } >= TWO and #named < TWO then return false end
    return score >= SAME_TELLING
end

-- A visit says less of who spoke with whom than the meeting does.
local function take_form(telling, row, parties)
    if telling.form == "visit" and row.form and row.form ~= "visit" then
        telling.form, telling.parties, telling.participants = row.form, parties, names_of(parties)
    end
end

local function head_of(side, document)
    local head = side.heads[document.id]
    if not head then
        head = heads.read(side.corpus, document)
        heads.add_countries(head, document, side.names)
        side.heads[document.id] = head
    end
    return head
end

local function new_telling(side, layer, given)
    given.corpus, given.side, given.layer, given.pool, given.first_of = side.corpus, side, layer, side.pool, side.first_of
    given.day, given.participants, given.beside = given.date and calendar.day(given.date), names_of(given.parties), {}
    given.documents, given.marks = {}, {}
    return setmetatable(given, Telling)
end

local function add_mark(telling, side, row)
    telling.marks[#telling.marks + 1] = row
    local document = side.by_id[row.document]
    if document and telling.documents[#telling.documents] ~= document then
        telling.documents[#telling.documents + 1] = document
        table.move(head_of(side, document).persons, 1, #head_of(side, document).persons, #telling.beside + 1, telling.beside)
    end
    side.first_of[row.document] = side.first_of[row.document] or telling
end

-- The head as a row, for texts in which no rule marked an encounter.
local function mark_of_head(document, head)
    return { id = document.id * MARKS, document = document.id, start = 0, stop = head.stop, text = head.text, document_source = document.source,
        document_country = document.country, document_date = document.date, document_title = document.title, document_uri = document.uri }
end

-- Is what rules marked in a text all of other days: a visit of last year, the next round of talks?
local function tells_of_others(document, list)
    local day = document.date and calendar.day(document.date)
    for _, telling in ipairs(list) do
        if telling.marks[1].document == document.id and not (day and telling.day and math.abs(telling.day - day) > NEAR)
            and not (day and not telling.day) then return false end
    end
    return true
end

local function tellings_by_head(side, layer, other, list)
    for _, document in ipairs(side.documents) do
        local head = (not side.first_of[document.id] or tells_of_others(document, list)) and heads.meets(document) and head_of(side, document)
        local tells = head and heads.tells_of(head, side.code, other.code)
        if tells then
            local telling = new_telling(side, layer, { date = head.date or document.date, dated = head.date ~= nil, parties = head.persons, by_head = tells })
            side.first_of[document.id] = nil
            add_mark(telling, side, mark_of_head(document, head))
            list[#list + 1] = telling
        end
    end
end

-- The date that a row tells; a year alone ("the plan for 2025" in the same sentence) says less than the head does.
local function day_told(row, head)
    if not row.date or calendar.is_open(row.date) then return head and head.date end
    local finer = head and head.date or row.document_date
    return #row.date == 4 and finer and finer:sub(1, 4) == row.date and finer or row.date
end

local function tellings_of(side, layer, field, other)
    local list, by_date, corpus = {}, {}, side.corpus
    for row in corpus:annotations(layer, { copies = true }):within(side.set):each() do
        local document = side.by_id[row.document]
        local told = day_told(row, document and head_of(side, document))
        local date = told or row.document_date
        local parties, joined = parties_of(corpus, layer, field, row, side.code), nil
        local of_day = by_date[date or ""] or {}
        by_date[date or ""] = of_day
        for _, telling in ipairs(of_day) do
            if same_telling(telling, row, parties) then joined = telling break end
        end
        if joined then
            take_form(joined, row, parties)
        else
            joined = new_telling(side, layer, { date = date, dated = told ~= nil, form = row.form, parties = parties, text = row.text })
            list[#list + 1], of_day[#of_day + 1] = joined, joined
        end
        add_mark(joined, side, row)
    end
    tellings_by_head(side, layer, other, list)
    for _, telling in ipairs(list) do telling.text = telling.text or telling.marks[1].text end
    return list
end

local function named_in(people, text)
    local named = {}
    for _, person in ipairs(people) do
        if parties_of_both.stands_in(person.name, text) then named[#named + 1] = person end
    end
    return named
end

-- Rules may have found neither the encounter nor its people in the other side's text, or not all of them. Those whom this side's telling names are looked
-- for in the raw words of the heads of that side's texts of those days; what is found makes a telling that counts with this one alone, or stands
-- beside the participants of the telling that is there.
local function tellings_by_words(list, side, layer, reach, found)
    for _, telling in ipairs(list) do
        local people = telling.day and people_of(telling) or {}
        for i, document in ipairs(#people >= TWO and side.documents or {}) do
            local day = side.days[i].day
            local near = day and math.abs(day - telling.day) <= reach and heads.meets(document)
            local named, there = near and named_in(people, heads.words(document)) or {}, side.first_of[document.id]
            if #named >= TWO and there then
                table.move(named, 1, #named, #there.beside + 1, there.beside)
            elseif #named >= TWO then
                local other = new_telling(side, layer, { date = document.date, dated = false, parties = named, by_head = "perhaps" })
                add_mark(other, side, mark_of_head(document, head_of(side, document)))
                other.text, found[#found + 1] = other.marks[1].text, other
            end
        end
    end
end

-- Texts of a side from so many days before a telling to so many behind it.
local function texts_around(side, telling, before, behind)
    local found = {}
    for i, document in ipairs(side.documents) do
        local other = side.days[i]
        local apart = days_apart(telling, other)
        local reach = telling.day and other.day and other.day < telling.day and before or behind
        if apart and apart <= reach then found[#found + 1] = document end
    end
    return found
end

-- Its own documents first, then those around its day.
local function hold(telling, reach)
    local seen, held = {}, {}
    for _, list in ipairs { telling.documents, texts_around(telling.side, telling, reach, reach) } do
        for _, document in ipairs(list) do
            if not seen[document.id] then seen[document.id], held[#held + 1] = true, document end
        end
    end
    telling.held = held
end

-- ---- meetings ----

local Meeting = {}
Meeting.__index = Meeting

--- Puts rows of a layer side by side; see align.lua.
-- @param layer text
-- @param given table { by = { "kind", "target_country" } }
-- @return table array of { kind =, a = row | nil, b = row | nil, score = }
function Meeting:align(layer, given)
    return align.rows(self, layer, given or {})
end

--- What was talked about, by what both name: bodies, places, third countries and set phrases, each with who has it; see align.lua.
function Meeting:topics()
    return align.topics(self)
end

-- Is somebody of that country a party? Whose country no rule found is of the one other country that the head names.
local function concerns(telling, code)
    if telling.by_head then return true end
    local unknown, foreign = false, false
    for _, party in ipairs(telling.parties) do
        if party.country == code and party.name then return true end
        unknown = unknown or party.name and party.kind == "person" and not party.country
        foreign = foreign or party.country and party.country ~= telling.side.code
    end
    for _, person in ipairs(foreign and {} or telling.beside) do
        if person.country == code then return true end
    end
    local document = unknown and telling.documents[1]
    return document and heads.only_of(head_of(telling.side, document), telling.side.code, code) or false
end

local function date_words(apart, a, b)
    local words = apart == 0 and "the same day" or apart == 1 and "a day apart" or ("%d days apart"):format(apart)
    if not a.dated or not b.dated then words = words .. " (by the date of the document)" end
    return words
end

local function judge(a, b, reach)
    local apart = days_apart(a, b)
    if not apart or apart > reach then return nil end
    local parties, named = parties_of_both.score(a, b)
    if parties < LEAST or (a.by_head or b.by_head) and #named < TWO then return nil end
    if not (a.day and b.day) and #named == 0 then return nil end          -- the same month and the same countries are no one encounter
    local form = (a.form == b.form) and 1 or (a.form and b.form) and 0 or 0.5
    local reasons = { date_words(apart, a, b) }
    if #named > 0 then reasons[2] = table.concat(named, " and ") .. " named by both" else reasons[2] = "the same countries" end
    if a.form and b.form then reasons[3] = form == 1 and "a " .. a.form .. " to both" or ("a %s to one, a %s to the other"):format(a.form, b.form) end
    if a.by_head or b.by_head then reasons[#reasons + 1] = "no rule marked an encounter: by the head of the text" end
    return { a = a, b = b, score = W_PARTIES * parties + W_DATE * (1 - apart / (reach + 1)) + W_FORM * form, reason = table.concat(reasons, "; ") }
end

local function meeting_of(match)
    local a, b = match.a, match.b
    match.date = a.date == b.date and a.date or a.date .. " / " .. b.date
    match.form = a.form and b.form and a.form ~= b.form and a.form .. " / " .. b.form or a.form or b.form
    match.participants = #a.participants >= #b.participants and a.participants or b.participants
    return setmetatable(match, Meeting)
end

local function candidates(first, second, given)
    local matches, n = {}, {}
    for i, a in ipairs(first) do
        for j, b in ipairs(second) do
            local near = not (a.day and b.day) or math.abs(a.day - b.day) <= given.days
            local match = near and (concerns(a, given.b.code) or concerns(b, given.a.code)) and judge(a, b, given.days)
            if match then
                match.order, match.rank = i * #second + j, match.score
                n[a], n[b] = (n[a] or 0) + 1, (n[b] or 0) + 1
                matches[#matches + 1] = match
            end
        end
    end
    return matches, n
end

-- Who has more than one to be paired with goes by what the texts say, too.
local function weigh_contents(matches, n, pool)
    for _, match in ipairs(matches) do
        local a, b = match.a.documents[1], match.b.documents[1]
        if (n[match.a] > 1 or n[match.b] > 1) and a and b then match.rank = match.rank + W_CONTENT * pool:score(a.text, b.text) end
    end
end

local function match_all(first, second, given, pool)
    local matches, n = candidates(first, second, given)
    weigh_contents(matches, n, pool)
    table.sort(matches, function(x, y)
        if x.rank ~= y.rank then return x.rank > y.rank end
        return x.order < y.order
    end)
    local both, taken, told = {}, {}, {}
    for _, match in ipairs(matches) do
        if not taken[match.a] and not taken[match.b] then
            taken[match.a], taken[match.b] = true, true
            told[match.a.marks[1].document], told[match.b.marks[1].document] = match.a, match.b
            both[#both + 1] = meeting_of(match)
        end
    end
    -- What else a text says of the day and the people of its encounter is no encounter of its own that the other side is silent on.
    for _, list in ipairs { first, second } do
        for _, telling in ipairs(list) do
            local paired = told[telling.marks[1].document]
            local _, named = parties_of_both.score(telling, paired or { parties = {} })
            local apart = paired and days_apart(paired, telling)
            if paired and not taken[telling] and #named > 0 and apart and apart <= given.days then taken[telling] = true end
        end
    end
    return both, taken
end

-- Does a text tell of it beside another encounter: two of its people are named there, or one, and much of what it says is said there?
local function told_beside(telling, document, pool)
    local people = people_of(telling)
    local named = #people >= TWO and named_in(people, (document.title or "") .. "\n" .. document.text) or {}
    return #named >= TWO or #named > 0 and pool:score(telling.documents[1].text, document.text) >= MUCH_ALIKE, named
end

-- Where the other side may have told it: its texts of meetings of that day, and its texts of that day that have a word of meeting and are in no meeting.
local function places_beside(telling, other, both, given)
    local places, met = {}, {}
    local own, theirs = telling.side == given.a and "a" or "b", telling.side == given.a and "b" or "a"
    for _, meeting in ipairs(both) do
        local apart = days_apart(telling, meeting[theirs])
        for _, document in ipairs(meeting[theirs].documents) do met[document.id] = true end
        if meeting[own].documents[1] ~= telling.documents[1] and apart and apart <= given.days then
            local at = meeting[theirs]
            places[#places + 1] = { document = at.documents[1], date = at.date, dated = at.dated, mark = at.marks[1], text = at.text, apart = apart,
                how = "told beside another encounter" }
        end
    end
    for i, document in ipairs(other.documents) do
        local there = other.first_of[document.id]
        local apart = not met[document.id] and days_apart(telling, there or other.days[i])
        if apart and apart <= given.days and heads.meets(document) then
            local head = head_of(other, document)
            places[#places + 1] = { document = document, date = document.date, dated = false, mark = mark_of_head(document, head), text = head.text,
                apart = apart, there = there, how = "by who is named and what is said in the whole text" }
        end
    end
    return places
end

local function meeting_beside(telling, other, place, named, given)
    local like = place.there
    if not like then
        like = new_telling(other, telling.layer, { date = place.date, dated = place.dated, parties = named, by_head = "beside", text = place.text })
        add_mark(like, other, place.mark)
    end
    local a, b = telling, like
    if a.side ~= given.a then a, b = b, a end
    local reason = { date_words(place.apart, a, b), names_of(named):gsub("; ", " and ") .. " named by both", place.how }
    return meeting_of { a = a, b = b, score = W_PARTIES * #named / #people_of(telling) + W_DATE * (1 - place.apart / (given.days + 1)),
        reason = table.concat(reason, "; ") }
end

-- One text may tell of two encounters ("The foreign ministers met separately") that the other side tells in two texts, or of one in words that no rule
-- knows. What was left without its like is looked for in the texts of that day; the text that says most of the same first.
local function match_beside(list, other, both, taken, given, pool)
    for _, telling in ipairs(list) do
        local best, of, whose = 0, nil, nil
        local left = not taken[telling] and telling.day and concerns(telling, other.code)
        for _, place in ipairs(left and places_beside(telling, other, both, given) or {}) do
            local told, named = told_beside(telling, place.document, pool)
            local alike = told and pool:score(telling.documents[1].text, place.document.text) or 0
            if told and alike > best then best, of, whose = alike, place, named end
        end
        if of then
            taken[telling] = true
            if of.there then taken[of.there] = true end
            both[#both + 1] = meeting_beside(telling, other, of, whose, given)
        end
    end
end

-- Texts of a side before and behind a day, none more than WITHIN days off: the side publishes, and what it published of those days may not be held.
local function held_on_both_sides(side, telling)
    local before, behind
    for _, known in ipairs(telling.day and side.days or {}) do
        local apart = known.day and known.day - telling.day
        if apart and apart <= 0 and -apart <= WITHIN then before = math.min(before or WITHIN, -apart) end
        if apart and apart >= 0 and apart <= WITHIN then behind = math.min(behind or WITHIN, apart) end
    end
    if before and behind then return { before = before, behind = behind } end
end

local function state_of(telling)
    if not telling.date then return "undated" end
    if #telling.around > 0 then return "silent" end
    return telling.between and "perhaps silent" or "no texts held"
end

-- "6.7 million citizens visited in 2024" is no encounter that the other side should have told.
local function is_of_a_year(telling)
    return telling.date and #telling.date == 4 and #people_of(telling) == 0
end

-- A telling without its like: "silent" where texts of the other side from its day to a week on are held (what was written before cannot tell of it),
-- "perhaps silent" where there are some before and behind, "no texts held" where not, "undated".
local function alone(list, taken, other, given)
    local found = {}
    for _, telling in ipairs(list) do
        if not taken[telling] and telling.by_head ~= "perhaps" and concerns(telling, other.code) and not is_of_a_year(telling) then
            telling.around = texts_around(other, telling, given.days, given.days + AROUND)
            telling.between = #telling.around == 0 and held_on_both_sides(other, telling) or nil
            telling.state = state_of(telling)
            telling.near = #telling.around > 0 and telling.pool:nearest(telling.around, telling.text) or nil
            found[#found + 1] = telling
        end
    end
    return found
end

local function by_date(a, b)
    if (a.date or "") ~= (b.date or "") then return (a.date or "") < (b.date or "") end
    return (a.a or a).marks[1].id < (b.a or b).marks[1].id
end

-- Meetings of which one text tells together, `meeting.group`: which of its sentences belongs to which is known when they are aligned.
local function group(both)
    local of_document = {}
    for _, meeting in ipairs(both) do
        meeting.group = { meeting }
        for _, side in ipairs { "a", "b" } do
            for _, document in ipairs(meeting[side].documents) do
                local old = of_document[document.id]
                if old and old.group ~= meeting.group then
                    table.move(meeting.group, 1, #meeting.group, #old.group + 1, old.group)
                    for _, other in ipairs(meeting.group) do other.group = old.group end
                end
                of_document[document.id] = meeting
            end
        end
    end
end

-- ---- the whole ----

local function side_of(corpus, country, pool)
    local code = type(country) == "table" and country.code or country
    if type(code) ~= "string" or not code:match "^%u%u$" then
        failure.raise(nil, "pair needs two countries", 'corpus:pair("encounter", { a = "CN", b = "JP" }): codes, or options of the type country')
    end
    local side = { corpus = corpus, code = code, pool = pool, by_id = {}, first_of = {}, heads = {} }
    side.set = corpus:documents { country = code }
    side.documents = side.set:rows()
    side.days = {}
    for i, document in ipairs(side.documents) do
        side.by_id[document.id], side.days[i] = document, { date = document.date, day = document.date and calendar.day(document.date) }
    end
    return side
end

local Pairing = {}
Pairing.__index = Pairing

--- The pairing itself: what --since, --country and the like ask for holds already. Narrower it could only be made by pairing anew.
-- @param options table the options of the report
function Pairing:scoped(options)
    local key = next(require("lunette.corpus.ask").narrowing(options or {}))
    if key then
        failure.raise(nil, ("a pairing is not narrowed by '%s' any more"):format(tostring(key)),
            "the scope of the command line holds in it: --since, --before …")
    end
    return self
end

--- Pairs what two sides tell; the method `pair` of a corpus.
-- @param corpus corpus
-- @param layer text with a list of participants, a date and perhaps a form
-- @param given table { a = country, b = country, same = "participants", days = 1 }
-- @return table { a =, b = (sides), both = meetings, only_a = tellings, only_b = tellings }
function M.pair(corpus, layer, given)
    local field = given.same or "participants"
    if not corpus:has(layer .. "_" .. field) then
        failure.refuse(("this corpus has no layer '%s' with '%s'"):format(layer, field), "the plugin diplomacy marks encounters: lunette run … -p diplomacy")
    end
    local pool, wanted = likeness.pool(), { days = given.days or 1 }
    local a, b = side_of(corpus, given.a, pool), side_of(corpus, given.b, pool)
    a.called = called.new(corpus)
    b.called = a.called
    if a.code == b.code then failure.refuse(("'%s' is both sides"):format(a.code), "give two countries: --a CN --b JP") end
    wanted.a, wanted.b = a, b
    local countries = heads.countries_in(corpus, a.code, b.code)
    a.names = heads.names_of_sides(countries, a.code, b.code)
    b.names = a.names
    local texts = {}
    for _, side in ipairs { a, b } do
        for _, document in ipairs(side.documents) do texts[#texts + 1] = document.text end
    end
    pool:know_names(countries, acronyms.find(texts))
    for _, text in ipairs(texts) do pool:weigh(text) end
    local first, second = tellings_of(a, layer, field, b), tellings_of(b, layer, field, a)
    local by_words = { a = {}, b = {} }
    tellings_by_words(first, b, layer, wanted.days, by_words.b)
    tellings_by_words(second, a, layer, wanted.days, by_words.a)
    table.move(by_words.a, 1, #by_words.a, #first + 1, first)
    table.move(by_words.b, 1, #by_words.b, #second + 1, second)
    local both, taken = match_all(first, second, wanted, pool)
    match_beside(first, b, both, taken, wanted, pool)
    match_beside(second, a, both, taken, wanted, pool)
    for _, meeting in ipairs(both) do
        hold(meeting.a, wanted.days + AROUND)
        hold(meeting.b, wanted.days + AROUND)
    end
    group(both)
    local pairing = setmetatable({ a = a, b = b, both = both, only_a = alone(first, taken, b, wanted), only_b = alone(second, taken, a, wanted) }, Pairing)
    for _, list in ipairs { pairing.both, pairing.only_a, pairing.only_b } do table.sort(list, by_date) end
    return pairing
end

return M
