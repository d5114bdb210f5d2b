-- init.lua - the library as the engine calls it: load plugins and files, finish, list, test, check.
--
-- Sits on everything here and on the core. One table a Lua state. Before `finish` things are declared; after it they run.

local core = require "lunette.core"

local compile = require "lunette.plan.compile"
local environment = require "lunette.declare.environment"
local extend = require "lunette.declare.extend"
local failure = require "lunette.base.failure"
local layer = require "lunette.declare.layer"
local lexicon = require "lunette.declare.lexicon"
local listing = require "lunette.author.listing"
local patterns = require "lunette.plan.patterns"
local plugin_module = require "lunette.declare.plugin"
local prints = require "lunette.plan.prints"
local registry = require "lunette.declare.registry"
local rule = require "lunette.declare.rule"
local types = require "lunette.declare.types"

local M = {}

local state = registry.new(core)

-- A union's conditions may name lexicons of its owner.
local function owner_filter(own_state, place, what, text)
    local decl = own_state.layers[what:match("'(.-)'")]
    return patterns.plain_filter(own_state, own_state.plugins[decl.owner], place, what, text)
end

local function check_open(what)
    if state.finished then failure.raise(nil, what .. ": everything is loaded and finished already", "load before lunette.finish") end
end

--- Tells of a plugin's folder that is loaded later: others take it where they require it.
-- @param name_or_folder text
function M.offer_plugin(name_or_folder)
    check_open "offer_plugin"
    plugin_module.offer(state, name_or_folder)
end

--- Loads a plugin by name or from a folder, and what it requires.
-- @param name_or_folder text
-- @param values table|nil its options
function M.load_plugin(name_or_folder, values)
    check_open "load_plugin"
    plugin_module.load(state, name_or_folder, values)
end

--- Loads one rule file as a plugin named after it.
function M.load_file(path)
    check_open "load_file"
    plugin_module.load_file(state, path)
end

--- Makes the rule of `lunette try`: every match of the pattern becomes a row of layer "try".
-- @return integer the rule's number
function M.load_pattern(text)
    check_open "load_pattern"
    local place = { file = "pattern", line = 1 }
    local plugin = state.plugins["try"] or plugin_module.make_empty(state, "try")
    if not state.layers["try"] then
        layer.declare(state, "try", place, "try", { doc = "What the pattern on the command line matches." })
    end
    local name = state.rule_by_id["try.pattern"] and "pattern-" .. #state.rules + 1 or "pattern"
    local made = rule.declare(state, plugin, place, name, { match = text, mark = "try" })
    made.is_try, made.text = true, text
    return made.number
end

--- Adds patterns as rules of layer "try" to what is finished, in the order given, so that one search can tell what each matches.
-- @param question table { patterns = { texts } }
-- @return table { first = the number of the first rule; the others follow }
function M.add_patterns(question)
    local plugin = state.plugins["try"] or plugin_module.make_empty(state, "try")
    local place, mark = { file = "pattern", line = 1 }, extend.begin(state, plugin)
    if not state.layers["try"] then
        layer.declare(state, "try", place, "try", { doc = "What patterns match that were made up.", pattern = types.integer })
    end
    for i, text in ipairs(question.patterns) do -- by its number, a row of the same words is another one
        local made = rule.declare(state, plugin, place, "pattern-" .. i, { match = text, mark = "try", set = { pattern = i } })
        made.is_try, made.is_counted, made.text = true, true, text
    end
    local rules = extend.finish(state, mark, owner_filter)
    return { first = rules[1] and rules[1].number }
end

--- What rules look for, for a corpus to keep. See plan/ghosts.lua.
-- @param question table { rules = numbers }
function M.looks(question) return require "lunette.plan.ghosts".looks(state, question.rules) end

--- What is to be looked for in documents by core.checks. See plan/ghosts.lua.
function M.haunt(question) return require "lunette.plan.ghosts".haunt(state, question) end

