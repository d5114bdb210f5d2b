-- deeds.lua - the mark function of the rules whose words stand in lexicons: which deed a word does, whether it does it here, and what about.
--
-- Sits on acts.lua (a row), actors.lua (who does it) and reach.lua (which verbs share a subject). Most of the words are met where they do no deed, so what
-- is cheap to ask comes first, and what the deed is about last.

local spans = include "quotes/spans.lua"
local acts = include "acts.lua"
local actors = include "actors.lua"
local who = include "who.lua"
local reach = include "reach.lua"
local weight = include "weight.lua"

local M = {}

local first, last = spans.first, spans.last
local one, member = actors.one, actors.member

local to_before = pattern [[ (?<! [continue | continues | continued | continuing]) to %d_adverb{0,2} >> ]]

-- "The crisis threatened the vote": no party warns. "Have supported each other" tells a fact.
local unfit = {
    warn = pattern [[ [crisis | war | conflict | violence | strike | storm | inflation | situation | move | decision | row | scandal | attack]
          (has | had | also | %adv){0,2} >> ]],
    support = pattern [[ (has | have | had) (%d_adverb | and | ,){0,4} >> ]],
}
local voices = pattern [[ << (%d_light | ~endorse) ]]             -- "has voiced its support": this says so
local MODAL, ADVERB = {}, {}
local OBJECT = { him = true, them = true }
for name in ("will would should must can could may might shall ll"):gmatch "%a+" do MODAL[name] = true end
for name in ("also not always again further never together still now"):gmatch "%a+" do ADVERB[name] = true end
local modal = pattern [[ [will | would | should | must | can | could | may | might | shall | /^['’](ll|d)$/] %d_adverb{0,3} >> ]]
local opens_in_ing = pattern [[ < /ing$/ ]]
local an_ing_form = pattern [[ << /ing$/ ]]
local guest = pattern [[ << (in | into | back | %d_guest | %d_party_of_comers | the? $titles ((of | to) the? @country)?
        (["." | , | ; | in | at | to | on | who | for | and | today | yesterday] | >)
      | [his | her | its | their | our | the] [%adj | %num | /(st|nd|rd|th)$/]{0,3}
        [anniversary | birthday | day | holiday | festival | jubilee | christmas | easter]) ]]
local doing = pattern [[ << (his | her | its | their)? /ing$/ ]]
local their_own = pattern [[ << [its | their | his | her | our] ]]

local comes_about = pattern [[ << %d_adverb? (%d_hostile | [be | become | start | begin | grow | rise | fall | remain | have | reach | complete
        | close | make | post | report | win | lose | face | continue | get | take | outperform | underperform | benefit | profit | recover | rebound
        | earn | gain]) ]]

-- "The interim authorities in Lima", "the warring parties".
local unnamed = pattern [[ authorities | government | governments | parties | states | countries | side | sides | leaders | ministers | military
    | army | rebels | factions | donors | lenders | creditors | partners | allies | members | nations | lawmakers ]]

local function to_do_something(found, doc)
    local target, content = found.target, one(found, "content")
    if not target or not target:first "actor" or target.text:find(",", 1, true) then return "no party is asked" end
    return not content.text:find "^n%l+ to " and not doc.text:sub(last(target), first(content) - 1):find "%f[%a]to%s+$" and "nothing to be done" or nil
end

-- What a word needs to count, by the column of that name: a reason why it does not, or nil.
local clause_of_fact = pattern [[ << (there | it | he | she | they | %q_before_name{1,5}) %adv? [is | are | was | were | has | have | had] ]]
local occasion = pattern [[ << [after | during | at | in | on | following | before | while | when | ahead] ]]
local lies_ahead = pattern [[ will | would | to | going | shall | plans | planned | intends ]]
local you = pattern [[ << (you | all of you) ]]
local NEEDS = {
    party = function(found) return not (found.target and (found.target:first "actor" or found.target:has(unnamed) or found.target:has(you)))
        and "no party is asked" or nil end,
    doing = function(found, _, doc) return to_do_something(found, doc) end,
    duty = function(found, _, doc) return one(found, "content"):has(comes_about) and "it comes about" or to_do_something(found, doc) end,
    thing = function(_, behind) return behind:has(guest) and "a guest, or a day" or nil end,
    noun = function(_, behind) return behind:has(doing) and "what they do themselves" or nil end,
    ahead = function(found)
        local content = one(found, "content")
        if content:has(occasion) then return "when it is announced" end
        return (content.text:find "^no%s" or content:has(clause_of_fact) and not content:has(lies_ahead)) and "what is announced has happened, or is nothing"
            or nil
    end,
    others = function(_, behind) return behind:has(their_own) and "what is their own" or nil end,
}

-- "Deplores and firmly opposes the decision": the second verb has the object of both.
local joined_verb = pattern [[ << (and | or | ,) (%d_adverb | also){0,3} (&[%verb | /[^s]s$/] $deeds)
      &[%det | %adj | %noun | %propn | %num | /^(his|her|its|their|our|any|all|this|these|those)$/] ]]

-- "Welcomes and appreciates the vote": two words that do one deed.
local joined_before = pattern [[ (&[%verb | /[^s]s$/] verb:$deeds) (and | or) (%d_adverb | also){0,3} >> ]]

local function says_again(kind, cue)
    local before = cue:before(7)
    local found = before and before:find(joined_before)
    return found and found.verb.entry.kind == kind or false
end

local WIDTH = 18                     -- tokens before the words of a deed that tell which construction it is
local REACH = 90                     -- tokens behind the words of a deed in which what it is about stands

local NAMELESS = {}
for name in ("we I to me us country government nation side people administration both they two sides leaders ministers"):gmatch "%a+" do NAMELESS[name] = true end

-- No subject in the sentence, no attribution: whose deed it is need not be asked.
local function nobody_near(cue, word, doc)
    if actors.leads_post(cue, doc) or actors.does_by_words(cue) or cue.sentence.text:find "^%W*We, the " or cue.sentence.text:find "^[\"\u{201C}]*We "
        or cue.sentence.text:find "^[\"\u{201C}]*I " then
        return false
    end
    return not NAMELESS[word or ""] and not NAMELESS[(word or ""):lower()] and cue.tag ~= "nns" and not cue.sentence:first "subject"
        and #doc:at(cue, "attribution") == 0
end

-- "Alarmed by the attack, Norway closed": what the first words are about stops before the main clause.
local function within_clause(found, cue)
    local content = one(found, "content")
    local main = content and reach.opens(cue) and reach.main(cue)
    if not main or last(content) < first(main) or first(main) < first(content) then return found.content end
    local comma = content.text:sub(1, first(main) - first(content)):match "^.*(),"
    return comma and comma > 1 and content:sub(1, comma - 1) or found.content
end

M.kinds = { "pledge", "urge", "support", "praise", "thank", "congratulate", "agree", "discuss", "condole", "concern", "condemn", "warn", "reject", "invite",
    "announce" }

-- The words before the deed's tell which of several constructions it is.
local function way_of(spec, deed)
    if not spec.ways then return spec end
    local words = deed:before(WIDTH)
    for _, way in ipairs(spec.ways) do
        local head = words and words:find(way.before)
        if head then return way, head end
        if not words and way.opens then return way end
    end
end

local adposition = pattern [[ << [%adp & !for] ]]

local somebody = pattern [[ (@person | he | she | it | who | ["Chairperson" | "Government" | "Ministry" | "Minister" | "President" | "Secretary"
        | "Council" | "Commission" | "Union"]) (also | %adv)? >> ]]

-- "The embassy blasts in Kenya": a plural, and no verb; but "Keller appeals for calm".
local function is_plural(cue)
    local behind = cue.tag == "nns" and cue:after(1)
    if not behind or not behind:has(adposition) then return false end
    local before = cue:before(6)
    return not (before and before:has(somebody))
end

-- "I would urge you to think": it is urged.
local URGED = { urge = true, thank = true, invite = true, praise = true }
local would_myself = pattern [[ ("I" | we) (would | /^['’]d$/) (%adv | also){0,2} >> ]]

-- "Norway, which had threatened to veto it, gave in": what had been done before is told as a fact.
local had_before = pattern [[ (which | who) had (%adv | also | once){0,2} >> ]]

-- "Norway had condemned the raid": told as what came before; "said Norway had condemned it" reports the deed.
local had_done = pattern [[ had (%adv | also){0,2} >> ]]

local warning = pattern [[ << ~sound the? alarm ]]            -- of concern is the alarm that is voiced

-- "For protecting and defending human rights": a purpose, as the one before it is.
local of_purpose = pattern [[ [for | of | by | to | with | from | on | at | in] %adv? [/ing$/ & %verb] (and | or) %adv? >> ]]

-- Do the words before the cue say that it is not done, or by others?
local function undone_before(spec, kind, cue)
    local before = cue:before(4)
    local word = before and before.text:match "^.*%f[%a](%a+)%s*$"
    local follows_adverb = word and (word:find "ly$" or ADVERB[word])
    if OBJECT[word or ""] then return "a verb in its plain form behind another: \"saw him reject\"" end
    if word and not spec.agent and not (URGED[kind] and before:has(would_myself)) and (MODAL[word] or follows_adverb and before:has(modal)) then
        return "another verb says what kind of act it is"
    end
    if (word == "to" or follows_adverb and before:has(to_before)) and not actors.does_by_words(cue) and not reach.for_that(cue) then
        return "an infinitive: it is not told to be done"
    end
    if word == "in" and not actors.does_by_words(cue) then return "an -ing form behind \"in\": it is not told to be done" end
    if (kind == "discuss" or kind == "agree") and cue:has(opens_in_ing) then return "a participle that opens the sentence sets the scene" end
    if word == "and" and cue:has(an_ing_form) and before:has(of_purpose) then return "an -ing form that goes on with a purpose" end
    if acts.is_attributive(cue) then return "a participle before a noun" end
    if kind == "concern" and cue:has(warning) then return "a warning" end
    if before and before:has(had_before) then return "a relative clause tells a fact" end
    if unfit[kind] and before and before:has(unfit[kind]) and not cue:has(voices) then return "the words before it say otherwise" end
    return nil, word
end

-- "President Brand, backed diplomatically and in arms by Peru,": a participle, and another's deed.
local behind_comma, done_by = pattern [[ , (%adv | both)? >> ]], pattern [[ << %adv? [!%punct & !%verb & !%aux]{0,6}? by the? @actor ]]

local been, ing = pattern [[ [been | being] (%adv | also){0,2} >> ]], pattern [[ << /ing$/ ]]

-- "Norway was encouraged that Peru had signed."
local is_felt, in_ed, that = pattern [[ [is | are | was | were | am | be] (%adv | also){0,2} >> ]], pattern [[ << /ed$/ ]], pattern [[ << that ]]

local function is_done_to(cue)
    local before, behind = cue:before(3), cue:after(9)
    if before and before:has(been) and not cue:has(ing) then return true end               -- "I've been criticised"
    if before and behind and behind:has(that) and before:has(is_felt) and cue:has(in_ed) then return true end
    return cue.tag == "vbn" and before and behind and before:has(behind_comma) and behind:has(done_by) or false
end

-- For each kind of deed how its actor is found, and the function that makes its rows.
local function by_kind(spec)
    for _, kind in ipairs(M.kinds) do
        local made = { kind = kind, lexical = not (spec.loose or spec.by_last), by_last = spec.by_last, owned = spec.owned,
            impersonal = spec.owned and kind == "pledge", joint = kind == "agree" or kind == "discuss",
            asks = spec.asks, agent = spec.agent, nominal = spec.nominal, bounded = spec.alone, ours = spec.ours, fronted = spec.fronted }
        spec[kind] = { spec = made, mark = acts.marker(made) }
    end
end

-- "One label Keller resists is the old one."
local starts_finite = pattern [[ << [is | was | are | were | has | had | will | would | can | could] ]]

-- "Vowed that Norway would never leave": the clause is a promise of its own.
local function says_itself(content, doc)
    for _, act in ipairs(content and doc:within(content, "act") or {}) do
        if act.kind == "pledge" then return "told already" end
    end
end

-- "Our support for Peru is firm": a noun's own words stop before the verb of its sentence.
local predicate = pattern [[ (?<! that | which | who | what | to) [is | are | was | were | remains | remain | stays | stands | will | has | have | can] ]]

local function before_predicate(content)
    local verb = content:find(predicate)
    return verb and first(verb) > first(content) and spans.trim(content:sub(1, first(verb) - first(content))) or content
end

--- A mark function for words of a lexicon: the entry of `deed` says which kind of deed it is, `spec` the rest: how the actor is found, `captures` what the
-- pattern names, `ways` which words may stand before it, `second` that the words do the same to another, too, `alone` that no other deed may be told by
-- these words, `alike` that a verb of the same kind, joined to it, tells the deed. What the deed is about is looked for with spec.behind, when it is known
-- whose deed it is: most of these words are met where they do none.
function M.lexical(spec)
    for _, way in ipairs(spec.ways or { spec }) do by_kind(way) end
    if spec.by_agent then by_kind(spec.by_agent) end
    return function(match, doc)
        local deed = one(match, "deed")
        local entry = deed.entry
        local kind = spec.kind_of and spec.kind_of(match) or entry.kind
        if not kind then return nil, "these words do not belong together" end
        local way, head
        if spec.by_agent and one(match, "agent") then way = spec.by_agent else way, head = way_of(spec, deed) end
        if not way then return nil, "other words stand before it" end
        local cue = head and way.with_head and head.head:union(deed) or spec.cue and match.cue or deed
        if not spec.second and who.told(not spec.alone and kind or nil, cue, doc) then return nil, "told already" end
        if not way.agent and is_done_to(cue) then return nil, "a passive: the deed of another" end
        if spec.alike and says_again(kind, cue) then return nil, "the verb before it does the same deed" end
        if is_plural(cue) then return nil, "a plural, no verb" end
        if weight.is_when(kind, cue) then return nil, "a clause that tells when" end
        local why, word = undone_before(way, kind, cue)
        if why then return nil, why end
        if not (way.owned or way.agent or way.fronted or way.ours or way.by_last) and nobody_near(cue, word, doc) then
            return nil, "no party stands in its sentence"
        end
        local found = { cue = cue }
        for _, name in ipairs(spec.captures or {}) do found[name] = one(match, name) end
        for _, name in ipairs(head and way.captures or {}) do found[name] = found[name] or one(head, name) end
        local statement = who.statement_around(cue, doc)
        local past = not statement and cue:before(3)
        if past and past:has(had_done) then return nil, "what had been done is a fact" end
        local actor, reason, subject = actors.of(way[kind].spec, found, doc, statement)
        if not actor then return nil, reason end
        found.known = { actor = actor, subject = subject, statement = statement }
        local behind, forms = match:after(REACH), way.behind
        local again = behind and behind:find(joined_verb)
        if again then behind = behind:sub(last(again) - first(behind) + 2, -1) end
        local about_before = way.about_before or spec.about_before
        if about_before == "maybe" then about_before = one(match, "content") end
        local words = about_before and match or behind and behind:find(deed.text:find " that$" and forms.that or forms[kind] or forms.any)
        local given = not words and one(match, "agent") and one(match, "target")          -- "condolences were conveyed to Peru by Norway"
        if given then words = { content = given } end
        if not words then return nil, "what it is about is not told" end
        found.target, found.content = found.target or member(words, "target"), words.content
        if spec.asks and found.target and #doc:within(found.target, "attribution") > 0 then return nil, "another verb stands between" end
        if about_before and not one(found, "content") then return nil, "what it is about is not told" end
        found.content = within_clause(found, cue)
        if way.ours and not about_before and getmetatable(found.content) == "span" then found.content = before_predicate(found.content) end
        if not about_before and not found.target and one(found, "content"):has(starts_finite) then return nil, "what it is about stands before it" end
        local needs = NEEDS[entry.needs]
        why = needs and needs(found, behind, doc) or kind == "pledge" and says_itself(one(found, "content"), doc)
        if why then return nil, why end
        return way[kind].mark(found, doc)
    end
end

--- Orders rules: what it returns says, asked with a rule's name, which rules that one comes after: those given, and all asked with before.
function M.order(names)
    local earlier = table.move(names, 1, #names, 1, {})
    return function(id)
        local before = table.move(earlier, 1, #earlier, 1, {})
        earlier[#earlier + 1] = id
        return before
    end
end

return M
