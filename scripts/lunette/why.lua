-- why.lua - `lunette why`: why a rule made a row, or why none did.
--
-- Sits on why/near.lua (near misses), why/runs.lua (how far a rule gets that is not near), why/tree.lua and core_why.c. Each question analyses its
-- document once more, with refusals noted. An answer is a table for `--json`; `lines` in it is the same for people, the diagnosis first.

local core = require "lunette.core"

local failure = require "lunette.base.failure"

local causes = require "lunette.why.causes"
local errors = require "lunette.why.errors"
local functions = require "lunette.why.functions"
local hit = require "lunette.why.hit"
local near = require "lunette.why.near"
local runs = require "lunette.why.runs"
local show = require "lunette.why.show"
local units = require "lunette.why.units"
local words = require "lunette.why.words"

local M = {}

local SHOWN = 3                      -- near misses, unless asked for more
local TOKENS = 8                      -- whose tags are shown
local TRIES = 240                    -- changed patterns that are tried for one question
local TRIES_OPEN = 140               -- the same where nothing is expected, and every rule is asked
local RUNS = 240                     -- parts of patterns that are tried to tell how far rules get
local NEAR, NEAR_OPEN = 0.6, 0.8       -- scores below which a miss is none, what is left of the pattern fits any words; the second where nothing is expected
local GOOD = 2.5                      -- score of a near miss that says much
local ASIDE = 0.7                    -- cost of words in between that are an aside
local OTHER = 1.5                    -- cost from which on it is another word altogether that stands there
local NEAR_OTHER, NEAR_MORE = 1.5, 1   -- scores that are asked for then, and where it is not just the words asked about that would match
local INDENT = show.INDENT

local shorten, drawn = show.shorten, show.drawn

local COVERED, FILLED = 0.5, 0.25    -- of the words, and of the row, that the two must share for the words to be marked by it
local structure = { np = true, vp = true, clause = true }            -- what grammar makes of any words
local wholly = { language = true, error = true, problem = true }     -- causes that concern the whole document, or what could not run

local bulk = { token = true, sentence = true, paragraph = true }

local question_keys = { problems = true, corpus = true,
    text = true, document = true, key = true, words = true, expect = true, rule = true, n = true, row = true }

-- ---- the document at hand ----

local function analyse(question)
    local input = { text = question.text }
    for key, value in pairs(question.document or {}) do input[key] = value end
    core.listen(true)
    local doc, problems = core.analyse(input)
    core.listen(false)
    return doc, problems or {}
end

-- ---- a row that is not there ----

local function no_host(rule, layer)
    local why = ("its scope is %s, and no such row of '%s' is here"):format(rule.body.scope, layer)
    return { rule = rule.id, score = 0.1, element = "scope", why = why, cost = 1, line = ("%s does not look here: %s"):format(rule.id, why) }
end

local function row_of(question, rule, match)
    for _, row in ipairs(question.doc:at(match)) do
        if row.rule == rule.id then return row end
    end
end

-- A match of its own pattern of which no row came, or not the one that was expected.
local function matched(question, rule, match)
    local row = row_of(question, rule, match)
    local expected = question.expect
    if row and expected and expected.field and row.layer == expected.layer then
        local value = row[expected.field]
        local why = ("it made a row of \"%s\", whose %s is %s"):format(shorten(row.text, 60), expected.field, value == nil and "absent" or show.value(value))
        return { rule = rule.id, score = 90, element = expected.field, match = match, cost = 0, why = why,
            line = ("%s matches here: %s"):format(rule.id, why) }
    end
    if row then return nil end
    local why = ("its pattern matches \"%s\", but no row came of it: an earlier match of the same rule has taken its words (overlap = \"all\" keeps both)")
        :format(shorten(match.text, 80))
    return { rule = rule.id, score = 90, element = "overlap", match = match, cost = 0, why = why, line = ("%s: %s"):format(rule.id, why) }
end

