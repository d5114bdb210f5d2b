-- pairing.lua - what two sides tell of the same thing: encounters told by both, told by one alone, and whether the other side's texts are held.
--
-- Sits on likeness.lua, align.lua and the sets of a corpus. A side is the documents whose country is that of their source. Rows of one side that
-- tell of the same day and the same participants are one telling, however many texts and sentences it has. Two tellings are one meeting when
-- participants and date fit; best pairs first, each telling once. Nothing is called silence unless texts of that side around those days are held.

local align = require "lunette.align"
local calendar = require "lunette.calendar"
local failure = require "lunette.failure"
local likeness = require "lunette.likeness"

local M = {}

local AROUND = 2                     -- days before and behind, besides --days, in which texts of a silent side are looked for
local LEAST = 0.55                   -- of the participants' score: both sides must be found, one by its name
local SAME_TELLING = 0.6
local NAME, PART_OF_NAME, COUNTRY, OTHER_OF_COUNTRY = 1, 0.9, 0.6, 0.3
local W_PARTIES, W_DATE, W_FORM = 0.7, 0.2, 0.1

-- How many days two tellings are apart; 0 where the date of one is the month that holds the other's; nil where that cannot be said.
local function days_apart(a, b)
    if a.day and b.day then return math.abs(a.day - b.day) end
    if not a.date or not b.date then return nil end
    local n = math.min(#a.date, #b.date)
    return n >= 7 and a.date:sub(1, n) == b.date:sub(1, n) and 0 or nil
end

-- ---- participants ----

local function name_words(name)
    local words, n = {}, 0
    for word in name:lower():gmatch "[%w\128-\255]+" do
        if not words[word] and #word > 1 then words[word], n = true, n + 1 end
    end
    return words, n
end

local function names_alike(a, b)
    if a == b then return NAME end
    local first, n = name_words(a)
    local second, m = name_words(b)
    local common = 0
    for word in pairs(first) do common = common + (second[word] and 1 or 0) end
    if common == 0 then return 0 end
    if common == n and common == m then return NAME end
    return common == math.min(n, m) and PART_OF_NAME or 0
end

local function parties_alike(a, b)
    local score = a.name and b.name and names_alike(a.name, b.name) or 0
    if score > 0 and not (a.country and b.country and a.country ~= b.country) then return score end
    if not a.country or a.country ~= b.country then return 0 end
    return a.kind == "person" and b.kind == "person" and OTHER_OF_COUNTRY or COUNTRY
end

local function best_of(party, others)
    local best, whose = 0, nil
    for _, other in ipairs(others) do
        local score = parties_alike(party, other)
        if score > best then best, whose = score, other end
    end
    return best, whose
end

-- The mean, over the parties of both, of the best that the other side has for each; and the names that both have.
local function participants_score(a, b)
    local sum, n, named = 0, 0, {}
    for _, party in ipairs(a) do
        local score, other = best_of(party, b)
        sum, n = sum + score, n + 1
        if score >= PART_OF_NAME then named[#named + 1] = #party.name >= #other.name and party.name or other.name end
    end
    for _, party in ipairs(b) do sum, n = sum + best_of(party, a), n + 1 end
    return n > 0 and sum / n or 0, named
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

local function same_telling(telling, row, parties)
    if telling.form and row.form and telling.form ~= row.form then return false end
    return (participants_score(telling.parties, parties)) >= SAME_TELLING
end

local function tellings_of(side, layer, field)
    local list, by_date, corpus = {}, {}, side.corpus
    for row in corpus:annotations(layer, { copies = true }):within(side.set):each() do
        local document = side.by_id[row.document]
        local date = row.date or row.document_date
        local parties, joined = parties_of(corpus, layer, field, row, side.code), nil
        local of_day = by_date[date or ""] or {}
        by_date[date or ""] = of_day
        for _, telling in ipairs(of_day) do
            if same_telling(telling, row, parties) then joined = telling break end
        end
        if not joined then
            joined = setmetatable({ corpus = corpus, side = side, layer = layer, date = date, day = date and calendar.day(date), dated = row.date ~= nil,
                form = row.form, parties = parties, participants = names_of(parties), text = row.text, documents = {}, marks = {}, pool = side.pool,
                first_of = side.first_of }, Telling)
            list[#list + 1], of_day[#of_day + 1] = joined, joined
        end
        joined.marks[#joined.marks + 1] = row
        if document and joined.documents[#joined.documents] ~= document then joined.documents[#joined.documents + 1] = document end
        side.first_of[row.document] = side.first_of[row.document] or joined
    end
    return list
end

local function texts_around(side, telling, reach)
    local found = {}
    for i, document in ipairs(side.documents) do
        local apart = days_apart(telling, side.days[i])
        if apart and apart <= reach then found[#found + 1] = document end
    end
    return found
end

-- Its own documents first, then those around its day.
local function hold(telling, reach)
    local seen, held = {}, {}
    for _, list in ipairs { telling.documents, texts_around(telling.side, telling, reach) } do
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

local function concerns(telling, code)
    for _, party in ipairs(telling.parties) do
        if party.country == code and party.name then return true end
    end
    return false
end

local function date_words(apart, a, b)
    local words = apart == 0 and "the same day" or apart == 1 and "a day apart" or ("%d days apart"):format(apart)
    if not a.dated or not b.dated then words = words .. " (by the date of the document)" end
    return words
end

local function judge(a, b, reach)
    local apart = days_apart(a, b)
    if not apart or apart > reach then return nil end
    local parties, named = participants_score(a.parties, b.parties)
    if parties < LEAST then return nil end
    local form = (a.form == b.form) and 1 or (a.form and b.form) and 0 or 0.5
    local reasons = { date_words(apart, a, b) }
    if #named > 0 then reasons[2] = table.concat(named, " and ") .. " named by both" else reasons[2] = "the same countries" end
    if a.form and b.form then reasons[3] = form == 1 and "a " .. a.form .. " to both" or ("a %s to one, a %s to the other"):format(a.form, b.form) end
    return { a = a, b = b, score = W_PARTIES * parties + W_DATE * (1 - apart / (reach + 1)) + W_FORM * form, reason = table.concat(reasons, "; ") }
end

local function meeting_of(match)
    local a, b = match.a, match.b
    match.date = a.date == b.date and a.date or a.date .. " / " .. b.date
    match.form = a.form == b.form and a.form or table.concat({ a.form or "?", b.form or "?" }, " / ")
    match.participants = #a.participants >= #b.participants and a.participants or b.participants
    return setmetatable(match, Meeting)
end

local function match_all(first, second, given)
    local matches, taken = {}, {}
    for i, a in ipairs(first) do
        for j, b in ipairs(second) do
            local near = not (a.day and b.day) or math.abs(a.day - b.day) <= given.days
            local match = near and (concerns(a, given.b.code) or concerns(b, given.a.code)) and judge(a, b, given.days)
            if match then
                match.order = i * #second + j
                matches[#matches + 1] = match
            end
        end
    end
    table.sort(matches, function(x, y)
        if x.score ~= y.score then return x.score > y.score end
        return x.order < y.order
    end)
    local both = {}
    for _, match in ipairs(matches) do
        if not taken[match.a] and not taken[match.b] then
            taken[match.a], taken[match.b] = true, true
            both[#both + 1] = meeting_of(match)
        end
    end
    return both, taken
end

-- A telling without its like: "silent" where texts of the other side around its day are held, "no texts held" where none are, "undated".
local function alone(list, taken, other, given)
    local found = {}
    for _, telling in ipairs(list) do
        if not taken[telling] and concerns(telling, other.code) then
            telling.around = texts_around(other, telling, given.days + AROUND)
            telling.state = not telling.date and "undated" or #telling.around > 0 and "silent" or "no texts held"
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

-- ---- the whole ----

local function side_of(corpus, country, pool)
    local code = type(country) == "table" and country.code or country
    if type(code) ~= "string" or not code:match "^%u%u$" then
        failure.raise(nil, "pair needs two countries", 'corpus:pair("encounter", { a = "CN", b = "JP" }): codes, or options of the type country')
    end
    local side = { corpus = corpus, code = code, pool = pool, by_id = {}, first_of = {} }
    side.set = corpus:documents { country = code }
    side.documents = side.set:rows()
    side.days = {}
    for i, document in ipairs(side.documents) do
        side.by_id[document.id], side.days[i] = document, { date = document.date, day = document.date and calendar.day(document.date) }
    end
    return side
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
    if a.code == b.code then failure.refuse(("'%s' is both sides"):format(a.code), "give two countries: --a CN --b JP") end
    wanted.a, wanted.b = a, b
    for _, side in ipairs { a, b } do
        for _, document in ipairs(side.documents) do pool:weigh(document.text) end
    end
    local first, second = tellings_of(a, layer, field), tellings_of(b, layer, field)
    local both, taken = match_all(first, second, wanted)
    for _, meeting in ipairs(both) do
        hold(meeting.a, wanted.days + AROUND)
        hold(meeting.b, wanted.days + AROUND)
    end
    local pairing = { a = a, b = b, both = both, only_a = alone(first, taken, b, wanted), only_b = alone(second, taken, a, wanted) }
    for _, list in ipairs { pairing.both, pairing.only_a, pairing.only_b } do table.sort(list, by_date) end
    return pairing
end

return M
