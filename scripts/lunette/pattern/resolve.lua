-- resolve.lua - puts the patterns that names stand for in the place of the names, and lists what a tree refers to.
--
-- Sits on check.lua and errors.lua. A definition is put in once; all its uses share the nodes below the outermost, which has no place of
-- their own: what has no place stands where the node around it does, at the reference, since that is the text errors show. The outermost
-- node is one of the use's own, with the place, `origin`, the name, and `shared`, what the nodes below have in common. SIZE bounds what
-- definitions of definitions would grow to if each use were copied, as the engine does.

local check = require "lunette.pattern.check"
local errors = require "lunette.pattern.errors"
local failure = require "lunette.base.failure"

local M = {}

local SIZE = 20000                   -- nodes; a program has at most 4,096 instructions
local DEPTH = 200                    -- names inside names and nodes inside nodes

local token_tests = { word = true, exact = true, lemma = true, regex = true, class = true, token = true }

local copy_node

local function check_size(work, node)
    if work.size > SIZE then
        errors.raise_limit(work.context, work.use.at or 0, work.use.width or 0,
            ("the pattern grows over %d elements when names are put in"):format(SIZE), "use a lexicon for long lists of words")
    end
    if work.depth > DEPTH then
        errors.raise_limit(work.context, node.at or 0, node.width or 0, ("the pattern nests deeper than %d"):format(DEPTH),
            "names are put in where they are used: shorten the chain of definitions")
    end
end

local function count_node(work, node)
    work.size = work.size + 1
    if work.depth > work.deepest then work.deepest = work.depth end
    check_size(work, node)
end

-- Leaves one level below a node.
local function count_leaves(work, node, n)
    work.size = work.size + n
    work.depth = work.depth + 1
    if work.depth > work.deepest then work.deepest = work.depth end
    check_size(work, node)
    work.depth = work.depth - 1
end

