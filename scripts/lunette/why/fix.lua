-- fix.lua - why one element of a pattern does not take certain words, and the smallest change with which it would.
--
-- Sits on tree.lua, phrases.lua, spelling.lua and on the document at hand. A fix is { by = tree, cost = number, why = text, what = text,
-- strong = true|nil }: `why` says what is wrong, `what` what to write; strong where hardly anything else can have been meant (a misspelt word, another case,
-- a condition); `slip`: two letters changed places, or capitals; `unlike`: how much farther it is than its cost says; `passed`: how many other tests of the
-- same token held.

local pattern = require "lunette.pattern"

local phrases = require "lunette.why.phrases"
local spelling = require "lunette.why.spelling"
local tree = require "lunette.why.tree"

local M = {}

local OTHER_WORD = 1.5               -- cost of a word where others are asked for, of a name where a verb is, of a word where a number is

local function quoted(text)
    return '"' .. text:gsub("%s+", " ") .. '"'
end

local function word_tree(text)
    local parsed = pattern.parse(text:lower())
    if parsed then return parsed end
    return { tag = "exact", text }
end

local function either(node, other)
    return { tag = "choice", node, other }
end

local function tagged(span)
    return span.pos and ("%s, tagged %s"):format(quoted(span.text), span.tag and span.tag ~= span.pos and span.pos .. " (" .. span.tag .. ")"
        or span.pos) or quoted(span.text)
end

-- ctx.has(node, span): does the node alone match exactly these words?
local makers = {}

function makers.word(node, span, ctx)
    local asked = node[1]
    if spelling.misspelt(asked, span.text) then
        return { by = word_tree(span.text), cost = 0.2, strong = true, slip = spelling.is_slip(asked, span.text),
            why = ("the word here is %s"):format(quoted(span.text)), what = span.text }
    end
    if not asked:find("%s") and ctx.has({ tag = "lemma", asked:lower() }, span) then
        return { by = { tag = "lemma", asked:lower() }, cost = 0.25, strong = true,
            why = ("the word here is %s, another form of it"):format(quoted(span.text)), what = "~" .. asked:lower() }
    end
    return { by = either(node, word_tree(span.text)), cost = 2, why = ("the words here are %s"):format(quoted(span.text)),
        what = ("(%s | %s)"):format(tree.text(node), span.text:lower()) }
end

function makers.exact(node, span, ctx)
    local bare = word_tree(node[1])
    if ctx.has(bare, span) then
        return { by = bare, cost = 0.2, strong = true, slip = node[1]:sub(2) ~= span.text:sub(2),         -- "May" and "may" are two words
            why = ("quotation marks ask for this spelling, and the text has %s"):format(quoted(span.text)), what = tree.text(bare) }
    end
    local fix = makers.word({ tag = "word", node[1] }, span, ctx)
    if fix.cost > 1 then fix.what = ("(%s | %s)"):format(tree.text(node), quoted(span.text)) end
    return fix
end

function makers.lemma(node, span, ctx)
    local lemma = span.lemma or span.text:lower()
    if spelling.misspelt(node[1], lemma) or spelling.misspelt(node[1], span.text) then
        return { by = { tag = "lemma", lemma }, cost = 0.2, strong = true, slip = spelling.is_slip(node[1], lemma) or spelling.is_slip(node[1], span.text),
            why = ("the word here is %s, a form of ~%s"):format(quoted(span.text), lemma), what = "~" .. lemma }
    end
    if ctx.has({ tag = "word", node[1] }, span) then
        return { by = { tag = "word", node[1] }, cost = 0.3, why = ("%s is no form of it for the tagger"):format(quoted(span.text)), what = node[1] }
    end
    return { by = either(node, { tag = "lemma", lemma }), cost = 2, why = ("the word here is %s, a form of ~%s"):format(quoted(span.text), lemma),
        what = ("(%s | ~%s)"):format(tree.text(node), lemma) }
end

local of_shape = { cap = true, lower = true, upper = true, num = true, punct = true }

