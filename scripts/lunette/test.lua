-- test.lua - runs the tests of plugins and rule files: examples beside rules, golden files and specs below tests/.
--
-- Sits on test/: example, golden with pairs and update, spec, coverage, show. A test is { kind, id, name, place, text, run }. With `shuffle` all
-- run a second time in another order, and every answer must be the same.

local coverage = require "lunette.test.coverage"
local draw = require "lunette.test.draw"
local example = require "lunette.test.example"
local failure = require "lunette.base.failure"
local golden = require "lunette.test.goldens"
local listing = require "lunette.author.listing"
local show = require "lunette.test.show"
local spec = require "lunette.test.spec"

local M = {}

local option_keys = {
    rule = true, plugin = true, plugins = true, files = true, only = true, tests = true, name = true, shuffle = true, seed = true, verbose = true,
    colour = true, coverage = true, update = true, format = true, junit = true,
}

-- ---- which tests ----

-- The plugins whose tests run: those named, and those of the rule files; all where none is named.
local function targets(state, options)
    local chosen, any = {}, false
    local function add(plugin)
        if plugin then chosen[plugin], any = true, true end
    end
    if options.plugin then add(listing.plugin(state, options.plugin)) end
    for _, name in ipairs(options.plugins or {}) do add(listing.plugin(state, name)) end
    for _, path in ipairs(options.files or {}) do add(state.file_owner[path] or state.file_owner["./" .. path]) end
    if not any and not options.tests then
        for _, plugin in ipairs(state.plugin_order) do chosen[plugin] = true end
    end
    return chosen
end

local function is_wanted_file(options, file)
    if not options.only or #options.only == 0 then return true end
    for _, path in ipairs(options.only) do
        if path == file or "./" .. path == file then return true end      -- "./": below a folder called plugins
    end
    return false
end

local function broken(path, err, plugin)
    err = failure.from(err, { file = path, line = 1 })
    local message = err.source and err.column and draw.with_source(err) or err.message
    if err.hint then message = message .. "\n" .. draw.INDENT .. "hint: " .. err.hint end
    return {
        kind = "file", id = path, name = path, place = { file = err.file, line = err.line }, plugin = plugin,
        run = function() return { message }, "", {} end,
    }
end

