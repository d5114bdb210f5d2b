-- cards.lua - what stands on the card of each annotation of a page: its layer, rule and version, its fields, and from which words a name was told.
--
-- Sits on nothing but the views of a corpus. A page of a hundred readouts has seven thousand cards, so they are data for the page's script: a table of
-- texts, a table of layers with their fields, a table of rules, and a row of small numbers for each annotation. The script (scripts/reports/page.js)
-- makes text nodes of them, never markup. Rows are [ number, pieces, layer, rule, value … ], values in the order of the layer's fields, 0 for none.

local M = {}

local CLIPPED, MENTION = 60, 36      -- code points of a value; of the words behind a name
local ROOM, START = 160, 20          -- of words of the text; of their start, where the page's script finds them in the marks by it
local own = { id = true, key = true, document = true, start = true, stop = true, text = true, rule = true, run = true, layer = true, entity_id = true }
local namers = { "person", "organization", "country", "collective", "anaphor" }     -- layers whose rows are mentions

local Cards = {}
Cards.__index = Cards

-- ---- tables ----

local function number_of(list, index, value)
    local n = index[value]
    if not n then
        n = #list + 1
        index[value], list[n] = n, value
    end
    return n
end

local function clipped(text, most)
    text = text:gsub("%s+", " ")
    local n = utf8.len(text)
    if not n or n <= most then return text end
    return text:sub(1, utf8.offset(text, most + 1) - 1):gsub("%s+%S*$", "") .. " …"
end

