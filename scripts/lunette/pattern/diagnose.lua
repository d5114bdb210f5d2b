-- diagnose.lua - why the grammar cannot go on: each way to write a pattern wrongly, with what to write instead.
--
-- Sits on chars.lua and errors.lua. The grammar calls these at the position (from 1) where it stands; all of them raise. The state is
-- { context =, text =, open = { { at =, sign = } ... }, done = { start → node } }: open lists the brackets not closed yet, innermost last;
-- done holds what stood in closed ones.

local lpeg = require "lpeg"
local chars = require "lunette.pattern.chars"
local errors = require "lunette.pattern.errors"

local M = {}

local closers = { ["("] = ")", ["(?<="] = ")", ["(?<!"] = ")", ["["] = "]" }
local word_after = chars.closed(chars.letter_or_digit)
local one_character = lpeg.C(chars.character)
local name_like = lpeg.C(chars.closed(chars.name_like))
local blank = chars.closed(chars.blank)

local quote_marks = { ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true }
local quantifiers = { ["?"] = true, ["*"] = true, ["+"] = true, ["{"] = true }

-- A name in a message: as much as tells which one.
local LONGEST_SHOWN = 40
local function shown(text)
    return #text <= LONGEST_SHOWN and text or text:sub(1, utf8.offset(text, 0, LONGEST_SHOWN) - 1) .. "..."
end

local function raise(st, i, width, message, hint)
    errors.raise(st.context, i - 1, width, message, hint)
end

local function character_at(st, i)
    return one_character:match(st.text, i) or st.text:sub(i, i)
end

local function quoted(sign)
    return (sign == '"' or sign == "\\") and ('"\\%s"'):format(sign) or ('"%s"'):format(sign)
end

-- What stands before position i, as far as a message needs it: patterns anchored at the end are slow on long texts.
local LOOK_BACK = 80
local function before(st, i)
    return st.text:sub(math.max(1, i - LOOK_BACK), i - 1)
end

local function where_opened(st, opened)
    local place = errors.new(st.context, opened.at - 1, 1, "")
    return ("line %d, column %d"):format(place.line, place.column)
end

local early_end = "inside [[ ... ]] a ']]' ends the Lua text: write '] ]', or put the pattern in [=[ ... ]=]"

