-- vary.lua - one rule of a loaded plugin as a text that stands by itself, to be changed: `lunette new rule NAME --from plugin.rule`.
--
-- Sits on the texts that base/source.lua keeps. A rule file is a row of statements that begin in the first column; the copy takes the one that
-- declares the rule, and of the others the locals and functions that it needs. Layers, definitions and lexicons stay where they are, seen
-- through `requires`; the rule itself is replaced, since of two equal rows a layer keeps the first. What cannot be told apart in this way is
-- refused, with the way out: copy the plugin.

local failure = require "lunette.base.failure"

local M = {}

-- ---- tokens ----

local function long_stop(text, at)
    local level = text:match("^%[(=*)%[", at)
    if not level then return nil end
    local _, stop = text:find("]" .. level .. "]", at, true)
    return stop or #text
end

local function quoted_stop(text, at, quote)
    local i = at + 1
    while i <= #text do
        local c = text:sub(i, i)
        if c == quote or c == "\n" then return i end
        i = c == "\\" and i + 2 or i + 1
    end
    return #text
end

-- The token at a byte that is no white space: its kind and its last byte.
local function token_at(text, at)
    if text:sub(at, at + 1) == "--" then return "comment", long_stop(text, at + 2) or (text:find("\n", at, true) or #text + 1) - 1 end
    local quote = text:match("^[\"']", at)
    if quote then return "string", quoted_stop(text, at, quote) end
    local stop = long_stop(text, at)
    if stop then return "string", stop end
    local _, word = text:find("^[%a_][%w_]*", at)
    if word then return "name", word end
    return "sign", at
end

local function each_token(text)
    local at = 1
    return function()
        at = text:find("%S", at)
        if not at then return nil end
        local start, kind, stop = at, token_at(text, at)
        at = stop + 1
        return kind, start, stop
    end
end

-- ---- statements ----

local closers = { ["end"] = true, ["else"] = true, ["elseif"] = true, ["until"] = true }

-- Statements in the order of the file, each with the comment lines right above it: { text = }.
local function statements_of(text)
    local starts, depth, comment, previous = {}, 0, nil, 0
    for kind, start, stop in each_token(text) do
        local first_column = start == 1 or text:sub(start - 1, start - 1) == "\n"
        local word = text:sub(start, stop)
        if kind == "comment" then
            local blank = text:sub(previous + 1, start - 1):find("\n%s*\n")
            if first_column and (not comment or blank) then comment = start end
        else
            if first_column and depth == 0 and kind == "name" and not closers[word] then
                local gap = comment and text:sub(previous + 1, start - 1):find("\n%s*\n")
                starts[#starts + 1] = comment and not gap and comment or start
            end
            comment = nil
            if kind == "sign" and word:match("[%[{(]") then depth = depth + 1 end
            if kind == "sign" and word:match("[%]})]") then depth = depth - 1 end
        end
        previous = stop
    end
    local list = {}
    for i, start in ipairs(starts) do list[i] = { text = text:sub(start, (starts[i + 1] or #text + 1) - 1):gsub("%s+$", "") } end
    return list
end

local declares = { layer = true, extend = true, define = true, lexicon = true, resolve = true, analysis = true, report = true, requires = true }

-- Fills in of a statement: the names that it uses, the locals that it makes or adds to, the texts it is called with.
local function describe(statement)
    local uses, words, first_text = {}, {}, nil
    for kind, start, stop in each_token(statement.text) do
        local word = statement.text:sub(start, stop)
        if kind == "name" then
            uses[word] = true
            words[#words + 1] = word
        end
        if kind == "string" and not first_text then first_text = word:match("^[\"'](.*)[\"']$") end
    end
    statement.uses, statement.first_text, statement.makes = uses, first_text, {}
    if words[1] == "local" and words[2] == "function" then
        statement.makes[words[3]] = true
    elseif words[1] == "local" then
        for name in statement.text:match("local%s+([^=]*)"):gmatch("[%a_][%w_]*") do statement.makes[name] = true end
    elseif words[1] == "function" then
        statement.makes[words[2]] = true
    elseif statement.text:match("^[%a_][%w_.]*%s*=[^=]") or statement.text:match("\n[%a_][%w_.]*%s*=[^=]") then
        statement.makes[words[1]] = true
    elseif words[1] and not declares[words[1]] then
        statement.calls = true
    end
    return statement
end

local function read_statements(text)
    local list = statements_of(text)
    for _, statement in ipairs(list) do describe(statement) end
    return list
end

-- ---- the copy ----

local function refuse(id, plugin, why)
    failure.raise(nil, ("rule '%s' cannot be copied alone: %s"):format(id, why),
        ("copy its plugin, and change the rule there: lunette plugin copy %s"):format(plugin.name))
end

local function find_statement(state, rule)
    local found, where
    for _, file in ipairs(failure.keys(state.sources)) do
        local below = file == rule.place.file or file:sub(1, #rule.plugin.folder + 7) == rule.plugin.folder .. "/rules/"
        for _, statement in ipairs(below and state.file_owner[file] == rule.plugin and read_statements(state.sources[file].text) or {}) do
            if statement.calls and statement.first_text == rule.name then
                if found then refuse(rule.id, rule.plugin, "its name stands in two declarations") end
                found, where = statement, file
            end
        end
    end
    if not found then refuse(rule.id, rule.plugin, "its name is made up by the file that declares it") end
    return found, where
end

-- The statements that the wanted one needs, in the order of the file.
local function needed(list, wanted)
    local keep, uses, changed = {}, {}, true
    local function take(statement)
        keep[statement] = true
        for name in pairs(statement.uses) do uses[name] = true end
    end
    for _, statement in ipairs(list) do
        if statement.text == wanted.text then take(statement) end
    end
    while changed do
        changed = false
        for _, statement in ipairs(list) do
            for name in pairs(statement.makes) do
                if uses[name] and not keep[statement] then
                    take(statement)
                    changed = true
                end
            end
        end
    end
    local result = {}
    for _, statement in ipairs(list) do
        if keep[statement] then result[#result + 1] = statement.text end
    end
    return table.concat(result, "\n\n")
end

-- The text with what stands between quotation marks changed; `change` gets it, and all that is before it.
local function replace_strings(text, change)
    local parts, at = {}, 1
    for kind, start, stop in each_token(text) do
        if kind == "string" and text:match("^[\"']", start) then
            parts[#parts + 1] = text:sub(at, start)
            parts[#parts + 1] = change(text:sub(start + 1, stop - 1), text:sub(1, start - 1))
            at = stop
        end
    end
    return table.concat(parts) .. text:sub(at)
end

-- Files of the plugin come from it, and rules of it are named with it.
local function rewrite(state, rule, text)
    return (replace_strings(text, function(inner, before)
        if before:match("include%s*%(?%s*$") and state.core.kind(rule.plugin.folder .. "/" .. inner) == "file" then
            return rule.plugin.name .. "/" .. inner
        end
        if before:match("%f[%w]after%s*=%s*{?[%s,\"'%w_.-]*$") and state.rule_by_id[rule.plugin.name .. "." .. inner] then
            return rule.plugin.name .. "." .. inner
        end
        return inner
    end))
end

local function requires_text(rule, plugin)
    for _, other in ipairs(plugin and plugin.sees or {}) do
        if other == rule.plugin then return "" end
    end
    return ('requires "%s"\n'):format(rule.plugin.name)
end

--- A rule as the text of a file of its own.
-- @param id text "plugin.rule"; the copy has the name behind the dot, and so the id is another
-- @param plugin table|nil the plugin that the file joins
-- @return table { text =, layer =, version =, name = }
function M.rule(state, id, plugin)
    local rule = state.rule_by_id[id]
    if not rule then
        local near = failure.suggest(id, failure.keys(state.rule_by_id))
        failure.raise(nil, ("there is no rule '%s'"):format(id), near or "lunette profile -p PLUGIN FOLDER --all lists rules")
    end
    if rule.plugin == plugin then refuse(id, rule.plugin, "it is a rule of this very plugin") end
    local old = plugin and state.rule_by_id[plugin.name .. "." .. rule.name]
    if old then
        failure.raise(old.place, ("plugin '%s' has a rule '%s' already"):format(plugin.name, rule.name), "for a file of its own leave 'in' away")
    end
    local wanted, file = find_statement(state, rule)
    local text = rewrite(state, rule, needed(read_statements(state.sources[file].text), wanted))
    return {
        text = ('%sreplaces "%s"\n\n%s\n'):format(requires_text(rule, plugin), id, text),
        layer = rule.marks[1], version = rule.plugin.version, name = rule.name,
    }
end

return M
