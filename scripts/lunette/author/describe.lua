-- describe.lua - one plugin in figures: what it is, what it asks for, what it brings, how it fares. Shown before it is installed.
--
-- Sits on the registry after `finish`. Everything here comes from a plugin that nobody trusts yet: it is shown, never acted on.

local check = require "lunette.lint"
local failure = require "lunette.base.failure"
local listing = require "lunette.author.listing"
local test = require "lunette.test"

local M = {}

local SHOWN = 20                     -- failed examples, and lines of the check

local function requires(plugin)
    local list = {}
    for _, other in ipairs(plugin.sees) do
        if other ~= plugin then list[#list + 1] = { name = other.name, version = other.version } end
    end
    table.sort(list, function(a, b) return a.name < b.name end)
    return list
end

local function own_layers(state, plugin)
    local names = {}
    for _, decl in ipairs(state.layer_order) do
        if decl.owner == plugin.name then names[#names + 1] = decl.name end
    end
    return names
end

local function replaced_by(state, plugin)
    local ids = {}
    for _, given in ipairs(state.replaced) do
        if given.plugin == plugin then ids[#ids + 1] = given.id end
    end
    return ids
end

local function extended_by(state, plugin)
    local set = {}
    for _, extension in ipairs(state.extensions) do
        local file = extension.place and extension.place.file
        if file and state.file_owner[file] == plugin then set[extension.layer] = true end
    end
    return failure.keys(set)
end

local function count_rules(state, plugin)
    local n = 0
    for _, rule in ipairs(state.rules) do
        if rule.plugin == plugin then n = n + 1 end
    end
    return n
end

local function names_by(plugin, declared)
    local names = {}
    for _, item in ipairs(declared) do
        if item.plugin == plugin.name then names[#names + 1] = item.name end
    end
    return names
end

local function failures(results)
    local list = {}
    for _, result in ipairs(results) do
        if not result.ok and #list < SHOWN then list[#list + 1] = result end
    end
    return list
end

--- Describes a loaded plugin.
-- @param state table
-- @param folder text
-- @return table
function M.plugin(state, folder)
    local plugin = listing.plugin(state, folder)
    local results = test.run(state, { plugin = plugin.name })
    local problems = {}
    for _, problem in ipairs(check.run(state, plugin.name)) do
        if problem.level == "warning" then problems[#problems + 1] = problem end
    end
    return {
        name = plugin.name, version = plugin.version, summary = plugin.summary, languages = plugin.languages,
        requires = requires(plugin), capabilities = plugin.capabilities, options = failure.keys(plugin.options),
        layers = own_layers(state, plugin), extends = extended_by(state, plugin), replaces = replaced_by(state, plugin),
        rules = count_rules(state, plugin), lexicons = #failure.keys(plugin.lexicons),
        analyses = names_by(plugin, listing.analyses(state)), reports = names_by(plugin, listing.reports(state)),
        examples = { total = results.total, failed = results.failed, failures = failures(results.results) },
        check = table.move(problems, 1, math.min(#problems, SHOWN), 1, {}), problems = #problems,
    }
end

return M
