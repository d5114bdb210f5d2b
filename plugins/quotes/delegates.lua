-- delegates.lua - for which country a speech is held whose speaker says "my delegation", "my country", "on behalf of the Government of".
--
-- Sits on layer `subject`, the finished layers of entities and the document's metadata. Those of whom such a speech tells are others, so that several
-- signs vote: on 1,301 speeches of the General Debate, whose country is known, the words alone tell it of four in five, and of one in thirty wrongly.

local NAMES = include "entities/names.lua"
local spans = include "spans.lua"
local titles = include "titles.lua"
local authors = include "authors.lua"

local M = {}

-- "I should like, on behalf of the Government of Norway, to thank you".
local on_behalf = pattern [[ ("I" | me | we) [!.]{0,12}? %q_behalf | %q_behalf , []{0,6}? ("I" | we) ]]

-- What tells the country, and how much it tells. A subject of the present counts as OWN_SUBJECT, a country beside "our" as NEAR.
local SIGNS = {
    { 20, pattern [[ [my | our] [own]? [country | delegation | nation | homeland | people] ,? (the? [republic | kingdom] of)? the?
          who:@country[!adjective] [, | .] ]] },
    { 10, pattern [[ %q_behalf ]] },
    { 5, pattern [[ we , ([in | the | people | of]{1,4}) who:@country[!adjective] , | [in | for] who:@country[!adjective] , [we | our]
        | we who:@country[adjective] ]] },
    { 3, pattern [[ [the | my] delegation (, that)? of the? ([republic | kingdom] of)? the? who:@country[!adjective]
        | the who:@country[adjective] delegation | who:@country[!adjective] /^['’]s$/ delegation ]] },
}
local OWN_SUBJECT, NEAR, LEAST, LEAD = 3, 1, 3, 1.5
local ours = pattern [[ my | our | we ]]

local speech = {}                    -- of the document at hand

-- Does the text have the word with such words right before it?
local function has_before(text, word, lead)
    local at = text:find(word, 1, true)
    while at do
        if text:sub(math.max(1, at - 12), at - 1):find(lead) then return true end
        at = text:find(word, at + 1, true)
    end
    return false
end

local BYTES_A_WE = 500                -- at most, in a speech

-- Does the text say "we", "our" or "I" as often as speeches do?
local function says_we_often(text)
    local n = 0
    for word in text:gmatch "%f[%a][WwOoI][eu]?r?%f[%A]" do
        if word == "I" or word == "we" or word == "We" or word == "our" or word == "Our" then n = n + 1 end
    end
    return n > 2 and n * BYTES_A_WE > #text
end

-- The country for which the title says somebody to speak; whether it names anybody.
local function of_title(doc)
    local told = doc.title and titles.speaker(doc.title)
    local iso = told and told.iso
    return iso and NAMES[iso] and { doc:entity("country", NAMES[iso], iso) } or {}, told and true or false
end

local function is_delegation(doc)
    local text = doc.text
    if has_before(text, "delegation", "%f[%a][MmOo][yu]r?%s+$") or has_before(text, "country", "%f[%a][Mm]y%s+$")
        or has_before(text, "overnment", "%f[%a][Mm]y%s+[Gg]$") then
        return true
    end
    if has_before(text, "Assembly", "General%.? $") and (text:find("delegation of ", 1, true) or has_before(text, "country", "%f[%a]our%s+$")) then
        return true
    end
    if text:find("Assembly", 1, true) and says_we_often(text) then return true end
    return text:find("n behalf of", 1, true) ~= nil and #doc:matches(on_behalf) > 0
end

--- Does somebody speak for a country that the words call "my country" or "my delegation"?
function M.is_delegation(doc)
    if not rawequal(speech.doc, doc) then speech = { doc = doc, is = is_delegation(doc) } end
    return speech.is
end

-- The country with most votes, if it leads: by its signs, by what it does in the present, by "our" and "we" beside it.
local function told(doc)
    local votes, first_of, order = {}, {}, {}
    local function vote(mention, weight)
        local entity = spans.entity_of(mention)
        if not entity or entity.kind ~= "country" then return end
        local name = entity.name
        if not votes[name] then votes[name], first_of[name], order[#order + 1] = 0, mention, name end
        votes[name] = votes[name] + weight
    end
    for _, sign in ipairs(SIGNS) do
        for _, found in ipairs(doc:matches(sign[2])) do vote(found.who, sign[1]) end
    end
    for _, row in ipairs(doc:layer "subject") do
        if row.tense == "present" and #row.who == 1 and row.who[1].layer == "country" then vote(row.who[1], OWN_SUBJECT) end
    end
    for _, mention in ipairs(doc:layer "country") do
        if mention.sentence and mention.sentence:has(ours) then vote(mention, NEAR) end
    end
    local best, second
    for _, name in ipairs(order) do
        if not best or votes[name] > votes[best] then best, second = name, best elseif not second or votes[name] > votes[second] then second = name end
    end
    local leads = best and votes[best] >= LEAST and not (second and votes[best] < LEAD * votes[second])
    return leads and { first_of[best] } or {}
end

-- States that a later one has followed, as archives file their speeches.
local FORMER = { RU = "SU", CZ = "CS", SK = "CS", RS = "YU" }

-- The state that a text names in place of the one that has followed it: the Soviet Union in a speech that is filed under Russia.
local function former_state(doc, iso)
    local former, found = FORMER[iso], nil
    for _, entity in ipairs(former and doc:entities "country" or {}) do
        if entity.identity == iso then return nil end
        if entity.identity == former then found = entity end
    end
    return found
end

--- The country of a document's metadata: a list of it, or of nothing.
function M.of_metadata(doc)
    local iso = doc.country
    local former = iso and former_state(doc, iso)
    if former then return { former } end
    return iso and NAMES[iso] and { doc:entity("country", NAMES[iso], iso) } or {}
end

--- For which country such a speech is held: a list of it, or of nothing where neither the metadata nor the words tell.
function M.country(doc)
    local delegation = M.is_delegation(doc)
    if not speech.country and authors.is_shared(doc) then speech.country = {} end              -- each turn speaks for another
    if not speech.country then
        local who, named = of_title(doc)
        if #who == 0 and (named or delegation) then who = M.of_metadata(doc) end
        if #who == 0 and (named or delegation) then who = told(doc) end
        speech.country = who
    end
    return speech.country
end

-- ---- a text without a speaker: "Norway condemns …. We call on …" ----

local LONGEST = 8000                 -- bytes of a statement; a longer text is a speech, and who "we" are changes
local SHORT = 3000                   -- bytes of a text in which a body speaks of itself as "we"
-- Bodies that are spoken to: who says "we" before them is a member.
local WORLD = { ["United Nations"] = true, ["Security Council"] = true, ["General Assembly"] = true, ["United Nations Security Council"] = true,
    ["United Nations General Assembly"] = true }
-- The same by their nouns alone: a speech to them that names them first is somebody else's.
local BY_NOUN = { Assembly = true, Council = true, Committee = true, Court = true, Secretariat = true }
local LEAD_IN = 80                   -- bytes before the subject of a sentence that it leads

--- The country or body that is the first subject of a text: a list of it, or of nothing.
function M.first_subject(doc)
    local length = #doc.text
    local words = length <= LONGEST and spans.slice(doc, 1, length)
    for _, row in ipairs(words and doc:within(words, "subject") or {}) do
        local leads = spans.first(row) - spans.first(row.sentence) <= LEAD_IN and row.who[1] and row.who[1].layer ~= "anaphor"
        local entity = leads and #row.who > 0 and spans.entity_of(row.who[1])
        if entity and BY_NOUN[entity.name] then entity = nil end
        if entity and (entity.kind == "country" or entity.kind == "organization" and length <= SHORT and not WORLD[entity.name]) then return row.who end
        if entity then return {} end
    end
    return {}
end

--- Does a subject do something with words, now: "regrets", "condemns"?
function M.does_deed(row, doc)
    if row.tense ~= "present" then return false end
    for _, attribution in ipairs(doc:at(row.verb, "attribution")) do
        if attribution.stance == "deed" and attribution.cue:overlaps(row.verb) then return true end
    end
    return false
end

local HEAD_LINES, HEAD = 3, 300      -- lines and bytes in which a letterhead stands

--- The body that fills one of the first lines: "Ministry of Trade", above a press release that says "we". A list of it, or of nothing.
function M.letterhead(doc)
    local at, text = 1, doc.text
    if #text > LONGEST then return {} end
    for _ = 1, HEAD_LINES do
        local from, upto = text:find("[^\n]+", at)
        if not from or upto > HEAD or upto == #text then break end
        local line = spans.slice(doc, from, upto)
        for _, row in ipairs(line and doc:within(line, "organization") or {}) do
            local start, stop = row:bytes()
            local lead = text:sub(from, start - 1)
            local fills = (lead == "" or lead:find "^%u%l+ of $" or lead == "The ") and text:find("^%s*\n", stop + 1)
            if fills and row.kind ~= "media" and not row.described and not WORLD[spans.entity_of(row).name] then return { row } end
        end
        at = upto + 1
    end
    return {}
end

local declared = {}                  -- of the document at hand

--- The first subject of a text that does something with words itself: "The Union deplores …. We recall that …"; else whose letterhead it bears.
function M.declaring(doc)
    if not rawequal(declared.doc, doc) then
        local who = M.first_subject(doc)
        local entity, does = #who == 1 and spans.entity_of(who[1]), false
        for _, row in ipairs(entity and doc:layer "subject" or {}) do
            if #row.who == 1 and spans.entity_of(row.who[1]) == entity and M.does_deed(row, doc) and #doc:at(row, "quoted") == 0 then
                does = true
                break
            end
        end
        declared = { doc = doc, who = does and who or M.letterhead(doc) }
    end
    return declared.who
end

M.LONGEST = LONGEST

local our_own = pattern [[ << [my | our] (own | %adj)? [delegation | country | government | nation] >> ]]

--- The same where the subject of an attribution is "my delegation" or "our Government", outside of quotations.
function M.of_subject(row, source, doc)
    return source:has(our_own) and #doc:at(row, "quoted") == 0 and M.country(doc) or {}
end

return M
