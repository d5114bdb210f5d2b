-- new.lua - what `lunette new` writes: which files, with which text, and what to type next. Nothing is written here.
--
-- Sits on templates.lua and vary.lua. Asked before `finish`, with the plugin loaded into which a file goes, or from which a rule is copied.

local ask = require "lunette.corpus.ask"
local command = require "lunette.base.command"
local editor = require "lunette.author.editor"
local failure = require "lunette.base.failure"
local layer_module = require "lunette.declare.layer"
local listing = require "lunette.author.listing"
local templates = require "lunette.author.templates"
local vary = require "lunette.author.vary"

local M = {}

local kinds = { "plugin", "rule", "analysis", "report" }
local articles = { plugin = "a plugin", rule = "a rule", analysis = "an analysis", report = "a report" }
local folders = { rule = "rules", analysis = "analyses", report = "reports" }
local NAME_MAX = 60

-- ---- names ----

local function usable(name)
    local made = name:lower():gsub("%.lua$", ""):gsub("[^a-z0-9_-]+", "-"):gsub("^[^a-z]+", ""):gsub("%-+$", "")
    return made ~= "" and made or "mine"
end

local function check_name(state, kind, name, alone)
    if not name:match("^[a-z][a-z0-9_-]*$") then
        failure.raise(nil, ("'%s' is no name for %s: lower-case letters, digits, - and _, a letter first"):format(name, articles[kind]),
            ("for example %s"):format(usable(name)))
    end
    if #name > NAME_MAX then
        failure.raise(nil, ("'%s…' is too long for a name: %d letters are the most"):format(name:sub(1, 20), NAME_MAX))
    end
    -- A single file is a plugin of its own, named after the file.
    if (kind == "plugin" or alone) and state.core.kind("plugins/" .. name) == "folder" then
        failure.raise(nil, ("'%s' is the name of a plugin that is there already"):format(name),
            ("choose another; to vary it: lunette plugin copy %s"):format(name))
    end
end

-- A name that the core takes for a layer and nobody has.
local function layer_name(state, name)
    local plain = name:gsub("-", "_")
    for _, candidate in ipairs { plain, plain .. "_found", plain .. "_row" } do
        local fine = pcall(layer_module.declare, state, "new", nil, candidate, {})
        if fine then return candidate end
    end
    failure.raise(nil, ("'%s' and '%s_found' cannot be names of layers here"):format(plain, plain), "choose another name")
end

-- ---- texts ----

local function fill(template, values)
    return (template:gsub("{{(%l+)}}", function(key) return values[key] or error("no value for " .. key) end))
end