local function recursion(work, name)
    local chain = table.move(work.chain, work.chain[name], #work.chain, 1, {})
    chain[#chain + 1] = name
    errors.raise_node(work.context, work.use, ("'%%%s' is defined by itself: %%%s"):format(name, table.concat(chain, " → %")),
        "patterns cannot be recursive: repetition is written (a)*")
end

local function unknown(work, name)
    local near = failure.nearest(name, work.known())
    local text = #near > 0 and "did you mean %" .. table.concat(near, " or %") .. "?"
        or ('define it: define "%s" [[ ... ]]'):format(name)
    errors.raise_node(work.context, work.use, ("there is no class or pattern '%%%s'"):format(name), text)
end

-- Inside [ ] a definition must be a test of one token, or a choice of such.
local function as_test(work, node, name)
    if node.tag == "token" then return node[1] end
    if token_tests[node.tag] then return node end
    if node.tag ~= "choice" then
        errors.raise_node(work.context, work.use, ("'%%%s' inside [ ] is not one token"):format(name),
            "tests are words, ~lemma, /re/, %class or choices of them; sequences stand outside the brackets")
    end
    local test = { tag = "or" }
    for i, child in ipairs(node) do test[i] = as_test(work, child, name) end
    return test
end

-- The tree of a definition with names put in, and what it adds to the tree that uses it.
local function put_in(work, name)
    local definition = work.lookup(name)
    if not definition then unknown(work, name) end
    local size, deepest, captures = work.size, work.deepest, work.captures
    work.deepest, work.captures = work.depth, false
    work.chain[#work.chain + 1] = name
    work.chain[name] = #work.chain
    local tree = copy_node(work, definition)
    work.chain[name] = nil
    work.chain[#work.chain] = nil
    local test = work.in_token and as_test(work, tree, name) or tree
    local shared = { tree = test, origin = test == tree and name or nil, size = work.size - size, height = work.deepest - work.depth,
        captures = work.captures }
    work.deepest, work.captures = math.max(work.deepest, deepest), work.captures or captures
    return shared
end

-- What was put in before counts as if it were copied again.
local function put_in_again(work, shared, node)
    work.size = work.size + shared.size
    work.depth = work.depth + shared.height
    if work.depth > work.deepest then work.deepest = work.depth end
    check_size(work, node)
    work.depth = work.depth - shared.height
    work.captures = work.captures or shared.captures
end

local function inline(work, node)
    local name = node[1]
    local outer_use = work.use
    work.use = outer_use or node
    if work.chain[name] then recursion(work, name) end
    local known = work.in_token and work.cache.tests or work.cache.trees
    local shared = known[name]
    if shared then
        put_in_again(work, shared, node)
    else
        shared = put_in(work, name)
        known[name] = shared
    end
    local result = {}
    for key, value in pairs(shared.tree) do result[key] = value end
    if not outer_use then result.at, result.width = node.at, node.width end
    result.origin, result.shared = shared.origin, shared
    work.use = outer_use
    return result
end

local plain_leaves = { word = true, exact = true, lemma = true, class = true, lexicon = true, any = true }

-- A leaf with its text and nothing else is the same one where it keeps its place.
local function copy_leaf(work, node)
    count_leaves(work, node, 1)
    if not work.use then return node end
    return { tag = node.tag, node[1] }
end

local function copy_values(values)
    return table.move(values, 1, #values, 1, {})
end

local function copy_fields(work, node)
    local copy = {}
    for key, value in next, node do
        if type(value) ~= "table" then copy[key] = value end
    end
    if node.values then copy.values = copy_values(node.values) end
    if work.use then copy.at, copy.width = nil, nil end
    return copy
end

local function copy_children(work, node)
    local copy = copy_fields(work, node)
    local leaves, used = 0, work.use
    for i = 1, #node do
        local child = node[i]
        if type(child) == "table" then
            if not plain_leaves[child.tag] then
                copy[i] = copy_node(work, child)
            else
                leaves = leaves + 1
                copy[i] = used and { tag = child.tag, child[1] } or child
            end
        end
    end
    if leaves > 0 then count_leaves(work, node, leaves) end
    if node.except then copy.except = copy_node(work, node.except) end
    if node.where then copy.where = copy_node(work, node.where) end
    if node.tag == "capture" then work.captures = true end
    return copy
end

function copy_node(work, node)
    if plain_leaves[node.tag] then return copy_leaf(work, node) end
    work.depth = work.depth + 1
    count_node(work, node)
    local outer = work.in_token
    local result
    if node.tag == "name" then
        result = inline(work, node)
    else
        if node.tag == "token" then work.in_token = true end
        result = copy_children(work, node)
    end
    work.in_token = outer
    work.depth = work.depth - 1
    return result
end

--- An empty store of definitions with names put in, for resolving several trees with the same lookup; `built` is the core's.
function M.cache()
    return { trees = {}, tests = {}, built = {} }
end

--- A copy of the tree without names.
-- @param context table what errors show
-- @param tree table
-- @param lookup function name → tree or nil
-- @param known function() → names for suggestions
-- @param cache table|nil of definitions that were put in before
-- @return table, table the tree and its hints
function M.resolve(context, tree, lookup, known, cache)
    local work = { context = context, lookup = lookup, known = known, cache = cache or M.cache(), chain = {}, size = 0, depth = 0, deepest = 0,
        captures = false }
    local result = copy_node(work, tree)
    return result, check.check(context, result)
end

local kinds = { name = "names", lexicon = "lexicons", layer = "layers" }

local collect

local function found_nothing()
    return { names = {}, lexicons = {}, layers = {}, required = {} }
end

-- What a definition refers to is found once.
local function add_shared(shared, node, found)
    if not shared.found then
        shared.found = found_nothing()
        collect(node, shared.found, shared)
    end
    for key, set in pairs(shared.found) do
        for name in pairs(set) do found[key][name] = true end
    end
end

function collect(node, found, within)
    local kind = kinds[node.tag]
    if node.shared and node.shared ~= within then
        add_shared(node.shared, node, found)
        return
    end
    if kind then found[kind][node[1]] = true end
    if node.tag == "layer" and not node.optional then found.required[node[1]] = true end
    if node.tag == "in" then found.lexicons[node[2]] = true end
    for _, child in ipairs(node) do
        if type(child) == "table" then collect(child, found) end
    end
    if node.except then collect(node.except, found) end
    if node.where then collect(node.where, found) end
end

--- What a tree refers to, sorted; `optional` are the layers only ever written @?.
-- @return table { names =, lexicons =, layers =, optional = }
function M.names(tree)
    local found = found_nothing()
    collect(tree, found)
    local result = { optional = {} }
    for _, key in ipairs { "names", "lexicons", "layers" } do result[key] = failure.keys(found[key]) end
    for _, layer in ipairs(result.layers) do
        if not found.required[layer] then result.optional[#result.optional + 1] = layer end
    end
    return result
end

return M
