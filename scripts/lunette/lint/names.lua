-- names.lua - what the linter says of names and manifests: definitions, lexicons, layers, fields and required plugins that nobody uses; what a
-- plugin's folder lacks; files in which nothing stands.
--
-- Sits on patterns.lua and base/source.lua. What functions use is looked for as words of the plugin's files: where a name is written, it counts as used.

local failure = require "lunette.base.failure"
local lint_patterns = require "lunette.lint.patterns"
local pattern = require "lunette.pattern"
local place_of = require "lunette.lint.place"
local source = require "lunette.base.source"

local M = {}

-- ---- definitions and lexicons ----

-- Patterns and conditions that functions make up are texts: a name that is written behind its sign counts as used.
local function is_written(state, plugin, sign, name)
    for file, owner in pairs(state.file_owner) do
        if owner == plugin and state.sources[file].text:find(sign .. name .. "%f[^%w_]") then return true end
    end
    return false
end

local function check_definition(add, state, plugin, name, item)
    local text = type(item.text) == "string" and item.text or item.text and pattern.source(item.text)
    lint_patterns.check(add, { state = state, tree = item.tree, text = text, places = { item.at or item.place }, hints = item.hints, last = false })
    if not item.used and not is_written(state, plugin, "%%", name) then
        add { id = "unused-definition", kind = "unused", level = "warning", place = place_of.of_name(state, item.place, name), plugin = plugin.name,
            message = ('define "%s" is not used'):format(name), hint = "leave it out, unless other plugins use it" }
    end
end

local function check_names(add, state, plugin)
    for _, name in ipairs(failure.keys(plugin.definitions)) do check_definition(add, state, plugin, name, plugin.definitions[name]) end
    for _, name in ipairs(failure.keys(plugin.lexicons)) do
        local item = plugin.lexicons[name]
        if not item.used and not is_written(state, plugin, "%$", name) then
            add { id = "unused-lexicon", kind = "unused", level = "warning", place = place_of.of_name(state, item.place, name), plugin = plugin.name,
                message = ('lexicon "%s" is not used'):format(name), hint = "leave it out, unless other plugins use it" }
        end
    end
end

-- Patterns that functions use: nothing follows them.
local function check_objects(add, state, plugin)
    for _, item in ipairs(state.objects) do
        if item.plugin == plugin then
            local tree, text = pattern.tree(item.object)
            lint_patterns.check(add, { state = state, tree = tree, text = text, places = { item.place }, last = true })
        end
    end
end

-- ---- layers and fields ----

local function count_word(text, word)
    local n, at = 0, 1
    while true do
        local first, last = text:find("%f[%w_]" .. word:gsub("%p", "%%%0") .. "%f[^%w_]", at)
        if not first then return n end
        n, at = n + 1, last + 1
    end
end

-- How often a plugin's files write a word, its declaration left out.
local function uses_of_word(state, plugin, word, declaration)
    local n = -count_word(declaration or "", word)
    for file, owner in pairs(state.file_owner) do
        if owner == plugin then n = n + count_word(state.sources[file].text, word) end
    end
    return n
end

local function filled_by_rules(state, decl)
    local filled, by_function = {}, false
    for _, rule in ipairs(state.rules) do
        for _, marked in ipairs(rule.marked) do
            if marked == decl then
                for _, assign in ipairs(rule.spec and rule.spec.assign or {}) do filled[assign.field] = true end
                by_function = by_function or rule.kind ~= "pattern" or type(rule.body.mark) == "function"
            end
        end
    end
    for _, resolve in ipairs(state.resolves) do by_function = by_function or resolve.decl == decl end
    return filled, by_function
end

local function check_fields(add, state, plugin, decl)
    local filled, by_function = filled_by_rules(state, decl)
    local declaration = source.declaration(state.sources, decl.place)
    for _, name in ipairs(decl.field_order) do
        local field = decl.fields[name]
        if field.owner == plugin.name and not filled[name] and not (by_function and uses_of_word(state, plugin, name, declaration) > 0) then
            add { id = "unfilled-field", kind = "fields", level = "warning", place = field.place or decl.place, plugin = plugin.name,
                message = ("nothing fills the field '%s.%s'"):format(decl.name, name),
                hint = ("a capture %s:…, set = { %s = … }, or leave it out"):format(name, name) }
        end
    end
end

