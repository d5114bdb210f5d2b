-- coverage.lua - what the tests do not reach: rules that never make a row, alternatives of patterns that no match takes.
--
-- Sits on plan/patterns.lua and core.search. A rule's pattern is compiled once more with a capture around each alternative; the captures that its
-- matches fill are those that were taken. An alternative of a definition counts as taken wherever a rule takes it. What stands in a lookaround, in
-- brackets of one token or behind `...!` is looked at, not taken, and is left out.

local failure = require "lunette.base.failure"
local lexicon = require "lunette.declare.lexicon"
local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local place_of = require "lunette.lint.place"
local underline = require "lunette.base.underline"

local M = {}

local of_coverage = {}
local looked_at = { ahead = true, behind = true, gap = true, token = true }

-- ---- the watched pattern ----

local copy

local function copy_choice(work, node, owner, path)
    local made = { tag = "choice", at = node.at, width = node.width }
    for i, child in ipairs(node) do
        local key = ("%s:%s%d"):format(owner, path, i)
        local number = #work.keys + 1
        work.keys[number] = key
        made[i] = { tag = "capture", name = "way_" .. number, at = child.at, width = child.width, (copy(work, child, owner, path .. i .. ".")) }
        work.coverage:meet(key, work.rule, node, i)
    end
    return made
end

-- `owner` is the rule or the definition in which the node is written, `path` where in it.
function copy(work, node, owner, path)
    if node.origin then owner, path = "%" .. node.origin, "" end
    if looked_at[node.tag] then return node end
    if node.tag == "choice" then return copy_choice(work, node, owner, path) end
    local made = {}
    for key, value in pairs(node) do made[key] = value end
    made.shared = nil
    for i, child in ipairs(node) do
        if type(child) == "table" then made[i] = copy(work, child, owner, path .. i .. ".") end
    end
    return made
end

local function environment_of(rule)
    local place = rule.pattern.place or {}
    return { file = place.file, line = place.line, column = place.column, source = rule.pattern.text, lexicons = lexicon.visible(rule.plugin) }
end

