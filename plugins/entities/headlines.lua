-- headlines.lua - names in lines in which every word of weight has a capital: where such a name stops.
--
-- Capitals tell nothing there: "Ana Ruiz Praises Harbour Deal", "ANA RUIZ SAYS NO". A name ends before a word that looks like a verb,
-- unless the same words stand together elsewhere in the text.

local given, well_known = lexicon "given", lexicon "well_known"
local function_words, not_names, demonyms = lexicon "function_words", lexicon "not_names", lexicon "demonyms"

local M = {}

local FEWEST = 4                     -- words with capitals: a short sentence may have three by chance

local is_small = memo(function(word)
    return #word < 3 or function_words:lookup(word) ~= nil
end)

--- Is it a line in which all but the small words have capitals?
M.is_headline = memo(function(text)
    if text:find("%f[%a]%l%l%l%l%l%l") then return false end           -- a long word in small letters: most sentences end here
    local capitals = 0
    for word in text:gmatch("[%a\128-\255]+") do
        if word:find("^%u") then capitals = capitals + 1
        elseif word:find("^%l") and not is_small(word) then return false end
    end
    return capitals >= FEWEST
end)

local SMALL = { the = true, on = true, to = true, no = true, ["in"] = true, ["for"] = true, ["and"] = true, at = true, of = true, ["as"] = true }

-- Does it look like a verb in a headline: "Praises", "Joked", "SAYS"?
local is_verbal = memo(function(word)
    local small = word:lower()
    return (small:find("%l%l[^s']s$") or small:find("%l%led$") or small:find("%l%ling$")) and not given:lookup(word) and not well_known:lookup(word) or false
end)

-- A word that nobody is called as far as lists know: "Visit", "Got", "Fully".
local is_plain = memo(function(word)
    return #word > 2 and word:find("^%u%l+$") ~= nil and is_common(word:lower()) and not given:lookup(word) and not well_known:lookup(word)
end)

-- "HOSTS" as "Hosts".
local function with_one_capital(word) return word:sub(1, 1) .. word:sub(2):lower() end

local is_no_name = memo(function(word)
    if SMALL[word:lower()] then return true end
    local plain = word:find("^%u%u") and with_one_capital(word)
    return plain and (not_names:lookup(plain) ~= nil or demonyms:lookup(plain) ~= nil) or false
end)

-- What nobody is called, behind a given name, too.
local DEEDS = {}
for word in ("HOSTS MEETS VISITS RECEIVES PLEDGES URGES CALLS THANKS WELCOMES CONDEMNS SAYS VOWS HAILS PRAISES REJECTS INVITES GREETS ADDRESSES ATTENDS OPENS LAUNCHES SIGNS ANNOUNCES CONGRATULATES HOLDS LEADS WARNS BACKS SEEKS ARRIVES DEPARTS"):gmatch "%a+" do DEEDS[word] = true end

-- In capitals throughout: is it what somebody does, behind a surname: "PRESIDENT KEBNAR HOSTS"?
local is_shouted_verb = memo(function(word)
    return word:find("^%u%u+$") ~= nil and is_verbal(word) and is_english(word:lower())
end)

-- Do these words stand together in another place, with nothing of a name behind them?
local function stands_elsewhere(doc, words, at)
    local text, from = doc.text, 1
    for _ = 1, 5 do
        local start, stop = text:find(words, from, true)
        if not start then return false end
        if start ~= at and not text:find("^ %u", stop + 1) and not text:find("^[%w\128-\255]", stop + 1) then return true end
        from = stop + 1
    end
    return false
end

-- A word of a headline beside which a name ends: a small one, or what looks like a verb.
local function is_border(word)
    return not word or word.text:find("^%p") or SMALL[word.text:lower()] or function_words:lookup(word.text) ~= nil or is_verbal(word.text)
end

--- Does a captured name stand in a headline between words that are no part of it?
function M.is_alone(match)
    local who = match.who
    who = who.text and who or who[1]
    return who.sentence ~= nil and is_border(who:before(1)) and is_border(who:after(1)) and M.is_headline(who.sentence.text)
end

-- "YOUR", "OF"
local function is_shouted_word(text) return text:find("^%u%u+$") ~= nil and function_words:lookup(text:lower()) ~= nil end

--- The name without what a headline's capitals add to it.
-- @return the span, or nil where nothing of a name is left
function M.name(who, doc)
    local text = who.text
    local first, rest = text:match("^(%S+)%s+(.+)$")
    if not first and is_verbal(text) then                     -- "Crown Prince Receives Envoy"
        local sentence = who.sentence
        if sentence and M.is_headline(sentence.text) and not stands_elsewhere(doc, text, who:bytes()) then return nil end
    end
    if not first and is_shouted_word(text) then return nil end
    if not first or not rest:find("%s") and not well_known:lookup(first) and not first:find("ed$") and not is_shouted_verb(rest) then return who end
    local sentence = who.sentence
    local in_headline = sentence and M.is_headline(sentence.text)
    if not in_headline and not rest:find("%s%S+%s%S") then return who end              -- four words may quote a headline
    local n, at = 0, who:bytes()
    for start, word in text:gmatch("()([^%s]+)") do
        n = n + 1
        local alone = n == 2 and well_known:lookup(text:sub(1, start - 2)) ~= nil
        if n == 1 and in_headline and (word:find("^%u%l+ed$") and is_verbal(word) or is_shouted_verb(word)) then return nil end
        local surname = n == 2 and is_shouted_verb(word) and (DEEDS[word] or not given:lookup(with_one_capital(text:sub(1, start - 2))))
        local is_end = is_no_name(word) or surname or (n > 2 or alone) and is_verbal(word)
        local is_longer = n > 2 and (is_end or is_plain(word)) and stands_elsewhere(doc, text:sub(1, start - 2), at)
        if n > 1 and (is_longer or in_headline and is_end) then
            if stands_elsewhere(doc, text:sub(1, start - 1 + #word), at) then return who end
            local name = who:sub(1, start - 1):trim()
            return name and not is_shouted_word(name.text) and name or nil
        end
    end
    return who
end

return M