local function add_file(state, cases, plugin, path)
    local data, message = state.core.read(path)
    local fine, tests
    if not data then
        fine, tests = false, failure.new({ file = path, line = 1 }, message)
    elseif path:match("_spec%.lua$") then
        fine, tests = pcall(spec.of, state, plugin, path, data)
    else
        fine, tests = pcall(golden.of, state, plugin, path, data)
    end
    if not fine then tests = { broken(path, tests, plugin) } end
    for _, test in ipairs(tests) do
        test.plugin = plugin
        cases[#cases + 1] = test
    end
end

local function is_test_file(name)
    return name:match("%.golden$") or name:match("%.txt$") or name:match("_spec%.lua$")
end

-- A file of rules may stand anywhere: what lies in tests/ beside it is not its own.
local function add_folder(state, cases, plugin, options)
    if not plugin.place or not plugin.place.file:match("plugin%.lua$") then return end
    local folder = plugin.folder .. "/tests"
    for _, name in ipairs(state.core.list(folder) or {}) do
        local path = folder .. "/" .. name
        if is_test_file(name) and is_wanted_file(options, path) then add_file(state, cases, plugin, path) end
    end
end

local function is_named(options, test)
    if not options.name then return true end
    local wanted = options.name:lower()
    for _, text in ipairs { test.name, test.id, test.place and test.place.file or "" } do
        if text:lower():find(wanted, 1, true) then return true end
    end
    return false
end

local function collect(state, options, chosen)
    local cases = {}
    for _, rule in ipairs(state.rules) do
        if chosen[rule.plugin] and (not options.rule or rule.id == options.rule) then
            for _, test in ipairs(example.of(state, rule)) do
                test.plugin = rule.plugin
                if is_wanted_file(options, test.place and test.place.file) then cases[#cases + 1] = test end
            end
        end
    end
    if options.rule then return cases end
    for _, plugin in ipairs(state.plugin_order) do
        if chosen[plugin] then add_folder(state, cases, plugin, options) end
    end
    local last = state.plugin_order[#state.plugin_order]
    for _, path in ipairs(options.tests or {}) do add_file(state, cases, last, path) end
    return cases
end

local function named(options, cases)
    local kept = {}
    for _, test in ipairs(cases) do
        if is_named(options, test) then kept[#kept + 1] = test end
    end
    return kept
end

-- ---- rules that fail ----

-- The problems of one analysis: those of the test's own rule go to its messages, each other one is noted once for all tests.
local function sort_problems(test, problems, messages, others)
    for _, problem in ipairs(problems or {}) do
        local rule = problem.message:match("^rule '([^']+)'")
        if problem.code ~= "rule-error" and problem.code ~= "memory" then
            if #messages > 0 and problem.code ~= "unit-too-long" then messages[#messages + 1] = "note: " .. problem.message end
        elseif test.kind == "example" and rule == test.id then
            table.insert(messages, 1, problem.message)
            others.own[problem.message] = true
        elseif not others.seen[problem.message] then
            others.seen[problem.message] = true
            others[#others + 1] = { message = problem.message, rule = rule, test = test }
        end
    end
end

local function results_of_others(others)
    local results = {}
    for _, other in ipairs(others) do
        local file, line = other.message:match("([^%s']+%.lua):(%d+): ")
        if not others.own[other.message] then
            local place = other.test.place or {}
            results[#results + 1] = {
                kind = "rule", id = other.rule or "rule", rule = other.rule, name = other.rule or "a resolve function", ok = false, class = "rules",
                file = file or place.file, line = math.tointeger(tonumber(line)) or place.line or 0, text = other.test.text,
                message = ("%s\n%smet in: %s"):format(other.message, draw.INDENT, other.test.name),
            }
        end
    end
    return results
end

-- ---- running ----

local function run_one(test, options, others, cover)
    local seen = cover and function(doc) cover:note(doc) end or nil
    local fine, messages, print, problems, doc = pcall(test.run, { colour = options.colour, seen = seen })
    if not fine then return { tostring(failure.from(messages, test.place)) }, "" end
    sort_problems(test, problems, messages, others)
    if cover and doc and test.kind ~= "spec" then cover:note(doc) end
    return messages, print
end

-- Numbers in an order that the seed alone decides (a linear congruential generator: the same everywhere).
local function shuffled(n, seed)
    local order, x = {}, seed % 0x7FFFFFFF
    for i = 1, n do order[i] = i end
    for i = n, 2, -1 do
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        local j = (x >> 8) % i + 1
        order[i], order[j] = order[j], order[i]
    end
    return order
end

local function run_shuffled(cases, answers, options, others)
    local seed = math.tointeger(options.seed) or 1
    for _, i in ipairs(shuffled(#cases, seed)) do
        local _, again = run_one(cases[i], options, others)
        if again ~= answers[i].print then
            table.insert(answers[i].messages, ("another answer when the tests run in another order (seed %d)\n%sfirst: %s\n%sthen: %s")
                :format(seed, draw.INDENT, answers[i].print, draw.INDENT, again))
        end
    end
end

local function result_of(test, messages)
    return {
        kind = test.kind, id = test.id, rule = test.rule and test.rule.id, name = test.name, class = test.plugin and test.plugin.name or "tests",
        number = test.number, text = test.text, ok = #messages == 0, file = test.place and test.place.file, line = test.place and test.place.line,
        message = #messages > 0 and table.concat(messages, "\n") or nil,
    }
end

-- Rules of which no test speaks: golden files and specs may reach any, so where there are some nothing is claimed.
local function untested(state, options, chosen, cases)
    local names, rules = {}, 0
    if options.name or options.rule then return {} end
    for _, test in ipairs(cases) do
        if test.kind ~= "example" then return {} end
    end
    for _, rule in ipairs(state.rules) do
        if chosen[rule.plugin] and is_wanted_file(options, rule.place and rule.place.file) then
            rules = rules + 1
            if #rule.examples == 0 then names[#names + 1] = rule.id end
        end
    end
    return names, rules == 0 and #cases == 0
end

local function names_of(chosen)
    local names = {}
    for plugin in pairs(chosen) do names[#names + 1] = plugin.name end
    table.sort(names)
    return table.concat(names, ", ")
end

-- Golden files as they should be: { path, old, text, diff }, and those that cannot be written anew.
local function updates(cases, options)
    local list, refused = {}, {}
    for _, file in ipairs(golden.files(cases)) do
        local change = golden.change(file, options.colour)
        if change then list[#list + 1] = change end
    end
    for _, test in ipairs(cases) do
        if test.kind == "file" then refused[#refused + 1] = test.id end
    end
    return list, refused
end

local function finish(answer, others, options)
    for _, result in ipairs(results_of_others(others)) do answer.results[#answer.results + 1] = result end
    answer.counts = { example = 0, golden = 0, spec = 0, file = 0, rule = 0 }
    for _, result in ipairs(answer.results) do
        answer.counts[result.kind] = answer.counts[result.kind] + 1
        if not result.ok then answer.failed = answer.failed + 1 end
    end
    answer.total = #answer.results
    if options.format == "text" then answer.shown = show.text(answer, options) end
    if options.format == "tap" then answer.shown = show.tap(answer) end
    if options.junit then answer.junit = show.junit(answer) end
    return answer
end

--- Runs the tests of the plugins and files that are named, of all that is loaded where none is.
-- @param state table
-- @param options table { plugins = names, files = rule files, only = files whose tests run, tests = test files, name = part of a name, rule = id,
-- shuffle = true, seed = integer, coverage = true, update = true, format = "text" | "tap", junit = true, verbose = true, colour = true }
-- @return table { total =, failed =, counts =, results = { { kind =, rule =, number =, name =, file =, line =, text =, ok =, message = } },
-- coverage =, updates = { { path =, old =, text =, diff = } }, shown = text, junit = text }
function M.run(state, options)
    failure.check_keys(nil, "test", options, option_keys)
    if not state.finished then failure.raise(nil, "tests run when everything is loaded and finished") end
    local chosen = targets(state, options)
    local all = collect(state, options, chosen)
    local cases, answers = named(options, all), {}
    if #cases == 0 and #all > 0 then
        failure.raise(nil, ("none of %d tests has '%s' in its name"):format(#all, options.name), "--verbose lists the names of all")
    end
    local others = { own = {}, seen = {} }
    local cover = options.coverage and coverage.new(state, chosen) or nil
    for i, test in ipairs(cases) do
        local messages, print = run_one(test, options, others, cover)
        answers[i] = { messages = messages, print = print }
    end
    local without, empty = untested(state, options, chosen, cases)
    local answer = { failed = 0, results = {}, untested = without, empty = empty and names_of(chosen) or nil }
    if options.update then answer.updates, answer.refused = updates(cases, options) end
    if options.shuffle then run_shuffled(cases, answers, options, others) end
    for i, test in ipairs(cases) do answer.results[i] = result_of(test, answers[i].messages) end
    if cover then answer.coverage = cover:report(options.colour) end
    return finish(answer, others, options)
end

return M
