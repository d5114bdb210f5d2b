-- registry.lua - everything that is loaded, in one table that the modules pass around; analyses and reports are noted here.
--
-- Sits on types.lua. One registry belongs to one Lua state; plugins never see it.

local failure = require "lunette.base.failure"
local source = require "lunette.base.source"
local types = require "lunette.declare.types"

local M = {}

local analysis_keys = { doc = true, options = true, result = true, views = true, shows = true, run = true, reads = true }
local report_keys = { doc = true, options = true, write = true, formats = true }

--- A registry with nothing in it.
function M.new(core)
    return {
        core = core, sources = source.new(), file_owner = {},
        plugins = {}, plugin_order = {}, loading = {}, offered = {},
        layers = {}, layer_order = {}, extensions = {},
        rules = {}, rule_by_id = {}, resolves = {}, replaced = {},
        analyses = {}, reports = {},
        lexicon_references = {}, pattern_places = setmetatable({}, { __mode = "k" }), objects = {}, pending = {},
        finished = false, kept = 0, declared = 0,
    }
end

local function check_types(state, place, what, key, given)
    if given == nil then return {} end
    if not failure.is_plain(given) then
        failure.raise(place, ("%s: %s is a table of names and types"):format(what, key), "for example " .. key .. " = { least = integer { default = 8 } }")
    end
    for name, t in pairs(given) do
        if type(name) ~= "string" or not types.is(t) then
            failure.raise(source.find_key(state.sources, place, tostring(name)),
                ("%s: %s.%s is %s, not a type"):format(what, key, tostring(name), failure.kind(t)), types.explain(t))
        end
    end
    return given
end

local function check(state, place, what, body, keys, entry)
    if not failure.is_plain(body) then failure.raise(place, ("%s needs a table, not %s"):format(what, failure.kind(body))) end
    failure.check_keys(function(key) return source.find_key(state.sources, place, key) end, what, body, keys)
    if type(body[entry]) ~= "function" then
        failure.raise(place, ("%s: %s is %s, not a function"):format(what, entry, failure.kind(body[entry])))
    end
    if body.doc ~= nil and type(body.doc) ~= "string" then failure.raise(place, what .. ": doc is not a text") end
end

local function check_new(place, what, table, name)
    local old = table[name]
    if not old then return end
    failure.raise(place, ("%s is there twice: by %s (%s:%d) and here"):format(what, old.plugin, old.place.file, old.place.line),
        "give one of them another name")
end

-- More views than one: name → { column = type }.
local function check_views(state, place, what, views)
    if views ~= nil and not failure.is_plain(views) then
        failure.raise(place, what .. ": views is a table of names and columns", "for example views = { member = { name = text } }")
    end
    for name, columns in pairs(views or {}) do
        if type(name) ~= "string" or not name:find("^%l[%l%d]*$") then
            failure.raise(place, ("%s: views.%s: a view's name is lower-case letters and digits"):format(what, tostring(name)), "for example member")
        end
        check_types(state, place, what, "views." .. name, columns)
    end
    return views or {}
end

-- What the command line takes of every report and analysis never gets to one of them.
local taken = {}
for name in ([[plugin rules layers since before source country language with new output format copies help json quiet project]]):gmatch "%l+" do
    taken[name] = true
end

local function check_options(state, place, what, options)
    for _, name in ipairs(type(options) == "table" and failure.keys(options) or {}) do
        if taken[name] then
            failure.raise(source.find_key(state.sources, place, name), ("%s: --%s is an option of all reports and analyses"):format(what, name),
                ("give it another name, such as of_%s; what --%s says is in corpus.scope"):format(name, name))
        end
    end
    return check_types(state, place, what, "options", options)
end

local function check_count(place, what, key, value)
    if value == nil or math.type(value) == "integer" and value > 0 then return value end
    failure.raise(place, ("%s: %s is %s, not a whole number above 0"):format(what, key, failure.kind(value)))
end

local function check_reads(place, what, reads)
    local list = type(reads) == "string" and { reads } or reads or {}
    if not failure.is_plain(list) then
        failure.raise(place, ("%s: reads is %s, not a list of layers"):format(what, failure.kind(reads)), 'for example reads = { "act" }')
    end
    for _, name in ipairs(list) do
        if type(name) ~= "string" then
            failure.raise(place, ("%s: reads names layers, not %s"):format(what, failure.kind(name)), 'for example reads = { "act" }')
        end
    end
    return list
end

--- Notes an analysis: `analysis "phrase-drift" { options = { … }, result = { … }, run = function(corpus, options, result) … end }`.
function M.analysis(state, plugin, place, name, body)
    local what = ("analysis '%s'"):format(name)
    check(state, place, what, body, analysis_keys, "run")
    check_new(place, what, state.analyses, name)
    state.analyses[name] = {
        name = name, plugin = plugin.name, place = place, doc = body.doc, run = body.run, reads = check_reads(place, what, body.reads),
        options = check_options(state, place, what, body.options),
        result = check_types(state, place, what, "result", body.result),
        views = check_views(state, place, what, body.views), shows = check_count(place, what, "shows", body.shows),
    }
end

--- Notes a report: `report "briefing" { options = { … }, write = function(corpus, options, page) … end }`.
function M.report(state, plugin, place, name, body)
    local what = ("report '%s'"):format(name)
    check(state, place, what, body, report_keys, "write")
    check_new(place, what, state.reports, name)
    state.reports[name] = {
        name = name, plugin = plugin.name, place = place, doc = body.doc, write = body.write, formats = body.formats,
        options = check_options(state, place, what, body.options),
    }
end

--- Says which declarations were begun and have no table: `rule "x"` alone.
function M.check_pending(state)
    local first
    for pending in pairs(state.pending) do
        local place = pending.place or {}
        local key = ("%s:%09d"):format(place.file or "", place.line or 0)
        if not first or key < first.key then first = { key = key, pending = pending } end
    end
    if not first then return end
    local pending = first.pending
    failure.raise(pending.place, ('%s "%s" has no table'):format(pending.word, pending.name),
        ('write %s "%s" { … }'):format(pending.word, pending.name))
end

return M