-- The class of a word's tag, where a class of tags was asked for.
local function class_of(node, span)
    return not of_shape[node[1]] and span.pos and { tag = "class", span.pos:lower() } or nil
end

function makers.class(node, span)
    local class = class_of(node, span)
    return { by = class and either(node, class) or { tag = "any" }, cost = 0.7, why = ("the word here is %s"):format(tagged(span)),
        what = class and ("(%s | %s)"):format(tree.text(node), tree.text(class)) or "[]" }
end

function makers.regex(node, span)
    local is_number = node[1]:find "[0-9]" and not span.text:find "%d" -- a word in the place of a number
    return { by = either(node, word_tree(span.text)), cost = is_number and OTHER_WORD or 0.9, why = ("%s does not match it"):format(quoted(span.text)),
        what = ("(%s | %s)"):format(tree.text(node), span.text:lower()) }
end

local LONGER = 1                     -- how much farther is one of which no phrase has as many words
local SMALL = 1                      -- how much farther is one in which case counts and each phrase has a capital, where the words have none
local UNLIKE = 0.8                   -- how much farther a lexicon is of which no phrase has the words' shape

-- Words are written as they stand where the lexicon's case counts.
local function phrase_of(lexicon, span)
    local text = span.text:gsub("%s+", " ")
    return lexicon and lexicon.case == "exact" and text or text:lower()
end

function makers.lexicon(node, span, ctx)
    local lexicon = ctx.lexicon(node[1])
    local phrase = phrase_of(lexicon, span)
    local nearest, how = phrases.nearest(lexicon and lexicon.lexicon, span, ctx.kept)
    local likeness, is_large, is_long = phrases.likeness(lexicon and lexicon.lexicon, span.text)
    local unlike = (how and 0.5 or 1) * UNLIKE * (1 - likeness)
    if lexicon and lexicon.case == "exact" and is_large and span.text:find "^%l" then unlike = unlike + SMALL end
    local is_near = how == "form" or how == "slip"
    if is_long and not is_near then unlike = unlike + LONGER end
    local aside = nearest and phrases.aside(nearest, span.text)
    if aside then
        return { by = either(node, word_tree(span.text)), cost = 0.5,
            why = ("%s stands inside %s, a phrase of the lexicon '%s'"):format(quoted(aside), quoted(nearest), node[1]),
            what = ("the line %s in the lexicon '%s'"):format(phrase, node[1]) }
    end
    return { by = either(node, word_tree(span.text)), cost = is_near and 0.4 or how == "word" and 0.6 or 0.8, unlike = unlike,
        strong = how == "slip" and lexicon.case ~= "exact" or nil,             -- names are often nearly others
        why = ("the lexicon '%s' has no phrase %s%s"):format(node[1], quoted(phrase), nearest and (" (it has %s)"):format(quoted(nearest)) or ""),
        what = ("the line %s in the lexicon '%s'"):format(phrase, node[1]) }
end

