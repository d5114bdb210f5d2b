-- check.lua - what the grammar cannot say about a tree: depth, counts, captures where none may be; and hints on what is legal but odd.
--
-- Sits on errors.lua. Runs on trees from text and again after names are inlined, when captures may have moved inside lookaround. A node
-- without a place stands where the one around it does. What a definition puts in is checked at its first use; at the others only what
-- depends on the surroundings is.

local errors = require "lunette.pattern.errors"

local M = {}

local DEPTH = 200                    -- nodes inside each other; the engine refuses trees deeper than 250
local COUNT = 4096                   -- counts are unrolled, and a program has no more instructions
local HINTS = 20                     -- a text of capitals would earn thousands

local function raise(walk, message, text)
    errors.raise(walk.context, walk.at, walk.width, message, text)
end

local function check_depth(walk)
    if walk.depth > DEPTH then
        errors.raise_limit(walk.context, walk.at, walk.width, ("the pattern nests deeper than %d"):format(DEPTH),
            'give the inner parts names: define "part" [[ ... ]]')
    end
end

local function check_capture(walk, node)
    if not walk.inside then return end
    raise(walk, ("the capture '%s' stands inside %s: the words are looked at, not taken"):format(node.name, walk.inside),
        "put the capture outside, or drop its name")
end

local function check_counts(walk, node)
    local low, high = node.min, node.max
    if math.max(low, high) > COUNT then
        errors.raise_limit(walk.context, walk.at, walk.width, ("a count over %d"):format(COUNT),
            "write + or {2,} for any number of times")
    end
    if high == 0 then
        raise(walk, "repeated zero times: the element never matches anything", "remove it, or write ? for at most once")
    end
    if high >= 0 and high < low then
        raise(walk, ("at least %d and at most %d times is impossible"):format(low, high),
            ("write {%d,%d}"):format(high, low))
    end
end

local function check_gap(walk, node)
    if node.max == 0 then raise(walk, "a gap of at most 0 tokens", "remove it, or write ..1") end
    if node.max > COUNT then
        errors.raise_limit(walk.context, walk.at, walk.width, ("a count over %d"):format(COUNT), "write ... for any number of tokens")
    end
end

local function hint(walk, code, at, width, message, text)
    local hints = walk.hints
    if #hints >= HINTS then return end
    local found = errors.new(walk.context, at, width, message, text)
    found.code, found.at, found.width_bytes = code, at, width
    hints[#hints + 1] = found
end

local function is_capitals(text)
    return #text <= 4 and text:find("^%u+$") ~= nil
end

local function hint_capitals(walk, node)
    local text = node[1]
    if is_capitals(text) and not walk.inlined then
        hint(walk, "capitals", walk.at, walk.width, ("%s matches '%s' too: bare words match in any case"):format(text, text:lower()),
            ('write "%s" for exactly these letters'):format(text))
    end
end

local fixes = {
    layer = { ["."] = "conditions on fields stand in brackets: @%s[%s=...]" },
    name = { ["-"] = "names hold letters, digits and _: %%%s_%s" },
    lexicon = { ["-"] = "names hold letters, digits and _: $%s_%s" },
}

local function touches(left, right)
    return right and right.tag == "word" and left.at and right.at == left.at + left.width
end

-- @actor.country, %ready-to: three elements, and hardly meant as such
local function hint_parts(walk, node)
    if walk.inlined then return end
    for i, part in ipairs(node) do
        local sign, word = node[i + 1], node[i + 2]
        local fix = fixes[part.tag] and touches(part, sign) and touches(sign, word) and fixes[part.tag][sign[1] ]
        if fix then
            hint(walk, "parts", part.at, word.at + word.width - part.at,
                ("three elements: a %s, '%s' and a word"):format(part.tag, sign[1]), fix:format(part[1], word[1]))
        end
    end
end

local leaves = {
    word = true, exact = true, lemma = true, regex = true, class = true, name = true, any = true, lexicon = true, empty = true,
    sentence_start = true, sentence_stop = true, scope_start = true, scope_stop = true,
}
local checks = { capture = check_capture, ["repeat"] = check_counts, gap = check_gap, word = hint_capitals, seq = hint_parts }
local surroundings = { ahead = "lookaround", behind = "lookaround", gap = "what a gap must not meet" }

-- Was this checked before, and nothing around it can make a difference?
local function is_checked(walk, node)
    local shared = node.shared
    return shared and shared.checked and (walk.inlined or shared.origin) and not (walk.inside and shared.captures) and walk.depth + shared.height <= DEPTH
end

local visit

-- Most nodes are leaves in which no check could find anything: they are passed over here.
local function visit_children(walk, node)
    local shallow = walk.depth < DEPTH
    for i = 1, #node do
        local child = node[i]
        if type(child) == "table" then
            local tag = child.tag
            if tag == "name" then walk.has_names = true end
            if not (shallow and leaves[tag] and (tag ~= "word" or not is_capitals(child[1]))) then visit(walk, child) end
        end
    end
end

function visit(walk, node)
    local tag = node.tag
    if is_checked(walk, node) then return end
    local check = checks[tag]
    local outer, outer_inlined, outer_at, outer_width = walk.inside, walk.inlined, walk.at, walk.width
    if node.at then walk.at, walk.width = node.at, node.width or 0 end
    walk.depth = walk.depth + 1
    check_depth(walk)
    walk.inlined = outer_inlined or node.origin
    if check then check(walk, node) end
    walk.inside = surroundings[tag] or outer
    visit_children(walk, node)
    if node.except then visit(walk, node.except) end
    if node.where then visit(walk, node.where) end
    walk.inside, walk.inlined, walk.at, walk.width = outer, outer_inlined, outer_at, outer_width
    walk.depth = walk.depth - 1
    if node.shared then node.shared.checked = true end
end

-- Gaps after which nothing follows.
local function visit_tail(walk, node, at, width)
    local tag = node.tag
    if node.at then at, width = node.at, node.width or 0 end
    if tag == "gap" then
        hint(walk, "gap-at-end", at, width, "a gap at the end of a pattern takes nothing: it takes as few tokens as possible",
            "say what follows it, for example > for the end of the sentence, or []{1,5} for tokens")
    elseif tag == "choice" then
        for _, child in ipairs(node) do visit_tail(walk, child, at, width) end
    elseif tag == "seq" then
        visit_tail(walk, node[#node], at, width)
    elseif tag == "capture" then
        visit_tail(walk, node[1], at, width)
    end
end

local function new_walk(context)
    return { context = context, depth = 0, hints = {}, at = 0, width = 0 }
end

--- Checks a tree; raises the first error.
-- @param context table what errors show: { text =, file =, line =, column = }
-- @param tree table
-- @return table, boolean hints: error tables whose code is "capitals", "parts" or "gap-at-end", at most 20; whether there are names in it
function M.check(context, tree)
    local walk = new_walk(context)
    visit_children(walk, { tree })
    visit_tail(walk, tree, 0, 0)
    return walk.hints, walk.has_names or false
end

--- The same for a condition, which has no hints.
function M.check_condition(context, tree)
    visit(new_walk(context), tree)
end

return M
