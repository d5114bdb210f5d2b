-- check.lua - what looks wrong with a plugin without being an error: for `lunette plugin check`.
--
-- Sits on the registry after `finish`. Each problem is { plugin =, rule =, file =, line =, message =, hint =, kind = }.

local failure = require "lunette.failure"
local listing = require "lunette.listing"

local M = {}

local function add(problems, plugin, rule, place, kind, message, hint)
    problems[#problems + 1] = {
        plugin = plugin, rule = rule and rule.id, file = place and place.file, line = place and place.line, kind = kind,
        message = message, hint = hint,
    }
end

-- What the pattern language has to say on a pattern that is legal but odd.
local function add_hints(problems, plugin, rule, place, hints)
    for _, hint in ipairs(hints or {}) do
        add(problems, plugin, rule, { file = hint.file or place.file, line = hint.line or place.line }, "pattern", hint.message, hint.hint)
    end
end

-- A rule whose pattern needs no certain word runs in every unit of every document.
local function check_requirement(problems, rule)
    local program = rule.program
    if not program or not program.has_needs or program:has_needs() then return end
    add(problems, rule.plugin.name, rule, rule.place, "requirement",
        ("%s needs no certain word or layer, so it is tried everywhere"):format(rule.what), "a word or a lexicon in the pattern makes it fast")
end

local function check_rule(problems, rule)
    local name = rule.plugin.name
    if not rule.doc then
        add(problems, name, rule, rule.place, "doc", rule.what .. " has no doc", "doc = \"What it finds, in a sentence.\"")
    end
    if #rule.examples == 0 then
        add(problems, name, rule, rule.place, "examples", rule.what .. " has no examples", 'examples = { { "A text.", expect = { … } } }')
    end
    add_hints(problems, name, rule, rule.place, rule.pattern and rule.pattern.hints)
    if rule.program and rule.program:is_empty() then
        add(problems, name, rule, rule.place, "never", rule.what .. " can never match", "it needs a layer (@?) that no loaded plugin declares")
    end
    check_requirement(problems, rule)
end

local function check_names(problems, plugin)
    for kind, word in pairs { definitions = "define", lexicons = "lexicon" } do
        for _, name in ipairs(failure.keys(plugin[kind])) do
            local item = plugin[kind][name]
            add_hints(problems, plugin.name, nil, item.place, item.hints)
            if not item.used then
                add(problems, plugin.name, nil, item.place, "unused", ('%s "%s" is not used'):format(word, name), "leave it out, unless other plugins use it")
            end
        end
    end
end

local function check_layers(problems, state, plugin)
    local marked = {}
    for _, rule in ipairs(state.rules) do
        for _, decl in ipairs(rule.marked) do marked[decl] = true end
    end
    for _, decl in ipairs(state.layer_order) do
        if decl.owner == plugin.name and not decl.any and not marked[decl] then
            add(problems, plugin.name, nil, decl.place, "unmarked", ("no rule marks the layer '%s'"):format(decl.name))
        end
    end
end

local function by_place(a, b)
    if (a.file or "") ~= (b.file or "") then return (a.file or "") < (b.file or "") end
    if (a.line or 0) ~= (b.line or 0) then return (a.line or 0) < (b.line or 0) end
    return a.message < b.message
end

--- Lists what looks wrong.
-- @param state table
-- @param name text|nil one plugin, by name or folder
-- @return table array
function M.run(state, name)
    if not state.finished then failure.raise(nil, "the check runs when everything is loaded and finished") end
    local only = name and listing.plugin(state, name)
    local problems = {}
    for _, rule in ipairs(state.rules) do
        if not only or rule.plugin == only then check_rule(problems, rule) end
    end
    for _, plugin in ipairs(state.plugin_order) do
        if not only or plugin == only then
            check_names(problems, plugin)
            check_layers(problems, state, plugin)
        end
    end
    table.sort(problems, by_place)
    return problems
end

return M
