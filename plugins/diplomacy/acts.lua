-- acts.lua - who acts, on whom, and who says so: what the rules of acts share.
--
-- A rule finds the words of the deed (cue) and what it is about (content). Who does it is the subject of the clause: the first party of the clause that
-- stands before the cue. A clause starts at the sentence, behind the words of an attribution, or behind "that".

local codes = include "codes.lua"

local M = {}

local function first_byte(span) return (span:bytes()) end
local function last_byte(span) return (select(2, span:bytes())) end

local function statement_around(span, doc)
    local best
    for _, statement in ipairs(doc:layer "statement") do
        for _, part in ipairs(statement.content) do
            if part:contains(span) and (not best or #part.text < best.size) then best = { row = statement, size = #part.text } end
        end
        local content = statement.content
        if #content > 1 and content[1]:union(content[#content]):contains(span) and (not best or #statement.text < best.size) then
            best = { row = statement, size = #statement.text }
        end
    end
    return best and best.row
end

local function add_party(out, seen, actor)
    local entity = actor.entity
    if not entity then return end
    local key = entity.kind .. "\0" .. (entity.identity or entity.name)
    if not seen[key] then
        seen[key] = true
        out[#out + 1] = actor
    end
end

-- Parties of a span, in order, each once. Names inside a longer name of the list are left out.
function M.parties(span)
    local out, seen = {}, {}
    if not span then return out end
    for _, actor in ipairs(span:all "actor") do add_party(out, seen, actor) end
    return out
end

local boundary = pattern [[ that | ; | ":" ]]
local coordinated = pattern [[ << (, | and | as well as | , and) >> ]]
local joint = pattern [[ << (and | together with | as well as | , | with) >> ]]

-- The clause's start before the cue: behind the last "that", semicolon, colon, or an attribution's words.
local function clause_start(cue, doc)
    local sentence = cue.sentence
    local start = first_byte(sentence)
    local before = sentence:sub(1, first_byte(cue) - start)
    if not before then return nil end
    local from = start
    for _, mark in ipairs(before:matches(boundary)) do from = math.max(from, last_byte(mark) + 1) end
    for _, row in ipairs(doc:within(sentence, "attribution")) do
        local last = last_byte(row)
        if last < first_byte(cue) and not row:overlaps(cue) and row.stance ~= "deed" and row.form ~= "subject" then from = math.max(from, last + 1) end
    end
    if from > first_byte(cue) - 1 then return nil end
    return sentence:sub(from - start + 1, first_byte(cue) - start)
end

local subject_gap = pattern [[ << (, []{1,14} , | [%adv | %aux | also | both | has | have | had | was | is | were | are | did | do | does | not | n't | never | would | will | all | again])* >> ]]

local function between(a, b)
    local sentence = a.sentence
    local base = first_byte(sentence)
    if last_byte(a) + 1 > first_byte(b) - 1 then return nil end
    return sentence:sub(last_byte(a) + 1 - base + 1, first_byte(b) - 1 - base + 1)
end

-- The subject: the last party right before the verb (only adverbs, auxiliaries or an aside between), else the first of the clause.
function M.subject(cue, doc)
    local clause = clause_start(cue, doc)
    if not clause then return {} end
    local actors = clause:all "actor"
    if #actors == 0 then return {} end
    local last = actors[#actors]
    local gap = between(last, cue)
    local out, seen = {}, {}
    if not gap or gap.text:match "^%s*$" or gap:find(subject_gap) then
        local first = #actors
        while first > 1 do
            local link = between(actors[first - 1], actors[first])
            if not (link and link.text:match "^%s*and%s*$" or link and link.text:match "^%s*,%s*$" and #actors > 2) then break end
            first = first - 1
        end
        for i = first, #actors do add_party(out, seen, actors[i]) end
        return out
    end
    add_party(out, seen, actors[1])
    local link = actors[2] and between(actors[1], actors[2])
    if link and link.text:match "^%s*and%s*$" then add_party(out, seen, actors[2]) end
    return out
end

local function members(list)
    local out, seen = {}, {}
    for _, actor in ipairs(list) do
        if actor.layer == "collective" and #actor.members > 0 then
            for _, member in ipairs(actor.members) do add_party(out, seen, member.entity and member or { entity = member, layer = member.kind }) end
        else
            add_party(out, seen, actor)
        end
    end
    return out
end

local function same_party(a, b)
    if not a.entity or not b.entity then return false end
    return a.entity == b.entity
end

local function without(list, others)
    local out = {}
    for _, actor in ipairs(list) do
        local known = false
        for _, other in ipairs(others) do known = known or same_party(actor, other) end
        if not known then out[#out + 1] = actor end
    end
    return out
end

local condition = pattern [[ (if | once | provided that | on condition that | as long as) ...!(, | ;) (&(, | ;) | .? >) ]]
local negation = pattern [[ not | n't | never | no longer | neither ]]

local function due_of(content, doc)
    local today = doc.date
    for _, date in ipairs(content and content:all "date" or {}) do
        if date.type == "DATE" and date.latest and (not today or date.latest > today) then return date.latest end
    end
    return nil
end

local function encounter_of(span, doc)
    local best
    for _, row in ipairs(doc:layer "encounter") do
        if row < span or not best then best = best or row end
    end
    return best
end

local function trimmed(span)
    if not span then return nil end
    local text = span.text
    local upto = #text
    while upto > 0 and text:sub(upto, upto):find "[%s,;:%.]" and not text:sub(1, upto):find "%a%.%a%.$" do upto = upto - 1 end
    return upto > 0 and span:sub(1, upto) or nil
end

-- One row of layer act. spec: kind, strength, actor, target ("content", "none" or a list), speaker_acts (the speaker does it, the subject is the target).
function M.row(spec, match, content, doc)
    local cue = match.cue
    local statement = statement_around(cue, doc)
    local speaker = statement and statement.speaker or {}
    local subject = spec.actor or M.subject(cue, doc)
    local actor, target = subject, {}
    if #actor == 0 then actor = speaker end
    content = trimmed(content)
    if spec.speaker_acts then
        target = members(subject)
        actor = #speaker > 0 and speaker or subject
        if #speaker == 0 then target = {} end
    elseif spec.target == "content" or not spec.target then
        local around = match.target or content
        target = without(around and (around.entity and { around } or M.parties(around)) or {}, actor)
        if spec.first then target = { target[1] } end
    elseif type(spec.target) == "table" then
        target = spec.target
    end
    if spec.joint then
        actor = members(actor)
        target = {}
        if #actor < 2 then
            local other = match.partner
            if other then actor[#actor + 1] = other end
        end
    end
    return {
        content and cue:union(content) or cue,
        kind = spec.kind, actor = actor, target = target, content = content, cue = cue, strength = spec.strength,
        polarity = content and (cue:has(negation) or content:has(negation)) and "negative" or "positive",
        condition = cue.sentence:find(condition), due = spec.kind == "pledge" and due_of(content, doc) or nil,
        speaker = #speaker > 0 and speaker or (spec.own and actor or nil), statement = statement, encounter = encounter_of(cue, doc),
        code = codes[spec.kind],
    }
end

-- A mark function for rules whose contents are captured in a list.
function M.marker(spec)
    return function(match, doc)
        local rows = {}
        local contents = match.content
        if type(contents) ~= "table" then contents = { contents } end
        for _, content in ipairs(contents) do
            rows[#rows + 1] = M.row(spec, match, content, doc)
        end
        if #rows == 0 then return nil, "nothing is said to be done" end
        return rows
    end
end

return M
