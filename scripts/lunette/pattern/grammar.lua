-- grammar.lua - the text form of patterns and conditions: an LPeg grammar that makes trees.
--
-- Sits on chars.lua (shapes) and diagnose.lua (errors). Invariants: the first characters decide which rule applies, so nothing is read
-- twice but a word that might be a capture's name; where a rule has begun and cannot go on, diagnose raises at once. Hence time is linear
-- in the text, and LPeg's stack is bounded by DEPTH, the brackets inside each other; prefixes and names in a row are loops, not recursion.

local lpeg = require "lpeg"
local chars = require "lunette.pattern.chars"

-- Most patterns are right: what explains the others is loaded when the first one is not.
local diagnose = setmetatable({}, {
    __index = function(_, name)
        return function(...) return require "lunette.pattern.diagnose"[name](...) end
    end,
})

local C, Carg, Cc, Cg, Cmt, Cp, Cs, Ct, P, R, S, V =
    lpeg.C, lpeg.Carg, lpeg.Cc, lpeg.Cg, lpeg.Cmt, lpeg.Cp, lpeg.Cs, lpeg.Ct, lpeg.P, lpeg.R, lpeg.S, lpeg.V

local M = {}

local DEPTH = 200                    -- brackets inside each other; the engine's trees have the same limit
local STACK = 10000                  -- LPeg's backtrack entries: about 20 a bracket

if lpeg.setmaxstack then lpeg.setmaxstack(STACK) end      -- the engine has set it, and taken the function away

local classes = {}
for name in ("cap upper lower num punct verb noun adj adv propn aux adp det pron part cconj sconj intj sym x"):gmatch "%a+" do
    classes[name] = true
end
M.classes = classes
M.has_names = false                  -- was one read since somebody said that none was?

-- What stands in several places is a rule of every grammar, compiled once.
local shared = {}
for name, rule in pairs(chars.rules) do shared[name] = rule end
local function rule(name, body)
    shared[name] = body
    return V(name)
end

local space = chars.space
local stop_of_element = rule("stop_of_element", chars.blank + S ")|]#" + -1)

-- ---- errors, nesting ----

-- Raises here; consumes nothing.
local function refuse(report)
    return Cmt(Carg(1), function(_, i, st) report(st, i) end)
end

-- Raises where the guard matches, else fails; for choices inside loops, whose bodies LPeg wants to see consume.
local function refuse_at(guard, report)
    return #P(guard) * refuse(report) * 1
end

-- Raises where the guard matches, else goes on.
local function unless(guard, report)
    return #P(guard) * refuse(report) + P(true)
end

