-- test_library.lua - the library over a core without an engine: what it gives the core for what plugins declare.

local fake_core = require "fake_core"

local LAYERS = [==[
layer "party" { name = text, mention = true }
layer "pact" { kind = enum { "trade", "arms" }, side = list(ref()), content = list(span), cue = span, due = date, about = ref "pact" }
layer "side" { any = { "party", "anaphor[!gone]" } }
extend "anaphor" { gone = boolean }
]==]

local function load(text, more)
    local files = { ["mine.lua"] = text }
    for path, content in pairs(more or {}) do files[path] = content end
    local library, kept = fake_core.load(files)
    library.load_file "mine.lua"
    library.finish()
    return kept, library
end

local function fails(text, more)
    local fine, err = pcall(load, text, more)
    assert(not fine, "expected an error")
    return tostring(err)
end

local function layer_number(kept, name)
    return kept.by_name[name]
end

-- The stages as names: { { layers = { "party" }, rules = { "mine.a" } } }, without layers that no rule marks.
local function stages(kept)
    local result = {}
    for i, stage in ipairs(kept.plan) do
        local rules = {}
        for j, number in ipairs(stage.rules) do rules[j] = kept.rules[number].id end
        result[i] = table.concat(rules, " ")
    end
    return table.concat(result, " / ")
end

local tests = {}

function tests.core_layers_are_there_before_any_plugin(check)
    local kept = load ""
    local names = {}
    for i, layer in ipairs(kept.layers) do names[i] = layer.owner .. " " .. layer.name end
    check.equal(names, { "core token", "core sentence", "core paragraph", "core quoted", "core anaphor" })
    check.equal(kept.layers[5].mention, true)
end

