-- shouted.lua - names in lines of capitals throughout ("PUTIN SAYS RUSSIA IS READY"), which lists have in small letters, and the city of a dateline.
--
-- Sits on words.lua. The lines of a document are looked at once.

local reading = include "words.lua"

local function_words, not_names = lexicon "function_words", lexicon "not_names"
local cities, capitals = lexicon "cities", lexicon "capitals"

local M = {}

local FEWEST, MOST = 3, 4            -- words of a line that is taken for shouted; words of a name
local SMALL = { Of = "of", And = "and", The = "the", De = "de", Da = "da", Del = "del" }

-- "UNITED STATES" as lists have it.
local in_small_letters = memo(function(words)
    local first = true
    return (words:lower():gsub("[%a\128-\255]+", function(word)
        local capital = word:gsub("^%l", string.upper)
        local small = not first and SMALL[capital]
        first = false
        return small or capital
    end))
end)

-- The words of a line of capitals: where they start and stop in it, those of two letters or more.
local function words_of(line)
    local words = {}
    for from, word in line:gmatch("()(%u[%u\128-\255%-.]*)") do
        if #word > 1 then words[#words + 1] = { from, from + #word - 1 } end
    end
    return words
end

local NEWLINE = ("\n"):byte()

local TOP = 1000                     -- bytes in which a headline of capitals stands

-- Lines of capitals at the top of a document: { first byte, the starts and stops of its words in the line, its text }.
local lines_of = reading.once(function(doc)
    local lines, text, start = {}, doc.text:sub(1, TOP), 1
    while start do
        local _, stop = text:find("^[^%l\n]+", start)
        if stop and stop - start > 10 and (stop == #text or text:byte(stop + 1) == NEWLINE) then
            local line = text:sub(start, stop)
            local words = words_of(line)
            if #words >= FEWEST then lines[#lines + 1] = { start = start, words = words, text = line } end
        end
        start = text:find("\n", stop or start, true)
        start = start and start + 1
    end
    return lines
end)

--- Calls a function with the span of each name in a line of capitals that `find` knows in small letters, the longest first.
-- @param find function(name) → entry or nil
-- @param add function(span, entry, name)
function M.each(doc, find, add)
    for _, line in ipairs(lines_of(doc)) do
        local i = 1
        while i <= #line.words do
            local step = 1
            for n = math.min(MOST, #line.words - i + 1), 1, -1 do
                local from, stop = line.words[i][1], line.words[i + n - 1][2]
                local name = in_small_letters(line.text:sub(from, stop))
                local entry = not (n == 1 and (function_words:lookup(name) or not_names:lookup(name))) and find(name)
                if entry then
                    add(doc:slice(line.start + from - 1, line.start + stop - 1), entry, name)
                    step = n
                    break
                end
            end
            i = i + step
        end
    end
end

local HEAD = 3                       -- lines in which a dateline is looked for

--- A row for the city in capitals with which a dateline begins: "GENEVA, May 8 (Reuters) -", "NEW DELHI:".
function M.dateline(doc)
    local n = 0
    for start, line in doc.text:sub(1, TOP):gmatch("()([^\n]+)") do
        n = n + 1
        local words = line:match("^(%u[%u .'-]+%u)[,:]? ") or line:match("^(%u[%u .'-]+%u)/")
        local behind = words and line:sub(#words + 1, #words + 6)
        local name = behind and (behind:find("^[,:]") or behind:find("^ %(") or behind:find("^ %-") or behind:find("^ \u{2013}") or behind:find("^ \u{2014}")
            or behind:find("^/"))
            and line:find("%l%l") and in_small_letters(words)
        if name and (capitals:lookup(name) or cities:lookup(name)) then return { doc:slice(start, start + #words - 1), name = name } end
        if n == HEAD then return nil end
    end
end

return M
