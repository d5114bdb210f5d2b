-- acts.lua - what the rules of acts share: the row that a deed makes. Who does it, actors.lua finds; to whom, targets.lua.
--
-- A rule finds the words of the deed (cue) and what it is about (content), which ends where what its speaker says ends.

local sources = include "quotes/sources.lua"
local actors = include "actors.lua"
local borders = include "borders.lua"
local measures = include "measures.lua"
local medium = include "quotes/medium.lua"
local codes = include "codes.lua"
local who = include "who.lua"
local met = include "met.lua"
local targets = include "targets.lua"
local weight = include "weight.lua"
local forecast = include "forecast.lua"
local announced_before = include "announced.lua"

local M = {}

local expanded, members = who.expanded, who.members
local first_joined = targets.first_joined
local without, encounter_before, participants, countries_of = who.without, met.encounter_before, met.participants, who.countries_of
local one, member = actors.one, actors.member

local decide = pattern [[ ~decide | ~resolve ]]
local DECIDED = 5                    -- the firmest of the grades: what is decided binds more than what is promised

-- "They" as the expression for several that it means.
local function plain_parties(list)
    local out = {}
    for i, party in ipairs(list) do out[i] = expanded(party) end
    return out
end

-- "A fight we must win", "the next step we will take".
local of_noun = pattern [[ %noun (we | "I" | they | he | she | you) >> ]]

-- "We have promised nothing", not "nothing less than victory".
local of_nothing, PROMISED = pattern [[ << nothing !(less | short | but | more) ]], { pledge = true, agree = true }

local a_hope = pattern [[ << (a | the | this | our | its | their)? %adj{0,2} [hope | hopes | wish | belief | conviction] (that | of) ]]
local of_nobody, it_alone, hears = pattern [[ << (no one | nobody | none) >> ]], pattern [[ << (it | that | this | so) >> ]], pattern [[ hear | hearing | see ]]
-- "I thank you." "Thank you for your attention."
local closing = pattern [[ << (you (, [Mr | "Mr." | Madam | Sir | Mrs | "Mrs."] []{0,2})? >> | (you for)? your kind? attention) ]]

-- Why the words that were told are nothing that a deed is about; nil where they are.
local of_neither = pattern [[ << (neither | [his | her | their | its] innocence | be drawn | and [%verb & /ed$/] | (the | %adj)? (%noun | %propn){1,3} to
        (death | prison | jail | %num (years | months))) ]]      -- "condemned the man to death"

-- "The pact that Norway called for at the summit", "those I disagree with that I would stand with".
local when_or_where = pattern [[ << ([that | who | which]? ["I" | we | he | she | they | you] [%verb | %aux] | @date | (at | in | on | during) !least
      | [last | this] [week | month | year]) ]]
local ends_in_preposition = pattern [[ (for | on | to | against | with | upon) >> ]]

local function no_content_of(kind, cue, told, content)
    if not content then return told and kind == "pledge" and "nothing is left of what it is about" or nil end
    if PROMISED[kind] and content:has(of_nothing) then return "it is about nothing" end
    if content:has(of_neither) then return "it is said of neither" end
    if content:has(when_or_where) and cue:has(ends_in_preposition) then return "a relative clause: what it is about stands before" end
    if kind == "praise" and content:has(a_hope) then return "a hope" end
    if kind == "thank" and content:has(closing) then return "how a speech ends" end
    if content:has(of_nobody) or content:has(it_alone) and cue:has(hears) then return "it is about nobody, or about what is not named" end
    local before = (kind == "pledge" or kind == "urge") and not content.text:find "%s" and cue:before(3)
    return before and before:has(of_noun) and "a relative clause without 'that'" or nil
end

-- "Endorsed Brand last week": the day is that of the deed, where nothing else is told.
local party_and_day = pattern [[ << party:(the? [@actor & !@date] | %propn{1,3}) ([last | this] [week | month | year] | on? @date | on %d_weekday) >> ]]

local function without_day(content)
    local found = content:find(party_and_day)
    return found and found.party or content
end

-- "Hit back on Friday": a day is not what a deed is about.
local function is_date(content, doc)
    for _, date in ipairs(doc:at(content, "date")) do
        if date:contains(content) then return true end
    end
    return false
end

-- Kinds whose condition is no part of what is done; whoever urges or warns says the whole.
local CONDITIONED = { pledge = true, announce = true, agree = true, reject = true, support = true, invite = true, warn = true }

-- Kinds that may be about a party and nothing else.
local TOWARDS_PARTY = { support = true, praise = true, thank = true, condemn = true, congratulate = true, reject = true }

