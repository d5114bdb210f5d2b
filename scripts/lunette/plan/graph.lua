-- graph.lua - the order of rules: a layer is finished before rules of other layers read it.
--
-- Sits on base/failure.lua. Each compiled rule has `marked` and `read`, arrays of layer declarations without unions and without what the engine
-- makes by itself; `after`, an array of rules. A stage is { layers, rules, resolves }: its rules run, its layers are finished, its
-- resolve functions run. A layer enters the first stage in which all that its rules and its resolve functions read is finished and no layer of a
-- plugin loaded before its makers can go first, so the plan is the same for the same declarations.

local failure = require "lunette.base.failure"

local M = {}

-- Lists are walked by number here: a rule that takes rows away waits for all that make them, so there are thousands of pairs.
local function add_to(map, key, item)
    local list = map[key]
    if list then list[#list + 1] = item else map[key] = { item } end
end

local function contains(list, item)
    for i = 1, #list do
        if list[i] == item then return true end
    end
    return false
end

local function rule_names(rules)
    local names = {}
    for i, other in ipairs(rules) do names[i] = '"' .. other.id .. '"' end
    return names
end

-- A rule that reads the layer it marks sees rows of its layer while it is made: it must say whose.
local function check_own_layer(rule, makers)
    for _, target in ipairs(rule.read) do
        if contains(rule.marked, target) and #rule.after == 0 then
            local others = {}
            for _, maker in ipairs(makers[target] or {}) do
                if maker ~= rule then others[#others + 1] = maker end
            end
            local names = rule_names(others)
            local fix = #names > 0 and "after = { " .. table.concat(names, ", ") .. " }"
                or "after = { … } with the rules whose rows it reads; no other rule marks this layer"
            failure.raise(rule.place, ("%s reads the layer '%s', which it marks itself"):format(rule.what, target.name),
                ("say whose rows it sees: %s"):format(fix))
        end
    end
end

local function check_after(rule)
    local after, marked = rule.after, rule.marked
    for i = 1, #after do
        local earlier = after[i]
        local shared = earlier.marked[1] == marked[1]
        for _, target in ipairs(shared and {} or earlier.marked) do shared = shared or contains(marked, target) end
        if not shared then
            failure.raise(rule.place, ("%s: after names '%s', which marks no layer that this rule marks"):format(rule.what, earlier.id),
                "order between layers comes from what rules read; leave it out")
        end
    end
end

-- What must be finished before the layer's stage, as layer → the rule or resolve that reads it.
local function needs_of(target, makers, resolves)
    local needs, order = {}, {}
    local function need(layer, reader)
        if layer ~= target and not needs[layer] then
            needs[layer] = reader
            order[#order + 1] = layer
        end
    end
    -- A rule of this layer that runs after another must not run before that one's layer is made.
    local function need_shared(rule, earlier)
        if contains(earlier.marked, target) then return end
        for _, layer in ipairs(earlier.marked) do
            if contains(rule.marked, layer) then need(layer, rule) end
        end
    end
    for _, rule in ipairs(makers[target] or {}) do
        for _, layer in ipairs(rule.read) do need(layer, rule) end
        local after = rule.after
        for i = 1, #after do
            if after[i].marked[1] ~= target then need_shared(rule, after[i]) end
        end
    end
    for _, resolve in ipairs(resolves[target] or {}) do
        for _, layer in ipairs(resolve.read) do need(layer, resolve) end
    end
    return needs, order
end

local function is_ready(target, graph, finished)
    local order = graph.order[target]
    for i = 1, #order do
        if not finished[order[i]] then return false end
    end
    return true
end

local function refuse_circle(rules, placed, waits_for)
    for _, rule in ipairs(rules) do
        if not placed[rule] then
            failure.raise(rule.place, ("%s runs after '%s', which waits for it in turn"):format(rule.what, waits_for(rule).id),
                "take one of the two out of `after`")
        end
    end
end

-- A heap of numbers, the least on top.
local function push(heap, number)
    local at = #heap + 1
    while at > 1 and heap[at // 2] > number do
        heap[at] = heap[at // 2]
        at = at // 2
    end
    heap[at] = number
end

local function pop(heap)
    local least, last = heap[1], table.remove(heap)
    local n, at = #heap, 1
    if n == 0 then return least end
    while 2 * at <= n do
        local child = 2 * at
        if child < n and heap[child + 1] < heap[child] then child = child + 1 end
        if heap[child] >= last then break end
        heap[at] = heap[child]
        at = child
    end
    heap[at] = last
    return least
end

-- How many rules each one still waits for, and which ones wait for it, by place in `rules`.
local function waits(rules, done)
    local n_waits, waiting = {}, {}
    for i, rule in ipairs(rules) do
        local after, n = rule.after, 0
        for j = 1, #after do
            if not done[after[j]] then
                n = n + 1
                add_to(waiting, after[j], i)
            end
        end
        n_waits[i] = n
    end
    return n_waits, waiting
end

-- Rules in the order declared, but each behind those that its `after` names: always the first that need not wait.
local function in_order(rules, done)
    local placed, result, ready = {}, {}, {}
    local n_waits, waiting = waits(rules, done)
    for i = 1, #rules do
        if n_waits[i] == 0 then push(ready, i) end
    end
    while #ready > 0 do
        local rule = rules[pop(ready)]
        placed[rule] = true
        result[#result + 1] = rule
        local those = waiting[rule] or {}
        for j = 1, #those do
            local i = those[j]
            n_waits[i] = n_waits[i] - 1
            if n_waits[i] == 0 then push(ready, i) end
        end
    end
    if #result < #rules then
        refuse_circle(rules, placed, function(rule)
            for _, earlier in ipairs(rule.after) do
                if not done[earlier] and not placed[earlier] then return earlier end
            end
        end)
    end
    return result
end

-- From a layer that cannot be finished, along what it waits for, until a layer comes twice.
local function find_cycle(start, graph, finished)
    local seen, chain, target = {}, {}, start
    while not seen[target] do
        seen[target] = #chain + 1
        local blocker
        for _, layer in ipairs(graph.order[target]) do
            if not finished[layer] then blocker = layer; break end
        end
        chain[#chain + 1] = { layer = target, reader = graph.needs[target][blocker], waits_for = blocker }
        target = blocker
    end
    return chain, seen[target]
end

local function refuse_cycle(pending, graph, finished)
    local chain, from = find_cycle(pending[1], graph, finished)
    local parts = {}
    for i = from, #chain do
        local link = chain[i]
        parts[#parts + 1] = ("'%s' waits for '%s' (%s, %s:%d)"):format(link.layer.name, link.waits_for.name,
            link.reader.id or link.reader.what, link.reader.place and link.reader.place.file or "?",
            link.reader.place and link.reader.place.line or 0)
    end
    local first = chain[from] or {}
    failure.raise(first.reader and first.reader.place, "layers wait for each other: " .. table.concat(parts, "; "),
        "let one of these rules read less, or mark a layer of its own that is read last")
end

local function build(state, rules, resolves)
    local graph = { makers = {}, resolves = {}, needs = {}, order = {} }
    for _, rule in ipairs(rules) do
        for _, target in ipairs(rule.marked) do add_to(graph.makers, target, rule) end
    end
    for _, resolve in ipairs(resolves) do add_to(graph.resolves, resolve.decl, resolve) end
    for _, target in ipairs(state.layer_order) do
        graph.needs[target], graph.order[target] = needs_of(target, graph.makers, graph.resolves)
    end
    return graph
end

local function take_stage(ready, graph, done)
    local rules, resolves, chosen = {}, {}, {}
    for _, target in ipairs(ready) do
        for _, rule in ipairs(graph.makers[target] or {}) do
            if not done[rule] and not chosen[rule] then
                chosen[rule] = true
                rules[#rules + 1] = rule
            end
        end
        for _, resolve in ipairs(graph.resolves[target] or {}) do resolves[#resolves + 1] = resolve end
    end
    table.sort(rules, function(a, b) return a.number < b.number end)
    return { layers = ready, rules = in_order(rules, done), resolves = resolves }
end

-- Of each layer the last plugin, in the order of loading, that has a hand in it; nil where none marks it.
local function ranks_of(state, graph)
    local loaded, ranks = {}, {}
    for i, plugin in ipairs(state.plugin_order or {}) do loaded[plugin] = i end
    for _, of in ipairs { graph.makers, graph.resolves } do
        for target, list in pairs(of) do
            for _, one in ipairs(list) do ranks[target] = math.max(ranks[target] or 0, loaded[one.plugin] or 0) end
        end
    end
    return ranks
end

-- Of the layers that need not wait those of the plugin that was loaded first: one that builds on others comes behind them. So
-- what a plugin finds is finished before later ones begin, and an edit of those leaves it alone (core/script/fingerprint.c).
local function take_ready(pending, graph, finished, ranks)
    local first, any
    for _, target in ipairs(pending) do
        if is_ready(target, graph, finished) then
            any = true
            local rank = ranks[target]
            if rank and (not first or rank < first) then first = rank end
        end
    end
    if not any then refuse_cycle(pending, graph, finished) end
    local ready, rest = {}, {}
    for _, target in ipairs(pending) do
        local taken = is_ready(target, graph, finished) and (not ranks[target] or ranks[target] == first)
        table.insert(taken and ready or rest, target)
    end
    return ready, rest
end

--- Orders everything into stages.
-- @param state table with layer_order
-- @param rules table array in the order declared
-- @param resolves table array: { decl, read, … }
-- @param has_rows function(layer) → does the plan finish it (no unions, none that the engine makes)?
-- @return table array of stages
function M.plan(state, rules, resolves, has_rows)
    local graph = build(state, rules, resolves)
    local finished, done, stages, pending, ranks = {}, {}, {}, {}, ranks_of(state, graph)
    for _, rule in ipairs(rules) do
        check_own_layer(rule, graph.makers)
        check_after(rule)
    end
    for _, target in ipairs(state.layer_order) do
        if has_rows(target) then pending[#pending + 1] = target else finished[target] = true end
    end
    while #pending > 0 do
        local ready, rest = take_ready(pending, graph, finished, ranks)
        local stage = take_stage(ready, graph, done)
        stages[#stages + 1] = stage
        for _, rule in ipairs(stage.rules) do done[rule] = true end
        for _, target in ipairs(ready) do finished[target] = true end
        pending = rest
    end
    return stages
end

return M
