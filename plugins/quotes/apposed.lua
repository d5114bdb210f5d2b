-- apposed.lua - countries and bodies that only tell which office somebody named beside them holds: "Hugo Brand, the President of Peru, said", "thanked
-- Peru's president, Hugo Brand". Whoever is meant by such words is the person.

local spans = include "spans.lua"

local M = {}

local REACH = 18                     -- tokens in which a name stands beside the words of its office

-- What an office is called, without whose it is: "Deputy Prime Minister and Minister for Foreign Affairs".
local of_office = pattern [[ who:@person ("(" [] ")")? , (who [is | was])? %q_title_word{0,8}? %q_office
    %q_title_word{0,7}? (of | for | to | at) the? [(%noun | %propn | of | the) & !@actor]{0,4}? >> ]]
local behind_name = pattern [[ who:@person ("(" | , (who [is | was])? (the | a)?) >> ]]
local office = pattern [[ << /^['’]s?$/? %q_own_title_word{0,7}? %q_office ]]
local in_brackets = pattern [[ << ")" ]]
local office_before = pattern [[ %q_office %q_title_word{0,7}? (of | for | to | at) the? [(%noun | %propn | of | the) & !@actor]{0,4}? >> ]]
local name_behind = pattern [[ << ("(" [] ")")? ,? %q_titled_name ]]
local office_then_name = pattern [[ << /^['’]s?$/? %q_own_title_word{0,7}? %q_office
    %q_title_word{0,5}? , %q_titled_name ]]

local both = pattern [[ << the? @country /^['’]s?$/? [%cap & !%punct]{1,4} and [%cap & !%punct & !@actor]{1,5} @person ]]

--- "Norway's Deputy Prime Minister and Foreign Minister Anna Keller": she is both. In small letters the first may be another.
function M.holds_both(source) return source:has(both) end

local PREPOSITION = { of = true, ["for"] = true, to = true, at = true, the = true, republic = true, kingdom = true, state = true }

-- Who bears the name beside an office that ends in the mention: "President of Peru".
local function of_form(mention, before)
    local word = mention:before(1)
    if not word or not PREPOSITION[word.text:lower()] then return nil end
    local found = before:find(of_office)
    if found then return found.who end
    local behind = before:has(office_before) and mention:after(REACH)
    found = behind and behind:find(name_behind)
    return found and found.who
end

-- The same of one that begins with it: "Peru's president", "the Peruvian president", or has it in brackets: "President Brand (Peru)".
local function owner_form(mention, before)
    local behind = mention:after(REACH)
    local found = behind and behind:find(office_then_name)
    if found then return found.who end
    found = behind and before and before:find(behind_name)
    return found and (behind:has(found.text:find "%(" and in_brackets or office)) and found.who or nil
end

local fronted = pattern [[ < [in | on | at | after | before | during | following | with | about | regarding | concerning | over | amid | despite
      | /ing$/ | (asked | questioned | pressed | reacting) & %verb] ]]
local is_closed = pattern [[ << /^['’]s?$/? [%noun | %adj | %propn | of | for | and | the | - | "/"]{0,10}? (, | ")" | "(" | –) ]]

-- "In reaction to the verdict against Keller, a ministry spokesperson said": the comma ends what stands in front, and is that of no office beside a name.
local function begins_anew(mention, who)
    local ahead = who.sentence and who.sentence:has(fronted) and spans.first(who.sentence) < spans.first(who) and spans.last(who) < spans.first(mention)
    local behind = ahead and mention:after(REACH)
    return behind and not behind:has(is_closed)
end

--- The person whose office the words around a country or body tell, nil where they tell of it itself.
-- @param mention annotation
function M.holder(mention)
    local layer = getmetatable(mention) == "annotation" and mention.layer
    if layer ~= "country" and layer ~= "organization" then return nil end
    local before = mention:before(REACH)
    local who = before and of_form(mention, before) or owner_form(mention, before)
    return who and not begins_anew(mention, who) and who or nil
end

return M