local function watch(self, rule)
    local work = { coverage = self, rule = rule, keys = {} }
    local tree = copy(work, rule.pattern.tree, rule.id, "")
    if #work.keys == 0 then return nil end
    local fine, program = pcall(self.state.core.compile, tree, environment_of(rule))
    if not fine then
        self.unwatched[#self.unwatched + 1] = rule
        return nil
    end
    return { program = program, keys = work.keys }
end

-- ---- noting ----

--- Notes an alternative that exists: where it is written is found when it is shown.
function of_coverage:meet(key, rule, node, i)
    if self.ways[key] then return end
    local way = { key = key, rule = rule, node = node, number = i, taken = false, order = #self.order }
    self.ways[key] = way
    self.order[#self.order + 1] = way
end

--- Notes what the rules found in the document that was analysed last.
function of_coverage:note(doc)
    for _, rule in ipairs(self.rules) do
        if rule.body.veto then self.hit[rule] = self.hit[rule] or #self.state.core.withheld(rule.number) > 0 end
        for _, decl in ipairs(rule.body.veto and {} or rule.marked) do
            for _, row in ipairs(self.hit[rule] and {} or doc:layer(decl.name)) do
                if row.rule == rule.id then self.hit[rule] = true end
            end
        end
        local watched = self.watched[rule]
        if watched then
            self.state.core.search(rule.number, watched.program, function(match)
                for number, key in ipairs(watched.keys) do
                    if match["way_" .. number] ~= nil then self.ways[key].taken = true end
                end
            end)
        end
    end
end

-- ---- places ----

local function at_path(tree, path)
    for step in path:gmatch("%d+") do
        if type(tree) ~= "table" or tree.tag == "name" then return nil end
        tree = tree[tonumber(step)]
    end
    return type(tree) == "table" and tree or nil
end

-- Where an alternative is written, its words, and the plugin whose it is.
local function written(state, way)
    local owner, path = way.key:match("^(.-):([%d.]*)$")
    if owner:sub(1, 1) ~= "%" then
        local rule = way.rule
        local place, words = place_of.of_node(state, place_of.of_rule(rule), rule.pattern.text, at_path(rule.pattern.tree, path))
        return place or rule.place, words, rule.plugin
    end
    local item = namespace.find(way.rule.plugin, "definitions", owner:sub(2))
    if not item then return nil end
    local text = type(item.text) == "string" and item.text or pattern.source(item.text)
    local node = at_path(item.tree, path)
    local place, words = place_of.of_node(state, { item.at or item.place }, text, node)
    return place, words, state.plugins[item.plugin]
end

-- ---- the report ----

local function shorten(words)
    words = words:gsub("%s+", " ")
    return #words > 70 and words:sub(1, utf8.offset(words, 0, 67) - 1) .. "…" or words
end

local function by_place(a, b)
    if a.file ~= b.file then return a.file < b.file end
    if a.line ~= b.line then return a.line < b.line end
    if a.column ~= b.column then return a.column < b.column end
    return a.text < b.text
end

local function ways_of(self)
    local missed, total = {}, 0
    for _, way in ipairs(self.order) do
        local place, words, plugin = written(self.state, way)
        if plugin and self.chosen[plugin] then
            total = total + 1
            if not way.taken then
                missed[#missed + 1] = { file = place and place.file or "?", line = place and place.line or 0, column = place and place.column or 0,
                    text = shorten(words or pattern.describe(way.node[way.number])) }
            end
        end
    end
    table.sort(missed, by_place)
    return missed, total
end

local function rules_of(self)
    local missed = {}
    for _, rule in ipairs(self.rules) do
        if not self.hit[rule] then missed[#missed + 1] = { rule = rule.id, file = rule.place.file, line = rule.place.line } end
    end
    return missed
end

local function text_of(report, colour)
    local lines = {}
    local function add(format, ...) lines[#lines + 1] = format:format(...) end
    for _, one in ipairs(report.missed_rules) do
        add("%s:%d: rule %s %s", one.file, one.line, one.rule, underline.paint("makes no row in any test", colour and 31))
    end
    for _, one in ipairs(report.missed_ways) do
        add("%s:%d:%d: %s %s", one.file, one.line, one.column, underline.paint("never taken:", colour and 33), one.text)
    end
    for _, id in ipairs(report.unwatched) do add("rule %s: its pattern is too large to be watched", id) end
    add("coverage: %d of %d rules make rows in tests, %d of %d alternatives are taken", report.rules - #report.missed_rules, report.rules,
        report.ways - #report.missed_ways, report.ways)
    return table.concat(lines, "\n") .. "\n"
end

--- What was not reached: { rules =, ways =, missed_rules = { { rule =, file =, line = } }, missed_ways = { { file =, line =, column =, text = } },
-- unwatched = ids, text = }.
function of_coverage:report(colour)
    local missed, total = ways_of(self)
    local report = { rules = #self.rules, ways = total, missed_rules = rules_of(self), missed_ways = missed, unwatched = {} }
    for i, rule in ipairs(self.unwatched) do report.unwatched[i] = rule.id end
    report.text = text_of(report, colour)
    return report
end

--- Watches the rules of some plugins.
-- @param chosen table set of plugins
function M.new(state, chosen)
    if not state.core.search then failure.raise(nil, "coverage needs the engine") end
    local self = setmetatable({ state = state, chosen = chosen, rules = {}, watched = {}, hit = {}, ways = {}, order = {}, unwatched = {} },
        { __index = of_coverage })
    for _, rule in ipairs(state.rules) do
        if chosen[rule.plugin] then
            self.rules[#self.rules + 1] = rule
            if rule.kind == "pattern" then self.watched[rule] = watch(self, rule) end
        end
    end
    return self
end

return M
