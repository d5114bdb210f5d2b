-- clauses.lua - whose verb a word is, where its subject does not stand right before it: that of the clause around it, or of the main clause behind words
-- that open the sentence ("After thanking the crew, Keller left").

local spans = include "spans.lua"

local M = {}

local clause = pattern [[ (< | (?<= [, | ; | and | but | that | when | while | after | before | as | because | although | if | where | ":" | "\""
          | "“" | "—" | "--" | –])) source:%q_parties (%q_aside | %q_nameless)? %q_before_verb{0,3} verb:%q_finite ]]

local found = {}                     -- of the sentence at hand: its clauses, { source, verb }

local function clauses_of(sentence, doc)
    local start = spans.first(sentence)
    if not rawequal(found.doc, doc) or found.start ~= start then found = { doc = doc, start = start, list = sentence:matches(clause) } end
    return found.list
end

local LEAD = 4                       -- tokens before a participle that opens the sentence

--- Does the cue open its sentence: "Praising the crew", "After thanking the crew"?
function M.opens(cue)
    local before = cue:before(LEAD)
    return not before or spans.first(before) == spans.first(cue.sentence) and not before:has "%q_finite"
end

--- The words of the subject, nil where no clause tells it.
function M.subject(cue, doc, tense, tense_of)
    local opens, best = M.opens(cue), nil
    for _, match in ipairs(clauses_of(cue.sentence, doc)) do
        if opens then
            if match.verb > cue then return match.source end
        elseif match.verb < cue then
            if not tense or tense_of(match.verb) == tense then best = match.source end
        end
    end
    return best
end

local AUXILIARY = {}
for word in ("is are was were has have had will would do does did can could may might should"):gmatch "%a+" do AUXILIARY[word] = true end
local few_words = pattern [[ << [!%punct & !%verb & !%noun & !%propn]{0,4} >> ]]

--- The words of the subject of a finite verb, an insertion or an auxiliary between them; nil where no clause has this verb.
function M.own_subject(cue, doc)
    for _, match in ipairs(clauses_of(cue.sentence, doc)) do
        if match.verb:overlaps(cue) then return match.source end
        local between = match.verb < cue and AUXILIARY[match.verb.text:lower()] and spans.between(match.verb, cue)
        if between and between:has(few_words) then return match.source end
    end
end

return M
