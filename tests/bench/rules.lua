--[[ rules.lua - rules made up from the words of a text, of ten kinds, the same at each call for the same text.

Called by hand: lua5.4 tests/bench/rules.lua TEXT.jsonl N [rare|plain|phrases|frequent] [lunette|peers] writes N rules to standard output.

    rare       each rule holds a word that at most one sentence in 5,000 has (and at least two sentences, where it can be)
    plain      the same with the kinds that other programs know as well, too: no lemmas, tags, layers or captures
    phrases    of these only words side by side
    frequent   the words are drawn from the 500 most frequent as often as they are written, so `the`, `of` and `said` are among them

Rule i depends on the text, on i and on the rules before it (none is written twice), so the larger of two sets holds the smaller.
The kinds follow each other in turn: each set has the same mixture. A rule is taken from a place of the text, so most match
somewhere.

A rule is { kind, pattern, steps, words, often }: its pattern in our language; as a list of steps for programs that know only words
(nil where they cannot say it); the words one of which must be there; and how many sentences have one of these. ]]

local M = { sizes = { 20, 200, 2000, 20000 } }

local RARE = 5000 -- one sentence in so many
local FREQUENT = 500 -- words
local LEMMAS = {
    said = "say", says = "say", is = "be", was = "be", are = "be", were = "be", been = "be", has = "have", had = "have", made = "make",
    years = "year", nations = "nation", countries = "country", states = "state", calls = "call", took = "take", gave = "give", held = "hold",
}

-- ---- drawing ----

-- A generator of our own: Lua's differs between versions.
local function new_random(seed)
    local state = seed % 2147483648
    local function step()
        state = (state * 1103515245 + 12345) % 2147483648
        return state // 65536
    end
    step()
    return function(n)
        return (step() * 32768 + step()) % n + 1
    end
end

