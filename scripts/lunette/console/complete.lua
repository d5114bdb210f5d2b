-- complete.lua - what may follow at the prompt: names of layers, fields, lexicons, patterns, documents; globals, methods, help.
--
-- Sits on author/stubs.lua (through help.lua) and the registry. It never calls anything of the user's: types of calls are read off the stubs.

local at_hand = require "lunette.console.at_hand"
local failure = require "lunette.base.failure"
local help = require "lunette.console.help"
local namespace = require "lunette.declare.namespace"
local stubs = require "lunette.author.stubs"

local M = {}

local MOST = 400                     -- candidates that are worth a look
local keywords = { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat",
    "return", "then", "true", "until", "while" }

-- ---- where the cursor stands ----

-- The text of a string that is open at the end, and what stands before it; nil where code stands.
local function open_string(text)
    local at = 1
    while at <= #text do
        local c = text:sub(at, at)
        local long = text:match("^%-%-%[(=*)%[", at) or text:match("^%[(=*)%[", at)
        local is_comment = text:sub(at, at + 1) == "--"
        if long then
            local open = at + (is_comment and 2 or 0) + #long + 2
            local _, stop = text:find("]" .. long .. "]", open, true)
            if not stop then return not is_comment and text:sub(open) or nil, text:sub(1, at - 1) end
            at = stop + 1
        elseif is_comment then
            at = (text:find("\n", at, true) or #text) + 1
        elseif c == '"' or c == "'" then
            local stop = at + 1
            while stop <= #text and text:sub(stop, stop) ~= c and text:sub(stop, stop) ~= "\n" do
                stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
            end
            if stop > #text then return text:sub(at + 1), text:sub(1, at - 1) end
            at = stop + 1
        else
            at = at + 1
        end
    end
end

-- ---- types ----

local class_of_kind = { annotation = "Annotation", span = "Span", match = "Match", entity = "Entity", document = "Document", lexicon = "Lexicon",
    pattern = "Pattern", corpus = "Corpus", hits = "Hits" }

local function class_named(type_text)
    local first = stubs.short(type_text or ""):match "^%(?([%w_]+)"
    local is_list = stubs.short(type_text or ""):match "^[%w_]+%[%]" ~= nil
    for _, item in ipairs(help.items()) do
        if item.class and stubs.short(item.class) == first then return first, is_list end
    end
end

local function class_of_value(value)
    local meta = getmetatable(value)
    if meta == require("lunette.corpus.sets").class then return "Set" end
    if meta == require("lunette.corpus.counts").class then return "Counts" end
    return type(meta) == "string" and class_of_kind[meta] or nil
end

local function parent_of(class)
    for _, item in ipairs(help.items()) do
        if item.class and stubs.short(item.class) == class and item.parent and item.parent ~= "" then return stubs.short(item.parent) end
    end
end

local function member_type(class, name)
    for _, item in ipairs(help.items()) do
        if item.receiver == class and item.name == name then return item.returns[1] and item.returns[1].kind end
        if item.class and stubs.short(item.class) == class then
            for _, field in ipairs(item.fields) do
                if field.name == name then return field.kind end
            end
        end
    end
    local parent = parent_of(class)
    if parent then return member_type(parent, name) end
end

-- Members of a class: methods after ":", fields after ".".
local function members(class, sign, add)
    for _, item in ipairs(help.items()) do
        if item.receiver == class and item.sign == sign then add(item.name) end
        if sign == "." and item.class and stubs.short(item.class) == class then
            for _, field in ipairs(item.fields) do
                if field.name:match "^[%a_]" then add(field.name) end
            end
        end
    end
    local parent = parent_of(class)
    if parent then members(parent, sign, add) end
end

-- ---- the expression before a sign ----

-- "corpus:annotations("act")" → { { name = "corpus" }, { name = "annotations", sign = ":", called = true } }
local function chain_of(text)
    local links = {}
    local rest = text:gsub("%s+$", "")
    while true do
        local called, indexed = false, false
        local long = rest:match "%[(=*)%[[^\n]*%]%1%]$"
        local before_index = not long and rest:match "^(.*)%b[]$"
        if before_index then rest, indexed = before_index, true end
        long = rest:match "%[(=*)%[[^\n]*%]%1%]$"
        local cut = long and rest:match("^(.-)%[" .. long .. "%[[^\n]*%]" .. long .. "%]$")
            or rest:match "^(.*)%b()$" or rest:match "^(.*)%b{}$" or rest:match '^(.-)"[^"\n]*"$' or rest:match "^(.-)'[^'\n]*'$"
        if cut then rest, called = cut:gsub("%s+$", ""), true end
        local before, name = rest:match "^(.-)([%a_][%w_]*)$"
        if not name then return nil end
        local sign = before:match "([.:])$"
        table.insert(links, 1, { name = name, sign = sign, called = called, indexed = indexed })
        if not sign then return links end
        rest = before:sub(1, -2):gsub("%s+$", "")
    end
end

local function raw_member(value, key)
    if failure.is_plain(value) then return rawget(value, key) end
end

local function global(session, name)
    local fine, value = pcall(function() return session.env_table[name] end)
    return fine and value or nil
end

local function function_item(name)
    for _, item in ipairs(help.items()) do
        if item.name == name and not item.receiver then return item end
        if item.value == name then return item end
    end
end

-- What the links stand for: a class by its name, whether it is a list of it, or a value.
local function resolve(session, links)
    local first = links[1]
    local value = global(session, first.name)
    local class, is_list
    if first.called or value == nil or value == false or type(value) == "function" then
        local item = function_item(first.name)
        class, is_list = class_named(item and (first.called and item.returns[1] and item.returns[1].kind or item.kind))
        value = nil
    else
        class = class_of_value(value)
        if class == "Hits" and first.indexed then return "Hit" end
        if first.indexed then
            local item = failure.is_plain(value) and rawget(value, 1)
            value, class = item or nil, item and class_of_value(item) or getmetatable(value) == "documents" and "Document" or nil
        end
    end
    if first.indexed and is_list then is_list = false end
    for i = 2, #links do
        local link = links[i]
        if class then
            class, is_list = class_named(member_type(class, link.name))
            if link.indexed then is_list = false end
            value = nil
        else
            value = raw_member(value, link.name)
            if value == nil then return nil end
            class = class_of_value(value)
        end
    end
    return not is_list and class or nil, value
end

-- ---- candidates ----

local function collector(prefix)
    local seen, list = {}, {}
    return function(name)
        if type(name) == "string" and name:sub(1, #prefix) == prefix and not seen[name] and #list < MOST then
            seen[name] = true
            list[#list + 1] = name
        end
    end, list
end

local function all_of(names, add)
    for _, name in ipairs(names) do add(name) end
end

local function fields_of(session, layer, add)
    local decl = session.state.layers[layer]
    if not decl then return end
    all_of(decl.field_order, add)
    for _, member in ipairs(decl.members or {}) do fields_of(session, member.name, add) end
end

local function options_of(session, layer, field, add)
    local decl = session.state.layers[layer]
    local type_of = decl and decl.fields[field] and decl.fields[field].type
    all_of(type_of and type_of.options or {}, add)
end

-- Inside a pattern: after a sigil, inside a condition.
local function in_pattern(session, text)
    local layer, field, value = text:match "@([%w_]+)%[[^%[%]]-([%w_]+)%s*[!<>]?=%s*([%w_%-]*)$"
    if layer then
        local add, list = collector(value)
        options_of(session, layer, field, add)
        return value, list
    end
    local of, prefix = text:match "@([%w_]+)%[([%w_]*)$"
    if not of then of, prefix = text:match "@([%w_]+)%[[^%[%]]*[&|!%s,]([%w_]*)$" end
    local sigil = text:match "([@$%%])[%w_]*$"
    if of and sigil ~= "$" then
        local add, list = collector(prefix)
        fields_of(session, of, add)
        return prefix, list
    end
    if not sigil then return nil end
    prefix = text:match "[@$%%]([%w_]*)$"
    local add, list = collector(prefix)
    if sigil == "@" then all_of(failure.keys(session.state.layers), add) end
    if sigil == "$" then all_of(failure.keys(namespace.all(session.plugin, "lexicons")), add) end
    if sigil == "%" then
        all_of(namespace.classes, add)
        all_of(failure.keys(namespace.all(session.plugin, "definitions")), add)
    end
    return prefix, list
end

local field_words = { count = true, count_documents = true, without = true }
local document_words = { "date:year", "date:quarter", "date:month", "date:day", "language", "source", "country" }
local layer_words = {
    "layer", "first", "last", "all", "starts", "annotations", "hits", "at", "within", "mark", "marks", "each", "not_within", "reads", "scope", "has", "extend",
}

local function in_string(session, text, before)
    local word = before:match "([%a_]+)%s*[=(]?%s*$" or before:match "([%a_]+)%s*=%s*{[^{}]*$"
    local add, list = collector(text)
    if word == "doc" and not before:match "[.:]doc%s*%(?%s*$" then
        all_of(at_hand.names(session, text, MOST), add)
        return text, list
    end
    if word == "lexicon" then
        all_of(failure.keys(namespace.all(session.plugin, "lexicons")), add)
        return text, list
    end
    if word == "help" then
        all_of(help.topics(session), add)
        return text, list
    end
    local set_of = field_words[word] and before:match '.*annotations%s*%(?%s*"([%w_]+)"'
    if set_of then
        fields_of(session, set_of, add)
        all_of(document_words, add)
        return text, list
    end
    for _, known in ipairs(layer_words) do
        if word == known and text:match "^[%w_]*$" then
            all_of(failure.keys(session.state.layers), add)
            return text, list
        end
    end
    return in_pattern(session, text)
end

-- Keys of corpus:annotations("act", { k… and of :where { k…
local function table_key(session, text)
    local prefix = text:match "[{,]%s*([%a_]*)$"
    local layer = text:match 'annotations%s*%(?%s*"([%w_]+)"[^"\n]*{[^{}\n]*$'
    if not prefix or not layer then return nil end
    local add, list = collector(prefix)
    fields_of(session, layer, add)
    all_of({ "date", "language", "source", "country", "title" }, add)
    return #list > 0 and prefix or nil, list
end

local function in_code(session, text)
    local topic = text:match "^%s*%?%s*([^%s]*)$"
    if topic then
        local add, list = collector(topic)
        all_of(help.topics(session), add)
        return topic, list
    end
    local before, sign, prefix = text:match "^(.-)([.:])%s*([%a_]?[%w_]*)$"
    if sign and not before:match "[.]$" then
        local links = chain_of(before)
        local add, list = collector(prefix)
        if not links then return prefix, list end
        local class, value = resolve(session, links)
        if class then members(class, sign, add) end
        if class == "Annotation" and sign == "." and value then fields_of(session, value.layer, add) end
        if not class and failure.is_plain(value) then all_of(failure.keys(value), add) end
        return prefix, list
    end
    local key, keys = table_key(session, text)
    if key then return key, keys end
    prefix = text:match "([%a_][%w_]*)$" or ""
    local add, list = collector(prefix)
    all_of(failure.keys(session.env_table), add)
    all_of(keywords, add)
    return prefix, list
end

--- What may stand in place of the last letters of a text.
-- @param text text all that was typed up to the cursor
-- @return table { length = bytes to replace, items = sorted texts }
function M.answer(session, text)
    local inner, before = open_string(text)
    local prefix, list
    if inner then prefix, list = in_string(session, inner, before) else prefix, list = in_code(session, text) end
    table.sort(list or {})
    return { length = #(prefix or ""), items = list or {} }
end

return M
