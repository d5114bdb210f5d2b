-- show.lua - values as the prompt shows them: a row with its sentence, a set as a table, a document with what was found in it; never without end.
--
-- Sits on at_hand.lua, search.lua and the registry. Everything comes back as text without a last newline. A session says how wide the
-- screen is (nil: as wide as it takes) and whether there are colours.

local at_hand = require "lunette.console.at_hand"
local failure = require "lunette.base.failure"
local lexicon_module = require "lunette.declare.lexicon"
local pattern = require "lunette.pattern"
local search = require "lunette.console.search"
local terminal = require "lunette.base.terminal"

local M = {}

local ROWS = 10                      -- of a table
local ITEMS = 20                     -- of a list
local DEEPEST = 3                    -- tables in tables
local LETTERS = 2000                 -- of a text
local CELL = 60                      -- letters of a cell that is not the last
local HIT = 70                       -- of the words of a hit in a list
local SIDE = 40                      -- of what stands around them, where nobody knows how wide the screen is
local NARROW = 8                     -- letters that a column keeps when there is no room
local AROUND = 60                    -- letters of context on either side of words
local INDENT = 24                    -- letters of a name before a value, below which a value goes on

local RowList = { __metatable = "rows" }

local function plural(n, word, more)
    return n == 1 and "1 " .. word or ("%d %s"):format(n, more or word .. "s")
end

-- ---- texts ----

local function length(text) return utf8.len(text) or #text end

local function flat(text) return (terminal.line(text):gsub("%s+", " ")) end

local function cut(text, most)
    if length(text) <= most then return text end
    local stop = utf8.offset(text, most)
    return text:sub(1, stop - 1) .. "…"
end

-- The last `most` letters.
local function tail(text, most)
    if length(text) <= most then return text end
    local start = utf8.offset(text, -most + 1)
    return "…" .. text:sub(start)
end

local function colour(session, code, text)
    return session.colour and ("\27[%sm%s\27[0m"):format(code, text) or text
end

local function marked(session, text)
    if session.colour then return colour(session, "1;32", text) end
    return "[" .. text .. "]"
end

-- Letters that a terminal shows: colours take no room.
local function seen_length(text) return length((text:gsub("\27%[[%d;]*m", ""))) end

