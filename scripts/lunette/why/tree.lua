-- tree.lua - patterns taken apart for `lunette why`: names opened, one node exchanged for another, the result a text again.
--
-- Sits on pattern.lua. An opened tree is the parsed one, but that a name is a node `origin` around what it stands for, which is printed as its name
-- again as long as nothing inside was exchanged. Nodes know their parents (`up`), so that a change can be told to lie inside.

local pattern = require "lunette.pattern"

local M = {}

local DEPTH = 30                     -- names inside names that are opened

local function link(node, parent)
    node.up = parent
    return node
end

local function open(node, find, depth, parent)
    if node.tag == "name" then
        local definition = depth < DEPTH and find(node[1])
        local origin = link({ tag = "origin", name = node[1], at = node.at, width = node.width }, parent)
        if not definition then return link({ tag = "name", node[1] }, parent) end
        origin[1] = open(definition, find, depth + 1, origin)
        return origin
    end
    local copy = link({}, parent)
    for key, value in pairs(node) do
        if type(key) ~= "number" then copy[key] = value end
    end
    copy.up = parent
    for i, child in ipairs(node) do
        -- what stands in [ ] stays as it is written: its names are tests of one token
        copy[i] = type(child) == "table" and node.tag ~= "token" and open(child, find, depth, copy) or child
    end
    return copy
end

--- Opens a parsed tree.
-- @param tree table
-- @param find function name → tree of its definition, or nil
-- @return table
function M.open(tree, find)
    return open(tree, find, 0, nil)
end

--- Does a node lie inside another, or is it that one?
function M.inside(node, outer)
    while node do
        if node == outer then return true end
        node = node.up
    end
    return false
end

local build

local function build_children(node, change)
    local copy = {}
    for key, value in pairs(node) do
        if type(key) ~= "number" and key ~= "up" then copy[key] = value end
    end
    for _, child in ipairs(node) do
        if type(child) ~= "table" or (node.tag == "token") then
            copy[#copy + 1] = child
        else
            if change.before == child then copy[#copy + 1] = change.insert end
            local made = build(child, change)
            if made then copy[#copy + 1] = made end
        end
    end
    return copy
end

-- What stands in the place of a capture is captured, too.
local function exchanged(node, by)
    if node.tag ~= "capture" then return by end
    return { tag = "capture", name = node.name, exchanged(node[1], by) }
end

function build(node, change)
    if node == change.node then return change.by and exchanged(node, change.by) or nil end
    if node == change.open then return build(node[1], change) end
    if node.tag == "origin" then
        if M.inside(change.node or change.before, node) then return build(node[1], change) end
        return { tag = "name", node.name }
    end
    local copy = build_children(node, change)
    if #node > 0 and #copy == 0 then return nil end
    if (copy.tag == "seq" or copy.tag == "choice") and #copy == 1 then return copy[1] end
    return copy
end

--- The tree with one change: { node =, by = tree or nil } exchanges or leaves off a node, { before = node, insert = tree } puts one in. `open`, too, is a
-- lookaround that takes what it looks at, so that this can be captured.
-- @return table|nil nil where nothing is left
function M.build(tree, change)
    return build(tree, change)
end

--- A tree of any kind as the text that a pattern would have.
function M.text(node)
    return pattern.describe(build(node, {}) or { tag = "empty" })
end

local transparent = { capture = true, origin = true }

--- What stands inside captures and names.
function M.inner(node)
    while transparent[node.tag] do node = node[1] end
    return node
end

local weights = { word = 2, exact = 2, lemma = 2, regex = 2, lexicon = 2, layer = 1.5, token = 1, class = 0.75, name = 1 }
local LOOKED_AT = 0.5                -- what words count for that are looked at and not taken

--- What stands in lookarounds counts for less, what stands in none fully.
function M.share(node)
    local share = 1
    while node do
        if node.tag == "ahead" or node.tag == "behind" then share = share * LOOKED_AT end
        node = node.up
    end
    return share
end

--- How many captures of a name stand in a node; of alternatives with `through` inside, in that one.
function M.captures(node, name, through)
    local n = node.tag == "capture" and node.name == name and 1 or 0
    for _, child in ipairs(node) do
        if type(child) == "table" and node.tag ~= "token" then
            if node.tag == "choice" and through and through ~= node and M.inside(through, child) then return M.captures(child, name, through) end
            n = n + M.captures(child, name, through)
        end
    end
    return n
end

-- Does a capture inside this node hold something? Then the match went through `all`, which holds it.
local function has_taken(node, taken, all)
    if node.tag == "capture" and taken(node.name, all) then return true end
    for _, child in ipairs(node) do
        if type(child) == "table" and node.tag ~= "token" and has_taken(child, taken, all) then return true end
    end
    return false
end

--- How much a node that matched says: the words it asks for; of alternatives, the one that says least, or the one with `through` inside. What is optional
-- counts where the match went through it.
-- @param through table|nil a node that the match goes through
-- @param taken function|nil name of a capture, node around it → did it take something in there?
function M.weight(node, through, taken)
    local tag = node.tag
    if node.negative then return 0 end      -- that nothing forbidden is there says nothing of what is
    if weights[tag] then return weights[tag] end
    if transparent[tag] then return M.weight(node[1], through, taken) end
    if tag == "ahead" or tag == "behind" then return LOOKED_AT * M.weight(node[1], through, taken) end
    if tag == "repeat" then
        local went = node.min > 0 or (through and M.inside(through, node)) or (taken and has_taken(node, taken, node))
        return went and M.weight(node[1], through, taken) or 0
    end
    if tag == "seq" then
        local sum = 0
        for _, child in ipairs(node) do sum = sum + M.weight(child, through, taken) end
        return sum
    end
    if tag == "choice" then
        local least = math.huge
        for _, child in ipairs(node) do
            if through and through ~= node and M.inside(through, child) then return M.weight(child, through, taken) end
            least = math.min(least, M.weight(child, nil, taken))
        end
        return least
    end
    return 0
end

return M
