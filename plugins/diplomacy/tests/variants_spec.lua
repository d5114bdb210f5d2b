-- variants_spec.lua - one thing in many words: what is told must not depend on where a day stands, how an office is told, or in which order who says what.
--
-- Each case takes sentences that are read well, changes them in a way that changes nothing of what they tell, and wants the same rows. Sentences
-- whose change makes no English are left out by their case.

local KELLER, BRAND = "Norwegian Foreign Minister Anna Keller", "Peruvian President Hugo Brand"

local function names(list)
    local out = {}
    for i, party in ipairs(list or {}) do out[i] = party.name or party.entity.name end
    table.sort(out)
    return table.concat(out, "+")
end

-- What a text tells, in one line: "thank Anna Keller>Hugo Brand; meeting Anna Keller+Hugo Brand; Anna Keller says".
local function told(t, text)
    local doc = t:read(text, { date = "2026-03-12", language = "en" })
    local out = {}
    for _, act in ipairs(doc:layer "act") do out[#out + 1] = ("%s %s>%s"):format(act.kind, names(act.actor), names(act.target)) end
    for _, encounter in ipairs(doc:layer "encounter") do out[#out + 1] = ("%s %s"):format(encounter.form, names(encounter.participants)) end
    for _, statement in ipairs(doc:layer "statement") do
        if statement.stance ~= "deed" and statement.stance ~= "belief" then out[#out + 1] = names(statement.speaker) .. " says" end
    end
    table.sort(out)
    return table.concat(out, "; ")
end

local function put(frame, subject, object)
    return (frame:gsub("{S}", subject):gsub("{O}", object or ""):gsub(",,", ","):gsub(", %.", "."):gsub(",%.", "."):gsub("^%l", string.upper))
end

-- Sentences with a place (|) between subject and verb, and what they tell.
local SENTENCES = {
    { KELLER .. "| said that the port is open.", "Anna Keller says" },
    { "The Prime Minister| thanked Peru for its help.", "thank Prime Minister>Peru" },
    { "Lima| condemned the attack on the port.", "condemn Peru>" },
    { "Norway| urged Peru to open the port.", "urge Norway>Peru" },
    { "The Foreign Ministry of Norway| reaffirmed its support for Peru's unity.", "Foreign Ministry of Norway says; support Foreign Ministry of Norway>Peru" },
    { KELLER .. " and " .. BRAND .. "| agreed to open the port.", "agree Anna Keller+Hugo Brand>" },
    { KELLER .. "| met " .. BRAND .. ".", "meeting Anna Keller+Hugo Brand", meets = true },
}

local BETWEEN = {
    " on Monday", " on Sunday, April 21,", " on Sunday (21 April)", " on April 21, 2024,", " on Wednesday morning", " late on Monday", " late Monday", " on 5 March", " yesterday", " last week", " this morning", " earlier today",
    " in a statement", " in a statement on Friday", " in Oslo", " in Oslo on Monday", " during the talks", " at a press conference in Oslo", " also",
    " once more", ", in a statement,", ", on Monday,", ", meanwhile,", ", however,", ", for its part,", ", speaking in Oslo,", ", after the talks,",
}

case("when and where stand between a subject and its verb")(function(t)
    for _, row in ipairs(SENTENCES) do
        for _, words in ipairs(BETWEEN) do
            local text = row[1]:gsub("|", words)
            if not (row.meets and (words:find "statement" or words:find "talks")) then t:equal(told(t, text), row[2], text) end
        end
    end
end)

local KELLERS = {
    "Norway's Foreign Minister, Anna Keller,", "Anna Keller, Norway's foreign minister,", "Anna Keller, the Norwegian foreign minister,",
    "Anna Keller, Foreign Minister of Norway,", "the Foreign Minister of Norway, Anna Keller,", "the Minister of Foreign Affairs of Norway, H.E. Ms. Anna Keller,",
    "Her Excellency Anna Keller, Minister for Foreign Affairs of Norway,", "Foreign Minister Anna Keller of Norway", "Norwegian FM Anna Keller",
    "Norway's Deputy Prime Minister and Foreign Minister Anna Keller", "Foreign Minister Anna Keller (Norway)", "Foreign Minister of Norway Anna Keller",
}
local BRANDS = {
    "Peru's President Hugo Brand", "Hugo Brand, the President of Peru,", "the President of Peru, Hugo Brand,", "Peru's president, Hugo Brand,",
    "H.E. Mr. Hugo Brand, President of the Republic of Peru,", "President Hugo Brand of Peru", "the Peruvian president, Hugo Brand,", "President Hugo Brand (Peru)",
}
local FRAMES = {
    { "{S} met {O} in Lima on Monday.", "meeting Anna Keller+Hugo Brand" },
    { "{S} spoke by telephone with {O} on Monday.", "call Anna Keller+Hugo Brand" },
    { "{S} thanked {O} for his support.", "thank Anna Keller>Hugo Brand" },
    { "{S} urged {O} to open the port.", "urge Anna Keller>Hugo Brand" },
    { "{S} told {O} that the port is open.", "Anna Keller says" },
    { "{S} condemned the attack in Lima.", "condemn Anna Keller>" },
    { "{S} and {O} discussed trade.", "discuss Anna Keller+Hugo Brand>" },
    { "{O} congratulated {S} on her election.", "congratulate Hugo Brand>Anna Keller" },
}

case("an office is told before a name, behind it, or in brackets")(function(t)
    for _, frame in ipairs(FRAMES) do
        for _, who in ipairs(KELLERS) do t:equal(told(t, put(frame[1], who, BRAND)), frame[2], put(frame[1], who, BRAND)) end
        for _, whom in ipairs(BRANDS) do t:equal(told(t, put(frame[1], KELLER, whom)), frame[2], put(frame[1], KELLER, whom)) end
    end
end)

-- Ways to tell a meeting, a call, and that somebody says something.
local MEETINGS = {
    "{S} met on Monday with {O}.", "{S} met with {O} here today.", "{S} on Monday evening met with {O}.", "{S} held on Monday in Lima talks with {O}.",
    "{S} sat down with {O} in Lima.", "A meeting took place in Lima between {S} and {O}.", "Talks between {S} and {O} were held in Lima.",
    "{S} and {O}, meeting in Lima, left.", "{S} was received at the Government Palace in Lima by {O}.", "{O} received in audience {S}.",
    "{S} made a courtesy call on {O}.", "{S} met face to face with {O}.", "{S} met, in Lima, with {O}.", "On the sidelines of the summit, {S} met with {O}.",
    "{S} met her host, {O}, in Lima.", "While in Lima, {S} met with {O}.", "The meeting in Lima between {S} and {O} lasted two hours.",
}
local CALLS = {
    "{S} spoke on Monday by phone with {O}.", "{S} spoke with {O} on Monday by telephone.", "{S} received a phone call on Monday from {O}.", "{S} phoned {O} on Monday.",
    "{S} and {O} on Monday spoke by phone.", "A telephone conversation took place between {S} and {O}.", "{S} discussed trade by telephone with {O}.",
    "By telephone, {S} discussed trade with {O}.", "{S} talked by phone with {O}.",
}
local SAYINGS = {
    "The port is open, said {S}.", "The port, {S} said, is open.", "According to {S}, the port is open.", "\"The port is open,\" {S} told reporters.",
    "{S}: \"The port is open.\"", "In a post on X, {S} wrote that the port is open.", "Asked about the port, {S} said it is open.",
    "State media quoted {S} as saying that the port is open.", "As {S} put it, the port is open.", "In {S}'s view, the port is open.",
    "{S}'s view is that the port is open.", "{S} (left) said that the port is open.", "It was {S} who said that the port is open.",
}

-- Does what is told hold the line? A call may bring a statement or an act along.
local function tells(t, text, line)
    return t:ok((told(t, text) .. ";"):find(line .. ";", 1, true), ("“%s” tells “%s”"):format(text, line))
end

case("encounters in many words")(function(t)
    for _, frame in ipairs(MEETINGS) do tells(t, put(frame, KELLER, BRAND), "meeting Anna Keller+Hugo Brand") end
    for _, frame in ipairs(CALLS) do tells(t, put(frame, KELLER, BRAND), "call Anna Keller+Hugo Brand") end
end)

case("who says it stands before, behind or within what is said")(function(t)
    for _, frame in ipairs(SAYINGS) do tells(t, put(frame, KELLER), "Anna Keller says") end
end)

local SPLIT = { { "Özlem Brandão", "O\u{308}zlem Branda\u{303}o" }, { "thanked", "than\u{AD}ked" }, { "telephone", "tele\u{AD}phone" }, { "Minister", "Mini\u{AD}ster" } }

case("accents that stand apart and soft hyphens change nothing")(function(t)
    local text = "Norwegian Foreign Minister Özlem Brandão spoke by telephone with " .. BRAND .. " on Monday. Brandão thanked Peru for its help."
    local plain = "call Hugo Brand+Özlem Brandão; thank Özlem Brandão>Peru"
    t:equal(told(t, text), plain, text)
    for _, pair in ipairs(SPLIT) do text = text:gsub(pair[1], pair[2]) end
    text = text:gsub("ã", "a\u{303}")
    t:equal(told(t, text), plain, text)
end)