-- The languages of a plugin: those that it names, else those of all that it requires, since it builds on what these find.
local function languages_of(plugin, list, met)
    if met[plugin] then return list end
    met[plugin] = true
    for _, code in ipairs(plugin.languages) do list[#list + 1] = code end
    if #plugin.languages == 0 then
        for _, other in ipairs(plugin.sees) do languages_of(other, list, met) end
    end
    return list
end

-- The languages that all rules together are written for; nil if a rule's plugin does not say, nor what it requires, since it may read any.
local function languages()
    local list, seen = {}, {}
    for _, one in ipairs(state.rules) do
        local own = languages_of(one.plugin, {}, {})
        if #own == 0 then return nil end
        for _, code in ipairs(own) do
            if not seen[code] then list[#list + 1] = code end
            seen[code] = true
        end
    end
    return #list > 0 and list or nil
end

-- What the rules of a plugin may depend on: the files below its folder and below those of all that it requires, its options.
local function say_depends(plugin)
    local folders, seen, options = {}, {}, {}
    local function visit(one)
        if seen[one] then return end
        seen[one] = true
        folders[#folders + 1] = one.folder
        for _, name in ipairs(failure.keys(one.values)) do
            options[#options + 1] = ("%s.%s=%s"):format(one.name, name, tostring(one.values[name]))
        end
        for _, other in ipairs(one.sees) do visit(other) end
    end
    visit(plugin)
    core.depends(plugin.name, table.concat(options, "\n"), folders)
end

--- Checks everything, compiles the rules, orders them, hands the plan to the core.
-- @param how text|nil "unprinted" where nobody will ask what the rules depend on
function M.finish(how)
    check_open "finish"
    registry.check_pending(state)
    rule.drop_replaced(state)
    plugin_module.seal(state)
    lexicon.finish(state)
    layer.finish(state, owner_filter)
    patterns.finish(state)
    state.checked_fields = {}
    for _, one in ipairs(state.rules) do failure.at(one.place, compile.rule, state, one) end
    state.checked_fields = nil
    for _, resolve in ipairs(state.resolves) do failure.at(resolve.place, compile.resolve, state, resolve) end
    patterns.let_go(state)
    local stages = extend.plan(state)
    for _, one in ipairs(state.rules) do compile.give(state, one) end
    if core.deep and how ~= "unprinted" then prints.say(state) end
    core.plan(extend.for_core(stages))
    if core.depends then
        for _, one in ipairs(state.plugin_order) do say_depends(one) end
    end
    if core.languages then core.languages(languages()) end
    state.stages, state.finished = stages, true
end

--- What is loaded: name, version, summary, languages, requires, folder.
function M.plugins() return listing.plugins(state) end

-- Commands pass { plugin = name }, Lua may pass the name.
local function plugin_of(given)
    if type(given) == "table" then return given.plugin end
    return given
end

--- What a plugin can name in patterns: { classes =, patterns =, lexicons =, layers = }.
-- @param plugin text|table|nil its name or folder; all plugins where none is given
function M.names(plugin) return listing.names(state, plugin_of(plugin)) end

--- All rules: id, plugin, doc, file, line, kind, marks, reads, text.
function M.rules() return listing.rules(state) end

--- All layers: name, owner, doc, fields.
function M.layers() return listing.layers(state) end

--- All examples: rule, text, file, line.
function M.examples() return listing.examples(state) end

--- All analyses: name, plugin, doc, options, result.
function M.analyses() return listing.analyses(state) end

--- All reports: name, plugin, doc, options.
function M.reports() return listing.reports(state) end

--- Runs tests: examples, golden files, specs. { total =, failed =, results = { { rule =, file =, line =, ok =, message = } } }.
-- @param options table|nil { plugins = names, files = rule files, name = part of a name, shuffle = true, coverage = true … }: see test.lua
function M.test(options) return require "lunette.test".run(state, options or {}) end

--- The forms of `lunette export`. See export.lua.
function M.export_head(question) return require "lunette.export".head(question) end
function M.export_document(question) return require "lunette.export".document(question) end
function M.export_tail(question) return require "lunette.export".tail(question) end
function M.export_network(question) return require "lunette.export".network(question) end

--- Answers `lunette why`: why a row is there, or why none is. See why.lua.
function M.why(question) return require "lunette.why".answer(state, question) end

--- What looks wrong without being an error: { { id =, level =, rule =, file =, line =, message =, hint = } }.
-- @param plugin text|table|nil its name or folder; all plugins where none is given
function M.check(plugin) return require "lunette.lint".run(state, plugin_of(plugin)) end

--- The same with what was accepted, the sums, and a text for people: { findings =, warnings =, hints =, accepted =, text = }.
-- @param question table { plugin = name or folder, colour = boolean }
function M.lint(question) return require "lunette.lint".report(state, question or {}) end

--- Runs an analysis over the corpus at hand: { columns =, rows = }, or { text = } for CSV.
-- @param question table { name =, corpus =, format =, scope =, options = }
function M.run_analysis(question) return require "lunette.analysis".run(state, question) end

--- Raises what is wrong with the question of an analysis, without running it.
-- @param question table as for run_analysis
function M.check_analysis(question) return require "lunette.analysis".check(state, question) end

--- What a project file says: sources, plugins, rules, layers, glob, corpus, path, meta, language.
-- @param question table { file = path }
function M.read_project(question) return require "lunette.declare.project".read(question) end

--- Writes a report on the corpus at hand: { text =, suffix = }.
-- @param question table { name =, corpus =, format =, scope =, options = }
function M.write_report(question) return require "lunette.report".write(state, question) end

--- What a report or an analysis takes: { title =, doc =, options = { { left =, help = } } }.
-- @param question table { sort = "reports" or "analyses", name = text }
function M.describe_options(question) return require "lunette.corpus.ask".describe(state, question.sort, question.name) end

--- What `lunette new` writes: { files = { { path =, what =, text = } }, next = { { command, what } } }.
-- @param question table { kind =, name =, folder =, joins =, from = }
function M.new(question) return require "lunette.author.new".make(state, question) end

--- A plugin that nobody trusts yet, in figures.
-- @param question table { folder = text }
function M.describe(question) return require "lunette.author.describe".plugin(state, question.folder) end

--- A sample of annotations to judge.
-- @param question table { corpus =, words =, n =, seed =, scope = }
function M.audit_sample(question) return require "lunette.review.audit".sample(state, question) end

--- What answers to samples say: { rows = { { name =, yes =, judged =, precision =, low =, high =, words = } } }.
-- @param question table { corpus =, words =, by = }
function M.audit_summary(question) return require "lunette.review.audit".summary(state, question) end

--- What rules and lexicons do not cover: { sections = { { name =, title =, n =, rows = … } } }.
-- @param question table { corpus =, scope =, n = }
function M.gaps(question) return require "lunette.review.gaps".list(state, question) end

--- What the prompt asks: begin, document, run, complete, help. See console.lua.
-- @param question table { ask = text, … }
function M.console(question) return require "lunette.console".answer(state, question, owner_filter) end

--- Stubs for the Lua language server: { names = text, files = { { name =, text = } } }.
-- @param question table { plugin = name|nil }
function M.luals(question) return require "lunette.author.editor".library(state, plugin_of(question)) end

--- Names for shells: layers, rules, reports, analyses.
-- @param question table { what = }
function M.words(question) return require "lunette.author.words".list(state, question.what) end

core.set_host {
    compile_text = function(given, plugin_name) return patterns.on_demand(state, given, plugin_name) end,
    compile_condition = function(text, layer_number, plugin_name)
        return patterns.condition_on_demand(state, text, layer_number, plugin_name)
    end,
}
layer.declare_core(state)
environment.lock_shared()

return M
