-- align.lua - the rows of a meeting's two tellings side by side, and what both or one of them speaks of.
--
-- Sits on likeness.lua, force.lua, points.lua and base/matchmaking.lua by way of the tellings of pairing.lua. Two rows are the same point when their words are
-- alike enough; that both ask, bind, blame or value counts for it, another actor against it, and a difference in kind is a difference of wording.
-- Each row once, so that the sum is the best; a row that says again what is paired already is `again` of that pair and no row of its own.

local force = require "lunette.compare.force"
local likeness = require "lunette.compare.likeness"
local matchmaking = require "lunette.base.matchmaking"
local points = require "lunette.compare.points"

local wording = require "lunette.report.wording"

local M = {}

local SOME, ALIKE, AGAIN = 0.13, 0.25, 0.5          -- scores of likeness.lua; see docs/reports.md
local PERHAPS = 0.13                                -- from here on what is paired with none on one side may be what is paired with none on the other
local IF_MUTUAL = 0.12                               -- or from here on, where each is the other's nearest
local KIN = 0.05                                    -- or from here on, where both do the same rare deed
local START = 60                                    -- characters in which a sentence says whom it speaks of
local NEARLY, MOST = 0.75, 0.45                     -- of the words of the shorter and of the longer wording, which are then nearly the same
local SAYS_MUCH = 0.5                               -- from here on another actor or a "not" is worth saying: the rest is the same
local AT_ODDS = 0.35                                -- of the words: below, thanks and a demand are not one point
local ONE_WORD = 0.2                                -- below, a single word in common makes no point of two kinds or targets
local LEAST_GAIN = 0.02                             -- of a pair in the sum, which is made of what is above ALIKE: one good pair outweighs two poor ones
local AGREED, ONE_SCALE, OTHER_ACTOR = 0.05, 0.12, 0.15     -- what agreement in all fields and in force is worth beside the words, and another actor

-- ---- fields ----

