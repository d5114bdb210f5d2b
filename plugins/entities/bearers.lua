-- bearers.lua - who bears which name: which mentions of a text name one person, by surname, given name, initials, nickname.
--
-- Sits on words.lua and the lexicons particles, nicknames and short_names.

local reading = include "words.lua"

local gender_of, words_of, clean, calm = reading.gender_of, reading.words_of, reading.clean, reading.calm
local particles = lexicon "particles"

local M = {}

local function contains(long, short)
    local n = #short
    for before = 0, #long - n do
        local same = true
        for i = 1, n do
            if long[before + i] ~= short[i] then
                same = false
                break
            end
        end
        if same then return true end
    end
    return false
end

local GENERATION = { jr = true, ["jr."] = true, sr = true, ["sr."] = true, ii = true, iii = true }

local is_junior = memo(function(name) return GENERATION[(name:match("%S+$") or ""):lower()] ~= nil end)

-- Does `person` bear the name better than `best`? Of father and son the father, of two one with an office; then the one named last before the mention, else
-- the first.
local function bears_better(person, best, at)
    if not best then return true end
    if is_junior(person.name) ~= is_junior(best.name) then return is_junior(best.name) end
    if person.titled ~= best.titled then return person.titled end
    return person.at <= at and (best.at > at or person.at > best.at)
end

local MOST_BEARERS = 100             -- of one word that are compared: a list of ten thousand Smiths must not take ten thousand squared

-- "S. V. Petrov" is borne by who is called Petrov and whose name begins with an S.
local function without_initials(words)
    local from = 1
    while from < #words and #words[from] == 1 do from = from + 1 end
    if from == 1 then return words end
    return { table.unpack(words, from) }, words[1]
end

local PARENTS = { bin = true, ibn = true, bint = true, binti = true, binte = true, ben = true, ould = true, mint = true, wuld = true }

