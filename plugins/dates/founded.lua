-- founded.lua - the year in which a document without a date was written, where an anniversary tells it: "next year marks the 30th anniversary of …".
--
-- Sits on lexicons/founded.tsv. It is an inference, never a fact: values of dates stay as the words say them, only their first and last days use it.

local M = {}
local numbers = include "numbers.lua"

local SHIFT = { last = -1, this = 0, next = 1 }

--- "next year marks the 30th anniversary of the founding of": `which` year, `nth` anniversary, `of` what, up to the end of its noun phrase.
M.said = [[ which:(last | this | next) year []{0,8} nth:($ordinals | /^[0-9]{1,3}(st|nd|rd|th)$/) anniversary of of:[!/^[.;]$/]{1,12} |
            nth:($ordinals | /^[0-9]{1,3}(st|nd|rd|th)$/) anniversary of of:[!/^[.;]$/]{1,12} which:(last | this | next) year ]]

local anniversary = pattern(M.said)
local ties = pattern [[ diplomatic (relations | ties) ]]
local independence = pattern [[ independence ]]
local founding = pattern [[ founding | founded | foundation | establishment | creation | formation ]]
local named = pattern [[ name:$founded ]]
local alone = pattern [[ << the? $founded !(/^['’]s$/) ]]
local china = pattern [[ China | Chinese | PRC ]]

-- The one year of a column that the names in a span have; nil where there is none, false where there are several. And whose it is.
local function only_year(span, column)
    local year, name
    for _, match in ipairs(span:matches(named)) do
        local entry = match.name.entry
        local found = entry and tonumber(entry[column])
        if found and year and name ~= entry.name then return false end
        if found then year, name = found, entry.name end
    end
    return year, name
end

local function year_of(match, column, doc)
    local year, name = only_year(match.of, column)
    if year == nil then year, name = only_year(match.sentence, column) end
    if year == nil and column == "ties_china" then year, name = only_year(doc, column) end
    return year, name
end

--- What an anniversary says of the document's year: { year, founded, nth, what }, or nil and why not.
function M.inferred(match, doc)
    local nth = numbers.ordinal(match.nth.text)
    local what = match.of
    local column = what:has(ties) and "ties_china" or what:has(independence) and "independence" or (what:has(founding) or what:has(alone)) and "founded"
    if not nth or not column then return nil, "not known what was founded" end
    if column == "ties_china" and not doc:find(china) then return nil, "ties between others than China are in no table" end
    local founded, name = year_of(match, column, doc)
    if not founded then return nil, founded == nil and "nobody in lexicons/founded.tsv is named" or "several are named" end
    local words = column == "ties_china" and "diplomatic ties of China with " .. name or column == "independence" and "independence of " .. name
        or "founding of " .. name
    return { year = founded + nth - SHIFT[match.which.text:lower()], founded = founded, nth = nth, what = words }
end

local last_doc, last_year               -- the rules of a document ask one after the other

--- The year in which a document without a date was written, where its anniversaries agree on one; else nil.
function M.year(doc)
    if doc.date then return nil end
    if last_doc == doc then return last_year end
    last_doc, last_year = doc, nil
    local text = doc.text
    if not text:find("nniversary", 1, true) and not text:find("NNIVERSARY", 1, true) then return nil end
    for _, match in ipairs(doc:matches(anniversary)) do
        local found = M.inferred(match, doc)
        if found and last_year and last_year ~= found.year then
            last_year = nil
            break
        end
        last_year = found and found.year or last_year
    end
    return last_year
end

return M