-- Words on lines of their own where they do not fit, below the first one's place; a word that is longer than a line is left to the terminal.
local function wrapped(session, head, text)
    local most, lines, line, used = session.width, {}, head, seen_length(head)
    if not most or used + seen_length(text) <= most then return head .. text end
    local indent = (" "):rep(used <= INDENT and used or 4)
    local first = true
    for word in text:gmatch "%S+" do
        local n = seen_length(word)
        if not first and used + 1 + n > most then
            lines[#lines + 1] = line
            line, used, first = indent, #indent, true
        end
        line, used, first = line .. (first and "" or " ") .. word, used + n + (first and 0 or 1), false
    end
    lines[#lines + 1] = line
    return table.concat(lines, "\n")
end

local function bold(session, text) return colour(session, "1", text) end
local function dim(session, text) return colour(session, "2", text) end

local function in_context(session, left, text, right)
    return tail(flat(left), AROUND) .. marked(session, flat(text)) .. cut(flat(right), AROUND)
end

-- ---- tables for people ----

local function cell_of(value)
    if value == nil then return "" end
    if type(value) == "number" and math.type(value) == "float" then return ("%.6g"):format(value) end
    if type(value) == "userdata" then
        local kind = getmetatable(value)
        return flat(kind == "entity" and value.name or (kind == "annotation" or kind == "span" or kind == "match") and value.text or tostring(kind))
    end
    if type(value) == "table" then return failure.is_plain(value) and "{…}" or tostring(getmetatable(value)) end
    return flat(tostring(value))
end

-- Which columns have something in them, how wide each is, which hold numbers alone.
local function measure(columns, rows)
    local shown, widths, right = {}, {}, {}
    for c in ipairs(columns) do
        local used = false
        widths[c], right[c] = length(columns[c]), true
        for _, row in ipairs(rows) do
            used = used or row[c] ~= ""
            widths[c] = math.max(widths[c], math.min(length(row[c]), CELL))
            if row[c] ~= "" and not row[c]:match "^%-?[%d.]+$" then right[c] = false end
        end
        if used then shown[#shown + 1] = c end
    end
    return shown, widths, right
end

-- Takes letters from the widest column until all fit; of those at the right that do not fit even so nothing is shown.
local function squeeze(shown, widths, room)
    local function total()
        local sum = 0
        for _, c in ipairs(shown) do sum = sum + widths[c] + 2 end
        return sum
    end
    while total() > room do
        local widest = shown[1]
        for _, c in ipairs(shown) do
            if widths[c] > widths[widest] then widest = c end
        end
        if widths[widest] <= NARROW then
            table.remove(shown)
        else
            widths[widest] = widths[widest] - 1
        end
    end
end

-- Columns that have nothing in them are left out; numbers stand to the right.
local function grid(session, columns, rows)
    local shown, widths, right = measure(columns, rows)
    if session.width then squeeze(shown, widths, session.width) end
    local lines = {}
    local function add(cells, style)
        local parts = {}
        for i, c in ipairs(shown) do
            local text = cut(cells[c], widths[c])
            local gap = (" "):rep(widths[c] - length(text))
            if i < #shown or right[c] then text = right[c] and gap .. text or text .. gap end
            parts[i] = text
        end
        lines[#lines + 1] = "  " .. style((table.concat(parts, "  "):gsub("%s+$", "")))
    end
    add(columns, function(text) return dim(session, text) end)
    for _, row in ipairs(rows) do add(row, function(text) return text end) end
    return table.concat(lines, "\n")
end

local function more_line(n, shown, what)
    return n > shown and ("\n  … %s more%s"):format(n - shown, what or "") or ""
end

-- ---- rows of queries ----

local document_columns = { "id", "name", "date", "source", "country", "language", "title" }
local unseen = { id = true, key = true, start = true, stop = true, run = true, entity = true, text = true, document = true, rule = true }

-- What a row of a layer's view is shown by: its words, its fields, where it is from; ids and offsets are for programs.
local function columns_of_view(columns)
    local shown = {}
    for _, name in ipairs(columns) do
        if not unseen[name] and not name:match "_id$" and not name:match "_start$" and not name:match "_stop$" and not name:match "_mention$"
            and not name:match "^document_" then
            shown[#shown + 1] = name
        end
    end
    table.insert(shown, 1, "document")
    shown[#shown + 1] = "text"
    return shown
end

local function keys_of(rows, most)
    local seen = {}
    for i = 1, math.min(most, #rows) do
        for key in pairs(rows[i]) do seen[tostring(key)] = true end
    end
    return failure.keys(seen)
end

local function cells_of(rows, columns, most)
    local cells = {}
    for i = 1, math.min(#rows, most) do
        cells[i] = {}
        for c, name in ipairs(columns) do cells[i][c] = cell_of(rows[i][name]) end
    end
    return cells
end

local function is_view(row) return row.key ~= nil and row.document ~= nil and row.start ~= nil and row.stop ~= nil end

local function show_rows(session, rows, total)
    total = total or #rows
    if total == 0 then return "no rows" end
    local columns = keys_of(rows, ROWS)
    if is_view(rows[1]) then columns = columns_of_view(columns) end
    if rows[1].text ~= nil and rows[1].uri ~= nil and rows[1].start == nil then columns = document_columns end
    return ("%s\n%s%s"):format(plural(total, "row"), grid(session, columns, cells_of(rows, columns, ROWS)), more_line(total, math.min(#rows, ROWS)))
end

--- Rows of a query, which are shown as a table.
function M.as_rows(rows) return setmetatable(rows, RowList) end

local function show_set(session, set)
    local n = #set
    local what = set.layer and plural(n, set.layer .. " row") or plural(n, "document")
    if n == 0 then return what end
    local rows = set:take(ROWS)
    local columns = set.layer and columns_of_view(keys_of(rows, ROWS)) or document_columns
    local documents = set.layer and set:count_documents("language"):total() or nil
    local head = documents and ("%s in %s"):format(what, plural(documents, "document")) or what
    local more = more_line(n, #rows, ': :take(n), :where { … }, :count "field"')
    return ("%s\n%s%s"):format(head, grid(session, columns, cells_of(rows, columns, ROWS)), more)
end

-- The sentence around a stored row: some letters of the document's text.
local function row_context(session, row)
    if not session.corpus or not row.document or not row.start then return nil end
    local from = math.max(1, row.start + 1 - AROUND)
    local query = "SELECT substr(text, ?1, ?2) AS l, substr(text, ?3, ?4) AS m, substr(text, ?5, ?6) AS r FROM document WHERE id = ?7"
    local parameters = { from, row.start + 1 - from, row.start + 1, row.stop - row.start, row.stop + 1, AROUND, row.document }
    local found = session.corpus:rows(query, parameters)()
    return found and in_context(session, found.l or "", found.m or "", found.r or "")
end

local function show_view_row(session, row)
    local lines = {}
    local context = row_context(session, row)
    lines[1] = wrapped(session, "", context or flat(tostring(row.text or "")))
    for _, name in ipairs(failure.keys(row)) do
        if not unseen[name] and not name:match "_id$" and not name:match "_start$" and not name:match "_stop$" and row[name] ~= nil then
            lines[#lines + 1] = wrapped(session, ("  %-18s "):format(name), cut(cell_of(row[name]), 200))
        end
    end
    lines[#lines + 1] = dim(session, ("  document %s, key %s, rule %s"):format(row.document, row.key, row.rule or "?"))
    return table.concat(lines, "\n")
end

-- ---- things of a document ----

local function around(row)
    local sentence = row.sentence
    local first, last = row:bytes()
    local s_first, s_last = sentence:bytes()
    if last > s_last then s_last = last end
    return first, last, s_first, s_last
end

local function show_span(session, span)
    local first, last, s_first, s_last = around(span)
    local text = span.sentence.text
    local stop = s_last - s_first + 1
    if stop > #text then return marked(session, flat(span.text)) end
    return in_context(session, text:sub(1, first - s_first), span.text, text:sub(last - s_first + 2))
end

local function show_annotation(session, row)
    local entity = row.entity
    local lines = { wrapped(session, bold(session, row.layer) .. "  ", show_span(session, row)) }
    for _, field in ipairs(search.fields(session.state, row)) do
        lines[#lines + 1] = wrapped(session, ("  %-12s "):format(field[1]), cut(flat(field[2]), 200))
    end
    if entity then lines[#lines + 1] = ("  %-12s %s%s"):format("entity", entity.name, entity.identity and ", " .. entity.identity or "") end
    lines[#lines + 1] = dim(session, "  by rule " .. tostring(row.rule))
    return table.concat(lines, "\n")
end

local function show_entity(_, entity)
    local mentions = entity:mentions()
    return ("%s %s%s, %s"):format(entity.kind, entity.name, entity.identity and " (" .. entity.identity .. ")" or "", plural(#mentions, "mention"))
end

local function show_document(session, value)
    local number, live, problems = at_hand.inside(value)
    local lines = { bold(session, ("%s. %s"):format(number, live.title or live.id or live.uri or "a document")) }
    local known = {}
    for _, key in ipairs { "date", "source", "country", "language", "id", "uri" } do
        if live[key] then known[#known + 1] = key .. " " .. live[key] end
    end
    if #known > 0 then lines[#lines + 1] = wrapped(session, "  ", table.concat(known, ", ")) end
    local n = 0
    for line in live.text:gmatch "[^\n]+" do
        if line:find "%S" and n < 3 then
            n = n + 1
            lines[#lines + 1] = "  │ " .. cut(flat(line), (session.width or 100) - 5)
        end
    end
    local counts = {}
    for _, decl in ipairs(session.state.layer_order) do
        local found = not decl.any and decl.name ~= "token" and decl.name ~= "sentence" and decl.name ~= "paragraph" and decl.name ~= "try"
            and #live:layer(decl.name) or 0
        if found > 0 then counts[#counts + 1] = ("%s %d"):format(decl.name, found) end
    end
    lines[#lines + 1] = ("  %s, %s"):format(plural(#live:paragraphs(), "paragraph"), plural(#live:sentences(), "sentence"))
    lines[#lines + 1] = #counts > 0 and wrapped(session, "  ", table.concat(counts, ", ")) or "  no rule found anything in it"
    for _, problem in ipairs(problems or {}) do lines[#lines + 1] = ("  problem: %s"):format(problem.message) end
    return table.concat(lines, "\n")
end

local function show_documents(session, docs)
    local n = #docs
    if n == 0 then return "no documents" end
    local columns = { "number", "name", "date", "source", "title" }
    return ("%s\n%s%s"):format(plural(n, "document"), grid(session, columns, cells_of(at_hand.list(session, 1, ROWS), columns, ROWS)),
        more_line(n, math.min(n, ROWS), ": docs[n], doc \"name\""))
end

local function show_hits(session, hits)
    local n = #hits
    local head = ("%s%s in %d of %s"):format(hits.more and "at least " or "", plural(n, "hit"), hits.documents, plural(hits.searched, "document"))
    if n == 0 then return "no hits" end
    -- Words stand below words: the context at the left is as wide for all, and what the longest words leave of the line is shared by both sides.
    local lines, longest, room = { head }, 0, (session.width or 2 * SIDE + HIT + 9) - 7 - (session.colour and 0 or 2)
    for i = 1, math.min(n, ROWS) do longest = math.max(longest, length(flat(hits[i].text))) end
    local most = math.min(HIT, longest, math.max(20, room // 2))
    local side = session.width and math.max(10, math.min(AROUND, (room - most) // 2)) or SIDE
    for i = 1, math.min(n, ROWS) do
        local hit = hits[i]
        local left, words = tail(flat(hit.left), side), cut(flat(hit.text), most)
        local right = cut(flat(hit.right), math.max(1, math.min(side, room - side - length(words))))
        lines[#lines + 1] = ("%5s  %s%s%s%s"):format(hit.number or "", (" "):rep(side - length(left)), left, marked(session, words), right)
    end
    return table.concat(lines, "\n") .. more_line(n, math.min(n, ROWS), "; the number at the left is the document's: doc(n)")
end

local function show_hit(session, hit)
    local lines = { wrapped(session, "", in_context(session, hit.left, hit.text, hit.right)) }
    for _, name in ipairs(failure.keys(hit.fields)) do
        lines[#lines + 1] = wrapped(session, ("  %-12s "):format(name), cut(flat(hit.fields[name]), 200))
    end
    lines[#lines + 1] = dim(session, ("  document %s, %s"):format(hit.number or "?", hit.document or "without a name"))
    return table.concat(lines, "\n")
end

-- ---- other values ----

local function show_lexicon(session, lexicon)
    local n = #lexicon
    local names = lexicon:names()
    local lines = { ("a lexicon of %s%s"):format(plural(n, "phrase"), #names > 0 and ", each with " .. table.concat(names, ", ") or "") }
    local behind, rows = lexicon_module.of_handle(session.plugin, lexicon), {}
    for i = 1, math.min(n, ROWS) do rows[i] = behind:entry(i) end
    local columns = table.move(names, 1, #names, 3, { "phrase", "id" })
    return table.concat(lines, "\n") .. "\n" .. grid(session, columns, cells_of(rows, columns, ROWS)) .. more_line(n, #rows)
end

local function show_counts(session, counts)
    local dimensions, cells = #counts.keys - counts.depth, {}
    local columns = dimensions == 1 and { "", "n" } or nil
    if columns then
        for key, n in counts:each() do cells[#cells + 1] = { key == "" and "(none)" or key, tostring(n) } end
        table.sort(cells, function(a, b) return tonumber(a[2]) > tonumber(b[2]) end)
    else
        columns = { "" }
        local seconds = counts.keys[counts.depth + 2]
        for i = 1, math.min(#seconds, 12) do columns[i + 1] = seconds[i] == "" and "(none)" or seconds[i] end
        columns[#columns + 1] = "all"
        for key, inner in counts:each() do
            local row = { key == "" and "(none)" or key }
            for i = 1, math.min(#seconds, 12) do
                local n = inner:at(seconds[i])
                row[i + 1] = tostring(type(n) == "table" and n:total() or n)
            end
            row[#row + 1] = tostring(inner:total())
            cells[#cells + 1] = row
        end
    end
    local n = #cells
    if n == 0 then return "0 in all" end
    for i = n, ITEMS + 1, -1 do cells[i] = nil end
    return ("%d in all\n%s%s"):format(counts:total(), grid(session, columns, cells), more_line(n, #cells))
end

local function show_corpus(session, corpus)
    local lines = { ("%s, %s"):format(bold(session, corpus.name), plural(#session.docs, "document")) }
    local first, last = corpus:value "SELECT min(date) FROM document", corpus:value "SELECT max(date) FROM document"
    if first then lines[#lines + 1] = ("  dated %s to %s"):format(first, last) end
    local rows = {}
    for row in corpus:rows "SELECT layer, count(*) AS n FROM annotation GROUP BY layer ORDER BY n DESC" do rows[#rows + 1] = { row.layer, tostring(row.n) } end
    if #rows > 0 then lines[#lines + 1] = grid(session, { "layer", "rows" }, rows) end
    return table.concat(lines, "\n")
end

local function quoted(text)
    local n = length(text)
    local shown = n > LETTERS and cut(text, LETTERS) .. (" (%d letters)"):format(n) or text
    shown = terminal.lines(shown)
    if shown:find "\n" then return shown end
    return '"' .. shown .. '"'
end

local function show_key(key)
    if type(key) == "string" and key:match "^[%a_][%w_]*$" then return key end
    return ("[%s]"):format(type(key) == "string" and ("%q"):format(key) or tostring(key))
end

local function is_list_of_rows(value)
    if #value == 0 then return false end
    for i = 1, math.min(#value, ROWS) do
        local item = value[i]
        if not failure.is_plain(item) or #item > 0 or next(item) == nil then return false end
        for _, inner in pairs(item) do
            if type(inner) == "table" then return false end
        end
    end
    return true
end

local function show_objects(session, list, kind)
    local lines = { plural(#list, kind, kind == "entity" and "entities" or kind == "match" and "matches" or nil) }
    for i = 1, math.min(#list, ROWS) do
        local value = list[i]
        lines[#lines + 1] = wrapped(session, ("%4d  %s"):format(i, kind == "annotation" and value.layer .. "  " or ""),
            kind == "entity" and show_entity(session, value) or show_span(session, value))
    end
    return table.concat(lines, "\n") .. more_line(#list, math.min(#list, ROWS))
end

local span_like = { span = true, match = true, annotation = true, entity = true }

local function show_table(session, value, depth, seen)
    local count = #value
    local kind = count > 0 and type(value[1]) == "userdata" and getmetatable(value[1])
    if depth == 1 and span_like[kind] then return show_objects(session, value, kind) end
    if depth == 1 and is_list_of_rows(value) then return show_rows(session, value) end
    if next(value) == nil then return "{}" end
    if depth > DEEPEST or seen[value] then return "{…}" end
    seen[value] = true
    local parts, n = {}, 0
    local function add(text)
        n = n + 1
        if n <= ITEMS then parts[#parts + 1] = text() end
    end
    for i = 1, count do add(function() return M.inner(session, value[i], depth + 1, seen) end) end
    local keys = {}
    for key in next, value do
        if not (math.type(key) == "integer" and key >= 1 and key <= count) then keys[#keys + 1] = key end
    end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for _, key in ipairs(keys) do add(function() return show_key(key) .. " = " .. M.inner(session, value[key], depth + 1, seen) end) end
    seen[value] = nil
    if n > ITEMS then parts[#parts + 1] = ("… %d more"):format(n - ITEMS) end
    local line = "{ " .. table.concat(parts, ", ") .. " }"
    if length(line) <= (session.width or 100) - 2 * depth and not line:find("\n", 1, true) then return line end
    local indent = ("  "):rep(depth)
    return "{\n" .. indent .. table.concat(parts, ",\n" .. indent) .. "\n" .. ("  "):rep(depth - 1) .. "}"
end

local shown_by = {
    annotation = show_annotation, span = show_span, match = show_span, entity = show_entity, document = show_document, documents = show_documents,
    hits = show_hits, lexicon = show_lexicon, corpus = show_corpus, rows = show_rows,
    pattern = function(_, value)
        local text = pattern.source(value) or pattern.describe((pattern.tree(value)))
        return ("pattern [[ %s ]]"):format(text:match "^%s*(.-)%s*$")
    end,
    type = function(_, value) return "type " .. require("lunette.declare.types").name(value) end,
    nothing = function() return "no corpus: lunette console CORPUS opens one" end,
    environment = function() return "the prompt's globals" end,
    option = function() return "the plugin's options" end,
}

-- What getmetatable tells of sets and counts is their class itself.
local function class_of(value)
    local meta = getmetatable(value)
    if type(meta) ~= "table" then return meta ~= "row" and meta or nil end
    if meta == require("lunette.corpus.sets").class then return "set" end
    if meta == require("lunette.corpus.counts").class then return "counts" end
    return nil
end

--- A value in one line or more; errors of what it looks at are shown, not raised.
function M.value(session, value)
    local kind = class_of(value)
    if kind == "set" then return show_set(session, value) end
    if kind == "counts" then return show_counts(session, value) end
    if shown_by[kind] then return shown_by[kind](session, value) end
    if type(value) == "table" and not kind then          -- lists of fields show `false`
        if is_view(value) then return show_view_row(session, value) end
        if value.left and value.right and value.text and value.first then return show_hit(session, value) end
        return show_table(session, value, 1, {})
    end
    return M.inner(session, value, 1, {})
end

--- A value inside another: one line.
function M.inner(session, value, depth, seen)
    local kind = type(value)
    if kind == "string" then return quoted(value) end
    if failure.is_plain(value) then return show_table(session, value, depth, seen) end
    if kind == "userdata" and span_like[getmetatable(value)] then return ("%s \"%s\""):format(getmetatable(value), cell_of(value)) end
    if kind == "function" then return "a function" end
    if kind == "table" or kind == "userdata" then return "a " .. tostring(class_of(value) or kind) end
    if math.type(value) == "float" then return ("%.14g"):format(value) end
    return tostring(value)
end

return M
