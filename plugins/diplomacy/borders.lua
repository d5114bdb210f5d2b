-- borders.lua - where the words of a deed really stop: behind a quotation in their midst, before words that lead on to something else.

local spans = include "quotes/spans.lua"
local relative = include "quotes/relative.lua"
local set_of = include("entities/words.lua").set_of

local M = {}

local first, last = spans.first, spans.last

-- What these words lead on to is no part of what is done: "lower its tariffs if".
local LEADS_ON = set_of "if once unless provided and but or that because while"
-- Nothing ends with these; with the others only a clause does that has its stop or comma right behind: "move on."
local INSIDE = set_of "a an the of my our your his her its their this these whose which as than"
local STANDS_ALONE = set_of "her his this these those"               -- before a sign they are pronouns: "endorsed her."
local PREPOSITIONS = set_of "to in on at by for from with into about against between among through after before"

local QUOTATION = { '^(%s*"[^"\n]+")', "^(%s*\u{201C}[^\n\u{201D}]+\u{201D})" }
local LONGEST = 90                   -- bytes of a quotation that is a part of a clause

local NEAR = 32                      -- bytes at the end in which nearly all last words lie

local function last_word(text, upto)
    if upto > NEAR then
        local start, word = text:sub(upto - NEAR + 1, upto):match "^.*()%f[%a](%a+)%s*$"
        if word and start > 1 then return word end
    end
    return text:sub(1, upto):match "^.*%f[%a](%a+)%s*$"
end

-- Letters, digits, or characters beyond ASCII that are no quotation marks.
local function has_words(text)
    return text:find "%w" or text:gsub("\u{201C}", ""):gsub("\u{201D}", ""):find "[\128-\255]"
end

-- The words of its sentence behind it.
local function behind(content)
    local sentence = content.sentence
    return sentence.text:sub(last(content) - first(sentence) + 2)
end

-- Is a straight mark behind the content one that opens?
local function opens_behind(content)
    local sentence = content.sentence
    local _, marks = sentence.text:sub(1, last(content) - first(sentence) + 1):gsub('"', "")
    return marks % 2 == 0
end

