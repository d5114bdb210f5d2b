-- weight.lua - what the words of a deed weigh: whether it is done at all, how firmly, on what condition, by which day.
--
-- Sits on quotes/spans.lua, who.lua (statements) and reach.lua (verbs that share a subject).

local spans = include "quotes/spans.lua"
local who = include "who.lua"
local reach = include "reach.lua"

local M = {}

local holds, leads_on = who.holds, reach.leads_on

local condition = pattern [[ (?<= < | < %q_open) what:(should ...!(, | ;)) &, | what:(((only (if | when | once)) | if
        | (?<! at) once !(again | more | and) | provided (that | the? @actor) | providing that | "on condition that" | (?<! for) [as | so] long as
        | as soon as !(possible | practicable | feasible | they can | it can) | in case !of | in the event (that | of) | should the? @actor | unless
        | until &([!%punct & !@date]{1,8}? [%verb | %aux])) ...!(, | ;)) (&(, | ;) | %punct{0,3} >) ]]
local negation = pattern [[ not | n't | never | "no longer" | neither | no (circumstances | account | time | point | stage | way | case | means) ]]
local negated_head = pattern [[ << [!(, | who | which)]{0,4}? (not | n't | never | "no longer") ]]
local unhesitating, not_hesitating = pattern [[ hesitate to >> ]], pattern [[ << not hesitate to ]]
local HAS_DUE = { pledge = true, agree = true, announce = true, urge = true }
local BINDS = { pledge = true, agree = true, announce = true }

local weighs = pattern [[ << (not | never | n't | %adv){0,2} (~consider | ~explore | ~study | ~examine | ~weigh | ~assess | ~evaluate
      | look (into | at) | think about) ]]
local tries = pattern [[ << (not | never | n't | %adv){0,2} ((~seek | ~try | ~strive | ~aim | ~endeavour | ~endeavor | ~attempt | ~hope) to
      | do (its | their | his | her | our) (best | utmost)) ]]
local maybe = pattern [[ (might | may | could | perhaps | possibly) (be | also | %adv){0,2} >> ]]

local offers = pattern [[ ~offer ]]

-- The grade of a pledge whose words stand in a lexicon: "reaffirmed its readiness to".
local FIRM = 4
local GRADES = { { "ready", 3 }, { "readiness", 3 }, { "prepared", 3 }, { "willing", 2 }, { "keen", 2 }, { "eager", 2 }, { "availab", 2 }, { "intention", 2 },
    { "offer", 3 } }

local function of_words(words)
    for _, grade in ipairs(GRADES) do
        if words:find(grade[1], 1, true) then return grade[2] end
    end
    return FIRM
end

-- What is announced and binds: "that Norway will send ships", "$45 million in aid", "a grant of five ships".
local to_come = pattern [[ << [(!%punct | "-") & !%q_finite]{1,8}? [will | would | shall]
    | << (a | an | its | their | his | her | another | new | further | additional | %adj){0,3}
      (["$" | "€" | "£" | "¥"] | /^(US|C|A|NZ|HK)\$?$/ | /^(EUR|USD|GBP)$/ | [contribution | grant | donation | loan | package] (of | worth)
      | %num (million | billion) [%noun | of | in | for]) ]]

--- How firm a pledge is, or what is announced of that kind: the weakest word decides: "will consider" binds to no more than "would like to", "will try to" to
-- no more than "is willing to".
function M.strength(spec, cue, content)
    local strength = spec.strength or spec.kind == "pledge" and of_words(cue.text:lower()) or nil
    if spec.kind == "announce" and content and content:has(to_come) then strength = FIRM end
    if strength and cue:has(offers) then strength = math.min(strength, 3) end
    if not strength or not content then return strength end
    local before = cue:before(4)
    if content:has(weighs) or before and before:has(maybe) then return math.min(strength, 1) end
    return content:has(tries) and math.min(strength, 2) or strength
end

local UNITS = { D = "days", W = "weeks", M = "months", Y = "years" }
local within = pattern [[ (within | inside) (the next | the coming)? >> ]]

-- "Within six months", from the day of the document.
local function end_of_term(date, today)
    local n, unit = (date.value or ""):match "^P(%d+)([DWMY])$"
    local before = n and today and date:before(3)
    return before and before:has(within) and calendar.add(today, { [UNITS[unit]] = tonumber(n) }) or nil
end

local no_deadline = pattern [[ (after | from | since | until | till | between | starting | beginning | "(" | as of | as from) the? >> ]]
local ahead_of = pattern [[ (before | prior to | ahead of) the? >> ]]
local by_then = pattern [[ (by | before | prior to | ahead of | no later than) the? >> ]]
local starts_at_end, as_something = pattern [[ << the? (end | close) ]], pattern [[ << as ]]

-- The last day for what is to be done by such a date; nil where the words before it set no end: "after 1 May", "until 2030".
local function deadline(date, today)
    local before, behind = date:before(3), date:after(1)
    if before and before:has(no_deadline) or behind and behind:has(as_something) then return nil end
    if not today and not (before and before:has(by_then)) then return nil end
    local day = before and before:has(ahead_of) and not date:has(starts_at_end) and date.earliest and calendar.add(date.earliest, { days = -1 }) or date.latest
    return (not today or day > today) and day or nil
end

-- The first day of the year of a document of which no more is known.
local function year_of(doc)
    local year = doc.meta.year and tostring(doc.meta.year):match "^%d%d%d%d$"
    return year and year .. "-01-01"
end

-- "Suspended the talks that were scheduled for Monday": no day by which it does so.
local had_been_set = pattern [[ [that | which] (was | were | had been | are | is) [scheduled | planned | due | set | expected | held]
      (for | on | in | to %verb)? >> ]]

--- The day by which it is to be done, nil where the words tell none that lies ahead. Of a document only the year may be known.
function M.due(kind, content, doc)
    if not HAS_DUE[kind] then return nil end
    local today = doc.date or year_of(doc)
    for _, date in ipairs(content and content:all "date" or {}) do
        local before = date:before(5)
        local day = not (before and before:has(had_been_set))
            and (date.type == "DATE" and date.latest and deadline(date, today) or date.type == "DURATION" and end_of_term(date, doc.date))
        if day then return day end
    end
    return nil
end

-- "Does not think that Peru should", "neither side should": what is asked for is that it be not done, and what is to be done does not say it.
local asked_not = pattern [[ ((not | n't | never) [think | believe | feel | consider] that? [!, & !; & !and & !but]{0,9}
      | neither (of the %num? []{1,2} | [!%verb]{1,2})) >> ]]
local ought = pattern [[ << (should | must | ought) ]]

--- "negative" of a promise not to do something ("will not sell") and of what is asked not to be done where the content does not say so, else "positive".
-- Whoever
-- refuses or warns does so, whatever words it takes: "would not accept", "warned that it will not".
function M.polarity(kind, cue, content)
    local before = kind == "urge" and cue:has(ought) and cue:before(14)
    if before and before:has(asked_not) then return "negative" end
    local undone = BINDS[kind] and (cue:has(negation) and not cue:has(unhesitating) or content and content:has(negated_head)
        and not content:has(not_hesitating))
    return undone and "negative" or "positive"
end

local leads_clause = pattern [[ (<< | that | , | and | but | ":" | "\"" | "“") >> ]]
local joined_on = pattern [[ (and | but | or) >> ]]
local CLAUSE = 40                    -- tokens before and behind a deed in which its condition stands
local TOUCH = 3                      -- bytes between what is to be done and its condition: a comma, a space

--- The condition of a deed that its sentence names, or nil: one that stands in what is to be done or right behind it, or that leads the clause.
function M.condition(cue, content)
    local whole = content and cue:union(content) or cue
    local lead, rest = cue:before(CLAUSE), whole:after(CLAUSE)
    local around = lead and lead:union(whole) or whole
    for _, found in ipairs((rest and around:union(rest) or around):matches(condition)) do
        local what = found.what
        local before = what:before(1)
        local lasts = what.text:find "^[Uu]ntil" and not cue:has(negation)                     -- how long something is done
        if what < cue then
            if not lasts and not what:overlaps(cue) and (not before or before.sentence ~= what.sentence or before:has(leads_clause)) then return what end
        elseif not lasts and not (before and before:has(joined_on)) and (what:overlaps(whole) or spans.first(what) - spans.last(whole) <= TOUCH) then
            return what
        end
    end
    return nil
end

-- Words under a verb that itself names a deed are part of that deed.
local names_deed = { announce = "announce", caution = "warn", agree = "agree", concur = "agree", ["share the view"] = "agree", warn = "warn", deny = "reject",
    propose = "urge", suggest = "urge", threaten = "warn", demand = "urge", request = "urge" }

local hoped = pattern [[ [idea | ideas | notion | myth | prospect | possibility | fear | fears | claim | claims | suggestion | suggestions | report
      | reports | allegation | allegations | accusation | accusations | rumour | rumours | rumor | rumors | assertion | assertions | speculation] that
      ...!(; | , and | , but) >> | (it is | it was) hoped that? ...!(;) >>
    | [hope | confidence | belief | trust | hopes | hoped | wish | expectation | conviction | guarantee | pray | trusts | danger | risk]
      (of [!%punct & !that]{1,5})? that ...!(; | , and | , but) >> | [confident | hopeful | optimistic] (, []{1,2} ,)? that ...!(; | , and | , but) >>
    | [he | she | it | they | who] %adv? [hope | hopes | hoped] !to ...!(; | , and | , but) >> ]]

local predicted = pattern [[ [refused | refuses | declined] to [say | promise] that? []{0,3} >>
    | ([think | thinks | believe | believes | expect | expects | expected | suspect | predict | predicted | forecast | fear | feared | sure | certain
        | convinced | persuaded | likely | unlikely | reckon] that? | if (we | they | you) (do | did) (not | n't)
      | (?<! no | without | beyond) [doubt | doubts | doubted | doubtful | unclear | unsure] (that | whether | if)?
      | (is | was | /^['’]s$/) (not | n't) %adj to [say | claim | suggest | pretend | think] that?
      | it [is | was | seems | seemed | looks | looked] %adv? [possible | probable | conceivable | plausible | likely | unlikely] that?
      | [chance | prospect | possibility] (that | of)) ...!(; | , and | , but | . | "\"" | "“") >> ]]

-- "We are worried that it is late, and we urge".
local we_go_on = pattern [[ [, | ;] (and | but)? (we | "I") (%adv | also | therefore | again | will | would){0,3} >> ]]

local convinced = pattern [[ [conviction | opinion] that ...!(; | , and | , but) >> ]]

local second_verb, other_clause = pattern [[ (and | but) (%adv | also)? >> ]], pattern [[ %q_clear | that | [%verb & !/(ing|ed|en)$/] ]]

-- "Is concerned by the arrests and will go on": a thing is what somebody is concerned by, and the second verb has the same subject.
local function goes_on(statement, cue)
    local before, between = cue:before(3), statement.cue and statement.cue < cue and spans.between(statement.cue, cue)
    return between and before:has(second_verb) and not between:has(other_clause) or false
end

-- "Norway and Peru signed a deal under which Norway will supply gas".
local agreed_upon = pattern [[ [agreement | deal | accord | pact | treaty | memorandum] ,? ((under | according to) which | whereby) [!%punct]{0,8} >> ]]

--- Why words that belong to a hope, or to another verb of a deed, are no deed of their own; nil where they are.
-- @param near the statements that stand at the cue
function M.under_deed(spec, cue, doc, near)
    local best
    for _, statement in ipairs(near) do
        if holds(statement, cue) and (not best or #statement.text < #best.text) then best = statement end
    end
    local promises = spec.kind == "pledge" or spec.kind == "urge" or spec.kind == "announce"
    local lead = cue:before(6)
    -- "is worried and urges"
    local of_its_own = lead and (spec.finite and cue:before(2):has(leads_on) or lead:has(we_go_on) or best and goes_on(best, cue))
    if best and best.stance == "belief" and promises and not of_its_own then return "part of what " .. best.cue.text .. " hopes" end
    if best and best.stance == "deny" and (promises or spec.kind == "agree") and not of_its_own then return "it is not said that it will be" end
    if lead and spec.kind == "pledge" and cue:before(12):has(agreed_upon) then return "part of what is agreed" end
    local before = cue:before(30)
    if spec.kind == "urge" and before and before:has(convinced) then before = nil end
    if before and (before.text:find("that", 1, true) or before.text:find("hop", 1, true)) and before:has(hoped) then return "part of a hope" end
    for _, row in ipairs(best and best.cue and doc:at(best.cue, "attribution") or {}) do
        -- "Keller will visit Peru, the ministry announced"
        local told_behind = spec.kind == "announce" and names_deed[row.verb] == "announce" and cue < row.cue
        local softer = not told_behind and (promises or spec.kind == "reject" or names_deed[row.verb] == "agree")
        if names_deed[row.verb] and softer and (#row.speaker > 0 or names_deed[row.verb] == "agree") and not row.cue:overlaps(cue) then
            return "part of what " .. row.cue.text .. " does"
        end
    end
end

local undone = pattern [[ (could | can) not %d_adverb{0,2} >> | (neither | nor) (%d_adverb | has | have | do | does){0,2} >>
    | ([do | does | did] (not | n't) | (has | have | had) (not | never | n't)
      | (never | no longer | hardly | scarcely | barely | rarely | seldom | almost | nearly)
      | (would | could | might | should) (not | n't | never | hardly)? have) %d_adverb{0,2} >> ]]
-- "Critics say Norway will", "those who say that we should", "polls show that most Norwegians condemn": others hold it so.
local held_by_others = pattern [[ ([critics | opponents | analysts | observers | experts | sceptics | skeptics | economists | commentators | pundits
        | detractors | cynics | polls | surveys] [!%punct & !%verb]{0,6}? | [those | people | anyone | everyone | some | many] who) %adv{0,2}
      [say | says | said | argue | argues | argued | claim | claimed | think | believe | believed | insist | insisted | fear | feared | expect
      | expected | note | noted | show | showed | suggest | suggested | predict | predicted] that? [!%punct]{0,9} >>
    | [most | many | some | few | ordinary | young] @country %adv{0,2} >> ]]

-- "Neither Norway nor Peru condemned", "nobody in Norway supports", "it is not true that Norway condemned".
local by_nobody = pattern [[ @actor or the? @actor %d_adverb{0,2} >> | [wrong | false | incorrect | misleading | absurd | mistaken | nonsense] to
      [say | claim | suggest | think | believe | assert | argue] that [!%punct]{0,9} >> | neither [!%punct]{1,8} nor [!%punct & !%verb]{1,6} >>
    | not (one of (those | the [%noun & !%punct]) | [someone | somebody] | a (person | man | woman) | the (kind | sort | type)) [!%punct]{0,8} >>
    | [nobody | none | few] (in | of | from | at) [!%punct & !%verb]{1,6} >> | no one (in | of | from | at) [!%punct & !%verb]{1,6} >>
    | ([denied | denies | deny | denying | untrue | false] | not true | no truth in [!%punct & !that]{0,4} | [denial | denials] []{0,3}?) that
      ...!(; | , and | , but | "\"" | "“") >> | [denied | denies | denying] having >> ]]

local unwilling = pattern [[ (not | n't | never | hardly) []{0,3}? (willing | ready | prepared | committed | inclined | determined | eager | keen
      | minded | obliged | bound) ]]
local not_being, being = pattern [[ (not | n't | never | hardly) %d_adverb? >> ]], pattern [[ << be ]]
local asked = pattern [[ "?" %q_close? >> ]]

--- Why what is asked, predicted, or told not to have been done is no deed; nil where it is one.
function M.undone_or_asked(spec, cue)
    local before = cue:before(spec.binds and 14 or 4)
    if before and spec.binds and before:has(predicted) then return "a prediction" end
    if before and before:has(undone) then return "it is said not to be done" end
    local wide = cue:before(12)
    if wide and not spec.inverted and wide:has(by_nobody) then return "it is said not to be done" end
    if wide and wide:has(held_by_others) then return "others hold it to be so" end
    if spec.kind == "pledge" and (cue:has(unwilling) or before and cue:has(being) and before:has(not_being)) then return "it is said not to be wanted" end
    if cue.sentence:has(asked) then return "a question does no deed" end
end

local tells_when = pattern [[ ([since | until | before | after | when | once] | the [moment | day | time | night | week | year | minute]) the? [(%adj | %noun | %propn | @actor) & !%punct]{1,6}
      (has | have | had | %adv){0,2} >> ]]

-- "Until Peru agreed to pay": it had not.
local not_before = pattern [[ until the? [(%adj | %noun | %propn | @actor) & !%punct]{1,6} (has | have | had | %adv){0,2} >> ]]

--- "Since the council proclaimed the results": no announcement, but when something happened. Nor is done what is waited for.
function M.is_when(kind, cue)
    local before = cue:before(9)
    return before ~= nil and (kind == "announce" and before:has(tells_when) or before:has(not_before)) or false
end

return M
