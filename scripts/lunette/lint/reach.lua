-- reach.lua - alternatives that no match ever takes, because one before them takes all that they match.
--
-- Sits on pattern/describe.lua's trees. Sound, not complete: what is reported never changes an answer when it is left out. The search tries alternatives
-- in order and goes on from the same place whichever was taken, so one whose ways (from boundary to boundary) are all ways of an earlier one is
-- never on the way of a match. Where nothing follows the choice, the earlier one need only match whenever the later one does.
--
-- `covers(a, b)` is true where each way of b is certainly a way of a. Captures take no part in it. Words are compared only where they are certainly
-- one token: letters of ASCII, and not `cannot`, which is two.

local describe = require "lunette.pattern.describe"

local M = {}

local zero_width = {
    ahead = true, behind = true, sentence_start = true, sentence_stop = true, scope_start = true, scope_stop = true, empty = true,
}
local test_leaves = { word = true, exact = true, lemma = true, regex = true, class = true, any = true }
local keys = setmetatable({}, { __mode = "k" })      -- node → what it says, without captures and case of bare words

local function strip(node)
    while node.tag == "capture" do node = node[1] end
    return node
end

local function without_captures(node)
    node = strip(node)
    if node.tag == "word" then return { tag = "word", (node[1]:gsub("%u", string.lower)) } end
    if node.tag == "compare" or node.tag == "match" or node.tag == "in" or node.tag == "filled" then return node end
    local made = {}
    for key, value in pairs(node) do
        if type(value) ~= "table" then made[key] = value end
    end
    made.lazy, made.where = nil, node.where
    for i, child in ipairs(node) do made[i] = type(child) == "table" and without_captures(child) or child end
    made.except = node.except and without_captures(node.except)
    return made
end

local function key_of(node)
    local key = keys[node]
    if not key then
        local fine, text = pcall(describe.pattern, without_captures(node))
        key = fine and text or tostring(node)
        keys[node] = key
    end
    return key
end

--- What a pattern says, without captures, as text: equal texts match the same words.
M.key = key_of

-- ---- tests of one token ----

local function is_one_token(text)
    return text:find("^%a+$") ~= nil and text:lower() ~= "cannot"
end

-- The test that an element is, or nil where it may take another number of tokens than one.
local function test_of(node)
    if node.tag == "token" then return node[1] end
    if node.tag == "any" or node.tag == "class" or node.tag == "regex" then return node end
    if (node.tag == "word" or node.tag == "exact" or node.tag == "lemma") and is_one_token(node[1]) then return node end
    return nil
end

local function test_key(node)
    if node.tag == "word" then return "word " .. node[1]:lower() end
    if node.tag == "and" or node.tag == "or" or node.tag == "not" then
        local parts = { node.tag }
        for i, child in ipairs(node) do parts[i + 1] = test_key(child) end
        return "(" .. table.concat(parts, " ") .. ")"
    end
    return key_of(node)
end

local function leaf_covers(a, b)
    if a.tag == "any" then return true end
    if a.tag == "word" and (b.tag == "word" or b.tag == "exact") then
        return is_one_token(a[1]) and is_one_token(b[1]) and a[1]:lower() == b[1]:lower()
    end
    if a.tag == "layer" and b.tag == "layer" then return a[1] == b[1] and (not a.where or key_of(a) == key_of(b)) end
    return test_key(a) == test_key(b)
end

local function test_covers(a, b)
    if a.tag == "token" then a = a[1] end
    if b.tag == "token" then b = b[1] end
    if b.tag == "or" then
        for _, child in ipairs(b) do
            if not test_covers(a, child) then return false end
        end
        return true
    end
    if a.tag == "and" then
        for _, child in ipairs(a) do
            if not test_covers(child, b) then return false end
        end
        return true
    end
    if a.tag == "not" and b.tag == "not" then return test_covers(b[1], a[1]) end
    local some, of_a = a.tag == "or" and a or b.tag == "and" and b, a.tag == "or"
    if some then
        for _, child in ipairs(some) do
            if of_a and test_covers(child, b) or not of_a and test_covers(a, child) then return true end
        end
        return test_key(a) == test_key(b)
    end
    if not test_leaves[a.tag] and a.tag ~= "layer" and a.tag ~= "lexicon" then return test_key(a) == test_key(b) end
    return leaf_covers(a, b)
end

-- ---- sequences ----

local covers

