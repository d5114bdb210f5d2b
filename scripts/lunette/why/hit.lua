-- hit.lua - why a row is there: its rule, the pattern element by element beside the words, what it used, how fields were filled, what it overrode.
--
-- Sits on base/command.lua, show.lua, units.lua, tree.lua and core_why.c. The document was analysed once more with the rules at hand; the corpus
-- tells in the question what the rule was when it made the row. A rule that looks at rows of another layer (`each`) is told with the rule that made that row.

local core = require "lunette.core"

local command = require "lunette.base.command"
local expect = require "lunette.test.expect"
local failure = require "lunette.base.failure"
local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local patterns = require "lunette.plan.patterns"
local rule_module = require "lunette.declare.rule"

local show = require "lunette.why.show"
local tree = require "lunette.why.tree"
local units = require "lunette.why.units"

local M = {}

local INDENT = show.INDENT
local DEEP = 3                       -- rules that looked at rows of other rules that are followed
local ELEMENT, WORDS, WAY = 44, 60, 30 -- characters of an element, of words, of an alternative that are shown

-- ---- the match that a row came of ----

local function shared(a, b)
    local a1, a2 = a:bytes()
    local b1, b2 = b:bytes()
    return math.min(a2, b2) - math.max(a1, b1) + 1
end

local function same_place(a, b)
    return shared(a, b) == #a.text and #a.text == #b.text
end

local function captured(match, name)
    local fine, value = pcall(function() return match[name] end)
    if not fine or value == nil then return {} end
    return expect.object(value) and { value } or value
end

-- How surely a row came of a match: its span is the match, or one of the captures, or lies in it.
local function likeness(rule, match, row)
    if same_place(match, row) then return 3 * #match.text end
    for _, capture in ipairs(rule.captures) do
        for _, one in ipairs(captured(match, capture.name)) do
            if same_place(one, row) then return 2 * #match.text end
        end
    end
    return shared(match, row)
end

local function match_of(rule, doc, row)
    local best, most, where = nil, 0, nil
    for _, unit in ipairs(units.of(rule, doc, row)) do
        for _, match in ipairs(unit:matches(rule.program)) do
            local n = shared(match, row) > 0 and likeness(rule, match, row) or 0
            if n > most then best, most, where = match, n, unit end
        end
    end
    if best then return best, where end
    for _, unit in ipairs(units.of(rule, doc, row)) do
        for _, match in ipairs(core.every(rule.program, unit)) do
            local n = shared(match, row) > 0 and likeness(rule, match, row) or 0
            if n > most then best, most, where = match, n, unit end
        end
    end
    return best, where
end

-- ---- what an element used ----

