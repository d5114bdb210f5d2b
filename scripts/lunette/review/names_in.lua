-- names_in.lua - words of a text that look like names and that nothing covers: subjects of verbs of speech, words for what belongs to a country,
-- other capitalised words; and offices of a country ("the Danish premier") that no person covers.
--
-- Sits on LPeg. A sentence begins with a capital, too: a single word there counts only before a verb of speech. Titles in capitals, months and days,
-- and words that stand in lower case elsewhere in the text are no names.

local lpeg = require "lpeg"

local M = {}

local P, R, S, C, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cp

local function set_of(words)
    local set = {}
    for word in words:gmatch "%S+" do set[word] = true end
    return set
end

local said = set_of [[ said says told tells added adds stressed stresses stated states noted notes warned warns announced announces called calls urged urges
    emphasized emphasised underlined underscored pledged pledges vowed denied denies claimed claims insisted insists reiterated reaffirmed condemned condemns
    welcomed welcomes declared argued explained thanked replied complained promised acknowledged remarked recalled hailed praised criticized criticised
    expressed voiced ]]
local parties = set_of [[ side government governments president minister ministers ministry army forces troops officials official authorities ambassador
    embassy delegation people parliament citizens nationals leader leaders police capital border soldiers foreign premier counterpart ]]
local no_names = set_of [[ I The A An This That These Those He She It We They You In On At By For From With Of To As And But Or If When While After Before
    Since During Under Mr Mrs Ms Dr January February March April May June July August September October November December Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday English Internet Christmas God His Her Its Their Our My Your There Here What Which Who Why How Yes No Not Both All Some Many
    Mr. Mrs. Ms. Dr. Madam Sir Excellency Excellencies Ladies Gentlemen Let Allow Thank African
    European Asian American Arab Western Eastern Northern Southern President Minister Secretary Chairman Chair Government State States Member Members Charter ]]
local heads = set_of [[ Council Commission Committee Party Front Union Group Forces Force Army Movement League Bank Company Agency Organization Organisation
    Association Federation Institute University Ministry Court Center Centre Foundation Alliance Congress Assembly Authority Brigade ]]
local realms = set_of "Kingdom Republic Sultanate Emirate Emirates Federation Principality Commonwealth Duchy"
local titles = set_of [[ Minister Ministers Secretary Secretaries Secretary-General President Presidents Premier Premiers Chancellor Ambassador Ambassadors
    Commissioner Commissioners Director Directors General Governor Governors Speaker Spokesperson Spokesman Spokeswoman Envoy Envoys Representative
    Representatives Adviser Advisor Advisers Advisors Chairman Chairperson Chair Chief Chiefs Prince Princess King Queen Emir Sultan Head Heads Leader Leaders
    Prosecutor Commander Deputy ]]
local crafts = set_of [[ ship vessel boat tanker ferry trawler frigate destroyer submarine freighter icebreaker carrier yacht rocket missile satellite drone
    spacecraft aircraft helicopter ]]
local places = set_of "in at near from to across around outside inside toward towards"

local ADDRESS = 24                       -- bytes of a sentence before whom it speaks to

-- ---- the grammar ----

local high = R "\194\223" * R "\128\191" + R "\224\225" * R "\128\191" * R "\128\191"
local upper = R "AZ" + P "\195" * R "\128\158"
local letter = R("az", "AZ", "09") + high
local inside = S "-'" * #letter + P "\226\128\153" * #letter
local word = upper * (letter + inside) ^ 0
local particle = P(false)
for _, one in ipairs { "de ", "da ", "del ", "della ", "dos ", "van ", "von ", "der ", "bin ", "ibn ", "el-", "al-", "al ", "of " } do
    particle = particle + P(one)
end
local gap = P " " ^ 1 + P " " ^ 0 * P "\n" * -S " \n"
local sequence = Cp() * C(word * (gap * particle ^ -1 * particle ^ -1 * word) ^ 0) * Cp()
-- After it, in lower case.
local next_word = P "\226\128\153s" ^ -1 * P "'s" ^ -1 * S " \n" ^ 1 * C(R "az" ^ 1) + P(true)
-- Words in lower case, and what is no word.
local skipped = (letter - upper) * (letter + inside) ^ 0 + (P(1) - letter)