function tests.fields_reach_the_core_typed_and_in_the_order_written(check)
    local kept = load(LAYERS)
    local fields = {}
    for _, field in ipairs(kept.layers[layer_number(kept, "pact") + 1].fields) do
        fields[#fields + 1] = ("%s %s%s"):format(field.name, field.type, field.list and " list" or "")
    end
    check.equal(fields, { "kind enum", "side entity list", "content span list", "cue span", "due date", "about annotation" })
    local about = kept.layers[layer_number(kept, "pact") + 1].fields[6]
    check.equal(about.target, layer_number(kept, "pact"))
end

function tests.members_of_a_union_come_with_their_conditions(check)
    local kept = load(LAYERS)
    local members = kept.layers[layer_number(kept, "side") + 1].members
    check.equal(#members, 2)
    check.equal({ members[1][1], members[1][2] == nil }, { layer_number(kept, "party"), true })
    check.equal({ members[2][1], members[2][2].tree.tag }, { layer_number(kept, "anaphor"), "not" })
end

function tests.an_extension_adds_options_to_an_enum(check)
    local kept = load(LAYERS .. 'extend "pact" { kind = enum { "grain" }, scale = integer }')
    local fields = kept.layers[layer_number(kept, "pact") + 1].fields
    check.equal({ fields[7].name, fields[8].name, fields[8].options }, { "scale", "kind", { "grain" } })
end

function tests.options_that_are_added_to_an_enum_can_be_set_and_expected(check)
    for _, added in ipairs { 'enum { "grain" }', 'required(enum { "grain", "trade" })' } do
        local kept = load(([==[
            layer "party" { name = text, mention = true }
            layer "pact" { kind = required(enum { "trade", "arms" }), cue = span }
            extend "pact" { kind = %s }
            rule "grain" { match = [[ cue:grain ]], mark = "pact", set = { kind = "grain" }, examples = { { "Grain.", expect = { { kind = "grain" } } } } }
        ]==]):format(added))
        local fields = kept.layers[layer_number(kept, "pact") + 1].fields
        check.equal({ fields[1].name, fields[1].required, fields[1].options }, { "kind", true, { "trade", "arms", "grain" } })
        check.equal(kept.rules[1].assign[1].value, "grain")
    end
    check.contains(fails('layer "pact" { kind = enum { "trade" } }\nextend "pact" { kind = list(enum { "grain" }) }'), "field 'pact.kind' is list(enum")
end

function tests.captures_and_set_become_assignments(check)
    local kept = load(LAYERS .. [==[
        lexicon "deals" { { "treaty", kind = "arms" }, "accord" }
        rule "pact" { match = [[ side:@side signed a cue:$deals ]], mark = "pact", set = { kind = from "cue.kind", due = "2031-02" } }
    ]==])
    check.equal(kept.rules[1].assign, {
        { field = "due", value = "2031-02" }, { field = "kind", capture = "cue", member = "kind" },
        { field = "side", capture = "side" }, { field = "cue", capture = "cue" },
    })
end

function tests.a_capture_used_by_a_function_or_a_condition_needs_no_field(check)
    load(LAYERS .. 'rule "a" { match = [[ whom:@party signed ]], mark = "pact", where = function(m) return m.whom end }')
    load(LAYERS .. 'rule "a" { match = [[ whom:@party signed ]], mark = "pact", where = "whom.name = Borduria" }')
    load(LAYERS .. 'rule "a" { match = [[ whom:@side signed ]], mark = "pact", set = { side = from "whom" } }')
    check.contains(fails(LAYERS .. 'rule "a" { match = [[ whom:@party signed ]], mark = "pact" }'), "fills no field")
end

function tests.a_rule_tells_the_core_its_scope_filters_and_functions(check)
    local kept = load(LAYERS .. [==[
        rule "a" { match = [[ signed ]], mark = "party", scope = "pact.content[kind=arms]", within = "quoted", not_within = { "pact", "quoted" },
                   overlap = "all", set = { name = from "host.kind" } }
        rule "b" { each = "pact[kind=arms]", mark = function() end, marks = "party", after = "a" }
        rule "c" { each_document = function() return {} end, marks = { "party" }, reads = "pact" }
    ]==])
    local a, b, c = kept.rules[1], kept.rules[2], kept.rules[3]
    check.equal({ a.scope.layer, a.scope.field, a.scope.condition.tree.tag }, { layer_number(kept, "pact"), "content", "compare" })
    check.equal({ #a.within, #a.not_within, a.overlap, a.assign[1].host }, { 1, 2, "all", "kind" })
    check.equal({ b.kind, b.each_layer, b.after, type(b.call) }, { "each", layer_number(kept, "pact"), { 1 }, "function" })
    check.equal({ c.kind, c.call() == nil, c.reads }, { "document", true, { layer_number(kept, "pact") } })
end

function tests.a_layer_is_finished_before_other_layers_read_it(check)
    local kept = load(LAYERS .. [==[
        rule "late" { match = [[ @side signed ]], mark = "pact" }
        rule "early" { match = [[ %cap ]], mark = "party" }
        rule "pronoun" { match = [[ they ]], mark = "anaphor" }
    ]==])
    check.equal(stages(kept), "mine.early mine.pronoun / mine.late")
end

function tests.rules_run_behind_those_that_after_names_and_else_as_declared(check)
    local kept = load [==[
        layer "a" {}
        rule "three" { match = [[ @a x ]], mark = "a", after = { "one", "two" } }
        rule "two" { match = [[ @a y ]], mark = "a", after = "one" }
        rule "one" { match = [[ z ]], mark = "a" }
        rule "four" { match = [[ w ]], mark = "a" }
    ]==]
    check.equal(stages(kept), "mine.one mine.two mine.three mine.four")
    check.equal(kept.rules[1].after, { 3, 2 })
end

function tests.a_rule_of_two_layers_runs_once_and_before_either_is_read(check)
    local kept = load [==[
        layer "a" {} layer "b" {} layer "c" {}
        rule "reader" { match = [[ @a ]], mark = "c" }
        rule "both" { each_document = function() end, marks = { "a", "b" } }
        rule "b" { match = [[ @c ]], mark = "b" }
    ]==]
    check.equal(stages(kept), "mine.both / mine.reader / mine.b")
end

function tests.resolve_waits_for_what_it_reads(check)
    local kept = load [==[
        layer "a" { x = late(text) } layer "b" {}
        rule "b" { match = [[ z ]], mark = "b" }
        rule "a" { match = [[ w ]], mark = "a" }
        resolve "a" { reads = "b", run = function() end }
    ]==]
    check.equal(stages(kept), "mine.b / mine.a")
    check.equal(#kept.plan[2].resolves, 1)
end

function tests.the_plan_is_the_same_for_the_same_declarations(check)
    local text = LAYERS .. [==[
        rule "late" { match = [[ @side signed ]], mark = "pact" }
        rule "early" { match = [[ %cap ]], mark = "party" }
    ]==]
    local first = check.show(load(text).plan)
    for _ = 1, 20 do check.equal(check.show(load(text).plan), first) end
end

function tests.what_a_rule_reads_inside_a_definition_counts(check)
    local kept = load(LAYERS .. [==[
        define "signer" [[ @party who signed ]]
        rule "late" { match = [[ %signer it ]], mark = "pact" }
        rule "early" { match = [[ %cap ]], mark = "party" }
    ]==])
    check.equal(stages(kept), "mine.early / mine.late")
end

function tests.the_text_of_a_rule_is_kept_whole(check)
    local kept = load('layer "a" {}\nrule "x" {  -- a } in a comment\n  match = [[ ")" ]],\n  mark = "a", doc = "} {",\n}\nlayer "b" {}\n')
    check.equal(kept.rules[1].text, 'rule "x" {  -- a } in a comment\n  match = [[ ")" ]],\n  mark = "a", doc = "} {",\n}')
    check.equal({ kept.rules[1].file, kept.rules[1].line }, { "mine.lua", 2 })
end

function tests.try_marks_every_match(check)
    local library, kept = fake_core.load {}
    check.equal(library.load_pattern "who:%cap said", 1)
    library.finish()
    check.equal({ kept.rules[1].id, kept.rules[1].mark }, { "try.pattern", layer_number(kept, "try") })
    check.equal(kept.rules[1].assign, { { field = "who", capture = "who" } })
end

function tests.lists_name_what_is_loaded(check)
    local _, library = load(LAYERS .. [==[
        define "deal" [[ pact | accord ]]
        lexicon "deals" { "treaty" }
        rule "a" { doc = "D.", match = [[ %deal ]], mark = "pact", examples = { "A pact.", { "None.", expect = {} } } }
        analysis "drift" { doc = "A.", options = { least = integer { default = 8 } }, result = { n = integer }, run = function() end }
        report "sheet" { write = function() end }
    ]==])
    check.equal(library.plugins()[1].name, "mine")
    check.equal(library.rules()[1].marks, { "pact" })
    check.equal(#library.examples(), 2)
    check.equal(library.names { plugin = "mine" }.patterns, { "%deal" })
    check.equal(library.names "mine".lexicons, { "$deals" })
    check.equal(library.analyses()[1].options, { { name = "least", type = "integer", default = 8 } })
    check.equal(library.reports()[1].name, "sheet")
end

function tests.the_check_names_what_nobody_uses_or_shows(check)
    local _, library = load(LAYERS .. [==[
        define "deal" [[ pact ]]
        rule "a" { match = [[ signed ... ]], mark = "pact" }
    ]==])
    local kinds = {}
    for _, problem in ipairs(library.check "mine") do kinds[problem.kind] = (kinds[problem.kind] or 0) + 1 end
    check.equal(kinds, { doc = 1, examples = 1, pattern = 1, unused = 1, unmarked = 1, fields = 6 })
end

function tests.the_check_names_rules_that_are_tried_everywhere(check)
    local kept, library = load(LAYERS .. 'rule "a" { doc = "D.", match = [[ %cap ]], mark = "party", examples = { "A." } }')
    local function kinds()
        local found = {}
        for _, problem in ipairs(library.check()) do found[problem.kind] = true end
        return found.requirement or false
    end
    check.equal(kinds(), false)
    kept.rules[1].program.has_needs = function() return true end
    check.equal(kinds(), false)
    kept.rules[1].program.has_needs = function() return false end
    check.equal(kinds(), true)
end

function tests.options_have_defaults_and_take_values_of_their_type(check)
    local files = {
        ["plugins/fish/plugin.lua"] = 'return { name = "fish", version = "1.0", summary = "S.", options = { least = integer { default = 3 } } }',
        ["plugins/fish/rules/a.lua"] = 'layer "fish" {} rule "r" { each_document = function() return option.least end, marks = "fish" }',
    }
    local library, kept = fake_core.load(files)
    library.load_plugin "fish"
    library.finish()
    check.equal(kept.rules[1].call(), 3)
    library, kept = fake_core.load(files)
    library.load_plugin("fish", { least = 9 })
    library.finish()
    check.equal(kept.rules[1].call(), 9)
    library = fake_core.load(files)
    check.contains(check.raises(library.load_plugin, "fish", { least = "nine" }).message, "does not fit")
end

return tests
