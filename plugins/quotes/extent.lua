-- extent.lua - where what is said starts and stops.
--
-- Works on the attributions of one sentence. What is said stands behind the verb (up to the next attribution that does not belong to it, or the
-- sentence's stop), before it, or on both sides. How far quotation marks reach: quotations.lua; what is made of both: statements.lua.

local spans = include "spans.lua"
local sources = include "sources.lua"
local relative = include "relative.lua"
local listeners = include "listeners.lua"

local M = {}

local first, last, trim = spans.first, spans.last, spans.trim
local find, byte, lower, rawequal, ipairs = string.find, string.byte, string.lower, rawequal, ipairs

-- ---- what may stand between the verb and what is said ----

local adverbial = pattern [[ << !(there [is | are | was | were | has | have | had | will | would | can | could | may | must | should | /^['’]s$/])
      (on | in | at | outside | inside | during | after | before | to | when | here | there | last | this | earlier | late | later
      | (today | yesterday) !/^['’]s$/ | via | through | by | while | (monday | tuesday | wednesday | thursday | friday | saturday | sunday)
        !/^['’]s$/) ]]
local that_lead = pattern [[ << ((%q_how ((, | and | but){1,2} %q_how){0,2} | all along | "time" and again) &(,? that !%punct)
      | (on | in | at | during | after | before | here | last | this | earlier | late | later | today | yesterday | via | through | with | monday
        | tuesday | wednesday | thursday | friday | saturday | sunday | again | once | also | ,)
        ...!(that | %q_clear | to %verb | "\"" | "“" | "''" | "``" | ":") | to ...!(that | %q_finite | "\"" | "“" | "''" | "``" | ":"))? ,? that ]]
local that_near = pattern [[ << (on? (monday | tuesday | wednesday | thursday | friday | saturday | sunday) | today | yesterday | later | also)? ,? that ]]
local topic = pattern [[ << ...!(that | of | about | on | %q_finite | "\"" | "“")
      (of | about | on !(monday | tuesday | wednesday | thursday | friday | saturday | sunday | %num | %propn %num)) ]]
local listener_that = pattern [[ << ...!(that | %q_clear | "\"" | "“") that | << ..12!(that | %q_clear | "\"" | "“") ,
      [when | as | while | before | after] ..12!(that | , | "\"" | "“") , that ]]
local quote_lead = pattern [[ << ..16!(that | %q_finite | %q_open | ":" | ;) (, | ":") &(%q_open | "''") ]]
-- "Keller, when asked, replied in a letter: \"…\"", "described it in the following way: \"…\"".
local colon_quote = pattern [[ << ..16!(that | %q_finite | %q_open | ";") ":" &(%q_open | "''") ]]
local in_this_way = pattern [[ << ..16!(that | %q_finite | %q_open | ";") [following | follows | way | words | terms | manner] ":" &(%q_open | "''") ]]
local listener_question = pattern [[ << ..12!(that | %q_finite | "\"" | "“") &(how | why | whether | what) ]]
-- "Conveyed to the minister the greetings of the King".
local listener_thing = pattern [[ << (to | with) %q_party (, @person ,)? &([%det | /^(his|her|its|their)$/] %q_before_name{0,3}
        [%noun | hope | hopes | wish | wishes]) ]]
local listener = pattern [[ << (/^\p{Ll}+s$/ | %det [/^\p{Ll}+$/ & %noun]) &(the? @actor %q_open? %q_finite
      | [the | a | an | his | her | its | their] [%adj | %noun]{1,3} %q_open? %q_finite) | << %q_party ,? ]]
local short_lead = pattern [[ << ((on)? (monday | tuesday | wednesday | thursday | friday | saturday | sunday)
        (morning | afternoon | evening | night)? !/^['’]s$/ ,? | (today | yesterday | here | once? again | once more) !/^['’]s$/ ,?
      | (with (satisfaction | concern | appreciation | regret | interest | gratitude | deep concern | great satisfaction)) ,?
      | in (a | an | his | her | their | its | the) []{0,3}? (statement | interview | speech | letter | tweet | post | message | remarks | readout) ,?
      | to reporters ,? | (before | to) [this | the | our] (general)? [assembly | council | house | parliament | chamber | conference | hall
        | meeting] &(@actor /^['’]s$/ | [our | my | its | his | her | their | the] %noun | [our | my | its | his | her | their] %adj)
      | from this [rostrum | podium] ,?)+ ]]
-- "In a telephone conversation held on Tuesday": where it is said, no clause that is said.
local scene = pattern [[ << (in | during | at | on | after | following | over) [%det | /^(his|her|its|their|our|my)$/i]?
      [%adj | %noun | %propn | %num | -]{1,6} ((held | conducted | convened) [!%punct]{0,8})? >> ]]
local SCENES = {}
for word in ("In During At On After Following Over According in during at on after following over according"):gmatch "%a+" do SCENES[word] = true end
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

local discourse = pattern [[ << (but | and | yet) ,? | << (still | instead | indeed | meanwhile | however | moreover | furthermore | besides
      | additionally | in addition | "at the same time" | nevertheless | nonetheless) , ]]
local dateline = pattern [[ << %upper (..12 ")" | %upper{0,2} (, []{1,3})?) ("--" | "—" | – | -) ]]

local source_end = pattern [[ << ..12!(, | %q_clear | "\"" | "“") , ]]
local main_clause = pattern [[ , %q_before_name{0,5} >> ]]
local has_finite = pattern [[ %q_finite ]]
-- "Reaffirmed its commitment, and is grateful to": the subject does something else.
local is_again = pattern [[ ,? and [%adv | also]{0,2} [is | are | was | were | remains | remain | remained] [%adv | also]{0,2}
      [grateful | thankful | concerned | worried | ready | willing | prepared | committed | determined | pleased | disappointed | alarmed | appalled
      | saddened | opposed | confident] | ,? and [%adv | also]{0,2} [will | would | has | have | stands | stand | stood]
      [%adv | also | always | ready | %verb] ]]
local asks_again = pattern [[ ,? and [%adv | also]{0,2} [%verb & /ed$/] ((the? @actor | him | her | them) not? to %verb
      | for (the | an | a | his | her | its | their)) | ,? and [%adv | also]{0,2}
      [begged | urged | asked | pressed | implored | encouraged | invited | reminded | advised | ordered | instructed] [!%punct & !%verb]{1,5}? not?
      to %verb ]]
local further = pattern [[ , (and | but) [%adv | then | also]{0,2} ([%verb & /ed$/] | agree (to | that | on) | did (not | n't) %verb
      | would (not | n't) [say | give | comment | confirm | elaborate | disclose | specify | name | provide | reveal | rule | discuss | identify
        | answer | explain | offer | state | mention | detail | speculate | go | be]) ]]
local opens = { [","] = true, ['"'] = true, ["”"] = true, ["''"] = true, ["’"] = true }
local closing = { ["."] = true, [","] = true, [";"] = true, ["?"] = true, ["!"] = true, ["-"] = true, ["--"] = true, ["–"] = true, ["—"] = true }

local semicolon = pattern [[ ; ]]
-- Where a deed or a view is told to its end: a relative clause, a new clause, an afterthought behind one dash.
local CLAUSE_WORD = {}
for word in ("which who whose where but while even though although however he she it they we i there"):gmatch "%a+" do CLAUSE_WORD[word] = true end
local PRONOUN = { he = true, she = true, it = true, they = true, we = true, i = true, there = true }
local and_clause = pattern [[ << , (and | but) %q_before_name{1,6} [%q_finite & !to] ]]
local new_clause = pattern [[ << , %q_before_name{1,6} %q_finite ]]
local others_speak = pattern [[ << , &(with [!%punct]{1,8}? /ing$/) @attribution ]]              -- "agreed to meet, with both sides pledging"

-- The main clause behind "While he noted …".
local main_again = pattern [[ , %adv? (he | she | it | they | we | I | there | %q_before_name{1,6}) (%adv | also)? %q_finite ]]
local SUBORDINATE = { ["while"] = true, although = true, though = true, when = true, ["if"] = true, as = true, since = true, because = true, after = true,
    before = true }
local addressed = pattern [[ << %q_party %q_then (, | . > | >) ]]
local addressed_there = pattern [[ << %q_party ([on | in | at | during | after | before | by | via | earlier | later | last | this | yesterday
        | today] [!%punct & !that & !%aux]{1,8}){1,2} (, | . > | >) ]]

local function text_of(span) return span and span.text or "" end

-- "Told the crew on Monday ships may come".
local told_on = pattern [[ << on (monday | tuesday | wednesday | thursday | friday | saturday | sunday) ,? &(the | a | he | she | it | they | %propn) ]]

-- Verbs that name the listener before what is said.
local warns = { warn = true, remind = true, convince = true, persuade = true, caution = true, advise = true, notify = true, promise = true }
local with_listener = { tell = true, inform = true, brief = true, assure = true, reassure = true, apprise = true, update = true }
local TAKES_PREPOSITION = { describe = true, report = true, respond = true, comment = true }
local may_follow = { warn = true, threaten = true, announce = true, pledge = true, promise = true, vow = true, propose = true, suggest = true }

-- ---- the attributions of a sentence ----

local here = {}                      -- of the sentence at hand: its attributions, and what of each was found out

-- What is known of a sentence, kept until another one comes. All that follows here is asked of the sentence looked at last.
local function look_at(sentence, doc)
    local start = sentence:bytes()
    if here.start ~= start or not rawequal(here.doc, doc) then
        here = { doc = doc, start = start, sentence = sentence, rows = sentence:all "attribution", facts = {} }
    end
    return here
end

-- What the plugin asks of an attribution again and again: { row, first, last, form, verb, stance, cue, sentence }.
local function facts_of(row)
    local found = here.facts[row]
    if not found then
        local first_byte, last_byte = row:bytes()
        found = { row = row, first = first_byte, last = last_byte, form = row.form, verb = row.verb, stance = row.stance, takes = row.takes, cue = row.cue,
            sentence = here.sentence }
        here.facts[row] = found
    end
    return found
end

local NEAR = 40                      -- attributions before and behind one that bear on it: a list of thousands in one sentence is no prose

-- The number of the first attribution of the sentence that starts there or behind.
local function number_at(rows, start)
    local low, high = 1, #rows + 1
    while low < high do
        local middle = (low + high) // 2
        if rows[middle]:bytes() < start then low = middle + 1 else high = middle end
    end
    return low
end

local function others_of(fact)
    if fact.others then return fact.others end
    local list, row, rows = {}, fact.row, here.rows
    local from, upto = 1, #rows
    if upto > 2 * NEAR then
        local own = number_at(rows, fact.first)
        from, upto = math.max(1, own - NEAR), math.min(upto, own + NEAR)
    end
    for i = from, upto do
        local other = rows[i]
        if not rawequal(other, row) then list[#list + 1] = facts_of(other) end
    end
    fact.others = list
    return list
end

-- The word before, "" where the sentence starts.
local function word_before(fact)
    if not fact.before then fact.before = text_of(fact.row:before(1)) end
    return fact.before
end

local function tense_of(fact)
    if not fact.tense then
        local wide = fact.phrase                                                                                    -- "was critical of", "foresaw"
        fact.tense = fact.form == "second" and sources.tense_of(fact.row) or wide and (fact.cue.tag == "vbd" or sources.tense(wide) == "past") and "past"
            or sources.tense(fact.cue)
    end
    return fact.tense
end

local function reports(fact)
    return fact.stance ~= "deed" and fact.stance ~= "belief" or may_follow[fact.verb]
end

-- The words behind, up to a participle that goes on with the same speaker.
local function rest_of(fact)
    local sentence, stop = fact.sentence, -1
    local others = fact.form == "subject" and others_of(fact) or {}
    for i = 1, #others do
        local other = others[i]
        if other.form == "participle" and other.first > fact.last and word_before(other) == "," then
            stop = other.first - first(sentence)
            break
        end
    end
    return sentence:sub(fact.last - first(sentence) + 2, stop)
end

-- Is the straight mark before the row one that opens a quotation?
local function opening_mark(row, mark)
    return (mark == '"' or mark == "''") and last(row:before(1)) + 1 == first(row)
end

-- Does the mark before the row close a quotation that the sentence begins with, or that began in one before it?
local function whole_quotation(fact)
    local text = fact.sentence.text
    if find(text, '^["“]') then return true end
    local lead = text:sub(1, fact.first - first(fact.sentence))
    local _, straight = lead:gsub('"', "")
    return straight % 2 == 1 or find(lead, "”", 1, true) ~= nil and not find(lead, "“", 1, true)
end

-- "'Aye,' he replied": an apostrophe that closes.
local function apostrophe(row)
    return find(text_of(row:before(3)), "[,?!]%s*'+$") ~= nil
end

-- "In a telephone conversation held on Tuesday, Keller recalled", "According to two envoys, Keller replied": before the verb stands no clause that is said.
local function is_scene(words)
    local text = words.text
    local lead = text:match "^%W*(%a+)"
    if not SCENES[lead or ""] then return false end
    return text:find "^%W*[Aa]ccording to " ~= nil and select(2, text:gsub(",", "")) == 1 or trim(words):has(scene)
end

-- An office, or a part in a meeting, that the name behind the comma holds.
local office_lead = pattern [[ (counterpart | colleague | guest | host | representative | %q_office)
      ([of | for | to | in | at | on] [!%punct & !%verb]{1,10})? , >> ]]
local RELATIVE = { who = true, which = true, that = true }
local own_clause = pattern [[ << (that | (%q_before_name{0,4}? [%noun | %propn] | [it | he | she | they | we | i | there]) [%adv | also]? [%q_finite & !to]) ]]

-- '"Is it open?" Brand said it is old': a quotation that ends as a sentence of its own, and behind the verb a clause that is said.
local function says_else(row)
    local mark, rest = row:before(2), row:after(6)
    return mark ~= nil and rest ~= nil and find(mark.text, '^[?!]%s*["”]') ~= nil and rest:has(own_clause)
end

local function stands_behind(fact)
    if fact.form ~= "subject" then return false end
    local before = word_before(fact)
    local quoted = find(before, '["”]$') or before == "''"
    if before == "'" and apostrophe(fact.row) then before, quoted = "''", true end
    if not opens[before] and not quoted or find(fact.cue.text, "^%a+ing$") or opening_mark(fact.row, before) then return false end
    if quoted and says_else(fact.row) then return false end
    -- "the \"Never Keller\" movement goes on"
    if quoted and text_of(fact.row:before(2)):find "^[%w\128-\255]*%w[\"\226\128\157]*$" and not whole_quotation(fact) then return false end
    local sentence = fact.sentence
    local words = sentence:sub(1, fact.first - first(sentence))
    if words and is_scene(words) then return false end
    local after = fact.row:after(1)
    -- "The envoy for Peru, Keller, briefed the council"
    if before == "," and words and words:has(office_lead) and not words:has(has_finite) then return false end
    if before == "," and fact.row.source and RELATIVE[text_of(fact.row.source):lower()] then return false end         -- "Brand, who said in Oslo, \"…\""
    local belief = fact.stance == "belief" and before == ","
    if not reports(fact) and not belief then
        return quoted and whole_quotation(fact) and (not after or closing[after.text] or text_of(fact.row:before(2)):find '[,?!]%s*["”]$' ~= nil)
    end
    if not after or closing[after.text] then return true end
    if belief then return false end
    if before ~= "," then return not rest_of(fact):has(quoted and that_near or that_lead) end
    local rest = rest_of(fact)
    local told = with_listener[fact.verb]
    if told and rest:has(addressed) then return true end
    if rest:has(that_lead) or rest:has(colon_quote) or not rest:has(told and addressed_there or adverbial) then return false end
    return words ~= nil and (words:has(has_finite) or find(words.text, '["”]%s*,%s*$') ~= nil)
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
    return (fact.form == "participle" or fact.form == "wide" and find(fact.cue.text, "^%S*ing")) and word_before(fact) == ""
end

local conjunctions = { ["and"] = true, ["but"] = true, ["while"] = true, [";"] = true, though = true, although = true }

-- "Norway, she added, supported Peru": the verb behind the insertion has a subject before it. "Said Peru had paid and had thanked": or inside what is said.
local function goes_around(fact, other)
    local source = other.row.source
    if source ~= nil and getmetatable(source) ~= "entity" and first(source) > fact.last then return true end
    local between = source ~= nil and source < fact.row and spans.between(source, fact.row)
    return between and between.text:find "^%s*,%s*$" ~= nil or false
end

-- Does the word before the attribution begin a subordinate clause at the start of the sentence?
local function opens_clause(row)
    local before = row:before(3)
    -- "Days after"
    if before and find(before.text, "^%u%l+ %l+ ?%l*$") and first(before) == first(row.sentence) and find(before.text, " [ab]%l+[er]$") then return true end
    return not before or not before.text:find "%w.-%s.-%w"
end

-- Does what `fact` reports stop where `other`, behind it, begins?
local function stops(fact, other)
    local before = word_before(other)
    if other.form == "participle" then return before == "," or before == "and" or before == "while" or before:find "^[\"”]" ~= nil end
    if other.form == "second" then
        -- "said Peru was calm and hoped to sail"
        local inside = other.stance == "belief" and before == "and" and fact.takes == "clause" and text_of(other.row:before(2)):find "^%w"
        return not inside and same_tense(fact, other) and not goes_around(fact, other)
    end
    if other.form == "according" then return before == "," end
    if other.form == "inverted" then return before == "," and reports(other) end
    if other.form == "infinitive" then return fact.form == "infinitive" and (before == "and" or before == "to" or before == ",") end
    if other.form ~= "subject" then return false end
    -- "said that it is open, Brand that it is shut"
    if other.cue.text == "that" then return true end
    if fronted(fact) or fact.form == "subject" and reports(fact) and SUBORDINATE[lower(word_before(fact))] and opens_clause(fact.row) then
        return before == ","
    end
    if postposed(other) then return true end
    if conjunctions[before] then
        return same_tense(fact, other) and (before ~= "and" and before ~= "while" or text_of(other.row:before(2)):find "^," ~= nil)
    end
    return false
end

-- The last byte of what stands behind the verb.
local function stop_after(fact, others, doc)
    local sentence = fact.sentence
    local stop = last(sentence)
    for i = 1, #others do
        local other = others[i]
        if other.first > fact.last and stops(fact, other) then
            stop = other.first - 1
            local colon = postposed(other) and find(sentence.text, ":", 1, true) and doc.text:sub(fact.last + 1, stop):find(":%s+[\"\226]")
            if colon then stop = fact.last + colon - 1 end           -- "lamented the works: \"It is mud,\" he said"
            break
        end
        local lead = other.first > fact.last and other.form == "subject" and word_before(other) == "which" and other.row:before(3)
        if lead and find(lead.text, "^, to") then                     -- "…, to which Brand replied that"
            stop = first(lead) - 1
            break
        end
    end
    if fronted(fact) then
        for _, subject in ipairs(sentence:all "subject") do
            local lead = subject:before(6)
            lead = lead and first(subject) > fact.last and first(subject) <= stop and lead:find(main_clause)
            if lead and first(lead) > fact.last then return first(lead) - 1 end
        end
        local rest = stop == last(sentence) and doc:slice(fact.last + 1, stop)
        local main = rest and rest:find(main_again)
        if main and first(main) > first(rest) then return first(main) - 1 end
    elseif SUBORDINATE[lower(word_before(fact))] and opens_clause(fact.row) then
        local rest = doc:slice(fact.last + 1, stop)
        local main = rest and rest:find(main_again)
        if main and first(main) > first(rest) then return first(main) - 1 end
    end
    return stop
end

-- '"The port is open, I think," said Keller': the other attribution is a part of what is quoted, this one is not.
local function is_quoted(other, fact)
    for _, quoted in ipairs(here.doc:at(other.row, "quoted")) do
        if not quoted:contains(fact.row) then return true end
    end
    return false
end

-- The first byte of what stands before the verb.
local function start_before(fact, others)
    local start = first(fact.sentence)
    for _, other in ipairs(others) do
        if other.last < fact.first and fact.form ~= "according" and (other.form == "inverted" or postposed(other)) and not is_quoted(other, fact) then
            start = math.max(start, other.last + 1)
        end
    end
    return start
end

-- Bytes of a text without a conjunction at its end that joins what follows.
local function without_word(text, n, word)
    local at = n - #word
    if at < 1 or text:sub(at + 1, n) ~= word or not find(text, "^[,%s]", at) then return n end
    while at > 0 and find(text, "^[,%s]", at) do at = at - 1 end
    return at
end

local CONJUNCTION_END = { [byte "d"] = true, [byte "t"] = true, [byte "e"] = true }     -- and, but, while

local function without_end(span)
    if not span then return nil end
    local text = span.text
    local n = spans.length(text)
    if CONJUNCTION_END[byte(text, n)] then n = without_word(text, without_word(text, without_word(text, n, "and"), "but"), "while") end
    if n == 0 then return nil end
    return spans.without_stop(span, text, n)
end

local function skip(span, found)
    if not found then return span end
    local start, stop = found:bytes()
    if stop < start then return span end
    local from, upto = span:bytes()
    if stop >= upto then return nil end
    return span:sub(stop - from + 2, -1)
end

-- Behind what leads to it; the word "that" is part of what is said.
local function led_by(span, lead)
    local _, stop = lead:bytes()
    local from, upto = span:bytes()
    if stop >= upto then return nil end
    if find(lead.text, "[tT][hH][aA][tT]$") then stop = stop - #"that" end
    return span:sub(stop - from + 2, -1)
end

-- Plain tests of a text that spare a search: is there ", and" or ", but"; a mark of quotation; can the first word start a short insertion?
local function joins(text)
    local comma = find(text, ",", 1, true)
    while comma do
        local word = text:match("^%s*(%a%a%a)", comma + 1)
        if word == "and" or word == "but" then return true end
        comma = find(text, ",", comma + 1, true)
    end
    return false
end

local function has_mark(text)
    return find(text, '"', 1, true) or find(text, "\226", 1, true) or find(text, "'", 1, true) or find(text, "`", 1, true)
end

-- "Raised with Brand the case of the crew".
local SHARES = { raise = true, share = true, discuss = true, review = true }

local SHORT = {}
for word in ("on monday tuesday wednesday thursday friday saturday sunday today yesterday here again once with in to before from"):gmatch "%a+" do SHORT[word] = true end

-- Does a new clause begin at this comma of the text?
local function clause_at(span, text, at)
    local word, upto = text:match("^,%s+(%a+)()", at)
    if not word then return false end
    word = word:lower()
    if CLAUSE_WORD[word] then return true end
    if word == "with" then return span:sub(at, -1):has(others_speak) end
    if word == "and" then return PRONOUN[(text:match("^%s+(%a+)", upto) or ""):lower()] or span:sub(at, -1):has(and_clause) end
    if word == "the" then                                             -- "attacked Keller, the harbour master", no list
        return not text:find("[,;]", upto) and not text:find(" and ", upto, true) and not text:find(" or ", upto, true)
    end
    return span:sub(at, -1):has(new_clause)
end

-- Where a dash stands that no second one closes.
local function lone_dash(text)
    if not find(text, "\226", 2, true) and not find(text, "--", 2, true) then return nil end
    for _, dash in ipairs { "\226\128\148", "\226\128\147", "--" } do
        local at, upto = text:find(dash, 2, true)
        if at then return not text:find(dash, upto + 1, true) and text:sub(at - 1, at - 1):find "[%s%p]" and at or nil end
    end
end

-- Words up to a new clause, or to a dash that no second one closes.
local function until_clause(span)
    local text = span.text
    local stop = find(text, ",", 2, true)
    while stop and not clause_at(span, text, stop) do stop = find(text, ",", stop + 1, true) end
    local when = find(text, " when ", 2, true)
    if when and (not stop or when < stop) and PRONOUN[lower(text:match("^%a*", when + 6))] then stop = when end
    local dash = lone_dash(text)
    if dash and (not stop or dash < stop) then stop = dash end
    return stop and span:sub(1, stop - 1) or span
end

-- What stands behind the verb, and whether "that" leads it.
local function behind(fact, others, doc)
    local rest = doc:slice(fact.last + 1, stop_after(fact, others, doc))
    local text = text_of(rest)
    if not find(text, "[^%s,;:]") then return nil end
    rest = relative.cut(rest, fact.cue, fact.stance ~= "deed" and fact.stance ~= "belief")
    local cut = fact.stance == "deed" and find(text, ";", 1, true) and rest:find(semicolon)
    if cut and first(cut) > first(rest) then rest = doc:slice(first(rest), first(cut) - 1) end
    local more = not fronted(fact) and joins(text) and (tense_of(fact) == "past" or sources.denied(fact.cue)) and rest:find(further)
    if more and first(more) > first(rest) then rest = doc:slice(first(rest), first(more) - 1) end
    local joint = find(text, " and ", 1, true)
    local again = joint and (rest:find(is_again) or find(text, "ed ", joint + 5, true) and find(text, " and %l*%s?%l+ed ", joint) and rest:find(asks_again))
    if again and first(again) > first(rest) then
        local thing = doc:slice(first(rest), first(again) - 1)
        if thing and not thing:has(has_finite) then rest = thing end
    end
    local lead_in = has_mark(text) and find(text, "[,:]%s+[\"'`\226]") and rest:find(fact.takes == "clause" and quote_lead or in_this_way)
    if lead_in then return without_end(skip(rest, lead_in)), true end
    if with_listener[fact.verb] then
        local lead = rest:find(listener_that) or rest:find(topic)
        if lead then return without_end(led_by(rest, lead)), true end
        rest = skip(rest, rest:find(listener_question) or listeners.before_pronoun(rest) or fact.form ~= "wide" and rest:find(listener) or nil)
        local day = rest and rest:find(told_on)
        if day then rest = skip(rest, day) end
    elseif fact.verb == "ask" or fact.verb == "remind" and not find(text, "that", 1, true) then
        rest = listeners.asked(rest)
    else
        local lead = find(text, "that", 1, true) and (rest:find(that_lead) or warns[fact.verb] and rest:find(listener_that))
        if lead then return without_end(led_by(rest, lead)), true end
        if find(text, "^%s*to ") or SHARES[fact.verb] and find(text, "^%s*with ") then rest = skip(rest, rest:find(listener_thing)) end
        if rest and SHORT[lower(text:match "%a+" or "")] then rest = skip(rest, rest:find(short_lead)) end
    end
    if rest and (fact.stance ~= "assert" or TAKES_PREPOSITION[fact.verb] or find(text, "^%s*about%s")) then rest = without_lead(rest, PREPOSITION) end
    if rest and (fact.stance == "deed" or fact.stance == "belief") then rest = until_clause(rest) end
    return rest and without_end(rest), false
end

-- "According to a report by the crew, the port …": behind the source and what belongs to it.
local function behind_source(fact, others, doc)
    local rest = doc:slice(fact.last + 1, stop_after(fact, others, doc))
    local comma = rest and word_before(fact) == "" and rest:find(source_end)
    local words = comma and skip(rest, comma)
    if words then return without_end(trim(words)) end
    return (behind(fact, others, doc))
end

local function ahead(fact, others, doc)
    local words = doc:slice(start_before(fact, others), fact.first - 1)
    if not words then return nil end
    words = skip(words, words:find(dateline)) or words
    words = skip(words, words:find(discourse)) or words
    return trim(words)
end

M.text_of = text_of
M.says_else = says_else
M.look_at = look_at
M.facts_of = facts_of
M.others_of = others_of
M.word_before = word_before
M.reports = reports
M.postposed = postposed
M.stops = stops
M.start_before = start_before
M.stop_after = stop_after
M.without_end = without_end
M.skip = skip
M.behind = behind
M.behind_source = behind_source
M.ahead = ahead
M.without_lead = without_lead
M.has_finite, M.with_listener, M.PREPOSITION = has_finite, with_listener, PREPOSITION

return M