local pronoun = pattern [[ << [him | her | them | us | me | you | it] >> ]]

--- One row of layer act. spec: kind, strength, and how the actor is found: speaker_acts (the one who says so), owned (whose it is called), joint (all
-- parties), impersonal (both sides, if nobody is named).
function M.row(spec, match, content, doc, later, near)
    local cue = match.cue
    local known = spec.lexical ~= nil and match.known
    local statement = known and known.statement or not known and who.statement_around(cue, doc, near) or nil
    local actor, reason, subject
    if known then actor, subject = known.actor, known.subject else actor, reason, subject = actors.of(spec, match, doc, statement) end
    if not actor then return nil, reason end
    actor = plain_parties(actor)
    local told = content
    content = borders.with_nobody(spec.kind, cue, medium.without(borders.trimmed(borders.of_clause(content, cue), statement, spec.bounded)))
    if content and is_date(content, doc) then content = nil end
    if content and TOWARDS_PARTY[spec.kind] then content = without_day(content) end
    reason = no_content_of(spec.kind, cue, told, content)
    if reason then return nil, reason end
    local condition = weight.condition(cue, content)
    if CONDITIONED[spec.kind] then content = borders.without_condition(content, condition) end
    local speaker = statement and statement.speaker or {}
    if #speaker == 0 then speaker = not spec.speaker_acts and subject and #subject > 0 and subject or actor end
    local encounter = encounter_before(cue, doc)
    local measure = spec.kind == "announce" and (spec.measure or spec.lexical) and measures.code(cue, content)
    local told_of = content and (measure or spec.measure) and cue:union(content) or spec.speaker_acts and borders.with_subject(content, cue) or content
    local asked = one(match, "target")
    local target = targets.of(spec, match, asked, content, actor, subject or {}, statement, encounter)
    return {
        content and (later and content or cue:union(told_of)) or cue,
        kind = spec.kind, actor = #actor > 0 and actor or nil, target = target, addressee = #target == 0 and asked and not asked:has(pronoun) and asked
            or nil, content = told_of, cue = cue,
        strength = weight.strength(spec, cue, content), polarity = weight.polarity(spec.kind, cue, content),
        condition = condition, due = weight.due(spec.kind, content, doc),
        speaker = speaker, statement = statement, encounter = encounter, code = measure or codes[spec.kind],
    }
end

-- Kinds whose verbs stand in the passive with whose deed it is: "was welcomed by Norway".
local OF_ANOTHER = { praise = true, reject = true, condemn = true, support = true }

