-- test_exports.lua - whatever rule files, analyses and reports can reach is described in scripts/meta, and what is described there can be reached:
-- words, functions, methods, fields. Of Lua's objects the live ones are asked; of the engine's the tables that register their members are read.
--
-- What is reachable and yet not for use stands in a list here, each with its reason.

local fake_core = require "fake_core"

local STUBS = { "types", "rules", "objects", "libraries", "corpus" }

-- Fields of objects made in Lua that hold what the object is made of.
local inner = {
    Set = { corpus = "whose set it is", layer = "its question", columns = "its question", conditions = "its question", counted = "what :at reads",
            by = "what :at reads", dimensions = "what :at reads" },
    Counts = { tree = "its numbers", keys = "its dimensions", depth = "which of them is next" },
    Result = { what = "for messages", types = "of its columns", rows = "added so far", views = "columns of the further ones", others = "their rows" },
    Page = { blocks = "written so far", anchors = "for links", contents = "for links", cards = "of its documents", beside = "where its files go",
             places = "for links", files = "beside it" },
}

local function stub_text(check)
    local parts = {}
    for i, name in ipairs(STUBS) do parts[i] = check.truthy(check.read("scripts/meta/" .. name .. ".lua"), name) end
    return table.concat(parts, "\n") .. "\n"
end

-- What the stubs say of a class: members by name. Its fields stand in the comment that names it.
local function stubbed(text, class)
    local names, within = {}, false
    for line in text:gmatch "([^\n]*)\n" do
        if line:match("^%-%-%-@class lunette%." .. class .. "%f[^%w]") then within = true end
        if not line:match "^%-%-%-" then within = false end
        local name = within and line:match "@field ([%w_]+) "
        if name then names[name] = true end
    end
    for name in text:gmatch("\nfunction " .. class .. "[.:]([%w_]+)%(") do names[name] = true end
    return names
end

local function compare(check, what, there, described, private)
    local count = 0
    for name in pairs(there) do
        count = count + 1
        local known = described[name] or (private and private[name])
        check.truthy(known, ("%s has '%s', and scripts/meta has no stub for it"):format(what, name))
    end
    for name in pairs(described) do check.truthy(there[name], ("scripts/meta describes '%s' of %s, which is not there"):format(name, what)) end
    check.truthy(count > 0, what .. ": nothing was found, so nothing was compared")
end

-- Methods and fields of a live object.
local function members_of(object)
    local there = {}
    for name in pairs(object) do there[name] = true end
    local index = debug.getmetatable(object).__index
    for name in pairs(type(index) == "table" and index or {}) do
        if not name:find "^__" then there[name] = true end
    end
    return there
end

local function names_in(code, pattern)
    local there = {}
    for name in code:gmatch(pattern) do there[name] = true end
    return there
end

local function body_of(check, code, head)
    local at = check.truthy(code:find(head, 1, true), head .. " is not where this test looks for it")
    return code:sub(at, (code:find("\n}", at, true)))
end

local tests = {}

function tests.words_of_rule_files(check)
    fake_core.load {}
    local there = {}
    for _, name in ipairs(require("lunette.declare.environment").words()) do there[name] = true end
    local described, text = {}, stub_text(check)
    for name in text:gmatch "\nfunction ([%w_]+)%(" do described[name] = true end
    for name in text:gmatch "\n([%w_]+) = " do described[name] = true end
    compare(check, "a rule file", there, described)
end

function tests.lua_words_are_on_the_page(check)
    local page, environment = check.read "docs/lua.md", check.read "scripts/lunette/declare/environment.lua"
    local head = page:match "^(.-)\n## "
    local count = 0
    for name in environment:match("local base = (%b{})"):gmatch '"([%l]+)"' do
        check.truthy(head:find("%f[%w]" .. name .. "%f[^%w]"), "docs/lua.md does not name " .. name)
        count = count + 1
    end
    for name in environment:match("local libraries = (%b{})"):gmatch "\n    ([%l%d]+) = {" do
        check.truthy(head:find("%f[%w]" .. name .. "%f[^%w]"), "docs/lua.md does not name " .. name)
        count = count + 1
    end
    check.truthy(count > 15, "the words are not where this test looks for them")
end

function tests.libraries(check)
    local text = stub_text(check)
    for _, name in ipairs { "calendar", "stats" } do
        local there, described = {}, {}
        for key in pairs(require("lunette.base." .. name)) do there[key] = true end
        for key in text:gmatch("\nfunction " .. name .. "%.([%w_]+)%(") do described[key] = true end
        compare(check, name, there, described)
    end
end

function tests.the_engines_objects(check)
    local text = stub_text(check)
    local span = check.read "core/script/object_span.c"
    local row, document = check.read "core/script/object_row.c", check.read "core/script/object_document.c"
    local there = names_in(body_of(check, span, "void lun_script__span_members"), '{ "([a-z_]+)", ')
    for name in body_of(check, span, "static void set_index"):gmatch 'setfield%(L, %-2, "([a-z]+)"%)' do there[name] = true end
    compare(check, "a span", there, stubbed(text, "Span"))
    compare(check, "an annotation", names_in(body_of(check, row, "static void make_members"), 'L, "([a-z_]+)", '), stubbed(text, "Annotation"))
    compare(check, "an entity", names_in(body_of(check, row, "static int entity_get"), 'strcmp%(key, "([a-z_]+)"%)'), stubbed(text, "Entity"))
    local members = names_in(document:match "document_methods%[%] = (%b{})", '{ "([a-z_]+)", ')
    for name in document:gmatch '{ "([a-z_]+)", MEMBER_[A-Z_]+ }' do members[name] = true end
    compare(check, "a document", members, stubbed(text, "Document"))
