-- near.lua - near misses: the one element of a rule's pattern without which it would match at certain words.
--
-- Sits on tree.lua, fix.lua, spelling.lua, plan/patterns.lua, core_why.c. Elements are let off one at a time, from the outside in: what makes the rest match
-- is opened, and its parts are
-- let off in turn, down to the smallest that will do. Every change that is named was compiled and matched. What is tried is bounded (TRIES).

local core = require "lunette.core"

local namespace = require "lunette.declare.namespace"
local pattern = require "lunette.pattern"
local patterns = require "lunette.plan.patterns"

local fix = require "lunette.why.fix"
local spelling = require "lunette.why.spelling"
local tree = require "lunette.why.tree"

local M = {}

local TRIES = 160                    -- changed patterns of one rule
local WILD = 6                       -- tokens that an element may have taken
local LEAST = 0.4                    -- of a pattern's weight that must have matched
local STRONG, FORBIDDEN = 4, 3         -- what a likely slip, and a lookahead that holds although it must not, count for
local EXACT = 1.5                    -- what a match counts for that is just the words asked about
local ASIDE = 0.35                   -- what a change counts for that lies beside the words asked about
M.UNSURE = 0.4                       -- a rule of which nobody knows whether it makes such rows counts less
local SURE = 0.75                     -- weight that must have matched of a rule that is meant
local DEAR = 3                        -- a change that costs more is no small one
local SMALL = 0.9                    -- a change that costs no more is told even where little is left of the pattern
local LOOKED_AT = 40                 -- places at which an element could stand
local CERTAIN = 0.75                  -- weight from which on an element must be somewhere for its sequence to match
local SLIP = 100                     -- what puts a rule with a likely slip before all others
local BETWEEN = 8                    -- tokens that may stand between two

local PLACE = { file = "pattern", line = 1 }

local function any(min, max)
    if max == 1 then return { tag = "capture", name = "why_here", { tag = "any" } } end
    return { tag = "capture", name = "why_here", { tag = "repeat", min = min, max = max, lazy = true, { tag = "any" } } }
end

-- ---- one rule at work ----

