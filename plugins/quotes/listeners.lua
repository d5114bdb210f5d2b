-- listeners.lua - whom a verb of asking or telling names before what is said: "asked the crew on Monday | whether …", "told a harbour meeting in Molde |
-- she will …". What is said starts behind.

local M = {}

local question = pattern [[ << ..12!(that | %q_finite | , | ":" | ; | "\"" | "“" | "(")
    &(whether | if | why | how | who | where | (what | which) !(was | is)) ]]
local asked_for = pattern [[ << (him | her | them | me | us | %q_party %q_then) (repeatedly | again)? &(to (not | %adv)? %verb | about | for) ]]
local clause = pattern [[ << ..10!(that | %q_finite | , | ":" | ; | "\"" | "“") &([he | she | it | they | we | i | there] %adv? [%q_finite & !to]) ]]

-- Words behind what was found; all where nothing was.
local function behind(words, found)
    if not found then return words end
    local start, stop = found:bytes()
    local from, upto = words:bytes()
    return stop >= start and stop < upto and words:sub(stop - from + 2, -1) or words
end

--- What is asked, without who is asked.
-- @param words span: all that stands behind the verb
function M.asked(words) return behind(words, words:find(question) or words:find(asked_for)) end

--- The words before a clause that begins with a pronoun, nil where there is none.
function M.before_pronoun(words) return words:find(clause) end

return M
