-- again.lua - later mentions of persons: by which parts of a name it comes back, and where in the text they stand.
--
-- Sits on words.lua, headlines.lua, told.lua, lexicons family_first, given, particles, well_known, country_names. A document is looked at in one pass.

local reading = include "words.lua"
local headlines = include "headlines.lua"
local told = include "told.lua"

local words_of, clean = reading.words_of, reading.clean
local family_first, given, particles, well_known = lexicon "family_first", lexicon "given", lexicon "particles", lexicon "well_known"

local M = {}

local function is_family_first(words, original)
    if #words < 2 then return false end
    local first = original:match("^[%a\128-\255]+")
    if first and #first > 1 and first == first:upper() and original ~= original:upper() then return true end
    return first ~= nil and family_first:lookup(first) ~= nil and given:lookup(first) == nil and #words <= 4
end

-- Is this word too small to name somebody by itself?
local is_small = memo(function(word)
    return particles:lookup(word) ~= nil or #word < 2 or word:match("%.$") ~= nil
end)

-- Forms are found by their first two words, or by their only one.
local function key_of(first, second)
    return second and first .. " " .. second or first
end

local function form_of(words, first, last)
    local form = { bare = {}, key = key_of(words[first], last > first and words.bare[first + 1] or nil), run = reading.run_of(words[first]) }
    for i = first, last do
        form[#form + 1] = words[i]
        form.bare[#form] = words.bare[i]
    end
    form.whole = table.concat(form, " ")
    return form
end

local country_names, not_names = lexicon "country_names", lexicon "not_names"
local function is_faith(word) return not_names:lookup(word) ~= nil and given:lookup(word) == nil end       -- "Christian" alone is nobody
local function is_country(word) return word ~= nil and country_names:lookup(word) ~= nil end

local OF_FATHER = { uulu = true, oglu = true, ["oğlu"] = true, ogly = true, uly = true, qizi = true, ["qızı"] = true, kyzy = true, qyzy = true }

local GENERATION = { jr = true, ["jr."] = true, sr = true, ["sr."] = true, ii = true, iii = true }

-- May a form stop with this word? Of those in small letters only what says whose child it is, at the end of the name: "Kulubai uulu".
local function ends_form(words, at)
    if OF_FATHER[words[at]] and at > 1 and at == #words then return true end
    if GENERATION[words[at]] then return false end
    return not is_small(words[at]) and not words.plain[at]:find("^%l+$")
end

-- of a name, never alone: "Abu Garja", not "Abu" in "Abu Dhabi"
local BEGINS = { abu = true, abou = true, umm = true, oum = true, abd = true, ibn = true, bint = true }

-- Every part of a name by which it may come back: a list of lists of words, which must not be changed.
local forms_of = memo(function(name)
    local words = words_of(name)
    if #words == 1 then return { form_of(words, 1, 1) } end
    local forms = {}
    local from = is_family_first(words, name) and 1 or 2
    for first = 1, #words do
        for last = first, #words do
            local whole = first == 1 and last == #words
            local family = from == 1 and first == 1 and last == 1
            -- "Hassan Sheikh" of "Hassan Sheikh Mohamud"
            local given_alone = first == 1 and last == 1 and #words[1] > 2 and not is_faith(words.plain[1]) or first == 1 and last == 2
            local country = first == last and is_country(words.plain[first])
            local begun = first == last and #words > 1 and BEGINS[words[last]]
            if (whole or family or given_alone or first >= 2) and not country and not begun and ends_form(words, last) then
                forms[#forms + 1] = form_of(words, first, last)
            end
        end
    end
    return forms
end)

local none = {}

local function longer(a, b) return #a > #b end

-- Key → a form, or several, the longest first; the words that doc:words has to look for; the names of one word that are in no longer one.
local function index_names(rows)
    local index, runs, seen, several, alone = {}, {}, {}, {}, {}
    for _, row in ipairs(rows) do
        local name = clean(row.text)
        if not seen[name] and not row.described then
            seen[name] = true
            local words = words_of(name)
            if #words == 1 then alone[name] = alone[name] == nil end
            for _, word in ipairs(#words > 1 and words.plain or none) do alone[word] = false end
            for _, form in ipairs(forms_of(name)) do
                local whole, key = form.whole, form.key
                if not seen[whole] then
                    seen[whole] = true
                    local known = index[key]
                    if not known then
                        index[key] = form
                        if form.run then runs[form.run] = true end
                    elseif known.whole then
                        index[key] = { known, form }
                        several[key] = true
                    else
                        known[#known + 1] = form
                    end
                end
            end
        end
    end
    for key in pairs(several) do table.sort(index[key], longer) end
    return index, runs, alone
end

-- Where the words of a form stop, if they stand in the text from `at` on; `at` is behind the first word.
local function stop_of(text, at, form)
    local stop = at - 1
    for i = 2, #form do
        local first, last, word = text:find("^[%s%-.]*([%w\128-\255][%w\128-\255'’]*)", stop + 1)
        if not first or last - stop > #word + 3 then return nil end
        local plain = word:gsub("['’]s?$", "")
        if plain:lower() ~= form.bare[i] then return nil end
        stop = last - (#word - #plain)
    end
    return stop
end

-- Where the longest of these forms stops, if one stands there.
local function longest_stop(text, after, found)
    if not found then return nil end
    if found.whole then return stop_of(text, after, found) end
    for _, form in ipairs(found) do
        local stop = stop_of(text, after, form)
        if stop then return stop end
    end
end

-- Where a name stops that begins with this word, if one does: the longest.
local function name_at(index, text, first, after)
    local second = text:match("^[%s%-.]*([%w\128-\255][%w\128-\255'’]*)", after)
    second = second and second:gsub("['’]s?$", ""):lower()
    return longest_stop(text, after, index[key_of(first, second or "")]) or longest_stop(text, after, index[first])
end

-- Does it stand inside the name of a body?
local function in_name(doc, span)
    for _, row in ipairs(doc:at(span, "organization")) do
        if not row.described then return true end
    end
    return false
end

-- Bytes of the initials that stand right before a name: "S. V. Petrov".
local function initials_before(text, start)
    local initials = text:sub(math.max(1, start - 8), start - 1):match("%f[%w]%u%.%s?%u%.%s?$")
        or text:sub(math.max(1, start - 5), start - 1):match("%f[%w]%u%.%s?$")
    if not initials then return 0 end
    local before = text:sub(start - #initials - 1, start - #initials - 1)
    return (before == "" or before:find("^[%s(\"]")) and #initials or 0
end

-- Bytes of the small words before a name that belong to it there: "bin Omar" of "Hamad bin Omar", "de la Paz".
local function particles_before(index, text, start, first)
    local from = start
    while true do
        local before, word = text:sub(math.max(1, from - 8), from - 1):match("%f[%w\128-\255]((%l[%l\128-\255]*)[%s%-])$")
        if not before or not (particles:lookup(word) or word == "und" or word == "t") or not index[key_of(word, first)] then return start - from end
        from, first = from - #before, word
        if word == "t" then from = from - #(text:sub(math.max(1, from - 3), from - 1):match("['\u{2018}\u{2019}]+$") or "") end
    end
end

-- "Oruva Kaldahl" where only Kaldahl is told: with the unknown word before a name of one word, in a sentence that is no headline.
local function with_first_name(doc, text, span, start)
    local before, word = text:sub(math.max(1, start - 24), start - 1):match("%f[%w\128-\255'-](([%u\xC3-\xD0][%l\128-\255'’-]+) )$")
    if not before or not reading.is_unknown(word) or word:find("ly$") or word:find("['’]s?$") or well_known:lookup(span.text) then return span end
    if not span.sentence or headlines.is_headline(span.sentence.text) then return span end
    local first = doc:slice(start - #before, start - 1)
    if not first or first.pos ~= "PROPN" then return span end
    first = doc:slice(start - #before - initials_before(text, start - #before), start - 1) or first
    return first:union(span)
end

-- Does no row for a person stand there but, in a name with a hyphen, a shorter one of which less was known ("Schröder" in "Annen-Schröder")?
local function is_free(doc, span)
    local rows = doc:at(span, "person")
    if #rows == 0 then return true end
    if span.text:find("%s") or not span.text:find("-", 1, true) then return false end
    for _, row in ipairs(rows) do
        if #row.text >= #span.text or not span:contains(row) then return false end
    end
    return true
end

-- Does an unknown word with a capital stand before it: "Min" in "Zaw Min Tun"?
local function is_inner_word(text, start)
    local word = text:sub(math.max(1, start - 16), start - 1):match("%f[%w\128-\255]([%u\xC3-\xD0][%l\128-\255]+) $")
    return word ~= nil and reading.is_unknown(word)
end

--- Rows for the later mentions of all names found so far, at capitalised words with which one of them begins.
function M.rows(doc)
    local rows = doc:layer("person")
    if #rows == 0 then return nil end
    local index, runs, alone = index_names(rows)
    local text, whole = doc.text, doc.span
    local leads = reading.leader(text, "'", "[%u\xC3-\xD0]")
    local made, free = {}, 1
    for _, start in ipairs(doc:words(runs, true)) do
        local word, after = text:match("^([%u\xC3-\xD0][%w\128-\255'’]*)()", start)
        local elided = not word
        if elided then word, after = text:match("^(%l%l?%l?['’]*%u[%w\128-\255'’]*)()", start) end        -- "d'Oruva", "kaOruva"
        if word and start >= free and (elided or leads(start)) then
            local plain = word:gsub("['’]s?$", "")
            local stop = name_at(index, text, plain:lower(), after - (#word - #plain))
            if stop then
                local span = whole:sub(start - initials_before(text, start) - particles_before(index, text, start, plain:lower()), stop)
                if alone[plain] and stop < after then span = with_first_name(doc, text, span, start) end
                local goes_on = text:find("^ %u", stop + 1)
                local is_house = goes_on and told.names_a_house(span)               -- "Ho Chi Minh City"
                local is_others = goes_on and stop < after and is_inner_word(text, start)
                if not is_house and not is_others and is_free(doc, span) and not in_name(doc, span) then made[#made + 1] = { span } end
                free = stop + 1
            end
        end
    end
    return #made > 0 and made or nil
end

return M