-- "Omar bin Said" in "Hamad bin Omar bin Said" is the father; "Costa dos Reis" in "Ana Maria Costa dos Reis" is herself.
local function is_of_father(short, long)
    if particles:lookup(short[1]) then return false end
    for i = 2, #long do
        if long[i] == short[1] then return PARENTS[long[i - 1]] or long[i + #short - 1] ~= long[#long] end
    end
    return true
end

-- "King Hamad" is not "Prince Omar bin Hamad".
local function is_fathers(short, long)
    if #short ~= 1 then return false end
    for i = 2, #long do
        if long[i] == short[1] then return PARENTS[long[i - 1]] or false end
    end
    return false
end

-- "Gábor Kertész" and "Kertész Gábor" are one.
local function turned(a, b)
    return #a == 2 and #b == 2 and a[1] == b[2] and a[2] == b[1]
end

-- "Sheikh Sabah", "Prince Faisal": behind such a word of honour stands a given name.
local ROYAL = { Sheikh = true, Sheikha = true, Shaikh = true, Prince = true, Princess = true, King = true, Queen = true, Sultan = true, Emir = true,
    Amir = true }

local none = {}
local nicknames = lexicon "nicknames"

-- Whom a nickname means, where the text has the name itself: "Jokowi" of "Joko Widodo".
local function called_so(item, by_word)
    local entry = nicknames:lookup(item.name)
    local full = entry and words_of(entry.name)
    for _, person in ipairs(full and by_word[full[#full]] or none) do
        if contains(person.words.bare, full.bare) then return person end
    end
end

local short_names = lexicon "short_names"

-- "Liz Whitlow" of "Elizabeth Whitlow": the surname, and what the given name is shortened to.
local function by_short_name(bare, bearers)
    for _, person in ipairs(bearers) do
        local words = person.words.bare
        local entry = words[#words] == bare[2] and (short_names:lookup(bare[1]) or short_names:lookup(words[1]))
        if entry and (entry.name == words[1] or entry.name == bare[1]) then return person end
    end
end

local function bearer_of(item, by_word)
    local nick = called_so(item, by_word)
    if nick then return nick end
    local best, best_first = nil, false
    local item_bare, initial = without_initials(item.words.bare)
    local bearers = by_word[item.words[#item.words]] or {}
    for i = math.max(1, #bearers - MOST_BEARERS), #bearers do
        local person = bearers[i]
        local contained = contains(person.words.bare, item_bare)
        -- A given name behind the first word of another's name tells no gender: "Suu Kyi" of "Aung San Suu Kyi", "Minister Anand" of "Anita Anand".
        local inner = item_bare[1] ~= person.words.bare[1]
        local telling = not (contained and inner and item.gender == gender_of(item.name))
        local other = telling and item.gender and person.gender and item.gender ~= person.gender
        if not other and turned(person.words.bare, item_bare) then return person end
        local same = contained and not (item.royal and is_fathers(item_bare, person.words.bare))
            and (not initial or person.words.bare[1]:sub(1, #initial) == initial)
        local is_first = item.royal and person.words.bare[1] == item_bare[1] or false
        if not other and same and (is_first and not best_first or is_first == best_first and bears_better(person, best, item.at)) then
            best, best_first = person, is_first
        end
    end
    if not best then return #item_bare == 2 and by_short_name(item_bare, bearers) or nil end
    if initial then return best end
    if #item.words > 1 and item.at < best.at and is_junior(best.name) and not is_junior(item.name) then return nil end    -- named first: the father
    local same_length = #item.words >= 2 and #item.words == #best.words
    if same_length and best.name:lower() ~= item.name:lower() then return nil end
    if #item.words >= 3 and item.words[1] ~= best.words[1] and is_of_father(item.words, best.words) then return nil end
    return best
end

local function new_person(item, by_word)
    local person = { name = item.name, words = item.words, at = item.at, gender = item.gender or gender_of(item.name), rows = {}, titles = {}, titled = false }
    for _, word in ipairs(item.words) do
        local bearers = by_word[word]
        if bearers then bearers[#bearers + 1] = person else by_word[word] = { person } end
    end
    return person
end

-- What of the document's rows never changes: row → { name, words, described, title }.
M.facts_of = reading.once(function() return {} end)

local function fact_of(facts, row)
    local fact = facts[row]
    if not fact then
        local name = calm(row.text)
        fact = { name = clean(name), words = words_of(name), described = row.described, title = row.title, gender = row.gender }
        local before = #fact.words == 1 and not fact.described and row:before(1)
        fact.royal = before and ROYAL[before.text] or false
        facts[row] = fact
    end
    return fact
end

-- Longest names first, so that short ones find their bearers: row numbers by the number of words.
local function by_length(rows, facts)
    local lengths, longest = {}, 0
    for i, row in ipairs(rows) do
        local fact = fact_of(facts, row)
        if not fact.described then
            local n = #fact.words
            local list = lengths[n]
            if list then list[#list + 1] = i else lengths[n] = { i } end
            if n > longest then longest = n end
        end
    end
    return lengths, longest
end

--- Which rows name one person, the longest names first, so that short ones find their bearers.
-- @param rows of layer `person`
-- @param facts row → what is known of it for good (M.facts_of)
-- @return the number of a row → its person: { name, words, at, gender, rows, titles, titled }
function M.persons_by_row(rows, facts)
    local of_row, by_word = {}, {}
    local lengths, longest = by_length(rows, facts)
    for n = longest, 0, -1 do
        for _, i in ipairs(lengths[n] or none) do
            local fact = facts[rows[i]]
            local item = { name = fact.name, words = fact.words, at = i, gender = fact.gender, royal = fact.royal }
            local person = bearer_of(item, by_word) or new_person(item, by_word)
            if i < person.at then person.at = i end
            person.titled = person.titled or fact.title ~= nil
            of_row[i] = person
        end
    end
    return of_row
end

return M
