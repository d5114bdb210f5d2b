-- test_pattern_properties.lua - random trees print as text that reads back as the same tree; random texts give a tree or an error, never
-- anything else, in linear time.

local pattern = require "lunette.pattern"

local TREES, TEXTS, MUTATIONS = 4000, 6000, 6000

local function pick(random, list)
    return list[random(#list)]
end

local words = { "said", "U.S.", "don't", "'s", "counter-terrorism", "3.5", "and/or", "AT&T", "’tis", "été", ",", ";", ".", "-", "–", "said,", "北京" }
local test_words = { "said", "U.S.", "don't", "3.5", ";", "and/or", "." }
local exacts = { "SCO", 'a "b"', "back\\slash", "In  a statement", "]]", "#" }
local regexes = { "ed$", "a\\/b", "^[A-Z]+$", "x{2,3}", "\\bun", "#", "\\\\" }
local names = { "actor", "set_phrase", "x2" }
local fields = { "country", "iso", "actor.country" }
local values = { "CN", "2021-08-18", "Hong Kong", "-1", "U.S.", 'a"b', "a,b", "AT&T", "", "joint_statement" }

local function leaf(random, tag)
    if tag == "word" then return { tag = "word", pick(random, words) } end
    if tag == "exact" then return { tag = "exact", pick(random, exacts) } end
    if tag == "lemma" then return { tag = "lemma", pick(random, { "say", "take-off", "naïve" }) } end
    if tag == "regex" then return { tag = "regex", pick(random, regexes), flags = pick(random, { "", "i" }) } end
    if tag == "class" then return { tag = "class", pick(random, { "cap", "verb", "num" }) } end
    if tag == "name" then return { tag = "name", pick(random, { "ready", "to_go" }) } end
    return { tag = tag, pick(random, names) }
end

local function random_logic(random, depth, make_leaf)
    local kind = depth > 0 and random(6) or 6
    if kind == 1 then return { tag = "not", random_logic(random, depth - 1, make_leaf) } end
    if kind > 3 then return make_leaf(random) end
    local node = { tag = kind == 2 and "and" or "or" }
    for i = 1, random(2) + 1 do node[i] = random_logic(random, depth - 1, make_leaf) end
    return node
end

local function random_condition_leaf(random)
    local field = pick(random, fields)
    local kind = random(4)
    if kind == 1 then return { tag = "filled", field } end
    if kind == 2 then return { tag = "match", field, pick(random, regexes), flags = pick(random, { "", "i" }) } end
    if kind == 3 then return { tag = "in", field, pick(random, names) } end
    local node = { tag = "compare", field, op = pick(random, { "=", "!=", "<", "<=", ">", ">=" }), values = {} }
    for i = 1, random(3) do node.values[i] = pick(random, values) end
    return node
end

local function random_layer(random)
    local node = { tag = "layer", pick(random, names), optional = random(4) == 1 or nil }
    if random(3) == 1 then node.where = random_logic(random, 3, random_condition_leaf) end
    return node
end

local function random_test_leaf(random)
    local tag = pick(random, { "word", "exact", "lemma", "regex", "class", "name", "lexicon", "layer" })
    if tag == "word" then return { tag = "word", pick(random, test_words) } end
    return tag == "layer" and random_layer(random) or leaf(random, tag)
end

local random_tree

local function random_list(random, tag, depth, looked_at)
    local node = { tag = tag }
    for i = 1, random(3) + 1 do node[i] = random_tree(random, depth - 1, looked_at) end
    return node
end

local bounds = { { 0, 1 }, { 0, -1 }, { 1, -1 }, { 2, 2 }, { 2, 5 }, { 3, -1 }, { 0, 4 }, { 1, 1 } }

local makers = {
    seq = function(random, depth, looked_at) return random_list(random, "seq", depth, looked_at) end,
    choice = function(random, depth, looked_at) return random_list(random, "choice", depth, looked_at) end,
    ["repeat"] = function(random, depth, looked_at)
        local bound = pick(random, bounds)
        return { tag = "repeat", random_tree(random, depth - 1, looked_at), min = bound[1], max = bound[2], lazy = random(3) == 1 or nil }
    end,
    gap = function(random, depth)
        return { tag = "gap", max = pick(random, { -1, 5 }), except = random(2) == 1 and random_tree(random, depth - 1, true) or nil }
    end,
    ahead = function(random, depth) return { tag = "ahead", random_tree(random, depth - 1, true), negative = random(2) == 1 or nil } end,
    behind = function(random, depth) return { tag = "behind", random_tree(random, depth - 1, true), negative = random(2) == 1 or nil } end,
    capture = function(random, depth, looked_at)
        if looked_at then return random_list(random, "seq", depth, looked_at) end
        return { tag = "capture", random_tree(random, depth - 1), name = pick(random, names) }
    end,
    token = function(random) return { tag = "token", random_logic(random, 3, random_test_leaf) } end,
    layer = function(random) return random_layer(random) end,
}
local compound = { "seq", "choice", "repeat", "gap", "ahead", "behind", "capture", "token", "layer", "seq", "choice" }
local simple = { "word", "word", "exact", "lemma", "regex", "class", "name", "lexicon", "any", "sentence_start", "sentence_stop", "scope_start", "scope_stop" }

function random_tree(random, depth, looked_at)
    if depth > 0 and random(3) > 1 then return makers[pick(random, compound)](random, depth, looked_at) end
    local tag = pick(random, simple)
    if tag == "any" or tag:find "_" then return { tag = tag } end
    return leaf(random, tag)
end

-- The tree without places.
local function bare(node)
    local copy = {}
    for key, value in pairs(node) do
        if key ~= "at" and key ~= "width" then
            copy[key] = type(value) == "table" and bare(value) or value
        end
    end
    return copy
end

local tests = {}

function tests.random_trees_print_as_text_that_reads_back_as_the_same_tree(check)
    local random = check.random(20240601)
    for _ = 1, TREES do
        local tree = random_tree(random, 5)
        local text = pattern.describe(tree)
        local again, err = pattern.parse(text)
        if not again then error(pattern.render(err) .. "\n" .. check.show(tree), 0) end
        check.equal(bare(again), bare(tree), text)
        check.equal(pattern.describe(again), text)
        check.truthy(not text:find("]]", 1, true) or text:find('"', 1, true), "fits [[ ]]: " .. text)
    end
end

-- The tree built by operators in place of the parser.
local function by_operators(node)
    local function all(from, join)
        local result = by_operators(node[1])
        for i = from, #node do result = join(result, by_operators(node[i])) end
        return result
    end
    if node.tag == "seq" then return all(2, function(a, b) return a * b end) end
    if node.tag == "choice" then return all(2, function(a, b) return a + b end) end
    if node.tag == "ahead" then return node.negative and -by_operators(node[1]) or #by_operators(node[1]) end
    if node.tag == "capture" then return by_operators(node[1]):capture(node.name) end
    if node.tag == "repeat" and not node.lazy and node.max == -1 then return by_operators(node[1]) ^ node.min end
    if node.tag == "repeat" and not node.lazy and node.min == 0 then return by_operators(node[1]) ^ -node.max end
    return pattern.new(pattern.describe(node))
end

-- Operators do not nest a sequence in a sequence, nor a choice in a choice.
local function flat(node)
    local copy = {}
    for key, value in pairs(node) do
        if math.type(key) ~= "integer" then copy[key] = value end
    end
    for _, child in ipairs(node) do
        local part = type(child) == "table" and flat(child) or child
        if type(part) == "table" and part.tag == node.tag and (part.tag == "seq" or part.tag == "choice") then
            table.move(part, 1, #part, #copy + 1, copy)
        else
            copy[#copy + 1] = part
        end
    end
    return copy
end

function tests.the_lua_form_makes_the_same_trees_as_the_text_form(check)
    local random = check.random(77)
    for _ = 1, TREES // 4 do
        local tree = random_tree(random, 4)
        check.equal(bare(flat(pattern.tree(by_operators(tree)))), bare(flat(tree)), pattern.describe(tree))
    end
end

local pieces = {
    "said", " ", " ", "(", ")", "[", "]", "|", "&", "!", "?", "*", "+", "{2,5}", "{", "}", "...", "..5", "..", ".", "~say", "@actor", "@?x", "$lex",
    "%cap", "%Name", "who:", ":", "<", ">", "<<", ">>", "(?<=", "(?<!", "(?", "/re/", "/", "/i", '"', '"SCO"', "\\", "#", "\n", "=", "!=", "in", ",",
    "é", "—", "’", "\xFF", "\0", "5", "_", "'", "-", "–", "[country=CN]", "f ~ /x/", "]]", "\t", "\r\n", "$5", "%",
}

local function random_text(random)
    local parts = {}
    for i = 1, random(25) do parts[i] = random(12) == 1 and string.char(random(256) - 1) or pick(random, pieces) end
    return table.concat(parts)
end

local function mutated(random, text)
    local at = random(#text + 1)
    local kind = random(3)
    if kind == 1 then return text:sub(1, at - 1) .. text:sub(at + random(3)) end
    return text:sub(1, at - 1) .. pick(random, pieces) .. text:sub(kind == 2 and at or at + 1)
end

local function check_result(check, text, tree, err)
    if tree then
        check.equal(type(err), "table")
        if not tree.layer and text:find "%S" then return end
        return
    end
    check.truthy(type(err) == "table" and type(err.message) == "string" and err.line >= 1 and err.column >= 1 and err.width >= 1, text)
    local rendered = pattern.render(err)
    check.truthy(utf8.len(rendered), "valid UTF-8")
    check.truthy(not err.message:find "\n" and not (err.hint or ""):find "\n", rendered)
end

function tests.random_texts_give_a_tree_or_an_error(check)
    local random = check.random(4242)
    for _ = 1, TEXTS do
        local text = random_text(random)
        check_result(check, text, pattern.parse(text))
        for _, parse in ipairs { pattern.parse_condition, pattern.parse_host } do
            local tree, err = parse(text)
            if not tree then check_result(check, text, nil, err) end
        end
    end
end

function tests.trees_of_random_texts_print_and_read_back(check)
    local random = check.random(99)
    local whole = 0
    for _ = 1, MUTATIONS do
        local text = mutated(random, pattern.describe(random_tree(random, 3)))
        local tree, err = pattern.parse(text)
        check_result(check, text, tree, err)
        if tree then
            whole = whole + 1
            check.equal(bare(check.truthy(pattern.parse(pattern.describe(tree)), text)), bare(tree), text)
        end
    end
    check.truthy(whole > MUTATIONS // 20, "too few mutated patterns are well formed to say anything: " .. whole)
end

-- Texts of `size` bytes, each made to be slow in one way.
local function hostile(size)
    local texts = {}
    for _, unit in ipairs {
        "(", "[", "!", "&", "a:", "a ", "a.", "'", '"', '" ', "/a", "...", "... ", "US ", "a|", "[(", "a\n", " ", "| ", "[a&", "\\", "é", "é ", "(a)", "[a]",
        "@a[b]", "a? ", "~", "#", "-", "..5", "a_", "@a[", "(?<=", "[a|", "@x[(", "a*", "{1", "%a", "(a ", "x:(", "!(", "\"\\", "/\\", "aB:", "....!", "...!(",
    } do
        texts[#texts + 1] = unit:rep(size // #unit)
        texts[#texts + 1] = "a " .. unit:rep(size // #unit) .. " )"
    end
    for _, shape in ipairs { { "(", "a", ")" }, { "[(", "a", ")]" }, { "(a|", "a", ")" }, { "(b (", "a", "))" }, { "!(", "a", ")" }, { "[!(", "a", ")]" } } do
        for _, depth in ipairs { 60, 100, 199, 200, 201 } do
            texts[#texts + 1] = shape[1]:rep(depth) .. shape[2] .. shape[3]:rep(depth)
        end
    end
    texts[#texts + 1] = '"' .. ("\\"):rep(size)
    texts[#texts + 1] = "@" .. ("x"):rep(size) .. "A"
    texts[#texts + 1] = ("x"):rep(size) .. ": "
    texts[#texts + 1] = "@a[" .. ("b=c&"):rep(size // 4) .. "d]"
    texts[#texts + 1] = "@a[b=" .. ("c,"):rep(size // 2) .. "d]"
    return texts
end

function tests.hostile_texts_of_100_kb_are_read_in_linear_time(check)
    for _, text in ipairs(hostile(100000)) do
        local started = os.clock()
        check_result(check, text, pattern.parse(text))
        local seconds = os.clock() - started
        check.truthy(seconds < 3, ("%.1f s for %q"):format(seconds, text:sub(1, 12)))
    end
end

return tests