local function others_at(span, ctx)
    local names, seen = {}, {}
    for _, row in ipairs(ctx.doc:at(span)) do
        if row.text == span.text and not seen[row.layer] and row.layer ~= "sentence" and row.layer ~= "paragraph" and row.layer ~= "token" then
            seen[row.layer] = true
            names[#names + 1] = "@" .. row.layer
        end
    end
    return names
end

local function field_shown(row, condition)
    local field = condition and condition:match("^[a-z_]+")
    local fine, value = pcall(function() return field and row[field] end)
    if not fine or value == nil then return nil end
    if type(value) == "table" or type(value) == "userdata" then
        local named, text = pcall(function() return value.name or value.text end)
        value = named and text or nil
    end
    return value ~= nil and ("%s is %s"):format(field, tostring(value)) or nil
end

function makers.layer(node, span, ctx)
    local bare = { tag = "layer", node[1], optional = node.optional }
    if node.where and ctx.has(bare, span) then
        local condition = pattern.describe_condition(node.where)
        local row = ctx.rows(node[1], span)[1]
        return { by = bare, cost = 0.3, strong = true, why = ("the %s %s does not meet the condition%s"):format(node[1], quoted(span.text),
            row and field_shown(row, condition) and ": its " .. field_shown(row, condition) or ""), what = "@" .. node[1] }
    end
    local others = others_at(span, ctx)
    if #others > 0 then
        local other = { tag = "layer", others[1]:sub(2) }
        return { by = either(node, other), cost = 0.8, why = ("%s is a row of %s and of no @%s"):format(quoted(span.text), table.concat(others,
            ", "), node[1]),
            what = ("(%s | %s)"):format(tree.text(node), others[1]) }
    end
    return { by = either(node, word_tree(span.text)), cost = 1.1, why = ("no rule marked %s as %s"):format(quoted(span.text), node[1]),
        what = ("a rule or a lexicon entry that makes it a row of %s"):format(node[1]) }
end

-- The part of a test on one token that fails: `and` is taken apart, a negation is said as such.
local function failing_part(test, span, ctx)
    if test.tag ~= "and" then return nil end
    local failed
    for i, part in ipairs(test) do
        if not ctx.has({ tag = "token", part }, span) then
            if failed then return nil end
            failed = i
        end
    end
    return failed
end

local leafs = { word = true, exact = true, lemma = true, class = true, regex = true, lexicon = true, layer = true }

local function without(test, i)
    local rest = { tag = "and" }
    for j, part in ipairs(test) do
        if j ~= i then rest[#rest + 1] = part end
    end
    return #rest == 1 and rest[1] or rest
end

-- The alternative of an `or` that needs the least.
local function nearest_part(test, span, ctx)
    local best
    for i, part in ipairs(test) do
        if leafs[part.tag] then
            local fix = makers[part.tag](part, span, ctx)
            if fix.cost < 1 and (not best or fix.cost < best.cost) then best, fix.i = fix, i end
        end
    end
    return best
end

local function exchanged(test, i, by)
    local copy = { tag = test.tag }
    for j, part in ipairs(test) do copy[j] = part end
    copy[i] = by
    return copy
end

local worth = { lexicon = 1, word = 1, exact = 1, lemma = 1, layer = 0.75, class = 0.4, regex = 0.25 }

-- What the tests of a token that hold say of it.
local function held(test, failed)
    local sum = 0
    for i, part in ipairs(test) do sum = sum + (i ~= failed and worth[part.tag] or 0) end
    return sum
end

local words = { word = true, exact = true, lemma = true }

-- Is a test one of words, of which none is there?
local function asks_for_words(test)
    if test.tag ~= "or" then return words[test.tag] or false end
    for _, part in ipairs(test) do
        if not asks_for_words(part) then return false end
    end
    return true
end

-- One test of several that fails: mended where that is little, else left out.
local function fix_part(test, i, span, ctx)
    local part = test[i]
    local shown = tree.text({ tag = "token", part }):sub(2, -2)
    local fix = leafs[part.tag] and makers[part.tag](part, span, ctx)
    local passed = held(test, i)
    if fix and fix.strong and leafs[fix.by.tag] then
        local by = { tag = "token", exchanged(test, i, fix.by) }
        return { by = by, cost = fix.cost, strong = true, slip = fix.slip, passed = passed, why = fix.why, what = fix.what, part = shown }
    end
    local why = part.tag == "not" and ("%s is what %s forbids"):format(quoted(span.text), shown)
        or ("%s fails %s; the word is %s"):format(quoted(span.text), shown, tagged(span))
    if part.tag == "lexicon" then
        local by = { tag = "token", exchanged(test, i, { tag = "or", part, word_tree(span.text) }) }
        return { by = by, cost = fix.cost, unlike = fix.unlike, strong = fix.strong, passed = passed, why = fix.why, what = fix.what, part = shown }
    end
    local rest = { tag = "token", without(test, i) }
    local is_other = asks_for_words(part) or part.tag == "class" and part[1] == "verb" and span.pos == "PROPN"
    return { by = rest, cost = is_other and OTHER_WORD or 0.5, passed = passed, why = why, what = tree.text(rest), part = shown }
end

-- Where one of several tests asks for a class of tags: the class that the word has.
local function other_class(test, span)
    for _, part in ipairs(test) do
        local class = part.tag == "class" and class_of(part, span)
        if class then return class end
    end
end

function makers.token(node, span, ctx)
    local test = node[1]
    local i = failing_part(test, span, ctx)
    if i then return fix_part(test, i, span, ctx) end
    if test.tag == "or" then
        local near = nearest_part(test, span, ctx)
        local class = not (near and near.strong) and other_class(test, span)
        if class then
            local by = { tag = "token", exchanged(test, #test + 1, class) }
            return { by = by, cost = 0.9, why = ("the word here is %s"):format(tagged(span)), what = tree.text(by) }
        end
        if near and near.by and leafs[near.by.tag] then
            local by = { tag = "token", exchanged(test, near.i, near.by) }
            return { by = by, cost = near.cost, strong = near.strong, slip = near.slip, why = near.why, what = near.what, part = tree.text(test[near.i]) }
        end
    elseif leafs[test.tag] then
        return makers[test.tag](test, span, ctx)
    end
    return { by = either(node, word_tree(span.text)), cost = 1.6, why = ("the word here is %s"):format(tagged(span)),
        what = ("(%s | %s)"):format(tree.text(node), span.text:lower()) }
end

-- Of alternatives, the one that is nearly there; none of them where none is.
function makers.choice(node, span, ctx)
    local best
    for _, child in ipairs(node) do
        local inner = tree.inner(child)
        if leafs[inner.tag] or inner.tag == "token" or inner.tag == "choice" then
            local fix = makers[inner.tag](inner, span, ctx)
            if fix.cost < 1 and inner.tag ~= "class" and (not best or fix.cost < best.cost) then
                best = fix
                best.part = best.part or tree.text(inner)
                best.at = child
            end
        end
    end
    if best then
        local copy = { tag = "choice" }
        for i, child in ipairs(node) do copy[i] = child == best.at and best.by or tree.build(child, {}) end
        return { by = copy, cost = best.cost + 0.1, unlike = best.unlike, strong = best.strong, slip = best.slip, why = best.why, what = best.what,
            part = best.part }
    end
    return { by = either(tree.build(node, {}), word_tree(span.text)), cost = 2, why = ("the words here are %s"):format(quoted(span.text)),
        what = ("%s as one more alternative"):format(span.text:lower()) }
end

local of_words = { word = true, exact = true, lemma = true, token = true, choice = true }

local function never() return false end

local blind = { doc = { at = function() return {} end }, has = never, lexicon = function() end, rows = function() return {} end }

--- Is a word of the node misspelt, and these words are what was meant? Nothing is matched for that.
-- @return table|nil fix
function M.misspelt(node, span)
    local inner = tree.inner(node)
    if inner.tag == "repeat" then inner = tree.inner(inner[1]) end
    local maker = makers[inner.tag]
    local found = maker and of_words[inner.tag] and maker(inner, span, blind)
    return found and found.strong and found or nil
end

--- Why a node does not take these words, and what would.
-- @param node table of an opened tree
-- @param span Span the words that it would have to take
-- @param ctx table { doc =, has = function(node, span), rows = function(layer, span), lexicon = function(name), kept = table }
-- @return table fix
function M.of(node, span, ctx)
    local inner = tree.inner(node)
    if inner.tag == "repeat" then inner = tree.inner(inner[1]) end
    local maker = makers[inner.tag]
    if maker then return maker(inner, span, ctx) end
    return { by = either(tree.build(inner, {}), word_tree(span.text)), cost = 2.2, why = ("the words here are %s"):format(quoted(span.text)),
        what = ("(%s | %s)"):format(tree.text(inner), span.text:lower()) }
end

return M
