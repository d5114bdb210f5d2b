-- help.lua - what the prompt tells of a name: a word, a method, a layer, a rule, a lexicon, a plugin, a command.
--
-- Sits on author/stubs.lua and the registry. Functions are described in scripts/meta alone; layers and rules describe themselves.

local core = require "lunette.core"

local failure = require "lunette.base.failure"
local namespace = require "lunette.declare.namespace"
local stubs = require "lunette.author.stubs"
local types = require "lunette.declare.types"

local M = {}

local FILES = { "console", "corpus", "objects", "rules", "libraries", "types" }

local start = [=[
  docs                        the documents there are; doc(1) shows one and what was found in it
  try [[ ~hope to ]]          what a pattern matches
  corpus:annotations "act"    a set of rows; :where { kind = "pledge" }, :count "kind", :take(5)
  sql "SELECT …"              a query of the corpus
  rule "x" { match = [[ … ]], mark = "x" }                       after  layer "x" { }; then  hits "x"
  x = 3                       names are kept; values are shown as they come
  ?act   ?try   ?Set   ?diplomacy   ?run      help on a layer, a word, a class, a plugin, a command
  Tab                         completes layers after @ and in doc:layer ", lexicons after $, patterns
                              after %, names of documents in doc ", fields, methods
  Ctrl-C                      stops what runs
  exit, Ctrl-D                leaves]=]

local NEAR = 3               -- signatures that are offered for a wrong name
local items