local candidate = skipped ^ 0 * sequence * next_word

-- ---- one candidate ----

-- What stands before a place: nothing, a sign that ends a sentence, a line end.
local function begins_sentence(text, first)
    local before = text:sub(math.max(first - 6, 1), first - 1)
    return before == "" or before:find "[%.!%?:;\n%*•][\"'%)%]\226\128\157\156]*%s*[\"'%(%[\226\128\157\156]*$" ~= nil or before:find "\n%s*$" ~= nil
end

local function is_shouted(name)
    return #name > 5 and not name:find "%l"
end

local function without_article(text, name, first)
    local head, rest = name:match "^(%S+) (.+)$"
    while head and no_names[head] do
        first, name = text:find("%S", first + #head), rest
        head, rest = name:match "^(%S+) (.+)$"
    end
    if head == "of" then return rest, (text:find("%S", first + #head)) end -- 'President of Norland'
    return name, first
end

-- An office and no name: 'Prime Minister', 'Minister of Foreign Affairs', 'Secretary of State for Trade'.
local function is_title(name)
    local head = name:match "^(.-) of " or name:match "^(.-) for " or name
    local tail = head:match "(%S+)$" or ""
    return titles[tail] ~= nil and (head == name or tail:find "^Minister" ~= nil or tail:find "^Secretar" ~= nil)
end

-- Byte ranges that annotations cover, ascending; asked in ascending order.
local function cover(text, rows)
    local at, byte, i, last = 0, 1, 0, {}
    for _, row in ipairs(rows) do
        byte = utf8.offset(text, row.start - at + 1, byte) or #text + 1
        at = row.start
        last[#last + 1] = { byte, utf8.offset(text, row.stop - row.start + 1, byte) or #text + 1 }
    end
    local reach = 0
    return function(first, stop)
        while i < #last and last[i + 1][1] < stop do
            i = i + 1
            reach = math.max(reach, last[i][2])
        end
        return reach > first
    end
end

local function is_demonym(name)
    return name:find "%lan$" or name:find "%lese$" or name:find "%lish$" or name:find "%li$" or name:find "%lic$"
end

local function kind_of(name, following, opens)
    if said[following] then
        local tail = name:match "(%S+)$"
        return "subject", realms[tail] and "country" or (heads[tail] or heads[name:match "^%S+"]) and "organization" or "person"
    end
    local single = not name:find " "
    if single and parties[following] and is_demonym(name) then return "demonym" end
    if single and opens then return nil end
    return "name"
end

local function word_before(text, first)
    return text:sub(math.max(first - 14, 1), first - 1):match "(%l+) $"
end

-- "We've", "Don't": a pronoun or a verb, and what is left of another word.
local function is_contraction(name)
    local head = name:match "^(%a+)['\226]"
    return head ~= nil and (no_names[head] ~= nil or name:find "n't$" ~= nil or name:find "n\226\128\153t$" ~= nil)
end

-- "The vessel Selin-3": no layer has ships.
local function is_craft(text, first)
    local before = word_before(text, first)
    return before ~= nil and crafts[before] ~= nil
end

-- "With that, Matt." "Thanks, Matt.": a short sentence that ends with whom it speaks to.
local function is_addressed(text, first, stop)
    return text:find("^[%.%?!]", stop) ~= nil and text:sub(math.max(first - ADDRESS, 1), first - 1):find "[%.%?!:\n]%s*%u[^%.%?!\n]*, $" ~= nil
end

local function layer_of(text, first, name, stop)
    local tail = name:match "(%S+)$"
    if heads[tail] or heads[name:match "^%S+"] or is_shouted(name) then return "organization" end
    local before = word_before(text, first)
    if before and places[before] then return "place" end
    return not name:find " " and is_addressed(text, first, stop) and "person" or "organization"
end

--- Does a text have these words, in this case, not as parts of others?
function M.has(text, words)
    local first, last = text:find(words, 1, true)
    while first do
        if not text:find("^[%w\128-\255]", last + 1) and not text:sub(first - 1, first - 1):find "[%w\128-\255]" then return true end
        first, last = text:find(words, last + 1, true)
    end
    return false
end

--- Calls found(kind, name, first, last, layer) for each candidate, kind "subject", "demonym" or "name", bytes from 1, both included.
-- @param text text
-- @param rows table annotations that cover words: { start =, stop = } in code points, ascending by start
-- @param found function
function M.each(text, rows, found)
    if not utf8.len(text) then return end
    local covered, at, known = cover(text, rows), 1, {}
    local function lower(name)
        if known[name] == nil then known[name] = M.has(text, name:lower()) end
        return known[name]
    end
    while true do
        local first, name, stop, following = candidate:match(text, at)
        if not first then break end
        at, name = stop, (name:gsub("%s+", " "))
        local opens = begins_sentence(text, first)
        local title = is_title(name)
        name, first = without_article(text, name, first)
        if not title and not is_title(name) and not covered(first, stop) and not no_names[name] and #name > 2 and not (is_shouted(name) and name:find " ") then
            local kind, layer = kind_of(name, following, opens)
            if kind and not is_contraction(name) and not is_craft(text, first) and (name:find " " or not lower(name)) then
                found(kind, name, first, stop - 1, layer or layer_of(text, first, name, stop))
            end
        end
    end
end

-- Offices that one holds at a time.
local offices = { "prime minister", "foreign minister", "foreign secretary", "president", "premier", "chancellor", "king", "queen", "emir", "sultan" }

local function office_at(text, at)
    local behind = text:sub(at, at + 24)
    local lower = behind:lower()
    for _, office in ipairs(offices) do
        local stop = select(2, lower:find("^%s" .. office))
        if stop then
            local rest = behind:sub(stop + 1)
            if rest:find "^['%a\128-\255-]" or rest:find "^,?%s+%u" then return nil end      -- a longer word, or the holder's name
            return office, at + stop - 1
        end
    end
end

--- Calls found(office, row, first, last) for each office of a country with its article that no person covers, bytes from 1, both included.
-- @param text text
-- @param adjectives table annotations of words for what belongs to a country: { start =, stop =, … }, ascending
-- @param persons table annotations of persons, ascending
function M.each_office(text, adjectives, persons, found)
    if #adjectives == 0 or not utf8.len(text) then return end
    local covered, at, byte = cover(text, persons), 0, 1
    for _, row in ipairs(adjectives) do
        byte = utf8.offset(text, row.start - at + 1, byte) or #text + 1
        at = row.start
        local stop = utf8.offset(text, row.stop - row.start + 1, byte) or #text + 1
        local article = text:sub(math.max(byte - 4, 1), byte - 1):lower()
        local office, last = office_at(text, stop)
        if office and article:find "^the%s$" and not covered(byte - 4, last + 1) then found(office, row, byte - 4, last) end
    end
end

-- Is a byte the second or a later one of its character?
local function is_inside(text, at)
    local byte = text:byte(at)
    return byte ~= nil and byte >= 0x80 and byte < 0xC0
end

--- A candidate in its text, in whole characters.
-- @return table { before =, text =, after =, uri = }
function M.example(text, first, last, around, uri)
    local function flat(part) return (part:gsub("%s+", " ")) end
    local start, stop = math.max(first - around, 1), last + around
    while is_inside(text, start) do start = start + 1 end
    while is_inside(text, stop + 1) do stop = stop - 1 end
    local before, after = text:sub(start, first - 1):gsub("^%S*%s", ""), text:sub(last + 1, stop):gsub("%s%S*$", "")
    return { before = flat(before), text = flat(text:sub(first, last)), after = flat(after), uri = uri }
end

return M
