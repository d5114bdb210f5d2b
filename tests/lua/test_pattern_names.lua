-- test_pattern_names.lua - names put in, what a tree refers to, and the Lua form.

local pattern = require "lunette.pattern"

local function parse(text)
    return assert(pattern.parse(text))
end

local definitions = {
    ready = parse "(is | are) cue:%state to",
    state = parse "ready | willing",
    quick = parse "[~run & %verb]",
    actor_said = parse "@actor said",
}

local tests = {}

function tests.names_are_replaced_by_what_they_stand_for(check)
    local resolved = pattern.resolve(parse "x %ready y", definitions)
    check.equal(pattern.describe(resolved), "x ((is | are) cue:(ready | willing) to) y")
    check.equal(pattern.describe(parse "x %ready y"), "x %ready y")
end

function tests.a_name_may_be_looked_up_by_a_function(check)
    local resolved = pattern.resolve(parse "%state", function(name) return definitions[name] end)
    check.equal(pattern.describe(resolved), "ready | willing")
end

function tests.classes_are_not_names(check)
    local resolved = pattern.resolve(parse "%verb %noun", function() error "not to be asked" end)
    check.equal(pattern.describe(resolved), "%verb %noun")
end

function tests.put_in_nodes_stand_where_the_reference_stands_or_have_no_place(check)
    local resolved = pattern.resolve(parse "x %ready y", definitions)
    local inlined = resolved[2]
    check.equal({ inlined.at, inlined.width, inlined.origin }, { 2, 6, "ready" })
    local state = inlined[2][1]
    check.equal({ state.at, state.origin, state[1].at }, { nil, "state", nil })
    check.equal({ resolved[3].at, resolved[3].width }, { 9, 1 })
end

function tests.a_definition_used_twice_is_two_trees(check)
    local resolved = pattern.resolve(parse "%state and %state", definitions)
    check.truthy(resolved[1] ~= resolved[3])
    check.equal({ resolved[1].at, resolved[3].at }, { 0, 11 })
    check.equal(definitions.state.at, 0)
end

function tests.definitions_kept_for_several_trees_are_checked_at_each_use(check)
    local kept = { cache = pattern.new_cache() }
    local twice = { inner = parse "who:[]", outer = parse "%inner x" }
    local first = pattern.resolve(parse "a %outer", twice, kept)
    local second = pattern.resolve(parse "b %outer c", twice, kept)
    check.equal({ first[2].at, second[2].at, first[2][1] == second[2][1] }, { 2, 2, true })
    local err = check.raises(pattern.resolve, parse "b c !%outer", twice, kept)
    check.contains(err.message, "the capture 'who' stands inside lookaround")
    check.equal({ err.column, err.width }, { 6, 6 })
    check.equal(pattern.names(second), { names = {}, lexicons = {}, layers = {}, optional = {} })
end

function tests.inside_brackets_a_name_is_a_test_of_one_token(check)
    check.equal(pattern.describe(pattern.resolve(parse "[%state & %cap]", definitions)), "[(ready | willing) & %cap]")
    check.equal(pattern.describe(pattern.resolve(parse "[!%quick]", definitions)), "[!(~run & %verb)]")
    check.contains(check.raises(pattern.resolve, parse "[%actor_said]", definitions).message, "not one token")
end

function tests.what_is_refused_says_the_chain_or_the_nearest_name(check)
    local loop = { a = parse "%b", b = parse "x %c", c = parse "%a" }
    check.contains(check.raises(pattern.resolve, parse "%a", loop).message, "%a → %b → %c → %a")
    check.contains(check.raises(pattern.resolve, parse "%a", loop).message, "defined by itself")
    check.equal(check.raises(pattern.resolve, parse "%redy", definitions).hint, "did you mean %ready?")
    check.equal(check.raises(pattern.resolve, parse "%vrb", definitions).hint, "did you mean %verb?")
    local known = { names = { "gathering" } }
    check.equal(check.raises(pattern.resolve, parse "%gatherng", function() end, known).hint, "did you mean %gathering?")
end

function tests.growth_and_depth_by_names_are_bounded(check)
    local many, deep = { n0 = parse "a b" }, { n0 = parse "a" }
    for i = 1, 40 do many["n" .. i] = parse(("%%n%d %%n%d"):format(i - 1, i - 1)) end
    for i = 1, 300 do deep["n" .. i] = parse(("(a %%n%d)?"):format(i - 1)) end
    check.equal(check.raises(pattern.resolve, parse "%n40", many).code, "limit")
    check.equal(check.raises(pattern.resolve, parse "%n300", deep).code, "limit")
    check.truthy(pattern.resolve(parse "%n8", many))
