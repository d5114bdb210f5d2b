-- test_lint_reach.lua - alternatives that are said to be unreachable: cases by hand, and random patterns beside an oracle that searches every way.

local pattern = require "lunette.pattern"
local reach = require "lunette.lint.reach"

local tests = {}

local function parse(text)
    local tree, err = pattern.parse(text)
    if not tree then error(err.message .. ": " .. text, 0) end
    return tree
end

local function reported(text, last)
    local words = {}
    for _, found in ipairs(reach.unreachable(parse(text), last)) do words[#words + 1] = pattern.describe(found.node) .. "/" .. found.why end
    return table.concat(words, " ")
end

function tests.what_an_earlier_alternative_takes_is_reported(check)
    for text, wanted in pairs {
        ["(a | b | a) c"] = "a/same", ["(a | A) c"] = "A/same", ['(a | "A") c'] = '"A"/same', ["([] | a) c"] = "a/same", ["([a | b] | b) c"] = "b/same",
        ["(x:(a b) | a b) c"] = "a b/same", ["(a? | a) c"] = "a/same", ["(a+ | a{2,3}) c"] = "a{2,3}/same", ["(@x | @x[f=1]) c"] = "@x[f = 1]/same",
        ["([%cap] | [%cap & ~say]) c"] = "[%cap & ~say]/same", ["(a (b | c) | a c) d"] = "a c/same", ["((a | b) | (b | c)) d"] = "b/same",
        ["[a | b | a] c"] = "a/test", ["d (a | [a | a])?"] = "[a | a]/same", ["&(a | a b) c"] = "a b/prefix", ["...!(a | a) c"] = "a/same",
    } do
        check.equal(reported(text, false), wanted, text)
    end
end

function tests.a_beginning_of_another_is_reported_only_where_nothing_follows(check)
    check.equal(reported("c (a | a b)", true), "a b/prefix")
    check.equal(reported("c (a | a b)", false), "")
    check.equal(reported("(a | a b) c", true), "")
    check.equal(reported("x:(a | a b)", true), "a b/prefix")
    check.equal(reported("(a | a b)*", true), "")
    check.equal(reported("(a | a b)?", true), "a b/prefix")
end

function tests.what_may_be_taken_is_not_reported(check)
    for _, text in ipairs {
        "(a b | a) c", "(a | b) c", '("A" | a) c', "(a | []) c", "([] | cannot) c", "([] | don't) c", "([] | ~say b) c", "(@x[f=1] | @x) c", "(@x | [@x]) c",
        "(a{2} | a{3}) c", "(a+ | a?) c", "(%cap | [%cap | a]) c", "([!a] | [!b]) c", "($l | [$l]) c", "(?<= a | a b) c", "(/x/ | /x/i) c",
    } do
        check.equal(reported(text, true), "", text)
    end
end

-- ---- the oracle: every way in order of preference, by recursion with what must follow ----

local way

local function is_word(test, word)
    if test.tag == "word" then return test[1]:lower() == word:lower() end
    if test.tag == "exact" then return test[1] == word end
    if test.tag == "class" then return word:find "^%u" ~= nil end
    if test.tag == "any" then return true end
    if test.tag == "not" then return not is_word(test[1], word) end
    for _, child in ipairs(test) do
        if is_word(child, word) ~= (test.tag == "and") then return test.tag == "or" end
    end
    return test.tag == "and"
end

local function turns(node, words, at, log, n, go)
    if node.lazy and n >= node.min and go(at, log) then return true end
    local more = (node.max < 0 or n < node.max) and way(node[1], words, at, log, function(next_at, next_log)
        return next_at > at and turns(node, words, next_at, next_log, n + 1, go)
    end)
    return more or (not node.lazy and n >= node.min and go(at, log)) or false
end

local function sequence(node, i, words, at, log, go)
    if i > #node then return go(at, log) end
    return way(node[i], words, at, log, function(next_at, next_log) return sequence(node, i + 1, words, next_at, next_log, go) end)
end

function way(node, words, at, log, go)
    local tag = node.tag
    if tag == "seq" then return sequence(node, 1, words, at, log, go) end
    if tag == "choice" then
        for _, child in ipairs(node) do
            if way(child, words, at, log, go) then return true end
        end
        return false
    end
    if tag == "repeat" then return turns(node, words, at, log, 0, go) end
    if tag == "capture" then
        return way(node[1], words, at, log, function(stop, inner) return go(stop, ("%s%s:%d-%d "):format(inner, node.name, at, stop)) end)
    end
    if tag == "ahead" then
        local found = way(node[1], words, at, "", function() return true end)
        return found == not node.negative and go(at, log)
    end
    if tag == "sentence_start" then return at == 1 and go(at, log) end
    if tag == "sentence_stop" then return at == #words + 1 and go(at, log) end
    return at <= #words and is_word(tag == "token" and node[1] or node, words[at]) and go(at + 1, log) or false
end

-- What a search answers from each start: where the match stops, and its captures.
local function answers(tree, words)
    local result = {}
    for start = 1, #words do
        result[start] = "-"
        way(tree, words, start, "", function(stop, log)
            result[start] = stop .. " " .. log
            return true
        end)
    end
    return table.concat(result, ";")
end

-- ---- random patterns ----

local leaves = { "a", "b", "c", "A", '"A"', '"a"', "[]", "[a | b]", "[!a]", "[a | b | c]", "%cap", "[%cap & b]", "[b | b]", "<", ">" }

local function made(random, depth)
    local kind = random(depth > 0 and 10 or 3)
    if kind <= 3 then return leaves[random(#leaves)] end
    if kind <= 5 then return made(random, depth - 1) .. " " .. made(random, depth - 1) end
    if kind <= 8 then
        local ways = {}
        for i = 1, random(3) + 1 do ways[i] = made(random, depth - 1) end
        return "(" .. table.concat(ways, " | ") .. ")"
    end
    if kind == 9 then return ("%s%s"):format(leaves[random(#leaves - 2)], ({ "?", "*", "+", "{1,2}", "{2}", "*?" })[random(6)]) end
    return random(3) == 1 and ("&(%s)"):format(made(random, depth - 1)) or ("x%d:(%s)"):format(random(2), made(random, depth - 1))
end

local function copy_without(tree, choice, number)
    local result = {}
    for key, value in pairs(tree) do
        if type(value) ~= "table" then result[key] = value end
    end
    local n = 0
    for i, child in ipairs(tree) do
        if tree ~= choice or i ~= number then
            n = n + 1
            result[n] = type(child) == "table" and copy_without(child, choice, number) or child
        end
    end
    return result
end

local function texts(random)
    local list = {}
    for i = 1, 60 do
        local words = {}
        for j = 1, random(5) do words[j] = ({ "a", "b", "c", "A", "B", "d" })[random(6)] end
        list[i] = words
    end
    return list
end

function tests.leaving_out_what_is_reported_changes_no_answer_of_random_patterns(check)
    local state, fired, missed, needed = 20260301, 0, 0, 0
    local function random(n)
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        return (state >> 8) % n + 1
    end
    for _ = 1, 1500 do
        local tree = pattern.parse(made(random, 3))
        local found = tree and reach.unreachable(tree, true) or {}
        local some = tree and #found > 0 and texts(random) or {}
        for _, one in ipairs(found) do
            fired = fired + 1
            local without = copy_without(tree, one.choice, one.number)
            for _, words in ipairs(some) do
                if answers(tree, words) ~= answers(without, words) then
                    error(("%s: without `%s` (%s) the answer for '%s' is another: %s, not %s"):format(pattern.describe(tree),
                        pattern.describe(one.node), one.why, table.concat(words, " "), answers(without, words), answers(tree, words)), 0)
                end
            end
        end
        -- the same tool tells of alternatives that are needed, so that it is known to see a difference
        if tree and tree.tag == "choice" and #found == 0 then
            missed = missed + 1
            for _, words in ipairs(texts(random)) do
                if answers(tree, words) ~= answers(copy_without(tree, tree, #tree), words) then
                    needed = needed + 1
                    break
                end
            end
        end
    end
    check.truthy(fired > 300, ("only %d alternatives were reported"):format(fired))
    check.truthy(needed > 50 and needed > missed // 3, ("only %d of %d alternatives seen to be needed"):format(needed, missed))
end

return tests
