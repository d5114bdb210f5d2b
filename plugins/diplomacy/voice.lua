-- voice.lua - who speaks where the words do not tell: "we" and "I" of a text, who spoke last.
--
-- Sits on the finished layers of entities and quotes.

local spans = include "quotes/spans.lua"
local sources = include "quotes/sources.lua"
local authors = include "quotes/authors.lua"
local delegates = include "quotes/delegates.lua"
local reading = include "entities/words.lua"

local M = {}

local first, entity_of = spans.first, spans.entity_of

local function reports(statement)
    return statement.stance ~= "deed" and statement.stance ~= "belief"
end

local STATEMENT = 4000               -- bytes of a ministry's statement; a speech tells what other countries are determined to do
local goes_on = pattern [[ << %d_adverb{0,2} (will %d_adverb? continue | [is | remains | stands] %d_adverb{0,2} [committed | ready | determined | resolved | willing]) ]]

-- "We condemn the raid. … Türkiye will continue its struggle": the one country that a text which names no author commits in its own words.
local function committed_country(doc)
    local found
    for _, row in ipairs(#doc.text <= STATEMENT and doc:layer "subject" or {}) do
        local country = #row.who == 1 and row.who[1].layer == "country" and entity_of(row.who[1])
        local own_words = country and #doc:at(row, "statement") == 0 and #doc:at(row, "quoted") == 0
        if own_words and row.verb:union(row.verb:after(4) or row.verb):has(goes_on) then
            if found and entity_of(found) ~= country then return {} end
            found = row.who[1]
        end
    end
    return { found }
end

local own = {}                       -- of the document at hand

local function own_voice(doc)
    if not rawequal(own.doc, doc) then
        local who = sources.declared(doc)
        if #who == 0 then who = delegates.country(doc) end
        if #who == 0 then who = delegates.letterhead(doc) end
        if #who == 0 and not delegates.is_delegation(doc) and not authors.is_shared(doc) then who = delegates.first_subject(doc) end
        if #who == 0 then who = delegates.of_metadata(doc) end
        own = { doc = doc, who = #who > 0 and who or committed_country(doc) }
    end
    return own.who
end

local declaring = {}                 -- of the document at hand

--- The one country that does something with words itself, where no other does: "Norway condemns the attack".
function M.declaring_country(doc)
    if not rawequal(declaring.doc, doc) then
        local best, several
        for _, row in ipairs(doc:layer "subject") do
            local entity = #row.who == 1 and entity_of(row.who[1])
            if entity and entity.kind == "country" and delegates.does_deed(row, doc) and #doc:at(row, "quoted") == 0 then
                several = several or best and entity_of(best) ~= entity
                best = row.who[1]
            end
        end
        declaring = { doc = doc, who = not several and best or nil }
    end
    return declaring.who
end

--- The country or body that a sentence before this one in the paragraph has as its subject, of which "we" goes on: "Norway condemns …. We call on …".
-- With deeds_only it must do something with words itself.
function M.body_before(cue, doc, deeds_only)
    local paragraph, sentence = cue.paragraph, cue.sentence
    local best, seen
    for _, row in ipairs(paragraph and paragraph:all "subject" or {}) do
        if row.sentence == sentence or cue < row then break end
        if row.sentence ~= seen then
            local entity = #row.who == 1 and entity_of(row.who[1])
            best = entity and (entity.kind == "country" or entity.kind == "organization") and (not deeds_only or delegates.does_deed(row, doc)) and row.who
                or nil
        end
        seen = row.sentence
    end
    if not best then return nil end
    for _, mention in ipairs(sentence:all "country") do
        if mention.entity == entity_of(best[1]) then return nil end
    end
    return best
end

local commits = pattern [[ << %d_adverb{0,2} ([is | remains | stands] %d_adverb{0,2}
        [committed | ready | willing | determined | proud | prepared | grateful] | [supports | welcomes | condemns | reaffirms | values]) ]]

-- The country that the words of a direct statement commit: "New Zealand is committed to working with Fiji".
local function committed_in(statement, doc)
    for _, part in ipairs(statement.content) do
        for _, row in ipairs(doc:within(part, "subject")) do
            local country, verb = #row.who == 1 and entity_of(row.who[1]), row.verb:union(row.verb:after(4) or row.verb)
            if country and country.kind == "country" and verb:has(commits) then return country end
        end
    end
end

--- The country that an office holder, of whom no country is told, commits in his own words.
M.committed_by = reading.once(function(doc)
    local of = {}
    for _, statement in ipairs(doc:layer "statement") do
        local speaker = statement.mode == "direct" and #statement.speaker == 1 and entity_of(statement.speaker[1])
        if speaker and not of[speaker] then of[speaker] = committed_in(statement, doc) end
    end
    return of
end)

local statement_of = pattern [[ [statement | remarks | comments | answer | reply] (by | of | from) [!%punct]{0,12}?
      [spokesperson | spokesman | spokeswoman] [!%q_finite]{0,14}? who:@person ]]

--- The spokesman whose statement the text is called at its top.
function M.spokesman(doc)
    local words = spans.slice(doc, 1, math.min(authors.TOP, #doc.text))
    local found = words and words.text:find "[Ss]pokes" and words:find(statement_of)
    return found and { found.who } or nil
end

-- A passive goes on with who spoke last in the paragraph.
local NEAR_SPEAKER = 700             -- bytes back

local function last_speaker(cue, doc)
    local start = first(cue)
    local paragraph = cue.paragraph
    local from = math.max(paragraph and first(paragraph) or 1, start - NEAR_SPEAKER)
    local words = from < start and spans.slice(doc, from, start - 1)
    local best
    local reporting = false
    for _, row in ipairs(words and doc:within(words, "attribution") or {}) do
        local says = reports(row)
        if #row.speaker > 0 and (says or not reporting) then best, reporting = row.speaker, says end
    end
    return best
end

local finite = pattern [[ %q_finite ]]
local own_country = pattern [[ [my | our | his | her] %adj? [country | government | nation | people | delegation | side | administration] ]]

--- "Trade is a chance, but it will fail": what leads the sentence is no party, so "it" is none.
function M.means_a_thing(mention, statement, doc)
    local sentence = mention.sentence
    if statement and #statement.speaker == 1 and entity_of(statement.speaker[1]) == entity_of(mention) then return false end
    local row = sentence:first "subject"
    if row and row < mention and not row:contains(mention) then return false end
    local lead = spans.slice(doc, first(sentence), first(mention) - 1)
    return lead ~= nil and lead:has(finite) and not lead:has(own_country)
end

local starts_with_it = pattern [[ < %q_open? it ]]

local REACH_OF_IT = 600              -- bytes back in which the sentence stands that "it" goes on from

--- "It" that starts a sentence is the body or country that was the subject of the sentence before.
function M.last_body(mention, doc)
    local stop = first(mention.sentence) - 1
    local from = math.max(1, stop - REACH_OF_IT)
    local words = stop >= from and spans.slice(doc, from, stop)
    local sentence, best
    for _, row in ipairs(words and doc:within(words, "subject") or {}) do
        local entity = #row.who == 1 and spans.entity_of(row.who[1])
        local kind = entity and entity.kind
        if row.sentence ~= sentence and (kind == "country" or kind == "organization") and row.who[1].layer ~= "anaphor" then
            sentence, best = row.sentence, row.who
        end
    end
    local at = best and words.text:find "%S%s*$"
    local before = at and words:sub(at, at)
    return before and (before.sentence == sentence or before.sentence:has(starts_with_it)) and best or nil
end

--- Is it a speech for a country that is known?
function M.is_delegates(doc) return #delegates.country(doc) > 0 end

M.entity_of = entity_of
M.reports = reports
M.own_voice = own_voice
M.delegates_of = delegates.country
M.author = authors.author
M.says_i_we = authors.says_i_we

--- Who "I" is at these words: in a transcript whose turn it is, else who speaks or writes the text.
function M.turn_or_author(span, doc)
    return authors.of_turn(doc, span) or authors.author(doc)
end

M.last_speaker = last_speaker
M.LONGEST = delegates.LONGEST

return M