-- Where each word that may be a key stands: { word = { sentence, position, sentence, position, … } }.
local function find_places(text, is_key)
    local places = {}
    for s, sentence in ipairs(text.sentences) do
        for i, token in ipairs(sentence) do
            local word = token and token:lower()
            if word and is_key(word) then
                places[word] = places[word] or {}
                table.move({ s, i }, 1, 2, #places[word] + 1, places[word])
            end
        end
    end
    return places
end

local function rare_source(text)
    local most = math.max(2, text.n // RARE)
    local keys = {}
    local function is_rare(word)
        local often = text.frequency[word] or 0
        return #word > 3 and often <= most and often >= 2
    end
    for _, word in ipairs(text.order) do
        if is_rare(word) then
            keys[#keys + 1] = word
        end
    end
    if #keys < 100 then
        error("rules: the text is too short: fewer than 100 words are rare in it and yet written twice; name a longer one", 0)
    end
    local places = find_places(text, is_rare)
    return {
        most = most,
        draw = function(random)
            local list = places[keys[random(#keys)]]
            local at = random(#list // 2) * 2
            return text.sentences[list[at - 1]], list[at]
        end,
        is_key = is_rare,
    }
end

-- Any token of the frequent words, each as often as it is written.
local function frequent_source(text)
    local sorted, frequent = table.move(text.order, 1, #text.order, 1, {}), {}
    table.sort(sorted, function(a, b)
        local one, other = text.frequency[a], text.frequency[b]
        return one > other or one == other and a < b
    end)
    for i = 1, math.min(FREQUENT, #sorted) do
        frequent[sorted[i]] = true
    end
    return {
        most = text.n,
        draw = function(random)
            while true do
                local sentence = text.sentences[random(#text.sentences)]
                local at = random(#sentence)
                if sentence[at] and frequent[sentence[at]:lower()] then
                    return sentence, at
                end
            end
        end,
        is_key = function(word)
            return frequent[word] == true
        end,
    }
end

-- ---- places in a sentence ----

-- The words side by side around position i, at most `left` and `right` of them: { before, key, after } in lower case.
local function around(sentence, i, left, right)
    local before, after = {}, {}
    while #before < left and sentence[i - #before - 1] do
        table.insert(before, 1, sentence[i - #before - 1]:lower())
    end
    while #after < right and sentence[i + #after + 1] do
        after[#after + 1] = sentence[i + #after + 1]:lower()
    end
    return before, sentence[i]:lower(), after
end

local function class_of(token)
    return token:find("^%u") and "%cap" or "%lower"
end

local function word_step(word)
    return { words = { word } }
end

local function phrase_steps(list)
    local steps = {}
    for i, word in ipairs(list) do
        steps[i] = word_step(word)
    end
    return steps
end

-- ---- kinds: each makes a rule of a place, or nothing where the place does not lend itself ----

local kinds = {}

-- Two or three words side by side.
function kinds.literal(_, sentence, i)
    local before, key, after = around(sentence, i, 1, 1)
    local list = { before[1], key }
    list = before[1] and list or { key }
    list[#list + 1] = after[1]
    if #list < 2 then
        return nil
    end
    return { pattern = table.concat(list, " "), steps = phrase_steps(list), words = { key } }
end

-- Either of two words, and what follows the first.
function kinds.alternative(source, sentence, i, random)
    local _, key, after = around(sentence, i, 0, 1)
    local other_sentence, other_at = source.draw(random)
    local other = other_sentence[other_at]:lower()
    if not after[1] or other == key then
        return nil
    end
    return {
        pattern = ("(%s | %s) %s"):format(key, other, after[1]),
        steps = { { words = { key, other } }, word_step(after[1]) },
        words = { key, other },
    }
end

-- A word of a class beside the key, and perhaps a certain word behind the two.
function kinds.class(_, sentence, i, random)
    local from = i - random(2) + 1
    local steps, pattern = {}, {}
    for at = from, from + random(2) do
        local token = sentence[at]
        if not token then
            return nil
        end
        local step = (at == i or at > from + 1) and word_step(token:lower()) or { class = class_of(token) }
        steps[#steps + 1] = step
        pattern[#pattern + 1] = step.class or step.words[1]
    end
    return { pattern = table.concat(pattern, " "), steps = steps, words = { sentence[i]:lower() } }
end

-- The key, and after at most three other tokens a word that stands two to four behind it.
function kinds.gap(_, sentence, i, random)
    local far = sentence[i + 1 + random(3)]
    if not far then
        return nil
    end
    local key, last = sentence[i]:lower(), far:lower()
    return { pattern = ("%s ..3 %s"):format(key, last), steps = { word_step(key), { gap = 3 }, word_step(last) }, words = { key } }
end

-- Words that may be there, before the key and its neighbour.
function kinds.optional(_, sentence, i)
    local _, key, after = around(sentence, i, 0, 1)
    if not after[1] then
        return nil
    end
    return {
        pattern = ("(the | a | this)? %s %s"):format(key, after[1]),
        steps = { { words = { "the", "a", "this" }, optional = true }, word_step(key), word_step(after[1]) },
        words = { key },
    }
end

local TWO_TOKENS = { cannot = true, gonna = true, gotta = true } -- no lemma

-- The lemma of a word that inflects, beside the key; or of the key itself; at times the word behind it as a lemma, as it is.
function kinds.lemma(source, sentence, i, random)
    local before, key, after = around(sentence, i, 1, 1)
    for _, side in ipairs { before[1] or "", after[1] or "" } do
        local lemma = LEMMAS[side]
        if lemma then
            local pattern = side == before[1] and ("~%s %s"):format(lemma, key) or ("%s ~%s"):format(key, lemma)
            return { pattern = pattern, words = { key } }
        end
    end
    if after[1] and not TWO_TOKENS[after[1]] and random(16) == 1 then
        return { pattern = ("%s ~%s"):format(key, after[1]), words = { key } }
    end
    local base = LEMMAS[key] or key:match("^(.*%w)s$")
    if not base or not (LEMMAS[key] or source.is_key(base)) or not after[1] then
        return nil
    end
    return { pattern = ("~%s %s"):format(base, after[1]), words = { key, base } }
end

-- A tag or a regular expression beside the key.
function kinds.tag(_, sentence, i, random)
    local before, key, after = around(sentence, i, 1, 1)
    if not (before[1] and after[1]) then
        return nil
    end
    local tests = { "[%%adj | %%det] %s [%%noun | %%adp]?", "%%verb? %s /^%s/", "[%%noun & /ed$/]? %s [%%det | %%noun]" }
    return { pattern = tests[random(#tests)]:format(key, after[1]:sub(1, 2)), words = { key } }
end

-- A row of another layer some tokens from the key.
function kinds.layer(source, sentence, i, random)
    local key = sentence[i]:lower()
    for far = 1, 6 do
        if sentence[i + far] and source.names[sentence[i + far]] then
            return { pattern = ("%s ..%d who:@place"):format(key, far + random(3)), words = { key } }
        elseif sentence[i - far] and source.names[sentence[i - far]] then
            return { pattern = ("who:@place ..%d %s"):format(far + random(3), key), words = { key } }
        end
    end
    if random(8) > 1 then
        return nil
    end
    return { pattern = ("[%%lower & !@place]? %s ...!(;) who:@place"):format(key), words = { key } }
end

-- Captures: what stands before and behind the key.
function kinds.capture(_, sentence, i)
    local before, key, after = around(sentence, i, 1, 2)
    if not (before[1] and after[2]) then
        return nil
    end
    return { pattern = ("who:%s cue:%s what:([]{1,2}? %s)"):format(class_of(sentence[i - 1]), key, after[2]), words = { key } }
end

-- Repetition, and conditions on what stands around.
function kinds.around(_, sentence, i)
    local before, key, after = around(sentence, i, 1, 1)
    if not (before[1] and after[1]) then
        return nil
    end
    return { pattern = ("(?<= %s) what:(%s %%lower{0,4}) !(%s)"):format(before[1], key, key), words = { key } }
end

local MIXED = { "literal", "lemma", "class", "layer", "gap", "capture", "alternative", "tag", "optional", "around" }
local PHRASES = { "literal" }
local PLAIN = { "literal", "class", "gap", "alternative", "optional" }

-- ---- sets ----

local function often(text, list)
    local sum = 0
    for _, word in ipairs(list) do
        sum = sum + (text.frequency[word] or 0)
    end
    return sum
end

local function make_rule(text, source, kind, number, made)
    local random = new_random(number * 7919 + 17)
    for _ = 1, 2000 do
        local sentence, i = source.draw(random)
        local rule = kinds[kind](source, sentence, i, random)
        if rule and not made[rule.pattern] then
            made[rule.pattern] = true
            rule.kind, rule.often = kind, often(text, rule.words)
            return rule
        end
    end
    error(("rules: no place of the text lends itself to rule %d of kind '%s'; take a longer text"):format(number, kind), 0)
end

--- n rules of the set "rare", "plain", "phrases" or "frequent" from what words.learn read.
function M.make(text, set, n)
    local source = set == "frequent" and frequent_source(text) or rare_source(text)
    local list, turn = {}, set == "plain" and PLAIN or set == "phrases" and PHRASES or MIXED
    local made = {}
    source.names = {}
    for _, name in ipairs(text.names) do
        source.names[name] = true
    end
    for i = 1, n do
        list[i] = make_rule(text, source, turn[(i - 1) % #turn + 1], i, made)
    end
    return list
end

--- How many of the first n rules a sentence makes the programs look at: the words of a rule, summed.
function M.triggered(text, rules, n)
    local sum = 0
    for i = 1, n do
        sum = sum + rules[i].often
    end
    return sum / text.n
end

-- ---- written down ----

local HEAD = [[
-- Rules made up by tests/bench/rules.lua.

layer "place" { name = text }
layer "hit" { number = integer, who = span, what = span, cue = span }

lexicon "places" { case = "exact", %s }

rule "place" { doc = "A name of the list.", match = "name:$places", mark = "place" }
]]

local function has_layers(rules, n)
    for i = 1, n do
        if rules[i].kind == "layer" or rules[i].kind == "tag" then
            return true
        end
    end
    return false
end

--- The first n rules as a rule file for -r. Layer `place` is there only where a rule reads it.
function M.as_file(text, rules, n)
    local names, lines = {}, {}
    for i, name in ipairs(text.names) do
        names[i] = ("%q"):format(name)
    end
    if has_layers(rules, n) then
        lines[1] = HEAD:format(table.concat(names, ", "))
    else
        lines[1] = 'layer "hit" { number = integer, who = span, what = span, cue = span }\n'
    end
    for i = 1, n do
        local rule = rules[i]
        lines[#lines + 1] = ('rule "r%d" { doc = "%s", match = [[ %s ]], mark = "hit", set = { number = %d } }'):format(i, rule.kind, rule.pattern, i)
    end
    return table.concat(lines, "\n") .. "\n"
end

--- The first n rules of the set "phrases" as one lexicon, with a rule that finds it; rows have the numbers that those of as_file have.
function M.as_lexicon(rules, n)
    local lines = { 'layer "hit" { number = integer, what = span }\n\nlexicon "phrases" {' }
    for i = 1, n do
        lines[#lines + 1] = ('    { "%s", number = %d },'):format(rules[i].pattern, i)
    end
    lines[#lines + 1] = '}\n\nrule "phrase" { doc = "A phrase.", match = "what:$phrases", mark = "hit", set = { number = from "what.number" } }'
    return table.concat(lines, "\n") .. "\n"
end

local function step_as_json(step)
    if step.gap then
        return ('{"gap":%d}'):format(step.gap)
    elseif step.class then
        return ('{"class":"%s"}'):format(step.class:sub(2))
    end
    return ('{"words":["%s"]%s}'):format(table.concat(step.words, '","'), step.optional and ',"optional":true' or "")
end

--- The first n rules of a plain set as JSON for the programs of others: a list of lists of steps.
function M.as_json(rules, n)
    local lines = {}
    for i = 1, n do
        local steps = {}
        for s, step in ipairs(assert(rules[i].steps, "only plain rules can be said in steps")) do
            steps[s] = step_as_json(step)
        end
        lines[i] = "[" .. table.concat(steps, ",") .. "]"
    end
    return "[\n" .. table.concat(lines, ",\n") .. "\n]\n"
end

-- ---- by hand ----

local function usage()
    io.stderr:write("lua5.4 rules.lua TEXT.jsonl N [rare|plain|phrases|frequent] [lunette|peers]; peers wants plain or phrases\n")
    os.exit(3)
end

local function main()
    package.path = arg[0]:match("^(.-)[^/]*$") .. "?.lua"
    local n, set, form = math.tointeger(tonumber(arg[2])), arg[3] or "rare", arg[4] or "lunette"
    local forms = { rare = "lunette", frequent = "lunette", plain = "peers", phrases = "peers" }
    if not n or n < 1 or not forms[set] or not (form == "lunette" or form == "peers" and forms[set] == "peers") then
        usage()
    end
    local text = require("words").learn(arg[1])
    local ok, made = pcall(M.make, text, set, n)
    if not ok then
        io.stderr:write(made, "\n")
        os.exit(3)
    end
    io.stdout:write(form == "peers" and M.as_json(made, n) or M.as_file(text, made, n))
end

if arg and arg[0] and arg[0]:match("[^/]*$") == "rules.lua" then
    main()
end

return M