-- Commands in the head of a file, aligned with what they do.
local function commands(list)
    local widest, lines = 0, {}
    for _, item in ipairs(list) do widest = math.max(widest, #item[1]) end
    for i, item in ipairs(list) do lines[i] = "--   " .. item[1] .. (" "):rep(widest - #item[1]) .. "   " .. item[2] end
    return table.concat(lines, "\n")
end

local function join(folder, file)
    return folder == "." and file or folder .. "/" .. file
end

-- ---- what is written ----

local function new_plugin(state, question)
    local name = question.name
    local folder = join(question.folder, name)
    local values = { name = name, layer = layer_name(state, name), folder = folder, file = name .. ".lua" }
    local folder_word, samples = command.word(folder), command.word(folder .. "/samples")
    values.try = commands {
        { "lunette test " .. folder_word, "runs the examples below" },
        { ("lunette run %s -p %s -o %s.db"):format(samples, folder_word, name), "applies it to a text" },
    }
    local texts = {
        { "plugin.lua", "what it is and what it needs", templates.manifest },
        { "rules/" .. name .. ".lua", "a layer, a rule, two examples", templates.rule_of_plugin },
        { ("lexicons/%s_things.txt"):format(values.layer), "a list of phrases", templates.phrases },
        { "samples/first.md", "a text to try it on", templates.sample },
        { "README.md", "what it finds, for others", templates.readme },
    }
    local files = {}
    for i, item in ipairs(texts) do files[i] = { path = item[1], what = item[2], text = fill(item[3], values) } end
    files[#files + 1] = { path = ".luarc.json", what = "for editors: the words of rule files", text = editor.luarc() }
    return {
        root = folder, files = files, test = folder, plugin = name,
        next = {
            { "lunette test " .. folder_word, "its two examples pass; change the rule and run it again" },
            { ("lunette run %s -p %s -o %s.db"):format(samples, folder_word, name), "apply it to texts" },
            { ("lunette sql %s.db \"SELECT who, what FROM %s\""):format(name, values.layer), "what was found" },
            { ("lunette new rule another in %s"):format(folder_word), "one more rule" },
        },
    }
end

-- What goes on -p or -r: a plugin's folder, or the file itself.
local function flag_of(plugin, path)
    return plugin and "-p " .. command.word(plugin.folder) or "-r " .. command.word(path)
end

-- A copy of a report that ships shows what plugin diplomacy marks.
local function head_commands(kind, name, flag, target, layer, is_copy)
    if kind == "rule" then
        return {
            { "lunette test " .. command.word(target), "runs the examples below" },
            { ("lunette run FOLDER %s -o %s.db"):format(flag, name), "applies it to documents" },
            { ("lunette sql %s.db \"SELECT * FROM %s\""):format(name, layer), "what was found" },
        }
    end
    local run = { ("lunette run FOLDER %s -o FILE.db"):format(is_copy and "-p diplomacy" or flag), "documents into a corpus" }
    if kind == "analysis" then
        return { run, { ("lunette analyze %s FILE.db %s"):format(name, flag), "the table" },
            { ("lunette sql FILE.db \"SELECT * FROM %s\""):format(name:gsub("-", "_")), "the same, later" } }
    end
    return { run, { ("lunette report %s FILE.db %s -o %s.html"):format(name, flag, name), "the page" } }
end

-- The layer that an analysis or report of a plugin shows first: its own, else one that it sees.
local function layer_of(state, plugin)
    local best
    for _, decl in ipairs(state.layer_order) do
        if decl.owner == plugin.name and not decl.any then return decl.name end
        if not decl.any and not layer_module.made_by_core(decl.name) then best = decl.name end
    end
    if best then return best end
    failure.raise(nil, ("plugin '%s' has no layer to show"):format(plugin.name), "write a rule first: lunette new rule NAME in " .. plugin.folder)
end

local function requires_entities(plugin)
    for _, other in ipairs(plugin and plugin.sees or {}) do
        if other.name == "entities" then return "" end
    end
    return "requires \"entities\"                     -- brings @person, @organization, @country, @place, and @actor for any of them\n"
end

local sorts = { analysis = "analyses", report = "reports" }

local function check_free(state, kind, name, plugin)
    if sorts[kind] and ask.ships(sorts[kind], name) then
        failure.raise(nil, ("%s '%s' is there already, and one of yours would take its place"):format(kind, name),
            ("choose another name, such as my-%s"):format(name))
    end
    if kind == "rule" and plugin and state.rule_by_id[plugin.name .. "." .. name] then
        failure.raise(nil, ("plugin '%s' has a rule '%s' already"):format(plugin.name, name), "choose another name")
    end
end

-- A report that ships, under its new name, with what to type at its head.
local function copied_report(state, from, name, flag, target)
    local text = state.core.read(("scripts/reports/%s.lua"):format(from:gsub("[^%w_-]", "")))
    if not text then
        local there = {}
        for _, file in ipairs(state.core.list "scripts/reports" or {}) do there[#there + 1] = file:match "^(.+)%.lua$" end
        failure.raise(nil, ("no report '%s' ships, to be copied"):format(from), "there are: " .. table.concat(there, ", "))
    end
    local head = ("-- %s.lua - a copy of the report %s, to be changed.\n--\n%s\n--\n"):format(name, from,
        commands(head_commands("report", name, flag, target, nil, true)))
    local named, n = text:gsub(('report "%s" {'):format(from:gsub("%-", "%%-")), ('report "%s" {'):format(name))
    if n ~= 1 then error("a report that ships is declared otherwise") end
    return head .. named:gsub("^%-%- [%w_-]+%.lua %- (%l)", function(first) return "-- It is " .. first end, 1)
end

local function new_file(state, question)
    local kind, name = question.kind, question.name
    local plugin = question.joins and listing.plugin(state, question.folder)
    local file = name .. ".lua"
    local path = join(question.folder, plugin and folders[kind] .. "/" .. file or file)
    local target, flag = plugin and plugin.folder or path, flag_of(plugin, path)
    local values = { name = name, rule = name .. "-rows", file = file, requires = requires_entities(plugin) }
    if kind ~= "rule" or not question.from then check_free(state, kind, name, plugin) end
    local text, what
    if question.from and kind == "report" then
        text, what = copied_report(state, question.from, name, flag, target), ("a copy of the report %s"):format(question.from)
    elseif question.from then
        local made = vary.rule(state, question.from, plugin)
        values.try = commands(head_commands(kind, name, flag, target, made.layer))
        values.id, values.version = question.from, made.version
        text, values.layer = fill(templates.varied, values) .. made.text, made.layer
        what = ("%s.%s, a copy of %s that takes its place"):format(plugin and plugin.name or name, made.name, question.from)
    else
        local of_plugin = plugin and kind ~= "rule"
        values.layer = of_plugin and layer_of(state, plugin) or layer_name(state, kind == "rule" and name or name .. "-rows")
        values.try = commands(head_commands(kind, name, flag, target, values.layer))
        text = fill(templates[of_plugin and kind .. "_of_plugin" or kind], values)
        what = kind == "rule" and "a layer, a lexicon, a rule, two examples" or articles[kind] .. (plugin and "" or ", and a rule to try it with")
    end
    local next_commands = head_commands(kind, name, flag, target, values.layer, kind == "report" and question.from)
    if kind ~= "rule" then table.insert(next_commands, 1, { "lunette test " .. command.word(target), "it loads, its examples pass" }) end
    return { files = { { path = path, what = what, text = text } }, test = target, plugin = plugin and plugin.name or name, next = next_commands }
end

--- What is to be written.
-- @param question table { kind =, name =, folder = where it goes, joins = true if that is a plugin's folder, from = rule id | nil }
-- @return table { root = folder | nil, files = { { path =, what =, text = } }, test =, plugin = whose examples, next = { { command, what } } }
function M.make(state, question)
    local known = false
    for _, kind in ipairs(kinds) do known = known or kind == question.kind end
    if not known then
        failure.raise(nil, ("new: there is nothing called '%s' to start"):format(tostring(question.kind)),
            failure.suggest(question.kind, kinds) or "lunette new plugin | rule | analysis | report NAME")
    end
    check_name(state, question.kind, question.name, not question.joins)
    if question.kind == "plugin" then return new_plugin(state, question) end
    return new_file(state, question)
end

return M
