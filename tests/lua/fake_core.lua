-- fake_core.lua - the module lunette.core without an engine, for tests of the library: it keeps what it is given, matches nothing.
--
-- Sits on pattern.lua's trees. Files are the table given to `new`: path → text. What the engine refuses is refused here only where a test
-- of the library needs it.

local M = {}

local function may_be_row(node)
    local holds = node.tag == "seq" or node.tag == "repeat" or node.tag == "capture"
    for _, child in ipairs(holds and node or {}) do
        if may_be_row(child) then return true end
    end
    return node.tag == "layer" or node.tag == "choice"
end

local function captures_of(tree, repeated, found, order)
    if tree.tag == "repeat" and tree.max ~= 1 then repeated = true end
    if tree.tag == "capture" then
        local inner = tree[1]
        local known = found[tree.name]
        if known then
            known.list = true
        else
            found[tree.name] = { name = tree.name, list = repeated or false, layer = inner.tag == "layer" and inner[1] or nil,
                lexicon = inner.tag == "lexicon" and inner[1] or nil, may_be_row = may_be_row(inner),
                is_element = inner.tag ~= "seq" and inner.tag ~= "repeat" }
            order[#order + 1] = found[tree.name]
        end
    end
    for _, child in ipairs(tree) do
        if type(child) == "table" then captures_of(child, repeated, found, order) end
    end
    return order
end

local function layers_of(tree, found)
    if tree.tag == "layer" then found[tree[1]] = true end
    for _, child in ipairs(tree) do
        if type(child) == "table" then layers_of(child, found) end
    end
    return found
end

local function new_lexicon(name, options)
    local phrases, fields = {}, options.fields or {}
    local lexicon = { name = name, options = options }
    function lexicon.add(_, phrase, id, values)
        if phrase:match("^%s*$") then error({ message = "a phrase without words" }, 0) end
        local entry = { phrase = phrase, id = id }
        for key, value in pairs(values or {}) do entry[key] = value end
        phrases[#phrases + 1] = entry
    end
    function lexicon.read(_, _, data)
        for line in data:gmatch("[^\n]+") do
            if not line:match("^#") then phrases[#phrases + 1] = { phrase = line } end
        end
    end
    function lexicon.finish() end
    function lexicon.names() return table.move(fields, 1, #fields, 1, {}) end
    function lexicon.lookup(_, text)
        for _, entry in ipairs(phrases) do
            if entry.phrase == text then return entry end
        end
    end
    return setmetatable(lexicon, { __len = function() return #phrases end })
end

local function add_schema(core, kept)
    function core.layer(options)
        kept.layers[#kept.layers + 1] = options
        options.fields = {}
        kept.by_name[options.name] = #kept.layers - 1
        return #kept.layers - 1
    end
    function core.field(layer, options)
        if options.name == "start" then error({ message = "field 'start': the name is a column that every layer has" }, 0) end
        table.insert(kept.layers[layer + 1].fields, options)
    end
    function core.member(layer, member, condition)
        local union = kept.layers[layer + 1]
        union.members = union.members or {}
        table.insert(union.members, { member, condition })
    end
end

local function add_programs(core, kept)
    function core.compile(tree, env)
        local layers = {}
        for name in pairs(layers_of(tree, {})) do
            if not kept.by_name[name] then error({ message = ("there is no layer '%s'"):format(name), file = env.file, line = env.line }, 0) end
            layers[#layers + 1] = name
        end
        table.sort(layers)
        return {
            tree = tree,
            captures = function() return captures_of(tree, false, {}, {}) end,
            layers = function() return layers end,
            is_empty = function() return false end,
        }
    end
    function core.condition(tree, layer) return { tree = tree, layer = layer } end
    function core.rule(spec)
        kept.rules[#kept.rules + 1] = spec
        return #kept.rules
    end
    function core.plan(stages) kept.plan = stages end
    function core.set_host(host) kept.host = host end
    function core.log() end
end

local function add_files(core, files)
    function core.read(path)
        if files[path] then return files[path] end
        return nil, ("there is no file '%s'"):format(path)
    end
    core.peek = core.read
    function core.list(folder)
        local names, seen = {}, {}
        for path in pairs(files) do
            local name = path:sub(1, #folder + 1) == folder .. "/" and path:sub(#folder + 2):match("^[^/]+")
            if name and not seen[name] then
                seen[name] = true
                names[#names + 1] = name
            end
        end
        table.sort(names)
        return #names > 0 and names or nil
    end
    function core.kind(path)
        if files[path] then return "file" end
        return core.list(path) and "folder" or nil
    end
end

--- A core over files in memory.
-- @param files table path → text
-- @return table the module, table what it was given: layers, rules, plan, host
function M.new(files)
    local kept = { layers = {}, by_name = {}, rules = {} }
    local core = { version = "0", lexicon = new_lexicon }
    add_schema(core, kept)
    add_programs(core, kept)
    add_files(core, files)
    return core, kept
end

--- A fresh library over such a core.
-- @return table lunette.init, table what the core was given
function M.load(files)
    for name in pairs(package.loaded) do
        if name:match("^lunette%.") and not name:match("^lunette%.pattern") then package.loaded[name] = nil end
    end
    local core, kept = M.new(files)
    package.loaded["lunette.core"] = core
    return require "lunette.init", kept
end

return M