-- "Employ him as a | “very decent man” of the campaign.", "respond | "harshly" to any strike": the quotation belongs to the clause, and so does what follows
-- up to a sign.
local function through_quotation(content, rest)
    local quotation
    for _, form in ipairs(QUOTATION) do quotation = quotation or rest:match(form) end
    if not quotation or #quotation > LONGEST or quotation:find '^%s*"' and not opens_behind(content) then return content end
    local ends = quotation:find '[,.!?;]"$' or quotation:find "[,.!?;]\u{201D}$"
    local more = ends and "" or rest:sub(#quotation + 1):match "^[^.,;:!?\"\u{201C}\u{201D}\u{2013}\u{2014}]*"
    more = more:match "^(.-)%s+and%s" or more:match "^(.-)%s+but%s" or more
    local sentence = content.sentence
    local from = first(content) - first(sentence) + 1
    return sentence:sub(from, from + #content.text + #quotation + #more:gsub("%s+%-?%s*$", "") - 1)
end

-- How many bytes are left without the words at the end that lead on.
local function length_of(text, closed)
    local upto = #text
    while true do
        while upto > 0 and text:sub(upto, upto):find "[%s,;:]" do upto = upto - 1 end
        local word = last_word(text, upto)
        local at_once = word == "once" and text:sub(1, upto):find "%f[%a]at%s+once%s*$"
        if not word or at_once or not (LEADS_ON[word] or INSIDE[word] and not (closed and STANDS_ALONE[word]) or not closed and PREPOSITIONS[word]) then
            return upto
        end
        upto = upto - #word
        local time = (word == "after" or word == "before") and text:sub(1, upto):match "()%s*,[%w%s]+%s$"       -- ", a day after"
        if time then upto = time - 1 end
    end
end

--- The words of a deed as they stand in its report, nil if nothing of them is left.
-- @param content a span or nil
-- @param statement the row that holds it, or nil: its words end there
-- @param bounded true if a quotation behind it is no part of it: "called the plan | "a lie""
function M.trimmed(content, statement, bounded)
    if not content or not has_words(content.text) then return nil end
    local rest = behind(content)
    if not bounded then content = through_quotation(content, rest) end
    if statement then
        local parts = statement.content
        local final = last(parts[#parts])
        if last(content) > final and first(content) <= final then content = content:sub(1, final - first(content) + 1) end
    end
    -- "'cannot accept' the plan": the mark that closes before it
    local lead = content.text:match '^["”]%s+()' or content.text:match '^as ()"' or content.text:match "^as ()\u{201C}"
    if lead and lead <= #content.text then content = content:sub(lead, -1) end
    local text = content.text
    local upto = length_of(text, behind(content):find "^%s*[%p\226]")
    return upto > 0 and content:sub(1, upto) or nil
end

local CLAUSE = 3                     -- words that a condition has at least: "if asked" is a part of what is done

--- The words of a deed without the condition that ends them: "lower its tariff | if Peru lowers its own".
function M.without_condition(content, condition)
    if not content or not condition or last(condition) < last(content) or first(condition) <= first(content) or first(condition) > last(content) then
        return content
    end
    if select(2, condition.text:gsub("%S+", "")) < CLAUSE then return content end
    local upto = length_of(content.text:sub(1, first(condition) - first(content)), true)
    return upto > 0 and content:sub(1, upto) or content
end

local passive = pattern [[ << (not | never)? be %d_adverb{0,2} [%verb & !/ing$/] ]]
-- Its last words may be whose or what for: "all the shares it issued", "an effort to cut costs".
local before_it = pattern [[ subject:(%det ([%det | %adj | %noun | %propn | %num | of | and | for | in | on | with | /^['’]s?$/] | to [%verb | %noun | %det]){0,14}
          [%noun | %propn] ([it | he | she | they | we] [%q_past | /ed$/])?
        | [%det | %adj | %noun | %propn | %num | /^(its|his|her|their|our|my|your)$/i]
          [%det | %adj | %noun | %propn | %num | of | and | for | in | on | with | /^['’]s?$/ | /^(its|his|her|their|our)$/]{0,14} [%noun | %propn]
        | those [responsible | concerned | involved | guilty | affected | detained] | [%noun | %propn | it | she | he | they | those | both | all]) [will | would | may | might]? (also | therefore | %adv)? >> ]]

--- "Elections | must be held by May |": what is to be done to a thing is told with the thing.
function M.with_subject(content, cue)
    if not content or not content:has(passive) then return content end
    local words = cue:before(16)
    local found = words and words:find(before_it)
    return found and found.subject:union(content) or content
end

local nobody_before = pattern [[ who:((nobody | none | no one | no [%adj | %noun | %propn | of]{1,5}) %adv?) >> ]]
local MODAL_KINDS = { urge = true, pledge = true }

--- "Nobody should be left alone": who is nobody belongs to what is asked.
function M.with_nobody(kind, cue, content)
    local before = content and MODAL_KINDS[kind] and cue:before(7)
    local found = before and before:find(nobody_before)
    return found and found.who:union(content) or content
end

-- "Keller, who on Monday thanked Peru, left".
local on_a_day = pattern [[ , (who | which) (on? (%d_weekday | @date) | in @date | (last | this) [week | month | year]){1,2} %adv? >> ]]
-- "Norway, while welcoming the vote, urged".
local between_commas = pattern [[ , (while | in | by | after | before | when) %adv? >> ]]
local main_verb = pattern [[ , (%adv | also){0,2} (&[%verb | %aux] %q_past | is | are | has | have | will | would | [%verb & /[^s]s$/]) ]]

-- "With Norway pledging $5m, the fund grew", "By promising ships, Norway won the vote".
local opens_with, in_ing = pattern [[ < (with | by | in | while | after | when | on) [!%punct & !%q_finite]{0,7} >> ]], pattern [[ << /ing$/ ]]
local main_clause = pattern [[ , [(%det | %adj | %noun | %propn | %pron | @actor) & !%punct]{1,7} (%adv | also)? %q_finite ]]

--- The words of a deed without those of the clause around it: "Keller, who thanked Peru for | its help |, left".
function M.of_clause(content, cue)
    content = relative.cut(content, cue, false)
    local before = content and content.text:find(",", 2, true) and cue:before(10)
    local main = before and ((before:has(on_a_day) or before:has(between_commas) and cue:has(in_ing)) and content:find(main_verb) or before:has(opens_with)
        and cue:has(in_ing) and content:find(main_clause))
    return main and first(main) > first(content) and content:sub(1, first(main) - first(content)) or content
end

return M
