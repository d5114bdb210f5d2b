-- describe.lua - prints trees as canonical text: what parse reads back as the same tree.
--
-- Sits on chars.lua. Nodes print by how tightly they bind, loosest first: choice, sequence, capture, prefix, repetition, element; a node
-- that binds more loosely than its place wants gets parentheses.

local lpeg = require "lpeg"
local chars = require "lunette.pattern.chars"

local M = {}

local CHOICE, SEQUENCE, CAPTURE, PREFIX, REPEAT, ELEMENT = 1, 2, 3, 4, 5, 6
local levels = { choice = CHOICE, seq = SEQUENCE, capture = CAPTURE, ahead = PREFIX, gap = PREFIX, ["repeat"] = REPEAT }

local bare_value = chars.closed(chars.value * -1)
local marks = { sentence_start = "<", sentence_stop = ">", scope_start = "<<", scope_stop = ">>" }

local print_node, print_condition

local function quote(text)
    return '"' .. text:gsub('[\\"]', "\\%0") .. '"'
end

-- `/` ends a regular expression: one that is not escaped yet gets its backslash.
local function print_regex(source, flags)
    local escaped = source:gsub("(\\?)(.)", function(escape, c)
        return c == "/" and escape == "" and "\\/" or escape .. c
    end)
    return "/" .. escaped .. "/" .. (flags or "")
end

local function print_list(node, separator, level, print)
    local parts = {}
    for i, child in ipairs(node) do parts[i] = print(child, level) end
    return table.concat(parts, separator)
end

-- Two closing brackets in a row would end a Lua long text.
local function bracketed(inner)
    return "[" .. inner .. (inner:sub(-1) == "]" and " ]" or "]")
end

local function print_values(values)
    local parts = {}
    for i, value in ipairs(values) do
        parts[i] = lpeg.match(bare_value, value) and value or quote(value)
    end
    return table.concat(parts, ",")
end

local OR, AND, NOT = 1, 2, 3

local function logical(node, level, print)
    local tag = node.tag
    if tag == "not" then return "!" .. print(node[1], NOT) end
    local own = tag == "or" and OR or AND
    local text = print_list(node, tag == "or" and " | " or " & ", own + 1, print)
    return own < level and "(" .. text .. ")" or text
end

function print_condition(node, level)
    local tag = node.tag
    if tag == "filled" then return node[1] end
    if tag == "compare" then return ("%s %s %s"):format(node[1], node.op, print_values(node.values)) end
    if tag == "match" then return ("%s ~ %s"):format(node[1], print_regex(node[2], node.flags)) end
    if tag == "in" then return ("%s in $%s"):format(node[1], node[2]) end
    return logical(node, level, print_condition)
end

local function print_test(node, level)
    local tag = node.tag
    if tag == "and" or tag == "or" or tag == "not" then return logical(node, level, print_test) end
    return print_node(node, ELEMENT)
end

local function print_bounds(node)
    local low, high = node.min, node.max
    local text
    if low == 0 and high == 1 then
        text = "?"
    elseif high == -1 and low <= 1 then
        text = low == 0 and "*" or "+"
    elseif low == high then
        text = ("{%d}"):format(low)
    else
        text = ("{%d,%s}"):format(low, high == -1 and "" or high)
    end
    return text .. (node.lazy and "?" or "")
end

local printers = {
    empty = function() return "()" end,
    word = function(node) return node[1] end,
    exact = function(node) return quote(node[1]) end,
    lemma = function(node) return "~" .. node[1] end,
    regex = function(node) return print_regex(node[1], node.flags) end,
    class = function(node) return "%" .. node[1] end,
    name = function(node) return "%" .. node[1] end,
    any = function() return "[]" end,
    lexicon = function(node) return "$" .. node[1] end,
    layer = function(node)
        local where = node.where and bracketed(print_condition(node.where, OR)) or ""
        return (node.optional and "@?" or "@") .. node[1] .. where
    end,
    token = function(node) return bracketed(print_test(node[1], OR)) end,
    seq = function(node) return print_list(node, " ", CAPTURE, print_node) end,
    choice = function(node) return print_list(node, " | ", SEQUENCE, print_node) end,
    ["repeat"] = function(node) return print_node(node[1], ELEMENT) .. print_bounds(node) end,
    gap = function(node)
        local size = node.max == -1 and "..." or ".." .. node.max
        return node.except and size .. "!" .. print_node(node.except, ELEMENT) or size
    end,
    ahead = function(node) return (node.negative and "!" or "&") .. print_node(node[1], PREFIX) end,
    behind = function(node) return (node.negative and "(?<! " or "(?<= ") .. print_node(node[1], CHOICE) .. ")" end,
    capture = function(node) return node.name .. ":" .. print_node(node[1], CAPTURE) end,
}

function print_node(node, level)
    local tag = node.tag
    local text = marks[tag] or printers[tag](node)
    return (levels[tag] or ELEMENT) < level and "(" .. text .. ")" or text
end

--- A pattern's tree as text.
-- @param tree table
-- @return text `actor:@actor cue:%ready`
function M.pattern(tree)
    return print_node(tree, CHOICE)
end

--- A condition's tree as text.
-- @return text `country = CN & !adjective`
function M.condition(tree)
    return print_condition(tree, OR)
end

return M
