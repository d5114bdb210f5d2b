-- test_pattern.lua - each form of the pattern language and the tree it becomes; where words end; how tightly things bind.

local pattern = require "lunette.pattern"

-- A tree as an S-expression: what the tests compare.
local function sexp(node)
    if type(node) ~= "table" then return tostring(node) end
    local parts = { node.tag }
    for _, key in ipairs { "name", "min", "max", "op", "flags" } do
        if node[key] ~= nil and node[key] ~= "" then parts[#parts + 1] = key .. "=" .. tostring(node[key]) end
    end
    for _, key in ipairs { "lazy", "negative", "optional" } do
        if node[key] then parts[#parts + 1] = key end
    end
    for _, child in ipairs(node) do parts[#parts + 1] = sexp(child) end
    for _, value in ipairs(node.values or {}) do parts[#parts + 1] = "'" .. value .. "'" end
    if node.except then parts[#parts + 1] = "except=" .. sexp(node.except) end
    if node.where then parts[#parts + 1] = "where=" .. sexp(node.where) end
    return "(" .. table.concat(parts, " ") .. ")"
end

local function parse(text)
    local tree, err = pattern.parse(text)
    if not tree then error(pattern.render(err), 0) end
    return tree
end

local function same(check, cases)
    for i = 1, #cases, 2 do check.equal(sexp(parse(cases[i])), cases[i + 1], cases[i]) end
end

-- The words a text is read as, each in bars; other elements by their tag.
local function words(text)
    local tree = parse(text)
    local parts = {}
    for i, node in ipairs(tree.tag == "seq" and tree or { tree }) do
        parts[i] = node.tag == "word" and node[1] or "<" .. node.tag .. ">"
    end
    return table.concat(parts, "|")
end

local tests = {}

function tests.bare_words_end_where_the_manual_says(check)
    local cases = {
        "said", "said",
        "U.S. troops", "U.S.|troops",
        "don't 's workers' ’tis l’union", "don't|'s|workers'|’tis|l’union",
        "counter-terrorism north–south and/or AT&T", "counter-terrorism|north–south|and/or|AT&T",
        "3.5 1,000 1990s", "3.5|1,000|1990s",
        "said, that", "said,|that",
        "said.,", "said.|,",
        "a--b", "a|-|-|b",
        "said...that", "said|<gap>|that",
        "said..5 x", "said|<gap>|x",
        "end. ... x", "end.|<gap>|x",
        "été Ärger naïve 北京 Москва ½", "été|Ärger|naïve|北京|Москва|½",
        "a\u{A0}b\u{3000}c", "a|b|c",
        ", ; . - –", ",|;|.|-|–",
        "@actor's", "<layer>|'s",
        "~say, x", "<lemma>|,|x",
    }
    for i = 1, #cases, 2 do check.equal(words(cases[i]), cases[i + 1], cases[i]) end
end

function tests.each_element_becomes_its_node(check)
    same(check, {
        '"In a \\"fine\\" \\\\ mood"', '(exact In a "fine" \\ mood)',
        "~say", "(lemma say)",
        "/^in.*ed$/", "(regex ^in.*ed$)",
        "/a\\/b/i", "(regex flags=i a\\/b)",
        "%verb", "(class verb)",
        "%x", "(class x)",
        "%ready", "(name ready)",
        "$praise_2", "(lexicon praise_2)",
        "@set_phrase", "(layer set_phrase)",
        "@?weapon", "(layer optional weapon)",
        "[]", "(any)",
        "[ ]", "(any)",
        "< a > << b >>", "(seq (sentence_start) (word a) (sentence_stop) (scope_start) (word b) (scope_stop))",
    })
end

function tests.tests_of_one_token(check)
    same(check, {
        "[~support & %cap & !/ed$/ & @person]", "(token (and (lemma support) (class cap) (not (regex ed$)) (layer person)))",
        "[a | b & c]", "(token (or (word a) (and (word b) (word c))))",
        "[(a | b) & c]", "(token (and (or (word a) (word b)) (word c)))",
        "[!(a | b)]", "(token (not (or (word a) (word b))))",
        "[!!a]", "(token (not (not (word a))))",
        "[~support&%cap]", "(token (and (lemma support) (class cap)))",
        "[, | ;]", "(token (or (word ,) (word ;)))",
        '["SCO" | $praise | @country[iso=CN] ]', "(token (or (exact SCO) (lexicon praise) (layer country where=(compare op== iso 'CN'))))",
    })
end

function tests.repetition(check)
    same(check, {
        "a? b* c+", "(seq (repeat min=0 max=1 (word a)) (repeat min=0 max=-1 (word b)) (repeat min=1 max=-1 (word c)))",
        "a?? b*? c+?", "(seq (repeat min=0 max=1 lazy (word a)) (repeat min=0 max=-1 lazy (word b)) (repeat min=1 max=-1 lazy (word c)))",
        "a{2} b{2,} c{2,5} d{2,5}?",
        "(seq (repeat min=2 max=2 (word a)) (repeat min=2 max=-1 (word b)) (repeat min=2 max=5 (word c)) (repeat min=2 max=5 lazy (word d)))",
        "(a b)* []{1,12}", "(seq (repeat min=0 max=-1 (seq (word a) (word b))) (repeat min=1 max=12 (any)))",
        "@actor[country=CN]?", "(repeat min=0 max=1 (layer actor where=(compare op== country 'CN')))",
    })
end

function tests.gaps(check)
    same(check, {
        "a ... b", "(seq (word a) (gap max=-1) (word b))",
        "a ..5 b", "(seq (word a) (gap max=5) (word b))",
        "a ...!x b", "(seq (word a) (gap max=-1 except=(word x)) (word b))",
        "a ..5!(@actor | ;) b", "(seq (word a) (gap max=5 except=(choice (layer actor) (word ;))) (word b))",
        "a ... !x b", "(seq (word a) (gap max=-1) (ahead negative (word x)) (word b))",
        "what:... to", "(seq (capture name=what (gap max=-1)) (word to))",
    })
end

function tests.postfix_binds_tighter_than_prefix_then_capture_sequence_choice(check)
    same(check, {
        "!a*", "(ahead negative (repeat min=0 max=-1 (word a)))",
        "&a b", "(seq (ahead (word a)) (word b))",
        "!!a", "(ahead negative (ahead negative (word a)))",
        "x:@actor+", "(capture name=x (repeat min=1 max=-1 (layer actor)))",
        "(x:@actor)+", "(repeat min=1 max=-1 (capture name=x (layer actor)))",
        "x:y:a", "(capture name=x (capture name=y (word a)))",
        "x:a b", "(seq (capture name=x (word a)) (word b))",
        "x:(a b)", "(capture name=x (seq (word a) (word b)))",
        "a b | c", "(choice (seq (word a) (word b)) (word c))",
        "a (b | c) d", "(seq (word a) (choice (word b) (word c)) (word d))",
        "((a))", "(word a)",
        "(a b) c", "(seq (seq (word a) (word b)) (word c))",
        "(?<= a b) c", "(seq (behind (seq (word a) (word b))) (word c))",
        "(?<! a | b) c", "(seq (behind negative (choice (word a) (word b))) (word c))",
    })
end

function tests.what_touches_differs_from_what_does_not(check)
    same(check, {
        "@actor [x]", "(seq (layer actor) (token (word x)))",
        "@actor[x]", "(layer actor where=(filled x))",
        "@actor[ x ]", "(layer actor where=(filled x))",
    })
end

function tests.conditions(check)
    same(check, {
        "@a[!f]", "(layer a where=(not (filled f)))",
        "@a[f != 1]", "(layer a where=(compare op=!= f '1'))",
        "@a[f<=-1 & g>2]", "(layer a where=(and (compare op=<= f '-1') (compare op=> g '2')))",
        "@a[f = v1,v2 | g]", "(layer a where=(or (compare op== f 'v1' 'v2') (filled g)))",
        '@a[f = "Hong Kong", Macau]', "(layer a where=(compare op== f 'Hong Kong' 'Macau'))",
        "@a[f ~ /^x$/i]", "(layer a where=(match flags=i f ^x$))",
        "@a[f in $capitals]", "(layer a where=(in f capitals))",
        "@a[inner = in]", "(layer a where=(compare op== inner 'in'))",
        "@a[date < 2021-08-18]", "(layer a where=(compare op=< date '2021-08-18'))",
        "@a[country=CN&!adjective]", "(layer a where=(and (compare op== country 'CN') (not (filled adjective))))",
        "@a[f=U.S.]", "(layer a where=(compare op== f 'U.S.'))",
    })
    local tree = pattern.parse_condition "actor.country = CN & !(target | host.speaker)"
    check.equal(sexp(tree), "(and (compare op== actor.country 'CN') (not (or (filled target) (filled host.speaker))))")
end

function tests.hosts(check)
    local function host(text)
        local found = check.truthy(pattern.parse_host(text), text)
        return { found.layer, found.field or "-", found.where and pattern.describe_condition(found.where) or "-" }
    end
    check.equal(host "statement", { "statement", "-", "-" })
    check.equal(host "statement.content", { "statement", "content", "-" })
    check.equal(host " act[kind=pledge] ", { "act", "-", "kind = pledge" })
    check.equal(host "statement.content[stance=assert | !named]", { "statement", "content", "stance = assert | !named" })
end

function tests.comments_and_white_space_are_nothing(check)
    same(check, {
        "a # the first\n  b# the second\n", "(seq (word a) (word b))",
        "( # open\n a | # either\n b )", "(choice (word a) (word b))",
        "[ a # one\n | b ]", "(token (or (word a) (word b)))",
        "@a[ f # filled\n & g ]", "(layer a where=(and (filled f) (filled g)))",
    })
end

function tests.every_node_knows_its_place(check)
    local text = "é who:@actor[country=CN]+ (a | b)"
    local function visit(node)
        check.truthy(math.type(node.at) == "integer" and math.type(node.width) == "integer" and node.width > 0, node.tag)
        check.truthy(node.at + node.width <= #text)
        for _, child in ipairs(node) do
            if type(child) == "table" then visit(child) end
        end
        if node.where then visit(node.where) end
    end
    local tree = parse(text)
    visit(tree)
    local function cut(node) return text:sub(node.at + 1, node.at + node.width) end
    check.equal(cut(tree), text)
    check.equal(cut(tree[1]), "é")
    check.equal(cut(tree[2]), "who:@actor[country=CN]+")
    check.equal(cut(tree[2][1][1]), "@actor[country=CN]")
    check.equal(cut(tree[2][1][1].where), "country=CN")
    check.equal(cut(tree[3][2]), "b")
end

function tests.hints_are_given_where_a_pattern_is_odd(check)
    local function codes(text)
        local _, hints = pattern.parse(text)
        local list = {}
        for i, hint in ipairs(hints) do list[i] = hint.code .. "@" .. hint.column end
        return table.concat(list, " ")
    end
    check.equal(codes "the US and the UN", "capitals@5 capitals@16")
    check.equal(codes '"US" ABCDE Us u.s. U.S.', "")
    check.equal(codes "a ...", "gap-at-end@3")
    check.equal(codes "(a ... | b ..5 | c)", "gap-at-end@4 gap-at-end@12")
    check.equal(codes "a ... b", "")
    check.equal(codes "a ... >", "")
    check.equal(codes "@actor.country said", "parts@1")
    check.equal(codes "is %ready-to $praise-words", "parts@4 parts@14")
    check.equal(codes "@actor-led @actor. The @actor .country %cap-x", "")
end

return tests