end

function tests.hints_of_a_definition_are_not_given_again_where_it_is_used(check)
    local tree = parse "the %acronym said"
    local _, hints = pattern.resolve(tree, { acronym = parse "US | (UN office)" })
    check.equal(#hints, 0)
    _, hints = pattern.resolve(parse "the %tail", { tail = parse "old ..." })
    check.equal({ #hints, hints[1] and hints[1].code }, { 1, "gap-at-end" })
end

function tests.a_tree_lists_what_it_refers_to(check)
    local found = pattern.names(parse "%b %a %verb $l @x[f in $m & g] [@y | $n] @?z @?x ...!(@w) %a")
    check.equal(found, { names = { "a", "b" }, lexicons = { "l", "m", "n" }, layers = { "w", "x", "y", "z" }, optional = { "z" } })
end

local p = pattern.new

function tests.operators_make_the_tree_of_the_text_form(check)
    local said, actor = p "~say", p "@actor"
    local cases = {
        said * actor, "~say @actor",
        said * "that" * actor, "~say that @actor",
        "that" * said, "that ~say",
        said + actor + "x", "~say | @actor | x",
        said * (actor + "x"), "~say (@actor | x)",
        said ^ 0, "~say*",
        said ^ 1, "~say+",
        said ^ 3, "~say{3,}",
        said ^ -1, "~say?",
        said ^ -4, "~say{0,4}",
        -said * actor, "!~say @actor",
        #said * actor, "&~say @actor",
        actor - said, "!~say @actor",
        actor:capture "who" * said, "who:@actor ~say",
        (said * actor):capture "all", "all:(~say @actor)",
        (said * actor) ^ 0, "(~say @actor)*",
    }
    for i = 1, #cases, 2 do
        check.equal(tostring(cases[i]), cases[i + 1])
        local tree, text = pattern.tree(cases[i])
        check.equal(text, cases[i + 1])
        check.equal(tree, parse(cases[i + 1]), "the same tree, with places in its text")
    end
end

function tests.operands_do_not_change(check)
    local a, b = p "a b", p "c"
    local _ = (a * b) * b
    check.equal({ tostring(a), tostring(b) }, { "a b", "c" })
end

function tests.objects_are_locked_and_known(check)
    local object = p "a"
    check.equal(getmetatable(object), "pattern")
    check.raises(function() object.x = 1 end)
    check.raises(setmetatable, object, {})
    check.equal({ pattern.is(object), pattern.is "a", pattern.is {} }, { true, false, false })
    check.equal({ pattern.source(object), pattern.source(object * "b") or "none" }, { "a", "none" })
end

function tests.misuse_of_the_lua_form_is_refused(check)
    check.contains(check.raises(function() return p "a" * 1 end).message, "a number is no pattern")
    check.contains(check.raises(function() return p "a" ^ 1.5 end).message, "not an integer")
    check.contains(check.raises(function() return p "a" ^ 5000 end).message, "not an integer")
    check.contains(check.raises(function() return p "a":capture "Who" end).message, "cannot name a capture")
    check.contains(check.raises(function() return -p "x:a" end).message, "inside lookaround")
    check.contains(check.raises(function() return p "(a" end).message, "never closed")
    check.contains(check.raises(function() return p "a" * "(b" end).message, "never closed")
    local err = check.raises(function() return -p "x:a" end)
    check.contains(err.file, "test_pattern_names.lua")
    check.equal(err.source, "!(x:a)")
    err = check.raises(function() return p "a" * 1 end)
    check.contains(tostring(err), "test_pattern_names.lua:")
    for _, grow in ipairs { function(a) return a * a end, function(a) return a + a end, function(a) return (a ^ 1) * (a ^ 0) end } do
        local grown = p "a"
        err = check.raises(function() for _ = 1, 40 do grown = grow(grown) end end)
        check.contains(err.message, "more than 4096 parts")
    end
    check.contains(check.raises(p, 5).message, "a number in place of the pattern's text")
    check.contains(check.raises(p, nil).message, "a nil in place of the pattern's text")
end

return tests