local function check_layers(add, state, plugin)
    local marked = {}
    for _, rule in ipairs(state.rules) do
        for _, decl in ipairs(rule.marked) do marked[decl] = true end
    end
    for _, decl in ipairs(state.layer_order) do
        if decl.owner == plugin.name and not decl.any and decl.place and decl.place.file ~= "pattern" then
            if marked[decl] then
                check_fields(add, state, plugin, decl)
            else
                add { id = "unmarked-layer", kind = "unmarked", level = "warning", place = place_of.of_name(state, decl.place, decl.name), plugin = plugin.name,
                    message = ("no rule marks the layer '%s'"):format(decl.name), hint = 'a rule with mark = "' .. decl.name .. '", or leave the layer out' }
            end
        end
    end
end

-- ---- required plugins ----

local function names_of(state, other)
    local names = {}
    for _, kind in ipairs { "definitions", "lexicons" } do
        for name in pairs(other[kind]) do names[#names + 1] = name end
    end
    for _, decl in ipairs(state.layer_order) do
        if decl.owner == other.name then names[#names + 1] = decl.name end
    end
    return names
end

local function is_used_itself(state, plugin, other)
    for file, owner in pairs(state.file_owner) do
        if owner == plugin and state.sources[file].text:find('include%s*%(?%s*["\']' .. other.name:gsub("%p", "%%%0") .. "/") then return true end
    end
    for _, name in ipairs(names_of(state, other)) do
        if uses_of_word(state, plugin, name) > 0 then return true end
    end
    return false
end

-- What a required plugin requires is seen through it.
local function is_used(state, plugin, required)
    for _, other in ipairs(required.sees) do
        if is_used_itself(state, plugin, other) then return true end
    end
    return false
end

local function check_requires(add, state, plugin)
    for _, name in ipairs(plugin.requires) do
        local other = state.plugins[name]
        if other and not is_used(state, plugin, other) then
            local place = plugin.place and source.find_text(state.sources, plugin.place, '"' .. name .. '"')
            add { id = "unused-require", kind = "requires", level = "hint", place = place or plugin.place, plugin = plugin.name,
                message = ("plugin '%s' is required, and none of its layers, definitions, lexicons or files is used"):format(name),
                hint = "leave it out: what is required is loaded and run" }
        end
    end
end

-- ---- the manifest ----

local function check_manifest(add, state, plugin)
    local place = plugin.place
    if not place or not place.file:match("plugin%.lua$") then return end
    local function say(id, level, key, message, hint)
        add { id = id, kind = "manifest", level = level, place = key and source.find_key(state.sources, place, key) or place, plugin = plugin.name,
            message = message, hint = hint }
    end
    if not plugin.summary:find("%a%a") then say("missing-summary", "warning", "summary", "the summary says nothing", "a sentence: what the plugin finds") end
    if #plugin.languages == 0 then
        say("missing-languages", "hint", "languages", "the manifest does not say which languages the rules are for",
            'languages = { "en" }: texts in others are then told to have no rules')
    end
    if state.core.kind(plugin.folder .. "/README.md") ~= "file" then
        say("missing-readme", "hint", nil, "the folder has no README.md", "a page: what the plugin finds, its layers, what it does not find")
    end
end

-- ---- files in which nothing stands ----

-- Behind the comment with which a text starts.
local function behind_comment(text)
    local level = text:match "^%-%-%[(=*)%["
    if not level then return text:match "^[^\n]*(.*)$" end
    local _, stop = text:find("]" .. level .. "]", 1, true)
    return stop and text:sub(stop + 1) or ""
end

local function is_blank(text)
    text = text:gsub("^\u{FEFF}", ""):gsub("^%s+", "")
    while text:find "^%-%-" do text = behind_comment(text):gsub("^%s+", "") end
    return text == ""
end

-- Saved empty, or all of it commented out: Lua takes it without a word.
local function check_files(add, state, plugin)
    for file, owner in pairs(state.file_owner) do
        local text = owner == plugin and state.sources[file].text
        if text and is_blank(text) then
            add { id = "empty-file", kind = "files", level = "warning", place = { file = file, line = 1 }, plugin = plugin.name,
                message = text == "" and "the file is empty" or "only comments stand here",
                hint = "so no rule is in it: `lunette new rule NAME` writes a first one; leave out what is not needed" }
        end
    end
end

--- Checks what one plugin names, and what it says of itself.
function M.check(add, state, plugin)
    check_names(add, state, plugin)
    check_objects(add, state, plugin)
    check_layers(add, state, plugin)
    check_requires(add, state, plugin)
    check_manifest(add, state, plugin)
    check_files(add, state, plugin)
end

return M
