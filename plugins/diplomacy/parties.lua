-- parties.lua - who takes part in an encounter and where: read off the sentence that tells it; days.lua says when.

local spans = include "quotes/spans.lua"
local authors = include "quotes/authors.lua"
local days = include "days.lua"

local M = {}

local joined = pattern [[ << ((")")? ,? and (to | with)? [%det | %adj | %noun | %propn | of | for | and | , | @actor]{0,14} | , | as well as %q_before_name{0,8} | "(") >> ]]

local list_goes_on = pattern [[ << , [%noun | %propn]{1,3} >> ]]

local function add(list, seen, party)
    local entity = party
    if getmetatable(party) ~= "entity" then entity = party.entity end
    if not entity or seen[entity.name] then return end
    seen[entity.name] = true
    list[#list + 1] = party
end

-- Persons behind an expression for several, a pronoun or a name.
local function add_all(list, seen, mention)
    if getmetatable(mention) == "entity" then return add(list, seen, mention) end
    local entity = mention.entity
    if mention.layer == "anaphor" and entity and entity.kind == "collective" then
        local told = entity:mentions "collective"
        mention = told[#told] or mention
    end
    if mention.layer == "collective" then
        for _, one in ipairs(mention.members) do add(list, seen, one) end
    else
        add(list, seen, mention)
    end
end

local function is_person(mention)
    local entity = mention.entity
    if mention.text == "HE" then return false end                  -- His Excellency
    return mention.layer == "person" or mention.layer == "anaphor" and entity and entity.kind == "person" and not mention.text:lower():find "^hi[sm]$" and mention.text:lower() ~= "her"
        or mention.layer == "collective" and mention.kind == "person"
end

local function usable(mention, bodies)
    if bodies then return mention.layer ~= "anaphor" or mention.entity and mention.entity.kind ~= "person" end
    return is_person(mention)
end

local with = pattern [[ with | between ]]
local goes_on = pattern [[ (and | but) (also | then | later | %adv){0,2} >> ]]
local own_meeting = pattern [[ << (its | their) ]]
local invitation = pattern [[ invitation of []{0,14}? host:@person ]]

-- The nearest one before the cue, with those joined to it.
local function before(row, sentence, bodies)
    local list = {}
    for _, mention in ipairs(sentence:all "actor") do
        if mention < row and not mention:overlaps(row) and usable(mention, bodies) then list[#list + 1] = mention end
    end
    local from = #list
    while from > 1 do
        local between = spans.between(list[from - 1], list[from])
        if not between or not between:has(joined) then break end
        from = from - 1
    end
    if row:has(own_meeting) then return { list[1] } end
    return { table.unpack(list, from) }
end

-- The first one behind the cue, with those joined to it.
local function behind(row, sentence, bodies)
    local list = {}
    for _, mention in ipairs(sentence:all "actor") do
        if row < mention and not mention:overlaps(row) and usable(mention, bodies) then
            local between = list[1] and spans.between(list[#list], mention)
            if list[1] and not (between and (between:has(joined) or between:has(list_goes_on))) then break end
            list[#list + 1] = mention
        end
    end
    return list
end

local hyphen = pattern [[ << (- | –) >> ]]

-- "The Norway-Peru consultations were held": two countries joined by a hyphen.
local function pair_before(row, sentence)
    local list = sentence:all "country"
    for i = 2, #list do
        local between = list[i] < row and spans.between(list[i - 1], list[i])
        if between and between:has(hyphen) then return { list[i - 1], list[i] } end
    end
    return {}
end

-- "Keller met Brand and was received by Roth": the second verb has the subject of the first.
local function subject_before(row, subjects)
    local words = row:before(3)
    if not words or not words:has(goes_on) then return nil end
    local who
    for _, subject in ipairs(subjects) do
        if subject < row and #subject.who > 0 and is_person(subject.who[1]) then who = subject.who end
    end
    return who
end

-- "I have spoken today to the Turkish Foreign Minister".
local we_speak = pattern [[ I (have | had)? [%adv | just | also | last | first | today | yesterday]{0,3} >> ]]

local function participants(row, sentence, doc)
    local list, seen = {}, {}
    local first, second = before(row, sentence), behind(row, sentence)
    local subjects = sentence:all "subject"
    first = subject_before(row, subjects) or first
    if row.form == "visit" then
        local host = sentence:find(invitation)
        second = host and { host.host } or {}
        if host and #first > 0 and first[1].entity == host.host.entity then first = behind(row, sentence) end
    end
    if #first == 0 then
        for _, subject in ipairs(subjects) do
            if row < subject and #first == 0 then
                for _, who in ipairs(subject.who) do
                    if is_person(who) then first[#first + 1] = who end
                end
            end
        end
    end
    local words = #first == 0 and (#second > 0 or row.form == "visit") and row:before(8)
    if words and words:has(we_speak) or #first == 0 and #second > 0 and not row:before(1) then first = authors.author(doc) end
    for _, mention in ipairs(first) do add_all(list, seen, mention) end
    for _, mention in ipairs(second) do add_all(list, seen, mention) end
    if #list == 0 then
        for _, mention in ipairs(before(row, sentence, true)) do add_all(list, seen, mention) end
        local following = row:after(6)
        if following and following:has(with) then
            for _, mention in ipairs(behind(row, sentence, true)) do add_all(list, seen, mention) end
        end
    end
    if #list == 0 and row.form == "meeting" then
        for _, mention in ipairs(pair_before(row, sentence)) do add(list, seen, mention) end
    end
    return list
end

local function key_of(form, list)
    local names = {}
    for i, party in ipairs(list) do
        names[i] = (getmetatable(party) == "entity" and party or party.entity or party).name
    end
    table.sort(names)
    return form .. "\0" .. table.concat(names, "\0")
end

-- "Held talks by video", "had a telephone conversation with": the sentence tells of one encounter.
local function from_afar(cue, sentence)
    for _, other in ipairs(sentence:all "encounter_cue") do
        if other.form == "video" or other.form == "call" and other:overlaps(cue) then return true end
    end
    return false
end

--- Every encounter once; the talks of those who are said to have spoken from afar are no meeting of their own. Read from the words that tell of one.
function M.encounters(doc)
    local rows, seen, remote = {}, {}, {}
    for _, cue in ipairs(doc:layer "encounter_cue") do
        local sentence = cue.sentence
        local who = participants(cue, sentence, doc)
        local key = key_of(cue.form, who)
        local named = key:sub(#cue.form + 1)
        local same_talk = cue.form == "meeting" and (remote[named] and not sentence:first "date" or from_afar(cue, sentence))
        if not same_talk and (#who > 1 or #who == 1 and (cue.form == "visit" or cue.form == "summit" and not is_person(who[1]) or cue:has(own_meeting) and not is_person(who[1]))) and not seen[key] then
            seen[key] = true
            remote[named] = remote[named] or cue.form == "call" or cue.form == "video"
            local place = sentence:first "place"
            rows[#rows + 1] = { sentence, form = cue.form, participants = who, date = days.of(doc, cue, #rows == 0), place = place and place.name or nil }
        end
    end
    if #rows == 0 then return nil, "no encounter is told" end
    return rows
end

return M
