-- extent.lua - where what is said starts and stops.
--
-- Works on the attributions of one sentence. What is said stands behind the verb (up to the next attribution that does not belong to it, or the
-- sentence's stop), before it, or on both sides; words in quotation marks reach as far as the marks do, over sentences if need be.

local spans = include "spans.lua"
local sources = include "sources.lua"

local M = {}

local first, last, slice, trim = spans.first, spans.last, spans.slice, spans.trim

-- ---- what may stand between the verb and what is said ----

local adverbial = pattern [[ << (on | in | at | during | after | before | to | when | here | there | last | this | earlier | late | later | today | yesterday | via | through | by | while
                                 | monday | tuesday | wednesday | thursday | friday | saturday | sunday) ]]
local that_lead = pattern [[ << ((on | in | at | during | after | before | here | last | this | earlier | late | later | today | yesterday | via | through | with | monday | tuesday | wednesday | thursday
                                 | friday | saturday | sunday | again | also | ,) ...!(that | %q_clear | to %verb | "\"" | "“" | ":") | to ...!(that | %q_finite | "\"" | "“" | ":"))? ,? that ]]
local that_near = pattern [[ << (on? (monday | tuesday | wednesday | thursday | friday | saturday | sunday) | today | yesterday | later | also)? ,? that ]]
local topic = pattern [[ << ...!(that | of | about | on | %q_finite | "\"" | "“") (of | about | on !(monday | tuesday | wednesday | thursday | friday | saturday | sunday | %num | %propn %num)) ]]
local listener_that = pattern [[ << ...!(that | %q_clear | "\"" | "“") that ]]
local quote_lead = pattern [[ << ..16!(that | %q_finite | %q_open | ":" | ;) (, | ":") &%q_open ]]
local listener_question = pattern [[ << ..12!(that | %q_finite | "\"" | "“") &(how | why | whether | what) ]]
local listener = pattern [[ << %q_party ,? ]]
local short_lead = pattern [[ << ((on)? (monday | tuesday | wednesday | thursday | friday | saturday | sunday) (morning | afternoon | evening | night)? ,?
                                  | (today | yesterday | here | again) ,? | (with (satisfaction | concern | appreciation | regret | interest | gratitude | deep concern | great satisfaction)) ,?
                                  | in (a | an | his | her | their | its | the) []{0,3}? (statement | interview | speech | letter | tweet | post | message | remarks | readout) ,? | to reporters ,?)+ ]]
-- "agreed on the treaty", "described as": the small word belongs to the verb. An infinitive is part of what is said.
local PREPOSITION = {}
for word in ("as at of for about against on over with upon toward towards"):gmatch "%a+" do PREPOSITION[word] = true end
local to_thing = pattern [[ << to [%det | %propn | %pron | %num | /^(his|her|its|their|our|my)$/] ]]

-- Words without the small word that leads them, if it is one of these.
local function without_lead(span, words)
    local word, space = span.text:match "^%s*(%a+)()"
    word = word and word:lower()
    if not word or not (words[word] or word == "to" and span:has(to_thing)) then return span end
    return space <= #span.text and trim(span:sub(space, -1)) or nil
end

local discourse = pattern [[ << (but | and | yet) ,? | << (still | instead | indeed | meanwhile | however | moreover | furthermore | besides | additionally | in addition | "at the same time" | nevertheless | nonetheless) , ]]
local dateline = pattern [[ << %upper ..12 ")" ("--" | "—" | – | -) ]]

local source_end = pattern [[ << ..12!(, | %q_clear | "\"" | "“") , ]]
local main_clause = pattern [[ , %q_before_name{0,5} >> ]]
local has_finite = pattern [[ %q_finite ]]
local clause_lead = pattern [[ << %q_parties %q_before_verb{0,2} [%aux | will | would | should | must | could | can | may | is | are | was | were | has | have | had | (%verb & !/(ing|ed)$/)] ]]
local declined = pattern [[ << to (say | comment | confirm | discuss | disclose | answer) [] ]]
local further = pattern [[ , (and | but) [%adv | then | also]{0,2} [%verb & /ed$/] ]]
local first_person = pattern [[ << (I | we | you) ]]
local conditional = pattern [[ (if | once | unless | until) >> ]]
local question_lead = pattern [[ << (whether | if | what | how | why | when | who | where) ]]
local held_view = pattern [[ << (@actor /^['’]s$/ | %det | %adj | %adv | [/^(his|her|its|their|our)$/i]){0,4} (hope | hopes | confidence | interest | desire | wish | wishes | conviction | belief | optimism | view | trust | intention | expectation | regret that | satisfaction that) ]]
local feeling = pattern [[ << ..6!(to | for | over) (condolences | sympathy | sympathies | thanks | gratitude | appreciation | congratulations | concern | concerns) ]]
local negation = pattern [[ not | n't | never | no longer ]]
local opens = { [","] = true, ['"'] = true, ["”"] = true, ["''"] = true, ["’"] = true }
local closing = { ["."] = true, [","] = true, [";"] = true, ["?"] = true, ["!"] = true }

local semicolon = pattern [[ ; ]]
-- Where a deed or a view is told to its end: a relative clause, a new clause, an afterthought behind one dash.
local CLAUSE_WORD = {}
for word in ("which who whose where but while even though although however he she it they we i there"):gmatch "%a+" do CLAUSE_WORD[word] = true end
local PRONOUN = { he = true, she = true, it = true, they = true, we = true, i = true, there = true }
local new_clause = pattern [[ << , %q_before_name{1,6} %q_finite ]]

-- The main clause behind "While he noted …".
local main_again = pattern [[ , %adv? (he | she | it | they | we | I | there | %q_before_name{1,6}) (%adv | also)? %q_finite ]]
local SUBORDINATE = { ["while"] = true, although = true, though = true, when = true, ["if"] = true, as = true, since = true, because = true, after = true, before = true }
local addressed = pattern [[ << %q_party (on (monday | tuesday | wednesday | thursday | friday | saturday | sunday))? (, | . >) ]]

-- "…," she said at the port, "…"
local to_quotation = pattern [[ << ..14!(that | %q_clear | %q_open | ; | ":") , &%q_open ]]
local told_whom = pattern [[ << %q_party (on (monday | tuesday | wednesday | thursday | friday | saturday | sunday))? &, ]]

local function text_of(span) return span and span.text or "" end

-- Verbs that name the listener before what is said.
local with_listener = { tell = true, inform = true, brief = true, assure = true, reassure = true, apprise = true }
-- Verbs that do a deed, but stand behind what is said as "said" does.
local clausal = { demand = true, recommend = true, request = true, warn = true, announce = true, pledge = true, promise = true, vow = true, propose = true, suggest = true }
local may_follow = { warn = true, announce = true, pledge = true, promise = true, vow = true, propose = true, suggest = true }

-- ---- the attributions of a sentence ----

local here = {}                      -- of the sentence looked at last: its attributions, and what of each was found out

local function look_at(sentence)
    if not rawequal(here.sentence, sentence) then here = { sentence = sentence, rows = sentence:all "attribution", facts = {} } end
    return here
end

-- What the plugin asks of an attribution again and again: { row, first, last, form, verb, stance, cue, sentence }.
local function facts_of(row, sentence)
    local facts = look_at(sentence).facts
    local found = facts[row]
    if not found then
        local first_byte, last_byte = row:bytes()
        found = { row = row, first = first_byte, last = last_byte, form = row.form, verb = row.verb, stance = row.stance, takes = row.takes, cue = row.cue, sentence = sentence }
        facts[row] = found
    end
    return found
end

local function others_of(fact)
    local list = {}
    for _, other in ipairs(look_at(fact.sentence).rows) do
        if not rawequal(other, fact.row) then list[#list + 1] = facts_of(other, fact.sentence) end
    end
    return list
end

-- The word before, "" where the sentence starts.
local function word_before(fact)
    if not fact.before then fact.before = text_of(fact.row:before(1)) end
    return fact.before
end

local function tense_of(fact)
    if not fact.tense then fact.tense = sources.tense(fact.cue) end
    return fact.tense
end

local function reports(fact)
    return fact.stance ~= "deed" and fact.stance ~= "belief" or may_follow[fact.verb]
end

local function rest_of(fact)
    local sentence = fact.sentence
    return sentence:sub(fact.last - first(sentence) + 2, -1)
end

local function stands_behind(fact)
    if fact.form ~= "subject" or fact.cue.text:find "ing$" then return false end
    local before, after = word_before(fact), fact.row:after(1)
    local quoted = before:find '["”]$'
    if not opens[before] and not quoted then return false end
    if not reports(fact) then return quoted and fact.sentence.text:find '^["“]' ~= nil and (not after or closing[after.text] or text_of(fact.row:before(2)):find '[,?!]%s*["”]$' ~= nil) end
    if not after or closing[after.text] then return true end
    if before ~= "," then return not rest_of(fact):has(quoted and that_near or that_lead) end
    local rest = rest_of(fact)
    if with_listener[fact.verb] and rest:has(addressed) then return true end
    if rest:has(that_lead) or not rest:has(adverbial) then return false end
    local sentence = fact.sentence
    local words = sentence:sub(1, fact.first - first(sentence))
    return words ~= nil and words:has(has_finite)
end

-- Does the source with its verb stand behind what is said, or inside it?
local function postposed(fact)
    if fact.postposed == nil then fact.postposed = stands_behind(fact) end
    return fact.postposed
end

local function same_tense(a, b)
    if a.form == "participle" then return tense_of(b) == "past" end
    return tense_of(a) == tense_of(b)
end

local function fronted(fact)
    return fact.form == "participle" and word_before(fact) == ""
end

local conjunctions = { ["and"] = true, ["but"] = true, ["while"] = true, [";"] = true, though = true, although = true }

-- Does what `fact` reports stop where `other`, behind it, begins?
local function stops(fact, other)
    local before = word_before(other)
    if other.form == "participle" then return before == "," or before == "and" or before == "while" or before:find "^[\"”]" ~= nil end
    if other.form == "second" then return same_tense(fact, other) end
    if other.form == "according" then return before == "," end
    if other.form == "inverted" then return before == "," and reports(other) end
    if other.form ~= "subject" then return false end
    if fronted(fact) then return before == "," end
    if postposed(other) then return true end
    if conjunctions[before] then
        return same_tense(fact, other) and (before ~= "and" and before ~= "while" or text_of(other.row:before(2)):find "^," ~= nil)
    end
    return false
end

-- Does the word before the attribution begin a subordinate clause at the start of the sentence?
local function opens_clause(row)
    local before = row:before(3)
    return not before or not before.text:find "%w.-%s.-%w"
end

-- The last byte of what stands behind the verb.
local function stop_after(fact, others, doc)
    local sentence = fact.sentence
    local stop = last(sentence)
    for _, other in ipairs(others) do
        if other.first > fact.last and stops(fact, other) then
            stop = other.first - 1
            break
        end
    end
    if fronted(fact) then
        for _, subject in ipairs(sentence:all "subject") do
            local lead = subject:before(6)
            lead = lead and first(subject) > fact.last and first(subject) <= stop and lead:find(main_clause)
            if lead and first(lead) > fact.last then return first(lead) - 1 end
        end
    elseif SUBORDINATE[word_before(fact):lower()] and opens_clause(fact.row) then
        local rest = slice(doc, fact.last + 1, stop)
        local main = rest and rest:find(main_again)
        if main and first(main) > first(rest) then return first(main) - 1 end
    end
    return stop
end

-- The first byte of what stands before the verb.
local function start_before(fact, others)
    local start = first(fact.sentence)
    for _, other in ipairs(others) do
        if other.last < fact.first and fact.form ~= "according" and (other.form == "inverted" or postposed(other)) then
            start = math.max(start, other.last + 1)
        end
    end
    return start
end

-- Bytes of a text without a conjunction at its end that joins what follows.
local function without_word(text, n, word)
    local at = n - #word
    if at < 1 or text:sub(at + 1, n) ~= word or not text:find("^[,%s]", at) then return n end
    while at > 0 and text:find("^[,%s]", at) do at = at - 1 end
    return at
end

local function without_end(span)
    if not span then return nil end
    local text = span.text
    local n = spans.length(text)
    n = without_word(text, without_word(text, without_word(text, n, "and"), "but"), "while")
    if n == 0 then return nil end
    return spans.without_stop(span:sub(1, n))
end

local function skip(span, found)
    if not found then return span end
    local start, stop = found:bytes()
    if stop < start then return span end
    local from, upto = span:bytes()
    if stop >= upto then return nil end
    return span:sub(stop - from + 2, -1)
end

-- Plain tests of a text that spare a search: is there ", and" or ", but"; can the first word start a short insertion?
local function joins(text) return text:find ",%s*and" or text:find ",%s*but" end
local SHORT = {}
for word in ("on monday tuesday wednesday thursday friday saturday sunday today yesterday here again with in to"):gmatch "%a+" do SHORT[word] = true end

-- Does a new clause begin at this comma of the text?
local function clause_at(span, text, at)
    local word, upto = text:match("^,%s+(%a+)()", at)
    if not word then return false end
    word = word:lower()
    if CLAUSE_WORD[word] then return true end
    if word == "and" then return PRONOUN[(text:match("^%s+(%a+)", upto) or ""):lower()] end
    return span:sub(at, -1):has(new_clause)
end

-- Where a dash stands that no second one closes.
local function lone_dash(text)
    for _, dash in ipairs { "\226\128\148", "\226\128\147", "--" } do
        local at, upto = text:find(dash, 2, true)
        if at then return not text:find(dash, upto + 1, true) and text:sub(at - 1, at - 1):find "[%s%p]" and at or nil end
    end
end

-- Words up to a new clause, or to a dash that no second one closes.
local function until_clause(span)
    local text = span.text
    local stop = text:find(",", 2, true)
    while stop and not clause_at(span, text, stop) do stop = text:find(",", stop + 1, true) end
    local dash = lone_dash(text)
    if dash and (not stop or dash < stop) then stop = dash end
    return stop and span:sub(1, stop - 1) or span
end

-- What stands behind the verb, and whether "that" leads it.
local function behind(fact, others, doc)
    local rest = slice(doc, fact.last + 1, stop_after(fact, others, doc))
    local text = text_of(rest)
    if not text:find "[^%s,;:]" then return nil end
    local cut = fact.stance == "deed" and text:find(";", 1, true) and rest:find(semicolon)
    if cut and first(cut) > first(rest) then rest = slice(doc, first(rest), first(cut) - 1) end
    local more = not fronted(fact) and joins(text) and tense_of(fact) == "past" and rest:find(further)
    if more and first(more) > first(rest) then rest = slice(doc, first(rest), first(more) - 1) end
    local lead_in = fact.takes == "clause" and text:find "[,:]%s+[\"'`\226]" and rest:find(quote_lead)
    if lead_in then return without_end(skip(rest, lead_in)), true end
    if with_listener[fact.verb] then
        local lead = rest:find(listener_that) or rest:find(topic)
        if lead then return without_end(skip(rest, lead)), true end
        rest = skip(rest, rest:find(listener_question) or rest:find(listener))
    else
        local lead = text:find "[Tt][Hh][Aa][Tt]" and rest:find(that_lead)
        if lead then return without_end(skip(rest, lead)), true end
        if SHORT[(text:match "%a+" or ""):lower()] then rest = skip(rest, rest:find(short_lead)) end
    end
    if rest and (fact.stance ~= "assert" or fact.verb == "describe") then rest = without_lead(rest, PREPOSITION) end
    if rest and (fact.stance == "deed" or fact.stance == "belief") then rest = until_clause(rest) end
    return rest and without_end(rest), false
end

-- "According to a report by the crew, the port …": behind the source and what belongs to it.
local function behind_source(fact, others, doc)
    local rest = slice(doc, fact.last + 1, stop_after(fact, others, doc))
    local comma = rest and word_before(fact) == "" and rest:find(source_end)
    local words = comma and skip(rest, comma)
    if words then return without_end(trim(words)) end
    return (behind(fact, others, doc))
end

local function ahead(fact, others, doc)
    local words = slice(doc, start_before(fact, others), fact.first - 1)
    if not words then return nil end
    words = skip(words, words:find(dateline)) or words
    words = skip(words, words:find(discourse)) or words
    return trim(words)
end

-- ---- quotation marks ----

-- The quoted words that end right before `byte`, or start right behind it.
local function quoted_near(doc, from, upto)
    local span = slice(doc, math.max(1, from), math.min(upto, #doc.text))
    return span and doc:at(span, "quoted") or {}
end

local function outside(part, quoted)
    local words = part.text
    local inner = quoted.text
    local at = words:find(inner, 1, true)
    if not at then return words:sub(1, math.max(0, first(quoted) - first(part))) end
    return words:sub(1, at - 1) .. words:sub(at + #inner)
end

local ticks = {}

local function ticks_in(doc)
    if not rawequal(ticks.doc, doc) then ticks = { doc = doc, found = doc.text:find("''", 1, true) ~= nil } end
    return ticks.found
end

-- Marks of two apostrophes, which some agencies write: is one open before the row in its paragraph?
local function ticked(row, doc)
    if not ticks_in(doc) then return false end
    local from = first(row.paragraph)
    local _, n = doc.text:sub(from, first(row) - 1):gsub("''", "")
    return n % 2 == 1
end

local function quoted_around(row, doc)
    if ticked(row, doc) then return true end
    for _, quoted in ipairs(doc:at(row, "quoted")) do
        if quoted:contains(row) then return true end
    end
    return false
end

local MARKS = 12                     -- bytes: a closing mark, blanks and an opening mark, of three bytes each

-- The quotation that somebody signs.
local function quotation_before(fact, doc)
    local near = quoted_near(doc, fact.first - MARKS, fact.first - 1)
    local quoted = near[#near]
    return quoted and last(quoted) < fact.first and quoted or nil
end

-- A part that is a quotation goes without its marks, and as far as they reach; one that holds a quotation is mixed.
local function unquote(part, row, doc)
    local rows = {}
    for _, quoted in ipairs(doc:at(part, "quoted")) do
        if not quoted:contains(row) then rows[#rows + 1] = quoted end
    end
    if #rows == 0 then return part, "indirect" end
    for _, quoted in ipairs(rows) do
        if not outside(part, quoted):find "%w" or quoted:contains(part) then
            return quoted, "direct"
        end
    end
    local final = rows[#rows]
    if last(final) > last(part) then return slice(doc, first(part), last(final) + 1), "mixed" end
    if last(part) == last(final) and doc.text:sub(last(part) + 1, last(part) + 3):find '^["”]' then
        return slice(doc, first(part), last(part) + 1), "mixed"
    end
    return part, "mixed"
end

-- A quotation with its marks.
local function with_marks(quoted, doc)
    local from, upto = quoted:bytes()
    local text = doc.text
    local before = text:sub(math.max(1, from - 3), from - 1)
    local opening = before:match '"$' or before:match "“$" or before:match "''$" or before:match "``$" or ""
    local after = text:sub(upto + 1, upto + 3)
    local closing_mark = after:match '^"' or after:match "^”" or after:match "^''" or ""
    return slice(doc, from - #opening, upto + #closing_mark)
end

-- Sentences behind that are a quotation and nothing else go on with it; behind words of the reporter they are quoted with their marks.
local function continued(parts, mode, sentence, doc)
    local paragraph = sentence.paragraph
    local stop = math.max(last(sentence), last(parts[#parts]) + 1)
    while true do
        local near = quoted_near(doc, stop + 1, stop + MARKS)
        local quoted = near[#near]
        if not quoted or first(quoted) <= stop then return mode end
        if last(quoted) > last(paragraph) then
            paragraph = mode == "direct" and quoted.paragraph
            if not paragraph or not text_of(paragraph):find '^["“]' or outside(paragraph, quoted):find "%w" then return mode end
        end
        if doc.text:sub(stop + 1, first(quoted) - 1):find "%w" then return mode end
        local tail = slice(doc, last(quoted), math.min(last(quoted) + 1, #doc.text))
        local from = first(quoted.sentence)
        local whole = slice(doc, from, math.max(last(tail.sentence), last(quoted)))
        for _, row in ipairs(doc:within(whole, "attribution")) do
            if first(row) > last(quoted) then return mode end
        end
        if mode ~= "direct" then mode = "mixed" end
        parts[#parts + 1] = mode == "direct" and quoted or with_marks(quoted, doc)
        stop = math.max(last(quoted) + 1, last(whole))
    end
end

-- ---- a statement ----

-- "Keller said in a statement:" with the words in the next paragraph.
local function block(sentence, doc)
    local after = doc.text:sub(last(sentence) + 1, last(sentence) + 200)
    if not sentence.text:find ":%s*$" or not after:find "^%s*\n" then return nil end
    local start = last(sentence) + #after:match "^%s*" + 1
    local following = slice(doc, start, math.min(start, #doc.text))
    return following and following.paragraph
end

local QUOTE_START, QUOTE_END = "^[\"`\226']", "[\"'\157]$"

-- What follows "…," she said, is said as far as it is quoted: nothing of ", but the crew left".
local function from_quotation(words, doc)
    for _, quoted in ipairs(doc:at(words, "quoted")) do
        if first(quoted) > first(words) then return with_marks(quoted, doc) end
    end
    return nil
end

local function parts_of(fact, doc)
    local others, form = others_of(fact), fact.form
    if form == "signed" then return { quotation_before(fact, doc) }, true end
    if form == "inverted" then return { ahead(fact, others, doc) }, true end
    if form == "according" then
        local before = word_before(fact) == "," and ahead(fact, others, doc)
        return { before or behind_source(fact, others, doc) }, true
    end
    if not postposed(fact) then
        local after, that = behind(fact, others, doc)
        return { after or fact.stance ~= "deed" and block(fact.sentence, doc) or nil }, that
    end
    local before, after = ahead(fact, others, doc), nil
    local rest = slice(doc, fact.last + 1, stop_after(fact, others, doc))
    if rest and with_listener[fact.verb] then rest = skip(rest, rest:find(told_whom)) end
    if rest and rest.text:find "^%s*," then
        after = without_end(trim(rest))
    elseif rest and before and before.text:find(QUOTE_END) then
        local lead = rest:find(to_quotation)
        after = lead and from_quotation(rest, doc)
    end
    if before and after then
        local opens_quote, quotes = after.text:find(QUOTE_START), before.text:find(QUOTE_END)
        if quotes and not opens_quote then after = from_quotation(after, doc) end
        if opens_quote and not quotes and before:has(has_finite) then before = nil end
    end
    if not before then return { after }, true end
    return { before, after }, true
end

-- Words under these are agreed, not said.
local agreeing = { agree = true, concur = true, ["share the view"] = true }

-- What one raises without a word: money, taxes, a hand.
local raised_thing = pattern [[ << ..5!(of | by | with | about) ["$" | "£" | "€" | %num | money | funds | cash | million | billion | tax | taxes | rate | rates | wage | wages | price | prices | turnover | salaries | pay | limit | ceiling
                                | minimum | age | hand | hands | eyebrows | standards | children | flag | awareness | cap | bar | stakes] ]]
-- Forms that need "has" or "was" before them to be a verb of the sentence.
local PARTICIPLE = { known = true, seen = true, shown = true, written = true }

-- What the row reports: its stance, or nil and the reason if it reports nothing.
local function stance_of(fact, content, that, mode)
    local stance, verb = fact.stance, fact.verb
    if verb == "express" or verb == "voice" then return content:has(held_view) and "assert" or "deed" end
    if verb == "convey" then return content:has(feeling) and "deed" or "assert" end
    local takes = fact.takes
    if takes == "around" and mode ~= "direct" and fact.form ~= "inverted" and not postposed(fact) then return nil, fact.cue.text .. " reports what stands before it" end
    if verb == "raise" and content:has(raised_thing) then return nil, "no words are raised: " .. content.text end
    if PARTICIPLE[fact.cue.text] and fact.form == "subject" and not fact.row.text:find "ha[ds]" and not fact.row.text:find "have" then return nil, "a participle" end
    if agreeing[verb] or stance == "belief" then return stance end
    if verb == "decline" then return content:has(declined) and "deny" or "deed" end
    local clause = that or mode == "direct" or content:has(question_lead)
    if stance == "deed" then return (clause or clausal[verb] and content:has(clause_lead)) and "assert" or "deed" end
    if stance == "ask" or stance == "deny" then return (clause or takes == "any") and stance or "deed" end
    if takes == "any" or clause or content:has(has_finite) then return stance end
    return nil, fact.cue.text .. " takes a clause or a quotation: " .. content.text
end

local function collect(raw, row, doc)
    local parts, modes, mode = {}, {}, nil
    for i = 1, 2 do
        if raw[i] then
            local part, its = unquote(raw[i], row, doc)
            if not part.text:find "[%w\128-\255]" then break end
            parts[#parts + 1], modes[#modes + 1] = part, its
            mode = (mode and mode ~= its) and "mixed" or its
        end
    end
    for i, its in ipairs(modes) do
        if mode == "mixed" and its == "direct" then parts[i] = with_marks(parts[i], doc) end
    end
    return parts, mode
end

local CONDITION = { ["if"] = true, once = true, unless = true, ["until"] = true }

-- May this word be one, or look like one to the pattern?
local function is_condition(word)
    return CONDITION[word:lower()] or word:find "[\128-\255]"
end

local behind_verb = { subject = true, participle = true, infinitive = true, passive = true }

-- Does another attribution of the sentence report these words, too?
local function told(fact)
    if postposed(fact) then return false end
    for _, other in ipairs(others_of(fact)) do
        if reports(other) then
            if other.first < fact.first then
                if behind_verb[other.form] and not postposed(other) and not stops(other, fact) then return true end
            elseif postposed(other) or other.form == "inverted" or other.form == "according" and word_before(other) == "," then
                if start_before(other, others_of(other)) <= fact.first then return true end
            end
        end
    end
    return false
end

--- The statement that an attribution makes, with the words it attributes.
function M.statement(row, doc)
    local sentence, source = row.sentence, row.source
    if source and source:has(first_person) and quoted_around(row, doc) then return nil, "said in a quotation by its speaker" end
    local fact = facts_of(row, sentence)
    if is_condition(word_before(fact)) and row:before(1):has(conditional) then return nil, "a condition" end
    local raw, that = parts_of(fact, doc)
    local parts, mode = collect(raw, row, doc)
    if #parts == 0 then return nil, "the sentence has a verb of saying and nothing that is said" end
    local negated = row:has(negation)
    if negated and fact.verb ~= "rule out" and not parts[1]:has(question_lead) then return nil, "what is not said is no statement: " .. row.text end
    local stance, reason = stance_of(fact, parts[1], that, mode)
    if not stance then return nil, reason end
    local wide = stance == "deed" or stance == "belief"
    if wide and (quoted_around(row, doc) or told(fact)) then return nil, "a deed or belief inside what is said" end
    if mode == "direct" or not wide then mode = continued(parts, mode, sentence, doc) end
    local speaker = row.speaker
    return { row:union(parts[1]):union(parts[#parts]), source = source, speaker = speaker, cue = fact.cue, content = parts, mode = mode, stance = stance,
             negated = negated or nil, named = #speaker > 0 and "named" or source and "anonymous" or fact.form == "passive" and "document" or nil }
end

-- What a noun or a passive is about starts behind a small word.
local SMALL_WORD = setmetatable({ that = true, by = true }, { __index = PREPOSITION })
local NOUN_WORD = setmetatable({ that = true, ["in"] = true }, { __index = PREPOSITION })
local comma = pattern [[ , ]]
local RELATIVE = { who = true, which = true }
local noun_stop = pattern [[ , | ; | as | while | when | because | although | (?<! to | that | who | which | %q_finite) %q_finite ]]

-- The words before a passive that it is about.
local function passive_subject(fact, doc)
    local words = slice(doc, first(fact.sentence), fact.first - 1)
    return words and trim(words)
end

-- Content without what follows the first match of a pattern.
local function up_to(content, mark, doc)
    content = trim(content)
    local stop = content:find(mark)
    if not stop or first(stop) <= first(content) then return content end
    return without_end(slice(doc, first(content), first(stop) - 1))
end

local function wide_content(fact, form, doc)
    if form == "agent" then return passive_subject(fact, doc) end
    local content, that = behind(fact, others_of(fact), doc)
    if not content then return form == "passive" and passive_subject(fact, doc) or nil end
    content = that and content or without_lead(content, form == "noun" and NOUN_WORD or SMALL_WORD)
    if not content then return nil end
    if form == "noun" and not fact.row.text:find "that$" then return up_to(content, noun_stop, doc) end
    local source = fact.row.source
    if source and RELATIVE[source.text:lower()] and text_of(source:before(1)) == "," then return up_to(content, comma, doc) end
    return content
end

-- The stretches of a sentence that are quoted, or that a statement is about: { { first byte, last byte } }.
local function said_in(sentence, doc)
    local found = look_at(sentence)
    if found.said then return found.said end
    local list = {}
    for _, quoted in ipairs(doc:at(sentence, "quoted")) do list[#list + 1] = { quoted:bytes() } end
    for _, statement in ipairs(doc:at(sentence, "statement")) do
        for _, part in ipairs(statement.content) do list[#list + 1] = { part:bytes() } end
    end
    found.said = list
    return list
end

local function is_said(cue, sentence, doc)
    local from, upto = cue:bytes()
    for _, stretch in ipairs(said_in(sentence, doc)) do
        if stretch[1] <= from and upto <= stretch[2] then return true end
    end
    return false
end

--- The statement that an attribution in the wide sense makes.
function M.wide(row, doc)
    local cue, sentence = row.cue, row.sentence
    if is_said(cue, sentence, doc) or ticked(cue, doc) then return nil, "part of what somebody says" end
    local first_byte, last_byte = row:bytes()
    local _, cue_last = cue:bytes()
    local form = row.form
    local fact = { row = row, first = first_byte, last = form == "agent" and last_byte or cue_last, form = "wide", verb = "", stance = "deed", cue = cue, sentence = sentence }
    local content = trim(wide_content(fact, form, doc))
    if not content or not content.text:find "%w" then return nil, "nothing that is said" end
    local part, mode = unquote(content, cue, doc)
    local speaker, source = row.speaker, row.source
    local said = said_in(sentence, doc)
    said[#said + 1] = { part:bytes() }
    return { row:union(part), source = source, speaker = speaker, cue = cue, content = { part }, mode = mode, stance = row.stance,
             negated = row.text:find "[nN][o'e\226]" and row:has(negation) or nil, named = #speaker > 0 and "named" or source and "anonymous" or nil }
end

-- A turn starts with a name and a colon; transcripts print names in capitals, and some put a mark before each turn.
local turn = pattern [[ << ("\"" | "“")? ([%det | %adj | %noun | %propn | of | and | for | ,]{0,12}? @person ("(" []{1,10}? ")")? | %upper{1,4}) ":" ]]

-- The paragraphs of the document at hand that start a turn: { [first byte] = true }, and how many there are.
local turns = {}

local function turns_of(doc)
    if rawequal(turns.doc, doc) then return turns end
    turns = { doc = doc, n = 0 }
    for _, paragraph in ipairs(doc:paragraphs()) do
        if paragraph.text:find(":", 1, true) and paragraph:has(turn) then turns[first(paragraph)], turns.n = true, turns.n + 1 end
    end
    return turns
end

--- A turn of a transcript, with the paragraphs that belong to it. One turn alone is a headline ("Keller: Port is open"), nothing below belongs to it.
function M.transcript(match, doc)
    local source = match.source
    local found = turns_of(doc)
    local alone, speaker = found.n < 2, sources.parties(source)
    if alone and #speaker == 0 then return nil, "one word in capitals and a colon make no transcript" end
    local parts = { alone and spans.without_stop(match.content) or match.content }
    local stop = last(match)
    local text = doc.text
    while not alone do
        local start = text:find("%S", stop + 1)
        local following = start and slice(doc, start, start).paragraph
        if not following or found[first(following)] then break end
        parts[#parts + 1] = following
        stop = last(following)
    end
    return { match:union(parts[#parts]), source = source, speaker = speaker, cue = alone and match.cue or nil, content = parts, mode = "direct", stance = "assert", named = #speaker > 0 and "named" or "anonymous" }
end

--- The innermost statement that a statement stands in.
function M.outer(row, doc)
    local near = doc:at(row, "statement")
    local cue = #near > 1 and row.cue
    if not cue then return end
    local best, best_length
    for _, other in ipairs(near) do
        if other ~= row then
            local stance, length = other.stance, last(other) - first(other)
            if stance ~= "deed" and stance ~= "belief" and (not best or length < best_length) then
                for _, part in ipairs(other.content) do
                    if part:contains(cue) then best, best_length = other, length end
                end
            end
        end
    end
    if best then row:set { outer = best } end
end

return M