end

function tests.objects_of_analyses_and_reports(check)
    local text = stub_text(check)
    fake_core.load {}
    local core = require "lunette.core"
    core.rows = function() return function() return nil end end
    local corpus = require("lunette.corpus.corpus").new({ plugins = {} }, "a.db", {})
    compare(check, "a corpus", members_of(corpus), stubbed(text, "Corpus"))
    local set = require("lunette.corpus.sets").new(corpus, "act", { kind = true }, {})
    compare(check, "a set", members_of(set:where { kind = "x" }), stubbed(text, "Set"), inner.Set)
    compare(check, "counts", members_of(set:count "kind"), stubbed(text, "Counts"), inner.Counts)
    local page = require("lunette.report.page").new(corpus, "html", "x")
    page:title "x"
    compare(check, "a page", members_of(page), stubbed(text, "Page"), inner.Page)
    local pairing = check.read "scripts/lunette/compare/pairing.lua"
    for _, class in ipairs { "Meeting", "Telling" } do
        compare(check, class, names_in(pairing, "\nfunction " .. class .. ":([%w_]+)%("), names_in(text, "\nfunction " .. class .. ":([%w_]+)%("))
    end
    local code = check.read "scripts/lunette/analysis.lua"
    local result = names_in(code, "\nfunction Result:([%w_]+)%(")
    for name in code:match("setmetatable%(({.-}), Result%)"):gmatch "([%w_]+) = " do result[name] = true end
    compare(check, "a result", result, stubbed(text, "Result"), inner.Result)
    local piece = check.read("scripts/lunette/report/html.lua"):match "contents%[piece%] = (%b{})"
    compare(check, "a piece of a page", names_in(piece, "([%w_]+) = "), stubbed(text, "Piece"))
end

function tests.patterns_lexicons_types_and_the_keys_of_rules(check)
    local text = stub_text(check)
    local pattern = check.read "scripts/lunette/pattern/operators.lua"
    compare(check, "a pattern", names_in(pattern, "methods%.([%w_]+)[ (]"), stubbed(text, "Pattern"))
    local lexicon = check.read("scripts/lunette/declare/lexicon.lua"):match "local methods = (%b{})"
    compare(check, "a lexicon", names_in(lexicon, "\n%s+([%w_]+) = function"), stubbed(text, "Lexicon"))
    local keys = check.read("scripts/lunette/declare/rule.lua"):match "local keys = (%b{})"
    compare(check, "a rule's table", names_in(keys, "([%w_]+) = \""), stubbed(text, "Rule"))
    local types = require "lunette.declare.types"
    local there = {}
    for _, t in ipairs { types.enum { "a", default = "a" }, types.list(types.ref "x"), types.required(types.text), types.late(types.text) } do
        for _, key in ipairs { "kind", "list", "required", "late", "options", "target", "default" } do
            if t[key] ~= nil then there[key] = true end
        end
    end
    compare(check, "a type", there, stubbed(text, "Type"))
end

function tests.words_of_the_prompt(check)
    local text = check.truthy(check.read "scripts/meta/console.lua")
    local there, described = {}, {}
    for name in check.read("scripts/lunette/console.lua"):match("local function add_words(.-)\nend"):gmatch "env%.([%w_]+)" do there[name] = true end
    for name in text:gmatch "\nfunction ([%w_]+)%(" do described[name] = true end
    for name in text:gmatch "\n([%w_]+) = " do described[name] = true end
    compare(check, "the prompt", there, described)
end

function tests.every_entry_has_words_and_functions_an_example(check)
    local text = stub_text(check)
    for line in text:gmatch "\n(%-%-%-@field [^\n]*)" do
        local words = line:gsub("%b<>", "<>"):gsub("%b()", "()"):match "@field %S+ %S+(.*)$"
        check.truthy(line:match "@field %[" or #words > 1 or line:match "lunette%.Corpus$", "no words: " .. line)
    end
    local before = {}
    for line in text:gmatch "([^\n]*)\n" do
        if line:match "^%-%-%-" then
            before[#before + 1] = line
        else
            local comment = table.concat(before, "\n")
            if line:match "^function " then
                check.truthy(comment:match "^%-%-%-%u", "no sentence: " .. line)
                check.truthy(comment:match "Examples?: `", "no example: " .. line)
            end
            before = {}
        end
    end
end

function tests.what_a_case_is_given(check)
    local text = check.read "scripts/meta/specs.lua"
    fake_core.load {}
    local there = {}
    for name in pairs(require("lunette.test.spec").methods) do there[name] = true end
    compare(check, "a case's t", there, stubbed(text, "Test"))
end

return tests
