-- announced.lua - deeds whose verb stands behind what it is about: "Norway will send ships, she announced", "we will not yield," he vowed.
--
-- Sits on who.lua, targets.lua, weight.lua and the layers of quotes.

local spans = include "quotes/spans.lua"
local codes = include "codes.lua"
local targets = include "targets.lua"
local weight = include "weight.lua"
local who = include "who.lua"
local met = include "met.lua"

local ahead_of = pattern [[ will | would | to be | going to | (is | are) (to | %verb) ]]

-- Verbs that say what was said before them: "…, she announced", "…," he vowed.
local SAID_BEFORE = {
    announced = "announce", announces = "announce", ANNOUNCED = "announce", vowed = "pledge", vows = "pledge", pledged = "pledge", pledges = "pledge",
    promised = "pledge", promises = "pledge", warned = "warn", warns = "warn", threatened = "warn", threatens = "warn", cautioned = "warn", cautions = "warn",
}

local passive_before = pattern [[ [is | are | was | were | be | been | being] (%adv | also)? >> ]]

--- A row for a statement whose cue does a deed, behind what is announced, promised, warned of.
return function(row, doc)
    local cue = row.cue
    local kind = cue and SAID_BEFORE[cue.text]
    local before = kind and cue:before(3)
    if not kind or #row.speaker == 0 or before and before:has(passive_before) then return nil, "nobody announces it" end
    local content = row.content[1]
    if not content or spans.last(content) > spans.first(cue) or kind ~= "warn" and not content:has(ahead_of) then
        return nil, "nothing that lies ahead is announced before " .. cue.text
    end
    for _, act in ipairs(doc:within(content, "act")) do
        if act.kind == kind then return nil, "told already" end
    end
    local found = kind == "announce" and content:find(targets.benefits)
    return { content:union(cue), kind = kind, strength = kind == "pledge" and 4 or nil, target = found and who.without({ found.party }, row.speaker) or nil,
        actor = row.speaker, content = row.content, cue = cue, speaker = row.speaker, statement = row,
        polarity = weight.polarity(kind, cue, content), encounter = met.encounter_before(cue, doc), code = codes[kind] }
end
