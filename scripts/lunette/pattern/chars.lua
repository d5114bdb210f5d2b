-- chars.lua - characters and the shapes made of them: what a bare word, a name, a number, white space look like.
--
-- Sits on LPeg. Texts are valid UTF-8 (the parser checks before); a character outside ASCII is a letter unless it is listed here as a
-- sign or a space. The document tokenizer decides with Unicode's categories; where the two differ a word must be quoted.
--
-- The shapes are open: they name rules in M.rules, which a grammar takes in. What stands in many places is so compiled once; written out
-- everywhere, the grammar of patterns takes longer to build than all the rest of a start. M.closed makes a pattern that stands alone.

local lpeg = require "lpeg"
local P, R, S, V = lpeg.P, lpeg.R, lpeg.S, lpeg.V

local M = {}

local continuation = R "\x80\xBF"
local ascii_letter = R("az", "AZ")
local digit = R "09"

-- U+00A0, U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF
local wide_space = P "\xC2\xA0" + P "\xE2\x80" * (R "\x80\x8B" + S "\xA8\xA9\xAF") + P "\xE2\x81\x9F" + P "\xE3\x80\x80" + P "\xEF\xBB\xBF"

-- Blocks of punctuation and symbols, by their bytes.
local wide_sign =
    P "\xC2" * (continuation - S "\xAA\xAD\xB2\xB3\xB5\xB9\xBA\xBC\xBD\xBE")        -- U+0080 to U+00BF but ª ² ³ µ ¹ º ¼ ½ ¾ and the soft hyphen
    + P "\xC3\x97" + P "\xC3\xB7"                                               -- × ÷
    + P "\xD8" * S "\x8C\x9B\x9F"                                               -- Arabic comma, semicolon, question mark
    + P "\xE0\xA5" * S "\xA4\xA5"                                               -- danda
    + P "\xE2\x80" * (continuation - S "\x8C\x8D") + P "\xE2\x81" * R "\x80\xAF" -- U+2000 to U+206F but the joiners
    + P "\xE2\x82" * R "\xA0\xBF" + P "\xE2\x83" * R "\x80\x8F"                  -- currency
    + P "\xE2" * R "\x86\xAF" * continuation                                    -- arrows to U+2BFF
    + P "\xE2" * R "\xB8\xB9" * continuation                                    -- U+2E00 to U+2E7F
    + P "\xE3\x80" * (R "\x80\x83" + R "\x88\xA0" + S "\xB0\xBD")                -- ideographic punctuation
    + P "\xEF\xB8" * R "\xB0\xBF" + P "\xEF\xB9" * R "\x80\xAF"                  -- forms of punctuation
    + P "\xEF\xBC" * (R "\x81\x8F" + R "\x9A\xA0" + R "\xBB\xBF")                -- full width signs
    + P "\xEF\xBD" * (P "\x80" + R "\x9B\xA5") + P "\xEF\xBF" * R "\xA0\xBD"
    + P "\xF0\x9F" * continuation * continuation                                -- pictures

local wide_letter = R "\xC2\xF4" * continuation ^ 1 - wide_space - wide_sign

M.rules = { wide_letter = wide_letter, wide_space = wide_space }
M.letter_or_digit = ascii_letter + digit + V "wide_letter"
M.character = R "\0\x7F" + R "\xC2\xF4" * continuation ^ 1
M.digits = digit ^ 1

local apostrophe = P "'" + "’" + "‘"
local hyphen = P "-" + "–" + "‐" + "‑"
M.rules.run = M.letter_or_digit ^ 1
local run = V "run"

-- "two dots or more always begin a gap"
local dot = P "." * -P "."
local final = dot + apostrophe + ","

local function shape(name, inner, last)
    M.rules[name] = apostrophe ^ -1 * run * (inner * run) ^ 0 * last ^ -1
    return V(name)
end

-- said   U.S.   don't   's   counter-terrorism   3.5   AT&T   and/or
M.word = shape("word", dot + apostrophe + hyphen + S "&/,", final)
-- the same in [ ], where & joins tests
M.test_word = shape("test_word", dot + apostrophe + hyphen + S "/,", final)
-- ~say: what follows the sigil; a final mark is the next element
M.lemma = run * ((dot + apostrophe + hyphen + S "&/,") * run) ^ 0
M.test_lemma = run * ((dot + apostrophe + hyphen + S "/,") * run) ^ 0

-- [country=CN]   [strength>=-1]   [date<2021-08-18]   [form=joint_statement]: `,` and `&` separate
local value_run = (M.letter_or_digit + "_") ^ 1
M.value = P "-" ^ -1 * value_run * ((dot + apostrophe + hyphen + "/") * value_run) ^ 0 * (dot + apostrophe) ^ -1

-- actor   set_phrase   x2
M.name = R "az" * (R("az", "09") + "_") ^ 0
-- what someone may write who did not know that: Actor, ready2Go
M.name_like = (M.letter_or_digit + "_") ^ 1
-- country   actor.country
M.field = M.name * ("." * M.name) ^ 0

local comment = P "#" * (P(1) - "\n") ^ 0
M.blank = S " \t\r\n\f\v" + V "wide_space"
M.rules.space = (M.blank + comment) ^ 0
M.space = V "space"

-- , ; . - –
M.sign = S ",;-" + "–" + dot

M.quantifier = P "?" + "*" + "+" + "{"
-- one of these between word characters is a mistake: a*b, e@mail
M.glued = S "?*+!~@$%<>#" ^ 1 * M.letter_or_digit

--- One of these, or what is made of them, as a pattern of its own.
function M.closed(open)
    local rules = { open }
    for name, rule in pairs(M.rules) do rules[name] = rule end
    return P(rules)
end

return M