-- What each rule that could be meant is: a function, one that matches, one to be looked at closely.
local function candidates_of(state, question, span, done, kept)
    local misses, searches, examined, without = {}, {}, 0, {}
    for _, rule in ipairs(state.rules) do
        local wanted = not rule.is_try and causes.wanted(question, rule)
        if wanted and not rule.program then
            examined = examined + 1
            if not done[rule.id] then without[#without + 1] = rule end
        elseif wanted and not done[rule.id] then
            examined = examined + 1
            local places, layer = units.of(rule, question.doc, span)
            local asked = { doc = question.doc, span = span, units = places, kept = kept, sure = wanted == "sure",
                doubtful = wanted ~= "sure" and (not question.expect or question.expect.field ~= nil) }
            local own = #places > 0 and near.matches(rule, asked)
            if #places == 0 and layer then
                misses[#misses + 1] = no_host(rule, layer)
            elseif own then
                misses[#misses + 1] = matched(question, rule, own)
            else
                local search, there = near.open(state, rule, asked)
                if search then searches[#searches + 1] = { search = search, there = there, id = rule.id } end
            end
        end
    end
    table.sort(searches, function(a, b)
        if a.there ~= b.there then return a.there > b.there end
        return a.id < b.id
    end)
    return misses, searches, examined, without
end

-- What says more of the pattern than of the words: not where one rule is meant, of which each difference counts.
local function is_near(question, miss)
    if question.rule or question.expect and miss.line then return true end
    if not question.expect then return miss.score >= NEAR_OPEN end
    local fit = miss.score / (miss.doubtful and near.UNSURE or 1)
    if miss.sure then return fit >= NEAR end
    return fit >= (miss.cost >= OTHER and NEAR_OTHER or not miss.exact and NEAR_MORE or NEAR)
end

-- Rules of which most is there come first: where many are asked, the last ones get no look.
local function misses_of(state, question, span, done, kept)
    local misses, searches, examined, without = candidates_of(state, question, span, done, kept)
    local left, unseen = (question.expect or question.rule) and TRIES or TRIES_OPEN, 0
    for _, one in ipairs(searches) do
        if left <= 0 then
            unseen = unseen + 1
        else
            local found, tries = near.of(one.search, left)
            left = left - tries
            for i, miss in ipairs(found) do
                if i <= 2 and is_near(question, miss) then misses[#misses + 1] = miss end
            end
        end
    end
    table.sort(misses, function(a, b)
        if a.score ~= b.score then return a.score > b.score end
        return a.rule < b.rule
    end)
    return misses, examined, functions.told(without, question.doc, span), unseen, examined - #without
end

-- Where no rule is near, but one is meant: how far each of them gets, those that get the farthest first.
local function runs_of(state, question, span, kept)
    local found, tries = {}, { left = RUNS }
    for _, rule in ipairs(state.rules) do
        if not rule.is_try and rule.program and causes.wanted(question, rule) then
            local asked = { span = span, units = units.of(rule, question.doc, span), kept = kept, tries = tries }
            found[#found + 1] = runs.longest(state, rule, asked)
        end
    end
    table.sort(found, function(a, b)
        if a.share ~= b.share then return a.share > b.share end
        return a.rule < b.rule
    end)
    return found
end

local function miss_line(miss)
    if miss.line then return miss.line end
    local where = miss.within and (" (in %%%s)"):format(miss.within) or ""
    local part = miss.part and miss.part ~= miss.element and (" at %s"):format(miss.part) or ""
    return ("%s stops at %s%s%s: %s"):format(miss.rule, shorten(miss.element, 60), part, where, miss.why)
end

local function expected_text(expected)
    if not expected then return "a row" end
    return expected.field and ("%s.%s=%s"):format(expected.layer, expected.field, expected.value) or expected.layer
end

-- The tokens of some words, each with lemma, tag and the rows that it lies in.
local function words_line(doc, span)
    local shown = {}
    for i, token in ipairs(span:tokens()) do
        if i > TOKENS then
            shown[i] = "…"
            break
        end
        local layers, seen = {}, {}
        for _, row in ipairs(doc:at(token)) do
            if not seen[row.layer] and not bulk[row.layer] and row:contains(token) then layers[#layers + 1] = "@" .. row.layer end
            seen[row.layer] = true
        end
        local tags = token.pos and (" %s%s ~%s"):format(token.pos, token.tag and " (" .. token.tag .. ")" or "", token.lemma or token.text:lower()) or ""
        shown[i] = ("%s%s%s"):format(token.text, tags, #layers > 0 and " in " .. table.concat(layers, " ") or "")
    end
    return table.concat(shown, "; ")
end

local function rule_line(state, rule)
    return INDENT .. show.place_text(state, rule) .. (rule.doc and ", " .. shorten(rule.doc, 90) or "")
end

-- A number among the lines stands for what the change of that miss would find elsewhere, which the corpus tells.
local function add_miss(state, doc, lines, i, miss)
    local rule = state.rule_by_id[miss.rule]
    lines[#lines + 1] = ""
    lines[#lines + 1] = ("%d. %s"):format(i, miss_line(miss))
    lines[#lines + 1] = rule_line(state, rule)
    if miss.match then
        local marks = { { miss.match, miss.pattern and "would match" or "matches" } }
        if miss.taken then marks[2] = { miss.taken, "here" } end
        lines[#lines + 1] = drawn(miss.match.sentence, marks)
    end
    if miss.taken then lines[#lines + 1] = ("%sthe words there: %s"):format(INDENT, words_line(doc, miss.taken)) end
    if miss.what then lines[#lines + 1] = ("%ssmallest change that matches: %s"):format(INDENT, miss.what) end
    if miss.pattern then lines[#lines + 1] = i end
end

local function add_run(state, lines, i, run)
    local rule = state.rule_by_id[run.rule]
    lines[#lines + 1] = ""
    lines[#lines + 1] = ("%d. %s is not near; the longest part of it that matches: %s"):format(i, run.rule, shorten(run.matched, 90))
    lines[#lines + 1] = rule_line(state, rule)
    lines[#lines + 1] = drawn(run.match.sentence, { { run.match, "matches" } })
    if run.before then lines[#lines + 1] = ("%sit wants before that: %s"):format(INDENT, run.before) end
    if run.behind then lines[#lines + 1] = ("%sit wants behind that: %s"):format(INDENT, run.behind) end
end

local function json_run(run)
    return { rule = run.rule, pattern = run.matched, before = run.before, behind = run.behind, words = run.match.text }
end

local function json_miss(miss)
    return { rule = miss.rule, element = miss.element, part = miss.part, within = miss.within, why = miss.why, change = miss.what, pattern = miss.pattern,
        before = miss.before, words = miss.taken and miss.taken.text, match = miss.match and miss.match.text, score = miss.score }
end

local function names_of(rows)
    local names, seen = {}, {}
    for _, row in ipairs(rows) do
        local name = ("%s (%s)"):format(row.rule, row.layer)
        if not seen[name] then names[#names + 1] = name end
        seen[name] = true
    end
    return shorten(table.concat(names, ", "), 300)
end

-- What rules without a pattern say: where nothing in particular is meant, only their reasons.
local function add_functions(lines, told, n, is_meant)
    local shown = {}
    for _, one in ipairs(told) do
        if is_meant or one.reason then shown[#shown + 1] = one.line end
    end
    if #shown == 0 then return end
    lines[#lines + 1] = ""
    table.move(shown, 1, math.min(n, #shown), #lines + 1, lines)
    if #shown > n then lines[#lines + 1] = ("%s more: -n shows them"):format(show.count(#shown - n, "answer of a function", "answers of functions")) end
end

-- Errors that are not the answer: of further rules at the words, then of rules at other words.
local function add_errors(lines, found, n)
    local shown = {}
    for i = found.kind == "error" and 2 or 1, #found.errors do shown[#shown + 1] = found.errors[i].text end
    for _, one in ipairs(found.aside) do shown[#shown + 1] = "note, not of these words: " .. one.text end
    if #shown == 0 then return end
    lines[#lines + 1] = ""
    table.move(shown, 1, math.min(n, #shown), #lines + 1, lines)
end

local function add_unseen(lines, unseen, has_far)
    if unseen == 0 and not has_far then return end
    lines[#lines + 1] = ""
    if has_far then lines[#lines + 1] = "what other rules lack here: --expect LAYER or --rule ID asks those that are meant, -n 3 shows the nearest" end
    if unseen == 0 then return end
    lines[#lines + 1] = ("%s more might be near and were not looked at: --expect LAYER or --rule ID asks fewer"):format(show.count(unseen, "rule"))
end

local function share(span, other)
    local a1, a2 = span:bytes()
    local b1, b2 = other:bytes()
    return (math.min(a2, b2) - math.max(a1, b1) + 1) / (a2 - a1 + 1)
end

-- The rows that lie on the words: half of these at least, and not too much else; those that share the most come first.
local function rows_on(rows, span)
    local kept, shares = {}, {}
    for _, row in ipairs(rows) do
        shares[row] = share(span, row) * share(row, span)
        if not structure[row.layer] and share(span, row) >= COVERED and share(row, span) >= FILLED then kept[#kept + 1] = row end
    end
    table.sort(kept, function(a, b)
        if shares[a] ~= shares[b] then return shares[a] > shares[b] end
        return a.rule < b.rule
    end)
    return kept
end

-- The rows that begin with the words and go on behind them, the shortest first.
local function rows_from(rows, span)
    local kept = {}
    local first, last = span:bytes()
    for _, row in ipairs(rows) do
        local a, b = row:bytes()
        if a == first and b > last and not structure[row.layer] then kept[#kept + 1] = row end
    end
    table.sort(kept, function(a, b)
        if #a.text ~= #b.text then return #a.text < #b.text end
        return a.rule < b.rule
    end)
    return kept
end

-- A match that was refused is the cause, unless a likely slip, or an aside, lies in what covers more of the words, or it covers few of them and a
-- near miss most, or just them by another word. A condition that is false says more than what a function returned.
local function is_cause(refusal, miss, span)
    if not refusal then return false end
    if not miss then return true end
    local refused, missed = share(span, refusal.span), miss.match and share(span, miss.match) or 0
    local is_filter = refusal.kind ~= "function" and span:contains(refusal.span) and refused >= 1 / 4
    local is_sure = miss.strong or refused < 1 / 3 and not is_filter
    if miss.exact and not is_sure and not is_filter and not (miss.taken and refusal.span:overlaps(miss.taken)) then
        is_sure = miss.score >= GOOD and refused < 1 / 2 or miss.kind == "insert" and miss.cost <= ASIDE
    end
    return miss.score <= 90 and not (missed > refused + 0.3 and is_sure)
end

local LOOKED_AT = 5                  -- misses

-- Two letters that changed places are what was wrong, whatever else is near: that miss becomes the first.
-- @param other span|nil what else could be the cause
local function put_slip_first(misses, other, span)
    for i = 1, math.min(LOOKED_AT, #misses) do
        local miss = misses[i]
        if miss.slip and miss.match and (not other or share(span, miss.match) > share(span, other) - 0.3) then
            table.insert(misses, 1, table.remove(misses, i))
            return true
        end
    end
    return false
end

local function not_there(question, nearest)
    local lines = { ("the words \"%s\" are not in this document"):format(shorten(question.words, 80)) }
    if nearest then lines[2] = ("nearest: \"%s\""):format(shorten(nearest, 160)) end
    return { found = false, cause = "words", lines = lines }
end

local function nothing_near(question, examined)
    return ("no rule%s comes near these words (%d examined)"):format(question.expect and " that could mark " .. expected_text(question.expect) or "", examined)
end

-- Where a row of the text is, as the corpus counts: code points from 0.
local function place_of(question, row)
    local first, last = row:bytes()
    return { layer = row.layer, rule = row.rule, text = row.text, start = utf8.len(question.text, 1, first - 1), stop = utf8.len(question.text, 1, last) }
end

-- A function's reason is the cause where no pattern comes near; one of the whole document only where no pattern is asked.
local function put_reason_first(state, question, found)
    local first = found.functions[1]
    if found.cause or not question.by_functions and #found.misses > 0 or not first or not (first.reason or first.place) then return end
    if not first.place and not question.rule and not question.by_functions and found.patterns > 0 then return end
    found.cause, found.kind, found.is_reason = first.line, "refused", true
    found.functions = table.move(found.functions, 2, #found.functions, 1, {})
    found.by = state.rule_by_id[first.rule]
end

-- All that is known of the words: what happened, then how near each rule came.
local function look(state, question, span, problems)
    local found = { misses = {}, examined = 0, functions = {}, unseen = 0, patterns = 0, n_told = 0 }
    local done
    found.errors, found.aside = errors.sorted(state, question, span, problems, function(rule) return causes.wanted(question, rule) end)
    found.cause, found.kind, done, found.row = causes.first(state, question, span, problems, found.errors)
    for _, one in ipairs(found.errors) do done[one.rule] = true end
    found.refusals = causes.refused_there(state, question, span)
    table.sort(found.refusals, function(a, b) return share(span, a.span) > share(span, b.span) end)
    for _, refusal in ipairs(found.refusals) do done[refusal.rule] = true end
    if found.kind ~= "there" and found.kind ~= "language" then
        found.kept = {}              -- programs that matches look into
        found.misses, found.examined, found.functions, found.unseen, found.patterns = misses_of(state, question, span, done, found.kept)
    end
    local other = found.refusals[1] and found.refusals[1].span or found.misses[1] and found.misses[1].match
    local slip = put_slip_first(found.misses, other, span)
    if not found.cause and not slip and is_cause(found.refusals[1], found.misses[1], span) then
        local rule = state.rule_by_id[found.refusals[1].rule]
        found.cause = ("%s matches here, and made no row: %s"):format(rule.id, causes.refusal_text(rule, question.doc, found.refusals[1]))
        found.kind, found.n_told = "refused", 1
    end
    put_reason_first(state, question, found)
    found.other, found.value = causes.other_value(question, span)
    for _, miss in ipairs(found.misses) do -- a pattern that matches tells it by itself
        if found.other and miss.rule == found.other.rule then found.value = nil end
    end
    if found.other and not found.cause and #found.misses == 0 then
        found.cause, found.kind, found.row, found.value = found.value, "value", found.other, nil
    end
    local is_meant = question.expect or question.rule
    found.runs = is_meant and not found.cause and #found.misses == 0 and runs_of(state, question, span, found.kept) or {}
    return found
end

-- Of words that are marked what other rules lack is mostly chance. What stays is a likely slip, and what a rule file of one's own says; -n shows all.
local function leave_out_far(state, question, found)
    if question.n then return end
    local n, misses, told = #found.misses + #found.functions + found.unseen, {}, {}
    local function is_own(id) return state.rule_by_id[id].plugin.version == "" end
    for _, miss in ipairs(found.misses) do
        if miss.slip or miss.strong or is_own(miss.rule) then misses[#misses + 1] = miss end
    end
    for _, one in ipairs(found.functions) do
        if is_own(one.rule) then told[#told + 1] = one end
    end
    found.misses, found.functions, found.unseen = misses, told, 0
    if found.is_reason and not is_own(found.by.id) then found.next_cause, found.by, n = nil, nil, n + 1 end
    found.has_far = n > #misses + #told
end

-- Who expects nothing in particular learns first what is there.
local function put_rows_first(state, question, span, found)
    if question.expect or question.rule then return end
    found.rows = causes.rows_there(state, question, span)
    if wholly[found.kind] then return end
    local on, from = rows_on(found.rows, span), rows_from(found.rows, span)
    local holds_all = on[1] and share(span, on[1]) == 1
    if #on == 0 and #from == 0 then return end
    found.next_cause, found.is_marked = found.cause, true
    leave_out_far(state, question, found)
    if #from > 0 and not holds_all then
        found.row = from[1]
        found.cause = ("a row begins with these words: %s made \"%s\""):format(names_of { from[1] }, shorten(from[1].text, 80))
        return
    end
    found.row = on[1]
    found.cause = "these words are already marked: " .. names_of(on)
end

-- A function makes its rows of those of an earlier step: is one here, or which rules of that step come nearest?
local function add_steps(lines, question, span, found)
    if not question.steps or found.kind == "there" then return end
    local there, names = causes.steps_there(question, span), failure.keys(question.steps)
    for _, row in ipairs(there) do
        lines[#lines + 1] = ("a row of '%s', a step towards '%s', is here: %s made \"%s\""):format(row.layer, question.expect.layer, row.rule,
            shorten(row.text, 60))
    end
    if #there == 0 then
        lines[#lines + 1] = ("rows of '%s' are made of those of '%s', and none is here%s"):format(question.expect.layer, table.concat(names, "', '"),
            #found.misses > 0 and "; the rules for those that come nearest:" or "")
    end
end

local function lines_of(state, question, span, found)
    local n, doc = question.n or SHOWN, question.doc
    local lines = { found.cause or found.misses[1] and miss_line(found.misses[1]) or nothing_near(question, found.examined) }
    lines[2] = drawn(span.sentence, { { span, "asked about" } })
    lines[#lines + 1] = found.next_cause
    if found.kind ~= "there" then lines[#lines + 1] = found.value end
    if found.rows and #found.rows > 0 then lines[#lines + 1] = "rows that are here: " .. names_of(found.rows) end
    if found.by then lines[#lines + 1] = rule_line(state, found.by) end
    add_steps(lines, question, span, found)
    for i = found.n_told + 1, math.min(n, #found.refusals) do
        local refusal = found.refusals[i]
        lines[#lines + 1] = ("%s matches \"%s\": %s"):format(refusal.rule, shorten(refusal.span.text, 60),
            causes.refusal_text(state.rule_by_id[refusal.rule], doc, refusal))
    end
    for i = 1, math.min(n, #found.misses) do add_miss(state, doc, lines, i, found.misses[i]) end
    for i = 1, math.min(n, #found.runs) do add_run(state, lines, i, found.runs[i]) end
    add_functions(lines, found.functions, n, question.expect or question.rule)
    add_unseen(lines, found.unseen, found.has_far)
    add_errors(lines, found, n)
    return lines
end

local function explain_words(state, question)
    local doc, problems = analyse(question)
    question.doc = doc
    local span, nearest = words.find(doc, question.words)
    if not span then return not_there(question, nearest) end
    local found = look(state, question, span, problems)
    put_rows_first(state, question, span, found)
    local told = {}
    for i = 1, math.min(question.n or SHOWN, #found.misses) do told[i] = json_miss(found.misses[i]) end
    local got = {}
    for i = 1, math.min(question.n or SHOWN, #found.runs) do got[i] = json_run(found.runs[i]) end
    return { found = found.kind == "there" or found.is_marked or false,
        cause = found.is_marked and "marked" or found.kind or #found.misses > 0 and "near" or "none",
        lines = lines_of(state, question, span, found), misses = told, runs = #got > 0 and got or nil,
        examined = found.examined, row = found.row and place_of(question, found.row) }
end

-- Plugins that others bring along.
local function required(state)
    local names = {}
    for _, plugin in ipairs(state.plugin_order) do
        for _, name in ipairs(plugin.requires) do names[name] = true end
    end
    return failure.keys(names)
end

--- Answers `lunette why`.
-- @param question table { text =, document = {}, row = { layer =, rule =, first =, last =, text = } } or { text =, document =, words =,
-- expect = { layer =, field =, value = },
-- rule = id, n = integer }
-- @return table { found =, lines = { text }, … }
function M.answer(state, question)
    failure.check_keys(nil, "why", question, question_keys)
    causes.check(state, question)
    local answer = question.row and hit.answer(state, question, (analyse(question))) or explain_words(state, question)
    answer.required = required(state)
    return answer
end

return M