local function alone(state, rule, node, span, kept)
    local fine, program = pcall(patterns.compile_tree, state, rule.plugin, rule.place, node)
    if not fine then return nil end
    kept[#kept + 1] = program        -- matches look into it
    for _, match in ipairs(core.every(program, span)) do
        if same_place(match, span) then return match end
    end
end

local function definition(rule, name)
    local found = namespace.find(rule.plugin, "definitions", name)
    return found and found.tree
end

-- All layers and lexicons that an element names, also by way of definitions.
local function names_in(rule, node, found, seen)
    local names = pattern.names(node)
    for _, key in ipairs { "layers", "optional", "lexicons" } do
        for _, name in ipairs(names[key] or {}) do found[key == "lexicons" and "$" .. name or "@" .. name] = true end
    end
    for _, name in ipairs(names.names) do
        local inner = not seen[name] and definition(rule, name)
        seen[name] = true
        if inner then names_in(rule, inner, found, seen) end
    end
    return found
end

local function entry_text(match)
    local entry = match.entry_here and match.entry_here.entry
    if not entry then return nil end
    local data = {}
    for _, key in ipairs(failure.keys(entry)) do
        if key ~= "phrase" then data[#data + 1] = ("%s = %s"):format(key, tostring(entry[key])) end
    end
    return ("%q%s"):format(entry.phrase, #data > 0 and " { " .. table.concat(data, ", ") .. " }" or "")
end

local function lexicon_used(state, rule, name, span, kept)
    local lexicon = namespace.find(rule.plugin, "lexicons", name)
    local node = { tag = "capture", name = "entry_here", { tag = "lexicon", name } }
    local match = lexicon and alone(state, rule, node, span, kept)
    if not match then return nil end
    local file = lexicon.place and lexicon.place.file
    return ("lexicon '%s'%s%s"):format(name, entry_text(match) and ": " .. entry_text(match) or "", file and ", " .. file or "")
end

local function layer_used(state, doc, name, span, row, list)
    local decl = state.layers[name]
    local wanted = {}
    for _, one in ipairs(decl and (decl.any and decl.members or { decl }) or {}) do wanted[one.name] = true end
    for _, other in ipairs(doc:at(span)) do
        if wanted[other.layer] and same_place(other, span) and other ~= row then
            list[#list + 1] = ("@%s by %s"):format(other.layer, other.rule == "core" and "the engine" or other.rule)
            wanted[other.layer] = nil
        end
    end
end

-- Of alternatives, the one that takes the words.
local function way_through(state, rule, node, span, kept)
    local inner = tree.inner(node)
    if inner.tag == "name" then
        local inside = definition(rule, inner[1])
        return inside and way_through(state, rule, inside, span, kept)
    end
    local list = inner.tag == "choice" and inner or inner.tag == "token" and inner[1].tag == "or" and inner[1]
    for _, child in ipairs(list or {}) do
        local one = list == inner and child or { tag = "token", child }
        if alone(state, rule, one, span, kept) then
            return tree.inner(one).tag == "name" and way_through(state, rule, one, span, kept) or pattern.describe(one)
        end
    end
end

local function used_by(state, rule, doc, element, span, row, kept)
    local used = {}
    local node = pattern.parse(element)
    if not node then return used end
    local way = way_through(state, rule, node, span, kept)
    if way and #way <= WAY then used[1] = "as " .. way end
    local names = names_in(rule, node, {}, {})
    for _, name in ipairs(failure.keys(names)) do
        if name:sub(1, 1) == "$" then used[#used + 1] = lexicon_used(state, rule, name:sub(2), span, kept) end
    end
    for _, name in ipairs(failure.keys(names)) do
        if name:sub(1, 1) == "@" then layer_used(state, doc, name:sub(2), span, row, used) end
    end
    return used
end

local function element_text(rule, step)
    local text = rule.pattern.text
    return text and text:sub(step.at + 1, step.at + step.width):gsub("%s+", " ") or ""
end

local function path_of(state, rule, doc, row, kept)
    local match, unit = match_of(rule, doc, row)
    local steps = match and core.path(rule.program, unit, match)
    if not steps then return nil, match end
    local path = {}
    for i, step in ipairs(steps) do
        local element = element_text(rule, step)
        path[i] = { element = element, words = step.span.text, used = used_by(state, rule, doc, element, step.span, row, kept) }
    end
    return path, match
end

-- ---- fields ----

local function how_filled(state, rule, row, name)
    local set = rule.body.set and rule.body.set[name]
    local decl = state.layers[row.layer].fields[name]
    if decl and decl.type.late then return "resolved when all rows were there" end
    if rule_module.is_from(set) then return "from " .. set.path end
    if set ~= nil then return "set" end
    if type(rule.body.mark) == "function" or rule.kind == "document" then return "its function" end
    return "captured"
end

local function is_empty(value)
    return value == nil or (type(value) == "table" and not expect.object(value) and #value == 0)
end

local function fields_of(state, rule, row)
    local list = {}
    local decl = state.layers[row.layer]
    for _, name in ipairs(failure.keys(decl and decl.fields or {})) do
        local value = row[name]
        if not is_empty(value) then list[#list + 1] = { name = name, value = show.value(value), by = rule and how_filled(state, rule, row, name) } end
    end
    return list
end

local function captures_of(rule, match)
    local list = {}
    for _, capture in ipairs(match and rule.captures or {}) do
        for _, one in ipairs(captured(match, capture.name)) do
            list[#list + 1] = { name = capture.name, words = one.text, layer = expect.object(one) == "annotation" and one.layer or nil }
        end
    end
    return list
end

-- ---- rows that gave way; rows that were looked at ----

local function overridden_by(row)
    local list = {}
    for _, lost in ipairs(core.lost()) do
        if lost.winner == row.rule and lost.winner_span and same_place(lost.winner_span, row) then
            list[#list + 1] = { rule = lost.rule, layer = lost.layer, words = lost.span.text }
        end
    end
    return list
end

-- The row that an `each` rule looked at: the smallest of its layer that holds the row, else the one that shares the most with it.
local function looked_at(rule, doc, row)
    local layer = rule.kind == "each" and rule.body.each:match "^[a-z_0-9]+"
    local best, most
    for _, other in ipairs(layer and doc:at(row, layer) or {}) do
        local n = (other:contains(row) and 1e9 or 0) + shared(other, row) * 1e3 - #other.text
        if other ~= row and (not best or n > most) then best, most = other, n end
    end
    return best
end

-- ---- the answer ----

local function path_lines(lines, path)
    local width = 0
    for _, step in ipairs(path) do width = math.max(width, math.min(ELEMENT, utf8.len(step.element) or #step.element)) end
    for _, step in ipairs(path) do
        local element = show.shorten(step.element, ELEMENT)
        local pad = (" "):rep(width - (utf8.len(element) or #element))
        lines[#lines + 1] = ("%s%s%s  %s%s"):format(INDENT, element, pad, show.shorten(step.words, WORDS),
            #step.used > 0 and "   (" .. table.concat(step.used, "; ") .. ")" or "")
    end
end

local function field_lines(lines, fields)
    if #fields == 0 then return end
    local width = 0
    for _, field in ipairs(fields) do width = math.max(width, math.min(ELEMENT, utf8.len(field.name .. field.value) or 0)) end
    lines[#lines + 1] = "fields:"
    for _, field in ipairs(fields) do
        local text = ("%s = %s"):format(field.name, show.shorten(field.value, 80))
        lines[#lines + 1] = ("%s%s%s   (%s)"):format(INDENT, text, (" "):rep(width + 3 - (utf8.len(text) or #text)), field.by)
    end
end

-- What was one rule's part: told for the row's rule, then for the rule of the row that it looked at.
local function part_of(state, rule, doc, row, kept)
    local place = show.place(state, rule)
    local part = { rule = rule.id, plugin = rule.plugin.name, version = rule.plugin.version, file = place.file, line = place.line, doc = rule.doc,
        layer = row.layer, words = row.text }
    if rule.program then
        local match
        part.path, match = path_of(state, rule, doc, row, kept)
        if type(rule.body.mark) == "function" then part.captures = captures_of(rule, match) end
    end
    return part
end

local function part_lines(lines, part, kind)
    lines[#lines + 1] = ("rule %s, plugin %s %s, %s:%d"):format(part.rule, part.plugin, part.version or "", part.file, part.line):gsub(" ,", ",")
    if part.doc then lines[#lines + 1] = INDENT .. part.doc end
    if part.path then
        lines[#lines + 1] = "pattern, element by element:"
        path_lines(lines, part.path)
    elseif part.looked_at then
        lines[#lines + 1] = ("no pattern: a function looks at each row of '%s', here at \"%s\""):format(part.looked_at.layer,
            show.shorten(part.looked_at.words, 80))
    elseif kind == "units" then
        lines[#lines + 1] = "no pattern of words: an LPeg grammar reads the characters"
    elseif kind == "document" then
        lines[#lines + 1] = "no pattern: a function looks at the whole document"
    end
    if part.captures and #part.captures > 0 then
        local shown = {}
        for i, one in ipairs(part.captures) do
            shown[i] = ("%s: \"%s\"%s"):format(one.name, show.shorten(one.words, WORDS), one.layer and " (@" .. one.layer .. ")" or "")
        end
        lines[#lines + 1] = "captures, given to its function:"
        for _, text in ipairs(shown) do lines[#lines + 1] = INDENT .. text end
    end
end

-- The chain of rules: of the row, of the row that its rule looked at, and so on.
local function parts_of(state, rule, doc, row, kept)
    local parts = {}
    local one, of = row, rule
    while of and #parts < DEEP do
        local part = part_of(state, of, doc, one, kept)
        part.kind = of.kind
        parts[#parts + 1] = part
        one = looked_at(of, doc, one)
        of = one and state.rule_by_id[one.rule]
        if one then part.looked_at = { layer = one.layer, words = one.text, rule = one.rule } end
    end
    return parts
end

local function document_line(question)
    local document, parts = question.document or {}, {}
    parts[1] = document.id or document.uri
    parts[#parts + 1] = document.date
    if document.title then parts[#parts + 1] = '"' .. show.shorten(document.title, 70) .. '"' end
    return #parts > 0 and table.concat(parts, ", ") or nil
end

local function verdict_line(wanted)
    if not wanted.verdict then return nil end
    return ("%sed%s%s"):format(wanted.verdict, wanted.judged and " on " .. wanted.judged or "", wanted.reason and ": " .. wanted.reason or "")
end

local function changed_lines(lines, wanted, rule)
    local rewritten = wanted.rule_text and wanted.rule_text ~= rule.text     -- perhaps its doc alone
    if not wanted.changed and not rewritten then return end
    local when = wanted.started and " of " .. wanted.started or ""
    if rewritten then
        lines[#lines + 1] = ("the rule has changed since the run%s; then it read:"):format(when)
        for line in (wanted.rule_text .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = INDENT .. "| " .. line end
    elseif wanted.version and wanted.version ~= rule.plugin.version then
        lines[#lines + 1] = ("the plugin was version %s in the run%s"):format(wanted.version, when)
    else
        lines[#lines + 1] = ("files of the plugin, or of one that it requires, have changed since the run%s; the rule's own text has not"):format(when)
    end
end

local function told(state, question, rule, row, doc)
    local kept = {}
    local parts = parts_of(state, rule, doc, row, kept)
    local answer = { found = true, rule = rule.id, layer = row.layer, text = row.text, document = question.document, key = question.row.key,
        file = parts[1].file, line = parts[1].line, path = parts[1].path, captures = parts[1].captures, fields = fields_of(state, rule, row),
        overrode = overridden_by(row), changed = question.row.changed, verdict = question.row.verdict, reason = question.row.reason, parts = parts }
    local lines = { ("%s made this row of '%s': \"%s\""):format(rule.id, row.layer, show.shorten(row.text, 90)) }
    lines[#lines + 1] = document_line(question)
    lines[#lines + 1] = verdict_line(question.row)
    lines[#lines + 1] = show.drawn(row.sentence, { { row, row.layer } })
    for i, part in ipairs(parts) do
        lines[#lines + 1] = ""
        if i > 1 then lines[#lines + 1] = ("that row of '%s', \"%s\", was made by"):format(part.layer, show.shorten(part.words, 80)) end
        part_lines(lines, part, part.kind)
        if i == 1 then
            changed_lines(lines, question.row, rule)
            field_lines(lines, answer.fields)
            for _, lost in ipairs(answer.overrode) do
                lines[#lines + 1] = ("it overrode %s (%s): \"%s\""):format(lost.rule, lost.layer, show.shorten(lost.words, WORDS))
            end
        end
    end
    answer.lines = lines
    return answer
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

local function not_made(question, wanted, rule, other)
    local lines = { ("the rules as they are now do not make this row of '%s' by %s: \"%s\""):format(wanted.layer, wanted.rule,
        show.shorten(wanted.text or "", 80)) }
    lines[#lines + 1] = document_line(question)
    if not rule then
        lines[#lines + 1] = ("rule '%s' is not loaded: it is gone, or -p or -r has to name its plugin"):format(wanted.rule)
        if wanted.rule_text and wanted.rule_text ~= "" then
            lines[#lines + 1] = "it read:"
            for line in (wanted.rule_text .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = INDENT .. "| " .. line end
        end
    else
        changed_lines(lines, wanted, rule)
        local document = question.document and question.document.id or "DOCUMENT"
        local words = show.shorten(wanted.text or "", 60):gsub("…", "")
        lines[#lines + 1] = ("what stands in its way now: lunette why %s %s %s --rule %s"):format(command.word(question.corpus), command.word(document),
            command.word(words), wanted.rule)
    end
    if other then lines[#lines + 1] = ("the same words are now a row of '%s' by %s"):format(other.layer, other.rule) end
    return { found = false, cause = "gone", rule = wanted.rule, changed = wanted.changed, lines = lines }
end

--- Why a row of the corpus is there.
-- @param question table { document =, row = { layer =, rule =, first =, last =, text =, key =, rule_text =, version =, started =, changed = } }
-- @return table answer
function M.answer(state, question, doc)
    local wanted = question.row
    local rule = state.rule_by_id[wanted.rule]
    local row, other = nil, nil
    if state.layers[wanted.layer] then row, other = find_row(doc, wanted) end
    if row and rule then return told(state, question, rule, row, doc) end
    if row then
        return { found = true, rule = row.rule, lines = { ("'%s' is a layer that the engine makes: \"%s\""):format(row.layer, row.text),
            document_line(question) } }
    end
    return not_made(question, wanted, rule, other)
end

return M