local function opening(sign)
    return P(sign) * Cmt(Carg(1), function(_, i, st)
        local open = st.open
        if #open == DEPTH then diagnose.too_deep(st, i - #sign, DEPTH) end
        open[#open + 1] = { at = i - #sign, sign = sign }
        return true
    end)
end

local function closing(sign, report)
    return P(sign) * Cmt(Carg(1), function(_, _, st)
        st.open[#st.open] = nil
        return true
    end) + refuse(report)
end

-- ---- nodes ----

local function place(start, node, stop)
    node.at, node.width = start - 1, stop - start
    return node
end

local function tree(tag, body)
    return Cp() * Ct(Cg(Cc(tag), "tag") * body) * Cp() / place
end

-- A node that holds a text and nothing else.
local function leaf(tag, body)
    return Cp() * body * Cp() / function(start, text, stop) return { tag = tag, text, at = start - 1, width = stop - start } end
end

-- One part stands for itself, several become a node.
local function list(tag, part, join)
    return Cp() * Ct(part * (join * part) ^ 0) * Cp() / function(start, parts, stop)
        if #parts == 1 then return parts[1] end
        parts.tag = tag
        return place(start, parts, stop)
    end
end

-- What stands in brackets is built as soon as they close and kept in the state by its start: LPeg nests captures no deeper than 200, and
-- a level of brackets would cost ten of them.
local function store(_, _, st, start, node)
    st.done[start] = node
    return true
end

local function take(st, start)
    return st.done[start]
end

local function detached(body)
    return Carg(1) * Cp() / take * Cmt(Carg(1) * Cp() * body, store)
end

-- Prefixes { at, make } apply to what follows them, the innermost last.
local function apply_prefixes(prefixes, node, stop)
    for i = #prefixes, 1, -1 do
        node = place(prefixes[i].start, prefixes[i].make(node), stop)
    end
    return node
end

local function prefix(body, make)
    return Ct(Cg(Cp(), "start") * body * Cg(Cc(make), "make"))
end

-- ---- one token ----

local escape = P "\\" / "" * S '"\\'
local bad_escape = refuse_at("\\", diagnose.bad_escape)
local quoted_text = Cs((escape + bad_escape + (P(1) - S '"\\')) ^ 0)
local quoted = rule("quoted", unless('"' * ("\\" * P(1) + (P(1) - S '"\\')) ^ 0 * -1, diagnose.unclosed_quote) * '"' * quoted_text * '"')

local not_glued = rule("not_glued", unless(chars.glued, diagnose.glued))
-- said   U.S.   don't
local word = leaf("word", C(chars.word)) * not_glued
local test_word = leaf("word", C(chars.test_word)) * unless("&" * chars.letter_or_digit, diagnose.ambiguous_join)
-- "In a statement"
local exact = rule("exact", unless('"' * S " \t\r\n" ^ 0 * '"', diagnose.empty_quote) * leaf("exact", quoted))
-- , ; . - –
local sign = leaf("word", C(chars.sign))
-- ~say
local function lemma_of(shape)
    return leaf("lemma", "~" * (C(shape) + refuse(diagnose.bad_lemma)))
end
local lemma = lemma_of(chars.lemma) * not_glued
local test_lemma = lemma_of(chars.test_lemma) * unless("&" * chars.letter_or_digit, diagnose.ambiguous_join)
-- /ed$/   /and\/or/i
local regex_text = ("\\" * (P(1) - chars.blank) + (P(1) - S "/\\" - chars.blank)) ^ 1
local regex_parts = rule("regex_parts", (#("/" * regex_text * "/") + refuse_at("/", diagnose.bad_regex)) * "/" * C(regex_text) * "/"
    * Cg(C(P "i" ^ -1), "flags") * unless(chars.letter_or_digit, diagnose.bad_flag))
local regex = rule("regex", tree("regex", regex_parts))
-- the name after a sigil
local name_end = unless(chars.letter_or_digit, diagnose.long_name) * not_glued
local name = rule("name", C(chars.name) * name_end + refuse(diagnose.bad_name))
-- %cap   %ready
local class = rule("class", leaf("name", "%" * name) / function(node)
    if classes[node[1]] then node.tag = "class" else M.has_names = true end
    return node
end)
-- $praise
local lexicon = rule("lexicon", leaf("lexicon", "$" * name))
-- @person   @?weapon   @actor[country=CN]
local layer = rule("layer", tree("layer", "@" * (("?" * Cg(Cc(true), "optional")) ^ -1 * name)
    * Cg(V "condition_brackets", "where") ^ -1))
-- []
local any = tree("any", "[" * space * "]")

-- ---- [ tests of one token ] ----

local test_leaf = exact + regex + test_lemma + class + lexicon + layer + test_word + sign
local function make_not(node) return { tag = "not", node } end
local test_prefix = unless("!" * stop_of_element, diagnose.loose_prefix) * prefix(P "!", make_not)
local function brackets(inner, report)
    return detached(opening "(" * space * inner * space * closing(")", report))
end

local tests = {
    test_not = Ct(test_prefix ^ 0) * (brackets(V "test", diagnose.test_end) + test_leaf + refuse(diagnose.test)) * Cp() / apply_prefixes,
    test_and = list("and", V "test_not", space * "&" * space),
    test = list("or", V "test_and", space * "|" * space),
    -- [~support & %cap & !/ed$/]
    token = detached(tree("token", opening "[" * space * V "test" * space * closing("]", diagnose.test_end))),
}

-- ---- conditions on fields ----

local value = quoted + C(chars.value) + refuse(diagnose.value)
local values = Ct(value * (space * "," * space * value) ^ 0)
local comparison = P "!=" + "<=" + ">=" + "=" + "<" + ">"
local bad_comparison = P "==" + "=~" + "~=" + "<>" + "=>" + "=<" + ":" + "!" * (P(1) - "=")
local compare = Cg(Cc "compare", "tag") * Cg(C(comparison), "op") * space * Cg(values, "values")
local match = Cg(Cc "match", "tag") * "~" * space * (regex_parts + refuse(diagnose.operand))
local lookup = Cg(Cc "in", "tag") * "in" * -(chars.letter_or_digit + "_") * space * ("$" * name + refuse(diagnose.operand))
local filled = Cg(Cc "filled", "tag")
local condition_leaf = Cp() * Ct(C(chars.field) * -(chars.letter_or_digit + "_")
    * (space * unless(bad_comparison, diagnose.operator) * (compare + match + lookup) + filled)) * Cp() / place
local condition_prefix = unless("!" * stop_of_element, diagnose.loose_prefix) * prefix(P "!", make_not)

local conditions = {
    condition_not = Ct(condition_prefix ^ 0)
        * (brackets(V "condition", diagnose.condition_end) + condition_leaf + refuse(diagnose.condition)) * Cp() / apply_prefixes,
    condition_and = list("and", V "condition_not", space * "&" * space),
    condition = list("or", V "condition_and", space * "|" * space),
    -- [country=CN & !adjective]
    condition_brackets = opening "[" * space * V "condition" * space * closing("]", diagnose.condition_end),
}

-- ---- elements ----

local function count(text)
    return #text > 6 and 1000000 or math.tointeger(tonumber(text))
end
local number = C(chars.digits) / count

-- ?   *   +   {2}   {2,}   {2,5}, and lazy with a ? more
local function bounds(min, max)
    return Cg(Cc(min), "min") * Cg(Cc(max), "max")
end
local braces = "{" * space * Cg(number, "min") * space * ("," * space * (Cg(number, "max") + Cg(Cc(-1), "max")) * space) ^ -1 * "}"
local quantifier = Ct((P "?" * bounds(0, 1) + P "*" * bounds(0, -1) + P "+" * bounds(1, -1) + braces + refuse_at("{", diagnose.bad_counts))
    * Cg("?" * Cc(true), "lazy") ^ -1) * unless(chars.quantifier, diagnose.second_quantifier)

local function make_repeat(start, node, quantity, stop)
    if not stop then return node end
    quantity.tag, quantity.max = "repeat", quantity.max or quantity.min
    quantity[1] = node
    return place(start, quantity, stop)
end

-- ...   ..5   ...!@actor   ..5!(a | b)
local gap_size = refuse_at("....", diagnose.bad_gap)
    + unless("..." * chars.digits, diagnose.bad_gap) * "..." * Cg(Cc(-1), "max")
    + unless(".." * chars.digits ^ -1 * (chars.letter_or_digit - R "09"), diagnose.bad_gap) * ".." * Cg(number, "max")
    + refuse_at("..", diagnose.bad_gap)
local except = "!" * unless(stop_of_element + chars.quantifier + chars.name * ":", diagnose.bad_except)
    * (Cg(V "element", "except") + refuse(diagnose.element)) * unless(chars.quantifier, diagnose.bad_except)
local gap = #P ".." * tree("gap", gap_size * except ^ -1) * unless(chars.quantifier, diagnose.repeated_gap)

-- <   >   <<   >>
local mark = tree("scope_start", P "<<") + tree("scope_stop", P ">>") + tree("sentence_start", P "<") + tree("sentence_stop", P ">")

-- (?<= a b)   (?<! a b)
local function behind(sign_text, negative)
    return detached(tree("behind", negative * opening(sign_text) * space * V "choice" * space * closing(")", diagnose.ending)))
end

-- who:   !   &
local function make_ahead(node) return { tag = "ahead", node } end
local function make_not_ahead(node) return { tag = "ahead", negative = true, node } end
local capture_name = Cg(C(chars.name), "name") * ":" * unless(stop_of_element, diagnose.loose_capture)
local capture_prefix = #(chars.name * ":") * prefix(capture_name, false)
local sign_prefix = #S "&!" * unless(S "&!" * stop_of_element, diagnose.loose_prefix)
    * (prefix(P "!", make_not_ahead) + prefix(P "&", make_ahead)) * unless(chars.name * ":", diagnose.captured_lookaround)
local prefixes = Ct(capture_prefix ^ 1 * sign_prefix ^ 0 + sign_prefix ^ 1) / function(found)
    for _, each in ipairs(found) do
        if each.name then each.make = function(node) return { tag = "capture", name = each.name, node } end end
    end
    return found
end

local elements = {
    element = exact + regex + lemma + class + lexicon + layer + any + V "token"
        + behind("(?<=", P(true)) + behind("(?<!", Cg(Cc(true), "negative")) + refuse_at("(?", diagnose.bad_group)
        + brackets(V "choice", diagnose.ending) + mark + word + sign,
    postfix = Cp() * V "element" * (quantifier * Cp()) ^ -1 / make_repeat,
    item = prefixes * (gap + V "postfix" + refuse(diagnose.element)) * Cp() / apply_prefixes + gap + V "postfix",
    sequence = list("seq", V "item", space) + refuse(diagnose.element),
    choice = list("choice", V "sequence", space * "|" * space),
}

-- statement   statement.content   act[kind=pledge]
local host = Ct((Cg(C(chars.name), "layer") + refuse(diagnose.host)) * ("." * (Cg(C(chars.name), "field") + refuse(diagnose.host))) ^ -1
    * (Cg(V "condition_brackets", "where") + unless(P(1) - chars.blank, diagnose.host)))

local function grammar(start, report)
    local rules = { space * V(start) * space * (-1 + refuse(report)) }
    for _, part in ipairs { shared, tests, conditions, elements, { host = host } } do
        for key, body in pairs(part) do rules[key] = body end
    end
    return P(rules)
end

--- A whole pattern.
M.pattern = grammar("choice", diagnose.ending)
--- A condition without brackets: actor.country = CN & !target
M.condition = grammar("condition", diagnose.condition_end)
--- A layer, perhaps one of its fields, perhaps a condition: statement.content[stance=assert]
M.host = grammar("host", diagnose.host)

return M