local function compiled(search, built)
    if not built then return nil end
    local fine, program = pcall(patterns.compile_tree, search.state, search.rule.plugin, PLACE, built)
    if not fine then return nil end
    search.kept[#search.kept + 1] = program -- matches look into it
    return program
end

-- Does an element, alone, match anywhere in the units? Rules share many elements, so each is asked once a question.
local function is_there(search, node)
    local inner = tree.inner(node)
    if inner.tag == "ahead" or inner.tag == "behind" then return is_there(search, inner[1]) end
    local text = tree.text(node)
    local key = search.rule.plugin.name .. " " .. text
    local known = search.kept[key]
    if known == nil then
        known = false
        local program = compiled(search, tree.build(node, {}))
        for _, unit in ipairs(program and search.units or {}) do known = known or #core.every(program, unit) > 0 end
        known = known or not program
        search.kept[key] = known
    end
    return known
end

-- The elements of a sequence that are nowhere near, at most two of them. While one of them is asked for, letting off another one leads nowhere.
local function missing_in(search, sequence)
    local missing = {}
    for _, child in ipairs(sequence) do
        if #missing < 2 and tree.weight(child) >= CERTAIN and not is_there(search, child) then missing[#missing + 1] = child end
    end
    return missing
end

-- The match of a tree that shares the most with the words asked for, and all that share some.
local function match_of(search, changed)
    if search.tries >= search.most then return nil end
    search.tries = search.tries + 1
    local program = compiled(search, changed)
    if not program then return nil end
    local best, most, all = nil, 0, {}
    for _, unit in ipairs(search.units) do
        for _, match in ipairs(core.every(program, unit)) do
            local first, last = match:bytes()
            local shared = math.min(last, search.last) - math.max(first, search.first) + 1
            if shared > most then best, most = match, shared end
            if shared > 0 then all[#all + 1] = match end
        end
    end
    return best, all
end

-- The pattern with a change, while it is searched for.
local function built(search, change)
    change.open = search.opened
    return tree.build(search.tree, change)
end

local function capture_of(match, name)
    return match[name]
end

-- A pattern from which an element was left out has no such capture.
local function words_taken(match, name)
    local there, taken = pcall(capture_of, match, name or "why_here")
    if not there then return nil end
    if type(taken) == "table" then taken = taken[1] end
    if type(taken) == "function" then return nil end -- a method of spans that has the capture's name
    return taken and taken.text ~= "" and taken or nil
end

local dropped = { ahead = true, behind = true, sentence_start = true, sentence_stop = true, scope_start = true, scope_stop = true }

local function note(search, site)
    search.sites[#search.sites + 1] = site
end

local try, deeper, longest, looked_for, add_whole

local of_phrases = { layer = true, lexicon = true }

local function is_just(search, span)
    local first, last = span:bytes()
    return first == search.first and last == search.last
end

-- Who asks about just the words that would be marked means this rule: they are the match, or what it captures.
local function is_asked(search, match)
    if is_just(search, match) then return true end
    for _, capture in ipairs(search.rule.captures) do
        local taken = words_taken(match, capture.name)
        if taken and is_just(search, taken) then return true end
    end
    return false
end

local of_one_token = { token = true, class = true, regex = true, lemma = true, any = true }

-- How many tokens stand in the place of an element that was meant for them.
function longest(node)
    local inner = tree.inner(node)
    local tag = inner.tag
    if of_one_token[tag] then return 1 end
    if tag == "word" or tag == "exact" then return select(2, inner[1]:gsub("%S+", "")) end
    if tag ~= "choice" then return WILD end
    local most = 1
    for _, child in ipairs(inner) do most = math.max(most, longest(child)) end
    return most
end

-- The words at which a lookahead looks, where nothing of the pattern follows it: matches that take them.
function looked_for(search, ahead)
    if ahead.tag ~= "ahead" or ahead.negative then return nil end
    local _, all = match_of(search, built(search, { node = ahead, by = any(1, longest(ahead[1])) }))
    return all
end

-- A phrase may be just as long as the words that were asked about: the matches that take as many tokens.
function add_whole(search, node, all)
    local n = #search.asked:tokens()
    if n < 2 or n > WILD then return end
    local _, whole = match_of(search, built(search, { node = node, by = any(n, n) }))
    for _, match in ipairs(whole or {}) do
        if is_just(search, match) then table.insert(all, 1, match) end
    end
end

-- What is forbidden inside a lookahead that does not hold.
local function inside_ahead(search, node)
    local found = false
    for _, child in ipairs(node) do
        if type(child) == "table" then
            local negative = (child.tag == "ahead" or child.tag == "behind") and child.negative
            local match = negative and match_of(search, built(search, { node = child }))
            if match then note(search, { kind = "drop", node = child, match = match }) end
            if match or inside_ahead(search, child) then found = true end
        end
    end
    return found
end

-- Lets one node off. The match, and what stood in its place.
function try(search, node, in_loop)
    local tag = tree.inner(node).tag
    if dropped[tag] then
        local match = match_of(search, built(search, { node = node }))
        return match, "drop", match and looked_for(search, tree.inner(node))
    end
    if tag == "gap" then
        local gap = tree.inner(node)
        if gap.max == -1 and not gap.except then return nil end
        return match_of(search, built(search, { node = node, by = { tag = "gap", max = -1 } })), "gap"
    end
    if tag == "repeat" and tree.inner(node).min == 0 then return nil end
    local match, all = match_of(search, built(search, { node = node, by = any(1, longest(node)) }))
    if match and of_phrases[tree.inner(node).tag] then add_whole(search, node, all) end
    if not match and not in_loop then match = match_of(search, built(search, { node = node })) end
    return match, "wild", all
end

local function insert_before(search, node)
    local match = match_of(search, built(search, { before = node, insert = any(1, BETWEEN) }))
    local taken = match and words_taken(match)
    if taken then note(search, { kind = "insert", node = node, match = match, taken = taken }) end
    return taken ~= nil
end

-- The parts of a sequence: each let off, and words let in between. Does one of them do?
local function parts(search, node, in_loop)
    local found = false
    local missing = missing_in(search, node)
    if #missing > 1 then return false end
    for i, child in ipairs(node) do
        local match, kind, all
        if not missing[1] or missing[1] == child then match, kind, all = try(search, child, in_loop) end
        if match then
            found = true
            deeper(search, child, match, kind, in_loop, all)
        end
        -- what stands before an optional element that is not there stands before the next one, too
        local optional = tree.inner(child).tag == "repeat" and tree.inner(child).min == 0 and (i < #node or node.up) and
            not is_there(search, tree.inner(child)[1])
        if i > 1 and not missing[1] and not optional and insert_before(search, child) then found = true end
    end
    return found
end

-- What is looked at is not taken and cannot be captured: it is searched as if it were taken.
local function inside_opened(search, node)
    if search.opened then return false end
    search.opened = node
    local match, kind, all = try(search, node[1], false)
    if match then deeper(search, node[1], match, kind, false, all) end
    search.opened = nil
    return match ~= nil
end

-- Something smaller inside this node that will do; the node itself where nothing is.
function deeper(search, node, match, kind, in_loop, all)
    local inner = tree.inner(node)
    local found = false
    if kind == "wild" and inner.tag == "seq" then
        found = parts(search, inner, in_loop)
    elseif kind == "drop" and not inner.negative and inner[1] then
        found = inside_ahead(search, inner) or inside_opened(search, inner)
    elseif kind == "wild" and inner.tag == "repeat" and inner[1] then
        local one = tree.inner(inner[1])
        if one.tag == "seq" then found = parts(search, one, inner.max ~= 1) end
    elseif kind == "wild" and inner.tag == "choice" then
        for _, child in ipairs(inner) do
            local one = tree.inner(child)
            if one.tag == "seq" then found = parts(search, one, in_loop) or found end
        end
        note(search, { kind = kind, node = node, match = match, taken = words_taken(match), all = all })
        return
    end
    if not found then note(search, { kind = kind, node = node, match = match, taken = words_taken(match), all = all }) end
end

-- ---- what is found, told ----

local function alone(search, node, span)
    local program = compiled(search, tree.build(node, {}))
    if not program then return false end
    for _, match in ipairs(span:matches(program)) do
        if match.text == span.text then return true end
    end
    return false
end

local function context_of(search)
    return {
        doc = search.doc,
        has = function(node, span) return alone(search, node, span) end,
        lexicon = function(name)
            return namespace.find(search.rule.plugin, "lexicons", name)
        end,
        kept = search.kept,
        rows = function(layer, span)
            local rows = {}
            for _, row in ipairs(search.doc:at(span, layer)) do
                if row.text == span.text then rows[#rows + 1] = row end
            end
            return rows
        end,
    }
end

-- An element as it is written beside others.
local function grouped(node)
    local text = tree.text(node)
    return node.tag == "choice" and "(" .. text .. ")" or text
end

local names = { NOUN = true, PROPN = true, NUM = true }
local light = { ADV = true, ADJ = true, DET = true, PUNCT = true, PART = true }

-- An aside between signs, or a word that hardly counts, is left out of a pattern more easily than others.
local function weight_of_aside(tokens)
    local first, last = tokens[1], tokens[#tokens]
    if #tokens == 1 then return light[first.pos] and 0.4 or (first.pos == "AUX" or first.pos == "VERB") and 1.5 or names[first.pos] and 1 or 0.8 end
    if first.pos == "PUNCT" and last.pos == "PUNCT" then return 0.3 + 0.1 * #tokens end
    local cost = 0.3 + 0.6 * #tokens
    for _, token in ipairs(tokens) do
        if token.pos == "VERB" then cost = cost + 0.5 end
    end
    return cost
end

local function explain_insert(_, site)
    local words = site.taken.text:gsub("%s+", " ")
    local tokens = site.taken:tokens()
    return { change = { before = site.node, insert = { tag = "gap", max = #tokens } }, cost = weight_of_aside(tokens),
        why = ('"%s" stands before it and nothing in the pattern takes that'):format(words), what = ("..%d %s"):format(#tokens, grouped(site.node)) }
end

-- A lookahead whose words are misspelt, or nearly so.
local function mended_ahead(search, site, inner)
    for _, match in ipairs(site.all or {}) do
        local taken = words_taken(match)
        local found = taken and fix.of(inner[1], taken, context_of(search))
        if found and found.strong then
            return { change = { node = site.node, by = { tag = "ahead", found.by } }, cost = found.cost, strong = STRONG, why = found.why,
                what = ("&(%s)"):format(found.what), part = found.part }
        end
    end
end

local function explain_drop(search, site)
    local inner = tree.inner(site.node)
    local mended = mended_ahead(search, site, inner)
    if mended then return mended end
    local negative = inner.negative
    local forbids = (inner.tag == "ahead" or inner.tag == "behind") and negative and FORBIDDEN or nil
    local lost = not negative and dropped[inner.tag] and inner[1] and tree.weight(inner[1]) or 0
    return { change = { node = site.node }, cost = negative and 0.4 or 1.4, strong = forbids, lost = lost,
        why = negative and "what it forbids is there" or "what it asks for is not there", what = "the pattern without it" }
end

local function explain_gap(_, site)
    return { change = { node = site.node, by = { tag = "gap", max = -1 } }, cost = 0.6,
        why = tree.inner(site.node).except and "what the gap must not walk over stands in it, or it is too long" or "more words stand there", what = "..." }
end


local of_content = { layer = true, lexicon = true, lemma = true, token = true, regex = true }
local function_words = { ADP = true, DET = true, PRON = true, CCONJ = true, SCONJ = true, PART = true, AUX = true, PUNCT = true }

-- Several tokens in the place of one, a function word in the place of another, signs in the place of a word: hardly what was meant.
local function unlike(node, taken)
    local inner = tree.inner(node)
    local tokens = taken:tokens()
    local more = (of_phrases[inner.tag] and 0.3 or 0.5) * (#tokens - 1) + 0.5 * math.max(0, #tokens - 2)
    local sign = not taken.text:find "[%w\x80-\xff]" and tree.text(inner):find "%w"
    for _, token in ipairs(#tokens > 1 and of_phrases[inner.tag] and tokens or {}) do
        if token.pos == "VERB" or token.pos == "AUX" then more = more + 2 end
    end
    local slight = of_content[inner.tag] and (function_words[tokens[1].pos] or function_words[tokens[#tokens].pos])
    return more + (sign and 1.5 or 0) + (slight and 1 or 0)
end

-- A word that stands near and is nearly one that the node asks for, where the pattern would match with it.
local function slip_at(search, site)
    local n = 0
    for _, token in ipairs(site and site.match:tokens() or {}) do
        n = n + 1
        local found = n <= LOOKED_AT and fix.misspelt(site.node, token)
        local match = found and match_of(search, tree.build(search.tree, { node = site.node, by = found.by }))
        if match then return found, token, match end
    end
end

local function explain_wild(search, site)
    if not site.taken then
        return { change = { node = site.node }, cost = 2.4, why = "nothing here is like it", what = ("(%s)?"):format(tree.text(site.node)) }
    end
    -- where the rest of the pattern leaves a choice of words, those that are nearest to what is asked for
    local one, least
    for i, match in ipairs(site.all or { site.match }) do
        local taken = words_taken(match)
        local found = taken and i <= LOOKED_AT and fix.of(site.node, taken, context_of(search))
        local cost = found and found.cost + (is_just(search, taken) and 0 or unlike(site.node, taken))
        if found and (not one or cost < least) then one, least, site.taken, site.match = found, cost, taken, match end
    end
    local slip, taken, match = slip_at(search, not one.strong and site or nil)
    if slip then one, least, site.taken, site.match = slip, slip.cost, taken, match end
    return { change = { node = site.node, by = one.by }, cost = least, why = one.why, what = one.what, part = one.part, passed = one.passed,
        unlike = one.unlike, strong = one.strong and STRONG, slip = one.slip }
end

local explainers = { insert = explain_insert, drop = explain_drop, gap = explain_gap }

local function definition_of(node)
    while node do
        if node.tag == "origin" then return node.name end
        node = node.up
    end
end

-- From 0.3 to 1: how much of the words a match holds, and how little else; 1 where a capture holds just them.
local function closeness(search, match)
    if is_asked(search, match) then return 1 end
    local first, last = match:bytes()
    local shared = math.min(last, search.last) - math.max(first, search.first) + 1
    local all = math.max(last, search.last) - math.min(first, search.first) + 1
    return 0.3 + 0.35 * shared / (search.last - search.first + 1) + 0.35 * shared / all
end

-- What stops beside the words asked about is hardly why nothing was found in them.
local function aside(search, taken, match)
    if not taken or is_asked(search, match) then return 1 end
    local first, last = taken:bytes()
    return (last < search.first or first > search.last) and ASIDE or 1
end

local function told(search, site)
    local one = explainers[site.kind] and explainers[site.kind](search, site) or explain_wild(search, site)
    local changed = tree.build(search.tree, one.change)
    local match = changed and match_of(search, changed)
    if site.kind == "wild" and not match then return nil end
    local there = match or site.match
    local whole = tree.weight(search.tree, site.node, function(name, inside)
        return tree.captures(inside, name) == tree.captures(search.tree, name, site.node) and words_taken(there, name) ~= nil
    end)
    local rest = whole - (one.lost or 0)
    if site.kind == "wild" then rest = whole - tree.share(site.node) * (tree.weight(site.node) - math.min(1, one.passed or 0)) end
    return {
        rule = search.rule.id, kind = site.kind, element = tree.text(site.node), part = one.part,
        within = definition_of(site.node.up), exact = is_asked(search, there), taken = site.taken, match = there,
        why = one.why, what = one.what, cost = one.cost, strong = one.strong, slip = one.slip,
        pattern = changed and pattern.describe(changed), before = tree.text(search.tree), matched = rest, whole = whole,
        score = (rest - one.cost - (one.unlike or 0) + (one.strong or 0) + (is_asked(search, there) and EXACT or 0))
            * closeness(search, there) * aside(search, site.taken, there) * (search.doubtful and M.UNSURE or 1), doubtful = search.doubtful, sure = search.sure,
    }
end

-- ---- is it worth a look ----

local of_words = { word = true, exact = true, lemma = true }

-- The words asked about, by what two words share of which one is a slip of the other: how long they are, and the sum of their letters.
local function slips_of(search)
    local words = {}
    for _, token in ipairs(search.asked:tokens()) do
        for _, text in ipairs { token.text:lower(), token.lemma } do
            local key = spelling.letters(text)
            words[key] = words[key] or {}
            table.insert(words[key], text)
        end
    end
    return words
end

-- Have two letters of a word of this node changed places, and the words asked about have it right?
local function has_slip(search, node)
    if node.negative or node.tag == "not" then return false end
    search.kept.slips = search.kept.slips or slips_of(search)
    for _, child in ipairs(node) do
        if type(child) == "table" then
            if has_slip(search, child) then return true end
        elseif of_words[node.tag] then
            for _, word in ipairs(search.kept.slips[spelling.letters(child)] or {}) do
                if spelling.is_slip(child, word) then return true end
            end
        end
    end
    return false
end

-- How many of a way's elements are nowhere, and how much those say that are somewhere; much more where what is nowhere is misspelt.
local function lacks(search, way)
    local inner = tree.inner(way)
    if inner.tag ~= "seq" then return 0, 0 end
    local n, there, lacking = 0, 0, nil
    for _, child in ipairs(inner) do
        local weight = tree.weight(child)
        if weight >= CERTAIN and n < 2 then
            if is_there(search, child) then there = there + weight else n, lacking = n + 1, child end
        end
    end
    return n, there + (n == 1 and has_slip(search, lacking) and SLIP or 0)
end

local function definitions(rule)
    return function(name)
        local found = namespace.find(rule.plugin, "definitions", name)
        return found and found.tree
    end
end

--- A rule's pattern, to be looked at more closely.
-- @param question table { doc =, span =, units = { Span }, kept = table that keeps what matches look into }
-- @return table|nil search, number how much of the pattern is somewhere near; nil where two things or more are missing
function M.open(state, rule, question)
    local parsed = patterns.is(rule.body.match) and pattern.tree(rule.body.match) or pattern.parse(rule.body.match)
    if not parsed then return nil end
    local first, last = question.span:bytes()
    local search = { state = state, rule = rule, doc = question.doc, units = question.units, first = first, last = last, tries = 0, sites = {},
        ways = {}, kept = question.kept, sure = question.sure, doubtful = question.doubtful, asked = question.span,
        tree = tree.open(parsed, definitions(rule)) }
    local top = tree.inner(search.tree)
    local most = -1
    for _, way in ipairs(top.tag == "choice" and top or { top }) do
        local n, there = lacks(search, way)
        if n < 2 then
            search.ways[#search.ways + 1] = way
            most = math.max(most, there)
        end
    end
    if #search.ways > 0 then return search, most end
end

-- What is left of the pattern has to say more than what is changed, unless that is little, or the rule is one of few that could be meant.
local function is_near(search, miss)
    if miss.strong or miss.cost <= SMALL then return true end
    if miss.cost > DEAR then return false end
    if search.sure then return miss.matched >= math.max(SURE, 0.25 * miss.whole) end
    return miss.matched - miss.cost > 0.5 and miss.matched >= LEAST * miss.whole
end

--- The near misses of an opened rule, nearest first.
-- @param search table from open
-- @param tries integer how many changed patterns may be tried
-- @return table array of { rule =, element =, part =, within =, taken =, match =, why =, what =, pattern =, score = }, integer tries that were made
function M.of(search, tries)
    search.most = math.min(TRIES, tries)
    search.tries = 0
    for _, way in ipairs(search.ways) do
        local inner = tree.inner(way)
        if inner.tag == "seq" then
            parts(search, inner, false)
        else
            local match, kind, all = try(search, way, false)
            if match then deeper(search, way, match, kind, false, all) end
        end
    end
    local made = search.tries
    search.tries, search.most = 0, TRIES
    local misses = {}
    for _, site in ipairs(search.sites) do
        local miss = told(search, site)
        if miss and is_near(search, miss) then misses[#misses + 1] = miss end
    end
    table.sort(misses, function(a, b)
        if a.score ~= b.score then return a.score > b.score end
        return a.element < b.element
    end)
    return misses, made + search.tries
end

--- Does the rule's own pattern match at the words? The match that shares the most with them.
function M.matches(rule, question)
    local best, most = nil, 0
    local first, last = question.span:bytes()
    for _, unit in ipairs(question.units) do
        for _, match in ipairs(unit:matches(rule.program)) do
            local a, b = match:bytes()
            local shared = math.min(b, last) - math.max(a, first) + 1
            if shared > most then best, most = match, shared end
        end
    end
    return best
end

return M
