-- attitudes.lua - who holds an attitude, for the rules of attitudes.lua.

local sources = include "sources.lua"
local spans = include "spans.lua"
local clauses = include "clauses.lua"

local M = {}

local relative = { who = true, which = true, that = true }

-- "Who", not the World Health Organization.
local function is_relative(source)
    local text = source.text
    return text ~= "WHO" and relative[text:lower()]
end

local passive = pattern [[ [is | are | was | were | been | be | being | /^['’](s|re)$/] [%adv | not | n't | also | all]{0,3} >> ]]

-- Words of belief stay what they are; all else is told of as done.
local function stance_of(entry)
    return entry.stance == "belief" and "belief" or "deed"
end

-- Does a plain attribution have this verb? "A storm known as Ada" has none.
local function attributed(cue, doc)
    for _, other in ipairs(doc:at(cue, "attribution")) do
        if other.cue:overlaps(cue) and not (other.cue.text == "known" and not other.text:find "ha[dsv]") then return true end
    end
    return false
end

local function row(match, fields)
    local cue = match.cue
    fields[1] = fields[1] or match
    local entry = cue.entry
    fields.cue, fields.stance = cue, entry and stance_of(entry)
    return fields
end

local function held_by(match, source, whole)
    local joint = source:before(2)
    if joint and joint.text:find "^%a+%-$" then source, whole = joint:union(source), joint:union(whole) end             -- "the Secretary-General"
    return row(match, { whole, form = "active", source = source, speaker = is_relative(source) and sources.antecedent(source) or sources.parties(source) })
end

local holder = pattern [[ (%q_before_name{0,6} [%noun | %propn] | I | we | you | they | he | she | it | who | which | some | many | others) >> ]]
local phrase = pattern [[ %q_before_name{0,6} [(%noun | %propn) & !monday & !tuesday & !wednesday & !thursday & !friday & !saturday & !sunday] >> ]]

-- The phrase that ends right before the match.
local function phrase_before(match)
    local words = match:before(8)
    return words and words:find(phrase)
end

local FINITE = { vbd = true, vbz = true, vbp = true }

-- Whose verb the cue is, or the last subject before it; that of a finite verb has a verb of the same tense.
local function subject_of(cue)
    local tense, best = FINITE[cue.tag] and sources.tense(cue), nil
    for _, subject in ipairs(cue.sentence:all "subject") do
        local stands_before = subject < cue
        if subject.verb:overlaps(cue) then return subject.who end
        if not stands_before then break end
        if not tense or subject.tense == tense then best = subject end
    end
    return best and best.who
end

-- Whose verb the cue is, far behind its subject: "Keller, who left, identified the port".
local function told_subject(cue)
    for _, subject in ipairs(cue.sentence:all "subject") do
        if subject.verb:overlaps(cue) then return #subject.who > 0 and subject.who or nil end
    end
end

local that_behind = pattern [[ << [!%punct]{0,3}? that ]]

local function says_that(cue)
    local after = cue:after(4)
    return after ~= nil and after:has(that_behind)
end

local BEFORE = 12                    -- tokens in which a subject with what belongs to its verb stands
local held = pattern [[ source:%q_holder %adjunct{0,2} chain:(%q_chain{0,7}) >> | source:[who | which] chain:(%q_chain{0,7}) >> | (?<= %noun) source:that >> ]]
local common = pattern [[ << %q_common ]]
local no_verb = pattern [[ [- | of | for | from | at | on | %det] >> ]]
local joins = pattern [[ [and | but | , | then | %noun | %propn] [then | also | later | further | again | has | have | had | %adv]{0,2} >> ]]

-- The subject right before the verb and what belongs to the verb.
local function subject_before(words, cue, own)
    local found = words:find(held)
    if not found then return nil end
    local chain = found.chain
    if chain and spans.length(chain.text) > 0 then return found.source, chain end
    if own or is_relative(found.source) or chain and cue.text:find "^%S*ing" then return found.source end
    return nil
end

local able = pattern [[ [%pron | ~voter | ~official | ~people | ~lawmaker | ~leader | ~expert | ~critic | ~supporter | ~minister | ~candidate | ~man
      | ~woman | ~person | ~group | ~company | ~lawyer | ~judge | ~member | ~aide | ~adviser | ~crowd | ~student | ~worker] >> ]]
local goes_on = pattern [[ (, | "—" | "--" | – | while | by | after | before | without) (and | then | also | %adv)? >> ]]
-- "A port called Reshkov", "the planned visit", "sought-after": the participle belongs to the noun.
local seeming = pattern [[ (~seem | ~appear) not? to ]]
-- "If the crew supports the plan": nobody is told to do so.
local SUPPOSING = 10                 -- bytes of the longest, and a space
local SUPPOSED = { ["if"] = true, whether = true, unless = true, once = true }
local a_thing = pattern [[ << (a | an | some) ]]
local owned = pattern [[ [/^(his|its|their|our|my|her)$/i] >> ]]
local NAMING = { called = true, named = true, entitled = true, dubbed = true }
local a_name = pattern [[ %cap | "\"" | "“" | "''" ]]
local before_noun = pattern [[ [%det | %adj | %num | /^['’]s$/ | /^(his|her|its|their|our|my)$/i] >> ]]
local noun_or_adjective = pattern [[ %noun | %propn | - ]]

local function is_name_of(cue, source)
    local after = NAMING[cue.text] and cue:after(1)
    return after and after:has(a_name) and (not source or source:has(a_thing))
end

local function is_adjective(cue, words)
    if not cue.text:find "^%w+$" or not cue.text:find "[ndt]$" then return false end
    local after = cue:after(1)
    return after ~= nil and after:has(noun_or_adjective) and words:has(before_noun)
end

-- "The port cost a million, new records show.", "On Monday, Norway's cabinet approved": the subject of a verb that ends its sentence, and one that a
-- day leads, starts behind the comma.
local function behind_comma(source, cue)
    local day = source.text:match "^%u%l+day,%s+()"
    if day then return source:sub(day, -1) end
    local from = source.text:match "^.*,%s+()"
    local after = from and cue:after(1)
    if not from or after and after.text ~= "." then return source end
    return source:sub(from, -1)
end

local past, by_party = pattern [[ /(ed|en|wn|ld|id|ght)$/i ]], pattern [[ << (for)? by source:%q_party ]]

-- "The plan backed by Peru": who does it stands behind.
local function done_by(match)
    local behind = match.cue:has(past) and match.cue:after(9)
    local found = behind and behind:find(by_party)
    return found and row(match, { match:union(found.source), form = "agent", source = found.source, speaker = sources.parties(found.source) })
end

--- A verb: its subject stands before it, or is the one of the sentence, or nobody is told.
function M.verb(match, doc)
    local cue, entry = match.cue, match.cue.entry
    if attributed(cue, doc) then return nil, "a plain attribution" end
    local made_by = done_by(match)
    if made_by then return made_by end
    local words, own = cue:before(BEFORE), not entry or entry.takes == nil
    if words and words:has(owned) and not cue.text:find "ed$" then return nil, "a noun that is somebody's" end
    local source, chain = nil, nil
    if words then source, chain = subject_before(words, cue, own) end
    if is_name_of(cue, source) or words and cue.text:find "^%u%l+ing$" then return nil, "the name of a thing" end
    if source then
        if chain and not cue.text:find "^%S*ing" and chain:has(passive) then return nil, "a passive" end
        if chain and chain.text:find "[sp][e][ea][mr]" and chain:has(seeming) then return nil, "it seems so" end
        local start = source:bytes()
        local lead = doc.text:sub(math.max(1, start - SUPPOSING), start - 1):match "(%a+)%s+$"
        if lead and SUPPOSED[lead:lower()] then return nil, "a condition" end
        source = behind_comma(source, cue)
        if chain and chain.text:find "^to%f[%A]" and not source:first "actor" and not source:has(able) then                -- "went out of his way to praise"
            source = clauses.subject(cue, doc) or source
        end
        local made = held_by(match, source, source:union(cue))
        if entry and entry.stance == "assert" and is_relative(source) and made.speaker and #made.speaker > 0 and says_that(cue) then made.stance = "assert" end
        return made
    end
    if words and is_adjective(cue, words) then return nil, "an adjective" end
    local second = own and FINITE[cue.tag] and words and words:has(joins)
    if not words and cue.tag == "vb" then return nil, "an order" end
    local told = FINITE[cue.tag] and told_subject(cue)
    if told then return row(match, { form = "active", source = told[1], speaker = told }) end
    if not second and (cue:has(common) or words and words:has(no_verb)) then return nil, "it may tell of something else, and no subject stands before it" end
    local near = FINITE[cue.tag] and phrase_before(match)
    if near then
        near = behind_comma(near, cue)
        return row(match, { near:union(cue), form = "active", source = near, speaker = sources.parties(near) })
    end
    local around = cue.text:find "^%S*ing" and doc:at(cue, "attribution")[1]              -- "Keller, noting that …, thanked"
    if around and around.source and around.source < cue then
        local made = row(match, { form = "active", source = around.source, speaker = around.speaker })
        if entry and entry.stance == "assert" and says_that(cue) then made.stance = "assert" end
        return made
    end
    local who = subject_of(cue)
    if who and #who == 0 then who = nil end
    if not who and cue.text:find "^%S*ing" then
        local lead = cue:before(2)
        local words_of_subject = (clauses.opens(cue) or lead and lead:has(goes_on)) and clauses.subject(cue, doc)
        if words_of_subject then return row(match, { form = "active", source = words_of_subject, speaker = sources.parties(words_of_subject) }) end
    end
    local near_subject = not who and clauses.own_subject(cue, doc)
    if near_subject then return row(match, { form = "active", source = near_subject, speaker = sources.parties(near_subject) }) end
    return row(match, { form = "active", source = who and who[1], speaker = who })
end

local belief = pattern [[ ~see | ~regard ]]

--- As what somebody sees or shows a thing: no word of the lexicons.
function M.as(match, doc)
    local made, reason = M.verb(match, doc)
    if made then made.stance = match.cue:has(belief) and "belief" or "deed" end
    return made, reason
end

--- Nobody is told who sees or says it.
function M.seems(match, doc)
    local cue = match.cue
    if attributed(cue, doc) then return nil, "a plain attribution" end
    return { cue, cue = cue, form = "passive", stance = cue.text:lower() == "reportedly" and "deed" or "belief" }
end

-- The same, of one stance, where no lexicon tells it.
local function with_stance(stance, make)
    return function(match, doc)
        local made, reason = make(match, doc)
        if made then made.stance = stance end
        return made, reason
    end
end

--- Words that are put out; the noun is one of the lexicon.
M.issued = with_stance("deed", M.verb)

-- Titles: nearly all words of weight have capitals.
local FEWEST, LONG = 4, 4            -- words with capitals; letters of a word of weight

local is_title = memo(function(text)
    local capitals, small = 0, 0
    for word in text:gmatch "[%a\128-\255]+" do
        if word:find "^%u" then capitals = capitals + 1
        elseif #word > LONG then small = small + 1 end
    end
    return capitals >= FEWEST and small * 8 <= capitals
end)

local title_verb = pattern [[ << source:([(%det | %num | %adj | %noun | %propn | @actor | , | and | /^['’]s$/) & !%verb | retired]{1,8}?)
      cue:(&[%cap & /[a-z]s$/] ($attitudes | $cues)) ]]
local TITLE = 200                    -- bytes of the longest

--- The verb of a title on top; what stands before it is its subject.
function M.title(doc)
    local line = spans.first_line(doc)
    if not line or #line.text > TITLE or not is_title(line.text) then return nil, "no title" end
    local found = line:find(title_verb)
    if not found or attributed(found.cue, doc) then return nil, "a title without such a verb, or a plain attribution" end
    local cue, source = found.cue, found.source
    return { source:union(cue), cue = cue, source = source, speaker = sources.parties(source), form = "active", stance = stance_of(cue.entry) }
end

--- What a survey found stands behind it.
function M.survey(match, doc)
    if attributed(match.cue, doc) then return nil, "a plain attribution" end
    local begins = match.cue.text == "In" or not match.cue:before(2)
    return { match.cue:union(match.source), cue = match.cue, source = match.source, form = begins and "passive" or "agent", stance = "deed" }
end

--- The subject stands before the adjective and its verb.
function M.adjective(match, doc)
    if attributed(match.cue, doc) then return nil, "a plain attribution" end
    local words = match:before(8)
    local source = words and words:find(holder)
    if source then return held_by(match, source, match) end
    local who = subject_of(match.cue)
    if who and #who == 0 then who = nil end
    return row(match, { form = "active", source = who and who[1], speaker = who })
end

--- Who says it stands behind "by", or is not told.
function M.passive(match, doc)
    if attributed(match.cue, doc) then return nil, "a plain attribution" end
    local source = match.source
    local asked = match.text:find "^[wW]hen%s"                                            -- "when asked by Brand about the port": what is asked stands behind
    local made = row(match, { form = source and not asked and "agent" or "passive", source = source, speaker = source and sources.parties(source) or nil })
    local entry = match.cue.entry
    if source and #made.speaker > 0 and entry and entry.stance == "assert" and entry.takes == "any" then made.stance = "assert" end
    return made
end

--- Who is stirred stands behind the verb.
M.stirs = with_stance("belief", M.passive)

--- From whom a thing draws words.
M.drawn = with_stance("deed", M.passive)

local clause_behind = pattern [[ << [!%verb & !%aux & !%adv & !%punct & !they & !who] ]]

-- "The charge that ships are late", not "a charge that was heavy".
local function tells_that(match)
    local after = match.text:find "that$" and match:after(1)
    return after and after:has(clause_behind)
end

--- Who says it is the possessor, or is not told.
function M.noun(match, doc)
    if attributed(match.cue, doc) then return nil, "a plain attribution" end
    local source = match.source
    if not source and match.cue.entry.needs == "owner" and not tells_that(match) then return nil, "nobody's " .. match.cue.text end
    return row(match, { form = "noun", source = source, speaker = source and sources.parties(source) or nil })
end

return M