local function unclosed(st)
    local opened = st.open[#st.open]
    local closer = closers[opened.sign]
    local is_lua = (st.context.file or ""):find "%.lua$"
    local hint = closer == "]" and (is_lua and early_end or "add ']' where the test ends") or ("add '%s' where the group ends"):format(closer)
    raise(st, opened.at, #opened.sign, ("'%s' is never closed: '%s' expected before the pattern ends"):format(opened.sign, closer), hint)
end

-- ( a ]
local function wrong_closer(st, i, sign)
    local opened = st.open[#st.open]
    if not opened then
        raise(st, i, 1, ("'%s' closes nothing: no bracket is open here"):format(sign), "remove it, or quote it: " .. quoted(sign))
    end
    local closer = closers[opened.sign]
    raise(st, i, 1, ("'%s' found, '%s' expected: '%s' was opened at %s"):format(sign, closer, opened.sign, where_opened(st, opened)))
end

local function last_not_blank(st)
    local stop = #st.text
    while stop > 1 and st.text:find("^%s", stop) do stop = stop - 1 end
    return math.max(stop, 1)
end

-- ( a | )   ( )   a |
local function empty_choice(st, i)
    local opened = st.open[#st.open]
    if opened and st.text:sub(opened.at + #opened.sign, i - 1):find("^%s*$") and st.text:sub(i, i) == closers[opened.sign] then
        raise(st, opened.at, i - opened.at + 1, "nothing stands between the brackets", "any token is written []")
    end
    raise(st, i, 1, ("an empty choice: an element expected before '%s'"):format(st.text:sub(i, i)), "what may be absent is written (a | b)?")
end

local function pattern_ends(st)
    if #st.open > 0 then unclosed(st) end
    if st.text:find("|%s*$") then
        raise(st, last_not_blank(st), 1, "an empty choice: an element expected after '|'", "what may be absent is written (a | b)?")
    end
    raise(st, 1, 0, "the pattern is empty: an element expected", "any token is written []")
end

-- name: x   Who:@actor   10:30
local function colon(st, i)
    local text = before(st, i):match("[%w_]+$")
    if text and text:find("^%a") and not text:find("^%l[%l%d_]*$") and not blank:match(st.text, i + 1) and i < #st.text then
        raise(st, i - #text, #text + 1, ("'%s' cannot name a capture: lower-case letters, digits and _ expected"):format(shown(text)),
            ("write %s:, or \":\" for the sign"):format(shown(M.lower_name(text))))
    end
    raise(st, i, 1, "':' is a sign that must be quoted", 'write ":"; a capture is written name:element, without spaces')
end

--- A name as it should have been written: lower-case letters, digits, _.
function M.lower_name(text)
    return (text:lower():gsub("[^%l%d_]", "_"):gsub("^[%d_]+", ""))
end

-- ~ x   ~"say"
function M.bad_lemma(st, i)
    raise(st, i - 1, 1, "a word must touch '~'", 'write ~say for any form of a word; the sign itself is written "~"')
end

-- @Actor   %5   $ x: i is after the sigil (and the ? of @?)
function M.bad_name(st, i)
    i = i - #before(st, i):match("[@$%%]%??$")
    local sigil = st.text:sub(i, i)
    local optional = st.text:sub(i + 1, i + 1) == "?" and "?" or ""
    local text = name_like:match(st.text, i + 1 + #optional)
    if not text then
        local number = before(st, i):match("%d[%d.,]*$")
        if sigil == "%" and number then
            raise(st, i, 1, "'%' is a sign that must be quoted", ("write \"%s%%\""):format(number))
        end
        raise(st, i, 1 + #optional, ("a name must touch '%s'"):format(sigil .. optional),
            ("the sign itself is written %s"):format(quoted(sigil)))
    end
    local width = #text + 1 + #optional
    if text:find("^%d") then
        raise(st, i, width, ("'%s' is no name: names start with a lower-case letter"):format(sigil .. shown(text)),
            ("the words are written %s"):format(quoted(sigil .. shown(st.text:match("^[%w_.,-]*[%w_]", i + 1 + #optional)))))
    end
    local lower = M.lower_name(text)
    raise(st, i, width, ("'%s' is no name: lower-case letters, digits and _ expected"):format(sigil .. shown(text)),
        #lower > 0 and ("write %s%s%s"):format(sigil, optional, shown(lower)) or nil)
end

-- a*b   e@mail
function M.glued(st, i)
    local sign = st.text:sub(i, i)
    local head = before(st, i):match("[%w_'.-]+$") or ""
    local after = st.text:sub(i + 1):match("^[%w_]+") or ""
    raise(st, i, 1, ("'%s' stands between word characters"):format(sign),
        ("quote it: \"%s%s%s\"; or put a space where one element ends"):format(head, sign, after))
end

-- name: x
function M.loose_capture(st, i)
    local name = before(st, i):match("([%l%d_]*):$")
    local start = i - #name - 1
    raise(st, start, i - start, ("'%s:' must touch what it captures"):format(shown(name)),
        ("write %s:element for a capture, or %s \":\" for the word and the sign"):format(shown(name), shown(name)))
end

-- ! x   & x
function M.loose_prefix(st, i)
    local sign = st.text:sub(i, i)
    raise(st, i, 1, ("'%s' must touch the element that follows"):format(sign), ("write %sx, or %s for the sign"):format(sign, quoted(sign)))
end

-- !x:@actor
function M.captured_lookaround(st, i)
    raise(st, i, 1, "no captures inside lookaround: the words are looked at, not taken", "put the capture outside, or drop its name")
end

-- a?*
function M.second_quantifier(st, i)
    raise(st, i, 1, ("'%s' follows a repetition"):format(st.text:sub(i, i)), 'repeat a group, (a+)?, or quote the signs: "C++"')
end

-- a{x}
function M.bad_counts(st, i)
    raise(st, i, 1, "counts are written {2}, {2,} or {2,5}", ('the sign is written "{"'))
end

-- ...?
function M.repeated_gap(st, i)
    raise(st, i, 1, ("a gap takes no '%s'"):format(st.text:sub(i, i)), "a gap already takes any number of tokens; ..5 takes at most five")
end

-- ....   ..   ...5   ..5x
function M.bad_gap(st, i)
    local dots = st.text:sub(i):match("^%.+")
    local rest = st.text:sub(i + #dots):match("^%w+") or ""
    local wanted = "write ... for any number of tokens, ..5 for at most five"
    if #dots == 3 and #rest > 0 then
        raise(st, i, 3 + #rest, ("'...%s': a gap of at most %s tokens has two dots"):format(shown(rest), shown(rest)), ("write ..%s"):format(shown(rest)))
    end
    if #dots == 2 and #rest > 0 then
        raise(st, i, 2 + #rest, ("'..%s' is no gap: a number expected after '..'"):format(shown(rest)), wanted)
    end
    raise(st, i, #dots, #dots > 3 and "a gap has three dots" or "'..' is no gap: a number expected after it", wanted)
end

-- ...! x   ...!x:@actor   ...!a?
function M.bad_except(st, i)
    local c = st.text:sub(i, i)
    if quantifiers[c] then
        raise(st, i, 1, ("what a gap must not meet takes no '%s'"):format(c), "one element or a parenthesised choice: ...!(a | b)")
    end
    local name = st.text:match("^%l[%l%d_]*:", i)
    if name then
        raise(st, i, #name, "what a gap must not meet takes no capture", "one element or a parenthesised choice: ...!(a | b)")
    end
    raise(st, i - 1, 1, "'!' after a gap must touch what the gap must not meet", "one element or a parenthesised choice: ...!(a | b)")
end

-- (?:a)   (?=a)
function M.bad_group(st, i)
    local sign = st.text:match("^%(%?<?[=!:>]?", i)
    local hints = { ["(?="] = "followed by p is written &p", ["(?!"] = "not followed by p is written !p" }
    raise(st, i, #sign, ("'%s' is no group"):format(sign), hints[sign] or "a group is ( a | b ), preceded by is (?<= p), not preceded by (?<! p)")
end

-- "a \n b"
function M.bad_escape(st, i)
    local escape = st.text:sub(i, i) .. character_at(st, i + 1)
    raise(st, i, #escape, ("'%s' is no escape: only \\\" and \\\\ are, inside quotes"):format(escape), 'a backslash itself is written \\\\')
end

-- "a
function M.unclosed_quote(st, i)
    raise(st, i, 1, "'\"' is never closed: '\"' expected before the pattern ends", 'the sign is written "\\""')
end

-- ""
function M.empty_quote(st, i)
    raise(st, i, 2, "nothing stands between the quotes", "any token is written []")
end

-- /a b/   /a   //
function M.bad_regex(st, i)
    local body = st.text:match("^/([^%s/]*)", i)
    local stop = st.text:sub(i + 1 + #body, i + 1 + #body)
    if #body == 0 and stop == "/" then
        raise(st, i, 2, "an empty regular expression", 'the signs are written "//"')
    end
    if #body == 0 then
        raise(st, i, 1, "'/' starts a regular expression, which must touch it", 'the sign is written "/"')
    end
    if stop == "" then
        raise(st, i, #body + 1, "'/' is never closed: '/' expected before the pattern ends", 'the sign is written "/"')
    end
    raise(st, i + 1 + #body, 1, "a space in a regular expression: it is tested on one word", "write one expression a word: /re/ /re/")
end

-- /a/x
function M.bad_flag(st, i)
    local flag = st.text:match("^%w+", i) or character_at(st, i)
    raise(st, i, #flag, ("'%s' is no flag of a regular expression: only i is"):format(flag), "put a space before the next element")
end

-- %ready2Go, @actorX: a name that goes on with what no name has
function M.long_name(st, i)
    while st.text:find("^[%l%d_]", i - 1) do i = i - 1 end
    M.bad_name(st, i)
end

-- [a&b]
function M.ambiguous_join(st, i)
    raise(st, i, 1, "'&' touches a word: one word or two tests?", 'write [a & b] for two tests, "a&b" for one word')
end

-- @country=CN   @act [kind=pledge]
local function stray_condition(st, i, c)
    if not c:find "^[=<>:]$" then return end
    local text = before(st, i)
    local layer, field = text:match "@(%l[%l%d_]*)%s+%[%s*!?([%a_][%w_]*)%s*$"
    if layer then raise(st, i, 1, ("a condition on '@%s' must touch it"):format(layer), ("write @%s[%s = …], without a space"):format(layer, field)) end
    layer = text:match "@(%l[%l%d_]*)%s*$"
    if layer then raise(st, i, 1, ("a condition on '@%s' stands in brackets that touch it"):format(layer), ("for example @%s[field = value]"):format(layer)) end
end

--- The pattern does not go on with any element.
function M.element(st, i)
    local c = character_at(st, i)
    stray_condition(st, i, c)
    if c == "" then pattern_ends(st) end
    if c == ")" or c == "|" then
        local opened = st.open[#st.open]
        if c == ")" and (not opened or closers[opened.sign] ~= ")") then wrong_closer(st, i, c) end
        empty_choice(st, i)
    end
    if c == "]" then wrong_closer(st, i, c) end
    if c == ":" then colon(st, i) end
    if quantifiers[c] then
        raise(st, i, 1, ("'%s' has nothing to repeat: it must touch the element before it"):format(c),
            ("write a%s, or %s for the sign"):format(c == "{" and "{2,5}" or c, quoted(c)))
    end
    if c:find "%c" then raise(st, i, 1, "a control character, which no token holds", "remove it") end
    if quote_marks[c] then
        raise(st, i, #c, ("'%s' is a sign that must be quoted; exact words stand in straight quotes"):format(c), 'write "words", or ' .. quoted(c))
    end
    if c == "'" then raise(st, i, 1, "an apostrophe alone is a sign that must be quoted", [=[write "'"]=]) end
    if c == "…" then raise(st, i, #c, "'…' is one sign, which must be quoted", 'a gap is three dots: ...; the sign is written "…"') end
    raise(st, i, #c, ("'%s' is a sign that must be quoted"):format(c), "write " .. quoted(c))
end

--- A pattern or group does not end here, and no element starts either.
function M.ending(st, i)
    local c = st.text:sub(i, i)
    if c == "" then pattern_ends(st) end
    if c == ")" or c == "]" then wrong_closer(st, i, c) end
    M.element(st, i)
end

--- [ ... ] of one token: no test where one is expected.
function M.test(st, i)
    local c = character_at(st, i)
    if c == "" then pattern_ends(st) end
    if c == "!" then M.loose_prefix(st, i) end
    if c == "[" then raise(st, i, 1, "'[' inside [ ]: one token is tested, parentheses group tests", "write (a | b)") end
    if st.text:find("^%.%.", i) then raise(st, i, 2, "a gap inside [ ]: one token is tested", "put the gap outside the brackets") end
    if c == "]" or c == ")" or c == "|" or c == "&" then
        raise(st, i, 1, ("'%s' found where a test is expected"):format(c), "tests are words, ~lemma, /re/, %class, $lexicon, @layer")
    end
    raise(st, i, #c, ("'%s' is no test"):format(c), "write " .. quoted(c) .. " for the sign")
end

--- [ ... ] of one token: after a test neither `&`, `|` nor the closing bracket.
function M.test_end(st, i)
    local c = character_at(st, i)
    if c == "" then unclosed(st) end
    stray_condition(st, i, c)
    if c == ")" or c == "]" then wrong_closer(st, i, c) end
    if c == ":" then raise(st, i, 1, "no captures inside [ ]", 'put the name before the bracket: name:[...]; the sign is written ":"') end
    if quantifiers[c] and not blank:match(st.text, i - 1) then
        raise(st, i, 1, ("no repetition inside [ ]: '%s' follows a test of one token"):format(c), ("put it after the bracket: [...]%s"):format(c))
    end
    if word_after:match(st.text, i) or c:find("[~@$%%/\"!(]") then
        raise(st, i, #c, "tests in [ ] are joined by & or |", "write [a | b] for either, [a & b] for both; words in a row stand outside brackets")
    end
    raise(st, i, #c, ("'%s' found, '&', '|' or ']' expected"):format(c), "write " .. quoted(c) .. " for the sign")
end

--- Conditions: no field where one is expected.
function M.condition(st, i)
    local c = character_at(st, i)
    if c == "" then
        if #st.open > 0 then unclosed(st) end
        raise(st, last_not_blank(st), 1, "the condition ends where a field is expected")
    end
    if c == "!" then M.loose_prefix(st, i) end
    local name = name_like:match(st.text, i)
    if name then
        raise(st, i, #name, ("'%s' is no field: lower-case letters, digits and _ expected"):format(shown(name)), "a condition is written [field = value]")
    end
    raise(st, i, #c, ("'%s' found where a field is expected"):format(c), "conditions: [f], [!f], [f = a,b], [f ~ /re/], [f in $lexicon]")
end

local operator_fixes = { ["=="] = "=", ["=~"] = "~", ["~="] = "!=", ["<>"] = "!=", ["=>"] = ">=", ["=<"] = "<=", [":"] = "=" }

--- Conditions: an operator that is none.
function M.operator(st, i)
    local sign = st.text:match("^[=~<>!:]+", i)
    raise(st, i, #sign, ("'%s' is no comparison"):format(sign),
        operator_fixes[sign] and ("write %s"):format(operator_fixes[sign]) or "one of = != < <= > >= ~ in")
end

--- Conditions: no value after an operator or a comma.
function M.value(st, i)
    local c = character_at(st, i)
    if c == "" and #st.open > 0 then unclosed(st) end
    if c == "/" then raise(st, i, 1, "a regular expression is compared by ~", "write field ~ /re/") end
    if c == "$" then raise(st, i, 1, "a lexicon is looked up by in", "write field in $lexicon") end
    raise(st, math.min(i, math.max(#st.text, 1)), math.max(#c, 1),
        c == "" and "the condition ends where a value is expected" or ("'%s' found where a value is expected"):format(c),
        'a value is a bare word or quoted: country = CN,"Hong Kong"')
end

--- Conditions: `~` without /re/, `in` without $lexicon.
function M.operand(st, i)
    local wanted = before(st, i):find("~%s*$") and "/re/" or "$lexicon"
    raise(st, math.min(i, #st.text), 1, ("%s expected after '%s'"):format(wanted, wanted == "/re/" and "~" or "in"),
        wanted == "/re/" and "write field ~ /re/" or "write field in $lexicon")
end

--- Conditions: neither `&`, `|` nor the closing bracket.
function M.condition_end(st, i)
    local c = character_at(st, i)
    if c == "" then unclosed(st) end
    if c == ")" or c == "]" then wrong_closer(st, i, c) end
    if word_after:match(st.text, i) and before(st, i):find("[%w,'.]%s+$") then
        raise(st, i, 1, "a second word: a value of several words is quoted", 'write field = "several words"; conditions are joined by & or |')
    end
    raise(st, i, #c, ("'%s' found, '&', '|' or the end expected"):format(c), "a value with signs is quoted")
end

--- "layer.field[condition]": what it holds is none of it.
function M.host(st, i)
    local found = name_like:match(st.text, i) or character_at(st, i)
    raise(st, math.min(i, math.max(#st.text, 1)), math.max(#found, 1), found == "" and "a name is expected"
        or ("'%s' found where a layer's name, '.' and a field, or '[' is expected"):format(shown(found)),
        'write "layer", "layer.field" or "layer[condition]"')
end

--- More brackets inside each other than allowed.
function M.too_deep(st, i, limit)
    errors.raise_limit(st.context, i - 1, 1, ("brackets nest deeper than %d"):format(limit), "give the inner parts names: define \"part\" [[ ... ]]")
end

return M
