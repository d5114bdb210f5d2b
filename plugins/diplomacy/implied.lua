-- implied.lua - parties of an encounter whom its own words do not name: "they", "whom", "I", told by what stands before.

local spans = include "quotes/spans.lua"

local M = {}

-- "When they met": the two who are named before in the sentence, else those of the sentence before.
M.they = pattern [[ (they | their) (%adv | had | have | first | last | %adj){0,3} >> ]]

-- @param is_person is a mention somebody?
function M.two_before(row, sentence, doc, is_person)
    local list, seen = {}, {}
    local function add(mention)
        local entity = mention.entity
        if not entity or seen[entity.name] then return end
        seen[entity.name] = true
        list[#list + 1] = mention
    end
    for _, mention in ipairs(sentence:all "actor") do
        if mention < row and mention.layer ~= "collective" and is_person(mention) then add(mention) end
    end
    if #list > 0 then return #list == 2 and list or {} end
    local from, earlier = spans.first(sentence), nil
    for _, mention in ipairs(doc:layer "person") do
        if spans.first(mention) >= from then break end
        earlier = mention
    end
    for _, mention in ipairs(earlier and earlier.sentence:all "person" or {}) do add(mention) end
    return #list == 2 and list or {}
end

local whom = pattern [[ who:@person ("(" []{1,4} ")")? ,? (with | to | from | by)? whom []{1,8} >> ]]

-- "Brand, whom Keller met", "Brand, with whom she held talks".
function M.antecedent(row)
    local words = row:before(16)
    local found = words and words.text:find("whom", 1, true) and words:find(whom)
    return found and found.who or nil
end

local opens = pattern [[ (<< | %q_open | ":" | . | "!") [just | today | earlier | yesterday]{0,2} >> ]]

M.i_do = pattern [[ ("I" | we) [%adv | have | had | just | also]{0,3} >> ]]

-- "Received a call from Brand," wrote Keller, "I met Brand": who says it, where the words have no subject, or "I".
-- @param is_person is a mention somebody?
function M.who_says(row, doc, is_person)
    local words = row:before(5)
    if words and not words:has(opens) and not words:has(M.i_do) or #doc:at(row, "quoted") == 0 then return {} end
    local paragraph, best = row.paragraph, nil
    for _, other in ipairs(paragraph and doc:within(paragraph, "attribution") or {}) do
        local who = #other.speaker == 1 and is_person(other.speaker[1]) and other.stance == "assert" and other.speaker
        if best and who and spans.entity_of(who[1]) ~= spans.entity_of(best[1]) then return {} end
        best = best or who or nil
    end
    return best or {}
end

return M
