-- titles.lua - who speaks by the title of a text: "Statement by H.E. Mr. Karim Osman, President of Ghana, at the General Debate".
--
-- Sits on the lexicons titles, honorifics, country_names, countries and demonyms of plugin entities: a title is no part of the text, nothing is marked there.

local set = include("entities/words.lua").set_of

local M = {}

local KINDS = set "statement remarks speech address message letter intervention declaration comments briefing opening posts post update doorstep keynote toast lecture answer answers"
local PARTICLES = set "de da do dos das del della di du la le van von der den ter bin ibn al el ben bint af av y e"
-- Where the words on who speaks end.
local ENDS = { "after", "at", "on", "following", "ahead", "during", "in", "to", "before", "with", "for", "upon", "regarding", "about" }
local HONORIFICS = { "[Tt]he", "H%. ?E%.", "HE", "H%.?R%.?H%.?", "[Hh]is Excellency", "[Hh]er Excellency", "[Hh]is Majesty", "[Hh]er Majesty", "Hon%.?",
    "[Tt]he Hon%.?", "Honourable", "Honorable", "Hon['\u{2019}]ble",
                     "Mr%.?", "Mrs%.?", "Ms%.?", "Miss", "Mx%.?", "Dr%.?", "Prof%.?", "Professor", "Sir", "Dame", "Madam", "Shri", "Smt%.?", "Sheikh", "Sheikha", "Prince", "Princess" }

local function without_honorifics(text)
    local again = true
    while again do
        again = false
        for _, honorific in ipairs(HONORIFICS) do
            local rest = text:match("^" .. honorific .. "%s+(.+)$")
            if rest then text, again = rest, true end
        end
    end
    return text
end

local function words_of(text)
    local words = {}
    for word in text:gmatch "%S+" do words[#words + 1] = word end
    return words
end

-- The words from one on that are a name: up to the first small one that names do not hold.
local function name_from(words, from)
    local stop = from - 1
    while words[stop + 1] and (words[stop + 1]:find "^[%u\195-\197]" or stop >= from and PARTICLES[words[stop + 1]]) do stop = stop + 1 end
    while stop >= from and PARTICLES[words[stop]] do stop = stop - 1 end
    return table.concat(words, " ", from, stop), stop - from + 1
end

local MOST = 5                       -- words of a name

-- All of these words, if they are a name of two words or more and no office.
local function whole_name(text)
    local words = words_of(without_honorifics(text))
    local name, n = name_from(words, 1)
    if n ~= #words or n < 2 or n > MOST then return nil end
    local titles = lexicon "titles"
    for upto = 1, n do
        if titles:lookup(table.concat(words, " ", 1, upto)) then return nil end
    end
    return name
end

-- The name behind an office, "President Anna Keller"; and whether there is an office at all.
local function name_behind_office(text)
    local words, titles, is_office = words_of(without_honorifics(text)), lexicon "titles", false
    for from = 1, #words do
        if titles:lookup(table.concat(words, " ", 1, from)) then
            is_office = true
            local name, n = name_from(words, from + 1)
            if n >= 2 and n <= MOST then return without_honorifics(name), true end
        end
    end
    return nil, is_office
end

-- The part of some words before the first that tells of an occasion or a matter.
local function before_occasion(text)
    for _, word in ipairs(ENDS) do text = text:match("^(.-)%s+%f[%w]" .. word .. "%f[%W]") or text end
    return text
end

local LONGEST = 4                    -- words of the name of a country

-- The first country that these words name.
local function country_in(text)
    local words = words_of((text:gsub("[(),]", " ")))
    for from = 1, #words do
        for upto = math.min(#words, from + LONGEST - 1), from, -1 do
            local phrase = table.concat(words, " ", from, upto):gsub("['\u{2019}]s$", "")
            local entry = phrase:find "^%u" and (lexicon "country_names":lookup(phrase) or lexicon "countries":lookup(phrase)
                or lexicon "demonyms":lookup(phrase))
            if entry then return entry.iso end
        end
    end
end

-- The words on who speaks.
local function who_of(title)
    local head, joint, rest = title:match "^(.-)%f[%a](by)%f[%A]%s+(.+)$"
    if not head then head, joint, rest = title:match "^(.-)%f[%a](from)%f[%A]%s+(.+)$" end
    if not head then head, joint, rest = title:match "^(.-)%f[%a](of)%f[%A]%s+(.+)$" end
    local last, spoken = nil, false
    for word in (head or ""):gmatch "%a+" do
        last = word:lower()
        spoken = spoken or KINDS[last] or false
    end
    if spoken and (joint == "by" or KINDS[last]) then return rest, joint end
    local owner, rest_of = title:match "^(.-)['\u{2019}]s%s+(.+)$"
    local kind = (rest_of or ""):lower():match "^(%a+)"
    local second = (rest_of or ""):lower():match "^%a+%s+(%a+)"
    if KINDS[kind or ""] or KINDS[second or ""] then return owner, "'s" end
end

local LONGEST_TITLE = 600             -- bytes; what is longer is no title

--- Whom a title says to speak: the name, which the text need not hold, and the country whose office he is told to have.
-- @param title text|nil
-- @return text|nil name, text|nil ISO code
M.speaker = memo(function(title)
    local who, joint
    if #title <= LONGEST_TITLE then who, joint = who_of(title) end
    if not who then return false end
    local parts = {}
    for part in (who .. ","):gmatch "%s*(.-)%s*," do parts[#parts + 1] = part end
    local office = false
    for i = 1, math.min(3, #parts) do
        local part = before_occasion(parts[i])
        local name, is_office = name_behind_office(part)
        if not name and (i > 1 and office or i == 1 and joint ~= "of") then name = whole_name(part) end
        if name then
            local told = i == 1 and parts[2] and part == parts[1] and part .. ", " .. before_occasion(parts[2])
                or table.concat(parts, ", ", 1, i - 1) .. ", " .. part
            return { name = name, iso = country_in(told) }
        end
        office = office or is_office
        if not is_office and i > 1 then return false end
    end
    return false
end)

return M
