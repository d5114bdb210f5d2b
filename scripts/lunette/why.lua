-- why.lua - `lunette why`: why a rule made a row, or why none did.
--
-- Sits on why/near.lua (near misses), why/tree.lua and core_why.c. Each question analyses its document once more, with refusals noted. An answer is a
-- table for `--json`; `lines` in it is the same for people, the diagnosis first.

local core = require "lunette.core"

local expect = require "lunette.expect"
local failure = require "lunette.failure"
local namespace = require "lunette.namespace"
local underline = require "lunette.underline"

local near = require "lunette.why.near"
local words = require "lunette.why.words"

local M = {}

local SHOWN = 3                      -- near misses, unless asked for more
local TRIES = 350                    -- changed patterns that are tried for one question
local INDENT = "    "

local question_keys = { text = true, document = true, key = true, words = true, expect = true, rule = true, n = true, row = true }

-- ---- the document at hand ----

local function analyse(question)
    local input = { text = question.text }
    for key, value in pairs(question.document or {}) do input[key] = value end
    core.listen(true)
    local doc, problems = core.analyse(input)
    core.listen(false)
    return doc, problems or {}
end

local function shorten(text, most)
    text = text:gsub("%s+", " ")
    if (utf8.len(text) or #text) <= most then return text end
    return text:sub(1, (utf8.offset(text, most) or most) - 1) .. "…"
end

-- A sentence with some words of it underlined.
local function drawn(sentence, marks)
    local first = sentence:bytes()
    local placed = {}
    for _, mark in ipairs(marks) do
        local a, b = mark[1]:bytes()
        placed[#placed + 1] = { a - first + 1, b - first + 1, mark[2] }
    end
    return underline.draw(sentence.text, placed, INDENT)
end

local function value_text(value)
    if expect.object(value) then
        local kind = expect.object(value)
        if kind == "entity" then return value.name end
        if kind == "annotation" and value.entity then return value.entity.name end
        return '"' .. shorten(value.text, 60) .. '"'
    end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for i, item in ipairs(value) do parts[i] = value_text(item) end
    return table.concat(parts, "; ")
end

local function fields_of(state, row)
    local decl, shown = state.layers[row.layer], {}
    for _, name in ipairs(failure.keys(decl and decl.fields or {})) do
        local value = row[name]
        if value ~= nil then shown[#shown + 1] = { name = name, value = value_text(value) } end
    end
    return shown
end

-- Where its pattern is written: rules may be declared by a helper in another file.
local function place_of(rule)
    local at = rule.pattern and rule.pattern.place
    if not (at and at.file and at.column) then at = rule.examples[1] and rule.examples[1].place or rule.place end
    return ("%s:%d"):format(at.file, at.line)
end

-- ---- a row that is there ----

local function element_text(rule, step)
    local text = rule.pattern and rule.pattern.text
    return text and text:sub(step.at + 1, step.at + step.width):gsub("%s+", " ") or ""
end

local function unit_of(rule, row)
    local scope = rule.body.scope or "sentence"
    return scope == "paragraph" and row.paragraph or scope ~= "document" and row.sentence or nil
end

-- What an element used besides words: the lexicon's entry, the rows and the rules that made them.
local function used_by(rule, doc, element, span)
    local used = {}
    for name in element:gmatch "%$([a-z][a-z0-9_]*)" do
        local lexicon = namespace.find(rule.plugin, "lexicons", name)
        if lexicon then used[#used + 1] = ("lexicon '%s'%s"):format(name, lexicon.place and lexicon.place.file and ", " .. lexicon.place.file or "") end
    end
    local seen = {}
    for _, row in ipairs(element:find("@", 1, true) and doc:at(span) or {}) do
        if row.text == span.text and row.rule ~= rule.id and row.rule ~= "core" and not seen[row.rule] then
            seen[row.rule] = true
            used[#used + 1] = ("@%s by %s"):format(row.layer, row.rule)
        end
    end
    return used
end

local function path_of(rule, doc, row)
    local unit = rule.program and (unit_of(rule, row) or doc.span)
    local steps = unit and core.path(rule.program, unit, row)
    if not steps then return nil end
    local path = {}
    for i, step in ipairs(steps) do
        local element = element_text(rule, step)
        path[i] = { element = element, words = step.span.text, used = used_by(rule, doc, element, step.span), span = step.span }
    end
    return path
end

local function overridden_by(row)
    local list = {}
    local first, last = row:bytes()
    for _, lost in ipairs(core.lost()) do
        local a, b
        if lost.winner_span then a, b = lost.winner_span:bytes() end
        if lost.winner == row.rule and a == first and b == last then
            list[#list + 1] = { rule = lost.rule, layer = lost.layer, words = lost.span.text }
        end
    end
    return list
end

local function widest(path)
    local width = 0
    for _, step in ipairs(path) do width = math.max(width, math.min(44, utf8.len(step.element) or #step.element)) end
    return width
end

local function add_path(lines, path)
    local width = widest(path)
    for _, step in ipairs(path) do
        local element = shorten(step.element, 44)
        local pad = (" "):rep(width - (utf8.len(element) or #element))
        lines[#lines + 1] = ("%s%s%s  %s%s"):format(INDENT, element, pad, shorten(step.words, 60),
            #step.used > 0 and "   (" .. table.concat(step.used, "; ") .. ")" or "")
    end
end

local function hit_lines(state, rule, row, answer)
    local lines = { ("%s made this row of '%s'"):format(rule.id, row.layer), drawn(row.sentence, { { row, row.layer } }), "",
        ("rule %s, plugin %s %s, %s"):format(rule.id, rule.plugin.name, rule.plugin.version or "", place_of(rule)) }
    if rule.doc then lines[#lines + 1] = INDENT .. rule.doc end
    if answer.path then
        lines[#lines + 1] = "pattern, element by element:"
        add_path(lines, answer.path)
    elseif not rule.program then
        lines[#lines + 1] = "it has no pattern: a function looks at " .. (rule.kind == "each" and "each row of " .. rule.body.each or "the document")
    end
    lines[#lines + 1] = "fields:"
    for _, field in ipairs(fields_of(state, row)) do lines[#lines + 1] = ("%s%s = %s"):format(INDENT, field.name, field.value) end
    if type(rule.body.mark) == "function" then lines[#lines + 1] = INDENT .. "(given by the rule's function)" end
    for _, lost in ipairs(answer.overrode) do
        lines[#lines + 1] = ("it overrode %s (%s): \"%s\""):format(lost.rule, lost.layer, shorten(lost.words, 60))
    end
    return lines
end

-- The row at the bytes that the corpus tells, by the same rule; any of that layer there where the rule does not make it any more.
local function find_row(doc, wanted)
    local other
    for _, row in ipairs(doc:layer(wanted.layer)) do
        local first, last = row:bytes()
        if first == wanted.first and last == wanted.last then
            if row.rule == wanted.rule then return row end
            other = other or row
        end
    end
    return nil, other
end

local function explain_row(state, question)
    local doc = analyse(question)
    local wanted = question.row
    local row, other = find_row(doc, wanted)
    local rule = state.rule_by_id[wanted.rule]
    if not row then
        local lines = { ("the rules as they are now do not make this row: '%s' of %s, \"%s\""):format(wanted.layer, wanted.rule, shorten(wanted.text
            or "", 80)) }
        if not rule then lines[#lines + 1] = ("rule '%s' is not loaded: -p or -r loads it; or it is gone"):format(wanted.rule) end
        if other then lines[#lines + 1] = ("the same words are now a row of '%s' by %s"):format(other.layer, other.rule) end
        return { found = false, lines = lines }, doc
    end
    if not rule then
        return { found = true, rule = row.rule, lines = { ("'%s' is a layer that the engine makes: %s"):format(row.layer, row.text) } }, doc
    end
    local answer = { found = true, rule = rule.id, layer = row.layer, text = row.text, fields = fields_of(state, row), path = path_of(rule, doc,
        row), overrode = overridden_by(row),
        file = rule.place.file, line = rule.place.line }
    answer.lines = hit_lines(state, rule, row, answer)
    for _, step in ipairs(answer.path or {}) do step.span = nil end
    return answer, doc
end

-- ---- a row that is not there ----

local function meets(wanted, value)
    if wanted == nil then return true end
    if type(value) == "table" and not expect.object(value) then
        for _, item in ipairs(value) do
            if meets(wanted, item) then return true end
        end
        return false
    end
    return value ~= nil and (tostring(value) == wanted or value_text(value) == wanted)
end

-- Constants of `set`, else what the rule's own examples expect, say whether a rule could make such a row.
local function could_make(rule, expected)
    if not expected then return true end
    local marks = false
    for _, decl in ipairs(rule.marked) do marks = marks or decl.name == expected.layer end
    if not marks or not expected.field then return marks end
    local constant = rule.body.set and rule.body.set[expected.field]
    if type(constant) == "string" or type(constant) == "number" then return tostring(constant) == expected.value end
    -- what examples expect tells of fields with a few values only
    local told = false
    for _, decl in ipairs(rule.marked) do
        local field = decl.fields[expected.field]
        if field and field.type.kind ~= "enum" then return true end
    end
    for _, example in ipairs(rule.examples) do
        for _, row in ipairs(example.expect or {}) do
            local value = row[expected.field]
            if value ~= nil then
                told = true
                if meets(expected.value, value) then return true end
            end
        end
    end
    return not told
end

local function wanted_rule(question, rule)
    if question.rule then return rule.id == question.rule or rule.name == question.rule end
    return could_make(rule, question.expect)
end

local function rows_there(state, question, span)
    local rows = {}
    for _, rule_layer in ipairs(failure.keys(state.layers)) do
        local expected = question.expect
        if not expected or expected.layer == rule_layer then
            for _, row in ipairs(span.sentence and state.layers[rule_layer].number and not state.layers[rule_layer].any and question.doc:at(span,
                rule_layer) or {}) do
                if row.rule ~= "core" and (not expected or not expected.field or meets(expected.value, row[expected.field])) then rows[#rows + 1] = row end
            end
        end
    end
    return rows
end

local function touches(a, b)
    return a:overlaps(b)
end

local function lost_there(state, question, span)
    local list = {}
    for _, lost in ipairs(core.lost()) do
        local rule = state.rule_by_id[lost.rule]
        if rule and wanted_rule(question, rule) and touches(lost.span, span) then list[#list + 1] = lost end
    end
    return list
end

local refused_why = {
    within = "the match lies outside what `within` asks for, or inside what `not_within` forbids",
    where = "its `where` is false for this match",
}

local function refused_there(state, question, span)
    local list = {}
    for _, refusal in ipairs(core.refusals()) do
        local rule = state.rule_by_id[refusal.rule]
        if rule and rule.program and wanted_rule(question, rule) and touches(refusal.span, span) then list[#list + 1] = refusal end
    end
    return list
end

local function refusal_text(rule, refusal)
    if refusal.kind == "function" then
        return refusal.reason and ("its function says: %s"):format(refusal.reason) or "its function returned nothing, without a reason (return nil, \"why\")"
    end
    if refusal.kind == "where" and type(rule.body.where) == "string" then
        return ("its condition `where = \"%s\"` is false for this match"):format(rule.body.where)
    end
    if refusal.kind == "within" then
        local lists = {}
        for _, key in ipairs { "within", "not_within" } do
            local names = rule.body[key]
            if names then lists[#lists + 1] = ("%s = %s"):format(key, type(names) == "table" and table.concat(names, ", ") or names) end
        end
        return ("its match does not lie where `%s` wants it"):format(table.concat(lists, "; "))
    end
    return refused_why[refusal.kind]
end

local function units_of(rule, doc, span)
    local scope = rule.body.scope or "sentence"
    if scope == "document" then return { doc.span } end
    if scope == "paragraph" then return { span.paragraph } end
    if scope == "sentence" then
        local units, last = { span.sentence }, select(2, span:bytes())
        for _, sentence in ipairs(doc:sentences()) do
            local a = sentence:bytes()
            if a > select(2, units[#units]:bytes()) and a <= last then units[#units + 1] = sentence end
        end
        return units
    end
    local layer = scope:match "^[a-z_]+"
    local units = {}
    for _, row in ipairs(doc:at(span, layer)) do units[#units + 1] = row end
    return units, layer
end

local function no_host(rule, layer)
    return { rule = rule.id, score = 0.1, element = "scope", why = ("its scope is %s, and no row of '%s' is here"):format(rule.body.scope, layer), cost = 1 }
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
    if row and expected and expected.field then
        local value = row[expected.field]
        return { rule = rule.id, score = 90, element = expected.field, match = match, cost = 0,
            why = ("it made a row of \"%s\", whose %s is %s"):format(shorten(row.text, 60), expected.field, value == nil and "absent" or value_text(value)) }
    end
    if row then return nil end
    return { rule = rule.id, score = 90, element = "overlap", match = match, cost = 0,
        why = ("its pattern matches \"%s\", but no row came of it: an earlier match of the same rule may have taken its words "
            .. "(overlap = \"all\" keeps both)"):format(shorten(match.text, 80)) }
end

-- What each rule that could be meant is: a function, one that matches, one to be looked at closely.
local function candidates_of(state, question, span, done, kept)
    local misses, searches, examined, functions = {}, {}, 0, 0
    for _, rule in ipairs(state.rules) do
        local wanted = wanted_rule(question, rule) and not rule.is_try
        if wanted and not rule.program then
            functions = functions + 1
        elseif wanted and not done[rule.id] then
            examined = examined + 1
            local units, layer = units_of(rule, question.doc, span)
            local asked = { doc = question.doc, span = span, units = units, kept = kept }
            local own = #units > 0 and near.matches(rule, asked)
            if #units == 0 and layer then
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
    return misses, searches, examined, functions
end

-- Rules of which most is there come first: where many are asked, the last ones get no look.
local function misses_of(state, question, span, done, kept)
    local misses, searches, examined, functions = candidates_of(state, question, span, done, kept)
    local left, unseen = TRIES, 0
    for _, one in ipairs(searches) do
        if left <= 0 then
            unseen = unseen + 1
        else
            local found, tries = near.of(one.search, left)
            left = left - tries
            for i, miss in ipairs(found) do
                if i <= 2 then misses[#misses + 1] = miss end
            end
        end
    end
    table.sort(misses, function(a, b)
        if a.score ~= b.score then return a.score > b.score end
        return a.rule < b.rule
    end)
    return misses, examined, functions, unseen
end

local function miss_line(miss)
    local where = miss.within and (" (in %%%s)"):format(miss.within) or ""
    local part = miss.part and miss.part ~= miss.element and (" at %s"):format(miss.part) or ""
    return ("%s stops at %s%s%s: %s"):format(miss.rule, shorten(miss.element, 60), part, where, miss.why)
end

local function expected_text(expected)
    if not expected then return "a row" end
    return expected.field and ("%s.%s=%s"):format(expected.layer, expected.field, expected.value) or expected.layer
end

local function add_misses(state, lines, misses, n)
    for i = 1, math.min(n, #misses) do
        local miss = misses[i]
        local rule = state.rule_by_id[miss.rule]
        lines[#lines + 1] = ""
        lines[#lines + 1] = ("%d. %s"):format(i, miss_line(miss))
        if rule then lines[#lines + 1] = ("%s%s, %s"):format(INDENT, place_of(rule), shorten(rule.doc or "", 90)) end
        if miss.match then
            local marks = { { miss.match, "would match" } }
            if miss.taken then marks[2] = { miss.taken, "here" } end
            lines[#lines + 1] = drawn(miss.match.sentence, marks)
        end
        if miss.what then lines[#lines + 1] = ("%ssmallest change that matches: %s"):format(INDENT, miss.what) end
    end
end

local function json_miss(miss)
    return { rule = miss.rule, element = miss.element, part = miss.part, within = miss.within, why = miss.why, change = miss.what, pattern = miss.pattern,
        words = miss.taken and miss.taken.text, match = miss.match and miss.match.text, score = miss.score }
end

local function first_cause(state, question, span, problems)
    local there = rows_there(state, question, span)
    if question.expect and #there > 0 then
        local row = there[1]
        return ("nothing is missing: %s made a row of '%s' of \"%s\""):format(row.rule, row.layer, shorten(row.text, 80)), "there", {}
    end
    local done = {}
    local lost = lost_there(state, question, span)[1]
    if lost then
        done[lost.rule] = true
        if lost.veto then
            return ("%s matched, but the veto %s takes its row of '%s' away (\"%s\")"):format(lost.rule, lost.veto, lost.layer, shorten(lost.span.text, 60)),
                "veto", done
        end
        return ("%s matched, but its row of '%s' lost to the row of %s at \"%s\" (policy of the layer)"):format(lost.rule, lost.layer, lost.winner
            or "another rule",
            shorten(lost.winner_span and lost.winner_span.text or "", 60)), "lost", done
    end
    for _, problem in ipairs(problems) do
        if problem.code == "no-rules-for-language" then return problem.message, "language", done end
    end
    for _, problem in ipairs(problems) do
        for _, rule in ipairs(state.rules) do
            if problem.code == "rule-error" and problem.message:find("'" .. rule.id .. "'", 1, true) and wanted_rule(question, rule) then
                return problem.message, "error", done
            end
        end
    end
    return nil, nil, done
end

local function explain_words(state, question)
    local doc, problems = analyse(question)
    question.doc = doc
    local span, nearest = words.find(doc, question.words)
    if not span then
        local lines = { ("the words \"%s\" are not in this document"):format(shorten(question.words, 80)) }
        if nearest then lines[2] = ("nearest: \"%s\""):format(shorten(nearest, 160)) end
        return { found = false, cause = "words", lines = lines }
    end
    local cause, kind, done = first_cause(state, question, span, problems)
    local refusals = refused_there(state, question, span)
    for _, refusal in ipairs(refusals) do done[refusal.rule] = true end
    local misses, examined, functions, unseen = {}, 0, 0, 0
    local kept = {}                  -- programs that matches look into
    if kind ~= "there" and kind ~= "language" then misses, examined, functions, unseen = misses_of(state, question, span, done, kept) end
    if not cause and #refusals > 0 and not (misses[1] and misses[1].score > 90) then
        local rule = state.rule_by_id[refusals[1].rule]
        cause, kind = ("%s matches here, and made no row: %s"):format(rule.id, refusal_text(rule, refusals[1])), "refused"
    end
    local n = question.n or SHOWN
    local lines = { cause or misses[1] and miss_line(misses[1]) or
        ("no rule%s comes near these words (%d examined)"):format(question.expect and " that could mark " .. expected_text(question.expect) or "", examined) }
    lines[#lines + 1] = drawn(span.sentence, { { span, "asked about" } })
    local here = not question.expect and rows_there(state, question, span) or {}
    if #here > 0 then
        local names, seen = {}, {}
        for _, row in ipairs(here) do
            local name = ("%s (%s)"):format(row.rule, row.layer)
            if not seen[name] then names[#names + 1] = name end
            seen[name] = true
        end
        lines[#lines + 1] = "rows that are here: " .. shorten(table.concat(names, ", "), 300)
    end
    for i, refusal in ipairs(refusals) do
        if i <= n and not (i == 1 and kind == "refused") then
            lines[#lines + 1] = ("%s matches \"%s\": %s"):format(refusal.rule, shorten(refusal.span.text, 60),
                refusal_text(state.rule_by_id[refusal.rule], refusal))
        end
    end
    add_misses(state, lines, misses, n)
    if functions > 0 then
        lines[#lines + 1] = ""
        lines[#lines + 1] = ("%d rule%s without a pattern (functions) could not be examined"):format(functions, functions == 1 and "" or "s")
    end
    if unseen > 0 then
        lines[#lines + 1] = ""
        lines[#lines + 1] = ("%d more rules might be near and were not looked at: --expect LAYER or --rule ID asks fewer"):format(unseen)
    end
    local told = {}
    for i, miss in ipairs(misses) do
        if i <= n then told[i] = json_miss(miss) end
    end
    return { found = kind == "there", cause = kind or #misses > 0 and "near" or "none", lines = lines, misses = told, examined = examined }
end

--- Answers `lunette why`.
-- @param question table { text =, document = {}, row = { layer =, rule =, first =, last =, text = } } or { text =, document =, words =,
-- expect = { layer =, field =, value = },
-- rule = id, n = integer }
-- @return table { found =, lines = { text }, … }
function M.answer(state, question)
    failure.check_keys(nil, "why", question, question_keys)
    if question.rule then
        local known = false
        for _, rule in ipairs(state.rules) do known = known or rule.id == question.rule or rule.name == question.rule end
        if not known then failure.raise(nil, ("there is no rule '%s'"):format(question.rule), failure.suggest(question.rule,
            failure.keys(state.rule_by_id))) end
    end
    local expected = question.expect
    if expected then
        local decl = state.layers[expected.layer]
        if not decl then failure.raise(nil, ("there is no layer '%s'"):format(expected.layer), failure.suggest(expected.layer,
            failure.keys(state.layers))) end
        if expected.field and not decl.fields[expected.field] then
            failure.raise(nil, ("layer '%s' has no field '%s'"):format(expected.layer, expected.field), failure.suggest(expected.field,
                failure.keys(decl.fields)))
        end
    end
    if question.row then return (explain_row(state, question)) end
    return explain_words(state, question)
end

return M
