-- pattern.lua - the pattern language: text and Lua form to trees, names put in, trees back to text.
--
-- Sits on pattern/: chars (shapes of words and names), grammar (LPeg), diagnose and errors (what the author sees), check (what the
-- grammar cannot say), resolve (names), describe (printing), operators (the Lua form). Needs no engine. Trees are plain tables: a tag,
-- children or texts as elements, `at` (byte offset from 0) and `width` (bytes) in the text they came from; core.compile reads them.

local check = require "lunette.pattern.check"
local describe = require "lunette.pattern.describe"
local errors = require "lunette.pattern.errors"
local grammar = require "lunette.pattern.grammar"
local operators = require "lunette.pattern.operators"
local resolve = require "lunette.pattern.resolve"

local M = {}

local LONGEST = 1 << 20              -- bytes of one pattern's text; longer lists of words are lexicons

-- tree → what its text was, for errors found later; `complete`, its hints, where it has no names
local contexts = setmetatable({}, { __mode = "k" })

local function check_text(context)
    local text = context.text
    if #text > LONGEST then
        errors.raise_limit(context, 0, 0, ("a pattern of %d bytes: at most %d are read"):format(#text, LONGEST), "use a lexicon for long lists of words")
    end
    local good, bad = utf8.len(text)
    if not good then errors.raise(context, bad - 1, 1, "a byte that is not UTF-8", "save the file as UTF-8") end
    local nul = text:find("\0", 1, true)
    if nul then errors.raise(context, nul - 1, 1, "a NUL character: no document's text holds one", "remove it") end
end

local function parse_with(rules, context)
    check_text(context)
    local tree = rules:match(context.text, 1, { context = context, text = context.text, open = {}, done = {} })
    contexts[tree] = context
    return tree
end

local function new_context(text, options)
    options = options or {}
    return { text = text, file = options.file, line = options.line, column = options.column }
end

-- Expected errors are returned, defects raised on.
local function protect(call, ...)
    local good, first, second = pcall(call, ...)
    if good then return first, second end
    if errors.is(first) then return nil, first end
    error(first, 0)
end

local function parse_pattern(context, later)
    grammar.has_names = false
    local tree = parse_with(grammar.pattern, context)
    if later and grammar.has_names then return tree end
    local hints, has_names = check.check(context, tree)
    context.complete = not has_names and hints or nil
    return tree, hints
end

local function parse_condition(context)
    local tree = parse_with(grammar.condition, context)
    check.check_condition(context, tree)
    return tree
end

local function parse_host(context)
    local host = parse_with(grammar.host, context)
    if host.where then check.check_condition(context, host.where) end
    return host
end

--- Reads a pattern: `pattern.parse "actor:@actor (is | are) ready to"`
-- @param text text
-- @param options table|nil { file =, line =, column = }: where the text starts; `later`: names are put in next, which checks the tree
-- @return table|nil, table the tree and hints, or nil and an error table
function M.parse(text, options)
    return protect(parse_pattern, new_context(text, options), options and options.later)
end

--- Reads a condition without brackets: `pattern.parse_condition "actor.country = CN & !target"`
-- @return table|nil, table|nil the tree, or nil and an error table
function M.parse_condition(text, options)
    return protect(parse_condition, new_context(text, options))
end

--- Reads what rules are restricted to: `pattern.parse_host "statement.content[stance=assert]"`
-- @return table|nil, table|nil { layer =, field =, where = }, or nil and an error table
function M.parse_host(text, options)
    return protect(parse_host, new_context(text, options))
end

local function lookup_function(lookup)
    if type(lookup) == "function" then return lookup end
    return function(name) return lookup[name] end
end

-- Asked for when a name is not known.
local function known_names(lookup, options)
    return function()
        local known = {}
        local names = options and options.names or {}
        for name in pairs(grammar.classes) do known[#known + 1] = name end
        for _, name in ipairs(type(names) == "function" and names() or names) do known[#known + 1] = name end
        if type(lookup) == "table" then
            for name in pairs(lookup) do known[#known + 1] = name end
        end
        return known
    end
end

--- Puts in what names stand for. Raises an error table: a name that is not known, a definition by itself, a pattern that grows too large.
-- @param tree table from parse
-- @param lookup function|table name → tree or nil; trees may use names themselves
-- @param options table|nil { names = { texts } or a function for suggestions, cache = from new_cache, text =, file =, line =, column = }, the
-- last four where the tree did not come from parse
-- @return table, table the tree without names, itself where it has none, and its hints
function M.resolve(tree, lookup, options)
    local context = contexts[tree]
    if context and context.complete then return tree, context.complete end
    if not context then
        context = new_context(options and options.text or M.describe(tree), options)
    end
    local result, hints = resolve.resolve(context, tree, lookup_function(lookup), known_names(lookup, options),
        options and options.cache)
    contexts[result] = context
    return result, hints
end

--- A store for the definitions that patterns resolved with the same lookup use.
M.new_cache = resolve.cache

--- What a tree refers to: { names =, lexicons =, layers =, optional = }, sorted; optional are the layers only ever written @?.
function M.names(tree)
    return resolve.names(tree)
end

--- Where a tree's text is from: { text =, file =, line =, column = }, or nil.
function M.context(tree)
    return contexts[tree]
end

--- A tree as canonical text, which parse reads back as the same tree.
function M.describe(tree)
    return describe.pattern(tree)
end

--- A condition's tree as text.
function M.describe_condition(tree)
    return describe.condition(tree)
end

--- An error or hint as the program prints it: message, source line, underline, hint.
function M.render(err)
    return errors.render(err)
end

--- Names of classes and tags, which no definition may take: name → true.
M.classes = grammar.classes

local object = operators.open(M)

--- A pattern object, with the operators `*` (then), `+` (or), `^n` (repeated), `-` (not followed by), `#` (followed by) and
-- p:capture "name": `pattern [[ ~say ]] * -pattern "nothing"`. Raises an error table for a text that is no pattern.
M.new = object.new
--- The same of a text in which nothing is wrong: it is parsed when somebody asks for its tree.
M.later = object.later
--- A pattern object's tree, whose places are offsets in the second value, its text; a text is parsed.
M.tree = object.tree
--- The text a pattern object was made of; nil where operators made it.
M.source = object.source
--- Is this a pattern object?
M.is = object.is

return M
