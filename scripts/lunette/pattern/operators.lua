-- operators.lua - the Lua form of patterns: objects with LPeg's operators, made of the same trees as the text form.
--
-- Sits on check.lua and the module that opens it (for parse and describe). Objects are empty, locked tables; their trees are kept here and
-- never change: an operator makes a new tree from copies of its operands' outermost nodes. Repetition and choice backtrack, unlike LPeg's.

local check = require "lunette.pattern.check"

local M = {}

local MOST = 4096                    -- repetitions; counts are unrolled

local PARTS = 4096                   -- of a pattern: one that is joined with itself has twice as many each time

local DEEPEST = 12                   -- calls between a plugin's line and here

local usage_meta = {
    __tostring = function(err) return err.file and ("%s:%d: %s"):format(err.file, err.line, err.message) or err.message end,
    __metatable = "error",
}

-- The nearest line outside the library that led here; `error` puts it before a message.
local function caller()
    for level = 3, DEEPEST do
        local _, text = pcall(error, "", level)
        local file, line = text:match("^(.*):(%d+): $")
        if file and not file:find("scripts/lunette/", 1, true) then return file, math.tointeger(tonumber(line)) end
    end
end

local function usage(message, hint)
    local file, line = caller()
    return setmetatable({ code = "usage", message = message, hint = hint, file = file, line = line }, usage_meta)
end

-- ("a" * "b") * "c" is one sequence of three.
local function join(tag, left, right)
    local node = { tag = tag }
    for _, part in ipairs { left, right } do
        if part.tag == tag then
            table.move(part, 1, #part, #node + 1, node)
        else
            node[#node + 1] = part
        end
    end
    return node
end

-- How many nodes a tree has, counted as far as `most`.
local function count_parts(node, most)
    local n = 1
    for _, part in ipairs(node) do
        if n > most then break end
        if type(part) == "table" then n = n + count_parts(part, most - n) end
    end
    return n
end

local function repeated(node, n)
    if math.type(n) ~= "integer" or n > MOST or n < -MOST then
        error(usage(("p ^ n: n is %s, not an integer from -%d to %d"):format(tostring(n), MOST, MOST), "p^0 any number, p^1 at least one, p^-1 at most one"), 0)
    end
    return { tag = "repeat", node, min = math.max(n, 0), max = n < 0 and -n or -1 }
end

--- Makes the functions new, later, tree, source and is of pattern objects.
-- @param pattern table with parse, describe and context
-- @return table
function M.open(pattern)
    local trees = setmetatable({}, { __mode = "k" })         -- or the function that makes one, until somebody asks
    local sources = setmetatable({}, { __mode = "k" })
    local object = {}
    local methods, meta = {}, { __metatable = "pattern", __name = "pattern" }

    local function wrap(tree)
        local made = setmetatable({}, meta)
        trees[made] = tree
        return made
    end

    local function parse(text, options)
        local tree, err = pattern.parse(text, options)
        if not tree then error(err, 0) end
        return tree
    end

    local function tree_of(value)
        local tree = trees[value]
        if type(tree) == "function" then
            tree = tree()
            trees[value] = tree
        end
        return tree
    end

    local function promote(value, what)
        if type(value) == "string" then
            local file, line = caller()
            return parse(value, { file = file, line = line })
        end
        local tree = type(value) == "table" and tree_of(value)
        if not tree then
            error(usage(("%s: a %s is no pattern"):format(what, type(value)), "operands are patterns and texts"), 0)
        end
        return tree
    end

    -- Checked in its own text, so that errors show the whole pattern.
    local function combine(tree)
        if count_parts(tree, PARTS) > PARTS then
            error(usage(("the pattern has more than %d parts"):format(PARTS),
                'a list of phrases is a lexicon; inner parts can have names: define "part" [[ ... ]]'), 0)
        end
        if not pcall(check.check, { text = "" }, tree) then
            local file, line = caller()
            check.check({ text = pattern.describe(tree), file = file, line = line }, tree)
        end
        return wrap(tree)
    end

    function meta.__mul(a, b) return combine(join("seq", promote(a, "p * q"), promote(b, "p * q"))) end
    function meta.__add(a, b) return combine(join("choice", promote(a, "p + q"), promote(b, "p + q"))) end
    function meta.__pow(a, n) return combine(repeated(promote(a, "p ^ n"), n)) end
    function meta.__unm(a) return combine { tag = "ahead", negative = true, promote(a, "-p") } end
    function meta.__len(a) return combine { tag = "ahead", promote(a, "#p") } end
    function meta.__sub(a, b)
        return combine(join("seq", { tag = "ahead", negative = true, promote(b, "p - q") }, promote(a, "p - q")))
    end
    function meta.__tostring(self) return pattern.describe(tree_of(self)) end
    function meta.__newindex() error(usage("a pattern cannot be changed", "operators make new patterns"), 0) end
    meta.__index = methods

    --- p:capture "who": what p matches fills the field or variable `who`.
    function methods.capture(self, name)
        local tree = promote(self, "p:capture")
        if type(name) ~= "string" or not name:find("^%l[%l%d_]*$") then
            error(usage(("p:capture: '%s' cannot name a capture: lower-case letters, digits and _ expected"):format(tostring(name))), 0)
        end
        return combine { tag = "capture", tree, name = name }
    end

    function object.new(text, options)
        if type(text) ~= "string" then
            error(usage(("pattern: a %s in place of the pattern's text"):format(type(text)), "write pattern [[ ... ]]"), 0)
        end
        local made = wrap(parse(text, options))
        sources[made] = text
        return made
    end

    function object.later(text, options)
        local made = wrap(function() return parse(text, options) end)
        sources[made] = text
        return made
    end

    function object.tree(value)
        local tree = promote(value, "a pattern")
        if pattern.context(tree) then return tree, pattern.context(tree).text end
        local text = pattern.describe(tree)
        local coherent = parse(text)
        trees[value] = coherent
        return coherent, text
    end

    function object.source(value) return sources[value] end
    function object.is(value) return type(value) == "table" and trees[value] ~= nil end
    return object
end

return M
