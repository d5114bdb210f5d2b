-- test_library_replaces.lua - a rule that takes the place of another plugin's: which one goes, where the new one stands, who waits for it.

local fake_core = require "fake_core"

local SHOP = {
    ["plugins/shop/plugin.lua"] = 'return { name = "shop", version = "0.1.0", summary = "Shops." }',
    ["plugins/shop/rules/shop.lua"] = [=[
        layer "price" { n = text }
        rule "low" { match = [[ cheap ]], mark = "price" }
        rule "high" { match = [[ dear ]], mark = "price" }
        rule "later" { match = [[ @price again ]], mark = "price", after = { "low" } }
    ]=],
}

local function load(text)
    local files = { ["mine.lua"] = text }
    for path, content in pairs(SHOP) do files[path] = content end
    local library = fake_core.load(files)
    library.load_file "mine.lua"
    library.finish()
    local ids = {}
    for i, one in ipairs(library.rules()) do ids[i] = one.id end
    return ids, library
end

local function refused(text)
    local fine, err = pcall(load, text)
    assert(not fine, "expected an error: " .. text)
    return tostring(err.message or err)
end

local OWN = 'rule "low" { match = [[ cheaper ]], mark = "price" }\n'

local tests = {}

function tests.the_new_rule_stands_where_the_old_one_stood(check)
    check.equal(load('requires "shop"\n' .. OWN), { "shop.low", "shop.high", "shop.later", "mine.low" })
    check.equal(load('requires "shop"\nreplaces "shop.low"\n' .. OWN), { "mine.low", "shop.high", "shop.later" })
    check.equal(load('requires "shop"\nreplaces "shop.high"\n' .. OWN), { "shop.low", "mine.low", "shop.later" })
end

function tests.one_rule_may_stand_for_several_and_none_for_one(check)
    check.equal(load('requires "shop"\nreplaces "shop.low"\nreplaces "shop.high"\n' .. OWN), { "mine.low", "shop.later" })
    check.equal(load('requires "shop"\nreplaces "shop.high"\n'), { "shop.low", "shop.later" })
    local other = 'requires "shop"\nlayer "a" { n = text }\nreplaces "shop.high"\nrule "x" { match = [[ x ]], mark = "a" }\n'
    check.equal(load(other), { "shop.low", "shop.later", "mine.x" })
end

function tests.a_rule_that_waits_for_the_old_one_waits_for_the_new_one(check)
    check.equal(pcall(load, 'requires "shop"\nreplaces "shop.low"\n' .. OWN), true)
    check.contains(refused 'requires "shop"\nreplaces "shop.low"\n', "reads the layer 'price', which it marks itself")
end

function tests.what_cannot_be_replaced_is_said(check)
    check.contains(refused('requires "shop"\nreplaces "shop.lwo"\n' .. OWN), "the rule 'shop.lwo', which is not there")
    check.contains(refused('requires "shop"\n' .. OWN .. 'replaces "mine.low"\n'), "a rule of this plugin itself")
    check.contains(refused 'replaces "low"\n', "replaces takes the id of a rule, not 'low'")
    check.contains(refused "replaces(12)\n", "replaces takes the id of a rule")
end

return tests