local function value_of(side, layer, row, field)
    if row[field] ~= nil then return tostring(row[field]) end
    local list = field:match "^(.+)_country$"
    local corpus = side.corpus
    if not list or not corpus:has(layer .. "_" .. list) then return "" end
    local codes, seen = {}, {}
    for item in corpus:rows(("SELECT %s AS code FROM %s_%s WHERE id = ?"):format(field, layer, list), { row.id }) do
        if item.code and not seen[item.code] then seen[item.code], codes[#codes + 1] = true, item.code end
    end
    table.sort(codes)
    return table.concat(codes, ", ")
end

local function marked_rows(telling, layer, given)
    local rows = telling:rows(layer)
    for _, row in ipairs(rows) do
        row.words = layer == "statement" and wording.said(row) or row.content or row.text
        row.by = {}
        for i, field in ipairs(given.by) do row.by[i] = value_of(telling, layer, row, field) end
        row.who = value_of(telling, layer, row, "actor_country")
    end
    return rows
end

-- What is left of the sentences beside the marked rows of all tellings of its text.
local function unmarked_rows(telling, all, names, given)
    local rows = points.unmarked(telling, all, names)
    for _, row in ipairs(rows) do
        row.words, row.by, row.who = row.text, {}, ""
        for i in ipairs(given.by) do row.by[i] = "" end
    end
    return rows
end

local function by_place(x, y)
    if x.document ~= y.document then return x.document < y.document end
    if x.start ~= y.start then return x.start < y.start end
    return x.stop < y.stop
end

-- The rows of one side of all meetings of a group, each once; `row.of` is the meeting whose telling has it, `row.may` are those whose text it stands in.
local function gathered(group, side, layer, given)
    local names, rows, seen, in_text = points.names(group), {}, {}, {}
    for _, meeting in ipairs(group) do
        for _, document in ipairs(meeting[side].documents) do
            in_text[document.id] = in_text[document.id] or {}
            in_text[document.id][meeting] = true
        end
        for _, row in ipairs(marked_rows(meeting[side], layer, given)) do
            if not seen[row.id] then seen[row.id], row.of, rows[#rows + 1] = true, meeting, row end
        end
    end
    local acts = table.move(rows, 1, #rows, 1, {})
    for _, meeting in ipairs(given.sentences and group or {}) do
        for _, row in ipairs(unmarked_rows(meeting[side], acts, names, given)) do
            local place = row.document .. ":" .. row.start
            if not seen[place] then seen[place], row.of, rows[#rows + 1] = true, meeting, row end
        end
    end
    points.measure(group[1][side], rows, names)
    for _, row in ipairs(rows) do row.may = in_text[row.document] end
    table.sort(rows, by_place)
    return rows
end

-- The meeting to which both rows can belong: that of one of them where it can be.
local function common_meeting(group, a, b)
    if a.may[b.of] then return b.of end
    if b.may[a.of] then return a.of end
    for _, meeting in ipairs(group) do
        if a.may[meeting] and b.may[meeting] then return meeting end
    end
end

-- ---- pairs ----

local function agreement(a, b)
    local n = 0
    for i, value in ipairs(a.by) do
        if value == b.by[i] then n = n + 1 end
    end
    return #a.by > 0 and n / #a.by or 0
end

-- Do two lists of countries, "CN, JP", have none in common?
local function apart(a, b)
    if a == "" or b == "" then return false end
    for code in a:gmatch "%u%u" do
        if b:find(code, 1, true) then return false end
    end
    return true
end

local PRAISING = { thank = true, praise = true, congratulate = true, condole = true }
local DEMANDING = { urge = true, condemn = true, reject = true, warn = true, concern = true }

-- Does one thank or praise where the other demands or blames?
local function opposed(a, b)
    return PRAISING[a.kind] and DEMANDING[b.kind] or DEMANDING[a.kind] and PRAISING[b.kind]
end

-- Deeds of which a text has few, each for an occasion of its own: what is done with one is not told by another.
local DEEDS = { thank = true, condole = true, congratulate = true, invite = true }
local NOUNS = { condole = "condol", congratulate = "congratulat", invite = "invit", thank = "gratitude" }

-- Are they two deeds: condolences for the victims here, thanks for the help there? "Thanked Peru for its congratulations" is what Peru tells as such; and
-- of a condolence nothing is told by what was discussed or pledged unless most is the same.
local function two_deeds(a, b, score)
    if not a.kind or not b.kind or a.kind == b.kind then return false end
    if DEEDS[a.kind] and DEEDS[b.kind] then return not a.text:lower():find(NOUNS[b.kind], 1, true) and not b.text:lower():find(NOUNS[a.kind], 1, true) end
    return (a.kind == "condole" or b.kind == "condole") and score < AT_ODDS
end

-- "Thanked China for its help to Japanese nationals" and "urged China to release the Japanese nationals" are two points, whatever words they share; "praised
-- the release of the crew" may be what the other side tells as "urged the release of the crew".
local function at_odds(a, b, score)
    return score < AT_ODDS and opposed(a, b) or two_deeds(a, b, score)
end

-- What keeps two wordings from being the same, however alike their words are.
local function contrary(a, b, score)
    if opposed(a, b) then return "praise on one side, blame or a demand on the other" end
    if score < SAYS_MUCH then return nil end
    if apart(a.who, b.who) then return "another actor" end
    if wording.denies(a.text) ~= wording.denies(b.text) or a.polarity and b.polarity and a.polarity ~= b.polarity then return "negated on one side" end
end

-- Nearly the same words: almost all of the shorter wording, most of the longer one.
local function nearly_the_same(a, b)
    local shorter, longer = likeness.in_common(a.text, b.text)
    return shorter >= NEARLY and longer >= MOST
end

-- How many terms two rows have in common.
local function shared(a, b)
    local n = 0
    for term in pairs(a.measured.bag) do n = n + (b.measured.bag[term] and 1 or 0) end
    return n
end

local function same_point(pool, a, b)
    local agreed, words = a.unmarked ~= b.unmarked and 0 or a.unmarked and 0 or agreement(a, b), pool:likeness(a.measured, b.measured)
    local score = words + (agreed == 1 and AGREED or 0) + (force.alike(a, b) and ONE_SCALE or 0) - (apart(a.who, b.who) and OTHER_ACTOR or 0)
    if words < SOME or score < ALIKE or at_odds(a, b, words) then return nil end
    if words < ONE_WORD and agreed < 1 and shared(a, b) < 2 then return nil end
    return { a = a, b = b, score = words, agreed = agreed, rank = score - ALIKE + LEAST_GAIN }
end

local function candidates(group, first, second)
    local found, pool = {}, group[1].a.pool
    for i, a in ipairs(first) do
        for j, b in ipairs(second) do
            local meeting = common_meeting(group, a, b)
            local match = meeting and same_point(pool, a, b)
            if match then
                match.order, match.meeting = i * #second + j, meeting
                found[#found + 1] = match
            end
        end
    end
    table.sort(found, function(x, y)
        if x.rank ~= y.rank then return x.rank > y.rank end
        return x.order < y.order
    end)
    return found
end

local function named(by, row, match)
    for i, field in ipairs(by) do row[field] = match.a and match.a.by[i] ~= "" and match.a.by[i] or (match.b or match.a).by[i] end
    local marked = match.a and match.b and not match.a.unmarked and not match.b.unmarked
    if marked and by[1] and match.a.by[1] ~= match.b.by[1] then row[by[1]] = match.a.by[1] .. " / " .. match.b.by[1] end
    return row
end

-- A row that is nowhere paired, in a text that tells of several meetings, belongs to that of the nearest row that is.
local function settle(rows, taken)
    for _, row in ipairs(rows) do
        if taken[row] then row.of = taken[row].meeting end
    end
    for i, row in ipairs(rows) do
        local nearest
        for j, other in ipairs(taken[row] and {} or rows) do
            local away = other.document == row.document and taken[other] and math.abs(i - j)
            if away and (not nearest or away < nearest) then nearest, row.of = away, other.of end
        end
    end
end

-- ---- perhaps ----

local JOINT = { "two sides", "both sides", "the sides", "the parties", "two countries", "both countries", "ministers", "leaders", "presidents", "delegations",
    "diplomats", "they", "we", "was agreed", "was decided" }

-- Is it said of both sides together? Acts tell by their actors, sentences by how they begin.
local function joint(row, group)
    local a, b = group[1].a.side.code, group[1].b.side.code
    if row.kind == "agree" or row.who:find(a, 1, true) and row.who:find(b, 1, true) then return true end
    local words = row.text:lower():gsub("[^%a\128-\255]+", " ")
    local start = " " .. words:sub(1, START) .. " "
    for _, who in ipairs(row.unmarked and JOINT or {}) do
        if start:find(" " .. who .. " ", 1, true) then return true end
    end
    return false
end

-- Do both speak of the same country, which is neither side's?
local function same_third(a, b)
    local sides = a.of.a.side.code:lower() .. " " .. a.of.b.side.code:lower()
    for term in pairs(a.measured.bag) do
        local code = likeness.country_of(term)
        if code and b.measured.bag[term] and not sides:find(code, 1, true) then return true end
    end
    return false
end

-- Kinds of which a text has one as a rule: two invitations with a word in common are most often the same.
local RARE = { thank = true, invite = true, congratulate = true, condole = true, condemn = true }

-- Does another row speak of the same third country, or do the same rare deed, with a word in common or by the same party to the same?
local function is_kin(row, other, alike)
    if not row.kind or row.kind ~= other.kind or not RARE[row.kind] then return same_third(row, other) end
    local same_parties = row.who ~= "" and row.who == other.who and agreement(row, other) == 1
    return alike >= KIN or same_parties or same_third(row, other)
end

-- Of the other side's rows that are nowhere paired the nearest, as row and score: `row.nearest`; and the nearest of its kin: `row.kin`.
local function find_nearest(pool, row, others)
    local best, kin = { score = 0 }, { score = -1 }
    for _, other in ipairs(others) do
        local alike = other.of == row.of and pool:likeness(row.measured, other.measured) or 0
        if at_odds(row, other, alike) then alike = 0 end
        if alike > best.score then best = { row = other, score = alike } end
        if other.of == row.of and alike > kin.score and is_kin(row, other, alike) then kin = { row = other, score = alike } end
    end
    row.nearest, row.kin = best, kin.row and kin or nil
end

-- Are two rows that nothing is paired with each other's nearest?
local function mutual(row)
    local other = row.nearest.row
    return other and other.nearest.row == row
end

-- Why the other side may have told a row that is paired with none: what one side merely talks of, or both are said to have done, is seldom one's
-- alone; and the other side may have said it in words that are like it, but not enough.
local function doubt(row, group)
    local score = row.nearest.score
    local scale, grade = force.of(row)
    local alike = score >= PERHAPS or score >= IF_MUTUAL and mutual(row)
    local why = scale == "talk" and grade == 0 and "talk" or joint(row, group) and "joint" or alike and "alike"
    if not why and row.kin then return { why = "kin", row = row.kin.row, score = row.kin.score } end
    if not why then return nil end
    return { why = why, row = score >= IF_MUTUAL and row.nearest.row or nil, score = score }
end

local function left(rows, taken)
    local found = {}
    for _, row in ipairs(rows) do
        if not taken[row] then found[#found + 1] = row end
    end
    return found
end

local function doubt_all(group, first, second, taken)
    local of_a, of_b, pool = left(first, taken), left(second, taken), group[1].a.pool
    for _, row in ipairs(of_a) do find_nearest(pool, row, of_b) end
    for _, row in ipairs(of_b) do find_nearest(pool, row, of_a) end
    for _, list in ipairs { of_a, of_b } do
        for _, row in ipairs(list) do row.doubt = doubt(row, group) end
    end
    for _, row in ipairs(of_a) do
        local other = row.doubt and row.doubt.row
        if other and other.doubt and other.doubt.row == row then row.doubt.mutual, other.doubt.mutual = true, true end
    end
end

-- Of two rows that are each other's doubt one stands for both: that which a rule marked, else a's.
local function is_told_with_other(row, side)
    if not row.doubt or not row.doubt.mutual then return false end
    local other = row.doubt.row
    if (row.unmarked or false) ~= (other.unmarked or false) then return row.unmarked end
    return side == "b"
end

-- ---- rows ----

local function matched(group, first, second)
    local matches, taken, of_a = candidates(group, first, second), {}, {}
    for _, match in ipairs(matchmaking.best(matches)) do
        match.again, match.firmer, match.contrary = {}, force.firmer(match.a, match.b), contrary(match.a, match.b, match.score)
        match.nearly = nearly_the_same(match.a, match.b)
        taken[match.a], taken[match.b], of_a[match.a] = match, match, match
    end
    for _, match in ipairs(matches) do
        local old = taken[match.a] or taken[match.b]
        if not (taken[match.a] and taken[match.b]) and match.score >= AGAIN then
            local row = taken[match.a] and match.b or match.a
            taken[row], old.again[#old.again + 1] = old, row
        end
    end
    settle(first, taken)
    settle(second, taken)
    doubt_all(group, first, second, taken)
    return of_a, taken
end

-- Meetings of which one text tells are aligned together: only then is it known which of its sentences belongs to which.
local function aligned(group, layer, given)
    local first, second = gathered(group, "a", layer, given), gathered(group, "b", layer, given)
    local of_a, taken = matched(group, first, second)
    local rows = {}
    for _, meeting in ipairs(group) do rows[meeting] = {} end
    local function add(meeting, match)
        local list = rows[meeting]
        list[#list + 1] = named(given.by, { a = match.a, b = match.b, score = match.score, firmer = match.firmer, contrary = match.contrary,
            nearly = match.nearly, again = match.again or {}, doubt = match.doubt }, match)
    end
    for _, a in ipairs(first) do
        if of_a[a] then add(a.of, of_a[a]) elseif not taken[a] and not is_told_with_other(a, "a") then add(a.of, { a = a, doubt = a.doubt }) end
    end
    for _, b in ipairs(second) do
        if not taken[b] and not is_told_with_other(b, "b") then add(b.of, { b = b, doubt = b.doubt }) end
    end
    return rows
end

--- Rows of a layer side by side: the method `align` of a meeting.
-- @param meeting table
-- @param layer text
-- @param given table { by = fields; "target_country" is the country of a list's elements }
-- @param given.sentences boolean|nil also sentences, and rests of them, that no row of the layer stands in: rows with `unmarked`
-- @return table array of { a = row|nil, b = row|nil, score = of the words, firmer = "a" | "b" | nil, contrary = text|nil, nearly = the same
-- words?, doubt = { why = "talk" | "joint" | "alike" | "kin", row =, score =, mutual = }|nil: why a row of one side may be told by the other, and by
-- which of its rows; where that row has the same doubt (`mutual`) it is no row of its own; and the fields of `by` }; in the order of a's text, then what
-- only b has
function M.rows(meeting, layer, given)
    local by = given.by or { "kind", "target_country" }
    return aligned(meeting.group, layer, { by = by, sentences = given.sentences })[meeting]
end

-- ---- topics ----

local function note(topics, order, kind, name, side)
    local key = kind .. "\0" .. name:lower()
    if not topics[key] then
        topics[key] = { kind = kind, name = name }
        order[#order + 1] = topics[key]
    end
    topics[key][side] = (topics[key][side] or 0) + 1
end

local function is_party(meeting, name, country)
    for _, telling in ipairs { meeting.a, meeting.b } do
        if country and country == telling.side.code then return true end
        for _, party in ipairs(telling.parties) do
            if party.name == name then return true end
        end
    end
    return false
end

local function add_side(meeting, side, topics, order)
    local telling, corpus = meeting[side], meeting[side].corpus
    for _, document in ipairs(telling.documents) do
        for row in corpus:rows([[SELECT DISTINCT kind, name, country FROM entity
            WHERE document = ? AND kind IN ('country', 'organization') AND name IS NOT NULL ORDER BY number]], { document.id }) do
            local name = row.kind == "organization" and telling.side.called.body(row.name) or row.name
            if row.name ~= document.source and not is_party(meeting, row.name, row.country) then note(topics, order, row.kind, name, side) end
        end
        if corpus:has "set_phrase" then
            for row in corpus:rows("SELECT DISTINCT phrase FROM set_phrase WHERE document = ? AND phrase IS NOT NULL", { document.id }) do
                note(topics, order, "set phrase", row.phrase, side)
            end
        end
    end
end

-- Before a side is said to leave a name out, its words are searched for it.
local function in_words(telling, name)
    local wanted = name:lower()
    for _, document in ipairs(telling.held) do
        if document.text:lower():find(wanted, 1, true) then return document end
    end
end

--- What both sides, or one of them, name: the method `topics` of a meeting.
-- @return table array of { kind = "country" | "organization" | "set phrase", name =, a =, b = (in how many texts), unmarked = document|nil }
function M.topics(meeting)
    local topics, order = {}, {}
    add_side(meeting, "a", topics, order)
    add_side(meeting, "b", topics, order)
    for _, topic in ipairs(order) do
        local other = not topic.a and meeting.a or not topic.b and meeting.b
        topic.unmarked = other and in_words(other, topic.name) or nil
    end
    return order
end

return M
