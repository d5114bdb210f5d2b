-- test_library_stubs.lua - scripts/meta describes what there is: every word of rule files, every member of the engine's objects, every
-- library function has its stub with a sentence and an example, and no stub describes what is not there.

local fake_core = require "fake_core"

local STUBS = { "types", "rules", "objects", "libraries" }
local OBJECTS = { Document = "object_document", Span = "object_span", Annotation = "object_row", Entity = "object_row" }

-- Names that Lua itself brings.
local standard = {}
for name in pairs(_G) do standard[name] = true end
for _, name in ipairs { "load", "rawset", "getmetatable", "setmetatable" } do standard[name] = true end

local function stub_text(check)
    local parts = {}
    for i, name in ipairs(STUBS) do parts[i] = check.truthy(check.read("scripts/meta/" .. name .. ".lua"), name) end
    return table.concat(parts, "\n")
end

-- The words of a rule file: what a plugin's environment answers.
local function rule_words()
    local library, kept = fake_core.load { ["mine.lua"] = [[
        layer "a" {}
        rule "words" { each_document = function() return { env = _G } end, marks = "a" }
    ]] }
    library.load_file "mine.lua"
    library.finish()
    return kept.rules[1].call().env
end

local function stubbed(text)
    local names = {}
    for name in text:gmatch "\nfunction ([%w_]+)%(" do names[name] = true end
    for name in text:gmatch "\n([%w_]+) = " do names[name] = true end
    return names
end

local tests = {}

function tests.every_stub_of_a_word_is_a_word_of_rule_files(check)
    local env = rule_words()
    for name in pairs(stubbed(stub_text(check))) do check.truthy(env[name] ~= nil, "no such word: " .. name) end
end

function tests.every_word_of_rule_files_has_a_stub(check)
    local names = stubbed(stub_text(check))
    local source = check.read "scripts/lunette/environment.lua"
    local count = 0
    for name in source:gmatch '%f[%w_]env%.([%w_]+)[%w_, .]* = ' do
        if not standard[name] and name ~= "_G" then check.truthy(names[name], "no stub: " .. name) end
        count = count + 1
    end
    for name in source:gmatch 'body_word%("([%w_]+)"' do
        check.truthy(names[name], "no stub: " .. name)
        count = count + 1
    end
    for name in source:match("type_words = (%b{})"):gmatch '"([%w_]+)"' do check.truthy(names[name], "no stub: " .. name) end
    check.truthy(count > 15, "the words are not where this test looks for them")
end

function tests.every_method_of_the_engines_objects_has_a_stub(check)
    local text = stub_text(check)
    for object, file in pairs(OBJECTS) do
        local code = check.read("core/script/" .. file .. ".c")
        if object == "Document" or object == "Span" then
            local list = code:match("methods%[%] = (%b{})")
            local count = 0
            for name in list:gmatch '{ "([%w_]+)"' do
                check.contains(text, ("function %s:%s("):format(object, name))
                count = count + 1
            end
            check.truthy(count > 5)
        end
        for name in text:gmatch("function " .. object .. ":([%w_]+)%(") do check.contains(code, '"' .. name .. '"') end
    end
end

function tests.every_library_function_has_a_stub_and_every_stub_a_function(check)
    local text = stub_text(check)
    for _, name in ipairs { "calendar", "stats" } do
        local library = require("lunette." .. name)
        for key, value in pairs(library) do
            if type(value) == "function" then check.contains(text, ("function %s.%s("):format(name, key)) end
        end
        for key in text:gmatch("function " .. name .. "%.([%w_]+)%(") do check.equal(type(library[key]), "function", name .. "." .. key) end
    end
end

function tests.every_function_has_a_sentence_and_an_example(check)
    local before = {}
    for line in (stub_text(check) .. "\n"):gmatch "([^\n]*)\n" do
        if line:match "^%-%-%-" then
            before[#before + 1] = line
        else
            if line:match "^function " then
                local comment = table.concat(before, "\n")
                check.truthy(comment:match "^%-%-%-%u", "no sentence: " .. line)
                check.truthy(comment:match "Examples?: `", "no example: " .. line)
            end
            before = {}
        end
    end
end

return tests