local function add_elements(list, node)
    node = strip(node)
    if node.tag == "seq" then
        for _, child in ipairs(node) do add_elements(list, child) end
    elseif node.tag ~= "empty" then
        list[#list + 1] = node
    end
    return list
end

local function elements(node)
    return add_elements({}, node)
end

local function all_cover(a, b, n)
    for i = 1, n do
        if not covers(a[i], b[i]) then return false end
    end
    return true
end

local function repeat_covers(a, b)
    if b.tag == "repeat" then
        local fits = a.min <= b.min and (a.max == -1 or (b.max ~= -1 and b.max <= a.max))
        return fits and covers(a[1], b[1])
    end
    return a.min <= 1 and (a.max == -1 or a.max >= 1) and covers(a[1], b)
end

local function every(list, call)
    for _, child in ipairs(list) do
        if not call(child) then return false end
    end
    return true
end

local function some_covers(list, b)
    for _, child in ipairs(list) do
        if covers(child, b) then return true end
    end
    return false
end

--- Is each way of b, from boundary to boundary, certainly one of a?
function covers(a, b)
    a, b = strip(a), strip(b)
    if a == b or key_of(a) == key_of(b) then return true end
    if b.tag == "choice" then return every(b, function(child) return covers(a, child) end) end
    if a.tag == "choice" then return some_covers(a, b) end
    if a.tag == "repeat" then return repeat_covers(a, b) end
    if zero_width[a.tag] or zero_width[b.tag] then return false end
    if a.tag == "seq" or b.tag == "seq" then
        local x, y = elements(a), elements(b)
        return #x == #y and (#x > 1 or x[1] ~= a or y[1] ~= b) and all_cover(x, y, #x)
    end
    if a.tag == "layer" and b.tag == "layer" then return a[1] == b[1] and not a.where end
    local test_a, test_b = test_of(a), test_of(b)
    return test_a ~= nil and test_b ~= nil and test_covers(test_a, test_b)
end
M.covers = covers

-- Does a match at the beginning of whatever b matches? Then b is not reached where nothing follows.
local function begins(a, b)
    local x, y = elements(a), elements(b)
    return #x > 0 and #x < #y and all_cover(x, y, #x)
end

-- ---- walking a pattern ----

local function find_cover(earlier, node, last)
    for _, one in ipairs(earlier) do
        if covers(one, node) then return one, "same" end
        if last and begins(one, node) then return one, "prefix" end
    end
    return nil
end

local visit

local function visit_choice(report, node, last, earlier)
    local seen = table.move(earlier, 1, #earlier, 1, {})
    for i, child in ipairs(node) do
        local by, why = find_cover(seen, child, last)
        if by then
            report { choice = node, number = i, node = child, by = by, why = why }
        elseif strip(child).tag == "choice" and child.tag == "choice" and not child.origin then
            visit_choice(report, child, last, seen)
        elseif not child.origin then
            visit(report, child, last)
        end
        seen[#seen + 1] = child
    end
end

local function visit_tests(report, node)
    if node.tag == "or" then
        for i, child in ipairs(node) do
            for j = 1, i - 1 do
                if test_covers(node[j], child) then
                    report { choice = node, number = i, node = child, by = node[j], why = "test" }
                    break
                end
            end
        end
    end
    for _, child in ipairs(node) do
        if type(child) == "table" and not child.shared then visit_tests(report, child) end
    end
end

-- `last`: nothing follows the node in the search that it is part of. What a definition puts in is looked at where it is defined.
function visit(report, node, last)
    local tag = node.tag
    if tag == "choice" then
        visit_choice(report, node, last, {})
    elseif tag == "token" then
        if not node[1].shared then visit_tests(report, node[1]) end
    elseif tag == "seq" then
        for i, child in ipairs(node) do
            if not child.origin then visit(report, child, last and i == #node) end
        end
    elseif tag == "capture" or tag == "ahead" or tag == "behind" or tag == "repeat" then
        local child = node[1]
        local ends = tag == "capture" and last or tag == "ahead" or tag == "repeat" and node.max == 1 and last
        if not child.origin then visit(report, child, ends or false) end
    elseif tag == "gap" and node.except and not node.except.origin then
        visit(report, node.except, true)
    end
end

--- The alternatives of a pattern that are never taken.
-- @param tree table with names put in, or not: names are compared as such
-- @param last boolean whether nothing follows the pattern (it is a rule's, not a definition's)
-- @return table array of { choice =, number =, node =, by = the earlier one, why = "same" | "prefix" | "test" }
function M.unreachable(tree, last)
    local found = {}
    visit(function(one) found[#found + 1] = one end, tree, last)
    return found
end

return M
