-- addressee.lua - to whom something is said: "told Brand that", "said to her Peruvian counterpart that", "…," Keller told the council.

local extent = include "extent.lua"
local sources = include "sources.lua"
local spans = include "spans.lua"

local M = {}

-- The first party behind the verb, and those joined to it; not "told reporters in Oslo", "told the crew Norway would".
local parties_told = pattern [[ << to? who:([%det | %adj | %noun | %propn | /^(his|her|its|their|our|my)$/i | @country | , | - | of]{0,9}? @actor
        ("(" []{1,3} ")")? !(%adj | %noun | @country) ((, | and | , and) [%det | /^(his|her|its|their)$/i]? @actor){0,5}) !/^['’]s?$/ ]]
local counterpart = pattern [[ << to? [his | her | its | their] %adj? place:@country %adj?
      [counterpart | counterparts | colleague | peer | host | guest | homologue | interlocutor] ]]
local to_first = pattern [[ << to ]]
local LISTENERS = setmetatable({ warn = true, caution = true, remind = true, promise = true, convince = true, persuade = true, notify = true, advise = true },
    { __index = extent.with_listener })

--- The parties that an attribution says are spoken to, empty where it names none; an office of a country that nobody names ("her Peruvian counterpart") is
-- the country.
-- `parts` is what is said, `speaker` who says it.
function M.of(fact, parts, speaker, doc)
    local verb, from = fact.verb, fact.last + 1
    local rest
    for _, part in ipairs(parts) do
        local start = spans.first(part)
        if start > from then
            if start - from > 2 then rest = doc:slice(from, start - 1) end
            break
        end
    end
    if spans.last(parts[#parts]) < from then rest = doc:slice(from, spans.last(fact.sentence)) end
    if not rest or not LISTENERS[verb] and not rest:has(to_first) then return {} end
    local office = rest:find(counterpart)
    if office then return { office.place } end
    local found = rest:find(parties_told)
    if not found then return {} end
    local list, speaks = {}, {}
    for _, who in ipairs(speaker) do speaks[spans.entity_of(who)] = true end
    for _, who in ipairs(sources.parties(found.who)) do
        if not speaks[spans.entity_of(who)] then list[#list + 1] = who end
    end
    return list
end

return M
