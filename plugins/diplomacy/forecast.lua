-- forecast.lua - what somebody says that another country will do, and which that country has promised nobody: "Keller of Norway said Peru would attack".
--
-- Sits on who.lua. "Keller said that Peru would send two ships" reports a promise: only what nobody promises by another's mouth is a forecast.

local who = include "who.lua"

local M = {}

-- Words that tell what lies ahead without binding: not "vowed to", "is ready to".
local ahead = pattern [[ will | would | shall | /^['’](ll|d)$/ | going | plans | planned | planning | intends | intended | aims ]]
local some_day = pattern [[ eventually | ultimately | someday | one day | some day | sooner or later | at some point | in the end | in due course ]]
local hostile = pattern [[ << %q_open? (%d_aside | not | never){0,2} %q_open? %d_hostile ]]
local retaliates = pattern [[ << %q_open? %d_aside{0,2} (retaliate | hit back | strike back
    | respond (militarily | forcefully | in kind | with [force | strikes | missiles | tariffs | attacks])) ]]

-- Who binds nobody, whatever they say.
local outsider = pattern [[ [analyst | expert | economist | commentator | observer | pundit | historian | researcher | critic | trader | traders] ]]

-- Is it another country's doing than that of who says so? And is known where they are from?
local function of_another(row, speaker, doc)
    local homes, known = {}, false
    for _, party in ipairs(who.countries_of(speaker, doc)) do
        local entity = who.entity_of(party)
        if entity then homes[entity.name], known = true, known or entity.kind == "country" end
    end
    for _, party in ipairs(who.countries_of(who.members(row.actor), doc)) do
        local entity = who.entity_of(party)
        if not entity or entity.kind ~= "country" or homes[entity.name] then return false end
    end
    return true, known
end

--- Is a pledge that somebody tells of another country no more than what they think it will do?
function M.is_forecast(row, cue, doc)
    local statement, content = row.statement, row.content
    if row.kind ~= "pledge" or not statement or not content or not row.actor or not cue:has(ahead) then return false end
    if statement.source and statement.source:has(outsider) and (#statement.speaker == 0 or of_another(row, statement.speaker, doc)) then return true end
    local sometime, does, answers = cue:has(some_day) or content:has(some_day), content:has(hostile), content:has(retaliates)
    if not (sometime or does or answers) then return false end
    local other, known = of_another(row, statement.speaker, doc)
    return other and (known or not answers or does) and true or false
end

return M
