-- reach.lua - which verbs share a subject: whose deed it is where the subject does not stand right before its word.
--
-- Sits on the subjects that plugin quotes marks: a party and the first finite verb behind it. From there auxiliaries, a second verb, a participle and an
-- infinitive lead to the word of a deed.

local spans = include "quotes/spans.lua"

local M = {}

local first, last = spans.first, spans.last

local leads_on = pattern [[ (and | , | but | or | then | also) [%adv | has | have | had]{0,3} >> ]]
local plain = { vb = true, nn = true, vbg = true, jj = true }
local governing = pattern [[ should | will | would | must | can | could | may | to %d_plain ]]
local inflected = pattern [[ << (%q_past | /(s|ing)$/) ]]
local third_person = pattern [[ << [/^\p{Ll}+s$/] !(of | /^[’']s$/ | and | ,) ]]

M.leads_on = leads_on

-- "Norway opposes the tariff and calls on Peru": a word that could be a noun has the subject of a verb in the present.
local function goes_on_in_present(cue)
    for _, row in ipairs(cue.sentence:all "subject") do
        if row < cue and row.tense == "present" then return true end
    end
    return false
end

-- "Norway and Peru welcome the vote and urge Chile": the plain form behind several.
local function goes_on_from_several(cue)
    local best
    for _, row in ipairs(cue.sentence:all "subject") do
        if row < cue then best = row end
    end
    if not best or best.tense ~= "present" or #best.who < 2 and not (best.who[1] and best.who[1].layer == "collective") then return false end
    local between = spans.between(best, cue)
    return between ~= nil and not best.verb:has(governing) and not between:has(governing)
end

--- A verb without a subject right before it goes on from an earlier one only behind "and" or a comma, in a finite form.
function M.governs(cue)
    local before = cue:before(3)
    if not before or not before:has(leads_on) then return false end
    if cue.tag == "nns" then return cue:has(third_person) and goes_on_in_present(cue) end
    if cue.tag == "vb" then return goes_on_from_several(cue) end
    if plain[cue.tag] then return false end
    return cue:has(inflected) or not cue:before(25):has(governing)
end

-- What may stand between the finite verb of a subject and the word of the deed.
local chain = pattern [[ << (%d_adverb | has | have | is | are | was | were | am | been | being | did | do | does | both | all | now | once | then
      | still | only | today | hereby){0,6} >> ]]
local auxiliary = pattern [[ has | have | is | are | was | were | /^['’](s|re|ve|m)$/ ]]
local be_before = pattern [[ [is | are | was | were | been | be | being | am | /^['’](s|re|m)$/] (%d_adverb | now | once | then | still){0,3} >> ]]
local participle = pattern [[ ([adopted | issued | published | released | passed | signed | sent | approved | delivered | handed | lodged | presented] [!%punct & !%q_finite]{0,5}
        [resolution | statement | declaration | communiqué | communique | letter | motion | text | appeal | note | message | report]) >>
    | [is | are | was | were | been] (among | one of) (the | those | several | many){1,2}
      [countries | states | nations | governments | parties | members]? >>
    | (, | while | by | after | before | when | "—" | –) (also | and | further | %adv){0,3} >> ]]
local opens = pattern [[ << (while | by | in | after | before | when | also | further | %adv){0,3} >> ]]
local next_participle = pattern [[ (< | , | while | by | after | before | is | are | was | were) (also | and | further | %adv){0,2} /ing$/
      ...!([for | of | in | from | at | with] /ing$/ | %q_clear) and (also | further | %adv){0,2} >> ]]
local purpose = pattern [[ ([used | uses | took | takes | spoke | wrote | rang | phoned | telephoned | cabled | wired | contacted | messaged | met
        | visited | summoned | seized | went | intervened | stood | rose | came | gathered | convened | joined | travelled | traveled | flew | issued
        | released] | called !(on | upon | for | to)) ...!(; | that | who | which | %q_clear) to %d_adverb? >>
    | [first | last | latest | quick | swift | among | chance | opportunity | occasion] ..3 to %d_adverb? >> ]]
local main_clause = pattern [[ , %q_before_name{0,6} >> ]]
local been = pattern [[ << been ]]
local ing, had = pattern [[ << /ing$/ ]], pattern [[ had %d_adverb{0,3} >> ]]

local PASSIVE = "a passive: the deed of another"
local PAST = "what had been done is a fact"
local NONE = "no subject governs it"

-- The last subject before the cue, within the statement that holds the cue.
local function nearest(cue, inside)
    local best
    for _, row in ipairs(cue.sentence:all "subject") do
        if cue < row then break end
        if inside(row) and last(row.verb) < first(cue) then best = row end
    end
    return best
end

local perfect = pattern [[ has | have | /^['’](s|ve)$/ ]]
local of_thing = pattern [[ %noun ]]
local adverbs_only = pattern [[ << (%d_adverb | also | now | once | then | still | already){1,4} >> ]]

--- "Norway has also suspended its aid": whose "has" stands before the participle; a list, or nil.
-- @param inside function does a subject stand in the same words as the cue?
function M.perfect(cue, inside)
    local before = cue:before(5)
    local row = before and before:has(perfect) and nearest(cue, inside)
    if not row or not row.verb:has(perfect) then return nil end
    local thing = row.who[1] and row.who[1].layer == "anaphor" and row:before(1)
    if thing and thing:has(of_thing) then return nil end                    -- "the doctrine it has upheld"
    local between = spans.between(row, cue)
    return (not between or between.text:find "^%s*$" or between:has(adverbs_only)) and row.who or nil
end

local absolute = pattern [[ with (the? who:@actor | %q_before_name{1,6}? who:@person) (%adv | also)? >> ]]

-- "With Norway pledging $5m, the fund grew": the party behind "with" does it; a list, or nil.
local function beside_with(cue)
    local before = cue:before(10)
    local found = before and before:find(absolute)
    return found and { found.who } or nil
end

--- "Norway issued a statement pledging to help": whose words the participle stands in; a list, or nil.
-- @param inside function does a subject stand in the same words as the cue?
function M.told_in(cue, inside)
    local before = cue:has(ing) and cue:before(14)
    local whose = before and beside_with(cue)
    if whose then return whose end
    local row = before and before:has(participle) and nearest(cue, inside)
    return row and row.who
end

--- Is it an infinitive for which something was done: "took the floor to condemn"?
function M.for_that(cue)
    return cue:before(32):has(purpose)
end

--- Does the cue lead a clause that opens the sentence: "Praising the crews, …", "While welcoming …"?
function M.opens(cue)
    local before = cue:before(4)
    return not before or first(before) == first(cue.sentence) and before:has(opens)
end

--- The subject of the main clause behind words that open the sentence.
function M.main(cue)
    for _, row in ipairs(cue.sentence:all "subject") do
        local words = row > cue and row:before(8)
        if words and words:has(main_clause) then return row end
    end
end

--- Whose deed the word is, where no subject stands right before it: a list, or nil and why.
-- @param inside function does a subject stand in the same words as the cue?
-- @param reported is it said by somebody: "said that Norway had lodged a protest"?
function M.subject(cue, inside, reported)
    local before = cue:before(14)
    reported = reported and not cue:has(been)                       -- "said she had been impressed by": a fact
    local row = nearest(cue, inside)
    if before and not cue:has(ing) and before:has(be_before) then return nil, PASSIVE end
    if before and not reported and before:has(had) then return nil, PAST end
    if row then
        local between = spans.between(row, cue)
        if not between or (row.verb:has(auxiliary) or reported and row.verb:has(had)) and between.text:find "^%s*$" or between:has(chain) then
            return row.who
        end
    end
    if M.governs(cue) and row then return row.who end
    if cue:has(ing) then
        local whose = beside_with(cue)
        if whose then return whose end
        if M.opens(cue) then
            local main = M.main(cue)
            if main then return main.who end
            return nil, NONE
        end
        if row and (before:has(participle) or cue:before(30):has(next_participle)) then return row.who end
        return nil, NONE
    end
    if row and before and cue:before(32):has(purpose) then return row.who end
    return nil, NONE
end

return M