local function add_items(list, file)
    for _, item in ipairs(stubs.read((core.read("scripts/meta/" .. file .. ".lua")))) do
        if item.value or item.name or item.class then list[#list + 1] = item end
    end
end

--- All items of the stubs, but for those of specs, which the prompt does not know.
function M.items()
    if items then return items end
    items = {}
    for _, name in ipairs(FILES) do add_items(items, name) end
    return items
end

-- Lists of signatures of methods, or of functions of libraries, by their name.
local function signatures(sort)
    local list, found = table.move(M.items(), 1, #M.items(), 1, {}), {}
    add_items(list, "specs")
    for _, item in ipairs(list) do
        if item.receiver and (sort == "method") == (item.sign == ":") then
            found[item.name] = found[item.name] or {}
            table.insert(found[item.name], stubs.signature(item))
        end
    end
    return found
end

--- Signatures of methods (or of functions of libraries) that are called nearly so, best first.
-- @param sort text "method" or "field", as Lua's own errors say
function M.near(sort, name)
    local found, near = signatures(sort), {}
    for _, one in ipairs(failure.nearest(name, failure.keys(found))) do
        if #near < NEAR then table.move(found[one], 1, math.min(#found[one], NEAR - #near), #near + 1, near) end
    end
    return near
end

-- ---- one thing ----

local function some_of(names, most)
    return table.concat(names, ", ", 1, math.min(most, #names)) .. (#names > most and ", …" or "")
end

local function parameters_text(item, lines)
    for _, param in ipairs(item.params) do
        if param.words ~= "" then lines[#lines + 1] = ("  %-12s %s (%s)"):format(param.name, param.words, stubs.short(param.kind)) end
    end
    for _, one in ipairs(item.returns) do
        if one.words ~= "" then lines[#lines + 1] = ("  %-12s %s"):format("returns", one.words) end
    end
end

-- Sentences and examples of a comment, each example on a line of its own.
local function words_of(item)
    local text, examples = item.text:match "^(.-)%s*Examples?: (.*)$"
    if not text then return item.text, nil end
    return text, examples
end

local function function_text(item)
    local text, examples = words_of(item)
    local returns = #item.returns > 0 and (" → %s"):format(stubs.kinds(item.returns)) or ""
    local lines = { stubs.signature(item) .. returns, "  " .. text }
    parameters_text(item, lines)
    if examples then lines[#lines + 1] = "  for example  " .. examples:gsub("`", "") end
    return table.concat(lines, "\n")
end

local function class_text(item)
    local name = stubs.short(item.class)
    local lines = { name .. (item.parent and item.parent ~= "" and " (all of " .. stubs.short(item.parent) .. ", and)" or "") }
    if item.text ~= "" then lines[#lines + 1] = "  " .. item.text end
    for _, field in ipairs(item.fields) do lines[#lines + 1] = ("  .%-14s %s"):format(field.name, field.words) end
    for _, other in ipairs(M.items()) do
        if other.receiver == name then
            local words = words_of(other)
            lines[#lines + 1] = ("  %-16s %s"):format(other.sign .. other.name, words:match "^(.-%.)%s" or words)
        end
    end
    return table.concat(lines, "\n")
end

local function layer_text(session, decl)
    local lines = { ("@%s, a layer of %s"):format(decl.name, decl.owner == "core" and "the engine" or decl.owner) }
    if decl.doc then lines[#lines + 1] = "  " .. decl.doc end
    if decl.any then lines[#lines + 1] = "  stands for: " .. table.concat(decl.any, ", ") end
    for _, name in ipairs(decl.field_order) do
        local field = decl.fields[name]
        local kind = types.name(field.type):gsub("enum %b{}", "enum")
        lines[#lines + 1] = ("  .%-14s %s%s%s"):format(name, kind, field.type.options and ": " .. table.concat(field.type.options, ", ") or "",
            field.owner ~= decl.owner and ", of " .. field.owner or "")
    end
    local rules = {}
    for _, one in ipairs(session.state.rules) do
        for _, mark in ipairs(one.marks) do
            if mark == decl.name then rules[#rules + 1] = one.id end
        end
    end
    if #rules > 0 then lines[#lines + 1] = ("  marked by %d rules: %s"):format(#rules, some_of(rules, 6)) end
    return table.concat(lines, "\n")
end

local function rule_text(one)
    local place = one.place and one.place.line and (", %s:%d"):format(one.place.file, one.place.line) or ""
    local lines = { ("%s, a rule of %s%s"):format(one.id, one.plugin.name, place) }
    if one.doc then lines[#lines + 1] = "  " .. one.doc end
    if type(one.body.match) == "string" then lines[#lines + 1] = "  match  " .. one.body.match:match "^%s*(.-)%s*$" end
    if #one.marks > 0 then lines[#lines + 1] = "  marks  " .. table.concat(one.marks, ", ") end
    if one.examples[1] then lines[#lines + 1] = "  for example  " .. one.examples[1].text end
    return table.concat(lines, "\n")
end

local function plugin_text(session, plugin)
    local rules, layers = {}, {}
    for _, one in ipairs(session.state.rules) do
        if one.plugin == plugin then rules[#rules + 1] = one.name end
    end
    for _, decl in ipairs(session.state.layer_order) do
        if decl.owner == plugin.name then layers[#layers + 1] = decl.name end
    end
    local lines = { ("%s %s, a plugin"):format(plugin.name, plugin.version) }
    if plugin.summary ~= "" then lines[#lines + 1] = "  " .. plugin.summary end
    if #plugin.requires > 0 then lines[#lines + 1] = "  requires " .. table.concat(plugin.requires, ", ") end
    if #layers > 0 then lines[#lines + 1] = "  layers   " .. table.concat(layers, ", ") end
    if #rules > 0 then lines[#lines + 1] = ("  %d rules: %s"):format(#rules, some_of(rules, 8)) end
    local lexicons = failure.keys(plugin.lexicons)
    if #lexicons > 0 then lines[#lines + 1] = "  lexicons " .. some_of(lexicons, 12) end
    return table.concat(lines, "\n")
end

local function pattern_text(name, found)
    local text = type(found.text) == "string" and found.text:match "^%s*(.-)%s*$" or "made by operators"
    return ("%%%s, a pattern of %s\n  %s"):format(name, found.plugin, text)
end

local function command_text(command)
    return ("lunette %s, a command: %s\n  lunette help %s tells its options"):format(command.name, command.summary, command.name)
end

-- ---- finding ----

local function of_stubs(name, found)
    local class, method = name:match "^([%w_]+)[.:]([%w_]+)$"
    for _, item in ipairs(M.items()) do
        if item.class and stubs.short(item.class):lower() == name:lower() then
            found[#found + 1] = class_text(item)
        elseif item.name and (item.name == (method or name)) and (not method or (item.receiver or ""):lower() == class:lower()) then
            found[#found + 1] = function_text(item)
        elseif item.value == name then
            local text, examples = words_of(item)
            found[#found + 1] = ("%s\n  %s%s"):format(name, text, examples and "\n  for example  " .. examples:gsub("`", "") or "")
        end
    end
end

local function of_loaded(session, name, found)
    local state = session.state
    local sigil, bare = name:match "^([@$%%]?)(.*)$"
    if (sigil == "" or sigil == "@") and state.layers[bare] and bare ~= "try" then found[#found + 1] = layer_text(session, state.layers[bare]) end
    local lexicon = (sigil == "" or sigil == "$") and namespace.find(session.plugin, "lexicons", bare)
    if lexicon then found[#found + 1] = ("$%s, a lexicon of %s with %d phrases"):format(bare, lexicon.plugin, #lexicon.lexicon) end
    local definition = (sigil == "" or sigil == "%") and namespace.find(session.plugin, "definitions", bare)
    if definition then found[#found + 1] = pattern_text(bare, definition) end
    if sigil ~= "" then return end
    if state.rule_by_id[name] then found[#found + 1] = rule_text(state.rule_by_id[name]) end
    for _, one in ipairs(state.rules) do
        if one.name == name and one.id ~= name and one.id ~= "console.try" and #found < 8 then found[#found + 1] = rule_text(one) end
    end
    if state.plugins[name] and state.plugins[name] ~= session.plugin then found[#found + 1] = plugin_text(session, state.plugins[name]) end
    for _, command in ipairs(session.commands) do
        if command.name == name then found[#found + 1] = command_text(command) end
    end
end

-- A word that is no name of its own, but a value that a field may have: `?pledge`.
local function of_values(session, name, found)
    for _, decl in ipairs(session.state.layer_order) do
        for _, field in ipairs(decl.field_order) do
            for _, option in ipairs(decl.fields[field].type.options or {}) do
                if option == name then
                    found[#found + 1] = ("%s, a value of @%s[%s]\n  corpus:annotations(\"%s\", { %s = \"%s\" }) are the rows that have it"):format(name,
                        decl.name, field, decl.name, field, name)
                end
            end
        end
    end
end

--- Everything that help knows by name.
function M.topics(session)
    local names, list = {}, {}
    for _, item in ipairs(M.items()) do
        if item.class then names[stubs.short(item.class)] = true end
        if item.name then names[item.receiver and item.receiver .. item.sign .. item.name or item.name] = true end
        if item.value then names[item.value] = true end
    end
    for name in pairs(session.state.layers) do names[name] = true end
    for id in pairs(session.state.rule_by_id) do names[id] = true end
    for name in pairs(session.state.plugins) do names[name] = true end
    for _, command in ipairs(session.commands) do names[command.name] = true end
    for name in pairs(names) do list[#list + 1] = name end
    table.sort(list)
    return list
end

-- Long lines go on below, under what they say.
local function wrapped(text, width)
    if not width then return text end
    local lines = {}
    for line in (text .. "\n"):gmatch "(.-)\n" do
        local indent = line:match "^  [%S]+%s%s+" or line:match "^%s*"
        local gap = (" "):rep(math.min(#indent, 18))
        while utf8.len(line) and utf8.len(line) > width do
            local stop = utf8.offset(line, width) - 1
            local at = line:sub(1, stop):match "^.*() "
            if not at or at <= #gap + 8 then break end
            lines[#lines + 1] = line:sub(1, at - 1)
            line = gap .. line:sub(at + 1)
        end
        lines[#lines + 1] = line
    end
    return table.concat(lines, "\n")
end

--- The help on a name, or how to start.
function M.text(session, name)
    if name == nil then return start end
    if type(name) ~= "string" then failure.raise(nil, "help takes a name as text", 'for example help "act", or ?act') end
    local found = {}
    of_stubs(name, found)
    of_loaded(session, name, found)
    if #found == 0 then of_values(session, name, found) end
    if #found > 0 then return wrapped(table.concat(found, "\n\n"), session.width) end
    failure.raise(nil, ("there is no help on '%s'"):format(name), failure.suggest(name, M.topics(session)) or "? alone says how to start")
end

return M
