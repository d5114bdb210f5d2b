--[[ made_up.lua - documents that nobody wrote, where no text is at hand: the same at each call.

Words follow Zipf's law: the word of rank r comes in proportion to 1 / r, as in any language. The first ranks are English, the
others syllables; a tenth of the sentences are such as the plugins know. ]]

local M = {}

local DOCUMENTS = 1300
local SENTENCES = 170 -- a document: 18 kB, as long as a speech
local VOCABULARY = 60000

local NAMES = { "France", "Germany", "Japan", "Brazil", "India", "Kenya", "Norway", "Mexico" }
local SAID = {
    "The foreign minister of %s said on Tuesday that his country is ready to expand imports from %s.",
    "%s thanked %s for its support and urged all parties to return to negotiations.",
    "The delegation of %s warned %s that further delay would have consequences.",
    "In 2015 the president of %s met the prime minister of %s and promised to sign the treaty.",
    "We have seen the river rise since spring, and neither %s nor %s has built a new bridge.",
}
local FIRST = [[the of and to in a that is for it was on as by with at be are this from have or has but not which they we an will
their said its all been were more would also one new who his people had can our after over other country government years
countries made states nations world some about two must most time only should many them international]]
local SYLLABLES = { "ba", "den", "ki", "lor", "mas", "ne", "ra", "sto", "tin", "ver", "wal", "zu", "chi", "pra", "gol", "es" }

local function vocabulary()
    local list = {}
    for word in FIRST:gmatch("%S+") do
        list[#list + 1] = word
    end
    for n = #list + 1, VOCABULARY do
        local word, rest = {}, n
        repeat
            word[#word + 1] = SYLLABLES[rest % #SYLLABLES + 1]
            rest = rest // #SYLLABLES
        until rest == 0
        list[n] = table.concat(word)
        if n % 11 == 0 then
            list[n] = list[n]:gsub("^%l", string.upper) -- names
        end
    end
    return list
end

local function new_random(seed)
    local state = seed
    return function(n)
        state = (state * 1103515245 + 12345) % 2147483648
        return state // 65536 % n + 1
    end
end

local function sentence(list, below)
    local parts, n = {}, #list
    for i = 1, 8 + below(24) do
        local part = (below(32768) - 1 + (below(32768) - 1) / 32768) / 32768
        local rank = math.floor(n ^ part) -- evenly in the logarithm: that is 1 / r
        parts[i] = list[rank] .. (below(12) == 1 and "," or "")
    end
    return (table.concat(parts, " "):gsub("^%l", string.upper):gsub(",$", "")) .. "."
end

local function make_line(list, number)
    local below, text = new_random(number * 7919 + 17), {}
    for i = 1, SENTENCES do
        if below(10) == 1 then
            text[i] = SAID[below(#SAID)]:format(NAMES[below(#NAMES)], NAMES[below(#NAMES)])
        else
            text[i] = sentence(list, below)
        end
    end
    return ('{"id": "made-%d", "year": 2016, "text": "%s"}'):format(number, table.concat(text, " "))
end

--- An iterator over lines of JSON.
function M.lines()
    local list, n = vocabulary(), 0
    return function()
        n = n + 1
        return n <= DOCUMENTS and make_line(list, n) or nil
    end
end

return M
