-- statements.lua - what an attribution reports: its words, its stance, its speaker.
--
-- Sits on extent.lua (where words start and stop) and quotations.lua (marks). An attribution that reports nothing makes no statement, and says why.

local addressee = include "addressee.lua"
local medium = include "medium.lua"
local blocks = include "blocks.lua"
local extent = include "extent.lua"
local quotations = include "quotations.lua"
local sources = include "sources.lua"
local spans = include "spans.lua"
local turns = include "turns.lua"

local M = {}

local first, last, trim = spans.first, spans.last, spans.trim
local find, lower = string.find, string.lower
local facts_of, others_of, word_before, reports, postposed = extent.facts_of, extent.others_of, extent.word_before, extent.reports, extent.postposed
local behind, ahead, without_end, skip = extent.behind, extent.ahead, extent.without_end, extent.skip
local unquote, quoted_around, ticked, with_marks = quotations.unquote, quotations.quoted_around, quotations.ticked, quotations.with_marks
local has_finite, text_of = extent.has_finite, extent.text_of

local clause_lead = pattern [[ << %q_parties %q_before_verb{0,2} [%aux | will | would | should | must | could | can | may | is | are | was | were
      | has | have | had | (%verb & !/(ing|ed)$/)] ]]
local short_verb = pattern [[ (he | she | it | that | there | this | what | who | here | I | we | you | they) /^['’](s|re|m|ll|d|ve)$/ ]]
local declined = pattern [[ << to (say | comment | confirm | rule out | discuss | disclose | answer | be drawn | speculate | elaborate | specify) [] ]]
local refused = pattern [[ << to (say | comment | confirm | rule out) [] ]]
local FIRST_PERSON = { i = true, we = true, you = true }
local is_first_person = memo(function(words) return FIRST_PERSON[words:match("^%a*"):lower()] end)
local conditional = pattern [[ (if | once | unless | until) >> ]]
local question_lead = pattern [[ << (whether | if | what | how | why | when | who | where) ]]
local held_view = pattern [[ << (@actor /^['’]s$/ | [country | government | nation | people | side] /^['’]s$/ | %det | %adj | %adv
      | [/^(his|her|its|their|our)$/i]){0,4} (hope | hopes | confidence | interest | desire | wish | wishes | conviction | belief | optimism | view
      | trust | intention | expectation | understanding | opinion | opinions | scepticism | skepticism | pessimism | certainty | regret that
      | satisfaction that) ]]
local feeling = pattern [[ << ..6!(to | for | over) (condolences | sympathy | sympathies | thanks | gratitude | appreciation | congratulations
      | concern | concerns) ]]
local negation = pattern [[ not | n't | never | no longer ]]
-- "…," she said at the port, "…"
local to_quotation = pattern [[ << ..14!(that | %q_clear | %q_open | ; | ":") , &%q_open ]]
-- "The port, said Keller, will stay open": the verb of what is said follows its source.
local goes_on = pattern [[ << , [%adv | also | now]{0,2} [(%aux | will | would | should | must | could | can | may | is | are | was | were | has
        | have | had | %verb) & !/ing$/] ]]
local PLACE = { ["in"] = true, on = true, at = true, during = true, after = true }
local there_goes_on = pattern [[ << [in | on | at | during | after] [!%punct & !%aux]{1,8}
      &(, [%adv | also | now]{0,2} [%aux | will | would | should | must | could | can | may]) ]]
local told_whom = pattern [[ << %q_party %q_then &, ]]
-- Verbs that do a deed, but stand behind what is said as "said" does.
local clausal = { demand = true, recommend = true, request = true, warn = true, announce = true, pledge = true, promise = true, vow = true, propose = true,
    suggest = true }
local paper = pattern [[ [report | reports | statement | statements | communique | communiqué | declaration | readout | release | letter | telegram
      | cable | message | text | document | documents | memo | memorandum | note | resolution | treaty | agreement | survey | poll | study | article
      | editorial | transcript | filing | draft] ([of | by | from | on | to | in | between | with] []{1,12})? >> ]]
local QUOTE_START, QUOTE_END = "^[\"`\226']", "[\"'\157]$"        -- \226 and \157: the first and the last byte of curly marks

local RELATIVE = { who = true, whom = true, which = true, that = true }

-- Behind these "according to" stands at the start of what is said.
local BEGINS = { [""] = true, that = true, ["and"] = true, but = true, ["while"] = true, ["("] = true, ["-"] = true, ["--"] = true, ["–"] = true,
    ["—"] = true, [":"] = true }

local WARNS = { warn = true, caution = true, remind = true }

-- What goes on behind a source that stands in the middle: a further quotation, or the verb that the first half lacks.
local function second_half(before, fact, others, doc)
    local rest = doc:slice(fact.last + 1, extent.stop_after(fact, others, doc))
    if not rest then return nil end
    if before.text:find(QUOTE_END) then return rest:find(to_quotation) and quotations.from_quotation(rest, doc) or nil end
    return rest:find(goes_on) and not before:has(has_finite) and without_end(trim(rest)) or nil
end

-- "After Keller testified, the crew left": nothing is said.
local AFTER = { after = true, when = true, before = true, once = true, since = true, ["until"] = true, time = true, ["while"] = true, though = true,
    although = true }

local finite_verb = pattern [[ (?<! to) %q_finite ]]
local to_clause = pattern [[ << ..12!(, | that | of | about | how | why | whether | %q_clear | "\"" | "“") , ]]

-- "As Keller told the crew, the port is open", "The port is open, as Keller noted.": what stands behind, or before, the comma.
local function beside_as(fact, others, doc)
    local row = fact.row
    local lead, after = row:before(2), row:after(1)
    local before = lead and lead.text:find "^," and doc:slice(extent.start_before(fact, others), first(lead) - 1)
    if before and before:has(finite_verb) then
        return (not after or after.text == "." or after.text == ",") and trim(before) or nil
    end
    if lead and not before and not lead.text:find "^[aA]s$" then return nil end
    local rest = doc:slice(fact.last + 1, last(fact.sentence))
    local comma = rest and rest:find(to_clause)
    local words = comma and skip(rest, comma)
    return words and without_end(trim(words))
end

-- What stands before a source, without the narrator's words before a colon.
local function said_ahead(fact, others, doc)
    local words = ahead(fact, others, doc)
    return words and quotations.behind_colon(words)
end

local function parts_of(fact, doc)
    local others, form = others_of(fact), fact.form
    if form == "subject" and fact.takes ~= "around" and reports(fact) and lower(word_before(fact)) == "as" then
        local words = beside_as(fact, others, doc)
        if words then return { words }, true end
    end
    if form == "signed" then return { quotations.quotation_before(fact, doc) }, true end
    if form == "inverted" then
        local before = said_ahead(fact, others, doc)
        -- "But, said Keller, the port …"
        if not before then return { without_end(trim(doc:slice(fact.last + 1, extent.stop_after(fact, others, doc)))) }, true end
        return { before, second_half(before, fact, others, doc) }, true
    end
    if form == "according" and RELATIVE[fact.row.source.text:lower()] then return { (behind(fact, others, doc)) }, true end
    if form == "according" then
        local before = not BEGINS[word_before(fact)] and ahead(fact, others, doc)
        if before and before.text:find "%a" then return { before, second_half(before, fact, others, doc) }, true end
        return { extent.behind_source(fact, others, doc) }, true
    end
    if not postposed(fact) then
        if form == "subject" and AFTER[lower(word_before(fact))] and doc.text:find("^,%s+[^\"\226']", fact.last + 1) then return {} end
        local after, that = behind(fact, others, doc)
        local block = after and after.text:find "^%(" and fact.stance ~= "deed" and not after:has(finite_verb) and blocks.below(fact.sentence, doc)
        if block then return { block }, that end                     -- "said today (8 April):"
        return { after or fact.stance ~= "deed" and blocks.below(fact.sentence, doc) or nil }, that
    end
    local before, after, rest = said_ahead(fact, others, doc), nil, nil
    local where = before and PLACE[doc.text:match("^%s+(%l+)", fact.last + 1) or ""] and doc:slice(fact.last + 1, last(fact.sentence))
    local elsewhere = where and not before:has(finite_verb) and where:find(there_goes_on)
    if elsewhere then return { before, without_end(trim(doc:slice(last(elsewhere) + 1, extent.stop_after(fact, others, doc)))) }, true end
    if text_of(fact.row:after(1)) == "," or extent.with_listener[fact.verb] or WARNS[fact.verb] or before and before.text:find(QUOTE_END) then
        rest = doc:slice(fact.last + 1, extent.stop_after(fact, others, doc))
    end
    if rest and (extent.with_listener[fact.verb] or WARNS[fact.verb]) then rest = skip(rest, rest:find(told_whom)) end
    if rest and rest.text:find "^%s*," then
        after = without_end(trim(rest))
    elseif rest and before and before.text:find(QUOTE_END) then
        local lead = rest:find(to_quotation)
        after = lead and quotations.from_quotation(rest, doc)
    end
    if before and after then
        local opens_quote, quotes = after.text:find(QUOTE_START), before.text:find(QUOTE_END)
        if quotes and not opens_quote then after = quotations.from_quotation(after, doc) end
        if opens_quote and not quotes and (before:has(has_finite) or after.text:find "^[\"'\226\128\152\156]+%u") then before = nil end
    end
    if not before then return { after }, true end
    return { before, after }, true
end

-- Words under these are agreed, not said.
local agreeing = { agree = true, concur = true, ["share the view"] = true }

-- What one raises without a word: money, taxes, a hand.
local raised_thing = pattern [[ << ..5!(of | by | with | about) ["$" | "£" | "€" | %num | money | funds | cash | million | billion | tax | taxes
      | rate | rates | wage | wages | price | prices | turnover | salaries | pay | limit | ceiling | minimum | age | hand | hands | eyebrows
      | standards | children | flag | awareness | cap | bar | stakes | income | incomes | hopes | level | billions | millions | thousands | profile
      | spending | odds | chances | fee | fees | premiums | majority | lead | target | targets | estimate | estimates]
    | << (from | in | to | by | on | at | for | with) ]]
local courtesy = pattern [[ << ..8!(;) [condolences | sympathy | sympathies | thanks | gratitude | appreciation | greetings | congratulations | wishes
      | invitation | invitations | welcome | apology | apologies | offer | support | solidarity] ]]
-- Verbs that do more without words than with them: what a row of them needs to be a statement. Things underscore, too; limits are extended, homes are
-- shared and birthdays celebrated.
local office = pattern [[ $titles | [officials | experts | ministers | leaders | sides | parties | participants | delegations | members | ministry
      | government | embassy | presidency | department | delegation | side | council | committee | commission | authorities | statement | communiqué
      | communique | declaration] ]]
local function is_told_by_party(fact)
    local source = fact.row.source
    return #fact.row.speaker > 0 or source ~= nil and source:has(office)
end
local function starts_clause(_, content, clause) return clause or content:has(clause_lead) end
local stand = pattern [[ << [%det | %adj | /^(his|her|its|their|our)$/ | /^['’]s$/ | @actor]{0,5}
      [commitment | support | rejection | condemnation | call | calls | opposition | solidarity | readiness | concern | concerns | appeal | demand
      | pledge] ]]
local called_back = pattern [[ << [%det | %adj | %num | @actor | /^(his|her|its|their)$/ | /^['’]s$/]{0,4}
      [ambassador | ambassadors | envoy | envoys | diplomat | diplomats | attaché | staff | troops | vehicles | cars | products] ]]
local function never() return false end
local function only_clause(_, _, clause) return clause end
local NEEDS = {
    raise = function(fact, content) return is_told_by_party(fact) and not content:has(raised_thing) end,
    flag = is_told_by_party, ["bring up"] = is_told_by_party,
    extend = function(_, content) return content:has(courtesy) end,
    underscore = is_told_by_party, underline = is_told_by_party, highlight = is_told_by_party,
    add = function(_, content, clause) return clause or content:has(has_finite) or content:has(short_verb) or find(content.text, "[\"\226]") ~= nil end,
    decide = function(_, content) return not find(content.text, "^whether ") end,                          -- "had not decided whether": nobody says so
    conclude = only_clause, venture = only_clause, post = function(fact) return not (fact.row.source and fact.row.source:has(paper)) end,
    feel = starts_clause, rule = starts_clause, maintain = starts_clause,
    invite = is_told_by_party, consult = is_told_by_party,
    recall = function(_, content, clause) return clause or not content:has(called_back) end,
    renew = function(_, content) return content:has(stand) end,
    celebrate = never, commit = never, label = never, assume = never,
}

-- Forms that need "has" or "was" before them to be a verb of the sentence.
local PARTICIPLE = { known = true, seen = true, shown = true, written = true }

local thing = pattern [[ %noun | %propn ]]
-- "Dismissed the reports as \"pure fiction\"", "accused Peru of \"fiction\"".
local as_quoted = pattern [[ as [%det | %adv]{0,2} %q_open | << [!%punct & !%verb]{1,6} of [a | the]? %adj? %q_open ]]

local QUESTION = {}
for word in ("whether if what how why when who where"):gmatch "%a+" do QUESTION[word] = true end

-- Does it start with a word of a question, or with two apostrophes?
local function asks_or_quotes(content)
    local text = content.text
    local word = text:match "^%a+"
    if not word then return find(text, "^''") end
    return QUESTION[lower(word)] and content:has(question_lead)
end

-- What is said does not begin with these: "reported from Oslo", "wrote under a pen name".
local ADRIFT = { from = true, under = true, than = true }

-- What the row reports: its stance, or nil and the reason if it reports nothing.
local function stance_of(fact, content, that, mode)
    local stance, verb = fact.stance, fact.verb
    if mode == "mixed" and stance == "deed" and (content:has(as_quoted) or find(content.text, QUOTE_START) and text_of(content:before(1)) == "as") then
        return "assert"
    end
    if verb == "express" or verb == "voice" then return content:has(held_view) and "assert" or "deed" end
    if verb == "convey" then return content:has(feeling) and "deed" or "assert" end
    local takes = fact.takes
    if takes == "around" and mode ~= "direct" and not that and not content.text:find "^''" and fact.form ~= "inverted" and not postposed(fact) then
        return nil, fact.cue.text .. " reports what stands before it"
    end
    local clause = that or mode == "direct" or asks_or_quotes(content)
    local needs = NEEDS[verb]
    if needs and not (clause and needs == never) and not needs(fact, content, clause) then
        if verb == "highlight" and fact.form == "subject" then return "deed" end
        return nil, "no words: " .. fact.cue.text .. " " .. content.text
    end
    if PARTICIPLE[fact.cue.text] and fact.form == "subject" and not fact.row.text:find "ha[ds]" and not fact.row.text:find "have" then
        return nil, "a participle"
    end
    if agreeing[verb] or stance == "belief" then return stance end
    if verb == "decline" then return content:has(declined) and "deny" or "deed" end
    if verb == "refuse" then return content:has(refused) and "deny" or "deed" end
    if stance == "deed" then return (clause or clausal[verb] and content:has(clause_lead)) and "assert" or "deed" end
    if verb == "deny" and find(content.text, "^%l+ing%f[%A]") then return stance end
    if stance == "ask" or stance == "deny" then return (clause or takes == "any") and stance or "deed" end
    if not clause and takes == "clause" and fact.first < first(content) and ADRIFT[lower(content.text:match "^%a+" or "")] and not content:has(has_finite) then
        return nil, "no words: " .. content.text
    end
    if takes == "any" or clause or content:has(has_finite) or content:has(short_verb) then return stance end
    if fact.form == "subject" and takes == "clause" then return "deed" end
    return nil, fact.cue.text .. " takes a clause or a quotation: " .. content.text
end

-- More than marks?
local function has_words(text)
    return text:find "%w" or text:gsub("\226\128[\144-\191]", ""):find "[\128-\255]"
end

local function collect(raw, row, sentence, doc)
    local parts, modes, mode = {}, {}, nil
    for i = 1, 2 do
        if raw[i] then
            local part, its = unquote(raw[i], row, sentence, doc)
            if not has_words(part.text) then break end
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
local is_condition = memo(function(word)
    return CONDITION[word:lower()] or word:find "[\128-\255]" ~= nil
end)

local behind_verb = { subject = true, participle = true, infinitive = true, passive = true, second = true }

-- Does another attribution of the sentence report these words, too?
local function told(fact, doc)
    if postposed(fact) then return false end
    for _, other in ipairs(others_of(fact)) do
        if reports(other) then
            if other.first < fact.first then
                if behind_verb[other.form] and not postposed(other) and not extent.stops(other, fact)
                    and extent.stop_after(other, others_of(other), doc) > fact.first then return true end
            elseif postposed(other) or other.form == "inverted" or other.form == "according" and word_before(other) == "," then
                local narrated = doc.text:sub(fact.last + 1, other.first - 1):find(":%s+[\"\226]")          -- "defended the works: \"It is mud,\" she said"
                if not narrated and extent.start_before(other, others_of(other)) <= fact.first then return true end
            end
        end
    end
    return false
end

-- "Polls show that few think", "is glad the crew wants to stay": what is shown or felt holds the view.
local function shown(fact, doc)
    local sentence = fact.sentence
    for _, row in ipairs(doc:at(sentence, "attitude")) do
        local behind_cue = row.form ~= "agent" and row.cue < fact.row and doc.text:sub(last(row.cue) + 1, fact.first - 1)
        if behind_cue and (behind_cue:find "^%s+that%s+$" or fact.stance == "belief" and behind_cue:find "^%s+$") then return true end
    end
    return false
end

local PRONOUN = {}
for word in ("i we you he she it they his her their my our who which what others some many"):gmatch "%a+" do PRONOUN[word] = true end

-- "Keller said he had told them", "said that people say", "deplored what he called": what somebody says that he or nobody in particular says is a part of
-- his words.
local function retold(fact, doc)
    local row = fact.row
    local source = row.source
    local word = source and lower(source.text:match "%a+" or "")
    if not source or #row.speaker > 0 and not PRONOUN[word] or source > fact.cue then return false end
    local asked = word == "what" or lower(word_before(fact)) == "what"
    for _, other in ipairs(others_of(fact)) do
        if other.first < fact.first and behind_verb[other.form] and (reports(other) or asked) and not postposed(other) then
            local between = doc.text:sub(other.last + 1, fact.first - 1)
            if asked or between:find "^%s*$" or between:find "^%s+that%s+$" then return true end
        end
    end
    return false
end

-- "What he wants", "how she feels".
local ASKED = { what = true, how = true, whether = true, ["if"] = true, why = true }

local function asked_about(fact) return ASKED[lower(word_before(fact))] end

-- Whom a pronoun of a quotation means, the quotation knows.
local function names_somebody(row, source)
    return source and #row.speaker > 0 and source.text:find "%u" and not is_first_person(source.text)
end

-- Does the paragraph of a quotation say whose words it is? Then what somebody says in it is a part of these; a quotation that stands alone may be a
-- report of its own ("The Minister underlined …").
local function told_around(row, doc)
    for _, other in ipairs(doc:within(row.paragraph, "attribution")) do
        if other ~= row and #doc:at(other, "quoted") == 0 and other.stance ~= "deed" and other.stance ~= "belief" then return true end
    end
    return false
end

local nameless = pattern [[ << %q_before_name{0,6}? [official | officials | diplomat | diplomats | source | sources | aide | aides | adviser
      | advisers | advisor | advisors | officer | officers | insider | insiders | negotiator | negotiators] !(%noun | %propn | @actor) ]]
local known_by_name = pattern [[ @person ]]

local name_at_end = pattern [[ last:[(%propn | %noun) & %cap & !%upper] >> ]]

-- "Brandt said": a name that no list knows, of somebody who is told nowhere else.
local function is_name(source)
    local found = source:find(name_at_end)
    return found ~= nil and not is_common(found.last.text:lower()) and not source:has(nameless)
end

-- Is the source named, unnamed, or a paper that speaks for itself? Of a passive without a source the text is. "A Kenyan official" is nobody by name, though
-- Kenya's.
local function naming(speaker, source, form)
    if #speaker > 0 then return source and source:has(nameless) and not source:has(known_by_name) and "anonymous" or "named" end
    if source and source:has(paper) then return "document" end
    if source then return is_name(source) and "named" or "anonymous" end
    return form == "passive" and "document" or nil
end

-- Is the verb negated? What stands in an insertion before it does not count: "Norway, which was not asked, said"; nor who wants no name.
local function is_negated(row, cue, doc)
    local text = row.text
    if not text:find "[nN][o'e\226]" then return false end
    local start = first(row)
    local lead = text:sub(1, first(cue) - start)
    if lead:find " who " and lead:find "name" then return false end
    local from = lead:match "^.*[,)]%s*()" or lead:match "^.*\u{2013}%s*()" or lead:match "^.*\u{2014}%s*()" or 1
    local words = doc:slice(start + from - 1, last(cue))
    return words ~= nil and words:has(negation)
end

local felt = pattern [[ << [%det | %adj | %adv | %num | and | /^(his|her|its|their|our|my)$/i]{0,5}
    [concern | concerns | doubt | doubts | skepticism | scepticism | frustration | alarm | optimism | disappointment | anger
     | outrage | fear | fears | worry | worries | surprise
     | support | opposition | dismay | amusement | misgivings | reservations | admiration | relief | remorse | displeasure
     | pessimism] &(about | over | for | with | that | [he | she | it | they | there] %q_finite) ]]

-- "Expressed doubts about the port": the word for the feeling goes with the verb.
local function with_feeling(cue, content)
    local found = content:find(felt)
    local start, stop = content:bytes()
    local upto = found and last(found)
    if not found or found:bytes() ~= start or upto >= stop then return cue, content end
    return cue:union(found), trim(extent.without_lead(trim(content:sub(upto - start + 2, -1)), extent.PREPOSITION))
end

local TANKS = { tank = true, tanks = true }
local MOST = 300                     -- attributions of a sentence: more are found in lists and floods alone, and each would be held against all text behind it

--- The statement that an attribution makes, with the words it attributes.
function M.statement(row, doc)
    local sentence, source = row.sentence, row.source
    local inside = quoted_around(row, sentence, doc)
    if inside and (not names_somebody(row, source) or told_around(row, doc)) then
        return nil, "said in a quotation of somebody else, or by nobody that it names"
    end
    if #extent.look_at(sentence, doc).rows > MOST then return nil, "a sentence of hundreds of verbs of saying is no prose" end
    local fact = facts_of(row)
    if fact.verb == "think" and TANKS[(row:after(1) or row).text] then return nil, "a think tank" end
    if is_condition(word_before(fact)) and row:before(1):has(conditional) then return nil, "a condition" end
    local raw, that = parts_of(fact, doc)
    local parts, mode = collect(raw, row, sentence, doc)
    if #parts == 0 then return nil, "the sentence has a verb of saying and nothing that is said" end
    local negated = is_negated(row, fact.cue, doc)
    local stance, reason = stance_of(fact, parts[1], that, mode)
    if not stance then return nil, reason end
    -- what is not said
    if negated and fact.verb ~= "rule out" and fact.verb ~= "hide" and fact.verb ~= "confirm" and not parts[1]:has(question_lead) then stance = "deed" end
    local wide = stance == "deed" or stance == "belief"
    if fact.form == "according" and PRONOUN[lower(text_of(source))] and told(fact, doc) then return nil, "a view that is part of what somebody says" end
    if not wide and retold(fact, doc) then return nil, "what somebody says that he said, or nobody in particular" end
    if stance == "belief" and asked_about(fact) then return nil, "what is thought is asked" end
    if wide and (inside or told(fact, doc) or shown(fact, doc)) then return nil, "a deed or belief inside what is said" end
    if not inside and (mode == "direct" or not wide) then mode = quotations.continued(parts, mode, sentence, doc, extent.says_else) end
    if mode == "mixed" then parts[#parts] = quotations.without_narration(parts[#parts]) end
    if mode ~= "direct" and not postposed(fact) then parts[#parts] = medium.without(parts[#parts]) end
    parts[#parts] = spans.tidied(parts[#parts])
    local cue = fact.cue
    if fact.verb == "express" and stance == "deed" and #parts == 1 then cue, parts[1] = with_feeling(cue, parts[1]) end
    local speaker = row.speaker
    local dashed = mode == "indirect" and not wide and #parts == 1 and (postposed(fact) or fact.form == "inverted") and blocks.behind_dash(parts[1], doc)
    if dashed then parts, mode = { dashed }, "direct" end
    if mode == "indirect" and not wide and #speaker > 0 and sentence.text:find(":", 1, true) then
        local whole = blocks.whole(parts[#parts], sentence, speaker, doc)
        if not rawequal(whole, parts[#parts]) then parts[#parts], mode = whole, "direct" end
    end
    local whole = row:union(parts[1])
    if #parts > 1 then whole = whole:union(parts[#parts]) end
    local listeners = addressee.of(fact, parts, speaker, doc)
    return { whole, source = source, speaker = speaker, addressee = #listeners > 0 and listeners or nil,
             cue = cue, content = parts, mode = mode, stance = stance, negated = negated or nil, named = naming(speaker, source, fact.form) }
end

-- What a noun or a passive is about starts behind a small word.
local SMALL_WORD = setmetatable({ that = true, by = true }, { __index = extent.PREPOSITION })
local NOUN_WORD = setmetatable({ that = true, ["in"] = true }, { __index = extent.PREPOSITION })
local comma = pattern [[ , ]]
local noun_stop = pattern [[ , | ; | "--" | "—" | – | as | while | when | because | although | (?<! to | that | who | which | %q_finite) %q_finite ]]

local embeds = pattern [[ [that | who | which | whose | how | whether | what | why] | %noun [they | he | she | it | we | i | you] >> ]]
local be_first = pattern [[ << [is | are | was | were | been | be | being | /^['’](s|re)$/] ]]
local without_auxiliary = pattern [[ << words:([]+?) [has | have | had | will | would | may | might | can | could | should | must | not | also | now
      | never | %adv]{1,4} >> ]]
local near_subject = pattern [[ (?<= , | but | and | that | when | while | as | because | if) %q_parties >> ]]
local leads = pattern [[ << [earlier | later | in | on | at | after | before | during | since | with | when | while | as | but | and | yet | though
      | although | by | for | if] ]]

local by_behind, phrase_last = pattern [[ << [$attitudes | %verb] for? by ]], pattern [[ (?<! -) (%det? [%adj | %noun] -)? %q_parties >> ]]
-- The words before a passive that it is about: of "Earlier, the crew had been praised by Brand" the crew.
local function passive_subject(fact, doc)
    local words = doc:slice(first(fact.sentence), fact.first - 1)
    words = words and trim(words)
    if words and fact.row:has(by_behind) then return words:find(phrase_last) or words end               -- "read a plan backed by Peru"
    if not words or not fact.row:has(be_first) then return words end
    local bare = words:find(without_auxiliary)
    words = bare and trim(bare.words) or words
    local subject = words:find(near_subject)
    local lead = subject and first(subject) > first(words) and doc:slice(first(words), first(subject) - 1)
    return lead and (lead:has(leads) or lead:has(has_finite)) and subject or words
end

-- Content without what follows the first match of a pattern.
local function up_to(content, mark, doc)
    content = trim(content)
    local stop = content:find(mark)
    if not stop or first(stop) <= first(content) then return content end
    local kept = doc:slice(first(content), first(stop) - 1)
    return stop.text:find "^%l" and kept:has(embeds) and content or without_end(kept)
end

local BEHIND = { [","] = true, ['"'] = true, ["”"] = true, ["''"] = true }

local function wide_content(fact, form, doc)
    if form == "agent" then return passive_subject(fact, doc) end
    local content, that = behind(fact, others_of(fact), doc)
    if form == "active" and BEHIND[word_before(fact)] and not text_of(content):find "%w" then return without_end(ahead(fact, others_of(fact), doc)) end
    if not content then return form == "passive" and passive_subject(fact, doc) or nil end
    content = that and content or extent.without_lead(content, form == "noun" and NOUN_WORD or SMALL_WORD)
    if not content then return nil end
    local around = find(fact.cue.text, "^%S*ing") and doc:at(fact.cue, "attribution")[1]
    if around and fact.cue < around.cue and around:contains(fact.cue) then                   -- "Keller, noting that …, thanked"
        local inserted = doc:slice(first(content), first(around.cue) - 1)
        local upto = inserted and inserted.text:match "^.*(),"
        return upto and upto > 1 and without_end(inserted:sub(1, upto - 1)) or content
    end
    if form == "passive" and find(fact.row.text, "^[wW]hen%s") then return up_to(content, comma, doc) end
    if form == "noun" and not fact.row.text:find "that$" then return up_to(content, noun_stop, doc) end
    local source = fact.row.source
    local relative = source and RELATIVE[source.text:lower()] and source or find(fact.row.text, "^wh[oi]%l*%s") and fact.row
    if relative and text_of(relative:before(1)) == "," then return up_to(content, comma, doc) end
    return content
end

-- The stretches of a sentence that are quoted, or that a statement is about: { { first byte, last byte } }.
local function said_in(sentence, doc)
    local found = extent.look_at(sentence, doc)
    if found.said then return found.said end
    local list = {}
    for _, quoted in ipairs(doc:at(sentence, "quoted")) do list[#list + 1] = { quoted:bytes() } end
    for _, statement in ipairs(doc:at(sentence, "statement")) do
        local stance, cue = statement.stance, statement.cue
        if cue then list[#list + 1] = { cue:bytes() } end                                               -- "expressed concern": one cue
        for _, part in ipairs(statement.content) do
            local start, stop = part:bytes()
            list[#list + 1] = { start, stop, wide = stance == "deed" or stance == "belief" }
        end
    end
    found.said = list
    return list
end

local LEAD = 24                      -- bytes: ", and then has"
local JOINS = {}
for word in ("and but then also later has have had was is"):gmatch "%a+" do JOINS[word] = true end

-- Does a new verb of the same subject begin here, behind a comma?
local function begins_anew(from, doc)
    local lead = doc.text:sub(math.max(1, from - LEAD), from - 1):match "[,)]%s+([%l%s]*)$"
    for word in (lead or ""):gmatch "%l+" do
        if not JOINS[word] then return false end
    end
    return lead ~= nil
end

local function is_said(cue, sentence, doc)
    local from, upto = cue:bytes()
    local later = begins_anew(from, doc)
    for _, stretch in ipairs(said_in(sentence, doc)) do
        if stretch[1] <= from and upto <= stretch[2] and not (later and stretch.wide) then return true end
    end
    return false
end

-- "Shared his assessment of the war".
local shared_words = pattern [[ << [%det | %adj | /^(his|her|its|their)$/ | /^['’]s?$/ | @actor]{1,5}
      [assessment | assessments | view | views | vision | observations | perspective | perspectives | thoughts | impressions | information | concerns
      | experience] ]]

-- Verbs that report words where these are quoted: "spoke of \"a new age\"", "likened it to \"a gift\"".
local QUOTES = {}
for word in ("spoke speaks speaking talked talks talking likened likens likening compared compares comparing"):gmatch "%a+" do QUOTES[word] = true end

-- Verbs that name the listener before what is said.
local NAMES_LISTENER = { tell = "tell", tells = "tell", telling = "tell", told = "tell",
                         remind = "remind", reminds = "remind", reminding = "remind", reminded = "remind",
                         ask = "ask", asks = "ask", asking = "ask", asked = "ask" }

--- The statement that an attribution in the wide sense makes.
function M.wide(row, doc)
    local cue, sentence = row.cue, row.sentence
    if is_said(cue, sentence, doc) or ticked(cue, doc) then return nil, "part of what somebody says" end
    local first_byte, last_byte = row:bytes()
    local _, cue_last = cue:bytes()
    local form, stance = row.form, row.stance
    local fact = { row = row, phrase = row, first = first_byte, last = (form == "agent" or form == "passive" and row.source) and last_byte or cue_last,
                   form = "wide", verb = NAMES_LISTENER[cue.text:lower()] or "", stance = "deed", cue = cue, sentence = sentence }
    local content = trim(wide_content(fact, form, doc))
    if not content or not content.text:find "%w" then return nil, "nothing that is said" end
    local part, mode = unquote(content, cue, sentence, doc)
    if form == "active" and mode ~= "direct" then part = medium.without(part) end
    part = spans.tidied(part)
    if mode == "mixed" and stance == "deed" and form == "active" and part:has(as_quoted) then stance = "assert" end
    if mode == "mixed" and form == "active" and QUOTES[cue.text:match "^%a+"] then stance = "assert" end
    if find(cue.text, "^shar") and part:has(shared_words) then stance = "assert" end
    if form == "agent" and stance == "assert" and not part:has(thing) then stance = "deed" end         -- "this was noted by", "as was noted by"
    local speaker, source = row.speaker, row.source
    local said = said_in(sentence, doc)
    local start, stop = part:bytes()
    said[#said + 1] = { start, stop, wide = true }
    return { row:union(part), source = source, speaker = speaker, cue = cue, content = { part }, mode = mode, stance = stance,
             negated = is_negated(row, cue, doc) or nil, named = naming(speaker, source) }
end

local voice_first = pattern [[ << source:([%det | %adj | %noun | %propn | %num]{0,5} (@person | @organization | %q_voice)
        ((to | on | in | at | after) [!%punct & !%verb]{1,6})?) cue:":" [] ]]

--- What the first line says behind a name or a voice ("Port survey: …").
function M.headline(doc)
    local line = spans.first_line(doc)
    if not line or not line.text:find("^[^:\n]*:%s") then return nil, "no colon" end
    local found = line:find(voice_first)
    if not found then return nil, "nobody who speaks" end
    local source, cue = found.source, found.cue
    if turns.of(doc).n > 1 or #doc:at(cue, "statement") > 0 then return nil, "a transcript" end
    for _, attribution in ipairs(doc:at(cue, "attribution")) do
        if attribution.cue:overlaps(cue) then return nil, "a post" end
    end
    local content, speaker = doc:slice(last(cue) + 1, last(line)), sources.parties(source)
    return { line, source = source, speaker = speaker, cue = cue, content = { spans.without_stop(content) }, mode = "direct", stance = "assert",
        named = naming(speaker, source) }
end

M.outer = include "nested.lua"

return M
