-- beside.lua - who does it beside the one whom an attribution names: "he and Keller had agreed", "Keller and I agreed".
--
-- Sits on the finished layers of plugin quotes and on voice.lua (whom "I" means).

local spans = include "quotes/spans.lua"
local voice = include "voice.lua"

local M = {}

local first, last, entity_of = spans.first, spans.last, spans.entity_of

-- Does a list hold all parties of another?
local function holds_all(list, others)
    local known = {}
    for _, party in ipairs(list) do known[(entity_of(party) or party).name or ""] = true end
    for _, party in ipairs(others) do
        if not known[(entity_of(party) or party).name or ""] then return false end
    end
    return true
end

local function joined(list, more)
    local out = table.move(list, 1, #list, 1, {})
    for _, party in ipairs(more) do
        if not holds_all(out, { party }) then out[#out + 1] = party end
    end
    return out
end

local he = pattern [[ he | she ]]
local and_i = pattern [[ and "I" >> ]]
local and_host = pattern [[ who:[he | she] and [his | her] [(%adj | %noun | %propn) & !%punct]{1,4} , %q_before_name{0,6} >> ]]

local along_with = pattern [[ , (together | along | jointly) with the? who:(@actor ((, | ,? and) the? @actor){0,4}) , (has | have)? %adv? >> ]]

--- Whom the attribution at a cue names, with those who stand beside them: "Brand said that he and Keller had discussed", "she and her host, President Brand,".
-- @param statement the one around the cue, or nil
function M.all(row, cue, statement, doc)
    local speaker = row.speaker
    if #speaker == 0 or not row.source then return speaker end
    for _, subject in ipairs(cue.sentence:all "subject") do
        local leads = first(subject) <= first(row) and first(subject.verb) > last(row.source) and last(subject.verb) <= last(cue)
        if leads and #subject.who > #speaker and subject:has(he) and holds_all(subject.who, speaker) then return subject.who end
    end
    if row.source:has(and_i) then return joined(speaker, statement and statement.speaker or voice.turn_or_author(cue, doc)) end
    local others = cue:before(16)
    others = others and others.text:find(" with ", 1, true) and others:find(along_with)
    if others then return joined(speaker, others.who:all "actor") end
    local words = #speaker == 1 and row:before(12)
    local host = words and words:find(and_host)
    local whose = host and host.who:first "anaphor"
    return whose and whose.entity and joined({ whose }, speaker) or speaker
end

return M
