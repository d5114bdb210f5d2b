-- ghosts.lua - what a rule looks for, as a text that a corpus keeps, and as a rule that looks for it again without making anything.
--
-- Sits on patterns.lua and prints.lua. An edited rule did nothing in a document in which its pattern, as it was, matches nowhere: a ghost can say so when the
-- rule as it was is gone. A look is { plugin, data, match, names, lexicons, layers = the rule's own, overlap, scope, within, not_within }. A ghost is made only
-- where what its texts name is what it was: definitions come with the look, lexicons and data must be the same.

local failure = require "lunette.base.failure"
local layer = require "lunette.declare.layer"
local lexicon = require "lunette.declare.lexicon"
local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local patterns = require "lunette.plan.patterns"
local prints = require "lunette.plan.prints"
local rule_module = require "lunette.declare.rule"

local M = {}

local plain_scopes = { sentence = true, paragraph = true, document = true }
local lists = { "within", "not_within" }

-- Definitions and lexicons stay as they are once all is loaded.
local function prints_of(state)
    state.prints = state.prints or prints.new(state)
    return state.prints
end

-- ---- looks ----

-- Notes what a text of the plugin names, and what that names.
local function add_names(look, plugin, text)
    for sigil, name in text:gmatch "([%%$])([a-z][a-z0-9_]*)" do
        local found = namespace.find(plugin, sigil == "%" and "definitions" or "lexicons", name)
        if found and sigil == "$" then
            look.lexicons[name] = true
        elseif found and not look.names[name] then
            look.names[name] = prints.text_of(found.text)
            add_names(look, plugin, look.names[name])
        end
    end
end

local function look_of(state, one)
    if one.kind ~= "pattern" then return false end
    local plugin, body = one.plugin, one.body
    local look = { plugin = plugin.name, data = state.core.data_print(plugin.name), match = prints.text_of(body.match), names = {}, lexicons = {},
        layers = {}, overlap = body.overlap, scope = body.scope }
    add_names(look, plugin, look.match .. " " .. (look.scope or ""))
    for _, key in ipairs(lists) do
        look[key] = rule_module.names(body[key])
        add_names(look, plugin, table.concat(look[key], " "))
    end
    for i, decl in ipairs(one.marked) do look.layers[i] = decl.name end
    for name in pairs(look.lexicons) do look.lexicons[name] = state.core.hex(prints_of(state):of_item(plugin, "lexicons", name)) end
    return look
end

--- What rules look for, in the order of their numbers given; false for rules without a pattern.
function M.looks(state, numbers)
    local looks = {}
    for i, number in ipairs(numbers) do looks[i] = look_of(state, state.rules[number]) end
    return looks
end

-- ---- ghosts ----

local function numbers_of(state, names)
    local numbers = {}
    for i, name in ipairs(names) do numbers[i] = layer.get(state, nil, "ghost", name).number end
    return numbers
end

local function filters(state, plugin, texts)
    local made = {}
    for i, text in ipairs(texts) do
        local filter = patterns.plain_filter(state, plugin, {}, "ghost", text)
        made[i] = { layer = filter.decl.number, condition = filter.condition }
    end
    return #made > 0 and made or nil
end

local function scope_of(state, plugin, text)
    if text == nil or plain_scopes[text] then return text or "sentence" end
    local host = patterns.filter(state, plugin, {}, "ghost", text)
    return { layer = host.decl.number, field = host.field, condition = host.condition }
end

local function program_of(state, plugin, look)
    local trees = {}
    local function lookup(name)
        if look.names[name] and not trees[name] then trees[name] = failure.at({}, pattern.parse, look.names[name]) end
        return trees[name]
    end
    local tree = failure.at({}, pattern.parse, look.match)
    return state.core.compile(pattern.resolve(tree, lookup, {}), { source = look.match, lexicons = lexicon.visible(plugin) })
end

-- Is what the texts name as it was?
local function still_holds(state, plugin, look)
    if not plugin or look.data ~= state.core.data_print(plugin.name) then return false end
    for name, print in pairs(look.lexicons) do
        local found = namespace.find(plugin, "lexicons", name)
        if not found or state.core.hex(prints_of(state):of_item(plugin, "lexicons", name)) ~= print then return false end
    end
    return true
end

local function make(state, look)
    local plugin = type(look) == "table" and state.plugins[look.plugin]
    if not plugin or not still_holds(state, plugin, look) then return nil end
    return state.core.rule {
        id = "ghost", plugin = plugin.name, kind = "pattern", program = program_of(state, plugin, look), overlap = look.overlap,
        scope = scope_of(state, plugin, look.scope), within = filters(state, plugin, look.within),
        not_within = filters(state, plugin, look.not_within), marks = numbers_of(state, look.layers), reads = {}, after = {},
    }
end

--- Makes ghosts, and says to the core that these, and the rules given, are what is to be looked for in documents.
-- @param question table { now = numbers of rules, was = looks }
-- @return boolean false where that cannot be told of all of them
function M.haunt(state, question)
    local numbers = table.move(question.now, 1, #question.now, 1, {})
    for _, looks in ipairs(question.was) do       -- of one rule each, as `looks` gave them
        local number = make(state, looks[1])
        if not number then return false end
        numbers[#numbers + 1] = number
    end
    return state.core.checks(numbers)
end

return M