-- The fields of a layer in the order of its view: columns that only say where a field stands are no fields.
local function fields_of(corpus, layer)
    local columns, names, fields = {}, {}, {}
    for row in corpus:rows("SELECT name FROM pragma_table_info(?)", { layer }) do
        columns[row.name] = true
        names[#names + 1] = row.name
    end
    for _, name in ipairs(names) do
        local head = name:match "^(.+)_start$" or name:match "^(.+)_stop$" or name:match "^(.+)_mention$" or name:match "^(.+)_id$"
        if not own[name] and not (head and columns[head]) then fields[#fields + 1] = name end
    end
    return fields, columns
end

local function layer_of(cards, layer)
    local known = cards.layer_by_name[layer]
    if known then return known end
    local fields, columns = fields_of(cards.corpus, layer)
    known = { number = #cards.layers + 1, fields = fields, columns = columns, names = {}, words = {} }     -- names: lists of entities
    for _, field in ipairs(fields) do
        known.words[field] = columns[field .. "_start"] ~= nil
        if cards.corpus:has(layer .. "_" .. field) then
            for row in cards.corpus:rows("SELECT name FROM pragma_table_info(?)", { layer .. "_" .. field }) do
                if row.name == field .. "_mention" then known.names[field] = true end
                if row.name == field .. "_start" then known.words[field] = true end
            end
        end
    end
    cards.layer_by_name[layer], cards.layers[known.number] = known, { layer, table.unpack(fields) }
    return known
end

local function rule_number(cards, name)
    if not name then return 0 end
    local n = cards.rule_index[name]
    if n then return n end
    local version, doc
    for row in cards.corpus:rows("SELECT plugin, version, doc FROM rule WHERE id = ? ORDER BY number DESC LIMIT 1", { name }) do
        version, doc = ("%s %s"):format(row.plugin or "", row.version or ""), row.doc
    end
    n = #cards.rules + 1
    cards.rule_index[name], cards.rules[n] = n, { name, version or "", doc or "" }
    return n
end

-- ---- values ----

-- Words and rule of each mention of a document, by id.
local function mentions_of(cards, document)
    local mentions = {}
    for _, layer in ipairs(namers) do
        if cards.corpus:has(layer) then
            for row in cards.corpus:rows(("SELECT id, text, rule FROM %s WHERE document = ?"):format(layer), { document }) do mentions[row.id] = row end
        end
    end
    return mentions
end

local function named(name, mention)
    if not mention or mention.text:lower() == name:lower() then return name end
    return ("%s ← “%s” (%s)"):format(name, clipped(mention.text, MENTION), mention.rule or "core")
end

-- Of list fields that name entities: what each row has, in its order, with the words it was told from.
local function lists_of(cards, layer, known, document, mentions)
    local found = {}
    for field in pairs(known.names) do
        local by_id = {}
        for row in cards.corpus:rows(("SELECT id, %s AS name, %s_mention AS mention FROM %s_%s WHERE document = ? AND %s IS NOT NULL ORDER BY id, position")
            :format(field, field, layer, field, field), { document }) do
            local text = named(row.name, mentions[row.mention])
            by_id[row.id] = by_id[row.id] and by_id[row.id] .. "; " .. text or text
        end
        found[field] = by_id
    end
    return found
end

-- Words of the text. Where the row's own words have them, their start and how many code points they are say enough: "work with the Mongolian …61".
local function words_of(row, words)
    words = words:gsub("%s+", " ")
    local short, text = clipped(words, START), row.text or ""
    local at = short ~= words and not text:find "%s%s" and not text:find "[\r\n\t]" and text:find(words, 1, true)
    if at and at == text:find(short:sub(1, -#" …" - 1), 1, true) then return ("%s%d"):format(short, utf8.len(words)) end
    return clipped(words, ROOM)
end

local function value_of(known, field, row, lists, mentions)
    if lists[field] then return lists[field][row.id] end
    local value = row[field]
    if value == nil or field == "entity" and value == row.name or field == "polarity" and value == "positive" or value == field then
        return nil
    end
    if field == "entity" then return clipped(value, CLIPPED) end
    if known.columns[field .. "_mention"] then return named(value, mentions[row[field .. "_mention"]]) end
    if known.columns[field .. "_id"] and row[field .. "_id"] then return "#" .. row[field .. "_id"] % 100000000 end      -- another annotation
    local words = tostring(value)
    if field == "content" then words = words:match "^[Tt][Hh][Aa][Tt]%s+(.+)$" or words end     -- as lists of statements have it
    return known.words[field] and words_of(row, words) or clipped(words, CLIPPED)
end

-- A day that its words do not say was reckoned from another; which is most often the document's.
local function dated(row, document)
    if not row.value or not row.earliest or row.text:find "%d%d%d%d" or not document.date then return nil end
    return "not in these words alone; the document is of " .. document.date
end

-- ---- the whole ----

--- Adds the cards of a layer's rows.
-- @param document table a row of documents
-- @param layer text
-- @param rows table array of rows of the layer's view, with `pieces` from highlight.lua
function Cards:add(document, layer, rows)
    if #rows == 0 then return end
    local known = layer_of(self, layer)
    if self.document ~= document.id then self.document, self.mentions = document.id, mentions_of(self, document.id) end
    local lists = lists_of(self, layer, known, document.id, self.mentions)
    local list = self.rows[tostring(document.id)] or {}
    self.rows[tostring(document.id)] = list
    for _, row in ipairs(rows) do
        local card = { row.id % 100000000, row.pieces or 1, known.number, rule_number(self, row.rule) }
        local last = #card
        for i, field in ipairs(known.fields) do
            local value = value_of(known, field, row, lists, self.mentions)
            if field == "note" and layer == "date" then value = value or dated(row, document) end
            card[4 + i] = value and number_of(self.strings, self.string_index, value) or 0
            if value then last = 4 + i end
        end
        list[#list + 1] = table.move(card, 1, last, 1, {})
    end
end

--- All cards as one table, for the page's script.
function Cards:data()
    return { strings = self.strings, layers = self.layers, rules = self.rules, rows = self.rows }
end

--- No cards yet.
function M.new(corpus)
    return setmetatable({ corpus = corpus, strings = {}, string_index = {}, layers = {}, layer_by_name = {}, rules = {}, rule_index = {}, rows = {} }, Cards)
end

return M
