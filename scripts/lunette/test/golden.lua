-- golden.lua - golden files: texts with all that is expected of some layers, written as a person would write it down.
--
--     # A comment.
--     title: Talks in Lima
--     date: 2026-03-05
--     layers: act (kind, actor, content), encounter
--
--     The text, as many paragraphs as it has.
--
--     ---
--     encounter "Norway and Peru held talks" form=meeting participants=Norway,Peru
--     act "Norway … harbour" #2 kind=pledge !target
--
-- Sits on base/failure.lua. A line of three = or more begins another text. Words stand for the first place where the text has them, `#2` for the
-- second; white space of any kind is one; `…` leaves words out. Only what a line names of the fields is compared.

local failure = require "lunette.base.failure"
local types = require "lunette.declare.types"

local M = {}

local header_keys = { title = true, date = true, language = true, source = true, country = true, uri = true, id = true, layers = true }
local example = 'for example act "will open its port" kind=pledge actor=Norway'

local function place_of(file, number, line, column, width)
    return { file = file, line = number, column = column, width = width or 1, source = line }
end

-- ---- the parts of a file ----

local function lines_of(data)
    local lines = {}
    for line in (data:gsub("\r\n", "\n"):gsub("^\239\187\191", "") .. "\n"):gmatch("(.-)\n") do lines[#lines + 1] = line end
    if lines[#lines] == "" then lines[#lines] = nil end
    return lines
end

-- Runs of lines between those of ===: { first, last }
local function split(lines)
    local parts, first = {}, 1
    for i, line in ipairs(lines) do
        if line:match("^===+%s*$") then
            parts[#parts + 1] = { first, i - 1 }
            first = i + 1
        end
    end
    parts[#parts + 1] = { first, #lines }
    return parts
end

local function split_list(text)
    local items, at = {}, 1
    while at <= #text do
        local name, inside, stop = text:match("^%s*([%w_]+)%s*(%b())%s*,?()", at)
        if not name then name, stop = text:match("^%s*([%w_]+)%s*,?()", at) end
        if not name then return nil, at end
        local fields
        if inside then
            fields = {}
            for field in inside:sub(2, -2):gmatch("[^,%s]+") do fields[#fields + 1] = field end
        end
        items[#items + 1] = { name = name, fields = fields }
        at = stop
    end
    return items
end

local function read_layers(golden, file, number, line, value)
    local items, bad = split_list(value)
    if not items then
        failure.raise(place_of(file, number, line, #line - #value + bad), "layers: names of layers, each with the fields to write down in brackets",
            "for example layers: act (kind, actor), encounter")
    end
    golden.layers, golden.by_name = items, {}
    for _, item in ipairs(items) do golden.by_name[item.name] = item end
    golden.layers_place = place_of(file, number, line, 1, #line)
end

local function read_header_line(golden, file, number, line)
    local key, value = line:match("^([%w_.]+):%s*(.-)%s*$")
    if not key then
        failure.raise(place_of(file, number, line, 1, #line), "a line of the header is key: value", "an empty line ends the header; the text follows it")
    end
    local meta = key:match("^meta%.(.+)$")
    if meta then
        golden.document.meta = golden.document.meta or {}
        golden.document.meta[meta] = value
    elseif not header_keys[key] then
        failure.raise(place_of(file, number, line, 1, #key), ("there is no header '%s'"):format(key), failure.suggest(key, failure.keys(header_keys)))
    elseif key == "layers" then
        read_layers(golden, file, number, line, value)
    elseif key == "date" and value ~= "" and not types.fits(types.date, value) then
        failure.raise(place_of(file, number, line, #line - #value + 1, #value), ("date: '%s' is no date"):format(value), "for example date: 2026-03-05")
    elseif value ~= "" then
        golden.document[key] = value
    end
end

local function read_header(golden, file, lines, first, last)
    local at = first
    while at <= last and (lines[at] == "" or lines[at]:match("^#")) do at = at + 1 end
    golden.first = at
    while at <= last and lines[at] ~= "" do
        if not lines[at]:match("^#") then read_header_line(golden, file, at, lines[at]) end
        at = at + 1
    end
    if not golden.layers then
        failure.raise(place_of(file, math.max(1, math.min(golden.first, #lines)), lines[golden.first] or ""),
            "the header does not say which layers are compared", "for example layers: act, encounter")
    end
    return at
end

-- `\---` and `\===` are lines of the text.
local function read_text(golden, lines, first, last)
    local at, kept = first, {}
    while at <= last and not lines[at]:match("^%-%-%-+%s*$") do
        kept[#kept + 1] = lines[at]:gsub("^\\([%-=][%-=][%-=])", "%1")
        at = at + 1
    end
    golden.text = table.concat(kept, "\n"):gsub("^%s*\n", ""):gsub("%s+$", "")
    return at
end

-- ---- one expectation ----

local function scanner(file, number, line)
    local at = 1
    local self = {}
    function self.fail(message, hint) failure.raise(place_of(file, number, line, utf8.len(line, 1, at - 1, true) + 1), message, hint or example) end
    function self.take(form)
        local found, stop = line:match("^" .. form .. "()", at)
        if found then at = stop end
        return found
    end
    function self.skip() at = line:match("^%s*()", at) end
    function self.ended() return at > #line or line:sub(at, at) == "#" end
    function self.quoted()
        local start = at
        if line:sub(at, at) ~= '"' then return nil end
        at = at + 1
        while at <= #line and line:sub(at, at) ~= '"' do at = at + (line:sub(at, at) == "\\" and 2 or 1) end
        if at > #line then
            at = start
            self.fail('the quotation mark " is not closed')
        end
        at = at + 1
        return (line:sub(start + 1, at - 2):gsub("\\(.)", "%1"))
    end
    return self
end

local function read_values(scan)
    local values = {}
    repeat
        scan.skip()
        local value = scan.quoted() or scan.take '([^%s,"]+)'
        if not value then scan.fail("a value is expected: a word, or words in quotation marks", 'for example content="open the port","widen the road"') end
        values[#values + 1] = value
    until not scan.take "%s*(,)"
    return values
end

local function read_field(scan, row)
    if scan.take "(!)" then
        local name = scan.take "([%a][%w_]*)"
        if not name then scan.fail("after ! comes the name of a field that is not filled", "for example !target") end
        row.order[#row.order + 1], row.fields[name] = name, false
        return
    end
    local name = scan.take "([%a][%w_]*)"
    if not name then scan.fail("the name of a field is expected") end
    if row.fields[name] ~= nil then scan.fail(("the field '%s' stands here twice"):format(name), "several values of one field are parted by commas: a,b") end
    if not scan.take "%s*(=)" then scan.fail(("after '%s' comes = and a value"):format(name), ("!%s says that it is not filled"):format(name)) end
    row.order[#row.order + 1], row.fields[name] = name, read_values(scan)
end

--- Reads one line of expectations: { layer, words, nth, fields = name → values or false, order = names, place }.
function M.parse_row(file, number, line)
    local scan = scanner(file, number, line)
    scan.skip()
    local row = { fields = {}, order = {}, nth = 1, number = number, line = line, place = place_of(file, number, line, 1, #line) }
    row.layer = scan.take "([%a][%w_]*)"
    if not row.layer then scan.fail("the name of a layer is expected") end
    scan.skip()
    row.words = scan.quoted()
    if not row.words then scan.fail("words of the text are expected, in quotation marks") end
    scan.skip()
    local nth = scan.take "#(%d+)"
    if nth then row.nth = math.tointeger(tonumber(nth)) or 0 end
    if row.nth < 1 or row.nth > 1000000 then scan.fail("#1 is the first place in the text, #2 the second") end
    scan.skip()
    while not scan.ended() do
        read_field(scan, row)
        scan.skip()
    end
    return row
end

local function read_rows(golden, file, lines, first, last)
    golden.rows = {}
    for at = first, last do
        if not lines[at]:match("^%s*$") and not lines[at]:match("^%s*#") then
            golden.rows[#golden.rows + 1] = M.parse_row(file, at, lines[at])
        end
    end
end

-- ---- words of the text ----

local magic = "[%^%$%(%)%%%.%[%]%*%+%-%?]"

local function find_words(text, words, from)
    local form = words:gsub(magic, "%%%0"):gsub("%s+", "%%s+")
    return text:find(form, from)
end

-- "Norway … harbour": from the first words to the nearest place of the last.
local function find_ends(text, words, from)
    local head, tail = words:match("^(.-)%s*…%s*(.-)$")
    if not head then head, tail = words:match("^(.-)%s*%.%.%.%s*(.-)$") end
    if not head or head == "" or tail == "" then return nil end
    local first, stop = find_words(text, head, from)
    if not first then return nil end
    local _, last = find_words(text, tail, stop + 1)
    if last then return first, last end
end

--- Where words stand in a text for the n-th time: first and last byte, or nil and how often they do.
function M.find(text, words, nth)
    local form = words:match("^%s*(.-)%s*$")
    if form == "" then return nil, 0 end
    for _, find in ipairs { find_words, find_ends } do
        local n, first, last = 0, find(text, form, 1)
        while first do
            n = n + 1
            if n == nth then return first, last end
            first, last = find(text, form, first + 1)
        end
        if n > 0 then return nil, n end
    end
    return nil, 0
end

-- ---- checks against what is loaded ----

local function check_layers(state, golden)
    for _, item in ipairs(golden.layers) do
        local decl = state.layers[item.name]
        if not decl then
            failure.raise(golden.layers_place, ("there is no layer '%s'"):format(item.name), failure.suggest(item.name, failure.keys(state.layers)))
        end
        if decl.any or item.name == "token" or item.name == "sentence" or item.name == "paragraph" then
            failure.raise(golden.layers_place, ("layer '%s' has no rows of its own to compare"):format(item.name),
                decl.any and "name its members: " .. table.concat(decl.any, ", ") or "name a layer that rules mark")
        end
        for _, field in ipairs(item.fields or {}) do
            if not decl.fields[field] then
                failure.raise(golden.layers_place, ("layer '%s' has no field '%s'"):format(item.name, field), failure.suggest(field, decl.field_order))
            end
        end
    end
end

local function check_row(state, golden, row)
    if not golden.by_name[row.layer] then
        failure.raise(row.place, ("layer '%s' is not compared in this text"):format(row.layer), "add it to `layers:` on top, or name one of these")
    end
    local decl = state.layers[row.layer]
    for _, name in ipairs(row.order) do
        if not decl.fields[name] then
            failure.raise(row.place, ("layer '%s' has no field '%s'"):format(row.layer, name), failure.suggest(name, decl.field_order))
        end
    end
    local first, last = M.find(golden.text, row.words, row.nth)
    if not first then
        failure.raise(row.place, last == 0 and ("the text has no words “%s”"):format(row.words)
            or ("the text has the words “%s” only %d times"):format(row.words, last), "words are written as in the text; white space of any kind is one")
    end
    row.first, row.last = first, last
end

--- Checks layers, fields and words of a golden text against what is loaded and against the text; each row gets `first` and `last`.
function M.check(state, golden)
    check_layers(state, golden)
    for _, row in ipairs(golden.rows or {}) do check_row(state, golden, row) end
end

--- Reads a golden file.
-- @return table array of { document, text, layers, rows or nil, head = first line, marks = line of ---, stop = last line }, table its lines
function M.parse(file, data)
    local good, bad = utf8.len(data)
    if not good then
        local _, before = data:sub(1, bad - 1):gsub("\n", "")
        failure.raise({ file = file, line = before + 1 }, "a byte that is not UTF-8", "save the file as UTF-8")
    end
    local lines, texts = lines_of(data), {}
    for i, part in ipairs(split(lines)) do
        local golden = { document = {}, file = file, number = i, head = part[1], stop = part[2] }
        local at = read_header(golden, file, lines, part[1], part[2])
        at = read_text(golden, lines, at, part[2])
        if golden.text == "" then
            failure.raise(place_of(file, math.max(1, math.min(at, #lines)), lines[at] or ""), "there is no text",
                "the text stands between an empty line and ---")
        end
        if at <= part[2] then
            golden.marks = at
            read_rows(golden, file, lines, at + 1, part[2])
        end
        texts[i] = golden
    end
    return texts, lines
end

return M