local by_agent, ends_in_past = pattern [[ << by ]], pattern [[ /ed$/ >> ]]
local one_participle, attributive = pattern [[ << /ed$/ >> ]], pattern [[ [(%det & !all & !both & !each) | its | their | his | our | my | /^['’]s$/]
      %adv{1,2} >> ]]

--- "Extended its previously announced offer": is the cue a participle before a noun?
function M.is_attributive(cue)
    local before = cue:has(one_participle) and cue:before(4)
    return before and before:has(attributive) or false
end

--- A mark function: a row for each content of the match, unless `spec.check(match, doc)` says no.
function M.marker(spec)
    return function(match, doc)
        if spec.check then
            local fine, why = spec.check(match, doc)
            if not fine then return nil, why end
        end
        local cue = match.cue
        local behind = cue:after(1)
        if M.is_attributive(cue) then return nil, "a participle before a noun" end
        if weight.is_when(spec.kind, cue) then return nil, "a clause that tells when" end
        if OF_ANOTHER[spec.kind] and behind and behind:has(by_agent) and cue:has(ends_in_past) then return nil, "a passive: the deed of another" end
        local near = doc:at(cue, "statement")
        local part = weight.under_deed(spec, cue, doc, near)
        if part then return nil, part end
        local rows, contents = {}, match.content
        if type(contents) ~= "table" then contents = { contents } end
        for i, content in ipairs(contents) do
            local row, reason = M.row(spec, match, content, doc, i > 1, near)
            if not row then return nil, reason end
            if spec.decides and row.cue:has(decide) then row.strength, row.due = DECIDED, weight.due(spec.kind, row.content, doc) end
            if spec.decides and #members(row.actor) > 1 and row.cue:has(decide) then
                row.kind, row.code, row.target, row.actor = "agree", codes.agree, {}, members(row.actor)
            end
            rows[#rows + 1] = row
        end
        local why = rows[1] and (weight.undone_or_asked(spec, match.cue) or forecast.is_forecast(rows[1], match.cue, doc)
            and "what another country will do is a forecast")
        if why then return nil, why end
        return rows
    end
end

local of_somebody = pattern [[ /^(his|her|its|their)$/i >> ]]
local drawing = pattern [[ content:([%det | %adj | %noun | %propn | %num | of | on | for | in | to | and | @actor | /^['’]s?$/]{1,14}) (has | have | had)? >> ]]

--- A mark function for a deed that the subject is given or draws: the noun `deed` says which, `agent` by whom.
function M.given(match, doc)
    local cue, kind = match.cue, match.deed.entry.kind
    if match.agent:has(of_somebody) then return nil, "who did it is not told" end
    local actor = sources.parties(match.agent)
    if #actor == 0 then return nil, "no party is known to have given it" end
    local part = weight.under_deed({ kind = kind }, cue, doc, doc:at(cue, "statement"))
    if part then return nil, part end
    local statement = who.statement_around(cue, doc)
    local words = cue:before(16)
    local drawn_by = (words and words:find(drawing) or {}).content
    local content = one(match, "content") or drawn_by
    return { drawn_by and drawn_by:union(match.agent) or cue:union(match.agent), kind = kind, actor = actor,
        target = first_joined(without(who.parties(drawn_by), actor)), content = content, cue = cue,
        speaker = actor, statement = statement, polarity = "positive", encounter = encounter_before(cue, doc), code = codes[kind] }
end

local reason_for, bare_party = pattern [[ << (on? @date)? (for | over | that | about | against | of | on | to) ]], pattern [[ << [the | %noun | %propn
      | %adj]{0,6}? (@actor | @country %q_body) >> ]]

--- A deed told in the passive: `content`, `cue` and `agent` say on what, by which verb, by whom.
function M.by_agent(match, doc)
    local cue = match.cue
    local kind = match.deed.entry.kind
    local behind = match:after(4)
    if match.agent:has(of_somebody) then return nil, "who did it is not told" end
    if behind and behind:has(reason_for) and match.content:has(bare_party) then return nil, "what it is done for stands behind" end
    local statement = who.statement_around(cue, doc)
    local actor, content = targets.office_holders(sources.parties(match.agent)), borders.trimmed(match.content, statement)
    if #actor == 0 or not content then return nil, "no party is known to have done it" end
    local speaker = statement and #statement.speaker > 0 and statement.speaker or actor
    return { content:union(match.agent), kind = kind, actor = actor, target = first_joined(without(who.parties(content), actor)), content = content,
        cue = cue, speaker = speaker,
        statement = statement, polarity = "positive", encounter = encounter_before(cue, doc), code = codes[kind] }
end

--- A deed told by a noun, or by a verb that follows what it is about: `deed` says which, `agent` whose it is, `target` and `content` where the pattern names
-- them.
function M.told_of(match, doc)
    local cue = match.cue
    local kind = one(match, "deed").entry.kind
    if who.told(kind, cue, doc) then return nil, "told already" end
    if match.agent:has(of_somebody) then return nil, "who did it is not told" end
    local statement = who.statement_around(cue, doc)
    local actor = sources.parties(match.agent)
    if #actor == 0 then return nil, "no party is known to have done it" end
    local part = weight.under_deed({ kind = kind }, cue, doc, doc:at(cue, "statement"))
    if part then return nil, part end
    local content, target = member(match, "content"), member(match, "target")
    if type(content) == "table" and getmetatable(content) == nil then
        content, target = content[2] or content[1], content[2] and content[1] or target
    end
    content = content and borders.trimmed(content, statement)
    local speaker = statement and #statement.speaker > 0 and statement.speaker or actor
    target = target and who.parties(target) or content and first_joined(who.parties(content)) or {}
    return { content and cue:union(content):union(match.agent) or cue:union(match.agent), kind = kind, actor = actor, target = without(target, actor),
        content = content, cue = cue,
        speaker = speaker, statement = statement, polarity = "positive", encounter = encounter_before(cue, doc), code = codes[kind] }
end

M.announced = announced_before
M.reads = { "statement", "encounter", "attribution", "subject", "date", "actor" }

--- Declares a rule of layer act.
function M.rule(id, spec, doc, match, examples)
    rule(id) { doc = doc, match = match, mark = M.marker(spec), marks = "act", reads = M.reads, examples = examples }
end

--- Is somebody known to say these words?
function M.speaks(cue, doc)
    local statement = who.statement_around(cue, doc)
    return statement ~= nil and #statement.speaker > 0
end

M.members, M.one, M.member = members, one, member
M.leads_post, M.actors_of, M.does_by_words = actors.leads_post, actors.of, actors.does_by_words
M.countries_of, M.participants = countries_of, participants

return M
